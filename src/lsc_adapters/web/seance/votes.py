"""The votes screen: four entry modes, bulk buttons, amendment, second vote, result with its reasons. AG-32 to AG-42."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import quote

from starlette.responses import Response

from lsc_adapters.web.chemin import Chemin
from lsc_adapters.web.seance.bulletin import CHOIX, MODES, VOTES, compter, lettres, lignes_de_vote
from lsc_adapters.web.seance.direct import Ecarte
from lsc_adapters.web.seance.ecran import PERIME, Ecran, chemin, inchange, rang_de
from lsc_adapters.web.seance.etat import EtatDeSeance
from lsc_adapters.web.visite import Visite, introuvable
from lsc_domain.assemblee import fait as f
from lsc_domain.assemblee.fait import Fait
from lsc_domain.assemblee.refus import SecondVoteFerme, libelle
from lsc_domain.assemblee.resolution import Ligne
from lsc_domain.assemblee.scrutin import Scrutin
from lsc_domain.assemblee.seance import Amendement, Incident
from lsc_domain.assemblee.tenue import TexteDeResolution
from lsc_domain.assemblee.texte_de_passage import texte_du_passage, texte_du_resultat
from lsc_domain.assemblee.vote import LETTRES
from lsc_domain.socle.ensemble import rangs
from lsc_domain.socle.ids import CoproprietaireId, ResolutionId

UNANIMITES: Final = {
    "o": "Unanimité OUI",
    "n": "Unanimité NON",
    "a": "Unanimité ABS",
    "-": "Tous « Non votants »",
}
"""The bulk buttons of the trade's screen. AG-39."""

LONGUEUR: Final = 4000
"""How long a text added to a resolution may be, in characters."""


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
    return ecran.saisir(decider, vers=vers, page=_page, donnees=lambda etat: suivi(ecran, etat, resolution, second))


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
            if geste not in _GESTES:
                raise Ecarte("Cette commande n'existe pas.")
            return _GESTES[geste](ecran, etat, ligne, second)
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
    _rien_entre_temps(ecran, actuel)
    colonne = "".join(lettre if un in "ona-." else "." for un in actuel)
    if all(un in (".", avant) for un, avant in zip(colonne, actuel, strict=True)):
        return ()
    return (f.VotesEnregistres(resolution=ligne.resolution.id, lettres=colonne, second_vote=second),)


def _rien_entre_temps(ecran: Ecran, actuel: str) -> None:
    vu = ecran.visite.champ("vu")
    if vu and vu != actuel:
        raise Ecarte(PERIME.format(quoi="un vote de cette résolution"), perime=True)


def _valider(ecran: Ecran, etat: EtatDeSeance, ligne: Ligne, second: bool) -> tuple[Fait, ...]:
    """« Valider »: each vote was kept as it was typed, nothing is left to store; the screen starts anew. AG-42."""
    del ecran, etat, ligne, second
    return ()


def _annuler(ecran: Ecran, etat: EtatDeSeance, ligne: Ligne, second: bool) -> tuple[Fait, ...]:
    """« Annuler »: the line is again what it was when this screen was opened. AG-42."""
    actuel = lettres(etat, ligne, second_vote=second)
    _rien_entre_temps(ecran, actuel)
    avant = _saisis(ecran.visite.champ("ouverture"), len(actuel))
    # Who left or came since has no ballot to be given back.
    avant = "".join(un if ici in "ona-." else "." for un, ici in zip(avant, actuel, strict=True))
    if avant == _saisis(actuel, len(actuel)):
        return ()
    resolution = ligne.resolution.id
    faits: list[Fait] = [f.VotesAnnules(resolution=resolution, second_vote=second)]
    if second:  # taken back whole, it closes: it is held again, as it was
        faits.append(f.SecondVoteOuvert(resolution=resolution))
    if avant.strip("."):
        faits.append(f.VotesEnregistres(resolution=resolution, lettres=avant, second_vote=second))
    return tuple(faits)


def _saisis(colonne: str, effectif: int) -> str:
    """Keep of a column what was typed in the room; nothing of one that is not of this room."""
    if len(colonne) != effectif:
        return "." * effectif
    return "".join(lettre if lettre in CHOIX else "." for lettre in colonne)


def _fermer(ecran: Ecran, etat: EtatDeSeance, ligne: Ligne, second: bool) -> tuple[Fait, ...]:
    """Take the second vote back: its ballots go, and what was said of it. MAJ-03."""
    del ecran, second
    resolution = ligne.resolution.id
    faits: list[Fait] = [f.VotesAnnules(resolution=resolution, second_vote=True)]
    if _texte(etat, resolution):
        faits.append(f.TexteAjoute(texte=TexteDeResolution(resolution=resolution, texte="")))
    return tuple(faits)


def _ouvrir_second(ecran: Ecran, etat: EtatDeSeance, ligne: Ligne, second: bool) -> tuple[Fait, ...]:
    """« Voter à l'art. … »: the second vote, and the text the agency says it with if one is left. MAJ-03, MAJ-06."""
    del second
    scrutin = etat.scrutin(ligne.resolution.id)
    if scrutin is None or scrutin.second is None:
        raise Ecarte(libelle(SecondVoteFerme(resolution=ligne.resolution.id)))
    ouvert = f.SecondVoteOuvert(resolution=ligne.resolution.id)
    texte = _texte_lu(ecran)
    return (
        (ouvert, f.TexteAjoute(texte=TexteDeResolution(resolution=ligne.resolution.id, texte=texte)))
        if texte
        else (ouvert,)
    )


def _amender(ecran: Ecran, etat: EtatDeSeance, ligne: Ligne, second: bool) -> tuple[Fait, ...]:
    """Amend: correspondence votes in favour are then défaillants, for this resolution. AG-37."""
    del etat, second
    amendement = Amendement(resolution=ligne.resolution.id, texte=_texte_lu(ecran), heure=ecran.heure())
    return (f.ResolutionAmendee(amendement=amendement),)


def _incident(ecran: Ecran, etat: EtatDeSeance, ligne: Ligne, second: bool) -> tuple[Fait, ...]:
    """Note what kept a remote owner from voting. Décret 67-223, art. 17."""
    del second
    qui = etat.seance.syndicat.coproprietaires[rang_de(etat, ecran.visite.champ("coproprietaire"))].id
    incident = Incident(resolution=ligne.resolution.id, coproprietaire=qui, texte=_texte_lu(ecran), heure=ecran.heure())
    return (f.IncidentSurvenu(incident=incident),)


def _ajouter_resultat(ecran: Ecran, etat: EtatDeSeance, ligne: Ligne, second: bool) -> tuple[Fait, ...]:
    """« Ajouter le résultat à la résolution », after what was already added at its end. MAJ-02, MAJ-07."""
    del ecran, second
    scrutin = etat.scrutin(ligne.resolution.id)
    if scrutin is None or scrutin.en_cours:
        raise Ecarte("Le vote n'est pas terminé : il n'a pas encore de résultat.")
    texte = "\n".join(filter(None, (_texte(etat, ligne.resolution.id), texte_du_resultat(scrutin))))
    return (f.TexteAjoute(texte=TexteDeResolution(resolution=ligne.resolution.id, texte=texte)),)


_GESTES: Final[Mapping[str, Callable[[Ecran, EtatDeSeance, Ligne, bool], tuple[Fait, ...]]]] = {
    "annuler": _annuler,
    "valider": _valider,
    "second": _ouvrir_second,
    "fermer": _fermer,
    "amender": _amender,
    "incident": _incident,
    "resultat": _ajouter_resultat,
}


def _texte_lu(ecran: Ecran) -> str:
    texte = ecran.visite.champ("texte").replace("\r\n", "\n")
    if len(texte) > LONGUEUR:
        raise Ecarte(f"Le texte tient en {LONGUEUR} caractères.")
    return texte


def _texte(etat: EtatDeSeance, resolution: ResolutionId) -> str:
    return next((un.texte for un in etat.tenue.textes if un.resolution == resolution), "")


def suivi(ecran: Ecran, etat: EtatDeSeance, resolution: ResolutionId, second: bool) -> dict[str, object]:
    """Return what the screens of a line follow: its column, and its count laid out."""
    ligne = etat.ligne(resolution)
    if ligne is None or (second and resolution not in etat.seconds_votes):
        return {"lettres": "", "compte": ""}
    compte = compter(etat, resolution, second_vote=second)
    return {
        "lettres": lettres(etat, ligne, second_vote=second) if etat.ouverte else "",
        "compte": ecran.fragment("compte.html", compte=compte, nommes=True) if compte is not None else "",
        "suite": _suite(etat.scrutin(resolution), resolution in etat.seconds_votes),
    }


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
    coproprietaires = etat.seance.syndicat.coproprietaires
    mode = visite.champ("mode") or visite.question("mode")
    return ecran.rendre(
        "votes.html",
        etat,
        "votes",
        ecart=ecart,
        ligne=ligne,
        resolution=ligne.resolution,
        second=second,
        ouvert=resolution in etat.seconds_votes,
        lignes=lignes_de_vote(etat, ligne, second_vote=second, absents=absents) if etat.ouverte else (),
        absents=absents,
        combien_d_absents=colonne.count("x"),
        vu=colonne,
        ouverture=ouverture if len(ouverture) == len(colonne) else colonne,
        modes=[(LETTRES[choix], titre) for choix, titre in MODES.items()],
        mode=mode if mode in CHOIX else "o",
        unanimites=UNANIMITES,
        noms=VOTES,
        compte=compter(etat, resolution, second_vote=second),
        scrutin=scrutin,
        offert=offert,
        suite=offert,
        passage=_passage(ecran, scrutin) if offert == "second" else "",
        texte=_texte(etat, resolution),
        sommaire=[(un, etat.scrutin(un.resolution.id)) for un in etat.lignes],
        suivante=suivante,
        fautif=visite.champ("qui") if ecart is not None else "",
        distants=[coproprietaires[rang] for rang in rangs(presents.distance)],
        amendee=resolution in etat.seance.amendees,
        nommes=True,
    )


def _passage(ecran: Ecran, scrutin: Scrutin | None) -> str:
    """Return what the agency says of this second vote, offered and free to be reworded. MAJ-06, MAJ-10."""
    if scrutin is None:
        return ""
    engine = ecran.visite.engine
    return texte_du_passage(scrutin, engine.assemblees.textes(engine.agence)) or ""
