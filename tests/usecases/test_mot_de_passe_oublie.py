"""A password forgotten, or given again by the agency: one link, one use, and who may do what."""

from __future__ import annotations

from datetime import timedelta

import pytest
from acces import (
    ALICE,
    AUTRE,
    DENISE,
    HEURE,
    MIEN,
    MINUTE,
    SYNDIC,
    activer,
    avancer,
    collaborateur,
    entre,
    entrer,
    guichet,
    installer,
    lien_recu,
    plis,
    vu,
)
from agence import BROUILLY
from attrs import evolve
from returns.pipeline import is_successful

from lsc_adapters.messaging.memory import MemoryMessaging
from lsc_domain import Engine
from lsc_domain.extranet.audit import Acte
from lsc_domain.extranet.collaborateur import Fonction
from lsc_domain.extranet.habilitation import FonctionManquante
from lsc_domain.extranet.parametrage import Parametrage, Profil
from lsc_domain.extranet.refus_d_identifiant import AccesGeneral, CodePris, CollaborateurConnu, RienAValider
from lsc_domain.extranet.refus_de_mot_de_passe import LienRefuse, MotDePasseInsuffisant
from lsc_domain.extranet.reglages_d_acces import ReglagesDAcces
from lsc_domain.ports.errors import NotFound, Unavailable
from lsc_domain.ports.messaging import RaisonDEchec
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import CollaborateurId, CompteId

ADMINISTRATEUR = ALICE
GESTIONNAIRE = collaborateur("BRUNO", Fonction.GESTIONNAIRE)
COMPTABLE = collaborateur("CHLOE", Fonction.COMPTABLE)
EDITEUR = collaborateur("EDITH", Fonction.EDITEUR)


@pytest.fixture
def engine() -> Engine:
    return guichet()


def reinitialiser(engine: Engine, lien: str, clair: str = AUTRE) -> object:
    """Choose a password by a link, and return the refusal, none when it was taken."""
    fait = engine.identifiants.reinitialiser(lien, nouveau=clair, confirmation=clair)
    return None if is_successful(fait) else fait.failure()


class TestOublie:
    @pytest.mark.req("EXC-03", "I-34")
    def test_a_link_that_works_once(self, engine: Engine) -> None:
        """The old password works until the link is used; then it is the new one, and every session is closed."""
        code, jeton = installer(engine)
        engine.identifiants.oublie("aloxe corton denise")
        assert entre(engine, code, MIEN)
        lien = lien_recu(engine)
        assert reinitialiser(engine, lien) is None
        assert vu(engine, jeton) is None
        assert not entre(engine, code, MIEN)
        assert not entrer(engine, code, AUTRE).visiteur.doit_changer
        assert reinitialiser(engine, lien, MIEN) == LienRefuse()

    @pytest.mark.req("EXC-03", "I-34")
    def test_nothing_tells_that_nobody_has_this_login(self, engine: Engine) -> None:
        """A stranger, somebody without an account, without an e-mail, a closed login: no message, no other answer."""
        code, _ = installer(engine)
        assert engine.identifiants.oublie("INCONNU") is None
        assert engine.identifiants.oublie("") is None
        engine.identifiants.fermer(code).unwrap()
        engine.identifiants.oublie(code)
        engine.identifiants.rouvrir(code).unwrap()
        avancer(engine, 24 * HEURE)
        engine.identifiants.desactiver([SYNDIC]).unwrap()
        engine.identifiants.oublie(code)
        engine.identifiants.activer([SYNDIC]).unwrap()
        avancer(engine, 24 * HEURE)
        engine.parc.modifier_tiers(evolve(engine.parc.parc().tiers[DENISE], courriel=""))
        engine.identifiants.oublie(code)
        assert plis(engine) == 0
        with engine.storage.transaction() as transaction:
            assert all(une.acte is not Acte.MOT_DE_PASSE_DEMANDE for une in transaction.audit.lire())

    @pytest.mark.req("EXC-03", "I-34")
    def test_what_is_kept_of_a_stranger_is_what_is_kept_of_a_client(self, engine: Engine) -> None:
        """One count each, under a key that names nobody."""
        code, _ = installer(engine)
        engine.identifiants.oublie(code)
        engine.identifiants.oublie("INCONNU")
        with engine.storage.transaction() as transaction:
            lues = [un.state for _, un in transaction.tentatives.all()]
        assert [(un.cle[:11], len(un.cle), un.echecs) for un in lues] == [("oubli|code:", 75, 1)] * 2

    @pytest.mark.req("I-34")
    def test_it_works_for_half_an_hour(self, engine: Engine) -> None:
        installer(engine)
        engine.identifiants.oublie("ALOXECORTONDENISE")
        avancer(engine, 30 * MINUTE)
        assert reinitialiser(engine, lien_recu(engine)) == LienRefuse()

    @pytest.mark.req("I-34")
    def test_nobody_is_flooded(self, engine: Engine) -> None:
        """One message, then two minutes, four, eight…; meanwhile the first link is still the good one."""
        installer(engine)
        for _ in range(20):
            engine.identifiants.oublie("ALOXECORTONDENISE")
        assert plis(engine) == 1
        avancer(engine, 2 * MINUTE)
        premier = lien_recu(engine)
        engine.identifiants.oublie("ALOXECORTONDENISE")
        assert plis(engine) == 2
        assert reinitialiser(engine, premier) == LienRefuse()
        assert reinitialiser(engine, lien_recu(engine)) is None
        for rang in range(20):
            engine.identifiants.oublie(f"INCONNU{rang}", adresse="192.0.2.1")
        avancer(engine, 10 * MINUTE)
        engine.identifiants.oublie("ALOXECORTONDENISE", adresse="192.0.2.1")
        assert plis(engine) == 3

    @pytest.mark.req("EXC-05")
    def test_a_password_refused_leaves_the_link(self, engine: Engine) -> None:
        installer(engine)
        engine.identifiants.oublie("ALOXECORTONDENISE")
        lien = lien_recu(engine)
        refuse = reinitialiser(engine, lien, "CNWBTGDSHW")
        assert isinstance(refuse, MotDePasseInsuffisant)
        assert len(refuse.manques) == 3
        assert reinitialiser(engine, lien) is None

    @pytest.mark.req("I-34")
    def test_it_opens_what_failures_had_closed(self, engine: Engine) -> None:
        """Somebody who keeps one out by wrong tries is passed by."""
        code, _ = installer(engine)
        for _ in range(10):
            entre(engine, code, AUTRE)
            avancer(engine, 16 * timedelta(seconds=1))
        assert not entre(engine, code, MIEN)
        engine.identifiants.oublie(code)
        assert reinitialiser(engine, lien_recu(engine)) is None
        assert entre(engine, code, AUTRE)

    @pytest.mark.req("EXC-03", "EXP-53")
    def test_for_who_left_without_choosing(self, engine: Engine) -> None:
        """The temporary password is spent: the link does; and it is not the one that is chosen."""
        code, provisoire = activer(engine)
        entrer(engine, code, provisoire)
        engine.identifiants.oublie(code)
        assert isinstance(reinitialiser(engine, lien_recu(engine), provisoire), MotDePasseInsuffisant)
        assert reinitialiser(engine, lien_recu(engine)) is None
        assert not entrer(engine, code, AUTRE).visiteur.doit_changer

    def test_a_collaborator_has_it_too(self, engine: Engine) -> None:
        engine.identifiants.creer_collaborateur(ADMINISTRATEUR).unwrap()
        engine.identifiants.oublie("ALICE")
        assert reinitialiser(engine, lien_recu(engine)) is None
        assert entre(engine, "ALICE", AUTRE)

    @pytest.mark.parametrize("lien", ["", ".", "ALOXECORTONDENISE", "ALOXECORTONDENISE.", "X.y", "\ud800.\0"])
    def test_a_link_nobody_sent(self, engine: Engine, lien: str) -> None:
        installer(engine)
        assert reinitialiser(engine, lien) == LienRefuse()
        engine.identifiants.oublie("ALOXECORTONDENISE")
        assert reinitialiser(engine, lien) == LienRefuse()

    def test_a_message_that_does_not_leave_is_traced(self) -> None:
        """The page says the same; the journal of the agency says why, and not the link."""
        engine = guichet(messaging=MemoryMessaging({"d.aloxe@example.invalid": RaisonDEchec.QUOTA}))
        installer(engine)
        engine.identifiants.oublie("ALOXECORTONDENISE")
        with engine.storage.transaction() as transaction:
            derniere, demande, *_ = transaction.audit.lire()
        assert (derniere.acte, derniere.detail) == (Acte.MOT_DE_PASSE_DEMANDE, "courrier non parti : quota dépassé")
        assert demande.acte is Acte.MOT_DE_PASSE_DEMANDE

    def test_without_an_address_it_says_so(self) -> None:
        """To everybody, before it looks at the login."""
        engine = guichet(acces=ReglagesDAcces())
        with pytest.raises(Unavailable, match="réinitialisation"):
            engine.identifiants.oublie("INCONNU")


class TestProposer:
    @pytest.mark.req("EXA-13", "X-25")
    def test_shown_then_kept_by_valider(self, engine: Engine) -> None:
        """Left without VALIDER the old password works; VALIDER, and the new one works once and must be changed."""
        code, jeton = installer(engine)
        propose = engine.identifiants.proposer(code, GESTIONNAIRE).unwrap()
        assert engine.identifiants.politique().manques(propose.mot_de_passe) == ()
        assert not entre(engine, code, propose.mot_de_passe)
        assert entre(engine, code, MIEN)
        assert vu(engine, jeton) is not None
        engine.identifiants.valider(code, GESTIONNAIRE).unwrap()
        assert vu(engine, jeton) is None
        assert not entre(engine, code, MIEN)
        assert entrer(engine, code, propose.mot_de_passe).visiteur.doit_changer
        assert not entre(engine, code, propose.mot_de_passe)

    @pytest.mark.req("EXA-13")
    def test_nothing_to_validate(self, engine: Engine) -> None:
        """Nothing shown, shown too long ago, or validated already."""
        code, _ = installer(engine)
        assert engine.identifiants.valider(code).failure() == RienAValider(code=code)
        engine.identifiants.proposer(code).unwrap()
        avancer(engine, 15 * MINUTE)
        assert engine.identifiants.valider(code).failure() == RienAValider(code=code)
        premier = engine.identifiants.proposer(code).unwrap().mot_de_passe
        second = engine.identifiants.proposer(code).unwrap().mot_de_passe
        assert is_successful(engine.identifiants.valider(code))
        assert engine.identifiants.valider(code).failure() == RienAValider(code=code)
        assert not entre(engine, code, premier)
        assert entre(engine, code, second)

    def test_a_login_nobody_has(self, engine: Engine) -> None:
        for faire in (engine.identifiants.proposer, engine.identifiants.valider, engine.identifiants.fermer):
            with pytest.raises(NotFound):
                faire("INCONNU")

    @pytest.mark.req("EXC-05")
    def test_what_is_drawn_obeys_the_profile_of_the_agency(self, engine: Engine) -> None:
        """Chosen in the parameters, or imposed by the host."""
        with engine.storage.transaction() as transaction:
            transaction.parametrages.put("agence", Parametrage(profil=Profil.CNIL_2022), expected=0)
        assert engine.identifiants.politique().profil is Profil.CNIL_2022
        code, provisoire = activer(engine)
        jeton = entrer(engine, code, provisoire).jeton
        choisir = engine.identifiants.choisir_mot_de_passe
        assert not is_successful(choisir(jeton, nouveau="Denise2024!", confirmation="Denise2024!"))
        autre = guichet(acces=ReglagesDAcces(politique=engine.identifiants.politique()))
        assert autre.identifiants.regles() == engine.identifiants.regles()


class TestHabilitations:
    @pytest.mark.req("I-55")
    def test_a_client_is_the_managers_and_a_colleague_the_administrators(self, engine: Engine) -> None:
        """Nobody gives himself more: a manager touches no collaborator, an accountant no login."""
        code, _ = installer(engine)
        ids = engine.identifiants
        ids.creer_collaborateur(ADMINISTRATEUR).unwrap()
        for refuse in (
            ids.activer([SYNDIC], par=COMPTABLE),
            ids.desactiver([SYNDIC], par=COMPTABLE),
            ids.proposer(code, COMPTABLE),
            ids.valider(code, EDITEUR),
            ids.fermer(code, COMPTABLE),
            ids.rouvrir(code, COMPTABLE),
            ids.proposer("ALICE", GESTIONNAIRE),
            ids.valider("ALICE", GESTIONNAIRE),
            ids.fermer("ALICE", GESTIONNAIRE),
            ids.creer_collaborateur(COMPTABLE, par=GESTIONNAIRE),
            ids.modifier_collaborateur(ADMINISTRATEUR, par=GESTIONNAIRE),
            ids.retirer_collaborateur(ADMINISTRATEUR.id, par=GESTIONNAIRE),
        ):
            assert isinstance(refuse.failure(), FonctionManquante)
        for admis in (
            ids.proposer(code, GESTIONNAIRE),
            ids.activer([CompteId(f"450{BROUILLY}")], par=GESTIONNAIRE),
            ids.fermer("ALICE", ADMINISTRATEUR),
            ids.rouvrir("ALICE", ADMINISTRATEUR),
            ids.creer_collaborateur(GESTIONNAIRE, par=ADMINISTRATEUR),
            ids.retirer_collaborateur(GESTIONNAIRE.id, par=ADMINISTRATEUR),
        ):
            assert is_successful(admis)

    @pytest.mark.req("I-55")
    def test_the_editor_is_reserved(self, engine: Engine) -> None:
        """« Réservé Crypto »: an administrator neither makes an editor, nor takes his login, nor becomes one."""
        ids = engine.identifiants
        ids.creer_collaborateur(EDITEUR).unwrap()
        ids.creer_collaborateur(ADMINISTRATEUR).unwrap()
        promu = evolve(ADMINISTRATEUR, fonctions=frozenset({Fonction.ADMINISTRATEUR, Fonction.EDITEUR}))
        for refuse in (
            ids.creer_collaborateur(collaborateur("EVE", Fonction.EDITEUR), par=ADMINISTRATEUR),
            ids.modifier_collaborateur(promu, par=ADMINISTRATEUR),
            ids.modifier_collaborateur(evolve(EDITEUR, fonctions=frozenset()), par=ADMINISTRATEUR),
            ids.proposer("EDITH", ADMINISTRATEUR),
            ids.retirer_collaborateur(EDITEUR.id, par=ADMINISTRATEUR),
        ):
            refus = refuse.failure()
            assert isinstance(refus, FonctionManquante)
            assert refus.requises == {Fonction.EDITEUR}
        assert is_successful(ids.proposer("EDITH", promu))
        assert isinstance(ids.proposer("EDITH", EDITEUR).failure(), FonctionManquante)

    @pytest.mark.req("EXA-02")
    def test_the_codes_of_the_agency_are_always_usable(self, engine: Engine) -> None:
        ids = engine.identifiants
        ids.creer_collaborateur(collaborateur("PAGESIMMO", general=True)).unwrap()
        assert ids.fermer("PAGESIMMO").failure() == AccesGeneral(code="PAGESIMMO")
        assert ids.retirer_collaborateur(CollaborateurId("PAGESIMMO")).failure() == AccesGeneral(code="PAGESIMMO")

    @pytest.mark.req("I-37")
    def test_a_code_is_one_persons(self, engine: Engine) -> None:
        """A collaborator's code is neither a colleague's nor a client's, however it is written."""
        ids = engine.identifiants
        installer(engine)
        ids.creer_collaborateur(ADMINISTRATEUR).unwrap()
        assert ids.creer_collaborateur(ADMINISTRATEUR).failure() == CollaborateurConnu(collaborateur=ADMINISTRATEUR.id)
        assert ids.creer_collaborateur(collaborateur("Alïce")).failure() == CodePris(code="ALICE")
        denise = collaborateur("Aloxe-Corton Denise")
        assert ids.creer_collaborateur(denise).failure() == CodePris(code="ALOXECORTONDENISE")
        with pytest.raises(InvalidValue, match="lettre"):
            ids.creer_collaborateur(collaborateur("¿?"))
