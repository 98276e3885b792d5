"""A rule between two dates: the law as it stood, not only as it stands."""

from collections.abc import Iterable
from datetime import date
from typing import Generic, TypeVar

from attrs import frozen

from lsc_domain.loi.article import Article
from lsc_domain.socle.affichage import ecrire_date
from lsc_domain.socle.errors import InvalidValue

T = TypeVar("T")


@frozen(kw_only=True)
class Version(Generic[T]):
    """A value the law sets from one date (included) to another (excluded), with the article that sets it."""

    depuis: date
    jusqua: date | None = None
    valeur: T
    article: Article

    def __attrs_post_init__(self) -> None:
        if self.jusqua is not None and self.jusqua <= self.depuis:
            raise InvalidValue(f"{self.article} : version close avant d'être ouverte")

    def en_vigueur(self, le: date) -> bool:
        """Tell whether the version was in force on that day."""
        return self.depuis <= le and (self.jusqua is None or le < self.jusqua)


def a_la_date(versions: Iterable[Version[T]], le: date) -> Version[T] | None:
    """Return the version in force on that day, or `None` when the law said nothing yet, or no more."""
    return next((version for version in versions if version.en_vigueur(le)), None)


def exigee_a_la_date(versions: Iterable[Version[T]], le: date) -> Version[T]:
    """
    Return the version in force on that day.

    Raises `InvalidValue` before the first one: there was no copropriété law to apply.
    """
    trouvee = a_la_date(versions, le)
    if trouvee is None:
        raise InvalidValue(f"aucune règle en vigueur le {ecrire_date(le)} : la loi 65-557 date du 11/07/1965")
    return trouvee
