"""
What the law, or the trade, says no to in a meeting: closed unions, one per act, each with its facts.

A refusal is a value, never raised; `libelle` writes it in French.
"""

from __future__ import annotations

from datetime import date, time

from attrs import frozen

from lsc_domain.assemblee.refus_de_tenue import RefusTenue, libelle_de_tenue
from lsc_domain.loi.plafond import Plafond
from lsc_domain.socle.affichage import ecrire_date, ecrire_heure
from lsc_domain.socle.ids import CoproprietaireId, ResolutionId


@frozen(kw_only=True)
class TypeIndifferent:
    """A new meeting is ordinary or extraordinary. AG-01."""


@frozen(kw_only=True)
class ReferenceDejaPrise:
    """Another meeting bears this reference. AG-01."""

    reference: str


RefusFiche = TypeIndifferent | ReferenceDejaPrise


@frozen(kw_only=True)
class MandataireEmpeche:
    """This person may neither hold proxies nor chair. Loi 65-557, art. 22, I, al. 4; art. 19-2. I-13."""

    mandataire: str
    cause: str


@frozen(kw_only=True)
class MandataireAbsent:
    """A proxy holder who is an owner must himself be there, physically or at a distance. AG-16, X-11."""

    mandataire: str
    code: str


@frozen(kw_only=True)
class PouvoirsEnSurnombre:
    """More than three proxies, and more than the share of the voices. Loi 65-557, art. 22, I, al. 3. I-12."""

    mandataire: str
    plafond: Plafond


@frozen(kw_only=True)
class PouvoirEnBlanc:
    """A blank proxy names nobody yet; the syndic may neither keep nor hand it out. Décret 67-223, art. 15-1."""

    mandant: CoproprietaireId


@frozen(kw_only=True)
class PouvoirDejaDonne:
    """The owner already has an accepted proxy for this meeting. I-14."""

    mandant: CoproprietaireId


@frozen(kw_only=True)
class PouvoirClos:
    """The proxy was declined or withdrawn: it cannot be accepted any more."""

    mandant: CoproprietaireId
    etat: str


@frozen(kw_only=True)
class SousDelegationInterdite:
    """The proxy forbids its holder to pass it on. Loi 65-557, art. 22, I, al. 3. I-14."""

    mandant: CoproprietaireId


@frozen(kw_only=True)
class VoteParCorrespondanceRecu:
    """An owner who voted by correspondence cannot be represented before his form is set aside. AG-16."""

    mandant: CoproprietaireId


RefusPouvoir = (
    MandataireEmpeche
    | MandataireAbsent
    | PouvoirsEnSurnombre
    | PouvoirEnBlanc
    | PouvoirDejaDonne
    | PouvoirClos
    | SousDelegationInterdite
    | VoteParCorrespondanceRecu
)


@frozen(kw_only=True)
class FormulaireTardif:
    """Received after the third clear day before the meeting. Décret 67-223, art. 9 bis. AG-05, I-19."""

    recu_le: date
    au_plus_tard: date


@frozen(kw_only=True)
class FormulaireNonSigne:
    """A form nobody signed is kept, not counted. Arrêté of 2 July 2020. I-19."""

    recu_le: date


RefusFormulaire = FormulaireTardif | FormulaireNonSigne


@frozen(kw_only=True)
class DejaPresent:
    """He cannot arrive: he already takes part in that way."""

    coproprietaire: CoproprietaireId
    code: str


@frozen(kw_only=True)
class DejaAbsent:
    """He cannot leave: he is not there."""

    coproprietaire: CoproprietaireId


@frozen(kw_only=True)
class MouvementEnArriere:
    """An arrival or a departure dated before the one recorded last: the line of time has an order. X-02."""

    coproprietaire: CoproprietaireId
    resolution: ResolutionId
    heure: time | None


@frozen(kw_only=True)
class CodeImpossible:
    """Nobody arrives absent or by correspondence, and who is represented has a mandataire. AG-15."""

    coproprietaire: CoproprietaireId
    code: str


RefusMouvement = DejaPresent | DejaAbsent | MouvementEnArriere | CodeImpossible


@frozen(kw_only=True)
class VoteDUnAbsent:
    """An absent owner has no ballot. AG-32."""

    coproprietaire: CoproprietaireId


@frozen(kw_only=True)
class VoteSansVoix:
    """The owner has no voice on this key, or none that counts for this resolution. AG-28, I-10."""

    coproprietaire: CoproprietaireId


@frozen(kw_only=True)
class VoteParCorrespondanceFige:
    """A correspondence vote is not modified at the vote. AG-36."""

    coproprietaire: CoproprietaireId


RefusVote = VoteDUnAbsent | VoteSansVoix | VoteParCorrespondanceFige


@frozen(kw_only=True)
class BulletinsPerdus:
    """The new agenda would drop a resolution already voted. I-24."""

    resolutions: tuple[ResolutionId, ...]


@frozen(kw_only=True)
class SecondVoteFerme:
    """The first vote opens no second one. MAJ-03, MAJ-05."""

    resolution: ResolutionId


@frozen(kw_only=True)
class DeroulementIncoherent:
    """The new agenda would leave a recorded arrival, departure, amendment or incident without its line. I-25."""

    resolutions: tuple[ResolutionId, ...]


RefusSeance = BulletinsPerdus | SecondVoteFerme | DeroulementIncoherent

Refus = RefusFiche | RefusPouvoir | RefusFormulaire | RefusMouvement | RefusVote | RefusSeance | RefusTenue


def libelle(refus: Refus) -> str:
    """
    Write a refusal as a French sentence.

    >>> libelle(FormulaireTardif(recu_le=date(2020, 7, 4), au_plus_tard=date(2020, 7, 3)))
    'Formulaire reçu le 04/07/2020, après la limite du 03/07/2020 : il ne compte pas.'
    """
    match refus:
        case TypeIndifferent():
            return "Une nouvelle assemblée est ordinaire ou extraordinaire."
        case ReferenceDejaPrise(reference=reference):
            return f"La référence {reference} est déjà celle d'une autre assemblée."
        case MandataireEmpeche(mandataire=nom, cause=cause):
            return f"{nom} ne peut recevoir de pouvoir : {cause}."
        case MandataireAbsent(mandataire=nom, code=code):
            return f"{nom} est codé {code} : un mandataire copropriétaire est présent, sur place (O) ou à distance (D)."
        case PouvoirsEnSurnombre(mandataire=nom, plafond=plafond):
            return f"{nom} : {plafond.motifs[0].texte}"
        case PouvoirEnBlanc(mandant=mandant):
            return f"Le pouvoir de {mandant} est en blanc : il ne désigne personne."
        case PouvoirDejaDonne(mandant=mandant):
            return f"{mandant} a déjà donné pouvoir pour cette assemblée."
        case PouvoirClos(mandant=mandant, etat=etat):
            return f"Le pouvoir de {mandant} est {etat} : il ne peut plus être accepté."
        case SousDelegationInterdite(mandant=mandant):
            return f"Le pouvoir de {mandant} interdit de le transmettre."
        case VoteParCorrespondanceRecu(mandant=mandant):
            return f"{mandant} a voté par correspondance : annuler d'abord le vote par correspondance."
        case FormulaireTardif(recu_le=recu_le, au_plus_tard=limite):
            return (
                f"Formulaire reçu le {ecrire_date(recu_le)}, après la limite du {ecrire_date(limite)} : "
                "il ne compte pas."
            )
        case FormulaireNonSigne(recu_le=recu_le):
            return f"Formulaire reçu le {ecrire_date(recu_le)} sans signature : il ne compte pas."
        case DejaPresent(coproprietaire=qui, code=code):
            return f"{qui} est déjà présent (code {code}) : il ne peut pas arriver."
        case DejaAbsent(coproprietaire=qui):
            return f"{qui} n'est pas là : il ne peut pas partir."
        case MouvementEnArriere(coproprietaire=qui, resolution=resolution, heure=heure):
            quand = f" à {ecrire_heure(heure)}" if heure else ""
            return f"{qui}, résolution {resolution}{quand} : ce mouvement précède le dernier enregistré."
        case CodeImpossible(coproprietaire=qui, code=code):
            return f"{qui} ne peut pas arriver avec le code {code}."
        case VoteDUnAbsent(coproprietaire=qui):
            return f"{qui} est absent à cette résolution : il n'a pas de bulletin."
        case VoteSansVoix(coproprietaire=qui):
            return f"{qui} n'a pas de voix pour cette résolution."
        case VoteParCorrespondanceFige(coproprietaire=qui):
            return f"Le vote par correspondance de {qui} ne se modifie pas en séance."
        case BulletinsPerdus(resolutions=resolutions):
            return f"Des bulletins seraient perdus : résolutions {', '.join(resolutions)} déjà votées."
        case DeroulementIncoherent(resolutions=resolutions):
            return f"Ce qui s'est passé nomme des résolutions absentes ou déplacées : {', '.join(resolutions)}."
        case SecondVoteFerme(resolution=resolution):
            return f"Le premier vote de la résolution {resolution} n'ouvre pas de second vote."
        case _ as de_tenue:
            return libelle_de_tenue(de_tenue)
