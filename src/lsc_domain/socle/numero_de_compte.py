"""Account numbers, as the chart of accounts of a copropriété or of a gérance numbers them."""

import re
from typing import Final

from attrs import frozen

from lsc_domain.socle.errors import InvalidValue

_FORME: Final = re.compile(r"[0-9]{2,}[0-9A-Z-]*")


@frozen
class NumeroDeCompte:
    """
    An account number: a class and account of the chart, then whose it is. CORE-05.

    450 copropriétaires, 102 provisions pour travaux décidés, 105 fonds de travaux, 47 attente, 6 charges,
    411 locataires et propriétaires en gérance.

    >>> NumeroDeCompte("105999").est_fonds_de_travaux, NumeroDeCompte("102001").est_provision_pour_travaux
    (True, True)
    >>> NumeroDeCompte("450BROU-01").est_coproprietaire
    True
    """

    numero: str

    def __attrs_post_init__(self) -> None:
        if not _FORME.fullmatch(self.numero):
            raise InvalidValue(f"compte : {self.numero!r} ne commence pas par deux chiffres du plan comptable")

    @property
    def est_coproprietaire(self) -> bool:
        """The account of a copropriétaire of the syndicat."""
        return self.numero.startswith("450")

    @property
    def est_provision_pour_travaux(self) -> bool:
        """A provision for works the assembly decided."""
        return self.numero.startswith("102")

    @property
    def est_fonds_de_travaux(self) -> bool:
        """The works fund of art. 14-2-1."""
        return self.numero.startswith("105")

    @property
    def est_attente(self) -> bool:
        """A suspense account."""
        return self.numero.startswith("47")

    @property
    def est_charge(self) -> bool:
        """An expense account."""
        return self.numero.startswith("6")

    @property
    def est_gerance(self) -> bool:
        """The account of a tenant or owner in gérance."""
        return self.numero.startswith("411")

    def __str__(self) -> str:
        return self.numero
