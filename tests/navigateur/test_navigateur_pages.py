"""Every page, looked at by a machine: nothing axe finds, nothing out of a narrow screen, nothing a script must draw."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from extranet_complet import Site
from pages_vues import CO, FAUTES, PAGES, SANS_PAGE, SEANCE, SY, VUES, adresse_de
from playwright.sync_api import Browser, ConsoleMessage, Error, Page

from lsc_adapters.web.application import CHEMINS

REGLES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}}
TOUTES = (*VUES, *FAUTES)

toutes = pytest.mark.parametrize(("qui", "adresse"), TOUTES, ids=[f"{qui or 'personne'} {ou}" for qui, ou in TOUTES])


class Regards:
    """One browser for each one who looks, and each way to look: a page of it is used again."""

    def __init__(self, navigateur: Browser, site: Site) -> None:
        self._navigateur, self._site = navigateur, site
        self._pages: dict[tuple[object, ...], Page] = {}
        self._jetons: dict[str, str] = {}

    def page(self, qui: str | None, largeur: int = 1280, *, script: bool = True) -> Page:
        """Return the page of somebody."""
        if (cle := (qui, largeur, script)) not in self._pages:
            contexte = self._navigateur.new_context(
                base_url=self._site.url, viewport={"width": largeur, "height": 800}, java_script_enabled=script
            )
            if qui is not None:
                if qui not in self._jetons:
                    self._jetons[qui] = self._site.entrer(qui)
                contexte.add_cookies([{"name": self._site.temoin, "value": self._jetons[qui], "url": self._site.url}])
            self._pages[cle] = contexte.new_page()
        return self._pages[cle]

    def aller(self, page: Page, adresse: str) -> int:
        """Ask for an address, and return the status."""
        reponse = page.goto(adresse_de(self._site, adresse))
        assert reponse is not None
        return reponse.status

    def fermer(self) -> None:
        """Close them all."""
        for page in self._pages.values():
            page.context.close()


@pytest.fixture(scope="module")
def regards(chromium: Browser, vitrine: Site) -> Iterator[Regards]:
    """Those who look."""
    ouverts = Regards(chromium, vitrine)
    yield ouverts
    ouverts.fermer()


def test_chaque_page_est_vue() -> None:
    """No page is left out: a new path is looked at, or is said to be none."""
    demandees = {un.chemin for un in CHEMINS if "GET" in un.methodes}
    assert demandees == PAGES.keys() | SANS_PAGE
    assert not PAGES.keys() & SANS_PAGE


@toutes
def test_axe_ne_trouve_rien(qui: str | None, adresse: str, regards: Regards) -> None:
    """WCAG 2.1 AA, as far as a machine sees; the console, where the content policy complains, stays empty."""
    page, perdue = regards.page(qui), (qui, adresse) in FAUTES
    fautes: list[str] = []

    def erreur(faute: Error) -> None:
        fautes.append(str(faute))

    def mot(dit: ConsoleMessage) -> None:
        if dit.type in {"error", "warning"} and not (perdue and "404" in dit.text):
            fautes.append(dit.text)

    page.on("pageerror", erreur)
    page.on("console", mot)
    assert regards.aller(page, adresse) == (404 if perdue else 200)
    trouve = Axe().run(page, options=REGLES)
    page.remove_listener("pageerror", erreur)
    page.remove_listener("console", mot)
    assert trouve.violations_count == 0, trouve.generate_report()
    assert fautes == []


@toutes
def test_a_320_points_rien_ne_deborde(qui: str | None, adresse: str, regards: Regards) -> None:
    """Nothing is read by scrolling sideways, in the page or in a part of it."""
    page = regards.page(qui, 320)
    regards.aller(page, adresse)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    coupes = page.evaluate(
        """() => [...document.querySelectorAll("main *")]
             .filter((un) => un.checkVisibility() && !un.closest(".hors-ecran, thead"))
             .filter((un) => un.getBoundingClientRect().right > innerWidth + 1)
             .map((un) => un.outerHTML.slice(0, 120))"""
    )
    assert coupes == []


@toutes
def test_un_tableau_tient_a_l_ecran(qui: str | None, adresse: str, regards: Regards) -> None:
    """On a desk no column is hidden; in a hand the name of a figure is never cut inside a word."""
    large = regards.page(qui)
    regards.aller(large, adresse)
    assert (
        large.evaluate(
            """() => [...document.querySelectorAll(".tableau")].filter((un) => un.scrollWidth > un.clientWidth + 1)
                 .map((un) => un.querySelector("caption")?.textContent)"""
        )
        == []
    )
    etroite = regards.page(qui, 320)
    regards.aller(etroite, adresse)
    coupes = etroite.evaluate(
        """() => {
             const toile = document.createElement("canvas").getContext("2d");
             const mot = (nom) => Math.max(...nom.split(/\\s/).map((un) => toile.measureText(un).width));
             return [...document.querySelectorAll(".cartes [data-nom]")].filter((un) => un.checkVisibility())
               .filter((un) => {
                 const style = getComputedStyle(un, "::before");
                 toile.font = style.font;
                 return parseFloat(style.width) + 1 < mot(un.dataset.nom);
               })
               .map((un) => un.dataset.nom);
           }"""
    )
    assert coupes == []


@toutes
def test_sans_script_tout_se_lit(qui: str | None, adresse: str, regards: Regards) -> None:
    """Reading needs no script: the same words are there without it, and the menu is open."""
    avec, sans = regards.page(qui), regards.page(qui, script=False)
    regards.aller(avec, adresse)
    regards.aller(sans, adresse)
    lus = {mot for mot in avec.locator("main").inner_text().split() if len(mot) > 3}
    boutons = {mot for bouton in avec.locator("main button[type=button]").all_inner_texts() for mot in bouton.split()}
    assert lus - boutons <= set(sans.locator("body").inner_text().split())
    for lien in sans.locator("nav.menu a").all():
        assert lien.is_visible()


@toutes
def test_au_clavier_tout_s_atteint(qui: str | None, adresse: str, regards: Regards) -> None:
    """Tab goes through whatever is pressed, in the order it is read, each seen in focus; first « Aller au contenu »."""
    page = regards.page(qui)
    regards.aller(page, adresse)
    page.evaluate("document.activeElement.blur()")
    attendus = page.evaluate(
        """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
             .filter((un) => un.checkVisibility() && !un.disabled && un.tabIndex >= 0)
             .filter((un) => un.type !== "radio" || un.checked || !document.querySelector(`[name=${un.name}]:checked`))
             .map((un, rang) => (un.dataset.rangDeTest = rang))"""
    )
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "evitement"
    atteints: list[int] = []
    for _ in range(len(attendus) * 6):  # a date has several stops of its own
        rang, cerne = page.evaluate(
            """() => { const un = document.activeElement;
                 return [Number(un.dataset.rangDeTest ?? -1), getComputedStyle(un).outlineStyle] }"""
        )
        if rang == -1 or (rang == 0 and len(atteints) > 1):
            break  # it has gone round
        if atteints[-1:] != [rang]:
            assert cerne != "none"
            atteints.append(rang)
        page.keyboard.press("Tab")
    assert atteints == attendus


FORMULAIRES = (
    (None, "/connexion", {"code": "PERSONNE", "mot_de_passe": "x"}, "Se connecter"),
    ("ATRILLON", "/mot-de-passe", {"actuel": "x", "nouveau": "y", "confirmation": "z"}, "Valider"),
    ("ATRILLON", f"{CO}/compte/carte?compte=450TRILLON", {"montant": "rien"}, "Continuer"),
    ("ATRILLON", f"{CO}/compte/carte?compte=450TRILLON", {"montant": "10,00"}, "Continuer"),
    ("ATRILLON", f"{CO}/compte/prelevement?compte=450TRILLON", {"titulaire": "A", "iban": "FR"}, "Signer et payer"),
    ("agence", f"{SY}/clients/ATRILLON/acces/{{code}}", {}, "Générer un mot de passe temporaire"),
    ("agence", f"{SY}/utilitaires", {"courriel_du_commercant": "nul@nul"}, "Valider"),
    (
        "agence",
        f"{SY}/comptes?cherche=450CLIQUOT",
        {"comptes": True},
        "Marquer les comptes sélectionnés pour publication",
    ),
    ("agence", f"{SY}/documents/documents-du-syndic", {}, "Supprimer les documents cochés"),
    ("agence", f"{SEANCE}/salle", {}, "Créer l'adresse"),
    ("agence", f"{SEANCE}/votes/1", {}, "Unanimité OUI"),
    ("agence", f"{SEANCE}/ordre-du-jour", {}, "Retirer la résolution 1, Crédit Copropriété"),
    ("agence", f"{SEANCE}/ordre-du-jour/7", {"titre": "", "article": "27"}, "Enregistrer"),
    ("agence", f"{SEANCE}/pouvoirs", {"heure": ""}, "Remettre le pouvoir"),
    ("agence", f"{SEANCE}/mouvements", {"heure": ""}, "Enregistrer"),
    ("agence", f"{SEANCE}/deroulement", {}, "Noter la réserve"),
)
"""What is typed, where, and the button that sends it: the page that answers is looked at too."""


@pytest.mark.parametrize(("qui", "adresse", "saisie", "bouton"), FORMULAIRES)
def test_la_reponse_a_un_formulaire(
    qui: str | None, adresse: str, saisie: dict[str, str | bool], bouton: str, site: Site, chromium: Browser
) -> None:
    """What answers a form, refused or not, is held to the same: axe finds nothing, 320 points are enough."""
    regards = Regards(chromium, site)
    page = regards.page(qui, 320)
    regards.aller(page, adresse)
    for nom, valeur in saisie.items():
        champ = page.locator(f"[name={nom}]")
        if valeur is True:
            champ.check()
        else:
            champ.fill(str(valeur))
    page.locator("form").evaluate_all("tous => tous.forEach((un) => { un.noValidate = true })")
    page.get_by_role("button", name=bouton).click()
    page.wait_for_load_state()
    trouve = Axe().run(page, options=REGLES)
    assert trouve.violations_count == 0, trouve.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    regards.fermer()
