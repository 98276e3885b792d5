"""The reasons of a decision."""

from datetime import date

import pytest

from lsc_domain.loi import motif
from lsc_domain.loi.article_de_vote import ArticleDeVote
from lsc_domain.loi.loi_1965 import APRES_25
from lsc_domain.loi.motif import Motif
from lsc_domain.loi.regime import regime_du_vote

MAJORITE = regime_du_vote(ArticleDeVote("25"), date(2023, 6, 15)).majorite
PEUT, DOIT = APRES_25[2].valeur.passerelle, APRES_25[3].valeur.passerelle
SANS_DELAI, TROIS_MOIS = APRES_25[0].valeur.reconvocation, APRES_25[1].valeur.reconvocation
assert PEUT
assert DOIT
assert SANS_DELAI
assert TROIS_MOIS


@pytest.mark.req("MAJ-07")
@pytest.mark.parametrize(
    ("un", "fragment", "reference"),
    [
        (motif.conclusion(MAJORITE, "adoptee"), "la résolution est adoptée", "25"),
        (motif.conclusion(MAJORITE, "rejetee"), "rejetée", "25"),
        (motif.conclusion(MAJORITE, "sans_decision"), "n'a pas pris de décision", "25"),
        (motif.sans_passerelle(MAJORITE), "n'ouvre pas de second vote", "25"),
        (motif.fermee_par_le_non(MAJORITE), "Le non atteint la majorité", "25"),
        (motif.lettre_exclue(ArticleDeVote("25", "n"), PEUT), "25 n étaient exclues", "25-1"),
        (motif.lettre_exclue(ArticleDeVote("25", "n"), None), "25 n étaient exclues", "décret 67-223, art. 19-1"),
        (motif.lettre_inconnue("on", PEUT), "25 n et 25 o", "25-1"),
        (motif.passerelle(PEUT, ()), "peut décider", "25-1"),
        (motif.passerelle(DOIT, ()), "se prononce", "25-1"),
        (motif.nouvelle_assemblee(TROIS_MOIS), "dans un délai de 3 mois sur un projet identique", "25-1"),
        (motif.nouvelle_assemblee(SANS_DELAI), "convoquée à cet effet", "25"),
        (motif.second_vote_tenu(DOIT), "Second vote de l'article 25-1, à la majorité de l'article 24", "25-1"),
        (motif.suit_son_parent("5", "rejetee"), "rejetée comme elle", "décret 67-223, art. 13"),
        (motif.suit_son_parent("5", "sans_decision"), "sans décision comme elle", "décret 67-223, art. 13"),
        (motif.directement_a_24(), "directement à cette majorité, sans second vote", "25-1"),
        (motif.concurrent_retenu("7"), "La résolution 7, concurrente, est adoptée", "décret 67-223, art. 19"),
        (motif.concurrents_a_voter(["7", "8"]), "il reste 7, 8", "décret 67-223, art. 19"),
    ],
)
def test_every_reason_is_a_sentence_with_its_article(un: Motif, fragment: str, reference: str) -> None:
    """A reason starts with a capital, ends with a full stop, and says where the law says so."""
    assert fragment in un.texte
    assert un.texte[0].isupper()
    assert un.texte.endswith(".")
    assert un.article.reference == reference
    assert un.article.adresse.startswith("https://www.legifrance.gouv.fr/")
