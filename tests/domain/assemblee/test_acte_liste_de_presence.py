"""The attendance screen as a list. AG-12, AG-13, AG-29."""

from fractions import Fraction

import pytest
from attrs import evolve
from gilbert import seance_de_12, seance_de_13
from hypothesis import given

from lsc_domain.assemblee import Depouillement
from lsc_domain.assemblee.acte.liste_de_presence import Cellule, acte_de_liste_de_presence
from lsc_domain.copropriete import CleDeRepartition
from lsc_domain.socle.ids import CleId
from lsc_domain.testing.strategies import depouillements


@pytest.mark.req("AG-12", "AG-29")
def test_nine_columns_and_twelve_rows() -> None:
    acte = acte_de_liste_de_presence(seance_de_12())
    assert acte.colonnes == (
        "N° de compte",
        "Identité",
        "Tantièmes",
        "Code",
        "Absents",
        "Présents physiquement",
        "Présents à distance",
        "Représentés",
        "Vote par correspondance",
    )
    assert {len(ligne) for ligne in (*acte.lignes, *acte.totaux)} == {9}
    assert len(acte.lignes) == 12
    petrus = acte.lignes[1]
    vide, voix = Cellule(texte=""), Cellule(texte="74,00000", nombre="74")
    assert petrus == (
        Cellule(texte="450PETRUSP"),
        Cellule(texte="BPETRUS Pierre"),
        voix,
        Cellule(texte="O"),
        vide,
        voix,
        *[vide] * 3,
    )


@pytest.mark.req("AG-27")
def test_an_owner_of_two_accounts_is_listed_under_the_first() -> None:
    seance = seance_de_12()
    assert acte_de_liste_de_presence(seance).lignes[2][0] == Cellule(texte="450BROU-01")
    sans = tuple(evolve(un, comptes=()) for un in seance.syndicat.coproprietaires)
    seance = evolve(seance, syndicat=evolve(seance.syndicat, coproprietaires=sans))
    assert acte_de_liste_de_presence(seance).lignes[0][0] == Cellule(texte="450TRILLON")


@pytest.mark.req("AG-13")
def test_the_totals_of_the_screen() -> None:
    tantiemes, tetes = acte_de_liste_de_presence(seance_de_12()).totaux
    assert [cellule.nombre for cellule in tantiemes] == [
        *(None, None, "1000.91516", None),
        *("288.90096", "293", "65", "223", "131.0142"),
    ]
    assert [cellule.texte for cellule in tetes] == ["Nombre de copropriétaires", "", "12", "", "4", "3", "1", "2", "2"]


@pytest.mark.req("AG-29")
def test_the_screen_shows_how_everybody_started_on_any_key() -> None:
    seance = seance_de_13()
    seance = evolve(seance, syndicat=evolve(seance.syndicat, cles=(CleDeRepartition(code=CleId("010")),)))
    acte = acte_de_liste_de_presence(seance)
    codes = {ligne[1].texte: ligne[3].texte for ligne in acte.lignes}
    assert (codes["ALOXE CORTON Denise"], codes["LAFITTE Alexis"]) == ("N", "O")


@pytest.mark.req("AG-13")
@given(depouillements())
def test_categories_add_up(depouillement: Depouillement) -> None:
    for ligne in acte_de_liste_de_presence(depouillement.seance).totaux:
        tout, _, *categories = (cellule.nombre for cellule in ligne[2:])
        assert sum(Fraction(un) for un in categories) == Fraction(tout)
