"""« Départ » and « Arrivée en cours d'AG »: who, at what hour, from which resolution on. AG-35, X-02, I-27."""

from __future__ import annotations

from starlette.responses import Response

from lsc_adapters.web.chemin import Chemin
from lsc_adapters.web.seance.appel import ecrire_mouvement, nommer
from lsc_adapters.web.seance.direct import Ecarte
from lsc_adapters.web.seance.ecran import Ecran, chemin, rang_de
from lsc_adapters.web.seance.etat import EtatDeSeance
from lsc_adapters.web.seance.faits import presents as totaux
from lsc_adapters.web.visite import Visite
from lsc_domain.assemblee import fait as f
from lsc_domain.assemblee.fait import Fait
from lsc_domain.assemblee.mouvement import Mouvement, Sens
from lsc_domain.assemblee.presence import EN_PERSONNE, Code
from lsc_domain.copropriete.personne import Personne
from lsc_domain.socle.ids import ResolutionId

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
    )


def _mouvement(ecran: Ecran, etat: EtatDeSeance) -> tuple[Fait, ...]:
    visite = ecran.visite
    try:
        sens = Sens(visite.champ("sens"))
    except ValueError:
        raise Ecarte("Choisissez « arrivée » ou « départ ».", champ="sens") from None
    if not visite.champ("coproprietaire"):
        raise Ecarte("Choisissez qui arrive ou part.", champ="coproprietaire")
    rang = rang_de(etat, visite.champ("coproprietaire"))
    un = etat.seance.syndicat.coproprietaires[rang]
    mandataire, code = ecran.personne("mandataire"), Code.ABSENT
    if sens is Sens.ARRIVEE:
        code = next((un for un in EN_PERSONNE if un.value == visite.champ("code")), Code.PRESENT)
        if code is Code.REPRESENTE and mandataire is None:
            raise Ecarte(f"Indiquez qui représente {un.nom}.", champ="mandataire")
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
    codes_actuels = etat.maintenant
    saisie = {nom: visite.champ(nom) for nom in ("sens", "coproprietaire", "code", "mandataire", "mandataire_nom")}
    saisie["heure"] = visite.champ("heure") if ecran.ecrit else ecran.maintenant.isoformat("minutes")
    saisie["resolution"] = visite.champ("resolution") or visite.question("resolution") or prochaine(etat)
    return ecran.rendre(
        "mouvements.html",
        etat,
        "mouvements",
        ecart=ecart,
        saisie=saisie,
        coproprietaires=[
            (un.id, f"{un.nom} ({codes_actuels.code(rang).value})") for rang, un in enumerate(syndicat.coproprietaires)
        ],
        resolutions=resolutions(etat),
        codes=[(code, nom) for code, nom in CODES_D_ARRIVEE.items() if etat.par_correspondance or code != "D"],
        mouvements=mouvements_notes(etat),
        permis=etat.ouverte and not etat.close and not etat.figee,
        **totaux(etat),
    )


def mouvements_notes(etat: EtatDeSeance) -> list[tuple[str, str]]:
    """List who moved and how, in order. AG-35."""
    return [
        (nommer(etat.seance.syndicat, Personne(coproprietaire=un.coproprietaire)), ecrire_mouvement(etat, un))
        for un in etat.seance.feuille.mouvements
    ]


def resolutions(etat: EtatDeSeance) -> list[tuple[str, str]]:
    """List the lines of the agenda, as a form offers them."""
    return [(un.resolution.id, f"{un.resolution.numero} – {un.resolution.titre}") for un in etat.lignes]


def prochaine(etat: EtatDeSeance) -> str:
    """The line a movement most likely counts from: the first nobody has voted on yet, in the room."""
    for ligne in etat.lignes:
        resolution = ligne.resolution
        correspondants = etat.seance.etats[ligne.rang].correspondance
        if resolution.se_vote and not etat.bulletins(resolution.id, second_vote=False).saisis & ~correspondants:
            return resolution.id
    return etat.lignes[-1].resolution.id if etat.lignes else ""
