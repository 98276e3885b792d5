"""An owner: one head, whatever the number of accounts and lots."""

from fractions import Fraction

import pytest
from attrs import evolve
from gilbert import (
    ATRILLON,
    BOURNAC,
    BROUILLY,
    CHARGES,
    LATOUR,
    PETRUS,
    TOTAL,
    YQUEM,
    lots,
    syndicat_de_12,
    syndicat_de_13,
)

from lsc_domain.copropriete import Coproprietaire, Lot, Qualite, RoleAuConseil, Tantiemes
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import CleId, CompteId, CoproprietaireId

COMPTE_1 = Coproprietaire(
    id=BROUILLY,
    nom="BROUILLY Alfred",
    comptes=(CompteId("450BROU-01"),),
    conseil_syndical=RoleAuConseil.MEMBRE,
    lots=lots({"122 Appartement": "65"}),
)
COMPTE_2 = Coproprietaire(
    id=CoproprietaireId("450BROU-02"),
    nom="BROUILLY Alfred",
    comptes=(CompteId("450BROU-02"),),
    lots=lots({"014 Cave": "5", "035 Cave": "5", "907 Parking": "7.00010"}),
)


@pytest.mark.req("AG-26", "AG-14")
@pytest.mark.parametrize(
    ("qui", "tantiemes"),
    [
        (ATRILLON, "74"),
        (PETRUS, "74"),
        (BROUILLY, "82.00010"),
        (LATOUR, "74"),
        (BOURNAC, "72"),
        (YQUEM, "149"),
    ],
)
def test_an_owner_weighs_the_sum_of_his_lots(qui: CoproprietaireId, tantiemes: str) -> None:
    """The total of an owner is the exact sum of his lots, as on the feuille de présence."""
    syndicat = syndicat_de_12()
    owner = syndicat.coproprietaires[syndicat.rangs[qui]]
    assert owner.tantiemes(CHARGES) == sum((lot.dans(CHARGES) for lot in owner.lots), Fraction())
    assert owner.tantiemes(CHARGES) == Fraction(tantiemes)


@pytest.mark.req("AG-26")
def test_the_first_page_of_the_sheet() -> None:
    """The nine owners of page 1 weigh 718.0143, the three of page 2 282.90086, together 1000.91516."""
    tantiemes = syndicat_de_12().tantiemes(CHARGES)
    assert sum(tantiemes[:9]) == Fraction("718.0143")
    assert sum(tantiemes[9:]) == Fraction("282.90086")
    assert sum(tantiemes) == TOTAL


@pytest.mark.req("AG-14")
def test_tantiemes_are_exact() -> None:
    """66.0142 + 65 is 131.0142, and ten lots of 0.1 weigh one: nothing is rounded."""
    dix = Coproprietaire(id=CoproprietaireId("X"), nom="X", lots=lots({f"{n}": "0.1" for n in range(10)}))
    assert dix.tantiemes(CHARGES) == 1
    with pytest.raises(InvalidValue, match="négatif"):
        Tantiemes(cle=CHARGES, valeur=Fraction("-0.00001"))


@pytest.mark.req("AG-27")
def test_two_accounts_make_one_owner() -> None:
    """BROUILLY's two accounts are one row, one member and 82.0001 tantièmes on four lots."""
    reuni = COMPTE_1.reunir(COMPTE_2)
    assert reuni.tantiemes(CHARGES) == Fraction("82.0001")
    assert reuni.comptes == ("450BROU-01", "450BROU-02")
    assert len(reuni.lots) == 4
    assert (reuni.id, reuni.conseil_syndical) == (BROUILLY, RoleAuConseil.MEMBRE)
    assert COMPTE_1.reunir(COMPTE_1).comptes == ("450BROU-01",)


@pytest.mark.req("AG-27", "CORE-08")
@pytest.mark.parametrize(
    ("premier", "second", "garde"),
    [
        (None, None, None),
        (None, "membre", "membre"),
        ("membre", None, "membre"),
        ("membre", "president", "president"),
        ("president", "membre", "president"),
    ],
)
def test_the_highest_role_in_the_conseil_is_kept(premier: str | None, second: str | None, garde: str | None) -> None:
    """Rights follow the person: the role held on either account is kept, the presidency above all (X-33)."""
    un, deux = (
        evolve(compte, conseil_syndical=RoleAuConseil(role) if role else None)
        for compte, role in ((COMPTE_1, premier), (COMPTE_2, second))
    )
    assert un.reunir(deux).conseil_syndical == garde


@pytest.mark.req("AG-27", "I-16")
@pytest.mark.parametrize("autre", [{"qualite": Qualite.INDIVISION}, {"bailleur_social": True}, {"sans_voix": True}])
def test_two_titles_are_not_one_owner(autre: dict[str, object]) -> None:
    """Own lots and lots held in indivision are two owners: they are never added up."""
    with pytest.raises(InvalidValue, match="deux qualités"):
        COMPTE_1.reunir(evolve(COMPTE_2, **autre))


@pytest.mark.req("AG-53")
def test_an_owner_is_known_by_his_account_not_by_his_name() -> None:
    """CLATOUR and LATOUR, BPETRUS and PETRUS, M. LE COPROPRIETAIRE and YQUEM Charles are the same owners."""
    noms = [{un.id: un.nom for un in syndicat.coproprietaires} for syndicat in (syndicat_de_12(), syndicat_de_13())]
    assert [noms[0][qui] for qui in (LATOUR, PETRUS, YQUEM)] == ["CLATOUR", "BPETRUS Pierre", "M. LE COPROPRIETAIRE"]
    assert [noms[1][qui] for qui in (LATOUR, PETRUS, YQUEM)] == ["LATOUR", "PETRUS Pierre", "YQUEM Charles"]
    with pytest.raises(ValueError, match="id"):
        Coproprietaire(id=CoproprietaireId(""), nom="Sans compte")


@pytest.mark.req("AG-28")
def test_a_lot_weighs_nothing_in_a_key_it_is_not_in() -> None:
    """A lot has its own tantièmes in each key, zero in the others."""
    ascenseur = CleId("020")
    lot = Lot(
        numero="1",
        tantiemes=(
            Tantiemes(cle=CHARGES, valeur=Fraction(62)),
            Tantiemes(cle=ascenseur, valeur=Fraction("12.5")),
        ),
    )
    assert [lot.dans(cle) for cle in (CHARGES, ascenseur, CleId("030"))] == [62, Fraction("12.5"), 0]


@pytest.mark.req("AG-26", "AG-28")
def test_a_lot_weighs_once_in_a_key() -> None:
    """A lot with two numbers in one key has none that can be trusted."""
    une = Tantiemes(cle=CHARGES, valeur=Fraction(62))
    with pytest.raises(InvalidValue, match="deux fois des tantièmes"):
        Lot(numero="248", tantiemes=(une, une))
