"""Who reads what: 1,000 buildings of 100 documents, 10,000 people, and the two questions asked of the index."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from ratio import Ratio, le_meilleur

from lsc_domain.classeur import Classeur, Consultation, Document, Reglages, Source, classeurs_par_defaut
from lsc_domain.parc import CompteClient, Immeuble, Metier, Parc, Role, RoleTenu, Tiers
from lsc_domain.socle.ids import CompteId, DocumentId, EntiteId, ImmeubleId, LotId, TiersId

IMMEUBLES, PAR_IMMEUBLE, PERSONNES = 1_000, 100, 10_000
JOUR = date(2026, 9, 8)
QUESTIONS = 20_000


def un_parc(hasard: random.Random) -> Parc:
    """Draw ten owners a building, one of them in two; a council of three, one of whom presides it."""
    gens = [TiersId(f"T{rang:05d}") for rang in range(PERSONNES)]
    immeubles = []
    for rang in range(IMMEUBLES):
        code = ImmeubleId(f"I{rang:04d}")
        ici = [*gens[rang * 10 : rang * 10 + 10], hasard.choice(gens)]
        roles = [
            RoleTenu(tiers=qui, role=Role.COPROPRIETAIRE, immeuble=code, lot=LotId(f"{code}/{numero:03d}"))
            for numero, qui in enumerate(ici)
        ]
        roles += [RoleTenu(tiers=qui, role=Role.MEMBRE, immeuble=code) for qui in ici[:3]]
        roles.append(RoleTenu(tiers=ici[0], role=Role.PRESIDENT, immeuble=code))
        immeubles.append(Immeuble(id=code, nom=code, roles=tuple(roles)))
    comptes = (
        CompteClient(
            id=CompteId(f"450{qui}"),
            entite=EntiteId("S001"),
            numero=f"450{qui}",
            tiers=qui,
            metier=Metier.SYNDIC,
            service_client=True,
        )
        for qui in gens
    )
    return Parc.de(immeubles, (Tiers(id=qui, nom=qui) for qui in gens), comptes)


def _documents(hasard: random.Random, parc: Parc, classeurs: tuple[Classeur, ...]) -> Iterator[Document]:
    """Draw six shared documents in ten, one about a lot, three addressed to somebody."""
    du_syndic = [un for un in classeurs if un.metier is Metier.SYNDIC and not un.est_celui_du_syndic]
    for immeuble in parc.immeubles.values():
        for rang in range(PAR_IMMEUBLE):
            ou, proprietaire = hasard.choice(du_syndic), hasard.choice(immeuble.roles[:10])
            yield Document(
                id=DocumentId(f"{immeuble.id}/{rang}"),
                titre=f"{rang}.pdf",
                classeur=ou.id,
                chemin=ou.niveaux,
                depuis=JOUR - timedelta(days=hasard.randrange(2_000)),
                source=Source.PIECE,
                empreinte="0" * 64,
                taille=90_000,
                immeuble=immeuble.id,
                lot=proprietaire.lot if rang % 10 == 6 else None,
                destinataires=(proprietaire.tiers,) if rang % 10 > 6 else (),
            )


def mesurer_la_consultation() -> Iterator[Ratio]:
    """Ask each question many times, of people and documents drawn beforehand, as the floor is asked them."""
    hasard = random.Random(2019_502)
    parc, classeurs = un_parc(hasard), classeurs_par_defaut()
    documents = tuple(_documents(hasard, parc, classeurs))
    index = Consultation.du(JOUR, parc=parc, classeurs=classeurs, documents=documents, reglages=Reglages())
    gens = [*parc.tiers]
    qui = [hasard.choice(gens) for _ in range(QUESTIONS)]
    quoi = [hasard.choice(documents).id for _ in range(QUESTIONS)]
    reponses = {un: list(index.ce_que_voit(un)) for un in gens}
    par_id = {un.id: un for un in documents}
    assert sum(map(len, reponses.values())) > len(documents)

    def voit_au_plancher() -> None:
        for un in qui:
            tuple(reponses[un])

    def voit() -> None:
        for un in qui:
            index.ce_que_voit(un)

    def lit_au_plancher() -> None:
        for _, un in zip(qui, quoi, strict=True):
            par_id.get(un)

    def lit() -> None:
        for tiers, un in zip(qui, quoi, strict=True):
            index.peut_lire(tiers, un)

    for nom, mesure, plancher, promis in (
        ("ce que voit une personne, sur 100 000 documents", voit, voit_au_plancher, 2.0),
        ("peut-elle lire ce document", lit, lit_au_plancher, 20.0),
    ):
        temps = [(le_meilleur(plancher, fois=1), le_meilleur(mesure, fois=1)) for _ in range(9)]
        bas, haut = (min(un) * 1e9 / QUESTIONS for un in zip(*temps, strict=True))
        yield Ratio(nom, haut, bas, "ns", promis)


MESURES = (mesurer_la_consultation,)
