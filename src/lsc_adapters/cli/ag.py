"""`lsc ag`: a whole meeting from its file."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

from attrs import evolve
from cyclopts import Parameter
from returns.pipeline import is_successful

from lsc_adapters.cli import sortie
from lsc_adapters.cli.saisie import PARIS, Fichier, Format, lire_date, lire_fichier
from lsc_adapters.codec.assemblee import read_declaration, read_seance
from lsc_adapters.codec.errors import InvalidPayload
from lsc_domain.assemblee.depouillement import Depouillement
from lsc_domain.assemblee.depouillement import depouiller as compter
from lsc_domain.assemblee.presence import Code
from lsc_domain.assemblee.refus import libelle
from lsc_domain.assemblee.scrutin import Scrutin, SecondScrutin
from lsc_domain.loi.decompte import Decompte
from lsc_domain.socle.affichage import ecrire_date, ecrire_tantiemes, ecrire_voix

CODES = {
    Code.ABSENT: "Absents",
    Code.PRESENT: "Présents physiquement",
    Code.REPRESENTE: "Représentés",
    Code.DISTANCE: "Présents à distance",
    Code.CORRESPONDANCE: "Votants par correspondance",
}


def depouiller(
    fichier: Fichier,
    /,
    *,
    format: Format = "table",
) -> int:
    """
    Compter et décider chaque résolution d'une assemblée, et dire pourquoi.

    Exemple : lsc ag depouiller examples/gilbert.json --format json
    """
    depouillement = lire_fichier(fichier, _depouiller)
    if format == "json":
        from lsc_adapters.codec.depouillement import write_depouillement

        sortie.ecrire_json(write_depouillement(depouillement))
    else:
        _tableau(depouillement)
    return 0


def verifier(
    fichier: Fichier,
    /,
    *,
    au: Annotated[
        str | None, Parameter(metavar="JOUR", help="Le jour de la vérification, AAAA-MM-JJ ; aujourd'hui par défaut.")
    ] = None,
    format: Format = "table",
) -> int:
    """
    Dire ce qui est faux ou risqué, avant de convoquer ou avant de voter.

    Sort avec le code 1 si une constatation est une erreur.

    Exemple : lsc ag verifier examples/gilbert.json --au 2020-06-10

    """
    from lsc_adapters.codec.verification import write_constatations
    from lsc_domain.assemblee.verification import Severite
    from lsc_domain.assemblee.verification import verifier as examiner

    jour = lire_date("--au", au) if au is not None else dt.datetime.now(PARIS).date()
    constatations = examiner(lire_fichier(fichier, read_declaration), au=jour)
    ecrites = write_constatations(constatations)
    if format == "json":
        sortie.ecrire_json(ecrites)
    else:
        for une in ecrites.constatations:
            qui = une.coproprietaire or (f"résolution {une.resolution}" if une.resolution else "")
            sortie.dire("  ".join(filter(None, (une.code, une.severite.value, une.lieu, qui, une.texte, une.article))))
        if not ecrites.constatations:
            sortie.dire("Rien à redire.")
    return int(any(une.severite is Severite.ERREUR for une in constatations))


def _depouiller(fichier: Path) -> Depouillement:
    """Read and count a meeting, a second vote the law does not open being a fault of the file."""
    seance = read_seance(fichier)
    compte = compter(seance)
    if not is_successful(compte):
        refus = compte.failure()
        raise InvalidPayload(("seconds_votes", refus.resolution), libelle(refus))
    return compte.unwrap()


def _tableau(depouillement: Depouillement) -> None:
    fiche, seance = depouillement.seance.fiche, depouillement.seance
    cle = seance.syndicat.cle_generale or seance.syndicat.cles[0]
    voix, depart = seance.voix(cle.code), seance.feuille.depart()
    sortie.dire(f"{fiche.reference}  {fiche.nom} du {ecrire_date(fiche.date)}  {seance.syndicat.nom}")
    presences = [
        (code.value, CODES[code], str(poids.tetes), ecrire_tantiemes(poids.voix))
        for code, poids in ((code, voix.peser(depart.avec(code))) for code in CODES)
    ]
    total = ("", f"Total, clé {cle}", str(voix.total.tetes), ecrire_tantiemes(voix.total.voix))
    sortie.tableau(
        ("Code", "Présences à l'ouverture", "Nombre", "Tantièmes"),
        [*presences, total],
        figures=(2, 3),
    )
    sortie.tableau(
        ("N°", "Résolution", "Art.", "Oui", "Non", "Abst.", "Sans vote", "Résultat"),
        [ligne for scrutin in depouillement.scrutins for ligne in _lignes(scrutin)],
        figures=(3, 4, 5, 6),
        facultative=1,
    )
    for scrutin in depouillement.scrutins:
        resolution = scrutin.ligne.resolution
        sortie.dire(f"{resolution.numero}  {resolution.titre} : {_issue(scrutin)}")
        for motif in scrutin.motifs:
            sortie.dire(f"     {motif.texte} ({motif.article})")
        for alerte in scrutin.alertes:
            if alerte not in depouillement.alertes:
                sortie.dire(f"   ! {alerte}")
    for alerte in depouillement.alertes:
        sortie.dire(f"! {alerte}")


def _issue(scrutin: Scrutin) -> str:
    """Say the outcome in full, that of the first vote before that of the second."""
    if scrutin.second is None or scrutin.second.decision is None:
        return scrutin.libelle
    premier = scrutin.decision.resultat if scrutin.decision else scrutin.resultat
    avant = evolve(scrutin, resultat=premier, second=SecondScrutin(passerelle=scrutin.second.passerelle))
    return f"{avant.libelle}, puis {scrutin.libelle}"


def _lignes(scrutin: Scrutin) -> list[tuple[str, ...]]:
    """Draw one line for the first vote, and one for the second when it was held."""
    resolution, second = scrutin.ligne.resolution, scrutin.second
    numero = f"{'  ' if scrutin.ligne.parent else ''}{resolution.numero}"
    if not resolution.se_vote:
        return [(numero, resolution.titre, "", "", "", "", "", scrutin.libelle)]
    article = str(resolution.article)
    if second is None or second.suffrages is None or second.decision is None:
        return [(numero, resolution.titre, article, *_figures(scrutin.suffrages.decompte), scrutin.libelle)]
    apres = (f"second vote, art. {second.passerelle.fondement}", second.passerelle.majorite.nom)
    return [
        (numero, resolution.titre, article, *_figures(scrutin.suffrages.decompte), ""),
        ("  2e vote", *apres, *_figures(second.suffrages.decompte), scrutin.libelle),
    ]


def _figures(compte: Decompte) -> tuple[str, ...]:
    return tuple(
        f"{ecrire_voix(poids.voix)} / {poids.tetes}"
        for poids in (compte.pour, compte.contre, compte.abstention, compte.non_votant)
    )
