"""
What an extranet must hold at least: décret 2019-502, since 1 July 2020, as data.

Three lists, one a public: every copropriétaire (art. 1), each for his own lots (art. 2), the conseil syndical (art. 3).
Décret 2020-1229 made clear that the minutes of A8 are those of the annual meetings that dealt with the accounts. What
is in it is checked by `controle_de_l_extranet`. I-33, EXA-20, ELAN-02, ELAN-03.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Final

from attrs import frozen

from lsc_domain.loi.article import LEGIFRANCE, Article, Texte, loi
from lsc_domain.loi.fraicheur import Annees, ApresLesComptes, Dernier, DernieresAssemblees, EnVigueur, Fraicheur
from lsc_domain.loi.version import Version
from lsc_domain.socle.errors import InvalidValue

DECRET_2019_502: Final = Texte("décret 2019-502", f"{LEGIFRANCE}/loda/id/JORFTEXT000038501555/")
EXTRANET_OBLIGATOIRE: Final = date(2020, 7, 1)
"""First day the loi ELAN (art. 205) makes the lists due. ELAN-02."""

OBLIGATION: Final = Version(
    depuis=EXTRANET_OBLIGATOIRE, valeur=True, article=loi("18", "I, dernier al.", "LEGIARTI000049398867")
)
"""A professional syndic offers the extranet, unless the assembly decides otherwise at the majority of art. 25."""


class Audience(StrEnum):
    """Whom a paper is due to. EXA-20, ELAN-03."""

    COPROPRIETAIRES = "coproprietaires"
    CHAQUE_COPROPRIETAIRE = "chaque_coproprietaire"
    CONSEIL_SYNDICAL = "conseil_syndical"


class Portee(StrEnum):
    """What a paper is about: a building, the lots of one owner, or all the syndic manages. EXA-20, ELAN-03."""

    IMMEUBLE = "immeuble"
    LOT = "lot"
    PORTEFEUILLE = "portefeuille"


_LISTES: Final = {
    "A": (Audience.COPROPRIETAIRES, Portee.IMMEUBLE, "1", "LEGIARTI000042412719"),
    "B": (Audience.CHAQUE_COPROPRIETAIRE, Portee.LOT, "2", "LEGIARTI000038503795"),
    "C": (Audience.CONSEIL_SYNDICAL, Portee.IMMEUBLE, "3", "LEGIARTI000038503789"),
}


@frozen(kw_only=True)
class PieceMinimale:
    """
    One line of the lists.

    `composantes` are the papers it is made of, each with a code of its own (C5 is three): a file that holds them all
    has the code of the line. `eventuelle` is what not every building has (« le cas échéant », a contract there may
    not be, the fiche synthétique where nobody lives): the caller may then say it is without object.
    """

    code: str
    libelle: str
    audience: Audience
    portee: Portee
    article: Article
    fraicheur: Fraicheur
    composantes: tuple[tuple[str, str], ...] = ()
    eventuelle: bool = False
    depuis: date = EXTRANET_OBLIGATOIRE

    def __attrs_post_init__(self) -> None:
        if (self.audience is Audience.CHAQUE_COPROPRIETAIRE) != (self.portee is Portee.LOT):
            raise InvalidValue(f"{self.code} : ce qui est dû à chaque copropriétaire porte sur ses lots")

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes a paper that answers to it may bear."""
        return (self.code, *(code for code, _ in self.composantes))


def _ligne(
    code: str,
    libelle: str,
    fraicheur: Fraicheur,
    *composantes: tuple[str, str],
    eventuelle: bool = False,
    portee: Portee | None = None,
) -> PieceMinimale:
    """Write a line: the letter of its code is its article, the figure its rank there."""
    audience, habituelle, article, version = _LISTES[code[0]]
    return PieceMinimale(
        code=code,
        libelle=libelle,
        audience=audience,
        portee=portee or habituelle,
        article=Article(DECRET_2019_502, article, f"{code[1:]}°", version),
        fraicheur=fraicheur,
        composantes=composantes,
        eventuelle=eventuelle,
    )


_DES_COMPTES: Final = ApresLesComptes(tire_des_comptes=True)

MINIMUM: Final[tuple[PieceMinimale, ...]] = (
    _ligne(
        "A1",
        "règlement de copropriété, état descriptif de division et actes publiés qui les modifient",
        Dernier(),
        ("A1a", "règlement de copropriété"),
        ("A1b", "état descriptif de division"),
    ),
    _ligne("A2", "dernière fiche synthétique de la copropriété", ApresLesComptes(), eventuelle=True),
    _ligne("A3", "carnet d'entretien de l'immeuble", ApresLesComptes()),
    _ligne("A4", "diagnostics techniques des parties communes en cours de validité", EnVigueur(), eventuelle=True),
    _ligne("A5", "contrats d'assurance de l'immeuble en cours de validité", EnVigueur()),
    _ligne(
        "A6",
        "contrats et marchés en cours signés au nom du syndicat, contrats de travail exclus",
        EnVigueur(),
        eventuelle=True,
    ),
    _ligne(
        "A7", "contrats d'entretien et de maintenance des équipements communs en cours", EnVigueur(), eventuelle=True
    ),
    _ligne(
        "A8",
        "procès-verbaux des trois dernières assemblées annuelles appelées à connaître des comptes, "
        "et devis des travaux qu'elles ont approuvés",
        DernieresAssemblees(nombre=3),
    ),
    _ligne("A9", "contrat de syndic en cours", EnVigueur(fin_exigee=True)),
    _ligne("B1", "compte individuel arrêté après l'approbation des comptes", _DES_COMPTES),
    _ligne("B2", "charges courantes du budget prévisionnel payées les deux derniers exercices clos", _DES_COMPTES),
    _ligne("B3", "charges hors budget prévisionnel payées les deux derniers exercices clos", _DES_COMPTES),
    _ligne(
        "B4",
        "part du fonds de travaux rattachée au lot, arrêtée après l'approbation des comptes",
        _DES_COMPTES,
        eventuelle=True,
    ),
    _ligne("B5", "avis d'appel de fonds adressés les trois dernières années", Annees(nombre=3)),
    _ligne(
        "C1",
        "balances générales des comptes, et relevé général des charges et produits de l'exercice échu",
        _DES_COMPTES,
        ("C1a", "balances générales des comptes"),
        ("C1b", "relevé général des charges et produits"),
    ),
    _ligne("C2", "relevés périodiques des comptes bancaires séparés", ApresLesComptes(), eventuelle=True),
    _ligne(
        "C3",
        "assignations au nom du syndicat dans les procédures en cours, et décisions encore susceptibles de recours",
        Dernier(),
        eventuelle=True,
    ),
    _ligne("C4", "liste de tous les copropriétaires (décret 67-223, art. 32)", ApresLesComptes()),
    _ligne(
        "C5",
        "carte professionnelle, attestations d'assurance responsabilité civile et de garantie financière en cours",
        EnVigueur(fin_exigee=True),
        ("C5a", "carte professionnelle"),
        ("C5b", "attestation d'assurance responsabilité civile professionnelle"),
        ("C5c", "attestation de garantie financière"),
        portee=Portee.PORTEFEUILLE,
    ),
)
"""The three lists, in the order of the text."""


def minimum_a_la_date(jour: date) -> tuple[PieceMinimale, ...]:
    """
    Return the papers the law asks for on a day; none before 1 July 2020. ELAN-02, I-33.

    >>> len(minimum_a_la_date(date(2020, 6, 30))), len(minimum_a_la_date(date(2020, 7, 1)))
    (0, 19)
    """
    return tuple(piece for piece in MINIMUM if piece.depuis <= jour)


def piece_minimale(code: str) -> PieceMinimale | None:
    """
    Return the line a code answers to, its own or that of one of its papers, or `None`.

    >>> une = piece_minimale("C5a")
    >>> une.code, une.portee.value
    ('C5', 'portefeuille')
    """
    return next((piece for piece in MINIMUM if code in piece.codes), None)
