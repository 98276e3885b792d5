"""The shape of a majority: thresholds over named bases, all to be met."""

from enum import Enum
from fractions import Fraction

from attrs import frozen

from lsc_domain.loi.article import Article
from lsc_domain.loi.decompte import Decompte, Poids
from lsc_domain.socle.affichage import ecrire_part
from lsc_domain.socle.errors import InvalidValue


class Unite(Enum):
    """What a threshold counts: voices (tantièmes) or heads (members)."""

    VOIX = "voix"
    TETES = "copropriétaires"


class Assiette(Enum):
    """What a threshold is a share of."""

    EXPRIMES = "exprimés"
    """Yes and no only."""
    PARTICIPANTS = "participants"
    """Whoever is present, represented or voting by correspondence, abstainers included."""
    TOUS = "tous"
    """The whole syndicat, absent members included."""


class Cote(Enum):
    """The side whose weight is measured."""

    POUR = "pour"
    CONTRE = "contre"

    @property
    def oppose(self) -> "Cote":
        """The other side."""
        return Cote.CONTRE if self is Cote.POUR else Cote.POUR

    def poids(self, decompte: Decompte) -> Poids:
        """What this side weighs in a count."""
        return decompte.pour if self is Cote.POUR else decompte.contre


@frozen(kw_only=True)
class Seuil:
    """
    A share of a base that one side must reach (« au moins ») or pass (« plus de », `strict`).

    Compared as exact fractions, never rounded. MAJ-11.

    >>> tiers = Seuil(unite=Unite.VOIX, assiette=Assiette.TOUS, part=Fraction(1, 3))
    >>> tiers.nom
    'au moins le tiers des voix de tous les copropriétaires'
    """

    unite: Unite
    assiette: Assiette
    part: Fraction
    strict: bool = False

    def __attrs_post_init__(self) -> None:
        if not 0 < self.part <= 1:
            raise InvalidValue(f"part : {self.part} n'est pas entre 0 et 1")

    @property
    def nom(self) -> str:
        """The threshold in the words of the law."""
        if self.part == 1:
            mesure = "la totalité"
        elif self.part == Fraction(1, 2):
            mesure = "plus de la moitié" if self.strict else "au moins la moitié"
        else:
            nom = ecrire_part(self.part)
            article = "les" if self.part.numerator > 1 else "le"
            mesure = f"{'plus que' if self.strict else 'au moins'} {article} {nom}"
        return f"{mesure} {_DE[self.unite, self.assiette]}"

    def valeur(self, decompte: Decompte, cote: Cote = Cote.POUR) -> Fraction:
        """What the side weighs, in the unit of this threshold."""
        return _en(self.unite, cote.poids(decompte))

    def base(self, decompte: Decompte) -> Fraction:
        """What the share is taken of, in the unit of this threshold."""
        if self.assiette is Assiette.TOUS:
            return _en(self.unite, decompte.total)
        if self.assiette is Assiette.EXPRIMES:
            return _en(self.unite, decompte.exprimes)
        if decompte.participants is None:
            raise InvalidValue(f"participants : inconnus, alors qu'il faut {self.nom}")
        return _en(self.unite, decompte.participants)

    def requis(self, decompte: Decompte, cote: Cote = Cote.POUR) -> Fraction:
        """
        What the side must reach (or pass, if strict), the other votes being what they are.

        Of the expressed votes, one more yes also widens the base: what is required is then measured
        against the other side, not against the base.
        """
        if self.assiette is Assiette.EXPRIMES and self.part < 1:
            return self.valeur(decompte, cote.oppose) * self.part / (1 - self.part)
        return self.base(decompte) * self.part

    def atteint(self, decompte: Decompte, cote: Cote = Cote.POUR) -> bool:
        """
        Tell whether the side meets the threshold.

        Nothing is ever reached on an empty base: nobody decides where nobody has a voice.
        """
        valeur, requis = self.valeur(decompte, cote), self.requis(decompte, cote)
        return self.base(decompte) > 0 and (valeur > requis if self.strict else valeur >= requis)


@frozen(kw_only=True)
class Majorite:
    """
    A majority of the law: every threshold must be met, on the side of the yes.

    `tranche` tells what a failure means. Where it is true, what is not adopted is refused (art. 24,
    unanimity, every second vote). Where it is false (art. 25 and 26 at the first vote), only a no that
    reaches the same majority refuses; in between, the assembly has decided nothing. I-05, MAJ-05.
    """

    nom: str
    libelle: str
    seuils: tuple[Seuil, ...]
    tranche: bool
    article: Article

    def __attrs_post_init__(self) -> None:
        if not self.seuils:
            raise InvalidValue("seuils : une majorité en a au moins un")

    def adopte(self, decompte: Decompte) -> bool:
        """Tell whether the yes carries the vote."""
        return all(seuil.atteint(decompte) for seuil in self.seuils)

    def refuse(self, decompte: Decompte) -> bool:
        """Tell whether the vote is a refusal, and not only a lack of decision."""
        if self.tranche:
            return not self.adopte(decompte)
        # Voices first: heads may be unknown, and are not needed when the voices already fall short.
        en_voix_d_abord = sorted(self.seuils, key=lambda seuil: seuil.unite is Unite.TETES)
        return all(seuil.atteint(decompte, Cote.CONTRE) for seuil in en_voix_d_abord)


def _en(unite: Unite, poids: Poids) -> Fraction:
    if unite is Unite.VOIX:
        return poids.voix
    if poids.tetes is None:
        raise InvalidValue("têtes : nombre de copropriétaires inconnu, alors que cette majorité les compte")
    return Fraction(poids.tetes)


_DE = {
    (Unite.VOIX, Assiette.EXPRIMES): "des voix exprimées",
    (Unite.VOIX, Assiette.PARTICIPANTS): "des voix des copropriétaires présents ou représentés",
    (Unite.VOIX, Assiette.TOUS): "des voix de tous les copropriétaires",
    (Unite.TETES, Assiette.EXPRIMES): "des copropriétaires exprimés",
    (Unite.TETES, Assiette.PARTICIPANTS): "des membres présents, représentés ou votant par correspondance",
    (Unite.TETES, Assiette.TOUS): "des membres du syndicat",
}
