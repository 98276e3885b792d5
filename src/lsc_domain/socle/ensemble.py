"""
Sets of owners as whole numbers: bit *i* stands for the owner of rank *i*.

Union, intersection and difference are then `|`, `&` and `& ~`, and counting heads is
`int.bit_count()`: ten thousand owners are decided in microseconds, exactly.
"""

from collections.abc import Iterable

VIDE = 0
_DEDANS = ord("1")


def ensemble(rangs: Iterable[int]) -> int:
    """
    Build the set of these ranks, in one pass however many they are.

    >>> ensemble([0, 3])
    9
    """
    membres = tuple(rangs)
    if not membres:
        return VIDE
    dernier = max(membres)
    marques = bytearray(b"0") * (dernier + 1)
    for rang in membres:
        marques[dernier - rang] = _DEDANS
    return int(marques, 2)


def tous(effectif: int) -> int:
    """Build the set of the first *effectif* ranks."""
    return (1 << effectif) - 1


def rangs(membres: int) -> list[int]:
    """
    List the ranks of a set, in order.

    >>> rangs(9)
    [0, 3]
    """
    return [rang for rang, bit in enumerate(reversed(bin(membres)[2:])) if bit == "1"]


def colonne(marques: str) -> int:
    """
    Read a set from one mark per owner, `1` for in and `0` for out, in rank order.

    >>> colonne("1001")
    9
    """
    return int(marques[::-1], 2) if marques else VIDE
