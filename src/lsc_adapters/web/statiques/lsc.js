/* What the pages gain with a script. Without it, everything is still read and sent. */
"use strict";

(() => {
  const etroit = window.matchMedia("(max-width: 59.99rem)");

  // The menu is folded where there is no room beside the page, and follows the width of the window.
  const plier = () => {
    for (const menu of document.querySelectorAll("details[data-menu]")) menu.open = !etroit.matches;
  };
  etroit.addEventListener("change", plier);
  plier();

  // What is wrong in a form is read first.
  document.querySelector("[data-resume]")?.focus();

  // A printed page is asked for by a button that only a script can press.
  for (const bouton of document.querySelectorAll("[data-imprimer]")) {
    bouton.hidden = false;
    bouton.addEventListener("click", () => window.print());
  }

  // A password may be looked at by who types it.
  for (const bouton of document.querySelectorAll("[data-montrer]")) {
    const champs = bouton.dataset.montrer.split(" ").map((nom) => document.getElementById(nom));
    bouton.hidden = false;
    bouton.addEventListener("click", () => {
      const montre = bouton.getAttribute("aria-pressed") !== "true";
      bouton.setAttribute("aria-pressed", String(montre));
      for (const champ of champs) champ.type = montre ? "text" : "password";
    });
  }

  // A form that changes something is sent once, however often the button is pressed.
  document.addEventListener("submit", (evenement) => {
    const formulaire = evenement.target;
    if (formulaire.method !== "post" || formulaire.dataset.repetable !== undefined) return;
    if (formulaire.dataset.parti) evenement.preventDefault();
    formulaire.dataset.parti = "oui";
    window.setTimeout(() => delete formulaire.dataset.parti, 4000);
  });

  // A choice that only changes what is shown needs no button.
  for (const choix of document.querySelectorAll("select[data-soumettre]")) {
    choix.form.querySelector("button[type=submit]").classList.add("hors-ecran");
    choix.addEventListener("change", () => choix.form.requestSubmit());
  }
})();
