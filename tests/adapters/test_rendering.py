"""Every renderer of ours obeys the contract a stranger's would."""

import json
from collections.abc import Callable, Iterator
from html.parser import HTMLParser

import pytest
from pdfs import texte

from lsc_adapters.rendering.jinja import JinjaRendering
from lsc_adapters.rendering.memory import MemoryRendering
from lsc_adapters.rendering.weasyprint import WeasyPrintRendering
from lsc_domain.ports.rendering import Rendering, Rendu
from lsc_domain.testing.contracts.rendering import RenderingContract


def strings(value: object) -> Iterator[str]:
    """Every text of a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for child in value.values() if isinstance(value, dict) else value:
            yield from strings(child)


class TestMemory(RenderingContract):
    media_type, suffixe = "application/json", ".json"

    @pytest.fixture
    def make_rendering(self) -> Callable[[], Rendering]:
        return MemoryRendering

    def lisible(self, rendu: Rendu) -> str:
        return "\n".join(strings(json.loads(rendu.contenu)))


class Reader(HTMLParser):
    """What a page shows: its text, styles and head aside."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.read: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        assert tag != "script", "a page of ours runs nothing"
        self.hidden += tag in {"head", "style"}

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in {"head", "style"}

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.read.append(data)


class TestJinja(RenderingContract):
    media_type, suffixe = "text/html", ".html"
    exemples = 40  # a renderer compiles its templates: 0.05 s
    tus = frozenset(
        {
            "AssembleeConvoquee.jour",  # said with the hour, in one piece
            "AssembleeConvoquee.heure",
            "ActeDeConvocation.coproprietaire",  # an identity, for an agency's model to ask his access codes by
            "CleDeLaFeuille.libelle",  # on a sheet of one key, in « Editée suivant la clé »
            "VoteDuProcesVerbal.resultat",  # in the minutes told vote by vote, in the sentence
        }
    )

    @pytest.fixture
    def make_rendering(self) -> Callable[[], Rendering]:
        return JinjaRendering

    def lisible(self, rendu: Rendu) -> str:
        reader = Reader()
        reader.feed(rendu.contenu.decode())
        reader.close()
        return "".join(reader.read)


class TestWeasyPrint(TestJinja):
    media_type, suffixe = "application/pdf", ".pdf"
    fines = False
    exemples = 3  # a page takes 0.2 s
    tus = TestJinja.tus | {"ActeDeLiasse.titre", "ActeDeLiasse.nom", "ActeDeLiasse.coproprietaire"}  # on screens only

    @pytest.fixture
    def make_rendering(self) -> Callable[[], Rendering]:
        return lambda: WeasyPrintRendering(JinjaRendering())

    def lisible(self, rendu: Rendu) -> str:
        return texte(rendu.contenu)
