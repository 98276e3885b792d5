"""The catalogue of named decisions: what every row must be, and which titles it recognises."""

import subprocess
import sys
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lsc_domain.loi.article import loi
from lsc_domain.loi.article_de_vote import AUCUN, LETTRES, ArticleDeVote
from lsc_domain.loi.catalogue import (
    decision_nommee,
    decisions_a_la_date,
    majorite_insuffisante,
    plier,
    reconnaitre,
    vote_accessoire,
)
from lsc_domain.loi.decisions_nommees import DECISIONS
from lsc_domain.loi.ligne import DecisionNommee, nommer
from lsc_domain.loi.loi_1965 import ALUR, LOI, LOI_2024_322, ORDONNANCE_2019
from lsc_domain.loi.petite_copropriete import est_petite_copropriete
from lsc_domain.loi.politique import Politique
from lsc_domain.loi.regime import regime_du_vote
from lsc_domain.socle.errors import InvalidValue

CONSOLIDE = date(2026, 9, 8)
"""The day of the consolidated texts the rows were read in."""
SEANCE = date(2020, 7, 13)
"""The day of the meeting 3-S007, whose titles the trade's own screens show."""
A24, A25, A26, UNANIMITE = (ArticleDeVote(majorite) for majorite in ("24", "25", "26", "unanimite"))

jours = st.dates(date(1960, 1, 1), date(2035, 12, 31))
chaque_ligne = pytest.mark.parametrize("ligne", DECISIONS, ids=[f"{d.code} {d.depuis}" for d in DECISIONS])


def codes(titre: str, le: date = CONSOLIDE) -> list[str]:
    return [decision.code for decision in reconnaitre(titre, le)]


class TestRows:
    @pytest.mark.req("MAJ-12")
    def test_every_letter_of_the_law_has_one_row(self) -> None:
        """Art. 24 II a to l, 25 a to o, 26 a to d: each exactly once on the day of the consolidated text."""
        en_vigueur = Counter(
            (decision.vote.majorite, decision.vote.lettre)
            for decision in decisions_a_la_date(CONSOLIDE)
            if decision.vote and decision.vote.lettre
        )
        assert en_vigueur == {(article, lettre): 1 for article, lettres in LETTRES.items() for lettre in lettres}

    @chaque_ligne
    def test_a_lettered_row_stands_in_its_own_article(self, ligne: DecisionNommee) -> None:
        """A letter is that of art. 24, 25 or 26 and of no other article; the code says both."""
        if ligne.vote and ligne.vote.lettre:
            assert ligne.article.numero == ligne.vote.majorite
            assert ligne.article.alinea.endswith(ligne.vote.lettre)
            assert ligne.code.split() == [
                ligne.article.numero,
                *ligne.article.alinea.replace(",", "").split(),
            ]

    @given(le=jours)
    def test_a_code_names_one_decision_a_day(self, le: date) -> None:
        """Codes are unique on any day, so `decision_nommee` has one answer."""
        compte = Counter(decision.code for decision in decisions_a_la_date(le))
        assert set(compte.values()) <= {1}
        assert all(decision_nommee(d.code, le) is d for d in decisions_a_la_date(le))

    def test_the_rows_of_one_code_do_not_overlap(self) -> None:
        """Half-open dates: a row ends before, or the very day, the next one begins."""
        for code, nombre in Counter(decision.code for decision in DECISIONS).items():
            suite = sorted((d for d in DECISIONS if d.code == code), key=lambda d: d.depuis)
            for avant, apres in pairwise(suite):
                assert avant.jusqua is not None, code
                assert avant.jusqua <= apres.depuis, code
            assert len(suite) == nombre

    @chaque_ligne
    def test_a_row_answers_from_its_first_day_to_the_eve_of_its_last(self, ligne: DecisionNommee) -> None:
        """`depuis` is included, `jusqua` is not."""
        assert ligne.en_vigueur(ligne.depuis)
        assert not ligne.en_vigueur(ligne.depuis - timedelta(days=1))
        if ligne.jusqua:
            assert ligne.en_vigueur(ligne.jusqua - timedelta(days=1))
            assert not ligne.en_vigueur(ligne.jusqua)

    @chaque_ligne
    def test_the_majority_of_a_row_existed_at_its_dates(self, ligne: DecisionNommee) -> None:
        """Every vote can be decided by the engine, on the first and on the last day of the row."""
        if ligne.vote and ligne.vote.se_vote:
            dernier = (ligne.jusqua or CONSOLIDE) - timedelta(days=1)
            for le in ligne.depuis, dernier:
                assert regime_du_vote(ligne.vote, le).majorite.nom == ligne.vote.majorite

    @chaque_ligne
    def test_an_object_reads_inside_a_sentence(self, ligne: DecisionNommee) -> None:
        """A fragment: lowercase first, no full stop, one space at a time."""
        for texte in filter(None, (ligne.objet, ligne.reserve)):
            assert not texte.endswith((".", " "))
            assert "  " not in texte
        assert ligne.objet[0].islower()

    @chaque_ligne
    def test_a_row_is_on_legifrance(self, ligne: DecisionNommee) -> None:
        assert ligne.article.adresse.startswith("https://www.legifrance.gouv.fr/")

    @chaque_ligne
    def test_the_words_of_a_row_are_folded(self, ligne: DecisionNommee) -> None:
        """An expression with an accent or a capital would never match a folded title."""
        for mot in ligne.mots:
            assert mot.isascii()
            assert mot.replace(r"\D", "").replace(r"\B", "") == mot.lower()

    def test_only_one_thing_is_out_of_reach_of_any_majority(self) -> None:
        """Imposing a change of destination or enjoyment of private parts: art. 26, avant-dernier al."""
        assert [d.code for d in DECISIONS if d.vote == AUCUN] == ["26 aucun"]

    def test_the_rows_are_read_at_the_first_question(self) -> None:
        """Counting votes does not pay for the catalogue."""
        script = (
            "import sys, lsc_domain.assemblee, lsc_domain.loi.decision, lsc_domain.loi.catalogue\n"
            "print([name for name in sys.modules if name.startswith('lsc_domain.loi.decisions_')])"
        )
        out = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
        assert out.stdout.strip() == "[]"


class TestHistory:
    @pytest.mark.parametrize(
        ("code", "premier_jour"),
        [
            ("24 II k", date(2023, 3, 12)),
            ("24 II l", date(2025, 6, 18)),
            ("9 I al. 2", date(2025, 6, 18)),
            ("25 g", ORDONNANCE_2019),
            ("25 n", ALUR),
            ("25 o", ALUR),
            ("25-2-1", LOI_2024_322),
            ("26 d", date(2024, 11, 21)),
            ("26-4 III", LOI_2024_322),
            ("24 I", LOI),
        ],
    )
    def test_a_certain_date_is_that_of_the_law(self, code: str, premier_jour: date) -> None:
        """The decision is unknown on the eve, known on the day, and the row says it is certain."""
        decision = decision_nommee(code, premier_jour)
        assert decision is not None
        assert decision.depuis_certain
        assert decision_nommee(code, premier_jour - timedelta(days=1)) is None

    @pytest.mark.parametrize(
        ("avant", "apres", "le"),
        [("26 ameliorations", "25 n", ALUR), ("26 eau", "25 o", ALUR), ("26 c", "25 g", ORDONNANCE_2019)],
    )
    def test_a_decision_that_left_art_26_is_never_lost(self, avant: str, apres: str, le: date) -> None:
        """Improvements and water in 2014, doors in 2020: at art. 26 on the eve, at art. 25 on the day."""
        veille = decision_nommee(avant, le - timedelta(days=1))
        assert veille is not None
        assert veille.vote is not None
        assert veille.vote.majorite == "26"
        assert decision_nommee(apres, le - timedelta(days=1)) is None
        assert decision_nommee(apres, le) is not None

    def test_the_letter_c_of_art_26_changed_hands(self) -> None:
        """The doors before 1 June 2020, the concierge since."""
        portes, concierge = (decision_nommee("26 c", le) for le in (date(2020, 5, 31), ORDONNANCE_2019))
        assert portes
        assert "portes" in portes.objet
        assert concierge
        assert "concierge" in concierge.objet

    def test_25_e_leaves_out_what_24_l_took(self) -> None:
        """Loi 2025-541: the carve-out is in the words of the row."""
        avant, apres = (decision_nommee("25 e", le) for le in (date(2025, 6, 17), date(2025, 6, 18)))
        assert avant
        assert "24 II l" not in avant.objet
        assert apres
        assert "24 II l" in apres.objet

    @pytest.mark.parametrize("code", ["25 c", "25 f", "25 k"])
    def test_what_older_cases_vote_is_attested(self, code: str) -> None:
        """The worked cases of 2017 and 2019 name these letters."""
        decision = decision_nommee(code, date(2017, 6, 15))
        assert decision is not None
        assert not decision.depuis_certain


class TestTitles:
    @pytest.mark.req("MAJ-12")
    @pytest.mark.parametrize(
        ("titre", "attendus"),
        [
            ("Budget prévisionnel", ["14-1 budget"]),
            ("Approbation des comptes de l'exercice clos le", ["18 comptes"]),
            ("Quitus au syndic", ["24 I quitus"]),
            ("Élection du président de séance", ["D 15 bureau"]),
            ("Renouvellement du mandat de syndic", ["25 c"]),
            ("Achat d'un droit immobilier pour le compte de la copropriété", ["26 a"]),
            ("Achat d’un droit immobilier pour le compte de la copro", ["26 a"]),
            ("Autorisation permanente accordée à la police ou gendarmerie", ["24 II h"]),
            ("Crédit Copropriété", ["26-4 I", "26-4 II subventions", "26-4 II volontaires"]),
            ("Mise en concurrence des marchés", ["21 mise en concurrence"]),
            ("Consultation du conseil syndical", ["21 consultation"]),
            ("Décision de ne pas ouvrir de compte séparé", ["18 II dispense"]),
            (
                "Vente d'une partie commune nécessaire à la destination de l'immeuble",
                ["unanimite alienation"],
            ),
            ("Vente d'une partie commune", ["26 a"]),
            ("Montant et mode de placement de la provision spéciale", []),
        ],
    )
    def test_the_titles_of_the_trade(self, titre: str, attendus: list[str]) -> None:
        """The titles of the publisher's own meetings and models, on the day of the meeting 3-S007."""
        assert codes(titre, SEANCE) == attendus

    @pytest.mark.parametrize(
        ("titre", "attendus"),
        [
            ("12. Interdiction de louer en meublés de tourisme", ["26 d"]),
            ("Résolution n° 7 : Élection des membres du conseil syndical", ["25 c"]),
            ("Désignation de Mme Durand en qualité de membre du conseil syndical", ["25 c"]),
            ("Installation de panneaux photovoltaïques en toiture", ["24 II k"]),
            ("Installation de bornes de recharge", ["24 II i", "24-5 IV", "24-5-1", "25 j"]),
            (
                "Modification de la répartition des charges",
                ["24 II l", "25 e", "11 al. 1", "11 al. 1 travaux"],
            ),
            ("Ravalement et isolation thermique des façades", ["24 II a", "25 f"]),
            ("Surélévation du bâtiment A", ["35 al. 3", "35 al. 1", "35 al. 2"]),
            ("Suppression du poste de gardien", ["26 c"]),
            ("Opposition aux travaux d'accessibilité de M. Petrus", ["25-2 opposition"]),
            ("Affectation du fonds de travaux", ["14-2-1 affectation"]),
            ("Adoption du projet de plan pluriannuel de travaux", ["14-2 II"]),
            ("Dispense de mise en concurrence des contrats de syndic", ["21 dispense"]),
            ("Ne pas instituer de conseil syndical", ["21 sans conseil"]),
            ("Individualisation des contrats de fourniture d'eau", ["25 o"]),
        ],
    )
    def test_other_titles(self, titre: str, attendus: list[str]) -> None:
        """One decision, or all those the title does not tell apart."""
        assert codes(titre) == attendus

    @pytest.mark.parametrize(
        "titre",
        [
            "",
            "Questions diverses",
            "Compte rendu de la mise en concurrence des marchés",
            "Étude de l'isolation thermique de la toiture",
            "Point d'information sur les meublés de tourisme",
            "Remplacement des compteurs d'eau froide",
            "Élection du président du conseil syndical",
            "Réfection de la cour commune",
            "Décision de ne pas ouvrir de compte séparé",
            "Abri à vélos",
        ],
    )
    def test_what_is_not_certain_is_not_said(self, titre: str) -> None:
        """A wrong match is worse than no match."""
        assert codes(titre) == []

    def test_the_syndic_as_secretary_is_not_the_choice_of_the_syndic(self) -> None:
        assert codes("Désignation du syndic comme secrétaire de séance") == ["D 15 bureau"]

    @given(titre=st.text(), le=jours)
    def test_any_title_gets_an_answer(self, titre: str, le: date) -> None:
        """Folding is total and idempotent in effect; what is recognised is in force that day."""
        assert plier(titre).isascii() or not titre.isascii()
        assert all(decision.en_vigueur(le) and decision.mots for decision in reconnaitre(titre, le))

    @given(le=jours, majuscules=st.booleans())
    def test_accents_and_case_change_nothing(self, le: date, majuscules: bool) -> None:
        """« DÉCISION », « décision » and « decision » are one title."""
        titre = "Vente d'une partie commune nécessaire à la destination"
        autre = titre.upper() if majuscules else titre.replace("é", "e").replace("à", "a")
        assert reconnaitre(autre, le) == reconnaitre(titre, le)


class TestTooLowAMajority:
    @pytest.mark.req("MAJ-12")
    def test_an_acquisition_at_25_is_pointed_out(self) -> None:
        """The article stays free; the law's own is proposed (X-17)."""
        titre = "Achat d'un droit immobilier pour le compte de la copropriété"
        for article in A24, A25:
            decision = majorite_insuffisante(titre, article, SEANCE)
            assert decision is not None
            assert (decision.code, str(decision.vote)) == ("26 a", "26 a")
        for article in A26, UNANIMITE:
            assert majorite_insuffisante(titre, article, SEANCE) is None

    @pytest.mark.parametrize(
        ("titre", "article", "attendu"),
        [
            ("Renouvellement du mandat de syndic", A24, "25 c"),
            ("Renouvellement du mandat de syndic", A25, None),
            ("Quitus au syndic", A24, None),
            ("Quitus au syndic", A26, None),  # higher than the law asks is the règlement's business
            (
                "Vente d'une partie commune nécessaire à la destination de l'immeuble",
                A26,
                "unanimite alienation",
            ),
            ("Vente d'une partie commune", A26, None),
            ("Questions diverses", A24, None),
            ("Renouvellement du mandat de syndic", AUCUN, None),
        ],
    )
    def test_a_majority_is_compared_with_the_law(self, titre: str, article: ArticleDeVote, attendu: str | None) -> None:
        """24 < 25 < 26 < unanimity; an item that is not put to the vote is not judged."""
        decision = majorite_insuffisante(titre, article, CONSOLIDE)
        assert (decision and decision.code) == attendu

    @pytest.mark.parametrize(
        "titre", ["Ravalement et isolation thermique des façades", "Installation de bornes de recharge"]
    )
    def test_the_lowest_of_several_majorities_decides(self, titre: str) -> None:
        """What may be right at art. 24 is not said to be wrong."""
        assert len({d.vote.majorite for d in reconnaitre(titre, CONSOLIDE) if d.vote}) > 1
        assert majorite_insuffisante(titre, A24, CONSOLIDE) is None

    @pytest.mark.parametrize("titre", ["Crédit Copropriété", "Modification de la répartition des charges"])
    def test_what_may_follow_the_works_is_not_judged(self, titre: str) -> None:
        """A loan is at unanimity, or at the majority of the works: the title does not say which."""
        assert any(decision.vote == UNANIMITE for decision in reconnaitre(titre, CONSOLIDE))
        assert majorite_insuffisante(titre, A24, CONSOLIDE) is None

    def test_a_disputed_majority_is_the_policy_s(self) -> None:
        """Art. 25-2, last al.: art. 25 by default, art. 24 for who reads it so."""
        titre, large = "Opposition aux travaux d'accessibilité", Politique(opposition_a_l_accessibilite="24")
        assert majorite_insuffisante(titre, A24, CONSOLIDE) is not None
        assert majorite_insuffisante(titre, A24, CONSOLIDE, politique=large) is None
        decision = decision_nommee("25-2 opposition", CONSOLIDE)
        assert decision is not None
        assert decision.vote_selon() == decision.vote == A25
        assert decision.vote_selon(large) == A24

    @given(le=jours, titre=st.sampled_from([mot for d in DECISIONS for mot in d.mots]))
    def test_unanimity_is_never_too_low(self, le: date, titre: str) -> None:
        assert majorite_insuffisante(titre, UNANIMITE, le) is None


class TestWithTheWorks:
    @pytest.mark.parametrize("vote", [A24, ArticleDeVote("25", "f"), ArticleDeVote("26", "a"), UNANIMITE])
    def test_the_accessory_follows_the_works(self, vote: ArticleDeVote) -> None:
        """« À la même majorité »: the works' own vote, with the letter that decides dated rules."""
        assert vote_accessoire(vote) == vote

    def test_works_that_are_not_voted_lend_nothing(self) -> None:
        with pytest.raises(InvalidValue, match="pas soumis au vote"):
            vote_accessoire(AUCUN)

    def test_the_rows_that_follow_works(self) -> None:
        """Loans, works fund, fees of the syndic, charges: art. 26-4, 14-2-1, 18-1 A and 11."""
        assert {d.article.numero for d in DECISIONS if d.vote is None} == {"11", "14-2-1", "18-1 A", "26-4"}


class TestSmallCoproprietes:
    @pytest.mark.parametrize(
        ("lots", "centimes", "petite"),
        [
            (5, 99_000_00, True),
            (6, 15_000_00, False),
            (6, 14_999_99, True),
            (200, 0, True),
            (0, 0, True),
        ],
    )
    def test_five_lots_or_fifteen_thousand_euros(self, lots: int, centimes: int, petite: bool) -> None:
        """At most five lots, or strictly less than 15 000 €. Loi 65-557, art. 41-8."""
        assert est_petite_copropriete(lots, centimes) is petite

    @pytest.mark.parametrize(("lots", "centimes"), [(-1, 0), (0, -1)])
    def test_nothing_is_negative(self, lots: int, centimes: int) -> None:
        with pytest.raises(InvalidValue, match="négatif"):
            est_petite_copropriete(lots, centimes)


class TestARowThatCannotBe:
    def test_a_code_is_ascii(self) -> None:
        with pytest.raises(InvalidValue, match="code"):
            nommer("unanimité", loi("26"), A26, "l'aliénation")

    def test_an_object_has_no_full_stop(self) -> None:
        with pytest.raises(InvalidValue, match="objet"):
            nommer("26 a", loi("26"), A26, "L'aliénation.")

    def test_a_row_does_not_end_before_it_begins(self) -> None:
        with pytest.raises(InvalidValue, match="close avant"):
            nommer("26 a", loi("26"), A26, "l'aliénation", depuis=ALUR, jusqua=ALUR)
