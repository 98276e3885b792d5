"""The laws of a majority and of a decision: of any, and of those of the loi."""

from collections.abc import Sequence
from datetime import date
from enum import Enum
from fractions import Fraction

from attrs import evolve, frozen
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from lsc_domain.loi import (
    ArticleDeVote,
    Decision,
    Decompte,
    Majorite,
    Poids,
    Politique,
    Resultat,
    decider,
    regime_du_vote,
)
from lsc_domain.loi.decompte import RIEN
from lsc_domain.loi.loi_1965 import SRU
from lsc_domain.loi.politique import POLITIQUE_PAR_DEFAUT
from lsc_domain.testing.strategies.socle import nombres


class Position(Enum):
    """Where a member stands at a vote."""

    POUR = "pour"
    CONTRE = "contre"
    ABSTENTION = "abstention"
    SILENCIEUX = "silencieux"
    """He takes part, and says nothing."""
    ABSENT = "absent"


@frozen
class Votant:
    """A member of the syndicat at one vote: his voices, and where he stands."""

    voix: Fraction
    position: Position


def votants() -> SearchStrategy[list[Votant]]:
    """Votes of one to seven members, each with some voices."""
    votant = st.builds(Votant, nombres().map(lambda voix: voix or Fraction(1)), st.sampled_from(Position))
    return st.lists(votant, min_size=1, max_size=7)


def facteurs() -> SearchStrategy[Fraction]:
    """What one may multiply all the voices of a syndicat by, and change nothing."""
    return st.sampled_from((Fraction(10), Fraction(1, 1000), Fraction(1, 3), Fraction(7)))


def recenser(votants: Sequence[Votant]) -> Decompte:
    """Count a vote by adding its members up one by one, in the order given."""
    cotes = dict.fromkeys(Position, RIEN)
    for votant in votants:
        cotes[votant.position] += Poids(voix=votant.voix, tetes=1)
    pour, contre, abstention = (cotes[cote] for cote in (Position.POUR, Position.CONTRE, Position.ABSTENTION))
    return Decompte(
        pour=pour,
        contre=contre,
        abstention=abstention,
        non_votant=cotes[Position.SILENCIEUX] + cotes[Position.ABSENT],
        participants=pour + contre + abstention + cotes[Position.SILENCIEUX],
    )


def check_majorite(majorite: Majorite, *, exemples: int | None = None) -> None:
    """
    Any majority obeys *ralliement*, *échelle* and *ordre*, whatever the vote.

    Looks for a counter-example among random votes, under the hypothesis profile in force; `exemples` is how many
    votes to try when that of the profile is too few to be sure.
    """

    def lois(votants: list[Votant], facteur: Fraction, melange: list[Votant]) -> None:
        check_ralliement(majorite, votants)
        check_echelle(majorite, votants, facteur)
        check_ordre(majorite, votants, melange)

    memes = st.shared(votants(), key="votants")
    essais = settings(deadline=None) if exemples is None else settings(deadline=None, max_examples=exemples)
    essais(given(memes, facteurs(), memes.flatmap(st.permutations))(lois))()


def check_ralliement(majorite: Majorite, votants: Sequence[Votant]) -> None:
    """*Ralliement*: whoever joins the yes, from wherever he stood, never defeats it, nor makes it a refusal."""
    avant = recenser(votants)
    for rang, votant in enumerate(votants):
        rallie = evolve(votant, position=Position.POUR)
        apres = recenser([*votants[:rang], rallie, *votants[rang + 1 :]])
        perdu = majorite.adopte(avant) and not majorite.adopte(apres)
        assert not perdu, f"ralliement: {votant} joined the yes, and defeated it"
        refuse = majorite.refuse(apres) and not majorite.refuse(avant)
        assert not refuse, f"ralliement: {votant} joined the yes, and made it a refusal"


def check_echelle(majorite: Majorite, votants: Sequence[Votant], facteur: Fraction) -> None:
    """*Échelle*: thousandths or ten-thousandths, the same vote decides the same."""
    change = [evolve(votant, voix=votant.voix * facteur) for votant in votants]
    assert _verdict(majorite, votants) == _verdict(majorite, change), f"échelle: times {facteur}, it decides otherwise"


def check_ordre(majorite: Majorite, votants: Sequence[Votant], melange: Sequence[Votant]) -> None:
    """*Ordre*: the order in which votes are taken is nothing; *melange* is the same votes in another."""
    assert _verdict(majorite, votants) == _verdict(majorite, melange), "ordre: in another order, it decides otherwise"


def _verdict(majorite: Majorite, votants: Sequence[Votant]) -> tuple[bool, bool]:
    decompte = recenser(votants)
    return majorite.adopte(decompte), majorite.refuse(decompte)


def check_hierarchie(decompte: Decompte, le: date, *, deux_coproprietaires: bool = False) -> None:
    """
    26 ⇒ 25 ⇒ 24: what passes at a majority passes at every lower one, at any date.

    Loi 65-557, art. 24, 25 and 26; art. 41-16 between two owners. The count must know its heads.
    """
    lois = (
        regime_du_vote(ArticleDeVote(nom), le, deux_coproprietaires=deux_coproprietaires) for nom in ("26", "25", "24")
    )
    adoptees = [loi.majorite.adopte(decompte) for loi in lois]
    assert adoptees == sorted(adoptees), f"hiérarchie: 26, 25, 24 adopt {adoptees}"


def check_abstention(decompte: Decompte, le: date, *, deux_coproprietaires: bool = False) -> None:
    """
    Under art. 24 abstention weighs as absence; before 14 December 2000 it weighed as a no.

    Loi 65-557, art. 24, I: « majorité des voix exprimées »; before loi SRU, that of those present or
    represented. The count must know its participants.
    """
    if le < SRU:
        autre = evolve(decompte, contre=decompte.contre + decompte.abstention, abstention=RIEN)
    else:
        presents = decompte.participants or decompte.total
        votants = decompte.pour + decompte.contre
        silence = Poids(
            voix=presents.voix - votants.voix - decompte.abstention.voix,
            tetes=(presents.tetes or 0) - (votants.tetes or 0) - (decompte.abstention.tetes or 0),
        )
        autre = evolve(
            decompte,
            abstention=RIEN,
            non_votant=decompte.non_votant + decompte.abstention,
            participants=votants + silence,
        )
    majorite = regime_du_vote(ArticleDeVote("24"), le, deux_coproprietaires=deux_coproprietaires).majorite
    assert majorite.adopte(decompte) == majorite.adopte(autre), "abstention: it weighs otherwise than absence"


def check_partage(votants: Sequence[Votant], rang: int, part: Fraction, *, article: ArticleDeVote, le: date) -> None:
    """
    A lot split between two owners who vote alike changes nothing where heads are not counted.

    Under art. 24, 25 and unanimity, and for the second vote of art. 25-1; *part* goes to the second owner.
    """
    votant = votants[rang]
    partage = [
        *votants[:rang],
        evolve(votant, voix=votant.voix * (1 - part)),
        evolve(votant, voix=votant.voix * part),
        *votants[rang + 1 :],
    ]
    avant, apres = (decider(recenser(qui), article=article, le=le) for qui in (votants, partage))
    assert (avant.resultat, avant.second_vote, avant.nouvelle_assemblee) == (
        apres.resultat,
        apres.second_vote,
        apres.nouvelle_assemblee,
    ), "partage: two owners voting alike decide otherwise than one"


def check_passerelle(decision: Decision, *, politique: Politique = POLITIQUE_PAR_DEFAUT) -> None:
    """
    A second vote is offered only when the first was lost and its own thresholds were met.

    And it settles the matter, excludes a new meeting, and is closed by a no that reached the majority unless
    the policy says otherwise. Loi 65-557, art. 25-1 and 26-1. *politique* is that of the decision.
    """
    passerelle = decision.second_vote
    if passerelle is None:
        return
    assert not decision.adoptee, "passerelle: the first vote was won"
    assert passerelle.s_ouvre(decision.decompte), "passerelle: its own thresholds were not met"
    assert passerelle.majorite.tranche, "passerelle: a second vote that could open a third"
    assert decision.nouvelle_assemblee is None, "passerelle: a new meeting as well"
    if politique.majorite_non_ferme_la_passerelle:
        assert decision.resultat is Resultat.SANS_DECISION, "passerelle: the no had decided"
