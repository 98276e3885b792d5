"""The voices of each owner on one key, after the law has corrected them, ready to be counted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from math import gcd, lcm

from attrs import frozen

from lsc_domain.loi.article import CODE_DE_LA_CONSTRUCTION, Article, decret, loi
from lsc_domain.loi.decompte import Poids
from lsc_domain.loi.loi_1965 import ORDONNANCE_2019
from lsc_domain.loi.motif import Motif
from lsc_domain.loi.politique import POLITIQUE_PAR_DEFAUT, Politique
from lsc_domain.socle.affichage import ecrire_voix
from lsc_domain.socle.ensemble import ensemble

REDUCTION = loi("22", "I, al. 2", "LEGIARTI000039313531")
ASSIETTE = decret("16")
DEUX_COPROPRIETAIRES = loi("41-16", "", "LEGIARTI000039302023")
BAILLEUR_SOCIAL = Article(CODE_DE_LA_CONSTRUCTION, "L 443-15")


@frozen(kw_only=True)
class Voix:
    """
    Who has how many voices on a key, by rank of owner, as whole numbers over one denominator.

    `plans` are the same numbers by bit: plane *b* is the set of owners whose weight has bit *b*. A set of
    owners then weighs the sum of `bit_count(plane & set) << b`, exactly, with no loop over the owners.
    `reduit` is the rank of the owner whose voices art. 22 cut, if any; `motifs` say why.
    """

    poids: tuple[int, ...]
    denominateur: int
    pas: int
    plans: tuple[int, ...]
    membres: int
    reduit: int | None = None
    motifs: tuple[Motif, ...] = ()

    @property
    def total(self) -> Poids:
        """Every voice and every member of the key, the absent ones included."""
        return self.peser(self.membres)

    def peser(self, coproprietaires: int) -> Poids:
        """
        Weigh a set of owners: exact voices, and heads of those who have some.

        >>> parts = [Fraction("66.01420"), Fraction(65), Fraction(0)]
        >>> voix = etablir_voix(parts, le=date(2020, 7, 7), reduire=False)
        >>> voix.peser(0b111)
        Poids(voix=Fraction(655071, 5000), tetes=2)
        """
        presents = coproprietaires & self.membres
        somme = 0
        for rang, plan in enumerate(self.plans):
            somme += (plan & presents).bit_count() << rang
        return Poids(voix=Fraction(somme * self.pas, self.denominateur), tetes=presents.bit_count())

    def de(self, rang: int) -> Fraction:
        """Return the voices of one owner."""
        return Fraction(self.poids[rang], self.denominateur)


def etablir_voix(
    tantiemes: Sequence[Fraction],
    *,
    le: date,
    sans_voix: int = 0,
    bailleurs_sociaux: int = 0,
    deux_coproprietaires: bool = False,
    reduire: bool = True,
    politique: Politique = POLITIQUE_PAR_DEFAUT,
) -> Voix:
    """
    Turn the tantièmes of a key into voices, owner by owner, under the law of the day.

    An owner of more than half has his voices cut to the sum of the others' (loi 65-557, art. 22, I,
    al. 2), and the whole that majorities are measured on shrinks with them (décret 67-223, art. 16).
    Not so for an HLM body (CCH, art. L 443-15), nor between two owners since 1 June 2020 (art. 41-16), nor
    for an owner alone on the key: the sum of no voices would leave nobody to decide. I-09.

    `sans_voix` and `bailleurs_sociaux` are sets of ranks (`lsc_domain.socle.ensemble`); owners without
    tantièmes in the key are not members of it. `deux_coproprietaires` is a fact of the syndicat, not of the
    key: a special key of two owners among many is none of art. 41-16's business. `reduire` is false on a key
    that triggers no reduction.

    >>> voix = etablir_voix([Fraction(700), Fraction(200), Fraction(100)], le=date(2023, 6, 15))
    >>> voix.de(0), voix.total.voix
    (Fraction(300, 1), Fraction(600, 1))
    """
    denominateur = lcm(*{part.denominator for part in tantiemes})
    parts = [part.numerator * (denominateur // part.denominator) for part in tantiemes]
    poids = [0 if sans_voix >> rang & 1 else part for rang, part in enumerate(parts)] if sans_voix else parts
    membres = ensemble(rang for rang, voix in enumerate(poids) if voix)
    reduit: int | None = None
    motifs: tuple[Motif, ...] = ()
    if reduire and membres:
        seuil = sum(parts) if politique.reduction_calculee_sur == "quotes_parts" else sum(poids)
        dominant = max(range(len(poids)), key=poids.__getitem__)
        if 2 * poids[dominant] > seuil:
            autres = sum(poids) - poids[dominant]
            motif = _exception(
                dominant,
                autres=autres,
                deux=deux_coproprietaires and le >= ORDONNANCE_2019,
                bailleurs_sociaux=bailleurs_sociaux,
            )
            if motif is None:
                motif = _reduction(Fraction(poids[dominant], denominateur), Fraction(autres, denominateur))
                poids = [*poids[:dominant], autres, *poids[dominant + 1 :]]
                reduit = dominant
            motifs = (motif,)
    pas = gcd(*poids) or 1
    return Voix(
        poids=tuple(poids),
        denominateur=denominateur,
        pas=pas,
        plans=_plans([voix // pas for voix in poids]),
        membres=membres,
        reduit=reduit,
        motifs=motifs,
    )


def _exception(dominant: int, *, autres: int, deux: bool, bailleurs_sociaux: int) -> Motif | None:
    """Say why the dominant owner keeps his voices, or return nothing when he does not."""
    if deux:
        return Motif(
            texte="Le syndicat n'a que deux copropriétaires : aucune réduction de voix.", article=DEUX_COPROPRIETAIRES
        )
    if bailleurs_sociaux >> dominant & 1:
        return Motif(
            texte="Le copropriétaire majoritaire est un organisme d'habitation à loyer modéré : ses voix ne sont "
            "pas réduites.",
            article=BAILLEUR_SOCIAL,
        )
    if not autres:
        return Motif(
            texte="Un seul copropriétaire a des voix sur cette clé : les réduire à celles des autres n'en laisserait "
            "aucune, il les garde.",
            article=REDUCTION,
        )
    return None


def _reduction(voix: Fraction, autres: Fraction) -> Motif:
    return Motif(
        texte=(
            f"Un copropriétaire détient {ecrire_voix(voix)} voix, plus de la moitié : elles sont réduites à la somme "
            f"de celles des autres, {ecrire_voix(autres)} ; les majorités se calculent sur {ecrire_voix(2 * autres)}."
        ),
        article=REDUCTION,
    )


def _plans(poids: Sequence[int]) -> tuple[int, ...]:
    """Turn weights into bit planes: one string of all the weights in binary, cut by stride."""
    largeur = max(poids, default=0).bit_length()
    if not largeur:
        return ()
    bits = "".join([f"{voix:0{largeur}b}" for voix in reversed(poids)])
    return tuple(int(bits[colonne::largeur], 2) for colonne in range(largeur - 1, -1, -1))
