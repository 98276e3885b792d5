"""From bytes to plain values: what is read, and everything that is refused before anybody looks at the keys."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import pytest
from documents import GILBERT, gilbert
from hypothesis import given
from hypothesis import strategies as st

from lsc_adapters.codec.assemblee import read_seance
from lsc_adapters.codec.errors import InvalidPayload, ecrire_lieu
from lsc_adapters.codec.reading import read_file, read_json, read_toml

E = TypeVar("E")

textes = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
scalaires = st.none() | st.booleans() | st.integers(-(10**18), 10**18) | textes
valeurs = st.recursive(
    scalaires, lambda enfant: st.lists(enfant, max_size=4) | st.dictionaries(textes, enfant, max_size=4), max_leaves=20
)


def fichier(dossier: Path, octets: bytes, nom: str = "f.json") -> Path:
    chemin = dossier / nom
    chemin.write_bytes(octets)
    return chemin


def refus(texte: str) -> InvalidPayload:
    """Return what the JSON reader says of a text it must refuse."""
    with pytest.raises(InvalidPayload) as fautif:
        read_json(texte)
    return fautif.value


def une_ligne(lire: Callable[[E], object], entree: E) -> bool:
    """Read, and tell whether what is said of a refusal, if any, is one line that starts at the root."""
    try:
        lire(entree)
    except InvalidPayload as fautif:
        return str(fautif).startswith("$") and len(str(fautif).splitlines()) == 1
    return True


class TestJson:
    @given(valeurs)
    def test_any_value_comes_back_as_written(self, valeur: Any) -> None:
        """Nothing is lost, added or turned into something else, escaped or not."""
        assert read_json(json.dumps(valeur)) == valeur
        assert read_json(json.dumps(valeur, ensure_ascii=False, indent=1)) == valeur

    @given(textes, st.integers(0, 3), st.integers(0, 3))
    def test_a_key_given_twice_is_named_wherever_it_is(self, cle: str, avant: int, profondeur: int) -> None:
        objet = "{" + ", ".join(f"{json.dumps(cle)}: {valeur}" for valeur in (1, 2)) + "}"
        texte = "[" + "0, " * avant + '{"x": ' * profondeur + objet + "}" * profondeur + "]"
        assert refus(texte).lieu == (avant, *["x"] * profondeur, cle)

    def test_the_first_key_given_twice_is_named(self) -> None:
        assert refus('{"a": 1, "b": {"c": 1, "d": 2, "c": 3}, "a": 2}').lieu in {("b", "c"), ("a",)}

    def test_a_key_given_twice_in_a_value_that_is_lost_is_not_placed_at_the_root(self) -> None:
        """The first « votes » is overwritten: its faults are under `$.votes`, never at `$.a`."""
        assert refus('{"votes": {"a": 1, "a": 2}, "votes": {}}').lieu[0] == "votes"

    @pytest.mark.parametrize(
        "texte", ['{"a": 1,}', "[1 2]", "{'a': 1}", "{", '"abc', "nul", "[1]]", '{"a" 1}', "01", "+1"]
    )
    def test_what_is_not_json_is_refused_at_the_root_with_its_line(self, texte: str) -> None:
        fautif = refus(texte)
        assert fautif.lieu == ()
        assert "ligne 1, colonne" in fautif.texte

    @pytest.mark.parametrize("texte", ["", " ", "\n\n"])
    def test_nothing_at_all_is_no_document(self, texte: str) -> None:
        assert refus(texte).lieu == ()

    @pytest.mark.parametrize("ouvre_ferme", ["[]", ('{"a":', "1}")], ids=["lists", "objects"])
    @pytest.mark.parametrize("profondeur", [10_000, 200_000])
    def test_ten_thousand_levels_are_too_many(self, ouvre_ferme: str, profondeur: int) -> None:
        ouvre, ferme = ouvre_ferme
        assert "imbriqué" in refus(ouvre * profondeur + ferme * profondeur).texte

    @pytest.mark.parametrize("profondeur", [10_000, 200_000])
    def test_ten_thousand_levels_never_closed_are_a_fault_too(self, profondeur: int) -> None:
        assert refus("[" * profondeur).lieu == ()

    def test_a_control_character_in_a_text_is_no_json(self) -> None:
        assert refus('{"a": "\x00"}').lieu == ()

    @pytest.mark.parametrize(
        ("texte", "lieux"),
        [
            ('"\\ud800"', {()}),
            ('{"a": ["x", "\\udfff"]}', {("a", 1)}),
            ('{"a": {"\\uDC00": 1}}', {("a",), ("a", "\udc00")}),
            ('["\\ud83d\\ud83d\\ude00"]', {(0,)}),
        ],
    )
    def test_half_a_character_is_refused_where_it_stands(self, texte: str, lieux: set[tuple[str | int, ...]]) -> None:
        """JSON can escape a lone surrogate and no file can hold it: printing it would be a traceback."""
        fautif = refus(texte)
        assert fautif.lieu in lieux
        str(fautif).encode("utf-8")

    def test_a_whole_character_escaped_in_two_halves_is_one(self) -> None:
        assert read_json('"\\ud83d\\ude00 \\u00e9"') == "😀 é"

    @given(st.text())
    def test_any_text_is_read_or_refused_and_nothing_else(self, texte: str) -> None:
        assert une_ligne(read_json, texte)


class TestToml:
    def test_the_same_values_as_in_json(self) -> None:
        texte = 'a = 1\nb = [true, "x"]\n[c]\nd = "é"\n[[e]]\nf = 1\n[[e]]\nf = 2\n'
        assert read_toml(texte) == {"a": 1, "b": [True, "x"], "c": {"d": "é"}, "e": [{"f": 1}, {"f": 2}]}

    def test_its_own_dates_and_hours_are_those_of_the_contract(self) -> None:
        texte = "date = 2020-07-07\nheure = 17:05:00\ndans = [{le = 2020-07-01}]"
        assert read_toml(texte) == {"date": "2020-07-07", "heure": "17:05", "dans": [{"le": "2020-07-01"}]}

    @pytest.mark.parametrize("texte", ["a = ", "a = 1\na = 2", "[a]\n[a]", "a = 1 b = 2", "\x00", "a = 'x", "= 1"])
    def test_what_is_not_toml_is_refused_in_one_sentence(self, texte: str) -> None:
        with pytest.raises(InvalidPayload) as fautif:
            read_toml(texte)
        assert fautif.value.lieu == ()
        assert "\n" not in str(fautif.value)

    @pytest.mark.parametrize(
        "texte",
        [
            "a = " + "[" * 10_000 + "]" * 10_000,
            "a = " + "{a = " * 10_000 + "1" + "}" * 10_000,
            ".".join(["a"] * 2_000) + " = 1",
        ],
        ids=["lists", "tables", "dots"],
    )
    def test_thousands_of_levels_are_too_many(self, texte: str) -> None:
        with pytest.raises(InvalidPayload, match="imbriqué"):
            read_toml(texte)

    @given(st.text())
    def test_any_text_is_read_or_refused_and_nothing_else(self, texte: str) -> None:
        assert une_ligne(read_toml, texte)


class TestFiles:
    def test_a_byte_order_mark_is_not_a_fault(self, tmp_path: Path) -> None:
        """Notepad and Excel put one in front of what they save."""
        avec = fichier(tmp_path, b"\xef\xbb\xbf" + GILBERT.read_bytes())
        assert read_file(avec) == gilbert()

    def test_a_byte_order_mark_in_front_of_toml(self, tmp_path: Path) -> None:
        assert read_file(fichier(tmp_path, b'\xef\xbb\xbfa = "\xc3\xa9"', "f.toml")) == {"a": "é"}

    @pytest.mark.parametrize(("nom", "octets"), [("f.toml", b"a = 1"), ("F.TOML", b"a = 1"), ("f.json", b'{"a": 1}')])
    def test_the_suffix_tells_the_language(self, tmp_path: Path, nom: str, octets: bytes) -> None:
        assert read_file(fichier(tmp_path, octets, nom)) == {"a": 1}

    @pytest.mark.parametrize("nom", ["f.json", "f.toml", "f", "f.txt"])
    def test_an_empty_file_is_no_meeting(self, tmp_path: Path, nom: str) -> None:
        with pytest.raises(InvalidPayload):
            read_seance(fichier(tmp_path, b"", nom))

    @pytest.mark.parametrize(
        "octets",
        [
            GILBERT.read_bytes().split("é".encode())[0] + b"\xc3",
            "é".encode("latin-1"),
            GILBERT.read_bytes().decode().encode("utf-16"),
            b"\xff\xfe",
            b'{"a": "\xed\xa0\x80"}',  # half a character, written as bytes
            b"\xc0\x80",
        ],
        ids=["truncated", "latin-1", "utf-16", "bom-16", "surrogate", "overlong"],
    )
    @pytest.mark.parametrize("nom", ["f.json", "f.toml"])
    def test_what_is_not_utf_8_is_refused_at_its_byte(self, tmp_path: Path, octets: bytes, nom: str) -> None:
        with pytest.raises(InvalidPayload) as fautif:
            read_file(fichier(tmp_path, octets, nom))
        assert fautif.value.lieu == ()
        assert "UTF-8" in fautif.value.texte

    def test_no_byte_beyond_the_limit_is_read(self, tmp_path: Path) -> None:
        """One huge text, well formed, is refused for its size; one byte less is read."""
        texte = b'"' + b"x" * 998 + b'"'
        assert read_file(fichier(tmp_path, texte), taille_maximale=1000) == "x" * 998
        with pytest.raises(InvalidPayload) as fautif:
            read_file(fichier(tmp_path, texte), taille_maximale=999)
        assert fautif.value.lieu == ()
        assert "dépasse" in fautif.value.texte

    def test_a_file_without_end_is_refused(self) -> None:
        """/dev/zero gives as many bytes as one asks for."""
        sans_fin = Path("/dev/zero")
        if not sans_fin.exists():
            pytest.skip("no such device here")
        with pytest.raises(InvalidPayload, match="dépasse"):
            read_file(sans_fin, taille_maximale=1024 * 1024)

    @pytest.mark.parametrize("nom", ["absent.json", ""])
    def test_a_file_that_cannot_be_read_is_an_oserror(self, tmp_path: Path, nom: str) -> None:
        with pytest.raises((FileNotFoundError, IsADirectoryError, PermissionError)):
            read_file(tmp_path / nom)

    @given(octets=st.binary(max_size=60))
    def test_any_bytes_are_read_or_refused_and_nothing_else(
        self, tmp_path_factory: pytest.TempPathFactory, octets: bytes
    ) -> None:
        dossier = tmp_path_factory.mktemp("octets")
        for nom in ("f.json", "f.toml"):
            with pytest.raises(InvalidPayload):
                read_seance(fichier(dossier, octets, nom))

    @given(place=st.integers(0, len(GILBERT.read_bytes()) - 1), octet=st.integers(0, 255), garde=st.booleans())
    def test_a_file_damaged_in_one_byte_or_cut_short_is_read_or_refused(
        self, tmp_path_factory: pytest.TempPathFactory, place: int, octet: int, garde: bool
    ) -> None:
        """A bad copy of a good meeting never gives a traceback, and what is said of it is one line."""
        sain = GILBERT.read_bytes()
        abime = sain[:place] + bytes([octet]) + (sain[place + 1 :] if garde else b"")
        assert une_ligne(read_seance, fichier(tmp_path_factory.mktemp("abime"), abime))


class TestPlaces:
    @pytest.mark.parametrize(
        ("lieu", "ecrit"),
        [
            ((), "$"),
            (("presences", 3, "code"), "$.presences[3].code"),
            (("votes", "5.1", "450BROU-01"), '$.votes["5.1"]["450BROU-01"]'),
            (("a b", "é", "_x9"), '$["a b"]["é"]._x9'),
        ],
    )
    def test_a_place_is_written_as_a_path(self, lieu: tuple[str | int, ...], ecrit: str) -> None:
        assert ecrire_lieu(lieu) == ecrit

    @given(st.lists(st.text() | st.integers(0, 99), max_size=4).map(tuple), st.text())
    def test_a_fault_is_one_printable_line(self, lieu: tuple[str | int, ...], texte: str) -> None:
        """Keys come from the file: no newline, no escape sequence, no half character goes out with them."""
        chemin = ecrire_lieu(lieu)
        assert chemin.isprintable()
        assert chemin.startswith("$")
        assert str(InvalidPayload(lieu, "x")) == f"{chemin}: x"
        assert len(str(InvalidPayload((), texte * 50))) < 300

    def test_a_key_of_a_million_letters_does_not_fill_the_screen(self) -> None:
        assert len(ecrire_lieu(("x y" * 300_000,))) < 300
