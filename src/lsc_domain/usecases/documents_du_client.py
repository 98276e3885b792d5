"""« Mes documents », « Mes photos »: what a client reads, its right asked again each time bytes leave. I-31."""

from __future__ import annotations

from attrs import frozen
from returns.pipeline import is_successful
from returns.result import Failure, Result, Success

from lsc_domain.classeur import acces
from lsc_domain.classeur.acces import (
    ClasseurReserve,
    DestinataireAutre,
    DocumentInconnu,
    HorsPublication,
    LotDAutrui,
    ModuleFerme,
    RefusDAcces,
    SansCompte,
    SansRoleDansLImmeuble,
)
from lsc_domain.classeur.consultation import Contenu
from lsc_domain.classeur.document import Document
from lsc_domain.extranet import refus_d_espace
from lsc_domain.extranet.accueil import DocumentLu, Piece
from lsc_domain.extranet.espace import Espace
from lsc_domain.extranet.photos import PhotosDImmeuble
from lsc_domain.extranet.piece_de_demande import nettoyer_nom
from lsc_domain.extranet.refus_d_espace import PieceInterdite, RefusDEspace
from lsc_domain.extranet.vitrine import Vitrine
from lsc_domain.publication.element import PieceGardee
from lsc_domain.publication.manifeste import contenu_du_document
from lsc_domain.socle.ids import ClasseurId, DocumentId, TiersId
from lsc_domain.usecases.cote_client import CoteClient


def libelle(refus: RefusDAcces | RefusDEspace) -> str:
    """
    Say in French why somebody does not read a document.

    >>> libelle(DocumentInconnu(document=DocumentId("9")))
    "Le document 9 n'existe pas."
    """
    match refus:
        case (
            ModuleFerme()
            | SansCompte()
            | DocumentInconnu()
            | HorsPublication()
            | DestinataireAutre()
            | SansRoleDansLImmeuble()
            | ClasseurReserve()
            | LotDAutrui()
        ):
            return acces.libelle(refus)
        case _:
            return refus_d_espace.libelle(refus)


@frozen(kw_only=True)
class DocumentsDuClient(CoteClient):
    """The papers and the photographs a client reads."""

    def classeurs(self, qui: TiersId, espace: Espace) -> tuple[Contenu, ...]:
        """Return the binders he opens in a space, by name, each with its number of documents. EXC-11, EXA-32, X-29."""
        return self.vitrine().contenus(qui, espace)

    def documents(
        self, qui: TiersId, classeur: ClasseurId, *, cherche: str = ""
    ) -> Result[tuple[Document, ...], RefusDEspace]:
        """Return what he reads of a binder; `cherche` keeps what has all these words in its title or its path."""
        return self.vitrine().documents_du_classeur(qui, classeur, cherche=cherche)

    def document(
        self, qui: TiersId, id: DocumentId, *, code: str, adresse: str
    ) -> Result[DocumentLu, RefusDAcces | RefusDEspace]:
        """
        Return a document he reads now, with its bytes. I-31, I-53.

        The right is asked on the present state, whatever list or address he has it from, and a trace is kept whether
        it is read or refused: `code` is the login he came in by, `adresse` where from. Raises `NotFound` when its bytes
        are lost, as `DocumentStore.get` does.
        """
        vitrine = self.vitrine()
        trouve = vitrine.autoriser(qui, id)
        # Read first: a trace never says that somebody read what could not be had.
        lu = trouve.map(lambda document: self.lire(document, vitrine))
        permis = is_successful(lu)
        detail = trouve.unwrap().titre if permis else libelle(trouve.failure())
        self._dire_lu(detail, qui, id, lu=permis, code=code, adresse=adresse)
        return lu

    def lire(self, document: Document, vitrine: Vitrine) -> DocumentLu:
        """Read the bytes of a document whose right was asked: a file as it was received, a text laid out. PUB-07."""
        contenu = contenu_du_document(document, vitrine.evenements, vitrine.parc.immeubles)
        match contenu:
            case PieceGardee(empreinte=empreinte):
                octets = self.magasin.get(empreinte)
            case _:
                octets = self.textes.rendre(contenu).contenu
        return DocumentLu(document=document, nom=_nom(document), contenu=octets)

    def photos(self, qui: TiersId, espace: Espace) -> tuple[PhotosDImmeuble, ...]:
        """Return the photographs of his buildings in a space, by name of building. EXA-36."""
        return self.vitrine().photos(qui, espace)

    def photo(self, qui: TiersId, empreinte: str) -> Result[Piece, RefusDEspace]:
        """Return a photograph of a building of his, and no other. EXA-36, I-31."""
        vitrine = self.vitrine()
        siennes = (
            un for espace in vitrine.espaces(qui) for album in vitrine.photos(qui, espace) for un in album.photos
        )
        trouvee = next((une for une in siennes if une.empreinte == empreinte), None)
        if trouvee is None:
            return Failure(PieceInterdite(empreinte=empreinte))
        return Success(Piece(nom=nettoyer_nom(trouvee.nom), contenu=self.magasin.get(empreinte)))


def _nom(document: Document) -> str:
    """Name the file after the title, with its suffix once."""
    nom = nettoyer_nom(document.titre)
    return nom if nom.lower().endswith(document.suffixe) else f"{nom}{document.suffixe}"
