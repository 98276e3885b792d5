"""
What the world says no to, when all must stop.

    LscError
    └── PortError
        ├── NotFound        nothing is kept under that identity
        ├── Conflict        somebody else wrote in between: read again
        ├── Unavailable     the store, or the tool, does not answer now; asking again may succeed
        └── Broken          what is there cannot be used: a corrupted row, a full disk, a missing table
            ├── BrokenChain     a fact of the journal was changed after it was kept
            └── BrokenTemplate  a template fails, or asks for a field nobody gave
"""

from lsc_domain.socle.errors import LscError


class PortError(LscError):
    """Base of what an adapter raises: the caller can only stop, and what it had begun is forgotten."""


class NotFound(PortError):
    """Nothing is kept under that identity."""


class Conflict(PortError):
    """Somebody else wrote in between: what was read is not current any more."""


class Unavailable(PortError):
    """The door does not answer now; asking again may succeed."""


class Broken(PortError):
    """What is behind the door cannot be used, and asking again will not help."""


class BrokenChain(Broken):
    """A fact of the journal does not follow from the one before it."""

    def __init__(self, flux: str, rang: int, raison: str) -> None:
        super().__init__(f"{flux}, fait {rang} : {raison}")
        self.flux, self.rang, self.raison = flux, rang, raison


class BrokenTemplate(Broken):
    """A template fails, or asks for a field nobody gave: nothing was written."""

    def __init__(self, modele: str, champ: str, raison: str) -> None:
        lieu = f"modèle {modele}, champ {champ}" if champ else f"modèle {modele}"
        super().__init__(f"{lieu} : {raison}")
        self.modele, self.champ, self.raison = modele, champ, raison
