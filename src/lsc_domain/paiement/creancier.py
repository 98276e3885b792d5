"""To whom a client pays: the syndicat itself, on its own account, never the agency. Loi 65-557, art. 18 II."""

from __future__ import annotations

import re
from typing import Final

from attrs import field, frozen

from lsc_domain.paiement.latin import transliterer
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import CollaborateurId, CompteId, EntiteId

_BIC: Final = re.compile(r"[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?")
_ICS: Final = re.compile(r"(FR[0-9]{2})[A-Z0-9]{3}([A-Z0-9]{6})")
_IBAN: Final = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")
_RIB: Final = re.compile(r"[0-9]{10}[A-Z0-9]{11}[0-9]{2}")
_PAYS: Final = re.compile(r"[A-Z]{2}")

_LONGUEURS: Final = {
    pays: longueur
    for longueur, tous in {
        15: "NO",
        16: "BE",
        18: "DK FI NL",
        19: "MK SI",
        20: "AT EE LT LU XK",
        21: "CH HR LI LV",
        22: "BG DE GB IE ME RS VA",
        23: "GI",
        24: "AD CZ ES MD RO SE SK",
        25: "PT",
        26: "IS",
        27: "FR GR IT MC SM",
        28: "AL CY HU PL",
        31: "MT",
    }.items()
    for pays in tous.split()
}
"""How long the IBAN of each country of the SEPA zone is: another country's takes no debit in euros."""

_LONGUEURS_D_ADRESSE: Final = (("rue", 70), ("numero", 16), ("code_postal", 16), ("ville", 35))


def normaliser(texte: str) -> str:
    """
    Write a bank reference as machines do: capitals, no space.

    >>> normaliser("fr72 zzz 123456")
    'FR72ZZZ123456'
    """
    return "".join(texte.split()).upper()


def _reste_97(texte: str) -> int:
    """Divide by 97, letters counting from 10 on, and return what is left. ISO 7064."""
    return int("".join(str(int(signe, 36)) for signe in texte)) % 97


def est_un_iban(texte: str) -> bool:
    """
    Tell whether it is an IBAN of the SEPA zone: its length, its key, and the key of the RIB inside a French one.

    >>> est_un_iban("FR76 3000 6000 0112 3456 7890 189"), est_un_iban("FR76 3000 6000 0112 3456 7890 188")
    (True, False)
    """
    iban = normaliser(texte)
    if not _IBAN.fullmatch(iban) or _LONGUEURS.get(iban[:2]) != len(iban) or not 2 <= int(iban[2:4]) <= 98:
        return False
    return _reste_97(iban[4:] + iban[:4]) == 1 and (iban[:2] not in {"FR", "MC"} or _est_un_rib(iban[4:]))


def _est_un_rib(rib: str) -> bool:
    """Tell whether the key of a French RIB is right; in its account number, letters count from 1 to 9, S as 2."""
    if not _RIB.fullmatch(rib):
        return False
    chiffres = "".join(un if un.isdigit() else str(_chiffre_de_rib(un)) for un in rib)
    banque, guichet, compte, cle = (int(un) for un in (chiffres[:5], chiffres[5:10], chiffres[10:21], chiffres[21:]))
    return (89 * banque + 15 * guichet + 3 * compte + cle) % 97 == 0


def _chiffre_de_rib(lettre: str) -> int:
    rang = ord(lettre) - ord("A")
    return rang % 9 + 1 if rang < 18 else rang % 9 + 2


def est_un_bic(texte: str) -> bool:
    """
    Tell whether it has the shape of a BIC (ISO 9362); only the bank knows whether it is one.

    >>> est_un_bic("AGRIFRPP"), est_un_bic("AGRIFRPP882"), est_un_bic("AGRIFRPP8")
    (True, True, False)
    """
    return _BIC.fullmatch(normaliser(texte)) is not None


def est_un_ics(texte: str) -> bool:
    """
    Tell whether it is a French identifiant créancier SEPA, `FRkkZZZ######`: its key leaves the three letters out.

    >>> est_un_ics("FR72ZZZ123456"), est_un_ics("FR72ABC123456"), est_un_ics("FR73ZZZ123456")
    (True, True, False)
    """
    lu = _ICS.fullmatch(normaliser(texte))
    return lu is not None and _reste_97(lu[2] + lu[1]) == 1


@frozen(kw_only=True)
class Adresse:
    """
    A structured address, the only kind a SEPA file takes since 15 November 2026. `pays` is its two letters.

    A town and a country always; what cannot be written in the Latin letters of the EPC, or is too long for its place
    in the file, is refused here rather than by the bank.
    """

    rue: str = ""
    numero: str = ""
    code_postal: str = ""
    ville: str
    pays: str = "FR"

    def __attrs_post_init__(self) -> None:
        if not self.ville.strip() or not _PAYS.fullmatch(self.pays):
            raise InvalidValue("adresse : il y faut la ville, et les deux lettres du pays")
        for champ, longueur in _LONGUEURS_D_ADRESSE:
            valeur: str = getattr(self, champ)
            ecrite = transliterer(valeur) if valeur.strip() else ""
            if ecrite is None or len(ecrite) > longueur:
                raise InvalidValue(f"adresse : {champ} ne s'écrit pas en {longueur} lettres latines")


@frozen(kw_only=True)
class Creancier:
    """
    A beneficiary: the entité whose accounts are credited (a syndicat, by the code of its building).

    `ics` is its identifiant créancier SEPA; with its IBAN, its BIC and its address, mandatory before any debit
    (EXC-15). `boutique` names the merchant contract that pays it, whose keys are the adapter's: without one, no card.
    `banque` is its ledger account of the bank (512), `validateur` who is told of the debits to validate, the
    accountant when there is nobody. A bank reference that cannot be one is refused, and is not repeated.
    """

    entite: EntiteId
    nom: str
    iban: str = field(default="", repr=False, converter=normaliser)
    bic: str = field(default="", repr=False, converter=normaliser)
    ics: str = field(default="", converter=normaliser)
    adresse: Adresse | None = None
    boutique: str = ""
    banque: CompteId | None = None
    validateur: CollaborateurId | None = None

    def __attrs_post_init__(self) -> None:
        if not self.entite.strip() or not self.nom.strip():
            raise InvalidValue("créancier : ni entité ni nom ne peuvent manquer")
        if self.iban and not est_un_iban(self.iban):
            raise InvalidValue(f"créancier {self.entite} : l'IBAN n'en est pas un")
        if self.bic and not est_un_bic(self.bic):
            raise InvalidValue(f"créancier {self.entite} : le BIC n'en est pas un")
        if self.ics and not est_un_ics(self.ics):
            raise InvalidValue(f"créancier {self.entite} : l'ICS n'en est pas un")

    @property
    def compte_de_banque(self) -> CompteId:
        """The ledger account what is paid arrives on."""
        return self.banque or CompteId(f"512{self.entite}")

    @property
    def manques(self) -> tuple[str, ...]:
        """
        What no debit leaves without, and which the fiche entité does not say. EXC-15.

        >>> Creancier(entite=EntiteId("S001"), nom="SDC GILBERT", ics="FR72ZZZ123456").manques
        ("l'IBAN", 'le BIC', "l'adresse")
        """
        exiges = (("l'ICS", self.ics), ("l'IBAN", self.iban), ("le BIC", self.bic), ("l'adresse", self.adresse))
        return tuple(nom for nom, valeur in exiges if not valeur)
