"""What every `DocumentStore` must do, whoever wrote it: subclass, give a maker, and run pytest."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from threading import Barrier
from typing import Final

import pytest
from hypothesis import strategies as st

from lsc_domain.ports.documents import TAILLE_MAXIMALE, DocumentStore
from lsc_domain.ports.errors import Broken, NotFound
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.testing.contracts._essai import essayer

MakeDocuments = Callable[[], DocumentStore]

_DELAI: Final = 30.0
"""Seconds after which threads that do not end are a failure."""
_ABSENTES: Final = (
    sha256(b"jamais mis").hexdigest(),
    sha256(b"PAILLOUX").hexdigest().upper(),
    sha256(b"PAILLOUX").hexdigest()[:-1],
    f"{sha256(b'PAILLOUX').hexdigest()}\n",
    "",
    ".",
    "../" * 20 + "etc/passwd",
    "é" * 64,
    "\0" * 64,
    "\ud83d" * 64,
    "٣" * 64,
    "'; DROP TABLE lsc_contenu;--",
)
"""Prints nothing is kept under, and texts that are no print: none may become a path, or a statement."""


class DocumentStoreContract:
    """
    The laws of a store of contents. Your subclass says how to make an empty one.

    >>> class TestMine(DocumentStoreContract):
    ...     @pytest.fixture
    ...     def make_documents(self):
    ...         return MyDocumentStore  # a maker: each example of each law gets an empty store
    """

    concurrent: bool = True
    """Whether several threads may use it at once."""
    persistent: bool = False
    """Whether what was kept is still there for another object opened on it: `reopen` then gives one."""
    abimable: bool = False
    """Whether what is kept can be altered behind its back: `abimer` then does it."""
    exemples: int = 50
    """How many examples each law tries, at most."""

    @pytest.fixture
    def make_documents(self) -> MakeDocuments:
        """Return a maker of stores, each empty when it is given."""
        raise NotImplementedError

    def reopen(self, store: DocumentStore) -> DocumentStore:
        """Leave a store, and open what it kept as another program would."""
        raise NotImplementedError

    def abimer(self, store: DocumentStore, empreinte: str, contenu: bytes) -> None:
        """Put other bytes in the place of a content, as a failing disk or a careless hand would."""
        raise NotImplementedError

    def test_what_is_put_is_got(self, make_documents: MakeDocuments) -> None:
        """What is put is got to the last byte, by the SHA-256 that `sha256sum` would print."""

        def law(contenus: list[bytes]) -> None:
            store = make_documents()
            empreintes = [store.put(contenu) for contenu in contenus]
            assert empreintes == [sha256(contenu).hexdigest() for contenu in contenus]
            for empreinte, contenu in zip(empreintes, contenus, strict=True):
                assert store.get(empreinte) == contenu
                assert store.has(empreinte)
                assert store.size(empreinte) == len(contenu)

        octets = st.binary(max_size=200) | st.sampled_from((b"", b"\0" * 4_096, b"\r\n", bytes(range(256)) * 64))
        essayer(law, st.lists(octets, min_size=1, max_size=5), exemples=self.exemples)

    def test_putting_again_changes_nothing(self, make_documents: MakeDocuments) -> None:
        """The same content put twice is one content."""
        store = make_documents()
        premiere = store.put(b"facture 152")
        autre = store.put(b"facture 153")
        assert store.put(b"facture 152") == premiere != autre
        assert (store.get(premiere), store.get(autre)) == (b"facture 152", b"facture 153")

    @pytest.mark.parametrize("empreinte", _ABSENTES, ids=ascii)
    def test_nothing_is_under_another_name(self, make_documents: MakeDocuments, empreinte: str) -> None:
        """A print nobody put, and whatever is no print, is `NotFound`: it is never looked for elsewhere."""
        store = make_documents()
        store.put(b"PAILLOUX")
        assert not store.has(empreinte)
        with pytest.raises(NotFound):
            store.get(empreinte)
        with pytest.raises(NotFound):
            store.size(empreinte)

    def test_the_largest_content_is_kept_and_no_larger(self, make_documents: MakeDocuments) -> None:
        """A content of 64 MiB is kept; one byte more is refused, and nothing of it stays."""
        store = make_documents()
        contenu = bytes(range(256)) * (TAILLE_MAXIMALE // 256)
        assert store.get(store.put(contenu)) == contenu
        trop = contenu + b"!"
        with pytest.raises(InvalidValue):
            store.put(trop)
        assert not store.has(sha256(trop).hexdigest())

    def test_several_writers_of_one_content(self, make_documents: MakeDocuments) -> None:
        """Threads that keep the same contents at the same moment all succeed, and all read them whole."""
        if not self.concurrent:
            pytest.skip("this store serves one thread: `concurrent` is false")
        store, ensemble = make_documents(), Barrier(4)
        contenus = [bytes([rang]) * 50_000 for rang in range(8)]

        def garder(_: int) -> list[bytes]:
            ensemble.wait(_DELAI)
            return [store.get(store.put(contenu)) for contenu in contenus]

        with ThreadPoolExecutor(4) as fils:
            assert list(fils.map(garder, range(4), timeout=_DELAI)) == [contenus] * 4

    def test_it_outlives_the_program(self, make_documents: MakeDocuments) -> None:
        """Another program that opens the store finds what was kept."""
        if not self.persistent:
            pytest.skip("this store forgets with the process: `persistent` is false")
        store = make_documents()
        empreinte = store.put(b"reglement de copropriete")
        assert self.reopen(store).get(empreinte) == b"reglement de copropriete"

    def test_altered_bytes_are_never_given(self, make_documents: MakeDocuments) -> None:
        """Bytes that no longer have their print are `Broken`, whatever changed; putting the content again mends it."""
        if not self.abimable:
            pytest.skip("nobody reaches behind this store: `abimable` is false")

        def law(cas: tuple[bytes, bytes]) -> None:
            contenu, autre = cas
            store = make_documents()
            empreinte = store.put(contenu)
            self.abimer(store, empreinte, autre)
            with pytest.raises(Broken):
                store.get(empreinte)
            assert store.put(contenu) == empreinte
            assert (store.get(empreinte), store.size(empreinte)) == (contenu, len(contenu))

        paires = st.tuples(st.binary(max_size=20), st.binary(max_size=20)).filter(lambda cas: cas[0] != cas[1])
        essayer(law, paires, exemples=min(self.exemples, 20))
