"""How long things last at the door of the extranet, and how tries are slowed down: what a host may settle. I-34."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Final

from attrs import field, frozen

from lsc_domain.extranet.politique_de_mot_de_passe import PolitiqueDeMotDePasse
from lsc_domain.extranet.session import DureesDeSession
from lsc_domain.extranet.tentatives import Freinage
from lsc_domain.socle.errors import InvalidValue

_PAGE: Final = re.compile(r"https://[!$-;=@-~]+")
"""Visible ASCII, without a question mark or a hash: what follows is our query."""
_LIEN_AU_PLUS: Final = timedelta(minutes=30)


@frozen(kw_only=True)
class ReglagesDAcces:
    """
    The settings of the door, each with what OWASP and the CNIL advise.

    `provisoire` is how long a temporary password waits for its first use, `proposition` how long one stays on the
    screen before it must be validated, `lien` how long a link of « mot de passe oublié » works: thirty minutes at
    most. `adresse_de_reinitialisation` is the https page it leads to, without which none is sent; `politique` takes
    the place of the profile the agency chose.
    """

    sessions: DureesDeSession = field(factory=DureesDeSession)
    frein_de_code: Freinage = field(factory=Freinage)
    frein_d_adresse: Freinage = field(factory=lambda: Freinage(oubli=timedelta(minutes=15)))
    frein_d_oubli: Freinage = field(
        factory=lambda: Freinage(seuil=1, delai=timedelta(minutes=2), verrou_a=6, verrou=timedelta(hours=1))
    )
    provisoire: timedelta = timedelta(hours=72)
    proposition: timedelta = timedelta(minutes=15)
    lien: timedelta = _LIEN_AU_PLUS
    adresse_de_reinitialisation: str = ""
    politique: PolitiqueDeMotDePasse | None = None

    def __attrs_post_init__(self) -> None:
        if not timedelta() < self.lien <= _LIEN_AU_PLUS or min(self.provisoire, self.proposition) <= timedelta():
            raise InvalidValue("accès : un lien vit trente minutes au plus, et rien ne vit moins que rien")
        if self.adresse_de_reinitialisation and not _PAGE.fullmatch(self.adresse_de_reinitialisation):
            raise InvalidValue("accès : l'adresse de réinitialisation n'est pas une page https, sans question")
