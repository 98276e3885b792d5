"""What a run has to say: a notice announces something, a report counts what happened."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from attrs import evolve

from lsc_domain.publication.avis import AvisDeNouveauxDocuments, LigneDAvis, RapportDePublication
from lsc_domain.socle.errors import InvalidValue

LE = datetime(2022, 1, 27, 21, tzinfo=UTC)
LIGNE = LigneDAvis(titre="Facture 152", classeur="Factures", immeuble="GILBERT", le=date(2022, 1, 27))
AVIS = AvisDeNouveauxDocuments(
    nom="BROUILLY",
    adresse_de_l_extranet="https://extranet.example.invalid/",
    documents=(LIGNE,),
    desinscription="https://extranet.example.invalid/stop/x",
)
RAPPORT = RapportDePublication(
    destination="Extranet", commence_le=LE, termine_le=LE, envoyes=0, remplaces=0, retires=0, complet=False
)


def test_a_notice_of_nothing_is_none() -> None:
    with pytest.raises(InvalidValue, match="aucun"):
        evolve(AVIS, documents=())


@pytest.mark.parametrize(
    "adresse", ["", "javascript:alert(1)", "extranet", "https://", 'https://x/"onclick="y', "https://x y"]
)
@pytest.mark.parametrize("champ", ["adresse_de_l_extranet", "desinscription"])
def test_what_is_pressed_is_a_page(champ: str, adresse: str) -> None:
    with pytest.raises(InvalidValue, match="page"):
        evolve(AVIS, **{champ: adresse})


@pytest.mark.parametrize(
    "faute",
    [
        {"termine_le": LE - timedelta(microseconds=1)},
        {"commence_le": LE.replace(tzinfo=None)},
        {"termine_le": LE.replace(tzinfo=None)},
        {"envoyes": -1},
        {"remplaces": -1},
        {"retires": -1},
    ],
)
def test_what_is_no_report(faute: dict[str, object]) -> None:
    with pytest.raises(InvalidValue, match="rapport"):
        evolve(RAPPORT, **faute)
