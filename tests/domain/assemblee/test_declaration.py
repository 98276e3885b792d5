"""A meeting as somebody declares it, checked against itself."""

from datetime import date, time
from typing import Any

import pytest
from attrs import evolve
from gilbert import (
    ALOXE,
    ATRILLON,
    BROUILLY,
    CASPER,
    CHARGES,
    JOUR,
    LEPITRE,
    MORGON,
    PETRUS,
    PIERRE,
    bulletins,
    feuille_de_12,
    presence,
    resolution,
    syndicat_de_12,
)
from returns.pipeline import is_successful

from lsc_domain.assemblee import (
    Amendement,
    Code,
    Declaration,
    Faute,
    FicheDAssemblee,
    Incident,
    Mouvement,
    Presence,
    Sens,
    depouiller,
    etablir,
)
from lsc_domain.copropriete import CleDeRepartition, Lot, Personne, Tantiemes
from lsc_domain.socle.ids import CleId, CoproprietaireId, ResolutionId

DOUZE = syndicat_de_12()
UN = ResolutionId("1")
PERSONNE = CoproprietaireId("450PERSONNE")
GILBERT = Declaration(
    fiche=FicheDAssemblee(reference="3-S007", date=JOUR),
    nom=DOUZE.nom,
    cles=DOUZE.cles,
    coproprietaires=DOUZE.coproprietaires,
    presences=feuille_de_12().presences,
    resolutions=(
        resolution("1"),
        resolution("2", "aucun", cle=None, sous_resolutions=(resolution("2.1"), resolution("2.2"))),
        resolution("3", "25"),
    ),
    votes={"1": {LEPITRE: "oui", PIERRE: "non", PETRUS: "abstention", MORGON: "non_votant"}, "2.1": {PETRUS: "oui"}},
    seconds_votes={"3": {PETRUS: "oui"}},
    deroulement=(
        Mouvement(sens=Sens.ARRIVEE, coproprietaire=ALOXE, resolution=ResolutionId("3"), code=Code.PRESENT),
        Amendement(resolution=UN, texte="…", heure=time(18)),
        Incident(resolution=UN, coproprietaire=PETRUS),
    ),
)


def faute(**change: Any) -> Faute:
    return etablir(evolve(GILBERT, **change)).failure()


def bouge(sens: Sens, qui: CoproprietaireId, ou: str, **reste: Any) -> Mouvement:
    return Mouvement(sens=sens, coproprietaire=qui, resolution=ResolutionId(ou), **reste)


@pytest.mark.req("AG-02", "AG-09")
def test_a_declaration_makes_a_meeting() -> None:
    """What is declared and holds together is a meeting: owners, agenda, attendance, ballots, what happened."""
    seance = etablir(GILBERT).unwrap()
    assert seance.syndicat.coproprietaires == DOUZE.coproprietaires
    assert [ligne.resolution.numero for ligne in seance.ordre_du_jour.lignes] == ["1", "2", "2.1", "2.2", "3"]
    assert seance.votes[UN] == bulletins(
        DOUZE, oui=(LEPITRE,), non=(PIERRE,), abstention=(PETRUS,), non_votant=(MORGON,)
    )
    assert seance.seconds_votes.keys() == {"3"}
    assert [un.coproprietaire for un in seance.feuille.mouvements] == [ALOXE]
    assert (len(seance.amendements), len(seance.incidents)) == (1, 1)
    assert seance.ecartes == ()


@pytest.mark.req("AG-09")
def test_an_owner_with_no_entry_is_absent() -> None:
    """Nobody has to write the absents."""
    vide: dict[str, Any] = {"presences": (), "votes": {}, "seconds_votes": {}, "deroulement": ()}
    seance = etablir(evolve(GILBERT, **vide)).unwrap()
    assert seance.feuille.depart().absents.bit_count() == 12


@pytest.mark.req("I-19", "AG-05")
def test_the_ballot_of_a_form_set_aside_is_ignored() -> None:
    """A late form is absent, and its ballot no fault: the meeting is made, the form kept with its reason."""
    tardif = Presence(coproprietaire=LEPITRE, code=Code.CORRESPONDANCE, recu_le=date(2020, 7, 4))
    autres = tuple(un for un in GILBERT.presences if un.coproprietaire != LEPITRE)
    seance = etablir(evolve(GILBERT, presences=(*autres, tardif))).unwrap()
    assert [un.presence for un in seance.ecartes] == [tardif]
    assert seance.votes[UN] == bulletins(DOUZE, non=(PIERRE,), abstention=(PETRUS,), non_votant=(MORGON,))
    scrutin = depouiller(evolve(seance, seconds_votes={})).unwrap().scrutin(UN)
    assert any("tardifs ou non signés" in alerte for alerte in scrutin.alertes)


@pytest.mark.req("AG-02", "AG-53")
def test_two_of_one_identity() -> None:
    """Two keys, owners, entries or lines of one identity: the second is named."""
    deux = GILBERT.coproprietaires
    assert faute(cles=(*GILBERT.cles, CleDeRepartition(code=CHARGES))).lieu == ("cles", 1, "code")
    assert faute(coproprietaires=(*deux, deux[0])).lieu == ("coproprietaires", 12, "id")
    assert faute(presences=(*GILBERT.presences, presence(PETRUS, "D"))).lieu == ("presences", 8, "coproprietaire")
    assert faute(resolutions=(resolution("1"), resolution("1"))).lieu == ("resolutions", 1, "numero")


@pytest.mark.req("AG-02", "AG-53")
def test_two_lines_of_one_identity_are_a_fault() -> None:
    """Two numbers do not make two lines of one identity."""
    fautive = faute(resolutions=(resolution("1"), resolution("2", id=UN)))
    assert fautive.lieu == ("resolutions", 1, "id")


@pytest.mark.req("AG-28")
def test_there_is_a_key() -> None:
    """Without a key nobody has a voice; tantièmes name a key that exists; so does an item put to the vote."""
    assert faute(cles=()).lieu == ("cles",)
    autre = CleId("999")
    lot = Lot(numero="1", tantiemes=(Tantiemes(cle=autre, valeur=DOUZE.tantiemes(CHARGES)[0]),))
    fautif = evolve(DOUZE.coproprietaires[0], lots=(*DOUZE.coproprietaires[0].lots, lot))
    assert faute(coproprietaires=(fautif,)).lieu == ("coproprietaires", 0, "lots", 3, "tantiemes", autre)
    sans, inconnue = resolution("2.1", cle=None), resolution("2.1", cle=autre)
    for sous, texte in ((sans, "sans clé"), (inconnue, "clé 999 inconnue")):
        fautive = faute(resolutions=(resolution("1"), resolution("2", sous_resolutions=(sous,))))
        assert fautive.lieu == ("resolutions", 1, "sous_resolutions", 0, "cle")
        assert texte in fautive.texte


@pytest.mark.req("AG-02")
def test_an_item_put_to_the_vote_has_an_article() -> None:
    """An agenda still in preparation is not yet a meeting."""
    fautive = faute(resolutions=(resolution("1", article=None),))
    assert fautive == Faute(lieu=("resolutions", 0, "article"), texte="la résolution 1 n'a pas d'article")


@pytest.mark.req("AG-53")
def test_who_is_named_is_an_owner() -> None:
    """A presence, a mandataire, an excluded owner, who moves and who is cut off are owners of the syndicat."""
    etranger = Personne(coproprietaire=PERSONNE)
    absents = tuple(un for un in GILBERT.presences if un.coproprietaire != ATRILLON)
    mouvement = bouge(Sens.ARRIVEE, ALOXE, "3", code=Code.REPRESENTE, mandataire=etranger)
    lieux = {
        ("presences", 8, "coproprietaire"): {"presences": (*GILBERT.presences, presence(PERSONNE, "O"))},
        ("presences", 7, "mandataire", "coproprietaire"): {"presences": (*absents, presence(ATRILLON, "R", etranger))},
        ("resolutions", 0, "exclus"): {"resolutions": (resolution("1", exclus=frozenset((PERSONNE,))),)},
        ("deroulement", 0, "coproprietaire"): {"deroulement": (bouge(Sens.DEPART, PERSONNE, "3"),)},
        ("deroulement", 0, "mandataire", "coproprietaire"): {"deroulement": (mouvement,)},
        ("deroulement", 1, "coproprietaire"): {
            "deroulement": (Amendement(resolution=UN), Incident(resolution=UN, coproprietaire=PERSONNE))
        },
        ("votes", "1", PERSONNE): {"votes": {"1": {PERSONNE: "oui"}}},
        ("seconds_votes", "3", PERSONNE): {"seconds_votes": {"3": {PERSONNE: "oui"}}},
    }
    for lieu, change in lieux.items():
        fautive = faute(**{"votes": {}, "seconds_votes": {}, "deroulement": (), **change})
        assert fautive == Faute(lieu=lieu, texte=f"{PERSONNE} n'est pas copropriétaire")


@pytest.mark.req("AG-01", "AG-53")
@pytest.mark.parametrize(
    ("bureau", "lieu"),
    [
        ({"president": Personne(coproprietaire=PERSONNE)}, ("assemblee", "president")),
        ({"secretaire": Personne(coproprietaire=PERSONNE)}, ("assemblee", "secretaire")),
        ({"scrutateurs": (CASPER, Personne(coproprietaire=PERSONNE))}, ("assemblee", "scrutateurs", 1)),
    ],
)
def test_the_chair_is_somebody(bureau: dict[str, Any], lieu: tuple[str | int, ...]) -> None:
    """The chair, the secretary and the scrutateurs are owners of the syndicat, or names."""
    assert faute(fiche=evolve(GILBERT.fiche, **bureau)).lieu == lieu
    connu = {"president": Personne(coproprietaire=MORGON), "secretaire": CASPER, "scrutateurs": (CASPER,)}
    assert is_successful(etablir(evolve(GILBERT, fiche=evolve(GILBERT.fiche, **connu))))


@pytest.mark.req("AG-35")
def test_a_movement_that_cannot_be_is_at_its_place() -> None:
    """Who is absent does not leave, time does not go back, and a line that is not there is not named."""
    amendement = Amendement(resolution=UN)
    deja = faute(deroulement=(amendement, bouge(Sens.DEPART, BROUILLY, "3")))
    assert deja == Faute(lieu=("deroulement", 1), texte="450BROU-01 n'est pas là : il ne peut pas partir.")
    arriere = (
        bouge(Sens.ARRIVEE, ALOXE, "3", code=Code.PRESENT),
        bouge(Sens.ARRIVEE, BROUILLY, "1", code=Code.PRESENT),
    )
    assert faute(deroulement=arriere).lieu == ("deroulement", 1)
    for fait in (
        bouge(Sens.DEPART, PETRUS, "9"),
        Amendement(resolution=ResolutionId("9")),
        Incident(resolution=ResolutionId("9"), coproprietaire=PETRUS),
    ):
        fautive = faute(deroulement=(fait,))
        assert fautive.lieu == ("deroulement", 0, "resolution")
        assert "n'est pas à l'ordre du jour" in fautive.texte


@pytest.mark.req("AG-35", "I-25")
def test_an_arrival_and_a_departure_at_one_hour_are_ordered() -> None:
    """LAFITTE's case: the order of the list is explicit, so both orders are read, each in its own way (X-02)."""
    arrivee = bouge(Sens.ARRIVEE, ALOXE, "3", code=Code.PRESENT, heure=time(11, 51))
    depart = bouge(Sens.DEPART, ALOXE, "3", heure=time(11, 51))
    seance = etablir(evolve(GILBERT, seconds_votes={}, deroulement=(arrivee, depart))).unwrap()
    assert not seance.etats[-1].votants >> DOUZE.rangs[ALOXE] & 1
    assert faute(seconds_votes={}, deroulement=(depart, arrivee)).lieu == ("deroulement", 0)


@pytest.mark.req("AG-32", "AG-20")
def test_a_ballot_that_cannot_be() -> None:
    """An absent owner with an entry, even « non votant », a vote on a heading or on no line, and a fifth choice."""
    absent = faute(votes={"1": {BROUILLY: "non_votant"}})
    assert absent.lieu == ("votes", "1", BROUILLY)
    assert "est absent à la résolution 1" in absent.texte
    assert faute(votes={"2": {PETRUS: "oui"}}).lieu == ("votes", "2")
    assert faute(votes={"9": {PETRUS: "oui"}}).lieu == ("votes", "9")
    cinquieme = faute(votes={"1": {PETRUS: "peut-être"}})
    assert cinquieme.lieu == ("votes", "1", PETRUS)
    assert "oui, non, abstention, non_votant" in cinquieme.texte
    assert faute(seconds_votes={"3": {BROUILLY: "oui"}}).lieu == ("seconds_votes", "3", BROUILLY)


@pytest.mark.req("AG-35", "I-27")
def test_a_ballot_is_judged_at_its_own_line() -> None:
    """ALOXE arrives at 3: her ballot at 3 is read, at 1 it is refused; a vote cast before leaving stays."""
    assert is_successful(etablir(evolve(GILBERT, votes={"3": {ALOXE: "oui"}})))
    assert faute(votes={"1": {ALOXE: "oui"}}).lieu == ("votes", "1", ALOXE)
    parti = evolve(
        GILBERT, votes={"1": {PETRUS: "oui"}}, seconds_votes={}, deroulement=(bouge(Sens.DEPART, PETRUS, "3"),)
    )
    seance = etablir(parti).unwrap()
    assert seance.votes[UN].oui >> DOUZE.rangs[PETRUS] & 1


def test_an_empty_heading_and_an_empty_vote_are_no_fault() -> None:
    """A line with no ballot at all is a line nobody voted on yet."""
    assert is_successful(etablir(evolve(GILBERT, votes={"1": {}, "2": {}}, seconds_votes={})))


@pytest.mark.req("AG-01", "I-11")
@pytest.mark.parametrize(("jour", "permise"), [(date(1965, 7, 10), False), (date(1965, 7, 11), True)])
def test_a_meeting_is_held_under_the_law(jour: date, permise: bool) -> None:
    """No meeting is counted before the loi of 10 July 1965 is in force."""
    vide: dict[str, Any] = {"presences": (), "votes": {}, "seconds_votes": {}, "deroulement": ()}
    etablie = etablir(evolve(GILBERT, fiche=evolve(GILBERT.fiche, date=jour), **vide))
    assert is_successful(etablie) is permise
    if not permise:
        assert etablie.failure().lieu == ("assemblee", "date")
