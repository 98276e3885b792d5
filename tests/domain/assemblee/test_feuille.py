"""The attendance sheet, as a line of time."""

from datetime import time
from fractions import Fraction

import pytest
from attrs import evolve
from gilbert import (
    ALOXE,
    ATRILLON,
    BROUILLY,
    CASPER,
    CHARGES,
    GIRARDOT,
    JOUR,
    LAFITTE,
    LATOUR,
    LEPITRE,
    MEURSAULT,
    MORGON,
    PETRUS,
    PIERRE,
    YQUEM,
    feuille_de_12,
    feuille_de_13,
    presence,
    qui,
    syndicat_de_12,
    syndicat_de_13,
)
from returns.pipeline import is_successful

from lsc_domain.assemblee import (
    Code,
    EtatDesPresences,
    FeuilleDePresence,
    Mouvement,
    Sens,
    enregistrer_mouvement,
    representer,
    tous_absents,
    tous_presents,
)
from lsc_domain.assemblee.refus import DejaPresent, MandataireAbsent, MouvementEnArriere, VoteParCorrespondanceRecu
from lsc_domain.copropriete import Personne, Syndicat
from lsc_domain.socle.affichage import ecrire_decimal
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import CoproprietaireId, ResolutionId

LIGNES = [ResolutionId(str(numero)) for numero in range(1, 8)]
PERSONNE = CoproprietaireId("450PERSONNE")


def poids(syndicat: Syndicat, etat: EtatDesPresences) -> dict[str, tuple[int | None, str]]:
    voix = syndicat.voix(CHARGES, le=JOUR)
    tous = {code.value: voix.peser(etat.avec(code)) for code in Code}
    return {code: (un.tetes, ecrire_decimal(un.voix)) for code, un in tous.items() if un.tetes}


def arrivee(quand: str, ou: str, de: CoproprietaireId = ALOXE, code: str = "O") -> Mouvement:
    return Mouvement(
        sens=Sens.ARRIVEE,
        coproprietaire=de,
        resolution=ResolutionId(ou),
        heure=time.fromisoformat(quand),
        code=Code(code),
    )


def depart(quand: str, ou: str, de: CoproprietaireId) -> Mouvement:
    heure = time.fromisoformat(quand)
    return Mouvement(sens=Sens.DEPART, coproprietaire=de, resolution=ResolutionId(ou), heure=heure)


@pytest.mark.req("I-25", "AG-35")
def test_an_arrival_counts_from_its_resolution_on() -> None:
    """ALOXE arrives at 11:51 at resolution 6: absent from 1 to 5, present from 6."""
    etats = feuille_de_13().etats(LIGNES)
    rang = syndicat_de_13().rangs[ALOXE]
    assert [etat.code(rang).value for etat in etats] == list("NNNNNOO")


@pytest.mark.req("I-25", "AG-35")
def test_a_departure_and_an_arrival_at_one_hour_are_ordered() -> None:
    """LAFITTE leaves then comes back at 11:51, resolution 6: he is there; in the reverse order, he is gone (X-02)."""
    rang = syndicat_de_13().rangs[LAFITTE]
    assert {etat.code(rang) for etat in feuille_de_13().etats(LIGNES)} == {Code.PRESENT}
    absent = evolve(
        feuille_de_13(),
        presences=tuple(un for un in feuille_de_13().presences if un.coproprietaire != LAFITTE),
        mouvements=(arrivee("11:51", "6", LAFITTE), depart("11:51", "6", LAFITTE)),
    )
    assert {etat.code(rang) for etat in absent.etats(LIGNES)} == {Code.ABSENT}


@pytest.mark.req("AG-45", "I-26")
def test_the_recap_counts_whoever_came() -> None:
    """6 / 442.90096, 2 / 139, 2 / 131.0142, 2 / 146, 1 / 142, in all 13 / 1000.91516: late arrivals are present."""
    syndicat, recap = syndicat_de_13(), feuille_de_13().recapitulatif()
    voix = syndicat.voix(CHARGES, le=JOUR)
    attendus = {
        Code.PRESENT: (6, "442.90096"),
        Code.DISTANCE: (2, "139"),
        Code.REPRESENTE: (2, "131.0142"),
        Code.CORRESPONDANCE: (2, "146"),
        Code.ABSENT: (1, "142"),
    }
    for code, (tetes, tantiemes) in attendus.items():
        un = voix.peser(recap.avec(code))
        assert (un.tetes, un.voix) == (tetes, Fraction(tantiemes))
    assert (voix.total.tetes, voix.total.voix) == (13, Fraction("1000.91516"))


@pytest.mark.req("AG-46")
def test_who_is_named_in_the_recap() -> None:
    """The minutes name the remote and correspondence voters, the absents, the arrivals and the departures."""
    syndicat, feuille = syndicat_de_13(), feuille_de_13()
    recap = feuille.recapitulatif()
    assert qui(syndicat, recap.distance) == {LATOUR, PIERRE}
    assert qui(syndicat, recap.correspondance) == {MORGON, PETRUS}
    assert qui(syndicat, recap.absents) == {YQUEM}
    arrives = [un for un in feuille.mouvements if un.sens is Sens.ARRIVEE]
    assert [un.coproprietaire for un in arrives] == [ALOXE, BROUILLY, LAFITTE]
    assert [un.coproprietaire for un in feuille.mouvements if un.sens is Sens.DEPART] == [LAFITTE]
    assert {(un.heure, un.resolution) for un in feuille.mouvements} == {(time(11, 51), "6")}


@pytest.mark.req("I-26")
@pytest.mark.parametrize(
    ("avant", "mouvements", "code"),
    [
        ("N", (), "N"),
        ("N", (arrivee("11:00", "2", MORGON),), "O"),
        ("N", (arrivee("11:00", "2", MORGON, "D"), depart("12:00", "5", MORGON)), "D"),
        ("O", (depart("11:00", "2", MORGON),), "O"),
        ("C", (arrivee("11:00", "2", MORGON),), "O"),
        ("C", (), "C"),
        ("D", (arrivee("11:00", "2", MORGON),), "D"),
    ],
)
def test_the_recap_is_at_any_time(avant: str, mouvements: tuple[Mouvement, ...], code: str) -> None:
    """Who came, whenever, took part; who left had taken part; a form counts unless its author came."""
    feuille = FeuilleDePresence(coproprietaires=(MORGON,), presences=(presence(MORGON, avant),), mouvements=mouvements)
    assert feuille.recapitulatif().code(0) == code


@pytest.mark.req("I-25")
def test_what_happened_is_the_same_wherever_it_is_asked() -> None:
    """The state at a line is the last movement before it: nothing else is stored."""
    feuille = feuille_de_13()
    assert feuille.etats(LIGNES)[:5] == (feuille.depart(),) * 5
    assert feuille.etats(LIGNES) == feuille_de_13().etats(LIGNES)
    assert feuille.etats([*LIGNES, ResolutionId("8")])[:7] == feuille.etats(LIGNES)
    assert feuille_de_12().etats(LIGNES) == (feuille_de_12().depart(),) * 7


@pytest.mark.req("AG-35", "I-25")
def test_movements_are_recorded_in_order() -> None:
    """A movement is added after the others, even one whose hour nobody noted."""
    feuille = evolve(feuille_de_13(), mouvements=())
    un = enregistrer_mouvement(feuille, arrivee("11:51", "6"), lignes=LIGNES).unwrap()
    deux = enregistrer_mouvement(un, arrivee("11:51", "6", BROUILLY), lignes=LIGNES).unwrap()
    sans_heure = evolve(depart("11:51", "7", ALOXE), heure=None)
    trois = enregistrer_mouvement(deux, sans_heure, lignes=LIGNES).unwrap()
    assert [m.coproprietaire for m in trois.mouvements] == [ALOXE, BROUILLY, ALOXE]


@pytest.mark.req("AG-35", "I-25")
@pytest.mark.parametrize(
    ("quand", "ou"),
    [("11:50", "6"), ("11:50", "7"), ("12:00", "5"), ("11:50", "5")],
)
def test_the_line_of_time_does_not_go_back(quand: str, ou: str) -> None:
    """An earlier hour, or an earlier resolution, than the last recorded is refused (X-02)."""
    feuille = enregistrer_mouvement(evolve(feuille_de_13(), mouvements=()), arrivee("11:51", "6"), lignes=LIGNES)
    tard = enregistrer_mouvement(feuille.unwrap(), arrivee(quand, ou, BROUILLY), lignes=LIGNES)
    assert tard.failure() == MouvementEnArriere(
        coproprietaire=BROUILLY, resolution=ResolutionId(ou), heure=time.fromisoformat(quand)
    )


@pytest.mark.req("AG-35")
def test_a_movement_that_cannot_be_is_named_by_its_place() -> None:
    """The first impossible movement is given with its place in the list; `etats` then has no answer."""
    feuille = evolve(feuille_de_13(), mouvements=(arrivee("11:51", "6"), arrivee("11:52", "6")))
    place, refus = feuille.derouler(LIGNES).failure()
    assert (place, refus) == (1, DejaPresent(coproprietaire=ALOXE, code="O"))
    with pytest.raises(InvalidValue, match="mouvement 2 : 450ALOXECO est déjà présent"):
        feuille.etats(LIGNES)
    seul = enregistrer_mouvement(feuille_de_13(), arrivee("12:00", "7"), lignes=LIGNES)
    assert seul.failure() == DejaPresent(coproprietaire=ALOXE, code="O")


@pytest.mark.req("AG-53", "AG-09")
def test_a_sheet_names_owners_of_the_syndicat_once() -> None:
    """An unknown owner, one listed twice, or a movement at an unknown line cannot be read."""
    feuille = feuille_de_12()
    inconnu = evolve(feuille, presences=(presence(PERSONNE, "O"),))
    with pytest.raises(InvalidValue, match="n'est pas copropriétaire"):
        inconnu.depart()
    deux_fois = evolve(feuille, presences=(presence(PETRUS, "O"), presence(PETRUS, "D")))
    with pytest.raises(InvalidValue, match="deux fois"):
        deux_fois.depart()
    ailleurs = evolve(feuille, mouvements=(arrivee("11:51", "99"),))
    with pytest.raises(InvalidValue, match="l'ordre du jour non"):
        ailleurs.derouler(LIGNES)
    personne = evolve(feuille, mouvements=(arrivee("11:51", "6", PERSONNE),))
    for question in (lambda: personne.derouler(LIGNES), personne.recapitulatif):
        with pytest.raises(InvalidValue, match="n'est pas copropriétaire"):
            question()


@pytest.mark.req("AG-30")
@pytest.mark.parametrize(
    ("code", "conserver", "attendu"),
    [
        ("O", True, {"O": (10, "869.90096"), "C": (2, "131.0142")}),
        ("D", True, {"D": (10, "869.90096"), "C": (2, "131.0142")}),
        ("O", False, {"O": (12, "1000.91516")}),
        ("D", False, {"D": (12, "1000.91516")}),
    ],
)
def test_all_present_in_its_four_forms(code: str, conserver: bool, attendu: dict[str, tuple[int, str]]) -> None:
    """« Physiquement en conservant les VPC »: LEPITRE and Pierre PROPRIETAIRE stay C, the ten others are O."""
    feuille = tous_presents(feuille_de_12(), Code(code), conserver_correspondance=conserver)
    assert poids(syndicat_de_12(), feuille.depart()) == attendu
    gardes = {un.coproprietaire: un.recu_le for un in feuille.presences if un.code is Code.CORRESPONDANCE}
    assert set(gardes) == ({LEPITRE, PIERRE} if conserver else set())


@pytest.mark.req("AG-30")
@pytest.mark.parametrize("code", ["N", "R", "C"])
def test_all_present_is_o_or_d(code: str) -> None:
    """Nobody puts everybody under another code."""
    with pytest.raises(InvalidValue, match="ni O ni D"):
        tous_presents(feuille_de_12(), Code(code), conserver_correspondance=True)


@pytest.mark.req("AG-31")
@pytest.mark.parametrize(
    ("conserver", "attendu"),
    [
        (True, {"N": (10, "869.90096"), "C": (2, "131.0142")}),
        (False, {"N": (12, "1000.91516")}),
    ],
)
def test_all_absent_in_its_two_forms(conserver: bool, attendu: dict[str, tuple[int, str]]) -> None:
    """Keeping the correspondence votes: ten absent and two C; not keeping them: twelve absent."""
    feuille = tous_absents(feuille_de_12(), conserver_correspondance=conserver)
    assert poids(syndicat_de_12(), feuille.depart()) == attendu


@pytest.mark.req("AG-16", "AG-15")
@pytest.mark.parametrize("avant", ["N", "O", "D", "R"])
def test_whoever_is_not_a_correspondence_voter_may_be_represented(avant: str) -> None:
    """N, O and D become R with a mandataire; who is R already changes mandataire (X-11)."""
    depart = FeuilleDePresence(
        coproprietaires=(ATRILLON,),
        presences=(presence(ATRILLON, avant, GIRARDOT if avant == "R" else None),),
    )
    etat = representer(depart, ATRILLON, mandataire=CASPER).unwrap().depart()
    assert (etat.code(0), etat.mandataires) == (Code.REPRESENTE, {0: CASPER})


@pytest.mark.req("AG-16")
def test_a_correspondence_voter_is_not_represented() -> None:
    """C → R is refused: annul the correspondence vote first (X-11)."""
    refus = representer(feuille_de_12(), LEPITRE, mandataire=CASPER).failure()
    assert refus == VoteParCorrespondanceRecu(mandant=LEPITRE)


@pytest.mark.req("AG-16")
@pytest.mark.parametrize(
    ("mandataire", "code"), [(MORGON, "O"), (MEURSAULT, "D"), (BROUILLY, "N"), (YQUEM, "R"), (LEPITRE, "C")]
)
def test_a_mandataire_who_is_an_owner_is_there(mandataire: CoproprietaireId, code: str) -> None:
    """An owner-mandataire is coded O or D; coded N, R or C he represents nobody (X-11)."""
    resultat = representer(feuille_de_12(), ALOXE, mandataire=Personne(coproprietaire=mandataire))
    assert is_successful(resultat) is (code in "OD")
    if code not in "OD":
        assert resultat.failure() == MandataireAbsent(mandataire=mandataire, code=code)
