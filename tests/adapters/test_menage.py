"""What a server forgets by itself: at once, then every day, whatever fails, and no more once it stops."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from threading import Event, active_count
from typing import Any, cast

import pytest
from attrs import define, field

from lsc_adapters.cli import menage as module
from lsc_adapters.cli.menage import menage
from lsc_domain.engine import Engine
from lsc_domain.ports.errors import Unavailable

TOUT_DE_SUITE, JAMAIS = timedelta(0), timedelta(days=1)
DELAI = 10.0


@define
class Faux:
    """An engine that only cleans up: `fautes` are raised first, `fois` times are waited for."""

    fois: int = 1
    fautes: list[Exception] = field(factory=list)
    faits: int = 0
    fini: Event = field(factory=Event)
    pendant: Callable[[Callable[[], bool]], object] = bool

    @property
    def identifiants(self) -> Faux:
        return self

    def nettoyer(self, *, tant_que: Callable[[], bool]) -> int:
        self.faits += 1
        if self.faits >= self.fois:
            self.fini.set()
        if self.fautes:
            raise self.fautes.pop(0)
        self.pendant(tant_que)
        return 0


def moteur(faux: Faux) -> Engine:
    return cast("Engine", faux)


def test_it_is_done_at_once_then_again_and_ends_with_the_server() -> None:
    """A day later here is at once; its thread is no more when the server is."""
    avant, faux = active_count(), Faux(fois=3)
    with menage(moteur(faux), tous_les=TOUT_DE_SUITE):
        assert faux.fini.wait(DELAI)
    assert active_count() == avant


def test_once_is_once_a_day() -> None:
    faux = Faux()
    with menage(moteur(faux)):
        assert faux.fini.wait(DELAI)
    assert faux.faits == 1


@pytest.mark.parametrize("faute", [Unavailable("la base ne répond pas"), RuntimeError("une faute à nous")])
def test_a_failure_is_logged_and_done_again_without_waiting_for_a_day(
    faute: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither the server nor the next time stops for it."""
    faux = Faux(fois=2, fautes=[faute])
    with caplog.at_level(logging.WARNING), menage(moteur(faux), tous_les=JAMAIS, apres_une_panne=TOUT_DE_SUITE):
        assert faux.fini.wait(DELAI)
    assert faux.faits == 2
    (ecrit,) = caplog.records
    assert "à refaire" in ecrit.message


def test_a_stop_is_heard_between_two_lots(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leaving does not wait for the hundred thousand sessions that are left."""
    monkeypatch.setattr(module, "REPIT", 0.001)
    reponses: list[Any] = []

    def par_lots(tant_que: Callable[[], bool]) -> None:
        while tant_que():
            reponses.append(True)
            en_cours.set()
        reponses.append(False)

    en_cours = Event()
    with menage(moteur(Faux(pendant=par_lots))):
        assert en_cours.wait(DELAI)
    assert reponses[-1] is False
