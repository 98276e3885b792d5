"""The question itself: what is wrong or risky in a meeting, before it is convened or before it is voted."""

from __future__ import annotations

from datetime import date

from lsc_domain.assemblee.declaration import Declaration
from lsc_domain.assemblee.verification.bulletins import verifier_les_bulletins
from lsc_domain.assemblee.verification.constatation import Constatation, erreur, ordonner
from lsc_domain.assemblee.verification.echeances import verifier_les_echeances
from lsc_domain.assemblee.verification.lecture import Lecture
from lsc_domain.assemblee.verification.mandataires import verifier_les_mandataires
from lsc_domain.assemblee.verification.parts import verifier_les_parts
from lsc_domain.assemblee.verification.points import verifier_les_points
from lsc_domain.assemblee.verification.presences import verifier_les_presences
from lsc_domain.loi.loi_1965 import LOI
from lsc_domain.socle.affichage import ecrire_date


def verifier(declaration: Declaration, *, au: date) -> tuple[Constatation, ...]:
    """
    Find all that is wrong or risky in a meeting as declared, in the order of the declaration.

    `au` is today. A pure question, which no contradiction stops: what cannot be read is found, left out, and
    the rest is still checked. Whatever `etablir` or `depouiller` would refuse is among the errors.

    AG-03, AG-05, AG-16, POUV-01, MAJ-12, I-12, I-13, I-17, I-18, I-19.
    """
    lecture = Lecture(declaration, au)
    if lecture.le < LOI:
        return (
            erreur(
                code="date_avant_la_loi",
                lieu=("assemblee", "date"),
                texte=f"L'assemblée est datée du {ecrire_date(lecture.le)}, avant la loi du {ecrire_date(LOI)} : rien "
                "d'autre n'est vérifié.",
            ),
        )
    places = {str(un.id): rang for rang, un in enumerate(declaration.coproprietaires)}
    places.update((point.resolution.numero, point.rang) for point in lecture.points)
    return ordonner(
        (
            *verifier_les_echeances(lecture),
            *verifier_les_parts(lecture),
            *verifier_les_presences(lecture),
            *verifier_les_points(lecture),
            *verifier_les_mandataires(lecture),
            *verifier_les_bulletins(lecture),
        ),
        places,
    )
