"""What a run tells of its transfers while it makes them: a text anybody can read, one file a run."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Final, Self, TextIO

from returns.pipeline import is_successful
from returns.result import Result

from lsc_domain.ports.clock import Clock
from lsc_domain.ports.transport import (
    Depose,
    Depot,
    EchecDeTransport,
    FileDrop,
    Operation,
    Raison,
    TransferLog,
    TransfertNote,
    texte_de_la_raison,
)

_LOG: Final = logging.getLogger(__name__)
_COMMANDE: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""What would begin another line, or cannot be written."""
_NOMS: Final = {Operation.UPLOAD: "envoi", Operation.RM: "retrait", Operation.DOWNLOAD: "lecture"}


class FichierDeJournal:
    """
    A file that is made when there is something to write, and where each line is written at once.

    A log that cannot be written stops no transfer: it is said once, as a warning, and the rest is not written.
    """

    def __init__(self, chemin: Path | None) -> None:
        """Write to a file; without one, nothing is ever written."""
        self._chemin = chemin
        self._fichier: TextIO | None = None

    @property
    def ouvert(self) -> bool:
        """Whether something was written, and more may be."""
        return self._fichier is not None

    def ecrire(self, texte: str) -> None:
        """Write a text, that a run killed just after has written."""
        if self._chemin is None:
            return
        try:
            if self._fichier is None:
                self._fichier = self._chemin.open("w", encoding="utf-8", newline="\n")
            self._fichier.write(texte)
            self._fichier.flush()
        except OSError as faute:
            _LOG.warning("journal de transfert %s : il ne s'écrit pas (%s)", self._chemin.name, faute.strerror)
            self._chemin = None
            self.close()

    def close(self) -> None:
        """Close the file; what was written stays."""
        fichier, self._fichier = self._fichier, None
        if fichier is not None:
            try:
                fichier.close()
            except OSError as faute:
                _LOG.warning("journal de transfert : il ne se ferme pas (%s)", faute.strerror)


class JournalDeTransfert:
    """
    « Activer log »: a file of the steps of one run, made at the time of sending; off, there is no file. EXP-18.

    One object is one run, and its file is named after the instant of the first step.
    """

    def __init__(self, dossier: Path, *, clock: Clock, actif: bool = True) -> None:
        """Write in a folder, which exists, if the option is on."""
        self._dossier, self._clock, self._actif = dossier, clock, actif
        self._fichier: FichierDeJournal | None = None

    def __enter__(self) -> Self:
        """Write until the end of the block."""
        return self

    def __exit__(self, _1: type[BaseException] | None, _2: BaseException | None, _3: TracebackType | None) -> None:
        """Close the file."""
        self.close()

    def close(self) -> None:
        """Close the file, if there is one."""
        if self._fichier is not None:
            self._fichier.close()

    def etape(self, texte: str, /) -> None:
        """Write a step, with its instant."""
        if not self._actif:
            return
        le = self._clock.now()
        if self._fichier is None:
            self._fichier = FichierDeJournal(_libre(self._dossier, f"envoi-{le:%Y-%m-%dT%H-%M-%S}"))
        ligne = _COMMANDE.sub("\ufffd", texte)
        self._fichier.ecrire(f"{le.isoformat(timespec='seconds')}  {ligne}\n")

    def noter(self, note: TransfertNote, /) -> None:
        """Write what became of one file."""
        nom = _NOMS.get(note.kind, note.kind.value)
        fleche = f" → {note.cible}" if note.cible else ""
        taille = f", {note.taille} octets" if note.taille is not None else ""
        fin = "succès" if note.ok else " : ".join(("échec", *note.messages))
        self.etape(f"{nom} {note.source}{fleche}{taille} : {fin}")


class LoggedFileDrop:
    """
    A place where files are put, each transfer of which is told to a log: sent, taken away, or read. EXP-18, EXP-19.

    `racine` is where the other side keeps the files, for the log to give whole paths. Two logs are two of these.
    """

    def __init__(self, drop: FileDrop, journal: TransferLog, *, racine: str = "") -> None:
        """Tell what *drop* does."""
        self._drop, self._journal, self._racine = drop, journal, racine.rstrip("/")

    def __repr__(self) -> str:
        """Name what is told."""
        return f"LoggedFileDrop({self._drop!r})"

    def put_all(self, depots: Iterable[Depot], /) -> Iterator[Result[Depose, EchecDeTransport]]:
        """Put files, and tell each one as it ends."""
        self._journal.etape("début de l'envoi")
        origines: dict[str, list[str]] = {}

        def partir() -> Iterator[Depot]:
            for depot in depots:
                origines.setdefault(depot.chemin, []).append(depot.origine)
                yield depot

        deposes = echecs = 0
        for issue in self._drop.put_all(partir()):
            reussie = is_successful(issue)
            deposes, echecs = deposes + reussie, echecs + (not reussie)
            chemin = issue.unwrap().chemin if reussie else issue.failure().chemin
            restantes = origines[chemin]
            self._noter_l_envoi(issue, restantes.pop(0))
            if not restantes:
                del origines[chemin]
            yield issue
        self._journal.etape(f"fin de l'envoi : {deposes} déposés, {echecs} en échec")

    def put(self, depot: Depot, /) -> Result[Depose, EchecDeTransport]:
        """Put one file, and tell it."""
        issue = self._drop.put(depot)
        self._noter_l_envoi(issue, depot.origine)
        return issue

    def get(self, chemin: str, /) -> bytes:
        """Return a file, and tell it."""
        contenu = self._drop.get(chemin)
        self._journal.noter(
            TransfertNote(kind=Operation.DOWNLOAD, source=self._ou(chemin), taille=len(contenu), ok=True)
        )
        return contenu

    def list(self, dossier: str = "", /) -> tuple[str, ...]:
        """Return the path of every file below a folder, sorted."""
        return self._drop.list(dossier)

    def delete(self, chemin: str, /) -> Result[None, EchecDeTransport]:
        """Take a file away, and tell it."""
        issue = self._drop.delete(chemin)
        messages = () if is_successful(issue) else _messages(issue.failure())
        self._journal.noter(
            TransfertNote(kind=Operation.RM, source=self._ou(chemin), ok=is_successful(issue), messages=messages)
        )
        return issue

    def _noter_l_envoi(self, issue: Result[Depose, EchecDeTransport], origine: str) -> None:
        reussie = is_successful(issue)
        chemin = issue.unwrap().chemin if reussie else issue.failure().chemin
        self._journal.noter(
            TransfertNote(
                kind=Operation.UPLOAD,
                source=origine or chemin,
                cible=self._ou(chemin),
                taille=issue.unwrap().taille if reussie else None,
                ok=reussie,
                messages=() if reussie else _messages(issue.failure()),
            )
        )

    def _ou(self, chemin: str) -> str:
        return f"{self._racine}/{chemin}" if self._racine else chemin


def _messages(echec: EchecDeTransport) -> tuple[str, ...]:
    """Return the reason of a failure when it is recognised, with what the server says; otherwise nothing."""
    if echec.raison is Raison.INCONNUE:
        return ()
    return tuple(filter(None, (texte_de_la_raison(echec.raison), echec.detail)))


def _libre(dossier: Path, nom: str) -> Path:
    """Return the path of a log of that instant that is not there yet: a second run in one second has its own."""
    chemin, rang = dossier / f"{nom}.log", 1
    while chemin.exists():
        rang += 1
        chemin = dossier / f"{nom}-{rang}.log"
    return chemin


_: type[FileDrop] = LoggedFileDrop
__: type[TransferLog] = JournalDeTransfert
