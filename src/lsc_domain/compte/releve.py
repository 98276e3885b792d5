"""The extract of an account between two days, as its client reads it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum

from attrs import frozen

from lsc_domain.compte.ecriture import Ecriture, NatureDeCompte, OptionsDeCompte, lignes_publiees
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.euros import Euros
from lsc_domain.socle.ids import CompteId


class Sens(StrEnum):
    """
    « Sens de présentation des soldes »: which of a debit and a credit makes a balance grow. EXA-28, X-03.

    >>> Sens.CREDIT_DEBIT.solde(debit=Euros(300_000), credit=Euros(331_441)).decimal
    '314.41'
    """

    CREDIT_DEBIT = "credit-debit"
    DEBIT_CREDIT = "debit-credit"

    @property
    def signe(self) -> int:
        """What a credit is multiplied by in a balance: 1, or -1."""
        return 1 if self is Sens.CREDIT_DEBIT else -1

    @property
    def libelle(self) -> str:
        """The choice as the screen writes it."""
        return "Crédit – débit" if self is Sens.CREDIT_DEBIT else "Débit – crédit"

    def solde(self, *, debit: Euros, credit: Euros) -> Euros:
        """Return the balance that is shown of what was debited and credited."""
        return Euros(self.signe * (credit.centimes - debit.centimes))


@frozen
class LigneDeReleve:
    """
    A line of an extract, and the balance of the account once it is written. EXC-16.

    Amounts are kept in centimes, and are `Euros` when they are asked for: an extract may have fifty thousand lines
    of which a page shows forty. `ecritures` are the entries the line is made of: several when they are grouped.
    """

    le: date
    libelle: str
    debit_en_centimes: int
    credit_en_centimes: int
    solde_en_centimes: int
    ecritures: tuple[str, ...]

    @property
    def debit(self) -> Euros:
        """What was debited."""
        return Euros(self.debit_en_centimes)

    @property
    def credit(self) -> Euros:
        """What was credited."""
        return Euros(self.credit_en_centimes)

    @property
    def solde(self) -> Euros:
        """The balance after it, in the direction balances are shown."""
        return Euros(self.solde_en_centimes)


@frozen(kw_only=True)
class Releve:
    """
    An account between two days included, the newest line first. EXC-14, EXC-16.

    It is read from the top: `solde_courant`, that of the account whatever the days asked for; then the closing
    balance of the period, its lines, and the opening balance last. Every balance is computed from the entries
    (I-49), and is the sum of what is shown (I-52); `sens` says which way it grows (EXA-28).
    """

    compte: CompteId
    du: date
    au: date
    sens: Sens
    solde_anterieur: Euros
    lignes: tuple[LigneDeReleve, ...]
    solde_courant: Euros

    def __attrs_post_init__(self) -> None:
        if self.au < self.du:
            raise InvalidValue(f"relevé du compte {self.compte} : il finit avant d'avoir commencé")

    @property
    def solde_de_fin(self) -> Euros:
        """The closing balance: that after the newest line, the opening one when there is none."""
        return self.lignes[0].solde if self.lignes else self.solde_anterieur

    @property
    def debit(self) -> Euros:
        """All that was debited in the period."""
        return Euros(sum(ligne.debit_en_centimes for ligne in self.lignes))

    @property
    def credit(self) -> Euros:
        """All that was credited in the period."""
        return Euros(sum(ligne.credit_en_centimes for ligne in self.lignes))


def relever(
    compte: CompteId,
    ecritures: Iterable[Ecriture],
    *,
    du: date,
    au: date,
    solde_anterieur: Euros,
    solde_courant: Euros | None = None,
    sens: Sens = Sens.CREDIT_DEBIT,
    nature: NatureDeCompte = NatureDeCompte.COPROPRIETAIRE,
    options: OptionsDeCompte | None = None,
    non_reverses: frozenset[str] = frozenset(),
) -> Releve:
    """
    Make the extract of an account from its entries of the period, in the order of their days. EXC-14, EXC-16.

    `solde_anterieur` and `solde_courant` are as they are shown, in that direction, and leave out what the options
    leave out; without the latter, nothing was written after the period. Lines are grouped and left out as
    `lignes_publiees` does (EXP-20 to EXP-23). Raises `InvalidValue` for days in the wrong order.

    >>> releve = relever(
    ...     CompteId("411ALOXECO"),
    ...     [
    ...         Ecriture(id="1", compte=CompteId("411ALOXECO"), journal="BQ", le=date(2020, 1, 30),
    ...                  libelle="Règlement TESTS 605 du 30/01/2020", debit=Euros.lire("3000.00")),
    ...         Ecriture(id="2", compte=CompteId("411ALOXECO"), journal="BQ", le=date(2020, 2, 11),
    ...                  libelle="Règlement du 11/02/2020", credit=Euros.lire("3314.41")),
    ...     ],
    ...     du=date(2020, 1, 1), au=date(2020, 12, 31), solde_anterieur=Euros.lire("-10299.97"),
    ... )
    >>> [ligne.solde.decimal for ligne in releve.lignes], releve.solde_courant.decimal
    (['-9985.56', '-13299.97'], '-9985.56')
    """
    options = options or OptionsDeCompte()
    exclus = non_reverses if options.exclure_non_reverses else frozenset[str]()
    if options.regrouper(nature):
        rangs = _regroupees(ecritures, nature, options, non_reverses)
    else:
        rangs = _detaillees(ecritures, exclus)
    lignes: list[LigneDeReleve] = []
    solde, signe = solde_anterieur.centimes, sens.signe
    for le, libelle, debit, credit, de in rangs:
        solde += signe * (credit - debit)
        lignes.append(LigneDeReleve(le, libelle, debit, credit, solde, de))
    lignes.reverse()
    return Releve(
        compte=compte,
        du=du,
        au=au,
        sens=sens,
        solde_anterieur=solde_anterieur,
        lignes=tuple(lignes),
        solde_courant=Euros(solde) if solde_courant is None else solde_courant,
    )


def solde_des(ecritures: Iterable[Ecriture], sens: Sens, *, exclus: frozenset[str] = frozenset()) -> Euros:
    """Add entries up as a balance is shown, those on the analytic accounts that are kept from the client left out."""
    somme = sum(une.credit.centimes - une.debit.centimes for une in ecritures if une.analytique not in exclus)
    return Euros(sens.signe * somme)


_Rang = tuple[date, str, int, int, tuple[str, ...]]


def _detaillees(ecritures: Iterable[Ecriture], exclus: frozenset[str]) -> Iterator[_Rang]:
    for une in ecritures:
        if une.analytique not in exclus:
            yield une.le, une.libelle, une.debit.centimes, une.credit.centimes, (une.id,)


def _regroupees(
    ecritures: Iterable[Ecriture], nature: NatureDeCompte, options: OptionsDeCompte, non_reverses: frozenset[str]
) -> Iterator[_Rang]:
    for une in lignes_publiees(ecritures, nature, options, non_reverses=non_reverses):
        yield une.le, une.libelle, une.debit.centimes, une.credit.centimes, une.ecritures
