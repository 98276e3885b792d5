"""Making plain text and plain items of a feed: nothing of it is markup once it is here. EXA-43, I-56."""

from __future__ import annotations

import re
from calendar import timegm
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from html.parser import HTMLParser
from io import BytesIO
from time import struct_time
from typing import Final, TypeAlias, cast
from urllib.parse import urlsplit

import feedparser  # type: ignore[import-untyped]

from lsc_domain.ports.news import Actualite

TITRE: Final = 200
RESUME: Final = 500
LIEN: Final = 2_000
NOMBRE: Final = 20

_ENTITE: Final = b"<!ENTITY"
_CODAGE: Final = re.compile(rb"""^<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)""")
_CODAGES: Final = re.compile(
    rb"utf-?8|utf-?16(-?[lb]e)?|utf-?32(-?[lb]e)?|(us-)?ascii|iso-?8859-?\d{1,2}|latin-?\d|windows-125\d|cp125\d",
    re.IGNORECASE,
)
"""Those in which a letter of ASCII is itself, zeros aside: what is looked for in the bytes cannot hide in another."""
_BALISES: Final = 20_000
"""How many tags a feed may open or close: ten times what a full one has; a megabyte of them takes seconds to read."""
_LU: Final = 8
"""How many times longer than what is kept of it a text is read: markup aside, the rest would not show."""
_MUETS: Final = frozenset({"script", "style", "template", "iframe", "noscript", "svg", "math", "object"})
_COMMANDES: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
"""What shows nothing, and may turn around what follows it."""
_LIEN: Final = re.compile(r"https?://[!-~]+", re.IGNORECASE)


class FluxIllisible(Exception):
    """What was fetched is not a feed, or one that is not read."""


_Entree: TypeAlias = Mapping[str, object]

_ANALYSER: Final = cast("Callable[..., Mapping[str, object]]", feedparser.parse)  # pyright: ignore[reportUnknownMemberType]


def lire_flux(contenu: bytes) -> tuple[Actualite, ...]:
    """
    Read the bytes of a feed, RSS or Atom, the newest item first. Raises `FluxIllisible`.

    A feed that declares entities is not read: no feed needs them, and they are what makes a kilobyte into gigabytes.
    Nor is one in a coding where they could be declared in other bytes (UTF-7, EBCDIC), nor one that is all tags.
    """
    simple = contenu.replace(b"\0", b"")  # UTF-16 and UTF-32 as well
    if _ENTITE in simple.upper():
        raise FluxIllisible("il déclare des entités")
    if simple.count(b"<") > _BALISES:
        raise FluxIllisible(f"plus de {_BALISES} balises")
    debut = simple.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    codage = _CODAGE.match(debut)
    if not debut.startswith(b"<") or (codage is not None and not _CODAGES.fullmatch(codage[1])):
        raise FluxIllisible("son codage n'est pas de ceux qu'on lit")
    # A stream, and not the bytes: given bytes, it would first try to open the file of that name. Markup is taken off
    # here, within bounds: what it would make of it first takes a time that grows with the square of its length.
    flux = _ANALYSER(BytesIO(contenu), resolve_relative_uris=False, sanitize_html=False)
    if not flux.get("version"):  # it says nothing at all of an empty one
        raise FluxIllisible("ce n'est ni du RSS ni de l'Atom")
    lues = [
        une for entree in cast("Iterable[_Entree]", flux.get("entries", ())) if (une := _actualite(entree)) is not None
    ]
    lues.sort(key=lambda une: une.publiee_le or datetime.min.replace(tzinfo=UTC), reverse=True)
    return tuple(lues[:NOMBRE])


def en_clair(texte: str, longueur: int) -> str:
    """
    Take the markup off, and put what is left on one line of at most *longueur* signs.

    >>> en_clair("<b>Loyers</b> : l&#8217;indice<script>alert(1)</script> &lt;monte&gt;", 60)
    'Loyers : l’indice <monte>'
    """
    lecteur = _Lecteur()
    lecteur.feed(texte[: longueur * _LU])  # on tags that never end, it takes a time that grows with the square
    lecteur.close()
    ligne = " ".join(_COMMANDES.sub("", "".join(lecteur.lu)).split())
    return ligne if len(ligne) <= longueur else f"{ligne[: longueur - 1].rstrip()}…"


def lien_sur(lien: str) -> str:
    """
    Return a link that leads to a page of the web, or nothing.

    >>> lien_sur("https://example.invalid/a?b=1"), lien_sur("javascript:alert(1)"), lien_sur("https://a b/")
    ('https://example.invalid/a?b=1', '', '')
    """
    lien = lien.strip()
    if len(lien) > LIEN or not _LIEN.fullmatch(lien):
        return ""
    try:
        morceaux = urlsplit(lien)
        _ = morceaux.port
    except ValueError:
        return ""
    # « https://banque.fr@example.invalid/ » shows one name and leads to another.
    return lien if morceaux.hostname and morceaux.username is None and morceaux.password is None else ""


class _Lecteur(HTMLParser):
    """Keeps the words of a page, apart where a tag was, and not those of what would run."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lu: list[str] = []
        self._muet: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _MUETS:
            self._muet.append(tag)
        elif tag in {"br", "p", "div", "li", "tr", "td"}:
            self.lu.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._muet:
            while self._muet.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not self._muet:
            self.lu.append(data)


def _actualite(entree: _Entree) -> Actualite | None:
    """Make an item of an entry; one that says nothing is none."""
    titre = en_clair(_chaine(entree, "title"), TITRE)
    if not titre:
        return None
    return Actualite(
        titre=titre,
        resume=en_clair(_chaine(entree, "summary"), RESUME),
        lien=lien_sur(_chaine(entree, "link")),
        publiee_le=_instant(entree.get("published_parsed") or entree.get("updated_parsed")),
    )


def _chaine(entree: _Entree, champ: str) -> str:
    valeur = entree.get(champ, "")
    return valeur if isinstance(valeur, str) else ""


def _instant(lu: object) -> datetime | None:
    if not isinstance(lu, struct_time):
        return None
    try:
        return datetime.fromtimestamp(timegm(lu), tz=UTC)
    except (ValueError, OverflowError, OSError):
        return None
