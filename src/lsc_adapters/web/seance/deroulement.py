"""Opening, bureau, interruptions, closing, minutes: the meeting's own steps, in the order of the trade. AG-03."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from returns.pipeline import is_successful
from starlette.responses import Response

from lsc_adapters.web.chemin import Chemin
from lsc_adapters.web.depots import remettre
from lsc_adapters.web.seance.direct import Ecarte
from lsc_adapters.web.seance.ecran import Ecran, chemin
from lsc_adapters.web.seance.etat import EtatDeSeance
from lsc_adapters.web.seance.faits import bureau, noms, presents, toutes_les_reserves, version
from lsc_adapters.web.seance.gestes import reserve
from lsc_adapters.web.seance.mouvements import resolutions
from lsc_adapters.web.visite import Visite, introuvable
from lsc_domain.assemblee import fait as f
from lsc_domain.assemblee.fait import Fait
from lsc_domain.assemblee.refus import libelle
from lsc_domain.copropriete.personne import Personne
from lsc_domain.socle.ids import CoproprietaireId, ResolutionId


def routes() -> tuple[Chemin, ...]:
    """List the paths."""
    return (
        chemin("/deroulement", deroulement, saisie=True),
        chemin("/proces-verbal", proces_verbal, saisie=True),
    )


def deroulement(visite: Visite) -> Response:
    """Where the meeting stands, and what may be done next. AG-03, I-10."""
    ecran = Ecran.ouvrir(visite)
    if not ecran.ecrit:
        return _page(ecran, None)
    geste = visite.champ("geste")

    def decider(etat: EtatDeSeance) -> tuple[Fait, ...]:
        if geste not in _GESTES:
            raise Ecarte("Cette commande n'existe pas.")
        return (_GESTES[geste](ecran, etat),)

    return ecran.saisir(decider, vers="/deroulement", page=_page)


def _bureau(ecran: Ecran, etat: EtatDeSeance) -> f.BureauElu:
    """The chair, the secretary and the scrutateurs, owners or names; the line that elects them, if one does."""
    visite = ecran.visite
    scrutateurs = [Personne(coproprietaire=CoproprietaireId(un)) for un in visite.champs("scrutateurs") if un]
    noms = [nom.strip() for nom in visite.champ("scrutateurs_noms").split(",") if nom.strip()]
    resolution = visite.champ("resolution")
    del etat
    return f.BureauElu(
        president=ecran.personne("president"),
        secretaire=ecran.personne("secretaire"),
        scrutateurs=(*scrutateurs, *(Personne(nom=nom) for nom in noms)),
        resolution=ResolutionId(resolution) if resolution else None,
    )


def _reserve(ecran: Ecran, etat: EtatDeSeance) -> f.ReserveFormulee:
    """A reserve on the meeting as a whole, or on the resolution that is named. Décret 67-223, art. 17, al. 5. I-21."""
    resolution = ecran.visite.champ("resolution")
    return reserve(ecran, etat, ResolutionId(resolution) if resolution else None)


_GESTES: Final[Mapping[str, Callable[[Ecran, EtatDeSeance], Fait]]] = {
    "ouvrir": lambda ecran, _: f.SeanceOuverte(heure=ecran.heure()),
    "bureau": _bureau,
    "suspendre": lambda ecran, _: f.SeanceSuspendue(heure=ecran.heure(), motif=ecran.visite.champ("motif")),
    "reprendre": lambda ecran, _: f.SeanceReprise(heure=ecran.heure()),
    "reserve": _reserve,
    "clore": lambda ecran, _: f.SeanceClose(heure=ecran.heure()),
}


def _page(ecran: Ecran, ecart: Ecarte | None) -> Response:
    etat = ecran.etat
    visite, syndicat = ecran.visite, etat.seance.syndicat
    attendues = [
        ligne.resolution
        for ligne in etat.lignes
        if (scrutin := etat.scrutin(ligne.resolution.id)) is not None and scrutin.en_cours
    ]
    return ecran.rendre(
        "deroulement.html",
        etat,
        "deroulement",
        ecart=ecart,
        heure=visite.champ("heure") if ecran.ecrit else ecran.maintenant.isoformat("minutes"),
        coproprietaires=noms(syndicat),
        resolutions=resolutions(etat),
        attendues=attendues,
        notees=toutes_les_reserves(etat),
        version=ou_en_est_on(etat),
        bureau=bureau(etat),
        **presents(etat),
    )


def ou_en_est_on(etat: EtatDeSeance) -> str:
    """Name the step a screen was laid out for: what may be done next is another once it has gone by."""
    return version(etat.etape, etat.ouverte, etat.suspendue, etat.versions)


def proces_verbal(visite: Visite) -> Response:
    """Make the minutes of a closed meeting, or give the paper of those there are. AG-03, I-21."""
    ecran = Ecran.ouvrir(visite)
    engine, assemblee = visite.engine, ecran.direct.assemblee
    if ecran.ecrit:
        etabli = engine.assemblees.etablir_proces_verbal(assemblee, auteur=visite.collaborateur.nom)
        if not is_successful(etabli):
            return _page(ecran, Ecarte(libelle(etabli.failure())))
        return visite.aller(f"{ecran.ici}/deroulement")
    if not ecran.etat.versions:
        raise introuvable()
    garde = engine.assemblees.proces_verbal(assemblee)
    rendu = engine.rendering.render(garde.acte)
    nom = f"proces-verbal-{assemblee}-v{garde.version}{rendu.suffixe}"
    return remettre(nom, rendu.contenu, en_page=True)
