"""The items of the agenda: what they lack, what their words and their article say, how rivals agree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lsc_domain.assemblee.verification.constatation import Constatation, avertissement, erreur, information
from lsc_domain.assemblee.verification.lecture import Lecture, Point
from lsc_domain.assemblee.verification.redaction import annonce_une_decision, propose_plusieurs_choix
from lsc_domain.copropriete.voix import REDUCTION
from lsc_domain.loi.article import decret
from lsc_domain.loi.article_de_vote import ArticleDeVote
from lsc_domain.loi.catalogue import decisions_a_la_date, majorite_insuffisante, reconnaitre
from lsc_domain.loi.formulaire import VOTE_PAR_CORRESPONDANCE
from lsc_domain.loi.ligne import DecisionNommee
from lsc_domain.loi.motif import HORS_VOTE
from lsc_domain.loi.regime import regime_du_vote
from lsc_domain.socle.affichage import ecrire_date

_UN_VOTE_PAR_QUESTION: Final = decret("17")
_PROJETS: Final = decret("11", "I")
_CONCURRENCE: Final = decret("19")
_BUREAU: Final = decret("15")
_ELECTION_DU_BUREAU: Final = "D 15 bureau"
"""The decision of the catalogue that elects the chair."""


def verifier_les_points(lecture: Lecture) -> Iterator[Constatation]:
    """
    Find the items that cannot be voted, that ask several things, or that are short of their majority.

    AG-02, AG-21, AG-28, MAJ-12, I-08, I-10.
    """
    yield from _numeros(lecture)
    for point in lecture.points:
        yield from _manques(lecture, point)
        yield from _mots(point)
        yield from _majorite(lecture, point)
        yield from _second_vote(lecture, point)
    yield from _concurrences(lecture)
    yield from _president(lecture)


def _dire(point: Point) -> str:
    """Name an item by its number and title."""
    resolution = point.resolution
    return f"La résolution {resolution.numero}" + (f" « {resolution.titre} »" if resolution.titre.strip() else "")


def _numeros(lecture: Lecture) -> Iterator[Constatation]:
    """Ballots name a line by its number, movements by its identity: both are given once. AG-21."""
    for point in lecture.points:
        numero = point.resolution.numero
        if lecture.par_numero[numero] is not point or lecture.par_id[point.resolution.id] is not point:
            yield erreur(
                code="identifiant_double",
                lieu=(*point.lieu, "numero"),
                texte=f"Le numéro {numero} est déjà celui d'une autre résolution, à qui iraient tous les votes.",
                resolution=numero,
            )


def _manques(lecture: Lecture, point: Point) -> Iterator[Constatation]:
    """A title; an article, a known key and a text, where there is a vote. AG-02, AG-28, I-10."""
    resolution, lieu = point.resolution, point.lieu
    numero, cle = resolution.numero, resolution.cle
    if not resolution.titre.strip():
        yield avertissement(
            code="titre_manquant",
            lieu=(*lieu, "titre"),
            texte=f"La résolution {numero} n'a pas de titre.",
            article=decret("9"),
            resolution=numero,
        )
    if resolution.article is None:
        yield erreur(
            code="article_manquant",
            lieu=(*lieu, "article"),
            texte=f"{_dire(point)} n'a pas d'article : sa majorité est inconnue.",
            resolution=numero,
        )
    if cle is not None and cle not in lecture.codes:
        yield erreur(
            code="cle_inconnue",
            lieu=(*lieu, "cle"),
            texte=f"{_dire(point)} renvoie à une clé {cle} qui n'est pas déclarée.",
            resolution=numero,
        )
    if not resolution.se_vote:
        return
    if cle is None:
        yield erreur(
            code="cle_manquante",
            lieu=(*lieu, "cle"),
            texte=f"{_dire(point)} est mise au vote sans clé : ses voix sont inconnues.",
            article=REDUCTION,
            resolution=numero,
        )
    elif cle in lecture.codes and not lecture.voix(cle).membres:
        yield erreur(
            code="cle_sans_tantiemes",
            lieu=(*lieu, "cle"),
            texte=f"{_dire(point)} se vote sur la clé {lecture.syndicat.cle(cle)}, où personne n'a de voix.",
            article=REDUCTION,
            resolution=numero,
        )
    if not resolution.projet.strip():
        yield avertissement(
            code="texte_manquant",
            lieu=(*lieu, "projet"),
            texte=f"{_dire(point)} est mise au vote sans texte : la convocation doit notifier le projet.",
            article=_PROJETS,
            resolution=numero,
        )


def _mots(point: Point) -> Iterator[Constatation]:
    """One item, one question; and what is decided is put to the vote. AG-02, I-10."""
    resolution, lieu = point.resolution, point.lieu
    if not resolution.se_vote:
        if annonce_une_decision(resolution.titre, resolution.projet, seul=not resolution.sous_resolutions):
            yield avertissement(
                code="titre_qui_se_vote",
                lieu=(*lieu, "article"),
                texte=f"{_dire(point)} n'est pas mise au vote alors que sa rédaction annonce une décision : il lui "
                "faut un article et une clé, ou une rédaction d'information.",
                article=HORS_VOTE,
                resolution=resolution.numero,
            )
        return
    for champ, texte, titre in (("titre", resolution.titre, True), ("projet", resolution.projet, False)):
        if propose_plusieurs_choix(texte, titre=titre):
            yield avertissement(
                code="plusieurs_choix",
                lieu=(*lieu, champ),
                texte=f"{_dire(point)} semble proposer plusieurs choix dans un seul vote : à diviser en autant de "
                "résolutions, ou de sous-résolutions.",
                article=_UN_VOTE_PAR_QUESTION,
                resolution=resolution.numero,
            )
            return


def _majorite(lecture: Lecture, point: Point) -> Iterator[Constatation]:
    """The article of an item is freely set: the law suggests, and warns. MAJ-12, X-17."""
    resolution, article = point.resolution, point.resolution.article
    if article is None:
        return
    politique = lecture.declaration.politique
    decision = majorite_insuffisante(resolution.titre, article, lecture.le, politique=politique)
    if decision is not None:
        yield erreur(
            code="majorite_insuffisante",
            lieu=(*point.lieu, "article"),
            texte=f"{_dire(point)} est à {_nommer(article)} : pour « {decision.objet} », "
            f"{_exigence(lecture, decision)}.",
            article=decision.article,
            resolution=resolution.numero,
        )
    if article.lettre and not any(une.vote == article for une in decisions_a_la_date(lecture.le)):
        yield avertissement(
            code="lettre_inconnue_a_la_date",
            lieu=(*point.lieu, "article"),
            texte=f"{_dire(point)} est à {_nommer(article)}, que le catalogue n'atteste pas à la date du "
            f"{ecrire_date(lecture.le)} : la lettre est à vérifier dans la loi de ce jour.",
            resolution=resolution.numero,
        )


def _exigence(lecture: Lecture, decision: DecisionNommee) -> str:
    """Say which majority a decision needs."""
    vote = decision.vote_selon(lecture.declaration.politique)
    if vote is None or not vote.se_vote:
        return "aucune majorité ne suffit"
    deux = lecture.syndicat.deux_coproprietaires(lecture.le)
    majorite = regime_du_vote(vote, lecture.le, deux_coproprietaires=deux).majorite
    return f"la loi demande {_nommer(vote)} ({majorite.libelle})"


def _nommer(article: ArticleDeVote) -> str:
    return "l'unanimité" if article.majorite == "unanimite" else f"l'article {article}"


def _second_vote(lecture: Lecture, point: Point) -> Iterator[Constatation]:
    """Before the vote, the form is given a line of its own for the second vote that may follow. I-08."""
    article = point.resolution.article
    if article is None or not article.se_vote or lecture.a_vote or lecture.le < VOTE_PAR_CORRESPONDANCE:
        return
    suite = regime_du_vote(
        article,
        lecture.le,
        deux_coproprietaires=lecture.syndicat.deux_coproprietaires(lecture.le),
        emprunt=point.resolution.emprunt,
        politique=lecture.declaration.politique,
    ).suite
    passerelle = suite.passerelle
    if passerelle is None:
        return
    yield information(
        code="ligne_de_second_vote_a_prevoir",
        lieu=(*point.lieu, "article"),
        texte=f"{_dire(point)} se vote à l'article {article} : le formulaire de vote par correspondance doit avoir une "
        f"ligne distincte pour le second vote, à l'article {passerelle.majorite.nom}, que l'article "
        f"{passerelle.fondement} peut ouvrir.",
        article=passerelle.article,
        resolution=point.resolution.numero,
    )


def _concurrences(lecture: Lecture) -> Iterator[Constatation]:
    """Rivals are decided by one majority and one key, or one of them is favoured. Décret 67-223, art. 19."""
    premiers: dict[str, Point] = {}
    for point in lecture.points:
        resolution = point.resolution
        if not resolution.concurrence:
            continue
        premier = premiers.setdefault(resolution.concurrence, point).resolution
        ecarts = [
            (champ, f"{nom} ({sien or 'aucun'} au lieu de {autre or 'aucun'})")
            for champ, nom, sien, autre in (
                ("article", "l'article", resolution.article, premier.article),
                ("cle", "la clé", resolution.cle, premier.cle),
            )
            if sien != autre
        ]
        if ecarts:
            yield avertissement(
                code="concurrence",
                lieu=(*point.lieu, ecarts[0][0]),
                texte=f"{_dire(point)} concourt avec la résolution {premier.numero} (« {resolution.concurrence} ») et "
                f"s'en distingue par {' et '.join(ecart for _, ecart in ecarts)}.",
                article=_CONCURRENCE,
                resolution=resolution.numero,
            )


def _president(lecture: Lecture) -> Iterator[Constatation]:
    """The chair is elected at art. 24: the field is filled by a vote. Décret 67-223, art. 15. I-10."""
    president = lecture.declaration.fiche.president
    if president is None or not lecture.points:
        return
    for point in lecture.points:
        if any(une.code == _ELECTION_DU_BUREAU for une in reconnaitre(point.resolution.titre, lecture.le)):
            return
    yield information(
        code="president_non_elu",
        lieu=("assemblee", "president"),
        texte=f"Aucune résolution n'élit le président de séance, {lecture.designer(president)} : c'est un vote qui "
        "l'élit.",
        article=_BUREAU,
        coproprietaire=president.coproprietaire,
    )
