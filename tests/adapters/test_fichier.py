"""`lsc.assemblee/1`, key by key: what each becomes, what it is when it is not there, and where each fault is."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve
from documents import Lieu, changer, complet, ecrire, en_toml, gilbert, lire, minimal, oter, parcourir
from hypothesis import given
from hypothesis import strategies as st

from lsc_adapters.codec.assemblee import declarer, read_declaration, read_seance
from lsc_adapters.codec.errors import InvalidPayload, ecrire_lieu
from lsc_domain.assemblee import (
    Amendement,
    Canal,
    Code,
    Declaration,
    FicheDAssemblee,
    Incident,
    Mouvement,
    Presence,
    Resolution,
    Seance,
    Sens,
    TypeDAssemblee,
)
from lsc_domain.assemblee.depouillement import depouiller
from lsc_domain.assemblee.refus import SecondVoteFerme
from lsc_domain.assemblee.vote import Bulletins
from lsc_domain.copropriete import (
    CleDeRepartition,
    Coproprietaire,
    Empechement,
    Lot,
    Personne,
    Qualite,
    RoleAuConseil,
    Tantiemes,
)
from lsc_domain.loi.article_de_vote import ArticleDeVote
from lsc_domain.loi.politique import POLITIQUE_PAR_DEFAUT, Politique
from lsc_domain.socle.ids import CleId, CompteId, CoproprietaireId, ResolutionId
from lsc_domain.testing.strategies import declarations

GENERALE, SPECIALE = CleId("010"), CleId("020")
A, B, C, D, E = (CoproprietaireId(nom) for nom in "ABCDE")


class Dossier:
    """Where a test puts its meetings, to read them back as a user would."""

    def __init__(self, chemin: Path) -> None:
        self.chemin = chemin

    def seance(self, doc: object) -> Seance:
        return self.lire(json.dumps(doc))

    def lire(self, texte: str, nom: str = "ag.json") -> Seance:
        fichier = self.chemin / nom
        fichier.write_text(texte, encoding="utf-8")
        return read_seance(fichier)

    def refus(self, doc: object) -> InvalidPayload:
        return self.refus_de(json.dumps(doc))

    def refus_de(self, texte: str, nom: str = "ag.json") -> InvalidPayload:
        with pytest.raises(InvalidPayload) as fautif:
            self.lire(texte, nom)
        assert str(fautif.value).splitlines() == [str(fautif.value)]
        return fautif.value


@pytest.fixture
def dossier(tmp_path: Path) -> Dossier:
    return Dossier(tmp_path)


class TestEveryKey:
    lue = declarer(complet())

    def test_the_syndicat(self) -> None:
        assert (self.lue.code, self.lue.nom) == ("S001", "Résidence « L'Été »")
        assert (self.lue.immeuble, self.lue.adresse) == ("GILBERT", "4, rue d'Œuf 54000 NANCY")
        assert self.lue.syndic == Personne(nom="Agence Crypto", empechement=Empechement.SYNDIC)

    def test_the_meeting(self) -> None:
        assert self.lue.fiche == FicheDAssemblee(
            reference="3-S007",
            nom="Assemblée de juillet",
            type=TypeDAssemblee.EXTRAORDINAIRE,
            date=dt.date(2023, 7, 7),
            heure=dt.time(17, 5),
            lieu="Salle des fêtes",
            note="Apporter les clés",
            convocation_presentee_le=dt.date(2023, 6, 12),
            president=Personne(coproprietaire=A),
            secretaire=Personne(nom="Agence Crypto"),
            scrutateurs=(Personne(coproprietaire=B), Personne(nom="Casper")),
        )

    def test_the_keys(self) -> None:
        assert self.lue.cles == (
            CleDeRepartition(code=GENERALE, libelle="CHARGES GÉNÉRALES", generale=True, total=Fraction("1000.91516")),
            CleDeRepartition(code=SPECIALE, libelle="Ascenseur"),
        )

    @pytest.mark.req("AG-14", "AG-27")
    def test_the_owners(self) -> None:
        """Two accounts and two lots are one owner, whose tantièmes are the exact sum."""
        premier = self.lue.coproprietaires[0]
        assert premier == Coproprietaire(
            id=A,
            nom="ATRILLON Bernard",
            civilite="Monsieur",
            adresse="12, rue des cépages",
            courriel="a@exemple.fr",
            comptes=(CompteId("450A-01"), CompteId("450A-02")),
            qualite=Qualite.INDIVISION,
            conseil_syndical=RoleAuConseil.PRESIDENT,
            bailleur_social=True,
            lots=(
                Lot(
                    numero="012",
                    type="Cave",
                    tantiemes=(
                        Tantiemes(cle=GENERALE, valeur=Fraction("66.01420")),
                        Tantiemes(cle=SPECIALE, valeur=Fraction(5)),
                    ),
                ),
                Lot(numero="248", type="Appartement", tantiemes=(Tantiemes(cle=GENERALE, valeur=Fraction(234)),)),
            ),
        )
        assert premier.tantiemes(GENERALE) == Fraction("300.0142")
        assert [un.sans_voix for un in self.lue.coproprietaires] == [False] * 4 + [True]

    def test_the_attendance(self) -> None:
        assert self.lue.presences == (
            Presence(coproprietaire=A, code=Code.PRESENT),
            Presence(coproprietaire=B, code=Code.REPRESENTE, mandataire=Personne(coproprietaire=A)),
            Presence(coproprietaire=C, code=Code.CORRESPONDANCE, recu_le=dt.date(2023, 7, 1), canal=Canal.COURRIEL),
            Presence(coproprietaire=E, code=Code.ABSENT),
        )

    @pytest.mark.parametrize(
        ("code", "attendu"), [("N", Code.ABSENT), ("O", Code.PRESENT), ("D", Code.DISTANCE)], ids=["N", "O", "D"]
    )
    @pytest.mark.req("AG-10")
    def test_the_codes(self, code: str, attendu: Code) -> None:
        doc = changer(minimal(), ("presences", 0, "code"), code)
        assert declarer(doc).presences[0].code is attendu

    def test_a_form_that_nobody_signed(self) -> None:
        doc = changer(complet(), ("presences", 2, "signe"), False)
        assert declarer(doc).presences[2].signe is False

    def test_the_agenda(self) -> None:
        """In a file the number of a line is its identity."""
        emprunt = Resolution(
            id=ResolutionId("1.1"),
            numero="1.1",
            titre="Emprunt",
            projet="…",
            article=ArticleDeVote("26", "b"),
            cle=SPECIALE,
            emprunt=True,
        )
        assert self.lue.resolutions == (
            Resolution(
                id=ResolutionId("1"),
                numero="1",
                titre="Ravalement",
                projet="L'assemblée décide…",
                article=ArticleDeVote("25", "f"),
                cle=GENERALE,
                exclus=frozenset({B}),
                concurrence="devis",
                sous_resolutions=(emprunt,),
            ),
            Resolution(id=ResolutionId("2"), numero="2", titre="Rapport", article=ArticleDeVote("aucun")),
            Resolution(id=ResolutionId("3"), numero="3", titre="Budget", article=ArticleDeVote("24"), cle=GENERALE),
        )

    def test_the_ballots(self) -> None:
        assert self.lue.votes == complet()["votes"]
        assert self.lue.seconds_votes == complet()["seconds_votes"]

    def test_what_happened(self) -> None:
        premiere, troisieme = ResolutionId("1"), ResolutionId("3")
        assert self.lue.deroulement == (
            Amendement(resolution=premiere, texte="« ocre »", heure=dt.time(17, 10)),
            Mouvement(
                sens=Sens.ARRIVEE,
                coproprietaire=D,
                code=Code.REPRESENTE,
                resolution=troisieme,
                heure=dt.time(18, 1),
                mandataire=Personne(nom="Girardot"),
            ),
            Incident(resolution=troisieme, coproprietaire=D, texte="coupé", heure=dt.time(18, 5)),
            Mouvement(
                sens=Sens.DEPART,
                coproprietaire=A,
                resolution=troisieme,
                heure=dt.time(18, 30),
                mandataire=Personne(nom="Casper"),
            ),
        )

    def test_the_policy(self) -> None:
        assert self.lue.politique == Politique(
            majorite_non_ferme_la_passerelle=False,
            correspondance_au_second_vote="defaillant",
            sous_resolutions="independantes",
        )

    def test_the_ballots_are_those_of_their_owners_in_the_meeting(self, dossier: Dossier) -> None:
        """Ranks are places in `coproprietaires`: A is bit 0, D is bit 3."""
        seance = dossier.seance(complet())
        assert seance.votes[ResolutionId("1.1")] == Bulletins(oui=0b00001, abstention=0b00010)
        assert seance.votes[ResolutionId("3")] == Bulletins(oui=0b00001, non=0b00100, non_votant=0b01000)
        assert seance.seconds_votes == {ResolutionId("1"): Bulletins(oui=0b00001)}

    @given(st.deferred(declarations))
    def test_any_meeting_written_as_the_contract_says_is_read_back(self, declaration: Declaration) -> None:
        """Whatever the names, the figures, the movements and the policy."""
        numerotee = par_numero(declaration)
        assert declarer(json.loads(json.dumps(ecrire(numerotee)))) == numerotee


def par_numero(declaration: Declaration) -> Declaration:
    """Give each line its number for identity, as files do."""
    lignes = [une for tete in declaration.resolutions for une in (tete, *tete.sous_resolutions)]
    numeros = {une.id: ResolutionId(une.numero) for une in lignes}

    def renommer(une: Resolution) -> Resolution:
        return evolve(une, id=numeros[une.id], sous_resolutions=tuple(map(renommer, une.sous_resolutions)))

    return evolve(
        declaration,
        resolutions=tuple(map(renommer, declaration.resolutions)),
        deroulement=tuple(evolve(un, resolution=numeros[un.resolution]) for un in declaration.deroulement),
    )


class TestDefaults:
    lue = declarer(minimal())

    def test_of_the_meeting(self) -> None:
        assert self.lue.fiche == FicheDAssemblee(reference="3-S007", date=dt.date(2023, 6, 15))
        assert (self.lue.fiche.nom, self.lue.fiche.type) == ("Assemblée générale", TypeDAssemblee.ORDINAIRE)
        assert (self.lue.code, self.lue.immeuble, self.lue.adresse, self.lue.syndic) == ("", "", "", None)

    def test_of_an_owner(self) -> None:
        lot = Lot(numero="A", tantiemes=(Tantiemes(cle=CleId("G"), valeur=Fraction(400)),))
        assert self.lue.coproprietaires[0] == Coproprietaire(id=A, nom="A", lots=(lot,))
        assert self.lue.coproprietaires[0].qualite is Qualite.PLEIN

    def test_of_a_key_a_line_and_the_rest(self) -> None:
        assert self.lue.cles == (CleDeRepartition(code=CleId("G"), generale=True),)
        assert self.lue.resolutions[0].titre == ""
        assert (self.lue.votes, self.lue.seconds_votes, self.lue.deroulement) == ({}, {}, ())
        assert self.lue.politique == POLITIQUE_PAR_DEFAUT

    def test_of_a_correspondence_form(self) -> None:
        doc = changer(minimal(), ("presences", 0), {"coproprietaire": "A", "code": "C", "recu_le": "2023-06-01"})
        assert declarer(doc).presences[0].canal is Canal.COURRIER
        assert declarer(doc).presences[0].signe is True

    @pytest.mark.req("AG-09")
    def test_an_owner_without_an_entry_is_absent(self, dossier: Dossier) -> None:
        seance = dossier.seance(minimal(presences=[]))
        assert seance.feuille.depart().absents == 0b111

    @pytest.mark.parametrize("cle", ["presences", "resolutions", "votes", "seconds_votes", "deroulement", "politique"])
    def test_a_meeting_still_being_prepared_may_lack_what_comes_later(self, cle: str) -> None:
        partielle = declarer({nom: valeur for nom, valeur in minimal().items() if nom != cle})
        assert partielle.coproprietaires == declarer(minimal()).coproprietaires

    def test_null_is_the_absence_of_what_may_be_absent(self, dossier: Dossier) -> None:
        sans = gilbert()
        for un in sans["coproprietaires"]:
            del un["email"], un["conseil_syndical"]
        del sans["resolutions"][3]["cle"]
        avec = changer(gilbert(), ("coproprietaires", 2, "conseil_syndical"), None)
        assert dossier.seance(sans) == dossier.seance(avec)

    def test_an_owner_without_a_lot_and_a_lot_without_tantiemes(self, dossier: Dossier) -> None:
        doc = changer(minimal(), ("coproprietaires", 0, "lots"), [{"numero": "1"}])
        assert dossier.seance(changer(doc, ("coproprietaires", 1, "lots"), [])).voix(CleId("G")).total.tetes == 1


class TestToml:
    @pytest.mark.parametrize("faire", [gilbert, complet, minimal], ids=["gilbert", "complet", "minimal"])
    def test_the_same_keys_are_the_same_meeting(self, dossier: Dossier, faire: Any) -> None:
        assert dossier.lire(en_toml(faire()), "ag.toml") == dossier.seance(faire())

    def test_as_a_person_writes_it(self, dossier: Dossier) -> None:
        """Tables, comments, and the dates and hours of TOML itself."""
        texte = """
            format = "lsc.assemblee/1"
            seconds_votes = {}

            [syndicat]  # rue Gilbert
            nom = "Petit syndicat"

            [assemblee]
            reference = "3-S007"
            date = 2023-06-15
            heure = 17:05:00

            [[cles]]
            code = "G"
            generale = true

            [[coproprietaires]]
            id = "A"
            nom = "A"
            lots = [{numero = "A", tantiemes.G = "400"}]
            [[coproprietaires]]
            id = "B"
            nom = "B"
            lots = [{numero = "B", tantiemes.G = "350"}]
            [[coproprietaires]]
            id = "C"
            nom = "C"
            lots = [{numero = "C", tantiemes.G = "250"}]

            [[presences]]
            coproprietaire = "A"
            code = "O"
            [[presences]]
            coproprietaire = "B"
            code = "O"
            [[presences]]
            coproprietaire = "C"
            code = "O"

            [[resolutions]]
            numero = "1"
            article = "24"
            cle = "G"

            [votes.1]
            A = "oui"
        """
        doc = changer(minimal(votes={"1": {"A": "oui"}}), ("assemblee", "heure"), "17:05")
        assert dossier.lire(texte, "ag.toml") == dossier.seance(doc)

    @pytest.mark.parametrize(
        ("champ", "valeur"),
        [
            ("heure", "17:05:30"),
            ("heure", "17:05:00.5"),
            ("date", "2023-06-15T10:00:00"),
            ("date", "2023-06-15T10:00:00Z"),
            ("date", "17:05:00"),
            ("reference", "3"),
            ("reference", "inf"),
            ("note", "nan"),
        ],
    )
    def test_its_own_types_are_held_to_the_contract(self, dossier: Dossier, champ: str, valeur: str) -> None:
        """Seconds are not dropped, nor the hour of a date; a number is not a text."""
        doc = minimal()
        autres = [(cle, en_toml({cle: doc[cle]})) for cle in doc if cle != "assemblee"]
        entete = {"reference": '"3-S007"', "date": "2023-06-15"} | {champ: valeur}
        texte = "\n".join(ecrit for _, ecrit in autres)
        texte += "\n[assemblee]\n" + "\n".join(f"{cle} = {ecrit}" for cle, ecrit in entete.items())
        assert dossier.refus_de(texte, "ag.toml").lieu == ("assemblee", champ)

    def test_tantiemes_are_texts_there_too(self, dossier: Dossier) -> None:
        texte = en_toml(minimal()).replace('"G" = "400"', '"G" = 400.5')
        assert dossier.refus_de(texte, "ag.toml").lieu == ("coproprietaires", 0, "lots", 0, "tantiemes", "G")

    def test_a_key_given_twice_is_refused(self, dossier: Dossier) -> None:
        assert "TOML" in dossier.refus_de(en_toml(minimal()) + '\nformat = "lsc.assemblee/1"', "ag.toml").texte


# ------------------------------------------------------------------------------------------------------------- faults

TABLES = ("votes", "seconds_votes", "tantiemes")
PERSONNES = ("syndic", "president", "secretaire", "scrutateurs", "mandataire")
NULS = {
    *("email", "conseil_syndical", "heure", "convocation_presentee_le", "syndic", "president", "secretaire"),
    *("mandataire", "recu_le", "canal", "total", "cle", "article", "empechement"),
}
"""Keys for which null is the absence of a value."""


def est_une_personne(lieu: Lieu) -> bool:
    return any(etape in PERSONNES for etape in lieu[-3:])


def est_une_table(lieu: Lieu) -> bool:
    """Tell where keys are data: owners, numbers of lines, codes of keys."""
    return bool(lieu) and (lieu[-1] in TABLES or lieu[0] in ("votes", "seconds_votes"))


def mauvais(lieu: Lieu, valeur: Any) -> Iterator[Any]:
    """Values of another type than the one due at a place, whatever they are."""
    match valeur:
        case bool():
            yield from ("true", "", 0, 1, 1.0, [], {})
        case str():
            yield from (1, 0, 1.5, True, [], {}, [valeur], float("nan"), float("-inf"), 10**30)
        case None:
            yield from (1, True, [], 0.5)
        case list():
            yield from ({}, "x", "", 1, True, {"0": valeur})
        case dict():
            yield from ([], "x", "", 1, True, [valeur])
    if valeur is not None and not est_une_personne(lieu) and (not lieu or lieu[-1] not in NULS):
        yield None


MUTATIONS = [(lieu, autre) for lieu, valeur in parcourir(complet()) for autre in mauvais(lieu, valeur)]
RECORDS = [lieu for lieu, valeur in parcourir(complet()) if isinstance(valeur, dict) and not est_une_table(lieu)]
OBLIGATOIRES: list[Lieu] = [
    *((cle,) for cle in ("format", "syndicat", "assemblee", "cles", "coproprietaires")),
    ("syndicat", "nom"),
    ("assemblee", "reference"),
    ("assemblee", "date"),
    ("cles", 1, "code"),
    ("coproprietaires", 1, "id"),
    ("coproprietaires", 1, "nom"),
    ("coproprietaires", 0, "lots", 1, "numero"),
    ("presences", 0, "coproprietaire"),
    ("presences", 0, "code"),
    ("presences", 1, "mandataire"),
    ("presences", 2, "recu_le"),
    ("resolutions", 0, "numero"),
    ("resolutions", 0, "article"),
    ("resolutions", 0, "cle"),
    ("resolutions", 0, "sous_resolutions", 0, "numero"),
    ("resolutions", 0, "sous_resolutions", 0, "article"),
    ("resolutions", 0, "sous_resolutions", 0, "cle"),
    ("deroulement", 0, "evenement"),
    ("deroulement", 0, "resolution"),
    ("deroulement", 1, "coproprietaire"),
    ("deroulement", 1, "code"),
    ("deroulement", 1, "resolution"),
    ("deroulement", 2, "coproprietaire"),
    ("deroulement", 2, "resolution"),
    ("deroulement", 3, "coproprietaire"),
    ("deroulement", 3, "resolution"),
]


class TestFaultsOfShape:
    @given(st.sampled_from(MUTATIONS))
    def test_a_value_of_another_type_is_named(self, mutation: tuple[Lieu, Any]) -> None:
        """Any value of the file, replaced by one of another type, is the place the refusal names."""
        lieu, autre = mutation
        doc = changer(complet(), lieu, autre) if lieu else autre
        with pytest.raises(InvalidPayload) as fautif:
            declarer(doc)
        assert fautif.value.lieu in ({lieu} if lieu else {(), ("format",)})

    @given(st.sampled_from(RECORDS), st.text(min_size=1), st.sampled_from([None, 1, "x", {}, []]))
    def test_an_unknown_key_is_named(self, lieu: Lieu, cle: str, valeur: Any) -> None:
        doc = complet()
        connues = {champ for _, ici in parcourir(doc) if isinstance(ici, dict) for champ in ici}
        inconnue = f"{cle}?" if cle in connues else cle
        with pytest.raises(InvalidPayload) as fautif:
            declarer(changer(doc, (*lieu, inconnue), valeur))
        assert (fautif.value.lieu, fautif.value.texte) == ((*lieu, inconnue), "clé inconnue")

    @pytest.mark.parametrize("lieu", RECORDS, ids=ecrire_lieu)
    def test_every_object_refuses_what_it_does_not_know(self, lieu: Lieu) -> None:
        with pytest.raises(InvalidPayload) as fautif:
            declarer(changer(complet(), (*lieu, "statut"), "x"))
        assert fautif.value.lieu == (*lieu, "statut")

    @pytest.mark.parametrize("lieu", OBLIGATOIRES, ids=ecrire_lieu)
    def test_a_missing_key_is_named(self, dossier: Dossier, lieu: Lieu) -> None:
        assert dossier.refus(oter(complet(), lieu)).lieu == lieu

    @pytest.mark.parametrize("doc", [[], [complet()], {}, None, "x", 1, True, {"format": None}], ids=repr)
    def test_what_is_not_a_meeting_is_refused(self, dossier: Dossier, doc: Any) -> None:
        assert dossier.refus(doc).lieu in {(), ("format",)}

    @pytest.mark.parametrize("nom", ["lsc.assemblee/2", "lsc.assemblee", "lsc.depouillement/1", "", "LSC.ASSEMBLEE/1"])
    def test_another_format_is_refused_before_its_keys(self, dossier: Dossier, nom: str) -> None:
        assert dossier.refus({"format": nom, "inconnue": 1}).lieu == ("format",)

    @pytest.mark.parametrize(
        ("remplace", "lieu"),
        [
            ('{"format": "lsc.assemblee/1", "format"', ("format",)),
            ('{"votes": {}, "format"', ("votes",)),
        ],
    )
    def test_a_key_given_twice_at_the_root(self, dossier: Dossier, remplace: str, lieu: Lieu) -> None:
        assert dossier.refus_de(json.dumps(complet()).replace('{"format"', remplace, 1)).lieu == lieu

    @pytest.mark.parametrize(
        ("deja", "encore", "lieu"),
        [
            ('"1": {"A": "oui", "C"', '"1": {"A": "oui", "A"', ("votes", "1", "A")),
            ('"votes": {"1"', '"votes": {"1": {}, "1"', ("votes", "1")),
            ('"numero": "012"', '"numero": "011", "numero": "012"', ("coproprietaires", 0, "lots", 0, "numero")),
            (
                '{"010": "66.01420"',
                '{"010": "1", "010": "66.01420"',
                ("coproprietaires", 0, "lots", 0, "tantiemes", "010"),
            ),
        ],
    )
    def test_a_key_given_twice_anywhere(self, dossier: Dossier, deja: str, encore: str, lieu: Lieu) -> None:
        """The last one would win in silence: a ballot would be lost."""
        texte = json.dumps(complet())
        assert deja in texte
        assert dossier.refus_de(texte.replace(deja, encore, 1)).lieu == lieu

    @pytest.mark.parametrize("nombre", ["NaN", "Infinity", "-Infinity", "1e400", "-1e400", "9" * 100_000, "-0", "0.1"])
    @pytest.mark.parametrize(
        "lieu",
        [
            ("coproprietaires", 0, "lots", 0, "tantiemes", "010"),
            ("votes", "1", "A"),
            ("assemblee", "date"),
            ("deroulement", 0, "texte"),
            ("politique", "majorite_non_ferme_la_passerelle"),
        ],
        ids=ecrire_lieu,
    )
    def test_a_number_is_refused_where_it_stands(self, dossier: Dossier, lieu: Lieu, nombre: str) -> None:
        """Finite or not, of one digit or of a hundred thousand: every value of the format is a text or a boolean."""
        texte = json.dumps(changer(complet(), lieu, "@ici@")).replace('"@ici@"', nombre)
        fautif = dossier.refus_de(texte)
        assert fautif.lieu == lieu
        assert len(str(fautif)) < 300

    @pytest.mark.parametrize("nombre", ["NaN", "9" * 100_000])
    def test_a_number_nobody_expects_is_an_unknown_key(self, dossier: Dossier, nombre: str) -> None:
        texte = json.dumps(changer(complet(), ("statut",), "@ici@")).replace('"@ici@"', nombre)
        assert dossier.refus_de(texte).lieu == ("statut",)

    @pytest.mark.parametrize(
        ("lieu", "lieux"),
        [
            (("resolutions", 0, "titre"), {("resolutions", 0, "titre")}),
            (("coproprietaires", 1, "nom"), {("coproprietaires", 1, "nom")}),
            (("assemblee", "note"), {("assemblee", "note")}),
        ],
    )
    def test_half_a_character_is_refused_where_it_stands(self, dossier: Dossier, lieu: Lieu, lieux: set[Lieu]) -> None:
        assert dossier.refus(changer(complet(), lieu, "Cr\ud800dit")).lieu in lieux

    @pytest.mark.parametrize(
        "lieu", [("votes", "1"), (), ("coproprietaires", 0, "lots", 0, "tantiemes")], ids=ecrire_lieu
    )
    def test_half_a_character_in_a_key_is_refused(self, dossier: Dossier, lieu: Lieu) -> None:
        fautif = dossier.refus(changer(complet(), (*lieu, "A\udfff"), "oui"))
        assert fautif.lieu[: len(lieu)] == lieu
        str(fautif).encode("utf-8")

    @pytest.mark.parametrize(
        "tantiemes",
        [
            "-5",
            "+5",
            "5e1",
            "5,0",
            "5.",
            ".5",
            "",
            " ",
            "٥",
            "5\n",
            "9" * 100_000,
            "0." + "0" * 100_000 + "1",
            "1/3",
            "NaN",
        ],
        ids=lambda texte: texte[:8],
    )
    @pytest.mark.req("AG-14")
    def test_tantiemes_are_plain_decimals(self, dossier: Dossier, tantiemes: str) -> None:
        lieu = ("coproprietaires", 0, "lots", 0, "tantiemes", "010")
        fautif = dossier.refus(changer(complet(), lieu, tantiemes))
        assert fautif.lieu == lieu
        assert len(str(fautif)) < 300

    def test_a_nesting_of_ten_thousand_levels(self, dossier: Dossier) -> None:
        texte = json.dumps(complet()).replace(
            '"note": "Apporter', f'"lieu": {"[" * 10_000}{"]" * 10_000}, "note": "Apporter'
        )
        assert "imbriqué" in dossier.refus_de(texte).texte


INCONNU = "450INCONNU"


class TestFaultsBetweenParts:
    """What only the whole file shows: each refusal names the exact place."""

    @pytest.mark.parametrize(
        ("lieu", "valeur", "attendu"),
        [
            # identities
            (("coproprietaires", 5), {"id": "A", "nom": "B"}, ("coproprietaires", 5, "id")),
            (("cles", 2), {"code": "010"}, ("cles", 2, "code")),
            (("presences", 4), {"coproprietaire": "A", "code": "D"}, ("presences", 4, "coproprietaire")),
            (("resolutions", 3), {"numero": "1", "article": "24", "cle": "010"}, ("resolutions", 3, "numero")),
            (("resolutions", 1, "numero"), "1.1", ("resolutions", 1, "numero")),
            (
                ("resolutions", 0, "sous_resolutions", 1),
                {"numero": "1.1", "article": "24", "cle": "010"},
                ("resolutions", 0, "sous_resolutions", 1, "numero"),
            ),
            (("coproprietaires", 1, "id"), "", ("coproprietaires", 1, "id")),
            (("cles", 0, "code"), "", ("cles", 0, "code")),
            (("resolutions", 0, "numero"), "", ("resolutions", 0, "numero")),
            (("assemblee", "reference"), "", ("assemblee", "reference")),
            # references to what is not there
            (
                ("coproprietaires", 0, "lots", 0, "tantiemes", "030"),
                "1",
                ("coproprietaires", 0, "lots", 0, "tantiemes", "030"),
            ),
            (("presences", 0, "coproprietaire"), INCONNU, ("presences", 0, "coproprietaire")),
            (
                ("presences", 1, "mandataire", "coproprietaire"),
                INCONNU,
                ("presences", 1, "mandataire", "coproprietaire"),
            ),
            (("resolutions", 0, "cle"), "030", ("resolutions", 0, "cle")),
            (("resolutions", 1, "cle"), "030", ("resolutions", 1, "cle")),
            (("resolutions", 0, "sous_resolutions", 0, "cle"), "", ("resolutions", 0, "sous_resolutions", 0, "cle")),
            (("deroulement", 0, "resolution"), "9", ("deroulement", 0, "resolution")),
            (("deroulement", 1, "coproprietaire"), INCONNU, ("deroulement", 1, "coproprietaire")),
            (("deroulement", 2, "coproprietaire"), INCONNU, ("deroulement", 2, "coproprietaire")),
            (
                ("deroulement", 1, "mandataire"),
                {"coproprietaire": INCONNU},
                ("deroulement", 1, "mandataire", "coproprietaire"),
            ),
            (("cles",), [], ("cles",)),
            # an item put to the vote has an article and a key
            (("resolutions", 0, "article"), None, ("resolutions", 0, "article")),
            (("resolutions", 0, "cle"), None, ("resolutions", 0, "cle")),
            (("resolutions", 0, "article"), "25-1", ("resolutions", 0, "article")),
            (("resolutions", 0, "article"), "24 z", ("resolutions", 0, "article")),
            (
                ("resolutions", 0, "sous_resolutions", 0, "sous_resolutions"),
                [],
                ("resolutions", 0, "sous_resolutions", 0, "sous_resolutions"),
            ),
            # codes and what goes with them
            (("presences", 0, "code"), "X", ("presences", 0, "code")),
            (("presences", 0, "code"), "o", ("presences", 0, "code")),
            (("presences", 0, "code"), "R", ("presences", 0, "mandataire")),
            (("presences", 0, "code"), "C", ("presences", 0, "recu_le")),
            (("presences", 2, "recu_le"), None, ("presences", 2, "recu_le")),
            (("presences", 2, "canal"), "pigeon", ("presences", 2, "canal")),
            (("presences", 0, "mandataire"), {"nom": "X"}, ("presences", 0, "mandataire")),
            (("presences", 0, "recu_le"), "2023-07-01", ("presences", 0, "recu_le")),
            (("presences", 0, "canal"), "courrier", ("presences", 0, "canal")),
            (("presences", 1, "mandataire"), {}, ("presences", 1, "mandataire")),
            (("presences", 1, "mandataire"), {"nom": ""}, ("presences", 1, "mandataire")),
            (("presences", 1, "mandataire"), {"nom": "  "}, ("presences", 1, "mandataire")),
            (("presences", 1, "mandataire"), {"nom": "X", "coproprietaire": "A"}, ("presences", 1, "mandataire")),
            (("assemblee", "president"), {}, ("assemblee", "president")),
            (("assemblee", "scrutateurs", 1), {"nom": None}, ("assemblee", "scrutateurs", 1)),
            # what happened
            (("deroulement", 0, "evenement"), "depot", ("deroulement", 0, "evenement")),
            (("deroulement", 0, "code"), "O", ("deroulement", 0, "code")),
            (("deroulement", 3, "texte"), "x", ("deroulement", 3, "texte")),
            # ballots
            (("votes", "9"), {"A": "oui"}, ("votes", "9")),
            (("votes", "9"), {}, ("votes", "9")),
            (("votes", "2"), {"A": "oui"}, ("votes", "2")),
            (("votes", "1", INCONNU), "oui", ("votes", "1", INCONNU)),
            (("votes", "1", "D"), "oui", ("votes", "1", "D")),
            (("votes", "3", "E"), "non_votant", ("votes", "3", "E")),
            (("votes", "1", "A"), "Oui", ("votes", "1", "A")),
            (("seconds_votes", "9"), {"A": "oui"}, ("seconds_votes", "9")),
            (("seconds_votes", "2"), {"A": "oui"}, ("seconds_votes", "2")),
            (("seconds_votes", "1", "D"), "oui", ("seconds_votes", "1", "D")),
            (("seconds_votes", "1", INCONNU), "oui", ("seconds_votes", "1", INCONNU)),
            # policy
            (("politique", "sous_resolutions"), "defaillant", ("politique", "sous_resolutions")),
            (
                ("politique", "majorite_non_ferme_la_passerelle"),
                "false",
                ("politique", "majorite_non_ferme_la_passerelle"),
            ),
        ],
        ids=lambda valeur: ecrire_lieu(valeur) if isinstance(valeur, tuple) else None,
    )
    def test_a_contradiction_is_named(self, dossier: Dossier, lieu: Lieu, valeur: Any, attendu: Lieu) -> None:
        assert dossier.refus(changer(complet(), lieu, valeur)).lieu == attendu

    @pytest.mark.parametrize(
        ("lieu", "valeur", "attendu"),
        [
            (("presences", 1, "mandataire", "coproprietaire"), "B", ("presences", 1)),
            (("deroulement", 3, "mandataire"), {"coproprietaire": "A"}, ("deroulement", 3)),
            (("cles", 0, "total"), "0", ("cles", 0)),
            (("assemblee", "president"), {"coproprietaire": INCONNU}, ("assemblee", "president")),
            (("assemblee", "secretaire"), {"coproprietaire": INCONNU}, ("assemblee", "secretaire")),
            (("assemblee", "scrutateurs", 0), {"coproprietaire": INCONNU}, ("assemblee", "scrutateurs", 0)),
            (("resolutions", 0, "exclus"), ["A", INCONNU], ("resolutions", 0, "exclus")),
            (("deroulement", 1, "code"), "C", ("deroulement", 1)),
            (("deroulement", 1, "code"), "N", ("deroulement", 1)),
            (("deroulement", 1, "mandataire"), None, ("deroulement", 1)),
            (("deroulement", 1, "resolution"), "1", ("deroulement", 1)),
            (("deroulement", 1, "coproprietaire"), "A", ("deroulement", 1)),
            (("deroulement", 3, "coproprietaire"), "E", ("deroulement", 3)),
            (("deroulement", 3, "coproprietaire"), "C", ("deroulement", 3)),
            (("deroulement", 3, "resolution"), "1", ("deroulement", 3)),
            (("syndicat", "syndic"), {}, ("syndicat", "syndic")),
        ],
        ids=lambda valeur: ecrire_lieu(valeur) if isinstance(valeur, tuple) else None,
    )
    def test_a_contradiction_is_named_at_least_by_what_holds_it(
        self, dossier: Dossier, request: pytest.FixtureRequest, lieu: Lieu, valeur: Any, attendu: Lieu
    ) -> None:
        """Where two keys contradict each other, the place is that of the two, or of either."""
        doc = changer(complet(), lieu, valeur)
        if attendu == ("deroulement", 1) and lieu[-1] == "coproprietaire":
            doc = changer(doc, ("deroulement", 1, "code"), "O")
            doc = oter(doc, ("deroulement", 1, "mandataire"))
            doc = oter(doc, ("votes", "3", "D"))
        if lieu == ("deroulement", 1, "resolution"):  # from the first line on: before the amendment, then after it
            doc["deroulement"].insert(0, {"evenement": "depart", "coproprietaire": "A", "resolution": "2"})
            attendu = ("deroulement", 2)
        fautif = dossier.refus(doc)
        assert fautif.lieu[: len(attendu)] == attendu, request.node.name

    def test_a_second_vote_no_first_vote_opens_is_refused_by_whoever_counts(self, dossier: Dossier) -> None:
        """The reader cannot know it: `depouiller` says it, the command line places it (test_cli)."""
        seance = dossier.seance(minimal(votes={"1": {"A": "oui"}}, seconds_votes={"1": {"A": "oui"}}))
        assert depouiller(seance).failure() == SecondVoteFerme(resolution=ResolutionId("1"))

    def test_the_ballots_of_a_late_form_are_ignored_not_refused(self, dossier: Dossier) -> None:
        """Received the day before: its owner is absent, its answers are kept out, and nobody is stopped."""
        seance = dossier.seance(changer(complet(), ("presences", 2, "recu_le"), "2023-07-06"))
        assert seance.votes[ResolutionId("1")] == Bulletins(oui=0b00001)
        assert [un.presence.coproprietaire for un in seance.ecartes] == [C]

    def test_a_declaration_keeps_what_verifier_must_see(self, tmp_path: Path) -> None:
        """`read_declaration` takes the faults between parts that `read_seance` refuses."""
        fichier = tmp_path / "ag.json"
        fichier.write_text(json.dumps(changer(complet(), ("votes", "1", "D"), "oui")), encoding="utf-8")
        assert read_declaration(fichier).votes["1"]["D"] == "oui"
        with pytest.raises(InvalidPayload):
            read_seance(fichier)

    def test_changing_one_place_changes_nothing_else(self) -> None:
        """Of the helpers of these tests: the document they are given is left as it was."""
        doc = complet()
        changer(doc, ("votes", "1", "A"), "non")
        oter(doc, ("assemblee", "date"))
        assert doc == complet()
        assert lire(doc, ("votes", "1", "A")) == "oui"
