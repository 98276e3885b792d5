"""
The majorities and second votes of loi 65-557, each row with its dates in force.

The catalogue of the decisions that need them is in `catalogue.py`.
"""

from datetime import date
from fractions import Fraction
from typing import Final

from attrs import frozen

from lsc_domain.loi.article import Article, loi
from lsc_domain.loi.majorite import Assiette, Majorite, Seuil, Unite
from lsc_domain.loi.passerelle import NouvelleAssemblee, Passerelle
from lsc_domain.loi.version import Version

LOI: Final = date(1965, 7, 11)
"""First day in force of loi 65-557 of 10 July 1965."""
LOI_1992: Final = date(1992, 7, 16)
"""Art. 26: two thirds of the voices instead of three quarters."""
SRU: Final = date(2000, 12, 14)
"""Loi 2000-1208, « solidarité et renouvellement urbains »: expressed voices, and the first art. 25-1."""
ALUR: Final = date(2014, 3, 27)
"""Loi 2014-366: art. 25-1 leaves 25 n and 25 o out; the old second chances of art. 26 go."""
ELAN: Final = date(2018, 11, 25)
"""Loi 2018-1021: 10 % instead of 5 % for proxies; correspondence votes exist in principle."""
ORDONNANCE_2019: Final = date(2020, 6, 1)
"""Ordonnance 2019-1101: immediate second votes of art. 25-1 and 26-1, two-owner syndicats."""
LOI_2024_322: Final = date(2024, 4, 11)
"""Loi 2024-322: the three-month meeting is back, for 25 f only."""

_DEMI, _TIERS, _DEUX_TIERS = Fraction(1, 2), Fraction(1, 3), Fraction(2, 3)

VOIX_EXPRIMEES: Final = Seuil(unite=Unite.VOIX, assiette=Assiette.EXPRIMES, part=_DEMI, strict=True)
VOIX_DES_PRESENTS: Final = Seuil(unite=Unite.VOIX, assiette=Assiette.PARTICIPANTS, part=_DEMI, strict=True)
MOITIE_DE_TOUS: Final = Seuil(unite=Unite.VOIX, assiette=Assiette.TOUS, part=_DEMI, strict=True)
DEUX_TIERS_DE_TOUS: Final = Seuil(unite=Unite.VOIX, assiette=Assiette.TOUS, part=_DEUX_TIERS)
TIERS_DE_TOUS: Final = Seuil(unite=Unite.VOIX, assiette=Assiette.TOUS, part=_TIERS)
QUART_DE_TOUS: Final = Seuil(unite=Unite.VOIX, assiette=Assiette.TOUS, part=Fraction(1, 4))
"""What lets owners require a meeting (décret 67-223, art. 8) or act without the conseil (loi, art. 15)."""
QUINZE_POUR_CENT: Final = Seuil(unite=Unite.VOIX, assiette=Assiette.TOUS, part=Fraction(15, 100))
"""What several court actions of the loi require of the owners who bring them."""
MOITIE_DES_MEMBRES: Final = Seuil(unite=Unite.TETES, assiette=Assiette.TOUS, part=_DEMI, strict=True)
MOITIE_DES_PARTICIPANTS: Final = Seuil(unite=Unite.TETES, assiette=Assiette.PARTICIPANTS, part=_DEMI)
TOUTES_LES_VOIX: Final = Seuil(unite=Unite.VOIX, assiette=Assiette.TOUS, part=Fraction(1))

_L24 = loi("24", "I", "LEGIARTI000051749514")
_L25 = loi("25", "", "LEGIARTI000051749507")
_L26 = loi("26", "al. 1", "LEGIARTI000050623612")
_L25_1 = loi("25-1", "al. 1", "LEGIARTI000049398359")
_L25_1_RECONVOCATION = loi("25-1", "al. 2", "LEGIARTI000049398359")
_L26_1 = loi("26-1")
_L41_16 = loi("41-16", "", "LEGIARTI000039302023")


def _majorite(nom: str, libelle: str, *seuils: Seuil, article: Article, tranche: bool = False) -> Majorite:
    return Majorite(nom=nom, libelle=libelle, seuils=seuils, tranche=tranche, article=article)


MAJORITE_24: Final = (
    Version(
        depuis=LOI,
        jusqua=SRU,
        valeur=_majorite(
            "24",
            "majorité des voix des copropriétaires présents ou représentés",
            VOIX_DES_PRESENTS,
            article=loi("24"),
            tranche=True,
        ),
        article=loi("24"),
    ),
    Version(
        depuis=SRU,
        valeur=_majorite("24", "majorité des voix exprimées", VOIX_EXPRIMEES, article=_L24, tranche=True),
        article=_L24,
    ),
)

MAJORITE_25: Final = (
    Version(
        depuis=LOI,
        valeur=_majorite("25", "majorité des voix de tous les copropriétaires", MOITIE_DE_TOUS, article=_L25),
        article=_L25,
    ),
)

MAJORITE_26: Final = (
    Version(
        depuis=LOI,
        jusqua=LOI_1992,
        valeur=_majorite(
            "26",
            "majorité des membres du syndicat représentant au moins les trois quarts des voix",
            MOITIE_DES_MEMBRES,
            Seuil(unite=Unite.VOIX, assiette=Assiette.TOUS, part=Fraction(3, 4)),
            article=loi("26"),
        ),
        article=loi("26"),
    ),
    Version(
        depuis=LOI_1992,
        valeur=_majorite(
            "26",
            "majorité des membres du syndicat représentant au moins les deux tiers des voix",
            MOITIE_DES_MEMBRES,
            DEUX_TIERS_DE_TOUS,
            article=_L26,
        ),
        article=_L26,
    ),
)

UNANIMITE: Final = (
    Version(
        depuis=LOI,
        valeur=_majorite(
            "unanimite",
            "unanimité des voix de tous les copropriétaires",
            TOUTES_LES_VOIX,
            article=loi("26", "dernier al.", "LEGIARTI000050623612"),
            tranche=True,
        ),
        article=loi("26", "dernier al.", "LEGIARTI000050623612"),
    ),
)

DEUX_COPROPRIETAIRES: Final = {
    "24": (
        Version(
            depuis=ORDONNANCE_2019,
            valeur=_majorite(
                "24",
                "plus de la moitié des voix, le syndicat n'ayant que deux copropriétaires",
                MOITIE_DE_TOUS,
                article=_L41_16,
                tranche=True,
            ),
            article=_L41_16,
        ),
    ),
    "25 c": (
        Version(
            depuis=ORDONNANCE_2019,
            valeur=_majorite(
                "25",
                "plus de la moitié des voix pour désigner le syndic, le syndicat n'ayant que deux copropriétaires",
                MOITIE_DE_TOUS,
                article=_L41_16,
            ),
            article=_L41_16,
        ),
    ),
    "25": (
        Version(
            depuis=ORDONNANCE_2019,
            valeur=_majorite(
                "25",
                "au moins les deux tiers des voix, le syndicat n'ayant que deux copropriétaires",
                DEUX_TIERS_DE_TOUS,
                article=_L41_16,
            ),
            article=_L41_16,
        ),
    ),
}
"""Art. 41-16: what replaces art. 24 and 25 in a syndicat of exactly two owners, without any second vote."""


@frozen(kw_only=True)
class SecondeChance:
    """
    What a failed first vote leaves open at a date: a second vote, a new meeting, or neither.

    `exclus` are the letters of the article left out of both; `reconvocation_reservee` are the only
    letters that may go to a new meeting (all of them when empty).
    """

    passerelle: Passerelle | None = None
    reconvocation: NouvelleAssemblee | None = None
    exclus: frozenset[str] = frozenset()
    reconvocation_reservee: frozenset[str] = frozenset()


SECOND_VOTE_ENTRE_DEUX: Final = _majorite(
    "25",
    "au moins les deux tiers des voix, le syndicat n'ayant que deux copropriétaires",
    DEUX_TIERS_DE_TOUS,
    article=_L41_16,
    tranche=True,
)
"""The second vote of art. 26-1 between two owners, under `Politique.second_vote_entre_deux`."""

_SECOND_VOTE_24 = MAJORITE_24[1].valeur
_SECOND_VOTE_25 = _majorite(
    "25", "majorité des voix de tous les copropriétaires", MOITIE_DE_TOUS, article=_L26_1, tranche=True
)


def _vers_24(*, obligatoire: bool, article: Article) -> Passerelle:
    return Passerelle(
        fondement="25-1",
        seuils=(TIERS_DE_TOUS,),
        majorite=_SECOND_VOTE_24,
        obligatoire=obligatoire,
        article=article,
    )


def _sous_trois_mois(article: Article) -> NouvelleAssemblee:
    return NouvelleAssemblee(majorite="24", delai_mois=3, sous=TIERS_DE_TOUS, article=article)


APRES_25: Final = (
    Version(
        depuis=LOI,
        jusqua=SRU,
        valeur=SecondeChance(
            reconvocation=NouvelleAssemblee(majorite="24", delai_mois=None, sous=None, article=loi("25", "dernier al."))
        ),
        article=loi("25", "dernier al."),
    ),
    Version(
        depuis=SRU,
        jusqua=ALUR,
        valeur=SecondeChance(
            passerelle=_vers_24(obligatoire=False, article=loi("25-1", "al. 1")),
            reconvocation=_sous_trois_mois(loi("25-1", "al. 2")),
        ),
        article=loi("25-1"),
    ),
    Version(
        depuis=ALUR,
        jusqua=ORDONNANCE_2019,
        valeur=SecondeChance(
            passerelle=_vers_24(obligatoire=False, article=loi("25-1", "al. 1")),
            reconvocation=_sous_trois_mois(loi("25-1", "al. 2")),
            exclus=frozenset("no"),
        ),
        article=loi("25-1"),
    ),
    Version(
        depuis=ORDONNANCE_2019,
        jusqua=LOI_2024_322,
        valeur=SecondeChance(passerelle=_vers_24(obligatoire=True, article=loi("25-1"))),
        article=loi("25-1"),
    ),
    Version(
        depuis=LOI_2024_322,
        valeur=SecondeChance(
            passerelle=_vers_24(obligatoire=True, article=_L25_1),
            reconvocation=_sous_trois_mois(_L25_1_RECONVOCATION),
            reconvocation_reservee=frozenset("f"),
        ),
        article=_L25_1,
    ),
)
"""After art. 25: five periods, of which four have an art. 25-1. MAJ-08, I-06."""

APRES_26: Final = (
    Version(
        depuis=ORDONNANCE_2019,
        valeur=SecondeChance(
            passerelle=Passerelle(
                fondement="26-1",
                seuils=(MOITIE_DES_PARTICIPANTS, TIERS_DE_TOUS),
                majorite=_SECOND_VOTE_25,
                obligatoire=True,
                article=_L26_1,
            )
        ),
        article=_L26_1,
    ),
)
"""After art. 26: the second vote of art. 26-1, at the majority of art. 25 and never again below. MAJ-01."""
