"""Which act needs which role inside the agency."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from returns.pipeline import is_successful

from lsc_domain.extranet.collaborateur import Collaborateur, Fonction
from lsc_domain.extranet.habilitation import FONCTIONS_ADMISES, Habilitation, exiger_habilitation, peut
from lsc_domain.socle.ids import CollaborateurId


def quelqu_un(*fonctions: Fonction, general: bool = False) -> Collaborateur:
    return Collaborateur(id=CollaborateurId("JLC"), nom="JLC", fonctions=frozenset(fonctions), general=general)


@pytest.mark.req("EXA-25", "I-55", "EXP-18", "EXP-19")
def test_the_parameters_are_the_agencys_and_the_journals_the_editors() -> None:
    """« Utilitaires »: the parameters for an administrator, the journals « réservé Crypto »."""
    administrateur, editeur = quelqu_un(Fonction.ADMINISTRATEUR), quelqu_un(Fonction.EDITEUR)
    assert peut(administrateur, Habilitation.PARAMETRES)
    assert not peut(administrateur, Habilitation.JOURNAUX)
    assert peut(editeur, Habilitation.JOURNAUX)
    assert not peut(editeur, Habilitation.CONSULTER)
    assert not peut(quelqu_un(Fonction.GESTIONNAIRE), Habilitation.PARAMETRES)
    assert not peut(quelqu_un(Fonction.COMPTABLE), Habilitation.DEMANDES)


@pytest.mark.req("EXA-02")
def test_the_agencys_own_codes_keep_extended_rights() -> None:
    """Everything that is the agency's, and nothing that is the editor's."""
    codes = quelqu_un(general=True)
    assert {un for un in Habilitation if not peut(codes, un)} == {Habilitation.JOURNAUX}


@pytest.mark.req("I-55")
@given(fonctions=st.frozensets(st.sampled_from(Fonction)), habilitation=st.sampled_from(Habilitation))
def test_an_act_is_allowed_to_its_functions_and_refused_with_them(
    fonctions: frozenset[Fonction], habilitation: Habilitation
) -> None:
    """The table says it all; more functions never take a right away; a refusal says whom to ask."""
    qui = quelqu_un(*fonctions)
    juge = exiger_habilitation(qui, habilitation)
    assert is_successful(juge) == bool(fonctions & FONCTIONS_ADMISES[habilitation])
    assert peut(quelqu_un(*Fonction), habilitation)
    if not is_successful(juge):
        assert juge.failure().requises == FONCTIONS_ADMISES[habilitation]
    assert habilitation.libelle
