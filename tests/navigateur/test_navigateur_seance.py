"""What is typed while a meeting is held, by the keyboard alone, in a real browser; and what a second screen sees."""

from __future__ import annotations

import re

import pytest
from extranet_complet import AG, FAITS, OUVERTE, Ouvrir, Site
from playwright.sync_api import Page, expect

from lsc_domain.assemblee import fait as f
from lsc_domain.assemblee.fait import Fait

ICI = f"/agence/seances/{AG}"


def deux_ecrans(site: Site, ouvrir: Ouvrir, ici: str, la: str | None = None) -> tuple[Page, Page]:
    """Two windows of the agency on one meeting."""
    contexte = ouvrir(site, "agence")
    un, deux = contexte.new_page(), contexte.new_page()
    un.goto(f"{ICI}/{ici}")
    deux.goto(f"{ICI}/{la or ici}")
    return un, deux


def inscrits(site: Site, depuis: int = OUVERTE) -> list[Fait]:
    """The facts kept since."""
    with site.engine.storage.transaction() as transaction:
        return [une.fait for une in transaction.journal.read(AG, depuis=depuis)]


@pytest.mark.req("AG-21", "I-24")
def test_l_ordre_du_jour_change_au_clavier_et_se_voit_ailleurs(site: Site, ouvrir: Ouvrir) -> None:
    """Entrée on the arrow, twice: the finger is still on it; the list and the votes of others follow."""
    operateur, second = deux_ecrans(site, ouvrir, "ordre-du-jour")
    vote = second.context.new_page()
    vote.goto(f"{ICI}/votes/3")
    operateur.get_by_role("button", name="Monter la résolution 3, Renouvellement").focus()
    for rang in ("2", "1"):
        operateur.keyboard.press("Enter")
        titres = second.locator(".agenda .titre")
        expect(titres.nth(int(rang) - 1)).to_have_text(re.compile(rf"^{rang}\s+Renouvellement du mandat de syndic$"))
        expect(operateur.locator("#monter-3")).to_be_focused()
    expect(vote.locator("[data-perime]")).to_be_visible()
    expect(vote.locator(".sommaire li").first).to_contain_text("Renouvellement du mandat de syndic")
    vote.get_by_role("link", name="La recharger").click()
    expect(vote.get_by_role("heading", level=1)).to_contain_text("N°1 Renouvellement du mandat de syndic")
    expect(vote.locator("[data-perime]")).to_be_hidden()
    second.get_by_role("button", name=re.compile("^Retirer la résolution 2")).click()  # what it shows is up to date
    expect(second.locator(".agenda .faute")).to_have_text(re.compile("Des bulletins seraient perdus : résolutions 2"))
    operateur.get_by_label("Titre").fill("Vœu des copropriétaires")
    operateur.get_by_label("Place").select_option("avant la résolution 4")
    operateur.get_by_role("button", name="Ajouter", exact=True).press("Enter")
    expect(operateur.locator(".agenda li").nth(3)).to_contain_text("ajoutée en séance")
    assert [type(un) for un in inscrits(site)] == [f.OrdreDuJourChange] * 3


@pytest.mark.req("I-21", "AG-41")
def test_une_reserve_se_note_au_clavier_et_se_lit_sur_l_autre_ecran(site: Site, ouvrir: Ouvrir) -> None:
    """The command is opened, filled and sent without a pointer; refused, it is open on the field that misses."""
    operateur, second = deux_ecrans(site, ouvrir, "votes/1")
    seance = second.context.new_page()
    seance.goto(f"{ICI}/deroulement")
    operateur.locator("summary", has_text="Réserve d'un copropriétaire").focus()
    operateur.keyboard.press("Enter")
    operateur.keyboard.press("Tab")
    operateur.keyboard.type("MORGON")
    operateur.keyboard.press("Tab")
    operateur.keyboard.type("Le devis n'était pas joint.")
    operateur.keyboard.press("Tab")
    operateur.keyboard.press("Enter")
    for page in (operateur, second):
        expect(page.locator(".notees")).to_have_text(
            re.compile(r"Réserve, MORGON Charles\s: Le devis n'était pas joint.")
        )
    expect(seance.locator("[data-vivant=reserves]")).to_contain_text("Réserve, résolution 1, MORGON Charles")
    operateur.locator("summary", has_text="Créer un événement").click()
    operateur.get_by_label("Immeuble").fill("")
    operateur.get_by_label("Ce qu'il demande").fill("Joindre le devis.")
    operateur.locator("form").evaluate_all("tous => tous.forEach((un) => { un.noValidate = true })")
    operateur.get_by_role("button", name="Créer l'événement").click()
    expect(operateur.get_by_label("Immeuble")).to_have_attribute("aria-invalid", "true")
    expect(operateur.get_by_label("Ce qu'il demande")).to_have_value("Joindre le devis.")
    assert [type(un) for un in inscrits(site)] == [f.ReserveFormulee]


@pytest.mark.req("AG-15", "AG-18")
def test_la_feuille_se_tape_et_dit_ailleurs_qui_represente_qui(site: Site, ouvrir: Ouvrir) -> None:
    """R asks for the holder, Entrée keeps it and goes down a line; two clicks on the voices of a C open his form."""
    operateur, second = deux_ecrans(site, ouvrir, "presences")
    operateur.locator("#c4").focus()  # CLIQUOT
    operateur.keyboard.press("r")
    expect(operateur.get_by_label("Copropriétaire présent")).to_be_focused()
    operateur.keyboard.type("MORGON")
    operateur.keyboard.press("Enter")
    expect(operateur.locator("#c5")).to_be_focused()
    for page in (operateur, second):
        expect(page.locator("tr", has=page.locator("#c4"))).to_contain_text("représenté par MORGON Charles")
    expect(operateur.get_by_label("Copropriétaire présent")).to_have_value("")
    second.locator('[data-colonne="C"] a').first.dblclick()
    expect(second.get_by_role("heading", level=1)).to_have_text("Vote par correspondance de LEPITRE Abel")


@pytest.mark.req("AG-18", "AG-12")
def test_qui_devient_correspondant_ailleurs_a_ici_son_formulaire(site: Site, ouvrir: Ouvrir) -> None:
    """The letter another screen typed brings the voices into its column, with the way to the form."""
    operateur, second = deux_ecrans(site, ouvrir, "presences/450BROU-01/correspondance", "presences")
    operateur.get_by_label("Reçu le").fill("2020-07-01")
    operateur.get_by_label("Le formulaire est signé").check()
    operateur.get_by_role("button", name="Valider").click()
    lien = second.get_by_role("link", name=re.compile("Formulaire de BROUILLY"))
    expect(lien).to_have_text("82,00010")
    lien.click()
    expect(second.get_by_role("heading", level=1)).to_have_text("Vote par correspondance de BROUILLY Alfred")


@pytest.mark.req("POUV-01", "I-14")
def test_un_pouvoir_en_blanc_est_remis_et_se_voit_ailleurs(site: Site, ouvrir: Ouvrir) -> None:
    """Who may hand it out is offered; the votes list its author from the resolution on, and say it has changed."""
    operateur, second = deux_ecrans(site, ouvrir, "pouvoirs")
    vote = second.context.new_page()
    vote.goto(f"{ICI}/votes/2")
    operateur.get_by_label("Pouvoir de").select_option("CLIQUOT Mathilde (N)")
    expect(operateur.get_by_label("Remis par")).to_have_value("450BROU-01")
    operateur.get_by_label("À", exact=True).select_option("MORGON Charles")
    operateur.get_by_label("Heure").fill("10:20")
    operateur.get_by_label("Représenté à partir de la résolution").select_option("2")
    operateur.get_by_role("button", name="Remettre le pouvoir").press("Enter")
    expect(operateur.get_by_role("status").first).to_have_text("Le pouvoir est remis.")
    expect(second.locator("[data-vivant=pouvoirs]")).to_contain_text(
        "CLIQUOT Mathilde : remis par BROUILLY Alfred à MORGON Charles"
    )
    expect(vote.locator("[data-perime]")).to_be_visible()
    vote.get_by_role("link", name="La recharger").click()
    expect(vote.locator("tr", has_text="CLIQUOT Mathilde")).to_contain_text("MORGON Charles")


@pytest.mark.req("MAJ-03", "MAJ-06", "AG-40")
def test_un_second_vote_s_ouvre_avec_les_mots_de_l_agence(site: Site, ouvrir: Ouvrir) -> None:
    """Typed to the last vote, the screen says a second one is open; its words, changed, are kept for the next."""
    place = next(rang for rang, fait in enumerate(FAITS) if isinstance(fait, f.SecondVoteOuvert))
    site.engine.assemblees.inscrire(AG, *FAITS[OUVERTE : place - 1]).unwrap()
    dernier = FAITS[place - 1]
    assert isinstance(dernier, f.VoteEnregistre)
    operateur, second = deux_ecrans(site, ouvrir, f"votes/{dernier.resolution}")
    expect(operateur.get_by_role("button", name=re.compile("^Voter à l'art"))).to_have_count(0)
    cellule = operateur.locator(f'button.cellule[value="{dernier.coproprietaire}"]')
    cellule.focus()
    operateur.keyboard.press({"oui": "o", "non": "n", "abstention": "a"}[dernier.choix.value])
    for page in (operateur, second):
        expect(page.get_by_role("link", name="Un second vote est ouvert : le proposer")).to_be_visible()
    operateur.get_by_role("link", name="Un second vote est ouvert : le proposer").press("Enter")
    operateur.get_by_label("Texte ajouté à la résolution").fill("Nous revotons aussitôt.")
    operateur.get_by_role("button", name="Voter à l'art. 24").press("Enter")
    expect(operateur.get_by_role("link", name="Second vote, art. 24")).to_have_attribute("aria-current", "page")
    expect(second.locator("[data-perime]")).to_be_visible()
    assert site.engine.assemblees.textes(site.engine.agence).passage_25_1 == "Nous revotons aussitôt."
