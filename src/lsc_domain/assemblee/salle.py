"""Who is in the room, as the facts come: presences, forms, movements, and what happened to the agenda."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from copy import copy

from attrs import evolve
from returns.pipeline import is_successful

from lsc_domain.assemblee.convocation import incomplet
from lsc_domain.assemblee.correspondance import Formulaire
from lsc_domain.assemblee.feuille import FeuilleDePresence
from lsc_domain.assemblee.fiche import FicheDAssemblee
from lsc_domain.assemblee.mouvement import Mouvement
from lsc_domain.assemblee.presence import Code, Presence
from lsc_domain.assemblee.refus import DeroulementIncoherent, Refus, VoteParCorrespondanceRecu
from lsc_domain.assemblee.refus_de_tenue import (
    FormulaireDUnPresent,
    InconnuDeLAssemblee,
    OrdreDuJourIncomplet,
    VoteParCorrespondanceDesactive,
)
from lsc_domain.assemblee.resolution import OrdreDuJour, Resolution
from lsc_domain.assemblee.seance import Amendement, FormulaireEcarte, Incident, Seance, ecarter_formulaires
from lsc_domain.copropriete.coproprietaire import Coproprietaire
from lsc_domain.copropriete.personne import Personne
from lsc_domain.copropriete.syndicat import Syndicat
from lsc_domain.loi.politique import Politique
from lsc_domain.socle.ids import CoproprietaireId

EN_SEANCE = (Code.PRESENT, Code.DISTANCE, Code.REPRESENTE)


class Salle:
    """
    The attendance of one meeting and its agenda, one fact at a time; `cadre()` freezes it, without any vote.

    With the option of correspondence votes off, codes are N, O and R (AG-17). I-25.
    """

    def __init__(
        self, fiche: FicheDAssemblee, syndicat: Syndicat, politique: Politique, *, vote_par_correspondance: bool
    ) -> None:
        """Start with nobody in the room."""
        self.fiche = fiche
        self.syndicat = syndicat
        self.ordre_du_jour = OrdreDuJour(())
        self.presences: dict[CoproprietaireId, Presence] = {}
        self.formulaires: dict[CoproprietaireId, Formulaire] = {}
        self.mouvements: tuple[Mouvement, ...] = ()
        self.amendements: tuple[Amendement, ...] = ()
        self.incidents: tuple[Incident, ...] = ()
        self._politique = politique
        self._vote_par_correspondance = vote_par_correspondance

    def muter(self, coproprietaires: tuple[Coproprietaire, ...]) -> None:
        """
        Take the owners as they are now; what came from those who are no longer there falls.

        A proxy may be held by anybody: the one a seller holds stands, in his own name.
        """
        partis = {un.id: un.nom for un in self.syndicat.coproprietaires}
        self.syndicat = evolve(self.syndicat, coproprietaires=coproprietaires)
        restent = self.syndicat.rangs

        def du_dehors(une: Personne | None) -> Personne | None:
            if une is None or une.coproprietaire is None or une.coproprietaire in restent:
                return une
            return Personne(nom=une.nom or partis[une.coproprietaire], empechement=une.empechement)

        self.presences = {
            qui: evolve(une, mandataire=du_dehors(une.mandataire))
            for qui, une in self.presences.items()
            if qui in restent
        }
        self.formulaires = {qui: un for qui, un in self.formulaires.items() if qui in restent}
        self.fiche = evolve(
            self.fiche,
            president=du_dehors(self.fiche.president),
            secretaire=du_dehors(self.fiche.secretaire),
            scrutateurs=tuple(un for un in map(du_dehors, self.fiche.scrutateurs) if un is not None),
        )
        self.ordre_du_jour = OrdreDuJour(tuple(_sans_exclus(un, restent) for un in self.ordre_du_jour.resolutions))

    def enregistrer(self, presence: Presence) -> Refus | None:
        """
        Record how an owner starts the meeting.

        In person or at a distance, he sets his own form aside (décret 67-223, art. 14-1); represented, he cannot.
        AG-16.
        """
        qui = presence.coproprietaire
        refus = self._connus(qui, presence.mandataire) or self._permis(qui, presence.code)
        if refus is not None:
            return refus
        avant = self.presences.get(qui)
        if avant is not None and avant.code is Code.CORRESPONDANCE and presence.code is Code.REPRESENTE:
            return VoteParCorrespondanceRecu(mandant=qui)
        self.presences[qui] = presence
        return None

    def recevoir(self, formulaire: Formulaire) -> Refus | None:
        """
        Keep a form, in time or not; its author is coded C, and read as absent when it does not count. AG-11, I-19.

        Refused for somebody who already takes part otherwise, and for a line that is not on the agenda. I-15.
        """
        qui = formulaire.coproprietaire
        refus = self._connus(qui) or self._permis(qui, Code.CORRESPONDANCE)
        if refus is not None:
            return refus
        inconnue = next(
            (un.resolution for un in formulaire.reponses if un.resolution not in self.ordre_du_jour.rangs), None
        )
        if inconnue is not None:
            return InconnuDeLAssemblee(quoi=f"la résolution {inconnue}")
        avant = self.presences.get(qui)
        if avant is not None and avant.code in EN_SEANCE:
            return FormulaireDUnPresent(coproprietaire=qui)
        self.formulaires[qui] = formulaire
        self.presences[qui] = Presence(
            coproprietaire=qui,
            code=Code.CORRESPONDANCE,
            recu_le=formulaire.recu_le,
            canal=formulaire.canal,
            signe=formulaire.signe,
        )
        return None

    def avec_mouvement(self, mouvement: Mouvement) -> Seance | Refus:
        """Return the frame with one more movement, or why it cannot be. AG-35."""
        refus = (
            self._connus(mouvement.coproprietaire, mouvement.mandataire)
            or self._permis(mouvement.coproprietaire, mouvement.code)
            or self.ligne(mouvement.resolution)
        )
        if refus is not None:
            return refus
        return self.avec_mouvements((*self.mouvements, mouvement))

    def avec_mouvements(self, mouvements: tuple[Mouvement, ...] | None = None) -> Seance | Refus:
        """Return the frame with these movements, by default those recorded, or why the first of them cannot be."""
        mouvements = self.mouvements if mouvements is None else mouvements
        feuille, _ = self._feuille(mouvements)
        deroule = feuille.derouler([ligne.resolution.id for ligne in self.ordre_du_jour.lignes])
        if not is_successful(deroule):
            return deroule.failure()[1]
        return self.cadre(mouvements=mouvements)

    def avec_ordre_du_jour(self, nouveau: OrdreDuJour) -> Seance | Refus:
        """Return the frame on another agenda, or the facts it would leave without their line. AG-21, I-24."""
        nommees = {
            *(un.resolution for un in self.mouvements),
            *(un.resolution for un in self.amendements),
            *(un.resolution for un in self.incidents),
        }
        orphelines = tuple(sorted(nommees - nouveau.rangs.keys()))
        if orphelines:
            return DeroulementIncoherent(resolutions=orphelines)
        feuille, _ = self._feuille(self.mouvements)
        deroule = feuille.derouler([ligne.resolution.id for ligne in nouveau.lignes])
        if not is_successful(deroule):
            return DeroulementIncoherent(resolutions=(self.mouvements[deroule.failure()[0]].resolution,))
        return self.cadre(ordre_du_jour=nouveau)

    def cadre(
        self,
        *,
        mouvements: tuple[Mouvement, ...] | None = None,
        ordre_du_jour: OrdreDuJour | None = None,
    ) -> Seance:
        """Freeze the meeting without its votes."""
        feuille, ecartes = self._feuille(self.mouvements if mouvements is None else mouvements)
        return Seance(
            fiche=self.fiche,
            syndicat=self.syndicat,
            ordre_du_jour=ordre_du_jour or self.ordre_du_jour,
            feuille=feuille,
            ecartes=ecartes,
            amendements=self.amendements,
            incidents=self.incidents,
            politique=self._politique,
        )

    def copie(self) -> Salle:
        """Return the room as it is, for whoever may have to come back to it."""
        autre = copy(self)
        autre.presences, autre.formulaires = dict(self.presences), dict(self.formulaires)
        return autre

    def votable(self, ordre_du_jour: OrdreDuJour) -> InconnuDeLAssemblee | OrdreDuJourIncomplet | None:
        """Refuse an agenda that names a key or an owner the syndicat has not, or cannot be put to the vote. AG-02."""
        return self.lisible(ordre_du_jour) or incomplet(ordre_du_jour)

    def lisible(self, ordre_du_jour: OrdreDuJour) -> InconnuDeLAssemblee | None:
        """Refuse an agenda that names a key or an owner the syndicat has not."""
        codes = {cle.code for cle in self.syndicat.cles}
        for resolution in (ligne.resolution for ligne in ordre_du_jour.lignes):
            if resolution.cle is not None and resolution.cle not in codes:
                return InconnuDeLAssemblee(quoi=f"la clé {resolution.cle}")
            refus = self.connus_par_id(sorted(resolution.exclus))
            if refus is not None:
                return refus
        return None

    def ligne(self, resolution: str) -> InconnuDeLAssemblee | None:
        """Refuse a line that is not on the agenda."""
        return (
            None if resolution in self.ordre_du_jour.rangs else InconnuDeLAssemblee(quoi=f"la résolution {resolution}")
        )

    def connus(self, personnes: Iterable[Personne | None]) -> InconnuDeLAssemblee | None:
        """Refuse an owner who is not of the syndicat."""
        return connus(self.syndicat, personnes)

    def connus_par_id(self, ids: Iterable[CoproprietaireId]) -> InconnuDeLAssemblee | None:
        """Refuse an identity that is not an owner's."""
        return self.connus(Personne(coproprietaire=un) for un in ids)

    def _connus(self, qui: CoproprietaireId, mandataire: Personne | None = None) -> InconnuDeLAssemblee | None:
        return self.connus((Personne(coproprietaire=qui), mandataire))

    def _permis(self, qui: CoproprietaireId, code: Code) -> VoteParCorrespondanceDesactive | None:
        if not self._vote_par_correspondance and code in (Code.DISTANCE, Code.CORRESPONDANCE):
            return VoteParCorrespondanceDesactive(coproprietaire=qui)
        return None

    def _feuille(self, mouvements: tuple[Mouvement, ...]) -> tuple[FeuilleDePresence, tuple[FormulaireEcarte, ...]]:
        feuille = FeuilleDePresence(
            coproprietaires=tuple(self.syndicat.rangs),
            presences=tuple(self.presences.values()),
            mouvements=mouvements,
        )
        return ecarter_formulaires(feuille, self.fiche, politique=self._politique)


def connus(syndicat: Syndicat, personnes: Iterable[Personne | None]) -> InconnuDeLAssemblee | None:
    """Refuse an owner who is not of a syndicat."""
    for une in personnes:
        if une is not None and une.coproprietaire is not None and une.coproprietaire not in syndicat.rangs:
            return InconnuDeLAssemblee(quoi=f"le copropriétaire {une.coproprietaire}")
    return None


def _sans_exclus(resolution: Resolution, restent: Collection[CoproprietaireId]) -> Resolution:
    """Leave out of a count only owners there are: a seller's voices are his buyer's."""
    return evolve(
        resolution,
        exclus=resolution.exclus & {*restent},
        sous_resolutions=tuple(_sans_exclus(un, restent) for un in resolution.sous_resolutions),
    )
