"""The fiche of an account: what the ledger knows of it."""

from __future__ import annotations

from attrs import frozen

from lsc_domain.parc.compte_client import CompteClient
from lsc_domain.parc.role import Metier
from lsc_domain.socle.ids import CompteId, EntiteId, TiersId
from lsc_domain.socle.numero_de_compte import NumeroDeCompte


@frozen(kw_only=True)
class FicheDeCompte:
    """
    An account of the ledger of an entité. CORE-02, CORE-05.

    `report_a_nouveau` and `reprise_en_solde` say how it opens the next exercise. One without `tiers` is no client's:
    102001, 115-S038-GES-AD. The box « Service Client », which lets a client in, is on his side: `parc.CompteClient`.
    """

    id: CompteId
    entite: EntiteId
    numero: NumeroDeCompte
    libelle: str
    metier: Metier = Metier.SYNDIC
    tiers: TiersId | None = None
    mode_de_reglement: str = ""
    valide: bool = True
    report_a_nouveau: bool = False
    reprise_en_solde: bool = False

    @property
    def peut_etre_publie(self) -> bool:
        """Tell whether it has a client to be shown to: an account without tiers, such as 102001, has none. EXP-54."""
        return self.valide and self.tiers is not None


def fiche_du_client(compte: CompteClient) -> FicheDeCompte:
    """Return the fiche of a client's account the ledger says nothing more of. Raises `InvalidValue`. CORE-02."""
    return FicheDeCompte(
        id=compte.id,
        entite=compte.entite,
        numero=NumeroDeCompte(compte.numero),
        libelle=compte.libelle,
        metier=compte.metier,
        tiers=compte.tiers,
    )
