"""The journal, in memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from lsc_adapters.codec.chaine import Chaine, LigneDeFlux, enchainer, lire_tout
from lsc_adapters.storage.identite import verifier_identite
from lsc_adapters.storage.memory.garde import Garde, Ouverture
from lsc_domain.assemblee.fait import Fait
from lsc_domain.ports.errors import Conflict
from lsc_domain.ports.journal import Inscription, Tete
from lsc_domain.socle.chaine import empreinte


class MemoryJournal:
    """The facts, as the texts their prints are taken of."""

    def __init__(self, transaction: Ouverture, garde: Garde) -> None:
        self._transaction, self._garde = transaction, garde
        self._brouillons: list[LigneDeFlux] = []
        self._attendus: dict[str, int] = {}

    def tete(self, flux: str, /) -> Tete:
        """Return where a stream stands, drafts included."""
        self._transaction.verifier_ouverte()
        return self._tete(flux)

    def append(self, flux: str, faits: Sequence[Fait], /, *, le: datetime, attendu: int) -> Tete:
        """Write drafts of facts."""
        self._transaction.verifier_ouverte()
        verifier_identite(flux)
        tete = self._tete(flux)
        if tete.rang != attendu:
            raise Conflict(f"{flux} : {tete.rang} faits, non {attendu}")
        nouveaux, suivante = enchainer(flux, faits, le=le, tete=tete)
        self._attendus.setdefault(flux, attendu)
        premiere = len(self._garde.lignes) + len(self._brouillons) + 1
        self._brouillons += [
            (position, flux, rang, texte, propre)
            for position, (rang, _, texte, propre) in enumerate(nouveaux, premiere)
        ]
        return suivante

    def read(self, flux: str, /, *, depuis: int = 0) -> Iterator[Inscription]:
        """Read a stream, its chain checked."""
        lignes = self._du_flux(flux)
        chaine = Chaine(flux, self._avant(flux, min(depuis, len(lignes)) + 1))
        return chaine.lire((position, texte, propre) for position, _, _, texte, propre in self._servir(lignes[depuis:]))

    def read_all(self, /, *, depuis: int = 0) -> Iterator[Inscription]:
        """Read every stream, each against its own chain."""
        self._transaction.verifier_ouverte()
        with self._garde.verrou:
            lignes = [*self._garde.lignes, *self._brouillons]
        return lire_tout(self._servir([ligne for ligne in lignes if ligne[0] > depuis]), avant=self._avant)

    def textes(self, flux: str, /) -> Iterator[str]:
        """Read the texts of a stream."""
        return (ligne[3] for ligne in self._servir(self._du_flux(flux)))

    def verifier(self) -> None:
        """Check, under the lock, that nobody wrote in the streams this transaction wrote in."""
        for flux, attendu in self._attendus.items():
            if len(self._garde.flux.get(flux, ())) != attendu:
                raise Conflict(f"{flux} : quelqu'un d'autre y a écrit entre-temps")

    def garder(self) -> None:
        """Keep the drafts, after whatever was kept since."""
        for position, (_, flux, rang, texte, propre) in enumerate(self._brouillons, len(self._garde.lignes) + 1):
            ligne = (position, flux, rang, texte, propre)
            self._garde.flux.setdefault(flux, []).append(ligne)
            self._garde.lignes.append(ligne)

    def _du_flux(self, flux: str) -> list[LigneDeFlux]:
        self._transaction.verifier_ouverte()
        with self._garde.verrou:
            gardes = [*self._garde.flux.get(flux, ())]
        return gardes + [ligne for ligne in self._brouillons if ligne[1] == flux]

    def _servir(self, lignes: Sequence[LigneDeFlux]) -> Iterator[LigneDeFlux]:
        for ligne in lignes:
            self._transaction.verifier_ouverte()
            yield ligne

    def _tete(self, flux: str) -> Tete:
        derniere = next((ligne for ligne in reversed(self._brouillons) if ligne[1] == flux), None)
        if derniere is None:
            gardes = self._garde.flux.get(flux)
            derniere = gardes[-1] if gardes else None
        return Tete() if derniere is None else Tete(rang=derniere[2], empreinte=derniere[4])

    def _avant(self, flux: str, rang: int) -> Tete:
        """Return the head a stream had before a rank, its print computed and not believed."""
        if rang == 1:
            return Tete()
        return Tete(rang=rang - 1, empreinte=empreinte(self._du_flux(flux)[rang - 2][3]))
