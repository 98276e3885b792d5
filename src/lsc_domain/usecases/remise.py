"""The debits that wait for the bank: who is told of them, and the files they leave in."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from attrs import evolve, field, frozen
from returns.result import Failure, Result, Success

from lsc_domain.extranet.audit import Acte, Trace
from lsc_domain.extranet.collaborateur import Collaborateur, Fonction
from lsc_domain.paiement.creancier import Creancier
from lsc_domain.paiement.echeance import REGLES_DE_PAIEMENT, ReglesDePaiement, jours_ouvres_apres
from lsc_domain.paiement.etat import EtatDePaiement
from lsc_domain.paiement.paiement import Paiement
from lsc_domain.paiement.refus import CreancierIncomplet, RefusDeRemise, RemiseInconnue, RienARemettre
from lsc_domain.ports.clock import Clock
from lsc_domain.ports.errors import NotFound, Unavailable
from lsc_domain.ports.ids import Ids
from lsc_domain.ports.messaging import est_une_adresse
from lsc_domain.ports.payment import DirectDebit
from lsc_domain.ports.storage import Storage, Stored, Transaction
from lsc_domain.publication.planning import paris
from lsc_domain.socle.ids import EntiteId
from lsc_domain.usecases.encaissement import creancier_de

_LONGUEUR_DE_NUMERO: Final = 31
"""A file identifies its parts by its number, a bar and a rank: 35 signs in all."""


@frozen(kw_only=True)
class Remise:
    """A file for the bank: its number, whose debits, and its bytes."""

    numero: str
    entite: EntiteId
    paiements: tuple[Paiement, ...]
    contenu: bytes = field(repr=False)


@frozen(kw_only=True)
class Remises:
    """From the draft to the file. EXC-15."""

    storage: Storage
    clock: Clock
    ids: Ids
    prelevements: DirectDebit | None = None
    regles: ReglesDePaiement = REGLES_DE_PAIEMENT

    def attendent(self, entite: EntiteId) -> tuple[Paiement, ...]:
        """Return the debits of an entité that wait for the bank: the draft, in the order of their days."""
        with self.storage.transaction() as transaction:
            return tuple(un.state for un in _brouillon(transaction, entite))

    def faire(self, entite: EntiteId, *, par: str = "") -> Result[Remise, RefusDeRemise]:
        """Make the file of all those that wait, and mark them; nothing is marked when it cannot be made."""
        le, numero = self.clock.now(), f"R{self.ids.new()}"[:_LONGUEUR_DE_NUMERO]
        au_plus_tot = jours_ouvres_apres(_jour(le), self.regles.delai_bancaire)
        with self.storage.transaction() as transaction:
            attendent = _brouillon(transaction, entite)
            if not attendent:
                return Failure(RienARemettre(entite=entite))
            creancier = creancier_de(transaction, entite)
            if creancier.manques:
                return Failure(CreancierIncomplet(entite=entite, manques=creancier.manques))
            remis = tuple(
                evolve(
                    un.state,
                    etat=EtatDePaiement.REDIRIGE,
                    echeance=max(un.state.echeance or au_plus_tot, au_plus_tot),
                    remise=numero,
                    remis_le=le,
                )
                for un in attendent
            )
            for garde, un in zip(attendent, remis, strict=True):
                transaction.paiements.put(un.id, un, expected=garde.version)
            transaction.audit.ajouter(
                *(Trace(le=le, acte=Acte.PAIEMENT, par=par, objet=un.id, detail=f"remise {numero}") for un in remis)
            )
            remise = self._ecrire(creancier, numero, remis, le)
        return Success(remise)

    def refaire(self, entite: EntiteId, numero: str) -> Result[Remise, RefusDeRemise]:
        """Make the file of a number again: the same debits, and the same bytes as long as the fiche is the same."""
        with self.storage.transaction() as transaction:
            du_numero = transaction.paiements.by("remise", numero) if numero else ()
            remis = tuple(un.state for _, un in du_numero if un.state.beneficiaire == entite)
            creancier = creancier_de(transaction, entite)
        if not remis or remis[0].remis_le is None:
            return Failure(RemiseInconnue(entite=entite, numero=numero))
        return Success(self._ecrire(creancier, numero, remis, remis[0].remis_le))

    def _ecrire(self, creancier: Creancier, numero: str, paiements: tuple[Paiement, ...], le: datetime) -> Remise:
        if self.prelevements is None:
            raise Unavailable("moteur : la porte « prelevements » n'a pas été donnée")
        ordonnes = tuple(sorted(paiements, key=_ordre))
        contenu = self.prelevements.remise(ordonnes, creancier, numero=numero, le=le)
        return Remise(numero=numero, entite=creancier.entite, paiements=ordonnes, contenu=contenu)


def a_prevenir(transaction: Transaction, creancier: Creancier) -> tuple[Collaborateur, ...]:
    """Return who is told that a debit waits: who validates the entité's movements, else the accountants. EXC-15."""
    if creancier.validateur is not None:
        try:
            validateur = transaction.collaborateurs.get(creancier.validateur).state
        except NotFound:
            pass  # he has left: the accountants are told
        else:
            if est_une_adresse(validateur.courriel):
                return (validateur,)
    tous = (un.state for _, un in transaction.collaborateurs.all())
    return tuple(un for un in tous if Fonction.COMPTABLE in un.fonctions and est_une_adresse(un.courriel))


def _brouillon(transaction: Transaction, entite: EntiteId) -> list[Stored[Paiement]]:
    """Read the debits of an entité that wait, in the order of their days, and no other payment."""
    attendent = (un for _, un in transaction.paiements.by("brouillon_de", entite))
    return sorted(attendent, key=lambda un: _ordre(un.state))


def _ordre(paiement: Paiement) -> tuple[date, str]:
    return paiement.echeance or date.max, paiement.id


def _jour(le: datetime) -> date:
    return le.astimezone(paris()).date()
