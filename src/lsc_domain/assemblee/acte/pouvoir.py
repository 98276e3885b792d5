"""The blank proxy: who gives it, room for whom it is given to, and what art. 22 allows."""

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
    trouver,
)
from lsc_domain.assemblee.convocation import Convocation
from lsc_domain.loi.textes import TEXTES_DU_POUVOIR, reproduire
from lsc_domain.socle.affichage import ecrire_date
from lsc_domain.socle.ids import CoproprietaireId


@frozen(kw_only=True)
class ActeDePouvoir:
    """The proxy form joined to every convocation. Loi 65-557, art. 22, I. POUV-01, POUV-05."""

    modele: ClassVar[str] = "pouvoir"

    titre: str
    date_iso: str
    assemblee: AssembleeConvoquee
    reunie_le: str
    mandant: Correspondant | None
    lots: str
    textes: tuple[TexteDeLoi, ...]


def acte_de_pouvoir(convocation: Convocation, coproprietaire: CoproprietaireId | None) -> ActeDePouvoir:
    """
    Write the proxy form of an owner, or a blank one.

    Raises `InvalidValue` for an owner the syndicat does not have.
    """
    tete, un = assemblee_convoquee(convocation), trouver(convocation, coproprietaire)
    return ActeDePouvoir(
        titre=f"Pouvoir – {tete.nature} du {ecrire_date(convocation.fiche.date)} – {tete.syndicat}",
        date_iso=date_de_l_acte(convocation),
        assemblee=tete,
        reunie_le=tete.le,
        mandant=destinataire(convocation, coproprietaire),
        lots=", ".join(" ".join(filter(None, (lot.numero, lot.type))) for lot in un.lots) if un else "",
        textes=tuple(
            TexteDeLoi(reference=reference, texte=texte) for reference, texte in reproduire(TEXTES_DU_POUVOIR)
        ),
    )
