"""A finding: what is wrong or risky in a declared meeting, where, and what the law says of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import partial
from typing import Final

from attrs import frozen

from lsc_domain.assemblee.declaration import Lieu
from lsc_domain.loi.article import Article
from lsc_domain.socle.ids import CoproprietaireId

_ORDRE: Final = (
    *("assemblee", "cles", "coproprietaires", "presences", "resolutions", "votes", "seconds_votes", "deroulement"),
    *("date", "convocation_presentee_le", "president", "secretaire", "scrutateurs"),
    *("code", "generale", "total", "id", "lots"),
    *("coproprietaire", "resolution", "mandataire", "recu_le", "signe"),
    *("numero", "titre", "projet", "article", "cle", "tantiemes", "exclus", "sous_resolutions"),
)
"""The keys of a declaration in the order they are written, root and branches together."""
_CHAMPS: Final = {champ: place for place, champ in enumerate(_ORDRE)}


class Severite(StrEnum):
    """How grave a finding is. Only an error says that the meeting, or a vote, cannot stand as declared."""

    ERREUR = "erreur"
    AVERTISSEMENT = "avertissement"
    INFORMATION = "information"


@frozen(kw_only=True)
class Constatation:
    """
    One finding, in one French sentence.

    `code` is stable: programs may filter on it. `lieu` is a path in the declaration as it is written
    (`("resolutions", 2, "article")`), the head of the meeting being under `assemblee`; what is missing is
    pointed at where it should be. `coproprietaire` and `resolution` (a number) are whom and what it is about.
    """

    code: str
    severite: Severite
    lieu: Lieu
    texte: str
    article: Article | None = None
    coproprietaire: CoproprietaireId | None = None
    resolution: str | None = None


erreur = partial(Constatation, severite=Severite.ERREUR)
avertissement = partial(Constatation, severite=Severite.AVERTISSEMENT)
information = partial(Constatation, severite=Severite.INFORMATION)


def ordonner(constatations: Iterable[Constatation], places: Mapping[str, int]) -> tuple[Constatation, ...]:
    """
    Put findings in the order of the declaration; two at one place keep the order they were found in.

    `places` gives the rank of what ballots are filed under: the numbers of the lines, the ids of the owners.
    """
    return tuple(sorted(constatations, key=lambda une: _rang(une.lieu, places)))


def _rang(lieu: Lieu, places: Mapping[str, int]) -> tuple[tuple[int, str], ...]:
    """Rank a place, step by step; steps at one depth are of one kind, the root tells which."""
    racine, *reste = lieu
    noms = places if racine in {"votes", "seconds_votes"} else _CHAMPS
    return tuple(
        (etape, "") if isinstance(etape, int) else (table.get(etape, len(table)), etape)
        for etape, table in ((racine, _CHAMPS), *((etape, noms) for etape in reste))
    )
