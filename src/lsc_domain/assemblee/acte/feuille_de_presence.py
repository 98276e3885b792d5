"""The attendance sheet: each owner, his lots, who stands for him, and where he signs."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar

from attrs import frozen

from lsc_domain.assemblee.acte.en_tete_de_seance import EnTeteDeSeance, domicilier, en_tete, nommer
from lsc_domain.assemblee.acte.noms import par_nom
from lsc_domain.assemblee.acte.recapitulatif import cle_de_presence, moment
from lsc_domain.assemblee.acte.vote import ecrire_motif
from lsc_domain.assemblee.mouvement import Sens
from lsc_domain.assemblee.presence import Code, EtatDesPresences, Presence
from lsc_domain.assemblee.seance import Seance
from lsc_domain.copropriete.cle import CleDeRepartition
from lsc_domain.copropriete.coproprietaire import Coproprietaire
from lsc_domain.copropriete.personne import Personne
from lsc_domain.socle.affichage import ESPACE_FINE, ecrire_date, ecrire_tantiemes, ecrire_voix
from lsc_domain.socle.ensemble import ensemble
from lsc_domain.socle.ids import CleId, CoproprietaireId

VOTE_PAR_CORRESPONDANCE = "VOTE PAR CORRESPONDANCE"
A_DISTANCE = "PARTICIPE À DISTANCE"
MANDATAIRE_A_DISTANCE = "MANDATAIRE À DISTANCE"


@frozen(kw_only=True)
class LotInscrit:
    """A lot of an owner, and its tantièmes in each key of the sheet; empty where it has none. AG-26."""

    lot: str
    tantiemes: tuple[str, ...]


@frozen(kw_only=True)
class Mandataire:
    """Who stands for an owner, and his domicile, empty when nobody recorded it. Décret 67-223, art. 14."""

    nom: str = ""
    domicile: str = ""
    a_distance: bool = False


@frozen(kw_only=True)
class CoproprietaireInscrit:
    """
    An owner on the sheet. AG-25, AG-26, AG-27.

    `compte` is his account, or how many he has; `totaux` go with his last lot, one per key. `emargement` is what
    stands in place of a signature, which `signe` tells to expect or not.
    """

    nom: str
    compte: str
    domicile: str
    mentions: tuple[str, ...]
    lots: tuple[LotInscrit, ...]
    totaux: tuple[str, ...]
    presents: str
    absents: str
    mandataire: Mandataire
    emargement: str
    signe: bool


@frozen(kw_only=True)
class CleDeLaFeuille:
    """A key of the sheet, and its total tantièmes."""

    libelle: str
    total: str


@frozen(kw_only=True)
class ActeDeFeuilleDePresence:
    """
    The feuille de présence, on one key or on several. Décret 67-223, art. 14. AG-24 to AG-28, I-20.

    `presents` and `absents` are totals of voices on the key, empty on a sheet of several keys and on one that is
    still to be signed.
    """

    modele: ClassVar[str] = "feuille_de_presence"
    titre: str
    date_iso: str
    en_tete: EnTeteDeSeance
    edition: str
    multi_cles: bool
    cles: tuple[CleDeLaFeuille, ...]
    coproprietaires: tuple[CoproprietaireInscrit, ...]
    nombre: int
    nombre_de_presents: int
    nombre_d_absents: int
    presents: str
    absents: str
    notes: tuple[str, ...]
    certifie_par: str


def acte_de_feuille_de_presence(seance: Seance, cle: CleId | None, *, vierge: bool = False) -> ActeDeFeuilleDePresence:
    """
    Write the attendance sheet on one key, or on all of them (`None`).

    It shows how each owner took part at any time, and when he came or left. `vierge` is the sheet that waits on
    the table: the two columns present and absent are left to be filled by hand.

    Raises `InvalidValue` for a key the syndicat does not have. AG-24 to AG-28.
    """
    cles = seance.syndicat.cles if cle is None else (seance.syndicat.cle(cle),)
    tete, feuille = en_tete(seance), _Feuille(seance, cles, multi_cles=cle is None, vierge=vierge)
    voix, inscrits = feuille.voix, feuille.inscrits
    presents, absents = voix.peser(feuille.etat.votants & inscrits), voix.peser(feuille.etat.absents & inscrits)
    chiffree = cle is not None and not vierge
    titre = f"Feuille de présence {tete.assemblee} du {ecrire_date(seance.fiche.date)}"
    titrees = tuple(_cle(une, seance) for une in cles)
    edition = (
        "Editée suivant plusieurs clés, tantièmes globaux de chacune en dernière ligne"
        if cle is None
        else f"Editée suivant la clé {titrees[0].libelle}, tantièmes globaux {titrees[0].total}"
    )
    return ActeDeFeuilleDePresence(
        titre=titre,
        date_iso=tete.date_iso,
        en_tete=tete,
        edition=edition,
        multi_cles=cle is None,
        cles=titrees,
        coproprietaires=tuple(feuille.inscrire(rang) for rang in par_nom(seance, inscrits)),
        nombre=inscrits.bit_count(),
        nombre_de_presents=(feuille.etat.votants & inscrits).bit_count(),
        nombre_d_absents=(feuille.etat.absents & inscrits).bit_count(),
        presents=_ecrire(presents.voix) if chiffree else "",
        absents=_ecrire(absents.voix) if chiffree else "",
        notes=tuple(f"Clé {une} : {ecrire_motif(motif)}" for une in cles for motif in seance.voix(une.code).motifs),
        certifie_par=nommer(seance.fiche.president, seance) if seance.fiche.president else "",
    )


def _cle(cle: CleDeRepartition, seance: Seance) -> CleDeLaFeuille:
    total = sum(seance.syndicat.tantiemes(cle.code), Fraction())
    return CleDeLaFeuille(libelle=str(cle), total=_ecrire(total))


class _Feuille:
    """What every line of one sheet is written with, worked out once."""

    def __init__(self, seance: Seance, cles: tuple[CleDeRepartition, ...], *, multi_cles: bool, vierge: bool) -> None:
        self.seance, self.cles, self.multi_cles, self.vierge = seance, cles, multi_cles, vierge
        self.etat = seance.feuille.recapitulatif()
        self.voix = seance.voix(cle_de_presence(seance) if multi_cles else cles[0].code)
        self.presences = {un.coproprietaire: un for un in seance.feuille.presences}
        self.ecartees = {un.presence.coproprietaire: un.presence for un in seance.ecartes}
        self.mouvements = _mouvements(seance)
        codes = {une.code for une in cles}
        self.inscrits = ensemble(
            rang
            for rang, un in enumerate(seance.syndicat.coproprietaires)
            if any(part.valeur and part.cle in codes for lot in un.lots for part in lot.tantiemes)
        )

    def inscrire(self, rang: int) -> CoproprietaireInscrit:
        un, code = self.seance.syndicat.coproprietaires[rang], self.etat.code(rang)
        mandataire = mandataire_de(rang, self.etat, self.seance)
        voix = "" if self.multi_cles or self.vierge else _ecrire(self.voix.de(rang))
        present = code is not Code.ABSENT
        return CoproprietaireInscrit(
            nom=" ".join(filter(None, (un.nom, un.civilite))),
            compte=compte(un),
            domicile=un.adresse,
            mentions=tuple(self._mentions(rang, un, code)),
            lots=tuple(self._lots(un)),
            totaux=tuple(self._parts(self.seance.syndicat.tantiemes(cle.code)[rang]) for cle in self.cles),
            presents=voix if present else "",
            absents="" if present else voix,
            mandataire=mandataire,
            emargement=""
            if self.multi_cles and code is Code.CORRESPONDANCE
            else self._emargement(un, code, mandataire),
            signe=signe(code, mandataire),
        )

    def _lots(self, un: Coproprietaire) -> Iterator[LotInscrit]:
        for lot in un.lots:
            parts = [lot.dans(cle.code) for cle in self.cles]
            if any(parts):
                yield LotInscrit(
                    lot=" ".join(filter(None, (lot.numero, lot.type))),
                    tantiemes=tuple(self._parts(part) for part in parts),
                )

    def _parts(self, part: Fraction) -> str:
        return _ecrire(part) if part else ""

    def _emargement(self, un: Coproprietaire, code: Code, mandataire: Mandataire) -> str:
        if code is Code.CORRESPONDANCE:
            return mention_de_correspondance(self.presences.get(un.id))
        if code is Code.DISTANCE:
            return A_DISTANCE
        return MANDATAIRE_A_DISTANCE if mandataire.a_distance else ""

    def _mentions(self, rang: int, un: Coproprietaire, code: Code) -> Iterator[str]:
        presence = self.presences.get(un.id)
        if self.multi_cles and code is Code.CORRESPONDANCE and presence and presence.recu_le:
            # The box stays blank (AG-24), and the décret still asks for the day the form came in (art. 14).
            yield f"formulaire de vote reçu le {ecrire_date(presence.recu_le)}"
        if un.id in self.ecartees:
            recu = self.ecartees[un.id].recu_le
            yield f"formulaire de vote reçu le {ecrire_date(recu)}, non compté" if recu else "formulaire non compté"
        if un.sans_voix:
            yield "sans voix (loi 65-557, art. 16)"
        elif self.voix.reduit == rang:
            voix = ecrire_voix(self.voix.de(rang), espace=ESPACE_FINE)
            yield f"voix réduites à {voix} (loi 65-557, art. 22, I, al. 2)"
        if not self.vierge:
            yield from self.mouvements.get(un.id, ())


def mandataire_de(rang: int, etat: EtatDesPresences, seance: Seance) -> Mandataire:
    """Say who stands for an owner, his domicile, and whether he is himself at a distance. Décret 67-223, art. 14."""
    personne = etat.mandataires.get(rang)
    if personne is None:
        return Mandataire()
    lui = seance.syndicat.rangs.get(personne.coproprietaire) if personne.coproprietaire is not None else None
    return Mandataire(
        nom=nommer(personne, seance),
        domicile=domicilier(personne, seance),
        a_distance=lui is not None and bool(etat.distance >> lui & 1),
    )


def signe(code: Code, mandataire: Mandataire) -> bool:
    """Tell whether a signature is expected: neither a remote nor a correspondence voter signs. Décret, art. 14."""
    return code not in (Code.DISTANCE, Code.CORRESPONDANCE) and not mandataire.a_distance


def compte(un: Coproprietaire) -> str:
    """
    Return the account of an owner, or « 2 comptes ». AG-27.

    An owner with no account is known by his identity.
    """
    return f"{len(un.comptes)} comptes" if len(un.comptes) > 1 else next(iter(un.comptes), un.id)


def mention_de_correspondance(presence: Presence | None) -> str:
    """Say that an owner voted by correspondence, and when his form came in. AG-11, AG-24."""
    recu = presence.recu_le if presence else None
    return f"{VOTE_PAR_CORRESPONDANCE} enregistré le {ecrire_date(recu)}" if recu else VOTE_PAR_CORRESPONDANCE


def _ecrire(part: Fraction) -> str:
    return ecrire_tantiemes(part, espace=ESPACE_FINE)


def _mouvements(seance: Seance) -> dict[CoproprietaireId, list[str]]:
    """Say who came and who left, and who stands for him from then on. Décret 67-223, art. 14. I-27."""
    mentions: dict[CoproprietaireId, list[str]] = {}
    for mouvement in seance.feuille.mouvements:
        nom = "arrivée" if mouvement.sens is Sens.ARRIVEE else "départ"
        suite = ""
        if mouvement.sens is Sens.DEPART and mouvement.mandataire is not None:
            suite = f", représentation ensuite par {_avec_domicile(mouvement.mandataire, seance)}"
        mentions.setdefault(mouvement.coproprietaire, []).append(f"{nom} {moment(mouvement, seance)}{suite}")
    return mentions


def _avec_domicile(personne: Personne, seance: Seance) -> str:
    domicile = domicilier(personne, seance)
    return f"{nommer(personne, seance)} ({domicile})" if domicile else nommer(personne, seance)
