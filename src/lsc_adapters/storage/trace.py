"""The row of a trace of the extranet, the same in every store."""

from __future__ import annotations

from collections.abc import Iterable

from lsc_adapters.codec.exact import write_instant
from lsc_adapters.storage.identite import verifier_texte
from lsc_domain.extranet.audit import Trace

LigneDeTrace = tuple[str, str, str, str, str, str]
"""Instant in UTC, act, login, object, detail, address."""


def lignes_de_traces(traces: Iterable[Trace]) -> list[LigneDeTrace]:
    """Write the rows of traces. Raises `InvalidValue` for what no database could hold."""
    return [
        (
            write_instant(une.le),
            une.acte.value,
            verifier_texte(une.par, "identifiant"),
            verifier_texte(une.objet, "objet"),
            verifier_texte(une.detail, "détail"),
            verifier_texte(une.adresse, "adresse"),
        )
        for une in traces
    ]
