"""A threshold measured: what it asks, what was reached, what is missing."""

from fractions import Fraction

from attrs import frozen

from lsc_domain.loi.decompte import Decompte
from lsc_domain.loi.majorite import Assiette, Cote, Seuil, Unite
from lsc_domain.socle.affichage import ecrire_voix


@frozen(kw_only=True)
class Constat:
    """
    One threshold against one count, as exact fractions.

    `requis` must be reached, or passed when the threshold is strict. `base` is the whole the share is
    taken of.
    """

    seuil: Seuil
    cote: Cote
    valeur: Fraction
    requis: Fraction
    base: Fraction
    atteint: bool

    @classmethod
    def mesurer(cls, seuil: Seuil, decompte: Decompte, cote: Cote = Cote.POUR) -> "Constat":
        """Measure one side of a count. Raises `InvalidValue` when the threshold needs an unknown figure."""
        return cls(
            seuil=seuil,
            cote=cote,
            valeur=seuil.valeur(decompte, cote),
            requis=seuil.requis(decompte, cote),
            base=seuil.base(decompte),
            atteint=seuil.atteint(decompte, cote),
        )

    @property
    def manque(self) -> Fraction:
        """What is missing to reach the threshold; zero with a strict one means one voice more is needed."""
        return max(self.requis - self.valeur, Fraction())

    @property
    def phrase(self) -> str:
        """The measure as a French sentence fit for the minutes."""
        if self.seuil.unite is Unite.TETES:
            sujet = f"{_compte(self.valeur, 'copropriétaire')} {self.cote.value}"
        else:
            sujet = f"{ecrire_voix(self.valeur)} voix {self.cote.value}"
        verdict = "la condition est remplie" if self.atteint else f"la condition n'est pas remplie{self._reste}"
        if self.seuil.assiette is Assiette.EXPRIMES:
            return (
                f"{sujet}, {ecrire_voix(self.requis)} {self.cote.oppose.value}. Il faut {self.seuil.nom} : {verdict}."
            )
        besoin = "plus de" if self.seuil.strict else "au moins"
        return (
            f"{sujet} sur {ecrire_voix(self.base)}. Il en faut {besoin} {ecrire_voix(self.requis)} "
            f"({self.seuil.nom}) : {verdict}."
        )

    @property
    def _reste(self) -> str:
        if self.atteint or not self.manque:
            return ""
        return f", il en manque {ecrire_voix(self.manque)}"


def _compte(nombre: Fraction, nom: str) -> str:
    return f"{nombre} {nom}" if nombre < 2 else f"{nombre} {nom}s"
