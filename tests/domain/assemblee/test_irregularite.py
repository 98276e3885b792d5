"""Proxies the law forbids, found in a state of attendance."""

from datetime import date

import pytest
from attrs import evolve
from gilbert import (
    ALOXE,
    ATRILLON,
    BOURNAC,
    BROUILLY,
    CASPER,
    CHARGES,
    CLIQUOT,
    LATOUR,
    MEURSAULT,
    MORGON,
    PETRUS,
    feuille_de_12,
    syndicat_de_12,
)

from lsc_domain.assemblee import Code, EtatDesPresences, Irregularite, irregularites
from lsc_domain.assemblee.refus import MandataireAbsent, MandataireEmpeche, PouvoirsEnSurnombre
from lsc_domain.copropriete import Empechement, Personne
from lsc_domain.socle.ensemble import ensemble
from lsc_domain.socle.ids import CoproprietaireId

SYNDICAT = syndicat_de_12()
JOUR = date(2023, 6, 15)
DE_MORGON = Personne(coproprietaire=MORGON, nom="MORGON Charles")


def etat(mandataire: Personne, *mandants: CoproprietaireId, **codes: CoproprietaireId) -> EtatDesPresences:
    """These owners represented by one person, and one owner more for each code."""
    un = EtatDesPresences(coproprietaires=tuple(SYNDICAT.rangs))
    for mandant in mandants:
        un = un.coder(SYNDICAT.rangs[mandant], Code.REPRESENTE, mandataire)
    for code, owner in codes.items():
        un = un.coder(SYNDICAT.rangs[owner], Code(code), CASPER if code == "R" else None)
    return un


def trouver(un: EtatDesPresences, *, generale: bool = True, debiteurs: int = 0) -> tuple[Irregularite, ...]:
    voix = SYNDICAT.voix(CHARGES, le=JOUR) if generale else None
    return irregularites(un, SYNDICAT, voix=voix, le=JOUR, debiteurs=debiteurs)


@pytest.mark.req("POUV-01", "I-12")
def test_nothing_is_wrong_at_the_gilbert() -> None:
    """Casper and Girardot hold one proxy each; nobody represented, nothing to find."""
    assert trouver(feuille_de_12().depart()) == ()
    assert trouver(EtatDesPresences(coproprietaires=tuple(SYNDICAT.rangs))) == ()


@pytest.mark.req("I-12")
def test_too_many_proxies() -> None:
    """A fourth proxy brings Casper to 284 voices, over a tenth of 1000.91516: his four mandants are named."""
    (trouvee,) = trouver(etat(CASPER, ATRILLON, PETRUS, LATOUR, CLIQUOT))
    assert isinstance(trouvee.refus, PouvoirsEnSurnombre)
    assert (trouvee.mandataire, len(trouvee.mandants)) == (CASPER, 4)
    assert "284 voix excèdent 10 %" in trouvee.refus.plafond.motifs[0].texte
    assert trouver(etat(CASPER, ATRILLON, PETRUS, LATOUR)) == ()


@pytest.mark.req("I-12")
def test_without_a_general_key_there_is_no_cap() -> None:
    """The cap is a share of the voices of the syndicat: no general key, no share."""
    assert trouver(etat(CASPER, ATRILLON, PETRUS, LATOUR, CLIQUOT), generale=False) == ()


@pytest.mark.req("AG-16")
@pytest.mark.parametrize(("code", "permis"), [("O", True), ("D", True), ("R", False), ("C", False), ("N", False)])
def test_a_mandataire_who_is_an_owner_is_there(code: str, permis: bool) -> None:
    """MORGON, coded N, R or C, represents nobody; coded O or D he does (X-11)."""
    trouvees = trouver(etat(DE_MORGON, ALOXE, **{code: MORGON}))
    attendu = MandataireAbsent(mandataire="MORGON Charles", code=code)
    assert [un.refus for un in trouvees] == ([] if permis else [attendu])


@pytest.mark.req("I-13")
def test_who_may_hold_none() -> None:
    """The syndic holds a proxy: forbidden, and said once however often he is named."""
    syndic = Personne(nom="Le syndic", empechement=Empechement.SYNDIC)
    (trouvee,) = trouver(etat(syndic, ATRILLON, PETRUS))
    assert trouvee.refus == MandataireEmpeche(mandataire="Le syndic", cause="il est le syndic")
    assert trouvee.mandants == tuple(SYNDICAT.rangs[un] for un in (ATRILLON, PETRUS))
    un_seul = etat(Personne(nom="Le syndic"), BOURNAC, BROUILLY)
    mandataires = {**un_seul.mandataires, SYNDICAT.rangs[BOURNAC]: syndic}
    assert len(trouver(evolve(un_seul, mandataires=mandataires))) == 1


@pytest.mark.req("I-13")
def test_a_debtor_holds_none_when_his_lot_is_at_the_vote() -> None:
    """Art. 19-2: the owner whose lot's seizure is at the vote represents nobody, though he is there."""
    (trouvee,) = trouver(etat(DE_MORGON, ALOXE, O=MORGON), debiteurs=ensemble([SYNDICAT.rangs[MORGON]]))
    assert isinstance(trouvee.refus, MandataireEmpeche)
    assert "débiteur" in trouvee.refus.cause
    assert trouver(etat(DE_MORGON, ALOXE, O=MORGON), debiteurs=ensemble([SYNDICAT.rangs[MEURSAULT]])) == ()


@pytest.mark.req("I-12", "AG-16")
def test_two_faults_are_two_findings() -> None:
    """MORGON is absent and holds four proxies: both are said."""
    trouvees = trouver(etat(DE_MORGON, ATRILLON, PETRUS, LATOUR, CLIQUOT))
    assert [type(un.refus) for un in trouvees] == [MandataireAbsent, PouvoirsEnSurnombre]


@pytest.mark.req("I-13")
def test_nobody_is_a_debtor_unless_said() -> None:
    """ATRILLON, first on the list and present, holds a proxy like anybody."""
    etat_ = etat(Personne(coproprietaire=ATRILLON), ALOXE, O=ATRILLON)
    assert irregularites(etat_, SYNDICAT, voix=SYNDICAT.voix(CHARGES, le=JOUR), le=JOUR) == ()
