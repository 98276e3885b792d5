"""Arrivals and departures: what each does to who is there."""

import pytest
from gilbert import ATRILLON, CASPER, GIRARDOT, LATOUR, LEPITRE, MORGON, YQUEM
from returns.result import Result

from lsc_domain.assemblee import Code, EtatDesPresences, Mouvement, Sens, deplacer
from lsc_domain.assemblee.refus import CodeImpossible, DejaAbsent, DejaPresent, RefusMouvement
from lsc_domain.copropriete import Personne
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import CoproprietaireId, ResolutionId

TOUS = (ATRILLON, LATOUR, LEPITRE, MORGON, YQUEM)
RANG = {qui: rang for rang, qui in enumerate(TOUS)}


def etat(**codes: str) -> EtatDesPresences:
    """ATRILLON, LATOUR, LEPITRE, MORGON, YQUEM by their codes; « R:NAME » for a represented owner."""
    noms = {"ATRILLON": ATRILLON, "LATOUR": LATOUR, "LEPITRE": LEPITRE, "MORGON": MORGON, "YQUEM": YQUEM}
    depart = EtatDesPresences(coproprietaires=TOUS)
    for nom, code in codes.items():
        lettre, _, par = code.partition(":")
        mandataire = (Personne(coproprietaire=noms[par]) if par in noms else Personne(nom=par)) if par else None
        depart = depart.coder(RANG[noms[nom]], Code(lettre), mandataire)
    return depart


def arrive(
    avant: EtatDesPresences, qui: CoproprietaireId, code: str = "O", par: Personne | None = None
) -> Result[EtatDesPresences, RefusMouvement]:
    return _bouge(avant, Sens.ARRIVEE, qui, Code(code), par)


def part(
    avant: EtatDesPresences, qui: CoproprietaireId, laisse: Personne | None = None
) -> Result[EtatDesPresences, RefusMouvement]:
    return _bouge(avant, Sens.DEPART, qui, Code.ABSENT, laisse)


def _bouge(
    avant: EtatDesPresences, sens: Sens, qui: CoproprietaireId, code: Code, par: Personne | None
) -> Result[EtatDesPresences, RefusMouvement]:
    mouvement = Mouvement(sens=sens, coproprietaire=qui, resolution=ResolutionId("6"), code=code, mandataire=par)
    return deplacer(avant, mouvement, rang=RANG[qui])


def codes(un: EtatDesPresences) -> str:
    return "".join(un.code(rang).value for rang in range(len(TOUS)))


@pytest.mark.req("AG-35")
@pytest.mark.parametrize("code", ["O", "D"])
def test_who_was_absent_arrives(code: str) -> None:
    """An absent owner arrives physically or at a distance, and leaves again."""
    venu = arrive(etat(), ATRILLON, code).unwrap()
    assert codes(venu) == f"{code}NNNN"
    assert codes(part(venu, ATRILLON).unwrap()) == "NNNNN"


@pytest.mark.req("AG-35", "AG-15")
def test_who_was_absent_arrives_represented() -> None:
    """A mandataire arrives for an absent owner."""
    venu = arrive(etat(), ATRILLON, "R", CASPER).unwrap()
    assert (codes(venu), venu.mandataires) == ("RNNNN", {0: CASPER})
    autre = arrive(venu, ATRILLON, "R", GIRARDOT).unwrap()
    assert autre.mandataires == {0: GIRARDOT}


@pytest.mark.req("I-15", "I-14")
@pytest.mark.parametrize(("avant", "code"), [("C", "O"), ("C", "D"), ("R:Casper", "O"), ("O", "D"), ("D", "O")])
def test_an_arrival_replaces_what_was(avant: str, code: str) -> None:
    """A correspondence voter or a mandant who comes is there in person: the form, or the proxy, is over."""
    venu = arrive(etat(LEPITRE=avant), LEPITRE, code).unwrap()
    assert venu.code(RANG[LEPITRE]) == code
    assert venu.correspondance == 0
    assert venu.mandataires == {}


@pytest.mark.req("I-27")
def test_a_leaving_owner_may_leave_a_proxy() -> None:
    """He is then represented from that resolution on; otherwise absent."""
    avec, sans = part(etat(ATRILLON="O"), ATRILLON, CASPER).unwrap(), part(etat(ATRILLON="O"), ATRILLON).unwrap()
    assert (codes(avec), avec.mandataires) == ("RNNNN", {0: CASPER})
    assert (codes(sans), sans.mandataires) == ("NNNNN", {})


@pytest.mark.req("I-28")
def test_a_holder_who_leaves_takes_his_mandants_with_him() -> None:
    """MORGON goes, and with him ATRILLON he represents, and LATOUR whom ATRILLON represents."""
    avant = etat(MORGON="O", ATRILLON="R:MORGON", LATOUR="R:ATRILLON", YQUEM="O")
    assert codes(part(avant, MORGON).unwrap()) == "NNNNO"


@pytest.mark.req("I-28", "I-14")
def test_a_holder_who_leaves_may_pass_his_proxies_on() -> None:
    """He leaves a mandataire: he and his mandants are represented by that one (sub-delegation)."""
    apres = part(etat(MORGON="O", ATRILLON="R:MORGON", YQUEM="R:Girardot"), MORGON, CASPER).unwrap()
    assert codes(apres) == "RNNRR"
    assert apres.mandataires == {0: CASPER, 3: CASPER, 4: GIRARDOT}


@pytest.mark.req("AG-15", "I-28")
def test_a_mandant_never_becomes_his_own_mandataire() -> None:
    """MORGON leaves his proxies to ATRILLON, whom he represents: nobody stands for ATRILLON any more."""
    apres = part(etat(MORGON="O", ATRILLON="R:MORGON"), MORGON, Personne(coproprietaire=ATRILLON)).unwrap()
    assert RANG[ATRILLON] not in apres.mandataires
    assert apres.code(RANG[ATRILLON]) is Code.ABSENT


@pytest.mark.req("AG-15")
@pytest.mark.parametrize(("sens", "code"), [(Sens.DEPART, Code.ABSENT), (Sens.ARRIVEE, Code.REPRESENTE)])
def test_nobody_leaves_himself_as_his_mandataire(sens: Sens, code: Code) -> None:
    """One does not represent oneself, coming or going."""
    with pytest.raises(InvalidValue, match="soi-même"):
        Mouvement(
            sens=sens,
            coproprietaire=ATRILLON,
            resolution=ResolutionId("6"),
            code=code,
            mandataire=Personne(coproprietaire=ATRILLON),
        )


@pytest.mark.req("AG-35")
@pytest.mark.parametrize("code", ["O", "D"])
def test_who_is_there_does_not_arrive(code: str) -> None:
    """Arriving in the way one already takes part is refused."""
    refus = arrive(etat(ATRILLON=code), ATRILLON, code).failure()
    assert refus == DejaPresent(coproprietaire=ATRILLON, code=code)


@pytest.mark.req("AG-35")
@pytest.mark.parametrize("code", ["N", "C"])
def test_who_is_not_there_does_not_leave(code: str) -> None:
    """An absent owner does not leave, nor one who is there by letter only."""
    assert part(etat(ATRILLON=code), ATRILLON).failure() == DejaAbsent(coproprietaire=ATRILLON)


@pytest.mark.req("AG-15", "AG-35")
@pytest.mark.parametrize(("code", "par"), [("N", None), ("C", None), ("R", None), ("O", CASPER), ("D", CASPER)])
def test_nobody_arrives_absent_or_by_letter(code: str, par: Personne | None) -> None:
    """One arrives O or D without a mandataire, or R with one."""
    refus = arrive(etat(), ATRILLON, code, par).failure()
    assert refus == CodeImpossible(coproprietaire=ATRILLON, code=code)
