"""`lsc.assemblee/1`: a whole general meeting in one file, read into a `Declaration`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, TypeVar

from returns.pipeline import is_successful

from lsc_adapters.codec.converter import read
from lsc_adapters.codec.errors import InvalidPayload
from lsc_adapters.codec.fichier import (
    AmendementEcrit,
    AnnexeEcrite,
    ArriveeEcrite,
    AssembleeEcrite,
    AssembleeFichier,
    CleEcrite,
    ConsultationEcrite,
    CoproprietaireEcrit,
    Evenement,
    IncidentEcrit,
    PersonneEcrite,
    PresenceEcrite,
    ResolutionEcrite,
    SousResolutionEcrite,
)
from lsc_adapters.codec.plain import is_table
from lsc_adapters.codec.reading import read_file
from lsc_domain.assemblee.convocation import Annexe, Consultation
from lsc_domain.assemblee.correspondance import Canal
from lsc_domain.assemblee.declaration import Declaration, Lieu, etablir
from lsc_domain.assemblee.fiche import FicheDAssemblee
from lsc_domain.assemblee.mouvement import Mouvement, Sens
from lsc_domain.assemblee.presence import Code, Presence
from lsc_domain.assemblee.resolution import Resolution
from lsc_domain.assemblee.seance import Amendement, Incident, Seance
from lsc_domain.copropriete.cle import CleDeRepartition
from lsc_domain.copropriete.coproprietaire import Coproprietaire
from lsc_domain.copropriete.lot import Lot, Tantiemes
from lsc_domain.copropriete.personne import Personne
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import CleId, CompteId, CoproprietaireId, ResolutionId

FORMAT: Final = "lsc.assemblee/1"

E = TypeVar("E")
T = TypeVar("T")


def read_declaration(chemin: Path) -> Declaration:
    """
    Read a meeting as it is declared, faults between its parts included: what `verifier` examines.

    Raises `InvalidPayload` for a file that is not of the format, `OSError` when it cannot be read.
    """
    return declarer(read_file(chemin))


def read_seance(chemin: Path) -> Seance:
    """Read a meeting ready to be counted. Raises `InvalidPayload`, with the place of the fault, or `OSError`."""
    etablie = etablir(read_declaration(chemin))
    if not is_successful(etablie):
        faute = etablie.failure()
        raise InvalidPayload(faute.lieu, faute.texte)
    return etablie.unwrap()


def declarer(valeur: object) -> Declaration:
    """Turn the plain values of a file into a `Declaration`. Raises `InvalidPayload`."""
    if not is_table(valeur) or valeur.get("format") != FORMAT:
        raise InvalidPayload(("format",), f"attendu « {FORMAT} »")
    fichier = read(valeur, AssembleeFichier)
    syndicat = fichier.syndicat
    return Declaration(
        fiche=_dans(("assemblee",), fichier.assemblee, _fiche),
        code=syndicat.code,
        nom=syndicat.nom,
        immeuble=syndicat.immeuble,
        adresse=syndicat.adresse,
        syndic=_facultative(("syndicat", "syndic"), syndicat.syndic),
        adresse_du_syndic=syndicat.adresse_du_syndic,
        courriel_du_syndic=syndicat.courriel_du_syndic,
        vote_par_correspondance=fichier.assemblee.vote_par_correspondance,
        consultation=_consultation(fichier.assemblee.consultation),
        annexes=_chacun(("assemblee", "annexes"), fichier.assemblee.annexes, _annexe),
        ouverte_a=fichier.assemblee.ouverte_a,
        close_a=fichier.assemblee.close_a,
        cles=_chacun(("cles",), fichier.cles, _cle),
        coproprietaires=_chacun(("coproprietaires",), fichier.coproprietaires, _coproprietaire),
        presences=_chacun(("presences",), fichier.presences, _presence),
        resolutions=_chacun(("resolutions",), fichier.resolutions, _resolution),
        votes=fichier.votes,
        seconds_votes=fichier.seconds_votes,
        deroulement=_chacun(("deroulement",), fichier.deroulement, _evenement),
        politique=fichier.politique,
    )


def _dans(lieu: Lieu, ecrit: E, faire: Callable[[E], T]) -> T:
    """Make a noun of what is written there, or say where in the file the values it refuses are."""
    try:
        return faire(ecrit)
    except InvalidPayload as fautif:
        raise InvalidPayload((*lieu, *fautif.lieu), fautif.texte) from None
    except InvalidValue as fautif:
        raise InvalidPayload(lieu, str(fautif)) from None


def _chacun(lieu: Lieu, ecrits: Sequence[E], faire: Callable[[E], T]) -> tuple[T, ...]:
    return tuple([_dans((*lieu, rang), ecrit, faire) for rang, ecrit in enumerate(ecrits)])


def _facultative(lieu: Lieu, ecrite: PersonneEcrite | None) -> Personne | None:
    return None if ecrite is None else _dans(lieu, ecrite, _personne)


def _personne(ecrite: PersonneEcrite) -> Personne:
    if (ecrite.coproprietaire is None) == (not ecrite.nom):
        raise InvalidValue("attendu « coproprietaire » ou « nom », l'un ou l'autre")
    return Personne(
        coproprietaire=CoproprietaireId(ecrite.coproprietaire) if ecrite.coproprietaire is not None else None,
        nom=ecrite.nom or "",
        empechement=ecrite.empechement,
    )


def _fiche(ecrite: AssembleeEcrite) -> FicheDAssemblee:
    return FicheDAssemblee(
        reference=_rempli(ecrite.reference, "reference"),
        nom=ecrite.nom,
        type=ecrite.type,
        date=ecrite.date,
        heure=ecrite.heure,
        lieu=ecrite.lieu,
        note=ecrite.note,
        convocation_presentee_le=ecrite.convocation_presentee_le,
        president=_facultative(("president",), ecrite.president),
        secretaire=_facultative(("secretaire",), ecrite.secretaire),
        scrutateurs=_chacun(("scrutateurs",), ecrite.scrutateurs, _personne),
    )


def _consultation(ecrite: ConsultationEcrite | None) -> Consultation | None:
    if ecrite is None:
        return None
    if not ecrite.lieu:
        raise InvalidPayload(("assemblee", "consultation", "lieu"), "ne peut être vide")
    return Consultation(lieu=ecrite.lieu, jours=ecrite.jours, heures=ecrite.heures)


def _annexe(ecrite: AnnexeEcrite) -> Annexe:
    return Annexe(
        titre=_rempli(ecrite.titre, "titre"),
        article=ecrite.article,
        pour_validite=ecrite.pour_validite,
        fichier=ecrite.fichier,
    )


def _cle(ecrite: CleEcrite) -> CleDeRepartition:
    return CleDeRepartition(
        code=CleId(_rempli(ecrite.code, "code")), libelle=ecrite.libelle, generale=ecrite.generale, total=ecrite.total
    )


def _coproprietaire(ecrit: CoproprietaireEcrit) -> Coproprietaire:
    return Coproprietaire(
        id=CoproprietaireId(_rempli(ecrit.id, "id")),
        nom=ecrit.nom,
        civilite=ecrit.civilite,
        adresse=ecrit.adresse,
        courriel=ecrit.email,
        comptes=tuple(map(CompteId, ecrit.comptes)),
        qualite=ecrit.qualite,
        conseil_syndical=ecrit.conseil_syndical,
        bailleur_social=ecrit.bailleur_social,
        sans_voix=ecrit.sans_voix,
        lots=tuple(
            Lot(
                numero=lot.numero,
                type=lot.type,
                tantiemes=tuple(Tantiemes(cle=CleId(cle), valeur=valeur) for cle, valeur in lot.tantiemes.items()),
            )
            for lot in ecrit.lots
        ),
    )


def _presence(ecrite: PresenceEcrite) -> Presence:
    for code, champ, donne in (
        (Code.REPRESENTE, "mandataire", ecrite.mandataire),
        (Code.CORRESPONDANCE, "recu_le", ecrite.recu_le),
        (Code.CORRESPONDANCE, "canal", ecrite.canal),
    ):
        if ecrite.code is not code and donne is not None:
            raise InvalidPayload((champ,), f"ne va qu'avec le code {code.value}")
        if ecrite.code is code and donne is None and champ != "canal":
            raise InvalidPayload((champ,), f"obligatoire avec le code {code.value}")
    return Presence(
        coproprietaire=CoproprietaireId(ecrite.coproprietaire),
        code=ecrite.code,
        mandataire=_facultative(("mandataire",), ecrite.mandataire),
        recu_le=ecrite.recu_le,
        canal=ecrite.canal or Canal.COURRIER,
        signe=ecrite.signe,
    )


def _resolution(ecrite: SousResolutionEcrite) -> Resolution:
    """In a file the number of a line is its identity."""
    return Resolution(
        id=ResolutionId(_rempli(ecrite.numero, "numero")),
        numero=ecrite.numero,
        titre=ecrite.titre,
        projet=ecrite.projet,
        article=ecrite.article,
        cle=CleId(ecrite.cle) if ecrite.cle is not None else None,
        exclus=frozenset(map(CoproprietaireId, ecrite.exclus)),
        concurrence=ecrite.concurrence,
        emprunt=ecrite.emprunt,
        sous_resolutions=_chacun(("sous_resolutions",), ecrite.sous_resolutions, _resolution)
        if isinstance(ecrite, ResolutionEcrite)
        else (),
    )


def _evenement(ecrit: Evenement) -> Mouvement | Amendement | Incident:
    resolution = ResolutionId(ecrit.resolution)
    if isinstance(ecrit, AmendementEcrit):
        return Amendement(resolution=resolution, texte=ecrit.texte, heure=ecrit.heure)
    qui = CoproprietaireId(ecrit.coproprietaire)
    if isinstance(ecrit, IncidentEcrit):
        return Incident(resolution=resolution, coproprietaire=qui, texte=ecrit.texte, heure=ecrit.heure)
    mandataire = _facultative(("mandataire",), ecrit.mandataire)
    if mandataire is not None and mandataire.coproprietaire == qui:
        raise InvalidPayload(("mandataire",), f"{qui} ne se représente pas lui-même")
    arrivee = isinstance(ecrit, ArriveeEcrite)
    return Mouvement(
        sens=Sens.ARRIVEE if arrivee else Sens.DEPART,
        coproprietaire=qui,
        resolution=resolution,
        heure=ecrit.heure,
        code=ecrit.code if isinstance(ecrit, ArriveeEcrite) else Code.ABSENT,
        mandataire=mandataire,
    )


def _rempli(texte: str, champ: str) -> str:
    if not texte:
        raise InvalidPayload((champ,), "ne peut être vide")
    return texte
