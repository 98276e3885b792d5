"""May this person read this document, on this day? Yes, or the rule that says no."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import assert_never

from attrs import frozen
from returns.result import Failure, Result, Success

from lsc_domain.classeur.cercle import lots_du_role, roles_passes
from lsc_domain.classeur.classeur import Classeur
from lsc_domain.classeur.document import Document
from lsc_domain.classeur.reglages import LecteursDuSyndic, Reglages
from lsc_domain.parc.bail import locataires_de
from lsc_domain.parc.parc import Parc
from lsc_domain.parc.role import MANDATS, Metier, Role, RoleTenu
from lsc_domain.socle.affichage import ecrire_date
from lsc_domain.socle.ids import ClasseurId, DocumentId, ImmeubleId, LotId, TiersId


class Module(StrEnum):
    """What the agency may close: the whole extranet, or the documents of one trade. EXA-31, EXA-33."""

    EXTRANET = "extranet"
    GESTION = "gestion"
    SYNDIC = "syndic"


@frozen(kw_only=True)
class ModuleFerme:
    """The agency has closed this module. EXA-31, EXA-33."""

    module: Module


@frozen(kw_only=True)
class SansCompte:
    """None of his accounts is on the extranet that day: he does not come in. EXP-51, EXP-55, EXP-56."""

    tiers: TiersId


@frozen(kw_only=True)
class DocumentInconnu:
    """There is no such document. PUB-12."""

    document: DocumentId


@frozen(kw_only=True)
class HorsPublication:
    """The document is published from a day, to another included, and this day is not among them. EXP-48, PUB-11."""

    depuis: date
    dernier_jour: date | None


@frozen(kw_only=True)
class DestinataireAutre:
    """The document is addressed to somebody else, however open its binder. I-30."""

    tiers: TiersId


@frozen(kw_only=True)
class SansRoleDansLImmeuble:
    """
    He holds no role in this building that day.

    `fini_le` is the day his last one ended (a sale, a departure), `commence_le` the day the next one begins; neither,
    he never held any. I-31, I-32.
    """

    tiers: TiersId
    immeuble: ImmeubleId
    fini_le: date | None = None
    commence_le: date | None = None


@frozen(kw_only=True)
class ClasseurReserve:
    """The binder opens to other roles than his; `roles` are those that open it, and may be none. EXP-09, EXP-13."""

    classeur: ClasseurId
    nom: str
    roles: frozenset[Role]


@frozen(kw_only=True)
class LotDAutrui:
    """The document is about a lot that he does not hold that day. I-32."""

    lot: LotId


RefusDAcces = (
    ModuleFerme
    | SansCompte
    | DocumentInconnu
    | HorsPublication
    | DestinataireAutre
    | SansRoleDansLImmeuble
    | ClasseurReserve
    | LotDAutrui
)


def libelle(refus: RefusDAcces) -> str:
    """
    Say a refusal in French.

    >>> print(libelle(ClasseurReserve(classeur=ClasseurId("5"), nom="Travaux", roles=frozenset())))
    Le classeur « Travaux » n'est ouvert à personne.
    """
    match refus:
        case ModuleFerme(module=Module.EXTRANET):
            return "L'extranet est fermé."
        case ModuleFerme(module=module):
            return f"Les documents du métier {module.value} ne sont pas ouverts sur l'extranet."
        case SansCompte(tiers=tiers):
            return f"Aucun compte de {tiers} n'est publié."
        case DocumentInconnu(document=document):
            return f"Le document {document} n'existe pas."
        case HorsPublication(depuis=depuis, dernier_jour=dernier_jour):
            if dernier_jour is None:
                return f"Le document n'est publié qu'à partir du {ecrire_date(depuis)}."
            return f"Le document est publié du {ecrire_date(depuis)} au {ecrire_date(dernier_jour)}."
        case DestinataireAutre(tiers=tiers):
            return f"Le document est adressé à quelqu'un d'autre que {tiers}."
        case SansRoleDansLImmeuble(tiers=tiers, immeuble=immeuble, fini_le=fini_le, commence_le=commence_le):
            if commence_le is not None:
                return f"{tiers} n'aura de rôle dans {immeuble} qu'à partir du {ecrire_date(commence_le)}."
            if fini_le is not None:
                return f"{tiers} n'a plus de rôle dans {immeuble} depuis le {ecrire_date(fini_le)}."
            return f"{tiers} n'a jamais eu de rôle dans {immeuble}."
        case ClasseurReserve(nom=nom, roles=roles):
            admis = ", ".join(role.libelle for role in Role if role in roles)
            return f"Le classeur « {nom} » n'est ouvert {f'que par ces rôles : {admis}' if admis else 'à personne'}."
        case LotDAutrui(lot=lot):
            return f"Le document concerne le lot {lot}, que d'autres détiennent."
        case _:
            assert_never(refus)


def autoriser(
    document: Document, classeur: Classeur, *, tiers: TiersId, jour: date, parc: Parc, reglages: Reglages
) -> Result[Document, RefusDAcces]:
    """
    Answer one question, by the rules and in their order.

    The module is open; the person has a published account; the document is online. Then, addressed to people, it is
    theirs, if the box of a role they hold or have held in its building is ticked, and by option their landlord's (I-30,
    EXA-35). Addressed to nobody, it is read by whoever holds that day, in its building, and through its lot if it has
    one, a role whose box is ticked (EXP-09, ELAN-04, I-31, I-32). « Documents du syndic » are for no one
    building, and `reglages` says which of the two readings of the trade holds (X-05). What a person holds through one
    account counts for all (X-33).
    """
    if not reglages.est_ouvert(classeur.metier):
        return Failure(ModuleFerme(module=_module_ferme(classeur.metier, reglages)))
    if not parc.a_un_compte_publie(tiers, jour):
        return Failure(SansCompte(tiers=tiers))
    if not document.est_en_ligne(jour):
        return Failure(HorsPublication(depuis=document.depuis, dernier_jour=document.dernier_jour))
    if document.immeuble is None:
        refus = _refuser_au_syndic(classeur, tiers, jour, parc, reglages.lecteurs_du_syndic)
    elif document.destinataires:
        refus = _refuser_le_courrier(document, document.immeuble, classeur, tiers, jour, parc, reglages)
    else:
        refus = _refuser_le_collectif(document, document.immeuble, classeur, tiers, jour, parc)
    return Success(document) if refus is None else Failure(refus)


def admis_au_syndic(lecteurs: LecteursDuSyndic) -> frozenset[Role]:
    """Return the roles that read « Documents du syndic », in whatever building they are held. EXA-21, X-05."""
    return MANDATS if lecteurs is LecteursDuSyndic.CONSEILS else MANDATS | {Role.COPROPRIETAIRE}


def _module_ferme(metier: Metier, reglages: Reglages) -> Module:
    if not reglages.module:
        return Module.EXTRANET
    return Module.GESTION if metier is Metier.GERANCE else Module.SYNDIC


def _refuser_au_syndic(
    classeur: Classeur, tiers: TiersId, jour: date, parc: Parc, lecteurs: LecteursDuSyndic
) -> RefusDAcces | None:
    admis = admis_au_syndic(lecteurs)
    if any(tenu.role in admis for tenu in parc.roles_de(tiers, jour)):
        return None
    return ClasseurReserve(classeur=classeur.id, nom=classeur.nom, roles=admis)


def _refuser_le_courrier(
    document: Document,
    immeuble: ImmeubleId,
    classeur: Classeur,
    tiers: TiersId,
    jour: date,
    parc: Parc,
    reglages: Reglages,
) -> RefusDAcces | None:
    """Judge what is addressed to people: theirs, then, of those who rent, their landlord's."""

    def est_a(destinataire: TiersId) -> bool:
        return not classeur.droit.roles.isdisjoint(roles_passes(parc, destinataire, immeuble, jour))

    if tiers in document.destinataires and est_a(tiers):
        return None
    if reglages.vue_sur_les_locataires and classeur.droit.ouvre_a(Role.LOCATAIRE) and immeuble in parc.immeubles:
        for locataire, lot in locataires_de(parc.immeubles[immeuble], tiers, jour):
            sien = locataire in document.destinataires and lot == document.lot
            if sien and parc.a_un_compte_publie(locataire, jour):
                return None
    if tiers not in document.destinataires:
        return DestinataireAutre(tiers=tiers)
    if not roles_passes(parc, tiers, immeuble, jour):
        return _sans_role(tiers, immeuble, jour, parc)
    return ClasseurReserve(classeur=classeur.id, nom=classeur.nom, roles=classeur.droit.roles)


def _refuser_le_collectif(
    document: Document, immeuble: ImmeubleId, classeur: Classeur, tiers: TiersId, jour: date, parc: Parc
) -> RefusDAcces | None:
    """Judge what is addressed to nobody: a role, held that day, in that building, through that lot."""
    tenus = [tenu for tenu in parc.roles_de(tiers, jour) if tenu.immeuble == immeuble]
    if not tenus:
        return _sans_role(tiers, immeuble, jour, parc)
    ouvrants: list[RoleTenu] = [
        tenu for tenu in tenus if any(classeur.droit.ouvre_a(role) for role in tenu.role.emporte)
    ]
    if not ouvrants:
        return ClasseurReserve(classeur=classeur.id, nom=classeur.nom, roles=classeur.droit.roles)
    if document.lot is not None and not any(document.lot in lots_du_role(tenu, tenus) for tenu in ouvrants):
        return LotDAutrui(lot=document.lot)
    return None


def _sans_role(tiers: TiersId, immeuble: ImmeubleId, jour: date, parc: Parc) -> SansRoleDansLImmeuble:
    roles = [role for role in parc.roles_par_tiers.get(tiers, ()) if role.immeuble == immeuble]
    debuts = [role.depuis for role in roles if role.depuis is not None and role.depuis > jour]
    fins = [role.jusqua for role in roles if role.jusqua is not None and role.a_ete_tenu(jour)]
    return SansRoleDansLImmeuble(
        tiers=tiers, immeuble=immeuble, fini_le=max(fins, default=None), commence_le=min(debuts, default=None)
    )
