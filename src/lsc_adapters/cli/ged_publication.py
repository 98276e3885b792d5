"""`lsc ged plan`, `publier`, `depublier`, `republier`, `listes`: bringing an extranet to exactly what it must hold."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Annotated, TypeVar

from attrs import frozen
from cyclopts import Parameter
from returns.pipeline import is_successful
from returns.result import Result

from lsc_adapters.cli import sortie
from lsc_adapters.cli.base import Base
from lsc_adapters.cli.courrier import Courrier
from lsc_adapters.cli.depot import Depot
from lsc_adapters.cli.documents import progression
from lsc_adapters.cli.faute import FauteDeSaisie
from lsc_adapters.cli.ged import Dossier, ouvrir
from lsc_adapters.cli.saisie import Format, lire_date
from lsc_domain.classeur.archivage_des_listes import libelle as libelle_de_liste
from lsc_domain.engine import Engine
from lsc_domain.evenement.evenement import Evenement
from lsc_domain.ports.transport import Depose, EchecDeTransport, FileDrop
from lsc_domain.ports.transport import Depot as Envoi
from lsc_domain.publication.execution import Execution
from lsc_domain.publication.mise_en_ligne import RefusDEvenement
from lsc_domain.publication.mise_en_ligne import libelle as libelle_d_evenement
from lsc_domain.publication.plan import Plan
from lsc_domain.publication.portefeuille import EXTRANET
from lsc_domain.publication.premiere import Apercu
from lsc_domain.publication.refus import DestinationInconnue, RefusDePublication, libelle
from lsc_domain.socle.affichage import ecrire_date
from lsc_domain.socle.ids import DestinationId, EvenementId, ImmeubleId

T = TypeVar("T")

REFUSE = 1
"""The run was refused, or something of it failed and is left to the next one."""

Destination = Annotated[
    str, Parameter(name="--destination", metavar="CODE", help=f"La destination ; {EXTRANET.id} par défaut.")
]
Chrono = Annotated[str, Parameter(help="Le chrono de chaque événement, comme 12 ou 00000012.")]


def plan(*, destination: Destination = EXTRANET.id, base: Base = None, format: Format = "table") -> int:
    """
    Dire ce que ferait la prochaine publication, sans rien faire ; avant la première, ce que pèse l'historique.

    Exemple : lsc ged plan --base sqlite:///agence.db
    """
    with ouvrir(base) as engine:
        ou = DestinationId(destination)
        prevu = accorder(engine.publications.plan(ou))
        apercu = accorder(engine.publications.apercu(ou)) if engine.publications.derniere(ou) is None else None
    if format == "json":
        from lsc_adapters.codec.publication import write_plan

        sortie.ecrire_json(write_plan(destination, prevu))
    else:
        _dire_le_plan(prevu)
        if apercu is not None:
            _dire_l_apercu(apercu)
    return 0


def _dire_le_plan(prevu: Plan) -> None:
    lignes = [
        *(("envoyer", un.cle, un.titre, octets(un.taille)) for un in prevu.envois),
        *(("remplacer", un.cle, un.titre, octets(un.taille)) for un in prevu.remplacements),
        *(("retirer", un.cle, un.chemin, octets(un.taille)) for un in prevu.retraits),
    ]
    if lignes:
        sortie.tableau(("", "Clé", "Titre", "Taille"), lignes, figures=(3,))
    sortie.dire(
        f"{len(prevu.envois)} à envoyer, {len(prevu.remplacements)} à remplacer, {len(prevu.retraits)} à retirer, "
        f"{prevu.inchanges} inchangés ; {octets(prevu.octets)}"
    )


def _dire_l_apercu(apercu: Apercu) -> None:
    """Measure both choices of a first publication, before anything leaves: with its history, or from today on."""
    tout, neuf = apercu.avec_historique, apercu.depuis_zero
    sortie.dire(
        f"Première publication : {tout.nombre} avec l'historique ({octets(tout.octets)}), {neuf.nombre} sans ce qui "
        f"précède le {ecrire_date(apercu.depuis)} ({octets(neuf.octets)}) ; voir « depuis_zero » de la destination"
    )


def publier(
    *,
    destination: Destination = EXTRANET.id,
    depot: Depot = Depot(),  # noqa: B008 - frozen
    courrier: Courrier = Courrier(),  # noqa: B008 - frozen
    confirmer_retraits: Annotated[
        bool, Parameter(help="Retirer même beaucoup : au-delà du seuil de l'agence, rien ne part sans cela.")
    ] = False,
    renvoyer_depuis: Annotated[
        str | None, Parameter(metavar="JOUR", help="Renvoyer aussi ce qui a été publié depuis ce jour, AAAA-MM-JJ.")
    ] = None,
    base: Base = None,
    documents: Dossier = None,
    format: Format = "table",
) -> int:
    """
    Publier : envoyer ce qui est nouveau, la liste, puis retirer ce qui n'en est plus.

    Interrompue, la publication suivante la finit, sans double ni perte. Sort avec le code 1 si elle est refusée, ou si
    un fichier n'est pas arrivé ; la suivante le renvoie. Un courrier qui ne part pas est dit, et n'y change rien.

    Exemple : lsc ged publier --vers dossier:extranet --base sqlite:///agence.db
    """
    ou = DestinationId(destination)
    with ouvrir(base, documents) as engine, courrier.ouvrir(engine) as facteur:
        if renvoyer_depuis is not None:
            accorder(engine.publications.republier_depuis(ou, lire_date("--renvoyer-depuis", renvoyer_depuis)))
        execution = executer(facteur.engine, ou, depot, confirmer_retraits=confirmer_retraits)
        if execution is not None:
            facteur.annoncer(ou, par=ici())
    if execution is None:
        return REFUSE
    if format == "json":
        from lsc_adapters.codec.publication import write_publication

        sortie.ecrire_json(write_publication(execution))
    else:
        raconter(execution)
    return REFUSE if execution.bilan.echecs else 0


def executer(
    engine: Engine, destination: DestinationId, depot: Depot, *, confirmer_retraits: bool = False
) -> Execution | None:
    """Run a publication, or say why it does not take place. Raises `FauteDeSaisie` for a destination nobody knows."""
    total = 0
    if sys.stderr.isatty():
        prevu = engine.publications.plan(destination)
        total = len(prevu.unwrap().a_envoyer) if is_successful(prevu) else 0
    with (
        depot.ouvrir(destination, engine.publications.parametres(), engine.clock) as drop,
        progression("Publication") as progres,
    ):
        faite = engine.publications.publier(
            destination,
            _DepotSuivi(drop, lambda arrives: progres(arrives, max(total, arrives))),
            par=ici(),
            confirmer_retraits=confirmer_retraits,
        )
    if is_successful(faite):
        return faite.unwrap()
    if isinstance(faite.failure(), DestinationInconnue):
        raise FauteDeSaisie(libelle(faite.failure()))
    _refuser(libelle(faite.failure()))
    return None


def raconter(execution: Execution) -> None:
    """Tell what a run did, then what it could not do."""
    bilan = execution.bilan
    sortie.dire(f"{execution.objet}, publication {execution.numero} : {faits(execution)}")
    for avertissement in bilan.avertissements:
        sortie.dire(f"  ! {avertissement}")
    for echec in bilan.echecs:
        sortie.dire(f"  échec : {echec}")


def faits(execution: Execution) -> str:
    """Count what a run did."""
    bilan = execution.bilan
    return (
        f"{bilan.envoyes} envoyé(s), {bilan.remplaces} remplacé(s), {bilan.retires} retiré(s), "
        f"{bilan.inchanges} inchangé(s) ; {octets(bilan.octets)}"
    )


def republier(
    *evenements: Chrono,
    base: Base = None,
    format: Format = "table",
) -> int:
    """
    « Publier en date du jour » des événements : la prochaine publication les envoie, à nouveau s'ils l'ont déjà été.

    Tous, ou aucun si l'un ne peut l'être ; sort alors avec le code 1.

    Exemple : lsc ged republier 12 13 --base sqlite:///agence.db
    """
    return _changer(lambda engine, codes: engine.evenements.publier(*codes), evenements, base, format)


def depublier(
    *evenements: Chrono,
    base: Base = None,
    format: Format = "table",
) -> int:
    """
    Remettre la date de publication d'événements à 00/00/00 : la prochaine publication les retire de l'extranet.

    Exemple : lsc ged depublier 12 --base sqlite:///agence.db
    """
    return _changer(lambda engine, codes: engine.evenements.depublier(*codes), evenements, base, format)


def listes(
    *immeubles: Annotated[str, Parameter(help="Le code de chaque immeuble.")],
    base: Base = None,
    documents: Dossier = None,
    format: Format = "table",
) -> int:
    """
    « Générer la liste des copropriétaires » d'immeubles : un événement chacun, que la prochaine publication envoie.

    La liste d'avant n'est plus publiée. Sort avec le code 1 si les paramètres des listes ne le permettent pas.

    Exemple : lsc ged listes GILBERT --base sqlite:///agence.db
    """
    if not immeubles:
        raise FauteDeSaisie("attendu au moins un immeuble ; voir --help")
    with ouvrir(base, documents) as engine:
        faites = engine.listes.generer(*(ImmeubleId(un) for un in immeubles))
    if not is_successful(faites):
        return _refuser(libelle_de_liste(faites.failure()))
    return dire_les_evenements([une.evenement for une in faites.unwrap()], format)


def _changer(
    changer: Callable[[Engine, tuple[EvenementId, ...]], Result[tuple[Evenement, ...], RefusDEvenement]],
    codes: Iterable[str],
    base: str | None,
    format: Format,
) -> int:
    voulus = tuple(_evenement(code) for code in codes)
    if not voulus:
        raise FauteDeSaisie("attendu au moins un événement ; voir --help")
    with ouvrir(base) as engine:
        change = changer(engine, voulus)
    if not is_successful(change):
        return _refuser(libelle_d_evenement(change.failure()))
    return dire_les_evenements(change.unwrap(), format)


def dire_les_evenements(evenements: Iterable[Evenement], format: Format) -> int:
    """Tell events, each with the day it is published."""
    if format == "json":
        from lsc_adapters.codec.publication import write_evenements

        sortie.ecrire_json(write_evenements(evenements))
    else:
        for un in evenements:
            jour = "00/00/00" if un.publie_le is None else ecrire_date(un.publie_le)
            sortie.dire(f"{un.id}  {jour}  {un.objet}")
    return 0


def _refuser(phrase: str) -> int:
    print(f"lsc : {sortie.imprimable(phrase)}", file=sys.stderr)
    return REFUSE


def _evenement(code: str) -> EvenementId:
    """Return the identity of an event from its chrono, its leading zeros written or not."""
    return EvenementId(code.zfill(8) if code.isascii() and code.isdigit() else code)


def accorder(reponse: Result[T, RefusDePublication]) -> T:
    """Return an answer, or refuse the destination nobody knows."""
    if not is_successful(reponse):
        raise FauteDeSaisie(libelle(reponse.failure()))
    return reponse.unwrap()


def ici() -> str:
    """Name this process, for whoever finds its run at work."""
    return f"{socket.gethostname()}/{os.getpid()}"


def octets(taille: int) -> str:
    """
    Write a size in French, in kilobytes or megabytes of a thousand.

    >>> octets(820), octets(93_620), octets(4_050_000)
    ('820 o', '93,6 ko', '4,1 Mo')
    """
    for unite, seuil in (("Mo", 1_000_000), ("ko", 1_000)):
        if taille >= seuil:
            dixiemes = (10 * taille + seuil // 2) // seuil
            return f"{dixiemes // 10},{dixiemes % 10} {unite}"
    return f"{taille} o"


@frozen
class _DepotSuivi:
    """A place where files are put, that says how many arrived."""

    drop: FileDrop
    progres: Callable[[int], None]

    def put_all(self, depots: Iterable[Envoi], /) -> Iterator[Result[Depose, EchecDeTransport]]:
        for arrives, issue in enumerate(self.drop.put_all(depots), 1):
            self.progres(arrives)
            yield issue

    def put(self, depot: Envoi, /) -> Result[Depose, EchecDeTransport]:
        return self.drop.put(depot)

    def get(self, chemin: str, /) -> bytes:
        return self.drop.get(chemin)

    def list(self, dossier: str = "", /) -> tuple[str, ...]:
        return self.drop.list(dossier)

    def delete(self, chemin: str, /) -> Result[None, EchecDeTransport]:
        return self.drop.delete(chemin)
