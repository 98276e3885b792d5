"""The agenda on the screen: written before the notice, then moved, cut, extended in session. AG-02, AG-03, I-24."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import quote

from attrs import evolve
from starlette.responses import Response

from lsc_adapters.web.chemin import Chemin
from lsc_adapters.web.seance.direct import Ecarte
from lsc_adapters.web.seance.ecran import PERIME, Ecran, chemin
from lsc_adapters.web.seance.etat import EtatDeSeance
from lsc_adapters.web.seance.faits import version
from lsc_adapters.web.visite import Visite, introuvable
from lsc_domain.assemblee import fait as f
from lsc_domain.assemblee.fait import Fait
from lsc_domain.assemblee.resolution import Ligne, OrdreDuJour, Resolution
from lsc_domain.loi.article_de_vote import ArticleDeVote
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import CleId, ResolutionId

PARTIE: Final = "Cette résolution n'est plus à l'ordre du jour."
LONGUEUR_DU_TITRE: Final = 300


def routes() -> tuple[Chemin, ...]:
    """List the paths."""
    return (
        chemin("/ordre-du-jour", ordre_du_jour, saisie=True),
        chemin("/ordre-du-jour/{resolution}", modifier, saisie=True),
    )


def ordre_du_jour(visite: Visite) -> Response:
    """The agenda in order: each line may be moved, withdrawn or reworded, and another added. AG-21, I-24."""
    ecran = Ecran.ouvrir(visite)
    if not ecran.ecrit:
        return _page(ecran, None)
    geste = next((un for un in (*_DEPLACER, "retirer") if visite.champ(un)), "ajouter")
    qui = ResolutionId(visite.champ(geste))

    def decider(etat: EtatDeSeance) -> tuple[Fait, ...]:
        _rien_entre_temps(ecran, etat)
        if geste == "ajouter":
            return _changer(ecran, etat, _ajouter(ecran, etat.seance.ordre_du_jour))
        ligne = etat.ligne(qui)
        if ligne is None:
            raise Ecarte(PARTIE)
        if geste == "retirer":
            return _changer(ecran, etat, etat.seance.ordre_du_jour.retirer(qui))
        return _changer(ecran, etat, _deplacer(etat.seance.ordre_du_jour, ligne, _DEPLACER[geste]))

    # What was pressed is still under the finger of who moves a line further.
    ancre = f"#{geste}-{quote(qui, safe='')}" if geste in _DEPLACER else "#lignes"
    return ecran.saisir(decider, vers=f"/ordre-du-jour{ancre}", page=_page)


def modifier(visite: Visite) -> Response:
    """One line reworded, or put to the vote otherwise; what a meeting changes in a text is an amendment. MAJ-12."""
    ecran = Ecran.ouvrir(visite)
    id = ResolutionId(visite.de_chemin("resolution"))
    if ecran.etat.ligne(id) is None or not ecran.etat.agenda_ouvert:
        raise introuvable()
    if not ecran.ecrit:
        return _ligne(ecran, None)

    def decider(etat: EtatDeSeance) -> tuple[Fait, ...]:
        _rien_entre_temps(ecran, etat)
        ligne = etat.ligne(id)
        if ligne is None:
            raise Ecarte(PARTIE)
        return _changer(ecran, etat, etat.seance.ordre_du_jour.remplacer(_lire(ecran, ligne.resolution)))

    return ecran.saisir(decider, vers="/ordre-du-jour#lignes", page=_ligne)


_DEPLACER: Final = {"monter": -1, "descendre": 1}


def _deplacer(actuel: OrdreDuJour, ligne: Ligne, pas: int) -> OrdreDuJour:
    """Move a line one place, among its own; at either end it stays where it is."""
    soeurs = ligne.parent.sous_resolutions if ligne.parent is not None else actuel.resolutions
    place = soeurs.index(ligne.resolution) + 1 + pas
    return actuel.deplacer(ligne.resolution.id, place=place) if 1 <= place <= len(soeurs) else actuel


def _ajouter(ecran: Ecran, actuel: OrdreDuJour) -> OrdreDuJour:
    """Write a new line: at the end, before another, or under another as its sub-resolution."""
    visite = ecran.visite
    neuve = _lire(ecran, Resolution(id=ResolutionId(visite.engine.ids.new()), numero="?", titre=""))
    ou, _, laquelle = visite.champ("ou").partition(":")
    if ou not in ("", "avant", "sous") or (laquelle and ResolutionId(laquelle) not in actuel.rangs):
        raise Ecarte(PARTIE, champ="ou")
    if ou == "sous":
        return actuel.completer(ResolutionId(laquelle), neuve)
    places = {un.id: place for place, un in enumerate(actuel.resolutions, 1)}
    return actuel.inserer(neuve, place=places.get(ResolutionId(laquelle), len(places) + 1))


def _lire(ecran: Ecran, avant: Resolution) -> Resolution:
    visite = ecran.visite
    titre = visite.champ("titre")
    if not titre:
        raise Ecarte("Donnez un titre à la résolution.", champ="titre")
    if len(titre) > LONGUEUR_DU_TITRE:
        raise Ecarte(f"Le titre tient en {LONGUEUR_DU_TITRE} caractères.", champ="titre")
    ecrit = visite.champ("article").casefold().replace("é", "e")
    try:
        article = ArticleDeVote.lire(ecrit) if ecrit else None
    except InvalidValue as faux:
        raise Ecarte(f"{str(faux)[0].upper()}{str(faux)[1:]}.", champ="article") from None
    cle = CleId(visite.champ("cle")) if visite.champ("cle") else None
    return evolve(avant, titre=titre, projet=ecran.texte("projet"), article=article, cle=cle)


def _changer(ecran: Ecran, etat: EtatDeSeance, nouveau: OrdreDuJour) -> tuple[Fait, ...]:
    """The fact of another agenda: settled before the notice, changed in session; nothing when it is the same."""
    if nouveau == etat.seance.ordre_du_jour:
        return ()
    if not etat.convoquee:
        return (f.OrdreDuJourArrete(resolutions=nouveau.resolutions),)
    return (f.OrdreDuJourChange(resolutions=nouveau.resolutions, motif=ecran.visite.champ("motif")),)


def _version(etat: EtatDeSeance) -> str:
    return version(etat.seance.ordre_du_jour.resolutions)


def _rien_entre_temps(ecran: Ecran, etat: EtatDeSeance) -> None:
    vu = ecran.visite.champ("vu")
    if vu and vu != _version(etat):
        raise Ecarte(PERIME.format(quoi="un changement de l'ordre du jour"), perime=True)


def agenda(etat: EtatDeSeance) -> dict[str, object]:
    """Return what the agenda shows: its lines, what may be done with them, where each stands."""
    return {
        "lignes": [(un, etat.scrutin(un.resolution.id)) for un in etat.lignes],
        "ajoutees": etat.tenue.ajoutees,
        "amendees": etat.seance.amendees,
        "ouvert": etat.agenda_ouvert,
        "vu": _version(etat),
        "cles": {cle.code: str(cle) for cle in etat.seance.syndicat.cles},
    }


def _page(ecran: Ecran, ecart: Ecarte | None) -> Response:
    etat, visite = ecran.etat, ecran.visite
    fautif = next((visite.champ(un) for un in (*_DEPLACER, "retirer") if visite.champ(un)), "")
    return ecran.rendre(
        "ordre_du_jour.html",
        etat,
        "ordre-du-jour",
        ecart=ecart,
        places=_places(etat),
        les_cles=_cles(etat),
        saisie=_saisie(visite.champ, {"article": "aucun", "cle": "", "titre": "", "projet": "", "motif": "", "ou": ""}),
        fautif=fautif if ecart is not None else "",
        **agenda(etat),
    )


def _ligne(ecran: Ecran, ecart: Ecarte | None) -> Response:
    etat, visite = ecran.etat, ecran.visite
    ligne = etat.ligne(ResolutionId(visite.de_chemin("resolution")))
    if ligne is None:
        raise introuvable()
    une = ligne.resolution
    garde = {"titre": une.titre, "projet": une.projet, "article": str(une.article or ""), "cle": une.cle or ""}
    return ecran.rendre(
        "resolution.html",
        etat,
        "ordre-du-jour",
        ecart=ecart,
        resolution=une,
        les_cles=_cles(etat),
        saisie=_saisie(visite.champ, garde | {"motif": ""}),
        vu=_version(etat),
    )


def _saisie(champ: Callable[[str], str], vierge: Mapping[str, str]) -> dict[str, str]:
    """What the form opens with: what was typed when it was refused, else what is kept."""
    return {nom: champ(nom) for nom in vierge} if champ("titre") or champ("article") else dict(vierge)


def _cles(etat: EtatDeSeance) -> list[tuple[str, str]]:
    return [("", "aucune"), *((cle.code, str(cle)) for cle in etat.seance.syndicat.cles)]


def _places(etat: EtatDeSeance) -> list[tuple[str, str]]:
    """Where a new line may go: at the end, before each resolution, under each."""
    principales = etat.seance.ordre_du_jour.resolutions
    return [
        ("", "à la fin"),
        *((f"avant:{un.id}", f"avant la résolution {un.numero}") for un in principales),
        *((f"sous:{un.id}", f"sous-résolution de la {un.numero}, {un.titre}") for un in principales),
    ]
