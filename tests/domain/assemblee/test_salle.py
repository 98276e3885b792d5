"""Who is in the room, one fact at a time."""

from datetime import date

import pytest
from attrs import evolve
from gilbert import (
    ALOXE,
    BROUILLY,
    CASPER,
    JOUR,
    LEPITRE,
    MEURSAULT,
    MORGON,
    PETRUS,
    RECU,
    feuille_de_12,
    presence,
    resolution,
    syndicat_de_12,
)
from hypothesis import given
from hypothesis import strategies as st

from lsc_domain.assemblee import (
    Amendement,
    Canal,
    Choix,
    Code,
    FicheDAssemblee,
    Formulaire,
    Mouvement,
    OrdreDuJour,
    Presence,
    Reponse,
    Seance,
    Sens,
)
from lsc_domain.assemblee.refus import DejaPresent, DeroulementIncoherent, VoteParCorrespondanceRecu
from lsc_domain.assemblee.refus_de_tenue import (
    FormulaireDUnPresent,
    InconnuDeLAssemblee,
    OrdreDuJourIncomplet,
    VoteParCorrespondanceDesactive,
)
from lsc_domain.assemblee.salle import Salle
from lsc_domain.copropriete import Personne
from lsc_domain.loi import Politique
from lsc_domain.socle.ids import CleId, CoproprietaireId, ResolutionId

DOUZE = syndicat_de_12()
UN, DEUX = ResolutionId("1"), ResolutionId("2")
AGENDA = OrdreDuJour((resolution("1"), resolution("2")))
FICHE = FicheDAssemblee(reference="3-S007", date=JOUR)
CODES = "NORDC"


def vide(*, vote_par_correspondance: bool = True) -> Salle:
    salle = Salle(FICHE, DOUZE, Politique(), vote_par_correspondance=vote_par_correspondance)
    salle.ordre_du_jour = AGENDA
    return salle


def garnie() -> Salle:
    """The Gilbert sheet, forms received."""
    salle = vide()
    for une in feuille_de_12().presences:
        refus = (
            salle.recevoir(formulaire(une.coproprietaire))
            if une.code is Code.CORRESPONDANCE
            else salle.enregistrer(une)
        )
        assert refus is None
    return salle


def formulaire(qui: CoproprietaireId, *lignes: ResolutionId, le: date = RECU) -> Formulaire:
    return Formulaire(
        coproprietaire=qui, recu_le=le, reponses=tuple(Reponse(resolution=une, choix=Choix.OUI) for une in lignes)
    )


def arrive(qui: CoproprietaireId, ou: ResolutionId = DEUX, code: Code = Code.PRESENT) -> Mouvement:
    return Mouvement(sens=Sens.ARRIVEE, coproprietaire=qui, resolution=ou, code=code)


@pytest.mark.req("AG-09", "AG-15", "AG-16", "AG-17", "I-15")
@given(
    st.lists(st.tuples(st.sampled_from((PETRUS, LEPITRE, MORGON)), st.sampled_from(CODES)), max_size=8), st.booleans()
)
def test_an_owner_has_the_last_code_he_could_take(
    entrees: list[tuple[CoproprietaireId, str]], vote_par_correspondance: bool
) -> None:
    """One code each: C comes by form unless he takes part, and gives way to all but R; off, neither C nor D."""
    salle = vide(vote_par_correspondance=vote_par_correspondance)
    codes: dict[CoproprietaireId, str] = {}
    for qui, code in entrees:
        avant = codes.get(qui, "N")
        if code == "C":
            refus = salle.recevoir(formulaire(qui))
            possible = avant in "NC"
        else:
            refus = salle.enregistrer(presence(qui, code, CASPER if code == "R" else None))
            possible = (avant, code) != ("C", "R")
        if code in "CD" and not vote_par_correspondance:
            assert refus == VoteParCorrespondanceDesactive(coproprietaire=qui)
        elif possible:
            assert refus is None
            codes[qui] = code
        else:
            assert refus in (FormulaireDUnPresent(coproprietaire=qui), VoteParCorrespondanceRecu(mandant=qui))
        assert {un: une.code.value for un, une in salle.presences.items()} == codes
        etat = salle.cadre().etats[0]
        assert [etat.code(DOUZE.rangs[un]).value for un in codes] == [*codes.values()]


@pytest.mark.req("AG-10", "AG-13", "I-25")
def test_the_gilbert_sheet_fact_by_fact() -> None:
    """Frozen, the room is the attendance screen."""
    cadre = garnie().cadre()
    assert cadre.feuille == feuille_de_12()
    assert (cadre.fiche, cadre.syndicat, cadre.ordre_du_jour) == (FICHE, DOUZE, AGENDA)
    assert cadre.votes == {}


@pytest.mark.req("AG-11", "I-19")
def test_a_late_form_is_kept_and_its_author_absent() -> None:
    """Received on 04/07/2020, or by e-mail and unsigned: coded C on the sheet, and read as absent."""
    salle = vide()
    assert salle.recevoir(formulaire(LEPITRE, UN, le=date(2020, 7, 4))) is None
    non_signe = evolve(formulaire(BROUILLY), signe=False, canal=Canal.COURRIEL)
    assert salle.recevoir(non_signe) is None
    assert salle.presences[BROUILLY] == Presence(
        coproprietaire=BROUILLY, code=Code.CORRESPONDANCE, recu_le=RECU, canal=Canal.COURRIEL, signe=False
    )
    cadre = salle.cadre()
    assert [un.presence.coproprietaire for un in cadre.ecartes] == [LEPITRE, BROUILLY]
    assert not cadre.etats[0].votants
    assert salle.formulaires[LEPITRE].reponses


@pytest.mark.req("AG-35", "I-25")
def test_a_movement_is_tried_before_it_is_kept() -> None:
    """The frame it would give, or the refusal; the room has not moved."""
    salle = garnie()
    cadre = salle.avec_mouvement(arrive(ALOXE))
    assert isinstance(cadre, Seance)
    assert [etat.code(DOUZE.rangs[ALOXE]).value for etat in cadre.etats] == ["N", "O"]
    assert salle.avec_mouvement(arrive(MORGON)) == DejaPresent(coproprietaire=MORGON, code="O")
    assert salle.avec_mouvement(arrive(ALOXE, ResolutionId("9"))) == InconnuDeLAssemblee(quoi="la résolution 9")
    etranger = evolve(arrive(ALOXE, code=Code.REPRESENTE), mandataire=Personne(coproprietaire=CoproprietaireId("?")))
    assert salle.avec_mouvement(etranger) == InconnuDeLAssemblee(quoi="le copropriétaire ?")
    assert salle.mouvements == ()
    assert salle.cadre().feuille == feuille_de_12()
    assert salle.avec_mouvements() == salle.cadre()


@pytest.mark.req("AG-17")
def test_nobody_arrives_at_a_distance_where_it_is_not_managed() -> None:
    """Option off, D is refused on arrival too."""
    salle = vide(vote_par_correspondance=False)
    assert salle.avec_mouvement(arrive(ALOXE, code=Code.DISTANCE)) == VoteParCorrespondanceDesactive(
        coproprietaire=ALOXE
    )


@pytest.mark.req("AG-21", "I-24", "I-25")
def test_another_agenda_is_tried_before_it_is_kept() -> None:
    """What happened keeps its line, in its order."""
    salle = garnie()
    salle.mouvements = (arrive(ALOXE, UN), arrive(BROUILLY, DEUX))
    salle.amendements = (Amendement(resolution=DEUX),)
    un, deux = AGENDA.resolutions
    assert salle.avec_ordre_du_jour(OrdreDuJour((un,))) == DeroulementIncoherent(resolutions=(DEUX,))
    assert salle.avec_ordre_du_jour(OrdreDuJour((deux, un))) == DeroulementIncoherent(resolutions=(DEUX,))
    plus_long = OrdreDuJour((un, resolution("3"), deux))
    cadre = salle.avec_ordre_du_jour(plus_long)
    assert isinstance(cadre, Seance)
    assert cadre.ordre_du_jour == plus_long
    assert salle.ordre_du_jour == AGENDA


@pytest.mark.req("AG-02", "AG-28")
def test_an_agenda_is_read_before_it_is_taken() -> None:
    """Unknown keys and owners, and items without an article or a key once it is put to the vote."""
    salle = vide()
    assert salle.lisible(AGENDA) is None
    assert salle.votable(AGENDA) is None
    inconnue = OrdreDuJour((resolution("1", cle=CleId("999")),))
    assert salle.votable(inconnue) == InconnuDeLAssemblee(quoi="la clé 999")
    incomplete = OrdreDuJour((resolution("1", None),))
    assert salle.lisible(incomplete) is None
    assert salle.votable(incomplete) == OrdreDuJourIncomplet(resolutions=("1",))
    exclu = OrdreDuJour((resolution("1", exclus=frozenset({CoproprietaireId("?")})),))
    assert salle.lisible(exclu) == InconnuDeLAssemblee(quoi="le copropriétaire ?")


@pytest.mark.req("I-15")
def test_a_copy_is_another_room() -> None:
    """What is recorded since is not in it."""
    salle = garnie()
    copie = salle.copie()
    assert salle.enregistrer(presence(MEURSAULT, "N")) is None
    assert salle.recevoir(formulaire(ALOXE)) is None
    assert copie.presences[MEURSAULT].code is Code.DISTANCE
    assert ALOXE not in copie.formulaires
