"""« Lettrer »: marking together the entries of an account that settle each other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, TypeAlias, assert_never

from attrs import frozen
from returns.result import Failure, Result, Success

from lsc_domain.compte.ecriture import Ecriture
from lsc_domain.socle.euros import Euros
from lsc_domain.socle.ids import CompteId

_LETTRES: Final = 26


@frozen(kw_only=True)
class RienALettrer:
    """No entry was chosen."""

    compte: CompteId


@frozen(kw_only=True)
class EcritureDUnAutreCompte:
    """One of the entries is not of this account: letters are of one account."""

    compte: CompteId
    ecriture: str


@frozen(kw_only=True)
class DejaLettree:
    """One of the entries already settles others."""

    ecriture: str
    lettrage: str


@frozen(kw_only=True)
class LettrageDesequilibre:
    """The entries do not settle each other: their debits less their credits leave this."""

    compte: CompteId
    ecart: Euros


RefusDeLettrage: TypeAlias = RienALettrer | EcritureDUnAutreCompte | DejaLettree | LettrageDesequilibre


def libelle(refus: RefusDeLettrage) -> str:
    """
    Say a refusal in French.

    >>> libelle(DejaLettree(ecriture="17", lettrage="AB"))
    "L'écriture 17 est déjà lettrée AB."
    """
    match refus:
        case RienALettrer(compte=compte):
            return f"Aucune écriture du compte {compte} n'est à lettrer."
        case EcritureDUnAutreCompte(compte=compte, ecriture=ecriture):
            return f"L'écriture {ecriture} n'est pas du compte {compte}."
        case DejaLettree(ecriture=ecriture, lettrage=lettrage):
            return f"L'écriture {ecriture} est déjà lettrée {lettrage}."
        case LettrageDesequilibre(compte=compte, ecart=ecart):
            return f"Les écritures du compte {compte} ne se soldent pas : il reste {ecart} €."
        case _:
            assert_never(refus)


def lettrer(compte: CompteId, choisies: Iterable[Ecriture], *, pris: Iterable[str]) -> Result[str, RefusDeLettrage]:
    """
    Return the letters to give to these entries together: the next free ones of the account.

    `pris` are the letters already given in it. Nothing is lettered that does not add up to zero.
    """
    ecritures = tuple(choisies)
    if not ecritures:
        return Failure(RienALettrer(compte=compte))
    for une in ecritures:
        if une.compte != compte:
            return Failure(EcritureDUnAutreCompte(compte=compte, ecriture=une.id))
        if une.lettrage is not None:
            return Failure(DejaLettree(ecriture=une.id, lettrage=une.lettrage))
    ecart = Euros.somme(une.debit - une.credit for une in ecritures)
    if ecart:
        return Failure(LettrageDesequilibre(compte=compte, ecart=ecart))
    return Success(lettres_suivantes(pris))


def lettres_suivantes(pris: Iterable[str]) -> str:
    """
    Return the letters that come after all those given: A to Z, then AA, AB…; what is not letters is not counted.

    >>> lettres_suivantes(()), lettres_suivantes(("A", "Z", "B")), lettres_suivantes(("AZ", "2019-7"))
    ('A', 'AA', 'BA')
    """
    rang = 1 + max((_rang(un) for un in pris if un.isascii() and un.isalpha() and un.isupper()), default=0)
    lettres = ""
    while rang:
        rang, reste = divmod(rang - 1, _LETTRES)
        lettres = chr(ord("A") + reste) + lettres
    return lettres


def _rang(lettres: str) -> int:
    rang = 0
    for lettre in lettres:
        rang = rang * _LETTRES + ord(lettre) - ord("A") + 1
    return rang
