"""The fiches of a publication: accounts, works funds, expenses, bank details, contacts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain

from attrs import evolve

from lsc_domain.compte.coordonnees_bancaires import coordonnees_publiees
from lsc_domain.compte.depense import Depense, depenses_publiees, pieces_publiees
from lsc_domain.compte.ecriture import Ecriture, lignes_publiees, solde_publie
from lsc_domain.compte.fonds_de_travaux import FondsDeTravaux, fonds_publies
from lsc_domain.compte.titulaire import titulaire_de
from lsc_domain.parc.role import Metier
from lsc_domain.publication.destination import Filtre, Nature
from lsc_domain.publication.element import Element, PieceGardee
from lsc_domain.publication.etat import Etat
from lsc_domain.publication.fiche import Fiche, Valeur, ecrire_fiche
from lsc_domain.publication.lecteurs import Lecteurs
from lsc_domain.socle.ids import CompteId, ImmeubleId, LotId


def fiches(etat: Etat, lecteurs: Lecteurs, filtre: Filtre) -> Iterator[Element]:
    """Make every element that is not a paper; of a person, say only what he is where the filter looks. PUB-06."""
    return chain(
        _comptes(etat, lecteurs),
        _fonds(etat, lecteurs),
        _depenses(etat, lecteurs),
        _banques(etat, lecteurs),
        _contacts(etat, lecteurs, filtre),
    )


def _element(
    cle: str,
    nature: Nature,
    champs: dict[str, Valeur],
    *,
    titre: str,
    cercles: tuple[str, ...],
    metier: Metier | None,
    immeuble: ImmeubleId | None = None,
) -> Element:
    fiche: Fiche = ecrire_fiche({**champs, "nature": nature.value})
    return Element(
        cle=cle,
        nature=nature,
        empreinte=fiche.empreinte,
        taille=len(fiche.octets),
        contenu=fiche,
        titre=titre,
        metier=metier,
        immeuble=immeuble,
        cercles=cercles,
    )


def _comptes(etat: Etat, lecteurs: Lecteurs) -> Iterator[Element]:
    """Accounts with « Service Client », whatever their status, with their lines as the options show them. EXP-39."""
    parc, options = etat.parc, etat.parametres.options_de_compte
    par_compte: dict[CompteId, list[Ecriture]] = defaultdict(list)
    for ecriture in etat.comptabilite.ecritures:
        par_compte[ecriture.compte].append(ecriture)
    for compte in parc.comptes.values():
        if not compte.est_publie(lecteurs.jour):
            continue
        tenu = titulaire_de(compte, parc)
        lignes = lignes_publiees(
            par_compte.get(compte.id, ()), tenu.nature, options, non_reverses=etat.comptabilite.non_reverses
        )
        champs: dict[str, Valeur] = {
            "compte": compte.numero,
            "libelle": compte.libelle,
            "tiers": compte.tiers,
            "immeuble": tenu.immeuble,
            "solde": solde_publie(lignes),
            "lignes": [
                {"le": une.le, "libelle": une.libelle, "debit": une.debit, "credit": une.credit} for une in lignes
            ],
        }
        yield _element(
            f"compte:{compte.id}", Nature.COMPTE, champs, titre=compte.libelle or compte.numero,
            cercles=lecteurs.du_tiers(compte.tiers), metier=compte.metier, immeuble=tenu.immeuble,
        )  # fmt: skip


def _fonds(etat: Etat, lecteurs: Lecteurs) -> Iterator[Element]:
    """
    Works funds, lot by lot, for whoever owns the lot: the 105 always, the 102 on option, none at zero.

    EXP-28, EXP-29, EXP-30.
    """
    par_lot: dict[tuple[ImmeubleId, LotId], list[FondsDeTravaux]] = defaultdict(list)
    for un in fonds_publies(etat.comptabilite.fonds, envoyer_102=etat.parametres.envoyer_les_102):
        par_lot[un.immeuble, un.lot].append(un)
    for (immeuble, lot), fonds in par_lot.items():
        champs: dict[str, Valeur] = {
            "immeuble": immeuble,
            "lot": lot,
            "fonds": [{"compte": str(un.compte), "libelle": un.libelle, "montant": un.montant} for un in fonds],
        }
        yield _element(
            f"fonds:{immeuble}/{lot}", Nature.FONDS, champs, titre=f"Fonds de travaux {lot}",
            cercles=lecteurs.du_lot(immeuble, lot), metier=Metier.SYNDIC, immeuble=immeuble,
        )  # fmt: skip


def _depenses(etat: Etat, lecteurs: Lecteurs) -> Iterator[Element]:
    """Expenses of the exercises still open, and their invoices, for whom « Factures » opens to. EXP-26, EXP-27."""
    comptabilite = etat.comptabilite
    if lecteurs.factures is None:
        return
    par_exercice: dict[tuple[ImmeubleId, str], list[Depense]] = defaultdict(list)
    for une in depenses_publiees(
        comptabilite.depenses, comptabilite.exercices, envoyer=etat.parametres.envoyer_les_depenses
    ):
        par_exercice[une.immeuble, une.exercice].append(une)
    annees = {(un.immeuble, un.id): un.annee for un in comptabilite.exercices}
    for (immeuble, exercice), depenses in par_exercice.items():
        cercles, annee = lecteurs.des_factures(immeuble), annees[immeuble, exercice]
        champs: dict[str, Valeur] = {
            "immeuble": immeuble,
            "exercice": exercice,
            "annee": annee,
            "depenses": [
                {
                    "cle": une.cle,
                    "compte": str(une.compte),
                    "le": une.le,
                    "libelle": une.libelle,
                    "montant": une.montant,
                    "tva": une.tva,
                    "deductible": une.deductible,
                    "recuperable": une.recuperable,
                    "piece": une.piece,
                }
                for une in depenses
            ],
        }
        yield _element(
            f"depenses:{immeuble}/{exercice}", Nature.DEPENSES, champs, titre=f"Dépenses {annee}",
            cercles=cercles, metier=Metier.SYNDIC, immeuble=immeuble,
        )  # fmt: skip
        for piece in sorted(pieces_publiees(depenses)):
            yield Element(
                cle=f"piece:{immeuble}/{exercice}/{piece}",
                nature=Nature.DEPENSES,
                empreinte=piece,
                taille=comptabilite.tailles.get(piece, 0),
                contenu=PieceGardee(piece),
                titre=next(une.libelle for une in depenses if une.piece == piece),
                suffixe=".pdf",
                metier=Metier.SYNDIC,
                immeuble=immeuble,
                cercles=cercles,
            )


def _banques(etat: Etat, lecteurs: Lecteurs) -> Iterator[Element]:
    """The bank of each syndicat, for its owners: the IBAN and the BIC, or nothing. EXP-25."""
    for immeuble in etat.parc.immeubles.values():
        if Metier.SYNDIC not in immeuble.metiers:
            continue
        banque = coordonnees_publiees(
            immeuble.iban, immeuble.bic, taire=etat.parametres.taire_les_coordonnees_bancaires
        )
        if banque is not None:
            champs: dict[str, Valeur] = {"immeuble": immeuble.id, "iban": banque.iban, "bic": banque.bic}
            yield _element(
                f"banque:{immeuble.id}", Nature.BANQUE, champs, titre=f"Coordonnées bancaires {immeuble.nom}",
                cercles=lecteurs.du_metier(Metier.SYNDIC, immeuble.id), metier=Metier.SYNDIC, immeuble=immeuble.id,
            )  # fmt: skip


def _contacts(etat: Etat, lecteurs: Lecteurs, filtre: Filtre) -> Iterator[Element]:
    """The people who have an account on the extranet, and the roles that open circles to them. EXA-24, I-31, I-32."""
    parc = etat.parc
    for qui in sorted(lecteurs.publies):
        personne = parc.tiers[qui]
        roles = parc.roles_de(qui, lecteurs.jour)
        comptes = (un for un in parc.comptes_par_tiers[qui] if un.est_publie(lecteurs.jour))
        metiers = frozenset(un.role.metier for un in roles) | frozenset(un.metier for un in comptes)
        immeubles = frozenset(un.immeuble for un in roles)
        champs: dict[str, Valeur] = {
            "tiers": qui,
            "identite": personne.identite,
            "adresse": personne.adresse,
            "courriel": personne.courriel,
            "telephone": personne.telephone,
            "notifications": personne.notifications,
            "cercles": lecteurs.ou_se_tient(qui, filtre),
        }
        yield evolve(
            _element(
                f"contact:{qui}", Nature.CONTACT, champs, titre=personne.identite, cercles=lecteurs.du_tiers(qui),
                metier=next(iter(metiers)) if len(metiers) == 1 else None,
                immeuble=next(iter(immeubles)) if len(immeubles) == 1 else None,
            ),
            metiers=metiers,
            immeubles=immeubles,
        )  # fmt: skip
