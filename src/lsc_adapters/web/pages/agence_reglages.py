"""« Agence », « Utilitaires », the contractors, the state of the publication, the traces. EXA-08, EXA-25 to EXA-47."""

from __future__ import annotations

from enum import StrEnum
from typing import Final, TypeVar

from attrs import evolve
from returns.pipeline import is_successful
from starlette.responses import Response

from lsc_adapters.web.chemin import Chemin
from lsc_adapters.web.pages.agence import AgenceOuverte, chemin, obtenu, ouvrir
from lsc_adapters.web.saisie import lire_date
from lsc_adapters.web.visite import Visite, introuvable
from lsc_domain.classeur.reglages import LecteursDuSyndic, Reglages
from lsc_domain.compte.releve import Sens
from lsc_domain.extranet.agence import Bureaux, FicheDAgence, Mandataire
from lsc_domain.extranet.habilitation import Habilitation, peut
from lsc_domain.extranet.parametrage import (
    AdresseDuFluxInvalide,
    Echanges,
    MesPhotos,
    Modules,
    MonCompte,
    Parametrage,
    Profil,
)
from lsc_domain.extranet.refus_d_agence import libelle
from lsc_domain.parc.role import Metier
from lsc_domain.socle.ids import DestinationId

E = TypeVar("E", bound=StrEnum)

SENS: Final = ((Sens.CREDIT_DEBIT.value, "CREDIT-DEBIT"), (Sens.DEBIT_CREDIT.value, "Débit – crédit"))
PROFILS: Final = (
    (Profil.LSC.value, "LSC : 8 caractères, 4 classes"),
    (Profil.CNIL_2022.value, "CNIL 2022 : selon l'entropie"),
    (Profil.ASVS_5.value, "ASVS 5 : longueur et mots de passe connus refusés"),
)
LECTEURS: Final = (
    (LecteursDuSyndic.CONSEILS.value, "les membres de tous les conseils syndicaux"),
    (LecteursDuSyndic.COPROPRIETAIRES.value, "tous les copropriétaires"),
)


def routes() -> tuple[Chemin, ...]:
    """List the paths."""
    lire = Habilitation.CONSULTER
    return (
        chemin("fiche", fiche, lire),
        chemin("fiche/modifier", modifier, Habilitation.AGENCE, "GET", "POST"),
        chemin("utilitaires", utilitaires, Habilitation.PARAMETRES, "GET", "POST"),
        chemin("utilitaires/journaux", journaux, Habilitation.JOURNAUX, "POST"),
        chemin("fournisseurs", fournisseurs, Habilitation.FOURNISSEURS, "GET", "POST"),
        chemin("publication", publication, Habilitation.PUBLICATION),
        chemin("publication/{destination}/renvoyer", renvoyer, Habilitation.PUBLICATION, "POST"),
        chemin("journal", journal, Habilitation.AUDIT),
    )


def fiche(visite: Visite) -> Response:
    """« Agence », its three menus; « Bureaux » is what clients read. EXA-08, EXA-41."""
    ici = ouvrir(visite, "fiche")
    return ici.rendre("fiche.html", fiche=ici.usages.fiche())


def modifier(visite: Visite) -> Response:
    """Change it. EXA-08."""
    ici = ouvrir(visite, "fiche")
    if visite.requete.method != "POST":
        return ici.rendre("fiche_modifier.html", fiche=ici.usages.fiche())
    champ = visite.champ
    nouvelle = FicheDAgence(
        adresse=champ("adresse"),
        courriel=champ("courriel"),
        mandataire=Mandataire(
            nom=champ("mandataire_nom"),
            carte_professionnelle=champ("carte_professionnelle"),
            garantie_financiere=champ("garantie_financiere"),
            assurance=champ("assurance"),
        ),
        bureaux=Bureaux(
            raison_sociale=champ("raison_sociale"),
            forme_juridique=champ("forme_juridique"),
            adresse=champ("bureaux_adresse"),
            siret=champ("siret"),
            ape=champ("ape"),
            courriel=champ("bureaux_courriel"),
            telephone=champ("telephone"),
            horaires=champ("horaires"),
        ),
        mentions_legales=champ("mentions_legales"),
    )
    obtenu(ici.usages.modifier_fiche(ici.par, nouvelle))
    return ici.aller("fiche", fait="modifiee")


def utilitaires(visite: Visite) -> Response:
    """« Configuration › Paramètres »: « Valider » keeps every box at once, « Annuler » none. EXA-25, EXA-47, EXP-42."""
    ici = ouvrir(visite, "utilitaires")
    if visite.requete.method != "POST":
        options = ici.usages.parametres()
        return _parametres(ici, ici.usages.parametrage(), options.reglages, options.notifications, {})

    def coche(nom: str) -> bool:
        return visite.champ(nom) == "oui"

    avant = ici.usages.parametres().reglages
    voulu = Parametrage(
        compte=MonCompte(
            actif=coche("compte_actif"),
            vue_sur_les_locataires=coche("compte_locataires"),
            sens=_parmi(Sens.CREDIT_DEBIT, visite.champ("sens")),
            carte=coche("carte"),
            prelevement=coche("prelevement"),
            paiement_sans_courriel=coche("paiement_sans_courriel"),
            courriel_du_commercant=visite.champ("courriel_du_commercant"),
        ),
        photos=MesPhotos(
            actif=coche("photos_actif"),
            classeurs_vides=coche("photos_vides"),
            gestion=coche("photos_gestion"),
            syndic=coche("photos_syndic"),
        ),
        echanges=Echanges(
            actif=coche("echanges_actif"), informations=coche("informations"), demandes=coche("demandes")
        ),
        modules=Modules(
            partenaires=coche("partenaires"),
            contact=coche("contact"),
            biens=coche("biens"),
            flux=coche("flux"),
            adresse_du_flux=visite.champ("adresse_du_flux"),
            depenses=coche("depenses"),
            fonds=coche("fonds"),
            notifications_mobiles=coche("notifications_mobiles"),
        ),
        profil=_parmi(Profil.LSC, visite.champ("profil")),
    )
    reglages = evolve(
        avant,
        module=coche("module"),
        gestion=coche("gestion"),
        syndic=coche("syndic"),
        vue_sur_les_locataires=coche("documents_locataires"),
        classeurs_vides=coche("classeurs_vides"),
        lecteurs_du_syndic=_parmi(avant.lecteurs_du_syndic, visite.champ("lecteurs_du_syndic")),
    )
    fait = ici.usages.regler(ici.par, voulu, reglages, coche("notifications"))
    if not is_successful(fait):
        refus = fait.failure()
        champ = "adresse_du_flux" if isinstance(refus, AdresseDuFluxInvalide) else "courriel_du_commercant"
        return _parametres(ici, voulu, reglages, coche("notifications"), {champ: libelle(refus)})
    return ici.aller("utilitaires", fait="valide")


def journaux(visite: Visite) -> Response:
    """The two journals of a transfer, « réservé Crypto ». EXP-18, EXP-19."""
    ici = ouvrir(visite, "utilitaires")
    obtenu(
        ici.usages.regler_journaux(
            ici.par, transfert=visite.champ("transfert") == "oui", winscp=visite.champ("winscp") == "oui"
        )
    )
    return ici.aller("utilitaires", fait="valide")


def fournisseurs(visite: Visite) -> Response:
    """The contractors that came from LSC, and which of them clients see. EXA-40."""
    ici = ouvrir(visite, "fournisseurs")
    if visite.requete.method == "POST":
        obtenu(ici.usages.publier_fournisseur(ici.par, visite.champ("code"), publie=visite.champ("publie") == "oui"))
        return ici.aller("fournisseurs", fait="modifie")
    return ici.rendre("fournisseurs.html", fournisseurs=ici.usages.fournisseurs())


def publication(visite: Visite) -> Response:
    """Where each destination stands: its last run, its report; and what the law wants online. PUB-05, I-33."""
    return _publication(ouvrir(visite, "publication"), {})


def renvoyer(visite: Visite) -> Response:
    """« Renvoyer les documents depuis le … »: they go again with the next publication. EXP-42."""
    ici = ouvrir(visite, "publication")
    depuis = lire_date(visite.champ("depuis"))
    if depuis is None or depuis > ici.jour:
        return _publication(ici, {"depuis": "Écrivez un jour passé, comme 07/07/2020."})
    destination = DestinationId(visite.de_chemin("destination"))
    if not is_successful(visite.engine.publications.republier_depuis(destination, depuis)):
        raise introuvable()
    return ici.aller("publication", fait="renvoi")


def _publication(ici: AgenceOuverte, erreurs: dict[str, str]) -> Response:
    visite = ici.visite
    conformites = visite.engine.classeurs.conformite() if ici.metier is Metier.SYNDIC else ()
    return ici.rendre(
        "publication.html",
        statut=422 if erreurs else 200,
        etats=ici.usages.etats_de_publication(),
        conformites=conformites,
        fautive=visite.requete.path_params.get("destination", ""),
        erreurs=erreurs,
    )


def journal(visite: Visite) -> Response:
    """Who did what, the newest first: of a login, about an object, or all. I-53."""
    ici = ouvrir(visite, "journal")
    code, objet = visite.question("par"), visite.question("objet")
    traces = obtenu(ici.usages.audit(ici.par, code=code or None, objet=objet or None, derniers=200))
    return ici.rendre("journal.html", traces=traces, code=code, objet=objet)


def _parmi(defaut: E, texte: str) -> E:
    """Return the value of a list a form names, `defaut` when it names none."""
    return next((un for un in type(defaut) if un.value == texte), defaut)


def _parametres(
    ici: AgenceOuverte, parametrage: Parametrage, reglages: Reglages, notifications: bool, erreurs: dict[str, str]
) -> Response:
    options = ici.usages.parametres()
    return ici.rendre(
        "utilitaires.html",
        statut=422 if erreurs else 200,
        parametrage=parametrage,
        reglages=reglages,
        notifications=notifications,
        options=options,
        sens=SENS,
        profils=PROFILS,
        lecteurs=LECTEURS,
        journaux=peut(ici.par, Habilitation.JOURNAUX),
        erreurs=erreurs,
    )
