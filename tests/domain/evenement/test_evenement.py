"""Events: chronotés, with a model, a text, attachments, a dossier, and a date that makes them publishable."""

from datetime import date

import pytest
from attrs import evolve
from hypothesis import given

from lsc_domain.evenement import Dossier, Evenement, Modele, PieceJointe
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import ClasseurId, EntiteId, EvenementId, ImmeubleId, ModeleId, TiersId
from lsc_domain.testing.strategies.evenement import dossiers, evenements, modeles, pieces_jointes
from lsc_domain.testing.strategies.parc import jours_du_parc

SINISTRE = Dossier(
    type="Sinistre", numero="0152", entite=EntiteId("G001"), ouvert_le=date(2022, 1, 27), responsable="JLC"
)
CONSTAT = PieceJointe(nom="constat.pdf", taille=10, empreinte="0" * 64)
DECLARATION = Evenement(
    id=EvenementId("E1"),
    chrono=7019051,
    modele=ModeleId("M"),
    immeuble=ImmeubleId("GILBERT"),
    objet="Déclaration",
    traite_le=date(2022, 1, 27),
    dossier=SINISTRE,
    pieces=(CONSTAT,),
)


@pytest.mark.req("CORE-06")
def test_an_event_is_not_published_until_it_is_asked() -> None:
    """Model, dossier 0152, one attachment, treated on 27/01/2022, publication date 00/00/00: none."""
    assert DECLARATION.publie_le is None
    assert (DECLARATION.modele, DECLARATION.dossier, len(DECLARATION.pieces)) == ("M", SINISTRE, 1)
    for chrono in (0, -1, 10**8):
        with pytest.raises(InvalidValue, match="chrono"):
            evolve(DECLARATION, chrono=chrono)


@pytest.mark.req("CORE-07", "X-36")
def test_a_dossier_keeps_its_number_as_it_is_written() -> None:
    """Sinistre, 0152, G001, 27/01/2022, JLC: the zero is of the number."""
    assert (SINISTRE.type, SINISTRE.numero, SINISTRE.entite) == ("Sinistre", "0152", "G001")
    assert (SINISTRE.ouvert_le, SINISTRE.responsable) == (date(2022, 1, 27), "JLC")
    with pytest.raises(InvalidValue):
        evolve(SINISTRE, numero=" ")


@given(evenements(), jours_du_parc(), jours_du_parc())
@pytest.mark.req("PUB-10", "PUB-11")
def test_published_then_unpublished_is_never_published(evenement: Evenement, jour: date, autre: date) -> None:
    """« 00/00/00 » is the value of what never was published; published twice counts once, from the last day."""
    jamais = evolve(evenement, publie_le=None)
    assert evenement.publier(jour).depublier() == jamais == evenement.depublier()
    assert evenement.publier(autre).publier(jour) == evenement.publier(jour)
    assert evenement.publier(jour).publie_le == jour


@given(modeles())
@pytest.mark.req("EXP-43", "EXP-47")
def test_the_prefix_is_only_there_with_grouping(modele: Modele) -> None:
    """« Préfixer » is ignored when « Regrouper par type » is off."""
    assert modele.prefixe == (modele.prefixer and modele.regrouper_par_type)


@pytest.mark.req("EXP-43", "EXP-48")
def test_a_model_is_published_a_month_at_least() -> None:
    """No duration means for ever; zero month means nothing."""
    assert Modele(id=ModeleId("M"), nom="Quittance", classeur=ClasseurId("K")).mois_de_publication is None
    with pytest.raises(InvalidValue, match="un mois"):
        Modele(id=ModeleId("M"), nom="Quittance", mois_de_publication=0)


@given(pieces_jointes(), dossiers())
def test_an_attachment_has_the_suffix_of_its_name(piece: PieceJointe, dossier: Dossier) -> None:
    """Lower case, or none; and it is the end of the name."""
    assert piece.nom.lower().endswith(piece.suffixe)
    assert dossier.numero


@pytest.mark.parametrize(
    ("nom", "suffixe"), [("devis_rosace.jpg", ".jpg"), ("A.PDF", ".pdf"), ("sans", ""), (".caché", "")]
)
def test_suffixes(nom: str, suffixe: str) -> None:
    """A name that begins with its only dot has none."""
    assert evolve(CONSTAT, nom=nom).suffixe == suffixe


@pytest.mark.parametrize(
    "parts", [{"nom": "a/b"}, {"nom": " "}, {"nom": "a\0b"}, {"taille": -1}, {"empreinte": "G" * 64}]
)
def test_an_attachment_is_a_file(parts: dict[str, str]) -> None:
    """A name of file, a size, a SHA-256: nothing else."""
    with pytest.raises(InvalidValue):
        evolve(CONSTAT, **parts)
    with pytest.raises(InvalidValue, match="destinataire"):
        evolve(DECLARATION, destinataires=(TiersId("A"), TiersId("A")))
