"""Why a password is not taken: every reason at once, so that one does not try again and again. EXC-05."""

from __future__ import annotations

from typing import assert_never

from attrs import frozen

from lsc_domain.extranet import refus_de_connexion
from lsc_domain.extranet.refus_de_connexion import SessionFinie, TropDeTentatives


@frozen(kw_only=True)
class TropCourt:
    """Fewer characters than the policy wants."""

    longueur: int
    minimum: int


@frozen(kw_only=True)
class TropLong:
    """More characters than can be kept whole: it is refused rather than cut."""

    longueur: int
    maximum: int


@frozen(kw_only=True)
class ClasseManquante:
    """No sign of a class the policy wants one of: `classe` in French, « un chiffre »."""

    classe: str


@frozen(kw_only=True)
class EntropieInsuffisante:
    """Too easy to find by trying everything: longer, or more kinds of signs. CNIL délib. 2022-100."""

    bits: int
    minimum: int


@frozen(kw_only=True)
class MotDePasseCourant:
    """One of those that are tried first. ASVS 6.2.4."""


@frozen(kw_only=True)
class RappelDuContexte:
    """Made from the login, the name or the agency: whoever knows them would think of it. ASVS 6.2.11."""


@frozen(kw_only=True)
class ConfirmationDifferente:
    """The two typings are not the same. EXC-05."""


@frozen(kw_only=True)
class MotDePasseInchange:
    """It is the one to be replaced: the agency has seen it, or it would change nothing. EXP-53."""


Manque = (
    TropCourt
    | TropLong
    | ClasseManquante
    | EntropieInsuffisante
    | MotDePasseCourant
    | RappelDuContexte
    | ConfirmationDifferente
    | MotDePasseInchange
)


@frozen(kw_only=True)
class MotDePasseInsuffisant:
    """The new password is not taken, and all that it lacks."""

    manques: tuple[Manque, ...]


@frozen(kw_only=True)
class ActuelRefuse:
    """The present password, asked for before it is changed, is not the one."""


@frozen(kw_only=True)
class LienRefuse:
    """The link was used, replaced, or is out of time; or nobody ever sent it. EXC-03, I-34."""


RefusDeMotDePasse = MotDePasseInsuffisant | ActuelRefuse | TropDeTentatives | SessionFinie
RefusDeLien = LienRefuse | MotDePasseInsuffisant


def libelle(refus: RefusDeMotDePasse | RefusDeLien) -> str:
    """
    Say a refusal in French.

    >>> libelle(MotDePasseInsuffisant(manques=(TropCourt(longueur=7, minimum=8), ClasseManquante(classe="un chiffre"))))
    'Le mot de passe doit avoir 8 caractères au moins (7 ici), et au moins un chiffre.'
    """
    match refus:
        case MotDePasseInsuffisant(manques=manques):
            return f"Le mot de passe {', et '.join(_enchainer(manques))}."
        case ActuelRefuse():
            return "Le mot de passe actuel n'est pas celui-là."
        case LienRefuse():
            return "Ce lien ne sert plus : demandez-en un autre."
        case TropDeTentatives() | SessionFinie():
            return refus_de_connexion.libelle(refus)
        case _:
            assert_never(refus)


def _enchainer(manques: tuple[Manque, ...]) -> list[str]:
    """Say each without the verb of the one before it."""
    phrases = [dire(un) for un in manques]
    return [
        phrase.removeprefix("doit avoir ") if rang and phrases[rang - 1].startswith("doit avoir ") else phrase
        for rang, phrase in enumerate(phrases)
    ]


def dire(manque: Manque) -> str:
    """
    Say what a password lacks, after « Le mot de passe ».

    >>> dire(TropCourt(longueur=7, minimum=8))
    'doit avoir 8 caractères au moins (7 ici)'
    """
    match manque:
        case TropCourt(longueur=longueur, minimum=minimum):
            return f"doit avoir {minimum} caractères au moins ({longueur} ici)"
        case TropLong(longueur=longueur, maximum=maximum):
            return f"doit avoir {maximum} caractères au plus ({longueur} ici)"
        case ClasseManquante(classe=classe):
            return f"doit avoir au moins {classe}"
        case EntropieInsuffisante():
            return "doit être plus long, ou mêler plus de sortes de caractères"
        case MotDePasseCourant():
            return "ne doit pas être un mot de passe courant"
        case RappelDuContexte():
            return "ne doit pas être fait de votre identifiant, de votre nom ni de celui de l'agence"
        case ConfirmationDifferente():
            return "doit être tapé deux fois à l'identique"
        case MotDePasseInchange():
            return "doit être différent du précédent"
        case _:
            assert_never(manque)
