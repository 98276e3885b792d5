"""What an agency keeps beside its entries, brought in with its portfolio, down to what its clients read of it."""

import json
import re
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from attrs import evolve
from returns.pipeline import is_successful

from lsc_adapters.bootstrap import memory_engine
from lsc_adapters.clock.fixed import FixedClock
from lsc_adapters.codec.donnees_personnelles import write_lot
from lsc_adapters.codec.errors import InvalidPayload
from lsc_adapters.codec.pieces import DossierDePieces
from lsc_adapters.codec.portefeuille import portefeuille_de
from lsc_domain.classeur.classeur import FACTURES
from lsc_domain.classeur.droit import Case
from lsc_domain.compte import Ecriture
from lsc_domain.engine import Engine
from lsc_domain.extranet.espace import Espace
from lsc_domain.parc import EtatLocatif, FicheDeLot, Metier
from lsc_domain.ports.errors import NotFound
from lsc_domain.publication.portefeuille import BilanDImport, Genre
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.euros import Euros
from lsc_domain.socle.ids import CompteId, EntiteId, ImmeubleId, LotId, TiersId

EXEMPLES = Path(__file__).parents[2] / "examples"
BROUILLY, YALOXE, GILBERT = TiersId("BROUILLY"), TiersId("YALOXECORTONDENISE"), ImmeubleId("GILBERT")
LOT_305 = LotId("SAINTLOUIS/305")
EDF = {
    "cle": "010", "compte": "602001", "libelle": "Facture EDF", "montant": "15.00", "tva": "0.78",
    "recuperable": "15.00",
}  # fmt: skip
LIVRES = {
    "analytiques": [{"code": "47Prov", "libelle": "provisions conservées", "reversee": False}],
    "exercices": [
        {
            "immeuble": "GILBERT",
            "annee": 2015,
            "intitules": {"010": "CHARGES COMMUNES GENERALES", "602001": "Electricité (abonnement)"},
            "depenses": [
                {"cle": "010", "compte": "472999", "le": "2015-02-10", "libelle": "Emprunt", "montant": "2500.00"},
                {**EDF, "le": "2015-01-10", "facture": "contrat_de_syndic.pdf"},
                *({**EDF, "le": f"2015-{mois:02d}-10"} for mois in range(2, 12)),
            ],
        },
        {"immeuble": "GILBERT", "annee": 2016},
        {"immeuble": "GILBERT", "annee": 2019},
    ],
    "fonds_de_travaux": [
        {"lot": "GILBERT/122", "compte": "105999", "montant": "19.64", "libelle": "Fonds de travaux"},
        {"lot": "GILBERT/122", "compte": "102001", "montant": "50.00"},
        {"lot": "GILBERT/907", "compte": "105999", "montant": "0.00"},
    ],
    "creanciers": [{"entite": "S001", "nom": "SDC GILBERT", "iban": "FR76 3000 6000 0112 3456 7890 189"}],
}
"""The seed's expenses and funds, on the lots of BROUILLY."""


def moteur() -> Engine:
    return memory_engine(clock=FixedClock(datetime(2020, 7, 7, 9, tzinfo=ZoneInfo("Europe/Paris"))))


def importer(engine: Engine, **cles: object) -> BilanDImport:
    """Bring in the example with other keys, and keep the contents it names."""
    doc = json.loads((EXEMPLES / "portefeuille.json").read_text(encoding="utf-8"))
    pieces = DossierDePieces(EXEMPLES)
    portefeuille = portefeuille_de({**doc, **cles}, pieces)
    assert engine.documents is not None
    pieces.garder(engine.documents)
    return engine.portefeuilles.importer(portefeuille).unwrap()


@pytest.mark.req("CORE-01")
def test_the_lot_of_the_seed_is_kept_and_shown_to_its_owner() -> None:
    """SAINTLOUIS/305 comes in with the portfolio, is read back whole, and tells its owner what it is."""
    with moteur() as engine:
        importer(engine)
        fiche = engine.parc.fiche_de_lot(LOT_305)
        assert (fiche.numero_rcp, fiche.type, fiche.standing, fiche.mandat) == ("305", "Appartement", "Normal", "102")
        assert (fiche.pieces, fiche.chambres, fiche.situation.etage) == (5, 2, "3ème")
        assert (fiche.construit_le, fiche.loyer_mensuel) == (date(1980, 10, 1), Euros.lire("459.00"))
        assert fiche.surfaces.habitable == fiche.surfaces.surface == 95
        assert (fiche.proprietaire, fiche.code_gestion) == (YALOXE, "SAINTLOUIS/305")
        (bien,) = engine.extranet.biens(YALOXE, Espace.GESTION_LOCATIVE)
        assert bien.description == "5 pièces, 2 chambres, étage 3ème, 95,00 m²"
        assert [un.description for un in engine.extranet.biens(BROUILLY)] == [""] * 4


@pytest.mark.req("CORE-01")
def test_a_lot_is_described_again_and_the_next_page_says_so() -> None:
    """The fiche replaces the one there was; nobody sees the former one once it is kept."""
    with moteur() as engine:
        importer(engine)
        loue = evolve(engine.parc.fiche_de_lot(LOT_305), pieces=4, etat_locatif=EtatLocatif.LOUE)
        assert engine.extranet.biens(YALOXE, Espace.GESTION_LOCATIVE)[0].description.startswith("5 pièces")
        assert engine.parc.decrire_lot(loue) == loue
        assert engine.parc.decrire_lot(loue) == engine.parc.fiche_de_lot(LOT_305) == loue
        assert engine.extranet.biens(YALOXE, Espace.GESTION_LOCATIVE)[0].description.startswith("4 pièces")
        assert ("Etat locatif", "Loué") in engine.administration.fiche_de_lot(Metier.GERANCE, LOT_305).lignes
        sans_fiche = engine.administration.fiche_de_lot(Metier.SYNDIC, LotId("GILBERT/012"))
        assert sans_fiche == FicheDeLot(id=LotId("GILBERT/012"), immeuble=GILBERT, type="Cave")


@pytest.mark.req("CORE-01")
def test_only_a_lot_of_a_known_building_is_described() -> None:
    """Neither a building nobody entered, nor a lot it has not, nor an owner nobody knows: nothing is kept."""
    with moteur() as engine:
        importer(engine)
        fiche = engine.parc.fiche_de_lot(LOT_305)
        for faux in (evolve(fiche, immeuble=ImmeubleId("MARTIN")), evolve(fiche, id=LotId("SAINTLOUIS/306"))):
            with pytest.raises(NotFound):
                engine.parc.decrire_lot(faux)
        with pytest.raises(InvalidValue, match="CASPER n'est pas un tiers"):
            engine.parc.decrire_lot(evolve(fiche, proprietaire=TiersId("CASPER")))
        assert engine.parc.fiche_de_lot(LOT_305) == fiche
        with pytest.raises(NotFound):
            engine.parc.fiche_de_lot(LotId("SAINTLOUIS/306"))


@pytest.mark.req("CORE-01", "I-38")
def test_a_person_is_told_what_is_known_of_his_lots() -> None:
    """The lots whose fiche names him, his rent among it, less the code of the door; nobody is told another's."""
    with moteur() as engine:
        importer(engine)
        fiche = engine.parc.fiche_de_lot(LOT_305)
        engine.parc.decrire_lot(evolve(fiche, situation=evolve(fiche.situation, digicode="12A45")))
        (sien,) = engine.donnees.exporter(YALOXE).lots
        ecrit = write_lot(sien)
        assert (ecrit.lot, ecrit.dits["Mandat"]) == ("SAINTLOUIS/305", "102")
        assert "12A45" not in str(ecrit)
        assert engine.donnees.exporter(BROUILLY).lots == ()


@pytest.mark.req("CORE-02", "CORE-03", "EXP-54")
def test_the_accounts_of_the_seed() -> None:
    """411ALOXECO is its client's; 102001 and 115-S038-GES-AD are nobody's, and are accounts all the same."""
    with moteur() as engine:
        doc = json.loads((EXEMPLES / "portefeuille.json").read_text(encoding="utf-8"))
        regle = {"mode_de_reglement": "Prélèvement", "reprise_en_solde": True}
        comptes = [{**un, **regle} if un["numero"] == "411ALOXECO" else un for un in doc["comptes"]]
        importer(engine, comptes=comptes)
        fiche = engine.comptes.fiche(CompteId("411ALOXECO"))
        assert (fiche.entite, str(fiche.numero), fiche.tiers) == (EntiteId("G001"), "411ALOXECO", YALOXE)
        assert (fiche.libelle, fiche.mode_de_reglement) == ("ALOXE CORTON Denise", "Prélèvement")
        assert (fiche.valide, fiche.report_a_nouveau, fiche.reprise_en_solde) == (True, False, True)
        assert engine.comptes.fiche(CompteId("450TRILLON")).tiers == TiersId("ATRILLON")
        sans_client = engine.comptes.sans_client(Metier.GERANCE)
        assert [(str(une.numero), une.libelle) for une in sans_client] == [
            ("102001", "Provisions pour Travaux"),
            ("115-S038-GES-AD", ""),
        ]
        assert engine.comptes.sans_client(Metier.SYNDIC) == ()
        assert not is_successful(engine.identifiants.activer([sans_client[0].id]))
        with pytest.raises(NotFound):
            engine.comptes.fiche(CompteId("512"))


@pytest.mark.req("CORE-02", "CORE-05")
def test_the_file_of_the_entries_names_the_accounts_of_nobody() -> None:
    """An account without client has the label of its fiche, else that of the chart; an unknown one only its number."""
    with moteur() as engine:
        doc = json.loads((EXEMPLES / "portefeuille.json").read_text(encoding="utf-8"))
        a_elle = {"numero": "5121", "metier": "syndic", "libelle": "Banque du syndicat"}
        du_plan = {"numero": "105999", "metier": "syndic"}
        importer(engine, comptes=[*doc["comptes"], a_elle, du_plan])
        le = date(2020, 1, 10)
        engine.comptes.importer(
            Ecriture(id=un, compte=CompteId(un), journal="BQ", le=le, libelle="x", credit=Euros(1), mouvement="1")
            for un in ("5121", "105999", "115-S038-GES-AD", "471")
        )
        noms = {une.compte: une.compte_libelle for une in engine.comptes.fec(du=le, au=le)}
        assert noms == {
            "5121": "Banque du syndicat",
            "105999": "Fonds de travaux",
            "115-S038-GES-AD": "115-S038-GES-AD",
            "471": "471",
        }


@pytest.mark.req("EXC-19", "EXC-20", "EXC-21", "EXC-22", "EXP-26", "EXP-27")
def test_expenses_come_in_and_are_read_by_whom_factures_opens_to() -> None:
    """The exercises, accounts, totals and invoice of the seed; one that is closed is consulted no more."""
    with moteur() as engine:
        bilan = importer(engine, **LIVRES)
        assert [un.code for un in bilan.ajouts if un.genre is Genre.EXERCICE] == [
            "GILBERT/2015", "GILBERT/2016", "GILBERT/2019",
        ]  # fmt: skip
        engine.publications.regler(evolve(engine.administration.parametres(), envoyer_les_depenses=True))
        factures = next(un for un in engine.classeurs.classeurs() if un.nom == FACTURES)
        engine.classeurs.cocher(factures.id, frozenset({Case.MEMBRE, Case.PRESIDENT})).unwrap()
        assert [un.id for un in engine.extranet.exercices(BROUILLY).unwrap()] == ["2015", "2016", "2019"]
        (cle,) = engine.extranet.depenses(BROUILLY, GILBERT, "2015").unwrap().cles
        assert (cle.cle, cle.libelle) == ("010", "CHARGES COMMUNES GENERALES")
        emprunts, electricite = cle.comptes
        assert (str(emprunts.compte), emprunts.total.montant.decimal) == ("472999", "2500.00")
        total = electricite.total
        sommes = (total.montant, total.tva, total.deductible, total.recuperable)
        assert [un.decimal for un in sommes] == ["165.00", "8.58", "0.00", "165.00"]
        piece = electricite.depenses[0].piece
        assert piece is not None
        facture = engine.extranet.facture(BROUILLY, GILBERT, "2015", piece).unwrap()
        assert facture.contenu == (EXEMPLES / "contrat_de_syndic.pdf").read_bytes()
        assert not is_successful(engine.extranet.exercices(TiersId("ATRILLON")))
        agence = {"entite": "G001", "parametres": {"envoyer_les_depenses": True}}
        importer(engine, agence=agence, exercices=[{"immeuble": "GILBERT", "annee": 2015, "clos": True}])
        assert [un.id for un in engine.extranet.exercices(BROUILLY).unwrap()] == ["2016", "2019"]


@pytest.mark.req("EXC-17", "EXP-28", "EXP-29", "EXP-30", "X-06")
def test_works_funds_come_in_lot_by_lot() -> None:
    """19,64 on one lot and 0,00 on the others; the 102 on option only; a building's funds replace those it had."""
    with moteur() as engine:
        importer(engine, **LIVRES)
        (vus,) = engine.extranet.fonds(BROUILLY).unwrap()
        montants = {un.lot: [(str(f.compte), f.montant.decimal) for f in un.fonds] for un in vus.lots}
        assert montants[LotId("GILBERT/122")] == [("105999", "19.64")]
        assert montants[LotId("GILBERT/907")] == [("105999", "0.00")]
        assert vus.total.decimal == "19.64"
        engine.publications.regler(evolve(engine.administration.parametres(), envoyer_les_102=True))
        assert engine.extranet.fonds(BROUILLY).unwrap()[0].total.decimal == "69.64"
        importer(engine, fonds_de_travaux=[{"lot": "GILBERT/907", "compte": "105999", "montant": "-5.00"}])
        assert engine.extranet.fonds(BROUILLY).unwrap()[0].total.decimal == "-5.00"


@pytest.mark.req("EXP-23", "I-52")
def test_an_analytic_account_that_is_not_paid_over_comes_in() -> None:
    """47Prov is known by the file: its entry goes once the box is ticked, and the balance with it."""
    with moteur() as engine:
        importer(engine, **LIVRES)
        compte, le = CompteId("411ALOXECO"), date(2020, 1, 10)
        engine.comptes.importer(
            Ecriture(
                id=code, compte=compte, journal="BQ", le=le, libelle=code, credit=Euros.lire("1.00"), analytique=une
            )
            for code, une in (("gardée", "47Prov"), ("sans", None))
        )
        assert len(engine.extranet.releve(YALOXE, compte, le, le).unwrap().lignes) == 2
        engine.publications.regler(evolve(engine.administration.parametres(), exclure_non_reverses=True))
        releve = engine.extranet.releve(YALOXE, compte, le, le).unwrap()
        assert [une.libelle for une in releve.lignes] == ["sans"]
        assert releve.solde_courant == Euros.lire("1.00")


@pytest.mark.req("EXC-15")
def test_a_creditor_comes_in() -> None:
    """The entité clients pay, by the name and the account of the file."""
    with moteur() as engine:
        doc = json.loads((EXEMPLES / "portefeuille.json").read_text(encoding="utf-8"))
        importer(engine, **LIVRES, comptes=[{**un, "entite": "S001"} for un in doc["comptes"] if "tiers" in un])
        choix = engine.paiements.choix(BROUILLY, CompteId("450BROU-01")).unwrap()
        assert (choix.beneficiaire, choix.iban) == ("SDC GILBERT", "FR7630006000011234567890189")


@pytest.mark.req("EXP-52", "EXA-11", "X-27")
def test_who_had_a_login_keeps_it() -> None:
    """YALOXE CORTON keeps ALOXECORTONDENISE, BPETRUS PETRUSPIERRE: a login follows no rename. Taken, it is remade."""
    with moteur() as engine:
        importer(engine)
        comptes = map(CompteId, ("411ALOXECO", "450PETRUSP", "450TRILLON"))
        remis = engine.identifiants.activer(comptes).unwrap()
        assert [un.code for un in remis] == ["ALOXECORTONDENISE", "PETRUSPIERRE", "ATRILLONBERNARD"]
        plus = [{"groupe": "PagesIMMO", "libelle": "Code accès", "valeur": "petrus pierre"}]
        doc = json.loads((EXEMPLES / "portefeuille.json").read_text(encoding="utf-8"))
        importer(engine, tiers=[{**un, "donnees": plus} if un["code"] == "CLIQUOT" else un for un in doc["tiers"]])
        (autre,) = engine.identifiants.activer([CompteId("450CLIQUOT")]).unwrap()
        assert autre.code == "CLIQUOTMATHILDE"


@pytest.mark.req("EXC-19", "EXP-30")
def test_the_keys_of_the_page_are_those_of_the_file() -> None:
    """What the page of accounts shows, put in the example portfolio, comes in."""
    page = (EXEMPLES.parent / "docs" / "accounts.md").read_text(encoding="utf-8")
    (montre,) = re.findall(r"```json\n(.*?)```", page, re.DOTALL)
    with moteur() as engine:
        ajouts = [un.genre for un in importer(engine, **json.loads(montre)).ajouts]
        assert {Genre.ANALYTIQUE, Genre.EXERCICE, Genre.FONDS} <= set(ajouts)
        assert engine.extranet.fonds(BROUILLY).unwrap()[0].total.decimal == "19.64"


SECRET = {"groupe": "PagesIMMO", "libelle": "Mot de passe", "valeur": "CNWBTGDSHW"}


def un_lot(fiche: dict[str, object]) -> dict[str, object]:
    """A building of one lot, and its fiche."""
    return {"immeubles": [{"code": "G", "nom": "G", "lots": [{"code": "G/1", "fiche": fiche}]}]}


@pytest.mark.parametrize(
    ("cles", "dit"),
    [
        (
            {"tiers": [{"code": "A", "nom": "A", "donnees": [SECRET]}]},
            "$.tiers[0].donnees[0].libelle: un mot de passe ne s'importe pas : l'activation du compte en remet un",
        ),
        (
            {"tiers": [{"code": "A", "nom": "A", "donnees": [SECRET | {"libelle": " mot de passe"}]}]},
            "$.tiers[0].donnees[0].libelle: un mot de passe ne s'importe pas : l'activation du compte en remet un",
        ),
        (
            un_lot({"proprietaire": "A"}),
            "$.immeubles[0].lots[0].fiche.proprietaire: tiers inconnu : « A »",
        ),
        (
            un_lot({"construit_le": "20200101"}),
            "$.immeubles[0].lots[0].fiche.construit_le: attendu une date AAAA-MM-JJ",
        ),
        (
            un_lot({"motif": "Travaux"}),
            "$.immeubles[0].lots[0].fiche: lot G/1 : un motif d'indisponibilité, et il est disponible",
        ),
        (
            {"comptes": [{"numero": "102001", "entite": "G001", "service_client": True}]},
            "$.comptes[0].tiers: un compte sans client ne se publie pas",
        ),
        ({"exercices": [{"immeuble": "G", "annee": 2015}]}, "$.exercices[0].immeuble: immeuble inconnu : « G »"),
        (
            {"fonds_de_travaux": [{"lot": "G/1", "compte": "105", "montant": "1"}]},
            "$.fonds_de_travaux[0].lot: lot inconnu : « G/1 »",
        ),
        (
            {"creanciers": [{"entite": "G001", "nom": "G", "iban": "FR00"}]},
            "$.creanciers[0]: créancier G001 : l'IBAN n'en est pas un",
        ),
    ],
)  # fmt: skip
@pytest.mark.req("CORE-01", "CORE-02", "X-26")
def test_what_does_not_stand_is_said_where_it_is(cles: dict[str, object], dit: str, tmp_path: Path) -> None:
    """Nothing is read of a file that names what is not there, nor of one that gives a password in clear."""
    with pytest.raises(InvalidPayload) as refus:
        portefeuille_de({"format": "lsc.portefeuille/1", **cles}, DossierDePieces(tmp_path))
    assert str(refus.value) == dit
    assert "CNWBTGDSHW" not in str(refus.value)
