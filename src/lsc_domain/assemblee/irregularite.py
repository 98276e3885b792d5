"""Proxies the law forbids, found in a state of attendance: who holds too many, may hold none, or is not there."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from attrs import frozen

from lsc_domain.assemblee.pouvoir import CODES_DU_MANDATAIRE
from lsc_domain.assemblee.presence import EtatDesPresences
from lsc_domain.assemblee.refus import MandataireAbsent, MandataireEmpeche, PouvoirsEnSurnombre
from lsc_domain.copropriete.personne import Empechement, Personne
from lsc_domain.copropriete.syndicat import Syndicat
from lsc_domain.copropriete.voix import Voix
from lsc_domain.loi.plafond import plafonner
from lsc_domain.loi.politique import POLITIQUE_PAR_DEFAUT, Politique


@frozen(kw_only=True)
class Irregularite:
    """One person's proxies that the law forbids, and the ranks of the owners who gave them."""

    mandataire: Personne
    mandants: tuple[int, ...]
    refus: MandataireAbsent | MandataireEmpeche | PouvoirsEnSurnombre


def irregularites(
    etat: EtatDesPresences,
    syndicat: Syndicat,
    *,
    voix: Voix | None,
    le: date,
    debiteurs: int = 0,
    politique: Politique = POLITIQUE_PAR_DEFAUT,
) -> tuple[Irregularite, ...]:
    """
    Find the proxies the law forbids at one moment of the meeting.

    `voix` are those of the general key, the base of the cap (`None` when no key is general: no cap then);
    `debiteurs` are the owners whose lot's seizure is at the vote: they hold none (loi 65-557, art. 19-2).
    The common mandataire of an indivision is not told apart here. POUV-01, AG-16, I-12, I-13, X-11.
    """
    trouvees: list[Irregularite] = []
    for mandataire, mandants in etat.par_mandataire():
        rang: int | None = None
        if mandataire.coproprietaire is not None:
            rang = syndicat.rangs[mandataire.coproprietaire]
        nom = syndicat.coproprietaires[rang].nom if rang is not None else str(mandataire)
        empeche = next((etat.mandataires[un].empechement for un in mandants if etat.mandataires[un].empechement), None)
        if rang is not None and debiteurs >> rang & 1:
            empeche = Empechement.DEBITEUR
        refus: list[MandataireAbsent | MandataireEmpeche | PouvoirsEnSurnombre] = []
        if empeche is not None:
            refus.append(MandataireEmpeche(mandataire=nom, cause=f"il est {empeche.libelle}"))
        if rang is not None and etat.code(rang).value not in CODES_DU_MANDATAIRE:
            refus.append(MandataireAbsent(mandataire=nom, code=etat.code(rang).value))
        if voix is not None:
            plafond = plafonner(
                [voix.de(un) for un in mandants],
                voix_propres=voix.de(rang) if rang is not None else Fraction(),
                total=voix_du_syndicat(syndicat, voix, politique),
                le=le,
                politique=politique,
            )
            if not plafond.autorise:
                refus.append(PouvoirsEnSurnombre(mandataire=nom, plafond=plafond))
        trouvees += [Irregularite(mandataire=mandataire, mandants=mandants, refus=un) for un in refus]
    return tuple(trouvees)


def voix_du_syndicat(syndicat: Syndicat, voix: Voix, politique: Politique) -> Fraction:
    """Return the voices of the syndicat the proxy cap is a share of, after or before the reduction. I-12."""
    generale = syndicat.cle_generale
    if politique.base_des_pouvoirs == "apres_reduction" or generale is None:
        return voix.total.voix
    return sum((un.tantiemes(generale.code) for un in syndicat.coproprietaires if not un.sans_voix), Fraction())
