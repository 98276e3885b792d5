"""`lsc compte`: entries brought in, the extract of an account, the file of the entries, the tenants' surpluses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from lsc_adapters.cli import sortie
from lsc_adapters.cli.base import Base
from lsc_adapters.cli.faute import FauteDeSaisie
from lsc_adapters.cli.ged import lire_jour, ouvrir
from lsc_adapters.cli.saisie import PARIS, Format, lire_date, lire_fichier
from lsc_adapters.codec.ecritures_csv import FauteDeLigne, read_ecritures
from lsc_domain.compte.extrait import ExtraitDeCompte
from lsc_domain.compte.fec import ConstatDeFec, controler_fec
from lsc_domain.gerance.refus import RefusDeTropPercu, libelle
from lsc_domain.socle.affichage import ecrire_date
from lsc_domain.socle.euros import Euros
from lsc_domain.socle.ids import CompteId

CONSTATATIONS = 1
"""Done, with something to look at: a line refused, an account that is not allocated."""

MONTREES = 20
"""Faults that are told one by one; beyond, they are counted."""

Du = Annotated[str | None, Parameter(metavar="JOUR", help="Premier jour, AAAA-MM-JJ ; le 1er janvier par défaut.")]
Au = Annotated[str | None, Parameter(metavar="JOUR", help="Dernier jour compris, AAAA-MM-JJ ; aujourd'hui par défaut.")]


def importer(
    fichier: Annotated[Path, Parameter(help="Un tableau CSV : compte, journal, date, libelle, debit, credit.")],
    /,
    *,
    base: Base = None,
    garder_le_reste: Annotated[
        bool, Parameter(help="Faire entrer les lignes justes d'un fichier qui a des fautes.")
    ] = False,
    format: Format = "table",
) -> int:
    """
    Faire entrer des écritures, et dire ligne par ligne ce qui ne va pas.

    Rien n'entre d'un fichier fautif, à moins de --garder-le-reste. Le même fichier, deux fois, n'ajoute rien la
    seconde. Autres colonnes lues : id, analytique, rubrique, mouvement, piece, date_piece, lettrage, date_lettrage,
    date_validation. Les montants s'écrivent 3 314,41 ou 3314.41 ; les jours 11/02/2020 ou 2020-02-11. Sort avec le
    code 1 s'il y a une faute.

    Exemple : lsc compte importer ecritures.csv --base sqlite:///agence.db
    """
    lu = lire_fichier(fichier, lambda chemin: read_ecritures(chemin.read_bytes()))
    retenues = lu.ecritures if garder_le_reste or not lu.fautes else ()
    ajoutees = connues = 0
    if retenues:
        with ouvrir(base) as engine:
            fait = engine.comptes.importer(retenues)
        ajoutees, connues = fait.ajoutees, fait.connues
    if format == "json":
        from lsc_adapters.codec.compte import write_import_d_ecritures

        sortie.ecrire_json(write_import_d_ecritures(ajoutees, connues, lu.fautes))
    else:
        for une in lu.fautes[:MONTREES]:
            sortie.dire(_faute(une))
        if len(lu.fautes) > MONTREES:
            sortie.dire(f"… et {len(lu.fautes) - MONTREES} autres fautes")
        sortie.dire(f"{ajoutees} écriture(s) ajoutée(s), {connues} déjà connue(s), {len(lu.fautes)} faute(s)")
        if lu.fautes and not garder_le_reste:
            sortie.dire("Rien n'est entré : corriger le fichier, ou ajouter --garder-le-reste.")
    return CONSTATATIONS if lu.fautes else 0


def releve(
    compte: Annotated[str, Parameter(help="Le compte, comme 411ALOXECO.")],
    /,
    *,
    base: Base = None,
    du: Du = None,
    au: Au = None,
    pdf: Annotated[Path | None, Parameter(metavar="FICHIER", help="Écrire l'extrait imprimé.")] = None,
    tableur: Annotated[Path | None, Parameter(metavar="FICHIER", help="Écrire l'extrait en tableur.")] = None,
    format: Format = "table",
) -> int:
    """
    Donner l'extrait d'un compte entre deux jours : solde de fin, lignes les plus récentes d'abord, solde antérieur.

    Exemple : lsc compte releve 411ALOXECO --du 2020-01-01 --au 2020-12-31 --base sqlite:///agence.db
    """
    premier, dernier = _periode(du, au)
    with ouvrir(base) as engine:
        extrait = engine.comptes.extrait(CompteId(compte), du=premier, au=dernier)
        for chemin, en_tableur in ((pdf, False), (tableur, True)):
            if chemin is not None:
                chemin.write_bytes(engine.comptes.imprimer(extrait, tableur=en_tableur).contenu)
    if format == "json":
        from lsc_adapters.codec.compte import write_releve

        sortie.ecrire_json(write_releve(extrait))
    else:
        _montrer(extrait)
        for chemin in (pdf, tableur):
            if chemin is not None:
                sortie.dire(f"Écrit : {chemin}")
    return 0


def fec(
    *,
    siren: Annotated[str, Parameter(help="Le SIREN de qui tient les comptes, qui nomme le fichier.")],
    base: Base = None,
    du: Du = None,
    au: Au = None,
    journal: Annotated[
        str | None, Parameter(metavar="CODE", help="Un seul journal, comme BQ ; tous par défaut.")
    ] = None,
    dossier: Annotated[Path, Parameter(name="--sortie", metavar="DOSSIER", help="Où écrire le fichier.")] = Path(),
) -> int:
    """
    Écrire le fichier des écritures comptables d'une période (LPF, art. A47 A-1).

    Ce qu'un vérificateur y trouverait à redire est dit, et n'est jamais inventé. Sort alors avec le code 1.

    Exemple : lsc compte fec --siren 732829320 --du 2020-01-01 --au 2020-12-31 --base sqlite:///agence.db
    """
    from lsc_adapters.codec.fec import nom_du_fichier, write_fec

    premier, dernier = _periode(du, au)
    chemin = dossier / nom_du_fichier(siren, dernier)
    with ouvrir(base) as engine:
        lignes = engine.comptes.fec(du=premier, au=dernier, journal=journal)
    if not dossier.is_dir():
        raise FauteDeSaisie(f"--sortie : {dossier} n'est pas un dossier")
    chemin.write_bytes(write_fec(lignes))
    constats = controler_fec(lignes)
    for un in constats[:MONTREES]:
        sortie.dire(_constat(un))
    if len(constats) > MONTREES:
        sortie.dire(f"… et {len(constats) - MONTREES} autres défauts")
    sortie.dire(f"Écrit : {chemin}, {len(lignes)} écriture(s), {len(constats)} défaut(s)")
    return CONSTATATIONS if constats else 0


def trop_percus(
    *,
    base: Base = None,
    le: Annotated[
        str | None, Parameter(metavar="JOUR", help="Le jour de l'affectation, AAAA-MM-JJ ; aujourd'hui par défaut.")
    ] = None,
    affecter: Annotated[bool, Parameter(help="Affecter, au lieu de seulement proposer.")] = False,
    compte: Annotated[
        list[str] | None, Parameter(metavar="COMPTE", help="N'affecter que celui-ci ; se répète.")
    ] = None,
    format: Format = "table",
) -> int:
    """
    Proposer ce que les locataires ont payé de trop, et l'affecter à leurs propriétaires.

    Rien n'est écrit sans --affecter. Un compte dont les écritures ne s'équilibrent pas, dont le locataire n'a pas de
    mandat, ou déjà affecté est refusé avec sa raison, et les autres sont traités. Sort avec le code 1 s'il y en a un.

    Exemple : lsc compte trop-percus --le 2020-07-07 --affecter --base sqlite:///agence.db
    """
    from lsc_adapters.codec.compte import write_affectations, write_trop_percus

    jour = lire_jour(le)
    with ouvrir(base) as engine:
        proposition = engine.gerance.trop_percus(jour)
        if not affecter:
            if format == "json":
                sortie.ecrire_json(write_trop_percus(proposition))
            else:
                lignes = [(un.compte, un.libelle, un.mandant, str(un.montant), "") for un in proposition.trop_percus]
                _montrer_les_trop_percus(lignes, proposition.refuses, proposition.total, "à affecter")
            return CONSTATATIONS if proposition.refuses else 0
        comptes = None if compte is None else [CompteId(un) for un in compte]
        bilan = engine.gerance.affecter(proposition, comptes=comptes)
    if format == "json":
        sortie.ecrire_json(write_affectations(jour, bilan.affectations, bilan.refuses, bilan.total.decimal))
    else:
        faites = [(une.trop_percu, une.lettrage) for une in bilan.affectations]
        lignes = [(un.compte, un.libelle, un.mandant, str(un.montant), lettres) for un, lettres in faites]
        _montrer_les_trop_percus(lignes, bilan.refuses, bilan.total, "affectés")
    return CONSTATATIONS if bilan.refuses else 0


def _periode(du: str | None, au: str | None) -> tuple[dt.date, dt.date]:
    dernier = lire_date("--au", au) if au is not None else dt.datetime.now(PARIS).date()
    premier = lire_date("--du", du) if du is not None else dernier.replace(month=1, day=1)
    if dernier < premier:
        raise FauteDeSaisie(f"--au : la période finit le {ecrire_date(dernier)}, avant d'avoir commencé")
    return premier, dernier


def _montrer(extrait: ExtraitDeCompte) -> None:
    releve = extrait.releve
    sortie.dire(f"{extrait.numero} {extrait.titulaire} : solde actuel {releve.solde_courant} €")
    lignes = [
        ("", "Solde fin de période", "", "", str(releve.solde_de_fin)),
        *(
            (ecrire_date(une.le), une.libelle, _ou_rien(une.debit), _ou_rien(une.credit), str(une.solde))
            for une in releve.lignes
        ),
        ("", "Solde antérieur", "", "", str(releve.solde_anterieur)),
    ]
    sortie.tableau(("Date", "Libellé", "Débit", "Crédit", "Solde"), lignes, figures=(2, 3, 4))


def _montrer_les_trop_percus(
    lignes: Sequence[tuple[str, str, str, str, str]], refuses: tuple[RefusDeTropPercu, ...], total: Euros, quoi: str
) -> None:
    if lignes:
        sortie.tableau(("Compte", "Locataire", "Propriétaire", "Montant", "Lettrage"), lignes, figures=(3,))
    for refus in refuses:
        sortie.dire(libelle(refus))
    sortie.dire(f"{len(lignes)} trop perçu(s) {quoi}, {total} € ; {len(refuses)} refusé(s)")


def _ou_rien(montant: Euros) -> str:
    return str(montant) if montant else ""


def _faute(une: FauteDeLigne) -> str:
    ou = f", {une.champ}" if une.champ else ""
    return f"ligne {une.ligne}{ou} : {une.raison}"


def _constat(un: ConstatDeFec) -> str:
    quoi = f", écriture {un.numero}" if un.numero else ""
    return f"ligne {un.ligne + 1}{quoi} : {un.defaut.libelle}"
