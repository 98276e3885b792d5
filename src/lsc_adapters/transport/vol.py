"""Several files in flight: how many are read ahead, and how a name is written while the file is not whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from hashlib import sha256
from threading import Condition
from typing import Final

from attrs import field, frozen
from returns.pipeline import is_successful
from returns.result import Failure, Result, Success

from lsc_domain.ports.errors import NotFound, PortError, Unavailable
from lsc_domain.ports.transport import (
    OCTETS_D_UN_NOM,
    SUFFIXE_PROVISOIRE,
    Depose,
    Depot,
    EchecDeTransport,
    Raison,
    libelle,
    verifier_chemin,
)

Issue = Result[Depose, EchecDeTransport]

OCTETS_EN_VOL: Final = 64 * 1024 * 1024
"""Bytes read ahead of what has arrived, at most: the memory a batch takes, whatever its files."""
_ELAN: Final = 8
"""Files that leave first, before more are read: then as many as have left already, so that the line never waits."""
_PRECISION: Final = 200
"""Characters kept of what a server says."""


@frozen(kw_only=True)
class Colis:
    """A file about to leave: its path was checked and its bytes were read."""

    chemin: str
    contenu: bytes = field(repr=False)
    empreinte: str = ""
    """The SHA-256 of its bytes, where it was taken already."""

    @property
    def dossier(self) -> str:
        """The folder it goes to; nothing for the root."""
        return self.chemin.rpartition("/")[0]

    @property
    def provisoire(self) -> str:
        """The path it is written under until it is whole."""
        return nom_provisoire(self.chemin)

    def depose(self) -> Issue:
        """Say that it is there."""
        empreinte = self.empreinte or sha256(self.contenu).hexdigest()
        return Success(Depose(chemin=self.chemin, taille=len(self.contenu), empreinte=empreinte))

    def echec(self, raison: Raison, detail: str = "") -> Issue:
        """Say that it is not there."""
        return Failure(EchecDeTransport(chemin=self.chemin, raison=raison, detail=detail))


class Faute(Exception):
    """Why something is not done, whatever file it was for."""

    def __init__(self, raison: Raison, detail: str = "") -> None:
        super().__init__(raison, detail)
        self.raison, self.detail = raison, detail

    def echec(self, chemin: str) -> EchecDeTransport:
        """Say it of a file."""
        return EchecDeTransport(chemin=chemin, raison=self.raison, detail=self.detail)

    def en_erreur(self, chemin: str) -> PortError:
        """Say it where there is no answer to give."""
        return Unavailable(libelle(self.echec(chemin or "/")))


def nom_provisoire(chemin: str, suffixe: str = SUFFIXE_PROVISOIRE) -> str:
    """
    Return the path a file is written under: the same each time, so that a killed run leaves nothing the next keeps.

    >>> nom_provisoire("ATRILLON/bail.pdf")
    'ATRILLON/bail.pdf.part'
    >>> len(nom_provisoire("é" * 127).encode())
    37
    """
    dossier, barre, nom = chemin.rpartition("/")
    if len(nom.encode()) + len(suffixe) > OCTETS_D_UN_NOM:
        nom = sha256(nom.encode()).hexdigest()[:32]
    return f"{dossier}{barre}{nom}{suffixe}"


def montrer(chemins: Iterable[str]) -> tuple[str, ...]:
    """
    Return the paths of a list that somebody could have put, sorted.

    >>> montrer(["b.pdf", "a.pdf", "c.pdf.part"])
    ('a.pdf', 'b.pdf')
    """
    return tuple(sorted(chemin for chemin in chemins if is_successful(verifier_chemin(chemin))))


def emballer(depot: Depot, *, hacher: bool = True) -> Result[Colis, EchecDeTransport]:
    """Check where a file goes and read its bytes; what cannot be read is the failure of this file alone."""
    verifie = verifier_chemin(depot.chemin)
    if not is_successful(verifie):
        return Failure(verifie.failure())
    try:
        contenu = depot.octets()
        empreinte = sha256(contenu).hexdigest() if hacher else ""
        return Success(Colis(chemin=depot.chemin, contenu=contenu, empreinte=empreinte))
    except (NotFound, FileNotFoundError) as faute:
        raison, detail = Raison.INTROUVABLE, str(faute)
    except (PortError, OSError) as faute:
        raison, detail = Raison.INCONNUE, f"le contenu ne se lit pas : {faute}"
    return Failure(EchecDeTransport(chemin=depot.chemin, raison=raison, detail=detail))


def deposer(depot: Depot, porter: Callable[[Colis], Issue]) -> Issue:
    """Put one file, once its path was checked and its bytes read."""
    emballe = emballer(depot)
    return porter(emballe.unwrap()) if is_successful(emballe) else Failure(emballe.failure())


def en_clair(texte: str, *secrets: str | None) -> str:
    r"""
    Return what a server says on one short line, secrets taken out should it repeat them.

    >>> en_clair("530 Login\r\n incorrect: hunter2", "hunter2")
    '530 Login incorrect: …'
    """
    for secret in filter(None, secrets):
        texte = texte.replace(secret, "…")
    return " ".join(texte.split())[:_PRECISION]


Fini = Callable[[], Issue]
"""What gives the answer of a file that has ended, or raises what went wrong with us."""

Lancer = Callable[[list[Colis], Callable[[Colis, Fini], None]], None]
"""What makes files leave, and calls back as each one ends, from whatever thread."""


def en_vol(depots: Iterable[Depot], lancer: Lancer, largeur: int, *, hacher: bool = True) -> Iterator[Issue]:
    """
    Keep up to *largeur* files, and `OCTETS_EN_VOL` bytes, in flight; answer as they end.

    Files are read here, in the thread that consumes, and leave by lots: as many as are in flight already, so that the
    first do not wait for the last to be read; then this is woken when half of those in flight have ended, not at each
    one, for two threads that wake each other up spend their time at it. Unless *hacher* is false, their SHA-256 is
    taken here too; what carries them takes it otherwise, while it waits for its server. A path leaves again only when
    it has arrived. When the consumer goes away, what is in flight ends before this returns: nothing is written behind
    anybody's back.
    """
    piste = _Piste()
    attendus = iter(depots)
    prochain = next(attendus, None)
    try:
        while prochain is not None or piste.chemins:
            lot: list[Colis] = []
            au_plus = max(len(piste.chemins), _ELAN)
            while prochain is not None and piste.accueille(prochain.chemin, largeur) and len(lot) < au_plus:
                emballe = emballer(prochain, hacher=hacher)
                if is_successful(emballe):
                    colis = emballe.unwrap()
                    lot.append(colis)
                    piste.prendre(colis)
                else:
                    yield Failure(emballe.failure())
                prochain = next(attendus, None)
            piste.partir(len(lot))
            lancer(lot, piste.arriver)
            suite = prochain is not None and piste.accueille(prochain.chemin, largeur)
            for fini in piste.attendre(len(piste.chemins) if suite else len(piste.chemins) // 2):
                yield fini()
    finally:
        piste.attendre(0)


def par_des_fils(fils: ThreadPoolExecutor, porter: Callable[[Colis], Issue]) -> Lancer:
    """Return what makes files leave by the threads of a pool."""

    def lancer(lot: list[Colis], arriver: Callable[[Colis, Fini], None]) -> None:
        for colis in lot:
            depart = fils.submit(porter, colis)
            depart.add_done_callback(partial(_arriver, arriver, colis))

    return lancer


def _arriver(arriver: Callable[[Colis, Fini], None], colis: Colis, fait: Future[Issue]) -> None:
    arriver(colis, fait.result)


class _Piste:
    """What is in flight, and what has ended and was not told yet."""

    def __init__(self) -> None:
        self.chemins: set[str] = set()
        self.octets = 0
        self._finis: list[tuple[Colis, Fini]] = []
        self._reste = self._seuil = 0
        self._etat = Condition()

    def accueille(self, chemin: str, largeur: int) -> bool:
        """Tell whether one more may leave: there is room, and it does not follow itself."""
        return len(self.chemins) < largeur and self.octets < OCTETS_EN_VOL and chemin not in self.chemins

    def prendre(self, colis: Colis) -> None:
        """Count what is about to leave: it may still be left here, if what follows it cannot be read."""
        self.chemins.add(colis.chemin)
        self.octets += len(colis.contenu)

    def partir(self, nombre: int) -> None:
        with self._etat:
            self._reste += nombre

    def arriver(self, colis: Colis, fini: Fini) -> None:
        with self._etat:
            self._finis.append((colis, fini))
            self._reste -= 1
            if self._reste <= self._seuil:
                self._etat.notify()

    def attendre(self, seuil: int) -> list[Fini]:
        """Wait until no more than so many are in flight; return those that have ended."""
        with self._etat:
            self._seuil = seuil
            self._etat.wait_for(lambda: self._reste <= seuil)
            finis, self._finis = self._finis, []
        for colis, _ in finis:
            self.chemins.discard(colis.chemin)
            self.octets -= len(colis.contenu)
        return [fini for _, fini in finis]
