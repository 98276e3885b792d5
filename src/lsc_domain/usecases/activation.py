"""Giving accesses, and taking them back: accounts, collaborators, temporary passwords. EXP-51 to 56, EXA-13, I-55."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar

from attrs import frozen
from returns.pipeline import is_successful
from returns.result import Failure, Result, Success

from lsc_domain.extranet.audit import Acte
from lsc_domain.extranet.code_d_acces import code_d_acces, normaliser
from lsc_domain.extranet.collaborateur import Collaborateur, Fonction
from lsc_domain.extranet.habilitation import FonctionManquante, Habilitation, exiger_habilitation
from lsc_domain.extranet.identifiant import Identifiant, Provisoire, code_d_avant
from lsc_domain.extranet.politique_de_mot_de_passe import engendrer
from lsc_domain.extranet.refus_d_identifiant import AccesGeneral, CodePris, CollaborateurConnu, RienAValider
from lsc_domain.extranet.visiteur import AccesRemis, Propose
from lsc_domain.parc import service_client
from lsc_domain.parc.compte_client import CompteClient
from lsc_domain.parc.parc import Parc
from lsc_domain.parc.service_client import ComptesSansClient, RetraitAVenir
from lsc_domain.ports.errors import Conflict, NotFound
from lsc_domain.ports.storage import Repository, Stored, Transaction
from lsc_domain.publication.planning import paris
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import CollaborateurId, CompteId, TiersId
from lsc_domain.usecases.guichet import Guichet, lire_code

A = TypeVar("A")


@frozen(kw_only=True)
class Activation(Guichet):
    """
    What the agency decides of accesses.

    `par` is the collaborator who does it, refused outside his functions (I-55); none is whoever holds the machine: the
    command line, or a host that has asked already. Each act is traced. What is about the login of a collaborator is
    its administrator's, and the editor's is « réservé Crypto ». Raises `NotFound` for a login nobody has.
    """

    # ------------------------------------------------------------------------------------------------------- clients

    def activer(
        self, comptes: Iterable[CompteId], *, par: Collaborateur | None = None
    ) -> Result[tuple[AccesRemis, ...], ComptesSansClient | FonctionManquante]:
        """
        Tick « Service Client » on accounts, all or none, and make the logins that are missing. EXP-51, EXP-52, EXP-54.

        A person has one login whatever his accounts: only those that were made are returned, each with its temporary
        password, which nobody can show again. One that was closed stays so.
        """
        droit = _exiger(par, Habilitation.IDENTIFIANTS)
        if not is_successful(droit):
            return Failure(droit.failure())
        selection, secrets = tuple(dict.fromkeys(comptes)), dict[TiersId, tuple[str, str]]()
        while True:
            try:
                with self.storage.transaction() as transaction:
                    le = self._maintenant()
                    marques = service_client.marquer_pour_publication(
                        _parc(transaction, selection), selection, le=le.astimezone(paris()).date()
                    )
                    if not is_successful(marques):
                        return Failure(marques.failure())
                    sans_acces = _sans_acces(transaction, marques.unwrap())
                    if secrets.keys() >= set(sans_acces):
                        self._garder(transaction, marques.unwrap(), le, par)
                        faits = self._donner(transaction, sans_acces, secrets, le, par)
                        return Success(faits)
            except Conflict:
                continue  # somebody wrote at the same moment: what is missing is looked at again
            # Out of the transaction: a print is slow to make, and ten thousand of them would hold everybody up.
            politique = self.politique()
            for tiers in (une for une in sans_acces if une not in secrets):
                clair = engendrer(politique, self.secrets.tirer)
                secrets[tiers] = (clair, self.passwords.hacher(clair))

    def desactiver(
        self, comptes: Iterable[CompteId], *, par: Collaborateur | None = None
    ) -> Result[tuple[RetraitAVenir, ...], ComptesSansClient | FonctionManquante]:
        """Untick accounts, with what the next run withdraws: who has no other comes in no more. EXP-55, I-32."""
        droit = _exiger(par, Habilitation.IDENTIFIANTS)
        if not is_successful(droit):
            return Failure(droit.failure())
        selection = tuple(dict.fromkeys(comptes))
        with self.storage.transaction() as transaction:
            retraits = service_client.desactiver(_parc(transaction, selection), selection)
            if not is_successful(retraits):
                return Failure(retraits.failure())
            self._garder(transaction, (un.compte for un in retraits.unwrap()), self._maintenant(), par)
            return Success(retraits.unwrap())

    def comptes_a_activer(self) -> tuple[CompteId, ...]:
        """Return every client's account but those that closed by themselves: what « tout activer » means. EXP-56."""
        jour = self._maintenant().astimezone(paris()).date()
        with self.storage.transaction() as transaction:
            return tuple(
                un.state.id
                for _, un in transaction.comptes.all()
                if un.state.inactif_depuis is None or jour < un.state.inactif_depuis
            )

    def identifiants_de(self, tiers: TiersId) -> tuple[Identifiant, ...]:
        """Return the logins of a client: one, once an account of his was activated. EXA-11, CORE-04."""
        with self.storage.transaction() as transaction:
            return tuple(un.state for _, un in transaction.identifiants.by("tiers", tiers))

    def connexion_autorisee(self, code: str) -> bool:
        """Tell whether the holder of a login may come in now, his password apart. EXA-11."""
        with self.storage.transaction() as transaction:
            identifiant = transaction.identifiants.get(lire_code(code)).state
            return self._titulaire(transaction, identifiant, self._maintenant()) is not None

    # ------------------------------------------------------------------------------------------------- collaborators

    def collaborateurs(self) -> tuple[Collaborateur, ...]:
        """Return the organigramme, by code. EXA-02."""
        with self.storage.transaction() as transaction:
            return tuple(un.state for _, un in transaction.collaborateurs.all())

    def creer_collaborateur(
        self, collaborateur: Collaborateur, *, par: Collaborateur | None = None
    ) -> Result[AccesRemis, CollaborateurConnu | CodePris | FonctionManquante]:
        """Enter somebody in the organigramme, with a login of his code and a temporary password. EXA-02, EXA-03."""
        droit = _exiger_pour(par, collaborateur)
        if not is_successful(droit):
            return Failure(droit.failure())
        code = normaliser(collaborateur.id)
        if not code:
            raise InvalidValue(f"collaborateur {collaborateur.id} : son code n'a ni lettre ni chiffre")
        clair = engendrer(self.politique(), self.secrets.tirer)
        provisoire, le = self.passwords.hacher(clair), self._maintenant()
        with self.storage.transaction() as transaction:
            if _lire(transaction.collaborateurs, collaborateur.id) is not None:
                return Failure(CollaborateurConnu(collaborateur=collaborateur.id))
            if self._trouver(transaction, code) is not None:
                return Failure(CodePris(code=code))
            transaction.collaborateurs.put(collaborateur.id, collaborateur, expected=0)
            identifiant = Identifiant(
                code=code, collaborateur=collaborateur.id, provisoire=self._provisoire(provisoire, le), cree_le=le
            )
            transaction.identifiants.put(code, identifiant, expected=0)
            self._tracer(transaction, Acte.COMPTE_ACTIVE, le, par=_qui(par), objet=code)
        expire_le = le + self.reglages.provisoire
        return Success(AccesRemis(code=code, mot_de_passe=clair, expire_le=expire_le, nom=collaborateur.nom))

    def modifier_collaborateur(
        self, collaborateur: Collaborateur, *, par: Collaborateur | None = None
    ) -> Result[Collaborateur, FonctionManquante]:
        """Change what is known of a collaborator: his roles are those of his next request. I-55."""
        with self.storage.transaction() as transaction:
            garde = transaction.collaborateurs.get(collaborateur.id)
            for un in (garde.state, collaborateur):
                droit = _exiger_pour(par, un)
                if not is_successful(droit):
                    return Failure(droit.failure())
            transaction.collaborateurs.put(collaborateur.id, collaborateur, expected=garde.version)
            self._tracer(
                transaction, Acte.DROITS_CHANGES, self._maintenant(), par=_qui(par), objet=collaborateur.id,
                detail=", ".join(sorted(une.libelle for une in collaborateur.fonctions)),
            )  # fmt: skip
        return Success(collaborateur)

    def retirer_collaborateur(
        self, id: CollaborateurId, *, par: Collaborateur | None = None
    ) -> Result[None, AccesGeneral | FonctionManquante]:
        """Take somebody out of the organigramme: he comes in no more, and his sessions end. EXA-02."""
        le = self._maintenant()
        with self.storage.transaction() as transaction:
            garde = transaction.collaborateurs.get(id)
            droit = _exiger_pour(par, garde.state)
            if not is_successful(droit):
                return Failure(droit.failure())
            if garde.state.general:
                return Failure(AccesGeneral(code=id))
            for code, lu in list(transaction.identifiants.by("collaborateur", id)):
                self._fermer_les_sessions(transaction, code)
                transaction.identifiants.drop(code, expected=lu.version)
                self._tracer(transaction, Acte.COMPTE_DESACTIVE, le, par=_qui(par), objet=code)
            transaction.collaborateurs.drop(id, expected=garde.version)
        return Success(None)

    # -------------------------------------------------------------------------------------------------- every access

    def proposer(self, code: str, par: Collaborateur | None = None) -> Result[Propose, FonctionManquante]:
        """
        Draw a temporary password and show it: nothing changes for its holder until it is validated. EXA-13.

        Another one proposed for the same login takes its place.
        """
        clair = engendrer(self.politique(), self.secrets.tirer)
        empreinte, le = self.passwords.hacher(clair), self._maintenant()
        with self.storage.transaction() as transaction:
            lu = transaction.identifiants.get(lire_code(code))
            droit = self._exiger_sur(transaction, lu.state, par)
            if not is_successful(droit):
                return Failure(droit.failure())
            propose = lu.state.proposer(empreinte, jusqua=le + self.reglages.proposition)
            transaction.identifiants.put(propose.code, propose, expected=lu.version)
        return Success(Propose(code=propose.code, mot_de_passe=clair))

    def valider(self, code: str, par: Collaborateur | None = None) -> Result[None, RienAValider | FonctionManquante]:
        """« VALIDER »: the password that was shown takes the place of the other, once, and must be changed. EXA-13."""
        le = self._maintenant()
        with self.storage.transaction() as transaction:
            lu = transaction.identifiants.get(lire_code(code))
            droit = self._exiger_sur(transaction, lu.state, par)
            if not is_successful(droit):
                return Failure(droit.failure())
            valide = lu.state.valider(le, jusqua=le + self.reglages.provisoire)
            if valide is None:
                return Failure(RienAValider(code=lu.state.code))
            transaction.identifiants.put(valide.code, valide, expected=lu.version)
            self._fermer_les_sessions(transaction, valide.code)
            self._tracer(transaction, Acte.MOT_DE_PASSE_REGENERE, le, par=_qui(par), objet=valide.code)
        return Success(None)

    def fermer(
        self, code: str, par: Collaborateur | None = None
    ) -> Result[Identifiant, AccesGeneral | FonctionManquante]:
        """Authorise the connection of a login no more: its sessions end at once. EXA-11."""
        with self.storage.transaction() as transaction:
            lu = transaction.identifiants.get(lire_code(code))
            droit = self._exiger_sur(transaction, lu.state, par)
            if not is_successful(droit):
                return Failure(droit.failure())
            collaborateur = _lire(transaction.collaborateurs, lu.state.collaborateur or "")
            if collaborateur is not None and collaborateur.state.general:
                return Failure(AccesGeneral(code=lu.state.code))
            return Success(self._basculer(transaction, lu, lu.state.fermer(), Acte.COMPTE_DESACTIVE, par))

    def rouvrir(self, code: str, par: Collaborateur | None = None) -> Result[Identifiant, FonctionManquante]:
        """Authorise the connection of a login again, with the password it had. EXA-11."""
        with self.storage.transaction() as transaction:
            lu = transaction.identifiants.get(lire_code(code))
            droit = self._exiger_sur(transaction, lu.state, par)
            if not is_successful(droit):
                return Failure(droit.failure())
            return Success(self._basculer(transaction, lu, lu.state.rouvrir(), Acte.COMPTE_ACTIVE, par))

    # ------------------------------------------------------------------------------------------------------ the rest

    def _basculer(
        self,
        transaction: Transaction,
        lu: Stored[Identifiant],
        nouveau: Identifiant,
        acte: Acte,
        par: Collaborateur | None,
    ) -> Identifiant:
        transaction.identifiants.put(nouveau.code, nouveau, expected=lu.version)
        if not nouveau.ouvert:
            self._fermer_les_sessions(transaction, nouveau.code)
        self._tracer(transaction, acte, self._maintenant(), par=_qui(par), objet=nouveau.code)
        return nouveau

    def _garder(
        self, transaction: Transaction, comptes: Iterable[CompteClient], le: datetime, par: Collaborateur | None
    ) -> None:
        """Write the accounts that changed, and trace each."""
        for un in comptes:
            garde = transaction.comptes.get(un.id)
            if garde.state != un:
                transaction.comptes.put(un.id, un, expected=garde.version)
                acte = Acte.COMPTE_ACTIVE if un.service_client else Acte.COMPTE_DESACTIVE
                self._tracer(transaction, acte, le, par=_qui(par), objet=un.id)

    def _donner(
        self,
        transaction: Transaction,
        sans_acces: Iterable[TiersId],
        secrets: dict[TiersId, tuple[str, str]],
        le: datetime,
        par: Collaborateur | None,
    ) -> tuple[AccesRemis, ...]:
        """Make a login for each: the one his fiche bears, else one of his name, that nobody has. EXP-52, X-27."""
        pris, faits = set(transaction.identifiants.ids()), list[AccesRemis]()
        for id_ in sans_acces:
            tiers = transaction.tiers.get(id_).state
            clair, empreinte = secrets[id_]
            ancien = code_d_avant(tiers)
            code = ancien if ancien and ancien not in pris else code_d_acces(tiers.nom, tiers.prenom, pris=pris)
            pris.add(code)
            identifiant = Identifiant(code=code, tiers=id_, provisoire=self._provisoire(empreinte, le), cree_le=le)
            transaction.identifiants.put(code, identifiant, expected=0)
            self._tracer(transaction, Acte.COMPTE_ACTIVE, le, par=_qui(par), objet=code)
            expire_le = le + self.reglages.provisoire
            faits.append(AccesRemis(code=code, mot_de_passe=clair, expire_le=expire_le, nom=tiers.identite, tiers=id_))
        return tuple(faits)

    def _provisoire(self, empreinte: str, le: datetime) -> Provisoire:
        return Provisoire(empreinte=empreinte, expire_le=le + self.reglages.provisoire)

    def _exiger_sur(
        self, transaction: Transaction, identifiant: Identifiant, par: Collaborateur | None
    ) -> Result[None, FonctionManquante]:
        """Ask for the right to touch a login: a client's, or a collaborator's. I-55."""
        if identifiant.collaborateur is None:
            return _exiger(par, Habilitation.IDENTIFIANTS)
        cible = _lire(transaction.collaborateurs, identifiant.collaborateur)
        return _exiger(par, Habilitation.COLLABORATEURS) if cible is None else _exiger_pour(par, cible.state)


def _exiger(par: Collaborateur | None, habilitation: Habilitation) -> Result[None, FonctionManquante]:
    return Success(None) if par is None else exiger_habilitation(par, habilitation).map(lambda _: None)


def _exiger_pour(par: Collaborateur | None, cible: Collaborateur) -> Result[None, FonctionManquante]:
    """Ask for the right to touch a collaborator: the editor's role is given, and held, by an editor alone. I-55."""
    droit = _exiger(par, Habilitation.COLLABORATEURS)
    if par is None or not is_successful(droit) or Fonction.EDITEUR in par.fonctions:
        return droit
    if Fonction.EDITEUR in cible.fonctions:
        requises = frozenset({Fonction.EDITEUR})
        return Failure(FonctionManquante(habilitation=Habilitation.COLLABORATEURS, requises=requises))
    return droit


def _parc(transaction: Transaction, selection: Iterable[CompteId]) -> Parc:
    """Return the accounts of a selection and whose they are, and nothing else of the portfolio."""
    lus = [un.state for id_ in selection if (un := _lire(transaction.comptes, id_)) is not None]
    connus = (_lire(transaction.tiers, id_) for id_ in dict.fromkeys(un.tiers for un in lus))
    return Parc.de((), (un.state for un in connus if un is not None), lus)


def _sans_acces(transaction: Transaction, comptes: Iterable[CompteClient]) -> tuple[TiersId, ...]:
    """Return the people of accounts who have no login yet, each once."""
    personnes = dict.fromkeys(un.tiers for un in comptes)
    return tuple(une for une in personnes if not any(transaction.identifiants.by("tiers", une)))


def _lire(repository: Repository[A], id_: str) -> Stored[A] | None:
    try:
        return repository.get(id_)
    except NotFound:
        return None


def _qui(par: Collaborateur | None) -> str:
    return "" if par is None else par.id
