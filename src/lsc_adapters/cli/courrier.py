"""`--courrier`: the mail server a run reports and announces through, and `lsc ged desinscrire`, the way out of it."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Final
from urllib.parse import parse_qsl, unquote, urlsplit

from attrs import define, evolve, field, frozen
from cyclopts import Parameter
from returns.pipeline import is_successful
from returns.result import Result

from lsc_adapters.cli import sortie
from lsc_adapters.cli.base import Base
from lsc_adapters.cli.faute import FauteDeSaisie
from lsc_adapters.cli.ged import ouvrir
from lsc_domain.engine import Engine
from lsc_domain.ports.messaging import EchecDEnvoi, Envoye, Messaging, Pli, RaisonDEchec
from lsc_domain.publication.desinscription import OCTETS_AU_MOINS, CleDeDesinscription, lien_de_desinscription
from lsc_domain.socle.errors import InvalidValue, LscError
from lsc_domain.socle.ids import DestinationId, TiersId
from lsc_domain.usecases.notification import Desinscription, libelle

if TYPE_CHECKING:
    from lsc_adapters.messaging.courrier import Expediteur
    from lsc_adapters.messaging.smtp import ServeurSmtp

COURRIER: Final = "LSC_COURRIER"
MOT_DE_PASSE: Final = "LSC_MOT_DE_PASSE_COURRIER"
CLES: Final = "LSC_CLE_DE_DESINSCRIPTION"
ADRESSE: Final = "LSC_ADRESSE_DE_DESINSCRIPTION"

REFUSE = 1
"""The link opens nothing: nobody was opted out."""

_PORTS: Final[Mapping[str, int]] = {"smtp": 25, "smtps": 465, "smtp+starttls": 587}
_DE_TOUS: Final = frozenset({RaisonDEchec.INJOIGNABLE, RaisonDEchec.AUTHENTIFICATION})
"""What is wrong with the server, and not with a person: said once, and not of each."""


@Parameter(name="*")
@frozen(kw_only=True)
class Courrier:
    """What a command line says of the mail server."""

    adresse: Annotated[
        str | None,
        Parameter(
            name="--courrier",
            metavar="ADRESSE",
            help=(
                "Par où partent le rapport et les avis de nouveaux documents : smtps://compte@hôte?de=adresse, "
                "smtp+starttls://… ou, sans compte, smtp://hôte?de=adresse ; « &nom= » nomme l'expéditeur. "
                f"{COURRIER} par défaut ; rien ne part sans. Le mot de passe est lu dans {MOT_DE_PASSE}, et la clé "
                f"des désinscriptions, sans laquelle aucun avis ne part, dans {CLES}."
            ),
        ),
    ] = None

    def lire(self) -> tuple[ServeurSmtp, Expediteur] | None:
        """Return the server and the sender that were named, if any were; refuse at once what cannot be read."""
        adresse = self.adresse or os.environ.get(COURRIER, "")
        if not adresse:
            return None
        ailleurs, cles = os.environ.get(ADRESSE, ""), _cles()
        if ailleurs and cles:
            lien_de_desinscription(ailleurs, TiersId("essai"), cle=cles[0])
        return _lire(adresse)

    @contextmanager
    def ouvrir(self, engine: Engine) -> Generator[Facteur]:
        """Give an engine whose plis leave by that server, and say in the end what left; the same engine without one."""
        lu = self.lire()
        if lu is None:
            yield Facteur(engine=engine)
            return
        from lsc_adapters.messaging.smtp import SmtpMessaging

        serveur, expediteur = lu
        compte = Compte(SmtpMessaging(serveur, expediteur=expediteur, clock=engine.clock))
        try:
            yield Facteur(
                engine=evolve(engine, messaging=compte, desinscription=_desinscription(engine)), compte=compte
            )
        finally:
            compte.dire()


@frozen(kw_only=True)
class Facteur:
    """An engine that reports and announces; or, without a mail server, one that does as it did."""

    engine: Engine
    compte: Compte | None = None

    def annoncer(self, destination: DestinationId, *, par: str) -> None:
        """Send the notices of a run that took place: what fails of it is said, and undoes nothing. MSG-02."""
        if self.compte is None:
            return
        if self.engine.desinscription is None:
            if self.engine.publications.parametres().notifications:
                self.compte.noter(f"aucun avis : il manque {CLES}, ou le nom de domaine de l'extranet")
            return
        try:
            faites = self.engine.notifications.annoncer(destination, par=par)
        except LscError as faute:
            self.compte.noter(f"avis : {faute}")
        else:
            if not is_successful(faites):
                self.compte.noter(libelle(faites.failure()))


@define
class Compte:
    """A carrier that counts what left by another one."""

    messaging: Messaging
    rapports: int = 0
    avis: int = 0
    echecs: int = 0
    raisons: Counter[str] = field(factory=Counter[str])

    def envoyer(self, pli: Pli, /) -> Result[Envoye, EchecDEnvoi]:
        """Send one pli, and count it."""
        [reponse] = self.envoyer_tous((pli,))
        return reponse

    def envoyer_tous(self, plis: Iterable[Pli], /) -> Iterator[Result[Envoye, EchecDEnvoi]]:
        """Send many as the other one does, each being counted when it is answered for."""
        pris: list[Pli] = []

        def prendre() -> Iterator[Pli]:
            for pli in plis:
                pris[:] = [pli]
                yield pli

        for reponse in self.messaging.envoyer_tous(prendre()):
            self._compter(pris[0], reponse)
            yield reponse

    def _compter(self, pli: Pli, reponse: Result[Envoye, EchecDEnvoi]) -> None:
        rapport = pli.cle.startswith("rapport|")
        if is_successful(reponse):
            self.rapports, self.avis = self.rapports + rapport, self.avis + (not rapport)
            return
        self.echecs += 1
        echec = reponse.failure()
        quoi = "rapport" if rapport else "avis"
        qui = "" if echec.raison in _DE_TOUS else f" à {pli.nom or pli.destinataire}"
        self.noter(f"{quoi}{qui} : {echec.raison.libelle} ({echec.detail})")

    def noter(self, raison: str) -> None:
        """Keep a sentence to be said in the end."""
        self.raisons[raison] += 1

    def dire(self) -> None:
        """Say how many left, how many did not and why, on standard error: what was asked for is on the other."""
        _dire(f"courrier : {self.rapports} rapport(s) et {self.avis} avis partis, {self.echecs} échec(s)")
        for raison, fois in self.raisons.items():
            _dire(f"  {raison}{f', {fois} fois' if fois > 1 else ''}")


def desinscrire(
    jeton: Annotated[str, Parameter(help="Ce qui est au bout du lien, ou le lien entier.")],
    /,
    *,
    base: Base = None,
) -> int:
    """
    Ne plus envoyer d'avis à la personne d'un lien de désinscription : ce que fait l'hôte du lien quand on l'actionne.

    À appeler sur un POST (RFC 8058), jamais sur un GET : les antivirus suivent les liens. Aucun compte n'est demandé,
    et deux fois n'en font qu'une. Sort avec le code 1 si le lien n'est pas de ceux que la clé a signés.

    Exemple : lsc ged desinscrire 2026.QlJPVUlMTFk.oAvTSeb5zU2t0O8OJMytHC3h_YWTIJR7OrGO1nX4C6Y --base sqlite:///agence.db
    """
    cles = _cles()
    if not cles:
        raise FauteDeSaisie(f"il manque {CLES} dans l'environnement : la clé qui a signé le lien")
    sortant = Desinscription(adresse=os.environ.get(ADRESSE, ""), cle=cles[0], anciennes=cles[1:])
    with ouvrir(base) as engine:
        fait = evolve(engine, desinscription=sortant).notifications.desinscrire(jeton.rpartition("/")[2])
    if not is_successful(fait):
        _dire(libelle(fait.failure()))
        return REFUSE
    sortie.dire(f"{fait.unwrap().id} ne reçoit plus d'avis de nouveaux documents.")
    return 0


def _desinscription(engine: Engine) -> Desinscription | None:
    """Return where one opts out: under the extranet, unless another place is given; nowhere without key or domain."""
    cles, parametres = _cles(), engine.publications.parametres()
    if not cles or not parametres.a_une_adresse:
        return None
    adresse = os.environ.get(ADRESSE, "") or f"{parametres.adresse_des_clients}/desinscription"
    return Desinscription(adresse=adresse, cle=cles[0], anciennes=cles[1:])


def _cles() -> tuple[CleDeDesinscription, ...]:
    """Read the keys of the environment, the one that signs first; no part of what is given is ever repeated."""
    cles: dict[str, CleDeDesinscription] = {}
    for une in os.environ.get(CLES, "").split():
        nom, deux_points, secret = une.partition(":")
        try:
            lue = CleDeDesinscription(id=nom, secret=bytes.fromhex(secret))
        except (InvalidValue, ValueError):
            lue = None
        if lue is None or not deux_points or nom in cles:
            attendu = f"attendu nom:secret, le secret d'au moins {OCTETS_AU_MOINS} octets en hexadécimal"
            raise FauteDeSaisie(f"{CLES} : {attendu}, et un nom par clé") from None
        cles[nom] = lue
    return tuple(cles.values())


def _lire(adresse: str) -> tuple[ServeurSmtp, Expediteur]:
    from lsc_adapters.messaging.courrier import Expediteur
    from lsc_adapters.messaging.smtp import Securite, ServeurSmtp

    try:
        lue = urlsplit(adresse)
        port = lue.port
        # A plus is one: addresses have some, and nobody writes a space in them.
        options = dict(parse_qsl(lue.query.replace("+", "%2B"), strict_parsing=bool(lue.query)))
    except ValueError:
        raise FauteDeSaisie("--courrier : adresse illisible") from None
    if lue.password is not None:
        raise FauteDeSaisie(
            f"--courrier : le mot de passe n'a pas sa place dans l'adresse, il est lu dans {MOT_DE_PASSE}"
        )
    if lue.scheme not in _PORTS or not lue.hostname or lue.path.strip("/") or lue.fragment:
        raise FauteDeSaisie("--courrier : attendu smtps://, smtp+starttls:// ou smtp://, un hôte, et ?de=adresse")
    if "de" not in options or not options.keys() <= {"de", "nom"}:
        raise FauteDeSaisie("--courrier : attendu ?de=adresse, celle de l'expéditeur, et au plus &nom=")
    compte, secret = unquote(lue.username or ""), os.environ.get(MOT_DE_PASSE)
    if compte and secret is None:
        raise FauteDeSaisie(f"--courrier : attendu un mot de passe dans {MOT_DE_PASSE}")
    securites = {"smtp": Securite.AUCUNE, "smtps": Securite.TLS, "smtp+starttls": Securite.STARTTLS}
    serveur = ServeurSmtp(
        hote=lue.hostname,
        port=port if port is not None else _PORTS[lue.scheme],
        securite=securites[lue.scheme],
        compte=compte,
        mot_de_passe=(secret or "") if compte else "",
    )
    return serveur, Expediteur(adresse=options["de"], nom=options.get("nom", ""))


def _dire(phrase: str) -> None:
    print(f"lsc : {sortie.imprimable(phrase)}", file=sys.stderr)


_: type[Messaging] = Compte
