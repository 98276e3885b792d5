"""The extranet of the portfolio of the examples, everything on unless said otherwise."""

from collections.abc import Iterable
from datetime import date

from attrs import evolve
from portefeuille_gilbert import JOUR, le_parc

from lsc_domain.classeur import Case, Consultation, Document, Droit, classeurs_par_defaut
from lsc_domain.extranet.espace import Espace
from lsc_domain.extranet.information import Information
from lsc_domain.extranet.parametrage import Modules, Parametrage
from lsc_domain.extranet.vitrine import Vitrine
from lsc_domain.parc import Metier, Parc
from lsc_domain.publication import Parametres

COPRO, GESTION = Espace.COPROPRIETAIRE, Espace.GESTION_LOCATIVE
TOUT = Parametrage(modules=Modules(partenaires=True))
ENVOYEES = Parametres(envoyer_les_depenses=True)
CONSEIL = Droit(frozenset({Case.MEMBRE, Case.PRESIDENT}))


def vitrine(
    de: Parc | None = None,
    *,
    jour: date = JOUR,
    metiers: frozenset[Metier] = frozenset(Metier),
    parametres: Parametres = ENVOYEES,
    parametrage: Parametrage = TOUT,
    factures: Droit | None = None,
    documents: Iterable[Document] = (),
    informations: tuple[Information, ...] = (),
) -> Vitrine:
    """The extranet of GILBERT and SAINTLOUIS on a day."""
    gens = de or le_parc()
    classeurs = {
        un.id: un if factures is None or un.nom != "Factures" else evolve(un, droit=factures)
        for un in classeurs_par_defaut()
    }
    tous = {un.id: un for un in documents}
    consultation = Consultation.du(
        jour, parc=gens, classeurs=classeurs.values(), documents=tous.values(), reglages=parametres.reglages
    )
    return Vitrine(
        jour=jour,
        metiers=metiers,
        tickets=True,
        parc=gens,
        classeurs=classeurs,
        documents=tous,
        consultation=consultation,
        parametres=parametres,
        parametrage=parametrage,
        informations=informations,
    )
