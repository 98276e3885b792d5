"""The attendance sheet, as a line of time: how everybody started, then who moved, in order."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve, frozen
from returns.pipeline import is_successful
from returns.result import Failure, Result, Success

from lsc_domain.assemblee.mouvement import Mouvement, Sens, deplacer
from lsc_domain.assemblee.pouvoir import CODES_DU_MANDATAIRE
from lsc_domain.assemblee.presence import Code, EtatDesPresences, Presence
from lsc_domain.assemblee.refus import (
    MandataireAbsent,
    MouvementEnArriere,
    RefusMouvement,
    RefusPouvoir,
    VoteParCorrespondanceRecu,
    libelle,
)
from lsc_domain.copropriete.personne import Personne
from lsc_domain.socle.ensemble import ensemble
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import CoproprietaireId, ResolutionId


@frozen(kw_only=True)
class FeuilleDePresence:
    """
    The attendance sheet: how everybody started, then who moved, in order. I-25.

    Every count derives from it; none is stored. Its movements, in order, with hour and resolution, are the
    arrivals and departures the minutes list (AG-46). `coproprietaires` gives each owner his rank.
    """

    coproprietaires: tuple[CoproprietaireId, ...]
    presences: tuple[Presence, ...] = ()
    mouvements: tuple[Mouvement, ...] = ()

    def depart(self) -> EtatDesPresences:
        """
        Return the state before the first resolution; an owner with no entry is absent.

        Raises `InvalidValue` for an owner who is not of the syndicat, or has two entries.
        """
        rang_de = {qui: rang for rang, qui in enumerate(self.coproprietaires)}
        par_code: dict[Code, list[int]] = {code: [] for code in Code}
        mandataires: dict[int, Personne] = {}
        vus: set[CoproprietaireId] = set()
        for presence in self.presences:
            rang = rang_de.get(presence.coproprietaire)
            if rang is None:
                raise InvalidValue(f"{presence.coproprietaire} : n'est pas copropriétaire")
            if presence.coproprietaire in vus:
                raise InvalidValue(f"{presence.coproprietaire} : deux fois sur la feuille de présence")
            vus.add(presence.coproprietaire)
            par_code[presence.code].append(rang)
            if presence.mandataire is not None:
                mandataires[rang] = presence.mandataire
        return EtatDesPresences(
            coproprietaires=self.coproprietaires,
            presents=ensemble(par_code[Code.PRESENT]),
            distance=ensemble(par_code[Code.DISTANCE]),
            representes=ensemble(par_code[Code.REPRESENTE]),
            correspondance=ensemble(par_code[Code.CORRESPONDANCE]),
            mandataires=mandataires,
        )

    def derouler(
        self, lignes: Sequence[ResolutionId]
    ) -> Result[tuple[EtatDesPresences, ...], tuple[int, RefusMouvement]]:
        """
        Return who is there at each line of the agenda, or the place of the first movement that cannot be.

        Movements happen in the order of the list: one that names an earlier resolution than the one
        before it goes back in time, and is refused. AG-48, I-25. Raises `InvalidValue` for a resolution
        that is not on the agenda or an owner who is not of the syndicat.
        """
        rang_de = {qui: rang for rang, qui in enumerate(self.coproprietaires)}
        place_de = {ligne: place for place, ligne in enumerate(lignes)}
        etat = self.depart()
        etats: list[EtatDesPresences] = []
        for place, mouvement in enumerate(self.mouvements):
            if mouvement.resolution not in place_de:
                raise InvalidValue(f"résolution {mouvement.resolution} : un mouvement la nomme, l'ordre du jour non")
            if mouvement.coproprietaire not in rang_de:
                raise InvalidValue(f"{mouvement.coproprietaire} : n'est pas copropriétaire")
            ligne = place_de[mouvement.resolution]
            if ligne < len(etats):
                return Failure((place, _en_arriere(mouvement)))
            etats += [etat] * (ligne - len(etats))
            suivant = deplacer(etat, mouvement, rang=rang_de[mouvement.coproprietaire])
            if not is_successful(suivant):
                return Failure((place, suivant.failure()))
            etat = suivant.unwrap()
        return Success((*etats, *[etat] * (len(lignes) - len(etats))))

    def etats(self, lignes: Sequence[ResolutionId]) -> tuple[EtatDesPresences, ...]:
        """Return who is there at each line. Raises `InvalidValue` when `derouler` would refuse."""
        deroule = self.derouler(lignes)
        if not is_successful(deroule):
            place, refus = deroule.failure()
            raise InvalidValue(f"mouvement {place + 1} : {libelle(refus)}")
        return deroule.unwrap()

    def recapitulatif(self) -> EtatDesPresences:
        """
        Return how each owner took part at any time: a late arrival is present, so is who left. I-26.

        It is the « récapitulatif de présence » of the procès-verbal. AG-45.
        """
        etat = self.depart()
        rang_de = {qui: rang for rang, qui in enumerate(self.coproprietaires)}
        for mouvement in self.mouvements:
            if mouvement.coproprietaire not in rang_de:
                raise InvalidValue(f"{mouvement.coproprietaire} : n'est pas copropriétaire")
            rang = rang_de[mouvement.coproprietaire]
            if mouvement.sens is Sens.ARRIVEE and etat.code(rang) in (Code.ABSENT, Code.CORRESPONDANCE):
                etat = etat.coder(rang, mouvement.code, mouvement.mandataire)
        return etat


def enregistrer_mouvement(
    feuille: FeuilleDePresence, mouvement: Mouvement, *, lignes: Sequence[ResolutionId]
) -> Result[FeuilleDePresence, RefusMouvement]:
    """
    Record an arrival or a departure after those already recorded. AG-35.

    The order is that of the list: an arrival and a departure at one hour and one resolution are two
    entries, and the second counts (X-02). Earlier than the last one recorded, it is refused.
    """
    derniere = next((un.heure for un in reversed(feuille.mouvements) if un.heure), None)
    if derniere and mouvement.heure and mouvement.heure < derniere:
        return Failure(_en_arriere(mouvement))
    suivante = evolve(feuille, mouvements=(*feuille.mouvements, mouvement))
    return suivante.derouler(lignes).map(lambda _: suivante).alt(lambda refus: refus[1])


def _en_arriere(mouvement: Mouvement) -> MouvementEnArriere:
    return MouvementEnArriere(
        coproprietaire=mouvement.coproprietaire, resolution=mouvement.resolution, heure=mouvement.heure
    )


def representer(
    feuille: FeuilleDePresence, coproprietaire: CoproprietaireId, *, mandataire: Personne
) -> Result[FeuilleDePresence, RefusPouvoir]:
    """
    Code an owner R before the meeting starts, with his mandataire.

    Absent, present or remote, he may be; a correspondence voter may not, before his form is set aside. A
    mandataire who is himself an owner is there, physically or at a distance. AG-15, AG-16, X-11.
    """
    codes = {un.coproprietaire: un.code for un in feuille.presences}
    if codes.get(coproprietaire) is Code.CORRESPONDANCE:
        return Failure(VoteParCorrespondanceRecu(mandant=coproprietaire))
    if mandataire.coproprietaire is not None:
        code = codes.get(mandataire.coproprietaire, Code.ABSENT)
        if code.value not in CODES_DU_MANDATAIRE:
            return Failure(MandataireAbsent(mandataire=str(mandataire), code=code.value))
    presence = Presence(coproprietaire=coproprietaire, code=Code.REPRESENTE, mandataire=mandataire)
    return Success(_avec(feuille, presence))


def tous_presents(feuille: FeuilleDePresence, code: Code, *, conserver_correspondance: bool) -> FeuilleDePresence:
    """
    « Tous présents », in its four forms: O or D, keeping the correspondence votes or not. AG-30.

    Raises `InvalidValue` for any other code.
    """
    if code not in (Code.PRESENT, Code.DISTANCE):
        raise InvalidValue(f"tous présents : {code.value} n'est ni O ni D")
    return _tous(feuille, code, conserver_correspondance=conserver_correspondance)


def tous_absents(feuille: FeuilleDePresence, *, conserver_correspondance: bool) -> FeuilleDePresence:
    """« Tous absents », in its two forms: keeping the correspondence votes or not. AG-31."""
    return _tous(feuille, Code.ABSENT, conserver_correspondance=conserver_correspondance)


def _tous(feuille: FeuilleDePresence, code: Code, *, conserver_correspondance: bool) -> FeuilleDePresence:
    gardees = {
        un.coproprietaire: un for un in feuille.presences if conserver_correspondance and un.code is Code.CORRESPONDANCE
    }
    return evolve(
        feuille,
        presences=tuple(gardees.get(qui, Presence(coproprietaire=qui, code=code)) for qui in feuille.coproprietaires),
    )


def _avec(feuille: FeuilleDePresence, presence: Presence) -> FeuilleDePresence:
    autres = (un for un in feuille.presences if un.coproprietaire != presence.coproprietaire)
    return evolve(feuille, presences=(*autres, presence))
