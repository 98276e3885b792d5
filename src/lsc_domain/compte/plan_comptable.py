"""The charts of accounts: that of a copropriété, which is regulated, and that the gérance keeps its clients in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from attrs import frozen

from lsc_domain.parc.role import Metier
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.numero_de_compte import NumeroDeCompte


@frozen
class Poste:
    """An account of a chart: its number without what follows it, as 450 in 450BROU-01, and its name."""

    numero: str
    libelle: str


@frozen
class PlanComptable:
    """
    The accounts of a trade, by number. CORE-05.

    >>> plan_de(Metier.SYNDIC).poste(NumeroDeCompte("105999"))
    Poste(numero='105', libelle='Fonds de travaux')
    >>> plan_de(Metier.GERANCE).poste(NumeroDeCompte("105999")) is None
    True
    """

    postes: tuple[Poste, ...]

    def __attrs_post_init__(self) -> None:
        numeros = [poste.numero for poste in self.postes]
        if numeros != sorted(set(numeros)):
            raise InvalidValue("plan comptable : chaque poste une fois, dans l'ordre des numéros")

    def poste(self, numero: NumeroDeCompte) -> Poste | None:
        """Find the account of the chart a number is a detail of: the longest one it begins with."""
        compact = str(numero).replace("-", "")
        trouves = [poste for poste in self.postes if compact.startswith(poste.numero)]
        return max(trouves, key=lambda poste: len(poste.numero), default=None)

    def classe(self, chiffre: int) -> tuple[Poste, ...]:
        """List the accounts of a class: 1, 4, 5, 6 or 7."""
        return tuple(poste for poste in self.postes if poste.numero.startswith(str(chiffre)))


def plan_de(metier: Metier) -> PlanComptable:
    """Return the chart of a trade. CORE-05."""
    return PLAN_DE_COPROPRIETE if metier is Metier.SYNDIC else PLAN_DE_GERANCE


def _plan(*lignes: str) -> PlanComptable:
    return PlanComptable(tuple(_postes(lignes)))


def _postes(lignes: Iterable[str]) -> Iterable[Poste]:
    for ligne in lignes:
        numero, _, libelle = ligne.partition(" ")
        yield Poste(numero, libelle)


PLAN_DE_COPROPRIETE: Final = _plan(
    "10 Provisions et avances",
    "102 Provisions pour travaux décidés",
    "103 Avances",
    "1031 Avances de trésorerie",
    "1032 Avances travaux (loi, art. 18, al. 6)",
    "1033 Autres avances",
    "105 Fonds de travaux",
    "12 Solde en attente sur travaux et opérations exceptionnelles",
    "13 Subventions",
    "131 Subventions accordées en instance de versement",
    "40 Fournisseurs",
    "401 Factures parvenues",
    "408 Factures non parvenues",
    "409 Fournisseurs débiteurs",
    "42 Personnel",
    "421 Rémunérations dues",
    "43 Sécurité sociale et autres organismes sociaux",
    "431 Sécurité sociale",
    "432 Autres organismes sociaux",
    "44 État et collectivités territoriales",
    "441 État et autres organismes – subventions à recevoir",
    "442 État – impôts et versements assimilés",
    "443 Collectivités territoriales – aides",
    "45 Collectivité des copropriétaires",
    "450 Copropriétaire individualisé",
    "4501 Copropriétaire – budget prévisionnel",
    "4502 Copropriétaire – travaux de l'article 14-2 et opérations exceptionnelles",
    "4503 Copropriétaire – avances",
    "4504 Copropriétaire – emprunts",
    "4505 Copropriétaire – fonds de travaux",
    "459 Copropriétaire – créances douteuses",
    "46 Débiteurs et créditeurs divers",
    "461 Débiteurs divers",
    "462 Créditeurs divers",
    "47 Compte d'attente",
    "471 Compte en attente d'imputation débiteur",
    "472 Compte en attente d'imputation créditeur",
    "48 Compte de régularisation",
    "486 Charges payées d'avance",
    "487 Produits encaissés d'avance",
    "49 Dépréciation des comptes de tiers",
    "491 Copropriétaires",
    "492 Personnes autres que les copropriétaires",
    "50 Fonds placés",
    "501 Compte à terme",
    "502 Autre compte",
    "51 Banques, ou fonds disponibles en banque pour le syndicat",
    "512 Banques",
    "514 Chèques postaux",
    "53 Caisse",
    "60 Achats de matières et fournitures",
    "601 Eau",
    "602 Électricité",
    "603 Chauffage, énergie et combustibles",
    "604 Achats de produits d'entretien et petits équipements",
    "605 Matériel",
    "606 Fournitures",
    "61 Services extérieurs",
    "611 Nettoyage des locaux",
    "612 Locations immobilières",
    "613 Locations mobilières",
    "614 Contrats de maintenance",
    "615 Entretien et petites réparations",
    "616 Primes d'assurances",
    "62 Frais d'administration et honoraires",
    "621 Rémunération du syndic sur gestion copropriété",
    "6211 Rémunération du syndic",
    "6212 Débours",
    "6213 Frais postaux",
    "622 Autres honoraires du syndic",
    "6221 Honoraires travaux",
    "6222 Prestations particulières",
    "6223 Autres honoraires",
    "623 Rémunérations de tiers intervenants",
    "624 Frais du conseil syndical",
    "63 Impôts, taxes et versements assimilés",
    "632 Taxe de balayage",
    "633 Taxe foncière",
    "634 Autres impôts et taxes",
    "64 Frais de personnel",
    "641 Salaires",
    "642 Charges sociales et organismes sociaux",
    "643 Taxe sur les salaires",
    "644 Autres frais de personnel",
    "66 Charges financières des emprunts, agios ou autres",
    "661 Remboursement d'annuités d'emprunt",
    "662 Autres charges financières et agios",
    "67 Charges pour travaux et opérations exceptionnelles",
    "671 Travaux décidés par l'assemblée générale",
    "672 Travaux urgents",
    "673 Études techniques, diagnostic, consultation",
    "677 Pertes sur créances irrécouvrables",
    "678 Charges exceptionnelles",
    "68 Dotations aux dépréciations sur créances douteuses",
    "70 Appels de fonds",
    "701 Provisions sur opérations courantes",
    "702 Provisions sur travaux de l'article 14-2 et opérations exceptionnelles",
    "703 Avances",
    "704 Remboursements d'annuités d'emprunts",
    "705 Affectation du fonds de travaux",
    "71 Autres produits",
    "711 Subventions",
    "712 Emprunts",
    "713 Indemnités d'assurances",
    "714 Produits divers",
    "716 Produits financiers",
    "718 Produits exceptionnels",
    "78 Reprises de dépréciations sur créances douteuses",
)
"""Arrêté of 14 March 2005, art. 7, its account 105 and 705 being of 21 December 2016. CORE-05."""

PLAN_DE_GERANCE: Final = _plan(
    "165 Dépôts de garantie",
    "401 Fournisseurs",
    "411 Locataires et propriétaires",
    "445 État – taxes sur le chiffre d'affaires",
    "47 Comptes d'attente",
    "512 Banques",
    "53 Caisse",
    "706 Honoraires",
)
"""What a gérance keeps its clients in: no text rules it, the numbers are those of the general chart. CORE-05."""
