"""Card pages: the contract on each adapter, the published vector, and a whole payment over real HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, urlencode

import pytest
from agence_payee import ATRILLON, BOUTIQUE, BROUILLY, COMPTE, LE, agence, regler
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from prestataire import CLE, DESCRIPTION, SITE, Prestataire, poster, prestataire, sceau, servir
from returns.pipeline import is_successful

from lsc_adapters.payment.memory import MemoryCards
from lsc_adapters.payment.systempay import ContratSystempay, SystempayCards, signer
from lsc_domain import Engine
from lsc_domain.paiement.etat import EtatDePaiement
from lsc_domain.paiement.paiement import Paiement
from lsc_domain.ports.payment import CardPayment, FauteDeNotification, Redirection
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.euros import Euros
from lsc_domain.testing.contracts.payment import CardPaymentContract, MakeCards

CONTRAT = ContratSystempay(site=SITE, cle=CLE, mode="TEST")
GESTES = {
    EtatDePaiement.AUTORISE: "autoriser",
    EtatDePaiement.ENCAISSE: "payer",
    EtatDePaiement.REFUSE: "refuser",
    EtatDePaiement.ABANDONNE: "abandonner",
    EtatDePaiement.EXPIRE: "expirer",
}


class TestMemoryCards(CardPaymentContract):
    @pytest.fixture
    def make_cards(self) -> MakeCards:
        return lambda: MemoryCards([BOUTIQUE])

    def notification(
        self, cartes: CardPayment, page: Redirection, paiement: Paiement, etat: EtatDePaiement, le: datetime
    ) -> bytes:
        assert isinstance(cartes, MemoryCards)
        return cartes.notifier(paiement.id, etat, le=le)


class TestSystempayCards(CardPaymentContract):
    secret = CLE

    @pytest.fixture
    def make_cards(self) -> MakeCards:
        return lambda: SystempayCards({BOUTIQUE: CONTRAT})

    def notification(
        self, cartes: CardPayment, page: Redirection, paiement: Paiement, etat: EtatDePaiement, le: datetime
    ) -> bytes:
        au_loin = Prestataire(cles={SITE: CLE})
        statut, _ = au_loin.ouvrir(urlencode(page.champs).encode())
        assert statut == 200, au_loin.journal
        return au_loin.dire(paiement.id, GESTES[etat], le=le)


@pytest.mark.req("EXC-15")
def test_the_vector_of_the_guide() -> None:
    """The signature the provider publishes for these values is the one we make (guide 3.39, ch. 13)."""
    valeurs = ["INTERACTIVE", "5124", "TEST", "978", "PAYMENT", "SINGLE", "12345678", "20170129130025", "123456", "V2"]
    noms = "action_mode amount ctx_mode currency page_action payment_config site_id trans_date trans_id version"
    champs = {f"vads_{nom}": valeur for nom, valeur in zip(noms.split(), valeurs, strict=True)}
    attendue = "ycA5Do5tNvsnKdc/eP1bj2xa19z9q3iWPy9/rpesfS0="
    assert signer(champs, CLE) == sceau(champs, CLE) == attendue
    assert signer({**champs, "payer": "Valider", "vad": "x"}, CLE) == attendue


@given(
    st.dictionaries(st.from_regex(r"(vads_)?[a-z_]{1,12}", fullmatch=True), st.text(max_size=12)),
    st.text(min_size=1, max_size=20),
)
def test_whoever_reads_the_guide_makes_the_same_signature(champs: dict[str, str], cle: str) -> None:
    """Ours and the one the simulated provider wrote from the guide agree on every form, accents included."""
    assert signer(champs, cle) == sceau(champs, cle)


@pytest.mark.parametrize("change", ["site", "mode", "cle"])
def test_a_contract_that_cannot_be(change: str) -> None:
    with pytest.raises(InvalidValue):
        ContratSystempay(**{"site": SITE, "mode": "TEST", "cle": CLE} | {change: ""})
    with pytest.raises(InvalidValue):
        SystempayCards({"a": CONTRAT, "b": CONTRAT})
    with pytest.raises(InvalidValue):
        SystempayCards({}, adresse="paiement")
    assert CLE not in repr(CONTRAT)


# ------------------------------------------------------------------------------------------------------- over the wire


@pytest.fixture
def au_loin() -> Iterator[Prestataire]:
    with prestataire({SITE: CLE, "87654321": "0123456789"}) as un:
        yield un


@pytest.fixture
def engine(au_loin: Prestataire) -> Engine:
    contrats = {BOUTIQUE: CONTRAT, "voisin": ContratSystempay(site="87654321", cle="0123456789", mode="TEST")}
    return agence(cartes=SystempayCards(contrats, adresse=au_loin.adresse))


@pytest.fixture
def guichet(engine: Engine) -> Iterator[str]:
    """What a host puts behind its address: 200 when a notification was taken in, else 400."""

    def recevoir(corps: bytes) -> tuple[int, str]:
        return (200, "") if is_successful(engine.paiements.notifier(corps)) else (400, "")

    with servir(recevoir) as port:
        yield f"http://127.0.0.1:{port}/paiement/notification"


def payer(engine: Engine, guichet: str, au_loin: Prestataire, montant: str = "459.00") -> str:
    page = engine.paiements.payer_par_carte(
        BROUILLY, COMPTE, Euros.lire(montant), retour="https://extranet.example.invalid/", notification=guichet
    ).unwrap()
    assert page.adresse == au_loin.adresse
    statut, texte = poster(page.adresse, urlencode(page.champs).encode())
    assert (statut, au_loin.journal[-1][1]) == (200, "")
    assert str(Euros.lire(montant).centimes) in texte
    return au_loin.journal[-1][0]


def etat(engine: Engine) -> EtatDePaiement:
    return engine.paiements.paiements(BROUILLY)[0].etat


def soldes(engine: Engine) -> list[tuple[str, str, str]]:
    with engine.storage.transaction() as transaction:
        return [(une.compte, une.debit.decimal, une.credit.decimal) for une in transaction.ecritures.toutes()]


@pytest.mark.req("EXC-15", "EXA-30")
def test_a_payment_from_the_page_to_the_entry(engine: Engine, guichet: str, au_loin: Prestataire) -> None:
    """The amount goes to the page, comes back signed, and makes one balanced movement and one word to the merchant."""
    commande = payer(engine, guichet, au_loin)
    assert etat(engine) is EtatDePaiement.REDIRIGE
    assert soldes(engine) == []
    corps = au_loin.dire(commande, "payer", le=LE)
    assert [au_loin.poster(commande, corps) for _ in range(3)] == [200, 200, 200]
    assert etat(engine) is EtatDePaiement.ENCAISSE
    assert soldes(engine) == [("450BROUILLY", "0.00", "459.00"), ("512S001", "459.00", "0.00")]
    assert [un.destinataire for un in engine.messaging.plis] == ["tpe@example.invalid"]  # type: ignore[union-attr]


@pytest.mark.req("EXC-15")
@pytest.mark.parametrize(
    ("geste", "devient"),
    [("refuser", EtatDePaiement.REFUSE), ("abandonner", EtatDePaiement.ABANDONNE), ("expirer", EtatDePaiement.EXPIRE)],
)
def test_what_was_not_paid_makes_nothing(
    engine: Engine, guichet: str, au_loin: Prestataire, geste: str, devient: EtatDePaiement
) -> None:
    """Refused, abandoned, expired: the state is known, and no entry, no word."""
    commande = payer(engine, guichet, au_loin)
    assert au_loin.poster(commande, au_loin.dire(commande, geste, le=LE)) == 200
    assert (etat(engine), soldes(engine), engine.messaging.plis) == (devient, [], ())  # type: ignore[union-attr]


@pytest.mark.req("EXC-15")
def test_the_bank_s_word_of_before_comes_after(engine: Engine, guichet: str, au_loin: Prestataire) -> None:
    """A first card is refused, a second one pays, and the notifications come the wrong way round: it is paid."""
    commande = payer(engine, guichet, au_loin)
    dits = [
        au_loin.dire(commande, "payer", le=LE + timedelta(minutes=3), uuid="t2"),
        au_loin.dire(commande, "autoriser", le=LE + timedelta(minutes=2), uuid="t2"),
        au_loin.dire(commande, "refuser", le=LE + timedelta(minutes=1), uuid="t1"),
    ]
    assert [au_loin.poster(commande, un) for un in dits] == [200, 200, 200]
    assert etat(engine) is EtatDePaiement.ENCAISSE
    assert len(soldes(engine)) == 2


@pytest.mark.req("EXC-15")
def test_what_is_not_what_was_asked_changes_nothing(engine: Engine, guichet: str, au_loin: Prestataire) -> None:
    """Signed by the provider and yet of another amount, currency or order, by another's contract, or altered: no."""
    commande = payer(engine, guichet, au_loin)
    bon = au_loin.dire(commande, "payer", le=LE)
    mauvais = [
        au_loin.dire(commande, "payer", le=LE, vads_amount="1"),
        au_loin.dire(commande, "payer", le=LE, vads_currency="840"),
        au_loin.dire(commande, "payer", le=LE, vads_order_id="inconnu"),
        au_loin.dire(commande, "payer", le=LE, vads_site_id="87654321"),
        au_loin.dire(commande, "payer", le=LE, vads_trans_status="MERVEILLEUX"),
        au_loin.dire(commande, "payer", le=LE, vads_effective_creation_date="20260230000000"),
        bon.replace(b"45900", b"1"),
        bon.replace(b"CAPTURED", b"REFUSED"),
        bon + b"&vads_amount=45900",
        b"",
        b"\xff",
    ]
    assert [au_loin.poster(commande, un) for un in mauvais] == [400] * len(mauvais)
    assert (etat(engine), soldes(engine)) == (EtatDePaiement.REDIRIGE, [])
    assert au_loin.poster(commande, bon) == 200
    assert etat(engine) is EtatDePaiement.ENCAISSE


def test_why_it_proves_nothing() -> None:
    """Each fault has a name: nobody's shop, another's signature, unreadable."""
    au_loin, cartes = Prestataire(cles={SITE: "autre", "87654321": "x"}), SystempayCards({BOUTIQUE: CONTRAT})
    au_loin.pages["p"] = {"vads_site_id": SITE, "vads_ctx_mode": "TEST", "vads_amount": "1", "vads_order_id": "p"}
    dire = {
        FauteDeNotification.SIGNATURE: au_loin.dire("p", "payer", le=LE),
        FauteDeNotification.BOUTIQUE_INCONNUE: au_loin.dire("p", "payer", le=LE, vads_site_id="87654321"),
        FauteDeNotification.ILLISIBLE: b"a=1&a=2",
    }
    assert {faute: cartes.parse(corps).failure() for faute, corps in dire.items()} == {un: un for un in dire}
    # The key of tests does not settle what is in production.
    production = SystempayCards({BOUTIQUE: evolve(CONTRAT, mode="PRODUCTION")})
    au_loin.cles[SITE] = CLE
    assert production.parse(au_loin.dire("p", "payer", le=LE)).failure() is FauteDeNotification.BOUTIQUE_INCONNUE


def test_money_that_goes_back_is_said_by_a_credit(engine: Engine, guichet: str, au_loin: Prestataire) -> None:
    """A credit that is captured is a refund; one that is only authorised says nothing yet. The entry stays."""
    commande = payer(engine, guichet, au_loin)
    au_loin.poster(commande, au_loin.dire(commande, "payer", le=LE))
    credit = {"vads_operation_type": "CREDIT"}
    au_loin.poster(commande, au_loin.dire(commande, "autoriser", le=LE + timedelta(days=1), **credit))
    assert etat(engine) is EtatDePaiement.ENCAISSE
    au_loin.poster(commande, au_loin.dire(commande, "payer", le=LE + timedelta(days=2), **credit))
    assert etat(engine) is EtatDePaiement.REMBOURSE
    assert len(soldes(engine)) == 2


@pytest.mark.req("EXC-15")
@pytest.mark.parametrize(
    ("nom", "autre"), [("vads_operation_type", "vads_operation_typf"), ("vads_currency", "vads_cu0rency")]
)
def test_a_field_renamed_on_the_way_is_not_read_as_its_usual_value(
    engine: Engine, guichet: str, au_loin: Prestataire, nom: str, autre: str
) -> None:
    """Names are not signed: in the same place under another name, a refund would pass for a payment."""
    cartes = SystempayCards({BOUTIQUE: CONTRAT})
    commande = payer(engine, guichet, au_loin)
    corps = au_loin.dire(commande, "payer", le=LE, vads_operation_type="CREDIT")
    assert cartes.parse(corps).unwrap().etat is EtatDePaiement.REMBOURSE
    renomme = corps.replace(nom.encode(), autre.encode())
    assert cartes.parse(renomme).failure() is FauteDeNotification.ILLISIBLE


@pytest.mark.req("EXC-15")
@pytest.mark.parametrize("champ", sorted(DESCRIPTION["champs"]))
def test_the_provider_refuses_a_form_that_breaks_the_contract(au_loin: Prestataire, champ: str) -> None:
    """The simulated provider takes nothing on trust: each field missing, altered or twice is refused."""
    cartes = SystempayCards({BOUTIQUE: CONTRAT})
    engine = agence(cartes=cartes)
    page = engine.paiements.payer_par_carte(
        BROUILLY, COMPTE, Euros(100), retour="https://r.example.invalid/", notification="https://n.example.invalid/"
    ).unwrap()
    champs = dict(page.champs)
    sans = {nom: valeur for nom, valeur in champs.items() if nom != champ}
    assert au_loin.ouvrir(urlencode(sans).encode())[0] == 400
    assert au_loin.ouvrir(urlencode({**champs, champ: "é"}).encode())[0] == 400
    assert au_loin.ouvrir(urlencode([*champs.items(), (champ, champs[champ])]).encode())[0] == 400
    assert au_loin.ouvrir(urlencode(champs).encode())[0] == 200
    assert au_loin.ouvrir(urlencode(champs).encode())[0] == 400  # the same number, the same day


def test_the_form_says_what_it_must() -> None:
    """Cents, UTC, our order: the fields, word for word, for a client without e-mail as well."""
    engine = agence(cartes=SystempayCards({BOUTIQUE: CONTRAT}))
    regler(engine, paiement_sans_courriel=True)
    page = engine.paiements.payer_par_carte(
        ATRILLON, "450ATRILLON", Euros.lire("12.50"), retour="https://r/", notification="https://n/"
    ).unwrap()
    attendus = {
        "vads_action_mode": "INTERACTIVE",
        "vads_amount": "1250",
        "vads_ctx_mode": "TEST",
        "vads_currency": "978",
        "vads_order_id": "r-1",
        "vads_page_action": "PAYMENT",
        "vads_payment_config": "SINGLE",
        "vads_site_id": SITE,
        "vads_trans_date": LE.astimezone(UTC).strftime("%Y%m%d%H%M%S"),
        "vads_trans_id": "270000",
        "vads_url_check": "https://n/",
        "vads_url_return": "https://r/",
        "vads_version": "V2",
    }
    signature = sceau(attendus, CLE)
    assert dict(page.champs) == {**attendus, "signature": signature}
    assert dict(parse_qsl(urlencode(page.champs)))["signature"] == signature
