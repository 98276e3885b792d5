"""`--courrier` and `lsc ged desinscrire`: what a run writes to whom, and the way out of it, by a relay on loopback."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from appels import CONSTATATIONS, FAIT, MAUVAISE_ENTREE, PANNE, Lsc
from attrs import evolve
from documents import RACINE
from relais_smtp import COMPTE, MOT_DE_PASSE, Boite, certificat, identifier, relais

from lsc_adapters.bootstrap import sql_engine
from lsc_domain.socle.ids import EvenementId, ImmeubleId, ModeleId, TiersId

EXEMPLE = RACINE / "examples" / "portefeuille.json"
CLE = "2026:" + bytes(range(32)).hex()
SYNDIC, ATRILLON, BROUILLY = (f"{un}@example.invalid" for un in ("syndic", "atrillon", "brouilly"))
RETIRES = ("BPETRUS",)
"""Who wants no notices, in the portfolio itself."""


@pytest.fixture
def base(lsc: Lsc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The portfolio of the examples, BPETRUS having switched notices off, published once: nothing there is news."""
    url = f"sqlite:///{tmp_path}/agence.db"
    monkeypatch.setenv("LSC_BASE", url)
    monkeypatch.setenv("LSC_VERS", f"dossier:{tmp_path / 'extranet'}")
    assert lsc("ged", "importer", str(EXEMPLE)).code == FAIT
    with sql_engine(url) as engine, engine.storage.transaction() as transaction:
        garde = transaction.tiers.get("BPETRUS")
        transaction.tiers.put("BPETRUS", evolve(garde.state, notifications=False), expected=garde.version)
    muet = lsc("ged", "publier")
    assert (muet.code, muet.erreur) == (FAIT, "")
    monkeypatch.setenv("LSC_CLE_DE_DESINSCRIPTION", CLE)
    return url


@pytest.fixture
def boite() -> Boite:
    return Boite()


@pytest.fixture
def courrier(boite: Boite) -> Iterator[str]:
    """The address of a relay, as `--courrier` takes it."""
    with relais(boite) as serveur:
        yield f"smtp://127.0.0.1:{serveur.port}?de=agence@example.invalid&nom=Agence%20Crypto"


def ecrire(base: str, *destinataires: str, fois: int = 1) -> list[EvenementId]:
    """File letters of today, each for one person, of a model that notifies."""
    faits: list[EvenementId] = []
    with sql_engine(base) as engine:
        for qui in destinataires:
            for rang in range(fois):
                cree = engine.evenements.creer(
                    modele=ModeleId("relance"),
                    immeuble=ImmeubleId("GILBERT"),
                    objet=f"Appel {rang + 1} à {qui}",
                    texte="Bonjour",
                    publie_le=datetime.now(UTC).date() - timedelta(days=1),
                    destinataires=(TiersId(qui),),
                )
                faits.append(cree.unwrap().id)
    return faits


def pour(boite: Boite) -> list[str]:
    return sorted(adresse for destinataires, _ in boite.arrives for adresse in destinataires)


def avis(boite: Boite) -> list[EmailMessage]:
    return [un for un in boite.messages if un["List-Unsubscribe"]]


def texte(message: EmailMessage) -> str:
    corps = message.get_body(("plain",))
    assert corps is not None
    return str(corps.get_content())


def jeton(message: EmailMessage) -> str:
    return str(message["List-Unsubscribe"]).strip("<>").rpartition("/")[2]


class TestPublier:
    @pytest.mark.req("MSG-01")
    @pytest.mark.req("MSG-02")
    @pytest.mark.req("PUB-05")
    def test_one_mail_a_person_for_all_that_is_new_and_the_report(
        self, lsc: Lsc, base: str, boite: Boite, courrier: str
    ) -> None:
        """Two letters each: one mail to each of two, none to who opted out, the report; then the report alone."""
        ecrire(base, "ATRILLON", "BROUILLY", *RETIRES, fois=2)
        faite = lsc("ged", "publier", "--courrier", courrier)
        assert (faite.code, faite.erreur) == (FAIT, "lsc : courrier : 1 rapport(s) et 2 avis partis, 0 échec(s)\n")
        assert pour(boite) == [ATRILLON, BROUILLY, SYNDIC]
        assert [str(un["Subject"])[:20] for un in avis(boite)] == ["2 nouveaux documents"] * 2
        boite.vider()
        suivante = lsc("ged", "publier", "--courrier", courrier)
        assert suivante.erreur == "lsc : courrier : 1 rapport(s) et 0 avis partis, 0 échec(s)\n"
        assert pour(boite) == [SYNDIC]

    @pytest.mark.req("MSG-02")
    @pytest.mark.req("I-38")
    def test_a_notice_carries_its_way_out_and_speaks_of_nobody_else(
        self, lsc: Lsc, base: str, boite: Boite, courrier: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """RFC 8058: both headers, an https address, the extranet's unless another one is given."""
        ecrire(base, "ATRILLON", "BROUILLY", fois=2)
        lsc("ged", "publier", "--courrier", courrier)
        assert len(avis(boite)) == 2
        for un in avis(boite):
            [vers] = un["To"].addresses
            lui, autre = ("ATRILLON", "BROUILLY") if vers.addr_spec == ATRILLON else ("BROUILLY", "ATRILLON")
            assert un["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
            debut = "<https://nomdomaine.crypto-extranet.com/extranet/desinscription/2026."
            assert str(un["List-Unsubscribe"]).startswith(debut)
            dit = texte(un)
            assert [f"Appel {rang} à {lui}" in dit for rang in (1, 2)] == [True, True]
            assert autre not in dit
        [rapport] = [un for un in boite.messages if not un["List-Unsubscribe"]]
        assert str(rapport["To"]) == f"JLC <{SYNDIC}>"
        assert str(rapport["From"]) == "Agence Crypto <agence@example.invalid>"
        boite.vider()
        monkeypatch.setenv("LSC_ADRESSE_DE_DESINSCRIPTION", "https://stop.example.invalid/d")
        ecrire(base, "ATRILLON")
        lsc("ged", "publier", "--courrier", courrier)
        assert [str(un["List-Unsubscribe"]).split("/2026")[0] for un in avis(boite)] == [
            "<https://stop.example.invalid/d"
        ]

    @pytest.mark.req("I-38")
    def test_without_a_key_or_a_domain_the_report_leaves_alone(
        self, lsc: Lsc, base: str, boite: Boite, courrier: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """No way out, no notice; once there is one, what is still news is announced, once."""
        monkeypatch.setenv("LSC_COURRIER", courrier)
        monkeypatch.delenv("LSC_CLE_DE_DESINSCRIPTION")
        ecrire(base, "ATRILLON")
        sans = lsc("ged", "publier")
        assert sans.code == FAIT
        assert "aucun avis : il manque LSC_CLE_DE_DESINSCRIPTION" in sans.erreur
        monkeypatch.setenv("LSC_CLE_DE_DESINSCRIPTION", CLE)
        with sql_engine(base) as engine:
            parametres = engine.publications.parametres()
            engine.publications.regler(evolve(parametres, nom_de_domaine=""))
            assert "nom de domaine" in lsc("ged", "publier").erreur
            engine.publications.regler(evolve(parametres, nom_de_domaine="", notifications=False))
            assert lsc("ged", "publier").erreur == "lsc : courrier : 1 rapport(s) et 0 avis partis, 0 échec(s)\n"
            engine.publications.regler(parametres)
        assert pour(boite) == [SYNDIC] * 3
        lsc("ged", "publier")
        assert pour(boite) == [ATRILLON, *[SYNDIC] * 4]

    @pytest.mark.req("MSG-01")
    def test_a_mail_that_fails_is_said_and_undoes_nothing(
        self, lsc: Lsc, base: str, tmp_path: Path, boite: Boite, courrier: str
    ) -> None:
        """Exit 0, and the publication took place, whether an address is dead or the whole server is."""
        boite.reponses = {f"RCPT {ATRILLON}": "550 5.1.1 inconnu", f"RCPT {SYNDIC}": "452 4.2.2 pleine"}
        ecrire(base, "ATRILLON", "BROUILLY")
        faite = lsc("ged", "publier", "--courrier", courrier)
        assert faite.code == FAIT
        tete, *raisons = faite.erreur.splitlines()
        assert tete == "lsc : courrier : 0 rapport(s) et 1 avis partis, 2 échec(s)"
        assert [un.partition(" (")[0] for un in raisons] == [
            "lsc :   rapport à JLC : quota dépassé",
            "lsc :   avis à Monsieur ATRILLON Bernard : adresse inconnue",
        ]
        assert "2 envoyé(s)" in faite.sortie
        manifeste = (tmp_path / "extranet" / "manifeste.json").read_text(encoding="utf-8")
        assert "Appel 1 à BROUILLY" in manifeste

    def test_a_server_that_is_down_is_said_once_and_its_notices_leave_the_next_time(
        self, lsc: Lsc, base: str, boite: Boite, courrier: str
    ) -> None:
        """Exit 0; « never twice » keeps what is known not to have left for the next run. MSG-02."""
        with relais(Boite()) as parti:
            mort = f"smtp://127.0.0.1:{parti.port}?de=agence@example.invalid"
        ecrire(base, "ATRILLON", "BROUILLY")
        faite = lsc("ged", "publier", "--courrier", mort, "--format", "json")
        assert (faite.code, faite.json["echecs"]) == (FAIT, [])
        assert faite.erreur.splitlines() == [
            "lsc : courrier : 0 rapport(s) et 0 avis partis, 3 échec(s)",
            "lsc :   rapport : serveur injoignable (le serveur est injoignable)",
            "lsc :   avis : serveur injoignable (le serveur est injoignable), 2 fois",
        ]
        lsc("ged", "publier", "--courrier", courrier)
        assert pour(boite) == [ATRILLON, BROUILLY, SYNDIC]

    @pytest.mark.req("PUB-05")
    def test_a_run_that_is_refused_or_broken_is_reported_and_announces_nothing(
        self, lsc: Lsc, base: str, tmp_path: Path, boite: Boite, courrier: str
    ) -> None:
        """The code is the publication's; a run that began is reported, and one that could not begin is not."""
        ecrire(base, "ATRILLON")
        with sql_engine(base) as engine:
            engine.publications.regler(evolve(engine.publications.parametres(), seuil_de_retrait=1))
        assert lsc("ged", "depublier", "1", "2", "3", "4").code == FAIT
        refusee = lsc("ged", "publier", "--courrier", courrier)
        assert (refusee.code, pour(boite)) == (CONSTATATIONS, [SYNDIC])
        assert "lsc : courrier : 1 rapport(s) et 0 avis partis, 0 échec(s)" in refusee.erreur
        perdue = lsc("ged", "publier", "--courrier", courrier, "--vers", f"dossier:{tmp_path / 'nulle' / 'part'}")
        assert perdue.code == PANNE
        assert lsc("ged", "publier", "--courrier", courrier, "--destination", "nulle").code == MAUVAISE_ENTREE
        assert pour(boite) == [SYNDIC]

    def test_a_password_goes_by_tls_alone(
        self, lsc: Lsc, base: str, tmp_path: Path, boite: Boite, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The two ways of it, to a server the machine trusts."""
        serveur, _ = certificat(tmp_path)
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "relais.pem"))
        monkeypatch.setenv("LSC_MOT_DE_PASSE_COURRIER", MOT_DE_PASSE)
        with relais(boite, ssl_context=serveur, authenticator=identifier, auth_require_tls=False) as tls:
            reponse = lsc("ged", "publier", "--courrier", f"smtps://{COMPTE}@127.0.0.1:{tls.port}?de=a@example.invalid")
        assert "1 rapport(s)" in reponse.erreur
        exige = {"require_starttls": True, "auth_required": True, "authenticator": identifier}
        with relais(boite, tls_context=serveur, **exige) as starttls:
            adresse = f"smtp+starttls://{COMPTE}@127.0.0.1:{starttls.port}?de=a@example.invalid"
            assert "1 rapport(s)" in lsc("ged", "publier", "--courrier", adresse).erreur
            monkeypatch.setenv("LSC_MOT_DE_PASSE_COURRIER", "faux")
            refuse = lsc("ged", "publier", "--courrier", adresse)
        assert (refuse.code, "identification refusée" in refuse.erreur) == (FAIT, True)
        assert pour(boite) == [SYNDIC] * 2

    @pytest.mark.parametrize(
        ("adresse", "raison"),
        [
            ("smtp.example.invalid", "attendu smtps://"),
            ("http://example.invalid?de=a@example.invalid", "attendu smtps://"),
            ("smtp://127.0.0.1:99999?de=a@example.invalid", "adresse illisible"),
            ("smtp://127.0.0.1:0?de=a@example.invalid", "attendu un hôte, un port"),
            ("smtp://127.0.0.1", "attendu ?de=adresse"),
            ("smtp://127.0.0.1?de=a@example.invalid&bcc=b@example.invalid", "attendu ?de=adresse"),
            ("smtp://127.0.0.1?de=agence", "'agence' n'est pas une adresse"),
            ("smtps://agence:hunter2@127.0.0.1?de=a@example.invalid", "le mot de passe n'a pas sa place"),
            ("smtps://agence@127.0.0.1?de=a@example.invalid", "attendu un mot de passe dans LSC_MOT_DE_PASSE_COURRIER"),
        ],
    )
    def test_an_address_that_cannot_be_is_refused_before_anything_leaves(
        self, lsc: Lsc, base: str, adresse: str, raison: str
    ) -> None:
        """Exit 2, one sentence, no secret in it, and no run."""
        for commande in (("ged", "publier"), ("services", "tourner", "--une-fois")):
            reponse = lsc(*commande, "--courrier", adresse)
            assert (reponse.code, reponse.sortie) == (MAUVAISE_ENTREE, "")
            [phrase] = reponse.erreur.splitlines()
            assert raison in phrase
            assert "hunter2" not in phrase
        assert numero(base) == 1

    def test_a_password_never_travels_in_the_clear(self, lsc: Lsc, base: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """Not even to this machine: an account asks for TLS."""
        monkeypatch.setenv("LSC_MOT_DE_PASSE_COURRIER", "hunter2")
        reponse = lsc("ged", "publier", "--courrier", "smtp://agence@127.0.0.1?de=a@example.invalid")
        assert (reponse.code, "hunter2" in reponse.erreur) == (MAUVAISE_ENTREE, False)
        assert "un mot de passe ne voyage pas en clair" in reponse.erreur
        assert numero(base) == 1

    @pytest.mark.parametrize(
        "cle",
        ["2026", "2026:", "2026:zz", "2026:" + "ab" * 31, "ab" * 32 + ":2026", f"{CLE} {CLE}", "a/b:" + "ab" * 32],
    )
    def test_a_key_that_is_none_is_refused_and_not_repeated(
        self, lsc: Lsc, base: str, courrier: str, cle: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Thirty-two octets at least, each key of its own name; without a mail server nobody looks at it."""
        monkeypatch.setenv("LSC_CLE_DE_DESINSCRIPTION", cle)
        for commande in (("ged", "publier", "--courrier", courrier), ("ged", "desinscrire", "x")):
            reponse = lsc(*commande)
            assert reponse.code == MAUVAISE_ENTREE
            assert "au moins 32 octets" in reponse.erreur
            assert "abab" not in reponse.erreur
        assert lsc("ged", "publier").code == FAIT


class TestTourner:
    @pytest.mark.req("PUB-05")
    @pytest.mark.req("MSG-02")
    def test_the_loop_reports_and_announces_as_well(
        self, lsc: Lsc, base: str, tmp_path: Path, boite: Boite, courrier: str
    ) -> None:
        """What is due runs, each destination is reported, clients are told once; nothing due, nothing leaves."""
        service = {"tache": "publication", "actif": True, "planning": {"lundi": "22:00", "jeudi": "22:00"}}
        (tmp_path / "s.json").write_text(
            json.dumps({"format": "lsc.portefeuille/1", "services": [service]}), encoding="utf-8"
        )
        assert lsc("ged", "importer", str(tmp_path / "s.json")).code == FAIT
        with sql_engine(base) as engine:
            [actif] = engine.services.services()
            engine.services.regler(evolve(actif, actif_depuis=datetime.now(UTC) - timedelta(days=8)))
        ecrire(base, "ATRILLON", *RETIRES)
        tourner = ("services", "tourner", "--une-fois", "--courrier", courrier)
        faite = lsc(*tourner)
        assert (faite.code, faite.erreur) == (FAIT, "lsc : courrier : 1 rapport(s) et 1 avis partis, 0 échec(s)\n")
        assert pour(boite) == [ATRILLON, SYNDIC]
        rien = lsc(*tourner)
        assert (rien.code, rien.sortie, rien.erreur) == (FAIT, "", "")
        assert len(boite.arrives) == 2


class TestDesinscrire:
    @pytest.mark.req("I-38")
    def test_the_link_of_a_mail_stops_the_next_ones(self, lsc: Lsc, base: str, boite: Boite, courrier: str) -> None:
        """What the host runs on the POST: the token or the whole link, without an account, once or twice."""
        ecrire(base, "ATRILLON")
        lsc("ged", "publier", "--courrier", courrier)
        [un] = avis(boite)
        for lien in (jeton(un), str(un["List-Unsubscribe"]).strip("<>")):
            faite = lsc("ged", "desinscrire", lien)
            assert (faite.code, faite.erreur) == (FAIT, "")
            assert faite.sortie == "ATRILLON ne reçoit plus d'avis de nouveaux documents.\n"
        boite.vider()
        ecrire(base, "ATRILLON")
        lsc("ged", "publier", "--courrier", courrier)
        assert pour(boite) == [SYNDIC]

    @pytest.mark.req("I-38")
    def test_a_link_that_is_none_opts_nobody_out(
        self, lsc: Lsc, base: str, boite: Boite, courrier: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Exit 1 and why; a former key, kept after the new one, still opens its links; without a key, exit 2."""
        ecrire(base, "ATRILLON", "BROUILLY")
        lsc("ged", "publier", "--courrier", courrier)
        un, autre = (jeton(un) for un in avis(boite))
        faux = autre.rpartition(".")[0] + "." + un.rpartition(".")[2]
        refus = lsc("ged", "desinscrire", faux)
        assert (refus.code, refus.sortie) == (CONSTATATIONS, "")
        assert refus.erreur == "lsc : Ce lien de désinscription n'est pas celui qui a été envoyé.\n"
        monkeypatch.setenv("LSC_CLE_DE_DESINSCRIPTION", "2027:" + "cd" * 32)
        assert lsc("ged", "desinscrire", un).code == CONSTATATIONS
        monkeypatch.setenv("LSC_CLE_DE_DESINSCRIPTION", f"2027:{'cd' * 32} {CLE}")
        assert lsc("ged", "desinscrire", un).code == FAIT
        monkeypatch.delenv("LSC_CLE_DE_DESINSCRIPTION")
        assert lsc("ged", "desinscrire", un).code == MAUVAISE_ENTREE

    def test_help_is_french_and_has_an_example(self, lsc: Lsc) -> None:
        """It says that a GET must not."""
        aide = lsc("ged", "desinscrire", "--help").sortie
        assert "Exemple : lsc ged desinscrire" in aide
        assert "jamais sur un GET" in aide


def numero(base: str) -> int:
    """The number of the last publication."""
    with sql_engine(base) as engine:
        derniere = engine.publications.derniere(engine.publications.destinations()[0].id)
    assert derniere is not None
    return derniere.numero
