"""The decisions taken at art. 24: the default majority, the twelve letters of its II, and the other texts."""

from datetime import date
from typing import Final

from lsc_domain.loi.article import Article, decret, loi
from lsc_domain.loi.article_de_vote import ArticleDeVote
from lsc_domain.loi.ligne import DecisionNommee, nommer
from lsc_domain.loi.loi_1965 import LOI, ORDONNANCE_2019

DECRET: Final = date(1967, 3, 22)
"""First day in force of décret 67-223, as the time limits count it."""
CLIMAT: Final = date(2021, 8, 25)
"""Loi 2021-1104, art. 111: charging infrastructure installed at no cost for the syndicat."""
PLAN_PLURIANNUEL: Final = date(2023, 1, 1)
"""Loi 2021-1104, art. 171: the plan pluriannuel de travaux, first for more than 200 lots."""
PAR_TAILLE: Final = "plus de 200 lots en 2023, de 51 à 200 en 2024, les autres en 2025"
LOI_2023_175: Final = date(2023, 3, 12)
"""Art. 44: solar works at art. 24."""
LOI_2025_541: Final = date(2025, 6, 18)
"""Art. 8 and 9: offices turned into housing."""

REPARTITION: Final = (
    r"modification de la repartition des charges",
    r"nouvelle repartition des charges",
    r"modification des (tantiemes|milliemes) de charges",
)
"""A title that says no more leaves four majorities open: 24 II l, 25 e, art. 11 and that of the works."""
RECHARGE: Final = (
    r"bornes? de recharge",
    r"(points?|infrastructure|installations?) de recharge",
    r"recharge (des|de|pour) vehicules? (electriques?|hybrides?)",
)
"""Same: 24 II i, 24-5 IV, 24-5-1 and 25 j."""
FIBRE: Final = (r"fibre optique", r"tres haut debit")
SOLAIRE: Final = (r"(panneaux?|ombrieres?|installation|ouvrages?|production).*(photovoltai|solaire)",)

_VERSION_24 = "LEGIARTI000051749514"
_24 = ArticleDeVote("24")


def _lettre(
    lettre: str, objet: str, *mots: str, depuis: date = ORDONNANCE_2019, certain: bool = False
) -> DecisionNommee:
    article, vote = loi("24", f"II, {lettre}", _VERSION_24), ArticleDeVote("24", lettre)
    return nommer(f"24 II {lettre}", article, vote, objet, *mots, depuis=depuis, certain=certain)


def _autre(
    code: str,
    article: Article,
    objet: str,
    *mots: str,
    depuis: date = ORDONNANCE_2019,
    certain: bool = False,
    reserve: str = "",
) -> DecisionNommee:
    return nommer(code, article, _24, objet, *mots, depuis=depuis, certain=certain, reserve=reserve)


DECISIONS_24: Final = (
    # L'article 24, I : à défaut d'une autre majorité ordonnée par la loi.
    _autre(
        "24 I",
        loi("24", "I", _VERSION_24),
        "toute décision pour laquelle la loi n'ordonne pas une autre majorité",
        depuis=LOI,
        certain=True,
    ),
    _autre(
        "14-1 budget",
        loi("14-1", "I"),
        "le vote du budget prévisionnel, chaque année",
        r"budget previsionnel",
        depuis=LOI,
    ),
    _autre(
        "18 comptes",
        loi("18", "II, al. 2"),
        "l'approbation des comptes de l'exercice clos",
        r"approbation (des|et repartition des) comptes",
        depuis=LOI,
    ),
    _autre(
        "24 I quitus",
        loi("24", "I", _VERSION_24),
        "le quitus donné au syndic pour sa gestion",
        r"quitus",
        depuis=LOI,
    ),
    _autre(
        "D 15 bureau",
        decret("15"),
        "l'élection du président de séance, des scrutateurs et, si ce n'est pas le syndic, du secrétaire",
        r"(election|designation|nomination) (du|de la|d'une?|des) "
        r"(president\w*|scrutat\w+|secretaire|(membres du )?bureau)\b(?! du conseil syndical)",
        r"(president|secretaire) de (la )?seance",
        depuis=DECRET,
    ),
    _autre(
        "19-2 saisie",
        loi("19-2", "dernier al."),
        "l'autorisation donnée au syndic de poursuivre la saisie en vue de la vente du lot d'un débiteur",
        r"saisie (immobiliere|en vue de la vente)",
        reserve="la voix du copropriétaire débiteur n'est pas comptée",
    ),
    # L'article 24, II.
    _lettre(
        "a",
        "les travaux nécessaires à la conservation de l'immeuble, à la santé et à la sécurité des occupants",
        r"travaux (de|necessaires a la) conservation",
        r"ravalement",
        r"refection (de la (toiture|couverture)|de l'etancheite|des canalisations)",
    ),
    _lettre(
        "b",
        "les modalités de réalisation des travaux obligatoires ou prescrits par un arrêté de police",
        r"travaux (rendus obligatoires|prescrits par)",
    ),
    _lettre(
        "c",
        "les modalités de réalisation des travaux de restauration notifiés (C. urb., art. L. 313-4-2)",
        r"travaux de restauration immobiliere",
    ),
    _lettre(
        "d",
        "les travaux d'accessibilité qui n'affectent ni la structure ni les équipements essentiels",
        r"(?<!aux )travaux d'accessibilite",
        r"mise en accessibilite",
    ),
    _lettre(
        "e",
        "la suppression des vide-ordures pour des impératifs d'hygiène",
        r"(suppression|fermeture|condamnation) (du|des) vide-ordures",
    ),
    _lettre(
        "f",
        "les adaptations du règlement de copropriété aux lois et décrets intervenus depuis son établissement",
        r"(adaptation|mise en conformite) du reglement de copropriete",
    ),
    _lettre(
        "g",
        "la décision d'engager le diagnostic technique global et ses modalités (CCH, art. L. 731-1)",
        r"diagnostic technique global",
        r"\bdtg\b",
    ),
    _lettre(
        "h",
        "l'autorisation permanente accordée à la police municipale de pénétrer dans les parties communes",
        r"autorisation permanente (accordee |donnee )?(a la|aux) (police|forces de l'ordre)",
        r"acces (permanent )?de la (police|gendarmerie)",
    ),
    _lettre(
        "i",
        "l'équipement du stationnement sécurisé en bornes de recharge, et l'étude préalable (art. 24-5)",
        *RECHARGE,
    ),
    _lettre(
        "j",
        "l'autorisation donnée à des copropriétaires de créer à leurs frais un abri de vélos sécurisé",
        r"autorisation.*stationnement.*velos?\b",
    ),
    _lettre(
        "k",
        "l'installation d'ouvrages de production d'énergie solaire sur les toits, façades et garde-corps",
        *SOLAIRE,
        depuis=LOI_2023_175,
        certain=True,
    ),
    _lettre(
        "l",
        "la modification des charges de l'art. 10, al. 1, qu'impose un changement de destination (art. 9, I)",
        *REPARTITION,
        depuis=LOI_2025_541,
        certain=True,
    ),
    # Les autres textes qui renvoient à l'article 24.
    _autre(
        "9 I al. 2",
        loi("9", "I, al. 2"),
        "l'approbation de la transformation en habitation de locaux ni d'habitation ni commerciaux",
        r"transformation (de|des) bureaux? en (logement|habitation)",
        depuis=LOI_2025_541,
        certain=True,
    ),
    _autre(
        "11 al. 2",
        loi("11", "al. 2"),
        "la répartition des charges entre les fractions d'un lot vendues séparément",
        r"repartition des charges.*(fractions?|division) (d'un|du|de) lots?",
        r"division (d'un|du|de) lots?.*repartition des charges",
    ),
    _autre(
        "14-2 I",
        loi("14-2", "I, avant-dernier al."),
        "les modalités d'élaboration du projet de plan pluriannuel de travaux",
        r"(elaboration|etablissement|realisation|modalites).*plan pluriannuel (de|des) travaux",
        r"\bp?ppt\b",
        depuis=PLAN_PLURIANNUEL,
        certain=True,
        reserve=PAR_TAILLE,
    ),
    _autre(
        "18 I assurance",
        loi("18", "I, al. 4"),
        "la souscription de l'assurance de responsabilité civile du syndicat",
        r"assurance.*responsabilite civile",
    ),
    _autre(
        "18-1 A II prestations",
        loi("18-1 A", "II, al. 1"),
        "la convention avec le syndic pour des prestations étrangères à sa mission",
    ),
    _autre(
        "18-1 A II lien",
        loi("18-1 A", "II, al. 2"),
        "la convention avec une personne ou une entreprise à laquelle le syndic est lié",
        r"convention.*(liee? au syndic|liens? (capitalistique|juridique))",
    ),
    _autre(
        "24-1",
        loi("24-1", "al. 2"),
        "l'acceptation d'une offre de télévision numérique du distributeur en place, par dérogation à 25 h",
        r"television numerique",
    ),
    _autre(
        "24-2",
        loi("24-2", "al. 3"),
        "l'acceptation de la proposition d'un opérateur d'installer la fibre, par dérogation à 25 h",
        *FIBRE,
    ),
    _autre(
        "24-2 mandat",
        loi("24-2", "al. 4"),
        "le mandat donné au conseil syndical de répondre aux propositions futures d'installer la fibre",
        *FIBRE,
    ),
    _autre(
        "24-3",
        loi("24-3", "al. 2"),
        "les travaux de réception de la télévision numérique par l'antenne collective, par dérogation à 25 h",
        r"antenne collective",
        r"television numerique",
    ),
    _autre(
        "24-5 IV",
        loi("24-5", "IV, dernier al."),
        "les travaux de recharge de véhicules aux frais des seuls copropriétaires qui les demandent",
        *RECHARGE,
    ),
    _autre(
        "24-5-1",
        loi("24-5-1"),
        "la convention d'installation, sans frais, d'une infrastructure collective de recharge de véhicules",
        *RECHARGE,
        depuis=CLIMAT,
    ),
    _autre(
        "27 al. 2",
        loi("27", "al. 2"),
        "l'accord de tous les copropriétaires à l'extension de l'objet d'un syndicat secondaire",
        r"extension de l'objet du syndicat secondaire",
    ),
    _autre(
        "28 II adaptation",
        loi("28", "II, al. 2"),
        "l'adaptation du règlement et des charges des syndicats issus d'une division, sauf la destination",
    ),
    _autre(
        "28 III",
        loi("28", "III, al. 1"),
        "la constitution d'une union pour les équipements communs qu'une division ne partage pas",
    ),
    _autre(
        "38-1",
        loi("38-1", "al. 2"),
        "les travaux de remise en état urgents après une catastrophe technologique",
        reserve="le texte dit « majorité des copropriétaires présents ou représentés »",
    ),
    _autre(
        "D 22",
        decret("22", "al. 1"),
        "les règles d'organisation et de fonctionnement du conseil syndical, dans le silence du règlement",
        r"(organisation|fonctionnement|reglement interieur|regles).*du conseil syndical",
    ),
    _autre(
        "D 63-3",
        decret("63-3", "al. 2"),
        "la désignation du représentant du syndicat au conseil d'une union de syndicats",
        r"representant.*conseil de l'union",
    ),
)
"""Every row at art. 24, in the order of the texts."""
