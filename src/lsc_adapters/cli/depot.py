"""Where a publication goes, as a command line names it: a folder, an SFTP or an FTP server, by an address."""

from __future__ import annotations

import os
import re
from collections.abc import Generator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Annotated, Final
from urllib.parse import SplitResult, unquote, urlsplit

from attrs import frozen
from cyclopts import Parameter

from lsc_adapters.cli.faute import FauteDeSaisie
from lsc_domain.ports.clock import Clock
from lsc_domain.ports.transport import FileDrop
from lsc_domain.publication.parametres import Parametres
from lsc_domain.socle.ids import DestinationId

VERS: Final = "LSC_VERS"
MOT_DE_PASSE: Final = "LSC_MOT_DE_PASSE"
PHRASE: Final = "LSC_PHRASE"

_POUR: Final = re.compile(r"([^=:/]+)=(.+)", re.DOTALL)
_CLE_EN_TOUTES_LETTRES: Final = re.compile(r"SHA256:|ssh-|ecdsa-|sk-")


@Parameter(name="*")
@frozen(kw_only=True)
class Depot:
    """What a command line says of the places files are put in."""

    vers: Annotated[
        tuple[str, ...],
        Parameter(
            name="--vers",
            metavar="[DESTINATION=]ADRESSE",
            help=(
                "Où publier : dossier:CHEMIN, sftp://compte@hôte/chemin, ftps://compte@hôte/chemin ou ftp://… ; "
                f"{VERS} par défaut. Une fois par destination s'il y en a plusieurs. Le mot de passe est lu dans "
                f"{MOT_DE_PASSE}."
            ),
        ),
    ] = ()
    cle: Annotated[
        Path | None,
        Parameter(
            name="--cle", metavar="FICHIER", help=f"La clé privée du compte SFTP ; sa phrase est lue dans {PHRASE}."
        ),
    ] = None
    cle_d_hote: Annotated[
        str | None,
        Parameter(
            name="--cle-d-hote",
            metavar="CLÉ",
            help="La clé attendue du serveur SFTP : SHA256:…, une clé publique, ou un fichier qui les contient.",
        ),
    ] = None
    journal: Annotated[
        Path | None,
        Parameter(
            name="--journal",
            metavar="DOSSIER",
            help="Où écrire les journaux de transfert que l'agence a activés dans ses paramètres.",
        ),
    ] = None

    def adresses(self) -> Mapping[str, str]:
        """Return the address of each destination, under « » the one that serves whichever has none."""
        trouvees: dict[str, str] = {}
        for vers in self.vers or tuple(os.environ.get(VERS, "").split()):
            pour = _POUR.fullmatch(vers)
            destination, adresse = pour.groups() if pour is not None else ("", vers)
            if destination in trouvees:
                raise FauteDeSaisie(f"--vers : la destination « {destination} » a deux adresses")
            trouvees[destination] = adresse
        return trouvees

    def adresse(self, destination: DestinationId) -> str:
        """Return the address of one destination."""
        adresses = self.adresses()
        trouvee = adresses.get(destination, adresses.get(""))
        if trouvee is None:
            raise FauteDeSaisie(f"il manque --vers, ou {VERS}, pour la destination « {destination} » ; voir --help")
        return trouvee

    @contextmanager
    def ouvrir(self, destination: DestinationId, parametres: Parametres, clock: Clock) -> Generator[FileDrop]:
        """Open the place of a destination, its transfers told to the logs the agency turned on. EXP-18, EXP-19."""
        with ExitStack() as pile:
            drop = pile.enter_context(self._ouvrir(self.adresse(destination)))
            if self.journal is not None:
                from lsc_adapters.transport.journal import JournalDeTransfert, LoggedFileDrop
                from lsc_adapters.transport.winscp import JournalWinScp

                if not self.journal.is_dir():
                    raise FauteDeSaisie(f"--journal : {self.journal} n'est pas un dossier")
                if parametres.journal_de_transfert:
                    drop = LoggedFileDrop(drop, pile.enter_context(JournalDeTransfert(self.journal, clock=clock)))
                if parametres.journal_winscp:
                    winscp = JournalWinScp(self.journal / "winscp.xml", session=destination, clock=clock)
                    drop = LoggedFileDrop(drop, pile.enter_context(winscp))
            yield drop

    @contextmanager
    def _ouvrir(self, adresse: str) -> Generator[FileDrop]:
        protocole, deux_points, reste = adresse.partition(":")
        if protocole == "dossier" and reste:
            from lsc_adapters.transport.folder import FolderFileDrop

            yield FolderFileDrop(Path(reste))
            return
        if not deux_points or protocole not in ("sftp", "ftp", "ftps"):
            raise FauteDeSaisie("--vers : attendu dossier:CHEMIN, sftp://…, ftps://… ou ftp://…")
        hote, compte, racine, port = _lire(adresse)
        secret = os.environ.get(MOT_DE_PASSE)
        if protocole == "sftp":
            from lsc_adapters.transport.sftp import SftpFileDrop

            if secret is None and self.cle is None:
                raise FauteDeSaisie(f"--vers : attendu un mot de passe dans {MOT_DE_PASSE}, ou --cle")
            with SftpFileDrop(
                hote,
                utilisateur=compte,
                cle_hote=self._cle_d_hote(),
                mot_de_passe=secret,
                cle_privee=None if self.cle is None else _texte("--cle", self.cle),
                phrase=os.environ.get(PHRASE),
                port=port or 22,
                racine=racine,
            ) as sftp:
                yield sftp
            return
        import ssl

        from lsc_adapters.transport.ftp import FtpFileDrop

        if secret is None:
            raise FauteDeSaisie(f"--vers : attendu un mot de passe dans {MOT_DE_PASSE}")
        with FtpFileDrop(
            hote,
            utilisateur=compte,
            mot_de_passe=secret,
            tls=ssl.create_default_context() if protocole == "ftps" else None,
            port=port or 21,
            racine=racine,
        ) as ftp:
            yield ftp

    def _cle_d_hote(self) -> str:
        if self.cle_d_hote is None:
            raise FauteDeSaisie("il manque --cle-d-hote : un serveur inconnu ne reçoit rien ; voir ssh-keyscan")
        if _CLE_EN_TOUTES_LETTRES.match(self.cle_d_hote):
            return self.cle_d_hote
        return _texte("--cle-d-hote", Path(self.cle_d_hote))


def _lire(adresse: str) -> tuple[str, str, str, int | None]:
    """Read the host, the account, the path and the port of an address; none of it is a secret."""
    try:
        lue: SplitResult = urlsplit(adresse)
        port = lue.port
    except ValueError:
        raise FauteDeSaisie("--vers : adresse illisible") from None
    if lue.password is not None:
        raise FauteDeSaisie(f"--vers : le mot de passe n'a pas sa place dans l'adresse, il est lu dans {MOT_DE_PASSE}")
    if not lue.hostname or not lue.username or lue.query or lue.fragment:
        raise FauteDeSaisie("--vers : attendu protocole://compte@hôte[:port]/chemin")
    chemin = unquote(lue.path)
    # As curl has it: « /~/ » begins where the account arrives.
    racine = chemin[3:] if chemin.startswith("/~/") else "" if chemin in ("", "/", "/~") else chemin
    return lue.hostname, unquote(lue.username), racine, port


def _texte(option: str, fichier: Path) -> str:
    try:
        return fichier.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise FauteDeSaisie(f"{option} : {fichier} ne peut être lu") from None
