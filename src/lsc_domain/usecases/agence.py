"""The agency's side of the extranet: what it decides, what it reads, what it answers. EXA-01 to EXA-47."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from attrs import evolve, frozen
from returns.pipeline import is_successful
from returns.result import Failure, Result, Success

from lsc_domain.classeur.classeur import Classeur
from lsc_domain.classeur.document import Document
from lsc_domain.classeur.droit import Case, RefusDeCochage, cocher
from lsc_domain.classeur.reglages import Reglages
from lsc_domain.evenement.piece_jointe import PieceJointe
from lsc_domain.extranet.agence import FicheDAgence
from lsc_domain.extranet.audit import Acte, Trace
from lsc_domain.extranet.collaborateur import Collaborateur
from lsc_domain.extranet.fournisseur import Fournisseur
from lsc_domain.extranet.habilitation import FonctionManquante, Habilitation
from lsc_domain.extranet.parametrage import Parametrage, changements, verifier
from lsc_domain.extranet.piece_de_demande import nettoyer_nom
from lsc_domain.extranet.refus_d_agence import FournisseurInconnu, RefusDAgence
from lsc_domain.ports.errors import NotFound
from lsc_domain.ports.storage import Repository, Stored
from lsc_domain.publication.mise_en_ligne import RefusDEvenement
from lsc_domain.publication.parametres import Parametres
from lsc_domain.publication.planning import paris
from lsc_domain.socle.ids import ClasseurId, DocumentId
from lsc_domain.usecases.cote_agence import tracer
from lsc_domain.usecases.demandes_de_l_agence import DemandesDeLAgence
from lsc_domain.usecases.documents_du_syndic import ajouter_au_syndic, retirer_du_syndic
from lsc_domain.usecases.etat import parametres
from lsc_domain.usecases.portefeuille_de_l_agence import PortefeuilleDeLAgence
from lsc_domain.usecases.tableau_de_bord import TableauDeBord

A = TypeVar("A")


@frozen(kw_only=True)
class AgenceUseCases(PortefeuilleDeLAgence, DemandesDeLAgence, TableauDeBord):
    """What the people of the agency do on the extranet, each within his functions, each act traced. I-53, I-55."""

    # ---------------------------------------------------------------------------------------------------- parameters

    def parametrage(self) -> Parametrage:
        """Return the boxes of the extranet: those of the seed until the agency has chosen. EXA-25, EXA-47."""
        return self.vitrine().parametrage

    def parametres(self) -> Parametres:
        """Return the options shared with the publications, « Mes documents » among them. EXA-31 to EXA-35."""
        return self.vitrine().parametres

    def regler(
        self,
        par: Collaborateur,
        parametrage: Parametrage,
        reglages: Reglages | None = None,
        notifications: bool | None = None,
    ) -> Result[Parametrage, RefusDAgence]:
        """
        Keep the screen « Paramètres »: all of it, or nothing when boxes do not go together. EXA-25 to EXA-46.

        `reglages` are « Mes documents » and `notifications` its box for notices of new documents (EXA-34), which
        publications obey too; left out, they stay. What changes is seen at the next page, and is traced box by box.
        """
        droit = self.exiger(par, Habilitation.PARAMETRES)
        if not is_successful(droit):
            return Failure(droit.failure())
        juge = verifier(parametrage)
        if not is_successful(juge):
            return Failure(juge.failure())
        nouveau, agence = juge.unwrap(), self.client.agence
        with self.client.storage.transaction() as transaction:
            garde = _garde(transaction.parametrages, agence)
            ancien = Parametrage() if garde is None else garde.state
            options, version_des_options = parametres(transaction, agence)
            voulues = evolve(
                options,
                reglages=options.reglages if reglages is None else reglages,
                notifications=options.notifications if notifications is None else notifications,
            )
            dits = (*changements(ancien, nouveau), *changements(options, voulues, "documents"))
            if nouveau != ancien:
                transaction.parametrages.put(agence, nouveau, expected=_version(garde))
            if voulues != options:
                transaction.parametres.put(agence, voulues, expected=version_des_options)
            if dits:
                tracer(
                    transaction,
                    le=self._maintenant(),
                    par=par,
                    acte=Acte.PARAMETRES_CHANGES,
                    objet=agence,
                    detail=", ".join(dits),
                )
        return Success(nouveau)

    def regler_journaux(
        self, par: Collaborateur, *, transfert: bool, winscp: bool
    ) -> Result[Parametres, FonctionManquante]:
        """Turn the two journals of a transfer on or off, « réservé Crypto »: the editor's alone. EXP-18, EXP-19."""
        droit = self.exiger(par, Habilitation.JOURNAUX)
        if not is_successful(droit):
            return Failure(droit.failure())
        agence = self.client.agence
        with self.client.storage.transaction() as transaction:
            options, version = parametres(transaction, agence)
            voulues = evolve(options, journal_de_transfert=transfert, journal_winscp=winscp)
            if voulues != options:
                transaction.parametres.put(agence, voulues, expected=version)
                detail = ", ".join(changements(options, voulues))
                le, acte = self._maintenant(), Acte.PARAMETRES_CHANGES
                tracer(transaction, le=le, par=par, acte=acte, objet=agence, detail=detail)
        return Success(voulues)

    # ---------------------------------------------------------------------------------------------------- the agency

    def fiche(self) -> FicheDAgence:
        """Return « Agence », its three menus. EXA-08."""
        return self.vitrine().fiche

    def modifier_fiche(self, par: Collaborateur, fiche: FicheDAgence) -> Result[FicheDAgence, FonctionManquante]:
        """Change it: « Bureaux » is read by clients at once. EXA-08, EXA-41."""
        droit = self.exiger(par, Habilitation.AGENCE)
        if not is_successful(droit):
            return Failure(droit.failure())
        agence = self.client.agence
        with self.client.storage.transaction() as transaction:
            garde = _garde(transaction.fiches_d_agence, agence)
            ancienne = FicheDAgence() if garde is None else garde.state
            transaction.fiches_d_agence.put(agence, fiche, expected=_version(garde))
            tracer(
                transaction,
                le=self._maintenant(),
                par=par,
                acte=Acte.PARAMETRES_CHANGES,
                objet=agence,
                detail=", ".join(changements(ancienne, fiche, "fiche")),
            )
        return Success(fiche)

    def fournisseurs(self) -> tuple[Fournisseur, ...]:
        """Return the contractors that came from LSC, shown to clients or not. EXA-40."""
        return self.vitrine().fournisseurs

    def recevoir_fournisseurs(
        self, par: Collaborateur, fournisseurs: Iterable[Fournisseur]
    ) -> Result[tuple[Fournisseur, ...], FonctionManquante]:
        """
        Take in the list as LSC has it: those no longer in it go, and one that was hidden here stays hidden. EXA-40.

        Raises `Conflict` for twice the same code.
        """
        droit = self.exiger(par, Habilitation.FOURNISSEURS)
        if not is_successful(droit):
            return Failure(droit.failure())
        recus: list[Fournisseur] = []
        with self.client.storage.transaction() as transaction:
            avant = dict(transaction.fournisseurs.all())
            for un in fournisseurs:
                garde = avant.pop(un.code, None)
                garder = un if garde is None else evolve(un, publie=un.publie and garde.state.publie)
                transaction.fournisseurs.put(un.code, garder, expected=0 if garde is None else garde.version)
                recus.append(garder)
            for code, parti in avant.items():
                transaction.fournisseurs.drop(code, expected=parti.version)
            detail = f"{len(recus)} fournisseurs reçus, {len(avant)} retirés"
            le, acte = self._maintenant(), Acte.PARAMETRES_CHANGES
            tracer(transaction, le=le, par=par, acte=acte, objet="fournisseurs", detail=detail)
        return Success(tuple(recus))

    def publier_fournisseur(
        self, par: Collaborateur, code: str, *, publie: bool
    ) -> Result[Fournisseur, FonctionManquante | FournisseurInconnu]:
        """Show a contractor to clients, or not: the only thing of his that is not LSC's. EXA-40, EXA-09."""
        droit = self.exiger(par, Habilitation.FOURNISSEURS)
        if not is_successful(droit):
            return Failure(droit.failure())
        with self.client.storage.transaction() as transaction:
            garde = _garde(transaction.fournisseurs, code)
            if garde is None:
                return Failure(FournisseurInconnu(code=code))
            nouveau = evolve(garde.state, publie=publie)
            transaction.fournisseurs.put(code, nouveau, expected=garde.version)
            detail = ", ".join(changements(garde.state, nouveau))
            le, acte = self._maintenant(), Acte.PARAMETRES_CHANGES
            tracer(transaction, le=le, par=par, acte=acte, objet=f"fournisseur {code}", detail=detail)
        return Success(nouveau)

    # ---------------------------------------------------------------------------------------------------- the binders

    def cocher(
        self, par: Collaborateur, classeur: ClasseurId, cases: frozenset[Case]
    ) -> Result[Classeur, FonctionManquante | RefusDeCochage]:
        """Change who opens a binder; the next page knows of it. EXP-14, I-53. Raises `NotFound`."""
        droit = self.exiger(par, Habilitation.CLASSEURS)
        if not is_successful(droit):
            return Failure(droit.failure())
        with self.client.storage.transaction() as transaction:
            garde = transaction.classeurs.get(classeur)
            coche = cocher(cases, metier=garde.state.metier)
            if not is_successful(coche):
                return Failure(coche.failure())
            nouveau = evolve(garde.state, droit=coche.unwrap())
            transaction.classeurs.put(classeur, nouveau, expected=garde.version)
            dits = ", ".join(case.libelle for case in Case if case in cases) or "personne"
            detail = f"{garde.state.nom} : {dits}"
            le, acte = self._maintenant(), Acte.DROITS_CHANGES
            tracer(transaction, le=le, par=par, acte=acte, objet=classeur, detail=detail)
        return Success(nouveau)

    def verser(
        self, par: Collaborateur, nom: str, contenu: bytes
    ) -> Result[Document, FonctionManquante | RefusDEvenement]:
        """« Ajouter un document » to « Documents du syndic »: read at once, without any run. EXA-21, EXA-22, I-53."""
        droit = self.exiger(par, Habilitation.DOCUMENTS_DU_SYNDIC)
        if not is_successful(droit):
            return Failure(droit.failure())
        propre = nettoyer_nom(nom)
        piece = PieceJointe(nom=propre, taille=len(contenu), empreinte=self.client.magasin.put(contenu))
        le = self._maintenant()
        with self.client.storage.transaction() as transaction:
            verse = ajouter_au_syndic(transaction, piece, le=le.astimezone(paris()).date())
            if is_successful(verse):
                un = verse.unwrap()
                tracer(transaction, le=le, par=par, acte=Acte.DOCUMENT_VERSE, objet=un.id, detail=un.titre)
        return verse

    def retirer_du_syndic(
        self, par: Collaborateur, documents: Iterable[DocumentId]
    ) -> Result[tuple[DocumentId, ...], FonctionManquante]:
        """Delete documents of « Documents du syndic »: nobody reads them from this moment on. EXA-22, I-53."""
        droit = self.exiger(par, Habilitation.DOCUMENTS_DU_SYNDIC)
        if not is_successful(droit):
            return Failure(droit.failure())
        retires, le = tuple(dict.fromkeys(documents)), self._maintenant()
        with self.client.storage.transaction() as transaction:
            retirer_du_syndic(transaction, retires, le=le.astimezone(paris()).date())
            for id_ in retires:
                tracer(transaction, le=le, par=par, acte=Acte.DOCUMENT_RETIRE, objet=id_)
        return Success(retires)

    # ---------------------------------------------------------------------------------------------------- the traces

    def audit(
        self, par: Collaborateur, *, code: str | None = None, objet: str | None = None, derniers: int = 1000
    ) -> Result[tuple[Trace, ...], FonctionManquante]:
        """Read who did what, the newest first: of a login, about an object, or all. I-53."""
        droit = self.exiger(par, Habilitation.AUDIT)
        if not is_successful(droit):
            return Failure(droit.failure())
        with self.client.storage.transaction() as transaction:
            return Success(transaction.audit.lire(par=code, objet=objet, derniers=derniers))


def _garde(repository: Repository[A], id_: str) -> Stored[A] | None:
    try:
        return repository.get(id_)
    except NotFound:
        return None


def _version(garde: Stored[A] | None) -> int:
    return 0 if garde is None else garde.version
