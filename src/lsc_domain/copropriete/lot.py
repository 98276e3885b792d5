"""A lot: what is owned, and its tantièmes in each key."""

from fractions import Fraction

from attrs import frozen

from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import CleId


@frozen(kw_only=True)
class Tantiemes:
    """Exact shares of one lot in one key; up to five decimals in the trade, any number here. AG-14."""

    cle: CleId
    valeur: Fraction

    def __attrs_post_init__(self) -> None:
        if self.valeur < 0:
            raise InvalidValue(f"tantièmes : {self.valeur} est négatif")


@frozen(kw_only=True)
class Lot:
    """A lot of the building, as the feuille de présence lists it. AG-26."""

    numero: str
    type: str = ""
    tantiemes: tuple[Tantiemes, ...] = ()

    def __attrs_post_init__(self) -> None:
        if len(self.tantiemes) > 1 and len({part.cle for part in self.tantiemes}) < len(self.tantiemes):
            raise InvalidValue(f"lot {self.numero} : deux fois des tantièmes dans une même clé")

    def dans(self, cle: CleId) -> Fraction:
        """Return the lot's tantièmes in a key, zero when it has none there."""
        return next((part.valeur for part in self.tantiemes if part.cle == cle), Fraction())
