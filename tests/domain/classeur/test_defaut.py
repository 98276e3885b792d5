"""The binders of the first day: their names and their boxes, as the three screens of the trade show them."""

import pytest

from lsc_domain.classeur import CLASSEUR_DU_SYNDIC, ID_DES_DOCUMENTS_DU_SYNDIC, Case, classeurs_par_defaut
from lsc_domain.parc import Metier

GERANCE = {
    "Avis": "PL",
    "Baux": "PL",
    "Contrats d'entretien": "P",
    "Courriers / Autres": "PL",
    "Courriers / Locataires": "PL",
    "Courriers / Propriétaires": "P",
    "Divers / Autres": "PL",
    "Divers / Locataires": "PL",
    "Divers / Propriétaires": "P",
    "Etat des lieux": "PL",
    "Mandats": "P",
    "Quittance & reçus": "PL",
    "Relances": "PL",
    "Relevés de gérance": "P",
    "Revenus fonciers": "P",
    "Travaux": "",
}
SYNDIC = (
    "Assemblées Générales",
    "Bordereaux",
    "C.R.",
    "Carnet d'entretien",
    "Conseil syndical",
    "Contentieux - Relances",
    "Contrat syndical",
    "Courriers",
    "Divers",
    "Factures",
    "Interventions - Travaux",
    "Règlement de copropriété",
    "Relevés des charges et produits",
)


@pytest.mark.req("EXP-08", "EXP-10")
def test_sixteen_binders_of_gerance() -> None:
    """Propriétaire is ticked on 15, Locataire on 9, Lot on none; « Travaux » has no box at all."""
    trouves = {un.nom: un.droit.cases for un in classeurs_par_defaut() if un.metier is Metier.GERANCE}
    lettres = {"P": Case.PROPRIETAIRE, "L": Case.LOCATAIRE}
    assert list(trouves) == list(GERANCE)
    assert trouves == {nom: {lettres[lettre] for lettre in cochees} for nom, cochees in GERANCE.items()}
    assert sum(Case.PROPRIETAIRE in cases for cases in trouves.values()) == 15
    assert sum(Case.LOCATAIRE in cases for cases in trouves.values()) == 9


@pytest.mark.req("EXP-11", "EXP-17")
def test_thirteen_binders_of_syndic() -> None:
    """All are open to the three levels but « Conseil syndical »; Prestataire is ticked nowhere."""
    trouves = {un.nom: un.droit.cases for un in classeurs_par_defaut() if un.metier is Metier.SYNDIC}
    conseil = {Case.MEMBRE, Case.PRESIDENT}
    assert tuple(trouves)[:-1] == SYNDIC
    assert [nom for nom in SYNDIC if trouves[nom] != conseil | {Case.COPROPRIETAIRE}] == ["Conseil syndical"]
    assert trouves["Conseil syndical"] == conseil


@pytest.mark.req("EXA-18", "EXA-21", "EXC-12")
def test_documents_du_syndic_is_the_fifteenth_folder() -> None:
    """The thirteen, the one a user made, and this one: the fifteen folders of the administration screen."""
    du_syndic = [un for un in classeurs_par_defaut() if un.metier is Metier.SYNDIC]
    assert len(du_syndic) + len(["Tests_new_classeur"]) == 15
    assert [un for un in du_syndic if un.est_celui_du_syndic] == [CLASSEUR_DU_SYNDIC]
    assert CLASSEUR_DU_SYNDIC.id == ID_DES_DOCUMENTS_DU_SYNDIC


def test_no_two_binders_have_one_identity() -> None:
    """An identity outlives a change of name, so none is taken twice, between the trades either."""
    tous = classeurs_par_defaut()
    assert len({un.id for un in tous}) == len(tous) == 30
