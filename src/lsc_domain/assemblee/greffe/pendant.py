"""What happens in the room: opening, bureau, movements, votes, interruptions, closing."""

from __future__ import annotations

from attrs import evolve
from returns.pipeline import is_successful

from lsc_domain.assemblee import fait as f
from lsc_domain.assemblee.greffe.registre import Registre
from lsc_domain.assemblee.proces_verbal import clore as consigner_la_fin
from lsc_domain.assemblee.refus import BulletinsPerdus, Refus, SecondVoteFerme
from lsc_domain.assemblee.refus_de_tenue import (
    BulletinDejaPose,
    BureauNonElu,
    EtapeManquante,
    EtapePassee,
    PresidentEmpeche,
    SaisieEnCours,
    SecondVotePasOuvert,
)
from lsc_domain.assemblee.resolution import OrdreDuJour
from lsc_domain.assemblee.seance import Seance
from lsc_domain.assemblee.suivi import Etape
from lsc_domain.assemblee.tenue import Suspension
from lsc_domain.copropriete.personne import Empechement, Personne
from lsc_domain.loi.decision import Resultat
from lsc_domain.socle.ids import ResolutionId


def ouvrir(registre: Registre, fait: f.SeanceOuverte) -> Refus | None:
    """Open the meeting, once attendance was taken: there is no quorum. AG-03, I-11."""
    refus = registre.avant_l_ouverture()
    if refus is not None:
        return refus
    if not registre.salle.presences:
        return EtapeManquante(attendu="aucune présence n'est enregistrée")
    registre.ouvrir_le_bureau()
    registre.tenue = evolve(registre.tenue, ouverte_a=fait.heure)
    registre.noter_l_heure(fait.heure)
    return None


def elire_le_bureau(registre: Registre, fait: f.BureauElu) -> Refus | None:
    """
    Seat the bureau, elected by the vote the fact names, if it names one. Décret 67-223, art. 15. I-10.

    The syndic and his circle do not chair (loi 65-557, art. 22, I, al. 4); a meeting taken over from elsewhere is
    recorded as it was. I-13.
    """
    refus = registre.pendant_la_seance()
    if refus is not None:
        return refus
    salle = registre.salle
    refus = (
        salle.connus((fait.president, fait.secretaire, *fait.scrutateurs))
        or _elu(registre, fait.resolution)
        or _peut_presider(registre, fait.president)
    )
    if refus is None:
        salle.fiche = evolve(
            salle.fiche, president=fait.president, secretaire=fait.secretaire, scrutateurs=fait.scrutateurs
        )
        refus = registre.bureau.recadrer(salle.cadre())
    return refus


def _elu(registre: Registre, resolution: ResolutionId | None) -> Refus | None:
    """Refuse a bureau whose vote is not over, or did not adopt it."""
    refus = registre.salle.ligne(resolution) if resolution is not None else None
    if resolution is None or refus is not None or registre.confiance:
        return refus
    scrutin = registre.depouiller().scrutin(resolution)
    if scrutin.en_cours:
        return SaisieEnCours(resolutions=(scrutin.ligne.resolution.numero,))
    adoptee = scrutin.resultat is Resultat.ADOPTEE
    return None if adoptee else BureauNonElu(resolution=resolution, resultat=scrutin.libelle)


def _peut_presider(registre: Registre, president: Personne | None) -> Refus | None:
    if president is None or registre.reprise:
        return None
    syndic = registre.preparee.syndic if registre.preparee is not None else None
    est_le_syndic = syndic is not None and syndic.identite == president.identite
    cause = Empechement.SYNDIC if est_le_syndic else president.empechement
    return PresidentEmpeche(president=str(president), cause=f"il est {cause.libelle}") if cause is not None else None


def bouger(registre: Registre, fait: f.MouvementEnregistre) -> Refus | None:
    """Record an arrival or a departure; ballots already cast stay. AG-35, I-27, I-28."""
    refus = registre.pendant_la_seance()
    if refus is not None:
        return refus

    def bouge() -> Refus | None:
        refus = _recadrer(registre, registre.salle.avec_mouvement(fait.mouvement))
        if refus is None:
            registre.salle.mouvements += (fait.mouvement,)
        return refus

    return registre.essayer(bouge)


def changer_l_ordre_du_jour(registre: Registre, fait: f.OrdreDuJourChange) -> Refus | None:
    """Change the agenda in session; what was added to the notice is discussed, not decided. AG-21, I-24."""
    refus = registre.pendant_la_seance()
    if refus is not None:
        return refus
    nouveau = OrdreDuJour(fait.resolutions)

    def change() -> Refus | None:
        refus = registre.salle.votable(nouveau) or _recadrer(registre, registre.salle.avec_ordre_du_jour(nouveau))
        if refus is None:
            registre.salle.ordre_du_jour = nouveau
        # Moved past an arrival or a departure, a line would meet somebody else than those who voted on it.
        return BulletinsPerdus(resolutions=(refus.resolution,)) if isinstance(refus, BulletinDejaPose) else refus

    refus = registre.essayer(change)
    if refus is None:
        convoque = registre.convocation.ordre_du_jour.rangs if registre.convocation is not None else {}
        registre.tenue = evolve(registre.tenue, ajoutees=frozenset(nouveau.rangs.keys() - convoque.keys()))
    return refus


def amender(registre: Registre, fait: f.ResolutionAmendee) -> Refus | None:
    """Amend a resolution. Loi 65-557, art. 17-1 A, al. 2. AG-37, I-24."""
    refus = registre.pendant_la_seance() or registre.salle.ligne(fait.amendement.resolution)
    if refus is not None:
        return refus

    def amende() -> Refus | None:
        registre.salle.amendements += (fait.amendement,)
        return registre.bureau.recadrer(registre.salle.cadre())

    return registre.essayer(amende)


def noter_l_incident(registre: Registre, fait: f.IncidentSurvenu) -> Refus | None:
    """Note a technical incident. Décret 67-223, art. 17."""
    refus = (
        registre.pendant_la_seance()
        or registre.salle.ligne(fait.incident.resolution)
        or registre.salle.connus_par_id((fait.incident.coproprietaire,))
    )
    if refus is not None:
        return refus

    def note() -> Refus | None:
        registre.salle.incidents += (fait.incident,)
        return registre.bureau.recadrer(registre.salle.cadre())

    return registre.essayer(note)


def voter(registre: Registre, fait: f.VoteEnregistre) -> Refus | None:
    """Take one ballot. AG-34, AG-36, AG-39."""
    refus = registre.pendant_la_seance(vote=True)
    if refus is not None:
        return refus
    if fait.second_vote and fait.resolution not in registre.seconds_votes:
        return SecondVotePasOuvert(resolution=fait.resolution)
    tour = (fait.resolution, fait.second_vote)
    return registre.deposer(tour, lambda: registre.bureau.voter(tour, fait.coproprietaire, fait.choix))


def voter_en_colonne(registre: Registre, fait: f.VotesEnregistres) -> Refus | None:
    """Take the ballots of a whole line, all of them or none. AG-39, AG-42."""
    refus = registre.pendant_la_seance(vote=True)
    if refus is not None:
        return refus
    if fait.second_vote and fait.resolution not in registre.seconds_votes:
        return SecondVotePasOuvert(resolution=fait.resolution)
    tour = (fait.resolution, fait.second_vote)
    return registre.deposer(tour, lambda: registre.bureau.deposer(tour, fait.lettres))


def annuler_les_votes(registre: Registre, fait: f.VotesAnnules) -> Refus | None:
    """Take back the ballots of a line; what the forms say stays. AG-42."""
    refus = registre.pendant_la_seance(vote=True) or registre.salle.ligne(fait.resolution)
    if refus is None and fait.second_vote and fait.resolution not in registre.seconds_votes:
        refus = SecondVotePasOuvert(resolution=fait.resolution)
    if refus is not None:
        return refus
    tour = (fait.resolution, fait.second_vote)
    refus = registre.deposer(tour, lambda: registre.bureau.annuler(tour))
    if refus is None and fait.second_vote:
        registre.seconds_votes.discard(fait.resolution)
    return refus


def ouvrir_le_second_vote(registre: Registre, fait: f.SecondVoteOuvert) -> Refus | None:
    """Vote again on a line, if the first vote opens it. MAJ-01, MAJ-03, MAJ-08."""
    refus = registre.pendant_la_seance(vote=True) or registre.salle.ligne(fait.resolution)
    if refus is not None:
        return refus
    if fait.resolution in registre.seconds_votes:
        numero = registre.salle.ordre_du_jour.resolution(fait.resolution).numero
        return EtapePassee(depuis=f"le second vote de la résolution {numero} est déjà ouvert")
    if not registre.confiance:
        scrutin = registre.depouiller().scrutin(fait.resolution)
        if scrutin.en_cours:
            return SaisieEnCours(resolutions=(scrutin.ligne.resolution.numero,))
        if scrutin.second is None:
            return SecondVoteFerme(resolution=fait.resolution)
    registre.seconds_votes.add(fait.resolution)
    registre.bureau.ouvrir_second_vote(fait.resolution)
    return None


def ajouter_le_texte(registre: Registre, fait: f.TexteAjoute) -> Refus | None:
    """Add a text at the end of a resolution, in place of the one it had. MAJ-06, MAJ-10."""
    refus = registre.avant_le_proces_verbal() or registre.salle.ligne(fait.texte.resolution)
    if refus is None:
        autres = tuple(un for un in registre.tenue.textes if un.resolution != fait.texte.resolution)
        registre.tenue = evolve(registre.tenue, textes=(*autres, fait.texte) if fait.texte.texte else autres)
    return refus


def noter_la_reserve(registre: Registre, fait: f.ReserveFormulee) -> Refus | None:
    """Note a reserve. Décret 67-223, art. 17, al. 5."""
    refus = registre.avant_le_proces_verbal() or registre.salle.connus_par_id((fait.reserve.coproprietaire,))
    if refus is None and fait.reserve.resolution is not None:
        refus = registre.salle.ligne(fait.reserve.resolution)
    if refus is None:
        registre.tenue = evolve(registre.tenue, reserves=(*registre.tenue.reserves, fait.reserve))
    return refus


def demander_l_evenement(registre: Registre, fait: f.EvenementDemande) -> Refus | None:
    """« Créer un événement » from a resolution. AG-41."""
    refus = registre.avant_le_proces_verbal() or registre.salle.ligne(fait.resolution)
    if refus is None:
        registre.evenements += (fait,)
    return refus


def suspendre(registre: Registre, fait: f.SeanceSuspendue) -> Refus | None:
    """Interrupt the meeting."""
    refus = registre.pendant_la_seance(vote=True) or registre.a_l_heure(fait.heure)
    if refus is None:
        suspension = Suspension(suspendue_a=fait.heure, motif=fait.motif)
        registre.tenue = evolve(registre.tenue, suspensions=(*registre.tenue.suspensions, suspension))
        registre.suspendue = True
        registre.noter_l_heure(fait.heure)
    return refus


def reprendre(registre: Registre, fait: f.SeanceReprise) -> Refus | None:
    """Go on after an interruption."""
    refus = registre.pendant_la_seance()
    if refus is None and not registre.suspendue:
        refus = EtapeManquante(attendu="la séance n'est pas suspendue")
    refus = refus or registre.a_l_heure(fait.heure)
    if refus is None:
        *avant, derniere = registre.tenue.suspensions
        reprise = evolve(derniere, reprise_a=fait.heure, reprise=True)
        registre.tenue = evolve(registre.tenue, suspensions=(*avant, reprise))
        registre.suspendue = False
        registre.noter_l_heure(fait.heure)
    return refus


def clore(registre: Registre, fait: f.SeanceClose) -> Refus | None:
    """Close the meeting, every ballot in: no more may come, and the minutes would wait for them. AG-03, AG-40."""
    refus = registre.pendant_la_seance(vote=True)
    if refus is None and registre.rectification is not None:
        refus = EtapePassee(depuis="la séance est close, une rectification est en cours")
    refus = refus or registre.a_l_heure(fait.heure)
    if refus is None and not registre.confiance:
        resultats = consigner_la_fin(registre.depouiller())
        refus = None if is_successful(resultats) else resultats.failure()
    if refus is None:
        registre.tenue = evolve(registre.tenue, close_a=fait.heure)
        registre.etape = Etape.CLOSE
    return refus


def _recadrer(registre: Registre, cadre: Seance | Refus) -> Refus | None:
    return registre.bureau.recadrer(cadre) if isinstance(cadre, Seance) else cadre
