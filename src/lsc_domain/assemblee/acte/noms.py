"""Owners named with their voices over the total, as the minutes name them."""

from __future__ import annotations

from unicodedata import combining, normalize

from lsc_domain.assemblee.seance import Seance
from lsc_domain.socle.affichage import ESPACE_FINE, ecrire_voix
from lsc_domain.socle.ensemble import rangs
from lsc_domain.socle.ids import CleId

NEANT = "Néant"


class Noms:
    """
    Writes « MORGON Charles (72/1 000,91516) », once per owner and key however many votes name him. AG-46.

    The voices are those the law leaves him (loi 65-557, art. 22, I). Lists are in the order of names.
    """

    def __init__(self, seance: Seance) -> None:
        self._seance = seance
        self._places = places(seance)
        self._par_cle: dict[CleId, tuple[str, ...]] = {}

    def de(self, rang: int, cle: CleId) -> str:
        """Name one owner."""
        return self._de_la_cle(cle)[rang]

    def lister(self, membres: int, cle: CleId) -> str:
        """Name a set of owners, or say « Néant »."""
        noms = self._de_la_cle(cle)
        return ", ".join([noms[rang] for rang in sorted(rangs(membres), key=self._places.__getitem__)]) or NEANT

    def _de_la_cle(self, cle: CleId) -> tuple[str, ...]:
        if cle not in self._par_cle:
            voix = self._seance.voix(cle)
            total = ecrire_voix(voix.total.voix, espace=ESPACE_FINE)
            parts = dict.fromkeys(voix.poids, "")
            for rang, poids in enumerate(voix.poids):
                # Many owners weigh the same: an exact number is written once.
                parts[poids] = parts[poids] or f"({ecrire_voix(voix.de(rang), espace=ESPACE_FINE)}/{total})"
            self._par_cle[cle] = tuple(
                f"{un.nom} {parts[poids]}"
                for un, poids in zip(self._seance.syndicat.coproprietaires, voix.poids, strict=True)
            )
        return self._par_cle[cle]


def places(seance: Seance) -> tuple[int, ...]:
    """Return the place of each owner, by rank, when all are listed by name, accents aside."""
    noms = [_sans_accent(un.nom) for un in seance.syndicat.coproprietaires]
    ordre = sorted(range(len(noms)), key=noms.__getitem__)
    place = [0] * len(noms)
    for rang, qui in enumerate(ordre):
        place[qui] = rang
    return tuple(place)


def par_nom(seance: Seance, membres: int) -> list[int]:
    """List the ranks of a set of owners in the order of their names."""
    return sorted(rangs(membres), key=places(seance).__getitem__)


def _sans_accent(nom: str) -> str:
    return "".join(lettre for lettre in normalize("NFKD", nom.casefold()) if not combining(lettre))
