"""
Following a chain: each record against the one before, as fast as it is read.

Nothing here knows where the records come from: a store gives its rows, in order, and takes the facts back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Final

from lsc_adapters.codec.canonique import canonique_du_texte
from lsc_adapters.codec.errors import InvalidPayload
from lsc_adapters.codec.exact import INSTANT
from lsc_adapters.codec.fait import Maillon, read_maillon, texte_du_fait
from lsc_domain.assemblee.choix import Choix
from lsc_domain.assemblee.fait import Fait, VoteEnregistre
from lsc_domain.ports.errors import Broken, BrokenChain
from lsc_domain.ports.journal import Inscription, Tete
from lsc_domain.socle.chaine import empreinte as imprimer
from lsc_domain.socle.ids import CoproprietaireId, ResolutionId

Ligne = tuple[int, str, str]
"""A row: the position, the canonical text and the print that were kept."""

LigneDeFlux = tuple[int, str, int, str, str]
"""A row among those of every stream: the position, the stream, the rank there, the text and the print."""

Nouveau = tuple[int, str, str, str]
"""A record to keep: its rank, the code of its fact, its canonical text and its print."""

_SIMPLE: Final = r'"([^"\\\x00-\x1f]*)"'
_SUITE: Final = (
    rf',"code":"{re.escape(VoteEnregistre.code)}","corps":{{"choix":"({"|".join(Choix)})",'
    rf'"coproprietaire":{_SIMPLE},"resolution":{_SIMPLE},"second_vote":(true|false)}},"le":"({INSTANT})",'
)
_CHOIX: Final = {choix.value: choix for choix in Choix}


def enchainer(flux: str, faits: Sequence[Fait], *, le: datetime, tete: Tete) -> tuple[list[Nouveau], Tete]:
    """Write facts after the head of a stream; return their records, and the head they make."""
    rang, precedent = tete.rang, tete.empreinte
    nouveaux: list[Nouveau] = []
    for fait in faits:
        rang += 1
        texte = texte_du_fait(assemblee=flux, rang=rang, le=le, precedent=precedent, fait=fait)
        precedent = imprimer(texte)
        nouveaux.append((rang, fait.code, texte, precedent))
    return nouveaux, Tete(rang=rang, empreinte=precedent)


class Chaine:
    """One stream being read: knows the print that the next record must bear."""

    def __init__(self, flux: str, tete: Tete) -> None:
        self.flux, self.tete = flux, tete
        # The text of a vote, up to what its place in the chain says: nothing escaped, one writing only.
        self._vote = re.compile(re.escape(f'{{"assemblee":{canonique_du_texte(flux)}') + _SUITE).fullmatch

    def lire(self, lignes: Iterable[Ligne]) -> Iterator[Inscription]:
        """
        Read the rows that follow.

        Raises `BrokenChain` at the first one that does not, `Broken` at one this version of the library cannot read.
        """
        # The names are local, and a vote is taken by one expression: this loop is what reopening a meeting costs.
        flux, vote, lire_instant = self.flux, self._vote, datetime.fromisoformat
        rang, empreinte = self.tete.rang, self.tete.empreinte
        for position, texte, gardee in lignes:
            rang += 1
            place = f'"precedent":"{empreinte}","rang":{rang}}}'
            trouve = vote(texte, 0, len(texte) - len(place)) if texte.endswith(place) else None
            calculee = sha256(texte.encode()).hexdigest()
            if calculee != gardee:
                raise BrokenChain(flux, rang, "son texte n'est plus celui dont l'empreinte a été gardée")
            try:
                if trouve is None:
                    maillon = self._maillon(texte, rang, empreinte)
                    le, precedent, fait = maillon.le, maillon.precedent, maillon.fait
                else:
                    choix, qui, resolution, second, quand = trouve.groups()
                    le, precedent = lire_instant(quand), empreinte
                    fait = VoteEnregistre(
                        resolution=ResolutionId(resolution),
                        coproprietaire=CoproprietaireId(qui),
                        choix=_CHOIX[choix],
                        second_vote=second == "true",
                    )
            except ValueError as fautif:  # a 31 June
                raise Broken(f"{flux}, fait {rang} : son instant n'existe pas") from fautif
            empreinte = calculee
            yield Inscription(
                flux=flux,
                rang=rang,
                le=le,
                fait=fait,
                precedent=precedent,
                empreinte=calculee,
                position=position,
            )
        self.tete = Tete(rang=rang, empreinte=empreinte)

    def _maillon(self, texte: str, rang: int, empreinte: str) -> Maillon:
        try:
            maillon = read_maillon(json.loads(texte))
        except (ValueError, RecursionError) as fautif:
            raise Broken(f"{self.flux}, fait {rang} : son texte n'est pas du JSON") from fautif
        except InvalidPayload as fautif:
            raise Broken(f"{self.flux}, fait {rang} : {fautif}") from fautif
        suivre(self.flux, rang, empreinte, maillon)
        return maillon


def suivre(flux: str, rang: int, empreinte: str, maillon: Maillon) -> None:
    """Check that a record is the one expected there, or raise `BrokenChain`."""
    if maillon.assemblee != flux:
        raise BrokenChain(flux, rang, f"il est d'une autre assemblée, {maillon.assemblee}")
    if maillon.rang != rang:
        raise BrokenChain(flux, rang, f"à sa place se trouve le fait {maillon.rang}")
    if maillon.precedent != empreinte:
        raise BrokenChain(flux, rang, "il ne suit pas du fait précédent")


def lire_tout(lignes: Iterable[LigneDeFlux], *, avant: Callable[[str, int], Tete]) -> Iterator[Inscription]:
    """
    Read the rows of every stream in the order they were kept, each against its own chain.

    `avant` gives the head a stream had before a rank: where to start, when the first rows are not asked for.
    """
    chaines: dict[str, Chaine] = {}
    for position, flux, rang, texte, gardee in lignes:
        if flux not in chaines:
            chaines[flux] = Chaine(flux, avant(flux, rang))
        yield from chaines[flux].lire(((position, texte, gardee),))
