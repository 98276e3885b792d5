"""The answers of `lsc droit`, in their exchange forms."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Final, Literal

from attrs import frozen

from lsc_adapters.codec.decision import MotifEcrit, write_motifs
from lsc_domain.loi.catalogue import decisions_a_la_date
from lsc_domain.loi.plafond import Plafond
from lsc_domain.loi.politique import POLITIQUE_PAR_DEFAUT, Politique
from lsc_domain.loi.regime import regime_du_vote

ARTICLES: Final = "lsc.articles/1"
DELAIS: Final = "lsc.delais/1"
POUVOIRS: Final = "lsc.pouvoirs/1"
VOIX: Final = "lsc.voix/1"


@frozen(kw_only=True)
class DecisionNommeeEcrite:
    """Une décision que la loi nomme : son article, sa majorité, ce qu'un échec laisse ouvert, ses dates."""

    code: str
    article: str
    lettre: str | None
    objet: str
    majorite: str | None
    passerelle: str | None
    nouvelle_assemblee: str | None
    depuis: dt.date
    depuis_certain: bool
    jusqua: dt.date | None
    source: str


@frozen(kw_only=True)
class ArticlesEcrits:
    """Les décisions que la loi nomme à une date."""

    format: Literal["lsc.articles/1"] = ARTICLES
    date: dt.date
    decisions: tuple[DecisionNommeeEcrite, ...]


@frozen(kw_only=True)
class DelaisEcrits:
    """Les dernières dates d'une assemblée ; une date est nulle quand rien ne permet de la calculer."""

    format: Literal["lsc.delais/1"] = DELAIS
    convocation_au_plus_tard: dt.date | None = None
    formulaire_au_plus_tard: dt.date | None = None
    proces_verbal_signe_au_plus_tard: dt.date | None = None
    notification_au_plus_tard: dt.date | None = None
    assemblee_au_plus_tot: dt.date | None = None
    contestation_jusqu_au: dt.date | None = None


@frozen(kw_only=True)
class PouvoirsEcrits:
    """Une personne peut-elle recevoir ces pouvoirs ?"""

    format: Literal["lsc.pouvoirs/1"] = POUVOIRS
    autorise: bool
    motifs: tuple[MotifEcrit, ...]


@frozen(kw_only=True)
class VoixReduites:
    """Les voix de chacun après la réduction de l'article 22, et leur total."""

    format: Literal["lsc.voix/1"] = VOIX
    voix: dict[str, Fraction]
    total: Fraction
    motifs: tuple[MotifEcrit, ...]


def write_articles(le: dt.date, *, politique: Politique = POLITIQUE_PAR_DEFAUT) -> ArticlesEcrits:
    """List what the law names that day, with the second chance each decision has."""
    lignes: list[DecisionNommeeEcrite] = []
    for decision in decisions_a_la_date(le):
        vote = decision.vote_selon(politique)
        suite = regime_du_vote(vote, le).suite if vote is not None and vote.se_vote else None
        exclue = bool(suite and vote and vote.lettre in suite.exclus)
        passerelle = suite.passerelle if suite and not exclue else None
        reconvocation = suite.reconvocation if suite and not exclue else None
        reservee = suite.reconvocation_reservee if suite else frozenset[str]()
        if reservee and (vote is None or vote.lettre not in reservee):
            reconvocation = None
        lignes.append(
            DecisionNommeeEcrite(
                code=decision.code,
                article=decision.article.reference,
                lettre=(vote.lettre or None) if vote else None,
                objet=decision.objet,
                majorite=vote.majorite if vote else None,
                passerelle=passerelle.fondement if passerelle else None,
                nouvelle_assemblee=reconvocation.majorite if reconvocation else None,
                depuis=decision.depuis,
                depuis_certain=decision.depuis_certain,
                jusqua=decision.jusqua,
                source=decision.article.adresse,
            )
        )
    return ArticlesEcrits(date=le, decisions=tuple(lignes))


def write_plafond(plafond: Plafond) -> PouvoirsEcrits:
    """Put the answer on proxies in its exchange form."""
    return PouvoirsEcrits(autorise=plafond.autorise, motifs=write_motifs(plafond.motifs))
