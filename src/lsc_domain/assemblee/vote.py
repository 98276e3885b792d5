"""Ballots: what each owner chose, counted as they come in or all at once."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from attrs import evolve, frozen
from returns.result import Failure, Result, Success

from lsc_domain.assemblee.choix import Choix
from lsc_domain.assemblee.refus import RefusVote, VoteDUnAbsent, VoteParCorrespondanceFige, VoteSansVoix
from lsc_domain.copropriete.voix import Voix
from lsc_domain.loi.decompte import Poids
from lsc_domain.socle.ensemble import colonne, ensemble, rangs
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import CoproprietaireId

LETTRES = {Choix.OUI: "o", Choix.NON: "n", Choix.ABSTENTION: "a", Choix.NON_VOTANT: "-"}
"""One letter per owner, in rank order, is the packed form of a vote; a dot is no entry at all."""

_MARQUES = {lettre: str.maketrans({autre: "01"[autre == lettre] for autre in "ona-."}) for lettre in "ona-"}


@frozen(kw_only=True)
class Bulletins:
    """
    The ballots of one vote: disjoint sets of owners, those with no entry being in none of them.

    >>> Bulletins.lire("on-.a").oui
    1
    """

    oui: int = 0
    non: int = 0
    abstention: int = 0
    non_votant: int = 0

    def __attrs_post_init__(self) -> None:
        somme = self.oui | self.non | self.abstention | self.non_votant
        compte = (self.oui, self.non, self.abstention, self.non_votant)
        if somme.bit_count() != sum(un.bit_count() for un in compte):
            raise InvalidValue("bulletins : un copropriétaire a deux votes")

    @classmethod
    def lire(cls, lettres: str) -> Bulletins:
        """Read the packed form: one letter of `LETTRES`, or a dot, per owner. Raises `InvalidValue` otherwise."""
        if not set(lettres) <= set("ona-."):
            raise InvalidValue("bulletins : attendu o, n, a, - ou . pour chaque copropriétaire")
        return cls(
            oui=colonne(lettres.translate(_MARQUES["o"])),
            non=colonne(lettres.translate(_MARQUES["n"])),
            abstention=colonne(lettres.translate(_MARQUES["a"])),
            non_votant=colonne(lettres.translate(_MARQUES["-"])),
        )

    @classmethod
    def de(cls, votes: Mapping[int, Choix]) -> Bulletins:
        """Build ballots from choices by rank of owner."""
        return cls(**{choix.value: ensemble(rang for rang, un in votes.items() if un == choix) for choix in Choix})

    @property
    def saisis(self) -> int:
        """Whoever has an entry, be it « non votant »."""
        return self.oui | self.non | self.abstention | self.non_votant

    @property
    def exprimes(self) -> int:
        """Whoever answered: yes, no or abstention."""
        return self.oui | self.non | self.abstention

    def avec(self, choix: Choix) -> int:
        """Return the set of the owners who made a choice."""
        ensemble_du_choix: int = getattr(self, choix.value)
        return ensemble_du_choix

    def choix(self, rang: int) -> Choix | None:
        """Return what an owner chose, `None` when he has no entry."""
        return next((choix for choix in Choix if self.avec(choix) >> rang & 1), None)

    def parmi(self, coproprietaires: int) -> Bulletins:
        """Keep only the ballots of a set of owners."""
        return Bulletins(
            oui=self.oui & coproprietaires,
            non=self.non & coproprietaires,
            abstention=self.abstention & coproprietaires,
            non_votant=self.non_votant & coproprietaires,
        )

    def completes(self, autres: Bulletins) -> Bulletins:
        """Take from others the ballots of those who have none here."""
        manquants = autres.parmi(~self.saisis)
        return Bulletins(
            oui=self.oui | manquants.oui,
            non=self.non | manquants.non,
            abstention=self.abstention | manquants.abstention,
            non_votant=self.non_votant | manquants.non_votant,
        )


class Urne:
    """
    The open ballot box of one vote: takes one ballot at a time, knows its totals at any moment. AG-34.

    The one object of this context that changes: a ballot costs the same whatever the number of owners,
    which no frozen value could do. `bulletins()` is the frozen result. Correspondence votes are in it
    from the start, carried from the forms (AG-22), and never modified (AG-36).
    """

    __slots__ = ("_cases", "_correspondance", "_membres", "_totaux", "_votants", "voix")

    def __init__(
        self,
        voix: Voix,
        *,
        votants: int,
        correspondance: int = 0,
        exclus: int = 0,
        formulaires: Bulletins | None = None,
        deposes: Bulletins | None = None,
    ) -> None:
        """
        Open a box for the owners who take part.

        `votants`, `correspondance` and `exclus` (loi 65-557, art. 19-2) are sets of ranks; `formulaires`
        the answers of the forms, `deposes` the ballots already cast by the others.
        """
        self.voix = voix
        effectif = len(voix.poids)
        membres = voix.membres & ~exclus
        self._membres = _marques(membres, effectif)
        self._votants = _marques(votants, effectif)
        self._correspondance = _marques(correspondance, effectif)
        self._cases: list[Choix | None] = [None] * effectif
        self._totaux = {choix: [0, 0] for choix in Choix}
        if formulaires is not None:
            for choix in Choix:
                for rang in rangs(formulaires.avec(choix) & correspondance & votants & membres):
                    self._poser(rang, choix)
        if deposes is not None:
            for choix in Choix:
                for rang in rangs(deposes.avec(choix) & ~correspondance & votants & membres):
                    self._poser(rang, choix)

    def voter(self, rang: int, choix: Choix, *, id: CoproprietaireId) -> Result[Choix | None, RefusVote]:
        """
        Record or change the ballot of one owner; return what he had chosen before.

        Refused for an absent, for an owner without a voice on this key, and for a correspondence voter,
        whatever the entry mode. AG-20, AG-36.
        """
        if not self._votants[rang]:
            return Failure(VoteDUnAbsent(coproprietaire=id))
        if not self._membres[rang]:
            return Failure(VoteSansVoix(coproprietaire=id))
        if self._correspondance[rang]:
            return Failure(VoteParCorrespondanceFige(coproprietaire=id))
        return Success(self._poser(rang, choix))

    def unanimite(self, choix: Choix) -> None:
        """« Unanimité » OUI, NON, ABS or Non votants: everybody but the correspondence voters. AG-39."""
        for rang, votant in enumerate(self._votants):
            if votant and self._membres[rang] and not self._correspondance[rang]:
                self._poser(rang, choix)

    def annuler_correspondance_favorable(self) -> list[int]:
        """
        « Annuler les votes par correspondance, s'ils sont favorables »: the resolution was amended. AG-37.

        Their authors become défaillants for this resolution; the other answers stand. Returns their ranks.
        Loi 65-557, art. 17-1 A, al. 2.
        """
        annules = [rang for rang, ici in enumerate(self._correspondance) if ici and self._cases[rang] is Choix.OUI]
        for rang in annules:
            self._poser(rang, Choix.NON_VOTANT)
        return annules

    def totaux(self) -> dict[Choix, Poids]:
        """Return the voices and the heads recorded for each choice so far. AG-34."""
        return {
            choix: Poids(voix=Fraction(voix, self.voix.denominateur), tetes=tetes)
            for choix, (voix, tetes) in self._totaux.items()
        }

    @property
    def en_cours(self) -> bool:
        """
        « Saisie en cours…. »: somebody who takes part in person has no ballot yet. AG-40.

        A correspondence voter whose form says nothing on this line has nothing more to say.
        """
        return any(
            votant and self._membres[rang] and not self._correspondance[rang] and self._cases[rang] is None
            for rang, votant in enumerate(self._votants)
        )

    def bulletins(self) -> Bulletins:
        """Return the ballots as they stand, frozen."""
        return Bulletins.lire("".join(LETTRES[case] if case else "." for case in self._cases))

    def _poser(self, rang: int, choix: Choix) -> Choix | None:
        avant, poids = self._cases[rang], self.voix.poids[rang]
        if avant is not None:
            self._totaux[avant][0] -= poids
            self._totaux[avant][1] -= 1
        self._cases[rang] = choix
        self._totaux[choix][0] += poids
        self._totaux[choix][1] += 1
        return avant


def _marques(membres: int, effectif: int) -> bytes:
    """Turn a set into one byte per owner, so that asking about one owner never depends on their number."""
    return bytes(bit == "1" for bit in reversed(f"{membres:0{effectif}b}"))


def reporter(premier: Bulletins, second: Bulletins, *, correspondance: int) -> Bulletins:
    """
    Fill a second vote with the first answers of the correspondence voters who gave no separate one. I-08.

    Only where `Politique.correspondance_au_second_vote` is `reporter`.
    """
    return second.completes(premier.parmi(correspondance))


def amender(bulletins: Bulletins, *, correspondance: int) -> Bulletins:
    """
    Make défaillants the correspondence voters who said yes to a resolution amended in session. AG-37.

    Never touches a vote cast in person. Loi 65-557, art. 17-1 A, al. 2.
    """
    defaillants = bulletins.oui & correspondance
    return evolve(bulletins, oui=bulletins.oui & ~defaillants, non_votant=bulletins.non_votant | defaillants)
