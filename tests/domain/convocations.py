"""The Gilbert meeting of 07/07/2020 as it was called: its agenda in words, its syndic, its annexes."""

from datetime import date, time
from typing import Any

from gilbert import CHARGES, JOUR, syndicat_de_12

from lsc_domain.assemblee.convocation import Annexe, Consultation, Convocation
from lsc_domain.assemblee.fiche import FicheDAssemblee
from lsc_domain.assemblee.resolution import OrdreDuJour, Resolution
from lsc_domain.copropriete.personne import Personne
from lsc_domain.loi.article_de_vote import ArticleDeVote
from lsc_domain.socle.ids import ResolutionId

_RECENSEMENT = (
    "L'assemblée générale donne mission au syndic de recenser : d'une part, les tantièmes dont les titulaires "
    "entendent financer par leurs propres moyens leurs parts contributives au coût des travaux, d'autre part ceux qui "
    "souhaitent un crédit."
)
_ACHAT = (
    "L'assemblée générale, après avoir entendu l'exposé du syndic, l'avis du conseil syndical et considérant que "
    "l'achat proposé est conforme à l'objet du syndicat et au bon fonctionnement de l'immeuble autorise le syndicat "
    "des copropriétaires à acquérir : Le bien ..., aux conditions suivantes ..., aux fins de ..."
)


def point(numero: str, titre: str, projet: str, article: str, *enfants: Resolution) -> Resolution:
    """An item on the general key, whose number is its identity."""
    return Resolution(
        id=ResolutionId(numero),
        numero=numero,
        titre=titre,
        projet=projet,
        article=ArticleDeVote.lire(article),
        cle=None if article == "aucun" else CHARGES,
        sous_resolutions=enfants,
    )


def ordre_du_jour() -> OrdreDuJour:
    """The agenda of examples/gilbert.json."""
    return OrdreDuJour(
        (
            point("1", "Crédit Copropriété", _RECENSEMENT, "24"),
            point("2", "Budget prévisionnel", "L'assemblée générale approuve le budget prévisionnel.", "24"),
            point(
                "3",
                "Renouvellement du mandat de syndic",
                "L'assemblée générale renouvelle comme syndic la société ... pour une durée de ...",
                "25 c",
            ),
            point("4", "Compte rendu du conseil syndical", "", "aucun"),
            point(
                "5",
                "Consultation du conseil syndical",
                "L'assemblée générale décide de fixer à ... le montant des marchés et contrats à partir duquel la "
                "consultation du conseil syndical est obligatoire.",
                "25",
                point("5.1", "sous réso 1", "Seuil pour les travaux.", "25"),
                point("5.2", "sous réso 2", "Seuil pour les contrats.", "25"),
            ),
            point(
                "6",
                "Autorisation permanente accordée à la police ou gendarmerie nationale de pénétrer dans les parties "
                "communes",
                "L'assemblée générale autorise la police ou la gendarmerie nationale à pénétrer dans les parties "
                "communes.",
                "24 h",
                point("6.1", "sous réso 1", "Durée de l'autorisation.", "24"),
                point("6.2", "sous réso 2", "", "24"),
                point("6.3", "sous réso 3", "Remise des images.", "25 m"),
            ),
            point(
                "7",
                "Mise en concurrence des marchés",
                "L'assemblée générale décide de fixer à ... le montant des marchés et contrats à partir duquel une "
                "mise en concurrence est obligatoire.",
                "25",
            ),
            point("8", "Achat d'un droit immobilier pour le compte de la copropriété", _ACHAT, "26 a"),
        )
    )


def convocation(**changements: Any) -> Convocation:
    """The notice of the Gilbert meeting, with what a test changes in it."""
    faits: dict[str, Any] = {
        "fiche": FicheDAssemblee(
            reference="0-S001", date=JOUR, heure=time(10), lieu="Salle polyvalente, 4, rue Gilbert 54000 NANCY"
        ),
        "syndicat": syndicat_de_12(),
        "ordre_du_jour": ordre_du_jour(),
        "presentee_le": date(2020, 6, 12),
        "syndic": Personne(nom="Agence Crypto"),
        "adresse_du_syndic": "50, rue de la Colline 54000 NANCY",
        "courriel_du_syndic": "syndic@example.invalid",
        "consultation": Consultation(
            lieu="Agence Crypto, 50, rue de la Colline 54000 NANCY",
            jours="mardi 30 juin et mercredi 1er juillet 2020",
            heures="de 9 h à 12 h et de 14 h à 17 h",
        ),
        "annexes": (
            Annexe(titre="État financier du syndicat et compte de gestion général", article="décret, art. 11, I, 1°"),
            Annexe(titre="Projet de budget prévisionnel", article="décret, art. 11, I, 2°"),
            Annexe(titre="Projet de contrat de syndic et fiche d'information", article="décret, art. 11, I, 4°"),
            Annexe(
                titre="Compte rendu d'exécution de la mission du conseil syndical",
                article="décret, art. 11, II, 4°",
                pour_validite=False,
            ),
        ),
    }
    return Convocation(**{**faits, **changements})
