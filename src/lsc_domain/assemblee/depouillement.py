"""The whole meeting counted and decided, line by line, each with its reasons and its alerts."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen
from returns.result import Failure, Result, Success

from lsc_domain.assemblee.irregularite import irregularites
from lsc_domain.assemblee.presence import EtatDesPresences
from lsc_domain.assemblee.refus import SecondVoteFerme, libelle
from lsc_domain.assemblee.resolution import Ligne, Resolution
from lsc_domain.assemblee.scrutin import Scrutin, SecondScrutin, Suffrages, compter
from lsc_domain.assemblee.seance import Seance
from lsc_domain.assemblee.vote import Bulletins, reporter
from lsc_domain.loi import motif
from lsc_domain.loi.article_de_vote import ArticleDeVote
from lsc_domain.loi.decision import Decision, Resultat, decider, decider_au_second_vote
from lsc_domain.loi.formulaire import LECTURE_ACTUELLE, VOTE_PAR_CORRESPONDANCE, lecture_du_formulaire
from lsc_domain.loi.motif import Motif
from lsc_domain.loi.passerelle import Passerelle
from lsc_domain.loi.regime import regime_du_vote
from lsc_domain.socle.ensemble import ensemble, rangs
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import CleId, CoproprietaireId, ResolutionId

NOMS_PAR_ALERTE = 10
"""How many owners an alert names before it only counts them."""


@frozen(kw_only=True)
class Depouillement:
    """A meeting decided: one `Scrutin` per line of the agenda, in order, and what to warn about."""

    seance: Seance = field(repr=False)
    scrutins: tuple[Scrutin, ...]
    alertes: tuple[str, ...] = ()

    def scrutin(self, resolution: ResolutionId) -> Scrutin:
        """Return the result of a line."""
        return self.scrutins[self.seance.ordre_du_jour.rangs[resolution]]


def depouiller(seance: Seance) -> Result[Depouillement, SecondVoteFerme]:
    """
    Count and decide every line of a meeting, under the law of its date.

    A pure function of the attendance, the ballots, the keys, the agenda and the policy: asking twice
    gives the same answer, and nothing is stored. Refused when ballots were cast at a second vote that
    the first one does not open.

    Raises `InvalidValue` for a line put to the vote without an article or a key. AG-40, AG-47, AG-48,
    MAJ-01, MAJ-02, MAJ-03, MAJ-04, MAJ-05, MAJ-07, MAJ-08, MAJ-09, I-25, I-29.
    """
    generales = _alertes_generales(seance)
    depouilleur = _Depouilleur(seance, generales)
    scrutins: dict[ResolutionId, Scrutin] = {}
    for ligne in seance.ordre_du_jour.lignes:
        parent = scrutins[ligne.parent.id] if ligne.parent else None
        scrutin = depouilleur.depouiller(ligne, parent)
        if ligne.resolution.id in seance.seconds_votes and (scrutin.second is None or scrutin.second.decision is None):
            return Failure(SecondVoteFerme(resolution=ligne.resolution.id))
        scrutins[ligne.resolution.id] = scrutin
    return Success(Depouillement(seance=seance, scrutins=tuple(scrutins.values()), alertes=generales))


class _Depouilleur:
    """The facts every line of one meeting is counted with, worked out once."""

    def __init__(self, seance: Seance, alertes: tuple[str, ...]) -> None:
        self.seance = seance
        self.le = seance.fiche.date
        self.alertes = alertes
        self.deux = seance.syndicat.deux_coproprietaires(self.le)
        self._pouvoirs: dict[tuple[int, frozenset[CoproprietaireId]], tuple[str, ...]] = {}

    def depouiller(self, ligne: Ligne, parent: Scrutin | None) -> Scrutin:
        resolution, seance = ligne.resolution, self.seance
        suffrages = self._compter(ligne, seance.votes.get(resolution.id, Bulletins()))
        alertes = (*self.alertes, *self._alertes(ligne, suffrages))
        if not resolution.se_vote:
            vide = Motif(texte="Ce point n'est pas soumis au vote.", article=motif.HORS_VOTE)
            return Scrutin(
                ligne=ligne, resultat=Resultat.PAS_DE_VOTE, suffrages=suffrages, motifs=(vide,), alertes=alertes
            )
        article = _article(ligne)
        lie = self._suit_son_parent(parent)
        if lie is not None:
            return Scrutin(
                ligne=ligne,
                resultat=lie.resultat,
                suffrages=suffrages,
                motifs=(motif.suit_son_parent(lie.ligne.resolution.numero, lie.resultat.value),),
                alertes=alertes,
            )
        directe = self._decidee_directement(article, parent)
        decision = decider(
            suffrages.decompte,
            article=directe or article,
            le=self.le,
            deux_coproprietaires=self.deux,
            emprunt=resolution.emprunt,
            politique=seance.politique,
        )
        motifs = (motif.directement_a_24(), *decision.motifs) if directe else decision.motifs
        return self._conclure(ligne, suffrages, decision, motifs, alertes)

    def _conclure(
        self,
        ligne: Ligne,
        suffrages: Suffrages,
        decision: Decision,
        motifs: tuple[Motif, ...],
        alertes: tuple[str, ...],
    ) -> Scrutin:
        """Settle a line: its own result, or that of its second vote, unless a rival forbids it."""
        rival = self._rivaux(ligne, decision)
        if rival is not None:
            resultat, obstacle = rival
            return Scrutin(
                ligne=ligne,
                resultat=resultat or decision.resultat,
                suffrages=suffrages,
                decision=decision,
                motifs=(*motifs, obstacle),
                alertes=alertes,
            )
        second: SecondScrutin | None = None
        apres: tuple[str, ...] = ()
        if decision.second_vote is not None:
            second, apres = self._second_vote(ligne, decision.second_vote)
        finale = second.decision if second and second.decision else decision
        return Scrutin(
            ligne=ligne,
            resultat=finale.resultat,
            suffrages=suffrages,
            decision=decision,
            second=second,
            motifs=motifs if finale is decision else (*motifs, *finale.motifs),
            alertes=(*alertes, *apres),
        )

    def _second_vote(self, ligne: Ligne, passerelle: Passerelle) -> tuple[SecondScrutin, tuple[str, ...]]:
        resolution, seance = ligne.resolution, self.seance
        frais = seance.seconds_votes.get(resolution.id)
        if frais is None:
            oubli = "Le second vote est ouvert et n'a pas été tenu." if passerelle.obligatoire else ""
            return SecondScrutin(passerelle=passerelle), (oubli,) if oubli else ()
        alertes: tuple[str, ...] = ()
        bulletins, silencieux = lire_second_vote(seance, ligne, seance.votes.get(resolution.id, Bulletins()), frais)
        reportes = bulletins.exprimes & ~frais.saisis
        if reportes:
            alertes = (
                f"Second vote : {reportes.bit_count()} réponse(s) par correspondance reprises du premier vote ; "
                "cette lecture est contestée (GRECCO n° 11 ; contra TJ Orléans, 5 mai 2021).",
            )
        suffrages = self._compter(ligne, bulletins, silencieux=silencieux)
        decision = decider_au_second_vote(
            suffrages.decompte, passerelle=passerelle, article=ArticleDeVote.lire(passerelle.majorite.nom), le=self.le
        )
        return SecondScrutin(passerelle=passerelle, suffrages=suffrages, decision=decision), alertes

    def _compter(self, ligne: Ligne, bulletins: Bulletins, *, silencieux: int | None = None) -> Suffrages:
        return compter_une_ligne(self.seance, ligne, bulletins, silencieux=silencieux)

    def _suit_son_parent(self, parent: Scrutin | None) -> Scrutin | None:
        """Return the parent whose fall takes the sub-resolution with it, if it does. AG-21."""
        if parent is None or self.seance.politique.sous_resolutions == "independantes":
            return None
        return parent if parent.resultat not in (Resultat.ADOPTEE, Resultat.PAS_DE_VOTE) else None

    def _decidee_directement(self, article: ArticleDeVote, parent: Scrutin | None) -> ArticleDeVote | None:
        """Return art. 24 for a sub-resolution at 25 whose parent passed at its second vote, at 24."""
        if parent is None or self.seance.politique.sous_resolutions == "independantes" or article.majorite != "25":
            return None
        second = parent.second
        vote_a_24 = second and second.decision and second.decision.adoptee and second.passerelle.majorite.nom == "24"
        return ArticleDeVote("24") if vote_a_24 else None

    def _rivaux(self, ligne: Ligne, decision: Decision) -> tuple[Resultat | None, Motif] | None:
        """
        Tell what rival candidates or quotes change: nobody has a second vote before each had a first.

        Décret 67-223, art. 19; Cass. 3e civ., 5 November 2014, 13-26.768.
        """
        groupe = ligne.resolution.concurrence
        if not groupe:
            return None
        seance = self.seance
        rivaux = [
            autre for autre in seance.ordre_du_jour.lignes if autre.resolution.concurrence == groupe and autre != ligne
        ]
        retenu = next((autre for autre in rivaux if self._adoptee_au_premier_vote(autre)), None)
        vote_tenu = ligne.resolution.id in seance.votes
        if retenu is not None and not decision.adoptee:
            return (
                None if vote_tenu else Resultat.SANS_OBJET,
                motif.concurrent_retenu(retenu.resolution.numero),
            )
        en_attente = [autre.resolution.numero for autre in rivaux if autre.resolution.id not in seance.votes]
        if decision.second_vote is not None and en_attente:
            return None, motif.concurrents_a_voter(en_attente)
        return None

    def _adoptee_au_premier_vote(self, ligne: Ligne) -> bool:
        if ligne.resolution.id not in self.seance.votes or not ligne.resolution.se_vote:
            return False
        suffrages = self._compter(ligne, self.seance.votes[ligne.resolution.id])
        loi = regime_du_vote(_article(ligne), self.le, deux_coproprietaires=self.deux)
        return loi.majorite.adopte(suffrages.decompte)

    def _alertes(self, ligne: Ligne, suffrages: Suffrages) -> Iterable[str]:
        """Warn about what was read, ignored or declared on one line."""
        seance, resolution = self.seance, ligne.resolution
        etat = seance.etats[ligne.rang]
        yield from (un.texte for un in suffrages.voix.motifs)
        yield from self._pouvoirs_irreguliers(etat, resolution)
        if not resolution.se_vote:
            return
        saisis = seance.votes.get(resolution.id, Bulletins()).saisis
        ignores = saisis & etat.votants & ~suffrages.membres
        if ignores:
            yield f"Votes sans effet, leurs auteurs n'ayant pas de voix pour ce point : {_noms(seance, ignores)}."
        if suffrages.defaillants:
            yield (
                "Résolution amendée en séance, votes par correspondance favorables assimilés à des défaillants : "
                f"{_noms(seance, suffrages.defaillants)}."
            )
        if etat.correspondance & suffrages.membres and self.le < VOTE_PAR_CORRESPONDANCE:
            yield "Vote par correspondance compté à une date où il n'était pas encore praticable (04/07/2020)."

    def _pouvoirs_irreguliers(self, etat: EtatDesPresences, resolution: Resolution) -> tuple[str, ...]:
        """Warn about forbidden proxies, which are counted as declared; once per state of attendance."""
        cle = (id(etat), resolution.exclus)
        if cle not in self._pouvoirs:
            trouvees = irregularites(
                etat,
                self.seance.syndicat,
                voix=self.seance.voix_generales,
                le=self.le,
                debiteurs=ensemble(self.seance.syndicat.rangs[qui] for qui in resolution.exclus),
                politique=self.seance.politique,
            )
            self._pouvoirs[cle] = tuple(f"Pouvoirs comptés tels que déclarés. {libelle(un.refus)}" for un in trouvees)
        return self._pouvoirs[cle]


def compter_une_ligne(
    seance: Seance, ligne: Ligne, bulletins: Bulletins, *, silencieux: int | None = None
) -> Suffrages:
    """Count the ballots of one vote on one line, as the law of the day reads them. AG-37, AG-48."""
    resolution = ligne.resolution
    return compter(
        bulletins if resolution.se_vote else Bulletins(),
        voix=seance.voix(_cle(ligne, seance)),
        etat=seance.etats[ligne.rang],
        exclus=ensemble(seance.syndicat.rangs[qui] for qui in resolution.exclus),
        amendee=resolution.id in seance.amendees,
        lecture=lecture_du_formulaire(seance.fiche.date).valeur if resolution.se_vote else LECTURE_ACTUELLE,
        coupes=seance.coupes(resolution.id),
        silencieux=silencieux,
    )


def lire_second_vote(seance: Seance, ligne: Ligne, premier: Bulletins, frais: Bulletins) -> tuple[Bulletins, int]:
    """
    Read the ballots of a second vote: those of the forms carried from the first one where the policy says so.

    Returns them, and the correspondence voters whose silence counts as such. I-08.
    """
    correspondance = seance.etats[ligne.rang].correspondance
    if seance.politique.correspondance_au_second_vote == "reporter":
        return reporter(premier, frais, correspondance=correspondance), correspondance
    return frais, correspondance & frais.saisis


def _article(ligne: Ligne) -> ArticleDeVote:
    if ligne.resolution.article is None:
        raise InvalidValue(f"résolution {ligne.resolution.numero} : sans article, elle ne peut être mise au vote")
    return ligne.resolution.article


def _cle(ligne: Ligne, seance: Seance) -> CleId:
    """Return the key of a line; a heading without one is shown on the general key."""
    if ligne.resolution.cle is not None:
        return ligne.resolution.cle
    if ligne.resolution.se_vote:
        raise InvalidValue(f"résolution {ligne.resolution.numero} : sans clé, elle ne peut être mise au vote")
    return (seance.syndicat.cle_generale or seance.syndicat.cles[0]).code


def _alertes_generales(seance: Seance) -> tuple[str, ...]:
    """Warn about what concerns every line: forms set aside, no general key."""
    alertes: list[str] = []
    tardifs = ensemble(seance.syndicat.rangs[un.presence.coproprietaire] for un in seance.ecartes)
    if tardifs:
        alertes.append(
            "Formulaires par correspondance tardifs ou non signés, non comptés, leurs auteurs étant absents : "
            f"{_noms(seance, tardifs)}."
        )
    if seance.syndicat.cle_generale is None:
        alertes.append("Aucune clé n'est générale : ni réduction de voix ni plafond de pouvoirs ne s'appliquent.")
    return tuple(alertes)


def _noms(seance: Seance, coproprietaires: int) -> str:
    qui = [seance.syndicat.coproprietaires[rang] for rang in rangs(coproprietaires)]
    noms = ", ".join(f"{un.nom} ({un.id})" for un in qui[:NOMS_PAR_ALERTE])
    reste = len(qui) - NOMS_PAR_ALERTE
    return f"{noms} et {reste} autre(s)" if reste > 0 else noms
