"""The fiche of an account: what the ledger knows of it."""

from __future__ import annotations

from attrs import frozen

from lsc_domain.socle.ids import CompteId, EntiteId, TiersId
from lsc_domain.socle.numero_de_compte import NumeroDeCompte


@frozen(kw_only=True)
class FicheDeCompte:
    """
    An account of the ledger of an entité. CORE-02, CORE-05.

    `report_a_nouveau` and `reprise_en_solde` say how it opens the next exercise. The box « Service Client », which
    lets its client in, is on the client's side: `parc.CompteClient`.
    """

    id: CompteId
    entite: EntiteId
    numero: NumeroDeCompte
    libelle: str
    tiers: TiersId | None = None
    mode_de_reglement: str = ""
    valide: bool = True
    report_a_nouveau: bool = False
    reprise_en_solde: bool = False

    @property
    def peut_etre_publie(self) -> bool:
        """Tell whether it has a client to be shown to: an account without tiers, such as 102001, has none. EXP-54."""
        return self.valide and self.tiers is not None
