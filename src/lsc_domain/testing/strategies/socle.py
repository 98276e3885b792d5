"""
What every noun is made of: names as the trade meets them, identities, exact numbers, days under the law.

The nasty inputs are here: accents, ligatures, quotes, markup, homonyms, five decimals, zero, the eve of a reform.
Each strategy is made once, as hypothesis checks it when it is made and not when it is drawn from.
"""

from datetime import date, time, timedelta
from fractions import Fraction
from typing import Final

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from lsc_domain.loi.loi_1965 import ALUR, ELAN, LOI, LOI_1992, LOI_2024_322, ORDONNANCE_2019, SRU
from lsc_domain.socle.ids import AssembleeId, CleId, CompteId, CoproprietaireId, ResolutionId
from lsc_domain.socle.numero_de_compte import NumeroDeCompte

DERNIER_JOUR: Final = date(2035, 12, 31)
_REFORMES = (LOI_1992, SRU, ALUR, ELAN, ORDONNANCE_2019, date(2020, 7, 4), LOI_2024_322)

_NOMS = st.sampled_from(
    (
        "MARTIN Jean",
        "Martin  Jean",
        "ATRILLON Bernard",
        "D'ARC Jeanne",
        "D’ARC Jeanne",
        'SCI "Les Œillets"',
        "Ève ÉTÉ-NAÏF",
        "Consorts ÇELIK & Fils",
        "<script>alert('voix')</script>",
        "O",
    )
)
_PHRASES = st.sampled_from(("", "Voir l'annexe n° 1.", "« Sous réserve »", "1 < 2 & 3 > 2", "deux\nlignes", "\u00a0"))
_IDENTITES = st.sampled_from(
    (
        *(
            "450BROU-01",
            "450TRILLON",
            "450L'ŒIL",
            "450 É",
            "0",
            "00",
            "1",
            "N",
            "null",
            " ",
            '"',
            "a.b/c",
            "$.votes[0]",
        ),
        *(f"450{lettre}" for lettre in "ABCDEFGHIJK"),
    )
)
# Not `st.from_regex`, which is made again at each draw.
_RACINES_DE_COMPTE = st.sampled_from(("450", "102", "105", "411", "47", "6", "12"))
_SUITES_DE_COMPTE = st.text("0123456789ABC-", min_size=1, max_size=6)
_NUMEROS = st.builds("{}0{}".format, _RACINES_DE_COMPTE, _SUITES_DE_COMPTE).map(NumeroDeCompte)
_NOMBRES = st.one_of(
    st.sampled_from([Fraction(un) for un in (*range(13), "0.00001", "66.01420", "1000.91516", "99999.99999")]),
    st.integers(0, 200_000_000).map(lambda unites: Fraction(unites, 100_000)),
)
_JOURS = st.one_of(
    st.sampled_from([LOI, *(jour for premier in _REFORMES for jour in (premier, premier - timedelta(days=1)))]),
    st.dates(ORDONNANCE_2019, DERNIER_JOUR),
    st.dates(LOI, DERNIER_JOUR),
)
_HEURES = st.builds(time, st.integers(0, 23), st.integers(0, 59))
_ASSEMBLEES = _IDENTITES.map(AssembleeId)
_CLES = st.sampled_from(("010", "020", "ASC", "É")).map(CleId)
_COMPTES = _IDENTITES.map(CompteId)
_COPROPRIETAIRES = _IDENTITES.map(CoproprietaireId)
_RESOLUTIONS = st.sampled_from(("1", "2", "3", "5.1", "r-7f3a")).map(ResolutionId)


def noms() -> SearchStrategy[str]:
    """Names of people, few enough for homonyms to be common."""
    return _NOMS


def phrases() -> SearchStrategy[str]:
    """Free texts, empty or hard to print."""
    return _PHRASES


def identites() -> SearchStrategy[str]:
    """Identities, never empty; some a careless program would read as a number, a path or nothing."""
    return _IDENTITES


def assemblee_ids() -> SearchStrategy[AssembleeId]:
    """Identities of meetings."""
    return _ASSEMBLEES


def cle_ids() -> SearchStrategy[CleId]:
    """Codes of keys."""
    return _CLES


def compte_ids() -> SearchStrategy[CompteId]:
    """Identities of accounts."""
    return _COMPTES


def coproprietaire_ids() -> SearchStrategy[CoproprietaireId]:
    """Identities of owners."""
    return _COPROPRIETAIRES


def resolution_ids() -> SearchStrategy[ResolutionId]:
    """Identities of resolutions: their number, or not."""
    return _RESOLUTIONS


def numeros_de_compte() -> SearchStrategy[NumeroDeCompte]:
    """Account numbers of a copropriété or of a gérance."""
    return _NUMEROS


def nombres() -> SearchStrategy[Fraction]:
    """
    Exact numbers of voices, never negative: zero, small enough for ties, or with up to five decimals.

    Each has a finite decimal writing, as exchange files ask.
    """
    return _NOMBRES


def jours() -> SearchStrategy[date]:
    """Days under loi 65-557: the first of each reform, its eve, and any other."""
    return _JOURS


def heures() -> SearchStrategy[time]:
    """Hours of Europe/Paris, to the minute."""
    return _HEURES
