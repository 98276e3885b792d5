"""Every page there is, and who looks at it: the routes' table, each path with addresses that show something."""

from __future__ import annotations

from typing import Final

from extranet_complet import AG, Site

CO, GL = "/extranet/coproprietaire", "/extranet/gestion-locative"
SY, GE = "/agence/syndic", "/agence/gerance"
SEANCE: Final = f"/agence/seances/{AG}"
PROPRIETAIRE: Final = "YALOXECORTONDENISE"
DOCUMENT: Final = "00000001/1"

# What is asked for at each path: who, then the addresses. `{simple}`, `{ticket}`, `{code}`, `{salle}` come from a site.
PAGES: Final[dict[str, tuple[tuple[str | None, str], ...]]] = {
    "/connexion": ((None, "/connexion"),),
    "/mot-de-passe-oublie": ((None, "/mot-de-passe-oublie"),),
    "/reinitialiser": ((None, "/reinitialiser"),),
    "/mentions-legales": ((None, "/mentions-legales"),),
    "/mot-de-passe": (("ATRILLON", "/mot-de-passe"), ("agence", "/mot-de-passe")),
    "/deconnexion": (("ATRILLON", "/deconnexion"),),
    # ---------------------------------------------------------------- clients
    "/extranet": ((PROPRIETAIRE, "/extranet"),),
    "/extranet/{espace}": (("ATRILLON", CO), (PROPRIETAIRE, GL), ("PAILLOUX", GL)),
    "/extranet/{espace}/contacts": (("ATRILLON", f"{CO}/contacts"),),
    "/extranet/{espace}/partenaires": (("ATRILLON", f"{CO}/partenaires"),),
    "/extranet/{espace}/compte": (
        ("ATRILLON", f"{CO}/compte?du=2020-01-01&au=2020-07-20"),
        (PROPRIETAIRE, f"{GL}/compte"),
    ),
    "/extranet/{espace}/compte/extrait": (("ATRILLON", f"{CO}/compte/extrait?compte=450TRILLON&du=2020-01-01"),),
    "/extranet/{espace}/compte/paiements": (("ATRILLON", f"{CO}/compte/paiements"),),
    "/extranet/{espace}/compte/carte": (("ATRILLON", f"{CO}/compte/carte?compte=450TRILLON"),),
    "/extranet/{espace}/compte/prelevement": (("ATRILLON", f"{CO}/compte/prelevement?compte=450TRILLON"),),
    "/extranet/{espace}/biens": (("ATRILLON", f"{CO}/biens"), (PROPRIETAIRE, f"{GL}/biens")),
    "/extranet/{espace}/fonds": (("ATRILLON", f"{CO}/fonds"),),
    "/extranet/{espace}/depenses": (("BROUILLY", f"{CO}/depenses?exercice=2015"), ("BROUILLY", f"{CO}/depenses")),
    "/extranet/{espace}/demandes": (("ATRILLON", f"{CO}/demandes"), ("BROUILLY", f"{CO}/demandes")),
    "/extranet/{espace}/demandes/nouvelle": (("ATRILLON", f"{CO}/demandes/nouvelle"),),
    "/extranet/{espace}/demandes/{demande}": (
        ("ATRILLON", f"{CO}/demandes/{{simple}}"),
        ("ATRILLON", f"{CO}/demandes/{{ticket}}"),
    ),
    "/extranet/{espace}/informations": (("ATRILLON", f"{CO}/informations"),),
    "/extranet/{espace}/documents": (("BROUILLY", f"{CO}/documents"), ("PAILLOUX", f"{GL}/documents")),
    "/extranet/{espace}/documents/{classeur}": (
        ("BROUILLY", f"{CO}/documents/syndic-divers"),
        ("BROUILLY", f"{CO}/documents/syndic-conseil-syndical"),
        ("BROUILLY", f"{CO}/documents/syndic-divers?cherche=rien"),
    ),
    "/extranet/{espace}/photos": (("ATRILLON", f"{CO}/photos"),),
    # ---------------------------------------------------------------- the agency
    "/agence": (("agence", "/agence"),),
    "/agence/{metier}": (("agence", SY), ("agence", GE)),
    "/agence/{metier}/portefeuille": (
        ("agence", f"{SY}/portefeuille"),
        ("agence", f"{SY}/portefeuille?categorie=coproprietaires"),
        ("agence", f"{SY}/portefeuille?categorie=lots"),
        ("agence", f"{SY}/portefeuille?categorie=fournisseurs"),
    ),
    "/agence/{metier}/identites": (("agence", f"{SY}/identites"),),
    "/agence/{metier}/lots/{lot:path}": (("agence", f"{GE}/lots/SAINTLOUIS/305"), ("agence", f"{SY}/lots/GILBERT/012")),
    "/agence/{metier}/clients/{tiers}": tuple(
        ("agence", f"{SY}/clients/ATRILLON?onglet={onglet}")
        for onglet in ("general", "compte", "arborescence", "evenements", "documents", "photos")
    ),
    "/agence/{metier}/clients/{tiers}/acces/{code}": (("agence", f"{SY}/clients/ATRILLON/acces/{{code}}"),),
    "/agence/{metier}/comptes": (("agence", f"{SY}/comptes"),),
    "/agence/{metier}/documents": (("agence", f"{SY}/documents"),),
    "/agence/{metier}/documents/{classeur}": (
        ("agence", f"{SY}/documents/syndic-divers"),
        ("agence", f"{SY}/documents/documents-du-syndic"),
    ),
    "/agence/{metier}/qui-voit/{document:path}": (("agence", f"{SY}/qui-voit/{DOCUMENT}"),),
    "/agence/{metier}/photos": (("agence", f"{SY}/photos"),),
    "/agence/{metier}/demandes": (("agence", f"{SY}/demandes"), ("agence", f"{SY}/demandes?etat=closes")),
    "/agence/{metier}/demandes/{demande}": (
        ("agence", f"{SY}/demandes/{{simple}}"),
        ("agence", f"{SY}/demandes/{{ticket}}"),
    ),
    "/agence/{metier}/informations": (("agence", f"{SY}/informations"),),
    "/agence/{metier}/fiche": (("agence", f"{SY}/fiche"),),
    "/agence/{metier}/fiche/modifier": (("agence", f"{SY}/fiche/modifier"),),
    "/agence/{metier}/utilitaires": (("agence", f"{SY}/utilitaires"), ("EDITEUR", f"{SY}/utilitaires")),
    "/agence/{metier}/fournisseurs": (("agence", f"{SY}/fournisseurs"),),
    "/agence/{metier}/publication": (("agence", f"{SY}/publication"),),
    "/agence/{metier}/journal": (("agence", f"{SY}/journal"),),
    # ---------------------------------------------------------------- the meeting
    "/agence/seances": (("agence", "/agence/seances"),),
    "/agence/seances/{assemblee}/ordre-du-jour": (("agence", f"{SEANCE}/ordre-du-jour"),),
    "/agence/seances/{assemblee}/ordre-du-jour/{resolution}": (("agence", f"{SEANCE}/ordre-du-jour/5.1"),),
    "/agence/seances/{assemblee}/pouvoirs": (("agence", f"{SEANCE}/pouvoirs"),),
    "/agence/seances/{assemblee}/presences": (("agence", f"{SEANCE}/presences"),),
    "/agence/seances/{assemblee}/presences/{qui}/correspondance": (
        ("agence", f"{SEANCE}/presences/450LEPITRE/correspondance"),
    ),
    "/agence/seances/{assemblee}/votes/{resolution}": (
        ("agence", f"{SEANCE}/votes/1"),
        ("agence", f"{SEANCE}/votes/1?absents=1"),
    ),
    "/agence/seances/{assemblee}/mouvements": (("agence", f"{SEANCE}/mouvements"),),
    "/agence/seances/{assemblee}/deroulement": (("agence", f"{SEANCE}/deroulement"),),
    "/agence/seances/{assemblee}/salle": (("agence", f"{SEANCE}/salle"),),
    "/salle/{jeton}": ((None, "/salle/{salle}"),),
}

SANS_PAGE: Final = frozenset(
    {
        "/",  # sends elsewhere
        "/agence/seances/{assemblee}",
        "/agence/seances/{assemblee}/votes",
        "/extranet/{espace}/ouvrir/{document:path}",
        "/extranet/{espace}/demandes/{demande}/pieces/{empreinte}",
        "/extranet/{espace}/depenses/facture",
        "/agence/{metier}/ouvrir/{document:path}",
        "/agence/{metier}/demandes/{demande}/pieces/{empreinte}",
        "/document/{jeton}",  # files
        "/extranet/{espace}/compte/extrait.pdf",
        "/extranet/{espace}/compte/extrait.xlsx",
        "/extranet/{espace}/photos/{empreinte}",
        "/agence/{metier}/fichier/{jeton}",
        "/agence/{metier}/photos/{empreinte}",
        "/agence/seances/{assemblee}/proces-verbal",
        "/agence/seances/{assemblee}/direct/salle",  # what changes, as it does
        "/agence/seances/{assemblee}/direct/seance",
        "/agence/seances/{assemblee}/direct/presences",
        "/agence/seances/{assemblee}/direct/votes/{resolution}",
        "/salle/{jeton}/direct",
    }
)
"""What is asked for and is no page to be looked at."""

VUES: Final = tuple((qui, adresse) for adresses in PAGES.values() for qui, adresse in adresses)
"""Who looks, and where."""

FAUTES: Final = (("ATRILLON", "/extranet/coproprietaire/compte/carte?compte=inconnu"), (None, "/nulle-part"))
"""What answers that nothing is there."""


def adresse_de(site: Site, modele: str) -> str:
    """Fill an address with what a site was filled with."""
    return (
        modele.replace("{simple}", site.simple)
        .replace("{ticket}", site.ticket)
        .replace("{code}", site.extranet.remis["ATRILLON"].code)
        .replace("{salle}", site.salle)
    )
