"""
`lsc.journal/1`: the facts of a meeting in one file, that anybody can check alone.

`faits` holds the records exactly as they were kept, one a line, and `empreinte` the print of the last one: whoever
recomputes the SHA-256 of each over its canonical JSON (RFC 8785) finds it in the `precedent` of the next.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final, Literal, NewType

from attrs import field, frozen

from lsc_adapters.codec.canonique import canonique, canonique_du_texte
from lsc_adapters.codec.chaine import suivre
from lsc_adapters.codec.errors import InvalidPayload
from lsc_adapters.codec.fait import Maillon, read_maillon
from lsc_adapters.codec.plain import is_liste, is_table
from lsc_adapters.codec.reading import read_file
from lsc_domain.ports.errors import BrokenChain
from lsc_domain.ports.journal import Inscription
from lsc_domain.socle.chaine import ORIGINE, empreinte

FORMAT: Final = "lsc.journal/1"
TAILLE_MAXIMALE: Final = 1024 * 1024 * 1024
"""Bytes: a million votes one by one, three times over."""

_CLES: Final = ("format", "reference", "assemblee", "faits", "empreinte")


CodeDeFait = NewType("CodeDeFait", str)
"""The written name of a fact."""

Instant = NewType("Instant", str)
"""An instant, as `write_instant` writes it."""


@frozen(kw_only=True)
class FaitEcrit:
    """Un fait tel qu'il a été gardé ; son empreinte est le SHA-256 de son JSON canonique (RFC 8785)."""

    assemblee: str
    code: CodeDeFait = field(metadata={"description": "Ce qui s'est passé, comme vote.enregistre."})
    corps: dict[str, Any]
    le: Instant = field(metadata={"description": "L'instant, en UTC, à la microseconde."})
    precedent: str = field(metadata={"description": "L'empreinte du fait précédent ; 64 zéros pour le premier."})
    rang: int = field(metadata={"description": "La place du fait dans l'assemblée, à partir de 1."})


@frozen(kw_only=True)
class JournalEcrit:
    """Les faits d'une assemblée, dans l'ordre, chacun portant l'empreinte de celui qui le précède."""

    format: Literal["lsc.journal/1"]
    reference: str
    assemblee: str
    faits: tuple[FaitEcrit, ...]
    empreinte: str = field(metadata={"description": "L'empreinte du dernier fait, celle qu'imprime le procès-verbal."})


@frozen(kw_only=True)
class Export:
    """A journal read from a file: what it says, and the print computed of each of its records."""

    reference: str
    assemblee: str
    faits: tuple[Maillon, ...]
    empreintes: tuple[str, ...]
    empreinte: str


def write_journal(textes: Iterable[str], *, reference: str, assemblee: str) -> str:
    """Write the file: the records word for word, and the print of the last one."""
    faits = list(textes)
    derniere = empreinte(faits[-1]) if faits else ORIGINE
    lignes = "\n" + ",\n".join(faits) + "\n" if faits else ""
    return (
        f'{{"format":"{FORMAT}","reference":{canonique_du_texte(reference)},'
        f'"assemblee":{canonique_du_texte(assemblee)},"faits":[{lignes}],"empreinte":"{derniere}"}}\n'
    )


def read_journal(chemin: Path) -> Export:
    """
    Read a file of `lsc.journal/1`.

    Raises `InvalidPayload` with the place of the first fault, `OSError` when the file cannot be read. Its chain is
    not checked: `verify_chain` does it.
    """
    return journal_de(read_file(chemin, taille_maximale=TAILLE_MAXIMALE))


def journal_de(valeur: object) -> Export:
    """Make a journal of plain values, or raise `InvalidPayload`."""
    if not is_table(valeur):
        raise InvalidPayload((), "attendu un objet")
    if valeur.get("format") != FORMAT:
        raise InvalidPayload(("format",), f"attendu « {FORMAT} »")
    for cle in valeur:
        if cle not in _CLES:
            raise InvalidPayload((cle,), "clé inconnue")
    for cle in _CLES:
        if cle not in valeur:
            raise InvalidPayload((), f"clé obligatoire absente : {cle}")
    textes: dict[str, str] = {}
    for cle in ("reference", "assemblee", "empreinte"):
        texte = valeur[cle]
        if not isinstance(texte, str):
            raise InvalidPayload((cle,), "attendu un texte")
        textes[cle] = texte
    faits = valeur["faits"]
    if not is_liste(faits):
        raise InvalidPayload(("faits",), "attendu une liste")
    maillons: list[Maillon] = []
    empreintes: list[str] = []
    for rang, ecrit in enumerate(faits):
        try:
            maillons.append(read_maillon(ecrit))
            empreintes.append(empreinte(canonique(ecrit)))
        except InvalidPayload as fautif:
            raise InvalidPayload(("faits", rang, *fautif.lieu), fautif.texte) from None
    return Export(
        reference=textes["reference"],
        assemblee=textes["assemblee"],
        faits=tuple(maillons),
        empreintes=tuple(empreintes),
        empreinte=textes["empreinte"],
    )


def verify_chain(export: Export) -> tuple[Inscription, ...]:
    """
    Return the facts of a journal, or raise `BrokenChain` naming the first that does not follow from the one before.

    The last link is the print the file ends with: without it, a last fact changed or left out would not show.
    """
    inscriptions: list[Inscription] = []
    precedent = ORIGINE
    for rang, (maillon, propre) in enumerate(zip(export.faits, export.empreintes, strict=True), 1):
        suivre(export.assemblee, rang, precedent, maillon)
        inscriptions.append(
            Inscription(
                flux=export.assemblee,
                rang=rang,
                le=maillon.le,
                fait=maillon.fait,
                precedent=precedent,
                empreinte=propre,
                position=rang,
            )
        )
        precedent = propre
    if export.empreinte != precedent:
        raise BrokenChain(export.assemblee, len(inscriptions), "il n'a pas l'empreinte sur laquelle le journal se clôt")
    return tuple(inscriptions)
