"""`lsc.manifeste/1`: the exhaustive list an extranet holds, as it is put beside its files."""

from __future__ import annotations

import datetime as dt
import json
from typing import Final, Literal

from attrs import field, frozen

from lsc_adapters.codec import converter
from lsc_adapters.codec.converter import read
from lsc_adapters.codec.exact import write_instant
from lsc_adapters.codec.reading import read_json
from lsc_domain.ports.manifest import ManifestWriter
from lsc_domain.publication.destination import Nature
from lsc_domain.publication.inventaire import Inventaire, LigneDInventaire

FORMAT: Final = "lsc.manifeste/1"

_ENCODEUR: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@frozen(kw_only=True)
class LigneEcrite:
    """Une chose que l'extranet tient : son fichier, où elle se range, qui la lit et jusqu'à quand."""

    cle: str = field(metadata={"description": "Ce que c'est, d'une publication à l'autre."})
    nature: Nature
    chemin: str = field(metadata={"description": "Le fichier, relatif au manifeste."})
    taille: int = field(metadata={"description": "En octets."})
    empreinte: str = field(metadata={"description": "Le SHA-256 du fichier."})
    titre: str
    rangement: tuple[str, ...] = field(metadata={"description": "Le classeur et ses niveaux."})
    immeuble: str | None
    cercles: tuple[str, ...] = field(metadata={"description": "Qui la lit : des cercles, ceux des contacts."})
    depuis: dt.date | None
    dernier_jour: dt.date | None


@frozen(kw_only=True)
class ManifesteEcrit:
    """Tout ce que l'extranet doit tenir : ce qui n'y est pas est à retirer."""

    format: Literal["lsc.manifeste/1"] = FORMAT
    destination: str
    numero: int = field(metadata={"description": "Le numéro de l'envoi."})
    etabli_le: str = field(metadata={"description": "L'instant, en UTC."})
    elements: tuple[LigneEcrite, ...]
    attendus: tuple[str, ...] = field(metadata={"description": "Les clés de ce qui doit arriver au prochain envoi."})


class JsonManifest:
    """Writes the list as JSON, keys sorted and no space wasted: the same list, the same bytes. PUB-08."""

    def write(self, inventaire: Inventaire, /) -> bytes:
        """Write it."""
        ecrit = ManifesteEcrit(
            destination=inventaire.destination,
            numero=inventaire.numero,
            etabli_le=write_instant(inventaire.etabli_le),
            elements=tuple(map(_ligne, inventaire.lignes)),
            attendus=inventaire.attendus,
        )
        return _ENCODEUR.encode(converter.write(ecrit)).encode()


def read_manifest(contenu: bytes) -> ManifesteEcrit:
    """Read what `JsonManifest` writes, as the other side does. Raises `InvalidPayload` at the first fault."""
    return read(read_json(contenu.decode()), ManifesteEcrit)


def _ligne(ligne: LigneDInventaire) -> LigneEcrite:
    element, acquit = ligne.element, ligne.acquit
    return LigneEcrite(
        cle=element.cle,
        nature=element.nature,
        chemin=acquit.chemin,
        taille=acquit.taille,
        empreinte=acquit.contenu,
        titre=element.titre,
        rangement=element.rangement,
        immeuble=element.immeuble,
        cercles=element.cercles,
        depuis=element.depuis,
        dernier_jour=element.dernier_jour,
    )


_: type[ManifestWriter] = JsonManifest
