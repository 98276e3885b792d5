"""A meeting being held: the clerk and the store never differ, whoever else writes and whatever fails."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest
from gilbert import MORGON, PETRUS
from returns.pipeline import is_successful
from reunion import AG, PRESENTS, R1, R2, ouvrir

from lsc_adapters.bootstrap import sql_engine
from lsc_adapters.storage.sql import migrate, open_engine
from lsc_domain import Engine
from lsc_domain.assemblee import Choix
from lsc_domain.assemblee import fait as f
from lsc_domain.ports.errors import Conflict, Unavailable
from lsc_domain.ports.storage import Storage, Transaction
from lsc_domain.usecases.main_courante import MainCourante


def vote(qui: str = MORGON, choix: Choix = Choix.OUI) -> f.VoteEnregistre:
    return f.VoteEnregistre(resolution=R1, coproprietaire=qui, choix=choix)


class Capricious:
    """A store whose journal fails before, or whose transaction fails after, writing."""

    def __init__(self, storage: Storage) -> None:
        self.storage, self.panne = storage, ""

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        with self.storage.transaction() as transaction:
            yield transaction
            if self.panne:
                raise Unavailable(self.panne)


def test_what_the_store_did_not_keep_the_clerk_forgets(engine: Engine) -> None:
    """A fact that was decided and not kept is not in the meeting; the next one is decided without it."""
    ouvrir(engine)
    storage = Capricious(engine.storage)
    main_courante = MainCourante(storage, engine.clock, AG)
    assert is_successful(main_courante.inscrire(vote()))
    storage.panne = "disque parti"
    with pytest.raises(Unavailable, match="disque parti"):
        main_courante.inscrire(vote(PETRUS))
    storage.panne = ""
    assert main_courante.greffe.totaux(R1)[Choix.OUI].tetes == 2  # MORGON, and the form of LEPITRE
    assert is_successful(main_courante.inscrire(vote(PETRUS)))
    assert main_courante.greffe.totaux(R1)[Choix.OUI].tetes == 3


def test_two_clerks_see_each_other(engine: Engine) -> None:
    """Each takes what the other kept before deciding, and the last vote of an owner is his vote."""
    ouvrir(engine)
    un, autre = (engine.assemblees.tenir(AG) for _ in range(2))
    assert is_successful(un.inscrire(vote(choix=Choix.OUI)))
    assert is_successful(autre.inscrire(vote(choix=Choix.NON)))
    assert un.greffe.totaux(R1)[Choix.NON].tetes == 1
    assert un.tete == autre.tete


def test_a_second_vote_opened_elsewhere_is_open_here(engine: Engine) -> None:
    """A refusal is decided on what the store holds, not on what this clerk last saw."""
    ouvrir(engine)
    un, autre = (engine.assemblees.tenir(AG) for _ in range(2))
    contre = (PRESENTS[1], PRESENTS[2], PRESENTS[3], PRESENTS[6])
    for qui in PRESENTS:
        choix = Choix.NON if qui in contre else Choix.OUI
        assert is_successful(un.inscrire(f.VoteEnregistre(resolution=R2, coproprietaire=qui, choix=choix)))
    second = f.VoteEnregistre(resolution=R2, coproprietaire=MORGON, choix=Choix.OUI, second_vote=True)
    assert not is_successful(autre.inscrire(second))
    assert is_successful(un.inscrire(f.SecondVoteOuvert(resolution=R2)))
    assert is_successful(autre.inscrire(second))


def test_a_conflict_is_decided_again(engine: Engine) -> None:
    """Whoever is beaten to the store reads what was kept, decides again, and gives up after a few tries."""
    ouvrir(engine)

    class Beaten:
        """Somebody else writes first, a few times."""

        fois = 2

        def __init__(self, storage: Storage) -> None:
            self.storage = storage

        @contextmanager
        def transaction(self) -> Iterator[Transaction]:
            with self.storage.transaction() as transaction:
                yield transaction
                if self.fois:
                    self.fois -= 1
                    raise Conflict("un autre a écrit")

    storage = Beaten(engine.storage)
    main_courante = MainCourante(storage, engine.clock, AG)
    avant = engine.assemblees.tenir(AG)
    assert avant.greffe is not None
    assert main_courante.inscrire(vote()).unwrap().rang == avant.tete.rang + 1
    storage.fois = 99
    with pytest.raises(Conflict):
        main_courante.inscrire(vote(PETRUS))


def test_votes_typed_at_once_by_several_clerks_are_all_there(engine: Engine) -> None:
    """Eight clerks, one vote each, at the same time: eight votes, one chain."""
    ouvrir(engine)
    mains = [engine.assemblees.tenir(AG) for _ in PRESENTS]

    def saisir(main: MainCourante, qui: str) -> None:
        while True:
            try:
                assert is_successful(main.inscrire(vote(qui)))
                return
            except Conflict:
                continue

    fils = [Thread(target=saisir, args=paire) for paire in zip(mains, PRESENTS, strict=True)]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join()
    assert engine.assemblees.greffe(AG).totaux(R1)[Choix.OUI].tetes == len(PRESENTS) + 1


def test_what_a_host_rolls_back_the_clerk_forgets(tmp_path: Path) -> None:
    """On a host's own connection, what he takes back was never kept: the clerk is never ahead of the store."""
    base = open_engine(f"sqlite:///{tmp_path}/hote.db")
    migrate(base)
    with base.connect() as connexion:
        with sql_engine(connexion) as hote:
            ouvrir(hote)
            connexion.commit()
            main_courante = hote.assemblees.tenir(AG)
            assert is_successful(main_courante.inscrire(vote()))
            connexion.rollback()
            assert main_courante.greffe.totaux(R1)[Choix.OUI].tetes == 1  # the form of LEPITRE alone
            assert is_successful(main_courante.inscrire(vote()))
            connexion.rollback()
            assert is_successful(hote.assemblees.tenir(AG).inscrire(vote(PETRUS), vote(MORGON)))
            assert main_courante.greffe.totaux(R1)[Choix.OUI].tetes == 3
        connexion.commit()
    base.dispose()
