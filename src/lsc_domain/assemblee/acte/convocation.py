"""The notice, as a letter to one owner: what décret 67-223, art. 9 and 11, want in it."""

from __future__ import annotations

from typing import ClassVar

from attrs import frozen

from lsc_domain.assemblee.acte.assemblee_convoquee import (
    AssembleeConvoquee,
    Correspondant,
    TexteDeLoi,
    assemblee_convoquee,
    date_de_l_acte,
    destinataire,
    syndic,
)
from lsc_domain.assemblee.acte.point import Point, points
from lsc_domain.assemblee.convocation import Annexe, Convocation
from lsc_domain.loi.delai import VISIOCONFERENCE, visioconference_annoncee_au_plus_tard
from lsc_domain.loi.textes import PIECES_JUSTIFICATIVES, citer
from lsc_domain.socle.affichage import ecrire_date, ecrire_jour
from lsc_domain.socle.ids import CoproprietaireId

ARTICLE_DES_ANNEXES = "décret, art. 11"


@frozen(kw_only=True)
class AnnexeJointe:
    """A document joined, and the text that asks for it. Décret 67-223, art. 11."""

    titre: str
    article: str


@frozen(kw_only=True)
class Pieces:
    """Where and when the vouchers of the charges are shown. Loi 65-557, art. 18-1; décret 67-223, art. 9 and 9-1."""

    lieu: str
    jours: str
    heures: str


@frozen(kw_only=True)
class ActeDeConvocation:
    """
    The convocation of one owner, or of any of them. Décret 67-223, art. 9 and 11. AG-06, I-17.

    `pieces` is absent while nobody said where the vouchers are shown: then the law itself is quoted
    (`texte_des_pieces`). `formulaire_avant` is the last day a form is received, empty when the agency does not
    manage correspondence votes (AG-17); `visioconference_avant` the last day to announce one attends at a distance.
    `coproprietaire` is the identity of the addressee, which an agency's model asks his access codes by (AGC-19).
    """

    modele: ClassVar[str] = "convocation"

    titre: str
    date_iso: str
    assemblee: AssembleeConvoquee
    convoquee_pour: str
    coproprietaire: str
    syndic: Correspondant
    destinataire: Correspondant | None
    urgence: str
    points: tuple[Point, ...]
    pieces: Pieces | None
    texte_des_pieces: TexteDeLoi
    annexes_de_validite: tuple[AnnexeJointe, ...]
    annexes_d_information: tuple[AnnexeJointe, ...]
    formulaire_avant: str
    visioconference_avant: str


def acte_de_convocation(convocation: Convocation, coproprietaire: CoproprietaireId | None) -> ActeDeConvocation:
    """
    Write the convocation of an owner, or one that any of them could read.

    Raises `InvalidValue` for an owner the syndicat does not have.
    """
    jour, tete, consultation = convocation.fiche.date, assemblee_convoquee(convocation), convocation.consultation
    article, texte = PIECES_JUSTIFICATIVES
    a_distance = convocation.vote_par_correspondance and VISIOCONFERENCE.en_vigueur(jour)
    return ActeDeConvocation(
        titre=f"Convocation – {tete.nature} du {ecrire_date(jour)} – {tete.syndicat}",
        date_iso=date_de_l_acte(convocation),
        assemblee=tete,
        convoquee_pour=tete.le,
        coproprietaire=coproprietaire or "",
        syndic=syndic(convocation),
        destinataire=destinataire(convocation, coproprietaire),
        urgence=convocation.urgence,
        points=points(convocation),
        pieces=Pieces(lieu=consultation.lieu, jours=consultation.jours, heures=consultation.heures)
        if consultation
        else None,
        texte_des_pieces=TexteDeLoi(reference=citer(article), texte=texte),
        annexes_de_validite=_annexes(convocation.annexes, pour_validite=True),
        annexes_d_information=_annexes(convocation.annexes, pour_validite=False),
        formulaire_avant=ecrire_jour(convocation.formulaire_au_plus_tard)
        if convocation.vote_par_correspondance
        else "",
        visioconference_avant=ecrire_jour(visioconference_annoncee_au_plus_tard(jour, politique=convocation.politique))
        if a_distance
        else "",
    )


def _annexes(annexes: tuple[Annexe, ...], *, pour_validite: bool) -> tuple[AnnexeJointe, ...]:
    return tuple(
        AnnexeJointe(titre=annexe.titre, article=annexe.article or ARTICLE_DES_ANNEXES)
        for annexe in annexes
        if annexe.pour_validite is pour_validite
    )
