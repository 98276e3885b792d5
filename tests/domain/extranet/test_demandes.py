"""A request and its thread; the ticket that is opened only if the gestionnaire wants; the files it may bring."""

from datetime import UTC, datetime, timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from returns.pipeline import is_successful

from lsc_domain.extranet.demande import (
    OBJET_LE_PLUS_LONG,
    Demande,
    DemandeClose,
    MessageDeDemande,
    SansTicketDemande,
    SuiteEnTicket,
    TexteManquant,
    TexteTropLong,
    accepter_ticket,
    clore,
    ecrire,
    faute_de_texte,
    plus_recentes,
    refuser_ticket,
)
from lsc_domain.extranet.piece_de_demande import (
    LimitesDePieces,
    NatureRefusee,
    PieceTropLourde,
    TropDePieces,
    libelle,
    nettoyer_nom,
    verifier_pieces,
)
from lsc_domain.extranet.recherche import correspond, replier
from lsc_domain.parc import Metier
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import CollaborateurId, DemandeId, TiersId
from lsc_domain.testing.strategies import extranet

LE = datetime(2019, 9, 26, 7, 47, tzinfo=UTC)
FUITE = Demande(
    id=DemandeId("1"),
    tiers=TiersId("ATRILLON"),
    metier=Metier.SYNDIC,
    objet="problème de fuite d'eau",
    messages=(MessageDeDemande(le=LE, texte="Au plafond de la cave."),),
    ticket=SuiteEnTicket.DEMANDEE,
)


@pytest.mark.req("EXA-38")
def test_a_ticket_is_opened_when_the_gestionnaire_accepts_and_not_before() -> None:
    """Accepted, refused with its reason, and decided once; a request that asked for none has none."""
    assert accepter_ticket(FUITE).unwrap().ticket is SuiteEnTicket.ACCEPTEE
    refusee = refuser_ticket(FUITE, motif=" partie privative ").unwrap()
    assert (refusee.ticket, refusee.motif_du_refus, refusee.est_ouverte) == (
        SuiteEnTicket.REFUSEE,
        "partie privative",
        True,
    )
    for decidee in (refusee, evolve(FUITE, ticket=SuiteEnTicket.SANS), accepter_ticket(FUITE).unwrap()):
        assert accepter_ticket(decidee).failure() == SansTicketDemande(demande=FUITE.id)
        assert refuser_ticket(decidee, motif="").failure() == SansTicketDemande(demande=FUITE.id)


@pytest.mark.req("EXA-38")
@given(demande=extranet.demandes(), texte=st.text(max_size=40))
def test_nothing_but_the_decision_changes_the_ticket(demande: Demande, texte: str) -> None:
    """Writing and closing leave it as it was."""
    for suivie in (ecrire(demande, texte, le=LE), clore(demande, le=LE)):
        if is_successful(suivie):
            assert suivie.unwrap().ticket is demande.ticket


@pytest.mark.req("EXA-37")
def test_a_thread_grows_until_it_is_closed() -> None:
    """The client, the gestionnaire, then nobody; whose turn it is shows."""
    assert FUITE.attend_l_agence
    repondue = ecrire(FUITE, " Nous passons demain. ", le=LE, par=CollaborateurId("JLC")).unwrap()
    assert repondue.messages[-1].texte == "Nous passons demain."
    assert not repondue.attend_l_agence
    close = clore(repondue, le=LE).unwrap()
    assert not close.est_ouverte
    assert ecrire(close, "Merci", le=LE).failure() == DemandeClose(demande=FUITE.id)
    assert clore(close, le=LE).failure() == DemandeClose(demande=FUITE.id)
    assert ecrire(FUITE, " \n", le=LE).failure() == TexteManquant()
    assert faute_de_texte("x", objet="x" * 201) == TexteTropLong(longueur=201, maximum=OBJET_LE_PLUS_LONG)


@pytest.mark.req("EXC-08")
def test_requests_come_the_newest_first() -> None:
    """« Autre demande » of September before « Demande d'intervention » of February."""
    ancienne = evolve(FUITE, id=DemandeId("2"), messages=(evolve(FUITE.messages[0], le=LE - timedelta(days=200)),))
    assert plus_recentes([ancienne, FUITE]) == (FUITE, ancienne)


def test_files_are_limited_in_number_in_size_and_in_kind() -> None:
    """Six files, a file too heavy, an empty one, a program: refused, each for its reason."""
    limites = LimitesDePieces(nombre=2, taille=10 * 1024 * 1024)
    assert verifier_pieces([("a.pdf", 1)] * 3, limites).failure() == TropDePieces(nombre=3, maximum=2)
    lourde = verifier_pieces([("a.pdf", 10 * 1024 * 1024 + 1)], limites).failure()
    assert isinstance(lourde, PieceTropLourde)
    assert "10 Mo" in libelle(lourde)
    assert "vide" in libelle(verifier_pieces([("a.pdf", 0)], limites).failure())
    programme = verifier_pieces([("facture.pdf.exe", 9)], limites).failure()
    assert isinstance(programme, NatureRefusee)
    assert ".pdf" in libelle(programme)
    assert verifier_pieces([("Photo.JPG", 9), ("b.pdf", 1)], limites).unwrap() == ("Photo.JPG", "b.pdf")
    with pytest.raises(InvalidValue):
        LimitesDePieces(nombre=-1)


@given(nom=st.text(max_size=300))
def test_a_name_is_clean_whatever_was_given_and_cleaning_twice_is_once(nom: str) -> None:
    """No folder, no control sign, no mark that turns the text, never empty, never too long."""
    propre = nettoyer_nom(nom)
    assert propre
    assert len(propre) <= 120
    assert propre.isprintable()
    assert not set(propre) & set('/\\<>:"|?*')
    assert propre not in {".", ".."}
    assert nettoyer_nom(propre) == propre


@pytest.mark.req("EXA-24")
@given(texte=st.text(max_size=30))
def test_a_search_finds_a_text_by_itself_whatever_its_accents(texte: str) -> None:
    """Folding twice is folding once; every text is found by itself, and by its capitals."""
    assert replier(replier(texte)) == replier(texte)
    assert correspond(texte, texte)
    assert correspond("ELAN propriete", "La propriété", "loi Élan")
    assert not correspond("élan syndic", "loi Élan")
