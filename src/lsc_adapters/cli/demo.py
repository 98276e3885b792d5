"""`lsc demo`: the whole life of one meeting, from its agenda to its published minutes, on a base of its own."""

from __future__ import annotations

import datetime as dt
import shlex
import shutil
import sys
from importlib.resources import as_file, files
from pathlib import Path
from typing import Annotated, Final, TypeVar

from cyclopts import Parameter
from returns.pipeline import is_successful
from returns.result import Result

from lsc_adapters.cli import sortie
from lsc_adapters.cli.documents import progression
from lsc_adapters.cli.faute import FauteDeSaisie
from lsc_adapters.cli.saisie import PARIS
from lsc_adapters.codec.errors import InvalidPayload
from lsc_adapters.codec.recit import read_faits
from lsc_domain.assemblee import fait as f
from lsc_domain.assemblee.fait import Fait
from lsc_domain.assemblee.greffe import Greffe
from lsc_domain.assemblee.proces_verbal import ProcesVerbal, QualiteDeSignataire
from lsc_domain.assemblee.refus import Refus, libelle
from lsc_domain.assemblee.verification import Severite
from lsc_domain.assemblee.verification import verifier as examiner
from lsc_domain.engine import Engine
from lsc_domain.loi.delai import formulaire_au_plus_tard
from lsc_domain.ports.documents import DocumentStore
from lsc_domain.socle.affichage import ecrire_date
from lsc_domain.socle.ids import AssembleeId
from lsc_domain.usecases.papiers import DOCUMENTS, papiers

T = TypeVar("T")

DONNEES: Final = files("lsc_adapters.cli") / "gilbert"
BASE: Final = "lsc.db"
JOURNAL: Final = "journal.json"
INDEX: Final = "index.html"
AGENCE: Final = "Agence Crypto"


def demo(
    *,
    sortie_: Annotated[
        Path, Parameter(name="--sortie", metavar="DOSSIER", help="Où tout écrire ; lsc-demo par défaut.")
    ] = Path("lsc-demo"),
) -> int:
    """
    Jouer la vie entière d'une assemblée : la convoquer, la tenir, l'écrire, la notifier, la publier.

    Laisse dans le dossier la base SQLite, chaque document, l'export du journal, l'extranet et sa liste, et une page
    d'accueil à ouvrir. Dit pour finir qui voit quoi.

    Exemple : lsc demo --sortie lsc-demo
    """
    if sortie_.exists() and not sortie_.is_dir():
        raise FauteDeSaisie(f"--sortie : {sortie_} n'est pas un dossier")
    sortie_.mkdir(parents=True, exist_ok=True)
    with as_file(DONNEES) as donnees:
        demonstration = _Demonstration(sortie_, donnees)
        with demonstration.engine:
            demonstration.jouer()
    return 0


class _Demonstration:
    """One run: the meeting of the syndicat Gilbert, 7 July 2020, on a base made for it."""

    def __init__(self, dossier: Path, donnees: Path) -> None:
        from lsc_adapters.bootstrap import sql_engine
        from lsc_adapters.clock.fixed import FixedClock

        self.dossier, self.donnees = dossier, donnees
        self.declaration, self.faits = read_faits(donnees / "gilbert.json")
        self.fiche = self.declaration.fiche
        self.reference = AssembleeId(self.fiche.reference)
        for ancien in (BASE, f"{BASE}-wal", f"{BASE}-shm"):
            (dossier / ancien).unlink(missing_ok=True)  # a base of the demonstration: played again, it starts again
        self.horloge = FixedClock(dt.datetime(2020, 6, 2, 9, 0, tzinfo=PARIS))
        self.engine: Engine = sql_engine(f"sqlite:///{(dossier / BASE).resolve()}", clock=self.horloge)
        assert self.engine.documents is not None  # a base keeps contents too
        self.contenus: DocumentStore = self.engine.documents

    def jouer(self) -> None:
        """Play it, telling each stage in a line."""
        self.verifier()
        self.tenir()
        proces_verbal = self.ecrire_le_proces_verbal()
        self.notifier()
        ecrits = self.documents(proces_verbal)
        self.exporter(ecrits)
        self.publier(proces_verbal)
        _dire("À ouvrir", str(self.dossier / INDEX))
        base = shlex.quote(f"sqlite:///{(self.dossier / BASE).as_posix()}")
        _dire("Extranet", "pour l'ouvrir, avec les identifiants pour y entrer :")
        _dire("", f"{commande()} extranet servir --demo --base {base}")

    def verifier(self) -> None:
        """Say what is wrong or risky before calling anybody."""
        trouvees = examiner(self.declaration, au=dt.date(2020, 6, 10))
        erreurs = sum(une.severite is Severite.ERREUR for une in trouvees)
        _dire("Vérifiée", f"{len(trouvees)} constatation(s), dont {erreurs} erreur(s)")

    def tenir(self) -> None:
        """Keep the meeting fact by fact, each on its day."""
        compte: dict[str, int] = {}
        for fait in self.faits:
            self._a_son_heure(fait)
            if isinstance(fait, f.SecondVoteOuvert):  # the engine adds the text the agency says it with
                _admis(self.engine.assemblees.ouvrir_second_vote(self.reference, fait.resolution, agence=AGENCE))
            else:
                _admis(self.engine.assemblees.inscrire(self.reference, fait))
            compte[fait.code] = compte.get(fait.code, 0) + 1
            self._raconter(fait)
        seconds = compte.get(f.SecondVoteOuvert.code, 0)
        votes = compte.get(f.VoteEnregistre.code, 0)
        mouvements = compte.get(f.MouvementEnregistre.code, 0)
        _dire("Votée", f"{votes} votes en séance, {mouvements} arrivées et départs, {seconds} second(s) vote(s)")

    def ecrire_le_proces_verbal(self) -> ProcesVerbal:
        """Make the minutes, and have them signed."""
        self._attendre(dt.datetime(2020, 7, 7, 14, 30, tzinfo=PARIS))
        depouillement = self.engine.assemblees.depouiller(self.reference)
        for scrutin in depouillement.scrutins:
            if scrutin.ligne.resolution.se_vote:
                _dire(
                    f"  n° {scrutin.ligne.resolution.numero}", f"{scrutin.ligne.resolution.titre} : {scrutin.libelle}"
                )
        proces_verbal = _admis(self.engine.assemblees.etablir_proces_verbal(self.reference, auteur=AGENCE))
        signataires = (
            (self.fiche.president, QualiteDeSignataire.PRESIDENT),
            (self.fiche.secretaire, QualiteDeSignataire.SECRETAIRE),
        )
        for qui, qualite in signataires:
            if qui is not None:
                signature = f.ProcesVerbalSigne(version=1, signataire=qui, qualite=qualite, le=self.fiche.date)
                _admis(self.engine.assemblees.inscrire(self.reference, signature))
        _dire(
            "Écrite",
            f"procès-verbal signé le {ecrire_date(self.fiche.date)}, empreinte {proces_verbal.empreinte[:16]}…",
        )
        return proces_verbal

    def notifier(self) -> None:
        """Notify the opponents and the défaillants."""
        self._attendre(dt.datetime(2020, 7, 21, 9, 0, tzinfo=PARIS))
        assemblees, presentee_le = self.engine.assemblees, dt.date(2020, 7, 21)
        qui = {une.contestataire.coproprietaire: presentee_le for une in assemblees.notifiees(self.reference)}
        _admis(assemblees.notifier(self.reference, presentations=qui, moyen="lettre recommandée"))
        echeances = {une.contestation_jusqu_au for une in assemblees.notifiees(self.reference)}
        jusqu_au = max(echeance for echeance in echeances if echeance is not None)
        _dire(
            "Notifiée", f"à {len(qui)} opposants et défaillants, qui peuvent contester jusqu'au {ecrire_date(jusqu_au)}"
        )

    def documents(self, proces_verbal: ProcesVerbal) -> list[Path]:
        """Write every paper, and the bundles with their annex."""
        from lsc_adapters.rendering.dossier import Page, write_pages
        from lsc_adapters.rendering.liasse import IMPRESSION, write_liasses
        from lsc_adapters.rendering.liasse import INDEX as INDEX_DES_LIASSES

        greffe: Greffe = self.engine.assemblees.greffe(self.reference)
        pages = [Page(nom=un.nom, acte=un.acte) for un in papiers(greffe, DOCUMENTS, proces_verbal=proces_verbal.acte)]
        ecrits: list[Path] = []
        with progression("Documents") as progres:
            for chemin in write_pages(pages, self.dossier / "documents", self.engine.rendering):
                ecrits.append(chemin)
                progres(len(ecrits), len(pages))
        if greffe.convocation is not None:
            annexes = [self.donnees / une.fichier for une in greffe.convocation.annexes if une.fichier]
            liasses = self.dossier / "liasses"
            ecrits += [liasses / une.fichier for une in write_liasses(greffe.convocation, liasses, annexes=annexes)]
            ecrits += [liasses / IMPRESSION, liasses / INDEX_DES_LIASSES]
        _dire("Imprimée", f"{len(ecrits)} documents")
        return ecrits

    def exporter(self, ecrits: list[Path]) -> None:
        """Write the export of the journal and the page one opens."""
        from lsc_adapters.codec.journal import write_journal
        from lsc_adapters.rendering.ecriture import write_file
        from lsc_adapters.rendering.sommaire import render_sommaire

        with self.engine.storage.transaction() as transaction:
            textes = tuple(transaction.journal.textes(self.reference))
            tete = transaction.journal.tete(self.reference)
        journal = self.dossier / JOURNAL
        write_file(journal, write_journal(textes, reference=self.reference, assemblee=self.reference).encode())
        depouillement = self.engine.assemblees.depouiller(self.reference)
        page = render_sommaire(depouillement, [un.relative_to(self.dossier) for un in (*ecrits, journal)], tete)
        write_file(self.dossier / INDEX, page)
        _dire("Gardée", f"{tete.rang} faits dans {self.dossier / BASE}, exportés dans {journal}")

    def publier(self, proces_verbal: ProcesVerbal) -> None:
        """Go on to the extranet: the minutes become an event among those of a portfolio."""
        from lsc_adapters.cli.demo_ged import jouer_la_publication

        jouer_la_publication(self.engine, self.contenus, self.dossier, proces_verbal)

    def _a_son_heure(self, fait: Fait) -> None:
        """Put the clock where the fact happens; from one to the next in the room, a few seconds pass."""
        if isinstance(fait, f.AssembleeConvoquee):
            self._attendre(dt.datetime(2020, 6, 12, 10, 0, tzinfo=PARIS))
        elif isinstance(fait, f.FormulaireRecu):
            self._attendre(dt.datetime.combine(fait.formulaire.recu_le, dt.time(11), tzinfo=PARIS))
        elif isinstance(fait, f.PresenceEnregistree | f.SeanceOuverte) and self.horloge.now().date() < self.fiche.date:
            self._attendre(dt.datetime.combine(self.fiche.date, dt.time(9, 40), tzinfo=PARIS))
        else:
            self.horloge.avancer(dt.timedelta(seconds=5))

    def _attendre(self, instant: dt.datetime) -> None:
        self.horloge.avancer(max(instant - self.horloge.now(), dt.timedelta()))

    def _raconter(self, fait: Fait) -> None:
        if isinstance(fait, f.OrdreDuJourArrete):
            _dire(
                "Préparée", f"{self.fiche.nom} du {ecrire_date(self.fiche.date)}, {len(fait.resolutions)} résolutions"
            )
        elif isinstance(fait, f.AssembleeConvoquee) and fait.presentee_le is not None:
            limite = ecrire_date(formulaire_au_plus_tard(self.fiche.date))
            _dire("Convoquée", f"le {ecrire_date(fait.presentee_le)} ; formulaires attendus jusqu'au {limite}")
        elif isinstance(fait, f.SeanceOuverte):
            etat = self.engine.assemblees.greffe(self.reference).seance().feuille.depart()
            presents, ecrits = etat.votants & ~etat.correspondance, etat.correspondance
            _dire(
                "Ouverte",
                f"{presents.bit_count()} présents ou représentés, {ecrits.bit_count()} votants par correspondance",
            )


def commande() -> str:
    """Return what calls this command again: its path, when the one played is not the one a shell would find."""
    joue = Path(sys.argv[0])
    if joue.stem != "lsc" or shutil.which("lsc") in (str(joue), str(joue.absolute())):
        return "lsc"
    return shlex.quote(str(joue))


def _dire(etape: str, texte: str) -> None:
    sortie.dire(f"{etape:<10} {texte}")


def _admis(resultat: Result[T, Refus]) -> T:
    """Return what was decided; the built-in meeting is one the law accepts."""
    if not is_successful(resultat):
        raise InvalidPayload((), libelle(resultat.failure()))
    return resultat.unwrap()
