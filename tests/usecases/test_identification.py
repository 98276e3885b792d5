"""Coming in: activation, first connection, sessions, slowed tries, one answer for all that is refused."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

import pytest
from acces import (
    ALICE,
    AUTRE,
    DENISE,
    GERANCE,
    HEURE,
    MIEN,
    MINUTE,
    SYNDIC,
    activer,
    avancer,
    collaborateur,
    compte,
    entre,
    entrer,
    guichet,
    installer,
    legers,
    vu,
)
from agence import ATRILLON, BROUILLY, CLATOUR
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from returns.pipeline import is_successful

from lsc_adapters.passwords.argon2 import Argon2Passwords
from lsc_domain import Engine
from lsc_domain.extranet.audit import Acte
from lsc_domain.extranet.collaborateur import Fonction
from lsc_domain.extranet.refus_de_connexion import IdentifiantsRefuses, TropDeTentatives, libelle
from lsc_domain.extranet.refus_de_mot_de_passe import (
    ActuelRefuse,
    ConfirmationDifferente,
    MotDePasseInchange,
    MotDePasseInsuffisant,
)
from lsc_domain.extranet.tentatives import Tentatives
from lsc_domain.parc.role import Metier
from lsc_domain.parc.service_client import ComptesSansClient
from lsc_domain.parc.tiers import Tiers
from lsc_domain.publication.portefeuille import Portefeuille
from lsc_domain.socle.ids import CompteId, TiersId
from lsc_domain.usecases import connexion

FAUX = "Pivoine-blanche1"
PAGESIMMO = collaborateur("PAGESIMMO", general=True)


class Sort(StrEnum):
    """What a session, or a count of failures, has become a day later."""

    DURE = "it lasts"
    FINIE = "its silence was too long"
    PERIMEE = "its login has changed since"
    ORPHELINE = "its login is no more"
    COMPTE = "failures that still count"
    OUBLIEE = "failures of a day ago"


_DE_SESSIONS: dict[Sort, Callable[[datetime], dict[str, Any]]] = {
    Sort.DURE: lambda _: {},
    Sort.FINIE: lambda le: {"vue_le": le - timedelta(minutes=30)},
    Sort.PERIMEE: lambda _: {"generation": 0},
    Sort.ORPHELINE: lambda _: {"identifiant": "PARTI"},
}


@pytest.fixture
def engine() -> Engine:
    return guichet()


def refus(engine: Engine, code: str, clair: str, adresse: str = "") -> object:
    return engine.identifiants.connecter(code, clair, adresse=adresse).failure()


def regler(engine: Engine, *, module: bool) -> None:
    parametres = engine.publications.parametres()
    engine.publications.regler(evolve(parametres, reglages=evolve(parametres.reglages, module=module)))


class TestActiver:
    @pytest.mark.req("EXP-51", "EXP-52")
    def test_a_login_and_a_temporary_password(self, engine: Engine) -> None:
        """YALOXE CORTON Denise has the login of her name; her second account makes no second login."""
        (remis,) = engine.identifiants.activer([SYNDIC]).unwrap()
        assert (remis.code, remis.nom, remis.tiers) == ("ALOXECORTONDENISE", "Madame ALOXE CORTON Denise", DENISE)
        assert engine.identifiants.politique().manques(remis.mot_de_passe) == ()
        assert engine.identifiants.activer([GERANCE, SYNDIC]).unwrap() == ()
        (login,) = engine.identifiants.identifiants_de(DENISE)
        assert login.code == remis.code
        comptes = engine.parc.parc().comptes
        assert comptes[SYNDIC].service_client
        assert comptes[GERANCE].service_client

    @pytest.mark.req("EXP-54", "CORE-03")
    def test_all_the_selection_or_none(self, engine: Engine) -> None:
        """102001 and 115-S038-GES-AD are no client's: nothing is marked, nobody has a login."""
        etrangers = (CompteId("102001"), CompteId("115-S038-GES-AD"))
        refuse = engine.identifiants.activer([SYNDIC, *etrangers])
        assert refuse.failure() == ComptesSansClient(comptes=etrangers)
        assert engine.identifiants.identifiants_de(DENISE) == ()
        assert not engine.parc.parc().comptes[SYNDIC].service_client
        assert engine.identifiants.desactiver([SYNDIC, *etrangers]).failure() == refuse.failure()

    @pytest.mark.req("EXP-54")
    def test_the_selection_makes_the_missing_logins(self, engine: Engine) -> None:
        """Two accounts of two people: two logins, by their names."""
        remis = engine.identifiants.activer([CompteId(f"450{ATRILLON}"), SYNDIC, GERANCE]).unwrap()
        assert [un.code for un in remis] == ["ATRILLON", "ALOXECORTONDENISE"]
        assert len({un.mot_de_passe for un in remis}) == 2

    @pytest.mark.req("I-37")
    def test_homonyms_have_logins_of_their_own(self, engine: Engine) -> None:
        """Each comes in with his own password, and with no other."""
        autre = TiersId("ALOXE2")
        engine.portefeuilles.importer(
            Portefeuille(
                tiers=(Tiers(id=autre, nom="Aloxe-Corton", prenom="Denise"),),
                comptes=(compte(CompteId("450ALOXE2"), autre, Metier.SYNDIC),),
            )
        ).unwrap()
        une, deux = engine.identifiants.activer([SYNDIC, CompteId("450ALOXE2")]).unwrap()
        assert (une.code, deux.code) == ("ALOXECORTONDENISE", "ALOXECORTONDENISE2")
        assert not entre(engine, une.code, deux.mot_de_passe)
        assert entrer(engine, deux.code, deux.mot_de_passe).visiteur.tiers == autre

    @pytest.mark.req("X-27")
    def test_a_login_follows_no_rename(self, engine: Engine) -> None:
        """Denise marries: her login is the one of the letter she was sent."""
        code, provisoire = activer(engine)
        engine.parc.modifier_tiers(Tiers(id=DENISE, nom="PETRUS", prenom="Denise"))
        assert engine.identifiants.activer([GERANCE]).unwrap() == ()
        assert entrer(engine, code, provisoire).visiteur.nom == "PETRUS Denise"

    @pytest.mark.req("EXP-56")
    def test_all_of_them_but_those_that_closed(self, engine: Engine) -> None:
        """« Tout activer » reopens nothing that an option of the agency closed."""
        tous = engine.identifiants.comptes_a_activer()
        assert {SYNDIC, GERANCE, CompteId(f"450{BROUILLY}")} <= set(tous)
        with engine.storage.transaction() as transaction:
            garde = transaction.comptes.get(GERANCE)
            ferme = evolve(garde.state, inactif_depuis=engine.clock.now().date())
            transaction.comptes.put(GERANCE, ferme, expected=garde.version)
        assert set(engine.identifiants.comptes_a_activer()) == set(tous) - {GERANCE}

    def test_two_clerks_at_once_make_one_login(self, engine: Engine) -> None:
        """The one who comes second is told of none."""
        with ThreadPoolExecutor(4) as fils:
            remis = list(fils.map(lambda _: engine.identifiants.activer([SYNDIC]).unwrap(), range(4)))
        assert sum(map(len, remis)) == 1
        assert len(engine.identifiants.identifiants_de(DENISE)) == 1


class TestPremiereConnexion:
    @pytest.mark.req("EXP-53", "EXC-02", "EXC-04")
    def test_the_temporary_password_lets_in_once(self, engine: Engine) -> None:
        """It opens nothing but the choice of another, and never comes in again: neither before it, nor after."""
        code, provisoire = activer(engine)
        premiere = entrer(engine, code, provisoire)
        assert premiere.visiteur.doit_changer
        assert vu(engine, premiere.jeton) == premiere.visiteur
        assert refus(engine, code, provisoire) == IdentifiantsRefuses()
        choisie = engine.identifiants.choisir_mot_de_passe(premiere.jeton, nouveau=MIEN, confirmation=MIEN).unwrap()
        assert not choisie.visiteur.doit_changer
        assert not entre(engine, code, provisoire)
        assert not entrer(engine, code, MIEN).visiteur.doit_changer

    @pytest.mark.req("EXP-53")
    def test_leaving_without_choosing_opens_nothing(self, engine: Engine) -> None:
        code, provisoire = activer(engine)
        engine.identifiants.deconnecter(entrer(engine, code, provisoire).jeton)
        assert not entre(engine, code, provisoire)
        assert engine.identifiants.identifiants_de(DENISE)[0].empreinte == ""

    @pytest.mark.req("I-34")
    def test_the_temporary_password_expires(self, engine: Engine) -> None:
        """After seventy-two hours it is worth nothing; the session it opened lasts half an hour in all."""
        code, provisoire = activer(engine)
        avancer(engine, timedelta(hours=72))
        assert refus(engine, code, provisoire) == IdentifiantsRefuses()
        autre = guichet()
        code, provisoire = activer(autre)
        avancer(autre, timedelta(hours=71, minutes=59))
        jeton = entrer(autre, code, provisoire).jeton
        for _ in range(5):
            avancer(autre, 6 * MINUTE)
        assert vu(autre, jeton) is None

    @pytest.mark.req("EXP-53", "EXC-05")
    def test_the_temporary_password_is_not_chosen_again(self, engine: Engine) -> None:
        """The agency has seen it. Everything that is wrong is said at once, and the session is still there."""
        code, provisoire = activer(engine)
        jeton = entrer(engine, code, provisoire).jeton
        choisir = engine.identifiants.choisir_mot_de_passe
        assert choisir(jeton, nouveau=provisoire, confirmation="x").failure() == MotDePasseInsuffisant(
            manques=(ConfirmationDifferente(), MotDePasseInchange())
        )
        refuse = choisir(jeton, nouveau="CNWBTGDSHW", confirmation="CNWBTGDSHW").failure()
        assert isinstance(refuse, MotDePasseInsuffisant)
        assert len(refuse.manques) == 3
        assert is_successful(choisir(jeton, nouveau=MIEN, confirmation=MIEN))

    def test_an_accent_is_the_same_however_typed(self, engine: Engine) -> None:
        code, _ = installer(engine, "Églantine-rose7")
        assert entre(engine, code, "E\u0301glantine-rose7")

    @pytest.mark.req("I-37")
    def test_a_login_is_read_as_it_is_typed(self, engine: Engine) -> None:
        installer(engine)
        assert entre(engine, " aloxe-corton  Denise ", MIEN)


class TestSessions:
    @pytest.mark.req("I-34")
    def test_silence_and_age(self, engine: Engine) -> None:
        """Half an hour without a request, eight hours with."""
        _, jeton = installer(engine)
        for _ in range(19):
            avancer(engine, 25 * MINUTE)
            assert vu(engine, jeton) is not None
        avancer(engine, 5 * MINUTE)
        assert vu(engine, jeton) is None
        code, _ = installer(autre := guichet())
        jeton = entrer(autre, code, MIEN).jeton
        avancer(autre, 30 * MINUTE)
        assert vu(autre, jeton) is None

    @pytest.mark.req("I-34")
    def test_a_change_closes_the_others(self, engine: Engine) -> None:
        """Those of other browsers, and the one it was made from: a new one begins."""
        code, jeton = installer(engine)
        ailleurs = entrer(engine, code, MIEN).jeton
        neuve = engine.identifiants.choisir_mot_de_passe(jeton, actuel=MIEN, nouveau=AUTRE, confirmation=AUTRE)
        assert (vu(engine, jeton), vu(engine, ailleurs)) == (None, None)
        assert vu(engine, neuve.unwrap().jeton) is not None
        assert not entre(engine, code, MIEN)
        assert entre(engine, code, AUTRE)

    @pytest.mark.req("I-34")
    def test_the_present_password_is_asked_for(self, engine: Engine) -> None:
        """A browser left open does not give the account away; wrong ones count as failures to come in."""
        code, jeton = installer(engine)

        def changer(actuel: str) -> object:
            return engine.identifiants.choisir_mot_de_passe(
                jeton, actuel=actuel, nouveau=AUTRE, confirmation=AUTRE
            ).failure()

        assert [changer(FAUX) for _ in range(5)] == [ActuelRefuse()] * 5
        assert isinstance(changer(MIEN), TropDeTentatives)
        assert isinstance(refus(engine, code, MIEN), TropDeTentatives)
        inchange = engine.identifiants.choisir_mot_de_passe(jeton, actuel=MIEN, nouveau=MIEN, confirmation=MIEN)
        assert inchange.failure() == MotDePasseInsuffisant(manques=(MotDePasseInchange(),))

    @pytest.mark.req("EXP-55", "EXP-51", "I-32")
    def test_without_an_account_nobody_comes_in(self, engine: Engine) -> None:
        """Unticked, his session ends at the next request; ticked again, the same login comes in."""
        code, jeton = installer(engine)
        assert len(engine.identifiants.desactiver([SYNDIC]).unwrap()) == 1
        assert vu(engine, jeton) is None
        assert refus(engine, code, MIEN) == IdentifiantsRefuses()
        engine.identifiants.activer([GERANCE]).unwrap()
        assert entre(engine, code, MIEN)

    @pytest.mark.req("EXP-52")
    def test_one_login_for_several_accounts(self, engine: Engine) -> None:
        """« Compte principal et secondaires »: as long as one account is published."""
        code, jeton = installer(engine)
        engine.identifiants.activer([GERANCE]).unwrap()
        engine.identifiants.desactiver([SYNDIC]).unwrap()
        assert vu(engine, jeton) is not None
        assert entre(engine, code, MIEN)

    @pytest.mark.req("EXA-11")
    def test_a_closed_login(self, engine: Engine) -> None:
        """« Connexion autorisée » taken off: the session ends, the password is refused; put back, it is the same."""
        code, jeton = installer(engine)
        assert engine.identifiants.connexion_autorisee(code)
        engine.identifiants.fermer(code).unwrap()
        assert not engine.identifiants.connexion_autorisee(code)
        assert vu(engine, jeton) is None
        assert refus(engine, code, MIEN) == IdentifiantsRefuses()
        engine.identifiants.rouvrir(code).unwrap()
        assert vu(engine, jeton) is None
        assert entre(engine, code, MIEN)

    def test_leaving(self, engine: Engine) -> None:
        _, jeton = installer(engine)
        engine.identifiants.deconnecter(jeton)
        engine.identifiants.deconnecter(jeton)
        assert vu(engine, jeton) is None

    @pytest.mark.parametrize("jeton", ["", "x", "\0", "\ud800", "é" * 5_000])
    def test_what_is_no_token_is_nobodys(self, engine: Engine, jeton: str) -> None:
        assert vu(engine, jeton) is None

    @pytest.mark.req("I-34")
    def test_what_is_kept_lets_nobody_in(self, engine: Engine) -> None:
        """The base holds the print of a token: given as a token, it is nobody's."""
        _, jeton = installer(engine)
        with engine.storage.transaction() as transaction:
            (id_,) = transaction.sessions.ids()
        assert id_ != jeton
        assert vu(engine, id_) is None

    def test_a_request_writes_once_in_a_while(self, engine: Engine) -> None:
        """Five minutes apart at the least."""
        _, jeton = installer(engine)

        def version() -> int:
            with engine.storage.transaction() as transaction:
                ((_, garde),) = transaction.sessions.all()
            return garde.version

        for _ in range(4):
            avancer(engine, MINUTE)
            vu(engine, jeton)
        assert version() == 1
        avancer(engine, MINUTE)
        vu(engine, jeton)
        assert version() == 2

    def test_a_day_later_nothing_is_left(self, engine: Engine) -> None:
        """What is over is forgotten when it is asked for, and what is not is kept."""
        code, jeton = installer(engine)
        assert not entre(engine, "INCONNU", FAUX, "192.0.2.1")
        assert engine.identifiants.nettoyer() == 0
        assert vu(engine, jeton) is not None
        avancer(engine, 24 * HEURE)
        jeton = entrer(engine, code, MIEN).jeton
        assert engine.identifiants.nettoyer() == 3
        assert vu(engine, jeton) is not None

    @pytest.mark.req("I-34")
    @given(st.lists(st.sampled_from(Sort), max_size=12), st.integers(1, 5))
    @settings(max_examples=30)
    def test_what_is_over_goes_and_nothing_else(self, sorts: list[Sort], lot: int) -> None:
        """Whatever their number and that of a lot: a session lasts or goes by itself, as a count of failures does."""
        with guichet() as engine, pytest.MonkeyPatch.context() as rustine:
            rustine.setattr(connexion, "_LOT", lot)
            code, jeton = installer(engine)
            avancer(engine, 24 * HEURE)
            jeton = entrer(engine, code, MIEN).jeton
            engine.identifiants.nettoyer()
            le = engine.clock.now()
            with engine.storage.transaction() as transaction:
                ((mienne, garde),) = transaction.sessions.all()
                for rang, sort in enumerate(sorts):
                    id_ = f"{rang:02d}"
                    if sort in _DE_SESSIONS:
                        transaction.sessions.put(id_, evolve(garde.state, id=id_, **_DE_SESSIONS[sort](le)), expected=0)
                    else:
                        depuis = timedelta(hours=24 if sort is Sort.OUBLIEE else 23)
                        un = Tentatives(cle=id_, echecs=3, dernier_le=le - depuis)
                        transaction.tentatives.put(id_, un, expected=0)
            restent = {f"{rang:02d}" for rang, sort in enumerate(sorts) if sort in {Sort.DURE, Sort.COMPTE}}
            assert engine.identifiants.nettoyer() == len(sorts) - len(restent)
            with engine.storage.transaction() as transaction:
                assert {*transaction.sessions.ids(), *transaction.tentatives.ids()} == restent | {mienne}
            assert engine.identifiants.nettoyer() == 0
            assert vu(engine, jeton) is not None

    @pytest.mark.req("I-34")
    def test_it_stops_between_two_lots(self, engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
        """What was forgotten before it was told to stop stays so, and the rest is for the next time."""
        monkeypatch.setattr(connexion, "_LOT", 2)
        installer(engine)
        with engine.storage.transaction() as transaction:
            ((_, garde),) = transaction.sessions.all()
            transaction.sessions.put_all((f"{rang}", evolve(garde.state, id=f"{rang}")) for rang in range(6))
        avancer(engine, 24 * HEURE)
        reponses = iter((True, True, False))
        assert engine.identifiants.nettoyer(tant_que=lambda: next(reponses)) == 4
        assert engine.identifiants.nettoyer() == 3


class TestAgence:
    @pytest.mark.req("EXA-31")
    def test_the_master_switch(self, engine: Engine) -> None:
        """Off, every client login is refused and every client session ends; the agency's come in."""
        code, jeton = installer(engine)
        acces = engine.identifiants.creer_collaborateur(ALICE).unwrap()
        regler(engine, module=False)
        assert vu(engine, jeton) is None
        assert refus(engine, code, MIEN) == IdentifiantsRefuses()
        assert entrer(engine, acces.code, acces.mot_de_passe).visiteur.collaborateur == ALICE
        regler(engine, module=True)
        assert entre(engine, code, MIEN)

    @pytest.mark.req("EXA-02", "EXA-03")
    def test_collaborators_have_their_own(self, engine: Engine) -> None:
        """Each changes his first password; the codes of the agency work before and after; a stranger is refused."""
        general = engine.identifiants.creer_collaborateur(PAGESIMMO).unwrap()
        premiere = entrer(engine, general.code, general.mot_de_passe)
        assert premiere.visiteur.doit_changer
        assert premiere.visiteur.tiers is None
        engine.identifiants.choisir_mot_de_passe(premiere.jeton, nouveau=MIEN, confirmation=MIEN).unwrap()
        engine.identifiants.creer_collaborateur(ALICE).unwrap()
        assert entre(engine, general.code, MIEN)
        assert engine.identifiants.collaborateurs() == (ALICE, PAGESIMMO)
        assert refus(engine, "BRUNO", MIEN) == IdentifiantsRefuses()

    @pytest.mark.req("EXA-02")
    def test_out_of_the_organigramme_he_comes_in_no_more(self, engine: Engine) -> None:
        acces = engine.identifiants.creer_collaborateur(ALICE).unwrap()
        jeton = entrer(engine, acces.code, acces.mot_de_passe).jeton
        engine.identifiants.choisir_mot_de_passe(jeton, nouveau=MIEN, confirmation=MIEN).unwrap()
        jeton = entrer(engine, acces.code, MIEN).jeton
        engine.identifiants.retirer_collaborateur(ALICE.id).unwrap()
        assert vu(engine, jeton) is None
        assert not entre(engine, acces.code, MIEN)

    @pytest.mark.req("I-55")
    def test_a_role_is_that_of_the_next_request(self, engine: Engine) -> None:
        acces = engine.identifiants.creer_collaborateur(ALICE).unwrap()
        jeton = entrer(engine, acces.code, acces.mot_de_passe).jeton
        moins = evolve(ALICE, fonctions=frozenset({Fonction.COMPTABLE}))
        engine.identifiants.modifier_collaborateur(moins).unwrap()
        visiteur = vu(engine, jeton)
        assert visiteur is not None
        assert visiteur.collaborateur == moins


class TestFreinage:
    @pytest.mark.req("I-34")
    def test_five_failures_then_a_wait_that_doubles(self, engine: Engine) -> None:
        """The right password is not even looked at meanwhile; ten failures are fifteen minutes, and no more."""
        code, _ = installer(engine)
        attentes: list[timedelta] = []
        for _ in range(12):
            assert refus(engine, code, FAUX) == IdentifiantsRefuses()
            suivant = engine.identifiants.connecter(code, MIEN) if len(attentes) >= 4 else None
            attente = timedelta()
            if suivant is not None:
                freine = suivant.failure()
                assert isinstance(freine, TropDeTentatives)
                attente = freine.attente
            attentes.append(attente)
            avancer(engine, attente)
        assert [une.seconds for une in attentes] == [0, 0, 0, 0, 1, 2, 4, 8, 16, 900, 900, 900]
        assert entre(engine, code, MIEN)
        assert [refus(engine, code, FAUX) for _ in range(5)] == [IdentifiantsRefuses()] * 5

    @pytest.mark.req("I-34")
    def test_an_address_that_tries_everybody(self, engine: Engine) -> None:
        """One try each on many logins is slowed down by its address, and by no other."""
        code, _ = installer(engine)
        for rang in range(5):
            assert refus(engine, f"INCONNU{rang}", FAUX, "192.0.2.1") == IdentifiantsRefuses()
        assert isinstance(refus(engine, code, MIEN, "192.0.2.1"), TropDeTentatives)
        assert entre(engine, code, MIEN, "192.0.2.2")

    def test_who_comes_in_is_no_failure_of_his_address(self, engine: Engine) -> None:
        """An office of twenty behind one address comes in of a morning."""
        code, _ = installer(engine)
        assert all(entre(engine, code, MIEN, "192.0.2.1") for _ in range(20))
        assert not entre(engine, code, FAUX, "192.0.2.1")
        assert all(entre(engine, code, MIEN, "192.0.2.1") for _ in range(20))

    @pytest.mark.req("I-34")
    def test_tries_at_once_are_as_many_tries(self, engine: Engine) -> None:
        """Sent together, thirty tries are five answers, and twenty-five waits."""
        code, _ = installer(engine)
        with ThreadPoolExecutor(8) as fils:
            lus = list(fils.map(lambda _: refus(engine, code, FAUX), range(30)))
        assert sum(isinstance(un, IdentifiantsRefuses) for un in lus) == 5

    def test_a_temporary_password_at_once_lets_one_in(self, engine: Engine) -> None:
        """Two browsers with the same letter: one is in."""
        code, provisoire = activer(engine)
        with ThreadPoolExecutor(4) as fils:
            lus = list(fils.map(lambda _: entre(engine, code, provisoire), range(4)))
        assert sum(lus) == 1


class Comptes:
    """Counts the prints that are verified and made: what a login costs."""

    def __init__(self) -> None:
        self._vrai, self.verifies, self.faits = legers(), 0, 0
        self.leurre = self._vrai.leurre

    def hacher(self, clair: str, /) -> str:
        self.faits += 1
        return self._vrai.hacher(clair)

    def verifier(self, empreinte: str, clair: str, /) -> bool:
        self.verifies += 1
        assert empreinte
        return self._vrai.verifier(empreinte, clair)

    def perimee(self, empreinte: str, /) -> bool:
        return self._vrai.perimee(empreinte)


class TestMemeReponse:
    @pytest.mark.req("I-34", "EXA-31", "EXP-51")
    def test_every_refusal_is_the_same_and_costs_the_same(self) -> None:
        """Unknown, without a password, wrong, spent, closed, unpublished, off: one verification, one sentence."""
        passwords = Comptes()
        engine = guichet(passwords=passwords)
        code, provisoire = activer(engine)
        jeton = entrer(engine, code, provisoire).jeton
        cas: list[Any] = []

        def tenter(qui: str, clair: str) -> None:
            avant = passwords.verifies, passwords.faits
            avec = engine.identifiants.connecter(qui, clair)
            assert (passwords.verifies, passwords.faits) == (avant[0] + 1, avant[1])
            cas.append(avec.failure())
            avancer(engine, 15 * MINUTE)

        tenter("INCONNU", FAUX)
        tenter("", "")
        tenter(code, provisoire)
        engine.identifiants.proposer(code).unwrap()
        engine.identifiants.valider(code).unwrap()
        tenter(code, FAUX)
        assert vu(engine, jeton) is None
        propose = engine.identifiants.proposer(code).unwrap().mot_de_passe
        tenter(code, propose)
        engine.identifiants.valider(code)
        engine.identifiants.fermer(code).unwrap()
        tenter(code, propose)
        engine.identifiants.rouvrir(code).unwrap()
        engine.identifiants.desactiver([SYNDIC]).unwrap()
        tenter(code, propose)
        engine.identifiants.activer([SYNDIC]).unwrap()
        regler(engine, module=False)
        tenter(code, propose)
        assert cas == [IdentifiantsRefuses()] * 8
        assert {libelle(un) for un in cas} == {"Identifiant ou mot de passe incorrect."}

    @pytest.mark.req("I-34")
    def test_too_many_tries_do_not_tell_either(self, engine: Engine) -> None:
        """A login nobody has waits as one that exists."""
        code, _ = installer(engine)

        def suite(qui: str) -> list[str]:
            return [libelle(engine.identifiants.connecter(qui, FAUX).failure()) for _ in range(8)]

        assert suite(code) == suite("INCONNU")


class TestRehachage:
    @pytest.mark.req("I-34")
    def test_a_print_is_made_again_at_the_next_login(self, engine: Engine) -> None:
        """When the host asks for more: the password is the same, the sessions go on."""
        code, jeton = installer(engine)
        plus = evolve(engine, passwords=Argon2Passwords(memoire=16, passes=1))
        avant = plus.identifiants.identifiants_de(DENISE)[0]
        assert plus.passwords is not None
        assert plus.passwords.perimee(avant.empreinte)
        assert entre(plus, code, MIEN)
        apres = plus.identifiants.identifiants_de(DENISE)[0]
        assert not plus.passwords.perimee(apres.empreinte)
        assert apres.generation == avant.generation
        assert vu(plus, jeton) is not None


class TestTraces:
    @pytest.mark.req("I-53", "EXA-12")
    def test_each_act_is_traced_and_no_secret_is(self, engine: Engine) -> None:
        """What is kept and what is shown hold no password and no token; a login nobody has is not written either."""
        code, jeton = installer(engine)
        clair = engine.identifiants.proposer(code).unwrap().mot_de_passe
        engine.identifiants.valider(code).unwrap()
        entree = entrer(engine, code, clair, "192.0.2.1\n")
        assert not entre(engine, MIEN, FAUX)
        assert not entre(engine, code, FAUX)
        engine.identifiants.deconnecter(entree.jeton)
        engine.identifiants.fermer(code).unwrap()
        with engine.storage.transaction() as transaction:
            traces = transaction.audit.lire()
            gardes = repr([*transaction.identifiants.all(), *transaction.sessions.all(), *transaction.tentatives.all()])
        assert [une.acte for une in reversed(traces)] == [
            Acte.COMPTE_ACTIVE,
            Acte.COMPTE_ACTIVE,
            Acte.CONNEXION,
            Acte.MOT_DE_PASSE_CHANGE,
            Acte.MOT_DE_PASSE_REGENERE,
            Acte.CONNEXION,
            Acte.CONNEXION_REFUSEE,
            Acte.CONNEXION_REFUSEE,
            Acte.DECONNEXION,
            Acte.COMPTE_DESACTIVE,
        ]
        dit = gardes + repr((traces, entree, engine.identifiants, engine))
        for secret in (MIEN, clair, jeton, entree.jeton, FAUX, "ROSIERGRIMPANT", "argon2id"):
            assert secret not in dit


@pytest.mark.req("I-32")
def test_rights_are_asked_again_at_each_request(engine: Engine) -> None:
    """Somebody else's change asks the store again, and his own session goes on."""
    _, jeton = installer(engine)
    assert vu(engine, jeton) is not None
    engine.parc.modifier_tiers(Tiers(id=DENISE, nom="PETRUS", prenom="Denise"))
    visiteur = vu(engine, jeton)
    assert visiteur is not None
    assert visiteur.nom == "PETRUS Denise"
    assert visiteur.tiers != CLATOUR
