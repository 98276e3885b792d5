"""What `lsc ged` and `lsc services` answer about publication: plans, runs, events put online, hours to come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Literal

from attrs import frozen

from lsc_adapters.codec.description import dit
from lsc_adapters.codec.exact import write_instant
from lsc_adapters.codec.journal import Instant
from lsc_domain.evenement.evenement import Evenement
from lsc_domain.publication.acquit import Acquit
from lsc_domain.publication.destination import Nature
from lsc_domain.publication.element import Element
from lsc_domain.publication.execution import Execution
from lsc_domain.publication.plan import Plan
from lsc_domain.publication.service_systeme import ExecutionPrevue, Tache


@frozen(kw_only=True)
class EnvoiPrevu:
    """Un fichier à envoyer."""

    cle: str
    nature: Nature
    titre: str
    immeuble: str | None
    chemin: str = dit("Où il sera, à destination.")
    taille: int = dit("En octets ; celle du texte, pour un papier qui n'est pas encore mis en page.")


@frozen(kw_only=True)
class RetraitPrevu:
    """Un fichier à retirer."""

    cle: str
    chemin: str
    taille: int


@frozen(kw_only=True)
class PlanEcrit:
    """Ce que ferait la prochaine publication."""

    format: Literal["lsc.plan/1"] = "lsc.plan/1"
    destination: str
    envois: tuple[EnvoiPrevu, ...]
    remplacements: tuple[EnvoiPrevu, ...]
    retraits: tuple[RetraitPrevu, ...]
    inchanges: int
    octets: int


@frozen(kw_only=True)
class PublicationEcrite:
    """Ce qu'une publication a fait."""

    format: Literal["lsc.publication/1"] = "lsc.publication/1"
    destination: str
    numero: int
    commencee_le: Instant
    terminee_le: Instant | None
    envoyes: int
    remplaces: int
    retires: int
    inchanges: int
    octets: int
    echecs: tuple[str, ...]
    avertissements: tuple[str, ...]


@frozen(kw_only=True)
class EvenementPublie:
    """Un événement et son jour de publication."""

    code: str
    chrono: int
    objet: str
    publie_le: dt.date | None = dit("Vide : il n'est pas publiable, ce que LSC écrit 00/00/00.")


@frozen(kw_only=True)
class EvenementsPublies:
    """Des événements publiés, ou dépubliés."""

    format: Literal["lsc.evenements/1"] = "lsc.evenements/1"
    evenements: tuple[EvenementPublie, ...]


@frozen(kw_only=True)
class Echeance:
    """Une exécution à venir."""

    tache: Tache
    le: Instant


@frozen(kw_only=True)
class EcheancesEcrites:
    """Les prochaines exécutions des services système."""

    format: Literal["lsc.echeances/1"] = "lsc.echeances/1"
    echeances: tuple[Echeance, ...]


@frozen(kw_only=True)
class PassageEcrit:
    """Ce qu'est devenue une tâche qui était due."""

    tache: Tache
    fait: bool
    raison: str


@frozen(kw_only=True)
class PassagesEcrits:
    """Ce qui était dû, et ce qu'il en est advenu."""

    format: Literal["lsc.passages/1"] = "lsc.passages/1"
    passages: tuple[PassageEcrit, ...]


def write_plan(destination: str, plan: Plan) -> PlanEcrit:
    """Put a plan in its exchange form."""
    return PlanEcrit(
        destination=destination,
        envois=tuple(map(_envoi, plan.envois)),
        remplacements=tuple(map(_envoi, plan.remplacements)),
        retraits=tuple(map(_retrait, plan.retraits)),
        inchanges=plan.inchanges,
        octets=plan.octets,
    )


def _envoi(element: Element) -> EnvoiPrevu:
    return EnvoiPrevu(
        cle=element.cle,
        nature=element.nature,
        titre=element.titre,
        immeuble=element.immeuble,
        chemin=element.chemin,
        taille=element.taille,
    )


def _retrait(acquit: Acquit) -> RetraitPrevu:
    return RetraitPrevu(cle=acquit.cle, chemin=acquit.chemin, taille=acquit.taille)


def write_publication(execution: Execution) -> PublicationEcrite:
    """Put a run in its exchange form."""
    bilan, fin = execution.bilan, execution.terminee_le
    return PublicationEcrite(
        destination=execution.objet,
        numero=execution.numero,
        commencee_le=Instant(write_instant(execution.commencee_le)),
        terminee_le=Instant(write_instant(fin)) if fin is not None else None,
        envoyes=bilan.envoyes,
        remplaces=bilan.remplaces,
        retires=bilan.retires,
        inchanges=bilan.inchanges,
        octets=bilan.octets,
        echecs=bilan.echecs,
        avertissements=bilan.avertissements,
    )


def write_evenements(evenements: Iterable[Evenement]) -> EvenementsPublies:
    """Put events in their exchange form, as far as their publication goes. PUB-10, PUB-11."""
    return EvenementsPublies(
        evenements=tuple(
            EvenementPublie(code=un.id, chrono=un.chrono, objet=un.objet, publie_le=un.publie_le) for un in evenements
        )
    )


def write_echeances(prevues: Iterable[ExecutionPrevue]) -> EcheancesEcrites:
    """Put runs to come in their exchange form. SYS-06."""
    return EcheancesEcrites(
        echeances=tuple(Echeance(tache=une.tache, le=Instant(write_instant(une.le))) for une in prevues)
    )


def write_passages(passages: Iterable[tuple[Tache, str]]) -> PassagesEcrits:
    """Put what became of due tasks in its exchange form, each with the reason it was not done, if it was not."""
    return PassagesEcrits(
        passages=tuple(PassageEcrit(tache=tache, fait=not raison, raison=raison) for tache, raison in passages)
    )
