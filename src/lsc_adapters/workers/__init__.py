"""
Publication by many machines: a queue, procrastinate, on the PostgreSQL where everything is already. Extra `[workers]`.

`migrate` makes the tables of the queue, `FileDeTravaux.demander` asks for a run, `travailler` is a worker. On SQLite
and in memory the same use cases run in the calling process, and nothing here is wanted.
"""

from lsc_adapters.workers.application import Depots, application
from lsc_adapters.workers.cadence import Cadence
from lsc_adapters.workers.file_de_travaux import FileDeTravaux
from lsc_adapters.workers.ouvrier import travailler
from lsc_adapters.workers.tables import migrate

__all__ = ["Cadence", "Depots", "FileDeTravaux", "application", "migrate", "travailler"]
