"""« Mes demandes » and « Mes informations »: what a client writes to his agency, and what it tells him. EXA-37."""

from __future__ import annotations

from attrs import frozen
from returns.pipeline import is_successful
from starlette.responses import Response

from lsc_adapters.web.chemin import Acces, Chemin
from lsc_adapters.web.liens import PIECE
from lsc_adapters.web.pages.client import EXTRANET, EspaceOuvert, obtenu, ouvrir
from lsc_adapters.web.visite import Visite, introuvable
from lsc_domain.extranet.demande import OBJET_LE_PLUS_LONG, TEXTE_LE_PLUS_LONG, libelle
from lsc_domain.extranet.espace import Rubrique
from lsc_domain.socle.ids import DemandeId, ImmeubleId


def routes() -> tuple[Chemin, ...]:
    """List the paths."""
    deux = ("GET", "POST")
    return (
        Chemin(chemin=f"{EXTRANET}/demandes", page=demandes, acces=Acces.CLIENT),
        Chemin(chemin=f"{EXTRANET}/demandes/nouvelle", page=nouvelle, acces=Acces.CLIENT, methodes=deux, depot=True),
        Chemin(chemin=f"{EXTRANET}/demandes/{{demande}}", page=fil, acces=Acces.CLIENT, methodes=deux, depot=True),
        Chemin(chemin=f"{EXTRANET}/demandes/{{demande}}/pieces/{{empreinte}}", page=piece, acces=Acces.CLIENT),
        Chemin(chemin=f"{EXTRANET}/informations", page=informations, acces=Acces.CLIENT),
    )


@frozen(kw_only=True)
class Saisie:
    """A message being written: what was typed, the files, and what is wrong with it by field."""

    texte: str
    pieces: tuple[tuple[str, bytes], ...]
    erreurs: dict[str, str]


def demandes(visite: Visite) -> Response:
    """His requests, the newest first."""
    ici = ouvrir(visite, Rubrique.DEMANDES)
    siennes = visite.engine.extranet.demandes(ici.qui, ici.espace, revisions=visite.revisions)
    return ici.rendre("demandes.html", demandes=siennes)


def nouvelle(visite: Visite) -> Response:
    """Write to his gestionnaire, with files, about a building if he says which; ask for a ticket. EXA-37, EXA-38."""
    ici = ouvrir(visite, Rubrique.DEMANDES)
    if visite.requete.method != "POST":
        return _formulaire(ici, {})
    objet, saisie = visite.champ("objet"), _saisie(visite)
    erreurs = dict(saisie.erreurs)
    if not objet:
        erreurs = {"objet": "Indiquez l'objet de votre demande."} | erreurs
    elif len(objet) > OBJET_LE_PLUS_LONG:
        erreurs = {"objet": f"L'objet tient en {OBJET_LE_PLUS_LONG} caractères."} | erreurs
    immeuble = ImmeubleId(visite.champ("immeuble"))
    if erreurs:
        return _formulaire(ici, erreurs)
    faite = visite.engine.extranet.demander(
        ici.qui,
        espace=ici.espace,
        objet=objet,
        texte=saisie.texte,
        immeuble=immeuble or None,
        pieces=saisie.pieces,
        ticket=visite.champ("ticket") == "oui",
        code=visite.connu.code,
    )
    if not is_successful(faite):
        return _formulaire(ici, {"": libelle(faite.failure())})
    return ici.aller(Rubrique.DEMANDES, faite.unwrap().id, fait="envoyee")


def fil(visite: Visite) -> Response:
    """A request and its thread; one may add to it as long as it is open."""
    ici = ouvrir(visite, Rubrique.DEMANDES)
    demande = obtenu(visite.engine.extranet.demande(ici.qui, DemandeId(visite.de_chemin("demande"))))
    if demande.metier is not ici.espace.metier:
        raise introuvable()
    erreurs: dict[str, str] = {}
    if visite.requete.method == "POST":
        saisie = _saisie(visite)
        erreurs = saisie.erreurs
        if not erreurs:
            faite = visite.engine.extranet.repondre(
                ici.qui, demande.id, saisie.texte, saisie.pieces, code=visite.connu.code
            )
            if is_successful(faite):
                return ici.aller(Rubrique.DEMANDES, demande.id, fait="envoyee")
            erreurs = {"": libelle(faite.failure())}
    return ici.rendre(
        "demande.html",
        statut=422 if erreurs else 200,
        demande=demande,
        erreurs=erreurs,
        texte=visite.champ("texte"),
    )


def piece(visite: Visite) -> Response:
    """Send the browser to the signed address of an attachment, where the right to read it is checked."""
    ouvrir(visite, Rubrique.DEMANDES)
    return visite.vers_le_fichier(PIECE, visite.de_chemin("demande"), visite.de_chemin("empreinte"))


def informations(visite: Visite) -> Response:
    """« Mes informations »: what the agency tells him, the newest first. EXA-16, EXA-37."""
    ici = ouvrir(visite, Rubrique.INFORMATIONS)
    return ici.rendre("informations.html", informations=visite.engine.extranet.informations(ici.qui, ici.espace))


def _formulaire(ici: EspaceOuvert, erreurs: dict[str, str]) -> Response:
    visite = ici.visite
    vitrine = ici.vitrine
    siens = sorted((vitrine.parc.immeubles[un].nom, un) for un in vitrine.immeubles(ici.qui, ici.espace))
    return ici.rendre(
        "nouvelle_demande.html",
        statut=422 if erreurs else 200,
        erreurs=erreurs,
        immeubles=[("", "Aucun en particulier"), *((immeuble, nom) for nom, immeuble in siens)],
        saisie={nom: visite.champ(nom) for nom in ("objet", "texte", "immeuble", "ticket")},
        tickets=vitrine.tickets,
    )


def _saisie(visite: Visite) -> Saisie:
    texte, (pieces, fautes) = visite.champ("texte"), visite.depots("pieces")
    erreurs: dict[str, str] = {}
    if not texte:
        erreurs["texte"] = "Écrivez votre message."
    elif len(texte) > TEXTE_LE_PLUS_LONG:
        erreurs["texte"] = f"Votre message tient en {TEXTE_LE_PLUS_LONG} caractères."
    if fautes:
        erreurs["pieces"] = " ".join(fautes)
    return Saisie(texte=texte, pieces=tuple((un.nom, un.contenu) for un in pieces), erreurs=erreurs)
