"""The boxes of the extranet: a new agency has those of the seed, and some do not go without others."""

import pytest
from attrs import evolve
from hypothesis import given
from returns.pipeline import is_successful

from lsc_domain.classeur import Reglages
from lsc_domain.compte.releve import Sens
from lsc_domain.extranet.parametrage import (
    AdresseDuFluxInvalide,
    CourrielDuCommercantManquant,
    CourrielInvalide,
    Echanges,
    MesPhotos,
    Modules,
    MonCompte,
    Parametrage,
    changements,
    libelle,
    verifier,
)
from lsc_domain.publication import Parametres
from lsc_domain.testing.strategies import extranet

TPE = "tpe@example.invalid"


@pytest.mark.req("EXA-47", "EXA-46", "EXA-39", "EXA-28", "MSG-03")
def test_a_new_agency_has_the_parameters_of_the_seed() -> None:
    """The screens of the seed, box by box; those of « Mon compte » are lost there, X-40."""
    documents, neuf = Reglages(), Parametrage()
    assert (documents.module, documents.classeurs_vides, documents.gestion, documents.syndic) == (True,) * 4
    assert Parametres().notifications
    assert not documents.vue_sur_les_locataires
    assert neuf.photos == MesPhotos(actif=True, classeurs_vides=True, gestion=True, syndic=True)
    assert neuf.echanges == Echanges(actif=True, informations=True, demandes=True)
    assert neuf.modules == Modules(
        partenaires=False,
        contact=True,
        biens=True,
        flux=True,
        adresse_du_flux="http://www.mon-immeuble.com/flux-rss/actualites.xml",
        depenses=True,
        fonds=True,
        notifications_mobiles=False,
    )
    assert neuf.compte.sens is Sens.CREDIT_DEBIT
    assert is_successful(verifier(neuf))


@pytest.mark.req("EXA-30")
def test_payment_by_card_asks_for_the_merchants_e_mail() -> None:
    """CB on with no merchant e-mail: the screen is refused; with one, or CB off, it is kept."""
    sans = Parametrage(compte=MonCompte(carte=True))
    assert verifier(sans).failure() == CourrielDuCommercantManquant()
    assert verifier(evolve(sans, compte=evolve(sans.compte, courriel_du_commercant=" "))).failure() == (
        CourrielDuCommercantManquant()
    )
    avec = verifier(evolve(sans, compte=evolve(sans.compte, courriel_du_commercant=f" {TPE} "))).unwrap()
    assert avec.compte.courriel_du_commercant == TPE
    faux = verifier(Parametrage(compte=MonCompte(courriel_du_commercant="personne"))).failure()
    assert faux == CourrielInvalide(courriel="personne")
    assert "personne" in libelle(faux)


@pytest.mark.req("EXA-43")
@pytest.mark.parametrize(
    "adresse", ["javascript:alert(1)", "file:///etc/passwd", "//hote/flux", "http://", "http://a b/"]
)
def test_the_feed_is_a_page_of_the_web(adresse: str) -> None:
    """Neither a script, nor a file, nor half an address; switched off, what is written there does not matter."""
    flux = Parametrage(modules=Modules(adresse_du_flux=adresse))
    assert verifier(flux).failure() == AdresseDuFluxInvalide(adresse=adresse)
    assert adresse in libelle(AdresseDuFluxInvalide(adresse=adresse))
    assert is_successful(verifier(evolve(flux, modules=evolve(flux.modules, flux=False))))


@given(parametrage=extranet.parametrages())
def test_what_is_accepted_is_accepted_again_and_unchanged(parametrage: Parametrage) -> None:
    """Verifying twice is verifying once."""
    une = verifier(parametrage)
    if is_successful(une):
        assert verifier(une.unwrap()).unwrap() == une.unwrap()


@pytest.mark.req("I-53")
@given(avant=extranet.parametrages(), apres=extranet.parametrages())
def test_the_trace_names_what_changed_and_repeats_no_e_mail(avant: Parametrage, apres: Parametrage) -> None:
    """Nothing is said of what stays; an e-mail is not in it."""
    dits = changements(avant, apres)
    assert (not dits) == (avant == apres)
    assert "@" not in "".join(dits)
    assert ("compte.carte" in "".join(dits)) == (avant.compte.carte != apres.compte.carte)
