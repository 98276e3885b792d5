"""What `verifier` finds in a declared meeting: each code, found where it should be and nowhere else."""

from collections.abc import Iterable, Sequence
from datetime import date, time
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from returns.pipeline import is_successful

from lsc_domain.assemblee.declaration import Declaration, Lieu, etablir
from lsc_domain.assemblee.depouillement import depouiller
from lsc_domain.assemblee.fiche import FicheDAssemblee
from lsc_domain.assemblee.mouvement import Mouvement, Sens
from lsc_domain.assemblee.pouvoir import Porteur
from lsc_domain.assemblee.presence import Code, Presence
from lsc_domain.assemblee.resolution import Resolution
from lsc_domain.assemblee.seance import Amendement, Incident
from lsc_domain.assemblee.verification import Constatation, Severite, verifier
from lsc_domain.assemblee.verification.lecture import Lecture
from lsc_domain.assemblee.verification.points import _exigence
from lsc_domain.assemblee.verification.redaction import annonce_une_decision, propose_plusieurs_choix
from lsc_domain.assemblee.verification.repartition import base_du_plafond, repartir
from lsc_domain.copropriete.cle import CleDeRepartition
from lsc_domain.copropriete.coproprietaire import Coproprietaire
from lsc_domain.copropriete.lot import Lot, Tantiemes
from lsc_domain.copropriete.personne import Empechement, Personne
from lsc_domain.copropriete.syndicat import Syndicat
from lsc_domain.loi.article_de_vote import ArticleDeVote
from lsc_domain.loi.catalogue import decision_nommee
from lsc_domain.loi.plafond import Plafond, plafonner
from lsc_domain.loi.politique import Politique
from lsc_domain.socle.ids import CleId, CoproprietaireId, ResolutionId

SEANCE = date(2020, 7, 7)
AU = date(2020, 6, 10)
"""A day before the convocation is due: nothing is late yet."""
GENERALE, ASCENSEUR = CleId("010"), CleId("020")
TRILLON, PETRUS, LATOUR, LEPITRE, MORGON, YQUEM, ALOXE = (
    CoproprietaireId(f"450{nom}") for nom in ("TRILLON", "PETRUS", "LATOUR", "LEPITRE", "MORGON", "YQUEM", "ALOXE")
)
PARTS = {TRILLON: 100, PETRUS: 100, LATOUR: 200, LEPITRE: 150, MORGON: 250, YQUEM: 100, ALOXE: 100}
PERSONNE = CoproprietaireId("450PERSONNE")


def coproprietaire(qui: CoproprietaireId, **parts: int | str) -> Coproprietaire:
    tantiemes = tuple(Tantiemes(cle=CleId(cle[1:]), valeur=Fraction(valeur)) for cle, valeur in parts.items())
    return Coproprietaire(id=qui, nom=qui[3:].title(), lots=(Lot(numero=f"L{qui}", tantiemes=tantiemes),))


GILBERT = tuple(
    coproprietaire(qui, _010=part, **({"_020": 10} if qui in (TRILLON, PETRUS) else {})) for qui, part in PARTS.items()
)


def resolution(
    numero: str = "1", *, article: str | None = "24", cle: CleId | None = GENERALE, **champs: object
) -> Resolution:
    donnes: dict[str, object] = {"titre": "Quitus", "projet": "L'assemblée générale donne quitus au syndic.", **champs}
    lu = ArticleDeVote.lire(article) if article else None
    return Resolution(id=ResolutionId(numero), numero=numero, article=lu, cle=cle, **donnes)  # type: ignore[arg-type]


def gilbert(**champs: object) -> Declaration:
    """A meeting in which there is nothing to find, changed as asked; `fiche` fields are given as they are."""
    tete = {nom: champs.pop(nom) for nom in ("date", "president", "secretaire", "scrutateurs") if nom in champs}
    convocation = champs.pop("convocation", date(2020, 6, 12))
    donnes: dict[str, object] = {
        "fiche": FicheDAssemblee(
            reference="3-S007",
            convocation_presentee_le=convocation,  # type: ignore[arg-type]
            **{"date": SEANCE, **tete},  # type: ignore[arg-type]
        ),
        "nom": "Syndicat Gilbert",
        "cles": (
            CleDeRepartition(code=GENERALE, libelle="CHARGES GENERALES", generale=True, total=Fraction(1000)),
            CleDeRepartition(code=ASCENSEUR, libelle="ASCENSEUR"),
        ),
        "coproprietaires": GILBERT,
        "resolutions": (resolution(),),
        **champs,
    }
    return Declaration(**donnes)  # type: ignore[arg-type]


def presence(qui: CoproprietaireId, code: str = "O", par: Personne | CoproprietaireId | None = None) -> Presence:
    return Presence(coproprietaire=qui, code=Code(code), mandataire=_personne(par))


def formulaire(qui: CoproprietaireId, recu_le: date = date(2020, 7, 1), *, signe: bool = True) -> Presence:
    return Presence(coproprietaire=qui, code=Code.CORRESPONDANCE, recu_le=recu_le, signe=signe)


def _personne(par: Personne | str | None) -> Personne | None:
    return Personne(coproprietaire=CoproprietaireId(par)) if isinstance(par, str) else par


def mouvement(
    sens: str, qui: CoproprietaireId, numero: str, *, code: str = "N", par: Personne | str | None = None
) -> Mouvement:
    return Mouvement(
        sens=Sens(sens),
        coproprietaire=qui,
        resolution=ResolutionId(numero),
        code=Code(code),
        mandataire=_personne(par),
    )


def codes(declaration: Declaration, *, au: date = AU) -> list[str]:
    return [une.code for une in verifier(declaration, au=au)]


def seule(code: str, declaration: Declaration, *, au: date = AU) -> Constatation:
    """The only finding of a code."""
    (une,) = [une for une in verifier(declaration, au=au) if une.code == code]
    return une


def tous_presents(*sauf: CoproprietaireId) -> tuple[Presence, ...]:
    return tuple(presence(qui) for qui in PARTS if qui not in sauf)


def votes(valeur: str = "oui", *qui: CoproprietaireId) -> dict[str, str]:
    return dict.fromkeys(qui or PARTS, valeur)


class TestNothing:
    def test_a_sound_meeting_has_no_finding(self) -> None:
        assert verifier(gilbert(), au=AU) == ()

    def test_a_sound_meeting_that_was_held_has_none_either(self) -> None:
        tenue = gilbert(presences=tous_presents(), votes={"1": votes()})
        assert verifier(tenue, au=date(2026, 1, 1)) == ()

    def test_nothing_is_judged_before_the_law(self) -> None:
        """Loi 65-557 begins on 11 July 1965."""
        une = seule("date_avant_la_loi", gilbert(date=date(1965, 7, 10), presences=(presence(PERSONNE),)))
        assert une.severite is Severite.ERREUR
        assert codes(gilbert(date=date(1965, 7, 10), presences=(presence(PERSONNE),))) == ["date_avant_la_loi"]
        assert "date_avant_la_loi" not in codes(gilbert(date=date(1965, 7, 11)))


@pytest.mark.req("I-17", "I-18", "I-19", "AG-05")
class TestDates:
    def test_a_meeting_of_the_past_without_votes_was_not_held(self) -> None:
        lendemain = date(2020, 7, 8)
        une = seule("date_passee", gilbert(), au=lendemain)
        assert (une.severite, une.lieu) == (Severite.ERREUR, ("assemblee", "date"))
        assert "07/07/2020" in une.texte
        assert "08/07/2020" in une.texte
        assert "date_passee" not in codes(gilbert(), au=SEANCE)
        assert "date_passee" not in codes(gilbert(presences=tous_presents(), votes={"1": votes()}), au=lendemain)
        assert "date_passee" in codes(gilbert(votes={"1": {}}), au=lendemain)

    def test_a_convocation_leaves_21_whole_days(self) -> None:
        """Décret 67-223, art. 9: for 7 July, 15 June at the latest."""
        une = seule("convocation_tardive", gilbert(convocation=date(2020, 6, 16)))
        assert une.severite is Severite.ERREUR
        assert "15/06/2020" in une.texte
        assert str(une.article) == "décret 67-223, art. 9, al. 2"
        assert "convocation_tardive" not in codes(gilbert(convocation=date(2020, 6, 15)))

    def test_a_convocation_not_dated_is_only_recalled(self) -> None:
        assert seule("convocation_non_datee", gilbert(convocation=None)).severite is Severite.INFORMATION
        assert "convocation_non_datee" not in codes(gilbert())

    def test_it_may_be_too_late_to_convene(self) -> None:
        a_convoquer = gilbert(convocation=None)
        assert seule("convocation_trop_tard", a_convoquer, au=date(2020, 6, 16)).severite is Severite.ERREUR
        assert "convocation_trop_tard" not in codes(a_convoquer, au=date(2020, 6, 15))
        tenue = gilbert(convocation=None, presences=tous_presents(), votes={"1": votes()})
        assert "convocation_trop_tard" not in codes(tenue, au=date(2020, 6, 16))
        assert "convocation_trop_tard" not in codes(gilbert(), au=date(2020, 6, 16))

    def test_a_form_received_late_leaves_its_author_absent(self) -> None:
        une = seule("formulaire_tardif", gilbert(presences=(formulaire(LEPITRE, date(2020, 7, 4)),)))
        assert (une.severite, une.lieu) == (Severite.ERREUR, ("presences", 0, "recu_le"))
        assert une.texte == (
            "Le formulaire que Lepitre (450LEPITRE) a fait parvenir le 04/07/2020, après la limite du 03/07/2020, "
            "n'est pas compté et son auteur est absent."
        )
        assert codes(gilbert(presences=(formulaire(LEPITRE, date(2020, 7, 3)),))) == []

    def test_a_form_nobody_signed_leaves_its_author_absent(self) -> None:
        une = seule("formulaire_non_signe", gilbert(presences=(formulaire(LEPITRE, signe=False),)))
        assert (une.severite, une.coproprietaire) == (Severite.ERREUR, LEPITRE)
        assert "son auteur est absent" in une.texte

    def test_the_vote_of_a_form_set_aside_is_said_once(self) -> None:
        ecarte = gilbert(presences=(formulaire(LEPITRE, date(2020, 7, 4)),), votes={"1": votes("oui", LEPITRE)})
        assert codes(ecarte) == ["formulaire_tardif"]

    @pytest.mark.parametrize(
        ("seance", "jour"),
        [(date(2020, 7, 8), "un samedi"), (date(2020, 7, 9), "un dimanche"), (date(2020, 7, 18), "un jour férié")],
    )
    def test_a_last_day_nobody_works_on_is_recalled(self, seance: date, jour: str) -> None:
        une = seule("dernier_jour_non_ouvrable", gilbert(date=seance))
        assert une.severite is Severite.INFORMATION
        assert jour in une.texte
        assert "« calendaire »" in une.texte
        avance = gilbert(date=seance, politique=Politique(dernier_jour_du_formulaire="avance"))
        assert "dernier_jour_non_ouvrable" not in codes(avance)

    def test_no_last_day_before_there_were_forms(self) -> None:
        assert "dernier_jour_non_ouvrable" not in codes(gilbert(date=date(2019, 6, 19), convocation=date(2019, 5, 1)))

    def test_no_correspondence_vote_before_july_2020(self) -> None:
        avant = gilbert(date=date(2020, 7, 3), presences=(formulaire(LEPITRE, date(2020, 6, 20)),))
        une = seule("vote_par_correspondance_impraticable", avant)
        assert (une.severite, une.lieu) == (Severite.ERREUR, ("presences", 0, "code"))
        apres = gilbert(date=date(2020, 7, 4), presences=(formulaire(LEPITRE, date(2020, 6, 20)),))
        assert "vote_par_correspondance_impraticable" not in codes(apres)


@pytest.mark.req("AG-02", "MAJ-12")
class TestItems:
    @pytest.mark.parametrize(
        ("code", "severite", "fautive"),
        [
            ("article_manquant", Severite.ERREUR, resolution(article=None)),
            ("cle_manquante", Severite.ERREUR, resolution(cle=None)),
            ("cle_inconnue", Severite.ERREUR, resolution(cle=CleId("099"))),
            ("texte_manquant", Severite.AVERTISSEMENT, resolution(projet=" ")),
            ("titre_manquant", Severite.AVERTISSEMENT, resolution(titre="")),
        ],
    )
    def test_what_an_item_lacks(self, code: str, severite: Severite, fautive: Resolution) -> None:
        une = seule(code, gilbert(resolutions=(resolution("0"), fautive)))
        assert (une.severite, une.resolution, une.lieu[:2]) == (severite, "1", ("resolutions", 1))

    def test_a_heading_needs_neither_key_nor_text(self) -> None:
        titre = resolution(article="aucun", cle=None, projet="", titre="Questions diverses")
        assert codes(gilbert(resolutions=(titre,))) == []

    def test_a_sub_resolution_is_an_item(self) -> None:
        parent = resolution(sous_resolutions=(resolution("1.1", cle=None),))
        assert seule("cle_manquante", gilbert(resolutions=(parent,))).lieu == (
            "resolutions",
            0,
            "sous_resolutions",
            0,
            "cle",
        )

    @pytest.mark.req("AG-28")
    def test_a_key_nobody_has_anything_in(self) -> None:
        vide = CleDeRepartition(code=CleId("030"), libelle="PARKING")
        declaration = gilbert(cles=(*gilbert().cles, vide), resolutions=(resolution(cle=vide.code),))
        une = seule("cle_sans_tantiemes", declaration)
        assert une.severite is Severite.ERREUR
        assert "030-PARKING" in une.texte
        assert "cle_sans_tantiemes" not in codes(gilbert(resolutions=(resolution(cle=ASCENSEUR),)))

    def test_a_majority_below_that_of_the_law(self) -> None:
        """X-17: the purchase is announced at 25 on one screen, and voted at 26 on another."""
        titre = "Achat d'un droit immobilier pour le compte de la copropriété"
        une = seule("majorite_insuffisante", gilbert(resolutions=(resolution(article="25", titre=titre),)))
        assert une.severite is Severite.ERREUR
        assert une.lieu == ("resolutions", 0, "article")
        assert str(une.article) == "loi 65-557, art. 26, a"
        assert "l'article 25" in une.texte
        assert "l'article 26 a (majorité des membres du syndicat" in une.texte
        assert "majorite_insuffisante" not in codes(gilbert(resolutions=(resolution(article="26", titre=titre),)))

    def test_a_majority_below_unanimity(self) -> None:
        titre = "Modification de la destination de l'immeuble"
        une = seule("majorite_insuffisante", gilbert(resolutions=(resolution(article="26", titre=titre),)))
        assert "la loi demande l'unanimité (unanimité des voix de tous les copropriétaires)" in une.texte

    def test_what_no_majority_decides(self) -> None:
        ligne = decision_nommee("26 aucun", SEANCE)
        assert ligne is not None
        assert _exigence(Lecture(gilbert(), AU), ligne) == "aucune majorité ne suffit"

    def test_a_letter_the_catalogue_does_not_attest_that_day(self) -> None:
        solaire = resolution(article="24 k")
        une = seule("lettre_inconnue_a_la_date", gilbert(resolutions=(solaire,)))
        assert une.severite is Severite.AVERTISSEMENT
        assert "24 k" in une.texte
        depuis = gilbert(date=date(2023, 5, 10), convocation=date(2023, 4, 1), resolutions=(solaire,))
        assert "lettre_inconnue_a_la_date" not in codes(depuis)

    @pytest.mark.parametrize("champ", ["titre", "projet"])
    def test_several_choices_in_one_vote(self, champ: str) -> None:
        alternative: dict[str, Any] = {champ: "Ravalement : devis A ou B"}
        une = seule("plusieurs_choix", gilbert(resolutions=(resolution(**alternative),)))
        assert (une.severite, une.lieu) == (Severite.AVERTISSEMENT, ("resolutions", 0, champ))

    def test_an_item_is_warned_once_of_its_choices(self) -> None:
        fautive = resolution(titre="Devis A ou B", projet="Choix entre le devis A et le devis B")
        assert codes(gilbert(resolutions=(fautive,))) == ["plusieurs_choix"]

    def test_a_heading_that_decides(self) -> None:
        titre = resolution(article="aucun", projet="L'assemblée générale approuve les comptes.")
        une = seule("titre_qui_se_vote", gilbert(resolutions=(titre,)))
        assert une.severite is Severite.AVERTISSEMENT
        assert str(une.article) == "décret 67-223, art. 13"

    def test_a_heading_may_announce_the_votes_below_it(self) -> None:
        enfants = (resolution("1.1", titre="M. Casper"),)
        titre = resolution(
            article="aucun", titre="Désignation des membres", projet="Candidatures reçues.", sous_resolutions=enfants
        )
        assert "titre_qui_se_vote" not in codes(gilbert(resolutions=(titre,)))
        assert "titre_qui_se_vote" in codes(gilbert(resolutions=(evolve(titre, sous_resolutions=()),)))

    @pytest.mark.req("AG-21", "AG-53")
    def test_two_lines_of_one_number_or_one_identity(self) -> None:
        une = seule("identifiant_double", gilbert(resolutions=(resolution(), resolution())))
        assert (une.severite, une.lieu) == (Severite.ERREUR, ("resolutions", 1, "numero"))
        jumelles = (resolution(), evolve(resolution("2"), id=ResolutionId("1")))
        assert codes(gilbert(resolutions=jumelles)) == ["identifiant_double"]

    def test_rivals_are_decided_alike(self) -> None:
        """Décret 67-223, art. 19."""
        un = resolution("1", concurrence="syndic")
        autre = resolution("2", concurrence="syndic", cle=ASCENSEUR, article="25")
        une = seule("concurrence", gilbert(resolutions=(un, autre)))
        assert (une.severite, une.resolution, une.lieu[-1]) == (Severite.AVERTISSEMENT, "2", "article")
        assert "l'article (25 au lieu de 24) et la clé (020 au lieu de 010)" in une.texte
        semblables = (
            un,
            resolution("2", concurrence="syndic"),
            resolution("3", cle=ASCENSEUR, concurrence="ravalement"),
        )
        assert codes(gilbert(resolutions=semblables)) == []

    @pytest.mark.req("I-10")
    def test_a_chair_nobody_elects(self) -> None:
        president = Personne(coproprietaire=MORGON)
        une = seule("president_non_elu", gilbert(president=president))
        assert (une.severite, une.coproprietaire) == (Severite.INFORMATION, MORGON)
        election = resolution("2", titre="Élection du président de séance")
        assert codes(gilbert(president=president, resolutions=(resolution(), election))) == []
        assert codes(gilbert(president=president, resolutions=())) == []


@pytest.mark.req("I-08")
class TestSecondVoteLine:
    def test_the_form_needs_a_line_for_the_second_vote(self) -> None:
        une = seule("ligne_de_second_vote_a_prevoir", gilbert(resolutions=(resolution(article="25"),)))
        assert une.severite is Severite.INFORMATION
        assert "l'article 24, que l'article 25-1 peut ouvrir" in une.texte

    def test_only_before_the_vote_and_where_a_second_vote_may_follow(self) -> None:
        code = "ligne_de_second_vote_a_prevoir"
        a_25 = (resolution(article="25"),)
        assert code not in codes(gilbert(resolutions=a_25, presences=tous_presents(), votes={"1": votes()}))
        assert code not in codes(gilbert(resolutions=(resolution(article="24"),)))
        assert code not in codes(gilbert(date=date(2020, 7, 3), resolutions=a_25))
        # Between two owners, art. 41-16 gives art. 25 no second vote.
        deux = (coproprietaire(TRILLON, _010=400), coproprietaire(PETRUS, _010=600))
        assert code not in codes(gilbert(coproprietaires=deux, resolutions=a_25))

    @pytest.mark.parametrize("politique", ["reporter", "defaillant"])
    @pytest.mark.parametrize("article", ["25", "26"])
    def test_an_owner_who_answered_once(self, politique: str, article: str) -> None:
        tenue = gilbert(
            resolutions=(resolution(article=article),),
            presences=(formulaire(LEPITRE), *tous_presents(LEPITRE)),
            votes={"1": {**votes("oui", TRILLON, LATOUR, LEPITRE), **votes("abstention", MORGON)}},
            seconds_votes={"1": votes("oui", TRILLON)},
            politique=Politique(correspondance_au_second_vote=politique),  # type: ignore[arg-type]
        )
        une = seule("sans_ligne_de_second_vote", tenue)
        assert (une.severite, une.coproprietaire) == (Severite.AVERTISSEMENT, LEPITRE)
        assert f"« correspondance_au_second_vote : {politique} »" in une.texte

    def test_an_owner_who_answered_twice_or_not_at_all(self) -> None:
        presences = (formulaire(LEPITRE), *tous_presents(LEPITRE))
        tenue = gilbert(
            resolutions=(resolution(article="25"),),
            presences=presences,
            votes={"1": votes("oui", TRILLON, LATOUR, LEPITRE)},
            seconds_votes={"1": votes("oui", TRILLON, LEPITRE)},
        )
        assert codes(tenue) == []
        assert "sans_ligne_de_second_vote" not in codes(evolve(tenue, votes={"1": votes("oui", TRILLON)}))
        assert "sans_ligne_de_second_vote" not in codes(evolve(tenue, seconds_votes={"1": {}}))
        assert "sans_ligne_de_second_vote" not in codes(evolve(tenue, resolutions=(resolution(article="24"),)))


@pytest.mark.req("AG-14", "AG-27", "AG-28", "AG-53")
class TestOwnersAndKeys:
    def test_no_key(self) -> None:
        sans = gilbert(cles=(), coproprietaires=(), resolutions=())
        assert seule("aucune_cle", sans).severite is Severite.ERREUR

    @pytest.mark.parametrize(("total", "ecart"), [(1007, "il en manque 7"), (993, "7 de trop")])
    def test_a_total_the_lots_do_not_reach(self, total: int, ecart: str) -> None:
        cle = CleDeRepartition(code=GENERALE, libelle="CHARGES", generale=True, total=Fraction(total))
        une = seule("tantiemes_incoherents", gilbert(cles=(cle, gilbert().cles[1])))
        assert (une.severite, une.lieu) == (Severite.ERREUR, ("cles", 0, "total"))
        assert ecart in une.texte
        assert f"010-CHARGES annonce {total} tantièmes et les lots en réunissent 1000" in une.texte

    def test_a_key_may_announce_no_total(self) -> None:
        assert codes(gilbert(cles=tuple(evolve(cle, total=None) for cle in gilbert().cles))) == []

    def test_lots_without_voice_are_part_of_the_total(self) -> None:
        """Loi 65-557, art. 16: they have no voice, and still their tantièmes."""
        dernier = evolve(GILBERT[-1], sans_voix=True)
        assert codes(gilbert(coproprietaires=(*GILBERT[:-1], dernier))) == []

    def test_an_owner_of_nothing(self) -> None:
        code = "coproprietaire_sans_tantiemes"
        rien = Coproprietaire(id=PERSONNE, nom="Personne")
        une = seule(code, gilbert(coproprietaires=(*GILBERT, rien)))
        assert (une.severite, une.lieu) == (Severite.AVERTISSEMENT, ("coproprietaires", 7, "lots"))
        assert code not in codes(gilbert(coproprietaires=(*GILBERT, evolve(rien, sans_voix=True))))
        assert code in codes(gilbert(coproprietaires=(*GILBERT, coproprietaire(PERSONNE, _010=0))))

    def test_the_general_key_is_one(self) -> None:
        premiere, autre = gilbert().cles
        une = seule("aucune_cle_generale", gilbert(cles=(evolve(premiere, generale=False), autre)))
        assert une.severite is Severite.AVERTISSEMENT
        deux = seule("plusieurs_cles_generales", gilbert(cles=(premiere, evolve(autre, generale=True))))
        assert (deux.severite, deux.lieu) == (Severite.ERREUR, ("cles", 1, "generale"))

    def test_identities_are_given_once(self) -> None:
        premiere, autre = gilbert().cles
        doubles = gilbert(
            cles=(premiere, autre, premiere),
            coproprietaires=(
                *GILBERT,
                evolve(GILBERT[0], lots=(Lot(numero="9", tantiemes=GILBERT[0].lots[0].tantiemes),)),
            ),
            presences=(presence(MORGON), presence(MORGON, "D")),
        )
        lieux = [une.lieu for une in verifier(doubles, au=AU) if une.code == "identifiant_double"]
        assert lieux == [("cles", 2, "code"), ("coproprietaires", 7, "id"), ("presences", 1, "coproprietaire")]

    def test_a_lot_has_one_owner(self) -> None:
        autre = evolve(GILBERT[1], lots=(evolve(GILBERT[1].lots[0], numero=GILBERT[0].lots[0].numero),))
        une = seule("lot_double", gilbert(coproprietaires=(GILBERT[0], autre, *GILBERT[2:])))
        assert (une.severite, une.lieu) == (Severite.ERREUR, ("coproprietaires", 1, "lots", 0, "numero"))
        assert "Trillon (450TRILLON)" in une.texte

    def test_lots_may_have_no_number(self) -> None:
        sans = tuple(evolve(un, lots=(evolve(un.lots[0], numero=" "),)) for un in GILBERT)
        assert codes(gilbert(coproprietaires=sans)) == []

    def test_tantiemes_in_an_unknown_key(self) -> None:
        une = seule("cle_inconnue", gilbert(coproprietaires=(*GILBERT[:-1], coproprietaire(ALOXE, _010=100, _099=3))))
        assert une.lieu == ("coproprietaires", 6, "lots", 0, "tantiemes", "099")
        assert une.severite is Severite.ERREUR

    @pytest.mark.req("I-09")
    def test_an_owner_of_more_than_half(self) -> None:
        """Loi 65-557, art. 22, I, al. 2: 600 of 1000 become 400 of 800."""
        autres = (coproprietaire(PETRUS, _010=250), coproprietaire(LATOUR, _010=150))
        une = seule("reduction_applicable", gilbert(coproprietaires=(coproprietaire(TRILLON, _010=600), *autres)))
        assert (une.severite, une.lieu) == (Severite.INFORMATION, ("coproprietaires", 0))
        assert "600 voix" in une.texte
        assert "réduites à 400" in une.texte
        assert "sur 800" in une.texte
        moitie = (coproprietaire(TRILLON, _010=500), coproprietaire(PETRUS, _010=350), coproprietaire(LATOUR, _010=150))
        assert codes(gilbert(coproprietaires=moitie)) == []


@pytest.mark.req("AG-09", "AG-35", "AG-53")
class TestReferences:
    @pytest.mark.parametrize(
        ("champs", "lieu"),
        [
            ({"presences": (presence(PERSONNE),)}, ("presences", 0, "coproprietaire")),
            ({"presences": (presence(MORGON, "R", PERSONNE),)}, ("presences", 0, "mandataire", "coproprietaire")),
            ({"resolutions": (resolution(exclus=frozenset({PERSONNE})),)}, ("resolutions", 0, "exclus")),
            ({"votes": {"1": {PERSONNE: "oui"}}}, ("votes", "1", PERSONNE)),
            (
                {"deroulement": (mouvement("arrivee", PERSONNE, "1", code="O"),)},
                ("deroulement", 0, "coproprietaire"),
            ),
            (
                {"deroulement": (mouvement("arrivee", MORGON, "1", code="R", par=PERSONNE),)},
                ("deroulement", 0, "mandataire", "coproprietaire"),
            ),
            (
                {"deroulement": (Incident(resolution=ResolutionId("1"), coproprietaire=PERSONNE),)},
                ("deroulement", 0, "coproprietaire"),
            ),
            (
                {"secretaire": Personne(coproprietaire=PERSONNE)},
                ("assemblee", "secretaire", "coproprietaire"),
            ),
            (
                {"scrutateurs": (Personne(nom="Casper"), Personne(coproprietaire=PERSONNE))},
                ("assemblee", "scrutateurs", 1, "coproprietaire"),
            ),
        ],
    )
    def test_an_unknown_owner(self, champs: dict[str, object], lieu: Lieu) -> None:
        une = seule("coproprietaire_inconnu", gilbert(**champs))
        assert (une.severite, une.lieu, une.coproprietaire) == (Severite.ERREUR, lieu, PERSONNE)

    @pytest.mark.parametrize(
        ("champs", "lieu"),
        [
            ({"votes": {"7": votes()}}, ("votes", "7")),
            ({"seconds_votes": {"7": votes()}}, ("seconds_votes", "7")),
            ({"deroulement": (mouvement("arrivee", MORGON, "7", code="O"),)}, ("deroulement", 0, "resolution")),
            ({"deroulement": (Amendement(resolution=ResolutionId("7")),)}, ("deroulement", 0, "resolution")),
        ],
    )
    def test_an_unknown_line(self, champs: dict[str, object], lieu: Lieu) -> None:
        une = seule("resolution_inconnue", gilbert(**champs))
        assert (une.severite, une.lieu, une.resolution) == (Severite.ERREUR, lieu, "7")

    def test_known_ones_are_not_found(self) -> None:
        faits = (
            Amendement(resolution=ResolutionId("1")),
            Incident(resolution=ResolutionId("1"), coproprietaire=MORGON),
            mouvement("arrivee", MORGON, "1", code="R", par=TRILLON),
        )
        exclus = (resolution(exclus=frozenset({ALOXE})),)
        connus = gilbert(presences=(presence(TRILLON),), deroulement=faits, resolutions=exclus)
        assert codes(connus) == []

    @pytest.mark.req("X-02", "I-25")
    def test_movements_that_cannot_be(self) -> None:
        deux = (resolution("1"), resolution("2"))
        impossibles = gilbert(
            resolutions=deux,
            presences=(presence(MORGON), formulaire(LEPITRE)),
            deroulement=(
                mouvement("arrivee", MORGON, "1", code="O"),
                mouvement("depart", MORGON, "2"),
                mouvement("depart", MORGON, "2"),
                mouvement("arrivee", TRILLON, "1", code="O"),
                mouvement("arrivee", TRILLON, "2", code="N"),
                mouvement("arrivee", TRILLON, "2", code="D"),
            ),
        )
        trouvees = verifier(impossibles, au=AU)
        assert [(une.code, une.lieu) for une in trouvees] == [
            ("mouvement_impossible", ("deroulement", place)) for place in (0, 2, 3, 4)
        ]
        assert {une.severite for une in trouvees} == {Severite.ERREUR}
        assert trouvees[0].texte == (
            "Mouvement 1 impossible : Morgon (450MORGON) est déjà présent (code O) : il ne peut pas arriver."
        )


@pytest.mark.req("POUV-01", "AG-16", "I-12", "I-13")
class TestProxies:
    def test_too_many_proxies_are_shared_among_who_may_take_them(self) -> None:
        """Loi 65-557, art. 22: three, or a share of the voices; three are kept, one goes to Morgon."""
        mandants = (TRILLON, PETRUS, LATOUR, LEPITRE)
        surnombre = gilbert(
            presences=(*(presence(un, "R", YQUEM) for un in mandants), presence(YQUEM), presence(MORGON))
        )
        une = seule("pouvoirs_en_surnombre", surnombre)
        assert (une.severite, une.coproprietaire) == (Severite.ERREUR, YQUEM)
        assert une.lieu == ("presences", 1, "mandataire")
        assert "Yquem (450YQUEM) tient 4 pouvoirs : avec ses voix propres, 650 voix excèdent 15 %" in une.texte
        assert "garder les pouvoirs de : Trillon (450TRILLON), Latour (450LATOUR), Lepitre (450LEPITRE)" in une.texte
        assert "Petrus (450PETRUS) à Morgon (450MORGON)" in une.texte
        assert str(une.article) == "ordonnance 2020-304, art. 22-4"

    def test_nobody_may_take_them(self) -> None:
        mandants = (TRILLON, PETRUS, LATOUR, LEPITRE)
        surnombre = gilbert(presences=(*(presence(un, "R", Personne(nom="Casper")) for un in mandants),))
        une = seule("pouvoirs_en_surnombre", surnombre)
        assert "aucun autre copropriétaire présent (O ou D) ne peut recevoir ceux de : Petrus (450PETRUS)" in une.texte
        assert une.coproprietaire == TRILLON

    def test_three_proxies_have_no_limit_and_more_fit_in_a_share(self) -> None:
        trois = gilbert(presences=(*(presence(un, "R", YQUEM) for un in (LATOUR, LEPITRE, MORGON)), presence(YQUEM)))
        assert codes(trois) == []
        petits = [CoproprietaireId(f"450P{rang}") for rang in range(5)]
        coproprietaires = (*GILBERT, *(coproprietaire(un, _010=10) for un in petits))
        quatre = gilbert(
            cles=(evolve(gilbert().cles[0], total=None), gilbert().cles[1]),
            coproprietaires=coproprietaires,
            presences=tuple(presence(un, "R", Personne(nom="Casper")) for un in petits),
        )
        assert codes(quatre) == []

    @pytest.mark.parametrize("politique", ["apres_reduction", "avant_reduction"])
    def test_who_has_a_share_keeps_more_than_three(self, politique: str) -> None:
        petits = [CoproprietaireId(f"450P{rang}") for rang in range(5)]
        surnombre = gilbert(
            cles=(evolve(gilbert().cles[0], total=None), gilbert().cles[1]),
            coproprietaires=(*GILBERT, *(coproprietaire(un, _010=10) for un in petits)),
            presences=(
                *(presence(un, "R", Personne(nom="Casper")) for un in (*petits, MORGON)),
                presence(ALOXE),
                presence(YQUEM, "D"),
            ),
            politique=Politique(base_des_pouvoirs=politique),  # type: ignore[arg-type]
        )
        une = seule("pouvoirs_en_surnombre", surnombre)
        assert all(f"({petit})" in une.texte.partition(" ; les autres")[0] for petit in petits)
        assert "Morgon (450MORGON) à Yquem (450YQUEM)" in une.texte

    def test_two_holders_are_not_offered_the_same_place(self) -> None:
        petits = [CoproprietaireId(f"450P{rang}") for rang in range(8)]
        surnombre = gilbert(
            cles=(evolve(gilbert().cles[0], total=None), gilbert().cles[1]),
            coproprietaires=(*GILBERT, *(coproprietaire(un, _010=100) for un in petits)),
            presences=(
                *(presence(un, "R", TRILLON) for un in petits[:4]),
                *(presence(un, "R", PETRUS) for un in petits[4:]),
                *(presence(un, "R", ALOXE) for un in (YQUEM, LATOUR)),
                *(presence(un) for un in (TRILLON, PETRUS, ALOXE)),
            ),
        )
        premiere, seconde = [une for une in verifier(surnombre, au=AU) if une.code == "pouvoirs_en_surnombre"]
        assert "450P3) à Aloxe" in premiere.texte
        assert "aucun autre copropriétaire présent" in seconde.texte

    @pytest.mark.parametrize(
        "champs",
        [
            {"secretaire": Personne(coproprietaire=MORGON)},
            {"syndic": Personne(nom="morgon")},
            {"president": Personne(coproprietaire=MORGON, empechement=Empechement.PREPOSE_DU_SYNDIC)},
            {"coproprietaires": (*(evolve(un, sans_voix=un.id == MORGON) for un in GILBERT),)},
            {"resolutions": (resolution(exclus=frozenset({MORGON})),)},
        ],
    )
    def test_nothing_is_proposed_to_who_may_hold_none(self, champs: dict[str, object]) -> None:
        mandants = (TRILLON, PETRUS, LATOUR, LEPITRE)
        presences = (*(presence(un, "R", YQUEM) for un in mandants), presence(YQUEM), presence(MORGON))
        une = seule("pouvoirs_en_surnombre", gilbert(presences=presences, **champs))
        assert "aucun autre copropriétaire présent" in une.texte

    def test_no_cap_without_a_general_key(self) -> None:
        mandants = (TRILLON, PETRUS, LATOUR, LEPITRE)
        cles = tuple(evolve(cle, generale=False) for cle in gilbert().cles)
        sans = gilbert(cles=cles, presences=(*(presence(un, "R", YQUEM) for un in mandants), presence(YQUEM)))
        assert codes(sans) == ["aucune_cle_generale"]

    def test_who_the_law_forbids(self) -> None:
        casper = Personne(nom="Casper", empechement=Empechement.PREPOSE_DU_SYNDIC)
        une = seule("mandataire_empeche", gilbert(presences=(presence(MORGON, "R", casper),)))
        assert une.severite is Severite.ERREUR
        assert "Casper ne peut recevoir de pouvoir, car il est préposé du syndic" in une.texte
        assert "Morgon (450MORGON)" in une.texte
        assert codes(gilbert(presences=(presence(MORGON, "R", evolve(casper, empechement=None)),))) == []

    @pytest.mark.parametrize("mandataire", [Personne(nom="cabinet  GIRARDOT"), Personne(coproprietaire=TRILLON)])
    def test_the_syndic_by_his_name(self, mandataire: Personne) -> None:
        nom = "Cabinet Girardot" if mandataire.nom else "TRILLON"
        declaration = gilbert(
            syndic=Personne(nom=nom), presences=(presence(MORGON, "R", mandataire), presence(TRILLON))
        )
        assert "il est le syndic" in seule("mandataire_empeche", declaration).texte
        assert codes(evolve(declaration, syndic=Personne(nom="Foncier"))) == []

    def test_a_debtor_holds_none_when_the_sale_of_his_lot_is_voted(self) -> None:
        """Loi 65-557, art. 19-2: for each such vote."""
        saisies = tuple(resolution(numero, exclus=frozenset({TRILLON})) for numero in ("2", "3"))
        declaration = gilbert(
            resolutions=(resolution(), *saisies), presences=(presence(MORGON, "R", TRILLON), presence(TRILLON))
        )
        trouvees = verifier(declaration, au=AU)
        assert [(une.code, une.lieu, une.resolution) for une in trouvees] == [
            ("mandataire_empeche", ("resolutions", 1, "exclus"), "2"),
            ("mandataire_empeche", ("resolutions", 2, "exclus"), "3"),
        ]
        assert str(trouvees[0].article) == "loi 65-557, art. 19-2, dernier al."

    def test_a_debtor_declared_as_such_holds_none_at_any_vote(self) -> None:
        debiteur = Personne(coproprietaire=TRILLON, empechement=Empechement.DEBITEUR)
        for items in (), (resolution(),):
            une = seule(
                "mandataire_empeche",
                gilbert(resolutions=items, presences=(presence(MORGON, "R", debiteur), presence(TRILLON))),
            )
            assert une.lieu == ("presences", 0, "mandataire")

    def test_the_secretary_when_no_syndic_is_named(self) -> None:
        """Décret 67-223, art. 15: the syndic is the secretary unless decided otherwise."""
        girardot = Personne(nom="Girardot")
        presences = (presence(MORGON, "R", girardot), presence(TRILLON, "R", girardot))
        une = seule("mandataire_secretaire", gilbert(secretaire=girardot, presences=presences))
        assert (une.severite, une.lieu) == (Severite.AVERTISSEMENT, ("presences", 0, "mandataire"))
        connu = gilbert(secretaire=girardot, presences=presences, syndic=Personne(nom="Foncier"))
        assert codes(connu) == []
        assert codes(gilbert(secretaire=Personne(nom="Casper"), presences=presences)) == []

    def test_the_syndic_does_not_chair(self) -> None:
        election = (resolution(titre="Élection du président de séance"),)
        girardot = Personne(nom="Girardot")
        syndic = gilbert(president=girardot, syndic=girardot, resolutions=election)
        assert seule("president_empeche", syndic).severite is Severite.ERREUR
        parent = Personne(coproprietaire=MORGON, empechement=Empechement.PARENT_DU_SYNDIC)
        assert seule("president_empeche", gilbert(president=parent, resolutions=election)).coproprietaire == MORGON
        assert codes(gilbert(president=girardot, syndic=Personne(nom="Foncier"), resolutions=election)) == []

    @pytest.mark.parametrize("titulaire", [None, presence(TRILLON, "R", Personne(nom="Casper")), formulaire(TRILLON)])
    def test_a_holder_who_is_not_there(self, titulaire: Presence | None) -> None:
        presences = (presence(MORGON, "R", TRILLON), *((titulaire,) if titulaire else ()))
        une = seule("mandataire_absent", gilbert(presences=presences))
        assert (une.severite, une.coproprietaire, une.resolution) == (Severite.ERREUR, TRILLON, None)
        assert une.lieu == ("presences", 0, "mandataire")
        assert f"codé {titulaire.code if titulaire else 'N'}" in une.texte

    def test_what_lasts_is_found_once(self) -> None:
        declaration = gilbert(
            resolutions=tuple(resolution(numero) for numero in "123"),
            presences=(presence(MORGON, "R", TRILLON),),
            deroulement=(mouvement("arrivee", LATOUR, "2", code="O"), mouvement("arrivee", TRILLON, "3", code="O")),
        )
        assert codes(declaration) == ["mandataire_absent"]

    @pytest.mark.parametrize("code", ["O", "D"])
    def test_a_holder_who_is_there(self, code: str) -> None:
        assert codes(gilbert(presences=(presence(MORGON, "R", TRILLON), presence(TRILLON, code)))) == []

    @pytest.mark.req("I-28")
    def test_a_holder_who_leaves_with_his_proxies(self) -> None:
        present = gilbert(
            resolutions=(resolution("1"), resolution("2")),
            presences=(presence(MORGON, "R", TRILLON), presence(TRILLON), presence(LATOUR)),
            deroulement=(mouvement("depart", LATOUR, "1"), mouvement("depart", TRILLON, "2")),
        )
        une = seule("mandataire_absent", present)
        assert (une.lieu, une.resolution, une.coproprietaire) == (("deroulement", 1), "2", TRILLON)
        assert "Morgon (450MORGON)" in une.texte
        laisse = (mouvement("depart", TRILLON, "2", par=Personne(nom="Casper")),)
        assert codes(evolve(present, deroulement=laisse)) == []

    def test_a_proxy_left_to_somebody_absent_is_found_where_it_is_left(self) -> None:
        declaration = gilbert(
            resolutions=(resolution("1"), resolution("2")),
            presences=(presence(TRILLON), presence(MORGON, "R", ALOXE)),
            deroulement=(mouvement("depart", TRILLON, "2", par=ALOXE),),
        )
        premiere, seconde = [une for une in verifier(declaration, au=AU) if une.code == "mandataire_absent"]
        assert (premiere.lieu, premiere.resolution) == (("presences", 1, "mandataire"), None)
        assert (seconde.lieu, seconde.resolution) == (("deroulement", 0, "mandataire"), "2")

    def test_a_meeting_without_agenda_still_has_its_proxies_checked(self) -> None:
        assert codes(gilbert(resolutions=(), presences=(presence(MORGON, "R", TRILLON),))) == ["mandataire_absent"]


@pytest.mark.req("I-12")
class TestSharing:
    @given(
        st.lists(st.integers(0, 200), min_size=6, max_size=14),
        st.integers(4, 10),
        st.sampled_from(["apres_reduction", "avant_reduction"]),
    )
    def test_what_is_kept_and_what_is_proposed_is_lawful(self, parts: list[int], nombre: int, lecture: str) -> None:
        """Nobody keeps or is offered more than the law allows, and the holder could keep no other one."""
        politique = Politique(base_des_pouvoirs=lecture)  # type: ignore[arg-type]
        qui = [CoproprietaireId(f"P{rang}") for rang in range(len(parts))]
        syndicat = Syndicat(
            nom="Syndicat",
            cles=gilbert().cles[:1],
            coproprietaires=tuple(coproprietaire(un, _010=part) for un, part in zip(qui, parts, strict=True)),
        )
        voix = syndicat.voix(GENERALE, le=SEANCE)
        base = base_du_plafond(syndicat, voix, le=SEANCE, politique=politique)

        def permis(mandants: Sequence[int], porteur: int) -> Plafond:
            return plafonner(
                [voix.de(un) for un in mandants],
                voix_propres=voix.de(porteur),
                total=base.total,
                le=SEANCE,
                politique=politique,
            )

        mandants = range(1, min(nombre, len(parts) - 1) + 1)
        plafond = permis(mandants, 0)
        porteurs = [Porteur(personne=Personne(coproprietaire=un)) for un in qui[len(mandants) + 1 :]]
        porteurs = [evolve(un, voix_propres=voix.de(len(mandants) + 1 + rang)) for rang, un in enumerate(porteurs)]
        if plafond.autorise:
            return
        faite = repartir(mandants, voix_propres=voix.de(0), plafond=plafond, porteurs=porteurs, base=base)
        assert sorted((*faite.gardes, *(un for un, _ in faite.cessions))) == list(mandants)
        assert permis(faite.gardes, 0).autorise
        assert not any(permis((*faite.gardes, un), 0).autorise for un, _ in faite.cessions)
        for porteur, id in enumerate(qui):
            recus = [un for un, a in faite.cessions if a is not None and a.coproprietaire == id]
            assert permis(recus, porteur).autorise


@pytest.mark.req("AG-20", "AG-28", "AG-32", "AG-35")
class TestBallots:
    def test_the_ballot_of_an_absent(self) -> None:
        une = seule("vote_d_un_absent", gilbert(presences=tous_presents(MORGON), votes={"1": votes()}))
        assert (une.severite, une.lieu) == (Severite.ERREUR, ("votes", "1", MORGON))
        assert une.texte == "Morgon (450MORGON) est absent à la résolution 1 et un vote y est saisi pour lui."

    def test_presence_is_read_line_by_line(self) -> None:
        parti = gilbert(
            resolutions=tuple(resolution(numero) for numero in "123"),
            presences=tous_presents(),
            deroulement=(mouvement("depart", MORGON, "2"), mouvement("arrivee", MORGON, "3", code="D")),
            votes={numero: votes() for numero in "123"},
            seconds_votes={"2": votes("non", MORGON)},
        )
        trouvees = [une for une in verifier(parti, au=AU) if une.code == "vote_d_un_absent"]
        assert [une.lieu for une in trouvees] == [("votes", "2", MORGON), ("seconds_votes", "2", MORGON)]

    def test_an_owner_without_voice_votes_for_nothing(self) -> None:
        ascenseur = gilbert(
            resolutions=(resolution(cle=ASCENSEUR),),
            presences=tous_presents(),
            votes={"1": {**votes("oui", TRILLON, MORGON), **votes("non_votant", LATOUR)}},
        )
        une = seule("vote_sans_effet", ascenseur)
        assert (une.severite, une.lieu) == (Severite.AVERTISSEMENT, ("votes", "1", MORGON))
        assert "020-ASCENSEUR" in une.texte

    def test_an_owner_left_out_votes_for_nothing(self) -> None:
        exclu = gilbert(
            resolutions=(resolution(exclus=frozenset({MORGON, ALOXE})),),
            presences=tous_presents(),
            votes={"1": votes("non", MORGON, TRILLON)},
        )
        une = seule("vote_sans_effet", exclu)
        assert str(une.article) == "loi 65-557, art. 19-2, dernier al."

    def test_what_cannot_weigh_is_not_weighed(self) -> None:
        sans_cle = gilbert(resolutions=(resolution(cle=None),), presences=tous_presents(), votes={"1": votes()})
        assert codes(sans_cle) == ["cle_manquante"]

    @pytest.mark.parametrize("nom", ["votes", "seconds_votes"])
    def test_a_heading_has_no_ballot(self, nom: str) -> None:
        titre = resolution(article="aucun", titre="Questions diverses", projet="")
        une = seule(
            "vote_sur_un_titre", gilbert(resolutions=(titre,), presences=tous_presents(), **{nom: {"1": votes()}})
        )
        assert (une.severite, une.lieu) == (Severite.ERREUR, (nom, "1"))
        assert "vote_sur_un_titre" not in codes(gilbert(resolutions=(titre,), **{nom: {"1": {}}}))

    def test_a_vote_is_one_of_four_words(self) -> None:
        une = seule("vote_inconnu", gilbert(presences=tous_presents(), votes={"1": votes("pour", MORGON)}))
        assert (une.severite, une.lieu) == (Severite.ERREUR, ("votes", "1", MORGON))
        assert "abstention, non, non_votant, oui" in une.texte

    def test_findings_follow_the_agenda_and_the_owners(self) -> None:
        """Whatever the order ballots were written in."""
        desordre = gilbert(
            resolutions=tuple(resolution(numero) for numero in ("1", "2", "10")),
            presences=(),
            votes={numero: votes("oui", MORGON, TRILLON) for numero in ("10", "2")},
        )
        assert [une.lieu for une in verifier(desordre, au=AU)] == [
            ("votes", numero, qui) for numero in ("2", "10") for qui in (TRILLON, MORGON)
        ]


@pytest.mark.req("MAJ-03", "MAJ-05", "I-07")
class TestSecondVotes:
    def test_a_second_vote_the_first_does_not_open(self) -> None:
        adoptee = gilbert(
            resolutions=(resolution(article="25"), resolution("2", article="26")),
            presences=tous_presents(),
            votes={"1": votes(), "2": votes()},
            seconds_votes={"1": votes(), "2": votes()},
        )
        premiere, seconde = [une for une in verifier(adoptee, au=AU) if une.code == "second_vote_ferme"]
        assert (premiere.severite, premiere.lieu, premiere.resolution) == (Severite.ERREUR, ("seconds_votes", "1"), "1")
        assert (str(premiere.article), str(seconde.article)) == ("loi 65-557, art. 25-1", "loi 65-557, art. 26-1")

    def test_a_second_vote_the_first_opens(self) -> None:
        ouverte = gilbert(
            resolutions=(resolution(article="25"),),
            presences=tous_presents(),
            votes={"1": {**votes("oui", MORGON, LATOUR), **votes("abstention", TRILLON)}},
            seconds_votes={"1": votes()},
        )
        assert codes(ouverte) == []

    def test_a_sub_resolution_depends_on_how_its_parent_ended(self) -> None:
        """A parent adopted at its second vote decides its children at art. 24 at once: none has a second vote."""
        enfants = (resolution("1.1", article="25"),)
        tenue = gilbert(
            resolutions=(resolution("1", article="25", sous_resolutions=enfants),),
            presences=tous_presents(),
            votes={numero: votes("oui", MORGON, LATOUR) for numero in ("1", "1.1")},
            seconds_votes={"1": votes(), "1.1": votes()},
        )
        assert seule("second_vote_ferme", tenue).resolution == "1.1"
        independantes = evolve(tenue, politique=Politique(sous_resolutions="independantes"))
        assert codes(independantes) == []

    def test_what_cannot_be_counted_is_not(self) -> None:
        fautive = gilbert(
            resolutions=(resolution(article="25"),),
            presences=tous_presents(MORGON),
            votes={"1": votes()},
            seconds_votes={"1": votes()},
        )
        assert set(codes(fautive)) == {"vote_d_un_absent"}


@pytest.mark.req("AG-02", "I-10")
class TestWording:
    @pytest.mark.parametrize(
        "texte",
        [
            "Élection du syndic : candidat A ou B",
            "Élection du syndic : candidat DUPONT ou MARTIN",
            "Choix entre le cabinet Dupont et le cabinet Martin",
            "Ravalement, au choix : peinture, enduit",
            "L'assemblée, au choix de l'assemblée, retient une entreprise",
            "Travaux de toiture. Devis A : 10 000 €. Devis B : 12 000 €",
            "Ravalement : devis n° 1 (Dupont), devis n° 2 (Martin)",
            "Option 1 : peinture ; option 2 : enduit",
            "L'assemblée générale retient le devis Dupont ou le devis Martin.",
            "L'assemblée confie les travaux à l'entreprise Dupont ou à l'entreprise Martin.",
            "L'assemblée générale décide soit de refaire la toiture, soit de la réparer.",
            "Remplacer la chaudière ou bien la réparer",
            "Devis de l'entreprise DUPONT ou MARTIN",
        ],
    )
    def test_several_choices(self, texte: str) -> None:
        assert propose_plusieurs_choix(texte)

    @pytest.mark.parametrize(
        "texte",
        [
            "",
            "Budget prévisionnel",
            "Approuve le devis A de l'entreprise Dupont et le devis B de l'entreprise Martin",
            "Option 1 (peinture) et option 2 (enduit), toutes deux retenues",
            "Mandate le syndic pour retenir l'entreprise, au choix du conseil syndical",
            "Procède au choix de l'entreprise Dupont",
            "Un montant de 10 000 €, soit 100 € par lot, soit 1 % du budget",
            "Que le syndic soit autorisé à agir et que la procédure soit engagée",
            "Les charges sont payées soit par chèque, soit par virement",
            "Les copropriétaires présents ou représentés",
            "Le devis a été reçu et l'offre a été étudiée",
            "L'offre a été reçue ; l'offre d'achat est annexée",
            "La société Dupont ou toute société qu'elle se substituerait",
            "M. Dupont ou son représentant",
            "Payer par chèque ou bien par virement",
            "Devis 1 250 € et devis 1 300 €",
        ],
    )
    def test_one_choice(self, texte: str) -> None:
        assert not propose_plusieurs_choix(texte)

    def test_a_title_of_two_halves(self) -> None:
        titre = "Ravalement : soit peinture, soit enduit"
        assert propose_plusieurs_choix(titre, titre=True)
        assert not propose_plusieurs_choix("Budget de 10 000 €, soit 100 € par lot, soit 1 %", titre=True)

    @pytest.mark.parametrize(
        "projet",
        [
            "L'assemblée générale décide le ravalement.",
            "L’assemblée générale des copropriétaires, après en avoir délibéré, approuve les comptes.",
            "L'ASSEMBLEE GENERALE AUTORISE LE SYNDIC A AGIR",
            "L'assemblée élit M. Casper.",
            "Après débat, l'assemblée générale vote le budget.",
        ],
    )
    def test_a_text_that_decides(self, projet: str) -> None:
        assert annonce_une_decision("Point 3", projet, seul=False)

    @pytest.mark.parametrize(
        ("titre", "projet"),
        [
            ("Information sur les travaux", "L'assemblée générale a décidé le ravalement en 2019."),
            ("Questions diverses", "L'assemblée prend acte des observations, sans vote."),
            ("Travaux", "Il est rappelé que l'assemblée approuve les comptes chaque année."),
            ("Approbation des comptes : rappel", "Les comptes ont été approuvés en 2019."),
            ("Rapport du conseil syndical", ""),
        ],
    )
    def test_a_text_that_informs(self, titre: str, projet: str) -> None:
        assert not annonce_une_decision(titre, projet, seul=True)

    def test_the_title_of_a_decision_is_enough_for_a_lone_heading(self) -> None:
        assert annonce_une_decision("Élection du président de séance", "", seul=True)
        assert not annonce_une_decision("Élection des membres du conseil syndical", "", seul=False)


# ------------------------------------------------------------------------------------------------- whatever is declared

noms_de_cles = st.sampled_from(["010", "020", "099"]).map(CleId)
ids = st.sampled_from(["A", "B", "C", "D", "E", "Z"]).map(CoproprietaireId)
numeros = st.sampled_from(["1", "1.1", "2", "3", "9"])
jours = st.dates(date(2020, 6, 25), date(2020, 7, 20)) | st.dates()
articles = st.sampled_from([*map(ArticleDeVote.lire, ("24", "25", "26", "25 n", "26 c", "unanimite", "aucun"))])
textes = st.sampled_from(
    ["", "Quitus", "Devis A ou devis B", "L'assemblée approuve les comptes", "Achat d'un droit immobilier", "é\x00"]
)
personnes = st.builds(Personne, coproprietaire=ids, empechement=st.none() | st.sampled_from(Empechement)) | st.builds(
    Personne, nom=st.sampled_from(["Casper", "Nom A", "Girardot"])
)
lots = st.builds(
    Lot,
    numero=st.sampled_from(["", "1", "2", "3"]),
    tantiemes=st.lists(
        st.builds(Tantiemes, cle=noms_de_cles, valeur=st.fractions(0, 500, max_denominator=3)),
        max_size=3,
        unique_by=lambda part: part.cle,
    ).map(tuple),
)
coproprietaires = st.builds(
    Coproprietaire,
    id=ids,
    nom=st.sampled_from(["", "Nom A", "Nom B"]),
    bailleur_social=st.booleans(),
    sans_voix=st.booleans(),
    lots=st.lists(lots, max_size=2).map(tuple),
)


@st.composite
def presences(draw: st.DrawFn) -> Presence:
    qui, code = draw(ids), draw(st.sampled_from(Code))
    autre = draw(personnes.filter(lambda personne: personne.coproprietaire != qui))
    return Presence(
        coproprietaire=qui,
        code=code,
        mandataire=autre if code is Code.REPRESENTE else None,
        recu_le=draw(jours) if code is Code.CORRESPONDANCE else None,
        signe=draw(st.booleans()),
    )


def resolutions(enfants: st.SearchStrategy[tuple[Resolution, ...]]) -> st.SearchStrategy[Resolution]:
    return st.builds(
        Resolution,
        id=numeros.map(ResolutionId),
        numero=numeros,
        titre=textes,
        projet=textes,
        article=st.none() | articles,
        cle=st.none() | noms_de_cles,
        exclus=st.frozensets(ids, max_size=2),
        concurrence=st.sampled_from(["", "", "x"]),
        sous_resolutions=enfants,
    )


@st.composite
def faits(draw: st.DrawFn) -> Mouvement | Amendement | Incident:
    qui, numero = draw(ids), ResolutionId(draw(numeros))
    genre = draw(st.sampled_from(["mouvement", "mouvement", "amendement", "incident"]))
    if genre == "amendement":
        return Amendement(resolution=numero)
    if genre == "incident":
        return Incident(resolution=numero, coproprietaire=qui)
    return Mouvement(
        sens=draw(st.sampled_from(Sens)),
        coproprietaire=qui,
        resolution=numero,
        heure=draw(st.none() | st.just(time(11, 51))),
        code=draw(st.sampled_from(Code)),
        mandataire=draw(st.none() | personnes.filter(lambda personne: personne.coproprietaire != qui)),
    )


bulletins = st.dictionaries(
    numeros,
    st.dictionaries(ids, st.sampled_from(["oui", "oui", "non", "abstention", "non_votant", "pour"]), max_size=5),
    max_size=3,
)
declarations = st.builds(
    Declaration,
    fiche=st.builds(
        FicheDAssemblee,
        reference=st.just("R"),
        date=jours,
        convocation_presentee_le=st.none() | jours,
        president=st.none() | personnes,
        secretaire=st.none() | personnes,
        scrutateurs=st.lists(personnes, max_size=1).map(tuple),
    ),
    nom=st.just("Syndicat"),
    syndic=st.none() | personnes,
    cles=st.lists(
        st.builds(
            CleDeRepartition,
            code=noms_de_cles,
            generale=st.booleans(),
            total=st.none() | st.fractions(1, 1000, max_denominator=1),
        ),
        max_size=3,
    ).map(tuple),
    coproprietaires=st.lists(coproprietaires, max_size=6).map(tuple),
    presences=st.lists(presences(), max_size=6).map(tuple),
    resolutions=st.lists(resolutions(st.lists(resolutions(st.just(())), max_size=1).map(tuple)), max_size=4).map(tuple),
    votes=bulletins,
    seconds_votes=bulletins,
    deroulement=st.lists(faits(), max_size=5).map(tuple),
    politique=st.builds(
        Politique,
        base_des_pouvoirs=st.sampled_from(["apres_reduction", "avant_reduction"]),
        dernier_jour_du_formulaire=st.sampled_from(["calendaire", "avance", "jours_ouvrables"]),
        correspondance_au_second_vote=st.sampled_from(["reporter", "defaillant"]),
    ),
)


@st.composite
def assemblees(draw: st.DrawFn) -> Declaration:
    """Meetings that hold together well enough to be counted, most of them."""
    qui = draw(st.lists(ids.filter(lambda un: un != "Z"), min_size=1, max_size=5, unique=True))
    lignes = draw(st.lists(numeros.filter(lambda un: un != "1.1"), min_size=1, max_size=3, unique=True))
    article = st.sampled_from(["24", "25", "26", "aucun"])
    enfant = draw(st.none() | article)
    liste = [
        Resolution(
            id=ResolutionId(numero),
            numero=numero,
            titre="Titre",
            article=ArticleDeVote.lire(draw(article)),
            cle=GENERALE,
            concurrence=draw(st.sampled_from(["", "x"])),
            sous_resolutions=(resolution("1.1", article=enfant),) if enfant and numero == "1" else (),
        )
        for numero in lignes
    ]
    ballots = st.dictionaries(st.sampled_from(qui), st.sampled_from(["oui", "non", "abstention"]))
    urnes = st.dictionaries(st.sampled_from([*lignes, *(["1.1"] if enfant and "1" in lignes else [])]), ballots)
    return gilbert(
        coproprietaires=tuple(coproprietaire(un, _010=draw(st.integers(0, 900))) for un in qui),
        presences=tuple(
            draw(st.sampled_from([presence(un), formulaire(un), presence(un, "R", Personne(nom="Casper"))]))
            for un in qui
        ),
        resolutions=tuple(liste),
        votes=draw(urnes),
        seconds_votes=draw(urnes),
        politique=Politique(sous_resolutions=draw(st.sampled_from(["liees", "independantes"]))),
    )


def designe(declaration: Declaration, lieu: Lieu) -> bool:
    """Tell whether a place is in the declaration, or one step under something that is."""
    racine, *reste = lieu
    chose: object = declaration.fiche if racine == "assemblee" else getattr(declaration, str(racine))
    for rang, etape in enumerate(reste):
        dernier = rang == len(reste) - 1
        match chose:
            case tuple() if isinstance(etape, int):
                if etape >= len(chose):
                    return False
                chose = chose[etape]
            case tuple():
                # The tantièmes of a lot are written by key.
                trouvee = [part for part in chose if isinstance(part, Tantiemes) and part.cle == etape]
                if not trouvee:
                    return False
                chose = trouvee[0]
            case dict():
                if etape not in chose:
                    return dernier
                chose = chose[etape]
            case _:
                if not hasattr(chose, str(etape)):
                    return False
                chose = getattr(chose, str(etape))
    return True


def bien_ecrite(texte: str) -> bool:
    return texte == texte.strip() and texte.endswith(".") and not texte.endswith("..")


class TestWhatever:
    @given(declarations, st.dates())
    def test_it_never_raises_and_says_where(self, declaration: Declaration, au: date) -> None:
        """A contradiction is found, never raised; each finding points at something and is one sentence."""
        trouvees = verifier(declaration, au=au)
        assert trouvees == verifier(declaration, au=au)
        for une in trouvees:
            assert designe(declaration, une.lieu), une
            assert bien_ecrite(une.texte), une

    @given(declarations, st.dates())
    def test_what_cannot_be_made_is_an_error(self, declaration: Declaration, au: date) -> None:
        """Whatever `etablir` refuses, `verifier` has an error to show."""
        if declaration.fiche.date >= date(1965, 7, 11):
            erreurs = [une for une in verifier(declaration, au=au) if une.severite is Severite.ERREUR]
            assert erreurs or is_successful(etablir(declaration))

    @given(assemblees())
    def test_what_cannot_be_counted_is_an_error(self, declaration: Declaration) -> None:
        """`depouiller` refuses for a closed second vote, exactly when `verifier` finds one."""
        seance = etablir(declaration)
        refusee = is_successful(seance) and not is_successful(depouiller(seance.unwrap()))
        assert ("second_vote_ferme" in codes(declaration)) == refusee

    @given(declarations, st.data())
    def test_the_order_ballots_are_written_in_is_nothing(self, declaration: Declaration, data: st.DataObject) -> None:
        def melanger(noms: Iterable[str]) -> list[str]:
            return data.draw(st.permutations(sorted(noms)))

        melangee = evolve(
            declaration,
            votes={
                numero: {qui: declaration.votes[numero][qui] for qui in melanger(declaration.votes[numero])}
                for numero in melanger(declaration.votes)
            },
        )
        assert verifier(melangee, au=AU) == verifier(declaration, au=AU)
