"""What each destination acknowledged: a row a key, read and written without a codec between."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lsc_adapters.codec.exact import read_instant
from lsc_adapters.storage.acquit import lignes_d_acquits
from lsc_adapters.storage.identite import verifier_identite
from lsc_adapters.storage.sql.acces import Acces
from lsc_adapters.storage.sql.ordres import LOT, OrdresDAcquis
from lsc_domain.ports.errors import Broken
from lsc_domain.publication.acquit import Acquit
from lsc_domain.socle.errors import InvalidValue


class SqlAcquis:
    """The acknowledgements of one transaction; of two that wrote a key, the last one kept has it. I-36."""

    def __init__(self, acces: Acces, ordres: OrdresDAcquis) -> None:
        self._acces, self._ordres = acces, ordres

    def lire(self, destination: str, /) -> Mapping[str, Acquit]:
        """Return what a destination holds, or raise `Broken` when a row was changed by other means. PUB-08."""
        acquis: dict[str, Acquit] = {}
        cle = ""
        try:
            for lot in self._acces.parcourir(self._ordres.lire, (verifier_identite(destination),), LOT):
                for cle, empreinte, chemin, taille, contenu, le in lot:
                    acquis[cle] = Acquit(
                        cle=cle,
                        empreinte=empreinte,
                        chemin=chemin,
                        taille=taille,
                        contenu=contenu,
                        le=read_instant(le),
                    )
        except InvalidValue as fautif:
            raise Broken(f"acquit {cle} de {destination} : sa ligne ne se lit pas, {fautif}") from fautif
        return acquis

    def compter(self, destination: str, /) -> int:
        """Tell how many keys a destination holds: the database counts them."""
        ((nombre,),) = self._acces.lire(self._ordres.compter, (verifier_identite(destination),))
        return int(nombre)

    def ecrire(self, destination: str, acquits: Iterable[Acquit], /) -> None:
        """Keep acknowledgements, each in place of the former one of its key."""
        self._acces.ecrire_tout(self._ordres.ecrire, lignes_d_acquits(destination, acquits))

    def retirer(self, destination: str, cles: Iterable[str], /) -> None:
        """Forget keys."""
        verifier_identite(destination)
        # In one order, as they are written: no two transactions wait each for the other.
        self._acces.ecrire_tout(
            self._ordres.retirer, [(destination, cle) for cle in sorted({verifier_identite(cle) for cle in cles})]
        )
