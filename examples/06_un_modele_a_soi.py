"""A template of one's own: minutes in four lines of HTML, and what is said of a field that does not exist."""

from pathlib import Path
from tempfile import TemporaryDirectory

from lsc_adapters.codec.assemblee import read_seance
from lsc_adapters.rendering.jinja import JinjaRendering
from lsc_domain.assemblee import depouiller
from lsc_domain.assemblee.acte.proces_verbal import acte_de_proces_verbal
from lsc_domain.assemblee.tenue import Tenue
from lsc_domain.ports.errors import BrokenTemplate

FICHIER = Path(__file__).with_name("gilbert.json")
MODELE = """\
<h1>{{ donnees.titre }}</h1>
<p>{{ VR_ent16 }} présents : voir la feuille annexée.</p>
{% for vote in donnees.votes if not vote.sous_resolution %}
<p>{{ vote.numero }}. {{ vote.titre }} : <b>{{ vote.resultat }}</b></p>
{% endfor %}
"""


def main() -> str:
    """Print the minutes of the built-in meeting with our template, then with one that asks for too much."""
    acte = acte_de_proces_verbal(depouiller(read_seance(FICHIER)).unwrap(), Tenue())
    with TemporaryDirectory() as dossier:
        modele = Path(dossier, "proces_verbal.html.j2")  # the act's name: it takes the place of the one we ship
        modele.write_text(MODELE, encoding="utf-8")
        page = JinjaRendering(Path(dossier)).render(acte).contenu.decode()
        modele.write_text(MODELE.replace("vote.titre", "vote.objet"), encoding="utf-8")
        try:
            JinjaRendering(Path(dossier)).render(acte)
        except BrokenTemplate as faute:
            return f"{page}{faute.modele}, {faute.champ}"
    return page


if __name__ == "__main__":
    print(main())
