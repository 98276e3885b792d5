"""The decisions taken at art. 26, at unanimity, at no majority, and at the majority of what they go with."""

from datetime import date
from typing import Final

from lsc_domain.loi.article import Article, loi
from lsc_domain.loi.article_de_vote import AUCUN, ArticleDeVote
from lsc_domain.loi.decisions_24 import PLAN_PLURIANNUEL, REPARTITION
from lsc_domain.loi.decisions_25 import AMELIORATIONS, EAU, PORTES
from lsc_domain.loi.decisions_toutes_voix import SURELEVATION, UNION_QUITTEE
from lsc_domain.loi.ligne import DecisionNommee, nommer
from lsc_domain.loi.loi_1965 import ALUR, LOI_2024_322, ORDONNANCE_2019

VERSION_DE_2010: Final = date(2010, 7, 14)
"""The oldest version of art. 26 our sources read."""
LOI_2024_1039: Final = date(2024, 11, 21)
"""Tourist lets: art. 26 d."""

EMPRUNT: Final = (
    r"emprunt collectif",
    r"souscription d'un (emprunt|pret)",
    r"(credit|pret) (collectif|copropriete)",
)
"""A title that says no more leaves open the unanimity of art. 26-4, I, and the majority of the works."""
CONCIERGE: Final = (
    r"suppression du poste de (concierge|gardien)",
    r"(vente|alienation) de (la|l'ancienne) loge\b",
)
_VENTE = r"(vente|cession|alienation) (d'une |de la |des |de )parties? communes?"

_VERSION_26 = "LEGIARTI000050623612"
_26, _UNANIMITE = ArticleDeVote("26"), ArticleDeVote("unanimite")


def _lettre(
    lettre: str,
    objet: str,
    *mots: str,
    depuis: date = ORDONNANCE_2019,
    jusqua: date | None = None,
    certain: bool = False,
    reserve: str = "",
) -> DecisionNommee:
    article, vote = loi("26", lettre, "" if jusqua else _VERSION_26), ArticleDeVote("26", lettre)
    return nommer(
        f"26 {lettre}",
        article,
        vote,
        objet,
        *mots,
        depuis=depuis,
        jusqua=jusqua,
        certain=certain,
        reserve=reserve,
    )


def _article_26(alinea: str) -> Article:
    return loi("26", alinea, _VERSION_26)


DECISIONS_26: Final = (
    _lettre(
        "a",
        "les acquisitions immobilières et les actes de disposition autres que ceux du 25 d",
        r"(achat|acquisition) (d'un|d'une|de|du|des) (droits? immobiliers?|biens? immobiliers?|lots?\b)",
        r"(achat|acquisition) (d'un |d'une |de l'|de la )(appartement|terrain|parcelle)\b",
        r"acquisition immobiliere",
        _VENTE + r"(?!.*destination)",
        r"(vente|cession) d'un (lot|bien) (appartenant au|du) syndicat",
        depuis=VERSION_DE_2010,
    ),
    _lettre(
        "b",
        "la modification ou l'établissement du règlement de copropriété, pour la jouissance, l'usage et "
        "l'administration des parties communes",
        r"modification du reglement de copropriete.*(jouissance|usage|administration).*parties communes",
        depuis=VERSION_DE_2010,
    ),
    _lettre("c", "les modalités d'ouverture des portes d'accès", *PORTES, depuis=ALUR, jusqua=ORDONNANCE_2019),
    _lettre(
        "c",
        "la suppression du poste de concierge ou de gardien, et l'aliénation de son logement",
        *CONCIERGE,
        certain=True,
        reserve="les deux questions à l'ordre du jour de la même assemblée",
    ),
    _lettre(
        "d",
        "l'interdiction de louer en meublés de tourisme les logements autres que les résidences principales",
        r"interdi\w+.*meubles? (de tourisme|touristiques?)",
        r"interdi\w+.*locations? (de courte duree|touristiques?)",
        depuis=LOI_2024_1039,
        certain=True,
        reserve="le règlement interdit déjà tout commerce dans les lots qui n'y sont pas destinés",
    ),
    nommer(
        "26 ameliorations",
        loi("26"),
        _26,
        "les travaux de transformation, d'addition ou d'amélioration, passés depuis au 25 n",
        *AMELIORATIONS,
        depuis=VERSION_DE_2010,
        jusqua=ALUR,
    ),
    nommer(
        "26 eau",
        loi("26"),
        _26,
        "l'individualisation des contrats de fourniture d'eau, passée depuis au 25 o",
        *EAU,
        depuis=VERSION_DE_2010,
        jusqua=ALUR,
    ),
    nommer(
        "26 concierge",
        loi("26"),
        _26,
        "la suppression du poste de concierge ou de gardien, devenue le 26 c",
        *CONCIERGE,
        depuis=ALUR,
        jusqua=ORDONNANCE_2019,
    ),
    nommer(
        "21 sans conseil",
        loi("21", "avant-dernier al."),
        _26,
        "la décision de ne pas instituer de conseil syndical",
        r"(ne pas instituer|ne pas constituer|non-institution|dispense) (de|d'un|du) conseil syndical",
    ),
    nommer(
        "26-3",
        loi("26-3"),
        _26,
        "les aliénations de parties communes et leurs travaux, pour l'application de l'art. L. 1231-2, IV, "
        "du code général des collectivités territoriales",
    ),
    nommer("29 retrait", loi("29", "al. 4"), _26, "le retrait d'une union de syndicats", *UNION_QUITTEE),
    nommer(
        "35 al. 1",
        loi("35", "al. 1"),
        _26,
        "la surélévation ou la construction, par le syndicat, de locaux à usage privatif",
        *SURELEVATION,
    ),
    nommer(
        "35 al. 2",
        loi("35", "al. 2"),
        _26,
        "la cession du droit de surélever un bâtiment existant",
        *SURELEVATION,
        reserve="confirmée par l'assemblée spéciale du bâtiment s'il y en a plusieurs",
    ),
    nommer(
        "41-1",
        loi("41-1", "al. 3"),
        _26,
        "la création ou la suppression de services non individualisables d'une résidence-services",
        r"(creation|suppression) d'un service non individualisable",
    ),
    nommer(
        "41-5",
        loi("41-5"),
        _26,
        "la désaffectation, dans le règlement, des parties communes prêtées aux services individualisables",
    ),
)
"""Every row at art. 26, old places included."""

DECISIONS_UNANIMES: Final = (
    nommer(
        "1 II",
        loi("1", "II, dernier al."),
        _UNANIMITE,
        "la convention qui soustrait au statut un immeuble sans habitation ou un ensemble immobilier",
    ),
    nommer(
        "11 al. 1",
        loi("11", "al. 1"),
        _UNANIMITE,
        "la modification de la répartition des charges",
        *REPARTITION,
    ),
    nommer(
        "unanimite concierge",
        _article_26("al. 7"),
        _UNANIMITE,
        "la suppression du service de conciergerie que le règlement lie à la destination de l'immeuble ou à "
        "la jouissance des lots",
    ),
    nommer(
        "unanimite alienation",
        _article_26("dernier al."),
        _UNANIMITE,
        "l'aliénation de parties communes dont la conservation est nécessaire à la destination de l'immeuble",
        _VENTE + r".*necessaires? .*destination",
    ),
    nommer(
        "unanimite destination",
        _article_26("dernier al."),
        _UNANIMITE,
        "la modification des stipulations du règlement relatives à la destination de l'immeuble",
        r"(modification|changement) de (la )?destination de l'immeuble",
    ),
    nommer(
        "26-4 I",
        loi("26-4", "I"),
        _UNANIMITE,
        "l'emprunt collectif du syndicat, pour des travaux ou une acquisition votés",
        *EMPRUNT,
    ),
    nommer(
        "41-12",
        loi("41-12", "al. 1"),
        _UNANIMITE,
        "toute décision par consultation écrite, sauf le budget prévisionnel et l'approbation des comptes",
        reserve="petite copropriété de l'art. 41-8",
    ),
    nommer(
        "26 aucun",
        _article_26("avant-dernier al."),
        AUCUN,
        "imposer à un copropriétaire un changement de la destination ou de la jouissance de ses parties "
        "privatives, ce qu'aucune majorité ne peut",
    ),
)
"""Every row at unanimity, then what no majority may decide."""

DECISIONS_ACCESSOIRES: Final = (
    nommer(
        "11 al. 1 travaux",
        loi("11", "al. 1"),
        None,
        "la modification des charges que des travaux, une acquisition ou une cession rendent nécessaire",
        *REPARTITION,
    ),
    nommer(
        "14-2-1 affectation",
        loi("14-2-1", "I, al. 7"),
        None,
        "l'affectation de sommes du fonds de travaux à une dépense",
        r"(affectation|utilisation|emploi|mobilisation) .*fonds (de|pour) travaux",
        depuis=PLAN_PLURIANNUEL,
    ),
    nommer(
        "18-1 A III",
        loi("18-1 A", "III"),
        None,
        "les honoraires du syndic sur des travaux, à la même assemblée qu'eux",
        r"honoraires .*(syndic|travaux)",
    ),
    nommer(
        "26-4 II subventions",
        loi("26-4", "II, al. 1"),
        None,
        "l'emprunt collectif qui ne fait que préfinancer des subventions publiques accordées au syndicat",
        *EMPRUNT,
    ),
    nommer(
        "26-4 II volontaires",
        loi("26-4", "II, al. 2"),
        None,
        "l'emprunt collectif au bénéfice des seuls copropriétaires qui décident d'y participer",
        *EMPRUNT,
        reserve="adhésion notifiée dans les deux mois de la notification du procès-verbal",
    ),
    nommer(
        "26-4 III",
        loi("26-4", "III, al. 1"),
        None,
        "l'emprunt collectif auquel chacun participe, sauf refus, pour les travaux des 24 II a à e et 25 f",
        *EMPRUNT,
        depuis=LOI_2024_322,
        certain=True,
        reserve="refus notifié dans les deux mois, quote-part versée dans les six mois",
    ),
)
"""What goes with works or an acquisition, and takes their majority."""
