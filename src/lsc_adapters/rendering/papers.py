"""Every paper by the tool that suits it: PDF by typst, and the attendance list as a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path

from lsc_domain.assemblee.acte import Acte
from lsc_domain.assemblee.acte.liste_de_presence import ActeDeListeDePresence
from lsc_domain.classeur.liste_des_coproprietaires import ActeDeListeDesCoproprietaires
from lsc_domain.compte.extrait import ExtraitDeCompte
from lsc_domain.extranet.avis_de_reinitialisation import AvisDeReinitialisation
from lsc_domain.paiement.avis import AvisDePaiement
from lsc_domain.ports.errors import Unavailable
from lsc_domain.ports.messaging import Corps, PliRendering
from lsc_domain.ports.rendering import ExtraitRendering, Rendering, Rendu, TexteRendering
from lsc_domain.publication.avis import AvisDeNouveauxDocuments, RapportDePublication
from lsc_domain.publication.texte import TexteDEvenement


class PaperRendering:
    """
    Sends each act to who can lay it out. Extras `[pdf]` and `[tableur]`, each wanted at the first act it makes.

    `modeles` is the agency's folder of templates: one of a name of ours takes its place. AG-29, AG-51.
    """

    def __init__(self, modeles: Path | None = None) -> None:
        self._modeles = modeles
        self._pdf: Rendering | None = None
        self._tableur: Rendering | None = None

    def render(self, acte: Acte, /) -> Rendu:
        """Make one paper. Raises `BrokenTemplate`, or `Unavailable` when the extra it needs is not installed."""
        return self._pour(isinstance(acte, ActeDeListeDePresence)).render(acte)

    def render_all(self, actes: Iterable[Acte], /) -> Iterator[Rendu]:
        """Make many papers, in order, each run of one kind by its own tool."""
        for liste, suite in groupby(actes, lambda acte: isinstance(acte, ActeDeListeDePresence)):
            yield from self._pour(liste).render_all(suite)

    def _pour(self, liste: bool) -> Rendering:
        try:
            return self._le_tableur() if liste else self._le_pdf()
        except ModuleNotFoundError as absent:
            extra = "tableur" if liste else "pdf"
            raise Unavailable(f"{absent.name} n'est pas installé : pip install 'lsc-domain[{extra}]'") from absent

    def _le_pdf(self) -> Rendering:
        if self._pdf is None:
            from lsc_adapters.rendering.typst import TypstRendering

            self._pdf = TypstRendering(self._modeles)
        return self._pdf

    def _le_tableur(self) -> Rendering:
        if self._tableur is None:
            from lsc_adapters.rendering.spreadsheet import SpreadsheetRendering

            self._tableur = SpreadsheetRendering()
        return self._tableur


class PaperTexteRendering:
    """Lays out the texts of events by typst. Extra `[pdf]`, wanted at the first one. PUB-07."""

    def __init__(self, modeles: Path | None = None) -> None:
        self._modeles = modeles
        self._pdf: TexteRendering | None = None

    def rendre(self, texte: TexteDEvenement, /) -> Rendu:
        """Make one paper. Raises `BrokenTemplate`, or `Unavailable` when the extra is not installed."""
        return self._le_pdf().rendre(texte)

    def rendre_tous(self, textes: Iterable[TexteDEvenement], /) -> Iterator[Rendu]:
        """Make many papers, in order."""
        return self._le_pdf().rendre_tous(textes)

    def liste(self, liste: ActeDeListeDesCoproprietaires, /) -> Rendu:
        """Make the list of the owners of a building."""
        return self._le_pdf().liste(liste)

    def _le_pdf(self) -> TexteRendering:
        if self._pdf is None:
            try:
                from lsc_adapters.rendering.texte_d_evenement import TypstTexteRendering
            except ModuleNotFoundError as absent:
                raise Unavailable(f"{absent.name} n'est pas installé : pip install 'lsc-domain[pdf]'") from absent
            self._pdf = TypstTexteRendering(self._modeles)
        return self._pdf


class PaperExtraitRendering:
    """Prints extracts of accounts: PDF by typst, workbook by xlsxwriter; each extra wanted at its first one. EXC-14."""

    def __init__(self, modeles: Path | None = None) -> None:
        self._modeles = modeles
        self._pdf: Callable[[ExtraitDeCompte], Rendu] | None = None

    def extrait(self, extrait: ExtraitDeCompte, /) -> Rendu:
        """Make the paper. Extra `[pdf]`."""
        if self._pdf is None:
            try:
                from lsc_adapters.rendering.extrait import TypstExtraitRendering
            except ModuleNotFoundError as absent:
                raise Unavailable(f"{absent.name} n'est pas installé : pip install 'lsc-domain[pdf]'") from absent
            self._pdf = TypstExtraitRendering(self._modeles).extrait
        return self._pdf(extrait)

    def tableur(self, extrait: ExtraitDeCompte, /) -> Rendu:
        """Make the workbook. Extra `[tableur]`."""
        try:
            from lsc_adapters.rendering.tableur_de_compte import ecrire_extrait
        except ModuleNotFoundError as absent:
            raise Unavailable(f"{absent.name} n'est pas installé : pip install 'lsc-domain[tableur]'") from absent
        return ecrire_extrait(extrait)


class PaperPliRendering:
    """Writes what plis say from templates. Extra `[html]`, wanted at the first one. MSG-01, MSG-02."""

    def __init__(self, modeles: Path | None = None) -> None:
        self._modeles = modeles
        self._plis: PliRendering | None = None

    def nouveaux_documents(self, avis: AvisDeNouveauxDocuments, /) -> Corps:
        """Write the notice of new documents."""
        return self._les_plis().nouveaux_documents(avis)

    def rapport(self, rapport: RapportDePublication, /) -> Corps:
        """Write the report of a run."""
        return self._les_plis().rapport(rapport)

    def paiement_recu(self, avis: AvisDePaiement, /) -> Corps:
        """Write to the merchant that a payment by card came."""
        return self._les_plis().paiement_recu(avis)

    def prelevement_a_valider(self, avis: AvisDePaiement, /) -> Corps:
        """Write that a debit waits for the bank."""
        return self._les_plis().prelevement_a_valider(avis)

    def reinitialisation(self, avis: AvisDeReinitialisation, /) -> Corps:
        """Write the message of « mot de passe oublié »."""
        return self._les_plis().reinitialisation(avis)

    def _les_plis(self) -> PliRendering:
        if self._plis is None:
            try:
                from lsc_adapters.rendering.plis import MailRendering
            except ModuleNotFoundError as absent:
                raise Unavailable(f"{absent.name} n'est pas installé : pip install 'lsc-domain[html]'") from absent
            self._plis = MailRendering(self._modeles)
        return self._plis


_: type[Rendering] = PaperRendering
__: type[TexteRendering] = PaperTexteRendering
___: type[PliRendering] = PaperPliRendering
____: type[ExtraitRendering] = PaperExtraitRendering
