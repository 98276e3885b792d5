"""The ballots as declared: cast by nobody, by an absent, without voice, on nothing, or at a vote that is closed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from attrs import evolve
from returns.pipeline import is_successful

from lsc_domain.assemblee.choix import Choix
from lsc_domain.assemblee.declaration import Lieu, etablir
from lsc_domain.assemblee.depouillement import Depouillement, depouiller
from lsc_domain.assemblee.refus import SecondVoteFerme, libelle
from lsc_domain.assemblee.seance import Seance
from lsc_domain.assemblee.verification.constatation import Constatation, avertissement, erreur
from lsc_domain.assemblee.verification.lecture import Lecture, Point
from lsc_domain.assemblee.verification.presences import coproprietaire_inconnu, resolution_inconnue
from lsc_domain.copropriete.voix import REDUCTION
from lsc_domain.loi.article import decret, loi
from lsc_domain.loi.motif import HORS_VOTE
from lsc_domain.socle.ensemble import rangs
from lsc_domain.socle.ids import CoproprietaireId, ResolutionId

Votes = Mapping[str, str]

_EXPRIMES: Final = frozenset(choix.value for choix in Choix if choix is not Choix.NON_VOTANT)
_VALEURS: Final = frozenset(choix.value for choix in Choix)
_EXCLUS: Final = loi("19-2", "dernier al.")
_FEUILLE: Final = decret("14")
_SECOND_VOTE: Final = loi("25-1")
_SECOND_VOTE_26: Final = loi("26-1")


def verifier_les_bulletins(lecture: Lecture) -> Iterator[Constatation]:
    """
    Find the ballots that cannot be, that weigh nothing, or that were cast at a second vote nothing opens.

    AG-20, AG-28, AG-32, AG-35, MAJ-03, MAJ-05, I-07, I-08, I-10, I-19.
    """
    for nom, donnes in (("votes", lecture.declaration.votes), ("seconds_votes", lecture.declaration.seconds_votes)):
        for numero, votes in donnes.items():
            point = lecture.par_numero.get(numero)
            if point is None:
                yield resolution_inconnue((nom, numero), numero)
            elif votes and not point.resolution.se_vote:
                yield erreur(
                    code="vote_sur_un_titre",
                    lieu=(nom, numero),
                    texte=f"Le point {numero} n'est pas soumis au vote et des votes y sont saisis.",
                    article=HORS_VOTE,
                    resolution=numero,
                )
            else:
                yield from _personnes(lecture, point, (nom, numero), votes)
                yield from _sans_effet(lecture, point, (nom, numero), votes)
                if nom == "seconds_votes":
                    yield from _sans_reponse_distincte(lecture, point, votes)
    yield from _seconds_votes_fermes(lecture)


def _personnes(lecture: Lecture, point: Point, lieu: Lieu, votes: Votes) -> Iterator[Constatation]:
    """Every ballot is one of four values, by an owner who takes part at that line. AG-20, AG-32, AG-35."""
    numero, connus = point.resolution.numero, lecture.syndicat.rangs
    for qui in sorted(CoproprietaireId(nom) for nom in votes if nom not in connus):
        yield coproprietaire_inconnu((*lieu, qui), qui, resolution=numero)
    for qui in _membres(lecture, lecture.moment(point).etat.absents):
        # The ballot of a form set aside is found with the form, and only ignored. I-19.
        if qui in votes and qui not in lecture.tardifs:
            yield erreur(
                code="vote_d_un_absent",
                lieu=(*lieu, qui),
                texte=f"{lecture.nom(qui)} est absent à la résolution {numero} et un vote y est saisi pour lui.",
                article=_FEUILLE,
                coproprietaire=qui,
                resolution=numero,
            )
    for nom, valeur in votes.items():
        if valeur not in _VALEURS:
            qui = CoproprietaireId(nom)
            yield erreur(
                code="vote_inconnu",
                lieu=(*lieu, qui),
                texte=f"{lecture.nom(qui)}, résolution {numero} : un vote est l'un de {', '.join(sorted(_VALEURS))}.",
                coproprietaire=qui,
                resolution=numero,
            )


def _sans_effet(lecture: Lecture, point: Point, lieu: Lieu, votes: Votes) -> Iterator[Constatation]:
    """Only the owners who have tantièmes in the key of a line vote on it, those left out aside. AG-28, I-10."""
    resolution, cle = point.resolution, point.resolution.cle
    if cle is None or cle not in lecture.codes:
        return
    sans_voix = lecture.moment(point).etat.votants & ~lecture.voix(cle).membres
    muets = {qui: f"sans voix sur la clé {lecture.syndicat.cle(cle)}" for qui in _membres(lecture, sans_voix)}
    exclus = dict.fromkeys(resolution.exclus & lecture.syndicat.rangs.keys(), "dont la voix n'est pas comptée ici")
    for qui, pourquoi in {**muets, **exclus}.items():
        if votes.get(qui) in _EXPRIMES:
            yield avertissement(
                code="vote_sans_effet",
                lieu=(*lieu, qui),
                texte=f"{lecture.nom(qui)}, {pourquoi}, a voté à la résolution {resolution.numero} : ce vote est sans "
                "effet.",
                article=_EXCLUS if qui in resolution.exclus else REDUCTION,
                coproprietaire=qui,
                resolution=resolution.numero,
            )


def _sans_reponse_distincte(lecture: Lecture, point: Point, seconds: Votes) -> Iterator[Constatation]:
    """What of a correspondence voter who answered once, at a second vote: disputed, hence a policy. I-08."""
    resolution = point.resolution
    if not seconds or resolution.article is None or resolution.article.majorite not in {"25", "26"}:
        return
    premiers = lecture.declaration.votes.get(resolution.numero, {})
    politique = lecture.declaration.politique.correspondance_au_second_vote
    lecture_retenue = (
        "la première y est reprise (GRECCO, recommandation n° 11 ; contra TJ Orléans, 5 mai 2021)"
        if politique == "reporter"
        else "il y est défaillant (TJ Orléans, 5 mai 2021 ; contra GRECCO, recommandation n° 11)"
    )
    for qui in _membres(lecture, lecture.moment(point).etat.correspondance):
        if premiers.get(qui) in _EXPRIMES and qui not in seconds:
            yield avertissement(
                code="sans_ligne_de_second_vote",
                lieu=("seconds_votes", resolution.numero),
                texte=f"{lecture.nom(qui)} n'a répondu par correspondance qu'une fois à la résolution "
                f"{resolution.numero}, sans réponse distincte au second vote : {lecture_retenue}, selon la politique "
                f"« correspondance_au_second_vote : {politique} ».",
                article=_SECOND_VOTE if resolution.article.majorite == "25" else _SECOND_VOTE_26,
                coproprietaire=qui,
                resolution=resolution.numero,
            )


def _membres(lecture: Lecture, coproprietaires: int) -> Iterator[CoproprietaireId]:
    for rang in rangs(coproprietaires):
        yield lecture.syndicat.coproprietaires[rang].id


def _seconds_votes_fermes(lecture: Lecture) -> Iterator[Constatation]:
    """
    Count the meeting, where it can be, and find the second votes it does not open. MAJ-03, MAJ-05, I-07.

    A sub-resolution depends on how its parent ended: those of the first rank are settled first.
    """
    seance = _seance(lecture)
    if seance is None or not seance.seconds_votes:
        return
    enfants = {point.resolution.id for point in lecture.points if "sous_resolutions" in point.lieu}
    ouverts = _ouverts(evolve(seance, seconds_votes={}))
    fermes = {ligne for ligne in seance.seconds_votes if ligne not in enfants and ligne not in ouverts}
    parents = {
        ligne: votes for ligne, votes in seance.seconds_votes.items() if ligne not in enfants and ligne in ouverts
    }
    ouverts = _ouverts(evolve(seance, seconds_votes=parents))
    fermes |= {ligne for ligne in seance.seconds_votes if ligne in enfants and ligne not in ouverts}
    for ligne in sorted(fermes):
        numero = lecture.par_id[ligne].resolution.numero
        article = lecture.par_id[ligne].resolution.article
        yield erreur(
            code="second_vote_ferme",
            lieu=("seconds_votes", numero),
            texte=libelle(SecondVoteFerme(resolution=ResolutionId(numero))),
            article=_SECOND_VOTE_26 if article is not None and article.majorite == "26" else _SECOND_VOTE,
            resolution=numero,
        )


def _seance(lecture: Lecture) -> Seance | None:
    """Make a meeting of the declaration, if nothing in it forbids to count."""
    seance = etablir(lecture.declaration)
    return seance.unwrap() if is_successful(seance) else None


def _ouverts(seance: Seance) -> set[ResolutionId]:
    depouille: Depouillement = depouiller(seance).unwrap()
    return {un.ligne.resolution.id for un in depouille.scrutins if un.second is not None}
