"""
The usual engines, in one call: the only module that knows every driven adapter.

Each heavy adapter is imported by what asks for it: a meeting in memory needs no database, and no paper needs to be
laid out before one is asked for.
"""

from __future__ import annotations

from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final, TypedDict, Unpack

from lsc_adapters.clock.system import SystemClock
from lsc_adapters.codec.manifeste import JsonManifest
from lsc_adapters.documents.memory import MemoryDocumentStore
from lsc_adapters.ids.random import RandomIds
from lsc_adapters.messaging.memory import MemoryMessaging
from lsc_adapters.passwords.usual import UsualPasswords
from lsc_adapters.rendering.papers import (
    PaperExtraitRendering,
    PaperPliRendering,
    PaperRendering,
    PaperTexteRendering,
)
from lsc_adapters.secrets.system import SystemSecrets
from lsc_adapters.storage.memory import MemoryStorage
from lsc_domain.engine import Engine
from lsc_domain.extranet.reglages_d_acces import ReglagesDAcces
from lsc_domain.loi.politique import POLITIQUE_PAR_DEFAUT, Politique
from lsc_domain.paiement.echeance import REGLES_DE_PAIEMENT, ReglesDePaiement
from lsc_domain.ports.clock import Clock
from lsc_domain.ports.documents import DocumentStore
from lsc_domain.ports.errors import Unavailable
from lsc_domain.ports.ids import Ids
from lsc_domain.ports.ledgers import Ledgers
from lsc_domain.ports.manifest import ManifestWriter
from lsc_domain.ports.messaging import Messaging, PliRendering
from lsc_domain.ports.news import NewsFeed
from lsc_domain.ports.payment import CardPayment, DirectDebit
from lsc_domain.ports.rendering import ExtraitRendering, Rendering, TexteRendering
from lsc_domain.ports.secrets import Passwords, Secrets
from lsc_domain.ports.storage import Storage
from lsc_domain.socle.licence import Licence, Option
from lsc_domain.usecases.etat import AGENCE
from lsc_domain.usecases.notification import Desinscription
from lsc_domain.usecases.vue import Vues

if TYPE_CHECKING:
    from lsc_adapters.storage.sql.ouverture import Source


LICENCE_ENTIERE: Final = Licence(titulaire="lsc-domain", options=frozenset(Option))
"""Every option: this library sells none. A host that sells them gives an agency its own licence, or none. EXP-02."""


class Portes(TypedDict, total=False):
    """The doors an engine may be given, each in place of the usual one."""

    clock: Clock | None
    ids: Ids | None
    rendering: Rendering | None
    politique: Politique
    documents: DocumentStore | None
    textes: TexteRendering | None
    extraits: ExtraitRendering | None
    manifestes: ManifestWriter | None
    messaging: Messaging | None
    plis: PliRendering | None
    ledgers: Ledgers | None
    licence: Licence | None
    desinscription: Desinscription | None
    news: NewsFeed | None
    cartes: CardPayment | None
    prelevements: DirectDebit | None
    regles_de_paiement: ReglesDePaiement
    passwords: Passwords | None
    secrets: Secrets | None
    acces: ReglagesDAcces
    agence: str


def engine(
    storage: Storage,
    *,
    clock: Clock | None = None,
    ids: Ids | None = None,
    rendering: Rendering | None = None,
    politique: Politique = POLITIQUE_PAR_DEFAUT,
    documents: DocumentStore | None = None,
    textes: TexteRendering | None = None,
    extraits: ExtraitRendering | None = None,
    manifestes: ManifestWriter | None = None,
    messaging: Messaging | None = None,
    plis: PliRendering | None = None,
    ledgers: Ledgers | None = None,
    licence: Licence | None = LICENCE_ENTIERE,
    desinscription: Desinscription | None = None,
    news: NewsFeed | None = None,
    cartes: CardPayment | None = None,
    prelevements: DirectDebit | None = None,
    regles_de_paiement: ReglesDePaiement = REGLES_DE_PAIEMENT,
    passwords: Passwords | None = None,
    secrets: Secrets | None = None,
    acces: ReglagesDAcces = ReglagesDAcces(),  # noqa: B008 - frozen
    agence: str = AGENCE,
) -> Engine:
    """
    Make an engine on a store of one's own, the other doors being the usual ones.

    Without more, documents and plis stay in memory: a host that publishes gives `documents` and `messaging`, and
    `desinscription` as soon as notices are to leave. `licence=None` publishes nothing (EXP-02).
    """
    return Engine(
        storage=storage,
        clock=clock or SystemClock(),
        ids=ids or RandomIds(),
        rendering=rendering or paper_rendering(),
        politique=politique,
        documents=documents or MemoryDocumentStore(),
        textes=textes or PaperTexteRendering(),
        extraits=extraits or PaperExtraitRendering(),
        manifestes=manifestes or JsonManifest(),
        messaging=messaging or MemoryMessaging(),
        plis=plis or PaperPliRendering(),
        ledgers=ledgers,
        licence=licence,
        desinscription=desinscription,
        news=news,
        cartes=cartes,
        prelevements=prelevements,
        regles_de_paiement=regles_de_paiement,
        passwords=passwords or UsualPasswords(),
        secrets=secrets or SystemSecrets(),
        acces=acces,
        agence=agence,
        vues=Vues(verrou=Lock()),
    )


def memory_engine(**portes: Unpack[Portes]) -> Engine:
    """
    Make an engine that keeps everything in memory and forgets it with the process.

    >>> memory_engine().assemblees.suivis()
    ()
    """
    return engine(MemoryStorage(), **portes)


def sql_engine(base: Source, **portes: Unpack[Portes]) -> Engine:
    """
    Make an engine that keeps everything in a database: SQLite, or PostgreSQL. Extras `[sql]`, `[postgresql]`.

    `base` is a SQLAlchemy URL (`sqlite:///agence.db`), or the host's own engine or connection; with a connection, the
    host's transaction is the one that commits. An empty base given by its URL receives its tables at once; one that
    an earlier version made is refused until `migrate`, or `lsc base migrer`, was run on it. Raises `Unavailable` or
    `Broken` when the base cannot be used.
    """
    try:
        from lsc_adapters.storage.sql.documents import SqlDocumentStore
        from lsc_adapters.storage.sql.ouverture import open_storage
    except ModuleNotFoundError as absent:
        raise Unavailable(f"{absent.name} n'est pas installé : pip install 'lsc-domain[sql]'") from absent
    storage = open_storage(base)
    if portes.get("documents") is None:
        portes["documents"] = SqlDocumentStore(storage.base, owned=isinstance(base, str))
    return engine(storage, **portes)


def paper_rendering(modeles: Path | None = None) -> Rendering:
    """
    Make the renderer of papers: PDF by typst, and the attendance list as a spreadsheet. Extras `[pdf]`, `[tableur]`.

    `modeles` is the agency's folder of templates: one of a name of ours takes its place.
    """
    return PaperRendering(modeles)
