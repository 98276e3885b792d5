"""The portfolio of the examples: GILBERT in copropriété, SAINTLOUIS rented, and the people of the trade's screens."""

from datetime import date

from lsc_domain.classeur import Classeur, Document, Reglages, Source, classeurs_par_defaut
from lsc_domain.evenement import PieceJointe
from lsc_domain.parc import CompteClient, Immeuble, LotDImmeuble, Metier, Parc, Role, RoleTenu, Tiers
from lsc_domain.socle.ids import CompteId, DocumentId, EntiteId, ImmeubleId, LotId, TiersId

JOUR = date(2020, 7, 7)
GILBERT, SAINTLOUIS = ImmeubleId("GILBERT"), ImmeubleId("SAINTLOUIS")
APPARTEMENT_305, APPARTEMENT_306 = LotId("SAINTLOUIS/305"), LotId("SAINTLOUIS/306")
ATRILLON, BPETRUS, BROUILLY, CLATOUR, CLIQUOT = map(TiersId, ("ATRILLON", "BPETRUS", "BROUILLY", "CLATOUR", "CLIQUOT"))
YALOXE, PAILLOUX, MORGON = map(TiersId, ("YALOXECORTONDENISE", "PAILLOUX", "MORGON"))
BROUILLY_1, BROUILLY_2 = CompteId("450BROU-01"), CompteId("450BROU-02")
SEPTENTRION = "32, Rue du Septentrion 83500 PORT-GRIMAUD"

DES_LOTS = {
    ATRILLON: (CompteId("450TRILLON"), {"248": "Appartement", "012": "Cave", "910": "Parking"}),
    BPETRUS: (CompteId("450PETRUS"), {"018": "Cave", "152": "Appartement", "909": "Parking"}),
    CLATOUR: (CompteId("450LATOUR"), {"049": "Cave", "251": "Appartement", "912": "Parking"}),
    CLIQUOT: (CompteId("450CLIQUOT"), {"142": "Appartement"}),
}
DE_BROUILLY = {
    BROUILLY_1: {"122": "Appartement"},
    BROUILLY_2: {"907": "Parking", "035": "Cave", "014": "Cave"},
}
GENS = (
    Tiers(
        id=ATRILLON,
        civilite="Monsieur",
        nom="ATRILLON",
        prenom="Bernard",
        adresse="12, rue des cépages 33120 SAUTERNES",
    ),
    Tiers(id=BPETRUS, civilite="Monsieur", nom="BPETRUS", prenom="Pierre", adresse=SEPTENTRION),
    Tiers(id=BROUILLY, nom="BROUILLY", prenom="Alfred", adresse="32, Rue du Septentrion 83500"),
    Tiers(id=CLATOUR, civilite="Madame et Monsieur", nom="CLATOUR", adresse=SEPTENTRION),
    Tiers(id=CLIQUOT, civilite="Madame", nom="CLIQUOT", prenom="Mathilde", adresse=SEPTENTRION),
    Tiers(id=YALOXE, civilite="Madame", nom="YALOXE CORTON", prenom="Denise", courriel="yaloxe@example.invalid"),
    Tiers(id=PAILLOUX, nom="PAILLOUX", telephone="06 00 00 00 00"),
    Tiers(id=MORGON, nom="MORGON"),
)


def lot(numero: str) -> LotId:
    """A lot of GILBERT by its number."""
    return LotId(f"GILBERT/{numero}")


def coproprietaire(tiers: TiersId, numero: str, compte: CompteId) -> RoleTenu:
    """An owner of a lot of GILBERT, since always."""
    return RoleTenu(
        tiers=tiers,
        role=Role.COPROPRIETAIRE,
        immeuble=GILBERT,
        lot=lot(numero),
        compte=compte,
        resident=tiers == BPETRUS,
    )


def le_gilbert() -> Immeuble:
    """GILBERT, as the list of its owners has it on 7 July 2020."""
    roles = {un: [coproprietaire(un, numero, compte) for numero in lots] for un, (compte, lots) in DES_LOTS.items()}
    siens = [coproprietaire(BROUILLY, un, compte) for compte, lots in DE_BROUILLY.items() for un in lots]
    types = [*(lots for _, lots in DES_LOTS.values()), *DE_BROUILLY.values()]
    conseil = RoleTenu(tiers=BROUILLY, role=Role.MEMBRE, immeuble=GILBERT, compte=BROUILLY_1)
    return Immeuble(
        id=GILBERT,
        nom="GILBERT",
        adresse="4, rue Gilbert 50, rue de la Colline 54000 NANCY",
        lots=tuple(LotDImmeuble(id=lot(numero), type=type) for lots in types for numero, type in lots.items()),
        roles=(*(role for les_siens in roles.values() for role in les_siens), *siens, conseil),
    )


def le_saint_louis() -> Immeuble:
    """SAINTLOUIS: YALOXE CORTON lets 305 to PAILLOUX, and CLATOUR 306 to MORGON; CLIQUOT is of its council."""
    baux = (
        (YALOXE, Role.PROPRIETAIRE, APPARTEMENT_305),
        (PAILLOUX, Role.LOCATAIRE, APPARTEMENT_305),
        (CLATOUR, Role.PROPRIETAIRE, APPARTEMENT_306),
        (MORGON, Role.LOCATAIRE, APPARTEMENT_306),
        (CLIQUOT, Role.PRESIDENT, None),
    )
    return Immeuble(
        id=SAINTLOUIS,
        nom="Résidence Saint Louis",
        metiers=(Metier.GERANCE, Metier.SYNDIC),
        lots=tuple(LotDImmeuble(id=un, type="Appartement") for un in (APPARTEMENT_305, APPARTEMENT_306)),
        roles=tuple(RoleTenu(tiers=qui, role=role, immeuble=SAINTLOUIS, lot=un) for qui, role, un in baux),
    )


def compte(id: CompteId, tiers: TiersId, metier: Metier = Metier.SYNDIC, *, publie: bool = True) -> CompteClient:
    """An account, with its box ticked."""
    return CompteClient(id=id, entite=EntiteId("G001"), numero=id, tiers=tiers, metier=metier, service_client=publie)


def le_parc(*immeubles: Immeuble) -> Parc:
    """The portfolio: these buildings, or GILBERT and SAINTLOUIS; everybody has an account."""
    comptes = (
        *(compte(id, tiers) for tiers, (id, _) in DES_LOTS.items()),
        *(compte(id, BROUILLY) for id in DE_BROUILLY),
        compte(CompteId("411ALOXECO"), YALOXE, Metier.GERANCE),
        compte(CompteId("411PAILLOUX"), PAILLOUX, Metier.GERANCE),
        compte(CompteId("411MORGON"), MORGON, Metier.GERANCE),
        compte(CompteId("411LATOUR"), CLATOUR, Metier.GERANCE),
    )
    return Parc.de(immeubles or (le_gilbert(), le_saint_louis()), GENS, comptes)


def classeur(nom: str, metier: Metier = Metier.SYNDIC) -> Classeur:
    """A default binder, by its name."""
    return next(un for un in classeurs_par_defaut() if un.nom == nom and un.metier is metier)


def piece(nom: str) -> PieceJointe:
    """An attachment."""
    return PieceJointe(nom=nom, taille=1024, empreinte="0" * 64)


def document(
    ou: Classeur,
    immeuble: ImmeubleId | None = GILBERT,
    *,
    id: str = "D",
    lot: LotId | None = None,
    a: tuple[TiersId, ...] = (),
    depuis: date = JOUR,
    dernier_jour: date | None = None,
) -> Document:
    """A document of a binder."""
    return Document(
        id=DocumentId(id),
        titre=f"{id}.pdf",
        classeur=ou.id,
        chemin=ou.niveaux,
        depuis=depuis,
        source=Source.PIECE,
        empreinte="0" * 64,
        taille=1024,
        immeuble=immeuble,
        lot=lot,
        destinataires=a,
        dernier_jour=dernier_jour,
    )


OUVERT = Reglages()
"""What the agency opens by default."""
