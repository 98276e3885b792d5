"""What `lsc extranet exporter` and `effacer` answer: what is known of a person, as he is given it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Literal

from attrs import evolve, frozen

from lsc_adapters.codec.description import dit
from lsc_adapters.codec.exact import write_instant
from lsc_adapters.codec.journal import Instant
from lsc_domain.compte.ecriture import Ecriture
from lsc_domain.evenement.evenement import Evenement
from lsc_domain.evenement.piece_jointe import PieceJointe
from lsc_domain.extranet.conservation import Effacement
from lsc_domain.extranet.demande import Demande
from lsc_domain.extranet.identifiant import Identifiant
from lsc_domain.paiement.paiement import Paiement
from lsc_domain.parc.fiche_de_lot import FicheDeLot
from lsc_domain.parc.role import RoleTenu
from lsc_domain.parc.tiers import Tiers


@frozen(kw_only=True)
class DonneeEcrite:
    """Une donnée complémentaire de la fiche."""

    groupe: str
    libelle: str
    valeur: str


@frozen(kw_only=True)
class PersonneEcrite:
    """Qui il est pour l'agence."""

    code: str
    nom: str
    prenom: str
    civilite: str
    adresse: str
    email: str
    telephone: str
    notifications: bool
    donnees: tuple[DonneeEcrite, ...]


@frozen(kw_only=True)
class LotExporte:
    """Un lot dont la fiche dit qu'il est à lui, et ce qu'elle en dit, moins le digicode."""

    lot: str
    immeuble: str
    dits: dict[str, str]


@frozen(kw_only=True)
class RoleEcrit:
    """Un rôle tenu dans un immeuble."""

    immeuble: str
    role: str
    lot: str | None
    depuis: dt.date | None
    jusqua: dt.date | None = dit("Premier jour où il n'est plus tenu.")
    preavis_le: dt.date | None
    resident: bool


@frozen(kw_only=True)
class CompteEcrit:
    """Un compte à son nom."""

    code: str
    numero: str
    libelle: str
    metier: str
    service_client: bool


@frozen(kw_only=True)
class IdentifiantEcrit:
    """Un identifiant de connexion ; le mot de passe n'est connu que de lui."""

    code: str
    cree_le: Instant
    derniere_connexion_le: Instant | None
    ouvert: bool


@frozen(kw_only=True)
class EcritureEcrite:
    """Une écriture d'un de ses comptes."""

    compte: str
    le: dt.date
    journal: str
    libelle: str
    debit: str = dit("En euros, deux décimales.")
    credit: str


@frozen(kw_only=True)
class PieceExportee:
    """Un fichier de l'export."""

    nom: str
    fichier: str | None = dit("Son chemin, à côté du fichier JSON ; rien si son contenu n'est pas gardé ici.")
    taille: int
    sha256: str


@frozen(kw_only=True)
class EvenementExporte:
    """Un courrier ou un document qui lui est adressé."""

    chrono: int
    immeuble: str
    objet: str
    traite_le: dt.date
    texte: str
    pieces: tuple[PieceExportee, ...]


@frozen(kw_only=True)
class MessageExporte:
    """Un message d'une demande : de lui, ou de l'agence."""

    le: Instant
    de_lagence: bool
    texte: str
    pieces: tuple[PieceExportee, ...]


@frozen(kw_only=True)
class DemandeExportee:
    """Une demande et son fil."""

    code: str
    objet: str
    messages: tuple[MessageExporte, ...]


@frozen(kw_only=True)
class PaiementExporte:
    """Un paiement fait depuis l'extranet."""

    code: str
    compte: str
    montant: str
    moyen: str
    etat: str
    cree_le: Instant


@frozen(kw_only=True)
class TraceExportee:
    """Un acte fait sous son identifiant."""

    le: Instant
    acte: str
    objet: str
    adresse: str


@frozen(kw_only=True)
class DonneesPersonnellesEcrites:
    """Tout ce qui est connu d'une personne."""

    format: Literal["lsc.donnees-personnelles/1"] = "lsc.donnees-personnelles/1"
    le: Instant
    personne: PersonneEcrite
    roles: tuple[RoleEcrit, ...]
    lots: tuple[LotExporte, ...]
    comptes: tuple[CompteEcrit, ...]
    identifiants: tuple[IdentifiantEcrit, ...]
    ecritures: tuple[EcritureEcrite, ...]
    evenements: tuple[EvenementExporte, ...]
    demandes: tuple[DemandeExportee, ...]
    paiements: tuple[PaiementExporte, ...]
    traces: tuple[TraceExportee, ...]


@frozen(kw_only=True)
class EffaceEcrit:
    """Ce qui a été effacé."""

    categorie: str
    nombre: int


@frozen(kw_only=True)
class RetenueEcrite:
    """Ce qui ne l'a pas été, et pourquoi."""

    categorie: str
    nombre: int
    jusqua: dt.date | None
    fondement: str


@frozen(kw_only=True)
class EffacementEcrit:
    """La réponse à une demande d'effacement."""

    format: Literal["lsc.effacement/1"] = "lsc.effacement/1"
    personne: str
    effaces: tuple[EffaceEcrit, ...]
    retenues: tuple[RetenueEcrite, ...]


def write_personne(un: Tiers) -> PersonneEcrite:
    """Write who somebody is."""
    return PersonneEcrite(
        code=un.id,
        nom=un.nom,
        prenom=un.prenom,
        civilite=un.civilite,
        adresse=un.adresse,
        email=un.courriel,
        telephone=un.telephone,
        notifications=un.notifications,
        donnees=tuple(DonneeEcrite(groupe=d.groupe, libelle=d.libelle, valeur=d.valeur) for d in un.donnees),
    )


def write_role(un: RoleTenu) -> RoleEcrit:
    """Write a role."""
    return RoleEcrit(
        immeuble=un.immeuble,
        role=un.role.value,
        lot=un.lot,
        depuis=un.depuis,
        jusqua=un.jusqua,
        preavis_le=un.preavis_le,
        resident=un.resident,
    )


def write_lot(une: FicheDeLot) -> LotExporte:
    """Write the fiche of a lot, less what would let anybody in."""
    fermee = evolve(une, situation=evolve(une.situation, digicode=""))
    return LotExporte(lot=une.id, immeuble=une.immeuble, dits=dict(fermee.lignes))


def write_identifiant(un: Identifiant) -> IdentifiantEcrit:
    """Write a login, less everything that proves it."""
    derniere = un.derniere_connexion_le
    return IdentifiantEcrit(
        code=un.code,
        cree_le=Instant(write_instant(un.cree_le)),
        derniere_connexion_le=None if derniere is None else Instant(write_instant(derniere)),
        ouvert=un.ouvert,
    )


def write_ecriture(une: Ecriture) -> EcritureEcrite:
    """Write an entry."""
    return EcritureEcrite(
        compte=une.compte,
        le=une.le,
        journal=une.journal,
        libelle=une.libelle,
        debit=une.debit.decimal,
        credit=une.credit.decimal,
    )


def write_evenement(un: Evenement, fichiers: Mapping[str, str]) -> EvenementExporte:
    """Write an event addressed to him; `fichiers` are the paths of contents, by print."""
    return EvenementExporte(
        chrono=un.chrono,
        immeuble=un.immeuble,
        objet=un.objet,
        traite_le=un.traite_le,
        texte=un.texte,
        pieces=_pieces(un.pieces, fichiers),
    )


def write_demande(une: Demande, fichiers: Mapping[str, str]) -> DemandeExportee:
    """Write a request and its thread."""
    return DemandeExportee(
        code=une.id,
        objet=une.objet,
        messages=tuple(
            MessageExporte(
                le=Instant(write_instant(un.le)),
                de_lagence=un.par is not None,
                texte=un.texte,
                pieces=_pieces(un.pieces, fichiers),
            )
            for un in une.messages
        ),
    )


def write_paiement(un: Paiement) -> PaiementExporte:
    """Write a payment, without the account it was debited from."""
    return PaiementExporte(
        code=un.id,
        compte=un.compte,
        montant=un.montant.decimal,
        moyen=un.moyen.value,
        etat=un.etat.value,
        cree_le=Instant(write_instant(un.cree_le)),
    )


def write_effacement(personne: str, fait: Effacement) -> EffacementEcrit:
    """Write what was erased and what was not."""
    return EffacementEcrit(
        personne=personne,
        effaces=tuple(EffaceEcrit(categorie=un.categorie.value, nombre=un.nombre) for un in fait.effaces),
        retenues=tuple(
            RetenueEcrite(categorie=une.categorie.value, nombre=une.nombre, jusqua=une.jusqua, fondement=une.fondement)
            for une in fait.retenues
        ),
    )


def _pieces(pieces: tuple[PieceJointe, ...], fichiers: Mapping[str, str]) -> tuple[PieceExportee, ...]:
    return tuple(
        PieceExportee(nom=une.nom, fichier=fichiers.get(une.empreinte), taille=une.taille, sha256=une.empreinte)
        for une in pieces
    )
