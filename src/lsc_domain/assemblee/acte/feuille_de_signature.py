"""The signature sheet: one box per owner who signs, and why the others do not."""

from __future__ import annotations

from typing import ClassVar

from attrs import frozen

from lsc_domain.assemblee.acte.en_tete_de_seance import EnTeteDeSeance, en_tete, nommer
from lsc_domain.assemblee.acte.feuille_de_presence import (
    A_DISTANCE,
    MANDATAIRE_A_DISTANCE,
    VOTE_PAR_CORRESPONDANCE,
    Mandataire,
    compte,
    mandataire_de,
    signe,
)
from lsc_domain.assemblee.acte.noms import par_nom
from lsc_domain.assemblee.acte.recapitulatif import cle_de_presence
from lsc_domain.assemblee.presence import Code
from lsc_domain.assemblee.seance import Seance
from lsc_domain.socle.affichage import ESPACE_FINE, ecrire_date, ecrire_tantiemes
from lsc_domain.socle.ensemble import tous


@frozen(kw_only=True)
class Signataire:
    """An owner and his box; `mention` stands in its place when he does not sign. AG-43."""

    nom: str
    compte: str
    domicile: str
    tantiemes: str
    mandataire: Mandataire
    mention: str
    signe: bool


@frozen(kw_only=True)
class ActeDeFeuilleDeSignature:
    """The feuille de signature. Décret 67-223, art. 14. AG-43, I-20."""

    modele: ClassVar[str] = "feuille_de_signature"
    titre: str
    date_iso: str
    en_tete: EnTeteDeSeance
    cle: str
    signataires: tuple[Signataire, ...]
    nombre: int
    certifie_par: str


def acte_de_feuille_de_signature(seance: Seance) -> ActeDeFeuilleDeSignature:
    """
    Write the signature sheet: owners there in person, or their mandataires, sign; nobody else does.

    An absent has his box: he may still come. AG-43.
    """
    tete, cle = en_tete(seance), cle_de_presence(seance)
    tantiemes, etat = seance.syndicat.tantiemes(cle), seance.feuille.recapitulatif()
    effectif = len(seance.syndicat.coproprietaires)
    signataires: list[Signataire] = []
    for rang in par_nom(seance, tous(effectif) & ~seance.syndicat.sans_voix):
        un, code = seance.syndicat.coproprietaires[rang], etat.code(rang)
        mandataire = mandataire_de(rang, etat, seance)
        signataires.append(
            Signataire(
                nom=" ".join(filter(None, (un.nom, un.civilite))),
                compte=compte(un),
                domicile=un.adresse,
                tantiemes=ecrire_tantiemes(tantiemes[rang], espace=ESPACE_FINE),
                mandataire=mandataire,
                mention=_mention(code, mandataire),
                signe=signe(code, mandataire),
            )
        )
    return ActeDeFeuilleDeSignature(
        titre=f"Feuille de signature {tete.assemblee} du {ecrire_date(seance.fiche.date)}",
        date_iso=tete.date_iso,
        en_tete=tete,
        cle=str(seance.syndicat.cle(cle)),
        signataires=tuple(signataires),
        nombre=len(signataires),
        certifie_par=nommer(seance.fiche.president, seance) if seance.fiche.president else "",
    )


def _mention(code: Code, mandataire: Mandataire) -> str:
    if code is Code.CORRESPONDANCE:
        return VOTE_PAR_CORRESPONDANCE
    if code is Code.DISTANCE:
        return A_DISTANCE
    return MANDATAIRE_A_DISTANCE if mandataire.a_distance else ""
