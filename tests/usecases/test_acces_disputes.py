"""The door of the extranet when somebody writes at the same moment: nothing is done twice, nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from acces import (
    ALICE,
    AUTRE,
    DENISE,
    GERANCE,
    MIEN,
    MINUTE,
    SYNDIC,
    avancer,
    entre,
    entrer,
    guichet,
    installer,
    lien_recu,
    plis,
    vu,
)
from attrs import evolve
from returns.pipeline import is_successful

from lsc_adapters.storage.memory import MemoryStorage
from lsc_domain import Engine
from lsc_domain.extranet.refus_de_connexion import IdentifiantsRefuses, SessionFinie
from lsc_domain.extranet.refus_de_mot_de_passe import LienRefuse
from lsc_domain.ports.errors import Conflict
from lsc_domain.ports.storage import Transaction
from lsc_domain.usecases.admission import Admissions

Evenement = Callable[[], object]


class Disputee(MemoryStorage):
    """
    A store where somebody else acts between two transactions, or gets in first in one of them.

    `avant[n]` is done before the n-th transaction to come; those of `conflits` are undone, as one that comes second.
    """

    def __init__(self) -> None:
        super().__init__()
        self.avant: dict[int, Evenement] = {}
        self.conflits: set[int] = set()
        self._rang = -1

    def preparer(self, *, conflits: set[int] | None = None, avant: dict[int, Evenement] | None = None) -> None:
        self.conflits, self.avant, self._rang = conflits or set(), avant or {}, 0

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:  # type: ignore[override]
        rang = self._rang
        if rang >= 0:
            self._rang += 1
            evenement = self.avant.pop(rang, None)
            if evenement is not None:
                self._rang = -1
                evenement()
                self._rang = rang + 1
        with super().transaction() as transaction:
            yield transaction
            if rang in self.conflits:
                self.conflits.discard(rang)
                raise Conflict("un autre a écrit")


@pytest.fixture
def base() -> Disputee:
    return Disputee()


@pytest.fixture
def engine(base: Disputee) -> Engine:
    return guichet(base)


@pytest.mark.req("I-34")
def test_what_somebody_writes_meanwhile_is_left_and_nothing_else(engine: Engine, base: Disputee) -> None:
    """A lot that comes second is done one by one: the one that is disputed is for another day, the others go."""
    installer(engine)
    with base.transaction() as transaction:
        ((_, garde),) = transaction.sessions.all()
        transaction.sessions.put_all((f"{rang}", evolve(garde.state, id=f"{rang}")) for rang in range(3))
    avancer(engine, 1440 * MINUTE)
    base.preparer(conflits={1, 3})  # the lot, then the second of its four sessions
    assert engine.identifiants.nettoyer() == 3
    with base.transaction() as transaction:
        assert len(transaction.sessions.ids()) == 1
    assert engine.identifiants.nettoyer() == 1


def test_one_that_is_gone_already_is_not_counted(engine: Engine, base: Disputee) -> None:
    """Somebody left between the list and the lot: nobody forgets him twice."""
    _, jeton = installer(engine)
    avancer(engine, 1440 * MINUTE)
    base.preparer(avant={1: lambda: engine.identifiants.deconnecter(jeton)})
    assert engine.identifiants.nettoyer() == 0


@pytest.mark.parametrize("conflits", [{0}, {1}, {0, 2}])
def test_a_login_is_tried_again(engine: Engine, base: Disputee, conflits: set[int]) -> None:
    """The count of tries is one, the session one, whoever came in between."""
    code, _ = installer(engine)
    base.preparer(conflits=conflits)
    assert entre(engine, code, MIEN, "192.0.2.1")
    with base.transaction() as transaction:
        assert len(transaction.sessions.ids()) == 2
        assert transaction.tentatives.ids() == ()


def test_a_password_changed_while_it_is_verified(engine: Engine, base: Disputee) -> None:
    """Verified against the print that was read, it is not the one any more: nobody comes in."""
    code, jeton = installer(engine)

    def changer() -> None:
        engine.identifiants.choisir_mot_de_passe(jeton, actuel=MIEN, nouveau=AUTRE, confirmation=AUTRE).unwrap()

    base.preparer(avant={1: changer})
    assert engine.identifiants.connecter(code, MIEN).failure() == IdentifiantsRefuses()
    assert entre(engine, code, AUTRE)


def test_a_request_noted_twice_at_once(engine: Engine, base: Disputee) -> None:
    """One of the two is enough: both are answered."""
    _, jeton = installer(engine)
    avancer(engine, 6 * MINUTE)
    base.preparer(conflits={0})
    assert vu(engine, jeton) is not None


def test_leaving_is_tried_again(engine: Engine, base: Disputee) -> None:
    _, jeton = installer(engine)
    base.preparer(conflits={0})
    engine.identifiants.deconnecter(jeton)
    assert vu(engine, jeton) is None


def test_a_choice_is_tried_again(engine: Engine, base: Disputee) -> None:
    code, jeton = installer(engine)
    base.preparer(conflits={1, 3})
    choisie = engine.identifiants.choisir_mot_de_passe(jeton, actuel=MIEN, nouveau=AUTRE, confirmation=AUTRE)
    assert vu(engine, choisie.unwrap().jeton) is not None
    assert entre(engine, code, AUTRE)


def test_a_choice_after_the_session_is_over(engine: Engine, base: Disputee) -> None:
    """Closed before it begins, or while the print is made: the password is not changed."""
    code, jeton = installer(engine)
    choisir = engine.identifiants.choisir_mot_de_passe
    base.preparer(avant={2: lambda: engine.identifiants.deconnecter(jeton)})
    fini = choisir(jeton, actuel=MIEN, nouveau=AUTRE, confirmation=AUTRE).failure()
    assert fini == choisir(jeton, actuel=MIEN, nouveau=AUTRE, confirmation=AUTRE).failure() == SessionFinie()
    assert entre(engine, code, MIEN)


def test_a_link_is_sent_once(engine: Engine, base: Disputee) -> None:
    installer(engine)
    base.preparer(conflits={0})
    engine.identifiants.oublie("ALOXECORTONDENISE")
    assert plis(engine) == 1


def test_a_link_used_twice_at_once(engine: Engine, base: Disputee) -> None:
    """The one who comes second is told that it works no more; a login in between stops neither."""
    code, _ = installer(engine)
    engine.identifiants.oublie(code)
    lien = lien_recu(engine)

    def suivre(clair: str) -> object:
        fait = engine.identifiants.reinitialiser(lien, nouveau=clair, confirmation=clair)
        return None if is_successful(fait) else fait.failure()

    base.preparer(conflits={1}, avant={1: lambda: entre(engine, code, MIEN)})
    assert suivre(AUTRE) is None
    engine.identifiants.oublie(code)
    avancer(engine, 3 * MINUTE)
    engine.identifiants.oublie(code)
    lien = lien_recu(engine)
    base.preparer(avant={1: lambda: suivre(MIEN)})
    assert suivre(AUTRE) == LienRefuse()
    assert entre(engine, code, MIEN)


@pytest.mark.parametrize("rang", [0, 2])
def test_an_activation_is_tried_again(engine: Engine, base: Disputee, rang: int) -> None:
    """With the password that was drawn for it, not another one."""
    base.preparer(conflits={rang})
    (remis,) = engine.identifiants.activer([SYNDIC, GERANCE]).unwrap()
    assert entrer(engine, remis.code, remis.mot_de_passe).visiteur.tiers == DENISE


def test_a_collaborator_gone_otherwise(engine: Engine, base: Disputee) -> None:
    """Taken out of the organigramme by another hand, his login comes in no more, and may still be closed."""
    acces = engine.identifiants.creer_collaborateur(ALICE).unwrap()
    with base.transaction() as transaction:
        transaction.collaborateurs.drop(ALICE.id, expected=1)
    assert not entre(engine, acces.code, acces.mot_de_passe)
    assert not engine.identifiants.connexion_autorisee(acces.code)
    assert is_successful(engine.identifiants.fermer(acces.code))


def test_a_client_gone_otherwise(engine: Engine, base: Disputee) -> None:
    """His account is there, his fiche is not: nobody comes in."""
    code, jeton = installer(engine)
    with base.transaction() as transaction:
        transaction.tiers.drop(DENISE, expected=transaction.tiers.get(DENISE).version)
    assert vu(engine, jeton) is None
    assert not entre(engine, code, MIEN)


def test_what_is_remembered_has_an_end() -> None:
    """Two clients with room for one: each is answered."""
    engine = evolve(guichet(), admissions=Admissions(au_plus=1))
    _, jeton = installer(engine)
    acces = engine.identifiants.activer(engine.identifiants.comptes_a_activer()).unwrap()
    autre = entrer(engine, acces[0].code, acces[0].mot_de_passe).jeton
    assert None not in {vu(engine, un) for _ in range(2) for un in (jeton, autre)}
