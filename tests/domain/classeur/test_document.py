"""An event filed: its documents, their names, where they are and for how long."""

from datetime import date, timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from portefeuille_gilbert import GILBERT, JOUR, classeur, piece
from returns.pipeline import is_successful

from lsc_domain.classeur import (
    CLASSEUR_DU_SYNDIC,
    Classeur,
    ClasseurTenuALaMain,
    Document,
    EvenementVide,
    ModeleSansClasseur,
    SansDateDePublication,
    Source,
    classer,
    dernier_jour,
)
from lsc_domain.classeur.document import libelle
from lsc_domain.evenement import Dossier, Evenement, Modele
from lsc_domain.parc import Metier
from lsc_domain.socle.ids import EntiteId, EvenementId, ModeleId
from lsc_domain.testing.strategies.classeur import classeurs
from lsc_domain.testing.strategies.evenement import evenements, modeles

SINISTRE = Dossier(type="Sinistre", numero="0152", entite=EntiteId("G001"), ouvert_le=date(2022, 1, 27))
LOCATAIRES = classeur("Courriers / Locataires", Metier.GERANCE)
MODELE = Modele(id=ModeleId("M"), nom="Courrier", classeur=LOCATAIRES.id)
EVENEMENT = Evenement(
    id=EvenementId("E1"),
    chrono=7019051,
    modele=MODELE.id,
    immeuble=GILBERT,
    objet="Visite de l'expert",
    traite_le=JOUR,
    publie_le=JOUR,
    pieces=(piece("constat.pdf"),),
)


def classes(
    evenement: Evenement = EVENEMENT, modele: Modele = MODELE, ou: Classeur = LOCATAIRES, *, noms: bool = False
) -> tuple[Document, ...]:
    return classer(evenement, modele, ou, garder_les_noms=noms).unwrap()


@pytest.mark.req("PUB-07")
def test_what_is_published_is_the_text_and_the_attachments() -> None:
    """Text and one attachment make two files, the text as PDF; an attachment alone, one; neither, nothing, and said."""
    avec = classes(evolve(EVENEMENT, texte="Madame,"), noms=True)
    assert [(un.source, un.titre, un.suffixe) for un in avec] == [
        (Source.TEXTE, "Visite de l'expert.pdf", ".pdf"),
        (Source.PIECE, "constat.pdf", ".pdf"),
    ]
    assert [un.source for un in classes()] == [Source.PIECE]
    refus = classer(evolve(EVENEMENT, pieces=()), MODELE, LOCATAIRES).failure()
    assert refus == EvenementVide(evenement=EVENEMENT.id)
    assert "ni texte ni pièce" in libelle(refus)


@given(evenements(), modeles(), classeurs(), st.booleans())
@pytest.mark.req("PUB-11", "PUB-12", "EXP-44", "PUB-07")
def test_a_document_comes_from_an_event_whose_model_has_a_binder(
    evenement: Evenement, modele: Modele, ou: Classeur, noms: bool
) -> None:
    """Without a date, a binder, or anything to read there is none; else there is one a file, of its event."""
    reponse = classer(evenement, modele, ou, garder_les_noms=noms)
    fichiers = len(evenement.pieces) + bool(evenement.texte.strip())
    attendu = evenement.publie_le is not None and modele.classeur == ou.id and fichiers > 0
    assert is_successful(reponse) == attendu
    if not attendu:
        assert libelle(reponse.failure())
        return
    documents = reponse.unwrap()
    assert len(documents) == len({un.id for un in documents}) == fichiers
    for un in documents:
        assert (un.evenement, un.modele, un.classeur) == (evenement.id, modele.id, ou.id)
        assert (un.immeuble, un.lot, un.destinataires) == (evenement.immeuble, evenement.lot, evenement.destinataires)
        assert (un.depuis, un.notifier) == (evenement.publie_le, modele.notifier)


@pytest.mark.req("EXP-44", "PUB-10", "PUB-11")
def test_what_is_not_publishable_says_why() -> None:
    """A model with no binder, an event with no date, a binder fed by hand."""
    sans = evolve(MODELE, classeur=None)
    assert classer(EVENEMENT, sans, None).failure() == ModeleSansClasseur(evenement=EVENEMENT.id, modele=sans.id)
    assert classer(EVENEMENT.depublier(), MODELE, LOCATAIRES).failure() == SansDateDePublication(evenement=EVENEMENT.id)
    assert classes(EVENEMENT.depublier().publier(JOUR)) == classes()


@pytest.mark.req("ELAN-05", "EXA-21")
def test_no_event_is_filed_in_documents_du_syndic() -> None:
    """Publication goes by building: what is of the whole portfolio is added on the extranet."""
    modele = evolve(MODELE, classeur=CLASSEUR_DU_SYNDIC.id)
    refus = classer(EVENEMENT, modele, CLASSEUR_DU_SYNDIC).failure()
    assert refus == ClasseurTenuALaMain(evenement=EVENEMENT.id, classeur=CLASSEUR_DU_SYNDIC.id)
    assert "alimenté sur l'extranet" in libelle(refus)


@pytest.mark.req("EXP-45", "EXP-46")
@pytest.mark.parametrize(
    ("grouper", "dossier", "chemin"),
    [
        (True, SINISTRE, ("Courriers", "Locataires", "Sinistre")),
        (True, None, ("Courriers", "Locataires")),
        (False, SINISTRE, ("Courriers", "Locataires")),
    ],
)
def test_where_a_document_is_filed(grouper: bool, dossier: Dossier | None, chemin: tuple[str, ...]) -> None:
    """« Courriers / Locataires » and a dossier « Sinistre »: three levels, when grouped and when there is a dossier."""
    (un,) = classes(evolve(EVENEMENT, dossier=dossier), evolve(MODELE, regrouper_par_type=grouper))
    assert un.chemin == chemin


@pytest.mark.req("EXP-46")
@pytest.mark.parametrize("nom", ["Interventions - Travaux", "Contentieux - Relances"])
def test_a_hyphen_makes_no_level(nom: str) -> None:
    """One level: « / » alone makes two."""
    assert classeur(nom).chemin() == (nom,)


@pytest.mark.req("EXP-47")
@pytest.mark.parametrize(
    ("grouper", "prefixer", "titre"),
    [(True, True, "0152 constat.pdf"), (True, False, "constat.pdf"), (False, True, "constat.pdf")],
)
def test_the_reference_of_the_dossier_comes_before_the_name(grouper: bool, prefixer: bool, titre: str) -> None:
    """« 0152 constat.pdf », only when grouped."""
    modele = evolve(MODELE, regrouper_par_type=grouper, prefixer=prefixer)
    (un,) = classes(evolve(EVENEMENT, dossier=SINISTRE), modele, noms=True)
    assert un.titre == titre


@pytest.mark.req("EXP-24", "EXP-49")
@pytest.mark.parametrize(
    ("agence", "modele", "titre"),
    [
        (True, False, "devis_rosace.jpg"),
        (False, True, "devis_rosace.jpg"),
        (True, True, "devis_rosace.jpg"),
        (False, False, "07019051_00000001.jpg"),
    ],
)
def test_the_agency_then_the_model_keep_the_names(agence: bool, modele: bool, titre: str) -> None:
    """Neutral unless one of the two keeps it; the agency's choice is above the model's."""
    evenement = evolve(EVENEMENT, pieces=(piece("devis_rosace.jpg"),))
    (un,) = classes(evenement, evolve(MODELE, garder_les_noms=modele), noms=agence)
    assert un.titre == titre


@pytest.mark.req("EXP-48")
def test_a_document_is_published_for_months_from_the_day_its_event_was_treated() -> None:
    """Treated on 15/01/2020 for 12 months: until 15/01/2021 and not the day after; 31/08 and 6 months, 28/02."""
    evenement = evolve(EVENEMENT, traite_le=date(2020, 1, 15), publie_le=date(2020, 1, 20))
    (un,) = classes(evenement, evolve(MODELE, mois_de_publication=12))
    assert [un.est_en_ligne(un.depuis + timedelta(days=rang)) for rang in (-1, 0)] == [False, True]
    assert [un.est_en_ligne(date(2021, 1, jour)) for jour in (15, 16)] == [True, False]
    assert dernier_jour(date(2020, 8, 31), 6) == date(2021, 2, 28)
    assert dernier_jour(date(2019, 8, 31), 6) == date(2020, 2, 29)
    (toujours,) = classes()
    assert toujours.est_en_ligne(date.max)


@pytest.mark.req("EXP-50")
@pytest.mark.parametrize("notifier", [True, False])
def test_the_model_says_whether_its_recipient_is_told(notifier: bool) -> None:
    """« Activer les notifications » of the model is carried by each of its documents."""
    (un,) = classes(EVENEMENT, evolve(MODELE, notifier=notifier))
    assert un.notifier is notifier
