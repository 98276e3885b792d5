"""One meeting of the thirteen owners, taken as far as a test wants it, through the engine."""

from collections.abc import Mapping
from datetime import date, time

from gilbert import (
    ATRILLON,
    BOURNAC,
    CHARGES,
    CLIQUOT,
    JOUR,
    LATOUR,
    LEPITRE,
    MEURSAULT,
    MORGON,
    PETRUS,
    PIERRE,
    syndicat_de_13,
)
from returns.pipeline import is_successful
from returns.result import Success

from lsc_domain import Engine
from lsc_domain.assemblee import (
    Choix,
    Code,
    FicheDAssemblee,
    Formulaire,
    OrdreDuJour,
    Presence,
    Reponse,
    Resolution,
)
from lsc_domain.assemblee import fait as f
from lsc_domain.copropriete import Personne
from lsc_domain.loi import ArticleDeVote
from lsc_domain.socle.ids import AssembleeId, CoproprietaireId, ResolutionId

AG = AssembleeId("0-S001")
FICHE = FicheDAssemblee(reference="0-S001", date=JOUR, heure=time(10), lieu="4, rue Gilbert 54000 NANCY")
R1, R2 = ResolutionId("r1"), ResolutionId("r2")
PRESENTS = (ATRILLON, PETRUS, LATOUR, CLIQUOT, BOURNAC, MEURSAULT, MORGON, PIERRE)
AGENDA = OrdreDuJour(
    (
        Resolution(id=R1, numero="1", titre="Quitus au syndic", article=ArticleDeVote("24"), cle=CHARGES),
        Resolution(id=R2, numero="2", titre="Désignation du syndic", article=ArticleDeVote("25", "c"), cle=CHARGES),
    )
)


def preparer(engine: Engine) -> None:
    """A meeting of thirteen owners, its agenda settled and its owners called in time."""
    assemblees = engine.assemblees
    assert assemblees.preparer(FICHE, syndicat_de_13(), syndic=Personne(nom="Agence Crypto")) == Success(AG)
    assert is_successful(assemblees.arreter_ordre_du_jour(AG, AGENDA))
    assert is_successful(assemblees.convoquer(AG, presentee_le=date(2020, 6, 12)))


def ouvrir(engine: Engine) -> None:
    """The same, LEPITRE having voted by correspondence, eight owners in the room, and the meeting open."""
    preparer(engine)
    reponses = (Reponse(resolution=R1, choix=Choix.OUI), Reponse(resolution=R2, choix=Choix.OUI))
    formulaire = Formulaire(coproprietaire=LEPITRE, recu_le=date(2020, 7, 1), reponses=reponses)
    presences = (f.PresenceEnregistree(presence=Presence(coproprietaire=qui, code=Code.PRESENT)) for qui in PRESENTS)
    assert is_successful(engine.assemblees.inscrire(AG, f.FormulaireRecu(formulaire=formulaire), *presences))
    assert is_successful(engine.assemblees.ouvrir(AG, heure=time(10, 5)))


def voter(
    engine: Engine, resolution: ResolutionId, choix: Mapping[CoproprietaireId, Choix], *, second: bool = False
) -> None:
    """Everybody in the room votes yes, but for those named."""
    for qui in PRESENTS:
        vote = f.VoteEnregistre(
            resolution=resolution, coproprietaire=qui, choix=choix.get(qui, Choix.OUI), second_vote=second
        )
        assert is_successful(engine.assemblees.inscrire(AG, vote))


def tenir(engine: Engine) -> None:
    """The whole meeting: the first item passes, the second goes through its second vote; then it is closed."""
    ouvrir(engine)
    voter(engine, R1, {MORGON: Choix.ABSTENTION})
    contre = dict.fromkeys((PETRUS, LATOUR, CLIQUOT, MORGON), Choix.NON)
    voter(engine, R2, contre)
    assert is_successful(engine.assemblees.ouvrir_second_vote(AG, R2))
    voter(engine, R2, {PETRUS: Choix.NON}, second=True)
    assert is_successful(engine.assemblees.inscrire(AG, f.SeanceClose(heure=time(12))))
