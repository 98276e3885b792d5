"""What the laws of storage are tried on: the inputs that careless stores confuse, run, cut or lose."""

from datetime import UTC, date, datetime, time
from fractions import Fraction
from typing import Final

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from lsc_domain.assemblee.fait import AssembleePreparee
from lsc_domain.assemblee.fiche import FicheDAssemblee
from lsc_domain.assemblee.suivi import Etape, Suivi
from lsc_domain.copropriete.cle import CleDeRepartition
from lsc_domain.copropriete.coproprietaire import Coproprietaire
from lsc_domain.copropriete.lot import Lot, Tantiemes
from lsc_domain.copropriete.syndicat import Syndicat
from lsc_domain.socle.chaine import ORIGINE
from lsc_domain.socle.ids import AssembleeId, CleId, CoproprietaireId

LE: Final = datetime(2020, 7, 7, 15, 4, 5, 123456, tzinfo=UTC)
SUIVI: Final = Suivi(
    id=AssembleeId("2020-001"),
    reference="0-É'1",
    nom="Assemblée générale ordinaire",
    syndicat="Résidence « L'Été »",
    date=date(2020, 7, 7),
    etape=Etape.PREPARATION,
    faits=0,
    empreinte=ORIGINE,
)
IDENTITES: Final = (
    "2020-001",
    "2020-001/1",
    "é",
    "e\u0301",  # the same letter to the eye, another identity
    "É",
    "a",
    "A",
    " ",
    "",
    'œuvre d\'art "n° 1"',
    "Robert'); DROP TABLE suivi;--",
    "%(id)s %s ? :id $1 {id}",
    "100%",
    "\\",
    "👩🏽‍⚖️",
    "x" * 500,
)
"""Identities that a careless store confuses, runs, or loses."""
PAS_DES_IDENTITES: Final = ("a\0b", "\ud83d")
LETTRES: Final[SearchStrategy[str]] = st.characters(codec="utf-8", exclude_characters="\0")
"""The letters an identity may be made of."""


def grande_assemblee(effectif: int) -> AssembleePreparee:
    """Make a meeting of homonyms with five decimals each."""
    part = (Tantiemes(cle=CleId("010"), valeur=Fraction("66.01420")),)
    proprietaires = tuple(
        Coproprietaire(
            id=CoproprietaireId(f"450É'{rang}"),
            nom='SCI "Les Œillets"',
            lots=(Lot(numero=f"{rang:05d}", tantiemes=part),),
        )
        for rang in range(effectif)
    )
    return AssembleePreparee(
        fiche=FicheDAssemblee(reference="0-É'1", date=date(2020, 7, 7), heure=time(17)),
        syndicat=Syndicat(
            nom="Les Œillets",
            cles=(CleDeRepartition(code=CleId("010"), generale=True),),
            coproprietaires=proprietaires,
        ),
    )
