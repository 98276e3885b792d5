"""Files that come in and go out: what they really are, how big they may be, and the name they are saved under."""

from __future__ import annotations

import unicodedata
import zlib
from enum import StrEnum
from io import BytesIO
from lzma import LZMAError
from typing import Final
from urllib.parse import quote
from zipfile import BadZipFile, ZipFile

from attrs import field, frozen
from starlette.responses import Response

from lsc_domain.extranet.piece_de_demande import nettoyer_nom

PDF: Final = "application/pdf"
PNG: Final = "image/png"
JPEG: Final = "image/jpeg"
TEXTE: Final = "text/plain; charset=utf-8"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT: Final = "application/vnd.oasis.opendocument.text"
HEIC: Final = "image/heic"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OCTETS: Final = "application/octet-stream"

_SUFFIXES: Final = {
    PDF: (".pdf",),
    PNG: (".png",),
    JPEG: (".jpg", ".jpeg"),
    HEIC: (".heic",),
    TEXTE: (".txt",),
    DOCX: (".docx",),
    ODT: (".odt",),
    XLSX: (".xlsx",),
}
SUFFIXES_ADMIS: Final = tuple(suffixe for suffixes in _SUFFIXES.values() for suffixe in suffixes)

LISIBLES_EN_PAGE: Final = frozenset({PDF, PNG, JPEG})
"""What a browser shows by itself and runs nothing of: the rest is saved, never opened in our name."""


_FICHE: Final = b"PK\x01\x02"
FICHES_AU_PLUS: Final = 5_000
"""Files in an office document: more take seconds to be listed, and no suite makes them."""
DEPLIE_AU_PLUS: Final = 100 * 1024 * 1024
"""Bytes of an office document once unfolded: whoever opens it has to hold them."""


class FauteDeDepot(StrEnum):
    """Why a file is not taken in."""

    VIDE = "vide"
    TROP_GROS = "trop_gros"
    NATURE = "nature"
    SUFFIXE = "suffixe"


FAUTES: Final = {
    FauteDeDepot.VIDE: "Le fichier « {nom} » est vide.",
    FauteDeDepot.TROP_GROS: "Le fichier « {nom} » est trop gros.",
    FauteDeDepot.NATURE: (
        "Le fichier « {nom} » n'est pas d'une nature admise : PDF, image, texte, document Word, Excel ou OpenDocument."
    ),
    FauteDeDepot.SUFFIXE: "Le fichier « {nom} » n'est pas ce que son nom annonce.",
}


@frozen(kw_only=True)
class Depot:
    """A file that came with a form: its name made safe, its bytes, and what these are."""

    nom: str
    contenu: bytes = field(repr=False)
    nature: str


def nature(contenu: bytes) -> str:
    """Tell what bytes are by their beginning, never by what they are said to be; unknown ones are mere bytes."""
    if contenu.startswith(b"%PDF-"):
        return PDF
    if contenu.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if contenu.startswith(b"\xff\xd8\xff"):
        return JPEG
    if contenu[4:12] in {b"ftypheic", b"ftypheix", b"ftypmif1"}:
        return HEIC
    if contenu.startswith(b"PK\x03\x04"):
        return _document_office(contenu)
    return TEXTE if _est_du_texte(contenu) else OCTETS


def _document_office(contenu: bytes) -> str:
    """A document of an office suite is a zip that says so at its beginning, has no macro in it, and is no bomb."""
    if contenu.count(_FICHE) > FICHES_AU_PLUS:  # before it is read as a zip: that is what would take the time
        return OCTETS
    try:
        with ZipFile(BytesIO(contenu)) as archive:
            noms = set(archive.namelist())
            if sum(une.file_size for une in archive.infolist()) > DEPLIE_AU_PLUS:
                return OCTETS
            if archive.namelist()[:1] == ["mimetype"] and archive.getinfo("mimetype").file_size == len(ODT):
                sans_macro = not any(nom.startswith("Basic/") for nom in noms)
                return ODT if archive.read("mimetype").decode(errors="replace") == ODT and sans_macro else OCTETS
    except (BadZipFile, ValueError, RuntimeError, OSError, EOFError, zlib.error, LZMAError):
        return OCTETS  # not a zip, encrypted, packed in an unknown way, or broken
    if "[Content_Types].xml" not in noms or any(nom.endswith("vbaProject.bin") for nom in noms):
        return OCTETS
    if "word/document.xml" in noms:
        return DOCX
    return XLSX if "xl/workbook.xml" in noms else OCTETS


def _est_du_texte(contenu: bytes) -> bool:
    """Plain text is UTF-8 without control signs, and is no page a browser would run."""
    try:
        texte = contenu.decode()
    except UnicodeDecodeError:
        return False
    balise = texte.lstrip("\ufeff \t\r\n")[:256].lower()
    if balise.startswith(("<!", "<?", "<html", "<svg", "<script", "<body", "<head", "<iframe")):
        return False
    return not any(ord(signe) < 32 and signe not in "\t\r\n\f" for signe in texte)


def recevoir(nom: str, contenu: bytes, *, maximum: int) -> Depot | FauteDeDepot:
    """Take a file in, or say why not. Its bytes and the end of its name must agree."""
    if not contenu:
        return FauteDeDepot.VIDE
    if len(contenu) > maximum:
        return FauteDeDepot.TROP_GROS
    vraie = nature(contenu)
    if vraie not in _SUFFIXES:
        return FauteDeDepot.NATURE
    propre = nettoyer_nom(nom)
    if not propre.lower().endswith(_SUFFIXES[vraie]):
        return FauteDeDepot.SUFFIXE
    return Depot(nom=propre, contenu=contenu, nature=vraie)


def disposition(nom: str, *, en_page: bool = False) -> str:
    r"""
    Write `Content-Disposition`, with a name any browser reads. RFC 6266, RFC 8187.

    >>> disposition("Procès-verbal.pdf")
    'attachment; filename="Proces-verbal.pdf"; filename*=UTF-8\'\'Proc%C3%A8s-verbal.pdf'
    """
    propre = nettoyer_nom(nom)
    ascii_ = unicodedata.normalize("NFKD", propre).encode("ascii", "ignore").decode().strip() or "fichier"
    sorte = "inline" if en_page else "attachment"
    return f"{sorte}; filename=\"{ascii_}\"; filename*=UTF-8''{quote(propre, safe='')}"


def remettre(nom: str, contenu: bytes, *, en_page: bool = False) -> Response:
    """
    Give a file back: shown by the browser when it may and `en_page` asks for it, saved otherwise.

    What it is said to be is what its bytes are; nothing in it may load, run or be framed.
    """
    vraie = nature(contenu)
    return Response(
        contenu,
        media_type=vraie,
        headers={
            "content-disposition": disposition(nom, en_page=en_page and vraie in LISIBLES_EN_PAGE),
            # A sandbox would keep the browser's own viewer from showing a PDF.
            "content-security-policy": "default-src 'none'; frame-ancestors 'none'"
            + ("" if vraie == PDF and en_page else "; sandbox"),
        },
    )
