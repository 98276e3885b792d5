"""Plannings and services système: hours the clocks of Paris skip or show twice are drawn more than chance would."""

from datetime import UTC, datetime, time, timedelta

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from lsc_domain.publication.planning import Jour, Planning
from lsc_domain.publication.service_systeme import ExecutionPrevue, ServiceSysteme, Tache
from lsc_domain.testing.strategies import socle
from lsc_domain.testing.strategies._or_else import or_else


def _apres(debut: datetime, duree: timedelta) -> SearchStrategy[datetime]:
    """Draw an instant to the second."""
    return st.integers(0, duree // timedelta(seconds=1)).map(lambda secondes: debut + timedelta(seconds=secondes))


_DE_LA_NUIT = st.sampled_from([time(heure, minute) for heure in (1, 2, 3) for minute in (0, 1, 30, 59)])
_CHANGEMENTS = tuple(
    datetime(annee, mois, jour, 1, tzinfo=UTC) for annee, mois, jour in ((2020, 3, 29), (2020, 10, 25), (2026, 3, 29))
)
_INSTANTS = st.one_of(
    _apres(datetime(1981, 1, 2, tzinfo=UTC), timedelta(days=20_000)),
    *(_apres(changement - timedelta(days=10), timedelta(days=20)) for changement in _CHANGEMENTS),
)


def instants_de_paris() -> SearchStrategy[datetime]:
    """Instants in UTC, many within ten days of a change of the clocks of Paris."""
    return _INSTANTS


def plannings(heure: SearchStrategy[time] | None = None) -> SearchStrategy[Planning]:
    """Plannings, from no day to all seven."""
    heures = or_else(heure, _DE_LA_NUIT | socle.heures())
    return st.dictionaries(st.sampled_from(Jour), heures).map(Planning.de)


def services_systeme(
    planning: SearchStrategy[Planning] | None = None, actif: SearchStrategy[bool] | None = None
) -> SearchStrategy[ServiceSysteme]:
    """Services, on or off, some turned on at a known instant."""
    return st.builds(
        ServiceSysteme,
        tache=st.sampled_from(Tache),
        actif=or_else(actif, st.booleans()),
        planning=or_else(planning, plannings()),
        actif_depuis=st.none() | _INSTANTS,
    )


def executions_prevues(tache: SearchStrategy[Tache] | None = None) -> SearchStrategy[ExecutionPrevue]:
    """Runs to come."""
    return st.builds(ExecutionPrevue, le=_INSTANTS, tache=or_else(tache, st.sampled_from(Tache)))
