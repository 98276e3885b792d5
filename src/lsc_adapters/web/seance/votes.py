"""The votes screen: four entry modes, bulk buttons, amendment, second vote, result with its reasons. AG-32 to AG-42."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from urllib.parse import quote

from starlette.responses import Response

from lsc_adapters.web.chemin import Chemin
from lsc_adapters.web.seance.appel import voix
from lsc_adapters.web.seance.bulletin import CHOIX, MODES, compter, lettres, lignes_de_vote
from lsc_adapters.web.seance.direct import Ecarte
from lsc_adapters.web.seance.ecran import PERIME, Ecran, chemin, inchange, rang_de
from lsc_adapters.web.seance.etat import EtatDeSeance
from lsc_adapters.web.seance.faits import ce_qui_est_note, etape, noms, version
from lsc_adapters.web.seance.gestes import GESTES, retenir_le_texte, rien_entre_temps, texte_ajoute
from lsc_adapters.web.visite import Visite, introuvable
from lsc_domain.assemblee import fait as f
from lsc_domain.assemblee.fait import Fait
from lsc_domain.assemblee.resolution import Ligne
from lsc_domain.assemblee.scrutin import Scrutin
from lsc_domain.assemblee.texte_de_passage import texte_du_passage
from lsc_domain.assemblee.vote import LETTRES
from lsc_domain.socle.ensemble import ensemble
from lsc_domain.socle.ids import CoproprietaireId, ResolutionId

UNANIMITES: Final = {
    "o": "Unanimité OUI",
    "n": "Unanimité NON",
    "a": "Unanimité ABS",
    "-": "Tous « Non votants »",
}
"""The bulk buttons of the trade's screen. AG-39."""


def routes() -> tuple[Chemin, ...]:
    """List the paths."""
    return chemin("/votes", entrer), chemin("/votes/{resolution}", votes, saisie=True)


def entrer(visite: Visite) -> Response:
    """Go to the line being voted, or to the first that is not decided. AG-03."""
    ecran = Ecran.ouvrir(visite)
    etat = ecran.etat
    attendue = next((ligne.resolution.id for ligne in etat.lignes if _a_saisir(etat, ligne)), None)
    voulue = attendue or etat.courante or (etat.lignes[0].resolution.id if etat.lignes else None)
    if voulue is None:
        raise introuvable()
    return visite.aller(f"{ecran.ici}/votes/{quote(voulue, safe='')}")


def _a_saisir(etat: EtatDeSeance, ligne: Ligne) -> bool:
    scrutin = etat.scrutin(ligne.resolution.id)
    return scrutin is not None and scrutin.en_cours


def votes(visite: Visite) -> Response:
    """One resolution being voted. AG-32, AG-33, AG-34, AG-36, AG-39, AG-40, AG-42."""
    ecran = Ecran.ouvrir(visite)
    resolution = ResolutionId(visite.de_chemin("resolution"))
    if ecran.etat.ligne(resolution) is None:
        raise introuvable()
    if not ecran.ecrit:
        return _page(ecran, None)
    geste = visite.champ("geste")
    second = _second(ecran, ecran.etat, resolution)
    decider = _decider(ecran, resolution, geste, second=second)
    tour = {"second": "2", "fermer": "1"}.get(geste, "2" if second else "1")
    vers = f"/votes/{quote(resolution, safe='')}?tour={tour}&mode={quote(visite.champ('mode'))}"
    if visite.champ("absents"):
        vers += "&absents=1"
    if not geste and visite.champ("ouverture"):  # the votes since the screen was opened may still be taken back
        vers += f"&ouverture={quote(visite.champ('ouverture'))}"
    rang = ecran.etat.seance.syndicat.rangs.get(CoproprietaireId(visite.champ("qui")))
    vers += f"#v{rang}" if rang is not None else "#saisie"
    retenir = geste == "second" and visite.champ("retenir")
    return ecran.saisir(
        decider,
        vers=vers,
        page=_page,
        donnees=lambda etat: suivi(ecran, etat, resolution, second),
        apres=(lambda etat: retenir_le_texte(ecran, etat, resolution)) if retenir else None,
    )


def _second(ecran: Ecran, etat: EtatDeSeance, resolution: ResolutionId) -> bool:
    """Tell which vote the screen is on: the second one once it is open, unless the first is asked for."""
    tour = ecran.visite.champ("tour") or ecran.visite.question("tour")
    return resolution in etat.seconds_votes and tour != "1"


def _decider(
    ecran: Ecran, resolution: ResolutionId, geste: str, *, second: bool
) -> Callable[[EtatDeSeance], tuple[Fait, ...]]:
    visite = ecran.visite

    def decider(etat: EtatDeSeance) -> tuple[Fait, ...]:
        ligne = etat.ligne(resolution)
        if ligne is None:
            raise Ecarte("Cette résolution n'est plus à l'ordre du jour.")
        if second and resolution not in etat.seconds_votes:
            raise Ecarte(PERIME.format(quoi="l'annulation du second vote"), perime=True)
        if geste:
            if geste not in GESTES:
                raise Ecarte("Cette commande n'existe pas.")
            return GESTES[geste](ecran, etat, ligne, second)
        if not etat.ouverte:
            raise Ecarte("La séance n'est pas ouverte : les présences d'abord, les votes ensuite.")
        tous = visite.champ("tous")
        return _unanimite(ecran, etat, ligne, tous, second) if tous else _un(ecran, etat, ligne, second)

    return decider


def _un(ecran: Ecran, etat: EtatDeSeance, ligne: Ligne, second: bool) -> tuple[Fait, ...]:
    """One owner's choice: the mode's, or the letter that was typed on his row. AG-34, AG-36."""
    visite = ecran.visite
    rang = rang_de(etat, visite.champ("qui"))
    un = etat.seance.syndicat.coproprietaires[rang]
    lettre = visite.champ("vote") or visite.champ("mode")
    if lettre not in CHOIX:
        raise Ecarte("Choisissez ce qu'il faut saisir : oui, non, abstention ou non votant.")
    actuel = lettres(etat, ligne, second_vote=second)
    inchange(visite.champ("vu"), actuel, rang, lettre, quoi=f"le vote de {un.nom}")
    if actuel[rang] == lettre:
        return ()
    return (
        f.VoteEnregistre(resolution=ligne.resolution.id, coproprietaire=un.id, choix=CHOIX[lettre], second_vote=second),
    )


def _unanimite(ecran: Ecran, etat: EtatDeSeance, ligne: Ligne, lettre: str, second: bool) -> tuple[Fait, ...]:
    """Everybody on the list but the correspondence voters. AG-39."""
    if lettre not in CHOIX:
        raise Ecarte("Cette saisie groupée n'existe pas.")
    actuel = lettres(etat, ligne, second_vote=second)
    rien_entre_temps(ecran, actuel)
    colonne = "".join(lettre if un in "ona-." else "." for un in actuel)
    if all(un in (".", avant) for un, avant in zip(colonne, actuel, strict=True)):
        return ()
    return (f.VotesEnregistres(resolution=ligne.resolution.id, lettres=colonne, second_vote=second),)


def suivi(ecran: Ecran, etat: EtatDeSeance, resolution: ResolutionId, second: bool) -> dict[str, object]:
    """Return what the screens of a line follow: its column, its count laid out, the agenda, what was noted of it."""
    ligne = etat.ligne(resolution)
    vivants = {"etape": etape(ecran, etat), "sommaire": ecran.fragment("sommaire.html", **_sommaire(etat, resolution))}
    if ligne is None or (second and resolution not in etat.seconds_votes):
        return {"lettres": "", "compte": "", "vivants": vivants, "version": ""}
    compte = compter(etat, resolution, second_vote=second)
    vivants["notes"] = ecran.fragment("notes.html", **ce_qui_est_note(etat, resolution))
    return {
        "lettres": lettres(etat, ligne, second_vote=second) if etat.ouverte else "",
        "compte": ecran.fragment("compte.html", compte=compte, nommes=True) if compte is not None else "",
        "suite": _suite(etat.scrutin(resolution), resolution in etat.seconds_votes),
        "vivants": vivants,
        "version": _version(etat, ligne),
    }


def _sommaire(etat: EtatDeSeance, resolution: ResolutionId) -> dict[str, object]:
    sommaire = [(un, etat.scrutin(un.resolution.id)) for un in etat.lignes]
    return {"sommaire": sommaire, "courante": resolution}


def _version(etat: EtatDeSeance, ligne: Ligne) -> str:
    """Name what a screen of the line cannot change in place: its text, its majority, where the meeting stands."""
    une = ligne.resolution
    quoi = (une.numero, une.titre, une.projet, une.article, une.cle, une.id in etat.seconds_votes, etat.ouverte)
    return version(*quoi, etat.texte_ouvert)


def _suite(scrutin: Scrutin | None, ouvert: bool) -> str:
    """Name what is offered under the result: a screen on which it changes is to be laid out again."""
    if scrutin is None or scrutin.en_cours:
        return ""
    return "second" if scrutin.second is not None and not ouvert else "resultat"


def _page(ecran: Ecran, ecart: Ecarte | None) -> Response:
    visite, etat = ecran.visite, ecran.etat
    resolution = ResolutionId(visite.de_chemin("resolution"))
    ligne = etat.ligne(resolution)
    if ligne is None:
        raise introuvable()
    second = _second(ecran, etat, resolution)
    absents = bool(visite.champ("absents") or visite.question("absents"))
    scrutin = etat.scrutin(resolution)
    colonne = lettres(etat, ligne, second_vote=second) if etat.ouverte else ""
    ouverture = visite.champ("ouverture") or visite.question("ouverture")
    offert = _suite(scrutin, resolution in etat.seconds_votes)
    presents = etat.seance.etats[ligne.rang]
    suivante = etat.lignes[ligne.rang + 1] if ligne.rang + 1 < len(etat.lignes) else None
    syndicat = etat.seance.syndicat
    mode = visite.champ("mode") or visite.question("mode")
    lignes = lignes_de_vote(etat, ligne, second_vote=second, absents=absents) if etat.ouverte else ()
    return ecran.rendre(
        "votes.html",
        etat,
        "votes",
        ecart=ecart,
        ligne=ligne,
        resolution=ligne.resolution,
        second=second,
        ouvert=resolution in etat.seconds_votes,
        lignes=lignes,
        total=_total(etat, ligne, ensemble(un.rang for un in lignes)),
        absents=absents,
        combien_d_absents=colonne.count("x"),
        vu=colonne,
        ouverture=ouverture if len(ouverture) == len(colonne) else colonne,
        modes=[(LETTRES[choix], titre) for choix, titre in MODES.items()],
        mode=mode if mode in CHOIX else "o",
        unanimites=UNANIMITES,
        compte=compter(etat, resolution, second_vote=second),
        scrutin=scrutin,
        offert=offert,
        passage=_passage(ecran, scrutin) if offert == "second" else "",
        texte=texte_ajoute(etat, resolution),
        suivante=suivante,
        fautif=visite.champ("qui") if ecart is not None else "",
        votants=noms(syndicat, presents.votants),
        distants=noms(syndicat, presents.distance),
        immeuble=syndicat.code or syndicat.nom,
        version=_version(etat, ligne),
        nommes=True,
        **_sommaire(etat, resolution),
        **ce_qui_est_note(etat, resolution),
    )


def _total(etat: EtatDeSeance, ligne: Ligne, montres: int) -> tuple[int, str]:
    """Total the rows that are shown: 8 and 712,01420, or 12 and 1 000,91516 with the absent. AG-32."""
    poids = etat.seance.voix(ligne.resolution.cle) if ligne.resolution.cle is not None else etat.voix
    return montres.bit_count(), voix(poids.peser(montres & poids.membres).voix)


def _passage(ecran: Ecran, scrutin: Scrutin | None) -> str:
    """Return what the agency says of this second vote, offered and free to be reworded. MAJ-06, MAJ-10."""
    if scrutin is None:
        return ""
    engine = ecran.visite.engine
    return texte_du_passage(scrutin, engine.assemblees.textes(engine.agence)) or ""
