"""What an identity may be, whatever the store: any text a database and a file can both hold."""

from lsc_domain.socle.errors import InvalidValue


def verifier_identite(id: str) -> str:
    """Return an identity, or raise `InvalidValue`: a NUL or half a character cannot be kept everywhere."""
    return verifier_texte(id, "identité")


def verifier_texte(texte: str, nom: str) -> str:
    """Return a text that is kept as it is, in a column of its own, or raise `InvalidValue` under its name."""
    if "\0" in texte:
        raise InvalidValue(f"{nom} : le caractère nul ne se garde pas")
    if not texte.isascii():
        try:
            texte.encode()
        except UnicodeEncodeError:
            raise InvalidValue(f"{nom} : la moitié d'un caractère ne se garde pas") from None
    return texte
