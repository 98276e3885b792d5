"""The notices of new documents: the truth table, one a person and a run, and never twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import product

import pytest
from agence import (
    ATRILLON,
    BROUILLY,
    CLATOUR,
    CONVOCATIONS,
    COURRIERS,
    EXTRANET,
    GILBERT,
    JOUR,
    PAILLOUX,
    moteur,
    peupler,
)
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from returns.result import Result

from lsc_adapters.clock.fixed import FixedClock
from lsc_adapters.messaging.memory import MemoryMessaging
from lsc_adapters.storage.memory import MemoryStorage
from lsc_adapters.transport.memory import MemoryFileDrop
from lsc_domain import Engine
from lsc_domain.parc.tiers import Tiers
from lsc_domain.ports.messaging import EchecDEnvoi, Envoye, Pli, RaisonDEchec
from lsc_domain.ports.storage import Transaction
from lsc_domain.publication.desinscription import (
    CleDeDesinscription,
    DesinscriptionRefusee,
    lien_de_desinscription,
    lire_desinscription,
)
from lsc_domain.publication.destination import Destination
from lsc_domain.publication.execution import DejaEnCours
from lsc_domain.publication.utilisateur import Utilisateur
from lsc_domain.socle.ids import DestinationId, EvenementId, TiersId
from lsc_domain.usecases.notification import (
    Annonces,
    Desinscription,
    DesinscritInconnu,
    NotificationUseCases,
    SansDesinscription,
    libelle,
)


@pytest.fixture
def engine() -> Engine:
    return peupler(moteur())


@pytest.fixture
def drop() -> MemoryFileDrop:
    return MemoryFileDrop()


def ecrire(engine: Engine, *, a: tuple[TiersId, ...] = (), le: date = JOUR, convocation: bool = True) -> EvenementId:
    modele = CONVOCATIONS if convocation else COURRIERS
    return (
        engine.evenements.creer(
            modele=modele, immeuble=GILBERT, objet="Convocation", texte="Bonjour", publie_le=le, destinataires=a
        )
        .unwrap()
        .id
    )


def tourner(engine: Engine, drop: MemoryFileDrop) -> Annonces:
    engine.publications.publier(EXTRANET, drop, par="poste-1", confirmer_retraits=True).unwrap()
    return engine.notifications.annoncer(EXTRANET, par="poste-1").unwrap()


def avis(engine: Engine) -> list[Pli]:
    assert isinstance(engine.messaging, MemoryMessaging)
    return [pli for pli in engine.messaging.plis if pli.cle.startswith("avis|")]


@pytest.mark.req("MSG-02")
@pytest.mark.req("EXP-50")
@pytest.mark.req("EXA-34")
@pytest.mark.req("EXC-09")
@pytest.mark.parametrize(("modele", "agence", "client", "courriel", "compte"), list(product((True, False), repeat=5)))
def test_only_the_all_true_line_sends(modele: bool, agence: bool, client: bool, courriel: bool, compte: bool) -> None:
    """Model AND agency AND client AND e-mail AND published account: every other line of the table sends nothing."""
    engine, drop = peupler(moteur()), MemoryFileDrop()
    engine.publications.regler(evolve(engine.publications.parametres(), notifications=agence))
    with engine.storage.transaction() as transaction:
        garde = transaction.tiers.get(ATRILLON)
        adresse = garde.state.courriel if courriel else ""
        lui = evolve(garde.state, notifications=client, courriel=adresse)
        transaction.tiers.put(ATRILLON, lui, expected=garde.version)
        un = transaction.comptes.get(f"450{ATRILLON}")
        transaction.comptes.put(f"450{ATRILLON}", evolve(un.state, service_client=compte), expected=un.version)
    ecrire(engine, a=(ATRILLON,), convocation=modele)
    attendus = int(modele and agence and client and courriel and compte)
    assert tourner(engine, drop) == Annonces(envoyes=attendus)
    assert [pli.destinataire for pli in avis(engine)] == ["atrillon@example.invalid"] * attendus


@pytest.mark.req("MSG-02")
def test_three_documents_in_one_run_are_one_notice(engine: Engine, drop: MemoryFileDrop) -> None:
    """One e-mail a person and a run, to those who read, with an opt-out that names nobody else."""
    for _ in range(3):
        ecrire(engine)
    assert tourner(engine, drop).envoyes == 2
    assert [pli.destinataire for pli in avis(engine)] == ["atrillon@example.invalid", "brouilly@example.invalid"]
    un = avis(engine)[0]
    assert un.objet.startswith("3 nouveaux documents")
    assert un.desinscription
    assert engine.desinscription is not None
    jeton = un.desinscription.rpartition("/")[2]
    assert lire_desinscription(jeton, cles=(engine.desinscription.cle,)).unwrap() == ATRILLON
    assert "https://agence.crypto-extranet.com/extranet" in un.texte


@pytest.mark.req("MSG-02")
def test_never_twice_for_one_document_and_one_person(engine: Engine, drop: MemoryFileDrop) -> None:
    """Neither at the next run, nor when the document is published again; a new reader of it is told."""
    un = ecrire(engine, a=(ATRILLON,), le=JOUR - timedelta(days=2))
    assert tourner(engine, drop).envoyes == 1
    assert tourner(engine, drop).envoyes == 0
    engine.evenements.publier(un).unwrap()
    assert tourner(engine, drop).envoyes == 0
    with engine.storage.transaction() as transaction:
        garde = transaction.evenements.get(un)
        a_deux = evolve(garde.state, destinataires=(ATRILLON, BROUILLY), publie_le=JOUR - timedelta(days=1))
        transaction.evenements.put(un, a_deux, expected=garde.version)
    assert tourner(engine, drop).envoyes == 1
    assert avis(engine)[-1].destinataire == "brouilly@example.invalid"


def test_a_refused_notice_is_not_tried_again_and_a_delayed_one_is(drop: MemoryFileDrop) -> None:
    """A mailbox that is full waits for the next run; one that does not exist is not tried again."""
    refus = {
        "atrillon@example.invalid": RaisonDEchec.QUOTA,
        "brouilly@example.invalid": RaisonDEchec.ADRESSE_INCONNUE,
    }
    engine = peupler(moteur(messaging=MemoryMessaging(refus)))
    ecrire(engine)
    assert tourner(engine, drop) == Annonces(
        envoyes=0, echecs=("avis à ATRILLON : quota dépassé", "avis à BROUILLY : adresse inconnue")
    )
    gueri = evolve(engine, messaging=MemoryMessaging())
    assert gueri.notifications.annoncer(EXTRANET, par="poste-1").unwrap().envoyes == 1
    assert [pli.destinataire for pli in avis(gueri)] == ["atrillon@example.invalid"]


def test_killed_between_the_mark_and_the_sending_it_never_repeats(engine: Engine, drop: MemoryFileDrop) -> None:
    """Never twice comes before once: what was about to leave is not sent by the next run, the others are. MSG-02."""
    ecrire(engine)
    engine.publications.publier(EXTRANET, drop, par="poste-1").unwrap()
    with pytest.raises(KeyboardInterrupt):
        evolve(engine, messaging=CoupeAuPremier()).notifications.annoncer(EXTRANET, par="poste-1")
    occupee = engine.notifications.annoncer(EXTRANET, par="poste-2").failure()
    assert isinstance(occupee, DejaEnCours)
    assert "déjà en cours par poste-1" in libelle(occupee)
    assert isinstance(engine.clock, FixedClock)
    engine.clock.avancer(timedelta(minutes=10))
    assert engine.notifications.annoncer(EXTRANET, par="poste-2").unwrap().envoyes == 1
    assert [pli.destinataire for pli in avis(engine)] == ["brouilly@example.invalid"]


def test_history_is_no_news(engine: Engine, drop: MemoryFileDrop) -> None:
    """A first publication brings years of papers: what is older than a month is not announced. MSG-02."""
    ecrire(engine, le=JOUR - timedelta(days=32))
    assert tourner(engine, drop).envoyes == 0
    ecrire(engine, le=JOUR - timedelta(days=31))
    assert tourner(engine, drop).envoyes == 2


def test_a_copy_announces_nothing(engine: Engine) -> None:
    """A partner's copy is not where clients read. MSG-02."""
    copie = DestinationId("partenaire")
    engine.publications.regler_destination(Destination(id=copie, notifier=False))
    ecrire(engine)
    engine.publications.publier(copie, MemoryFileDrop(), par="poste-1").unwrap()
    assert engine.notifications.annoncer(copie, par="poste-1").unwrap() == Annonces()


def test_what_failed_to_arrive_or_was_taken_off_is_not_announced(engine: Engine, drop: MemoryFileDrop) -> None:
    """Only what is there is news. I-36."""
    un = ecrire(engine)
    engine.publications.publier(EXTRANET, drop, par="poste-1").unwrap()
    engine.evenements.depublier(un).unwrap()
    assert tourner(engine, drop).envoyes == 0


@pytest.mark.req("I-38")
def test_without_a_way_to_opt_out_nothing_leaves(engine: Engine, drop: MemoryFileDrop) -> None:
    """No link, no notice; no address of the extranet, no notice either."""
    ecrire(engine)
    engine.publications.publier(EXTRANET, drop, par="poste-1").unwrap()
    sans = evolve(engine, desinscription=None)
    assert sans.notifications.annoncer(EXTRANET, par="poste-1").failure() == SansDesinscription()
    engine.publications.regler(evolve(engine.publications.parametres(), nom_de_domaine=""))
    assert engine.notifications.annoncer(EXTRANET, par="poste-1").failure() == SansDesinscription()
    assert isinstance(engine.notifications, NotificationUseCases)
    assert not avis(engine)


@pytest.mark.req("X-13", "EXC-01")
def test_a_notice_leads_to_where_the_extranet_is(engine: Engine, drop: MemoryFileDrop) -> None:
    """The editor's address unless the agency has its own, which is enough."""
    for publique, attendue in (
        ("", "https://agence.crypto-extranet.com/extranet"),
        ("https://agence.example.invalid/clients", "https://agence.example.invalid/clients/extranet"),
    ):
        domaine = "" if publique else "agence"
        avant = engine.publications.parametres()
        engine.publications.regler(evolve(avant, nom_de_domaine=domaine, adresse_publique=publique))
        ecrire(engine)
        assert tourner(engine, drop).envoyes
        assert f"{attendue}\n" in f"{avis(engine)[-1].texte}\n"


def test_what_waited_longer_than_news_lasts_is_not_announced(engine: Engine, drop: MemoryFileDrop) -> None:
    """An agency that gives its way out at last writes to nobody about the papers of last season. MSG-02."""
    ecrire(engine)
    engine.publications.publier(EXTRANET, drop, par="poste-1").unwrap()
    assert isinstance(engine.clock, FixedClock)
    engine.clock.avancer(timedelta(days=32))
    assert tourner(engine, drop) == Annonces()


def test_a_name_that_would_break_a_header_stops_nobody(engine: Engine, drop: MemoryFileDrop) -> None:
    """Written on one line in the header, and the notices after it leave. MSG-02."""
    ranger(engine, evolve(gens(engine)[ATRILLON], prenom="Bernard\r\nBcc: x@example.invalid"))
    ecrire(engine)
    assert tourner(engine, drop).envoyes == 2
    assert avis(engine)[0].nom == "ATRILLON Bernard  Bcc: x@example.invalid"


@pytest.mark.req("PUB-05")
def test_a_report_that_cannot_be_written_undoes_no_run(engine: Engine, drop: MemoryFileDrop) -> None:
    """A user whose name would break a header: the run is done, and says that its report was not sent."""
    fautif = Utilisateur(id="A", nom="Alice\nBcc: x", courriel="a@example.invalid", messages_systeme=True)
    engine.publications.regler(evolve(engine.publications.parametres(), utilisateurs=(fautif,)))
    ecrire(engine)
    faite = engine.publications.publier(EXTRANET, drop, par="poste-1").unwrap()
    assert faite.bilan.envoyes
    assert any(un.startswith("rapport : pli ") for un in faite.bilan.avertissements)


def gens(engine: Engine) -> dict[TiersId, Tiers]:
    with engine.storage.transaction() as transaction:
        return {un.state.id: un.state for _, un in transaction.tiers.all()}


def ranger(engine: Engine, lui: Tiers) -> None:
    with engine.storage.transaction() as transaction:
        transaction.tiers.put(lui.id, lui, expected=transaction.tiers.get(lui.id).version)


def jeton_de(engine: Engine, qui: TiersId) -> str:
    assert engine.desinscription is not None
    sortie = lien_de_desinscription(engine.desinscription.adresse, qui, cle=engine.desinscription.cle)
    return sortie.rpartition("/")[2]


@pytest.mark.req("I-38")
@pytest.mark.req("MSG-02")
@given(partants=st.lists(st.sampled_from([ATRILLON, BROUILLY, CLATOUR, PAILLOUX]), max_size=6))
def test_whoever_presses_the_link_gets_no_more_notices_and_the_others_do(partants: list[TiersId]) -> None:
    """RFC 8058: nothing leaves for who pressed, in any order and as often as they like; for the others all does."""
    engine, drop = peupler(moteur()), MemoryFileDrop()
    for qui in partants:
        assert engine.notifications.desinscrire(jeton_de(engine, qui)).unwrap().id == qui
    ecrire(engine)
    tourner(engine, drop)
    restent = [un for un in (ATRILLON, BROUILLY) if un not in partants]
    assert [pli.destinataire for pli in avis(engine)] == [f"{un.lower()}@example.invalid" for un in restent]


@pytest.mark.req("I-38")
def test_the_link_of_a_notice_turns_one_switch_off_and_nothing_else(engine: Engine, drop: MemoryFileDrop) -> None:
    """The token of the notice itself; all is as it was but his switch; the second time, not a byte is written."""
    ecrire(engine)
    tourner(engine, drop)
    avant = gens(engine)
    jeton = avis(engine)[0].desinscription.rpartition("/")[2]
    lui = engine.notifications.desinscrire(jeton).unwrap()
    assert lui == evolve(avant[ATRILLON], notifications=False)
    assert gens(engine) == avant | {ATRILLON: lui}
    with engine.storage.transaction() as transaction:
        version = transaction.tiers.get(ATRILLON).version
    assert engine.notifications.desinscrire(jeton).unwrap() == lui
    with engine.storage.transaction() as transaction:
        assert transaction.tiers.get(ATRILLON).version == version


@pytest.mark.req("I-38")
@given(donnees=st.data())
def test_a_token_that_was_tampered_with_opts_nobody_out(donnees: st.DataObject) -> None:
    """One sign changed, added or taken off, wherever it is: refused, and nobody's switch moves."""
    engine = peupler(moteur())
    vrai, avant = jeton_de(engine, ATRILLON), gens(engine)
    rang = donnees.draw(st.integers(0, len(vrai) - 1))
    signe = donnees.draw(st.sampled_from("ABCz019-_.=/ é\0"))
    autre = donnees.draw(
        st.sampled_from(
            [vrai[:rang] + signe + vrai[rang + 1 :], vrai[:rang] + signe + vrai[rang:], vrai[:rang] + vrai[rang + 1 :]]
        ).filter(lambda un: un != vrai)
    )
    refus = engine.notifications.desinscrire(autre).failure()
    assert isinstance(refus, DesinscriptionRefusee)
    assert libelle(refus).startswith("Ce lien de désinscription ")
    assert gens(engine) == avant


@pytest.mark.req("I-38")
def test_a_link_outlives_its_key_while_the_key_is_kept(engine: Engine) -> None:
    """The former key is read with as long as it is given; then its links say that it is no longer of use."""
    jeton = jeton_de(engine, ATRILLON)
    assert engine.desinscription is not None
    neuve = Desinscription(adresse=engine.desinscription.adresse, cle=CleDeDesinscription(id="2", secret=b"2" * 32))
    change = evolve(engine, desinscription=neuve)
    assert isinstance(change.notifications.desinscrire(jeton).failure(), DesinscriptionRefusee)
    garde = evolve(engine, desinscription=evolve(neuve, anciennes=(engine.desinscription.cle,)))
    assert not garde.notifications.desinscrire(jeton).unwrap().notifications


@pytest.mark.req("I-38")
def test_somebody_no_longer_known_and_an_engine_without_a_key_are_refused(engine: Engine) -> None:
    """A true link of nobody opts nobody out, and without a key no link is true."""
    refus = engine.notifications.desinscrire(jeton_de(engine, TiersId("CLIQUOT"))).failure()
    assert refus == DesinscritInconnu(tiers=TiersId("CLIQUOT"))
    sans = evolve(engine, desinscription=None).notifications.desinscrire(jeton_de(engine, ATRILLON)).failure()
    assert sans == SansDesinscription()
    assert "clé de désinscription" in libelle(sans)


@pytest.mark.req("I-38")
def test_a_correction_made_at_the_same_moment_is_kept() -> None:
    """His address changes between the reading and the writing: both are kept."""
    storage = CorrigeAuMemeMoment()
    engine = peupler(moteur(storage))
    storage.lui = evolve(gens(engine)[ATRILLON], adresse="1, rue Neuve")
    lui = engine.notifications.desinscrire(jeton_de(engine, ATRILLON)).unwrap()
    assert (lui.adresse, lui.notifications) == ("1, rue Neuve", False)
    assert gens(engine)[ATRILLON] == lui


class CorrigeAuMemeMoment:
    """A store where somebody else writes first, once."""

    def __init__(self) -> None:
        self._storage = MemoryStorage()
        self.lui: Tiers | None = None

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        lui, self.lui = self.lui, None
        with self._storage.transaction() as transaction:
            yield transaction
            if lui is not None:
                with self._storage.transaction() as autre:
                    autre.tiers.put(lui.id, lui, expected=autre.tiers.get(lui.id).version)

    def close(self) -> None:
        self._storage.close()


class CoupeAuPremier:
    """A carrier during whose first pli the key is pressed."""

    def envoyer(self, pli: Pli, /) -> Result[Envoye, EchecDEnvoi]:
        raise KeyboardInterrupt

    def envoyer_tous(self, plis: Iterable[Pli], /) -> Iterator[Result[Envoye, EchecDEnvoi]]:
        return map(self.envoyer, plis)
