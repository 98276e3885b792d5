"""`lsc.portefeuille/1`: all an agency manages in one file, with its papers beside it, read into a `Portefeuille`."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from pathlib import Path
from typing import Final

from attrs import evolve, frozen
from returns.pipeline import is_successful

from lsc_adapters.codec import portefeuille_fichier as f
from lsc_adapters.codec.converter import read
from lsc_adapters.codec.errors import InvalidPayload
from lsc_adapters.codec.lieu import chacun, connu, dans, rempli, sans_double
from lsc_adapters.codec.pieces import DossierDePieces, Pieces
from lsc_adapters.codec.plain import is_table
from lsc_adapters.codec.portefeuille_comptable import LivresEcrits, LivresLus, lire_les_livres
from lsc_adapters.codec.portefeuille_parc import ParcLu, lire_le_parc
from lsc_adapters.codec.reading import read_file
from lsc_domain.classeur.classeur import Classeur, creer_classeur
from lsc_domain.classeur.classeur import libelle as libelle_de_classeur
from lsc_domain.classeur.defaut import CLASSEUR_DU_SYNDIC, classeurs_par_defaut
from lsc_domain.classeur.document import Document
from lsc_domain.classeur.documents_du_syndic import verser
from lsc_domain.classeur.droit import cocher
from lsc_domain.classeur.droit import libelle as libelle_de_cochage
from lsc_domain.classeur.reglages import Reglages
from lsc_domain.evenement.dossier import Dossier
from lsc_domain.evenement.evenement import Evenement
from lsc_domain.evenement.modele import Modele
from lsc_domain.evenement.piece_jointe import PieceJointe
from lsc_domain.loi.extranet_minimum import piece_minimale
from lsc_domain.parc.inactivation import Inactivations
from lsc_domain.publication.destination import Destination, Filtre
from lsc_domain.publication.parametres import Parametres
from lsc_domain.publication.planning import Jour, Planning
from lsc_domain.publication.portefeuille import Portefeuille
from lsc_domain.publication.service_systeme import ServiceSysteme
from lsc_domain.publication.utilisateur import Utilisateur
from lsc_domain.socle.ids import (
    ClasseurId,
    DestinationId,
    DocumentId,
    EntiteId,
    EvenementId,
    ImmeubleId,
    LotId,
    ModeleId,
    TiersId,
)

FORMAT: Final = "lsc.portefeuille/1"


@frozen(kw_only=True)
class PortefeuilleLu:
    """A portfolio, and where the contents it names are: to be kept before it is."""

    portefeuille: Portefeuille
    pieces: DossierDePieces


def read_portefeuille(chemin: Path) -> PortefeuilleLu:
    """
    Read a portfolio and measure the files it names, found from the folder it is in.

    Raises `InvalidPayload` for a file that is not of the format, or whose parts do not name each other; `OSError`
    when it cannot be read.
    """
    pieces = DossierDePieces(chemin.parent)
    return PortefeuilleLu(portefeuille=portefeuille_de(read_file(chemin), pieces), pieces=pieces)


def portefeuille_de(valeur: object, pieces: Pieces) -> Portefeuille:
    """Turn the plain values of a file into a `Portefeuille`. Raises `InvalidPayload`. EXP-43, CORE-06, CORE-07."""
    if not is_table(valeur) or valeur.get("format") != FORMAT:
        raise InvalidPayload(("format",), f"attendu « {FORMAT} »")
    fichier = read(valeur, f.PortefeuilleFichier)
    parc = lire_le_parc(fichier, pieces)
    classeurs = _classeurs(fichier)
    connus = {un.id for un in (classeurs if classeurs is not None else classeurs_par_defaut())}
    sans_double(("modeles",), (un.code for un in fichier.modeles), champ="code")
    modeles = {un.id: un for un in chacun(("modeles",), fichier.modeles, lambda un: _modele(un, connus))}
    livres = _livres(fichier, parc, pieces)
    return Portefeuille(
        parametres=_parametres(fichier, modeles),
        tiers=tuple(parc.tiers.values()),
        immeubles=tuple(parc.immeubles.values()),
        fiches_de_lot=parc.fiches,
        comptes=tuple(parc.comptes.values()),
        fiches_de_compte=livres.fiches_de_compte,
        analytiques=livres.analytiques,
        exercices=livres.exercices,
        fonds=livres.fonds,
        creanciers=livres.creanciers,
        classeurs=classeurs,
        modeles=tuple(modeles.values()),
        evenements=_evenements(fichier, parc, modeles, pieces),
        documents=_documents(fichier, pieces),
        destinations=_destinations(fichier, parc),
        services=_services(fichier),
    )


def _livres(fichier: f.PortefeuilleFichier, parc: ParcLu, pieces: Pieces) -> LivresLus:
    ecrits = LivresEcrits(
        comptes=fichier.comptes,
        analytiques=fichier.analytiques,
        exercices=fichier.exercices,
        fonds_de_travaux=fichier.fonds_de_travaux,
        creanciers=fichier.creanciers,
    )
    entite = fichier.agence.entite if fichier.agence is not None else ""
    return lire_les_livres(ecrits, entite=entite, immeubles=parc.immeubles, lots=parc.lots, pieces=pieces)


def _parametres(fichier: f.PortefeuilleFichier, modeles: Mapping[ModeleId, Modele]) -> Parametres | None:
    if fichier.agence is None:
        return None
    ecrits, lieu = fichier.agence.parametres, ("agence", "parametres")
    sans_double(("agence", "utilisateurs"), (un.code for un in fichier.agence.utilisateurs), champ="code")
    utilisateurs = chacun(("agence", "utilisateurs"), fichier.agence.utilisateurs, _utilisateur)

    def faire(un: f.ParametresEcrits) -> Parametres:
        liste = un.modele_de_liste
        if liste is not None:
            connu(liste, modeles, champ="modele_de_liste", quoi="modèle")
        return Parametres(
            nom_de_domaine=un.nom_de_domaine,
            adresse_publique=un.adresse_publique,
            garder_les_noms=un.garder_les_noms,
            regrouper_proprietaire=un.regrouper_proprietaire,
            regrouper_locataire=un.regrouper_locataire,
            regrouper_coproprietaire=un.regrouper_coproprietaire,
            exclure_non_reverses=un.exclure_non_reverses,
            taire_les_coordonnees_bancaires=un.taire_les_coordonnees_bancaires,
            envoyer_les_depenses=un.envoyer_les_depenses,
            envoyer_les_102=un.envoyer_les_102,
            inactivations=Inactivations(
                au_preavis=un.inactivations.au_preavis,
                au_depart=un.inactivations.au_depart,
                a_la_mutation=un.inactivations.a_la_mutation,
            ),
            numero_de_liste=un.numero_de_liste,
            modele_de_liste=ModeleId(liste) if liste is not None else None,
            reglages=Reglages(
                module=un.reglages.module,
                gestion=un.reglages.gestion,
                syndic=un.reglages.syndic,
                vue_sur_les_locataires=un.reglages.vue_sur_les_locataires,
                classeurs_vides=un.reglages.classeurs_vides,
                lecteurs_du_syndic=un.reglages.lecteurs_du_syndic,
            ),
            notifications=un.notifications,
            journal_de_transfert=un.journal_de_transfert,
            journal_winscp=un.journal_winscp,
            utilisateurs=utilisateurs,
            seuil_de_retrait_pour_cent=un.seuil_de_retrait_pour_cent,
            seuil_de_retrait=un.seuil_de_retrait,
        )

    return dans(lieu, ecrits, faire)


def _utilisateur(ecrit: f.UtilisateurEcrit) -> Utilisateur:
    return Utilisateur(
        id=rempli(ecrit.code, "code"),
        nom=rempli(ecrit.nom, "nom"),
        courriel=ecrit.email,
        messages_systeme=ecrit.messages_systeme,
    )


def _classeurs(fichier: f.PortefeuilleFichier) -> tuple[Classeur, ...] | None:
    """Read the binders; « Documents du syndic » is always one of them, the software refers to it. EXA-21."""
    if fichier.classeurs is None:
        return None
    sans_double(("classeurs",), (un.code for un in fichier.classeurs), champ="code")
    lus: list[Classeur] = []
    for rang, ecrit in enumerate(fichier.classeurs):
        lu = dans(("classeurs", rang), ecrit, _classeur)
        juge = creer_classeur(lu, existants=tuple(lus))
        if not is_successful(juge):
            raise InvalidPayload(("classeurs", rang, "nom"), libelle_de_classeur(juge.failure()))
        lus.append(lu)
    if not any(un.est_celui_du_syndic or un.id == CLASSEUR_DU_SYNDIC.id for un in lus):
        lus.append(CLASSEUR_DU_SYNDIC)
    return tuple(lus)


def _classeur(ecrit: f.ClasseurEcrit) -> Classeur:
    droit = cocher(frozenset(ecrit.cases), metier=ecrit.metier)
    if not is_successful(droit):
        raise InvalidPayload(("cases",), libelle_de_cochage(droit.failure()))
    code = ClasseurId(rempli(ecrit.code, "code"))
    if (code == CLASSEUR_DU_SYNDIC.id) != (ecrit.nom == CLASSEUR_DU_SYNDIC.nom):
        raise InvalidPayload(
            ("nom",), f"« {CLASSEUR_DU_SYNDIC.nom} » et le code « {CLASSEUR_DU_SYNDIC.id} » vont ensemble"
        )
    return Classeur(id=code, metier=ecrit.metier, nom=ecrit.nom, droit=droit.unwrap())


def _modele(ecrit: f.ModeleEcrit, classeurs: set[ClasseurId]) -> Modele:
    onglet = ecrit.extranet
    if onglet.classeur is not None and onglet.classeur not in classeurs:
        raise InvalidPayload(("extranet", "classeur"), f"classeur inconnu : « {onglet.classeur} »")
    return Modele(
        id=ModeleId(rempli(ecrit.code, "code")),
        nom=rempli(ecrit.nom, "nom"),
        classeur=ClasseurId(onglet.classeur) if onglet.classeur is not None else None,
        regrouper_par_type=onglet.regrouper_par_type,
        prefixer=onglet.prefixer,
        mois_de_publication=onglet.mois_de_publication,
        garder_les_noms=onglet.garder_les_noms,
        notifier=onglet.notifier,
        piece_du_minimum=_du_minimum(ecrit.piece_du_minimum),
    )


def _du_minimum(code: str) -> str:
    if code and piece_minimale(code) is None:
        raise InvalidPayload(("piece_du_minimum",), f"« {code} » n'est pas du décret 2019-502")
    return code


def _evenements(
    fichier: f.PortefeuilleFichier, parc: ParcLu, modeles: Mapping[ModeleId, Modele], pieces: Pieces
) -> tuple[Evenement, ...]:
    sans_double(("dossiers",), (un.code or un.numero for un in fichier.dossiers), champ="code")
    entite = fichier.agence.entite if fichier.agence is not None else ""
    lus = chacun(("dossiers",), fichier.dossiers, lambda un: _dossier(un, entite))
    dossiers = {un.code or un.numero: lu for un, lu in zip(fichier.dossiers, lus, strict=True)}
    sans_double(("evenements",), (un.chrono for un in fichier.evenements), champ="chrono")
    chronos = {un.chrono for un in fichier.evenements}

    def faire(un: f.EvenementDuParcEcrit) -> Evenement:
        if un.remplace is not None and (un.remplace not in chronos or un.remplace == un.chrono):
            raise InvalidPayload(("remplace",), f"événement inconnu : « {un.remplace} »")
        immeuble = ImmeubleId(connu(un.immeuble, parc.immeubles, champ="immeuble", quoi="immeuble"))
        if un.lot is not None and parc.lots.get(LotId(un.lot)) != immeuble:
            raise InvalidPayload(("lot",), f"« {un.lot} » n'est pas un lot de « {immeuble} »")
        _tous_connus("destinataires", un.destinataires, parc.tiers, quoi="tiers")
        if un.dossier is not None:
            connu(un.dossier, dossiers, champ="dossier", quoi="dossier")
        return Evenement(
            id=_evenement_id(un.chrono),
            chrono=un.chrono,
            modele=ModeleId(connu(un.modele, modeles, champ="modele", quoi="modèle")),
            immeuble=immeuble,
            objet=rempli(un.objet, "objet"),
            traite_le=un.traite_le,
            publie_le=un.publie_le,
            texte=un.texte,
            pieces=chacun(("pieces",), un.pieces, lambda piece: _piece(piece, pieces)),
            dossier=dossiers[un.dossier] if un.dossier is not None else None,
            lot=LotId(un.lot) if un.lot is not None else None,
            destinataires=tuple(map(TiersId, un.destinataires)),
            remplace=_evenement_id(un.remplace) if un.remplace is not None else None,
            valable_jusqua=un.valable_jusqua,
        )

    return chacun(("evenements",), fichier.evenements, faire)


def _tous_connus(champ: str, codes: Sequence[str], connus: Container[str], *, quoi: str) -> None:
    chacun((champ,), codes, lambda code: connu(code, connus, quoi=quoi))


def _evenement_id(chrono: int) -> EvenementId:
    """An event is known by its chrono, on eight digits."""
    return EvenementId(f"{chrono:08d}")


def _dossier(ecrit: f.DossierEcrit, entite: str) -> Dossier:
    return Dossier(
        type=rempli(ecrit.type, "type"),
        numero=rempli(ecrit.numero, "numero"),
        entite=EntiteId(rempli(ecrit.entite if ecrit.entite is not None else entite, "entite")),
        ouvert_le=ecrit.ouvert_le,
        responsable=ecrit.responsable,
    )


def _piece(ecrite: f.PieceEcrite, pieces: Pieces) -> PieceJointe:
    lue = dans(("fichier",), ecrite.fichier, pieces.lire)
    nom = ecrite.nom if ecrite.nom is not None else ecrite.fichier.rpartition("/")[2]
    return PieceJointe(nom=nom, taille=lue.taille, empreinte=lue.empreinte)


def _documents(fichier: f.PortefeuilleFichier, pieces: Pieces) -> tuple[Document, ...]:
    """Read what was put by hand in « Documents du syndic », for no one building. EXA-21, EXA-22."""
    sans_double(("documents_du_syndic",), (un.code for un in fichier.documents_du_syndic), champ="code")

    def faire(un: f.DocumentDuSyndicEcrit) -> Document:
        piece = _piece(f.PieceEcrite(fichier=un.fichier, nom=rempli(un.titre, "titre")), pieces)
        verse = verser(
            piece,
            id=DocumentId(rempli(un.code, "code")),
            le=un.depuis,
            piece_du_minimum=_du_minimum(un.piece_du_minimum),
            valable_jusqua=un.valable_jusqua,
        )
        return evolve(verse, dernier_jour=un.dernier_jour)

    return chacun(("documents_du_syndic",), fichier.documents_du_syndic, faire)


def _destinations(fichier: f.PortefeuilleFichier, parc: ParcLu) -> tuple[Destination, ...] | None:
    if fichier.destinations is None:
        return None
    sans_double(("destinations",), (une.code for une in fichier.destinations), champ="code")

    def faire(une: f.DestinationEcrite) -> Destination:
        if ":" in une.code:
            raise InvalidPayload(("code",), "ne peut contenir « : »")
        _tous_connus("immeubles", une.immeubles, parc.immeubles, quoi="immeuble")
        return Destination(
            id=DestinationId(rempli(une.code, "code")),
            nom=une.nom,
            filtre=Filtre(
                natures=frozenset(une.natures),
                metiers=frozenset(une.metiers),
                immeubles=frozenset(map(ImmeubleId, une.immeubles)),
            ),
            depuis_zero=une.depuis_zero,
            notifier=une.notifier,
        )

    return chacun(("destinations",), fichier.destinations, faire)


def _services(fichier: f.PortefeuilleFichier) -> tuple[ServiceSysteme, ...]:
    sans_double(("services",), (un.tache for un in fichier.services), champ="tache")
    return chacun(("services",), fichier.services, _service)


def _service(ecrit: f.ServiceEcrit) -> ServiceSysteme:
    heures = {jour: getattr(ecrit.planning, jour.value) for jour in Jour}
    planning = Planning.de({jour: heure for jour, heure in heures.items() if heure is not None})
    return ServiceSysteme(tache=ecrit.tache, actif=ecrit.actif, planning=planning)
