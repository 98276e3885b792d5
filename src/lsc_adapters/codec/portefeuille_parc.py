"""The people, the buildings and who is what in them, of `lsc.portefeuille/1`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial

from attrs import evolve, frozen
from returns.pipeline import is_successful

from lsc_adapters.codec import portefeuille_fichier as f
from lsc_adapters.codec.errors import InvalidPayload
from lsc_adapters.codec.lieu import chacun, connu, dans, rempli, sans_double
from lsc_adapters.codec.pieces import Pieces
from lsc_adapters.codec.portefeuille_comptable import CompteEcrit, compte_id, entite_de
from lsc_adapters.codec.portefeuille_lot import fiche_de_lot
from lsc_domain.assemblee.declaration import Lieu
from lsc_domain.extranet.identifiant import GROUPE, MOT_DE_PASSE
from lsc_domain.parc.compte_client import CompteClient
from lsc_domain.parc.conseil import elire, libelle
from lsc_domain.parc.fiche_de_lot import FicheDeLot
from lsc_domain.parc.immeuble import Immeuble, LotDImmeuble, Photo
from lsc_domain.parc.role import Metier, Role, RoleTenu
from lsc_domain.parc.tiers import DonneeComplementaire, Tiers
from lsc_domain.socle.ids import CompteId, ImmeubleId, LotId, TiersId


@frozen(kw_only=True)
class ParcLu:
    """The people, their accounts, and the buildings with every role held in them; `lots` say where each lot is."""

    tiers: Mapping[TiersId, Tiers]
    comptes: Mapping[CompteId, CompteClient]
    immeubles: Mapping[ImmeubleId, Immeuble]
    lots: Mapping[LotId, ImmeubleId]
    fiches: tuple[FicheDeLot, ...]


def lire_le_parc(fichier: f.PortefeuilleFichier, pieces: Pieces) -> ParcLu:
    """Read the people first, then the buildings, then who is what. CORE-01, CORE-02, CORE-04, CORE-08."""
    sans_double(("tiers",), (un.code for un in fichier.tiers), champ="code")
    tiers = {un.id: un for un in chacun(("tiers",), fichier.tiers, _tiers)}
    sans_double(("immeubles",), (un.code for un in fichier.immeubles), champ="code")
    immeubles = {un.id: un for un in chacun(("immeubles",), fichier.immeubles, lambda ecrit: _immeuble(ecrit, pieces))}
    lots = _lots(fichier)
    entite = fichier.agence.entite if fichier.agence is not None else ""
    sans_double(("comptes",), (un.code or un.numero for un in fichier.comptes), champ="code")
    lus = chacun(("comptes",), fichier.comptes, lambda ecrit: _compte(ecrit, entite, tiers))
    comptes = {un.id: un for un in lus if un is not None}
    fiches = _fiches(fichier, tiers)
    parc = ParcLu(tiers=tiers, comptes=comptes, immeubles=immeubles, lots=lots, fiches=fiches)
    return evolve(parc, immeubles=_avec_les_roles(fichier, parc))


def _lots(fichier: f.PortefeuilleFichier) -> dict[LotId, ImmeubleId]:
    lots: dict[LotId, ImmeubleId] = {}
    for rang, immeuble in enumerate(fichier.immeubles):
        for place, lot in enumerate(immeuble.lots):
            if lot.code in lots:
                raise InvalidPayload(("immeubles", rang, "lots", place, "code"), f"« {lot.code} » est donné deux fois")
            lots[LotId(lot.code)] = ImmeubleId(immeuble.code)
    return lots


def _fiches(fichier: f.PortefeuilleFichier, tiers: Mapping[TiersId, Tiers]) -> tuple[FicheDeLot, ...]:
    """Read what is known of each lot, under the lot. CORE-01."""

    def lire(lot: f.LotDuParcEcrit, immeuble: ImmeubleId) -> FicheDeLot | None:
        if lot.fiche is None:
            return None
        if lot.fiche.proprietaire is not None:
            dans(
                ("fiche",), lot.fiche.proprietaire, lambda code: connu(code, tiers, champ="proprietaire", quoi="tiers")
            )
        faire = partial(fiche_de_lot, lot=LotId(lot.code), type_=lot.type, immeuble=immeuble)
        return dans(("fiche",), lot.fiche, faire)

    lues = (
        chacun(("immeubles", rang, "lots"), un.lots, partial(lire, immeuble=ImmeubleId(un.code)))
        for rang, un in enumerate(fichier.immeubles)
    )
    return tuple(une for fiches in lues for une in fiches if une is not None)


def _tiers(ecrit: f.TiersEcrit) -> Tiers:
    return Tiers(
        id=TiersId(rempli(ecrit.code, "code")),
        nom=rempli(ecrit.nom, "nom"),
        prenom=ecrit.prenom,
        civilite=ecrit.civilite,
        adresse=ecrit.adresse,
        courriel=ecrit.email,
        telephone=ecrit.telephone,
        notifications=ecrit.notifications,
        donnees=chacun(("donnees",), ecrit.donnees, _donnee),
    )


def _donnee(ecrite: f.DonneeEcrite) -> DonneeComplementaire:
    """Read a line of « PLUS »; a password in clear is kept nowhere, not even one that was good once. X-26."""
    dite = (ecrite.groupe.strip().casefold(), ecrite.libelle.strip().casefold())
    if dite == (GROUPE.casefold(), MOT_DE_PASSE.casefold()):
        raise InvalidPayload(("libelle",), "un mot de passe ne s'importe pas : l'activation du compte en remet un")
    return DonneeComplementaire(groupe=ecrite.groupe, libelle=ecrite.libelle, valeur=ecrite.valeur)


def _immeuble(ecrit: f.ImmeubleEcrit, pieces: Pieces) -> Immeuble:
    if not ecrit.metiers:
        raise InvalidPayload(("metiers",), "ne peut être vide")
    return Immeuble(
        id=ImmeubleId(rempli(ecrit.code, "code")),
        nom=rempli(ecrit.nom, "nom"),
        adresse=ecrit.adresse,
        metiers=ecrit.metiers,
        lots=chacun(("lots",), ecrit.lots, lambda lot: LotDImmeuble(id=LotId(rempli(lot.code, "code")), type=lot.type)),
        photos=chacun(("photos",), ecrit.photos, lambda photo: _photo(photo, pieces)),
        iban=ecrit.iban,
        bic=ecrit.bic,
        assemblees_sur_les_comptes=ecrit.assemblees_sur_les_comptes,
    )


def _photo(ecrite: f.PhotoEcrite, pieces: Pieces) -> Photo:
    lue = dans(("fichier",), ecrite.fichier, pieces.lire)
    return Photo(
        nom=ecrite.nom if ecrite.nom is not None else ecrite.fichier.rpartition("/")[2],
        empreinte=lue.empreinte,
        taille=lue.taille,
        le=ecrite.le,
        metier=ecrite.metier,
    )


def _compte(ecrit: CompteEcrit, entite: str, tiers: Mapping[TiersId, Tiers]) -> CompteClient | None:
    """Make the account of a client; one without tiers is nobody's. CORE-02."""
    if ecrit.tiers is None:
        return None
    return CompteClient(
        id=compte_id(ecrit),
        entite=entite_de(ecrit, entite),
        numero=rempli(ecrit.numero, "numero"),
        tiers=TiersId(connu(ecrit.tiers, tiers, champ="tiers", quoi="tiers")),
        metier=ecrit.metier,
        libelle=ecrit.libelle,
        service_client=ecrit.service_client,
        inactif_depuis=ecrit.inactif_depuis,
    )


def _avec_les_roles(fichier: f.PortefeuilleFichier, parc: ParcLu) -> dict[ImmeubleId, Immeuble]:
    """Give each building its roles: of each lot, then of its council, in the order of the file."""
    # A mapping without values: ordered as a list, and asked as a set.
    roles: dict[ImmeubleId, dict[RoleTenu, None]] = {un: {} for un in parc.immeubles}
    for lieu, role in (
        *_tenus("detentions", fichier.detentions, Role.COPROPRIETAIRE, parc),
        *_tenus("mandats_de_gestion", fichier.mandats_de_gestion, Role.PROPRIETAIRE, parc),
        *_tenus("baux", fichier.baux, Role.LOCATAIRE, parc),
    ):
        if role in roles[role.immeuble]:
            raise InvalidPayload(lieu, f"« {role.tiers} » y est deux fois pour le lot « {role.lot} »")
        roles[role.immeuble][role] = None
    immeubles = {un.id: evolve(un, roles=tuple(roles[un.id])) for un in parc.immeubles.values()}
    for rang, mandat in enumerate(fichier.conseils):
        elu = dans(("conseils", rang), mandat, lambda ecrit: _elire(ecrit, parc, immeubles))
        immeubles[elu.id] = elu
    return immeubles


def _tenus(
    cle: str, ecrits: tuple[f.DetentionEcrite | f.MandatDeGestionEcrit | f.BailEcrit, ...], role: Role, parc: ParcLu
) -> tuple[tuple[Lieu, RoleTenu], ...]:
    tenus = chacun((cle,), ecrits, lambda ecrit: _tenu(ecrit, role, parc))
    return tuple(((cle, rang), tenu) for rang, tenu in enumerate(tenus))


def _tenu(ecrit: f.DetentionEcrite | f.MandatDeGestionEcrit | f.BailEcrit, role: Role, parc: ParcLu) -> RoleTenu:
    lot = LotId(connu(ecrit.lot, parc.lots, champ="lot", quoi="lot"))
    immeuble = parc.immeubles[parc.lots[lot]]
    _exiger_le_metier(immeuble, role.metier, champ="lot")
    tiers = TiersId(connu(ecrit.tiers, parc.tiers, champ="tiers", quoi="tiers"))
    preavis_le: date | None = ecrit.preavis_le if isinstance(ecrit, f.BailEcrit) else None
    resident = not isinstance(ecrit, f.MandatDeGestionEcrit) and ecrit.resident
    return RoleTenu(
        tiers=tiers,
        role=role,
        immeuble=immeuble.id,
        lot=lot,
        compte=_compte_de(ecrit.compte, tiers, parc),
        depuis=ecrit.depuis,
        jusqua=ecrit.jusqua,
        preavis_le=preavis_le,
        resident=resident,
    )


def _elire(ecrit: f.MandatAuConseilEcrit, parc: ParcLu, immeubles: Mapping[ImmeubleId, Immeuble]) -> Immeuble:
    immeuble = immeubles[ImmeubleId(connu(ecrit.immeuble, immeubles, champ="immeuble", quoi="immeuble"))]
    _exiger_le_metier(immeuble, Metier.SYNDIC, champ="immeuble")
    tiers = TiersId(connu(ecrit.tiers, parc.tiers, champ="tiers", quoi="tiers"))
    elu = elire(
        immeuble,
        tiers,
        Role.PRESIDENT if ecrit.president else Role.MEMBRE,
        le=ecrit.depuis,
        jusqua=ecrit.jusqua,
        compte=_compte_de(ecrit.compte, tiers, parc),
    )
    if not is_successful(elu):
        raise InvalidPayload(("tiers",), libelle(elu.failure()))
    return elu.unwrap()


def _exiger_le_metier(immeuble: Immeuble, metier: Metier, *, champ: str) -> None:
    if metier not in immeuble.metiers:
        raise InvalidPayload((champ,), f"l'immeuble « {immeuble.id} » n'est pas géré en {metier.libelle}")


def _compte_de(code: str | None, tiers: TiersId, parc: ParcLu) -> CompteId | None:
    if code is None:
        return None
    compte = parc.comptes[CompteId(connu(code, parc.comptes, champ="compte", quoi="compte"))]
    if compte.tiers != tiers:
        raise InvalidPayload(("compte",), f"le compte « {code} » est celui de « {compte.tiers} »")
    return compte.id
