"""What an identity may be, whatever the store: any text a database and a file can both hold."""

from lsc_domain.socle.errors import InvalidValue


def verifier_identite(id: str) -> str:
    """Return an identity, or raise `InvalidValue`: a NUL or half a character cannot be kept everywhere."""
    if "\0" in id:
        raise InvalidValue("identité : le caractère nul ne se garde pas")
    if not id.isascii():
        try:
            id.encode()
        except UnicodeEncodeError:
            raise InvalidValue("identité : elle contient la moitié d'un caractère") from None
    return id
