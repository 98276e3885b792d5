"""« Mes demandes »: what a client writes to his gestionnaire. EXA-37, EXA-38."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import frozen
from returns.pipeline import is_successful
from returns.result import Failure, Result, Success

from lsc_domain.evenement.piece_jointe import PieceJointe
from lsc_domain.extranet import refus_d_espace
from lsc_domain.extranet.accueil import Piece
from lsc_domain.extranet.audit import Acte, Trace
from lsc_domain.extranet.demande import (
    Demande,
    DemandeInconnue,
    DemandesFermees,
    ImmeubleEtranger,
    MessageDeDemande,
    RefusDeDemande,
    SuiteEnTicket,
    TicketsAbsents,
    ecrire,
    faute_de_texte,
    libelle,
    plus_recentes,
)
from lsc_domain.extranet.espace import Espace, Rubrique
from lsc_domain.extranet.piece_de_demande import LimitesDePieces, RefusDePiece, verifier_pieces
from lsc_domain.extranet.refus_d_espace import PieceInterdite, RefusDEspace
from lsc_domain.extranet.vitrine import Vitrine
from lsc_domain.ports.documents import DocumentStore
from lsc_domain.ports.errors import NotFound
from lsc_domain.ports.storage import Stored, Transaction
from lsc_domain.socle.ids import DemandeId, ImmeubleId, TiersId
from lsc_domain.usecases.cote_client import CoteClient


@frozen(kw_only=True)
class DemandesDuClient(CoteClient):
    """The requests of a client: nobody reads another's, nor learns that it exists."""

    def demandes(
        self, qui: TiersId, espace: Espace, *, revisions: Mapping[str, int] | None = None
    ) -> tuple[Demande, ...]:
        """
        Return his requests in a space, the newest first; none when the rubrique is closed. EXC-08, EXA-37.

        `revisions` as `vitrine` takes them: nothing is asked of the store when none has been written since.
        """
        revisions = self.revisions() if revisions is None else revisions
        return self._siennes(self.vitrine(revisions), qui, espace, revisions)

    def _siennes(
        self, vitrine: Vitrine, qui: TiersId, espace: Espace, revisions: Mapping[str, int]
    ) -> tuple[Demande, ...]:
        if not vitrine.a_rubrique(qui, Rubrique.DEMANDES, espace):
            return ()
        toutes = self.courrier.de(qui, storage=self.storage, revisions=revisions)
        return plus_recentes(une for une in toutes if une.metier is espace.metier)

    def demande(self, qui: TiersId, id: DemandeId) -> Result[Demande, RefusDeDemande]:
        """Return one of his requests, with its thread."""
        with self._ouvrir() as (transaction, vitrine, _):
            return _sienne(transaction, vitrine, qui, id).map(lambda garde: garde.state)

    def demander(
        self,
        qui: TiersId,
        *,
        espace: Espace,
        objet: str,
        texte: str,
        immeuble: ImmeubleId | None = None,
        pieces: Sequence[tuple[str, bytes]] = (),
        ticket: bool = False,
        code: str = "",
    ) -> Result[Demande, RefusDeDemande]:
        """
        Write to the gestionnaire: about a building where he is something, with files, and asking for a ticket or not.

        No ticket is opened by that: the gestionnaire decides. `code` is the login he came in by. EXA-37, EXA-38, I-31.
        """
        vitrine = self.vitrine()
        if not vitrine.a_rubrique(qui, Rubrique.DEMANDES, espace):
            return Failure(DemandesFermees())
        faute = faute_de_texte(texte, objet=objet)
        if faute is not None:
            return Failure(faute)
        if immeuble is not None and immeuble not in vitrine.immeubles(qui, espace):
            return Failure(ImmeubleEtranger(immeuble=immeuble))
        if ticket and not vitrine.tickets:
            return Failure(TicketsAbsents())
        jointes = garder_pieces(pieces, self.magasin, self.limites)
        if not is_successful(jointes):
            return Failure(jointes.failure())
        le = self.clock.now()
        demande = Demande(
            id=DemandeId(self.ids.new()),
            tiers=qui,
            metier=espace.metier,
            objet=" ".join(objet.split()),
            messages=(MessageDeDemande(le=le, texte=texte.strip(), pieces=jointes.unwrap()),),
            immeuble=immeuble,
            ticket=SuiteEnTicket.DEMANDEE if ticket else SuiteEnTicket.SANS,
        )
        with self.storage.transaction() as transaction:
            transaction.demandes.put(demande.id, demande, expected=0)
            transaction.audit.ajouter(Trace(le=le, acte=Acte.DEMANDE, par=code or qui, objet=demande.id))
        return Success(demande)

    def repondre(
        self, qui: TiersId, id: DemandeId, texte: str, pieces: Sequence[tuple[str, bytes]] = (), *, code: str = ""
    ) -> Result[Demande, RefusDeDemande]:
        """Add a message to a request of his that is open. EXA-37."""
        with self._ouvrir() as (transaction, vitrine, le):
            garde = _sienne(transaction, vitrine, qui, id)
            if not is_successful(garde):
                return Failure(garde.failure())
            # What may be refused is refused before the bytes of the files are kept.
            essai = ecrire(garde.unwrap().state, texte, le=le)
            if not is_successful(essai):
                return Failure(essai.failure())
            jointes = garder_pieces(pieces, self.magasin, self.limites)
            if not is_successful(jointes):
                return Failure(jointes.failure())
            ecrite = ecrire(garde.unwrap().state, texte, le=le, pieces=jointes.unwrap())
            transaction.demandes.put(id, ecrite.unwrap(), expected=garde.unwrap().version)
            transaction.audit.ajouter(Trace(le=le, acte=Acte.DEMANDE, par=code or qui, objet=id))
            return ecrite

    def piece_de_demande(
        self, qui: TiersId, id: DemandeId, empreinte: str, *, code: str = "", adresse: str = ""
    ) -> Result[Piece, RefusDeDemande | RefusDEspace]:
        """
        Return a file of the thread of one of his requests: his, or the gestionnaire's.

        A trace is kept whether it is read or refused, as of a document. I-53.
        """
        trouvee = self.demande(qui, id)
        if not is_successful(trouvee):
            self._dire_lu(libelle(trouvee.failure()), qui, id, lu=False, code=code, adresse=adresse)
            return Failure(trouvee.failure())
        lue = lire_piece(trouvee.unwrap(), empreinte, self.magasin)
        lu = is_successful(lue)
        detail = f"pièce jointe : {lue.unwrap().nom}" if lu else refus_d_espace.libelle(lue.failure())
        self._dire_lu(detail, qui, id, lu=lu, code=code, adresse=adresse)
        return Success(lue.unwrap()) if lu else Failure(lue.failure())


def garder_pieces(
    pieces: Sequence[tuple[str, bytes]], magasin: DocumentStore, limites: LimitesDePieces
) -> Result[tuple[PieceJointe, ...], RefusDePiece]:
    """Keep the files of a message under clean names, all of them or none."""
    noms = verifier_pieces([(nom, len(contenu)) for nom, contenu in pieces], limites)
    return noms.map(
        lambda propres: tuple(
            PieceJointe(nom=nom, taille=len(contenu), empreinte=magasin.put(contenu))
            for nom, (_, contenu) in zip(propres, pieces, strict=True)
        )
    )


def lire_piece(demande: Demande, empreinte: str, magasin: DocumentStore) -> Result[Piece, RefusDEspace]:
    """Return the bytes of a file of a thread."""
    trouvee = next((une for une in demande.pieces if une.empreinte == empreinte), None)
    if trouvee is None:
        return Failure(PieceInterdite(empreinte=empreinte))
    return Success(Piece(nom=trouvee.nom, contenu=magasin.get(empreinte)))


def _sienne(
    transaction: Transaction, vitrine: Vitrine, qui: TiersId, id: DemandeId
) -> Result[Stored[Demande], RefusDeDemande]:
    try:
        garde = transaction.demandes.get(id)
    except NotFound:
        return Failure(DemandeInconnue(demande=id))
    if garde.state.tiers != qui:
        return Failure(DemandeInconnue(demande=id))
    if not vitrine.a_rubrique(qui, Rubrique.DEMANDES, Espace.du_metier(garde.state.metier)):
        return Failure(DemandesFermees())
    return Success(garde)
