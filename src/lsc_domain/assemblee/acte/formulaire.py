"""The correspondence form of the arrêté of 2 July 2020: three parts, a line per question."""

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
from lsc_domain.assemblee.acte.point import passerelle
from lsc_domain.assemblee.convocation import Convocation
from lsc_domain.assemblee.resolution import Ligne
from lsc_domain.loi.textes import TEXTES_DU_FORMULAIRE, reproduire
from lsc_domain.socle.affichage import ecrire_date, ecrire_jour
from lsc_domain.socle.ids import CoproprietaireId


@frozen(kw_only=True)
class QuestionPosee:
    """
    One line of the form: the object, the question, and whether a second vote may be asked for on it.

    `objet` names the item, `question` is the text put to the vote; an `intertitre` has neither question nor boxes.
    """

    objet: str
    question: str
    intertitre: bool
    sous_resolution: bool
    second_vote: str


@frozen(kw_only=True)
class ActeDeFormulaire:
    """
    The form an owner votes by correspondence with. Loi 65-557, art. 17-1 A; arrêté of 2 July 2020. AG-04, AG-05.

    It is for every owner convened, who may also prepare his votes with it (AG-07). `second_vote` tells whether any
    line has a second group of boxes, for art. 25-1 or 26-1: the law of the day says which, and the model of the
    arrêté may be completed. `recu_avant` is the last day the syndic may receive it.
    """

    modele: ClassVar[str] = "formulaire"

    titre: str
    date_iso: str
    assemblee: AssembleeConvoquee
    organisateur: str
    retour: Correspondant
    votant: Correspondant | None
    recu_avant: str
    second_vote: bool
    questions: tuple[QuestionPosee, ...]
    textes: tuple[TexteDeLoi, ...]


def acte_de_formulaire(convocation: Convocation, coproprietaire: CoproprietaireId | None) -> ActeDeFormulaire:
    """
    Write the form of an owner, or a blank one.

    Raises `InvalidValue` for an owner the syndicat does not have.
    """
    tete, qui = assemblee_convoquee(convocation), syndic(convocation)
    questions = tuple(_question(convocation, ligne) for ligne in convocation.ordre_du_jour.lignes)
    return ActeDeFormulaire(
        titre=f"Formulaire de vote par correspondance – {tete.nature} du {ecrire_date(convocation.fiche.date)} – "
        f"{tete.syndicat}",
        date_iso=date_de_l_acte(convocation),
        assemblee=tete,
        organisateur=f"{qui.nom}, syndic" if convocation.syndic else qui.nom,
        retour=qui,
        votant=destinataire(convocation, coproprietaire),
        recu_avant=ecrire_jour(convocation.formulaire_au_plus_tard),
        second_vote=any(question.second_vote for question in questions),
        questions=questions,
        textes=tuple(
            TexteDeLoi(reference=reference, texte=texte) for reference, texte in reproduire(TEXTES_DU_FORMULAIRE)
        ),
    )


def _question(convocation: Convocation, ligne: Ligne) -> QuestionPosee:
    resolution = ligne.resolution
    suite = passerelle(convocation, resolution)
    return QuestionPosee(
        objet=f"{resolution.numero}. {resolution.titre}",
        # A resolution with no text of its own asks what its title says.
        question=(resolution.projet or resolution.titre) if resolution.se_vote else "",
        intertitre=not resolution.se_vote,
        sous_resolution=ligne.parent is not None,
        second_vote=suite.fondement if suite else "",
    )
