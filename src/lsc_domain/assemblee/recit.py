"""A declared meeting told as facts, in the order they happened: what a clerk records of a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from attrs import evolve
from returns.pipeline import is_successful
from returns.result import Failure, Result, Success

from lsc_domain.assemblee import fait as f
from lsc_domain.assemblee.choix import Choix
from lsc_domain.assemblee.correspondance import Formulaire, Reponse
from lsc_domain.assemblee.declaration import Declaration, Faute, etablir
from lsc_domain.assemblee.depouillement import Depouillement, depouiller
from lsc_domain.assemblee.fait import Fait
from lsc_domain.assemblee.mouvement import Mouvement
from lsc_domain.assemblee.presence import Code, Presence
from lsc_domain.assemblee.refus import libelle
from lsc_domain.assemblee.refus_de_tenue import VoteParCorrespondanceDesactive
from lsc_domain.assemblee.resolution import Ligne
from lsc_domain.assemblee.seance import Amendement, Incident
from lsc_domain.assemblee.tenue import DerniereHeure
from lsc_domain.socle.ensemble import rangs


def raconter(declaration: Declaration) -> Result[tuple[Fait, ...], Faute]:
    """
    Tell a declared meeting fact by fact, from its preparation to its closing, or name the fault in it.

    One with no vote and no movement is told up to its attendance: it is yet to be held.

    The order is that of the room: each line of the agenda is told with what happened from it on, its ballots one by
    one, then its second vote, which waits until its rivals have had a first one (décret 67-223, art. 19). A rival
    nobody voted on is left so, and the meeting is not told closed while he is awaited. An owner who takes part and
    has no entry is recorded « non votant », as the exchange format reads him; what a correspondence voter is said to
    have voted is in his form. The same declaration always tells the same facts. AG-03, AG-11, AG-22.
    """
    etablie = etablir(declaration)
    if not is_successful(etablie):
        return Failure(etablie.failure())
    seance = etablie.unwrap()
    faute = _faute(declaration)
    if faute is not None:
        return Failure(faute)
    compte = depouiller(seance)
    if not is_successful(compte):
        ferme = compte.failure()
        numero = seance.ordre_du_jour.resolution(ferme.resolution).numero
        return Failure(Faute(lieu=("seconds_votes", numero), texte=libelle(ferme)))
    return Success(tuple(_Recit(declaration, compte.unwrap()).faits()))


def _faute(declaration: Declaration) -> Faute | None:
    """Name what no clerk could record: nothing to vote, hours that go back, codes the agency does not manage."""
    if not declaration.resolutions:
        return Faute(lieu=("resolutions",), texte="l'ordre du jour est vide")
    if not declaration.coproprietaires:
        return Faute(lieu=("coproprietaires",), texte="il n'y a aucun copropriétaire")
    if DerniereHeure(declaration.ouverte_a).puis(declaration.close_a) is None:
        return Faute(lieu=("assemblee", "close_a"), texte="la séance serait close avant d'être ouverte")
    if declaration.vote_par_correspondance:
        return None
    suivies: tuple[tuple[str, Iterable[object]], ...] = (
        ("presences", declaration.presences),
        ("deroulement", declaration.deroulement),
    )
    for liste, faits in suivies:
        for rang, fait in enumerate(faits):
            if isinstance(fait, Presence | Mouvement) and fait.code in (Code.DISTANCE, Code.CORRESPONDANCE):
                texte = libelle(VoteParCorrespondanceDesactive(coproprietaire=fait.coproprietaire))
                return Faute(lieu=(liste, rang, "code"), texte=texte.removesuffix("."))
    return None


class _Recit:
    def __init__(self, declaration: Declaration, compte: Depouillement) -> None:
        self.declaration, self.seance, self.compte = declaration, compte.seance, compte

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
        if not declaration.presences:  # an owner with no entry is absent: so is everybody
            for un in declaration.coproprietaires:
                yield f.PresenceEnregistree(presence=Presence(coproprietaire=un.id, code=Code.ABSENT))
        # The forms come first, as they were received; the others are seen on the day.
        for presence in sorted(declaration.presences, key=lambda une: une.recu_le or date.max):
            yield self._presence(presence)
        if not (declaration.votes or declaration.seconds_votes or declaration.deroulement):
            return  # nothing was voted and nobody moved: the meeting is yet to be held
        yield f.SeanceOuverte(heure=declaration.ouverte_a)
        if fiche.president or fiche.secretaire or fiche.scrutateurs:
            yield f.BureauElu(president=fiche.president, secretaire=fiche.secretaire, scrutateurs=fiche.scrutateurs)
        yield from self._deroulement()
        if not any(self._attendue(ligne) for ligne in seance.ordre_du_jour.lignes):
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
            etat = self.seance.etats[ligne.rang]
            if not (etat.correspondance | etat.absents) >> self._rang(presence) & 1:
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

    def _deroulement(self) -> Iterator[Fait]:
        """Tell each line: what happened from it on, its ballots, the second votes that may then be held."""
        seance = self.seance
        en_attente: list[Ligne] = []
        for ligne in seance.ordre_du_jour.lignes:
            # Movements are in order; an amendment or an incident happened at its own line, wherever it is listed.
            yield from (_arrive(un) for un in self.declaration.deroulement if un.resolution == ligne.resolution.id)
            if not self._laissee(ligne):
                yield from self._bulletins(ligne, second_vote=False)
            if ligne.resolution.id in seance.seconds_votes:
                en_attente.append(ligne)
            for prete in tuple(en_attente):
                if self._peut_revoter(prete, ligne.rang) and all(prete.parent != un.resolution for un in en_attente):
                    en_attente.remove(prete)
                    yield f.SecondVoteOuvert(resolution=prete.resolution.id)
                    yield from self._bulletins(prete, second_vote=True)

    def _peut_revoter(self, ligne: Ligne, jusqu_a: int) -> bool:
        """Tell whether every rival of a line was told."""
        groupe = ligne.resolution.concurrence
        return not groupe or all(
            autre.rang <= jusqu_a or autre.resolution.concurrence != groupe
            for autre in self.seance.ordre_du_jour.lignes
        )

    def _laissee(self, ligne: Ligne) -> bool:
        """Tell whether a line is a rival nobody voted on: to tell it « non votant » would be a vote."""
        return bool(ligne.resolution.concurrence) and ligne.resolution.id not in self.seance.votes

    def _attendue(self, ligne: Ligne) -> bool:
        return self._laissee(ligne) and self.compte.scrutin(ligne.resolution.id).en_cours

    def _bulletins(self, ligne: Ligne, *, second_vote: bool) -> Iterator[Fait]:
        resolution, suffrages = ligne.resolution.id, self.compte.scrutin(ligne.resolution.id).suffrages
        if not ligne.resolution.se_vote:
            return
        donnes = (self.seance.seconds_votes if second_vote else self.seance.votes).get(resolution)
        dans_la_salle = suffrages.votants & ~suffrages.etat.correspondance
        if not dans_la_salle and ligne.resolution.concurrence and not second_vote:
            lettres = "." * len(self.seance.syndicat.coproprietaires)  # put to the vote, and nobody there to answer
            yield f.VotesEnregistres(resolution=resolution, lettres=lettres)
        for rang in rangs(dans_la_salle):
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
