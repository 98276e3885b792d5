"""Arrivals and departures: what each does to who is there."""

from __future__ import annotations

from datetime import time
from enum import StrEnum

from attrs import frozen
from returns.result import Failure, Result, Success

from lsc_domain.assemblee.presence import EN_PERSONNE, Code, EtatDesPresences
from lsc_domain.assemblee.refus import CodeImpossible, DejaAbsent, DejaPresent, RefusMouvement
from lsc_domain.copropriete.personne import Personne
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import CoproprietaireId, ResolutionId


class Sens(StrEnum):
    """Which way an owner moves."""

    ARRIVEE = "arrivee"
    DEPART = "depart"


@frozen(kw_only=True)
class Mouvement:
    """
    An arrival or a departure, counted **from** the named resolution on. AG-35.

    An arrival has a code (O, D, or R with a mandataire); a departure may leave a mandataire behind, who
    represents the owner from then on (I-27).
    """

    sens: Sens
    coproprietaire: CoproprietaireId
    resolution: ResolutionId
    heure: time | None = None
    code: Code = Code.ABSENT
    mandataire: Personne | None = None

    def __attrs_post_init__(self) -> None:
        if self.mandataire is not None and self.mandataire.coproprietaire == self.coproprietaire:
            raise InvalidValue(f"{self.coproprietaire} : on ne se représente pas soi-même")


def deplacer(etat: EtatDesPresences, mouvement: Mouvement, *, rang: int) -> Result[EtatDesPresences, RefusMouvement]:
    """
    Apply one movement to a state of attendance.

    An owner who voted by correspondence and turns up is there in person: his form no longer counts
    (décret 67-223, art. 14-1). A holder who leaves takes his mandants with him, unless he leaves a
    mandataire, who then represents them all (sub-delegation). AG-35, I-15, I-27, I-28.
    """
    actuel = etat.code(rang)
    if mouvement.sens is Sens.ARRIVEE:
        if mouvement.code not in EN_PERSONNE or (mouvement.code is Code.REPRESENTE) == (mouvement.mandataire is None):
            return Failure(CodeImpossible(coproprietaire=mouvement.coproprietaire, code=mouvement.code.value))
        if actuel is mouvement.code and mouvement.code is not Code.REPRESENTE:
            return Failure(DejaPresent(coproprietaire=mouvement.coproprietaire, code=actuel.value))
        return Success(etat.coder(rang, mouvement.code, mouvement.mandataire))
    if actuel in (Code.ABSENT, Code.CORRESPONDANCE):
        return Failure(DejaAbsent(coproprietaire=mouvement.coproprietaire))
    return Success(_partir(etat, rang, mouvement.mandataire))


def _partir(etat: EtatDesPresences, rang: int, laisse: Personne | None) -> EtatDesPresences:
    """Let an owner go, and with him those he represents, those they represent, and so on."""
    mandants = etat.mandants(Personne(coproprietaire=etat.coproprietaires[rang]))
    if laisse is not None:
        for represente in (rang, *mandants):
            # A proxy left to one of the mandants leaves that one without anybody: he is not there.
            de_lui_meme = etat.coproprietaires[represente] == laisse.coproprietaire
            etat = (
                etat.coder(represente, Code.ABSENT) if de_lui_meme else etat.coder(represente, Code.REPRESENTE, laisse)
            )
        return etat
    etat = etat.coder(rang, Code.ABSENT)
    for mandant in mandants:
        etat = _partir(etat, mandant, None)
    return etat
