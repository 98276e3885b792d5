"""« Agence »: who manages, what is shown of it to clients, and what is not. EXA-08, EXA-41."""

from __future__ import annotations

from attrs import field, frozen


@frozen(kw_only=True)
class Mandataire:
    """Who holds the professional card, and the guarantee. EXA-08."""

    nom: str = ""
    carte_professionnelle: str = ""
    garantie_financiere: str = ""
    assurance: str = ""


@frozen(kw_only=True)
class Bureaux:
    """What clients read in « Contacts »: the only part of the fiche they see. EXA-08, EXA-41."""

    raison_sociale: str = ""
    forme_juridique: str = ""
    adresse: str = ""
    siret: str = ""
    ape: str = ""
    courriel: str = field(default="", repr=False)
    telephone: str = field(default="", repr=False)
    horaires: str = ""


@frozen(kw_only=True)
class FicheDAgence:
    """The three menus of « Agence »: `adresse` and `courriel` are « Général », for the agency alone. EXA-08."""

    adresse: str = ""
    courriel: str = field(default="", repr=False)
    mandataire: Mandataire = field(factory=Mandataire)
    bureaux: Bureaux = field(factory=Bureaux)
    mentions_legales: str = ""
