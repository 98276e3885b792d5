"""`lsc.conformite/1`: what the extranet of each building lacks of what décret 2019-502 asks for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Literal

from attrs import frozen

from lsc_adapters.codec.description import dit
from lsc_domain.classeur.conformite import Conformite
from lsc_domain.loi.controle_de_l_extranet import ConstatDExtranet
from lsc_domain.loi.extranet_minimum import Audience
from lsc_domain.loi.fraicheur import EtatDePiece


@frozen(kw_only=True)
class PieceDuMinimum:
    """Une ligne du décret, et comment elle se tient."""

    code: str
    libelle: str
    audience: Audience
    etat: EtatDePiece
    detail: str
    article: str
    source: str
    concernes: tuple[str, ...] = dit("Les copropriétaires à qui la leur manque.")


@frozen(kw_only=True)
class ConformiteDImmeuble:
    """Un immeuble, ligne par ligne."""

    immeuble: str
    conforme: bool
    pieces: tuple[PieceDuMinimum, ...]


@frozen(kw_only=True)
class ConformiteEcrite:
    """Ce que la loi veut sur l'extranet de chaque immeuble : là, absent ou périmé, selon quel article."""

    format: Literal["lsc.conformite/1"] = "lsc.conformite/1"
    le: dt.date
    immeubles: tuple[ConformiteDImmeuble, ...]


def write_conformite(le: dt.date, conformites: Iterable[Conformite]) -> ConformiteEcrite:
    """Put the report in its exchange form. I-33."""
    return ConformiteEcrite(
        le=le,
        immeubles=tuple(
            ConformiteDImmeuble(
                immeuble=une.immeuble, conforme=une.est_conforme, pieces=tuple(map(_piece, une.constats))
            )
            for une in conformites
        ),
    )


def _piece(constat: ConstatDExtranet) -> PieceDuMinimum:
    return PieceDuMinimum(
        code=constat.piece.code,
        libelle=constat.piece.libelle,
        audience=constat.piece.audience,
        etat=constat.etat,
        detail=constat.detail,
        article=str(constat.article),
        source=constat.article.adresse,
        concernes=constat.concernes,
    )
