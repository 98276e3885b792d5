"""The two variables of agency models that are known by name. AG-51, AG-52, AGC-18."""

import pytest
from gilbert import seance_de_13

from lsc_domain.assemblee import depouiller
from lsc_domain.assemblee.acte.proces_verbal import acte_de_proces_verbal
from lsc_domain.assemblee.acte.variables import CodesDAcces, vag_acces, variables
from lsc_domain.assemblee.tenue import Tenue
from lsc_domain.socle.ids import CoproprietaireId

ARTHUR = CoproprietaireId("241")
ACCES = {ARTHUR: CodesDAcces(code="8361", mot_de_passe="secret")}


@pytest.mark.req("AG-51", "AG-52")
def test_vr_ent16_groups_whoever_took_part() -> None:
    depouillement = depouiller(seance_de_13()).unwrap()
    assert variables(depouillement) == {"VR_ent16": "12"}
    assert variables(acte_de_proces_verbal(depouillement, Tenue())) == {"VR_ent16": "12"}


@pytest.mark.req("AGC-18")
def test_vagacces_gives_the_code_then_the_password() -> None:
    assert vag_acces(ACCES, ARTHUR, 1).unwrap().texte == "8361"
    assert vag_acces(ACCES, ARTHUR, 2).unwrap().texte == "secret"
    assert "secret" not in repr(ACCES)


@pytest.mark.req("AGC-18")
@pytest.mark.parametrize("rang", [0, 3])
def test_vagacces_knows_no_third_number(rang: int) -> None:
    refus = vag_acces(ACCES, ARTHUR, rang).failure()
    assert (refus.valeur, refus.libelle) == (rang, "paramètre 3 hors de 1..2")


@pytest.mark.req("AGC-18")
def test_an_unknown_participant_never_gets_the_code_of_another() -> None:
    valeur = vag_acces(ACCES, CoproprietaireId("238"), 1).unwrap()
    assert (valeur.texte, valeur.avertissement) == ("", "VAGAcces : participant 238 inconnu")
