"""The library of resolutions: blanks, and what fills them."""

from collections.abc import Mapping

import pytest
from convocations import convocation
from gilbert import CHARGES
from hypothesis import given
from hypothesis import strategies as st

from lsc_domain.assemblee import BIBLIOTHEQUE, OrdreDuJour, Resolution, ResolutionType, convoquer, libelle, rediger
from lsc_domain.assemblee.refus_de_tenue import ChampsManquants
from lsc_domain.loi import ArticleDeVote
from lsc_domain.socle.ids import ResolutionId

NOMS = ("nom du syndic", "exercice", "montant")
CHAMPS = st.sampled_from(NOMS)
VALEURS = st.text(max_size=12) | st.sampled_from(("[exercice]", "[]", r"\1", "Éts [Martin] & fils", "  "))
MORCEAUX = st.lists(CHAMPS | st.sampled_from(("Quitus à ", " pour ", " ] [ ] [] ")), max_size=6)
UN = ResolutionId("1")


@pytest.mark.req("AG-02", "AG-03")
@given(MORCEAUX, MORCEAUX, st.dictionaries(CHAMPS | st.just(" "), VALEURS))
def test_a_text_is_filled_whole_or_its_blanks_are_named(
    titre: list[str], projet: list[str], valeurs: Mapping[str, str]
) -> None:
    """Every blank filled: its text is what was given, word for word. Else the blanks left, in order, each once."""
    blancs, remplis = (
        ["".join(dits.get(un, un) for un in morceaux) for morceaux in (titre, projet)]
        for dits in ({nom: f"[{nom}]" for nom in NOMS}, {nom: valeurs.get(nom, "").strip() for nom in NOMS})
    )
    modele = ResolutionType(code="essai", titre=blancs[0], projet=blancs[1], article=ArticleDeVote("24"))
    assert modele.champs == tuple(dict.fromkeys(un for un in (*titre, *projet) if un in NOMS))
    redigee = rediger(modele, id=UN, numero="1", cle=CHARGES, valeurs=valeurs)
    manquants = tuple(champ for champ in modele.champs if not valeurs.get(champ, "").strip())
    if manquants:
        assert redigee.failure() == ChampsManquants(modele="essai", champs=manquants)
    else:
        assert redigee.unwrap() == Resolution(
            id=UN, numero="1", titre=remplis[0], projet=remplis[1], article=ArticleDeVote("24"), cle=CHARGES
        )


@pytest.mark.req("AG-03")
def test_what_fills_a_blank_is_text() -> None:
    """A bracket in it opens nothing, a backslash escapes nothing."""
    modele = ResolutionType(code="x", titre="[a]", projet="[a] puis [b]")
    redigee = rediger(modele, id=UN, numero="1", cle=None, valeurs={"a": " [b] ", "b": r"\g<0>"}).unwrap()
    assert redigee == Resolution(id=UN, numero="1", titre="[b]", projet=r"[b] puis \g<0>")


@pytest.mark.req("AG-03")
def test_the_blanks_left_are_said() -> None:
    """A blank made of spaces is not filled."""
    modele = next(un for un in BIBLIOTHEQUE if un.code == "quitus")
    refus = rediger(modele, id=UN, numero="1", cle=CHARGES, valeurs={"nom du syndic": " "}).failure()
    assert libelle(refus) == "Résolution type quitus : il manque nom du syndic, exercice."


@pytest.mark.req("AG-02", "AG-03")
def test_the_whole_library_can_be_called() -> None:
    """Codes are unique; filled and given a key, every text of it makes an agenda."""

    codes = [modele.code for modele in BIBLIOTHEQUE]
    assert len(set(codes)) == len(codes)
    agenda = OrdreDuJour(
        tuple(
            rediger(
                modele,
                id=ResolutionId(modele.code),
                numero=str(rang),
                cle=CHARGES,
                valeurs=dict.fromkeys(modele.champs, "…"),
            ).unwrap()
            for rang, modele in enumerate(BIBLIOTHEQUE, 1)
        )
    )
    assert convoquer(convocation(ordre_du_jour=agenda)).unwrap().ordre_du_jour == agenda
    assert all("[" not in un.projet + un.titre for un in agenda.resolutions)
