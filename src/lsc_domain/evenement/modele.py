"""An event model, and its tab « Extranet »: where the documents of its events go, and for how long."""

from __future__ import annotations

from attrs import frozen

from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import ClasseurId, ModeleId


@frozen(kw_only=True)
class Modele:
    """
    What the events of one kind have in common. EXP-43.

    Without a `classeur` its events are not published (EXP-44). `regrouper_par_type` files them under the type of
    their dossier (EXP-45), and only then may `prefixer` put its reference before each name (EXP-47).
    `mois_de_publication` is counted from the day the event was treated, none meaning for ever (EXP-48).
    `garder_les_noms` keeps the names of the attachments (EXP-49), `notifier` tells the recipient (EXP-50).
    `piece_du_minimum` is the code of the paper of décret 2019-502 its events bring (I-33).
    """

    id: ModeleId
    nom: str
    classeur: ClasseurId | None = None
    regrouper_par_type: bool = False
    prefixer: bool = False
    mois_de_publication: int | None = None
    garder_les_noms: bool = False
    notifier: bool = False
    piece_du_minimum: str = ""

    def __attrs_post_init__(self) -> None:
        if self.mois_de_publication is not None and self.mois_de_publication < 1:
            raise InvalidValue(f"modèle {self.nom} : une durée de publication est d'un mois au moins")

    @property
    def prefixe(self) -> bool:
        """Whether names bear the reference of the dossier: the box is ignored when grouping is off. EXP-47."""
        return self.prefixer and self.regrouper_par_type
