"""
What happened in the life of a meeting, fact by fact: never edited, always in order.

Each fact has a written name, its `code`, that outlives any renaming of its class. What is stored of a meeting is its
facts; `Greffe` folds them into a `Seance`, the count, the minutes.
"""

from __future__ import annotations

from datetime import date, time
from typing import ClassVar

from attrs import frozen

from lsc_domain.assemblee.choix import Choix
from lsc_domain.assemblee.convocation import Annexe, Consultation
from lsc_domain.assemblee.correspondance import Formulaire
from lsc_domain.assemblee.fiche import FicheDAssemblee
from lsc_domain.assemblee.mouvement import Mouvement
from lsc_domain.assemblee.presence import Presence
from lsc_domain.assemblee.proces_verbal import QualiteDeSignataire, ResultatConsigne
from lsc_domain.assemblee.resolution import Resolution
from lsc_domain.assemblee.seance import Amendement, Incident
from lsc_domain.assemblee.tenue import PouvoirEnBlancRemis, Reserve, TexteDeResolution
from lsc_domain.copropriete.coproprietaire import Coproprietaire
from lsc_domain.copropriete.personne import Personne
from lsc_domain.copropriete.syndicat import Syndicat
from lsc_domain.loi.politique import POLITIQUE_PAR_DEFAUT, Politique
from lsc_domain.socle.ids import CoproprietaireId, ResolutionId


@frozen(kw_only=True)
class AssembleePreparee:
    """A meeting is opened in the register: its head, its syndicat as it stands, its policy. AG-01, AG-17."""

    code: ClassVar[str] = "assemblee.preparee"
    fiche: FicheDAssemblee
    syndicat: Syndicat
    syndic: Personne | None = None
    adresse_du_syndic: str = ""
    courriel_du_syndic: str = ""
    vote_par_correspondance: bool = True
    politique: Politique = POLITIQUE_PAR_DEFAUT


@frozen(kw_only=True)
class OrdreDuJourArrete:
    """The agenda as it stands, whole; written again each time it changes before the notice. AG-02, AG-03."""

    code: ClassVar[str] = "ordre_du_jour.arrete"
    resolutions: tuple[Resolution, ...]


@frozen(kw_only=True)
class AssembleeConvoquee:
    """
    The owners are called. Décret 67-223, art. 9 and 11. I-17.

    `reprise` marks the notice of a meeting taken over from elsewhere: it is recorded as it was, late or not.
    """

    code: ClassVar[str] = "assemblee.convoquee"
    presentee_le: date | None = None
    urgence: str = ""
    consultation: Consultation | None = None
    annexes: tuple[Annexe, ...] = ()
    reprise: bool = False


@frozen(kw_only=True)
class MutationConstatee:
    """Lots changed hands between the notice and the attendance: the owners as they are now. Décret 67-223, art. 6."""

    code: ClassVar[str] = "mutation.constatee"
    le: date
    coproprietaires: tuple[Coproprietaire, ...]


@frozen(kw_only=True)
class FormulaireRecu:
    """A correspondence form came, in time or not: it is kept in every case. AG-11, I-19."""

    code: ClassVar[str] = "formulaire.recu"
    formulaire: Formulaire


@frozen(kw_only=True)
class PresenceEnregistree:
    """How an owner starts the meeting: N, O, R or D. AG-09, AG-15."""

    code: ClassVar[str] = "presence.enregistree"
    presence: Presence


@frozen(kw_only=True)
class PouvoirEnBlancTransmis:
    """A proxy that named nobody was handed to somebody: the minutes say by whom. Décret 67-223, art. 15-1, 17."""

    code: ClassVar[str] = "pouvoir_en_blanc.transmis"
    remise: PouvoirEnBlancRemis


@frozen(kw_only=True)
class SeanceOuverte:
    """The meeting is open. Décret 67-223, art. 17."""

    code: ClassVar[str] = "seance.ouverte"
    heure: time | None = None


@frozen(kw_only=True)
class BureauElu:
    """
    The chair, the secretary and the scrutateurs. Décret 67-223, art. 15. I-10.

    `resolution` is the line whose vote elects them, when it is on the agenda; it must have adopted it.
    """

    code: ClassVar[str] = "bureau.elu"
    president: Personne | None = None
    secretaire: Personne | None = None
    scrutateurs: tuple[Personne, ...] = ()
    resolution: ResolutionId | None = None


@frozen(kw_only=True)
class MouvementEnregistre:
    """An arrival or a departure. AG-35, I-27."""

    code: ClassVar[str] = "mouvement.enregistre"
    mouvement: Mouvement


@frozen(kw_only=True)
class OrdreDuJourChange:
    """The agenda changed in session: moved, inserted, reworded. AG-21, I-24."""

    code: ClassVar[str] = "ordre_du_jour.change"
    resolutions: tuple[Resolution, ...]
    motif: str = ""


@frozen(kw_only=True)
class ResolutionAmendee:
    """A resolution was amended in session. AG-37, I-24."""

    code: ClassVar[str] = "resolution.amendee"
    amendement: Amendement


@frozen(kw_only=True)
class IncidentSurvenu:
    """A technical incident kept a remote owner from voting. Décret 67-223, art. 17."""

    code: ClassVar[str] = "incident.survenu"
    incident: Incident


@frozen(kw_only=True)
class VoteEnregistre:
    """One owner's choice on one line; the last one recorded is his vote. AG-34, AG-39."""

    code: ClassVar[str] = "vote.enregistre"
    resolution: ResolutionId
    coproprietaire: CoproprietaireId
    choix: Choix
    second_vote: bool = False


@frozen(kw_only=True)
class VotesEnregistres:
    """
    A whole line at once, packed: one letter of `vote.LETTRES` per owner in rank order, a dot for no entry.

    An owner with a dot keeps the ballot he had. AG-39, AG-42.
    """

    code: ClassVar[str] = "votes.enregistres"
    resolution: ResolutionId
    lettres: str
    second_vote: bool = False


@frozen(kw_only=True)
class VotesAnnules:
    """The ballots cast in the room on one line are taken back, all of them; a second vote closes again. AG-42."""

    code: ClassVar[str] = "votes.annules"
    resolution: ResolutionId
    second_vote: bool = False


@frozen(kw_only=True)
class SecondVoteOuvert:
    """The meeting votes again on a line, at the lower majority the law opens. MAJ-01, MAJ-03, MAJ-08."""

    code: ClassVar[str] = "second_vote.ouvert"
    resolution: ResolutionId


@frozen(kw_only=True)
class TexteAjoute:
    """A text was added at the end of a resolution; an empty one takes it back. MAJ-06, MAJ-10."""

    code: ClassVar[str] = "texte.ajoute"
    texte: TexteDeResolution


@frozen(kw_only=True)
class ReserveFormulee:
    """An owner made a reserve. Décret 67-223, art. 17."""

    code: ClassVar[str] = "reserve.formulee"
    reserve: Reserve


@frozen(kw_only=True)
class EvenementDemande:
    """« Créer un événement » from the resolution being voted: the trade's record is made of it. AG-41."""

    code: ClassVar[str] = "evenement.demande"
    resolution: ResolutionId
    immeuble: str
    texte: str


@frozen(kw_only=True)
class SeanceSuspendue:
    """The meeting is interrupted."""

    code: ClassVar[str] = "seance.suspendue"
    heure: time | None = None
    motif: str = ""


@frozen(kw_only=True)
class SeanceReprise:
    """The meeting goes on."""

    code: ClassVar[str] = "seance.reprise"
    heure: time | None = None


@frozen(kw_only=True)
class SeanceClose:
    """The meeting is over. Décret 67-223, art. 17."""

    code: ClassVar[str] = "seance.close"
    heure: time | None = None


@frozen(kw_only=True)
class ProcesVerbalEtabli:
    """A version of the minutes was made: its results, by value, follow from the facts before it. I-21, I-23."""

    code: ClassVar[str] = "proces_verbal.etabli"
    version: int
    auteur: str
    motif: str = ""
    resultats: tuple[ResultatConsigne, ...]


@frozen(kw_only=True)
class ProcesVerbalSigne:
    """Somebody of the bureau signed a version of the minutes. Décret 67-223, art. 17. I-21."""

    code: ClassVar[str] = "proces_verbal.signe"
    version: int
    signataire: Personne
    qualite: QualiteDeSignataire
    le: date


@frozen(kw_only=True)
class RectificationOuverte:
    """The minutes are to be corrected: by whom, and why; what follows makes a new version. I-23."""

    code: ClassVar[str] = "rectification.ouverte"
    auteur: str
    motif: str


@frozen(kw_only=True)
class ProcesVerbalNotifie:
    """
    A version of the minutes was notified to an owner. Loi 65-557, art. 42, al. 2. I-22, MSG-06.

    `presentee_le` is the day of the first presentation, from which the two months run.
    """

    code: ClassVar[str] = "proces_verbal.notifie"
    version: int
    coproprietaire: CoproprietaireId
    presentee_le: date
    moyen: str = ""


Fait = (
    AssembleePreparee
    | OrdreDuJourArrete
    | AssembleeConvoquee
    | MutationConstatee
    | FormulaireRecu
    | PresenceEnregistree
    | PouvoirEnBlancTransmis
    | SeanceOuverte
    | BureauElu
    | MouvementEnregistre
    | OrdreDuJourChange
    | ResolutionAmendee
    | IncidentSurvenu
    | VoteEnregistre
    | VotesEnregistres
    | VotesAnnules
    | SecondVoteOuvert
    | TexteAjoute
    | ReserveFormulee
    | EvenementDemande
    | SeanceSuspendue
    | SeanceReprise
    | SeanceClose
    | ProcesVerbalEtabli
    | ProcesVerbalSigne
    | RectificationOuverte
    | ProcesVerbalNotifie
)
