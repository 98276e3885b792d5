"""What `lsc extranet servir --demo` shows: the demo portfolio, its accounts, and logins to come in by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from importlib.resources import as_file, files
from itertools import takewhile
from typing import Final, TypeVar

from attrs import evolve, frozen
from returns.pipeline import is_successful
from returns.result import Result

from lsc_adapters.cli.demo_ged import DONNEES, GILBERT
from lsc_adapters.cli.saisie import PARIS
from lsc_adapters.codec.portefeuille import read_portefeuille
from lsc_adapters.codec.recit import read_faits
from lsc_domain.assemblee.fait import SeanceOuverte
from lsc_domain.classeur.classeur import FACTURES
from lsc_domain.classeur.droit import Case
from lsc_domain.compte.depense import Depense, Exercice
from lsc_domain.compte.ecriture import Ecriture
from lsc_domain.compte.fonds_de_travaux import FondsDeTravaux
from lsc_domain.compte.livre import FondsDImmeuble, LivreDExercice
from lsc_domain.engine import Engine
from lsc_domain.extranet.agence import Bureaux, FicheDAgence, Mandataire
from lsc_domain.extranet.collaborateur import Collaborateur, Fonction
from lsc_domain.extranet.espace import Espace
from lsc_domain.extranet.information import Information
from lsc_domain.extranet.visiteur import AccesRemis
from lsc_domain.parc.role import Metier
from lsc_domain.ports.documents import DocumentStore
from lsc_domain.ports.errors import NotFound
from lsc_domain.publication.portefeuille import Portefeuille
from lsc_domain.publication.texte import TexteDEvenement
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.euros import ZERO, Euros
from lsc_domain.socle.ids import AssembleeId, CleId, CollaborateurId, CompteId, InformationId, LotId, TiersId
from lsc_domain.socle.numero_de_compte import NumeroDeCompte

T = TypeVar("T")

AGENCE: Final = "Agence Crypto"
ASSEMBLEE: Final = files("lsc_adapters.cli") / "gilbert"
PERSONNES: Final = {
    "ATRILLON": "copropriétaire",
    "BROUILLY": "membre du conseil syndical",
    "YALOXECORTONDENISE": "copropriétaire et propriétaire : deux espaces",
    "PAILLOUX": "locataire",
}
"""Those whose logins are shown, and what each of them shows."""

RESPONSABLE: Final = Collaborateur(
    id=CollaborateurId("JLC"),
    nom="Jean-Luc CHABLIS",
    courriel="syndic@example.invalid",
    fonctions=frozenset({Fonction.GESTIONNAIRE, Fonction.COMPTABLE, Fonction.ADMINISTRATEUR}),
)

FICHE: Final = FicheDAgence(
    adresse="1, place du Marché 54000 NANCY",
    courriel="direction@example.invalid",
    mandataire=Mandataire(nom=RESPONSABLE.nom, carte_professionnelle="CPI 5402 2019 000 000 000"),
    bureaux=Bureaux(
        raison_sociale=AGENCE,
        forme_juridique="SARL",
        adresse="1, place du Marché\n54000 NANCY",
        ape="6832A",
        courriel="syndic@example.invalid",
        telephone="06 00 00 00 00",
        horaires="Du lundi au vendredi, de 9 h à 12 h et de 14 h à 18 h",
    ),
    mentions_legales="Démonstration de lsc-domain : les personnes et les comptes montrés sont des exemples.",
)


@frozen(kw_only=True)
class Acces:
    """A login of the demo: whose it is, what it shows, and the temporary password that lets in once."""

    qui: str
    remis: AccesRemis


def remplir(engine: Engine, documents: DocumentStore) -> tuple[Acces, ...]:
    """Bring the demo portfolio in, its figures and its words, and open its doors. Done twice, nothing comes twice."""
    with as_file(DONNEES) as donnees:
        lu = read_portefeuille(donnees / "portefeuille.json")
        lu.pieces.garder(documents)
    _admis(engine.portefeuilles.importer(lu.portefeuille))
    _tenir_les_comptes(engine, documents)
    _parler(engine)
    return tuple(_ouvrir(engine))


def reunir(engine: Engine) -> None:
    """Call the meeting of the seed and take its attendance, ready to be opened; one that is kept is left as it is."""
    with as_file(ASSEMBLEE) as donnees:
        declaration, faits = read_faits(donnees / "gilbert.json")
    if any(un.id == declaration.fiche.reference for un in engine.assemblees.suivis()):
        return
    avant = tuple(takewhile(lambda fait: not isinstance(fait, SeanceOuverte), faits))
    _admis(engine.assemblees.inscrire(AssembleeId(declaration.fiche.reference), *avant))


def _ouvrir(engine: Engine) -> Iterator[Acces]:
    with engine.storage.transaction() as transaction:
        comptes = [CompteId(id_) for id_, un in transaction.comptes.all() if un.state.service_client]
    remis = _admis(engine.identifiants.activer(comptes))
    yield from (Acces(qui=PERSONNES[un.tiers], remis=un) for un in remis if un.tiers in PERSONNES)
    if not any(un.id == RESPONSABLE.id for un in engine.identifiants.collaborateurs()):
        yield Acces(qui="agence", remis=_admis(engine.identifiants.creer_collaborateur(RESPONSABLE)))


def _tenir_les_comptes(engine: Engine, documents: DocumentStore) -> None:
    """Give the ledger of the seed, to the cent, and what GILBERT spent and holds. EXC-16, EXC-17, EXC-21."""
    engine.comptes.importer(ecritures())
    if engine.textes is None:
        raise InvalidValue("démonstration : il faut de quoi écrire une facture")
    facture = engine.textes.rendre(
        TexteDEvenement(
            objet="Facture EDF Janvier 2012",
            texte="Abonnement d'électricité des parties communes : 15,00 € T.T.C., dont 0,78 € de T.V.A.",
            chrono=1,
            traite_le=dt.date(2015, 1, 10),
            immeuble=GILBERT,
        )
    )
    piece = documents.put(facture.contenu)
    fonds = FondsDImmeuble(immeuble=GILBERT, fonds=tuple(fonds_de_travaux()))
    engine.publications.regler(evolve(engine.administration.parametres(), envoyer_les_depenses=True))
    factures = next(un for un in engine.classeurs.classeurs() if un.nom == FACTURES and un.metier is Metier.SYNDIC)
    _admis(engine.classeurs.cocher(factures.id, frozenset({Case.MEMBRE, Case.PRESIDENT})))
    livres = tuple(
        LivreDExercice(
            exercice=Exercice(id=str(annee), immeuble=GILBERT, annee=annee),
            depenses=tuple(depenses(piece)) if annee == 2015 else (),
            intitules=INTITULES,
        )
        for annee in (2015, 2016, 2019)
    )
    _admis(engine.portefeuilles.importer(Portefeuille(exercices=livres, fonds=(fonds,))))


def ecritures() -> Iterator[Ecriture]:
    """Give YALOXE CORTON's account of the gérance as the seed has it, and an owner's. EXC-16."""
    gerance, commun = CompteId("411ALOXECO"), CompteId("450TRILLON")
    yield Ecriture(
        id="demo-1",
        compte=gerance,
        journal="AN",
        le=dt.date(2019, 12, 31),
        libelle="À nouveau",
        debit=Euros.lire("10299.97"),
    )
    yield Ecriture(
        id="demo-2",
        compte=gerance,
        journal="BQ",
        le=dt.date(2020, 1, 30),
        libelle="Règlement TESTS 605 du 30/01/2020",
        debit=Euros.lire("3000.00"),
    )
    yield Ecriture(
        id="demo-3",
        compte=gerance,
        journal="BQ",
        le=dt.date(2020, 2, 11),
        libelle="Règlement du 11/02/2020",
        credit=Euros.lire("3314.41"),
    )
    for rang, (le, libelle, debit, credit) in enumerate(
        (
            (dt.date(2020, 1, 1), "Appel de provisions, 1er trimestre 2020", Euros.lire("412.50"), ZERO),
            (dt.date(2020, 1, 14), "Votre virement", ZERO, Euros.lire("412.50")),
            (dt.date(2020, 4, 1), "Appel de provisions, 2e trimestre 2020", Euros.lire("412.50"), ZERO),
            (dt.date(2020, 4, 1), "Cotisation au fonds de travaux", Euros.lire("20.63"), ZERO),
        ),
        4,
    ):
        yield Ecriture(
            id=f"demo-{rang}",
            compte=commun,
            journal="BQ" if credit else "AP",
            le=le,
            libelle=libelle,
            debit=debit,
            credit=credit,
        )


INTITULES: Final = {
    "010": "CHARGES COMMUNES GENERALES",
    "472999": "Remboursements d'emprunts",
    "602001": "Electricité (abonnement)",
}
_MOIS: Final = (
    "Janvier", "Février", "Mars", "Avril", "Mai", "Juin", "Juillet", "Août", "Septembre", "Octobre", "Novembre",
)  # fmt: skip
"""The eleven invoices the seed shows."""


def depenses(piece: str) -> Iterator[Depense]:
    """Give what GILBERT spent in 2015, the first invoice of electricity with its paper. EXC-21, EXC-22."""
    commune = Depense(
        exercice="2015",
        immeuble=GILBERT,
        cle=CleId("010"),
        compte=NumeroDeCompte("472999"),
        le=dt.date(2015, 2, 10),
        libelle="Remboursements d'emprunts 2012",
        montant=Euros.lire("2500.00"),
    )
    yield commune
    for rang, mois in enumerate(_MOIS, 1):
        yield evolve(
            commune,
            compte=NumeroDeCompte("602001"),
            le=dt.date(2015, rang, 10),
            libelle=f"Facture EDF {mois} 2012",
            montant=Euros.lire("15.00"),
            tva=Euros.lire("0.78"),
            recuperable=Euros.lire("15.00"),
            piece=piece if rang == 1 else None,
        )


def fonds_de_travaux() -> Iterator[FondsDeTravaux]:
    """Give what is held on some lots: the others show at zero. EXC-17, X-06."""
    for lot, montant in (("248", "19.64"), ("122", "64.20"), ("152", "71.05")):
        yield FondsDeTravaux(
            compte=NumeroDeCompte("105999"),
            lot=LotId(f"{GILBERT}/{lot}"),
            immeuble=GILBERT,
            montant=Euros.lire(montant),
            libelle="Fonds de travaux",
        )


def _parler(engine: Engine) -> None:
    """Write the fiche of the agency, two pieces of news, and a request."""
    informations = (
        Information(
            id=InformationId("demo-2"),
            titre="New letter n° 4",
            texte="Les comptes de l'exercice sont en ligne dans vos documents.",
            publiee_le=dt.datetime(2019, 11, 6, 17, 15, tzinfo=PARIS),
            metiers=frozenset({Metier.SYNDIC}),
        ),
        Information(
            id=InformationId("demo-1"),
            titre="Relevé de gérance",
            texte="Votre relevé de gérance est disponible.",
            publiee_le=dt.datetime(2019, 11, 14, 19, 24, tzinfo=PARIS),
            metiers=frozenset({Metier.GERANCE}),
        ),
    )
    with engine.storage.transaction() as transaction:
        for une in informations:
            if une.id not in transaction.informations.ids():
                transaction.informations.put(une.id, une, expected=0)
        try:
            transaction.fiches_d_agence.get(engine.agence)
        except NotFound:
            transaction.fiches_d_agence.put(engine.agence, FICHE, expected=0)
    atrillon = TiersId("ATRILLON")
    if not engine.extranet.demandes(atrillon, Espace.COPROPRIETAIRE):
        _admis(
            engine.extranet.demander(
                atrillon,
                espace=Espace.COPROPRIETAIRE,
                objet="Ampoule du palier",
                texte="L'ampoule du troisième étage ne s'allume plus.\nMerci de la faire changer.",
                immeuble=GILBERT,
            )
        )


def _admis(resultat: Result[T, object]) -> T:
    """Return what was decided; the demo portfolio is one nothing refuses."""
    if not is_successful(resultat):
        raise InvalidValue(str(resultat.failure()))
    return resultat.unwrap()
