"""The same engine behind Django: its own session keeps ours, its own templates show what a client sees."""
# mypy: disable-error-code="import-untyped, import-not-found"

from typing import Any

import django
from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.template import engines
from django.test import Client, override_settings
from django.urls import path
from returns.pipeline import is_successful

from lsc_adapters.bootstrap import memory_engine
from lsc_adapters.cli.demo_extranet import remplir
from lsc_adapters.documents.memory import MemoryDocumentStore
from lsc_domain.extranet.espace import Espace

PAGE = """<h1>{{ accueil.identite }}</h1>
<ul>{% for un in contenus %}
<li>{{ un.classeur.nom }} : {{ un.nombre }}</li>{% endfor %}
</ul>"""


def entrer(request: Any) -> Any:
    """Come in: Django's signed cookie carries the token, and nothing else of ours."""
    entree = settings.LSC.identifiants.connecter(request.POST["code"], request.POST["mot_de_passe"])
    if not is_successful(entree):
        return HttpResponse("identifiant ou mot de passe incorrect", status=401)
    request.session["lsc"] = entree.unwrap().jeton
    return HttpResponseRedirect("/mot-de-passe" if entree.unwrap().visiteur.doit_changer else "/documents")


def choisir(request: Any) -> Any:
    """Choose a password: the session that did it is closed, and another one opened."""
    choisi = settings.LSC.identifiants.choisir_mot_de_passe(
        request.session.get("lsc", ""), nouveau=request.POST["nouveau"], confirmation=request.POST["confirmation"]
    )
    if not is_successful(choisi):
        return HttpResponse("ce mot de passe n'est pas admis", status=422)
    request.session["lsc"] = choisi.unwrap().jeton
    return HttpResponseRedirect("/documents")


def documents(request: Any) -> Any:
    """Show the binders of whoever has come in, by a template that escapes everything."""
    visiteur = settings.LSC.identifiants.visiteur(request.session.get("lsc", "")).value_or(None)
    if visiteur is None or visiteur.doit_changer or visiteur.tiers is None:
        return HttpResponseRedirect("/entrer")
    accueil = settings.LSC.extranet.accueil(visiteur.tiers, Espace.COPROPRIETAIRE)
    contenus = settings.LSC.extranet.classeurs(visiteur.tiers, Espace.COPROPRIETAIRE)
    page = engines["django"].from_string(PAGE)
    pleins = [un for un in contenus if un.nombre]
    return HttpResponse(page.render({"accueil": accueil, "contenus": pleins}, request))


REGLAGES = {
    "ALLOWED_HOSTS": ["testserver"],
    "MIDDLEWARE": [
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
    ],
    "SESSION_ENGINE": "django.contrib.sessions.backends.signed_cookies",
    "TEMPLATES": [{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
    "ROOT_URLCONF": (path("entrer", entrer), path("mot-de-passe", choisir), path("documents", documents)),
}
if not settings.configured:
    settings.configure(SECRET_KEY="à remplacer", **REGLAGES)
    django.setup()


def main() -> str:
    """Play it on the demo portfolio, in memory."""
    contenus = MemoryDocumentStore()
    with memory_engine(documents=contenus) as engine, override_settings(LSC=engine, **REGLAGES):
        acces = {un.remis.tiers: un.remis for un in remplir(engine, contenus)}
        remis = next(un for tiers, un in acces.items() if tiers == "BROUILLY")
        navigateur = Client()
        lignes = [f"sans session : vers {navigateur.get('/documents')['Location']}"]
        entree = navigateur.post("/entrer", {"code": remis.code, "mot_de_passe": remis.mot_de_passe})
        lignes.append(f"connexion : vers {entree['Location']}")
        lignes.append(f"avant d'avoir choisi : vers {navigateur.get('/documents')['Location']}")
        faible = {"nouveau": "pomerol", "confirmation": "pomerol"}
        lignes.append(f"{navigateur.post('/mot-de-passe', faible).content.decode()}")
        fort = {"nouveau": "Pomerol-1961", "confirmation": "Pomerol-1961"}
        lignes.append(f"mot de passe choisi : vers {navigateur.post('/mot-de-passe', fort)['Location']}")
        lignes.append(navigateur.get("/documents").content.decode())
    return "\n".join(lignes)


if __name__ == "__main__":
    print(main())
