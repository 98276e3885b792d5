"""`JinjaRendering`: every act as one HTML page, for screens, mail, and the models an agency writes. Extra `[html]`."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, cast

import attrs
from jinja2 import ChoiceLoader, FileSystemLoader, PrefixLoader, StrictUndefined, Undefined
from jinja2.exceptions import SecurityError, TemplateNotFound, TemplateRuntimeError, TemplateSyntaxError, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing
from markupsafe import Markup
from returns.pipeline import is_successful

from lsc_domain.assemblee.acte import Acte
from lsc_domain.assemblee.acte.proces_verbal import ActeDeProcesVerbal
from lsc_domain.assemblee.acte.variables import ACCES, CodesDAcces, vag_acces, variables
from lsc_domain.ports.errors import BrokenTemplate
from lsc_domain.ports.rendering import Rendering, Rendu
from lsc_domain.socle.affichage import typographier
from lsc_domain.socle.ids import CoproprietaireId

MEDIA_TYPE: Final = "text/html"
SUFFIXE: Final = ".html"
EXTENSION: Final = ".html.j2"

Acces = Mapping[str, Mapping[CoproprietaireId, CodesDAcces]]
"""How each owner enters each remote meeting."""

_LOGGER: Final = logging.getLogger(__name__)


class JinjaRendering:
    """
    Lays acts out as HTML: one template per act, found in the agency's folder first, then in ours.

    A template reads `donnees`, the act, and the legacy variables of LSC by their bare names; `lsc/<template>` is
    ours even when the agency has one of the same name, so that it can be extended. Every text is escaped and given
    its French spaces. An agency's template is not code of ours: it runs in a sandbox, changes nothing and sees
    nothing private. AG-51.

    `acces` gives `VAGAcces` the codes of each meeting, by its reference, then of each owner. AGC-18, AGC-19.
    """

    def __init__(self, modeles: Path | None = None, *, acces: Acces | None = None) -> None:
        self._environment = make_environment(modeles)
        self._vag_acces = partial(_vag_acces, acces or {})

    def render(self, acte: Acte, /) -> Rendu:
        """Make one page. Raises `BrokenTemplate`, naming the template's file and the field."""
        fichier = f"{acte.modele}{EXTENSION}"
        for champ in attrs.fields(type(acte)):
            if not hasattr(acte, champ.name):  # even one this template does not print
                raise BrokenTemplate(fichier, champ.name, "champ absent de l'acte")
        try:
            modele = self._environment.get_template(fichier)
            page = modele.render({"donnees": acte, ACCES: self._vag_acces, **_variables(acte)})
            return Rendu(contenu=page.encode(), media_type=MEDIA_TYPE, suffixe=SUFFIXE)
        except Exception as faute:  # whatever goes wrong in a template is the template's fault
            raise expliquer(fichier, faute) from faute

    def render_all(self, actes: Iterable[Acte], /) -> Iterator[Rendu]:
        """Make each page as it is asked for."""
        return map(self.render, actes)


def make_environment(modeles: Path | None, *, sans_balises: str = "") -> ImmutableSandboxedEnvironment:
    """
    Make what finds templates and runs them: the agency's folder first, ours next, and ours again under `lsc/`.

    Templates whose names end in `sans_balises` write text and not HTML: nothing is escaped in them. Raises
    `BrokenTemplate` for a folder that does not exist.
    """
    if modeles is not None and not modeles.is_dir():
        raise BrokenTemplate(str(modeles), "", "ce dossier de modèles n'existe pas")

    def avec_balises(nom: str | None) -> bool:
        return not (sans_balises and nom and nom.endswith(sans_balises))

    ours = FileSystemLoader(str(files("lsc_adapters.rendering") / "templates"))
    theirs = [FileSystemLoader(modeles)] if modeles is not None else []
    # What changes in the agency's folder afterwards is seen by the next renderer, not by this one.
    environment = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([*theirs, ours, PrefixLoader({"lsc": ours})]),
        undefined=_Absent,
        autoescape=avec_balises,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_ecrire,
    )
    # The same act always gives the same page: nothing is drawn at random.
    del environment.globals["lipsum"], environment.filters["random"]
    return environment


def _variables(acte: Acte) -> Mapping[str, str]:
    """Give the variables of LSC an act has a value for."""
    return variables(acte) if isinstance(acte, ActeDeProcesVerbal) else {}


def _vag_acces(acces: Acces, assemblee: str, participant: CoproprietaireId, rang: int) -> str:
    """Answer `VAGAcces` in a template: the code (1) or the password (2) of a participant, or nothing. AGC-18."""
    valeur = vag_acces(acces.get(assemblee, {}), participant, rang)
    if not is_successful(valeur):
        raise _ChampAbsent(ACCES, valeur.failure().libelle)
    if valeur.unwrap().avertissement:
        _LOGGER.warning(valeur.unwrap().avertissement)
    return valeur.unwrap().texte


class _ChampAbsent(TemplateRuntimeError):
    """A template asked for what is not there, or what it may not see."""

    def __init__(self, champ: str, raison: str, _message: str | None = None) -> None:
        super().__init__(raison)
        self.champ, self.raison = champ, raison


class _Absent(StrictUndefined):
    """What stands for a field nobody gave: any use of it stops the paper, and says which field."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: type[TemplateRuntimeError] = UndefinedError,
    ) -> None:
        if issubclass(exc, SecurityError):
            raison = "un modèle n'a pas le droit de lire ceci"
        elif obj is missing:
            raison = "variable inconnue"
        else:
            raison = f"{type(obj).__name__} n'a pas ce champ{_champs_de(cast('object', obj))}"
        # Jinja makes the exception by calling this with its own, English, message.
        dire = cast("type[TemplateRuntimeError]", partial(_ChampAbsent, str(name or ""), raison))
        super().__init__(hint, obj, name, dire)


def _champs_de(valeur: object) -> str:
    type_ = type(valeur)
    return f" ; il a : {', '.join(attrs.fields_dict(type_))}" if attrs.has(type_) else ""


def _ecrire(valeur: object) -> object:
    """Give a text of the act its French spaces; a record or a hole is no text, and is not printed as one."""
    if isinstance(valeur, Markup | Undefined) or type(valeur) is int:
        return valeur
    if isinstance(valeur, str):
        return typographier(valeur)
    raise _ChampAbsent("", f"{type(valeur).__name__} ne s'imprime pas : nommez l'un de ses champs")


def expliquer(fichier: str, faute: Exception) -> BrokenTemplate:
    """Turn what Jinja says into the template, the field and a reason one can act on."""
    match faute:
        case _ChampAbsent():
            return BrokenTemplate(fichier, faute.champ, f"{faute.raison} ({_lieu(faute)})")
        case TemplateSyntaxError():
            return BrokenTemplate(fichier, "", f"{faute.message} ({_nom(faute.filename)}, ligne {faute.lineno})")
        case TemplateNotFound():
            return BrokenTemplate(fichier, "", f"aucun modèle du nom de {faute.name}")
        case UnicodeEncodeError():
            return BrokenTemplate(fichier, "", "un texte contient un caractère qui ne s'écrit pas en UTF-8")
        case RecursionError():
            return BrokenTemplate(fichier, "", "un modèle s'appelle lui-même ; le nôtre est sous lsc/")
        case _:
            return BrokenTemplate(fichier, "", f"{faute} ({_lieu(faute)})")


def _lieu(faute: Exception) -> str:
    """Find the line of the template that failed: Jinja puts it in the traceback."""
    lignes = [une for une in traceback.extract_tb(faute.__traceback__) if une.filename.endswith(".j2")]
    return f"{_nom(lignes[-1].filename)}, ligne {lignes[-1].lineno}" if lignes else "lieu inconnu"


def _nom(chemin: str | None) -> str:
    return Path(chemin or "").name


_: type[Rendering] = JinjaRendering
