"""Where in a file a noun is made, so that whatever refuses it is said there."""

from __future__ import annotations

from collections.abc import Callable, Container, Hashable, Iterable, Sequence
from typing import TypeVar

from lsc_adapters.codec.errors import InvalidPayload
from lsc_domain.assemblee.declaration import Lieu
from lsc_domain.socle.errors import InvalidValue

E = TypeVar("E")
T = TypeVar("T")


def dans(lieu: Lieu, ecrit: E, faire: Callable[[E], T]) -> T:
    """Make a noun of what is written there, or say where in the file the values it refuses are."""
    try:
        return faire(ecrit)
    except InvalidPayload as fautif:
        raise InvalidPayload((*lieu, *fautif.lieu), fautif.texte) from None
    except InvalidValue as fautif:
        raise InvalidPayload(lieu, str(fautif)) from None


def chacun(lieu: Lieu, ecrits: Sequence[E], faire: Callable[[E], T]) -> tuple[T, ...]:
    """Make a noun of each item of a list."""
    return tuple([dans((*lieu, rang), ecrit, faire) for rang, ecrit in enumerate(ecrits)])


def sans_double(lieu: Lieu, codes: Iterable[Hashable], *, champ: str) -> None:
    """Refuse the second item of a list that has the code of another."""
    vus: set[Hashable] = set()
    for rang, code in enumerate(codes):
        if code in vus:
            raise InvalidPayload((*lieu, rang, champ), f"« {code} » est donné deux fois")
        vus.add(code)


def connu(code: str, connus: Container[str], *, quoi: str, champ: str = "") -> str:
    """Return a code that names something of the file, or refuse it where it stands."""
    if code not in connus:
        raise InvalidPayload((champ,) if champ else (), f"{quoi} inconnu : « {code} »")
    return code


def rempli(texte: str, champ: str) -> str:
    """Return a text that says something, or refuse it where it stands."""
    if not texte.strip():
        raise InvalidPayload((champ,), "ne peut être vide")
    return texte
