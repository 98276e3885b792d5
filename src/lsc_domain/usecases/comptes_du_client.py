"""« Mon compte », « Fonds de travaux », « Liste des dépenses »: what a client owes, and what was spent for him."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import frozen
from returns.pipeline import is_successful
from returns.result import Failure, Result, Success

from lsc_domain.compte.depense import Exercice
from lsc_domain.compte.depenses_d_immeuble import DepensesDImmeuble
from lsc_domain.compte.extrait import ExtraitDeCompte
from lsc_domain.compte.fonds_vus import FondsVus
from lsc_domain.compte.releve import Releve
from lsc_domain.compte.titulaire import titulaire_de
from lsc_domain.extranet.accueil import Piece
from lsc_domain.extranet.compte_vu import CompteVu
from lsc_domain.extranet.espace import Espace, Rubrique
from lsc_domain.extranet.refus_d_espace import DepensesInterdites, PieceInterdite, RefusDEspace, libelle
from lsc_domain.extranet.vitrine import Vitrine
from lsc_domain.parc.compte_client import CompteClient
from lsc_domain.parc.immeuble import Immeuble
from lsc_domain.ports.errors import NotFound
from lsc_domain.socle.ids import CompteId, ImmeubleId, TiersId
from lsc_domain.usecases.cote_client import CoteClient


@frozen(kw_only=True)
class ComptesDuClient(CoteClient):
    """The figures a client reads. The agency's side asks these same questions: one answer for both. EXA-14."""

    def comptes(self, qui: TiersId, espace: Espace) -> tuple[CompteVu, ...]:
        """Return the accounts he reads in a space, his own then his tenants', each with its balance. EXA-26, EXA-27."""
        return self.comptes_vus(self.vitrine(), qui, (espace,))

    def comptes_vus(self, vitrine: Vitrine, qui: TiersId, espaces: Iterable[Espace]) -> tuple[CompteVu, ...]:
        """Return the accounts somebody reads in spaces, as a view has them. EXA-14."""
        return tuple(
            CompteVu(
                compte=un,
                titulaire=vitrine.parc.tiers[un.tiers].identite,
                solde=self.livres.solde(un.id, sens=vitrine.parametrage.compte.sens),
                du_locataire=un.tiers != qui,
            )
            for espace in espaces
            for un in vitrine.comptes(qui, espace)
        )

    def releve(self, qui: TiersId, compte: CompteId, du: date, au: date) -> Result[Releve, RefusDEspace]:
        """Return the extract of an account he reads, between two days included. EXC-14, EXC-16, EXA-27, EXA-28."""
        vitrine = self.vitrine()
        return vitrine.compte(qui, compte).map(lambda un: self.releve_vu(vitrine, un, du, au))

    def releve_vu(self, vitrine: Vitrine, compte: CompteClient, du: date, au: date) -> Releve:
        """Return the extract of an account as a view presents it, whoever asks. EXA-14."""
        nature, sens = titulaire_de(compte, vitrine.parc).nature, vitrine.parametrage.compte.sens
        return self.livres.releve(compte.id, du=du, au=au, nature=nature, sens=sens)

    def extrait(self, qui: TiersId, compte: CompteId, du: date, au: date) -> Result[ExtraitDeCompte, RefusDEspace]:
        """Return what the printed extract says: the very lines and balances of `releve`. EXC-14."""
        vitrine = self.vitrine()
        sens = vitrine.parametrage.compte.sens
        return vitrine.compte(qui, compte).map(
            lambda un: self.livres.extrait(un.id, du=du, au=au, nature=titulaire_de(un, vitrine.parc).nature, sens=sens)
        )

    def fonds(self, qui: TiersId) -> Result[tuple[FondsVus, ...], RefusDEspace]:
        """Return what is held for works on each of his lots, at 0,00 where nothing is. EXC-17, EXA-45, X-06."""
        vitrine = self.vitrine()
        return vitrine.exiger(qui, Rubrique.FONDS, Espace.COPROPRIETAIRE).map(
            lambda _: self.livres.fonds(qui, vitrine.jour, immeubles=_siens(vitrine, qui))
        )

    def exercices(self, qui: TiersId) -> Result[tuple[Exercice, ...], RefusDEspace]:
        """
        Return the exercises he may choose among: those not closed, of the buildings « Factures » opens to him in.

        By year then by building; years may be missing. EXC-19, EXC-20, EXA-44, X-07.
        """
        vitrine = self.vitrine()
        ouvert = vitrine.exiger(qui, Rubrique.DEPENSES, Espace.COPROPRIETAIRE)
        if not is_successful(ouvert):
            return Failure(ouvert.failure())
        siens = (un for lieu in vitrine.immeubles_des_depenses(qui) for un in self.livres.exercices(lieu))
        return Success(tuple(sorted(siens, key=lambda un: (un.annee, un.immeuble, un.id))))

    def depenses(self, qui: TiersId, immeuble: ImmeubleId, exercice: str) -> Result[DepensesDImmeuble, RefusDEspace]:
        """Return what a building spent in an exercise that is open, by key then by account. EXC-13, EXC-19, EXC-21."""
        vitrine = self.vitrine()
        ouvert = vitrine.exiger(qui, Rubrique.DEPENSES, Espace.COPROPRIETAIRE)
        if not is_successful(ouvert):
            return Failure(ouvert.failure())
        refus = DepensesInterdites(immeuble=immeuble, exercice=exercice)
        if immeuble not in vitrine.immeubles_des_depenses(qui):
            return Failure(refus)
        if all(un.id != exercice for un in self.livres.exercices(immeuble)):
            return Failure(refus)
        return Success(self.livres.depenses(immeuble, exercice))

    def facture(
        self, qui: TiersId, immeuble: ImmeubleId, exercice: str, empreinte: str, *, code: str = "", adresse: str = ""
    ) -> Result[Piece, RefusDEspace]:
        """
        Return the invoice of an expense he reads: who sees one sees the other, and nobody else. EXP-27, EXC-22.

        A trace is kept whether it is read or refused, as of a document. I-53.
        """
        lue = self._facture(qui, immeuble, exercice, empreinte)
        lu = is_successful(lue)
        detail = lue.unwrap().nom if lu else libelle(lue.failure())
        self._dire_lu(detail, qui, f"{immeuble}/{exercice}", lu=lu, code=code, adresse=adresse)
        return lue

    def _facture(
        self, qui: TiersId, immeuble: ImmeubleId, exercice: str, empreinte: str
    ) -> Result[Piece, RefusDEspace]:
        vues = self.depenses(qui, immeuble, exercice)
        if not is_successful(vues):
            return Failure(vues.failure())
        lignes = (ligne for cle in vues.unwrap().cles for compte in cle.comptes for ligne in compte.depenses)
        trouvee = next((une for une in lignes if une.piece == empreinte), None)
        if trouvee is None:
            return Failure(PieceInterdite(empreinte=empreinte))
        try:
            contenu = self.magasin.get(empreinte)
        except NotFound:
            return Failure(PieceInterdite(empreinte=empreinte))
        return Success(Piece(nom=f"Facture {trouvee.le.isoformat()} {trouvee.libelle}.pdf", contenu=contenu))


def _siens(vitrine: Vitrine, qui: TiersId) -> tuple[Immeuble, ...]:
    """Return the buildings he owns something in, as the portfolio lists them: the others hold nothing of his."""
    lieux = vitrine.immeubles(qui, Espace.COPROPRIETAIRE)
    return tuple(un for id_, un in vitrine.parc.immeubles.items() if id_ in lieux)
