"""
One PDF of very many pages, written as they come.

A library that merges PDFs keeps every page object until it saves; here each document is written and forgotten, so
that memory does not grow with their number, and a document printed for everybody (an annex) is written once.
What is printed needs no tags: the structure, the outline and the names of the sources are left behind.
"""

from __future__ import annotations

import hashlib
from array import array
from collections import deque
from decimal import Decimal
from types import TracebackType
from typing import BinaryIO, Final

from pikepdf import Array, Dictionary, Object, Page, Pdf, Stream

_HERITES: Final = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
"""What a page may take from the nodes above it, and must carry along when it leaves them."""
_LAISSES: Final = frozenset({"/Parent", "/StructParents", "/StructParent", "/Tabs", "/B", "/PieceInfo"})
_CATALOGUE, _PAGES, _PREMIER = 1, 2, 3

Renvois = dict[tuple[int, int], int]
"""Where the objects of a source were written: its number there, the number here."""


class Impression:
    """A PDF being written: pages are added at its end, and it is whole once the block ends."""

    def __init__(self, sortie: BinaryIO) -> None:
        self._sortie = sortie
        self._place = 0
        self._positions = array("Q", [0] * _PREMIER)
        self._pages = array("L")
        self._empreinte = hashlib.sha256()

    def __enter__(self) -> Impression:
        self._ecrire(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        return self

    def __exit__(
        self, type_: type[BaseException] | None, valeur: BaseException | None, trace: TracebackType | None
    ) -> None:
        if valeur is None:
            self._fermer()

    @property
    def pages(self) -> int:
        """How many pages there are so far."""
        return len(self._pages)

    def ajouter(self, pdf: Pdf, *, pages: int | None = None, renvois: Renvois | None = None) -> None:
        """
        Add the first *pages* of a document, all of them by default.

        Giving the same *renvois* for the same document each time writes what its pages use only once.
        """
        renvois = {} if renvois is None else renvois
        a_ecrire: deque[tuple[int, Object]] = deque()
        for page in pdf.pages[: len(pdf.pages) if pages is None else pages]:
            numero = self._reserver()
            self._pages.append(numero)
            self._objet(numero, self._page(page, renvois, a_ecrire))
            while a_ecrire:
                suivant, objet = a_ecrire.popleft()
                self._objet(suivant, self._valeur(objet, renvois, a_ecrire, dedans=True))

    def _page(self, page: Page, renvois: Renvois, a_ecrire: deque[tuple[int, Object]]) -> bytes:
        champs = {cle: valeur for cle, valeur in page.obj.items() if cle not in _LAISSES}
        noeud = page.obj.get("/Parent")
        while noeud is not None:
            for cle in _HERITES:
                if cle not in champs and cle in noeud:
                    champs[cle] = noeud[cle]
            noeud = noeud.get("/Parent")
        corps = b" ".join(_nom(cle) + b" " + self._valeur(un, renvois, a_ecrire) for cle, un in champs.items())
        return b"<< /Parent %d 0 R %s >>" % (_PAGES, corps)

    def _valeur(
        self, valeur: object, renvois: Renvois, a_ecrire: deque[tuple[int, Object]], *, dedans: bool = False
    ) -> bytes:
        """Write a value; *dedans* when it is the content of an object and no more a reference to it."""
        if not isinstance(valeur, Object):
            return _scalaire(valeur)
        if valeur.is_indirect and not dedans:
            return self._renvoi(valeur, renvois, a_ecrire)
        if isinstance(valeur, Stream):
            champs = {cle: un for cle, un in valeur.items() if cle not in _LAISSES and cle != "/Length"}
            contenu = valeur.read_raw_bytes()
            corps = b" ".join(_nom(cle) + b" " + self._valeur(un, renvois, a_ecrire) for cle, un in champs.items())
            return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (corps, len(contenu), contenu)
        if isinstance(valeur, Dictionary):
            champs = {cle: un for cle, un in valeur.items() if cle not in _LAISSES}
            corps = b" ".join(_nom(cle) + b" " + self._valeur(un, renvois, a_ecrire) for cle, un in champs.items())
            return b"<< %s >>" % corps
        if isinstance(valeur, Array):
            return b"[%s]" % b" ".join(self._valeur(un, renvois, a_ecrire) for un in valeur)
        return valeur.unparse()

    def _renvoi(self, objet: Object, renvois: Renvois, a_ecrire: deque[tuple[int, Object]]) -> bytes:
        if objet.objgen not in renvois:
            if isinstance(objet, Dictionary) and objet.get("/Type") in ("/Page", "/Pages", "/Catalog"):
                return b"null"  # a link inside its source: it would drag the whole source along
            renvois[objet.objgen] = self._reserver()
            a_ecrire.append((renvois[objet.objgen], objet))
        return b"%d 0 R" % renvois[objet.objgen]

    def _reserver(self) -> int:
        self._positions.append(0)
        return len(self._positions) - 1

    def _objet(self, numero: int, corps: bytes) -> None:
        self._positions[numero] = self._place
        self._ecrire(b"%d 0 obj\n%s\nendobj\n" % (numero, corps))

    def _ecrire(self, octets: bytes) -> None:
        self._sortie.write(octets)
        self._empreinte.update(octets)
        self._place += len(octets)

    def _fermer(self) -> None:
        self._objet(_CATALOGUE, b"<< /Type /Catalog /Pages %d 0 R >>" % _PAGES)
        enfants = b" ".join(b"%d 0 R" % numero for numero in self._pages)
        self._objet(_PAGES, b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(self._pages), enfants))
        debut, empreinte = self._place, self._empreinte.hexdigest()[:32].encode()
        self._ecrire(b"xref\n0 %d\n0000000000 65535 f \n" % len(self._positions))
        for position in self._positions[1:]:
            self._ecrire(b"%010d 00000 n \n" % position)
        self._ecrire(
            b"trailer\n<< /Size %d /Root %d 0 R /ID [<%s><%s>] >>\nstartxref\n%d\n%%%%EOF\n"
            % (len(self._positions), _CATALOGUE, empreinte, empreinte, debut)
        )


def _nom(cle: str) -> bytes:
    """Write a key as PDF does: whatever is not a plain character as #xx."""
    return b"/" + b"".join(
        bytes((octet,)) if 33 <= octet <= 126 and octet not in b"#()<>[]{}/%" else b"#%02x" % octet
        for octet in cle[1:].encode()
    )


def _scalaire(valeur: object) -> bytes:
    if valeur is None:
        return b"null"
    if isinstance(valeur, bool):
        return b"true" if valeur else b"false"
    if isinstance(valeur, Decimal):
        return format(valeur, "f").encode()
    return str(valeur).encode()
