"""A vote as a screen shows it: a row per owner, what each choice weighs so far, the result with its reasons."""

from __future__ import annotations

from typing import Final

from attrs import frozen

from lsc_adapters.web.seance.appel import nommer, voix
from lsc_adapters.web.seance.etat import EtatDeSeance
from lsc_domain.assemblee.choix import Choix
from lsc_domain.assemblee.resolution import Ligne
from lsc_domain.assemblee.scrutin import Suffrages
from lsc_domain.assemblee.vote import LETTRES, Bulletins
from lsc_domain.loi.decision import Resultat
from lsc_domain.socle.ensemble import ensemble
from lsc_domain.socle.ids import CoproprietaireId, ResolutionId

MODES: Final = {
    Choix.OUI: "OUI",
    Choix.NON: "NON",
    Choix.ABSTENTION: "Abstentions",
    Choix.NON_VOTANT: "Non votants",
}
"""The four entry modes, « Saisir les … ». AG-34."""

CHOIX: Final = {lettre: choix for choix, lettre in LETTRES.items()}

ABSENT, SANS_VOIX, DEFAILLANT, RIEN = "x", "_", "F", "."
_FIGEES: Final = {Choix.OUI: "O", Choix.NON: "N", Choix.ABSTENTION: "A", Choix.NON_VOTANT: "V"}

VOTES: Final = {
    "o": "Oui",
    "n": "Non",
    "a": "Abstention",
    "-": "Non votant",
    RIEN: "à saisir",
    "O": "Oui",
    "N": "Non",
    "A": "Abstention",
    "V": "Non votant",
    DEFAILLANT: "Défaillant",
    ABSENT: "Absent",
    SANS_VOIX: "Sans voix",
}
"""What each letter of a column says; a capital is a correspondence vote, that nothing on this screen changes. AG-36."""


@frozen(kw_only=True)
class LigneDeVote:
    """A row of the votes screen. AG-32, AG-23."""

    rang: int
    id: CoproprietaireId
    nom: str
    pouvoir: str
    voix: str
    lettre: str

    @property
    def libelle(self) -> str:
        """The vote in French."""
        return VOTES[self.lettre]

    @property
    def par_correspondance(self) -> bool:
        """Whether the code « C » stands on the row."""
        return self.lettre in "ONAVF"

    @property
    def se_saisit(self) -> bool:
        """Whether a vote may be typed on the row."""
        return self.lettre in "ona-."


@frozen(kw_only=True)
class Total:
    """What a choice weighs so far, in voices and heads. AG-34."""

    lettre: str
    titre: str
    voix: str
    tetes: int


@frozen(kw_only=True)
class Compte:
    """
    One vote on one line, counted as it stands: what everybody in the room sees.

    `libelle` is « Saisie en cours…. » until nobody's ballot is awaited, then the result, with its `motifs`; `attendus`
    says how many are. AG-40.
    """

    numero: str
    intitule: str
    second_vote: bool
    totaux: tuple[Total, ...]
    votants: Total
    attendus: int
    libelle: str
    ton: str
    motifs: tuple[tuple[str, str], ...]
    alertes: tuple[str, ...]


def lettres(etat: EtatDeSeance, ligne: Ligne, *, second_vote: bool) -> str:
    """
    Write a whole column, one letter per owner in rank order: the rows of a screen, and what it is compared with.

    A correspondence voter bears what counts of his form, « défaillant » once a text was amended. AG-23, AG-37.
    """
    resolution = ligne.resolution
    presents = etat.seance.etats[ligne.rang]
    bulletins = etat.bulletins(resolution.id, second_vote=second_vote)
    comptes = etat.suffrages(resolution.id, second_vote=second_vote)
    membres = _membres(etat, ligne)
    return "".join(
        _lettre(rang, bulletins, comptes, votants=presents.votants, ecrits=presents.correspondance, membres=membres)
        for rang in range(len(etat.seance.syndicat.coproprietaires))
    )


def _lettre(
    rang: int, bulletins: Bulletins, comptes: Suffrages | None, *, votants: int, ecrits: int, membres: int
) -> str:
    if not votants >> rang & 1:
        return ABSENT
    if not membres >> rang & 1:
        return SANS_VOIX
    if not ecrits >> rang & 1:
        choix = bulletins.choix(rang)
        return LETTRES[choix] if choix is not None else RIEN
    if comptes is not None and comptes.defaillants >> rang & 1:
        return DEFAILLANT
    ecrit = (comptes.bulletins if comptes is not None else bulletins).choix(rang)
    return _FIGEES[ecrit if ecrit is not None else Choix.NON_VOTANT]


def _membres(etat: EtatDeSeance, ligne: Ligne) -> int:
    cle = ligne.resolution.cle
    if cle is None:
        return 0
    exclus = ensemble(etat.seance.syndicat.rangs[qui] for qui in ligne.resolution.exclus)
    return etat.seance.voix(cle).membres & ~exclus


def lignes_de_vote(etat: EtatDeSeance, ligne: Ligne, *, second_vote: bool, absents: bool) -> tuple[LigneDeVote, ...]:
    """Make the rows: who is not absent, and the others when asked for (« Voir les absents »). AG-32."""
    syndicat, presents = etat.seance.syndicat, etat.seance.etats[ligne.rang]
    poids = etat.seance.voix(ligne.resolution.cle) if ligne.resolution.cle is not None else etat.voix
    colonne = lettres(etat, ligne, second_vote=second_vote)
    return tuple(
        LigneDeVote(
            rang=rang,
            id=un.id,
            nom=un.nom,
            pouvoir=nommer(syndicat, presents.mandataires.get(rang)),
            voix=voix(poids.de(rang)),
            lettre=colonne[rang],
        )
        for rang, un in enumerate(syndicat.coproprietaires)
        if absents or colonne[rang] != ABSENT
    )


def compter(etat: EtatDeSeance, resolution: ResolutionId, *, second_vote: bool, nommes: bool = True) -> Compte | None:
    """
    Count one vote as it stands, none where it is not held.

    Without `nommes` the alerts, which name owners, are left out: what a projector shows. AG-34, AG-40, AG-48.
    """
    ligne, scrutin = etat.ligne(resolution), etat.scrutin(resolution)
    suffrages = etat.suffrages(resolution, second_vote=second_vote)
    if ligne is None or scrutin is None or suffrages is None:
        return None
    compte = suffrages.decompte
    muets = suffrages.voix.peser(suffrages.votants & suffrages.recus & ~suffrages.bulletins.exprimes)
    pesees = (compte.pour, compte.contre, compte.abstention, muets)
    totaux = tuple(
        Total(lettre=LETTRES[choix], titre=titre, voix=voix(pese.voix), tetes=pese.tetes or 0)
        for (choix, titre), pese in zip(MODES.items(), pesees, strict=True)
    )
    tous = suffrages.voix.peser(suffrages.votants)
    attendus = suffrages.sans_reponse.bit_count()
    en_cours = bool(attendus) and ligne.resolution.se_vote and scrutin.resultat is not Resultat.SANS_OBJET
    motifs = () if en_cours else tuple((un.texte, str(un.article)) for un in scrutin.motifs)
    return Compte(
        numero=ligne.resolution.numero,
        intitule=ligne.resolution.intitule_du_vote,
        second_vote=second_vote,
        totaux=totaux,
        votants=Total(lettre="", titre="Votants", voix=voix(tous.voix), tetes=tous.tetes or 0),
        attendus=attendus if en_cours else 0,
        libelle="Saisie en cours…." if en_cours else scrutin.libelle,
        ton="avis" if en_cours else _TONS[scrutin.resultat],
        motifs=motifs,
        alertes=scrutin.alertes if nommes else (),
    )


_TONS: Final = {
    Resultat.ADOPTEE: "bien",
    Resultat.REJETEE: "faux",
    Resultat.SANS_DECISION: "avis",
    Resultat.PAS_DE_VOTE: "",
    Resultat.SANS_OBJET: "",
}
