"""The keys by which voices and charges are shared out."""

from fractions import Fraction

from attrs import field, frozen, validators

from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import CleId


@frozen(kw_only=True)
class CleDeRepartition:
    """
    A key: general (the quote-parts of common parts) or special (the owners of one stair, one lift).

    `total` is what the règlement announces, if anybody declared it: it checks the sum, and counts nothing.
    Only the general key triggers the reduction of art. 22. Loi 65-557, art. 10, 22 and 6-2. AG-28.
    """

    code: CleId = field(validator=validators.min_len(1))
    libelle: str = ""
    generale: bool = False
    total: Fraction | None = None

    def __attrs_post_init__(self) -> None:
        if self.total is not None and self.total <= 0:
            raise InvalidValue(f"clé {self.code} : un total de {self.total} n'est pas possible")

    def __str__(self) -> str:
        return f"{self.code}-{self.libelle}" if self.libelle else self.code
