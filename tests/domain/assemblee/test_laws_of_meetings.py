"""The laws of a vote and of a whole meeting."""

from datetime import date
from fractions import Fraction

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from lsc_domain.assemblee import (
    Amendement,
    Bulletins,
    Choix,
    Declaration,
    Depouillement,
    Seance,
    Suffrages,
    amender,
    depouiller,
    etablir,
    verifier,
)
from lsc_domain.copropriete import Coproprietaire
from lsc_domain.loi import lecture_du_formulaire
from lsc_domain.socle.ensemble import rangs
from lsc_domain.testing import (
    check_amendement,
    check_depouillement,
    check_memes_decisions,
    check_partition,
    check_reunion,
    facteurs,
)
from lsc_domain.testing.strategies import bulletins, declarations, depouillements, jours, seances, suffrages


@given(suffrages())
def test_the_partition_always_sums(comptes: Suffrages) -> None:
    """Four sides and four rows add up to the whole key, whatever was voted and by whom."""
    check_partition(comptes)


@given(depouillements())
def test_a_meeting_is_decided_lawfully(depouillement: Depouillement) -> None:
    """One result per line; partitions that sum; second votes only when due, with the last word; twice is once."""
    check_depouillement(depouillement)


@given(seances(), st.data())
def test_adding_a_yes_never_defeats(seance: Seance, data: st.DataObject) -> None:
    """An owner who turns to yes, on a line, never defeats it."""
    premiere = evolve(seance, seconds_votes={})
    for scrutin in depouiller(premiere).unwrap().scrutins:
        votants = rangs(scrutin.suffrages.votants & ~scrutin.suffrages.bulletins.oui)
        if scrutin.decision is None or not scrutin.decision.adoptee or not votants:
            continue
        rang = data.draw(st.sampled_from(votants))
        ligne = scrutin.ligne.resolution.id
        avant = seance.votes.get(ligne, Bulletins())
        apres = evolve(avant.parmi(~(1 << rang)), oui=avant.oui | 1 << rang)
        rallie = depouiller(premiere.enregistrer(ligne, apres)).unwrap().scrutin(ligne)
        assert rallie.decision is not None
        assert rallie.decision.adoptee


@given(seances(), st.data())
def test_merging_two_accounts_of_one_owner_changes_nothing(seance: Seance, data: st.DataObject) -> None:
    """An owner under two accounts, once merged, has his voices, and every decision is the same."""
    un = data.draw(st.sampled_from(seance.syndicat.coproprietaires))
    check_reunion(seance, un.id, data.draw(st.integers(0, len(un.lots))))


@given(declarations(), st.data())
def test_the_order_of_the_owners_is_nothing(declaration: Declaration, data: st.DataObject) -> None:
    """Owners listed in another order, with their ballots, decide the same."""
    autres = data.draw(st.permutations(declaration.coproprietaires))
    autre = evolve(declaration, coproprietaires=tuple(autres))
    check_memes_decisions(etablir(declaration).unwrap(), etablir(autre).unwrap())


@given(declarations(), facteurs())
def test_the_scale_of_the_keys_is_nothing(declaration: Declaration, facteur: Fraction) -> None:
    """A building counted in thousandths or in ten-thousandths decides the same."""
    autre = evolve(declaration, coproprietaires=tuple(agrandi(un, facteur) for un in declaration.coproprietaires))
    check_memes_decisions(etablir(declaration).unwrap(), etablir(autre).unwrap(), facteur=facteur)


def agrandi(un: Coproprietaire, facteur: Fraction) -> Coproprietaire:
    lots = [
        evolve(lot, tantiemes=tuple(evolve(part, valeur=part.valeur * facteur) for part in lot.tantiemes))
        for lot in un.lots
    ]
    return evolve(un, lots=tuple(lots))


@given(seances())
def test_amendment_never_touches_an_in_person_vote(seance: Seance) -> None:
    """Amending every line takes their yes from the forms, and nothing from who is there."""
    lignes = [ligne.resolution.id for ligne in seance.ordre_du_jour.lignes]
    sans = evolve(seance, seconds_votes={}, amendements=())
    avec = evolve(sans, amendements=tuple(Amendement(resolution=ligne) for ligne in lignes))
    lecture = lecture_du_formulaire(seance.fiche.date).valeur
    for ligne in lignes:
        avant, apres = (depouiller(une).unwrap().scrutin(ligne).suffrages for une in (sans, avec))
        check_amendement(avant.bulletins, apres.bulletins, correspondance=avant.etat.correspondance, lecture=lecture)


@given(bulletins(), st.integers(0, 127))
def test_a_form_overtaken_by_an_amendment_loses_its_yes_alone(avant: Bulletins, correspondance: int) -> None:
    """Its author is défaillant: he has a ballot, and it says nothing."""
    apres = amender(avant, correspondance=correspondance)
    check_amendement(avant, apres, correspondance=correspondance)
    assert apres.saisis == avant.saisis


@given(bulletins())
def test_ballots_are_read_as_they_are_written(urne: Bulletins) -> None:
    """An owner has one choice, and the ballots are the sum of them."""
    choix = {rang: urne.choix(rang) for rang in rangs(urne.saisis)}
    assert Bulletins.de({rang: un for rang, un in choix.items() if isinstance(un, Choix)}) == urne


@given(declarations(), jours())
def test_a_meeting_can_always_be_verified(declaration: Declaration, au: date) -> None:
    """Whatever is declared, on whatever day it is read, the findings come, each with its place."""
    for constatation in verifier(declaration, au=au):
        assert constatation.lieu
        assert constatation.texte.endswith(".")
