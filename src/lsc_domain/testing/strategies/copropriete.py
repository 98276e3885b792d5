"""The nouns of the copropriété: keys, lots, owners, syndicats of every awkward shape."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from functools import cache
from itertools import product

from attrs import evolve
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from lsc_domain.copropriete import (
    CleDeRepartition,
    Coproprietaire,
    Empechement,
    Lot,
    Personne,
    Qualite,
    RoleAuConseil,
    Syndicat,
    Tantiemes,
    Voix,
    etablir_voix,
)
from lsc_domain.socle.ensemble import ensemble
from lsc_domain.socle.ids import CleId, CompteId, CoproprietaireId
from lsc_domain.testing.strategies import socle
from lsc_domain.testing.strategies._or_else import or_else
from lsc_domain.testing.strategies.loi import politiques

_ETATS_CIVILS = (("", "", None), ("Madame", "4, rue d'Œuf 54000 NANCY", "a@b.fr"), ("Dr", "", ""))
_COMPTES = ((), (CompteId("450A"),), (CompteId("450A"), CompteId("450B")))
_MODELES = st.sampled_from(
    [
        Coproprietaire(
            id=CoproprietaireId("?"),
            nom="?",
            civilite=civilite,
            adresse=adresse,
            courriel=courriel,
            comptes=comptes,
            qualite=qualite,
            conseil_syndical=role,
            bailleur_social=particularite == "bailleur social",
            sans_voix=particularite == "sans voix",
        )
        for (civilite, adresse, courriel), comptes in product(_ETATS_CIVILS, _COMPTES)
        for particularite, qualite, role in (
            *[("", Qualite.PLEIN, None)] * 6,
            ("bailleur social", Qualite.PLEIN, None),
            ("sans voix", Qualite.PLEIN, None),
            *(("", qualite, None) for qualite in Qualite),
            *(("", Qualite.PLEIN, role) for role in RoleAuConseil),
        )
    ]
)
"""Owners without identity, name or lots: hypothesis then draws once what would be ten draws."""
_NOMBRES_DE_LOTS = st.sampled_from((1, 1, 1, 1, 1, 2, 2, 0))
_EFFECTIFS = st.sampled_from((3, 4, 5, 6, 7, 1, 2))
_FORMES = st.sampled_from(("égaux", "quelconque", "égaux", "quelconque", "quelconque", "majoritaire", "moitié", "deux"))
_DESIGNATIONS = st.sampled_from((("001", ""), ("012", "Cave"), ("B-3", "Appartement"), ("1001", "Garage à vélos")))
_TOTAUX = st.none() | socle.nombres().map(lambda nombre: nombre or Fraction(1000))
_LIBELLES = st.sampled_from(("CHARGES COMMUNES GÉNÉRALES", "", "Ascenseur « B »"))
_GENERALES = tuple(
    CleDeRepartition(code=CleId(code), libelle=libelle, generale=generale, total=total)
    for code, libelle, generale, total in (
        ("010", "CHARGES COMMUNES GÉNÉRALES", True, None),
        ("010", "", True, Fraction(1000)),
        ("É", "Générale", True, Fraction("1000.91516")),
        ("010", "Aucune n'est générale", False, None),
    )
)
_SPECIALES = (CleDeRepartition(code=CleId("ASC"), libelle="Ascenseur « B »"), CleDeRepartition(code=CleId("020")))
_JEUX_DE_CLES = st.sampled_from(
    [(generale, *_SPECIALES[:nombre]) for nombre in range(3) for generale in (*_GENERALES[:3] * 3, _GENERALES[3])]
)
_ENSEIGNES = st.sampled_from(
    [
        Syndicat(code=code, nom=nom, immeuble=immeuble, adresse=adresse, cles=_SPECIALES, coproprietaires=())
        for code, nom, immeuble, adresse in (
            ("S001", "Syndicat Gilbert", "GILBERT", "4, rue Gilbert 54000 NANCY"),
            ("", "Résidence « L'Été »", "", ""),
        )
    ]
)
_EMPECHEMENTS = st.sampled_from((None, None, None, *Empechement))


def cles_de_repartition(generale: SearchStrategy[bool] | None = None) -> SearchStrategy[CleDeRepartition]:
    """Keys, general or special."""
    return st.builds(
        CleDeRepartition,
        code=socle.cle_ids(),
        libelle=_LIBELLES,
        generale=or_else(generale, st.booleans()),
        total=_TOTAUX,
    )


def tantiemes(
    valeur: SearchStrategy[Fraction] | None = None, cle: SearchStrategy[CleId] | None = None
) -> SearchStrategy[Tantiemes]:
    """Tantièmes of a lot in a key: zero, whole, or with five decimals."""
    return st.builds(Tantiemes, cle=or_else(cle, socle.cle_ids()), valeur=or_else(valeur, socle.nombres()))


def lots(part: SearchStrategy[Tantiemes] | None = None) -> SearchStrategy[Lot]:
    """Lots, with their tantièmes in at most three keys, or in none."""
    parts = st.lists(or_else(part, tantiemes()), max_size=3, unique_by=lambda un: un.cle)
    return st.builds(_lot, _DESIGNATIONS, parts)


def _lot(designation: tuple[str, str], parts: Iterable[Tantiemes | None]) -> Lot:
    numero, type_ = designation
    return Lot(numero=numero, type=type_, tantiemes=tuple(part for part in parts if part is not None))


@st.composite
def coproprietaires(
    draw: DrawFn,
    lot: SearchStrategy[Lot] | None = None,
    id: SearchStrategy[CoproprietaireId] | None = None,
    nom: SearchStrategy[str] | None = None,
) -> Coproprietaire:
    """Owners: homonyms, indivisions, HLM bodies, lots of the syndicat itself, no lot at all or several."""
    un_lot = or_else(lot, lots())
    return evolve(
        draw(_MODELES),
        id=draw(or_else(id, socle.coproprietaire_ids())),
        nom=draw(or_else(nom, socle.noms())),
        lots=tuple(draw(un_lot) for _ in range(draw(_NOMBRES_DE_LOTS))),
    )


def personnes(
    coproprietaire: SearchStrategy[CoproprietaireId] | None = None, nom: SearchStrategy[str] | None = None
) -> SearchStrategy[Personne]:
    """Owners by identity, or names from outside; some the law bars from holding a proxy."""
    return st.one_of(
        st.builds(Personne, coproprietaire=or_else(coproprietaire, socle.coproprietaire_ids())),
        st.builds(Personne, nom=or_else(nom, socle.noms()), empechement=_EMPECHEMENTS),
    )


@st.composite
def syndicats(
    draw: DrawFn,
    coproprietaire: SearchStrategy[Coproprietaire] | None = None,
    cle: SearchStrategy[CleDeRepartition] | None = None,
) -> Syndicat:
    """
    Syndicats of one to seven owners, with one general key at most.

    The owners drawn by default have tantièmes in the keys drawn; among them often an owner of more than half,
    one of exactly half, two owners in all, or equal owners. Owners given by the caller are taken as they are,
    and the keys their lots mention are added.
    """
    cles = draw(_JEUX_DE_CLES if cle is None else st.lists(cle, min_size=1, max_size=3, unique_by=_code))
    codes = tuple(une.code for une in cles)
    if coproprietaire is None:
        proprietaires = _mettre_en_forme(draw, draw(_FORMES), codes)
    else:
        proprietaires = draw(st.lists(coproprietaire, min_size=1, max_size=7, unique_by=_id))
    parts = {part.cle: None for un in proprietaires for lot in un.lots for part in lot.tantiemes}
    premiere = next((une.code for une in cles if une.generale), None)
    return evolve(
        draw(_ENSEIGNES),
        cles=(
            *(evolve(une, generale=une.code == premiere) for une in cles),
            *(CleDeRepartition(code=code) for code in parts if code not in codes),
        ),
        coproprietaires=tuple(proprietaires),
    )


def _code(cle: CleDeRepartition) -> CleId:
    return cle.code


def _id(coproprietaire: Coproprietaire) -> CoproprietaireId:
    return coproprietaire.id


@cache
def _proprietaires(codes: tuple[CleId, ...], effectif: int) -> SearchStrategy[list[Coproprietaire]]:
    """Owners whose lots have tantièmes in the first key, and in some of the others."""
    premiere, *autres = (tantiemes(cle=st.just(code)) for code in codes)
    lot = st.builds(_lot, _DESIGNATIONS, st.tuples(premiere, *(st.none() | autre for autre in autres)))
    return st.lists(coproprietaires(lot), min_size=effectif, max_size=effectif, unique_by=_id)


def _mettre_en_forme(draw: DrawFn, forme: str, codes: tuple[CleId, ...]) -> list[Coproprietaire]:
    """Draw the owners of a syndicat, and give its first key an awkward shape."""
    tires = draw(_proprietaires(codes, 2 if forme == "deux" else draw(_EFFECTIFS)))
    if forme == "égaux":
        part = Tantiemes(cle=codes[0], valeur=draw(socle.nombres()))
        return [evolve(un, lots=(Lot(numero="001", tantiemes=(part,)),)) for un in tires]
    if forme in {"majoritaire", "moitié"}:
        dominant, *autres = tires
        reste = sum((un.tantiemes(codes[0]) for un in autres), Fraction())
        ecart = draw(socle.nombres()) if forme == "majoritaire" else Fraction()
        part = Tantiemes(cle=codes[0], valeur=reste + ecart)
        return [*autres, evolve(dominant, lots=(Lot(numero="M", tantiemes=(part,)),))]
    return tires


@st.composite
def voix(
    draw: DrawFn, tantiemes: SearchStrategy[Fraction] | None = None, jour: SearchStrategy[date] | None = None
) -> Voix:
    """Voices of up to seven owners on a key, reduced or not, some without voice or exempt from the reduction."""
    parts = draw(st.lists(or_else(tantiemes, socle.nombres()), min_size=1, max_size=7))
    rangs = st.lists(st.integers(0, len(parts) - 1), max_size=2).map(ensemble)
    return etablir_voix(
        parts,
        le=draw(or_else(jour, socle.jours())),
        sans_voix=draw(rangs),
        bailleurs_sociaux=draw(rangs),
        reduire=draw(st.booleans()),
        politique=draw(politiques()),
    )
