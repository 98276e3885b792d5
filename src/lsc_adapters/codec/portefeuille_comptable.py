"""What the ledgers say beside their entries, in `lsc.portefeuille/1`: accounts, exercises, works funds, creditors."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping

from attrs import frozen

from lsc_adapters.codec.description import dit
from lsc_adapters.codec.errors import InvalidPayload
from lsc_adapters.codec.lieu import chacun, connu, dans, rempli, sans_double
from lsc_adapters.codec.pieces import Pieces
from lsc_domain.compte.analytique import Analytique
from lsc_domain.compte.depense import Depense, Exercice
from lsc_domain.compte.fiche_de_compte import FicheDeCompte
from lsc_domain.compte.fonds_de_travaux import FondsDeTravaux
from lsc_domain.compte.livre import FondsDImmeuble, LivreDExercice
from lsc_domain.paiement.creancier import Adresse, Creancier
from lsc_domain.parc.role import Metier
from lsc_domain.socle.euros import Euros
from lsc_domain.socle.ids import (
    AnalytiqueId,
    CleId,
    CollaborateurId,
    CompteId,
    EntiteId,
    ImmeubleId,
    LotId,
    TiersId,
)
from lsc_domain.socle.numero_de_compte import NumeroDeCompte

MONTANT = "En euros, exact, avec un point ; négatif pour un avoir."


@frozen(kw_only=True)
class CompteEcrit:
    """Un compte du grand livre ; celui d'un client peut être ouvert à l'extranet."""

    numero: str
    code: str | None = dit("Son identité, si deux entités ont ce numéro ; le numéro par défaut.", default=None)
    entite: str | None = dit("Celle de l'agence par défaut.", default=None)
    tiers: str | None = dit(
        "Son client ; sans lui, le compte n'est celui de personne et ne se publie pas.", default=None
    )
    metier: Metier = Metier.SYNDIC
    libelle: str = ""
    service_client: bool = dit("La case « Service Client » : sans elle, rien n'est publié.", default=False)
    inactif_depuis: dt.date | None = None
    mode_de_reglement: str = ""
    valide: bool = dit("La case « Compte validé ».", default=True)
    report_a_nouveau: bool = False
    reprise_en_solde: bool = False


@frozen(kw_only=True)
class AnalytiqueEcrit:
    """Un compte analytique, comme 47Prov."""

    code: str
    libelle: str = ""
    reversee: bool = dit("Faux : ses écritures peuvent être tues au propriétaire.", default=True)


@frozen(kw_only=True)
class DepenseEcrite:
    """Une dépense, sur un compte d'une clé."""

    cle: str
    compte: str
    le: dt.date
    libelle: str
    montant: str = dit(f"Toutes taxes comprises. {MONTANT}")
    tva: str = dit(MONTANT, default="0")
    deductible: str = dit(MONTANT, default="0")
    recuperable: str = dit(MONTANT, default="0")
    facture: str | None = dit("La facture numérisée, par son chemin depuis ce fichier.", default=None)


@frozen(kw_only=True)
class ExerciceEcrit:
    """Un exercice d'un immeuble, avec toutes ses dépenses : il remplace celui qui était gardé."""

    immeuble: str
    code: str | None = dit("L'année par défaut.", default=None)
    annee: int
    clos: bool = dit("Clos, il ne se consulte plus.", default=False)
    intitules: dict[str, str] = dit("Le nom des clés, par code, et des comptes, par numéro.", factory=dict[str, str])
    depenses: tuple[DepenseEcrite, ...] = ()


@frozen(kw_only=True)
class FondsEcrit:
    """Ce qu'un compte 105 ou 102 détient pour un lot ; tous ceux d'un immeuble ensemble."""

    lot: str
    compte: str
    montant: str = dit(MONTANT)
    libelle: str = ""


@frozen(kw_only=True)
class AdresseEcrite:
    """Une adresse structurée, comme la banque la demande."""

    rue: str = ""
    numero: str = ""
    code_postal: str = ""
    ville: str
    pays: str = "FR"


@frozen(kw_only=True)
class CreancierEcrit:
    """Une entité : à qui ses clients paient, sur son propre compte."""

    entite: str
    nom: str
    iban: str = ""
    bic: str = ""
    ics: str = dit("Son identifiant créancier SEPA.", default="")
    adresse: AdresseEcrite | None = None
    boutique: str = dit("Le nom de son contrat de paiement par carte.", default="")
    banque: str | None = dit("Son compte de banque au grand livre ; 512 et son code par défaut.", default=None)
    validateur: str | None = dit("Le collaborateur averti des prélèvements à valider.", default=None)


@frozen(kw_only=True)
class LivresEcrits:
    """What of a file is about the ledgers."""

    comptes: tuple[CompteEcrit, ...]
    analytiques: tuple[AnalytiqueEcrit, ...]
    exercices: tuple[ExerciceEcrit, ...]
    fonds_de_travaux: tuple[FondsEcrit, ...]
    creanciers: tuple[CreancierEcrit, ...]


@frozen(kw_only=True)
class LivresLus:
    """The same, as nouns."""

    fiches_de_compte: tuple[FicheDeCompte, ...]
    analytiques: tuple[Analytique, ...]
    exercices: tuple[LivreDExercice, ...]
    fonds: tuple[FondsDImmeuble, ...]
    creanciers: tuple[Creancier, ...]


def compte_id(ecrit: CompteEcrit) -> CompteId:
    """Return what an account is known by: its code, else its number."""
    return CompteId(ecrit.code if ecrit.code is not None else rempli(ecrit.numero, "numero"))


def entite_de(ecrit: CompteEcrit, entite: str) -> EntiteId:
    """Return the entité of an account: its own, else the agency's."""
    return EntiteId(rempli(ecrit.entite if ecrit.entite is not None else entite, "entite"))


def lire_les_livres(
    ecrits: LivresEcrits,
    *,
    entite: str,
    immeubles: Collection[ImmeubleId],
    lots: Mapping[LotId, ImmeubleId],
    pieces: Pieces,
) -> LivresLus:
    """Read them; `entite` is the agency's. CORE-02, EXP-23, EXP-26 to EXP-30, EXC-17, EXC-19 to EXC-22, EXC-15."""
    sans_double(("analytiques",), (un.code for un in ecrits.analytiques), champ="code")
    sans_double(("exercices",), ((un.immeuble, _code(un)) for un in ecrits.exercices), champ="code")
    sans_double(("fonds_de_travaux",), ((un.lot, un.compte) for un in ecrits.fonds_de_travaux), champ="compte")
    sans_double(("creanciers",), (un.entite for un in ecrits.creanciers), champ="entite")
    fiches = chacun(("comptes",), ecrits.comptes, lambda un: _fiche(un, entite))
    return LivresLus(
        fiches_de_compte=tuple(une for une in fiches if une is not None),
        analytiques=chacun(("analytiques",), ecrits.analytiques, _analytique),
        exercices=chacun(("exercices",), ecrits.exercices, lambda un: _livre(un, immeubles, pieces)),
        fonds=_fonds(ecrits.fonds_de_travaux, lots),
        creanciers=chacun(("creanciers",), ecrits.creanciers, _creancier),
    )


def _fiche(ecrit: CompteEcrit, entite: str) -> FicheDeCompte | None:
    """Make the fiche of an account that has one: of no client, or of which the ledger says something."""
    dits = (ecrit.mode_de_reglement, not ecrit.valide, ecrit.report_a_nouveau, ecrit.reprise_en_solde)
    if ecrit.tiers is not None and not any(dits):
        return None
    if ecrit.tiers is None and (ecrit.service_client or ecrit.inactif_depuis is not None):
        raise InvalidPayload(("tiers",), "un compte sans client ne se publie pas")
    return FicheDeCompte(
        id=compte_id(ecrit),
        entite=entite_de(ecrit, entite),
        numero=dans(("numero",), ecrit.numero, NumeroDeCompte),
        libelle=ecrit.libelle,
        metier=ecrit.metier,
        tiers=TiersId(ecrit.tiers) if ecrit.tiers is not None else None,
        mode_de_reglement=ecrit.mode_de_reglement,
        valide=ecrit.valide,
        report_a_nouveau=ecrit.report_a_nouveau,
        reprise_en_solde=ecrit.reprise_en_solde,
    )


def _analytique(ecrit: AnalytiqueEcrit) -> Analytique:
    code = AnalytiqueId(rempli(ecrit.code, "code"))
    return Analytique(code=code, libelle=ecrit.libelle, reversee=ecrit.reversee)


def _code(ecrit: ExerciceEcrit) -> str:
    return ecrit.code if ecrit.code is not None else str(ecrit.annee)


def _livre(ecrit: ExerciceEcrit, immeubles: Collection[ImmeubleId], pieces: Pieces) -> LivreDExercice:
    immeuble = ImmeubleId(connu(ecrit.immeuble, immeubles, champ="immeuble", quoi="immeuble"))
    exercice = Exercice(id=rempli(_code(ecrit), "code"), immeuble=immeuble, annee=ecrit.annee, clos=ecrit.clos)
    return LivreDExercice(
        exercice=exercice,
        depenses=chacun(("depenses",), ecrit.depenses, lambda une: _depense(une, exercice, pieces)),
        intitules=ecrit.intitules,
    )


def _depense(ecrite: DepenseEcrite, exercice: Exercice, pieces: Pieces) -> Depense:
    facture = ecrite.facture
    return Depense(
        exercice=exercice.id,
        immeuble=exercice.immeuble,
        cle=CleId(rempli(ecrite.cle, "cle")),
        compte=dans(("compte",), ecrite.compte, NumeroDeCompte),
        le=ecrite.le,
        libelle=rempli(ecrite.libelle, "libelle"),
        montant=dans(("montant",), ecrite.montant, Euros.lire),
        tva=dans(("tva",), ecrite.tva, Euros.lire),
        deductible=dans(("deductible",), ecrite.deductible, Euros.lire),
        recuperable=dans(("recuperable",), ecrite.recuperable, Euros.lire),
        piece=None if facture is None else dans(("facture",), facture, pieces.lire).empreinte,
    )


def _fonds(ecrits: tuple[FondsEcrit, ...], lots: Mapping[LotId, ImmeubleId]) -> tuple[FondsDImmeuble, ...]:
    def faire(un: FondsEcrit) -> FondsDeTravaux:
        lot = LotId(connu(un.lot, lots, champ="lot", quoi="lot"))
        return FondsDeTravaux(
            compte=dans(("compte",), un.compte, NumeroDeCompte),
            lot=lot,
            immeuble=lots[lot],
            montant=dans(("montant",), un.montant, Euros.lire),
            libelle=un.libelle,
        )

    par_immeuble: dict[ImmeubleId, list[FondsDeTravaux]] = {}
    for un in chacun(("fonds_de_travaux",), ecrits, faire):
        par_immeuble.setdefault(un.immeuble, []).append(un)
    return tuple(FondsDImmeuble(immeuble=lieu, fonds=tuple(siens)) for lieu, siens in par_immeuble.items())


def _creancier(ecrit: CreancierEcrit) -> Creancier:
    return Creancier(
        entite=EntiteId(rempli(ecrit.entite, "entite")),
        nom=rempli(ecrit.nom, "nom"),
        iban=ecrit.iban,
        bic=ecrit.bic,
        ics=ecrit.ics,
        adresse=None if ecrit.adresse is None else dans(("adresse",), ecrit.adresse, _adresse),
        boutique=ecrit.boutique,
        banque=CompteId(ecrit.banque) if ecrit.banque is not None else None,
        validateur=CollaborateurId(ecrit.validateur) if ecrit.validateur is not None else None,
    )


def _adresse(ecrite: AdresseEcrite) -> Adresse:
    return Adresse(
        rue=ecrite.rue,
        numero=ecrite.numero,
        code_postal=ecrite.code_postal,
        ville=ecrite.ville,
        pays=ecrite.pays,
    )
