"""What a vote decides, and why: the question every other module comes down to."""

from datetime import date
from enum import StrEnum

from attrs import frozen

from lsc_domain.loi import motif
from lsc_domain.loi.article_de_vote import ArticleDeVote
from lsc_domain.loi.constat import Constat
from lsc_domain.loi.decompte import Decompte
from lsc_domain.loi.majorite import Cote, Majorite, Unite
from lsc_domain.loi.motif import Motif
from lsc_domain.loi.passerelle import NouvelleAssemblee, Passerelle
from lsc_domain.loi.politique import POLITIQUE_PAR_DEFAUT, Politique
from lsc_domain.loi.regime import Regime, regime_du_vote


class Resultat(StrEnum):
    """
    The outcome of a vote. AG-40.

    « Sans décision » is neither a yes nor a no: the majority was reached on neither side.
    """

    ADOPTEE = "adoptee"
    REJETEE = "rejetee"
    SANS_DECISION = "sans_decision"
    PAS_DE_VOTE = "pas_de_vote"
    SANS_OBJET = "sans_objet"


@frozen(kw_only=True)
class Decision:
    """
    A vote decided, with everything needed to say why.

    `constats` measure each threshold of the majority, in voices or heads; `second_vote` is the second
    vote the law opens and `nouvelle_assemblee` the new meeting it allows, each `None` when it does not;
    `motifs` are the sentences of the minutes, each with its article. MAJ-07.
    """

    resultat: Resultat
    article: ArticleDeVote
    majorite: Majorite
    le: date
    decompte: Decompte
    constats: tuple[Constat, ...]
    second_vote: Passerelle | None = None
    nouvelle_assemblee: NouvelleAssemblee | None = None
    motifs: tuple[Motif, ...] = ()

    @property
    def adoptee(self) -> bool:
        """Tell whether the resolution passed."""
        return self.resultat is Resultat.ADOPTEE

    def constat(self, unite: Unite) -> Constat | None:
        """The measure of the majority in voices, or in heads when it counts them."""
        return next((constat for constat in self.constats if constat.seuil.unite is unite), None)


def decider(
    decompte: Decompte,
    *,
    article: ArticleDeVote,
    le: date,
    deux_coproprietaires: bool = False,
    emprunt: bool = False,
    politique: Politique = POLITIQUE_PAR_DEFAUT,
) -> Decision:
    """
    Decide a first vote under the law of the day it was held.

    A pure function: the same count, article, day and policy always give the same decision.
    Raises `InvalidValue` when the law needs a count that is unknown (heads at art. 26), for an item not
    put to the vote, or a day before the law.

    Loi 65-557, art. 24, 25, 25-1, 26, 26-1 and 41-16. MAJ-01, MAJ-02, MAJ-03, MAJ-05,
    MAJ-08, MAJ-11, I-01, I-02, I-03, I-04, I-05, I-06, I-11.

    >>> from fractions import Fraction
    >>> from lsc_domain.loi.decompte import Poids
    >>> voix = lambda n: Poids(voix=Fraction(n))
    >>> compte = Decompte(pour=voix(400), contre=voix(180), abstention=voix(20), non_votant=voix(400))
    >>> decision = decider(compte, article=ArticleDeVote("25"), le=date(2023, 6, 15))
    >>> decision.resultat.value, decision.second_vote.majorite.nom
    ('sans_decision', '24')
    """
    loi = regime_du_vote(article, le, deux_coproprietaires=deux_coproprietaires, emprunt=emprunt, politique=politique)
    majorite = loi.majorite
    constats = tuple(Constat.mesurer(seuil, decompte) for seuil in majorite.seuils)
    resultat = _resultat(majorite, decompte)
    second_vote: Passerelle | None = None
    reconvocation: NouvelleAssemblee | None = None
    suites: tuple[Motif, ...] = ()
    if resultat is not Resultat.ADOPTEE and not majorite.tranche:
        ferme = resultat is Resultat.REJETEE and politique.majorite_non_ferme_la_passerelle
        second_vote, reconvocation, suites = _suite(loi, decompte, ferme=ferme)
    return Decision(
        resultat=resultat,
        article=article,
        majorite=majorite,
        le=le,
        decompte=decompte,
        constats=constats,
        second_vote=second_vote,
        nouvelle_assemblee=reconvocation,
        motifs=(*_motifs(majorite, decompte, constats, resultat), *suites),
    )


def decider_au_second_vote(decompte: Decompte, *, passerelle: Passerelle, article: ArticleDeVote, le: date) -> Decision:
    """
    Decide the second vote a first one opened: it settles the matter, adopted or refused.

    Loi 65-557, art. 25-1 and 26-1; décret 67-223, art. 19-1: never a third vote. MAJ-04, MAJ-09, I-07.
    """
    majorite = passerelle.majorite
    constats = tuple(Constat.mesurer(seuil, decompte) for seuil in majorite.seuils)
    resultat = _resultat(majorite, decompte)
    return Decision(
        resultat=resultat,
        article=article,
        majorite=majorite,
        le=le,
        decompte=decompte,
        constats=constats,
        motifs=(
            motif.second_vote_tenu(passerelle),
            *_motifs(majorite, decompte, constats, resultat),
        ),
    )


def _resultat(majorite: Majorite, decompte: Decompte) -> Resultat:
    if majorite.adopte(decompte):
        return Resultat.ADOPTEE
    return Resultat.REJETEE if majorite.refuse(decompte) else Resultat.SANS_DECISION


def _suite(
    loi: Regime, decompte: Decompte, *, ferme: bool
) -> tuple[Passerelle | None, NouvelleAssemblee | None, tuple[Motif, ...]]:
    """Tell what the failed first vote leaves open, and say it."""
    suite, lettre = loi.suite, loi.article.lettre
    if suite.passerelle is None and suite.reconvocation is None:
        return None, None, (motif.sans_passerelle(loi.majorite),)
    if ferme:
        return None, None, (motif.fermee_par_le_non(loi.majorite),)
    if lettre in suite.exclus:
        return None, None, (motif.lettre_exclue(loi.article, suite.passerelle),)
    motifs: list[Motif] = []
    second_vote: Passerelle | None = None
    if suite.passerelle is not None:
        ouverts = tuple(Constat.mesurer(seuil, decompte) for seuil in suite.passerelle.seuils)
        if all(constat.atteint for constat in ouverts):
            second_vote = suite.passerelle
        motifs.append(motif.passerelle(suite.passerelle, ouverts))
        if not lettre and suite.exclus:
            motifs.append(motif.lettre_inconnue(suite.exclus, suite.passerelle))
    reconvocation = suite.reconvocation
    if (
        reconvocation is None
        or not reconvocation.s_ouvre(decompte)
        or (suite.reconvocation_reservee and lettre not in suite.reconvocation_reservee)
    ):
        return second_vote, None, tuple(motifs)
    return second_vote, reconvocation, (*motifs, motif.nouvelle_assemblee(reconvocation))


def _motifs(
    majorite: Majorite, decompte: Decompte, constats: tuple[Constat, ...], resultat: Resultat
) -> tuple[Motif, ...]:
    mesures = tuple(Motif(texte=constat.phrase, article=majorite.article) for constat in constats)
    if resultat is Resultat.REJETEE and not majorite.tranche:
        contraires = (Constat.mesurer(seuil, decompte, Cote.CONTRE) for seuil in majorite.seuils)
        mesures += tuple(Motif(texte=constat.phrase, article=majorite.article) for constat in contraires)
    return (*mesures, motif.conclusion(majorite, resultat.value))
