"""What becomes of a payment, whatever is said of it, as often and in whatever order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from returns.pipeline import is_successful

from lsc_domain.paiement import (
    AutreBoutique,
    AutrePaiement,
    EtatDePaiement,
    EvenementDePaiement,
    MandatUnique,
    MontantDiffere,
    Moyen,
    Paiement,
    appliquer,
    libelle,
)
from lsc_domain.paiement import refus as refus_
from lsc_domain.paiement.etat import EtatDePaiement as Etat
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.euros import ZERO, Euros
from lsc_domain.socle.ids import CompteId, EntiteId, PaiementId, TiersId

LE = datetime(2026, 7, 6, 9, 30, tzinfo=UTC)
PAIEMENT = Paiement(
    id=PaiementId("p1"),
    tiers=TiersId("BROUILLY"),
    compte=CompteId("450BROUILLY"),
    beneficiaire=EntiteId("S001"),
    montant=Euros(45_900),
    moyen=Moyen.CARTE,
    cree_le=LE,
    boutique="gilbert",
    etat=Etat.REDIRIGE,
)


def evenement(cle: str, etat: Etat, minutes: int = 0, reference: str = "t1") -> EvenementDePaiement:
    return EvenementDePaiement(
        cle=cle,
        paiement=PAIEMENT.id,
        reference=reference,
        etat=etat,
        montant=PAIEMENT.montant,
        devise="EUR",
        le=LE + timedelta(minutes=minutes),
        boutique="gilbert",
    )


@st.composite
def histoires(draw: st.DrawFn) -> list[EvenementDePaiement]:
    """Events of one payment, each with a key of its own, several of them at one instant."""
    dits = draw(st.lists(st.tuples(st.sampled_from(Etat), st.integers(0, 3), st.sampled_from("ab")), max_size=8))
    return [evenement(f"k{rang}", *dit) for rang, dit in enumerate(dits)]


def raconter(evenements: list[EvenementDePaiement], depuis: Paiement = PAIEMENT) -> Paiement:
    for un in evenements:
        depuis = appliquer(depuis, un).unwrap()
    return depuis


@pytest.mark.req("EXC-15")
@given(histoires(), st.data())
def test_neither_order_nor_repetition_changes_what_it_becomes(
    histoire: list[EvenementDePaiement], data: st.DataObject
) -> None:
    """Any shuffle of the same events, each said as often as one likes, ends in the same payment, to the field."""
    redite = data.draw(st.permutations(histoire + data.draw(st.lists(st.sampled_from(histoire))) if histoire else []))
    assert raconter(redite) == raconter(histoire)


@pytest.mark.req("EXC-15")
@given(histoires(), st.data())
def test_what_is_not_what_was_asked_changes_nothing(histoire: list[EvenementDePaiement], data: st.DataObject) -> None:
    """Another payment, amount, currency or contract: refused, wherever it comes, whatever it says."""
    paiement = raconter(histoire)
    bon = evenement("z", data.draw(st.sampled_from(Etat)), data.draw(st.integers(0, 9)))
    faux: dict[type, EvenementDePaiement] = {
        AutrePaiement: evolve(bon, paiement=PaiementId("p2")),
        MontantDiffere: data.draw(
            st.sampled_from([evolve(bon, montant=Euros(45_901)), evolve(bon, montant=ZERO), evolve(bon, devise="USD")])
        ),
        AutreBoutique: evolve(bon, boutique="voisin"),
    }
    for attendu, un in faux.items():
        refus = appliquer(paiement, un)
        assert not is_successful(refus)
        assert type(refus.failure()) is attendu


@pytest.mark.req("EXC-15")
@given(histoires())
def test_money_that_came_is_never_forgotten(histoire: list[EvenementDePaiement]) -> None:
    """As soon as one event says it came it is to be entered, from the first instant anybody said so."""
    paiement = raconter(histoire)
    encaisses = [un.le for un in histoire if un.etat is Etat.ENCAISSE]
    assert paiement.a_comptabiliser is bool(encaisses)
    assert paiement.encaisse_le == min(encaisses, default=None)
    if encaisses:
        assert paiement.etat in {Etat.ENCAISSE, Etat.REMBOURSE, Etat.CONTESTE}
    assert not evolve(paiement, ecriture="e1").a_comptabiliser


@pytest.mark.parametrize(
    ("dits", "devient"),
    [
        ([(Etat.REFUSE, 0), (Etat.AUTORISE, 1), (Etat.ENCAISSE, 2)], Etat.ENCAISSE),
        ([(Etat.ENCAISSE, 0), (Etat.ABANDONNE, 5)], Etat.ENCAISSE),
        ([(Etat.AUTORISE, 0), (Etat.REFUSE, 1)], Etat.REFUSE),
        ([(Etat.AUTORISE, 0), (Etat.ABANDONNE, 0)], Etat.ABANDONNE),
        ([(Etat.REFUSE, 0), (Etat.AUTORISE, 0)], Etat.AUTORISE),
        ([(Etat.ENCAISSE, 0), (Etat.REMBOURSE, 9)], Etat.REMBOURSE),
        ([(Etat.CREE, 9)], Etat.REDIRIGE),
        ([], Etat.REDIRIGE),
    ],
)
def test_the_usual_histories(dits: list[tuple[Etat, int]], devient: Etat) -> None:
    """A second card after a refusal, a cancelled authorisation, a refund: what each becomes."""
    assert raconter([evenement(str(rang), *un) for rang, un in enumerate(dits)]).etat is devient


@pytest.mark.parametrize(
    "change",
    [
        {"montant": ZERO},
        {"montant": Euros(-1)},
        {"moyen": Moyen.PRELEVEMENT},
        {"mandat": MandatUnique(reference="r", titulaire="B", iban="FR7630006000011234567890189", signe_le=LE.date())},
    ],
)
def test_what_no_payment_is(change: dict[str, object]) -> None:
    with pytest.raises(InvalidValue):
        evolve(PAIEMENT, **change)


@pytest.mark.req("EXC-15")
@pytest.mark.parametrize(
    "change", [{"reference": "/r"}, {"reference": "r" * 36}, {"iban": "FR7630006000011234567890188"}]
)
def test_a_mandate_has_a_reference_and_an_account(change: dict[str, str]) -> None:
    """A RUM of at most 35 signs, a true IBAN; it shows neither in a repr nor in what is refused."""
    bon = {"reference": "r", "titulaire": "B", "iban": "FR76 3000 6000 0112 3456 7890 189", "signe_le": LE.date()}
    mandat = MandatUnique(**bon)  # type: ignore[arg-type]
    assert mandat.iban == "FR7630006000011234567890189"
    assert "FR76" not in repr(mandat)
    with pytest.raises(InvalidValue) as refus:
        MandatUnique(**bon | change)  # type: ignore[arg-type]
    assert "FR76" not in str(refus.value)


@pytest.mark.parametrize("change", [{"cle": ""}, {"le": datetime(2026, 7, 6)}])  # noqa: DTZ001
def test_what_no_event_is(change: dict[str, object]) -> None:
    with pytest.raises(InvalidValue):
        evolve(evenement("k", Etat.REFUSE), **change)


def test_each_refusal_and_each_state_has_its_words() -> None:
    """One sentence each, no two alike, and no bank reference in any."""
    unions = (refus_.RefusDePaiement, refus_.RefusDeNotification, refus_.RefusDeRemise)
    types = {un for union in unions for un in get_args(union)}
    valeurs = {
        "moyen": Moyen.CARTE,
        "montant": Euros(1),
        "plafond": Euros(2),
        "attendu": Euros(3),
        "manques": ("l'ICS",),
        "echeance": LE.date(),
        "premiere": LE.date(),
    }
    dits = {
        libelle(
            un(
                **{
                    champ: valeurs.get(champ, Euros(4) if (un, champ) == (MontantDiffere, "recu") else "X")
                    for champ in un.__annotations__
                }
            )
        )
        for un in types
    }
    assert len(dits) == len(types)
    assert all(un[0].isupper() and un.endswith(".") for un in dits)
    assert len({un.libelle for un in EtatDePaiement}) == len(EtatDePaiement)
