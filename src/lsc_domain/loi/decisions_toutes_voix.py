"""The decisions other articles put at the majority of all voices, as art. 25 does."""

from datetime import date
from typing import Final

from lsc_domain.loi.article import Article, loi
from lsc_domain.loi.article_de_vote import ArticleDeVote
from lsc_domain.loi.decisions_24 import PAR_TAILLE, PLAN_PLURIANNUEL
from lsc_domain.loi.decisions_25 import AMELIORATIONS, DELEGATION
from lsc_domain.loi.ligne import DecisionNommee, Dispute, nommer
from lsc_domain.loi.loi_1965 import ALUR, LOI_2024_322, ORDONNANCE_2019

FIN_DE_LA_DISPENSE: Final = date(2020, 12, 31)
"""Ordonnance 2019-1101, art. 15 and 41: no syndicat may be spared its separate account any more."""

SURELEVATION: Final = (r"surelev(er|ation)",)
"""A title that says no more leaves two majorities open: art. 35, al. 1 and 2, and its al. 3."""
UNION_QUITTEE: Final = (r"retrait de l'union",)
_DIVISION = (r"(scission|division) (de la copropriete|du syndicat)",)
_CONCURRENCE = r"mise en concurrence (obligatoire )?des (marches|contrats)"

_25 = ArticleDeVote("25")


def _autre(
    code: str,
    article: Article,
    objet: str,
    *mots: str,
    depuis: date = ORDONNANCE_2019,
    jusqua: date | None = None,
    certain: bool = False,
    reserve: str = "",
    selon: Dispute = "",
) -> DecisionNommee:
    return nommer(
        code,
        article,
        _25,
        objet,
        *mots,
        depuis=depuis,
        jusqua=jusqua,
        certain=certain,
        reserve=reserve,
        selon=selon,
    )


DECISIONS_TOUTES_VOIX: Final = (
    _autre(
        "14-2 II",
        loi("14-2", "II, al. 1"),
        "l'adoption de tout ou partie du projet de plan pluriannuel de travaux",
        r"adoption .*plan pluriannuel (de|des) travaux",
        depuis=PLAN_PLURIANNUEL,
        certain=True,
        reserve=PAR_TAILLE,
    ),
    _autre(
        "14-2-1 montant",
        loi("14-2-1", "I, dernier al."),
        "une cotisation au fonds de travaux supérieure au minimum légal",
        depuis=PLAN_PLURIANNUEL,
    ),
    _autre(
        "17-1",
        loi("17-1", "al. 3"),
        "l'adoption ou l'abandon de la forme coopérative du syndicat",
        r"(syndicat cooperatif|forme cooperative)",
    ),
    _autre(
        "18 I archives",
        loi("18", "I, al. 6"),
        "le dépôt des archives du syndicat chez une entreprise spécialisée, à ses frais",
        r"archives.*(entreprise|societe|prestataire) specialise",
        r"externalisation des archives",
    ),
    _autre(
        "18 I extranet",
        loi("18", "I, al. 10"),
        "la renonciation à l'accès en ligne aux documents de l'immeuble",
        r"(dispense|renonciation).*(extranet|(acces|espace) en ligne)",
    ),
    _autre(
        "18 II banque",
        loi("18", "II, al. 3"),
        "le choix d'un autre établissement bancaire que celui du syndic pour le compte séparé",
        r"choix (de l'etablissement bancaire|de la banque)",
    ),
    _autre(
        "18 II dispense",
        loi("18", "II"),
        "la dispense d'ouvrir un compte bancaire séparé",
        r"(ne pas ouvrir|dispense d'ouvrir|dispense) (de |d'un |un )?compte (bancaire )?separe",
        depuis=ALUR,
        jusqua=FIN_DE_LA_DISPENSE,
        reserve="quinze lots principaux au plus",
    ),
    _autre(
        "18 IV",
        loi("18", "IV"),
        "l'autorisation donnée au syndic de déléguer ses pouvoirs à une fin déterminée",
    ),
    _autre(
        "18-1 AA",
        loi("18-1 AA"),
        "les dérogations à l'art. 18 dans un immeuble sans habitation",
        reserve="le syndicat n'est composé que de personnes morales",
    ),
    _autre(
        "21 consultation",
        loi("21", "al. 2"),
        "le montant des marchés et contrats à partir duquel le conseil syndical est consulté",
        r"consultation (obligatoire )?du conseil syndical$",
        r"consultation .*conseil syndical.*(montant|seuil|marches)",
        r"(montant|seuil).*consultation .*conseil syndical",
    ),
    _autre(
        "21 mise en concurrence",
        loi("21", "al. 2"),
        "le montant des marchés et contrats, autres que celui de syndic, à partir duquel ils sont mis en concurrence",
        _CONCURRENCE + r"( et (des )?(marches|contrats))?( autres .*)?$",
        r"(montant|seuil).*mise en concurrence (est (rendue )?)?obligatoire",
        r"(montant|seuil).*" + _CONCURRENCE,
    ),
    _autre(
        "21 dispense",
        loi("21", "al. 3"),
        "la dispense, pour le conseil syndical, de mettre en concurrence les contrats de syndic",
        r"dispense (de |d'une )?mise en concurrence",
        reserve="demandée par le conseil syndical à l'assemblée précédant celle qui désigne le syndic",
    ),
    _autre(
        "21 retour",
        loi("21", "avant-dernier al."),
        "l'institution d'un conseil syndical après la décision de n'en pas avoir",
    ),
    _autre(
        "21-1",
        loi("21-1", "al. 1"),
        "la délégation au conseil syndical de tout ou partie des décisions de l'art. 24",
        DELEGATION + r"conseil syndical",
        certain=True,
        reserve="au moins trois membres, pour deux ans au plus, hors comptes, budget et règlement",
    ),
    _autre(
        "22 II",
        loi("22", "II, al. 1"),
        "le mandat donné pour un an au président du conseil syndical secondaire d'y représenter les "
        "copropriétaires au syndicat principal",
        r"mandat.*president du conseil syndical secondaire",
    ),
    _autre(
        "25-2 opposition",
        loi("25-2", "al. 3"),
        "l'opposition motivée aux travaux d'accessibilité qu'un copropriétaire fait à ses frais",
        r"opposition.*travaux.*accessibilite",
        reserve="« majorité des voix des copropriétaires » : base discutée, réglée par la politique",
        selon="opposition_a_l_accessibilite",
    ),
    _autre(
        "25-2-1",
        loi("25-2-1", "al. 3"),
        "l'autorisation de travaux d'isolation de la toiture ou du plancher aux frais de copropriétaires",
        r"isolation.*(a ses|a leurs|aux) frais",
        depuis=LOI_2024_322,
        certain=True,
    ),
    _autre(
        "27",
        loi("27", "al. 1"),
        "la constitution d'un syndicat secondaire",
        r"(constitution|creation) d'un syndicat secondaire",
        reserve="décidée par l'assemblée spéciale des copropriétaires concernés",
    ),
    _autre(
        "28 I",
        loi("28", "I"),
        "le retrait d'un ou plusieurs bâtiments du syndicat, le sol étant divisible",
        *_DIVISION,
        reserve="demandé par le propriétaire, ou par une assemblée spéciale à la même majorité",
    ),
    _autre(
        "28 II",
        loi("28", "II, al. 1"),
        "les conditions matérielles, juridiques et financières de la division",
        *_DIVISION,
    ),
    _autre("28 IV", loi("28", "IV"), "la division en volumes d'un ensemble complexe, et l'union qui la suit"),
    _autre(
        "29 adhesion",
        loi("29", "al. 4"),
        "l'adhésion à une union de syndicats",
        r"adhesion a (une|l')\s?union de syndicats",
    ),
    _autre(
        "29 retrait en difficulte",
        loi("29", "al. 4"),
        "le retrait d'une union de syndicats, la copropriété étant en difficulté",
        *UNION_QUITTEE,
        reserve="copropriété en difficulté au sens des art. 29-1 A et suivants",
    ),
    _autre(
        "30",
        loi("30", "al. 1"),
        "les améliorations conformes à la destination, et la répartition de leur coût et de leur entretien",
        *AMELIORATIONS,
    ),
    _autre(
        "35 al. 3",
        loi("35", "al. 3"),
        "la cession du droit de surélever un bâtiment soumis au droit de préemption urbain",
        *SURELEVATION,
        reserve="confirmée par l'assemblée spéciale du bâtiment s'il y en a plusieurs",
    ),
    _autre(
        "37 al. 3",
        loi("37", "al. 3"),
        "l'opposition à l'exercice d'un droit accessoire qu'un propriétaire ou un tiers s'est réservé",
    ),
    _autre(
        "38",
        loi("38"),
        "la reconstruction du bâtiment détruit ou la remise en état de la partie endommagée",
        r"reconstruction (du batiment|de l'immeuble)",
        reserve="votée par les seuls copropriétaires du bâtiment sinistré",
    ),
    _autre(
        "41-4",
        loi("41-4", "al. 1"),
        "le choix des prestataires de services individualisables, et leur convention",
    ),
    _autre("41-6", loi("41-6", "al. 2"), "la délégation au conseil syndical de la gestion courante des services"),
    _autre(
        "41-11",
        loi("41-11", "al. 1"),
        "la désignation ou la révocation du syndic, en forme coopérative et sans conseil syndical",
        certain=True,
        reserve="petite copropriété de l'art. 41-8",
    ),
)
"""Every row outside art. 25, in the order of the texts; art. 25-1 opens their second vote too."""
