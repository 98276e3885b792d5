"""The decisions of art. 25, at the majority of all voices, letter by letter."""

from datetime import date
from typing import Final

from lsc_domain.loi.article import loi
from lsc_domain.loi.article_de_vote import ArticleDeVote
from lsc_domain.loi.decisions_24 import LOI_2025_541, RECHARGE, REPARTITION
from lsc_domain.loi.ligne import DecisionNommee, nommer
from lsc_domain.loi.loi_1965 import ALUR, ORDONNANCE_2019

AMELIORATIONS: Final = (
    r"travaux (de |d'|comportant )(une )?(transformation|addition|amelioration)",
    r"(installation|creation) d'un ascenseur",
)
EAU: Final = (r"individualisation (des contrats (de fourniture )?d'eau|de l'eau)",)
PORTES: Final = (
    r"(modalites|horaires|heures) d'ouverture (de la|des) portes?",
    r"fermeture totale de l'immeuble",
)
DELEGATION: Final = r"delegation (de pouvoirs? )?(donnee |accordee )?au "
_POSE = r"(installation|pose|mise en place) (de|des) "

_VERSION_25 = "LEGIARTI000051749507"


def _lettre(
    lettre: str,
    objet: str,
    *mots: str,
    depuis: date = ORDONNANCE_2019,
    jusqua: date | None = None,
    certain: bool = False,
) -> DecisionNommee:
    article, vote = loi("25", lettre, "" if jusqua else _VERSION_25), ArticleDeVote("25", lettre)
    return nommer(f"25 {lettre}", article, vote, objet, *mots, depuis=depuis, jusqua=jusqua, certain=certain)


DECISIONS_25: Final = (
    _lettre(
        "a",
        "la délégation du pouvoir de prendre un acte de l'art. 24, dont l'assemblée fixe le montant maximum",
        DELEGATION + r"(syndic\b|conseil syndical)",
    ),
    _lettre(
        "b",
        "l'autorisation donnée à des copropriétaires de faire à leurs frais des travaux qui touchent les "
        "parties communes ou l'aspect extérieur",
        r"travaux (privatifs )?affectant (les|des) parties communes",
        r"travaux .*aspect exterieur de l'immeuble",
    ),
    _lettre(
        "c",
        "la désignation ou la révocation du syndic et des membres du conseil syndical",
        r"(designation|election|nomination|choix|renouvellement|reconduction|revocation) (du|de|d'un) "
        r"(nouveau )?syndic\b(?!.*(seance|secretaire))",
        r"renouvellement du (mandat|contrat) (de|du) syndic\b",
        r"(approbation|vote) du contrat (de mandat )?(de|du) syndic\b",
        r"(designation|election|nomination|renouvellement|revocation) (des?|d'un) (nouveaux? )?membres? du "
        r"conseil syndical",
        r"(designation|election|nomination|renouvellement|revocation) du conseil syndical",
        r"(designation|election|nomination|candidature) .* membres? du conseil syndical",
        depuis=ALUR,
    ),
    _lettre(
        "d",
        "les conditions des actes de disposition sur les parties communes qu'impose la loi ou un règlement",
        r"(cession|droits?) de (la )?mitoyennete",
        r"servitude de cours? communes?",
    ),
    _lettre(
        "e",
        "la modification des charges de l'art. 10, al. 1, qu'impose un changement d'usage de lots",
        *REPARTITION,
        jusqua=LOI_2025_541,
    ),
    _lettre(
        "e",
        "la modification des charges de l'art. 10, al. 1, qu'impose un changement d'usage de lots, sauf le "
        "changement de destination du 24 II l",
        *REPARTITION,
        depuis=LOI_2025_541,
        certain=True,
    ),
    _lettre(
        "f",
        "les travaux d'économies d'énergie ou de réduction des émissions de gaz à effet de serre",
        r"travaux d'economies? d'energie",
        r"travaux de (renovation energetique|reduction des emissions)",
        r"isolation thermique (par l'exterieur|des|de la|du)",
        depuis=ALUR,
    ),
    _lettre("g", "les modalités d'ouverture des portes d'accès à l'immeuble", *PORTES, certain=True),
    _lettre(
        "h",
        "l'installation sur les parties communes d'une station radioélectrique, d'une antenne collective ou "
        "d'un réseau de communications électroniques",
        r"installation d'une (antenne|station radio)",
    ),
    _lettre(
        "i",
        "la délégation au président du conseil syndical d'une action en justice contre le syndic",
        r"president du conseil syndical.*action (judiciaire|en justice)",
        r"action (judiciaire|en justice).*par le president du conseil syndical",
    ),
    _lettre(
        "j",
        "l'installation électrique qui alimente le stationnement sécurisé pour la recharge des véhicules",
        *RECHARGE,
    ),
    _lettre(
        "k",
        "l'installation de compteurs d'eau froide divisionnaires",
        _POSE + r"compteurs (divisionnaires |individuels )?d'eau froide",
        _POSE + r"compteurs d'eau (divisionnaires|individuels)",
        depuis=ALUR,
    ),
    _lettre(
        "l",
        "l'installation de compteurs d'énergie thermique ou de répartiteurs de frais de chauffage",
        _POSE + r"(repartiteurs|compteurs d'energie thermique)",
        r"individualisation des frais de chauffage",
    ),
    _lettre(
        "m",
        "l'autorisation de transmettre aux forces de l'ordre les images de protection des parties communes",
        r"transmission .*images.*(police|gendarmerie|ordre)",
    ),
    _lettre(
        "n",
        "l'ensemble des travaux comportant transformation, addition ou amélioration",
        *AMELIORATIONS,
        depuis=ALUR,
        certain=True,
    ),
    _lettre(
        "o",
        "la demande d'individualisation des contrats de fourniture d'eau, ses études et ses travaux",
        *EAU,
        depuis=ALUR,
        certain=True,
    ),
)
"""Every row of art. 25, the former ones included."""
