"""Events: written down, put online and taken off; the minutes, the lists and « Documents du syndic » among them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from attrs import evolve, frozen
from returns.pipeline import is_successful
from returns.result import Failure, Result, Success

from lsc_domain.assemblee.proces_verbal import ProcesVerbal
from lsc_domain.classeur.document import Document
from lsc_domain.evenement.dossier import Dossier
from lsc_domain.evenement.evenement import Evenement
from lsc_domain.evenement.modele import Modele
from lsc_domain.evenement.piece_jointe import PieceJointe
from lsc_domain.ports.clock import Clock
from lsc_domain.ports.documents import DocumentStore
from lsc_domain.ports.errors import Conflict, NotFound
from lsc_domain.ports.rendering import Rendu
from lsc_domain.ports.storage import Repository, Storage, Stored, Transaction
from lsc_domain.publication.mise_en_ligne import (
    DestinataireInconnu,
    EvenementInconnu,
    ImmeubleInconnu,
    ModeleAbsent,
    RefusDEvenement,
    mettre_en_ligne,
)
from lsc_domain.publication.planning import paris
from lsc_domain.socle.affichage import ecrire_date
from lsc_domain.socle.ids import ClasseurId, DocumentId, EntiteId, EvenementId, ImmeubleId, LotId, ModeleId, TiersId
from lsc_domain.usecases.documents_du_syndic import ajouter_au_syndic, retirer_du_syndic
from lsc_domain.usecases.etat import Lecture

A = TypeVar("A")

_CHIFFRES = 8


@frozen(kw_only=True)
class EvenementUseCases:
    """
    The register of events, numbered in the order they are written. CORE-06.

    The bytes of an attachment are kept first, and the event that names them afterwards.
    """

    storage: Storage
    documents: DocumentStore
    clock: Clock

    # ---------------------------------------------------------------------------------------------------- the models

    def modeles(self) -> tuple[Modele, ...]:
        """List the models."""
        with self.storage.transaction() as transaction:
            return tuple(un.state for _, un in transaction.modeles.all())

    def regler_modele(self, modele: Modele) -> Modele:
        """
        Add a model, or change it; its tab « Extranet » is part of it. EXP-43.

        Linked to a binder it had not, it does not publish the events of the past by itself: those that had a date
        lose it, and are to be published again. EXP-44.
        """
        with self.storage.transaction() as transaction:
            avant = _garde(transaction.modeles, modele.id)
            transaction.modeles.put(modele.id, modele, expected=0 if avant is None else avant.version)
            if avant is not None and avant.state.classeur is None and modele.classeur is not None:
                for id_, un in transaction.evenements.all():
                    if un.state.modele == modele.id and un.state.publie_le is not None:
                        transaction.evenements.put(id_, un.state.depublier(), expected=un.version)
        return modele

    def lier(self, modele: ModeleId, classeur: ClasseurId | None) -> Result[Modele, RefusDEvenement]:
        """Link a model to a binder, or to none. EXP-44."""
        trouve = next((un for un in self.modeles() if un.id == modele), None)
        if trouve is None:
            return Failure(ModeleAbsent(modele=modele))
        return Success(self.regler_modele(evolve(trouve, classeur=classeur)))

    # ---------------------------------------------------------------------------------------------------- the events

    def evenements(self) -> tuple[Evenement, ...]:
        """List the events, in the order of their identities."""
        with self.storage.transaction() as transaction:
            return tuple(un.state for _, un in transaction.evenements.all())

    def creer(
        self,
        *,
        modele: ModeleId,
        immeuble: ImmeubleId,
        objet: str,
        texte: str = "",
        pieces: Sequence[tuple[str, bytes]] = (),
        traite_le: date | None = None,
        publie_le: date | None = None,
        dossier: Dossier | None = None,
        lot: LotId | None = None,
        destinataires: tuple[TiersId, ...] = (),
        remplace: EvenementId | None = None,
        valable_jusqua: date | None = None,
    ) -> Result[Evenement, RefusDEvenement]:
        """
        Write an event down under the next number, with its attachments.

        One whose model has no binder, or that is empty, has no publication date whatever was asked: that is the value
        of all that cannot be published (PUB-11, EXP-44). The event it cancels and replaces is taken off (EXP-38).
        """
        ecrit = Evenement(
            id=EvenementId("à numéroter"),
            chrono=1,
            modele=modele,
            immeuble=immeuble,
            objet=objet,
            traite_le=traite_le or self._jour(),
            texte=texte,
            pieces=tuple(self._garder(nom, contenu) for nom, contenu in pieces),
            dossier=dossier,
            lot=lot,
            destinataires=destinataires,
            remplace=remplace,
            valable_jusqua=valable_jusqua,
        )
        while True:
            try:
                with self.storage.transaction() as transaction:
                    return _numeroter(transaction, ecrit, publie_le)
            except Conflict:
                continue  # somebody took that number at the same moment: take the next one

    def joindre(self, evenement: EvenementId, nom: str, contenu: bytes) -> Result[Evenement, RefusDEvenement]:
        """Attach a file to an event; published already, the next run sends it."""
        piece = self._garder(nom, contenu)
        with self.storage.transaction() as transaction:
            garde = _garde(transaction.evenements, evenement)
            if garde is None:
                return Failure(EvenementInconnu(evenement=evenement))
            nouveau = evolve(garde.state, pieces=(*garde.state.pieces, piece))
            transaction.evenements.put(evenement, nouveau, expected=garde.version)
        return Success(nouveau)

    def publier(
        self, *evenements: EvenementId, le: date | None = None
    ) -> Result[tuple[Evenement, ...], RefusDEvenement]:
        """« Publier en date du jour » the events selected, all or none: the next run sends them. PUB-10."""
        jour = le or self._jour()
        with self.storage.transaction() as transaction:
            publies: list[tuple[Evenement, int]] = []
            for id_ in evenements:
                garde = _garde(transaction.evenements, id_)
                if garde is None:
                    return Failure(EvenementInconnu(evenement=id_))
                modele = _lire(transaction.modeles, garde.state.modele)
                if modele is None:
                    return Failure(ModeleAbsent(modele=garde.state.modele))
                publie = mettre_en_ligne(garde.state, modele, le=jour)
                if not is_successful(publie):
                    return Failure(publie.failure())
                publies.append((publie.unwrap(), garde.version))
            for un, version in publies:
                transaction.evenements.put(un.id, un, expected=version)
        return Success(tuple(un for un, _ in publies))

    def depublier(self, *evenements: EvenementId) -> Result[tuple[Evenement, ...], RefusDEvenement]:
        """Put the publication dates back to none, all or none: the next list is without these events. PUB-11."""
        with self.storage.transaction() as transaction:
            gardes = [(un, _garde(transaction.evenements, un)) for un in evenements]
            retires: list[Evenement] = []
            for id_, garde in gardes:
                if garde is None:
                    return Failure(EvenementInconnu(evenement=id_))
                retires.append(garde.state.depublier())
            for (id_, garde), retire in zip(gardes, retires, strict=True):
                assert garde is not None
                transaction.evenements.put(id_, retire, expected=garde.version)
        return Success(tuple(retires))

    # ---------------------------------------------------------------------------------------------------- the minutes

    def classer_proces_verbal(
        self,
        proces_verbal: ProcesVerbal,
        papier: Rendu,
        *,
        immeuble: ImmeubleId,
        modele: ModeleId,
        objet: str = "",
    ) -> Result[Evenement, RefusDEvenement]:
        """
        File the minutes of a meeting as an event, published on the day, with the paper attached.

        Once a version: asked again, it returns the event there is. The next version cancels and replaces it. I-23.
        """
        etabli_le = proces_verbal.etabli_le.astimezone(paris()).date()
        dossier = Dossier(
            type="Assemblée générale",
            numero=proces_verbal.assemblee,
            entite=EntiteId(immeuble),
            ouvert_le=etabli_le,
            responsable=proces_verbal.auteur,
        )
        reference = proces_verbal.assemblee.replace("/", "-")
        nom = f"Procès-verbal {reference} v{proces_verbal.version}{papier.suffixe}"
        anterieurs = [
            un
            for un in self.evenements()
            if un.modele == modele and un.dossier is not None and un.dossier.numero == proces_verbal.assemblee
        ]
        deja = next((un for un in anterieurs if any(piece.nom == nom for piece in un.pieces)), None)
        if deja is not None:
            return Success(deja)
        jour = ecrire_date(etabli_le)
        return self.creer(
            modele=modele,
            immeuble=immeuble,
            objet=objet or f"Procès-verbal de l'assemblée {proces_verbal.assemblee} établi le {jour}",
            pieces=((nom, papier.contenu),),
            publie_le=self._jour(),
            dossier=dossier,
            remplace=max(anterieurs, key=lambda un: un.chrono).id if anterieurs else None,
        )

    # ---------------------------------------------------------------------------------------------------- by hand

    def documents_du_syndic(self) -> tuple[Document, ...]:
        """List what was put by hand in « Documents du syndic ». EXA-21."""
        with self.storage.transaction() as transaction:
            tous = [un.state for _, un in transaction.documents.all()]
        jour = self._jour()
        return tuple(un for un in tous if un.est_en_ligne(jour))

    def ajouter_au_syndic(
        self, titre: str, contenu: bytes, *, piece_du_minimum: str = "", valable_jusqua: date | None = None
    ) -> Result[Document, RefusDEvenement]:
        """
        Put a document in « Documents du syndic »: it is read at once, without any run. EXA-22.

        It belongs to the extranet's own space: the list of a run neither has it nor withdraws it. `piece_du_minimum` is
        its code in décret 2019-502 (C5a, the carte professionnelle), in force to `valable_jusqua` included (I-33).
        """
        piece = self._garder(titre, contenu)
        with self.storage.transaction() as transaction:
            return ajouter_au_syndic(
                transaction,
                piece,
                le=self._jour(),
                piece_du_minimum=piece_du_minimum,
                valable_jusqua=valable_jusqua,
            )

    def retirer_du_syndic(self, *documents: DocumentId) -> None:
        """Take documents off « Documents du syndic »: nobody reads them from this moment on. EXA-22."""
        with self.storage.transaction() as transaction:
            retirer_du_syndic(transaction, documents, le=self._jour())

    def _garder(self, nom: str, contenu: bytes) -> PieceJointe:
        return PieceJointe(nom=nom, taille=len(contenu), empreinte=self.documents.put(contenu))

    def _jour(self) -> date:
        return Lecture(storage=self.storage, clock=self.clock).jour()


def _numeroter(
    transaction: Transaction, ecrit: Evenement, publie_le: date | None
) -> Result[Evenement, RefusDEvenement]:
    """Check whom and what an event names, take off the one it replaces, and write it under the next number."""
    modele = _lire(transaction.modeles, ecrit.modele)
    if modele is None:
        return Failure(ModeleAbsent(modele=ecrit.modele))
    if _lire(transaction.immeubles, ecrit.immeuble) is None:
        return Failure(ImmeubleInconnu(immeuble=ecrit.immeuble))
    inconnu = next((un for un in ecrit.destinataires if _lire(transaction.tiers, un) is None), None)
    if inconnu is not None:
        return Failure(DestinataireInconnu(tiers=inconnu))
    if ecrit.remplace is not None:
        ancien = _lire(transaction.evenements, ecrit.remplace)
        if ancien is None:
            return Failure(EvenementInconnu(evenement=ecrit.remplace))
        transaction.evenements.put(
            ecrit.remplace, ancien.depublier(), expected=transaction.evenements.get(ecrit.remplace).version
        )
    chrono = prochain_chrono(transaction)
    evenement = evolve(ecrit, id=identite_du_chrono(chrono), chrono=chrono)
    if publie_le is not None:
        evenement = mettre_en_ligne(evenement, modele, le=publie_le).value_or(evenement)
    transaction.evenements.put(evenement.id, evenement, expected=0)
    return Success(evenement)


def identite_du_chrono(chrono: int) -> EvenementId:
    """Return the identity of an event written here: its number, in eight digits."""
    return EvenementId(f"{chrono:0{_CHIFFRES}d}")


def prochain_chrono(transaction: Transaction) -> int:
    """Return the number after the last one; events brought from elsewhere may have identities of their own."""
    ids = transaction.evenements.ids()
    if all(len(un) == _CHIFFRES and un.isascii() and un.isdigit() for un in ids):
        return int(ids[-1]) + 1 if ids else 1
    return 1 + max(un.state.chrono for _, un in transaction.evenements.all())


def _garde(repository: Repository[A], id_: str) -> Stored[A] | None:
    try:
        return repository.get(id_)
    except NotFound:
        return None


def _lire(repository: Repository[A], id_: str) -> A | None:
    garde = _garde(repository, id_)
    return None if garde is None else garde.state
