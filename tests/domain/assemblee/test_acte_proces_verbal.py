"""The minutes as what they say, on the figures of the trade's own example. AG-44 to AG-50, I-21, I-23."""

import re
from datetime import date, time
from fractions import Fraction

import pytest
from attrs import evolve
from gilbert import (
    ALOXE,
    ATRILLON,
    BROUILLY,
    LAFITTE,
    LATOUR,
    LEPITRE,
    MORGON,
    PETRUS,
    PIERRE,
    bulletins,
    resolution,
    seance_de_12,
    seance_de_13,
    syndicat_de_13,
)
from hypothesis import given

from lsc_domain.assemblee import Amendement, Depouillement, Incident, Seance, depouiller
from lsc_domain.assemblee.acte.proces_verbal import Signature, acte_de_proces_verbal
from lsc_domain.assemblee.acte.recapitulatif import LigneDeTableau
from lsc_domain.assemblee.acte.vote import AMENDEE, Tour, VoteDuProcesVerbal, ecrire_article
from lsc_domain.assemblee.tenue import PouvoirEnBlancRemis, Reserve, Suspension, Tenue, TexteDeResolution
from lsc_domain.copropriete import CleDeRepartition, Coproprietaire, Personne
from lsc_domain.loi import ArticleDeVote
from lsc_domain.socle.affichage import ESPACE_FINE
from lsc_domain.socle.ids import CleId, CoproprietaireId, ResolutionId
from lsc_domain.testing.strategies import depouillements

TOTAL = f"1{ESPACE_FINE}000,91516"
SIX = ResolutionId("6")


def depouille(seance: Seance) -> Depouillement:
    return depouiller(seance).unwrap()


def acte(seance: Seance | None = None, tenue: Tenue | None = None, **options):
    return acte_de_proces_verbal(depouille(seance or seance_de_13()), tenue or Tenue(), **options)


def vote(seance: Seance, tenue: Tenue | None = None, numero: str = "1") -> VoteDuProcesVerbal:
    return next(un for un in acte(seance, tenue).votes if un.numero == numero)


def chiffres(*lignes: LigneDeTableau) -> list[tuple[int, str]]:
    return [(ligne.coproprietaires, ligne.tantiemes) for ligne in lignes]


def lire(ligne: LigneDeTableau) -> tuple[int, Fraction]:
    return ligne.coproprietaires, Fraction(ligne.tantiemes.replace(ESPACE_FINE, "").replace(",", "."))


def noms(tour: Tour) -> dict[str, str]:
    return {liste.libelle: liste.noms for liste in tour.noms}


@pytest.mark.req("AG-45", "I-26")
def test_the_recap_prints_the_figures_of_the_source() -> None:
    recap = acte().recapitulatif
    assert [ligne.libelle for ligne in recap.lignes] == [
        "Présents physiquement",
        "Présents à distance",
        "Représentés",
        "Votants par correspondance",
        "Absents",
    ]
    assert chiffres(*recap.lignes, recap.total) == [
        (6, "442,90096"),
        (2, "139"),
        (2, "131,0142"),
        (2, "146"),
        (1, "142"),
        (13, TOTAL),
    ]


@pytest.mark.req("AG-46")
def test_the_lists_name_everybody_with_his_voices_over_the_total() -> None:
    listes = {liste.libelle.removeprefix("Liste des copropriétaires "): liste.noms for liste in acte().listes}
    a_6 = "(à 11:51, résolution 6)"
    assert listes == {
        "votants à distance": f"LATOUR (74/{TOTAL}), Pierre PROPRIETAIRE (65/{TOTAL})",
        "votants par correspondance": f"MORGON Charles (72/{TOTAL}), PETRUS Pierre (74/{TOTAL})",
        "absents": f"YQUEM Charles (142/{TOTAL})",
        "arrivé(s) en cours d'assemblée": (
            f"ALOXE CORTON Denise (72,90086/{TOTAL}) {a_6}, BROUILLY Alfred (82,0001/{TOTAL}) {a_6}, "
            f"LAFITTE Alexis (80/{TOTAL}) {a_6}"
        ),
        "parti(s) en cours d'assemblée": f"LAFITTE Alexis (80/{TOTAL}) {a_6}",
    }


@pytest.mark.req("AG-46")
def test_nobody_is_said_neant_and_a_movement_without_hour_has_none() -> None:
    seance = seance_de_13()
    mouvement = evolve(seance.feuille.mouvements[0], heure=None)
    listes = acte(evolve(seance, feuille=evolve(seance.feuille, mouvements=(mouvement,)))).listes
    assert listes[3].noms == f"ALOXE CORTON Denise (72,90086/{TOTAL}) (résolution 6)"
    assert listes[4].noms == "Néant"


@pytest.mark.req("AG-47", "AG-48")
def test_vote_1_prints_the_four_rows_that_add_up_and_the_detail() -> None:
    un = vote(seance_de_13())
    assert (un.numero, un.titre, un.article) == ("1", "Quitus au syndic", "article 24")
    assert un.phrase == "La résolution est ACCEPTÉE par les personnes ayant pris part au vote."
    (tour,) = un.tours
    assert [ligne.libelle for ligne in tour.votants] == [
        "Présents ou représentés",
        "Votants à distance",
        "Votants par correspondance",
        "Absents (ou non votants)",
    ]
    assert chiffres(*tour.votants, tour.total) == [
        (6, "419,0142"),
        (2, "139"),
        (2, "146"),
        (3, "296,90096"),
        (13, TOTAL),
    ]
    assert [ligne.libelle for ligne in tour.detail] == ["Oui", "Non", "Abstentions"]
    assert chiffres(*tour.detail) == [(9, "632,0142"), (0, "0"), (1, "72")]


@pytest.mark.req("AG-49", "MSG-06")
def test_vote_1_names_who_abstained_and_not_the_absent_among_those_who_took_no_part() -> None:
    (tour,) = vote(seance_de_13()).tours
    assert noms(tour) == {
        "Se sont abstenus": f"MORGON Charles (72/{TOTAL})",
        "Se sont opposés à la décision": "Néant",
        "N'ont pas pris part au vote (*)": "Néant",
        "Sont défaillants": (
            f"ALOXE CORTON Denise (72,90086/{TOTAL}), BROUILLY Alfred (82,0001/{TOTAL}), YQUEM Charles (142/{TOTAL})"
        ),
    }


@pytest.mark.req("AG-49", "I-22")
def test_where_the_assembly_refused_its_opponents_are_those_who_voted_for() -> None:
    syndicat = syndicat_de_13()
    votes = {ResolutionId("1"): bulletins(syndicat, oui=(LATOUR,), non=(ATRILLON, LAFITTE))}
    nommes = noms(vote(seance_de_13(votes=votes)).tours[0])
    assert nommes["Ont voté contre"] == f"ATRILLON Bernard (74/{TOTAL}), LAFITTE Alexis (80/{TOTAL})"
    assert nommes["Se sont opposés à la décision, ayant voté pour"] == f"LATOUR (74/{TOTAL})"
    assert "Se sont opposés à la décision" not in nommes


@pytest.mark.req("AG-50", "AG-37", "I-24")
def test_an_amended_resolution_has_its_text_its_footnote_and_its_defaillants() -> None:
    seance = seance_de_13(
        resolution("1", projet="Le projet."),
        votes={ResolutionId("1"): bulletins(syndicat_de_13(), oui=(ATRILLON, PETRUS), non=(MORGON,))},
        amendements=(
            Amendement(resolution=ResolutionId("1"), texte="Le texte voté.", heure=time(10, 30)),
            Amendement(resolution=ResolutionId("1"), heure=time(10, 40)),
        ),
        feuille=evolve(seance_de_13().feuille, mouvements=()),
    )
    un = vote(seance)
    assert (un.texte, un.projet) == ("Le texte voté.", "Le projet.")
    assert un.amendee == "Résolution amendée en séance (à 10:30, 10:40)"
    assert un.note == AMENDEE
    nommes = noms(un.tours[0])
    assert f"PETRUS Pierre (74/{TOTAL})" in nommes["N'ont pas pris part au vote (*)"]
    assert nommes["Sont assimilés à des défaillants (*)"] == f"PETRUS Pierre (74/{TOTAL})"
    assert f"PETRUS Pierre (74/{TOTAL})" in nommes["Sont défaillants"]
    assert un.observations == ()


@pytest.mark.req("AG-50")
def test_only_an_amended_resolution_repeats_the_footnote_which_the_minutes_print_once() -> None:
    minutes = acte()
    assert minutes.note == AMENDEE
    assert [un.note for un in minutes.votes] == [""] * 7
    seance = seance_de_13(amendements=(Amendement(resolution=SIX),))
    assert vote(seance, numero="6").amendee == "Résolution amendée en séance"
    assert vote(seance, numero="6").texte == vote(seance, numero="6").projet == ""


@pytest.mark.req("AG-50", "AG-37")
def test_under_elan_the_footnote_says_what_that_law_did() -> None:
    seance = seance_de_13(amendements=(Amendement(resolution=ResolutionId("1")),))
    note = vote(evolve(seance, fiche=evolve(seance.fiche, date=date(2019, 7, 8)))).note
    assert "comptés comme défavorables" in note


@pytest.mark.req("MAJ-03", "MAJ-06", "MAJ-10", "AG-47")
def test_a_second_vote_is_told_like_the_first_and_its_text_ends_the_resolution() -> None:
    votes = {
        ResolutionId("1"): bulletins(syndicat_de_13(), oui=(ATRILLON, LATOUR, LAFITTE, PIERRE, LEPITRE), non=(PETRUS,))
    }
    seance = seance_de_13(
        resolution("1", "25"),
        votes=votes,
        seconds_votes=votes,
        feuille=evolve(seance_de_13().feuille, mouvements=()),
    )
    texte = "Il a été procédé à un second vote."
    un = vote(seance, Tenue(textes=(TexteDeResolution(resolution=ResolutionId("1"), texte=texte),)))
    assert un.suite == (texte,)
    assert un.resultat == "ACCEPTÉE à l'article 24"
    assert [(tour.titre, tour.article) for tour in un.tours] == [
        ("Premier vote", "article 25"),
        ("Second vote", "article 24"),
    ]
    premier, second = map(noms, un.tours)
    assert premier["Ont voté contre"] == second["Se sont opposés à la décision"] == f"PETRUS Pierre (74/{TOTAL})"
    # The first vote decided nothing: nobody is opponent or défaillant of it.
    assert not {"Se sont opposés à la décision", "Sont défaillants"} & premier.keys()


@pytest.mark.req("MAJ-03")
def test_a_second_vote_that_was_not_held_is_an_observation() -> None:
    votes = {ResolutionId("1"): bulletins(syndicat_de_13(), oui=(ATRILLON, LATOUR, LAFITTE, PIERRE, LEPITRE))}
    seance = seance_de_13(resolution("1", "25"), votes=votes, feuille=evolve(seance_de_13().feuille, mouvements=()))
    un = vote(seance)
    assert [tour.titre for tour in un.tours] == [""]
    assert un.observations == ("Le second vote est ouvert et n'a pas été tenu.",)


def test_an_item_not_put_to_the_vote_has_no_figures() -> None:
    seance = seance_de_13(resolution("1", "aucun"), votes={}, feuille=evolve(seance_de_13().feuille, mouvements=()))
    un = vote(seance)
    assert (un.article, un.cle, un.tours, un.phrase) == ("", "", (), "PAS DE VOTE.")


@pytest.mark.req("I-24")
def test_a_point_added_in_session_is_discussed_and_not_decided() -> None:
    un = vote(seance_de_13(), Tenue(ajoutees=frozenset({ResolutionId("2")})), "2")
    assert un.ajoutee.endswith("l'assemblée en débat et n'en décide pas (décret 67-223, art. 13).")
    assert (un.phrase, un.resultat, un.tours, un.motifs) == ("", "", (), ())
    vote_tenu = vote(seance_de_13(), Tenue(ajoutees=frozenset({ResolutionId("1")})))
    assert "n'engage pas l'assemblée" in vote_tenu.ajoutee
    assert vote_tenu.tours
    assert vote(seance_de_13()).ajoutee == ""


def test_a_sub_resolution_that_falls_with_its_parent_without_a_vote_has_no_table() -> None:
    enfant = resolution("1.1", "24")
    votes = {ResolutionId("1"): bulletins(syndicat_de_13(), non=(ATRILLON,))}
    seance = seance_de_13(
        resolution("1", "24", sous_resolutions=(enfant,)),
        votes=votes,
        feuille=evolve(seance_de_13().feuille, mouvements=()),
    )
    un = vote(seance, numero="1.1")
    assert un.sous_resolution
    assert (un.tours, un.resultat) == ((), "REJETÉE")
    assert un.motifs[0].startswith("La résolution 1, dont celle-ci dépend")


@pytest.mark.req("I-21")
def test_reserves_incidents_and_blank_proxies_are_told() -> None:
    tenue = Tenue(
        reserves=(
            Reserve(coproprietaire=LEPITRE, texte="Convoqué tard."),
            Reserve(coproprietaire=MORGON, resolution=SIX, texte="Vote irrégulier."),
        ),
        pouvoirs_en_blanc=(PouvoirEnBlancRemis(mandant=ATRILLON, remis_par="Casper", mandataire="Girardot"),),
    )
    incidents = (
        Incident(resolution=SIX, coproprietaire=LATOUR, texte="Liaison coupée.", heure=time(11, 55)),
        Incident(resolution=SIX, coproprietaire=PIERRE),
    )
    minutes = acte(seance_de_13(incidents=incidents), tenue)
    assert minutes.reserves == ("LEPITRE Abel : Convoqué tard.",)
    assert minutes.votes[5].reserves == ("MORGON Charles : Vote irrégulier.",)
    assert minutes.votes[5].incidents == (
        "LATOUR (à 11:55) : Liaison coupée.",
        "Pierre PROPRIETAIRE : incident technique",
    )
    (pouvoir,) = minutes.pouvoirs_en_blanc
    assert pouvoir.startswith(
        "Le pouvoir de ATRILLON Bernard, reçu sans indication de mandataire, a été remis par Casper"
    )


@pytest.mark.req("I-21")
def test_hours_and_bureau_are_told() -> None:
    seance = seance_de_13()
    fiche = evolve(
        seance.fiche,
        lieu="4, rue Gilbert 54000 NANCY",
        convocation_presentee_le=date(2020, 6, 12),
        president=Personne(coproprietaire=MORGON),
        secretaire=Personne(nom="Agence Crypto"),
        scrutateurs=(Personne(coproprietaire=BROUILLY), Personne(coproprietaire=ALOXE)),
    )
    tenue = Tenue(
        ouverte_a=time(17, 5),
        close_a=time(19, 30),
        suspensions=(
            Suspension(suspendue_a=time(18), reprise_a=time(18, 10), motif="pause.", reprise=True),
            Suspension(),
        ),
    )
    minutes = acte(evolve(seance, fiche=fiche), tenue)
    assert minutes.introduction[0] == (
        "Les copropriétaires du syndicat S001 Syndicat Gilbert se sont réunis en assemblée générale ordinaire le "
        "mardi 7 juillet 2020 à 17:00, 4, rue Gilbert 54000 NANCY, sur convocation présentée le 12/06/2020."
    )
    assert minutes.deroulement == (
        "La séance est ouverte à 17:05.",
        "La séance est suspendue à 18:00 et reprise à 18:10 : pause.",
        "La séance est suspendue.",
    )
    assert minutes.cloture == "L'ordre du jour étant épuisé, la séance est levée à 19:30."
    assert [(un.libelle, un.noms) for un in minutes.bureau] == [
        ("Président de séance", "MORGON Charles"),
        ("Secrétaire de séance", "Agence Crypto"),
        ("Scrutateurs", "BROUILLY Alfred, ALOXE CORTON Denise"),
    ]
    assert minutes.signatures == (
        Signature(fonction="Le président de séance", nom="MORGON Charles"),
        Signature(fonction="Le secrétaire de séance", nom="Agence Crypto"),
        Signature(fonction="Scrutateur", nom="BROUILLY Alfred"),
        Signature(fonction="Scrutateur", nom="ALOXE CORTON Denise"),
    )
    assert minutes.a_signer_au_plus_tard == "15/07/2020"


def test_what_is_not_known_is_not_said() -> None:
    minutes = acte()
    assert (minutes.deroulement, minutes.bureau) == ((), ())
    assert minutes.cloture == "L'ordre du jour étant épuisé, la séance est levée."
    assert [un.nom for un in minutes.signatures] == ["", ""]
    assert minutes.contestation.reference == "Loi 65-557, art. 42, al. 2"


@pytest.mark.req("I-23")
def test_a_correction_says_its_version_author_and_reason() -> None:
    signature = Signature(fonction="Scrutateur", nom="Casper", signe_le="10/07/2020")
    corrige = acte(
        version=2,
        etabli_le=date(2020, 7, 10),
        auteur="Agence Crypto",
        motif_de_correction="Nom mal écrit.",
        empreinte="0f" * 32,
        signatures=(signature,),
    )
    version = corrige.version
    assert (version.numero, version.correction, version.etabli_le) == (2, True, "10/07/2020")
    assert (version.auteur, version.motif) == ("Agence Crypto", "Nom mal écrit.")
    assert (corrige.date_iso, corrige.empreinte, corrige.signatures) == ("2020-07-10", "0f" * 32, (signature,))
    assert not acte().version.correction
    assert acte().date_iso == "2020-07-07"


@pytest.mark.req("AG-44")
def test_the_two_models_say_the_same_and_there_is_no_third() -> None:
    premier, second = acte(), acte(modele="proces_verbal_tableau")
    assert (premier.modele, second.modele) == ("proces_verbal", "proces_verbal_tableau")
    assert evolve(second, modele="proces_verbal") == premier
    with pytest.raises(ValueError, match="modele"):
        acte(modele="autre")


@pytest.mark.req("I-09")
def test_a_reduction_of_voices_is_said_once_and_names_weigh_what_is_left() -> None:
    cle = CleId("010")
    seance = seance_de_12(votes={})
    lourd = seance.syndicat.coproprietaires[1]
    lots = tuple(
        evolve(lot, tantiemes=tuple(evolve(part, valeur=part.valeur * 30) for part in lot.tantiemes))
        for lot in lourd.lots
    )
    syndicat = evolve(
        seance.syndicat,
        coproprietaires=(
            seance.syndicat.coproprietaires[0],
            evolve(lourd, lots=lots),
            *seance.syndicat.coproprietaires[2:],
        ),
    )
    seance = evolve(seance, syndicat=syndicat, votes={ResolutionId("1"): bulletins(syndicat, non=(PETRUS,))})
    minutes = acte(seance)
    (dit,) = minutes.voix
    assert dit.startswith("Clé 010-CHARGES COMMUNES GENERALES : Un copropriétaire détient")
    assert dit.endswith("(loi 65-557, art. 22, I, al. 2).")
    assert [un.observations for un in minutes.votes] == [()]
    total = seance.voix(cle).total.voix
    assert lire(minutes.recapitulatif.total) == (12, total)
    assert "BPETRUS Pierre (926,91516/" in noms(minutes.votes[0].tours[0])["Ont voté contre"]


def test_what_is_true_of_every_line_is_observed_once() -> None:
    syndicat = evolve(seance_de_13().syndicat, cles=(CleDeRepartition(code=CleId("010")),))
    minutes = acte(evolve(seance_de_13(), syndicat=syndicat))
    assert len(minutes.observations) == 1
    assert minutes.observations[0].startswith("Aucune clé n'est générale")
    assert all(not un.observations for un in minutes.votes)


def test_owners_left_out_of_a_count_are_named() -> None:
    seance = seance_de_13(
        resolution("1", exclus=frozenset({ATRILLON})), feuille=evolve(seance_de_13().feuille, mouvements=())
    )
    observations = vote(evolve(seance, votes={})).observations
    assert f"Voix écartées de ce décompte (loi 65-557, art. 19-2) : ATRILLON Bernard (74/{TOTAL})." in observations


def test_an_unanimous_vote_names_its_article() -> None:
    seance = seance_de_13(
        resolution("1", article=None), votes={}, feuille=evolve(seance_de_13().feuille, mouvements=())
    )
    ligne = evolve(seance.ordre_du_jour.resolutions[0], article=ArticleDeVote("unanimite"))
    odj = type(seance.ordre_du_jour)((ligne,))
    assert vote(evolve(seance, ordre_du_jour=odj)).article == "unanimité"
    assert ecrire_article(None) == ""


@pytest.mark.req("AG-53")
def test_names_are_in_order_accents_aside_and_owners_are_found_by_identity() -> None:
    seance = seance_de_13()
    zoe = [Coproprietaire(id=CoproprietaireId(f"450Z{nom}"), nom=nom) for nom in ("ZOÉ", "ÉTÉ", "Zoa")]
    syndicat = evolve(seance.syndicat, coproprietaires=(*seance.syndicat.coproprietaires, *zoe))
    feuille = evolve(seance.feuille, coproprietaires=tuple(syndicat.rangs))
    absents = acte(evolve(seance, syndicat=syndicat, feuille=feuille)).listes[2].noms
    assert [nom.split(" (")[0] for nom in absents.split("), ")] == ["ÉTÉ", "YQUEM Charles", "Zoa", "ZOÉ"]


@pytest.mark.req("AG-45", "AG-48", "I-25")
@given(depouillements())
def test_the_recap_and_every_table_of_votes_add_up(depouillement: Depouillement) -> None:
    seance = depouillement.seance
    minutes = acte_de_proces_verbal(depouillement, Tenue())
    recap = [lire(ligne) for ligne in minutes.recapitulatif.lignes]
    assert tuple(map(sum, zip(*recap, strict=True))) == lire(minutes.recapitulatif.total)
    for ligne, scrutin in zip(minutes.votes, depouillement.scrutins, strict=True):
        exclus = scrutin.suffrages.voix.membres & ~scrutin.suffrages.membres
        for tour in ligne.tours:
            votants = [lire(une) for une in tour.votants]
            assert tuple(map(sum, zip(*votants, strict=True))) == lire(tour.total)
            assert (
                tour.total.coproprietaires == (seance.voix(scrutin.ligne.resolution.cle).membres & ~exclus).bit_count()
            )
            exprimes = tuple(map(sum, zip(*map(lire, tour.detail), strict=True)))
            assert exprimes == tuple(map(sum, zip(*votants[:3], strict=True)))


@pytest.mark.req("AG-49")
@given(depouillements())
def test_as_many_are_named_as_were_counted(depouillement: Depouillement) -> None:
    for ligne in acte_de_proces_verbal(depouillement, Tenue()).votes:
        for tour in ligne.tours:
            nommes = noms(tour)
            oui, non, abstention = tour.detail
            assert combien(nommes["Se sont abstenus"]) == abstention.coproprietaires
            contre = nommes.get("Se sont opposés à la décision") or nommes["Ont voté contre"]
            assert combien(contre) == non.coproprietaires
            pour = nommes.get("Se sont opposés à la décision, ayant voté pour")
            assert pour is None or combien(pour) == oui.coproprietaires


def combien(liste: str) -> int:
    return len(re.findall(rf"\([\d,{ESPACE_FINE}]+/[\d,{ESPACE_FINE}]+\)", liste))
