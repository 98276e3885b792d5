"""The attendance as the minutes sum it up: how many, with how many voices, and who by name."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from lsc_domain.assemblee.acte.noms import Noms
from lsc_domain.assemblee.mouvement import Mouvement, Sens
from lsc_domain.assemblee.presence import Code
from lsc_domain.assemblee.seance import Seance
from lsc_domain.loi.decompte import Poids
from lsc_domain.socle.affichage import ESPACE_FINE, ecrire_heure, ecrire_voix
from lsc_domain.socle.ids import CleId


@frozen(kw_only=True)
class LigneDeTableau:
    """One row of a table of the minutes: how many owners, with how many tantièmes."""

    libelle: str
    coproprietaires: int
    tantiemes: str


@frozen(kw_only=True)
class ListeDeNoms:
    """Owners named under a heading; « Néant » when there are none."""

    libelle: str
    noms: str


@frozen(kw_only=True)
class Recapitulatif:
    """
    « Récapitulatif de présence des copropriétaires »: five rows that add up to the total. AG-45, I-26.

    Each owner is counted as he took part at any time: who came late is present, who left is still.
    """

    lignes: tuple[LigneDeTableau, ...]
    total: LigneDeTableau


_LIBELLES = {
    Code.PRESENT: "Présents physiquement",
    Code.DISTANCE: "Présents à distance",
    Code.REPRESENTE: "Représentés",
    Code.CORRESPONDANCE: "Votants par correspondance",
    Code.ABSENT: "Absents",
}


def ligne_de_tableau(libelle: str, poids: Poids) -> LigneDeTableau:
    """Write what one side weighs."""
    return LigneDeTableau(
        libelle=libelle,
        coproprietaires=poids.tetes or 0,
        tantiemes=ecrire_voix(poids.voix, espace=ESPACE_FINE),
    )


def cle_de_presence(seance: Seance) -> CleId:
    """Return the key attendance is weighed on: the general one, or the first when none is general."""
    return (seance.syndicat.cle_generale or seance.syndicat.cles[0]).code


def recapituler(seance: Seance) -> Recapitulatif:
    """Sum up the attendance of a meeting. AG-45."""
    etat, voix = seance.feuille.recapitulatif(), seance.voix(cle_de_presence(seance))
    return Recapitulatif(
        lignes=tuple(ligne_de_tableau(libelle, voix.peser(etat.avec(code))) for code, libelle in _LIBELLES.items()),
        total=ligne_de_tableau("Totaux", voix.total),
    )


def listes_de_presence(seance: Seance, noms: Noms) -> tuple[ListeDeNoms, ...]:
    """
    Name who took part at a distance, by correspondence, who was absent, who came and who left. AG-46.

    An owner who came back is in both of the last two: each movement has its line. X-02.
    """
    etat, cle = seance.feuille.recapitulatif(), cle_de_presence(seance)
    listes = [
        ListeDeNoms(
            libelle=f"Liste des copropriétaires {libelle}",
            noms=noms.lister(etat.avec(code) & ~seance.syndicat.sans_voix, cle),
        )
        for code, libelle in (
            (Code.DISTANCE, "votants à distance"),
            (Code.CORRESPONDANCE, "votants par correspondance"),
            (Code.ABSENT, "absents"),
        )
    ]
    for sens, libelle in ((Sens.ARRIVEE, "arrivé(s)"), (Sens.DEPART, "parti(s)")):
        bouges = ", ".join(_mouvements(seance, noms, sens, cle))
        listes.append(
            ListeDeNoms(libelle=f"Liste des copropriétaires {libelle} en cours d'assemblée", noms=bouges or "Néant")
        )
    return tuple(listes)


def moment(mouvement: Mouvement, seance: Seance) -> str:
    """
    Say when somebody moved: the hour, if it was noted, and from which resolution it counts. AG-35, AG-46.

    « à 11:51, résolution 6 ».
    """
    numero = seance.ordre_du_jour.resolution(mouvement.resolution).numero
    heure = f"à {ecrire_heure(mouvement.heure)}, " if mouvement.heure else ""
    return f"{heure}résolution {numero}"


def _mouvements(seance: Seance, noms: Noms, sens: Sens, cle: CleId) -> Iterator[str]:
    for mouvement in seance.feuille.mouvements:
        if mouvement.sens is sens:
            nom = noms.de(seance.syndicat.rangs[mouvement.coproprietaire], cle)
            yield f"{nom} ({moment(mouvement, seance)})"
