"""The laws of the voices."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from lsc_domain.copropriete import etablir_voix


def check_reduction(tantiemes: Sequence[Fraction], le: date, *, sans_voix: int = 0, bailleurs_sociaux: int = 0) -> None:
    """
    After the reduction nobody outweighs all the others, and reducing twice is reducing once.

    The others keep their voices, and the whole shrinks with those cut: it is twice the others'. Those whom the
    law exempts say why. Loi 65-557, art. 22, I, al. 2; décret 67-223, art. 16.
    """
    voix = etablir_voix(tantiemes, le=le, sans_voix=sans_voix, bailleurs_sociaux=bailleurs_sociaux)
    reduites = [voix.de(rang) for rang in range(len(tantiemes))]
    encore = etablir_voix(reduites, le=le, sans_voix=sans_voix, bailleurs_sociaux=bailleurs_sociaux)
    assert [encore.de(rang) for rang in range(len(tantiemes))] == reduites, "réduction: twice is not once"
    total = voix.total.voix
    assert total == sum(reduites), "réduction: the whole is not the sum"
    exempte = voix.reduit is None and voix.motifs
    assert exempte or all(2 * un <= total for un in reduites), "réduction: somebody outweighs all the others"
    for rang, (avant, apres) in enumerate(zip(tantiemes, reduites, strict=True)):
        attendu = total / 2 if rang == voix.reduit else Fraction() if sans_voix >> rang & 1 else avant
        assert apres == attendu, f"réduction: {avant} tantièmes have {apres} voices"
