"""The minutes: what was decided, by value, and who signed it."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from attrs import field, frozen, validators
from returns.result import Failure, Result, Success

from lsc_domain.assemblee.acte.proces_verbal import ActeDeProcesVerbal
from lsc_domain.assemblee.depouillement import Depouillement
from lsc_domain.assemblee.refus_de_tenue import SaisieEnCours
from lsc_domain.assemblee.scrutin import Scrutin
from lsc_domain.copropriete.personne import Personne
from lsc_domain.loi.decision import Resultat
from lsc_domain.loi.decompte import Decompte
from lsc_domain.socle.ids import AssembleeId, ResolutionId


class QualiteDeSignataire(StrEnum):
    """Who signs the minutes. Décret 67-223, art. 17."""

    PRESIDENT = "president"
    SECRETAIRE = "secretaire"
    SCRUTATEUR = "scrutateur"


@frozen(kw_only=True)
class Signature:
    """One signature under one version of the minutes, and its day."""

    signataire: Personne
    qualite: QualiteDeSignataire
    le: date


@frozen(kw_only=True)
class ResultatConsigne:
    """
    What one line of the agenda came to, by value: true whatever becomes of the law, or of this library.

    `decompte` is the first vote, `second` the second one when it was held, `fondement` the article that opened it;
    `article` is the one the item was put to the vote at, empty for an item that is not. I-23.
    """

    resolution: ResolutionId
    numero: str
    article: str
    resultat: Resultat
    decompte: Decompte
    fondement: str = ""
    second: Decompte | None = None


@frozen(kw_only=True)
class ProcesVerbal:
    """
    One version of the minutes, frozen: a correction is another version, with its author and its reason. I-23.

    `faits` and `empreinte` are the length of the journal it was made from and the SHA-256 of its last fact, printed
    at the foot; `acte` is the paper, word for word. Décret 67-223, art. 17.
    """

    assemblee: AssembleeId
    version: int = field(validator=validators.ge(1))
    etabli_le: datetime
    auteur: str
    motif: str = ""
    faits: int
    empreinte: str
    resultats: tuple[ResultatConsigne, ...]
    acte: ActeDeProcesVerbal


def clore(depouillement: Depouillement) -> Result[tuple[ResultatConsigne, ...], SaisieEnCours]:
    """
    Write down what every line came to; refused while one is « Saisie en cours…. ». AG-03, AG-40.

    A second vote the law opens and nobody held leaves its line as the first vote left it.
    """
    en_cours = tuple(scrutin.ligne.resolution.numero for scrutin in depouillement.scrutins if _en_cours(scrutin))
    if en_cours:
        return Failure(SaisieEnCours(resolutions=en_cours))
    return Success(consigner(depouillement))


def _en_cours(scrutin: Scrutin) -> bool:
    second = scrutin.second
    return scrutin.en_cours or (
        second is not None and second.suffrages is not None and bool(second.suffrages.sans_reponse)
    )


def consigner(depouillement: Depouillement) -> tuple[ResultatConsigne, ...]:
    """Write down the results as they stand, by value."""
    consignes: list[ResultatConsigne] = []
    for scrutin in depouillement.scrutins:
        resolution, second = scrutin.ligne.resolution, scrutin.second
        tenu = second is not None and second.suffrages is not None
        consignes.append(
            ResultatConsigne(
                resolution=resolution.id,
                numero=resolution.numero,
                article=str(resolution.article) if resolution.se_vote else "",
                resultat=scrutin.resultat,
                decompte=scrutin.suffrages.decompte,
                fondement=second.passerelle.fondement if second is not None and tenu else "",
                second=second.suffrages.decompte if second is not None and second.suffrages is not None else None,
            )
        )
    return tuple(consignes)
