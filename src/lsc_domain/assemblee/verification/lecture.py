"""A declaration read as far as it can be: its contradictions set aside, so that the rest is still checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Final, TypeVar

from attrs import evolve, frozen
from returns.pipeline import is_successful

from lsc_domain.assemblee.correspondance import Formulaire, recevoir_formulaire
from lsc_domain.assemblee.declaration import Declaration, Lieu, lieux_des_resolutions
from lsc_domain.assemblee.feuille import FeuilleDePresence
from lsc_domain.assemblee.mouvement import Mouvement, Sens, deplacer
from lsc_domain.assemblee.presence import Code, EtatDesPresences, Presence
from lsc_domain.assemblee.refus import MouvementEnArriere, RefusFormulaire, libelle
from lsc_domain.assemblee.resolution import Resolution
from lsc_domain.copropriete.cle import CleDeRepartition
from lsc_domain.copropriete.coproprietaire import Coproprietaire
from lsc_domain.copropriete.personne import Personne
from lsc_domain.copropriete.syndicat import Syndicat
from lsc_domain.copropriete.voix import Voix
from lsc_domain.socle.ids import CleId, CoproprietaireId, ResolutionId

C = TypeVar("C")
K = TypeVar("K", bound=str)

_SANS_CLE: Final = CleDeRepartition(code=CleId("(aucune)"))
"""A declaration with no key is read with one in which nobody has anything."""


@frozen(kw_only=True)
class Point:
    """A line of the agenda as declared: its rank, its place, what it says."""

    rang: int
    lieu: Lieu
    resolution: Resolution


@frozen(kw_only=True)
class Moment:
    """Who is there at a line; `origines` is the place that names the mandataire of each represented owner."""

    etat: EtatDesPresences
    origines: Mapping[int, Lieu]


@frozen(kw_only=True)
class Deroulement:
    """
    The line of time as far as it holds: one moment a line (one at least), the movements that cannot be.

    `refuses` gives by place such a movement and why; it is left out of what follows. `abandons` gives by
    place the departure of a holder who leaves nobody in charge of his proxies, and whose they are.
    """

    moments: tuple[Moment, ...]
    refuses: Mapping[int, tuple[Mouvement, str]]
    abandons: Mapping[int, tuple[Mouvement, tuple[int, ...]]]


@frozen(eq=False)
class Lecture:
    """
    What a declaration says once the first of two homonyms is kept and what refers to nothing is ignored.

    `au` is today. Every count is the domain's own, under the law of the meeting's date.
    """

    declaration: Declaration
    au: date

    @property
    def le(self) -> date:
        """The day of the meeting."""
        return self.declaration.fiche.date

    @cached_property
    def a_vote(self) -> bool:
        """Tell whether somebody voted: the meeting has then been held."""
        return any((*self.declaration.votes.values(), *self.declaration.seconds_votes.values()))

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """Every line, those of one number included."""
        lignes = enumerate(lieux_des_resolutions(self.declaration.resolutions))
        return tuple(Point(rang=rang, lieu=lieu, resolution=resolution) for rang, (lieu, resolution) in lignes)

    @cached_property
    def par_numero(self) -> dict[str, Point]:
        """The first line of each number: what ballots name."""
        return premiers(self.points, lambda point: point.resolution.numero)

    @cached_property
    def par_id(self) -> dict[ResolutionId, Point]:
        """The first line of each identity: what movements name."""
        return premiers(self.points, lambda point: point.resolution.id)

    @cached_property
    def codes(self) -> frozenset[CleId]:
        """The codes of the keys."""
        return frozenset(cle.code for cle in self.declaration.cles)

    @cached_property
    def syndicat(self) -> Syndicat:
        """The owners and the keys, each once, without the tantièmes of unknown keys."""
        return Syndicat(
            code=self.declaration.code,
            nom=self.declaration.nom,
            cles=tuple(premiers(self.declaration.cles, lambda cle: cle.code).values()) or (_SANS_CLE,),
            coproprietaires=tuple(
                self._lisible(un) for un in premiers(self.declaration.coproprietaires, lambda un: un.id).values()
            ),
        )

    @cached_property
    def voix_generales(self) -> Voix | None:
        """The voices of the general key; `None` when no key is general."""
        cle = self.syndicat.cle_generale
        return self.voix(cle.code) if cle else None

    @cached_property
    def _voix(self) -> dict[CleId, Voix]:
        return {}

    def voix(self, cle: CleId) -> Voix:
        """Return the voices of a known key, under the law of the meeting's date."""
        if cle not in self._voix:
            self._voix[cle] = self.syndicat.voix(cle, le=self.le, politique=self.declaration.politique)
        return self._voix[cle]

    @cached_property
    def ecartes(self) -> dict[int, RefusFormulaire]:
        """The forms that do not count, by the place of their presence. Décret 67-223, art. 9 bis. I-19."""
        refus: dict[int, RefusFormulaire] = {}
        for place, presence in enumerate(self.declaration.presences):
            if presence.recu_le is not None:
                formulaire = Formulaire(
                    coproprietaire=presence.coproprietaire, recu_le=presence.recu_le, signe=presence.signe
                )
                recu = recevoir_formulaire(formulaire, assemblee=self.le, politique=self.declaration.politique)
                if not is_successful(recu):
                    refus[place] = recu.failure()
        return refus

    @cached_property
    def tardifs(self) -> frozenset[CoproprietaireId]:
        """The authors of the forms that do not count."""
        return frozenset(self.declaration.presences[place].coproprietaire for place in self.ecartes)

    @cached_property
    def presences(self) -> dict[CoproprietaireId, tuple[int, Presence]]:
        """The first presence of each known owner, and its place; the author of a form set aside is absent."""
        retenues: dict[CoproprietaireId, tuple[int, Presence]] = {}
        for place, presence in enumerate(self.declaration.presences):
            qui = presence.coproprietaire
            if qui in self.syndicat.rangs and qui not in retenues:
                ecarte = place in self.ecartes
                retenues[qui] = place, Presence(coproprietaire=qui, code=Code.ABSENT) if ecarte else presence
        return retenues

    @cached_property
    def deroulement(self) -> Deroulement:
        """Who is there at each line, the movements that cannot be left out. I-25."""
        return _derouler(self)

    def moment(self, point: Point) -> Moment:
        """Return who is there at a line."""
        return self.deroulement.moments[point.rang]

    def nom(self, qui: CoproprietaireId) -> str:
        """Name an owner by his name and id; an unknown one by his id."""
        rang = self.syndicat.rangs.get(qui)
        return qui if rang is None else nommer(self.syndicat.coproprietaires[rang])

    def noms(self, rangs: Iterable[int]) -> str:
        """Name owners, by rank."""
        return ", ".join(self.nom(self.syndicat.coproprietaires[rang].id) for rang in rangs)

    def designer(self, personne: Personne) -> str:
        """Name an owner by his name and id, anybody else by his name."""
        return str(personne) if personne.coproprietaire is None else self.nom(personne.coproprietaire)

    def est(self, personne: Personne, autre: Personne) -> bool:
        """Tell whether two mentions are of one person, or bear one name."""
        return personne.identite == autre.identite or self._nom_plie(personne) == self._nom_plie(autre)

    def _nom_plie(self, personne: Personne) -> tuple[str, str]:
        rang = self.syndicat.rangs.get(personne.coproprietaire) if personne.coproprietaire else None
        nom = str(personne) if rang is None else self.syndicat.coproprietaires[rang].nom
        return Personne(nom=nom or "?").identite

    def _lisible(self, un: Coproprietaire) -> Coproprietaire:
        if all(part.cle in self.codes for lot in un.lots for part in lot.tantiemes):
            return un
        connus = (
            evolve(lot, tantiemes=tuple(part for part in lot.tantiemes if part.cle in self.codes)) for lot in un.lots
        )
        return evolve(un, lots=tuple(connus))


def nommer(un: Coproprietaire) -> str:
    """Name an owner by his name and id. AG-53."""
    return f"{un.nom} ({un.id})" if un.nom.strip() else un.id


def premiers(choses: Iterable[C], identite: Callable[[C], K]) -> dict[K, C]:
    """Keep the first of each identity, in order."""
    trouves: dict[K, C] = {}
    for chose in choses:
        trouves.setdefault(identite(chose), chose)
    return trouves


def _derouler(lecture: Lecture) -> Deroulement:
    moment = _ouverture(lecture)
    moments: list[Moment] = []
    refuses: dict[int, tuple[Mouvement, str]] = {}
    abandons: dict[int, tuple[Mouvement, tuple[int, ...]]] = {}
    for place, mouvement, point, rang in _mouvements(lecture):
        suivant = _suivant(moment, mouvement, rang=rang, place=place, en_arriere=point.rang < len(moments))
        if isinstance(suivant, str):
            refuses[place] = mouvement, suivant
            continue
        moments += [moment] * (point.rang - len(moments))
        if mouvement.sens is Sens.DEPART and mouvement.mandataire is None:
            emmenes = moment.etat.mandants(Personne(coproprietaire=mouvement.coproprietaire))
            if emmenes:
                abandons[place] = mouvement, tuple(emmenes)
        moment = suivant
    lignes = max(len(lecture.points), 1)
    return Deroulement(moments=(*moments, *[moment] * (lignes - len(moments))), refuses=refuses, abandons=abandons)


def _mouvements(lecture: Lecture) -> Iterator[tuple[int, Mouvement, Point, int]]:
    """List the movements of known owners at known lines, with their place, their line and the owner's rank."""
    for place, fait in enumerate(lecture.declaration.deroulement):
        if isinstance(fait, Mouvement):
            point, rang = lecture.par_id.get(fait.resolution), lecture.syndicat.rangs.get(fait.coproprietaire)
            if point is not None and rang is not None:
                yield place, fait, point, rang


def _ouverture(lecture: Lecture) -> Moment:
    rangs = lecture.syndicat.rangs
    feuille = FeuilleDePresence(
        coproprietaires=tuple(rangs), presences=tuple(presence for _, presence in lecture.presences.values())
    )
    origines: dict[int, Lieu] = {
        rangs[qui]: ("presences", place, "mandataire") for qui, (place, _) in lecture.presences.items()
    }
    return Moment(etat=feuille.depart(), origines=origines)


def _suivant(moment: Moment, mouvement: Mouvement, *, rang: int, place: int, en_arriere: bool) -> Moment | str:
    """Apply a movement, or say why it cannot be."""
    if en_arriere:
        return libelle(
            MouvementEnArriere(
                coproprietaire=mouvement.coproprietaire, resolution=mouvement.resolution, heure=mouvement.heure
            )
        )
    deplace = deplacer(moment.etat, mouvement, rang=rang)
    if not is_successful(deplace):
        return libelle(deplace.failure())
    etat = deplace.unwrap()
    nouveaux = [un for un, qui in etat.mandataires.items() if moment.etat.mandataires.get(un) is not qui]
    lieu: Lieu = ("deroulement", place, "mandataire")
    return Moment(etat=etat, origines={**moment.origines, **dict.fromkeys(nouveaux, lieu)})
