"""The old voting sheet, for the agencies that do not manage correspondence votes."""

from __future__ import annotations

from typing import ClassVar

from attrs import frozen

from lsc_domain.assemblee.acte.assemblee_convoquee import (
    AssembleeConvoquee,
    Correspondant,
    assemblee_convoquee,
    date_de_l_acte,
    destinataire,
)
from lsc_domain.assemblee.acte.point import Point, points
from lsc_domain.assemblee.convocation import Convocation
from lsc_domain.socle.affichage import ESPACE_FINE, ecrire_date, ecrire_voix
from lsc_domain.socle.ids import CoproprietaireId


@frozen(kw_only=True)
class VoixSurUneCle:
    """What an owner weighs on one key, over the whole."""

    cle: str
    voix: str
    total: str


@frozen(kw_only=True)
class ActeDeFeuilleDeVote:
    """The sheet an owner ticks at the meeting, when there is no correspondence form. AG-06, AG-17."""

    modele: ClassVar[str] = "feuille_de_vote"

    titre: str
    date_iso: str
    assemblee: AssembleeConvoquee
    reunie_le: str
    votant: Correspondant | None
    voix: tuple[VoixSurUneCle, ...]
    second_vote: bool
    points: tuple[Point, ...]


def acte_de_feuille_de_vote(convocation: Convocation, coproprietaire: CoproprietaireId | None) -> ActeDeFeuilleDeVote:
    """
    Write the voting sheet of an owner, or a blank one.

    Raises `InvalidValue` for an owner the syndicat does not have.
    """
    tete, items = assemblee_convoquee(convocation), points(convocation)
    return ActeDeFeuilleDeVote(
        titre=f"Feuille de vote – {tete.nature} du {ecrire_date(convocation.fiche.date)} – {tete.syndicat}",
        date_iso=date_de_l_acte(convocation),
        assemblee=tete,
        reunie_le=tete.le,
        votant=destinataire(convocation, coproprietaire),
        voix=_voix(convocation, coproprietaire),
        second_vote=any(item.second_vote for item in items),
        points=items,
    )


def _voix(convocation: Convocation, coproprietaire: CoproprietaireId | None) -> tuple[VoixSurUneCle, ...]:
    """Weigh the owner on every key an item is voted on, as the law leaves him. Loi 65-557, art. 22."""
    if coproprietaire is None:
        return ()
    rang = convocation.syndicat.rangs[coproprietaire]
    cles = dict.fromkeys(ligne.resolution.cle for ligne in convocation.ordre_du_jour.lignes if ligne.resolution.se_vote)
    lignes: list[VoixSurUneCle] = []
    for code in filter(None, cles):
        voix = convocation.syndicat.voix(code, le=convocation.fiche.date, politique=convocation.politique)
        lignes.append(
            VoixSurUneCle(
                cle=str(convocation.syndicat.cle(code)),
                voix=ecrire_voix(voix.de(rang), espace=ESPACE_FINE),
                total=ecrire_voix(voix.total.voix, espace=ESPACE_FINE),
            )
        )
    return tuple(lignes)
