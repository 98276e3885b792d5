"""Everything one owner gets, as one document: convocation, form or voting sheet, proxy, in that order."""

from __future__ import annotations

from typing import ClassVar

from attrs import frozen

from lsc_domain.assemblee.acte.assemblee_convoquee import assemblee_convoquee, date_de_l_acte, trouver
from lsc_domain.assemblee.acte.convocation import ActeDeConvocation, acte_de_convocation
from lsc_domain.assemblee.acte.feuille_de_vote import ActeDeFeuilleDeVote, acte_de_feuille_de_vote
from lsc_domain.assemblee.acte.formulaire import ActeDeFormulaire, acte_de_formulaire
from lsc_domain.assemblee.acte.pouvoir import ActeDePouvoir, acte_de_pouvoir
from lsc_domain.assemblee.convocation import Convocation
from lsc_domain.socle.affichage import ecrire_date
from lsc_domain.socle.ids import CoproprietaireId


@frozen(kw_only=True)
class ActeDeLiasse:
    """
    The bundle of one owner, its annexes aside. POUV-02, POUV-05, AG-06, AG-07.

    It holds the correspondence form when the agency manages correspondence votes, the voting sheet when it does
    not: never both. Every owner gets it, whether he asked or not.
    """

    modele: ClassVar[str] = "liasse"

    titre: str
    date_iso: str
    coproprietaire: str
    nom: str
    convocation: ActeDeConvocation
    formulaire: ActeDeFormulaire | None
    feuille_de_vote: ActeDeFeuilleDeVote | None
    pouvoir: ActeDePouvoir


def acte_de_liasse(convocation: Convocation, coproprietaire: CoproprietaireId | None) -> ActeDeLiasse:
    """
    Write the bundle of an owner, or a blank one.

    Raises `InvalidValue` for an owner the syndicat does not have.
    """
    tete, un = assemblee_convoquee(convocation), trouver(convocation, coproprietaire)
    correspondance = convocation.vote_par_correspondance
    a_qui = f" – {un.nom}" if un else ""
    return ActeDeLiasse(
        titre=f"Convocation et documents joints – {tete.nature} du {ecrire_date(convocation.fiche.date)} – "
        f"{tete.syndicat}{a_qui}",
        date_iso=date_de_l_acte(convocation),
        coproprietaire=un.id if un else "",
        nom=un.nom if un else "",
        convocation=acte_de_convocation(convocation, coproprietaire),
        formulaire=acte_de_formulaire(convocation, coproprietaire) if correspondance else None,
        feuille_de_vote=None if correspondance else acte_de_feuille_de_vote(convocation, coproprietaire),
        pouvoir=acte_de_pouvoir(convocation, coproprietaire),
    )
