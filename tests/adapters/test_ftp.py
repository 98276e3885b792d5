"""Files put by FTP and FTPS on a real server, and everything that goes wrong with one."""

import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from threading import Thread

import pytest
from returns.pipeline import is_successful
from serveurs import AGENCE, SECRET, Panne, Serveur, certificat, confiance, serveur_ftp

from lsc_adapters.transport.ftp import FtpFileDrop
from lsc_adapters.transport.liaison_ftp import LiaisonFtp
from lsc_adapters.transport.vol import Colis
from lsc_domain.ports.errors import NotFound, Unavailable
from lsc_domain.ports.transport import Depot, FileDrop, Raison
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.testing.contracts.transport import FileDropContract

CONTENU = b"facture " * 12_000
MakeFtp = Callable[..., FtpFileDrop]


@pytest.fixture(scope="module")
def serveur_clair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serveur]:
    with serveur_ftp(tmp_path_factory.mktemp("ftp")) as serveur:
        yield serveur


@pytest.fixture(scope="module")
def serveur_chiffre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serveur]:
    pem = certificat(tmp_path_factory.mktemp("certificat"))
    with serveur_ftp(tmp_path_factory.mktemp("ftps"), pem=pem) as serveur:
        yield serveur


@pytest.fixture(scope="module")
def serveur_ancien(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serveur]:
    """A server of the last century: no MLSD, no SIZE, and no renaming over a file."""
    with serveur_ftp(tmp_path_factory.mktemp("ancien"), mlsd=False, size=False, ecrase=False) as serveur:
        yield serveur


@pytest.fixture
def serveur(serveur_clair: Serveur) -> Serveur:
    return _en_ordre(serveur_clair)


@pytest.fixture
def faire(tmp_path: Path) -> Iterator[MakeFtp]:
    """A maker of drops on a server, each in a folder of its own, closed at the end."""
    ouverts: list[FtpFileDrop] = []
    numeros = count()

    def faire(serveur: Serveur, **autres: object) -> FtpFileDrop:
        donnes = {
            "utilisateur": AGENCE,
            "mot_de_passe": SECRET,
            "port": serveur.port,
            "racine": f"{tmp_path.name}-{next(numeros)}",
            "tls": confiance(serveur.certificat) if serveur.certificat else None,
            **autres,
        }
        ouverts.append(FtpFileDrop("127.0.0.1", **donnes))
        return ouverts[-1]

    yield faire
    for drop in ouverts:
        drop.close()


def _en_ordre(serveur: Serveur) -> Serveur:
    serveur.pannes.clear()
    serveur.maximum = None
    serveur.connexions = serveur.essais = 0
    return serveur


def _la(serveur: Serveur, drop: FtpFileDrop) -> list[str]:
    racine = serveur.racine / drop._acces.racine.lstrip("/")
    return sorted(un.relative_to(racine).as_posix() for un in racine.rglob("*") if un.is_file())


def _depots(*noms: str) -> Iterator[Depot]:
    return (Depot(chemin=nom, contenu=CONTENU) for nom in noms)


@pytest.mark.req("PUB-14")
class TestFtp(FileDropContract):
    exemples = 8
    en_vol = 64
    faillible = observable = True
    serveur: Serveur

    @pytest.fixture
    def make_drop(self, faire: MakeFtp, serveur_clair: Serveur) -> Callable[[], FileDrop]:
        return self._maker(faire, serveur_clair)

    def _maker(self, faire: MakeFtp, serveur: Serveur) -> Callable[[], FileDrop]:
        self.serveur = _en_ordre(serveur)
        return lambda: faire(serveur, connexions=2)

    def regarder(self, drop: FtpFileDrop) -> tuple[str, ...]:
        return tuple(un.rpartition("/")[2] for un in _la(self.serveur, drop))

    @contextmanager
    def faire_echouer(self, drop: FtpFileDrop, chemin: str) -> Iterator[None]:
        self.serveur.pannes[chemin.rpartition("/")[2]] = Panne.PLEIN
        yield
        self.serveur.pannes.clear()


@pytest.mark.req("PUB-14")
class TestFtps(TestFtp):
    exemples = 4

    @pytest.fixture
    def make_drop(self, faire: MakeFtp, serveur_chiffre: Serveur) -> Callable[[], FileDrop]:
        return self._maker(faire, serveur_chiffre)


class TestFtpAncien(TestFtp):
    exemples = 4

    @pytest.fixture
    def make_drop(self, faire: MakeFtp, serveur_ancien: Serveur) -> Callable[[], FileDrop]:
        return self._maker(faire, serveur_ancien)


# --- Who is at the other end --------------------------------------------------------------------------------------


def test_a_certificate_nobody_vouches_for_receives_nothing(faire: MakeFtp, serveur_chiffre: Serveur) -> None:
    """A certificate that is not trusted, or is of another name: no password is shown, each file is a failure."""
    serveur = _en_ordre(serveur_chiffre)
    drop = faire(serveur, tls=ssl.create_default_context())
    issues = list(drop.put_all(_depots("a.pdf", "b.pdf")))
    assert {issue.failure().raison for issue in issues} == {Raison.CLE_INCONNUE}
    with pytest.raises(Unavailable):
        drop.list()
    assert serveur.essais == 0
    assert serveur.connexions == 1


def test_a_certificate_of_another_name_receives_nothing(faire: MakeFtp, tmp_path: Path) -> None:
    """A certificate is trusted for its own name only."""
    racine = tmp_path / "racine"
    racine.mkdir()
    with serveur_ftp(racine, pem=certificat(tmp_path, pour="autre.example.invalid")) as serveur:
        echec = faire(serveur).put(Depot(chemin="a.pdf", contenu=b"...")).failure()
    assert echec.raison is Raison.CLE_INCONNUE


def test_a_server_that_does_not_cipher_is_told_nothing(faire: MakeFtp, serveur: Serveur, tmp_path: Path) -> None:
    """FTPS asked of a server that only knows FTP is a failure, never a password in clear."""
    tls = confiance(certificat(tmp_path).read_text(encoding="ascii"))
    drop = faire(serveur, tls=tls)
    assert drop.put(Depot(chemin="a.pdf", contenu=b"...")).failure().raison is Raison.CLE_INCONNUE
    assert serveur.essais == 0


def test_a_context_that_trusts_anybody_is_refused() -> None:
    """A context that verifies nothing protects nothing: there is no drop."""
    sans_nom, sans_rien = ssl.create_default_context(), ssl.create_default_context()
    sans_nom.check_hostname = sans_rien.check_hostname = False
    sans_rien.verify_mode = ssl.CERT_NONE
    for tls in (sans_nom, sans_rien):
        with pytest.raises(InvalidValue):
            FtpFileDrop("127.0.0.1", utilisateur=AGENCE, mot_de_passe=SECRET, tls=tls)


def test_clear_text_is_said(
    faire: MakeFtp, serveur: Serveur, serveur_chiffre: Serveur, caplog: pytest.LogCaptureFixture
) -> None:
    """FTP without TLS says each time that it can be read on the way; FTPS says nothing."""
    assert faire(_en_ordre(serveur_chiffre)).list() == ()
    assert not [ligne for ligne in caplog.messages if "chiffrement" in ligne]
    assert faire(serveur).list() == ()
    (ligne,) = [ligne for ligne in caplog.messages if "chiffrement" in ligne]
    assert SECRET not in ligne


def test_a_wrong_password_is_shown_once(faire: MakeFtp, serveur: Serveur) -> None:
    """A refused password fails every file, of this batch and of the next, and the server saw it once."""
    drop = faire(serveur, mot_de_passe="pas le bon")
    for _ in range(2):
        issues = list(drop.put_all(_depots(*(f"{rang}.pdf" for rang in range(20)))))
        assert {issue.failure().raison for issue in issues} == {Raison.AUTHENTIFICATION}
        assert len(issues) == 20
    assert drop.delete("a.pdf").failure().raison is Raison.AUTHENTIFICATION
    with pytest.raises(Unavailable, match="mot de passe"):
        drop.get("a.pdf")
    assert serveur.essais == 1


def test_no_secret_is_shown(faire: MakeFtp, serveur: Serveur) -> None:
    """Neither the drop nor a failure repeats a password, even when the server does."""
    serveur.pannes["a.pdf"] = Panne.REFUS
    drop = faire(serveur)
    echec = drop.put(Depot(chemin="a.pdf", contenu=b"...")).failure()
    assert (echec.raison, echec.detail[:3]) == (Raison.REFUSE, "550")
    for texte in (repr(drop), repr(echec), repr(drop._acces)):
        assert SECRET not in texte


def test_a_server_that_is_not_there_fails_each_file(faire: MakeFtp, tmp_path: Path) -> None:
    """Nobody at the address: each file is a failure, and a question raises `Unavailable`."""
    with serveur_ftp(tmp_path) as mort:
        pass
    drop = faire(mort)
    issues = list(drop.put_all(_depots(*(f"{rang}.pdf" for rang in range(50)))))
    assert {issue.failure().raison for issue in issues} == {Raison.COUPE}
    assert len(issues) == 50
    for demande in (drop.list, lambda: drop.get("a.pdf")):
        with pytest.raises(Unavailable):
            demande()


def test_a_server_that_speaks_nonsense_is_left(faire: MakeFtp) -> None:
    """What answers something else than FTP, in any bytes, is a failure and no crash."""

    def parler(ecoute: socket.socket) -> None:
        with ecoute.accept()[0] as prise:
            prise.sendall(b"\xff\xfe\x00 SSH-2.0-autre\r\n")

    with socket.create_server(("127.0.0.1", 0)) as ecoute:
        fil = Thread(target=parler, args=(ecoute,))
        fil.start()
        drop = faire(Serveur(Path(), port=ecoute.getsockname()[1]))
        assert drop.put(Depot(chemin="a.pdf", contenu=b"...")).failure().raison is Raison.COUPE
        fil.join()


# --- What goes wrong on the way -----------------------------------------------------------------------------------


@pytest.mark.req("PUB-14")
def test_a_cut_in_mid_file_lets_the_others_go_on(faire: MakeFtp, serveur: Serveur) -> None:
    """The file that was being carried is a failure and does not show; the connection is opened again for the rest."""
    drop = faire(serveur, connexions=1)
    serveur.pannes["3.pdf"] = Panne.COUPURE
    noms = [f"{rang}.pdf" for rang in range(6)]
    issues = list(drop.put_all(_depots(*noms)))
    (echec,) = [issue.failure() for issue in issues if not is_successful(issue)]
    assert (len(issues), echec.chemin, echec.raison) == (6, "3.pdf", Raison.COUPE)
    assert drop.list() == tuple(nom for nom in noms if nom != "3.pdf")
    assert serveur.connexions == 2
    serveur.pannes.clear()
    assert is_successful(drop.put(Depot(chemin="3.pdf", contenu=CONTENU)))
    assert _la(serveur, drop) == noms


def test_a_server_that_always_cuts_is_left_alone(faire: MakeFtp, serveur: Serveur) -> None:
    """A connection that brings nothing is not opened for ever: each file has its failure, in bounded attempts."""
    drop = faire(serveur, connexions=2)
    noms = [f"{rang}.pdf" for rang in range(30)]
    serveur.pannes.update(dict.fromkeys(noms, Panne.COUPURE))
    issues = list(drop.put_all(_depots(*noms)))
    assert {issue.failure().raison for issue in issues} == {Raison.COUPE}
    assert len(issues) == 30
    assert serveur.connexions <= 2


def test_a_server_that_takes_one_connection_is_enough(faire: MakeFtp, serveur: Serveur) -> None:
    """Where the second connection is refused, the first carries everything."""
    serveur.maximum = 1
    drop = faire(serveur)
    issues = list(drop.put_all(_depots(*(f"{rang}.pdf" for rang in range(20)))))
    assert all(map(is_successful, issues))
    assert len(drop.list()) == 20


def test_a_connection_that_was_closed_meanwhile_is_opened_again(faire: MakeFtp, serveur: Serveur) -> None:
    """A drop serves after it was closed, and after the server left without being asked."""
    with faire(serveur, connexions=1) as drop:
        assert is_successful(drop.put(Depot(chemin="a.pdf", contenu=b"...")))
    drop.close()
    assert drop.get("a.pdf") == b"..."
    (liaison,) = drop._libres
    liaison._ftp.sock.shutdown(socket.SHUT_RDWR)
    assert liaison.rompue
    assert drop.get("a.pdf") == b"..."
    assert serveur.connexions == 3


@pytest.mark.parametrize(
    ("panne", "raison"),
    [
        (Panne.PLEIN, Raison.PLEIN),
        (Panne.TRONQUE, Raison.COUPE),
        (Panne.RENOMMAGE, Raison.RENOMMAGE_REFUSE),
        (Panne.REFUS, Raison.REFUSE),
    ],
)
@pytest.mark.parametrize("lequel", ["serveur_clair", "serveur_chiffre", "serveur_ancien"])
def test_a_file_that_fails_leaves_the_former_one(
    faire: MakeFtp, request: pytest.FixtureRequest, lequel: str, panne: Panne, raison: Raison
) -> None:
    """A full disk, a lost end, a refused rename, a folder that may not be written: its reason, and nothing changed."""
    serveur = _en_ordre(request.getfixturevalue(lequel))
    if panne is Panne.TRONQUE and not serveur.size:
        pytest.skip("a server that tells no size loses an end unseen")
    drop = faire(serveur)
    assert is_successful(drop.put(Depot(chemin="GED/a.pdf", contenu=b"avant")))
    serveur.pannes["a.pdf"] = panne
    issues = list(drop.put_all(_depots("GED/a.pdf", "GED/b.pdf")))
    (echec,) = (issue.failure() for issue in issues if not is_successful(issue))
    assert (echec.chemin, echec.raison) == ("GED/a.pdf", raison)
    assert drop.get("GED/a.pdf") == b"avant"
    assert _la(serveur, drop) == ["GED/a.pdf", "GED/b.pdf"]


def test_a_server_is_taken_at_its_word_by_who_asks_for_it(faire: MakeFtp, serveur_clair: Serveur) -> None:
    """Without asking sizes, an end that was lost on the way is not seen; asking them, which is the rule, it is."""
    serveur = _en_ordre(serveur_clair)
    serveur.pannes["a.pdf"] = Panne.TRONQUE
    depot = Depot(chemin="a.pdf", contenu=b"x" * 90_000)
    assert faire(serveur).put(depot).failure().raison is Raison.COUPE
    drop = faire(serveur, verifier_la_taille=False)
    assert is_successful(drop.put(depot))
    assert len(drop.get("a.pdf")) < 90_000


@pytest.mark.parametrize("lequel", ["serveur_clair", "serveur_chiffre"])
def test_one_list_tells_the_sizes_of_a_folder(
    faire: MakeFtp, request: pytest.FixtureRequest, lequel: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files of one folder are measured by its list, none by itself: the one whose end was lost is never named."""
    monkeypatch.setattr(LiaisonFtp, "_taille", lambda _, place: pytest.fail(f"the size of {place} was asked"))
    serveur = _en_ordre(request.getfixturevalue(lequel))
    serveur.pannes["été 3.pdf"] = Panne.TRONQUE
    drop = faire(serveur)
    noms = [f"GED/été {rang}.pdf" for rang in range(8)]
    issues = list(drop.put_all(_depots(*noms)))
    (echec,) = [issue.failure() for issue in issues if not is_successful(issue)]
    assert (len(issues), echec.chemin, echec.raison) == (8, "GED/été 3.pdf", Raison.COUPE)
    assert _la(serveur, drop) == [nom for nom in noms if nom != "GED/été 3.pdf"]


@pytest.mark.parametrize(
    "liste",
    [
        pytest.param(lambda _, place: None, id="no list"),
        pytest.param(lambda _, place: [], id="nothing is shown"),
        pytest.param(lambda _, place: [(f"{rang}.pdf.part", {"type": "file"}) for rang in range(9)], id="no size"),
        pytest.param(lambda _, place: [(f"a{rang}.pdf", {"size": "3"}) for rang in range(500)], id="too long"),
    ],
)
def test_what_a_list_does_not_tell_is_asked(
    faire: MakeFtp, serveur: Serveur, liste: Callable[..., object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder whose list tells nothing of a file has its size asked; it is listed once a batch, and not again."""
    demandes: list[str] = []

    def demander(liaison: LiaisonFtp, place: str) -> object:
        demandes.append(place)
        return liste(liaison, place)

    monkeypatch.setattr(LiaisonFtp, "_liste", demander)
    serveur.pannes["5.pdf"] = Panne.TRONQUE
    issues = list(faire(serveur, connexions=1).put_all(_depots(*(f"{rang}.pdf" for rang in range(100)))))
    (echec,) = [issue.failure() for issue in issues if not is_successful(issue)]
    assert (len(issues), echec.chemin, echec.raison) == (100, "5.pdf", Raison.COUPE)
    assert len(demandes) == 1


def test_any_connection_names_what_another_wrote(faire: MakeFtp, serveur: Serveur) -> None:
    """A file is measured and named by whichever connection is free, one that has just been opened too."""
    drop = faire(serveur)
    colis = Colis(chemin="GED/a.pdf", contenu=CONTENU)
    une, autre = LiaisonFtp(drop._acces, 0), LiaisonFtp(drop._acces, 0)
    une.verser(colis)
    assert drop.list() == ()
    autre.nommer(colis, {})
    une.close()
    autre.close()
    assert drop.get("GED/a.pdf") == CONTENU


def test_a_root_may_be_absolute(faire: MakeFtp, serveur: Serveur) -> None:
    """A root that begins with `/` is that one, made with the folders it is in."""
    drop = faire(serveur, racine="/absolue/encore/")
    assert is_successful(drop.put(Depot(chemin="a.pdf", contenu=b"...")))
    assert (serveur.racine / "absolue" / "encore" / "a.pdf").read_bytes() == b"..."
    assert drop.list() == ("a.pdf",)
    with pytest.raises(NotFound):
        drop.get("absolue/encore/a.pdf")
