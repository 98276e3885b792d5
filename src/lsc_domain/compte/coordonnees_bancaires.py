"""Where a copropriétaire pays: the bank account of his syndicat."""

from __future__ import annotations

from attrs import field, frozen

from lsc_domain.socle.errors import InvalidValue


def _masquer(valeur: str) -> str:
    """Keep the country and the last three characters: enough to recognise it in a log, not to use it."""
    compact = "".join(valeur.split())
    return repr(f"{compact[:2]}…{compact[-3:]}" if len(compact) > 8 else "…")


@frozen(kw_only=True)
class CoordonneesBancaires:
    """
    An IBAN and its BIC, neither without the other; whether they are right is the bank's to say. EXP-25.

    >>> CoordonneesBancaires(iban="FR76 3000 6000 0112 3456 7890 189", bic="AGRIFRPP")
    CoordonneesBancaires(iban='FR…189', bic='…')
    """

    iban: str = field(repr=_masquer)
    bic: str = field(repr=_masquer)

    def __attrs_post_init__(self) -> None:
        if not self.iban.strip() or not self.bic.strip():
            raise InvalidValue("coordonnées bancaires : l'IBAN et le BIC, pas l'un sans l'autre")


def coordonnees_publiees(iban: str, bic: str, *, taire: bool = False) -> CoordonneesBancaires | None:
    """
    Return the bank details that are published, as the fiche entité has them: both, or nothing. EXP-25.

    `taire` is « Ne pas envoyer les coordonnées bancaires des copropriétés ».

    >>> coordonnees_publiees("FR76 3000 6000 0112 3456 7890 189", "") is None
    True
    """
    if taire or not iban.strip() or not bic.strip():
        return None
    return CoordonneesBancaires(iban=iban, bic=bic)
