"""`lsc.manifeste/1`: what is written is read again, and the same list gives the same bytes."""

import json

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from lsc_adapters.codec.errors import InvalidPayload
from lsc_adapters.codec.manifeste import JsonManifest, read_manifest
from lsc_adapters.codec.schema import schema
from lsc_domain.publication.inventaire import Inventaire
from lsc_domain.testing.strategies.publication import inventaires


@pytest.mark.req("PUB-08")
@given(inventaires())
def test_the_list_is_read_as_it_was_written(inventaire: Inventaire) -> None:
    """Every line of the list, its file and its readers; nothing is lost on the way."""
    octets = JsonManifest().write(inventaire)
    assert JsonManifest().write(inventaire) == octets
    lu = read_manifest(octets)
    assert (lu.destination, lu.numero, lu.attendus) == (
        inventaire.destination,
        inventaire.numero,
        inventaire.attendus,
    )
    assert [(un.cle, un.chemin, un.titre, un.depuis) for un in lu.elements] == [
        (un.element.cle, un.acquit.chemin, un.element.titre, un.element.depuis) for un in inventaire.lignes
    ]


@given(inventaires())
def test_the_list_obeys_its_schema(inventaire: Inventaire) -> None:
    """What other programs are told of the format is true of every list; without its elements, it is not one."""
    valide = Draft202012Validator(schema("lsc.manifeste/1")).is_valid
    ecrit = json.loads(JsonManifest().write(inventaire))
    assert valide(ecrit)
    assert not valide({cle: valeur for cle, valeur in ecrit.items() if cle != "elements"})


@given(inventaires())
def test_what_is_not_the_format_is_refused(inventaire: Inventaire) -> None:
    """A key nobody knows, or another format: the place of the fault, and nothing read. PUB-08."""
    ecrit = json.loads(JsonManifest().write(inventaire))
    for faux in ({**ecrit, "format": "lsc.manifeste/2"}, {**ecrit, "autre": 1}):
        with pytest.raises(InvalidPayload):
            read_manifest(json.dumps(faux).encode())
