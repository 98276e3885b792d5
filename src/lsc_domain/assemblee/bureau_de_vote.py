"""Every ballot box of a meeting, kept open: a ballot costs the same whatever was voted before."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from attrs import evolve
from returns.pipeline import is_successful

from lsc_domain.assemblee.choix import Choix
from lsc_domain.assemblee.correspondance import Formulaire
from lsc_domain.assemblee.depouillement import compter_une_ligne, lire_second_vote
from lsc_domain.assemblee.presence import EtatDesPresences
from lsc_domain.assemblee.refus import (
    BulletinsPerdus,
    RefusVote,
    VoteDUnAbsent,
    VoteParCorrespondanceFige,
    VoteSansVoix,
)
from lsc_domain.assemblee.refus_de_tenue import BulletinDejaPose, InconnuDeLAssemblee, PointSansVote
from lsc_domain.assemblee.seance import Seance
from lsc_domain.assemblee.vote import Bulletins, Urne
from lsc_domain.loi.decompte import Poids
from lsc_domain.loi.formulaire import LECTURE_ACTUELLE, lecture_du_formulaire
from lsc_domain.socle.ensemble import ensemble, rangs
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import CoproprietaireId, ResolutionId

Tour = tuple[ResolutionId, bool]
"""One vote on one line: the first (`False`) or the second (`True`)."""

RefusBulletin = RefusVote | PointSansVote | InconnuDeLAssemblee


class BureauDeVote:
    """
    The boxes of the whole meeting, by line and by vote; with `Urne`, the only objects here that change.

    It holds the ballots cast in the room; those of the forms are read where they count, so that a form, an arrival or
    an amendment never edits a ballot. `seance()` freezes it all. AG-20, AG-22, AG-34, AG-39.
    """

    def __init__(self, cadre: Seance, formulaires: Mapping[CoproprietaireId, Formulaire]) -> None:
        """Open the boxes of a meeting that has no vote yet; `cadre` says who is there and what is put to the vote."""
        self._cadre = cadre
        self._deposes: dict[Tour, Bulletins] = {}
        self._urnes: dict[Tour, Urne] = {}
        self._tenus: set[Tour] = set()
        self._reponses = _lire_formulaires(formulaires, cadre.syndicat.rangs)

    def voter(self, tour: Tour, qui: CoproprietaireId, choix: Choix) -> RefusBulletin | None:
        """Record one ballot, or return why it cannot be."""
        urne = self._urnes.get(tour)
        if urne is None:
            refus = self._point(tour)
            if refus is not None:
                return refus
            urne = self._ouvrir(tour)
        rang = self._cadre.syndicat.rangs.get(qui)
        if rang is None:
            return InconnuDeLAssemblee(quoi=f"le copropriétaire {qui}")
        vote = urne.voter(rang, choix, id=qui)
        return None if is_successful(vote) else vote.failure()

    def deposer(self, tour: Tour, lettres: str) -> RefusBulletin | None:
        """
        Record a whole line at once, in place of the ballots its owners had, or none of it.

        Raises `InvalidValue` when there is not one letter per owner.
        """
        refus = self._point(tour)
        if refus is not None:
            return refus
        syndicat = self._cadre.syndicat
        if len(lettres) != len(syndicat.coproprietaires):
            raise InvalidValue(f"{len(lettres)} lettres pour {len(syndicat.coproprietaires)} copropriétaires")
        nouveaux = Bulletins.lire(lettres)
        etat, membres = self._etat(tour), self._membres(tour)
        for interdits, cause in (
            (nouveaux.saisis & ~etat.votants, VoteDUnAbsent),
            (nouveaux.saisis & ~membres, VoteSansVoix),
            (nouveaux.saisis & etat.correspondance, VoteParCorrespondanceFige),
        ):
            if interdits:
                return cause(coproprietaire=syndicat.coproprietaires[rangs(interdits)[0]].id)
        self._deposes[tour] = nouveaux.completes(self.deposes(tour))
        self._tenus.add(tour)
        self._urnes.pop(tour, None)
        return None

    def deposes(self, tour: Tour) -> Bulletins:
        """Return the ballots cast in the room, those of the forms left out."""
        gardes, urne = self._deposes.get(tour, Bulletins()), self._urnes.get(tour)
        if urne is None:
            return gardes
        # A ballot kept of somebody whom a new key leaves without a voice is in no box: it is still his.
        return urne.bulletins().parmi(~self._etat(tour).correspondance).completes(gardes)

    def bulletins(self, tour: Tour) -> Bulletins:
        """Return the ballots of one vote, those of the forms included. AG-22."""
        reponses = self._reponses.get(tour)
        deposes = self.deposes(tour)
        return deposes if reponses is None else deposes.completes(reponses.parmi(self._etat(tour).correspondance))

    def totaux(self, tour: Tour) -> dict[Choix, Poids]:
        """
        Return what each choice weighs so far, at any moment of the vote, as it would be counted now. AG-34, AG-37.

        Raises `InvalidValue` for a line that is not on the agenda or not put to the vote, and for a second vote that
        is not open.
        """
        if self._point(tour) is not None:
            raise InvalidValue(f"résolution {tour[0]} : absente de l'ordre du jour, ou pas soumise au vote")
        if tour[1] and tour not in self._tenus:
            raise InvalidValue(f"résolution {tour[0]} : aucun second vote n'est ouvert")
        if self._comptes_tels_quels(tour):
            return (self._urnes.get(tour) or self._ouvrir(tour)).totaux()
        cadre, bulletins, silencieux = self._cadre, self.bulletins(tour), None
        ligne = cadre.ordre_du_jour.lignes[cadre.ordre_du_jour.rangs[tour[0]]]
        if tour[1]:
            bulletins, silencieux = lire_second_vote(cadre, ligne, self.bulletins((tour[0], False)), bulletins)
        compte = compter_une_ligne(cadre, ligne, bulletins, silencieux=silencieux)
        sans_avis = compte.votants & compte.recus & ~compte.bulletins.exprimes
        return {
            Choix.OUI: compte.decompte.pour,
            Choix.NON: compte.decompte.contre,
            Choix.ABSTENTION: compte.decompte.abstention,
            Choix.NON_VOTANT: compte.voix.peser(sans_avis),
        }

    def _comptes_tels_quels(self, tour: Tour) -> bool:
        """Tell whether what was recorded is what counts: no text amended, no form to carry, no line cut."""
        cadre = self._cadre
        return (
            not tour[1]
            and tour[0] not in cadre.amendees
            and not cadre.coupes(tour[0])
            and lecture_du_formulaire(cadre.fiche.date).valeur == LECTURE_ACTUELLE
        )

    def recadrer(
        self, cadre: Seance, formulaires: Mapping[CoproprietaireId, Formulaire] | None = None
    ) -> BulletinDejaPose | BulletinsPerdus | None:
        """
        Go on with another attendance, other forms or another agenda, every ballot kept.

        Refused, and nothing changed, when somebody would lose the ballot he cast, in the room or by correspondence.
        AG-21, AG-35, I-24.
        """
        perdues = self._perdues(cadre)
        if perdues:
            return BulletinsPerdus(resolutions=perdues)
        toutes = {tour: self.deposes(tour) for tour in {**self._deposes, **self._urnes}}
        gardes = {tour: un for tour, un in toutes.items() if tour[0] in cadre.ordre_du_jour.rangs}
        urnes: dict[Tour, Urne] = {}
        for tour, deposes in gardes.items():
            etat = cadre.etats[cadre.ordre_du_jour.rangs[tour[0]]]
            perdus = deposes.saisis & ~(etat.votants & ~etat.correspondance)
            if perdus:
                qui = cadre.syndicat.coproprietaires[rangs(perdus)[0]].id
                return BulletinDejaPose(coproprietaire=qui, resolution=tour[0])
            inchangee = cadre.ordre_du_jour.resolution(tour[0]) == self._cadre.ordre_du_jour.resolution(tour[0])
            if inchangee and formulaires is None and etat == self._etat(tour) and tour in self._urnes:
                urnes[tour] = self._urnes[tour]
        self._cadre, self._urnes, self._deposes = cadre, urnes, gardes
        if formulaires is not None:
            self._reponses = _lire_formulaires(formulaires, cadre.syndicat.rangs)
        return None

    def _perdues(self, cadre: Seance) -> tuple[ResolutionId, ...]:
        """List the lines voted so far that another agenda has no more, or does not put to the vote any more."""
        nouvel = cadre.ordre_du_jour
        return tuple(
            resolution.id
            for resolution in (ligne.resolution for ligne in self._cadre.ordre_du_jour.lignes)
            if resolution.se_vote
            and (resolution.id not in nouvel.rangs or not nouvel.resolution(resolution.id).se_vote)
            and any(tour in self._tenus or self.bulletins(tour).saisis for tour in _tours(resolution.id))
        )

    def seance(self) -> Seance:
        """Return the meeting with its ballots, frozen, ready to be counted."""
        votes: dict[ResolutionId, Bulletins] = {}
        seconds: dict[ResolutionId, Bulletins] = {}
        for ligne in self._cadre.ordre_du_jour.lignes:
            if not ligne.resolution.se_vote:
                continue
            resolution = ligne.resolution.id
            bulletins = self.bulletins((resolution, False))
            if bulletins.saisis or (resolution, False) in self._tenus:
                votes[resolution] = bulletins
            if (resolution, True) in self._tenus:
                seconds[resolution] = self.bulletins((resolution, True))
        return evolve(self._cadre, votes=votes, seconds_votes=seconds)

    def ouvrir_second_vote(self, resolution: ResolutionId) -> None:
        """Open the box of a second vote, empty: from then on it is held."""
        self._tenus.add((resolution, True))

    def annuler(self, tour: Tour) -> None:
        """Take back every ballot cast in the room for one vote; a second one closes. AG-42."""
        self._tenus.discard(tour)
        self._deposes.pop(tour, None)
        self._urnes.pop(tour, None)

    def memoire(self, tour: Tour) -> Callable[[], None]:
        """Return what puts the ballots of one vote back as they are now."""
        deposes, tenu = self.deposes(tour), tour in self._tenus

        def remettre() -> None:
            self.annuler(tour)
            self._deposes[tour] = deposes
            if tenu:
                self._tenus.add(tour)

        return remettre

    def _point(self, tour: Tour) -> PointSansVote | InconnuDeLAssemblee | None:
        rang = self._cadre.ordre_du_jour.rangs.get(tour[0])
        if rang is None:
            return InconnuDeLAssemblee(quoi=f"la résolution {tour[0]}")
        resolution = self._cadre.ordre_du_jour.lignes[rang].resolution
        return None if resolution.se_vote and resolution.cle is not None else PointSansVote(resolution=tour[0])

    def _etat(self, tour: Tour) -> EtatDesPresences:
        return self._cadre.etats[self._cadre.ordre_du_jour.rangs[tour[0]]]

    def _membres(self, tour: Tour) -> int:
        resolution = self._cadre.ordre_du_jour.resolution(tour[0])
        exclus = ensemble(self._cadre.syndicat.rangs[qui] for qui in resolution.exclus)
        return self._cadre.voix(resolution.cle).membres & ~exclus if resolution.cle is not None else 0

    def _ouvrir(self, tour: Tour) -> Urne:
        urne = self._urnes[tour] = self._cadre.ouvrir_urne(
            tour[0], formulaires=self._reponses.get(tour), deposes=self._deposes.get(tour)
        )
        return urne


def _tours(resolution: ResolutionId) -> tuple[Tour, Tour]:
    return (resolution, False), (resolution, True)


def _lire_formulaires(
    formulaires: Mapping[CoproprietaireId, Formulaire], rang_de: Mapping[CoproprietaireId, int]
) -> dict[Tour, Bulletins]:
    """Sort the answers of the forms by line and by vote. AG-22, I-08."""
    reponses: dict[Tour, dict[int, Choix]] = {}
    for qui, formulaire in formulaires.items():
        rang = rang_de[qui]
        for reponse in formulaire.reponses:
            reponses.setdefault((reponse.resolution, False), {})[rang] = reponse.choix
            if reponse.second is not None:
                reponses.setdefault((reponse.resolution, True), {})[rang] = reponse.second
    return {tour: Bulletins.de(choix) for tour, choix in reponses.items()}
