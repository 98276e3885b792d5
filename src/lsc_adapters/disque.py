"""The disk: what must be there once it was said to be."""

from __future__ import annotations

import os
from pathlib import Path


def flush(dossier: Path) -> None:
    """Bring the names of a folder to the disk: a file whose name is lost is lost."""
    if os.name == "nt":  # a folder is no file there, and its names are journaled
        return
    descripteur = os.open(dossier, os.O_RDONLY)
    try:
        os.fsync(descripteur)
    finally:
        os.close(descripteur)
