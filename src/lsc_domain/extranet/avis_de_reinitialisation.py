"""What the message of « mot de passe oublié » says."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

from attrs import field, frozen

from lsc_domain.socle.errors import InvalidValue

_PAGE_SURE: Final = re.compile(r"https://[!#-;=?-~]+")


@frozen(kw_only=True)
class AvisDeReinitialisation:
    """
    The one-use link, for whom, and until when it works. EXC-03, I-34.

    The link opens the account: it is in no repr, and leaves for one address alone.
    """

    nom: str
    lien: str = field(repr=False)
    expire_le: datetime

    def __attrs_post_init__(self) -> None:
        if not _PAGE_SURE.fullmatch(self.lien):
            raise InvalidValue("avis de réinitialisation : le lien n'est pas l'adresse d'une page https")
        if self.expire_le.utcoffset() is None:
            raise InvalidValue("avis de réinitialisation : un instant sans fuseau horaire")
