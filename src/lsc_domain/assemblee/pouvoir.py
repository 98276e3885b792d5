"""Proxies: given, accepted or declined, passed on, withdrawn, counted, shared out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from fractions import Fraction

from attrs import evolve, frozen
from returns.result import Failure, Result, Success

from lsc_domain.assemblee.refus import (
    MandataireAbsent,
    MandataireEmpeche,
    PouvoirClos,
    PouvoirDejaDonne,
    PouvoirEnBlanc,
    PouvoirsEnSurnombre,
    RefusPouvoir,
    SousDelegationInterdite,
)
from lsc_domain.copropriete.coproprietaire import RoleAuConseil
from lsc_domain.copropriete.personne import Personne
from lsc_domain.copropriete.syndicat import Syndicat
from lsc_domain.loi.plafond import plafonner
from lsc_domain.loi.politique import POLITIQUE_PAR_DEFAUT, Politique
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import CoproprietaireId

CODES_DU_MANDATAIRE = ("O", "D")
"""What an owner who holds a proxy must be: there, physically or at a distance. AG-16."""


class EtatDuPouvoir(StrEnum):
    """Where a proxy stands; only an accepted one counts in attendance. POUV-01."""

    EN_ATTENTE = "en attente"
    ACCEPTE = "accepté"
    DECLINE = "décliné"
    RETIRE = "retiré"


@frozen(kw_only=True)
class Pouvoir:
    """
    A written, dated proxy for one meeting. Loi 65-557, art. 22; décret 67-223, art. 15-1. POUV-01, I-14.

    `mandataire` is `None` for a blank proxy. `mandataire_commun` marks the representative of an
    indivision, who uses up none of the three (Cass. 3e civ., 1 July 2009, 08-18.109). I-16.
    """

    mandant: CoproprietaireId
    mandataire: Personne | None
    le: date
    etat: EtatDuPouvoir = EtatDuPouvoir.EN_ATTENTE
    sous_delegation_interdite: bool = False
    mandataire_commun: bool = False

    def __attrs_post_init__(self) -> None:
        if self.mandataire is not None and self.mandataire.coproprietaire == self.mandant:
            raise InvalidValue(f"{self.mandant} : on ne se donne pas pouvoir à soi-même")


@frozen
class Pouvoirs:
    """The proxies of one meeting, at most one that is open or accepted per owner."""

    liste: tuple[Pouvoir, ...] = ()

    def de(self, mandant: CoproprietaireId) -> Pouvoir | None:
        """Return the owner's proxy that still stands, if any."""
        debout = (EtatDuPouvoir.EN_ATTENTE, EtatDuPouvoir.ACCEPTE)
        return next((un for un in self.liste if un.mandant == mandant and un.etat in debout), None)

    def acceptes(self, mandataire: Personne) -> tuple[Pouvoir, ...]:
        """List the proxies a person holds. POUV-01, POUV-03."""
        return tuple(
            un
            for un in self.liste
            if un.etat is EtatDuPouvoir.ACCEPTE
            and un.mandataire is not None
            and un.mandataire.identite == mandataire.identite
        )

    def avec(self, ancien: Pouvoir, nouveau: Pouvoir) -> Pouvoirs:
        """Put a proxy in the place of another."""
        return Pouvoirs(tuple(nouveau if un == ancien else un for un in self.liste))


def donner_pouvoir(pouvoirs: Pouvoirs, pouvoir: Pouvoir) -> Result[Pouvoirs, RefusPouvoir]:
    """Record a proxy, pending: an owner has one at a time. POUV-01."""
    if pouvoirs.de(pouvoir.mandant) is not None:
        return Failure(PouvoirDejaDonne(mandant=pouvoir.mandant))
    return Success(Pouvoirs((*pouvoirs.liste, pouvoir)))


def accepter_pouvoir(
    pouvoirs: Pouvoirs,
    mandant: CoproprietaireId,
    *,
    voix: Mapping[CoproprietaireId, Fraction],
    le: date,
    code_du_mandataire: str | None = None,
    politique: Politique = POLITIQUE_PAR_DEFAUT,
) -> Result[Pouvoirs, RefusPouvoir]:
    """
    Let the holder accept a pending proxy, if the law lets him hold it.

    `voix` are those of every owner of the syndicat, on the general key; `code_du_mandataire` is the
    attendance code of a holder who is himself an owner (O or D), `None` for a person from outside.

    Loi 65-557, art. 22, I, al. 3 and 4. POUV-01, AG-16, I-12, I-13.
    """
    pouvoir = pouvoirs.de(mandant)
    if pouvoir is None or pouvoir.etat is not EtatDuPouvoir.EN_ATTENTE:
        etat = pouvoir.etat.value if pouvoir else _dernier_etat(pouvoirs, mandant)
        return Failure(PouvoirClos(mandant=mandant, etat=etat))
    mandataire = pouvoir.mandataire
    if mandataire is None:
        return Failure(PouvoirEnBlanc(mandant=mandant))
    if mandataire.empechement is not None:
        cause = f"il est {mandataire.empechement.libelle}"
        return Failure(MandataireEmpeche(mandataire=str(mandataire), cause=cause))
    if mandataire.coproprietaire is not None and code_du_mandataire not in CODES_DU_MANDATAIRE:
        return Failure(MandataireAbsent(mandataire=str(mandataire), code=code_du_mandataire or "N"))
    deja = pouvoirs.acceptes(mandataire)
    comptes = [un.mandant for un in (*deja, pouvoir) if not un.mandataire_commun]
    propres = voix.get(mandataire.coproprietaire, Fraction()) if mandataire.coproprietaire else Fraction()
    plafond = plafonner(
        [voix[un] for un in comptes],
        voix_propres=propres,
        total=sum(voix.values(), Fraction()),
        le=le,
        politique=politique,
    )
    if not plafond.autorise:
        return Failure(PouvoirsEnSurnombre(mandataire=str(mandataire), plafond=plafond))
    return Success(pouvoirs.avec(pouvoir, evolve(pouvoir, etat=EtatDuPouvoir.ACCEPTE)))


def decliner_pouvoir(pouvoirs: Pouvoirs, mandant: CoproprietaireId) -> Result[Pouvoirs, RefusPouvoir]:
    """Let the holder decline a pending proxy. POUV-01."""
    return _clore(pouvoirs, mandant, EtatDuPouvoir.DECLINE)


def retirer_pouvoir(pouvoirs: Pouvoirs, mandant: CoproprietaireId) -> Result[Pouvoirs, RefusPouvoir]:
    """Let the owner take his proxy back, before the vote; his own arrival does it too. POUV-01, I-14."""
    return _clore(pouvoirs, mandant, EtatDuPouvoir.RETIRE)


def deleguer_pouvoir(
    pouvoirs: Pouvoirs, mandant: CoproprietaireId, *, a: Personne, le: date
) -> Result[Pouvoirs, RefusPouvoir]:
    """
    Pass a proxy on to a délégataire, who must accept it in turn, unless the mandant forbade it.

    Loi 65-557, art. 22, I, al. 3. I-14.
    """
    pouvoir = pouvoirs.de(mandant)
    if pouvoir is None:
        return Failure(PouvoirClos(mandant=mandant, etat=_dernier_etat(pouvoirs, mandant)))
    if pouvoir.sous_delegation_interdite:
        return Failure(SousDelegationInterdite(mandant=mandant))
    delegue = evolve(pouvoir, mandataire=a, le=le, etat=EtatDuPouvoir.EN_ATTENTE)
    return Success(pouvoirs.avec(pouvoir, delegue))


def distributeurs(syndicat: Syndicat, president_de_seance: Personne | None) -> tuple[tuple[Personne, str], ...]:
    """
    List who may hand out the proxies that name nobody, in the order of the law, each with his quality in French.

    The president of the conseil syndical, failing him its members, failing them the chair of the meeting; never the
    syndic, who may neither keep nor hand them out. Loi 65-557, art. 22, I, al. 3; décret 67-223, art. 15-1. I-14.
    """
    du_conseil = [
        (Personne(coproprietaire=un.id), qualite)
        for role, qualite in _AU_CONSEIL.items()
        for un in syndicat.coproprietaires
        if un.conseil_syndical is role
    ]
    deja = {un.identite for un, _ in du_conseil}
    if president_de_seance is None or president_de_seance.identite in deja:
        return tuple(du_conseil)
    return (*du_conseil, (president_de_seance, "président de séance"))


_AU_CONSEIL = {
    RoleAuConseil.PRESIDENT: "président du conseil syndical",
    RoleAuConseil.MEMBRE: "membre du conseil syndical",
}


@frozen(kw_only=True)
class Porteur:
    """Somebody who could hold more proxies: his own voices, and those of the mandants he already has."""

    personne: Personne
    voix_propres: Fraction = Fraction()
    pouvoirs: tuple[Fraction, ...] = ()


def repartir_pouvoirs(
    en_trop: Mapping[CoproprietaireId, Fraction],
    porteurs: Sequence[Porteur],
    *,
    total: Fraction,
    le: date,
    politique: Politique = POLITIQUE_PAR_DEFAUT,
) -> dict[CoproprietaireId, Personne] | None:
    """
    Propose other holders for proxies in excess, the heaviest first, each to whoever holds the fewest.

    Returns `None` when this simple sharing does not place them all; nobody forbidden is proposed. The
    mandant chooses in the end: this is only what would be lawful. I-12.
    """
    charges = list(porteurs)
    propose: dict[CoproprietaireId, Personne] = {}
    for mandant, voix in sorted(en_trop.items(), key=lambda un: (-un[1], un[0])):
        for rang, porteur in sorted(enumerate(charges), key=lambda un: (len(un[1].pouvoirs), un[0])):
            essai = evolve(porteur, pouvoirs=(*porteur.pouvoirs, voix))
            if porteur.personne.coproprietaire == mandant or porteur.personne.empechement is not None:
                continue
            plafond = plafonner(
                essai.pouvoirs, voix_propres=porteur.voix_propres, total=total, le=le, politique=politique
            )
            if plafond.autorise:
                charges[rang] = essai
                propose[mandant] = porteur.personne
                break
        else:
            return None
    return propose


def _clore(pouvoirs: Pouvoirs, mandant: CoproprietaireId, etat: EtatDuPouvoir) -> Result[Pouvoirs, RefusPouvoir]:
    pouvoir = pouvoirs.de(mandant)
    if pouvoir is None:
        return Failure(PouvoirClos(mandant=mandant, etat=_dernier_etat(pouvoirs, mandant)))
    return Success(pouvoirs.avec(pouvoir, evolve(pouvoir, etat=etat)))


def _dernier_etat(pouvoirs: Pouvoirs, mandant: CoproprietaireId) -> str:
    etats = [un.etat.value for un in pouvoirs.liste if un.mandant == mandant]
    return etats[-1] if etats else "inexistant"
