"""Which majority and which second chance govern an article on a day. The dated rules are in `cas/*.toml`."""

from datetime import date
from fractions import Fraction

import pytest

from lsc_domain.loi.article_de_vote import LETTRES, ArticleDeVote
from lsc_domain.loi.politique import Politique
from lsc_domain.loi.regime import Regime, regime_du_vote
from lsc_domain.socle.errors import InvalidValue

JOUR = date(2023, 6, 15)


def le_regime(article: str, le: date = JOUR, *, deux: bool = False, **politique: str) -> Regime:
    return regime_du_vote(
        ArticleDeVote.lire(article),
        le,
        deux_coproprietaires=deux,
        politique=Politique(**politique),  # type: ignore[arg-type]
    )


@pytest.mark.req("I-11", "MAJ-12")
@pytest.mark.parametrize("article", [f"{numero} {lettre}" for numero, lettres in LETTRES.items() for lettre in lettres])
def test_a_letter_has_the_majority_of_its_article(article: str) -> None:
    """Today the letter changes neither the majority nor the second vote, but for the new meeting of 25 f."""
    le, sans_lettre = date(2026, 9, 8), article[:2]
    lettre, entier = le_regime(article, le), le_regime(sans_lettre, le)
    assert (lettre.majorite, lettre.suite) == (entier.majorite, entier.suite)


@pytest.mark.req("MAJ-03")
@pytest.mark.parametrize(("article", "fondement"), [("24", None), ("25", "25-1"), ("26", "26-1"), ("unanimite", None)])
def test_only_25_and_26_have_a_second_vote(article: str, fondement: str | None) -> None:
    """Art. 24 and unanimity are never voted again."""
    passerelle = le_regime(article).suite.passerelle
    assert (passerelle and passerelle.fondement) == fondement


@pytest.mark.req("I-11")
@pytest.mark.parametrize("article", ["24", "25", "25 c", "26", "unanimite"])
def test_two_owners_change_nothing_before_2020(article: str) -> None:
    """Art. 41-16 begins on 1 June 2020; the day before, two owners are like any others."""
    veille = date(2020, 5, 31)
    assert le_regime(article, veille, deux=True) == le_regime(article, veille)


@pytest.mark.req("I-11")
@pytest.mark.parametrize(
    ("article", "libelle", "passerelle"),
    [
        ("24", "plus de la moitié des voix", False),
        ("24 a", "plus de la moitié des voix", False),
        ("25 c", "plus de la moitié des voix pour désigner le syndic", False),
        ("25", "au moins les deux tiers des voix", False),
        ("25 f", "au moins les deux tiers des voix", False),
        ("26", "majorité des membres du syndicat", True),
        ("unanimite", "unanimité", False),
    ],
)
def test_the_majorities_of_two_owners(article: str, libelle: str, passerelle: bool) -> None:
    """Since 2020 two owners decide by half or two thirds of the voices, without second vote but after art. 26."""
    entre_deux = le_regime(article, deux=True)
    assert entre_deux.majorite.libelle.startswith(libelle)
    assert (entre_deux.suite.passerelle is not None) is passerelle


@pytest.mark.req("I-11")
def test_the_second_vote_of_two_owners_is_a_policy() -> None:
    """After art. 26, two owners vote again at two thirds, or at half: `second_vote_entre_deux`."""
    parts = {}
    for camp in ("deux_tiers", "moitie"):
        passerelle = le_regime("26", deux=True, second_vote_entre_deux=camp).suite.passerelle
        assert passerelle is not None
        parts[camp] = passerelle.majorite.seuils[0].nom
    assert parts == {
        "deux_tiers": "au moins les deux tiers des voix de tous les copropriétaires",
        "moitie": "plus de la moitié des voix de tous les copropriétaires",
    }


@pytest.mark.parametrize("deux", [False, True])
def test_what_has_no_regime(deux: bool) -> None:
    """A heading, or a day before the law, has none."""
    with pytest.raises(InvalidValue, match="pas soumis au vote"):
        le_regime("aucun", deux=deux)
    with pytest.raises(InvalidValue, match="11/07/1965"):
        le_regime("24", date(1965, 7, 10), deux=deux)


@pytest.mark.req("I-11")
def test_every_majority_cites_its_article() -> None:
    """The article of the majority is the one the resolution is voted at, or 41-16 between two owners."""
    for article in ("24", "25", "26"):
        assert le_regime(article).majorite.article.numero == article
        assert le_regime(article).majorite.nom == article
    for article in ("24", "25"):
        assert le_regime(article, deux=True).majorite.article.numero == "41-16"


@pytest.mark.req("I-11")
def test_two_owners_at_the_second_vote_of_26_1_from_its_first_day() -> None:
    """On 1 June 2020 art. 26-1 and art. 41-16 begin together: two thirds between two owners, that very day."""
    passerelle = le_regime("26", date(2020, 6, 1), deux=True).suite.passerelle
    assert passerelle is not None
    assert passerelle.majorite.seuils[0].part == Fraction(2, 3)
    a_plusieurs = le_regime("26", date(2020, 6, 1)).suite.passerelle
    assert a_plusieurs is not None
    assert a_plusieurs.majorite.seuils[0].part == Fraction(1, 2)


@pytest.mark.req("I-11")
def test_the_second_vote_of_two_owners_begins_with_art_41_16() -> None:
    """On 1 June 2020 itself, the second vote of two owners after art. 26 is at two thirds."""
    passerelle = le_regime("26", date(2020, 6, 1), deux=True).suite.passerelle
    assert passerelle is not None
    assert passerelle.majorite.article.numero == "41-16"


@pytest.mark.req("I-11", "MAJ-08")
def test_a_plain_vote_is_neither_of_two_owners_nor_on_a_loan() -> None:
    """Nothing exceptional is supposed of a vote."""
    sans = Politique(emprunt_a_son_second_vote=False)
    plain = regime_du_vote(ArticleDeVote("25"), JOUR, politique=sans)
    assert plain.majorite.article.numero == "25"
    assert plain.suite.passerelle is not None
    assert regime_du_vote(ArticleDeVote("25"), JOUR, emprunt=True, politique=sans).suite.passerelle is None
