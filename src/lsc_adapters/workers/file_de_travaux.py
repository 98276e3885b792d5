"""The queue, seen by who asks: a run to be made, its batches shared out, what became of each."""

from __future__ import annotations

from typing import Any, Final

import psycopg
from procrastinate import App, SyncPsycopgConnector
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.types import JSONDict

from lsc_adapters.workers.tables import adresse_de_la_file, traduire
from lsc_domain.publication.compte_rendu import CompteRendu, Lot
from lsc_domain.socle.ids import DestinationId
from lsc_domain.usecases.reconciliation import Travail

FILE: Final = "lsc"
"""The queue. Its name is kept in the base, like those of the jobs: they outlive a version of this package."""
PREPARER, ENVOYER, ACHEVER = "lsc:preparer", "lsc:envoyer", "lsc:achever"
ANNONCER, TIC = "lsc:annoncer", "lsc:tic"

_RIEN: Final = Lot(cles=())
"""A run that has nothing to send has one batch of nothing: it ends as the others do."""


class FileDeTravaux:
    """
    What waits to be done on a base, and the batches of the last run on each destination.

    Jobs and batches are written in one transaction: a run is shared out whole, or not at all. Every method raises
    `Unavailable` or `Broken` when PostgreSQL does not answer or has no tables. Nothing is held open in between.
    """

    def __init__(self, url: str) -> None:
        """Take the address of a base. Raises `InvalidValue` when it is none of PostgreSQL."""
        self._adresse = adresse_de_la_file(url)
        # Never opened: it only knows how to write a job on the connection it is given.
        self._app = App(connector=SyncPsycopgConnector())

    def demander(self, destination: DestinationId, *, confirmer_retraits: bool = False) -> bool:
        """
        Ask for a run on a destination; answer false when one is waiting there already, which will do. SYS-06.

        Whoever asks needs neither templates nor the keys of a server: the workers have them.
        """
        return self._inscrire(
            PREPARER,
            {"destination": destination, "confirmer_retraits": confirmer_retraits},
            verrou=_verrou(destination),
            unique=f"{_verrou(destination)}/suivante",
        )

    def partager(self, travail: Travail, *, confirmer_retraits: bool) -> None:
        """Put the batches of a run in the queue, all at once, in the place of those of the run before."""
        lots = travail.lots or (_RIEN,)
        jobs: list[JSONDict] = [
            {
                "destination": travail.destination,
                "numero": travail.numero,
                "rang": rang,
                "cles": list(lot.cles),
                "remplace": lot.remplace,
                "confirmer_retraits": confirmer_retraits,
            }
            for rang, lot in enumerate(lots)
        ]
        with traduire(), psycopg.connect(self._adresse) as connexion:
            connexion.execute("DELETE FROM lsc_lot WHERE destination = %s", (travail.destination,))
            connexion.execute(
                "INSERT INTO lsc_lot (destination, numero, rang) SELECT %s, %s, generate_series(0, %s)",
                (travail.destination, travail.numero, len(lots) - 1),
            )
            self._app.configure_task(ENVOYER, queue=FILE, connection=connexion).batch_defer(*jobs)

    def est_partage(self, destination: DestinationId, numero: int) -> bool:
        """Tell whether the batches of a run were put in the queue."""
        question = "SELECT count(*) FROM lsc_lot WHERE destination = %s AND numero = %s"
        with traduire(), psycopg.connect(self._adresse) as connexion:
            return bool(_ligne(connexion, question, destination, numero)[0])

    def noter(self, destination: DestinationId, numero: int, rang: int, rendu: CompteRendu, *, fini: bool) -> int:
        """
        Keep what became of a batch this time, and return how many of its run are still to be done.

        Of two processes that end the last two batches at once, one at least is told that none is left: the count is
        read once the note is kept. What a batch that is done is said to have done again does not count.
        """
        faits = (rendu.envoyes, rendu.remplaces, rendu.octets)
        with traduire(), psycopg.connect(self._adresse, autocommit=True) as connexion:
            connexion.execute(
                "UPDATE lsc_lot SET fini = %s, envoyes = envoyes + %s, remplaces = remplaces + %s,"
                " octets = octets + %s, echecs = %s, coupe = %s"
                " WHERE destination = %s AND numero = %s AND rang = %s AND NOT fini",
                (fini, *faits, list(rendu.echecs), rendu.coupe, destination, numero, rang),
            )
            restants = _ligne(
                connexion,
                "SELECT count(*) FROM lsc_lot WHERE destination = %s AND numero = %s AND NOT fini",
                destination,
                numero,
            )
        return int(restants[0])

    def compte_rendu(self, destination: DestinationId, numero: int) -> CompteRendu:
        """Add up what the batches of a run did; a failure counts if the last try of its batch met it."""
        question = (
            "SELECT envoyes, remplaces, octets, echecs, coupe FROM lsc_lot WHERE destination = %s AND numero = %s"
        )
        with traduire(), psycopg.connect(self._adresse) as connexion:
            lignes = connexion.execute(f"{question} ORDER BY rang".encode(), (destination, numero)).fetchall()
        rendus = (
            CompteRendu(envoyes=envoyes, remplaces=remplaces, octets=octets, echecs=tuple(echecs), coupe=coupe)
            for envoyes, remplaces, octets, echecs, coupe in lignes
        )
        return sum(rendus, start=CompteRendu())

    def demander_la_fin(self, destination: DestinationId, numero: int, *, confirmer_retraits: bool) -> None:
        """Ask for the end of a run, before the next one there should one be waiting; asked twice, it is once."""
        self._inscrire(
            ACHEVER,
            {"destination": destination, "numero": numero, "confirmer_retraits": confirmer_retraits},
            verrou=_verrou(destination),
            unique=f"{_verrou(destination)}/{numero}",
            priorite=1,
        )

    def demander_l_annonce(self, destination: DestinationId) -> None:
        """Ask for what arrived to be announced."""
        verrou = f"annonce/{destination}"
        self._inscrire(ANNONCER, {"destination": destination}, verrou=verrou, unique=verrou)

    def _inscrire(self, nom: str, arguments: JSONDict, *, verrou: str, unique: str, priorite: int = 0) -> bool:
        """Put a job in the queue, unless the same is waiting; two jobs of one lock are never done at once."""
        try:
            with traduire(), psycopg.connect(self._adresse) as connexion:
                self._app.configure_task(
                    nom, queue=FILE, connection=connexion, lock=verrou, queueing_lock=unique, priority=priorite
                ).defer(**arguments)
        except AlreadyEnqueued:
            return False
        return True


def _verrou(destination: str) -> str:
    """What two jobs of one destination cannot hold at once: its beginnings and its ends; its batches go together."""
    return f"publication/{destination}"


def _ligne(connexion: psycopg.Connection[Any], question: str, *valeurs: object) -> tuple[Any, ...]:
    ligne: tuple[Any, ...] | None = connexion.execute(question.encode(), valeurs).fetchone()
    return () if ligne is None else ligne
