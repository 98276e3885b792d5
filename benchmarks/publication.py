"""The plan of a publication: a hundred thousand documents, one in a hundred changed, and the list itself."""

from __future__ import annotations

import gc
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from hashlib import sha256

from attrs import evolve
from ratio import Ratio, le_meilleur

from lsc_domain.publication.acquit import Acquit
from lsc_domain.publication.destination import Nature
from lsc_domain.publication.element import Element, PieceGardee
from lsc_domain.publication.manifeste import Manifeste
from lsc_domain.publication.plan import comparer

NOMBRE, CHANGES = 100_000, 1_000


def manifeste() -> Manifeste:
    """Make the list of a hundred thousand documents of as many events."""

    def element(rang: int) -> Element:
        empreinte = sha256(str(rang).encode()).hexdigest()
        return Element(
            cle=f"document:{rang:08d}/1",
            nature=Nature.DOCUMENT,
            empreinte=f"{empreinte}@2020-07-06",
            taille=90_000,
            contenu=PieceGardee(empreinte),
            titre=f"{rang:08d}_00000001.pdf",
            suffixe=".pdf",
        )

    return Manifeste(jour=date(2020, 7, 6), elements=tuple(element(rang) for rang in range(NOMBRE)))


def acquis(liste: Manifeste) -> dict[str, Acquit]:
    """Make what the other side holds: of one in a hundred, half have another content, a quarter is not there."""
    le = datetime(2020, 7, 5, 20, tzinfo=UTC)
    tenus = {
        un.cle: Acquit(
            # As a store gives them: texts of their own, equal to those of the list and not the same objects.
            cle=str(un.cle.encode(), "ascii"),
            empreinte=str(un.empreinte.encode(), "ascii"),
            chemin=un.chemin,
            taille=un.taille,
            contenu=un.contenu.empreinte,
            le=le,
        )
        for un in liste.elements
    }
    changes = liste.elements[:: NOMBRE // CHANGES]
    for rang, un in enumerate(changes):
        if rang % 4 == 0:
            del tenus[un.cle]
        elif rang % 4 == 1:
            tenus[f"{un.cle}bis"] = evolve(tenus[un.cle], cle=f"{un.cle}bis")
        else:
            tenus[un.cle] = evolve(tenus[un.cle], empreinte="")
    return {acquit.cle: acquit for acquit in tenus.values()}


def le_plan() -> Iterator[Ratio]:
    """The difference, element by element with its prints, against the bare difference of the same keys, both ways."""
    liste = manifeste()
    tenus = acquis(liste)
    voulues, tenues = [un.cle for un in liste.elements], list(tenus)

    def brut() -> object:
        a, b = set(voulues), set(tenues)
        return a - b, b - a, a & b

    def moteur() -> object:
        return comparer(liste, tenus)

    plan = comparer(liste, tenus)
    assert (len(plan.envois), len(plan.remplacements), len(plan.retraits)) == (250, 500, 250)
    gc.collect()
    temps = [(le_meilleur(moteur, fois=3), le_meilleur(brut, fois=3)) for _ in range(5)]
    yield Ratio(
        "plan de 100 000 documents, 1 % changés",
        min(un[0] for un in temps) * 1e3, min(un[1] for un in temps) * 1e3, "ms", 3,
    )  # fmt: skip
    yield Ratio("mémoire de ce plan", _memoire(moteur) / 2**20, _memoire(brut) / 2**20, "Mio", 4)


def _memoire(faire: Callable[[], object]) -> int:
    """Return the bytes at the highest of a call, its answer held to the end."""
    gc.collect()
    tracemalloc.start()
    reponse = faire()
    _, sommet = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del reponse
    return sommet


MESURES = (le_plan,)
