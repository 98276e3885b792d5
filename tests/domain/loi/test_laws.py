"""The laws of a majority, on any majority and on those of the loi."""

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from typing import TypeVar

import pytest
from attrs import frozen
from hypothesis import assume, given
from hypothesis import strategies as st

from lsc_domain.loi import (
    Article,
    ArticleDeVote,
    Assiette,
    Decompte,
    Majorite,
    Politique,
    Seuil,
    Texte,
    Unite,
    Version,
    decider,
    loi_1965,
)
from lsc_domain.testing import (
    Votant,
    check_abstention,
    check_echelle,
    check_hierarchie,
    check_majorite,
    check_ordre,
    check_partage,
    check_passerelle,
    check_ralliement,
    check_round_trip,
    facteurs,
    votants,
)
from lsc_domain.testing.strategies import articles_de_vote, decomptes, jours, majorites, poids, politiques

SANS_TETES = articles_de_vote(majorite=st.sampled_from(("24", "25", "unanimite")))
M = TypeVar("M", bound=Majorite)
PARTS = st.sampled_from((Fraction(1, 2), Fraction(1, 3), Fraction(1, 100_000)))


def majorites_de_la_loi() -> dict[str, Majorite]:
    versions: Sequence[tuple[Version[Majorite], ...]] = (
        loi_1965.MAJORITE_24,
        loi_1965.MAJORITE_25,
        loi_1965.MAJORITE_26,
        loi_1965.UNANIMITE,
        *loi_1965.DEUX_COPROPRIETAIRES.values(),
    )
    premiers = [version.valeur for lignes in versions for version in lignes]
    suites = [version.valeur for lignes in (loi_1965.APRES_25, loi_1965.APRES_26) for version in lignes]
    seconds = [suite.passerelle.majorite for suite in suites if suite.passerelle]
    return {un.libelle: un for un in (*premiers, *seconds, loi_1965.SECOND_VOTE_ENTRE_DEUX)}


# --- Any majority -------------------------------------------------------------------------------------------


@given(majorites(), votants())
def test_adding_a_yes_never_defeats(majorite: Majorite, votes: list[Votant]) -> None:
    """Whoever joins the yes never defeats it."""
    check_ralliement(majorite, votes)


@given(majorites(), votants(), facteurs())
def test_scaling_changes_nothing(majorite: Majorite, votes: list[Votant], facteur: Fraction) -> None:
    """Thousandths or ten-thousandths decide the same."""
    check_echelle(majorite, votes, facteur)


@given(majorites(), votants().flatmap(lambda votes: st.tuples(st.just(votes), st.permutations(votes))))
def test_order_is_nothing(majorite: Majorite, votes: tuple[list[Votant], list[Votant]]) -> None:
    """The order in which votes are taken changes nothing."""
    check_ordre(majorite, *votes)


@pytest.mark.parametrize("majorite", [pytest.param(une, id=nom) for nom, une in majorites_de_la_loi().items()])
def test_every_majority_of_the_loi_is_one(majorite: Majorite) -> None:
    """Every majority the loi ever had obeys the laws of all majorities."""
    check_majorite(majorite)


# --- What is not a majority is found out --------------------------------------------------------------------


@frozen(kw_only=True)
class AuPlusDeuxTiers(Majorite):
    def adopte(self, decompte: Decompte) -> bool:
        return super().adopte(decompte) and 3 * decompte.pour.voix <= 2 * decompte.total.voix


@frozen(kw_only=True)
class TropDeOuiRefuse(Majorite):
    def refuse(self, decompte: Decompte) -> bool:
        return decompte.pour.voix > decompte.contre.voix


@frozen(kw_only=True)
class CinqVoix(Majorite):
    def adopte(self, decompte: Decompte) -> bool:
        return decompte.pour.voix >= 5


@frozen(kw_only=True)
class LaPremiereFois(Majorite):
    appels: list[Decompte]

    def adopte(self, decompte: Decompte) -> bool:
        self.appels.append(decompte)
        return len(self.appels) == 1


def selon_les_statuts(majorite: Callable[..., M], **reste: object) -> M:
    return majorite(
        nom="statuts",
        libelle="majorité des voix exprimées",
        seuils=(Seuil(unite=Unite.VOIX, assiette=Assiette.EXPRIMES, part=Fraction(1, 2), strict=True),),
        tranche=True,
        article=Article(Texte("statuts de l'ASL", "https://example.invalid/statuts"), "12"),
        **reste,
    )


@pytest.mark.parametrize(
    ("majorite", "loi"),
    [
        (selon_les_statuts(AuPlusDeuxTiers), "ralliement"),
        (selon_les_statuts(TropDeOuiRefuse), "ralliement"),
        (selon_les_statuts(CinqVoix), "échelle"),
    ],
)
def test_what_breaks_a_law_is_found_out(majorite: Majorite, loi: str) -> None:
    """`check_majorite` names the law that a would-be majority breaks."""
    with pytest.raises(AssertionError, match=loi):
        check_majorite(majorite, exemples=5_000)  # what is drawn depends on what else this process has imported


def test_a_majority_that_depends_on_when_it_is_asked_is_found_out() -> None:
    """A majority that answers otherwise the second time breaks *ordre*."""
    with pytest.raises(AssertionError, match="ordre"):
        check_ordre(selon_les_statuts(LaPremiereFois, appels=[]), [], [])


# --- The majorities of the loi ------------------------------------------------------------------------------


@given(decomptes(), jours(), st.booleans())
def test_26_implies_25_implies_24(decompte: Decompte, le: date, deux: bool) -> None:
    """What passes at a majority passes at every lower one, at any date, between two owners or more."""
    check_hierarchie(decompte, le, deux_coproprietaires=deux)


@given(decomptes(), jours(), st.booleans())
def test_abstention_weighs_as_absence_under_24(decompte: Decompte, le: date, deux: bool) -> None:
    """Under art. 24 abstention weighs as absence, and before SRU it weighed as a no."""
    check_abstention(decompte, le, deux_coproprietaires=deux)


@given(
    votants(), st.integers(0, 6), PARTS, articles_de_vote(majorite=st.sampled_from(("24", "25", "unanimite"))), jours()
)
def test_splitting_a_lot_changes_nothing_where_heads_are_not_counted(
    votes: list[Votant], rang: int, part: Fraction, article: ArticleDeVote, le: date
) -> None:
    """Two owners who share a lot and vote alike weigh what one did, under 24, 25 and unanimity."""
    check_partage(votes, rang % len(votes), part, article=article, le=le)


@given(decomptes(), articles_de_vote(), jours(), st.booleans(), politiques())
def test_a_second_vote_is_offered_only_when_due(
    decompte: Decompte, article: ArticleDeVote, le: date, deux: bool, politique: Politique
) -> None:
    """A second vote is offered only when the first was lost and its own thresholds were met."""
    decision = decider(decompte, article=article, le=le, deux_coproprietaires=deux, politique=politique)
    check_passerelle(decision, politique=politique)


@given(decomptes(poids(tetes=st.none())), jours(), st.booleans())
def test_voices_alone_decide_where_heads_are_not_counted(decompte: Decompte, le: date, deux: bool) -> None:
    """Art. 25 needs no head count, and neither does its second vote."""
    assume(decompte.total.tetes is None)
    check_passerelle(decider(decompte, article=ArticleDeVote("25"), le=le, deux_coproprietaires=deux))


@given(articles_de_vote())
def test_an_article_is_read_as_it_is_written(article: ArticleDeVote) -> None:
    """The written form of an article of vote is read back as the same."""
    check_round_trip(article, write=str, read=ArticleDeVote.lire)
