"""One item of the agenda as the papers write it: what is asked, at which majority, on which key."""

from __future__ import annotations

from attrs import frozen

from lsc_domain.assemblee.convocation import Convocation
from lsc_domain.assemblee.resolution import Ligne, Resolution
from lsc_domain.loi.article_de_vote import ArticleDeVote
from lsc_domain.loi.passerelle import Passerelle
from lsc_domain.loi.regime import Regime, regime_du_vote


@frozen(kw_only=True)
class Point:
    """
    One item of the agenda. Décret 67-223, art. 9, al. 1. AG-02.

    `intertitre` is an item that is not put to the vote; `second_vote` is empty when the law opens none.
    """

    numero: str
    titre: str
    projet: str
    sous_resolution: bool
    intertitre: bool
    majorite: str
    cle: str
    second_vote: str
    concurrence: str


def points(convocation: Convocation) -> tuple[Point, ...]:
    """Write the agenda, each resolution followed by its sub-resolutions."""
    return tuple(_point(convocation, ligne) for ligne in convocation.ordre_du_jour.lignes)


def passerelle(convocation: Convocation, resolution: Resolution) -> Passerelle | None:
    """
    Return the second vote the law of the meeting's day may open on an item, if any.

    Loi 65-557, art. 25-1 and 26-1. MAJ-03.
    """
    regime = _regime(convocation, resolution)
    if regime is None or regime.article.lettre in regime.suite.exclus:
        return None
    return regime.suite.passerelle


def ecrire_article(article: ArticleDeVote) -> str:
    """
    Name the article of a vote as a paper does.

    >>> ecrire_article(ArticleDeVote("24", "h")), ecrire_article(ArticleDeVote("unanimite"))
    ('article 24 II h', 'unanimité')
    """
    if article.majorite == "unanimite":
        return "unanimité"
    lettre = f" II {article.lettre}" if article.majorite == "24" else f" {article.lettre}"
    return f"article {article.majorite}{lettre if article.lettre else ''}"


def _point(convocation: Convocation, ligne: Ligne) -> Point:
    resolution = ligne.resolution
    suite = passerelle(convocation, resolution)
    return Point(
        numero=resolution.numero,
        titre=resolution.titre,
        projet=resolution.projet,
        sous_resolution=ligne.parent is not None,
        intertitre=not resolution.se_vote,
        majorite=_majorite(convocation, resolution),
        cle=str(convocation.syndicat.cle(resolution.cle)) if resolution.se_vote and resolution.cle else "",
        second_vote=f"article {suite.fondement} : {suite.majorite.libelle}" if suite else "",
        concurrence=resolution.concurrence,
    )


def _majorite(convocation: Convocation, resolution: Resolution) -> str:
    regime = _regime(convocation, resolution)
    if regime is None:
        return ""
    article, libelle = ecrire_article(regime.article), regime.majorite.libelle
    return libelle if libelle.startswith(article) else f"{article} ({libelle})"


def _regime(convocation: Convocation, resolution: Resolution) -> Regime | None:
    if resolution.article is None or not resolution.se_vote:
        return None
    jour = convocation.fiche.date
    return regime_du_vote(
        resolution.article,
        jour,
        deux_coproprietaires=convocation.syndicat.deux_coproprietaires(jour),
        emprunt=resolution.emprunt,
        politique=convocation.politique,
    )
