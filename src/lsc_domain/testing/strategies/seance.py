"""Whole meetings, coherent from the keys to the second votes, and what counting them gives."""

from datetime import date

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from lsc_domain.assemblee import (
    Amendement,
    Bulletins,
    Choix,
    Code,
    Declaration,
    Depouillement,
    EtatDesPresences,
    FeuilleDePresence,
    FicheDAssemblee,
    Incident,
    Ligne,
    Mouvement,
    OrdreDuJour,
    Presence,
    Resolution,
    Scrutin,
    Seance,
    SecondScrutin,
    Suffrages,
    Tableau,
    Urne,
    compter,
    depouiller,
    ecarter_formulaires,
    etablir,
)
from lsc_domain.copropriete import Personne, Syndicat, Voix, etablir_voix
from lsc_domain.loi import ArticleDeVote, Passerelle, Poids, Politique, decider_au_second_vote
from lsc_domain.loi.article_de_vote import NomDeMajorite
from lsc_domain.loi.loi_1965 import ORDONNANCE_2019
from lsc_domain.loi.politique import POLITIQUE_PAR_DEFAUT
from lsc_domain.socle.ensemble import ensemble, rangs
from lsc_domain.socle.ids import CleId, CoproprietaireId
from lsc_domain.testing.strategies import assemblee, copropriete, loi, presence, socle
from lsc_domain.testing.strategies._or_else import or_else
from lsc_domain.testing.strategies._une_fois import une_fois

Fait = Mouvement | Amendement | Incident

_TENDANCES = st.sampled_from(("o", "oon", "oooooan-", "on", "ona-ona.", "n", "a-.", "na", "-n", "aan", "a"))
"""What a vote leans to: the letters its ballots are drawn from; without a yes, about a third of the voices say it."""
_MAJORITES: tuple[NomDeMajorite, ...] = ("24", "25", "26") * 3 + ("unanimite", "aucun")
_ARTICLES = loi.articles_de_vote(majorite=st.sampled_from(_MAJORITES))
_POLITIQUES = st.just(POLITIQUE_PAR_DEFAUT) | loi.politiques()
_GROUPES = st.sampled_from(("", "", "", "syndic"))
_JOURS = socle.jours() | st.dates(ORDONNANCE_2019, socle.DERNIER_JOUR)
_FAITS = st.sampled_from(("", "", "amendement", "incident"))
_PLUTOT = st.sampled_from((*[True] * 7, False))
_RANGS = st.sampled_from(range(7)).map(str).map(CoproprietaireId)
"""Owners of a meeting that is not drawn yet, by rank: `_chez` names them."""
_PERSONNES_PAR_RANG = copropriete.personnes(_RANGS)
_SYNDICS = st.none() | _PERSONNES_PAR_RANG
_ENTREES = {"o": Choix.OUI, "n": Choix.NON, "a": Choix.ABSTENTION, "-": Choix.NON_VOTANT}


def declarations(
    syndicat: SearchStrategy[Syndicat] | None = None,
    jour: SearchStrategy[date] | None = None,
    article: SearchStrategy[ArticleDeVote] | None = None,
    politique: SearchStrategy[Politique] | None = None,
    concurrence: SearchStrategy[str] | None = None,
) -> SearchStrategy[Declaration]:
    """
    Meetings as a file declares them, that `etablir` always accepts and `depouiller` always counts.

    With attendance of the five codes, arrivals and departures, forms in time and late, amendments, cut lines,
    headings, sub-resolutions, excluded owners; second votes are held on some of the lines where the law opens
    one, and nowhere else. *syndicat* must draw owners; *concurrence* draws the name of a set of rivals, or "".
    """
    resolution = assemblee.resolutions(
        article=or_else(article, _ARTICLES),
        cle=st.sampled_from((0, 0, 1, 2)).map(str).map(CleId),
        exclu=_RANGS,
    )
    rivales = st.builds(_mettre_en_concurrence, resolution, or_else(concurrence, _GROUPES))
    return _declarations(
        or_else(syndicat, copropriete.syndicats()),
        or_else(politique, _POLITIQUES),
        assemblee.fiches_d_assemblee(_PERSONNES_PAR_RANG, or_else(jour, _JOURS)),
        assemblee.ordres_du_jour(rivales),
    )


def _mettre_en_concurrence(resolution: Resolution, groupe: str) -> Resolution:
    return evolve(resolution, concurrence=groupe)


@st.composite
def _declarations(
    draw: DrawFn,
    syndicat: SearchStrategy[Syndicat],
    politique: SearchStrategy[Politique],
    entete: SearchStrategy[FicheDAssemblee],
    ordre: SearchStrategy[OrdreDuJour],
) -> Declaration:
    declare, lectures = draw(syndicat), draw(politique)
    membres = tuple(declare.rangs)
    personne = copropriete.personnes(st.sampled_from(membres))
    fiche, syndic = draw(entete), draw(_SYNDICS)
    fiche = evolve(
        fiche,
        president=fiche.president and _membre(declare, fiche.president),
        secretaire=fiche.secretaire and _membre(declare, fiche.secretaire),
        scrutateurs=tuple(_membre(declare, un) for un in fiche.scrutateurs),
    )
    ordre_du_jour = OrdreDuJour(tuple(_chez(declare, resolution) for resolution in draw(ordre).resolutions))
    codes = [Code(lettre) for lettre in draw(_lettres("OOODRCCN", len(membres)))]
    tenue = st.just(fiche.date)
    entrees = tuple(
        draw(presence.presences(st.just(un), personne, st.just(code), tenue))
        if code in {Code.REPRESENTE, Code.CORRESPONDANCE}
        else Presence(coproprietaire=un, code=code)
        for rang, (un, code) in enumerate(zip(membres, codes, strict=True))
        if code is not Code.ABSENT or rang % 2  # an owner with no entry is absent too
    )
    lignes = [ligne.resolution.id for ligne in ordre_du_jour.lignes]
    inscrits = FeuilleDePresence(coproprietaires=membres, presences=entrees)
    feuille, ecartes = ecarter_formulaires(inscrits, fiche, politique=lectures)
    mouvements = draw(presence.suites_de_mouvements(st.just(feuille), st.just(lignes)))
    etats = evolve(feuille, mouvements=mouvements).etats(lignes)
    toleres = ensemble(declare.rangs[un.presence.coproprietaire] for un in ecartes)
    voix = {cle.code: declare.voix(cle.code, le=fiche.date, politique=lectures) for cle in declare.cles}
    declaration = Declaration(
        fiche=fiche,
        code=declare.code,
        nom=declare.nom,
        immeuble=declare.immeuble,
        adresse=declare.adresse,
        syndic=syndic and _membre(declare, syndic),
        cles=declare.cles,
        coproprietaires=declare.coproprietaires,
        presences=entrees,
        resolutions=ordre_du_jour.resolutions,
        votes={
            ligne.resolution.numero: draw(_votes(etat, voix[ligne.resolution.cle], toleres))
            for ligne, etat in zip(ordre_du_jour.lignes, etats, strict=True)
            if ligne.resolution.cle is not None and ligne.resolution.se_vote and draw(_PLUTOT)
        },
        deroulement=draw(_deroulements(ordre_du_jour, mouvements, etats)),
        politique=lectures,
    )
    return evolve(declaration, seconds_votes=draw(_seconds_votes(declaration)))


def _chez(syndicat: Syndicat, resolution: Resolution) -> Resolution:
    """Put in a resolution drawn by ranks the keys and the owners of a syndicat."""
    cles, membres = syndicat.cles, syndicat.coproprietaires
    return evolve(
        resolution,
        cle=resolution.cle and cles[int(resolution.cle) % len(cles)].code,
        exclus=frozenset(membres[int(rang) % len(membres)].id for rang in resolution.exclus),
        sous_resolutions=tuple(_chez(syndicat, enfant) for enfant in resolution.sous_resolutions),
    )


def _membre(syndicat: Syndicat, personne: Personne) -> Personne:
    """Name the owner of a syndicat whose rank was drawn, if it is an owner."""
    if personne.coproprietaire is None:
        return personne
    membres = syndicat.coproprietaires
    return evolve(personne, coproprietaire=membres[int(personne.coproprietaire) % len(membres)].id)


@une_fois
def _lettres(urne: str, effectif: int) -> SearchStrategy[str]:
    """Draw one letter per owner, as often as it is in the urn (which `st.text` alone would not do)."""
    tirages = st.text("01234567", min_size=effectif, max_size=effectif)
    return tirages.map(lambda rangs: "".join(urne[int(rang) % len(urne)] for rang in rangs))


@st.composite
def _votes(draw: DrawFn, etat: EtatDesPresences, voix: Voix, toleres: int = 0) -> dict[str, str]:
    """Draw the ballots of one vote: no absent has one, but the author of a form that was set aside."""
    tendance = draw(_TENDANCES)
    lettres = draw(_lettres(tendance, len(etat.coproprietaires)))
    sans_oui = "o" not in tendance and tendance != "n"
    tiers = _un_tiers(voix, etat.votants, atteint=tendance not in {"aan", "a"}) if sans_oui else 0
    choix = ("o" if tiers >> rang & 1 else lettre for rang, lettre in enumerate(lettres))
    return {
        qui: _ENTREES[lettre].value
        for rang, (qui, lettre) in enumerate(zip(etat.coproprietaires, choix, strict=True))
        if (etat.votants | toleres) >> rang & 1 and lettre in _ENTREES
    }


def _un_tiers(voix: Voix, votants: int, *, atteint: bool) -> int:
    """Gather the lightest owners who reach a third of the voices, what opens a second vote, or who just miss it."""
    reunis = 0
    for rang in sorted(rangs(votants & voix.membres), key=voix.poids.__getitem__):
        mesures = reunis if atteint else reunis | 1 << rang
        if 3 * voix.peser(mesures).voix < voix.total.voix:
            reunis |= 1 << rang
    return reunis


@st.composite
def _deroulements(
    draw: DrawFn, ordre_du_jour: OrdreDuJour, mouvements: tuple[Mouvement, ...], etats: tuple[EtatDesPresences, ...]
) -> tuple[Fait, ...]:
    """Put amendments and cut lines among the movements, in the order of the agenda."""
    faits: list[Fait] = list(mouvements)
    for ligne, etat in zip(ordre_du_jour.lignes, etats, strict=True):
        quoi = draw(_FAITS)
        ici = st.just(ligne.resolution.id)
        if quoi == "amendement":
            faits.append(draw(assemblee.amendements(ici)))
        elif quoi == "incident" and etat.distance:
            coupes = [etat.coproprietaires[rang] for rang in rangs(etat.distance)]
            faits.append(draw(assemblee.incidents(st.sampled_from(coupes), ici)))
    return tuple(sorted(faits, key=lambda fait: ordre_du_jour.rangs[fait.resolution]))


@st.composite
def _seconds_votes(draw: DrawFn, declaration: Declaration) -> dict[str, dict[str, str]]:
    """Hold second votes on some of the lines where the first vote, and those already held, open one."""
    seance = etablir(declaration).unwrap()
    depouillement = depouiller(seance).unwrap()
    tenus: dict[str, dict[str, str]] = {}
    for ligne, etat in zip(seance.ordre_du_jour.lignes, seance.etats, strict=True):
        resolution, scrutin = ligne.resolution, depouillement.scrutin(ligne.resolution.id)
        if scrutin.second is not None and draw(_PLUTOT):
            votes = tenus[resolution.numero] = draw(_votes(etat, scrutin.suffrages.voix))
            choix = {seance.syndicat.rangs[CoproprietaireId(qui)]: Choix(valeur) for qui, valeur in votes.items()}
            seance = seance.enregistrer(resolution.id, Bulletins.de(choix), second_vote=True)
            depouillement = depouiller(seance).unwrap()
    return tenus


def seances(declaration: SearchStrategy[Declaration] | None = None) -> SearchStrategy[Seance]:
    """Whole meetings, ready to be counted."""
    return or_else(declaration, declarations()).map(lambda une: etablir(une).unwrap())


def depouillements(seance: SearchStrategy[Seance] | None = None) -> SearchStrategy[Depouillement]:
    """Whole meetings counted and decided."""
    return or_else(seance, seances()).map(lambda une: depouiller(une).unwrap())


def scrutins(depouillement: SearchStrategy[Depouillement] | None = None) -> SearchStrategy[Scrutin]:
    """Lines decided, each as it was in a whole meeting."""
    return or_else(depouillement, depouillements()).flatmap(lambda un: st.sampled_from(un.scrutins))


def lignes(ordre_du_jour: SearchStrategy[OrdreDuJour] | None = None) -> SearchStrategy[Ligne]:
    """Lines of a ballot, as they stand in an agenda."""
    return or_else(ordre_du_jour, assemblee.ordres_du_jour()).flatmap(lambda un: st.sampled_from(un.lignes))


@st.composite
def suffrages(draw: DrawFn, etat: SearchStrategy[EtatDesPresences] | None = None) -> Suffrages:
    """Votes counted: any attendance, any ballots, an owner excluded, a text amended, any reading of the forms."""
    presents = draw(or_else(etat, presence.etats_des_presences()))
    effectif = len(presents.coproprietaires)
    parts = draw(st.lists(socle.nombres(), min_size=effectif, max_size=effectif))
    return compter(
        Bulletins.lire(draw(_lettres("ona-.", effectif))),
        voix=etablir_voix(parts, le=draw(socle.jours())),
        etat=presents,
        exclus=draw(st.sampled_from((0, 0, 0, 1))),
        amendee=draw(st.booleans()),
        lecture=draw(loi.lectures_du_formulaire()),
    )


@st.composite
def seconds_scrutins(
    draw: DrawFn,
    un_suffrage: SearchStrategy[Suffrages] | None = None,
    passerelle: SearchStrategy[Passerelle] | None = None,
) -> SecondScrutin:
    """Second votes the law opened, held or not."""
    ouverte = draw(or_else(passerelle, loi.passerelles()))
    if draw(st.booleans()):
        return SecondScrutin(passerelle=ouverte)
    tenus = draw(or_else(un_suffrage, suffrages()))
    decision = decider_au_second_vote(
        tenus.decompte, passerelle=ouverte, article=ArticleDeVote("24"), le=draw(socle.jours())
    )
    return SecondScrutin(passerelle=ouverte, suffrages=tenus, decision=decision)


def tableaux(poids: SearchStrategy[Poids] | None = None) -> SearchStrategy[Tableau]:
    """« Votants » tables: four rows."""
    ligne = or_else(poids, loi.poids())
    return st.builds(
        Tableau,
        presents_ou_representes=ligne,
        a_distance=ligne,
        par_correspondance=ligne,
        absents_ou_non_votants=ligne,
    )


@st.composite
def urnes(draw: DrawFn, voix: SearchStrategy[Voix] | None = None) -> Urne:
    """Open ballot boxes, some answers of the forms already in."""
    pesees = draw(or_else(voix, copropriete.voix()))
    effectif = len(pesees.poids)
    votants, correspondance = (draw(st.integers(0, (1 << effectif) - 1)) for _ in range(2))
    return Urne(
        pesees,
        votants=votants,
        correspondance=correspondance & votants,
        formulaires=draw(st.none() | assemblee.bulletins(_lettres("ona-.", effectif))),
    )
