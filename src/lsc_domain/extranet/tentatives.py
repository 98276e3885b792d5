"""How often somebody failed to come in, by login and by address: what slows the next try down. I-34."""

from __future__ import annotations

from datetime import datetime, timedelta
from ipaddress import IPv6Address, IPv6Network, ip_address

from attrs import evolve, frozen

from lsc_domain.socle.errors import InvalidValue


@frozen(kw_only=True)
class Tentatives:
    """Failures in a row of a login (`code:…`) or of an address (`adresse:…`), and the instant of the last one."""

    cle: str
    echecs: int
    dernier_le: datetime

    def moins_une(self) -> Tentatives | None:
        """Take back the try that turned out well; none when no failure is left."""
        return evolve(self, echecs=self.echecs - 1) if self.echecs > 1 else None


@frozen(kw_only=True)
class Freinage:
    """
    How failures slow the next try down. I-34, CNIL délib. 2022-100, ASVS 6.3.1.

    From the `seuil`-th failure in a row one waits `delai`, then twice as long after each other one; at `verrou_a`,
    and at each one after it, one waits `verrou`. Nothing is ever locked for good: whoever knows a login could lock
    its holder out. After `oubli` without a failure the count begins again.

    >>> frein = Freinage()
    >>> [frein.attente(echecs).seconds for echecs in (4, 5, 6, 9, 10, 50)]
    [0, 1, 2, 16, 900, 900]
    """

    seuil: int = 5
    delai: timedelta = timedelta(seconds=1)
    verrou_a: int = 10
    verrou: timedelta = timedelta(minutes=15)
    oubli: timedelta = timedelta(hours=24)

    def __attrs_post_init__(self) -> None:
        if not 0 < self.seuil <= self.verrou_a or not timedelta() < self.delai <= self.verrou <= self.oubli:
            raise InvalidValue("freinage : 0 < seuil ≤ verrou_a, 0 < délai ≤ verrou ≤ oubli")

    def attente(self, echecs: int) -> timedelta:
        """Return how long one waits after so many failures in a row."""
        if echecs < self.seuil:
            return timedelta()
        if echecs >= self.verrou_a:
            return self.verrou
        return min(self.delai * (1 << echecs - self.seuil), self.verrou)

    def jusqua(self, tentatives: Tentatives | None, le: datetime) -> datetime | None:
        """Return the instant before which nothing is tried, none when one may try at `le`."""
        if tentatives is None:
            return None
        fin = tentatives.dernier_le + self.attente(tentatives.echecs)
        return fin if le < fin else None

    def compter(self, tentatives: Tentatives | None, cle: str, le: datetime) -> Tentatives:
        """Count one more failure at an instant."""
        if tentatives is None or le - tentatives.dernier_le >= self.oubli:
            return Tentatives(cle=cle, echecs=1, dernier_le=le)
        return evolve(tentatives, echecs=tentatives.echecs + 1, dernier_le=le)

    def oublie(self, tentatives: Tentatives, le: datetime) -> bool:
        """Tell whether nothing of a count remains: it may be dropped."""
        return le - tentatives.dernier_le >= self.oubli


def cle_de_code(empreinte: str) -> str:
    """Return the key the failures of a login, existing or not, are counted under: by its print."""
    return f"code:{empreinte}"


def cle_d_adresse(adresse: str) -> str:
    """
    Return the key the failures of an address are counted under: in IPv6, of its network of 64 bits.

    Whoever has one address of such a network has them all.

    >>> cle_d_adresse("2001:db8:0:1::42"), cle_d_adresse("::ffff:192.0.2.7")
    ('adresse:2001:db8:0:1::/64', 'adresse:192.0.2.7')
    """
    try:
        lue = ip_address(adresse)
    except ValueError:  # not an address: the host names its clients in its own way
        return f"adresse:{''.join(signe for signe in adresse if signe.isprintable())[:100]}"
    if isinstance(lue, IPv6Address):
        return f"adresse:{lue.ipv4_mapped or IPv6Network((int(lue) >> 64 << 64, 64))}"
    return f"adresse:{lue}"


def cle_d_oubli(cle: str) -> str:
    """Return the key the requests of « mot de passe oublié » are counted under, from that of a login or an address."""
    return f"oubli|{cle}"
