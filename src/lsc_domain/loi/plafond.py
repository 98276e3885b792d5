"""How many proxies one person may hold: three, or a dated share of the voices, his own included."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Final

from attrs import frozen

from lsc_domain.loi.article import ORDONNANCE_2020_304, Article, loi
from lsc_domain.loi.loi_1965 import ELAN, LOI
from lsc_domain.loi.motif import Motif
from lsc_domain.loi.politique import POLITIQUE_PAR_DEFAUT, Politique
from lsc_domain.loi.version import Version, exigee_a_la_date
from lsc_domain.socle.affichage import ecrire_voix
from lsc_domain.socle.errors import InvalidValue

POUVOIRS_SANS_CONDITION: Final = 3
"""Proxies anybody may hold, whatever they weigh. Loi 65-557, art. 22, I, al. 3."""

_L22 = loi("22", "I, al. 3", "LEGIARTI000039313531")
_COVID = Article(ORDONNANCE_2020_304, "22-4")
_CINQ, _DIX, _QUINZE = Fraction(5, 100), Fraction(10, 100), Fraction(15, 100)


def _periodes(debut_2020: date, debut_2022: date) -> tuple[Version[Fraction], ...]:
    fin_2021, fin_2022 = date(2021, 10, 1), date(2022, 8, 1)
    return (
        Version(depuis=LOI, jusqua=ELAN, valeur=_CINQ, article=loi("22", "I, al. 3")),
        Version(depuis=ELAN, jusqua=debut_2020, valeur=_DIX, article=_L22),
        Version(depuis=debut_2020, jusqua=fin_2021, valeur=_QUINZE, article=_COVID),
        Version(depuis=fin_2021, jusqua=debut_2022, valeur=_DIX, article=_L22),
        Version(depuis=debut_2022, jusqua=fin_2022, valeur=_QUINZE, article=_COVID),
        Version(depuis=fin_2022, valeur=_DIX, article=_L22),
    )


PLAFOND: Final = {
    "stricte": _periodes(date(2020, 5, 22), date(2022, 1, 24)),
    "large": _periodes(date(2020, 5, 20), date(2022, 1, 1)),
}
"""The share of the syndicat's voices beyond three proxies, by `Politique.derogation_des_pouvoirs`."""


@frozen(kw_only=True)
class Plafond:
    """Whether one person may hold a set of proxies, and the sentence that says why."""

    autorise: bool
    part: Fraction
    motifs: tuple[Motif, ...]


def plafonner(
    pouvoirs: Sequence[Fraction],
    *,
    voix_propres: Fraction,
    total: Fraction,
    le: date,
    meme_syndicat_secondaire: bool = False,
    politique: Politique = POLITIQUE_PAR_DEFAUT,
) -> Plafond:
    """
    Tell whether one person may hold these proxies, given by the voices of each mandant.

    Up to three, without any limit of voices; beyond, if his own voices and those of his mandants are at
    most the share in force that day of the voices of the syndicat, or if all are of one secondary syndicat,
    at the meeting of the principal (`meme_syndicat_secondaire`). The common mandataire of an indivision
    is not a proxy of this article and is left out by the caller (Cass. 3e civ., 1 July 2009, 08-18.109).

    Loi 65-557, art. 22, I, al. 3; ordonnance 2020-304, art. 22-4. POUV-01, I-12.
    Raises `InvalidValue` when these voices exceed the total.

    >>> cent = Fraction(100)
    >>> plafonner([cent] * 3, voix_propres=cent, total=Fraction(1000), le=date(2023, 6, 15)).autorise
    True
    >>> plafonner([cent] * 4, voix_propres=cent, total=Fraction(1000), le=date(2023, 6, 15)).autorise
    False
    """
    if min((voix_propres, total, *pouvoirs)) < 0:
        raise InvalidValue("pouvoirs : des voix sont négatives")
    reunies = voix_propres + sum(pouvoirs)
    if reunies > total:
        raise InvalidValue(f"pouvoirs : {ecrire_voix(reunies)} voix réunies dépassent le total {ecrire_voix(total)}")
    version = exigee_a_la_date(PLAFOND[politique.derogation_des_pouvoirs], le)
    part = version.valeur
    if len(pouvoirs) <= POUVOIRS_SANS_CONDITION:
        texte = f"{len(pouvoirs)} pouvoir(s) : jusqu'à trois, aucune limite de voix ne s'applique."
        return Plafond(autorise=True, part=part, motifs=(Motif(texte=texte, article=_L22),))
    if meme_syndicat_secondaire:
        texte = f"{len(pouvoirs)} pouvoirs, tous de copropriétaires d'un même syndicat secondaire : aucune limite."
        return Plafond(autorise=True, part=part, motifs=(Motif(texte=texte, article=_L22),))
    maximum = part * total
    autorise = reunies <= maximum
    compare = "n'excèdent pas" if autorise else "excèdent"
    texte = (
        f"{len(pouvoirs)} pouvoirs : avec ses voix propres, {ecrire_voix(reunies)} voix {compare} "
        f"{ecrire_voix(part * 100)} % des {ecrire_voix(total)} voix du syndicat, soit {ecrire_voix(maximum)}."
    )
    return Plafond(autorise=autorise, part=part, motifs=(Motif(texte=texte, article=version.article),))
