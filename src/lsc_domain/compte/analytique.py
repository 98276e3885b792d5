"""The analytic accounts entries are attached to."""

from __future__ import annotations

from attrs import frozen

from lsc_domain.socle.ids import AnalytiqueId


@frozen(kw_only=True)
class Analytique:
    """An analytic account; one that is not `reversee` to the owner (47Prov) may be kept from him. EXP-23."""

    code: AnalytiqueId
    libelle: str = ""
    reversee: bool = True
