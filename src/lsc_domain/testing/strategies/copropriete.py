"""The nouns of the copropriété: keys, lots, owners, syndicats of every awkward shape."""

from datetime import date
from fractions import Fraction

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
from lsc_domain.socle.ids import CleId, CoproprietaireId
from lsc_domain.testing.strategies import socle
from lsc_domain.testing.strategies._or_else import or_else
from lsc_domain.testing.strategies.loi import politiques

_ETATS_CIVILS = st.sampled_from((("", "", None), ("Madame", "4, rue d'Œuf 54000 NANCY", "a@b.fr"), ("M. et Mme", "", "")))
_PARTICULARITES = st.sampled_from((*[""] * 5, "bailleur social", "sans voix", "indivision", "conseil"))
_COMPTES = st.lists(socle.compte_ids(), max_size=2, unique=True)
_NOMBRES_DE_LOTS = st.sampled_from((1, 1, 1, 1, 1, 2, 2, 0))
_EFFECTIFS = st.sampled_from((3, 4, 5, 6, 7, 1, 2))
_FORMES = st.sampled_from(("égaux", "quelconque", "égaux", "quelconque", "quelconque", "majoritaire", "moitié", "deux"))
_NUMEROS = st.integers(1, 999).map(lambda numero: f"{numero:03d}")
_TYPES = st.sampled_from(("", "Cave", "Appartement", "Garage à vélos"))
_QUALITES = st.sampled_from(Qualite)
_ROLES = st.sampled_from(RoleAuConseil)
_LIBELLES = st.sampled_from(("CHARGES COMMUNES GÉNÉRALES", "", "Ascenseur « B »"))
_EMPECHEMENTS = st.sampled_from((None, None, None, *Empechement))


def cles_de_repartition(generale: SearchStrategy[bool] | None = None) -> SearchStrategy[CleDeRepartition]:
    """Keys, general or special."""
    return st.builds(
        CleDeRepartition,
        code=socle.cle_ids(),
        libelle=_LIBELLES,
        generale=or_else(generale, st.booleans()),
    )


def tantiemes(
    valeur: SearchStrategy[Fraction] | None = None, cle: SearchStrategy[CleId] | None = None
) -> SearchStrategy[Tantiemes]:
    """Tantièmes of a lot in a key: zero, whole, or with five decimals."""
    return st.builds(Tantiemes, cle=or_else(cle, socle.cle_ids()), valeur=or_else(valeur, socle.nombres()))


def lots(part: SearchStrategy[Tantiemes] | None = None) -> SearchStrategy[Lot]:
    """Lots, with their tantièmes in at most three keys, or in none."""
    return st.builds(
        Lot,
        numero=_NUMEROS,
        type=_TYPES,
        tantiemes=st.lists(or_else(part, tantiemes()), max_size=3, unique_by=lambda un: un.cle).map(tuple),
    )


@st.composite
def coproprietaires(
    draw: DrawFn,
    lot: SearchStrategy[Lot] | None = None,
    id: SearchStrategy[CoproprietaireId] | None = None,
    nom: SearchStrategy[str] | None = None,
) -> Coproprietaire:
    """Owners: homonyms, indivisions, HLM bodies, lots of the syndicat itself, no lot at all or several."""
    un_lot = or_else(lot, lots())
    civilite, adresse, courriel = draw(_ETATS_CIVILS)
    particularite = draw(_PARTICULARITES)
    return Coproprietaire(
        id=draw(or_else(id, socle.coproprietaire_ids())),
        nom=draw(or_else(nom, socle.noms())),
        civilite=civilite,
        adresse=adresse,
        courriel=courriel,
        comptes=tuple(draw(_COMPTES)),
        qualite=draw(_QUALITES) if particularite == "indivision" else Qualite.PLEIN,
        conseil_syndical=draw(_ROLES) if particularite == "conseil" else None,
        bailleur_social=particularite == "bailleur social",
        sans_voix=particularite == "sans voix",
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
    cles = draw(st.lists(cle, min_size=1, max_size=3, unique_by=_code)) if cle is not None else draw(_cles_du_syndicat())
    if coproprietaire is None:
        proprietaires = draw(_proprietaires([une.code for une in cles]))
    else:
        proprietaires = draw(st.lists(coproprietaire, min_size=1, max_size=7, unique_by=lambda un: un.id))
    connues = {une.code for une in cles}
    parts = {part.cle: None for un in proprietaires for lot in un.lots for part in lot.tantiemes}
    premiere = next((une.code for une in cles if une.generale), None)
    return Syndicat(
        code=draw(st.sampled_from(("", "S001"))),
        nom=draw(st.sampled_from(("Syndicat Gilbert", "Résidence « L'Été »"))),
        immeuble=draw(st.sampled_from(("", "GILBERT"))),
        adresse=draw(socle.textes()),
        cles=(
            *(evolve(une, generale=une.code == premiere) for une in cles),
            *(CleDeRepartition(code=code) for code in parts if code not in connues),
        ),
        coproprietaires=tuple(proprietaires),
    )


def _code(cle: CleDeRepartition) -> CleId:
    return cle.code


def _cles_du_syndicat() -> SearchStrategy[list[CleDeRepartition]]:
    """A general key, or rarely none, then up to two special ones."""
    generale = cles_de_repartition(st.sampled_from((*[True] * 9, False)))
    speciales = st.lists(cles_de_repartition(st.just(False)), max_size=2, unique_by=_code)
    return st.builds(
        lambda une, autres: [une, *(autre for autre in autres if autre.code != une.code)], generale, speciales
    )


def _lots_sur(codes: list[CleId]) -> SearchStrategy[Lot]:
    """Draw a lot with tantièmes in the first key, and in some of the others."""
    premiere, *autres = (tantiemes(cle=st.just(code)) for code in codes)
    parts = st.tuples(premiere, *(st.none() | autre for autre in autres))
    tous = parts.map(lambda tirees: tuple(part for part in tirees if part is not None))
    return st.builds(Lot, numero=_NUMEROS, type=_TYPES, tantiemes=tous)


@st.composite
def _proprietaires(draw: DrawFn, codes: list[CleId]) -> list[Coproprietaire]:
    """Draw the owners of a syndicat, and give its first key an awkward shape."""
    forme = draw(_FORMES)
    lot = _lots_sur(codes)
    effectif = 2 if forme == "deux" else draw(_EFFECTIFS)
    tires = draw(st.lists(coproprietaires(lot), min_size=effectif, max_size=effectif, unique_by=lambda un: un.id))
    if forme == "égaux":
        part = Tantiemes(cle=codes[0], valeur=draw(socle.nombres()))
        return [evolve(un, lots=(Lot(numero="001", tantiemes=(part,)),)) for un in tires]
    if forme in ("majoritaire", "moitié"):
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
