"""Papers: the minutes of a large meeting, a long attendance sheet, five hundred convocations."""

from __future__ import annotations

import gc
import json
import multiprocessing
import random
import time
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from ratio import Ratio
from tenue import AG, RESOLUTIONS, syndicat

from lsc_adapters.rendering.compilation import Commande, compiler
from lsc_adapters.rendering.gabarit import Gabarits
from lsc_adapters.rendering.jinja import JinjaRendering
from lsc_adapters.rendering.processus import nombre_de_coeurs
from lsc_adapters.rendering.typst import TypstRendering, commander
from lsc_adapters.rendering.weasyprint import WeasyPrintRendering
from lsc_domain.assemblee import (
    Bulletins,
    Code,
    FeuilleDePresence,
    FicheDAssemblee,
    OrdreDuJour,
    Presence,
    Resolution,
    Seance,
    depouiller,
)
from lsc_domain.assemblee.acte.feuille_de_presence import acte_de_feuille_de_presence
from lsc_domain.assemblee.acte.liasse import acte_de_liasse
from lsc_domain.assemblee.acte.proces_verbal import ActeDeProcesVerbal, acte_de_proces_verbal
from lsc_domain.assemblee.convocation import Convocation
from lsc_domain.assemblee.tenue import Tenue
from lsc_domain.loi import ArticleDeVote

JOUR = date(2023, 6, 15)
FICHE = FicheDAssemblee(reference=AG, date=JOUR, lieu="4, rue Gilbert 54000 NANCY")
PROJET = "L'assemblée générale, après en avoir délibéré, approuve la proposition jointe à la convocation. " * 2


def agenda(nombre: int) -> OrdreDuJour:
    """Make an agenda of so many resolutions."""
    return OrdreDuJour(
        tuple(
            Resolution(
                id=un,
                numero=un,
                titre=f"Résolution {un}",
                projet=PROJET,
                article=ArticleDeVote("25"),
                cle=syndicat(1).cles[0].code,
            )
            for un in RESOLUTIONS[:nombre]
        )
    )


def seance(effectif: int) -> Seance:
    """Make a meeting of fifty votes, one owner in five being absent."""
    hasard, copropriete = random.Random(17), syndicat(effectif)
    presents = [un.id for un in copropriete.coproprietaires if hasard.random() < 0.8]
    la = set(presents)
    votes = {
        un: Bulletins.lire(
            "".join(hasard.choice("oooona") if qui.id in la else "." for qui in copropriete.coproprietaires)
        )
        for un in RESOLUTIONS
    }
    return Seance(
        fiche=FICHE,
        syndicat=copropriete,
        ordre_du_jour=agenda(50),
        feuille=FeuilleDePresence(
            coproprietaires=tuple(copropriete.rangs),
            presences=tuple(Presence(coproprietaire=un, code=Code.PRESENT) for un in presents),
        ),
        votes=votes,
    )


def texte_en_place(commande: Commande, racine: Path, dossier: Path) -> Commande:
    """Prepare the compiling of the same pages, every word of which stands in the source already."""
    for source in racine.iterdir():
        (dossier / source.name).write_bytes(source.read_bytes())
    modele = dossier / "base.typ"  # where every template gets its data
    source = modele.read_text(encoding="utf-8")
    lecture = "json(bytes(sys.inputs.donnees))"
    if lecture not in source:
        raise SystemExit(f"{modele.name} ne lit plus ses données par {lecture}")
    modele.write_text(source.replace(lecture, _litteral(json.loads(commande.donnees))), encoding="utf-8")
    return Commande(modele=commande.modele, donnees="null", horodatage=commande.horodatage)


def _litteral(valeur: object) -> str:
    """Write plain values as typst does."""
    if isinstance(valeur, dict):
        return (
            "("
            + ", ".join(f"{json.dumps(cle)}: {_litteral(un)}" for cle, un in valeur.items())
            + ("" if valeur else ":")
            + ")"
        )
    if isinstance(valeur, list):
        return "(" + "".join(f"{_litteral(un)}," for un in valeur) + ")"
    return json.dumps(valeur, ensure_ascii=False) if valeur is not None else "none"


def proces_verbal() -> Iterator[Ratio]:
    """The minutes of 1,000 owners and 50 resolutions, every opponent, abstainer and défaillant by name."""
    with TemporaryDirectory() as dossier:
        commande = commander(_acte_du_proces_verbal())
        nue = texte_en_place(commande, Gabarits().racine, Path(dossier))
        moteur, plancher = _chacun_dans_le_sien(_rendre_le_proces_verbal, partial(_compiler_une, Path(dossier), nue))
    yield Ratio("procès-verbal de 1 000 × 50, contre typst, le texte en place", moteur, plancher, "s", 2)
    web, _ = _dans_un_processus(_rendre_par_weasyprint)
    yield Ratio("le même, contre WeasyPrint et sa page HTML", moteur, web, "s", 10, au_moins=True)


def _acte_du_proces_verbal() -> ActeDeProcesVerbal:
    return acte_de_proces_verbal(depouiller(seance(1_000)).unwrap(), Tenue())


def _rendre_le_proces_verbal() -> float:
    depouillement, rendering = depouiller(seance(1_000)).unwrap(), TypstRendering()
    return _chronometrer(lambda: rendering.render(acte_de_proces_verbal(depouillement, Tenue())))


def _rendre_par_weasyprint() -> float:
    depouillement, rendering = depouiller(seance(1_000)).unwrap(), WeasyPrintRendering(JinjaRendering())
    return _chronometrer(lambda: rendering.render(acte_de_proces_verbal(depouillement, Tenue())))


def _compiler_une(racine: Path, commande: Commande) -> float:
    return _chronometrer(lambda: compiler(racine, commande))


def feuille_de_presence() -> Iterator[Ratio]:
    """The attendance sheet of 300 owners, against typst alone on the same data."""
    tenue = seance(300)
    commande = commander(acte_de_feuille_de_presence(tenue, tenue.syndicat.cles[0].code))
    moteur, plancher = _chacun_dans_le_sien(_rendre_la_feuille, partial(_compiler_une, Gabarits().racine, commande))
    yield Ratio("feuille de présence de 300 copropriétaires, contre typst nu", moteur, plancher, "s", 1.5)


def _rendre_la_feuille() -> float:
    tenue, rendering = seance(300), TypstRendering()
    cle = tenue.syndicat.cles[0].code
    return _chronometrer(lambda: rendering.render(acte_de_feuille_de_presence(tenue, cle)))


def _chacun_dans_le_sien(moteur: Callable[[], float], plancher: Callable[[], float]) -> tuple[float, float]:
    """
    Return the best time of each, taking turns, every run in a process of its own.

    typst remembers what it has laid out: a second run in one process would measure its memory.
    """
    temps = [(_dans_un_processus(moteur)[0], _dans_un_processus(plancher)[0]) for _ in range(4)]
    return min(un[0] for un in temps), min(un[1] for un in temps)


def _chronometrer(faire: Callable[[], object]) -> float:
    debut = time.perf_counter()
    faire()
    return time.perf_counter() - debut


def convocations() -> Iterator[Ratio]:
    """Five hundred personal convocations, with form and proxy, against typst alone on each core."""
    moteur = [_dans_un_processus(partial(_convoquer, 500)) for _ in range(2)]
    nu = [_dans_un_processus(partial(_compiler_nu, 500)) for _ in range(2)]
    yield Ratio(
        f"500 convocations, contre typst nu sur {nombre_de_coeurs()} cœurs",
        min(un[0] for un in moteur), min(un[0] for un in nu), "s", 1.5,
    )  # fmt: skip
    cent = _dans_un_processus(partial(_convoquer, 100))
    yield Ratio("mémoire de 500 convocations, contre 100", moteur[0][1], cent[1], "Mo", 1.2)


def _convocation() -> Convocation:
    return Convocation(fiche=FICHE, syndicat=syndicat(500), ordre_du_jour=agenda(14))


def _convoquer(nombre: int) -> float:
    convocation = _convocation()
    actes = (acte_de_liasse(convocation, un.id) for un in convocation.syndicat.coproprietaires[:nombre])
    debut = time.perf_counter()
    for _ in TypstRendering().render_all(actes):
        pass
    return time.perf_counter() - debut


def _compiler_nu(nombre: int) -> float:
    """Compile prepared data, an equal share on each core, and nothing else: the best a program could do."""
    convocation = _convocation()
    commandes = [commander(acte_de_liasse(convocation, un.id)) for un in convocation.syndicat.coproprietaires[:nombre]]
    coeurs = nombre_de_coeurs()
    parts = [commandes[rang::coeurs] for rang in range(coeurs)]
    contexte = multiprocessing.get_context("spawn")
    with contexte.Pool(coeurs) as ateliers:
        ateliers.map(_compiler_part, [part[:1] for part in parts], chunksize=1)  # each has imported typst
        debut = time.perf_counter()
        ateliers.map(_compiler_part, parts, chunksize=1)
        return time.perf_counter() - debut


def _compiler_part(commandes: list[Commande]) -> None:
    racine = Gabarits().racine
    for commande in commandes:
        compiler(racine, commande)


def _dans_un_processus(faire: Callable[[], float]) -> tuple[float, float]:
    """Run in a process of its own; return what it measures, and the peak memory of it and of each of its workers."""
    contexte = multiprocessing.get_context("spawn")
    lecture, ecriture = contexte.Pipe(duplex=False)
    enfant = contexte.Process(target=_mesurer, args=(faire, ecriture))
    enfant.start()
    mesure: tuple[float, float] = lecture.recv()
    enfant.join()
    return mesure


def _mesurer(faire: Callable[[], float], ecriture: multiprocessing.connection.Connection) -> None:
    import resource

    gc.collect()
    duree = faire()
    pointes = (resource.getrusage(un).ru_maxrss for un in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    ecriture.send((duree, sum(pointes) / 1024))


# The convocations first: a process starts with the peak of the one it comes from.
MESURES = (convocations, feuille_de_presence, proces_verbal)
