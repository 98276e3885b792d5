"""A rule between two dates."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from lsc_domain.loi import loi_1965
from lsc_domain.loi.article import loi
from lsc_domain.loi.formulaire import LECTURES
from lsc_domain.loi.version import Version, a_la_date, exigee_a_la_date
from lsc_domain.socle.errors import InvalidValue

ART = loi("25-1")
AVANT = Version(depuis=date(2000, 12, 14), jusqua=date(2014, 3, 27), valeur="avant", article=ART)
APRES = Version(depuis=date(2014, 3, 27), valeur="apres", article=ART)


@pytest.mark.req("I-11")
@pytest.mark.parametrize(
    ("le", "valeur"),
    [
        (date(2000, 12, 13), None),
        (date(2000, 12, 14), "avant"),
        (date(2014, 3, 26), "avant"),
        (date(2014, 3, 27), "apres"),
        (date(2099, 1, 1), "apres"),
    ],
)
def test_the_first_day_is_in_and_the_last_is_out(le: date, valeur: str | None) -> None:
    """A version is in force from its first day, included, to its last, excluded."""
    trouvee = a_la_date((AVANT, APRES), le)
    assert (trouvee and trouvee.valeur) == valeur


def test_a_version_that_must_exist_does() -> None:
    """Where the law must have an answer, a day before it is refused, by its date."""
    assert exigee_a_la_date((AVANT, APRES), date(2010, 1, 1)) is AVANT
    with pytest.raises(InvalidValue, match="13/12/2000"):
        exigee_a_la_date((AVANT, APRES), date(2000, 12, 13))


@pytest.mark.parametrize("jusqua", [date(2014, 3, 27), date(2014, 3, 26)])
def test_a_version_lasts_at_least_a_day(jusqua: date) -> None:
    """A version closed before it opens cannot exist."""
    with pytest.raises(InvalidValue, match="close avant d'être ouverte"):
        Version(depuis=date(2014, 3, 27), jusqua=jusqua, valeur=1, article=ART)


@pytest.mark.req("I-11")
@pytest.mark.parametrize(
    "table", ["MAJORITE_24", "MAJORITE_25", "MAJORITE_26", "UNANIMITE", "APRES_25", "APRES_26", "LECTURES"]
)
def test_the_tables_of_the_law_have_no_hole(table: str) -> None:
    """Each table of dated rows goes on, day after day, up to now, with an address for every row."""
    lignes = LECTURES if table == "LECTURES" else getattr(loi_1965, table)
    for avant, apres in pairwise(lignes):
        assert avant.jusqua == apres.depuis
        assert a_la_date(lignes, apres.depuis - timedelta(days=1)) is avant
        assert a_la_date(lignes, apres.depuis) is apres
    assert lignes[-1].jusqua is None
    assert all(ligne.article.adresse.startswith("https://www.legifrance.gouv.fr/") for ligne in lignes)
    if table != "APRES_26":
        assert lignes[0].depuis == loi_1965.LOI


@pytest.mark.req("I-11")
@pytest.mark.parametrize(
    ("nom", "jour"),
    [
        ("LOI", date(1965, 7, 11)),
        ("LOI_1992", date(1992, 7, 16)),
        ("SRU", date(2000, 12, 14)),
        ("ALUR", date(2014, 3, 27)),
        ("ELAN", date(2018, 11, 25)),
        ("ORDONNANCE_2019", date(2020, 6, 1)),
        ("LOI_2024_322", date(2024, 4, 11)),
    ],
)
def test_the_days_the_law_changed(nom: str, jour: date) -> None:
    """The days that separate two states of the law are those of the texts."""
    assert getattr(loi_1965, nom) == jour


@pytest.mark.req("I-11")
def test_an_article_opens_on_the_version_it_cites() -> None:
    """With the identifier of its version an article opens on it, else on the whole text; nothing else is one."""
    assert loi("25", "", "LEGIARTI000051749507").adresse.endswith("/loda/article_lc/LEGIARTI000051749507")
    assert ART.adresse.endswith("/loda/id/JORFTEXT000000880200/")
    with pytest.raises(InvalidValue, match="LEGIARTI"):
        loi("25", "", "JORFTEXT000000880200")
