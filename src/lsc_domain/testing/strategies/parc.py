"""
The nouns of the portfolio: a handful of people and buildings, so that they meet, and days that fall together.

Codes of buildings and of lots hold what a careless program would take for a separator.
"""

from datetime import date, timedelta
from fractions import Fraction
from typing import TypeAlias, TypeVar, get_args

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from lsc_domain.parc import (
    MANDATS,
    Acquereur,
    CompteClient,
    ComptesSansClient,
    DonneeComplementaire,
    EtatDuLot,
    EtatLocatif,
    FicheDeLot,
    Immeuble,
    Inactivations,
    LotDImmeuble,
    Metier,
    MotifDeSortie,
    Parc,
    Photo,
    RefusDeBail,
    RefusDeMandat,
    RefusDeMutation,
    RetraitAVenir,
    Role,
    RoleTenu,
    Situation,
    Sortie,
    Surfaces,
    Tiers,
)
from lsc_domain.socle.euros import Euros
from lsc_domain.socle.ids import CompteId, EntiteId, ImmeubleId, LotId, TiersId
from lsc_domain.testing.strategies import socle
from lsc_domain.testing.strategies._or_else import or_else
from lsc_domain.testing.strategies._par_champs import par_champs
from lsc_domain.testing.strategies._une_fois import une_fois

Refus: TypeAlias = RefusDeBail | RefusDeMandat | RefusDeMutation | ComptesSansClient
R = TypeVar("R", bound=Refus)

_PERSONNES = tuple(TiersId(code) for code in ("ATRILLON", "BROUILLY", "D/É:=%", "tiers:YALOXE"))
_IMMEUBLES = tuple(ImmeubleId(code) for code in ("GILBERT", "SAINTLOUIS", "GILBERT/305", "É:=%2F"))
_PREMIER = date(2020, 6, 29)
_JOURS = tuple(_PREMIER + timedelta(days=rang) for rang in range(8))
_EMPREINTES = st.sampled_from(("0" * 64, "9a" * 32))

_TIERS_IDS = st.sampled_from(_PERSONNES)
_IMMEUBLE_IDS = st.sampled_from(_IMMEUBLES)
_QUELQUES_JOURS = st.sampled_from(_JOURS)
_PARFOIS = st.sampled_from((*(None,) * 16, *_JOURS))
_BORNES = st.tuples(_PARFOIS, _PARFOIS)
_ROLES = st.sampled_from(Role)
_COMPTES_TENUS = st.sampled_from((None, None, CompteId("C0"), CompteId("C1")))
_BOOLEENS = st.booleans()


def tiers_ids() -> SearchStrategy[TiersId]:
    """Codes of people, few enough for one to be owner here and tenant there."""
    return _TIERS_IDS


def immeuble_ids() -> SearchStrategy[ImmeubleId]:
    """Codes of buildings, one of which could be read as a lot of another."""
    return _IMMEUBLE_IDS


@une_fois
def lot_ids(immeuble: ImmeubleId) -> SearchStrategy[LotId]:
    """Codes of the lots of a building: with its code before, as the trade writes them, or without."""
    return st.sampled_from((LotId(f"{immeuble}/305"), LotId(f"{immeuble}/305"), LotId("305"), LotId(f"{immeuble}/")))


def codes_de_lot(immeuble: SearchStrategy[ImmeubleId] | None = None) -> SearchStrategy[LotId]:
    """Codes of the lots of these buildings."""
    return or_else(immeuble, _IMMEUBLE_IDS).flatmap(lot_ids)


def jours_du_parc() -> SearchStrategy[date]:
    """Days, few enough for a sale, a mandate and a publication to begin or end on the same one."""
    return _QUELQUES_JOURS


def donnees_complementaires() -> SearchStrategy[DonneeComplementaire]:
    """Lines of the tab « PLUS »."""
    return st.builds(
        DonneeComplementaire,
        groupe=st.sampled_from(("Etat civil", "PagesIMMO")),
        libelle=socle.noms(),
        valeur=socle.phrases(),
    )


def tiers(id: SearchStrategy[TiersId] | None = None) -> SearchStrategy[Tiers]:
    """People, with or without an address and an e-mail."""
    return st.builds(
        Tiers,
        id=or_else(id, _TIERS_IDS),
        nom=socle.noms(),
        adresse=socle.phrases(),
        courriel=st.sampled_from(("", "une@example.invalid")),
        notifications=st.booleans(),
        donnees=st.lists(donnees_complementaires(), max_size=2).map(tuple),
    )


def lots_d_immeuble(id: SearchStrategy[LotId] | None = None) -> SearchStrategy[LotDImmeuble]:
    """Lots of a portfolio."""
    return st.builds(
        LotDImmeuble,
        id=or_else(id, lot_ids(_IMMEUBLES[0])),
        type=st.sampled_from(("", "Appartement", "Cave", "Parking")),
    )


def photos() -> SearchStrategy[Photo]:
    """Photographs of a building."""
    return st.builds(
        Photo,
        nom=socle.noms(),
        empreinte=_EMPREINTES,
        taille=st.integers(0, 10**6),
        le=_QUELQUES_JOURS,
        metier=st.sampled_from(Metier),
    )


@st.composite
def roles_tenus(
    draw: DrawFn,
    tiers: SearchStrategy[TiersId] | None = None,
    role: SearchStrategy[Role] | None = None,
    immeuble: SearchStrategy[ImmeubleId] | None = None,
) -> RoleTenu:
    """Roles: for ever, or for some days, or for none when they end the day they begin."""
    ou = draw(or_else(immeuble, _IMMEUBLE_IDS))
    lequel = draw(or_else(role, _ROLES))
    depuis, jusqua = draw(_BORNES)
    if depuis is not None and jusqua is not None and jusqua < depuis:
        depuis, jusqua = jusqua, depuis
    return RoleTenu(
        tiers=draw(or_else(tiers, _TIERS_IDS)),
        role=lequel,
        immeuble=ou,
        lot=None if lequel in MANDATS else draw(_lot_ou_aucun(ou)),
        compte=draw(_COMPTES_TENUS),
        depuis=depuis,
        jusqua=jusqua,
        preavis_le=draw(_PARFOIS) if lequel is Role.LOCATAIRE else None,
        resident=draw(_BOOLEENS),
    )


@une_fois
def _lot_ou_aucun(immeuble: ImmeubleId) -> SearchStrategy[LotId | None]:
    return lot_ids(immeuble) | st.none()


@une_fois
@st.composite
def _bailleurs_et_locataires(draw: DrawFn, immeuble: ImmeubleId, tiers: SearchStrategy[TiersId]) -> list[RoleTenu]:
    """Draw a lot that one person lets to another, both for ever."""
    lot = draw(lot_ids(immeuble))
    return [
        RoleTenu(tiers=draw(tiers), role=role, immeuble=immeuble, lot=lot)
        for role in (Role.PROPRIETAIRE, Role.LOCATAIRE)
    ]


@st.composite
def immeubles(
    draw: DrawFn, id: SearchStrategy[ImmeubleId] | None = None, tiers: SearchStrategy[TiersId] | None = None
) -> Immeuble:
    """Buildings, with the roles held in them."""
    code = draw(or_else(id, _IMMEUBLE_IDS))
    quelconques = draw(_roles_de(code, tiers, draw(_NOMBRES_DE_ROLES)))
    loues = draw(_bailleurs_et_locataires(code, or_else(tiers, _TIERS_IDS))) if draw(_SOUVENT) else []
    return Immeuble(
        id=code,
        nom=draw(socle.noms()),
        adresse=draw(socle.phrases()),
        metiers=draw(_METIERS),
        lots=tuple(draw(_lots_de(code))),
        photos=tuple(draw(_PHOTOS)),
        roles=(*quelconques, *loues),
        iban=draw(_IBANS),
        bic=draw(_BICS),
        assemblees_sur_les_comptes=tuple(draw(_ASSEMBLEES)),
    )


@une_fois
def _roles_de(code: ImmeubleId, tiers: SearchStrategy[TiersId] | None, taille: int) -> SearchStrategy[list[RoleTenu]]:
    return st.lists(roles_tenus(tiers, immeuble=st.just(code)), min_size=taille, max_size=taille)


@une_fois
def _lots_de(code: ImmeubleId) -> SearchStrategy[list[LotDImmeuble]]:
    return st.lists(lots_d_immeuble(lot_ids(code)), max_size=3, unique_by=lambda un: un.id)


_NOMBRES_DE_ROLES = st.sampled_from((6, 4, 8, 2, 0))
_SOUVENT = st.sampled_from((True, True, False))
_METIERS = st.sampled_from(((Metier.SYNDIC,), (Metier.GERANCE,), tuple(Metier)))
_PHOTOS = st.lists(photos(), max_size=1)
_IBANS = st.sampled_from(("", "FR7630001007941234567890185"))
_BICS = st.sampled_from(("", "BDFEFRPPCCT"))
_ASSEMBLEES = st.lists(_QUELQUES_JOURS, max_size=1)


def comptes_client(
    id: SearchStrategy[CompteId] | None = None, tiers: SearchStrategy[TiersId] | None = None
) -> SearchStrategy[CompteClient]:
    """Accounts, published most of the time."""
    return st.builds(
        CompteClient,
        id=or_else(id, socle.compte_ids()),
        entite=st.just(EntiteId("G001")),
        numero=socle.numeros_de_compte().map(str),
        tiers=or_else(tiers, _TIERS_IDS),
        metier=st.sampled_from(Metier),
        service_client=st.sampled_from((*(True,) * 11, False)),
        inactif_depuis=st.sampled_from((*(None,) * 24, *_JOURS)),
    )


@st.composite
def parcs(draw: DrawFn) -> Parc:
    """Portfolios of one building or two and four people, most with an account."""
    return Parc.de(draw(_BATIS), draw(_GENS), draw(_OUVERTS)[draw(_SANS_COMPTE) :])


_BATIS = st.lists(immeubles(), min_size=1, max_size=2, unique_by=lambda un: un.id)
_GENS = st.tuples(*(tiers(st.just(code)) for code in _PERSONNES))
_OUVERTS = st.tuples(
    *(comptes_client(st.just(CompteId(f"C{rang}")), st.just(code)) for rang, code in enumerate(_PERSONNES))
)
_SANS_COMPTE = st.sampled_from((0, 0, 0, 1, 2))


def acquereurs() -> SearchStrategy[Acquereur]:
    """Buyers."""
    return st.builds(Acquereur, tiers=_TIERS_IDS, resident=st.booleans())


def inactivations() -> SearchStrategy[Inactivations]:
    """The three options, ticked or not."""
    return st.builds(Inactivations, au_preavis=st.booleans(), au_depart=st.booleans(), a_la_mutation=st.booleans())


def sorties() -> SearchStrategy[Sortie]:
    """Notices, departures and sales."""
    return _IMMEUBLE_IDS.flatmap(
        lambda immeuble: st.builds(
            Sortie,
            motif=st.sampled_from(MotifDeSortie),
            tiers=_TIERS_IDS,
            immeuble=st.just(immeuble),
            lot=lot_ids(immeuble),
            le=_QUELQUES_JOURS,
        )
    )


def retraits_a_venir(compte: SearchStrategy[CompteClient] | None = None) -> SearchStrategy[RetraitAVenir]:
    """Accounts unticked, whose papers are still online."""
    return st.builds(RetraitAVenir, compte=or_else(compte, comptes_client()))


def surfaces(mesure: SearchStrategy[Fraction | None] | None = None) -> SearchStrategy[Surfaces]:
    """Surfaces to the hundredth, some of them not known; never divisible beyond what there is."""
    mesures = or_else(mesure, st.none() | st.integers(0, 50_000).map(lambda un: Fraction(un, 100)))

    def borner(tirees: list[Fraction | None], cumulable: bool) -> Surfaces:
        carrez, habitable, terrasse, balcons, jardin, surface, minimum = tirees
        return Surfaces(
            carrez=carrez,
            habitable=habitable,
            terrasse=terrasse,
            balcons=balcons,
            jardin=jardin,
            surface=surface,
            divisible_a_partir_de=None if surface is None or minimum is None else min(surface, minimum),
            cumulable=cumulable,
        )

    return st.builds(borner, st.lists(mesures, min_size=7, max_size=7), st.booleans())


def situations(etage: SearchStrategy[str] | None = None) -> SearchStrategy[Situation]:
    """Where a lot is; nobody knows, most often."""
    return st.builds(
        Situation,
        batiment=st.sampled_from(("", "A")),
        etage=or_else(etage, st.sampled_from(("", "3ème"))),
        parking=st.sampled_from(("", "910")),
        digicode=st.sampled_from(("", "12A45")),
    )


def fiches_de_lot(etat: SearchStrategy[EtatLocatif | None] | None = None) -> SearchStrategy[FicheDeLot]:
    """Lots let or free, for sale or not, with a reason where they are not available."""

    def decrire(
        pieces: list[int], loyer: int | None, locatif: EtatLocatif | None, etat: EtatDuLot | None,
        jour: date | None, situation: Situation, mesures: Surfaces, proprietaire: TiersId | None,
    ) -> FicheDeLot:  # fmt: skip
        ferme = etat is EtatDuLot.NON_DISPONIBLE
        return FicheDeLot(
            id=LotId("SAINTLOUIS/305"),
            immeuble=ImmeubleId("SAINTLOUIS"),
            proprietaire=proprietaire,
            type="Appartement",
            pieces=max(pieces),
            chambres=min(pieces),
            loyer_mensuel=None if loyer is None else Euros(loyer),
            etat_locatif=locatif,
            liberable_le=jour if locatif is EtatLocatif.LOUE else None,
            etat_du_lot=etat,
            indisponible_jusqu_au=jour if ferme else None,
            motif="Travaux" if ferme else "",
            situation=situation,
            surfaces=mesures,
        )

    return st.builds(
        decrire,
        st.lists(st.integers(0, 9), min_size=1, max_size=2),
        st.none() | st.integers(0, 10**7),
        or_else(etat, st.none() | st.sampled_from(EtatLocatif)),
        st.none() | st.sampled_from(EtatDuLot),
        _PARFOIS,
        situations(),
        surfaces(),
        st.none() | _TIERS_IDS,
    )


def refus(cas: SearchStrategy[type[R]] | None = None) -> SearchStrategy[R]:
    """What the rules of the portfolio say no to; *cas* draws the class of the refusal."""
    return or_else(cas, st.sampled_from(get_args(Refus))).flatmap(par_champs)
