"""
A worker of the tests, and the agency it works for.

    python equipe.py URL DOSSIER [figé]

publishes to a folder, and adds a line to the file beside it (`DOSSIER.journal`) for each file that arrived: who put
it, and its path. « figé » says so once its first file is there, not acknowledged, and does no more until there is a
file `DOSSIER.reveil`: it is to be killed, or to be believed dead.
"""

from __future__ import annotations

import logging
import os
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from datetime import date, timedelta
from pathlib import Path

from attrs import define
from returns.pipeline import is_successful
from returns.result import Result

from lsc_adapters.bootstrap import sql_engine
from lsc_adapters.transport.folder import FolderFileDrop
from lsc_adapters.workers import Cadence, travailler
from lsc_domain.classeur.defaut import classeurs_par_defaut
from lsc_domain.evenement.evenement import Evenement
from lsc_domain.evenement.modele import Modele
from lsc_domain.parc.immeuble import Immeuble
from lsc_domain.ports.storage import Storage
from lsc_domain.ports.transport import Depose, Depot, EchecDeTransport
from lsc_domain.publication.destination import Destination
from lsc_domain.socle.ids import ClasseurId, DestinationId, EvenementId, ImmeubleId, ModeleId

EXTRANET = DestinationId("extranet")
CADENCE = Cadence(
    battement=timedelta(milliseconds=250),
    silence=timedelta(seconds=3),
    attente=timedelta(milliseconds=50),
    taille_de_lot=3,
)
JOUR = date(2020, 7, 7)


def agence(storage: Storage, nombre: int) -> None:
    """Keep a building and so many published events that are texts."""
    with storage.transaction() as transaction:
        transaction.destinations.put(EXTRANET, Destination(id=EXTRANET, nom="Extranet"), expected=0)
        gilbert = Immeuble(id=ImmeubleId("GILBERT"), nom="GILBERT", adresse="4, rue Gilbert 54000 NANCY")
        transaction.immeubles.put(gilbert.id, gilbert, expected=0)
        for classeur in classeurs_par_defaut():
            transaction.classeurs.put(classeur.id, classeur, expected=0)
        modele = Modele(id=ModeleId("PV"), nom="Procès-verbal", classeur=ClasseurId("syndic-assemblees-generales"))
        transaction.modeles.put(modele.id, modele, expected=0)
        for chrono in range(1, nombre + 1):
            un = evenement(chrono)
            transaction.evenements.put(un.id, un, expected=0)


def evenement(chrono: int) -> Evenement:
    """Make an event that is published, whose paper is its text."""
    return Evenement(
        id=EvenementId(f"{chrono:08d}"),
        chrono=chrono,
        modele=ModeleId("PV"),
        immeuble=ImmeubleId("GILBERT"),
        objet=f"Compte rendu {chrono}",
        texte=f"Le conseil syndical a vu le chantier pour la {chrono}e fois.",
        traite_le=JOUR,
        publie_le=JOUR,
    )


@define
class DossierTenu:
    """A folder that says who put what, in the order of it."""

    dossier: Path
    fige: bool = False

    def _depot(self) -> FolderFileDrop:
        return FolderFileDrop(self.dossier, fils=1)

    def put_all(self, depots: Iterable[Depot], /) -> Iterator[Result[Depose, EchecDeTransport]]:
        """Put files, and note each."""
        for reponse in self._depot().put_all(depots):
            if is_successful(reponse):
                with self.dossier.with_suffix(".journal").open("a", encoding="utf-8") as journal:
                    journal.write(f"{os.getpid()} {reponse.unwrap().chemin}\n")
            if self.fige:
                sys.stdout.write("figé\n")
                sys.stdout.flush()
                while not self.dossier.with_suffix(".reveil").exists():
                    time.sleep(0.02)
                self.fige = False
            yield reponse

    def put(self, depot: Depot, /) -> Result[Depose, EchecDeTransport]:
        """Put one file."""
        return next(iter(self.put_all([depot])))

    def get(self, chemin: str, /) -> bytes:
        """Read a file."""
        return self._depot().get(chemin)

    def list(self, dossier: str = "", /) -> tuple[str, ...]:
        """List files."""
        return self._depot().list(dossier)

    def delete(self, chemin: str, /) -> Result[None, EchecDeTransport]:
        """Take a file away."""
        return self._depot().delete(chemin)


def main(url: str, dossier: str, fige: str = "") -> None:
    """Work until told to stop."""
    logging.basicConfig(level=logging.INFO)
    depot = DossierTenu(Path(dossier), fige=bool(fige))
    with sql_engine(url) as engine:
        travailler(url, engine, lambda _: nullcontext(depot), CADENCE)


if __name__ == "__main__":
    main(*sys.argv[1:])
