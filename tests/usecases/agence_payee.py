"""The agency whose clients pay: BROUILLY and ATRILLON owe to the syndicat of GILBERT, PAILLOUX is a tenant."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from agence import ATRILLON, BROUILLY, CLATOUR, PAILLOUX, compte, moteur, personne
from attrs import evolve

from lsc_adapters.clock.fixed import FixedClock
from lsc_adapters.rendering.plis import MailRendering
from lsc_domain import Engine
from lsc_domain.extranet.collaborateur import Collaborateur, Fonction
from lsc_domain.extranet.parametrage import MonCompte, Parametrage
from lsc_domain.paiement.creancier import Adresse, Creancier
from lsc_domain.parc.role import Metier
from lsc_domain.ports.errors import NotFound
from lsc_domain.ports.storage import Storage
from lsc_domain.socle.ids import CollaborateurId, CompteId, EntiteId
from lsc_domain.usecases.etat import AGENCE

LE = datetime(2026, 7, 6, 9, 30, tzinfo=ZoneInfo("Europe/Paris"))
BOUTIQUE = "gilbert"
COMPTE = CompteId("450BROUILLY")
IBAN = "FR14 2004 1010 0505 0001 3M02 606"
ADRESSE = Adresse(rue="rue du Puits", numero="12", code_postal="54000", ville="Nancy")
GILBERT = Creancier(
    entite=EntiteId("S001"),
    nom="SDC GILBERT",
    iban="FR76 3000 6000 0112 3456 7890 189",
    bic="AGRIFRPP",
    ics="FR72ZZZ123456",
    adresse=ADRESSE,
    boutique=BOUTIQUE,
)
OUVERT = MonCompte(carte=True, prelevement=True, courriel_du_commercant="tpe@example.invalid")
COMPTABLE = Collaborateur(
    id=CollaborateurId("CPT"),
    nom="Claire",
    courriel="claire@example.invalid",
    fonctions=frozenset({Fonction.COMPTABLE}),
)
VALIDATEUR = Collaborateur(id=CollaborateurId("VAL"), nom="Victor", courriel="victor@example.invalid")


def agence(storage: Storage | None = None, **portes: object) -> Engine:
    """Make an engine where everything is open: both means, a merchant to tell, a creditor that is whole."""
    engine = moteur(storage, **{"clock": FixedClock(LE), "plis": MailRendering(), **portes})
    with engine.storage.transaction() as transaction:
        for qui in (ATRILLON, BROUILLY, CLATOUR, PAILLOUX):
            un = personne(qui)
            transaction.tiers.put(qui, evolve(un, courriel="") if qui == ATRILLON else un, expected=0)
        for un_compte in (
            compte(ATRILLON),
            compte(BROUILLY),
            evolve(compte(CLATOUR, publie=False)),
            compte(PAILLOUX, metier=Metier.GERANCE),
        ):
            transaction.comptes.put(un_compte.id, un_compte, expected=0)
        transaction.creanciers.put(GILBERT.entite, GILBERT, expected=0)
        for un_collaborateur in (COMPTABLE, VALIDATEUR):
            transaction.collaborateurs.put(un_collaborateur.id, un_collaborateur, expected=0)
        transaction.parametrages.put(AGENCE, Parametrage(compte=OUVERT), expected=0)
    return engine


def regler(engine: Engine, **cases: object) -> None:
    """Tick boxes of « Mon compte »."""
    with engine.storage.transaction() as transaction:
        garde = transaction.parametrages.get(AGENCE)
        regle = evolve(garde.state, compte=evolve(garde.state.compte, **cases))
        transaction.parametrages.put(AGENCE, regle, expected=garde.version)


def decrire(engine: Engine, creancier: Creancier | None) -> None:
    """Describe the creditor otherwise, or no longer."""
    with engine.storage.transaction() as transaction:
        try:
            version = transaction.creanciers.get(GILBERT.entite).version
        except NotFound:
            version = 0
        if creancier is None:
            transaction.creanciers.drop(GILBERT.entite, expected=version)
        else:
            transaction.creanciers.put(GILBERT.entite, creancier, expected=version)
