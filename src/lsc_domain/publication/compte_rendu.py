"""What became of the files of a lot: counted, and added up over a run."""

from __future__ import annotations

from attrs import frozen


@frozen(kw_only=True)
class CompteRendu:
    """
    Files that arrived, new or in place of others, their bytes, and a sentence for each that did not. I-36.

    `coupe` says that nothing could be sent at all: the other side does not answer, or does not let us in.
    """

    envoyes: int = 0
    remplaces: int = 0
    octets: int = 0
    echecs: tuple[str, ...] = ()
    coupe: bool = False

    def __add__(self, autre: CompteRendu) -> CompteRendu:
        return CompteRendu(
            envoyes=self.envoyes + autre.envoyes,
            remplaces=self.remplaces + autre.remplaces,
            octets=self.octets + autre.octets,
            echecs=self.echecs + autre.echecs,
            coupe=self.coupe or autre.coupe,
        )


@frozen(kw_only=True)
class Lot:
    """Keys to send together: all new to the destination, or all in place of something."""

    cles: tuple[str, ...]
    remplace: bool = False
