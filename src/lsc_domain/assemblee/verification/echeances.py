"""The dates of a meeting: its own, that of its convocation, those of the correspondence forms."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, assert_never

from lsc_domain.assemblee.presence import Code
from lsc_domain.assemblee.refus import FormulaireNonSigne, FormulaireTardif
from lsc_domain.assemblee.verification.constatation import Constatation, erreur, information
from lsc_domain.assemblee.verification.lecture import Lecture
from lsc_domain.loi.article import ARRETE_2020, Article, decret
from lsc_domain.loi.delai import CONVOCATION, FORMULAIRE, convocation_au_plus_tard, formulaire_au_plus_tard
from lsc_domain.loi.formulaire import VOTE_PAR_CORRESPONDANCE
from lsc_domain.socle.affichage import ecrire_date
from lsc_domain.socle.calendrier import DIMANCHE, SAMEDI, est_chome

_DECRET_9: Final = CONVOCATION[-1].article
_ARRETE: Final = Article(ARRETE_2020, "annexe")
_JOURS: Final = {SAMEDI: "un samedi", DIMANCHE: "un dimanche"}


def verifier_les_echeances(lecture: Lecture) -> Iterator[Constatation]:
    """
    Find a meeting that can no more be held, a convocation too late, a form that does not count.

    Décret 67-223, art. 9 and 9 bis. AG-05, I-17, I-18, I-19.
    """
    yield from _assemblee(lecture)
    yield from _convocation(lecture)
    yield from _dernier_jour(lecture)
    yield from _formulaires(lecture)


def _assemblee(lecture: Lecture) -> Iterator[Constatation]:
    """A meeting of the past that nobody voted at was not held; one with votes was. I-17."""
    if lecture.le < lecture.au and not lecture.a_vote:
        yield erreur(
            code="date_passee",
            lieu=("assemblee", "date"),
            texte=f"L'assemblée est datée du {ecrire_date(lecture.le)}, avant aujourd'hui "
            f"({ecrire_date(lecture.au)}), et personne n'y a encore voté.",
            article=decret("9"),
        )


def _convocation(lecture: Lecture) -> Iterator[Constatation]:
    """The convocation is first presented 21 whole days before the meeting, urgency aside. I-17."""
    lieu = ("assemblee", "convocation_presentee_le")
    limite = convocation_au_plus_tard(lecture.le)
    presentee = lecture.declaration.fiche.convocation_presentee_le
    if presentee is not None:
        if presentee > limite:
            yield erreur(
                code="convocation_tardive",
                lieu=lieu,
                texte=f"La convocation est présentée le {ecrire_date(presentee)}, après le dernier jour possible, le "
                f"{ecrire_date(limite)} : sauf urgence, l'assemblée du {ecrire_date(lecture.le)} est annulable.",
                article=_DECRET_9,
            )
        return
    yield information(
        code="convocation_non_datee",
        lieu=lieu,
        texte="Le jour de la première présentation de la convocation n'est pas indiqué : le dernier possible est le "
        f"{ecrire_date(limite)}.",
        article=_DECRET_9,
    )
    if lecture.au > limite and not lecture.a_vote:
        yield erreur(
            code="convocation_trop_tard",
            lieu=lieu,
            texte=f"La convocation devait être présentée le {ecrire_date(limite)} au plus tard : à la date du "
            f"{ecrire_date(lecture.au)}, il est trop tard pour l'assemblée du {ecrire_date(lecture.le)}, sauf urgence.",
            article=_DECRET_9,
        )


def _dernier_jour(lecture: Lecture) -> Iterator[Constatation]:
    """The last day for forms is counted on the calendar; some put it back when nobody works on it. I-18."""
    politique = lecture.declaration.politique
    limite = formulaire_au_plus_tard(lecture.le, politique=politique)
    if lecture.le < VOTE_PAR_CORRESPONDANCE or not est_chome(limite):
        return
    yield information(
        code="dernier_jour_non_ouvrable",
        lieu=("assemblee", "date"),
        texte=f"Le dernier jour pour recevoir les formulaires de vote par correspondance, le {ecrire_date(limite)}, "
        f"est {_JOURS.get(limite.weekday(), 'un jour férié')} : certains praticiens l'avancent au jour ouvrable "
        f"précédent, ce que ne fait pas la politique « {politique.dernier_jour_du_formulaire} ».",
        article=FORMULAIRE.article,
    )


def _formulaires(lecture: Lecture) -> Iterator[Constatation]:
    """A form before its time, received late or unsigned. AG-05, AG-11, I-19."""
    for place, presence in enumerate(lecture.declaration.presences):
        qui = presence.coproprietaire
        if presence.code is Code.CORRESPONDANCE and lecture.le < VOTE_PAR_CORRESPONDANCE:
            yield erreur(
                code="vote_par_correspondance_impraticable",
                lieu=("presences", place, "code"),
                texte=f"{lecture.nom(qui)} vote par correspondance à une assemblée du {ecrire_date(lecture.le)} : ce "
                f"vote n'est praticable que depuis le {ecrire_date(VOTE_PAR_CORRESPONDANCE)}.",
                article=_ARRETE,
                coproprietaire=qui,
            )
        match lecture.ecartes.get(place):
            case FormulaireTardif(recu_le=recu_le, au_plus_tard=limite):
                yield erreur(
                    code="formulaire_tardif",
                    lieu=("presences", place, "recu_le"),
                    texte=f"Le formulaire que {lecture.nom(qui)} a fait parvenir le {ecrire_date(recu_le)}, après la "
                    f"limite du {ecrire_date(limite)}, n'est pas compté et son auteur est absent.",
                    article=FORMULAIRE.article,
                    coproprietaire=qui,
                )
            case FormulaireNonSigne():
                yield erreur(
                    code="formulaire_non_signe",
                    lieu=("presences", place, "signe"),
                    texte=f"Le formulaire que {lecture.nom(qui)} a fait parvenir n'est pas signé : il n'est pas compté "
                    "et son auteur est absent.",
                    article=_ARRETE,
                    coproprietaire=qui,
                )
            case None:
                pass
            case _ as impossible:
                assert_never(impossible)
