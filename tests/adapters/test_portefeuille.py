"""`lsc.portefeuille/1`: read whole or refused with a path, brought in all at once or not at all, and never twice."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve, frozen
from documents import RACINE, Doc, Lieu, changer, en_toml, oter, parcourir
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from lsc_adapters.clock.fixed import FixedClock
from lsc_adapters.codec import pieces as module_des_pieces
from lsc_adapters.codec.errors import InvalidPayload
from lsc_adapters.codec.pieces import DossierDePieces, PieceLue
from lsc_adapters.codec.portefeuille import portefeuille_de, read_portefeuille
from lsc_adapters.codec.schema import schema
from lsc_adapters.documents.memory import MemoryDocumentStore
from lsc_adapters.storage.memory import MemoryStorage
from lsc_adapters.storage.sql.ouverture import open_storage
from lsc_domain.classeur.classeur import NomPris, NomProtege
from lsc_domain.classeur.defaut import classeurs_par_defaut
from lsc_domain.classeur.droit import Case, Droit
from lsc_domain.parc.role import Metier, Role
from lsc_domain.ports.errors import Broken, Conflict
from lsc_domain.ports.storage import Storage, Transaction
from lsc_domain.publication.planning import Jour
from lsc_domain.publication.portefeuille import BilanDImport, ChronoPris, Portefeuille, libelle
from lsc_domain.publication.service_systeme import Tache
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import ClasseurId, EvenementId, ImmeubleId, TiersId
from lsc_domain.usecases.portefeuille import PortefeuilleUseCases

GILBERT = RACINE / "examples" / "portefeuille.json"
DONNEES = RACINE / "src" / "lsc_adapters" / "cli" / "portefeuille_gilbert"
HEURE = dt.datetime(2020, 7, 21, 9, tzinfo=dt.UTC)


FICHE: Doc = {
    "adresse": "4, rue Gilbert",
    "proprietaire": "ATRILLON",
    "numero_rcp": "248",
    "numero_plan": "248",
    "code_physique": "GILBERT/248",
    "code_gestion": "GILBERT/248",
    "standing": "Normal",
    "epoque": "1900",
    "etat": "Bon",
    "quartier": "Centre",
    "chauffage": "Gaz",
    "ascenseur": True,
    "mitoyennete": "2 côtés",
    "regime": "Copropriété",
    "pieces": 5,
    "chambres": 2,
    "parkings": 1,
    "etages": 4,
    "construit_le": "1880-10-01",
    "situation": {
        "batiment": "8",
        "escalier": "A",
        "etage": "3ème",
        "porte": "12",
        "parking": "910",
        "type_de_parking": "Couvert",
        "cles": "2",
        "digicode": "12A45",
    },
    "mandat": "102",
    "loyer_mensuel": "459.00",
    "etat_locatif": "loue",
    "liberable_le": "2021-01-01",
    "etat_du_lot": "non_disponible",
    "indisponible_jusqu_au": "2021-02-01",
    "motif": "Travaux",
    "surfaces": {
        "carrez": "94.50",
        "habitable": "95.00",
        "terrasse": "10",
        "balcons": "3",
        "jardin": "0",
        "surface": "95.00",
        "divisible_a_partir_de": "40",
        "cumulable": True,
    },
}
"""Every key of the fiche of a lot."""


@frozen
class PiecesFictives:
    """Any name is a file, but those that say they are not."""

    def lire(self, chemin: str, /) -> PieceLue:
        if "absent" in chemin:
            raise InvalidValue(f"« {chemin} » : le fichier n'existe pas")
        return PieceLue(sha256(chemin.encode()).hexdigest(), len(chemin))


@cache
def _gilbert() -> str:
    return GILBERT.read_text(encoding="utf-8")


def gilbert() -> Doc:
    doc: Doc = json.loads(_gilbert())
    return doc


def complet() -> Doc:
    """Every key of the format, each at least once."""
    return {
        "format": "lsc.portefeuille/1",
        "agence": {
            "entite": "G001",
            "parametres": {
                "nom_de_domaine": "nomdomaine",
                "adresse_publique": "https://agence.example.invalid/clients",
                "garder_les_noms": True,
                "regrouper_proprietaire": True,
                "regrouper_locataire": True,
                "regrouper_coproprietaire": True,
                "exclure_non_reverses": True,
                "taire_les_coordonnees_bancaires": True,
                "envoyer_les_depenses": True,
                "envoyer_les_102": True,
                "inactivations": {"au_preavis": True, "au_depart": True, "a_la_mutation": True},
                "numero_de_liste": "LISTE",
                "modele_de_liste": "m1",
                "reglages": {
                    "module": True,
                    "gestion": False,
                    "syndic": True,
                    "vue_sur_les_locataires": True,
                    "classeurs_vides": False,
                    "lecteurs_du_syndic": "coproprietaires",
                },
                "notifications": False,
                "journal_de_transfert": True,
                "journal_winscp": True,
                "seuil_de_retrait_pour_cent": 10,
                "seuil_de_retrait": 50,
            },
            "utilisateurs": [
                {"code": "JLC", "nom": "JLC", "email": "jlc@example.invalid", "messages_systeme": True},
            ],
        },
        "immeubles": [
            {
                "code": "GILBERT",
                "nom": "GILBERT",
                "adresse": "4, rue Gilbert",
                "metiers": ["syndic", "gerance"],
                "lots": [
                    {"code": "GILBERT/248", "type": "Appartement", "fiche": FICHE},
                    {"code": "GILBERT/012"},
                ],
                "photos": [{"fichier": "f.png", "nom": "façade.png", "le": "2019-09-02", "metier": "gerance"}],
                "iban": "FR76 3000 6000 0112 3456 7890 189",
                "bic": "AGRIFRPP",
                "assemblees_sur_les_comptes": ["2019-07-02"],
            },
            {"code": "SAINTLOUIS", "nom": "Saint Louis", "lots": [{"code": "SAINTLOUIS/305"}]},
        ],
        "tiers": [
            {
                "code": "ATRILLON",
                "nom": "ATRILLON",
                "prenom": "Bernard",
                "civilite": "Monsieur",
                "adresse": "12, rue des cépages",
                "email": "atrillon@example.invalid",
                "telephone": "06 00 00 00 00",
                "notifications": False,
                "donnees": [{"groupe": "PagesIMMO", "libelle": "Code accès", "valeur": "1234"}],
            },
            {"code": "BROUILLY", "nom": "BROUILLY"},
            {"code": "PAILLOUX", "nom": "PAILLOUX"},
        ],
        "comptes": [
            {
                "numero": "450TRILLON",
                "code": "c1",
                "entite": "S001",
                "tiers": "ATRILLON",
                "metier": "syndic",
                "libelle": "ATRILLON Bernard",
                "service_client": True,
                "inactif_depuis": "2021-01-01",
                "mode_de_reglement": "Prélèvement",
                "valide": True,
                "report_a_nouveau": True,
                "reprise_en_solde": True,
            },
            {"numero": "450BROU-01", "tiers": "BROUILLY"},
            {"numero": "102001", "libelle": "Provisions pour Travaux"},
        ],
        "detentions": [
            {
                "tiers": "ATRILLON",
                "lot": "GILBERT/248",
                "depuis": "2010-01-01",
                "jusqua": "2021-01-01",
                "compte": "c1",
                "resident": True,
            },
        ],
        "conseils": [
            {"immeuble": "GILBERT", "tiers": "BROUILLY", "depuis": "2016-07-05", "jusqua": "2019-07-02"},
            {"immeuble": "GILBERT", "tiers": "BROUILLY", "president": True, "depuis": "2019-07-02"},
            {"immeuble": "GILBERT", "tiers": "ATRILLON", "depuis": "2019-07-02", "compte": "c1"},
        ],
        "mandats_de_gestion": [
            {"tiers": "BROUILLY", "lot": "GILBERT/012", "depuis": "2010-01-01", "jusqua": None, "compte": None},
        ],
        "baux": [
            {
                "tiers": "PAILLOUX",
                "lot": "GILBERT/012",
                "depuis": "2010-01-01",
                "jusqua": "2021-01-01",
                "preavis_le": "2020-10-01",
                "compte": None,
                "resident": False,
            },
        ],
        "analytiques": [{"code": "47Prov", "libelle": "provisions conservées", "reversee": False}],
        "exercices": [
            {
                "immeuble": "GILBERT",
                "code": "2015/2016",
                "annee": 2015,
                "clos": True,
                "intitules": {"010": "CHARGES COMMUNES GENERALES"},
                "depenses": [
                    {
                        "cle": "010",
                        "compte": "602001",
                        "le": "2015-01-10",
                        "libelle": "Facture EDF Janvier 2012",
                        "montant": "15.00",
                        "tva": "0.78",
                        "deductible": "0",
                        "recuperable": "15.00",
                        "facture": "pieces/edf.pdf",
                    },
                ],
            },
            {"immeuble": "GILBERT", "annee": 2016},
        ],
        "fonds_de_travaux": [
            {"lot": "GILBERT/248", "compte": "105999", "montant": "19.64", "libelle": "Fonds de travaux"},
        ],
        "creanciers": [
            {
                "entite": "S001",
                "nom": "SDC GILBERT",
                "iban": "FR76 3000 6000 0112 3456 7890 189",
                "bic": "AGRIFRPP",
                "ics": "FR72ZZZ123456",
                "adresse": {
                    "rue": "rue du Puits",
                    "numero": "12",
                    "code_postal": "54000",
                    "ville": "Nancy",
                    "pays": "FR",
                },
                "boutique": "gilbert",
                "banque": "512S001",
                "validateur": "JLC",
            },
        ],
        "classeurs": [
            {"code": "ag", "metier": "syndic", "nom": "AG / PV", "cases": ["coproprietaire", "membre", "president"]},
            {"code": "q", "metier": "gerance", "nom": "Quittances", "cases": ["locataire", "lot"]},
            {"code": "vide", "metier": "syndic", "nom": "Tests_new_classeur"},
        ],
        "modeles": [
            {
                "code": "m1",
                "nom": "Procès-verbal",
                "piece_du_minimum": "A8",
                "extranet": {
                    "classeur": "ag",
                    "regrouper_par_type": True,
                    "prefixer": True,
                    "mois_de_publication": 12,
                    "garder_les_noms": True,
                    "notifier": True,
                },
            },
            {"code": "m2", "nom": "Note", "extranet": {"classeur": None}},
        ],
        "dossiers": [
            {"type": "Sinistre", "numero": "0152", "entite": "G001", "ouvert_le": "2022-01-27", "responsable": "JLC"},
            {"code": "d2", "type": "Travaux", "numero": "0152", "ouvert_le": "2022-01-27"},
        ],
        "evenements": [
            {
                "chrono": 101,
                "modele": "m1",
                "immeuble": "GILBERT",
                "objet": "Dégât des eaux",
                "traite_le": "2022-01-27",
                "publie_le": "2022-01-28",
                "texte": "Une fuite.",
                "pieces": [{"fichier": "pieces/a.pdf", "nom": "Constat.pdf"}, {"fichier": "pieces/b.pdf"}],
                "dossier": "0152",
                "lot": "GILBERT/248",
                "destinataires": ["ATRILLON", "BROUILLY"],
                "remplace": 102,
                "valable_jusqua": "2023-01-01",
            },
            {"chrono": 102, "modele": "m2", "immeuble": "SAINTLOUIS", "objet": "Note", "traite_le": "2022-01-27"},
        ],
        "documents_du_syndic": [
            {
                "code": "carte",
                "titre": "Carte.pdf",
                "fichier": "c.pdf",
                "depuis": "2019-07-01",
                "dernier_jour": "2022-06-30",
                "piece_du_minimum": "C5a",
                "valable_jusqua": "2022-06-30",
            },
        ],
        "destinations": [
            {
                "code": "clac",
                "nom": "CLAC",
                "natures": ["document", "photo"],
                "metiers": ["syndic"],
                "immeubles": ["GILBERT"],
                "depuis_zero": "2020-01-01",
                "notifier": False,
            },
        ],
        "services": [
            {"tache": "publication", "actif": True, "planning": {"lundi": "22:00", "dimanche": None}},
        ],
    }


def lu(doc: Doc) -> Portefeuille:
    return portefeuille_de(doc, PiecesFictives())


def est_lu(doc: Any) -> bool:
    try:
        lu(doc)
    except InvalidPayload:
        return False
    return True


@cache
def validateur() -> Draft202012Validator:
    return Draft202012Validator(schema("lsc.portefeuille/1"))


def valide(doc: Any) -> bool:
    return validateur().is_valid(doc)


LIEUX = [lieu for lieu, _ in parcourir(complet()) if lieu]
TABLES = [lieu for lieu, valeur in parcourir(complet()) if isinstance(valeur, dict)]


class TestWhatIsRead:
    def test_the_schema_takes_what_is_read(self) -> None:
        for doc in (gilbert(), complet(), {"format": "lsc.portefeuille/1"}):
            assert list(validateur().iter_errors(doc)) == []
            assert est_lu(doc)

    def test_every_key_of_the_schema_is_in_the_tests_and_is_described_or_plain(self) -> None:
        """A key added to the format without a test of it is seen here."""
        vues = {lieu[-1] for lieu in LIEUX if isinstance(lieu[-1], str)}
        cles = {cle for un in schema("portefeuille")["$defs"].values() for cle in un.get("properties", ())}
        assert cles - vues == {"mardi", "mercredi", "jeudi", "vendredi", "samedi"}

    AUTRES = (None, True, False, 0, 1, -1, 1.5, "", "x", "GILBERT", "m1", "A8", "syndic", "membre", "2020-02-30")
    AUTRES_ENCORE = ("2020-07-07", "17:05", "24:00", [], {}, [{}], ["x"], {"x": 1}, 10**9)

    @given(st.sampled_from(LIEUX), st.sampled_from((*AUTRES, *AUTRES_ENCORE)) | st.text(max_size=4))
    def test_what_the_schema_refuses_is_refused_by_the_reader(self, lieu: Lieu, autre: Any) -> None:
        """Any value anywhere: a program that checks before it sends is never stricter than we are."""
        doc = changer(complet(), lieu, autre)
        assert valide(doc) or not est_lu(doc)

    @given(st.sampled_from(LIEUX))
    def test_what_lacks_a_mandatory_key_is_refused_by_both(self, lieu: Lieu) -> None:
        doc = oter(complet(), lieu)
        assert valide(doc) or not est_lu(doc)

    @given(st.sampled_from(TABLES), st.text(max_size=6))
    def test_an_unknown_key_is_refused_by_both(self, lieu: Lieu, cle: str) -> None:
        doc = changer(complet(), (*lieu, cle), "oui")
        assert valide(doc) or not est_lu(doc)

    def test_toml_says_the_same(self, tmp_path: Path) -> None:
        """The same keys; the suffix tells them apart."""
        doc = {cle: valeur for cle, valeur in gilbert().items() if cle not in ("evenements", "documents_du_syndic")}
        doc["immeubles"] = [{k: v for k, v in un.items() if k != "photos"} for un in doc["immeubles"]]
        (tmp_path / "p.toml").write_text(en_toml(doc), encoding="utf-8")
        assert read_portefeuille(tmp_path / "p.toml").portefeuille == lu(doc)

    def test_a_portfolio_shown_is_read(self) -> None:
        """What the page of the formats shows is one, and every name in it is a key of the format."""
        page = (RACINE / "docs" / "exchange-formats.md").read_text(encoding="utf-8")
        montres = [bloc for bloc in re.findall(r"```json\n(.*?)```", page, re.DOTALL) if '"lsc.portefeuille/1"' in bloc]
        assert montres
        for montre in montres:
            assert lu(json.loads(montre)).evenements
            assert valide(json.loads(montre))

    def test_the_built_in_portfolio_is_the_one_of_the_examples(self) -> None:
        """What the wheel carries and what the examples show are the same files."""
        portes = sorted(un.relative_to(DONNEES) for un in DONNEES.rglob("*") if un.is_file())
        assert Path("portefeuille.json") in portes
        for un in portes:
            assert (DONNEES / un).read_bytes() == (RACINE / "examples" / un).read_bytes(), un


class TestWhatItSays:
    @pytest.mark.req("CORE-01")
    @pytest.mark.req("CORE-08")
    def test_who_is_what(self) -> None:
        """A sale, a mandate, a lease: each a role with its dates, in the building its lot is in."""
        gilbert_lu = next(un for un in lu(complet()).immeubles if un.id == "GILBERT")
        assert [(un.tiers, un.role, un.lot) for un in gilbert_lu.roles] == [
            ("ATRILLON", Role.COPROPRIETAIRE, "GILBERT/248"),
            ("BROUILLY", Role.PROPRIETAIRE, "GILBERT/012"),
            ("PAILLOUX", Role.LOCATAIRE, "GILBERT/012"),
            ("BROUILLY", Role.MEMBRE, None),
            ("BROUILLY", Role.PRESIDENT, None),
            ("ATRILLON", Role.MEMBRE, None),
        ]
        assert gilbert_lu.roles[2].preavis_le == dt.date(2020, 10, 1)
        assert [lot.id for lot in gilbert_lu.lots] == ["GILBERT/248", "GILBERT/012"]

    @pytest.mark.req("CORE-02")
    def test_an_account_is_of_the_agency_s_entite_unless_it_says_so(self) -> None:
        premier, second = lu(complet()).comptes
        assert (premier.id, premier.entite, premier.numero, premier.service_client) == (
            "c1",
            "S001",
            "450TRILLON",
            True,
        )
        assert (second.id, second.entite, second.service_client) == ("450BROU-01", "G001", False)

    @pytest.mark.req("CORE-06")
    @pytest.mark.req("CORE-07")
    def test_an_event_and_its_dossier(self) -> None:
        """Model, dossier 0152 with its number as it is written, text, attachments, the two dates."""
        premier, second = lu(complet()).evenements
        assert (premier.id, premier.chrono, premier.modele) == ("00000101", 101, "m1")
        assert premier.dossier is not None
        assert (premier.dossier.type, premier.dossier.numero, premier.dossier.entite, premier.dossier.responsable) == (
            "Sinistre",
            "0152",
            "G001",
            "JLC",
        )
        assert [un.nom for un in premier.pieces] == ["Constat.pdf", "b.pdf"]
        assert premier.pieces[0].empreinte == PiecesFictives().lire("pieces/a.pdf").empreinte
        assert (premier.remplace, second.publie_le) == ("00000102", None)

    @pytest.mark.req("EXP-43")
    def test_a_model_has_a_tab_of_the_extranet(self) -> None:
        """One group of settings, apart from the rest of the model."""
        un, autre = lu(complet()).modeles
        assert (un.classeur, un.regrouper_par_type, un.prefixer, un.mois_de_publication) == ("ag", True, True, 12)
        assert (un.garder_les_noms, un.notifier, un.piece_du_minimum) == (True, True, "A8")
        assert autre.classeur is None
        assert not est_lu(changer(complet(), ("modeles", 0, "classeur"), "ag"))

    @pytest.mark.req("EXP-42")
    def test_every_option_of_the_screen_is_read(self) -> None:
        """Each one at its own place: all different from their defaults."""
        parametres = lu(complet()).parametres
        assert parametres is not None
        neutres = lu(changer(complet(), ("agence",), {"entite": "G001"})).parametres
        assert neutres is not None
        for nom in (champ.name for champ in parametres.__attrs_attrs__):  # type: ignore[attr-defined]
            assert getattr(parametres, nom) != getattr(neutres, nom), nom

    def test_a_service_and_a_destination(self) -> None:
        doc = lu(complet())
        assert doc.services[0].tache is Tache.PUBLICATION
        assert doc.services[0].planning.heure(Jour.LUNDI) == dt.time(22)
        assert doc.services[0].planning.heure(Jour.DIMANCHE) is None
        assert doc.destinations is not None
        assert doc.destinations[0].filtre.immeubles == {"GILBERT"}

    def test_documents_du_syndic_is_always_a_binder(self) -> None:
        """The software refers to it by its name, whatever the file gives. EXA-21."""
        classeurs = lu(complet()).classeurs
        assert classeurs is not None
        assert [un.nom for un in classeurs][-1] == "Documents du syndic"
        assert lu(gilbert()).classeurs is None


FAUTES: list[tuple[Lieu, Any, str]] = [
    (("format",), "lsc.portefeuille/2", "$.format: "),
    (("evenements", 0, "modele"), "mx", "$.evenements[0].modele: modèle inconnu : « mx »"),
    (("evenements", 0, "immeuble"), "X", "$.evenements[0].immeuble: immeuble inconnu : « X »"),
    (("evenements", 0, "lot"), "SAINTLOUIS/305", "$.evenements[0].lot: « SAINTLOUIS/305 » n'est pas un lot de"),
    (("evenements", 0, "destinataires", 1), "X", "$.evenements[0].destinataires[1]: tiers inconnu : « X »"),
    (("evenements", 0, "destinataires", 1), "ATRILLON", "$.evenements[0]: événement 00000101 : deux fois le même"),
    (("evenements", 0, "dossier"), "99", "$.evenements[0].dossier: dossier inconnu : « 99 »"),
    (("evenements", 0, "remplace"), 3, "$.evenements[0].remplace: événement inconnu : « 3 »"),
    (("evenements", 0, "remplace"), 101, "$.evenements[0].remplace: événement inconnu : « 101 »"),
    (("evenements", 1, "chrono"), 101, "$.evenements[1].chrono: « 101 » est donné deux fois"),
    (("evenements", 1, "chrono"), 0, "$.evenements[0].remplace: "),
    (("evenements", 0, "pieces", 1, "fichier"), "absent.pdf", "$.evenements[0].pieces[1].fichier: « absent.pdf » : le"),
    (("evenements", 0, "pieces", 0, "nom"), "a/b", "$.evenements[0].pieces[0]: pièce jointe : 'a/b'"),
    (("immeubles", 0, "photos", 0, "fichier"), "absent", "$.immeubles[0].photos[0].fichier: « absent » : le fichier"),
    (("immeubles", 1, "lots", 0, "code"), "GILBERT/248", "$.immeubles[1].lots[0].code: « GILBERT/248 » est donné"),
    (("immeubles", 1, "code"), "GILBERT", "$.immeubles[1].code: « GILBERT » est donné deux fois"),
    (("immeubles", 0, "metiers"), [], "$.immeubles[0].metiers: ne peut être vide"),
    (
        ("immeubles", 0, "metiers"),
        ["syndic"],
        "$.mandats_de_gestion[0].lot: l'immeuble « GILBERT » n'est pas géré en g",
    ),
    (("tiers", 1, "code"), "ATRILLON", "$.tiers[1].code: « ATRILLON » est donné deux fois"),
    (("comptes", 0, "tiers"), "X", "$.comptes[0].tiers: tiers inconnu : « X »"),
    (("comptes", 0, "code"), "450BROU-01", "$.comptes[1].code: « 450BROU-01 » est donné deux fois"),
    (("agence",), {}, "$.comptes[1].entite: ne peut être vide"),
    (("detentions", 0, "tiers"), "X", "$.detentions[0].tiers: tiers inconnu : « X »"),
    (("detentions", 0, "lot"), "X", "$.detentions[0].lot: lot inconnu : « X »"),
    (("detentions", 0, "compte"), "450BROU-01", "$.detentions[0].compte: le compte « 450BROU-01 » est celui de"),
    (("detentions", 0, "jusqua"), "2009-01-01", "$.detentions[0]: ATRILLON, copropriétaire de GILBERT : finit avant"),
    (("conseils", 2, "president"), True, "$.conseils[2].tiers: BROUILLY préside le conseil syndical de GILBERT"),
    (("conseils", 0, "immeuble"), "X", "$.conseils[0].immeuble: immeuble inconnu : « X »"),
    (("classeurs", 0, "cases"), ["coproprietaire"], "$.classeurs[0].cases: Un niveau ne se coche pas sans ceux"),
    (("classeurs", 0, "cases"), ["lot"], "$.classeurs[0].cases: La case « Lot » n'existe pas"),
    (("classeurs", 2, "nom"), "ag / pv", "$.classeurs[2].nom: Un classeur de syndic s'appelle déjà « ag / pv »."),
    (("classeurs", 2, "nom"), "Documents du syndic", "$.classeurs[2].nom: "),
    (("classeurs", 2, "code"), "ag", "$.classeurs[2].code: « ag » est donné deux fois"),
    (("modeles", 0, "extranet", "classeur"), "X", "$.modeles[0].extranet.classeur: classeur inconnu : « X »"),
    (("modeles", 0, "extranet", "mois_de_publication"), 0, "$.modeles[0]: modèle Procès-verbal : une durée"),
    (("modeles", 0, "piece_du_minimum"), "Z9", "$.modeles[0].piece_du_minimum: « Z9 » n'est pas du décret"),
    (("modeles", 1, "code"), "m1", "$.modeles[1].code: « m1 » est donné deux fois"),
    (("dossiers", 1, "code"), "0152", "$.dossiers[1].code: « 0152 » est donné deux fois"),
    (("documents_du_syndic", 0, "fichier"), "absent", "$.documents_du_syndic[0].fichier: « absent »"),
    (("documents_du_syndic", 0, "piece_du_minimum"), "C9", "$.documents_du_syndic[0].piece_du_minimum: « C9 » n'est"),
    (("destinations", 0, "immeubles"), ["X"], "$.destinations[0].immeubles[0]: immeuble inconnu : « X »"),
    (("destinations", 0, "code"), "a:b", "$.destinations[0].code: ne peut contenir"),
    (("services", 1), {"tache": "publication"}, "$.services[1].tache: « publication » est donné deux fois"),
    (("agence", "parametres", "adresse_publique"), "http://a", "$.agence.parametres: adresse publique : attendu https"),
    (("agence", "parametres", "nom_de_domaine"), "nom domaine", "$.agence.parametres: nom de domaine 'nom domaine'"),
    (("agence", "parametres", "modele_de_liste"), "X", "$.agence.parametres.modele_de_liste: modèle inconnu : « X »"),
    (("agence", "parametres", "seuil_de_retrait_pour_cent"), 101, "$.agence.parametres: seuil de retrait"),
    (("tiers", 0, "nom"), " ", "$.tiers[0].nom: ne peut être vide"),
    (("detentions", 1), dict(complet()["detentions"][0]), "$.detentions[1]: « ATRILLON » y est deux fois"),
]


@pytest.mark.parametrize(("lieu", "autre", "phrase"), FAUTES, ids=[f"{lieu}={autre}"[:60] for lieu, autre, _ in FAUTES])
def test_a_fault_is_named_by_its_path(lieu: Lieu, autre: Any, phrase: str) -> None:
    """What names nothing, what is there twice, what a rule refuses: each with the place of it in the file."""
    with pytest.raises(InvalidPayload) as fautif:
        lu(changer(complet(), lieu, autre))
    assert str(fautif.value).startswith(phrase)


class TestTheFilesBeside:
    @pytest.fixture
    def dossier(self, tmp_path: Path) -> Path:
        racine = tmp_path / "racine"
        (racine / "pieces").mkdir(parents=True)
        (racine / "pieces" / "é a.pdf").write_bytes(b"bonjour")
        (tmp_path / "secret").write_bytes(b"secret")
        (racine / "lien").symlink_to(tmp_path / "secret")
        (racine / "dossier").symlink_to(tmp_path)
        return racine

    def test_a_file_is_measured(self, dossier: Path) -> None:
        lue = DossierDePieces(dossier).lire("pieces/é a.pdf")
        assert lue == PieceLue(sha256(b"bonjour").hexdigest(), 7)

    @pytest.mark.parametrize(
        "chemin",
        [
            "",
            "/etc/passwd",
            "../secret",
            "pieces/../../secret",
            "pieces",
            "lien",
            "dossier/secret",
            "./x",
            "a\\b",
            "a\0b",
        ],
    )
    def test_nothing_outside_of_the_folder_is_read(self, dossier: Path, chemin: str) -> None:
        """Neither by `..`, nor by a link, nor by a path of the machine."""
        with pytest.raises(InvalidValue, match="« "):
            DossierDePieces(dossier).lire(chemin)

    def test_a_file_too_large_is_refused(self, dossier: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(module_des_pieces, "TAILLE_MAXIMALE", 6)
        with pytest.raises(InvalidValue, match="au plus"):
            DossierDePieces(dossier).lire("pieces/é a.pdf")

    def test_contents_are_kept_under_their_prints(self, dossier: Path) -> None:
        store, pieces = MemoryDocumentStore(), DossierDePieces(dossier)
        lue = pieces.lire("pieces/é a.pdf")
        pieces.garder(store)
        assert store.get(lue.empreinte) == b"bonjour"

    def test_a_file_that_changes_meanwhile_is_not_kept_under_another_s_name(self, dossier: Path) -> None:
        store, pieces = MemoryDocumentStore(), DossierDePieces(dossier)
        pieces.lire("pieces/é a.pdf")
        (dossier / "pieces" / "é a.pdf").write_bytes(b"autre chose")
        with pytest.raises(Broken, match="a changé"):
            pieces.garder(store)


# ---------------------------------------------------------------------------------------------------------- bringing in


def usecases(storage: Storage) -> PortefeuilleUseCases:
    return PortefeuilleUseCases(storage=storage, clock=FixedClock(HEURE))


def importer(storage: Storage, doc: Doc) -> BilanDImport:
    return usecases(storage).importer(lu(doc)).unwrap()


def tout(storage: Storage) -> dict[str, Any]:
    """Everything a portfolio is made of, with its versions."""
    noms = ("parametres", "tiers", "immeubles", "comptes", "classeurs", "modeles", "evenements", "documents")
    livres = ("fiches_de_lot", "fiches_de_compte", "analytiques", "exercices", "fonds", "creanciers")
    with storage.transaction() as transaction:
        return {nom: dict(getattr(transaction, nom).all()) for nom in (*noms, *livres, "destinations", "services")}


@pytest.fixture(params=["memory", "sqlite"])
def storage(request: pytest.FixtureRequest, make_sqlite: Callable[[], Path]) -> Iterator[Storage]:
    base = MemoryStorage() if request.param == "memory" else open_storage(f"sqlite:///{make_sqlite()}")
    yield base
    base.close()


@pytest.mark.req("EXP-42")
def test_the_same_file_twice_changes_nothing(storage: Storage) -> None:
    """« Valider » stores what changes, and what does not change is not written: the versions are the same."""
    premier = importer(storage, gilbert())
    avant = tout(storage)
    assert (premier.modifications, premier.inchanges) == ((), 0)
    assert len(premier.ajouts) == sum(map(len, avant.values()))
    du_fichier = len(premier.ajouts) - len(classeurs_par_defaut()) - len(["extranet"])
    assert importer(storage, gilbert()) == BilanDImport(inchanges=du_fichier)
    assert tout(storage) == avant


EVENEMENTS = st.lists(
    st.tuples(st.integers(1, 5), st.sampled_from(("", "Vu.")), st.dates(dt.date(2020, 1, 1), dt.date(2022, 1, 1))),
    unique_by=lambda un: un[0],
)


@given(EVENEMENTS, EVENEMENTS)
def test_what_a_file_says_replaces_and_what_it_does_not_speak_of_stays(
    avant: list[tuple[int, str, dt.date]], apres: list[tuple[int, str, dt.date]]
) -> None:
    """The last word of each code wins, whatever came before; and once said, saying it again does nothing."""

    def doc(ecrits: list[tuple[int, str, dt.date]]) -> Doc:
        evenements = [
            {"chrono": chrono, "modele": "m1", "immeuble": "GILBERT", "objet": "x", "texte": texte}
            | {"traite_le": le.isoformat()}
            for chrono, texte, le in ecrits
        ]
        return changer(complet(), ("evenements",), evenements)

    storage = MemoryStorage()
    importer(storage, doc(avant))
    bilan = importer(storage, doc(apres))
    attendus = {un.id: un for ecrits in (avant, apres) for un in lu(doc(ecrits)).evenements}
    gardes = tout(storage)["evenements"]
    assert {id_: un.state for id_, un in gardes.items()} == attendus
    changes = {un.code for un in (*bilan.ajouts, *bilan.modifications)}
    assert changes == {f"{c:08d}" for c, *reste in apres if (c, *reste) not in avant}
    assert importer(storage, doc(apres)).inchanges == bilan.inchanges + len(changes)


class _Panne(Exception):
    """The store dies."""


@frozen
class StockageQuiMeurt:
    """A store whose transaction dies as it writes its nth state."""

    vrai: Storage
    apres: int

    def close(self) -> None: ...

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        reste = [self.apres]
        with self.vrai.transaction() as vraie:
            yield _TransactionQuiMeurt(vraie, reste)  # type: ignore[misc]


class _TransactionQuiMeurt:
    def __init__(self, vraie: Transaction, reste: list[int]) -> None:
        self._vraie, self._reste = vraie, reste

    def __getattr__(self, nom: str) -> Any:
        return _DepotQuiMeurt(getattr(self._vraie, nom), self._reste)


class _DepotQuiMeurt:
    def __init__(self, vrai: Any, reste: list[int]) -> None:
        self._vrai, self._reste, self.all, self.get = vrai, reste, vrai.all, vrai.get

    def put(self, id_: str, etat: Any, /, *, expected: int) -> None:
        self._reste[0] -= 1
        if self._reste[0] < 0:
            raise _Panne
        self._vrai.put(id_, etat, expected=expected)

    def put_all(self, etats: Iterable[tuple[str, Any]], /, *, expected: int = 0) -> None:
        for id_, etat in etats:
            self.put(id_, etat, expected=expected)


@pytest.mark.req("EXP-42")
@pytest.mark.parametrize("apres", [0, 1, 20, 40, 60])
def test_all_at_once_or_not_at_all(storage: Storage, apres: int) -> None:
    """« Annuler » leaves every thing as it was; a store that fails on the way is the same."""
    importer(storage, complet())
    avant = tout(storage)
    nouveau = changer(gilbert(), ("agence", "parametres", "garder_les_noms"), True)
    with pytest.raises(_Panne):
        usecases(StockageQuiMeurt(storage, apres)).importer(lu(nouveau))
    assert tout(storage) == avant


@pytest.mark.req("EXP-07")
def test_a_binder_that_may_not_be_renamed_stops_everything(storage: Storage) -> None:
    """Its name is protected, or is another's: nothing of the file is kept."""
    importer(storage, gilbert())
    avant = tout(storage)
    for classeur, refus in (
        ({"code": "syndic-factures", "metier": "syndic", "nom": "Notes de frais"}, NomProtege),
        ({"code": "autre", "metier": "syndic", "nom": "divers"}, NomPris),
    ):
        doc = changer(complet(), ("classeurs", 3), classeur)
        reponse = usecases(storage).importer(lu(doc))
        assert isinstance(reponse.failure(), refus)
        assert tout(storage) == avant


@pytest.mark.req("EXP-07")
@pytest.mark.req("EXP-08")
def test_the_default_binders_are_installed_and_those_there_are_left(storage: Storage) -> None:
    """« Tests_new_classeur » may be made, « Divers » renamed; a file without binders does not undo what a user did."""
    importer(storage, {"format": "lsc.portefeuille/1"})
    gardes = tout(storage)["classeurs"]
    assert {un.state for un in gardes.values()} == set(classeurs_par_defaut())
    with storage.transaction() as transaction:
        divers = transaction.classeurs.get("syndic-divers")
        renomme = evolve(divers.state, nom="Divers et variés", droit=Droit(frozenset({Case.PRESIDENT})))
        transaction.classeurs.put("syndic-divers", renomme, expected=divers.version)
    bilan = importer(storage, gilbert())
    assert tout(storage)["classeurs"]["syndic-divers"].state == renomme
    assert not any(un.genre.value == "classeur" for un in bilan.ajouts)
    nouveau = {"code": "tests", "metier": "syndic", "nom": "Tests_new_classeur"}
    importer(storage, {"format": "lsc.portefeuille/1", "classeurs": [nouveau]})
    assert tout(storage)["classeurs"]["tests"].state.metier is Metier.SYNDIC


@pytest.mark.req("PUB-02")
def test_what_is_no_part_of_a_portfolio_is_left_alone(storage: Storage) -> None:
    """The instant a service was turned on, and the republication that was asked for."""
    importer(storage, complet())
    service = tout(storage)["services"]["publication"].state
    assert service.actif_depuis == HEURE
    with storage.transaction() as transaction:
        clac = transaction.destinations.get("clac")
        demandee = evolve(clac.state, republier_depuis=dt.date(2020, 7, 1))
        transaction.destinations.put("clac", demandee, expected=clac.version)
    plus_tard = PortefeuilleUseCases(storage=storage, clock=FixedClock(HEURE + dt.timedelta(days=9)))
    assert plus_tard.importer(lu(complet())).unwrap().modifications == ()
    eteint = changer(complet(), ("services", 0, "actif"), False)
    plus_tard.importer(lu(eteint)).unwrap()
    assert tout(storage)["services"]["publication"].state.actif_depuis is None
    plus_tard.importer(lu(complet())).unwrap()
    assert tout(storage)["services"]["publication"].state.actif_depuis == HEURE + dt.timedelta(days=9)
    assert tout(storage)["destinations"]["clac"].state == demandee


@pytest.mark.req("I-38")
def test_nobody_is_told_again_who_asked_not_to_be(storage: Storage) -> None:
    """A file made before a client switched the notices off does not switch them on."""
    importer(storage, gilbert())
    with storage.transaction() as transaction:
        un = transaction.tiers.get("ATRILLON")
        assert un.state.notifications
        transaction.tiers.put("ATRILLON", evolve(un.state, notifications=False), expected=un.version)
    rang = next(i for i, un in enumerate(gilbert()["tiers"]) if un["code"] == "ATRILLON")
    importer(storage, changer(gilbert(), ("tiers", rang, "adresse"), "Ailleurs"))
    change = tout(storage)["tiers"]["ATRILLON"].state
    assert (change.adresse, change.notifications) == ("Ailleurs", False)


def test_the_extranet_is_there_on_the_first_day_and_options_stay_without_an_agency(storage: Storage) -> None:
    """A file that says nothing of the destinations or of the options changes neither."""
    importer(storage, gilbert())
    assert list(tout(storage)["destinations"]) == ["extranet"]
    parametres = tout(storage)["parametres"]
    importer(storage, {"format": "lsc.portefeuille/1"})
    assert tout(storage)["parametres"] == parametres
    importer(storage, complet())
    importer(storage, gilbert())
    assert list(tout(storage)["destinations"]) == ["clac", "extranet"]


@pytest.mark.req("CORE-06")
@pytest.mark.parametrize(
    ("champs", "admis"),
    [
        ({"objet": "Dégât des eaux, suite"}, True),
        ({"traite_le": "2022-02-01"}, True),
        ({"objet": "Autre chose", "traite_le": "2022-02-01"}, False),
        ({"modele": "m2"}, False),
        ({"immeuble": "SAINTLOUIS", "lot": None}, False),
    ],
    ids=str,
)
def test_a_number_serves_once(storage: Storage, champs: Doc, admis: bool) -> None:
    """An event may be corrected; one that another took the number of since, minutes filed here, is not written over."""
    importer(storage, complet())
    avant = tout(storage)
    doc = changer(complet(), ("evenements", 0), complet()["evenements"][0] | champs)
    doc["tiers"].append({"code": "NOUVEAU", "nom": "NOUVEAU"})
    reponse = usecases(storage).importer(lu(doc))
    if admis:
        assert reponse.unwrap().modifications
    else:
        assert reponse.failure() == ChronoPris(chrono=101, objet="Dégât des eaux")
        assert "un chrono ne sert qu'une fois" in libelle(reponse.failure())
        assert tout(storage) == avant


@pytest.mark.req("EXP-44")
def test_a_model_linked_at_last_does_not_publish_the_events_of_the_past(storage: Storage) -> None:
    """They are to be published again, each: those of the file are as the file says."""
    ancien = {"chrono": 3, "modele": "m2", "immeuble": "GILBERT", "objet": "x", "traite_le": "2022-01-01"}
    ancien |= {"publie_le": "2022-01-02", "texte": "x"}
    importer(storage, changer(complet(), ("evenements", 2), ancien))
    lie = changer(complet(), ("modeles", 1, "extranet", "classeur"), "ag")
    importer(storage, changer(lie, ("evenements", 2), ancien | {"chrono": 4}))
    gardes = tout(storage)["evenements"]
    assert gardes["00000003"].state.publie_le is None
    assert gardes["00000004"].state.publie_le == dt.date(2022, 1, 2)


def test_two_at_once_is_a_conflict_and_not_a_mixture() -> None:
    """Somebody else wrote in between: nothing of the second is kept."""
    storage = MemoryStorage()

    def tous_deux() -> None:
        with storage.transaction() as transaction:
            tiers = lu(complet()).tiers[0]
            transaction.tiers.put(tiers.id, tiers, expected=0)
            importer(storage, complet())

    with pytest.raises(Conflict):
        tous_deux()
    assert set(tout(storage)["tiers"]) == {"ATRILLON", "BROUILLY", "PAILLOUX"}


def test_identities_are_those_of_the_trade(storage: Storage) -> None:
    """Codes are kept as they are given, and an event is known by its chrono, on eight digits."""
    importer(storage, gilbert())
    with storage.transaction() as transaction:
        assert transaction.evenements.get(EvenementId("00000007")).state.destinataires == (TiersId("CLATOUR"),)
        assert transaction.immeubles.get(ImmeubleId("GILBERT")).state.nom == "GILBERT"
        assert transaction.modeles.get("note-interne").state.classeur is None
        assert transaction.classeurs.get(ClasseurId("syndic-factures")).state.est_protege
