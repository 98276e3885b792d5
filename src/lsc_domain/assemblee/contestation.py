"""Who may sue against what was decided: the opponents and the défaillants, owner by owner."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

from lsc_domain.assemblee.depouillement import Depouillement
from lsc_domain.assemblee.scrutin import Scrutin, Suffrages
from lsc_domain.loi.decision import Resultat
from lsc_domain.socle.ensemble import rangs
from lsc_domain.socle.ids import CoproprietaireId, ResolutionId


class Motivation(StrEnum):
    """Why an owner may contest a decision. Loi 65-557, art. 42, al. 2."""

    OPPOSANT = "opposant"
    DEFAILLANT = "defaillant"


@frozen(kw_only=True)
class DecisionContestable:
    """One decision an owner may contest, and in which quality."""

    resolution: ResolutionId
    motivation: Motivation


@frozen(kw_only=True)
class Contestataire:
    """An owner to whom the minutes are notified, and the decisions he may contest, in agenda order."""

    coproprietaire: CoproprietaireId
    decisions: tuple[DecisionContestable, ...]


def contestataires(depouillement: Depouillement) -> tuple[Contestataire, ...]:
    """
    List the owners the minutes must be notified to: opponents and défaillants of at least one decision.

    An opponent voted against what was decided: no where the assembly adopted, yes where it refused or could not
    decide. A défaillant was absent and not represented at that vote, left before it, or voted for by
    correspondence a text that was amended; a form silent on the line leaves its author in the same place, and so does
    a cut line where `Politique.incident_technique` says so. Whoever was there and abstained, or did not answer, is
    neither. Where a second vote was held, it is the one that counts.

    Loi 65-557, art. 42, al. 2 and art. 17-1 A, al. 2; décret 67-223, art. 18. MSG-06, I-22.
    """
    trouves: dict[int, list[DecisionContestable]] = {}
    for scrutin in depouillement.scrutins:
        suffrages = dernier_vote(scrutin)
        if not scrutin.ligne.resolution.se_vote or scrutin.resultat is Resultat.SANS_OBJET:
            continue
        coupes = depouillement.seance.coupes(scrutin.ligne.resolution.id) & suffrages.membres
        opposants = suffrages.bulletins.non if scrutin.resultat is Resultat.ADOPTEE else suffrages.bulletins.oui
        for motivation, qui in (
            (Motivation.OPPOSANT, opposants & suffrages.membres),
            (Motivation.DEFAILLANT, defaillants(suffrages) | coupes),
        ):
            for rang in rangs(qui):
                trouves.setdefault(rang, []).append(
                    DecisionContestable(resolution=scrutin.ligne.resolution.id, motivation=motivation)
                )
    coproprietaires = depouillement.seance.syndicat.coproprietaires
    return tuple(
        Contestataire(coproprietaire=coproprietaires[rang].id, decisions=tuple(decisions))
        for rang, decisions in sorted(trouves.items())
    )


def dernier_vote(scrutin: Scrutin) -> Suffrages:
    """Return the ballots that decided: those of the second vote where it was held."""
    second = scrutin.second
    return second.suffrages if second is not None and second.suffrages is not None else scrutin.suffrages


def defaillants(suffrages: Suffrages) -> int:
    """Return the members who are défaillants for one vote, as a set of ranks. I-22."""
    muets = suffrages.etat.correspondance & ~suffrages.bulletins.exprimes
    return suffrages.membres & (suffrages.etat.absents | suffrages.defaillants | muets)
