"""What is put to the vote, and the agenda that orders it."""

from collections.abc import Callable

import pytest
from attrs import evolve
from gilbert import resolution
from hypothesis import given
from hypothesis import strategies as st

from lsc_domain.assemblee import OrdreDuJour, Resolution
from lsc_domain.loi import ArticleDeVote
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import CleId, ResolutionId
from lsc_domain.testing.strategies import ordres_du_jour

SYNDIC = Resolution(
    id=ResolutionId("r4"),
    numero="4",
    titre="Renouvellement du mandat de syndic",
    projet="L'assemblée générale renouvelle le mandat…",
    article=ArticleDeVote("25"),
    cle=CleId("001"),
)
FORMULAIRE = OrdreDuJour(
    (
        *(resolution(str(numero)) for numero in range(2, 5)),
        resolution("5", sous_resolutions=(resolution("5.1"), resolution("5.2"))),
        resolution("6", sous_resolutions=(resolution("6.1"), resolution("6.2"), resolution("6.3"))),
    )
)
"""The lines of the correspondence form of the source, which start at 2."""


def numeros(ordre_du_jour: OrdreDuJour) -> list[str]:
    return [ligne.resolution.numero for ligne in ordre_du_jour.lignes]


@pytest.mark.req("AG-02")
def test_what_a_resolution_is() -> None:
    """N° 4 « Renouvellement du mandat de syndic », article 25, key 001: number, title, text, article and key."""
    assert (SYNDIC.numero, str(SYNDIC.article), SYNDIC.cle) == ("4", "25", "001")
    assert SYNDIC.se_vote
    with pytest.raises(ValueError, match="id"):
        Resolution(id=ResolutionId(""), numero="1", titre="Sans identité")


@pytest.mark.req("MAJ-12", "AG-02")
@pytest.mark.parametrize("article", ["25", "26"])
def test_the_article_is_data(article: str) -> None:
    """« Achat d'un droit immobilier… » is at 25 in one meeting and at 26 in another: both are stored as given."""
    achat = evolve(SYNDIC, titre="Achat d'un droit immobilier…", article=ArticleDeVote(article))
    assert str(achat.article) == article


@pytest.mark.req("AG-02")
def test_what_is_voted() -> None:
    """A heading is not put to the vote; an item whose article is still unknown will be."""
    assert not evolve(SYNDIC, article=ArticleDeVote("aucun")).se_vote
    assert evolve(SYNDIC, article=None).se_vote


@pytest.mark.req("AG-21")
def test_sub_resolutions_follow_their_parent() -> None:
    """Each line has its own place: 5, 5.1, 5.2, 6, 6.1, 6.2, 6.3; the numbering may start at 2."""
    assert numeros(FORMULAIRE) == ["2", "3", "4", "5", "5.1", "5.2", "6", "6.1", "6.2", "6.3"]
    parents = [ligne.parent.numero if ligne.parent else "" for ligne in FORMULAIRE.lignes]
    assert parents == ["", "", "", "", "5", "5", "", "6", "6", "6"]
    assert FORMULAIRE.rangs[ResolutionId("6.1")] == 7
    assert FORMULAIRE.resolution(ResolutionId("6.1")).numero == "6.1"


@pytest.mark.req("AG-21")
def test_two_titles_may_be_the_same() -> None:
    """Resolutions 3 and 5 bear one title: lines are told apart by identity."""
    achat = "Achat d'un droit immobilier pour le compte de la copropriété"
    deux = OrdreDuJour((resolution("3", titre=achat), resolution("5", titre=achat)))
    assert len(deux.lignes) == 2


@pytest.mark.req("AG-21", "I-24")
def test_numbers_follow_places_and_identities_stay() -> None:
    """Inserting, moving and adding renumber; the identity of a line never changes."""
    base = OrdreDuJour((resolution("1"), resolution("2", sous_resolutions=(resolution("2.1"),))))
    insere = base.inserer(resolution("x"), place=1)
    assert [(r.id, r.numero) for r in insere.resolutions] == [("x", "1"), ("1", "2"), ("2", "3")]
    assert numeros(insere) == ["1", "2", "3", "3.1"]
    bouge = insere.deplacer(ResolutionId("2"), place=1)
    assert [r.id for r in bouge.resolutions] == ["2", "x", "1"]
    assert numeros(bouge) == ["1", "1.1", "2", "3"]
    complete = bouge.completer(ResolutionId("x"), resolution("y"))
    assert numeros(complete) == ["1", "1.1", "2", "2.1", "3"]
    assert complete.resolution(ResolutionId("y")).numero == "2.1"
    a_la_fin = base.inserer(resolution("z"), place=3)
    assert numeros(a_la_fin) == ["1", "2", "2.1", "3"]


@pytest.mark.req("AG-21", "I-24")
@given(ordres_du_jour(), st.data())
def test_a_line_moves_among_its_own_and_the_others_keep_their_order(avant: OrdreDuJour, data: st.DataObject) -> None:
    """Wherever it goes, no identity is lost or changes parent, the others stay in order, numbers say the places."""
    ligne = data.draw(st.sampled_from(avant.lignes))
    soeurs = ligne.parent.sous_resolutions if ligne.parent is not None else avant.resolutions
    place = data.draw(st.integers(1, len(soeurs)))
    apres = avant.deplacer(ligne.resolution.id, place=place)
    assert parents(apres) == parents(avant)
    ici = apres.resolution(ligne.parent.id).sous_resolutions if ligne.parent is not None else apres.resolutions
    assert [un.id for un in ici if un.id != ligne.resolution.id] == [
        un.id for un in soeurs if un.id != ligne.resolution.id
    ]
    assert ici[place - 1].id == ligne.resolution.id
    assert numerotes(apres)


@pytest.mark.req("AG-21", "I-24")
@given(ordres_du_jour(), st.data())
def test_a_line_that_is_taken_off_leaves_the_others_in_order(avant: OrdreDuJour, data: st.DataObject) -> None:
    """It goes with its sub-resolutions; put back where it was, the agenda is what it was."""
    ligne = data.draw(st.sampled_from(avant.lignes))
    apres = avant.retirer(ligne.resolution.id)
    ote = {ligne.resolution.id, *(un.id for un in ligne.resolution.sous_resolutions)}
    assert list(apres.rangs) == [un for un in avant.rangs if un not in ote]
    assert numerotes(apres)
    if ligne.parent is None:
        place = avant.resolutions.index(ligne.resolution) + 1
        assert apres.inserer(ligne.resolution, place=place) == avant


def parents(ordre_du_jour: OrdreDuJour) -> dict[ResolutionId, ResolutionId | None]:
    """Whose each line is."""
    return {un.resolution.id: un.parent.id if un.parent is not None else None for un in ordre_du_jour.lignes}


def numerotes(ordre_du_jour: OrdreDuJour) -> bool:
    """Tell whether every number says a place."""
    return numeros(ordre_du_jour) == [
        numero
        for rang, un in enumerate(ordre_du_jour.resolutions, 1)
        for numero in (str(rang), *(f"{rang}.{place}" for place in range(1, len(un.sous_resolutions) + 1)))
    ]


@pytest.mark.req("I-24")
def test_a_changed_line_stays_in_its_place() -> None:
    """An amended resolution, or sub-resolution, takes the place of the one it was."""
    change = FORMULAIRE.remplacer(evolve(resolution("4"), projet="Texte amendé"))
    assert change.resolution(ResolutionId("4")).projet == "Texte amendé"
    assert numeros(change) == numeros(FORMULAIRE)
    enfant = FORMULAIRE.remplacer(evolve(resolution("6.2"), projet="Texte amendé"))
    assert enfant.resolution(ResolutionId("6.2")).projet == "Texte amendé"
    assert numeros(enfant) == numeros(FORMULAIRE)


@pytest.mark.req("AG-21", "AG-02")
@pytest.mark.parametrize(
    ("impossible", "message"),
    [
        (lambda: OrdreDuJour((resolution("1"), resolution("1"))), "deux fois le même identifiant"),
        (lambda: OrdreDuJour((resolution("1"), resolution("1", id=ResolutionId("b")))), "deux fois le même numéro"),
        (
            lambda: resolution("1", sous_resolutions=(resolution("1.1", sous_resolutions=(resolution("1.1.1"),)),)),
            "n'en a pas elle-même",
        ),
        (lambda: FORMULAIRE.inserer(resolution("7"), place=0), "place 0"),
        (lambda: FORMULAIRE.inserer(resolution("7"), place=7), "place 7"),
        (lambda: FORMULAIRE.resolution(ResolutionId("9")), "absente de l'ordre du jour"),
        (lambda: FORMULAIRE.deplacer(ResolutionId("9"), place=1), "absente de l'ordre du jour"),
        (lambda: FORMULAIRE.deplacer(ResolutionId("6.1"), place=0), "place 0 : la résolution 6 a 3 sous-résolutions"),
        (lambda: FORMULAIRE.deplacer(ResolutionId("6.1"), place=4), "place 4 : la résolution 6 a 3 sous-résolutions"),
        (lambda: FORMULAIRE.retirer(ResolutionId("9")), "absente de l'ordre du jour"),
        (lambda: FORMULAIRE.remplacer(resolution("9")), "absente de l'ordre du jour"),
    ],
)
def test_what_makes_no_agenda(impossible: Callable[[], object], message: str) -> None:
    """Two lines of one identity or number, a third level, a place or a line that is not there."""
    with pytest.raises(InvalidValue, match=message):
        impossible()


@pytest.mark.req("AG-21")
def test_the_line_that_comes_twice_is_named() -> None:
    """The message names the identity, or the number, that two lines bear."""
    with pytest.raises(InvalidValue, match="résolution 2 : deux fois le même identifiant"):
        OrdreDuJour((resolution("1"), resolution("2"), resolution("2")))


def test_a_resolution_is_no_loan_unless_said() -> None:
    """A resolution competes with nothing, excludes nobody and is no loan, unless it says so."""
    assert (SYNDIC.emprunt, SYNDIC.concurrence, SYNDIC.exclus) == (False, "", frozenset())


@pytest.mark.req("AG-33")
def test_the_votes_screen_names_the_resolution() -> None:
    """Number, title and article; a heading has none."""
    credit = resolution("1", "24", "Crédit Copropriété")
    assert credit.intitule_du_vote == "VOTE DE LA RESOLUTION N°1 Crédit Copropriété - article 24"
    assert resolution("4", "aucun", "Compte rendu").intitule_du_vote == "VOTE DE LA RESOLUTION N°4 Compte rendu"
