"""What the law, or the trade, says no to while a meeting is called, held, written down and notified."""

from __future__ import annotations

from datetime import date, time
from typing import assert_never

from attrs import frozen

from lsc_domain.socle.affichage import ecrire_date, ecrire_heure
from lsc_domain.socle.ids import CoproprietaireId, ResolutionId


@frozen(kw_only=True)
class ConvocationTardive:
    """The notice is too short. Décret 67-223, art. 9, al. 2. I-17."""

    presentee_le: date
    au_plus_tard: date


@frozen(kw_only=True)
class OrdreDuJourVide:
    """A meeting is called on an agenda. Décret 67-223, art. 9."""


@frozen(kw_only=True)
class OrdreDuJourIncomplet:
    """Items are put to the vote without an article or a key. AG-02, AG-03."""

    resolutions: tuple[str, ...]


RefusConvocation = ConvocationTardive | OrdreDuJourVide | OrdreDuJourIncomplet


@frozen(kw_only=True)
class ChampsManquants:
    """A resolution of the library has blanks nobody filled."""

    modele: str
    champs: tuple[str, ...]


@frozen(kw_only=True)
class EtapeManquante:
    """What must come before has not happened: `attendu` says what, in French. AG-03."""

    attendu: str


@frozen(kw_only=True)
class EtapePassee:
    """It is too late in the life of the meeting: `depuis` says since when, in French. AG-03, I-23."""

    depuis: str


@frozen(kw_only=True)
class HeureEnArriere:
    """An hour earlier than the last one recorded: the line of time has an order. I-25."""

    heure: time
    derniere: time


@frozen(kw_only=True)
class VoteParCorrespondanceDesactive:
    """The agency does not manage correspondence votes: codes are N, O and R. AG-17."""

    coproprietaire: CoproprietaireId


@frozen(kw_only=True)
class FormulaireDUnPresent:
    """The owner takes part in person or is represented: his form is not read. Décret 67-223, art. 14-1. I-15."""

    coproprietaire: CoproprietaireId


@frozen(kw_only=True)
class PointSansVote:
    """The item is not put to the vote. Décret 67-223, art. 13."""

    resolution: ResolutionId


@frozen(kw_only=True)
class BulletinDejaPose:
    """The movement would count from a vote in which the owner already has a ballot. AG-35, I-27."""

    coproprietaire: CoproprietaireId
    resolution: ResolutionId


@frozen(kw_only=True)
class SecondVotePasOuvert:
    """No second vote was opened on this resolution. MAJ-03."""

    resolution: ResolutionId


@frozen(kw_only=True)
class PouvoirDistribueParLeSyndic:
    """The syndic handed a blank proxy out, which he may not. Loi 65-557, art. 22, I, al. 3; décret, art. 15-1. I-14."""

    mandant: CoproprietaireId
    syndic: str


@frozen(kw_only=True)
class PresidentEmpeche:
    """The syndic, his circle and his employees do not chair. Loi 65-557, art. 22, I, al. 4. I-13."""

    president: str
    cause: str


@frozen(kw_only=True)
class BureauNonElu:
    """The vote that elects the bureau did not adopt it. Décret 67-223, art. 15."""

    resolution: ResolutionId
    resultat: str


@frozen(kw_only=True)
class SaisieEnCours:
    """Owners who take part have no ballot yet: « Saisie en cours…. ». AG-03, AG-40."""

    resolutions: tuple[str, ...]


@frozen(kw_only=True)
class ResultatsDifferents:
    """The minutes say something else than what the facts before them give. I-23."""

    resolutions: tuple[str, ...]


@frozen(kw_only=True)
class InconnuDeLAssemblee:
    """A fact names an owner, a resolution or a version this meeting does not have."""

    quoi: str


RefusTenue = (
    ChampsManquants
    | EtapeManquante
    | EtapePassee
    | HeureEnArriere
    | VoteParCorrespondanceDesactive
    | FormulaireDUnPresent
    | PointSansVote
    | BulletinDejaPose
    | SecondVotePasOuvert
    | PouvoirDistribueParLeSyndic
    | PresidentEmpeche
    | BureauNonElu
    | SaisieEnCours
    | ResultatsDifferents
    | InconnuDeLAssemblee
    | RefusConvocation
)


def libelle_de_tenue(refus: RefusTenue) -> str:
    """
    Write one of these refusals as a French sentence.

    >>> libelle_de_tenue(SaisieEnCours(resolutions=("5", "5.1")))
    'Saisie en cours…. : résolutions 5, 5.1.'
    """
    match refus:
        case ConvocationTardive(presentee_le=presentee_le, au_plus_tard=limite):
            return (
                f"Convocation présentée le {ecrire_date(presentee_le)}, après la limite du {ecrire_date(limite)}, "
                "et l'urgence n'est pas motivée."
            )
        case OrdreDuJourVide():
            return "L'ordre du jour est vide."
        case OrdreDuJourIncomplet(resolutions=resolutions):
            return f"Sans article ou sans clé, on ne peut mettre au vote : résolutions {', '.join(resolutions)}."
        case ChampsManquants(modele=modele, champs=champs):
            return f"Résolution type {modele} : il manque {', '.join(champs)}."
        case EtapeManquante(attendu=attendu):
            return f"Trop tôt : {attendu}."
        case EtapePassee(depuis=depuis):
            return f"Trop tard : {depuis}."
        case HeureEnArriere(heure=heure, derniere=derniere):
            return f"{ecrire_heure(heure)} précède {ecrire_heure(derniere)}, dernière heure enregistrée."
        case VoteParCorrespondanceDesactive(coproprietaire=qui):
            return f"{qui} : le vote par correspondance et la participation à distance sont désactivés (N, O ou R)."
        case FormulaireDUnPresent(coproprietaire=qui):
            return f"{qui} prend part à l'assemblée : son formulaire n'est pas lu."
        case PointSansVote(resolution=resolution):
            return f"Le point {resolution} n'est pas soumis au vote."
        case BulletinDejaPose(coproprietaire=qui, resolution=resolution):
            return f"{qui} a déjà voté à la résolution {resolution} : le mouvement compte à partir d'une suivante."
        case SecondVotePasOuvert(resolution=resolution):
            return f"Aucun second vote n'est ouvert sur la résolution {resolution}."
        case PouvoirDistribueParLeSyndic(mandant=mandant, syndic=syndic):
            return (
                f"Le pouvoir de {mandant} est en blanc : le syndic, {syndic}, ne peut ni le conserver ni le distribuer."
            )
        case PresidentEmpeche(president=nom, cause=cause):
            return f"{nom} ne peut présider : {cause}."
        case BureauNonElu(resolution=resolution, resultat=resultat):
            return f"La résolution {resolution} n'élit pas le bureau : {resultat}."
        case SaisieEnCours(resolutions=resolutions):
            return f"Saisie en cours…. : résolutions {', '.join(resolutions)}."
        case ResultatsDifferents(resolutions=resolutions):
            return f"Le procès-verbal ne découle pas des faits : résolutions {', '.join(resolutions)}."
        case InconnuDeLAssemblee(quoi=quoi):
            return f"Cette assemblée ne connaît pas {quoi}."
        case _ as impossible:
            assert_never(impossible)
