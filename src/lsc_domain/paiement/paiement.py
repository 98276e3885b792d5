"""What a client pays from the extranet, from the click to the entry. EXC-15."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Final, TypeAlias

from attrs import evolve, field, frozen
from returns.result import Failure, Result, Success

from lsc_domain.paiement.creancier import Adresse, est_un_iban, normaliser
from lsc_domain.paiement.etat import EtatDePaiement, Moyen
from lsc_domain.paiement.evenement import EvenementDePaiement
from lsc_domain.paiement.latin import est_une_reference
from lsc_domain.paiement.refus import AutreBoutique, AutrePaiement, MontantDiffere, RefusDEvenementDePaiement
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.euros import ZERO, Euros
from lsc_domain.socle.ids import CompteId, EntiteId, PaiementId, TiersId

EURO: Final = "EUR"

_JAMAIS: Final = datetime.min.replace(tzinfo=UTC)
_NIVEAUX: Final = (
    (EtatDePaiement.CREE,),
    (EtatDePaiement.REDIRIGE,),
    # No money has come: the last word is the true one, and of two of one instant the one further on.
    (EtatDePaiement.REFUSE, EtatDePaiement.AUTORISE, EtatDePaiement.ABANDONNE, EtatDePaiement.EXPIRE),
    # It has, whatever was said before or since.
    (EtatDePaiement.ENCAISSE,),
    # It has gone back.
    (EtatDePaiement.REMBOURSE, EtatDePaiement.CONTESTE),
)
_PLACES: Final = {etat: (niveau, ordre) for niveau, etats in enumerate(_NIVEAUX) for ordre, etat in enumerate(etats)}

_Rang: TypeAlias = tuple[int, datetime, int, str]


@frozen(kw_only=True)
class MandatUnique:
    """
    A one-off SEPA mandate (OOFF): its reference (RUM), whose account, signed when. EXC-15.

    `iban` never shows. The address is structured: no debit leaves without one since 15 November 2026.
    """

    reference: str
    titulaire: str
    iban: str = field(repr=False, converter=normaliser)
    signe_le: date
    adresse: Adresse | None = None

    def __attrs_post_init__(self) -> None:
        if not est_une_reference(self.reference):
            raise InvalidValue(f"mandat : {self.reference!r} n'est pas une référence")
        if not est_un_iban(self.iban):
            raise InvalidValue(f"mandat {self.reference} : l'IBAN n'en est pas un")


@frozen(kw_only=True)
class Paiement:
    """
    One payment of one account, to one beneficiary, by the merchant contract (`boutique`) that was his that day.

    `evenements` are the keys (provider, event) already taken in, in alphabetical order: the same one changes nothing
    twice. `etat_le` is when the event that gave the state happened, `encaisse_le` when the money came, for the first
    time anybody said so. `ecriture` is the entry a captured payment made, one and no more; `avise` whether the
    merchant was told (EXA-30). Of a debit, `echeance` is the day it is collected, `remise` the number of the file it
    left in, and `remis_le` when.
    """

    id: PaiementId
    tiers: TiersId
    compte: CompteId
    beneficiaire: EntiteId
    montant: Euros
    moyen: Moyen
    cree_le: datetime
    boutique: str = ""
    etat: EtatDePaiement = EtatDePaiement.CREE
    etat_le: datetime | None = None
    encaisse_le: datetime | None = None
    reference_du_prestataire: str = ""
    mandat: MandatUnique | None = None
    echeance: date | None = None
    remise: str = ""
    remis_le: datetime | None = None
    evenements: tuple[str, ...] = ()
    ecriture: str | None = None
    avise: bool = False

    def __attrs_post_init__(self) -> None:
        if self.montant <= ZERO:
            raise InvalidValue(f"paiement {self.id} : un montant nul ou négatif ne se paie pas")
        if (self.mandat is not None) != (self.moyen is Moyen.PRELEVEMENT):
            raise InvalidValue(f"paiement {self.id} : un mandat va avec un prélèvement, et lui seul")

    @property
    def brouillon_de(self) -> EntiteId | None:
        """The entité whose next file of debits it waits for (EXC-15); none once it has left, or when it is no debit."""
        attend = self.moyen is Moyen.PRELEVEMENT and self.etat is EtatDePaiement.CREE
        return self.beneficiaire if attend else None

    @property
    def a_comptabiliser(self) -> bool:
        """Whether the money has come and no entry says so yet."""
        return self.encaisse_le is not None and self.ecriture is None


def appliquer(paiement: Paiement, evenement: EvenementDePaiement) -> Result[Paiement, RefusDEvenementDePaiement]:
    """
    Take in what a provider said of a payment, whatever it is and whenever it comes.

    Events are said several times, late, and in any order: what a payment becomes depends on which ones were said and
    on nothing else. Money that has come beats all that was said of it before it came; among the rest, the latest
    event is right. One that is of another payment, another amount, another currency or another merchant contract than
    what was asked changes nothing, signed or not.
    """
    if evenement.paiement != paiement.id:
        return Failure(AutrePaiement(paiement=paiement.id, recu=evenement.paiement))
    if (evenement.montant, evenement.devise) != (paiement.montant, EURO):
        return Failure(
            MontantDiffere(
                paiement=paiement.id, attendu=paiement.montant, recu=evenement.montant, devise=evenement.devise
            )
        )
    if evenement.boutique != paiement.boutique:
        return Failure(AutreBoutique(paiement=paiement.id, recue=evenement.boutique))
    if evenement.cle in paiement.evenements:
        return Success(paiement)
    suivant = evolve(paiement, evenements=tuple(sorted((*paiement.evenements, evenement.cle))))
    if evenement.etat is EtatDePaiement.ENCAISSE:
        suivant = evolve(suivant, encaisse_le=min(evenement.le, paiement.encaisse_le or evenement.le))
    if _rang(evenement.etat, evenement.le, evenement.reference) <= _rang(
        paiement.etat, paiement.etat_le, paiement.reference_du_prestataire
    ):
        return Success(suivant)
    return Success(
        evolve(
            suivant,
            etat=evenement.etat,
            etat_le=evenement.le,
            reference_du_prestataire=evenement.reference,
        )
    )


def _rang(etat: EtatDePaiement, le: datetime | None, reference: str) -> _Rang:
    """Order all that may be said of a payment: the last of them is what is true of it."""
    niveau, ordre = _PLACES[etat]
    return niveau, le or _JAMAIS, ordre, reference
