"""The syndicat: its keys, its owners, and what each weighs."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest
from attrs import evolve
from gilbert import BROUILLY, CHARGES, JOUR, TOTAL, lots, syndicat_de_12, syndicat_de_13

from lsc_domain.copropriete import CleDeRepartition, Coproprietaire, RoleAuConseil, Syndicat, Tantiemes
from lsc_domain.loi import Politique
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import CleId, CoproprietaireId

ASCENSEUR = CleId("020")
JUIN_2023 = date(2023, 6, 15)


def syndicat(**parts: dict[CleId, str]) -> Syndicat:
    """Owners by name, with their tantièmes in each key."""
    return Syndicat(
        nom="Syndicat",
        cles=(
            CleDeRepartition(code=CHARGES, generale=True),
            CleDeRepartition(code=ASCENSEUR, libelle="ASCENSEUR"),
        ),
        coproprietaires=tuple(
            Coproprietaire(
                id=CoproprietaireId(nom),
                nom=nom,
                lots=tuple(lot for cle, part in cles.items() for lot in lots({f"{nom}-{cle}": part}, cle)),
            )
            for nom, cles in parts.items()
        ),
    )


@pytest.mark.req("AG-28", "I-10")
def test_only_the_owners_of_a_key_weigh_in_it() -> None:
    """With key 010 the total is 1000.91516; with another key only owners who have tantièmes in it count."""
    voix = syndicat_de_12().voix(CHARGES, le=JOUR)
    assert (voix.total.voix, voix.total.tetes) == (TOTAL, 12)
    escalier = syndicat(A={CHARGES: "500", ASCENSEUR: "30"}, B={CHARGES: "300"}, C={CHARGES: "200", ASCENSEUR: "20"})
    speciale = escalier.voix(ASCENSEUR, le=JUIN_2023)
    assert (speciale.total.voix, speciale.total.tetes) == (50, 2)
    assert [speciale.de(rang) for rang in range(3)] == [30, 0, 20]


@pytest.mark.req("AG-53")
def test_twelve_and_thirteen_owners_have_the_same_total() -> None:
    """The thirteenth owner of the procès-verbal holds what MORGON and YQUEM lost."""
    assert sum(syndicat_de_13().tantiemes(CHARGES)) == sum(syndicat_de_12().tantiemes(CHARGES)) == TOTAL
    assert len(syndicat_de_13().coproprietaires) == 13


@pytest.mark.req("CORE-08")
def test_the_conseil_syndical() -> None:
    """BROUILLY is a member of the conseil of the GILBERT; nobody presides it."""
    gilbert = syndicat_de_12()
    assert [un.id for un in gilbert.conseil_syndical()] == [BROUILLY]
    assert [un.id for un in gilbert.conseil_syndical(RoleAuConseil.MEMBRE)] == [BROUILLY]
    assert gilbert.conseil_syndical(RoleAuConseil.PRESIDENT) == ()


@pytest.mark.req("AG-28")
def test_a_key_is_found_by_its_code() -> None:
    """A key that does not exist is not a key without tantièmes."""
    gilbert = syndicat_de_12()
    assert str(gilbert.cle(CHARGES)) == "010-CHARGES COMMUNES GENERALES"
    assert str(CleDeRepartition(code=ASCENSEUR)) == "020"
    assert gilbert.cle_generale == gilbert.cle(CHARGES)
    assert evolve(gilbert, cles=(CleDeRepartition(code=CHARGES),)).cle_generale is None
    with pytest.raises(InvalidValue, match="clé 999 inconnue"):
        gilbert.cle(CleId("999"))


def _deux_fois_le_meme() -> Syndicat:
    gilbert = syndicat_de_12()
    return evolve(gilbert, coproprietaires=(*gilbert.coproprietaires, gilbert.coproprietaires[0]))


def _deux_cles() -> Syndicat:
    gilbert = syndicat_de_12()
    return evolve(gilbert, cles=(*gilbert.cles, CleDeRepartition(code=CHARGES)))


def _cle_inconnue() -> Syndicat:
    gilbert = syndicat_de_12()
    lot = evolve(gilbert.coproprietaires[0].lots[0], tantiemes=(Tantiemes(cle=ASCENSEUR, valeur=Fraction(1)),))
    return evolve(gilbert, coproprietaires=(evolve(gilbert.coproprietaires[0], lots=(lot,)),))


@pytest.mark.req("AG-53", "AG-28")
@pytest.mark.parametrize(
    ("impossible", "message"),
    [
        (_deux_fois_le_meme, "copropriétaire 450TRILLON : deux fois"),
        (_deux_cles, "clé 010 : deux fois"),
        (_cle_inconnue, "450TRILLON, lot 012 : clé 020 inconnue"),
    ],
)
def test_what_makes_no_syndicat(impossible: Callable[[], Syndicat], message: str) -> None:
    """Two owners or two keys of one identity, and tantièmes in an unknown key, cannot exist."""
    with pytest.raises(InvalidValue, match=message):
        impossible()


def test_a_syndicat_has_a_key() -> None:
    """Without a key nobody has a voice."""
    with pytest.raises(ValueError, match="cles"):
        Syndicat(nom="Sans clé", cles=(), coproprietaires=())


@pytest.mark.req("I-09")
def test_only_the_general_key_triggers_the_reduction() -> None:
    """More than half of a special key is no reason to be cut, unless the policy says so."""
    parts = {
        "A": {CHARGES: "400", ASCENSEUR: "70"},
        "B": {CHARGES: "300", ASCENSEUR: "20"},
        "C": {CHARGES: "300", ASCENSEUR: "10"},
    }
    lift = syndicat(**parts)
    assert lift.voix(ASCENSEUR, le=JUIN_2023).de(0) == 70
    autre_camp = Politique(reduction_sur_cle_speciale=True)
    assert lift.voix(ASCENSEUR, le=JUIN_2023, politique=autre_camp).de(0) == 30


@pytest.mark.req("I-09")
def test_a_special_key_of_two_is_not_a_syndicat_of_two() -> None:
    """Art. 41-16 is about the syndicat: two owners on a special key of a syndicat of three are reduced like others."""
    trois = syndicat(A={CHARGES: "300", ASCENSEUR: "80"}, B={CHARGES: "300", ASCENSEUR: "20"}, C={CHARGES: "400"})
    voix = trois.voix(ASCENSEUR, le=JUIN_2023, politique=Politique(reduction_sur_cle_speciale=True))
    assert (voix.de(0), voix.reduit) == (20, 0)
    assert not any("deux copropriétaires" in motif.texte for motif in voix.motifs)


@pytest.mark.req("I-09")
@pytest.mark.parametrize(
    ("le", "entrees", "deux"),
    [
        (date(2020, 5, 31), 2, False),
        (date(2020, 6, 1), 2, True),
        (date(2020, 6, 1), 3, False),
        (date(2020, 6, 1), 1, False),
    ],
)
def test_two_owners_since_june_2020(le: date, entrees: int, deux: bool) -> None:
    """Exactly two owners, from 1 June 2020 on: art. 41-16."""
    parts = {nom: {CHARGES: "100"} for nom in "ABC"[:entrees]}
    assert syndicat(**parts).deux_coproprietaires(le) is deux


@pytest.mark.req("I-09")
@pytest.mark.parametrize("ordre", ["ABS", "SAB", "ASB"])
def test_the_syndicat_itself_is_not_an_owner(ordre: str) -> None:
    """Lots held by the syndicat make neither a head nor a third owner, wherever it is listed. Loi 65-557, art. 16."""
    parts = {"A": "600", "B": "300", "S": "100"}
    trois = syndicat(**{nom: {CHARGES: parts[nom]} for nom in ordre})
    trois = evolve(trois, coproprietaires=tuple(evolve(un, sans_voix=un.id == "S") for un in trois.coproprietaires))
    voix = trois.voix(CHARGES, le=JUIN_2023)
    assert trois.deux_coproprietaires(JUIN_2023)
    assert [voix.de(trois.rangs[CoproprietaireId(nom)]) for nom in "ABS"] == [600, 300, 0]
    assert (voix.total.voix, voix.total.tetes) == (900, 2)


@pytest.mark.req("I-09")
def test_an_owner_is_reduced_or_under_41_16_never_neither() -> None:
    """A third owner without a general voice: the majority owner is cut, or the regime of two applies, not nothing."""
    trois = syndicat(A={CHARGES: "600"}, B={CHARGES: "400"}, C={ASCENSEUR: "20"})
    voix = trois.voix(CHARGES, le=JUIN_2023)
    assert (voix.reduit is None) is trois.deux_coproprietaires(JUIN_2023)


@pytest.mark.req("AG-28")
@pytest.mark.parametrize("total", ["0", "-1"])
def test_an_announced_total_is_a_number_of_tantiemes(total: str) -> None:
    """What the règlement announces is more than nothing; it counts nothing by itself."""
    with pytest.raises(InvalidValue, match="n'est pas possible"):
        CleDeRepartition(code=CHARGES, total=Fraction(total))
    annonce = evolve(syndicat_de_12().cles[0], total=Fraction(1000))
    gilbert = evolve(syndicat_de_12(), cles=(annonce,))
    assert gilbert.voix(CHARGES, le=JOUR).total.voix == TOTAL
