"""Money: whole centimes, never a float."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from attrs import Attribute, field, frozen

from lsc_domain.socle.affichage import ESPACE_FINE, ecrire_euros
from lsc_domain.socle.errors import InvalidValue

_DECIMAL: Final = re.compile(r"(-?)([0-9]{1,15})(?:\.([0-9]{1,2}))?")


def _entier(_: object, attribut: Attribute[int], valeur: object) -> None:
    if type(valeur) is not int:
        raise InvalidValue(f"euros : {attribut.name} {valeur!r} n'est pas un nombre entier")


@frozen(order=True)
class Euros:
    """
    An amount in euros, counted in whole centimes; a debt is negative. EXC-16.

    >>> Euros.lire("-13299.97") + Euros.lire("3314.41")
    Euros(centimes=-998556)
    >>> print(str(Euros(-998556)).replace("\u202f", " "))
    -9 985,56
    """

    centimes: int = field(validator=_entier)

    @classmethod
    def lire(cls, texte: str) -> Euros:
        """
        Read an exact decimal, as exchange files write it: a point, at most two decimals, no thousands.

        >>> Euros.lire("459"), Euros.lire("-0.5")
        (Euros(centimes=45900), Euros(centimes=-50))
        """
        lu = _DECIMAL.fullmatch(texte)
        if lu is None:
            raise InvalidValue(f"euros : {texte!r} ne s'écrit pas comme -9985.56")
        signe, entier, decimales = lu.groups(default="")
        centimes = int(entier) * 100 + int(decimales.ljust(2, "0"))
        return cls(-centimes if signe else centimes)

    @classmethod
    def somme(cls, montants: Iterable[Euros]) -> Euros:
        """Add amounts up; none make zero."""
        return cls(sum(montant.centimes for montant in montants))

    @property
    def decimal(self) -> str:
        """
        The amount as exchange files write it, always with two decimals: what `lire` reads.

        >>> Euros(-998556).decimal, Euros(-5).decimal
        ('-9985.56', '-0.05')
        """
        entier, reste = divmod(abs(self.centimes), 100)
        return f"{'-' if self.centimes < 0 else ''}{entier}.{reste:02d}"

    def __add__(self, autre: Euros) -> Euros:
        return Euros(self.centimes + autre.centimes)

    def __sub__(self, autre: Euros) -> Euros:
        return Euros(self.centimes - autre.centimes)

    def __neg__(self) -> Euros:
        return Euros(-self.centimes)

    def __bool__(self) -> bool:
        return self.centimes != 0

    def __str__(self) -> str:
        return ecrire_euros(self.centimes, espace=ESPACE_FINE)


ZERO: Final = Euros(0)
