"""The five codes of attendance, and who is there at one moment."""

from datetime import date
from fractions import Fraction

import pytest
from attrs.exceptions import FrozenInstanceError
from gilbert import (
    ALOXE,
    ATRILLON,
    BOURNAC,
    BROUILLY,
    CASPER,
    CHARGES,
    CLIQUOT,
    GIRARDOT,
    JOUR,
    LATOUR,
    LEPITRE,
    MEURSAULT,
    MORGON,
    PETRUS,
    PIERRE,
    RECU,
    YQUEM,
    feuille_de_12,
    qui,
    syndicat_de_12,
)

from lsc_domain.assemblee import Choix, Code, EtatDesPresences, Presence
from lsc_domain.copropriete import Personne
from lsc_domain.socle.affichage import ecrire_tantiemes
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import CoproprietaireId

SYNDICAT = syndicat_de_12()


@pytest.mark.req("AG-10", "AG-09")
def test_the_codes_of_the_gilbert() -> None:
    """Each owner has the code of the table, and exactly one."""
    etat = feuille_de_12().depart()
    assert {code: qui(SYNDICAT, etat.avec(code)) for code in Code} == {
        Code.ABSENT: {BROUILLY, CLIQUOT, BOURNAC, ALOXE},
        Code.PRESENT: {PETRUS, LATOUR, MORGON},
        Code.REPRESENTE: {ATRILLON, YQUEM},
        Code.DISTANCE: {MEURSAULT},
        Code.CORRESPONDANCE: {LEPITRE, PIERRE},
    }
    assert [etat.code(rang).value for rang in range(12)] == list("RONONNCRDOCN")


@pytest.mark.req("AG-09")
def test_the_five_categories_are_a_partition() -> None:
    """Every owner is in one category, and the five add up to 12 and 1000.91516."""
    etat, voix = feuille_de_12().depart(), SYNDICAT.voix(CHARGES, le=JOUR)
    poids = [voix.peser(etat.avec(code)) for code in Code]
    assert sum((un.voix for un in poids), start=Fraction()) == voix.total.voix
    assert sum(un.tetes or 0 for un in poids) == 12
    assert etat.votants | etat.absents == voix.membres
    assert etat.votants & etat.absents == 0


@pytest.mark.req("AG-12")
def test_a_row_of_the_table() -> None:
    """Row 450PETRUSP: 74,00000, O, 74,00000 under « présents physiquement », nothing elsewhere."""
    etat, voix = feuille_de_12().depart(), SYNDICAT.voix(CHARGES, le=JOUR)
    rang = SYNDICAT.rangs[PETRUS]
    assert (ecrire_tantiemes(voix.de(rang)), etat.code(rang)) == ("74,00000", "O")
    colonnes = [ecrire_tantiemes(voix.de(rang)) if etat.avec(code) >> rang & 1 else "" for code in Code]
    assert colonnes == ["", "74,00000", "", "", ""]


@pytest.mark.req("AG-10")
def test_attendance_and_ballots_have_two_vocabularies() -> None:
    """O and N are « présent » and « absent » here, Oui and Non on a ballot: two types (X-31)."""
    assert [code.value for code in Code] == ["N", "O", "R", "D", "C"]
    assert not {code.value for code in Code} & {choix.value for choix in Choix}


@pytest.mark.req("AG-11")
def test_a_correspondence_voter_has_a_day_of_receipt() -> None:
    """Code C without the date of the form is refused; with 01/07/2020 it is kept for the sheet."""
    with pytest.raises(InvalidValue, match="date de réception"):
        Presence(coproprietaire=LEPITRE, code=Code.CORRESPONDANCE)
    assert Presence(coproprietaire=LEPITRE, code=Code.CORRESPONDANCE, recu_le=RECU).recu_le == date(2020, 7, 1)
    with pytest.raises(InvalidValue, match="date de réception"):
        Presence(coproprietaire=LEPITRE, code=Code.PRESENT, recu_le=RECU)


@pytest.mark.req("AG-15", "POUV-03")
def test_a_represented_owner_has_a_mandataire() -> None:
    """ATRILLON is represented by Casper, from outside; code R without a mandataire is refused."""
    etat = feuille_de_12().depart()
    assert etat.mandataires[SYNDICAT.rangs[ATRILLON]] == CASPER
    assert etat.mandataires[SYNDICAT.rangs[YQUEM]] == GIRARDOT
    assert etat.mandants(Personne(nom="CASPER")) == [SYNDICAT.rangs[ATRILLON]]
    with pytest.raises(InvalidValue, match="mandataire"):
        Presence(coproprietaire=ATRILLON, code=Code.REPRESENTE)
    with pytest.raises(InvalidValue, match="mandataire"):
        Presence(coproprietaire=ATRILLON, code=Code.PRESENT, mandataire=CASPER)
    with pytest.raises(InvalidValue, match="soi-même"):
        Presence(coproprietaire=ATRILLON, code=Code.REPRESENTE, mandataire=Personne(coproprietaire=ATRILLON))


@pytest.mark.req("AG-09", "I-14")
@pytest.mark.parametrize("code", list(Code))
def test_a_new_code_ends_the_former_one(code: Code) -> None:
    """Whoever he was before, an owner is then in one category, and his former proxy is over."""
    etat, rang = feuille_de_12().depart(), SYNDICAT.rangs[ATRILLON]
    apres = etat.coder(rang, code, GIRARDOT if code is Code.REPRESENTE else None)
    assert apres.code(rang) is code
    assert sum(apres.avec(un) >> rang & 1 for un in Code) == 1
    assert (rang in apres.mandataires) is (code is Code.REPRESENTE)
    autres = [autre for autre in range(12) if autre != rang]
    assert [apres.code(autre) for autre in autres] == [etat.code(autre) for autre in autres]
    assert etat.code(rang) is Code.REPRESENTE


@pytest.mark.req("I-23")
def test_a_state_of_attendance_is_frozen() -> None:
    """A state is never changed: another one is made."""
    etat = EtatDesPresences(coproprietaires=(ATRILLON,))
    with pytest.raises(FrozenInstanceError):
        etat.presents = 1  # type: ignore[misc]
    assert etat.code(0) is Code.ABSENT


@pytest.mark.req("AG-09")
@pytest.mark.parametrize("code", [Code.PRESENT, Code.DISTANCE, Code.CORRESPONDANCE])
def test_one_owner_moves_and_the_others_of_his_code_stay(code: Code) -> None:
    """Whoever changes his code leaves the set he was in; the others of that set, and of every other, stay."""
    deux = (
        EtatDesPresences(coproprietaires=tuple(map(CoproprietaireId, "ABCD")))
        .coder(0, code)
        .coder(1, code)
        .coder(2, Code.PRESENT)
    )
    apres = deux.coder(0, Code.ABSENT)
    assert [apres.code(rang) for rang in range(4)] == [Code.ABSENT, code, Code.PRESENT, Code.ABSENT]
