"""What the agency reads of its portfolio on the extranet, all of it as clients see it. EXA-09 to EXA-24."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from attrs import frozen
from returns.pipeline import is_successful
from returns.result import Failure, Result, Success

from lsc_domain.classeur.acces import DocumentInconnu
from lsc_domain.classeur.consultation import Contenu, Lecteur
from lsc_domain.classeur.document import Document
from lsc_domain.compte.releve import Releve
from lsc_domain.extranet.accueil import DocumentLu, Piece
from lsc_domain.extranet.audit import Acte
from lsc_domain.extranet.bien import BienVu, biens_de
from lsc_domain.extranet.bouton import Bouton, boutons
from lsc_domain.extranet.collaborateur import Collaborateur
from lsc_domain.extranet.espace import Espace
from lsc_domain.extranet.fiche_client import CategorieDeFiche, FicheClient, FicheResume, categories
from lsc_domain.extranet.habilitation import FonctionManquante, Habilitation
from lsc_domain.extranet.identite import FiltreDIdentite, Identite
from lsc_domain.extranet.information import plus_recentes
from lsc_domain.extranet.photos import PhotosDImmeuble, photos_du_metier
from lsc_domain.extranet.piece_de_demande import nettoyer_nom
from lsc_domain.extranet.recherche import correspond, replier
from lsc_domain.extranet.refus_d_espace import CompteInterdit, PieceInterdite
from lsc_domain.extranet.vitrine import Vitrine, ranger
from lsc_domain.parc.fiche_de_lot import FicheDeLot
from lsc_domain.parc.role import Metier, Role
from lsc_domain.ports.errors import NotFound
from lsc_domain.socle.ids import ClasseurId, CompteId, DocumentId, LotId, TiersId
from lsc_domain.usecases.cote_agence import CoteAgence, tracer

_ROLES = {
    CategorieDeFiche.PROPRIETAIRES: Role.PROPRIETAIRE,
    CategorieDeFiche.COPROPRIETAIRES: Role.COPROPRIETAIRE,
    CategorieDeFiche.LOCATAIRES: Role.LOCATAIRE,
}


@frozen(kw_only=True)
class PortefeuilleDeLAgence(CoteAgence):
    """The lists, the fiches, the binders and the identities: read only, since all of it comes from LSC. EXA-09."""

    def metiers(self) -> tuple[Metier, ...]:
        """Return the trades offered once one has come in: those the licence opens. EXA-05."""
        ouverts = self.vitrine().metiers
        return tuple(un for un in Metier if un in ouverts)

    def boutons(self) -> tuple[Bouton, ...]:
        """Return the buttons, the same whatever the trade. EXA-06, X-15."""
        return boutons(tickets=self.vitrine().tickets)

    # ---------------------------------------------------------------------------------------------------- the lists

    def categories(self, metier: Metier) -> tuple[CategorieDeFiche, ...]:
        """Return the lists of a trade. EXA-09, EXA-10."""
        return categories(metier, tickets=self.vitrine().tickets)

    def portefeuille(
        self, metier: Metier, categorie: CategorieDeFiche, *, cherche: str = ""
    ) -> tuple[FicheResume, ...]:
        """Return a list of a trade, by name: what has all these words in its code, its name or its detail. EXA-09."""
        vitrine = self.vitrine()
        if metier not in vitrine.metiers or categorie not in categories(metier, tickets=vitrine.tickets):
            return ()
        fiches = (un for un in _fiches(vitrine, metier, categorie) if correspond(cherche, un.code, un.titre, un.detail))
        return tuple(sorted(fiches, key=lambda un: (replier(un.titre), un.code)))

    def identites(self, cherche: str = "", filtre: FiltreDIdentite | None = None) -> tuple[Identite, ...]:
        """
        Return everybody who is published, each once, by name: clients of both trades and collaborators. EXA-24.

        A search looks for all these words in the name or the code, whatever the accents and the capitals.
        """
        with self.client.storage.transaction() as transaction:
            collaborateurs = [un.state for _, un in transaction.collaborateurs.all()]
        vitrine = self.vitrine()
        tous = [
            *_clients(vitrine),
            *(
                Identite(
                    nom=un.nom,
                    collaborateur=un.id,
                    qualites=tuple(sorted(une.libelle for une in un.fonctions)),
                    courriel=un.courriel,
                )
                for un in collaborateurs
            ),
        ]
        trouves = (
            un
            for un in tous
            if (filtre is None or un.est_de(filtre))
            and correspond(cherche, un.nom, un.tiers or "", un.collaborateur or "")
        )
        return tuple(sorted(trouves, key=lambda un: (replier(un.nom), un.tiers or "", un.collaborateur or "")))

    # ---------------------------------------------------------------------------------------------------- the fiche

    def fiche_client(self, tiers: TiersId) -> FicheClient:
        """
        Return the fiche of a client: in each tab, exactly what he sees in his spaces. EXA-11 to EXA-17, EXA-12, EXC-09.

        Raises `NotFound` for a person nobody has entered.
        """
        with self.client.storage.transaction() as transaction:
            identifiants = [un.state for _, un in transaction.identifiants.by("tiers", tiers)]
        vitrine, a = self.vitrine(), self._maintenant()
        personne = vitrine.parc.tiers.get(tiers)
        if personne is None:
            raise NotFound(f"tiers : rien sous l'identité {tiers}")
        espaces = vitrine.espaces(tiers)
        roles = {un.role for un in vitrine.parc.roles_de(tiers, vitrine.jour)}
        loue_seulement = roles == {Role.LOCATAIRE}
        contenus = tuple(un for espace in espaces for un in vitrine.contenus(tiers, espace))
        return FicheClient(
            tiers=personne,
            qualites=_qualites(roles),
            connexion_autorisee=bool(espaces) and any(un.ouvert for un in identifiants),
            codes=tuple(un.code for un in identifiants),
            comptes=self.client.comptes_vus(vitrine, tiers, espaces),
            biens=None if loue_seulement else _biens(vitrine, tiers),
            evenements=plus_recentes({une for espace in espaces for une in vitrine.nouvelles(tiers, espace, a)}),
            classeurs=contenus,
            documents=tuple(
                document
                for contenu in contenus
                for document in vitrine.documents_du_classeur(tiers, contenu.classeur.id).unwrap()
            ),
            photos=tuple(album for espace in espaces for album in vitrine.photos(tiers, espace)),
        )

    def fiche_de_lot(self, metier: Metier, lot: LotId) -> FicheDeLot:
        """
        Return all that is known of a lot of a trade, its type at least. CORE-01, EXA-09.

        Raises `NotFound` for a lot no building of that trade has.
        """
        vitrine = self.vitrine()
        immeubles = (un for un in vitrine.parc.immeubles.values() if metier in un.metiers)
        liste = next(((un, sien) for un in immeubles for sien in un.lots if sien.id == lot), None)
        if metier not in vitrine.metiers or liste is None:
            raise NotFound(f"lot : rien sous l'identité {lot}")
        fiche = vitrine.fiches_de_lot.get(lot)
        return fiche or FicheDeLot(id=lot, immeuble=liste[0].id, type=liste[1].type)

    def releve(self, tiers: TiersId, compte: CompteId, du: date, au: date) -> Result[Releve, CompteInterdit]:
        """
        « Situation du compte »: the very extract the client reads of one of the accounts on his fiche. EXA-14.

        His own are read even when the rubrique is closed to him, as the agency keeps them.
        """
        vitrine = self.vitrine()
        garde = vitrine.parc.comptes.get(compte)
        siens = (un for espace in Espace for un in vitrine.comptes(tiers, espace))
        if garde is None or (garde.tiers != tiers and garde not in siens):
            return Failure(CompteInterdit(compte=compte))
        return Success(self.client.releve_vu(vitrine, garde, du, au))

    # ---------------------------------------------------------------------------------------------------- the papers

    def classeurs(self, metier: Metier) -> tuple[Contenu, ...]:
        """Return all the binders of a trade, by name, those without document too, each with its number. EXA-18."""
        vitrine = self.vitrine()
        nombres = Counter(un.classeur for un in vitrine.documents.values() if un.est_en_ligne(vitrine.jour))
        tous = (Contenu(classeur=un, nombre=nombres[un.id]) for un in vitrine.classeurs.values() if un.metier is metier)
        return ranger(tous)

    def documents(self, classeur: ClasseurId, *, cherche: str = "") -> tuple[Document, ...]:
        """Return what is online in a binder, by path then the latest first, whoever reads it. EXA-18, EXA-20."""
        vitrine = self.vitrine()
        siens = (
            un
            for un in vitrine.documents.values()
            if un.classeur == classeur and un.est_en_ligne(vitrine.jour) and correspond(cherche, un.titre, *un.chemin)
        )
        return tuple(sorted(siens, key=lambda un: (un.chemin, -un.depuis.toordinal(), un.titre, un.id)))

    def document(
        self, par: Collaborateur, id: DocumentId, *, adresse: str = ""
    ) -> Result[DocumentLu, FonctionManquante | DocumentInconnu]:
        """Return a document that is online, with its bytes; that it was read is traced. I-53, I-55."""
        droit = self.exiger(par, Habilitation.CONSULTER)
        if not is_successful(droit):
            return Failure(droit.failure())
        vitrine = self.vitrine()
        trouve = vitrine.documents.get(id)
        if trouve is None or not trouve.est_en_ligne(vitrine.jour):
            return Failure(DocumentInconnu(document=id))
        lu = self.client.lire(trouve, vitrine)
        le, acte = self._maintenant(), Acte.DOCUMENT_LU
        with self.client.storage.transaction() as transaction:
            tracer(transaction, le=le, par=par, acte=acte, objet=id, detail=trouve.titre, adresse=adresse)
        return Success(lu)

    def qui_voit(self, document: DocumentId) -> tuple[Lecteur, ...]:
        """Say who reads a document, and why. I-30, I-31."""
        return self.vitrine().consultation.qui_voit(document)

    def photos(self, metier: Metier) -> tuple[PhotosDImmeuble, ...]:
        """Return the photographs of a trade, by name of building. EXA-23."""
        return photos_du_metier(self.vitrine().parc, metier)

    def photo(self, empreinte: str) -> Result[Piece, PieceInterdite]:
        """Return a photograph of a building of the portfolio."""
        toutes = (une for un in self.vitrine().parc.immeubles.values() for une in un.photos)
        trouvee = next((une for une in toutes if une.empreinte == empreinte), None)
        if trouvee is None:
            return Failure(PieceInterdite(empreinte=empreinte))
        return Success(Piece(nom=nettoyer_nom(trouvee.nom), contenu=self.client.magasin.get(empreinte)))


def _biens(vitrine: Vitrine, tiers: TiersId) -> tuple[BienVu, ...]:
    return biens_de(vitrine.parc, tiers, vitrine.jour, tuple(Espace), vitrine.fiches_de_lot)


def _qualites(roles: set[Role]) -> tuple[str, ...]:
    return tuple(un.libelle for un in Role if un in roles)


def _clients(vitrine: Vitrine) -> Iterator[Identite]:
    for tiers in vitrine.parc.comptes_par_tiers:
        if not vitrine.parc.a_un_compte_publie(tiers, vitrine.jour):
            continue
        personne = vitrine.parc.tiers[tiers]
        roles = {un.role for un in vitrine.parc.roles_de(tiers, vitrine.jour)}
        yield Identite(
            nom=personne.identite,
            tiers=tiers,
            roles=frozenset(roles),
            qualites=_qualites(roles),
            courriel=personne.courriel,
        )


def _fiches(vitrine: Vitrine, metier: Metier, categorie: CategorieDeFiche) -> Iterator[FicheResume]:
    immeubles = [un for un in vitrine.parc.immeubles.values() if metier in un.metiers]
    if categorie is CategorieDeFiche.IMMEUBLES:
        for un in immeubles:
            yield FicheResume(code=un.id, titre=un.nom, detail=un.adresse, immeuble=un.id)
    elif categorie is CategorieDeFiche.LOTS:
        for un in immeubles:
            for lot in un.lots:
                yield FicheResume(code=lot.id, titre=un.nom, detail=lot.type, immeuble=un.id, lot=lot.id)
    elif categorie is CategorieDeFiche.FOURNISSEURS:
        for fournisseur in vitrine.fournisseurs:
            yield FicheResume(code=fournisseur.code, titre=fournisseur.nom, detail=fournisseur.activite)
    else:
        role = _ROLES[categorie]
        for client in _clients(vitrine):
            if client.tiers is not None and role in client.roles:
                adresse = vitrine.parc.tiers[client.tiers].adresse
                yield FicheResume(code=client.tiers, titre=client.nom, detail=adresse, tiers=client.tiers)
