"""The meeting as it is held."""

from datetime import date, time

import pytest
from attrs import evolve
from attrs.exceptions import FrozenInstanceError
from gilbert import (
    ALOXE,
    BROUILLY,
    CHARGES,
    JOUR,
    LEPITRE,
    MEURSAULT,
    MORGON,
    PETRUS,
    PIERRE,
    RECU,
    bulletins,
    feuille_de_12,
    feuille_de_13,
    qui,
    resolution,
    seance_de_12,
    seance_de_13,
    syndicat_de_12,
)
from returns.pipeline import is_successful

from lsc_domain.assemblee import (
    Amendement,
    Choix,
    Code,
    FicheDAssemblee,
    Formulaire,
    Incident,
    Mouvement,
    OrdreDuJour,
    Presence,
    Reponse,
    Seance,
    Sens,
    depouiller,
    ecarter_formulaires,
    formulaires_recus,
)
from lsc_domain.assemblee.refus import (
    BulletinsPerdus,
    DeroulementIncoherent,
    FormulaireNonSigne,
    FormulaireTardif,
    VoteSansVoix,
)
from lsc_domain.copropriete import CleDeRepartition
from lsc_domain.loi import Politique
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import CleId, CoproprietaireId, ResolutionId

DOUZE = syndicat_de_12()
UN, DEUX = ResolutionId("1"), ResolutionId("2")
RESOLUTIONS = (resolution("1"), resolution("2"))


def formulaire(qui_: CoproprietaireId, choix: Choix, second: Choix | None = None) -> Formulaire:
    reponses = tuple(Reponse(resolution=ligne, choix=choix, second=second) for ligne in (UN, DEUX))
    return Formulaire(coproprietaire=qui_, recu_le=RECU, reponses=reponses)


FORMULAIRES = {LEPITRE: formulaire(LEPITRE, Choix.OUI, Choix.NON), PIERRE: formulaire(PIERRE, Choix.NON)}


def seance_ou_lepitre_vient() -> Seance:
    """LEPITRE, who voted by correspondence, turns up at resolution 2."""
    venue = Mouvement(sens=Sens.ARRIVEE, coproprietaire=LEPITRE, resolution=DEUX, code=Code.PRESENT)
    return seance_de_12(*RESOLUTIONS, feuille=evolve(feuille_de_12(), mouvements=(venue,)))


@pytest.mark.req("AG-22", "AG-23")
def test_correspondence_votes_appear_without_being_entered_again() -> None:
    """LEPITRE's Oui and Pierre PROPRIETAIRE's Non are in the box of each resolution, where both are coded C."""
    seance = seance_de_12(*RESOLUTIONS)
    for ligne in (UN, DEUX):
        recus = formulaires_recus(FORMULAIRES, seance, ligne)
        assert recus == bulletins(DOUZE, oui=(LEPITRE,), non=(PIERRE,))
        assert seance.ouvrir_urne(ligne, formulaires=recus).bulletins() == recus
        assert qui(DOUZE, seance.etats[seance.ordre_du_jour.rangs[ligne]].correspondance) == {LEPITRE, PIERRE}


@pytest.mark.req("I-08", "AG-22")
def test_a_separate_answer_goes_to_the_second_vote() -> None:
    """The form that answers twice gives its second answer to the second vote; the other gives none."""
    recus = formulaires_recus(FORMULAIRES, seance_de_12(*RESOLUTIONS), UN, second_vote=True)
    assert recus == bulletins(DOUZE, non=(LEPITRE,))


@pytest.mark.req("I-15")
def test_the_form_of_who_comes_is_no_longer_read() -> None:
    """LEPITRE's form counts at resolution 1; from 2 on he votes in person, and his form is kept for audit."""
    seance = seance_ou_lepitre_vient()
    assert formulaires_recus(FORMULAIRES, seance, UN) == bulletins(DOUZE, oui=(LEPITRE,), non=(PIERRE,))
    assert formulaires_recus(FORMULAIRES, seance, DEUX) == bulletins(DOUZE, non=(PIERRE,))
    urne = seance.ouvrir_urne(DEUX, formulaires=formulaires_recus(FORMULAIRES, seance, DEUX))
    assert is_successful(urne.voter(DOUZE.rangs[LEPITRE], Choix.NON, id=LEPITRE))


@pytest.mark.req("I-19", "AG-05")
@pytest.mark.parametrize(
    ("presence", "refus"),
    [
        ({"recu_le": date(2020, 7, 3)}, None),
        ({"recu_le": date(2020, 7, 4)}, FormulaireTardif),
        ({"recu_le": date(2020, 7, 13)}, FormulaireTardif),
        ({"recu_le": date(2020, 7, 1), "signe": False}, FormulaireNonSigne),
    ],
)
def test_a_late_or_unsigned_form_is_kept_not_counted(presence: dict[str, object], refus: type | None) -> None:
    """Its author is absent, and the form is set aside with the reason."""
    une = Presence(coproprietaire=BROUILLY, code=Code.CORRESPONDANCE, **presence)  # type: ignore[arg-type]
    feuille = evolve(feuille_de_12(), presences=(*feuille_de_12().presences, une))
    lue, ecartes = ecarter_formulaires(feuille, FicheDAssemblee(reference="x", date=JOUR))
    code = lue.depart().code(DOUZE.rangs[BROUILLY])
    assert code is (Code.ABSENT if refus else Code.CORRESPONDANCE)
    assert [(un.presence, type(un.refus)) for un in ecartes] == ([(une, refus)] if refus else [])
    assert qui(DOUZE, lue.depart().correspondance) >= {LEPITRE, PIERRE}


@pytest.mark.req("I-18")
def test_the_policy_decides_which_forms_are_late() -> None:
    """Received on 3 July for the 7th: in time, or late when Sundays are not counted."""
    une = Presence(coproprietaire=BROUILLY, code=Code.CORRESPONDANCE, recu_le=date(2020, 7, 3))
    feuille = evolve(feuille_de_12(), presences=(une,))
    fiche = FicheDAssemblee(reference="x", date=JOUR)
    strict = Politique(dernier_jour_du_formulaire="jours_ouvrables")
    assert ecarter_formulaires(feuille, fiche)[1] == ()
    assert len(ecarter_formulaires(feuille, fiche, politique=strict)[1]) == 1


@pytest.mark.req("I-23")
def test_a_meeting_is_frozen() -> None:
    """Recording gives another meeting; what the caller does to his own votes does not touch this one."""
    votes = {UN: bulletins(DOUZE, oui=(PETRUS,))}
    seance = seance_de_12(*RESOLUTIONS, votes=votes)
    votes.clear()
    assert seance.votes == {UN: bulletins(DOUZE, oui=(PETRUS,))}
    with pytest.raises(FrozenInstanceError):
        seance.politique = Politique()  # type: ignore[misc]
    apres = seance.enregistrer(UN, bulletins(DOUZE, non=(PETRUS,)))
    assert (seance.votes[UN].oui.bit_count(), apres.votes[UN].non.bit_count()) == (1, 1)
    assert apres.enregistrer(DEUX, bulletins(DOUZE), second_vote=True).seconds_votes.keys() == {DEUX}


@pytest.mark.req("AG-21", "I-24")
def test_ballots_follow_their_line() -> None:
    """A resolution moved or inserted keeps its ballots, whatever its new number."""
    seance = seance_de_12(*RESOLUTIONS, votes={UN: bulletins(DOUZE, oui=(PETRUS,))})
    nouveau = seance.ordre_du_jour.inserer(resolution("x"), place=1)
    apres = seance.changer_ordre_du_jour(nouveau).unwrap()
    assert apres.ordre_du_jour.resolution(UN).numero == "2"
    assert depouiller(apres).unwrap().scrutin(UN).suffrages.decompte.pour.voix == 74


@pytest.mark.req("I-24")
def test_no_ballot_is_lost_by_a_new_agenda() -> None:
    """An agenda that would drop a voted line, even voted twice, is refused with its names."""
    seance = seance_de_12(*RESOLUTIONS, votes={DEUX: bulletins(DOUZE)}, seconds_votes={UN: bulletins(DOUZE)})
    refus = seance.changer_ordre_du_jour(OrdreDuJour((resolution("3"),))).failure()
    assert refus == BulletinsPerdus(resolutions=(UN, DEUX))


@pytest.mark.req("I-24", "I-25")
@pytest.mark.parametrize(
    ("nouveau", "resolutions"),
    [
        (("1", "2", "3", "4", "5", "7"), ("6",)),
        (("1", "6"), ("7",)),
        (("1", "2", "3", "4", "5", "7", "6"), ("6",)),
    ],
)
def test_a_changed_agenda_can_still_be_counted(nouveau: tuple[str, ...], resolutions: tuple[str, ...]) -> None:
    """What happened at 6 (arrivals) and 7 (an amendment, a departure) must still have its line, in that order."""
    depart = Mouvement(sens=Sens.DEPART, coproprietaire=ALOXE, resolution=ResolutionId("7"), heure=time(12, 30))
    feuille = evolve(feuille_de_13(), mouvements=(*feuille_de_13().mouvements, depart))
    seance = seance_de_13(feuille=feuille, amendements=(Amendement(resolution=ResolutionId("7")),))
    changee = seance.changer_ordre_du_jour(OrdreDuJour(tuple(resolution(numero) for numero in nouveau)))
    if "6" in nouveau and "7" in nouveau:
        # The departure of 7 would now come before the arrivals of 6.
        assert changee.failure() == DeroulementIncoherent(resolutions=(ResolutionId("7"),))
    else:
        assert changee.failure() == DeroulementIncoherent(resolutions=tuple(map(ResolutionId, resolutions)))
    garde = seance.changer_ordre_du_jour(OrdreDuJour(tuple(resolution(str(n)) for n in (1, 6, 7, 8)))).unwrap()
    assert is_successful(depouiller(garde))


@pytest.mark.req("I-24", "AG-37")
def test_amended_resolutions_are_traced() -> None:
    """An amendment names its resolution and its text; the line is then read as amended, and no other."""
    seance = seance_de_12(*RESOLUTIONS, amendements=(Amendement(resolution=DEUX, texte="…", heure=time(18, 5)),))
    assert seance.amendees == {DEUX}


@pytest.mark.req("AG-28", "I-10")
def test_an_excluded_owner_has_no_ballot_and_no_weight_in_the_box() -> None:
    """The debtor of art. 19-2 does not vote on the seizure of his lot, in the box as in the count."""
    seance = seance_de_12(resolution("1", exclus=frozenset((MORGON,))))
    urne = seance.ouvrir_urne(UN)
    assert urne.voter(DOUZE.rangs[MORGON], Choix.OUI, id=MORGON).failure() == VoteSansVoix(coproprietaire=MORGON)
    urne.unanimite(Choix.OUI)
    assert urne.totaux()[Choix.OUI].voix == 74 + 74 + 74 + 149 + 65
    compte = depouiller(seance.enregistrer(UN, urne.bulletins())).unwrap().scrutin(UN).suffrages.decompte
    assert compte.pour == urne.totaux()[Choix.OUI]


@pytest.mark.req("AG-28")
def test_a_box_needs_a_key_and_a_vote() -> None:
    """Nothing is put to the vote without a key, and a heading is not put to the vote."""
    seance = seance_de_12(resolution("1", "aucun"), resolution("2", cle=None))
    for ligne in (UN, DEUX):
        with pytest.raises(InvalidValue, match="pas soumise au vote, ou sans clé"):
            seance.ouvrir_urne(ligne)


@pytest.mark.req("I-24", "AG-53")
@pytest.mark.parametrize(
    "fait",
    [
        {"votes": {ResolutionId("9"): bulletins(DOUZE)}},
        {"seconds_votes": {ResolutionId("9"): bulletins(DOUZE)}},
        {"amendements": (Amendement(resolution=ResolutionId("9")),)},
        {"incidents": (Incident(resolution=ResolutionId("9"), coproprietaire=MEURSAULT),)},
    ],
)
def test_what_happens_happens_at_a_line(fait: dict[str, object]) -> None:
    """A ballot, an amendment or an incident at a line that is not on the agenda cannot exist."""
    with pytest.raises(InvalidValue, match="résolution 9 : absente"):
        seance_de_12(*RESOLUTIONS, **fait)
    with pytest.raises(InvalidValue, match="absente"):
        seance_de_12(*RESOLUTIONS).enregistrer(ResolutionId("9"), bulletins(DOUZE))


@pytest.mark.req("AG-53")
def test_the_sheet_is_that_of_the_syndicat() -> None:
    """A sheet of thirteen is not that of twelve."""
    with pytest.raises(InvalidValue, match="ne sont pas ceux du syndicat"):
        seance_de_12(feuille=feuille_de_13())


@pytest.mark.req("AG-28")
def test_the_voices_of_the_general_key() -> None:
    """The base of the proxy cap is the general key; without one there is no cap."""
    seance = seance_de_12()
    assert seance.voix_generales is seance.voix(CHARGES)
    sans = evolve(DOUZE, cles=(CleDeRepartition(code=CleId("010")),))
    assert seance_de_12(syndicat=sans).voix_generales is None


@pytest.mark.req("I-24")
@pytest.mark.parametrize(
    ("politique", "coproprietaire", "coupes"),
    [
        ("mention", MEURSAULT, set()),
        ("defaillant", MEURSAULT, {MEURSAULT}),
        ("defaillant", PETRUS, set()),  # he is in the room: nothing cuts him off
    ],
)
def test_an_incident_cuts_off_remote_owners_only(
    politique: str, coproprietaire: CoproprietaireId, coupes: set[CoproprietaireId]
) -> None:
    """By policy a remote owner cut off is défaillant for that line, and for that line alone."""
    seance = seance_de_12(
        *RESOLUTIONS,
        incidents=(Incident(resolution=UN, coproprietaire=coproprietaire),),
        politique=Politique(incident_technique=politique),  # type: ignore[arg-type]
    )
    assert qui(DOUZE, seance.coupes(UN)) == coupes
    assert seance.coupes(DEUX) == 0
