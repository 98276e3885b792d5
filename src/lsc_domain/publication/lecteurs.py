"""Who reads each thing once it is published, written so that the other side needs to know nothing else."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import assert_never

from lsc_domain.classeur.cercle import (
    Cercle,
    CercleDeRole,
    CercleDuBailleur,
    CercleDuSyndic,
    CercleDuTiers,
    cercles_de,
    cercles_du_document,
    plus_larges,
)
from lsc_domain.classeur.classeur import FACTURES, Classeur
from lsc_domain.classeur.document import Document
from lsc_domain.parc.role import Metier, Role
from lsc_domain.publication.destination import Filtre
from lsc_domain.publication.etat import Etat
from lsc_domain.socle.ids import ClasseurId, ImmeubleId, LotId, TiersId


class Lecteurs:
    """
    The circles of readers of what is published, on a day, as the texts `lire_cercle` reads.

    A circle is named, not listed: an owner who moves in changes his own contact and no document. EXP-09, I-30, I-31.
    """

    def __init__(self, etat: Etat, jour: date) -> None:
        self.jour = jour
        self._etat = etat
        self._reglages = etat.parametres.reglages
        self._deja: dict[tuple[ClasseurId, ImmeubleId | None, LotId | None], tuple[str, ...]] = {}

    @cached_property
    def factures(self) -> Classeur | None:
        """The binder whose right is also that of the expenses. EXP-26."""
        return next(
            (un for un in self._etat.classeurs.values() if un.nom == FACTURES and un.metier is Metier.SYNDIC), None
        )

    @cached_property
    def publies(self) -> frozenset[TiersId]:
        """The people who have an account on the extranet. EXP-51."""
        return frozenset(un.tiers for un in self._etat.parc.comptes.values() if un.est_publie(self.jour))

    def du_document(self, document: Document) -> tuple[str, ...]:
        """Return the readers of a document; of its addressees, those who have an account. EXP-55, I-30."""
        classeur = self._etat.classeurs[document.classeur]
        if document.destinataires:
            sans_compte = {CercleDuTiers(tiers=un).texte for un in document.destinataires if un not in self.publies}
            return tuple(un for un in self._lire(document, classeur) if un not in sans_compte)
        cle = (classeur.id, document.immeuble, document.lot)
        if cle not in self._deja:
            self._deja[cle] = self._lire(document, classeur)
        return self._deja[cle]

    def des_factures(self, immeuble: ImmeubleId) -> tuple[str, ...]:
        """Return who reads the expenses of a building: whom « Factures » opens to. EXP-26, EXP-27."""
        if self.factures is None or not self._reglages.est_ouvert(Metier.SYNDIC):
            return ()
        return _ecrire(immeuble, *plus_larges(self.factures.droit))

    def du_metier(self, metier: Metier, immeuble: ImmeubleId) -> tuple[str, ...]:
        """Return everybody a trade knows in a building."""
        if metier is Metier.SYNDIC:
            return _ecrire(immeuble, Role.COPROPRIETAIRE)
        return _ecrire(immeuble, Role.PROPRIETAIRE, Role.LOCATAIRE)

    def du_lot(self, immeuble: ImmeubleId, lot: LotId) -> tuple[str, ...]:
        """Return whoever owns a lot."""
        return (CercleDeRole(immeuble=immeuble, role=Role.COPROPRIETAIRE, lot=lot).texte,)

    def du_tiers(self, tiers: TiersId) -> tuple[str, ...]:
        """Return one person."""
        return (CercleDuTiers(tiers=tiers).texte,)

    def ou_se_tient(self, tiers: TiersId, filtre: Filtre) -> tuple[str, ...]:
        """
        Return the circles a person stands in: with those of a document, all it takes to say whether he reads it.

        A destination is not told what he is in the buildings and the trades it is not given. I-31.
        """
        cercles = cercles_de(self._etat.parc, tiers, self.jour, self._reglages)
        return tuple(sorted(un.texte for un in cercles if _regarde(filtre, un)))

    def _lire(self, document: Document, classeur: Classeur) -> tuple[str, ...]:
        cercles = cercles_du_document(document, classeur, parc=self._etat.parc, jour=self.jour, reglages=self._reglages)
        return tuple(sorted(un.texte for un in cercles))


def _ecrire(immeuble: ImmeubleId, *roles: Role) -> tuple[str, ...]:
    return tuple(sorted(CercleDeRole(immeuble=immeuble, role=role).texte for role in roles))


def _regarde(filtre: Filtre, cercle: Cercle) -> bool:
    match cercle:
        case CercleDeRole(immeuble=immeuble, role=role):
            metier = role.metier
        case CercleDuBailleur(immeuble=immeuble):
            metier = Metier.GERANCE
        case CercleDuTiers() | CercleDuSyndic():
            return True
        case _:
            assert_never(cercle)
    return (not filtre.immeubles or immeuble in filtre.immeubles) and (not filtre.metiers or metier in filtre.metiers)
