"""What the clerk knows of one meeting, and the questions it answers at any moment."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from datetime import time
from typing import Final

from attrs import define, field
from returns.pipeline import is_successful

from lsc_domain.assemblee.bureau_de_vote import BureauDeVote, Tour
from lsc_domain.assemblee.choix import Choix
from lsc_domain.assemblee.convocation import Convocation
from lsc_domain.assemblee.depouillement import Depouillement, depouiller
from lsc_domain.assemblee.fait import (
    AssembleePreparee,
    EvenementDemande,
    MutationConstatee,
    ProcesVerbalEtabli,
    ProcesVerbalNotifie,
    RectificationOuverte,
)
from lsc_domain.assemblee.proces_verbal import Signature
from lsc_domain.assemblee.refus import Refus, libelle
from lsc_domain.assemblee.refus_de_tenue import EtapeManquante, EtapePassee, HeureEnArriere
from lsc_domain.assemblee.salle import Salle
from lsc_domain.assemblee.seance import Seance
from lsc_domain.assemblee.suivi import Etape
from lsc_domain.assemblee.tenue import DerniereHeure, Tenue
from lsc_domain.loi.decompte import Poids
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import ResolutionId

_NON_PREPAREE: Final = EtapeManquante(attendu="l'assemblée n'est pas préparée")
_NON_CONVOQUEE: Final = EtapeManquante(attendu="l'assemblée n'est pas convoquée")
_NON_OUVERTE: Final = EtapeManquante(attendu="la séance n'est pas ouverte : les présences d'abord, les votes ensuite")
_NON_ETABLI: Final = EtapeManquante(attendu="le procès-verbal n'est pas établi")
_A_REFAIRE: Final = EtapeManquante(attendu="une rectification est ouverte et sa version n'est pas établie")
_SUSPENDUE: Final = EtapeManquante(attendu="la séance est suspendue")
_OUVERTE: Final = EtapePassee(depuis="la séance est ouverte")
_CLOSE: Final = EtapePassee(depuis="la séance est close")
_FIGEE: Final = EtapePassee(
    depuis="le procès-verbal est établi ; une rectification, avec son auteur et son motif, en ouvre une autre version"
)


@define
class Registre:
    """
    One meeting as its facts have left it.

    `confiance` leaves out the checks that count votes again: for facts this library kept itself, read back.
    `reprise` marks a meeting taken over from elsewhere, which is recorded as it was.
    `rectification` is the one that is open, if any: attendance and votes, frozen by the minutes, may then be
    corrected until the next version. I-23.
    """

    confiance: bool = field(default=False, kw_only=True)
    etape: Etape = field(default=Etape.PREPARATION, init=False)
    preparee: AssembleePreparee | None = field(default=None, init=False)
    convocation: Convocation | None = field(default=None, init=False)
    reprise: bool = field(default=False, init=False)
    tenue: Tenue = field(factory=Tenue, init=False)
    versions: tuple[ProcesVerbalEtabli, ...] = field(default=(), init=False)
    signatures: tuple[tuple[int, Signature], ...] = field(default=(), init=False)
    rectification: RectificationOuverte | None = field(default=None, init=False)
    notifications: tuple[ProcesVerbalNotifie, ...] = field(default=(), init=False)
    mutations: tuple[MutationConstatee, ...] = field(default=(), init=False)
    evenements: tuple[EvenementDemande, ...] = field(default=(), init=False)
    suspendue: bool = field(default=False, init=False)
    seconds_votes: set[ResolutionId] = field(factory=set[ResolutionId], init=False)
    _salle: Salle | None = field(default=None, init=False, repr=False)
    _bureau: BureauDeVote | None = field(default=None, init=False, repr=False)
    _heure: DerniereHeure = field(factory=DerniereHeure, init=False, repr=False)

    def seance(self) -> Seance:
        """Return the meeting as it stands, frozen. Raises `InvalidValue` before it was prepared."""
        return self._bureau.seance() if self._bureau is not None else self.salle.cadre()

    def depouiller(self) -> Depouillement:
        """Count and decide every line as things stand. Raises `InvalidValue` where `depouiller` would refuse."""
        compte = depouiller(self.seance())
        if not is_successful(compte):
            raise InvalidValue(libelle(compte.failure()))
        return compte.unwrap()

    def totaux(self, resolution: ResolutionId, *, second_vote: bool = False) -> dict[Choix, Poids]:
        """Return what each choice weighs so far on one line, at any moment of the vote. AG-34."""
        return self.bureau.totaux((resolution, second_vote))

    @property
    def salle(self) -> Salle:
        """The attendance and the agenda. Raises `InvalidValue` before the meeting was prepared."""
        if self._salle is None:
            raise InvalidValue("l'assemblée n'est pas préparée")
        return self._salle

    @property
    def bureau(self) -> BureauDeVote:
        """The ballot boxes. Raises `InvalidValue` before the meeting was opened."""
        if self._bureau is None:
            raise InvalidValue("la séance n'est pas ouverte")
        return self._bureau

    @property
    def ouverte(self) -> bool:
        """Tell whether the meeting was opened, even if it is closed since."""
        return self._bureau is not None

    @property
    def figee(self) -> bool:
        """Tell whether the minutes froze attendance and votes. I-23."""
        return bool(self.versions) and self.rectification is None

    @property
    def close(self) -> bool:
        """Tell whether the meeting is over, no rectification being open."""
        return self.etape in (Etape.CLOSE, Etape.PROCES_VERBAL)

    # What a fact needs to have happened, or not yet: each returns the refusal, or nothing.

    def avant_la_convocation(self) -> Refus | None:
        """Refuse what is too late once the owners are called."""
        if self.preparee is None:
            return _NON_PREPAREE
        return EtapePassee(depuis="l'assemblée est convoquée") if self.convocation is not None else None

    def avant_l_ouverture(self) -> Refus | None:
        """Refuse what belongs between the notice and the opening. AG-03."""
        if self.convocation is None:
            return _NON_CONVOQUEE if self.preparee is not None else _NON_PREPAREE
        return _OUVERTE if self.ouverte else None

    def presences_ouvertes(self) -> Refus | None:
        """Refuse attendance before the notice, and once the minutes froze it. AG-03, I-23."""
        if self.convocation is None:
            return _NON_CONVOQUEE if self.preparee is not None else _NON_PREPAREE
        return _FIGEE if self.figee else None

    def pendant_la_seance(self, *, vote: bool = False) -> Refus | None:
        """Refuse what belongs to the meeting itself; a vote also wants it not suspended. AG-03."""
        if not self.ouverte:
            return _NON_OUVERTE
        if self.figee:
            return _FIGEE
        if self.close:
            return _CLOSE
        return _SUSPENDUE if vote and self.suspendue else None

    def avant_le_proces_verbal(self) -> Refus | None:
        """Refuse what the minutes froze."""
        if not self.ouverte:
            return _NON_OUVERTE
        return _FIGEE if self.figee else None

    def apres_le_proces_verbal(self) -> Refus | None:
        """Refuse what needs minutes that are not being corrected."""
        if self.figee:
            return None
        return _A_REFAIRE if self.rectification is not None else _NON_ETABLI

    def a_l_heure(self, heure: time | None) -> Refus | None:
        """Refuse an hour before the last one; past midnight, the small morning follows the evening. I-25."""
        derniere = self._heure.heure
        if heure is None or derniere is None or self._heure.puis(heure) is not None:
            return None
        return HeureEnArriere(heure=heure, derniere=derniere)

    def noter_l_heure(self, heure: time | None) -> None:
        """Remember the last hour that was said."""
        self._heure = self._heure.puis(heure) or self._heure

    # What may fail half-way is undone whole, and closes no second vote that was opened.

    def essayer(self, changer: Callable[[], Refus | None]) -> Refus | None:
        """Change the room or the agenda, or nothing at all. I-23."""
        salle, bureau = self.salle.copie(), copy(self.bureau)
        refus = changer() or self.seconds_votes_ouverts()
        if refus is not None:
            self._salle, self._bureau = salle, bureau
        return refus

    def deposer(self, tour: Tour, deposer: Callable[[], Refus | None]) -> Refus | None:
        """Change the ballots of one vote, or none of them."""
        if not self._commande(tour):
            return deposer()
        remettre = self.bureau.memoire(tour)
        refus = deposer() or self.seconds_votes_ouverts()
        if refus is not None:
            remettre()
        return refus

    def _commande(self, tour: Tour) -> bool:
        """
        Tell whether an open second vote hangs on this one: of the same line, of a rival or of its sub-resolution.

        Décret 67-223, art. 19. AG-21.
        """
        if self.confiance or not self.seconds_votes:
            return False
        ordre_du_jour = self.salle.ordre_du_jour
        ouverts = [ordre_du_jour.lignes[ordre_du_jour.rangs[un]] for un in self.seconds_votes]
        if any(ligne.parent is not None and ligne.parent.id == tour[0] for ligne in ouverts):
            return True
        groupe = ordre_du_jour.resolution(tour[0]).concurrence if tour[0] in ordre_du_jour.rangs else ""
        return not tour[1] and any(
            ligne.resolution.id == tour[0] or (groupe and ligne.resolution.concurrence == groupe) for ligne in ouverts
        )

    def seconds_votes_ouverts(self) -> Refus | None:
        """Refuse what would leave a second vote that nothing opens any more: it is taken back first. MAJ-03."""
        if self.confiance or not self.seconds_votes:
            return None
        compte = depouiller(self.seance())
        if is_successful(compte):
            return None
        numero = self.salle.ordre_du_jour.resolution(compte.failure().resolution).numero
        return EtapePassee(
            depuis=f"le second vote de la résolution {numero} est ouvert et ne le serait plus ; l'annuler d'abord"
        )

    def preparer_la_salle(self, preparee: AssembleePreparee) -> None:
        """Start with an empty room."""
        self.preparee = preparee
        self._salle = Salle(
            preparee.fiche,
            preparee.syndicat,
            preparee.politique,
            vote_par_correspondance=preparee.vote_par_correspondance,
        )

    def ouvrir_le_bureau(self) -> None:
        """Open the ballot boxes on the attendance as it is."""
        self._bureau = BureauDeVote(self.salle.cadre(), self.salle.formulaires)
        self.etape = Etape.VOTES
