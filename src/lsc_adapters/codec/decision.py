"""`lsc.decision/1`: what the law decides from totals, and the records other answers share with it."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Final, Literal

from attrs import field, frozen

from lsc_domain.loi.article_de_vote import ArticleDeVote
from lsc_domain.loi.constat import Constat
from lsc_domain.loi.decision import Decision, Resultat
from lsc_domain.loi.majorite import Unite
from lsc_domain.loi.motif import Motif
from lsc_domain.loi.passerelle import NouvelleAssemblee

FORMAT: Final = "lsc.decision/1"


@frozen(kw_only=True)
class MotifEcrit:
    """Une raison, l'article qui la porte et son adresse sur Légifrance."""

    texte: str
    article: str
    source: str


@frozen(kw_only=True)
class SeuilEcrit:
    """
    Ce qu'il fallait atteindre (ou dépasser, si `strict`) et ce qui manque, en voix ou en têtes.

    `requis` est arrondi vers le haut à cinq décimales quand il n'a pas d'écriture décimale finie ; `exact`
    en est alors la fraction.
    """

    requis: Fraction
    strict: bool
    manque: Fraction
    exact: str
    tetes: SeuilEcrit | None = None


@frozen(kw_only=True)
class NouvelleAssembleeEcrite:
    """Une nouvelle assemblée peut statuer à cet article, dans ce délai (sans délai avant 2000)."""

    article: str
    delai_mois: int | None


@frozen(kw_only=True)
class SecondVoteOuvert:
    """Un second vote est ouvert, à cet article, sur ce fondement."""

    article: str
    fondement: str


@frozen(kw_only=True)
class DecisionEcrite:
    """Ce que la loi décide d'un compte de voix à une date."""

    format: Literal["lsc.decision/1"] = FORMAT
    article: ArticleDeVote
    date: dt.date
    resultat: Resultat
    second_vote: SecondVoteOuvert | None
    nouvelle_assemblee: NouvelleAssembleeEcrite | None
    seuil: SeuilEcrit
    motifs: tuple[MotifEcrit, ...] = field()


def write_decision(decision: Decision) -> DecisionEcrite:
    """Put a decision in its exchange form."""
    passerelle = decision.second_vote
    return DecisionEcrite(
        article=decision.article,
        date=decision.le,
        resultat=decision.resultat,
        second_vote=SecondVoteOuvert(article=passerelle.majorite.nom, fondement=passerelle.fondement)
        if passerelle
        else None,
        nouvelle_assemblee=write_nouvelle_assemblee(decision.nouvelle_assemblee),
        seuil=write_seuil(decision),
        motifs=write_motifs(decision.motifs),
    )


def write_motifs(motifs: tuple[Motif, ...]) -> tuple[MotifEcrit, ...]:
    """Put reasons in their exchange form."""
    return tuple(
        MotifEcrit(texte=motif.texte, article=motif.article.reference, source=motif.article.adresse) for motif in motifs
    )


def write_seuil(decision: Decision) -> SeuilEcrit:
    """Put the threshold in voices in its exchange form, and that in heads inside it when there is one."""
    tetes = decision.constat(Unite.TETES)
    en_tetes = _seuil(tetes) if tetes else None
    voix = decision.constat(Unite.VOIX)
    return _seuil(voix or decision.constats[0], tetes=en_tetes if voix else None)


def write_nouvelle_assemblee(ouverte: NouvelleAssemblee | None) -> NouvelleAssembleeEcrite | None:
    """Put the new meeting the law allows in its exchange form."""
    if ouverte is None:
        return None
    return NouvelleAssembleeEcrite(article=ouverte.majorite, delai_mois=ouverte.delai_mois)


def _seuil(constat: Constat, tetes: SeuilEcrit | None = None) -> SeuilEcrit:
    return SeuilEcrit(
        requis=constat.requis,
        strict=constat.seuil.strict,
        manque=constat.manque,
        exact=str(constat.requis),
        tetes=tetes,
    )
