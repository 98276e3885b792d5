"""One vote counted: who weighed what on which side, and in which of the four rows of the minutes."""

from __future__ import annotations

from attrs import evolve, field, frozen

from lsc_domain.assemblee.presence import EtatDesPresences
from lsc_domain.assemblee.resolution import Ligne
from lsc_domain.assemblee.vote import Bulletins, amender
from lsc_domain.copropriete.voix import Voix
from lsc_domain.loi.decision import Decision, Resultat
from lsc_domain.loi.decompte import Decompte, Poids
from lsc_domain.loi.formulaire import LECTURE_ACTUELLE, LectureDuFormulaire
from lsc_domain.loi.motif import Motif
from lsc_domain.loi.passerelle import Passerelle


@frozen(kw_only=True)
class Tableau:
    """
    The « Votants » table of the minutes: four rows that always add up to the whole. AG-47, AG-48.

    Represented owners are counted with those present here, and apart in the recap (POUV-04). The rows are the
    attendance **at that vote**; whoever was there and expressed nothing is in the last
    one. The printed table of the source mixes two moments and does not add up (X-02).
    """

    presents_ou_representes: Poids
    a_distance: Poids
    par_correspondance: Poids
    absents_ou_non_votants: Poids

    @property
    def total(self) -> Poids:
        """The sum of the four rows."""
        return self.presents_ou_representes + self.a_distance + self.par_correspondance + self.absents_ou_non_votants


@frozen(kw_only=True)
class Suffrages:
    """
    The ballots that count for one vote, and what they weigh.

    `bulletins` are what is left once the law has read the correspondence forms and the amended text;
    `recus` are the owners who gave one, whatever it became; `defaillants` are the correspondence voters it
    made défaillants. Sets of ranks, as everywhere.
    """

    etat: EtatDesPresences = field(repr=False)
    voix: Voix = field(repr=False)
    membres: int = field(repr=False)
    bulletins: Bulletins = field(repr=False)
    recus: int = field(repr=False)
    defaillants: int = field(repr=False)
    decompte: Decompte
    tableau: Tableau

    @property
    def votants(self) -> int:
        """The members who take part in this vote."""
        return self.etat.votants & self.membres

    @property
    def opposants(self) -> int:
        """Who said no: named in the minutes, and may sue. Décret 67-223, art. 17 and 18. AG-49."""
        return self.bulletins.non

    @property
    def abstentionnistes(self) -> int:
        """Who abstained: named in the minutes. Décret 67-223, art. 17. AG-49."""
        return self.bulletins.abstention

    @property
    def sans_part_au_vote(self) -> int:
        """
        Who was there without voting, or was made défaillant; the absent are not listed there. AG-49, AG-50.

        Three things the trade calls « non votant » stay apart: absent, non votant, défaillant (X-32).
        """
        return self.votants & ~self.bulletins.exprimes

    @property
    def sans_reponse(self) -> int:
        """Who takes part in person and has no ballot at all yet; a form that says nothing has said it."""
        return self.votants & ~self.recus & ~self.etat.correspondance


def compter(
    bulletins: Bulletins,
    *,
    voix: Voix,
    etat: EtatDesPresences,
    exclus: int = 0,
    amendee: bool = False,
    lecture: LectureDuFormulaire = LECTURE_ACTUELLE,
    coupes: int = 0,
    silencieux: int | None = None,
) -> Suffrages:
    """
    Count one vote: only members of the key who take part weigh on a side, everybody weighs in the whole.

    `exclus` are left out of the whole (loi 65-557, art. 19-2); `coupes` are remote owners whose line was
    cut, when the policy makes them défaillants; `silencieux` are the correspondence voters whose silence
    counts against under the ELAN reading (all of them by default).

    Members taking part, for the heads of art. 26-1, are the owners coded O, D and R, whatever they vote,
    and those coded C whose form answers this line; one made défaillant does not take part (X-04).

    AG-28, AG-37, AG-48, I-24, I-29.
    """
    membres = voix.membres & ~exclus
    en_personne = (etat.presents | etat.distance | etat.representes) & membres & ~coupes
    correspondants = etat.correspondance & membres
    comptes = bulletins.parmi(en_personne | correspondants)
    if lecture.silence_vaut_contre:
        muets = correspondants if silencieux is None else correspondants & silencieux
        comptes = _contre(comptes, muets & ~(comptes.oui | comptes.non))
    avant = comptes
    if amendee:
        if lecture.amende_vaut_contre:
            comptes = _contre(comptes, correspondants & comptes.saisis)
        else:
            comptes = amender(comptes, correspondance=correspondants)
    exprimes = comptes.exprimes
    participants = en_personne | (correspondants & exprimes)
    decompte = Decompte(
        pour=voix.peser(comptes.oui),
        contre=voix.peser(comptes.non),
        abstention=voix.peser(comptes.abstention),
        non_votant=voix.peser(membres & ~exprimes),
        participants=voix.peser(participants),
    )
    tableau = Tableau(
        presents_ou_representes=voix.peser(exprimes & (etat.presents | etat.representes)),
        a_distance=voix.peser(exprimes & etat.distance),
        par_correspondance=voix.peser(exprimes & etat.correspondance),
        absents_ou_non_votants=voix.peser(membres & ~exprimes),
    )
    return Suffrages(
        etat=etat,
        voix=voix,
        membres=membres,
        bulletins=comptes,
        recus=bulletins.saisis | coupes,
        defaillants=avant.exprimes & ~exprimes,
        decompte=decompte,
        tableau=tableau,
    )


def _contre(bulletins: Bulletins, coproprietaires: int) -> Bulletins:
    """Count the ballots of a set of owners against."""
    autres = bulletins.parmi(~coproprietaires)
    return evolve(autres, non=autres.non | coproprietaires)


@frozen(kw_only=True)
class SecondScrutin:
    """A second vote the law opens; `suffrages` and `decision` are `None` until it is held. MAJ-03, MAJ-09."""

    passerelle: Passerelle
    suffrages: Suffrages | None = None
    decision: Decision | None = None


@frozen(kw_only=True)
class Scrutin:
    """
    A line of the agenda decided: the outcome, the figures, the second vote, the reasons. AG-40, AG-47.

    `resultat` is the final one: that of the second vote where one was held, that of the parent for a
    sub-resolution that falls with it. `en_cours` tells that somebody who takes part has no ballot yet.
    """

    ligne: Ligne
    resultat: Resultat
    suffrages: Suffrages
    decision: Decision | None = None
    second: SecondScrutin | None = None
    motifs: tuple[Motif, ...] = ()
    alertes: tuple[str, ...] = ()

    @property
    def en_cours(self) -> bool:
        """
        « Saisie en cours…. » on the trade's screen. AG-40.

        A line left without object by the choice of a rival waits for nobody (décret 67-223, art. 19).
        """
        sans_objet = self.resultat is Resultat.SANS_OBJET
        return self.ligne.resolution.se_vote and not sans_objet and bool(self.suffrages.sans_reponse)

    @property
    def phrase(self) -> str:
        """The sentence the minutes print under the text of the resolution. AG-47."""
        if self.resultat in (Resultat.ADOPTEE, Resultat.REJETEE):
            return f"La résolution est {self.libelle} par les personnes ayant pris part au vote."
        return f"{self.libelle}."

    @property
    def libelle(self) -> str:
        """
        The outcome in the words of the trade's screen, ready to be added to the resolution. MAJ-02, MAJ-07.

        The exact strings of the source: `PAS DE DECISION POSSIBLE (Revoter à l'art. 25)` while a second
        vote is open, `ACCEPTÉE à l'article 25` once it was held.
        """
        texte = _LIBELLES[self.resultat]
        if self.second is None:
            return texte
        article = self.second.passerelle.majorite.nom
        return (
            f"{texte} (Revoter à l'art. {article})"
            if self.second.decision is None
            else f"{texte} à l'article {article}"
        )


_LIBELLES = {
    Resultat.ADOPTEE: "ACCEPTÉE",
    Resultat.REJETEE: "REJETÉE",
    Resultat.SANS_DECISION: "PAS DE DECISION POSSIBLE",
    Resultat.PAS_DE_VOTE: "PAS DE VOTE",
    Resultat.SANS_OBJET: "SANS OBJET",
}
