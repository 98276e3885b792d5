"""Every paper of a meeting, by name, as far as the meeting has gone."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date
from typing import Final

from attrs import evolve, frozen

from lsc_domain.assemblee.acte.acte import Acte
from lsc_domain.assemblee.acte.feuille_de_presence import acte_de_feuille_de_presence
from lsc_domain.assemblee.acte.feuille_de_signature import acte_de_feuille_de_signature
from lsc_domain.assemblee.acte.feuille_de_vote import acte_de_feuille_de_vote
from lsc_domain.assemblee.acte.formulaire import acte_de_formulaire
from lsc_domain.assemblee.acte.liasse import acte_de_liasse
from lsc_domain.assemblee.acte.liste_de_presence import acte_de_liste_de_presence
from lsc_domain.assemblee.acte.notification import acte_de_notification
from lsc_domain.assemblee.acte.pouvoir import acte_de_pouvoir
from lsc_domain.assemblee.acte.proces_verbal import MODELES, ActeDeProcesVerbal, acte_de_proces_verbal
from lsc_domain.assemblee.contestation import contestataires
from lsc_domain.assemblee.convocation import Convocation
from lsc_domain.assemblee.greffe import Greffe
from lsc_domain.assemblee.suivi import Etape
from lsc_domain.socle.ids import CoproprietaireId

DOCUMENTS: Final = (
    "convocation",
    "formulaire",
    "pouvoir",
    "feuille_de_presence",
    "feuille_de_signature",
    "liste_de_presence",
    "proces_verbal",
    "notification",
)
"""The documents of a meeting, in the order of its life; a file's name starts with its document's."""


@frozen(kw_only=True)
class Papier:
    """A paper to be made: of which document, under what name (no suffix), and what it says."""

    document: str
    nom: str
    acte: Acte


def disponibles(greffe: Greffe) -> tuple[str, ...]:
    """List the documents a meeting has come to: the minutes only once it is closed. AG-03."""
    if greffe.convocation is None:
        return ()
    close = greffe.close or greffe.etape is Etape.RECTIFICATION
    return DOCUMENTS if close else DOCUMENTS[: DOCUMENTS.index("proces_verbal")]


def papiers(
    greffe: Greffe,
    documents: Collection[str] = DOCUMENTS,
    *,
    proces_verbal: ActeDeProcesVerbal | None = None,
    le: date | None = None,
) -> Iterator[Papier]:
    """
    Say every paper of a meeting, document by document, those it has not come to left out.

    A convocation is one per owner, with his correspondence form, or the old voting sheet, and a blank proxy: every
    owner has them, asked for or not (AG-06, AG-07, POUV-05). The attendance sheet is one per key and one for all
    (AG-25, AG-28); the minutes come in two models (AG-44). `proces_verbal` are the minutes as they were frozen; without
    them they are written from the facts, on the day `le`.
    """
    voulus = [document for document in disponibles(greffe) if document in documents]
    for document in voulus:
        yield from _DE[document](greffe, proces_verbal, le)


def _convocation(greffe: Greffe, *_: object) -> Iterator[Papier]:
    for convocation, qui in _convoques(greffe):
        yield Papier(document="convocation", nom=f"convocation-{qui}", acte=acte_de_liasse(convocation, qui))


def _formulaire(greffe: Greffe, *_: object) -> Iterator[Papier]:
    for convocation, qui in _convoques(greffe):
        acte = (
            acte_de_formulaire(convocation, qui)
            if convocation.vote_par_correspondance
            else acte_de_feuille_de_vote(convocation, qui)
        )
        yield Papier(document="formulaire", nom=f"formulaire-{qui}", acte=acte)


def _pouvoir(greffe: Greffe, *_: object) -> Iterator[Papier]:
    for convocation, qui in _convoques(greffe):
        yield Papier(document="pouvoir", nom=f"pouvoir-{qui}", acte=acte_de_pouvoir(convocation, qui))


def _convoques(greffe: Greffe) -> Iterator[tuple[Convocation, CoproprietaireId]]:
    if greffe.convocation is not None:
        for un in greffe.convocation.syndicat.coproprietaires:
            if not un.sans_voix:  # lots of the syndicat itself: nobody is there to call (loi 65-557, art. 16)
                yield greffe.convocation, un.id


def _feuille_de_presence(greffe: Greffe, *_: object) -> Iterator[Papier]:
    seance, vierge = greffe.seance(), not greffe.ouverte  # before the opening it is to be filled by hand
    for cle in seance.syndicat.cles:
        acte = acte_de_feuille_de_presence(seance, cle.code, vierge=vierge)
        yield Papier(document="feuille_de_presence", nom=f"feuille_de_presence-{cle.code}", acte=acte)
    if len(seance.syndicat.cles) > 1:
        acte = acte_de_feuille_de_presence(seance, None, vierge=vierge)
        yield Papier(document="feuille_de_presence", nom="feuille_de_presence-multi_cles", acte=acte)


def _feuille_de_signature(greffe: Greffe, *_: object) -> Iterator[Papier]:
    acte = acte_de_feuille_de_signature(greffe.seance())
    yield Papier(document="feuille_de_signature", nom="feuille_de_signature", acte=acte)


def _liste_de_presence(greffe: Greffe, *_: object) -> Iterator[Papier]:
    acte = acte_de_liste_de_presence(greffe.seance())
    yield Papier(document="liste_de_presence", nom="liste_de_presence", acte=acte)


def _proces_verbal(greffe: Greffe, etabli: ActeDeProcesVerbal | None, le: date | None) -> Iterator[Papier]:
    acte = etabli or acte_de_proces_verbal(greffe.depouiller(), greffe.tenue, etabli_le=le)
    for modele in MODELES:
        yield Papier(document="proces_verbal", nom=modele, acte=evolve(acte, modele=modele))


def _notification(greffe: Greffe, *_: object) -> Iterator[Papier]:
    depouillement = greffe.depouiller()
    presentations = {un.coproprietaire: un.presentee_le for un in greffe.notifications}
    syndic = greffe.preparee.syndic if greffe.preparee is not None else None
    for un in contestataires(depouillement):
        qui = un.coproprietaire
        acte = acte_de_notification(
            depouillement, un, presentee_le=presentations.get(qui), syndic=str(syndic) if syndic is not None else ""
        )
        yield Papier(document="notification", nom=f"notification-{qui}", acte=acte)


_DE: Final[dict[str, Callable[[Greffe, ActeDeProcesVerbal | None, date | None], Iterator[Papier]]]] = {
    "convocation": _convocation,
    "formulaire": _formulaire,
    "pouvoir": _pouvoir,
    "feuille_de_presence": _feuille_de_presence,
    "feuille_de_signature": _feuille_de_signature,
    "liste_de_presence": _liste_de_presence,
    "proces_verbal": _proces_verbal,
    "notification": _notification,
}
