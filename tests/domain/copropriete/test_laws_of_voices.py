"""The laws of the voices: the reduction, and one owner under several accounts."""

from datetime import date
from fractions import Fraction

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from lsc_domain.copropriete import Coproprietaire, Syndicat, etablir_voix
from lsc_domain.socle.ensemble import ensemble
from lsc_domain.testing import check_reduction, facteurs
from lsc_domain.testing.strategies import coproprietaires, jours, nombres, syndicats

QUOTES_PARTS = st.lists(nombres(), min_size=1, max_size=7)
UN_SUR_HUIT = st.lists(st.sampled_from((*[False] * 7, True)), min_size=7, max_size=7).map(
    lambda marques: ensemble(rang for rang, marque in enumerate(marques) if marque)
)


def dominees(parts: list[Fraction], ecart: Fraction) -> list[Fraction]:
    """The same owners, and one more who outweighs them all by *ecart*."""
    return [*parts, sum(parts, Fraction()) + ecart]


@given(QUOTES_PARTS | st.builds(dominees, QUOTES_PARTS, nombres()), jours(), UN_SUR_HUIT, UN_SUR_HUIT)
def test_the_reduction_is_idempotent_and_nobody_outweighs_the_others(
    parts: list[Fraction], le: date, sans_voix: int, bailleurs: int
) -> None:
    """After the reduction nobody outweighs all the others, and reducing twice is reducing once."""
    check_reduction(parts, le, sans_voix=sans_voix, bailleurs_sociaux=bailleurs)


@given(st.builds(dominees, QUOTES_PARTS, nombres()), jours(), facteurs())
def test_the_reduction_does_not_depend_on_the_scale(parts: list[Fraction], le: date, facteur: Fraction) -> None:
    """The voices of a building counted in ten-thousandths are those in thousandths, ten times over."""
    voix = etablir_voix(parts, le=le)
    plus = etablir_voix([part * facteur for part in parts], le=le)
    assert plus.reduit == voix.reduit
    assert [plus.de(rang) for rang in range(len(parts))] == [voix.de(rang) * facteur for rang in range(len(parts))]


@given(syndicats(), jours())
def test_the_voices_of_a_key_are_the_sum_of_its_owners(syndicat: Syndicat, le: date) -> None:
    """A key weighs what its owners weigh, one by one or all together; who has no voice is no member of it."""
    for cle in syndicat.cles:
        voix = syndicat.voix(cle.code, le=le)
        un_par_un = [voix.de(rang) for rang in range(len(syndicat.coproprietaires))]
        assert voix.total.voix == sum(un_par_un)
        assert voix.total.tetes == sum(1 for poids in un_par_un if poids)


@given(coproprietaires(), st.integers(0, 3))
def test_two_accounts_merged_are_one_owner(un: Coproprietaire, coupure: int) -> None:
    """The lots and the rights of one owner, split between two accounts and merged, are his."""
    premier = evolve(un, lots=un.lots[:coupure], comptes=un.comptes[:1])
    second = evolve(un, lots=un.lots[coupure:], comptes=un.comptes[1:], conseil_syndical=None)
    assert premier.reunir(second) == un
    cles = {part.cle for lot in un.lots for part in lot.tantiemes}
    for cle in cles:
        assert second.reunir(premier).tantiemes(cle) == un.tantiemes(cle)
    assert second.reunir(premier).conseil_syndical == un.conseil_syndical
