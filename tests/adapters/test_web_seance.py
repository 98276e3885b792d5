"""The live meeting's screens: what is typed there is the same facts as anywhere, seen by everybody at once."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import re
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from salle_de_seance import salle_de_seance
from starlette.applications import Starlette

from lsc_adapters.bootstrap import memory_engine, sql_engine
from lsc_adapters.clock.fixed import FixedClock
from lsc_adapters.codec.journal import journal_de, verify_chain, write_journal
from lsc_adapters.codec.reading import read_json
from lsc_adapters.codec.recit import read_faits
from lsc_adapters.web.seance.direct import Direct
from lsc_adapters.web.seance.salle import VALIDITE
from lsc_domain import Engine
from lsc_domain.assemblee import fait as f
from lsc_domain.assemblee.choix import Choix
from lsc_domain.assemblee.fait import Fait
from lsc_domain.assemblee.vote import LETTRES
from lsc_domain.copropriete.personne import Personne
from lsc_domain.socle.ids import AssembleeId, ResolutionId

AG = AssembleeId("0-S001")
ICI = f"/agence/seances/{AG}"
GILBERT = read_faits(Path(__file__).parents[2] / "examples/gilbert.json")[1]
CONVOQUEE, PRESENCES, OUVERTE = 3, 11, 13
"""How many facts of the example make the notice, the attendance, the meeting open with its bureau."""


class Site:
    """A browser without script: it asks, posts forms, follows nothing by itself."""

    def __init__(self, engine: Engine) -> None:
        self.app = salle_de_seance(engine)

    def __call__(
        self, chemin: str, formulaire: dict[str, str] | None = None, *, donnees: bool = False
    ) -> tuple[int, str, str]:
        """Return the status, the page, and where it sends."""
        return asyncio.run(_demander(self.app, chemin, formulaire, donnees=donnees))


async def _demander(
    app: Starlette, chemin: str, formulaire: dict[str, str] | None, *, donnees: bool
) -> tuple[int, str, str]:
    from urllib.parse import unquote, urlencode

    corps = urlencode(formulaire or {}).encode()
    chemin, _, question = chemin.partition("?")
    entetes = [(b"host", b"agence.test"), (b"content-type", b"application/x-www-form-urlencoded")]
    if donnees:
        entetes.append((b"accept", b"application/json"))
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "scheme": "http", "root_path": "",
        "method": "GET" if formulaire is None else "POST", "path": unquote(chemin), "raw_path": chemin.encode(),
        "query_string": question.encode(), "headers": entetes, "server": ("agence.test", 80), "client": ("::1", 1),
    }  # fmt: skip
    envoyes: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": corps, "more_body": False}

    async def send(message: Any) -> None:
        envoyes.append(message)

    await app(scope, receive, send)
    debut = envoyes[0]
    lieu = next((valeur.decode() for nom, valeur in debut["headers"] if nom == b"location"), "")
    return debut["status"], b"".join(un.get("body", b"") for un in envoyes).decode(), lieu


def moteur(faits: Iterable[Fait] = GILBERT[:CONVOQUEE]) -> Engine:
    """An engine whose meeting has gone as far as these facts."""
    engine = memory_engine(clock=FixedClock(dt.datetime(2020, 7, 7, 9, 40, tzinfo=ZoneInfo("Europe/Paris"))))
    if faits := tuple(faits):
        engine.assemblees.inscrire(AG, *faits).unwrap()
    return engine


def gardes(engine: Engine) -> tuple[Fait, ...]:
    """The facts that are kept."""
    with engine.storage.transaction() as transaction:
        return tuple(une.fait for une in transaction.journal.read(AG))


def verifiee(engine: Engine) -> bool:
    """Whether the chain of what is kept holds, read from its export alone."""
    with engine.storage.transaction() as transaction:
        textes = tuple(transaction.journal.textes(AG))
    return bool(verify_chain(journal_de(read_json(write_journal(textes, reference=AG, assemblee=AG)))))


def _personne(nom: str, une: Personne | None) -> dict[str, str]:
    if une is None:
        return {}
    return {nom: une.coproprietaire} if une.coproprietaire else {f"{nom}_nom": une.nom}


def _heure(heure: dt.time | None) -> str:
    return heure.isoformat("minutes") if heure is not None else ""


def formulaire_de(fait: Fait) -> tuple[str, dict[str, str]]:
    """What one types, and where, for a fact to be kept."""
    match fait:
        case f.FormulaireRecu(formulaire=recu):
            reponses = {f"r:{une.resolution}": une.choix.value for une in recu.reponses}
            seconds = {f"s:{une.resolution}": une.second.value for une in recu.reponses if une.second is not None}
            tete = {
                "recu_le": recu.recu_le.isoformat(),
                "canal": recu.canal.value,
                "signe": "oui" if recu.signe else "",
            }
            return f"/presences/{recu.coproprietaire}/correspondance", tete | reponses | seconds
        case f.PresenceEnregistree(presence=une):
            mandataire = _personne("mandataire", une.mandataire)
            return "/presences", {"qui": une.coproprietaire, "mode": une.code.value} | mandataire
        case f.SeanceOuverte(heure=heure):
            return "/deroulement", {"geste": "ouvrir", "heure": _heure(heure)}
        case f.BureauElu():
            elus = _personne("president", fait.president) | _personne("secretaire", fait.secretaire)
            return "/deroulement", {"geste": "bureau"} | elus
        case f.VoteEnregistre():
            tour = "2" if fait.second_vote else "1"
            return f"/votes/{fait.resolution}", {"qui": fait.coproprietaire, "mode": LETTRES[fait.choix], "tour": tour}
        case f.ResolutionAmendee(amendement=un):
            return f"/votes/{un.resolution}", {"geste": "amender", "texte": un.texte}
        case f.SecondVoteOuvert():
            return f"/votes/{fait.resolution}", {"geste": "second", "texte": ""}
        case f.IncidentSurvenu(incident=un):
            coupe = {"geste": "incident", "coproprietaire": str(un.coproprietaire), "texte": un.texte}
            return f"/votes/{un.resolution}", coupe
        case f.MouvementEnregistre(mouvement=un):
            quoi = {"sens": un.sens.value, "code": un.code.value, "heure": _heure(un.heure)}
            qui = {"coproprietaire": str(un.coproprietaire), "resolution": str(un.resolution)}
            return "/mouvements", quoi | qui | _personne("mandataire", un.mandataire)
        case f.SeanceClose(heure=heure):
            return "/deroulement", {"geste": "clore", "heure": _heure(heure)}
        case _:
            raise AssertionError(fait.code)


@pytest.fixture
def en_seance() -> Iterator[tuple[Engine, Site]]:
    """The meeting open, nobody having voted in the room."""
    with moteur(GILBERT[:OUVERTE]) as engine:
        yield engine, Site(engine)


@pytest.mark.req("AG-03", "AG-09", "AG-18", "AG-34", "AG-35", "AG-37", "MAJ-03")
def test_the_whole_meeting_typed_on_the_screens_is_the_same_facts_count_and_minutes() -> None:
    """What `lsc ag tenir` keeps of the example, the forms keep too, fact for fact, and the same minutes follow."""
    with moteur() as tapee, moteur(GILBERT) as tenue:
        site = Site(tapee)
        for fait in GILBERT[CONVOQUEE:]:
            chemin, formulaire = formulaire_de(fait)
            statut, page, _ = site(ICI + chemin, formulaire)
            assert statut == 303, (fait.code, re.findall(r"data-resume><p>(.*?)</p>", page))
        assert gardes(tapee) == gardes(tenue) == GILBERT
        assert tapee.assemblees.depouiller(AG) == tenue.assemblees.depouiller(AG)
        assert site(f"{ICI}/proces-verbal", {})[0] == 303
        etabli = tenue.assemblees.etablir_proces_verbal(AG, auteur="Agence Crypto").unwrap()
        assert tapee.assemblees.proces_verbal(AG).resultats == etabli.resultats
        assert "Ouvrir le procès-verbal" in site(f"{ICI}/deroulement")[1]
        assert verifiee(tapee)


@pytest.mark.req("AG-12", "AG-13")
def test_the_sheet_shows_each_owner_in_his_column_and_its_totals() -> None:
    """Row 450PETRUSP is 74,00000 under « Présents physiquement »; totals are those of the example, to the digit."""
    with moteur(GILBERT[:PRESENCES]) as engine:
        page = Site(engine)(f"{ICI}/presences")[1]
        rang = re.search(r'<tr data-rang="\d+">\s*<td class="compte">450PETRUSP</td>.*?</tr>', page, re.DOTALL)
        assert rang is not None
        colonnes = dict(re.findall(r'data-colonne="(.)">([^<]*)<', rang[0]))
        assert colonnes == {"N": "", "O": "74,00000", "R": "", "D": "", "C": ""}
        totaux = re.findall(r'</th><td class="nombre">([^<]*)</td><td class="nombre">(\d+)</td>', page)
        assert [(voix.replace("\u202f", " "), int(tetes)) for voix, tetes in totaux] == [
            ("288,90096", 4), ("293,00000", 3), ("65,00000", 1), ("223,00000", 2), ("131,01420", 2),
            ("1 000,91516", 12),
        ]  # fmt: skip


@pytest.mark.req("AG-32", "AG-33", "AG-23")
def test_the_votes_screen_lists_who_is_not_absent_then_everybody(en_seance: tuple[Engine, Site]) -> None:
    """Eight rows, twelve with the absent; the « C » stands on the two who voted by correspondence."""
    _, site = en_seance
    page, avec = site(f"{ICI}/votes/1")[1], site(f"{ICI}/votes/1?absents=1")[1]
    assert "VOTE DE LA RESOLUTION N°1 Crédit Copropriété - article 24" in page
    assert (page.count("<tr data-rang="), avec.count("<tr data-rang=")) == (8, 12)
    assert page.count('<span class="code code-C">C</span>') == 2
    assert "712,01420" in page


@pytest.mark.req("AG-34", "AG-40")
def test_each_mode_shows_what_is_already_recorded(en_seance: tuple[Engine, Site]) -> None:
    """With the correspondence votes alone: OUI 66,01420 / 1, NON 65,00000 / 1, and the entry is not over."""
    _, site = en_seance
    assert totaux(site, "1") == {"o": "66,01420 / 1", "n": "65,00000 / 1", "a": "0,00000 / 0", "-": "0,00000 / 0"}
    assert "Saisie en cours…." in site(f"{ICI}/votes/1")[1]


def totaux(site: Site, resolution: str) -> dict[str, str]:
    """What stands beside each mode."""
    page = site(f"{ICI}/votes/{resolution}")[1]
    return dict(re.findall(r'data-total="(.)">([^<]*)<', page))


@pytest.mark.req("AG-39", "AG-40")
def test_unanimity_sets_everybody_but_the_correspondence_voters(en_seance: tuple[Engine, Site]) -> None:
    """Unanimité OUI: OUI 647,01420 / 7, Pierre PROPRIETAIRE stays at NON 65 / 1; then the result is said."""
    engine, site = en_seance
    assert site(f"{ICI}/votes/1", {"tous": "o"})[0] == 303
    assert totaux(site, "1") == {"o": "647,01420 / 7", "n": "65,00000 / 1", "a": "0,00000 / 0", "-": "0,00000 / 0"}
    assert isinstance(gardes(engine)[-1], f.VotesEnregistres)
    assert "ACCEPTÉE" in site(f"{ICI}/votes/1")[1]
    avant = len(gardes(engine))
    assert site(f"{ICI}/votes/1", {"tous": "o"})[0] == 303
    assert len(gardes(engine)) == avant, "asked again, it changes nothing and writes nothing"


@pytest.mark.req("AG-36")
@pytest.mark.parametrize("mode", "ona-")
def test_a_correspondence_vote_is_changed_in_no_mode(en_seance: tuple[Engine, Site], mode: str) -> None:
    """Clicking on LEPITRE's vote changes nothing, and the refusal is written on his row."""
    engine, site = en_seance
    statut, page, _ = site(f"{ICI}/votes/1", {"qui": "450LEPITRE", "mode": mode})
    assert (statut, len(gardes(engine))) == (422, OUVERTE)
    assert re.search(r"LEPITRE Abel.*?<span class=\"faute\">[^<]*correspondance", page, re.DOTALL)
    assert not re.search(r'<button[^>]*value="450LEPITRE"', page), "nothing there is to be pressed"


@pytest.mark.req("AG-37")
def test_an_amended_resolution_makes_the_favourable_form_defaillant(en_seance: tuple[Engine, Site]) -> None:
    """After the amendment OUI is 0 / 0, NON 65 / 1, non votants 66,01420 / 1; the other lines are as they were."""
    _, site = en_seance
    assert site(f"{ICI}/votes/1", {"geste": "amender", "texte": "Porté à 500 €."})[0] == 303
    assert totaux(site, "1") == {"o": "0,00000 / 0", "n": "65,00000 / 1", "a": "0,00000 / 0", "-": "66,01420 / 1"}
    assert "Défaillant" in site(f"{ICI}/votes/1")[1]
    assert totaux(site, "2")["o"] != "0,00000 / 0"


@pytest.mark.req("AG-35", "X-02")
def test_who_arrives_counts_from_the_resolution_on_and_nobody_goes_back_in_time(en_seance: tuple[Engine, Site]) -> None:
    """ALOXE arrives at 11:51 at resolution 6: absent before, present from there; an earlier movement is refused."""
    engine, site = en_seance
    arrivee = {"sens": "arrivee", "coproprietaire": "450ALOXECO", "code": "O", "heure": "11:51", "resolution": "6"}
    assert site(f"{ICI}/mouvements", arrivee)[0] == 303
    assert "450ALOXECO" not in site(f"{ICI}/votes/5")[1]
    assert "450ALOXECO" in site(f"{ICI}/votes/6")[1]
    assert "arrivée (à 11:51, résolution 6)" in site(f"{ICI}/mouvements")[1]
    assert "arrivée (à 11:51, résolution 6)" in site(f"{ICI}/presences")[1]
    avant = len(gardes(engine))
    statut, page, _ = site(f"{ICI}/mouvements", arrivee | {"coproprietaire": "450CLIQUOT", "resolution": "2"})
    assert (statut, len(gardes(engine))) == (422, avant)
    assert 'value="450CLIQUOT" selected' in page, "what was typed is still there"


@pytest.mark.req("AG-42")
def test_cancel_gives_back_the_votes_the_line_had_when_the_screen_was_opened(en_seance: tuple[Engine, Site]) -> None:
    """Votes are kept as they are typed; Annuler takes back those since the opening of the screen, and those only."""
    engine, site = en_seance
    site(f"{ICI}/votes/1", {"qui": "450TRILLON", "mode": "n"})
    ouverture = champ(site(f"{ICI}/votes/1")[1], "ouverture")
    lieu = site(f"{ICI}/votes/1", {"tous": "o", "ouverture": ouverture})[2]
    assert champ(site(lieu.partition("#")[0])[1], "ouverture") == ouverture, (
        "it is remembered from one vote to the next"
    )
    attendu = totaux_des_salles(engine)
    assert attendu.oui.bit_count() == 7
    assert site(f"{ICI}/votes/1", {"geste": "annuler", "ouverture": ouverture})[0] == 303
    bulletins = totaux_des_salles(engine)
    assert (bulletins.oui.bit_count(), bulletins.non.bit_count(), bulletins.saisis.bit_count()) == (1, 2, 3)


def totaux_des_salles(engine: Engine) -> Any:
    """The ballots of the first line."""
    return engine.assemblees.greffe(AG).seance().votes[ResolutionId("1")]


def champ(page: str, nom: str) -> str:
    """The value of a hidden field."""
    trouve = re.search(rf'name="{nom}" value="([^"]*)"', page)
    assert trouve is not None
    return trouve[1]


@pytest.mark.req("MAJ-03", "MAJ-06")
def test_the_second_vote_is_offered_where_the_law_opens_it_with_the_text_of_the_agency() -> None:
    """Offered with its text once the first vote is over; not before; opened, it takes the text as it was left."""
    place = next(rang for rang, fait in enumerate(GILBERT) if isinstance(fait, f.SecondVoteOuvert))
    with moteur(GILBERT[: place - 1]) as engine:
        site = Site(engine)
        assert "Voter à l'art" not in site(f"{ICI}/votes/3")[1].replace("&#39;", "'")
        assert site(f"{ICI}/votes/3", {"geste": "second", "texte": "x"})[0] == 422
        chemin, formulaire = formulaire_de(GILBERT[place - 1])
        site(ICI + chemin, formulaire)
        page = site(f"{ICI}/votes/3")[1].replace("&#39;", "'")
        assert "Voter à l'art. 24" in page
        assert "en application de l'article 25-1" in page
        assert site(f"{ICI}/votes/3", {"geste": "second", "texte": "Second vote, à l'instant."})[0] == 303
        ouvert, texte = gardes(engine)[-2:]
        assert ouvert == f.SecondVoteOuvert(resolution=ResolutionId("3"))
        assert isinstance(texte, f.TexteAjoute)
        assert texte.texte.texte == "Second vote, à l'instant."
        assert "Second vote, art. 24" in site(f"{ICI}/votes/3")[1]
        assert site(f"{ICI}/votes/3", {"geste": "fermer"})[0] == 303
        assert engine.assemblees.greffe(AG).seconds_votes == set()
        assert engine.assemblees.greffe(AG).tenue.textes == ()


@pytest.mark.req("MAJ-03")
def test_the_second_vote_is_not_offered_where_the_first_one_decided(en_seance: tuple[Engine, Site]) -> None:
    """At art. 24 a vote is settled at once."""
    _, site = en_seance
    site(f"{ICI}/votes/1", {"tous": "n"})
    assert "Voter à l" not in site(f"{ICI}/votes/1")[1]
    assert site(f"{ICI}/votes/1", {"geste": "second"})[0] == 422


@pytest.mark.req("AG-30", "AG-31", "AG-09")
def test_bulk_entries_keep_the_correspondence_votes_or_not() -> None:
    """« Tous présents », keeping the forms: ten O and two C; then all absent, nothing being left but N."""
    with moteur(GILBERT[:PRESENCES]) as engine:
        site = Site(engine)
        assert site(f"{ICI}/presences", {"tous": "O-garder"})[0] == 303
        assert champ(site(f"{ICI}/presences")[1], "vu") == "OOOOOOCOOOCO"
        assert site(f"{ICI}/presences", {"tous": "N"})[0] == 303
        assert champ(site(f"{ICI}/presences")[1], "vu") == "N" * 12
        assert verifiee(engine)


@pytest.mark.req("AG-18", "AG-19", "AG-16")
def test_a_form_opens_on_non_votant_and_today_and_forbids_a_proxy() -> None:
    """BROUILLY's form opens blank: every line non votant, received today; once kept, he cannot be represented."""
    with moteur(GILBERT[:PRESENCES]) as engine:
        site = Site(engine)
        assert site(f"{ICI}/presences", {"qui": "450BROU-01", "mode": "C"})[2].endswith("/450BROU-01/correspondance")
        page = site(f"{ICI}/presences/450BROU-01/correspondance")[1]
        assert 'value="2020-07-07"' in page
        assert page.count('value="non_votant" selected') == page.count('name="r:')
        assert site(f"{ICI}/presences/450LEPITRE/correspondance", {"recu_le": "hier"})[0] == 422
        formulaire = {"recu_le": "2020-07-01", "signe": "oui", "r:1": "oui"}
        assert site(f"{ICI}/presences/450BROU-01/correspondance", formulaire)[0] == 303
        statut, page, _ = site(f"{ICI}/presences", {"qui": "450BROU-01", "mode": "R", "mandataire": "450MORGONC"})
        assert statut == 422
        assert re.search(r"BROUILLY Alfred.*?<span class=\"faute\">", page, re.DOTALL)


@pytest.mark.req("AG-16")
@pytest.mark.parametrize(
    ("chemin", "formulaire", "phrase"),
    [
        ("/presences", {"qui": "450CLIQUOT", "mode": "R"}, "Indiquez qui représente CLIQUOT Mathilde."),
        ("/presences", {"qui": "450CLIQUOT", "mode": "R", "mandataire": "450CLIQUOT"}, "soi-même"),
        ("/presences", {"qui": "450INCONNU", "mode": "O"}, "n'est pas sur la feuille"),
        ("/presences", {"qui": "450CLIQUOT", "mode": "Z"}, "Choisissez un code"),
        ("/presences", {"tous": "Z"}, "n'existe pas"),
        ("/votes/1", {"qui": "450TRILLON", "mode": "?"}, "Choisissez ce qu'il faut saisir"),
        ("/votes/1", {"qui": "450BROU-01", "mode": "o"}, "450BROU-01"),
        ("/votes/1", {"geste": "?"}, "n'existe pas"),
        ("/votes/1", {"geste": "resultat"}, "pas terminé"),
        ("/votes/1", {"geste": "amender", "texte": "a" * 5000}, "tient en 4000"),
        ("/votes/4", {"qui": "450TRILLON", "mode": "o"}, "n'est pas soumis au vote"),
        ("/mouvements", {"sens": "?"}, "Choisissez « arrivée » ou « départ »"),
        ("/mouvements", {"sens": "depart"}, "Choisissez qui"),
        ("/mouvements", {"sens": "depart", "coproprietaire": "450TRILLON", "heure": "midi"}, "HH:MM"),
        ("/deroulement", {"geste": "clore", "heure": "12:40"}, "Saisie en cours"),
        ("/deroulement", {"geste": "reprendre"}, "n'est pas suspendue"),
        ("/deroulement", {"geste": "ouvrir"}, "la séance est ouverte"),
        ("/proces-verbal", {}, "Saisie en cours"),
    ],
)  # fmt: skip
def test_a_refusal_is_said_in_french_and_nothing_is_kept(
    en_seance: tuple[Engine, Site], chemin: str, formulaire: dict[str, str], phrase: str
) -> None:
    """What the law or the trade refuses is told where it was typed, on a page that still shows what is kept."""
    engine, site = en_seance
    statut, page, _ = site(ICI + chemin, formulaire)
    assert statut == 422
    dite = re.search(r'role="alert" tabindex="-1" data-resume><p>(.*?)</p>', page, re.DOTALL)
    assert dite is not None
    assert phrase.lower() in " ".join(dite[1].replace("&#39;", "'").lower().split())
    assert gardes(engine) == GILBERT[:OUVERTE]


@pytest.mark.req("AG-42")
def test_a_second_operator_is_told_that_another_was_there_first(en_seance: tuple[Engine, Site]) -> None:
    """Two screens see the same row; the second to type does not undo the first, and reads what he did."""
    engine, un = en_seance
    autre = Site(engine)  # another process, with its own open meeting
    vu = champ(un(f"{ICI}/votes/1")[1], "vu")
    assert autre(f"{ICI}/votes/1")[0] == 200
    assert un(f"{ICI}/votes/1", {"qui": "450TRILLON", "vote": "o", "vu": vu})[0] == 303
    statut, page, _ = autre(f"{ICI}/votes/1", {"qui": "450TRILLON", "vote": "n", "vu": vu})
    assert statut == 409
    assert "Un autre poste vient de saisir le vote de ATRILLON Bernard" in page
    assert re.search(r'aria-label="ATRILLON Bernard\s: Oui"', page), "what the other typed is shown"
    assert autre(f"{ICI}/votes/1", {"qui": "450TRILLON", "vote": "o", "vu": vu})[0] == 303, (
        "the same vote is no quarrel"
    )
    assert autre(f"{ICI}/votes/1", {"qui": "450PETRUSP", "vote": "n", "vu": vu})[0] == 303, "nor is another row"
    assert autre(f"{ICI}/votes/1", {"tous": "o", "vu": vu})[0] == 409
    assert [fait.choix for fait in gardes(engine)[OUVERTE:] if isinstance(fait, f.VoteEnregistre)] == [
        Choix.OUI,
        Choix.NON,
    ]


def test_a_script_is_answered_with_the_state_to_show(en_seance: tuple[Engine, Site]) -> None:
    """The column and the count as they now stand, with the refusal if there is one."""
    engine, site = en_seance
    statut, corps, _ = site(f"{ICI}/votes/1", {"qui": "450TRILLON", "vote": "o"}, donnees=True)
    lu = json.loads(corps)
    assert (statut, lu["refus"], lu["lettres"][0]) == (200, "", "o")
    assert "140,01420" in lu["compte"]
    statut, corps, _ = site(f"{ICI}/votes/1", {"qui": "450BROU-01", "vote": "o"}, donnees=True)
    assert (statut, json.loads(corps)["lettres"]) == (422, lu["lettres"])
    assert json.loads(corps)["refus"]
    assert json.loads(corps)["marque"].startswith(f"{len(gardes(engine))}-")


def test_the_room_sees_counts_and_no_name(en_seance: tuple[Engine, Site]) -> None:
    """The room's address opens without coming in, shows figures, names nobody; a forged one opens nothing."""
    engine, site = en_seance
    site(f"{ICI}/votes/1", {"qui": "450TRILLON", "mode": "o"})
    page = site(f"{ICI}/salle", {})[1]
    jeton = re.search(r"/salle/([^\"<]+)", page[page.index("adresse-longue") :])
    assert jeton is not None
    statut, salle, _ = site(f"/salle/{jeton[1]}")
    assert statut == 200
    assert "140,01420" in salle
    noms = [un.nom for un in engine.assemblees.greffe(AG).salle.syndicat.coproprietaires]
    assert not [nom for nom in noms if nom in salle]
    assert site(f"/salle/{jeton[1]}x")[0] == 404
    assert site(f"/salle/{quote(AG)}")[0] == 404
    assert VALIDITE <= 24 * 3600


def test_a_meeting_that_is_not_kept_is_not_found(en_seance: tuple[Engine, Site]) -> None:
    """Neither the meeting nor a line of it that does not exist is shown."""
    _, site = en_seance
    assert site("/agence/seances/9-X")[0] == 404
    assert site(f"{ICI}/votes/99")[0] == 404
    assert site(f"{ICI}/proces-verbal")[0] == 404
    assert AG in site("/agence/seances")[1]


# ------------------------------------------------------------------- the agenda, and what the minutes say beside votes


def agenda(engine: Engine) -> list[str]:
    """The agenda as it stands: the number of each line, and its identity when that is another."""
    lignes = [ligne.resolution for ligne in engine.assemblees.greffe(AG).salle.ordre_du_jour.lignes]
    return [une.numero if une.numero == une.id else f"{une.numero}={une.id}" for une in lignes]


@pytest.mark.req("AG-03", "AG-21", "I-24")
def test_a_line_moves_in_session_and_its_ballots_with_it(en_seance: tuple[Engine, Site]) -> None:
    """It takes the number of its place and the others shift; who voted on it still has; at the end it stays."""
    engine, site = en_seance
    site(f"{ICI}/votes/2", {"tous": "o"})
    avant = totaux(site, "2")
    assert site(f"{ICI}/ordre-du-jour", {"monter": "2", "motif": "urgence"}) == (
        303,
        "",
        f"{ICI}/ordre-du-jour#monter-2",
    )
    assert agenda(engine)[:3] == ["1=2", "2=1", "3"]
    change = gardes(engine)[-1]
    assert isinstance(change, f.OrdreDuJourChange)
    assert change.motif == "urgence"
    assert totaux(site, "2") == avant
    assert "VOTE DE LA RESOLUTION N°1 Budget" in site(f"{ICI}/votes/2")[1]
    site(f"{ICI}/ordre-du-jour", {"descendre": "5.1"})
    assert agenda(engine)[4:7] == ["5", "5.1=5.2", "5.2=5.1"]
    combien = len(gardes(engine))
    for geste, extreme in (("monter", "2"), ("descendre", "8"), ("descendre", "5.1"), ("monter", "5.2")):
        assert site(f"{ICI}/ordre-du-jour", {geste: extreme})[0] == 303
    assert len(gardes(engine)) == combien, "at either end, nothing changes and nothing is written"
    assert verifiee(engine)


@pytest.mark.req("AG-02", "AG-21", "I-24")
def test_a_line_is_added_in_session_at_its_place_and_taken_off_again(en_seance: tuple[Engine, Site]) -> None:
    """Before another, under another, at the end; marked as added, discussed and not decided; withdrawn, it is gone."""
    engine, site = en_seance
    for ou, titre in (("avant:3", "Motion"), ("sous:5", "Option"), ("", "Divers")):
        neuve = {"titre": titre, "article": "aucun", "ou": ou, "projet": "Texte.", "motif": "demande en séance"}
        assert site(f"{ICI}/ordre-du-jour", neuve)[0] == 303
    lignes = [un.resolution for un in engine.assemblees.greffe(AG).salle.ordre_du_jour.lignes]
    places = {une.titre: une.numero for une in lignes if une.titre in ("Motion", "Option", "Divers")}
    assert places == {"Motion": "3", "Option": "6.3", "Divers": "10"}
    page = site(f"{ICI}/ordre-du-jour")[1]
    assert page.count("ajoutée en séance") == 3
    motion = next(une.id for une in lignes if une.titre == "Motion")
    assert "sans pouvoir en décider" in site(f"{ICI}/votes/{motion}")[1]
    assert site(f"{ICI}/ordre-du-jour", {"retirer": motion})[0] == 303
    assert "Motion" not in site(f"{ICI}/ordre-du-jour")[1]
    assert site(f"{ICI}/votes/{motion}")[0] == 404
    assert verifiee(engine)


@pytest.mark.req("I-24")
def test_a_line_that_has_ballots_is_not_taken_off_and_the_row_says_why(en_seance: tuple[Engine, Site]) -> None:
    """Those of the forms count; the sentence names the number the line bears, not what it is known by."""
    engine, site = en_seance
    site(f"{ICI}/ordre-du-jour", {"monter": "3"})
    avant = gardes(engine)
    statut, page, _ = site(f"{ICI}/ordre-du-jour", {"retirer": "3"})
    assert statut == 422
    dite = re.search(r'<p class="faute">([^<]*)</p>\s*</div>\s*<p class="gestes">\s*<button[^>]*value="([^"]*)"', page)
    assert dite is not None
    assert dite[2] == "3"
    assert dite[1] == "Des bulletins seraient perdus : résolutions 2 déjà votées."
    assert gardes(engine) == avant


@pytest.mark.req("AG-02", "MAJ-12", "I-24")
def test_a_line_is_reworded_and_put_to_another_majority(en_seance: tuple[Engine, Site]) -> None:
    """The form opens on what is kept; the article is data; what cannot be put to the vote is refused beside it."""
    engine, site = en_seance
    page = site(f"{ICI}/ordre-du-jour/7")[1]
    assert 'value="Mise en concurrence des marchés"' in page
    assert site(f"{ICI}/ordre-du-jour/7", {"titre": "Marchés", "article": "Unanimité", "cle": "010"})[0] == 303
    septieme = engine.assemblees.greffe(AG).salle.ordre_du_jour.resolution(ResolutionId("7"))
    assert (septieme.titre, str(septieme.article)) == ("Marchés", "unanimite")
    for saisie, champ_fautif, phrase in (
        ({"titre": "", "article": "24", "cle": "010"}, "titre", "Donnez un titre à la résolution."),
        ({"titre": "x" * 301, "article": "24", "cle": "010"}, "titre", "Le titre tient en 300 caractères."),
        ({"titre": "x", "article": "27", "cle": "010"}, "article", "Article : attendu 24, 25, 26"),
        ({"titre": "x", "article": "24", "cle": ""}, "article", "Sans article ou sans clé"),
        ({"titre": "x", "article": "24", "cle": "010", "projet": "a" * 4001}, "projet", "tient en 4000"),
    ):
        statut, page, _ = site(f"{ICI}/ordre-du-jour/7", saisie)
        assert statut == 422
        assert a_cote(page, champ_fautif).startswith(phrase) or phrase in a_cote(page, champ_fautif)
    assert site(f"{ICI}/ordre-du-jour/99")[0] == 404


def a_cote(page: str, id: str) -> str:
    """What is written beside a field, the field being told so; empty when nothing is."""
    dite = re.search(rf'<p class="faute" id="{id}-faute">(.*?)</p>', page, re.DOTALL)
    lie = re.search(
        rf'<(?:input|select|textarea) id="{id}"[^>]*aria-invalid="true"[^>]*aria-describedby="{id}-faute', page
    )
    return dite[1].replace("&#39;", "'").replace("\u202f", " ") if dite is not None and lie is not None else ""


@pytest.mark.req("AG-03", "I-24")
def test_the_agenda_is_settled_before_the_notice_and_waits_for_the_meeting_after_it() -> None:
    """Before the notice it is written; called, the meeting has it as it is until it is open; closed, for good."""
    with moteur(GILBERT[:2]) as engine:
        site = Site(engine)
        assert site(f"{ICI}/ordre-du-jour", {"retirer": "1"})[0] == 303
        assert site(f"{ICI}/ordre-du-jour", {"titre": "Sans article", "article": "", "cle": ""})[0] == 303
        assert isinstance(gardes(engine)[-1], f.OrdreDuJourArrete)
        assert "article à préciser" in site(f"{ICI}/ordre-du-jour")[1]
    for faits, phrase in ((GILBERT[:CONVOQUEE], "avant l'ouverture de la séance"), (GILBERT, "La séance est close")):
        with moteur(faits) as engine:
            site = Site(engine)
            page = site(f"{ICI}/ordre-du-jour")[1].replace("&#39;", "'")
            assert phrase in page
            assert 'name="retirer"' not in page
            assert site(f"{ICI}/ordre-du-jour", {"monter": "2"})[0] == 422
            assert site(f"{ICI}/ordre-du-jour/2")[0] == 404
            assert gardes(engine) == tuple(faits)


@pytest.mark.req("AG-42")
def test_an_agenda_changed_elsewhere_is_not_changed_on_top(en_seance: tuple[Engine, Site]) -> None:
    """The second to move reads what the first has done before he goes on."""
    engine, un = en_seance
    vu = champ(un(f"{ICI}/ordre-du-jour")[1], "vu")
    assert un(f"{ICI}/ordre-du-jour", {"monter": "2", "vu": vu})[0] == 303
    statut, page, _ = Site(engine)(f"{ICI}/ordre-du-jour", {"retirer": "4", "vu": vu})
    assert statut == 409
    assert "Un autre poste vient de saisir un changement de l&#39;ordre du jour" in page
    assert agenda(engine)[:2] == ["1=2", "2=1"]


@pytest.mark.req("I-21")
def test_a_reserve_is_noted_on_a_resolution_or_on_the_meeting_until_the_minutes(en_seance: tuple[Engine, Site]) -> None:
    """It is shown where it was made, kept as a fact, refused beside the field that misses; the minutes bear it."""
    engine, site = en_seance
    ici = {"geste": "reserve", "coproprietaire": "450PETRUSP", "texte": "Le devis n'était pas joint."}
    assert site(f"{ICI}/votes/1", ici)[0] == 303
    assert site(f"{ICI}/deroulement", ici | {"coproprietaire": "450MORGONC", "texte": "La salle."})[0] == 303
    un, deux = gardes(engine)[-2:]
    assert isinstance(un, f.ReserveFormulee)
    assert isinstance(deux, f.ReserveFormulee)
    assert (un.reserve.resolution, deux.reserve.resolution) == ("1", None)
    page = site(f"{ICI}/votes/1")[1].replace("&#39;", "'")
    assert "Réserve, BPETRUS Pierre" in page
    assert "La salle." not in page
    toutes = site(f"{ICI}/deroulement")[1]
    assert toutes.index("Réserve, MORGON Charles") < toutes.index("Réserve, résolution 1, BPETRUS Pierre")
    statut, page, _ = site(f"{ICI}/votes/1", ici | {"texte": ""})
    assert statut == 422
    assert a_cote(page, "texte-reserve").startswith("Écrivez la réserve")
    assert 'value="450PETRUSP" selected' in page
    assert re.search(r'<details class="commande" open>\s*<summary>Réserve', page), "what was refused is open"
    page = site(f"{ICI}/deroulement", ici | {"coproprietaire": ""})[1]
    assert a_cote(page, "coproprietaire") == "Choisissez un copropriétaire."
    with moteur(GILBERT) as close:
        assert Site(close)(f"{ICI}/deroulement", ici)[0] == 303, "the meeting is over, its minutes are not made"
        Site(close)(f"{ICI}/proces-verbal", {})
        assert Site(close)(f"{ICI}/deroulement", ici)[0] == 422
        acte = close.assemblees.proces_verbal(AG).acte
        assert acte.reserves == ("BPETRUS Pierre : Le devis n'était pas joint.",)  # type: ignore[union-attr]


@pytest.mark.req("POUV-01", "POUV-03", "I-14", "I-21")
def test_a_blank_proxy_is_handed_over_and_its_author_represented() -> None:
    """Before the opening he starts so; in session he arrives so; on the sheet already, only the handing is told."""
    remettre = {"coproprietaire": "450CLIQUOT", "remis_par": "450BROU-01", "mandataire": "450MORGONC"}
    with moteur(GILBERT[:PRESENCES]) as engine:
        site = Site(engine)
        page = site(f"{ICI}/pouvoirs")[1]
        assert "BROUILLY Alfred, membre du conseil syndical" in page
        assert 'value="450BROU-01" selected' in page, "who may hand them out is offered first"
        assert site(f"{ICI}/pouvoirs", remettre)[0] == 303
        presence, remise = gardes(engine)[-2:]
        assert isinstance(presence, f.PresenceEnregistree)
        assert isinstance(remise, f.PouvoirEnBlancTransmis)
        assert (remise.remise.remis_par, remise.remise.mandataire) == ("BROUILLY Alfred", "MORGON Charles")
        page = site(f"{ICI}/pouvoirs")[1]
        assert "CLIQUOT Mathilde\u202f: remis par BROUILLY Alfred à MORGON Charles" in page
        assert re.search(r"MORGON Charles</th><td[^>]*>CLIQUOT Mathilde</td><td[^>]*>1</td><td[^>]*>62,00000", page)
        deja = remettre | {"coproprietaire": "450TRILLON", "mandataire": "", "mandataire_nom": "casper"}
        assert site(f"{ICI}/pouvoirs", deja)[0] == 303
        assert [type(un) for un in gardes(engine)[-2:]] == [f.PouvoirEnBlancTransmis, f.PouvoirEnBlancTransmis]
    with moteur(GILBERT[:OUVERTE]) as engine:
        site = Site(engine)
        assert site(f"{ICI}/pouvoirs", remettre | {"resolution": "2", "heure": "10:20"})[0] == 303
        assert [type(un) for un in gardes(engine)[-2:]] == [f.MouvementEnregistre, f.PouvoirEnBlancTransmis]
        assert "450CLIQUOT</td>" not in site(f"{ICI}/votes/1")[1]
        assert "450CLIQUOT</td>" in site(f"{ICI}/votes/2")[1]


@pytest.mark.req("I-14")
def test_what_a_blank_proxy_lacks_is_said_beside_the_field_and_the_syndic_hands_none_out() -> None:
    """Décret 67-223, art. 15-1: the syndic may neither keep nor hand them out. Nothing is kept of what is refused."""
    appelee = evolve(GILBERT[2], reprise=False, urgence="infiltration")
    faits = (*GILBERT[:2], appelee, *GILBERT[3:OUVERTE])
    remettre = {
        "coproprietaire": "450CLIQUOT",
        "remis_par": "450BROU-01",
        "mandataire": "450MORGONC",
        "resolution": "1",
    }
    with moteur(faits) as engine:
        site = Site(engine)
        for sans, id, phrase in (
            ({"coproprietaire": ""}, "coproprietaire", "Choisissez qui a donné le pouvoir."),
            ({"remis_par": ""}, "remis_par", "Indiquez qui a remis le pouvoir : le procès-verbal le nomme."),
            ({"mandataire": ""}, "mandataire", "Indiquez qui représente CLIQUOT Mathilde."),
            ({"mandataire": "450CLIQUOT"}, "mandataire", "CLIQUOT Mathilde ne se représente pas soi-même."),
            ({"heure": "midi"}, "heure", "L'heure s'écrit HH:MM, comme 11:51."),
            (
                {"remis_par": "", "remis_par_nom": " agence  CRYPTO"},
                "remis_par",
                "Le pouvoir de CLIQUOT Mathilde (450CLIQUOT) est en blanc : le syndic, Agence Crypto, "
                "ne peut ni le conserver ni le distribuer.",
            ),
        ):
            statut, page, _ = site(f"{ICI}/pouvoirs", remettre | sans)
            assert (statut, a_cote(page, id)) == (422, phrase)
        assert gardes(engine) == faits


@pytest.mark.req("MAJ-06", "MAJ-10")
@pytest.mark.parametrize(
    ("texte", "retenir", "propose"),
    [
        ("Nous revotons.", "oui", "Nous revotons."),
        ("Nous revotons.", "", "en application de l'article 25-1"),
        ("", "oui", "en application de l'article 25-1"),
    ],
)
def test_the_words_of_a_second_vote_are_offered_to_the_next_one(texte: str, retenir: str, propose: str) -> None:
    """Changed and remembered, they are proposed from then on; not remembered, or emptied, the default ones are."""
    place = next(rang for rang, fait in enumerate(GILBERT) if isinstance(fait, f.SecondVoteOuvert))
    with moteur(GILBERT[:place]) as engine:
        site = Site(engine)
        assert site(f"{ICI}/votes/3", {"geste": "second", "texte": texte, "retenir": retenir})[0] == 303
        assert propose in engine.assemblees.textes(engine.agence).texte("25-1")
        assert "l'article 26-1" in engine.assemblees.textes(engine.agence).texte("26-1")
        assert site(f"{ICI}/votes/3", {"geste": "fermer"})[0] == 303
        assert propose in site(f"{ICI}/votes/3")[1].replace("&#39;", "'")
    with moteur(GILBERT[: place - 1]) as engine:
        assert Site(engine)(f"{ICI}/votes/3", {"geste": "second", "texte": "x", "retenir": "oui"})[0] == 422
        assert "25-1" in engine.assemblees.textes(engine.agence).texte("25-1"), "refused, it remembers nothing"


@pytest.mark.req("AG-41", "MAJ-06", "I-21", "I-24")
def test_what_is_noted_of_a_resolution_is_shown_on_its_screen(en_seance: tuple[Engine, Site]) -> None:
    """An incident with its hour, an event asked for, the text that ends it, taken back when emptied."""
    engine, site = en_seance
    incident = {"geste": "incident", "coproprietaire": "450MEURSEA", "texte": "Image perdue", "heure": "10:15"}
    assert site(f"{ICI}/votes/2", incident)[0] == 303
    evenement = {"geste": "evenement", "immeuble": "S001", "texte": "Envoyer le devis."}
    assert site(f"{ICI}/votes/2", evenement)[0] == 303
    assert site(f"{ICI}/votes/2", {"geste": "texte", "texte": "Ajout\r\nfinal"})[0] == 303
    assert engine.assemblees.greffe(AG).evenements[0].resolution == "2"
    page = site(f"{ICI}/votes/2")[1]
    for dit in ("Incident à 10:15, MEURSAULT Jeannine", "Événement, S001", "Envoyer le devis.", "Ajout<br>final"):
        assert dit in page
    assert "Image perdue" not in site(f"{ICI}/votes/1")[1]
    combien = len(gardes(engine))
    assert site(f"{ICI}/votes/2", {"geste": "texte", "texte": "Ajout\nfinal"})[0] == 303
    assert len(gardes(engine)) == combien, "the same text is written once"
    site(f"{ICI}/votes/2", {"geste": "texte", "texte": ""})
    assert engine.assemblees.greffe(AG).tenue.textes == ()
    assert a_cote(site(f"{ICI}/votes/2", evenement | {"immeuble": ""})[1], "immeuble").startswith("Indiquez l'immeuble")
    assert verifiee(engine)


@pytest.mark.req("AG-35", "I-10")
@pytest.mark.parametrize(
    ("chemin", "saisie", "id", "phrase"),
    [
        ("/mouvements", {"resolution": "1"}, "resolution", "BPETRUS Pierre (450PETRUSP), résolution 1 à 11:00"),
        ("/mouvements", {"coproprietaire": "450CLIQUOT"}, "coproprietaire", "Mathilde (450CLIQUOT) n'est pas là"),
        ("/mouvements", {"coproprietaire": ""}, "coproprietaire", "Choisissez qui arrive ou part."),
        ("/mouvements", {"sens": "arrivee", "code": "R"}, "mandataire", "Indiquez qui représente BPETRUS Pierre."),
        ("/deroulement", {"geste": "suspendre", "heure": "09:00"}, "h-suspendre", "09:00 précède"),
        (
            "/deroulement",
            {"geste": "bureau", "president_nom": "Agence Crypto"},
            "president",
            "Agence Crypto ne peut présider",
        ),
        ("/votes/1", {"geste": "amender", "texte": "a" * 5000}, "texte-amender", "Le texte tient en 4000 caractères."),
        ("/votes/1", {"geste": "amender", "heure": "25:00"}, "heure-amender", "L'heure s'écrit HH:MM, comme 11:51."),
    ],
)  # fmt: skip
def test_a_refusal_is_said_beside_the_field_it_is_about(
    chemin: str, saisie: dict[str, str], id: str, phrase: str
) -> None:
    """The field is marked and told; what was typed in the others is still there."""
    depart = {"sens": "depart", "coproprietaire": "450PETRUSP", "heure": "11:00", "resolution": "2"}
    faits = (*GILBERT[:2], evolve(GILBERT[2], reprise=False, urgence="infiltration"), *GILBERT[3:OUVERTE])
    with moteur(faits) as engine:
        site = Site(engine)
        if chemin == "/mouvements":
            assert site(f"{ICI}/mouvements", depart | {"coproprietaire": "450LATOUR", "heure": "10:30"})[0] == 303
        statut, page, _ = site(ICI + chemin, (depart if chemin == "/mouvements" else {}) | saisie)
        assert statut == 422
        assert phrase in a_cote(page, id)


@pytest.mark.req("AG-35", "I-24")
def test_what_another_types_beside_the_votes_is_seen_at_once(en_seance: tuple[Engine, Site]) -> None:
    """The agenda, the movements, the reserves and the bureau reach the screens that show them, in every part."""
    engine, _ = en_seance
    app = salle_de_seance(engine)

    async def jouer() -> None:
        async def taper(chemin: str, formulaire: dict[str, str]) -> None:
            assert (await _demander(app, f"{ICI}{chemin}", formulaire, donnees=False))[0] == 303

        async with suivre(app, f"{ICI}/direct/seance") as seance, suivre(app, f"{ICI}/direct/votes/1") as votes:
            debut, ligne = (await seance())[1], (await votes())[1]
            await taper("/ordre-du-jour", {"monter": "2"})
            vu, apres = (await seance())[1]["vivants"], (await votes())[1]
            assert vu["agenda"].index("Budget prévisionnel") < vu["agenda"].index("Crédit Copropriété")
            assert apres["vivants"]["sommaire"].index("Budget") < apres["vivants"]["sommaire"].index("Crédit")
            assert apres["version"] != ligne["version"], "the title of the screen bears another number"
            await taper("/votes/1", {"geste": "reserve", "coproprietaire": "450MORGONC", "texte": "Réservé."})
            vu, derniere = (await seance())[1], (await votes())[1]
            assert "Réservé." in vu["vivants"]["reserves"]
            assert "Réservé." in derniere["vivants"]["notes"]
            assert derniere["version"] == apres["version"], "it is laid out in place"
            await taper("/mouvements", {"sens": "depart", "coproprietaire": "450MORGONC", "resolution": "8"})
            assert "départ (résolution 8)" in (await seance())[1]["vivants"]["mouvements"]
            await votes()
            await taper("/deroulement", {"geste": "suspendre", "heure": "10:30"})
            fin = (await seance())[1]
            assert "La séance est suspendue" in fin["vivants"]["etape"]
            assert "La séance est suspendue" in (await votes())[1]["vivants"]["etape"]
            assert fin["version"] != debut["version"]
            assert "csrf" not in json.dumps(fin), "what everybody is sent bears nobody's token"

    asyncio.run(jouer())


@pytest.mark.req("AG-12", "AG-15")
def test_the_sheet_of_a_second_screen_says_who_represents_whom(en_seance: tuple[Engine, Site]) -> None:
    """The letters, and under each name what is noted there."""
    _, site = en_seance
    corps = json.loads(site(f"{ICI}/presences", {"qui": "450PETRUSP", "mode": "O"}, donnees=True)[1])
    assert corps["notes"]["0"] == "représenté par Casper"
    assert corps["notes"]["6"] == "formulaire reçu le 01/07/2020"
    assert "1" not in corps["notes"]


# ------------------------------------------------------------------------------------------------------------ live


@asynccontextmanager
async def suivre(app: Starlette, chemin: str, vu: str = "") -> AsyncIterator[Callable[[], Any]]:
    """Open a stream, and give what waits for its next event."""
    recus: asyncio.Queue[bytes] = asyncio.Queue()
    parti = asyncio.Event()
    chemin, _, question = chemin.partition("?")
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "scheme": "http", "root_path": "",
        "method": "GET", "path": chemin, "query_string": question.encode(), "server": ("agence.test", 80),
        "headers": [(b"host", b"agence.test"), *([(b"last-event-id", vu.encode())] if vu else [])],
        "client": ("::1", 1),
    }  # fmt: skip

    async def receive() -> dict[str, Any]:
        await parti.wait()
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        if message.get("body"):
            await recus.put(message["body"])

    async def prochain() -> tuple[str, dict[str, Any]]:
        while True:
            octets = await asyncio.wait_for(recus.get(), 5)
            if octets.startswith(b"id: "):
                marque, _, donnees = octets.decode().rstrip().split("\n")
                return marque.removeprefix("id: "), json.loads(donnees.removeprefix("data: "))

    tache = asyncio.create_task(app(scope, receive, send))
    try:
        yield prochain
    finally:
        parti.set()
        await tache


@pytest.mark.req("AG-34", "AG-40")
def test_everybody_sees_a_vote_in_the_second_whichever_process_took_it(tmp_path: Path) -> None:
    """A vote typed by this process, and one by another on the same base, reach a stream within a second each."""
    horloge = FixedClock(dt.datetime(2020, 7, 7, 10, 0, tzinfo=ZoneInfo("Europe/Paris")))
    with (
        sql_engine(f"sqlite:///{tmp_path / 'a.db'}", clock=horloge) as ici,
        sql_engine(f"sqlite:///{tmp_path / 'a.db'}", clock=horloge) as ailleurs,
    ):
        ici.assemblees.inscrire(AG, *GILBERT[:OUVERTE]).unwrap()
        app = salle_de_seance(ici)

        async def jouer() -> None:
            boucle = asyncio.get_running_loop()
            async with suivre(app, f"{ICI}/direct/salle") as salle, suivre(app, f"{ICI}/direct/votes/1") as ecran:
                assert "n'a pas commencé" in (await salle())[1]["compte"].replace("&#39;", "'")
                await ecran()
                debut = boucle.time()
                await _demander(app, f"{ICI}/votes/1", {"qui": "450TRILLON", "mode": "o"}, donnees=False)
                (marque, vue), (_, ligne) = await salle(), await ecran()
                assert boucle.time() - debut < 1
                assert "140,01420" in vue["compte"]
                assert ligne["lettres"][0] == "o"
                autre = f.VoteEnregistre(
                    resolution=ResolutionId("1"),
                    coproprietaire=GILBERT[OUVERTE + 1].coproprietaire,
                    choix=Choix.NON,  # type: ignore[union-attr]
                )
                debut = boucle.time()
                await asyncio.to_thread(lambda: ailleurs.assemblees.inscrire(AG, autre).unwrap())
                derniere, vue = await salle()
                assert boucle.time() - debut < 1
                assert derniere != marque
                assert "139,00000" in vue["compte"]
            async with suivre(app, f"{ICI}/direct/salle", vu=derniere) as repris:
                await _demander(app, f"{ICI}/votes/1", {"tous": "o"}, donnees=False)
                assert "647,01420" in (await repris())[1]["compte"], "what was seen is not told again, what follows is"
            async with suivre(app, f"{ICI}/direct/salle", vu=marque) as en_retard:
                assert "647,01420" in (await en_retard())[1]["compte"], "who missed something has it at once"

        asyncio.run(jouer())


def test_what_changed_is_laid_out_once_for_all_who_listen() -> None:
    """Fifty listeners, one change: one page is laid out, and everybody is given the very same bytes."""
    with moteur(GILBERT[:OUVERTE]) as engine:
        direct, mises_en_page = Direct(engine, AG), 0

        def fragment(etat: Any) -> dict[str, object]:
            nonlocal mises_en_page
            mises_en_page += 1
            return {"faits": etat.tete.rang}

        async def ecouter() -> list[bytes]:
            flux = direct.emission().suivre("salle", fragment)
            try:
                return [octets async for octets in _prendre(flux, 3)]
            finally:
                await flux.aclose()  # type: ignore[attr-defined]

        async def jouer() -> None:
            ecoutes = [asyncio.create_task(ecouter()) for _ in range(50)]
            while direct.emission().auditeurs < 50 or not mises_en_page:
                await asyncio.sleep(0)
            await asyncio.to_thread(lambda: direct.inscrire(lambda _: (GILBERT[OUVERTE],)).unwrap())
            recus = await asyncio.wait_for(asyncio.gather(*ecoutes), 5)
            assert {un[-1] for un in recus} == {recus[0][-1]}
            assert len({id(un[-1]) for un in recus}) == 1
            assert direct.emission().auditeurs == 0

        asyncio.run(jouer())
        assert mises_en_page == 2


async def _prendre(flux: AsyncIterator[bytes], combien: int) -> AsyncIterator[bytes]:
    async for octets in flux:
        yield octets
        combien -= 1
        if not combien:
            return


# ------------------------------------------------------------------------------------------------------ anything


_QUI = st.sampled_from(["450TRILLON", "450PETRUSP", "450BROU-01", "450LEPITRE", "450MORGONC", "450ALOXECO", "", "x"])
_LIGNE = st.sampled_from(["1", "3", "4", "5.1", "8"])
_VOTE = st.tuples(
    _LIGNE.map("/votes/{}".format),
    st.fixed_dictionaries(
        {"qui": _QUI, "mode": st.sampled_from("ona-?"), "tour": st.sampled_from("12")},
        optional={
            "tous": st.sampled_from("ona-z"),
            "vu": st.text("ona-.xO", max_size=12),
            "ouverture": st.text("ona-.xO", min_size=12, max_size=12),
            "geste": st.sampled_from(
                [
                    *("annuler", "valider", "second", "fermer", "amender", "incident", "resultat", "autre"),
                    *("texte", "reserve", "evenement"),
                ]
            ),
            "coproprietaire": _QUI,
            "texte": st.sampled_from(["", "Texte."]),
            "immeuble": st.just("S001"),
            "retenir": st.just("oui"),
        },
    ),
)
_AGENDA = st.tuples(
    st.just("/ordre-du-jour"),
    st.one_of(
        st.dictionaries(st.sampled_from(["monter", "descendre", "retirer"]), _LIGNE, min_size=1, max_size=1),
        st.fixed_dictionaries({
            "titre": st.sampled_from(["Neuve", ""]), "article": st.sampled_from(["aucun", "24", "26 a", "99", ""]),
            "cle": st.sampled_from(["010", "", "x"]),
            "ou": st.sampled_from(["", "avant:3", "sous:6", "sous:5.1", "z:9"]),
        }),
    ),
)  # fmt: skip
_POUVOIR = st.tuples(
    st.just("/pouvoirs"),
    st.fixed_dictionaries({"coproprietaire": _QUI, "remis_par": _QUI, "mandataire": _QUI, "resolution": _LIGNE}),
)
_PRESENCE = st.tuples(
    st.just("/presences"),
    st.fixed_dictionaries(
        {"qui": _QUI, "mode": st.sampled_from("NORDCz")},
        optional={"tous": st.sampled_from(["O", "O-garder", "N", "D"]), "mandataire": _QUI, "vu": st.just("N" * 12)},
    ),
)
_MOUVEMENT = st.tuples(
    st.just("/mouvements"),
    st.fixed_dictionaries({
        "sens": st.sampled_from(["arrivee", "depart"]), "coproprietaire": _QUI, "resolution": _LIGNE,
        "heure": st.sampled_from(["10:30", "11:51", ""]), "code": st.sampled_from("ODR"), "mandataire": _QUI,
    }),
)  # fmt: skip
_GESTE = st.tuples(
    st.just("/deroulement"),
    st.fixed_dictionaries({
        "geste": st.sampled_from(["ouvrir", "bureau", "suspendre", "reprendre", "clore", "reserve"]),
        "heure": st.sampled_from(["10:00", "12:40", "", "25:99"]), "president": _QUI,
    }),
)  # fmt: skip


@pytest.mark.req("AG-42")
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    saisies=st.lists(st.one_of(_VOTE, _PRESENCE, _MOUVEMENT, _GESTE, _AGENDA, _POUVOIR), max_size=12),
    depart=st.sampled_from([3, 13, 50]),
)
def test_whatever_is_posted_leaves_a_journal_that_verifies(
    saisies: list[tuple[str, dict[str, str]]], depart: int
) -> None:
    """Forms in any order, true or absurd, are kept or refused, never a fault; what is kept replays and verifies."""
    with moteur(GILBERT[:depart]) as engine:
        site = Site(engine)
        for chemin, formulaire in saisies:
            avant = len(gardes(engine))
            statut, _, _ = site(ICI + chemin, formulaire)
            # A line that was withdrawn has no page any more: who votes on it from another screen is told so.
            lignes = engine.assemblees.greffe(AG).salle.ordre_du_jour.rangs
            retiree = chemin.startswith("/votes/") and chemin.removeprefix("/votes/") not in lignes
            assert statut in (303, 409, 422) or (statut == 404 and retiree)
            assert statut == 303 or len(gardes(engine)) == avant
        assert verifiee(engine)
        assert engine.assemblees.greffe(AG).etape
