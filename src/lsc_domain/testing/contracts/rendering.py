"""What every `Rendering` must do, whoever wrote it: subclass, give a maker, and run pytest."""

from __future__ import annotations

import copy
from collections.abc import Callable
from itertools import count, islice
from pathlib import Path
from typing import TypeVar

import attrs
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from lsc_domain.assemblee.acte import Acte
from lsc_domain.ports.errors import BrokenTemplate
from lsc_domain.ports.rendering import Rendering, Rendu
from lsc_domain.testing.strategies.actes import ACTES, TEXTES_DIFFICILES, actes, remplacer_les_textes, textes_de

X = TypeVar("X")

MakeRendering = Callable[[], Rendering]


class RenderingContract:
    """
    The laws of a renderer. Your subclass says how to make one, what its papers are, and how to read them back.

        class TestMine(RenderingContract):
            media_type, suffixe = "application/json", ".json"

            @pytest.fixture
            def make_rendering(self):
                return MyRendering  # a maker: each law has renderers of its own
    """

    actes: tuple[type[Acte], ...] = ACTES
    """The acts it can make a paper of: all, unless one of its templates is still to come."""
    media_type: str = "application/pdf"
    """What its papers say they are."""
    suffixe: str = ".pdf"
    """How the files of its papers end, the dot included."""
    tus: frozenset[str] = frozenset()
    """The fields its papers do not print, « Point.projet » being that of the record `Point`."""
    fines: bool = True
    """Whether `lisible` gives back the kind of each space: a PDF does not."""
    avance: int = 1
    """How many acts `render_all` may take ahead of the papers asked for."""
    exemples: int | None = None
    """How many examples each law tries, when a paper is slow to make; those of the profile in force when `None`."""

    @pytest.fixture
    def make_rendering(self) -> MakeRendering:
        """Return a maker of renderers, each independent of the others."""
        raise NotImplementedError

    def lisible(self, rendu: Rendu) -> str | None:
        """Read a paper back as text, as somebody who looks at it would; `None` if nobody can."""
        return None

    def test_the_same_act_gives_the_same_bytes(self, make_rendering: MakeRendering) -> None:
        """The same act gives the same bytes, today and with another renderer."""

        def law(acte: Acte) -> None:
            rendering = make_rendering()
            assert rendering.render(acte) == rendering.render(copy.copy(acte)) == make_rendering().render(acte)

        self._essayer(law, self._actes())

    def test_a_paper_says_what_it_is(self, make_rendering: MakeRendering) -> None:
        """Every paper says its media type and the suffix of its file, and is not empty."""

        def law(acte: Acte) -> None:
            rendu = make_rendering().render(acte)
            assert (rendu.media_type, rendu.suffixe) == (self.media_type, self.suffixe)
            assert rendu.contenu

        self._essayer(law, self._actes())

    def test_a_missing_field_names_template_and_field(self, make_rendering: MakeRendering) -> None:
        """A field nobody gave raises `BrokenTemplate`, which names the template and the field: no paper has a hole."""

        def law(incomplet: tuple[Acte, str]) -> None:
            acte, champ = incomplet
            with pytest.raises(BrokenTemplate) as caught:
                make_rendering().render(sans(acte, champ))
            assert acte.modele in caught.value.modele
            assert champ in caught.value.champ

        self._essayer(law, self._actes().flatmap(_champs))

    def test_every_text_of_an_act_is_on_the_paper(self, make_rendering: MakeRendering) -> None:
        """A paper leaves out nothing of what its act says."""

        def law(acte: Acte) -> None:
            reperes = map("Repère{}.".format, count())
            marque = remplacer_les_textes(acte, reperes.__next__)
            lu = _serrer(self._lire(make_rendering().render(marque)))
            perdus = [texte for texte in textes_de(marque, sauf=self.tus) if texte not in lu]
            assert not perdus, f"not on the paper: {perdus} of {marque}"

        self._essayer(law, self._actes())

    def test_code_in_a_text_is_text(self, make_rendering: MakeRendering) -> None:
        """Markup, a template's code or a formula in a name is printed as it is: never run, never lost."""

        def law(acte: Acte) -> None:
            lu = _serrer(self._lire(make_rendering().render(acte)))
            perdus = {texte for texte in textes_de(acte, sauf=self.tus) if _serrer(texte) not in lu}
            assert not perdus, f"not on the paper: {perdus}"

        self._essayer(law, self._actes(st.sampled_from(TEXTES_DIFFICILES)))

    def test_french_letters_and_spaces_survive(self, make_rendering: MakeRendering) -> None:
        """Accents, ligatures, the euro, quotes and the narrow no-break space come out as they went in."""
        texte = "Œuvre\u202f: «\u202fÉtÉ à Nîmes\u202f», 1\u202f000,91516\u202f€, n°\u202f1, l’Haÿ ☐"

        def law(acte: Acte) -> None:
            lu = self._lire(make_rendering().render(acte))
            assert texte in lu if self.fines else _serrer(texte) in _serrer(lu)

        self._essayer(law, self._actes(st.just(texte)))

    def test_many_papers_come_in_order(self, make_rendering: MakeRendering) -> None:
        """`render_all` makes the papers `render` makes, in the order of their acts."""

        def law(plusieurs: list[Acte]) -> None:
            rendering = make_rendering()
            assert list(rendering.render_all(plusieurs)) == [rendering.render(acte) for acte in plusieurs]

        self._essayer(law, st.lists(self._actes(), max_size=3), exemples=10)

    def test_many_papers_come_as_they_are_asked_for(self, make_rendering: MakeRendering) -> None:
        """`render_all` takes its acts as papers are asked for: it makes more of them than memory would hold."""

        def law(acte: Acte) -> None:
            rang = count()
            papiers = make_rendering().render_all(acte for _ in rang)
            assert len(list(islice(papiers, 3))) == 3
            assert next(rang) <= 3 + self.avance

        self._essayer(law, self._actes(), exemples=1)

    def test_papers_made_before_a_failure_are_given(self, make_rendering: MakeRendering) -> None:
        """When one act of many cannot be made, those before it are given, and then `BrokenTemplate` is raised."""

        def law(incomplet: tuple[Acte, str]) -> None:
            acte, champ = incomplet
            rendering = make_rendering()
            papiers = iter(rendering.render_all([acte, acte, sans(acte, champ), acte]))
            assert [next(papiers), next(papiers)] == [rendering.render(acte)] * 2
            with pytest.raises(BrokenTemplate):
                next(papiers)

        self._essayer(law, self._actes().flatmap(_champs), exemples=5)

    def test_a_failure_writes_nothing(
        self, make_rendering: MakeRendering, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A paper that cannot be made leaves no file behind."""
        monkeypatch.chdir(tmp_path)

        def law(incomplet: tuple[Acte, str]) -> None:
            with pytest.raises(BrokenTemplate):
                make_rendering().render(sans(*incomplet))
            assert list(tmp_path.rglob("*")) == []

        self._essayer(law, self._actes().flatmap(_champs), exemples=5)

    def _essayer(self, law: Callable[[X], None], cas: SearchStrategy[X], *, exemples: int | None = None) -> None:
        """Try a law on examples: as many as the profile in force says, or fewer."""
        # An act is made of a whole meeting: to shrink it takes minutes of rendering, and shows little more.
        profil = settings(
            deadline=None,
            phases=(Phase.explicit, Phase.reuse, Phase.generate),
            suppress_health_check=(HealthCheck.too_slow, HealthCheck.data_too_large),
        )
        plafond = min(un for un in (exemples, self.exemples, profil.max_examples) if un is not None)
        settings(profil, max_examples=plafond)(given(cas)(law))()

    def _actes(self, textes: SearchStrategy[str] | None = None) -> SearchStrategy[Acte]:
        return actes(st.sampled_from(self.actes), textes)

    def _lire(self, rendu: Rendu) -> str:
        lu = self.lisible(rendu)
        if lu is None:
            pytest.skip("nobody reads these papers back: override `lisible`")
        return lu


def _champs(acte: Acte) -> SearchStrategy[tuple[Acte, str]]:
    """Choose one of the fields of an act."""
    noms = [champ.name for champ in attrs.fields(type(acte)) if champ.name != "modele"]
    return st.tuples(st.just(acte), st.sampled_from(noms))


def sans(acte: Acte, champ: str) -> Acte:
    """Return the same act without one of its fields, as if its maker had forgotten it."""
    incomplet = copy.copy(acte)
    object.__delattr__(incomplet, champ)
    return incomplet


def _serrer(texte: str) -> str:
    """Leave spaces out: a paper cuts its lines where it wants."""
    return "".join(texte.split())
