"""Logins, sessions and failures: what each says of itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from lsc_domain.extranet.avis_de_reinitialisation import AvisDeReinitialisation
from lsc_domain.extranet.code_d_acces import LONGUEUR, code_d_acces, normaliser
from lsc_domain.extranet.collaborateur import Collaborateur, Fonction
from lsc_domain.extranet.habilitation import FonctionManquante, Habilitation
from lsc_domain.extranet.identifiant import Identifiant, Provisoire
from lsc_domain.extranet.refus_d_identifiant import AccesGeneral, CollaborateurConnu, RienAValider, libelle
from lsc_domain.extranet.refus_de_connexion import SessionFinie, TropDeTentatives
from lsc_domain.extranet.refus_de_connexion import libelle as libelle_de_connexion
from lsc_domain.extranet.refus_de_mot_de_passe import ActuelRefuse, LienRefuse
from lsc_domain.extranet.refus_de_mot_de_passe import libelle as libelle_de_mot_de_passe
from lsc_domain.extranet.reglages_d_acces import ReglagesDAcces
from lsc_domain.extranet.session import DureesDeSession, Session
from lsc_domain.extranet.tentatives import Freinage, Tentatives, cle_d_adresse
from lsc_domain.parc.service_client import ComptesSansClient
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import CollaborateurId, CompteId, TiersId

LE = datetime(2020, 7, 6, 20, tzinfo=UTC)
DENISE = Identifiant(code="ALOXECORTONDENISE", tiers=TiersId("YALOXECORTONDENISE"), cree_le=LE)
JOURNEE = timedelta(days=1)


class TestCode:
    @pytest.mark.req("EXP-52", "I-37")
    @given(st.lists(st.tuples(st.text(max_size=30), st.text(max_size=30)), max_size=12))
    def test_no_two_people_have_the_same(self, noms: list[tuple[str, str]]) -> None:
        """Whatever the names, in whatever alphabet: capitals and digits, one each."""
        pris: set[str] = set()
        for nom, prenom in noms:
            code = code_d_acces(nom, prenom, pris=pris)
            assert code not in pris
            assert code.isascii()
            assert code.isalnum()
            assert code == code.upper() == normaliser(code)
            assert len(code) <= LONGUEUR + 3
            pris.add(code)

    @pytest.mark.req("I-37")
    @pytest.mark.parametrize("nom", ["D’ŒUVRE-LÉVÊQUE", "d'oeuvre lévêque", "D OEUVRE LEVEQUE", "d’œuvre-lévêque"])
    def test_accents_spaces_and_particles_make_no_other_login(self, nom: str) -> None:
        assert code_d_acces(nom, "Zoé", pris=()) == "DOEUVRELEVEQUEZOE"

    @pytest.mark.req("I-37")
    def test_a_homonym_has_a_number(self) -> None:
        pris = {"PETRUSPIERRE"}
        assert code_d_acces("PETRUS", "Pierre", pris=pris) == "PETRUSPIERRE2"

    def test_a_name_in_another_alphabet_has_a_login_too(self) -> None:
        assert code_d_acces("Ωμέγα", "李", pris={"CLIENT"}) == "CLIENT2"


class TestIdentifiant:
    @pytest.mark.req("EXA-12", "CORE-04", "X-26")
    def test_the_tab_plus_says_no_secret(self) -> None:
        """Its two lines are the login, and where the password stands."""
        etats = [
            DENISE,
            evolve(DENISE, provisoire=Provisoire(empreinte="secret", expire_le=LE + JOURNEE)),
            evolve(DENISE, provisoire=Provisoire(empreinte="secret", expire_le=LE + JOURNEE)).entrer(LE),
            DENISE.choisir("secret"),
        ]
        lignes = [un.donnees() for un in etats]
        assert {un.valeur for un, _ in lignes} == {"ALOXECORTONDENISE"}
        assert [un.valeur for _, un in lignes] == [
            "aucun",
            "provisoire, jusqu'au 07/07/2020",
            "provisoire, utilisé le 06/07/2020, à régénérer",
            "choisi par son titulaire",
        ]
        assert all("secret" not in repr(un) for un in etats)

    @pytest.mark.req("I-34", "EXA-13")
    def test_what_changes_the_password_ends_every_other_secret(self) -> None:
        """The link, the password proposed, the sessions: of a choice, of « Valider », of a closing."""
        plein = DENISE.choisir("sien").proposer("propose", jusqua=LE + JOURNEE).lier("lien", jusqua=LE + JOURNEE)
        assert (plein.preuve(LE), plein.lien_valable(LE)) == ("sien", "lien")
        assert plein.lien_valable(LE + JOURNEE) == ""
        for apres, preuve in (
            (plein.choisir("autre"), "autre"),
            (plein.valider(LE, jusqua=LE + JOURNEE), "propose"),
            (plein.fermer().rouvrir(), "sien"),
        ):
            assert apres is not None
            assert (apres.preuve(LE), apres.lien, apres.propose) == (preuve, None, None)
            assert apres.generation == plein.generation + 1
        assert plein.valider(LE + JOURNEE, jusqua=LE + 2 * JOURNEE) is None

    def test_a_client_or_a_collaborator(self) -> None:
        with pytest.raises(InvalidValue):
            Identifiant(code="X", cree_le=LE)
        with pytest.raises(InvalidValue):
            evolve(DENISE, collaborateur=CollaborateurId("ALICE"))


class TestSession:
    @pytest.mark.req("I-34")
    @given(st.timedeltas(timedelta(), JOURNEE), st.timedeltas(timedelta(), JOURNEE), st.booleans())
    def test_it_ends_by_its_silence_or_its_age(self, age: timedelta, silence: timedelta, provisoire: bool) -> None:
        """Thirty minutes without a request, eight hours in all, thirty minutes in all for a temporary password."""
        session = Session(
            id="x", identifiant=DENISE.code, generation=1, ouverte_le=LE - age, vue_le=LE - silence,
            provisoire=provisoire,
        )  # fmt: skip
        entiere = timedelta(minutes=30) if provisoire else timedelta(hours=8)
        assert session.dure(DENISE, LE, DureesDeSession()) == (age < entiere and silence < timedelta(minutes=30))
        for autre in (DENISE.choisir("x"), evolve(DENISE, ouvert=False), evolve(DENISE, code="AUTRE")):
            assert not session.dure(autre, LE, DureesDeSession())

    def test_lengths_that_make_no_sense(self) -> None:
        with pytest.raises(InvalidValue):
            DureesDeSession(pas=timedelta(hours=1))


class TestFreinage:
    @pytest.mark.req("I-34")
    @given(st.integers(0, 10**6))
    def test_the_wait_grows_and_has_an_end(self, echecs: int) -> None:
        """Nothing before the fifth failure, longer after each, fifteen minutes from the tenth: never for good."""
        frein = Freinage()
        attente = frein.attente(echecs)
        assert attente <= frein.attente(echecs + 1) <= timedelta(minutes=15)
        assert (attente == timedelta()) == (echecs < 5)
        assert (attente == timedelta(minutes=15)) == (echecs >= 10)

    def test_a_count_begins_again_after_a_day(self) -> None:
        frein, lu = Freinage(), Tentatives(cle="code:x", echecs=40, dernier_le=LE)
        assert frein.jusqua(lu, LE) == LE + timedelta(minutes=15)
        assert frein.jusqua(lu, LE + timedelta(minutes=15)) is None
        assert frein.compter(lu, "code:x", LE + timedelta(minutes=15)).echecs == 41
        assert frein.compter(lu, "code:x", LE + JOURNEE).echecs == 1
        with pytest.raises(InvalidValue):
            Freinage(seuil=0)

    def test_an_address_is_a_network(self) -> None:
        assert cle_d_adresse("2001:db8::1") == cle_d_adresse("2001:db8::ffff") != cle_d_adresse("2001:db8:1::1")
        assert cle_d_adresse("192.0.2.1") != cle_d_adresse("192.0.2.2")
        assert cle_d_adresse("guichet\n1") == "adresse:guichet1"


class TestMots:
    def test_a_wait_is_rounded_up(self) -> None:
        def dire(attente: timedelta) -> str:
            return libelle_de_connexion(TropDeTentatives(jusqua=LE, attente=attente))

        assert dire(timedelta(milliseconds=10)) == "Trop d'essais : réessayez dans 1 seconde."
        assert dire(timedelta(seconds=59)) == "Trop d'essais : réessayez dans 59 secondes."
        assert dire(timedelta(minutes=14, seconds=1)) == "Trop d'essais : réessayez dans 15 minutes."
        assert "terminée" in libelle_de_connexion(SessionFinie())

    def test_each_refusal_has_its_sentence(self) -> None:
        assert "ALICE" in libelle(AccesGeneral(code="ALICE"))
        assert "ALICE" in libelle(CollaborateurConnu(collaborateur=CollaborateurId("ALICE")))
        assert "ALICE" in libelle(RienAValider(code="ALICE"))
        assert "102001" in libelle(ComptesSansClient(comptes=(CompteId("102001"),)))

        refus = FonctionManquante(
            habilitation=Habilitation.IDENTIFIANTS, requises=frozenset({Fonction.GESTIONNAIRE, Fonction.EDITEUR})
        )
        assert libelle(refus) == "Il faut être gestionnaire, éditeur pour gérer les identifiants des clients."
        assert "actuel" in libelle_de_mot_de_passe(ActuelRefuse())
        assert "autre" in libelle_de_mot_de_passe(LienRefuse())
        assert libelle_de_mot_de_passe(SessionFinie()) == libelle_de_connexion(SessionFinie())

    def test_a_collaborator_has_a_name(self) -> None:
        with pytest.raises(InvalidValue):
            Collaborateur(id=CollaborateurId("A"), nom=" ")

    def test_settings_that_would_not_hold(self) -> None:
        with pytest.raises(InvalidValue, match="trente minutes"):
            ReglagesDAcces(lien=timedelta(hours=1))
        with pytest.raises(InvalidValue, match="https"):
            ReglagesDAcces(adresse_de_reinitialisation="http://extranet.example.invalid/")

    def test_a_link_is_an_https_page(self) -> None:
        with pytest.raises(InvalidValue, match="https"):
            AvisDeReinitialisation(nom="X", lien="javascript:alert(1)", expire_le=LE)
        with pytest.raises(InvalidValue, match="fuseau"):
            AvisDeReinitialisation(nom="X", lien="https://x.invalid/?lien=A.b", expire_le=LE.replace(tzinfo=None))
