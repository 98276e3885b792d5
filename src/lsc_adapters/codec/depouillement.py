"""`lsc.depouillement/1`: what the votes of a meeting decide."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Final, Literal

from attrs import frozen

from lsc_adapters.codec.decision import (
    MotifEcrit,
    NouvelleAssembleeEcrite,
    SeuilEcrit,
    write_motifs,
    write_nouvelle_assemblee,
    write_seuil,
)
from lsc_domain.assemblee.depouillement import Depouillement
from lsc_domain.assemblee.presence import Code
from lsc_domain.assemblee.scrutin import Scrutin, SecondScrutin, Suffrages
from lsc_domain.loi.article_de_vote import ArticleDeVote
from lsc_domain.loi.decision import Resultat
from lsc_domain.loi.decompte import Poids

FORMAT: Final = "lsc.depouillement/1"


@frozen(kw_only=True)
class VoixEcrites:
    """Les tantièmes de chaque côté ; les quatre font toujours le total."""

    oui: Fraction
    non: Fraction
    abstention: Fraction
    non_votant: Fraction
    total: Fraction


@frozen(kw_only=True)
class TetesEcrites:
    """Les copropriétaires de chaque côté ; les quatre font toujours le total."""

    oui: int
    non: int
    abstention: int
    non_votant: int
    total: int


@frozen(kw_only=True)
class PoidsEcrit:
    """Un groupe de copropriétaires : ses tantièmes et leur nombre."""

    tantiemes: Fraction
    nombre: int


@frozen(kw_only=True)
class VotantsEcrits:
    """Le tableau « Votants » du procès-verbal, selon les présences à ce vote."""

    presents_ou_representes: PoidsEcrit
    a_distance: PoidsEcrit
    par_correspondance: PoidsEcrit
    absents_ou_non_votants: PoidsEcrit


@frozen(kw_only=True)
class SecondVoteEcrit:
    """Le second vote que la loi ouvre ; ses chiffres et son résultat sont nuls tant qu'il n'est pas tenu."""

    article: str
    fondement: str
    resultat: Resultat | None
    tantiemes: VoixEcrites | None
    coproprietaires: TetesEcrites | None
    seuil: SeuilEcrit | None


@frozen(kw_only=True)
class ResolutionDepouillee:
    """Une ligne de l'ordre du jour, comptée et décidée."""

    numero: str
    titre: str
    article: ArticleDeVote
    cle: str | None
    resultat: Resultat
    tantiemes: VoixEcrites
    coproprietaires: TetesEcrites
    votants: VotantsEcrits
    second_vote: SecondVoteEcrit | None
    nouvelle_assemblee: NouvelleAssembleeEcrite | None
    motifs: tuple[MotifEcrit, ...]
    seuil: SeuilEcrit | None
    alertes: tuple[str, ...]


@frozen(kw_only=True)
class PresencesEcrites:
    """La feuille de présence à l'ouverture, par code, sur la clé générale."""

    N: PoidsEcrit
    O: PoidsEcrit  # noqa: E741 (the letter of the trade)
    R: PoidsEcrit
    D: PoidsEcrit
    C: PoidsEcrit
    total: PoidsEcrit


@frozen(kw_only=True)
class DepouillementEcrit:
    """Ce que décident les votes d'une assemblée."""

    format: Literal["lsc.depouillement/1"] = FORMAT
    reference: str
    date: dt.date
    presences: PresencesEcrites
    resolutions: tuple[ResolutionDepouillee, ...]
    alertes: tuple[str, ...]


def write_depouillement(depouillement: Depouillement) -> DepouillementEcrit:
    """Put a counted meeting in its exchange form."""
    fiche = depouillement.seance.fiche
    return DepouillementEcrit(
        reference=fiche.reference,
        date=fiche.date,
        presences=_presences(depouillement),
        resolutions=tuple(_resolution(scrutin) for scrutin in depouillement.scrutins),
        alertes=depouillement.alertes,
    )


def _presences(depouillement: Depouillement) -> PresencesEcrites:
    seance = depouillement.seance
    cle = seance.syndicat.cle_generale or seance.syndicat.cles[0]
    voix, depart = seance.voix(cle.code), seance.feuille.depart()
    return PresencesEcrites(
        **{code.value: _poids(voix.peser(depart.avec(code))) for code in Code}, total=_poids(voix.total)
    )


def _resolution(scrutin: Scrutin) -> ResolutionDepouillee:
    resolution, decision = scrutin.ligne.resolution, scrutin.decision
    return ResolutionDepouillee(
        numero=resolution.numero,
        titre=resolution.titre,
        article=resolution.article or ArticleDeVote("aucun"),
        cle=resolution.cle,
        resultat=scrutin.resultat,
        tantiemes=_voix(scrutin.suffrages),
        coproprietaires=_tetes(scrutin.suffrages),
        votants=VotantsEcrits(
            presents_ou_representes=_poids(scrutin.suffrages.tableau.presents_ou_representes),
            a_distance=_poids(scrutin.suffrages.tableau.a_distance),
            par_correspondance=_poids(scrutin.suffrages.tableau.par_correspondance),
            absents_ou_non_votants=_poids(scrutin.suffrages.tableau.absents_ou_non_votants),
        ),
        second_vote=_second_vote(scrutin.second) if scrutin.second else None,
        nouvelle_assemblee=write_nouvelle_assemblee(decision.nouvelle_assemblee if decision else None),
        motifs=write_motifs(scrutin.motifs),
        seuil=write_seuil(decision) if decision else None,
        alertes=scrutin.alertes,
    )


def _second_vote(second: SecondScrutin) -> SecondVoteEcrit:
    return SecondVoteEcrit(
        article=second.passerelle.majorite.nom,
        fondement=second.passerelle.fondement,
        resultat=second.decision.resultat if second.decision else None,
        tantiemes=_voix(second.suffrages) if second.suffrages else None,
        coproprietaires=_tetes(second.suffrages) if second.suffrages else None,
        seuil=write_seuil(second.decision) if second.decision else None,
    )


def _voix(suffrages: Suffrages) -> VoixEcrites:
    compte = suffrages.decompte
    return VoixEcrites(
        oui=compte.pour.voix,
        non=compte.contre.voix,
        abstention=compte.abstention.voix,
        non_votant=compte.non_votant.voix,
        total=compte.total.voix,
    )


def _tetes(suffrages: Suffrages) -> TetesEcrites:
    compte = suffrages.decompte
    return TetesEcrites(
        oui=compte.pour.tetes or 0,
        non=compte.contre.tetes or 0,
        abstention=compte.abstention.tetes or 0,
        non_votant=compte.non_votant.tetes or 0,
        total=compte.total.tetes or 0,
    )


def _poids(poids: Poids) -> PoidsEcrit:
    return PoidsEcrit(tantiemes=poids.voix, nombre=poids.tetes or 0)
