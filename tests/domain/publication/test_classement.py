"""What is filed after a change is what would be filed anew, and what did not change is the same object."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from lsc_domain.classeur.defaut import classeurs_par_defaut
from lsc_domain.classeur.document import Document, Source
from lsc_domain.evenement.evenement import Evenement
from lsc_domain.evenement.modele import Modele
from lsc_domain.publication.classement import Classement
from lsc_domain.publication.etat import Etat
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import DocumentId, EvenementId, ModeleId
from lsc_domain.testing.strategies import classeur, evenement

JOUR = date(2020, 7, 7)
CLASSEURS = {un.id: un for un in classeurs_par_defaut()}
MODELES = {ModeleId(un.nom): Modele(id=ModeleId(un.nom), nom=un.nom, classeur=un.id) for un in CLASSEURS.values()}
IDS = [EvenementId(lettre) for lettre in "ABC"]


@st.composite
def portefeuilles(draw: st.DrawFn) -> dict[EvenementId, Evenement]:
    """Up to three events, most of them published, some of which replace others."""
    modeles, jours = st.sampled_from([*MODELES, ModeleId("inconnu")]), st.sampled_from((JOUR, JOUR, None))
    gardes = draw(st.lists(st.sampled_from(IDS), unique=True, min_size=1))
    return {
        id_: evolve(
            draw(evenement.evenements(modeles)),
            id=id_,
            publie_le=draw(jours),
            remplace=draw(st.sampled_from((None, *IDS))),
        )
        for id_ in gardes
    }


def l_etat(evenements: dict[EvenementId, Evenement], *a_la_main: Document) -> Etat:
    return Etat(classeurs=CLASSEURS, modeles=MODELES, evenements=tuple(evenements.values()), a_la_main=tuple(a_la_main))


@given(portefeuilles(), portefeuilles(), st.lists(st.sampled_from(IDS)), classeur.documents())
@pytest.mark.req("PUB-07", "EXP-38", "EXA-22")
def test_what_changed_is_filed_again_and_nothing_else(
    avant: dict[EvenementId, Evenement],
    autres: dict[EvenementId, Evenement],
    ecrits: list[EvenementId],
    carte: Document,
) -> None:
    """Events written, forgotten, that replace others or do no more; papers put by hand come and go."""
    carte = evolve(carte, id=DocumentId("carte"), evenement=None)
    apres = {id_: un for id_, un in avant.items() if id_ not in ecrits}
    apres |= {id_: autres[id_] for id_ in ecrits if id_ in autres}
    classement = Classement.de(l_etat(avant))
    suivant = classement.apres(l_etat(apres, carte), frozenset(ecrits))
    assert suivant.documents == Classement.de(l_etat(apres, carte)).documents
    assert set(classement.apres(l_etat(avant), frozenset()).documents.values()) == set(classement.documents.values())
    for id_, un in suivant.documents.items():
        if un.evenement not in ecrits and id_ in classement.documents:
            assert un is classement.documents[id_] or un.evenement in (
                suivant.etat.remplaces ^ classement.etat.remplaces
            )


def test_two_papers_with_one_identity_are_refused() -> None:
    """Whoever opens one would read the other."""
    un = Document(
        id=DocumentId("A/0"),
        titre="Carte.pdf",
        classeur=next(iter(CLASSEURS)),
        chemin=(),
        depuis=JOUR,
        empreinte="0" * 64,
        taille=1,
        source=Source.PIECE,
    )
    with pytest.raises(InvalidValue, match="même identité"):
        Classement.de(l_etat({}, un, un))
    with pytest.raises(InvalidValue, match="même identité"):
        Classement.de(l_etat({})).apres(l_etat({}, un, un), frozenset())
