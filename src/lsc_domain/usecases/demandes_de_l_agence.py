"""The requests and the news, from the agency's side. EXA-16, EXA-37, EXA-38."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import TypeAlias

from attrs import frozen
from returns.pipeline import is_successful
from returns.result import Failure, Result, Success

from lsc_domain.extranet.accueil import Piece
from lsc_domain.extranet.audit import Acte
from lsc_domain.extranet.collaborateur import Collaborateur
from lsc_domain.extranet.demande import (
    Demande,
    DemandeInconnue,
    RefusDeDemande,
    accepter_ticket,
    clore,
    ecrire,
    faute_de_texte,
    plus_recentes,
    refuser_ticket,
)
from lsc_domain.extranet.habilitation import FonctionManquante, Habilitation
from lsc_domain.extranet.information import Information
from lsc_domain.extranet.refus_d_agence import DestinatairesInconnus, InformationInconnue, RefusDAgence
from lsc_domain.extranet.refus_d_espace import RefusDEspace
from lsc_domain.parc.role import Metier
from lsc_domain.ports.errors import NotFound
from lsc_domain.socle.ids import DemandeId, ImmeubleId, InformationId, TiersId
from lsc_domain.usecases.cote_agence import CoteAgence, tracer
from lsc_domain.usecases.demandes_du_client import garder_pieces, lire_piece

Suite: TypeAlias = Callable[[Demande, datetime], Result[Demande, RefusDeDemande]]
"""What is done to a request, at an instant."""


@frozen(kw_only=True)
class DocumentHorsClasseur:
    """
    A document that is in no binder: what came with a request. It is shown in its context only. EXA-19.

    `concerne` is what it was attached to, `qui` the name of the client.
    """

    demande: DemandeId
    nom: str
    le: datetime
    taille: int
    empreinte: str
    concerne: str
    qui: str


@frozen(kw_only=True)
class DemandesDeLAgence(CoteAgence):
    """What clients wrote, what they are answered, and what they are told."""

    # ---------------------------------------------------------------------------------------------------- requests

    def demandes(self, *, ouvertes: bool | None = None, metier: Metier | None = None) -> tuple[Demande, ...]:
        """Return the requests, the newest first: all, the open ones or the closed ones, of a trade or of both."""
        with self.client.storage.transaction() as transaction:
            toutes = [un.state for _, un in transaction.demandes.all()]
        return plus_recentes(
            une for une in toutes if ouvertes in (None, une.est_ouverte) and metier in (None, une.metier)
        )

    def demande(self, id: DemandeId) -> Result[Demande, RefusDeDemande]:
        """Return a request, with its thread."""
        with self.client.storage.transaction() as transaction:
            try:
                return Success(transaction.demandes.get(id).state)
            except NotFound:
                return Failure(DemandeInconnue(demande=id))

    def repondre(
        self, par: Collaborateur, id: DemandeId, texte: str, pieces: Sequence[tuple[str, bytes]] = ()
    ) -> Result[Demande, RefusDAgence | RefusDeDemande]:
        """Answer a client, with files if need be; the thread is his too."""
        droit = self.exiger(par, Habilitation.DEMANDES)
        if not is_successful(droit):
            return Failure(droit.failure())
        jointes = garder_pieces(pieces, self.client.magasin, self.client.limites)
        if not is_successful(jointes):
            return Failure(jointes.failure())
        return self._suivre(
            par,
            id,
            "réponse",
            lambda demande, le: ecrire(demande, texte, le=le, par=par.id, pieces=jointes.unwrap()),
        )

    def clore(self, par: Collaborateur, id: DemandeId) -> Result[Demande, RefusDAgence | RefusDeDemande]:
        """Close a request: nothing more is written in it."""
        return self._suivre(par, id, "clôture", lambda demande, le: clore(demande, le=le))

    def accepter_ticket(self, par: Collaborateur, id: DemandeId) -> Result[Demande, RefusDAgence | RefusDeDemande]:
        """Decide that the ticket a client asked for is to be opened: until then there is none. EXA-38."""
        return self._suivre(par, id, "ticket accepté", lambda demande, _: accepter_ticket(demande))

    def refuser_ticket(
        self, par: Collaborateur, id: DemandeId, motif: str
    ) -> Result[Demande, RefusDAgence | RefusDeDemande]:
        """Decide that it is not: the request goes on without, and the client reads why. EXA-38."""
        return self._suivre(par, id, "ticket refusé", lambda demande, _: refuser_ticket(demande, motif=motif))

    def hors_classeur(self) -> tuple[DocumentHorsClasseur, ...]:
        """List the documents that are in no binder, the latest first. EXA-19."""
        tiers = self.vitrine().parc.tiers
        trouves = [
            DocumentHorsClasseur(
                demande=une.id,
                nom=piece.nom,
                le=message.le,
                taille=piece.taille,
                empreinte=piece.empreinte,
                concerne=une.objet,
                qui=tiers[une.tiers].identite if une.tiers in tiers else une.tiers,
            )
            for une in self.demandes()
            for message in une.messages
            for piece in message.pieces
        ]
        return tuple(sorted(trouves, key=lambda un: un.le, reverse=True))

    def piece_de_demande(
        self, par: Collaborateur, id: DemandeId, empreinte: str, *, adresse: str = ""
    ) -> Result[Piece, FonctionManquante | RefusDeDemande | RefusDEspace]:
        """Return a file of a request, in its context; that it was read is traced. EXA-19, I-53, I-55."""
        droit = self.exiger(par, Habilitation.DEMANDES)
        if not is_successful(droit):
            return Failure(droit.failure())
        trouvee = self.demande(id)
        if not is_successful(trouvee):
            return Failure(trouvee.failure())
        lue = lire_piece(trouvee.unwrap(), empreinte, self.client.magasin)
        if not is_successful(lue):
            return Failure(lue.failure())
        le, acte, detail = self._maintenant(), Acte.DOCUMENT_LU, f"pièce jointe : {lue.unwrap().nom}"
        with self.client.storage.transaction() as transaction:
            tracer(transaction, le=le, par=par, acte=acte, objet=id, detail=detail, adresse=adresse)
        return Success(lue.unwrap())

    # ---------------------------------------------------------------------------------------------------- news

    def informations(self) -> tuple[Information, ...]:
        """Return the news of the agency, the newest first, whoever they are for. EXA-16."""
        return self.vitrine().informations

    def informer(
        self,
        par: Collaborateur,
        *,
        titre: str,
        texte: str,
        metiers: Iterable[Metier] = (),
        immeubles: Iterable[ImmeubleId] = (),
        destinataires: Iterable[TiersId] = (),
    ) -> Result[Information, RefusDAgence]:
        """
        Tell clients something, from the extranet: those of a trade, of buildings, some people, or all of them.

        It is seen at once, and LSC knows nothing of it: no event is written. EXA-16, EXA-37.
        """
        droit = self.exiger(par, Habilitation.INFORMATIONS)
        if not is_successful(droit):
            return Failure(droit.failure())
        faute = faute_de_texte(texte, objet=titre)
        if faute is not None:
            return Failure(faute)
        lieux, gens, parc = frozenset(immeubles), frozenset(destinataires), self.vitrine().parc
        etrangers = DestinatairesInconnus(
            immeubles=tuple(sorted(lieux - parc.immeubles.keys())), tiers=tuple(sorted(gens - parc.tiers.keys()))
        )
        if etrangers != DestinatairesInconnus():
            return Failure(etrangers)
        le = self._maintenant()
        information = Information(
            id=InformationId(self.ids.new()),
            titre=" ".join(titre.split()),
            texte=texte.strip(),
            publiee_le=le,
            metiers=frozenset(metiers),
            immeubles=lieux,
            destinataires=gens,
        )
        with self.client.storage.transaction() as transaction:
            transaction.informations.put(information.id, information, expected=0)
            tracer(transaction, le=le, par=par, acte=Acte.INFORMATION, objet=information.id, detail=information.titre)
        return Success(information)

    def retirer(self, par: Collaborateur, id: InformationId) -> Result[Information, RefusDAgence]:
        """Take a piece of news off: nobody reads it from this moment on. EXA-16."""
        droit = self.exiger(par, Habilitation.INFORMATIONS)
        if not is_successful(droit):
            return Failure(droit.failure())
        with self.client.storage.transaction() as transaction:
            try:
                garde = transaction.informations.get(id)
            except NotFound:
                return Failure(InformationInconnue(information=id))
            transaction.informations.drop(id, expected=garde.version)
            detail = f"retirée : {garde.state.titre}"
            tracer(transaction, le=self._maintenant(), par=par, acte=Acte.INFORMATION, objet=id, detail=detail)
        return Success(garde.state)

    def _suivre(
        self, par: Collaborateur, id: DemandeId, detail: str, suite: Suite
    ) -> Result[Demande, RefusDAgence | RefusDeDemande]:
        droit = self.exiger(par, Habilitation.DEMANDES)
        if not is_successful(droit):
            return Failure(droit.failure())
        le = self._maintenant()
        with self.client.storage.transaction() as transaction:
            try:
                garde = transaction.demandes.get(id)
            except NotFound:
                return Failure(DemandeInconnue(demande=id))
            suivie = suite(garde.state, le)
            if not is_successful(suivie):
                return Failure(suivie.failure())
            transaction.demandes.put(id, suivie.unwrap(), expected=garde.version)
            tracer(transaction, le=le, par=par, acte=Acte.DEMANDE, objet=id, detail=detail)
        return Success(suivie.unwrap())
