"""Circles of readers: a document is open to circles, and a person stands in circles on a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from attrs import frozen

from lsc_domain.classeur.classeur import Classeur
from lsc_domain.classeur.document import Document
from lsc_domain.classeur.droit import Droit
from lsc_domain.classeur.reglages import LecteursDuSyndic, Reglages
from lsc_domain.parc.bail import locataires_de
from lsc_domain.parc.parc import Parc
from lsc_domain.parc.role import MANDATS, Metier, Role, RoleTenu
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import ImmeubleId, LotId, TiersId

_TIERS: Final = "tiers:"
_BAILLEUR: Final = "bailleur:"


@frozen(kw_only=True, cache_hash=True)
class CercleDeRole:
    """Those who hold a role in a building, or through one lot of it. EXP-12, I-31."""

    immeuble: ImmeubleId
    role: Role
    lot: LotId | None = None

    @property
    def texte(self) -> str:
        """
        The circle as a manifest has it.

        >>> CercleDeRole(immeuble=ImmeubleId("GILBERT"), role=Role.MEMBRE).texte
        'GILBERT/membre'
        >>> saint_louis, lot = ImmeubleId("SAINTLOUIS"), LotId("SAINTLOUIS/305")
        >>> CercleDeRole(immeuble=saint_louis, role=Role.LOCATAIRE, lot=lot).texte
        'SAINTLOUIS/305/locataire'
        """
        return f"{_ecrire_le_lieu(self.immeuble, self.lot)}/{self.role.value}"


@frozen(kw_only=True, cache_hash=True)
class CercleDuTiers:
    """One person: a document addressed to him is his alone. I-30."""

    tiers: TiersId

    @property
    def texte(self) -> str:
        """
        The circle as a manifest has it.

        >>> CercleDuTiers(tiers=TiersId("YALOXE")).texte
        'tiers:YALOXE'
        """
        return f"{_TIERS}{_echapper(self.tiers)}"


@frozen(kw_only=True, cache_hash=True)
class CercleDuBailleur:
    """The landlords of a tenant, for one lot or for all he is to a building: they read what is his. EXA-35."""

    locataire: TiersId
    immeuble: ImmeubleId
    lot: LotId | None = None

    @property
    def texte(self) -> str:
        """
        The circle as a manifest has it.

        >>> saint_louis, lot = ImmeubleId("SAINTLOUIS"), LotId("SAINTLOUIS/305")
        >>> CercleDuBailleur(locataire=TiersId("PAILLOUX"), immeuble=saint_louis, lot=lot).texte
        'bailleur:SAINTLOUIS/305/PAILLOUX'
        """
        return f"{_BAILLEUR}{_ecrire_le_lieu(self.immeuble, self.lot)}/{_echapper(self.locataire)}"


@frozen(kw_only=True, cache_hash=True)
class CercleDuSyndic:
    """Every council, or every owner, of the whole portfolio: the readers of « Documents du syndic ». EXA-21, X-05."""

    lecteurs: LecteursDuSyndic

    @property
    def texte(self) -> str:
        """The circle as a manifest has it: `conseils` or `coproprietaires`."""
        return self.lecteurs.value


Cercle = CercleDeRole | CercleDuTiers | CercleDuBailleur | CercleDuSyndic


def lire_cercle(texte: str) -> Cercle:
    """
    Read a circle from its text, which no other circle has. Raises `InvalidValue` for any other text.

    >>> lire_cercle("SAINTLOUIS/305/locataire").lot
    'SAINTLOUIS/305'
    """
    cercle = _lire_un_cercle(texte)
    if cercle.texte != texte:
        raise InvalidValue(f"cercle {texte!r} : il s'écrit {cercle.texte!r}")
    return cercle


def cercles_du_document(
    document: Document, classeur: Classeur, *, parc: Parc, jour: date, reglages: Reglages
) -> frozenset[Cercle]:
    """
    Return the circles a document is open to on a day; none when nobody may read it, or its trade is closed.

    Of the three nested levels of the syndic only the widest is there: whoever holds a higher role stands in it too.
    A document addressed to people is open to those of them whose box is ticked for a role they hold, or have held, in
    its building. EXP-09, EXP-12 to EXP-17, EXA-20, EXA-33, I-30, I-31.
    """
    if not reglages.est_ouvert(classeur.metier):
        return frozenset()
    if document.immeuble is None:
        return frozenset({CercleDuSyndic(lecteurs=reglages.lecteurs_du_syndic)})
    if document.destinataires:
        return frozenset(_cercles_personnels(document, classeur.droit, parc, jour, reglages))
    return frozenset(
        CercleDeRole(immeuble=document.immeuble, role=role, lot=document.lot) for role in plus_larges(classeur.droit)
    )


def cercles_de(parc: Parc, tiers: TiersId, jour: date, reglages: Reglages) -> frozenset[Cercle]:
    """
    Return the circles a person stands in on a day: none without a published account.

    All his roles count, whatever account they come with, in each building by itself; through each lot he owns there
    he stands with the level he has in the building. EXP-12, EXP-51, I-31, I-32, X-33.
    """
    if not parc.a_un_compte_publie(tiers, jour):
        return frozenset()
    roles = parc.roles_de(tiers, jour)
    cercles: set[Cercle] = {CercleDuTiers(tiers=tiers)}
    for tenu in roles:
        for role in tenu.role.emporte:
            cercles |= {
                CercleDeRole(immeuble=tenu.immeuble, role=role, lot=lot) for lot in (None, *lots_du_role(tenu, roles))
            }
        if tenu.role.metier is Metier.SYNDIC:
            cercles.add(CercleDuSyndic(lecteurs=LecteursDuSyndic.COPROPRIETAIRES))
        if tenu.role in MANDATS:
            cercles.add(CercleDuSyndic(lecteurs=LecteursDuSyndic.CONSEILS))
    if reglages.vue_sur_les_locataires:
        for immeuble in {tenu.immeuble for tenu in roles if tenu.role is Role.PROPRIETAIRE}:
            cercles |= {
                CercleDuBailleur(locataire=locataire, immeuble=immeuble, lot=lot)
                for locataire, lot in locataires_de(parc.immeubles[immeuble], tiers, jour)
            }
    return frozenset(cercles)


def lots_du_role(tenu: RoleTenu, roles: Iterable[RoleTenu]) -> frozenset[LotId]:
    """Return the lots a role reaches: its own, and for a mandate all those its holder owns in the building. EXP-12."""
    if tenu.role not in MANDATS:
        return frozenset() if tenu.lot is None else frozenset({tenu.lot})
    return frozenset(
        autre.lot
        for autre in roles
        if autre.role is Role.COPROPRIETAIRE and autre.immeuble == tenu.immeuble and autre.lot is not None
    )


def plus_larges(droit: Droit) -> frozenset[Role]:
    """Return the roles a right opens to, less those that come with a wider one it opens to as well. EXP-13."""
    return frozenset(role for role in droit.roles if droit.roles.isdisjoint(role.emporte[1:]))


def _cercles_personnels(
    document: Document, droit: Droit, parc: Parc, jour: date, reglages: Reglages
) -> Iterator[Cercle]:
    assert document.immeuble is not None
    for destinataire in document.destinataires:
        roles = roles_passes(parc, destinataire, document.immeuble, jour)
        if not roles & droit.roles:
            continue
        yield CercleDuTiers(tiers=destinataire)
        loue = reglages.vue_sur_les_locataires and droit.ouvre_a(Role.LOCATAIRE)
        if loue and parc.a_un_compte_publie(destinataire, jour):
            yield CercleDuBailleur(locataire=destinataire, immeuble=document.immeuble, lot=document.lot)


def roles_passes(parc: Parc, tiers: TiersId, immeuble: ImmeubleId, jour: date) -> frozenset[Role]:
    """Return the roles a person holds or has held in a building by a day, with those that come with them."""
    return frozenset(
        role
        for tenu in parc.roles_par_tiers.get(tiers, ())
        if tenu.immeuble == immeuble and tenu.a_ete_tenu(jour)
        for role in tenu.role.emporte
    )


def _ecrire_le_lieu(immeuble: ImmeubleId, lot: LotId | None) -> str:
    """Write a building and a lot; a code of lot that does not begin with its building's is written after « = »."""
    ici = _echapper(immeuble)
    if lot is None:
        return ici
    prefixe = f"{immeuble}/"
    return f"{ici}/{_echapper(lot.removeprefix(prefixe))}" if lot.startswith(prefixe) else f"{ici}/={_echapper(lot)}"


def _lire_le_lot(immeuble: ImmeubleId, texte: str) -> LotId:
    return LotId(_lire(texte[1:])) if texte.startswith("=") else LotId(f"{immeuble}/{_lire(texte)}")


_RESERVES: Final = {"%": "%25", "/": "%2F", ":": "%3A", "=": "%3D"}


def _echapper(code: str) -> str:
    for signe, ecrit in _RESERVES.items():
        code = code.replace(signe, ecrit)
    return code


def _lire(texte: str) -> str:
    if any(signe in texte for signe in "/:="):
        raise InvalidValue(f"cercle : {texte!r} n'est pas un code")
    for signe, ecrit in reversed(_RESERVES.items()):
        texte = texte.replace(ecrit, signe)
    return texte


def _lire_un_cercle(texte: str) -> Cercle:
    if texte in {un.value for un in LecteursDuSyndic}:
        return CercleDuSyndic(lecteurs=LecteursDuSyndic(texte))
    if texte.startswith(_TIERS):
        return CercleDuTiers(tiers=TiersId(_lire(texte.removeprefix(_TIERS))))
    *lieu, fin = texte.removeprefix(_BAILLEUR).split("/")
    if not 1 <= len(lieu) <= 2:
        raise InvalidValue(f"cercle {texte!r} : ni rôle, ni personne")
    immeuble = ImmeubleId(_lire(lieu[0]))
    lot = _lire_le_lot(immeuble, lieu[1]) if len(lieu) == 2 else None
    if texte.startswith(_BAILLEUR):
        return CercleDuBailleur(locataire=TiersId(_lire(fin)), immeuble=immeuble, lot=lot)
    if fin not in {role.value for role in Role}:
        raise InvalidValue(f"cercle {texte!r} : {fin!r} n'est pas un rôle")
    return CercleDeRole(immeuble=immeuble, role=Role(fin), lot=lot)
