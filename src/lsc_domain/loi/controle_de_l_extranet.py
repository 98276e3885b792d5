"""Whether an extranet holds what the law asks for: what is there, what is missing, what is stale, and the article."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from attrs import frozen

from lsc_domain.loi.article import Article
from lsc_domain.loi.extranet_minimum import MINIMUM, OBLIGATION, Audience, PieceMinimale, minimum_a_la_date
from lsc_domain.loi.fraicheur import EtatDePiece, Jugement, PiecePresente, juger
from lsc_domain.socle.errors import InvalidValue


@frozen(kw_only=True)
class SituationDeLImmeuble:
    """
    What the check must know of the building.

    `assemblees_sur_les_comptes` are the days of its annual meetings that dealt with the accounts; `coproprietaires`
    those of the day, each with the day he became one (none: always was). `sans_objet` are the lines it has nothing
    for, such as C2 without a separate account, B4 without a works fund, C3 without a pending case: only lines that
    are `eventuelle` may be there. A syndic who is not a professional, or an assembly that decided otherwise
    (`dispense`), makes nothing due: loi, art. 18, I.
    """

    assemblees_sur_les_comptes: tuple[date, ...] = ()
    coproprietaires: tuple[tuple[str, date | None], ...] = ()
    sans_objet: frozenset[str] = frozenset()
    syndic_professionnel: bool = True
    dispense: bool = False

    def __attrs_post_init__(self) -> None:
        toujours_dues = self.sans_objet - {piece.code for piece in MINIMUM if piece.eventuelle}
        if toujours_dues:
            raise InvalidValue(f"extranet : {', '.join(sorted(toujours_dues))} ne peut pas être sans objet")


@frozen(kw_only=True)
class ConstatDExtranet:
    """
    How one line of the minimum stands, why in French, and which article says so. I-33.

    `concernes` are the copropriétaires a paper of their own is missing or stale for.
    """

    piece: PieceMinimale
    etat: EtatDePiece
    detail: str
    article: Article
    concernes: tuple[str, ...] = ()


def controler(
    pieces: Iterable[PiecePresente], *, jour: date, situation: SituationDeLImmeuble
) -> tuple[ConstatDExtranet, ...]:
    """
    Check what the extranet of a building holds against the minimum of a day, line by line. I-33.

    A line is at the worst of its papers and, in art. 2, of what its copropriétaires have; a file that bears the code
    of the line stands for all its papers. A code no line answers to is not looked at: an extranet may hold more.
    Décret 2019-502, art. 1 to 3; décret 67-223, art. 33-1-1.

    >>> contrat = PiecePresente(code="A9", le=date(2025, 7, 1), valable_jusqua=date(2026, 6, 30))
    >>> situation = SituationDeLImmeuble(coproprietaires=(("BROUILLY", None),))
    >>> constats = controler([contrat], jour=date(2026, 9, 8), situation=situation)
    >>> for un in constats[0], constats[8]:
    ...     print(f"{un.article} : {un.etat.value}, {un.detail}")
    décret 2019-502, art. 1, 1° : manquant, règlement de copropriété : absent ; état descriptif de division : absent
    décret 2019-502, art. 1, 9° : perime, expiré le 30/06/2026
    """
    par_code: dict[str, list[PiecePresente]] = {}
    for une in pieces:
        par_code.setdefault(une.code, []).append(une)
    return tuple(_constater(ligne, par_code, jour, situation) for ligne in minimum_a_la_date(jour))


def _constater(
    ligne: PieceMinimale, par_code: Mapping[str, Sequence[PiecePresente]], jour: date, situation: SituationDeLImmeuble
) -> ConstatDExtranet:
    concernes: tuple[str, ...] = ()
    jugement = _sans_objet(ligne, situation)
    if jugement is None and ligne.audience is Audience.CHAQUE_COPROPRIETAIRE:
        concernes, jugement = _juger_chacun(ligne, par_code.get(ligne.code, ()), jour, situation)
    elif jugement is None:
        jugement = _juger_ligne(ligne, par_code, jour, situation)
    return ConstatDExtranet(
        piece=ligne,
        etat=jugement.etat,
        detail=jugement.detail,
        article=jugement.article or ligne.article,
        concernes=concernes,
    )


def _sans_objet(ligne: PieceMinimale, situation: SituationDeLImmeuble) -> Jugement | None:
    """Say why nothing is due for a line, if nothing is."""
    raison, article = "", OBLIGATION.article
    if not situation.syndic_professionnel:
        raison = "le syndic n'est pas un professionnel"
    elif situation.dispense:
        raison = "l'assemblée en a décidé autrement"
    elif ligne.code in situation.sans_objet:
        raison, article = "l'immeuble n'en a pas", ligne.article
    return Jugement(etat=EtatDePiece.SANS_OBJET, detail=raison, article=article) if raison else None


def _juger_ligne(
    ligne: PieceMinimale, par_code: Mapping[str, Sequence[PiecePresente]], jour: date, situation: SituationDeLImmeuble
) -> Jugement:
    """Judge a line at the worst of its papers."""
    assemblees = situation.assemblees_sur_les_comptes
    entieres = par_code.get(ligne.code, ())
    if not ligne.composantes:
        return juger(ligne.fraicheur, entieres, jour=jour, assemblees=assemblees)
    jugees = [
        (nom, juger(ligne.fraicheur, (*entieres, *par_code.get(code, ())), jour=jour, assemblees=assemblees))
        for code, nom in ligne.composantes
    ]
    pire = max((jugement for _, jugement in jugees), key=lambda jugement: jugement.etat.gravite)
    detail = " ; ".join(f"{nom} : {jugement.detail}" for nom, jugement in jugees if jugement.detail)
    return Jugement(etat=pire.etat, detail=detail, article=pire.article)


def _juger_chacun(
    ligne: PieceMinimale, presentes: Iterable[PiecePresente], jour: date, situation: SituationDeLImmeuble
) -> tuple[tuple[str, ...], Jugement]:
    """Judge a line of art. 2 at the worst of what the copropriétaires have, and name those it fails."""
    a_chacun: dict[str, list[PiecePresente]] = {qui: [] for qui, _ in situation.coproprietaires}
    for une in presentes:
        if une.destinataire in a_chacun:
            a_chacun[une.destinataire].append(une)
    assemblees = situation.assemblees_sur_les_comptes
    jugees = {
        qui: juger(ligne.fraicheur, a_chacun[qui], jour=jour, assemblees=assemblees, depuis=depuis)
        for qui, depuis in situation.coproprietaires
    }
    aucun = Jugement(etat=EtatDePiece.SANS_OBJET, detail="l'immeuble n'a pas de copropriétaire")
    pire = max(jugees.values(), key=lambda jugement: jugement.etat.gravite, default=aucun)
    concernes = tuple(qui for qui, jugement in jugees.items() if jugement.etat.gravite > EtatDePiece.PRESENT.gravite)
    if not concernes:
        return (), pire
    nombre = f"pour {len(concernes)} copropriétaire{'s' if len(concernes) > 1 else ''} sur {len(jugees)}"
    return concernes, Jugement(etat=pire.etat, detail=f"{pire.detail}, {nombre}", article=pire.article)
