"""Telling clients that there are new documents: one notice a person and a run, never twice of one, and the way out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import TypeAlias, assert_never

from attrs import evolve, frozen
from returns.pipeline import is_successful
from returns.result import Failure, Result, Success

from lsc_domain.classeur.consultation import Consultation
from lsc_domain.classeur.document import Document
from lsc_domain.parc.tiers import Tiers
from lsc_domain.ports.clock import Clock
from lsc_domain.ports.errors import Conflict, NotFound
from lsc_domain.ports.messaging import Messaging, Pli, PliRendering
from lsc_domain.ports.storage import Storage
from lsc_domain.publication import desinscription as lien
from lsc_domain.publication import refus as publication
from lsc_domain.publication.acquit import Acquit
from lsc_domain.publication.avis import AvisDeNouveauxDocuments, LigneDAvis
from lsc_domain.publication.desinscription import (
    CleDeDesinscription,
    DesinscriptionRefusee,
    lien_de_desinscription,
    lire_desinscription,
)
from lsc_domain.publication.etat import Etat
from lsc_domain.publication.execution import Bilan, DejaEnCours
from lsc_domain.socle.ids import DestinationId, DocumentId, TiersId
from lsc_domain.usecases import tour
from lsc_domain.usecases.envoi import NOUVEAU_PENDANT, annonces
from lsc_domain.usecases.etat import AGENCE, Lecture

_TOUS = "Tous les immeubles"


@frozen(kw_only=True)
class Desinscription:
    """
    Where the one-click opt-out of a notice leads, an https address, and the key that signs it. I-38.

    `anciennes` are the keys that signed before: links that left have no end, so they are still read with.
    """

    adresse: str
    cle: CleDeDesinscription
    anciennes: tuple[CleDeDesinscription, ...] = ()


@frozen(kw_only=True)
class SansDesinscription:
    """Nobody said where one opts out, or where the extranet is: no notice leaves without both. I-38, EXP-05."""


@frozen(kw_only=True)
class DesinscritInconnu:
    """The link is a true one, of somebody the agency no longer keeps: nothing leaves for him anyway. I-38."""

    tiers: TiersId


RefusDAnnonce: TypeAlias = DejaEnCours | SansDesinscription
RefusDeDesinscription: TypeAlias = DesinscriptionRefusee | DesinscritInconnu | SansDesinscription


def libelle(refus: RefusDAnnonce | RefusDeDesinscription) -> str:
    """
    Say it in French.

    >>> libelle(DesinscritInconnu(tiers=TiersId("BROUILLY")))
    "Le tiers BROUILLY n'est plus connu : rien ne lui est envoyé."
    """
    match refus:
        case DejaEnCours():
            return publication.libelle(refus)
        case SansDesinscription():
            return (
                "Il manque la clé de désinscription, ou le nom de domaine de l'extranet : aucun avis ne part sans eux."
            )
        case DesinscriptionRefusee():
            return lien.libelle(refus)
        case DesinscritInconnu(tiers=tiers):
            return f"Le tiers {tiers} n'est plus connu : rien ne lui est envoyé."
        case _:
            assert_never(refus)


@frozen(kw_only=True)
class Annonces:
    """How many notices left, and a sentence for each that did not."""

    envoyes: int = 0
    echecs: tuple[str, ...] = ()


@frozen(kw_only=True)
class NotificationUseCases:
    """
    The notices of new documents. MSG-02, EXP-50, EXA-34, EXC-09.

    Never twice comes before once: that a document is announced to somebody is written before the notice leaves, and
    rubbed out only if it is known not to have left and may be tried again. A process killed in between loses a
    notice; it never repeats one.
    """

    storage: Storage
    messaging: Messaging
    plis: PliRendering
    clock: Clock
    desinscription: Desinscription | None = None
    agence: str = AGENCE
    delai: timedelta = timedelta(minutes=10)

    def annoncer(self, destination: DestinationId, *, par: str) -> Result[Annonces, RefusDAnnonce]:
        """
        Announce what arrived at a destination since the last time: to be asked after each run.

        A client is written to only if the model notifies, the agency has notices on, he has not switched them off, he
        has an e-mail and a published account, and he reads the document on that day.
        """
        lecture = Lecture(storage=self.storage, clock=self.clock, agence=self.agence)
        jour = lecture.jour()
        etat = lecture.etat(jour)
        if self.desinscription is None or not etat.parametres.a_une_adresse:
            return Failure(SansDesinscription())
        prise = tour.prendre(f"avis:{destination}", par=par, storage=self.storage, clock=self.clock, delai=self.delai)
        if not is_successful(prise):
            return Failure(prise.failure())
        faites = self._annoncer(destination, etat, jour, self.desinscription, prise.unwrap().numero)
        bilan = Bilan(envoyes=faites.envoyes, echecs=faites.echecs)
        tour.rendre(prise.unwrap(), bilan, storage=self.storage, clock=self.clock)
        return Success(faites)

    def desinscrire(self, jeton: str) -> Result[Tiers, RefusDeDesinscription]:
        """
        Send no more notices to whoever the link was made for: what the host does on the `POST` of RFC 8058. I-38.

        The token at the end of the link is the whole of the proof: no account is asked for. It turns off
        `Tiers.notifications`, and nothing else of anything; pressed twice, the second time writes nothing.
        """
        if self.desinscription is None:
            return Failure(SansDesinscription())
        lu = lire_desinscription(jeton, cles=(self.desinscription.cle, *self.desinscription.anciennes))
        if not is_successful(lu):
            return Failure(lu.failure())
        while True:
            try:
                with self.storage.transaction() as transaction:
                    garde = transaction.tiers.get(lu.unwrap())
                    lui = evolve(garde.state, notifications=False)
                    if lui != garde.state:
                        transaction.tiers.put(lui.id, lui, expected=garde.version)
                return Success(lui)
            except NotFound:
                return Failure(DesinscritInconnu(tiers=lu.unwrap()))
            except Conflict:
                continue  # somebody corrected his address at the same moment: what he wants is written on top of it

    def _annoncer(
        self, destination: DestinationId, etat: Etat, jour: date, desinscription: Desinscription, numero: int
    ) -> Annonces:
        with self.storage.transaction() as transaction:
            en_attente = frozenset(transaction.acquis.lire(annonces(destination)))
            arrives = en_attente & transaction.acquis.lire(destination).keys() if en_attente else en_attente
        # Again here: what waited for a way out, or for a mail server, longer than news lasts is no longer news.
        depuis = jour - NOUVEAU_PENDANT
        nouveaux = {
            un.id: un for un in etat.documents if un.notifier and un.depuis >= depuis and f"document:{un.id}" in arrives
        }
        a_dire = _par_personne(nouveaux, etat, jour)
        envoyes, echecs, a_reprendre = 0, list[str](), set[DocumentId]()
        suite = _Suite(self, destination, etat, desinscription, numero, a_dire)
        for reponse in self.messaging.envoyer_tous(suite.plis()):
            tiers, documents = suite.en_cours
            if is_successful(reponse):
                envoyes += 1
                continue
            echec = reponse.failure()
            echecs.append(f"avis à {etat.parc.tiers[tiers].identite} : {echec.raison.libelle}")
            if not echec.definitif:
                a_reprendre.update(un.id for un in documents)
                with self.storage.transaction() as transaction:
                    transaction.acquis.retirer(_dits(destination, tiers), (un.id for un in documents))
        finies = [cle for cle in en_attente if cle.removeprefix("document:") not in a_reprendre]
        with self.storage.transaction() as transaction:
            transaction.acquis.retirer(annonces(destination), finies)
        return Annonces(envoyes=envoyes, echecs=tuple(echecs))


class _Suite:
    """The plis of a run, one at a time: what each announces is written when it is taken, before it leaves."""

    def __init__(
        self,
        portes: NotificationUseCases,
        destination: DestinationId,
        etat: Etat,
        desinscription: Desinscription,
        numero: int,
        a_dire: Mapping[TiersId, tuple[Document, ...]],
    ) -> None:
        self._portes, self._destination, self._etat = portes, destination, etat
        self._desinscription, self._numero, self._a_dire = desinscription, numero, a_dire
        self.en_cours: tuple[TiersId, tuple[Document, ...]] = (TiersId(""), ())

    def plis(self) -> Iterator[Pli]:
        """Make the pli of each person who has something to be told."""
        for tiers, documents in self._a_dire.items():
            neufs = self._retenir(tiers, documents)
            if neufs:
                self.en_cours = (tiers, neufs)
                yield self._pli(self._etat.parc.tiers[tiers], neufs)

    def _retenir(self, tiers: TiersId, documents: tuple[Document, ...]) -> tuple[Document, ...]:
        """Write down what is going to be announced, and return it: less what already was, at whatever run."""
        nom, le = _dits(self._destination, tiers), self._portes.clock.now()
        with self._portes.storage.transaction() as transaction:
            deja = transaction.acquis.lire(nom)
            neufs = tuple(un for un in documents if un.id not in deja)
            transaction.acquis.ecrire(nom, [_marque(un, le) for un in neufs])
        return neufs

    def _pli(self, personne: Tiers, documents: tuple[Document, ...]) -> Pli:
        sortie = lien_de_desinscription(self._desinscription.adresse, personne.id, cle=self._desinscription.cle)
        corps = self._portes.plis.nouveaux_documents(
            AvisDeNouveauxDocuments(
                nom=personne.identite,
                adresse_de_l_extranet=self._etat.parametres.adresse_des_clients,
                documents=tuple(self._ligne(un) for un in documents),
                desinscription=sortie,
            )
        )
        return Pli(
            cle=f"avis|{self._destination}|{self._numero}|{personne.id}",
            destinataire=personne.courriel,
            # It becomes a header, where an end of line would stop this notice and all those after it.
            nom="".join(lettre if lettre.isprintable() else " " for lettre in personne.identite),
            objet=corps.objet,
            texte=corps.texte,
            html=corps.html,
            desinscription=sortie,
        )

    def _ligne(self, document: Document) -> LigneDAvis:
        immeuble = None if document.immeuble is None else self._etat.parc.immeubles.get(document.immeuble)
        return LigneDAvis(
            titre=document.titre,
            classeur=self._etat.classeurs[document.classeur].nom,
            immeuble=_TOUS if immeuble is None else immeuble.nom,
            le=document.depuis,
        )


def _par_personne(
    nouveaux: Mapping[DocumentId, Document], etat: Etat, jour: date
) -> Mapping[TiersId, tuple[Document, ...]]:
    """Group the new documents by person who is to be told. MSG-02."""
    if not etat.parametres.notifications or not nouveaux:
        return {}
    consultation = Consultation.du(
        jour,
        parc=etat.parc,
        classeurs=etat.classeurs.values(),
        documents=nouveaux.values(),
        reglages=etat.parametres.reglages,
    )
    par_personne: dict[TiersId, list[Document]] = {}
    for document in sorted(nouveaux.values(), key=lambda un: (un.depuis, un.id)):
        for lecteur in consultation.qui_voit(document.id):
            personne = etat.parc.tiers[lecteur.tiers]
            if personne.notifications and personne.courriel:
                par_personne.setdefault(personne.id, []).append(document)
    return {qui: tuple(documents) for qui, documents in sorted(par_personne.items())}


def _dits(destination: DestinationId, tiers: TiersId) -> str:
    """Return the name what was announced to a person is kept under: a run reads that of those it writes to."""
    return f"avis:{destination}:{tiers}"


def _marque(document: Document, le: datetime) -> Acquit:
    return Acquit(cle=document.id, empreinte=document.empreinte, chemin="", taille=0, contenu="", le=le)
