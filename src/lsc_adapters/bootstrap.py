"""
The usual engines, in one call: the only module that knows every driven adapter.

Each heavy adapter is imported by what asks for it: a meeting in memory needs no database, and no paper needs to be
laid out before one is asked for.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from lsc_adapters.clock.system import SystemClock
from lsc_adapters.ids.random import RandomIds
from lsc_adapters.rendering.papers import PaperRendering
from lsc_adapters.storage.memory import MemoryStorage
from lsc_domain.engine import Engine
from lsc_domain.loi.politique import POLITIQUE_PAR_DEFAUT, Politique
from lsc_domain.ports.clock import Clock
from lsc_domain.ports.errors import Unavailable
from lsc_domain.ports.ids import Ids
from lsc_domain.ports.rendering import Rendering
from lsc_domain.ports.storage import Storage

if TYPE_CHECKING:
    from lsc_adapters.storage.sql.ouverture import Source


def engine(
    storage: Storage,
    *,
    clock: Clock | None = None,
    ids: Ids | None = None,
    rendering: Rendering | None = None,
    politique: Politique = POLITIQUE_PAR_DEFAUT,
) -> Engine:
    """Make an engine on a store of one's own, the other doors being the usual ones."""
    return Engine(
        storage=storage,
        clock=clock or SystemClock(),
        ids=ids or RandomIds(),
        rendering=rendering or paper_rendering(),
        politique=politique,
    )


def memory_engine(
    *,
    clock: Clock | None = None,
    ids: Ids | None = None,
    rendering: Rendering | None = None,
    politique: Politique = POLITIQUE_PAR_DEFAUT,
) -> Engine:
    """
    Make an engine that keeps everything in memory and forgets it with the process.

    >>> memory_engine().assemblees.suivis()
    ()
    """
    return engine(MemoryStorage(), clock=clock, ids=ids, rendering=rendering, politique=politique)


def sql_engine(
    base: Source,
    *,
    clock: Clock | None = None,
    ids: Ids | None = None,
    rendering: Rendering | None = None,
    politique: Politique = POLITIQUE_PAR_DEFAUT,
) -> Engine:
    """
    Make an engine that keeps everything in a database: SQLite, or PostgreSQL. Extras `[sql]`, `[postgresql]`.

    `base` is a SQLAlchemy URL (`sqlite:///agence.db`), or the host's own engine or connection; with a connection, the
    host's transaction is the one that commits. An empty base given by its URL receives its tables at once; one that
    an earlier version made is refused until `migrate`, or `lsc base migrer`, was run on it. Raises `Unavailable` or
    `Broken` when the base cannot be used.
    """
    try:
        from lsc_adapters.storage.sql.ouverture import open_storage
    except ModuleNotFoundError as absent:
        raise Unavailable(f"{absent.name} n'est pas installé : pip install 'lsc-domain[sql]'") from absent
    return engine(open_storage(base), clock=clock, ids=ids, rendering=rendering, politique=politique)


def paper_rendering(modeles: Path | None = None) -> Rendering:
    """
    Make the renderer of papers: PDF by typst, and the attendance list as a spreadsheet. Extras `[pdf]`, `[tableur]`.

    `modeles` is the agency's folder of templates: one of a name of ours takes its place.
    """
    return PaperRendering(modeles)
