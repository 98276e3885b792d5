"""Every public noun can be drawn, by its strategy or by its type, and what is drawn is worth drawing."""

import inspect
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from importlib import import_module
from importlib.util import module_from_spec
from pkgutil import iter_modules
from random import Random
from types import FunctionType, NoneType
from typing import Any, get_args, get_origin, get_type_hints

import attrs
import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from lsc_domain import (
    assemblee,
    classeur,
    compte,
    copropriete,
    evenement,
    extranet,
    gerance,
    loi,
    paiement,
    parc,
    publication,
)
from lsc_domain.assemblee import (
    Amendement,
    Declaration,
    Depouillement,
    Incident,
    Mouvement,
    Refus,
    Sens,
    Urne,
    depouiller,
    etablir,
    libelle,
)
from lsc_domain.copropriete import Qualite, Syndicat, Tantiemes
from lsc_domain.copropriete.voix import BAILLEUR_SOCIAL
from lsc_domain.extranet import Espace, Vitrine
from lsc_domain.loi import ArticleDeVote, Decompte, Resultat, Version
from lsc_domain.socle import ids
from lsc_domain.socle.numero_de_compte import NumeroDeCompte
from lsc_domain.testing import _entrypoint, check_depouillement, strategies
from lsc_domain.testing._registre import STRATEGIES
from lsc_domain.testing.strategies import (
    cles_de_repartition,
    coproprietaires,
    declarations,
    decomptes,
    depouillements,
    poids,
    refus,
    seances,
    syndicats,
)
from lsc_domain.testing.strategies.vitrine import vitrines

_entrypoint.register()  # once more than hypothesis did, where the library is installed

CONTEXTES = (parc, compte, gerance, paiement, evenement, classeur, publication, extranet)
"""The contexts whose strategies are in a module of each."""

NOUNS = [
    noun
    for package in (loi, copropriete, assemblee, *CONTEXTES)
    for noun in (getattr(package, name) for name in package.__all__)
    if isinstance(noun, type) and attrs.has(noun)
]
IDS = [identity for name, identity in vars(ids).items() if name.endswith("Id")]
MODULES = [
    import_module(f"lsc_domain.testing.strategies.{name}")
    for name in (
        "parc",
        "compte",
        "releve",
        "gerance",
        "evenement",
        "classeur",
        "publication",
        "planning",
        "portefeuille",
        "extranet",
        "acces",
        "vitrine",
        "paiement",
    )
]
AIDES = {"acquitter", "cases", "lot_ids"}
"""What makes something out of a value it is given, and so is no strategy of a noun."""

MAKERS: list[Callable[..., SearchStrategy[Any]]] = [
    *(getattr(strategies, name) for name in strategies.__all__),
    *(
        maker
        for module in MODULES
        for name, maker in vars(module).items()
        if isinstance(maker, FunctionType) and maker.__module__ == module.__name__
        if not name.startswith("_") and name not in AIDES
    ),
]

LIBELLES: list[Callable[[Any], str]] = [
    vars(module)["libelle"]
    for context in CONTEXTES
    for module in (import_module(f"{context.__name__}.{un.name}") for un in iter_modules(context.__path__))
    if "libelle" in vars(module) and vars(module)["libelle"].__module__ == module.__name__
]


def nom(quoi: Any) -> str:
    """The name of a noun or of a strategy, after its module: contexts have some in common."""
    return f"{quoi.__module__.split('.')[-1]}.{quoi.__name__}"


few = settings(max_examples=5)
quick = settings(max_examples=1000, phases=[Phase.generate], database=None)


# --- Every noun, by its type --------------------------------------------------------------------------------


@pytest.mark.parametrize("noun", [*NOUNS, Urne, NumeroDeCompte, *get_args(Refus)], ids=nom)
def test_a_type_is_enough_to_draw_a_noun(noun: type) -> None:
    """`st.from_type` knows every public noun, and what it draws can be made again from its own fields."""

    @few
    @given(st.from_type(noun))
    def law(drawn: object) -> None:
        assert isinstance(drawn, noun)

    law()


@pytest.mark.parametrize("identity", IDS, ids=lambda identity: identity.__name__)
def test_an_identity_is_never_empty(identity: type) -> None:
    """`st.from_type` draws identities that exist."""

    @few
    @given(st.from_type(identity))
    def law(drawn: str) -> None:
        assert drawn

    law()


def test_every_noun_has_a_strategy_of_its_own() -> None:
    """A noun added to the library and forgotten here makes this test fail."""
    named = {(package.split(".")[1], noun) for package, nouns in STRATEGIES.items() for noun in nouns}
    assert {(noun.__module__.split(".")[1], noun.__name__) for noun in NOUNS} <= named
    offered = {*strategies.__all__, *(nom(maker) for maker in MAKERS)}
    assert {name for nouns in STRATEGIES.values() for name in nouns.values()} <= offered


def test_every_strategy_is_of_a_noun_that_exists() -> None:
    """A noun renamed in the library and not here makes this test fail."""
    for package, nouns in STRATEGIES.items():
        modules = [vars(module) for name, module in sys.modules.items() if name.rpartition(".")[0] == package]
        assert not {noun for noun in nouns if not any(noun in module for module in modules)}


@few
@given(st.from_type(Version[bool]))
def test_what_is_in_a_type_is_drawn_too(version: Version[bool]) -> None:
    """A `Version[bool]` holds a boolean."""
    assert isinstance(version.valeur, bool)


@given(refus())
def test_every_refusal_can_be_said(un: Refus) -> None:
    """A refusal drawn at random is a French sentence."""
    assert libelle(un).endswith(".")


@pytest.mark.parametrize("dire", LIBELLES, ids=lambda dire: dire.__module__.removeprefix("lsc_domain."))
def test_every_refusal_and_warning_of_a_context_can_be_said(dire: Callable[[object], str]) -> None:
    """So is one of a context, by the `libelle` of the module that gives it."""
    (dit,) = (hint for name, hint in get_type_hints(dire).items() if name != "return")

    @few
    @given(st.from_type(dit))
    def law(un: object) -> None:
        assert dire(un).endswith(".")

    law()


# --- The entry point ----------------------------------------------------------------------------------------

SCRIPT = """
import sys
from lsc_domain.testing._entrypoint import register
register()
assert not [name for name in sys.modules if name.startswith("lsc_domain.loi")], "registering costs our imports"
import importlib.util, inspect
from hypothesis import strategies as st
from lsc_domain.copropriete import Syndicat
assert "lsc_domain.testing.strategies" not in sys.modules, "importing a noun costs the strategies"
assert inspect.getsource(Syndicat), "the module has lost its loader"
repr(st.from_type(Syndicat))
assert "lsc_domain.testing.strategies.copropriete" in sys.modules, "a noun is drawn by other means than its strategy"
"""


def test_the_entry_point_costs_nothing_until_a_noun_is_drawn() -> None:
    """Registering imports no noun, a noun imported later is registered, and drawing it imports the strategies."""
    command = [sys.executable, "-c", SCRIPT]
    run = subprocess.run(command, check=False, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr


def test_a_module_imported_after_the_registration_has_its_nouns_registered() -> None:
    """Once its module is executed, by its own loader, a noun is drawn by its type."""
    finder = next(finder for finder in sys.meta_path if isinstance(finder, _entrypoint._Finder))
    spec = finder.find_spec("lsc_domain.copropriete.cle", copropriete.__path__)
    assert spec is not None
    module = module_from_spec(spec)
    assert spec.loader is not None
    spec.loader.exec_module(module)
    assert spec.loader is module.__loader__
    assert type(spec.loader) is type(import_module("lsc_domain.copropriete.lot").__loader__)
    assert "sampled_from(('010'" in repr(st.from_type(module.CleDeRepartition))


@pytest.mark.parametrize("name", ["json", "lsc_domain", "lsc_domain.testing.laws", "lsc_domain.loi.inconnue"])
def test_the_entry_point_answers_for_the_nouns_only(name: str) -> None:
    """Whatever else is imported is none of its business."""
    finder = next(finder for finder in sys.meta_path if isinstance(finder, _entrypoint._Finder))
    assert finder.find_spec(name, loi.__path__) is None


# --- The style of the strategies ----------------------------------------------------------------------------


@pytest.mark.parametrize("maker", MAKERS, ids=nom)
def test_every_argument_is_optional_and_a_strategy(maker: Callable[..., SearchStrategy[Any]]) -> None:
    """Strategies in, a strategy out; each one is documented."""
    signature = inspect.signature(maker)
    assert inspect.getdoc(maker)
    assert "SearchStrategy" in str(signature.return_annotation)
    for parameter in signature.parameters.values():
        assert parameter.default is None, parameter
        strategy, nothing = get_args(parameter.annotation)
        assert get_origin(strategy) is SearchStrategy, parameter
        assert nothing is NoneType, parameter


@pytest.mark.parametrize("maker", MAKERS, ids=nom)
def test_every_strategy_draws_without_arguments(maker: Callable[..., SearchStrategy[Any]]) -> None:
    """`lots()` is enough to have lots."""

    @few
    @given(maker())
    def law(drawn: object) -> None:
        assert drawn is not None

    law()


# --- What is drawn is worth drawing -------------------------------------------------------------------------

LE = date(2026, 9, 8)
DU_SYNDICAT: dict[str, Callable[[Syndicat], bool]] = {
    "an owner of more than half": lambda un: any(un.voix(cle.code, le=LE).reduit is not None for cle in un.cles),
    "an HLM body of more than half": lambda un: any(
        motif.article == BAILLEUR_SOCIAL for cle in un.cles for motif in un.voix(cle.code, le=LE).motifs
    ),
    "exactly two owners": lambda un: un.deux_coproprietaires(LE),
    "homonyms": lambda un: len({qui.nom for qui in un.coproprietaires}) < len(un.coproprietaires),
    "an accent in a name": lambda un: any(not qui.nom.isascii() for qui in un.coproprietaires),
    "a quote in a name": lambda un: any('"' in qui.nom for qui in un.coproprietaires),
    "an indivision": lambda un: any(qui.qualite is Qualite.INDIVISION for qui in un.coproprietaires),
    "lots without voices": lambda un: bool(un.sans_voix),
    "an owner without lots": lambda un: any(not qui.lots for qui in un.coproprietaires),
    "a special key": lambda un: any(not cle.generale for cle in un.cles),
    "no general key": lambda un: un.cle_generale is None,
    "zero tantième": lambda un: any(not part.valeur for part in parts(un)),
    "five decimals": lambda un: any(part.valeur.denominator == 100_000 for part in parts(un)),
}
DE_LA_DECLARATION: dict[str, Callable[[Declaration], bool]] = {
    "a proxy held by an owner": lambda une: any(
        presence.mandataire is not None and presence.mandataire.coproprietaire for presence in une.presences
    ),
    "a proxy held by somebody else": lambda une: any(
        presence.mandataire is not None and presence.mandataire.nom for presence in une.presences
    ),
    "a late arrival": lambda une: any(getattr(fait, "sens", None) is Sens.ARRIVEE for fait in une.deroulement),
    "somebody who leaves a mandataire": lambda une: any(
        isinstance(fait, Mouvement) and fait.sens is Sens.DEPART and fait.mandataire for fait in une.deroulement
    ),
    "an amendment": lambda une: any(isinstance(fait, Amendement) for fait in une.deroulement),
    "a cut line": lambda une: any(isinstance(fait, Incident) for fait in une.deroulement),
    "a heading": lambda une: any(str(resolution.article) == "aucun" for resolution in une.resolutions),
    "an excluded owner": lambda une: any(resolution.exclus for resolution in une.resolutions),
    "rivals": lambda une: sum(1 for resolution in une.resolutions if resolution.concurrence) > 1,
    "identities that are not numbers": lambda une: une.resolutions[0].id != une.resolutions[0].numero,
}
DU_DEPOUILLEMENT: dict[str, Callable[[Depouillement], bool]] = {
    "a form set aside": lambda un: bool(un.seance.ecartes),
    "a form that counts": lambda un: any(etat.correspondance for etat in un.seance.etats),
    "a second vote held, and won": lambda un: any(
        scrutin.second and scrutin.second.decision and scrutin.second.decision.adoptee for scrutin in un.scrutins
    ),
    "a second vote open, and not held": lambda un: any(
        scrutin.second and scrutin.second.decision is None for scrutin in un.scrutins
    ),
    "a second vote of art. 25-1": lambda un: "25-1" in fondements(un),
    "a second vote of art. 26-1": lambda un: "26-1" in fondements(un),
    "a sub-resolution that falls with its parent": lambda un: any(
        scrutin.ligne.parent is not None and scrutin.decision is None and scrutin.ligne.resolution.se_vote
        for scrutin in un.scrutins
    ),
    "a défaillant": lambda un: any(scrutin.suffrages.defaillants for scrutin in un.scrutins),
    "every outcome but « sans objet »": lambda un: (
        len({scrutin.resultat for scrutin in un.scrutins} - {Resultat.SANS_OBJET}) >= 3
    ),
}


DE_LA_VITRINE: dict[str, Callable[[Vitrine], bool]] = {
    "a client with both spaces": lambda une: any(len(une.espaces(qui)) == 2 for qui in une.parc.tiers),
    "a client with an account and no space": lambda une: any(
        not une.espaces(qui) for qui in une.parc.comptes_par_tiers
    ),
    "somebody who reads a document": lambda une: any(une.consultation.ce_que_voit(qui) for qui in une.parc.tiers),
    "photographs": lambda une: any(une.photos(qui, espace) for qui in une.parc.tiers for espace in Espace),
}


def parts(syndicat: Syndicat) -> list[Tantiemes]:
    return [part for un in syndicat.coproprietaires for lot in un.lots for part in lot.tantiemes]


def fondements(depouillement: Depouillement) -> set[str]:
    return {scrutin.second.passerelle.fondement for scrutin in depouillement.scrutins if scrutin.second}


@pytest.mark.parametrize("quoi", DU_SYNDICAT)
def test_syndicats_are_of_every_kind(quoi: str) -> None:
    """Within a thousand syndicats `find` finds one of each awkward kind."""
    trouve = find(syndicats(), DU_SYNDICAT[quoi], settings=quick, random=Random(1965))
    assert DU_SYNDICAT[quoi](trouve)


@pytest.mark.parametrize("quoi", DE_LA_DECLARATION)
def test_meetings_are_of_every_kind(quoi: str) -> None:
    """Within a thousand meetings `find` finds one where each awkward thing happens."""
    trouvee = find(declarations(), DE_LA_DECLARATION[quoi], settings=quick, random=Random(1965))
    assert DE_LA_DECLARATION[quoi](trouvee)


@pytest.mark.parametrize("quoi", DU_DEPOUILLEMENT)
def test_votes_come_out_every_way(quoi: str) -> None:
    """Within a thousand meetings a vote comes out each way the law knows, and lawfully."""

    def quand(une: Declaration) -> bool:
        return DU_DEPOUILLEMENT[quoi](depouiller(etablir(une).unwrap()).unwrap())

    trouvee = find(declarations(), quand, settings=quick, random=Random(1965))
    check_depouillement(depouiller(etablir(trouvee).unwrap()).unwrap())


@pytest.mark.parametrize("quoi", DE_LA_VITRINE)
def test_extranets_are_of_every_kind(quoi: str) -> None:
    """Within a thousand states of an extranet `find` finds one that shows each thing it can show."""
    trouvee = find(vitrines(), DE_LA_VITRINE[quoi], settings=quick, random=Random(1965))
    assert DE_LA_VITRINE[quoi](trouvee)


# --- Elements given by the caller are the ones drawn --------------------------------------------------------


@few
@given(syndicats(coproprietaires(nom=st.just("MOI")), cles_de_repartition(st.just(True))))
def test_owners_and_keys_may_be_given(syndicat: Syndicat) -> None:
    """Their names are kept, one key stays general, and the keys of their lots are added."""
    assert {un.nom for un in syndicat.coproprietaires} == {"MOI"}
    assert sum(cle.generale for cle in syndicat.cles) == 1


@few
@given(depouillements(seances(declarations(article=st.just(ArticleDeVote("26")), jour=st.just(LE)))))
def test_an_article_and_a_day_may_be_given(depouillement: Depouillement) -> None:
    """Every line of every meeting is then voted under that article, that day."""
    assert {str(scrutin.ligne.resolution.article) for scrutin in depouillement.scrutins} == {"26"}
    assert depouillement.seance.fiche.date == LE


@few
@given(decomptes(poids(tetes=st.none())))
def test_a_count_may_know_no_heads(decompte: Decompte) -> None:
    """Then it does not know its participants either."""
    assert decompte.total.tetes is None
    assert decompte.participants is None
