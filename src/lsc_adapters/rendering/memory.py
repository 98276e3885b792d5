"""The reference renderer: a paper is the act itself, written as canonical JSON. Nothing is laid out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from lsc_adapters.codec.converter import write
from lsc_domain.assemblee.acte import Acte
from lsc_domain.classeur.liste_des_coproprietaires import ActeDeListeDesCoproprietaires
from lsc_domain.ports.errors import BrokenTemplate
from lsc_domain.ports.rendering import Rendering, Rendu, TexteRendering
from lsc_domain.publication.texte import TexteDEvenement

MEDIA_TYPE, SUFFIXE = "application/json", ".json"


class MemoryRendering:
    """
    Writes what an act says and nothing of how it looks: for tests, and for whoever lays papers out elsewhere.

    Its keys are sorted and no space is wasted, so that the same act gives the same bytes.
    """

    def render(self, acte: Acte, /) -> Rendu:
        """Write one act. Raises `BrokenTemplate` when it lacks one of its fields."""
        try:
            papier = {"modele": acte.modele, "donnees": write(acte)}
        except AttributeError as absent:
            raise BrokenTemplate(acte.modele, absent.name or "", "champ absent de l'acte") from absent
        texte = json.dumps(papier, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return Rendu(contenu=texte.encode(), media_type=MEDIA_TYPE, suffixe=SUFFIXE)

    def render_all(self, actes: Iterable[Acte], /) -> Iterator[Rendu]:
        """Write each act as it is asked for."""
        return map(self.render, actes)


class MemoryTexteRendering:
    """Writes the text of an event as it is, under its subject: for tests, and for whoever lays papers out elsewhere."""

    def rendre(self, texte: TexteDEvenement, /) -> Rendu:
        """Write one text."""
        return Rendu(contenu=f"{texte.objet}\n\n{texte.texte}\n".encode(), media_type="text/plain", suffixe=".txt")

    def rendre_tous(self, textes: Iterable[TexteDEvenement], /) -> Iterator[Rendu]:
        """Write each text as it is asked for."""
        return map(self.rendre, textes)

    def liste(self, liste: ActeDeListeDesCoproprietaires, /) -> Rendu:
        """Write a row an account: who, his lots, his marks."""
        lignes = [
            f"{une.identite} | {', '.join(lot.id for lot in une.lots)} | {'X' if une.membre_cs else ''} | "
            f"{'' if une.fonds_travaux is None else une.fonds_travaux}"
            for une in liste.lignes
        ]
        texte = "\n".join((liste.nom, liste.adresse, *lignes, ""))
        return Rendu(contenu=texte.encode(), media_type="text/plain", suffixe=".txt")


_: type[Rendering] = MemoryRendering
__: type[TexteRendering] = MemoryTexteRendering
