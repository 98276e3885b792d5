"""A meeting as it stands after one fact: frozen, so that any number of pages and screens may read it at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from attrs import field, frozen

from lsc_domain.assemblee.presence import EtatDesPresences, Presence
from lsc_domain.assemblee.resolution import Ligne
from lsc_domain.assemblee.scrutin import Scrutin, Suffrages
from lsc_domain.assemblee.vote import Bulletins
from lsc_domain.copropriete.voix import Voix
from lsc_domain.ports.journal import Tete
from lsc_domain.socle.ids import CoproprietaireId, ResolutionId

if TYPE_CHECKING:
    from lsc_domain.assemblee.correspondance import Formulaire
    from lsc_domain.assemblee.depouillement import Depouillement
    from lsc_domain.assemblee.fait import EvenementDemande
    from lsc_domain.assemblee.greffe import Greffe
    from lsc_domain.assemblee.seance import Seance
    from lsc_domain.assemblee.suivi import Etape
    from lsc_domain.assemblee.tenue import Tenue
    from lsc_domain.copropriete.personne import Personne


@frozen(kw_only=True)
class EtatDeSeance:
    """
    What the screens of a meeting show, read at one head of its journal.

    `presences` and `formulaires` are how owners started, as they were recorded; `courante` is the line a vote was
    last typed on. `depouillement` is `None` before the opening.
    """

    tete: Tete
    etape: Etape
    seance: Seance = field(repr=False)
    depouillement: Depouillement | None = field(repr=False)
    tenue: Tenue
    evenements: tuple[EvenementDemande, ...]
    syndic: Personne | None
    presences: Mapping[CoproprietaireId, Presence] = field(repr=False)
    formulaires: Mapping[CoproprietaireId, Formulaire] = field(repr=False)
    seconds_votes: frozenset[ResolutionId]
    convoquee: bool
    ouverte: bool
    close: bool
    figee: bool
    suspendue: bool
    par_correspondance: bool
    versions: int
    courante: ResolutionId | None = None

    @classmethod
    def lire(cls, greffe: Greffe, tete: Tete, courante: ResolutionId | None) -> EtatDeSeance:
        """Freeze what a clerk knows."""
        preparee = greffe.preparee
        return cls(
            tete=tete,
            etape=greffe.etape,
            seance=greffe.seance(),
            depouillement=greffe.depouiller() if greffe.ouverte else None,
            tenue=greffe.tenue,
            evenements=greffe.evenements,
            syndic=preparee.syndic if preparee is not None else None,
            presences=dict(greffe.salle.presences),
            formulaires=dict(greffe.salle.formulaires),
            seconds_votes=frozenset(greffe.seconds_votes),
            convoquee=greffe.convocation is not None,
            ouverte=greffe.ouverte,
            close=greffe.close,
            figee=greffe.figee,
            suspendue=greffe.suspendue,
            par_correspondance=preparee is not None and preparee.vote_par_correspondance,
            versions=len(greffe.versions),
            courante=courante,
        )

    @property
    def marque(self) -> str:
        """What names this state to a browser: it comes back with it after a cut (`Last-Event-ID`)."""
        return f"{self.tete.rang}-{self.tete.empreinte[:12]}"

    @property
    def agenda_ouvert(self) -> bool:
        """Whether the agenda may change: before the notice, then in session. AG-03, I-24."""
        return not self.convoquee or (self.ouverte and not self.close and not self.figee)

    @property
    def texte_ouvert(self) -> bool:
        """Whether what the minutes say beside the votes may still be added. Décret 67-223, art. 17."""
        return self.ouverte and not self.figee

    @property
    def lignes(self) -> tuple[Ligne, ...]:
        """The lines of the agenda, sub-resolutions included."""
        return self.seance.ordre_du_jour.lignes

    @property
    def voix(self) -> Voix:
        """The voices attendance is weighed with: those of the general key, or of the first one."""
        syndicat = self.seance.syndicat
        return self.seance.voix((syndicat.cle_generale or syndicat.cles[0]).code)

    @property
    def maintenant(self) -> EtatDesPresences:
        """Who is there after the last movement."""
        etats = self.seance.etats
        return etats[-1] if etats else self.seance.feuille.depart()

    def ligne(self, resolution: ResolutionId) -> Ligne | None:
        """Return a line of the agenda, none when there is none of that identity."""
        rang = self.seance.ordre_du_jour.rangs.get(resolution)
        return None if rang is None else self.lignes[rang]

    def scrutin(self, resolution: ResolutionId) -> Scrutin | None:
        """Return the result of a line as things stand, none before the opening."""
        return self.depouillement.scrutin(resolution) if self.depouillement is not None else None

    def bulletins(self, resolution: ResolutionId, *, second_vote: bool) -> Bulletins:
        """Return the ballots of a vote as they were cast, those of the forms included."""
        votes = self.seance.seconds_votes if second_vote else self.seance.votes
        return votes.get(resolution, Bulletins())

    def suffrages(self, resolution: ResolutionId, *, second_vote: bool) -> Suffrages | None:
        """Return what counts in a vote, none where it is not held."""
        scrutin = self.scrutin(resolution)
        if scrutin is None or not second_vote:
            return scrutin.suffrages if scrutin is not None else None
        return scrutin.second.suffrages if scrutin.second is not None else None
