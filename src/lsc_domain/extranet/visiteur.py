"""Who has come in, as every page knows him."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from attrs import field, frozen

from lsc_domain.extranet.collaborateur import Collaborateur
from lsc_domain.socle.ids import TiersId


@frozen(kw_only=True)
class Visiteur:
    """
    Somebody whose session stands: a client by his tiers, whatever his accounts and roles, or a collaborator.

    `doit_changer` says that he came in with a temporary password and may do nothing but choose his own. EXP-53, EXC-04.
    `revisions` are the numbers of what screens depend on at the instant he was let in (`Transaction.revisions`): what
    he is shown at once is not asked for again. I-32.
    """

    code: str
    session: str
    tiers: TiersId | None = None
    collaborateur: Collaborateur | None = None
    doit_changer: bool = False
    nom: str
    revisions: Mapping[str, int] | None = field(default=None, eq=False, repr=False)


@frozen(kw_only=True)
class Entree:
    """Somebody has just come in: `jeton` is his session's, given to his browser and kept by nobody else."""

    jeton: str = field(repr=False)
    visiteur: Visiteur


@frozen(kw_only=True)
class AccesRemis:
    """A login that was made and its temporary password, shown once to whoever hands it over. EXP-52, X-25, X-26."""

    code: str
    mot_de_passe: str = field(repr=False)
    expire_le: datetime
    nom: str = ""
    tiers: TiersId | None = None


@frozen(kw_only=True)
class Propose:
    """A temporary password on the screen: worth nothing until it is validated. EXA-13."""

    code: str
    mot_de_passe: str = field(repr=False)
