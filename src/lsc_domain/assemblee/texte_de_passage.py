"""The texts added at the end of a resolution: its result, and what was done at a second vote. MAJ-06, MAJ-10."""

from __future__ import annotations

from typing import Final, Literal

from attrs import evolve, field, frozen, validators

from lsc_domain.assemblee.scrutin import Scrutin
from lsc_domain.socle.affichage import ecrire_voix
from lsc_domain.socle.errors import InvalidValue

Passage = Literal["25-1", "26-1"]
"""The two passages, from art. 25 to 24 and from art. 26 to 25: each has its own text."""

TEXTE_25_1: Final = (
    "La majorité des voix de tous les copropriétaires n'ayant pas été atteinte, mais le projet ayant recueilli au "
    "moins le tiers de ces voix, l'assemblée a procédé immédiatement à un second vote à la majorité de l'article 24, "
    "en application de l'article 25-1 de la loi du 10 juillet 1965."
)
TEXTE_26_1: Final = (
    "La majorité de l'article 26 n'ayant pas été atteinte, mais le projet ayant recueilli l'approbation de la moitié "
    "des membres du syndicat participant à l'assemblée, représentant au moins le tiers des voix de tous les "
    "copropriétaires, l'assemblée a procédé immédiatement à un second vote à la majorité de l'article 25, en "
    "application de l'article 26-1 de la loi du 10 juillet 1965."
)


@frozen(kw_only=True)
class TextesDePassage:
    """
    What one agency says of a second vote, for each of the two passages; other agencies keep theirs. MAJ-06, MAJ-10.

    The default text of the source is a lost picture: these are ours.
    """

    agence: str = field(default="", validator=validators.instance_of(str))
    passage_25_1: str = TEXTE_25_1
    passage_26_1: str = TEXTE_26_1

    def texte(self, passage: Passage) -> str:
        """Return the text proposed for a passage."""
        return self.passage_25_1 if passage == "25-1" else self.passage_26_1

    def retenir(self, passage: Passage, texte: str) -> TextesDePassage:
        """
        Remember the agency's own version; an empty one brings the default back. MAJ-06.

        >>> TextesDePassage(agence="MARTIN").retenir("26-1", "Second vote.").texte("26-1")
        'Second vote.'
        """
        if passage == "25-1":
            return evolve(self, passage_25_1=texte.strip() or TEXTE_25_1)
        return evolve(self, passage_26_1=texte.strip() or TEXTE_26_1)


def passage_du_second_vote(scrutin: Scrutin) -> Passage | None:
    """Return which of the two passages a line goes through, `None` when the law opens no second vote. MAJ-01."""
    if scrutin.second is None:
        return None
    return "26-1" if scrutin.second.passerelle.fondement == "26-1" else "25-1"


def texte_du_passage(scrutin: Scrutin, textes: TextesDePassage) -> str | None:
    """Return the text to add after a second vote, `None` when the law opened none. MAJ-06, MAJ-10."""
    passage = passage_du_second_vote(scrutin)
    return textes.texte(passage) if passage is not None else None


def texte_du_resultat(scrutin: Scrutin) -> str:
    """
    Write « Ajouter le résultat à la résolution »: the outcome and its figures, after the text. MAJ-02, MAJ-07.

    Raises `InvalidValue` for an item that is not put to the vote.
    """
    if not scrutin.ligne.resolution.se_vote:
        raise InvalidValue(f"résolution {scrutin.ligne.resolution.numero} : ce point n'a pas de résultat")
    second = scrutin.second
    suffrages = second.suffrages if second is not None and second.suffrages is not None else scrutin.suffrages
    compte = suffrages.decompte
    figures = ", ".join(
        f"{nom} {ecrire_voix(poids.voix)} ({poids.tetes})"
        for nom, poids in (("oui", compte.pour), ("non", compte.contre), ("abstentions", compte.abstention))
    )
    return f"Résultat : {scrutin.libelle}. Voix (copropriétaires) : {figures}."
