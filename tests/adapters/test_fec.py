"""The « fichier des écritures comptables »: eighteen columns, its name, and what is written is read back."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from lsc_adapters.codec.errors import InvalidPayload
from lsc_adapters.codec.fec import COLONNES, nom_du_fichier, read_fec, write_fec
from lsc_domain.compte import LigneDeFec
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.euros import Euros
from lsc_domain.testing.strategies.compte import euros

LIGNE = LigneDeFec(
    journal="BQ", journal_libelle="Banque", numero="17", le=date(2020, 2, 11), compte="411",
    compte_libelle="Locataires et propriétaires", auxiliaire="411ALOXECO", auxiliaire_libelle="ALOXE CORTON Denise",
    piece="R-17", piece_le=date(2020, 2, 10), libelle="Règlement du 11/02/2020", credit=Euros.lire("3314.41"),
    lettrage="AB", lettree_le=date(2020, 2, 29), valide_le=date(2020, 3, 1),
)  # fmt: skip
textes = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp")), max_size=12)
jours = st.none() | st.dates(date(1, 1, 1))


def lignes() -> SearchStrategy[LigneDeFec]:
    return st.builds(
        LigneDeFec, journal=textes, journal_libelle=textes, numero=textes, le=st.dates(), compte=textes,
        compte_libelle=textes, auxiliaire=textes, auxiliaire_libelle=textes, piece=textes, piece_le=jours,
        libelle=textes, debit=euros(), credit=euros(), lettrage=textes, lettree_le=jours, valide_le=jours,
        montant_en_devise=st.none() | euros(), devise=textes,
    )  # fmt: skip


def test_a_line_as_the_text_wants_it() -> None:
    """LPF, A47 A-1: the names in their order, a tab between, days as 20200211, amounts with a comma and no space."""
    entete, ligne, fin = write_fec([LIGNE]).decode().split("\r\n")
    assert entete == (
        "JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\tCompAuxLib\tPieceRef\t"
        "PieceDate\tEcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\tValidDate\tMontantdevise\tIdevise"
    )
    assert ligne == (
        "BQ\tBanque\t17\t20200211\t411\tLocataires et propriétaires\t411ALOXECO\tALOXE CORTON Denise\tR-17\t20200210\t"
        "Règlement du 11/02/2020\t0,00\t3314,41\tAB\t20200229\t20200301\t\t"
    )
    assert fin == ""


@given(st.lists(lignes(), max_size=5))
def test_what_is_written_is_read_back(suite: list[LigneDeFec]) -> None:
    """To the centime, and to the letter."""
    assert list(read_fec(write_fec(suite))) == suite


@given(st.text(st.characters(blacklist_categories=("Cs",)), max_size=20))
def test_no_text_breaks_a_line(libelle: str) -> None:
    """A tab or a new line in a label is a space: the file has as many lines as entries."""
    contenu = write_fec([LigneDeFec(**{**{champ: getattr(LIGNE, champ) for champ in CHAMPS}, "libelle": libelle})])
    (une,) = read_fec(contenu)
    assert une.credit == LIGNE.credit
    assert len(contenu.decode().splitlines()) == contenu.decode().count("\r\n") == 2


CHAMPS = [champ for champ in LigneDeFec.__slots__ if not champ.startswith("__")]


def test_somebody_else_s_file_is_read() -> None:
    """Bars for tabs, ISO 8859-15, plain ends of lines, empty amounts."""
    autre = "|".join(COLONNES) + "\nBQ|Banque|1|20200101|450|Copropriétaire à 5 €||||| |12,5||||||\n"
    (une,) = read_fec(autre.encode("iso8859-15"))
    assert (une.compte_libelle, une.debit, une.credit) == ("Copropriétaire à 5 €", Euros(1250), Euros(0))


@pytest.mark.parametrize(
    ("contenu", "dit"),
    [
        (b"", "18 colonnes"),
        ("\t".join(reversed(COLONNES)).encode(), "18 colonnes"),
        (write_fec([LIGNE]) + b"BQ\tBanque\r\n", "ligne 3.*2 colonnes"),
        (write_fec([LIGNE]).replace(b"20200211", b"20200230"), "EcritureDate.*20200230"),
        (write_fec([LIGNE]).replace(b"20200211", b""), "EcritureDate.*manque"),
        (write_fec([LIGNE]).replace(b"3314,41", b"3 314,41"), "Credit.*3 314,41"),
    ],
)
def test_what_is_wrong_is_named(contenu: bytes, dit: str) -> None:
    """The line and the column."""
    with pytest.raises(InvalidPayload, match=dit):
        read_fec(contenu)


def test_the_name_of_the_file() -> None:
    """SirenFECAAAAMMJJ: a number that is no SIREN names no file."""
    assert nom_du_fichier("732 829 320", date(2020, 12, 31)) == "732829320FEC20201231.txt"
    for faux in ("732829321", "73282932", "7328293200", "73282932A", "../../etc"):
        with pytest.raises(InvalidValue, match="SIREN"):
            nom_du_fichier(faux, date(2020, 12, 31))
