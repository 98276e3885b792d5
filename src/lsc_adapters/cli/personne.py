"""`lsc extranet exporter` and `effacer`: what a person may ask of what is known of him (RGPD)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from lsc_adapters.cli import sortie
from lsc_adapters.cli.base import Base
from lsc_adapters.cli.faute import FauteDeSaisie
from lsc_adapters.cli.ged import Dossier, ouvrir
from lsc_adapters.cli.saisie import Format
from lsc_domain.ports.errors import NotFound
from lsc_domain.socle.affichage import ecrire_date
from lsc_domain.socle.ids import TiersId
from lsc_domain.usecases.donnees_personnelles import DonneesPersonnelles, DonneesPersonnellesUseCases

Personne = Annotated[str, Parameter(help="Le code du tiers, comme BROUILLY.")]


def exporter(
    personne: Personne,
    /,
    *,
    sortie_: Annotated[
        Path, Parameter(name="--sortie", metavar="DOSSIER", help="Où écrire donnees.json et les fichiers.")
    ],
    base: Base = None,
    documents: Dossier = None,
) -> int:
    """
    Remettre à une personne tout ce qui est connu d'elle, en JSON et en fichiers.

    Exemple : lsc extranet exporter BROUILLY --sortie brouilly --base sqlite:///agence.db
    """
    if sortie_.exists() and any(sortie_.iterdir()):
        raise FauteDeSaisie(f"--sortie {sortie_} : le dossier n'est pas vide")
    with ouvrir(base, documents) as engine:
        donnees = engine.donnees.exporter(TiersId(personne), par="lsc")
        nombre = _ecrire(donnees, engine.donnees, sortie_)
    sortie.dire(f"{sortie_ / 'donnees.json'} : {donnees.tiers.identite}, {nombre} fichier(s).")
    return 0


def effacer(personne: Personne, /, *, base: Base = None, format: Format = "table") -> int:
    """
    Effacer ce qui est connu d'une personne, et dire ce que la loi fait garder, pourquoi et jusqu'à quand.

    Exemple : lsc extranet effacer PAILLOUX --base sqlite:///agence.db
    """
    from lsc_adapters.codec.donnees_personnelles import write_effacement

    with ouvrir(base) as engine:
        fait = engine.donnees.effacer(TiersId(personne), par="lsc")
    if format == "json":
        sortie.ecrire_json(write_effacement(personne, fait))
        return 0
    lignes = [(un.categorie.value, str(un.nombre), "effacé", "") for un in fait.effaces]
    lignes += [
        (
            une.categorie.value,
            str(une.nombre),
            "gardé" if une.jusqua is None else f"gardé jusqu'au {ecrire_date(une.jusqua)}",
            une.fondement,
        )
        for une in fait.retenues
    ]
    if lignes:
        sortie.tableau(("Catégorie", "Nombre", "Sort", "Fondement"), lignes, figures=(1,))
    else:
        sortie.dire(f"Rien n'est connu de {personne} qui puisse être effacé.")
    return 0


def _ecrire(donnees: DonneesPersonnelles, lecture: DonneesPersonnellesUseCases, dossier: Path) -> int:
    """Write the contents, then the JSON that names them; how many contents."""
    from lsc_adapters.codec import donnees_personnelles as codec
    from lsc_adapters.codec.converter import write
    from lsc_adapters.codec.exact import write_instant
    from lsc_adapters.codec.journal import Instant

    fichiers: dict[str, str] = {}
    (dossier / "fichiers").mkdir(parents=True, exist_ok=True)
    for empreinte in donnees.empreintes:
        try:
            contenu = lecture.contenu(empreinte)
        except NotFound:
            continue  # kept elsewhere: its print, in the JSON, tells which it is
        fichiers[empreinte] = f"fichiers/{empreinte}"
        (dossier / fichiers[empreinte]).write_bytes(contenu)
    ecrites = codec.DonneesPersonnellesEcrites(
        le=Instant(write_instant(donnees.le)),
        personne=codec.write_personne(donnees.tiers),
        roles=tuple(map(codec.write_role, donnees.roles)),
        lots=tuple(map(codec.write_lot, donnees.lots)),
        comptes=tuple(
            codec.CompteEcrit(
                code=un.id,
                numero=un.numero,
                libelle=un.libelle,
                metier=un.metier.value,
                service_client=un.service_client,
            )
            for un in donnees.comptes
        ),
        identifiants=tuple(map(codec.write_identifiant, donnees.identifiants)),
        ecritures=tuple(map(codec.write_ecriture, donnees.ecritures)),
        evenements=tuple(codec.write_evenement(un, fichiers) for un in donnees.evenements),
        demandes=tuple(codec.write_demande(une, fichiers) for une in donnees.demandes),
        paiements=tuple(map(codec.write_paiement, donnees.paiements)),
        traces=tuple(
            codec.TraceExportee(
                le=Instant(write_instant(une.le)), acte=une.acte.value, objet=une.objet, adresse=une.adresse
            )
            for une in donnees.traces
        ),
    )
    (dossier / "donnees.json").write_text(
        json.dumps(write(ecrites), ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
    )
    return len(fichiers)
