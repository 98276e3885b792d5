"""What every `CardPayment` and every `DirectDebit` must do, whoever wrote it: subclass, and run pytest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final

import pytest
from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from returns.pipeline import is_successful

from lsc_domain.paiement.creancier import Adresse, Creancier
from lsc_domain.paiement.etat import EtatDePaiement, Moyen
from lsc_domain.paiement.paiement import EURO, MandatUnique, Paiement
from lsc_domain.ports.errors import Unavailable
from lsc_domain.ports.payment import CardPayment, DirectDebit, Redirection
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.euros import Euros
from lsc_domain.socle.ids import CompteId, EntiteId, PaiementId, TiersId
from lsc_domain.testing.contracts._essai import essayer

MakeCards = Callable[[], CardPayment]
MakeDebits = Callable[[], DirectDebit]

BOUTIQUE: Final = "gilbert"
"""The merchant contract a maker of cards must hold."""
LE: Final = datetime(2026, 7, 6, 9, 30, tzinfo=UTC)
_ADRESSE: Final = Adresse(rue="rue du Puits", numero="12", code_postal="54000", ville="Nancy")
GILBERT: Final = Creancier(
    entite=EntiteId("S001"),
    nom="SDC GILBERT",
    iban="FR7630006000011234567890189",
    bic="AGRIFRPP",
    ics="FR72ZZZ123456",
    adresse=_ADRESSE,
    boutique=BOUTIQUE,
)
_DEBITEUR: Final = "FR1420041010050500013M02606"
_RETOUR: Final = "https://extranet.example.invalid/retour"
_NOTIFICATION: Final = "https://extranet.example.invalid/paiement/notification"


class CardPaymentContract:
    """
    The laws of a card page. Your subclass makes one that holds the contract `BOUTIQUE`, and speaks as the provider.

    >>> class TestMine(CardPaymentContract):
    ...     @pytest.fixture
    ...     def make_cards(self):
    ...         return MyCards
    ...
    ...     def notification(self, cartes, page, paiement, etat, le):
    ...         return b"..."  # what the provider posts once that happened on that page
    """

    etats: tuple[EtatDePaiement, ...] = (
        EtatDePaiement.AUTORISE,
        EtatDePaiement.ENCAISSE,
        EtatDePaiement.REFUSE,
        EtatDePaiement.ABANDONNE,
        EtatDePaiement.EXPIRE,
    )
    """What the provider may say of a payment."""
    secret: str = ""
    """What must be seen nowhere, when there is something."""

    @pytest.fixture
    def make_cards(self) -> MakeCards:
        """Return a maker of card pages."""
        raise NotImplementedError

    def notification(
        self, cartes: CardPayment, page: Redirection, paiement: Paiement, etat: EtatDePaiement, le: datetime
    ) -> bytes:
        """Return the body the provider posts when a payment reaches a state."""
        raise NotImplementedError

    @pytest.mark.req("EXC-15")
    def test_what_was_asked_is_what_is_said(self, make_cards: MakeCards) -> None:
        """A notification is of the payment that was asked for: its identity, its amount, its currency, its contract."""

        def law(centimes: int) -> None:
            cartes, paiement = make_cards(), evolve(_par_carte(), montant=Euros(centimes))
            page = _commencer(cartes, paiement)
            for etat in self.etats:
                dit = cartes.parse(self.notification(cartes, page, paiement, etat, LE)).unwrap()
                assert (dit.paiement, dit.etat, dit.boutique) == (paiement.id, etat, BOUTIQUE)
                assert (dit.montant, dit.devise, dit.le) == (paiement.montant, EURO, LE)

        essayer(law, st.integers(1, 99_999_999), exemples=20)

    @pytest.mark.req("EXC-15")
    def test_an_event_has_a_key_and_one_only(self, make_cards: MakeCards) -> None:
        """The same bytes are the same event; another state, or another instant, is another one."""
        cartes, paiement = make_cards(), _par_carte()
        page = _commencer(cartes, paiement)
        dits = [
            self.notification(cartes, page, paiement, etat, LE + timedelta(minutes=rang))
            for etat in self.etats
            for rang in range(2)
        ]
        cles = [cartes.parse(un).unwrap().cle for un in dits]
        assert len(set(cles)) == len(cles)
        assert cles == [cartes.parse(un).unwrap().cle for un in dits]

    @pytest.mark.req("EXC-15")
    def test_one_changed_byte_proves_nothing(self, make_cards: MakeCards) -> None:
        """
        Whatever was changed on the way, or made up, is no notification, and no exception either.

        A form has several writings (%2b, %2B), and some providers sign values without their names: what is read in
        spite of a change is the same event, of the same payment, for the same amount, to the same state.
        """
        cartes, paiement = make_cards(), _par_carte()
        corps = self.notification(cartes, _commencer(cartes, paiement), paiement, EtatDePaiement.ENCAISSE, LE)
        bon = cartes.parse(corps).unwrap()

        def law(change: tuple[int, int]) -> None:
            rang, octet = change[0] % len(corps), change[1]
            altere = corps[:rang] + bytes([octet]) + corps[rang + 1 :]
            lu = cartes.parse(altere)
            if is_successful(lu):
                dit = lu.unwrap()
                assert evolve(dit, le=bon.le, reference=bon.reference) == bon

        essayer(law, st.tuples(st.integers(0, 10_000), st.integers(0, 255)), exemples=200)
        for rien in (b"", b"&", b"\xff\0", corps[:-1], b"x" * 1_000_000):
            assert not is_successful(cartes.parse(rien))

    @pytest.mark.req("EXC-15")
    def test_nobody_pays_a_beneficiary_without_a_contract(self, make_cards: MakeCards) -> None:
        """Without a contract of its own, a beneficiary has no page: it is never another's that is credited."""
        cartes = make_cards()
        assert cartes.connait(BOUTIQUE)
        for boutique in ("", "autre"):
            assert not cartes.connait(boutique)
            with pytest.raises(Unavailable):
                _commencer(cartes, _par_carte(), evolve(GILBERT, boutique=boutique))
        with pytest.raises(Unavailable):
            _commencer(cartes, evolve(_par_carte(), beneficiaire=EntiteId("S002")))

    def test_a_page_is_somewhere(self, make_cards: MakeCards) -> None:
        """The browser is sent to the web, with fields that are texts; what signs them is not among them."""
        cartes = make_cards()
        page = _commencer(cartes, _par_carte())
        assert page.adresse.startswith(("https://", "http://127.0.0.1"))
        assert all(type(un) is str for paire in page.champs.items() for un in paire)
        if self.secret:
            assert self.secret not in f"{page!r} {dict(page.champs)} {cartes!r}"


class DirectDebitContract:
    """
    The laws of a file of debits. Your subclass makes the writer, and reads what it writes.

    >>> class TestMine(DirectDebitContract):
    ...     @pytest.fixture
    ...     def make_debits(self):
    ...         return MyDebits
    ...
    ...     def lire(self, contenu):
    ...         return {...}  # the amount of each debit, by the identity of the payment
    """

    exemples: int = 20

    @pytest.fixture
    def make_debits(self) -> MakeDebits:
        """Return a maker of writers."""
        raise NotImplementedError

    def lire(self, contenu: bytes) -> Mapping[str, Euros]:
        """Read a file: what is debited, by payment."""
        raise NotImplementedError

    @pytest.mark.req("EXC-15")
    def test_each_is_debited_once_of_what_it_owes(self, make_debits: MakeDebits) -> None:
        """The file holds the debits it was given, each once, to the centime."""

        def law(paiements: tuple[Paiement, ...]) -> None:
            contenu = make_debits().remise(paiements, GILBERT, numero="R1", le=LE)
            assert dict(self.lire(contenu)) == {un.id: un.montant for un in paiements}

        essayer(law, prelevements(), exemples=self.exemples)

    @pytest.mark.req("EXC-15")
    def test_the_same_debits_make_the_same_file(self, make_debits: MakeDebits) -> None:
        """A file made again is the one the bank already has, to the byte."""

        def law(paiements: tuple[Paiement, ...]) -> None:
            a_paris = LE.astimezone(timezone(timedelta(hours=2)))  # the same instant: a store gives it back in UTC
            faire = [make_debits().remise(paiements, GILBERT, numero="R1", le=le) for le in (LE, LE, a_paris)]
            assert faire[0] == faire[1] == faire[2] != make_debits().remise(paiements, GILBERT, numero="R2", le=LE)

        essayer(law, prelevements(), exemples=self.exemples)

    @pytest.mark.req("EXC-15")
    @pytest.mark.parametrize(
        "incomplet",
        [evolve(GILBERT, iban=""), evolve(GILBERT, bic=""), evolve(GILBERT, ics=""), evolve(GILBERT, adresse=None)],
        ids=["iban", "bic", "ics", "adresse"],
    )
    def test_a_creditor_is_whole(self, make_debits: MakeDebits, incomplet: Creancier) -> None:
        """ICS, IBAN, BIC and address: without one of them no file is made."""
        with pytest.raises(InvalidValue):
            make_debits().remise((prelevement("a"),), incomplet, numero="R1", le=LE)

    def test_what_no_file_may_hold(self, make_debits: MakeDebits) -> None:
        """Nothing, the same one twice, what is due to somebody else, what is paid by card."""
        un, debits = prelevement("a"), make_debits()
        for refuse in ((), (un, un), (evolve(un, beneficiaire=EntiteId("S002")),), (_par_carte(),)):
            with pytest.raises(InvalidValue):
                debits.remise(refuse, GILBERT, numero="R1", le=LE)


def prelevement(id_: str, *, centimes: int = 4_500, titulaire: str = "BROUILLY") -> Paiement:
    """Return a debit of GILBERT."""
    return Paiement(
        id=PaiementId(id_),
        tiers=TiersId("BROUILLY"),
        compte=CompteId("450BROUILLY"),
        beneficiaire=GILBERT.entite,
        montant=Euros(centimes),
        moyen=Moyen.PRELEVEMENT,
        cree_le=LE,
        mandat=MandatUnique(
            reference=id_, titulaire=titulaire, iban=_DEBITEUR, signe_le=date(2026, 7, 6), adresse=_ADRESSE
        ),
        echeance=date(2026, 7, 20),
    )


def prelevements() -> SearchStrategy[tuple[Paiement, ...]]:
    """Return debits of GILBERT, of one day or several, no two alike."""

    def faire(montants: list[tuple[int, int]]) -> tuple[Paiement, ...]:
        return tuple(
            evolve(prelevement(f"p{rang}", centimes=centimes), echeance=date(2026, 7, 20) + timedelta(days=jours))
            for rang, (centimes, jours) in enumerate(montants)
        )

    return st.lists(st.tuples(st.integers(1, 99_999_999), st.integers(0, 3)), min_size=1, max_size=12).map(faire)


def _par_carte() -> Paiement:
    return Paiement(
        id=PaiementId("carte-1"),
        tiers=TiersId("BROUILLY"),
        compte=CompteId("450BROUILLY"),
        beneficiaire=GILBERT.entite,
        montant=Euros(12_050),
        moyen=Moyen.CARTE,
        cree_le=LE,
        boutique=BOUTIQUE,
    )


def _commencer(cartes: CardPayment, paiement: Paiement, creancier: Creancier = GILBERT) -> Redirection:
    return cartes.start(
        paiement,
        creancier,
        courriel="brouilly@example.invalid",
        retour=_RETOUR,
        notification=_NOTIFICATION,
        le=LE,
    )
