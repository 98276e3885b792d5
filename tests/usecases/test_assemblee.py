"""The life of a meeting through the engine, on memory adapters: every stage, every « no », nothing half kept."""

from datetime import date, time

import pytest
from attrs import evolve
from gilbert import (
    ALOXE,
    BROUILLY,
    CHARGES,
    CLIQUOT,
    JOUR,
    LAFITTE,
    LATOUR,
    MORGON,
    PETRUS,
    YQUEM,
    syndicat_de_13,
)
from returns.pipeline import is_successful
from returns.result import Failure, Success
from reunion import AG, AGENDA, FICHE, PRESENTS, R1, R2, ouvrir, preparer, tenir, voter

from lsc_domain import Engine
from lsc_domain.assemblee import (
    Choix,
    Code,
    Mouvement,
    Presence,
    Resolution,
    Sens,
    TypeDAssemblee,
)
from lsc_domain.assemblee import fait as f
from lsc_domain.assemblee.bibliotheque import BIBLIOTHEQUE
from lsc_domain.assemblee.proces_verbal import QualiteDeSignataire
from lsc_domain.assemblee.refus import ReferenceDejaPrise, SecondVoteFerme, TypeIndifferent, libelle
from lsc_domain.assemblee.refus_de_tenue import (
    ChampsManquants,
    ConvocationTardive,
    EtapeManquante,
    EtapePassee,
    SaisieEnCours,
)
from lsc_domain.assemblee.suivi import Etape
from lsc_domain.copropriete import Personne
from lsc_domain.loi import ArticleDeVote, Resultat
from lsc_domain.ports.errors import NotFound
from lsc_domain.socle.ids import AssembleeId, CoproprietaireId, ResolutionId


@pytest.mark.req("AG-01")
def test_a_reference_is_taken_once_and_a_new_meeting_has_a_type(engine: Engine) -> None:
    """A reference belongs to one meeting; « indifférent » is for those of the past."""
    preparer(engine)
    assert engine.assemblees.preparer(FICHE, syndicat_de_13()) == Failure(ReferenceDejaPrise(reference="0-S001"))
    ancienne = evolve(FICHE, reference="9-S001", type=TypeDAssemblee.INDIFFERENT)
    assert engine.assemblees.preparer(ancienne, syndicat_de_13()) == Failure(TypeIndifferent())
    assert [un.reference for un in engine.assemblees.suivis()] == ["0-S001"]


@pytest.mark.req("AG-03")
def test_the_five_steps_are_taken_in_order(engine: Engine) -> None:
    """« ÉTAPE SUIVANTE »: each step is seen in the list of meetings, and none is skipped."""
    etapes = lambda: [un.etape for un in engine.assemblees.suivis()]  # noqa: E731
    engine.assemblees.preparer(FICHE, syndicat_de_13())
    assert etapes() == [Etape.PREPARATION]
    ouverte = f.SeanceOuverte()
    assert isinstance(engine.assemblees.inscrire(AG, ouverte).failure(), EtapeManquante)
    engine.assemblees.arreter_ordre_du_jour(AG, AGENDA)
    engine.assemblees.convoquer(AG, presentee_le=date(2020, 6, 12))
    assert etapes() == [Etape.CONVOCATION]
    vote = f.VoteEnregistre(resolution=R1, coproprietaire=MORGON, choix=Choix.OUI)
    assert isinstance(engine.assemblees.inscrire(AG, vote).failure(), EtapeManquante)
    engine.assemblees.inscrire(AG, f.PresenceEnregistree(presence=Presence(coproprietaire=MORGON, code=Code.PRESENT)))
    assert etapes() == [Etape.PRESENCES]
    engine.assemblees.ouvrir(AG, heure=time(10))
    assert etapes() == [Etape.VOTES]
    engine.assemblees.inscrire(AG, f.SeanceClose())
    refus = engine.assemblees.etablir_proces_verbal(AG, auteur="Agence Crypto").failure()
    assert refus == SaisieEnCours(resolutions=("1", "2"))
    assert libelle(refus) == "Saisie en cours…. : résolutions 1, 2."


@pytest.mark.req("AG-18", "AG-22")
def test_a_form_is_entered_at_the_attendance_and_counts_at_the_vote(engine: Engine) -> None:
    """His answers are in the box before anybody votes; without them he would be « non votant »."""
    ouvrir(engine)
    assert engine.assemblees.greffe(AG).totaux(R1)[Choix.OUI].tetes == 1
    voter(engine, R1, {})
    assert engine.assemblees.depouiller(AG).scrutin(R1).suffrages.decompte.pour.tetes == len(PRESENTS) + 1


@pytest.mark.req("AG-02", "AG-03")
def test_the_agenda_is_written_from_the_library(engine: Engine) -> None:
    """A resolution of the library needs its blanks filled; it takes its place and its number."""
    engine.assemblees.preparer(FICHE, syndicat_de_13())
    types = {un.code: un for un in BIBLIOTHEQUE}
    assemblees = engine.assemblees
    vide = assemblees.rediger(AG, types["quitus"], cle=CHARGES, valeurs={"exercice": "2019"})
    assert vide == Failure(ChampsManquants(modele="quitus", champs=("nom du syndic",)))
    valeurs = {"exercice": "2019", "nom du syndic": "l'Agence [Crypto]", "montant": "12 000 €"}
    quitus = assemblees.rediger(AG, types["quitus"], cle=CHARGES, valeurs=valeurs).unwrap()
    assert quitus.projet == "L'assemblée générale donne quitus à l'Agence [Crypto] de sa gestion pour l'exercice 2019."
    budget = assemblees.rediger(AG, types["budget"], cle=CHARGES, valeurs=valeurs, place=1).unwrap()
    assert (quitus.id, budget.id) == ("r-2", "r-3")
    agenda = assemblees.greffe(AG).salle.ordre_du_jour
    assert [(un.numero, un.titre) for un in agenda.resolutions] == [
        ("1", "Budget prévisionnel de l'exercice 2019"),
        ("2", "Quitus au syndic"),
    ]


@pytest.mark.req("I-17")
def test_the_notice_is_21_days(engine: Engine) -> None:
    """Presented on 15 June 2020 for 7 July it is in time; on the 16th it is late, and nothing is kept."""
    engine.assemblees.preparer(FICHE, syndicat_de_13())
    engine.assemblees.arreter_ordre_du_jour(AG, AGENDA)
    tardive = ConvocationTardive(presentee_le=date(2020, 6, 16), au_plus_tard=date(2020, 6, 15))
    assert engine.assemblees.convoquer(AG, presentee_le=date(2020, 6, 16)) == Failure(tardive)
    assert engine.assemblees.greffe(AG).convocation is None
    assert is_successful(engine.assemblees.convoquer(AG, presentee_le=date(2020, 6, 15)))


def test_a_sale_since_the_notice_is_noticed(engine: Engine) -> None:
    """Décret 67-223, art. 6: the buyer votes; the comparison says which lots changed hands."""
    preparer(engine)
    avant = engine.assemblees.greffe(AG).salle.syndicat.coproprietaires
    assert engine.assemblees.constater_mutations(AG, avant) == Success(())
    acquereur = evolve(
        next(un for un in avant if un.id == YQUEM), id=CoproprietaireId("450NOUVEAU"), nom="NOUVEAU Anne"
    )
    apres = tuple(acquereur if un.id == YQUEM else un for un in avant)
    trouvees = engine.assemblees.constater_mutations(AG, apres).unwrap()
    assert {(un.cedant, un.acquereur) for un in trouvees} == {(YQUEM, "450NOUVEAU")}
    assert "450NOUVEAU" in engine.assemblees.greffe(AG).salle.syndicat.rangs


@pytest.mark.req("MAJ-03", "MAJ-06", "MAJ-10")
def test_a_second_vote_is_explained_in_the_words_of_the_agency(engine: Engine) -> None:
    """The agency's text for 25-1 is remembered; that for 26-1, and the other agencies', stay the default ones."""
    retenus = engine.assemblees.retenir_texte("CRYPTO", "25-1", "Second vote, à la majorité simple.")
    assert engine.assemblees.textes("CRYPTO") == retenus
    assert engine.assemblees.textes("AUTRE").passage_25_1 != retenus.passage_25_1
    assert engine.assemblees.textes("AUTRE").passage_26_1 == retenus.passage_26_1
    ouvrir(engine)
    assert engine.assemblees.ouvrir_second_vote(AG, R1) == Failure(SecondVoteFerme(resolution=R1))
    voter(engine, R2, dict.fromkeys((PETRUS, LATOUR, CLIQUOT, MORGON), Choix.NON))
    assert is_successful(engine.assemblees.ouvrir_second_vote(AG, R2, agence="CRYPTO"))
    assert is_successful(engine.assemblees.ajouter_resultat(AG, R2))
    (texte,) = engine.assemblees.greffe(AG).tenue.textes
    assert texte.texte.startswith("Second vote, à la majorité simple.\nRésultat : ")


@pytest.mark.req("AG-47", "I-21")
def test_the_minutes_are_frozen_with_the_print_of_the_last_fact(engine: Engine) -> None:
    """The procès-verbal bears the print of the last fact before it, and is read back word for word."""
    tenir(engine)
    with engine.storage.transaction() as transaction:
        tete = transaction.journal.tete(AG)
    proces_verbal = engine.assemblees.etablir_proces_verbal(AG, auteur="Agence Crypto").unwrap()
    assert (proces_verbal.faits, proces_verbal.empreinte) == (tete.rang, tete.empreinte)
    assert proces_verbal.acte.empreinte == tete.empreinte
    assert [un.resultat for un in proces_verbal.resultats] == [Resultat.ADOPTEE, Resultat.ADOPTEE]
    assert engine.assemblees.proces_verbal(AG) == proces_verbal
    assert [un.etape for un in engine.assemblees.suivis()] == [Etape.PROCES_VERBAL]


@pytest.mark.req("I-23")
def test_a_correction_is_a_new_version_with_its_author_and_its_reason(engine: Engine) -> None:
    """Once the minutes are made nothing changes; a rectification makes version 2, and version 1 stays as it was."""
    tenir(engine)
    assemblees = engine.assemblees
    premiere = assemblees.etablir_proces_verbal(AG, auteur="Agence Crypto").unwrap()
    vote = f.VoteEnregistre(resolution=R1, coproprietaire=MORGON, choix=Choix.NON)
    assert isinstance(assemblees.inscrire(AG, vote).failure(), EtapePassee)
    sans_motif = assemblees.rectifier(AG, auteur="Agence Crypto", motif=" ", faits=(vote,))
    assert isinstance(sans_motif.failure(), EtapeManquante)
    seconde = assemblees.rectifier(AG, auteur="Agence Crypto", motif="vote de MORGON mal saisi", faits=(vote,)).unwrap()
    assert (seconde.version, seconde.motif) == (2, "vote de MORGON mal saisi")
    assert seconde.resultats[0].decompte.contre.tetes == 1
    assert assemblees.proces_verbal(AG, version=1) == premiere
    assert assemblees.proces_verbal(AG) == seconde
    signature = f.ProcesVerbalSigne(
        version=1, signataire=Personne(coproprietaire=MORGON), qualite=QualiteDeSignataire.PRESIDENT, le=JOUR
    )
    assert not is_successful(assemblees.inscrire(AG, signature))
    assert is_successful(assemblees.inscrire(AG, evolve(signature, version=2)))


@pytest.mark.req("MSG-06", "I-22")
def test_opponents_and_defaillants_are_notified_and_have_two_months(engine: Engine) -> None:
    """Absents and opponents are told; the two months run from each one's presentation."""
    tenir(engine)
    engine.assemblees.etablir_proces_verbal(AG, auteur="Agence Crypto")
    a_notifier = {un.contestataire.coproprietaire for un in engine.assemblees.notifiees(AG)}
    assert a_notifier == {YQUEM, ALOXE, BROUILLY, LAFITTE, PETRUS}
    assert is_successful(engine.assemblees.notifier(AG, presentations={YQUEM: date(2020, 7, 21)}, moyen="LRAR"))
    notifiees = {un.contestataire.coproprietaire: un for un in engine.assemblees.notifiees(AG)}
    assert notifiees[YQUEM].contestation_jusqu_au == date(2020, 9, 21)
    assert notifiees[PETRUS].contestation_jusqu_au is None


def test_an_unknown_meeting_is_not_found(engine: Engine) -> None:
    """What is not kept is said not to be, and nothing is created by asking."""
    with pytest.raises(NotFound, match="9-S999"):
        engine.assemblees.greffe(AssembleeId("9-S999"))
    assert engine.assemblees.suivis() == ()


def test_a_movement_and_an_agenda_changed_in_session_go_through_the_same_door(engine: Engine) -> None:
    """Any fact may be kept; a refused one among several keeps none of them."""
    ouvrir(engine)
    arrivee = f.MouvementEnregistre(
        mouvement=Mouvement(sens=Sens.ARRIVEE, coproprietaire=ALOXE, resolution=R2, code=Code.PRESENT)
    )
    avant = engine.assemblees.greffe(AG).seance()
    ensemble = engine.assemblees.inscrire(AG, arrivee, f.SeanceReprise())
    assert isinstance(ensemble.failure(), EtapeManquante)
    assert engine.assemblees.greffe(AG).seance() == avant
    ajout = Resolution(id=ResolutionId("r3"), numero="?", titre="Divers", article=ArticleDeVote("aucun"))
    changee = f.OrdreDuJourChange(resolutions=AGENDA.inserer(ajout, place=2).resolutions, motif="demande en séance")
    assert is_successful(engine.assemblees.inscrire(AG, arrivee, changee))
    assert engine.assemblees.greffe(AG).tenue.ajoutees == {"r3"}
