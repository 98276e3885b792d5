"""What comes before the meeting: its preparation, the notice, the forms and the attendance."""

from __future__ import annotations

from collections.abc import Callable

from attrs import evolve
from returns.pipeline import is_successful

from lsc_domain.assemblee import fait as f
from lsc_domain.assemblee.convocation import Convocation, convoquer
from lsc_domain.assemblee.greffe.registre import Registre
from lsc_domain.assemblee.presence import Code
from lsc_domain.assemblee.refus import Refus
from lsc_domain.assemblee.refus_de_tenue import (
    ConvocationTardive,
    EtapeManquante,
    EtapePassee,
    PouvoirDistribueParLeSyndic,
)
from lsc_domain.assemblee.resolution import OrdreDuJour
from lsc_domain.assemblee.salle import Salle, connus
from lsc_domain.assemblee.seance import Seance
from lsc_domain.assemblee.suivi import Etape
from lsc_domain.assemblee.tenue import PouvoirEnBlancRemis
from lsc_domain.copropriete.personne import Personne
from lsc_domain.loi.loi_1965 import LOI
from lsc_domain.socle.affichage import ecrire_date


def preparer(registre: Registre, fait: f.AssembleePreparee) -> Refus | None:
    """Open the register; once. AG-01."""
    if registre.preparee is not None:
        return EtapePassee(depuis="l'assemblée est déjà préparée")
    if fait.fiche.date < LOI:
        return EtapeManquante(attendu=f"aucune assemblée avant le {ecrire_date(LOI)}, jour de la loi 65-557")
    fiche = fait.fiche
    refus = connus(fait.syndicat, (fiche.president, fiche.secretaire, *fiche.scrutateurs))
    if refus is None:
        registre.preparer_la_salle(fait)
    return refus


def arreter_l_ordre_du_jour(registre: Registre, fait: f.OrdreDuJourArrete) -> Refus | None:
    """Take the agenda whole, as often as it changes before the notice. AG-02."""
    refus = registre.avant_la_convocation()
    if refus is not None:
        return refus
    ordre_du_jour = OrdreDuJour(fait.resolutions)
    refus = registre.salle.lisible(ordre_du_jour)
    if refus is None:
        registre.salle.ordre_du_jour = ordre_du_jour
    return refus


def appeler(registre: Registre, fait: f.AssembleeConvoquee) -> Refus | None:
    """Call the owners. Décret 67-223, art. 9. I-17."""
    refus, preparee = registre.avant_la_convocation(), registre.preparee
    if refus is not None or preparee is None:
        return refus
    convocation = Convocation(
        fiche=evolve(preparee.fiche, convocation_presentee_le=fait.presentee_le),
        syndicat=registre.salle.syndicat,
        ordre_du_jour=registre.salle.ordre_du_jour,
        presentee_le=fait.presentee_le,
        urgence=fait.urgence,
        vote_par_correspondance=preparee.vote_par_correspondance,
        syndic=preparee.syndic,
        adresse_du_syndic=preparee.adresse_du_syndic,
        courriel_du_syndic=preparee.courriel_du_syndic,
        consultation=fait.consultation,
        annexes=fait.annexes,
        politique=preparee.politique,
    )
    decision = convoquer(convocation)
    if not is_successful(decision) and not (fait.reprise and isinstance(decision.failure(), ConvocationTardive)):
        return decision.failure()
    registre.convocation = convocation
    registre.reprise = fait.reprise
    registre.salle.fiche = convocation.fiche
    registre.etape = Etape.CONVOCATION
    return None


def constater_la_mutation(registre: Registre, fait: f.MutationConstatee) -> Refus | None:
    """Take the owners as they are now. Décret 67-223, art. 6."""
    refus = registre.avant_l_ouverture()
    if refus is None:
        registre.salle.muter(fait.coproprietaires)
        registre.mutations += (fait,)
    return refus


def recevoir(registre: Registre, fait: f.FormulaireRecu) -> Refus | None:
    """Keep a correspondence form. AG-11, AG-18, I-19."""
    return _changer_la_salle(registre, lambda salle: salle.recevoir(fait.formulaire))


def enregistrer_la_presence(registre: Registre, fait: f.PresenceEnregistree) -> Refus | None:
    """
    Record how an owner starts the meeting; code C comes with its form. AG-09, AG-15.

    In session it corrects the start; whoever comes or goes since is a movement.
    """
    if fait.presence.code is Code.CORRESPONDANCE:
        return EtapeManquante(attendu="un vote par correspondance s'enregistre avec son formulaire")
    return _changer_la_salle(registre, lambda salle: salle.enregistrer(fait.presence))


def _changer_la_salle(registre: Registre, changer: Callable[[Salle], Refus | None]) -> Refus | None:
    """Change the attendance, or nothing at all: no ballot cast is lost, no movement left without its start."""
    refus = registre.presences_ouvertes()
    if refus is not None:
        return refus
    salle = registre.salle
    if not registre.ouverte:
        refus = changer(salle)
        if refus is None:
            registre.etape = Etape.PRESENCES
        return refus

    def changer_en_seance() -> Refus | None:
        refus = changer(salle)
        if refus is not None:
            return refus
        cadre = salle.avec_mouvements()
        return registre.bureau.recadrer(cadre, salle.formulaires) if isinstance(cadre, Seance) else cadre

    return registre.essayer(changer_en_seance)


def transmettre_le_pouvoir(registre: Registre, fait: f.PouvoirEnBlancTransmis) -> Refus | None:
    """
    Remember who handed a blank proxy to whom; not the syndic. Loi 65-557, art. 22, I, al. 3; décret, art. 15-1. I-14.

    A meeting taken over from elsewhere is recorded as it was.
    """
    refus = registre.presences_ouvertes() or registre.salle.connus_par_id((fait.remise.mandant,))
    if refus is None and not registre.reprise:
        refus = _remis_par_le_syndic(registre, fait.remise)
    if refus is None:
        registre.tenue = evolve(registre.tenue, pouvoirs_en_blanc=(*registre.tenue.pouvoirs_en_blanc, fait.remise))
    return refus


def _remis_par_le_syndic(registre: Registre, remise: PouvoirEnBlancRemis) -> Refus | None:
    syndic = registre.preparee.syndic if registre.preparee is not None else None
    if syndic is None or not remise.remis_par.strip():
        return None
    if Personne(nom=remise.remis_par).identite != Personne(nom=str(syndic)).identite:
        return None
    return PouvoirDistribueParLeSyndic(mandant=remise.mandant, syndic=str(syndic))
