"""
The session log of WinSCP in XML: written for our own transfers, so that what reads such logs goes on, and read.

Looked up in the published documentation (winscp.net/eng/docs/logging_xml): `session`, holding `group`s of operations,
each with its `filename`, `destination`, `size` and `result`. WinSCP writes as it goes: the log of a run that was killed
lacks its end, and what is complete in it is read.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC
from pathlib import Path
from types import TracebackType
from typing import Final, Self
from xml.etree.ElementTree import ParseError, XMLParser
from xml.sax.saxutils import escape, quoteattr

from lsc_adapters.transport.journal import FichierDeJournal
from lsc_domain.ports.clock import Clock
from lsc_domain.ports.errors import Broken, NotFound, Unavailable
from lsc_domain.ports.transport import Operation, TransferLog, TransfertNote

ESPACE: Final = "http://winscp.net/schema/session/1.0"
_BLOC: Final = 64 * 1024
_OPERATIONS: Final = {f"{{{ESPACE}}}{operation}": operation for operation in Operation}


class JournalWinScp:
    """
    « Log WinScp en XML »: one file a run, written as it goes, in place of the one before. EXP-19.

    For each file: the local path, the path on the server, success or failure, and the reason when it is recognised. A
    step opens a group. Leaving `with`, or `close`, ends the document; a run that is killed leaves it without its end.
    """

    def __init__(self, chemin: Path, *, session: str, clock: Clock) -> None:
        """Write a file, whose folder exists; *session* says who sends where, as `agence@ftp.example.invalid`."""
        self._fichier, self._session, self._clock = FichierDeJournal(chemin), session, clock
        self._groupe: str | None = None
        self._ouvert = False

    def __enter__(self) -> Self:
        """Write until the end of the block."""
        return self

    def __exit__(self, _1: type[BaseException] | None, _2: BaseException | None, _3: TracebackType | None) -> None:
        """End the document."""
        self.close()

    def close(self) -> None:
        """End the document, and close the file."""
        if self._fichier.ouvert:
            self._fermer_le_groupe()
            self._fichier.ecrire("</session>\n")
            self._fichier.close()

    def etape(self, texte: str, /) -> None:
        """Open a group, when something is told in it."""
        self._commencer()
        self._fermer_le_groupe()
        self._groupe = f"  <group name={_attribut(texte)} start={_attribut(self._instant())}>\n"

    def noter(self, note: TransfertNote, /) -> None:
        """Write what became of one file, whole or not at all."""
        self._commencer()
        groupe, self._groupe = self._groupe, None
        self._ouvert = self._ouvert or groupe is not None
        marge = "    " if self._ouvert else "  "
        self._fichier.ecrire(f"{groupe or ''}{_element(note, marge)}")

    def _commencer(self) -> None:
        if not self._fichier.ouvert:
            self._fichier.ecrire(
                '<?xml version="1.0" encoding="UTF-8"?>\n'
                f"<session xmlns={_attribut(ESPACE)} name={_attribut(self._session)} "
                f"start={_attribut(self._instant())}>\n"
            )

    def _fermer_le_groupe(self) -> None:
        if self._ouvert:
            self._fichier.ecrire("  </group>\n")
        self._ouvert = False

    def _instant(self) -> str:
        le = self._clock.now().astimezone(UTC)
        return f"{le:%Y-%m-%dT%H:%M:%S}.{le.microsecond // 1000:03d}Z"


def lire_journal_winscp(chemin: Path) -> Iterator[TransfertNote]:
    """
    Read the operations of a session log, in order, as it is read: memory does not grow with the log. EXP-19.

    A log cut anywhere gives what is complete in it; an unknown reason has no message. Raises `NotFound` without a log,
    `Broken` for what is no such log, or declares a document type: WinSCP never does, and entities come that way.
    """
    lecture = _Lecture()
    analyseur = XMLParser(target=lecture)
    try:
        with chemin.open("rb") as fichier:
            while bloc := fichier.read(_BLOC):
                analyseur.feed(bloc)
                yield from lecture.sortir()
        with suppress(ParseError):  # it was cut
            analyseur.close()
    except ParseError as faute:
        yield from lecture.sortir()
        if not lecture.commencee:
            raise Broken(f"journal {chemin.name} : ce n'est pas un journal de WinSCP ({faute})") from faute
    except FileNotFoundError as faute:
        raise NotFound(f"journal {chemin.name} : il n'est pas là") from faute
    except OSError as faute:
        raise Unavailable(f"journal {chemin.name} : il ne se lit pas ({faute.strerror})") from faute


class _Lecture:
    """What the parser tells, element by element; nothing is kept of a document but the operation being read."""

    def __init__(self) -> None:
        self.commencee = False
        self._notes: deque[TransfertNote] = deque()
        self._operation: Operation | None = None
        self._champs: dict[str, str] = {}
        self._messages: list[str] = []
        self._texte: list[str] | None = None
        self._profondeur = 0

    def sortir(self) -> Iterator[TransfertNote]:
        """Return what is complete."""
        while self._notes:
            yield self._notes.popleft()

    def doctype(self, nom: str, _public: str | None, _systeme: str | None) -> None:
        raise Broken(f"journal de WinSCP : type de document {nom!r} refusé")

    def start(self, nom: str, attributs: dict[str, str]) -> None:
        if not self.commencee:
            if nom != f"{{{ESPACE}}}session":
                raise Broken(f"journal de WinSCP : attendu une session, pas {nom!r}")
            self.commencee = True
        elif self._operation is None:
            self._operation = _OPERATIONS.get(nom)
            self._champs, self._messages, self._profondeur = {}, [], 0
        else:
            self._profondeur += 1
            champ = nom.removeprefix(f"{{{ESPACE}}}")
            if champ == "message":
                self._texte = []
            elif champ == "result":
                self._champs["ok"] = attributs.get("success", "")
            elif self._profondeur == 1:  # what `ls` found is deeper
                self._champs.setdefault(champ, attributs.get("value", ""))

    def data(self, texte: str) -> None:
        if self._texte is not None:
            self._texte.append(texte)

    def end(self, nom: str) -> None:
        if self._texte is not None:
            message = "".join(self._texte).strip()
            self._messages += [message] if message else []
            self._texte = None
        if self._operation is not None and self._profondeur == 0:
            self._notes.append(self._note(self._operation))
            self._operation = None
        self._profondeur = max(0, self._profondeur - 1)

    def _note(self, operation: Operation) -> TransfertNote:
        taille = self._champs.get("size", "")
        return TransfertNote(
            kind=operation,
            source=self._champs.get("filename", ""),
            cible=self._champs.get("destination", ""),
            taille=int(taille) if taille.isascii() and taille.isdigit() else None,
            ok=self._champs.get("ok", "").strip().lower() == "true",
            messages=tuple(self._messages),
        )


def _element(note: TransfertNote, marge: str) -> str:
    messages = "".join(f"<message>{escape(_permis(message))}</message>" for message in note.messages)
    if note.kind is Operation.FAILURE:
        return f"{marge}<failure>{messages}</failure>\n"
    champs = (
        ("filename", note.source),
        ("destination", note.cible),
        ("size", "" if note.taille is None else str(note.taille)),
    )
    lignes = [f"<{nom} value={_attribut(valeur)} />" for nom, valeur in champs if valeur]
    resultat = f'<result success="{"true" if note.ok else "false"}"'
    lignes.append(f"{resultat}>{messages}</result>" if messages else f"{resultat} />")
    interieur = "".join(f"{marge}  {ligne}\n" for ligne in lignes)
    return f"{marge}<{note.kind}>\n{interieur}{marge}</{note.kind}>\n"


def _attribut(texte: str) -> str:
    return quoteattr(_permis(texte))


def _permis(texte: str) -> str:
    """Return a text in the characters XML has."""
    return "".join(
        lettre
        if lettre in "\t\n" or " " <= lettre <= "\ud7ff" or "\ue000" <= lettre <= "\ufffd" or lettre > "\uffff"
        else "\ufffd"
        for lettre in texte
    )


_: type[TransferLog] = JournalWinScp
