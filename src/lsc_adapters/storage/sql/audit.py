"""The traces of the extranet: a row each, after one another."""

from __future__ import annotations

from datetime import date

from lsc_adapters.codec.exact import read_instant
from lsc_adapters.storage.identite import verifier_texte
from lsc_adapters.storage.sql.acces import Acces
from lsc_adapters.storage.sql.ordres_d_audit import OrdresDAudit
from lsc_adapters.storage.trace import lignes_de_traces
from lsc_domain.extranet.audit import Acte, Trace
from lsc_domain.ports.errors import Broken
from lsc_domain.socle.errors import InvalidValue


class SqlAudit:
    """The traces one transaction reads and writes. I-31, I-53."""

    def __init__(self, acces: Acces, ordres: OrdresDAudit) -> None:
        self._acces, self._ordres = acces, ordres

    def ajouter(self, *traces: Trace) -> None:
        """Keep traces."""
        self._acces.ecrire_tout(self._ordres.ajouter, lignes_de_traces(traces))

    def lire(self, *, par: str | None = None, objet: str | None = None, derniers: int = 1000) -> tuple[Trace, ...]:
        """Return the last traces, the newest first, or raise `Broken` when a row was changed by other means."""
        cles = [verifier_texte(cle, "recherche") for cle in (par, objet) if cle is not None]
        ordre = self._ordres.lire[par is not None, objet is not None]
        try:
            return tuple(
                Trace(le=read_instant(le), acte=Acte(acte), par=qui, objet=quoi, detail=detail, adresse=adresse)
                for le, acte, qui, quoi, detail, adresse in self._acces.lire(ordre, (*cles, max(derniers, 0)))
            )
        except (InvalidValue, ValueError) as fautif:
            raise Broken(f"trace : sa ligne ne se lit pas, {fautif}") from fautif

    def effacer(self, *, avant: date) -> int:
        """Forget the traces of before a day, in UTC."""
        return self._acces.ecrire(self._ordres.effacer, (avant.isoformat(),))
