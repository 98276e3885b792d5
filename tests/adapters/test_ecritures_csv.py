"""Entries from a table of text: exact amounts, French or ISO days, and a report line by line."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lsc_adapters.codec.ecritures_csv import FauteDeLigne, lire_jour, lire_montant, read_ecritures
from lsc_adapters.codec.errors import InvalidPayload
from lsc_domain.compte import Ecriture
from lsc_domain.socle.affichage import ESPACE_FINE, ecrire_date, ecrire_euros
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.euros import Euros
from lsc_domain.testing.strategies.compte import ecritures, euros

ENTETE = "compte;journal;date;libelle;debit;credit"
SEED = f"""{ENTETE}
411ALOXECO;BQ;30/01/2020;Règlement TESTS 605 du 30/01/2020;3 000,00;
411ALOXECO;BQ;2020-02-11;Règlement du 11/02/2020;;3314.41
"""


def lire(*lignes: str, entete: str = ENTETE) -> tuple[tuple[Ecriture, ...], tuple[FauteDeLigne, ...]]:
    lu = read_ecritures("\n".join((entete, *lignes)).encode())
    return lu.ecritures, lu.fautes


@pytest.mark.parametrize("encodage", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separateur", [";", "\t", ","])
@pytest.mark.parametrize("fin", ["\n", "\r\n"])
def test_the_ledger_of_the_seed(encodage: str, separateur: str, fin: str) -> None:
    """However a spreadsheet wrote it: the days, the labels and the amounts to the cent."""
    texte = SEED.replace("3 000,00", '"3 000,00"').replace(";", separateur).replace("\n", fin)
    lu = read_ecritures(texte.encode(encodage))
    assert lu.fautes == ()
    assert [(une.le, une.libelle, une.debit.decimal, une.credit.decimal) for une in lu.ecritures] == [
        (date(2020, 1, 30), "Règlement TESTS 605 du 30/01/2020", "3000.00", "0.00"),
        (date(2020, 2, 11), "Règlement du 11/02/2020", "0.00", "3314.41"),
    ]


@given(euros(), st.sampled_from([" ", "\u00a0", ESPACE_FINE, ""]))
def test_every_amount_is_read_to_the_cent(montant: Euros, espace: str) -> None:
    """As we write it, and as exchange files do."""
    assert lire_montant(ecrire_euros(montant.centimes, espace=espace)) == lire_montant(montant.decimal) == montant


@pytest.mark.parametrize(
    "texte", ["1.234,56", "1,234.56", "3.141", "1,234", "12 34,56", "1e3", "--1", "+1", "12 €", "½", "٣", "", "1 234.5"]
)
def test_an_amount_that_could_be_two_is_refused(texte: str) -> None:
    """Nothing is rounded, nothing is guessed."""
    with pytest.raises(InvalidValue, match="montant"):
        lire_montant(texte)


@given(st.dates())
def test_every_day_is_read(jour: date) -> None:
    """French and ISO."""
    assert lire_jour(ecrire_date(jour)) == lire_jour(jour.isoformat()) == jour


@pytest.mark.parametrize("texte", ["31/02/2020", "2020-13-01", "1/2/2020", "02/2020", "20200211", "0000-01-01", "hier"])
def test_a_day_that_is_none_is_refused(texte: str) -> None:
    """It is neither moved nor guessed."""
    with pytest.raises(InvalidValue, match="jour"):
        lire_jour(texte)


def test_each_fault_is_told_with_its_line_and_its_field() -> None:
    """Several on one line, and the right lines are read all the same."""
    lues, fautes = lire(
        "411A;BQ;30/02/2020;Loyer;x;",
        "",
        "411A;BQ;01/01/2020;Loyer;1;",
        ";BQ;01/01/2020;;1;",
        "411A;BQ;01/01/2020;Loyer;;",
        "411A;BQ;01/01/2020;Loyer;1;2",
        "411A;BQ;01/01/2020;Loyer;-1;",
        "411A;BQ;01/01/2020;Loyer;1",
    )
    assert [une.debit.decimal for une in lues] == ["1.00"]
    assert [(une.ligne, une.champ) for une in fautes] == [
        (2, "date"), (2, "debit"), (5, "compte"), (5, "libelle"), (6, "debit"), (7, "debit"), (8, "debit"), (9, ""),
    ]  # fmt: skip
    assert fautes[4].raison == "ni débit, ni crédit"
    assert fautes[5].raison == "un débit ou un crédit, jamais les deux, jamais négatif"
    assert fautes[7].raison == "5 colonnes, l'en-tête en a 6"


def test_every_column_there_may_be() -> None:
    """In any order, with accents and capitals; one that is not known is not read."""
    ((une,), fautes) = lire(
        "E1;411A;BQ;01/01/2020;Loyer;1;0;47Prov;06;12;P-1;02/01/2020;A;03/01/2020;04/01/2020;?",
        entete="Id;Compte;Journal;Date;Libellé;Débit;Crédit;Analytique;Rubrique;Mouvement;Pièce;Date pièce;Lettrage;"
        "Date lettrage;Date validation;Couleur",
    )
    assert fautes == ()
    assert (une.id, une.analytique, une.rubrique, une.mouvement, une.piece) == ("E1", "47Prov", "06", "12", "P-1")
    assert (une.piece_le, une.lettrage, une.lettree_le, une.valide_le) == (
        date(2020, 1, 2),
        "A",
        date(2020, 1, 3),
        date(2020, 1, 4),
    )


def test_an_entry_without_identity_is_known_by_what_it_says() -> None:
    """The same file is the same entries, however it writes them; two lines alike are two entries."""
    deux, _ = lire("411A;BQ;01/01/2020;Loyer;1 000,00;", "411A;BQ;01/01/2020;Loyer;1 000,00;")
    autres, _ = lire("411A;BQ;2020-01-01;Loyer;1000.00;0", "411A;BQ;01/01/2020;Loyer;1000;")
    assert [une.id for une in deux] == [une.id for une in autres]
    assert len({une.id for une in deux}) == 2
    ((proche,), _) = lire("411A;BQ;01/01/2020;Loyer;1000,01;")
    assert proche.id not in {une.id for une in deux}


def test_one_identity_is_one_line() -> None:
    """The second line says which one had it."""
    lues, fautes = lire("E1;411A;BQ;01/01/2020;L;1;", "E1;411A;BQ;02/01/2020;L;1;", entete=f"id;{ENTETE}")
    assert len(lues) == 1
    assert fautes == (FauteDeLigne(ligne=3, champ="id", raison="« E1 » est déjà à la ligne 2"),)


def test_a_cell_of_several_lines_does_not_shift_the_numbers() -> None:
    """The line that is told is that of the file."""
    lues, fautes = lire('411A;BQ;01/01/2020;"Loyer\ndu mois";1;', "411A;BQ;hier;Loyer;1;")
    assert lues[0].libelle == "Loyer\ndu mois"
    assert [une.ligne for une in fautes] == [4]


@pytest.mark.parametrize(
    ("contenu", "dit"),
    [
        (b"", "vide"),
        (b"compte;journal;date;libelle;debit\n", "credit"),
        (f"{ENTETE};Debit\n".encode(), "deux fois"),
        (f'{ENTETE}\n411A;BQ;"01/01/2020;L;1;\n'.encode(), "ligne 2.*guillemets"),
        (f'{ENTETE}\n411A;BQ;01/01/2020;"{"L" * 10_001}";1;\n'.encode(), "guillemets"),
        (SEED.encode("utf-16"), "texte"),
        (b"PK\x03\x04\x00\x00", "texte"),
    ],
)
def test_what_is_no_such_file_is_refused(contenu: bytes, dit: str) -> None:
    """In one sentence."""
    with pytest.raises(InvalidPayload, match=dit):
        read_ecritures(contenu)


@given(st.lists(ecritures().filter(lambda une: une.debit or une.credit), max_size=6))
def test_what_is_written_is_read_back(suite: list[Ecriture]) -> None:
    """Each entry, whatever its amount and its day."""
    lignes = [
        ";".join(
            (
                *(une.compte, une.journal, ecrire_date(une.le), une.libelle),
                *(une.debit.decimal, str(une.credit), une.analytique or ""),
            )
        )
        for une in suite
    ]
    lues, fautes = lire(*lignes, entete=f"{ENTETE};analytique")
    assert fautes == ()
    assert [(une.compte, une.le, une.debit, une.credit, une.analytique) for une in lues] == [
        (une.compte, une.le, une.debit, une.credit, une.analytique) for une in suite
    ]


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda un: f"{ENTETE}\n{un}".encode("utf-8", "replace")))
def test_any_bytes_are_read_or_refused(contenu: bytes) -> None:
    """Never a traceback."""
    try:
        lu = read_ecritures(contenu)
    except InvalidPayload:
        return
    assert all(une.raison for une in lu.fautes)
