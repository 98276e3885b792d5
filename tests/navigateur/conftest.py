"""
A real browser on a real port: Debian's Chromium, or the one that CHROMIUM names.

`nox -s navigateur` brings Playwright, which other sessions do not have: there, this folder is left alone, and the
header of the run says so (conftest.py at the root).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib.util import find_spec

import pytest

if find_spec("playwright") is None or find_spec("axe_playwright_python") is None:
    collect_ignore_glob = ["test_*.py"]
else:
    from extranet_complet import Ouvrir, Site, un_site
    from playwright.sync_api import Browser, BrowserContext, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM")
PAR_DEFAUT = "/usr/bin/chromium"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser, started once; without one named, a machine that has none skips, and says so."""
    if CHROMIUM is None and not os.path.exists(PAR_DEFAUT):
        pytest.skip(f"no browser: neither CHROMIUM nor {PAR_DEFAUT}")
    with sync_playwright() as playwright:
        navigateur = playwright.chromium.launch(executable_path=CHROMIUM or PAR_DEFAUT, args=["--no-sandbox"])
        yield navigateur
        navigateur.close()


@pytest.fixture(scope="session")
def vitrine() -> Iterator[Site]:
    """An extranet that is only looked at."""
    with un_site() as site:
        yield site


@pytest.fixture
def site() -> Iterator[Site]:
    """An extranet of one's own, to act on."""
    with un_site() as site:
        yield site


@pytest.fixture
def ouvrir(chromium: Browser) -> Iterator[Ouvrir]:
    """A maker of browsers that share no cookie: `ouvrir(site, "ATRILLON")`, or nobody. All are closed at the end."""
    ouverts: list[BrowserContext] = []

    def faire(site: Site, qui: str | None = None, **options: object) -> BrowserContext:
        contexte = chromium.new_context(base_url=site.url, locale="fr-FR", timezone_id="Europe/Paris", **options)
        contexte.set_default_timeout(10_000)
        if qui is not None:
            contexte.add_cookies([{"name": site.temoin, "value": site.entrer(qui), "url": site.url}])
        ouverts.append(contexte)
        return contexte

    yield faire
    for contexte in ouverts:
        contexte.close()
