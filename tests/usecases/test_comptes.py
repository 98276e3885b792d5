"""The accounts through the engine: entries in, extracts, expenses, works funds, books, surpluses."""

from datetime import date, datetime

import pytest
from attrs import evolve
from portefeuille_gilbert import APPARTEMENT_305, BROUILLY, GILBERT, PAILLOUX, SAINTLOUIS, YALOXE, le_parc, lot

from lsc_adapters.bootstrap import memory_engine
from lsc_adapters.clock.fixed import FixedClock
from lsc_domain.classeur.classeur import FACTURES
from lsc_domain.classeur.defaut import classeurs_par_defaut
from lsc_domain.classeur.droit import Droit
from lsc_domain.compte import (
    Analytique,
    Depense,
    Ecriture,
    EcritureDUnAutreCompte,
    Exercice,
    FondsDeTravaux,
    FondsDImmeuble,
    LettrageDesequilibre,
    LivreDExercice,
    NatureDeCompte,
    Sens,
)
from lsc_domain.engine import Engine
from lsc_domain.extranet.agence import Bureaux, FicheDAgence
from lsc_domain.extranet.parametrage import MonCompte, Parametrage
from lsc_domain.gerance import DejaAffecte, SansMandatDeGestion
from lsc_domain.parc import Metier
from lsc_domain.ports.errors import NotFound, Unavailable
from lsc_domain.publication.parametres import Parametres
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.euros import Euros
from lsc_domain.socle.ids import AnalytiqueId, CleId, CompteId, LotId
from lsc_domain.socle.numero_de_compte import NumeroDeCompte
from lsc_domain.usecases.compte import ImportDEcritures
from lsc_domain.usecases.etat import AGENCE

JOUR = date(2020, 7, 7)
DU, AU = date(2020, 1, 1), date(2020, 12, 31)
ALOXE, LOCATAIRE, BANQUE = CompteId("411ALOXECO"), CompteId("411PAILLOUX"), CompteId("512000")


def ecriture(
    id_: str, le: date, compte: CompteId = ALOXE, *, debit: str = "0", credit: str = "0", journal: str = "BQ",
    analytique: str | None = None, mouvement: str = "",
) -> Ecriture:  # fmt: skip
    return Ecriture(
        id=id_, compte=compte, journal=journal, le=le, libelle=f"Écriture {id_}", debit=Euros.lire(debit),
        credit=Euros.lire(credit), analytique=analytique, mouvement=mouvement,
    )  # fmt: skip


DU_SEED = (
    ecriture("anterieure", date(2019, 6, 1), debit="10299.97"),
    ecriture("1", date(2020, 1, 30), debit="3000.00"),
    ecriture("2", date(2020, 2, 11), credit="3314.41"),
)


@pytest.fixture
def engine() -> Engine:
    """GILBERT and SAINTLOUIS, on 7 July 2020, and the ledger of the seed."""
    engine = memory_engine(clock=FixedClock(datetime.fromisoformat("2020-07-07T17:00:00+02:00")))
    parc = le_parc()
    with engine.storage.transaction() as transaction:
        for immeuble in parc.immeubles.values():
            transaction.immeubles.put(immeuble.id, immeuble, expected=0)
        for tiers in parc.tiers.values():
            transaction.tiers.put(tiers.id, tiers, expected=0)
        for compte in parc.comptes.values():
            transaction.comptes.put(compte.id, compte, expected=0)
        for classeur in classeurs_par_defaut():
            transaction.classeurs.put(classeur.id, classeur, expected=0)
    engine.comptes.importer(DU_SEED)
    return engine


def regler(engine: Engine, **options: bool) -> None:
    engine.publications.regler(Parametres(**options))  # type: ignore[arg-type]


# ---------------------------------------------------------------------------------------------------------- the extract


@pytest.mark.req("EXC-14", "EXC-16", "EXA-28", "I-49")
def test_the_extract_of_the_seed(engine: Engine) -> None:
    """EXC-14: 01/01/2020 to 31/12/2020 on YALOXE's gérance account: two entries, and its balances to the cent."""
    releve = engine.comptes.releve(ALOXE, du=DU, au=AU)
    assert [(un.ecritures, un.solde.decimal) for un in releve.lignes] == [
        (("2",), "-9985.56"),
        (("1",), "-13299.97"),
    ]
    assert releve.solde_anterieur.decimal == "-10299.97"
    assert releve.solde_de_fin == releve.solde_courant == engine.comptes.solde(ALOXE) == Euros.lire("-9985.56")


@pytest.mark.req("EXC-14")
def test_the_current_balance_is_that_of_the_account_whatever_the_days(engine: Engine) -> None:
    """January only: its own balances, and the current one all the same."""
    releve = engine.comptes.releve(ALOXE, du=DU, au=date(2020, 1, 31))
    assert (releve.solde_de_fin.decimal, releve.solde_courant.decimal) == ("-13299.97", "-9985.56")
    with pytest.raises(InvalidValue, match="avant"):
        engine.comptes.releve(ALOXE, du=AU, au=DU)
    with pytest.raises(NotFound):
        engine.comptes.releve(CompteId("411PERSONNE"), du=DU, au=AU)


@pytest.mark.req("EXA-28", "X-03")
def test_the_agency_chooses_the_direction(engine: Engine) -> None:
    """EXA-28: Débit – crédit, 9 985,56; and whoever asks for one has it."""
    with engine.storage.transaction() as transaction:
        parametrage = Parametrage(compte=MonCompte(sens=Sens.DEBIT_CREDIT))
        transaction.parametrages.put(AGENCE, parametrage, expected=0)
    assert engine.comptes.solde(ALOXE).decimal == "9985.56"
    assert engine.comptes.releve(ALOXE, du=DU, au=AU).solde_anterieur.decimal == "10299.97"
    assert engine.comptes.releve(ALOXE, du=DU, au=AU, sens=Sens.CREDIT_DEBIT).solde_courant.decimal == "-9985.56"


@pytest.mark.req("EXP-20", "EXP-21", "I-52")
def test_bank_entries_are_grouped_for_whom_the_option_says(engine: Engine) -> None:
    """EXP-21: on for locataire only, the propriétaire account is still detailed; the balance is the same."""
    engine.comptes.importer(
        ecriture(f"{compte}{rang}", date(2020, 1, 10), compte, credit=montant)
        for compte in (ALOXE, LOCATAIRE)
        for rang, montant in enumerate(("400.00", "59.00"))
    )
    regler(engine, regrouper_locataire=True)
    (une,) = engine.comptes.releve(LOCATAIRE, du=DU, au=AU).lignes
    assert (une.credit.decimal, une.libelle) == ("459.00", "Trésorerie du 10/01/2020")
    assert len(engine.comptes.releve(ALOXE, du=DU, au=AU).lignes) == 4
    assert len(engine.comptes.releve(ALOXE, du=DU, au=AU, nature=NatureDeCompte.LOCATAIRE).lignes) == 3
    avant = engine.comptes.solde(ALOXE)
    regler(engine, regrouper_locataire=True, regrouper_proprietaire=True)
    assert len(engine.comptes.releve(ALOXE, du=DU, au=AU).lignes) == 3
    assert engine.comptes.solde(ALOXE) == avant


@pytest.mark.req("EXP-23", "I-52")
def test_what_is_not_paid_over_is_in_no_balance_either(engine: Engine) -> None:
    """I-52: 47Prov before the period, in it and after: out of the lines, of the opening and of the current balance."""
    with engine.storage.transaction() as transaction:
        analytique = Analytique(code=AnalytiqueId("47Prov"), reversee=False)
        transaction.analytiques.put("47Prov", analytique, expected=0)
    engine.comptes.importer(
        ecriture(f"p{annee}", date(annee, 3, 1), credit="100.00", analytique="47Prov") for annee in (2019, 2020, 2021)
    )
    assert engine.comptes.solde(ALOXE).decimal == "-9685.56"
    regler(engine, exclure_non_reverses=True)
    releve = engine.comptes.releve(ALOXE, du=DU, au=AU)
    assert [un.solde.decimal for un in releve.lignes] == ["-9985.56", "-13299.97"]
    assert releve.solde_anterieur.decimal == "-10299.97"
    assert releve.solde_courant.decimal == engine.comptes.solde(ALOXE).decimal == "-9985.56"


@pytest.mark.req("EXC-14")
def test_the_paper_says_whose_account_it_is(engine: Engine) -> None:
    """And bears the very lines of the screen."""
    with engine.storage.transaction() as transaction:
        fiche = FicheDAgence(bureaux=Bureaux(raison_sociale="Gérance Crypto"))
        transaction.fiches_d_agence.put(AGENCE, fiche, expected=0)
    extrait = engine.comptes.extrait(ALOXE, du=DU, au=AU)
    assert (extrait.numero, extrait.titulaire, extrait.agence) == (
        "411ALOXECO",
        "Madame YALOXE CORTON Denise",
        "Gérance Crypto",
    )
    assert extrait.releve == engine.comptes.releve(ALOXE, du=DU, au=AU)
    assert (extrait.titre, extrait.periode) == ("Extrait du compte 411ALOXECO", "Du 01/01/2020 au 31/12/2020")
    with pytest.raises(Unavailable, match="extraits"):
        evolve(engine, extraits=None).comptes.imprimer(extrait)


# ---------------------------------------------------------------------------------------------------------- the entries


def test_an_import_made_twice_is_made_once(engine: Engine) -> None:
    """What is known is counted and stays as it is."""
    assert engine.comptes.importer(DU_SEED) == ImportDEcritures(ajoutees=0, connues=3)
    nouvelle = ecriture("3", date(2020, 3, 1), credit="1")
    assert engine.comptes.importer([DU_SEED[0], nouvelle]) == ImportDEcritures(ajoutees=1, connues=1)
    assert engine.comptes.solde(ALOXE).decimal == "-9984.56"


def test_entries_are_lettered_and_unlettered(engine: Engine) -> None:
    """Letters are those that follow; what does not settle is refused, and nothing is lettered."""
    engine.comptes.importer(
        [
            ecriture("loyer", DU, LOCATAIRE, debit="459"),
            ecriture("paye", DU, LOCATAIRE, credit="459"),
            ecriture("seul", DU, LOCATAIRE, credit="1"),
        ]
    )
    lettrer = engine.comptes.lettrer
    assert lettrer(LOCATAIRE, ["loyer"]).failure() == LettrageDesequilibre(compte=LOCATAIRE, ecart=Euros.lire("459"))
    assert lettrer(LOCATAIRE, ["1"]).failure() == EcritureDUnAutreCompte(compte=LOCATAIRE, ecriture="1")
    assert lettrer(LOCATAIRE, ["loyer", "paye", "loyer"]).unwrap() == "A"
    with engine.storage.transaction() as transaction:
        lues = {une.id: (une.lettrage, une.lettree_le) for une in transaction.ecritures.du_compte(LOCATAIRE)}
    assert lues == {"loyer": ("A", JOUR), "paye": ("A", JOUR), "seul": (None, None)}
    assert engine.comptes.delettrer(LOCATAIRE, "A") == ("loyer", "paye")
    assert lettrer(LOCATAIRE, ["loyer", "paye"]).unwrap() == "A"


# --------------------------------------------------------------------------------------------- expenses and works funds


def depense(exercice: str, montant: str, piece: str | None = None) -> Depense:
    return Depense(
        exercice=exercice,
        immeuble=GILBERT,
        cle=CleId("010"),
        compte=NumeroDeCompte("602001"),
        le=date(int(exercice), 1, 10),
        libelle="Facture EDF",
        montant=Euros.lire(montant),
        piece=piece,
    )


def tenir_les_exercices(engine: Engine) -> None:
    with engine.storage.transaction() as transaction:
        for annee in ("2014", "2015", "2019"):
            exercice = Exercice(id=annee, immeuble=GILBERT, annee=int(annee), clos=annee == "2014")
            livre = LivreDExercice(
                exercice=exercice,
                depenses=(depense(annee, "15.00", "e3b0c442" * 8),),
                intitules={"010": "CHARGES COMMUNES GENERALES"},
            )
            transaction.exercices.put(f"{GILBERT}/{annee}", livre, expected=0)


@pytest.mark.req("EXC-19", "EXC-20", "X-07")
def test_the_open_exercises_are_consulted(engine: Engine) -> None:
    """EXC-20: the menu is the exercises not closed; one that is closed is not read."""
    tenir_les_exercices(engine)
    assert [un.annee for un in engine.comptes.exercices(GILBERT)] == [2015, 2019]
    vues = engine.comptes.depenses(GILBERT, "2015")
    assert (vues.cles[0].libelle, vues.total.montant.decimal) == ("CHARGES COMMUNES GENERALES", "15.00")
    for absent in ("2014", "2013"):
        with pytest.raises(NotFound, match=absent):
            engine.comptes.depenses(GILBERT, absent)


@pytest.mark.req("EXC-22")
def test_the_invoice_shows_as_long_as_the_binder_is_open_to_somebody(engine: Engine) -> None:
    """EXC-22: Factures without any right: no logo."""
    tenir_les_exercices(engine)

    def pieces() -> list[str | None]:
        return [une.piece for une in engine.comptes.depenses(GILBERT, "2019").cles[0].comptes[0].depenses]

    assert pieces() == ["e3b0c442" * 8]
    with engine.storage.transaction() as transaction:
        (garde,) = [
            un for _, un in transaction.classeurs.all() if (un.state.nom, un.state.metier) == (FACTURES, Metier.SYNDIC)
        ]
        fermes = evolve(garde.state, droit=Droit(cases=frozenset()))
        transaction.classeurs.put(garde.state.id, fermes, expected=garde.version)
    assert pieces() == [None]


@pytest.mark.req("EXC-17", "X-06", "EXP-29")
def test_an_owner_sees_his_funds_lot_by_lot(engine: Engine) -> None:
    """EXC-17: by building, then by lot; zeros filled; the 102 on option. Who owns nothing sees nothing."""

    def fonds(numero: str, montant: str, ou: LotId) -> FondsDeTravaux:
        return FondsDeTravaux(compte=NumeroDeCompte(numero), lot=ou, immeuble=GILBERT, montant=Euros.lire(montant))

    with engine.storage.transaction() as transaction:
        tenus = (
            fonds("105999", "19.64", lot("122")),
            fonds("102001", "50", lot("907")),
            fonds("105999", "8", lot("248")),
        )
        transaction.fonds.put(GILBERT, FondsDImmeuble(immeuble=GILBERT, fonds=tenus), expected=0)
    (vus,) = engine.comptes.fonds(BROUILLY)
    assert {lot.lot: lot.total.decimal for lot in vus.lots} == {
        "GILBERT/122": "19.64",
        "GILBERT/907": "0.00",
        "GILBERT/035": "0.00",
        "GILBERT/014": "0.00",
    }
    regler(engine, envoyer_les_102=True)
    assert engine.comptes.fonds(BROUILLY, JOUR)[0].total.decimal == "69.64"
    assert engine.comptes.fonds(BROUILLY, immeubles=()) == engine.comptes.fonds(YALOXE) == ()


# ----------------------------------------------------------------------------------------------------------- the books


def test_the_file_of_the_entries_names_clients_by_the_chart(engine: Engine) -> None:
    """Every entry of the period, of a journal or of all; a client is a detail of 411."""
    engine.comptes.importer([ecriture("od", date(2020, 3, 1), BANQUE, debit="1", journal="OD")])
    lignes = engine.comptes.fec(du=DU, au=AU)
    assert [(un.journal, un.compte, un.auxiliaire) for un in lignes] == [
        ("BQ", "411", "411ALOXECO"),
        ("BQ", "411", "411ALOXECO"),
        ("OD", "512000", ""),
    ]
    assert lignes[0].compte_libelle == "Locataires et propriétaires"
    assert len(engine.comptes.fec(du=DU, au=AU, journal="OD")) == 1


@pytest.mark.req("EXP-28", "I-49")
def test_what_the_store_keeps_is_what_publications_read(engine: Engine) -> None:
    """Without a door for the ledgers, the store's own: entries, open analytics, funds, expenses, exercises."""
    tenir_les_exercices(engine)
    livres = engine.comptes.ledgers().comptabilite(JOUR)
    assert [une.id for une in livres.ecritures] == [une.id for une in DU_SEED]
    assert {un.annee for un in livres.exercices} == {2014, 2015, 2019}
    assert len(livres.depenses) == 3
    assert engine.comptes.ledgers(avec_les_ecritures=False).comptabilite(JOUR).ecritures == ()
    assert engine.publications.ledgers is not None
    assert engine.listes.ledgers is not None


# ------------------------------------------------------------------------------------------------------------ surpluses


def un_trop_percu(qui: CompteId, numero: str) -> list[Ecriture]:
    """A tenant pays 41,00 he does not owe."""
    return [
        ecriture(f"{numero}/d", date(2020, 7, 5), BANQUE, debit="41.00", mouvement=numero),
        ecriture(f"{numero}/c", date(2020, 7, 5), qui, credit="41.00", mouvement=numero),
    ]


@pytest.mark.req("TROP-01", "TROP-02", "TROP-03")
def test_surpluses_are_allocated_once_and_the_refused_stop_nobody(engine: Engine) -> None:
    """TROP-01: without a mandate, refused with its reason, and the other treated; launched twice, allocated once."""
    with engine.storage.transaction() as transaction:
        garde = transaction.immeubles.get("SAINTLOUIS")
        sans = tuple(un for un in garde.state.roles if un.lot != LotId("SAINTLOUIS/306") or un.tiers != "CLATOUR")
        transaction.immeubles.put("SAINTLOUIS", evolve(garde.state, roles=sans), expected=garde.version)
    morgon = CompteId("411MORGON")
    engine.comptes.importer([*un_trop_percu(LOCATAIRE, "9"), *un_trop_percu(morgon, "10")])
    proposition = engine.gerance.trop_percus()
    assert (proposition.jour, [un.compte for un in proposition.trop_percus]) == (JOUR, [LOCATAIRE])
    bilan = engine.gerance.affecter(proposition)
    assert bilan.total.decimal == "41.00"
    (refus,) = bilan.refuses
    assert isinstance(refus, SansMandatDeGestion)
    assert refus.compte == morgon
    assert engine.comptes.solde(LOCATAIRE) == Euros(0)
    assert engine.comptes.solde(ALOXE).decimal == "-9944.56"
    encore = engine.gerance.affecter(proposition)
    assert (encore.affectations, encore.refuses[1:]) == ((), (DejaAffecte(compte=LOCATAIRE, lettrage="A"),))
    assert engine.gerance.affecter(engine.gerance.trop_percus()).affectations == ()
    assert engine.comptes.solde(ALOXE).decimal == "-9944.56"


@pytest.mark.req("TROP-01")
def test_only_the_accounts_chosen_are_allocated(engine: Engine) -> None:
    """The list is looked at before it is validated, account by account."""
    engine.comptes.importer([*un_trop_percu(LOCATAIRE, "9"), *un_trop_percu(CompteId("411MORGON"), "10")])
    proposition = engine.gerance.trop_percus(JOUR)
    assert len(proposition.trop_percus) == 2
    assert engine.gerance.affecter(proposition, comptes=()).affectations == ()
    (une,) = engine.gerance.affecter(proposition, comptes=[LOCATAIRE]).affectations
    assert (une.trop_percu.tiers, une.trop_percu.mandant) == (PAILLOUX, ALOXE)
    assert [un.compte for un in engine.gerance.trop_percus(JOUR).trop_percus] == ["411MORGON"]


@pytest.mark.req("EXP-40", "I-32")
def test_a_departed_tenant_keeps_his_account_until_it_is_settled(engine: Engine) -> None:
    """Notice and departure change his rights, not what he is owed: his surplus is still proposed."""
    engine.comptes.importer(un_trop_percu(LOCATAIRE, "9"))
    engine.parc.partir(SAINTLOUIS, APPARTEMENT_305, locataire=PAILLOUX, le=date(2020, 7, 6))
    (un,) = engine.gerance.trop_percus(JOUR).trop_percus
    assert (un.compte, un.mandant) == (LOCATAIRE, ALOXE)
