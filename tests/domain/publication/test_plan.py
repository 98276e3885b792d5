"""The plan of a run: the difference, nothing but the difference, and never a wiped extranet."""

from datetime import UTC, date, datetime, timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from returns.pipeline import is_successful

from lsc_domain.publication.acquit import Acquit
from lsc_domain.publication.element import Element
from lsc_domain.publication.execution import Execution, commencer
from lsc_domain.publication.manifeste import Manifeste
from lsc_domain.publication.parametres import Parametres
from lsc_domain.publication.plan import Plan, autoriser_retraits, comparer
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.testing.strategies.publication import (
    acquitter,
    elements,
    etats_acquis,
    executions,
    jours,
    manifestes,
)

JOUR = date(2020, 7, 6)
LE = datetime(2020, 7, 6, 20, tzinfo=UTC)


def executer(plan: Plan, acquis: dict[str, Acquit]) -> dict[str, Acquit]:
    """Do what a plan says, as a destination that never fails would."""
    apres = {cle: un for cle, un in acquis.items() if cle not in {retire.cle for retire in plan.retraits}}
    return apres | {un.cle: acquitter(un) for un in plan.a_envoyer}


@pytest.mark.req("PUB-08")
@given(manifestes(), etats_acquis())
def test_a_plan_done_gives_exactly_the_list(manifeste: Manifeste, acquis: dict[str, Acquit]) -> None:
    """« La liste exhaustive de ce que l'extranet doit contenir »: what was done is what the list says, to the print."""
    apres = executer(comparer(manifeste, acquis), acquis)
    assert {cle: un.empreinte for cle, un in apres.items()} == {un.cle: un.empreinte for un in manifeste.elements}


@pytest.mark.req("PUB-08")
@given(manifestes(), etats_acquis())
def test_a_plan_done_twice_does_nothing_the_second_time(manifeste: Manifeste, acquis: dict[str, Acquit]) -> None:
    """Only what is new is transmitted."""
    apres = executer(comparer(manifeste, acquis), acquis)
    encore = comparer(manifeste, apres)
    assert encore.est_vide
    assert encore.inchanges == len(manifeste.elements)


@pytest.mark.req("PUB-09")
@given(manifestes(), etats_acquis())
def test_everything_is_in_exactly_one_part_of_the_plan(manifeste: Manifeste, acquis: dict[str, Acquit]) -> None:
    """What is no longer in the list is withdrawn, and nothing else is."""
    plan = comparer(manifeste, acquis)
    assert {un.cle for un in plan.envois} == manifeste.cles - acquis.keys()
    assert {un.cle for un in plan.retraits} == acquis.keys() - manifeste.cles
    assert len(plan.remplacements) + plan.inchanges == len(manifeste.cles & acquis.keys())
    assert plan.octets == sum(un.taille for un in plan.a_envoyer)


@pytest.mark.req("EXP-41")
@given(manifestes(), jours())
def test_sending_again_from_a_day_takes_what_is_dated_from_it_and_no_older(manifeste: Manifeste, depuis: date) -> None:
    """« Renvoyer les documents depuis le »: those on or after that day, not the others."""
    acquis = {un.cle: acquitter(un) for un in manifeste.elements}
    renvoyes = comparer(manifeste, acquis, republier_depuis=depuis).remplacements
    assert set(renvoyes) == {un for un in manifeste.elements if un.depuis is not None and un.depuis >= depuis}


@given(elements(), elements(), st.text(min_size=1))
def test_a_path_is_made_of_what_the_thing_is_and_of_its_content(un: Element, autre: Element, titre: str) -> None:
    """Same thing, same content: same place; another of either: another place. Nothing typed by anybody is in it."""
    if un.chemin == autre.chemin:
        assert (un.cle, un.empreinte, un.nature) == (autre.cle, autre.empreinte, autre.nature)
    assert evolve(un, titre=titre, rangement=(titre,), cercles=(titre,)).chemin == un.chemin
    assert evolve(un, empreinte=f"{un.empreinte}'").chemin != un.chemin
    assert evolve(un, cle=f"{un.cle}'").chemin != un.chemin
    assert un.chemin.isascii()
    assert ".." not in un.chemin
    assert un.chemin.count("/") == 2


def test_two_things_under_one_key_are_no_list() -> None:
    """A key is what a thing is: two of them under one would hide each other."""
    element = Element(cle="a", nature="photo", empreinte="", taille=1, contenu=None, titre="a")  # type: ignore[arg-type]
    with pytest.raises(InvalidValue):
        Manifeste(jour=JOUR, elements=(element, element))
    with pytest.raises(InvalidValue):
        Element(cle="", nature="photo", empreinte="", taille=1, contenu=None, titre="a")  # type: ignore[arg-type]


def tenus(nombre: int) -> tuple[Acquit, ...]:
    return tuple(
        Acquit(cle=f"{rang}", empreinte="", chemin=f"{rang}", taille=1, contenu="", le=LE) for rang in range(nombre)
    )


@pytest.mark.req("I-35")
@pytest.mark.parametrize(
    ("retraits", "total", "permis"),
    [
        (0, 0, True),
        (1, 4, True),  # PUB-09: the list of three, and the extranet deletes the fourth
        (1, 1, False),  # the last one: an empty list never wipes
        (2, 10, True),
        (3, 10, False),
        (200, 1000, True),
        (201, 1000, False),
        (500, 10_000, True),
        (501, 10_000, False),
    ],
)
def test_a_large_withdrawal_is_refused_unless_confirmed(retraits: int, total: int, permis: bool) -> None:
    """20 % or 500, by default: « an empty or truncated exhaustive list must never wipe the extranet »."""
    plan = Plan(retraits=tenus(total)[:retraits], inchanges=total - retraits)
    assert is_successful(autoriser_retraits(plan, tenus=total, parametres=Parametres())) is permis
    assert is_successful(autoriser_retraits(plan, tenus=total, parametres=Parametres(), confirmes=True))


@pytest.mark.req("I-35")
@given(etats_acquis().filter(bool))
def test_an_empty_list_never_wipes(acquis: dict[str, Acquit]) -> None:
    """Whatever the thresholds, taking everything off needs a word."""
    plan = comparer(Manifeste(jour=JOUR), acquis)
    larges = Parametres(seuil_de_retrait_pour_cent=100, seuil_de_retrait=10_000)
    refus = autoriser_retraits(plan, tenus=len(acquis), parametres=larges).failure()
    assert (refus.retraits, refus.tenus) == (len(acquis), len(acquis))


@pytest.mark.req("I-36")
@pytest.mark.req("SYS-06")
@given(executions(), st.timedeltas(timedelta(), timedelta(hours=30)))
def test_a_run_begins_only_when_the_last_one_ended_or_is_dead(derniere: Execution, apres: timedelta) -> None:
    """Two runs never overlap; one that gave no sign of life for too long is dead, and does not block for ever."""
    delai, le = timedelta(minutes=10), derniere.vivant_le + apres
    commencee = commencer(derniere.objet, par="poste-2", le=le, delai=delai, derniere=derniere)
    assert is_successful(commencee) is (derniere.terminee_le is not None or apres >= delai)
    if is_successful(commencee):
        assert commencee.unwrap().numero == derniere.numero + 1


def test_a_run_is_not_alive_before_it_began() -> None:
    """A sign of life comes after the beginning. I-36."""
    with pytest.raises(InvalidValue):
        Execution(objet="extranet", par="a", numero=1, commencee_le=LE, vivant_le=LE - timedelta(seconds=1))
