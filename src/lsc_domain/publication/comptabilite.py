"""What the ledgers give to publish: entries, works funds, expenses. The ledgers themselves are kept elsewhere."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from lsc_domain.compte.depense import Depense, Exercice
from lsc_domain.compte.ecriture import Ecriture
from lsc_domain.compte.fonds_de_travaux import FondsDeTravaux


@frozen(kw_only=True)
class Comptabilite:
    """
    The figures of one moment, before any option of the agency is applied to them. PUB-06.

    `non_reverses` are the analytic accounts that are not paid over to the owner (EXP-23); `tailles` the bytes of the
    invoices, by SHA-256, where they are known.
    """

    ecritures: tuple[Ecriture, ...] = ()
    non_reverses: frozenset[str] = frozenset()
    fonds: tuple[FondsDeTravaux, ...] = ()
    depenses: tuple[Depense, ...] = ()
    exercices: tuple[Exercice, ...] = ()
    tailles: Mapping[str, int] = field(factory=dict[str, int])
