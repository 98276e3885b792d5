"""One line of the agenda as the minutes write it: the text, the result, the figures, the names."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from lsc_domain.assemblee.acte.en_tete_de_seance import nommer
from lsc_domain.assemblee.acte.noms import Noms
from lsc_domain.assemblee.acte.recapitulatif import (
    LigneDeTableau,
    ListeDeNoms,
    cle_de_presence,
    ligne_de_tableau,
)
from lsc_domain.assemblee.contestation import defaillants
from lsc_domain.assemblee.scrutin import Scrutin, Suffrages
from lsc_domain.assemblee.seance import Incident, Seance
from lsc_domain.assemblee.tenue import Reserve, Tenue
from lsc_domain.copropriete.personne import Personne
from lsc_domain.loi.article_de_vote import ArticleDeVote
from lsc_domain.loi.decision import Resultat
from lsc_domain.loi.formulaire import lecture_du_formulaire
from lsc_domain.loi.motif import HORS_VOTE, Motif
from lsc_domain.socle.affichage import ecrire_heure
from lsc_domain.socle.ensemble import ensemble
from lsc_domain.socle.ids import CleId

AMENDEE = (
    "(*) Si la résolution a été amendée, les votes favorables par correspondance sont considérés comme défaillants, "
    "donc comme n'ayant pas voté."
)
"""The footnote of the two models of the trade, its spelling mended. AG-50."""
_AMENDEE_SOUS_ELAN = (
    "(*) La résolution ayant été amendée, les votes par correspondance sont comptés comme défavorables, selon la loi "
    "en vigueur à cette date."
)
_ANNULE_AILLEURS = "Résolution amendée en séance"
"""What begins the alert the footnote and the names already say."""


@frozen(kw_only=True)
class Tour:
    """
    One count of ballots: the « Votants » table that adds up, the detail, and who by name. AG-47, AG-48, AG-49.

    `titre` and `article` are empty where the line had a single vote, at its own article.
    """

    titre: str
    article: str
    votants: tuple[LigneDeTableau, ...]
    total: LigneDeTableau
    detail: tuple[LigneDeTableau, ...]
    noms: tuple[ListeDeNoms, ...]


@frozen(kw_only=True)
class VoteDuProcesVerbal:
    """
    A line of the agenda with its result. Décret 67-223, art. 17. AG-47.

    `texte` is what was put to the vote, amended or not; `projet` is the text joined to the notice, when the two
    differ. `suite` is what was added at its end (MAJ-06, MAJ-07, MAJ-10); `ajoutee` is empty for a line that was
    on the notice.
    """

    numero: str
    titre: str
    sous_resolution: bool
    texte: str
    projet: str
    amendee: str
    ajoutee: str
    suite: tuple[str, ...]
    article: str
    cle: str
    phrase: str
    resultat: str
    tours: tuple[Tour, ...]
    note: str
    motifs: tuple[str, ...]
    reserves: tuple[str, ...]
    incidents: tuple[str, ...]
    observations: tuple[str, ...]


class Redacteur:
    """What every line of one set of minutes is written with, worked out once."""

    def __init__(self, seance: Seance, tenue: Tenue, noms: Noms, *, deja_dites: frozenset[str] = frozenset()) -> None:
        self._seance = seance
        self._tenue = tenue
        self._noms = noms
        self._deja_dites = deja_dites
        self._lecture = lecture_du_formulaire(seance.fiche.date).valeur

    def rediger(self, scrutin: Scrutin) -> VoteDuProcesVerbal:
        """Write one line."""
        resolution, seance, tenue = scrutin.ligne.resolution, self._seance, self._tenue
        cle = resolution.cle or cle_de_presence(seance)
        amendements = [un for un in seance.amendements if un.resolution == resolution.id]
        amende = next((un.texte for un in reversed(amendements) if un.texte), "")
        decide = self._decide(scrutin)
        return VoteDuProcesVerbal(
            numero=resolution.numero,
            titre=resolution.titre,
            sous_resolution=scrutin.ligne.parent is not None,
            texte=amende or resolution.projet,
            projet=resolution.projet if amende else "",
            amendee=_amendee([ecrire_heure(un.heure) for un in amendements if un.heure]) if amendements else "",
            ajoutee=_ajoutee(decide) if resolution.id in tenue.ajoutees else "",
            suite=tuple(un.texte for un in tenue.textes if un.resolution == resolution.id),
            article=ecrire_article(resolution.article) if resolution.se_vote else "",
            cle=str(seance.syndicat.cle(cle)) if resolution.se_vote else "",
            phrase=scrutin.phrase if decide else "",
            resultat=scrutin.libelle if decide else "",
            tours=tuple(self._tours(scrutin, cle)) if decide else (),
            note=self._note(scrutin) if decide else "",
            motifs=tuple(ecrire_motif(un) for un in scrutin.motifs) if decide else (),
            reserves=tuple(ecrire_reserve(un, seance) for un in tenue.reserves if un.resolution == resolution.id),
            incidents=tuple(ecrire_incident(un, seance) for un in seance.incidents if un.resolution == resolution.id),
            observations=tuple(self._observations(scrutin, cle)),
        )

    def _decide(self, scrutin: Scrutin) -> bool:
        """A line put on the agenda in session is discussed; it has a result only if somebody voted all the same."""
        id = scrutin.ligne.resolution.id
        return id not in self._tenue.ajoutees or id in self._seance.votes

    def _tours(self, scrutin: Scrutin, cle: CleId) -> Iterator[Tour]:
        vote_tenu = scrutin.ligne.resolution.id in self._seance.votes
        decidee = scrutin.decision is not None and scrutin.resultat is not Resultat.SANS_OBJET
        if not scrutin.ligne.resolution.se_vote or not (vote_tenu or decidee):
            return
        second = scrutin.second
        if second is None or second.suffrages is None:
            yield self._tour("", "", scrutin.suffrages, cle, scrutin.resultat)
            return
        # Whoever voted no at the first vote opposed nothing: it decided nothing.
        article = ecrire_article(scrutin.ligne.resolution.article)
        yield self._tour("Premier vote", article, scrutin.suffrages, cle, None)
        apres = f"article {second.passerelle.majorite.nom}"
        yield self._tour("Second vote", apres, second.suffrages, cle, scrutin.resultat)

    def _tour(self, titre: str, article: str, suffrages: Suffrages, cle: CleId, resultat: Resultat | None) -> Tour:
        tableau, compte = suffrages.tableau, suffrages.decompte
        return Tour(
            titre=titre,
            article=article,
            votants=(
                ligne_de_tableau("Présents ou représentés", tableau.presents_ou_representes),
                ligne_de_tableau("Votants à distance", tableau.a_distance),
                ligne_de_tableau("Votants par correspondance", tableau.par_correspondance),
                ligne_de_tableau("Absents (ou non votants)", tableau.absents_ou_non_votants),
            ),
            total=ligne_de_tableau("Total", tableau.total),
            detail=(
                ligne_de_tableau("Oui", compte.pour),
                ligne_de_tableau("Non", compte.contre),
                ligne_de_tableau("Abstentions", compte.abstention),
            ),
            noms=tuple(self._listes(suffrages, cle, resultat)),
        )

    def _listes(self, suffrages: Suffrages, cle: CleId, resultat: Resultat | None) -> Iterator[ListeDeNoms]:
        """
        Name who abstained, who opposed the decision, who took no part, who is défaillant. AG-49, MSG-06.

        The décret names those « qui se sont opposés à la décision »: whoever voted no where the assembly adopted,
        whoever voted yes where it did not (art. 17, al. 3; loi, art. 42, al. 2).
        """

        def liste(libelle: str, membres: int) -> ListeDeNoms:
            return ListeDeNoms(libelle=libelle, noms=self._noms.lister(membres & suffrages.membres, cle))

        yield liste("Se sont abstenus", suffrages.abstentionnistes)
        if resultat is Resultat.ADOPTEE:
            yield liste("Se sont opposés à la décision", suffrages.bulletins.non)
        else:
            yield liste("Ont voté contre", suffrages.bulletins.non)
            if resultat is not None:
                yield liste("Se sont opposés à la décision, ayant voté pour", suffrages.bulletins.oui)
        yield liste("N'ont pas pris part au vote (*)", suffrages.sans_part_au_vote)
        if suffrages.defaillants:
            yield liste("Sont assimilés à des défaillants (*)", suffrages.defaillants)
        if resultat is not None and defaillants(suffrages):
            yield liste("Sont défaillants", defaillants(suffrages))

    def _note(self, scrutin: Scrutin) -> str:
        if scrutin.ligne.resolution.id not in self._seance.amendees:
            return ""
        return _AMENDEE_SOUS_ELAN if self._lecture.amende_vaut_contre else AMENDEE

    def _observations(self, scrutin: Scrutin, cle: CleId) -> Iterator[str]:
        exclus = ensemble(self._seance.syndicat.rangs[qui] for qui in scrutin.ligne.resolution.exclus)
        if exclus:
            yield f"Voix écartées de ce décompte (loi 65-557, art. 19-2) : {self._noms.lister(exclus, cle)}."
        for alerte in scrutin.alertes:
            if alerte not in self._deja_dites and not alerte.startswith(_ANNULE_AILLEURS):
                yield alerte


def ecrire_article(article: ArticleDeVote | None) -> str:
    """Name the article a line is put to the vote under."""
    if article is None:
        return ""
    return "unanimité" if article.majorite == "unanimite" else f"article {article}"


def ecrire_motif(motif: Motif) -> str:
    """
    Write a reason of the law with its article.

    >>> ecrire_motif(Motif(texte="Ce point n'est pas soumis au vote.", article=HORS_VOTE))
    "Ce point n'est pas soumis au vote (décret 67-223, art. 13)."
    """
    return f"{motif.texte.removesuffix('.')} ({motif.article})."


def ecrire_reserve(reserve: Reserve, seance: Seance) -> str:
    """Write a reserve on the regularity of the decisions, and whose it is. Décret 67-223, art. 17. I-21."""
    return f"{nommer(Personne(coproprietaire=reserve.coproprietaire), seance)} : {reserve.texte}"


def ecrire_incident(incident: Incident, seance: Seance) -> str:
    """Write the incident that kept a remote owner from voting. Décret 67-223, art. 17. I-21."""
    heure = f" (à {ecrire_heure(incident.heure)})" if incident.heure else ""
    texte = incident.texte or "incident technique"
    return f"{nommer(Personne(coproprietaire=incident.coproprietaire), seance)}{heure} : {texte}"


def _amendee(heures: list[str]) -> str:
    return f"Résolution amendée en séance (à {', '.join(heures)})" if heures else "Résolution amendée en séance"


def _ajoutee(votee: bool) -> str:
    suite = (
        "un vote a été recueilli, il n'engage pas l'assemblée" if votee else "l'assemblée en débat et n'en décide pas"
    )
    return f"Point ajouté en séance, hors de l'ordre du jour notifié : {suite} ({HORS_VOTE})."
