"""`--paiement`: by which contracts a served extranet is paid. Keys come from the environment or a file of theirs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final
from urllib.parse import urlsplit

from attrs import evolve, frozen
from cyclopts import Parameter

from lsc_adapters.cli.saisie import lire_fichier
from lsc_adapters.codec.errors import InvalidPayload
from lsc_domain.engine import Engine
from lsc_domain.ports.errors import Unavailable
from lsc_domain.ports.payment import CardPayment, DirectDebit
from lsc_domain.socle.errors import InvalidValue

if TYPE_CHECKING:
    from lsc_adapters.codec.paiement import ContratEcrit, PaiementFichier
    from lsc_adapters.payment.systempay import ContratSystempay

PAIEMENT: Final = "LSC_PAIEMENT"
_TAILLE_D_UNE_CLE: Final = 4096


@frozen(kw_only=True)
class Encaissements:
    """What a payment file opens: the two doors, and the origins of the page where one pays."""

    cartes: CardPayment | None = None
    prelevements: DirectDebit | None = None
    origines: tuple[str, ...] = ()

    def brancher(self, engine: Engine) -> Engine:
        """Give the engine these doors. EXC-15."""
        return evolve(engine, cartes=self.cartes, prelevements=self.prelevements)


@Parameter(name="*")
@frozen(kw_only=True)
class OptionsDePaiement:
    """What a command line says of payments: the name of a file, and nothing of what is in it."""

    fichier: Annotated[
        Path | None,
        Parameter(
            name="--paiement",
            metavar="FICHIER",
            help=(
                "Les contrats Systempay des créanciers, et les prélèvements, en TOML ou en JSON ; "
                f"{PAIEMENT} par défaut, et rien ne se paie sans. Les clés n'y sont pas : il nomme la variable "
                "d'environnement, ou le fichier, où lire chacune."
            ),
        ),
    ] = None

    def lire(self) -> Encaissements:
        """Read the file and the keys; refuse at once what cannot be, and say of a key where it was looked for only."""
        chemin = self.fichier or (Path(os.environ[PAIEMENT]) if os.environ.get(PAIEMENT) else None)
        if chemin is None:
            return Encaissements()
        from lsc_adapters.codec.paiement import read_paiement

        return lire_fichier(chemin, lambda lu: _encaissements(read_paiement(lu), lu.parent))


def _encaissements(lu: PaiementFichier, dossier: Path) -> Encaissements:
    contrats = {nom: _contrat(nom, un, dossier) for nom, un in lu.systempay.items()}
    if not contrats:
        return Encaissements(prelevements=_prelevements(lu))
    from lsc_adapters.payment.systempay import ADRESSE, SystempayCards

    page = lu.page or ADRESSE
    origine = _origine(page)
    try:
        cartes = SystempayCards(contrats, adresse=page)
    except InvalidValue as double:
        raise InvalidPayload(("systempay",), str(double)) from None
    return Encaissements(cartes=cartes, prelevements=_prelevements(lu), origines=(origine,))


def _prelevements(lu: PaiementFichier) -> DirectDebit | None:
    if lu.prelevement is None:
        return None
    try:
        from lsc_adapters.payment.pain008 import Pain008File
    except ModuleNotFoundError as absent:
        raise Unavailable(f"{absent.name} n'est pas installé : pip install 'lsc-domain[sepa]'") from absent
    return Pain008File(schema=lu.prelevement.schema)


def _contrat(nom: str, ecrit: ContratEcrit, dossier: Path) -> ContratSystempay:
    from lsc_adapters.payment.systempay import ContratSystempay

    lieu = ("systempay", nom)
    if bool(ecrit.cle_dans) == bool(ecrit.cle_fichier):
        raise InvalidPayload(lieu, "attendu cle_dans ou cle_fichier, l'un ou l'autre : où lire la clé")
    # Neither name is repeated: somebody may have written the key itself there.
    if ecrit.cle_dans:
        lieu_de_la_cle, sinon = (*lieu, "cle_dans"), "cette variable n'est pas dans l'environnement"
        cle = os.environ.get(ecrit.cle_dans, "").strip()
    else:
        lieu_de_la_cle, sinon = (*lieu, "cle_fichier"), "ce fichier est vide"
        try:
            cle = _lire_cle(dossier / ecrit.cle_fichier).strip()
        except (OSError, ValueError):
            texte = "ce fichier ne peut être lu, ou n'est pas celui d'une clé"
            raise InvalidPayload(lieu_de_la_cle, texte) from None
    if not cle:
        raise InvalidPayload(lieu_de_la_cle, sinon)
    try:
        return ContratSystempay(site=ecrit.site, cle=cle, mode=ecrit.mode)
    except InvalidValue as faute:
        raise InvalidPayload(lieu, str(faute)) from None


def _lire_cle(chemin: Path) -> str:
    with chemin.open(encoding="ascii") as fichier:
        cle = fichier.read(_TAILLE_D_UNE_CLE + 1)
    if len(cle) > _TAILLE_D_UNE_CLE:
        raise ValueError("too long for a key")
    return cle


def _origine(page: str) -> str:
    """Return the origin a form is posted to, as the policy of the pages names it."""
    try:
        lue = urlsplit(page)
        origine = f"https://{lue.hostname}" + (f":{lue.port}" if lue.port is not None else "")
    except ValueError:
        lue, origine = None, ""
    if lue is None or lue.scheme != "https" or not lue.hostname or lue.username is not None:
        raise InvalidPayload(("page",), "attendu l'adresse https d'une page de paiement")
    return origine
