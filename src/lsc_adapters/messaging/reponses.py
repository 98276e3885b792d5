"""What a mail server says no with, as one of our reasons: one table, the longest line that fits is meant."""

from __future__ import annotations

import re
from typing import Final

from lsc_domain.ports.messaging import RaisonDEchec

_LIGNES: Final = {
    # By the code of the reply (RFC 5321, §4.2.3)…
    "4": RaisonDEchec.INJOIGNABLE,
    "5": RaisonDEchec.REFUSE,
    "421": RaisonDEchec.INJOIGNABLE,  # the server is closing
    "450": RaisonDEchec.INJOIGNABLE,  # the box is busy, or the server greylists
    "452": RaisonDEchec.QUOTA,
    "454": RaisonDEchec.AUTHENTIFICATION,  # RFC 4954: not now
    "530": RaisonDEchec.AUTHENTIFICATION,  # or STARTTLS is asked for first (RFC 3207)
    "534": RaisonDEchec.AUTHENTIFICATION,
    "535": RaisonDEchec.AUTHENTIFICATION,
    "538": RaisonDEchec.AUTHENTIFICATION,
    "552": RaisonDEchec.QUOTA,
    # …then by its enhanced code, where the server gives one (RFC 3463): it knows better.
    "4.2.2": RaisonDEchec.QUOTA,  # the box is full
    "4.3.1": RaisonDEchec.QUOTA,  # the server is
    "4.5.3": RaisonDEchec.QUOTA,  # too many recipients
    "5.1.1": RaisonDEchec.ADRESSE_INCONNUE,
    "5.1.2": RaisonDEchec.ADRESSE_INCONNUE,
    "5.1.3": RaisonDEchec.ADRESSE_INCONNUE,
    "5.1.6": RaisonDEchec.ADRESSE_INCONNUE,  # the box has moved
    "5.1.10": RaisonDEchec.ADRESSE_INCONNUE,  # the domain takes no mail (RFC 7505)
    "5.2.1": RaisonDEchec.ADRESSE_INCONNUE,  # the box is disabled
    "5.2.2": RaisonDEchec.QUOTA,
    "5.2.3": RaisonDEchec.REFUSE,  # too large for the box
    "5.3.4": RaisonDEchec.REFUSE,  # too large for the server
    "5.4.5": RaisonDEchec.QUOTA,  # the sender has sent too much
    "5.7": RaisonDEchec.REFUSE,  # a rule of the server's
    "5.7.0": RaisonDEchec.AUTHENTIFICATION,
    "5.7.8": RaisonDEchec.AUTHENTIFICATION,
    "5.7.9": RaisonDEchec.AUTHENTIFICATION,
}

_DU_DESTINATAIRE: Final = frozenset({"550", "551", "553", "556"})
"""Codes that, in answer to a recipient, say that there is nobody there."""

_ETENDU: Final = re.compile(r"[45](?:\.\d{1,3}){2}(?=\s|$)")
_COMMANDES: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\ufffd]+")


def juger(code: int, texte: str, *, au_destinataire: bool) -> tuple[RaisonDEchec, bool]:
    """
    Say what a reply means, and whether the same pli must not be tried again.

    An identification that is refused is the host's to mend, and not the pli's fault: it is never for good.

    >>> juger(550, "5.1.1 no such user", au_destinataire=True)
    (<RaisonDEchec.ADRESSE_INCONNUE: 'adresse_inconnue'>, True)
    """
    etendu = _ETENDU.match(texte)
    # An enhanced code of another class than the reply's is a mistake of the server's.
    if etendu and etendu[0][0] == str(code)[0] and (ligne := _plus_longue(etendu[0])):
        raison = _LIGNES[ligne]
    elif au_destinataire and str(code) in _DU_DESTINATAIRE:
        raison = RaisonDEchec.ADRESSE_INCONNUE
    else:
        raison = _LIGNES[_plus_longue(str(code)) or "4"]
    return raison, 500 <= code <= 599 and raison is not RaisonDEchec.AUTHENTIFICATION


def _plus_longue(code: str) -> str:
    """Find the longest line a code begins with, number by number; the first digit alone says too little of a code."""
    morceaux = code.split(".")
    if len(morceaux) > 1:
        debuts = (".".join(morceaux[:longueur]) for longueur in range(len(morceaux), 1, -1))
    else:
        debuts = (code[:longueur] for longueur in range(len(code), 0, -1))
    return next((debut for debut in debuts if debut in _LIGNES), "")


def lisible(code: int, reponse: bytes | str) -> str:
    """Write a reply on one line, for a person: what it holds of commands is left out, and its length is bounded."""
    texte = reponse.decode(errors="replace") if isinstance(reponse, bytes) else reponse
    return f"{code} {' '.join(_COMMANDES.sub(' ', texte).split())}".strip()[:500]
