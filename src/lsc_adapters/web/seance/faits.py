"""What the meeting has noted beside its ballots, as its screens tell it: amendments, incidents, reserves, proxies."""

from __future__ import annotations

from datetime import time
from hashlib import sha256

from attrs import frozen

from lsc_adapters.web.seance.appel import nommer, recapitulatif
from lsc_adapters.web.seance.ecran import Ecran
from lsc_adapters.web.seance.etat import EtatDeSeance
from lsc_domain.copropriete.personne import Personne
from lsc_domain.copropriete.syndicat import Syndicat
from lsc_domain.socle.affichage import ecrire_heure
from lsc_domain.socle.ids import CoproprietaireId, ResolutionId


@frozen(kw_only=True)
class Note:
    """Something that was noted: what it is, whom it is about, what was said."""

    titre: str
    qui: str = ""
    texte: str = ""


def noms(syndicat: Syndicat, lesquels: int | None = None) -> list[tuple[CoproprietaireId, str]]:
    """List the owners, or a set of them, as a form offers them."""
    return [
        (un.id, un.nom) for rang, un in enumerate(syndicat.coproprietaires) if lesquels is None or lesquels >> rang & 1
    ]


def version(*quoi: object) -> str:
    """Name what a screen shows and does not change in place: when it is another, the screen is to be asked again."""
    return sha256(repr(quoi).encode()).hexdigest()[:12]


def etape(ecran: Ecran, etat: EtatDeSeance) -> str:
    """Lay out what every screen of the meeting says of its course: it is suspended, or over."""
    return ecran.fragment("etape.html", etat=etat)


def ce_qui_est_note(etat: EtatDeSeance, resolution: ResolutionId) -> dict[str, object]:
    """Return what was noted of one resolution, in the order of the minutes. AG-37, AG-41, I-21, I-24."""
    seance, tenue = etat.seance, etat.tenue
    notes = [
        *(
            Note(titre=f"Amendement{_a(un.heure)}", texte=un.texte)
            for un in seance.amendements
            if un.resolution == resolution
        ),
        *(
            Note(titre=f"Incident{_a(un.heure)}", qui=_nom(etat, un.coproprietaire), texte=un.texte)
            for un in seance.incidents
            if un.resolution == resolution
        ),
        *(reserve for reserve in reserves(etat, resolution)),
        *(
            Note(titre="Événement", qui=un.immeuble, texte=un.texte)
            for un in etat.evenements
            if un.resolution == resolution
        ),
    ]
    return {
        "notes": notes,
        "amendee": resolution in seance.amendees,
        "ajoutee": resolution in tenue.ajoutees,
        "texte_de_fin": next((un.texte for un in tenue.textes if un.resolution == resolution), ""),
    }


def reserves(etat: EtatDeSeance, resolution: ResolutionId | None) -> list[Note]:
    """List the reserves on one resolution, or on none in particular. Décret 67-223, art. 17, al. 5."""
    return [
        Note(titre="Réserve", qui=_nom(etat, un.coproprietaire), texte=un.texte)
        for un in etat.tenue.reserves
        if un.resolution == resolution
    ]


def toutes_les_reserves(etat: EtatDeSeance) -> list[Note]:
    """List every reserve: those on the meeting as a whole, then those on each resolution."""
    par_ligne = [
        Note(titre=f"Réserve, résolution {ligne.resolution.numero}", qui=un.qui, texte=un.texte)
        for ligne in etat.lignes
        for un in reserves(etat, ligne.resolution.id)
    ]
    return [*reserves(etat, None), *par_ligne]


def bureau(etat: EtatDeSeance) -> list[tuple[str, str]]:
    """Name the chair, the secretary and the scrutateurs."""
    fiche, syndicat = etat.seance.fiche, etat.seance.syndicat
    return [
        ("Président", nommer(syndicat, fiche.president)),
        ("Secrétaire", nommer(syndicat, fiche.secretaire)),
        ("Scrutateurs", ", ".join(nommer(syndicat, un) for un in fiche.scrutateurs)),
    ]


def presents(etat: EtatDeSeance) -> dict[str, object]:
    """Return the totals of who is there now."""
    return {"depart": recapitulatif(etat.maintenant, etat.voix), "maintenant": None}


def _a(heure: time | None) -> str:
    return f" à {ecrire_heure(heure)}" if heure is not None else ""


def _nom(etat: EtatDeSeance, qui: CoproprietaireId) -> str:
    return nommer(etat.seance.syndicat, Personne(coproprietaire=qui))
