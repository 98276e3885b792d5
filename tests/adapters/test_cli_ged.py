"""`lsc ged`: a portfolio in, who sees what and why, what the law wants, an extranet brought to what it must hold."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from appels import CONSTATATIONS, FAIT, MAUVAISE_ENTREE, PANNE, Lsc, Reponse
from documents import RACINE
from jsonschema import Draft202012Validator
from serveurs import AGENCE, SECRET, serveur_ftp, serveur_sftp

from lsc_adapters.codec.schema import schema

EXEMPLE = RACINE / "examples" / "portefeuille.json"
JOUR = ("--le", "2020-07-21")
CONSEIL, RELANCE, SINISTRE = "00000006/0", "00000007/0", "00000005/0"


@pytest.fixture
def base(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/agence.db"


@pytest.fixture
def agence(lsc: Lsc, base: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """A base with the portfolio of the examples, named by the environment."""
    assert lsc("ged", "importer", str(EXEMPLE), "--base", base).code == FAIT
    monkeypatch.setenv("LSC_BASE", base)
    return base


def valide(reponse: Reponse, code: int = FAIT) -> Any:
    """Return an answer in JSON that the schema of its format accepts."""
    assert (reponse.code, reponse.erreur) == (code, "")
    doc = reponse.json
    assert list(Draft202012Validator(schema(doc["format"])).iter_errors(doc)) == []
    return doc


def refusee(reponse: Reponse) -> str:
    """Return the one sentence of a bad input."""
    assert (reponse.code, reponse.sortie) == (MAUVAISE_ENTREE, "")
    (phrase,) = reponse.erreur.splitlines()
    return phrase


def fichiers(dossier: Path) -> dict[str, bytes]:
    return {str(un.relative_to(dossier)): un.read_bytes() for un in dossier.rglob("*") if un.is_file()}


class TestImporter:
    @pytest.mark.req("EXP-42")
    def test_twice_changes_nothing(self, lsc: Lsc, base: str) -> None:
        """What was added is told the first time, and that nothing was the second."""
        premier = valide(lsc("ged", "importer", str(EXEMPLE), "--base", base, "--format", "json"))
        assert {"genre": "immeuble", "code": "GILBERT"} in premier["ajouts"]
        assert premier["modifications"] == []
        second = valide(lsc("ged", "importer", str(EXEMPLE), "--base", base, "--format", "json"))
        assert (second["ajouts"], second["modifications"]) == ([], [])
        assert lsc("ged", "importer", str(EXEMPLE), "--base", base).sortie.startswith("0 ajout(s), 0 modification(s)")

    def test_a_changed_file_says_what_it_changed(self, lsc: Lsc, agence: str, tmp_path: Path) -> None:
        dossier = tmp_path / "examples"
        shutil.copytree(RACINE / "examples", dossier)
        doc = json.loads(EXEMPLE.read_text(encoding="utf-8"))
        doc["tiers"][0]["adresse"] = "1, rue Neuve"
        doc["tiers"].append({"code": "NOUVEAU", "nom": "NOUVEAU"})
        (dossier / "pieces" / "carnet_d_entretien.pdf").write_bytes(b"un autre carnet")
        (dossier / "p.json").write_text(json.dumps(doc), encoding="utf-8")
        reponse = lsc("ged", "importer", str(dossier / "p.json"), "--base", agence)
        assert "Ajoutés   tiers                   1  NOUVEAU" in reponse.sortie
        assert "Modifiés  tiers                   1  ATRILLON" in reponse.sortie
        assert "Modifiés  événement               1  00000004" in reponse.sortie

    @pytest.mark.req("EXP-34")
    @pytest.mark.req("EXP-38")
    def test_a_list_of_owners_is_made_and_made_again(self, lsc: Lsc, agence: str, tmp_path: Path) -> None:
        """One event a building; an address that changes makes another one, and nothing else does."""
        assert lsc("ged", "listes", "GILBERT").sortie.startswith("00000011  ")
        doc = json.loads(EXEMPLE.read_text(encoding="utf-8"))
        petit = {"format": "lsc.portefeuille/1", "tiers": doc["tiers"]}
        (tmp_path / "p.json").write_text(json.dumps(petit), encoding="utf-8")
        assert valide(lsc("ged", "importer", str(tmp_path / "p.json"), "--format", "json"))["listes_refaites"] == []
        petit["tiers"][0]["adresse"] = "1, rue Neuve"
        (tmp_path / "p.json").write_text(json.dumps(petit), encoding="utf-8")
        reponse = lsc("ged", "importer", str(tmp_path / "p.json"))
        assert reponse.sortie.endswith("Liste des copropriétaires de GILBERT refaite : 00000012\n")
        cles = {un["cle"] for un in valide(lsc("ged", "plan", "--format", "json"))["envois"]}
        assert "document:00000012/1" in cles
        assert "document:00000011/1" not in cles
        assert "attendu au moins un immeuble" in refusee(lsc("ged", "listes"))
        assert lsc("ged", "listes", "NULLEPART").code == MAUVAISE_ENTREE

    @pytest.mark.req("CORE-06")
    def test_a_number_taken_here_meanwhile_is_not_written_over(self, lsc: Lsc, agence: str, tmp_path: Path) -> None:
        """The list took number 11; a file whose number 11 is something else is refused."""
        assert lsc("ged", "listes", "GILBERT").code == FAIT
        dossier = tmp_path / "examples"
        shutil.copytree(RACINE / "examples", dossier)
        doc = json.loads(EXEMPLE.read_text(encoding="utf-8"))
        doc["evenements"].append(doc["evenements"][6] | {"chrono": 11})
        (dossier / "p.json").write_text(json.dumps(doc), encoding="utf-8")
        assert "l'événement 11 est déjà « " in refusee(lsc("ged", "importer", str(dossier / "p.json")))

    @pytest.mark.parametrize(
        ("chemin", "raison"),
        [
            ("pieces/absent.pdf", "« pieces/absent.pdf » : le fichier n'existe pas"),
            ("../secret.pdf", "« ../secret.pdf » : '..' n'est pas un nom"),
            ("/etc/hostname", "« /etc/hostname » : attendu un chemin relatif"),
        ],
    )
    @pytest.mark.req("EXP-42")
    def test_a_file_that_is_not_beside_is_refused_and_nothing_is_written(
        self, lsc: Lsc, base: str, tmp_path: Path, chemin: str, raison: str
    ) -> None:
        """Exit 2, the path of the fault, the name of the file; the base stays empty, and is not even made."""
        (tmp_path / "secret.pdf").write_bytes(b"secret")
        dossier = tmp_path / "agence"
        shutil.copytree(RACINE / "examples", dossier)
        doc = json.loads(EXEMPLE.read_text(encoding="utf-8"))
        doc["evenements"][3]["pieces"][0]["fichier"] = chemin
        (dossier / "p.json").write_text(json.dumps(doc), encoding="utf-8")
        phrase = refusee(lsc("ged", "importer", str(dossier / "p.json"), "--base", base))
        assert f"p.json: $.evenements[3].pieces[0].fichier: {raison}" in phrase
        assert not (tmp_path / "agence.db").exists()

    @pytest.mark.req("EXP-07")
    def test_a_binder_the_base_refuses_is_a_fault_of_the_file(self, lsc: Lsc, agence: str, tmp_path: Path) -> None:
        doc = {
            "format": "lsc.portefeuille/1",
            "classeurs": [{"code": "x", "metier": "syndic", "nom": "Divers"}],
            "tiers": [{"code": "NOUVEAU", "nom": "NOUVEAU"}],
        }
        (tmp_path / "p.json").write_text(json.dumps(doc), encoding="utf-8")
        phrase = refusee(lsc("ged", "importer", str(tmp_path / "p.json")))
        assert "Un classeur de syndic s'appelle déjà « Divers »." in phrase
        assert "personne de ce code" in refusee(lsc("ged", "voit", "NOUVEAU"))

    def test_contents_may_be_in_a_folder(self, lsc: Lsc, base: str, tmp_path: Path) -> None:
        """`--documents`: the base is small, and publishing finds them there, and nowhere else."""
        contenus, extranet = tmp_path / "contenus", tmp_path / "extranet"
        assert lsc("ged", "importer", str(EXEMPLE), "--base", base, "--documents", str(contenus)).code == FAIT
        assert len(fichiers(contenus)) == 7
        publier = ("ged", "publier", "--vers", f"dossier:{extranet}", "--base", base)
        sans = lsc(*publier)
        assert sans.code == CONSTATATIONS
        assert "échec : " in sans.sortie
        avec = lsc(*publier, "--documents", str(contenus))
        assert avec.code == FAIT, avec.sortie


class TestQui:
    @pytest.mark.req("EXP-06")
    @pytest.mark.req("EXP-08")
    def test_the_binders_and_their_boxes(self, lsc: Lsc, agence: str) -> None:
        """« Travaux » of the gérance opens to nobody; « Conseil syndical » to the council."""
        table = lsc("ged", "classeurs").sortie
        assert re.search(r"gerance-travaux +gérance +Travaux +personne", table)
        assert re.search(r"syndic-conseil-syndical +syndic +Conseil syndical +Membre CS, Président CS", table)
        doc = valide(lsc("ged", "classeurs", "--format", "json"))
        par_code = {un["code"]: un for un in doc["classeurs"]}
        assert par_code["gerance-courriers-autres"]["niveaux"] == ["Courriers", "Autres"]
        assert par_code["syndic-factures"]["protege"] is True

    def test_who_sees_a_document_and_why(self, lsc: Lsc, agence: str) -> None:
        doc = valide(lsc("ged", "qui-voit", CONSEIL, *JOUR, "--format", "json"))
        assert [(un["tiers"], un["nom"]) for un in doc["lecteurs"]] == [("BROUILLY", "BROUILLY Alfred")]
        assert "membre du conseil syndical de GILBERT" in doc["lecteurs"][0]["motifs"][0]
        assert "BROUILLY Alfred" in lsc("ged", "qui-voit", CONSEIL, *JOUR).sortie

    def test_a_document_nobody_gave_a_code_to_is_a_mistake(self, lsc: Lsc, agence: str) -> None:
        """An unknown code is refused; one whose event was taken off is a document that nobody reads any more."""
        assert "aucun document de ce code" in refusee(lsc("ged", "qui-voit", "99999999/1", *JOUR))
        lsc("ged", "depublier", CONSEIL.partition("/")[0])
        reponse = lsc("ged", "qui-voit", CONSEIL, *JOUR)
        assert (reponse.code, "Personne ne lit" in reponse.sortie) == (0, True)

    @pytest.mark.req("CORE-08")
    def test_a_council_mandate_has_its_dates(self, lsc: Lsc, agence: str) -> None:
        """LEPITRE was of the council until 2 July 2019: the paper of 2020 is BROUILLY's."""
        assert "Personne ne lit" in lsc("ged", "qui-voit", CONSEIL, "--le", "2020-06-15").sortie
        reponse = lsc("ged", "voit", "LEPITRE", *JOUR, "--document", CONSEIL)
        assert reponse.code == CONSTATATIONS
        assert "n'est ouvert que par ces rôles" in reponse.sortie

    def test_what_a_person_sees_as_a_tree(self, lsc: Lsc, agence: str) -> None:
        """The levels of the binders, the type of the dossier below, its number before the name."""
        lignes = lsc("ged", "voit", "atrillon", *JOUR).sortie.splitlines()
        assert lignes[0] == "Monsieur ATRILLON Bernard, le 21/07/2020 : 5 document(s)"
        rang = lignes.index("  Interventions - Travaux")
        assert lignes[rang + 1 : rang + 3] == [
            "    Sinistre",
            f"      {SINISTRE}  0152 Dégât des eaux, cave 012.pdf, 04/05/2020",
        ]
        assert not any("Conseil syndical" in ligne for ligne in lignes)
        doc = valide(lsc("ged", "voit", "ATRILLON", *JOUR, "--format", "json"))
        assert len(doc["documents"]) == 5
        assert {un["immeuble"] for un in doc["documents"]} == {"GILBERT"}

    @pytest.mark.parametrize(
        ("qui", "document", "autorise", "raison"),
        [
            ("CLATOUR", RELANCE, True, "destinataire"),
            ("BROUILLY", RELANCE, False, "adressé à quelqu'un d'autre"),
            ("CLIQUOT", SINISTRE, False, "Aucun compte de CLIQUOT n'est publié."),
            ("PAILLOUX", SINISTRE, False, "n'a jamais eu de rôle dans GILBERT"),
            ("BROUILLY", "99", False, "n'existe pas"),
        ],
    )
    def test_may_this_person_read_this(
        self, lsc: Lsc, agence: str, qui: str, document: str, autorise: bool, raison: str
    ) -> None:
        """The rule that says no, or the reason that says yes; 1 when it is no."""
        code = FAIT if autorise else CONSTATATIONS
        doc = valide(lsc("ged", "voit", qui, *JOUR, "--document", document, "--format", "json"), code)
        assert doc["autorise"] is autorise
        assert raison in doc["motifs"][0]
        table = lsc("ged", "voit", qui, *JOUR, "--document", document)
        assert table.code == code
        assert raison in table.sortie

    def test_a_name_that_is_nobody_s_or_several_s(self, lsc: Lsc, agence: str, tmp_path: Path) -> None:
        homonymes = {"format": "lsc.portefeuille/1", "tiers": [{"code": c, "nom": "MARTIN"} for c in ("M1", "M2")]}
        (tmp_path / "p.json").write_text(json.dumps(homonymes), encoding="utf-8")
        lsc("ged", "importer", str(tmp_path / "p.json"))
        assert "plusieurs personnes de ce nom (M1, M2)" in refusee(lsc("ged", "voit", "martin"))
        assert lsc("ged", "voit", "M2").sortie.startswith("MARTIN, le ")
        assert "personne de ce code" in refusee(lsc("ged", "voit", "DUPONT"))
        assert "--le : attendu une date" in refusee(lsc("ged", "voit", "M1", "--le", "hier"))


class TestConformite:
    def test_what_is_there_and_what_is_missing_with_the_article(self, lsc: Lsc, agence: str) -> None:
        doc = valide(lsc("ged", "conformite", "GILBERT", *JOUR, "--format", "json"), CONSTATATIONS)
        (immeuble,) = doc["immeubles"]
        pieces = {une["code"]: une for une in immeuble["pieces"]}
        assert (pieces["A1"]["etat"], pieces["A9"]["etat"]) == ("present", "present")
        assert (pieces["C4"]["etat"], pieces["C4"]["article"]) == ("manquant", "décret 2019-502, art. 3, 4°")
        assert not immeuble["conforme"]
        table = lsc("ged", "conformite", *JOUR)
        assert table.code == CONSTATATIONS
        assert "GILBERT, le 21/07/2020 : 15 manquante(s), 0 périmée(s)" in table.sortie
        assert "SAINTLOUIS" not in table.sortie

    def test_what_is_stale(self, lsc: Lsc, agence: str) -> None:
        """The contract of the syndic ended on 30 September 2020."""
        doc = valide(lsc("ged", "conformite", "GILBERT", "--le", "2020-10-01", "--format", "json"), CONSTATATIONS)
        contrat = next(une for une in doc["immeubles"][0]["pieces"] if une["code"] == "A9")
        assert (contrat["etat"], contrat["detail"]) == ("perime", "expiré le 30/09/2020")

    def test_nothing_was_due_before_july_2020(self, lsc: Lsc, agence: str) -> None:
        reponse = lsc("ged", "conformite", "--le", "2020-06-30")
        assert (reponse.code, "Rien n'est exigé" in reponse.sortie) == (FAIT, True)

    def test_a_line_may_be_without_object(self, lsc: Lsc, agence: str) -> None:
        """Only one the text makes conditional."""
        options = ("--sans-objet", "a6, C2", "--format", "json")
        doc = valide(lsc("ged", "conformite", "GILBERT", *JOUR, *options), CONSTATATIONS)
        etats = {une["code"]: une["etat"] for une in doc["immeubles"][0]["pieces"]}
        assert (etats["A6"], etats["C2"], etats["A2"]) == ("sans_objet", "sans_objet", "manquant")
        assert "--sans-objet : A1 ; attendu parmi" in refusee(lsc("ged", "conformite", "--sans-objet", "A1"))
        assert "aucun immeuble de ce code" in refusee(lsc("ged", "conformite", "NULLEPART"))


class TestPublier:
    def test_the_plan_then_the_run_then_nothing_left(self, lsc: Lsc, agence: str, tmp_path: Path) -> None:
        """A plan applied does nothing the second time; what is there is what the list says."""
        prevu = valide(lsc("ged", "plan", "--format", "json"))
        assert prevu["envois"]
        assert (prevu["remplacements"], prevu["retraits"], prevu["inchanges"]) == ([], [], 0)
        assert "Première publication : " in lsc("ged", "plan").sortie
        extranet = tmp_path / "extranet"
        publier = ("ged", "publier", "--vers", f"dossier:{extranet}", "--format", "json")
        fait = valide(lsc(*publier))
        assert (fait["envoyes"], fait["echecs"]) == (len(prevu["envois"]), [])
        assert set(fichiers(extranet)) == {"manifeste.json", *(un["chemin"] for un in prevu["envois"])}
        assert "Première publication" not in lsc("ged", "plan").sortie
        encore = valide(lsc(*publier))
        assert (encore["envoyes"], encore["inchanges"]) == (0, fait["envoyes"])

    @pytest.mark.req("PUB-10")
    @pytest.mark.req("PUB-11")
    def test_an_event_is_taken_off_and_put_back(self, lsc: Lsc, agence: str, tmp_path: Path) -> None:
        """« 00/00/00 »: the next list is without it. « Publier en date du jour »: it is part of the next sending."""
        extranet = tmp_path / "extranet"
        publier = ("ged", "publier", "--vers", f"dossier:{extranet}")
        assert lsc(*publier).code == FAIT
        avant = set(fichiers(extranet))
        assert lsc("ged", "depublier", "6").sortie == "00000006  00/00/00  Conseil syndical du 15 juin 2020\n"
        (retrait,) = valide(lsc("ged", "plan", "--format", "json"))["retraits"]
        assert retrait["cle"] == f"document:{CONSEIL}"
        assert "retirer" in lsc("ged", "plan").sortie
        assert "1 retiré(s)" in lsc(*publier).sortie
        assert set(fichiers(extranet)) == avant - {retrait["chemin"]}
        doc = valide(lsc("ged", "republier", "00000006", "4", "--format", "json"))
        assert [un["code"] for un in doc["evenements"]] == ["00000006", "00000004"]
        assert all(un["publie_le"] for un in doc["evenements"])
        assert "1 envoyé(s), 1 remplacé(s)" in lsc(*publier).sortie

    @pytest.mark.req("PUB-10")
    def test_all_or_none_when_one_cannot_be_published(self, lsc: Lsc, agence: str, tmp_path: Path) -> None:
        """Event 8 is of a model without binder, event 99 does not exist: event 5 is not touched either."""
        publier = ("ged", "publier", "--vers", f"dossier:{tmp_path / 'extranet'}")
        assert lsc(*publier).code == FAIT
        for codes, raison in ((("5", "8"), "n'est lié à aucun classeur"), (("5", "99"), "il n'y a pas d'événement")):
            reponse = lsc("ged", "republier", *codes)
            assert (reponse.code, reponse.sortie) == (CONSTATATIONS, "")
            assert raison in reponse.erreur
        assert lsc("ged", "depublier", "5", "99").code == CONSTATATIONS
        assert "0 envoyé(s), 0 remplacé(s), 0 retiré(s)" in lsc(*publier).sortie
        assert "attendu au moins un événement" in refusee(lsc("ged", "depublier"))

    @pytest.mark.req("EXP-41")
    def test_what_was_published_since_a_day_is_sent_again(self, lsc: Lsc, agence: str, tmp_path: Path) -> None:
        """« Renvoyer les documents depuis le »: once."""
        publier = ("ged", "publier", "--vers", f"dossier:{tmp_path / 'extranet'}")
        assert lsc(*publier).code == FAIT
        assert "2 remplacé(s)" in lsc(*publier, "--renvoyer-depuis", "2020-06-16").sortie
        assert "0 remplacé(s)" in lsc(*publier).sortie
        assert "--renvoyer-depuis : attendu une date" in refusee(lsc(*publier, "--renvoyer-depuis", "hier"))

    @pytest.mark.req("EXP-18")
    @pytest.mark.req("EXP-19")
    def test_transfer_logs_are_those_the_agency_turned_on(self, lsc: Lsc, agence: str, tmp_path: Path) -> None:
        """None by default; both once they are on."""
        journaux = tmp_path / "journaux"
        publier = ("ged", "publier", "--vers", f"dossier:{tmp_path / 'extranet'}", "--journal", str(journaux))
        assert "n'est pas un dossier" in refusee(lsc(*publier))
        journaux.mkdir()
        assert lsc(*publier).code == FAIT
        assert fichiers(journaux) == {}
        parametres = {"journal_de_transfert": True, "journal_winscp": True}
        doc = {"format": "lsc.portefeuille/1", "agence": {"parametres": parametres}}
        (tmp_path / "p.json").write_text(json.dumps(doc), encoding="utf-8")
        assert lsc("ged", "importer", str(tmp_path / "p.json")).code == FAIT
        lsc("ged", "republier", "6")
        assert lsc(*publier).code == FAIT
        noms = sorted(fichiers(journaux))
        assert (len(noms), noms[-1]) == (2, "winscp.xml")
        assert noms[0].startswith("envoi-")

    @pytest.mark.req("PUB-09")
    def test_a_large_withdrawal_asks_before_it_wipes(self, lsc: Lsc, agence: str, tmp_path: Path) -> None:
        """A portfolio cut short would empty the extranet: refused, nothing withdrawn, until somebody confirms."""
        extranet = tmp_path / "extranet"
        publier = ("ged", "publier", "--vers", f"dossier:{extranet}")
        assert lsc(*publier).code == FAIT
        avant = fichiers(extranet)
        doc = json.loads(EXEMPLE.read_text(encoding="utf-8"))
        vides = [un | {"service_client": False} for un in doc["comptes"]]
        petit = {"format": "lsc.portefeuille/1", "agence": {"entite": "G001"}, "tiers": doc["tiers"], "comptes": vides}
        (tmp_path / "p.json").write_text(json.dumps(petit), encoding="utf-8")
        assert lsc("ged", "importer", str(tmp_path / "p.json")).code == FAIT
        refus = lsc(*publier)
        assert (refus.code, refus.sortie) == (CONSTATATIONS, "")
        assert "cet envoi retirerait" in refus.erreur
        assert fichiers(extranet) == avant
        assert lsc(*publier, "--confirmer-retraits").code == FAIT
        assert len(fichiers(extranet)) < len(avant)

    @pytest.mark.parametrize(
        ("vers", "raison"),
        [
            ((), "il manque --vers, ou LSC_VERS"),
            (("--vers", "extranet"), "attendu dossier:CHEMIN, sftp://"),
            (("--vers", "http://x/y"), "attendu dossier:CHEMIN, sftp://"),
            (("--vers", "sftp://u:secret@h/x"), "le mot de passe n'a pas sa place dans l'adresse"),
            (("--vers", "sftp://h/x"), "attendu protocole://compte@hôte"),
            (("--vers", "sftp://u@h:port/x"), "adresse illisible"),
            (("--vers", "sftp://u@h/x"), "attendu un mot de passe dans LSC_MOT_DE_PASSE, ou --cle"),
            (("--vers", "ftps://u@h/x"), "attendu un mot de passe dans LSC_MOT_DE_PASSE"),
            (("--vers", "dossier:a", "--vers", "dossier:b"), "a deux adresses"),
            (("--vers", "clac=dossier:a"), "pour la destination « extranet »"),
            (("--vers", "dossier:a", "--destination", "nulle"), "la destination nulle n'existe pas."),
        ],
    )
    def test_an_address_that_cannot_be_used_is_bad_input(
        self, lsc: Lsc, agence: str, vers: tuple[str, ...], raison: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        """One sentence, and no secret in it."""
        monkeypatch.chdir(tmp_path)
        phrase = refusee(lsc("ged", "publier", *vers))
        assert raison in phrase
        assert "secret" not in phrase

    def test_an_unknown_server_receives_nothing(
        self, lsc: Lsc, agence: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        """Without its key, the password is not even tried."""
        monkeypatch.setenv("LSC_MOT_DE_PASSE", "secret")
        vers = ("ged", "publier", "--vers", "sftp://u@serveur.example.invalid/x")
        assert "il manque --cle-d-hote" in refusee(lsc(*vers))
        assert "clé du serveur : attendu une empreinte" in refusee(lsc(*vers, "--cle-d-hote", "ssh-ed25519 faux"))
        assert "ne peut être lu" in refusee(lsc(*vers, "--cle-d-hote", str(tmp_path / "absente")))

    def test_a_server_whose_key_is_pinned_receives_it_all(
        self, lsc: Lsc, agence: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        """SFTP, by the print of its key and by a file of keys; FTP; below the path of the address in each."""
        monkeypatch.setenv("LSC_MOT_DE_PASSE", SECRET)
        for nom in ("sftp", "ftp"):
            (tmp_path / nom).mkdir()
        with serveur_sftp(tmp_path / "sftp") as serveur:
            vers = f"sftp://{AGENCE}@127.0.0.1:{serveur.port}/~/ged"
            faux = lsc("ged", "publier", "--vers", vers, "--cle-d-hote", "SHA256:" + "A" * 43)
            assert faux.code == CONSTATATIONS
            assert SECRET not in faux.sortie + faux.erreur
            (tmp_path / "cles").write_text(serveur.cle_hote, encoding="utf-8")
            for cle in (serveur.empreinte, str(tmp_path / "cles")):
                assert lsc("ged", "publier", "--vers", vers, "--cle-d-hote", cle).code == FAIT
        assert (tmp_path / "sftp" / "ged" / "manifeste.json").is_file()
        doc = {"format": "lsc.portefeuille/1", "destinations": [{"code": "clac"}]}
        (tmp_path / "p.json").write_text(json.dumps(doc), encoding="utf-8")
        lsc("ged", "importer", str(tmp_path / "p.json"))
        with serveur_ftp(tmp_path / "ftp") as serveur:
            vers = f"clac=ftp://{AGENCE}@127.0.0.1:{serveur.port}/ged"
            assert lsc("ged", "publier", "--destination", "clac", "--vers", vers).code == FAIT
        assert (tmp_path / "ftp" / "ged" / "manifeste.json").is_file()

    def test_the_address_may_be_in_the_environment(
        self, lsc: Lsc, agence: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setenv("LSC_VERS", f"extranet=dossier:{tmp_path / 'ici'} clac=dossier:{tmp_path / 'la'}")
        assert lsc("ged", "publier").code == FAIT
        assert (tmp_path / "ici" / "manifeste.json").is_file()
        assert not (tmp_path / "la").exists()

    def test_a_base_that_cannot_be_read_is_a_failure(self, lsc: Lsc) -> None:
        assert lsc("ged", "plan", "--base", "sqlite:///nulle/part.db").code == PANNE
        assert "il manque --base" in refusee(lsc("ged", "plan"))


@pytest.mark.parametrize(
    "commande",
    [
        ("ged", nom)
        for nom in (
            *(
                "importer",
                "classeurs",
                "qui-voit",
                "voit",
                "conformite",
                "plan",
                "publier",
                "depublier",
                "republier",
                "listes",
            ),
        )
    ],
)
def test_help_is_french_and_has_an_example(lsc: Lsc, commande: tuple[str, ...]) -> None:
    """Each command explains itself."""
    aide = lsc(*commande, "--help").sortie
    assert f"Exemple : lsc {' '.join(commande)}" in aide
    assert not re.search(r"default|required|choices|env var", aide)


@pytest.mark.req("EXP-04")
def test_the_settings_of_the_extranet_are_named_as_the_menu_has_them() -> None:
    """The node of the settings tree, and its title, where whoever writes a portfolio looks for them."""
    decrit = schema("portefeuille")["$defs"]["ParametresEcrits"]["description"]
    assert "« Paramétrages EXTRANET »" in decrit
    assert "Publication internet › publication service client" in decrit
