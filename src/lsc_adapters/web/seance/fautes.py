"""What a meeting refuses, told to who typed it: the numbers and the names he reads, and the field it is about."""

from __future__ import annotations

from typing import Any, Final, cast

from attrs import evolve, fields, has

from lsc_domain.assemblee import refus as r
from lsc_domain.assemblee import refus_de_tenue as t
from lsc_domain.assemblee.refus import Refus, libelle
from lsc_domain.assemblee.seance import Seance
from lsc_domain.socle.ids import CoproprietaireId, ResolutionId

_PAR_IDENTITE: Final = (
    r.BulletinsPerdus, r.DeroulementIncoherent, r.SecondVoteFerme, r.MouvementEnArriere, t.PointSansVote,
    t.BulletinDejaPose, t.SecondVotePasOuvert, t.BureauNonElu,
)  # fmt: skip
"""The refusals that name a line by its identity, which says nothing to who reads; the others give its number."""

_CHAMPS: Final[dict[type[object], str]] = {
    r.MandataireEmpeche: "mandataire",
    r.MandataireAbsent: "mandataire",
    r.PouvoirsEnSurnombre: "mandataire",
    r.VoteParCorrespondanceRecu: "coproprietaire",
    r.DejaPresent: "coproprietaire",
    r.DejaAbsent: "coproprietaire",
    r.MouvementEnArriere: "resolution",
    r.CodeImpossible: "code",
    r.BulletinsPerdus: "resolution",
    r.DeroulementIncoherent: "resolution",
    t.OrdreDuJourIncomplet: "article",
    t.HeureEnArriere: "heure",
    t.VoteParCorrespondanceDesactive: "code",
    t.FormulaireDUnPresent: "coproprietaire",
    t.BulletinDejaPose: "resolution",
    t.PouvoirDistribueParLeSyndic: "remis_par",
    t.PresidentEmpeche: "president",
    t.BureauNonElu: "resolution",
    t.SaisieEnCours: "resolution",
}


def phrase(refus: Refus, seance: Seance) -> str:
    """Write a refusal with the numbers lines bear today, and the name beside the account of each owner. AG-53."""
    return libelle(_nommer(refus, seance))


def champ(refus: Refus) -> str:
    """Name the field a refusal is about, as forms call it; empty when it is about the whole."""
    return _CHAMPS.get(type(refus), "")


def _nommer(refus: Refus, seance: Seance) -> Refus:
    if not has(type(refus)):
        return refus
    dits: dict[str, Any] = {}
    for nom in (un.name for un in fields(type(refus))):
        valeur: object = getattr(refus, nom)
        if nom == "resolution" and isinstance(refus, _PAR_IDENTITE):
            dits[nom] = _numero(seance, str(valeur))
        elif nom == "resolutions" and isinstance(refus, _PAR_IDENTITE):
            dits[nom] = tuple(_numero(seance, un) for un in cast("tuple[str, ...]", valeur))
        elif nom in ("coproprietaire", "mandant", "mandataire", "president"):
            dits[nom] = _nom(seance, str(valeur))
    return evolve(refus, **dits)


def _numero(seance: Seance, id: str) -> str:
    rang = seance.ordre_du_jour.rangs.get(ResolutionId(id))
    return id if rang is None else seance.ordre_du_jour.lignes[rang].resolution.numero


def _nom(seance: Seance, id: str) -> str:
    rang = seance.syndicat.rangs.get(CoproprietaireId(id))
    return id if rang is None else f"{seance.syndicat.coproprietaires[rang].nom} ({id})"
