"""All that an extranet can show on a day, and what each one sees of it: a pure function of what the agency keeps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from datetime import date, datetime
from functools import cached_property

from attrs import field, frozen
from returns.pipeline import is_successful
from returns.result import Failure, Result, Success

from lsc_domain.classeur.acces import RefusDAcces
from lsc_domain.classeur.classeur import FACTURES, Classeur
from lsc_domain.classeur.consultation import Consultation, Contenu
from lsc_domain.classeur.document import Document
from lsc_domain.evenement.evenement import Evenement
from lsc_domain.extranet.agence import Bureaux, FicheDAgence
from lsc_domain.extranet.bien import BienVu, biens_de
from lsc_domain.extranet.compte_vu import comptes_des_locataires, comptes_propres
from lsc_domain.extranet.espace import DU_SYNDIC, Espace, Rubrique, espaces_de, est_bailleur
from lsc_domain.extranet.fournisseur import Fournisseur
from lsc_domain.extranet.information import Information
from lsc_domain.extranet.parametrage import Parametrage
from lsc_domain.extranet.photos import PhotosDImmeuble, photos_du_metier
from lsc_domain.extranet.recherche import correspond, replier
from lsc_domain.extranet.refus_d_espace import (
    ClasseurInterdit,
    CompteInterdit,
    EspaceAbsent,
    RefusDEspace,
    RubriqueFermee,
)
from lsc_domain.parc.compte_client import CompteClient
from lsc_domain.parc.fiche_de_lot import FicheDeLot
from lsc_domain.parc.parc import Parc
from lsc_domain.parc.role import Metier, Role
from lsc_domain.publication.parametres import Parametres
from lsc_domain.socle.ids import ClasseurId, CompteId, DocumentId, EvenementId, ImmeubleId, LotId, TiersId


@frozen(kw_only=True, eq=False)
class Vitrine:
    """
    The state of an extranet on a day.

    `metiers` are the trades the licence opens, `tickets` whether it has them. `informations` come the newest first.
    Every answer about a person looks at his spaces first: the master switch, his accounts and the licence are asked
    once, there, and nothing else can be shown without. EXA-31, EXP-51, I-31.
    """

    jour: date
    metiers: frozenset[Metier]
    tickets: bool
    parc: Parc
    classeurs: Mapping[ClasseurId, Classeur]
    documents: Mapping[DocumentId, Document]
    consultation: Consultation
    evenements: Mapping[EvenementId, Evenement] = field(factory=dict[EvenementId, Evenement])
    parametres: Parametres = field(factory=Parametres)
    parametrage: Parametrage = field(factory=Parametrage)
    informations: tuple[Information, ...] = ()
    fiche: FicheDAgence = field(factory=FicheDAgence)
    fournisseurs: tuple[Fournisseur, ...] = ()
    fiches_de_lot: Mapping[LotId, FicheDeLot] = field(factory=dict[LotId, FicheDeLot])
    _menus: dict[TiersId, Mapping[Espace, tuple[Rubrique, ...]]] = field(
        factory=dict[TiersId, Mapping[Espace, tuple[Rubrique, ...]]], init=False, repr=False
    )

    # ---------------------------------------------------------------------------------------------------- the menu

    def espaces(self, tiers: TiersId) -> tuple[Espace, ...]:
        """Return the accesses of a client; none when the master switch is off. EXC-06, EXA-31, X-16."""
        return tuple(self._menu(tiers))

    def rubriques(self, tiers: TiersId, espace: Espace) -> tuple[Rubrique, ...]:
        """
        Return the entries of his menu in a space: those the agency shows, and that his rights open. EXC-07, EXC-10.

        The parameter rules, whatever the screens of the trade have (X-30). A tenant has no « Mes biens »; « Liste des
        dépenses » is there for whom « Factures » opens to, in one of his buildings at least, once the agency sends
        them (EXP-26).
        """
        return self._menu(tiers).get(espace, ())

    def a_rubrique(self, tiers: TiersId, rubrique: Rubrique, espace: Espace | None = None) -> bool:
        """Tell whether somebody has an entry, in a space or in one of his."""
        return any(rubrique in siennes for un, siennes in self._menu(tiers).items() if espace in (None, un))

    def exiger(self, tiers: TiersId, rubrique: Rubrique, espace: Espace) -> Result[Espace, RefusDEspace]:
        """Ask for an entry before serving what is behind it. EXA-26, EXA-37, EXA-39."""
        siennes = self._menu(tiers).get(espace)
        if siennes is None:
            return Failure(EspaceAbsent(espace=espace))
        return Success(espace) if rubrique in siennes else Failure(RubriqueFermee(rubrique=rubrique))

    # ---------------------------------------------------------------------------------------------------- his things

    def immeubles(self, tiers: TiersId, espace: Espace) -> frozenset[ImmeubleId]:
        """Return the buildings where he is something that day, for the trade of a space. I-31, I-32."""
        return frozenset(
            role.immeuble for role in self.parc.roles_de(tiers, self.jour) if role.role.metier is espace.metier
        )

    def comptes(self, tiers: TiersId, espace: Espace) -> tuple[CompteClient, ...]:
        """Return the accounts he reads in a space: his, then by option his tenants'. EXA-26, EXA-27."""
        if not self.a_rubrique(tiers, Rubrique.COMPTE, espace):
            return ()
        siens = comptes_propres(self.parc, tiers, self.jour, espace)
        if espace is not Espace.GESTION_LOCATIVE or not self.parametrage.compte.vue_sur_les_locataires:
            return siens
        return siens + comptes_des_locataires(self.parc, tiers, self.jour)

    def compte(self, tiers: TiersId, compte: CompteId) -> Result[CompteClient, RefusDEspace]:
        """Ask for one account: among those he reads, in the one space that shows it. EXA-27."""
        garde = self.parc.comptes.get(compte)
        if garde is None:
            return Failure(CompteInterdit(compte=compte))
        espace = Espace.du_metier(garde.metier)
        ouvert = self.exiger(tiers, Rubrique.COMPTE, espace)
        if not is_successful(ouvert):
            return Failure(ouvert.failure())
        return Success(garde) if garde in self.comptes(tiers, espace) else Failure(CompteInterdit(compte=compte))

    def biens(self, tiers: TiersId, espace: Espace | None = None) -> tuple[BienVu, ...]:
        """Return the lots he owns, in a space or in all of his. EXA-42."""
        ouverts = tuple(
            un for un, siennes in self._menu(tiers).items() if espace in (None, un) and Rubrique.BIENS in siennes
        )
        return biens_de(self.parc, tiers, self.jour, ouverts, self.fiches_de_lot)

    def immeubles_des_depenses(self, tiers: TiersId) -> frozenset[ImmeubleId]:
        """Return the buildings whose expenses he reads: those where « Factures » opens to him. EXP-26, EXC-13."""
        if Espace.COPROPRIETAIRE not in self.espaces(tiers) or not self._depenses_ouvertes:
            return frozenset()
        return self._immeubles_des_factures(tiers)

    def photos(self, tiers: TiersId, espace: Espace) -> tuple[PhotosDImmeuble, ...]:
        """Return the photographs of his buildings, for the trade of a space. EXA-36."""
        if not self.a_rubrique(tiers, Rubrique.PHOTOS, espace):
            return ()
        return photos_du_metier(
            self.parc,
            espace.metier,
            self.immeubles(tiers, espace),
            vides=self.parametrage.photos.classeurs_vides,
        )

    # ---------------------------------------------------------------------------------------------------- the papers

    def contenus(self, tiers: TiersId, espace: Espace) -> tuple[Contenu, ...]:
        """Return the binders he opens in a space, by name, each with its number of documents. EXC-11, EXA-32."""
        if not self.a_rubrique(tiers, Rubrique.DOCUMENTS, espace):
            return ()
        siens = (un for un in self.consultation.par_classeur(tiers) if un.classeur.metier is espace.metier)
        return tuple(sorted(siens, key=lambda un: self._rangs_des_classeurs[un.classeur.id]))

    def documents_du_classeur(
        self, tiers: TiersId, classeur: ClasseurId, *, cherche: str = ""
    ) -> Result[tuple[Document, ...], RefusDEspace]:
        """Return what he reads of a binder, by path then the latest first, whose title or path has these words."""
        garde = self.classeurs.get(classeur)
        if garde is None:
            return Failure(ClasseurInterdit(classeur=classeur))
        espace = Espace.du_metier(garde.metier)
        ouvert = self.exiger(tiers, Rubrique.DOCUMENTS, espace)
        if not is_successful(ouvert):
            return Failure(ouvert.failure())
        siens = tuple(un for un in self.consultation.ce_que_voit(tiers) if un.classeur == classeur)
        if not siens and all(un.classeur.id != classeur for un in self.consultation.par_classeur(tiers)):
            return Failure(ClasseurInterdit(classeur=classeur))
        trouves = siens if not cherche.strip() else (un for un in siens if correspond(cherche, un.titre, *un.chemin))
        return Success(tuple(sorted(trouves, key=lambda un: (un.chemin, -un.depuis.toordinal(), un.titre, un.id))))

    def autoriser(self, tiers: TiersId, document: DocumentId) -> Result[Document, RefusDAcces | RefusDEspace]:
        """
        Answer whether he reads a document now, or which rule says no. I-31.

        The rules of the binders say it, once his trade is open. What was addressed to somebody by a trade he has no
        space of any more stays his.
        """
        trouve = self.consultation.autoriser(tiers, document)
        if not is_successful(trouve):
            return Failure(trouve.failure())
        metier = self.classeurs[trouve.unwrap().classeur].metier
        if metier not in self.metiers:
            return Failure(EspaceAbsent(espace=Espace.du_metier(metier)))
        return Success(trouve.unwrap())

    # ---------------------------------------------------------------------------------------------------- the agency

    def nouvelles(self, tiers: TiersId, espace: Espace, a: datetime) -> tuple[Information, ...]:
        """Return the news he reads in a space, the newest first. EXA-37, EXC-08."""
        if not self.a_rubrique(tiers, Rubrique.INFORMATIONS, espace):
            return ()
        siens = self.immeubles(tiers, espace)
        return tuple(une for une in self.informations if une.est_pour(tiers, espace.metier, siens, a))

    def contacts(self, tiers: TiersId) -> Bureaux:
        """Return what clients read of the agency: « Bureaux », and nothing of « Général ». EXA-08, EXA-41."""
        return self.fiche.bureaux if self.a_rubrique(tiers, Rubrique.CONTACTS) else Bureaux()

    def partenaires(self, tiers: TiersId) -> tuple[Fournisseur, ...]:
        """Return the contractors the agency shows, by name. EXA-40, X-30."""
        if not self.a_rubrique(tiers, Rubrique.PARTENAIRES):
            return ()
        return tuple(sorted((un for un in self.fournisseurs if un.publie), key=lambda un: (replier(un.nom), un.code)))

    # ---------------------------------------------------------------------------------------------------- the rules

    def _menu(self, tiers: TiersId) -> Mapping[Espace, tuple[Rubrique, ...]]:
        """Return his spaces and the entries of each: worked out at his first page, and true as long as this is."""
        connu = self._menus.get(tiers)
        if connu is None:
            siens = espaces_de(self.parc, tiers, self.jour, self.metiers) if self.parametres.reglages.module else ()
            connu = self._menus[tiers] = {
                un: tuple(une for une in Rubrique if self._montre(une, tiers, un)) for un in siens
            }
        return connu

    @cached_property
    def _rangs_des_classeurs(self) -> Mapping[ClasseurId, int]:
        tous = ranger(Contenu(classeur=un, nombre=0) for un in self.classeurs.values())
        return {un.classeur.id: rang for rang, un in enumerate(tous)}

    @property
    def _depenses_ouvertes(self) -> bool:
        return self.parametrage.modules.depenses and self.parametres.envoyer_les_depenses

    def _montre(self, rubrique: Rubrique, tiers: TiersId, espace: Espace) -> bool:
        """Tell whether the agency shows an entry, and whether his rights open it, in a space that is his."""
        if rubrique in DU_SYNDIC and espace is not Espace.COPROPRIETAIRE:
            return False
        parametrage, reglages = self.parametrage, self.parametres.reglages
        match rubrique:
            case Rubrique.ACCUEIL | Rubrique.MOT_DE_PASSE | Rubrique.DECONNEXION:
                return True
            case Rubrique.CONTACTS:
                return parametrage.modules.contact
            case Rubrique.COMPTE:
                return parametrage.compte.actif
            case Rubrique.BIENS:
                tient = espace is Espace.COPROPRIETAIRE or est_bailleur(self.parc, tiers, self.jour)
                return parametrage.modules.biens and tient
            case Rubrique.DEPENSES:
                return self._depenses_ouvertes and bool(self._immeubles_des_factures(tiers))
            case Rubrique.FONDS:
                return parametrage.modules.fonds
            case Rubrique.DEMANDES:
                return parametrage.echanges.actif and parametrage.echanges.demandes
            case Rubrique.INFORMATIONS:
                return parametrage.echanges.actif and parametrage.echanges.informations
            case Rubrique.DOCUMENTS:
                return reglages.est_ouvert(espace.metier)
            case Rubrique.PHOTOS:
                photos = parametrage.photos
                return photos.actif and (photos.gestion if espace.metier is Metier.GERANCE else photos.syndic)
            case Rubrique.PARTENAIRES:
                return parametrage.modules.partenaires

    def _immeubles_des_factures(self, tiers: TiersId) -> frozenset[ImmeubleId]:
        roles = self._roles_des_factures
        return frozenset(
            tenu.immeuble for tenu in self.parc.roles_de(tiers, self.jour) if not roles.isdisjoint(tenu.role.emporte)
        )

    @property
    def _roles_des_factures(self) -> Set[Role]:
        """The roles « Factures » opens to: none when the documents of the syndic are closed. EXP-26, EXC-22."""
        if not self.parametres.reglages.est_ouvert(Metier.SYNDIC):
            return frozenset()
        siens = (un for un in self.classeurs.values() if un.nom == FACTURES and un.metier is Metier.SYNDIC)
        return next((un.droit.roles for un in siens), frozenset[Role]())


def ranger(contenus: Iterable[Contenu]) -> tuple[Contenu, ...]:
    """Put binders in the order of a French index: accents and capitals do not count. EXC-11, EXA-18."""
    return tuple(sorted(contenus, key=lambda un: (replier(un.classeur.nom), un.classeur.id)))
