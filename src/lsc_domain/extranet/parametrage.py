"""« Utilitaires › Configuration › Paramètres »: the boxes of the agency, the values of the seed. EXA-25 to EXA-47."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final, assert_never

from attrs import evolve, field, fields, frozen, has
from returns.result import Failure, Result, Success

from lsc_domain.compte.releve import Sens

FLUX_DE_REFERENCE: Final = "http://www.mon-immeuble.com/flux-rss/actualites.xml"
"""The feed of the seed: a new agency shows it until it chooses another one, or none. EXA-43, EXA-47."""

_COURRIEL: Final = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_ADRESSE: Final = re.compile(r"https?://[^\s/@?#]+([/?#][^\s]*)?", re.IGNORECASE)


class Profil(StrEnum):
    """Which policy chosen passwords obey: the trade's, the CNIL's of 2022, or OWASP's ASVS 5. EXC-05."""

    LSC = "lsc"
    CNIL_2022 = "cnil-2022"
    ASVS_5 = "asvs-5"


@frozen(kw_only=True)
class MonCompte:
    """
    The boxes of « Mon compte ». EXA-26 to EXA-30.

    Their states are lost in the source (X-40): the module is on, as every other rubrique of the seed; what opens
    somebody else's accounts, or a payment, is off until chosen.
    """

    actif: bool = True
    vue_sur_les_locataires: bool = False
    sens: Sens = Sens.CREDIT_DEBIT
    carte: bool = False
    prelevement: bool = False
    paiement_sans_courriel: bool = False
    courriel_du_commercant: str = field(default="", repr=False)


@frozen(kw_only=True)
class MesPhotos:
    """The boxes of « Mes photos ». EXA-36."""

    actif: bool = True
    classeurs_vides: bool = True
    gestion: bool = True
    syndic: bool = True


@frozen(kw_only=True)
class Echanges:
    """The boxes of « Mes informations, Mes demandes ». EXA-37."""

    actif: bool = True
    informations: bool = True
    demandes: bool = True


@frozen(kw_only=True)
class Modules:
    """The seven other rubriques, each on its own, as the seed has them. EXA-39, MSG-03, X-14."""

    partenaires: bool = False
    contact: bool = True
    biens: bool = True
    flux: bool = True
    adresse_du_flux: str = FLUX_DE_REFERENCE
    depenses: bool = True
    fonds: bool = True
    notifications_mobiles: bool = False


@frozen(kw_only=True)
class Parametrage:
    """
    What the agency shows of its extranet. « Mes documents » is in `Parametres.reglages`, which publications read too.

    EXA-47: a new agency has the values of the seed.
    """

    compte: MonCompte = field(factory=MonCompte)
    photos: MesPhotos = field(factory=MesPhotos)
    echanges: Echanges = field(factory=Echanges)
    modules: Modules = field(factory=Modules)
    profil: Profil = Profil.LSC


@frozen(kw_only=True)
class CourrielDuCommercantManquant:
    """Payment by card is on, and nobody would be told of it: the merchant's e-mail is missing. EXA-30."""


@frozen(kw_only=True)
class CourrielInvalide:
    """What was typed is no e-mail. EXA-30."""

    courriel: str = field(repr=False)


@frozen(kw_only=True)
class AdresseDuFluxInvalide:
    """The feed is on, and its address is no http(s) page. EXA-43."""

    adresse: str


RefusDeParametrage = CourrielDuCommercantManquant | CourrielInvalide | AdresseDuFluxInvalide


def libelle(refus: RefusDeParametrage) -> str:
    """
    Say a refusal in French.

    >>> libelle(CourrielDuCommercantManquant())
    "Le paiement par carte demande l'e-mail du commerçant, qui reçoit les avis de paiement."
    """
    match refus:
        case CourrielDuCommercantManquant():
            return "Le paiement par carte demande l'e-mail du commerçant, qui reçoit les avis de paiement."
        case CourrielInvalide(courriel=courriel):
            return f"« {courriel} » n'est pas une adresse e-mail."
        case AdresseDuFluxInvalide(adresse=adresse):
            return f"Le flux d'actualités demande une adresse http ou https, pas « {adresse} »."
        case _:
            assert_never(refus)


def verifier(parametrage: Parametrage) -> Result[Parametrage, RefusDeParametrage]:
    """Tell whether boxes go together: what the screen refuses to keep. EXA-30, EXA-43."""
    courriel, flux = parametrage.compte.courriel_du_commercant.strip(), parametrage.modules.adresse_du_flux.strip()
    if parametrage.compte.carte and not courriel:
        return Failure(CourrielDuCommercantManquant())
    if courriel and not _COURRIEL.fullmatch(courriel):
        return Failure(CourrielInvalide(courriel=courriel))
    if parametrage.modules.flux and flux and not _ADRESSE.fullmatch(flux):
        return Failure(AdresseDuFluxInvalide(adresse=flux))
    return Success(
        evolve(
            parametrage,
            compte=evolve(parametrage.compte, courriel_du_commercant=courriel),
            modules=evolve(parametrage.modules, adresse_du_flux=flux),
        )
    )


def changements(avant: object, apres: object, chemin: str = "") -> tuple[str, ...]:
    """
    Name the boxes that are not what they were, for the trace; what a box that is no switch holds is not repeated.

    >>> changements(Parametrage(), Parametrage(modules=Modules(partenaires=True)))
    ('modules.partenaires : non → oui',)
    """
    if avant == apres:
        return ()
    genre = type(avant)
    if has(genre):
        return tuple(
            dit
            for champ in fields(genre)
            for dit in changements(
                getattr(avant, champ.name), getattr(apres, champ.name), f"{chemin}.{champ.name}".lstrip(".")
            )
        )
    if isinstance(avant, bool):
        return (f"{chemin} : {_dire(avant)} → {_dire(apres)}",)
    return (chemin,)


def _dire(coche: object) -> str:
    return "oui" if coche else "non"
