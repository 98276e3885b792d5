"""`MailRendering`: what plis say, out of templates an agency may replace by its own. Extra `[html]`."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from lsc_adapters.rendering.jinja import EXTENSION, expliquer, make_environment
from lsc_domain.extranet.avis_de_reinitialisation import AvisDeReinitialisation
from lsc_domain.paiement.avis import AvisDePaiement
from lsc_domain.ports.messaging import Corps, PliRendering
from lsc_domain.publication.avis import AvisDeNouveauxDocuments, RapportDePublication
from lsc_domain.socle.affichage import ecrire_date, ecrire_horaire, ecrire_jour

TEXTE: Final = ".txt.j2"
_PARIS: Final = ZoneInfo("Europe/Paris")
_COMMANDES: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


class MailRendering:
    """
    Writes the subject, the text and the page of a pli. MSG-01, MSG-02, PUB-05, EXC-03.

    A template `<nom>.txt.j2` gives the subject on its first line, then the text; `<nom>.html.j2` is the page, where
    there is one. They read `donnees`, the record, and the page reads `objet` as well. One of an agency's, in its
    folder, takes the place of ours, or extends it by its blocks; it runs as the models of papers do.
    """

    def __init__(self, modeles: Path | None = None) -> None:
        """Read the templates of a folder of the agency's first, then ours."""
        self._environment = make_environment(modeles, sans_balises=TEXTE)
        self._environment.filters.update(date=ecrire_date, instant=_ecrire_instant, en_une_ligne=en_une_ligne)

    def nouveaux_documents(self, avis: AvisDeNouveauxDocuments, /) -> Corps:
        """Write the notice of new documents: one list, whatever their number. MSG-02, I-38."""
        objet, texte = self._texte("nouveaux_documents", avis)
        return Corps(objet=objet, texte=texte, html=self._page("nouveaux_documents", avis, objet))

    def rapport(self, rapport: RapportDePublication, /) -> Corps:
        """Write the report of a run: how many were sent, replaced and withdrawn, what failed, and why. PUB-05."""
        objet, texte = self._texte("rapport_de_publication", rapport)
        return Corps(objet=objet, texte=texte)

    def paiement_recu(self, avis: AvisDePaiement, /) -> Corps:
        """Write to the merchant that a payment by card came. EXA-30, MSG-07."""
        objet, texte = self._texte("paiement_recu", avis)
        return Corps(objet=objet, texte=texte)

    def prelevement_a_valider(self, avis: AvisDePaiement, /) -> Corps:
        """Write that a debit waits for the bank. EXC-15."""
        objet, texte = self._texte("prelevement_a_valider", avis)
        return Corps(objet=objet, texte=texte)

    def reinitialisation(self, avis: AvisDeReinitialisation, /) -> Corps:
        """Write the message of « mot de passe oublié »: the link, and until when it works. EXC-03."""
        objet, texte = self._texte("reinitialisation", avis)
        return Corps(objet=objet, texte=texte, html=self._page("reinitialisation", avis, objet))

    def _texte(self, nom: str, donnees: object) -> tuple[str, str]:
        fichier = f"{nom}{TEXTE}"
        try:
            objet, _, corps = self._environment.get_template(fichier).render(donnees=donnees).strip().partition("\n")
        except Exception as faute:  # whatever goes wrong in a template is the template's fault
            raise expliquer(fichier, faute) from faute
        return en_une_ligne(objet), f"{corps.strip()}\n"

    def _page(self, nom: str, donnees: object, objet: str) -> str:
        fichier = f"{nom}{EXTENSION}"
        try:
            return self._environment.get_template(fichier).render(donnees=donnees, objet=objet)
        except Exception as faute:
            raise expliquer(fichier, faute) from faute


def en_une_ligne(texte: str) -> str:
    r"""
    Put a text on one line: a title that holds several would pass for what follows it.

    >>> en_une_ligne("Facture\r\n\r\n- un autre document")
    'Facture - un autre document'
    """
    return _COMMANDES.sub(" ", texte)


def _ecrire_instant(le: datetime) -> str:
    """Write an instant as a letter does, by the clocks of Paris."""
    ici = le.astimezone(_PARIS)
    return f"{ecrire_jour(ici)} à {ecrire_horaire(ici.time())}"


_: type[PliRendering] = MailRendering
