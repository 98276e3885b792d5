"""Contents kept in memory, and forgotten with the process."""

from __future__ import annotations

from lsc_domain.ports.documents import TAILLE_MAXIMALE, DocumentStore, empreinte_du_contenu
from lsc_domain.ports.errors import Broken, NotFound
from lsc_domain.socle.errors import InvalidValue


class MemoryDocumentStore:
    """
    Contents by their prints. CORE-06.

    >>> store = MemoryDocumentStore()
    >>> store.get(store.put(b"facture"))
    b'facture'
    """

    def __init__(self) -> None:
        self._contenus: dict[str, bytes] = {}

    def __repr__(self) -> str:
        """Say how many there are."""
        return f"MemoryDocumentStore({len(self._contenus)} contenus)"

    def put(self, contenu: bytes, /) -> str:
        """Keep a content."""
        if len(contenu) > TAILLE_MAXIMALE:
            raise InvalidValue(f"contenu : {len(contenu)} octets, au plus {TAILLE_MAXIMALE}")
        empreinte = empreinte_du_contenu(contenu)
        self._contenus[empreinte] = bytes(contenu)
        return empreinte

    def get(self, empreinte: str, /) -> bytes:
        """Return a content, its print computed again."""
        contenu = self._trouver(empreinte)
        if empreinte_du_contenu(contenu) != empreinte:
            raise Broken(f"contenu {empreinte} : il a été abîmé")
        return contenu

    def has(self, empreinte: str, /) -> bool:
        """Tell whether a content is kept."""
        return empreinte in self._contenus

    def size(self, empreinte: str, /) -> int:
        """Return how many bytes a content has."""
        return len(self._trouver(empreinte))

    def _trouver(self, empreinte: str) -> bytes:
        try:
            return self._contenus[empreinte]
        except KeyError:
            raise NotFound(f"contenu {empreinte!r} : il n'est pas gardé") from None


_: type[DocumentStore] = MemoryDocumentStore
