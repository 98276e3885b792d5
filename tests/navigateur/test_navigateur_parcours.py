"""What people do, in a real browser: coming in, reading, printing, writing, being answered, voting."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest
from extranet_complet import AG, DEVIS, Ouvrir, Site
from extranets import MOT_DE_PASSE
from playwright.sync_api import Page, expect

from lsc_domain.assemblee import fait as f
from lsc_domain.assemblee.choix import Choix

CO, SY = "/extranet/coproprietaire", "/agence/syndic"


def se_connecter(page: Page, code: str, mot_de_passe: str) -> None:
    """Type a login and a password."""
    page.goto("/connexion")
    page.get_by_label("Identifiant").fill(code)
    page.get_by_label("Mot de passe", exact=True).fill(mot_de_passe)
    page.get_by_role("button", name="Se connecter").click()


def choisir(page: Page, mot_de_passe: str, confirmation: str) -> None:
    """Type a new password, twice."""
    page.get_by_label("Nouveau mot de passe").fill(mot_de_passe)
    page.get_by_label("Le même, une seconde fois").fill(confirmation)
    page.get_by_role("button", name="Valider").click()


@pytest.mark.req("EXC-02", "EXC-04", "EXC-05", "EXA-04", "I-34")
@pytest.mark.parametrize("script", [True, False], ids=["avec script", "sans script"])
def test_la_premiere_connexion(script: bool, site: Site, ouvrir: Ouvrir) -> None:
    """A temporary password lets in to choose another, and nowhere else; what is chosen lets in from then on."""
    page = ouvrir(site, java_script_enabled=script).new_page()
    remis = site.extranet.remis["ATRILLON"]
    page.goto(f"{CO}/compte")
    expect(page).to_have_url(re.compile(r"/connexion\?suite="))
    expect(page.get_by_role("link", name="Mentions légales")).to_be_visible()
    expect(page.get_by_role("link", name="Mot de passe oublié")).to_be_visible()
    se_connecter(page, remis.code, "ce n'est pas lui")
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Identifiant")).to_have_value(remis.code)
    expect(page.get_by_label("Mot de passe", exact=True)).to_have_value("")
    se_connecter(page, remis.code, remis.mot_de_passe)
    titre = page.get_by_role("heading", level=1)
    expect(titre).to_have_text("Réinitialisation du mot de passe")
    for ailleurs in ("/", "/extranet", CO, f"{CO}/compte", f"{CO}/documents", "/agence"):
        page.goto(ailleurs)
        expect(titre).to_have_text("Réinitialisation du mot de passe")
    choisir(page, "court", "autre")
    expect(page.get_by_label("Nouveau mot de passe")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#confirmation-faute")).to_have_text("Les deux saisies sont différentes.")
    choisir(page, MOT_DE_PASSE, MOT_DE_PASSE)
    expect(titre).to_have_text("Mon espace copropriétaire")
    page.locator(".bandeau").get_by_role("button", name="Déconnexion").click()
    expect(page.get_by_role("status")).to_have_text("Vous êtes déconnecté.")
    page.goto(f"{CO}/compte")
    expect(titre).to_have_text("Connexion")
    se_connecter(page, remis.code, remis.mot_de_passe)
    expect(page.get_by_role("alert")).to_be_visible()
    page.goto(f"{CO}/compte")
    page.get_by_label("Identifiant").fill(remis.code)
    page.get_by_label("Mot de passe", exact=True).fill(MOT_DE_PASSE)
    page.get_by_role("button", name="Se connecter").click()
    expect(titre).to_have_text("Mon compte")


def test_au_clavier_seul(site: Site, ouvrir: Ouvrir) -> None:
    """Coming in, going to one's documents and opening one needs no pointer: Tab, letters, Entrée."""
    page = ouvrir(site).new_page()
    site.entrer("ATRILLON")
    page.goto("/connexion")

    def jusqu_a(nom: str) -> None:
        for _ in range(60):
            page.keyboard.press("Tab")
            vu = page.evaluate(
                """() => { const un = document.activeElement;
                     return un.labels?.length ? un.labels[0].innerText : un.innerText.replace(/\\s+/g, " ").trim() }"""
            )
            if vu == nom:
                return
        raise AssertionError(f"« {nom} » ne s'atteint pas au clavier")

    jusqu_a("Identifiant")
    page.keyboard.type(site.extranet.remis["ATRILLON"].code)
    jusqu_a("Mot de passe")
    page.keyboard.type(MOT_DE_PASSE)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mon espace copropriétaire")
    jusqu_a("Aller au contenu")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "principal"
    page.goto(CO)
    jusqu_a("Mes documents")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mes documents")
    jusqu_a("Divers 1 document")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Divers")
    jusqu_a("Attestation d'assurance.pdf")
    with page.expect_response(lambda une: "/document/" in une.url) as recue:
        page.keyboard.press("Enter")
    assert recue.value.status == 200
    assert recue.value.headers["content-type"] == "application/pdf"


@pytest.mark.req("EXC-11", "I-31", "I-53")
def test_un_document_s_ouvre(site: Site, ouvrir: Ouvrir) -> None:
    """From the binder to the paper: searched as one types, opened at an address that is nobody else's."""
    contexte = ouvrir(site, "BROUILLY")
    page = contexte.new_page()
    page.goto(f"{CO}/documents")
    page.get_by_role("link", name=re.compile("Conseil syndical")).click()
    expect(page.get_by_role("status")).to_have_text(re.compile(r"1.document\."))
    page.get_by_label("Chercher dans ce classeur").press_sequentially("introuvable")
    expect(page.get_by_role("status")).to_have_text(
        re.compile(r"0.document pour «\sintrouvable\s»\. Voir tout le classeur")
    )
    page.get_by_label("Chercher dans ce classeur").fill("JUIN")
    lien = page.get_by_role("link", name="Conseil syndical du 15 juin 2020.pdf")
    expect(lien).to_be_visible()
    with page.expect_response(lambda une: "/document/" in une.url) as recue:
        lien.click()
    assert recue.value.status == 200
    assert recue.value.headers["content-type"] == "application/pdf"
    assert contexte.request.get(recue.value.url).body().startswith(b"%PDF")
    assert ouvrir(site, "ATRILLON").request.get(recue.value.url).status == 404
    with site.engine.storage.transaction() as transaction:
        traces = transaction.audit.lire(objet="00000006/0", derniers=10)
    assert traces[0].par == site.extranet.remis["BROUILLY"].code


@pytest.mark.req("EXC-14", "EXC-16")
def test_un_extrait_s_imprime(vitrine: Site, ouvrir: Ouvrir, tmp_path: Path) -> None:
    """Between two days, on paper: the account and nothing of the page around it; and the same as a PDF."""
    page = ouvrir(vitrine, "ATRILLON", accept_downloads=True).new_page()
    page.add_init_script("window.print = () => { window.imprimee = true }")
    page.goto(f"{CO}/compte")
    page.get_by_label("Du", exact=True).fill("2020-03-01")
    page.get_by_label("Au", exact=True).fill("2020-06-30")
    page.get_by_role("button", name="Afficher").click()
    with page.expect_download() as pris:
        page.get_by_role("link", name="Télécharger l'extrait (PDF)").click()
    pris.value.save_as(tmp_path / "extrait.pdf")
    page.get_by_role("link", name="Imprimer l'extrait").click()
    page.get_by_role("button", name="Imprimer").click()
    assert page.evaluate("window.imprimee") is True
    page.emulate_media(media="print")
    for cache in ("nav.menu", ".pied", ".qui", ".actions"):
        expect(page.locator(cache).first).to_be_hidden()
    expect(page.get_by_role("table")).to_be_visible()
    page.pdf(path=tmp_path / "page.pdf", format="A4")
    for papier in ("extrait.pdf", "page.pdf"):
        ecrit = texte_de(tmp_path / papier)
        for dit in ("450TRILLON", "Appel de provisions, 2e trimestre 2020", "433,13", "Solde antérieur"):
            assert dit in ecrit, papier
        assert "Votre virement" not in ecrit  # before the first day
        assert "Déconnexion" not in ecrit


def texte_de(chemin: Path) -> str:
    """Read the words of a PDF."""
    papier = pypdfium2.PdfDocument(chemin)
    try:
        return " ".join(" ".join(papier[rang].get_textpage().get_text_bounded() for rang in range(len(papier))).split())
    finally:
        papier.close()


@pytest.mark.req("EXA-37", "EXA-38", "EXC-11")
def test_une_demande_est_envoyee_et_repondue(site: Site, ouvrir: Ouvrir) -> None:
    """The client writes, with a file, and asks for a ticket; the agency reads, answers and decides; the client sees."""
    client, agence = ouvrir(site, "BROUILLY").new_page(), ouvrir(site, "agence", accept_downloads=True).new_page()
    client.goto(f"{CO}/demandes")
    client.get_by_role("link", name="Nouvelle demande").click()
    client.get_by_label("Objet").fill("Fuite au <sous-sol>")
    client.get_by_label("Votre message").fill("L'eau coule.\nDepuis hier.")
    client.get_by_label("Pièces jointes").set_input_files(
        {"name": "devis.pdf", "mimeType": "application/pdf", "buffer": DEVIS}
    )
    client.get_by_label("Demander l'ouverture d'un ticket").check()
    client.get_by_role("button", name="Envoyer à mon gestionnaire").click()
    expect(client.get_by_role("status")).to_have_text("Votre message est envoyé à votre agence.")
    expect(client.get_by_text("ticket demandé")).to_be_visible()
    agence.goto(SY)
    agence.get_by_role("link", name="Fuite au <sous-sol>").click()
    expect(agence.get_by_role("article").first).to_contain_text("Depuis hier.")
    with agence.expect_download() as pris:
        agence.get_by_role("link", name="devis.pdf").click()
    assert Path(pris.value.path()).read_bytes() == DEVIS
    agence.get_by_role("button", name="Accepter").click()
    expect(agence.get_by_role("status")).to_have_text("Le ticket est accepté.")
    agence.get_by_label("Réponse").fill("Le plombier passe demain.")
    agence.get_by_role("button", name="Envoyer").click()
    expect(agence.get_by_role("status")).to_have_text("Votre réponse est envoyée.")
    expect(agence.get_by_role("article").last).to_contain_text("Jean-Luc CHABLIS")
    client.reload()
    expect(client.get_by_role("article").last).to_contain_text("Le plombier passe demain.")
    expect(client.get_by_text("ticket ouvert")).to_be_visible()
    agence.get_by_role("button", name="Clore la demande").click()
    client.reload()
    expect(client.get_by_text("Cette demande est close")).to_be_visible()
    expect(client.get_by_label("Message", exact=True)).to_have_count(0)


@pytest.mark.req("EXA-13", "EXP-53")
def test_un_mot_de_passe_est_regenere(site: Site, ouvrir: Ouvrir) -> None:
    """Shown once; left without « Valider », the old one works; validated, the new one works once."""
    site.entrer("BROUILLY")
    code = site.extranet.remis["BROUILLY"].code
    agence, client = ouvrir(site, "agence").new_page(), ouvrir(site).new_page()
    titre = client.get_by_role("heading", level=1)

    def generer() -> str:
        agence.goto(f"{SY}/clients/BROUILLY")
        agence.get_by_role("link", name="Générer un mot de passe temporaire").click()
        agence.get_by_role("button", name="Générer un mot de passe temporaire").click()
        return agence.locator(".secret").inner_text()

    abandonne = generer()
    agence.get_by_role("link", name="Quitter sans valider").click()
    se_connecter(client, code, abandonne)
    expect(client.get_by_role("alert")).to_be_visible()
    se_connecter(client, code, MOT_DE_PASSE)
    expect(titre).to_have_text("Mon espace copropriétaire")
    nouveau = generer()
    assert nouveau != abandonne
    agence.get_by_role("button", name="Valider").click()
    expect(agence.get_by_role("status")).to_have_text("Le nouveau mot de passe temporaire est en vigueur.")
    expect(agence.get_by_text(nouveau)).to_have_count(0)
    client.reload()  # the session that was open is closed
    expect(titre).to_have_text("Connexion")
    se_connecter(client, code, MOT_DE_PASSE)
    expect(client.get_by_role("alert")).to_be_visible()
    se_connecter(client, code, nouveau)
    expect(titre).to_have_text("Réinitialisation du mot de passe")
    choisir(client, "Autre-vigne-2021!", "Autre-vigne-2021!")
    expect(titre).to_have_text("Mon espace copropriétaire")
    autre = ouvrir(site).new_page()
    se_connecter(autre, code, nouveau)
    expect(autre.get_by_role("alert")).to_be_visible()


@pytest.mark.req("EXA-26", "EXA-47", "EXP-42")
def test_un_parametre_se_voit_a_la_page_suivante(site: Site, ouvrir: Ouvrir) -> None:
    """« Annuler » changes nothing; « Valider » does, at once, for who is already in."""
    client, agence = ouvrir(site, "ATRILLON").new_page(), ouvrir(site, "agence").new_page()
    rubrique = client.get_by_role("navigation").get_by_role("link", name="Mon compte")
    boite = agence.locator("#compte_actif-oui")
    for bouton, attendu in (("Annuler", 1), ("Valider", 0)):
        agence.goto(f"{SY}/utilitaires")
        boite.uncheck()
        agence.locator("main").get_by_text(bouton, exact=True).first.click()
        agence.wait_for_load_state()
        client.goto(CO)
        expect(rubrique).to_have_count(attendu)
    reponse = client.goto(f"{CO}/compte")
    assert reponse is not None
    assert reponse.status == 404


@pytest.mark.req("AG-32", "AG-34", "AG-40", "AG-42")
def test_un_vote_tape_se_voit_sur_un_second_ecran(site: Site, ouvrir: Ouvrir) -> None:
    """Letters on the lines, one hand: each is a fact at once, seen by another operator and by the room."""
    contexte = ouvrir(site, "agence")
    operateur, second, salle = contexte.new_page(), contexte.new_page(), ouvrir(site).new_page()
    salle.goto(f"/salle/{site.salle}")
    for page in (operateur, second):
        page.goto(f"/agence/seances/{AG}/votes/1")
    expect(salle.get_by_text("Le premier vote n'a pas commencé.")).to_be_visible()
    lignes = operateur.locator("button.cellule")
    lignes.first.focus()
    for lettre in "onav":
        operateur.keyboard.press(lettre)
    for page in (operateur, second):
        vus = page.locator("button.cellule")
        for rang, dit in enumerate(("Oui", "Non", "Abstention", "Non votant")):
            expect(vus.nth(rang)).to_have_text(dit)
        expect(vus.nth(4)).to_have_text("à saisir")
    assert operateur.evaluate("document.activeElement === document.querySelectorAll('button.cellule')[4]")
    expect(salle.locator(".choix-oui dd")).to_have_text(re.compile(r"/ 2$"))  # and one by correspondence
    expect(salle.locator(".choix-abs dd")).to_have_text(re.compile(r"/ 1$"))
    operateur.keyboard.press("ArrowUp")
    operateur.keyboard.press("o")
    expect(second.locator("button.cellule").nth(3)).to_have_text("Oui")
    expect(salle.locator(".choix-oui dd")).to_have_text(re.compile(r"/ 3$"))
    assert "TRILLON" not in salle.locator("main").inner_text()
    with site.engine.storage.transaction() as transaction:
        faits = [une.fait for une in transaction.journal.read(AG) if isinstance(une.fait, f.VoteEnregistre)]
    choix = [Choix.OUI, Choix.NON, Choix.ABSTENTION, Choix.NON_VOTANT, Choix.OUI]
    assert [un.choix for un in faits] == choix


@pytest.mark.req("AG-34")
def test_un_vote_se_saisit_sans_script(site: Site, ouvrir: Ouvrir) -> None:
    """A click on a line, the page again: the vote is there."""
    page = ouvrir(site, "agence", java_script_enabled=False).new_page()
    page.goto(f"/agence/seances/{AG}/votes/1")
    page.locator("button.cellule").first.click()
    expect(page.locator("button.cellule").first).to_have_text("Oui")
