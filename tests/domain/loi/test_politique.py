"""What the law leaves open: changing a field of the policy changes a decision, a count or a date."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest
from attrs import evolve, fields, frozen
from gilbert import (
    CHARGES,
    JOUR,
    LATOUR,
    LEPITRE,
    MEURSAULT,
    MORGON,
    PETRUS,
    PIERRE,
    bulletins,
    lots,
    resolution,
    seance_de_12,
    seance_de_13,
)

from lsc_domain.assemblee import Choix, Incident, Seance, depouiller, irregularites, lire_cases
from lsc_domain.assemblee.presence import EtatDesPresences
from lsc_domain.copropriete import CleDeRepartition, Coproprietaire, Personne, Syndicat
from lsc_domain.loi import (
    ArticleDeVote,
    Decompte,
    Poids,
    Politique,
    decider,
    decision_nommee,
    formulaire_au_plus_tard,
    plafonner,
    regime_du_vote,
)
from lsc_domain.socle.ids import CleId, CoproprietaireId, ResolutionId

UN = ResolutionId("1")
JUIN_2023 = date(2023, 6, 15)


def compte(pour: int, contre: int, total: int = 1000) -> Decompte:
    return Decompte(
        pour=Poids(voix=Fraction(pour)),
        contre=Poids(voix=Fraction(contre)),
        non_votant=Poids(voix=Fraction(total - pour - contre)),
    )


def au_premier_vote(seance: Seance, politique: Politique, ligne: str = "1") -> str:
    depouillement = depouiller(evolve(seance, politique=politique)).unwrap()
    return depouillement.scrutin(ResolutionId(ligne)).resultat.value


def passerelle(politique: Politique) -> object:
    """Art. 25, 350 yes and 520 no of 1000: does a second vote open?"""
    decision = decider(compte(350, 520), article=ArticleDeVote("25"), le=JUIN_2023, politique=politique)
    return decision.second_vote is not None


def second_vote(politique: Politique) -> object:
    """PETRUS and MORGON voted yes by correspondence, once: do their 146 voices carry the second vote?"""
    seance = seance_de_13(resolution("1", "25"), *(resolution(str(n)) for n in range(2, 8)))
    oui, non = (PETRUS, MORGON, LATOUR, PIERRE, LEPITRE), (MEURSAULT,)
    seance = seance.enregistrer(UN, bulletins(seance.syndicat, oui=oui, non=non))
    second = bulletins(seance.syndicat, oui=(LEPITRE,), non=(LATOUR, PIERRE))
    return au_premier_vote(seance.enregistrer(UN, second, second_vote=True), politique)


def sous_resolution(politique: Politique) -> object:
    """The parent is refused, the child has its own majority."""
    seance = seance_de_12(resolution("1", sous_resolutions=(resolution("1.1"),)))
    seance = seance.enregistrer(UN, bulletins(seance.syndicat, non=(PETRUS,)))
    seance = seance.enregistrer(ResolutionId("1.1"), bulletins(seance.syndicat, oui=(PETRUS,)))
    return au_premier_vote(seance, politique, "1.1")


SPECIALE = CleId("020")
A, B, C, SYNDICAT = (CoproprietaireId(nom) for nom in ("A", "B", "C", "SYNDICAT"))


def syndicat(cle: CleId = CHARGES, **parts: str) -> Syndicat:
    return Syndicat(
        nom="Syndicat",
        cles=(CleDeRepartition(code=CHARGES, generale=True), CleDeRepartition(code=SPECIALE)),
        coproprietaires=tuple(
            Coproprietaire(
                id=CoproprietaireId(nom),
                nom=nom,
                lots=lots({nom: part}, cle),
                sans_voix=nom == "SYNDICAT",
            )
            for nom, part in parts.items()
        ),
    )


def voix_de_a(politique: Politique, cle: CleId = CHARGES, **parts: str) -> Fraction:
    return syndicat(cle, **parts).voix(cle, le=JUIN_2023, politique=politique).de(0)


def pouvoirs_de_casper(politique: Politique) -> object:
    """A (700 of 1000) is cut to 300: are Casper's 80 voices in four proxies a tenth of 600, or of 1000?"""
    parts = {"A": "700", "B": "20", "C": "20", "D": "20", "E": "20", "F": "220"}
    tous = syndicat(**parts)
    etat = EtatDesPresences(
        coproprietaires=tuple(tous.rangs),
        representes=0b011110,
        mandataires=dict.fromkeys(range(1, 5), Personne(nom="Casper")),
    )
    voix = tous.voix(CHARGES, le=JUIN_2023)
    return len(irregularites(etat, tous, voix=voix, le=JUIN_2023, politique=politique))


def entre_deux(politique: Politique) -> object:
    """What the second vote of art. 26-1 asks between two owners."""
    loi = regime_du_vote(ArticleDeVote("26"), JUIN_2023, deux_coproprietaires=True, politique=politique)
    assert loi.suite.passerelle is not None
    return loi.suite.passerelle.majorite.seuils[0].part


def coupure(politique: Politique) -> object:
    """MEURSAULT, remote, is cut off: does her no (65) still weigh?"""
    seance = evolve(seance_de_12(), incidents=(Incident(resolution=UN, coproprietaire=MEURSAULT),))
    seance = seance.enregistrer(UN, bulletins(seance.syndicat, oui=(LEPITRE,), non=(MEURSAULT,)))
    depouillement = depouiller(evolve(seance, politique=politique)).unwrap()
    return depouillement.scrutin(UN).suffrages.decompte.contre.voix


def accessibilite(politique: Politique) -> object:
    decision = decision_nommee("25-2 opposition", JUIN_2023)
    assert decision is not None
    return str(decision.vote_selon(politique))


def emprunt(politique: Politique) -> object:
    """A loan at the majority of works of 25 f, with a third of the voices: does it have a second vote?"""
    decision = decider(
        compte(400, 100), article=ArticleDeVote("25", "f"), le=JUIN_2023, emprunt=True, politique=politique
    )
    return decision.second_vote is not None


def plafond(politique: Politique) -> object:
    """14 % of the voices on 21 May 2020."""
    vingt = Fraction(20)
    tenus = plafonner([vingt] * 6, voix_propres=vingt, total=Fraction(1000), le=date(2020, 5, 21), politique=politique)
    return tenus.autorise


@frozen
class Dispute:
    """A field, what is asked, and what each camp answers; the first is the default."""

    champ: str
    question: Callable[[Politique], object]
    reponses: dict[object, object]


DISPUTES = (
    Dispute("majorite_non_ferme_la_passerelle", passerelle, {True: False, False: True}),
    Dispute("correspondance_au_second_vote", second_vote, {"reporter": "adoptee", "defaillant": "rejetee"}),
    Dispute("sous_resolutions", sous_resolution, {"liees": "rejetee", "independantes": "adoptee"}),
    Dispute(
        "plusieurs_cases",
        lambda politique: lire_cases([Choix.OUI, Choix.NON], politique=politique),
        {"abstention": Choix.ABSTENTION, "non_votant": Choix.NON_VOTANT},
    ),
    Dispute(
        "case_vide",
        lambda politique: lire_cases([], politique=politique),
        {"non_votant": Choix.NON_VOTANT, "abstention": Choix.ABSTENTION},
    ),
    Dispute(
        "reduction_sur_cle_speciale",
        lambda politique: voix_de_a(politique, SPECIALE, A="700", B="200", C="100"),
        {False: 700, True: 300},
    ),
    Dispute(
        "reduction_calculee_sur",
        lambda politique: voix_de_a(politique, A="450", B="200", C="150", SYNDICAT="200"),
        {"voix": 350, "quotes_parts": 450},
    ),
    Dispute("base_des_pouvoirs", pouvoirs_de_casper, {"apres_reduction": 1, "avant_reduction": 0}),
    Dispute("derogation_des_pouvoirs", plafond, {"stricte": False, "large": True}),
    Dispute(
        "dernier_jour_du_formulaire",
        lambda politique: formulaire_au_plus_tard(date(2020, 7, 9), politique=politique),
        {"calendaire": date(2020, 7, 5), "avance": date(2020, 7, 3)},
    ),
    Dispute(
        "dernier_jour_du_formulaire",
        lambda politique: formulaire_au_plus_tard(JOUR, politique=politique),
        {"calendaire": date(2020, 7, 3), "jours_ouvrables": date(2020, 7, 2)},
    ),
    Dispute("incident_technique", coupure, {"mention": 65, "defaillant": 0}),
    Dispute("second_vote_entre_deux", entre_deux, {"deux_tiers": Fraction(2, 3), "moitie": Fraction(1, 2)}),
    Dispute("opposition_a_l_accessibilite", accessibilite, {"25": "25", "24": "24"}),
    Dispute("emprunt_a_son_second_vote", emprunt, {True: True, False: False}),
)


@pytest.mark.req("I-08", "I-11", "I-18", "MAJ-05", "AG-21")
@pytest.mark.parametrize("dispute", DISPUTES, ids=lambda dispute: dispute.champ)
def test_each_camp_has_its_own_answer(dispute: Dispute) -> None:
    """The default is the first camp, and every other camp decides, counts or dates otherwise."""
    defaut = next(iter(dispute.reponses))
    assert getattr(Politique(), dispute.champ) == defaut
    assert dispute.question(Politique()) == dispute.reponses[defaut]
    for camp, reponse in dispute.reponses.items():
        assert dispute.question(evolve(Politique(), **{dispute.champ: camp})) == reponse
    assert len(set(map(str, dispute.reponses.values()))) == len(dispute.reponses)


def test_every_field_changes_something() -> None:
    """A field nobody reads would be a promise nobody keeps."""
    assert {dispute.champ for dispute in DISPUTES} == {champ.name for champ in fields(Politique)}
