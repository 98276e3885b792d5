"""Who is named where nobody is, who is counted twice, and which movements cannot be."""

from __future__ import annotations

from collections.abc import Iterator

from lsc_domain.assemblee.declaration import Lieu
from lsc_domain.assemblee.mouvement import Mouvement
from lsc_domain.assemblee.seance import Amendement
from lsc_domain.assemblee.verification.constatation import Constatation, erreur
from lsc_domain.assemblee.verification.lecture import Lecture
from lsc_domain.copropriete.personne import Personne
from lsc_domain.socle.ids import CoproprietaireId


def verifier_les_presences(lecture: Lecture) -> Iterator[Constatation]:
    """
    Find references to nobody and to nothing, presences given twice, and movements the line of time refuses.

    AG-09, AG-35, AG-53, X-02, I-25.
    """
    yield from _bureau(lecture)
    yield from _entrees(lecture)
    yield from _exclus(lecture)
    yield from _faits(lecture)
    yield from _mouvements(lecture)


def coproprietaire_inconnu(lieu: Lieu, qui: CoproprietaireId, *, resolution: str | None = None) -> Constatation:
    """Find an owner the declaration names and does not declare. AG-53."""
    return erreur(
        code="coproprietaire_inconnu",
        lieu=lieu,
        texte=f"{qui} n'est pas un copropriétaire déclaré.",
        coproprietaire=qui,
        resolution=resolution,
    )


def resolution_inconnue(lieu: Lieu, numero: str) -> Constatation:
    """Find a line the declaration names and the agenda has not. AG-02."""
    return erreur(
        code="resolution_inconnue",
        lieu=lieu,
        texte=f"La résolution {numero} n'est pas à l'ordre du jour.",
        resolution=numero,
    )


def _personne(lecture: Lecture, personne: Personne | None, lieu: Lieu) -> Iterator[Constatation]:
    if personne is not None and personne.coproprietaire is not None:
        yield from _connu(lecture, personne.coproprietaire, (*lieu, "coproprietaire"))


def _connu(lecture: Lecture, qui: CoproprietaireId, lieu: Lieu) -> Iterator[Constatation]:
    if qui not in lecture.syndicat.rangs:
        yield coproprietaire_inconnu(lieu, qui)


def _bureau(lecture: Lecture) -> Iterator[Constatation]:
    fiche = lecture.declaration.fiche
    yield from _personne(lecture, fiche.president, ("assemblee", "president"))
    yield from _personne(lecture, fiche.secretaire, ("assemblee", "secretaire"))
    for place, scrutateur in enumerate(fiche.scrutateurs):
        yield from _personne(lecture, scrutateur, ("assemblee", "scrutateurs", place))


def _entrees(lecture: Lecture) -> Iterator[Constatation]:
    """Every owner has exactly one state at the opening. AG-09."""
    for place, presence in enumerate(lecture.declaration.presences):
        qui, lieu = presence.coproprietaire, ("presences", place)
        yield from _connu(lecture, qui, (*lieu, "coproprietaire"))
        yield from _personne(lecture, presence.mandataire, (*lieu, "mandataire"))
        if qui in lecture.presences and lecture.presences[qui][0] != place:
            yield erreur(
                code="identifiant_double",
                lieu=(*lieu, "coproprietaire"),
                texte=f"{lecture.nom(qui)} est deux fois sur la feuille de présence : seule la première est lue.",
                coproprietaire=qui,
            )


def _exclus(lecture: Lecture) -> Iterator[Constatation]:
    for point in lecture.points:
        for qui in sorted(point.resolution.exclus - lecture.syndicat.rangs.keys()):
            yield coproprietaire_inconnu((*point.lieu, "exclus"), qui, resolution=point.resolution.numero)


def _faits(lecture: Lecture) -> Iterator[Constatation]:
    for place, fait in enumerate(lecture.declaration.deroulement):
        lieu: Lieu = ("deroulement", place)
        if fait.resolution not in lecture.par_id:
            yield resolution_inconnue((*lieu, "resolution"), fait.resolution)
        if isinstance(fait, Amendement):
            continue
        yield from _connu(lecture, fait.coproprietaire, (*lieu, "coproprietaire"))
        if isinstance(fait, Mouvement):
            yield from _personne(lecture, fait.mandataire, (*lieu, "mandataire"))


def _mouvements(lecture: Lecture) -> Iterator[Constatation]:
    """A movement that cannot be is left out of what follows. AG-35, X-02."""
    for place, (fait, obstacle) in lecture.deroulement.refuses.items():
        qui = fait.coproprietaire
        yield erreur(
            code="mouvement_impossible",
            lieu=("deroulement", place),
            texte=f"Mouvement {place + 1} impossible : {lecture.nom(qui)}{obstacle.removeprefix(qui)}",
            coproprietaire=qui,
            resolution=lecture.par_id[fait.resolution].resolution.numero,
        )
