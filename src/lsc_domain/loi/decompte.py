"""What was counted: voices and heads, on each side of a vote."""

from __future__ import annotations

from fractions import Fraction

from attrs import frozen

from lsc_domain.socle.errors import InvalidValue


@frozen(kw_only=True)
class Poids:
    """
    What one side weighs: in voices (exact tantièmes) and in heads (members of the syndicat).

    `tetes` is `None` when only voices are known, as on minutes that print no head count; a rule that
    needs heads then refuses to answer rather than guess.
    """

    voix: Fraction
    tetes: int | None = None

    def __attrs_post_init__(self) -> None:
        if self.voix < 0:
            raise InvalidValue(f"voix : {self.voix} est négatif")
        if self.tetes is not None and self.tetes < 0:
            raise InvalidValue(f"têtes : {self.tetes} est négatif")

    def __add__(self, autre: Poids) -> Poids:
        connues = self.tetes is not None and autre.tetes is not None
        return Poids(
            voix=self.voix + autre.voix,
            tetes=(self.tetes or 0) + (autre.tetes or 0) if connues else None,
        )


RIEN = Poids(voix=Fraction(), tetes=0)


@frozen(kw_only=True)
class Decompte:
    """
    The count of one vote: four sides that partition the syndicat, and those who took part.

    `non_votant` weighs everybody who expressed nothing: absent, silent or défaillant, so that the four
    sides always add up to `total`. `participants` are the members present, represented or voting by
    correspondence on this item, whatever they voted (loi 65-557, art. 26-1); `None` when unknown.

    >>> compte = Decompte(
    ...     pour=Poids(voix=Fraction("632.0142"), tetes=9),
    ...     contre=Poids(voix=Fraction(0), tetes=0),
    ...     abstention=Poids(voix=Fraction(72), tetes=1),
    ...     non_votant=Poids(voix=Fraction("296.90096"), tetes=3),
    ... )
    >>> compte.total
    Poids(voix=Fraction(25022879, 25000), tetes=13)

    Raises `InvalidValue` when the participants weigh less than those who expressed themselves, or more
    than the whole syndicat. AG-48, I-29.
    """

    pour: Poids
    contre: Poids
    abstention: Poids = RIEN
    non_votant: Poids = RIEN
    participants: Poids | None = None

    def __attrs_post_init__(self) -> None:
        if self.participants is None:
            return
        total, votants = self.total, self.pour + self.contre + self.abstention
        if not votants.voix <= self.participants.voix <= total.voix:
            raise InvalidValue("participants : leurs voix ne contiennent pas celles exprimées, ou dépassent le total")
        if (
            self.participants.tetes is not None
            and votants.tetes is not None
            and total.tetes is not None
            and not votants.tetes <= self.participants.tetes <= total.tetes
        ):
            raise InvalidValue("participants : leur nombre ne contient pas les votants, ou dépasse les membres")

    @property
    def total(self) -> Poids:
        """The whole syndicat for this vote: every voice that could have been cast."""
        return self.pour + self.contre + self.abstention + self.non_votant

    @property
    def exprimes(self) -> Poids:
        """Those who said yes or no: abstention is not an expressed voice. Loi 65-557, art. 24, I."""
        return self.pour + self.contre
