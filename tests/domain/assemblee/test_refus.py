"""What the law, or the trade, says no to: every refusal happens, and has its sentence."""

from collections.abc import Callable
from datetime import date, time
from fractions import Fraction
from typing import Any, get_args

import pytest
from attrs import evolve
from gilbert import (
    ALOXE,
    ATRILLON,
    BROUILLY,
    CASPER,
    JOUR,
    LEPITRE,
    MORGON,
    PETRUS,
    RECU,
    YQUEM,
    bulletins,
    feuille_de_12,
    resolution,
    seance_de_12,
    syndicat_de_12,
)
from returns.result import Result

from lsc_domain.assemblee import (
    Amendement,
    Choix,
    Code,
    FicheDAssemblee,
    Formulaire,
    Mouvement,
    OrdreDuJour,
    Pouvoir,
    Pouvoirs,
    Refus,
    Sens,
    TypeDAssemblee,
    Urne,
    accepter_pouvoir,
    creer_fiche,
    deleguer_pouvoir,
    depouiller,
    donner_pouvoir,
    enregistrer_mouvement,
    libelle,
    recevoir_formulaire,
    representer,
    retirer_pouvoir,
)
from lsc_domain.assemblee.refus_de_tenue import RefusTenue
from lsc_domain.copropriete import Empechement, Personne, etablir_voix
from lsc_domain.socle.ids import CoproprietaireId, ResolutionId

DOUZE = syndicat_de_12()
UN = ResolutionId("1")
DE_MORGON = Personne(coproprietaire=MORGON, nom="MORGON Charles")

Refusant = Callable[[], Result[Any, Any]]


def pouvoir(mandataire: Personne | None, *autres: CoproprietaireId, interdit: bool = False) -> Pouvoirs:
    pouvoirs = Pouvoirs()
    for mandant in (ATRILLON, *autres):
        un = Pouvoir(
            mandant=mandant, mandataire=mandataire, le=RECU, sous_delegation_interdite=interdit and mandant == ATRILLON
        )
        pouvoirs = donner_pouvoir(pouvoirs, un).unwrap()
    return pouvoirs


def accepter(pouvoirs: Pouvoirs, mandant: CoproprietaireId = ATRILLON) -> Result[Any, Any]:
    voix = dict.fromkeys(DOUZE.rangs, Fraction(50))
    return accepter_pouvoir(pouvoirs, mandant, voix=voix, le=date(2023, 6, 15))


def quatre() -> Result[Any, Any]:
    pouvoirs = pouvoir(CASPER, PETRUS, YQUEM, BROUILLY)
    for mandant in (ATRILLON, PETRUS, YQUEM):
        pouvoirs = accepter(pouvoirs, mandant).unwrap()
    return accepter(pouvoirs, BROUILLY)


def formulaire(**reste: Any) -> Result[Any, Any]:
    recu = Formulaire(**{"coproprietaire": LEPITRE, "recu_le": date(2020, 7, 3), **reste})
    return recevoir_formulaire(recu, assemblee=JOUR)


def bouger(sens: Sens, qui: CoproprietaireId, ou: str = "6", **reste: Any) -> Result[Any, Any]:
    lignes = [ResolutionId("5"), ResolutionId("6")]
    arrivee = Mouvement(
        sens=Sens.ARRIVEE, coproprietaire=ALOXE, resolution=lignes[1], heure=time(11, 51), code=Code.PRESENT
    )
    feuille = enregistrer_mouvement(feuille_de_12(), arrivee, lignes=lignes).unwrap()
    mouvement = Mouvement(sens=sens, coproprietaire=qui, resolution=ResolutionId(ou), heure=time(12), **reste)
    return enregistrer_mouvement(feuille, mouvement, lignes=lignes)


def voter(qui: CoproprietaireId) -> Result[Any, Any]:
    return seance_de_12().ouvrir_urne(UN).voter(DOUZE.rangs[qui], Choix.OUI, id=qui)


def changer(*reste: str, **faits: Any) -> Result[Any, Any]:
    seance = seance_de_12(resolution("1"), resolution("2"), **faits)
    return seance.changer_ordre_du_jour(OrdreDuJour(tuple(resolution(numero) for numero in reste)))


FICHE = FicheDAssemblee(reference="3-S007", date=JOUR)
REFUS: dict[str, tuple[Refusant, str]] = {
    "TypeIndifferent": (
        lambda: creer_fiche(evolve(FICHE, type=TypeDAssemblee.INDIFFERENT), references_prises=()),
        "Une nouvelle assemblée est ordinaire ou extraordinaire.",
    ),
    "ReferenceDejaPrise": (
        lambda: creer_fiche(FICHE, references_prises=("3-S007",)),
        "La référence 3-S007 est déjà celle d'une autre assemblée.",
    ),
    "MandataireEmpeche": (
        lambda: accepter(pouvoir(Personne(nom="Casper", empechement=Empechement.PREPOSE_DU_SYNDIC))),
        "Casper ne peut recevoir de pouvoir : il est préposé du syndic.",
    ),
    "MandataireAbsent": (
        lambda: accepter(pouvoir(DE_MORGON)),
        "MORGON Charles est codé N : un mandataire copropriétaire est présent, sur place (O) ou à distance (D).",
    ),
    "PouvoirsEnSurnombre": (
        quatre,
        "Casper : 4 pouvoirs : avec ses voix propres, 200 voix excèdent 10 % des 600 voix du syndicat, soit 60.",
    ),
    "PouvoirEnBlanc": (
        lambda: accepter(pouvoir(None)),
        "Le pouvoir de 450TRILLON est en blanc : il ne désigne personne.",
    ),
    "PouvoirDejaDonne": (
        lambda: donner_pouvoir(pouvoir(CASPER), Pouvoir(mandant=ATRILLON, mandataire=CASPER, le=RECU)),
        "450TRILLON a déjà donné pouvoir pour cette assemblée.",
    ),
    "PouvoirClos": (
        lambda: accepter(retirer_pouvoir(pouvoir(CASPER), ATRILLON).unwrap()),
        "Le pouvoir de 450TRILLON est retiré : il ne peut plus être accepté.",
    ),
    "SousDelegationInterdite": (
        lambda: deleguer_pouvoir(pouvoir(CASPER, interdit=True), ATRILLON, a=DE_MORGON, le=JOUR),
        "Le pouvoir de 450TRILLON interdit de le transmettre.",
    ),
    "VoteParCorrespondanceRecu": (
        lambda: representer(feuille_de_12(), LEPITRE, mandataire=CASPER),
        "450LEPITRE a voté par correspondance : annuler d'abord le vote par correspondance.",
    ),
    "FormulaireTardif": (
        lambda: formulaire(recu_le=date(2020, 7, 13)),
        "Formulaire reçu le 13/07/2020, après la limite du 03/07/2020 : il ne compte pas.",
    ),
    "FormulaireNonSigne": (
        lambda: formulaire(signe=False),
        "Formulaire reçu le 03/07/2020 sans signature : il ne compte pas.",
    ),
    "DejaPresent": (
        lambda: bouger(Sens.ARRIVEE, MORGON, code=Code.PRESENT),
        "450MORGONC est déjà présent (code O) : il ne peut pas arriver.",
    ),
    "DejaAbsent": (
        lambda: bouger(Sens.DEPART, BROUILLY),
        "450BROU-01 n'est pas là : il ne peut pas partir.",
    ),
    "MouvementEnArriere": (
        lambda: bouger(Sens.DEPART, MORGON, ou="5"),
        "450MORGONC, résolution 5 à 12:00 : ce mouvement précède le dernier enregistré.",
    ),
    "CodeImpossible": (
        lambda: bouger(Sens.ARRIVEE, BROUILLY, code=Code.CORRESPONDANCE),
        "450BROU-01 ne peut pas arriver avec le code C.",
    ),
    "VoteDUnAbsent": (
        lambda: voter(BROUILLY),
        "450BROU-01 est absent à cette résolution : il n'a pas de bulletin.",
    ),
    "VoteSansVoix": (
        lambda: Urne(etablir_voix([Fraction(0)], le=JOUR), votants=1).voter(0, Choix.OUI, id=PETRUS),
        "450PETRUSP n'a pas de voix pour cette résolution.",
    ),
    "VoteParCorrespondanceFige": (
        lambda: voter(LEPITRE),
        "Le vote par correspondance de 450LEPITRE ne se modifie pas en séance.",
    ),
    "BulletinsPerdus": (
        lambda: changer("2", votes={UN: bulletins(DOUZE)}),
        "Des bulletins seraient perdus : résolutions 1 déjà votées.",
    ),
    "SecondVoteFerme": (
        lambda: depouiller(seance_de_12(seconds_votes={UN: bulletins(DOUZE)})),
        "Le premier vote de la résolution 1 n'ouvre pas de second vote.",
    ),
    "DeroulementIncoherent": (
        lambda: changer("1", amendements=(Amendement(resolution=ResolutionId("2")),)),
        "Ce qui s'est passé nomme des résolutions absentes ou déplacées : 2.",
    ),
}


def des_unions(union: Any) -> set[str]:
    """The names of every record of a union of unions."""
    membres = get_args(union)
    return set().union(*(des_unions(membre) for membre in membres)) if membres else {union.__name__}


@pytest.mark.req("AG-05", "AG-16", "AG-35", "AG-36", "I-12", "I-13", "I-14", "I-19", "I-24")
@pytest.mark.parametrize("nom", REFUS)
def test_a_refusal_happens_and_is_said(nom: str) -> None:
    """The rule gives the refusal, never an exception, and the refusal is one French sentence."""
    refusant, phrase = REFUS[nom]
    refus = refusant().failure()
    assert type(refus).__name__ == nom
    dit = libelle(refus)
    assert dit == phrase
    assert dit.endswith(".")
    assert dit[0].isupper() or dit[0].isdigit()


def test_every_refusal_is_there() -> None:
    """No refusal exists that no rule gives: those of the clerk aside (test_greffe.py), the table has each of them."""
    assert set(REFUS) == des_unions(Refus) - des_unions(RefusTenue)


def test_a_movement_without_an_hour_is_said_without_it() -> None:
    """The hour is said when it is known."""
    refus = bouger(Sens.DEPART, MORGON, ou="5").failure()
    assert " à " not in libelle(evolve(refus, heure=None))
