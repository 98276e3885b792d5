"""How pages write French: no-break spaces put when templates are compiled, names left as they came."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from lsc_adapters.web.gabarits import GABARITS, Gabarits, Typographie, adresse, courriel, iban, instant
from lsc_domain.publication.planning import paris

FINE = "\u202f"


def test_the_words_of_a_template_are_set_in_french() -> None:
    """In the text and in the strings of expressions; what a template is given comes out as it went in."""
    page = Gabarits().rendre("erreur.html", donnees(titre="Qui ? Moi : « lui »", phrase="Rien : « ici » !"))
    assert "Qui ? Moi : « lui »" in page
    assert f"Rien{FINE}: «{FINE}ici{FINE}»{FINE}!" in page
    regles = Gabarits().rendre("connexion/choix.html", donnees(regles=("une : règle",)))
    assert f"Votre mot de passe comporte{FINE}:" in regles
    assert "une : règle" in regles
    assert 'content=\'{"includeIndicatorCSS": false, "history": false}\'' in page


def test_no_template_ends_a_line_before_a_mark() -> None:
    """Whatever words a template of ours is made of, they are set when it is compiled."""
    environnement = Environment()
    typographie = Typographie(environnement)
    ecrits = list(Path(str(GABARITS)).rglob("*.html"))
    assert len(ecrits) > 50
    for gabarit in ecrits:
        source = gabarit.read_text(encoding="utf-8")
        jetons = typographie.filter_stream(environnement.lexer.tokenize(source))
        mots = [un.value for un in jetons if un.type in {"data", "string"}]
        assert [un for un in mots if re.search(r" [:;!?»]|« ", un)] == [], gabarit.name


def test_an_address_begins_a_line_with_its_postal_code() -> None:
    """On one line or on several, and escaped."""
    assert adresse("12, rue <b> 33120 SAUTERNES") == Markup("12, rue &lt;b&gt;<br>33120 SAUTERNES")
    assert adresse("1, place du Marché\n54000 NANCY") == Markup("1, place du Marché<br>54000 NANCY")
    assert adresse("32, Rue du Septentrion 83500") == Markup("32, Rue du Septentrion<br>83500")
    assert adresse("12345, chemin vert") == Markup("12345, chemin vert")
    assert adresse("") == Markup("")


def test_an_e_mail_folds_where_it_may() -> None:
    assert courriel("a<@b.invalid") == Markup("a&lt;@<wbr>b<wbr>.invalid")
    assert courriel("") == Markup("")


def test_figures_that_stay_whole() -> None:
    """An IBAN by four; a day and its hour in one piece."""
    assert iban("FR76300060") == "FR76 3000 60"
    assert instant(dt.datetime(2019, 9, 26, 9, 47, tzinfo=paris())) == "26/09/2019\u00a009:47"


def donnees(**propres: object) -> dict[str, object]:
    """Give what every template knows."""
    commun: dict[str, object] = {
        "racine": "",
        "agence": "Agence",
        "csrf": "",
        "visiteur": None,
        "menu": (),
        "erreurs": {},
        "annonce": "",
        "numero": "7",
    }
    return commun | propres
