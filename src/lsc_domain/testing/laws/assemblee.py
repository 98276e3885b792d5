"""The laws of a vote, and of a whole meeting."""

from fractions import Fraction

from attrs import evolve

from lsc_domain.assemblee import Bulletins, Depouillement, Scrutin, Seance, Suffrages, depouiller
from lsc_domain.loi import LectureDuFormulaire, Poids, Politique, Resultat
from lsc_domain.loi.politique import POLITIQUE_PAR_DEFAUT
from lsc_domain.socle.ids import CoproprietaireId
from lsc_domain.testing.laws.loi import check_passerelle

_AUJOURD_HUI = LectureDuFormulaire()
_UN = Fraction(1)


def check_partition(suffrages: Suffrages) -> None:
    """
    The partition always sums: four sides, and four rows, to all the voices and all the members of the key.

    Whoever is excluded is in none. AG-48.
    """
    decompte, tout = suffrages.decompte, suffrages.voix.peser(suffrages.membres)
    assert decompte.total == tout, "partition: the four sides are not the whole"
    assert suffrages.tableau.total == tout, "partition: the four rows are not the whole"
    expression = suffrages.tableau.absents_ou_non_votants
    assert expression == decompte.non_votant, "partition: the rows and the sides disagree on who said nothing"
    assert not suffrages.bulletins.saisis & ~suffrages.votants, "partition: a ballot of somebody who takes no part"


def check_amendement(
    avant: Bulletins,
    apres: Bulletins,
    *,
    correspondance: int,
    lecture: LectureDuFormulaire = _AUJOURD_HUI,
) -> None:
    """
    Amendment never touches an in-person vote, and takes from the forms their yes alone.

    *avant* and *apres* are the ballots that count without and with the amendment; *correspondance* is the set
    of those who vote by correspondence. Under the loi ELAN every answer of a form became a no.
    Loi 65-557, art. 17-1 A, al. 2. AG-37.
    """
    assert apres.parmi(~correspondance) == avant.parmi(~correspondance), "amendement: a vote cast in person changed"
    assert not apres.oui & correspondance, "amendement: a form still says yes"
    gardes = (apres.non, apres.abstention) == (avant.non, avant.abstention)
    assert gardes or lecture.amende_vaut_contre, "amendement: a no or an abstention moved"


def check_scrutin(scrutin: Scrutin, *, politique: Politique = POLITIQUE_PAR_DEFAUT) -> None:
    """
    A line decided keeps every law above; the second vote, once held, has the last word and opens no third.

    Loi 65-557, art. 25-1 and 26-1; décret 67-223, art. 19-1. MAJ-09.
    """
    check_partition(scrutin.suffrages)
    if scrutin.decision is not None:
        check_passerelle(scrutin.decision, politique=politique)
    second = scrutin.second
    if second is None:
        return
    assert scrutin.decision is not None, "second vote: without a first"
    assert second.passerelle == scrutin.decision.second_vote, "second vote: the first did not open it"
    if second.suffrages is not None and second.decision is not None:
        check_partition(second.suffrages)
        assert second.decision.resultat in {Resultat.ADOPTEE, Resultat.REJETEE}, "second vote: nothing decided"
        assert second.decision.second_vote is None, "second vote: it opens a third"
        assert scrutin.resultat is second.decision.resultat, "second vote: it has not the last word"


def check_depouillement(depouillement: Depouillement) -> None:
    """A meeting counted has one result per line, in order, each lawful; counting it again gives the same."""
    seance = depouillement.seance
    lignes = tuple(scrutin.ligne for scrutin in depouillement.scrutins)
    assert lignes == seance.ordre_du_jour.lignes, "dépouillement: not one result per line"
    for scrutin in depouillement.scrutins:
        check_scrutin(scrutin, politique=seance.politique)
    assert depouiller(seance).unwrap() == depouillement, "dépouillement: twice is not once"


def check_memes_decisions(une: Seance, autre: Seance, *, facteur: Fraction = _UN) -> None:
    """Two ways of telling the same meeting decide the same; the voices of the second are *facteur* times greater."""
    attendues, obtenues = (depouiller(seance).unwrap().scrutins for seance in (une, autre))
    for attendu, obtenu in zip(attendues, obtenues, strict=True):
        ligne = f"line {attendu.ligne.resolution.numero}"
        assert obtenu.resultat is attendu.resultat, f"{ligne}: {attendu.resultat.value}, then {obtenu.resultat.value}"
        assert (obtenu.second is None) == (attendu.second is None), f"{ligne}: a second vote in one, none in the other"
        cotes = zip(_cotes(attendu), _cotes(obtenu), strict=True)
        assert all(
            obtenu.voix == attendu.voix * facteur and obtenu.tetes == attendu.tetes for attendu, obtenu in cotes
        ), f"{ligne}: other figures"


def _cotes(scrutin: Scrutin) -> tuple[Poids, ...]:
    decompte = scrutin.suffrages.decompte
    return decompte.pour, decompte.contre, decompte.abstention, decompte.non_votant


def check_reunion(seance: Seance, qui: CoproprietaireId, coupure: int) -> None:
    """
    Merging two accounts of one owner changes nothing: not his voices, not one decision.

    His lots are shared between two accounts at *coupure*, then merged. AG-27, X-33.
    """
    syndicat = seance.syndicat
    rang = syndicat.rangs[qui]
    un = syndicat.coproprietaires[rang]
    premier = evolve(un, lots=un.lots[:coupure], comptes=un.comptes[:1])
    second = evolve(un, lots=un.lots[coupure:], comptes=un.comptes[1:], conseil_syndical=None)
    tous = list(syndicat.coproprietaires)
    tous[rang] = evolve(second.reunir(premier), id=qui)
    reunis = evolve(syndicat, coproprietaires=tuple(tous))
    for cle in syndicat.cles:
        assert reunis.tantiemes(cle.code) == syndicat.tantiemes(cle.code), f"réunion: other voices on {cle}"
    check_memes_decisions(seance, evolve(seance, syndicat=reunis))
