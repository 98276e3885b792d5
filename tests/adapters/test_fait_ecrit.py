"""The written form of a fact: exact, canonical, under its own name, for ever."""

from __future__ import annotations

import datetime as dt
import json
from fractions import Fraction
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
import rfc8785
from exemples import EXEMPLES, LE, QUI, QUOI
from hypothesis import given
from hypothesis import strategies as st

from lsc_adapters.codec.canonique import ENTIER_MAXIMAL, canonique
from lsc_adapters.codec.chaine import Chaine, enchainer
from lsc_adapters.codec.errors import InvalidPayload
from lsc_adapters.codec.exact import read_exact, read_instant, write_exact, write_instant
from lsc_adapters.codec.fait import CLES, FAITS, read_fait, read_maillon, texte_du_fait, write_fait
from lsc_domain.assemblee.choix import Choix
from lsc_domain.assemblee.fait import (
    Fait,
    SeanceClose,
    SeanceOuverte,
    SeanceSuspendue,
    VoteEnregistre,
    VotesEnregistres,
)
from lsc_domain.copropriete.lot import Tantiemes
from lsc_domain.ports.journal import Tete
from lsc_domain.socle.chaine import ORIGINE, empreinte
from lsc_domain.socle.errors import InvalidValue, LscError
from lsc_domain.socle.ids import CleId, CoproprietaireId, ResolutionId
from lsc_domain.testing.strategies import (
    faits,
    instants,
    proces_verbaux,
    suivis,
    textes_de_passage,
    votes_enregistres,
)

GOLDEN = Path(__file__).parent / "golden" / "faits.json"


def texte(fait: Fait, *, assemblee: str = "2020-001", rang: int = 1) -> str:
    return texte_du_fait(assemblee=assemblee, rang=rang, le=LE, precedent=ORIGINE, fait=fait)


class TestForm:
    def test_each_fact_is_written_as_it_always_was(self) -> None:
        """Facts that were kept must still be read: the golden file only ever gains keys, never loses one."""
        ecrits = {un.code: write_fait(un) for un in EXEMPLES}
        assert ecrits == json.loads(GOLDEN.read_text("utf-8"))

    def test_each_fact_of_the_golden_file_is_read(self) -> None:
        gardes = json.loads(GOLDEN.read_text("utf-8"))
        assert tuple(read_fait(code, corps) for code, corps in gardes.items()) == EXEMPLES

    def test_there_is_an_example_of_each_fact(self) -> None:
        assert [un.code for un in EXEMPLES] == list(FAITS)
        assert len(FAITS) == len({classe.code for classe in FAITS.values()})

    @given(st.deferred(faits))
    def test_what_is_written_is_read_again_equal(self, fait: Fait) -> None:
        assert read_fait(fait.code, json.loads(json.dumps(write_fait(fait)))) == fait

    @given(st.deferred(faits))
    def test_it_is_canonical_json(self, fait: Fait) -> None:
        """Byte for byte what an independent implementation of RFC 8785 writes."""
        ecrit = texte(fait)
        assert ecrit.encode() == rfc8785.dumps(json.loads(ecrit))
        assert tuple(json.loads(ecrit)) == CLES
        assert json.loads(ecrit)["corps"] == json.loads(json.dumps(write_fait(fait)))

    @given(st.deferred(votes_enregistres), st.text(max_size=5), st.integers(1, 10**6), st.deferred(instants))
    def test_the_short_way_of_a_vote_is_the_long_way(
        self, vote: VoteEnregistre, assemblee: str, rang: int, le: dt.datetime
    ) -> None:
        court = texte_du_fait(assemblee=assemblee, rang=rang, le=le, precedent=ORIGINE, fait=vote)
        corps = write_exact(vote)
        assert write_fait(vote) == corps
        assert court == canonique(
            {
                "assemblee": assemblee,
                "code": vote.code,
                "corps": corps,
                "le": write_instant(le),
                "precedent": ORIGINE,
                "rang": rang,
            }
        )
        assert read_fait(vote.code, corps) == read_exact(corps, VoteEnregistre) == vote

    @given(st.deferred(lambda: proces_verbaux() | suivis() | textes_de_passage()))
    def test_a_state_is_read_again_equal(self, state: object) -> None:
        assert read_exact(json.loads(canonique(write_exact(state))), type(state)) == state

    def test_the_print_is_that_of_the_text(self) -> None:
        ecrit = texte(SeanceOuverte(heure=dt.time(17, 5)))
        assert ecrit == (
            '{"assemblee":"2020-001","code":"seance.ouverte","corps":{"heure":"17:05"},'
            f'"le":"2020-07-07T15:04:05.123456Z","precedent":"{ORIGINE}","rang":1}}'
        )
        assert empreinte(ecrit) == "5031c2a358af25dc8bc12877ed50453465a68e633d2de6c64bcfe62cdc2697c9"


class TestExactness:
    @pytest.mark.parametrize(
        ("valeur", "ecrite"),
        [
            (Fraction(1, 3), "1/3"),
            (Fraction("66.01420"), "66.0142"),
            (Fraction(0), "0"),
            (Fraction(10**30), "1" + "0" * 30),
            (Fraction(1, 2**70), f"{5**70:070d}".join(("0.", ""))),
            (Fraction(22, 7 * 10**9), "11/3500000000"),
        ],
    )
    def test_a_number_is_never_rounded(self, valeur: Fraction, ecrite: str) -> None:
        part = Tantiemes(cle=CleId("010"), valeur=valeur)
        assert write_exact(part)["valeur"] == ecrite
        assert read_exact(write_exact(part), Tantiemes) == part

    @pytest.mark.parametrize(
        "heure", [dt.time(0), dt.time(17, 5, 30), dt.time(23, 59, 59, 999999), dt.time(1, 2, 0, 3)]
    )
    def test_an_hour_keeps_its_seconds(self, heure: dt.time) -> None:
        assert read_fait("seance.close", write_fait(SeanceClose(heure=heure))) == SeanceClose(heure=heure)

    @given(st.deferred(instants))
    def test_an_instant_keeps_its_microseconds(self, le: dt.datetime) -> None:
        assert read_instant(write_instant(le)) == le.astimezone(dt.UTC)

    @pytest.mark.parametrize(
        "le", [LE.replace(tzinfo=None), dt.datetime.max.replace(tzinfo=dt.timezone(-dt.timedelta(hours=1)))]
    )
    def test_an_instant_nobody_can_write_is_refused(self, le: dt.datetime) -> None:
        with pytest.raises(InvalidValue):
            write_instant(le)

    @pytest.mark.parametrize(
        "valeur",
        [
            *("2020-07-07T15:04:05Z", "2020-07-07T15:04:05.123456+00:00", "2020-07-07 15:04:05.123456Z", "", 12, None),
            *("2020-02-30T15:04:05.123456Z", "2020-07-07T25:04:05.123456Z", "2020-07-07T15:04:05.123456Z\n"),
        ],
    )
    def test_an_instant_has_one_writing(self, valeur: object) -> None:
        with pytest.raises(InvalidValue):
            read_instant(valeur)


class TestRefusals:
    @pytest.mark.parametrize(
        ("code", "corps", "lieu"),
        [
            ("vote.invente", {}, ("code",)),
            ("VoteEnregistre", {}, ("code",)),
            ("", {}, ("code",)),
            ("seance.close", {"heur": None}, ("heur",)),
            ("seance.close", {"heure": "25:00"}, ("heure",)),
            ("seance.close", {"heure": "17:05:00.1"}, ("heure",)),
            ("seance.close", [], ()),
            ("seance.close", None, ()),
            ("vote.enregistre", {"resolution": "1", "coproprietaire": "A", "choix": "peut-être"}, ("choix",)),
            ("vote.enregistre", {"resolution": 1, "coproprietaire": "A", "choix": "oui"}, ("resolution",)),
            ("vote.enregistre", {"resolution": "1", "choix": "oui", "second_vote": False}, ()),
            *(
                (
                    "vote.enregistre",
                    {"resolution": "1", "coproprietaire": "A", "choix": "oui", "second_vote": False, **change},
                    tuple(change),
                )
                for change in (
                    *({"resolution": 1}, {"coproprietaire": None}, {"choix": ["oui"]}, {"choix": "OUI"}),
                    *({"second_vote": 0}, {"second_vote": "false"}, {"de_trop": 1}),
                )
            ),
            ("ordre_du_jour.arrete", {"resolutions": [{"id": "1", "numero": "1"}]}, ("resolutions", 0)),
            (
                "ordre_du_jour.arrete",
                {"resolutions": [{"id": "1", "numero": "1", "titre": "", "exclus": ["A", "A"]}]},
                ("resolutions", 0, "exclus"),
            ),
            ("mutation.constatee", {"le": "2020-02-30", "coproprietaires": []}, ("le",)),
            (
                "mutation.constatee",
                {
                    "le": "2020-07-07",
                    "coproprietaires": [
                        {"id": "A", "nom": "A", "lots": [{"numero": "1", "tantiemes": [{"cle": "0", "valeur": "1/0"}]}]}
                    ],
                },
                ("coproprietaires", 0, "lots", 0, "tantiemes", 0, "valeur"),
            ),
        ],
    )
    def test_a_body_is_refused_where_it_is_wrong(self, code: str, corps: object, lieu: tuple[str | int, ...]) -> None:
        with pytest.raises(InvalidPayload) as fautif:
            read_fait(code, corps)
        assert fautif.value.lieu[: len(lieu)] == lieu

    def test_an_earlier_fact_without_a_later_field_is_read(self) -> None:
        """A field that has a default may be added to a fact: those kept before do not have it."""
        corps = {"resolution": "1", "coproprietaire": "A", "choix": "oui"}
        assert read_fait("vote.enregistre", corps) == VoteEnregistre(
            resolution=ResolutionId("1"), coproprietaire=CoproprietaireId("A"), choix=Choix.OUI
        )

    @pytest.mark.parametrize(
        "fait",
        [
            SeanceClose(heure="19:40"),  # type: ignore[arg-type]
            SeanceClose(heure=dt.time(19, 40, tzinfo=dt.UTC)),
            SeanceSuspendue(motif=12),  # type: ignore[arg-type]
            SeanceSuspendue(motif=None),  # type: ignore[arg-type]
            SeanceSuspendue(motif="\ud83d"),
            SeanceSuspendue(motif=1.5),  # type: ignore[arg-type]
            SeanceSuspendue(motif={"a": 1}),  # type: ignore[arg-type]
            VoteEnregistre(resolution=QUOI, coproprietaire=QUI, choix="peut-être"),  # type: ignore[arg-type]
            VoteEnregistre(resolution=QUOI, coproprietaire=12, choix=Choix.OUI),  # type: ignore[arg-type]
            VoteEnregistre(resolution=None, coproprietaire=QUI, choix=Choix.OUI),  # type: ignore[arg-type]
            VoteEnregistre(resolution=QUOI, coproprietaire=QUI, choix=Choix.OUI, second_vote=1),  # type: ignore[arg-type]
            VoteEnregistre(resolution=QUOI, coproprietaire=CoproprietaireId("\ud83d"), choix=Choix.OUI),
            VotesEnregistres(resolution=QUOI, lettres=["o"]),  # type: ignore[arg-type]
        ],
        ids=repr,
    )
    def test_a_fact_that_would_not_be_read_again_is_not_written(self, fait: Fait) -> None:
        with pytest.raises(LscError):
            texte(fait)

    @pytest.mark.parametrize(
        ("change", "lieu"),
        [
            ({"rang": 0}, ("rang",)),
            ({"rang": True}, ("rang",)),
            ({"rang": "1"}, ("rang",)),
            ({"code": 1}, ("code",)),
            ({"code": "vote.invente"}, ("code",)),
            ({"le": "2020-07-07"}, ("le",)),
            ({"precedent": None}, ("precedent",)),
            ({"assemblee": []}, ("assemblee",)),
            ({"corps": {"heure": 1}}, ("corps", "heure")),
            ({"de_trop": 1}, ("de_trop",)),
        ],
    )
    def test_a_record_is_refused_where_it_is_wrong(self, change: dict[str, Any], lieu: tuple[str, ...]) -> None:
        with pytest.raises(InvalidPayload) as fautif:
            read_maillon(json.loads(texte(SeanceOuverte())) | change)
        assert fautif.value.lieu == lieu

    @pytest.mark.parametrize("cle", CLES)
    def test_a_record_lacks_nothing(self, cle: str) -> None:
        maillon = json.loads(texte(SeanceOuverte()))
        del maillon[cle]
        with pytest.raises(InvalidPayload, match=cle):
            read_maillon(maillon)


CLES_POSSIBLES = st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"])
PLAINES = st.recursive(
    st.none() | st.booleans() | st.integers(-ENTIER_MAXIMAL, ENTIER_MAXIMAL) | st.text(),
    lambda enfants: st.lists(enfants) | st.dictionaries(st.text(CLES_POSSIBLES, max_size=5), enfants),
)


class TestCanonical:
    @given(PLAINES)
    def test_it_is_what_the_rfc_says(self, valeur: object) -> None:
        assert canonique(valeur).encode() == rfc8785.dumps(valeur)  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        ("valeur", "lieu"),
        [
            (ENTIER_MAXIMAL + 1, ()),
            ([0, -(ENTIER_MAXIMAL + 1)], (1,)),
            ({"a": {"b": 1.0}}, ("a", "b")),
            ([float("nan")], (0,)),
            ({"😀": 1}, ("😀",)),
            ({1: 1}, ("1",)),
            ({"a": (1,)}, ("a",)),
            ({"a": b"x"}, ("a",)),
        ],
    )
    def test_what_has_no_writing_of_its_own_is_refused(self, valeur: object, lieu: tuple[str | int, ...]) -> None:
        with pytest.raises(InvalidPayload) as fautif:
            canonique(valeur)
        assert fautif.value.lieu == lieu

    @pytest.mark.parametrize("valeur", ["\ud83d", ["é\udc00"], {"a\ud800": 1}])
    def test_half_a_character_is_refused(self, valeur: object) -> None:
        with pytest.raises(InvalidPayload, match="moitié"):
            canonique(valeur)


class TestChain:
    @given(st.lists(st.deferred(lambda: faits() | votes_enregistres()), max_size=6), st.text(max_size=6))
    def test_a_chain_is_followed_whatever_its_name(self, ecrits: list[Fait], flux: str) -> None:
        nouveaux, tete = enchainer(flux, ecrits, le=LE, tete=Tete())
        chaine = Chaine(flux, Tete())
        lus = list(chaine.lire((rang, ecrit, propre) for rang, _, ecrit, propre in nouveaux))
        assert [un.fait for un in lus] == ecrits
        assert chaine.tete == tete

    def test_a_vote_is_taken_the_short_way(self) -> None:
        """Guards the speed of reopening a meeting: the long way would show, on any machine."""
        votes = [
            VoteEnregistre(resolution=QUOI, coproprietaire=CoproprietaireId(f"450{rang}"), choix=Choix.OUI)
            for rang in range(2_000)
        ]
        nouveaux, _ = enchainer("a", votes, le=LE, tete=Tete())
        lignes = [(rang, ecrit, propre) for rang, _, ecrit, propre in nouveaux]

        def durer(lignes: list[tuple[int, str, str]], flux: str) -> float:
            debut = perf_counter()
            assert len(list(Chaine(flux, Tete()).lire(lignes))) == len(votes)
            return perf_counter() - debut

        court = min(durer(lignes, "a") for _ in range(5))
        longs, _ = enchainer("a", [*map(echapper, votes)], le=LE, tete=Tete())
        long = min(durer([(rang, ecrit, propre) for rang, _, ecrit, propre in longs], "a") for _ in range(5))
        assert court < long


def echapper(vote: VoteEnregistre) -> VoteEnregistre:
    """Give an owner an identity that JSON escapes: his votes go the long way."""
    return VoteEnregistre(
        resolution=vote.resolution, coproprietaire=CoproprietaireId(f'"{vote.coproprietaire}'), choix=vote.choix
    )
