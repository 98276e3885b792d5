"""The requests of clients, and what they are told. EXA-16, EXA-37, EXA-38."""

from __future__ import annotations

from returns.pipeline import is_successful
from returns.result import Result
from starlette.responses import Response

from lsc_adapters.web.chemin import Chemin
from lsc_adapters.web.liens import PIECE, Liens
from lsc_adapters.web.pages.agence import AgenceOuverte, chemin, obtenu, ouvrir
from lsc_adapters.web.visite import Visite, introuvable
from lsc_domain.extranet.demande import Demande, SuiteEnTicket
from lsc_domain.extranet.habilitation import Habilitation
from lsc_domain.extranet.information import Information
from lsc_domain.extranet.refus_d_agence import libelle
from lsc_domain.socle.ids import DemandeId, ImmeubleId, InformationId, TiersId

FILTRES = (("", "Ouvertes"), ("closes", "Closes"), ("toutes", "Toutes"))


def routes() -> tuple[Chemin, ...]:
    """List the paths."""
    demandes_, informations_ = Habilitation.DEMANDES, Habilitation.INFORMATIONS
    return (
        chemin("demandes", demandes, demandes_),
        chemin("demandes/{demande}", demande, demandes_, "GET", "POST", depot=True),
        chemin("demandes/{demande}/clore", clore, demandes_, "POST"),
        chemin("demandes/{demande}/ticket", ticket, demandes_, "POST"),
        chemin("demandes/{demande}/pieces/{empreinte}", piece, demandes_),
        chemin("informations", informations, informations_, "GET", "POST"),
        chemin("informations/{information}/retirer", retirer, informations_, "POST"),
    )


def demandes(visite: Visite) -> Response:
    """The requests of the trade, the newest first; the open ones unless asked otherwise."""
    ici = ouvrir(visite, "demandes")
    filtre = visite.question("etat")
    ouvertes = {"closes": False, "toutes": None}.get(filtre, True)
    trouvees = ici.usages.demandes(ouvertes=ouvertes, metier=ici.metier)
    if visite.question("ticket") == "oui":
        trouvees = tuple(une for une in trouvees if une.ticket is not SuiteEnTicket.SANS)
    return ici.rendre(
        "demandes.html",
        demandes=trouvees,
        noms=_noms(ici),
        filtres=FILTRES,
        filtre=filtre if ouvertes is not True else "",
    )


def demande(visite: Visite) -> Response:
    """A request and its thread: it is answered there."""
    ici = ouvrir(visite, "demandes")
    trouvee = _demande(ici)
    if visite.requete.method != "POST":
        return _rendre(ici, trouvee, {})
    pieces, fautes = visite.depots("pieces")
    if fautes:
        return _rendre(ici, trouvee, {"pieces": " ".join(fautes)})
    texte = visite.champ("texte")
    if not texte:
        return _rendre(ici, trouvee, {"texte": "Écrivez votre réponse."})
    return _suite(
        ici,
        trouvee,
        ici.usages.repondre(ici.par, trouvee.id, texte, tuple((un.nom, un.contenu) for un in pieces)),
        "repondu",
    )


def clore(visite: Visite) -> Response:
    """Close it: nothing more is written in it."""
    ici = ouvrir(visite, "demandes")
    trouvee = _demande(ici)
    return _suite(ici, trouvee, ici.usages.clore(ici.par, trouvee.id), "close")


def ticket(visite: Visite) -> Response:
    """Accept the ticket the client asks for, or refuse it and say why. EXA-38."""
    ici = ouvrir(visite, "demandes")
    trouvee = _demande(ici)
    if visite.champ("suite") == "accepter":
        return _suite(ici, trouvee, ici.usages.accepter_ticket(ici.par, trouvee.id), "ticket")
    motif = visite.champ("motif")
    if not motif:
        return _rendre(ici, trouvee, {"motif": "Dites pourquoi : le client le lira."})
    return _suite(ici, trouvee, ici.usages.refuser_ticket(ici.par, trouvee.id, motif), "refuse")


def piece(visite: Visite) -> Response:
    """Send the browser to the signed address of an attachment."""
    ici = ouvrir(visite, "demandes")
    jeton = Liens(parametres=visite.parametres).signer(
        visite.connu.session, PIECE, _demande(ici).id, visite.de_chemin("empreinte")
    )
    return ici.aller("fichier", jeton)


def informations(visite: Visite) -> Response:
    """What clients are told from the extranet, and the form to tell them more. EXA-16, EXA-37."""
    ici = ouvrir(visite, "informations")
    if visite.requete.method != "POST":
        return _informer(ici, {})
    fait = ici.usages.informer(
        ici.par,
        titre=visite.champ("titre"),
        texte=visite.champ("texte"),
        metiers=(ici.metier,),
        immeubles=tuple(ImmeubleId(un) for un in visite.champs("immeubles") if un),
        destinataires=tuple(TiersId(un) for un in visite.champ("destinataires").replace(",", " ").split()),
    )
    if not is_successful(fait):
        return _informer(ici, {"": libelle(fait.failure())})
    return ici.aller("informations", fait="publiee")


def retirer(visite: Visite) -> Response:
    """Take a piece of news off."""
    ici = ouvrir(visite, "informations")
    if not any(une.id == visite.de_chemin("information") for une in _siennes(ici)):
        raise introuvable()
    obtenu(ici.usages.retirer(ici.par, InformationId(visite.de_chemin("information"))))
    return ici.aller("informations", fait="retiree")


def _demande(ici: AgenceOuverte) -> Demande:
    """Return the request the path names: one of the other trade does not exist here. EXA-06."""
    trouvee = obtenu(ici.usages.demande(DemandeId(ici.visite.de_chemin("demande"))))
    if trouvee.metier is not ici.metier:
        raise introuvable()
    return trouvee


def _siennes(ici: AgenceOuverte) -> list[Information]:
    return [une for une in ici.usages.informations() if not une.metiers or ici.metier in une.metiers]


def _noms(ici: AgenceOuverte) -> dict[str, str]:
    return {code: tiers.identite for code, tiers in ici.usages.vitrine().parc.tiers.items()}


def _suite(ici: AgenceOuverte, demande: Demande, fait: Result[Demande, object], quoi: str) -> Response:
    if not is_successful(fait):
        return _rendre(ici, demande, {"": libelle(fait.failure())})  # type: ignore[arg-type]
    return ici.aller("demandes", demande.id, fait=quoi)


def _rendre(ici: AgenceOuverte, demande: Demande, erreurs: dict[str, str]) -> Response:
    return ici.rendre(
        "demande.html",
        statut=422 if erreurs else 200,
        demande=demande,
        nom=_noms(ici).get(demande.tiers, demande.tiers),
        noms={un.id: un.nom for un in ici.visite.engine.identifiants.collaborateurs()},
        erreurs=erreurs,
        texte=ici.visite.champ("texte"),
    )


def _informer(ici: AgenceOuverte, erreurs: dict[str, str]) -> Response:
    parc = ici.usages.vitrine().parc
    immeubles = sorted((un.nom, un.id) for un in parc.immeubles.values() if ici.metier in un.metiers)
    return ici.rendre(
        "informations.html",
        statut=422 if erreurs else 200,
        informations=_siennes(ici),
        immeubles=[(code, nom) for nom, code in immeubles],
        choisis=ici.visite.champs("immeubles"),
        saisie={nom: ici.visite.champ(nom) for nom in ("titre", "texte", "destinataires")},
        erreurs=erreurs,
    )
