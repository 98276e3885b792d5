"""The templates, compiled once, and the French way to write what they show."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final, cast

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from markupsafe import Markup, escape

from lsc_adapters.web.menu import Entree
from lsc_domain.publication.planning import paris
from lsc_domain.socle.affichage import ecrire_date, ecrire_euros, ecrire_heure, ecrire_jour, typographier
from lsc_domain.socle.euros import Euros

GABARITS: Final = files("lsc_adapters.web") / "gabarits"
FICHIERS: Final = files("lsc_adapters.web") / "statiques"

_INSECABLE: Final = "\u00a0"
_FINE: Final = "\u202f"
_AVANT_LE_CODE_POSTAL: Final = re.compile(r",?\s+(?=\d{5}(?:\s|$))")


def euros(montant: Euros) -> str:
    """Write an amount, its sign a true minus: « −9 985,56 »."""
    return centimes(montant.centimes)


def centimes(montant: int) -> str:
    """Write an amount given in centimes, as `euros` does."""
    return ecrire_euros(montant, espace=_FINE).replace("-", "\u2212")


def jour(le: date | None) -> str:
    """Write a day, nothing for none."""
    if le is None:
        return ""
    return ecrire_date(le.astimezone(paris()).date() if isinstance(le, datetime) else le)


def jour_en_lettres(le: date) -> str:
    """Write a day in words: « mardi 7 juillet 2020 »."""
    return ecrire_jour(le.astimezone(paris()).date() if isinstance(le, datetime) else le)


def heure(le: datetime) -> str:
    """Write an hour of Paris."""
    return ecrire_heure(le.astimezone(paris()).time())


def instant(le: datetime | None) -> str:
    """Write a day and an hour of Paris, in one piece: « 26/09/2019 09:47 »."""
    return "" if le is None else f"{jour(le)}{_INSECABLE}{heure(le)}"


def iso(le: date) -> str:
    """Write a day for `<time datetime>` and `<input type=date>`."""
    return le.astimezone(paris()).isoformat(timespec="minutes") if isinstance(le, datetime) else le.isoformat()


def taille(octets: int) -> str:
    """
    Write a size.

    >>> [" ".join(taille(octets).split()) for octets in (1, 900, 219_136, 3_145_728)]
    ['1 octet', '900 octets', '214 Ko', '3,0 Mo']
    """
    if octets < 1024:
        return f"{octets}{_INSECABLE}octet{'s' if octets > 1 else ''}"
    if octets < 1024 * 1024:
        return f"{(octets + 512) // 1024}{_INSECABLE}Ko"
    dixiemes = (octets * 10 + 512 * 1024) // (1024 * 1024)
    return f"{dixiemes // 10},{dixiemes % 10}{_INSECABLE}Mo"


def lignes(texte: str) -> Markup:
    """Lay out a plain text, its line ends kept; whatever is in it is escaped."""
    return Markup("<br>").join(escape(ligne) for ligne in texte.splitlines())


def adresse(texte: str) -> Markup:
    """
    Lay out a postal address as an envelope has it: the postal code begins a line, whoever typed it on one.

    >>> str(adresse("12, rue des cépages 33120 SAUTERNES"))
    '12, rue des cépages<br>33120 SAUTERNES'
    """
    return lignes(texte if "\n" in texte else _AVANT_LE_CODE_POSTAL.sub("\n", texte.strip()))


def courriel(texte: str) -> Markup:
    """
    Write an e-mail address that folds after its @, or at a point of its domain, before it folds inside a word.

    >>> str(courriel("atrillon@example.invalid"))
    'atrillon@<wbr>example<wbr>.invalid'
    """
    nom, arobase, domaine = texte.partition("@")
    return escape(nom + arobase) + Markup("<wbr>" if arobase else "") + Markup("<wbr>.").join(domaine.split("."))


def iban(texte: str) -> str:
    """
    Write an IBAN by four, as a bank does.

    >>> "_".join(iban("FR7630006000011234567890189").split())
    'FR76_3000_6000_0112_3456_7890_189'
    """
    return " ".join(texte[rang : rang + 4] for rang in range(0, len(texte), 4))


def pluriel(nombre: int, singulier: str, plusieurs: str = "") -> str:
    """
    Count in French: from two on it is plural.

    >>> " ".join(pluriel(0, "document").split()), " ".join(pluriel(2, "document").split())
    ('0 document', '2 documents')
    """
    nom = singulier if abs(nombre) < 2 else plusieurs or f"{singulier}s"
    return f"{nombre}{_INSECABLE}{nom}"


@cache
def empreinte_du_fichier(nom: str) -> str:
    """Return a few signs of the print of a static file: its address changes when it does. Read once."""
    return hashlib.sha256((FICHIERS / nom).read_bytes()).hexdigest()[:12]


class Typographie(Extension):
    """
    Set the words of the templates in French when they are compiled: it costs a page nothing.

    What a template is given (names, titles, what people wrote) comes out as it went in; sentences of the domain go
    through the filter `typographie`.
    """

    def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
        """Put the no-break spaces in what is shown as it is, and in the strings of expressions."""
        return self._typographier(stream)

    @staticmethod
    def _typographier(jetons: Iterable[Token]) -> Iterator[Token]:
        for jeton in jetons:
            dit = jeton.type in {"data", "string"}
            yield Token(jeton.lineno, jeton.type, typographier(jeton.value)) if dit else jeton


class Gabarits:
    """Lays pages out: everything is escaped, and a word a template does not know is a fault, not a blank."""

    def __init__(self) -> None:
        self._environnement = Environment(
            loader=FileSystemLoader(str(GABARITS)),
            autoescape=True,
            undefined=StrictUndefined,
            auto_reload=False,
            cache_size=-1,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=[Typographie],
        )
        cast("dict[str, Callable[..., object]]", self._environnement.filters).update(
            {
                "euros": euros,
                "centimes": centimes,
                "date": jour,
                "jour_en_lettres": jour_en_lettres,
                "heure": heure,
                "instant": instant,
                "iso": iso,
                "taille": taille,
                "lignes": lignes,
                "adresse": adresse,
                "courriel": courriel,
                "iban": iban,
                "typographie": typographier,
                "pluriel": pluriel,
            }
        )
        self._environnement.globals["empreinte"] = empreinte_du_fichier
        # Ten thousand clients are shown a few menus: each is laid out once.
        self._environnement.globals["entrees"] = lru_cache(maxsize=256)(self._entrees)

    def _entrees(self, racine: str, menu: tuple[Entree, ...]) -> Markup:
        return Markup(self.rendre("menu.html", {"racine": racine, "menu": menu}))

    def rendre(self, nom: str, donnees: Mapping[str, object]) -> str:
        """Lay out one page. Raises what Jinja raises: a fault of ours, answered 500."""
        return self._environnement.get_template(nom).render(donnees)
