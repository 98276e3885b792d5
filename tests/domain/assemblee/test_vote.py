"""Ballots: the open box of one vote, and what becomes of them."""

from fractions import Fraction

import pytest
from gilbert import (
    ATRILLON,
    BROUILLY,
    CHARGES,
    JOUR,
    LATOUR,
    LEPITRE,
    MEURSAULT,
    MORGON,
    PETRUS,
    PIERRE,
    YQUEM,
    bulletins,
    feuille_de_12,
    qui,
    seance_de_12,
    syndicat_de_12,
)

from lsc_domain.assemblee import Bulletins, Choix, Urne, amender, reporter
from lsc_domain.assemblee.refus import VoteDUnAbsent, VoteParCorrespondanceFige, VoteSansVoix
from lsc_domain.copropriete import etablir_voix
from lsc_domain.socle.ensemble import ensemble, tous
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import CoproprietaireId, ResolutionId

SYNDICAT = syndicat_de_12()
VOIX = SYNDICAT.voix(CHARGES, le=JOUR)
RANG = SYNDICAT.rangs
FORMULAIRES = bulletins(SYNDICAT, oui=(LEPITRE,), non=(PIERRE,))
UN = ResolutionId("1")


def urne() -> Urne:
    """Resolution 1 « Crédit Copropriété »: LEPITRE's Oui and Pierre PROPRIETAIRE's Non are already in it."""
    return seance_de_12().ouvrir_urne(UN, formulaires=FORMULAIRES)


@pytest.mark.req("AG-34", "AG-22", "AG-40")
def test_the_box_opens_with_the_correspondence_votes() -> None:
    """OUI 66,01420 / 1, NON 65,00000 / 1, abstentions and non votants none: entry is going on, 2 votes of 8."""
    une = urne()
    assert {choix: (poids.voix, poids.tetes) for choix, poids in une.totaux().items()} == {
        Choix.OUI: (Fraction("66.0142"), 1),
        Choix.NON: (65, 1),
        Choix.ABSTENTION: (0, 0),
        Choix.NON_VOTANT: (0, 0),
    }
    assert une.en_cours


@pytest.mark.req("AG-34", "AG-20")
def test_an_entry_mode_records_what_is_clicked() -> None:
    """Each ballot is one of four; changing it moves its voices, and the box tells what it was."""
    une, rang = urne(), RANG[PETRUS]
    assert une.voter(rang, Choix.ABSTENTION, id=PETRUS).unwrap() is None
    assert une.totaux()[Choix.ABSTENTION].voix == 74
    assert une.voter(rang, Choix.NON, id=PETRUS).unwrap() is Choix.ABSTENTION
    assert (une.totaux()[Choix.NON].voix, une.totaux()[Choix.NON].tetes) == (139, 2)
    assert (une.totaux()[Choix.ABSTENTION].voix, une.totaux()[Choix.ABSTENTION].tetes) == (0, 0)
    assert une.voter(rang, Choix.NON, id=PETRUS).unwrap() is Choix.NON
    assert une.totaux()[Choix.NON].tetes == 2


@pytest.mark.req("AG-36")
@pytest.mark.parametrize("choix", list(Choix))
def test_a_correspondence_vote_is_not_modified(choix: Choix) -> None:
    """Clicking on LEPITRE's vote changes nothing, in the four modes."""
    une = urne()
    refus = une.voter(RANG[LEPITRE], choix, id=LEPITRE).failure()
    assert refus == VoteParCorrespondanceFige(coproprietaire=LEPITRE)
    assert une.bulletins() == FORMULAIRES


@pytest.mark.req("AG-32", "AG-28", "I-10")
def test_who_has_no_ballot() -> None:
    """An absent owner has none, nor one without a voice on the key of the resolution."""
    assert urne().voter(RANG[BROUILLY], Choix.OUI, id=BROUILLY).failure() == VoteDUnAbsent(coproprietaire=BROUILLY)
    sans = Urne(etablir_voix([Fraction(0), Fraction(10)], le=JOUR), votants=0b11)
    assert sans.voter(0, Choix.OUI, id=ATRILLON).failure() == VoteSansVoix(coproprietaire=ATRILLON)
    assert sans.en_cours
    sans.voter(1, Choix.OUI, id=PETRUS)
    assert not sans.en_cours


@pytest.mark.req("AG-37")
def test_annulling_the_favourable_correspondence_votes() -> None:
    """LEPITRE (Oui) becomes non votant, Pierre PROPRIETAIRE keeps his Non: OUI 0 / 0, NON 65 / 1, 66.0142 / 1."""
    une = urne()
    assert une.annuler_correspondance_favorable() == [RANG[LEPITRE]]
    totaux_apres = une.totaux()
    assert (totaux_apres[Choix.OUI].voix, totaux_apres[Choix.OUI].tetes) == (0, 0)
    assert (totaux_apres[Choix.NON].voix, totaux_apres[Choix.NON].tetes) == (65, 1)
    assert (totaux_apres[Choix.NON_VOTANT].voix, totaux_apres[Choix.NON_VOTANT].tetes) == (Fraction("66.0142"), 1)
    assert une.annuler_correspondance_favorable() == []


@pytest.mark.req("AG-37")
def test_only_this_resolution_and_only_a_yes_is_annulled() -> None:
    """An abstention by correspondence stands, a yes in person stands, and other boxes are untouched."""
    autre = urne()
    une = seance_de_12().ouvrir_urne(UN, formulaires=bulletins(SYNDICAT, abstention=(LEPITRE,), oui=(PIERRE,)))
    une.voter(RANG[MORGON], Choix.OUI, id=MORGON)
    assert une.annuler_correspondance_favorable() == [RANG[PIERRE]]
    assert une.bulletins() == bulletins(SYNDICAT, abstention=(LEPITRE,), oui=(MORGON,), non_votant=(PIERRE,))
    assert autre.bulletins() == FORMULAIRES


@pytest.mark.req("AG-39")
def test_unanimity_of_yes() -> None:
    """Six owners (581) become Oui, Pierre PROPRIETAIRE stays Non: OUI 647,01420 / 7, NON 65 / 1, all is entered."""
    une = urne()
    une.unanimite(Choix.OUI)
    assert (une.totaux()[Choix.OUI].voix, une.totaux()[Choix.OUI].tetes) == (Fraction("647.0142"), 7)
    assert (une.totaux()[Choix.NON].voix, une.totaux()[Choix.NON].tetes) == (65, 1)
    assert not une.en_cours
    assert qui(SYNDICAT, une.bulletins().oui) == {ATRILLON, PETRUS, LATOUR, YQUEM, MEURSAULT, MORGON, LEPITRE}


@pytest.mark.req("AG-39", "AG-36")
@pytest.mark.parametrize("choix", list(Choix))
def test_no_unanimity_touches_a_correspondence_vote(choix: Choix) -> None:
    """Unanimité OUI, NON, ABS and Non votants leave the two forms as they are, and the absents without ballot."""
    une = urne()
    une.unanimite(choix)
    rendus = une.bulletins()
    assert rendus.choix(RANG[LEPITRE]) is Choix.OUI
    assert rendus.choix(RANG[PIERRE]) is Choix.NON
    assert rendus.choix(RANG[BROUILLY]) is None
    assert une.totaux()[choix].tetes == 6 + (choix in (Choix.OUI, Choix.NON))


@pytest.mark.req("AG-40")
def test_entry_goes_on_until_everybody_has_a_vote() -> None:
    """« Saisie en cours…. » until the eighth ballot, « non votant » being one."""
    une = urne()
    for numero, owner in enumerate((ATRILLON, PETRUS, LATOUR, YQUEM, MEURSAULT, MORGON), 1):
        assert une.en_cours
        une.voter(RANG[owner], Choix.NON_VOTANT if numero == 6 else Choix.OUI, id=owner)
    assert not une.en_cours


@pytest.mark.req("AG-20")
def test_non_votant_is_a_choice_not_an_absence() -> None:
    """Non votant is an entry, absent is none, défaillant is what an amendment makes: three things (X-32)."""
    un = bulletins(SYNDICAT, non_votant=(MORGON,), oui=(PETRUS,))
    assert un.choix(RANG[MORGON]) is Choix.NON_VOTANT
    assert un.choix(RANG[BROUILLY]) is None
    assert qui(SYNDICAT, un.saisis) == {MORGON, PETRUS}
    assert qui(SYNDICAT, un.exprimes) == {PETRUS}


@pytest.mark.req("AG-20", "I-29")
@pytest.mark.parametrize("lettres", ["", ".", "o", "ona-.", "....o", "oooonnnnaaaa----...."])
def test_ballots_are_written_one_letter_an_owner(lettres: str) -> None:
    """Ballots come from letters or from choices, alike; nobody is on two sides."""
    lus = Bulletins.lire(lettres)
    choix = {"o": Choix.OUI, "n": Choix.NON, "a": Choix.ABSTENTION, "-": Choix.NON_VOTANT}
    par_rang = {rang: choix[lettre] for rang, lettre in enumerate(lettres) if lettre != "."}
    assert lus == Bulletins.de(par_rang)
    assert [lus.choix(rang) for rang in range(len(lettres))] == [par_rang.get(rang) for rang in range(len(lettres))]
    assert sum(lus.avec(un).bit_count() for un in Choix) == len(par_rang)


@pytest.mark.req("AG-20")
def test_ballots_nobody_can_have() -> None:
    """A letter that is none, or an owner with two votes, cannot be read."""
    with pytest.raises(InvalidValue, match="attendu"):
        Bulletins.lire("ox")
    with pytest.raises(InvalidValue, match="deux votes"):
        Bulletins(oui=0b11, non=0b10)


@pytest.mark.req("AG-37")
def test_an_amendment_makes_favourable_forms_non_votants() -> None:
    """Only a yes by correspondence changes; asking twice changes nothing more."""
    avant = bulletins(SYNDICAT, oui=(LEPITRE, MORGON), non=(PIERRE,))
    correspondance = feuille_de_12().depart().correspondance
    apres = amender(avant, correspondance=correspondance)
    assert apres == bulletins(SYNDICAT, oui=(MORGON,), non=(PIERRE,), non_votant=(LEPITRE,))
    assert amender(apres, correspondance=correspondance) == apres


@pytest.mark.req("I-08")
def test_the_first_answer_serves_the_second_vote() -> None:
    """A correspondence voter without a separate answer keeps the first; nobody else's ballot is carried."""
    premier = bulletins(SYNDICAT, oui=(LEPITRE, MORGON), non=(PIERRE,))
    second = bulletins(SYNDICAT, abstention=(PIERRE,))
    reporte = reporter(premier, second, correspondance=feuille_de_12().depart().correspondance)
    assert reporte == bulletins(SYNDICAT, oui=(LEPITRE,), abstention=(PIERRE,))


@pytest.mark.req("I-29")
def test_the_running_totals_are_those_of_the_final_count() -> None:
    """What the box adds up ballot by ballot is what weighing its ballots gives."""
    une = urne()
    for rang, owner in enumerate(RANG):
        une.voter(rang, list(Choix)[rang % 4], id=CoproprietaireId(owner))
    rendus = une.bulletins()
    assert {choix: VOIX.peser(rendus.avec(choix)) for choix in Choix} == une.totaux()


@pytest.mark.req("AG-22")
def test_forms_of_people_who_are_not_by_correspondence_are_not_carried() -> None:
    """Only the forms of owners coded C go into the box."""
    tout_oui = Bulletins(oui=tous(12))
    une = seance_de_12().ouvrir_urne(UN, formulaires=tout_oui)
    assert une.bulletins().oui == ensemble([RANG[LEPITRE], RANG[PIERRE]])


@pytest.mark.req("AG-34")
def test_a_box_opens_empty_for_everybody_who_takes_part() -> None:
    """Without forms nor exclusions, every owner of the key who takes part votes, the first included."""
    une = Urne(VOIX, votants=tous(12))
    une.unanimite(Choix.OUI)
    assert une.totaux()[Choix.OUI] == VOIX.total
    assert Bulletins().saisis == 0


@pytest.mark.req("I-08")
def test_ballots_are_completed_by_others_choice_by_choice() -> None:
    """Who has a ballot keeps it; who has none takes the other, « non votant » included."""
    assert Bulletins.lire("o....").completes(Bulletins.lire("nona-")) == Bulletins.lire("oona-")
