"""A meeting called, run, and what may be contested of it: everything beside the votes themselves."""

from datetime import date

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from lsc_domain.assemblee import (
    Annexe,
    Contestataire,
    Convocation,
    DecisionContestable,
    Declaration,
    FicheDAssemblee,
    Greffe,
    Motivation,
    Mutation,
    OrdreDuJour,
    QualiteDeSignataire,
    ResolutionType,
    Signature,
    Suspension,
    Tenue,
    raconter,
)
from lsc_domain.copropriete import Personne, Syndicat
from lsc_domain.loi import ArticleDeVote
from lsc_domain.socle.ids import CoproprietaireId, ResolutionId
from lsc_domain.testing.strategies import assemblee, copropriete, fait, loi, seance, socle
from lsc_domain.testing.strategies._or_else import or_else

_BOOLEENS = st.booleans()
_HEURES = st.none() | socle.heures()
_URGENCES = st.sampled_from(("", "", "péril imminent"))
_TITRES = st.sampled_from(("Quitus au syndic", "Comptes de l'exercice [exercice]", "[nature des travaux]"))
_PROJETS = st.sampled_from(("", "L'assemblée donne quitus à [nom du syndic].", "Travaux : [nature des travaux] [ ]"))


def convocations(
    annexe: SearchStrategy[Annexe] | None = None,
    syndicat: SearchStrategy[Syndicat] | None = None,
    fiche: SearchStrategy[FicheDAssemblee] | None = None,
    ordre_du_jour: SearchStrategy[OrdreDuJour] | None = None,
) -> SearchStrategy[Convocation]:
    """Notices of a meeting, lawful or not: in time, late or urgent, on an agenda complete or in progress."""
    return st.builds(
        Convocation,
        fiche=or_else(fiche, assemblee.fiches_d_assemblee()),
        syndicat=or_else(syndicat, copropriete.syndicats()),
        ordre_du_jour=or_else(ordre_du_jour, assemblee.ordres_du_jour()),
        presentee_le=st.none() | socle.jours(),
        urgence=_URGENCES,
        vote_par_correspondance=_BOOLEENS,
        syndic=st.none() | copropriete.personnes(),
        adresse_du_syndic=socle.phrases(),
        consultation=st.none() | fait.consultations(),
        annexes=st.lists(or_else(annexe, fait.annexes()), max_size=3).map(tuple),
        politique=loi.politiques(),
    )


def resolutions_types(article: SearchStrategy[ArticleDeVote | None] | None = None) -> SearchStrategy[ResolutionType]:
    """Resolutions of a library (`ResolutionType`), with blanks or none."""
    return st.builds(
        ResolutionType,
        code=st.sampled_from(("quitus", "comptes", "travaux")),
        titre=_TITRES,
        projet=_PROJETS,
        article=or_else(article, st.none() | loi.articles_de_vote()),
    )


def mutations(coproprietaire: SearchStrategy[CoproprietaireId] | None = None) -> SearchStrategy[Mutation]:
    """Lots that changed hands, of nobody before or of nobody any more among them."""
    qui = or_else(coproprietaire, socle.coproprietaire_ids())
    lot = st.sampled_from(("001", "12 bis", "907"))
    vente = st.builds(Mutation, lot=lot, cedant=qui, acquereur=qui).filter(lambda une: une.cedant != une.acquereur)
    return st.one_of(
        vente,
        st.builds(Mutation, lot=lot, cedant=st.none(), acquereur=qui),
        st.builds(Mutation, lot=lot, cedant=qui, acquereur=st.none()),
    )


def suspensions() -> SearchStrategy[Suspension]:
    """Interruptions, over or not."""
    en_cours = st.builds(Suspension, suspendue_a=_HEURES, motif=socle.phrases())
    finie = st.builds(Suspension, suspendue_a=_HEURES, reprise_a=_HEURES, motif=socle.phrases(), reprise=st.just(True))
    return en_cours | finie


def tenues(suspension: SearchStrategy[Suspension] | None = None) -> SearchStrategy[Tenue]:
    """What the minutes say beside the votes: nothing at all, or something of everything."""
    return st.builds(
        Tenue,
        ouverte_a=_HEURES,
        close_a=_HEURES,
        suspensions=st.lists(or_else(suspension, suspensions()), max_size=2).map(tuple),
        reserves=st.lists(fait.reserves(), max_size=2).map(tuple),
        textes=st.lists(fait.textes_de_resolution(), max_size=2).map(tuple),
        pouvoirs_en_blanc=st.lists(fait.pouvoirs_en_blanc_remis(), max_size=2).map(tuple),
        ajoutees=st.frozensets(socle.resolution_ids(), max_size=2),
    )


def signatures(
    signataire: SearchStrategy[Personne] | None = None, jour: SearchStrategy[date] | None = None
) -> SearchStrategy[Signature]:
    """Signatures under the minutes."""
    return st.builds(
        Signature,
        signataire=or_else(signataire, copropriete.personnes()),
        qualite=st.sampled_from(QualiteDeSignataire),
        le=or_else(jour, socle.jours()),
    )


def decisions_contestables(
    resolution: SearchStrategy[ResolutionId] | None = None,
) -> SearchStrategy[DecisionContestable]:
    """Decisions somebody may contest, as an opponent or as a défaillant."""
    ligne = or_else(resolution, socle.resolution_ids())
    return st.builds(DecisionContestable, resolution=ligne, motivation=st.sampled_from(Motivation))


def contestataires(
    decision: SearchStrategy[DecisionContestable] | None = None,
    coproprietaire: SearchStrategy[CoproprietaireId] | None = None,
) -> SearchStrategy[Contestataire]:
    """Owners to whom the minutes are notified, each with the decisions he may contest."""
    decisions = st.lists(
        or_else(decision, decisions_contestables()), min_size=1, max_size=3, unique_by=lambda une: une.resolution
    )
    return st.builds(
        Contestataire,
        coproprietaire=or_else(coproprietaire, socle.coproprietaire_ids()),
        decisions=decisions.map(tuple),
    )


@st.composite
def greffes(draw: DrawFn, declaration: SearchStrategy[Declaration] | None = None) -> Greffe:
    """Clerks of a meeting, at any moment of it: its facts up to one of them, in the order they happened."""
    faits = raconter(draw(or_else(declaration, seance.declarations()))).unwrap()
    return Greffe.rejouer(faits[: draw(st.integers(0, len(faits)))]).unwrap()
