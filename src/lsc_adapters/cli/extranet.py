"""`lsc extranet activer`, `collaborateur`, `regenerer`: accesses to hand over, shown once."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Annotated

from cyclopts import Parameter
from returns.pipeline import is_successful

from lsc_adapters.cli import sortie
from lsc_adapters.cli.base import Base, ouvrir
from lsc_adapters.cli.faute import FauteDeSaisie
from lsc_adapters.cli.saisie import PARIS, Format
from lsc_domain.engine import Engine
from lsc_domain.extranet.collaborateur import Collaborateur, Fonction
from lsc_domain.extranet.refus_d_identifiant import RefusDIdentifiant, libelle
from lsc_domain.extranet.visiteur import AccesRemis
from lsc_domain.ports.errors import NotFound
from lsc_domain.ports.messaging import est_une_adresse
from lsc_domain.socle.affichage import ecrire_date, ecrire_horaire
from lsc_domain.socle.ids import CollaborateurId, CompteId, TiersId

REFUSE = 1
"""The trade says no."""


def activer(
    *comptes: Annotated[str, Parameter(help="Le code de chaque compte.")],
    tous: Annotated[
        bool, Parameter(help="Tous les comptes de clients, sauf ceux qui se sont fermés d'eux-mêmes.")
    ] = False,
    base: Base = None,
    format: Format = "table",
) -> int:
    """
    Cocher « Service Client » sur des comptes, et remettre les accès de ceux qui n'en avaient pas.

    Chaque mot de passe provisoire n'est montré qu'ici : il ne sert qu'une fois, et doit être changé. Tous les comptes,
    ou aucun si l'un n'est pas celui d'un client ; sort alors avec le code 1.

    Exemple : lsc extranet activer 411ALOXECO --base sqlite:///agence.db
    """
    if tous == bool(comptes):
        raise FauteDeSaisie("attendu des comptes, ou bien --tous ; voir --help")
    with ouvrir(base) as engine:
        selection = engine.identifiants.comptes_a_activer() if tous else tuple(map(CompteId, comptes))
        if not selection:
            raise FauteDeSaisie("aucun compte de client dans cette base ; « lsc ged importer » les y fait entrer")
        remis = engine.identifiants.activer(selection)
    return _remettre(remis.unwrap(), format) if is_successful(remis) else _refuser(remis.failure())


def collaborateur(
    code: Annotated[str, Parameter(help="Son code dans l'organigramme, qui est son code d'accès.")],
    nom: Annotated[str, Parameter(help="Son nom, comme il s'affiche.")],
    /,
    *,
    fonction: Annotated[
        tuple[Fonction, ...],
        Parameter(
            metavar="FONCTION",
            help="Chacune de ses fonctions : gestionnaire (par défaut), comptable, administrateur ou editeur.",
        ),
    ] = (Fonction.GESTIONNAIRE,),
    courriel: Annotated[str, Parameter(help="Son adresse, pour un mot de passe oublié.")] = "",
    general: Annotated[bool, Parameter(help="Les codes de l'agence elle-même, toujours utilisables.")] = False,
    base: Base = None,
    format: Format = "table",
) -> int:
    """
    Inscrire un collaborateur à l'organigramme, et remettre son accès.

    Exemple : lsc extranet collaborateur ALICE "Alice Martin" --fonction administrateur --base sqlite:///agence.db
    """
    if courriel and not est_une_adresse(courriel):
        raise FauteDeSaisie(f"--courriel : {courriel!r} n'est pas une adresse")
    nouveau = Collaborateur(
        id=CollaborateurId(code), nom=nom, courriel=courriel, fonctions=frozenset(fonction), general=general
    )
    with ouvrir(base) as engine:
        remis = engine.identifiants.creer_collaborateur(nouveau)
    return _remettre((remis.unwrap(),), format) if is_successful(remis) else _refuser(remis.failure())


def regenerer(
    code: Annotated[str, Parameter(help="Le code d'accès.")],
    /,
    *,
    base: Base = None,
    format: Format = "table",
) -> int:
    """
    Remettre un nouveau mot de passe provisoire : l'ancien ne vaut plus rien, et les sessions ouvertes finissent.

    Exemple : lsc extranet regenerer ALOXECORTONDENISE --base sqlite:///agence.db
    """
    with ouvrir(base) as engine:
        try:
            propose = engine.identifiants.proposer(code)
        except NotFound:
            raise _inconnu(engine, code) from None
        if not is_successful(propose):
            return _refuser(propose.failure())
        valide = engine.identifiants.valider(code)
        if not is_successful(valide):
            return _refuser(valide.failure())
        remis = AccesRemis(
            code=propose.unwrap().code,
            mot_de_passe=propose.unwrap().mot_de_passe,
            expire_le=engine.clock.now() + engine.acces.provisoire,
            nom=_titulaire(engine, propose.unwrap().code),
        )
    return _remettre((remis,), format)


def _titulaire(engine: Engine, code: str) -> str:
    """Return the name of the holder of a login."""
    with engine.storage.transaction() as transaction:
        identifiant = transaction.identifiants.get(code).state
        if identifiant.tiers is not None:
            return transaction.tiers.get(identifiant.tiers).state.identite
        assert identifiant.collaborateur is not None  # a login is a client's or a collaborator's
        return transaction.collaborateurs.get(identifiant.collaborateur).state.nom


def _inconnu(engine: Engine, code: str) -> FauteDeSaisie:
    """Say that a login is nobody's; the code of a person is told apart, and his login given."""
    siens = [un.code for un in engine.identifiants.identifiants_de(TiersId(code))]
    conseil = f"celui de cette personne est {', '.join(siens)}" if siens else "« lsc extranet activer » les remet"
    return FauteDeSaisie(f"aucun accès sous le code {code} ; {conseil}")


def _remettre(remis: Iterable[AccesRemis], format: Format) -> int:
    """Show accesses, each with its temporary password: nothing shows it again."""
    faits = tuple(remis)
    if format == "json":
        from lsc_adapters.codec.identifiants import write_acces_remis

        sortie.ecrire_json(write_acces_remis(faits))
        return 0
    if faits:
        sortie.tableau(
            ("Code accès", "Mot de passe provisoire", "Pour"),
            [(un.code, un.mot_de_passe, un.nom) for un in faits],
            figures=(1,),
        )
        fin = min(un.expire_le for un in faits).astimezone(PARIS)
        sortie.dire(
            f"{len(faits)} accès à remettre : {'il' if len(faits) == 1 else 'chacun'} ne sert qu'une fois, "
            f"jusqu'au {ecrire_date(fin.date())} à {ecrire_horaire(fin.time())}"
        )
    else:
        sortie.dire("Aucun accès à faire : chacun de ces clients avait le sien")
    return 0


def _refuser(refus: RefusDIdentifiant) -> int:
    print(f"lsc : {sortie.imprimable(libelle(refus))}", file=sys.stderr)
    return REFUSE
