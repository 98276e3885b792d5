"""What everything at the door of the extranet goes through: the doors it needs, and what is read of a login."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import UTC, date, datetime

from attrs import field, frozen
from returns.result import Failure, Result, Success

from lsc_domain.extranet.audit import Acte, Trace
from lsc_domain.extranet.code_d_acces import normaliser
from lsc_domain.extranet.collaborateur import Collaborateur
from lsc_domain.extranet.identifiant import Identifiant
from lsc_domain.extranet.parametrage import Parametrage
from lsc_domain.extranet.politique_de_mot_de_passe import PolitiqueDeMotDePasse, politique_de
from lsc_domain.extranet.refus_de_connexion import TropDeTentatives
from lsc_domain.extranet.reglages_d_acces import ReglagesDAcces
from lsc_domain.extranet.session import Session
from lsc_domain.extranet.tentatives import Freinage, Tentatives, cle_d_adresse, cle_de_code
from lsc_domain.extranet.visiteur import Entree, Visiteur
from lsc_domain.ports.clock import Clock
from lsc_domain.ports.errors import NotFound
from lsc_domain.ports.messaging import Messaging, PliRendering
from lsc_domain.ports.secrets import Passwords, Secrets
from lsc_domain.ports.storage import SessionLue, Storage, Stored, Transaction
from lsc_domain.publication.planning import paris
from lsc_domain.usecases.admission import Admissions
from lsc_domain.usecases.etat import AGENCE

_CODE_AU_PLUS = 64
"""Longer than any login: what is typed beyond is nobody's."""


@frozen(kw_only=True)
class Guichet:
    """
    The doors of the door: where logins are kept, what verifies a password, what draws a secret.

    Without `messaging`, `plis` and an address in `reglages`, nothing is sent to whoever has forgotten his password.
    Nothing here keeps, tells or traces a secret.
    """

    storage: Storage
    clock: Clock
    passwords: Passwords
    secrets: Secrets
    messaging: Messaging | None = None
    plis: PliRendering | None = None
    reglages: ReglagesDAcces = field(factory=ReglagesDAcces)
    admissions: Admissions = field(factory=Admissions, eq=False, repr=False)
    agence: str = AGENCE

    def politique(self) -> PolitiqueDeMotDePasse:
        """Return the policy chosen passwords obey: the host's, else that of the profile the agency chose. EXC-05."""
        with self.storage.transaction() as transaction:
            return self._politique(transaction)

    def regles(self) -> tuple[str, ...]:
        """Return the rules of the policy as the screen says them, before anything is typed. EXC-05."""
        return self.politique().regles()

    def _politique(self, transaction: Transaction) -> PolitiqueDeMotDePasse:
        if self.reglages.politique is not None:
            return self.reglages.politique
        try:
            return politique_de(transaction.parametrages.get(self.agence).state.profil)
        except NotFound:
            return politique_de(Parametrage().profil)

    # ------------------------------------------------------------------------------------------------- what is read

    def _maintenant(self) -> datetime:
        """Return the present instant in UTC, where every day has twenty-four hours: lengths of time are taken of it."""
        return self.clock.now().astimezone(UTC)

    def _trouver(self, transaction: Transaction, code: str) -> Stored[Identifiant] | None:
        try:
            return transaction.identifiants.get(code)
        except NotFound:
            return None

    def _session(self, transaction: Transaction, jeton: str, le: datetime) -> SessionLue | None:
        """Return the session of a token with its login, none when it stands no more. I-34."""
        lue = transaction.session_lue(self.secrets.empreinte(jeton))
        if lue is None or not lue.session.state.dure(lue.identifiant.state, le, self.reglages.sessions):
            return None
        return lue

    def _titulaire(
        self,
        transaction: Transaction,
        identifiant: Identifiant,
        le: datetime,
        revisions: Mapping[str, int] | None = None,
    ) -> tuple[str, Collaborateur | None] | None:
        """
        Return the name of the holder of a login, with his role when he is of the agency; none when he comes in no more.

        A client does while the extranet is on and one of his accounts is published; a collaborator for as long as he
        is in the organigramme, whatever the master switch. EXA-02, EXA-31, EXP-51, I-32.
        """
        if not identifiant.ouvert:
            return None
        if identifiant.tiers is not None:
            nom = self.admissions.nom(
                transaction, identifiant.tiers, jour=_jour(le), agence=self.agence, revisions=revisions
            )
            return None if nom is None else (nom, None)
        try:
            collaborateur = transaction.collaborateurs.get(identifiant.collaborateur or "").state
        except NotFound:
            return None
        return collaborateur.nom, collaborateur

    def _contexte(self, transaction: Transaction, identifiant: Identifiant) -> tuple[str, ...]:
        """Return what a password must not be made from: the login, the name, the agency. ASVS 6.2.11."""
        mots = [identifiant.code]
        with suppress(NotFound):
            if identifiant.tiers is not None:
                tiers = transaction.tiers.get(identifiant.tiers).state
                mots += [tiers.nom, tiers.prenom, f"{tiers.prenom} {tiers.nom}"]
            else:
                mots.append(transaction.collaborateurs.get(identifiant.collaborateur or "").state.nom)
        with suppress(NotFound):
            mots.append(transaction.fiches_d_agence.get(self.agence).state.bureaux.raison_sociale)
        return (*mots, *(mot for entier in mots for mot in entier.split()))

    # ---------------------------------------------------------------------------------------------- what is written

    def _ouvrir(
        self,
        transaction: Transaction,
        identifiant: Identifiant,
        titulaire: tuple[str, Collaborateur | None],
        *,
        provisoire: bool,
        adresse: str,
        le: datetime,
    ) -> Entree:
        """Open a session, of which only the print of the token is kept. I-34."""
        jeton = self.secrets.jeton()
        session = Session(
            id=self.secrets.empreinte(jeton),
            identifiant=identifiant.code,
            generation=identifiant.generation,
            ouverte_le=le,
            vue_le=le,
            provisoire=provisoire,
            adresse=adresse,
        )
        transaction.sessions.put(session.id, session, expected=0)
        return Entree(jeton=jeton, visiteur=visiteur_de(session, identifiant, titulaire))

    def _fermer_les_sessions(self, transaction: Transaction, code: str) -> None:
        for id_, session in list(transaction.sessions.by("identifiant", code)):
            transaction.sessions.drop(id_, expected=session.version)

    def _compter(
        self, transaction: Transaction, cles: Iterable[tuple[str, Freinage]], le: datetime
    ) -> Result[None, TropDeTentatives]:
        """
        Count a try before it is made, or refuse it: two tries at once cannot be taken for one. I-34.

        A try that succeeds is taken back by `_decompter`.
        """
        lues = [(cle, frein, _tentatives(transaction, cle)) for cle, frein in cles]
        fins = [fin for _, frein, lu in lues if (fin := frein.jusqua(None if lu is None else lu.state, le)) is not None]
        if fins:
            return Failure(TropDeTentatives(jusqua=max(fins), attente=max(fins) - le))
        for cle, frein, lu in lues:
            compte = frein.compter(None if lu is None else lu.state, cle, le)
            transaction.tentatives.put(cle, compte, expected=0 if lu is None else lu.version)
        return Success(None)

    def _decompter(self, transaction: Transaction, code: str, adresse: str) -> None:
        """Forget the failures of a login whose holder came in, and take back the try of this address."""
        cle = self._cle(code)
        lu = _tentatives(transaction, cle)
        if lu is not None:
            transaction.tentatives.drop(cle, expected=lu.version)
        lu = _tentatives(transaction, cle_d_adresse(adresse)) if adresse else None
        if lu is not None:
            moins = lu.state.moins_une()
            if moins is None:
                transaction.tentatives.drop(lu.state.cle, expected=lu.version)
            else:
                transaction.tentatives.put(lu.state.cle, moins, expected=lu.version)

    def _cles(self, code: str, adresse: str) -> list[tuple[str, Freinage]]:
        """Return what failures are counted under: the login, existing or not, and the address when it is known."""
        cles = [(self._cle(code), self.reglages.frein_de_code)]
        return [*cles, (cle_d_adresse(adresse), self.reglages.frein_d_adresse)] if adresse else cles

    def _cle(self, code: str) -> str:
        """Return the key of a login: by its print, since a password is typed in the wrong box now and then."""
        return cle_de_code(self.secrets.empreinte(code))

    def _tracer(
        self,
        transaction: Transaction,
        acte: Acte,
        le: datetime,
        *,
        par: str = "",
        objet: str = "",
        detail: str = "",
        adresse: str = "",
    ) -> None:
        lisible = "".join(signe for signe in adresse if signe.isprintable())[:100]
        transaction.audit.ajouter(Trace(le=le, acte=acte, par=par, objet=objet, detail=detail, adresse=lisible))


def lire_code(saisi: str) -> str:
    """
    Read a login as it was typed, case, spaces and accents put aside. I-37.

    >>> lire_code(" Aloxe-Corton Denise ")
    'ALOXECORTONDENISE'
    """
    return normaliser(saisi[:1_000])[:_CODE_AU_PLUS]


def visiteur_de(
    session: Session,
    identifiant: Identifiant,
    titulaire: tuple[str, Collaborateur | None],
    revisions: Mapping[str, int] | None = None,
) -> Visiteur:
    """Make a visitor of a session that stands, its login, and its holder."""
    nom, collaborateur = titulaire
    return Visiteur(
        code=identifiant.code,
        session=session.id,
        tiers=identifiant.tiers,
        collaborateur=collaborateur,
        doit_changer=session.provisoire,
        nom=nom,
        revisions=revisions,
    )


def _tentatives(transaction: Transaction, cle: str) -> Stored[Tentatives] | None:
    try:
        return transaction.tentatives.get(cle)
    except NotFound:
        return None


def _jour(le: datetime) -> date:
    """Return the day in Paris, where an account is published from midnight."""
    return le.astimezone(paris()).date()
