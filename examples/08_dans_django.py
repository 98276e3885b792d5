"""A meeting embedded in a one-file Django project: a view records a vote, another shows the count."""
# mypy: disable-error-code="import-untyped, import-not-found"

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import django
from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.template import engines
from django.test import Client, override_settings
from django.urls import path
from django.views.decorators.http import require_GET, require_POST
from returns.pipeline import is_successful

from lsc_adapters.bootstrap import sql_engine
from lsc_adapters.codec.assemblee import read_declaration
from lsc_adapters.codec.errors import InvalidPayload
from lsc_adapters.codec.fait import read_fait
from lsc_domain.assemblee import VoteEnregistre, libelle, raconter
from lsc_domain.ports.errors import NotFound
from lsc_domain.socle.affichage import ecrire_voix
from lsc_domain.socle.ids import AssembleeId

PAGE = """<h1>{{ fiche.nom }} du {{ fiche.date|date:"d/m/Y" }}</h1>
<table>{% for numero, titre, oui, non, resultat in lignes %}
<tr><td>{{ numero }} {{ titre }}</td><td>{{ oui }}</td><td>{{ non }}</td><td>{{ resultat }}</td></tr>{% endfor %}
</table>"""


def voter(request: Any, reference: str) -> Any:
    """Record a vote, then show the count; what is refused is said in a sentence."""
    try:
        vote = read_fait(VoteEnregistre.code, request.POST.dict())
    except InvalidPayload as fautif:
        return HttpResponse(str(fautif), status=422, content_type="text/plain")
    tenu = settings.LSC.assemblees.inscrire(AssembleeId(reference), vote)
    if is_successful(tenu):
        return HttpResponseRedirect(f"/assemblees/{reference}/")
    return HttpResponse(libelle(tenu.failure()), status=409, content_type="text/plain")


def montrer(request: Any, reference: str) -> Any:
    """Count the meeting as it stands; the template escapes what people wrote."""
    try:
        compte = settings.LSC.assemblees.depouiller(AssembleeId(reference))
    except NotFound as absente:
        return HttpResponse(str(absente), status=404, content_type="text/plain")
    lignes = [
        (
            scrutin.ligne.resolution.numero,
            scrutin.ligne.resolution.titre,
            ecrire_voix(scrutin.suffrages.decompte.pour.voix),
            ecrire_voix(scrutin.suffrages.decompte.contre.voix),
            "Saisie en cours…." if scrutin.en_cours else scrutin.libelle,
        )
        for scrutin in compte.scrutins
    ]
    page = engines["django"].from_string(PAGE)
    return HttpResponse(page.render({"fiche": compte.seance.fiche, "lignes": lignes}, request))


if not settings.configured:
    settings.configure(
        SECRET_KEY="à remplacer",
        ALLOWED_HOSTS=["testserver"],
        MIDDLEWARE=["django.middleware.csrf.CsrfViewMiddleware"],
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
        ROOT_URLCONF=(
            path("assemblees/<str:reference>/", require_GET(montrer)),
            path("assemblees/<str:reference>/votes", require_POST(voter)),
        ),
    )
    django.setup()


def main() -> str:
    """Drive it on a base of its own: the engine keeps its connections, beside those of Django."""
    faits = raconter(read_declaration(Path(__file__).with_name("gilbert.json"))).unwrap()
    debut = next(rang for rang, fait in enumerate(faits) if isinstance(fait, VoteEnregistre))
    bulletin = {"resolution": "1", "coproprietaire": "450TRILLON", "choix": "oui"}
    with TemporaryDirectory() as dossier, sql_engine(f"sqlite:///{dossier}/agence.db") as engine:
        engine.assemblees.inscrire(AssembleeId("0-S001"), *faits[:debut]).unwrap()
        with override_settings(LSC=engine):
            navigateur = Client()
            reponses = [navigateur.post("/assemblees/0-S001/votes", bulletin)]
            reponses.append(navigateur.post("/assemblees/0-S001/votes", bulletin | {"coproprietaire": "450ALOXECO"}))
            reponses.append(navigateur.post("/assemblees/0-S001/votes", bulletin | {"choix": "peut-être"}))
            reponses.append(navigateur.get("/assemblees/0-S009/"))
            page = navigateur.get("/assemblees/0-S001/").content.decode()
    lignes = [f"{une.status_code} {une.content.decode() or une.url}" for une in reponses]
    return "\n".join([*lignes, *page.splitlines()[:4]])


if __name__ == "__main__":
    print(main())
