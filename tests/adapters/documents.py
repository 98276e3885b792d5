"""Meetings as files hold them, how to change them in one place, and how to write a `Declaration` as one."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lsc_domain.assemblee import Amendement, Declaration, Incident, Mouvement, Presence, Resolution, Sens
from lsc_domain.assemblee.presence import Code
from lsc_domain.copropriete import Coproprietaire, Personne
from lsc_domain.socle.affichage import ecrire_decimal, ecrire_heure

Doc = dict[str, Any]
Lieu = tuple[str | int, ...]

RACINE = Path(__file__).parents[2]
GILBERT = RACINE / "examples" / "gilbert.json"


def mots(ligne: str) -> list[str]:
    """Cut a command line into its words."""
    return ligne.split()


def gilbert() -> Doc:
    doc: Doc = json.loads(GILBERT.read_text(encoding="utf-8"))
    return doc


def minimal(article: str = "24", **reste: Any) -> Doc:
    """The least a file may hold and still put something to the vote: A, B and C, all there."""
    return {
        "format": "lsc.assemblee/1",
        "syndicat": {"nom": "Petit syndicat"},
        "assemblee": {"reference": "3-S007", "date": "2023-06-15"},
        "cles": [{"code": "G", "generale": True}],
        "coproprietaires": [
            {"id": qui, "nom": qui, "lots": [{"numero": qui, "tantiemes": {"G": part}}]}
            for qui, part in (("A", "400"), ("B", "350"), ("C", "250"))
        ],
        "presences": [{"coproprietaire": qui, "code": "O"} for qui in "ABC"],
        "resolutions": [{"numero": "1", "article": article, "cle": "G"}],
        **reste,
    }


def complet() -> Doc:
    """A meeting in which every key of the contract stands at least once, with a value that is not the default."""
    return {
        "format": "lsc.assemblee/1",
        "syndicat": {
            "code": "S001",
            "nom": "Résidence « L'Été »",
            "immeuble": "GILBERT",
            "adresse": "4, rue d'Œuf 54000 NANCY",
            "syndic": {"nom": "Agence Crypto", "empechement": "syndic"},
        },
        "assemblee": {
            "reference": "3-S007",
            "nom": "Assemblée de juillet",
            "type": "extraordinaire",
            "date": "2023-07-07",
            "heure": "17:05",
            "lieu": "Salle des fêtes",
            "note": "Apporter les clés",
            "convocation_presentee_le": "2023-06-12",
            "president": {"coproprietaire": "A"},
            "secretaire": {"nom": "Agence Crypto"},
            "scrutateurs": [{"coproprietaire": "B"}, {"nom": "Casper"}],
        },
        "cles": [
            {"code": "010", "libelle": "CHARGES GÉNÉRALES", "generale": True, "total": "1000.91516"},
            {"code": "020", "libelle": "Ascenseur", "generale": False, "total": None},
        ],
        "coproprietaires": [
            {
                "id": "A",
                "nom": "ATRILLON Bernard",
                "civilite": "Monsieur",
                "adresse": "12, rue des cépages",
                "email": "a@exemple.fr",
                "comptes": ["450A-01", "450A-02"],
                "qualite": "indivision",
                "conseil_syndical": "president",
                "bailleur_social": True,
                "sans_voix": False,
                "lots": [
                    {"numero": "012", "type": "Cave", "tantiemes": {"010": "66.01420", "020": "5"}},
                    {"numero": "248", "type": "Appartement", "tantiemes": {"010": "234"}},
                ],
            },
            {"id": "B", "nom": "B", "lots": [{"numero": "1", "tantiemes": {"010": "300.90096", "020": "7"}}]},
            {"id": "C", "nom": "C", "lots": [{"numero": "2", "tantiemes": {"010": "300"}}]},
            {"id": "D", "nom": "D", "lots": [{"numero": "3", "tantiemes": {"010": "100"}}]},
            {"id": "E", "nom": "Syndicat", "sans_voix": True, "lots": []},
        ],
        "presences": [
            {"coproprietaire": "A", "code": "O"},
            {"coproprietaire": "B", "code": "R", "mandataire": {"coproprietaire": "A", "nom": None}},
            {"coproprietaire": "C", "code": "C", "recu_le": "2023-07-01", "canal": "courriel", "signe": True},
            {"coproprietaire": "E", "code": "N"},
        ],
        "resolutions": [
            {
                "numero": "1",
                "titre": "Ravalement",
                "projet": "L'assemblée décide…",
                "article": "25 f",
                "cle": "010",
                "exclus": ["B"],
                "concurrence": "devis",
                "emprunt": False,
                "sous_resolutions": [
                    {
                        "numero": "1.1",
                        "titre": "Emprunt",
                        "projet": "…",
                        "article": "26 b",
                        "cle": "020",
                        "exclus": [],
                        "concurrence": "",
                        "emprunt": True,
                    }
                ],
            },
            {"numero": "2", "titre": "Rapport", "article": "aucun", "cle": None},
            {"numero": "3", "titre": "Budget", "article": "24", "cle": "010"},
        ],
        "votes": {
            "1": {"A": "oui", "C": "oui"},
            "1.1": {"A": "oui", "B": "abstention"},
            "3": {"A": "oui", "C": "non", "D": "non_votant"},
        },
        "seconds_votes": {"1": {"A": "oui"}},
        "deroulement": [
            {"evenement": "amendement", "resolution": "1", "texte": "« ocre »", "heure": "17:10"},
            {
                "evenement": "arrivee",
                "coproprietaire": "D",
                "code": "R",
                "resolution": "3",
                "heure": "18:01",
                "mandataire": {"nom": "Girardot"},
            },
            {"evenement": "incident", "resolution": "3", "coproprietaire": "D", "texte": "coupé", "heure": "18:05"},
            {
                "evenement": "depart",
                "coproprietaire": "A",
                "resolution": "3",
                "heure": "18:30",
                "mandataire": {"nom": "Casper"},
            },
        ],
        "politique": {
            "majorite_non_ferme_la_passerelle": False,
            "correspondance_au_second_vote": "defaillant",
            "sous_resolutions": "independantes",
        },
    }


# ---------------------------------------------------------------------------------------------- one place at a time


def lire(doc: Any, lieu: Lieu) -> Any:
    for etape in lieu:
        doc = doc[etape]
    return doc


def changer(doc: Doc, lieu: Lieu, valeur: Any) -> Doc:
    """Return the document with another value at one place, which may be a new key, or one past the end of a list."""
    copie = copy.deepcopy(doc)
    parent, dernier = lire(copie, lieu[:-1]), lieu[-1]
    if isinstance(parent, list) and dernier == len(parent):
        parent.append(valeur)
    else:
        parent[dernier] = valeur
    return copie


def oter(doc: Doc, lieu: Lieu) -> Doc:
    """Return the document without what stands at one place."""
    copie = copy.deepcopy(doc)
    del lire(copie, lieu[:-1])[lieu[-1]]
    return copie


def parcourir(doc: Any, lieu: Lieu = ()) -> Iterator[tuple[Lieu, Any]]:
    """Walk a document, each value with its place."""
    yield lieu, doc
    if isinstance(doc, dict):
        for cle, enfant in doc.items():
            yield from parcourir(enfant, (*lieu, cle))
    elif isinstance(doc, list):
        for rang, enfant in enumerate(doc):
            yield from parcourir(enfant, (*lieu, rang))


def en_toml(doc: Doc) -> str:
    """Write a document as TOML: one line a key, and no nulls, which TOML has not."""
    return "\n".join(f"{cle} = {_toml(valeur)}" for cle, valeur in doc.items() if valeur is not None)


def _toml(valeur: Any) -> str:
    if isinstance(valeur, dict):
        paires = (f"{_toml(cle)} = {_toml(enfant)}" for cle, enfant in valeur.items() if enfant is not None)
        return f"{{{', '.join(paires)}}}"
    if isinstance(valeur, list):
        return f"[{', '.join(map(_toml, valeur))}]"
    return json.dumps(valeur, ensure_ascii=False)


# -------------------------------------------------------------------------------------------- a declaration, as a file


def ecrire(declaration: Declaration) -> Doc:
    """Write a declaration as the contract says, every key present: what `declarer` must read back."""
    fiche = declaration.fiche
    return {
        "format": "lsc.assemblee/1",
        "syndicat": {
            "code": declaration.code,
            "nom": declaration.nom,
            "immeuble": declaration.immeuble,
            "adresse": declaration.adresse,
            "syndic": _personne(declaration.syndic),
        },
        "assemblee": {
            "reference": fiche.reference,
            "nom": fiche.nom,
            "type": fiche.type.value,
            "date": fiche.date.isoformat(),
            "heure": ecrire_heure(fiche.heure) if fiche.heure else None,
            "lieu": fiche.lieu,
            "note": fiche.note,
            "convocation_presentee_le": _jour(fiche.convocation_presentee_le),
            "president": _personne(fiche.president),
            "secretaire": _personne(fiche.secretaire),
            "scrutateurs": [_personne(qui) for qui in fiche.scrutateurs],
        },
        "cles": [
            {
                "code": cle.code,
                "libelle": cle.libelle,
                "generale": cle.generale,
                "total": None if cle.total is None else ecrire_decimal(cle.total),
            }
            for cle in declaration.cles
        ],
        "coproprietaires": [_coproprietaire(un) for un in declaration.coproprietaires],
        "presences": [_presence(une) for une in declaration.presences],
        "resolutions": [_resolution(une, sous=True) for une in declaration.resolutions],
        "votes": {numero: dict(votes) for numero, votes in declaration.votes.items()},
        "seconds_votes": {numero: dict(votes) for numero, votes in declaration.seconds_votes.items()},
        "deroulement": [_evenement(un) for un in declaration.deroulement],
        "politique": {nom: getattr(declaration.politique, nom) for nom in type(declaration.politique).__annotations__},
    }


def _jour(jour: Any) -> str | None:
    return jour.isoformat() if jour else None


def _personne(qui: Personne | None) -> Doc | None:
    if qui is None:
        return None
    return {
        "coproprietaire": qui.coproprietaire,
        "nom": qui.nom or None,
        "empechement": qui.empechement.value if qui.empechement else None,
    }


def _coproprietaire(un: Coproprietaire) -> Doc:
    return {
        "id": un.id,
        "nom": un.nom,
        "civilite": un.civilite,
        "adresse": un.adresse,
        "email": un.courriel,
        "comptes": list(un.comptes),
        "qualite": un.qualite.value,
        "conseil_syndical": un.conseil_syndical.value if un.conseil_syndical else None,
        "bailleur_social": un.bailleur_social,
        "sans_voix": un.sans_voix,
        "lots": [
            {
                "numero": lot.numero,
                "type": lot.type,
                "tantiemes": {part.cle: ecrire_decimal(part.valeur) for part in lot.tantiemes},
            }
            for lot in un.lots
        ],
    }


def _presence(une: Presence) -> Doc:
    correspondance = (
        {"recu_le": _jour(une.recu_le), "canal": une.canal.value} if une.code is Code.CORRESPONDANCE else {}
    )
    return {
        "coproprietaire": une.coproprietaire,
        "code": une.code.value,
        "mandataire": _personne(une.mandataire),
        "signe": une.signe,
        **correspondance,
    }


def _resolution(une: Resolution, *, sous: bool = False) -> Doc:
    enfants = {"sous_resolutions": [_resolution(enfant) for enfant in une.sous_resolutions]} if sous else {}
    return {
        "numero": une.numero,
        "titre": une.titre,
        "projet": une.projet,
        "article": str(une.article) if une.article else None,
        "cle": une.cle,
        "exclus": sorted(une.exclus),
        "concurrence": une.concurrence,
        "emprunt": une.emprunt,
        **enfants,
    }


def _evenement(un: Mouvement | Amendement | Incident) -> Doc:
    commun = {"resolution": un.resolution, "heure": ecrire_heure(un.heure) if un.heure else None}
    if isinstance(un, Amendement):
        return {"evenement": "amendement", **commun, "texte": un.texte}
    if isinstance(un, Incident):
        return {"evenement": "incident", **commun, "coproprietaire": un.coproprietaire, "texte": un.texte}
    code = {"code": un.code.value} if un.sens is Sens.ARRIVEE else {}
    return {
        "evenement": un.sens.value,
        **commun,
        "coproprietaire": un.coproprietaire,
        "mandataire": _personne(un.mandataire),
        **code,
    }
