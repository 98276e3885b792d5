"""Plis through a mail server: what is on the wire, what each refusal means, what a cut leaves in doubt."""

from __future__ import annotations

import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from aiosmtpd.smtp import SMTP
from attrs import evolve
from relais_smtp import COMPTE, MOT_DE_PASSE, Boite, brut, certificat, identifier, relais
from returns.pipeline import is_successful

from lsc_adapters.clock.fixed import FixedClock
from lsc_adapters.messaging.courrier import Expediteur, ecrire_courrier
from lsc_adapters.messaging.reponses import juger, lisible
from lsc_adapters.messaging.smtp import Securite, ServeurSmtp, SmtpMessaging
from lsc_domain.ports.messaging import EchecDEnvoi, PieceDePli, Pli, RaisonDEchec
from lsc_domain.publication.desinscription import CleDeDesinscription, lien_de_desinscription
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import TiersId

REFUSE, ADRESSE_INCONNUE, INJOIGNABLE, AUTHENTIFICATION, QUOTA, INCONNUE = RaisonDEchec

LE = datetime(2022, 1, 27, 22, 0, tzinfo=ZoneInfo("Europe/Paris"))
AGENCE = Expediteur(adresse="agence@example.invalid", nom="Agence Crypto, LSC")
PLI = Pli(
    cle="nouveaux-documents/BROUILLY/2022-01-27",
    destinataire="brouilly@example.invalid",
    nom="M. BROUILLY",
    objet="3 nouveaux documents sur votre extranet",
    texte="Bonjour,\n\nTrois documents.\n",
    html="<p>Bonjour</p>",
    desinscription=lien_de_desinscription(
        "https://extranet.example.invalid/desinscription",
        TiersId("BROUILLY"),
        cle=CleDeDesinscription(id="2022", secret=bytes(range(32))),
    ),
)


def messaging(serveur: ServeurSmtp) -> SmtpMessaging:
    return SmtpMessaging(serveur, expediteur=AGENCE, clock=FixedClock(LE))


def plis(nombre: int) -> list[Pli]:
    return [evolve(PLI, cle=f"avis-{rang}", objet=f"avis-{rang}") for rang in range(nombre)]


@pytest.fixture
def boite() -> Boite:
    return Boite()


@pytest.fixture
def serveur(boite: Boite) -> Iterator[ServeurSmtp]:
    with relais(boite) as serveur:
        yield serveur


@pytest.fixture(scope="module")
def contextes(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    dossier: Path = tmp_path_factory.mktemp("certificat")
    return certificat(dossier)


class TestOnTheWire:
    def test_the_headers(self, boite: Boite, serveur: ServeurSmtp) -> None:
        """From, to, when; and that a machine wrote it, so that no absent reader's machine answers (RFC 3834)."""
        reference = messaging(serveur).envoyer(PLI).unwrap().reference
        [message] = boite.messages
        assert message["From"] == '"Agence Crypto, LSC" <agence@example.invalid>'
        assert message["To"].addresses[0].addr_spec == "brouilly@example.invalid"
        assert parsedate_to_datetime(message["Date"]) == LE
        assert message["Message-ID"] == reference
        assert message["Auto-Submitted"] == "auto-generated"
        assert message["Reply-To"] is None
        assert message.get_content_type() == "multipart/alternative"
        assert [partie.get_content_type() for partie in message.iter_parts()] == ["text/plain", "text/html"]

    @pytest.mark.req("I-38")
    def test_the_one_click_way_out(self, boite: Boite, serveur: ServeurSmtp) -> None:
        """RFC 8058, §3.1: both headers, and exactly so."""
        messaging(serveur).envoyer(PLI)
        [(_, contenu)] = boite.arrives
        assert brut(contenu, "List-Unsubscribe") == f"<{PLI.desinscription}>"
        assert brut(contenu, "List-Unsubscribe-Post") == "List-Unsubscribe=One-Click"

    @pytest.mark.req("MSG-05")
    def test_a_report_has_no_way_out(self, boite: Boite, serveur: ServeurSmtp) -> None:
        messaging(serveur).envoyer(evolve(PLI, desinscription="", html=""))
        [message] = boite.messages
        assert not [nom for nom in message if nom.startswith("List-")]
        assert message.get_content_type() == "text/plain"

    def test_one_key_is_one_message_id(self) -> None:
        """The Message-ID is the key's, whenever it leaves and whatever it says; two keys have two."""
        premier = ecrire_courrier(PLI, expediteur=AGENCE, le=LE)
        assert premier == ecrire_courrier(PLI, expediteur=AGENCE, le=LE)
        plus_tard = ecrire_courrier(evolve(PLI, texte="autre"), expediteur=AGENCE, le=LE.replace(year=2023))
        assert plus_tard.contenu != premier.contenu
        assert plus_tard.message_id == premier.message_id
        assert "BROUILLY" not in premier.message_id
        assert ecrire_courrier(evolve(PLI, cle="autre"), expediteur=AGENCE, le=LE).message_id != premier.message_id

    @pytest.mark.parametrize("corps", ["é" * 5_000, "Été\n", "=\n.\n" + "x" * 1_000])
    def test_lines_are_ascii_and_short(self, corps: str) -> None:
        """RFC 5321, §4.5.3.1.6 and RFC 5322, §2.1.1: seven bits, CRLF, and no header line above 78 but the way out."""
        pli = evolve(
            PLI,
            nom="Société civile immobilière « Les Œillets d’Été » " * 3,
            objet="Assemblée générale " * 20,
            texte=corps,
            html=corps,
            pieces=(PieceDePli(nom="Procès-verbal.pdf", media_type="application/pdf", contenu=bytes(range(256)) * 20),),
        )
        contenu = ecrire_courrier(pli, expediteur=AGENCE, le=LE).contenu
        assert contenu.isascii()
        assert contenu.count(b"\n") == contenu.count(b"\r") == contenu.count(b"\r\n")
        assert contenu.endswith(b"\r\n")
        lignes = contenu.split(b"\r\n")
        assert max(map(len, lignes)) <= 998
        assert [une for une in lignes if len(une) > 78 and not une.startswith(b"List-Unsubscribe:")] == []

    def test_an_international_domain_goes_in_ascii(self, boite: Boite, serveur: ServeurSmtp) -> None:
        """IDNA: such a person needs no special server."""
        messaging(serveur).envoyer(evolve(PLI, destinataire="brouilly@résidence.invalid")).unwrap()
        assert boite.arrives[0][0] == ["brouilly@xn--rsidence-b1a.invalid"]
        assert not any("SMTPUTF8" in options for options in boite.options)

    def test_an_accented_box_asks_for_smtputf8(self, boite: Boite) -> None:
        """RFC 6531: sent as it is to a server that says it knows, refused for good by one that does not."""
        accent = evolve(PLI, destinataire="rené@résidence.invalid")
        with relais(boite, enable_SMTPUTF8=True) as serveur:
            premiers = [un.unwrap() for un in messaging(serveur).envoyer_tous((accent, evolve(PLI, cle="autre")))]
        assert len(premiers) == 2
        assert [recu.destinataire for recu in boite.recus] == ["rené@xn--rsidence-b1a.invalid", PLI.destinataire]
        assert ["SMTPUTF8" in options for options in boite.options] == [True, False]
        with relais(boite, enable_SMTPUTF8=False) as serveur:
            echec = messaging(serveur).envoyer(accent).failure()
        assert (echec.raison, echec.definitif) == (REFUSE, True)

    def test_an_international_domain_that_does_not_write(self, serveur: ServeurSmtp) -> None:
        echec = messaging(serveur).envoyer(evolve(PLI, destinataire=f"a@{'é' * 60}.invalid")).failure()
        assert (echec.raison, echec.definitif) == (ADRESSE_INCONNUE, True)

    def test_many_go_on_one_connection(self, boite: Boite, serveur: ServeurSmtp) -> None:
        assert all(map(is_successful, messaging(serveur).envoyer_tous(plis(30))))
        assert len(boite.sessions) == 1
        assert len(boite.arrives) == 30

    def test_who_stops_asking_stops_the_sending(self, boite: Boite, serveur: ServeurSmtp) -> None:
        reponses = messaging(serveur).envoyer_tous(plis(30))
        assert next(reponses).unwrap().cle == "avis-0"
        assert isinstance(reponses, Iterator)
        reponses.close()  # type: ignore[attr-defined]
        assert len(boite.arrives) == 1

    def test_too_large_is_said_before_it_is_sent(self, boite: Boite) -> None:
        """RFC 1870."""
        lourd = evolve(
            PLI, pieces=(PieceDePli(nom="a.pdf", media_type="application/pdf", contenu=bytes(90_000)),), html=""
        )
        with relais(boite, data_size_limit=50_000) as serveur:
            echec = messaging(serveur).envoyer(lourd).failure()
        assert (echec.raison, echec.definitif) == (QUOTA, True)
        assert boite.options == []


LIGNES = [
    # command, reply, what it means, for good, whether the next pli leaves
    ("RCPT", "550 5.1.1 no such user", ADRESSE_INCONNUE, True, True),
    ("RCPT", "550 mailbox unavailable", ADRESSE_INCONNUE, True, True),
    ("RCPT", "551 user not local", ADRESSE_INCONNUE, True, True),
    ("RCPT", "553 mailbox name not allowed", ADRESSE_INCONNUE, True, True),
    ("RCPT", "550 5.7.1 blocked by policy", REFUSE, True, True),
    ("RCPT", "450 4.2.0 greylisted", INJOIGNABLE, False, True),
    ("RCPT", "451 local error", INJOIGNABLE, False, True),
    ("RCPT", "452 too many recipients", QUOTA, False, True),
    ("RCPT", "452 4.2.2 over quota", QUOTA, False, True),
    ("RCPT", "552 5.2.2 mailbox full", QUOTA, True, True),
    ("RCPT", "421 closing", INJOIGNABLE, False, True),
    ("MAIL", "421 too many connections", INJOIGNABLE, False, True),
    ("MAIL", "530 5.7.0 Must issue a STARTTLS command first", AUTHENTIFICATION, False, True),
    ("MAIL", "550 5.4.5 daily quota exceeded", QUOTA, True, True),
    ("MAIL", "553 sender refused", REFUSE, True, True),
    ("DATA", "550 content refused", REFUSE, True, True),
    ("DATA", "554 5.7.1 spam", REFUSE, True, True),
    ("DATA", "552 5.3.4 too big", REFUSE, True, True),
    ("DATA", "452 4.3.1 no space left", QUOTA, False, True),
    ("DATA", "451 try again", INJOIGNABLE, False, True),
    ("DATA", "421 shutting down", INJOIGNABLE, False, True),
]


class TestRefusals:
    @pytest.mark.parametrize(("commande", "reponse", "raison", "definitif", "suite"), LIGNES, ids=lambda x: str(x)[:30])
    def test_a_reply_has_a_reason(
        self,
        boite: Boite,
        serveur: ServeurSmtp,
        commande: str,
        reponse: str,
        raison: RaisonDEchec,
        definitif: bool,
        suite: bool,
    ) -> None:
        """The pli fails with the reason and in the server's words; nothing of it arrives; the next one leaves."""
        premier, second = plis(2)

        def refuser_une_fois(_: SMTP) -> str:
            del boite.reponses[commande]
            return reponse

        boite.reponses[commande] = refuser_une_fois
        reponses = list(messaging(serveur).envoyer_tous((premier, second)))
        assert reponses[0].failure() == EchecDEnvoi(cle="avis-0", raison=raison, detail=reponse, definitif=definitif)
        assert is_successful(reponses[1]) is suite
        assert [recu.objet for recu in boite.recus] == ["avis-1"]

    @pytest.mark.parametrize(
        ("code", "texte", "attendu"),
        [
            (550, "5.1.10 null MX", (ADRESSE_INCONNUE, True)),
            (550, "5.2.1 disabled", (ADRESSE_INCONNUE, True)),
            (550, "4.2.2 mixed up", (REFUSE, True)),  # the classes disagree: the reply's own is believed
            (550, "5.1.123 unheard of", (REFUSE, True)),
            (454, "4.7.0 not now", (AUTHENTIFICATION, False)),
            (499, "", (INJOIGNABLE, False)),
            (599, "", (REFUSE, True)),
            (-1, "HTTP/1.1 400 Bad Request", (INJOIGNABLE, False)),
            (250, "ok", (INJOIGNABLE, False)),
        ],
    )
    def test_the_rest_of_the_table(self, code: int, texte: str, attendu: tuple[RaisonDEchec, bool]) -> None:
        assert juger(code, texte, au_destinataire=False) == attendu

    def test_a_reply_is_one_line(self) -> None:
        """What a server says is shown to people: it draws nothing on their screens, and is not endless."""
        assert lisible(550, b"non\n\x1b[2J\xff merci") == "550 non [2J merci"
        assert len(lisible(550, "x" * 5_000)) == 500


class TestConnection:
    def test_nobody_answers(self) -> None:
        """A port nobody listens to: every pli fails at once, none for good, and the server is tried once."""
        with socket.create_server(("127.0.0.1", 0)) as prise:
            port = prise.getsockname()[1]
        reponses = [un.failure() for un in messaging(en_clair(port)).envoyer_tous(plis(3))]
        assert [(un.cle, un.raison, un.definitif) for un in reponses] == [
            (f"avis-{rang}", INJOIGNABLE, False) for rang in range(3)
        ]

    def test_a_server_that_says_nothing(self) -> None:
        with muet(lambda _: None) as (port, connexions):
            serveur = evolve(en_clair(port), delai=0.2)
            reponses = [un.failure() for un in messaging(serveur).envoyer_tous(plis(3))]
        assert {(un.raison, un.definitif) for un in reponses} == {(INJOIGNABLE, False)}
        assert len(connexions) == 1

    @pytest.mark.parametrize("accueil", [b"554 go away\r\n", b"421 busy\r\n", b"HTTP/1.1 400 Bad Request\r\n\r\n", b""])
    def test_a_server_that_does_not_want_us(self, accueil: bytes) -> None:
        with muet(lambda prise: prise.sendall(accueil), ferme=True) as (port, _):
            echec = messaging(en_clair(port)).envoyer(PLI).failure()
        assert (echec.raison, echec.definitif) == (INJOIGNABLE, False)
        assert echec.detail

    @pytest.mark.parametrize("reponse", ["421 4.7.0 enough for one connection", None])
    def test_it_hangs_up_between_two(self, boite: Boite, serveur: ServeurSmtp, reponse: str | None) -> None:
        """A server that leaves between two plis, with a word or without, is called again: none is lost for it."""

        def partir(server: SMTP) -> str:
            del boite.reponses["MAIL"]
            if reponse is None:
                server.transport.abort()
            return reponse or "250 OK"

        reponses = iter(messaging(serveur).envoyer_tous(plis(3)))
        assert is_successful(next(reponses))
        boite.reponses["MAIL"] = partir
        assert [un.unwrap().cle for un in reponses] == ["avis-1", "avis-2"]
        assert [recu.objet for recu in boite.recus] == ["avis-0", "avis-1", "avis-2"]
        assert len(boite.sessions) == 2

    def test_it_hangs_up_for_good(self, boite: Boite, serveur: ServeurSmtp) -> None:
        """Called again once, and not for ever."""
        reponses = iter(messaging(serveur).envoyer_tous(plis(3)))
        assert is_successful(next(reponses))
        boite.reponses["MAIL"] = "421 busy"
        assert [(un.failure().raison, un.failure().definitif) for un in reponses] == [(INJOIGNABLE, False)] * 2
        assert len(boite.sessions) == 3

    def test_it_hangs_up_in_the_middle(self, boite: Boite, serveur: ServeurSmtp) -> None:
        """Cut at the recipient: this one fails, the next one leaves on another connection."""

        def couper(server: SMTP) -> str:
            del boite.reponses["RCPT"]
            server.transport.abort()
            return "250 OK"

        boite.reponses["RCPT"] = couper
        coupe, suivant = messaging(serveur).envoyer_tous(plis(2))
        assert (coupe.failure().raison, coupe.failure().definitif) == (INJOIGNABLE, False)
        assert suivant.unwrap().cle == "avis-1"

    def test_cut_after_the_last_byte(self, boite: Boite, serveur: ServeurSmtp) -> None:
        """Had in full and never answered for: it may have left, so that it is not sent again."""

        def couper(server: SMTP) -> str:
            server.transport.abort()
            return "250 OK"

        boite.reponses["DATA"] = couper
        echec = messaging(serveur).envoyer(PLI).failure()
        assert (echec.raison, echec.definitif) == (INCONNUE, True)

    def test_garbage_after_the_last_byte(self) -> None:
        with muet(repondre_n_importe_quoi) as (port, _):
            echec = messaging(en_clair(port)).envoyer(PLI).failure()
        assert (echec.raison, echec.definitif) == (INCONNUE, True)

    def test_cut_in_mid_message(self) -> None:
        """Cut while it is being sent: it has not left, and is to be tried again."""
        lourd = evolve(
            PLI, pieces=(PieceDePli(nom="a.pdf", media_type="application/pdf", contenu=bytes(20_000_000)),), html=""
        )
        with muet(couper_en_plein_message) as (port, _):
            echec = messaging(en_clair(port)).envoyer(lourd).failure()
        assert (echec.raison, echec.definitif) == (INJOIGNABLE, False)


class TestSecurity:
    @pytest.fixture
    def protege(self, boite: Boite, contextes: tuple[ssl.SSLContext, ssl.SSLContext]) -> Iterator[ServeurSmtp]:
        """A server that wants STARTTLS, then an account."""
        pour_le_serveur, pour_le_client = contextes
        with relais(
            boite, tls_context=pour_le_serveur, require_starttls=True, auth_required=True, authenticator=identifier
        ) as serveur:
            yield evolve(
                serveur,
                securite=Securite.STARTTLS,
                contexte=pour_le_client,
                compte=COMPTE,
                mot_de_passe=MOT_DE_PASSE,
            )

    def test_starttls_and_an_account(self, boite: Boite, protege: ServeurSmtp) -> None:
        assert all(map(is_successful, messaging(protege).envoyer_tous(plis(2))))
        assert len(boite.arrives) == 2

    def test_tls_from_the_first_byte(self, boite: Boite, contextes: tuple[ssl.SSLContext, ssl.SSLContext]) -> None:
        pour_le_serveur, pour_le_client = contextes
        with relais(boite, ssl_context=pour_le_serveur) as serveur:
            sur = evolve(serveur, securite=Securite.TLS, contexte=pour_le_client)
            assert is_successful(messaging(sur).envoyer(PLI))
            inconnu = messaging(evolve(sur, contexte=None)).envoyer(PLI).failure()
        assert (inconnu.raison, inconnu.definitif) == (INJOIGNABLE, False)
        assert "certificat" in inconnu.detail
        assert len(boite.arrives) == 1

    def test_a_wrong_password(self, boite: Boite, protege: ServeurSmtp) -> None:
        """Every pli fails and none for good: the host mends his account, and the next run sends them."""
        faux = evolve(protege, mot_de_passe="mauvais")
        reponses = [un.failure() for un in messaging(faux).envoyer_tous(plis(3))]
        assert {(un.raison, un.definitif) for un in reponses} == {(AUTHENTIFICATION, False)}
        assert [un.cle for un in reponses] == ["avis-0", "avis-1", "avis-2"]
        assert "mauvais" not in repr(reponses)
        assert boite.arrives == []

    def test_a_password_that_cannot_be_said(self, protege: ServeurSmtp) -> None:
        echec = messaging(evolve(protege, mot_de_passe="très-secret")).envoyer(PLI).failure()
        assert (echec.raison, echec.definitif) == (AUTHENTIFICATION, False)
        assert "secret" not in echec.detail

    def test_tls_is_asked_for(self, boite: Boite, protege: ServeurSmtp) -> None:
        """In the clear to a server that wants better: it says so, and nothing left."""
        nu = evolve(protege, securite=Securite.AUCUNE, compte="")
        echec = messaging(nu).envoyer(PLI).failure()
        assert (echec.raison, echec.definitif) == (AUTHENTIFICATION, False)
        assert boite.arrives == []

    def test_an_account_is_asked_for(self, boite: Boite, protege: ServeurSmtp) -> None:
        echec = messaging(evolve(protege, compte="")).envoyer(PLI).failure()
        assert (echec.raison, echec.definitif) == (AUTHENTIFICATION, False)
        assert boite.arrives == []

    def test_nothing_goes_in_the_clear(self, boite: Boite, serveur: ServeurSmtp) -> None:
        """STARTTLS asked for and not offered: somebody on the way may have taken it out. Nothing is sent."""
        echec = messaging(evolve(serveur, securite=Securite.STARTTLS)).envoyer(PLI).failure()
        assert (echec.raison, echec.definitif) == (INJOIGNABLE, False)
        assert "STARTTLS" in echec.detail
        assert boite.options == []

    def test_tls_to_a_server_in_the_clear(self, serveur: ServeurSmtp) -> None:
        echec = messaging(evolve(serveur, securite=Securite.TLS)).envoyer(PLI).failure()
        assert (echec.raison, echec.definitif) == (INJOIGNABLE, False)

    def test_an_account_where_there_are_none(
        self, boite: Boite, contextes: tuple[ssl.SSLContext, ssl.SSLContext]
    ) -> None:
        pour_le_serveur, pour_le_client = contextes
        with relais(boite, ssl_context=pour_le_serveur, auth_exclude_mechanism=["LOGIN", "PLAIN"]) as serveur:
            sur = evolve(serveur, securite=Securite.TLS, contexte=pour_le_client, compte=COMPTE)
            echec = messaging(sur).envoyer(PLI).failure()
        assert (echec.raison, echec.definitif) == (AUTHENTIFICATION, False)

    def test_a_password_never_goes_in_the_clear(self) -> None:
        with pytest.raises(InvalidValue, match="en clair"):
            ServeurSmtp(hote="smtp.example.invalid", securite=Securite.AUCUNE, compte=COMPTE, mot_de_passe=MOT_DE_PASSE)

    def test_no_repr_tells_the_password(self) -> None:
        serveur = ServeurSmtp(hote="smtp.example.invalid", compte=COMPTE, mot_de_passe=MOT_DE_PASSE)
        assert MOT_DE_PASSE not in repr(serveur)
        assert repr(messaging(serveur)) == "SmtpMessaging(smtp.example.invalid)"

    @pytest.mark.parametrize("faute", [{"hote": ""}, {"port": 0}, {"port": 65_536}, {"delai": 0}])
    def test_what_is_no_server(self, faute: dict[str, object]) -> None:
        with pytest.raises(InvalidValue):
            ServeurSmtp(**{"hote": "smtp.example.invalid", **faute})  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        ("adresse", "nom"), [("agence", ""), ("a@b.invalid", "Agence\r\nBcc: x"), (f"a@{'é' * 60}.invalid", "")]
    )
    def test_who_it_comes_from(self, adresse: str, nom: str) -> None:
        with pytest.raises(InvalidValue, match="expéditeur"):
            Expediteur(adresse=adresse, nom=nom)


def en_clair(port: int) -> ServeurSmtp:
    return ServeurSmtp(hote="127.0.0.1", port=port, securite=Securite.AUCUNE, delai=10)


@contextmanager
def muet(
    dialogue: Callable[[socket.socket], None], *, ferme: bool = False
) -> Iterator[tuple[int, list[socket.socket]]]:
    """A server that does what it is told with each connection, and keeps it open unless it is to close it."""
    connexions: list[socket.socket] = []
    prise = socket.create_server(("127.0.0.1", 0))

    def servir() -> None:
        while True:
            try:
                connexion, _ = prise.accept()
            except OSError:
                return
            connexions.append(connexion)
            dialogue(connexion)
            if ferme:
                connexion.close()

    fil = threading.Thread(target=servir)
    fil.start()
    try:
        yield prise.getsockname()[1], connexions
    finally:
        prise.shutdown(socket.SHUT_RDWR)
        prise.close()
        fil.join(10)
        for connexion in connexions:
            connexion.close()


def jusqu_au_message(prise: socket.socket) -> None:
    """Talk until the message is to come."""
    prise.sendall(b"220 relais\r\n")
    lecteur = prise.makefile("rb")
    while not lecteur.readline().startswith(b"DATA"):
        prise.sendall(b"250 OK\r\n")
    lecteur.close()
    prise.sendall(b"354 go\r\n")


def repondre_n_importe_quoi(prise: socket.socket) -> None:
    jusqu_au_message(prise)
    recu = b""
    while not recu.endswith(b"\r\n.\r\n"):
        recu += prise.recv(65_536)
    prise.sendall(b"Segmentation fault\r\n")


def couper_en_plein_message(prise: socket.socket) -> None:
    jusqu_au_message(prise)
    prise.recv(1_000)
    prise.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # a cut, and not a farewell
    prise.close()
