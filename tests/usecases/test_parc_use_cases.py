"""The life of the portfolio through the engine: sales, mandates, leases, boxes, and what each brings about."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, TypeAlias

import pytest
from agence import (
    ATRILLON,
    BROUILLY,
    CLATOUR,
    CONVOCATIONS,
    EXTRANET,
    GILBERT,
    JOUR,
    PAILLOUX,
    SAINTLOUIS,
    classeur,
    compte,
    documents,
    liste,
    moteur,
    personne,
    peupler,
)
from attrs import evolve
from envois import avancer, ecrire, publier
from hypothesis import given, settings
from hypothesis import strategies as st
from returns.pipeline import is_successful
from returns.result import Result, Success

from lsc_adapters.rendering.memory import MemoryTexteRendering
from lsc_adapters.transport.memory import MemoryFileDrop
from lsc_domain import Engine
from lsc_domain.classeur.archivage_des_listes import ParametresManquants
from lsc_domain.classeur.liste_des_coproprietaires import ActeDeListeDesCoproprietaires, etablir_la_liste
from lsc_domain.evenement.evenement import Evenement
from lsc_domain.evenement.modele import Modele
from lsc_domain.parc.bail import PasLocataire, PreavisDejaDonne
from lsc_domain.parc.conseil import MandatEnCours, SansMandat
from lsc_domain.parc.inactivation import Inactivations
from lsc_domain.parc.mutation import Acquereur, LotDUnAutre, SansAcquereur
from lsc_domain.parc.parc import Parc
from lsc_domain.parc.role import Metier, Role
from lsc_domain.parc.service_client import ComptesSansClient
from lsc_domain.parc.tiers import Tiers
from lsc_domain.ports.errors import NotFound, Unavailable
from lsc_domain.ports.rendering import Rendu
from lsc_domain.publication.portefeuille import Portefeuille
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import CompteId, DocumentId, ImmeubleId, LotId, ModeleId, TiersId
from lsc_domain.usecases.parc import ListesEnAttente, MouvementEnregistre
from lsc_domain.usecases.refus import PorteFermee, RefusDuParc, libelle

LISTE = ModeleId("liste")
CLIQUOT = TiersId("CLIQUOT")
LOT_248, APPARTEMENT_305 = LotId("GILBERT/248"), LotId("SAINTLOUIS/305")
SIEN, LE_SIEN_A_ELLE, DU_LOCATAIRE = CompteId("450ATRILLON"), CompteId("450CLIQUOT"), CompteId("450PAILLOUX")
INCH = Inactivations(au_preavis=False, au_depart=True, a_la_mutation=True)
"""The values of the screen: préavis Non, départ Oui, mutation Oui."""


@pytest.fixture
def engine() -> Engine:
    return installer()


def installer(*, inactivations: Inactivations = INCH) -> Engine:
    """GILBERT and SAINTLOUIS, CLIQUOT who is to buy, the options of the screen, and a list of GILBERT published."""
    engine: Engine = peupler(moteur())
    engine.portefeuilles.importer(Portefeuille(tiers=(personne(CLIQUOT),), comptes=(compte(CLIQUOT),))).unwrap()
    conseil = classeur(engine, "Conseil syndical")
    engine.evenements.regler_modele(Modele(id=LISTE, nom="**** Liste des immeubles", classeur=conseil.id))
    regler(engine, modele_de_liste=LISTE, numero_de_liste="7", inactivations=inactivations)
    engine.listes.generer(GILBERT).unwrap()
    return engine


def regler(engine: Engine, **options: Any) -> None:
    engine.publications.regler(evolve(engine.publications.parametres(), **options))


def vendre(engine: Engine, **autres: Any) -> MouvementEnregistre:
    """ATRILLON sells 248 to CLIQUOT, today."""
    donnees = {"vendeur": ATRILLON, "acquereurs": [Acquereur(tiers=CLIQUOT, compte=LE_SIEN_A_ELLE)], **autres}
    return engine.parc.muter(GILBERT, LOT_248, **donnees).unwrap()


def listes_en_ligne(engine: Engine) -> list[Evenement]:
    return [un for un in engine.evenements.evenements() if un.modele == LISTE and un.publie_le is not None]


def lus(engine: Engine, tiers: TiersId, *, jour: date | None = None) -> list[DocumentId]:
    """What a person reads, the lists apart."""
    listes = {f"{un.id}/1" for un in engine.evenements.evenements() if un.modele == LISTE}
    return [un.id for un in engine.classeurs.ce_que_voit(tiers, jour=jour) if un.id not in listes]


def etat(engine: Engine) -> tuple[dict[str, object], ...]:
    parc = engine.parc.parc()
    return dict(parc.immeubles), dict(parc.tiers), dict(parc.comptes)  # type: ignore[arg-type]


# -------------------------------------------------------------------------------------------------- the property

QUI = st.sampled_from((ATRILLON, BROUILLY, CLATOUR, CLIQUOT, PAILLOUX))
OU = st.sampled_from((GILBERT, SAINTLOUIS))
LOTS = st.sampled_from((LOT_248, LotId("GILBERT/069"), APPARTEMENT_305))
JOURS = st.sampled_from((JOUR - timedelta(days=1), JOUR))
COMPTES = st.sampled_from((SIEN, LE_SIEN_A_ELLE, DU_LOCATAIRE, CompteId("102001")))
CHANGEMENTS = st.one_of(
    st.tuples(st.just("muter"), st.just(LOT_248), st.just(ATRILLON), QUI, JOURS),
    st.tuples(st.just("muter"), LOTS, QUI, QUI, JOURS),
    st.tuples(st.just("elire"), OU, QUI, st.sampled_from((Role.MEMBRE, Role.PRESIDENT)), JOURS),
    st.tuples(st.just("finir"), OU, QUI, JOURS),
    st.tuples(st.just("preavis"), LOTS, QUI, JOURS),
    st.tuples(st.just("partir"), LOTS, QUI, JOURS),
    st.tuples(st.just("tiers"), QUI, st.sampled_from(("", "1 rue Neuve")), st.booleans()),
    st.tuples(st.just("marquer"), COMPTES, COMPTES),
    st.tuples(st.just("desactiver"), COMPTES, COMPTES),
)


Changement: TypeAlias = tuple[Any, ...]


def changer(engine: Engine, changement: Changement) -> Result[MouvementEnregistre, RefusDuParc]:
    parc = engine.parc
    match changement:
        case ("muter", lot, vendeur, acheteur, le):
            acquereurs = [Acquereur(tiers=acheteur)]
            return parc.muter(_immeuble(lot), lot, vendeur=vendeur, acquereurs=acquereurs, le=le).alt(_refus)
        case ("elire", ou, qui, role, le):
            return parc.elire(ou, qui, role, le=le).alt(_refus)
        case ("finir", ou, qui, le):
            return parc.finir_le_mandat(ou, qui, le=le).alt(_refus)
        case ("preavis", lot, qui, le):
            return parc.donner_preavis(_immeuble(lot), lot, locataire=qui, le=le).alt(_refus)
        case ("partir", lot, qui, le):
            return parc.partir(_immeuble(lot), lot, locataire=qui, le=le).alt(_refus)
        case ("tiers", qui, adresse, notifications):
            tiers = evolve(parc.parc().tiers[qui], adresse=adresse, notifications=notifications)
            return Success(parc.modifier_tiers(tiers))
        case ("marquer", *selection):
            return parc.marquer_pour_publication(selection).alt(_refus)
        case (_, *selection):
            return parc.desactiver(selection).alt(_refus)
        case _:
            raise AssertionError(changement)


def _refus(refus: RefusDuParc) -> RefusDuParc:
    """Any refusal is one of the portfolio's."""
    assert libelle(refus)
    return refus


def _immeuble(lot: LotId) -> ImmeubleId:
    return ImmeubleId(lot.split("/")[0])


@pytest.mark.req("EXP-38")
@settings(max_examples=200)
@given(st.lists(CHANGEMENTS, max_size=6))
def test_the_list_online_is_always_true_and_never_made_for_nothing(changements: list[Changement]) -> None:
    """Whatever happens: one list of GILBERT online, that of the day; made again if and only if it was not any more."""
    engine = evolve(installer(), textes=Presse())
    engine.listes.generer(GILBERT).unwrap()
    for changement in changements:
        avant, vraie = etat(engine), contenu(engine, engine.parc.parc())
        (en_ligne,) = listes_en_ligne(engine)
        fait = changer(engine, changement)
        if not is_successful(fait):
            assert etat(engine) == avant  # a refusal keeps nothing
            assert listes_en_ligne(engine) == [en_ligne]
            continue
        apres = contenu(engine, engine.parc.parc())
        (nouvelle,) = listes_en_ligne(engine)
        assert engine.documents is not None
        assert engine.documents.get(nouvelle.pieces[0].empreinte) == apres
        assert bool(fait.unwrap().listes) == (nouvelle != en_ligne) == (apres != vraie)
        assert all((une.remplacee, une.evenement.remplace) for une in fait.unwrap().listes)
        assert fait.unwrap().en_attente is None


class Presse(MemoryTexteRendering):
    """Writes all a list shows, addresses among it."""

    def liste(self, liste: ActeDeListeDesCoproprietaires, /) -> Rendu:
        return Rendu(contenu=repr(liste.lignes).encode(), media_type="text/plain", suffixe=".txt")


def contenu(engine: Engine, parc: Parc) -> bytes:
    """The list GILBERT must have, in bytes."""
    assert engine.textes is not None
    le = engine.clock.now()
    acte = etablir_la_liste(parc.immeubles[GILBERT], parc, etablie_le=le, jour=JOUR, base=engine.agence)
    return engine.textes.liste(acte).contenu


# ------------------------------------------------------------------------------------------------------- the sale


@pytest.mark.req("I-32")
@pytest.mark.req("EXP-38")
def test_at_a_sale_the_seller_loses_the_shared_documents_and_the_buyer_gains_them(engine: Engine) -> None:
    """At the next question; his own documents stay his. The list of GILBERT is cancelled and replaced."""
    commun = DocumentId(f"{ecrire(engine)}/0")
    sien = DocumentId(f"{ecrire(engine, 'À vous', destinataires=(ATRILLON,))}/0")
    (ancienne,) = listes_en_ligne(engine)
    assert (lus(engine, ATRILLON), lus(engine, CLIQUOT)) == ([commun, sien], [])
    regler(engine, inactivations=Inactivations())
    fait = vendre(engine, par="LG")
    assert lus(engine, CLIQUOT) == [commun]
    assert lus(engine, ATRILLON) == [sien]
    assert [(une.evenement.immeuble, une.evenement.remplace) for une in fait.listes] == [(GILBERT, ancienne.id)]
    assert [un.id for un in listes_en_ligne(engine)] == [fait.listes[0].evenement.id]


@pytest.mark.req("EXP-38")
def test_the_former_list_is_withdrawn_by_the_next_run(engine: Engine) -> None:
    """One list online before the sale and one after: not the same one."""
    drop = MemoryFileDrop()
    publier(engine, drop)
    assert len(documents(drop)) == 1
    (avant,) = (une.cle for une in liste(drop).elements if une.nature.value == "document")
    vendre(engine)
    publier(engine, drop, confirmer=True)
    (apres,) = (une.cle for une in liste(drop).elements if une.nature.value == "document")
    assert apres != avant


@pytest.mark.req("EXP-40")
@pytest.mark.req("EXP-56")
@pytest.mark.parametrize("option", [True, False])
def test_a_sale_closes_the_sellers_account_if_the_agency_chose_so(option: bool) -> None:
    """Mutation = Oui: the seller's account is closed that day, and not the buyer's. Non: neither is."""
    engine = installer(inactivations=Inactivations(a_la_mutation=option))
    fait = vendre(engine)
    comptes = engine.parc.parc().comptes
    assert [un.id for un in fait.inactives] == ([SIEN] if option else [])
    assert [un.compte for un in fait.retraits] == list(fait.inactives)
    assert comptes[SIEN].inactif_depuis == (JOUR if option else None)
    assert comptes[SIEN].est_publie(JOUR) is not option
    assert comptes[LE_SIEN_A_ELLE].est_publie(JOUR)


@pytest.mark.req("EXP-40")
def test_a_sale_to_come_closes_the_account_that_day_and_not_before(engine: Engine) -> None:
    """Entered a week ahead: nothing is withdrawn by the next run, and the list of today stays true."""
    dans_huit_jours = JOUR + timedelta(days=8)
    commun = DocumentId(f"{ecrire(engine)}/0")
    fait = vendre(engine, le=dans_huit_jours)
    assert [un.inactif_depuis for un in fait.inactives] == [dans_huit_jours]
    assert (fait.retraits, fait.listes) == ((), ())
    assert lus(engine, ATRILLON) == [commun]
    avancer(engine, timedelta(days=8))
    assert (lus(engine, ATRILLON), lus(engine, CLIQUOT)) == ([], [commun])


def test_what_is_refused_keeps_nothing(engine: Engine) -> None:
    """Another's lot, no buyer, a building nobody entered, a buyer nobody knows: the portfolio is as it was. I-32."""
    avant = etat(engine)
    acquereurs = [Acquereur(tiers=CLIQUOT)]
    d_un_autre = engine.parc.muter(GILBERT, LOT_248, vendeur=BROUILLY, acquereurs=acquereurs).failure()
    assert d_un_autre == LotDUnAutre(immeuble=GILBERT, lot=LOT_248, vendeur=BROUILLY, le=JOUR)
    assert libelle(d_un_autre) == "BROUILLY n'est pas propriétaire du lot GILBERT/248 le 06/07/2020."
    sans = engine.parc.muter(GILBERT, LOT_248, vendeur=ATRILLON, acquereurs=[]).failure()
    assert sans == SansAcquereur(lot=LOT_248)
    with pytest.raises(NotFound):
        engine.parc.muter(ImmeubleId("?"), LOT_248, vendeur=ATRILLON, acquereurs=acquereurs)
    with pytest.raises(InvalidValue, match="INCONNU"):
        engine.parc.muter(GILBERT, LOT_248, vendeur=ATRILLON, acquereurs=[Acquereur(tiers=TiersId("INCONNU"))])
    assert etat(engine) == avant
    assert len(listes_en_ligne(engine)) == 1


# ------------------------------------------------------------------------------------------- the council, the lists


@pytest.mark.req("I-32")
@pytest.mark.req("EXP-38")
def test_an_election_and_its_end_change_what_is_read_and_the_list(engine: Engine) -> None:
    """Elected, ATRILLON reads the council's binder, and bears the mark; his mandate ended, neither."""
    assert engine.classeurs.ce_que_voit(ATRILLON) == ()
    (elue,) = engine.parc.elire(GILBERT, ATRILLON).unwrap().listes
    assert [un.id.split("/")[0] for un in engine.classeurs.ce_que_voit(ATRILLON)] == [elue.evenement.id]
    deja = engine.parc.elire(GILBERT, ATRILLON).failure()
    assert deja == MandatEnCours(immeuble=GILBERT, tiers=ATRILLON, role=Role.MEMBRE)
    (finie,) = engine.parc.finir_le_mandat(GILBERT, ATRILLON).unwrap().listes
    assert finie.evenement.remplace == elue.evenement.id
    assert engine.classeurs.ce_que_voit(ATRILLON) == ()
    sans = engine.parc.finir_le_mandat(GILBERT, ATRILLON).failure()
    assert sans == SansMandat(immeuble=GILBERT, tiers=ATRILLON, le=JOUR)
    assert [libelle(un) for un in (deja, sans)] == [
        "ATRILLON est déjà membre du conseil syndical de GILBERT.",
        "ATRILLON n'a pas de mandat au conseil syndical de GILBERT le 06/07/2020.",
    ]


@pytest.mark.req("EXP-38")
def test_an_address_makes_the_list_of_its_building_again_and_no_other(engine: Engine) -> None:
    """ATRILLON's address regenerates GILBERT only, though every building has a list; what does not show, nothing."""
    engine.listes.generer(SAINTLOUIS).unwrap()
    atrillon = engine.parc.parc().tiers[ATRILLON]
    fait = engine.parc.modifier_tiers(evolve(atrillon, adresse="12, rue des cépages 33120 SAUTERNES"), par="LG")
    assert [une.evenement.immeuble for une in fait.listes] == [GILBERT]
    demenage = engine.parc.parc().tiers[ATRILLON]
    assert demenage.adresse.endswith("SAUTERNES")
    assert engine.parc.modifier_tiers(evolve(demenage, notifications=False)) == MouvementEnregistre()
    assert not engine.parc.parc().tiers[ATRILLON].notifications
    assert sorted(un.immeuble for un in listes_en_ligne(engine)) == [GILBERT, SAINTLOUIS]
    with pytest.raises(NotFound):
        engine.parc.modifier_tiers(Tiers(id=TiersId("INCONNU"), nom="INCONNU"))


def test_a_person_who_is_as_he_was_changes_nothing(engine: Engine) -> None:
    """The same fiche, entered again, writes no new version."""
    atrillon = engine.parc.parc().tiers[ATRILLON]
    with engine.storage.transaction() as transaction:
        version = transaction.tiers.get(ATRILLON).version
    assert engine.parc.modifier_tiers(atrillon) == MouvementEnregistre()
    with engine.storage.transaction() as transaction:
        assert transaction.tiers.get(ATRILLON).version == version


@pytest.mark.req("EXP-38")
def test_a_list_that_cannot_be_made_does_not_lose_the_sale(engine: Engine) -> None:
    """Its number taken off the screen: the sale is kept, and what is missing is said; filled in, it is made."""
    regler(engine, numero_de_liste="")
    (ancienne,) = listes_en_ligne(engine)
    fait = vendre(engine)
    numero = ParametresManquants(noms=("Numéro pour la création du document sur l'immeuble",))
    assert (fait.listes, fait.en_attente) == ((), ListesEnAttente(immeubles=(GILBERT,), empechement=numero))
    assert libelle(numero).startswith("Ces paramètres ne sont pas renseignés")
    assert [un.tiers for un in engine.parc.parc().roles_de(CLIQUOT, JOUR)] == [CLIQUOT]
    assert listes_en_ligne(engine) == [ancienne]
    regler(engine, numero_de_liste="7")
    assert engine.listes.generer(GILBERT).unwrap()[0].evenement.remplace == ancienne.id


@pytest.mark.req("EXP-38")
def test_a_press_that_does_not_answer_does_not_lose_the_sale(engine: Engine) -> None:
    """The sale is kept, the account closed, and what the press said is in the record."""
    fait = vendre(evolve(engine, textes=Panne()))  # type: ignore[arg-type]
    assert fait.en_attente == ListesEnAttente(immeubles=(GILBERT,), empechement=PorteFermee(faute="presse en panne"))
    assert [un.id for un in fait.inactives] == [SIEN]
    assert engine.parc.parc().comptes[SIEN].inactif_depuis == JOUR
    assert libelle(fait.en_attente.empechement).endswith("à refaire : presse en panne.")


def test_a_building_without_a_list_is_left_without(engine: Engine) -> None:
    """Nobody asked for SAINTLOUIS's: a change there makes none, and nothing waits. EXP-38."""
    assert engine.parc.elire(SAINTLOUIS, CLATOUR).unwrap() == MouvementEnregistre()
    clatour = engine.parc.parc().tiers[CLATOUR]
    assert engine.parc.modifier_tiers(evolve(clatour, adresse="1 rue Neuve")) == MouvementEnregistre()


class Panne:
    """A press behind which nobody is."""

    def liste(self, acte: ActeDeListeDesCoproprietaires, /) -> Rendu:
        raise Unavailable("presse en panne")


# ------------------------------------------------------------------------------------------------------ the tenant


@pytest.mark.req("EXP-40")
@pytest.mark.req("EXP-56")
@pytest.mark.req("I-32")
def test_a_notice_changes_nothing_and_a_departure_closes_the_account(engine: Engine) -> None:
    """Préavis = Non, départ = Oui: he stays at home until he leaves; then his account closes, his landlord's not."""
    commun = DocumentId(f"{_quittance(engine)}/0")
    assert lus(engine, PAILLOUX) == [commun]
    assert engine.parc.donner_preavis(SAINTLOUIS, APPARTEMENT_305, locataire=PAILLOUX).unwrap() == (
        MouvementEnregistre()
    )
    assert lus(engine, PAILLOUX) == [commun]
    encore = engine.parc.donner_preavis(SAINTLOUIS, APPARTEMENT_305, locataire=PAILLOUX).failure()
    assert encore == PreavisDejaDonne(lot=APPARTEMENT_305, tiers=PAILLOUX, preavis_le=JOUR)
    fait = engine.parc.partir(SAINTLOUIS, APPARTEMENT_305, locataire=PAILLOUX).unwrap()
    assert [(un.id, un.inactif_depuis) for un in fait.inactives] == [(DU_LOCATAIRE, JOUR)]
    assert lus(engine, PAILLOUX) == []
    comptes = engine.parc.parc().comptes
    assert comptes[CompteId("450CLATOUR")].est_publie(JOUR)
    parti = engine.parc.partir(SAINTLOUIS, APPARTEMENT_305, locataire=PAILLOUX).failure()
    assert parti == PasLocataire(immeuble=SAINTLOUIS, lot=APPARTEMENT_305, tiers=PAILLOUX, le=JOUR)
    assert [libelle(un) for un in (encore, parti)] == [
        "PAILLOUX a donné préavis du lot SAINTLOUIS/305 le 06/07/2020.",
        "PAILLOUX n'est pas locataire du lot SAINTLOUIS/305 le 06/07/2020.",
    ]


@pytest.mark.req("EXP-40")
def test_with_the_option_a_notice_closes_the_account() -> None:
    """Préavis = Oui: at the notice, and for the tenant alone."""
    engine = installer(inactivations=Inactivations(au_preavis=True))
    fait = engine.parc.donner_preavis(SAINTLOUIS, APPARTEMENT_305, locataire=PAILLOUX).unwrap()
    assert [un.id for un in fait.inactives] == [DU_LOCATAIRE]


@pytest.mark.req("EXP-39")
def test_without_the_option_the_account_of_a_tenant_who_left_is_still_sent() -> None:
    """Départ = Non: he reads nothing of the building any more, and his account stays in the list."""
    engine, drop = installer(inactivations=Inactivations()), MemoryFileDrop()
    _quittance(engine)
    fait = engine.parc.partir(SAINTLOUIS, APPARTEMENT_305, locataire=PAILLOUX).unwrap()
    assert (fait.inactives, fait.retraits) == ((), ())
    assert lus(engine, PAILLOUX) == []
    publier(engine, drop)
    assert f"compte:{DU_LOCATAIRE}" in cles(drop)


def _quittance(engine: Engine) -> str:
    """A paper of SAINTLOUIS that its tenants read."""
    return (
        engine.evenements.creer(
            modele=_modele_des_locataires(engine), immeuble=SAINTLOUIS, objet="Note", texte="Bonjour", publie_le=JOUR
        )
        .unwrap()
        .id
    )


def _modele_des_locataires(engine: Engine) -> ModeleId:
    ou = next(
        un for un in engine.classeurs.classeurs() if un.metier is Metier.GERANCE and un.droit.ouvre_a(Role.LOCATAIRE)
    )
    return engine.evenements.regler_modele(Modele(id=ModeleId("note"), nom="Note", classeur=ou.id)).id


# ------------------------------------------------------------------------------------------------------- the boxes


def cles(drop: MemoryFileDrop) -> set[str]:
    return {une.cle for une in liste(drop).elements}


@pytest.mark.req("EXP-54")
def test_marked_accounts_are_in_the_next_plan(engine: Engine) -> None:
    """Two of the list marked: both boxes ticked; the next run sends the accounts, and the people who may come in."""
    drop, selection = MemoryFileDrop(), [SIEN, LE_SIEN_A_ELLE]
    a_eux = {*(f"compte:{un}" for un in selection), f"contact:{ATRILLON}", f"contact:{CLIQUOT}"}
    engine.parc.desactiver(selection).unwrap()
    publier(engine, drop)
    assert not a_eux & cles(drop)
    fait = engine.parc.marquer_pour_publication(selection).unwrap()
    assert [(un.id, un.service_client) for un in fait.marques] == [(SIEN, True), (LE_SIEN_A_ELLE, True)]
    assert a_eux == {un.cle for un in engine.publications.plan(EXTRANET).unwrap().envois}
    publier(engine, drop)
    assert a_eux <= cles(drop)


@pytest.mark.req("EXP-54")
def test_a_selection_with_an_account_of_nobody_is_refused_whole(engine: Engine) -> None:
    """102001 is no client's: nothing is marked, nothing is unticked."""
    engine.parc.desactiver([SIEN]).unwrap()
    avant = etat(engine)
    refus = engine.parc.marquer_pour_publication([SIEN, CompteId("102001")]).failure()
    assert refus == ComptesSansClient(comptes=(CompteId("102001"),))
    assert engine.parc.desactiver([LE_SIEN_A_ELLE, CompteId("102001")]).failure() == refus
    assert etat(engine) == avant
    assert libelle(refus) == "Ces comptes ne sont pas ceux d'un client : 102001."


@pytest.mark.req("EXP-54")
@pytest.mark.req("EXP-40")
def test_an_account_closed_by_a_sale_is_opened_again_by_hand(engine: Engine) -> None:
    """The agency has the last word: marked, it is published again."""
    vendre(engine)
    (rouvert,) = engine.parc.marquer_pour_publication([SIEN]).unwrap().marques
    assert rouvert.est_publie(JOUR)
    assert engine.parc.parc().comptes[SIEN] == rouvert


@pytest.mark.req("EXP-55")
def test_an_unticked_account_goes_at_the_next_run_with_its_personal_documents(engine: Engine) -> None:
    """Before it, they are still online, and it is said they will go; after it, neither is listed nor there."""
    drop = MemoryFileDrop()
    sien, commun = ecrire(engine, "À vous", modele=CONVOCATIONS, destinataires=(ATRILLON,)), ecrire(engine)
    publier(engine, drop)
    a_lui = {f"compte:{SIEN}", f"document:{sien}/0"}
    chemins = {une.chemin for une in liste(drop).elements if une.cle in a_lui}
    (retrait,) = engine.parc.desactiver([SIEN]).unwrap().retraits
    assert libelle(retrait) == (
        "Ce qui a été publié pour le compte 450ATRILLON sera retiré à la prochaine publication."
    )
    assert a_lui <= cles(drop)
    assert chemins <= set(drop.list())
    assert a_lui <= {un.cle for un in engine.publications.plan(EXTRANET).unwrap().retraits}
    publier(engine, drop, confirmer=True)
    assert not a_lui & cles(drop)
    assert not chemins & set(drop.list())
    assert f"document:{commun}/0" in cles(drop)
