"""`WeasyPrintRendering`: the PDF of an HTML model, for an agency that has its own. Extra `[weasyprint]`."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from threading import Lock
from typing import Any, Final
from warnings import catch_warnings, simplefilter

from lsc_adapters.rendering.gabarit import polices
from lsc_adapters.rendering.jinja import EXTENSION, JinjaRendering
from lsc_domain.assemblee.acte import Acte
from lsc_domain.ports.errors import BrokenTemplate, Unavailable
from lsc_domain.ports.rendering import Rendering, Rendu

MEDIA_TYPE: Final = "application/pdf"
SUFFIXE: Final = ".pdf"
NORME: Final = "pdf/ua-1"
"""Accessible. WeasyPrint writes one standard per file: `pdf/a-2a` instead for an archival one."""

_POLICE: Final = "lsc-police:"
_FACES: Final = "".join(
    f'@font-face {{ font-family: "DejaVu Sans"; src: url("{_POLICE}DejaVuSans{suffixe}.ttf"); {style} }}\n'
    for suffixe, style in (
        ("", ""),
        ("-Bold", "font-weight: bold"),
        ("-Oblique", "font-style: italic"),
        ("-BoldOblique", "font-weight: bold; font-style: italic"),
    )
)
_MANQUE: Final = (
    'WeasyPrint n\'est pas utilisable : pip install "lsc-domain[weasyprint]", et les bibliothèques Pango '
    "(sous Debian : libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0)"
)
_VERROU: Final = Lock()


class WeasyPrintRendering:
    """
    Prints the pages of *html*: the same templates, the agency's first, as PDF.

    Many times slower than typst, it is for models one already has in HTML. Nothing is read from the disk nor the
    network but the fonts of the package: a picture is written in the template, as a `data:` address. AG-51.
    """

    def __init__(self, html: JinjaRendering, *, norme: str = NORME) -> None:
        self._weasyprint, fonts, urls = _importer()
        self._html, self._norme = html, norme
        self._lecteur = _lecteur(urls)
        self._refus: type[BaseException] = urls.FatalURLFetchingError
        self._fonts = fonts.FontConfiguration()
        self._faces = self._weasyprint.CSS(string=_FACES, font_config=self._fonts, url_fetcher=self._lecteur)

    def render(self, acte: Acte, /) -> Rendu:
        """Make one PDF. Raises `BrokenTemplate`, naming the template and the field, or the address it may not read."""
        page = self._html.render(acte).contenu.decode()
        try:
            document = self._weasyprint.HTML(string=page, url_fetcher=self._lecteur)
            with _sans_horloge():
                contenu: bytes = document.write_pdf(
                    stylesheets=[self._faces], font_config=self._fonts, pdf_variant=self._norme
                )
        except (Exception, self._refus) as faute:  # whatever goes wrong in a template is the template's fault
            cause = faute.__cause__
            champ, raison = cause.args if isinstance(cause, _Refusee) else ("", f"WeasyPrint refuse : {faute}")
            raise BrokenTemplate(f"{acte.modele}{EXTENSION}", champ, raison) from faute
        return Rendu(contenu=contenu, media_type=MEDIA_TYPE, suffixe=SUFFIXE)

    def render_all(self, actes: Iterable[Acte], /) -> Iterator[Rendu]:
        """Make each PDF as it is asked for."""
        return map(self.render, actes)


def _importer() -> tuple[Any, Any, Any]:
    """Import what only this adapter needs. Raises `Unavailable`, saying what to install."""
    try:
        with catch_warnings():
            # It deplores the absence of libharfbuzz-subset: we do without (see `_sans_horloge`), only slower.
            simplefilter("ignore", DeprecationWarning)
            return import_module("weasyprint"), import_module("weasyprint.text.fonts"), import_module("weasyprint.urls")
    except (ImportError, OSError) as manque:  # the package, or the libraries it opens
        raise Unavailable(f"{_MANQUE} ({manque})") from manque


class _Refusee(Exception):
    """An address that no template may read."""


def _lecteur(urls: Any) -> Any:
    """Make what WeasyPrint reads addresses with: our fonts, what a template holds itself, and nothing else."""

    def fetch(self: Any, url: str, headers: object = None) -> Any:
        if url.startswith("data:"):
            return urls.URLFetcher.fetch(self, url, headers)
        nom = url.removeprefix(_POLICE)
        connues = {police.name: police for police in polices().iterdir()}
        if nom == url or nom not in connues:
            raise _Refusee(url, "un modèle ne lit ni fichier ni réseau : une image s'y écrit en adresse data:")
        return urls.URLFetcherResponse(url, connues[nom].read_bytes(), {"Content-Type": "font/ttf"})

    lecteur = type("Lecteur", (urls.URLFetcher,), {"fetch": fetch})
    return lecteur(allowed_protocols=("data",), fail_on_errors=True)


@contextmanager
def _sans_horloge() -> Generator[None]:
    """
    Give the same bytes every day, where libharfbuzz-subset is missing.

    WeasyPrint then cuts fonts with fontTools, which writes the hour in them unless this variable is set.
    """
    with _VERROU:
        avant = os.environ.get("SOURCE_DATE_EPOCH")
        os.environ["SOURCE_DATE_EPOCH"] = avant or "0"
        try:
            yield
        finally:
            if avant is None:
                del os.environ["SOURCE_DATE_EPOCH"]


_: type[Rendering] = WeasyPrintRendering
