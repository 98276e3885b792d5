"""The same run on a database: what memory promises, SQLite keeps, across processes that come and go."""

from hashlib import sha256
from pathlib import Path

import pytest
from attrs import evolve
from returns.pipeline import is_successful

from lsc_adapters.bootstrap import sql_engine
from lsc_adapters.codec.manifeste import read_manifest
from lsc_adapters.documents.folder import FolderDocumentStore
from lsc_adapters.rendering.memory import MemoryRendering, MemoryTexteRendering
from lsc_adapters.transport.folder import FolderFileDrop
from lsc_domain import Engine
from lsc_domain.evenement.modele import Modele
from lsc_domain.parc.compte_client import CompteClient
from lsc_domain.parc.immeuble import Immeuble
from lsc_domain.parc.role import Metier, Role, RoleTenu
from lsc_domain.parc.tiers import Tiers
from lsc_domain.publication.portefeuille import Portefeuille
from lsc_domain.socle.ids import CompteId, DestinationId, EntiteId, ImmeubleId, ModeleId, TiersId

EXTRANET, GILBERT, ATRILLON, COURRIER = (
    DestinationId("extranet"), ImmeubleId("GILBERT"), TiersId("ATRILLON"), ModeleId("courrier"),
)  # fmt: skip


def ouvrir(dossier: Path) -> Engine:
    return sql_engine(
        f"sqlite:///{dossier}/agence.db",
        rendering=MemoryRendering(),
        textes=MemoryTexteRendering(),
        documents=FolderDocumentStore(dossier / "documents"),
    )


def peupler(engine: Engine) -> None:
    role = RoleTenu(tiers=ATRILLON, role=Role.COPROPRIETAIRE, immeuble=GILBERT)
    compte = CompteClient(
        id=CompteId("450A"), entite=EntiteId("S1"), numero="450A", tiers=ATRILLON, metier=Metier.SYNDIC,
        service_client=True,
    )  # fmt: skip
    engine.portefeuilles.importer(
        Portefeuille(
            tiers=(Tiers(id=ATRILLON, nom="ATRILLON"),),
            immeubles=(Immeuble(id=GILBERT, nom="GILBERT", roles=(role,)),),
            comptes=(compte,),
        )
    ).unwrap()
    ou = next(un.id for un in engine.classeurs.classeurs() if un.nom == "Courriers" and un.metier is Metier.SYNDIC)
    engine.evenements.regler_modele(Modele(id=COURRIER, nom="Courrier", classeur=ou))


def ecrire(engine: Engine, rang: int) -> str:
    return engine.evenements.creer(
        modele=COURRIER, immeuble=GILBERT, objet=f"Lettre {rang}", texte=f"Bonjour {rang}",
        pieces=((f"{rang}.pdf", f"{rang}".encode()),), publie_le=engine.clock.now().date(),
    ).unwrap().id  # fmt: skip


@pytest.mark.req("PUB-08")
@pytest.mark.req("I-36")
def test_runs_of_several_processes_bring_a_folder_to_the_list(tmp_path: Path) -> None:
    """Lots sent by one engine and ended by another; then a text changes, an event goes: the folder follows, exactly."""
    drop = FolderFileDrop(tmp_path / "extranet")
    with ouvrir(tmp_path) as un, ouvrir(tmp_path) as autre:
        peupler(un)
        ids = [ecrire(un, rang) for rang in range(12)]
        travail = evolve(un.publications, taille_de_lot=5).ouvrir(EXTRANET, par="un").unwrap()
        assert not is_successful(autre.publications.publier(EXTRANET, drop, par="autre"))
        for rang, lot in enumerate(travail.lots):
            qui = (un, autre)[rang % 2]
            qui.publications.envoyer_lot(EXTRANET, drop, numero=travail.numero, lot=lot).unwrap()
        autre.publications.achever(EXTRANET, drop, numero=travail.numero).unwrap()
        exacte(un, drop, 12 * 2)
        autre.evenements.depublier(ids[0]).unwrap()  # type: ignore[arg-type]
        autre.evenements.joindre(ids[1], "encore.pdf", b"encore").unwrap()  # type: ignore[arg-type]
    with ouvrir(tmp_path) as apres:
        bilan = apres.publications.publier(EXTRANET, drop, par="apres").unwrap().bilan
        assert (bilan.envoyes, bilan.remplaces, bilan.retires, bilan.inchanges) == (1, 0, 2, 24)
        exacte(apres, drop, 11 * 2 + 1)


def exacte(engine: Engine, drop: FolderFileDrop, documents: int) -> None:
    voulus = engine.publications.manifeste(EXTRANET).unwrap().elements
    listes = read_manifest(drop.get("manifeste.json")).elements
    assert sum(un.nature.value == "document" for un in listes) == documents
    assert [un.chemin for un in listes] == [un.chemin for un in voulus]
    assert sorted(drop.list()) == sorted([*(un.chemin for un in voulus), "manifeste.json"])
    assert all(sha256(drop.get(un.chemin)).hexdigest() == un.empreinte for un in listes)
    assert engine.publications.plan(EXTRANET).unwrap().est_vide
