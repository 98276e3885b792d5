"""The works funds as an owner reads them, lot by lot, and whose they are after a sale."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lsc_domain.compte import FondsDeTravaux, fonds_publies, lots_de, voir_fonds
from lsc_domain.parc import Acquereur, Immeuble, LotDImmeuble, Role, RoleTenu, muter
from lsc_domain.socle.euros import Euros
from lsc_domain.socle.ids import ImmeubleId, LotId, TiersId
from lsc_domain.socle.numero_de_compte import NumeroDeCompte
from lsc_domain.testing.strategies.compte import fonds_de_travaux

BROUILLY, CLIQUOT = TiersId("BROUILLY"), TiersId("CLIQUOT")
LOTS = tuple(LotId(f"GILBERT/{un}") for un in ("069", "115", "021"))
GILBERT = Immeuble(
    id=ImmeubleId("GILBERT"),
    nom="GILBERT",
    lots=tuple(LotDImmeuble(id=lot) for lot in LOTS),
    roles=tuple(
        RoleTenu(tiers=BROUILLY, role=Role.COPROPRIETAIRE, immeuble=ImmeubleId("GILBERT"), lot=lot) for lot in LOTS
    ),
)
JOUR = date(2020, 7, 7)


def fonds(compte: str, montant: str, lot: LotId = LOTS[0], libelle: str = "Fonds de travaux") -> FondsDeTravaux:
    return FondsDeTravaux(
        compte=NumeroDeCompte(compte), lot=lot, immeuble=GILBERT.id, montant=Euros.lire(montant), libelle=libelle
    )


@pytest.mark.req("EXC-17", "X-06", "EXC-18")
def test_the_screen_of_the_seed() -> None:
    """EXC-17: GILBERT/069 105999 19.64; GILBERT/115 and GILBERT/021 0.00; total immeuble 19.64."""
    vus = voir_fonds(
        GILBERT, lots_de(GILBERT, BROUILLY, JOUR), [fonds("105999", "19.64"), fonds("105999", "0", LOTS[1])]
    )
    assert [
        (lot.lot, [(str(un.compte), un.libelle, un.montant.decimal) for un in lot.fonds], lot.total.decimal)
        for lot in vus.lots
    ] == [
        (LOTS[0], [("105999", "Fonds de travaux", "19.64")], "19.64"),
        (LOTS[1], [("105999", "Fonds de travaux", "0.00")], "0.00"),
        (LOTS[2], [("105999", "Fonds de travaux", "0.00")], "0.00"),
    ]
    assert vus.total.decimal == "19.64"


@pytest.mark.req("EXP-29", "EXC-17")
def test_the_102_show_on_option_and_a_fund_without_label_has_that_of_the_chart() -> None:
    """Off, only the 105; on, both, in the order of their numbers."""
    deux = [fonds("105999", "19.64"), fonds("102001", "50.00", libelle="")]
    assert [str(un.compte) for un in voir_fonds(GILBERT, LOTS, deux).lots[0].fonds] == ["105999"]
    vus = voir_fonds(GILBERT, LOTS, deux, envoyer_102=True)
    assert [(str(un.compte), un.libelle) for un in vus.lots[0].fonds] == [
        ("102001", "Provisions pour travaux décidés"),
        ("105999", "Fonds de travaux"),
    ]


@pytest.mark.req("I-50")
def test_the_fund_follows_the_lot_at_a_sale() -> None:
    """I-50: from the day of the sale it is the buyer who sees it, and nothing is given back to the seller."""
    vente = date(2020, 9, 1)
    apres = muter(GILBERT, LOTS[0], vendeur=BROUILLY, acquereurs=[Acquereur(tiers=CLIQUOT)], le=vente).unwrap()
    du_lot = [fonds("105999", "19.64")]
    assert voir_fonds(apres, lots_de(apres, BROUILLY, JOUR), du_lot).total.decimal == "19.64"
    assert lots_de(apres, CLIQUOT, JOUR) == ()
    assert lots_de(apres, BROUILLY, vente) == LOTS[1:]
    assert voir_fonds(apres, lots_de(apres, BROUILLY, vente), du_lot).total.decimal == "0.00"
    assert voir_fonds(apres, lots_de(apres, CLIQUOT, vente), du_lot).total.decimal == "19.64"


@pytest.mark.req("EXC-17", "EXP-28", "EXP-30")
@given(st.lists(fonds_de_travaux()), st.booleans())
def test_the_totals_are_what_is_published_of_the_lots(tenus: list[FondsDeTravaux], envoyer_102: bool) -> None:
    """Every lot shows the same funds; all of them add up to what is sent of these lots."""
    vus = voir_fonds(GILBERT, LOTS, tenus, envoyer_102=envoyer_102)
    assert [lot.lot for lot in vus.lots] == list(LOTS)
    assert len({tuple(un.compte for un in lot.fonds) for lot in vus.lots}) == 1
    publies = [un for un in fonds_publies(tenus, envoyer_102=envoyer_102) if un.lot in LOTS]
    assert vus.total == Euros.somme(un.montant for un in publies)
    for lot in vus.lots:
        assert lot.total == Euros.somme(un.montant for un in publies if un.lot == lot.lot)
