"""The article a resolution is put to the vote under, with the letter that names the decision."""

import re
from typing import Final, Literal

from attrs import frozen

from lsc_domain.socle.errors import InvalidValue

NomDeMajorite = Literal["24", "25", "26", "unanimite", "aucun"]

LETTRES: Final[dict[str, str]] = {"24": "abcdefghijkl", "25": "abcdefghijklmno", "26": "abcd"}
_FORME = re.compile(
    r"(?P<majorite>24)(?: II)? (?P<lettre24>[a-z])|(?P<autre>24|25|26)(?: (?P<lettre>[a-z]))?|(?P<mot>unanimite|aucun)"
)


@frozen
class ArticleDeVote:
    """
    `24`, `25`, `26`, `unanimite`, or with the letter that decides dated rules (`25 f`); `aucun` for an
    item that is not put to the vote. AG-02, MAJ-12.

    >>> ArticleDeVote.lire("25 f")
    ArticleDeVote(majorite='25', lettre='f')
    """

    majorite: NomDeMajorite
    lettre: str = ""

    def __attrs_post_init__(self) -> None:
        if self.lettre and self.lettre not in LETTRES.get(self.majorite, ""):
            raise InvalidValue(f"article : la loi n'a pas de « {self.majorite} {self.lettre} »")

    @classmethod
    def lire(cls, texte: str) -> "ArticleDeVote":
        """
        Read the written form, `24 II a` being the same as `24 a`.

        Raises `InvalidValue` for anything else, with a word of help for the articles of second votes.
        """
        trouve = _FORME.fullmatch(texte)
        if trouve is None:
            if texte in ("25-1", "26-1"):
                raise InvalidValue(
                    f"article : « {texte} » ouvre un second vote, le premier se prend à l'article {texte[:2]}"
                )
            raise InvalidValue("article : attendu 24, 25, 26 (avec ou sans lettre), unanimite ou aucun")
        mot = trouve["mot"] or trouve["majorite"] or trouve["autre"]
        return cls(_NOMS[mot], trouve["lettre24"] or trouve["lettre"] or "")

    @property
    def se_vote(self) -> bool:
        """Tell whether the item is put to the vote at all."""
        return self.majorite != "aucun"

    def __str__(self) -> str:
        return f"{self.majorite} {self.lettre}" if self.lettre else self.majorite


_NOMS: Final[dict[str, NomDeMajorite]] = {
    "24": "24",
    "25": "25",
    "26": "26",
    "unanimite": "unanimite",
    "aucun": "aucun",
}
AUCUN: Final = ArticleDeVote("aucun")
