"""Coming in, being known at each request, leaving. EXC-02, EXC-04, EXA-02, EXA-31, I-34."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime
from typing import Final

from attrs import frozen
from returns.pipeline import is_successful
from returns.result import Failure, Result, Success

from lsc_domain.extranet.audit import Acte
from lsc_domain.extranet.identifiant import Identifiant
from lsc_domain.extranet.politique_de_mot_de_passe import en_nfc
from lsc_domain.extranet.refus_de_connexion import (
    IdentifiantsRefuses,
    RefusDeConnexion,
    SessionFinie,
    TropDeTentatives,
)
from lsc_domain.extranet.visiteur import Entree, Visiteur
from lsc_domain.ports.errors import Conflict, NotFound
from lsc_domain.ports.storage import Transaction
from lsc_domain.usecases.guichet import Guichet, lire_code, visiteur_de

_LOT: Final = 50
"""Sessions that are looked at in one transaction: a few hundredths of a second, all who write may have to wait."""


def _toujours() -> bool:
    return True


@frozen(kw_only=True)
class Connexion(Guichet):
    """Who comes in, and who is there."""

    def connecter(self, code: str, mot_de_passe: str, *, adresse: str = "") -> Result[Entree, RefusDeConnexion]:
        """
        Let somebody in, or say that he is not, in the same words and at the same cost whatever the reason. I-34.

        One password is verified, that of a decoy when the login does not exist, and the try is counted before it is
        made. A temporary password is spent by this, and its session opens nothing but the choice of another (EXP-53,
        EXC-04). `adresse` is where the request comes from, empty when it is not known.
        """
        le, lu = self._maintenant(), lire_code(code)
        essai = self._essayer(lu, adresse, le)
        if not is_successful(essai):
            return Failure(essai.failure())
        connu = essai.unwrap()
        preuve = "" if connu is None else connu.preuve(le)
        propre, leurre = en_nfc(mot_de_passe), self.passwords.leurre  # which is made at the first login, whosever it is
        # Verified first, whatever the print: an empty one must not be quicker.
        juste = self.passwords.verifier(preuve or leurre, propre) and bool(preuve)
        neuve = preuve
        if juste and connu is not None and connu.provisoire is None and self.passwords.perimee(preuve):
            neuve = self.passwords.hacher(propre)
        entree = self._entrer(lu, preuve, neuve, adresse, le) if juste else None
        if entree is not None:
            return Success(entree)
        with self.storage.transaction() as transaction:
            # Of a login that does not exist, what was typed is not kept: it may be a password.
            self._tracer(transaction, Acte.CONNEXION_REFUSEE, le, objet="" if connu is None else lu, adresse=adresse)
        return Failure(IdentifiantsRefuses())

    def visiteur(self, jeton: str) -> Result[Visiteur, SessionFinie]:
        """
        Say who a session is of: asked at each request.

        It costs one question, which answers the session, its login, and the numbers that tell whether rights have
        changed; the last request is noted once in a while. I-32, I-34.
        """
        le, trouve = self._maintenant(), None
        try:
            with self.storage.transaction() as transaction:
                lue = self._session(transaction, jeton, le)
                if lue is not None:
                    session, identifiant = lue.session, lue.identifiant.state
                    titulaire = self._titulaire(transaction, identifiant, le, lue.revisions)
                    if titulaire is not None:
                        trouve = visiteur_de(session.state, identifiant, titulaire, lue.revisions)
                        vue = session.state.vue(le, self.reglages.sessions)
                        if vue is not None:
                            transaction.sessions.put(vue.id, vue, expected=session.version)
        except Conflict:
            pass  # another request of the same session was noted at the same moment: this one need not be
        return Failure(SessionFinie()) if trouve is None else Success(trouve)

    def deconnecter(self, jeton: str) -> None:
        """Leave: the session is no more, whatever it was."""
        le, id_ = self._maintenant(), self.secrets.empreinte(jeton)
        while True:
            try:
                with self.storage.transaction() as transaction:
                    try:
                        session = transaction.sessions.get(id_)
                    except NotFound:
                        return
                    transaction.sessions.drop(id_, expected=session.version)
                    self._tracer(
                        transaction, Acte.DECONNEXION, le, par=session.state.identifiant, adresse=session.state.adresse
                    )
                return
            except Conflict:
                continue  # it was seen at the same moment

    def nettoyer(self, *, tant_que: Callable[[], bool] = _toujours) -> int:
        """
        Forget the sessions that are over and the failures that no longer count; how many went. I-34.

        To be asked for once a day: nothing else depends on it. It goes by small lots, each a transaction of its own,
        so that nobody who comes in waits for it; `tant_que` is asked before each, may take its time so that others
        write (on SQLite, who waits is not next), and stops it by saying no: what is forgotten stays so. What somebody
        else writes at the same moment is left for another day, and nothing else with it.
        """
        le = self._maintenant()
        with self.storage.transaction() as transaction:
            sessions, tentatives = transaction.sessions.ids(), transaction.tentatives.ids()

        def oublier(lot: Iterable[str], un_de: Callable[[Transaction, str, datetime], bool]) -> int:
            with self.storage.transaction() as transaction:
                return sum(un_de(transaction, id_, le) for id_ in lot)

        partis = 0
        for ids, un_de in ((sessions, self._oublier_session), (tentatives, self._oublier_tentatives)):
            for debut in range(0, len(ids), _LOT):
                if not tant_que():
                    return partis
                lot = ids[debut : debut + _LOT]
                try:
                    partis += oublier(lot, un_de)
                except Conflict:
                    for id_ in lot:
                        with suppress(Conflict):
                            partis += oublier((id_,), un_de)
        return partis

    def _oublier_session(self, transaction: Transaction, id_: str, le: datetime) -> bool:
        lue = transaction.session_lue(id_)
        if lue is not None and lue.session.state.dure(lue.identifiant.state, le, self.reglages.sessions):
            return False
        try:
            version = transaction.sessions.get(id_).version if lue is None else lue.session.version
        except NotFound:
            return False  # its holder left meanwhile
        transaction.sessions.drop(id_, expected=version)
        return True

    def _oublier_tentatives(self, transaction: Transaction, id_: str, le: datetime) -> bool:
        try:
            tentatives = transaction.tentatives.get(id_)
        except NotFound:
            return False
        if not self.reglages.frein_de_code.oublie(tentatives.state, le):
            return False
        transaction.tentatives.drop(id_, expected=tentatives.version)
        return True

    def _essayer(self, code: str, adresse: str, le: datetime) -> Result[Identifiant | None, TropDeTentatives]:
        """Count a try, and read the login, if there is one."""
        while True:
            try:
                with self.storage.transaction() as transaction:
                    compte = self._compter(transaction, self._cles(code, adresse), le)
                    connu = self._trouver(transaction, code)
            except Conflict:
                continue  # another try was counted at the same moment: it counts for this one
            if not is_successful(compte):
                return Failure(compte.failure())
            return Success(None if connu is None else connu.state)

    def _entrer(self, code: str, preuve: str, neuve: str, adresse: str, le: datetime) -> Entree | None:
        """Open the session of a password that was verified, if it is still the one: none otherwise."""
        while True:
            try:
                with self.storage.transaction() as transaction:
                    lu = self._trouver(transaction, code)
                    if lu is None or lu.state.preuve(le) != preuve:
                        return None  # changed, or spent by another try, since it was read
                    titulaire = self._titulaire(transaction, lu.state, le)
                    if titulaire is None:
                        return None
                    provisoire = lu.state.provisoire is not None
                    entre = (lu.state if neuve == preuve else lu.state.rehacher(neuve)).entrer(le)
                    transaction.identifiants.put(code, entre, expected=lu.version)
                    self._decompter(transaction, code, adresse)
                    entree = self._ouvrir(transaction, entre, titulaire, provisoire=provisoire, adresse=adresse, le=le)
                    self._tracer(transaction, Acte.CONNEXION, le, par=code, adresse=adresse)
                return entree
            except Conflict:
                continue  # the same login came in elsewhere at the same moment
