"""A user of the software, as far as messages are concerned."""

from __future__ import annotations

from attrs import field, frozen


@frozen(kw_only=True)
class Utilisateur:
    """Somebody of the agency; `messages_systeme` is the setting « reçoit les messages système ». MSG-01, PUB-05."""

    id: str
    nom: str
    courriel: str = field(default="", repr=False)
    messages_systeme: bool = False
