"""Publication as reconciliation: what must be there, less what is, sent once; then one document taken off."""

import json
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from lsc_adapters.bootstrap import sql_engine
from lsc_adapters.clock.fixed import FixedClock
from lsc_adapters.codec.portefeuille import read_portefeuille
from lsc_adapters.documents.folder import FolderDocumentStore
from lsc_adapters.transport.folder import FolderFileDrop
from lsc_domain.ports.transport import FileDrop
from lsc_domain.publication.execution import Execution
from lsc_domain.publication.portefeuille import EXTRANET
from lsc_domain.socle.ids import EvenementId

FICHIER = Path(__file__).with_name("portefeuille.json")


def raconter(execution: Execution) -> str:
    """Count what a run did."""
    bilan = execution.bilan
    return (
        f"publication {execution.numero} : {bilan.envoyes} envoyés, {bilan.remplaces} remplacés, "
        f"{bilan.retires} retirés, {bilan.inchanges} inchangés"
    )


def main() -> str:
    """Bring a portfolio in, publish it to a folder three times, and read the list that is there."""
    lu, horloge = read_portefeuille(FICHIER), FixedClock(datetime(2020, 7, 21, 9, tzinfo=UTC))
    with TemporaryDirectory() as temporaire:
        dossier = Path(temporaire)
        contenus = FolderDocumentStore(dossier / "contenus")
        extranet: FileDrop = FolderFileDrop(dossier / "extranet")  # or SftpFileDrop, FtpFileDrop: one line changes
        with sql_engine(f"sqlite:///{dossier}/agence.db", clock=horloge, documents=contenus) as engine:
            lu.pieces.garder(contenus)  # contents first, then what names them, all at once
            engine.portefeuilles.importer(lu.portefeuille).unwrap()
            plan = engine.publications.plan(EXTRANET.id).unwrap()
            lignes = [f"plan : {len(plan.envois)} à envoyer, {len(plan.retraits)} à retirer"]

            def publier() -> str:
                return raconter(engine.publications.publier(EXTRANET.id, extranet, par="exemple").unwrap())

            lignes += [publier(), publier()]  # the second finds nothing to do
            engine.evenements.depublier(EvenementId("00000005")).unwrap()
            lignes.append(publier())
        liste = json.loads(extranet.get("manifeste.json"))
        lignes += [
            f"{un['titre']} : {', '.join(un['cercles'])}" for un in liste["elements"] if un["nature"] == "document"
        ]
    return "\n".join(lignes)


if __name__ == "__main__":
    print(main())
