"""The records of `lsc.assemblee/1`: they mirror the file, key by key, and know nothing else."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any, Literal

from attrs import field, frozen

from lsc_adapters.codec.votes import Votes
from lsc_domain.assemblee.correspondance import Canal
from lsc_domain.assemblee.fiche import TypeDAssemblee
from lsc_domain.assemblee.presence import Code
from lsc_domain.copropriete.coproprietaire import Qualite, RoleAuConseil
from lsc_domain.copropriete.personne import Empechement
from lsc_domain.loi.article_de_vote import ArticleDeVote
from lsc_domain.loi.politique import POLITIQUE_PAR_DEFAUT, Politique


def _dit(texte: str, **autres: Any) -> Any:
    """Declare a field with the sentence its JSON Schema carries."""
    return field(metadata={"description": texte}, **autres)


@frozen(kw_only=True)
class PersonneEcrite:
    """Un copropriétaire par son identifiant, ou une personne extérieure par son nom."""

    coproprietaire: str | None = None
    nom: str | None = None
    empechement: Empechement | None = _dit("Pourquoi elle ne peut recevoir de pouvoir (art. 22).", default=None)


@frozen(kw_only=True)
class SyndicatEcrit:
    """Le syndicat des copropriétaires."""

    code: str = ""
    nom: str
    immeuble: str = ""
    adresse: str = ""
    syndic: PersonneEcrite | None = _dit("Le syndic, qui ne peut recevoir de pouvoir.", default=None)
    adresse_du_syndic: str = _dit("Où renvoyer le formulaire.", default="")
    courriel_du_syndic: str = _dit("Où l'envoyer par courriel.", default="")


@frozen(kw_only=True)
class ConsultationEcrite:
    """Où et quand consulter les pièces justificatives des charges (décret, art. 9)."""

    lieu: str
    jours: str = ""
    heures: str = ""


@frozen(kw_only=True)
class AnnexeEcrite:
    """Un document joint à la convocation (décret, art. 11)."""

    titre: str
    article: str = ""
    pour_validite: bool = _dit("Faux : jointe pour information.", default=True)
    fichier: str = _dit("Le nom de son PDF, à côté de ce fichier.", default="")


@frozen(kw_only=True)
class AssembleeEcrite:
    """L'en-tête de l'assemblée ; heures de Paris."""

    reference: str
    nom: str = "Assemblée générale"
    type: TypeDAssemblee = TypeDAssemblee.ORDINAIRE
    date: dt.date
    heure: dt.time | None = None
    lieu: str = ""
    note: str = ""
    convocation_presentee_le: dt.date | None = None
    vote_par_correspondance: bool = _dit("Faux : l'ancienne feuille de vote, codes N, O et R.", default=True)
    consultation: ConsultationEcrite | None = None
    annexes: tuple[AnnexeEcrite, ...] = ()
    ouverte_a: dt.time | None = _dit("L'heure d'ouverture de la séance.", default=None)
    close_a: dt.time | None = _dit("L'heure de clôture de la séance.", default=None)
    president: PersonneEcrite | None = None
    secretaire: PersonneEcrite | None = None
    scrutateurs: tuple[PersonneEcrite, ...] = ()


@frozen(kw_only=True)
class CleEcrite:
    """Une clé de répartition ; seule la générale déclenche la réduction de l'article 22."""

    code: str
    libelle: str = ""
    generale: bool = False
    total: Fraction | None = _dit("Le total que le règlement annonce, pour vérification.", default=None)


@frozen(kw_only=True)
class LotEcrit:
    """Un lot et ses tantièmes dans chaque clé."""

    numero: str
    type: str = ""
    tantiemes: dict[str, Fraction] = field(factory=dict[str, Fraction])


@frozen(kw_only=True)
class CoproprietaireEcrit:
    """Une personne ou une indivision : une tête, la somme des tantièmes de ses lots."""

    id: str
    nom: str
    civilite: str = ""
    adresse: str = ""
    email: str | None = None
    comptes: tuple[str, ...] = ()
    qualite: Qualite = Qualite.PLEIN
    conseil_syndical: RoleAuConseil | None = None
    bailleur_social: bool = _dit("Organisme HLM : pas de réduction (CCH L 443-15).", default=False)
    sans_voix: bool = _dit("Lots du syndicat lui-même (art. 16).", default=False)
    lots: tuple[LotEcrit, ...] = ()


@frozen(kw_only=True)
class PresenceEcrite:
    """L'état d'un copropriétaire à l'ouverture ; qui n'y figure pas est absent."""

    coproprietaire: str
    code: Code
    mandataire: PersonneEcrite | None = _dit("Obligatoire avec R.", default=None)
    recu_le: dt.date | None = _dit("Obligatoire avec C : réception du formulaire.", default=None)
    canal: Canal | None = None
    signe: bool = _dit("Faux : le formulaire ne compte pas.", default=True)


@frozen(kw_only=True)
class SousResolutionEcrite:
    """Une sous-résolution : ses propres bulletins, le sort de sa résolution."""

    numero: str
    titre: str = ""
    projet: str = ""
    article: ArticleDeVote | None = None
    cle: str | None = None
    exclus: tuple[str, ...] = ()
    concurrence: str = _dit("Nom commun aux candidatures ou devis concurrents (décret, art. 19).", default="")
    emprunt: bool = _dit("Un emprunt voté à la majorité de ses travaux (art. 26-4).", default=False)


@frozen(kw_only=True)
class ResolutionEcrite(SousResolutionEcrite):
    """Un point de l'ordre du jour ; `aucun` pour un titre qui ne se vote pas."""

    sous_resolutions: tuple[SousResolutionEcrite, ...] = ()


@frozen(kw_only=True)
class ArriveeEcrite:
    """Une arrivée, qui compte à partir de la résolution nommée."""

    evenement: Literal["arrivee"]
    coproprietaire: str
    code: Code
    resolution: str
    heure: dt.time | None = None
    mandataire: PersonneEcrite | None = None


@frozen(kw_only=True)
class DepartEcrit:
    """Un départ, avec ou sans pouvoir laissé, qui compte à partir de la résolution nommée."""

    evenement: Literal["depart"]
    coproprietaire: str
    resolution: str
    heure: dt.time | None = None
    mandataire: PersonneEcrite | None = None


@frozen(kw_only=True)
class AmendementEcrit:
    """Une résolution amendée en séance."""

    evenement: Literal["amendement"]
    resolution: str
    texte: str = ""
    heure: dt.time | None = None


@frozen(kw_only=True)
class IncidentEcrit:
    """Un incident technique, mentionné au procès-verbal."""

    evenement: Literal["incident"]
    resolution: str
    coproprietaire: str
    texte: str = ""
    heure: dt.time | None = None


Evenement = ArriveeEcrite | DepartEcrit | AmendementEcrit | IncidentEcrit


@frozen(kw_only=True)
class AssembleeFichier:
    """Une assemblée générale entière : syndicat, ordre du jour, présences, votes, déroulement."""

    format: Literal["lsc.assemblee/1"]
    syndicat: SyndicatEcrit
    assemblee: AssembleeEcrite
    cles: tuple[CleEcrite, ...]
    coproprietaires: tuple[CoproprietaireEcrit, ...]
    presences: tuple[PresenceEcrite, ...] = ()
    resolutions: tuple[ResolutionEcrite, ...] = ()
    votes: dict[str, Votes] = field(factory=dict[str, Votes])
    seconds_votes: dict[str, Votes] = field(factory=dict[str, Votes])
    deroulement: tuple[Evenement, ...] = ()
    politique: Politique = POLITIQUE_PAR_DEFAUT
