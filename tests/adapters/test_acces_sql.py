"""The door of the extranet on SQLite: what a request costs, and many who knock at once."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from acces import ALICE, AUTRE, DENISE, MIEN, MINUTE, SYNDIC, activer, avancer, entre, entrer, guichet, installer, vu
from returns.pipeline import is_successful

from lsc_adapters.storage.sql.acces import Acces
from lsc_adapters.storage.sql.ouverture import open_storage
from lsc_domain import Engine
from lsc_domain.extranet.refus_de_connexion import IdentifiantsRefuses


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    with guichet(open_storage(f"sqlite:///{tmp_path}/agence.db")) as engine:
        yield engine


@contextmanager
def ordres() -> Iterator[list[str]]:
    """Note the statements of a block, those that begin and end transactions apart."""
    faits: list[str] = []

    def noter(faire: Any) -> Any:
        def fait(acces: Acces, ordre: str, lignes: Any, *autres: Any) -> Any:
            if faire.__name__ != "ecrire_tout" or lignes:  # no row is no statement
                faits.append(ordre)
            return faire(acces, ordre, lignes, *autres)

        return fait

    with pytest.MonkeyPatch.context() as rustine:
        for nom in ("lire", "ecrire", "parcourir", "ecrire_tout"):
            rustine.setattr(Acces, nom, noter(getattr(Acces, nom)))
        yield faits


@pytest.mark.req("I-32", "I-34")
def test_a_request_costs_one_reading(engine: Engine) -> None:
    """The session, its login and the numbers screens depend on, together; one writing more every five minutes."""
    code, _ = installer(engine)
    jeton = entrer(engine, code, MIEN).jeton
    assert vu(engine, jeton) is not None
    with ordres() as faits:
        assert vu(engine, jeton) is not None
    assert len(faits) == 1, faits
    avancer(engine, 5 * MINUTE)
    with ordres() as faits:
        assert vu(engine, jeton) is not None
    assert len(faits) == 2, faits


def test_a_collaborator_costs_one_more(engine: Engine) -> None:
    """His role is read anew each time."""
    acces = engine.identifiants.creer_collaborateur(ALICE).unwrap()
    jeton = entrer(engine, acces.code, acces.mot_de_passe).jeton
    with ordres() as faits:
        assert vu(engine, jeton) is not None
    assert len(faits) == 2, faits


@pytest.mark.req("I-34")
def test_a_stranger_costs_what_a_client_does(engine: Engine) -> None:
    """The same statements, in the same order: neither the clock nor the base tells."""
    code, _ = installer(engine)
    with ordres() as du_client:
        assert not entre(engine, code, AUTRE, "192.0.2.1")
    with ordres() as de_l_inconnu:
        assert not entre(engine, "INCONNU", AUTRE, "192.0.2.2")
    assert du_client
    assert du_client == de_l_inconnu


@pytest.mark.req("I-34")
def test_tries_at_once_are_as_many_tries(engine: Engine) -> None:
    """Sent together, sixteen tries are five answers and eleven waits, and the password still lets in afterwards."""
    code, _ = installer(engine)
    with ThreadPoolExecutor(4) as fils:
        lus = list(fils.map(lambda _: engine.identifiants.connecter(code, AUTRE).failure(), range(16)))
    assert sum(isinstance(un, IdentifiantsRefuses) for un in lus) == 5
    avancer(engine, timedelta(minutes=15))
    assert entre(engine, code, MIEN)


@pytest.mark.req("EXP-53")
def test_a_temporary_password_at_once_lets_one_in(engine: Engine) -> None:
    code, provisoire = activer(engine)
    with ThreadPoolExecutor(4) as fils:
        lus = list(fils.map(lambda _: is_successful(engine.identifiants.connecter(code, provisoire)), range(4)))
    assert sum(lus) == 1


@pytest.mark.req("EXP-54")
def test_two_clerks_at_once_make_one_login(engine: Engine) -> None:
    with ThreadPoolExecutor(4) as fils:
        remis = list(fils.map(lambda _: engine.identifiants.activer([SYNDIC]).unwrap(), range(4)))
    assert sum(map(len, remis)) == 1
    assert len(engine.identifiants.identifiants_de(DENISE)) == 1


@pytest.mark.req("EXA-12", "X-26")
def test_the_base_holds_no_secret(engine: Engine, tmp_path: Path) -> None:
    """Neither the temporary password, nor the chosen one, nor a token: whoever steals the file comes in nowhere."""
    code, provisoire = activer(engine)
    premiere = entrer(engine, code, provisoire, "192.0.2.1")
    choisie = engine.identifiants.choisir_mot_de_passe(premiere.jeton, nouveau=MIEN, confirmation=MIEN).unwrap()
    propose = engine.identifiants.proposer(code).unwrap().mot_de_passe
    assert not entre(engine, MIEN, AUTRE)
    engine.close()
    octets = b"".join(un.read_bytes() for un in tmp_path.iterdir())
    assert code.encode() in octets
    for secret in (provisoire, premiere.jeton, MIEN, choisie.jeton, propose, AUTRE, "ROSIERGRIMPANT"):
        assert secret.encode() not in octets
