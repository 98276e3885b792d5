"""The list of the owners of GILBERT, what makes it untrue, and where it is kept."""

from datetime import UTC, datetime

import pytest
from attrs import evolve
from hypothesis import given
from portefeuille_gilbert import (
    ATRILLON,
    BPETRUS,
    BROUILLY,
    BROUILLY_1,
    BROUILLY_2,
    CLATOUR,
    CLIQUOT,
    GILBERT,
    JOUR,
    MORGON,
    SAINTLOUIS,
    classeur,
    compte,
    le_gilbert,
    le_parc,
    le_saint_louis,
    lot,
    piece,
)

from lsc_domain.classeur import (
    ActeDeListeDesCoproprietaires,
    ArchivageDesListes,
    Classeur,
    Fonds,
    ModeleDeListeFerme,
    ModeleDeListeOuvert,
    ParametresManquants,
    archiver,
    cocher,
    etablir_la_liste,
    immeubles_sans_liste,
    lignes_de_la_liste,
    listes_a_refaire,
    preparer_l_archivage,
    ranger,
)
from lsc_domain.classeur.archivage_des_listes import libelle
from lsc_domain.classeur.droit import Case
from lsc_domain.evenement import Modele
from lsc_domain.parc import Acquereur, Immeuble, Metier, Parc, Role, Tiers, elire, finir_le_mandat, muter
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.euros import Euros
from lsc_domain.socle.ids import CompteId, EvenementId, ModeleId, TiersId
from lsc_domain.testing.strategies.parc import parcs

HEURE = datetime(2020, 7, 7, 9, 5, tzinfo=UTC)
TRAVAUX = {"248": "23.89", "152": "11.85", "122": "165.70", "251": "27.80", "142": "28.67", "907": "0.00"}
FONDS = Fonds(travaux={lot(numero): Euros.lire(montant) for numero, montant in TRAVAUX.items()})
CONSEIL = classeur("Conseil syndical")
MODELE = Modele(id=ModeleId("L"), nom="**** Liste des immeubles", classeur=CONSEIL.id)
ARCHIVAGE = ArchivageDesListes(numero="7", modele=MODELE.id)


def liste(immeuble: Immeuble | None = None) -> ActeDeListeDesCoproprietaires:
    return etablir_la_liste(
        immeuble or le_gilbert(), le_parc(), etablie_le=HEURE, jour=JOUR, fonds=FONDS, par="LG", base="TESTS 605"
    )


@pytest.mark.req("EXP-36", "EXP-34", "X-33")
def test_the_list_of_gilbert() -> None:
    """One row an account: BROUILLY, who has two, has two, and his mark of the council is on the first alone."""
    une = liste()
    assert (une.nom, une.adresse, une.par, une.etablie_le) == (
        "GILBERT",
        "4, rue Gilbert 50, rue de la Colline 54000 NANCY",
        "LG",
        HEURE,
    )
    assert [
        (
            ligne.identite,
            " ".join(un.id.removeprefix("GILBERT/") for un in ligne.lots),
            str(ligne.fonds_travaux or ""),
            "".join(
                lettre
                for lettre, mis in zip("MPR", (ligne.membre_cs, ligne.president_cs, ligne.resident), strict=True)
                if mis
            ),
        )
        for ligne in une.lignes
    ] == [
        ("Monsieur ATRILLON Bernard", "248 012 910", "23,89", ""),
        ("Monsieur BPETRUS Pierre", "018 152 909", "11,85", "R"),
        ("BROUILLY Alfred", "122", "165,70", "M"),
        ("BROUILLY Alfred", "907 035 014", "", ""),
        ("Madame et Monsieur CLATOUR", "049 251 912", "27,80", ""),
        ("Madame CLIQUOT Mathilde", "142", "28,67", ""),
    ]
    assert [un.type for un in une.lignes[0].lots] == ["Appartement", "Cave", "Parking"]
    assert une.lignes[0].adresse == "12, rue des cépages 33120 SAUTERNES"
    assert [ligne.compte for ligne in une.lignes[2:4]] == [BROUILLY_1, BROUILLY_2]
    assert all(ligne.fonds_de_roulement is None for ligne in une.lignes)
    with pytest.raises(InvalidValue, match="fuseau"):
        evolve(une, etablie_le=HEURE.replace(tzinfo=None))


@pytest.mark.req("EXP-36", "EXP-12")
def test_a_president_has_both_marks() -> None:
    """A président is a membre; a mandate that names no account is marked once, on the first row of its holder."""
    gilbert = elire(
        finir_le_mandat(le_gilbert(), BROUILLY, le=JOUR).unwrap(), BROUILLY, Role.PRESIDENT, le=JOUR
    ).unwrap()
    lignes = [ligne for ligne in liste(gilbert).lignes if ligne.tiers == BROUILLY]
    assert [(ligne.membre_cs, ligne.president_cs) for ligne in lignes] == [(True, True), (False, False)]


@pytest.mark.req("EXP-36", "X-33")
def test_a_mark_is_on_the_row_of_the_account_its_mandate_names() -> None:
    """Named with his second account, BROUILLY is marked on his second row; with one of nobody's, on his first."""
    sans = finir_le_mandat(le_gilbert(), BROUILLY, le=JOUR).unwrap()
    for nomme, marques in ((BROUILLY_2, [False, True]), (CompteId("450X"), [True, False])):
        elu = elire(sans, BROUILLY, le=JOUR, compte=nomme).unwrap()
        assert [ligne.membre_cs for ligne in liste(elu).lignes if ligne.tiers == BROUILLY] == marques


@given(parcs())
@pytest.mark.req("EXP-36")
def test_every_lot_owned_is_on_one_row_of_its_owner(parc: Parc) -> None:
    """Whatever the building: a row an account, each lot once in it, and one mark for each member who has a row."""
    for immeuble in parc.immeubles.values():
        lignes = lignes_de_la_liste(immeuble, parc, jour=JOUR)
        cles = [(ligne.tiers, ligne.compte) for ligne in lignes]
        assert len(set(cles)) == len(cles)
        tenus = [role for role in immeuble.tenus(JOUR) if role.role is Role.COPROPRIETAIRE]
        assert {(*cle, un.id) for cle, ligne in zip(cles, lignes, strict=True) for un in ligne.lots} == {
            (role.tiers, role.compte, role.lot) for role in tenus if role.lot is not None
        }
        du_conseil = {role.tiers for role in immeuble.tenus(JOUR) if Role.MEMBRE in role.role.emporte}
        marques = [ligne.tiers for ligne in lignes if ligne.membre_cs]
        assert set(marques) == du_conseil & {tiers for tiers, _ in cles}
        assert listes_a_refaire(parc, parc, jour=JOUR) == ()


def changer(parc: Parc, tiers: TiersId, **parts: str) -> Parc:
    gens = (Tiers(**{**vars_de(un), **parts}) if un.id == tiers else un for un in parc.tiers.values())
    return Parc.de(parc.immeubles.values(), gens, parc.comptes.values())


def vars_de(tiers: Tiers) -> dict[str, object]:
    return {champ: getattr(tiers, champ) for champ in ("id", "nom", "prenom", "civilite", "adresse", "courriel")}


@pytest.mark.req("EXP-38")
def test_the_three_triggers() -> None:
    """A sale; ATRILLON's address, for GILBERT only; a mandate. Not an e-mail, which the list does not show."""
    parc = le_parc()
    assert listes_a_refaire(parc, changer(parc, ATRILLON, adresse="1, rue Neuve 54000 NANCY"), jour=JOUR) == (GILBERT,)
    assert listes_a_refaire(parc, changer(parc, ATRILLON, courriel="a@example.invalid"), jour=JOUR) == ()
    assert listes_a_refaire(parc, changer(parc, MORGON, adresse="ailleurs"), jour=JOUR) == (), "no copropriétaire"
    vendu = muter(le_gilbert(), lot("142"), vendeur=CLIQUOT, acquereurs=[Acquereur(tiers=MORGON)], le=JOUR).unwrap()
    assert listes_a_refaire(parc, le_parc(vendu, le_saint_louis()), jour=JOUR) == (GILBERT,)
    elu = elire(le_gilbert(), CLATOUR, le=JOUR).unwrap()
    assert listes_a_refaire(parc, le_parc(elu, le_saint_louis()), jour=JOUR) == (GILBERT,)
    autres_comptes = Parc.de(
        parc.immeubles.values(), parc.tiers.values(), [*parc.comptes.values(), compte(CompteId("450X"), BPETRUS)]
    )
    assert listes_a_refaire(parc, autres_comptes, jour=JOUR) == ()
    assert set(listes_a_refaire(Parc.de((), parc.tiers.values()), parc, jour=JOUR)) == {GILBERT, SAINTLOUIS}


@pytest.mark.req("EXP-33", "ELAN-08")
@pytest.mark.parametrize(
    ("numero", "modele", "noms"),
    [
        ("", MODELE, ("Numéro pour la création du document sur l'immeuble",)),
        ("7", None, ("Modèle d'événement pour archivage",)),
        (" ", None, ("Numéro pour la création du document sur l'immeuble", "Modèle d'événement pour archivage")),
    ],
)
def test_both_parameters_are_needed(numero: str, modele: Modele | None, noms: tuple[str, ...]) -> None:
    """One empty: nothing is made, and the missing one is named."""
    refus = preparer_l_archivage(numero=numero, modele=modele, classeur=CONSEIL).failure()
    assert refus == ParametresManquants(noms=noms)
    assert all(nom in libelle(refus) for nom in noms)


@pytest.mark.req("EXP-32", "EXP-31")
def test_the_archive_model_goes_to_a_binder_of_the_council() -> None:
    """« Conseil syndical » is one; « Courriers », open to all, is not, nor a binder the members do not open."""
    assert preparer_l_archivage(numero="7", modele=MODELE, classeur=CONSEIL).unwrap() == ARCHIVAGE

    def refus(ou: Classeur) -> object:
        return preparer_l_archivage(numero="7", modele=evolve(MODELE, classeur=ou.id), classeur=ou).failure()

    courriers, mandats = classeur("Courriers"), classeur("Mandats", Metier.GERANCE)
    assert refus(courriers) == ModeleDeListeOuvert(modele=MODELE.id, classeur=courriers.id, roles=courriers.droit.roles)
    assert refus(mandats) == ModeleDeListeOuvert(modele=MODELE.id, classeur=mandats.id, roles=mandats.droit.roles)
    for cases in (frozenset({Case.PRESIDENT}), frozenset[Case]()):
        ferme = evolve(CONSEIL, droit=cocher(cases, metier=Metier.SYNDIC).unwrap())
        assert refus(ferme) == ModeleDeListeFerme(modele=MODELE.id, classeur=ferme.id)
    sans = preparer_l_archivage(numero="7", modele=evolve(MODELE, classeur=None), classeur=None).failure()
    assert sans == ModeleDeListeOuvert(modele=MODELE.id, classeur=None, roles=frozenset())
    sentences = {
        libelle(un)
        for un in (sans, ModeleDeListeOuvert(modele=MODELE.id, classeur=courriers.id, roles=courriers.droit.roles))
    }
    assert any("copropriétaire." in une for une in sentences)
    assert len(sentences | {libelle(ModeleDeListeFerme(modele=MODELE.id, classeur=CONSEIL.id))}) == 3


@pytest.mark.req("EXP-35", "EXP-37", "EXP-38")
def test_a_list_cancels_and_replaces_the_former() -> None:
    """Published at the next sending; the former is published no more; the building keeps one file under the number."""
    premiere = archiver(liste(), piece("x.pdf"), ARCHIVAGE, id=EvenementId("E1"), chrono=1, le=JOUR)
    assert premiere.evenement.publie_le == JOUR
    assert (premiere.evenement.pieces[0].nom, premiere.document.numero) == ("Liste_copropriétaires.pdf", "7")
    assert (premiere.evenement.remplace, premiere.remplacee) == (None, None)
    seconde = archiver(
        liste(), piece("y.pdf"), ARCHIVAGE, id=EvenementId("E2"), chrono=2, le=JOUR, remplace=premiere.evenement
    )
    assert seconde.evenement.remplace == "E1"
    assert seconde.remplacee == premiere.evenement.depublier()
    ranges = ranger(seconde.document, ranger(premiere.document, ()))
    assert ranges == (seconde.document,)
    autre = evolve(premiere.document, immeuble=SAINTLOUIS)
    assert ranger(autre, ranges) == (seconde.document, autre)
    with pytest.raises(InvalidValue, match="n'est pas une liste"):
        archiver(
            liste(le_saint_louis()), piece("z.pdf"), ARCHIVAGE, id=EvenementId("E3"), chrono=3, le=JOUR,
            remplace=premiere.evenement,
        )  # fmt: skip


@pytest.mark.req("EXP-31")
def test_a_council_without_its_list_is_warned_of() -> None:
    """GILBERT and SAINTLOUIS have a council; the list of one is published, until it is not."""
    parc = le_parc()
    archivee = archiver(liste(), piece("x.pdf"), ARCHIVAGE, id=EvenementId("E1"), chrono=1, le=JOUR).evenement
    assert immeubles_sans_liste(parc, [archivee], MODELE.id, jour=JOUR) == (SAINTLOUIS,)
    assert immeubles_sans_liste(parc, [archivee.depublier()], MODELE.id, jour=JOUR) == (GILBERT, SAINTLOUIS)
    sans_conseil = le_parc(finir_le_mandat(le_gilbert(), BROUILLY, le=JOUR).unwrap())
    assert immeubles_sans_liste(sans_conseil, (), MODELE.id, jour=JOUR) == ()
