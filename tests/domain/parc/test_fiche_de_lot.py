"""The fiche of a lot: the example of the trade, and what cannot be."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given

from lsc_domain.parc import EtatDuLot, EtatLocatif, FicheDeLot, Situation, Surfaces
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.euros import Euros
from lsc_domain.socle.ids import ImmeubleId, LotId, TiersId
from lsc_domain.testing.strategies.parc import fiches_de_lot

SAINTLOUIS_305 = FicheDeLot(
    id=LotId("SAINTLOUIS/305"),
    immeuble=ImmeubleId("SAINTLOUIS"),
    adresse="47, boulevard Albert 1er 54500 VANDOEUVRE LES NANCY",
    proprietaire=TiersId("YALOXECORTONDENISE"),
    numero_rcp="305",
    numero_plan="305",
    code_physique="SAINTLOUIS/305",
    code_gestion="SAINTLOUIS/305",
    type="Appartement",
    standing="Normal",
    mitoyennete="2 côtés",
    pieces=5,
    chambres=2,
    construit_le=date(1980, 10, 1),
    situation=Situation(etage="3ème", digicode="12A45"),
    mandat="102",
    loyer_mensuel=Euros.lire("459.00"),
    surfaces=Surfaces(habitable=Fraction("95.00"), surface=Fraction("95.00")),
)


@pytest.mark.req("CORE-01")
def test_the_lot_of_the_seed() -> None:
    """SAINTLOUIS/305: RCP 305, Appartement, 5 rooms, 2 bedrooms, 3ème, 01/10/1980, mandat 102, 459,00 HT, 95,00."""
    lot = SAINTLOUIS_305
    assert (lot.numero_rcp, lot.type, lot.standing, lot.pieces, lot.chambres) == ("305", "Appartement", "Normal", 5, 2)
    assert (lot.situation.etage, lot.construit_le, lot.mandat) == ("3ème", date(1980, 10, 1), "102")
    assert lot.loyer_mensuel == Euros(45_900)
    assert lot.surfaces.habitable == lot.surfaces.surface == 95
    assert "12A45" not in repr(lot)


@pytest.mark.req("CORE-01")
@pytest.mark.parametrize(
    "change",
    [
        {"pieces": -1},
        {"chambres": 6},
        {"loyer_mensuel": Euros(-1)},
        {"liberable_le": date(2021, 1, 1)},
        {"liberable_le": date(2021, 1, 1), "etat_locatif": EtatLocatif.LIBRE},
        {"motif": "Travaux"},
        {"indisponible_jusqu_au": date(2021, 1, 1), "etat_du_lot": EtatDuLot.A_LOUER},
    ],
)
def test_what_cannot_be_of_a_lot(change: dict[str, Any]) -> None:
    """A lot that is free has no day it will be, one that is available no reason why it is not."""
    with pytest.raises(InvalidValue, match="SAINTLOUIS/305"):
        evolve(SAINTLOUIS_305, **change)


@pytest.mark.req("CORE-01")
def test_a_lot_may_be_let_and_unavailable() -> None:
    """Let until a day; not available until another, and why."""
    loue = evolve(SAINTLOUIS_305, etat_locatif=EtatLocatif.LOUE, liberable_le=date(2021, 1, 1))
    ferme = evolve(loue, etat_du_lot=EtatDuLot.NON_DISPONIBLE, indisponible_jusqu_au=date(2021, 2, 1), motif="Travaux")
    assert ferme.liberable_le == date(2021, 1, 1)


@pytest.mark.parametrize(
    "surfaces", [{"jardin": Fraction(-1)}, {"divisible_a_partir_de": Fraction(1)}, {"surface": Fraction(-1, 2)}]
)
def test_a_surface_is_something(surfaces: dict[str, Any]) -> None:
    """Never negative, and never divisible beyond what there is."""
    with pytest.raises(InvalidValue, match="surface"):
        Surfaces(**surfaces)


@given(fiches_de_lot())
def test_a_lot_can_be_made_again(lot: FicheDeLot) -> None:
    """What is drawn is what could be typed."""
    assert evolve(lot) == lot
