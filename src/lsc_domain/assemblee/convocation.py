"""The notice that calls the owners to a meeting, and everything it must carry."""

from __future__ import annotations

from datetime import date
from typing import Final

from attrs import field, frozen, validators
from returns.result import Failure, Result, Success

from lsc_domain.assemblee.fiche import FicheDAssemblee
from lsc_domain.assemblee.refus_de_tenue import (
    ConvocationTardive,
    OrdreDuJourIncomplet,
    OrdreDuJourVide,
    RefusConvocation,
)
from lsc_domain.assemblee.resolution import OrdreDuJour
from lsc_domain.copropriete.personne import Personne
from lsc_domain.copropriete.syndicat import Syndicat
from lsc_domain.loi.article import Article, decret
from lsc_domain.loi.delai import convocation_au_plus_tard, formulaire_au_plus_tard
from lsc_domain.loi.politique import POLITIQUE_PAR_DEFAUT, Politique

DELAI: Final[Article] = decret("9", "al. 2")


@frozen(kw_only=True)
class Consultation:
    """Where and when the vouchers of the charges may be consulted. Loi 65-557, art. 18-1; décret 67-223, art. 9."""

    lieu: str = field(validator=validators.min_len(1))
    jours: str = ""
    heures: str = ""


@frozen(kw_only=True)
class Annexe:
    """
    A document joined to the notice, and the text that asks for it. Décret 67-223, art. 11.

    `pour_validite` tells those without which the decision is void (art. 11, I) from those given for
    information (art. 11, II). `fichier` is the name under which its PDF is found, empty when there is none.
    """

    titre: str = field(validator=validators.min_len(1))
    article: str = ""
    pour_validite: bool = True
    fichier: str = ""


@frozen(kw_only=True)
class Convocation:
    """
    A meeting called: place, day, hour, agenda, and what is joined. Décret 67-223, art. 7 to 11.

    `presentee_le` is the day of the first presentation of the letter, or of the electronic notice;
    `vote_par_correspondance` is the option of the paramètres syndic: off, there is no form, the old voting sheet
    comes back, and codes are limited to N, O and R. AG-06, AG-17, I-17.
    """

    fiche: FicheDAssemblee
    syndicat: Syndicat
    ordre_du_jour: OrdreDuJour
    presentee_le: date | None = None
    urgence: str = ""
    vote_par_correspondance: bool = True
    syndic: Personne | None = None
    adresse_du_syndic: str = ""
    courriel_du_syndic: str = ""
    consultation: Consultation | None = None
    annexes: tuple[Annexe, ...] = ()
    politique: Politique = POLITIQUE_PAR_DEFAUT

    @property
    def formulaire_au_plus_tard(self) -> date:
        """The last day a correspondence form may be received. Décret 67-223, art. 9 bis. AG-05."""
        return formulaire_au_plus_tard(self.fiche.date, politique=self.politique)


def convoquer(convocation: Convocation) -> Result[Convocation, RefusConvocation]:
    """
    Call the owners, if the notice is long enough and every item can be voted.

    Refused: an empty agenda; an item put to the vote without an article or a key (AG-03); a first presentation less
    than the legal notice before the meeting, unless the urgency is written (décret 67-223, art. 9). I-17.
    """
    if not convocation.ordre_du_jour.resolutions:
        return Failure(OrdreDuJourVide())
    refus = incomplet(convocation.ordre_du_jour)
    if refus is not None:
        return Failure(refus)
    limite = convocation_au_plus_tard(convocation.fiche.date)
    if convocation.presentee_le is not None and convocation.presentee_le > limite and not convocation.urgence:
        return Failure(ConvocationTardive(presentee_le=convocation.presentee_le, au_plus_tard=limite))
    return Success(convocation)


def incomplet(ordre_du_jour: OrdreDuJour) -> OrdreDuJourIncomplet | None:
    """Refuse an agenda some items of which are put to the vote without an article or a key. AG-02, AG-03."""
    incompletes = tuple(
        resolution.numero
        for resolution in (ligne.resolution for ligne in ordre_du_jour.lignes)
        if resolution.se_vote and (resolution.article is None or resolution.cle is None)
    )
    return OrdreDuJourIncomplet(resolutions=incompletes) if incompletes else None
