"""The notification of the minutes to one opponent or défaillant: what he may contest, and until when."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from attrs import frozen

from lsc_domain.assemblee.acte.en_tete_de_seance import EnTeteDeSeance, en_tete
from lsc_domain.assemblee.acte.proces_verbal import TexteCite, citer
from lsc_domain.assemblee.acte.vote import ecrire_article
from lsc_domain.assemblee.contestation import Contestataire, DecisionContestable, Motivation, dernier_vote
from lsc_domain.assemblee.depouillement import Depouillement
from lsc_domain.assemblee.scrutin import Scrutin
from lsc_domain.loi.decision import Resultat
from lsc_domain.loi.decompte import Poids
from lsc_domain.loi.delai import contestation_jusqu_au
from lsc_domain.loi.texte_de_contestation import texte_de_contestation
from lsc_domain.socle.affichage import ESPACE_FINE, ecrire_date, ecrire_voix

_MAJORITES_SUSPENDUES = ("25", "26")
_SUSPENSION = (
    "Sauf urgence, l'exécution par le syndic des travaux décidés en application des articles 25 et 26 est suspendue "
    "jusqu'à l'expiration de ce délai (loi 65-557, art. 42)."
)


@frozen(kw_only=True)
class DecisionNotifiee:
    """A decision its reader may contest: its result, its figures, and in which quality. Décret 67-223, art. 18."""

    numero: str
    titre: str
    article: str
    resultat: str
    pour: str
    contre: str
    abstention: str
    qualite: str


@frozen(kw_only=True)
class ActeDeNotification:
    """
    The notification of the minutes. Loi 65-557, art. 42, al. 2; décret 67-223, art. 18. MSG-06, I-22.

    `fin` is the last day to sue, empty while the day of the first presentation is not known.
    """

    modele: ClassVar[str] = "notification"
    titre: str
    date_iso: str
    en_tete: EnTeteDeSeance
    syndic: str
    destinataire: str
    domicile: str
    compte: str
    fait_le: str
    objet: str
    introduction: str
    decisions: tuple[DecisionNotifiee, ...]
    contestation: TexteCite
    delai: str
    presentee_le: str
    fin: str
    suspension: str
    pieces: tuple[str, ...]


def acte_de_notification(
    depouillement: Depouillement,
    contestataire: Contestataire,
    *,
    presentee_le: date | None = None,
    fait_le: date | None = None,
    syndic: str = "",
) -> ActeDeNotification:
    """
    Write to one owner what he may contest, and until when. Décret 67-223, art. 18. I-22.

    `presentee_le` is the day of the first presentation of the letter, or of the electronic notice.
    """
    seance = depouillement.seance
    tete, legal = en_tete(seance), texte_de_contestation(seance.fiche.date)
    tenue_le = ecrire_date(seance.fiche.date)
    un = seance.syndicat.coproprietaires[seance.syndicat.rangs[contestataire.coproprietaire]]
    scrutins = [(depouillement.scrutin(decision.resolution), decision) for decision in contestataire.decisions]
    fin = ecrire_date(contestation_jusqu_au(presentee_le)) if presentee_le else ""
    return ActeDeNotification(
        titre=f"Notification du procès-verbal – {tete.assemblee} du {tenue_le}",
        date_iso=(fait_le or presentee_le or seance.fiche.date).isoformat(),
        en_tete=tete,
        syndic=syndic,
        destinataire=" ".join(filter(None, (un.civilite, un.nom))),
        domicile=un.adresse,
        compte=next(iter(un.comptes), un.id),
        fait_le=ecrire_date(fait_le) if fait_le else "",
        objet="Notification du procès-verbal",
        introduction=_introduction(contestataire, tete),
        decisions=tuple(_decision(scrutin, decision) for scrutin, decision in scrutins),
        contestation=citer(legal),
        delai=_delai(presentee_le, fin),
        presentee_le=ecrire_date(presentee_le) if presentee_le else "",
        fin=fin,
        suspension=_SUSPENSION if any(_suspend(scrutin) for scrutin, _ in scrutins) else "",
        pieces=(f"Procès-verbal de l'assemblée générale du {tenue_le}, sans ses annexes",),
    )


def _introduction(contestataire: Contestataire, tete: EnTeteDeSeance) -> str:
    motivations = {decision.motivation for decision in contestataire.decisions}
    qualites = " ou ".join(
        libelle
        for motivation, libelle in ((Motivation.OPPOSANT, "opposant"), (Motivation.DEFAILLANT, "défaillant"))
        if motivation in motivations
    )
    accord = "la décision suivante" if len(contestataire.decisions) == 1 else "les décisions suivantes"
    return (
        f"Nous vous notifions le procès-verbal ci-joint de l'assemblée générale du syndicat {tete.syndicat} tenue le "
        f"{tete.date}. Vous y êtes {qualites} pour {accord}, dont nous rappelons le résultat."
    )


def _decision(scrutin: Scrutin, decision: DecisionContestable) -> DecisionNotifiee:
    resolution, compte = scrutin.ligne.resolution, dernier_vote(scrutin).decompte
    return DecisionNotifiee(
        numero=resolution.numero,
        titre=resolution.titre,
        article=ecrire_article(resolution.article),
        resultat=scrutin.libelle,
        pour=_cote(compte.pour),
        contre=_cote(compte.contre),
        abstention=_cote(compte.abstention),
        qualite="Opposant" if decision.motivation is Motivation.OPPOSANT else "Défaillant",
    )


def _cote(poids: Poids) -> str:
    return f"{ecrire_voix(poids.voix, espace=ESPACE_FINE)} ({poids.tetes or 0})"


def _delai(presentee_le: date | None, fin: str) -> str:
    debut = (
        "Si vous entendez contester une ou plusieurs de ces décisions, l'action doit être introduite, à peine de "
        "déchéance, dans un délai de deux mois"
    )
    if presentee_le is None:
        return (
            f"{debut} à compter de cette notification : il court du lendemain de la première présentation de la lettre "
            "recommandée, ou de l'avis électronique (décret 67-223, art. 18 et 64)."
        )
    return f"{debut} à compter de cette notification, présentée le {ecrire_date(presentee_le)} : jusqu'au {fin} inclus."


def _suspend(scrutin: Scrutin) -> bool:
    article = scrutin.ligne.resolution.article
    return scrutin.resultat is Resultat.ADOPTEE and article is not None and article.majorite in _MAJORITES_SUSPENDUES
