"""« Documents » and « Photos »: the binders, their rights, who sees what, « Documents du syndic ». EXA-18 to EXA-23."""

from __future__ import annotations

from returns.pipeline import is_successful
from starlette.responses import Response

from lsc_adapters.web.chemin import Chemin
from lsc_adapters.web.depots import remettre
from lsc_adapters.web.liens import DOCUMENT, PIECE, Liens
from lsc_adapters.web.pages.agence import AgenceOuverte, chemin, obtenu, ouvrir
from lsc_adapters.web.visite import Visite, introuvable
from lsc_domain.classeur.classeur import Classeur
from lsc_domain.classeur.document import Document
from lsc_domain.classeur.droit import Case, libelle
from lsc_domain.extranet.habilitation import FonctionManquante, Habilitation
from lsc_domain.socle.ids import ClasseurId, DemandeId, DocumentId

PAR_PAGE = 100


def routes() -> tuple[Chemin, ...]:
    """List the paths."""
    lire, droits, verser_ = Habilitation.CONSULTER, Habilitation.CLASSEURS, Habilitation.DOCUMENTS_DU_SYNDIC
    return (
        chemin("documents", classeurs, lire),
        chemin("documents/{classeur}", documents, lire),
        chemin("documents/{classeur}/droits", cocher, droits, "POST"),
        chemin("documents/{classeur}/verser", verser, verser_, "POST", depot=True),
        chemin("documents/{classeur}/retirer", retirer, verser_, "POST"),
        chemin("qui-voit/{document:path}", qui_voit, lire),
        chemin("ouvrir/{document:path}", adresser, lire),
        chemin("fichier/{jeton}", lire_fichier, lire),
        chemin("photos", photos, lire),
        chemin("photos/{empreinte}", photo, lire),
    )


def classeurs(visite: Visite) -> Response:
    """All the binders of the trade, those without document too, then what is in no binder. EXA-18, EXA-19."""
    ici = ouvrir(visite, "documents")
    siennes = {une.id for une in ici.usages.demandes(metier=ici.metier)}
    hors_classeur = [un for un in ici.usages.hors_classeur() if un.demande in siennes]
    return ici.rendre("classeurs.html", contenus=ici.usages.classeurs(ici.metier), hors_classeur=hors_classeur)


def documents(visite: Visite) -> Response:
    """A binder: its documents, whoever reads them, and the boxes that say who does. EXA-18, EXP-14."""
    ici = ouvrir(visite, "documents")
    return _rendre(ici, _classeur(ici), {})


def cocher(visite: Visite) -> Response:
    """Change the boxes of a binder; those that do not go together are refused, with the mend. EXP-14."""
    ici = ouvrir(visite, "documents")
    classeur = _classeur(ici)
    cases = frozenset(Case(une) for une in visite.champs("cases") if une in {case.value for case in Case})
    fait = ici.usages.cocher(ici.par, classeur.id, cases)
    if is_successful(fait):
        return ici.aller("documents", classeur.id, fait="droits")
    refus = fait.failure()
    if isinstance(refus, FonctionManquante):
        raise introuvable()
    return _rendre(ici, classeur, {"cases": libelle(refus)}, cases)


def verser(visite: Visite) -> Response:
    """« Ajouter un document » to « Documents du syndic »: it is read at once. EXA-21, EXA-22."""
    ici = ouvrir(visite, "documents")
    classeur = _classeur(ici)
    if not classeur.est_celui_du_syndic:
        raise introuvable()
    depots, fautes = visite.depots("pieces")
    if fautes or not depots:
        return _rendre(ici, classeur, {"pieces": " ".join(fautes) or "Choisissez un fichier."})
    for un in depots:
        if not is_successful(ici.usages.verser(ici.par, un.nom, un.contenu)):
            return _rendre(ici, classeur, {"pieces": f"{un.nom} ne peut être ajouté."})
    return ici.aller("documents", classeur.id, fait="verse")


def retirer(visite: Visite) -> Response:
    """Tick and delete: nobody reads them from this moment on. EXA-22."""
    ici = ouvrir(visite, "documents")
    classeur = _classeur(ici)
    siens = {un.id for un in ici.usages.documents(classeur.id)}
    choisis = [DocumentId(un) for un in visite.champs("documents") if un in siens]
    if not classeur.est_celui_du_syndic:
        raise introuvable()
    if not choisis:
        return _rendre(ici, classeur, {"documents": "Cochez ce que vous voulez supprimer."})
    obtenu(ici.usages.retirer_du_syndic(ici.par, choisis))
    return ici.aller("documents", classeur.id, fait="retire")


def qui_voit(visite: Visite) -> Response:
    """Who reads a document, and why. I-30, I-31."""
    ici = ouvrir(visite, "documents")
    document, classeur = _document(ici, DocumentId(visite.de_chemin("document")))
    tiers = ici.usages.vitrine().parc.tiers
    lecteurs = [(un, tiers[un.tiers].identite) for un in ici.usages.qui_voit(document.id)]
    return ici.rendre("qui_voit.html", document=document, classeur=classeur, lecteurs=lecteurs)


def adresser(visite: Visite) -> Response:
    """Send the browser to the signed address of a document, good for a few minutes and this session alone."""
    ici = ouvrir(visite, "documents")
    jeton = Liens(parametres=visite.parametres).signer(visite.connu.session, DOCUMENT, visite.de_chemin("document"))
    return ici.aller("fichier", jeton)


def lire_fichier(visite: Visite) -> Response:
    """Give a file whose address was signed; that it was read is traced. I-53."""
    ici = ouvrir(visite, "documents")
    match Liens(parametres=visite.parametres).lire(visite.connu.session, visite.de_chemin("jeton")):
        case (genre, document) if genre == DOCUMENT:
            _document(ici, DocumentId(document))
            lu = obtenu(ici.usages.document(ici.par, DocumentId(document), adresse=visite.adresse))
            return remettre(lu.nom, lu.contenu, en_page=True)
        case (genre, demande, empreinte) if genre == PIECE:
            piece = obtenu(ici.usages.piece_de_demande(ici.par, DemandeId(demande), empreinte, adresse=visite.adresse))
            return remettre(piece.nom, piece.contenu)
        case _:
            raise introuvable()


def photos(visite: Visite) -> Response:
    """The photographs of the trade, by building. EXA-23."""
    ici = ouvrir(visite, "photos")
    return ici.rendre("photos.html", albums=ici.usages.photos(ici.metier))


def photo(visite: Visite) -> Response:
    """Give a photograph of the portfolio."""
    ici = ouvrir(visite, "photos")
    piece = obtenu(ici.usages.photo(visite.de_chemin("empreinte")))
    return remettre(piece.nom, piece.contenu, en_page=True)


def _classeur(ici: AgenceOuverte) -> Classeur:
    """Return the binder the path names: one of another trade does not exist here."""
    voulu = ClasseurId(ici.visite.de_chemin("classeur"))
    trouve = ici.usages.vitrine().classeurs.get(voulu)
    if trouve is None or trouve.metier is not ici.metier:
        raise introuvable()
    return trouve


def _document(ici: AgenceOuverte, id: DocumentId) -> tuple[Document, Classeur]:
    """Return a document and its binder: one of another trade does not exist here. EXA-05."""
    vitrine = ici.usages.vitrine()
    document = vitrine.documents.get(id)
    classeur = None if document is None else vitrine.classeurs.get(document.classeur)
    if document is None or classeur is None or classeur.metier is not ici.metier:
        raise introuvable()
    return document, classeur


def _rendre(
    ici: AgenceOuverte, classeur: Classeur, erreurs: dict[str, str], cases: frozenset[Case] | None = None
) -> Response:
    visite = ici.visite
    cherche = visite.question("cherche")[:200]
    trouves = ici.usages.documents(classeur.id, cherche=cherche)
    demandee = visite.question("page", "1")
    pages = max(1, -(-len(trouves) // PAR_PAGE))
    page = min(pages, max(1, int(demandee) if demandee.isdecimal() and len(demandee) < 9 else 1))
    return ici.rendre(
        "documents.html",
        statut=422 if erreurs else 200,
        classeur=classeur,
        documents=trouves[(page - 1) * PAR_PAGE : page * PAR_PAGE],
        nombre=len(trouves),
        cases=[
            (une, une in (classeur.droit.cases if cases is None else cases)) for une in Case if une.metier is ici.metier
        ],
        cherche=cherche,
        page=page,
        pages=pages,
        erreurs=erreurs,
    )
