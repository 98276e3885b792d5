"""Where the templates of a run are: the agency's own first, then ours."""

from __future__ import annotations

import re
import shutil
import tempfile
import weakref
from importlib.resources import files
from pathlib import Path
from typing import Final

from lsc_domain.ports.errors import BrokenTemplate

_PAQUET: Final = re.compile(r'^(?!\s*//).*?("@[a-zA-Z][\w-]*/[^"]*")', re.MULTILINE)
"""A package of the network (`"@preview/…"`): a paper that waits for it may never come, and changes with it."""


class Gabarits:
    """
    The folder typst reads, and no other: every template and every image of a run.

    Without a folder of the agency's, it is the one in the package. With one, it is a copy made once: ours, then
    the agency's on top, so that a template of the same name wins and its `#import "base.typ"` still finds ours.
    What changes in the agency's folder afterwards is seen by the next renderer, not by this one.
    """

    def __init__(self, modeles: Path | None = None) -> None:
        self.racine = Path(str(files("lsc_adapters.rendering") / "templates"))
        if modeles is not None:
            if not modeles.is_dir():
                raise BrokenTemplate(str(modeles), "", "ce dossier de modèles n'existe pas")
            ours, self.racine = self.racine, Path(tempfile.mkdtemp(prefix="lsc-modeles-"))
            self._effacer = weakref.finalize(self, shutil.rmtree, self.racine, ignore_errors=True)
            shutil.copytree(ours, self.racine, dirs_exist_ok=True)
            shutil.copytree(modeles, self.racine, dirs_exist_ok=True)
            _sans_paquet(self.racine)


def _sans_paquet(racine: Path) -> None:
    """Refuse templates that fetch a package: the engine renders offline, and always the same."""
    for source in sorted(racine.rglob("*.typ")):
        trouve = _PAQUET.search(source.read_text(encoding="utf-8", errors="replace"))
        if trouve is not None:
            raise BrokenTemplate(source.stem, "", f"les paquets du réseau sont refusés : {trouve[1]}")


def polices() -> Path:
    """Return the folder of the fonts shipped with the package: no paper depends on those of the machine."""
    return Path(str(files("lsc_adapters.rendering") / "fonts"))
