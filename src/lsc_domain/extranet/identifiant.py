"""Who may come in: a login, and the proof its holder gives. EXP-52, EXP-53, EXA-02, EXA-03, I-34, I-37."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from attrs import evolve, field, frozen

from lsc_domain.extranet.code_d_acces import LONGUEUR, normaliser
from lsc_domain.parc.tiers import DonneeComplementaire, Tiers
from lsc_domain.socle.affichage import ecrire_date
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import CollaborateurId, TiersId

GROUPE: Final = "PagesIMMO"
"""The group of the tab « PLUS » the access of a client is shown in. CORE-04, EXP-52."""
CODE_ACCES: Final = "Code accès"
MOT_DE_PASSE: Final = "Mot de passe"


@frozen(kw_only=True)
class Provisoire:
    """
    A password that lets in once, until an instant, and opens nothing but the choice of another. EXP-53, X-26.

    Only its print is kept: it is shown when it is made, and never again. `servi_le` is when it let somebody in: it is
    worth nothing from then on, and its print only serves to refuse that it be chosen again.
    """

    empreinte: str = field(repr=False)
    expire_le: datetime
    servi_le: datetime | None = None

    def vaut(self, le: datetime) -> bool:
        """Tell whether it still lets in at an instant."""
        return self.servi_le is None and le < self.expire_le


@frozen(kw_only=True)
class Lien:
    """The one-use link of « mot de passe oublié »: the print of its token, and until when it works. EXC-03."""

    empreinte: str = field(repr=False)
    expire_le: datetime


@frozen(kw_only=True)
class Identifiant:
    """
    A login of the extranet: a client's or a collaborator's, never both.

    `code` is fixed when it is made and follows no rename (X-27). `empreinte` is the print of the password its holder
    chose, empty until he has; nobody else ever knows it (EXA-12). `provisoire` is a password given to him and not yet
    changed; `propose` one an administrator has asked for and not validated, which is worth nothing (EXA-13). Each
    change of password begins a new `generation`: the sessions of the others are closed. `ouvert` says whether the
    connection is authorised at all.
    """

    code: str
    tiers: TiersId | None = None
    collaborateur: CollaborateurId | None = None
    empreinte: str = field(default="", repr=False)
    provisoire: Provisoire | None = None
    propose: Provisoire | None = None
    lien: Lien | None = None
    generation: int = 1
    ouvert: bool = True
    cree_le: datetime
    derniere_connexion_le: datetime | None = None

    def __attrs_post_init__(self) -> None:
        if (self.tiers is None) == (self.collaborateur is None):
            raise InvalidValue(f"identifiant {self.code} : d'un client ou d'un collaborateur, l'un des deux")

    # ------------------------------------------------------------------------------------------------- what it says

    def preuve(self, le: datetime) -> str:
        """
        Return the print a password is verified against at an instant, empty when none lets in.

        While a temporary password was given, what its holder had chosen before is worth nothing. EXA-13.
        """
        if self.provisoire is None:
            return self.empreinte
        return self.provisoire.empreinte if self.provisoire.vaut(le) else ""

    def lien_valable(self, le: datetime) -> str:
        """Return the print of the link that works at an instant, empty when none does. EXC-03."""
        return self.lien.empreinte if self.lien is not None and le < self.lien.expire_le else ""

    def donnees(self) -> tuple[DonneeComplementaire, ...]:
        """
        Return the two lines of the tab « PLUS »: the login, and what may be said of the password. CORE-04, X-26.

        Never the password itself: the agency sees a temporary one when it is made, and its client's never. EXA-12.
        """
        if self.provisoire is None:
            etat = "choisi par son titulaire" if self.empreinte else "aucun"
        elif self.provisoire.servi_le is not None:
            etat = f"provisoire, utilisé le {ecrire_date(self.provisoire.servi_le)}, à régénérer"
        else:
            etat = f"provisoire, jusqu'au {ecrire_date(self.provisoire.expire_le)}"
        return (
            DonneeComplementaire(groupe=GROUPE, libelle=CODE_ACCES, valeur=self.code),
            DonneeComplementaire(groupe=GROUPE, libelle=MOT_DE_PASSE, valeur=etat),
        )

    # ------------------------------------------------------------------------------------------------ what befalls it

    def entrer(self, le: datetime) -> Identifiant:
        """Note that its holder came in: a temporary password is spent. EXP-53."""
        provisoire = None if self.provisoire is None else evolve(self.provisoire, servi_le=le)
        return evolve(self, provisoire=provisoire, derniere_connexion_le=le)

    def choisir(self, empreinte: str) -> Identifiant:
        """Take the password its holder chose: every other secret, and every session, is worth nothing. I-34."""
        return evolve(
            self, empreinte=empreinte, provisoire=None, propose=None, lien=None, generation=self.generation + 1
        )

    def rehacher(self, empreinte: str) -> Identifiant:
        """Keep the same password under costs that are in force: nothing changes for its holder. I-34."""
        return evolve(self, empreinte=empreinte)

    def proposer(self, empreinte: str, *, jusqua: datetime) -> Identifiant:
        """Keep aside a temporary password that is shown and not yet validated. EXA-13."""
        return evolve(self, propose=Provisoire(empreinte=empreinte, expire_le=jusqua))

    def valider(self, le: datetime, *, jusqua: datetime) -> Identifiant | None:
        """Give the password that was proposed, in place of any other; none when nothing is proposed. EXA-13."""
        if self.propose is None or not self.propose.vaut(le):
            return None
        return evolve(
            self,
            empreinte="",
            provisoire=evolve(self.propose, expire_le=jusqua),
            propose=None,
            lien=None,
            generation=self.generation + 1,
        )

    def lier(self, empreinte: str, *, jusqua: datetime) -> Identifiant:
        """Attach the link of « mot de passe oublié », in place of any other: the password still works. EXC-03."""
        return evolve(self, lien=Lien(empreinte=empreinte, expire_le=jusqua))

    def fermer(self) -> Identifiant:
        """Authorise the connection no more: its sessions end, its link dies. EXA-11."""
        return evolve(self, ouvert=False, propose=None, lien=None, generation=self.generation + 1)

    def rouvrir(self) -> Identifiant:
        """Authorise the connection again, with the password it had."""
        return evolve(self, ouvert=True)


def code_d_avant(tiers: Tiers) -> str:
    """
    Return the login the fiche of a person already bears, empty when it bears none. X-27.

    His login is the one he has always typed, whatever his name is written like by now.

    >>> plus = DonneeComplementaire(groupe="PagesIMMO", libelle="Code accès", valeur="ALOXECORTONDENISE")
    >>> code_d_avant(Tiers(id=TiersId("YALOXECORTONDENISE"), nom="YALOXE CORTON", prenom="Denise", donnees=(plus,)))
    'ALOXECORTONDENISE'
    """
    portes = (une.valeur for une in tiers.donnees if (une.groupe, une.libelle) == (GROUPE, CODE_ACCES))
    return next((code for porte in portes if (code := normaliser(porte)[:LONGUEUR])), "")
