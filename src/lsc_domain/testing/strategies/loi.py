"""The nouns of the law: thresholds, majorities, counts, decisions."""

from datetime import date, timedelta
from fractions import Fraction
from typing import get_args, get_type_hints

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from lsc_domain.loi import (
    Article,
    ArticleDeVote,
    Assiette,
    Constat,
    Cote,
    Decision,
    DecisionNommee,
    Decompte,
    DelaisDeLAssemblee,
    LectureDuFormulaire,
    Majorite,
    Motif,
    NouvelleAssemblee,
    Passerelle,
    Plafond,
    Poids,
    Politique,
    Regime,
    SecondeChance,
    Seuil,
    Texte,
    Unite,
    Version,
    decider,
    decisions_a_la_date,
    delais_de_l_assemblee,
    plafonner,
    regime_du_vote,
)
from lsc_domain.loi.article import DECRET_1967, LOI_1965
from lsc_domain.loi.article_de_vote import LETTRES, NomDeMajorite
from lsc_domain.testing.strategies import socle
from lsc_domain.testing.strategies._or_else import or_else

_PARTS = ((1, 2), (1, 3), (2, 3), (3, 4), (1, 4), (1, 1), (3, 20), (1, 100_000))


def textes_de_loi() -> SearchStrategy[Texte]:
    """Texts of law, and one of somebody's own."""
    return st.sampled_from((LOI_1965, DECRET_1967, Texte("statuts de l'ASL", "https://example.invalid/statuts")))


def textes() -> SearchStrategy[Texte]:
    """Texts that set rules: the loi, a décret, somebody's own."""
    return st.sampled_from((LOI_1965, DECRET_1967, Texte("statuts de l'ASL", "https://example.invalid/é")))


def articles(texte: SearchStrategy[Texte] | None = None) -> SearchStrategy[Article]:
    """Articles of any text, down to the paragraph, their version known or not."""
    return st.builds(
        Article,
        or_else(texte, textes()),
        st.sampled_from(("24", "25-1", "17-1 A", "L 443-15", "9 bis")),
        st.sampled_from(("", "al. 1", "I, al. 3")),
        st.sampled_from(("", "LEGIARTI000051749514")),
    )


def articles_de_vote(
    lettre: SearchStrategy[str] | None = None, majorite: SearchStrategy[NomDeMajorite] | None = None
) -> SearchStrategy[ArticleDeVote]:
    """Articles of a vote: 24, 25, 26 or unanimity; a letter the article does not have is dropped."""

    def nommer(majorite: NomDeMajorite, lettre: str) -> ArticleDeVote:
        return ArticleDeVote(majorite, lettre if lettre in LETTRES.get(majorite, "") else "")

    return st.builds(nommer, or_else(majorite, _MAJORITES), or_else(lettre, _LETTRES))


_MAJORITES: SearchStrategy[NomDeMajorite] = st.sampled_from(("24", "25", "25", "26", "26", "unanimite"))
_LETTRES = st.sampled_from(("", "", "", "", *"abcdfno"))


def seuils(
    part: SearchStrategy[Fraction] | None = None,
    unite: SearchStrategy[Unite] | None = None,
    assiette: SearchStrategy[Assiette] | None = None,
) -> SearchStrategy[Seuil]:
    """Thresholds: any unit, any base, a share of the law or any other, strict or not."""
    parts = st.sampled_from(_PARTS).map(lambda part: Fraction(*part))
    return st.builds(
        Seuil,
        unite=or_else(unite, st.sampled_from(Unite)),
        assiette=or_else(assiette, st.sampled_from(Assiette)),
        part=or_else(part, parts | st.fractions(Fraction(1, 1000), 1, max_denominator=1000)),
        strict=st.booleans(),
    )


def majorites(
    seuil: SearchStrategy[Seuil] | None = None, tranche: SearchStrategy[bool] | None = None
) -> SearchStrategy[Majorite]:
    """Majorities such as a law or a règlement could write: one or two thresholds, settling the matter or not."""
    return st.builds(
        Majorite,
        nom=st.sampled_from(("24", "25", "statuts")),
        libelle=st.sampled_from(("majorité des voix exprimées", "deux tiers des présents")),
        seuils=st.lists(or_else(seuil, seuils()), min_size=1, max_size=2).map(tuple),
        tranche=or_else(tranche, st.booleans()),
        article=articles(),
    )


def poids(
    voix: SearchStrategy[Fraction] | None = None, tetes: SearchStrategy[int | None] | None = None
) -> SearchStrategy[Poids]:
    """
    Weights, zero included; no heads without voices.

    Heads are known unless *tetes* draws `None`: `poids(tetes=st.none())` is what minutes without a head count say.
    """

    def peser(voix: Fraction, tetes: int | None) -> Poids:
        return Poids(voix=voix, tetes=tetes if voix or tetes is None else 0)

    return st.builds(peser, or_else(voix, socle.nombres()), or_else(tetes, st.integers(1, 6)))


@st.composite
def decomptes(draw: DrawFn, cote: SearchStrategy[Poids] | None = None) -> Decompte:
    """
    Counts of one vote, members there in silence and absent ones included.

    Where a side has no heads (`poids(tetes=st.none())`), the participants are unknown.
    """
    un_cote = or_else(cote, poids())
    pour, contre, abstention, silencieux, absents = (draw(un_cote) for _ in range(5))
    participants = pour + contre + abstention + silencieux
    return Decompte(
        pour=pour,
        contre=contre,
        abstention=abstention,
        non_votant=silencieux + absents,
        participants=None if participants.tetes is None else participants,
    )


def politiques() -> SearchStrategy[Politique]:
    """Policies: every reading of every disputed point."""
    return _POLITIQUES


_POLITIQUES = st.builds(
    Politique,
    **{nom: st.sampled_from(get_args(type_) or (True, False)) for nom, type_ in get_type_hints(Politique).items()},
)


def regimes(
    article: SearchStrategy[ArticleDeVote] | None = None, jour: SearchStrategy[date] | None = None
) -> SearchStrategy[Regime]:
    """The law of a vote, between two owners or more."""
    return st.builds(
        regime_du_vote,
        or_else(article, articles_de_vote()),
        or_else(jour, socle.jours()),
        deux_coproprietaires=st.booleans(),
        emprunt=st.booleans(),
        politique=politiques(),
    )


def decisions(
    decompte: SearchStrategy[Decompte] | None = None,
    article: SearchStrategy[ArticleDeVote] | None = None,
    jour: SearchStrategy[date] | None = None,
    politique: SearchStrategy[Politique] | None = None,
) -> SearchStrategy[Decision]:
    """First votes decided. The counts must know their heads, unless no article drawn asks for them."""
    return st.builds(
        decider,
        or_else(decompte, decomptes()),
        article=or_else(article, articles_de_vote()),
        le=or_else(jour, socle.jours()),
        deux_coproprietaires=st.booleans(),
        emprunt=st.booleans(),
        politique=or_else(politique, politiques()),
    )


def passerelles(majorite: SearchStrategy[Majorite] | None = None) -> SearchStrategy[Passerelle]:
    """Second votes; *majorite* must settle the matter (`majorites(tranche=st.just(True))`)."""
    return st.builds(
        Passerelle,
        fondement=st.sampled_from(("25-1", "26-1")),
        seuils=st.lists(seuils(), max_size=2).map(tuple),
        majorite=or_else(majorite, majorites(tranche=st.just(True))),
        obligatoire=st.booleans(),
        article=articles(),
    )


def nouvelles_assemblees(seuil: SearchStrategy[Seuil] | None = None) -> SearchStrategy[NouvelleAssemblee]:
    """New meetings a failed vote allows, with a delay or none."""
    return st.builds(
        NouvelleAssemblee,
        majorite=st.just("24"),
        delai_mois=st.sampled_from((None, 3)),
        sous=st.none() | or_else(seuil, seuils()),
        article=articles(),
    )


def secondes_chances(passerelle: SearchStrategy[Passerelle] | None = None) -> SearchStrategy[SecondeChance]:
    """What a failed first vote leaves open: a second vote, a new meeting, both or neither."""
    lettres = st.frozensets(st.sampled_from("fno"))
    return st.builds(
        SecondeChance,
        passerelle=st.none() | or_else(passerelle, passerelles()),
        reconvocation=st.none() | nouvelles_assemblees(),
        exclus=lettres,
        reconvocation_reservee=lettres,
    )


def constats(
    seuil: SearchStrategy[Seuil] | None = None, decompte: SearchStrategy[Decompte] | None = None
) -> SearchStrategy[Constat]:
    """Thresholds measured on counts that know their heads, on either side."""
    return st.builds(Constat.mesurer, or_else(seuil, seuils()), or_else(decompte, decomptes()), st.sampled_from(Cote))


def motifs(article: SearchStrategy[Article] | None = None) -> SearchStrategy[Motif]:
    """Reasons, each with its article."""
    return st.builds(Motif, texte=socle.phrases(), article=or_else(article, articles()))


def plafonds(
    voix: SearchStrategy[Fraction] | None = None, jour: SearchStrategy[date] | None = None
) -> SearchStrategy[Plafond]:
    """Proxies allowed or not, from none to six, around the share of the day."""
    voix = or_else(voix, socle.nombres())

    def mesurer(pouvoirs: list[Fraction], propres: Fraction, facteur: int, le: date, politique: Politique) -> Plafond:
        total = (propres + sum(pouvoirs)) * facteur
        return plafonner(pouvoirs, voix_propres=propres, total=total, le=le, politique=politique)

    facteurs = st.sampled_from((1, 5, 10, 20, 40))
    return st.builds(mesurer, st.lists(voix, max_size=6), voix, facteurs, or_else(jour, socle.jours()), politiques())


def lectures_du_formulaire() -> SearchStrategy[LectureDuFormulaire]:
    """Readings of a correspondence form, that of the loi ELAN included."""
    return st.builds(LectureDuFormulaire, silence_vaut_contre=st.booleans(), amende_vaut_contre=st.booleans())


def delais_d_assemblee(jour: SearchStrategy[date] | None = None) -> SearchStrategy[DelaisDeLAssemblee]:
    """The last days that the date of a meeting commands."""
    return st.builds(delais_de_l_assemblee, or_else(jour, socle.jours()), politique=politiques())


def decisions_nommees(jour: SearchStrategy[date] | None = None) -> SearchStrategy[DecisionNommee]:
    """Rows of the catalogue in force on a day, by default since the ordonnance of 2019; *jour* must have some."""
    jours = or_else(jour, st.dates(date(2020, 6, 1), date(2035, 12, 31)))
    return jours.flatmap(lambda le: st.sampled_from(decisions_a_la_date(le)))


def versions(valeur: SearchStrategy[object] | None = None) -> SearchStrategy[Version[object]]:
    """Values in force from a day on, closed or not; by default, majorities."""

    def dater(depuis: date, jours: int | None, valeur: object, article: Article) -> Version[object]:
        jusqua = None if jours is None else depuis + timedelta(days=jours)
        return Version(depuis=depuis, jusqua=jusqua, valeur=valeur, article=article)

    durees = st.none() | st.integers(1, 9999)
    return st.builds(dater, socle.jours(), durees, or_else(valeur, majorites()), articles())
