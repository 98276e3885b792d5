"""Lots that changed hands between the notice and the meeting."""

from collections import Counter
from itertools import chain

import pytest
from attrs import evolve
from gilbert import BROUILLY, LEPITRE, MORGON, syndicat_de_12, syndicat_de_13
from hypothesis import given
from hypothesis import strategies as st

from lsc_domain.assemblee import Mutation, mutations
from lsc_domain.copropriete import Coproprietaire, Lot
from lsc_domain.socle.ids import CoproprietaireId

ACHETEUR = CoproprietaireId("450ACHETEUR")
DOUZE = syndicat_de_12().coproprietaires
LOTS = st.dictionaries(st.sampled_from("12345"), st.sampled_from(("a", "b", "c")).map(CoproprietaireId))


def proprietaires(par_lot: dict[str, CoproprietaireId]) -> tuple[Coproprietaire, ...]:
    return tuple(
        Coproprietaire(
            id=qui, nom=qui, lots=tuple(Lot(numero=lot, tantiemes=()) for lot, un in par_lot.items() if un == qui)
        )
        for qui in sorted(set(par_lot.values()))
    )


@pytest.mark.req("AG-53")
@given(LOTS, LOTS)
def test_owners_are_compared_lot_by_lot(avant: dict[str, CoproprietaireId], apres: dict[str, CoproprietaireId]) -> None:
    """Each lot whose owner is another, sold, created or gone, once; and those of before lead to those of now."""
    trouvees = mutations(proprietaires(avant), proprietaires(apres))
    assert Counter(trouvees) == Counter(
        Mutation(lot=lot, cedant=avant.get(lot), acquereur=apres.get(lot))
        for lot in {**avant, **apres}
        if avant.get(lot) != apres.get(lot)
    )
    change = {un.lot: un.acquereur for un in trouvees}
    assert {lot: qui for lot, qui in {**avant, **change}.items() if qui is not None} == apres


@given(LOTS)
def test_the_same_owners_have_sold_nothing(par_lot: dict[str, CoproprietaireId]) -> None:
    """Whatever the order they are listed in."""
    assert mutations(proprietaires(par_lot), reversed(proprietaires(par_lot))) == ()


@pytest.mark.req("AG-53")
def test_a_sale_of_one_lot_of_two() -> None:
    """BROUILLY sells parking 907 and keeps the rest: he is still an owner, and one lot changed hands."""
    vendeur = next(un for un in DOUZE if un.id == BROUILLY)
    reste, vendu = vendeur.lots[:-1], vendeur.lots[-1]
    actuels = (*(evolve(un, lots=reste) if un.id == BROUILLY else un for un in DOUZE),)
    acheteur = Coproprietaire(id=ACHETEUR, nom="ACHETEUR", lots=(vendu,))
    assert mutations(DOUZE, (*actuels, acheteur)) == (Mutation(lot="907", cedant=BROUILLY, acquereur=ACHETEUR),)


def test_a_renamed_owner_has_sold_nothing() -> None:
    """CLATOUR is LATOUR: names are shown, identities count; two of the lots of YQUEM and MORGON did move."""
    treize = syndicat_de_13().coproprietaires
    noms = tuple(evolve(un, nom=un.nom.upper()) for un in DOUZE)
    assert mutations(DOUZE, noms) == ()
    assert mutations(DOUZE, treize)


def test_two_buildings_may_number_their_lots_alike() -> None:
    """Lot 1 of each: the one that was sold is seen, though the other stays."""
    un, deux = (Coproprietaire(id=qui, nom=qui, lots=(Lot(numero="1", tantiemes=()),)) for qui in (LEPITRE, MORGON))
    acheteur = evolve(un, id=ACHETEUR)
    vente = (Mutation(lot="1", cedant=LEPITRE, acquereur=ACHETEUR),)
    for avant, apres in (((un, deux), (acheteur, deux)), ((un, deux), (deux, acheteur))):
        assert mutations(avant, apres) == vente
    assert mutations((un,), ()) == (Mutation(lot="1", cedant=LEPITRE, acquereur=None),)
    assert mutations((), chain((un,))) == (Mutation(lot="1", cedant=None, acquereur=LEPITRE),)
