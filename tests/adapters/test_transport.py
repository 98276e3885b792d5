"""Files put in memory and in a folder, and what a run tells of it."""

import errno
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from returns.pipeline import is_successful
from returns.result import Success

from lsc_adapters.clock.fixed import FixedClock
from lsc_adapters.transport import folder, vol
from lsc_adapters.transport.folder import FolderFileDrop
from lsc_adapters.transport.journal import JournalDeTransfert, LoggedFileDrop
from lsc_adapters.transport.memory import MemoryFileDrop
from lsc_adapters.transport.vol import nom_provisoire
from lsc_domain.ports.errors import Broken, NotFound, Unavailable
from lsc_domain.ports.transport import (
    Depot,
    EchecDeTransport,
    FileDrop,
    Operation,
    Raison,
    TransfertNote,
    libelle,
    verifier_chemin,
)
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.testing.contracts.transport import INTERDITS, NOMS, FileDropContract

LE = datetime.fromisoformat("2020-07-07T17:00:00+02:00")


@pytest.mark.req("PUB-14")
class TestMemory(FileDropContract):
    faillible = observable = True
    en_vol = 1

    @pytest.fixture
    def make_drop(self) -> Callable[[], FileDrop]:
        return MemoryFileDrop

    def regarder(self, drop: MemoryFileDrop) -> tuple[str, ...]:
        return tuple(chemin.rpartition("/")[2] for chemin in drop._fichiers)

    @contextmanager
    def faire_echouer(self, drop: MemoryFileDrop, chemin: str) -> Iterator[None]:
        drop.pannes[chemin] = Raison.COUPE
        yield
        del drop.pannes[chemin]


@pytest.mark.req("PUB-14")
class TestFolder(FileDropContract):
    faillible = observable = True
    en_vol = 8

    @pytest.fixture
    def make_drop(self, tmp_path: Path) -> Callable[[], FileDrop]:
        numeros = count()
        return lambda: FolderFileDrop(tmp_path / f"{next(numeros)}")

    def regarder(self, drop: FolderFileDrop) -> tuple[str, ...]:
        return tuple(un.name for un in drop._racine.rglob("*") if un.is_file())

    @contextmanager
    def faire_echouer(self, drop: FolderFileDrop, chemin: str) -> Iterator[None]:
        with pytest.MonkeyPatch.context() as rustine:
            rustine.setattr(folder.os, "replace", _plein)
            yield


@pytest.mark.req("EXP-18")
class TestLogged(FileDropContract):
    """What is told to a log does what it does without."""

    en_vol = 1

    @pytest.fixture
    def make_drop(self, tmp_path: Path) -> Iterator[Callable[[], FileDrop]]:
        journal = JournalDeTransfert(tmp_path, clock=FixedClock(LE))
        yield lambda: LoggedFileDrop(MemoryFileDrop(), journal)
        journal.close()


def _plein(*_: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


# --- Paths --------------------------------------------------------------------------------------------------------


@pytest.mark.req("PUB-14")
@given(st.text(max_size=300) | st.lists(st.sampled_from(("..", ".", "", "a", "é" * 130, "\\"))).map("/".join))
def test_a_path_that_is_accepted_stays_below(chemin: str) -> None:
    """Whatever is accepted is relative, below the root, writable in UTF-8, and its provisional name fits beside it."""
    if not is_successful(verifier_chemin(chemin)):
        return
    assert os.path.normpath(f"/racine/{chemin}") == f"/racine/{chemin}"
    provisoire = nom_provisoire(chemin)
    assert provisoire.rpartition("/")[0] == chemin.rpartition("/")[0]
    assert len(provisoire.rpartition("/")[2].encode()) <= 255
    assert verifier_chemin(provisoire).failure().raison is Raison.CHEMIN_INTERDIT


@pytest.mark.req("PUB-14")
def test_names_are_accepted_and_traps_are_not() -> None:
    """Every name of the contract is a path, none of its traps is, and each refusal says something."""
    assert all(is_successful(verifier_chemin(nom)) for nom in NOMS)
    assert all(verifier_chemin(chemin).failure().detail for chemin in INTERDITS)


def test_two_long_names_have_two_provisional_ones() -> None:
    """Names that begin alike, too long to be lengthened, are not written in one file."""
    longs = ["x" * 254 + fin for fin in "ab"]
    assert len({nom_provisoire(nom) for nom in longs}) == 2


def test_a_depot_has_one_content() -> None:
    """A content is given, or read; neither and both cannot exist, and neither shows in a log."""
    for champs in ({}, {"contenu": b"", "lire": bytes}):
        with pytest.raises(InvalidValue):
            Depot(chemin="a.pdf", **champs)
    assert Depot(chemin="a.pdf", contenu=b"").octets() == b""
    assert Depot(chemin="a.pdf", lire=lambda: b"lu").octets() == b"lu"
    assert "secret" not in repr(Depot(chemin="a.pdf", contenu=b"secret"))


@pytest.mark.parametrize("raison", Raison)
def test_every_reason_has_its_sentence(raison: Raison) -> None:
    """Each reason is said in French, the file named, what the server says in brackets."""
    phrases = {libelle(EchecDeTransport(chemin="a.pdf", raison=une)) for une in Raison}
    assert len(phrases) == len(Raison)
    assert libelle(EchecDeTransport(chemin="a.pdf", raison=raison, detail="550")).endswith(" (550).")


@pytest.mark.parametrize(
    ("faute", "raison"),
    [
        (NotFound("perdu"), Raison.INTROUVABLE),
        (FileNotFoundError(errno.ENOENT, "perdu"), Raison.INTROUVABLE),
        (Broken("abîmé"), Raison.INCONNUE),
        (PermissionError(errno.EACCES, "refusé"), Raison.INCONNUE),
    ],
)
def test_a_content_that_cannot_be_read_fails_alone(faute: Exception, raison: Raison) -> None:
    """What the world refuses to give is the failure of its file; a mistake of the caller is raised to him."""

    def lire() -> bytes:
        raise faute

    def se_tromper() -> bytes:
        raise KeyError("clé")

    drop = MemoryFileDrop()
    issues = list(drop.put_all([Depot(chemin="a.pdf", lire=lire), Depot(chemin="b.pdf", contenu=b"...")]))
    assert issues[0].failure().raison is raison
    assert is_successful(issues[1])
    with pytest.raises(KeyError):
        drop.put(Depot(chemin="c.pdf", lire=se_tromper))


def test_a_mistake_of_the_caller_does_not_hang(tmp_path: Path) -> None:
    """What the caller raises while files are in flight reaches him; leaving after a refused file ends as well."""
    drop = FolderFileDrop(tmp_path)

    def depots() -> Iterator[Depot]:
        yield Depot(chemin="a.pdf", contenu=b"...")
        yield Depot(chemin="b.pdf", contenu=b"...")
        raise KeyError("clé")

    with pytest.raises(KeyError):
        list(drop.put_all(depots()))
    issues = drop.put_all([Depot(chemin="c.pdf", contenu=b"..."), Depot(chemin="..", contenu=b"..."), *depots_(9)])
    assert next(issues).failure().raison is Raison.CHEMIN_INTERDIT
    del issues
    assert set(drop.list()) <= {"c.pdf"}


def depots_(nombre: int) -> list[Depot]:
    return [Depot(chemin=f"{rang}.pdf", contenu=b"...") for rang in range(nombre)]


def test_memory_does_not_grow_with_the_batch(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Large files are not read ahead beyond a number of bytes, however many may be in flight."""
    monkeypatch.setattr(vol, "OCTETS_EN_VOL", 1_000)
    lus: list[int] = []

    def lire() -> bytes:
        lus.append(1)
        return b"x" * 600

    issues = FolderFileDrop(tmp_path / "depot").put_all(Depot(chemin=f"{rang}", lire=lire) for rang in range(6))
    for rendus, issue in enumerate(issues, start=1):
        assert is_successful(issue)
        assert len(lus) <= rendus + 1
    assert len(lus) == 6


# --- The folder ---------------------------------------------------------------------------------------------------


def test_a_link_leads_nowhere(tmp_path: Path) -> None:
    """A link in the folder is neither followed nor shown: nothing outside is read, written or taken away."""
    dehors = tmp_path / "dehors"
    dehors.mkdir()
    (dehors / "secret.pdf").write_bytes(b"secret")
    racine = tmp_path / "depot"
    drop = FolderFileDrop(racine)
    (racine / "lien").symlink_to(dehors)
    (racine / "fichier.pdf").symlink_to(dehors / "secret.pdf")
    (racine / "neuf.pdf.part").symlink_to(dehors / "secret.pdf")
    assert drop.list() == drop.list("lien") == drop.list("lien/encore") == ()
    for chemin in ("lien/secret.pdf", "fichier.pdf"):
        with pytest.raises(NotFound):
            drop.get(chemin)
    assert drop.put(Depot(chemin="lien/intrus.pdf", contenu=b"!")).failure().raison is Raison.CHEMIN_INTERDIT
    assert drop.delete("lien/secret.pdf").failure().raison is Raison.CHEMIN_INTERDIT
    for chemin in ("fichier.pdf", "neuf.pdf"):
        assert is_successful(drop.put(Depot(chemin=chemin, contenu=b"!")))
        assert drop.get(chemin) == b"!"
    assert [un.name for un in dehors.iterdir()] == ["secret.pdf"]
    assert (dehors / "secret.pdf").read_bytes() == b"secret"


def test_what_nobody_could_put_is_not_shown(tmp_path: Path) -> None:
    """What a killed run left, and a name that is no text, are not in the list; the next put replaces the former."""
    drop = FolderFileDrop(tmp_path)
    (tmp_path / "a.pdf.part").write_bytes(b"a moitie")
    (tmp_path / os.fsdecode(b"latin-\xe9.pdf")).write_bytes(b"...")
    os.mkfifo(tmp_path / "tube")
    assert drop.list() == ()
    assert is_successful(drop.put(Depot(chemin="a.pdf", contenu=b"entier")))
    assert drop.list() == ("a.pdf",)
    assert not (tmp_path / "a.pdf.part").exists()


def test_a_folder_that_went_away_is_no_empty_folder(tmp_path: Path) -> None:
    """A disk that is not mounted any more is said, never read as nothing, nor written in its place."""
    with pytest.raises(Broken):
        FolderFileDrop(tmp_path / "absent" / "depot")
    drop = FolderFileDrop(tmp_path / "depot")
    (tmp_path / "depot").rmdir()
    for demande in (drop.list, lambda: drop.get("a.pdf")):
        with pytest.raises(Unavailable):
            demande()
    assert drop.put(Depot(chemin="a.pdf", contenu=b"...")).failure().raison is Raison.COUPE
    assert drop.delete("a.pdf").failure().raison is Raison.COUPE
    assert not (tmp_path / "depot").exists()
    assert repr(drop) == "FolderFileDrop(depot)"


@pytest.mark.parametrize(
    ("code", "raison"), [(errno.ENOSPC, Raison.PLEIN), (errno.EROFS, Raison.REFUSE), (errno.EXDEV, Raison.INCONNUE)]
)
def test_the_disk_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, raison: Raison) -> None:
    """A full disk, one that may not be written, and what nobody foresaw: each its reason, and nothing is left."""

    def refuser(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    drop = FolderFileDrop(tmp_path)
    monkeypatch.setattr(folder.os, "fsync", refuser)
    assert drop.put(Depot(chemin="a.pdf", contenu=b"...")).failure().raison is raison
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_on_the_disk_before_it_has_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bytes first, then the name, then the folders up to the root: a power cut leaves the former file or the new."""
    faits: list[str] = []
    renommer, flush = os.replace, os.fsync

    def nommer(descripteur: int) -> str:
        return Path(os.readlink(f"/proc/self/fd/{descripteur}")).name

    monkeypatch.setattr(folder.os, "fsync", lambda un: (faits.append(nommer(un)), flush(un)))
    monkeypatch.setattr(folder.os, "replace", lambda un, autre: (faits.append(f"→ {autre.name}"), renommer(un, autre)))
    drop = FolderFileDrop(tmp_path / "depot")
    assert is_successful(drop.put(Depot(chemin="GED/2023/a.pdf", contenu=b"...")))
    assert faits == ["a.pdf.part", "→ a.pdf", "2023", "GED", "depot"]


# --- What is told -------------------------------------------------------------------------------------------------


def _envoyer(drop: FileDrop) -> None:
    depots = [Depot(chemin=f"GED/{nom}.pdf", contenu=b"...", origine=rf"C:\GED\{nom}.pdf") for nom in "abc"]
    list(drop.put_all(depots))


@pytest.mark.req("EXP-18")
def test_a_log_is_made_when_it_is_ticked(tmp_path: Path) -> None:
    """Off, no file; on, one file per run with the steps of the run, made when something is sent."""
    with JournalDeTransfert(tmp_path, clock=FixedClock(LE), actif=False) as journal:
        _envoyer(LoggedFileDrop(MemoryFileDrop(), journal))
    assert list(tmp_path.iterdir()) == []
    with JournalDeTransfert(tmp_path, clock=FixedClock(LE)):
        assert list(tmp_path.iterdir()) == []
    drop = MemoryFileDrop()
    drop.pannes.update({"GED/b.pdf": Raison.PLEIN, "GED/c.pdf": Raison.INCONNUE})
    with JournalDeTransfert(tmp_path, clock=FixedClock(LE)) as journal:
        ecrit = LoggedFileDrop(drop, journal, racine="/depot/")
        _envoyer(ecrit)
        ecrit.get("GED/a.pdf")
        ecrit.delete("GED/a.pdf")
        ecrit.delete("GED/b.pdf")
    (fichier,) = tmp_path.iterdir()
    assert fichier.name == "envoi-2020-07-07T17-00-00.log"
    assert [ligne.split("  ", 1)[1] for ligne in fichier.read_text(encoding="utf-8").splitlines()] == [
        "début de l'envoi",
        r"envoi C:\GED\a.pdf → /depot/GED/a.pdf, 3 octets : succès",
        r"envoi C:\GED\b.pdf → /depot/GED/b.pdf : échec : le disque du serveur est plein",
        r"envoi C:\GED\c.pdf → /depot/GED/c.pdf : échec",
        "fin de l'envoi : 1 déposés, 2 en échec",
        "lecture /depot/GED/a.pdf, 3 octets : succès",
        "retrait /depot/GED/a.pdf : succès",
        "retrait /depot/GED/b.pdf : échec : le disque du serveur est plein",
    ]
    assert fichier.read_text(encoding="utf-8").startswith("2020-07-07T17:00:00+02:00  ")


@pytest.mark.req("EXP-18")
def test_a_run_has_its_own_log(tmp_path: Path) -> None:
    """Two runs are two files, in one second too; the second does not write over the first."""
    clock = FixedClock(LE)
    for _ in range(2):
        with JournalDeTransfert(tmp_path, clock=clock) as journal:
            _envoyer(LoggedFileDrop(MemoryFileDrop(), journal))
    clock.avancer(timedelta(days=1))
    with JournalDeTransfert(tmp_path, clock=clock) as journal:
        _envoyer(LoggedFileDrop(MemoryFileDrop(), journal))
    fichiers = sorted(tmp_path.iterdir())
    assert len(fichiers) == 3
    assert [un.read_text(encoding="utf-8").count("succès") for un in fichiers] == [3, 3, 3]


@pytest.mark.req("EXP-18")
def test_what_was_told_is_written_at_once(tmp_path: Path) -> None:
    """A run killed between two files leaves the line of the first."""
    journal = JournalDeTransfert(tmp_path, clock=FixedClock(LE))
    issues = LoggedFileDrop(MemoryFileDrop(), journal).put_all(Depot(chemin=un, contenu=b"...") for un in "ab")
    next(issues)
    (fichier,) = tmp_path.iterdir()
    assert "envoi a → a, 3 octets : succès\n" in fichier.read_text(encoding="utf-8")
    journal.close()


@given(st.text(), st.text())
def test_a_line_stays_one(source: str, message: str) -> None:
    """Whatever a name or a server says, a file is one line of the log."""
    lignes: list[str] = []
    journal = JournalDeTransfert(Path(), clock=FixedClock(LE))
    with pytest.MonkeyPatch.context() as rustine:
        rustine.setattr("lsc_adapters.transport.journal.FichierDeJournal.ecrire", lambda _, texte: lignes.append(texte))
        note = TransfertNote(kind=Operation.UPLOAD, source=source, ok=False, messages=(message,))
        journal.noter(note)
    (ligne,) = lignes
    assert len(ligne.splitlines()) == 1
    assert ligne.encode()


def test_a_log_that_cannot_be_written_stops_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Files arrive whether or not they can be told; it is said once."""
    with JournalDeTransfert(tmp_path / "absent", clock=FixedClock(LE)) as journal:
        drop = LoggedFileDrop(MemoryFileDrop(), journal)
        _envoyer(drop)
    assert len(drop.list()) == 3
    assert len(caplog.messages) == 1
    assert re.search(r"il ne s'écrit pas", caplog.text)


def test_a_log_tells_of_the_same_file_twice() -> None:
    """Each put of one path is told with where it comes from."""
    notes: list[TransfertNote] = []

    class Carnet:
        def etape(self, texte: str, /) -> None: ...
        def noter(self, note: TransfertNote, /) -> None:
            notes.append(note)

    depots = [Depot(chemin="a", contenu=b"", origine=origine) for origine in ("un", "deux")]
    drop = LoggedFileDrop(MemoryFileDrop(), Carnet())
    assert all(map(is_successful, drop.put_all(depots)))
    assert drop.put(Depot(chemin="a", contenu=b"", origine="trois")) != Success(None)
    assert [(note.source, note.cible) for note in notes] == [("un", "a"), ("deux", "a"), ("trois", "a")]
