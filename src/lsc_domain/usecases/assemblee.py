"""What an application does with a general meeting, from its agenda to its notified minutes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time

from attrs import frozen
from returns.pipeline import is_successful
from returns.result import Failure, Result, Success

from lsc_domain.assemblee import fait as f
from lsc_domain.assemblee.acte.proces_verbal import MODELES, acte_de_proces_verbal
from lsc_domain.assemblee.bibliotheque import ResolutionType, rediger
from lsc_domain.assemblee.contestation import Contestataire, contestataires
from lsc_domain.assemblee.convocation import Annexe, Consultation
from lsc_domain.assemblee.depouillement import Depouillement
from lsc_domain.assemblee.fait import Fait
from lsc_domain.assemblee.fiche import FicheDAssemblee, creer_fiche
from lsc_domain.assemblee.greffe import Greffe
from lsc_domain.assemblee.mutation import Mutation, mutations
from lsc_domain.assemblee.proces_verbal import ProcesVerbal, clore
from lsc_domain.assemblee.refus import Refus, SecondVoteFerme
from lsc_domain.assemblee.refus_de_tenue import EtapeManquante
from lsc_domain.assemblee.resolution import OrdreDuJour, Resolution
from lsc_domain.assemblee.suivi import Suivi
from lsc_domain.assemblee.tenue import TexteDeResolution
from lsc_domain.assemblee.texte_de_passage import Passage, TextesDePassage, texte_du_passage, texte_du_resultat
from lsc_domain.copropriete.coproprietaire import Coproprietaire
from lsc_domain.copropriete.personne import Personne
from lsc_domain.copropriete.syndicat import Syndicat
from lsc_domain.loi.delai import contestation_jusqu_au
from lsc_domain.loi.politique import POLITIQUE_PAR_DEFAUT, Politique
from lsc_domain.ports.clock import Clock
from lsc_domain.ports.errors import Conflict, NotFound
from lsc_domain.ports.ids import Ids
from lsc_domain.ports.journal import Tete
from lsc_domain.ports.storage import Storage, Transaction
from lsc_domain.publication.planning import paris
from lsc_domain.socle.ids import AssembleeId, CleId, CoproprietaireId, ResolutionId
from lsc_domain.usecases.main_courante import MainCourante


@frozen(kw_only=True)
class Notifiee:
    """An owner the minutes are notified to, since when, and until when he may sue. MSG-06, I-22."""

    contestataire: Contestataire
    presentee_le: date | None
    contestation_jusqu_au: date | None


@frozen(kw_only=True)
class AssembleeUseCases:
    """
    The life of a meeting: each act loads what is kept, decides, and keeps what was decided.

    A refusal of the law is a `Failure`, and nothing was kept; a failure of the store is an exception, and nothing
    was kept either. `AssembleeId` is the reference of the meeting, unique and never changed. AG-01, AG-03.
    """

    storage: Storage
    clock: Clock
    ids: Ids
    politique: Politique = POLITIQUE_PAR_DEFAUT

    # ---------------------------------------------------------------------------------------------------- the meeting

    def preparer(
        self,
        fiche: FicheDAssemblee,
        syndicat: Syndicat,
        *,
        syndic: Personne | None = None,
        adresse_du_syndic: str = "",
        courriel_du_syndic: str = "",
        vote_par_correspondance: bool = True,
    ) -> Result[AssembleeId, Refus]:
        """Open a meeting in the register, if its reference is free and its type chosen. AG-01, AG-17."""
        assemblee = AssembleeId(fiche.reference)
        acceptee = creer_fiche(fiche, references_prises=self._references(assemblee))
        if not is_successful(acceptee):
            return Failure(acceptee.failure())
        preparee = f.AssembleePreparee(
            fiche=fiche,
            syndicat=syndicat,
            syndic=syndic,
            adresse_du_syndic=adresse_du_syndic,
            courriel_du_syndic=courriel_du_syndic,
            vote_par_correspondance=vote_par_correspondance,
            politique=self.politique,
        )
        return self.inscrire(assemblee, preparee).map(lambda _: assemblee)

    def suivis(self) -> tuple[Suivi, ...]:
        """List the meetings and where each stands, by reference."""
        with self.storage.transaction() as transaction:
            return tuple(transaction.suivis.get(un).state for un in transaction.suivis.ids())

    def tenir(self, assemblee: AssembleeId) -> MainCourante:
        """Open a meeting to hold it, fact after fact: what a screen in the room keeps open."""
        return MainCourante(self.storage, self.clock, assemblee)

    def inscrire(self, assemblee: AssembleeId, *faits: Fait) -> Result[Tete, Refus]:
        """Keep any facts, all or none: what every act below comes down to."""
        return self.tenir(assemblee).inscrire(*faits)

    def greffe(self, assemblee: AssembleeId) -> Greffe:
        """Read a meeting back from its facts. Raises `NotFound`, or `BrokenChain` if one was changed."""
        return self.tenir(assemblee).greffe

    def depouiller(self, assemblee: AssembleeId) -> Depouillement:
        """Count and decide every line as things stand. AG-34, AG-40."""
        return self.greffe(assemblee).depouiller()

    # ---------------------------------------------------------------------------------------------------- before it

    def rediger(
        self,
        assemblee: AssembleeId,
        modele: ResolutionType,
        *,
        cle: CleId | None,
        valeurs: Mapping[str, str],
        place: int | None = None,
    ) -> Result[Resolution, Refus]:
        """Put a resolution of the library on the agenda, at a place or at the end, its blanks filled. AG-02, AG-03."""
        ordre_du_jour = self.greffe(assemblee).salle.ordre_du_jour
        rang = place if place is not None else len(ordre_du_jour.resolutions) + 1
        redigee = rediger(modele, id=ResolutionId(self.ids.new()), numero=str(rang), cle=cle, valeurs=valeurs)
        if not is_successful(redigee):
            return Failure(redigee.failure())
        nouveau = ordre_du_jour.inserer(redigee.unwrap(), place=rang)
        return self.arreter_ordre_du_jour(assemblee, nouveau).map(lambda _: nouveau.resolutions[rang - 1])

    def arreter_ordre_du_jour(self, assemblee: AssembleeId, ordre_du_jour: OrdreDuJour) -> Result[Tete, Refus]:
        """Settle the agenda, as often as wanted before the notice. AG-02."""
        return self.inscrire(assemblee, f.OrdreDuJourArrete(resolutions=ordre_du_jour.resolutions))

    def convoquer(
        self,
        assemblee: AssembleeId,
        *,
        presentee_le: date | None,
        urgence: str = "",
        consultation: Consultation | None = None,
        annexes: tuple[Annexe, ...] = (),
    ) -> Result[Tete, Refus]:
        """Call the owners, in time, on an agenda that can be voted. Décret 67-223, art. 9 and 11. I-17."""
        return self.inscrire(
            assemblee,
            f.AssembleeConvoquee(
                presentee_le=presentee_le, urgence=urgence, consultation=consultation, annexes=annexes
            ),
        )

    def constater_mutations(
        self, assemblee: AssembleeId, actuels: tuple[Coproprietaire, ...]
    ) -> Result[tuple[Mutation, ...], Refus]:
        """
        Compare the owners who were called with those of today, and go on with the latter if they differ.

        To be asked when attendance begins: a sale notified since the notice changes who votes. Décret 67-223, art. 6.
        """
        trouvees = mutations(self.greffe(assemblee).salle.syndicat.coproprietaires, actuels)
        if not trouvees:
            return Success(trouvees)
        fait = f.MutationConstatee(le=self.clock.now().astimezone(paris()).date(), coproprietaires=actuels)
        return self.inscrire(assemblee, fait).map(lambda _: trouvees)

    # ---------------------------------------------------------------------------------------------------- during it

    def ouvrir(self, assemblee: AssembleeId, *, heure: time | None) -> Result[Tete, Refus]:
        """Open the meeting, the attendance being recorded. AG-03."""
        return self.inscrire(assemblee, f.SeanceOuverte(heure=heure))

    def ouvrir_second_vote(
        self, assemblee: AssembleeId, resolution: ResolutionId, *, agence: str = ""
    ) -> Result[Tete, Refus]:
        """Open a second vote, and add to the resolution what the agency says of it. MAJ-01, MAJ-03, MAJ-06, MAJ-10."""
        scrutin = self.depouiller(assemblee).scrutin(resolution)
        texte = texte_du_passage(scrutin, self.textes(agence))
        if texte is None:
            return Failure(SecondVoteFerme(resolution=resolution))
        ajout = TexteDeResolution(resolution=resolution, texte=texte)
        return self.inscrire(assemblee, f.SecondVoteOuvert(resolution=resolution), f.TexteAjoute(texte=ajout))

    def ajouter_resultat(self, assemblee: AssembleeId, resolution: ResolutionId) -> Result[Tete, Refus]:
        """« Ajouter le résultat à la résolution »: after what was already added at its end. MAJ-02, MAJ-07."""
        greffe = self.greffe(assemblee)
        avant = next((un.texte for un in greffe.tenue.textes if un.resolution == resolution), "")
        resultat = texte_du_resultat(greffe.depouiller().scrutin(resolution))
        texte = "\n".join(filter(None, (avant, resultat)))
        return self.inscrire(assemblee, f.TexteAjoute(texte=TexteDeResolution(resolution=resolution, texte=texte)))

    def textes(self, agence: str) -> TextesDePassage:
        """Return what an agency says of a second vote: its own words, or the default ones. MAJ-06, MAJ-10."""
        with self.storage.transaction() as transaction:
            return _textes(transaction, agence)[0]

    def retenir_texte(self, agence: str, passage: Passage, texte: str) -> TextesDePassage:
        """Remember what an agency says of one of the two passages, for the next time. MAJ-06, MAJ-10."""
        with self.storage.transaction() as transaction:
            textes, version = _textes(transaction, agence)
            retenus = textes.retenir(passage, texte)
            transaction.textes.put(agence, retenus, expected=version)
        return retenus

    # ---------------------------------------------------------------------------------------------------- after it

    def etablir_proces_verbal(
        self, assemblee: AssembleeId, *, auteur: str, modele: str = MODELES[0]
    ) -> Result[ProcesVerbal, Refus]:
        """
        Make the minutes of a closed meeting, or the next version once a rectification is open.

        They are frozen with the fact that makes them, and bear the print of the last fact before it. AG-03, I-21, I-23.
        """
        main_courante = self.tenir(assemblee)
        greffe = main_courante.greffe
        if not greffe.ouverte:
            return Failure(EtapeManquante(attendu="la séance n'est pas close"))
        depouillement = greffe.depouiller()
        resultats = clore(depouillement)
        if not is_successful(resultats):
            return Failure(resultats.failure())
        version, maintenant, tete = len(greffe.versions) + 1, self.clock.now(), main_courante.tete
        motif = greffe.rectification.motif if greffe.rectification is not None else ""
        proces_verbal = ProcesVerbal(
            assemblee=assemblee,
            version=version,
            etabli_le=maintenant,
            auteur=auteur,
            motif=motif,
            faits=tete.rang,
            empreinte=tete.empreinte,
            resultats=resultats.unwrap(),
            acte=acte_de_proces_verbal(
                depouillement,
                greffe.tenue,
                modele=modele,
                empreinte=tete.empreinte,
                version=version,
                etabli_le=maintenant.astimezone(paris()).date(),
                auteur=auteur,
                motif_de_correction=motif,
            ),
        )
        fait = f.ProcesVerbalEtabli(version=version, auteur=auteur, motif=motif, resultats=proces_verbal.resultats)

        def garder(transaction: Transaction, apres: Tete) -> None:
            if apres.rang != tete.rang + 1:  # somebody wrote since: the print at the foot would not be the last one
                raise Conflict(f"assemblée {assemblee} : un fait a été inscrit pendant l'établissement")
            transaction.proces_verbaux.put(_cle(assemblee, version), proces_verbal, expected=0)

        return main_courante.inscrire(fait, apres=garder).map(lambda _: proces_verbal)

    def proces_verbal(self, assemblee: AssembleeId, *, version: int | None = None) -> ProcesVerbal:
        """Return a version of the minutes, the last one by default. Raises `NotFound`."""
        numero = version if version is not None else len(self.greffe(assemblee).versions)
        with self.storage.transaction() as transaction:
            return transaction.proces_verbaux.get(_cle(assemblee, numero)).state

    def rectifier(
        self, assemblee: AssembleeId, *, auteur: str, motif: str, faits: tuple[Fait, ...] = ()
    ) -> Result[ProcesVerbal, Refus]:
        """Correct the minutes: who, why, the facts that change, and the next version, made at once. I-23."""
        ouverte = self.inscrire(assemblee, f.RectificationOuverte(auteur=auteur, motif=motif), *faits)
        if not is_successful(ouverte):
            return Failure(ouverte.failure())
        return self.etablir_proces_verbal(assemblee, auteur=auteur)

    def notifier(
        self, assemblee: AssembleeId, *, presentations: Mapping[CoproprietaireId, date], moyen: str = ""
    ) -> Result[Tete, Refus]:
        """Record the notification of the last version to owners, each on the day of its presentation. I-22, MSG-06."""
        version = len(self.greffe(assemblee).versions)
        faits = tuple(
            f.ProcesVerbalNotifie(version=version, coproprietaire=qui, presentee_le=le, moyen=moyen)
            for qui, le in presentations.items()
        )
        return self.inscrire(assemblee, *faits)

    def notifiees(self, assemblee: AssembleeId) -> tuple[Notifiee, ...]:
        """List the opponents and défaillants, those already notified with the end of their two months. MSG-06, I-22."""
        greffe = self.greffe(assemblee)
        presentations = {un.coproprietaire: un.presentee_le for un in greffe.notifications}
        return tuple(
            Notifiee(
                contestataire=un,
                presentee_le=presentations.get(un.coproprietaire),
                contestation_jusqu_au=(
                    contestation_jusqu_au(presentations[un.coproprietaire])
                    if un.coproprietaire in presentations
                    else None
                ),
            )
            for un in contestataires(greffe.depouiller())
        )

    def _references(self, assemblee: AssembleeId) -> tuple[str, ...]:
        with self.storage.transaction() as transaction:
            return (assemblee,) if transaction.journal.tete(assemblee).rang else ()


def _cle(assemblee: AssembleeId, version: int) -> str:
    return f"{assemblee}/{version}"


def _textes(transaction: Transaction, agence: str) -> tuple[TextesDePassage, int]:
    try:
        garde = transaction.textes.get(agence)
    except NotFound:
        return TextesDePassage(agence=agence), 0
    return garde.state, garde.version
