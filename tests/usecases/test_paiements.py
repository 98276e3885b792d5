"""Paying from the extranet: who may, to whom, once; the draft, the file, the posting; who is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from threading import Thread

import pytest
from agence import ATRILLON, BROUILLY, CLATOUR, PAILLOUX
from agence_payee import ADRESSE, BOUTIQUE, COMPTABLE, COMPTE, GILBERT, IBAN, LE, VALIDATEUR, agence, decrire, regler
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from returns.pipeline import is_successful
from returns.result import Result

from lsc_adapters.clock.fixed import FixedClock
from lsc_adapters.messaging.memory import MemoryMessaging
from lsc_adapters.payment.memory import MemoryCards, MemoryDebits
from lsc_domain import Engine
from lsc_domain.compte.ecriture import Ecriture
from lsc_domain.paiement.creancier import Adresse, Creancier
from lsc_domain.paiement.echeance import ReglesDePaiement
from lsc_domain.paiement.etat import EtatDePaiement, Moyen
from lsc_domain.paiement.paiement import Paiement
from lsc_domain.paiement.refus import (
    CompteDUnAutre,
    CreancierIncomplet,
    EcheanceRefusee,
    IbanRefuse,
    MontantRefuse,
    PaiementFerme,
    PaiementInconnu,
    RefusDePaiement,
    RemiseInconnue,
    ReserveAuSyndic,
    RienARemettre,
    SansCommercant,
    SansContrat,
    SansCourriel,
    TitulaireRefuse,
)
from lsc_domain.ports.errors import BrokenTemplate, Unavailable
from lsc_domain.ports.messaging import EchecDEnvoi, Envoye, Pli, RaisonDEchec
from lsc_domain.ports.payment import FauteDeNotification, Redirection
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.euros import ZERO, Euros
from lsc_domain.socle.ids import CompteId, EntiteId, PaiementId, TiersId

S001 = EntiteId("S001")
MONTANT = Euros.lire("459.00")
RETOUR, NOTIFICATION = "https://extranet.example.invalid/", "https://extranet.example.invalid/paiement/notification"


@pytest.fixture
def cartes() -> MemoryCards:
    return MemoryCards([BOUTIQUE])


class Oublieuse(MemoryMessaging):
    """A carrier that remembers no key, as a mail server: each time it is given a pli, one leaves."""

    def __init__(self) -> None:
        super().__init__()
        self.partis: list[str] = []

    def envoyer(self, pli: Pli, /) -> Result[Envoye, EchecDEnvoi]:
        self.partis.append(pli.cle)
        return super().envoyer(pli)


@pytest.fixture
def messagerie() -> Oublieuse:
    return Oublieuse()


@pytest.fixture
def engine(cartes: MemoryCards, messagerie: Oublieuse) -> Engine:
    return agence(cartes=cartes, prelevements=MemoryDebits(), messaging=messagerie)


def par_carte(
    engine: Engine, qui: TiersId = BROUILLY, compte: CompteId = COMPTE, montant: Euros = MONTANT
) -> Result[Redirection, RefusDePaiement]:
    return engine.paiements.payer_par_carte(qui, compte, montant, retour=RETOUR, notification=NOTIFICATION)


def prelever(
    engine: Engine,
    qui: TiersId = BROUILLY,
    compte: CompteId = COMPTE,
    montant: Euros = MONTANT,
    *,
    iban: str = IBAN,
    titulaire: str = "M. BROUILLY",
    adresse: Adresse = ADRESSE,
    echeance: date | None = None,
) -> Result[Paiement, RefusDePaiement]:
    return engine.paiements.prelever(
        qui, compte, montant, iban=iban, titulaire=titulaire, adresse=adresse, echeance=echeance
    )


def ecritures(engine: Engine) -> list[Ecriture]:
    with engine.storage.transaction() as transaction:
        return list(transaction.ecritures.toutes())


# ---------------------------------------------------------------------------------------------------------- what opens

REFUS_COMMUNS: list[tuple[Callable[[Engine], None], type]] = [
    (lambda engine: regler(engine, actif=False), PaiementFerme),
    (lambda engine: regler(engine, carte=False, prelevement=False), PaiementFerme),
]


@pytest.mark.req("EXC-15")
def test_what_the_page_of_an_account_offers(engine: Engine) -> None:
    """To whom, on which IBAN, by which means, from which day: the syndicat's, and never the agency's."""
    choix = engine.paiements.choix(BROUILLY, COMPTE).unwrap()
    assert (choix.beneficiaire, choix.iban) == ("SDC GILBERT", GILBERT.iban)
    assert choix.moyens == (Moyen.CARTE, Moyen.PRELEVEMENT)
    assert choix.premiere_echeance == date(2026, 7, 20)
    assert GILBERT.iban not in repr(choix)


@pytest.mark.req("EXC-15")
@pytest.mark.parametrize("regle", [regle for regle, _ in REFUS_COMMUNS])
def test_an_option_off_is_no_payment_entry(engine: Engine, regle: Callable[[Engine], None]) -> None:
    """Off: nothing is offered, and nothing is taken from who asks all the same."""
    regle(engine)
    assert engine.paiements.choix(BROUILLY, COMPTE).unwrap().moyens == ()
    assert par_carte(engine).failure() == PaiementFerme(moyen=Moyen.CARTE)
    assert prelever(engine).failure() == PaiementFerme(moyen=Moyen.PRELEVEMENT)
    assert engine.paiements.paiements(BROUILLY) == ()


def test_a_door_that_was_not_given_opens_nothing() -> None:
    engine = agence()
    assert engine.paiements.choix(BROUILLY, COMPTE).unwrap().moyens == ()
    assert par_carte(engine).failure() == PaiementFerme(moyen=Moyen.CARTE)
    with pytest.raises(Unavailable):
        engine.paiements.notifier(b"")


@pytest.mark.req("EXA-29")
def test_a_client_without_e_mail(engine: Engine) -> None:
    """Option off: refused, by card and by debit; on: allowed."""
    compte = CompteId("450ATRILLON")
    assert par_carte(engine, ATRILLON, compte).failure() == SansCourriel(tiers=ATRILLON)
    assert prelever(engine, ATRILLON, compte).failure() == SansCourriel(tiers=ATRILLON)
    regler(engine, paiement_sans_courriel=True)
    assert is_successful(par_carte(engine, ATRILLON, compte))
    assert is_successful(prelever(engine, ATRILLON, compte))


@pytest.mark.req("EXA-30")
def test_a_card_wants_a_merchant_to_tell(engine: Engine) -> None:
    """Card on with no merchant e-mail: no payment by card; a debit does not need one."""
    regler(engine, courriel_du_commercant="")
    assert par_carte(engine).failure() == SansCommercant()
    assert engine.paiements.choix(BROUILLY, COMPTE).unwrap().moyens == (Moyen.PRELEVEMENT,)


@pytest.mark.req("EXC-15")
@pytest.mark.parametrize(
    "creancier", [None, evolve(GILBERT, boutique=""), evolve(GILBERT, boutique="cle-que-personne-n-a")]
)
def test_no_contract_of_its_own_no_card(engine: Engine, creancier: Creancier | None) -> None:
    """Without a contract, or its keys, the syndicat is not paid by card, and nobody is in its place."""
    decrire(engine, creancier)
    assert par_carte(engine).failure() == SansContrat(entite=S001)


@pytest.mark.req("EXC-15")
def test_no_ics_no_debit(engine: Engine) -> None:
    """ICS, IBAN, BIC and address are mandatory: what is missing is said, before the mandate as before the file."""
    decrire(engine, evolve(GILBERT, ics="", bic=""))
    manques = CreancierIncomplet(entite=S001, manques=("l'ICS", "le BIC"))
    assert prelever(engine).failure() == manques
    decrire(engine, GILBERT)
    prelever(engine).unwrap()
    decrire(engine, evolve(GILBERT, ics="", bic=""))
    assert engine.paiements.remise(S001).failure() == manques
    assert len(engine.paiements.a_remettre(S001)) == 1


@pytest.mark.req("EXC-15")
def test_debits_are_for_the_syndic_unless_agreed(cartes: MemoryCards) -> None:
    """A tenant does not sign a single debit, unless the agency said so; he may pay by card."""
    compte = CompteId("450PAILLOUX")
    engine = agence(cartes=cartes, prelevements=MemoryDebits())
    assert prelever(engine, PAILLOUX, compte).failure() == ReserveAuSyndic(compte=compte)
    assert is_successful(par_carte(engine, PAILLOUX, compte))
    ouvert = agence(prelevements=MemoryDebits(), regles_de_paiement=ReglesDePaiement(prelevement_en_gerance=True))
    assert is_successful(prelever(ouvert, PAILLOUX, compte))


@pytest.mark.parametrize(
    ("qui", "compte"), [(ATRILLON, COMPTE), (CLATOUR, "450CLATOUR"), (BROUILLY, "rien"), (TiersId("personne"), COMPTE)]
)
def test_one_pays_one_s_own_accounts(engine: Engine, qui: TiersId, compte: CompteId) -> None:
    """Somebody else's, one that is not published, one that is not: the same answer."""
    attendu = CompteDUnAutre(compte=compte)
    assert par_carte(engine, qui, compte).failure() == attendu
    assert prelever(engine, qui, compte).failure() == attendu
    assert engine.paiements.choix(qui, compte).failure() == attendu


@pytest.mark.parametrize("montant", [ZERO, Euros(-1), Euros(100_000_000)])
def test_nothing_and_too_much_are_not_paid(engine: Engine, montant: Euros) -> None:
    for refus in (par_carte(engine, montant=montant).failure(), prelever(engine, montant=montant).failure()):
        assert refus == MontantRefuse(montant=montant, plafond=Euros(99_999_999))


def test_what_a_client_types_wrong(engine: Engine) -> None:
    """A wrong IBAN, a name no bank reads, a day too near or one banks are closed: each is said, none is kept."""
    assert prelever(engine, iban=IBAN[:-1] + "7").failure() == IbanRefuse()
    assert prelever(engine, titulaire="Ελένη").failure() == TitulaireRefuse()
    jours = {date(2026, 7, 17): date(2026, 7, 20), date(2026, 7, 25): date(2026, 7, 27)}
    for jour, premiere in jours.items():
        assert prelever(engine, echeance=jour).failure() == EcheanceRefusee(echeance=jour, premiere=premiere)
    assert engine.paiements.paiements(BROUILLY) == ()


# ------------------------------------------------------------------------------------------------------------ by card


@pytest.mark.req("EXC-15", "EXA-30", "MSG-07")
def test_a_card_pays_once_and_is_said_once(engine: Engine, cartes: MemoryCards, messagerie: Oublieuse) -> None:
    """The amount goes to the port, the movement is balanced in the bank's journal, the merchant has one word."""
    assert par_carte(engine).unwrap().champs["montant"] == "459.00"
    [paiement] = engine.paiements.paiements(BROUILLY)
    assert (paiement.etat, paiement.boutique) == (EtatDePaiement.REDIRIGE, BOUTIQUE)
    corps = cartes.notifier(paiement.id, EtatDePaiement.ENCAISSE, le=LE)
    for _ in range(3):
        assert engine.paiements.notifier(corps).unwrap().etat is EtatDePaiement.ENCAISSE
    du_client, de_la_banque = ecritures(engine)
    assert (du_client.compte, du_client.journal, du_client.credit) == (COMPTE, "BQ", MONTANT)
    assert (de_la_banque.compte, de_la_banque.debit) == ("512S001", MONTANT)
    assert {du_client.mouvement, de_la_banque.mouvement} == {f"paiement/{paiement.id}"}
    assert {du_client.le, de_la_banque.le} == {LE.date()}
    [pli] = messagerie.plis
    assert messagerie.partis == [pli.cle]
    assert (pli.destinataire, pli.cle) == ("tpe@example.invalid", f"paiement/{paiement.id}")
    assert "459,00" in pli.objet
    assert "SDC GILBERT" in pli.texte
    assert GILBERT.iban not in pli.texte


@pytest.mark.req("EXC-15")
@given(st.data())
def test_whatever_is_said_and_however_often_it_is_entered_once(data: st.DataObject) -> None:
    """Any shuffle of any notifications, each repeated at will, among forged ones: one state, one movement, one word."""
    dits = data.draw(
        st.lists(st.tuples(st.sampled_from(EtatDePaiement), st.integers(0, 3)), min_size=1, max_size=6, unique=True)
    )
    fins = []
    for _ in range(2):
        cartes, messagerie = MemoryCards([BOUTIQUE]), Oublieuse()
        engine = agence(cartes=cartes, messaging=messagerie)
        par_carte(engine).unwrap()
        [paiement] = engine.paiements.paiements(BROUILLY)
        corps = [cartes.notifier(paiement.id, etat, le=LE + timedelta(hours=heure)) for etat, heure in dits]
        redits = data.draw(st.permutations(corps + data.draw(st.lists(st.sampled_from(corps), max_size=4))))
        for rang, un in enumerate(redits):
            assert engine.paiements.notifier(un + b"!").failure() is FauteDeNotification.SIGNATURE
            assert is_successful(engine.paiements.notifier(un)), rang
        [fin] = engine.paiements.paiements(BROUILLY)
        fins.append(fin)
        encaisse = any(etat is EtatDePaiement.ENCAISSE for etat, _ in dits)
        mouvement = ecritures(engine)
        assert len(mouvement) == 2 * encaisse
        assert Euros.somme(un.debit - un.credit for un in mouvement) == ZERO
        assert len(messagerie.partis) == encaisse
        assert (fin.ecriture is not None) is fin.avise is encaisse
    assert fins[0] == fins[1]


@pytest.mark.req("EXC-15")
def test_machines_that_say_it_at_once_enter_it_once(engine: Engine, cartes: MemoryCards, messagerie: Oublieuse) -> None:
    """Six machines of the provider at the same time: one movement, one word, six good answers."""
    par_carte(engine).unwrap()
    [paiement] = engine.paiements.paiements(BROUILLY)
    corps = cartes.notifier(paiement.id, EtatDePaiement.ENCAISSE, le=LE)
    faits: list[bool] = []
    fils = [Thread(target=lambda: faits.append(is_successful(engine.paiements.notifier(corps)))) for _ in range(6)]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join()
    assert faits == [True] * 6
    assert (len(ecritures(engine)), len(messagerie.partis)) == (2, 1)


def test_a_payment_nobody_asked_for(engine: Engine, cartes: MemoryCards) -> None:
    """A verified notification of another system's order is refused, and so is somebody's reading of it."""
    ailleurs = agence(cartes=cartes)
    par_carte(ailleurs).unwrap()
    [paiement] = ailleurs.paiements.paiements(BROUILLY)
    corps = cartes.notifier(paiement.id, EtatDePaiement.ENCAISSE, le=LE)
    attendu = PaiementInconnu(paiement=paiement.id)
    assert engine.paiements.notifier(corps).failure() == attendu
    assert engine.paiements.constater(paiement.id, EtatDePaiement.ENCAISSE, le=LE).failure() == attendu


@pytest.mark.req("EXA-30")
def test_a_word_that_did_not_leave_is_said_again(cartes: MemoryCards) -> None:
    """The merchant's server is full: the payment is kept, and the next notification tries the word again."""
    panne = MemoryMessaging({"tpe@example.invalid": RaisonDEchec.QUOTA})
    engine = agence(cartes=cartes, messaging=panne)
    par_carte(engine).unwrap()
    [paiement] = engine.paiements.paiements(BROUILLY)
    corps = cartes.notifier(paiement.id, EtatDePaiement.ENCAISSE, le=LE)
    engine.paiements.notifier(corps).unwrap()
    assert not engine.paiements.paiements(BROUILLY)[0].avise
    repare = Oublieuse()
    evolve(engine, messaging=repare).paiements.notifier(corps).unwrap()
    evolve(engine, messaging=repare).paiements.notifier(corps).unwrap()
    assert len(repare.partis) == 1
    assert len(ecritures(engine)) == 2


def test_a_broken_model_loses_a_word_and_no_money(cartes: MemoryCards, messagerie: Oublieuse) -> None:
    """What fails in the agency's own text must not undo what the provider will not say for ever."""

    class Casse:
        def paiement_recu(self, avis: object) -> None:
            raise BrokenTemplate("paiement_recu.txt.j2", "", "cassé")

        prelevement_a_valider = paiement_recu

    engine = agence(cartes=cartes, prelevements=MemoryDebits(), messaging=messagerie, plis=Casse())
    par_carte(engine).unwrap()
    [paiement] = engine.paiements.paiements(BROUILLY)
    engine.paiements.notifier(cartes.notifier(paiement.id, EtatDePaiement.ENCAISSE, le=LE)).unwrap()
    prelever(engine).unwrap()
    assert len(ecritures(engine)) == 2
    assert messagerie.plis == ()


# ----------------------------------------------------------------------------------------------------------- by debit


@pytest.mark.req("EXC-15")
def test_a_single_debit_from_the_mandate_to_the_posting(engine: Engine, messagerie: Oublieuse) -> None:
    """A one-off mandate, a draft and a word to the accountant, a file, then the posting when the bank says it came."""
    paiement = prelever(engine).unwrap()
    assert paiement.mandat is not None
    assert (paiement.mandat.reference, paiement.mandat.signe_le) == (paiement.id, LE.date())
    assert engine.paiements.a_remettre(S001) == (paiement,)
    assert engine.paiements.a_remettre(EntiteId("S002")) == ()
    [pli] = messagerie.plis
    assert pli.destinataire == COMPTABLE.courriel
    assert "20/07/2026" in pli.texte
    assert "FR14" not in pli.texte
    remise = engine.paiements.remise(S001, par="CPT").unwrap()
    assert remise.contenu.decode().splitlines()[1] == f"{paiement.id};459.00;2026-07-20"
    assert ecritures(engine) == []
    encaisse = LE + timedelta(days=14)
    for _ in range(2):
        engine.paiements.constater(paiement.id, EtatDePaiement.ENCAISSE, le=encaisse, par="CPT").unwrap()
    assert [(une.compte, une.libelle, une.le) for une in ecritures(engine)] == [
        (COMPTE, "Paiement par prélèvement", date(2026, 7, 20)),
        ("512S001", "Paiement par prélèvement", date(2026, 7, 20)),
    ]
    assert len(messagerie.plis) == 1
    with engine.storage.transaction() as transaction:
        dits = [(une.par, une.detail) for une in transaction.audit.lire(objet=paiement.id)]
    assert dits == [
        ("CPT", "encaissé ()"),
        ("CPT", f"remise {remise.numero}"),
        ("BROUILLY", "prélèvement, 459.00 EUR, compte 450BROUILLY"),
    ]


@pytest.mark.req("EXC-15")
def test_who_validates_movements_is_told_first(engine: Engine, messagerie: Oublieuse) -> None:
    """The one the fiche entité names; the accountants when there is none, when he left, when he has no e-mail."""
    decrire(engine, evolve(GILBERT, validateur=VALIDATEUR.id))
    prelever(engine).unwrap()
    decrire(engine, evolve(GILBERT, validateur="PARTI"))
    prelever(engine).unwrap()
    with engine.storage.transaction() as transaction:
        transaction.collaborateurs.put(VALIDATEUR.id, evolve(VALIDATEUR, courriel=""), expected=1)
    decrire(engine, evolve(GILBERT, validateur=VALIDATEUR.id))
    prelever(engine).unwrap()
    assert [un.destinataire for un in messagerie.plis] == [VALIDATEUR.courriel, COMPTABLE.courriel, COMPTABLE.courriel]


@pytest.mark.req("EXC-15")
@given(st.lists(st.integers(1, 99_999_999), min_size=1, max_size=6), st.integers(0, 5))
def test_a_debit_leaves_in_one_file(montants: list[int], apres: int) -> None:
    """Whatever is signed and whenever files are made, each debit is in one of them, and one can be made again."""
    engine = agence(prelevements=MemoryDebits(), messaging=None)
    remises, horloge = [], engine.clock
    assert isinstance(horloge, FixedClock)
    for rang, montant in enumerate(montants):
        prelever(engine, montant=Euros(montant)).unwrap()
        if rang >= apres:
            remises.append(engine.paiements.remise(S001).unwrap())
            horloge.avancer(timedelta(minutes=1))
    if engine.paiements.a_remettre(S001):
        remises.append(engine.paiements.remise(S001).unwrap())
    assert engine.paiements.remise(S001).failure() == RienARemettre(entite=S001)
    partis = [un.id for remise in remises for un in remise.paiements]
    assert sorted(partis) == sorted(un.id for un in engine.paiements.paiements(BROUILLY))
    assert [engine.paiements.refaire(S001, un.numero).unwrap() for un in remises] == remises
    for numero, entite in (("", S001), ("R", S001), (remises[0].numero, EntiteId("S002"))):
        assert engine.paiements.refaire(entite, numero).failure() == RemiseInconnue(entite=entite, numero=numero)


def test_a_file_that_leaves_late_debits_later(engine: Engine) -> None:
    """The bank wants it a working day before: a day that is past is put off, and one further on is kept."""
    prelever(engine).unwrap()
    prelever(engine, echeance=date(2026, 9, 1)).unwrap()
    assert isinstance(engine.clock, FixedClock)
    engine.clock.avancer(timedelta(days=18))  # Friday the 24th
    remise = engine.paiements.remise(S001).unwrap()
    assert [un.echeance for un in remise.paiements] == [date(2026, 7, 27), date(2026, 9, 1)]


def test_a_file_that_cannot_be_made_marks_nothing(engine: Engine) -> None:
    """A debit the bank would refuse stops the file: all of them still wait."""

    class Refuse:
        def remise(self, *_: object, **__: object) -> bytes:
            raise InvalidValue("non")

    prelever(engine).unwrap()
    with pytest.raises(InvalidValue):
        evolve(engine, prelevements=Refuse()).paiements.remise(S001)
    with pytest.raises(Unavailable):
        evolve(engine, prelevements=None).paiements.remise(S001)
    assert len(engine.paiements.a_remettre(S001)) == 1


def test_what_the_agency_turns_down_does_not_leave(engine: Engine) -> None:
    """A draft that is refused is no longer one; one that comes back after it came is contested, its entry stays."""
    un, autre = prelever(engine).unwrap(), prelever(engine).unwrap()
    engine.paiements.constater(un.id, EtatDePaiement.REFUSE, le=LE).unwrap()
    assert [paiement.id for paiement in engine.paiements.remise(S001).unwrap().paiements] == [autre.id]
    engine.paiements.constater(autre.id, EtatDePaiement.ENCAISSE, le=LE).unwrap()
    assert engine.paiements.constater(autre.id, EtatDePaiement.CONTESTE, le=LE).unwrap().etat is EtatDePaiement.CONTESTE
    assert len(ecritures(engine)) == 2


def test_no_bank_reference_is_seen(engine: Engine, messagerie: Oublieuse) -> None:
    """Neither in what is kept as it shows, nor in the audit, nor in what leaves by mail."""
    paiement = prelever(engine).unwrap()
    with engine.storage.transaction() as transaction:
        vus = (
            f"{paiement!r} {transaction.audit.lire()!r} {transaction.creanciers.get(S001).state!r} {messagerie.plis!r}"
        )
    for secret in ("FR14", "M02606", "FR76", "0189", "AGRIFRPP"):
        assert secret not in vus


def test_the_newest_is_first_and_each_has_his_own(engine: Engine) -> None:
    prelever(engine).unwrap()
    assert isinstance(engine.clock, FixedClock)
    engine.clock.avancer(timedelta(minutes=1))
    par_carte(engine, montant=Euros(1)).unwrap()
    assert [un.moyen for un in engine.paiements.paiements(BROUILLY)] == [Moyen.CARTE, Moyen.PRELEVEMENT]
    assert engine.paiements.paiements(ATRILLON) == ()
    assert PaiementId("r-1") in {un.id for un in engine.paiements.paiements(BROUILLY)}
