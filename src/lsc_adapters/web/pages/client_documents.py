"""« Mes documents » and « Mes photos »: the binders, what is in them, and the opening of a file. EXC-11, EXA-36."""

from __future__ import annotations

from starlette.responses import Response

from lsc_adapters.web.chemin import Acces, Chemin
from lsc_adapters.web.depots import remettre
from lsc_adapters.web.liens import DOCUMENT, FACTURE, PIECE, Liens
from lsc_adapters.web.pages.client import EXTRANET, obtenu, ouvrir
from lsc_adapters.web.visite import Visite, introuvable
from lsc_domain.extranet.espace import Rubrique
from lsc_domain.socle.ids import ClasseurId, DemandeId, DocumentId, ImmeubleId

PAR_PAGE = 50
"""Documents of a binder that one page shows."""


def routes() -> tuple[Chemin, ...]:
    """List the paths."""
    return (
        Chemin(chemin=f"{EXTRANET}/documents", page=classeurs, acces=Acces.CLIENT),
        Chemin(chemin=f"{EXTRANET}/documents/{{classeur}}", page=documents, acces=Acces.CLIENT),
        Chemin(chemin=f"{EXTRANET}/ouvrir/{{document:path}}", page=adresser, acces=Acces.CLIENT),
        Chemin(chemin=f"{EXTRANET}/photos", page=photos, acces=Acces.CLIENT),
        Chemin(chemin=f"{EXTRANET}/photos/{{empreinte}}", page=photo, acces=Acces.CLIENT),
        Chemin(chemin="/document/{jeton}", page=lire, acces=Acces.CLIENT),
    )


def classeurs(visite: Visite) -> Response:
    """« Mes documents »: his binders, by name, and how many documents each holds for him. EXC-11."""
    ici = ouvrir(visite, Rubrique.DOCUMENTS)
    return ici.rendre("classeurs.html", contenus=ici.vitrine.contenus(ici.qui, ici.espace))


def documents(visite: Visite) -> Response:
    """A binder: its documents, searched by a word of their title, a page at a time."""
    ici = ouvrir(visite, Rubrique.DOCUMENTS)
    classeur = ClasseurId(visite.de_chemin("classeur"))
    contenu = next((un for un in ici.vitrine.contenus(ici.qui, ici.espace) if un.classeur.id == classeur), None)
    if contenu is None:
        raise introuvable()
    cherche = visite.question("cherche")[:200]
    trouves = obtenu(ici.vitrine.documents_du_classeur(ici.qui, classeur, cherche=cherche))
    pages = max(1, -(-len(trouves) // PAR_PAGE))
    demandee = visite.question("page", "1")
    page = min(pages, max(1, int(demandee) if demandee.isdecimal() and len(demandee) < 9 else 1))
    return ici.rendre(
        "documents.html",
        classeur=contenu.classeur,
        documents=trouves[(page - 1) * PAR_PAGE : page * PAR_PAGE],
        nombre=len(trouves),
        cherche=cherche,
        page=page,
        pages=pages,
    )


def adresser(visite: Visite) -> Response:
    """
    Send the browser to the signed address of a document, good for a few minutes and for this session alone.

    Nothing is looked at here: whatever is asked for has such an address, and the right is checked where it is used.
    """
    ouvrir(visite, Rubrique.DOCUMENTS)
    return visite.vers_le_fichier(DOCUMENT, visite.de_chemin("document"))


def lire(visite: Visite) -> Response:
    """Give a file whose address was signed, if its reader still may read it at this moment. I-31, I-32, EXP-27."""
    objet = Liens(parametres=visite.parametres).lire(visite.connu.session, visite.de_chemin("jeton"))
    extranet, qui = visite.engine.extranet, visite.client
    match objet:
        case (genre, document) if genre == DOCUMENT:
            identite = DocumentId(document)
            lu = obtenu(extranet.document(qui, identite, code=visite.connu.code, adresse=visite.adresse))
            return remettre(lu.nom, lu.contenu, en_page=True)
        case (genre, immeuble, exercice, empreinte) if genre == FACTURE:
            code, adresse = visite.connu.code, visite.adresse
            piece = obtenu(extranet.facture(qui, ImmeubleId(immeuble), exercice, empreinte, code=code, adresse=adresse))
            return remettre(piece.nom, piece.contenu, en_page=True)
        case (genre, demande, empreinte) if genre == PIECE:
            code, adresse = visite.connu.code, visite.adresse
            piece = obtenu(extranet.piece_de_demande(qui, DemandeId(demande), empreinte, code=code, adresse=adresse))
            return remettre(piece.nom, piece.contenu)
        case _:
            raise introuvable()


def photos(visite: Visite) -> Response:
    """« Mes photos »: the photographs of his buildings. EXA-36."""
    ici = ouvrir(visite, Rubrique.PHOTOS)
    return ici.rendre("photos.html", albums=ici.vitrine.photos(ici.qui, ici.espace))


def photo(visite: Visite) -> Response:
    """Give a photograph of a building of his."""
    ouvrir(visite, Rubrique.PHOTOS)
    piece = obtenu(visite.engine.extranet.photo(visite.client, visite.de_chemin("empreinte")))
    return remettre(piece.nom, piece.contenu, en_page=True)
