"""The correspondence form: received in time or not, one answer a line, and one more for a second vote."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from enum import StrEnum

from attrs import frozen
from returns.result import Failure, Result, Success

from lsc_domain.assemblee.choix import Choix
from lsc_domain.assemblee.refus import FormulaireNonSigne, FormulaireTardif, RefusFormulaire
from lsc_domain.loi.delai import formulaire_au_plus_tard
from lsc_domain.loi.politique import POLITIQUE_PAR_DEFAUT, Politique
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import CoproprietaireId, ResolutionId


class Canal(StrEnum):
    """How a form came back: by post, or by e-mail, then received the day it was sent. AG-04."""

    COURRIER = "courrier"
    COURRIEL = "courriel"


@frozen(kw_only=True)
class Reponse:
    """
    The answer on one line of the form; `second` is the separate answer for a second vote, if any. I-08.

    Every line has its own answer, sub-resolutions included: none is derived from another. AG-20, AG-21.
    """

    resolution: ResolutionId
    choix: Choix
    second: Choix | None = None


@frozen(kw_only=True)
class Formulaire:
    """
    A correspondence form as it was received: when, how, signed or not, and its answers.

    Loi 65-557, art. 17-1 A; décret 67-223, art. 9 bis; arrêté of 2 July 2020. AG-04, AG-11.
    """

    coproprietaire: CoproprietaireId
    recu_le: date
    canal: Canal = Canal.COURRIER
    signe: bool = True
    reponses: tuple[Reponse, ...] = ()

    def __attrs_post_init__(self) -> None:
        lignes = [reponse.resolution for reponse in self.reponses]
        if len(set(lignes)) < len(lignes):
            raise InvalidValue(f"formulaire de {self.coproprietaire} : deux réponses pour une même résolution")

    def reponse(self, resolution: ResolutionId, *, second_vote: bool = False) -> Choix | None:
        """Return the answer on a line, `None` when the form has none for that vote."""
        for reponse in self.reponses:
            if reponse.resolution == resolution:
                return reponse.second if second_vote else reponse.choix
        return None


def formulaire_vierge(coproprietaire: CoproprietaireId, resolutions: Iterable[ResolutionId], *, le: date) -> Formulaire:
    """
    Return the form an entry screen opens with: every line « non votant », received today. AG-19.

    >>> vierge = formulaire_vierge(CoproprietaireId("450LEPITRE"), [ResolutionId("2")], le=date(2020, 7, 6))
    >>> vierge.reponse(ResolutionId("2")).value
    'non_votant'
    """
    reponses = tuple(Reponse(resolution=ligne, choix=Choix.NON_VOTANT) for ligne in resolutions)
    return Formulaire(coproprietaire=coproprietaire, recu_le=le, reponses=reponses)


def lire_cases(cases: Collection[Choix], *, politique: Politique = POLITIQUE_PAR_DEFAUT) -> Choix:
    """
    Read the boxes ticked for one question: one is a vote, none or several are a matter of policy.

    Arrêté of 2 July 2020 (silent); `Politique.plusieurs_cases` and `Politique.case_vide`. AG-20.

    >>> lire_cases([Choix.OUI]).value, lire_cases([Choix.OUI, Choix.NON]).value, lire_cases([]).value
    ('oui', 'abstention', 'non_votant')
    """
    cochees = set(cases)
    if len(cochees) == 1:
        return cochees.pop()
    return Choix(politique.plusieurs_cases if cochees else politique.case_vide)


def recevoir_formulaire(
    formulaire: Formulaire, *, assemblee: date, politique: Politique = POLITIQUE_PAR_DEFAUT
) -> Result[Formulaire, RefusFormulaire]:
    """
    Accept a form, if it is signed and reached the syndic three clear days before the meeting.

    A form refused is kept by whoever holds it, but its author is absent. Décret 67-223, art. 9 bis. AG-05,
    I-18, I-19.
    """
    limite = formulaire_au_plus_tard(assemblee, politique=politique)
    if formulaire.recu_le > limite:
        return Failure(FormulaireTardif(recu_le=formulaire.recu_le, au_plus_tard=limite))
    if not formulaire.signe:
        return Failure(FormulaireNonSigne(recu_le=formulaire.recu_le))
    return Success(formulaire)
