"""Files that are whole or not there: written under a temporary name, kept on the disk, then renamed."""

from __future__ import annotations

import os
import re
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

_HORS_NOM: Final = re.compile(r"[^A-Za-z0-9_-]+")


def file_name(texte: str) -> str:
    """
    Make a name any disk can hold: what it cannot becomes `_`.

    >>> file_name("notification-450/É t")
    'notification-450_t'
    """
    return _HORS_NOM.sub("_", texte)


def write_file(path: Path, contenu: bytes) -> None:
    """Write a file at once: whoever looks sees the old one, or the new one, never half of it."""
    with writing(path) as sortie:
        sortie.write(contenu)


@contextmanager
def writing(path: Path) -> Generator[BinaryIO, None, None]:
    """
    Open a file to write it piece by piece; it gets its name at the end of the block.

    Nothing is left of it when the block raises. The temporary name is in the same folder: a rename across two
    disks would be a copy.
    """
    provisoire = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with provisoire.open("wb") as sortie:
            yield sortie
            sortie.flush()
            os.fsync(sortie.fileno())
        provisoire.replace(path)
    except BaseException:
        with suppress(OSError):
            provisoire.unlink()
        raise
