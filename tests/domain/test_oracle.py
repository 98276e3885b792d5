"""The engine against the naive count of `naive.py`, on random meetings written in the exchange format."""

from fractions import Fraction
from typing import Any

import naive
from hypothesis import event, given
from hypothesis import strategies as st

from lsc_domain.assemblee import (
    Amendement,
    Declaration,
    Depouillement,
    Incident,
    Mouvement,
    Presence,
    Resolution,
    Scrutin,
    Sens,
    Suffrages,
    depouiller,
    etablir,
)
from lsc_domain.copropriete import Coproprietaire, Personne
from lsc_domain.loi import Poids, Politique
from lsc_domain.socle.affichage import ecrire_decimal
from lsc_domain.testing.strategies import declarations, syndicats

Doc = dict[str, Any]

COMPARES = ("resultat", "tantiemes", "coproprietaires", "votants", "second_vote", "nouvelle_assemblee")
POLITIQUES = st.builds(  # what lsc.assemblee/1 lets a file choose
    Politique,
    majorite_non_ferme_la_passerelle=st.booleans(),
    correspondance_au_second_vote=st.sampled_from(("reporter", "defaillant")),
    sous_resolutions=st.sampled_from(("liees", "independantes")),
)
AVEC_CLE_GENERALE = syndicats().filter(lambda un: un.cle_generale is not None)


@given(declarations(AVEC_CLE_GENERALE, politique=POLITIQUES, concurrence=st.just("")))
def test_the_engine_counts_as_the_naive_count_does(declaration: Declaration) -> None:
    """Two programs written apart, from the same law, decide every line of a meeting alike."""
    attendu = naive.depouiller(assemblee(declaration))["resolutions"]
    obtenu = lignes(depouiller(etablir(declaration).unwrap()).unwrap())
    for ligne in attendu:
        event(f"{ligne['article'].split()[0]}: {ligne['resultat']}")
    assert obtenu == [{champ: ligne.get(champ) for champ in ("numero", *COMPARES)} for ligne in attendu]


# --- The declaration, as a lsc.assemblee/1 document ---------------------------------------------------------


def assemblee(declaration: Declaration) -> Doc:
    numeros = {
        un.id: un.numero for resolution in declaration.resolutions for un in (resolution, *resolution.sous_resolutions)
    }
    politique = declaration.politique
    return {
        "format": "lsc.assemblee/1",
        "assemblee": {
            "reference": declaration.fiche.reference,
            "date": declaration.fiche.date.isoformat(),
        },
        "cles": [{"code": cle.code, "libelle": cle.libelle, "generale": cle.generale} for cle in declaration.cles],
        "coproprietaires": [_coproprietaire(un) for un in declaration.coproprietaires],
        "presences": [_presence(un) for un in declaration.presences],
        "resolutions": [_resolution(un) for un in declaration.resolutions],
        "votes": declaration.votes,
        "seconds_votes": declaration.seconds_votes,
        "deroulement": [_fait(fait, numeros[fait.resolution]) for fait in declaration.deroulement],
        "politique": {
            "majorite_non_ferme_la_passerelle": politique.majorite_non_ferme_la_passerelle,
            "correspondance_au_second_vote": politique.correspondance_au_second_vote,
            "sous_resolutions": politique.sous_resolutions,
        },
    }


def _coproprietaire(un: Coproprietaire) -> Doc:
    lots = [
        {"numero": lot.numero, "tantiemes": {part.cle: ecrire_decimal(part.valeur) for part in lot.tantiemes}}
        for lot in un.lots
    ]
    return {
        "id": un.id,
        "nom": un.nom,
        "bailleur_social": un.bailleur_social,
        "sans_voix": un.sans_voix,
        "lots": lots,
    }


def _personne(qui: Personne | None) -> Doc | None:
    if qui is None:
        return None
    return {"nom": qui.nom} if qui.coproprietaire is None else {"coproprietaire": qui.coproprietaire}


def _presence(une: Presence) -> Doc:
    doc: Doc = {"coproprietaire": une.coproprietaire, "code": une.code.value}
    if une.mandataire is not None:
        doc["mandataire"] = _personne(une.mandataire)
    if une.recu_le is not None:
        doc |= {"recu_le": une.recu_le.isoformat(), "canal": une.canal.value, "signe": une.signe}
    return doc


def _resolution(une: Resolution) -> Doc:
    doc: Doc = {"numero": une.numero, "titre": une.titre, "article": str(une.article), "exclus": sorted(une.exclus)}
    if une.cle is not None:
        doc["cle"] = une.cle
    return {**doc, "sous_resolutions": [_resolution(enfant) for enfant in une.sous_resolutions]}


def _fait(fait: Mouvement | Amendement | Incident, numero: str) -> Doc:
    if isinstance(fait, Amendement):
        return {"evenement": "amendement", "resolution": numero, "texte": fait.texte}
    if isinstance(fait, Incident):
        return {"evenement": "incident", "resolution": numero, "coproprietaire": fait.coproprietaire}
    doc: Doc = {"evenement": fait.sens.value, "resolution": numero, "coproprietaire": fait.coproprietaire}
    if fait.sens is Sens.ARRIVEE:
        doc["code"] = fait.code.value
    if fait.mandataire is not None:
        doc["mandataire"] = _personne(fait.mandataire)
    return doc


# --- The count, as the lines of a lsc.depouillement/1 document ----------------------------------------------


def lignes(depouillement: Depouillement) -> list[Doc]:
    return [
        {
            "numero": scrutin.ligne.resolution.numero,
            "resultat": scrutin.resultat.value,
            **_chiffres(scrutin.suffrages),
            "votants": _votants(scrutin.suffrages),
            "second_vote": _second_vote(scrutin),
            "nouvelle_assemblee": _nouvelle_assemblee(scrutin),
        }
        for scrutin in depouillement.scrutins
    ]


def _chiffres(suffrages: Suffrages) -> Doc:
    decompte = suffrages.decompte
    cotes = {
        "oui": decompte.pour,
        "non": decompte.contre,
        "abstention": decompte.abstention,
        "non_votant": decompte.non_votant,
        "total": decompte.total,
    }
    return {
        "tantiemes": {nom: ecrire_decimal(poids.voix) for nom, poids in cotes.items()},
        "coproprietaires": {nom: poids.tetes for nom, poids in cotes.items()},
    }


def _votants(suffrages: Suffrages) -> Doc:
    tableau = suffrages.tableau
    rangees = {
        "presents_ou_representes": tableau.presents_ou_representes,
        "a_distance": tableau.a_distance,
        "par_correspondance": tableau.par_correspondance,
        "absents_ou_non_votants": tableau.absents_ou_non_votants,
    }
    return {nom: _rangee(poids) for nom, poids in rangees.items()}


def _rangee(poids: Poids) -> Doc:
    return {"tantiemes": ecrire_decimal(Fraction(poids.voix)), "nombre": poids.tetes}


def _second_vote(scrutin: Scrutin) -> Doc | None:
    second = scrutin.second
    if second is None:
        return None
    doc: Doc = {"article": second.passerelle.majorite.nom, "fondement": second.passerelle.fondement}
    if second.suffrages is None or second.decision is None:
        return {**doc, "resultat": None, "tantiemes": None, "coproprietaires": None}
    return {**doc, "resultat": second.decision.resultat.value, **_chiffres(second.suffrages)}


def _nouvelle_assemblee(scrutin: Scrutin) -> Doc | None:
    nouvelle = scrutin.decision.nouvelle_assemblee if scrutin.decision else None
    return {"article": nouvelle.majorite, "delai_mois": nouvelle.delai_mois} if nouvelle else None
