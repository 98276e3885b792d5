"""The fiche of a lot, as the screen « Lot » has it: what it is, where, how large, and whether it is free."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Final

from attrs import field, fields, frozen

from lsc_domain.socle.affichage import ESPACE_FINE, ecrire_date, ecrire_euros
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.euros import ZERO, Euros
from lsc_domain.socle.ids import ImmeubleId, LotId, TiersId


class EtatLocatif(StrEnum):
    """« Etat locatif ». CORE-01."""

    LIBRE = "libre"
    LOUE = "loue"

    @property
    def libelle(self) -> str:
        """The choice as the screen writes it."""
        return "Libre" if self is EtatLocatif.LIBRE else "Loué"


class EtatDuLot(StrEnum):
    """« Etat du lot »: what may be done of it. CORE-01."""

    A_VENDRE = "a_vendre"
    A_LOUER = "a_louer"
    A_VENDRE_OU_A_LOUER = "a_vendre_ou_a_louer"
    NON_DISPONIBLE = "non_disponible"

    @property
    def libelle(self) -> str:
        """The choice as the screen writes it."""
        return _ETATS_DU_LOT[self]


_ETATS_DU_LOT: Final = {
    EtatDuLot.A_VENDRE: "A vendre",
    EtatDuLot.A_LOUER: "A louer",
    EtatDuLot.A_VENDRE_OU_A_LOUER: "A vendre ou à louer",
    EtatDuLot.NON_DISPONIBLE: "Non disponible",
}


@frozen(kw_only=True)
class Surfaces:
    """The surfaces of a lot in square metres, exact, each one known or not. CORE-01."""

    carrez: Fraction | None = None
    habitable: Fraction | None = None
    terrasse: Fraction | None = None
    balcons: Fraction | None = None
    jardin: Fraction | None = None
    surface: Fraction | None = None
    divisible_a_partir_de: Fraction | None = None
    cumulable: bool = False

    def __attrs_post_init__(self) -> None:
        for nom in _MESURES:
            mesure: Fraction | None = getattr(self, nom)
            if mesure is not None and mesure < 0:
                raise InvalidValue(f"surface {nom} : {mesure} m², moins que rien")
        if self.divisible_a_partir_de is not None and (self.surface or 0) < self.divisible_a_partir_de:
            raise InvalidValue("surface : divisible à partir de plus qu'il n'y a")


_MESURES: Final = tuple(un.name for un in fields(Surfaces) if un.name != "cumulable")


@frozen(kw_only=True)
class Situation:
    """Where the lot is in its building, and its parking. CORE-01."""

    batiment: str = ""
    escalier: str = ""
    etage: str = ""
    porte: str = ""
    parking: str = ""
    type_de_parking: str = ""
    cles: str = ""
    digicode: str = field(default="", repr=False)


@frozen(kw_only=True)
class FicheDeLot:
    """
    All that is known of a lot, most of it or nearly nothing. CORE-01.

    `numero_rcp` and `numero_plan` are those of the règlement and of the plan; `code_physique` and `code_gestion` what
    the software calls it. `loyer_mensuel` is before tax, under `mandat`. `liberable_le` is of a lot that is let,
    `indisponible_jusqu_au` and `motif` of one that is not available.

    >>> FicheDeLot(
    ...     id=LotId("SAINTLOUIS/305"),
    ...     immeuble=ImmeubleId("SAINTLOUIS"),
    ...     pieces=5,
    ...     situation=Situation(etage="3ème"),
    ...     mandat="102",
    ...     loyer_mensuel=Euros.lire("459.00"),
    ...     surfaces=Surfaces(habitable=Fraction(95), surface=Fraction(95)),
    ... ).loyer_mensuel
    Euros(centimes=45900)
    """

    id: LotId
    immeuble: ImmeubleId
    adresse: str = ""
    proprietaire: TiersId | None = None
    numero_rcp: str = ""
    numero_plan: str = ""
    code_physique: str = ""
    code_gestion: str = ""
    type: str = ""
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
    construit_le: date | None = None
    situation: Situation = field(factory=Situation)
    mandat: str = ""
    loyer_mensuel: Euros | None = None
    etat_locatif: EtatLocatif | None = None
    liberable_le: date | None = None
    etat_du_lot: EtatDuLot | None = None
    indisponible_jusqu_au: date | None = None
    motif: str = ""
    surfaces: Surfaces = field(factory=Surfaces)

    def __attrs_post_init__(self) -> None:
        comptes = (self.pieces, self.chambres, self.parkings, self.etages)
        if any(nombre is not None and nombre < 0 for nombre in comptes):
            raise InvalidValue(f"lot {self.id} : un nombre de pièces ou d'étages n'est jamais négatif")
        if self.chambres is not None and self.pieces is not None and self.chambres > self.pieces:
            raise InvalidValue(f"lot {self.id} : plus de chambres que de pièces")
        if self.loyer_mensuel is not None and self.loyer_mensuel < ZERO:
            raise InvalidValue(f"lot {self.id} : un loyer n'est jamais négatif")
        if self.liberable_le is not None and self.etat_locatif is not EtatLocatif.LOUE:
            raise InvalidValue(f"lot {self.id} : libérable sans être loué")
        indisponible = self.etat_du_lot is EtatDuLot.NON_DISPONIBLE
        if not indisponible and (self.indisponible_jusqu_au is not None or self.motif):
            raise InvalidValue(f"lot {self.id} : un motif d'indisponibilité, et il est disponible")

    @property
    def resume(self) -> str:
        """
        What tells a lot from another at a glance, for who owns it: nothing of how it is let, nor of how one gets in.

        >>> FicheDeLot(
        ...     id=LotId("SAINTLOUIS/305"), immeuble=ImmeubleId("SAINTLOUIS"), pieces=5, chambres=2,
        ...     situation=Situation(etage="3ème"), surfaces=Surfaces(habitable=Fraction(95)),
        ... ).resume
        '5 pièces, 2 chambres, étage 3ème, 95,00 m²'
        """
        ou, surfaces = self.situation, self.surfaces
        mesures = (surfaces.carrez, surfaces.habitable, surfaces.surface)
        surface = next((une for une in mesures if une is not None), None)
        dits = (
            _compter(self.pieces, "pièce"),
            _compter(self.chambres, "chambre"),
            ou.batiment and f"bâtiment {ou.batiment}",
            ou.escalier and f"escalier {ou.escalier}",
            ou.etage and f"étage {ou.etage}",
            ou.porte and f"porte {ou.porte}",
            "" if surface is None else _metres(surface),
        )
        return ", ".join(filter(None, dits))

    @property
    def lignes(self) -> tuple[tuple[str, str], ...]:
        """The screen « Lot », its labels and what is known under each, in its order. CORE-01."""
        ou, surfaces = self.situation, self.surfaces
        toutes = (
            ("Adresse", self.adresse),
            ("N° RCP", self.numero_rcp),
            ("N° Plan", self.numero_plan),
            ("Code physique", self.code_physique),
            ("Code gestion", self.code_gestion),
            ("Type", self.type),
            ("Standing", self.standing),
            ("Epoque", self.epoque),
            ("Etat", self.etat),
            ("Quartier", self.quartier),
            ("Chauffage", self.chauffage),
            ("Ascenseur", "oui" if self.ascenseur else ""),
            ("Mitoyenneté", self.mitoyennete),
            ("Régime", self.regime),
            ("Pièces", _nombre(self.pieces)),
            ("Chambres", _nombre(self.chambres)),
            ("Parkings", _nombre(self.parkings)),
            ("Etages", _nombre(self.etages)),
            ("Etage", ou.etage),
            ("Bâtiment", ou.batiment),
            ("Escalier", ou.escalier),
            ("Porte", ou.porte),
            ("N° Parking", ou.parking),
            ("Type de parking", ou.type_de_parking),
            ("Construit le", _jour(self.construit_le)),
            ("Clés", ou.cles),
            ("Digicode", ou.digicode),
            ("Mandat", self.mandat),
            ("Loyer mensuel HT", "" if self.loyer_mensuel is None else f"{self.loyer_mensuel} €"),
            ("Etat locatif", "" if self.etat_locatif is None else self.etat_locatif.libelle),
            ("Libérable le", _jour(self.liberable_le)),
            ("Etat du lot", "" if self.etat_du_lot is None else self.etat_du_lot.libelle),
            ("Jusqu'au", _jour(self.indisponible_jusqu_au)),
            ("Motif", self.motif),
            ("Surface Carrez", _metres(surfaces.carrez)),
            ("Habitable", _metres(surfaces.habitable)),
            ("Terrasse", _metres(surfaces.terrasse)),
            ("Balcons", _metres(surfaces.balcons)),
            ("Jardin", _metres(surfaces.jardin)),
            ("Surface", _metres(surfaces.surface)),
            ("Divisible à partir de", _metres(surfaces.divisible_a_partir_de)),
            ("Cumulable sur l'immeuble", "oui" if surfaces.cumulable else ""),
        )
        return tuple((nom, valeur) for nom, valeur in toutes if valeur)


def _compter(nombre: int | None, quoi: str) -> str:
    return "" if nombre is None else f"{nombre} {quoi}{'s' if nombre > 1 else ''}"


def _nombre(nombre: int | None) -> str:
    return "" if nombre is None else str(nombre)


def _jour(jour: date | None) -> str:
    return "" if jour is None else ecrire_date(jour)


def _metres(mesure: Fraction | None) -> str:
    """Write a surface to the hundredth, as the screen does."""
    return "" if mesure is None else f"{ecrire_euros(round(mesure * 100), espace=ESPACE_FINE)} m²"
