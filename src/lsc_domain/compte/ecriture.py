"""The entries of a client's account, and the lines the extranet shows of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import Final, assert_never

from attrs import frozen

from lsc_domain.socle.affichage import ecrire_date
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.euros import ZERO, Euros
from lsc_domain.socle.ids import CompteId

JOURNAL_DE_BANQUE: Final = "BQ"
"""The code of the journal whose entries may be grouped. EXP-20."""


class NatureDeCompte(StrEnum):
    """Whose account it is: each nature has its own grouping option. EXP-20, EXP-21, EXP-22."""

    PROPRIETAIRE = "proprietaire"
    LOCATAIRE = "locataire"
    COPROPRIETAIRE = "coproprietaire"


@frozen(kw_only=True)
class Ecriture:
    """
    One entry of the ledger, on one account.

    `journal` is its code (BQ for the bank), `analytique` the analytic account it is attached to, `rubrique` the
    fiscal heading that details it. It is a debit or a credit, neither ever negative. `mouvement` is the number the
    entries of one balanced movement share, `piece` the reference of what proves it, `lettrage` the letters of those
    that settle each other; `valide_le` is the day it could no longer be changed (LPF, art. A47 A-1).
    """

    id: str
    compte: CompteId
    journal: str
    le: date
    libelle: str
    debit: Euros = ZERO
    credit: Euros = ZERO
    analytique: str | None = None
    rubrique: str | None = None
    mouvement: str = ""
    piece: str = ""
    piece_le: date | None = None
    lettrage: str | None = None
    lettree_le: date | None = None
    valide_le: date | None = None

    def __attrs_post_init__(self) -> None:
        if self.debit < ZERO or self.credit < ZERO or (self.debit and self.credit):
            raise InvalidValue(f"écriture {self.id} : un débit ou un crédit, jamais les deux, jamais négatif")


@frozen(kw_only=True)
class OptionsDeCompte:
    """How the accounts are shown, each box on its own, unticked by default. EXP-20, EXP-21, EXP-22, EXP-23."""

    regrouper_proprietaire: bool = False
    regrouper_locataire: bool = False
    regrouper_coproprietaire: bool = False
    exclure_non_reverses: bool = False

    def regrouper(self, nature: NatureDeCompte) -> bool:
        """Tell whether the cash entries of such an account are grouped."""
        match nature:
            case NatureDeCompte.PROPRIETAIRE:
                return self.regrouper_proprietaire
            case NatureDeCompte.LOCATAIRE:
                return self.regrouper_locataire
            case NatureDeCompte.COPROPRIETAIRE:
                return self.regrouper_coproprietaire
            case _:
                assert_never(nature)


@frozen(kw_only=True)
class Ligne:
    """
    A line of an account as it is shown, and the entries it is made of.

    `solde` is what it adds to the balance, a credit upwards: a balance below zero is owed by the client. EXC-16.
    """

    compte: CompteId
    journal: str
    le: date
    libelle: str
    debit: Euros
    credit: Euros
    ecritures: tuple[str, ...]

    @property
    def solde(self) -> Euros:
        """What the line adds to the balance."""
        return self.credit - self.debit


def lignes_publiees(
    ecritures: Iterable[Ecriture],
    nature: NatureDeCompte,
    options: OptionsDeCompte,
    *,
    non_reverses: frozenset[str] = frozenset(),
) -> tuple[Ligne, ...]:
    """
    Show the entries of an account of that nature, in the order of their days.

    Ticked, entries of the bank journal of one day make one line, per account; those of other journals never do, and
    the balance is the same (EXP-20, EXP-21, EXP-22). Ticked, an entry on an analytic account that is not paid over to
    the owner, one of `non_reverses`, is not shown and is not in the balance either (EXP-23, I-52).

    >>> commun = {"compte": CompteId("411ALOXECO"), "journal": "BQ", "le": date(2020, 1, 10)}
    >>> ecritures = [
    ...     Ecriture(id="1", libelle="Loyer", credit=Euros.lire("400.00"), **commun),
    ...     Ecriture(id="2", libelle="Charges", credit=Euros.lire("59.00"), **commun),
    ... ]
    >>> regroupees = OptionsDeCompte(regrouper_proprietaire=True)
    >>> [ligne.credit.decimal for ligne in lignes_publiees(ecritures, NatureDeCompte.PROPRIETAIRE, regroupees)]
    ['459.00']
    >>> [ligne.credit.decimal for ligne in lignes_publiees(ecritures, NatureDeCompte.LOCATAIRE, regroupees)]
    ['400.00', '59.00']
    """
    regrouper = options.regrouper(nature)
    groupes: dict[tuple[object, ...], list[Ecriture]] = {}
    for rang, ecriture in enumerate(ecritures):
        if options.exclure_non_reverses and ecriture.analytique in non_reverses:
            continue
        en_banque = regrouper and ecriture.journal == JOURNAL_DE_BANQUE
        cle = (ecriture.compte, ecriture.le) if en_banque else (rang,)
        groupes.setdefault(cle, []).append(ecriture)
    return tuple(sorted((_ligne(groupe) for groupe in groupes.values()), key=lambda ligne: ligne.le))


def solde_publie(lignes: Iterable[Ligne]) -> Euros:
    """Return the balance shown: the sum of the lines shown, always. I-52."""
    return Euros.somme(ligne.solde for ligne in lignes)


def _ligne(groupe: Sequence[Ecriture]) -> Ligne:
    """Make one line of entries of one day; it keeps the label they share."""
    premiere = groupe[0]
    libelles = {ecriture.libelle for ecriture in groupe}
    return Ligne(
        compte=premiere.compte,
        journal=premiere.journal,
        le=premiere.le,
        libelle=premiere.libelle if len(libelles) == 1 else f"Trésorerie du {ecrire_date(premiere.le)}",
        debit=Euros.somme(ecriture.debit for ecriture in groupe),
        credit=Euros.somme(ecriture.credit for ecriture in groupe),
        ecritures=tuple(ecriture.id for ecriture in groupe),
    )
