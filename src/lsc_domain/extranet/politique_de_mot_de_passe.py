"""What a chosen password must be: the trade's rule, the CNIL's of 2022, or OWASP's ASVS 5, as values. EXC-05."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Final

from attrs import field, frozen

from lsc_domain.extranet.code_d_acces import normaliser
from lsc_domain.extranet.mots_de_passe_courants import est_courant
from lsc_domain.extranet.parametrage import Profil
from lsc_domain.extranet.refus_de_mot_de_passe import (
    ClasseManquante,
    EntropieInsuffisante,
    Manque,
    MotDePasseCourant,
    RappelDuContexte,
    TropCourt,
    TropLong,
)
from lsc_domain.socle.errors import InvalidValue

_MOT_PARLANT: Final = 4
"""Letters from which a name is recognised in a password: « DE » is in many."""
_RESTE: Final = 6
"""Signs a password must have beside a name it contains."""
_ESSAIS: Final = 1_000
_NORMALISABLE: Final = 2_048
"""Signs as they are typed: four of them, at the most, make one of the 256 a password may have, twice over."""


class Classe(StrEnum):
    """A class of signs: a letter with an accent is a letter, what is neither letter nor digit is special. EXC-05."""

    CHIFFRE = "chiffre"
    MAJUSCULE = "majuscule"
    MINUSCULE = "minuscule"
    SPECIAL = "special"

    @property
    def libelle(self) -> str:
        """One of the class, in French."""
        return _LIBELLES[self]

    @property
    def taille(self) -> int:
        """How many signs the class counts for in an entropy, as the CNIL counts them."""
        return _TAILLES[self]


_LIBELLES: Final = {
    Classe.CHIFFRE: "un chiffre",
    Classe.MAJUSCULE: "une majuscule",
    Classe.MINUSCULE: "une minuscule",
    Classe.SPECIAL: "un caractère spécial",
}
_TAILLES: Final = {Classe.CHIFFRE: 10, Classe.MAJUSCULE: 26, Classe.MINUSCULE: 26, Classe.SPECIAL: 37}


def en_nfc(mot_de_passe: str) -> str:
    """
    Return the one form a password is measured, kept and verified in: « é » typed as one sign or as two is one.

    What is longer than any password stays as it was typed: marks upon marks take a time that grows with the square.
    """
    return unicodedata.normalize("NFC", mot_de_passe) if len(mot_de_passe) <= _NORMALISABLE else mot_de_passe


def classes_de(texte: str) -> frozenset[Classe]:
    """
    Return the classes a text has signs of.

    >>> [une in classes_de("Éa ") for une in (Classe.CHIFFRE, Classe.MAJUSCULE, Classe.MINUSCULE, Classe.SPECIAL)]
    [False, True, True, True]
    """
    return frozenset(_classe(signe) for signe in texte)


def _classe(signe: str) -> Classe:
    if signe.isalpha():
        # A letter without case is one the more of the small ones.
        return Classe.MAJUSCULE if signe.isupper() or signe.istitle() else Classe.MINUSCULE
    return Classe.CHIFFRE if signe.isdecimal() else Classe.SPECIAL


def entropie(longueur: int, classes: Iterable[Classe]) -> int:
    """
    Return the whole bits of a password of a length drawn from classes: log2(size ^ length), as the CNIL counts.

    >>> entropie(10, {Classe.MAJUSCULE}), entropie(8, frozenset(Classe)), entropie(8, set(Classe) - {Classe.SPECIAL})
    (47, 53, 47)
    """
    possibles: int = sum(une.taille for une in classes) ** longueur
    return max(possibles.bit_length() - 1, 0)


ALPHABET: Final = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789+-*/=?!%@#"
"""What temporary passwords are drawn from: they are read aloud and typed, so without O, 0, o, I, l and 1."""


@frozen(kw_only=True)
class PolitiqueDeMotDePasse:
    """
    What a chosen password must be, and how temporary ones are made.

    `classes` are those it must have one of each; `bits` the entropy its length and its classes must give;
    `sans_courants` refuses what everybody thinks of, and what is made from the login, the name or the agency;
    `interdits` is a list of the host's own. `longueur_conseillee` is only said. Every length counts whole characters
    of the NFC form, which is the one that is kept: nothing is ever cut. `longueur_provisoire` is that of the temporary
    passwords drawn here. No policy asks for a change after some time (ASVS 6.2.10, CNIL).
    """

    profil: Profil
    longueur_minimale: int = 8
    longueur_conseillee: int = 0
    longueur_maximale: int = 256
    classes: frozenset[Classe] = frozenset()
    bits: int = 0
    sans_courants: bool = False
    interdits: frozenset[str] = field(default=frozenset(), repr=False)
    longueur_provisoire: int = 12

    def __attrs_post_init__(self) -> None:
        if not 0 < self.longueur_minimale <= self.longueur_provisoire <= self.longueur_maximale:
            raise InvalidValue("politique de mot de passe : 0 < minimum ≤ provisoire ≤ maximum")
        if entropie(self.longueur_provisoire, Classe) < self.bits:
            raise InvalidValue("politique de mot de passe : aucun provisoire de cette longueur n'aurait ces bits")

    def manques(self, mot_de_passe: str, *, contexte: Iterable[str] = ()) -> tuple[Manque, ...]:
        """
        Return everything that is wrong with a password, none when it may be chosen. EXC-05.

        >>> [type(un).__name__ for un in politique_de(Profil.LSC).manques("CNWBTGDSHW")]
        ['ClasseManquante', 'ClasseManquante', 'ClasseManquante']
        """
        texte = en_nfc(mot_de_passe)
        longueur, classes = len(texte), classes_de(texte)
        manques: list[Manque] = []
        if longueur < self.longueur_minimale:
            manques.append(TropCourt(longueur=longueur, minimum=self.longueur_minimale))
        if longueur > self.longueur_maximale:
            manques.append(TropLong(longueur=longueur, maximum=self.longueur_maximale))
        manques += [ClasseManquante(classe=une.libelle) for une in Classe if une in self.classes - classes]
        if (bits := entropie(min(longueur, self.longueur_maximale), classes)) < self.bits:
            manques.append(EntropieInsuffisante(bits=bits, minimum=self.bits))
        if longueur <= self.longueur_maximale and self._est_connu(texte):
            manques.append(MotDePasseCourant())
        elif self.sans_courants and _rappelle(texte, contexte):
            manques.append(RappelDuContexte())
        return tuple(manques)

    def regles(self) -> tuple[str, ...]:
        """Return the rules as the screen says them, before anything is typed."""
        regles = [f"{self.longueur_minimale} caractères au moins"]
        if self.longueur_conseillee:
            regles[0] += f", {self.longueur_conseillee} conseillés"
        regles += [f"au moins {une.libelle}" for une in Classe if une in self.classes]
        if self.bits:
            regles.append(
                "assez long pour les sortes de caractères qu'il mêle : chiffres, lettres, caractères spéciaux"
            )
        if self.sans_courants:
            regles.append("ni un mot de passe courant, ni votre identifiant, ni votre nom, ni celui de l'agence")
        return tuple(regles)

    def _est_connu(self, texte: str) -> bool:
        return texte in self.interdits or (self.sans_courants and est_courant(texte))


def politique_de(profil: Profil) -> PolitiqueDeMotDePasse:
    """
    Return the policy of a profile.

    `lsc` is the rule of the trade, to the letter. `cnil-2022` (délib. 2022-100) is its case of 50 bits, which holds
    because tries are slowed down then locked (`Freinage`); without that it would be 80. `asvs-5` (6.2) asks for a
    length and no composition.
    """
    return _POLITIQUES[profil]


_POLITIQUES: Final = {
    Profil.LSC: PolitiqueDeMotDePasse(profil=Profil.LSC, classes=frozenset(Classe)),
    Profil.CNIL_2022: PolitiqueDeMotDePasse(profil=Profil.CNIL_2022, bits=50, sans_courants=True),
    Profil.ASVS_5: PolitiqueDeMotDePasse(profil=Profil.ASVS_5, longueur_conseillee=15, sans_courants=True),
}


def engendrer(politique: PolitiqueDeMotDePasse, tirer: Callable[[str, int], str]) -> str:
    """
    Draw a temporary password the policy accepts. EXP-52, X-25, ASVS 6.4.1.

    What is drawn and does not comply is thrown away, so that those that do are all as likely.
    """
    for _ in range(_ESSAIS):
        tire = tirer(ALPHABET, politique.longueur_provisoire)
        if not politique.manques(tire):
            return tire
    raise InvalidValue("mot de passe provisoire : cette source de secrets n'en donne aucun qui soit conforme")


def _rappelle(texte: str, contexte: Iterable[str]) -> bool:
    """Tell whether a password is a name somebody would think of, and little more."""
    plat = normaliser(texte)
    return any(
        len(mot) >= _MOT_PARLANT and mot in plat and len(texte) - len(mot) < _RESTE
        for mot in (normaliser(un) for un in contexte)
    )
