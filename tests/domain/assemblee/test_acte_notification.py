"""The notification of the minutes to an opponent or a défaillant. MSG-06, I-22."""

from datetime import date

import pytest
from attrs import evolve
from gilbert import ATRILLON, BROUILLY, LATOUR, YQUEM, bulletins, resolution, seance_de_13, syndicat_de_13
from hypothesis import given

from lsc_domain.assemblee import Depouillement, depouiller
from lsc_domain.assemblee.acte.notification import acte_de_notification
from lsc_domain.assemblee.contestation import Contestataire, contestataires
from lsc_domain.loi.texte_de_contestation import texte_de_contestation
from lsc_domain.socle.ids import CoproprietaireId, ResolutionId
from lsc_domain.testing.strategies import depouillements

UN, DEUX = ResolutionId("1"), ResolutionId("2")


def depouille() -> Depouillement:
    syndicat = syndicat_de_13()
    pour = [un for un in syndicat.rangs if un not in (YQUEM, LATOUR, BROUILLY)]
    return depouiller(
        seance_de_13(
            resolution("1", "25", titre="Travaux"),
            resolution("2", titre="Quitus"),
            votes={
                UN: bulletins(syndicat, oui=pour, non=(LATOUR,)),
                DEUX: bulletins(syndicat, oui=pour, abstention=(LATOUR,)),
            },
            feuille=evolve(seance_de_13().feuille, mouvements=()),
        )
    ).unwrap()


def de(qui: CoproprietaireId) -> Contestataire:
    return next(un for un in contestataires(depouille()) if un.coproprietaire == qui)


@pytest.mark.req("MSG-06", "I-22")
def test_an_opponent_reads_his_decisions_and_until_when_he_may_sue() -> None:
    acte = acte_de_notification(
        depouille(), de(LATOUR), presentee_le=date(2020, 7, 15), fait_le=date(2020, 7, 13), syndic="Agence Crypto"
    )
    assert (acte.destinataire, acte.compte, acte.syndic) == ("LATOUR", "450LATOUR", "Agence Crypto")
    (decision,) = acte.decisions
    assert (decision.numero, decision.titre, decision.article) == ("1", "Travaux", "article 25")
    assert (decision.resultat, decision.qualite) == ("ACCEPTÉE", "Opposant")
    assert decision.pour.endswith(" (9)")
    assert (decision.contre, decision.abstention) == ("74 (1)", "0 (0)")
    assert acte.fin == "15/09/2020"
    assert "présentée le 15/07/2020" in acte.delai
    assert "jusqu'au 15/09/2020 inclus" in acte.delai
    assert "Vous y êtes opposant pour la décision suivante" in acte.introduction
    assert (acte.date_iso, acte.fait_le, acte.presentee_le) == ("2020-07-13", "13/07/2020", "15/07/2020")
    assert acte.suspension.startswith("Sauf urgence, l'exécution par le syndic des travaux")


@pytest.mark.req("I-22")
def test_a_defaillant_may_contest_every_decision_of_which_he_was_absent() -> None:
    acte = acte_de_notification(depouille(), de(YQUEM))
    assert [(un.numero, un.qualite) for un in acte.decisions] == [("1", "Défaillant"), ("2", "Défaillant")]
    assert "Vous y êtes défaillant pour les décisions suivantes" in acte.introduction
    assert (acte.fin, acte.presentee_le, acte.fait_le, acte.date_iso) == ("", "", "", "2020-07-07")
    assert "il court du lendemain de la première présentation" in acte.delai


@pytest.mark.req("I-22")
def test_both_qualities_are_named_and_works_are_suspended_only_where_some_were_decided() -> None:
    opposant, defaillant = de(LATOUR).decisions[0], de(YQUEM).decisions[1]
    deux = Contestataire(coproprietaire=LATOUR, decisions=(opposant, defaillant))
    assert "opposant ou défaillant pour les décisions suivantes" in acte_de_notification(depouille(), deux).introduction
    seul = Contestataire(coproprietaire=LATOUR, decisions=(defaillant,))
    assert acte_de_notification(depouille(), seul, presentee_le=date(2020, 7, 15)).suspension == ""


@pytest.mark.req("I-22")
def test_the_text_of_article_42_is_reproduced_as_it_stood() -> None:
    acte = acte_de_notification(depouille(), de(YQUEM))
    assert acte.contestation.reference == "Loi 65-557, art. 42, al. 2"
    assert acte.contestation.texte.startswith("Les actions en contestation des décisions des assemblées générales")
    assert "sans ses annexes" in acte.contestation.texte
    ancien = texte_de_contestation(date(2018, 11, 24)).valeur
    assert ancien.startswith("Les actions qui ont pour objet de contester")
    assert texte_de_contestation(date(2018, 11, 25)).valeur == acte.contestation.texte


@given(depouillements())
def test_everybody_who_may_contest_can_be_written_to(depouillement: Depouillement) -> None:
    for un in contestataires(depouillement):
        acte = acte_de_notification(depouillement, un)
        assert len(acte.decisions) == len(un.decisions)


def test_nobody_else_is_written_to() -> None:
    assert ATRILLON not in {un.coproprietaire for un in contestataires(depouille())}
