"""A second, deliberately naive count of a general meeting: the test oracle of the engine.

It is written from the contract of the two formats and from the law, never from the engine. It walks the
owners one at a time, replays the whole ``deroulement`` for every line and keeps nothing from one line to the
next, so that each rule can be checked by reading it. ``depouiller`` takes a *valid* ``lsc.assemblee/1``
document: it refuses nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

Doc = dict[str, Any]

# The first day of each state of the law (reference/law.md).
DEUX_TIERS = date(1992, 7, 16)  # art. 26: two thirds, three quarters before
SRU = date(2000, 12, 14)  # art. 24: voix exprimées; art. 25-1: immediate second vote
ALUR = date(2014, 3, 27)  # art. 25-1: not for 25 n and 25 o
ELAN = date(2018, 11, 25)  # art. 17-1 A: silent, abstaining and overtaken forms count against
ORDONNANCE = date(2020, 6, 1)  # art. 25-1 for all, art. 26-1, art. 41-16; end of the ELAN rule on forms
HABITAT_DEGRADE = date(2024, 4, 11)  # art. 25-1 al. 2: a new meeting, for 25 f only

POLITIQUE: Doc = {
    "majorite_non_ferme_la_passerelle": True,
    "correspondance_au_second_vote": "reporter",
    "sous_resolutions": "liees",
}

CHOIX = ("oui", "non", "abstention", "non_votant")


def depouiller(doc: Doc) -> Doc:
    """What the votes of the meeting decide, line by line, in agenda order."""
    lignes = []
    for resolution in doc["resolutions"]:
        resultat = _ligne(doc, resolution, None)
        lignes.append(resultat)
        for sous_resolution in resolution.get("sous_resolutions", []):
            lignes.append(_ligne(doc, sous_resolution, resultat))
    return {
        "format": "lsc.depouillement/1",
        "reference": doc["assemblee"]["reference"],
        "date": doc["assemblee"]["date"],
        "resolutions": lignes,
    }


# --- One line of the agenda ---------------------------------------------------------------------------------


def _ligne(doc: Doc, resolution: Doc, parent: Doc | None) -> Doc:
    """One line: its first vote, the second one if the law opens it, and what it all decides.

    ``parent`` is the *result* already computed for the resolution above, for a sub-resolution.
    """
    numero, article = resolution["numero"], resolution["article"]
    politique = {**POLITIQUE, **doc.get("politique", {})}
    ligne: Doc = {"numero": numero, "article": article, "second_vote": None, "nouvelle_assemblee": None}

    if article == "aucun":  # not put to the vote: whatever was said, nobody voted
        compte = _compter(doc, resolution, {})
        return {**ligne, "resultat": "pas_de_vote", **_chiffres(compte), "votants": _votants(compte)}

    premier = _compter(doc, resolution, _premiers_bulletins(doc, resolution))
    ligne = {**ligne, **_chiffres(premier), "votants": _votants(premier)}

    if parent is not None and parent["article"] != "aucun" and politique["sous_resolutions"] == "liees":
        if parent["resultat"] != "adoptee":
            return {**ligne, "resultat": parent["resultat"]}
        second = parent["second_vote"]
        if second is not None and second["article"] == "24" and _texte(article) == "25":
            return {**ligne, "resultat": _decision(doc, "24", premier)}

    ligne["resultat"] = _decision(doc, article, premier)
    if ligne["resultat"] == "adoptee":
        return ligne
    if politique["majorite_non_ferme_la_passerelle"] and _majorite(doc, article, "non", premier):
        return ligne

    passerelle = _passerelle(doc, article, premier)
    if passerelle is None:
        ligne["nouvelle_assemblee"] = _nouvelle_assemblee(doc, article, premier)
        return ligne

    ouvert, fondement = passerelle
    ligne["second_vote"] = {"article": ouvert, "fondement": fondement}
    if numero not in doc.get("seconds_votes", {}):  # open, not held: the first result stands
        ligne["second_vote"] |= {"resultat": None, "tantiemes": None, "coproprietaires": None}
        return ligne
    second_compte = _compter(doc, resolution, _seconds_bulletins(doc, resolution))
    # A second vote is the last word: adopted or rejected, at art. 25 as at art. 24.
    ligne["resultat"] = "adoptee" if _majorite(doc, ouvert, "oui", second_compte) else "rejetee"
    ligne["second_vote"] |= {"resultat": ligne["resultat"], **_chiffres(second_compte)}
    return ligne


# --- The law: majorities and gateways -----------------------------------------------------------------------


def _texte(article: str) -> str:
    """The article without its letter: ``25`` for ``25 f``."""
    return article.split(maxsplit=1)[0]


def _lettre(article: str) -> str:
    """The letter alone, or nothing: ``f`` for ``25 f``."""
    mots = article.split()
    return mots[1] if len(mots) > 1 else ""


def _jour(doc: Doc) -> date:
    return date.fromisoformat(doc["assemblee"]["date"])


def _decision(doc: Doc, article: str, compte: Compte) -> str:
    if _majorite(doc, article, "oui", compte):
        return "adoptee"
    if _texte(article) in ("24", "unanimite"):
        return "rejetee"
    return "rejetee" if _majorite(doc, article, "non", compte) else "sans_decision"


def _majorite(doc: Doc, article: str, camp: str, compte: Compte) -> bool:
    """Does this side (``oui`` or ``non``) reach the majority of this article, at the date of the meeting?"""
    texte, jour = _texte(article), _jour(doc)
    pour, total = compte.voix[camp], compte.total
    contre = compte.voix["non" if camp == "oui" else "oui"]
    if total == 0:  # on an empty base nothing is reached
        return False
    if texte == "unanimite":
        return pour == total
    if texte == "26":
        tetes = 2 * compte.tetes[camp] > compte.membres
        return tetes and (3 * pour >= 2 * total if jour >= DEUX_TIERS else 4 * pour >= 3 * total)
    if _deux_coproprietaires(doc):  # art. 41-16
        if texte == "24" or (texte == "25" and _lettre(article) == "c"):
            return 2 * pour > total
        return 3 * pour >= 2 * total
    if texte == "25":
        return 2 * pour > total
    if jour < SRU:  # art. 24: the voices of those present or represented, whatever they vote
        return 2 * pour > compte.voix_participantes
    return pour > contre  # art. 24: voix exprimées


def _tiers(compte: Compte) -> bool:
    return compte.total > 0 and 3 * compte.voix["oui"] >= compte.total


def _passerelle(doc: Doc, article: str, compte: Compte) -> tuple[str, str] | None:
    """The article of the immediate second vote and the text that opens it; the first vote has not decided."""
    jour = _jour(doc)
    if _texte(article) == "25":
        if jour < SRU or _deux_coproprietaires(doc):
            return None
        if ALUR <= jour < ORDONNANCE and _lettre(article) in ("n", "o"):
            return None
        return ("24", "25-1") if _tiers(compte) else None
    if _texte(article) == "26" and jour >= ORDONNANCE:
        moitie = 2 * compte.tetes["oui"] >= compte.participants
        return ("25", "26-1") if moitie and _tiers(compte) else None
    return None


def _nouvelle_assemblee(doc: Doc, article: str, compte: Compte) -> Doc | None:
    """The later meeting that may decide at art. 24; neither side has won and no second vote is open."""
    jour, lettre = _jour(doc), _lettre(article)
    if _texte(article) != "25" or _deux_coproprietaires(doc):
        return None
    if jour < SRU:  # last alinéa of art. 25: whatever the yes, and no delay
        return {"article": "24", "delai_mois": None}
    if _tiers(compte):
        return None
    if jour < ALUR:
        permise = True
    elif jour < ORDONNANCE:
        permise = lettre not in ("n", "o")
    elif jour < HABITAT_DEGRADE:
        permise = False
    else:
        permise = lettre == "f"
    return {"article": "24", "delai_mois": 3} if permise else None


# --- The voices: who counts on a line, and for how much -----------------------------------------------------


def _tantiemes(coproprietaire: Doc, cle: str) -> Fraction:
    somme = Fraction(0)
    for lot in coproprietaire["lots"]:
        somme += Fraction(lot["tantiemes"].get(cle, "0"))
    return somme


def _cle_generale(doc: Doc) -> str:
    for cle in doc["cles"]:
        if cle.get("generale", False):
            return str(cle["code"])
    raise ValueError("no general key: the document is not valid")


def _deux_coproprietaires(doc: Doc) -> bool:
    """Since 01/06/2020 (art. 41-13): are the voices of the syndicat spread over exactly two owners?"""
    if _jour(doc) < ORDONNANCE:
        return False
    cle, nombre = _cle_generale(doc), 0
    for coproprietaire in doc["coproprietaires"]:
        if not coproprietaire.get("sans_voix", False) and _tantiemes(coproprietaire, cle) > 0:
            nombre += 1
    return nombre == 2


def _voix(doc: Doc, resolution: Doc) -> dict[str, Fraction]:
    """The voices of every owner counting on this line, after the reduction of art. 22, without ``exclus``."""
    generale = _cle_generale(doc)
    cle = resolution.get("cle") or generale

    voix: dict[str, Fraction] = {}
    for coproprietaire in doc["coproprietaires"]:
        tantiemes = _tantiemes(coproprietaire, cle)
        if tantiemes > 0 and not coproprietaire.get("sans_voix", False):
            voix[coproprietaire["id"]] = tantiemes

    if cle == generale and not _deux_coproprietaires(doc):
        entieres = dict(voix)
        for coproprietaire in doc["coproprietaires"]:
            qui = coproprietaire["id"]
            if qui not in entieres or coproprietaire.get("bailleur_social", False):
                continue
            autres = Fraction(0)
            for autre, tantiemes in entieres.items():
                if autre != qui:
                    autres += tantiemes
            if entieres[qui] > autres > 0:  # more than half of the whole
                voix[qui] = autres

    for exclu in resolution.get("exclus", []):
        voix.pop(exclu, None)
    return voix


# --- The attendance: replayed from the start for every line -------------------------------------------------


def _rangs(doc: Doc) -> dict[str, int]:
    """The place of every line in the agenda: 5, 5.1, 5.2, 6 …"""
    numeros = []
    for resolution in doc["resolutions"]:
        numeros.append(resolution["numero"])
        for sous_resolution in resolution.get("sous_resolutions", []):
            numeros.append(sous_resolution["numero"])
    return {numero: rang for rang, numero in enumerate(numeros)}


def _presences(doc: Doc, numero: str) -> dict[str, str]:
    """The code of every owner at this line: N, O, R, D or C."""
    code: dict[str, str] = {}
    mandataire: dict[str, str | None] = {}  # the owner who represents him, if it is an owner
    for coproprietaire in doc["coproprietaires"]:
        code[coproprietaire["id"]] = "N"
        mandataire[coproprietaire["id"]] = None

    limite = _jour(doc) - timedelta(days=4)  # three clear days
    for presence in doc.get("presences", []):
        qui = presence["coproprietaire"]
        code[qui] = presence["code"]
        mandataire[qui] = (presence.get("mandataire") or {}).get("coproprietaire")
        if presence["code"] == "C":
            en_retard = date.fromisoformat(presence["recu_le"]) > limite
            if en_retard or presence.get("signe", True) is False:
                code[qui] = "N"

    def mandants(de: str) -> list[str]:
        return [qui for qui in code if code[qui] == "R" and mandataire[qui] == de]

    def part(qui: str) -> None:
        """He leaves and nobody stands for him; those he stood for go with him, and so on."""
        emmenes = mandants(qui)
        code[qui], mandataire[qui] = "N", None
        for emmene in emmenes:
            if code[emmene] != "N":
                part(emmene)

    rangs = _rangs(doc)
    for evenement in doc.get("deroulement", []):
        if evenement["evenement"] not in ("arrivee", "depart"):
            continue
        if rangs[evenement["resolution"]] > rangs[numero]:  # not yet
            continue
        qui, laisse = evenement["coproprietaire"], evenement.get("mandataire")
        if evenement["evenement"] == "arrivee":
            code[qui] = evenement["code"]
            mandataire[qui] = (laisse or {}).get("coproprietaire")
        elif laisse:  # his proxy stands for him and for those he stood for
            for confie in [*mandants(qui), qui]:
                if confie == laisse.get("coproprietaire"):  # nobody represents himself
                    code[confie] = "N"
                    mandataire[confie] = None
                    continue
                code[confie] = "R"
                mandataire[confie] = laisse.get("coproprietaire")
        else:
            part(qui)
    return code


# --- The ballots --------------------------------------------------------------------------------------------


def _premiers_bulletins(doc: Doc, resolution: Doc) -> dict[str, str]:
    """What each owner taking part says at the first vote; the absent have no ballot."""
    numero = resolution["numero"]
    entrees = doc.get("votes", {}).get(numero, {})
    bulletins = {}
    for qui, code in _presences(doc, numero).items():
        if code == "N":
            continue
        bulletin = entrees.get(qui, "non_votant")
        bulletins[qui] = _formulaire(doc, numero, bulletin) if code == "C" else bulletin
    return bulletins


def _seconds_bulletins(doc: Doc, resolution: Doc) -> dict[str, str]:
    """What each owner taking part says at the second vote: a new ballot, or a form's answer carried over."""
    numero = resolution["numero"]
    politique = {**POLITIQUE, **doc.get("politique", {})}
    premieres = doc.get("votes", {}).get(numero, {})
    entrees = doc["seconds_votes"][numero]
    bulletins = {}
    for qui, code in _presences(doc, numero).items():
        if code == "N":
            continue
        if code != "C":
            bulletins[qui] = entrees.get(qui, "non_votant")
        elif qui in entrees:
            bulletins[qui] = _formulaire(doc, numero, entrees[qui])
        elif politique["correspondance_au_second_vote"] == "reporter":
            bulletins[qui] = _formulaire(doc, numero, premieres.get(qui, "non_votant"))
        else:  # "defaillant": no ballot at all for this vote
            bulletins[qui] = "non_votant"
    return bulletins


def _formulaire(doc: Doc, numero: str, bulletin: str) -> str:
    """How the law of the day reads the answer of a correspondence form (art. 17-1 A)."""
    amendee = False
    for evenement in doc.get("deroulement", []):
        if evenement["evenement"] == "amendement" and evenement["resolution"] == numero:
            amendee = True
    if ELAN <= _jour(doc) < ORDONNANCE:
        return "oui" if bulletin == "oui" and not amendee else "non"
    return "non_votant" if bulletin == "oui" and amendee else bulletin


# --- The count ----------------------------------------------------------------------------------------------


@dataclass
class Compte:
    """The figures of one vote."""

    voix: dict[str, Fraction]  # by choice
    tetes: dict[str, int]  # by choice
    total: Fraction  # all the voices of the key, absent owners included
    membres: int  # all the owners of the key
    voix_participantes: Fraction  # of the owners taking part (art. 24 before 2000)
    participants: int  # owners taking part (art. 26-1)
    groupes: dict[str, tuple[Fraction, int]]  # the « votants » partition


def _compter(doc: Doc, resolution: Doc, bulletins: dict[str, str]) -> Compte:
    presences = _presences(doc, resolution["numero"])
    compte = Compte(
        voix=dict.fromkeys(CHOIX, Fraction(0)),
        tetes=dict.fromkeys(CHOIX, 0),
        total=Fraction(0),
        membres=0,
        voix_participantes=Fraction(0),
        participants=0,
        groupes={
            "presents_ou_representes": (Fraction(0), 0),
            "a_distance": (Fraction(0), 0),
            "par_correspondance": (Fraction(0), 0),
            "absents_ou_non_votants": (Fraction(0), 0),
        },
    )
    for qui, voix in _voix(doc, resolution).items():
        bulletin = bulletins.get(qui, "non_votant")
        compte.voix[bulletin] += voix
        compte.tetes[bulletin] += 1
        compte.total += voix
        compte.membres += 1
        # Present, remote and represented owners take part whatever they vote; a form only if it answers.
        if presences[qui] in ("O", "D", "R") or (presences[qui] == "C" and bulletin != "non_votant"):
            compte.participants += 1
            compte.voix_participantes += voix
        if bulletin == "non_votant":
            groupe = "absents_ou_non_votants"
        elif presences[qui] == "C":
            groupe = "par_correspondance"
        elif presences[qui] == "D":
            groupe = "a_distance"
        else:
            groupe = "presents_ou_representes"
        tantiemes, nombre = compte.groupes[groupe]
        compte.groupes[groupe] = (tantiemes + voix, nombre + 1)
    return compte


def _chiffres(compte: Compte) -> Doc:
    tantiemes: Doc = {choix: _decimal(compte.voix[choix]) for choix in CHOIX}
    tetes: Doc = {choix: compte.tetes[choix] for choix in CHOIX}
    return {
        "tantiemes": {**tantiemes, "total": _decimal(compte.total)},
        "coproprietaires": {**tetes, "total": compte.membres},
    }


def _votants(compte: Compte) -> Doc:
    return {
        groupe: {"tantiemes": _decimal(tantiemes), "nombre": nombre}
        for groupe, (tantiemes, nombre) in compte.groupes.items()
    }


def _decimal(nombre: Fraction) -> str:
    """An exact decimal string without trailing zeros: sums of decimals always have one."""
    decimales = 0
    while (nombre * 10**decimales).denominator != 1:
        decimales += 1
    chiffres = str((nombre * 10**decimales).numerator).rjust(decimales + 1, "0")
    return chiffres if decimales == 0 else f"{chiffres[:-decimales]}.{chiffres[-decimales:]}"
