"""A declared meeting told as facts, in the order they happened: what a clerk records of a file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import evolve
from returns.pipeline import is_successful
from returns.result import Failure, Result, Success

from lsc_domain.assemblee import fait as f
from lsc_domain.assemblee.choix import Choix
from lsc_domain.assemblee.correspondance import Formulaire, Reponse
from lsc_domain.assemblee.declaration import Declaration, Faute, etablir
from lsc_domain.assemblee.fait import Fait
from lsc_domain.assemblee.mouvement import Mouvement
from lsc_domain.assemblee.presence import Code, Presence
from lsc_domain.assemblee.resolution import Ligne
from lsc_domain.assemblee.seance import Amendement, Incident, Seance
from lsc_domain.socle.ensemble import ensemble, rangs
from lsc_domain.socle.ids import ResolutionId


def raconter(declaration: Declaration) -> Result[tuple[Fait, ...], Faute]:
    """
    Tell a declared meeting fact by fact, from its preparation to its closing, or name the fault in it.

    One with no vote and no movement is told up to its attendance: it is yet to be held.

    The order is that of the room: each line of the agenda is told with what happened from it on, its ballots one by
    one, then its second vote. An owner who takes part and has no entry is recorded « non votant », as the exchange
    format reads him; what a correspondence voter is said to have voted is in his form. The same declaration always
    tells the same facts. AG-03, AG-11, AG-22.
    """
    etablie = etablir(declaration)
    if not is_successful(etablie):
        return Failure(etablie.failure())
    return Success(tuple(_Recit(declaration, etablie.unwrap()).faits()))


class _Recit:
    def __init__(self, declaration: Declaration, seance: Seance) -> None:
        self.declaration, self.seance = declaration, seance

    def faits(self) -> Iterator[Fait]:
        """Tell the meeting."""
        declaration, seance = self.declaration, self.seance
        fiche = declaration.fiche
        yield f.AssembleePreparee(
            fiche=evolve(fiche, president=None, secretaire=None, scrutateurs=()),
            syndicat=seance.syndicat,
            syndic=declaration.syndic,
            adresse_du_syndic=declaration.adresse_du_syndic,
            courriel_du_syndic=declaration.courriel_du_syndic,
            vote_par_correspondance=declaration.vote_par_correspondance,
            politique=declaration.politique,
        )
        yield f.OrdreDuJourArrete(resolutions=declaration.resolutions)
        yield f.AssembleeConvoquee(
            presentee_le=fiche.convocation_presentee_le,
            consultation=declaration.consultation,
            annexes=declaration.annexes,
            reprise=True,
        )
        # The forms come first, as they were received; the others are seen on the day.
        for presence in sorted(declaration.presences, key=lambda une: une.recu_le or date.max):
            yield self._presence(presence)
        if not (declaration.votes or declaration.seconds_votes or declaration.deroulement):
            return  # nothing was voted and nobody moved: the meeting is yet to be held
        yield f.SeanceOuverte(heure=declaration.ouverte_a)
        if fiche.president or fiche.secretaire or fiche.scrutateurs:
            yield f.BureauElu(president=fiche.president, secretaire=fiche.secretaire, scrutateurs=fiche.scrutateurs)
        yield from self._deroulement()
        yield f.SeanceClose(heure=declaration.close_a)

    def _presence(self, presence: Presence) -> Fait:
        if presence.code is not Code.CORRESPONDANCE or presence.recu_le is None:
            return f.PresenceEnregistree(presence=presence)
        reponses: list[Reponse] = []
        declaration = self.declaration
        for ligne in self.seance.ordre_du_jour.lignes:
            numero = ligne.resolution.numero
            premier = declaration.votes.get(numero, {}).get(presence.coproprietaire)
            second = declaration.seconds_votes.get(numero, {}).get(presence.coproprietaire)
            if premier is None and second is None:
                continue
            if not self.seance.etats[ligne.rang].correspondance >> self._rang(presence) & 1 and not self._ecarte(
                presence
            ):
                continue  # he came since: from then on he votes in the room
            reponses.append(
                Reponse(
                    resolution=ligne.resolution.id,
                    choix=Choix(premier) if premier is not None else Choix.NON_VOTANT,
                    second=Choix(second) if second is not None else None,
                )
            )
        return f.FormulaireRecu(
            formulaire=Formulaire(
                coproprietaire=presence.coproprietaire,
                recu_le=presence.recu_le,
                canal=presence.canal,
                signe=presence.signe,
                reponses=tuple(reponses),
            )
        )

    def _rang(self, presence: Presence) -> int:
        return self.seance.syndicat.rangs[presence.coproprietaire]

    def _ecarte(self, presence: Presence) -> bool:
        return any(un.presence.coproprietaire == presence.coproprietaire for un in self.seance.ecartes)

    def _deroulement(self) -> Iterator[Fait]:
        """Tell each line: what happened from it on, its ballots, its second vote."""
        en_attente = list(self.declaration.deroulement)
        rang_de = self.seance.ordre_du_jour.rangs
        for ligne in self.seance.ordre_du_jour.lignes:
            while en_attente and rang_de[en_attente[0].resolution] <= ligne.rang:
                yield _arrive(en_attente.pop(0))
            # An amendment or an incident listed after a later movement still happened at its own line.
            for fait in [
                un for un in en_attente if not isinstance(un, Mouvement) and un.resolution == ligne.resolution.id
            ]:
                en_attente.remove(fait)
                yield _arrive(fait)
            yield from self._votes(ligne)
        yield from map(_arrive, en_attente)

    def _votes(self, ligne: Ligne) -> Iterator[Fait]:
        resolution = ligne.resolution
        if not resolution.se_vote or resolution.cle is None:
            return
        exclus = ensemble(self.seance.syndicat.rangs[qui] for qui in resolution.exclus)
        etat = self.seance.etats[ligne.rang]
        dans_la_salle = (etat.presents | etat.distance | etat.representes) & (
            self.seance.voix(resolution.cle).membres & ~exclus
        )
        yield from self._bulletins(ligne, dans_la_salle, second_vote=False)
        if resolution.id in self.seance.seconds_votes:
            yield f.SecondVoteOuvert(resolution=resolution.id)
            yield from self._bulletins(ligne, dans_la_salle, second_vote=True)

    def _bulletins(self, ligne: Ligne, qui: int, *, second_vote: bool) -> Iterator[Fait]:
        resolution: ResolutionId = ligne.resolution.id
        donnes = (self.seance.seconds_votes if second_vote else self.seance.votes).get(resolution)
        for rang in rangs(qui):
            choix = donnes.choix(rang) if donnes is not None else None
            yield f.VoteEnregistre(
                resolution=resolution,
                coproprietaire=self.seance.syndicat.coproprietaires[rang].id,
                choix=choix or Choix.NON_VOTANT,
                second_vote=second_vote,
            )


def _arrive(evenement: Mouvement | Amendement | Incident) -> Fait:
    if isinstance(evenement, Mouvement):
        return f.MouvementEnregistre(mouvement=evenement)
    if isinstance(evenement, Amendement):
        return f.ResolutionAmendee(amendement=evenement)
    return f.IncidentSurvenu(incident=evenement)
