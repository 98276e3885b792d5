"""What happens in the room: opening, bureau, movements, votes, interruptions, closing."""

from __future__ import annotations

from attrs import evolve

from lsc_domain.assemblee import fait as f
from lsc_domain.assemblee.greffe.registre import Registre
from lsc_domain.assemblee.presence import Code
from lsc_domain.assemblee.refus import MandataireEmpeche, Refus, SecondVoteFerme
from lsc_domain.assemblee.refus_de_tenue import BureauNonElu, EtapeManquante, EtapePassee, SecondVotePasOuvert
from lsc_domain.assemblee.resolution import OrdreDuJour
from lsc_domain.assemblee.seance import Seance
from lsc_domain.assemblee.suivi import Etape
from lsc_domain.assemblee.tenue import Suspension
from lsc_domain.loi.decision import Resultat


def ouvrir(registre: Registre, fait: f.SeanceOuverte) -> Refus | None:
    """Open the meeting, somebody at least taking part. AG-03."""
    refus = registre.avant_l_ouverture()
    if refus is not None:
        return refus
    if all(une.code is Code.ABSENT for une in registre.salle.presences.values()):
        return EtapeManquante(attendu="aucune présence n'est enregistrée")
    registre.ouvrir_le_bureau()
    registre.tenue = evolve(registre.tenue, ouverte_a=fait.heure)
    registre.noter_l_heure(fait.heure)
    return None


def elire_le_bureau(registre: Registre, fait: f.BureauElu) -> Refus | None:
    """
    Seat the bureau, elected by the vote the fact names, if it names one. Décret 67-223, art. 15. I-10.

    The syndic and his circle do not chair (loi 65-557, art. 22, I, al. 4). I-13.
    """
    salle = registre.salle if registre.ouverte else None
    refus = registre.pendant_la_seance()
    if refus is not None or salle is None:
        return refus
    refus = salle.connus((fait.president, fait.secretaire, *fait.scrutateurs))
    if refus is None and fait.resolution is not None:
        refus = salle.ligne(fait.resolution)
        if refus is None and not registre.confiance:
            resultat = registre.depouiller().scrutin(fait.resolution).resultat
            if resultat is not Resultat.ADOPTEE:
                refus = BureauNonElu(resolution=fait.resolution, resultat=resultat.value)
    if refus is None and fait.president is not None and fait.president.empechement is not None:
        cause = f"il est {fait.president.empechement.libelle}"
        refus = MandataireEmpeche(mandataire=str(fait.president), cause=cause)
    if refus is None:
        salle.fiche = evolve(
            salle.fiche, president=fait.president, secretaire=fait.secretaire, scrutateurs=fait.scrutateurs
        )
        refus = registre.bureau.recadrer(salle.cadre())
    return refus


def bouger(registre: Registre, fait: f.MouvementEnregistre) -> Refus | None:
    """Record an arrival or a departure; ballots already cast stay. AG-35, I-27, I-28."""
    refus = registre.pendant_la_seance()
    if refus is not None:
        return refus
    refus = _recadrer(registre, registre.salle.avec_mouvement(fait.mouvement))
    if refus is None:
        registre.salle.mouvements += (fait.mouvement,)
    return refus


def changer_l_ordre_du_jour(registre: Registre, fait: f.OrdreDuJourChange) -> Refus | None:
    """Change the agenda in session; what was added to the notice is discussed, not decided. AG-21, I-24."""
    refus = registre.pendant_la_seance()
    if refus is not None:
        return refus
    nouveau = OrdreDuJour(fait.resolutions)
    refus = _recadrer(registre, registre.salle.avec_ordre_du_jour(nouveau))
    if refus is None:
        registre.salle.ordre_du_jour = nouveau
        convoque = registre.convocation.ordre_du_jour.rangs if registre.convocation is not None else {}
        registre.tenue = evolve(registre.tenue, ajoutees=frozenset(nouveau.rangs.keys() - convoque.keys()))
    return refus


def amender(registre: Registre, fait: f.ResolutionAmendee) -> Refus | None:
    """Amend a resolution. Loi 65-557, art. 17-1 A, al. 2. AG-37, I-24."""
    refus = registre.pendant_la_seance() or registre.salle.ligne(fait.amendement.resolution)
    if refus is None:
        registre.salle.amendements += (fait.amendement,)
        refus = registre.bureau.recadrer(registre.salle.cadre())
    return refus


def noter_l_incident(registre: Registre, fait: f.IncidentSurvenu) -> Refus | None:
    """Note a technical incident. Décret 67-223, art. 17."""
    refus = (
        registre.pendant_la_seance()
        or registre.salle.ligne(fait.incident.resolution)
        or registre.salle.connus_par_id((fait.incident.coproprietaire,))
    )
    if refus is None:
        registre.salle.incidents += (fait.incident,)
        refus = registre.bureau.recadrer(registre.salle.cadre())
    return refus


def voter(registre: Registre, fait: f.VoteEnregistre) -> Refus | None:
    """Take one ballot. AG-34, AG-36, AG-39."""
    refus = registre.pendant_la_seance(vote=True)
    if refus is not None:
        return refus
    if fait.second_vote and fait.resolution not in registre.seconds_votes:
        return SecondVotePasOuvert(resolution=fait.resolution)
    return registre.bureau.voter((fait.resolution, fait.second_vote), fait.coproprietaire, fait.choix)


def voter_en_colonne(registre: Registre, fait: f.VotesEnregistres) -> Refus | None:
    """Take the ballots of a whole line, all of them or none. AG-39, AG-42."""
    refus = registre.pendant_la_seance(vote=True)
    if refus is not None:
        return refus
    if fait.second_vote and fait.resolution not in registre.seconds_votes:
        return SecondVotePasOuvert(resolution=fait.resolution)
    return registre.bureau.deposer((fait.resolution, fait.second_vote), fait.lettres)


def annuler_les_votes(registre: Registre, fait: f.VotesAnnules) -> Refus | None:
    """Take back the ballots of a line; what the forms say stays. AG-42."""
    refus = registre.pendant_la_seance(vote=True) or registre.salle.ligne(fait.resolution)
    if refus is None and fait.second_vote and fait.resolution not in registre.seconds_votes:
        refus = SecondVotePasOuvert(resolution=fait.resolution)
    if refus is None:
        registre.bureau.annuler((fait.resolution, fait.second_vote))
        if fait.second_vote:
            registre.seconds_votes.discard(fait.resolution)
    return refus


def ouvrir_le_second_vote(registre: Registre, fait: f.SecondVoteOuvert) -> Refus | None:
    """Vote again on a line, if the first vote opens it. MAJ-01, MAJ-03, MAJ-08."""
    refus = registre.pendant_la_seance(vote=True) or registre.salle.ligne(fait.resolution)
    if refus is not None:
        return refus
    if fait.resolution in registre.seconds_votes:
        return EtapePassee(depuis=f"le second vote de la résolution {fait.resolution} est déjà ouvert")
    if not registre.confiance:
        scrutin = registre.depouiller().scrutin(fait.resolution)
        if scrutin.second is None or scrutin.en_cours:
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
    """Close the meeting."""
    refus = registre.pendant_la_seance(vote=True) or registre.a_l_heure(fait.heure)
    if refus is None and registre.rectification is not None:
        refus = EtapePassee(depuis="la séance est close, une rectification est en cours")
    if refus is None:
        registre.tenue = evolve(registre.tenue, close_a=fait.heure)
        registre.etape = Etape.CLOSE
    return refus


def _recadrer(registre: Registre, cadre: Seance | Refus) -> Refus | None:
    return registre.bureau.recadrer(cadre) if isinstance(cadre, Seance) else cadre
