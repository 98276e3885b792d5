"""Choosing one's password: the first time, whenever one wants, or when it is forgotten. EXC-03 to EXC-05, EXP-53."""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from datetime import datetime

from attrs import frozen
from returns.pipeline import is_successful
from returns.result import Failure, Result, Success

from lsc_domain.extranet.audit import Acte
from lsc_domain.extranet.avis_de_reinitialisation import AvisDeReinitialisation
from lsc_domain.extranet.identifiant import Identifiant
from lsc_domain.extranet.politique_de_mot_de_passe import PolitiqueDeMotDePasse, en_nfc
from lsc_domain.extranet.refus_de_connexion import SessionFinie
from lsc_domain.extranet.refus_de_mot_de_passe import (
    ActuelRefuse,
    ConfirmationDifferente,
    LienRefuse,
    Manque,
    MotDePasseInchange,
    MotDePasseInsuffisant,
    RefusDeLien,
    RefusDeMotDePasse,
)
from lsc_domain.extranet.tentatives import cle_d_oubli
from lsc_domain.extranet.visiteur import Entree
from lsc_domain.ports.errors import Conflict, Unavailable
from lsc_domain.ports.messaging import Pli
from lsc_domain.ports.storage import Stored, Transaction
from lsc_domain.usecases.connexion import Connexion
from lsc_domain.usecases.guichet import lire_code


@frozen(kw_only=True)
class MotDePasse(Connexion):
    """The password of whoever holds a login: chosen by him, known to him alone. EXA-12."""

    def choisir_mot_de_passe(
        self, jeton: str, *, actuel: str | None = None, nouveau: str, confirmation: str, adresse: str = ""
    ) -> Result[Entree, RefusDeMotDePasse]:
        """
        Take the password somebody who has come in chooses: every session of his is closed, and another one begins.

        `actuel` is asked of whoever did not come in with a temporary password, and a wrong one counts as a failure to
        come in. What the new one lacks is said all at once. EXC-04, EXC-05, EXA-03, I-34.
        """
        le = self._maintenant()
        with self.storage.transaction() as transaction:
            lue = self._session(transaction, jeton, le)
            if lue is None or self._titulaire(transaction, lue.identifiant.state, le, lue.revisions) is None:
                return Failure(SessionFinie())
            politique, contexte = self._politique(transaction), self._contexte(transaction, lue.identifiant.state)
        session, identifiant = lue.session.state, lue.identifiant.state
        precedent = None if session.provisoire else en_nfc(actuel or "")
        manques = self._manques(identifiant, politique, contexte, nouveau, confirmation, precedent)
        if manques:
            return Failure(MotDePasseInsuffisant(manques=manques))
        if precedent is not None:
            essai = self._essayer(identifiant.code, adresse, le)
            if not is_successful(essai):
                return Failure(essai.failure())
            if not self.passwords.verifier(identifiant.empreinte or self.passwords.leurre, precedent):
                return Failure(ActuelRefuse())
        empreinte = self.passwords.hacher(en_nfc(nouveau))
        while True:
            try:
                with self.storage.transaction() as transaction:
                    lue = self._session(transaction, jeton, le)
                    if lue is None:
                        return Failure(SessionFinie())  # closed meanwhile by another change
                    titulaire = self._titulaire(transaction, lue.identifiant.state, le, lue.revisions)
                    if titulaire is None:
                        return Failure(SessionFinie())
                    change = self._changer(transaction, lue.identifiant, empreinte, le, adresse)
                    if precedent is not None:
                        self._decompter(transaction, change.code, adresse)
                    entree = self._ouvrir(transaction, change, titulaire, provisoire=False, adresse=adresse, le=le)
                return Success(entree)
            except Conflict:
                continue  # the same login came in elsewhere at the same moment

    def oublie(self, code: str, *, adresse: str = "") -> None:
        """
        « Mot de passe oublié »: send the one-use link, if there is somebody to send it to. EXC-03, I-34.

        Nothing tells whether there is: neither an answer, nor what is kept. The message takes its time, though: a page
        answers first, and asks for this afterwards. The password works until the link is used; no other link is made
        for a few minutes. Raises `Unavailable` when no message can leave at all.
        """
        page = self.reglages.adresse_de_reinitialisation
        if self.messaging is None or self.plis is None or not page:
            raise Unavailable("mot de passe oublié : il manque le courrier, ou l'adresse de réinitialisation")
        le, lu, jeton = self._maintenant(), lire_code(code), self.secrets.jeton()
        jusqua = le + self.reglages.lien
        destinataire = self._lier(lu, self.secrets.empreinte(jeton), le, jusqua, adresse)
        if destinataire is None:
            return
        nom, courriel = destinataire
        avis = AvisDeReinitialisation(nom=nom, lien=f"{page}?lien={lu}.{jeton}", expire_le=jusqua)
        corps = self.plis.reinitialisation(avis)
        parti = self.messaging.envoyer(
            Pli(
                cle=f"oubli|{lu}|{self.secrets.empreinte(jeton)[:16]}",
                destinataire=courriel,
                nom="".join(lettre if lettre.isprintable() else " " for lettre in nom),
                objet=corps.objet,
                texte=corps.texte,
                html=corps.html,
            )
        )
        if not is_successful(parti):
            with self.storage.transaction() as transaction:
                raison = parti.failure().raison.libelle
                self._tracer(
                    transaction, Acte.MOT_DE_PASSE_DEMANDE, le, objet=lu, detail=f"courrier non parti : {raison}"
                )

    def reinitialiser(
        self, lien: str, *, nouveau: str, confirmation: str, adresse: str = ""
    ) -> Result[None, RefusDeLien]:
        """
        Take the password chosen by a link that was sent; the link works once, and a password refused leaves it whole.

        Every session is closed, and none is opened: one comes in with it. What failures had locked is open again:
        whoever reads the mail of the holder is the holder. EXC-03, I-34.
        """
        le, (code, _, jeton) = self._maintenant(), lien.partition(".")
        lu, empreinte_du_lien = lire_code(code), self.secrets.empreinte(jeton)
        with self.storage.transaction() as transaction:
            connu = self._de_ce_lien(transaction, lu, empreinte_du_lien, le)
            if connu is None:
                return Failure(LienRefuse())
            politique, contexte = self._politique(transaction), self._contexte(transaction, connu.state)
        manques = self._manques(connu.state, politique, contexte, nouveau, confirmation, None)
        if manques:
            return Failure(MotDePasseInsuffisant(manques=manques))
        empreinte = self.passwords.hacher(en_nfc(nouveau))
        while True:
            try:
                with self.storage.transaction() as transaction:
                    connu = self._de_ce_lien(transaction, lu, empreinte_du_lien, le)
                    if connu is None:
                        return Failure(LienRefuse())
                    self._changer(transaction, connu, empreinte, le, adresse, detail="par un lien")
                    self._decompter(transaction, lu, "")
                return Success(None)
            except Conflict:
                continue  # the login came in with its old password at the same moment

    # ------------------------------------------------------------------------------------------------------ the rest

    def _manques(
        self,
        identifiant: Identifiant,
        politique: PolitiqueDeMotDePasse,
        contexte: Iterable[str],
        nouveau: str,
        confirmation: str,
        precedent: str | None,
    ) -> tuple[Manque, ...]:
        """Return all that is wrong with a new password, and with its two typings."""
        propre = en_nfc(nouveau)
        manques = politique.manques(propre, contexte=contexte)
        if propre != en_nfc(confirmation):
            manques = (*manques, ConfirmationDifferente())
        donne = identifiant.provisoire
        inchange = propre == precedent if donne is None else self.passwords.verifier(donne.empreinte, propre)
        return (*manques, MotDePasseInchange()) if inchange else manques

    def _changer(
        self,
        transaction: Transaction,
        lu: Stored[Identifiant],
        empreinte: str,
        le: datetime,
        adresse: str,
        *,
        detail: str = "",
    ) -> Identifiant:
        """Keep the print of a chosen password, and close every session."""
        change = lu.state.choisir(empreinte)
        transaction.identifiants.put(change.code, change, expected=lu.version)
        self._fermer_les_sessions(transaction, change.code)
        self._tracer(transaction, Acte.MOT_DE_PASSE_CHANGE, le, par=change.code, detail=detail, adresse=adresse)
        return change

    def _de_ce_lien(
        self, transaction: Transaction, code: str, empreinte: str, le: datetime
    ) -> Stored[Identifiant] | None:
        """Return the login a link was sent for, none when it works no more or its holder comes in no more."""
        lu = self._trouver(transaction, code)
        attendue = "" if lu is None else lu.state.lien_valable(le)
        if lu is None or not hmac.compare_digest(attendue, empreinte):
            return None
        return None if self._titulaire(transaction, lu.state, le) is None else lu

    def _lier(self, code: str, empreinte: str, le: datetime, jusqua: datetime, adresse: str) -> tuple[str, str] | None:
        """Attach a link to a login, and return whom to send it to: his name and his e-mail; none when nobody."""
        cles = [
            (cle_d_oubli(cle), self.reglages.frein_d_oubli if rang == 0 else frein)
            for rang, (cle, frein) in enumerate(self._cles(code, adresse))
        ]
        while True:
            try:
                with self.storage.transaction() as transaction:
                    if not is_successful(self._compter(transaction, cles, le)):
                        return None
                    lu = self._trouver(transaction, code)
                    destinataire = None if lu is None else self._destinataire(transaction, lu.state, le)
                    if lu is not None and destinataire is not None:
                        transaction.identifiants.put(code, lu.state.lier(empreinte, jusqua=jusqua), expected=lu.version)
                        self._tracer(transaction, Acte.MOT_DE_PASSE_DEMANDE, le, objet=code, adresse=adresse)
                return destinataire
            except Conflict:
                continue  # the login came in at the same moment

    def _destinataire(self, transaction: Transaction, identifiant: Identifiant, le: datetime) -> tuple[str, str] | None:
        titulaire = self._titulaire(transaction, identifiant, le)
        if titulaire is None:
            return None
        nom, collaborateur = titulaire
        if collaborateur is not None:
            courriel = collaborateur.courriel
        else:
            courriel = transaction.tiers.get(identifiant.tiers or "").state.courriel
        return (nom, courriel) if courriel else None
