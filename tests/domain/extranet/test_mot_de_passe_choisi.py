"""What a chosen password must be, and how temporary ones are drawn: three profiles, as values."""

from __future__ import annotations

import gzip
import unicodedata
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lsc_domain.extranet.mots_de_passe_courants import est_courant
from lsc_domain.extranet.parametrage import Profil
from lsc_domain.extranet.politique_de_mot_de_passe import (
    ALPHABET,
    Classe,
    PolitiqueDeMotDePasse,
    classes_de,
    en_nfc,
    engendrer,
    entropie,
    politique_de,
)
from lsc_domain.extranet.refus_de_mot_de_passe import (
    ClasseManquante,
    ConfirmationDifferente,
    EntropieInsuffisante,
    MotDePasseCourant,
    MotDePasseInchange,
    MotDePasseInsuffisant,
    RappelDuContexte,
    TropCourt,
    TropLong,
    dire,
    libelle,
)
from lsc_domain.socle.errors import InvalidValue

LSC, CNIL, ASVS = (politique_de(un) for un in (Profil.LSC, Profil.CNIL_2022, Profil.ASVS_5))
TOUTES = pytest.mark.parametrize("profil", Profil)
GENS = ("ALOXECORTONDENISE", "ALOXE CORTON", "Denise", "Agence du Port")


def manques(politique: PolitiqueDeMotDePasse, clair: str) -> list[type]:
    return [type(un) for un in politique.manques(clair, contexte=GENS)]


class TestLsc:
    @pytest.mark.req("EXC-05", "X-25")
    def test_the_examples_of_the_trade(self) -> None:
        """yg+sSq8f is taken; CNWBTGDSHW is refused for three reasons, Abc+123 for its length, Abcdefg1 for one."""
        assert LSC.manques("yg+sSq8f") == ()
        assert LSC.manques("CNWBTGDSHW") == (
            ClasseManquante(classe="un chiffre"),
            ClasseManquante(classe="une minuscule"),
            ClasseManquante(classe="un caractère spécial"),
        )
        assert LSC.manques("Abc+123") == (TropCourt(longueur=7, minimum=8),)
        assert LSC.manques("Abcdefg1") == (ClasseManquante(classe="un caractère spécial"),)

    @pytest.mark.req("EXC-05")
    def test_an_accent_makes_no_special_character(self) -> None:
        """É is a capital, é a small letter; what is neither letter nor digit is special, a space among them."""
        assert manques(LSC, "Éléphant1") == [ClasseManquante]
        assert manques(LSC, "Éléphant1 ") == []
        assert classes_de("ÀÉ") == {Classe.MAJUSCULE}

    @pytest.mark.req("EXC-05")
    @given(st.text(max_size=20))
    def test_the_rule_to_the_letter(self, clair: str) -> None:
        """Eight characters and one of each class, and nothing else: written again, naively."""
        texte = unicodedata.normalize("NFC", clair)
        attendu = (
            len(texte) >= 8
            and any(un.isdecimal() for un in texte)
            and any(un.isalpha() and (un.isupper() or un.istitle()) for un in texte)
            and any(un.isalpha() and not un.isupper() and not un.istitle() for un in texte)
            and any(not un.isalpha() and not un.isdecimal() for un in texte)
        )
        assert (LSC.manques(clair, contexte=GENS) == ()) == attendu


class TestCnil:
    def test_bits_are_counted_as_the_cnil_does(self) -> None:
        """Ten capitals are 47 bits, under the 50 that go with slowed tries; eleven are 51."""
        assert entropie(10, {Classe.MAJUSCULE}) == 47
        assert manques(CNIL, "CNWBTGDSHW") == [EntropieInsuffisante]
        assert manques(CNIL, "CNWBTGDSHWK") == []
        assert manques(CNIL, "yg+sSq8f") == []
        assert entropie(0, ()) == entropie(5, ()) == 0

    @given(st.integers(0, 40), st.sets(st.sampled_from(Classe), min_size=1))
    def test_bits_are_the_logarithm(self, longueur: int, classes: set[Classe]) -> None:
        """2^bits passwords at the most are as many as there are, and 2^(bits+1) are more."""
        bits, possibles = entropie(longueur, classes), sum(un.taille for un in classes) ** longueur
        assert 2**bits <= possibles < 2 ** (bits + 1)


class TestAsvs:
    @pytest.mark.req("EXC-05")
    def test_a_length_and_no_composition(self) -> None:
        """A sentence of small letters is taken; so are 64 characters, and each counts to the last."""
        assert manques(ASVS, "quatre chevaux au galop") == []
        long = "".join(chr(0x61 + rang * 7 % 26) for rang in range(64))
        assert manques(ASVS, long) == []
        assert manques(ASVS, "kjqwzeu") == [TropCourt]
        assert ASVS.longueur_conseillee == 15
        assert manques(ASVS, "abcdefghijklmnopqrstuvwxyz" * 2 + "abcdefghijklmnop") == []  # nobody tries that first
        assert ASVS.manques("kj q" * 65) == (TropLong(longueur=260, maximum=256),)

    @pytest.mark.parametrize(
        "clair",
        ["password1", "P@ssw0rd", "Azertyuiop1", "qwerty123", "12345678", "11111111", "Soleil2020!", "Marseille13",
         "1q2w3e4r5t", "abcdefgh", "abcabcabc", "motdepasse", "Doudou.2024", "iloveyou", "27/04/1968"],
    )  # fmt: skip
    def test_what_everybody_thinks_of(self, clair: str) -> None:
        """Refused whatever is put around it and in place of its letters; the rule of the trade knows no such list."""
        assert manques(ASVS, clair) == [MotDePasseCourant]
        assert MotDePasseCourant in manques(CNIL, clair)
        assert MotDePasseCourant not in manques(LSC, clair)

    def test_of_the_3000_most_common_few_are_taken(self) -> None:
        """Of the first 3 000 of eight characters in the list Django ships, 19 of 20: 2 919 in that of version 5."""
        auth = pytest.importorskip("django.contrib.auth")
        liste = Path(auth.__file__).with_name("common-passwords.txt.gz")
        with gzip.open(liste, "rt", encoding="utf-8") as lignes:
            longs = [un for un in map(str.strip, lignes) if len(un) >= 8][:3_000]
        assert len(longs) == 3_000
        assert sum(map(est_courant, longs)) >= 2_850

    @pytest.mark.parametrize("clair", ["Denise2024", "aloxe-corton", "AloxeCortonDenise!1", "Agence du Port 7"])
    def test_what_those_who_know_one_think_of(self, clair: str) -> None:
        """Made from the login, the name or the agency, and little else."""
        assert manques(ASVS, clair) == [RappelDuContexte]
        assert manques(ASVS, f"{clair} et six tilleuls") == []

    def test_a_list_of_the_hosts(self) -> None:
        """A host that has a longer list gives it."""
        politique = PolitiqueDeMotDePasse(profil=Profil.ASVS_5, interdits=frozenset({"tilleul argenté"}))
        assert manques(politique, "tilleul argenté") == [MotDePasseCourant]
        assert "tilleul" not in repr(politique)

    @given(st.text(st.characters(codec="utf-8"), max_size=40))
    def test_the_same_signs_are_the_same_password(self, clair: str) -> None:
        """Typed as one sign or as two, an accent gives the same answer, and the same form is kept."""
        assert en_nfc(unicodedata.normalize("NFD", clair)) == en_nfc(clair)
        assert ASVS.manques(unicodedata.normalize("NFD", clair)) == ASVS.manques(clair)


class TestProvisoires:
    @pytest.mark.req("X-25", "EXP-52")
    @TOUTES
    @given(graine=st.integers())
    def test_a_policy_accepts_what_it_draws(self, profil: Profil, graine: int) -> None:
        """Whatever is drawn: twelve signs that are read aloud without a doubt."""
        hasard, politique = Random(graine), politique_de(profil)
        clair = engendrer(politique, lambda alphabet, n: "".join(hasard.choices(alphabet, k=n)))
        assert politique.manques(clair) == ()
        assert len(clair) == 12
        assert set(clair) <= set(ALPHABET)
        assert not set("O0oIl1") & set(ALPHABET)

    def test_a_source_that_draws_the_same_is_told(self) -> None:
        """Rather than go on for ever."""
        with pytest.raises(InvalidValue, match="source de secrets"):
            engendrer(LSC, lambda alphabet, n: alphabet[0] * n)

    def test_a_policy_nothing_could_meet_is_none(self) -> None:
        with pytest.raises(InvalidValue, match="minimum"):
            PolitiqueDeMotDePasse(profil=Profil.LSC, longueur_minimale=13)
        with pytest.raises(InvalidValue, match="bits"):
            PolitiqueDeMotDePasse(profil=Profil.LSC, bits=128)


class TestMots:
    @TOUTES
    def test_the_screen_says_the_rules(self, profil: Profil) -> None:
        """Before anything is typed, in French."""
        regles = politique_de(profil).regles()
        assert regles[0].startswith("8 caractères au moins")
        assert len(regles) == {Profil.LSC: 5, Profil.CNIL_2022: 3, Profil.ASVS_5: 2}[profil]

    @pytest.mark.req("EXC-05")
    def test_every_reason_is_said_at_once(self) -> None:
        refus = MotDePasseInsuffisant(manques=(*LSC.manques("CNWBTGDSHW"), ConfirmationDifferente()))
        assert libelle(refus) == (
            "Le mot de passe doit avoir au moins un chiffre, et au moins une minuscule, "
            "et au moins un caractère spécial, et doit être tapé deux fois à l'identique."
        )

    def test_each_has_its_sentence(self) -> None:
        tous = (
            TropLong(longueur=300, maximum=256),
            EntropieInsuffisante(bits=47, minimum=50),
            MotDePasseCourant(),
            RappelDuContexte(),
            MotDePasseInchange(),
        )
        assert len({dire(un) for un in tous}) == len(tous)
