"""What carries plis: the contract on each carrier of ours, and what a pli may not be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import pytest
from attrs import evolve
from relais_smtp import Boite, relais

from lsc_adapters.clock.fixed import FixedClock
from lsc_adapters.messaging.courrier import Expediteur
from lsc_adapters.messaging.memory import MemoryMessaging
from lsc_adapters.messaging.smtp import SmtpMessaging
from lsc_domain.ports.messaging import Messaging, PieceDePli, Pli, RaisonDEchec, est_une_adresse
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.testing.contracts.messaging import MakeMessaging, MessagingContract, Recu

INCONNU = "inconnu@example.invalid"
PLI = Pli(
    cle="nouveaux-documents/BROUILLY/2022-01-27",
    destinataire="brouilly@example.invalid",
    nom="M. BROUILLY",
    objet="3 nouveaux documents",
    texte="Bonjour,\n",
)


class TestMemoryMessaging(MessagingContract):
    memoire = True
    adresse_refusee = INCONNU

    @pytest.fixture
    def make_messaging(self) -> MakeMessaging:
        return lambda: MemoryMessaging({INCONNU: RaisonDEchec.REFUSE})

    def recus(self, messaging: Messaging) -> Sequence[Recu]:
        assert isinstance(messaging, MemoryMessaging)
        return [
            Recu(
                destinataire=un.destinataire,
                nom=un.nom,
                objet=un.objet,
                texte=un.texte,
                html=un.html,
                pieces=un.pieces,
                desinscription=un.desinscription,
            )
            for un in messaging.plis
        ]

    @pytest.mark.parametrize("raison", RaisonDEchec)
    def test_it_fails_as_it_is_told(self, raison: RaisonDEchec) -> None:
        """What a server or a full box may be asked about again is not for good."""
        echec = MemoryMessaging({PLI.destinataire: raison}).envoyer(PLI).failure()
        assert echec.raison is raison
        assert echec.definitif is (
            raison in {RaisonDEchec.REFUSE, RaisonDEchec.ADRESSE_INCONNUE, RaisonDEchec.INCONNUE}
        )
        assert echec.detail == raison.libelle

    def test_its_repr_names_nobody(self) -> None:
        messaging = MemoryMessaging()
        messaging.envoyer(PLI)
        assert repr(messaging) == "MemoryMessaging(1 plis)"


class TestSmtpMessaging(MessagingContract):
    adresse_refusee = INCONNU

    @pytest.fixture
    def make_messaging(self) -> Iterator[MakeMessaging]:
        self.boite = boite = Boite()
        boite.reponses[f"RCPT {INCONNU}"] = "550 5.1.1 no such user"
        with relais(boite) as serveur:

            def faire() -> Messaging:
                boite.vider()
                return SmtpMessaging(
                    serveur,
                    expediteur=Expediteur(adresse="agence@example.invalid", nom="Agence Crypto"),
                    clock=FixedClock(datetime(2022, 1, 27, 9, tzinfo=UTC)),
                )

            yield faire

    def recus(self, messaging: Messaging) -> Sequence[Recu]:
        return self.boite.recus


class TestPli:
    @pytest.mark.parametrize("commande", ["\n", "\r", "\r\n", "\0", "\x0b", "\x1b", "\x7f", "\x85", "\u2028", "\ud83d"])
    @pytest.mark.parametrize("champ", ["cle", "destinataire", "nom", "objet", "reponse_a", "desinscription"])
    def test_no_line_becomes_two(self, champ: str, commande: str) -> None:
        """A control character in what becomes a header is refused: no name adds a recipient."""
        with pytest.raises(InvalidValue):
            evolve(PLI, **{champ: f"https://x.invalid/{commande}Bcc: tous@example.invalid"})

    @pytest.mark.req("I-38")
    @pytest.mark.parametrize(
        "adresse",
        [
            "http://example.invalid/",
            "https://",
            "https://a b",
            "https://a>b",
            "https://é.invalid/",
            "mailto:a@b.invalid",
        ],
    )
    def test_the_way_out_is_an_https_page(self, adresse: str) -> None:
        """RFC 8058, §3.1: an https address, and nothing that ends the header it is in."""
        with pytest.raises(InvalidValue, match="désinscription"):
            evolve(PLI, desinscription=adresse)

    @pytest.mark.parametrize("corps", ["nul \0", "moitié \ud83d"])
    @pytest.mark.parametrize("champ", ["texte", "html"])
    def test_a_body_is_text(self, champ: str, corps: str) -> None:
        with pytest.raises(InvalidValue, match="corps"):
            evolve(PLI, **{champ: corps})

    def test_without_a_key_it_is_none(self) -> None:
        with pytest.raises(InvalidValue, match="deux fois"):
            evolve(PLI, cle="")

    def test_an_answer_goes_to_an_address(self) -> None:
        with pytest.raises(InvalidValue, match="réponse"):
            evolve(PLI, reponse_a="agence")

    def test_its_repr_shows_neither_what_it_says_nor_the_way_out(self) -> None:
        secret = "https://example.invalid/stop/jeton"
        pli = evolve(PLI, texte="dette", html="<p>dette</p>", desinscription=secret)
        assert "dette" not in repr(pli)
        assert "jeton" not in repr(pli)

    @pytest.mark.parametrize(
        ("nom", "media_type"),
        [
            ("", "application/pdf"),
            (" ", "application/pdf"),
            ("../a.pdf", "application/pdf"),
            ("a\r\nX: y.pdf", "application/pdf"),
            ("a.pdf", ""),
            ("a.pdf", "pdf"),
            ("a.pdf", "application/pdf; name=x"),
            ("a.pdf", "application/pdf\r\nX: y"),
            ("a.eml", "message/rfc822"),
            ("a", "multipart/mixed"),
        ],
    )
    def test_what_is_no_file(self, nom: str, media_type: str) -> None:
        with pytest.raises(InvalidValue, match="pièce jointe"):
            PieceDePli(nom=nom, media_type=media_type, contenu=b"")


@pytest.mark.parametrize(
    "adresse",
    [
        "brouilly@example.invalid",
        "a.b+c@x-y.example.invalid",
        "é@exämple.invalid",
        "o'x@1.invalid",
        "a@" + "b." * 99 + "fr",
    ],
)
def test_what_reads_as_an_address(adresse: str) -> None:
    assert est_une_adresse(adresse)


@pytest.mark.parametrize(
    "adresse",
    [
        *(
            "",
            "@",
            "a",
            "@b.fr",
            "a@",
            "a@b",
            "a@.fr",
            "a@b..fr",
            "a@b.fr.",
            "a@-b.fr",
            "a@b-.fr",
            "a@b_.fr",
            "a@b@c.fr",
        ),
        *(".a@b.fr", "a.@b.fr", "a..c@b.fr", "a b@c.fr", "a@b c.fr", "<a@b.fr>", "A <a@b.fr>", "a@b.fr,c@d.fr"),
        *("a@b.fr;c@d.fr", '"a"@b.fr', "a@b.fr\n", "a@b.fr\0", "a\u2028@b.fr", "a@[127.0.0.1]"),
        *("a" * 65 + "@b.fr", "é" * 33 + "@b.fr", "a@" + "b" * 64 + ".fr", "a@" + "b." * 126 + "fr"),
    ],
)
def test_what_does_not(adresse: str) -> None:
    """One person's address, and nothing that a server would take for two, or for a route."""
    assert not est_une_adresse(adresse)
