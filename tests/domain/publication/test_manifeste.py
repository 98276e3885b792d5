"""The list of all the extranet must hold: every kind of thing, for whom, and until when."""

import json
from datetime import date
from hashlib import sha256

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from portefeuille_gilbert import ATRILLON, CLATOUR, SAINTLOUIS, le_parc

from lsc_domain.classeur.cercle import CercleDeRole, lire_cercle
from lsc_domain.classeur.classeur import FACTURES, Classeur
from lsc_domain.classeur.defaut import classeurs_par_defaut
from lsc_domain.classeur.document import Document
from lsc_domain.classeur.documents_du_syndic import verser
from lsc_domain.classeur.droit import Case, cocher
from lsc_domain.classeur.reglages import Reglages
from lsc_domain.compte.depense import Depense, Exercice
from lsc_domain.compte.ecriture import Ecriture
from lsc_domain.compte.fonds_de_travaux import FondsDeTravaux
from lsc_domain.evenement.dossier import Dossier
from lsc_domain.evenement.evenement import Evenement
from lsc_domain.evenement.modele import Modele
from lsc_domain.evenement.piece_jointe import PieceJointe
from lsc_domain.parc.compte_client import CompteClient
from lsc_domain.parc.immeuble import Immeuble, LotDImmeuble, Photo
from lsc_domain.parc.parc import Parc
from lsc_domain.parc.role import Metier, Role, RoleTenu
from lsc_domain.parc.tiers import Tiers
from lsc_domain.publication.avertissement import (
    FacturesSansClasseur,
    ListeManquante,
    ModeleInconnu,
    NonClasse,
    libelle,
)
from lsc_domain.publication.comptabilite import Comptabilite
from lsc_domain.publication.destination import Destination, Filtre, Nature
from lsc_domain.publication.element import Element
from lsc_domain.publication.etat import Etat
from lsc_domain.publication.famille import Famille, familles
from lsc_domain.publication.fiche import Fiche
from lsc_domain.publication.manifeste import Manifeste, etablir_manifeste
from lsc_domain.publication.parametres import Parametres
from lsc_domain.publication.premiere import apercevoir
from lsc_domain.publication.texte import TexteDEvenement
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.euros import Euros
from lsc_domain.socle.ids import (
    ClasseurId,
    CleId,
    CompteId,
    DestinationId,
    DocumentId,
    EntiteId,
    EvenementId,
    ImmeubleId,
    LotId,
    ModeleId,
    TiersId,
)
from lsc_domain.socle.licence import Licence, Option
from lsc_domain.socle.numero_de_compte import NumeroDeCompte
from lsc_domain.testing.strategies.publication import destinations, jours

JOUR = date(2020, 7, 6)
GILBERT = ImmeubleId("GILBERT")
EXTRANET = Destination(id=DestinationId("extranet"))
CLASSEURS = {un.id: un for un in classeurs_par_defaut()}
CONVOCATION, LISTE, INTERNE = ModeleId("convocation"), ModeleId("liste"), ModeleId("interne")
PDF = sha256(b"%PDF").hexdigest()


def le_classeur(nom: str) -> Classeur:
    return next(un for un in CLASSEURS.values() if un.nom == nom and un.metier is Metier.SYNDIC)


MODELES = {
    CONVOCATION: Modele(id=CONVOCATION, nom="Convocation", classeur=le_classeur("Assemblées Générales").id),
    LISTE: Modele(id=LISTE, nom="**** Liste des immeubles", classeur=le_classeur("Conseil syndical").id),
    INTERNE: Modele(id=INTERNE, nom="Note interne"),
}


def tiers(code: str) -> Tiers:
    return Tiers(id=TiersId(code), nom=code, courriel=f"{code.lower()}@example.invalid")


def role(code: str, lot: str = "", role: Role = Role.COPROPRIETAIRE) -> RoleTenu:
    return RoleTenu(tiers=TiersId(code), role=role, immeuble=GILBERT, lot=LotId(lot) if lot else None)


def compte(code: str, *, publie: bool = True, inactif_depuis: date | None = None) -> CompteClient:
    return CompteClient(
        id=CompteId(f"450{code}"),
        entite=EntiteId("GILBERT"),
        numero=f"450{code}",
        tiers=TiersId(code),
        metier=Metier.SYNDIC,
        service_client=publie,
        inactif_depuis=inactif_depuis,
    )


IMMEUBLE = Immeuble(
    id=GILBERT,
    nom="Résidence GILBERT",
    lots=(LotDImmeuble(id=LotId("GILBERT/248")), LotDImmeuble(id=LotId("GILBERT/069"))),
    roles=(role("ATRILLON", "GILBERT/248"), role("BROUILLY", "GILBERT/069"), role("BROUILLY", role=Role.MEMBRE)),
)


def evenement(chrono: int, **autres: object) -> Evenement:
    donnees = {
        "id": EvenementId(f"{chrono:08d}"),
        "chrono": chrono,
        "modele": CONVOCATION,
        "immeuble": GILBERT,
        "objet": f"Objet {chrono}",
        "traite_le": JOUR,
        "publie_le": JOUR,
        "texte": "Bonjour",
    }
    return Evenement(**{**donnees, **autres})  # type: ignore[arg-type]


def etat(
    *evenements: Evenement,
    immeuble: Immeuble = IMMEUBLE,
    comptes: tuple[CompteClient, ...] | None = None,
    a_la_main: tuple[Document, ...] = (),
    comptabilite: Comptabilite | None = None,
    parametres: Parametres | None = None,
    classeurs: dict[ClasseurId, Classeur] | None = None,
) -> Etat:
    publies = (compte("ATRILLON"), compte("BROUILLY")) if comptes is None else comptes
    return Etat(
        parc=Parc.de((immeuble,), (tiers("ATRILLON"), tiers("BROUILLY")), publies),
        classeurs=CLASSEURS if classeurs is None else classeurs,
        modeles=MODELES,
        evenements=evenements,
        a_la_main=a_la_main,
        comptabilite=comptabilite or Comptabilite(),
        parametres=parametres or Parametres(),
    )


def etablir(de: Etat, jour: date = JOUR, destination: Destination = EXTRANET) -> Manifeste:
    return etablir_manifeste(jour, etat=de, destination=destination)


def de_nature(manifeste: Manifeste, nature: Nature) -> list[Element]:
    return [un for un in manifeste.elements if un.nature is nature]


def champs(element: Element) -> dict[str, object]:
    assert isinstance(element.contenu, Fiche)
    lus: dict[str, object] = json.loads(element.contenu.texte)
    return lus


# -------------------------------------------------------------------------------------------------------- documents


@pytest.mark.req("PUB-07")
def test_an_event_gives_its_text_as_pdf_and_each_attachment() -> None:
    """Text and one attachment: two files, the text as PDF; an attachment alone: one; neither: nothing, reported."""
    piece = PieceJointe(nom="devis.jpg", taille=4, empreinte=PDF)
    tout = etablir(
        etat(evenement(1, pieces=(piece,)), evenement(2, texte="", pieces=(piece,)), evenement(3, texte=" "))
    )
    documents = de_nature(tout, Nature.DOCUMENT)
    assert [un.document for un in documents] == ["00000001/0", "00000001/1", "00000002/1"]
    assert isinstance(documents[0].contenu, TexteDEvenement)
    assert documents[0].suffixe == ".pdf"
    dits = [libelle(un) for un in tout.avertissements if isinstance(un, NonClasse)]
    assert dits == ["événement 3 « Objet 3 » : ni texte ni pièce jointe, rien n'est publié."]


@pytest.mark.req("PUB-12")
@pytest.mark.req("PUB-11")
def test_nothing_without_a_binder_or_without_a_date() -> None:
    """No document without an event, a model and a binder; 00/00/00 is never in the list."""
    tout = etablir(etat(evenement(1, modele=INTERNE), evenement(2, publie_le=None), evenement(3, modele="inconnu")))
    assert not de_nature(tout, Nature.DOCUMENT)
    assert [type(un) for un in tout.avertissements] == [NonClasse, ModeleInconnu, ListeManquante]
    assert libelle(tout.avertissements[0]) == "événement 1 « Objet 1 » : son modèle n'est lié à aucun classeur."


@given(jours())
def test_a_document_is_there_from_its_date_to_its_last_day(jour: date) -> None:
    """EXP-48, PUB-11: neither before the one nor after the other."""
    modeles = {CONVOCATION: evolve(MODELES[CONVOCATION], mois_de_publication=1)}
    de = evolve(etat(evenement(1, publie_le=date(2020, 7, 2))), modeles=modeles)
    assert bool(de_nature(etablir(de, jour), Nature.DOCUMENT)) is (date(2020, 7, 2) <= jour <= date(2020, 8, 6))


@pytest.mark.req("PUB-10")
def test_published_again_it_is_another_print_and_a_right_changed_is_the_same() -> None:
    """« Republier » sends again; a binder that opens to others changes the list, and costs no file."""
    avant = de_nature(etablir(etat(evenement(1))), Nature.DOCUMENT)[0]
    republie = de_nature(etablir(etat(evenement(1, publie_le=date(2020, 7, 5)))), Nature.DOCUMENT)[0]
    assert republie.empreinte != avant.empreinte
    conseil = cocher(frozenset({Case.MEMBRE, Case.PRESIDENT}), metier=Metier.SYNDIC).unwrap()
    classeur = le_classeur("Assemblées Générales")
    ferme = etat(evenement(1), classeurs=CLASSEURS | {classeur.id: evolve(classeur, droit=conseil)})
    apres = de_nature(etablir(ferme), Nature.DOCUMENT)[0]
    assert (apres.empreinte, apres.chemin) == (avant.empreinte, avant.chemin)
    assert (avant.cercles, apres.cercles) == (("GILBERT/coproprietaire",), ("GILBERT/membre",))


@pytest.mark.req("EXP-38")
def test_what_is_cancelled_and_replaced_is_no_longer_there() -> None:
    """« Annule et remplace »: the former event goes once the new one is published, and not before."""
    nouveau = evenement(2, remplace=EvenementId("00000001"))
    assert [un.document for un in de_nature(etablir(etat(evenement(1), nouveau)), Nature.DOCUMENT)] == ["00000002/0"]
    pas_encore = evolve(nouveau, publie_le=None)
    assert [un.document for un in de_nature(etablir(etat(evenement(1), pas_encore)), Nature.DOCUMENT)] == ["00000001/0"]


@pytest.mark.req("EXP-55")
@pytest.mark.req("EXP-56")
@pytest.mark.req("EXP-54")
def test_an_account_off_takes_its_lines_and_its_personal_papers_with_it() -> None:
    """After unticking, the next list holds neither the account nor its personal documents; what is shared stays."""
    a_lui = evenement(1, destinataires=(TiersId("ATRILLON"),))
    a_deux = evenement(2, destinataires=(TiersId("ATRILLON"), TiersId("BROUILLY")))
    courant = etat(a_lui, a_deux, evenement(3))
    for ferme in (compte("ATRILLON", publie=False), compte("ATRILLON", inactif_depuis=JOUR)):
        sans = etablir(evolve(courant, parc=etat(comptes=(ferme, compte("BROUILLY"))).parc))
        documents = {un.document: un.cercles for un in de_nature(sans, Nature.DOCUMENT)}
        assert documents == {"00000002/0": ("tiers:BROUILLY",), "00000003/0": ("GILBERT/coproprietaire",)}
        assert [un.titre for un in de_nature(sans, Nature.COMPTE)] == ["450BROUILLY"]
        assert [un.titre for un in de_nature(sans, Nature.CONTACT)] == ["BROUILLY"]
    avec = {un.document: un.cercles for un in de_nature(etablir(courant), Nature.DOCUMENT)}
    assert avec["00000001/0"] == ("tiers:ATRILLON",)
    assert avec["00000002/0"] == ("tiers:ATRILLON", "tiers:BROUILLY")


@pytest.mark.req("EXA-22")
def test_what_was_put_by_hand_is_no_part_of_the_list() -> None:
    """« Documents du syndic » lives on the extranet: the next LSC list neither has it nor deletes it."""
    carte = verser(PieceJointe(nom="Carte pro.pdf", taille=9, empreinte=PDF), id=DocumentId("1"), le=JOUR)
    de = etat(a_la_main=(carte,))
    assert not de_nature(etablir(de), Nature.DOCUMENT)
    assert carte in de.tous_les_documents


def test_the_text_says_where_and_when_it_was_written() -> None:
    """The paper bears the building, the number and the day; a text that changes is another paper. PUB-07."""
    dossier = Dossier(type="Sinistre", numero="0152", entite=EntiteId("S001"), ouvert_le=JOUR)
    texte = de_nature(etablir(etat(evenement(1, dossier=dossier))), Nature.DOCUMENT)[0].contenu
    assert isinstance(texte, TexteDEvenement)
    assert (texte.immeuble, texte.dossier, texte.taille) == ("Résidence GILBERT", "Sinistre 0152", 14)
    assert evolve(texte, texte="Bonsoir").empreinte != texte.empreinte


# -------------------------------------------------------------------------------------------------------- photos


@pytest.mark.req("PUB-13")
def test_photos_are_filed_by_building() -> None:
    """Two photos of GILBERT: visible under GILBERT; the same one twice is one."""
    photos = tuple(Photo(nom=f"{un}.JPG", empreinte=sha256(un.encode()).hexdigest(), taille=3, le=JOUR) for un in "aba")
    trouvees = de_nature(etablir(etat(immeuble=evolve(IMMEUBLE, photos=photos))), Nature.PHOTO)
    assert sorted(un.titre for un in trouvees) == ["a.JPG", "b.JPG"]
    assert {(un.rangement, un.suffixe, un.cercles) for un in trouvees} == {
        (("Résidence GILBERT",), ".jpg", ("GILBERT/coproprietaire",))
    }


# -------------------------------------------------------------------------------------------------------- accounts


@pytest.mark.req("EXP-39")
def test_an_account_once_authorised_is_sent_whatever_its_status() -> None:
    """A tenant who left, no option: his account is still published."""
    parti = evolve(IMMEUBLE, roles=tuple(evolve(un, jusqua=date(2020, 1, 1)) for un in IMMEUBLE.roles))
    assert len(de_nature(etablir(etat(immeuble=parti)), Nature.COMPTE)) == 2


def test_an_account_shows_its_lines_as_the_options_say() -> None:
    """EXP-22: ticked for copropriétaires, two bank entries of a day are one line, and the balance is the same."""
    ecritures = tuple(
        Ecriture(id=id_, compte=CompteId("450ATRILLON"), journal="BQ", le=JOUR, libelle=id_, credit=Euros.lire(montant))
        for id_, montant in (("Loyer", "400.00"), ("Charges", "59.00"))
    )
    chiffres = Comptabilite(ecritures=ecritures)
    detaille = de_nature(etablir(etat(comptabilite=chiffres)), Nature.COMPTE)[0]
    groupe = de_nature(
        etablir(etat(comptabilite=chiffres, parametres=Parametres(regrouper_coproprietaire=True))), Nature.COMPTE
    )[0]
    assert [len(champs(un)["lignes"]) for un in (detaille, groupe)] == [2, 1]  # type: ignore[arg-type]
    assert [champs(un)["solde"] for un in (detaille, groupe)] == ["459.00", "459.00"]
    assert detaille.cercles == ("tiers:ATRILLON",)
    assert detaille.empreinte != groupe.empreinte


@pytest.mark.req("EXP-28")
@pytest.mark.req("EXP-29")
@pytest.mark.req("EXP-30")
def test_funds_105_always_102_on_option_and_never_zero() -> None:
    """105999 is 19.64 and 102001 is 50.00: off, the first alone; on, both; a lot at 0.00 is not sent, -5.00 is."""
    fonds = tuple(
        FondsDeTravaux(compte=NumeroDeCompte(numero), lot=LotId(lot), immeuble=GILBERT, montant=Euros.lire(montant))
        for numero, lot, montant in (
            ("105999", "GILBERT/069", "19.64"),
            ("102001", "GILBERT/069", "50.00"),
            ("105999", "GILBERT/115", "0.00"),
            ("105999", "GILBERT/248", "-5.00"),
        )
    )
    chiffres = Comptabilite(fonds=fonds)

    def sont_envoyes(parametres: Parametres) -> dict[str, list[str]]:
        envoyes = de_nature(etablir(etat(comptabilite=chiffres, parametres=parametres)), Nature.FONDS)
        return {
            str(champs(un)["lot"]): [une["compte"] for une in champs(un)["fonds"]]  # type: ignore[attr-defined]
            for un in envoyes
        }

    assert sont_envoyes(Parametres()) == {"GILBERT/069": ["105999"], "GILBERT/248": ["105999"]}
    avec = sont_envoyes(Parametres(envoyer_les_102=True))
    assert avec == {"GILBERT/069": ["105999", "102001"], "GILBERT/248": ["105999"]}
    lecteurs = de_nature(etablir(etat(comptabilite=chiffres)), Nature.FONDS)[0].cercles
    assert lecteurs == ("GILBERT/069/coproprietaire",)


DEPENSES = Comptabilite(
    exercices=tuple(
        Exercice(id=str(annee), immeuble=GILBERT, annee=annee, clos=annee == 2014) for annee in (2014, 2015, 2016, 2019)
    ),
    depenses=tuple(
        Depense(
            exercice=str(annee), immeuble=GILBERT, cle=CleId("010"), compte=NumeroDeCompte("615000"),
            le=date(annee, 3, 1), libelle=f"Facture {annee}", montant=Euros.lire("120.00"),
            piece=PDF if annee == 2019 else None,
        )
        for annee in (2014, 2015, 2016, 2019)
    ),
    tailles={PDF: 90_000},
)  # fmt: skip


@pytest.mark.req("EXP-26", "EXC-13")
@pytest.mark.req("EXP-27")
def test_expenses_of_open_exercises_are_read_by_those_who_read_invoices() -> None:
    """2015, 2016, 2019 open and 2014 closed: three are sent, with the invoice, as « Factures »."""
    conseil = cocher(frozenset({Case.MEMBRE, Case.PRESIDENT}), metier=Metier.SYNDIC).unwrap()
    factures = le_classeur(FACTURES)
    ferme = CLASSEURS | {factures.id: evolve(factures, droit=conseil)}
    oui = Parametres(envoyer_les_depenses=True)
    envoyees = de_nature(etablir(etat(comptabilite=DEPENSES, parametres=oui, classeurs=ferme)), Nature.DEPENSES)
    assert [un.cle for un in envoyees] == [
        "depenses:GILBERT/2015", "depenses:GILBERT/2016", "depenses:GILBERT/2019", f"piece:GILBERT/2019/{PDF}",
    ]  # fmt: skip
    assert {un.cercles for un in envoyees} == {("GILBERT/membre",)}
    assert envoyees[-1].taille == 90_000
    assert not de_nature(etablir(etat(comptabilite=DEPENSES)), Nature.DEPENSES)
    sans = {id_: un for id_, un in CLASSEURS.items() if un != factures}
    orpheline = etablir(etat(comptabilite=DEPENSES, parametres=oui, classeurs=sans))
    assert not de_nature(orpheline, Nature.DEPENSES)
    assert FacturesSansClasseur() in orpheline.avertissements
    assert libelle(FacturesSansClasseur()) == "les dépenses ne sont pas envoyées : aucun classeur « Factures »."


@pytest.mark.req("EXP-25")
def test_bank_details_are_sent_both_or_not_at_all() -> None:
    """IBAN and BIC filled, option off: published; option on, or one alone: not."""
    banque = evolve(IMMEUBLE, iban="FR76 3000 6000 0112 3456 7890 189", bic="AGRIFRPP")
    envoyee = de_nature(etablir(etat(immeuble=banque)), Nature.BANQUE)
    assert [(champs(un)["bic"], un.cercles) for un in envoyee] == [("AGRIFRPP", ("GILBERT/coproprietaire",))]
    assert not de_nature(etablir(etat(immeuble=evolve(banque, bic=""))), Nature.BANQUE)
    tus = etat(immeuble=banque, parametres=Parametres(taire_les_coordonnees_bancaires=True))
    assert not de_nature(etablir(tus), Nature.BANQUE)


# -------------------------------------------------------------------------------------------------------- the whole


def complet() -> Etat:
    immeuble = evolve(
        IMMEUBLE,
        iban="FR76 3000 6000 0112 3456 7890 189",
        bic="AGRIFRPP",
        photos=(Photo(nom="a.jpg", empreinte=PDF, taille=3, le=date(2020, 6, 20)),),
    )
    fonds = FondsDeTravaux(
        compte=NumeroDeCompte("105999"), lot=LotId("GILBERT/069"), immeuble=GILBERT, montant=Euros.lire("19.64")
    )
    return etat(
        *(evenement(chrono, publie_le=date(2020, 6, 20 + chrono)) for chrono in range(1, 9)),
        immeuble=immeuble,
        comptabilite=evolve(DEPENSES, fonds=(fonds,)),
        parametres=Parametres(envoyer_les_depenses=True),
    )


@pytest.mark.req("PUB-06")
@pytest.mark.req("EXP-01")
def test_one_list_has_every_kind_of_thing() -> None:
    """Accounts, funds, expenses, banks, contacts, documents and photos are all in one run."""
    assert {un.nature for un in etablir(complet()).elements} == set(Nature)


@pytest.mark.req("EXP-01")
def test_tickets_are_there_with_their_option_only() -> None:
    """Documents, accounts, requests; and tickets as an option."""
    avec = Licence(titulaire="Agence", options=frozenset({Option.EXTRANET, Option.TICKETS}))
    assert familles(avec) == tuple(Famille)
    assert familles(Licence(titulaire="Agence", options=frozenset())) == ()


@given(destinations(), jours())
def test_a_filter_only_takes_away_and_says_the_same_of_the_rest(destination: Destination, jour: date) -> None:
    """Several destinations of one model: each has what its filter lets through, as the extranet has it."""
    tout = {un.cle: un for un in etablir(complet(), jour).elements}
    filtres = etablir(complet(), jour, destination).elements
    assert {un.cle for un in filtres} <= tout.keys()
    assert all(tout[un.cle] == un for un in filtres if un.nature is not Nature.CONTACT)
    natures = destination.filtre.natures
    assert all(not natures or un.nature in natures for un in filtres)
    if destination.filtre == Filtre() and destination.depuis_zero is None:
        assert len(filtres) == len(tout)


@pytest.mark.req("I-31")
@given(
    st.frozensets(st.sampled_from((GILBERT, SAINTLOUIS, ImmeubleId("AILLEURS")))),
    st.frozensets(st.sampled_from(Metier)),
)
def test_a_destination_hears_of_its_buildings_and_its_trades_only(
    immeubles: frozenset[ImmeubleId], metiers: frozenset[Metier]
) -> None:
    """Who is nothing there is not named, and of who is, no role held elsewhere is said."""
    filtre = Filtre(immeubles=immeubles, metiers=metiers)
    manifeste = etablir(Etat(parc=le_parc(), classeurs=CLASSEURS), JOUR, evolve(EXTRANET, filtre=filtre))
    for un in manifeste.elements:
        assert not immeubles or not immeubles.isdisjoint(un.immeubles)
        assert not metiers or not metiers.isdisjoint(un.metiers)
        if un.nature is Nature.CONTACT:
            assert isinstance(un.contenu, Fiche)
            cercles = [lire_cercle(texte) for texte in json.loads(un.contenu.texte)["cercles"]]
            roles = [cercle for cercle in cercles if isinstance(cercle, CercleDeRole)]
            assert all(not immeubles or cercle.immeuble in immeubles for cercle in roles)
            assert all(not metiers or cercle.role.metier in metiers for cercle in roles)


@pytest.mark.req("I-31")
def test_a_partner_of_one_building_is_not_given_the_people_of_another() -> None:
    """CLATOUR is of both: the partner of SAINTLOUIS has her for what she is there, and ATRILLON not at all."""
    filtre = Filtre(immeubles=frozenset({SAINTLOUIS}), natures=frozenset({Nature.CONTACT, Nature.COMPTE}))
    manifeste = etablir(Etat(parc=le_parc(), classeurs=CLASSEURS), JOUR, evolve(EXTRANET, filtre=filtre))
    par_cle = {un.cle: un for un in manifeste.elements}
    assert f"contact:{ATRILLON}" not in par_cle
    assert not any(un.startswith("compte:450") for un in par_cle)
    elle = par_cle[f"contact:{CLATOUR}"].contenu
    assert isinstance(elle, Fiche)
    cercles = json.loads(elle.texte)["cercles"]
    assert any(un.startswith("SAINTLOUIS/") for un in cercles)
    assert not any(un.startswith("GILBERT/") for un in cercles)


@given(jours())
def test_a_first_publication_is_measured_both_ways(depuis: date) -> None:
    """With its history, or from zero: the second is what the destination would hold, no more, no less."""
    apercu = apercevoir(JOUR, etat=complet(), destination=EXTRANET, depuis=depuis)
    tout = etablir(complet()).elements
    depuis_zero = etablir(complet(), JOUR, evolve(EXTRANET, depuis_zero=depuis)).elements
    assert (apercu.avec_historique.nombre, apercu.avec_historique.octets) == (len(tout), sum(un.taille for un in tout))
    assert apercu.depuis_zero.nombre == len(depuis_zero)
    assert all(un.depuis is None or un.depuis >= depuis for un in depuis_zero)
    assert {un.cle for un in tout} - {un.cle for un in depuis_zero} == {
        un.cle for un in tout if un.depuis is not None and un.depuis < depuis
    }


@pytest.mark.req("EXP-31")
def test_a_council_without_its_list_of_owners_is_a_warning() -> None:
    """The up to date list is mandatory for the council; with one online, or no council, nothing is said."""
    assert etablir(etat()).avertissements == (ListeManquante(immeuble=GILBERT),)
    parametres = Parametres(modele_de_liste=LISTE, numero_de_liste="7")
    piece = PieceJointe(nom="Liste_copropriétaires.pdf", taille=4, empreinte=PDF)
    faite = evenement(1, modele=LISTE, pieces=(piece,))
    assert not etablir(etat(faite, parametres=parametres)).avertissements
    sans = evolve(IMMEUBLE, roles=IMMEUBLE.roles[:2])
    assert not etablir(etat(immeuble=sans)).avertissements
    absent = etablir(etat(parametres=evolve(parametres, modele_de_liste=ModeleId("?")))).avertissements
    assert libelle(absent[0]) == "le modèle d'archivage ? des listes de copropriétaires n'existe pas."


@given(st.permutations(range(1, 6)))
def test_the_list_does_not_depend_on_the_order_things_are_kept_in(ordre: list[int]) -> None:
    """A function of the state and of the day: two stores give the same bytes."""
    assert etablir(etat(*(evenement(un) for un in ordre))) == etablir(etat(*(evenement(un) for un in range(1, 6))))


def test_every_warning_has_its_sentence() -> None:
    """Each is one line of the report. PUB-05."""
    du_syndic = next(un for un in CLASSEURS.values() if un.est_celui_du_syndic)
    modeles = MODELES | {CONVOCATION: evolve(MODELES[CONVOCATION], classeur=du_syndic.id)}
    dits = etablir(evolve(etat(evenement(1), evenement(2, modele="?")), modeles=modeles)).avertissements
    assert [libelle(un) for un in dits] == [
        "événement 1 « Objet 1 » : « Documents du syndic » ne reçoit rien d'un événement.",
        "événement 00000002 : le modèle ? n'existe pas.",
        "GILBERT : le conseil syndical n'a pas de liste des copropriétaires.",
    ]


def test_a_trade_that_is_closed_is_read_by_nobody_and_stays_in_the_list() -> None:
    """Closing a module closes the reading: nothing is withdrawn, and opening it again sends nothing. EXA-33."""
    ouvert = etat(evenement(1), comptabilite=DEPENSES, parametres=Parametres(envoyer_les_depenses=True))
    ferme = evolve(ouvert, parametres=Parametres(envoyer_les_depenses=True, reglages=evolve(Reglages(), syndic=False)))
    avant, apres = etablir(ouvert).elements, etablir(ferme).elements
    # The contacts say in which circles each stands, and a contact is a file.
    assert [un.chemin for un in avant if un.nature is not Nature.CONTACT] == [
        un.chemin for un in apres if un.nature is not Nature.CONTACT
    ]
    assert {un.cercles for un in apres if un.nature in {Nature.DOCUMENT, Nature.DEPENSES}} == {()}


@pytest.mark.req("PUB-13")
def test_photos_of_the_gerance_are_for_owners_and_tenants() -> None:
    """Each trade its photos."""
    photo = Photo(nom="sans suffixe", empreinte=PDF, taille=3, le=JOUR, metier=Metier.GERANCE)
    (trouvee,) = de_nature(etablir(etat(immeuble=evolve(IMMEUBLE, photos=(photo,)))), Nature.PHOTO)
    assert (trouvee.cercles, trouvee.suffixe) == (("GILBERT/locataire", "GILBERT/proprietaire"), "")


def test_an_account_whose_holder_holds_nothing_is_that_of_its_entite() -> None:
    """An owner of the gérance or a tenant is known by the role that goes with the account. EXP-20, EXP-21."""
    gerance = evolve(compte("ATRILLON"), metier=Metier.GERANCE, entite=EntiteId("GILBERT"))
    (seul,) = de_nature(etablir(etat(comptes=(gerance,))), Nature.COMPTE)
    assert seul.immeuble == GILBERT
    ailleurs = evolve(gerance, entite=EntiteId("S001"))
    (nulle_part,) = de_nature(etablir(etat(comptes=(ailleurs,))), Nature.COMPTE)
    assert nulle_part.immeuble is None
    loue = evolve(
        IMMEUBLE,
        roles=(RoleTenu(tiers=TiersId("ATRILLON"), role=Role.LOCATAIRE, immeuble=GILBERT, compte=gerance.id),),
    )
    ecritures = tuple(
        Ecriture(id=un, compte=gerance.id, journal="BQ", le=JOUR, libelle="Loyer", credit=Euros.lire("1.00"))
        for un in "ab"
    )
    for parametres, lignes in ((Parametres(regrouper_locataire=True), 1), (Parametres(regrouper_proprietaire=True), 2)):
        de = etat(
            immeuble=loue, comptes=(ailleurs,), parametres=parametres, comptabilite=Comptabilite(ecritures=ecritures)
        )
        (sien,) = de_nature(etablir(de), Nature.COMPTE)
        assert (sien.immeuble, len(champs(sien)["lignes"])) == (GILBERT, lignes)  # type: ignore[arg-type]


def test_options_that_cannot_be() -> None:
    """A threshold is a share or a number; without a domain name there is no address. EXP-05, I-35."""
    for faux in ({"seuil_de_retrait_pour_cent": 101}, {"seuil_de_retrait": -1}):
        with pytest.raises(InvalidValue):
            Parametres(**faux)  # type: ignore[arg-type]
    with pytest.raises(InvalidValue):
        _ = Parametres().adresse_des_clients
