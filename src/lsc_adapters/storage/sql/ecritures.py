"""The entries of the ledgers: rows turned into records at little more than the price of reading them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Final

from lsc_adapters.storage.ecriture import COLONNES, lignes_d_ecritures, verifier_lettrage
from lsc_adapters.storage.identite import verifier_identite
from lsc_adapters.storage.sql.acces import Acces
from lsc_adapters.storage.sql.ordres_d_ecritures import EN_UNE_FOIS, OrdresDEcritures
from lsc_domain.compte.ecriture import Ecriture
from lsc_domain.ports.ecritures import Report
from lsc_domain.ports.errors import Broken, Conflict, NotFound
from lsc_domain.socle.euros import ZERO, Euros
from lsc_domain.socle.ids import CompteId

Ligne = tuple[Any, ...]

_LE, _MOUVEMENT = 1 + COLONNES.index("le"), 1 + COLONNES.index("mouvement")


class SqlEcritures:
    """The entries one transaction reads and writes."""

    def __init__(self, acces: Acces, ordres: OrdresDEcritures, lot: int) -> None:
        self._acces, self._ordres, self._lot = acces, ordres, lot

    def ajouter(self, ecritures: Iterable[Ecriture], /) -> None:
        """Keep entries, or raise `Conflict` before any of them is written."""
        lignes = lignes_d_ecritures(ecritures)
        if self.existent(str(ligne[0]) for ligne in lignes):
            raise Conflict("écritures : l'une d'elles est déjà gardée")
        self._acces.ecrire_tout(self._ordres.ajouter, lignes)

    def du_compte(self, compte: CompteId, /, *, du: date | None = None, au: date | None = None) -> Iterator[Ecriture]:
        """Read the entries of an account by day, a page after another: memory holds one."""
        verifier_identite(compte)
        fin = (au or date.max).isoformat()
        depart = ((du or date.min).isoformat(), 0)
        return self._servir(
            self._ordres.du_compte, depart, lambda apres: (compte, *apres, fin), lambda ligne: (ligne[_LE], ligne[0])
        )

    def report(self, compte: CompteId, /, *, avant: date | None = None) -> Report:
        """Add up the entries of an account before a day."""
        verifier_identite(compte)
        if avant is None:
            lignes = self._acces.lire(self._ordres.report, (compte,))
        else:
            lignes = self._acces.lire(self._ordres.report_avant, (compte, avant.isoformat()))
        debit, credit = lignes[0]
        return Report(debit=Euros(int(debit or 0)), credit=Euros(int(credit or 0)))

    def du_journal(self, journal: str, /, *, du: date, au: date) -> Iterator[Ecriture]:
        """Read the entries of a journal by day and movement, a page after another."""
        verifier_identite(journal)
        fin = au.isoformat()
        return self._servir(
            self._ordres.du_journal,
            (du.isoformat(), "", 0),
            lambda apres: (journal, *apres, fin),
            lambda ligne: (ligne[_LE], ligne[_MOUVEMENT], ligne[0]),
        )

    def toutes(self) -> Iterator[Ecriture]:
        """Read every entry, as they were kept, a page after another."""
        return self._servir(self._ordres.toutes, (0,), lambda apres: apres, lambda ligne: (ligne[0],))

    def lettrer(self, ecritures: Iterable[str], /, *, lettrage: str | None, le: date | None) -> None:
        """Letter entries, or raise `NotFound` before any of them is written."""
        demandees = sorted({verifier_identite(id) for id in ecritures})
        gardees = self.existent(demandees)
        absente = next((id for id in demandees if id not in gardees), None)
        if absente is not None:
            raise NotFound(f"écriture : rien sous l'identité {absente}")
        lettres, jour = verifier_lettrage(lettrage), le.isoformat() if le else None
        # In one order: of two transactions that letter the same ones, neither waits for the other in turn.
        self._acces.ecrire_tout(self._ordres.lettrer, [(lettres, jour, id) for id in demandees])

    def existent(self, ecritures: Iterable[str], /) -> frozenset[str]:
        """Return those of these identities that are already kept, some hundreds a question."""
        self._acces.verifier_ouvert()
        demandees = list({verifier_identite(id): None for id in ecritures})
        trouvees: set[str] = set()
        for debut in range(0, len(demandees), EN_UNE_FOIS):
            lot = demandees[debut : debut + EN_UNE_FOIS]
            lot += lot[:1] * (EN_UNE_FOIS - len(lot))
            trouvees.update(id for (id,) in self._acces.lire(self._ordres.existent, lot))
        return frozenset(trouvees)

    def _servir(
        self,
        ordre: str,
        apres: tuple[object, ...],
        parametres: Callable[[tuple[object, ...]], Sequence[object]],
        repere: Callable[[Ligne], tuple[object, ...]],
    ) -> Iterator[Ecriture]:
        """Read pages, each after the mark of the last row of the one before."""
        verifier = self._acces.verifier_ouvert
        verifier()
        lignes = self._acces.lire(ordre, parametres(apres))
        while lignes:
            for une in lire(lignes):
                verifier()
                yield une
            if len(lignes) < self._lot:
                return
            lignes = self._acces.lire(ordre, parametres(repere(lignes[-1])))


def _poser(type_: type, champ: str) -> Callable[[object, object], None]:
    """Return what writes a field of a frozen record that is being made: its slot itself."""
    poser: Callable[[object, object], None] = type_.__dict__[champ].__set__
    return poser


(
    _ID,
    _COMPTE,
    _JOURNAL,
    _JOUR,
    _LIBELLE,
    _DEBIT,
    _CREDIT,
    _ANALYTIQUE,
    _RUBRIQUE,
    _MVT,
    _PIECE,
    _PIECE_LE,
    _LETTRAGE,
    _LETTREE_LE,
    _VALIDE_LE,
) = (_poser(Ecriture, champ) for champ in COLONNES)
_CENTIMES: Final = _poser(Euros, "centimes")


def lire(lignes: Iterable[Ligne]) -> list[Ecriture]:
    """
    Turn rows into records, or raise `Broken` when one was changed by other means.

    An account of fifty thousand entries is read while somebody waits. Their constructors would cost three times what
    the driver does, to check again what the constraints of the table hold: the slots are written one by one instead.
    """
    lues: list[Ecriture] = []
    nouveau, ajouter = object.__new__, lues.append
    try:
        for (
            _,
            id,
            compte,
            journal,
            le,
            libelle,
            debit,
            credit,
            analytique,
            rubrique,
            mouvement,
            piece,
            piece_le,
            lettrage,
            lettree_le,
            valide_le,
        ) in lignes:
            une, montant = nouveau(Ecriture), nouveau(Euros)
            _CENTIMES(montant, debit | credit)  # one of them is zero; what is no whole number has no such sum
            _ID(une, id)
            _COMPTE(une, compte)
            _JOURNAL(une, journal)
            _JOUR(une, le if type(le) is date else date.fromisoformat(le))
            _LIBELLE(une, libelle)
            _DEBIT(une, montant if debit else ZERO)
            _CREDIT(une, ZERO if debit else montant)
            _ANALYTIQUE(une, analytique)
            _RUBRIQUE(une, rubrique)
            _MVT(une, mouvement)
            _PIECE(une, piece)
            _PIECE_LE(une, piece_le and _jour(piece_le))
            _LETTRAGE(une, lettrage)
            _LETTREE_LE(une, lettree_le and _jour(lettree_le))
            _VALIDE_LE(une, valide_le and _jour(valide_le))
            ajouter(une)
    except (TypeError, ValueError) as fautif:
        raise Broken(f"écriture : sa ligne ne se lit pas, {fautif}") from fautif
    return lues


def _jour(lu: Any) -> date:
    """Return a day: PostgreSQL gives one, SQLite its text."""
    return lu if type(lu) is date else date.fromisoformat(lu)
