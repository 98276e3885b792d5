"""The strict converter: nothing is coerced, nothing unknown passes, and each fault has its place."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from fractions import Fraction
from typing import Any, Literal

import pytest
from attrs import field, frozen
from cattrs.gen import make_dict_structure_fn
from hypothesis import given
from hypothesis import strategies as st

from lsc_adapters.codec import converter
from lsc_adapters.codec.converter import decimal, make_converter, read, write
from lsc_adapters.codec.errors import InvalidPayload
from lsc_adapters.codec.votes import Votes
from lsc_domain.loi.article_de_vote import LETTRES, ArticleDeVote
from lsc_domain.socle.errors import InvalidValue


class Couleur(StrEnum):
    OCRE = "ocre"
    BLEU = "bleu"


@frozen(kw_only=True)
class Feuille:
    texte: str
    nombre: int = 0
    vrai: bool = False


@frozen(kw_only=True)
class Rond:
    forme: Literal["rond"]
    rayon: Fraction


@frozen(kw_only=True)
class Carre:
    forme: Literal["carre"]
    cote: Fraction | None = None


@frozen(kw_only=True)
class Arbre:
    jour: dt.date | None = None
    heure: dt.time | None = None
    part: Fraction = Fraction()
    article: ArticleDeVote | None = None
    couleur: Couleur = Couleur.OCRE
    choix: Literal["a", "b"] = "a"
    feuilles: tuple[Feuille, ...] = ()
    noms: tuple[str, ...] = ()
    table: dict[str, Fraction] = field(factory=dict[str, Fraction])
    bulletins: dict[str, Votes] = field(factory=dict[str, Votes])
    forme: Rond | Carre | None = None
    formes: tuple[Rond | Carre, ...] = ()
    enfant: Arbre | None = None


PAS_DES_TEXTES = (0, 1, 1.5, True, False, None, [], {}, ["x"], {"x": "x"})
PAS_DES_BOOLEENS = (0, 1, "true", "false", "oui", "", None, [], {}, 1.0)
PAS_DES_ENTIERS = ("1", 1.0, True, False, None, [], {}, "")


def refus(valeur: object, type_: type) -> InvalidPayload:
    with pytest.raises(InvalidPayload) as fautif:
        read(valeur, type_)
    return fautif.value


class TestSimples:
    @pytest.mark.parametrize("valeur", PAS_DES_TEXTES, ids=repr)
    def test_a_text_is_a_text(self, valeur: object) -> None:
        """`id: 12` never becomes `'12'`, nor `nom: null` the text « None »."""
        assert refus(valeur, str).texte == "attendu un texte"
        assert refus({"texte": valeur}, Feuille).lieu == ("texte",)

    @pytest.mark.parametrize("valeur", PAS_DES_BOOLEENS, ids=repr)
    def test_a_boolean_is_true_or_false(self, valeur: object) -> None:
        """Above all, « false » between quotes is not true."""
        assert refus(valeur, bool).texte == "attendu true ou false"
        assert refus({"texte": "", "vrai": valeur}, Feuille).lieu == ("vrai",)

    @pytest.mark.parametrize("valeur", PAS_DES_ENTIERS, ids=repr)
    def test_an_integer_is_an_integer(self, valeur: object) -> None:
        assert refus(valeur, int).texte == "attendu un entier"
        assert refus({"texte": "", "nombre": valeur}, Feuille).lieu == ("nombre",)

    @pytest.mark.parametrize("detailed", [False, True])
    @pytest.mark.parametrize(("type_", "valeur"), [(str, "é"), (bool, False), (int, -3)])
    def test_what_is_right_is_kept_as_it_is(self, *, type_: type, valeur: object, detailed: bool) -> None:
        lu = make_converter(detailed=detailed).structure(valeur, type_)
        assert lu == valeur
        assert type(lu) is type_

    @pytest.mark.parametrize(
        "texte",
        [
            "2020-7-7",
            "2020-07-07T10:00",
            "20200707",
            "2020-W28-2",
            "2020-02-30",
            "2019-02-29",
            "0000-01-01",
            "٢٠٢٠-٠٧-٠٧",
            "2020-07-07\n",
            " 2020-07-07",
            "07/07/2020",
            "",
        ],
    )
    def test_a_date_has_one_writing(self, texte: str) -> None:
        assert refus({"jour": texte}, Arbre).lieu == ("jour",)

    @given(st.dates(dt.date(1900, 1, 1), dt.date(2999, 12, 31)))
    def test_every_date_of_the_trade_is_read(self, jour: dt.date) -> None:
        assert read(jour.isoformat(), dt.date) == jour

    @pytest.mark.parametrize("texte", ["0001-01-01", "1899-12-31", "3000-01-01", "9999-12-31"])
    def test_a_date_no_delay_can_be_counted_from_is_refused(self, texte: str) -> None:
        """Counting days from the first or the last of the calendar has no answer."""
        assert refus(texte, dt.date).lieu == ()

    @pytest.mark.parametrize("texte", ["24:00", "7:05", "17:60", "17:05:00", "17h05", "17:05Z", "١٧:٠٥", "17:05\n", ""])
    def test_an_hour_has_one_writing(self, texte: str) -> None:
        assert refus({"heure": texte}, Arbre).lieu == ("heure",)

    @given(st.integers(0, 23), st.integers(0, 59))
    def test_every_hour_is_read(self, heure: int, minute: int) -> None:
        assert read(f"{heure:02d}:{minute:02d}", dt.time) == dt.time(heure, minute)

    @pytest.mark.parametrize("valeur", [20200707, 17.05, True, [], {}], ids=repr)
    @pytest.mark.parametrize("champ", ["jour", "heure", "part", "article", "couleur", "choix"])
    def test_what_is_written_as_a_text_is_no_number(self, champ: str, valeur: object) -> None:
        assert refus({champ: valeur}, Arbre).lieu == (champ,)

    def test_an_enumeration_says_what_it_expects(self) -> None:
        assert refus({"couleur": "OCRE"}, Arbre).texte == "attendu l'un de : ocre, bleu"
        assert refus({"choix": "c"}, Arbre).texte == "attendu l'un de : a, b"
        assert read({"couleur": "bleu", "choix": "b"}, Arbre).couleur is Couleur.BLEU

    @pytest.mark.parametrize("article", ["24", "25", "26", "unanimite", "aucun", "25 f", "26 b", "24 h"])
    def test_an_article_is_read_and_written_the_same(self, article: str) -> None:
        assert write(read({"article": article}, Arbre))["article"] == article

    @pytest.mark.parametrize(
        "article",
        [
            "",
            "23",
            "25-1",
            "26-1",
            "25f",
            "25  f",
            "25 F",
            "24 z",
            "26 e",
            "25 II f",
            "26 II a",
            "aucun a",
            "unanimité",
        ],
    )
    def test_an_article_the_law_has_not_is_refused(self, article: str) -> None:
        assert refus({"article": article}, Arbre).lieu == ("article",)

    @pytest.mark.parametrize("majorite", list(LETTRES))
    def test_every_letter_of_the_law_is_read(self, majorite: str) -> None:
        for lettre in LETTRES[majorite]:
            assert read(f"{majorite} {lettre}", ArticleDeVote) == ArticleDeVote(majorite, lettre)  # type: ignore[arg-type]


class TestDecimals:
    @pytest.mark.req("AG-14")
    @given(st.integers(0, 10**20 - 1), st.integers(0, 20), st.integers(0, 10**20 - 1))
    def test_a_decimal_is_exact_to_its_last_digit(self, entier: int, decimales: int, reste: int) -> None:
        chiffres = str(reste).zfill(20)[:decimales]
        texte = f"{entier}.{chiffres}" if chiffres else str(entier)
        assert decimal(texte) == Fraction(texte)

    @pytest.mark.parametrize(
        "texte",
        [
            *("-1", "+1", "-0", " 1", "1 ", "1\n", "1_000", "1 000", "1\u00a0000", "1,5", "1.", ".5", "1..5", "1.5.5"),
            *("1e3", "1E3", "1e-3", "0x10", "1/2", "NaN", "Infinity", "-Infinity", "inf", "", "٥", "５", "²", "½", "Ⅷ"),
            *("9" * 21, "0." + "9" * 21, "9" * 100_000, "1." + "0" * 100_000),
        ],
        ids=lambda texte: texte[:12] if len(texte) <= 12 else f"{len(texte)} digits",
    )
    def test_anything_else_is_refused_at_once(self, texte: str) -> None:
        """No sign, no exponent, no other digits than ours, and no number that is long to read."""
        with pytest.raises(InvalidValue):
            decimal(texte)
        assert refus({"part": texte}, Arbre).lieu == ("part",)

    @pytest.mark.parametrize(
        "valeur", [66.0142, 66, 0, float("nan"), float("inf"), -1, True, None, [], ["66"]], ids=repr
    )
    def test_a_number_is_not_a_decimal(self, valeur: object) -> None:
        assert refus({"part": valeur}, Arbre).lieu == ("part",)

    @given(st.text())
    def test_any_text_is_read_as_python_would_or_refused(self, texte: str) -> None:
        try:
            lu = decimal(texte)
        except InvalidValue:
            return
        assert lu == Fraction(texte)
        assert lu >= 0

    @given(st.integers(0, 10**24), st.integers(0, 12))
    def test_what_is_written_is_read_back(self, unites: int, decimales: int) -> None:
        valeur = Fraction(unites, 10**decimales)
        ecrit = write(Arbre(part=valeur))["part"]
        assert Fraction(ecrit) == valeur
        assert "." not in ecrit or not ecrit.endswith("0")
        assert "e" not in ecrit.lower()


class TestShapes:
    @pytest.mark.parametrize("valeur", [{}, "ab", 1, True, {"0": {}}, ()], ids=repr)
    def test_a_list_is_a_list(self, valeur: object) -> None:
        """Neither a text, which is a list of letters elsewhere, nor an object."""
        assert refus({"feuilles": valeur}, Arbre).lieu == ("feuilles",)
        assert refus({"noms": valeur}, Arbre).lieu == ("noms",)

    @pytest.mark.parametrize("valeur", [[], "ab", 1, None, [["a", "1"]]], ids=repr)
    @pytest.mark.parametrize("champ", ["table", "bulletins"])
    def test_a_table_is_an_object(self, champ: str, valeur: object) -> None:
        assert refus({champ: valeur}, Arbre).lieu == (champ,)

    @pytest.mark.parametrize("valeur", [[], "ab", 1, None, True, 1.5], ids=repr)
    def test_a_record_is_an_object(self, valeur: object) -> None:
        assert refus(valeur, Arbre).lieu == ()
        assert refus({"feuilles": [{"texte": ""}, valeur]}, Arbre).lieu == ("feuilles", 1)
        assert refus({"formes": [valeur]}, Arbre).lieu == ("formes", 0)

    @pytest.mark.parametrize(
        ("valeur", "lieu"),
        [
            ({"x": 1}, ("x",)),
            ({"feuilles": [{"texte": "", "x": 1}]}, ("feuilles", 0, "x")),
            ({"enfant": {"enfant": {"x": 1}}}, ("enfant", "enfant", "x")),
            ({"formes": [{"forme": "carre", "rayon": "1"}]}, ("formes", 0, "rayon")),
            ({"Jour": None}, ("Jour",)),
            ({"": 1}, ("",)),
        ],
    )
    def test_an_unknown_key_is_named(self, valeur: object, lieu: tuple[str | int, ...]) -> None:
        fautif = refus(valeur, Arbre)
        assert (fautif.lieu, fautif.texte) == (lieu, "clé inconnue")

    @pytest.mark.parametrize(
        ("valeur", "lieu"),
        [
            ({"feuilles": [{"texte": ""}, {}]}, ("feuilles", 1, "texte")),
            ({"forme": {"forme": "rond"}}, ("forme", "rayon")),
            ({"enfant": {"formes": [{"forme": "rond"}]}}, ("enfant", "formes", 0, "rayon")),
        ],
    )
    def test_a_missing_key_is_named(self, valeur: object, lieu: tuple[str | int, ...]) -> None:
        fautif = refus(valeur, Arbre)
        assert (fautif.lieu, fautif.texte) == (lieu, "clé obligatoire absente")

    @pytest.mark.parametrize("forme", [{}, {"forme": "ovale"}, {"forme": None}, {"forme": []}, {"forme": 1}], ids=repr)
    def test_a_record_of_unknown_kind_is_refused_at_its_tag(self, forme: object) -> None:
        fautif = refus({"formes": [{"forme": "carre"}, forme]}, Arbre)
        assert fautif.lieu == ("formes", 1, "forme")
        assert fautif.texte == "attendu l'un de : rond, carre"

    def test_the_place_of_a_fault_goes_through_every_shape(self) -> None:
        assert refus({"enfant": {"table": {"450BROU-01": "x"}}}, Arbre).lieu == ("enfant", "table", "450BROU-01")
        assert refus({"bulletins": {"5.1": {"A": "oui", "B": "peut-être"}}}, Arbre).lieu == ("bulletins", "5.1", "B")
        assert refus({"bulletins": {"5.1": []}}, Arbre).lieu == ("bulletins", "5.1")
        assert refus({"noms": ["a", 1]}, Arbre).lieu == ("noms", 1)

    @pytest.mark.parametrize("choix", ["OUI", "", None, 1, True, [], {}, ["oui"]], ids=repr)
    def test_a_ballot_is_one_of_four_words(self, choix: object) -> None:
        fautif = refus({"bulletins": {"1": {"A": "non", "B": choix}}}, Arbre)
        assert fautif.lieu == ("bulletins", "1", "B")
        assert "oui, non, abstention, non_votant" in fautif.texte

    def test_a_chain_of_records_deeper_than_python_is_a_fault(self) -> None:
        valeur: dict[str, Any] = {}
        for _ in range(5_000):
            valeur = {"enfant": valeur}
        assert "imbriqué" in refus(valeur, Arbre).texte


class TestThereAndBack:
    formes = st.builds(Rond, forme=st.just("rond"), rayon=st.integers(0, 10**9).map(lambda n: Fraction(n, 10**5)))
    feuilles = st.builds(Feuille, texte=st.text(), nombre=st.integers(-(10**9), 10**9), vrai=st.booleans())
    arbres = st.builds(
        Arbre,
        jour=st.none() | st.dates(dt.date(1900, 1, 1), dt.date(2999, 12, 31)),
        heure=st.none() | st.builds(dt.time, st.integers(0, 23), st.integers(0, 59)),
        part=st.integers(0, 10**12).map(lambda n: Fraction(n, 10**5)),
        article=st.none() | st.sampled_from(["24", "25 f", "aucun"]).map(ArticleDeVote.lire),
        couleur=st.sampled_from(Couleur),
        choix=st.sampled_from(["a", "b"]),
        feuilles=st.lists(feuilles, max_size=3).map(tuple),
        noms=st.lists(st.text(), max_size=3).map(tuple),
        table=st.dictionaries(st.text(), st.integers(0, 10**9).map(Fraction), max_size=3),
        bulletins=st.dictionaries(st.text(), st.dictionaries(st.text(), st.sampled_from(["oui", "non"])), max_size=3),
        forme=st.none() | formes | st.builds(Carre, forme=st.just("carre"), cote=st.none()),
        enfant=st.none() | st.just(Arbre()),
    )

    @given(arbres)
    def test_what_is_written_is_read_back(self, arbre: Arbre) -> None:
        assert read(write(arbre), Arbre) == arbre

    def test_defaults_are_those_of_the_record(self) -> None:
        assert read({}, Arbre) == Arbre()

    def test_how_to_read_a_record_is_found_out_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """To make the hooks of a record is to compile a program: it costs more than a hundred readings."""

        @frozen(kw_only=True)
        class Neuf:
            nombre: int

        faits: list[object] = []

        def faire(type_: Any, *arguments: Any, **options: Any) -> Any:
            faits.append(type_)
            return make_dict_structure_fn(type_, *arguments, **options)

        monkeypatch.setattr(converter, "make_dict_structure_fn", faire)
        assert [read({"nombre": nombre}, Neuf).nombre for nombre in range(3)] == [0, 1, 2]
        assert faits == [Neuf]

    def test_each_converter_is_fresh(self) -> None:
        """What a caller registers on his own changes nothing for the others."""
        sien = make_converter()
        sien.register_structure_hook(Fraction, lambda _valeur, _type: Fraction(-1))
        assert sien.structure("1", Fraction) == -1
        assert read("1", Fraction) == 1
