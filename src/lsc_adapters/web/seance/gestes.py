"""What may be done with the resolution being voted, beside its ballots: each gesture makes its facts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from lsc_adapters.web.seance.bulletin import CHOIX, lettres
from lsc_adapters.web.seance.direct import Ecarte
from lsc_adapters.web.seance.ecran import PERIME, Ecran, rang_de
from lsc_adapters.web.seance.etat import EtatDeSeance
from lsc_domain.assemblee import fait as f
from lsc_domain.assemblee.fait import Fait
from lsc_domain.assemblee.refus import SecondVoteFerme, libelle
from lsc_domain.assemblee.resolution import Ligne
from lsc_domain.assemblee.seance import Amendement, Incident
from lsc_domain.assemblee.tenue import Reserve, TexteDeResolution
from lsc_domain.assemblee.texte_de_passage import passage_du_second_vote, texte_du_resultat
from lsc_domain.socle.ids import CoproprietaireId, ResolutionId


def rien_entre_temps(ecran: Ecran, actuel: str) -> None:
    """Set aside what was asked of a column that another screen has changed since. AG-42."""
    vu = ecran.visite.champ("vu")
    if vu and vu != actuel:
        raise Ecarte(PERIME.format(quoi="un vote de cette résolution"), perime=True)


def _valider(ecran: Ecran, etat: EtatDeSeance, ligne: Ligne, second: bool) -> tuple[Fait, ...]:
    """« Valider »: each vote was kept as it was typed, nothing is left to store; the screen starts anew. AG-42."""
    del ecran, etat, ligne, second
    return ()


def _annuler(ecran: Ecran, etat: EtatDeSeance, ligne: Ligne, second: bool) -> tuple[Fait, ...]:
    """« Annuler »: the line is again what it was when this screen was opened. AG-42."""
    actuel = lettres(etat, ligne, second_vote=second)
    rien_entre_temps(ecran, actuel)
    avant = _saisis(ecran.visite.champ("ouverture"), len(actuel))
    # Who left or came since has no ballot to be given back.
    avant = "".join(un if ici in "ona-." else "." for un, ici in zip(avant, actuel, strict=True))
    if avant == _saisis(actuel, len(actuel)):
        return ()
    resolution = ligne.resolution.id
    faits: list[Fait] = [f.VotesAnnules(resolution=resolution, second_vote=second)]
    if second:  # taken back whole, it closes: it is held again, as it was
        faits.append(f.SecondVoteOuvert(resolution=resolution))
    if avant.strip("."):
        faits.append(f.VotesEnregistres(resolution=resolution, lettres=avant, second_vote=second))
    return tuple(faits)


def _saisis(colonne: str, effectif: int) -> str:
    """Keep of a column what was typed in the room; nothing of one that is not of this room."""
    if len(colonne) != effectif:
        return "." * effectif
    return "".join(lettre if lettre in CHOIX else "." for lettre in colonne)


def _fermer(ecran: Ecran, etat: EtatDeSeance, ligne: Ligne, second: bool) -> tuple[Fait, ...]:
    """Take the second vote back: its ballots go, and what was said of it. MAJ-03."""
    del ecran, second
    resolution = ligne.resolution.id
    faits: list[Fait] = [f.VotesAnnules(resolution=resolution, second_vote=True)]
    if texte_ajoute(etat, resolution):
        faits.append(f.TexteAjoute(texte=TexteDeResolution(resolution=resolution, texte="")))
    return tuple(faits)


def _ouvrir_second(ecran: Ecran, etat: EtatDeSeance, ligne: Ligne, second: bool) -> tuple[Fait, ...]:
    """« Voter à l'art. … »: the second vote, and the text the agency says it with if one is left. MAJ-03, MAJ-06."""
    del second
    scrutin = etat.scrutin(ligne.resolution.id)
    if scrutin is None or scrutin.second is None:
        raise Ecarte(libelle(SecondVoteFerme(resolution=ligne.resolution.id)))
    ouvert = f.SecondVoteOuvert(resolution=ligne.resolution.id)
    texte = ecran.texte()
    return (
        (ouvert, f.TexteAjoute(texte=TexteDeResolution(resolution=ligne.resolution.id, texte=texte)))
        if texte
        else (ouvert,)
    )


def _amender(ecran: Ecran, etat: EtatDeSeance, ligne: Ligne, second: bool) -> tuple[Fait, ...]:
    """Amend: correspondence votes in favour are then défaillants, for this resolution. AG-37."""
    del etat, second
    amendement = Amendement(resolution=ligne.resolution.id, texte=ecran.texte(), heure=ecran.heure())
    return (f.ResolutionAmendee(amendement=amendement),)


def _incident(ecran: Ecran, etat: EtatDeSeance, ligne: Ligne, second: bool) -> tuple[Fait, ...]:
    """Note what kept a remote owner from voting. Décret 67-223, art. 17."""
    del second
    qui = _qui(ecran, etat)
    incident = Incident(resolution=ligne.resolution.id, coproprietaire=qui, texte=ecran.texte(), heure=ecran.heure())
    return (f.IncidentSurvenu(incident=incident),)


def _reserve(ecran: Ecran, etat: EtatDeSeance, ligne: Ligne, second: bool) -> tuple[Fait, ...]:
    """Note what an owner says of the regularity of this decision. Décret 67-223, art. 17, al. 5. I-21."""
    del second
    return (reserve(ecran, etat, ligne.resolution.id),)


def reserve(ecran: Ecran, etat: EtatDeSeance, resolution: ResolutionId | None) -> f.ReserveFormulee:
    """Read a reserve, on one resolution or on the meeting as a whole."""
    qui = _qui(ecran, etat)
    texte = ecran.texte(requis="Écrivez la réserve : le procès-verbal la reproduit.")
    return f.ReserveFormulee(reserve=Reserve(coproprietaire=qui, resolution=resolution, texte=texte))


def _evenement(ecran: Ecran, etat: EtatDeSeance, ligne: Ligne, second: bool) -> tuple[Fait, ...]:
    """« Créer un événement » from the resolution being voted: for which building, and what is to be done. AG-41."""
    del etat, second
    immeuble = ecran.visite.champ("immeuble")
    if not immeuble:
        raise Ecarte("Indiquez l'immeuble de l'événement.", champ="immeuble")
    texte = ecran.texte(requis="Écrivez ce que l'événement demande.")
    return (f.EvenementDemande(resolution=ligne.resolution.id, immeuble=immeuble, texte=texte),)


def _ajouter_texte(ecran: Ecran, etat: EtatDeSeance, ligne: Ligne, second: bool) -> tuple[Fait, ...]:
    """Write what ends the resolution, in place of what did; nothing takes it back. MAJ-06, MAJ-10."""
    del second
    texte, resolution = ecran.texte(), ligne.resolution.id
    if texte == texte_ajoute(etat, resolution):
        return ()
    return (f.TexteAjoute(texte=TexteDeResolution(resolution=resolution, texte=texte)),)


def _qui(ecran: Ecran, etat: EtatDeSeance) -> CoproprietaireId:
    qui = ecran.visite.champ("coproprietaire")
    if not qui:
        raise Ecarte("Choisissez un copropriétaire.", champ="coproprietaire")
    return etat.seance.syndicat.coproprietaires[rang_de(etat, qui)].id


def _ajouter_resultat(ecran: Ecran, etat: EtatDeSeance, ligne: Ligne, second: bool) -> tuple[Fait, ...]:
    """« Ajouter le résultat à la résolution », after what was already added at its end. MAJ-02, MAJ-07."""
    del ecran, second
    scrutin = etat.scrutin(ligne.resolution.id)
    if scrutin is None or scrutin.en_cours:
        raise Ecarte("Le vote n'est pas terminé : il n'a pas encore de résultat.")
    texte = "\n".join(filter(None, (texte_ajoute(etat, ligne.resolution.id), texte_du_resultat(scrutin))))
    return (f.TexteAjoute(texte=TexteDeResolution(resolution=ligne.resolution.id, texte=texte)),)


GESTES: Final[Mapping[str, Callable[[Ecran, EtatDeSeance, Ligne, bool], tuple[Fait, ...]]]] = {
    "annuler": _annuler,
    "valider": _valider,
    "second": _ouvrir_second,
    "fermer": _fermer,
    "amender": _amender,
    "incident": _incident,
    "resultat": _ajouter_resultat,
    "texte": _ajouter_texte,
    "reserve": _reserve,
    "evenement": _evenement,
}


def retenir_le_texte(ecran: Ecran, etat: EtatDeSeance, resolution: ResolutionId) -> None:
    """
    Remember, for the agency's next second vote, the words this one was opened with. MAJ-06, MAJ-10.

    Words that are those already proposed are left alone; none at all brings the default ones back.
    """
    scrutin = etat.scrutin(resolution)
    passage = passage_du_second_vote(scrutin) if scrutin is not None else None
    if passage is None:
        return
    engine, texte = ecran.visite.engine, ecran.texte()
    if texte != engine.assemblees.textes(engine.agence).texte(passage):
        engine.assemblees.retenir_texte(engine.agence, passage, texte)


def texte_ajoute(etat: EtatDeSeance, resolution: ResolutionId) -> str:
    """Return what ends a resolution, empty when nothing does."""
    return next((un.texte for un in etat.tenue.textes if un.resolution == resolution), "")
