"""The minutes by value: what each line came to, whatever becomes of the law."""

from datetime import UTC, date, datetime

import pytest
from attrs import evolve
from gilbert import (
    ATRILLON,
    LATOUR,
    LEPITRE,
    MEURSAULT,
    MORGON,
    PETRUS,
    PIERRE,
    YQUEM,
    bulletins,
    resolution,
    seance_de_12,
    seance_de_13,
    syndicat_de_12,
)
from hypothesis import given

from lsc_domain.assemblee import (
    Depouillement,
    ProcesVerbal,
    QualiteDeSignataire,
    Signature,
    clore,
    consigner,
    depouiller,
    libelle,
)
from lsc_domain.assemblee.acte.proces_verbal import acte_de_proces_verbal
from lsc_domain.assemblee.refus_de_tenue import SaisieEnCours
from lsc_domain.assemblee.tenue import Tenue
from lsc_domain.copropriete import Personne
from lsc_domain.loi import Resultat
from lsc_domain.socle.ids import AssembleeId, ResolutionId
from lsc_domain.testing.strategies import depouillements

DOUZE = syndicat_de_12()
UN = ResolutionId("1")
CINQ = (ATRILLON, PETRUS, LATOUR, YQUEM, MEURSAULT)


@pytest.mark.req("I-21", "I-23")
@given(depouillements())
def test_every_line_is_written_down_by_value(depouillement: Depouillement) -> None:
    """In order, with its article, its result, its count, and the second vote where it was held, by its article."""
    for scrutin, ligne in zip(depouillement.scrutins, consigner(depouillement), strict=True):
        une, second = scrutin.ligne.resolution, scrutin.second
        tenu = second is not None and second.suffrages is not None
        assert (ligne.resolution, ligne.numero, ligne.resultat) == (une.id, une.numero, scrutin.resultat)
        assert ligne.decompte == scrutin.suffrages.decompte
        assert ligne.article == (str(une.article) if une.se_vote else "")
        assert bool(ligne.fondement) is tenu is (ligne.second is not None)


@pytest.mark.req("AG-03", "AG-40")
@given(depouillements())
def test_nothing_is_closed_while_a_ballot_is_awaited(depouillement: Depouillement) -> None:
    """The lines « Saisie en cours » are named, those of a second vote too; else what is closed is what is written."""
    en_cours = tuple(
        scrutin.ligne.resolution.numero
        for scrutin in depouillement.scrutins
        if scrutin.en_cours
        or (
            scrutin.second is not None
            and scrutin.second.suffrages is not None
            and scrutin.second.suffrages.sans_reponse
        )
    )
    reponse = clore(depouillement)
    if en_cours:
        assert reponse.failure() == SaisieEnCours(resolutions=en_cours)
    else:
        assert reponse.unwrap() == consigner(depouillement)


@pytest.mark.req("AG-03", "AG-40")
def test_resolution_1_with_two_votes_of_eight() -> None:
    """« Saisie en cours…. »; with the eight of them, closed."""
    deux = bulletins(DOUZE, oui=(LEPITRE,), non=(PIERRE,))
    refus = clore(depouiller(seance_de_12(votes={UN: deux})).unwrap()).failure()
    assert libelle(refus) == "Saisie en cours…. : résolutions 1."
    huit = bulletins(DOUZE, oui=(LEPITRE, *CINQ, MORGON), non=(PIERRE,))
    (ligne,) = clore(depouiller(seance_de_12(votes={UN: huit})).unwrap()).unwrap()
    assert (ligne.resultat, ligne.decompte.pour.tetes) == (Resultat.ADOPTEE, 7)


@pytest.mark.req("MAJ-03", "AG-40")
def test_a_second_vote_half_entered_is_not_closed() -> None:
    """One that nobody held leaves its line as the first vote left it."""
    premiers = bulletins(DOUZE, oui=CINQ, abstention=(MORGON,), non=(PIERRE, LEPITRE))
    sans = depouiller(seance_de_12(resolution("1", "25"), votes={UN: premiers})).unwrap()
    (ligne,) = clore(sans).unwrap()
    assert (ligne.resultat, ligne.fondement, ligne.second) == (Resultat.SANS_DECISION, "", None)
    moitie = {UN: bulletins(DOUZE, oui=(ATRILLON,))}
    a_demi = seance_de_12(resolution("1", "25"), votes={UN: premiers}, seconds_votes=moitie)
    assert clore(depouiller(a_demi).unwrap()).failure() == SaisieEnCours(resolutions=("1",))
    (ligne,) = consigner(depouiller(evolve(a_demi, seconds_votes={UN: premiers})).unwrap())
    assert (ligne.resultat, ligne.fondement) == (Resultat.ADOPTEE, "25-1")
    assert ligne.second is not None
    assert ligne.second.pour.tetes == 5


@pytest.mark.req("I-21", "I-23")
def test_a_version_is_numbered_from_one() -> None:
    """It holds its paper, the print of the facts it follows from, and who signed it is known apart."""
    compte = depouiller(seance_de_13()).unwrap()
    acte = acte_de_proces_verbal(compte, Tenue())
    version = ProcesVerbal(
        assemblee=AssembleeId("3-S007"),
        version=1,
        etabli_le=datetime(2020, 7, 7, 20, tzinfo=UTC),
        auteur="Ève",
        faits=12,
        empreinte="0f" * 32,
        resultats=consigner(compte),
        acte=acte,
    )
    with pytest.raises(ValueError, match="version"):
        evolve(version, version=0)
    signature = Signature(
        signataire=Personne(nom="Casper"), qualite=QualiteDeSignataire.SCRUTATEUR, le=date(2020, 7, 15)
    )
    assert signature.qualite == "scrutateur"
