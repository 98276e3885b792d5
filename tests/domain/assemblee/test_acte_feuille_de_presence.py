"""The attendance sheet, on one key and on several; the signature sheet. AG-24 to AG-28, AG-43, I-20."""

from datetime import date, time
from fractions import Fraction

import pytest
from attrs import evolve
from gilbert import (
    ATRILLON,
    BROUILLY,
    CHARGES,
    LATOUR,
    LEPITRE,
    MEURSAULT,
    MORGON,
    PETRUS,
    YQUEM,
    presence,
    resolution,
    seance_de_12,
    seance_de_13,
)
from hypothesis import given

from lsc_domain.assemblee import (
    Depouillement,
    FeuilleDePresence,
    Mouvement,
    OrdreDuJour,
    Seance,
    Sens,
    ecarter_formulaires,
)
from lsc_domain.assemblee.acte.feuille_de_presence import (
    ActeDeFeuilleDePresence,
    CoproprietaireInscrit,
    Mandataire,
    acte_de_feuille_de_presence,
)
from lsc_domain.assemblee.acte.feuille_de_signature import Signataire, acte_de_feuille_de_signature
from lsc_domain.copropriete import CleDeRepartition, Lot, Personne, Tantiemes
from lsc_domain.socle.affichage import ESPACE_FINE
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import CleId, CoproprietaireId, ResolutionId
from lsc_domain.testing.strategies import depouillements

TOTAL = f"1{ESPACE_FINE}000,91516"
ESCALIER = CleId("020")


def inscrit(acte: ActeDeFeuilleDePresence, nom: str) -> CoproprietaireInscrit:
    return next(un for un in acte.coproprietaires if un.nom.startswith(nom))


def avec_presences(seance: Seance, *presences) -> Seance:
    return evolve(seance, feuille=evolve(seance.feuille, presences=presences, mouvements=()))


def lire(texte: str) -> Fraction:
    return Fraction(texte.replace(ESPACE_FINE, "").replace(",", "."))


@pytest.mark.req("AG-25")
def test_the_head_is_that_of_the_source() -> None:
    acte = acte_de_feuille_de_presence(seance_de_12(), CHARGES)
    assert acte.titre == "Feuille de présence Assemblée générale du 07/07/2020"
    assert acte.edition == f"Editée suivant la clé 010-CHARGES COMMUNES GENERALES, tantièmes globaux {TOTAL}"
    assert acte.en_tete.syndicat == "S001 Syndicat Gilbert"
    assert acte.en_tete.adresse == "4, rue Gilbert-50, rue de la Colline 54000 NANCY"
    assert not acte.multi_cles


@pytest.mark.req("AG-26", "AG-27")
def test_one_line_a_lot_and_two_accounts_are_one_owner() -> None:
    acte = acte_de_feuille_de_presence(seance_de_12(), CHARGES)
    brouilly = inscrit(acte, "BROUILLY")
    assert brouilly.compte == "2 comptes"
    assert [(lot.lot, *lot.tantiemes) for lot in brouilly.lots] == [
        ("014 Cave", "5,00000"),
        ("035 Cave", "5,00000"),
        ("122 Appartement", "65,00000"),
        ("907 Parking", "7,00010"),
    ]
    assert brouilly.totaux == ("82,00010",)
    totaux = {un.nom.split()[0]: un.totaux[0] for un in acte.coproprietaires}
    assert (totaux["ATRILLON"], totaux["M."], totaux["INDIVISION"]) == ("74,00000", "149,00000", "72,00000")
    assert inscrit(acte, "ATRILLON").compte == ATRILLON
    assert acte.nombre == 12


@pytest.mark.req("AG-25", "AG-51")
def test_whoever_takes_part_is_present_and_the_two_columns_add_up() -> None:
    acte = acte_de_feuille_de_presence(seance_de_12(), CHARGES)
    assert (inscrit(acte, "LEPITRE").presents, inscrit(acte, "LEPITRE").absents) == ("66,01420", "")
    assert (inscrit(acte, "BROUILLY").presents, inscrit(acte, "BROUILLY").absents) == ("", "82,00010")
    assert (acte.nombre_de_presents, acte.nombre_d_absents) == (8, 4)
    assert (acte.presents, acte.absents) == ("712,01420", "288,90096")


@pytest.mark.req("AG-25")
def test_a_sheet_to_be_signed_leaves_attendance_to_the_hand() -> None:
    acte = acte_de_feuille_de_presence(seance_de_13(), CHARGES, vierge=True)
    assert (acte.presents, acte.absents) == ("", "")
    assert {un.presents + un.absents for un in acte.coproprietaires} == {""}
    assert not any(un.mentions for un in acte.coproprietaires)
    assert inscrit(acte, "PETRUS").emargement == "VOTE PAR CORRESPONDANCE enregistré le 01/07/2020"


@pytest.mark.req("AG-11", "AG-24", "I-20")
def test_who_does_not_sign_and_why() -> None:
    acte = acte_de_feuille_de_presence(seance_de_12(), CHARGES)
    lepitre, meursault, atrillon = (inscrit(acte, nom) for nom in ("LEPITRE", "MEURSAULT", "ATRILLON"))
    assert lepitre.emargement == "VOTE PAR CORRESPONDANCE enregistré le 01/07/2020"
    assert meursault.emargement == "PARTICIPE À DISTANCE"
    assert (lepitre.signe, meursault.signe, atrillon.signe) == (False, False, True)
    assert atrillon.mandataire == Mandataire(nom="Casper")
    assert atrillon.emargement == ""


@pytest.mark.req("I-20")
def test_a_mandataire_has_his_domicile_and_does_not_sign_from_a_distance() -> None:
    seance = seance_de_12()
    chez = [evolve(un, adresse="32, Rue du Septentrion 83500") for un in seance.syndicat.coproprietaires]
    seance = avec_presences(
        evolve(seance, syndicat=evolve(seance.syndicat, coproprietaires=tuple(chez))),
        presence(ATRILLON, "R", Personne(coproprietaire=MEURSAULT)),
        presence(MEURSAULT, "D"),
        presence(YQUEM, "R", Personne(coproprietaire=PETRUS)),
        presence(PETRUS, "O"),
    )
    acte = acte_de_feuille_de_presence(seance, CHARGES)
    assert inscrit(acte, "ATRILLON").mandataire == Mandataire(
        nom="MEURSAULT Jeannine", domicile="32, Rue du Septentrion 83500", a_distance=True
    )
    assert (inscrit(acte, "ATRILLON").emargement, inscrit(acte, "ATRILLON").signe) == ("MANDATAIRE À DISTANCE", False)
    assert (inscrit(acte, "M. LE").mandataire.a_distance, inscrit(acte, "M. LE").signe) == (False, True)
    assert inscrit(acte, "BROUILLY").domicile == "32, Rue du Septentrion 83500"


@pytest.mark.req("I-27", "AG-35")
def test_movements_are_mentioned_with_who_stands_in() -> None:
    seance = seance_de_13()
    mouvement = Mouvement(
        sens=Sens.DEPART,
        coproprietaire=ATRILLON,
        resolution=ResolutionId("7"),
        heure=time(12),
        mandataire=Personne(nom="Casper"),
    )
    chez = tuple(evolve(un, adresse="NANCY") for un in seance.syndicat.coproprietaires)
    seance = evolve(
        seance,
        syndicat=evolve(seance.syndicat, coproprietaires=chez),
        feuille=evolve(
            seance.feuille,
            mouvements=(
                *seance.feuille.mouvements,
                mouvement,
                evolve(mouvement, coproprietaire=LATOUR, mandataire=Personne(coproprietaire=BROUILLY)),
            ),
        ),
    )
    acte = acte_de_feuille_de_presence(seance, CHARGES)
    assert inscrit(acte, "ALOXE").mentions == ("arrivée à 11:51, résolution 6",)
    assert inscrit(acte, "ATRILLON").mentions == ("départ à 12:00, résolution 7, représentation ensuite par Casper",)
    assert inscrit(acte, "LATOUR").mentions == (
        "départ à 12:00, résolution 7, représentation ensuite par BROUILLY Alfred (NANCY)",
    )


@pytest.mark.req("I-19")
def test_a_form_set_aside_is_mentioned_and_its_author_is_absent() -> None:
    seance = seance_de_12()
    tardif = evolve(presence(LEPITRE, "C"), recu_le=date(2020, 7, 6))
    feuille, ecartes = ecarter_formulaires(
        evolve(seance.feuille, presences=(tardif,)), seance.fiche, politique=seance.politique
    )
    acte = acte_de_feuille_de_presence(evolve(seance, feuille=feuille, ecartes=ecartes), CHARGES)
    lepitre = inscrit(acte, "LEPITRE")
    assert lepitre.mentions == ("formulaire de vote reçu le 06/07/2020, non compté",)
    assert (lepitre.absents, lepitre.emargement, lepitre.signe) == ("66,01420", "", True)


def a_deux_cles() -> Seance:
    seance = seance_de_12()
    parts = {LEPITRE: "3", BROUILLY: "4.5"}
    coproprietaires = tuple(
        evolve(
            un,
            lots=(
                evolve(
                    un.lots[0],
                    tantiemes=(*un.lots[0].tantiemes, Tantiemes(cle=ESCALIER, valeur=Fraction(parts[un.id]))),
                ),
                *un.lots[1:],
            ),
        )
        if un.id in parts
        else un
        for un in seance.syndicat.coproprietaires
    )
    cles = (*seance.syndicat.cles, CleDeRepartition(code=ESCALIER, libelle="ESCALIER"))
    return evolve(seance, syndicat=evolve(seance.syndicat, cles=cles, coproprietaires=coproprietaires))


@pytest.mark.req("AG-28")
def test_a_special_key_lists_its_own_owners_and_lots() -> None:
    acte = acte_de_feuille_de_presence(a_deux_cles(), ESCALIER)
    assert [un.nom for un in acte.coproprietaires] == ["BROUILLY Alfred", "LEPITRE Abel"]
    assert [lot.lot for lot in acte.coproprietaires[0].lots] == ["014 Cave"]
    assert (acte.nombre, acte.nombre_de_presents, acte.presents, acte.absents) == (2, 1, "3,00000", "4,50000")
    assert acte.edition.endswith("la clé 020-ESCALIER, tantièmes globaux 7,50000")
    with pytest.raises(InvalidValue, match="030"):
        acte_de_feuille_de_presence(a_deux_cles(), CleId("030"))


@pytest.mark.req("AG-24", "AG-28", "I-20")
def test_a_sheet_of_several_keys_has_a_column_each_and_leaves_the_box_blank() -> None:
    acte = acte_de_feuille_de_presence(a_deux_cles(), None)
    assert acte.multi_cles
    assert [(une.libelle, une.total) for une in acte.cles] == [
        ("010-CHARGES COMMUNES GENERALES", TOTAL),
        ("020-ESCALIER", "7,50000"),
    ]
    lepitre = inscrit(acte, "LEPITRE")
    assert (lepitre.emargement, lepitre.signe) == ("", False)
    assert lepitre.mentions == ("formulaire de vote reçu le 01/07/2020",)
    assert lepitre.totaux == ("66,01420", "3,00000")
    assert [lot.tantiemes for lot in inscrit(acte, "BROUILLY").lots[:2]] == [("5,00000", "4,50000"), ("5,00000", "")]
    assert (acte.presents, acte.absents, lepitre.presents) == ("", "", "")
    assert inscrit(acte, "MEURSAULT").emargement == "PARTICIPE À DISTANCE"


@pytest.mark.req("I-09", "I-20")
def test_reduced_voices_and_lots_without_a_voice_are_said() -> None:
    seance = seance_de_12()
    coproprietaires = [
        evolve(un, lots=(Lot(numero="1", tantiemes=(Tantiemes(cle=CHARGES, valeur=Fraction(5000)),)),))
        if un.id == MORGON
        else evolve(un, sans_voix=un.id == LEPITRE)
        for un in seance.syndicat.coproprietaires
    ]
    seance = avec_presences(
        evolve(seance, syndicat=evolve(seance.syndicat, coproprietaires=tuple(coproprietaires))),
        presence(MORGON, "O"),
    )
    acte = acte_de_feuille_de_presence(seance, CHARGES)
    morgon = inscrit(acte, "MORGON")
    assert morgon.totaux == (f"5{ESPACE_FINE}000,00000",)
    assert morgon.presents == "789,90096"
    assert morgon.mentions == ("voix réduites à 789,90096 (loi 65-557, art. 22, I, al. 2)",)
    assert inscrit(acte, "LEPITRE").mentions == ("sans voix (loi 65-557, art. 16)",)
    (note,) = acte.notes
    assert note.startswith("Clé 010-CHARGES COMMUNES GENERALES : Un copropriétaire détient 5000 voix")
    assert lire(acte.presents) + lire(acte.absents) == seance.voix(CHARGES).total.voix


@pytest.mark.req("AG-25")
@given(depouillements())
def test_present_and_absent_add_up_to_the_voices_of_the_key(depouillement: Depouillement) -> None:
    seance = depouillement.seance
    for cle in seance.syndicat.cles:
        acte = acte_de_feuille_de_presence(seance, cle.code)
        assert acte.nombre == acte.nombre_de_presents + acte.nombre_d_absents == len(acte.coproprietaires)
        assert all(bool(un.presents) != bool(un.absents) for un in acte.coproprietaires)


@pytest.mark.req("AG-43", "I-20")
def test_the_signature_sheet_has_a_box_for_whoever_may_sign() -> None:
    acte = acte_de_feuille_de_signature(seance_de_12())
    par_nom: dict[str, Signataire] = {un.nom: un for un in acte.signataires}
    assert (acte.nombre, acte.cle, acte.certifie_par) == (12, "010-CHARGES COMMUNES GENERALES", "")
    assert par_nom["LEPITRE Abel"].mention == "VOTE PAR CORRESPONDANCE"
    assert par_nom["MEURSAULT Jeannine"].mention == "PARTICIPE À DISTANCE"
    assert par_nom["BROUILLY Alfred"].mention == ""
    assert {nom for nom, un in par_nom.items() if not un.signe} == {
        "LEPITRE Abel",
        "Pierre PROPRIETAIRE",
        "MEURSAULT Jeannine",
    }
    assert par_nom["BROUILLY Alfred"].tantiemes == "82,00010"
    assert par_nom["ATRILLON Bernard"].mandataire.nom == "Casper"


@pytest.mark.req("AG-43")
def test_the_signature_sheet_names_the_chair_and_leaves_out_the_lots_of_the_syndicat() -> None:
    seance = seance_de_12()
    seance = avec_presences(
        evolve(
            seance,
            fiche=evolve(seance.fiche, president=Personne(coproprietaire=MORGON)),
            syndicat=evolve(
                seance.syndicat,
                coproprietaires=tuple(
                    evolve(un, civilite="Monsieur", sans_voix=un.id == BROUILLY)
                    for un in seance.syndicat.coproprietaires
                ),
            ),
        ),
        presence(ATRILLON, "R", Personne(coproprietaire=MEURSAULT)),
        presence(MEURSAULT, "D"),
    )
    acte = acte_de_feuille_de_signature(seance)
    assert (acte.certifie_par, acte.nombre) == ("MORGON Charles", 11)
    assert acte.signataires[0].nom == "ATRILLON Bernard Monsieur"
    assert (acte.signataires[0].mention, acte.signataires[0].signe) == ("MANDATAIRE À DISTANCE", False)
    assert acte_de_feuille_de_presence(seance, CHARGES).certifie_par == "MORGON Charles"


def test_an_owner_without_an_account_is_known_by_his_identity() -> None:
    seance = seance_de_12()
    sans = tuple(evolve(un, comptes=()) for un in seance.syndicat.coproprietaires)
    seance = evolve(
        seance,
        syndicat=evolve(seance.syndicat, coproprietaires=sans),
        feuille=FeuilleDePresence(coproprietaires=seance.feuille.coproprietaires),
        ordre_du_jour=OrdreDuJour((resolution("1"),)),
    )
    assert inscrit(acte_de_feuille_de_presence(seance, CHARGES), "ATRILLON").compte == CoproprietaireId("450TRILLON")
