"""The list of all an extranet must hold: a function of the state, of the destination and of the day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from attrs import field, frozen

from lsc_domain.classeur.archivage_des_listes import immeubles_sans_liste
from lsc_domain.classeur.document import Document, Source
from lsc_domain.evenement.evenement import Evenement
from lsc_domain.parc.immeuble import Immeuble
from lsc_domain.publication.avertissement import Avertissement, FacturesSansClasseur, ListeManquante, ModeleInconnu
from lsc_domain.publication.destination import Destination, Filtre, Nature
from lsc_domain.publication.element import Element, PieceGardee
from lsc_domain.publication.etat import Etat
from lsc_domain.publication.fiches import fiches
from lsc_domain.publication.lecteurs import Lecteurs
from lsc_domain.publication.texte import TexteDEvenement
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import EvenementId, ImmeubleId


@frozen(kw_only=True)
class Manifeste:
    """
    Everything a destination must hold on a day, in the order of the keys, and what stands in the way of the rest.

    It is whole: what is not in it is to be withdrawn. PUB-08, PUB-09.
    """

    jour: date
    elements: tuple[Element, ...] = ()
    avertissements: tuple[Avertissement, ...] = ()
    cles: frozenset[str] = field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "cles", frozenset(element.cle for element in self.elements))
        if len(self.cles) < len(self.elements):
            raise InvalidValue("manifeste : deux éléments sous la même clé")


def etablir_manifeste(jour: date, *, etat: Etat, destination: Destination) -> Manifeste:
    """
    List what a destination must hold on a day: every kind of thing in one list. PUB-06.

    A document is there from its publication date to its last day (PUB-11, EXP-48), if it comes from an event whose
    model has a binder (PUB-12). One addressed to people is there for those who have a published account, and for
    nobody when none has (EXP-55). What was put by hand in « Documents du syndic » lives on the other side and is no
    part of it (EXA-22).
    """
    lecteurs = Lecteurs(etat, jour)
    tous: Iterator[Element] = iter(
        (*_documents(etat, jour, lecteurs), *_photos(etat, lecteurs), *fiches(etat, lecteurs, destination.filtre))
    )
    filtre, depuis = destination.filtre, destination.depuis_zero
    retenus = [
        element
        for element in tous
        if _passe(element, filtre) and (depuis is None or element.depuis is None or element.depuis >= depuis)
    ]
    retenus.sort(key=lambda element: element.cle)
    return Manifeste(
        jour=jour, elements=tuple(retenus), avertissements=(*etat.avertissements, *_manques(etat, lecteurs, jour))
    )


def _passe(element: Element, filtre: Filtre) -> bool:
    return (
        (not filtre.natures or element.nature in filtre.natures)
        and (not filtre.metiers or not filtre.metiers.isdisjoint(element.metiers))
        and (not filtre.immeubles or not filtre.immeubles.isdisjoint(element.immeubles))
    )


def _documents(etat: Etat, jour: date, lecteurs: Lecteurs) -> Iterator[Element]:
    for document in etat.documents:
        if not document.est_en_ligne(jour):
            continue
        cercles = lecteurs.du_document(document)
        if document.destinataires and lecteurs.publies.isdisjoint(document.destinataires):
            continue
        contenu = contenu_du_document(document, etat.par_evenement, etat.parc.immeubles)
        yield Element(
            cle=f"document:{document.id}",
            nature=Nature.DOCUMENT,
            # Published again on another day, it is sent again: « republier » is that, and nothing else (PUB-10).
            empreinte=f"{contenu.empreinte}@{document.depuis.isoformat()}",
            taille=document.taille,
            contenu=contenu,
            titre=document.titre,
            suffixe=document.suffixe,
            rangement=document.chemin,
            metier=etat.classeurs[document.classeur].metier,
            immeuble=document.immeuble,
            cercles=cercles,
            depuis=document.depuis,
            dernier_jour=document.dernier_jour,
            document=document.id,
            notifier=document.notifier,
        )


def contenu_du_document(
    document: Document, evenements: Mapping[EvenementId, Evenement], immeubles: Mapping[ImmeubleId, Immeuble]
) -> PieceGardee | TexteDEvenement:
    """Return what a document is made of: a file that is kept, or the text of its event, to be laid out. PUB-07."""
    if document.source is Source.PIECE or document.evenement is None:
        return PieceGardee(document.empreinte)
    evenement = evenements[document.evenement]
    immeuble = immeubles.get(evenement.immeuble)
    dossier = evenement.dossier
    return TexteDEvenement(
        objet=evenement.objet,
        texte=evenement.texte,
        chrono=evenement.chrono,
        traite_le=evenement.traite_le,
        immeuble=evenement.immeuble if immeuble is None else immeuble.nom,
        adresse="" if immeuble is None else immeuble.adresse,
        dossier="" if dossier is None else f"{dossier.type} {dossier.numero}",
    )


def _photos(etat: Etat, lecteurs: Lecteurs) -> Iterator[Element]:
    """Photographs, filed by building, and the only files without an event. PUB-13, EXA-23."""
    for immeuble in etat.parc.immeubles.values():
        vues: set[str] = set()
        for photo in immeuble.photos:
            cle = f"photo:{immeuble.id}/{photo.metier.value}/{photo.empreinte}"
            if cle in vues:
                continue
            vues.add(cle)
            yield Element(
                cle=cle,
                nature=Nature.PHOTO,
                empreinte=photo.empreinte,
                taille=photo.taille,
                contenu=PieceGardee(photo.empreinte),
                titre=photo.nom,
                suffixe=_suffixe(photo.nom),
                rangement=(immeuble.nom,),
                metier=photo.metier,
                immeuble=immeuble.id,
                cercles=lecteurs.du_metier(photo.metier, immeuble.id),
                depuis=photo.le,
            )


def _suffixe(nom: str) -> str:
    base, point, fin = nom.rpartition(".")
    return f".{fin.lower()}" if point and base else ""


def _manques(etat: Etat, lecteurs: Lecteurs, jour: date) -> Iterator[Avertissement]:
    parametres = etat.parametres
    if parametres.modele_de_liste is not None and parametres.modele_de_liste not in etat.modeles:
        yield ModeleInconnu(modele=parametres.modele_de_liste)
    if parametres.envoyer_les_depenses and lecteurs.factures is None:
        yield FacturesSansClasseur()
    for immeuble in immeubles_sans_liste(etat.parc, etat.evenements, parametres.modele_de_liste, jour=jour):
        yield ListeManquante(immeuble=immeuble)
