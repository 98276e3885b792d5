"""The meeting as it is held: who is there, what was voted, what was amended, what went wrong."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import time
from functools import cached_property

from attrs import evolve, field, frozen
from returns.pipeline import is_successful
from returns.result import Failure, Result, Success

from lsc_domain.assemblee.choix import Choix
from lsc_domain.assemblee.correspondance import Formulaire, recevoir_formulaire
from lsc_domain.assemblee.feuille import FeuilleDePresence
from lsc_domain.assemblee.fiche import FicheDAssemblee
from lsc_domain.assemblee.presence import Code, EtatDesPresences, Presence
from lsc_domain.assemblee.refus import BulletinsPerdus, DeroulementIncoherent, RefusFormulaire, RefusSeance
from lsc_domain.assemblee.resolution import OrdreDuJour
from lsc_domain.assemblee.vote import Bulletins, Urne
from lsc_domain.copropriete.syndicat import Syndicat
from lsc_domain.copropriete.voix import Voix
from lsc_domain.loi.politique import POLITIQUE_PAR_DEFAUT, Politique
from lsc_domain.socle.ensemble import ensemble
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import CleId, CoproprietaireId, ResolutionId


@frozen(kw_only=True)
class Amendement:
    """A resolution changed in session: its correspondence votes are read again. AG-37, I-24."""

    resolution: ResolutionId
    texte: str = ""
    heure: time | None = None


@frozen(kw_only=True)
class Incident:
    """A technical incident that kept a remote owner from voting; the minutes mention it. Décret 67-223, art. 17."""

    resolution: ResolutionId
    coproprietaire: CoproprietaireId
    texte: str = ""
    heure: time | None = None


@frozen(kw_only=True)
class FormulaireEcarte:
    """A correspondence form that does not count, and why: its author is absent. I-19."""

    presence: Presence
    refus: RefusFormulaire


_Urnes = dict[ResolutionId, Bulletins]


def _copier(bulletins: Mapping[ResolutionId, Bulletins]) -> Mapping[ResolutionId, Bulletins]:
    return dict(bulletins)


@frozen(kw_only=True)
class Seance:
    """
    A meeting with its facts, ready to be counted at any moment.

    `votes` and `seconds_votes` hold the ballots of each line by identity, as they were cast: what the
    law makes of them (late forms, amended texts, absent owners) is read by `depouiller`, never stored. It is
    frozen: a correction is another meeting, made from this one. I-23.
    """

    fiche: FicheDAssemblee
    syndicat: Syndicat
    ordre_du_jour: OrdreDuJour
    feuille: FeuilleDePresence
    ecartes: tuple[FormulaireEcarte, ...] = ()
    # Copied: what the caller does to his own mapping afterwards does not touch the meeting (I-23).
    votes: Mapping[ResolutionId, Bulletins] = field(factory=_Urnes, converter=_copier, hash=False)
    seconds_votes: Mapping[ResolutionId, Bulletins] = field(factory=_Urnes, converter=_copier, hash=False)
    amendements: tuple[Amendement, ...] = ()
    incidents: tuple[Incident, ...] = ()
    politique: Politique = POLITIQUE_PAR_DEFAUT

    def __attrs_post_init__(self) -> None:
        if self.feuille.coproprietaires != tuple(self.syndicat.rangs):
            raise InvalidValue("feuille de présence : ses copropriétaires ne sont pas ceux du syndicat")
        amendees, coupees = ({un.resolution for un in self.amendements}, {un.resolution for un in self.incidents})
        inconnues = {*self.votes, *self.seconds_votes, *amendees, *coupees} - self.ordre_du_jour.rangs.keys()
        if inconnues:
            raise InvalidValue(f"résolution {min(inconnues)} : absente de l'ordre du jour")

    @cached_property
    def etats(self) -> tuple[EtatDesPresences, ...]:
        """Who is there at each line of the agenda."""
        return self.feuille.etats([ligne.resolution.id for ligne in self.ordre_du_jour.lignes])

    @cached_property
    def amendees(self) -> frozenset[ResolutionId]:
        """The resolutions amended in session."""
        return frozenset(amendement.resolution for amendement in self.amendements)

    @cached_property
    def _voix(self) -> dict[CleId, Voix]:
        return {}

    def voix(self, cle: CleId) -> Voix:
        """Return the voices of a key under the law of the meeting's date, established once."""
        if cle not in self._voix:
            self._voix[cle] = self.syndicat.voix(cle, le=self.fiche.date, politique=self.politique)
        return self._voix[cle]

    @property
    def voix_generales(self) -> Voix | None:
        """The voices of the general key, the base of the proxy cap; `None` when no key is general."""
        cle = self.syndicat.cle_generale
        return self.voix(cle.code) if cle else None

    def coupes(self, resolution: ResolutionId) -> int:
        """Return the remote owners cut off at a resolution, when the policy makes them défaillants."""
        if self.politique.incident_technique == "mention":
            return 0
        distance = self.etats[self.ordre_du_jour.rangs[resolution]].distance
        nommes = ensemble(
            self.syndicat.rangs[incident.coproprietaire]
            for incident in self.incidents
            if incident.resolution == resolution
        )
        return distance & nommes

    def ouvrir_urne(
        self, resolution: ResolutionId, *, formulaires: Bulletins | None = None, deposes: Bulletins | None = None
    ) -> Urne:
        """
        Open the ballot box of a line, the correspondence answers and the ballots already cast in it. AG-22, AG-23.

        Raises `InvalidValue` for an item that is not put to the vote or has no key.
        """
        ligne = self.ordre_du_jour.resolution(resolution)
        if ligne.cle is None or not ligne.se_vote:
            raise InvalidValue(f"résolution {ligne.numero} : pas soumise au vote, ou sans clé")
        etat = self.etats[self.ordre_du_jour.rangs[resolution]]
        return Urne(
            self.voix(ligne.cle),
            votants=etat.votants,
            correspondance=etat.correspondance,
            exclus=ensemble(self.syndicat.rangs[qui] for qui in ligne.exclus),
            formulaires=formulaires,
            deposes=deposes,
        )

    def enregistrer(self, resolution: ResolutionId, bulletins: Bulletins, *, second_vote: bool = False) -> Seance:
        """Return the meeting with the ballots of a line, in place of those it had."""
        self.ordre_du_jour.resolution(resolution)
        if second_vote:
            return evolve(self, seconds_votes={**self.seconds_votes, resolution: bulletins})
        return evolve(self, votes={**self.votes, resolution: bulletins})

    def changer_ordre_du_jour(self, nouveau: OrdreDuJour) -> Result[Seance, RefusSeance]:
        """
        Change the agenda in session: ballots follow the identity of their line, and none is ever lost.

        Refused when a line already voted would go, or when what happened would name a line that is no
        longer there, or no longer in that order. AG-21, I-24.
        """
        votees = {*self.votes, *self.seconds_votes}
        perdues = tuple(sorted(votees - nouveau.rangs.keys()))
        if perdues:
            return Failure(BulletinsPerdus(resolutions=perdues))
        nommees = {
            *(mouvement.resolution for mouvement in self.feuille.mouvements),
            *(amendement.resolution for amendement in self.amendements),
            *(incident.resolution for incident in self.incidents),
        }
        orphelines = tuple(sorted(nommees - nouveau.rangs.keys()))
        if orphelines:
            return Failure(DeroulementIncoherent(resolutions=orphelines))
        deroule = self.feuille.derouler([ligne.resolution.id for ligne in nouveau.lignes])
        if not is_successful(deroule):
            place, _ = deroule.failure()
            return Failure(DeroulementIncoherent(resolutions=(self.feuille.mouvements[place].resolution,)))
        return Success(evolve(self, ordre_du_jour=nouveau))


def formulaires_recus(
    votes: Mapping[CoproprietaireId, Formulaire], seance: Seance, resolution: ResolutionId, *, second_vote: bool = False
) -> Bulletins:
    """
    Carry the answers of the forms to one vote, for the owners who still vote by correspondence. AG-22, I-08.

    A form whose author is there in person is not read (décret 67-223, art. 14-1). I-15.
    """
    correspondance = seance.etats[seance.ordre_du_jour.rangs[resolution]].correspondance
    choix: dict[int, Choix] = {}
    for qui, formulaire in votes.items():
        rang = seance.syndicat.rangs[qui]
        reponse = formulaire.reponse(resolution, second_vote=second_vote)
        if reponse is not None and correspondance >> rang & 1:
            choix[rang] = reponse
    return Bulletins.de(choix)


def ecarter_formulaires(
    feuille: FeuilleDePresence, fiche: FicheDAssemblee, *, politique: Politique = POLITIQUE_PAR_DEFAUT
) -> tuple[FeuilleDePresence, tuple[FormulaireEcarte, ...]]:
    """
    Set aside the forms received late or unsigned: they are kept, and their authors are absent.

    Décret 67-223, art. 9 bis. AG-05, I-19.
    """
    ecartes: list[FormulaireEcarte] = []
    presences: list[Presence] = []
    for presence in feuille.presences:
        if presence.recu_le is not None:
            formulaire = Formulaire(
                coproprietaire=presence.coproprietaire,
                recu_le=presence.recu_le,
                canal=presence.canal,
                signe=presence.signe,
            )
            recu = recevoir_formulaire(formulaire, assemblee=fiche.date, politique=politique)
            if not is_successful(recu):
                ecartes.append(FormulaireEcarte(presence=presence, refus=recu.failure()))
                presences.append(Presence(coproprietaire=presence.coproprietaire, code=Code.ABSENT))
                continue
        presences.append(presence)
    return evolve(feuille, presences=tuple(presences)), tuple(ecartes)
