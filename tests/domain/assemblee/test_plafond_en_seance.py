"""The proxy cap measured on a meeting: the holder's own voices count, and the base is a policy."""

from datetime import date
from fractions import Fraction

import pytest

from lsc_domain.assemblee import Code, EtatDesPresences, irregularites
from lsc_domain.copropriete import CleDeRepartition, Coproprietaire, Lot, Personne, Syndicat, Tantiemes
from lsc_domain.loi import Politique
from lsc_domain.socle.ids import CleId, CoproprietaireId

CLE, JOUR = CleId("010"), date(2023, 6, 15)


def syndicat(*parts: int) -> Syndicat:
    return Syndicat(
        nom="Syndicat Gilbert",
        cles=(CleDeRepartition(code=CLE, generale=True),),
        coproprietaires=tuple(
            Coproprietaire(
                id=CoproprietaireId(f"P{rang}"),
                nom=f"Copropriétaire {rang}",
                lots=(Lot(numero=str(rang), tantiemes=(Tantiemes(cle=CLE, valeur=Fraction(part)),)),),
            )
            for rang, part in enumerate(parts)
        ),
    )


def quatre_pouvoirs(de: Syndicat, porteur: Personne) -> EtatDesPresences:
    """P0 is there; P1 to P4 are represented by the same person."""
    etat = EtatDesPresences(coproprietaires=tuple(de.rangs)).coder(0, Code.PRESENT)
    for rang in range(1, 5):
        etat = etat.coder(rang, Code.REPRESENTE, porteur)
    return etat


@pytest.mark.req("I-12", "POUV-01")
def test_the_own_voices_of_the_holder_count() -> None:
    """Four proxies of 20 are 8 %: lawful for an outsider, not for an owner who has 30 himself."""
    gilbert = syndicat(30, 20, 20, 20, 20, 890)
    gilbert_sans_dominant = syndicat(30, 20, 20, 20, 20, 445, 445)
    assert gilbert.voix(CLE, le=JOUR).total.voix == 220
    voix = gilbert_sans_dominant.voix(CLE, le=JOUR)
    casper, proprietaire = Personne(nom="Casper"), Personne(coproprietaire=CoproprietaireId("P0"))
    dehors = irregularites(quatre_pouvoirs(gilbert_sans_dominant, casper), gilbert_sans_dominant, voix=voix, le=JOUR)
    dedans = irregularites(
        quatre_pouvoirs(gilbert_sans_dominant, proprietaire), gilbert_sans_dominant, voix=voix, le=JOUR
    )
    assert dehors == ()
    assert [(un.mandataire, un.mandants, un.refus.mandataire) for un in dedans] == [
        (proprietaire, (1, 2, 3, 4), "Copropriétaire 0")
    ]


@pytest.mark.req("I-12")
@pytest.mark.parametrize(("base", "permis"), [("apres_reduction", False), ("avant_reduction", True)])
def test_the_base_is_counted_after_or_before_the_reduction(base: str, permis: bool) -> None:
    """Four proxies of 20: 80 of the 1000 voices of the building, but of 220 once the owner of 890 is reduced."""
    gilbert = syndicat(30, 20, 20, 20, 20, 890)
    trouvees = irregularites(
        quatre_pouvoirs(gilbert, Personne(nom="Casper")),
        gilbert,
        voix=gilbert.voix(CLE, le=JOUR),
        le=JOUR,
        politique=Politique(base_des_pouvoirs=base),  # type: ignore[arg-type]
    )
    assert (trouvees == ()) is permis
