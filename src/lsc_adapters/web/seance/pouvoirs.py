"""Who holds whose proxy, and the blank ones: handed by whom, to whom, as the minutes say. POUV-01, I-14, I-21."""

from __future__ import annotations

from starlette.responses import Response

from lsc_adapters.web.chemin import Chemin
from lsc_adapters.web.seance.appel import nommer, voix
from lsc_adapters.web.seance.direct import Ecarte
from lsc_adapters.web.seance.ecran import Ecran, chemin, rang_de
from lsc_adapters.web.seance.etat import EtatDeSeance
from lsc_adapters.web.seance.faits import noms
from lsc_adapters.web.seance.mouvements import prochaine, resolutions
from lsc_adapters.web.visite import Visite
from lsc_domain.assemblee import fait as f
from lsc_domain.assemblee.fait import Fait
from lsc_domain.assemblee.mouvement import Mouvement, Sens
from lsc_domain.assemblee.pouvoir import distributeurs
from lsc_domain.assemblee.presence import Code, Presence
from lsc_domain.assemblee.tenue import PouvoirEnBlancRemis
from lsc_domain.copropriete.personne import Personne
from lsc_domain.socle.ensemble import ensemble
from lsc_domain.socle.ids import ResolutionId


def routes() -> tuple[Chemin, ...]:
    """List the paths."""
    return (chemin("/pouvoirs", pouvoirs, saisie=True),)


def pouvoirs(visite: Visite) -> Response:
    """The proxies by holder, the blank ones handed over, and the next. Décret 67-223, art. 15-1."""
    ecran = Ecran.ouvrir(visite)
    if not ecran.ecrit:
        return _page(ecran, None)
    return ecran.saisir(lambda etat: _remettre(ecran, etat), vers="/pouvoirs?fait=remis", page=_page)


def _remettre(ecran: Ecran, etat: EtatDeSeance) -> tuple[Fait, ...]:
    """
    Hand a blank proxy over: what the minutes say of it, and its author represented.

    He starts the meeting so before it is open; afterwards he arrives so, from a resolution on.
    """
    visite = ecran.visite
    if not visite.champ("coproprietaire"):
        raise Ecarte("Choisissez qui a donné le pouvoir.", champ="coproprietaire")
    rang = rang_de(etat, visite.champ("coproprietaire"))
    un = etat.seance.syndicat.coproprietaires[rang]
    remis_par, mandataire = ecran.personne("remis_par"), ecran.personne("mandataire")
    if remis_par is None:
        raise Ecarte("Indiquez qui a remis le pouvoir : le procès-verbal le nomme.", champ="remis_par")
    if mandataire is None:
        raise Ecarte(f"Indiquez qui représente {un.nom}.", champ="mandataire")
    if mandataire.coproprietaire == un.id:
        raise Ecarte(f"{un.nom} ne se représente pas soi-même.", champ="mandataire")
    syndicat = etat.seance.syndicat
    remise = PouvoirEnBlancRemis(
        mandant=un.id, remis_par=nommer(syndicat, remis_par), mandataire=nommer(syndicat, mandataire)
    )
    represente = etat.maintenant.mandataires.get(rang)
    if represente is not None and represente.identite == mandataire.identite:  # the sheet says it already
        return (f.PouvoirEnBlancTransmis(remise=remise),)
    if not etat.ouverte:
        presence = Presence(coproprietaire=un.id, code=Code.REPRESENTE, mandataire=mandataire)
        return f.PresenceEnregistree(presence=presence), f.PouvoirEnBlancTransmis(remise=remise)
    arrivee = Mouvement(
        sens=Sens.ARRIVEE,
        coproprietaire=un.id,
        resolution=ResolutionId(visite.champ("resolution")),
        heure=ecran.heure(),
        code=Code.REPRESENTE,
        mandataire=mandataire,
    )
    return f.MouvementEnregistre(mouvement=arrivee), f.PouvoirEnBlancTransmis(remise=remise)


def detenus(etat: EtatDeSeance) -> dict[str, object]:
    """Return the proxies each holder has now, with what they weigh, and the blank ones handed over. POUV-03."""
    syndicat, poids = etat.seance.syndicat, etat.voix
    porteurs = [
        (
            nommer(syndicat, qui),
            ", ".join(syndicat.coproprietaires[rang].nom for rang in mandants),
            len(mandants),
            voix(poids.peser(ensemble(mandants)).voix),
        )
        for qui, mandants in etat.maintenant.par_mandataire()
    ]
    remis = [(nommer(syndicat, Personne(coproprietaire=un.mandant)), un) for un in etat.tenue.pouvoirs_en_blanc]
    return {"porteurs": porteurs, "remis": remis}


def _page(ecran: Ecran, ecart: Ecarte | None) -> Response:
    visite, etat = ecran.visite, ecran.etat
    syndicat, presents = etat.seance.syndicat, etat.maintenant
    qui_remet = distributeurs(syndicat, etat.seance.fiche.president)
    en_tete = [
        (un.coproprietaire, f"{nommer(syndicat, un)}, {qualite}") for un, qualite in qui_remet if un.coproprietaire
    ]
    deja = {id for id, _ in en_tete}
    saisie = {
        nom: visite.champ(nom)
        for nom in ("coproprietaire", "mandataire", "mandataire_nom", "remis_par", "remis_par_nom")
    }
    if not ecran.ecrit and qui_remet:
        premier = qui_remet[0][0]
        saisie |= {"remis_par": premier.coproprietaire or "", "remis_par_nom": premier.nom}
    saisie["resolution"] = visite.champ("resolution") or prochaine(etat)
    if ecran.ecrit:
        saisie["heure"] = visite.champ("heure")
    return ecran.rendre(
        "pouvoirs.html",
        etat,
        "presences",
        ecart=ecart,
        saisie={"heure": ecran.maintenant.isoformat("minutes")} | saisie,
        mandants=[
            (un.id, f"{un.nom} ({presents.code(rang).value})") for rang, un in enumerate(syndicat.coproprietaires)
        ],
        remettants=[*en_tete, *(un for un in noms(syndicat) if un[0] not in deja)],
        mandataires=noms(syndicat, presents.presents | presents.distance),
        resolutions=resolutions(etat),
        permis=etat.convoquee and not etat.figee,
        **detenus(etat),
    )
