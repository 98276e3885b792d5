"""What the extranet of a building lacks of décret 2019-502, as those it is due to find it."""

from datetime import date

import pytest
from attrs import evolve
from portefeuille_gilbert import (
    ATRILLON,
    BPETRUS,
    BROUILLY,
    CLATOUR,
    CLIQUOT,
    GILBERT,
    OUVERT,
    SAINTLOUIS,
    classeur,
    document,
    le_gilbert,
    le_parc,
    le_saint_louis,
    lot,
    piece,
)

from lsc_domain.classeur import (
    CLASSEUR_DU_SYNDIC,
    Classeur,
    Conformite,
    Dispenses,
    Document,
    LecteursDuSyndic,
    Reglages,
    classer,
    classeurs_par_defaut,
    conformite_de_l_immeuble,
    conformite_du_parc,
    verser,
)
from lsc_domain.evenement import Evenement, Modele
from lsc_domain.loi.extranet_minimum import Audience, PieceMinimale, minimum_a_la_date
from lsc_domain.loi.fraicheur import EtatDePiece
from lsc_domain.parc import Immeuble, finir_le_mandat
from lsc_domain.socle.ids import DocumentId, EvenementId, ImmeubleId, ModeleId, TiersId

JOUR = date(2026, 9, 8)
ASSEMBLEES = (date(2024, 6, 10), date(2025, 6, 12), date(2026, 3, 3))
CONSEIL, REGLEMENT, COURRIERS = (
    classeur("Conseil syndical"),
    classeur("Règlement de copropriété"),
    classeur("Courriers"),
)
CLASSEURS = {un.id: un for un in classeurs_par_defaut()}
PROPRIETAIRES = (ATRILLON, BPETRUS, BROUILLY, CLATOUR, CLIQUOT)


def gilbert() -> Immeuble:
    return evolve(le_gilbert(), assemblees_sur_les_comptes=ASSEMBLEES)


def papier(
    code: str, ou: Classeur, *, le: date = date(2026, 7, 1), fin: date | None = None, a: tuple[TiersId, ...] = (),
    immeuble: ImmeubleId | None = GILBERT,
) -> Document:  # fmt: skip
    un = document(ou, immeuble, id=f"{code}/{ou.id}/{le}/{a}", depuis=le, a=a)
    return evolve(un, fait_le=le, piece_du_minimum=code, valable_jusqua=fin)


def du_syndic() -> list[Document]:
    return [
        verser(
            piece(f"{code}.pdf"),
            id=DocumentId(code),
            le=date(2026, 1, 1),
            piece_du_minimum=code,
            valable_jusqua=date(2026, 12, 31),
        )
        for code in ("C5a", "C5b", "C5c")
    ]


def tout() -> list[Document]:
    """A whole extranet: every line, where it is due, fresh."""
    pieces = du_syndic()
    for ligne in minimum_a_la_date(JOUR):
        if ligne.audience is Audience.CHAQUE_COPROPRIETAIRE:
            pieces += (
                papier(ligne.code, COURRIERS, le=le, a=(qui,))
                for qui in PROPRIETAIRES
                for le in (date(2024, 12, 1), date(2025, 12, 1), date(2026, 7, 1))
            )
        elif ligne.code == "A8":
            pieces += (papier("A8", classeur("Assemblées Générales"), le=le) for le in ASSEMBLEES)
        elif ligne.code != "C5":
            ou = CONSEIL if ligne.audience is Audience.CONSEIL_SYNDICAL else REGLEMENT
            pieces.append(papier(ligne.code, ou, fin=date(2027, 1, 1)))
    return pieces


def bilan(
    documents: list[Document],
    immeuble: Immeuble | None = None,
    reglages: Reglages = OUVERT,
    dispenses: Dispenses | None = None,
) -> Conformite:
    lequel = immeuble or gilbert()
    return conformite_de_l_immeuble(
        lequel,
        parc=le_parc(lequel),
        classeurs=CLASSEURS,
        documents=documents,
        jour=JOUR,
        reglages=reglages,
        dispenses=dispenses,
    )


def etat(un: Conformite, code: str) -> EtatDePiece:
    return next(constat.etat for constat in un.constats if constat.piece.code == code)


def detail(un: Conformite, code: str) -> str:
    return next(constat.detail for constat in un.constats if constat.piece.code == code)


@pytest.mark.req("I-33", "EXA-20", "ELAN-03")
def test_a_whole_extranet_lacks_nothing() -> None:
    """Every line there, fresh, and read by those it is due to."""
    un = bilan(tout())
    assert [(constat.piece.code, constat.detail) for constat in un.manquements] == []
    assert un.est_conforme
    assert un.mal_placees == ()
    assert not un.liste_a_faire


@pytest.mark.req("I-33")
@pytest.mark.parametrize("ligne", minimum_a_la_date(JOUR), ids=lambda ligne: ligne.code)
def test_each_line_taken_away_is_missing(ligne: PieceMinimale) -> None:
    """Without its papers a line is missing, that one alone, and its article is said."""
    codes = ligne.codes
    un = bilan([piece for piece in tout() if piece.piece_du_minimum not in codes])
    assert [(constat.piece, constat.etat) for constat in un.manquements] == [(ligne, EtatDePiece.MANQUANT)]
    assert str(un.manquements[0].article) == str(ligne.article)
    assert un.liste_a_faire == (ligne.code == "C4")


@pytest.mark.req("I-33", "EXA-20", "ELAN-03")
def test_a_paper_of_the_owners_in_a_binder_of_the_council_is_missing() -> None:
    """The règlement filed in « Conseil syndical » is there for the council, and not for those it is due to."""
    autres = [un for un in tout() if un.piece_du_minimum != "A1"]
    un = bilan([*autres, papier("A1", CONSEIL)])
    assert etat(un, "A1") is EtatDePiece.MANQUANT
    assert detail(un, "A1").endswith("déposé dans « Conseil syndical », où les copropriétaires ne le lisent pas")
    assert [(une.piece.code, une.classeur) for une in un.mal_placees] == [("A1", "Conseil syndical")]
    assert etat(bilan([*autres, papier("A1", CONSEIL), papier("A1", REGLEMENT)]), "A1") is EtatDePiece.PRESENT


@pytest.mark.req("I-33", "I-30", "I-31")
@pytest.mark.parametrize(
    ("code", "perdu"),
    [
        ("C2", lambda: papier("C2", CONSEIL, a=(ATRILLON,))),
        ("A3", lambda: papier("A3", REGLEMENT, a=(ATRILLON,))),
        ("A3", lambda: evolve(papier("A3", REGLEMENT), lot=lot("248"))),
        ("B1", lambda: papier("B1", COURRIERS)),
        ("A3", lambda: papier("A3", CLASSEUR_DU_SYNDIC, immeuble=None)),
    ],
)
def test_what_those_it_is_due_to_do_not_read_does_not_count(code: str, perdu: object) -> None:
    """Addressed to one, about a lot, or in the space of councils, a paper of all is missing; a shared account too."""
    assert callable(perdu)
    un = bilan([*(une for une in tout() if une.piece_du_minimum != code), perdu()])
    assert etat(un, code) is EtatDePiece.MANQUANT
    assert [une.piece.code for une in un.mal_placees] == [code]


@pytest.mark.req("I-33")
def test_an_owner_without_his_own_account_is_named() -> None:
    """B1 is due to each: CLIQUOT has none, and is named; about his lot, it counts for whoever holds it."""
    sans = [un for un in tout() if not (un.piece_du_minimum == "B1" and un.destinataires == (CLIQUOT,))]
    constat = next(un for un in bilan(sans).constats if un.piece.code == "B1")
    assert (constat.etat, constat.concernes) == (EtatDePiece.MANQUANT, (CLIQUOT,))
    par_lot = evolve(papier("B1", COURRIERS), lot=lot("142"))
    assert etat(bilan([*sans, par_lot]), "B1") is EtatDePiece.PRESENT


@pytest.mark.req("I-33")
def test_what_is_no_longer_fresh_is_stale() -> None:
    """A carte professionnelle past its day, a list older than the accounts: published again is not made again."""
    vieille = [un for un in tout() if un.piece_du_minimum not in {"C5a", "C4"}]
    carte = verser(
        piece("carte.pdf"),
        id=DocumentId("carte"),
        le=date(2023, 7, 1),
        piece_du_minimum="C5a",
        valable_jusqua=date(2026, 7, 1),
    )
    ancienne = evolve(papier("C4", CONSEIL, le=date(2026, 7, 1)), fait_le=date(2025, 1, 10))
    un = bilan([*vieille, carte, ancienne])
    assert [(constat.piece.code, constat.etat) for constat in un.manquements] == [
        ("C4", EtatDePiece.PERIME),
        ("C5", EtatDePiece.PERIME),
    ]
    assert un.liste_a_faire
    sans_conseil = finir_le_mandat(gilbert(), BROUILLY, le=JOUR).unwrap()
    assert not bilan([*vieille, carte, ancienne], sans_conseil).liste_a_faire


@pytest.mark.req("I-33", "X-05")
def test_documents_du_syndic_count_for_every_building() -> None:
    """C5 is of the whole portfolio; open to all owners it is still read by the council; a closed module has nothing."""
    assert (
        etat(bilan(tout(), reglages=Reglages(lecteurs_du_syndic=LecteursDuSyndic.COPROPRIETAIRES)), "C5")
        is EtatDePiece.PRESENT
    )
    ferme = bilan(tout(), reglages=Reglages(syndic=False))
    assert {constat.etat for constat in ferme.constats} == {EtatDePiece.MANQUANT}
    tous = conformite_du_parc(
        le_parc(gilbert(), le_saint_louis()),
        classeurs=classeurs_par_defaut(),
        documents=tout(),
        jour=JOUR,
        reglages=OUVERT,
    )
    assert [(un.immeuble, un.est_conforme, etat(un, "C5")) for un in tous] == [
        (GILBERT, True, EtatDePiece.PRESENT),
        (SAINTLOUIS, False, EtatDePiece.PRESENT),
    ]


@pytest.mark.req("I-33")
def test_what_is_not_due_is_not_missing() -> None:
    """No contract: A6 is without object; an assembly that decided otherwise, or an amateur syndic: nothing is due."""
    assert etat(bilan([], dispenses=Dispenses(sans_objet={GILBERT: frozenset({"A6"})})), "A6") is EtatDePiece.SANS_OBJET
    for dispenses in (Dispenses(immeubles=frozenset({GILBERT})), Dispenses(syndic_professionnel=False)):
        assert bilan([], dispenses=dispenses).est_conforme
    assert not bilan([], dispenses=Dispenses(immeubles=frozenset({SAINTLOUIS}))).est_conforme


@pytest.mark.req("I-33", "CORE-06")
def test_the_code_and_the_dates_come_from_the_event() -> None:
    """The model says which paper it is; the event, when it was made and until when it is in force."""
    modele = Modele(id=ModeleId("A9"), nom="Contrat de syndic", classeur=REGLEMENT.id, piece_du_minimum="A9")
    evenement = Evenement(
        id=EvenementId("E"), chrono=1, modele=modele.id, immeuble=GILBERT, objet="Contrat", traite_le=date(2025, 7, 1),
        publie_le=date(2026, 1, 1), pieces=(piece("contrat.pdf"),), valable_jusqua=date(2026, 6, 30),
    )  # fmt: skip
    (contrat,) = classer(evenement, modele, REGLEMENT).unwrap()
    assert (contrat.fait_le, contrat.valable_jusqua) == (date(2025, 7, 1), date(2026, 6, 30))
    assert detail(bilan([contrat]), "A9") == "expiré le 30/06/2026"
    encore = evolve(evenement, valable_jusqua=date(2028, 6, 30))
    assert etat(bilan([*classer(encore, modele, REGLEMENT).unwrap()]), "A9") is EtatDePiece.PRESENT
