"""The fiche of a lot in `lsc.portefeuille/1`, under the lot it is of. CORE-01."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from attrs import field, frozen

from lsc_adapters.codec.description import dit
from lsc_adapters.codec.errors import InvalidPayload
from lsc_adapters.codec.lieu import dans
from lsc_domain.parc.fiche_de_lot import EtatDuLot, EtatLocatif, FicheDeLot, Situation, Surfaces
from lsc_domain.socle.euros import Euros
from lsc_domain.socle.ids import ImmeubleId, LotId, TiersId


@frozen(kw_only=True)
class SurfacesEcrites:
    """Les surfaces d'un lot, en mètres carrés ; celles qui manquent ne sont pas connues."""

    carrez: Fraction | None = None
    habitable: Fraction | None = None
    terrasse: Fraction | None = None
    balcons: Fraction | None = None
    jardin: Fraction | None = None
    surface: Fraction | None = None
    divisible_a_partir_de: Fraction | None = None
    cumulable: bool = dit("Cumulable sur l'immeuble.", default=False)


@frozen(kw_only=True)
class SituationEcrite:
    """Où est le lot dans son immeuble, et son stationnement."""

    batiment: str = ""
    escalier: str = ""
    etage: str = ""
    porte: str = ""
    parking: str = ""
    type_de_parking: str = ""
    cles: str = ""
    digicode: str = ""


@frozen(kw_only=True)
class FicheDeLotEcrite:
    """Tout ce qu'on sait d'un lot : presque rien, ou presque tout. Son code et son type sont ceux du lot."""

    adresse: str = ""
    proprietaire: str | None = dit("Le code du tiers.", default=None)
    numero_rcp: str = ""
    numero_plan: str = ""
    code_physique: str = ""
    code_gestion: str = ""
    standing: str = ""
    epoque: str = ""
    etat: str = ""
    quartier: str = ""
    chauffage: str = ""
    ascenseur: bool = False
    mitoyennete: str = ""
    regime: str = ""
    pieces: int | None = None
    chambres: int | None = None
    parkings: int | None = None
    etages: int | None = None
    construit_le: str | None = dit("AAAA-MM-JJ, d'avant 1900 aussi.", default=None)
    situation: SituationEcrite = field(factory=SituationEcrite)
    mandat: str = dit("Le mandat de gestion.", default="")
    loyer_mensuel: str | None = dit("Hors taxes, en euros, exact, avec un point.", default=None)
    etat_locatif: EtatLocatif | None = None
    liberable_le: dt.date | None = dit("D'un lot loué seulement.", default=None)
    etat_du_lot: EtatDuLot | None = None
    indisponible_jusqu_au: dt.date | None = dit("D'un lot non disponible seulement.", default=None)
    motif: str = dit("Pourquoi il n'est pas disponible.", default="")
    surfaces: SurfacesEcrites = field(factory=SurfacesEcrites)


def fiche_de_lot(ecrite: FicheDeLotEcrite, *, lot: LotId, type_: str, immeuble: ImmeubleId) -> FicheDeLot:
    """Make the fiche of a lot; what it cannot be is said where it stands. Whom it names is checked afterwards."""
    loyer = ecrite.loyer_mensuel
    return FicheDeLot(
        id=lot,
        immeuble=immeuble,
        adresse=ecrite.adresse,
        proprietaire=TiersId(ecrite.proprietaire) if ecrite.proprietaire is not None else None,
        numero_rcp=ecrite.numero_rcp,
        numero_plan=ecrite.numero_plan,
        code_physique=ecrite.code_physique,
        code_gestion=ecrite.code_gestion,
        type=type_,
        standing=ecrite.standing,
        epoque=ecrite.epoque,
        etat=ecrite.etat,
        quartier=ecrite.quartier,
        chauffage=ecrite.chauffage,
        ascenseur=ecrite.ascenseur,
        mitoyennete=ecrite.mitoyennete,
        regime=ecrite.regime,
        pieces=ecrite.pieces,
        chambres=ecrite.chambres,
        parkings=ecrite.parkings,
        etages=ecrite.etages,
        construit_le=None if ecrite.construit_le is None else _jour(ecrite.construit_le),
        situation=dans(("situation",), ecrite.situation, _situation),
        mandat=ecrite.mandat,
        loyer_mensuel=None if loyer is None else dans(("loyer_mensuel",), loyer, Euros.lire),
        etat_locatif=ecrite.etat_locatif,
        liberable_le=ecrite.liberable_le,
        etat_du_lot=ecrite.etat_du_lot,
        indisponible_jusqu_au=ecrite.indisponible_jusqu_au,
        motif=ecrite.motif,
        surfaces=dans(("surfaces",), ecrite.surfaces, _surfaces),
    )


def _jour(ecrit: str) -> dt.date:
    try:
        jour = dt.date.fromisoformat(ecrit)
    except ValueError:
        jour = None
    if jour is None or jour.isoformat() != ecrit:
        raise InvalidPayload(("construit_le",), "attendu une date AAAA-MM-JJ")
    return jour


def _situation(ecrite: SituationEcrite) -> Situation:
    return Situation(
        batiment=ecrite.batiment,
        escalier=ecrite.escalier,
        etage=ecrite.etage,
        porte=ecrite.porte,
        parking=ecrite.parking,
        type_de_parking=ecrite.type_de_parking,
        cles=ecrite.cles,
        digicode=ecrite.digicode,
    )


def _surfaces(ecrites: SurfacesEcrites) -> Surfaces:
    return Surfaces(
        carrez=ecrites.carrez,
        habitable=ecrites.habitable,
        terrasse=ecrites.terrasse,
        balcons=ecrites.balcons,
        jardin=ecrites.jardin,
        surface=ecrites.surface,
        divisible_a_partir_de=ecrites.divisible_a_partir_de,
        cumulable=ecrites.cumulable,
    )
