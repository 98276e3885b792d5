"""The attendance screen as a list, for a spreadsheet: « Ouvrir dans une liste »."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import ClassVar

from attrs import frozen

from lsc_domain.assemblee.acte.en_tete_de_seance import EnTeteDeSeance, en_tete
from lsc_domain.assemblee.acte.noms import par_nom
from lsc_domain.assemblee.acte.recapitulatif import cle_de_presence
from lsc_domain.assemblee.presence import Code
from lsc_domain.assemblee.seance import Seance
from lsc_domain.socle.affichage import ecrire_date, ecrire_decimal, ecrire_tantiemes
from lsc_domain.socle.ensemble import rangs, tous

_CATEGORIES = {
    Code.ABSENT: "Absents",
    Code.PRESENT: "Présents physiquement",
    Code.DISTANCE: "Présents à distance",
    Code.REPRESENTE: "Représentés",
    Code.CORRESPONDANCE: "Vote par correspondance",
}
COLONNES = ("N° de compte", "Identité", "Tantièmes", "Code", *_CATEGORIES.values())
"""The nine columns of the screen. AG-12, AG-29."""


@frozen(kw_only=True)
class Cellule:
    """A cell: its text as a screen shows it, and the exact number behind it, decimal point, if it is one."""

    texte: str
    nombre: str | None = None


_VIDE = Cellule(texte="")


@frozen(kw_only=True)
class ActeDeListeDePresence:
    """The attendance as a list: one row per owner, then the totals, global and per category. AG-13, AG-29."""

    modele: ClassVar[str] = "liste_de_presence"
    titre: str
    date_iso: str
    en_tete: EnTeteDeSeance
    colonnes: tuple[str, ...]
    lignes: tuple[tuple[Cellule, ...], ...]
    totaux: tuple[tuple[Cellule, ...], ...]


def acte_de_liste_de_presence(seance: Seance) -> ActeDeListeDePresence:
    """
    List the attendance as it was taken, before anybody moved: the screen the button is on. AG-12, AG-29.

    Tantièmes are those of the general key, as owned: the list is of the screen, not of a vote.
    """
    etat, cle, syndicat = seance.feuille.depart(), cle_de_presence(seance), seance.syndicat
    parts, presents = syndicat.tantiemes(cle), tous(len(syndicat.coproprietaires))
    tete = en_tete(seance)
    lignes: list[tuple[Cellule, ...]] = []
    for rang in par_nom(seance, presents):
        un, code = syndicat.coproprietaires[rang], etat.code(rang)
        voix = _tantiemes(parts[rang])
        lignes.append(
            (
                # The screen shows one account, the sheet « 2 comptes » (AG-27).
                Cellule(texte=next(iter(un.comptes), un.id)),
                Cellule(texte=un.nom),
                voix,
                Cellule(texte=code.value),
                *(voix if code is une else _VIDE for une in _CATEGORIES),
            )
        )
    ensembles = (presents, *(etat.avec(code) for code in _CATEGORIES))
    return ActeDeListeDePresence(
        titre=f"Liste de présence {tete.assemblee} du {ecrire_date(seance.fiche.date)}",
        date_iso=tete.date_iso,
        en_tete=tete,
        colonnes=COLONNES,
        lignes=tuple(lignes),
        totaux=(
            _total(
                "Total des tantièmes",
                (_tantiemes(sum((parts[un] for un in rangs(qui)), Fraction())) for qui in ensembles),
            ),
            _total("Nombre de copropriétaires", (_nombre(qui.bit_count()) for qui in ensembles)),
        ),
    )


def _total(libelle: str, valeurs: Iterable[Cellule]) -> tuple[Cellule, ...]:
    tout, *par_categorie = valeurs
    return (Cellule(texte=libelle), _VIDE, tout, _VIDE, *par_categorie)


def _tantiemes(part: Fraction) -> Cellule:
    return Cellule(texte=ecrire_tantiemes(part), nombre=ecrire_decimal(part))


def _nombre(combien: int) -> Cellule:
    return Cellule(texte=str(combien), nombre=str(combien))
