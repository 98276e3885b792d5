"""What a reader of a PDF sees: its words, and its marks."""

import io
import re
from collections.abc import Iterator

import pikepdf
import pypdfium2


def texte(contenu: bytes) -> str:
    """The words of a PDF, in order, cut words put together again and every space the same."""
    document = pypdfium2.PdfDocument(contenu)
    pages: list[str] = []
    for page in document:
        lue = page.get_textpage()
        pages.append(lue.get_text_range())
        lue.close()
        page.close()
    document.close()
    uni = re.sub("[\ufffe\u00ad\u2010-]\r?\n|\ufffe|\u00ad|\u0002", "", "\n".join(pages))
    return re.sub(r"\s+", " ", uni)


def pages(contenu: bytes) -> int:
    with pikepdf.Pdf.open(io.BytesIO(contenu)) as pdf:
        return len(pdf.pages)


def structure(element: pikepdf.Object) -> Iterator[str]:
    """The names of the tags, from the root of the structure down."""
    if isinstance(element, pikepdf.Array):
        for enfant in element:
            yield from structure(enfant)
    elif isinstance(element, pikepdf.Dictionary):
        if "/S" in element:
            yield str(element["/S"])
        if "/K" in element and isinstance(element["/K"], pikepdf.Array | pikepdf.Dictionary):
            yield from structure(element["/K"])


def polices(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """The descriptors of every font a document uses."""
    for objet in pdf.objects:
        if isinstance(objet, pikepdf.Dictionary) and objet.get("/Type") == "/FontDescriptor":
            yield objet
