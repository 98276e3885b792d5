"""The minimum of the extranet, and the check of what one holds. Décret 2019-502; décret 67-223, art. 33-1-1."""

from collections import Counter
from datetime import date, timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from lsc_domain.loi.controle_de_l_extranet import ConstatDExtranet, SituationDeLImmeuble, controler
from lsc_domain.loi.extranet_minimum import (
    EXTRANET_OBLIGATOIRE,
    MINIMUM,
    OBLIGATION,
    Audience,
    PieceMinimale,
    Portee,
    minimum_a_la_date,
    piece_minimale,
)
from lsc_domain.loi.fraicheur import (
    ACTUALISATION,
    Annees,
    ApresLesComptes,
    DernieresAssemblees,
    EnVigueur,
    EtatDePiece,
    Jugement,
    PiecePresente,
    actualiser_au_plus_tard,
    juger,
)
from lsc_domain.socle.errors import InvalidValue

PRESENT, PERIME, MANQUANT, SANS_OBJET = (
    EtatDePiece.PRESENT,
    EtatDePiece.PERIME,
    EtatDePiece.MANQUANT,
    EtatDePiece.SANS_OBJET,
)
AG_2018, AG_2019, AG_2020 = date(2018, 6, 12), date(2019, 6, 18), date(2020, 7, 7)
LIMITE = date(2020, 10, 7)
VEILLE, LENDEMAIN = LIMITE - timedelta(days=1), LIMITE + timedelta(days=1)
BROUILLY, ATRILLON = "BROUILLY", "ATRILLON"
GILBERT = SituationDeLImmeuble(
    assemblees_sur_les_comptes=(AG_2019, AG_2020, AG_2018),
    coproprietaires=((BROUILLY, None), (ATRILLON, None)),
)


def pv(assemblee: date) -> PiecePresente:
    return PiecePresente(code="A8", le=assemblee, assemblee=assemblee)


def complet(le: date) -> list[PiecePresente]:
    """Everything, made or in force on that day."""
    fin = le + timedelta(days=365)
    pieces = []
    for ligne in MINIMUM:
        match ligne.fraicheur:
            case DernieresAssemblees():
                pieces += [pv(une) for une in GILBERT.assemblees_sur_les_comptes if une <= le]
            case _ if ligne.audience is Audience.CHAQUE_COPROPRIETAIRE:
                pieces += [
                    PiecePresente(code=ligne.code, le=jour, destinataire=qui)
                    for qui, _ in GILBERT.coproprietaires
                    for jour in (le, *(date(le.year - rang, 4, 1) for rang in (1, 2)))
                ]
            case _:
                pieces.append(PiecePresente(code=ligne.code, le=le, valable_jusqua=fin))
    return pieces


def constat(
    code: str, pieces: list[PiecePresente], jour: date, situation: SituationDeLImmeuble = GILBERT
) -> ConstatDExtranet:
    return next(un for un in controler(pieces, jour=jour, situation=situation) if un.piece.code == code)


# --- The lists ----------------------------------------------------------------------------------------------


@pytest.mark.req("ELAN-02", "I-33")
def test_the_lists_are_due_since_the_first_of_july_2020() -> None:
    """ELAN-02: the obligations of the loi ELAN on the extranet apply from 1 July 2020."""
    assert date(2020, 7, 1) == EXTRANET_OBLIGATOIRE == OBLIGATION.depuis == ACTUALISATION.depuis
    assert minimum_a_la_date(date(2020, 6, 30)) == ()
    assert controler([], jour=date(2020, 6, 30), situation=GILBERT) == ()
    assert minimum_a_la_date(date(2020, 7, 1)) == MINIMUM


@pytest.mark.req("I-33", "EXA-20", "ELAN-03")
def test_there_are_three_lists() -> None:
    """Nine lines for every copropriétaire, five for each, five for the conseil syndical, each with its rank."""
    assert Counter(ligne.audience for ligne in MINIMUM) == {
        Audience.COPROPRIETAIRES: 9,
        Audience.CHAQUE_COPROPRIETAIRE: 5,
        Audience.CONSEIL_SYNDICAL: 5,
    }
    for ligne in MINIMUM:
        article = {"A": "1", "B": "2", "C": "3"}[ligne.code[0]]
        assert (ligne.article.numero, ligne.article.alinea) == (article, f"{ligne.code[1]}°")
        assert ligne.article.version.startswith("LEGIARTI")
    codes = [code for ligne in MINIMUM for code in ligne.codes]
    assert len(set(codes)) == len(codes)


@pytest.mark.req("EXA-20", "ELAN-03")
@pytest.mark.parametrize(
    ("mot", "audience", "portee"),
    [
        ("carte professionnelle", Audience.CONSEIL_SYNDICAL, Portee.PORTEFEUILLE),
        ("balances générales", Audience.CONSEIL_SYNDICAL, Portee.IMMEUBLE),
        ("règlement de copropriété", Audience.COPROPRIETAIRES, Portee.IMMEUBLE),
        ("fiche synthétique", Audience.COPROPRIETAIRES, Portee.IMMEUBLE),
        ("contrat de syndic", Audience.COPROPRIETAIRES, Portee.IMMEUBLE),
        ("compte individuel", Audience.CHAQUE_COPROPRIETAIRE, Portee.LOT),
    ],
)
def test_whom_a_paper_is_for_and_what_it_is_about(mot: str, audience: Audience, portee: Portee) -> None:
    """ELAN-03: carte professionnelle: CS, portefeuille; balance générale: CS, immeuble; règlement: all, immeuble."""
    (ligne,) = [un for un in MINIMUM if mot in un.libelle]
    assert (ligne.audience, ligne.portee) == (audience, portee)


def test_a_code_finds_its_line() -> None:
    """Its own, or that of one of its papers."""
    assert [piece_minimale(code) and piece_minimale(code).code for code in ("A8", "C5b", "C5")] == ["A8", "C5", "C5"]  # type: ignore[union-attr]
    assert piece_minimale("D1") is None


def test_what_is_due_to_each_is_about_his_lots() -> None:
    """A line for each copropriétaire about the whole building cannot exist."""
    with pytest.raises(InvalidValue, match="ses lots"):
        evolve(MINIMUM[0], audience=Audience.CHAQUE_COPROPRIETAIRE)


# --- The three months ---------------------------------------------------------------------------------------


@pytest.mark.req("I-33")
def test_three_months_to_refresh() -> None:
    """Décret 67-223, art. 33-1-1: in the three months that follow the meeting; 30/11 gives the end of February."""
    assert actualiser_au_plus_tard(AG_2020) == LIMITE
    assert actualiser_au_plus_tard(date(2020, 11, 30)) == date(2021, 2, 28)


@pytest.mark.req("I-33")
@pytest.mark.parametrize("code", ["A2", "A3", "B1", "C1", "C4"])
def test_what_was_made_before_the_meeting_is_stale_after_three_months(code: str) -> None:
    """On the last day of the three months the old paper still does; the day after it is stale, by art. 33-1-1."""
    pieces = complet(date(2020, 6, 30))
    for jour in VEILLE, LIMITE:
        avant = constat(code, pieces, jour)
        assert avant.etat is PRESENT
        assert "à actualiser au plus tard le 07/10/2020" in avant.detail
    apres = constat(code, pieces, LENDEMAIN)
    assert (apres.etat, apres.article) == (PERIME, ACTUALISATION.article)
    assert "depuis l'assemblée du 07/07/2020" in apres.detail
    assert constat(code, [*pieces, *complet(AG_2020)], LENDEMAIN).etat is PRESENT
    assert constat(code, [], LENDEMAIN).article == constat(code, [], LENDEMAIN).piece.article


@pytest.mark.req("I-33")
def test_the_minutes_of_the_last_three_meetings() -> None:
    """A8: those of 2018, 2019 and 2020; one missing is missing, and it is said which."""
    tous = [pv(AG_2018), pv(AG_2019), pv(AG_2020)]
    assert constat("A8", tous, LENDEMAIN).etat is PRESENT
    un = constat("A8", [tous[0], tous[2]], LENDEMAIN)
    assert (un.etat, un.detail) == (MANQUANT, "manque le procès-verbal de l'assemblée du 18/06/2019")
    assert constat("A8", [PiecePresente(code="A8", le=AG_2020)], LENDEMAIN).detail.count("/") == 6


@pytest.mark.req("I-33")
def test_the_newest_minutes_have_three_months() -> None:
    """Until 7 October the three before it do; after, the space was not refreshed: stale, by art. 33-1-1."""
    ancienne = date(2017, 6, 13)
    situation = evolve(GILBERT, assemblees_sur_les_comptes=(*GILBERT.assemblees_sur_les_comptes, ancienne))
    avant = [pv(une) for une in (ancienne, AG_2018, AG_2019)]
    delai = constat("A8", avant, LIMITE, situation)
    assert (delai.etat, delai.detail) == (PRESENT, "à compléter au plus tard le 07/10/2020")
    apres = constat("A8", avant, LENDEMAIN, situation)
    assert (apres.etat, apres.article) == (PERIME, ACTUALISATION.article)
    assert apres.detail == "sans le procès-verbal de l'assemblée du 07/07/2020"
    # The oldest may go as soon as the newest is there, and not before.
    assert constat("A8", [*avant[1:], pv(AG_2020)], LIMITE, situation).etat is PRESENT
    assert constat("A8", avant[1:], LIMITE, situation).etat is MANQUANT


@pytest.mark.req("I-33")
def test_a_young_building_has_fewer_minutes() -> None:
    """With two meetings two are due, with none nothing is; another meeting than an annual one is never asked for."""
    jeune = evolve(GILBERT, assemblees_sur_les_comptes=(AG_2019, AG_2020))
    assert constat("A8", [pv(AG_2019), pv(AG_2020)], LENDEMAIN, jeune).etat is PRESENT
    assert constat("A8", [pv(AG_2019)], LIMITE, jeune).etat is PRESENT
    assert constat("A8", [pv(AG_2019)], LENDEMAIN, jeune).etat is MANQUANT
    neuf = evolve(GILBERT, assemblees_sur_les_comptes=())
    assert {code: constat(code, [], LENDEMAIN, neuf).etat for code in ("A8", "B1", "C1", "A3", "C4")} == {
        "A8": SANS_OBJET,
        "B1": SANS_OBJET,
        "C1": SANS_OBJET,
        "A3": MANQUANT,
        "C4": MANQUANT,
    }
    assert constat("A8", [], LIMITE, evolve(GILBERT, assemblees_sur_les_comptes=(AG_2020,))).etat is SANS_OBJET


def test_a_meeting_to_come_asks_for_nothing() -> None:
    """Neither its minutes nor any refreshing."""
    prevue = evolve(GILBERT, assemblees_sur_les_comptes=(*GILBERT.assemblees_sur_les_comptes, date(2021, 6, 1)))
    pieces = complet(AG_2020)
    assert controler(pieces, jour=LENDEMAIN, situation=prevue) == controler(pieces, jour=LENDEMAIN, situation=GILBERT)


# --- In force -----------------------------------------------------------------------------------------------


@pytest.mark.req("I-33")
def test_a_contract_is_in_force_until_its_last_day() -> None:
    """A9: the last day is included; a contract that begins later is not in force yet."""
    contrat = PiecePresente(code="A9", le=date(2019, 7, 1), valable_jusqua=LIMITE)
    assert constat("A9", [contrat], LIMITE).detail == "jusqu'au 07/10/2020"
    expire = constat("A9", [contrat], LENDEMAIN)
    assert (expire.etat, expire.detail) == (PERIME, "expiré le 07/10/2020")
    suivant = PiecePresente(code="A9", le=LENDEMAIN, valable_jusqua=date(2021, 10, 7))
    assert constat("A9", [suivant], LIMITE).etat is MANQUANT
    assert constat("A9", [contrat, suivant], LENDEMAIN).etat is PRESENT


@pytest.mark.req("I-33")
@pytest.mark.parametrize(("code", "etat"), [("A5", PRESENT), ("A6", PRESENT), ("A7", PRESENT), ("A9", PERIME)])
def test_a_contract_without_end(code: str, etat: EtatDePiece) -> None:
    """One renewed by itself is in force; the contract of a syndic always ends: loi, art. 18, and one must know when."""
    assert constat(code, [PiecePresente(code=code, le=AG_2018)], LENDEMAIN).etat is etat


@pytest.mark.req("I-33")
def test_a_line_of_several_papers_needs_them_all() -> None:
    """C5: the card alone is not enough; the three together, in one file or in three, are."""
    fin = date(2021, 1, 1)
    trois = [PiecePresente(code=f"C5{lettre}", le=AG_2018, valable_jusqua=fin) for lettre in "abc"]
    seule = constat("C5", trois[:1], LENDEMAIN)
    assert seule.etat is MANQUANT
    assert "garantie financière : absent" in seule.detail
    assert constat("C5", trois, LENDEMAIN).etat is PRESENT
    assert constat("C5", [PiecePresente(code="C5", le=AG_2018, valable_jusqua=fin)], LENDEMAIN).etat is PRESENT
    assert constat("C5", trois, fin + timedelta(days=1)).etat is PERIME
    assert constat("A1", [PiecePresente(code="A1a", le=date(1971, 3, 2))], LENDEMAIN).detail.endswith(
        "état descriptif de division : absent"
    )


# --- Each copropriétaire ------------------------------------------------------------------------------------


@pytest.mark.req("I-33")
def test_each_coproprietaire_has_his_own() -> None:
    """B1: the account of BROUILLY is not that of ATRILLON; the report counts and names those it fails."""
    de_brouilly = PiecePresente(code="B1", le=AG_2020, destinataire=BROUILLY)
    un = constat("B1", [de_brouilly], LENDEMAIN)
    assert (un.etat, un.concernes, un.detail) == (MANQUANT, (ATRILLON,), "absent, pour 1 copropriétaire sur 2")
    assert constat("B1", [], LENDEMAIN).concernes == (BROUILLY, ATRILLON)
    inconnu = evolve(de_brouilly, destinataire="CLIQUOT")
    assert constat("B1", [de_brouilly, inconnu], LENDEMAIN).concernes == (ATRILLON,)
    assert constat("B1", [de_brouilly, evolve(de_brouilly, destinataire=ATRILLON)], LENDEMAIN).etat is PRESENT
    assert constat("B1", [], LENDEMAIN, evolve(GILBERT, coproprietaires=())).etat is SANS_OBJET


@pytest.mark.req("I-33")
def test_who_came_after_the_accounts_has_none_yet() -> None:
    """Who bought after the meeting that approved them has no closed account, and no calls of the years before."""
    situation = evolve(GILBERT, coproprietaires=((ATRILLON, date(2020, 8, 1)),))
    for code in ("B1", "B2", "B3", "B4", "B5"):
        assert constat(code, [], LENDEMAIN, situation).etat is SANS_OBJET
    assert constat("B1", [], LENDEMAIN, evolve(GILBERT, coproprietaires=((ATRILLON, AG_2020),))).etat is MANQUANT
    appel = PiecePresente(code="B5", le=date(2020, 10, 1), destinataire=ATRILLON)
    assert constat("B5", [appel], LENDEMAIN, situation).etat is PRESENT


@pytest.mark.req("I-33")
def test_the_calls_of_the_last_three_years() -> None:
    """B5 on 8 October 2020: 2019 and 2018 lie whole in the last three years; 2017 does not, 2020 is not over."""

    def appels(*annees: int) -> EtatDePiece:
        pieces = [PiecePresente(code="B5", le=date(annee, 4, 1)) for annee in annees]
        return juger(Annees(nombre=3), pieces, jour=LENDEMAIN).etat

    assert appels(2018, 2019) is appels(2018, 2019, 2020) is PRESENT
    assert appels(2019, 2020) is appels(2018, 2020) is appels(2020) is appels() is MANQUANT
    assert juger(Annees(nombre=3), [PiecePresente(code="B5", le=date(2019, 1, 1))], jour=LENDEMAIN) == Jugement(
        etat=MANQUANT, detail="rien pour 2018"
    )
    depuis = date(2019, 1, 1)
    une = [PiecePresente(code="B5", le=date(2019, 4, 1))]
    assert juger(Annees(nombre=3), une, jour=LENDEMAIN, depuis=depuis).etat is PRESENT
    assert juger(Annees(nombre=3), [], jour=LENDEMAIN, depuis=depuis).etat is MANQUANT
    assert juger(Annees(nombre=3), [], jour=LENDEMAIN, depuis=depuis + timedelta(days=1)).etat is SANS_OBJET


# --- Without object -----------------------------------------------------------------------------------------


@pytest.mark.req("I-33")
def test_what_the_building_does_not_have_is_without_object() -> None:
    """« Le cas échéant »: no separate account, no works fund, no pending case; the rest is always due."""
    situation = evolve(GILBERT, sans_objet=frozenset({"C2", "B4", "C3"}))
    etats = {un.piece.code: un.etat for un in controler([], jour=LENDEMAIN, situation=situation)}
    assert {code for code, etat in etats.items() if etat is SANS_OBJET} == {"C2", "B4", "C3"}
    assert {etat for code, etat in etats.items() if code not in situation.sans_objet} == {MANQUANT}
    for code in ("A1", "A8", "A9", "C4", "C5", "Z9"):
        with pytest.raises(InvalidValue, match=code):
            evolve(GILBERT, sans_objet=frozenset({code, "C2"}))


@pytest.mark.req("I-33")
@pytest.mark.parametrize("situation", [evolve(GILBERT, syndic_professionnel=False), evolve(GILBERT, dispense=True)])
def test_nothing_is_due_by_who_need_not_offer_an_extranet(situation: SituationDeLImmeuble) -> None:
    """Loi, art. 18, I: only a professional syndic must, and the assembly may decide otherwise."""
    constats = controler([], jour=LENDEMAIN, situation=situation)
    assert {un.etat for un in constats} == {SANS_OBJET}
    assert {un.article for un in constats} == {OBLIGATION.article}
    assert len({un.detail for un in constats}) == 1


@pytest.mark.req("I-33")
def test_a_whole_extranet_is_whole() -> None:
    """With everything made after the meeting, every line is there; with nothing, every line is missing."""
    assert {un.etat for un in controler(complet(AG_2020), jour=LENDEMAIN, situation=GILBERT)} == {PRESENT}
    rien = controler([], jour=LENDEMAIN, situation=GILBERT)
    assert {un.etat for un in rien} == {MANQUANT}
    assert [un.piece for un in rien] == list(MINIMUM)
    assert [un.article for un in rien] == [ligne.article for ligne in MINIMUM]


# --- Properties ---------------------------------------------------------------------------------------------

jours = st.dates(date(2016, 1, 1), date(2021, 12, 31))
codes = st.sampled_from([code for ligne in MINIMUM for code in ligne.codes] + ["Z9"])
pieces_presentes = st.builds(
    PiecePresente,
    code=codes,
    le=jours,
    valable_jusqua=st.none() | jours,
    assemblee=st.none() | st.sampled_from([AG_2018, AG_2019, AG_2020]) | jours,
    destinataire=st.sampled_from([None, BROUILLY, ATRILLON, "CLIQUOT"]),
)
situations = st.builds(
    SituationDeLImmeuble,
    assemblees_sur_les_comptes=st.lists(jours, max_size=6).map(tuple),
    coproprietaires=st.just(GILBERT.coproprietaires) | st.just(((BROUILLY, date(2019, 9, 1)),)),
    sans_objet=st.frozensets(st.sampled_from([ligne.code for ligne in MINIMUM if ligne.eventuelle])),
)
controles = st.dates(EXTRANET_OBLIGATOIRE, date(2022, 12, 31))


def etats(pieces: list[PiecePresente], jour: date, situation: SituationDeLImmeuble) -> dict[str, EtatDePiece]:
    return {un.piece.code: un.etat for un in controler(pieces, jour=jour, situation=situation)}


@pytest.mark.req("I-33")
@given(st.lists(pieces_presentes, max_size=12), pieces_presentes, controles, situations)
def test_a_paper_more_never_makes_a_line_worse(
    pieces: list[PiecePresente], une: PiecePresente, jour: date, situation: SituationDeLImmeuble
) -> None:
    """What was there stays there, what was stale is at worst stale; only what was without object may become due."""
    avant, apres = etats(pieces, jour, situation), etats([*pieces, une], jour, situation)
    ligne = piece_minimale(une.code)
    for code, etat in avant.items():
        if ligne is None or code != ligne.code:
            assert apres[code] is etat
        elif etat is not SANS_OBJET:
            assert apres[code].gravite <= etat.gravite


@pytest.mark.req("I-33")
@given(st.lists(pieces_presentes, max_size=12), controles, situations, st.randoms())
def test_the_order_of_the_papers_does_not_matter(
    pieces: list[PiecePresente], jour: date, situation: SituationDeLImmeuble, hasard: object
) -> None:
    """Papers, meetings, twice the same: the report is the same, and it is whole."""
    constats = controler(pieces, jour=jour, situation=situation)
    melangees = [*pieces, *pieces]
    hasard.shuffle(melangees)  # type: ignore[attr-defined]
    retournee = evolve(situation, assemblees_sur_les_comptes=situation.assemblees_sur_les_comptes[::-1])
    assert controler(melangees, jour=jour, situation=retournee) == constats
    assert [un.piece for un in constats] == list(MINIMUM)
    assert all(un.detail for un in constats if un.etat is not PRESENT)


@pytest.mark.req("I-33")
@given(st.lists(pieces_presentes, max_size=12), controles, st.integers(0, 900), situations)
def test_what_is_there_does_not_appear_by_waiting(
    pieces: list[PiecePresente], jour: date, attente: int, situation: SituationDeLImmeuble
) -> None:
    """Time only makes stale or due: a line in force or fresh later, with the same papers all made, was so before."""
    pieces = [une for une in pieces if une.le <= jour]
    plus_tard = jour + timedelta(days=attente)
    figee = evolve(
        situation,
        assemblees_sur_les_comptes=tuple(une for une in situation.assemblees_sur_les_comptes if une <= jour),
    )
    avant, apres = etats(pieces, jour, figee), etats(pieces, plus_tard, figee)
    for ligne in MINIMUM:
        if isinstance(ligne.fraicheur, EnVigueur | ApresLesComptes) and avant[ligne.code] is not SANS_OBJET:
            assert apres[ligne.code].gravite >= avant[ligne.code].gravite


@given(pieces_presentes, st.sampled_from(MINIMUM), controles)
def test_a_judgement_says_why(une: PiecePresente, ligne: PieceMinimale, jour: date) -> None:
    """Whatever is not simply there says so in French."""
    jugement = juger(ligne.fraicheur, [une], jour=jour, assemblees=GILBERT.assemblees_sur_les_comptes)
    assert jugement.detail or jugement.etat is PRESENT
