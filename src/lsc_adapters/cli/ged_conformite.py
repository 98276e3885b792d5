"""`lsc ged conformite`: what the law wants on the extranet of a building, against what is there."""

from __future__ import annotations

from typing import Annotated, Final

from cyclopts import Parameter

from lsc_adapters.cli import sortie
from lsc_adapters.cli.base import Base
from lsc_adapters.cli.faute import FauteDeSaisie
from lsc_adapters.cli.ged import Jour, lire_jour, ouvrir
from lsc_adapters.cli.saisie import Format
from lsc_domain.classeur.conformite import Conformite, Dispenses, conformite_du_parc
from lsc_domain.loi.extranet_minimum import MINIMUM
from lsc_domain.loi.fraicheur import EtatDePiece
from lsc_domain.socle.affichage import ecrire_date
from lsc_domain.usecases.etat import Lecture

MANQUEMENT = 1
"""Something is missing, or stale."""

_ETATS: Final = {
    EtatDePiece.SANS_OBJET: "sans objet",
    EtatDePiece.PRESENT: "présent",
    EtatDePiece.PERIME: "périmé",
    EtatDePiece.MANQUANT: "manquant",
}


def conformite(
    immeuble: Annotated[str | None, Parameter(help="Le code d'un immeuble ; tous ceux en syndic par défaut.")] = None,
    /,
    *,
    base: Base = None,
    le: Jour = None,
    sans_objet: Annotated[
        str | None,
        Parameter(metavar="CODE,…", help="Les lignes dont l'immeuble n'a pas l'objet, comme A6,C2 ; voir le décret."),
    ] = None,
    format: Format = "table",
) -> int:
    """
    Dire ce que le décret 2019-502 veut sur l'extranet, et ce qui y manque ou est périmé, avec l'article.

    Sort avec le code 1 si quelque chose manque ou est périmé.

    Exemple : lsc ged conformite GILBERT --base sqlite:///agence.db --le 2020-07-21
    """
    jour = lire_jour(le)
    with ouvrir(base) as engine:
        etat = Lecture(storage=engine.storage, clock=engine.clock, agence=engine.agence).etat(jour)
    voulus = [un for un in etat.parc.immeubles.values() if immeuble in (None, un.id)]
    if immeuble is not None and not voulus:
        raise FauteDeSaisie(f"{immeuble} : aucun immeuble de ce code")
    exemptes = _sans_objet(sans_objet)
    rapport = [
        une
        for une in conformite_du_parc(
            etat.parc,
            classeurs=etat.classeurs.values(),
            documents=etat.tous_les_documents,
            jour=jour,
            reglages=etat.parametres.reglages,
            dispenses=Dispenses(sans_objet={un.id: exemptes for un in voulus}),
        )
        if immeuble in (None, une.immeuble)
    ]
    if format == "json":
        from lsc_adapters.codec.conformite import write_conformite

        sortie.ecrire_json(write_conformite(jour, rapport))
    else:
        for une in rapport:
            _dire(une)
        if not rapport:
            sortie.dire("Aucun immeuble géré en syndic : rien n'est exigé.")
    return MANQUEMENT if any(not une.est_conforme for une in rapport) else 0


def _dire(une: Conformite) -> None:
    manquants = sum(un.etat is EtatDePiece.MANQUANT for un in une.manquements)
    perimes = len(une.manquements) - manquants
    sortie.dire(f"{une.immeuble}, le {ecrire_date(une.jour)} : {manquants} manquante(s), {perimes} périmée(s)")
    if not une.constats:
        sortie.dire("  Rien n'est exigé à cette date.")
        return
    sortie.tableau(
        ("", "Pièce", "État", "Pourquoi", "Article"),
        [(un.piece.code, un.piece.libelle, _ETATS[un.etat], un.detail, str(un.article)) for un in une.constats],
    )


def _sans_objet(codes: str | None) -> frozenset[str]:
    """Read the lines a building has nothing for: only those the text itself makes conditional."""
    voulus = frozenset(un.strip().upper() for un in (codes or "").split(",") if un.strip())
    possibles = {une.code for une in MINIMUM if une.eventuelle}
    if voulus - possibles:
        raise FauteDeSaisie(
            f"--sans-objet : {', '.join(sorted(voulus - possibles))} ; attendu parmi {', '.join(sorted(possibles))}"
        )
    return voulus
