"""Rival candidates in a syndicat of two owners: what « chosen at the first vote » means there."""

from datetime import date
from fractions import Fraction

import pytest

from lsc_domain.assemblee import (
    Bulletins,
    Code,
    FeuilleDePresence,
    FicheDAssemblee,
    OrdreDuJour,
    Resolution,
    Seance,
    depouiller,
    tous_presents,
)
from lsc_domain.copropriete import CleDeRepartition, Coproprietaire, Lot, Syndicat, Tantiemes
from lsc_domain.loi import ArticleDeVote
from lsc_domain.socle.ids import CleId, CoproprietaireId, ResolutionId

CLE = CleId("010")


def _proprietaire(nom: str, part: int) -> Coproprietaire:
    lots = (Lot(numero=nom, tantiemes=(Tantiemes(cle=CLE, valeur=Fraction(part)),)),)
    return Coproprietaire(id=CoproprietaireId(nom), nom=nom, lots=lots)


def _devis(numero: str) -> Resolution:
    return Resolution(
        id=ResolutionId(numero),
        numero=numero,
        titre=f"Devis {numero}",
        article=ArticleDeVote("25"),
        cle=CLE,
        concurrence="toiture",
    )


@pytest.mark.req("I-11")
@pytest.mark.parametrize(
    ("jour", "second"), [(date(2021, 6, 15), "sans_decision"), (date(2019, 6, 15), "sans_decision")]
)
def test_a_rival_is_chosen_by_the_majority_of_the_day(jour: date, second: str) -> None:
    """
    600 of 1000 choose nobody between two owners (two thirds are needed), nor before 2020, once reduced to 400.

    So the other quote, not voted yet, is not without object.
    """
    syndicat = Syndicat(
        nom="Syndicat Gilbert",
        cles=(CleDeRepartition(code=CLE, generale=True),),
        coproprietaires=(_proprietaire("MORGON", 600), _proprietaire("LATOUR", 400)),
    )
    feuille = FeuilleDePresence(coproprietaires=tuple(syndicat.rangs))
    seance = Seance(
        fiche=FicheDAssemblee(reference="1-S001", date=jour),
        syndicat=syndicat,
        ordre_du_jour=OrdreDuJour((_devis("1"), _devis("2"))),
        feuille=tous_presents(feuille, Code.PRESENT, conserver_correspondance=False),
        votes={ResolutionId("1"): Bulletins.lire("on")},
    )
    resultats = [scrutin.resultat.value for scrutin in depouiller(seance).unwrap().scrutins]
    assert resultats == ["sans_decision", "sans_decision"]
