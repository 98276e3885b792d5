"""`lsc schema`: the JSON Schema of an exchange format."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from lsc_adapters.cli.faute import FauteDeSaisie
from lsc_adapters.cli.sortie import ecrire_valeurs
from lsc_adapters.codec.schema import FORMATS
from lsc_adapters.codec.schema import schema as decrire


def schema(nom: Annotated[str, Parameter(help="Le nom du format, comme lsc.assemblee/1 ou assemblee.")], /) -> int:
    """
    Écrire le JSON Schema d'un format d'échange.

    Exemple : lsc schema lsc.assemblee/1

    """
    try:
        decrit = decrire(nom)
    except KeyError:
        raise FauteDeSaisie(f"format inconnu : {nom} ; connus : {', '.join(FORMATS)}") from None
    ecrire_valeurs(decrit)
    return 0
