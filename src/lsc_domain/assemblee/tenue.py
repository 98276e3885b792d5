"""How a meeting was run: hours, interruptions, reserves and texts, which the minutes carry beside the votes."""

from __future__ import annotations

from datetime import time

from attrs import frozen

from lsc_domain.socle.ids import CoproprietaireId, ResolutionId

MIDI, MATIN = time(12), time(6)
"""A meeting that lasts after noon may pass midnight, into the small morning; it is over before the next noon."""


@frozen
class DerniereHeure:
    """The last hour that was said in a meeting, and whether it is past midnight. I-25."""

    heure: time | None = None
    lendemain: bool = False

    def puis(self, heure: time | None) -> DerniereHeure | None:
        """
        Return the line of time with one more hour, or `None` when that would go back.

        >>> DerniereHeure(time(17)).puis(time(0, 30)), DerniereHeure(time(0, 30), lendemain=True).puis(time(23))
        (DerniereHeure(heure=datetime.time(0, 30), lendemain=True), None)
        """
        if heure is None:
            return self
        if self.heure is None:
            return DerniereHeure(heure)
        if self.lendemain:
            return DerniereHeure(heure, lendemain=True) if self.heure <= heure < MIDI else None
        if heure >= self.heure:
            return DerniereHeure(heure)
        return DerniereHeure(heure, lendemain=True) if self.heure >= MIDI and heure < MATIN else None


@frozen(kw_only=True)
class Suspension:
    """A time during which the meeting was interrupted; `reprise_a` is `None` while it still is."""

    suspendue_a: time | None = None
    reprise_a: time | None = None
    motif: str = ""
    reprise: bool = False


@frozen(kw_only=True)
class Reserve:
    """A reserve an owner made on the regularity of the decisions. Décret 67-223, art. 17, al. 5. I-21."""

    coproprietaire: CoproprietaireId
    resolution: ResolutionId | None = None
    texte: str


@frozen(kw_only=True)
class TexteDeResolution:
    """A text added at the end of a resolution: its result, or what the second vote was. MAJ-06, MAJ-10."""

    resolution: ResolutionId
    texte: str


@frozen(kw_only=True)
class PouvoirEnBlancRemis:
    """A proxy that named nobody, and who handed it to whom. Décret 67-223, art. 15-1 and 17. I-21."""

    mandant: CoproprietaireId
    remis_par: str
    mandataire: str


@frozen(kw_only=True)
class Tenue:
    """
    What the minutes say beside the votes. Décret 67-223, art. 17. I-21.

    Hours are those of Europe/Paris. `ajoutees` are the lines put on the agenda in session, which the meeting may
    discuss and not decide (décret 67-223, art. 13).
    """

    ouverte_a: time | None = None
    close_a: time | None = None
    suspensions: tuple[Suspension, ...] = ()
    reserves: tuple[Reserve, ...] = ()
    textes: tuple[TexteDeResolution, ...] = ()
    pouvoirs_en_blanc: tuple[PouvoirEnBlancRemis, ...] = ()
    ajoutees: frozenset[ResolutionId] = frozenset()
