"""Plis kept in memory: for tests, for `lsc demo`, for whoever wants to see what would leave."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from returns.result import Failure, Result, Success

from lsc_domain.ports.messaging import EchecDEnvoi, Envoye, Messaging, Pli, RaisonDEchec, est_une_adresse


class MemoryMessaging:
    """
    Takes charge of every pli and carries none.

    It refuses a key it has taken already, which a mail server could not: a use case that sends twice shows. `refus`
    says which addresses refuse, and why.

    >>> messaging = MemoryMessaging()
    >>> pli = Pli(cle="avis-1", destinataire="brouilly@example.invalid", nom="BROUILLY", objet="Bonjour", texte="…")
    >>> messaging.envoyer(pli).unwrap().reference, messaging.envoyer(pli).failure().detail
    ('memoire-1', 'ce pli est déjà parti')
    """

    def __init__(self, refus: Mapping[str, RaisonDEchec] | None = None) -> None:
        """Keep nothing yet."""
        self._refus = dict(refus or {})
        self._plis: dict[str, Pli] = {}

    def __repr__(self) -> str:
        """Say how many there are."""
        return f"MemoryMessaging({len(self._plis)} plis)"

    @property
    def plis(self) -> tuple[Pli, ...]:
        """What was taken charge of, in order."""
        return tuple(self._plis.values())

    def envoyer(self, pli: Pli, /) -> Result[Envoye, EchecDEnvoi]:
        """Take charge of a pli."""
        if not est_une_adresse(pli.destinataire):
            return _echec(pli, RaisonDEchec.ADRESSE_INCONNUE, "cette adresse n'en est pas une")
        if pli.destinataire in self._refus:
            raison = self._refus[pli.destinataire]
            return _echec(pli, raison, raison.libelle)
        if pli.cle in self._plis:
            return _echec(pli, RaisonDEchec.REFUSE, "ce pli est déjà parti")
        self._plis[pli.cle] = pli
        return Success(Envoye(cle=pli.cle, reference=f"memoire-{len(self._plis)}"))

    def envoyer_tous(self, plis: Iterable[Pli], /) -> Iterator[Result[Envoye, EchecDEnvoi]]:
        """Take charge of each as it is asked for."""
        return map(self.envoyer, plis)


_DEFINITIFS = {RaisonDEchec.ADRESSE_INCONNUE, RaisonDEchec.REFUSE, RaisonDEchec.INCONNUE}


def _echec(pli: Pli, raison: RaisonDEchec, detail: str) -> Result[Envoye, EchecDEnvoi]:
    return Failure(EchecDEnvoi(cle=pli.cle, raison=raison, detail=detail, definitif=raison in _DEFINITIFS))


_: type[Messaging] = MemoryMessaging
