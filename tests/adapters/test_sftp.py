"""Files put by SFTP on a real server, and everything that goes wrong with one."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import asyncssh
import pytest
from returns.pipeline import is_successful
from returns.result import Success
from serveurs import AGENCE, SECRET, Panne, Serveur, cle, serveur_sftp

from lsc_adapters.transport.cle_hote import lire_cle_hote
from lsc_adapters.transport.sftp import SftpFileDrop
from lsc_domain.ports.errors import NotFound, Unavailable
from lsc_domain.ports.transport import Depot, FileDrop, Raison
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.testing.contracts.transport import FileDropContract

CONTENU = b"facture " * 12_000
MakeSftp = Callable[..., SftpFileDrop]


@pytest.fixture(scope="module")
def serveur_du_module(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serveur]:
    with serveur_sftp(tmp_path_factory.mktemp("sftp")) as serveur:
        yield serveur


@pytest.fixture
def serveur(serveur_du_module: Serveur) -> Serveur:
    """The server of the module, in order again."""
    serveur_du_module.pannes.clear()
    serveur_du_module.posix_rename, serveur_du_module.maximum = True, None
    serveur_du_module.connexions = serveur_du_module.essais = 0
    return serveur_du_module


@pytest.fixture
def faire(serveur: Serveur, tmp_path: Path) -> Iterator[MakeSftp]:
    """A maker of drops, each in a folder of its own, closed at the end."""
    ouverts: list[SftpFileDrop] = []
    numeros = count()

    def faire(**autres: object) -> SftpFileDrop:
        donnes = {
            "utilisateur": AGENCE,
            "mot_de_passe": SECRET,
            "cle_hote": serveur.cle_hote,
            "port": serveur.port,
            "racine": f"{tmp_path.name}-{next(numeros)}",
            **autres,
        }
        ouverts.append(SftpFileDrop("127.0.0.1", **donnes))
        return ouverts[-1]

    yield faire
    for drop in ouverts:
        drop.close()


def _la(serveur: Serveur, drop: SftpFileDrop) -> list[str]:
    """What is on the disk of the server, files being written included."""
    racine = serveur.racine / drop._distant._racine
    return sorted(un.relative_to(racine).as_posix() for un in racine.rglob("*") if un.is_file())


def _depots(*noms: str) -> Iterator[Depot]:
    return (Depot(chemin=nom, contenu=CONTENU) for nom in noms)


@pytest.mark.req("PUB-14")
class TestSftp(FileDropContract):
    """With two connections; and, below, on a server that does not know `posix-rename`."""

    exemples = 8
    en_vol = 8
    faillible = observable = True
    serveur: Serveur

    @pytest.fixture
    def make_drop(self, faire: MakeSftp, serveur: Serveur) -> Callable[[], FileDrop]:
        self.serveur = serveur
        return lambda: faire(connexions=2, par_connexion=4)

    def regarder(self, drop: SftpFileDrop) -> tuple[str, ...]:
        return tuple(un.rpartition("/")[2] for un in _la(self.serveur, drop))

    @contextmanager
    def faire_echouer(self, drop: SftpFileDrop, chemin: str) -> Iterator[None]:
        self.serveur.pannes[chemin.rpartition("/")[2]] = Panne.PLEIN
        yield
        self.serveur.pannes.clear()


class TestSansPosixRename(TestSftp):
    exemples = 3

    @pytest.fixture
    def make_drop(self, faire: MakeSftp, serveur: Serveur) -> Callable[[], FileDrop]:
        self.serveur = serveur
        serveur.posix_rename = False
        return lambda: faire(connexions=1, par_connexion=8)


# --- Who is at the other end --------------------------------------------------------------------------------------


@pytest.mark.req("PUB-14")
def test_a_pinned_key_is_written_in_three_ways(faire: MakeSftp, serveur: Serveur) -> None:
    """A fingerprint, a public key, or a row of known_hosts; several while a server changes its own."""
    autre = cle("autre").export_public_key().decode()
    for cle_hote in (
        serveur.empreinte,
        f"{cle('autre').get_fingerprint('sha256')}\n{serveur.empreinte}",
        f"# la clé du serveur\n{autre}{serveur.cle_hote}\n",
        f"[127.0.0.1]:{serveur.port} {serveur.cle_hote}",
    ):
        assert faire(cle_hote=cle_hote).list() == ()


@pytest.mark.parametrize("genre", ["empreinte", "cle", "known_hosts"])
def test_a_server_with_another_key_receives_nothing(faire: MakeSftp, serveur: Serveur, genre: str) -> None:
    """A server whose key is not the pinned one is shown no password, and each file is a failure."""
    autre = cle("autre").export_public_key().decode().strip()
    cle_hote = {
        "empreinte": cle("autre").get_fingerprint("sha256"),
        "cle": autre,
        "known_hosts": f"autre.example.invalid {serveur.cle_hote}",
    }[genre]
    drop = faire(cle_hote=cle_hote)
    issues = list(drop.put_all(_depots("a.pdf", "b.pdf")))
    assert {issue.failure().raison for issue in issues} == {Raison.CLE_INCONNUE}
    assert {issue.failure().chemin for issue in issues} == {"a.pdf", "b.pdf"}
    with pytest.raises(Unavailable):
        drop.list()
    assert serveur.essais == 0
    assert serveur.connexions == 1


def test_a_server_without_a_key_of_that_kind_receives_nothing(faire: MakeSftp, serveur: Serveur) -> None:
    """A server that has no key of the pinned kind is shown no password; which of the two leaves first is a race."""
    rsa = asyncssh.generate_private_key("ssh-rsa").export_public_key().decode()
    echec = faire(cle_hote=rsa).put(Depot(chemin="a.pdf", contenu=b"...")).failure()
    assert echec.raison in {Raison.CLE_INCONNUE, Raison.COUPE}
    assert serveur.essais == 0


@pytest.mark.parametrize("cle_hote", ["", "# rien", "SHA256:court", "n'importe quoi", "hote ssh-ed25519 AAAA"])
def test_a_pin_that_says_nothing_is_refused(cle_hote: str) -> None:
    """Without a key that can be read there is no drop: an unknown server is never trusted."""
    with pytest.raises(InvalidValue):
        lire_cle_hote(cle_hote)


def test_a_wrong_password_is_shown_once(faire: MakeSftp, serveur: Serveur) -> None:
    """A refused password fails every file, of this batch and of the next, and the server saw it once."""
    drop = faire(mot_de_passe="pas le bon")
    for _ in range(2):
        issues = list(drop.put_all(_depots(*(f"{rang}.pdf" for rang in range(40)))))
        assert {issue.failure().raison for issue in issues} == {Raison.AUTHENTIFICATION}
        assert len(issues) == 40
    assert drop.delete("a.pdf").failure().raison is Raison.AUTHENTIFICATION
    with pytest.raises(Unavailable, match="mot de passe"):
        drop.get("a.pdf")
    assert serveur.essais == 1


def test_a_private_key_opens(faire: MakeSftp) -> None:
    """A private key, with its phrase, takes the place of the password; another one is refused."""
    secrete = cle("agence").export_private_key("pkcs8-pem", "à Nancy").decode()
    drop = faire(mot_de_passe=None, cle_privee=secrete, phrase="à Nancy")
    assert is_successful(drop.put(Depot(chemin="a.pdf", contenu=b"...")))
    intrus = faire(mot_de_passe=None, cle_privee=cle("intrus").export_private_key().decode())
    assert intrus.put(Depot(chemin="a.pdf", contenu=b"...")).failure().raison is Raison.AUTHENTIFICATION
    for cle_privee, phrase in ((secrete, "pas celle-là"), (secrete, None), ("rien", None)):
        with pytest.raises(InvalidValue) as faute:
            faire(cle_privee=cle_privee, phrase=phrase)
        assert "Nancy" not in str(faute.value)
    with pytest.raises(InvalidValue):
        faire(mot_de_passe=None)


def test_no_secret_is_shown(faire: MakeSftp, serveur: Serveur) -> None:
    """Neither the drop nor a failure repeats a password, even when the server does."""
    serveur.pannes["a.pdf"] = Panne.REFUS
    drop = faire()
    echec = drop.put(Depot(chemin="a.pdf", contenu=b"...")).failure()
    assert echec.raison is Raison.REFUSE
    assert "Permission denied" in echec.detail
    for texte in (repr(drop), repr(echec), repr(drop._acces)):
        assert SECRET not in texte


def test_a_server_that_is_not_there_fails_each_file(faire: MakeSftp, serveur: Serveur) -> None:
    """Nobody at the address: each file is a failure, and a question raises `Unavailable`."""
    with serveur_sftp(serveur.racine) as mort:
        port = mort.port
    drop = faire(port=port)
    issues = list(drop.put_all(_depots(*(f"{rang}.pdf" for rang in range(200)))))
    assert {issue.failure().raison for issue in issues} == {Raison.COUPE}
    assert len(issues) == 200
    for demande in (drop.list, lambda: drop.get("a.pdf")):
        with pytest.raises(Unavailable):
            demande()


# --- What goes wrong on the way -----------------------------------------------------------------------------------


@pytest.mark.req("PUB-14")
def test_a_cut_in_mid_file_lets_the_others_go_on(faire: MakeSftp, serveur: Serveur) -> None:
    """The file that was being carried is a failure and does not show; the connection is opened again for the rest."""
    drop = faire(connexions=1, par_connexion=1)
    serveur.pannes["3.pdf"] = Panne.COUPURE
    noms = [f"{rang}.pdf" for rang in range(6)]
    issues = list(drop.put_all(_depots(*noms)))
    assert [is_successful(issue) for issue in issues] == [True, True, True, False, True, True]
    assert issues[3].failure().raison is Raison.COUPE
    assert drop.list() == tuple(nom for nom in noms if nom != "3.pdf")
    assert serveur.connexions == 2
    serveur.pannes.clear()
    assert is_successful(drop.put(Depot(chemin="3.pdf", contenu=CONTENU)))
    assert drop.get("3.pdf") == CONTENU
    assert _la(serveur, drop) == noms


def test_a_server_that_always_cuts_is_left_alone(faire: MakeSftp, serveur: Serveur) -> None:
    """A connection that brings nothing is not opened for ever: each file has its failure, in bounded attempts."""
    drop = faire(connexions=2, par_connexion=2)
    noms = [f"{rang}.pdf" for rang in range(50)]
    serveur.pannes.update(dict.fromkeys(noms, Panne.COUPURE))
    issues = list(drop.put_all(_depots(*noms)))
    assert {issue.failure().raison for issue in issues} == {Raison.COUPE}
    assert len(issues) == 50
    assert serveur.connexions <= 4


def test_a_server_that_takes_one_connection_is_enough(faire: MakeSftp, serveur: Serveur) -> None:
    """Where the second connection is refused, the first carries everything."""
    serveur.maximum = 1
    drop = faire(connexions=4, par_connexion=2)
    issues = list(drop.put_all(_depots(*(f"{rang}.pdf" for rang in range(30)))))
    assert all(map(is_successful, issues))
    assert len(drop.list()) == 30
    assert serveur.connexions <= 4


def test_a_connection_that_was_closed_meanwhile_is_opened_again(faire: MakeSftp, serveur: Serveur) -> None:
    """A drop serves after it was closed, and after a batch that was cut."""
    drop = faire()
    with drop:
        assert is_successful(drop.put(Depot(chemin="a.pdf", contenu=b"...")))
    drop.close()
    assert drop.get("a.pdf") == b"..."
    serveur.pannes["b.pdf"] = Panne.COUPURE
    assert drop.put(Depot(chemin="b.pdf", contenu=CONTENU)).failure().raison is Raison.COUPE
    assert drop.get("a.pdf") == b"..."


@pytest.mark.parametrize(
    ("panne", "raison"),
    [
        (Panne.PLEIN, Raison.PLEIN),
        (Panne.TRONQUE, Raison.COUPE),
        (Panne.RENOMMAGE, Raison.RENOMMAGE_REFUSE),
        (Panne.REFUS, Raison.REFUSE),
    ],
)
@pytest.mark.parametrize("posix_rename", [True, False])
def test_a_file_that_fails_leaves_the_former_one(
    faire: MakeSftp, serveur: Serveur, panne: Panne, raison: Raison, posix_rename: bool
) -> None:
    """A full disk, a lost end, a refused rename, a folder that may not be written: its reason, and nothing changed."""
    serveur.posix_rename = posix_rename
    drop = faire()
    assert is_successful(drop.put(Depot(chemin="GED/a.pdf", contenu=b"avant")))
    serveur.pannes["a.pdf"] = panne
    issues = list(drop.put_all(_depots("GED/a.pdf", "GED/b.pdf")))
    (echec,) = (issue.failure() for issue in issues if not is_successful(issue))
    assert (echec.chemin, echec.raison) == ("GED/a.pdf", raison)
    assert drop.get("GED/a.pdf") == b"avant"
    assert _la(serveur, drop) == ["GED/a.pdf", "GED/b.pdf"]


def test_a_disk_that_is_full_is_told_from_the_room_left(monkeypatch: pytest.MonkeyPatch, faire: MakeSftp) -> None:
    """OpenSSH says « Failure » of a full disk, and no more: the room it has left tells why."""

    def refuser(*_: object) -> None:
        raise asyncssh.SFTPFailure("Failure")

    monkeypatch.setattr("serveurs._Fichiers.write", refuser)
    drop = faire()
    assert drop.put(Depot(chemin="a.pdf", contenu=CONTENU)).failure().raison is Raison.REFUSE
    monkeypatch.setattr("serveurs._Fichiers.statvfs", lambda *_: os.statvfs_result((1, 1) + 7 * (0,) + (255,)))
    assert drop.put(Depot(chemin="a.pdf", contenu=CONTENU)).failure().raison is Raison.PLEIN


@pytest.mark.parametrize("posix_rename", [True, False])
def test_a_folder_that_went_away_is_made_again(faire: MakeSftp, serveur: Serveur, posix_rename: bool) -> None:
    """Folders are made when they lack, by whoever needs them first, and again when somebody took them away."""
    serveur.posix_rename = posix_rename
    drop = faire(racine=f"profond/{posix_rename}/racine")
    for _ in range(2):
        issues = drop.put_all(_depots(*(f"GED/{rang % 3}/{rang}.pdf" for rang in range(30))))
        assert all(map(is_successful, issues))
        assert len(drop.list()) == 30
        for chemin in drop.list():
            assert drop.delete(chemin) == Success(None)
        for rang in range(3):
            (serveur.racine / drop._distant._racine / f"GED/{rang}").rmdir()


def test_links_on_the_server_are_not_listed(faire: MakeSftp, serveur: Serveur) -> None:
    """A link, which may lead anywhere or round in a circle, is not in the list."""
    drop = faire()
    assert is_successful(drop.put(Depot(chemin="GED/a.pdf", contenu=b"...")))
    racine = serveur.racine / drop._distant._racine
    (racine / "GED" / "boucle").symlink_to(racine / "GED")
    (racine / "lien.pdf").symlink_to(racine / "GED" / "a.pdf")
    assert drop.list() == ("GED/a.pdf",)
    with pytest.raises(NotFound):
        drop.get("GED/boucle")
