/* The live meeting: what is typed is kept at once, what others type is seen at once. Without it, buttons and a refresh. */
"use strict";

(() => {
  const VOTES = { o: "Oui", n: "Non", a: "Abstention", "-": "Non votant", ".": "à saisir" };
  const PRESENCES = { N: "absent", O: "présent", R: "représenté", D: "à distance", C: "par correspondance" };
  const STYLES = { "-": "v", ".": "rien" };

  const compte = document.querySelector("[data-compte]");
  const connexion = document.querySelector("[data-connexion]");
  const grille = document.querySelector("[data-saisie]");
  const suivi = document.querySelector("[data-flux]");
  const perime = document.querySelector("[data-perime]");
  let marque = suivi?.dataset.marque ?? "";

  // « La recharger » asks for this very screen, its second vote and its absent rows included.
  for (const lien of document.querySelectorAll("[data-recharger]")) lien.href = location.pathname + location.search;

  const rang = (une) => Number.parseInt(une, 10);

  // ---------------------------------------------------------------------------------------------- what is shown

  const montrerLettre = (cellule, lettre) => {
    if (cellule.dataset.lettre === lettre) return;
    const votes = grille.dataset.saisie === "votes";
    const prefixe = votes ? "vote" : "code";
    const nom = cellule.closest("tr").querySelector("th[scope=row]").firstChild.textContent.trim();
    const libelle = votes ? VOTES[lettre] : PRESENCES[lettre];
    cellule.dataset.lettre = lettre;
    cellule.className = `cellule ${prefixe}-${STYLES[lettre] ?? lettre}`;
    cellule.textContent = votes ? libelle : lettre;
    cellule.setAttribute("aria-label", `${nom}\u202f: ${libelle}`);
    for (const autre of cellule.closest("tr").querySelectorAll("[data-colonne]")) {
      const ici = autre.dataset.colonne === lettre;
      const voix = ici ? cellule.closest("tr").querySelector(".tantiemes").textContent : "";
      if (!ici || lettre !== "C") { autre.textContent = voix; continue; }
      const lien = document.createElement("a");
      lien.href = cellule.dataset.formulaire;
      lien.textContent = voix;
      lien.setAttribute("aria-label", `Formulaire de ${nom}, ${voix}`);
      autre.replaceChildren(lien);
    }
  };

  // A row that appears, leaves, or is locked is laid out by the server only.
  const autreListe = (avant, apres) =>
    avant.length !== apres.length || [...apres].some((une, i) => une !== avant[i] && !("ona-.".includes(une) && "ona-.".includes(avant[i])));

  // A part of the page is laid out again whole; whoever was in it stays on what he was on.
  const remplacer = (partie, html) => {
    if (!partie || partie.dataset.html === html) return;
    partie.dataset.html = html;
    const ici = document.activeElement;
    const toutes = () => [...partie.querySelectorAll("a[href], button, summary")];
    const place = partie.contains(ici) ? toutes().indexOf(ici) : -1;
    const ouverts = [...partie.querySelectorAll("details")].map((un) => un.open);
    partie.innerHTML = html;
    [...partie.querySelectorAll("details")].forEach((un, i) => { if (ouverts[i]) un.open = true; });
    if (place >= 0) ((ici.id && document.getElementById(ici.id)) || toutes()[place])?.focus();
  };

  const montrer = (donnees) => {
    if (rang(donnees.marque ?? "0") < rang(marque || "0")) return;
    marque = donnees.marque ?? marque;
    for (const [nom, html] of Object.entries(donnees.vivants ?? {})) {
      remplacer(document.querySelector(`[data-vivant="${nom}"]`), html);
    }
    if (perime && suivi.dataset.version && donnees.version !== undefined && donnees.version !== suivi.dataset.version) {
      perime.hidden = false;
    }
    if (grille) {
      for (const ligne of grille.querySelectorAll("tr[data-rang]")) {
        const note = ligne.querySelector("[data-note]");
        if (note && donnees.notes) note.textContent = donnees.notes[ligne.dataset.rang] ?? "";
      }
    }
    if (compte && donnees.compte !== undefined && compte.innerHTML !== donnees.compte) compte.innerHTML = donnees.compte;
    if (!grille || donnees.lettres === undefined) return;
    const vu = grille.elements.vu;
    const votes = grille.dataset.saisie === "votes";
    if (votes && autreListe(vu.value, donnees.lettres)) {
      perime.hidden = false;
    }
    vu.value = donnees.lettres;
    for (const cellule of grille.querySelectorAll("button.cellule")) {
      const lettre = donnees.lettres[rang(cellule.dataset.rang)];
      if (!votes || "ona-.".includes(lettre)) montrerLettre(cellule, lettre);
    }
    if (votes) {
      for (const total of grille.querySelectorAll("[data-total]")) {
        const pese = compte.querySelector(`.choix-${{ o: "oui", n: "non", a: "abs", "-": "nv" }[total.dataset.total]} dd`);
        if (pese) total.textContent = pese.textContent.replace(/\s+/g, " ").trim();
      }
      // The second vote, or the result, is offered under the count: the page is asked for again when that changes.
      if (donnees.suite !== undefined && donnees.suite !== grille.dataset.suite) {
        grille.dataset.suite = donnees.suite;
        if (donnees.suite) document.querySelector("[data-suite-lien]").textContent =
          donnees.suite === "second" ? "Un second vote est ouvert\u202f: le proposer" : "Voir le résultat";
      }
    }
  };

  // ---------------------------------------------------------------------------------------------- what others type

  if (suivi && "EventSource" in window) {
    const adresse = new URL(suivi.dataset.flux, location.href);
    adresse.searchParams.set("vu", marque);
    const source = new EventSource(adresse);
    source.addEventListener("etat", (evenement) => montrer({ marque: evenement.lastEventId, ...JSON.parse(evenement.data) }));
    source.addEventListener("open", () => { if (connexion) connexion.hidden = true; });
    source.addEventListener("error", () => {
      if (!connexion) return;
      connexion.hidden = false;
      connexion.textContent = "Liaison coupée, reprise en cours…";
    });
    window.addEventListener("pagehide", () => source.close());
  }

  if (!grille) return;

  // ---------------------------------------------------------------------------------------------- what is typed

  const refus = grille.querySelector("[data-refus]");
  const mandat = grille.querySelector("[data-mandat]");
  let file = Promise.resolve();

  const dire = (phrase, cellule) => {
    grille.querySelectorAll(".faute").forEach((une) => une.remove());
    refus.hidden = !phrase || Boolean(cellule);
    refus.textContent = cellule ? "" : phrase;
    if (!phrase || !cellule) return;
    const ici = document.createElement("span");
    ici.className = "faute";
    ici.setAttribute("role", "alert");
    ici.textContent = phrase;
    cellule.closest("tr").querySelector("th[scope=row]").append(ici);
  };

  const poster = (champs, cellule) => {
    // One at a time, in the order of typing: what was seen is read when the entry goes, not when it waits.
    file = file.then(async () => {
      const corps = new URLSearchParams(new FormData(grille));
      for (const [nom, valeur] of Object.entries(champs)) corps.set(nom, valeur);
      try {
        const reponse = await fetch(grille.action, { method: "POST", body: corps, headers: { accept: "application/json" } });
        if (!reponse.headers.get("content-type")?.startsWith("application/json")) {
          if (reponse.redirected) return location.reload();
          throw new Error(String(reponse.status));
        }
        const donnees = await reponse.json();
        montrer(donnees);
        dire(donnees.refus, cellule);
        if (mandat && !donnees.refus && champs.mode === "R") finirLeMandat();
      } catch {
        dire("Ce qui vient d'être saisi n'est pas parti\u202f: la liaison est coupée. Recommencez.", cellule);
      }
    });
    return file;
  };

  const cases = () => [...grille.querySelectorAll("button.cellule")];

  const aller = (cellule, pas) => {
    const toutes = cases();
    const place = pas === "debut" ? 0 : pas === "fin" ? toutes.length - 1 : toutes.indexOf(cellule) + pas;
    toutes[Math.max(0, Math.min(toutes.length - 1, place))].focus();
  };

  let mandant = null;

  const demanderLeMandataire = (cellule) => {
    mandant = cellule;
    const nom = cellule.closest("tr").querySelector("th[scope=row]").firstChild.textContent.trim();
    mandat.querySelector("[data-mandant]").textContent = `de ${nom}`;
    mandat.classList.add("demande");
    grille.querySelector('input[name=mode][value="R"]').checked = true;
    grille.elements.mandataire.focus();
  };

  const renoncer = () => {
    mandat.classList.remove("demande");
    mandat.querySelector("[data-mandant]").textContent = "(code R)";
    mandant?.focus();
    mandant = null;
  };

  // His name is now on the row: the holder's fields are empty for the next, the hand goes down one line.
  const finirLeMandat = () => {
    const apres = mandant;
    grille.elements.mandataire.value = "";
    grille.elements.mandataire_nom.value = "";
    renoncer();
    if (apres) aller(apres, 1);
  };

  const saisir = (cellule, lettre) => {
    if (grille.dataset.saisie === "votes") return poster({ vote: lettre, qui: cellule.value }, cellule);
    if (lettre === "C") { location.assign(cellule.dataset.formulaire); return file; }
    const sans = !grille.elements.mandataire.value && !grille.elements.mandataire_nom.value.trim();
    if (lettre === "R" && (sans || mandant !== cellule)) { demanderLeMandataire(cellule); return file; }
    return poster({ code: lettre, mode: lettre, qui: cellule.value }, cellule);
  };

  grille.addEventListener("keydown", (evenement) => {
    if (evenement.altKey || evenement.ctrlKey || evenement.metaKey) return;
    if (mandant && evenement.key === "Escape") { renoncer(); evenement.preventDefault(); return; }
    if (mandant && evenement.key === "Enter" && evenement.target.closest("[data-mandat]")) {
      evenement.preventDefault();
      saisir(mandant, "R");
      return;
    }
    const cellule = evenement.target.closest("button.cellule");
    if (!cellule) return;
    const pas = { ArrowDown: 1, ArrowUp: -1, Home: "debut", End: "fin" }[evenement.key];
    if (pas !== undefined) { aller(cellule, pas); evenement.preventDefault(); return; }
    const votes = grille.dataset.saisie === "votes";
    const touche = evenement.key.toLowerCase();
    const lettre = votes && touche === "v" ? "-" : touche;
    if (lettre.length !== 1 || !grille.dataset.touches.includes(lettre)) return;
    evenement.preventDefault();
    saisir(cellule, votes ? lettre : lettre.toUpperCase());
    if (votes || !"rc".includes(lettre)) aller(cellule, 1);
  });

  grille.addEventListener("submit", (evenement) => {
    const bouton = evenement.submitter;
    if (!bouton) { evenement.preventDefault(); return; }
    if (bouton.name === "qui") {
      evenement.preventDefault();
      saisir(bouton, grille.elements.mode.value);
    } else if (bouton.name === "tous" && grille.dataset.saisie === "votes") {
      evenement.preventDefault();
      poster({ tous: bouton.value }, null);
    }
  });

  // The trade opens a correspondence form by a double click on the voices: one is enough here, and two do no harm.
  grille.addEventListener("dblclick", (evenement) => {
    const colonne = evenement.target.closest('[data-colonne="C"]');
    if (colonne?.firstElementChild) location.assign(colonne.firstElementChild.href);
  });

  const ouvert = mandat?.dataset.ouvert;
  if (ouvert) {
    const cellule = cases().find((une) => une.value === ouvert);
    if (cellule) demanderLeMandataire(cellule);
  }
})();
