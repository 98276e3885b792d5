"""The agency the use cases of the extranet are tried on: GILBERT and SAINTLOUIS, their people, and a far side."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from lsc_adapters.bootstrap import memory_engine
from lsc_adapters.clock.fixed import FixedClock
from lsc_adapters.codec.manifeste import ManifesteEcrit, read_manifest
from lsc_adapters.ids.counter import CounterIds
from lsc_adapters.messaging.memory import MemoryMessaging
from lsc_adapters.rendering.memory import MemoryRendering, MemoryTexteRendering
from lsc_domain import Engine
from lsc_domain.classeur.classeur import Classeur
from lsc_domain.evenement.modele import Modele
from lsc_domain.parc.compte_client import CompteClient
from lsc_domain.parc.immeuble import Immeuble, LotDImmeuble
from lsc_domain.parc.role import Metier, Role, RoleTenu
from lsc_domain.parc.tiers import Tiers
from lsc_domain.ports.storage import Storage
from lsc_domain.ports.transport import FileDrop
from lsc_domain.publication.desinscription import CleDeDesinscription
from lsc_domain.publication.destination import Destination
from lsc_domain.publication.parametres import Parametres
from lsc_domain.publication.portefeuille import Portefeuille
from lsc_domain.publication.utilisateur import Utilisateur
from lsc_domain.socle.ids import CompteId, DestinationId, EntiteId, ImmeubleId, LotId, ModeleId, TiersId
from lsc_domain.usecases.notification import Desinscription

JOUR = date(2020, 7, 6)
LE = datetime(2020, 7, 6, 22, tzinfo=ZoneInfo("Europe/Paris"))
EXTRANET = DestinationId("extranet")
GILBERT, SAINTLOUIS = ImmeubleId("GILBERT"), ImmeubleId("SAINTLOUIS")
ATRILLON, BROUILLY, CLATOUR, PAILLOUX = (TiersId(un) for un in ("ATRILLON", "BROUILLY", "CLATOUR", "PAILLOUX"))
CONVOCATIONS, COURRIERS, SANS_CLASSEUR = (ModeleId(un) for un in ("convocation", "courrier", "interne"))


def personne(id_: TiersId) -> Tiers:
    return Tiers(id=id_, nom=id_, courriel=f"{id_.lower()}@example.invalid")


def proprietaire(qui: TiersId, lot: str, *, role: Role = Role.COPROPRIETAIRE) -> RoleTenu:
    immeuble = GILBERT if role.metier is Metier.SYNDIC else SAINTLOUIS
    return RoleTenu(
        tiers=qui, role=role, immeuble=immeuble, lot=LotId(lot) if lot else None, compte=CompteId(f"450{qui}")
    )


def compte(qui: TiersId, *, metier: Metier = Metier.SYNDIC, publie: bool = True) -> CompteClient:
    return CompteClient(
        id=CompteId(f"450{qui}"),
        entite=EntiteId("S001"),
        numero=f"450{qui}",
        tiers=qui,
        metier=metier,
        service_client=publie,
    )


def portefeuille() -> Portefeuille:
    gilbert = Immeuble(
        id=GILBERT,
        nom="Résidence GILBERT",
        lots=(LotDImmeuble(id=LotId("GILBERT/248")), LotDImmeuble(id=LotId("GILBERT/069"))),
        roles=(
            proprietaire(ATRILLON, "GILBERT/248"),
            proprietaire(BROUILLY, "GILBERT/069"),
            proprietaire(BROUILLY, "", role=Role.MEMBRE),
        ),
    )
    saintlouis = Immeuble(
        id=SAINTLOUIS,
        nom="SAINT LOUIS",
        metiers=(Metier.GERANCE,),
        lots=(LotDImmeuble(id=LotId("SAINTLOUIS/305")),),
        roles=(
            proprietaire(CLATOUR, "SAINTLOUIS/305", role=Role.PROPRIETAIRE),
            proprietaire(PAILLOUX, "SAINTLOUIS/305", role=Role.LOCATAIRE),
        ),
    )
    return Portefeuille(
        parametres=Parametres(
            nom_de_domaine="agence",
            utilisateurs=(
                Utilisateur(id="A", nom="Alice", courriel="a@example.invalid", messages_systeme=True),
                Utilisateur(id="B", nom="Bruno", courriel="b@example.invalid"),
            ),
        ),
        tiers=tuple(personne(un) for un in (ATRILLON, BROUILLY, CLATOUR, PAILLOUX)),
        immeubles=(gilbert, saintlouis),
        comptes=(
            compte(ATRILLON),
            compte(BROUILLY),
            compte(CLATOUR, metier=Metier.GERANCE),
            compte(PAILLOUX, metier=Metier.GERANCE),
        ),
    )


def classeur(engine: Engine, nom: str, metier: Metier = Metier.SYNDIC) -> Classeur:
    return next(un for un in engine.classeurs.classeurs() if un.nom == nom and un.metier is metier)


def peupler(engine: Engine) -> Engine:
    """Bring the portfolio in, and three models: two linked to binders, one to none."""
    engine.portefeuilles.importer(portefeuille()).unwrap()
    engine.publications.regler_destination(Destination(id=EXTRANET, nom="Extranet"))
    for id_, nom, ou in (
        (CONVOCATIONS, "Convocation", "Assemblées Générales"),
        (COURRIERS, "Courrier", "Courriers"),
        (SANS_CLASSEUR, "Note interne", None),
    ):
        lien = None if ou is None else classeur(engine, ou).id
        engine.evenements.regler_modele(Modele(id=id_, nom=nom, classeur=lien, notifier=id_ == CONVOCATIONS))
    return engine


def moteur(storage: Storage | None = None, **portes: object) -> Engine:
    """Make an engine on memory adapters, at ten in the evening of the 6th of July 2020."""
    usuelles = {
        "clock": FixedClock(LE),
        "ids": CounterIds("r"),
        "rendering": MemoryRendering(),
        "textes": MemoryTexteRendering(),
        "messaging": MemoryMessaging(),
        "desinscription": Desinscription(
            adresse="https://agence.example.invalid/stop", cle=CleDeDesinscription(id="1", secret=bytes(32))
        ),
    }
    if storage is None:
        return memory_engine(**{**usuelles, **portes})  # type: ignore[arg-type]
    from lsc_adapters.bootstrap import engine

    return engine(storage, **{**usuelles, **portes})  # type: ignore[arg-type]


def liste(drop: FileDrop) -> ManifesteEcrit:
    """Read the list, as the other side does."""
    return read_manifest(drop.get("manifeste.json"))


def documents(drop: FileDrop) -> list[str]:
    """The titles of the documents the other side lists."""
    return [une.titre for une in liste(drop).elements if une.nature.value == "document"]


def fichiers(drop: FileDrop) -> Iterator[str]:
    """The files there, the list apart."""
    return (un for un in drop.list() if un != "manifeste.json")
