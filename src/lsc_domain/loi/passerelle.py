"""The second chance: a second vote in the same meeting, or a new meeting, at a lower majority."""

from attrs import frozen

from lsc_domain.loi.article import Article
from lsc_domain.loi.decompte import Decompte
from lsc_domain.loi.majorite import Majorite, Seuil
from lsc_domain.socle.errors import InvalidValue


@frozen(kw_only=True)
class Passerelle:
    """
    A second vote the law opens in the same meeting, once, when the first decided nothing.

    `fondement` is the article that opens it (`25-1`, `26-1`); `seuils` are what the **first** vote must
    have reached; `majorite` is that of the second vote, which settles the matter. `obligatoire` tells
    « se prononce » (since 1 June 2020) from « peut décider ». MAJ-01, MAJ-08, MAJ-09.
    """

    fondement: str
    seuils: tuple[Seuil, ...]
    majorite: Majorite
    obligatoire: bool
    article: Article

    def __attrs_post_init__(self) -> None:
        if not self.majorite.tranche:
            raise InvalidValue("passerelle : un second vote tranche, il n'en ouvre pas un troisième")

    def s_ouvre(self, decompte: Decompte) -> bool:
        """Tell whether the first vote reached what opens the second."""
        return all(seuil.atteint(decompte) for seuil in self.seuils)


@frozen(kw_only=True)
class NouvelleAssemblee:
    """
    A new meeting, convened within `delai_mois` months on an identical project, at a lower majority.

    `delai_mois` is `None` where the law set no limit (before 14 December 2000). `sous` is the share of
    voices under which it opens: with more, the second vote is the way. `None` opens it to any failure.
    """

    majorite: str
    delai_mois: int | None
    sous: Seuil | None
    article: Article

    def s_ouvre(self, decompte: Decompte) -> bool:
        """Tell whether the failed vote leaves this way open."""
        return self.sous is None or not self.sous.atteint(decompte)
