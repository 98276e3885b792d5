"""One meeting, folded from its facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from attrs import define
from returns.result import Failure, Result, Success

from lsc_domain.assemblee import fait as f
from lsc_domain.assemblee.fait import Fait
from lsc_domain.assemblee.greffe import apres, avant, pendant
from lsc_domain.assemblee.greffe.registre import Registre
from lsc_domain.assemblee.refus import Refus

F = TypeVar("F", bound=Fait)


@define
class Greffe(Registre):
    """
    The clerk of one meeting: what its facts make of it, and the gate the next one must pass.

    A refused fact changes nothing. The order is that of the trade: agenda, notice, attendance, votes, closing,
    minutes, notification (AG-03). Two clerks that took the same facts are in the same state, whatever the time
    between them; taking one more vote costs the same at the first and at the millionth. I-23, I-25.
    """

    @classmethod
    def rejouer(cls, faits: Iterable[Fait], *, confiance: bool = False) -> Result[Greffe, tuple[int, Refus]]:
        """Fold facts from the first, or name the rank (1 is the first) of the one that cannot be, and why."""
        greffe = cls(confiance=confiance)
        for rang, fait in enumerate(faits, 1):
            refus = greffe.prendre(fait)
            if refus is not None:
                return Failure((rang, refus))
        return Success(greffe)

    def inscrire(self, fait: Fait) -> Result[Fait, Refus]:
        """Take the next fact, or refuse it and change nothing."""
        refus = self.prendre(fait)
        return Success(fait) if refus is None else Failure(refus)

    def prendre(self, fait: Fait) -> Refus | None:
        """Take the next fact and return nothing, or return the refusal: `inscrire` without its envelope."""
        return _ACTES[type(fait)](self, fait)


_Acte = Callable[[Registre, Fait], Refus | None]


def _acte(type_: type[F], faire: Callable[[Registre, F], Refus | None]) -> tuple[type[object], _Acte]:
    """Pair a kind of fact with what it does, the types of both being checked together."""

    def acte(registre: Registre, fait: Fait) -> Refus | None:
        return faire(registre, fait) if isinstance(fait, type_) else None

    return type_, acte


_ACTES: dict[type[object], _Acte] = dict(
    (
        _acte(f.AssembleePreparee, avant.preparer),
        _acte(f.OrdreDuJourArrete, avant.arreter_l_ordre_du_jour),
        _acte(f.AssembleeConvoquee, avant.appeler),
        _acte(f.MutationConstatee, avant.constater_la_mutation),
        _acte(f.FormulaireRecu, avant.recevoir),
        _acte(f.PresenceEnregistree, avant.enregistrer_la_presence),
        _acte(f.PouvoirEnBlancTransmis, avant.transmettre_le_pouvoir),
        _acte(f.SeanceOuverte, pendant.ouvrir),
        _acte(f.BureauElu, pendant.elire_le_bureau),
        _acte(f.MouvementEnregistre, pendant.bouger),
        _acte(f.OrdreDuJourChange, pendant.changer_l_ordre_du_jour),
        _acte(f.ResolutionAmendee, pendant.amender),
        _acte(f.IncidentSurvenu, pendant.noter_l_incident),
        _acte(f.VoteEnregistre, pendant.voter),
        _acte(f.VotesEnregistres, pendant.voter_en_colonne),
        _acte(f.VotesAnnules, pendant.annuler_les_votes),
        _acte(f.SecondVoteOuvert, pendant.ouvrir_le_second_vote),
        _acte(f.TexteAjoute, pendant.ajouter_le_texte),
        _acte(f.ReserveFormulee, pendant.noter_la_reserve),
        _acte(f.EvenementDemande, pendant.demander_l_evenement),
        _acte(f.SeanceSuspendue, pendant.suspendre),
        _acte(f.SeanceReprise, pendant.reprendre),
        _acte(f.SeanceClose, pendant.clore),
        _acte(f.ProcesVerbalEtabli, apres.etablir),
        _acte(f.ProcesVerbalSigne, apres.signer),
        _acte(f.RectificationOuverte, apres.rectifier),
        _acte(f.ProcesVerbalNotifie, apres.notifier),
    )
)
