"""Acts as HTML: an agency's own models, what they may ask for, and what becomes of those that are wrong."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest
from convocations import convocation
from gilbert import ATRILLON, PETRUS, seance_de_13

from lsc_adapters.rendering.jinja import JinjaRendering
from lsc_domain.assemblee import depouiller
from lsc_domain.assemblee.acte import Acte
from lsc_domain.assemblee.acte.convocation import acte_de_convocation
from lsc_domain.assemblee.acte.feuille_de_presence import acte_de_feuille_de_presence
from lsc_domain.assemblee.acte.feuille_de_signature import acte_de_feuille_de_signature
from lsc_domain.assemblee.acte.feuille_de_vote import acte_de_feuille_de_vote
from lsc_domain.assemblee.acte.formulaire import acte_de_formulaire
from lsc_domain.assemblee.acte.liasse import acte_de_liasse
from lsc_domain.assemblee.acte.liste_de_presence import acte_de_liste_de_presence
from lsc_domain.assemblee.acte.notification import acte_de_notification
from lsc_domain.assemblee.acte.pouvoir import acte_de_pouvoir
from lsc_domain.assemblee.acte.proces_verbal import MODELES, acte_de_proces_verbal
from lsc_domain.assemblee.acte.variables import CodesDAcces
from lsc_domain.assemblee.contestation import contestataires
from lsc_domain.assemblee.tenue import Tenue
from lsc_domain.ports.errors import BrokenTemplate

SEANCE = seance_de_13()
COMPTE = depouiller(SEANCE).unwrap()
PROCES_VERBAL = acte_de_proces_verbal(COMPTE, Tenue())
CONVOCATION = acte_de_convocation(convocation(), PETRUS)
PAPIERS: tuple[Acte, ...] = (
    CONVOCATION,
    acte_de_formulaire(convocation(), PETRUS),
    acte_de_pouvoir(convocation(), PETRUS),
    acte_de_feuille_de_vote(convocation(), PETRUS),
    acte_de_feuille_de_presence(SEANCE, None),
    acte_de_feuille_de_signature(SEANCE),
    acte_de_liste_de_presence(SEANCE),
    acte_de_notification(COMPTE, contestataires(COMPTE)[0]),
    *(acte_de_proces_verbal(COMPTE, Tenue(), modele=modele) for modele in MODELES),
)

Page = Callable[[str], str]


def page(acte: Acte, rendering: JinjaRendering | None = None) -> str:
    return (rendering or JinjaRendering()).render(acte).contenu.decode()


@pytest.fixture
def imprimer(tmp_path: Path) -> Page:
    """Print the Gilbert minutes with a model of one's own."""

    def imprimer(modele: str) -> str:
        (tmp_path / "proces_verbal.html.j2").write_text(modele, encoding="utf-8")
        return page(PROCES_VERBAL, JinjaRendering(tmp_path))

    return imprimer


def test_every_paper_is_there() -> None:
    assert {type(acte) for acte in PAPIERS} | {type(acte_de_liasse(convocation(), PETRUS))} == set(get_args(Acte))


@pytest.mark.parametrize("acte", PAPIERS, ids=lambda acte: str(acte.modele))
def test_a_page_is_french_titled_and_stands_alone(acte: Acte) -> None:
    """One title, one heading of the first level, headed tables, and nothing fetched from anywhere."""
    html = page(acte)
    assert html.startswith('<!DOCTYPE html>\n<html lang="fr">')
    assert len(re.findall("<title>.+</title>", html)) == 1
    assert len(re.findall("<h1>.+</h1>", html)) == 1
    assert len(re.findall("<table", html)) == len(re.findall("<thead>", html))
    assert not re.findall("<th(?![^>]*scope=)(?:>| )", html)
    assert not re.findall(r"https?:|//\w|url\(|@import|\bsrc=|\bhref=|<script", html)


def test_a_bundle_is_made_of_the_papers_of_their_own_models(tmp_path: Path) -> None:
    """An agency that changes its convocation changes it in the bundle too. POUV-02, AG-06."""
    (tmp_path / "convocation.html.j2").write_text(
        '{% extends "base.html.j2" %}{% block corps %}<h1>À {{ donnees.destinataire.nom }}</h1>{% endblock %}',
        encoding="utf-8",
    )
    html = page(acte_de_liasse(convocation(), PETRUS), JinjaRendering(tmp_path))
    assert "<h1>À Monsieur BPETRUS Pierre</h1>" in html or "<h1>À BPETRUS Pierre</h1>" in html
    assert html.count("<html") == 1
    assert "Formulaire de vote par correspondance –" in html
    assert "Feuille de vote –" not in html
    assert "Feuille de vote –" in page(acte_de_liasse(convocation(vote_par_correspondance=False), PETRUS))


@pytest.mark.req("AG-44", "AG-45")
@pytest.mark.parametrize("modele", MODELES)
def test_both_minutes_print_the_recap(modele: str) -> None:
    html = page(acte_de_proces_verbal(COMPTE, Tenue(), modele=modele))
    assert "Récapitulatif de présence des copropriétaires" in html
    for cellules in (("6", "442,90096"), ("2", "139"), ("2", "131,0142"), ("2", "146"), ("1", "142")):
        assert "".join(f'<td class="droite">{un}</td>' for un in cellules) in html
    assert '13</td><td class="droite">1\u202f000,91516</td>' in html


@pytest.mark.req("AG-51")
def test_an_agency_template_wins_and_the_others_are_ours(tmp_path: Path) -> None:
    (tmp_path / "proces_verbal.html.j2").write_text("<p>{{ donnees.titre }}</p>", encoding="utf-8")
    rendering = JinjaRendering(tmp_path)
    assert page(PROCES_VERBAL, rendering) == f"<p>{PROCES_VERBAL.titre}</p>"
    assert page(CONVOCATION, rendering) == page(CONVOCATION)


@pytest.mark.req("AG-51")
def test_an_agency_template_may_stand_on_ours(imprimer: Page) -> None:
    html = imprimer(
        '{% extends "lsc/proces_verbal.html.j2" %}{% block style %}{{ super() }} h1 { color: red }{% endblock %}'
    )
    assert "h1 { color: red }" in html
    assert html.replace(" h1 { color: red }", "").split() == page(PROCES_VERBAL).split()


@pytest.mark.req("AG-51")
def test_the_legacy_count_of_the_present_groups_four_ways_of_being_there(imprimer: Page) -> None:
    """6 there, 2 at a distance, 2 represented, 2 by correspondence: `VR_ent16` is 12."""
    assert imprimer("{{ VR_ent16 }} présents") == "12 présents"


@pytest.mark.req("AGC-18", "AGC-19")
def test_each_owner_has_his_own_access_codes(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "liasse.html.j2").write_text(
        '{{ VAGAcces("0-S001", donnees.coproprietaire, 1) }}/{{ VAGAcces("0-S001", donnees.coproprietaire, 2) }}',
        encoding="utf-8",
    )
    codes = {
        PETRUS: CodesDAcces(code="8361", mot_de_passe="<œ>"),
        ATRILLON: CodesDAcces(code="1789", mot_de_passe="secret"),
    }
    rendering = JinjaRendering(tmp_path, acces={"0-S001": codes})
    assert page(acte_de_liasse(convocation(), PETRUS), rendering) == "8361/&lt;œ&gt;"
    assert page(acte_de_liasse(convocation(), ATRILLON), rendering) == "1789/secret"
    assert not caplog.records
    # Nobody's codes, those of nobody known, and those of another meeting: empty, with a warning.
    assert page(acte_de_liasse(convocation(), None), rendering) == "/"
    assert page(acte_de_liasse(convocation(), PETRUS), JinjaRendering(tmp_path, acces={"autre": codes})) == "/"
    assert [record.getMessage() for record in caplog.records] == [
        *["VAGAcces : participant  inconnu"] * 2,
        *["VAGAcces : participant 450PETRUSP inconnu"] * 2,
    ]


@pytest.mark.parametrize(
    ("modele", "champ", "raison"),
    [
        ("{{ donnees.absent }}", "absent", "ActeDeProcesVerbal n'a pas ce champ ; il a : modele, titre"),
        ("\n\n{{ donnees.en_tete.lieux }}", "lieux", "EnTeteDeSeance n'a pas ce champ"),
        ("\n\n{{ donnees.en_tete.lieux }}", "lieux", "(proces_verbal.html.j2, ligne 3)"),
        ("{% for un in donnees.votes %}{{ un.tours[9].titre }}{% endfor %}", "9", "tuple n'a pas ce champ"),
        ("{{ absent }}", "absent", "variable inconnue"),
        ("{% if donnees.absent %}oui{% endif %}", "absent", "n'a pas ce champ"),
        ("{{ VAGAcces('a', 'b', 3) }}", "VAGAcces", "paramètre 3 hors de 1..2"),
        ("{{ donnees.en_tete }}", "", "EnTeteDeSeance ne s'imprime pas"),
        ("{% set rien = none %}{{ rien }}", "", "NoneType ne s'imprime pas"),
        ("{{ donnees.__class__ }}", "__class__", "n'a pas le droit"),
        ("{{ ''.__class__.__mro__ }}", "__class__", "n'a pas le droit"),
        ("{{ donnees.__init__.__globals__ }}", "__init__", "n'a pas le droit"),
        ("{{ [].append(1) }}", "append", "n'a pas le droit"),
        ("{{ lipsum() }}", "lipsum", "variable inconnue"),
        ("{{ [1, 2]|random }}", "", "random"),
        ("\n{% for %}", "", "(proces_verbal.html.j2, ligne 2)"),
        ("{{ 1 / 0 }}", "", "division by zero (proces_verbal.html.j2, ligne 1)"),
        ('{% include "rien.html.j2" %}', "", "aucun modèle du nom de rien.html.j2"),
        ('{% include "../../../etc/passwd" %}', "", "aucun modèle du nom de ../../../etc/passwd"),
        ('{% extends "proces_verbal.html.j2" %}', "", "un modèle s'appelle lui-même"),
        ("{% for n in range(1000000) %}{% endfor %}", "", "Range too big"),
    ],
)
def test_what_is_wrong_names_the_template_the_field_and_why(
    imprimer: Page, modele: str, champ: str, raison: str
) -> None:
    with pytest.raises(BrokenTemplate) as caught:
        imprimer(modele)
    assert caught.value.modele == "proces_verbal.html.j2"
    assert caught.value.champ == champ
    assert raison in caught.value.raison


def test_a_fault_in_what_a_template_includes_says_where(tmp_path: Path, imprimer: Page) -> None:
    (tmp_path / "pied.html.j2").write_text("\n{{ donnees.absent }}", encoding="utf-8")
    with pytest.raises(BrokenTemplate, match=r"modèle proces_verbal\.html\.j2, champ absent.*pied\.html\.j2, ligne 2"):
        imprimer('{% include "pied.html.j2" %}')


def test_a_variable_of_another_paper_is_unknown(tmp_path: Path) -> None:
    (tmp_path / "convocation.html.j2").write_text("{{ VR_ent16 }}", encoding="utf-8")
    with pytest.raises(BrokenTemplate, match="champ VR_ent16 : variable inconnue"):
        page(CONVOCATION, JinjaRendering(tmp_path))


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BrokenTemplate, match="ce dossier de modèles n'existe pas"):
        JinjaRendering(tmp_path / "absent")


def test_a_text_that_cannot_be_written_is_refused(imprimer: Page) -> None:
    with pytest.raises(BrokenTemplate, match="un caractère qui ne s'écrit pas"):
        imprimer(r'{{ "\ud800" }}')


def test_texts_are_given_their_french_spaces(imprimer: Page) -> None:
    assert (
        imprimer('{% set texte = "« Oui » : non ; si !" %}{{ texte }}')
        == "«\u202fOui\u202f»\u202f: non\u202f; si\u202f!"
    )


def test_a_text_is_escaped_once(imprimer: Page) -> None:
    macro = "{% macro gras(mot) %}<b>{{ mot }}</b>{% endmacro %}"
    assert imprimer(f"{macro}{{{{ gras('<a> & b') }}}}") == "<b>&lt;a&gt; &amp; b</b>"
