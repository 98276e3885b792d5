"""`lsc ag tenir` and `lsc ag journal`: a meeting kept fact by fact, and its facts read back."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter
from returns.pipeline import is_successful

from lsc_adapters.cli import sortie
from lsc_adapters.cli.base import Base, ouvrir
from lsc_adapters.cli.faute import FauteDeSaisie
from lsc_adapters.cli.saisie import PARIS, Fichier, Format, lire_fichier
from lsc_adapters.codec.recit import read_faits
from lsc_domain.assemblee.fait import Fait, ProcesVerbalEtabli
from lsc_domain.assemblee.greffe import Greffe
from lsc_domain.assemblee.refus import libelle
from lsc_domain.engine import Engine
from lsc_domain.ports.errors import BrokenChain, NotFound
from lsc_domain.socle.affichage import ecrire_date
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import AssembleeId

if TYPE_CHECKING:
    from lsc_adapters.codec.journal import Export

REFUSEE = 1
"""The law refused a fact, or the chain is broken."""


def tenir(
    fichier: Fichier,
    /,
    *,
    base: Base = None,
    reprendre: Annotated[
        bool, Parameter(help="Continuer après le dernier fait gardé ; sans effet sur une assemblée déjà entière.")
    ] = False,
    auteur: Annotated[str, Parameter(metavar="NOM", help="Qui établit le procès-verbal.")] = "",
) -> int:
    """
    Enregistrer une assemblée fait par fait, de sa préparation à son procès-verbal.

    Écrit une ligne par fait gardé, « RANG<tabulation>code », après que la base l'a gardé et avant le suivant.

    Exemple : lsc ag tenir examples/gilbert.json --base sqlite:///agence.db --reprendre
    """
    declaration, faits = lire_fichier(fichier, read_faits)
    reference = AssembleeId(declaration.fiche.reference)
    with ouvrir(base, nouvelle=True) as engine:
        return _tenir(engine, reference, faits, fichier=fichier, reprendre=reprendre, auteur=auteur)


def _tenir(
    engine: Engine, reference: AssembleeId, faits: tuple[Fait, ...], *, fichier: Path, reprendre: bool, auteur: str
) -> int:
    """Keep what is not kept yet, acknowledging each fact, then make the minutes."""
    gardes = _gardes(engine, reference)
    if gardes and not reprendre:
        raise FauteDeSaisie(
            f"l'assemblée {reference} est déjà dans cette base ({len(gardes)} faits) ; --reprendre la continue"
        )
    for rang, (garde, fait) in enumerate(zip(gardes, faits, strict=False), 1):
        if garde != fait:
            raise FauteDeSaisie(f"{fichier}: le fait {rang} gardé ({garde.code}) n'est pas celui du fichier")
    main_courante = engine.assemblees.tenir(reference)
    for fait in faits[len(gardes) :]:
        tenu = main_courante.inscrire(fait)
        if not is_successful(tenu):
            print(f"lsc : {fait.code} : {sortie.imprimable(libelle(tenu.failure()))}", file=sys.stderr)
            return REFUSEE
        _accuser(tenu.unwrap().rang, fait.code)
    greffe = main_courante.greffe
    if greffe.close and not greffe.versions:
        etabli = engine.assemblees.etablir_proces_verbal(reference, auteur=auteur)
        if not is_successful(etabli):
            print(f"lsc : {sortie.imprimable(libelle(etabli.failure()))}", file=sys.stderr)
            return REFUSEE
        _accuser(etabli.unwrap().faits + 1, "proces_verbal.etabli")
    return 0


def _accuser(rang: int, code: str) -> None:
    """Say that a fact is kept, before anything else is begun: whoever reads may count on it."""
    sys.stdout.write(f"{rang}\t{code}\n")
    sys.stdout.flush()


def _gardes(engine: Engine, assemblee: AssembleeId) -> tuple[Fait, ...]:
    with engine.storage.transaction() as transaction:
        return tuple(une.fait for une in transaction.journal.read(assemblee))


def journal(
    reference: Annotated[str | None, Parameter(help="La référence de l'assemblée, comme 3-S007.")] = None,
    /,
    *,
    base: Base = None,
    fichier: Annotated[
        Path | None, Parameter(metavar="FICHIER", help="Un export lsc.journal/1, au lieu d'une base.")
    ] = None,
    verifier: Annotated[
        bool, Parameter(help="Vérifier la chaîne, rejouer les faits et comparer avec le procès-verbal.")
    ] = False,
    export: Annotated[Path | None, Parameter(metavar="FICHIER", help="Écrire l'export lsc.journal/1.")] = None,
    format: Format = "table",
) -> int:
    """
    Lire les faits d'une assemblée, les exporter, vérifier qu'aucun n'a été changé.

    Sort avec le code 1, et nomme le premier maillon rompu, si la chaîne ne tient pas ou si le procès-verbal ne
    découle pas des faits.

    Exemple : lsc ag journal 3-S007 --base sqlite:///agence.db --verifier --export journal.json
    """
    if (reference is None) == (fichier is None):
        raise FauteDeSaisie("attendu la référence d'une assemblée, ou --fichier, l'un ou l'autre")
    from lsc_adapters.codec.journal import journal_de, read_journal
    from lsc_adapters.codec.reading import read_json

    if fichier is not None:
        lu = lire_fichier(fichier, read_journal)
        texte = fichier.read_text(encoding="utf-8") if export is not None or format == "json" else ""
        return _repondre(lu, texte, verifier=verifier, export=export, format=format)
    assemblee = AssembleeId(reference or "")
    with ouvrir(base) as engine:
        texte = _exporter(engine, assemblee)
        rompu = _verifier_la_base(engine, assemblee) if verifier else ""
    return _repondre(journal_de(read_json(texte)), texte, verifier=verifier, export=export, format=format, rompu=rompu)


def _repondre(lu: Export, texte: str, *, verifier: bool, export: Path | None, format: Format, rompu: str = "") -> int:
    """Write the export, then say whether the chain holds, or what is in it."""
    if export is not None:
        from lsc_adapters.rendering.ecriture import write_file

        write_file(export, texte.encode())
        print(f"Écrit : {export}", file=sys.stderr)
    if verifier:
        return _rompu(rompu) if rompu else _verifier(lu)
    if format == "json":
        sys.stdout.write(texte)
    elif export is None:
        _tableau(lu)
    return 0


def _exporter(engine: Engine, assemblee: AssembleeId) -> str:
    from lsc_adapters.codec.journal import write_journal

    with engine.storage.transaction() as transaction:
        textes = tuple(transaction.journal.textes(assemblee))
    if not textes:
        raise NotFound(f"assemblée {assemblee} : aucune de cette référence dans la base")
    return write_journal(textes, reference=assemblee, assemblee=assemblee)


def _verifier_la_base(engine: Engine, assemblee: AssembleeId) -> str:
    """Check what the base holds beside the texts: its own prints, and the minutes it keeps."""
    try:
        with engine.storage.transaction() as transaction:
            inscriptions = tuple(transaction.journal.read(assemblee))
            for une in inscriptions:
                if isinstance(une.fait, ProcesVerbalEtabli):
                    garde = transaction.proces_verbaux.get(f"{assemblee}/{une.fait.version}").state
                    if (garde.resultats, garde.empreinte) != (une.fait.resultats, une.precedent):
                        return f"fait {une.rang} : le procès-verbal gardé, version {garde.version}, n'est pas le sien"
    except BrokenChain as rompue:
        return str(rompue)
    except NotFound as absent:
        return str(absent)
    return ""


def _verifier(lu: Export) -> int:
    """Check the chain alone, then replay the facts and compare what they give with the minutes."""
    from lsc_adapters.codec.journal import verify_chain

    try:
        inscriptions = verify_chain(lu)
    except BrokenChain as rompue:
        return _rompu(str(rompue))
    try:
        rejouee = Greffe.rejouer(une.fait for une in inscriptions)
    except InvalidValue as faux:  # facts no clerk of ours would have kept: votes for owners that are none, say
        return _rompu(f"{lu.assemblee} : {faux}")
    if not is_successful(rejouee):
        rang, refus = rejouee.failure()
        return _rompu(f"{lu.assemblee}, fait {rang} : {libelle(refus)}")
    versions = len(rejouee.unwrap().versions)
    minutes = f", {versions} version(s) du procès-verbal conforme(s)" if versions else ""
    sortie.dire(f"Chaîne intacte : {len(inscriptions)} faits{minutes}, empreinte {lu.empreinte}")
    return 0


def _rompu(raison: str) -> int:
    sortie.dire(f"Chaîne rompue : {raison}")
    return REFUSEE


def _tableau(lu: Export) -> None:
    for maillon in lu.faits:
        le = maillon.le.astimezone(PARIS)
        sortie.dire(f"{maillon.rang:>6}  {ecrire_date(le.date())} {le:%H:%M:%S}  {maillon.fait.code}")
    sortie.dire(f"{len(lu.faits)} faits, empreinte {lu.empreinte}")
