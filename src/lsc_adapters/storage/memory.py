"""
A store that is a few dictionaries: the reference, for tests, examples and whoever keeps nothing.

Nothing is locked while a transaction is open: it writes drafts of its own, and on leaving they are kept all together
if nobody wrote over what it had read, else not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from threading import RLock
from types import TracebackType
from typing import Any, Generic, Protocol, TypeVar

from attrs import field, frozen

from lsc_adapters.codec.chaine import Chaine, LigneDeFlux, enchainer, lire_tout
from lsc_adapters.codec.exact import write_exact
from lsc_adapters.storage.acquit import lignes_d_acquits
from lsc_adapters.storage.depots import Depots
from lsc_adapters.storage.genre import Genre
from lsc_adapters.storage.identite import verifier_identite
from lsc_domain.assemblee.fait import Fait
from lsc_domain.ports.errors import Broken, Conflict, NotFound
from lsc_domain.ports.journal import Inscription, Tete
from lsc_domain.ports.storage import Storage, Stored, Transaction
from lsc_domain.publication.acquit import Acquit
from lsc_domain.socle.chaine import empreinte

A = TypeVar("A")


@frozen(kw_only=True)
class _Garde:
    """What was kept so far: read and written under one lock, so that nobody sees half of a transaction."""

    verrou: RLock = field(factory=RLock)
    etats: dict[str, dict[str, Stored[Any]]] = field(factory=dict[str, dict[str, Stored[Any]]])
    """By table, then by identity."""
    acquis: dict[str, dict[str, Acquit]] = field(factory=dict[str, dict[str, Acquit]])
    """By destination, then by key."""
    flux: dict[str, list[LigneDeFlux]] = field(factory=dict[str, list[LigneDeFlux]])
    lignes: list[LigneDeFlux] = field(factory=list[LigneDeFlux])


class _Partie(Protocol):
    """What a transaction writes drafts in."""

    def verifier(self) -> None: ...
    def garder(self) -> None: ...


class MemoryStorage:
    """A store in memory; each instance is a store of its own, fit for several threads."""

    def __init__(self) -> None:
        self._garde = _Garde()

    def close(self) -> None:
        """Hold nothing to give back."""

    def transaction(self) -> MemoryTransaction:
        """Open a transaction; on leaving, raise `Conflict` when another one was first."""
        return MemoryTransaction(self._garde)


class MemoryTransaction(Depots):
    """Drafts over what is kept, invisible to everybody else until they are kept."""

    def __init__(self, garde: _Garde) -> None:
        super().__init__()
        self.verrou = garde.verrou
        self._ouverte, self._garde = False, garde
        self.journal = MemoryJournal(self, garde)
        self.acquis = MemoryAcquis(self, garde)
        self._parties: list[_Partie] = [self.journal, self.acquis]

    def __enter__(self) -> MemoryTransaction:
        self._ouverte = True
        return self

    def __exit__(
        self, type_: type[BaseException] | None, erreur: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ouverte = False
        if type_ is not None:
            return
        with self.verrou:
            for partie in self._parties:
                partie.verifier()
            for partie in self._parties:
                partie.garder()

    def verifier_ouverte(self) -> None:
        """Refuse to serve once the transaction is over: what it would write would be lost."""
        if not self._ouverte:
            raise Broken("cette transaction est terminée")

    def _faire(self, genre: Genre[A]) -> MemoryRepository[A]:
        depot = MemoryRepository[A](self, self._garde.etats.setdefault(genre.table, {}), genre.nom)
        self._parties.append(depot)
        return depot


class MemoryRepository(Generic[A]):
    """One kind of state, by identity."""

    def __init__(self, transaction: MemoryTransaction, gardes: dict[str, Stored[A]], nom: str) -> None:
        self._transaction, self._nom = transaction, nom
        self._gardes = gardes
        self._brouillons: dict[str, Stored[A]] = {}
        self._attendues: dict[str, int] = {}

    def get(self, id: str, /) -> Stored[A]:
        """Return a state, as this transaction sees it."""
        self._transaction.verifier_ouverte()
        trouve = self._brouillons.get(id) or self._gardes.get(id)
        if trouve is None:
            raise NotFound(f"{self._nom} : rien sous l'identité {id}")
        return trouve

    def put(self, id: str, state: A, /, *, expected: int) -> None:
        """Write a draft of a state."""
        self._transaction.verifier_ouverte()
        verifier_identite(id)
        actuel = self._brouillons.get(id) or self._gardes.get(id)
        if (actuel.version if actuel else 0) != expected:
            raise Conflict(f"{self._nom} {id} : la version {expected} n'est pas la dernière")
        write_exact(state)  # what another store would refuse is refused here too
        self._attendues.setdefault(id, expected)
        self._brouillons[id] = Stored(state=state, version=expected + 1)

    def put_all(self, states: Iterable[tuple[str, A]], /, *, expected: int = 0) -> None:
        """Write drafts of states."""
        self._transaction.verifier_ouverte()
        for id, state in states:
            self.put(id, state, expected=expected)

    def ids(self) -> tuple[str, ...]:
        """List the identities, drafts included."""
        self._transaction.verifier_ouverte()
        with self._transaction.verrou:
            return tuple(sorted({*self._gardes, *self._brouillons}))

    def all(self) -> Iterator[tuple[str, Stored[A]]]:
        """Read every state, drafts included."""
        for id in self.ids():
            yield id, self.get(id)

    def verifier(self) -> None:
        """Check, under the lock, that nobody wrote over what this transaction had read."""
        for id, attendue in self._attendues.items():
            garde = self._gardes.get(id)
            if (garde.version if garde else 0) != attendue:
                raise Conflict(f"{self._nom} {id} : écrit entre-temps par quelqu'un d'autre")

    def garder(self) -> None:
        """Keep the drafts."""
        self._gardes.update(self._brouillons)


class MemoryAcquis:
    """What each destination acknowledged; of two transactions that wrote a key, the last one kept has it. I-36."""

    def __init__(self, transaction: MemoryTransaction, garde: _Garde) -> None:
        self._transaction, self._garde = transaction, garde
        self._brouillons: dict[str, dict[str, Acquit | None]] = {}

    def lire(self, destination: str, /) -> Mapping[str, Acquit]:
        """Return what a destination holds, drafts included. PUB-08."""
        self._transaction.verifier_ouverte()
        verifier_identite(destination)
        with self._transaction.verrou:
            lus = self._garde.acquis.get(destination, {}).copy()
        _appliquer(self._brouillons.get(destination, {}), lus)
        return lus

    def ecrire(self, destination: str, acquits: Iterable[Acquit], /) -> None:
        """Write drafts of acknowledgements."""
        self._transaction.verifier_ouverte()
        ecrits = tuple(acquits)
        lignes_d_acquits(destination, ecrits)  # what another store would refuse is refused here too
        self._brouillons.setdefault(destination, {}).update((acquit.cle, acquit) for acquit in ecrits)

    def retirer(self, destination: str, cles: Iterable[str], /) -> None:
        """Write that keys are forgotten."""
        self._transaction.verifier_ouverte()
        verifier_identite(destination)
        oubliees = {verifier_identite(cle): None for cle in cles}
        self._brouillons.setdefault(destination, {}).update(oubliees)

    def verifier(self) -> None:
        """Check nothing: a key has no version."""

    def garder(self) -> None:
        """Keep the drafts."""
        for destination, brouillons in self._brouillons.items():
            _appliquer(brouillons, self._garde.acquis.setdefault(destination, {}))


def _appliquer(brouillons: Mapping[str, Acquit | None], acquis: dict[str, Acquit]) -> None:
    for cle, acquit in brouillons.items():
        if acquit is None:
            acquis.pop(cle, None)
        else:
            acquis[cle] = acquit


class MemoryJournal:
    """The facts, as the texts their prints are taken of."""

    def __init__(self, transaction: MemoryTransaction, garde: _Garde) -> None:
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


_: type[Storage] = MemoryStorage
__: type[Transaction] = MemoryTransaction
