"""The pages, one file per rubrique: each declares its `routes()`, with who may ask for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from lsc_adapters.web import seance
from lsc_adapters.web.chemin import Chemin
from lsc_adapters.web.pages import (
    agence_accueil,
    agence_comptes,
    agence_documents,
    agence_echanges,
    agence_portefeuille,
    agence_reglages,
    client_accueil,
    client_biens,
    client_compte,
    client_demandes,
    client_documents,
    client_paiement,
    connexion,
)

PAGES: Final[tuple[Callable[[], tuple[Chemin, ...]], ...]] = (
    connexion.routes,
    client_accueil.routes,
    client_compte.routes,
    client_paiement.routes,
    client_biens.routes,
    client_demandes.routes,
    client_documents.routes,
    seance.routes,
    agence_accueil.routes,
    agence_portefeuille.routes,
    agence_comptes.routes,
    agence_documents.routes,
    agence_echanges.routes,
    agence_reglages.routes,
)
"""What gives the table its rows, in the order routes are looked for."""
