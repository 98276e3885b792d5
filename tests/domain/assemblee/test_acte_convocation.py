"""The papers of a convocation, as what they say: agenda, majorities, deadlines, and who gets what."""

from collections.abc import Callable
from datetime import date

import attrs
import pytest
from convocations import convocation, ordre_du_jour, point
from gilbert import ATRILLON, PETRUS, lots, syndicat_de_12

from lsc_domain.assemblee.acte.acte import Acte
from lsc_domain.assemblee.acte.assemblee_convoquee import lignes_d_adresse
from lsc_domain.assemblee.acte.convocation import acte_de_convocation
from lsc_domain.assemblee.acte.feuille_de_vote import acte_de_feuille_de_vote
from lsc_domain.assemblee.acte.formulaire import acte_de_formulaire
from lsc_domain.assemblee.acte.liasse import acte_de_liasse
from lsc_domain.assemblee.acte.pouvoir import acte_de_pouvoir
from lsc_domain.assemblee.convocation import Annexe, Convocation
from lsc_domain.assemblee.fiche import FicheDAssemblee, TypeDAssemblee
from lsc_domain.assemblee.resolution import OrdreDuJour, Resolution
from lsc_domain.copropriete.coproprietaire import Coproprietaire
from lsc_domain.copropriete.personne import Personne
from lsc_domain.loi.textes import TEXTES_DU_FORMULAIRE
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import CoproprietaireId, ResolutionId

FAISEURS: tuple[Callable[[Convocation, CoproprietaireId | None], Acte], ...] = (
    acte_de_convocation,
    acte_de_formulaire,
    acte_de_pouvoir,
    acte_de_feuille_de_vote,
    acte_de_liasse,
)

every_maker = pytest.mark.parametrize("faire", FAISEURS)


def mots(valeur: object) -> list[object]:
    """Every leaf of an act."""
    if attrs.has(type(valeur)):
        return [feuille for un in attrs.fields(type(valeur)) for feuille in mots(getattr(valeur, un.name))]
    if isinstance(valeur, tuple):
        return [feuille for un in valeur for feuille in mots(un)]
    return [valeur]


@every_maker
@pytest.mark.parametrize("qui", [ATRILLON, None])
def test_an_act_is_made_of_words(faire: Callable[..., Acte], qui: CoproprietaireId | None) -> None:
    """A template computes nothing: no date, no fraction, no enumeration reaches it."""
    acte = faire(convocation(), qui)
    assert {type(mot) for mot in mots(acte)} <= {str, int, bool, type(None)}
    assert acte.date_iso == "2020-06-12"
    assert acte.titre
    assert hash(acte)


@every_maker
def test_a_stranger_is_refused(faire: Callable[..., Acte]) -> None:
    with pytest.raises(InvalidValue, match="absent du syndicat"):
        faire(convocation(), CoproprietaireId("450INCONNU"))


@every_maker
def test_until_it_is_posted_a_paper_bears_the_day_of_the_meeting(faire: Callable[..., Acte]) -> None:
    assert faire(convocation(presentee_le=None), None).date_iso == "2020-07-07"


@pytest.mark.req("AG-05", "I-17", "I-18")
def test_a_convocation_says_when_where_and_until_when() -> None:
    acte = acte_de_convocation(convocation(), PETRUS)
    assert acte.convoquee_pour == "mardi 7 juillet 2020 à 10\xa0h\xa000"
    assert acte.assemblee.nature == "Assemblée générale ordinaire"
    assert acte.assemblee.lieu.endswith("54000 NANCY")
    assert acte.formulaire_avant == acte.visioconference_avant == "vendredi 3 juillet 2020"
    assert acte.destinataire is not None
    assert acte.destinataire.nom == "BPETRUS Pierre"
    assert acte.syndic.adresse == ("50, rue de la Colline", "54000 NANCY")
    assert acte.pieces is not None
    assert acte.pieces.heures == "de 9 h à 12 h et de 14 h à 17 h"


def test_without_a_place_of_consultation_the_law_is_quoted() -> None:
    acte = acte_de_convocation(convocation(consultation=None), None)
    assert acte.pieces is None
    assert acte.texte_des_pieces.reference == "Décret n° 67-223 du 17 mars 1967, article 9-1, alinéa 1"


def test_an_agenda_says_the_majority_the_key_and_the_second_vote() -> None:
    """Loi 65-557, art. 24, 25-1 and 26-1; décret 67-223, art. 9."""
    points = {un.numero: un for un in acte_de_convocation(convocation(), None).points}
    assert list(points) == ["1", "2", "3", "4", "5", "5.1", "5.2", "6", "6.1", "6.2", "6.3", "7", "8"]
    assert points["1"].majorite == "article 24 (majorité des voix exprimées)"
    assert points["6"].majorite.startswith("article 24 II h (")
    assert points["3"].second_vote == "article 25-1 : majorité des voix exprimées"
    assert points["8"].second_vote == "article 26-1 : majorité des voix de tous les copropriétaires"
    assert points["4"].intertitre
    assert (points["4"].majorite, points["4"].cle, points["4"].second_vote) == ("", "", "")
    assert points["5.1"].sous_resolution
    assert points["5.1"].cle == "010-CHARGES COMMUNES GENERALES"


def test_the_second_vote_is_that_of_the_day() -> None:
    """Between 27 March 2014 and 31 May 2020, art. 25-1 left 25 n out, and art. 26 had no second vote. MAJ-08."""
    fiche = FicheDAssemblee(reference="5-S001", date=date(2015, 6, 1))
    travaux = OrdreDuJour(
        (point("1", "Travaux", "", "25 n"), point("2", "Achat", "", "26 a"), point("3", "X", "", "25"))
    )
    acte = acte_de_convocation(convocation(fiche=fiche, ordre_du_jour=travaux), None)
    assert [un.second_vote[:12] for un in acte.points] == ["", "", "article 25-1"]
    assert acte.visioconference_avant == ""


def test_unanimity_is_named_once_and_an_unfinished_item_says_nothing() -> None:
    sans_article = Resolution(id=ResolutionId("2"), numero="2", titre="À préciser")
    ordre = OrdreDuJour((point("1", "Destination", "", "unanimite"), sans_article))
    un, deux = acte_de_convocation(convocation(ordre_du_jour=ordre), None).points
    assert un.majorite == "unanimité des voix de tous les copropriétaires"
    assert (deux.majorite, deux.cle, deux.intertitre) == ("", "", False)


@pytest.mark.req("AG-17")
def test_with_the_option_off_there_is_no_form_and_no_remote_part() -> None:
    acte = acte_de_convocation(convocation(vote_par_correspondance=False), None)
    assert (acte.formulaire_avant, acte.visioconference_avant) == ("", "")


def test_annexes_are_sorted_by_what_they_are_for() -> None:
    """Décret 67-223, art. 11, I and II."""
    acte = acte_de_convocation(convocation(annexes=(Annexe(titre="A"), Annexe(titre="B", pour_validite=False))), None)
    assert [(une.titre, une.article) for une in acte.annexes_de_validite] == [("A", "décret, art. 11")]
    assert [une.titre for une in acte.annexes_d_information] == ["B"]


@pytest.mark.req("AG-04", "I-08")
def test_a_form_has_a_line_per_question_and_a_second_vote_where_the_law_may_open_one() -> None:
    acte = acte_de_formulaire(convocation(), ATRILLON)
    posees = {une.objet.split(" ")[0]: une for une in acte.questions}
    assert len(posees) == len(ordre_du_jour().lignes)
    assert [numero for numero, une in posees.items() if une.second_vote] == [
        "3.",
        "5.",
        "5.1.",
        "5.2.",
        "6.3.",
        "7.",
        "8.",
    ]
    assert posees["8."].second_vote == "26-1"
    assert acte.second_vote
    assert posees["4."].intertitre
    assert posees["4."].question == ""
    assert posees["6.2."].question == "sous réso 2"
    assert acte.recu_avant == "vendredi 3 juillet 2020"
    assert (acte.organisateur, acte.retour.courriel) == ("Agence Crypto, syndic", "syndic@example.invalid")


@pytest.mark.req("AG-04")
def test_a_form_reproduces_the_six_texts() -> None:
    acte = acte_de_formulaire(convocation(), None)
    assert [un.reference.rsplit("article ")[-1] for un in acte.textes] == [
        "17-1 A, alinéa 2",
        "9, alinéa 2",
        "9 bis",
        "14, alinéas 1 à 4",
        "14-1",
        "17, alinéa 3",
    ]
    assert [un.texte for un in acte.textes] == [texte for _, texte in TEXTES_DU_FORMULAIRE]
    assert acte.votant is None


def test_a_form_without_a_second_vote_has_no_second_column() -> None:
    simple = OrdreDuJour((point("1", "Quitus", "", "24"),))
    assert not acte_de_formulaire(convocation(ordre_du_jour=simple), None).second_vote


@pytest.mark.req("POUV-05")
def test_a_blank_proxy_names_who_gives_it_and_his_lots() -> None:
    acte = acte_de_pouvoir(convocation(), ATRILLON)
    assert acte.lots == "012 Cave, 248 Appartement, 910 Parking"
    assert acte.mandant is not None
    assert "10 % des voix du syndicat" in acte.textes[0].texte
    assert acte_de_pouvoir(convocation(), None).mandant is None


@pytest.mark.req("AG-06", "AG-17")
def test_a_voting_sheet_weighs_the_owner_on_the_keys_that_vote() -> None:
    acte = acte_de_feuille_de_vote(convocation(vote_par_correspondance=False), PETRUS)
    assert [(une.cle, une.voix, une.total) for une in acte.voix] == [
        ("010-CHARGES COMMUNES GENERALES", "74", "1\u202f000,91516")
    ]
    assert acte_de_feuille_de_vote(convocation(), None).voix == ()


@pytest.mark.req("AG-06", "AG-07", "POUV-05")
def test_a_bundle_holds_the_form_or_the_voting_sheet() -> None:
    avec, sans = (acte_de_liasse(convocation(vote_par_correspondance=option), PETRUS) for option in (True, False))
    assert (avec.formulaire is None, avec.feuille_de_vote is None) == (False, True)
    assert (sans.formulaire is None, sans.feuille_de_vote is None) == (True, False)
    assert avec.pouvoir.mandant is not None
    assert (avec.coproprietaire, avec.nom) == (PETRUS, "BPETRUS Pierre")
    assert avec.titre.endswith("Syndicat Gilbert – BPETRUS Pierre")
    assert acte_de_liasse(convocation(), None).coproprietaire == ""


@pytest.mark.parametrize(
    ("fiche", "nature"),
    [
        ({"type": TypeDAssemblee.EXTRAORDINAIRE}, "Assemblée générale extraordinaire"),
        ({"type": TypeDAssemblee.INDIFFERENT}, "Assemblée générale"),
        ({"nom": "Assemblée ordinaire annuelle"}, "Assemblée ordinaire annuelle"),
    ],
)
def test_a_meeting_is_named_once(fiche: dict[str, object], nature: str) -> None:
    """AG-01."""
    complete = attrs.evolve(convocation().fiche, **fiche)
    assert acte_de_convocation(convocation(fiche=complete), None).assemblee.nature == nature


def test_a_syndic_who_is_an_owner_bears_his_name_of_today_and_one_may_not_be_named() -> None:
    proprietaire = Personne(coproprietaire=PETRUS, nom="un vieux nom")
    assert acte_de_convocation(convocation(syndic=proprietaire), None).syndic.nom == "BPETRUS Pierre"
    personne = acte_de_formulaire(convocation(syndic=None), None)
    assert (personne.organisateur, personne.retour.nom) == ("Le syndic", "Le syndic")


def test_a_meeting_without_an_hour_says_only_its_day() -> None:
    fiche = attrs.evolve(convocation().fiche, heure=None)
    assert acte_de_convocation(convocation(fiche=fiche), None).convoquee_pour == "mardi 7 juillet 2020"
    assert acte_de_pouvoir(convocation(), None).reunie_le.endswith("10\xa0h\xa000")


def test_an_owner_is_written_with_his_title_and_his_address() -> None:
    un = Coproprietaire(
        id=PETRUS, nom="PETRUS Pierre", civilite="Monsieur", adresse="1, rue A\n54000 NANCY", lots=lots({"1 Cave": "5"})
    )
    syndicat = attrs.evolve(syndicat_de_12(), coproprietaires=(un,))
    destinataire = acte_de_convocation(convocation(syndicat=syndicat), PETRUS).destinataire
    assert destinataire is not None
    assert (destinataire.nom, destinataire.adresse) == ("Monsieur PETRUS Pierre", ("1, rue A", "54000 NANCY"))


@pytest.mark.parametrize(
    ("adresse", "lignes"),
    [
        ("", ()),
        ("12, rue des cépages 33120 SAUTERNES", ("12, rue des cépages", "33120 SAUTERNES")),
        ("32, Rue du Septentrion 83500", ("32, Rue du Septentrion", "83500")),
        ("Boîte 12345678 rue", ("Boîte 12345678 rue",)),
    ],
)
def test_an_address_is_cut_before_its_postcode(adresse: str, lignes: tuple[str, ...]) -> None:
    assert lignes_d_adresse(adresse) == lignes
