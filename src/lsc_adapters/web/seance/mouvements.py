"""« Départ » and « Arrivée en cours d'AG »: who, at what hour, from which resolution on. AG-35, X-02, I-27."""

from __future__ import annotations

from starlette.responses import Response

from lsc_adapters.web.chemin import Chemin
from lsc_adapters.web.seance.appel import ecrire_mouvement, nommer, recapitulatif
from lsc_adapters.web.seance.direct import Ecarte
from lsc_adapters.web.seance.ecran import Ecran, chemin, rang_de
from lsc_adapters.web.seance.etat import EtatDeSeance
from lsc_adapters.web.seance.presences import suivi
from lsc_adapters.web.visite import Visite
from lsc_domain.assemblee import fait as f
from lsc_domain.assemblee.fait import Fait
from lsc_domain.assemblee.mouvement import Mouvement, Sens
from lsc_domain.assemblee.presence import EN_PERSONNE, Code
from lsc_domain.copropriete.personne import Personne
from lsc_domain.socle.ids import CoproprietaireId, ResolutionId

CODES_D_ARRIVEE = {
    Code.PRESENT.value: "O – présent",
    Code.DISTANCE.value: "D – à distance",
    Code.REPRESENTE.value: "R – représenté",
}


def routes() -> tuple[Chemin, ...]:
    """List the paths."""
    return (chemin("/mouvements", mouvements, saisie=True),)


def mouvements(visite: Visite) -> Response:
    """The movements, in order, and the next one."""
    ecran = Ecran.ouvrir(visite)
    if not ecran.ecrit:
        return _page(ecran, None)
    return ecran.saisir(
        lambda etat: _mouvement(ecran, etat),
        vers="/mouvements?fait=enregistre",
        page=_page,
        donnees=lambda etat: suivi(ecran, etat),
    )


def _mouvement(ecran: Ecran, etat: EtatDeSeance) -> tuple[Fait, ...]:
    visite = ecran.visite
    try:
        sens = Sens(visite.champ("sens"))
    except ValueError:
        raise Ecarte("Choisissez « arrivée » ou « départ ».") from None
    if not visite.champ("coproprietaire"):
        raise Ecarte("Choisissez qui arrive ou part.")
    rang = rang_de(etat, visite.champ("coproprietaire"))
    un = etat.seance.syndicat.coproprietaires[rang]
    mandataire, code = ecran.personne("mandataire"), Code.ABSENT
    if sens is Sens.ARRIVEE:
        code = next((un for un in EN_PERSONNE if un.value == visite.champ("code")), Code.PRESENT)
        if code is Code.REPRESENTE and mandataire is None:
            raise Ecarte(f"Indiquez qui représente {un.nom}.")
        mandataire = mandataire if code is Code.REPRESENTE else None
    mouvement = Mouvement(
        sens=sens,
        coproprietaire=un.id,
        resolution=ResolutionId(visite.champ("resolution")),
        heure=ecran.heure(),
        code=code,
        mandataire=mandataire,
    )
    return (f.MouvementEnregistre(mouvement=mouvement),)


def _page(ecran: Ecran, ecart: Ecarte | None) -> Response:
    visite, etat = ecran.visite, ecran.etat
    syndicat = etat.seance.syndicat
    presents = etat.maintenant
    saisie = {nom: visite.champ(nom) for nom in ("sens", "coproprietaire", "code", "mandataire", "mandataire_nom")}
    saisie["heure"] = visite.champ("heure") if ecran.ecrit else ecran.maintenant.isoformat("minutes")
    saisie["resolution"] = visite.champ("resolution") or visite.question("resolution") or _prochaine(etat)
    return ecran.rendre(
        "mouvements.html",
        etat,
        "mouvements",
        ecart=ecart,
        saisie=saisie,
        coproprietaires=[
            (un.id, f"{un.nom} ({presents.code(rang).value})") for rang, un in enumerate(syndicat.coproprietaires)
        ],
        resolutions=[(un.resolution.id, f"{un.resolution.numero} – {un.resolution.titre}") for un in etat.lignes],
        codes=[(code, nom) for code, nom in CODES_D_ARRIVEE.items() if etat.par_correspondance or code != "D"],
        mouvements=[
            (nommer(syndicat, _personne(un)), ecrire_mouvement(etat, un)) for un in etat.seance.feuille.mouvements
        ],
        depart=recapitulatif(presents, etat.voix),
        maintenant=None,
    )


def _personne(mouvement: Mouvement) -> Personne:
    return Personne(coproprietaire=CoproprietaireId(mouvement.coproprietaire))


def _prochaine(etat: EtatDeSeance) -> str:
    """The line a movement most likely counts from: the first nobody has voted on yet, in the room."""
    for ligne in etat.lignes:
        resolution = ligne.resolution
        correspondants = etat.seance.etats[ligne.rang].correspondance
        if resolution.se_vote and not etat.bulletins(resolution.id, second_vote=False).saisis & ~correspondants:
            return resolution.id
    return etat.lignes[-1].resolution.id if etat.lignes else ""
