"""The minutes, as what they say: ready to be laid out in either of the two models."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import field, frozen, validators

from lsc_domain.assemblee.acte.en_tete_de_seance import EnTeteDeSeance, en_tete, nommer
from lsc_domain.assemblee.acte.noms import Noms
from lsc_domain.assemblee.acte.recapitulatif import ListeDeNoms, Recapitulatif, listes_de_presence, recapituler
from lsc_domain.assemblee.acte.vote import (
    AMENDEE,
    Redacteur,
    VoteDuProcesVerbal,
    ecrire_motif,
    ecrire_reserve,
)
from lsc_domain.assemblee.depouillement import Depouillement
from lsc_domain.assemblee.seance import Seance
from lsc_domain.assemblee.tenue import Suspension, Tenue
from lsc_domain.copropriete.personne import Personne
from lsc_domain.loi.delai import proces_verbal_signe_au_plus_tard
from lsc_domain.loi.motif import Motif
from lsc_domain.loi.texte_de_contestation import texte_de_contestation
from lsc_domain.loi.version import Version as EnVigueur
from lsc_domain.socle.affichage import ecrire_date, ecrire_heure
from lsc_domain.socle.ids import CleId

MODELES = ("proces_verbal", "proces_verbal_tableau")
"""The two models: told vote by vote, or a table of all the votes first, then the details. AG-44."""


@frozen(kw_only=True)
class Signature:
    """A box of the minutes: who signs, as what, and when he did, if he has. Décret 67-223, art. 17. I-21."""

    fonction: str
    nom: str
    signe_le: str = ""


@frozen(kw_only=True)
class Version:
    """Which minutes these are; a correction says who made it and why. I-23."""

    numero: int
    correction: bool
    etabli_le: str
    auteur: str
    motif: str


@frozen(kw_only=True)
class TexteCite:
    """A text of law, reproduced."""

    reference: str
    texte: str


@frozen(kw_only=True)
class ActeDeProcesVerbal:
    """
    The procès-verbal. Décret 67-223, art. 17. AG-44 to AG-50, I-21, I-23.

    `bureau` names who ran the meeting; `deroulement` are its hours, in order, that of the end being in `cloture`;
    `voix` says whose voices the law reduced, and on what key; `empreinte` is the SHA-256 of the last fact of the
    journal.
    """

    modele: str = field(default=MODELES[0], validator=validators.in_(MODELES))
    titre: str
    date_iso: str
    en_tete: EnTeteDeSeance
    version: Version
    introduction: tuple[str, ...]
    bureau: tuple[ListeDeNoms, ...]
    deroulement: tuple[str, ...]
    recapitulatif: Recapitulatif
    listes: tuple[ListeDeNoms, ...]
    voix: tuple[str, ...]
    votes: tuple[VoteDuProcesVerbal, ...]
    note: str
    reserves: tuple[str, ...]
    pouvoirs_en_blanc: tuple[str, ...]
    observations: tuple[str, ...]
    cloture: str
    a_signer_au_plus_tard: str
    signatures: tuple[Signature, ...]
    contestation: TexteCite
    empreinte: str


def acte_de_proces_verbal(
    depouillement: Depouillement,
    tenue: Tenue,
    *,
    modele: str = MODELES[0],
    empreinte: str = "",
    version: int = 1,
    etabli_le: date | None = None,
    auteur: str = "",
    motif_de_correction: str = "",
    signatures: tuple[Signature, ...] | None = None,
) -> ActeDeProcesVerbal:
    """
    Write the minutes of a meeting decided.

    `signatures` are the boxes, those of the bureau when not given. Raises `InvalidValue` as `depouiller` does, and
    `ValueError` for a model that is not one of the two. AG-44, AG-47, I-21.
    """
    seance = depouillement.seance
    tete, noms = en_tete(seance), Noms(seance)
    reductions = tuple(dict.fromkeys(_reductions(seance)))
    # What is true of every line is said once, before them.
    communes = _communes(depouillement)
    deja_dites = frozenset((*communes, *(motif.texte for _, motif in reductions)))
    redacteur = Redacteur(seance, tenue, noms, deja_dites=deja_dites)
    legal = texte_de_contestation(seance.fiche.date)
    return ActeDeProcesVerbal(
        modele=modele,
        titre=f"Procès-verbal – {tete.assemblee} du {ecrire_date(seance.fiche.date)}",
        date_iso=(etabli_le or seance.fiche.date).isoformat(),
        en_tete=tete,
        version=Version(
            numero=version,
            correction=version > 1,
            etabli_le=ecrire_date(etabli_le) if etabli_le else "",
            auteur=auteur,
            motif=motif_de_correction,
        ),
        introduction=tuple(_introduction(seance, tete)),
        bureau=tuple(_bureau(seance)),
        deroulement=tuple(_deroulement(tenue)),
        recapitulatif=recapituler(seance),
        listes=listes_de_presence(seance, noms),
        voix=tuple(f"Clé {seance.syndicat.cle(cle)} : {ecrire_motif(motif)}" for cle, motif in reductions),
        votes=tuple(redacteur.rediger(scrutin) for scrutin in depouillement.scrutins),
        note=AMENDEE,
        reserves=tuple(ecrire_reserve(un, seance) for un in tenue.reserves if un.resolution is None),
        pouvoirs_en_blanc=tuple(_pouvoirs_en_blanc(seance, tenue)),
        observations=tuple(un for un in communes if un not in {motif.texte for _, motif in reductions}),
        cloture=_cloture(tenue),
        a_signer_au_plus_tard=ecrire_date(proces_verbal_signe_au_plus_tard(seance.fiche.date)),
        signatures=cadres_de_signature(seance) if signatures is None else signatures,
        contestation=citer(legal),
        empreinte=empreinte,
    )


def citer(legal: EnVigueur[str]) -> TexteCite:
    """Reproduce a text of law."""
    reference = str(legal.article)
    return TexteCite(reference=reference[0].upper() + reference[1:], texte=legal.valeur)


def cadres_de_signature(seance: Seance) -> tuple[Signature, ...]:
    """Return the boxes of the chair, the secretary and the scrutateurs, named as far as they are known. I-21."""
    fiche = seance.fiche
    return (
        Signature(fonction="Le président de séance", nom=nommer(fiche.president, seance) if fiche.president else ""),
        Signature(fonction="Le secrétaire de séance", nom=nommer(fiche.secretaire, seance) if fiche.secretaire else ""),
        *(Signature(fonction="Scrutateur", nom=nommer(qui, seance)) for qui in fiche.scrutateurs),
    )


def _introduction(seance: Seance, tete: EnTeteDeSeance) -> Iterator[str]:
    heure = f" à {tete.heure}" if tete.heure else ""
    lieu = f", {tete.lieu}" if tete.lieu else ""
    presentee = seance.fiche.convocation_presentee_le
    convocation = f", sur convocation présentée le {ecrire_date(presentee)}" if presentee else ""
    nature = f" {tete.nature}" if tete.nature else ""
    yield (
        f"Les copropriétaires du syndicat {tete.syndicat} se sont réunis en assemblée générale{nature} le "
        f"{tete.date}{heure}{lieu}{convocation}."
    )
    yield (
        "Il a été dressé une feuille de présence, certifiée par le président de séance et annexée au présent "
        "procès-verbal (décret 67-223, art. 14 et 17)."
    )


def _bureau(seance: Seance) -> Iterator[ListeDeNoms]:
    fiche = seance.fiche
    for fonction, personnes in (
        ("Président de séance", (fiche.president,)),
        ("Secrétaire de séance", (fiche.secretaire,)),
        ("Scrutateurs" if len(fiche.scrutateurs) > 1 else "Scrutateur", fiche.scrutateurs),
    ):
        noms = ", ".join(nommer(qui, seance) for qui in personnes if qui is not None)
        if noms:
            yield ListeDeNoms(libelle=fonction, noms=noms)


def _deroulement(tenue: Tenue) -> Iterator[str]:
    if tenue.ouverte_a:
        yield f"La séance est ouverte à {ecrire_heure(tenue.ouverte_a)}."
    for suspension in tenue.suspensions:
        yield _suspension(suspension)


def _suspension(suspension: Suspension) -> str:
    motif = f" : {suspension.motif.rstrip('.')}" if suspension.motif else ""
    a = f" à {ecrire_heure(suspension.suspendue_a)}" if suspension.suspendue_a else ""
    if not suspension.reprise and suspension.reprise_a is None:
        return f"La séance est suspendue{a}{motif}."
    reprise = f" à {ecrire_heure(suspension.reprise_a)}" if suspension.reprise_a else ""
    return f"La séance est suspendue{a} et reprise{reprise}{motif}."


def _cloture(tenue: Tenue) -> str:
    return (
        f"L'ordre du jour étant épuisé, la séance est levée à {ecrire_heure(tenue.close_a)}."
        if tenue.close_a
        else "L'ordre du jour étant épuisé, la séance est levée."
    )


def _reductions(seance: Seance) -> Iterator[tuple[CleId, Motif]]:
    """What art. 22 did, or did not do, to the voices of a dominant owner, on each key that was voted on."""
    for ligne in seance.ordre_du_jour.lignes:
        if ligne.resolution.se_vote and ligne.resolution.cle is not None:
            for motif in seance.voix(ligne.resolution.cle).motifs:
                yield ligne.resolution.cle, motif


def _communes(depouillement: Depouillement) -> tuple[str, ...]:
    votes = [set(un.alertes) for un in depouillement.scrutins if un.ligne.resolution.se_vote]
    partagees = set[str]().union(*votes).intersection(*votes)
    premier = next((un.alertes for un in depouillement.scrutins if un.ligne.resolution.se_vote), ())
    return tuple(dict.fromkeys((*depouillement.alertes, *(un for un in premier if len(votes) > 1 and un in partagees))))


def _pouvoirs_en_blanc(seance: Seance, tenue: Tenue) -> Iterator[str]:
    for un in tenue.pouvoirs_en_blanc:
        mandant = nommer(Personne(coproprietaire=un.mandant), seance)
        yield (
            f"Le pouvoir de {mandant}, reçu sans indication de mandataire, a été remis par {un.remis_par} à "
            f"{un.mandataire} (décret 67-223, art. 15-1)."
        )
