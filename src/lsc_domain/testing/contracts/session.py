"""The laws of `Transaction.session_lue`: what each request begins with is what three readings would have said. I-34."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from attrs import evolve
from hypothesis import strategies as st

from lsc_domain.extranet.identifiant import Identifiant
from lsc_domain.extranet.session import Session
from lsc_domain.parc import Tiers
from lsc_domain.ports.errors import PortError
from lsc_domain.ports.storage import SessionLue, Stored
from lsc_domain.socle.ids import TiersId
from lsc_domain.testing.contracts._cas import IDENTITES
from lsc_domain.testing.contracts._essai import essayer
from lsc_domain.testing.contracts.store import MakeStorage, StoreLaws
from lsc_domain.testing.strategies.extranet import identifiants, sessions

_TIERS = Tiers(id=TiersId("ATRILLON"), nom="ATRILLON")


class SessionContract(StoreLaws):
    """The laws of a session that is read with its login and the numbers screens depend on."""

    @pytest.mark.req("I-32", "I-34")
    def test_a_session_comes_with_its_login_and_the_numbers(self, make_storage: MakeStorage) -> None:
        """The same states, versions and numbers as asked for one by one: kept, then as drafts have them."""

        def law(cas: tuple[Session, Identifiant]) -> None:
            session, identifiant = cas
            storage = make_storage()
            with storage.transaction() as t:
                t.identifiants.put(session.identifiant, identifiant, expected=0)
                t.sessions.put("a", session, expected=0)
                t.sessions.put("b", evolve(session, identifiant=f"{session.identifiant}x"), expected=0)
                assert t.session_lue("a") == _lue(session, identifiant, t.revisions)
            with storage.transaction() as t:
                assert t.session_lue("a") == _lue(session, identifiant, t.revisions)
                assert t.session_lue("b") is None
                t.tiers.put("a", _TIERS, expected=0)
                t.sessions.put("a", session, expected=1)
                assert t.session_lue("a") == _lue(session, identifiant, t.revisions, version=2)
                assert dict(t.revisions)["tiers"]

        essayer(law, st.tuples(sessions(), identifiants()), exemples=min(self.exemples, 20))

    @pytest.mark.req("I-34")
    def test_one_without_the_other_is_none(self, make_storage: MakeStorage) -> None:
        """A session that was closed, and one whose login is no more, let nobody in."""

        def law(cas: tuple[Session, Identifiant]) -> None:
            session, identifiant = cas
            storage = make_storage()
            with storage.transaction() as t:
                assert t.session_lue("a") is None
                t.sessions.put("a", session, expected=0)
                assert t.session_lue("a") is None
                t.identifiants.put(session.identifiant, identifiant, expected=0)
            with storage.transaction() as t:
                assert t.session_lue("A") is None
                t.sessions.drop("a", expected=1)
                assert t.session_lue("a") is None
                t.sessions.put("a", session, expected=0)
                t.identifiants.drop(session.identifiant, expected=1)
                assert t.session_lue("a") is None

        essayer(law, st.tuples(sessions(), identifiants()), exemples=1)

    def test_the_login_of_a_session_is_any_text(self, make_storage: MakeStorage) -> None:
        """The login is the one the session names, to the letter; what a column cannot hold is nobody's."""

        def law(cas: tuple[Session, Identifiant]) -> None:
            session, identifiant = cas
            storage = make_storage()
            with storage.transaction() as t:
                for rang, code in enumerate(IDENTITES):
                    t.identifiants.put(code, evolve(identifiant, generation=rang), expected=0)
                    t.sessions.put(str(rang), evolve(session, identifiant=code), expected=0)
                    t.sessions.put(f"{rang}/nul", evolve(session, identifiant=f"{code}\0"), expected=0)
            with storage.transaction() as t:
                for rang in range(len(IDENTITES)):
                    lue = t.session_lue(str(rang))
                    assert lue is not None
                    assert lue.identifiant.state.generation == rang
                    assert t.session_lue(f"{rang}/nul") is None

        essayer(law, st.tuples(sessions(), identifiants()), exemples=1)

    def test_no_session_is_read_after_the_end(self, make_storage: MakeStorage) -> None:
        """One that may be closed by now is not given."""
        with make_storage().transaction() as t:
            pass
        with pytest.raises(PortError):
            t.session_lue("a")


def _lue(session: Session, identifiant: Identifiant, revisions: Mapping[str, int], *, version: int = 1) -> SessionLue:
    return SessionLue(
        session=Stored(state=session, version=version),
        identifiant=Stored(state=identifiant, version=1),
        revisions=dict(revisions),
    )
