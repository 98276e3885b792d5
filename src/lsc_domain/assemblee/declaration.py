"""A meeting as somebody declares it, before anything is checked: what a file or a form holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import time

from attrs import field, frozen
from returns.pipeline import is_successful
from returns.result import Failure, Result, Success

from lsc_domain.assemblee.choix import Choix
from lsc_domain.assemblee.convocation import Annexe, Consultation
from lsc_domain.assemblee.feuille import FeuilleDePresence
from lsc_domain.assemblee.fiche import FicheDAssemblee
from lsc_domain.assemblee.mouvement import Mouvement
from lsc_domain.assemblee.presence import EtatDesPresences, Presence
from lsc_domain.assemblee.refus import libelle
from lsc_domain.assemblee.resolution import Ligne, OrdreDuJour, Resolution
from lsc_domain.assemblee.seance import Amendement, FormulaireEcarte, Incident, Seance, ecarter_formulaires
from lsc_domain.assemblee.vote import LETTRES, Bulletins
from lsc_domain.copropriete.cle import CleDeRepartition
from lsc_domain.copropriete.coproprietaire import Coproprietaire
from lsc_domain.copropriete.personne import Personne
from lsc_domain.copropriete.syndicat import Syndicat
from lsc_domain.loi.loi_1965 import LOI
from lsc_domain.loi.politique import POLITIQUE_PAR_DEFAUT, Politique
from lsc_domain.socle.affichage import ecrire_date
from lsc_domain.socle.ensemble import rangs
from lsc_domain.socle.ids import CoproprietaireId, ResolutionId

Lieu = tuple[str | int, ...]
"""Where a fault is, from the root of the declaration: `("votes", "5", "450TRILLON")`."""

_LETTRES: dict[str | None, str] = {None: ".", **{choix.value: lettre for choix, lettre in LETTRES.items()}}


@frozen(kw_only=True)
class Faute:
    """A declaration that contradicts itself: the place, and one French sentence."""

    lieu: Lieu
    texte: str


@frozen(kw_only=True)
class Declaration:
    """
    The parts of a meeting as they are given, each valid alone, not yet checked against the others.

    `votes` and `seconds_votes` map the number of a line, then the id of an owner, to one of the four
    values of `Choix`, written out. `deroulement` is in the order things happened. What the notice carries beside the
    agenda, and the hours of opening and closing, are for the papers: no count reads them.
    """

    fiche: FicheDAssemblee
    code: str = ""
    nom: str
    immeuble: str = ""
    adresse: str = ""
    syndic: Personne | None = None
    adresse_du_syndic: str = ""
    courriel_du_syndic: str = ""
    vote_par_correspondance: bool = True
    consultation: Consultation | None = None
    annexes: tuple[Annexe, ...] = ()
    ouverte_a: time | None = None
    close_a: time | None = None
    cles: tuple[CleDeRepartition, ...]
    coproprietaires: tuple[Coproprietaire, ...]
    presences: tuple[Presence, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    votes: Mapping[str, Mapping[str, str]] = field(factory=dict[str, Mapping[str, str]], hash=False)
    seconds_votes: Mapping[str, Mapping[str, str]] = field(factory=dict[str, Mapping[str, str]], hash=False)
    deroulement: tuple[Mouvement | Amendement | Incident, ...] = ()
    politique: Politique = POLITIQUE_PAR_DEFAUT


class _Refus(Exception):
    def __init__(self, lieu: Lieu, texte: str) -> None:
        super().__init__(texte)
        self.faute = Faute(lieu=lieu, texte=texte)


def etablir(declaration: Declaration) -> Result[Seance, Faute]:
    """
    Check a declaration against itself and make a meeting of it, or name the first fault and its place.

    Refused: two owners, keys, presences or lines of one identity; a reference to what is not there; an
    item put to the vote without an article or a key; a movement that cannot happen; the ballot of an
    owner who is absent at that line, or on a line that is not put to the vote. Nothing is half made.

    AG-02, AG-09, AG-28, AG-35, X-02.
    """
    try:
        return Success(_etablir(declaration))
    except _Refus as refus:
        return Failure(refus.faute)


def _etablir(declaration: Declaration) -> Seance:
    if declaration.fiche.date < LOI:
        raise _Refus(("assemblee", "date"), f"aucune assemblée avant le {ecrire_date(LOI)}, jour de la loi 65-557")
    syndicat = _syndicat(declaration)
    ordre_du_jour = _ordre_du_jour(declaration, syndicat)
    feuille, ecartes, etats = _feuille(declaration, syndicat, ordre_du_jour)
    toleres = {ecarte.presence.coproprietaire for ecarte in ecartes}
    votes, seconds = (
        {
            ordre_du_jour.lignes[rang].resolution.id: bulletins
            for rang, bulletins in _bulletins(nom, donnes, ordre_du_jour, syndicat, etats, toleres)
        }
        for nom, donnes in (("votes", declaration.votes), ("seconds_votes", declaration.seconds_votes))
    )
    return Seance(
        fiche=declaration.fiche,
        syndicat=syndicat,
        ordre_du_jour=ordre_du_jour,
        feuille=feuille,
        ecartes=ecartes,
        votes=votes,
        seconds_votes=seconds,
        amendements=tuple(un for un in declaration.deroulement if isinstance(un, Amendement)),
        incidents=tuple(un for un in declaration.deroulement if isinstance(un, Incident)),
        politique=declaration.politique,
    )


def _syndicat(declaration: Declaration) -> Syndicat:
    if not declaration.cles:
        raise _Refus(("cles",), "il faut au moins une clé de répartition")
    codes = _uniques("cles", "code", [cle.code for cle in declaration.cles])
    _uniques("coproprietaires", "id", [un.id for un in declaration.coproprietaires])
    for rang, un in enumerate(declaration.coproprietaires):
        for place, lot in enumerate(un.lots):
            for part in lot.tantiemes:
                if part.cle not in codes:
                    raise _Refus(
                        ("coproprietaires", rang, "lots", place, "tantiemes", part.cle), f"clé {part.cle} inconnue"
                    )
    syndicat = Syndicat(
        code=declaration.code,
        nom=declaration.nom,
        immeuble=declaration.immeuble,
        adresse=declaration.adresse,
        cles=declaration.cles,
        coproprietaires=declaration.coproprietaires,
    )
    bureau: tuple[tuple[Lieu, Personne | None], ...] = (
        (("assemblee", "president"), declaration.fiche.president),
        (("assemblee", "secretaire"), declaration.fiche.secretaire),
        *((("assemblee", "scrutateurs", rang), qui) for rang, qui in enumerate(declaration.fiche.scrutateurs)),
    )
    for lieu, qui in bureau:
        if qui is not None and qui.coproprietaire is not None:
            _connu(syndicat, qui.coproprietaire, lieu)
    return syndicat


def _uniques(liste: str, champ: str, valeurs: list[str]) -> dict[str, int]:
    places: dict[str, int] = {}
    for place, valeur in enumerate(valeurs):
        if valeur in places:
            raise _Refus((liste, place, champ), f"{valeur} est déjà celui de {liste}[{places[valeur]}]")
        places[valeur] = place
    return places


def _ordre_du_jour(declaration: Declaration, syndicat: Syndicat) -> OrdreDuJour:
    codes = {cle.code for cle in syndicat.cles}
    numeros: set[str] = set()
    identites: set[str] = set()
    for lieu, resolution in lieux_des_resolutions(declaration.resolutions):
        if resolution.numero in numeros:
            raise _Refus((*lieu, "numero"), f"le numéro {resolution.numero} est déjà pris")
        if resolution.id in identites:
            raise _Refus((*lieu, "id"), f"l'identité {resolution.id} est déjà prise")
        numeros.add(resolution.numero)
        identites.add(resolution.id)
        if resolution.article is None:
            raise _Refus((*lieu, "article"), f"la résolution {resolution.numero} n'a pas d'article")
        if resolution.cle is None and resolution.se_vote:
            raise _Refus((*lieu, "cle"), f"la résolution {resolution.numero} est mise au vote sans clé")
        if resolution.cle is not None and resolution.cle not in codes:
            raise _Refus((*lieu, "cle"), f"clé {resolution.cle} inconnue")
        for exclu in sorted(resolution.exclus):
            _connu(syndicat, exclu, (*lieu, "exclus"))
    return OrdreDuJour(declaration.resolutions)


def lieux_des_resolutions(resolutions: Iterable[Resolution]) -> Iterable[tuple[Lieu, Resolution]]:
    """Walk the lines of an agenda in order, each with its place in the declaration."""
    for rang, resolution in enumerate(resolutions):
        yield ("resolutions", rang), resolution
        for place, enfant in enumerate(resolution.sous_resolutions):
            yield ("resolutions", rang, "sous_resolutions", place), enfant


def _connu(syndicat: Syndicat, qui: CoproprietaireId, lieu: Lieu) -> None:
    if qui not in syndicat.rangs:
        raise _Refus(lieu, f"{qui} n'est pas copropriétaire")


def _feuille(
    declaration: Declaration, syndicat: Syndicat, ordre_du_jour: OrdreDuJour
) -> tuple[FeuilleDePresence, tuple[FormulaireEcarte, ...], tuple[EtatDesPresences, ...]]:
    for rang, presence in enumerate(declaration.presences):
        _connu(syndicat, presence.coproprietaire, ("presences", rang, "coproprietaire"))
        if presence.mandataire is not None and presence.mandataire.coproprietaire is not None:
            _connu(syndicat, presence.mandataire.coproprietaire, ("presences", rang, "mandataire", "coproprietaire"))
    _uniques("presences", "coproprietaire", [presence.coproprietaire for presence in declaration.presences])
    mouvements: list[Mouvement] = []
    lieux: list[Lieu] = []
    for rang, fait in enumerate(declaration.deroulement):
        lieu: Lieu = ("deroulement", rang)
        if fait.resolution not in ordre_du_jour.rangs:
            raise _Refus((*lieu, "resolution"), f"la résolution {fait.resolution} n'est pas à l'ordre du jour")
        if isinstance(fait, Amendement):
            continue
        _connu(syndicat, fait.coproprietaire, (*lieu, "coproprietaire"))
        if isinstance(fait, Mouvement):
            if fait.mandataire is not None and fait.mandataire.coproprietaire is not None:
                _connu(syndicat, fait.mandataire.coproprietaire, (*lieu, "mandataire", "coproprietaire"))
            mouvements.append(fait)
            lieux.append(lieu)
    feuille = FeuilleDePresence(
        coproprietaires=tuple(syndicat.rangs), presences=declaration.presences, mouvements=tuple(mouvements)
    )
    feuille, ecartes = ecarter_formulaires(feuille, declaration.fiche, politique=declaration.politique)
    deroule = feuille.derouler([ligne.resolution.id for ligne in ordre_du_jour.lignes])
    if not is_successful(deroule):
        place, refus = deroule.failure()
        raise _Refus(lieux[place], libelle(refus))
    return feuille, ecartes, deroule.unwrap()


def _bulletins(
    nom: str,
    donnes: Mapping[str, Mapping[str, str]],
    ordre_du_jour: OrdreDuJour,
    syndicat: Syndicat,
    etats: tuple[EtatDesPresences, ...],
    toleres: set[CoproprietaireId],
) -> Iterable[tuple[int, Bulletins]]:
    """Read the ballots of each line as sets, refusing those that cannot be."""
    lignes = {ligne.resolution.numero: ligne for ligne in ordre_du_jour.lignes}
    for numero, votes in donnes.items():
        ligne = lignes.get(numero)
        if ligne is None:
            raise _Refus((nom, numero), f"la résolution {numero} n'est pas à l'ordre du jour")
        if votes and not ligne.resolution.se_vote:
            raise _Refus((nom, numero), f"le point {numero} n'est pas soumis au vote")
        bulletins = _lire_colonne((nom, numero), votes, syndicat)
        absents = bulletins.saisis & etats[ligne.rang].absents
        if absents:
            _refuser_absents((nom, numero), absents, ligne, syndicat, toleres)
            bulletins = bulletins.parmi(~absents)
        yield ligne.rang, bulletins


def _lire_colonne(lieu: Lieu, votes: Mapping[str, str], syndicat: Syndicat) -> Bulletins:
    valeurs = list(map(votes.get, syndicat.rangs))
    if len(votes) + valeurs.count(None) != len(valeurs):
        inconnu = next(qui for qui in votes if qui not in syndicat.rangs)
        raise _Refus((*lieu, inconnu), f"{inconnu} n'est pas copropriétaire")
    try:
        return Bulletins.lire("".join(map(_LETTRES.__getitem__, valeurs)))
    except KeyError:
        qui = next(qui for qui, valeur in votes.items() if valeur not in _LETTRES)
        attendu = ", ".join(choix.value for choix in Choix)
        raise _Refus((*lieu, qui), f"vote inconnu, attendu l'un de : {attendu}") from None


def _refuser_absents(
    lieu: Lieu, absents: int, ligne: Ligne, syndicat: Syndicat, toleres: set[CoproprietaireId]
) -> None:
    """Refuse the ballot of an absent; that of a form set aside is only ignored. I-19."""
    for rang in rangs(absents):
        qui = syndicat.coproprietaires[rang].id
        if qui not in toleres:
            raise _Refus((*lieu, qui), f"{qui} est absent à la résolution {ligne.resolution.numero} et a un vote")


def resolution_de_numero(numero: str) -> ResolutionId:
    """Return the identity of a line declared by its number alone: in a file, the number is the identity."""
    return ResolutionId(numero)
