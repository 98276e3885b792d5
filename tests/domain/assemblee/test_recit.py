"""A declared meeting told as facts: what the clerk makes of them is what the declaration counts."""

from collections.abc import Iterator
from datetime import date, time
from typing import Any

import pytest
from attrs import evolve
from gilbert import (
    ALOXE,
    ATRILLON,
    BROUILLY,
    CASPER,
    JOUR,
    LATOUR,
    LEPITRE,
    MEURSAULT,
    MORGON,
    PETRUS,
    PIERRE,
    YQUEM,
    feuille_de_12,
    presence,
    resolution,
    syndicat_de_12,
)
from hypothesis import given
from hypothesis import strategies as st
from returns.pipeline import is_successful

from lsc_domain.assemblee import (
    Amendement,
    BureauElu,
    Choix,
    Code,
    Declaration,
    Depouillement,
    Fait,
    Faute,
    FicheDAssemblee,
    FormulaireRecu,
    Greffe,
    Incident,
    Mouvement,
    MouvementEnregistre,
    Presence,
    PresenceEnregistree,
    Reponse,
    ResolutionAmendee,
    Scrutin,
    SeanceClose,
    SeanceOuverte,
    SecondVoteOuvert,
    Sens,
    Suffrages,
    VoteEnregistre,
    consigner,
    depouiller,
    etablir,
    raconter,
)
from lsc_domain.copropriete import Empechement, Personne
from lsc_domain.loi import Resultat
from lsc_domain.socle.ids import CoproprietaireId, ResolutionId
from lsc_domain.testing.strategies import declarations

DOUZE = syndicat_de_12()
TOUS_OUI = {qui: "oui" for qui in (ATRILLON, PETRUS, LATOUR, YQUEM, MEURSAULT, MORGON)}
GILBERT = Declaration(
    fiche=FicheDAssemblee(reference="3-S007", date=JOUR),
    nom=DOUZE.nom,
    cles=DOUZE.cles,
    coproprietaires=DOUZE.coproprietaires,
    presences=feuille_de_12().presences,
    resolutions=(resolution("1"), resolution("2", "25"), resolution("3")),
    votes={
        "1": {**TOUS_OUI, LEPITRE: "oui", PIERRE: "non"},
        "2": {ATRILLON: "oui", PETRUS: "oui", LATOUR: "oui", YQUEM: "oui", LEPITRE: "oui", PIERRE: "non"},
        "3": TOUS_OUI,
    },
    ouverte_a=time(17, 5),
    close_a=time(19, 30),
)


def racontee(**change: Any) -> tuple[Fait, ...]:
    return raconter(evolve(GILBERT, **change)).unwrap()


def rejouee(**change: Any) -> Greffe:
    return Greffe.rejouer(racontee(**change)).unwrap()


def faute(**change: Any) -> Faute:
    return raconter(evolve(GILBERT, **change)).failure()


def bouge(sens: Sens, qui: CoproprietaireId, ou: str, **reste: Any) -> Mouvement:
    return Mouvement(sens=sens, coproprietaire=qui, resolution=ResolutionId(ou), **reste)


def compte(suffrages: Suffrages | None) -> tuple[object, ...]:
    """What a vote came to, whoever had no entry being « non votant »."""
    if suffrages is None:
        return ()
    bulletins = suffrages.bulletins
    return (
        *(suffrages.membres, suffrages.decompte, suffrages.tableau, suffrages.defaillants, suffrages.sans_part_au_vote),
        *(bulletins.oui, bulletins.non, bulletins.abstention),
    )


def decide(scrutin: Scrutin) -> tuple[object, ...]:
    """What a line came to, and why."""
    second = scrutin.second
    return (
        *(scrutin.ligne, scrutin.resultat, scrutin.libelle, scrutin.decision, scrutin.motifs),
        compte(scrutin.suffrages),
        (second.passerelle, second.decision, compte(second.suffrages)) if second is not None else (),
    )


def decides(depouillement: Depouillement) -> list[tuple[object, ...]]:
    return [decide(scrutin) for scrutin in depouillement.scrutins]


def au_complet(declaration: Declaration, ouverte_a: time | None, close_a: time | None) -> Declaration:
    """A drawn declaration with hours, forward or back."""
    return evolve(declaration, ouverte_a=ouverte_a, close_a=close_a)


HEURES = st.none() | st.times()


@pytest.mark.req("AG-03", "AG-11", "AG-22", "I-23", "I-25")
@given(declarations())
def test_a_story_counts_like_its_declaration(declaration: Declaration) -> None:
    """Told then replayed, a meeting has the attendance, the totals, the reasons, the results it was declared with."""
    declaree = depouiller(etablir(declaration).unwrap()).unwrap()
    greffe = Greffe.rejouer(raconter(declaration).unwrap()).unwrap()
    assert greffe.seance().fiche == (
        declaration.fiche
        if greffe.ouverte
        else evolve(declaration.fiche, president=None, secretaire=None, scrutateurs=())
    )
    assert greffe.seance().etats == declaree.seance.etats
    if greffe.ouverte:
        assert consigner(greffe.depouiller()) == consigner(declaree)
        assert decides(greffe.depouiller()) == decides(declaree)
