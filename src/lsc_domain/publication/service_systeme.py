"""The services système: tasks that run by themselves on their days and hours, whether something watches or not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from heapq import merge
from itertools import islice
from typing import Final

from attrs import frozen

from lsc_domain.publication.planning import JAMAIS, Planning, est_du, instants
from lsc_domain.socle.errors import InvalidValue


class Tache(StrEnum):
    """What a service système does. SYS-06."""

    PUBLICATION = "publication"
    PUBLICATION_D_ANNONCES = "publication_d_annonces"
    IMPORT_CLAC = "import_clac"

    @classmethod
    def lire(cls, nom: str) -> Tache:
        """
        Read the name of a task; the publication also goes by the name of its file, spelled both ways. X-37, PUB-02.

        >>> {Tache.lire(nom).value for nom in ("publication", "pi.sys.publier.xml", "pi_sys_publier_xml")}
        {'publication'}
        """
        if nom.replace("_", ".") == FICHIER_DE_PUBLICATION:
            return cls.PUBLICATION
        try:
            return cls(nom)
        except ValueError:
            connus = ", ".join((*cls, FICHIER_DE_PUBLICATION))
            raise InvalidValue(f"service système : {nom!r} n'est pas l'un de {connus}") from None

    @property
    def libelle(self) -> str:
        """The task in French."""
        return _LIBELLES[self]


FICHIER_DE_PUBLICATION: Final = "pi.sys.publier.xml"
"""The name of the publication service on the screens of the trade. PUB-02."""

_LIBELLES: Final = {
    Tache.PUBLICATION: "publication sur l'extranet et chez les partenaires",
    Tache.PUBLICATION_D_ANNONCES: "publication d'annonces",
    Tache.IMPORT_CLAC: "import CLAC",
}


@frozen(kw_only=True)
class ExecutionPrevue:
    """A run to come: which task, when (UTC)."""

    le: datetime
    tache: Tache


@frozen(kw_only=True)
class ServiceSysteme:
    """
    One task with its days and hours, on or off on its own. PUB-02, SYS-06.

    Turning it on is an administrator's operation (PUB-03): no use case of a user's does it. `actif_depuis` is when
    that was done, none meaning always: an hour that came before is not a run it missed.
    """

    tache: Tache
    actif: bool = False
    planning: Planning = JAMAIS
    actif_depuis: datetime | None = None

    def __attrs_post_init__(self) -> None:
        if self.actif_depuis is not None and self.actif_depuis.tzinfo is None:
            raise InvalidValue(f"{self.tache.libelle} : l'instant d'activation n'a pas de fuseau horaire")

    def est_du(self, derniere_execution: datetime | None, maintenant: datetime) -> bool:
        """Tell whether it is to run now; an inactive one never is, even at its hour. PUB-02."""
        if not self.actif:
            return False
        connus = [un for un in (derniere_execution, self.actif_depuis) if un is not None]
        return est_du(self.planning, max(connus, default=None), maintenant)

    def a_venir(self, depuis: datetime) -> Iterator[ExecutionPrevue]:
        """Go through its runs to come, from an instant on, without end; none when it is inactive or without a day."""
        if self.actif:
            yield from (ExecutionPrevue(le=une, tache=self.tache) for une in instants(self.planning, depuis))


def prochains(services: Iterable[ServiceSysteme], depuis: datetime, combien: int) -> tuple[ExecutionPrevue, ...]:
    """
    Return the next runs of the active services, an instant included, in the order of time. SYS-06, PUB-01.

    >>> from datetime import UTC, time
    >>> from lsc_domain.publication.planning import Jour
    >>> soirs = Planning.de({Jour.LUNDI: time(22), Jour.JEUDI: time(22)})
    >>> service = ServiceSysteme(tache=Tache.PUBLICATION, actif=True, planning=soirs)
    >>> [f"{un.le:%d/%m %H:%M}" for un in prochains([service], datetime(2020, 7, 7, tzinfo=UTC), 3)]
    ['09/07 20:00', '13/07 20:00', '16/07 20:00']
    """
    files = [un.a_venir(depuis) for un in services]
    return tuple(islice(merge(*files, key=lambda prevue: (prevue.le, prevue.tache)), combien))


def dus(
    services: Iterable[ServiceSysteme], dernieres: Mapping[Tache, datetime], maintenant: datetime
) -> tuple[ServiceSysteme, ...]:
    """
    Return the services that are to run now, `dernieres` being when each last began. SYS-06, PUB-01.

    Hours missed by one service make one run of it.
    """
    return tuple(un for un in services if un.est_du(dernieres.get(un.tache), maintenant))


def avertissements(service: ServiceSysteme) -> tuple[str, ...]:
    """
    Say what is wrong with the settings of a service: active and without a day, it will never run. PUB-02.

    >>> avertissements(ServiceSysteme(tache=Tache.IMPORT_CLAC, actif=True))
    ("import CLAC : le service est actif mais aucun jour n'est coché, il ne s'exécutera pas.",)
    """
    if service.actif and not service.planning.heures:
        return (f"{service.tache.libelle} : le service est actif mais aucun jour n'est coché, il ne s'exécutera pas.",)
    return ()
