"""The attendance sheet as a screen shows it: a row per owner, a column per category, totals in voices and heads."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from attrs import frozen

from lsc_adapters.web.seance.etat import EtatDeSeance
from lsc_domain.assemblee.mouvement import Mouvement, Sens
from lsc_domain.assemblee.presence import Code, EtatDesPresences
from lsc_domain.assemblee.refus import libelle
from lsc_domain.copropriete.personne import Personne
from lsc_domain.copropriete.syndicat import Syndicat
from lsc_domain.copropriete.voix import Voix
from lsc_domain.socle.affichage import ESPACE_FINE, ecrire_date, ecrire_heure, ecrire_tantiemes
from lsc_domain.socle.ids import CoproprietaireId

TITRES: Final = {
    Code.ABSENT: "Absents",
    Code.PRESENT: "Présents physiquement",
    Code.DISTANCE: "Présents à distance",
    Code.REPRESENTE: "Représentés",
    Code.CORRESPONDANCE: "Vote par correspondance",
}
"""The columns of the trade's screen, in its order. AG-12."""

NOMS: Final = {
    Code.ABSENT: "absent",
    Code.PRESENT: "présent",
    Code.DISTANCE: "à distance",
    Code.REPRESENTE: "représenté",
    Code.CORRESPONDANCE: "par correspondance",
}


@frozen(kw_only=True)
class LigneDAppel:
    """A row: how an owner starts the meeting, what he weighs, and what happened to him since."""

    rang: int
    id: CoproprietaireId
    nom: str
    voix: str
    code: str
    mandataire: str = ""
    note: str = ""

    @property
    def remarque(self) -> str:
        """What stands under his name: who represents him, when his form came, when he came or left."""
        return " ; ".join(filter(None, (self.mandataire and f"représenté par {self.mandataire}", self.note)))


@frozen(kw_only=True)
class Colonne:
    """The total of a category, in voices and in heads. AG-13."""

    code: str
    titre: str
    voix: str
    tetes: int


def voix(valeur: Fraction) -> str:
    """
    Write voices as the trade's screens do.

    >>> voix(Fraction("1000.91516")).replace(ESPACE_FINE, " ")
    '1 000,91516'
    """
    return ecrire_tantiemes(valeur, espace=ESPACE_FINE)


def nommer(syndicat: Syndicat, personne: Personne | None) -> str:
    """Name somebody as the owners' list does."""
    if personne is None:
        return ""
    if personne.coproprietaire is None or personne.coproprietaire not in syndicat.rangs:
        return str(personne)
    return syndicat.coproprietaires[syndicat.rangs[personne.coproprietaire]].nom


def lignes_d_appel(etat: EtatDeSeance) -> tuple[LigneDAppel, ...]:
    """Make the rows of the sheet, in the order of the owners. AG-09, AG-12."""
    syndicat, poids = etat.seance.syndicat, etat.voix
    ecartes = {un.presence.coproprietaire: libelle(un.refus) for un in etat.seance.ecartes}
    notes: dict[CoproprietaireId, list[str]] = {}
    for mouvement in etat.seance.feuille.mouvements:
        notes.setdefault(mouvement.coproprietaire, []).append(ecrire_mouvement(etat, mouvement))
    rendues: list[LigneDAppel] = []
    for rang, un in enumerate(syndicat.coproprietaires):
        presence = etat.presences.get(un.id)
        suite = notes.get(un.id, [])
        if presence is not None and presence.recu_le is not None:
            suite = [f"formulaire reçu le {ecrire_date(presence.recu_le)}", *suite]
        if un.id in ecartes:
            suite = [f"formulaire écarté : {ecartes[un.id]}", *suite]
        rendues.append(
            LigneDAppel(
                rang=rang,
                id=un.id,
                nom=un.nom,
                voix=voix(poids.de(rang)),
                code=(presence.code if presence is not None else Code.ABSENT).value,
                mandataire=nommer(syndicat, presence.mandataire if presence is not None else None),
                note=" ; ".join(suite),
            )
        )
    return tuple(rendues)


def ecrire_mouvement(etat: EtatDeSeance, mouvement: Mouvement) -> str:
    """Tell an arrival or a departure as the minutes do: « arrivée (à 11:51, résolution 6) ». AG-35."""
    ligne = etat.ligne(mouvement.resolution)
    numero = ligne.resolution.numero if ligne is not None else mouvement.resolution
    heure = f"à {ecrire_heure(mouvement.heure)}, " if mouvement.heure is not None else ""
    sens = "arrivée" if mouvement.sens is Sens.ARRIVEE else "départ"
    mandataire = nommer(etat.seance.syndicat, mouvement.mandataire)
    return f"{sens} ({heure}résolution {numero})" + (f", représenté par {mandataire}" if mandataire else "")


def codes(etat: EtatDeSeance) -> str:
    """Write the codes owners start with, one letter each, in rank order: what a screen is compared with."""
    absent = Code.ABSENT
    return "".join(
        (une.code if (une := etat.presences.get(qui)) is not None else absent).value
        for qui in etat.seance.syndicat.rangs
    )


def recapitulatif(presences: EtatDesPresences, poids: Voix) -> tuple[Colonne, ...]:
    """Total each category, then the whole. AG-13."""
    colonnes = [_colonne(code.value, titre, presences.avec(code), poids) for code, titre in TITRES.items()]
    return (*colonnes, _colonne("", "Total", poids.membres, poids))


def _colonne(code: str, titre: str, membres: int, poids: Voix) -> Colonne:
    pese = poids.peser(membres)
    return Colonne(code=code, titre=titre, voix=voix(pese.voix), tetes=pese.tetes or 0)
