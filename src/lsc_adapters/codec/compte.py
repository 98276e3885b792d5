"""What `lsc compte` answers: the extract of an account, what an import did, the surpluses of the tenants."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Literal

from attrs import frozen

from lsc_adapters.codec.description import dit
from lsc_adapters.codec.ecritures_csv import FauteDeLigne
from lsc_domain.compte.extrait import ExtraitDeCompte
from lsc_domain.compte.releve import Sens
from lsc_domain.gerance.refus import RefusDeTropPercu, libelle
from lsc_domain.gerance.trop_percu import Affectation, PropositionDeTropPercus

MONTANT = "En euros, exact, avec un point et deux décimales."


@frozen(kw_only=True)
class LigneEcrite:
    """Une ligne d'un relevé, et le solde du compte une fois qu'elle est écrite."""

    le: dt.date
    libelle: str
    debit: str = dit(MONTANT)
    credit: str = dit(MONTANT)
    solde: str = dit(MONTANT)
    ecritures: tuple[str, ...] = dit("Les écritures dont elle est faite : plusieurs quand elles sont regroupées.")


@frozen(kw_only=True)
class ReleveEcrit:
    """Un compte entre deux jours compris : le solde de fin, les lignes de la plus récente à la plus ancienne."""

    format: Literal["lsc.releve/1"] = "lsc.releve/1"
    compte: str
    libelle: str
    titulaire: str
    du: dt.date
    au: dt.date
    sens: Sens = dit("Ce qui fait croître un solde : un crédit (credit-debit), ou un débit.")
    solde_courant: str = dit("Celui du compte, quels que soient les jours demandés.")
    solde_de_fin: str = dit(MONTANT)
    lignes: tuple[LigneEcrite, ...]
    solde_anterieur: str = dit(MONTANT)


@frozen(kw_only=True)
class FauteEcrite:
    """Ce qui ne va pas dans le fichier : la ligne, la première étant celle des noms, la colonne et la raison."""

    ligne: int
    champ: str
    raison: str


@frozen(kw_only=True)
class ImportDEcrituresEcrit:
    """Ce qu'un import d'écritures a fait : rien n'entre d'un fichier fautif, à moins qu'on le demande."""

    format: Literal["lsc.ecritures/1"] = "lsc.ecritures/1"
    ajoutees: int
    connues: int
    fautes: tuple[FauteEcrite, ...]


@frozen(kw_only=True)
class TropPercuEcrit:
    """Ce qu'un locataire a payé de trop, et le compte du propriétaire à qui cela revient."""

    compte: str
    tiers: str
    montant: str = dit(MONTANT)
    mandant: str
    mouvement: str = dit("Le numéro de l'écriture qui l'affecte, ou qui l'affecterait.")
    lettrage: str | None = dit("Les lettres données au compte ; rien tant qu'il n'est pas affecté.")


@frozen(kw_only=True)
class RefusEcrit:
    """Un compte dont le trop perçu n'est pas affecté, et pourquoi."""

    compte: str
    motif: str = dit("Le nom du refus.")
    texte: str


@frozen(kw_only=True)
class TropPercusEcrits:
    """Les trop perçus d'un jour : ceux qui peuvent être affectés, ou l'ont été, et ceux qui sont refusés."""

    format: Literal["lsc.trop-percus/1"] = "lsc.trop-percus/1"
    jour: dt.date
    affectes: bool
    trop_percus: tuple[TropPercuEcrit, ...]
    refuses: tuple[RefusEcrit, ...]
    total: str = dit(MONTANT)


def write_releve(extrait: ExtraitDeCompte) -> ReleveEcrit:
    """Write an extract."""
    releve = extrait.releve
    return ReleveEcrit(
        compte=releve.compte,
        libelle=extrait.libelle,
        titulaire=extrait.titulaire,
        du=releve.du,
        au=releve.au,
        sens=releve.sens,
        solde_courant=releve.solde_courant.decimal,
        solde_de_fin=releve.solde_de_fin.decimal,
        lignes=tuple(
            LigneEcrite(
                le=une.le,
                libelle=une.libelle,
                debit=une.debit.decimal,
                credit=une.credit.decimal,
                solde=une.solde.decimal,
                ecritures=une.ecritures,
            )
            for une in releve.lignes
        ),
        solde_anterieur=releve.solde_anterieur.decimal,
    )


def write_import_d_ecritures(ajoutees: int, connues: int, fautes: Iterable[FauteDeLigne]) -> ImportDEcrituresEcrit:
    """Write what an import did."""
    return ImportDEcrituresEcrit(
        ajoutees=ajoutees,
        connues=connues,
        fautes=tuple(FauteEcrite(ligne=une.ligne, champ=une.champ, raison=une.raison) for une in fautes),
    )


def write_trop_percus(proposition: PropositionDeTropPercus) -> TropPercusEcrits:
    """Write what may be allocated, and is not yet."""
    return TropPercusEcrits(
        jour=proposition.jour,
        affectes=False,
        trop_percus=tuple(
            TropPercuEcrit(
                compte=un.compte,
                tiers=un.tiers,
                montant=un.montant.decimal,
                mandant=un.mandant,
                mouvement=un.mouvement,
                lettrage=None,
            )
            for un in proposition.trop_percus
        ),
        refuses=tuple(map(_refus, proposition.refuses)),
        total=proposition.total.decimal,
    )


def write_affectations(
    jour: dt.date, affectations: Iterable[Affectation], refuses: Iterable[RefusDeTropPercu], total: str
) -> TropPercusEcrits:
    """Write what was allocated."""
    return TropPercusEcrits(
        jour=jour,
        affectes=True,
        trop_percus=tuple(
            TropPercuEcrit(
                compte=une.trop_percu.compte,
                tiers=une.trop_percu.tiers,
                montant=une.trop_percu.montant.decimal,
                mandant=une.trop_percu.mandant,
                mouvement=une.trop_percu.mouvement,
                lettrage=une.lettrage,
            )
            for une in affectations
        ),
        refuses=tuple(map(_refus, refuses)),
        total=total,
    )


def _refus(refus: RefusDeTropPercu) -> RefusEcrit:
    return RefusEcrit(compte=refus.compte, motif=type(refus).__name__, texte=libelle(refus))
