"""The binders an agency finds on the first day, and their boxes."""

from __future__ import annotations

from typing import Final

from lsc_domain.classeur.classeur import DOCUMENTS_DU_SYNDIC, FACTURES, Classeur
from lsc_domain.classeur.droit import Case, Droit
from lsc_domain.parc.role import Metier
from lsc_domain.socle.ids import ClasseurId

_PROPRIETAIRE: Final = Droit(frozenset({Case.PROPRIETAIRE}))
_LES_DEUX: Final = Droit(frozenset({Case.PROPRIETAIRE, Case.LOCATAIRE}))
_PERSONNE: Final = Droit(frozenset())
_CONSEIL: Final = Droit(frozenset({Case.MEMBRE, Case.PRESIDENT}))
_TOUS: Final = Droit(frozenset({Case.COPROPRIETAIRE, Case.MEMBRE, Case.PRESIDENT}))

_GERANCE: Final = (
    ("avis", "Avis", _LES_DEUX),
    ("baux", "Baux", _LES_DEUX),
    ("contrats-d-entretien", "Contrats d'entretien", _PROPRIETAIRE),
    ("courriers-autres", "Courriers / Autres", _LES_DEUX),
    ("courriers-locataires", "Courriers / Locataires", _LES_DEUX),
    ("courriers-proprietaires", "Courriers / Propriétaires", _PROPRIETAIRE),
    ("divers-autres", "Divers / Autres", _LES_DEUX),
    ("divers-locataires", "Divers / Locataires", _LES_DEUX),
    ("divers-proprietaires", "Divers / Propriétaires", _PROPRIETAIRE),
    ("etat-des-lieux", "Etat des lieux", _LES_DEUX),
    ("mandats", "Mandats", _PROPRIETAIRE),
    ("quittance-et-recus", "Quittance & reçus", _LES_DEUX),
    ("relances", "Relances", _LES_DEUX),
    ("releves-de-gerance", "Relevés de gérance", _PROPRIETAIRE),
    ("revenus-fonciers", "Revenus fonciers", _PROPRIETAIRE),
    ("travaux", "Travaux", _PERSONNE),
)

_SYNDIC: Final = (
    ("assemblees-generales", "Assemblées Générales", _TOUS),
    ("bordereaux", "Bordereaux", _TOUS),
    ("comptes-rendus", "C.R.", _TOUS),
    ("carnet-d-entretien", "Carnet d'entretien", _TOUS),
    ("conseil-syndical", "Conseil syndical", _CONSEIL),
    ("contentieux-relances", "Contentieux - Relances", _TOUS),
    ("contrat-syndical", "Contrat syndical", _TOUS),
    ("courriers", "Courriers", _TOUS),
    ("divers", "Divers", _TOUS),
    ("factures", FACTURES, _TOUS),
    ("interventions-travaux", "Interventions - Travaux", _TOUS),
    ("reglement-de-copropriete", "Règlement de copropriété", _TOUS),
    ("releves-des-charges-et-produits", "Relevés des charges et produits", _TOUS),
)

ID_DES_DOCUMENTS_DU_SYNDIC: Final = ClasseurId("documents-du-syndic")
"""The binder fed by hand is found by this identity, as its name is found on the screens."""

CLASSEUR_DU_SYNDIC: Final = Classeur(
    id=ID_DES_DOCUMENTS_DU_SYNDIC, metier=Metier.SYNDIC, nom=DOCUMENTS_DU_SYNDIC, droit=_CONSEIL
)
"""« Documents du syndic »: what is in it for no one building is read as `Reglages.lecteurs_du_syndic` says. EXA-21."""


def classeurs_par_defaut() -> tuple[Classeur, ...]:
    """
    Return the default binders: 16 of gérance, 13 of syndic, and « Documents du syndic » last.

    The trade counts 15 folders on the syndic side of an agency (EXA-18): these 13, « Tests_new_classeur », which a
    user made, and « Documents du syndic », which is no row of the rights screen because it is fed on the extranet
    only, and is a binder all the same. It is made with the first ones so that nobody has to. « Factures » is open to
    all, as the three screens have it; the example that keeps it to the council is another setting (X-28). EXP-08,
    EXP-11, EXA-18, EXA-21.

    >>> [classeur.nom for classeur in classeurs_par_defaut() if not classeur.droit.cases]
    ['Travaux']
    """
    return (
        *(
            Classeur(id=ClasseurId(f"{metier.value}-{code}"), metier=metier, nom=nom, droit=droit)
            for metier, rayon in ((Metier.GERANCE, _GERANCE), (Metier.SYNDIC, _SYNDIC))
            for code, nom, droit in rayon
        ),
        CLASSEUR_DU_SYNDIC,
    )
