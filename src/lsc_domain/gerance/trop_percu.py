"""« Trop perçu »: what a tenant paid beyond what he owes, and its allocation to his landlord."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from attrs import frozen
from returns.pipeline import is_successful
from returns.result import Failure, Result, Success

from lsc_domain.compte.ecriture import Ecriture
from lsc_domain.compte.lettrage import lettres_suivantes
from lsc_domain.gerance.locataires import CompteDeLocataire, RegistreDesLocataires
from lsc_domain.gerance.refus import (
    DejaAffecte,
    EcrituresSansMouvement,
    LettresDesequilibrees,
    MouvementDesequilibre,
    PlusieursMandants,
    PropositionPerimee,
    RefusDeTropPercu,
    SansMandatDeGestion,
)
from lsc_domain.socle.chaine import empreinte
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.euros import ZERO, Euros
from lsc_domain.socle.ids import CompteId, TiersId

JOURNAL: Final = "OD"
"""The journal an allocation is written in: no money moves."""

RUBRIQUE: Final = "99"
"""The fiscal heading of an allocation: it bears no fee before it is the landlord's."""


@frozen(kw_only=True)
class TropPercu:
    """
    The credit balance of a tenant's account on a day, and whose it becomes. I-51, TROP-03.

    `ecritures` are all those not lettered yet, which the allocation settles; `credits` those among them that are
    moved (TROP-02). `mandant` is the account of the landlord.
    """

    compte: CompteId
    tiers: TiersId
    libelle: str
    montant: Euros
    ecritures: tuple[str, ...]
    credits: tuple[str, ...]
    mandant: CompteId

    def __attrs_post_init__(self) -> None:
        if self.montant <= ZERO:
            raise InvalidValue(f"trop perçu du compte {self.compte} : un solde créditeur, plus grand que zéro")
        if self.mandant == self.compte:
            raise InvalidValue(f"trop perçu du compte {self.compte} : il ne s'affecte pas à lui-même")

    @property
    def mouvement(self) -> str:
        """
        The number of the movement that allocates it, made of the entries it settles.

        The same surplus has the same number whoever allocates it: a store keeps it once. TROP-01.
        """
        return f"TP-{empreinte(chr(10).join((self.compte, *sorted(self.ecritures))))[:16]}"


@frozen(kw_only=True)
class PropositionDeTropPercus:
    """What may be allocated on a day, and what may not and why: a list to look at, nothing is written. TROP-01."""

    jour: date
    trop_percus: tuple[TropPercu, ...]
    refuses: tuple[RefusDeTropPercu, ...]

    @property
    def total(self) -> Euros:
        """All that may be allocated."""
        return Euros.somme(un.montant for un in self.trop_percus)


@frozen(kw_only=True)
class Affectation:
    """A surplus allocated: its balanced entry, and the letters given to all it settles, itself included."""

    trop_percu: TropPercu
    debit: Ecriture
    credit: Ecriture
    lettrage: str

    @property
    def ecritures(self) -> tuple[Ecriture, Ecriture]:
        """The two sides of the movement: they add up to zero."""
        return self.debit, self.credit

    @property
    def lettrees(self) -> tuple[str, ...]:
        """What is lettered together, and adds up to zero: the account is settled."""
        return (*self.trop_percu.ecritures, self.debit.id)


def selectionner(ecritures: Iterable[Ecriture], *, jour: date) -> tuple[Ecriture, ...]:
    """Return the credits of a tenant that are not allocated at a day: those to move, no other. TROP-02."""
    return tuple(une for une in ecritures if une.credit and une.lettrage is None and une.le <= jour)


def proposer(registre: RegistreDesLocataires) -> PropositionDeTropPercus:
    """List the surpluses of a day by account, and those their integrity checks refuse. TROP-01, I-51."""
    trouves: list[TropPercu] = []
    refuses: list[RefusDeTropPercu] = []
    for id_ in sorted(registre.comptes):
        examine = examiner(registre.comptes[id_], registre)
        if examine is None:
            continue
        if is_successful(examine):
            trouves.append(examine.unwrap())
        else:
            refuses.append(examine.failure())
    return PropositionDeTropPercus(jour=registre.jour, trop_percus=tuple(trouves), refuses=tuple(refuses))


def examiner(tenu: CompteDeLocataire, registre: RegistreDesLocataires) -> Result[TropPercu, RefusDeTropPercu] | None:
    """
    Look at an account: nothing when it is not in credit, else its surplus, or what is wrong with it. TROP-01.

    Checked in this order: its letters add up to zero, its open entries are of movements that balance, and one
    landlord is to receive it.
    """
    compte = tenu.compte.id
    ouvertes = [une for une in tenu.ecritures if une.lettrage is None]
    solde = _solde(tenu.ecritures)
    if solde <= ZERO:
        return None
    if ecart := _solde(une for une in tenu.ecritures if une.lettrage is not None):
        return Failure(LettresDesequilibrees(compte=compte, ecart=-ecart))
    if orphelines := tuple(une.id for une in ouvertes if not une.mouvement):
        return Failure(EcrituresSansMouvement(compte=compte, ecritures=orphelines))
    for une in ouvertes:
        ecart_du_mouvement = registre.ecarts.get((une.journal, une.mouvement), 0)
        if ecart_du_mouvement:
            return Failure(
                MouvementDesequilibre(
                    compte=compte, journal=une.journal, mouvement=une.mouvement, ecart=Euros(ecart_du_mouvement)
                )
            )
    if not tenu.mandants:
        return Failure(SansMandatDeGestion(compte=compte, tiers=tenu.compte.tiers))
    if len(tenu.mandants) > 1:
        return Failure(PlusieursMandants(compte=compte, mandants=tuple(sorted(tenu.mandants))))
    return Success(
        TropPercu(
            compte=compte,
            tiers=tenu.compte.tiers,
            libelle=tenu.compte.libelle,
            montant=solde,
            ecritures=tuple(une.id for une in ouvertes),
            credits=tuple(une.id for une in selectionner(ouvertes, jour=registre.jour)),
            mandant=next(iter(tenu.mandants)),
        )
    )


def affecter(propose: TropPercu, registre: RegistreDesLocataires) -> Result[Affectation, RefusDeTropPercu]:
    """
    Allocate a surplus that was proposed, as the account stands by now: one balanced entry, matched. TROP-01, TROP-02.

    The tenant's account comes to zero and is lettered; his landlord's is credited of as much, so that the debits less
    the credits of the ledgers are what they were. What was allocated in between is refused, as is what has changed.
    """
    tenu = registre.comptes.get(propose.compte)
    if tenu is None:
        return Failure(PropositionPerimee(compte=propose.compte))
    lettrages = {une.lettrage for une in tenu.ecritures if une.id in propose.credits and une.lettrage is not None}
    if lettrages:
        return Failure(DejaAffecte(compte=propose.compte, lettrage=min(lettrages)))
    examine = examiner(tenu, registre)
    if examine is None:
        return Failure(PropositionPerimee(compte=propose.compte))
    if not is_successful(examine):
        return Failure(examine.failure())
    return _affecter(propose, examine.unwrap(), tenu, registre.jour)


def _affecter(
    propose: TropPercu, actuel: TropPercu, tenu: CompteDeLocataire, jour: date
) -> Result[Affectation, RefusDeTropPercu]:
    if actuel != propose:
        return Failure(PropositionPerimee(compte=propose.compte))
    mouvement = propose.mouvement
    debit = _ecriture(propose, f"{mouvement}/1", propose.compte, jour, debit=propose.montant)
    credit = _ecriture(propose, f"{mouvement}/2", propose.mandant, jour, credit=propose.montant)
    pris = (une.lettrage for une in tenu.ecritures if une.lettrage is not None)
    return Success(Affectation(trop_percu=propose, debit=debit, credit=credit, lettrage=lettres_suivantes(pris)))


def _ecriture(
    propose: TropPercu, id_: str, compte: CompteId, jour: date, *, debit: Euros = ZERO, credit: Euros = ZERO
) -> Ecriture:
    return Ecriture(
        id=id_,
        compte=compte,
        journal=JOURNAL,
        le=jour,
        libelle=f"Affectation du trop perçu {propose.libelle or propose.tiers}",
        debit=debit,
        credit=credit,
        rubrique=RUBRIQUE,
        mouvement=propose.mouvement,
        piece=propose.mouvement,
        piece_le=jour,
    )


def _solde(ecritures: Iterable[Ecriture]) -> Euros:
    """What an account is in credit of."""
    return Euros.somme(une.credit - une.debit for une in ecritures)
