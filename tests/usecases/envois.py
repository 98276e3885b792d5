"""Runs, as the tests of publication begin them and look at what they leave."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from hashlib import sha256

from agence import CONVOCATIONS, EXTRANET, GILBERT, JOUR, fichiers, liste

from lsc_adapters.clock.fixed import FixedClock
from lsc_adapters.messaging.memory import MemoryMessaging
from lsc_adapters.transport.memory import MemoryFileDrop
from lsc_domain import Engine
from lsc_domain.ports.messaging import Pli
from lsc_domain.publication.execution import Execution
from lsc_domain.socle.ids import EvenementId
from lsc_domain.usecases.envoi import traces


def ecrire(engine: Engine, objet: str = "Convocation", *, pieces: Iterable[str] = (), **autres: object) -> EvenementId:
    donnees = {"modele": CONVOCATIONS, "immeuble": GILBERT, "publie_le": JOUR, "texte": "Bonjour", **autres}
    jointes = tuple((nom, nom.encode()) for nom in pieces)
    return engine.evenements.creer(objet=objet, pieces=jointes, **donnees).unwrap().id  # type: ignore[arg-type]


def publier(engine: Engine, drop: MemoryFileDrop, *, confirmer: bool = False) -> Execution:
    return engine.publications.publier(EXTRANET, drop, par="poste-1", confirmer_retraits=confirmer).unwrap()


def tenir_parole(engine: Engine, drop: MemoryFileDrop) -> None:
    """The other side holds exactly what it must: its files, its list, and nothing is left to be done or cleaned."""
    voulus = {une.cle: une.chemin for une in engine.publications.manifeste(EXTRANET).unwrap().elements}
    assert {une.cle: une.chemin for une in liste(drop).elements} == voulus
    assert sorted(fichiers(drop)) == sorted(voulus.values())
    for une in liste(drop).elements:
        assert sha256(drop.get(une.chemin)).hexdigest() == une.empreinte
    assert engine.publications.plan(EXTRANET).unwrap().est_vide
    assert not restes(engine)


def restes(engine: Engine) -> tuple[str, ...]:
    with engine.storage.transaction() as transaction:
        return tuple(transaction.acquis.lire(traces(EXTRANET)))


def texte(engine: Engine, rang: int) -> str:
    return plis(engine)[rang].texte.replace("\u202f", " ")


def plis(engine: Engine) -> tuple[Pli, ...]:
    assert isinstance(engine.messaging, MemoryMessaging)
    return engine.messaging.plis


def avancer(engine: Engine, duree: timedelta) -> None:
    assert isinstance(engine.clock, FixedClock)
    engine.clock.avancer(duree)
