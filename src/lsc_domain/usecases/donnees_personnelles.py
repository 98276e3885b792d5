"""What is known of a person: told to him, and forgotten as far as the law lets. Règlement 2016/679, art. 15 to 20."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime

from attrs import evolve, frozen

from lsc_domain.compte.ecriture import Ecriture
from lsc_domain.evenement.evenement import Evenement
from lsc_domain.extranet.audit import Acte, Trace
from lsc_domain.extranet.conservation import Categorie, Efface, Effacement, Retenue, conservation
from lsc_domain.extranet.demande import Demande
from lsc_domain.extranet.identifiant import Identifiant
from lsc_domain.paiement.paiement import Paiement
from lsc_domain.parc.compte_client import CompteClient
from lsc_domain.parc.fiche_de_lot import FicheDeLot
from lsc_domain.parc.role import Metier, Role, RoleTenu
from lsc_domain.parc.tiers import Tiers
from lsc_domain.ports.clock import Clock
from lsc_domain.ports.documents import DocumentStore
from lsc_domain.ports.storage import Storage, Transaction
from lsc_domain.publication.planning import paris
from lsc_domain.socle.calendrier import ajouter_mois
from lsc_domain.socle.ids import TiersId
from lsc_domain.usecases.etat import AGENCE


@frozen(kw_only=True)
class DonneesPersonnelles:
    """
    All that is known of somebody, as it is kept, less what would let anybody in: no print, no token, no IBAN.

    `lots` are those whose fiche says he owns them (CORE-01). I-38.

    `contenus` are the attachments of what is addressed to him and of his requests, by print, read when asked for.
    """

    le: datetime
    tiers: Tiers
    roles: tuple[RoleTenu, ...]
    lots: tuple[FicheDeLot, ...]
    comptes: tuple[CompteClient, ...]
    identifiants: tuple[Identifiant, ...]
    ecritures: tuple[Ecriture, ...]
    evenements: tuple[Evenement, ...]
    demandes: tuple[Demande, ...]
    paiements: tuple[Paiement, ...]
    traces: tuple[Trace, ...]

    @property
    def empreintes(self) -> tuple[str, ...]:
        """The prints of the attachments, each once, in order."""
        pieces = [piece for un in self.evenements for piece in un.pieces]
        pieces += [piece for une in self.demandes for message in une.messages for piece in message.pieces]
        return tuple(dict.fromkeys(piece.empreinte for piece in pieces))


@frozen(kw_only=True)
class DonneesPersonnellesUseCases:
    """
    The rights of a person on what is known of him. Each method raises `NotFound` for a tiers nobody has entered.

    What is erased is erased in one transaction; what is kept is said, with its ground and its end (I-38).
    """

    storage: Storage
    clock: Clock
    documents: DocumentStore
    agence: str = AGENCE

    def exporter(self, tiers: TiersId, *, par: str = "") -> DonneesPersonnelles:
        """Gather what is known of somebody, and keep a trace that it was asked for: art. 15 and 20. I-38, I-53."""
        le = self.clock.now()
        with self.storage.transaction() as transaction:
            connu = transaction.tiers.get(tiers).state
            comptes = _comptes(transaction, tiers)
            identifiants = tuple(un.state for _, un in transaction.identifiants.by("tiers", tiers))
            transaction.audit.ajouter(Trace(le=le, acte=Acte.DONNEES_EXPORTEES, par=par, objet=tiers))
            return DonneesPersonnelles(
                le=le,
                tiers=connu,
                roles=_roles(transaction, tiers),
                lots=tuple(une.state for _, une in transaction.fiches_de_lot.by("proprietaire", tiers)),
                comptes=comptes,
                identifiants=identifiants,
                ecritures=tuple(une for un in comptes for une in transaction.ecritures.du_compte(un.id)),
                evenements=tuple(_adresses(transaction, tiers)),
                demandes=tuple(une.state for _, une in transaction.demandes.by("tiers", tiers)),
                paiements=tuple(un.state for _, un in transaction.paiements.by("tiers", tiers)),
                traces=tuple(une for un in identifiants for une in transaction.audit.lire(par=un.code)),
            )

    def contenu(self, empreinte: str) -> bytes:
        """Return an attachment of an export. Raises `NotFound`."""
        return self.documents.get(empreinte)

    def effacer(self, tiers: TiersId, *, par: str = "") -> Effacement:
        """
        Forget somebody as far as nothing holds it back, and say what does: art. 17.

        A role still held holds everything the mandate needs. Afterwards his logins, his sessions, his e-mail, his
        telephone and his complementary data go at once; his name goes when no entry, no lease and no building of the
        copropriété keeps it any more. The minutes and the ledgers are never touched: they are the syndicat's.
        """
        le = self.clock.now()
        jour = le.astimezone(paris()).date()
        with self.storage.transaction() as transaction:
            garde = transaction.tiers.get(tiers)
            roles = _roles(transaction, tiers)
            retenues = _retenues(transaction, tiers, roles, jour)
            effaces: Counter[Categorie] = Counter()
            effaces[Categorie.DEMANDES] = _oublier_les_demandes(transaction, tiers, jour)
            if not any(role.dure_apres(jour) for role in roles):
                effaces[Categorie.ACCES] = _fermer_les_acces(transaction, tiers)
                oublie = _sans_coordonnees(garde.state, anonyme=not retenues)
                if oublie != garde.state:
                    transaction.tiers.put(tiers, oublie, expected=garde.version)
                    effaces[Categorie.IDENTITE] = 1
            transaction.audit.ajouter(Trace(le=le, acte=Acte.DONNEES_EFFACEES, par=par, objet=tiers))
        return Effacement(
            effaces=tuple(Efface(categorie=un, nombre=nombre) for un, nombre in effaces.items() if nombre),
            retenues=retenues,
        )

    def purger(self) -> tuple[Efface, ...]:
        """Apply the table of retention to everybody: the traces and the requests past their time go. I-38."""
        jour = self.clock.now().astimezone(paris()).date()
        with self.storage.transaction() as transaction:
            traces = transaction.audit.effacer(avant=ajouter_mois(jour, -_mois(Categorie.TRACES)))
            tous = {une.state.tiers for _, une in transaction.demandes.all()}
            demandes = sum(_oublier_les_demandes(transaction, un, jour) for un in sorted(tous))
        faits = ((Categorie.TRACES, traces), (Categorie.DEMANDES, demandes))
        return tuple(Efface(categorie=un, nombre=nombre) for un, nombre in faits if nombre)


def _roles(transaction: Transaction, tiers: TiersId) -> tuple[RoleTenu, ...]:
    return tuple(role for _, un in transaction.immeubles.all() for role in un.state.roles if role.tiers == tiers)


def _comptes(transaction: Transaction, tiers: TiersId) -> tuple[CompteClient, ...]:
    return tuple(un.state for _, un in transaction.comptes.by("tiers", tiers))


def _adresses(transaction: Transaction, tiers: TiersId) -> Iterator[Evenement]:
    """Go through what is addressed to somebody, by chrono."""
    return (un.state for _, un in transaction.evenements.all() if tiers in un.state.destinataires)


def _retenues(transaction: Transaction, tiers: TiersId, roles: tuple[RoleTenu, ...], jour: date) -> tuple[Retenue, ...]:
    """Work out what holds an erasure back, each ground with its last day."""
    trouvees: list[Retenue] = []

    def retenir(categorie: Categorie, fins: Iterable[date | None]) -> None:
        """Keep what ended on these days and is not past its time; none is what has not ended."""
        regle = conservation(categorie)
        limites = [None if fin is None else regle.jusqua(fin) for fin in fins]
        tenues = [limite for limite in limites if limite is None or jour <= limite]
        if tenues:
            bornees = [limite for limite in tenues if limite is not None]
            trouvees.append(
                Retenue(
                    categorie=categorie,
                    nombre=len(tenues),
                    jusqua=max(bornees) if len(bornees) == len(tenues) else None,
                    fondement=regle.fondement,
                )
            )

    def fins(garder: Callable[[RoleTenu], bool]) -> list[date | None]:
        return [role.jusqua for role in roles if garder(role)]

    retenir(Categorie.IDENTITE, [None for role in roles if role.dure_apres(jour)])
    retenir(Categorie.COPROPRIETE, fins(lambda role: role.role.metier is Metier.SYNDIC))
    retenir(Categorie.LOCATION, fins(lambda role: role.role in {Role.LOCATAIRE, Role.PROPRIETAIRE}))
    annees = [
        date(une.le.year, 12, 31)
        for compte in _comptes(transaction, tiers)
        for une in transaction.ecritures.du_compte(compte.id)
    ]
    retenir(Categorie.COMPTABILITE, annees)
    retenir(Categorie.DOCUMENTS, [un.traite_le for un in _adresses(transaction, tiers)])
    retenir(Categorie.PAIEMENTS, [un.state.cree_le.date() for _, un in transaction.paiements.by("tiers", tiers)])
    retenir(Categorie.DEMANDES, [_fin(une.state) for _, une in transaction.demandes.by("tiers", tiers)])
    return tuple(trouvees)


def _fin(demande: Demande) -> date:
    return demande.messages[-1].le.astimezone(paris()).date()


def _oublier_les_demandes(transaction: Transaction, tiers: TiersId, jour: date) -> int:
    """Forget the requests past their time; how many went."""
    regle = conservation(Categorie.DEMANDES)
    passees = [
        (id_, garde.version)
        for id_, garde in transaction.demandes.by("tiers", tiers)
        if (limite := regle.jusqua(_fin(garde.state))) is not None and limite < jour
    ]
    for id_, version in passees:
        transaction.demandes.drop(id_, expected=version)
    return len(passees)


def _fermer_les_acces(transaction: Transaction, tiers: TiersId) -> int:
    """Forget the logins of somebody and their sessions; how many logins went."""
    logins = list(transaction.identifiants.by("tiers", tiers))
    for code, login in logins:
        for id_, session in list(transaction.sessions.by("identifiant", code)):
            transaction.sessions.drop(id_, expected=session.version)
        transaction.identifiants.drop(code, expected=login.version)
    return len(logins)


def _sans_coordonnees(tiers: Tiers, *, anonyme: bool) -> Tiers:
    """Return a person without what only serves to reach him, and without his name when nothing keeps it."""
    reduit = evolve(tiers, courriel="", telephone="", donnees=(), notifications=False)
    return evolve(reduit, nom="Tiers effacé", prenom="", civilite="", adresse="") if anonyme else reduit


def _mois(categorie: Categorie) -> int:
    mois = conservation(categorie).mois
    assert mois is not None
    return mois
