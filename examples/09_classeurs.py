"""Binders and rights: who reads a document and why, what a person sees, and what an election changes."""

from datetime import UTC, date, datetime

from returns.pipeline import is_successful

from lsc_adapters.bootstrap import memory_engine
from lsc_adapters.clock.fixed import FixedClock
from lsc_domain import Engine
from lsc_domain.classeur import acces, droit
from lsc_domain.classeur.droit import Case
from lsc_domain.evenement.modele import Modele
from lsc_domain.parc.compte_client import CompteClient
from lsc_domain.parc.conseil import elire
from lsc_domain.parc.immeuble import Immeuble, LotDImmeuble
from lsc_domain.parc.role import Metier, Role, RoleTenu
from lsc_domain.parc.tiers import Tiers
from lsc_domain.publication.portefeuille import Portefeuille
from lsc_domain.socle.affichage import ecrire_date
from lsc_domain.socle.ids import ClasseurId, CompteId, DocumentId, EntiteId, ImmeubleId, LotId, ModeleId, TiersId

GILBERT, CONSEIL, RELANCE = ImmeubleId("GILBERT"), ModeleId("conseil"), ModeleId("relance")
LOTS = {TiersId("ATRILLON"): LotId("GILBERT/248"), TiersId("BROUILLY"): LotId("GILBERT/122")}
ATRILLON, BROUILLY = LOTS


def immeuble() -> Immeuble:
    """Two owners, one of them elected to the council in 2019."""
    roles = tuple(
        RoleTenu(tiers=qui, role=Role.COPROPRIETAIRE, immeuble=GILBERT, lot=lot, depuis=date(2010, 1, 1))
        for qui, lot in LOTS.items()
    )
    gilbert = Immeuble(id=GILBERT, nom="GILBERT", lots=tuple(LotDImmeuble(id=un) for un in LOTS.values()), roles=roles)
    return elire(gilbert, BROUILLY, le=date(2019, 7, 2)).unwrap()


def portefeuille() -> Portefeuille:
    """The building, its people, whose accounts are on the extranet, two models, and the default binders."""
    comptes = (
        CompteClient(
            id=CompteId(f"450{qui}"),
            entite=EntiteId("G001"),
            numero=f"450{qui}",
            tiers=qui,
            metier=Metier.SYNDIC,
            service_client=True,
        )
        for qui in LOTS
    )
    modeles = (
        Modele(id=CONSEIL, nom="Compte rendu", classeur=ClasseurId("syndic-conseil-syndical"), garder_les_noms=True),
        Modele(id=RELANCE, nom="Relance", classeur=ClasseurId("syndic-contentieux-relances"), garder_les_noms=True),
    )
    return Portefeuille(
        immeubles=(immeuble(),),
        tiers=tuple(Tiers(id=qui, nom=qui) for qui in LOTS),
        comptes=tuple(comptes),
        modeles=modeles,
    )


def dire(engine: Engine, qui: TiersId, document: DocumentId, jour: date) -> str:
    """Say whether a person reads a document on a day, and which rule or which role answers."""
    consultation = engine.classeurs.consultation(jour=jour)
    reponse = consultation.autoriser(qui, document)
    if not is_successful(reponse):
        return f"{ecrire_date(jour)}, {qui} : non. {acces.libelle(reponse.failure())}"
    (lecteur,) = (un for un in consultation.qui_voit(document) if un.tiers == qui)
    return f"{ecrire_date(jour)}, {qui} : oui, {', '.join(lecteur.motifs)}."


def main() -> str:
    """File two events, ask who reads them, elect somebody, ask again."""
    juillet, aout = date(2020, 7, 21), date(2020, 8, 3)
    with memory_engine(clock=FixedClock(datetime(2020, 7, 21, 9, tzinfo=UTC))) as engine:
        engine.portefeuilles.importer(portefeuille()).unwrap()
        creer = engine.evenements.creer
        conseil = creer(
            modele=CONSEIL, immeuble=GILBERT, objet="Conseil du 15 juin", texte="Avis favorable.", publie_le=juillet
        ).unwrap()
        relance = creer(
            modele=RELANCE, immeuble=GILBERT, objet="Relance", texte="…", publie_le=juillet, destinataires=(ATRILLON,)
        ).unwrap()
        compte_rendu, lettre = (DocumentId(f"{un.id}/0") for un in (conseil, relance))
        lignes = [dire(engine, qui, document, juillet) for document in (compte_rendu, lettre) for qui in LOTS]

        elu = elire(immeuble(), ATRILLON, le=date(2020, 8, 1)).unwrap()
        engine.portefeuilles.importer(Portefeuille(immeubles=(elu,))).unwrap()
        lignes.append(dire(engine, ATRILLON, compte_rendu, aout))
        lignes += [
            f"  {' › '.join(un.chemin)} : {un.titre}" for un in engine.classeurs.ce_que_voit(ATRILLON, jour=aout)
        ]

        coche = engine.classeurs.cocher(ClasseurId("syndic-conseil-syndical"), frozenset({Case.COPROPRIETAIRE}))
        lignes.append(droit.libelle(coche.failure()))
    return "\n".join(lignes)


if __name__ == "__main__":
    print(main())
