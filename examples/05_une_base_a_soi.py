"""A store of one's own, that passes the contracts: our memory, and a file to which each transaction adds a line."""

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from fcntl import LOCK_EX, flock
from io import FileIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Generic, TypeVar

from attrs import evolve

from lsc_adapters.bootstrap import memory_engine
from lsc_adapters.codec.assemblee import read_declaration
from lsc_adapters.codec.errors import InvalidPayload
from lsc_adapters.codec.exact import read_exact, read_instant, write_exact, write_instant
from lsc_adapters.codec.fait import read_fait, write_fait
from lsc_adapters.storage.depots import Depots
from lsc_adapters.storage.genre import GENRES, Genre
from lsc_adapters.storage.memory import MemoryStorage, MemoryTransaction
from lsc_domain.assemblee import Fait, raconter
from lsc_domain.compte.ecriture import Ecriture
from lsc_domain.extranet.audit import Trace
from lsc_domain.ports.acquis import Acquis
from lsc_domain.ports.audit import Audit
from lsc_domain.ports.ecritures import Ecritures
from lsc_domain.ports.errors import Broken, BrokenChain
from lsc_domain.ports.journal import Journal, Tete
from lsc_domain.ports.storage import Repository, Storage, Transaction
from lsc_domain.publication.acquit import Acquit
from lsc_domain.socle.ids import AssembleeId

A = TypeVar("A")
TABLES = {genre.table: genre for genre in GENRES}
Carnet = list[list[Any]]


# --8<-- [start:store]
@contextmanager
def _traduire() -> Iterator[None]:
    """Say what the disk says no to as one of the errors of the port."""
    try:
        yield
    except (OSError, ValueError, InvalidPayload) as fautif:
        raise Broken(f"base : {fautif}") from fautif


class FileStorage:
    """A line is on the disk before its transaction is done; one that a crash cut short never happened. For POSIX."""

    def __init__(self, chemin: Path) -> None:
        self.chemin, self._lu, self._memoire = chemin, 0, MemoryStorage()

    def close(self) -> None:
        """Hold nothing between two transactions."""

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Hold the file alone: other threads and other programs wait, and transactions do not nest."""
        with _traduire():
            fichier = self.chemin.open("a+b", buffering=0)
        with fichier:
            self._rattraper(fichier)
            with self._memoire.transaction() as memoire:
                notee = NotedTransaction(memoire)
                yield notee
                if notee.carnet:
                    self._garder(fichier, notee.carnet)
            self._lu = fichier.seek(0, os.SEEK_END)

    @_traduire()
    def _rattraper(self, fichier: FileIO) -> None:
        """Do again what was kept since, whoever did it, and cut off what a crash left of a line."""
        flock(fichier, LOCK_EX)
        fichier.seek(self._lu)
        for ligne in fichier.read().split(b"\n")[:-1]:
            with self._memoire.transaction() as memoire:
                for ordre in json.loads(ligne):
                    _refaire(memoire, *ordre)
            self._lu += len(ligne) + 1
        fichier.truncate(self._lu)

    @_traduire()
    def _garder(self, fichier: FileIO, carnet: Carnet) -> None:
        ligne = json.dumps(carnet).encode() + b"\n"
        try:
            if fichier.write(ligne) < len(ligne):
                raise OSError("le disque est plein")
            os.fsync(fichier.fileno())
        except BaseException:
            fichier.truncate(self._lu)
            raise


class NotedTransaction(Depots):
    """A transaction of the memory, with a note of what it writes."""

    def __init__(self, memoire: MemoryTransaction) -> None:
        super().__init__()
        self._memoire, self.carnet = memoire, list[list[Any]]()
        self.acquis = NotedAcquis(memoire.acquis, self.carnet)
        self.journal = NotedJournal(memoire.journal, self.carnet)
        self.ecritures = NotedEcritures(memoire.ecritures, self.carnet)
        self.audit = NotedAudit(memoire.audit, self.carnet)

    @property
    def revisions(self) -> Mapping[str, int]:
        return self._memoire.revisions

    def _faire(self, genre: Genre[A]) -> Repository[A]:
        return NotedRepository(self._memoire.depot(genre), genre.table, self.carnet)


class NotedRepository(Generic[A]):
    def __init__(self, memoire: Repository[A], table: str, carnet: Carnet) -> None:
        self._table, self._carnet, self._put, self._drop = table, carnet, memoire.put, memoire.drop
        self.get, self.ids, self.all, self.by = memoire.get, memoire.ids, memoire.all, memoire.by
        self.refresh = memoire.refresh

    def put(self, id: str, state: A, /, *, expected: int) -> None:
        self._put(id, state, expected=expected)
        self._carnet.append([self._table, id, expected, write_exact(state)])

    def put_all(self, states: Iterable[tuple[str, A]], /, *, expected: int = 0) -> None:
        for id, state in states:
            self.put(id, state, expected=expected)

    def drop(self, id: str, /, *, expected: int) -> None:
        self._drop(id, expected=expected)
        self._carnet.append([self._table, id, expected, None])


class NotedAcquis:
    def __init__(self, memoire: Acquis, carnet: Carnet) -> None:
        self._ecrire, self._retirer, self._carnet = memoire.ecrire, memoire.retirer, carnet
        self.lire, self.compter = memoire.lire, memoire.compter

    def ecrire(self, destination: str, acquits: Iterable[Acquit], /) -> None:
        self._ecrire(destination, ecrits := tuple(acquits))
        self._carnet.append(["acquis", destination, 0, [write_exact(un) for un in ecrits]])

    def retirer(self, destination: str, cles: Iterable[str], /) -> None:
        self._retirer(destination, retirees := tuple(cles))
        self._carnet.append(["retraits", destination, 0, retirees])


class NotedJournal:
    def __init__(self, memoire: Journal, carnet: Carnet) -> None:
        self._append, self._carnet = memoire.append, carnet
        self.tete, self.read, self.read_all, self.textes = memoire.tete, memoire.read, memoire.read_all, memoire.textes

    def append(self, flux: str, faits: Sequence[Fait], /, *, le: datetime, attendu: int) -> Tete:
        tete = self._append(flux, faits, le=le, attendu=attendu)
        corps = [[fait.code, write_fait(fait)] for fait in faits]
        self._carnet.append(["journal", flux, attendu, corps, write_instant(le), tete.empreinte])
        return tete


class NotedEcritures:
    def __init__(self, memoire: Ecritures, carnet: Carnet) -> None:
        self._ajouter, self._lettrer, self._carnet = memoire.ajouter, memoire.lettrer, carnet
        self.du_compte, self.report, self.existent = memoire.du_compte, memoire.report, memoire.existent
        self.du_journal, self.toutes = memoire.du_journal, memoire.toutes

    def ajouter(self, ecritures: Iterable[Ecriture], /) -> None:
        self._ajouter(ajoutees := tuple(ecritures))
        self._carnet.append(["ecritures", "", 0, [write_exact(une) for une in ajoutees]])

    def lettrer(self, ecritures: Iterable[str], /, *, lettrage: str | None, le: date | None) -> None:
        self._lettrer(lettrees := tuple(ecritures), lettrage=lettrage, le=le)
        self._carnet.append(["lettres", lettrage, 0, lettrees, le.isoformat() if le else ""])


class NotedAudit:
    def __init__(self, memoire: Audit, carnet: Carnet) -> None:
        self._ajouter, self._effacer, self.lire, self._carnet = memoire.ajouter, memoire.effacer, memoire.lire, carnet

    def ajouter(self, *traces: Trace) -> None:
        self._ajouter(*traces)
        self._carnet.append(["traces", "", 0, [write_exact(une) for une in traces]])

    def effacer(self, *, avant: date) -> int:
        self._carnet.append(["oubli", "", 0, None, avant.isoformat()])
        return self._effacer(avant=avant)


def _refaire(
    t: MemoryTransaction, table: str, id: str, attendu: int, corps: Any, le: str = "", propre: str = ""
) -> None:
    """Write again what a line says; facts must give the print that was kept beside them."""
    if table == "acquis":
        t.acquis.ecrire(id, [read_exact(un, Acquit) for un in corps])
    elif table == "retraits":
        t.acquis.retirer(id, corps)
    elif table == "ecritures":
        t.ecritures.ajouter([read_exact(une, Ecriture) for une in corps])
    elif table == "lettres":
        t.ecritures.lettrer(corps, lettrage=id, le=date.fromisoformat(le) if le else None)
    elif table == "traces":
        t.audit.ajouter(*(read_exact(une, Trace) for une in corps))
    elif table == "oubli":
        t.audit.effacer(avant=date.fromisoformat(le))
    elif table != "journal" and corps is None:
        t.depot(TABLES[table]).drop(id, expected=attendu)
    elif table != "journal":
        t.depot(TABLES[table]).put(id, read_exact(corps, TABLES[table].type), expected=attendu)
    else:
        tete = t.journal.append(id, [read_fait(*un) for un in corps], le=read_instant(le), attendu=attendu)
        if tete.empreinte != propre:
            raise BrokenChain(id, tete.rang, "il n'a plus l'empreinte qui a été gardée")


_: type[Storage] = FileStorage
# --8<-- [end:store]


def main() -> str:
    """Keep a meeting, lose the end of its last line as in a crash, and go on from there."""
    faits = raconter(read_declaration(Path(__file__).with_name("gilbert.json"))).unwrap()
    with TemporaryDirectory() as dossier:
        chemin, ag = Path(dossier, "agence.jsonl"), AssembleeId("0-S001")
        main = evolve(memory_engine(), storage=FileStorage(chemin)).assemblees.tenir(ag)
        lignes = [f"{[main.inscrire(fait).unwrap() for fait in faits][-1].rang} faits gardés"]
        chemin.write_bytes(chemin.read_bytes()[:-20])
        main = evolve(memory_engine(), storage=FileStorage(chemin)).assemblees.tenir(ag)
        lignes.append(f"après une coupure : {main.greffe.etape.value}, {main.tete.rang} faits")
        lignes.append(f"après la reprise : {main.inscrire(faits[-1]).unwrap().rang} faits")
    return "\n".join(lignes)


if __name__ == "__main__":
    print(main())
