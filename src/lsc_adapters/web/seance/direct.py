"""The meetings this process has open: one clerk each, whoever types, and one voice to tell every screen of a change."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from threading import Lock
from typing import Final
from weakref import WeakKeyDictionary

from returns.pipeline import is_successful
from returns.result import Failure, Result, Success
from starlette.requests import Request

from lsc_adapters.web.seance import fautes
from lsc_adapters.web.seance.emission import Emission
from lsc_adapters.web.seance.etat import EtatDeSeance
from lsc_domain.assemblee import fait as f
from lsc_domain.assemblee.fait import Fait
from lsc_domain.engine import Engine
from lsc_domain.ports.errors import Conflict
from lsc_domain.ports.journal import Tete
from lsc_domain.ports.storage import Transaction
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import AssembleeId, ResolutionId

ESSAIS: Final = 3
OUVERTES: Final = 64
"""How many meetings one process keeps open: the one that was asked for longest ago is closed first."""

_DE_VOTE: Final = (f.VoteEnregistre, f.VotesEnregistres, f.VotesAnnules, f.SecondVoteOuvert, f.TexteAjoute)

Decider = Callable[[EtatDeSeance], "tuple[Fait, ...]"]
"""What an entry comes down to on the state it is decided on; raises `Ecarte` when the screen was out of date."""


class Ecarte(Exception):
    """
    An entry is not taken: `phrase` says why in French, `perime` that another screen was there first.

    `champ` names the field it is said beside, empty when it is about the whole.
    """

    def __init__(self, phrase: str, *, champ: str = "", perime: bool = False) -> None:
        """Keep what to tell, and where."""
        super().__init__(phrase)
        self.phrase, self.champ, self.perime = phrase, champ, perime


class Direct:
    """
    One meeting, open.

    Every entry and every reading of this process goes through it, one at a time; what another process wrote is read
    before each. Nothing is held here that the journal does not say: it may be dropped at any moment. AG-42.
    """

    def __init__(self, engine: Engine, assemblee: AssembleeId) -> None:
        self.assemblee = assemblee
        self._main_courante = engine.assemblees.tenir(assemblee)
        self._verrou = Lock()
        self._etat: EtatDeSeance | None = None
        self._emissions: WeakKeyDictionary[asyncio.AbstractEventLoop, Emission] = WeakKeyDictionary()

    def lire(self) -> EtatDeSeance:
        """Return the meeting as the store holds it now; worked out once per change. Raises `NotFound`."""
        with self._verrou:
            return self._lire()

    def inscrire(self, decider: Decider) -> Result[EtatDeSeance, Ecarte]:
        """
        Keep what an entry comes down to, decided on the very state it is kept after, or say why not.

        Nothing is written when there is nothing to change. Raises what the store raises: then nothing was kept.
        """
        with self._verrou:
            try:
                etat = self._inscrire(decider)
            except Ecarte as ecart:
                return Failure(ecart)
            except InvalidValue as faux:  # what cannot exist, as typed: nobody represents himself
                return Failure(Ecarte(f"{faux}."))
        self._prevenir()
        return Success(etat)

    def _inscrire(self, decider: Decider) -> EtatDeSeance:
        for essai in range(1, ESSAIS + 1):
            etat = self._lire()
            faits = decider(etat)
            if not faits:
                return etat
            attendu = etat.tete.rang + len(faits)

            def garder(_: Transaction, apres: Tete, attendu: int = attendu) -> None:
                if apres.rang != attendu:  # another process wrote since: decided again on what it wrote
                    raise Conflict(f"assemblée {self.assemblee} : un fait a été inscrit entre-temps")

            try:
                inscrits = self._main_courante.inscrire(*faits, apres=garder)
            except Conflict:
                if essai == ESSAIS:
                    raise
                continue
            if not is_successful(inscrits):
                refus = inscrits.failure()
                raise Ecarte(fautes.phrase(refus, etat.seance), champ=fautes.champ(refus))
            return self._lire()
        raise AssertionError  # pragma: no cover - the loop returns or raises

    def _lire(self) -> EtatDeSeance:
        greffe = self._main_courante.greffe
        tete = self._main_courante.tete
        if self._etat is None or self._etat.tete != tete:
            self._etat = EtatDeSeance.lire(greffe, tete, self._courante(tete))
        return self._etat

    def _courante(self, tete: Tete) -> ResolutionId | None:
        """Find the line last voted on among the facts not read yet; all of them, should the journal have shrunk."""
        avant = self._etat
        suite = avant is not None and avant.tete.rang < tete.rang
        courante = avant.courante if avant is not None and suite else None
        depuis = avant.tete.rang if avant is not None and suite else 0
        for une in self._main_courante.lire(depuis=depuis):
            if isinstance(une.fait, _DE_VOTE):
                courante = une.fait.texte.resolution if isinstance(une.fait, f.TexteAjoute) else une.fait.resolution
        return courante

    def _prevenir(self) -> None:
        for emission in tuple(self._emissions.values()):
            emission.reveiller()

    def emission(self) -> Emission:
        """Return the voice of this meeting on the running loop: one watcher, however many listen."""
        boucle = asyncio.get_running_loop()
        emission = self._emissions.get(boucle)
        if emission is None:
            emission = self._emissions[boucle] = Emission(self.lire, boucle)
        return emission


class Directs:
    """The meetings of one application that are open."""

    def __init__(self, engine: Engine) -> None:
        self._engine, self._verrou = engine, Lock()
        self._ouverts: dict[AssembleeId, Direct] = {}

    def de(self, assemblee: AssembleeId) -> Direct:
        """Return a meeting, opened if it was not. Raises `NotFound` for one that is not kept."""
        with self._verrou:
            direct = self._ouverts.pop(assemblee, None)
            if direct is not None:
                self._ouverts[assemblee] = direct
        if direct is None:
            direct = Direct(self._engine, assemblee)
            direct.lire()
            with self._verrou:
                direct = self._ouverts.setdefault(assemblee, direct)
                while len(self._ouverts) > OUVERTES:
                    self._ouverts.pop(next(iter(self._ouverts)))
        return direct


_CREATION: Final = Lock()


def directs(requete: Request, engine: Engine) -> Directs:
    """Return the open meetings of the application a request came to."""
    with _CREATION:
        etat = requete.app.state
        ouverts = getattr(etat, "lsc_directs", None)
        if not isinstance(ouverts, Directs):
            ouverts = etat.lsc_directs = Directs(engine)
        return ouverts
