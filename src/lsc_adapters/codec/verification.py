"""`lsc.verification/1`: what is wrong or risky in a meeting, one finding after another."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal

from attrs import frozen

from lsc_adapters.codec.errors import ecrire_lieu
from lsc_domain.assemblee.verification import Constatation, Severite

FORMAT: Final = "lsc.verification/1"


@frozen(kw_only=True)
class ConstatationEcrite:
    """Ce qui est faux ou risqué : où, pourquoi, selon quel article."""

    code: str
    severite: Severite
    lieu: str
    coproprietaire: str | None
    resolution: str | None
    texte: str
    article: str | None
    source: str | None


@frozen(kw_only=True)
class VerificationEcrite:
    """Ce qu'il y a à redire à une assemblée, avant de la convoquer ou de voter."""

    format: Literal["lsc.verification/1"] = FORMAT
    constatations: tuple[ConstatationEcrite, ...]


def write_constatations(constatations: Iterable[Constatation]) -> VerificationEcrite:
    """Put findings in their exchange form, each with its path in the file."""
    return VerificationEcrite(
        constatations=tuple(
            ConstatationEcrite(
                code=un.code,
                severite=un.severite,
                lieu=ecrire_lieu(un.lieu),
                coproprietaire=un.coproprietaire,
                resolution=un.resolution,
                texte=un.texte,
                article=un.article.reference if un.article else None,
                source=un.article.adresse if un.article else None,
            )
            for un in constatations
        )
    )
