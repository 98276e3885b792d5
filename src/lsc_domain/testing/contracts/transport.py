"""What every `FileDrop` must do, whoever wrote it: subclass, give a maker, and run pytest."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from hashlib import sha256
from typing import Final

import pytest
from hypothesis import strategies as st
from returns.pipeline import is_successful
from returns.result import Success

from lsc_domain.ports.errors import NotFound
from lsc_domain.ports.transport import Depose, Depot, FileDrop, Raison, libelle, verifier_chemin
from lsc_domain.testing.contracts._essai import essayer

MakeDrop = Callable[[], FileDrop]

NOMS: Final = (
    "Procès-verbal de l'assemblée générale.pdf",
    "  deux   espaces .pdf",
    "-n.pdf",
    "~.pdf",
    ".caché",
    "...",
    "%2e%2e%2f.pdf",
    "a;rm -rf $HOME & `ls` | cat > b.pdf",
    '«guillemets» "doubles".pdf',
    "[1]*?.pdf",
    "part.part.pdf",
    "ҥ日本語😀.pdf",
    "é" * 127 + "x",
    "x" * 255,
    "x" * 251 + ".pdf",
)
"""Names that mean something to somebody: a shell, a protocol, a file system. The last three have 255 bytes."""

INTERDITS: Final = (
    "",
    "/etc/passwd",
    "..",
    "../a.pdf",
    "a/../../b.pdf",
    "a/./b.pdf",
    "a//b.pdf",
    "a/",
    "a\\..\\b.pdf",
    "a\0.pdf",
    "a\r\nDELE b.pdf",
    "a\x7f.pdf",
    "a\x85.pdf",
    "a\ud83d.pdf",
    "a/" + "é" * 128,
    "x" * 256,
    "a.pdf.part",
)
"""Paths nobody can put, each of which would leave the place, be another path, or break a line in two."""


class FileDropContract:
    """
    The laws of a place where files are put. Your subclass says how to make an empty one. PUB-14.

    >>> class TestMine(FileDropContract):
    ...     @pytest.fixture
    ...     def make_drop(self):
    ...         return MyFileDrop  # a maker: each example of each law gets an empty place
    """

    exemples: int = 20
    """How many examples each law tries, at most."""
    en_vol: int = 256
    """How many files are read ahead of the answers, at most."""
    observable: bool = False
    """Whether what is there can be looked at from the other side, files being written included: `regarder` does it."""
    faillible: bool = False
    """Whether a file can be made to fail after its first bytes: `faire_echouer` does it."""

    @pytest.fixture
    def make_drop(self) -> MakeDrop:
        """Return a maker of places, each empty when it is given."""
        raise NotImplementedError

    def regarder(self, drop: FileDrop) -> tuple[str, ...]:
        """Return the name of every file the place holds, without its folder."""
        raise NotImplementedError

    def faire_echouer(self, drop: FileDrop, chemin: str) -> AbstractContextManager[None]:
        """Make the puts of one path fail inside the block, as late as can be."""
        raise NotImplementedError

    # --- What arrives ---------------------------------------------------------------------------------------

    def test_what_is_put_is_got(self, make_drop: MakeDrop) -> None:
        """What is put is got to the last byte, its size and SHA-256 are those, and the list is what was put."""

        def law(fichiers: dict[str, bytes]) -> None:
            drop = make_drop()
            issues = list(drop.put_all(Depot(chemin=un, contenu=contenu) for un, contenu in fichiers.items()))
            assert {issue.unwrap() for issue in issues} == {_depose(un, contenu) for un, contenu in fichiers.items()}
            assert len(issues) == len(fichiers)
            assert drop.list() == tuple(sorted(fichiers))
            assert {un: drop.get(un) for un in fichiers} == fichiers
            self._sans_reste(drop)

        essayer(law, arborescences(), exemples=self.exemples)

    @pytest.mark.parametrize("nom", NOMS, ids=ascii)
    def test_a_name_is_a_name(self, make_drop: MakeDrop, nom: str) -> None:
        """A name is never cut, run, expanded or decoded: alone, and as the name of a folder."""
        drop = make_drop()
        for chemin in (nom, f"dossier/{nom}"):
            assert drop.put(Depot(chemin=chemin, contenu=nom.encode())) == Success(_depose(chemin, nom.encode()))
        assert drop.list() == tuple(sorted((nom, f"dossier/{nom}")))
        assert drop.list("dossier") == (f"dossier/{nom}",)
        assert drop.get(f"dossier/{nom}") == nom.encode()
        autre = make_drop()
        assert is_successful(autre.put(Depot(chemin=f"{nom}/b", contenu=b"")))
        assert autre.list() == (f"{nom}/b",)
        assert drop.delete(nom) == Success(None)
        assert drop.list() == (f"dossier/{nom}",)

    def test_a_file_may_be_empty_or_large(self, make_drop: MakeDrop) -> None:
        """An empty file is a file, and one of several megabytes comes back as it was."""
        drop = make_drop()
        grand = bytes(range(256)) * 12_289
        for chemin, contenu in (("vide", b""), ("grand", grand), ("fins de ligne", b"\r\n\n\r\0\x1a")):
            assert drop.put(Depot(chemin=chemin, contenu=contenu)) == Success(_depose(chemin, contenu))
            assert drop.get(chemin) == contenu

    def test_the_later_content_stays(self, make_drop: MakeDrop) -> None:
        """A file put again is replaced whole, by a shorter one too; of two in one batch the later stays."""
        drop = make_drop()
        contenus = (b"une version longue", b"courte", b"", b"la suite")
        for contenu in contenus:
            assert is_successful(drop.put(Depot(chemin="a/b.pdf", contenu=contenu)))
            assert drop.get("a/b.pdf") == contenu
        issues = list(drop.put_all(Depot(chemin="a/b.pdf", contenu=contenu) for contenu in contenus))
        assert [issue.unwrap().taille for issue in issues] == [len(contenu) for contenu in contenus]
        assert drop.get("a/b.pdf") == contenus[-1]
        assert drop.list() == ("a/b.pdf",)
        self._sans_reste(drop)

    def test_a_folder_lists_what_is_below_it(self, make_drop: MakeDrop) -> None:
        """A folder lists its files and those of its folders, not those of another whose name begins alike."""
        drop = make_drop()
        chemins = ("GED/2023/a.pdf", "GED/b.pdf", "GED 2/c.pdf", "GED2", "d.pdf")
        for chemin in chemins:
            assert is_successful(drop.put(Depot(chemin=chemin, contenu=b"...")))
        assert drop.list("GED") == ("GED/2023/a.pdf", "GED/b.pdf")
        assert drop.list("GED/2023") == ("GED/2023/a.pdf",)
        assert drop.list("absent") == drop.list("absent/encore") == ()
        assert drop.list() == tuple(sorted(chemins))

    # --- Several at once ------------------------------------------------------------------------------------

    def test_a_batch_is_answered_once_for_each(self, make_drop: MakeDrop) -> None:
        """Each file of a batch has one answer, those that fail too; the others are there."""
        drop = make_drop()
        bons = {f"lot {rang % 7}/{rang}.pdf": str(rang).encode() * rang for rang in range(60)}
        depots = [Depot(chemin=chemin, contenu=contenu) for chemin, contenu in bons.items()]
        depots[30:30] = [Depot(chemin="../dehors.pdf", contenu=b""), Depot(chemin="absent.pdf", lire=_perdu)]
        issues = list(drop.put_all(depots))
        arrives = [issue.unwrap() for issue in issues if is_successful(issue)]
        echecs = {issue.failure().chemin: issue.failure().raison for issue in issues if not is_successful(issue)}
        assert {un.chemin for un in arrives} == set(bons)
        assert len(arrives) == len(bons)
        assert echecs == {"../dehors.pdf": Raison.CHEMIN_INTERDIT, "absent.pdf": Raison.INTROUVABLE}
        assert drop.list() == tuple(sorted(bons))
        assert all(drop.get(chemin) == contenu for chemin, contenu in bons.items())
        self._sans_reste(drop)

    def test_an_empty_batch_has_no_answer(self, make_drop: MakeDrop) -> None:
        """Nothing to put is nothing to answer."""
        assert list(make_drop().put_all(())) == []

    def test_a_batch_is_read_as_it_is_consumed(self, make_drop: MakeDrop) -> None:
        """Nothing is read before the first answer is asked for, then a bounded number ahead; and a batch may stop."""
        drop = make_drop()
        lus: list[int] = []
        total = self.en_vol + 50

        def lire() -> bytes:
            lus.append(len(lus))
            return b"..."

        def depots() -> Iterator[Depot]:
            for rang in range(total):
                yield Depot(chemin=f"{rang}.pdf", lire=lire)

        issues = drop.put_all(depots())
        assert lus == []
        for rendus in range(1, 11):
            assert is_successful(next(issues))
            assert len(lus) <= self.en_vol + rendus
        del issues
        arrives = drop.list()
        assert 10 <= len(arrives) <= len(lus) < total
        assert drop.list() == arrives
        self._sans_reste(drop)

    # --- What does not arrive -------------------------------------------------------------------------------

    @pytest.mark.parametrize("chemin", INTERDITS, ids=ascii)
    def test_nothing_leaves_the_place(self, make_drop: MakeDrop, chemin: str) -> None:
        """A path that would leave the place, or mean another, is refused whatever is asked, and nothing is written."""
        drop = make_drop()
        assert verifier_chemin(chemin).failure().raison is Raison.CHEMIN_INTERDIT
        assert drop.put(Depot(chemin=chemin, contenu=b"...")).failure().raison is Raison.CHEMIN_INTERDIT
        assert drop.delete(chemin).failure().raison is Raison.CHEMIN_INTERDIT
        with pytest.raises(NotFound):
            drop.get(chemin)
        if chemin:
            assert drop.list(chemin) == ()
        assert drop.list() == ()
        self._sans_reste(drop)

    def test_what_is_not_there_is_not_found(self, make_drop: MakeDrop) -> None:
        """A file never put, in a folder that is there or not, is `NotFound`; so are a folder, and what is in a file."""
        drop = make_drop()
        assert is_successful(drop.put(Depot(chemin="GED/a.pdf", contenu=b"...")))
        for chemin in ("b.pdf", "GED/b.pdf", "absent/b.pdf", "GED", "GED/a.pdf/b.pdf"):
            with pytest.raises(NotFound):
                drop.get(chemin)

    def test_taking_away_is_idempotent(self, make_drop: MakeDrop) -> None:
        """What is taken away is not there any more, twice or never put; the others stay, and it may be put again."""
        drop = make_drop()
        for chemin in ("GED/a.pdf", "GED/b.pdf"):
            assert is_successful(drop.put(Depot(chemin=chemin, contenu=b"...")))
        for chemin in ("GED/a.pdf", "GED/a.pdf", "jamais.pdf", "jamais/mis.pdf", "GED/b.pdf/c.pdf"):
            assert drop.delete(chemin) == Success(None)
        assert drop.list() == ("GED/b.pdf",)
        with pytest.raises(NotFound):
            drop.get("GED/a.pdf")
        assert is_successful(drop.put(Depot(chemin="GED/a.pdf", contenu=b"encore")))
        assert drop.get("GED/a.pdf") == b"encore"

    def test_a_file_is_no_folder(self, make_drop: MakeDrop) -> None:
        """A file is not put in a file, nor over a folder, and a folder is not taken away: all stays as it was."""
        drop = make_drop()
        assert is_successful(drop.put(Depot(chemin="GED/a.pdf", contenu=b"...")))
        for chemin in ("GED/a.pdf/b.pdf", "GED"):
            echec = drop.put(Depot(chemin=chemin, contenu=b"intrus")).failure()
            assert echec.chemin == chemin
            assert chemin in libelle(echec)
        assert not is_successful(drop.delete("GED"))
        assert drop.list() == ("GED/a.pdf",)
        assert drop.get("GED/a.pdf") == b"..."
        self._sans_reste(drop)

    def test_a_put_that_fails_changes_nothing(self, make_drop: MakeDrop) -> None:
        """A file that fails on its way leaves nothing, and leaves the former version whole; the next put mends it."""
        if not self.faillible:
            pytest.skip("no file of this place can be made to fail: `faillible` is false")
        drop = make_drop()
        assert is_successful(drop.put(Depot(chemin="GED/a.pdf", contenu=b"avant")))
        for chemin in ("GED/a.pdf", "GED/neuf.pdf"):
            with self.faire_echouer(drop, chemin):
                issues = list(drop.put_all([Depot(chemin=chemin, contenu=b"apres " * 20_000)]))
            assert [issue.failure().chemin for issue in issues] == [chemin]
            assert drop.list() == ("GED/a.pdf",)
            assert drop.get("GED/a.pdf") == b"avant"
            self._sans_reste(drop)
        for chemin in ("GED/a.pdf", "GED/neuf.pdf"):
            assert is_successful(drop.put(Depot(chemin=chemin, contenu=b"ensuite")))
            assert drop.get(chemin) == b"ensuite"

    def _sans_reste(self, drop: FileDrop) -> None:
        """Nothing is there but what is listed: no file half written."""
        if self.observable:
            assert sorted(self.regarder(drop)) == sorted(chemin.rpartition("/")[2] for chemin in drop.list())


def arborescences() -> st.SearchStrategy[dict[str, bytes]]:
    """Draw files below folders: no name of a folder is that of a file, nor two alike but for case or composition."""
    lettres = st.characters(exclude_categories=("C", "Zl", "Zp"), exclude_characters='/\\:*?"<>|')
    noms = st.text(lettres, min_size=1, max_size=12).filter(_tenable) | st.sampled_from(NOMS[:1])
    dossiers = st.lists(st.sampled_from(("GED", "été 2023", "l'immeuble", "ATRILLON")), max_size=3)
    chemins = st.tuples(dossiers, noms).map(lambda un: "/".join((*un[0], f"f {un[1]}.pdf")))
    uniques = st.lists(chemins, min_size=1, max_size=6, unique_by=_pareil)
    octets = st.binary(max_size=200) | st.sampled_from((b"", b"\r\n", b"\0" * 70_000))
    return uniques.flatmap(lambda liste: st.fixed_dictionaries(dict.fromkeys(liste, octets)))


def _tenable(nom: str) -> bool:
    return unicodedata.is_normalized("NFC", nom)


def _pareil(chemin: str) -> str:
    return unicodedata.normalize("NFKC", chemin.casefold())


def _depose(chemin: str, contenu: bytes) -> Depose:
    return Depose(chemin=chemin, taille=len(contenu), empreinte=sha256(contenu).hexdigest())


def _perdu() -> bytes:
    raise NotFound("contenu : il n'est pas gardé")
