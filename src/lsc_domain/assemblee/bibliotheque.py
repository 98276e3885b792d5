"""The library of resolutions: texts with blanks, an article and a key, ready to be put on an agenda."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from attrs import field, frozen, validators
from returns.result import Failure, Result, Success

from lsc_domain.assemblee.refus_de_tenue import ChampsManquants
from lsc_domain.assemblee.resolution import Resolution
from lsc_domain.loi.article_de_vote import ArticleDeVote
from lsc_domain.socle.ids import CleId, ResolutionId

CHAMP: Final = re.compile(r"\[(\s*[^\s\[\]][^\[\]]*)\]")
"""A blank of a text: its name between square brackets, as in « [nom du syndic] »; « [ ] », a box, is none."""


@frozen(kw_only=True)
class ResolutionType:
    """
    A resolution of the library: its text has blanks, `[nom du syndic]`, filled when it is put on an agenda.

    `article` is the one the law asks for; the agency may change it once on the agenda (MAJ-12). AG-02, AG-03.
    """

    code: str = field(validator=validators.min_len(1))
    titre: str
    projet: str = ""
    article: ArticleDeVote | None = None

    @property
    def champs(self) -> tuple[str, ...]:
        """
        The blanks of the title and of the text, in order, each once.

        >>> ResolutionType(code="quitus", titre="Quitus", projet="Quitus à [nom du syndic] pour [exercice].").champs
        ('nom du syndic', 'exercice')
        """
        return tuple(dict.fromkeys(CHAMP.findall(f"{self.titre} {self.projet}")))


def rediger(
    modele: ResolutionType, *, id: ResolutionId, numero: str, cle: CleId | None, valeurs: Mapping[str, str]
) -> Result[Resolution, ChampsManquants]:
    """
    Write a resolution from the library: every blank is filled, or the names of those left are given back.

    What fills a blank is text: a bracket in it opens nothing. AG-03.
    """
    manquants = tuple(champ for champ in modele.champs if not valeurs.get(champ, "").strip())
    if manquants:
        return Failure(ChampsManquants(modele=modele.code, champs=manquants))
    return Success(
        Resolution(
            id=id,
            numero=numero,
            titre=_remplir(modele.titre, valeurs),
            projet=_remplir(modele.projet, valeurs),
            article=modele.article,
            cle=cle,
        )
    )


def _remplir(texte: str, valeurs: Mapping[str, str]) -> str:
    return CHAMP.sub(lambda champ: valeurs[champ[1]].strip(), texte)


BIBLIOTHEQUE: Final = (
    ResolutionType(
        code="bureau",
        titre="Élection du bureau",
        projet="L'assemblée générale élit [président de séance] président de séance et [secrétaire] secrétaire.",
        article=ArticleDeVote("24"),
    ),
    ResolutionType(
        code="comptes",
        titre="Approbation des comptes de l'exercice [exercice]",
        projet="L'assemblée générale approuve les comptes de l'exercice [exercice], d'un montant de [montant].",
        article=ArticleDeVote("24"),
    ),
    ResolutionType(
        code="quitus",
        titre="Quitus au syndic",
        projet="L'assemblée générale donne quitus à [nom du syndic] de sa gestion pour l'exercice [exercice].",
        article=ArticleDeVote("24"),
    ),
    ResolutionType(
        code="syndic",
        titre="Désignation du syndic",
        projet=(
            "L'assemblée générale désigne [nom du syndic] syndic du [début du mandat] au [fin du mandat], "
            "aux conditions du contrat joint à la convocation."
        ),
        article=ArticleDeVote("25", "c"),
    ),
    ResolutionType(
        code="conseil_syndical",
        titre="Désignation du conseil syndical",
        projet="L'assemblée générale désigne [nom du membre] membre du conseil syndical.",
        article=ArticleDeVote("25", "c"),
    ),
    ResolutionType(
        code="budget",
        titre="Budget prévisionnel de l'exercice [exercice]",
        projet="L'assemblée générale approuve le budget prévisionnel de l'exercice [exercice], arrêté à [montant].",
        article=ArticleDeVote("24"),
    ),
    ResolutionType(
        code="fonds_travaux",
        titre="Fonds de travaux",
        projet="L'assemblée générale fixe la cotisation au fonds de travaux à [taux] du budget prévisionnel.",
        article=ArticleDeVote("25", "g"),
    ),
    ResolutionType(
        code="travaux",
        titre="[nature des travaux]",
        projet=(
            "L'assemblée générale décide l'exécution des travaux suivants : [nature des travaux], "
            "selon le devis de [entreprise] d'un montant de [montant]."
        ),
        article=ArticleDeVote("25"),
    ),
    ResolutionType(code="informations", titre="Informations et questions diverses", article=ArticleDeVote("aucun")),
)
"""The library an agency starts with; it is a value, and a host may use another."""
