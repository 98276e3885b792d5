"""
The variables agency models were written with, under the names they bear there. AG-51, AG-52, AGC-18.

Two are known by name, and only these are given: the page that lists the others is not among our sources.

- `VR_ent16`: how many owners took part, in any of four ways (physically, at a distance, represented, by
  correspondence), in one figure;
- `VAGAcces (AG;participant;n)`: the access code (`n` = 1) or the password (`n` = 2) of a participant to the remote
  meeting.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen
from returns.result import Failure, Result, Success

from lsc_domain.assemblee.acte.proces_verbal import ActeDeProcesVerbal
from lsc_domain.assemblee.acte.recapitulatif import Recapitulatif, recapituler
from lsc_domain.assemblee.depouillement import Depouillement
from lsc_domain.socle.ids import CoproprietaireId

PRESENTS = "VR_ent16"
ACCES = "VAGAcces"


def variables(source: ActeDeProcesVerbal | Depouillement) -> Mapping[str, str]:
    """
    Return the variables a set of minutes gives to a model, by name. AG-51.

    They group what the new models tell apart: whoever took part is « présent ».
    """
    recapitulatif = source.recapitulatif if isinstance(source, ActeDeProcesVerbal) else recapituler(source.seance)
    return {PRESENTS: str(_presents(recapitulatif))}


def _presents(recapitulatif: Recapitulatif) -> int:
    *participants, _absents = recapitulatif.lignes
    return sum(ligne.coproprietaires for ligne in participants)


@frozen(kw_only=True)
class CodesDAcces:
    """How one owner enters a remote meeting. AGC-18."""

    code: str
    mot_de_passe: str = field(repr=False)


@frozen(kw_only=True)
class ParametreHorsBornes:
    """The third parameter of `VAGAcces` is neither 1 nor 2. AGC-18."""

    valeur: int

    @property
    def libelle(self) -> str:
        """The refusal in French."""
        return "paramètre 3 hors de 1..2"


@frozen(kw_only=True)
class ValeurDAcces:
    """What `VAGAcces` is replaced by; `avertissement` says why it is empty, when it is."""

    texte: str
    avertissement: str = ""


def vag_acces(
    acces: Mapping[CoproprietaireId, CodesDAcces], participant: CoproprietaireId, rang: int
) -> Result[ValeurDAcces, ParametreHorsBornes]:
    """
    Return the access code (1) or the password (2) of a participant to the meeting whose codes are given.

    A participant it does not know has an empty value and a warning, never somebody else's code. AGC-18.

    >>> codes = {CoproprietaireId("241"): CodesDAcces(code="8361", mot_de_passe="m")}
    >>> vag_acces(codes, CoproprietaireId("241"), 1).unwrap().texte
    '8361'
    """
    if rang not in (1, 2):
        return Failure(ParametreHorsBornes(valeur=rang))
    trouve = acces.get(participant)
    if trouve is None:
        return Success(ValeurDAcces(texte="", avertissement=f"{ACCES} : participant {participant} inconnu"))
    return Success(ValeurDAcces(texte=trouve.code if rang == 1 else trouve.mot_de_passe))
