"""Sales, elections, notices and departures, and the accounts they close."""

from collections import Counter
from datetime import date, timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from portefeuille_gilbert import (
    APPARTEMENT_305,
    ATRILLON,
    BROUILLY,
    BROUILLY_1,
    BROUILLY_2,
    CLATOUR,
    CLIQUOT,
    GILBERT,
    JOUR,
    MORGON,
    PAILLOUX,
    SAINTLOUIS,
    YALOXE,
    compte,
    le_gilbert,
    le_parc,
    le_saint_louis,
    lot,
)
from returns.pipeline import is_successful

from lsc_domain.parc import (
    Acquereur,
    ComptesSansClient,
    Immeuble,
    Inactivations,
    LotDUnAutre,
    MandatEnCours,
    Metier,
    MotifDeSortie,
    Parc,
    PasLocataire,
    PreavisDejaDonne,
    PresidentEnPlace,
    Role,
    RoleTenu,
    SansAcquereur,
    SansMandat,
    Sortie,
    bail,
    conseil,
    desactiver,
    donner_preavis,
    elire,
    finir_le_mandat,
    inactiver,
    marquer_pour_publication,
    mutation,
    muter,
    partir,
    service_client,
)
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import CompteId, LotId, TiersId
from lsc_domain.testing.strategies.parc import (
    immeubles,
    inactivations,
    jours_du_parc,
    lot_ids,
    parcs,
    sorties,
    tiers_ids,
)

VEILLE, LENDEMAIN = JOUR - timedelta(days=1), JOUR + timedelta(days=1)
INCH = Inactivations(au_preavis=False, au_depart=True, a_la_mutation=True)
"""The values of the screen: préavis Non, départ Oui, mutation Oui."""


def tient(immeuble: Immeuble, tiers: TiersId, role: Role, jour: date = JOUR) -> bool:
    return any(un.tiers == tiers and un.role is role for un in immeuble.roles if un.est_tenu(jour))


def qui_tient_quoi(immeuble: Immeuble, jour: date) -> Counter[tuple[TiersId, Role, LotId | None]]:
    return Counter((un.tiers, un.role, un.lot) for un in immeuble.tenus(jour))


# --- Sales -----------------------------------------------------------------------------------------------------


@given(immeubles(), tiers_ids(), jours_du_parc(), st.data())
@pytest.mark.req("I-32")
def test_a_sale_moves_one_lot_on_one_day(immeuble: Immeuble, entrant: TiersId, le: date, data: st.DataObject) -> None:
    """From that day the lot is the buyer's and no more the seller's; before it, and for all others, nothing changes."""
    vendeurs = [(un.tiers, un.lot) for un in immeuble.tenus(le) if un.role is Role.COPROPRIETAIRE and un.lot]
    vendeur, lequel = data.draw(st.sampled_from(vendeurs) if vendeurs else st.tuples(tiers_ids(), lot_ids(immeuble.id)))
    reponse = muter(immeuble, lequel, vendeur=vendeur, acquereurs=[Acquereur(tiers=entrant)], le=le)
    assert is_successful(reponse) == (bool(vendeurs) and entrant != vendeur)
    if not is_successful(reponse):
        assert mutation.libelle(reponse.failure())
        return
    apres = reponse.unwrap()
    veille, plus_tard = le - timedelta(days=1), le + timedelta(days=30)
    assert qui_tient_quoi(apres, veille) == qui_tient_quoi(immeuble, veille)
    for jour in (le, plus_tard):
        ceux_du_lot = [un.tiers for un in apres.tenus(jour) if un.lot == lequel and un.role is Role.COPROPRIETAIRE]
        assert entrant in ceux_du_lot
        assert vendeur not in ceux_du_lot
        if not any(un.tiers == vendeur and un.role is Role.COPROPRIETAIRE and un.dure_apres(le) for un in apres.roles):
            assert not any(tient(apres, vendeur, role, jour) for role in (Role.MEMBRE, Role.PRESIDENT))
        achat = (entrant, Role.COPROPRIETAIRE, lequel)
        autres = Counter(un for un in qui_tient_quoi(immeuble, jour).elements() if un[0] != vendeur)
        assert Counter(un for un in qui_tient_quoi(apres, jour).elements() if un[0] != vendeur) == autres + Counter(
            [achat]
        )


@pytest.mark.req("I-32", "CORE-08")
def test_a_mandate_ends_with_the_last_lot() -> None:
    """BROUILLY sells 122 and stays of the council by his cellars; once he has sold all, he is of it no more."""
    gilbert = le_gilbert()
    for numero in ("122", "907", "035", "014"):
        assert tient(gilbert, BROUILLY, Role.MEMBRE)
        gilbert = muter(gilbert, lot(numero), vendeur=BROUILLY, acquereurs=[Acquereur(tiers=MORGON)], le=JOUR).unwrap()
    assert not tient(gilbert, BROUILLY, Role.MEMBRE)
    assert tient(gilbert, BROUILLY, Role.MEMBRE, VEILLE)


@pytest.mark.req("I-32")
def test_a_sale_ends_the_letting_of_the_lot_by_its_seller() -> None:
    """YALOXE CORTON sells 305: she lets it no more from that day, PAILLOUX rents it still, and 306 is untouched."""
    achat = RoleTenu(tiers=YALOXE, role=Role.COPROPRIETAIRE, immeuble=SAINTLOUIS, lot=APPARTEMENT_305)
    saint_louis = evolve(le_saint_louis(), roles=(*le_saint_louis().roles, achat))
    vendu = muter(saint_louis, APPARTEMENT_305, vendeur=YALOXE, acquereurs=[Acquereur(tiers=CLIQUOT)], le=JOUR).unwrap()
    assert [tient(vendu, YALOXE, Role.PROPRIETAIRE, jour) for jour in (VEILLE, JOUR)] == [True, False]
    assert tient(vendu, PAILLOUX, Role.LOCATAIRE)
    assert tient(vendu, CLATOUR, Role.PROPRIETAIRE)


@pytest.mark.req("I-32")
def test_a_sale_has_a_seller_and_a_buyer() -> None:
    """CLIQUOT does not sell ATRILLON's flat, and ATRILLON does not sell it to himself."""
    gilbert = le_gilbert()
    refus = muter(gilbert, lot("248"), vendeur=CLIQUOT, acquereurs=[Acquereur(tiers=MORGON)], le=JOUR).failure()
    assert refus == LotDUnAutre(immeuble=GILBERT, lot=lot("248"), vendeur=CLIQUOT, le=JOUR)
    assert mutation.libelle(refus) == "CLIQUOT n'est pas propriétaire du lot GILBERT/248 le 07/07/2020."
    for acquereurs in ([], [Acquereur(tiers=ATRILLON)]):
        refuse = muter(gilbert, lot("248"), vendeur=ATRILLON, acquereurs=acquereurs, le=JOUR).failure()
        assert refuse == SansAcquereur(lot=lot("248"))
        assert mutation.libelle(refuse)


# --- The council -----------------------------------------------------------------------------------------------


@pytest.mark.req("CORE-08")
def test_there_is_one_president_at_a_date() -> None:
    """Another may be elected from the day the first one's mandate ends, and not a day before."""
    gilbert = elire(le_gilbert(), CLIQUOT, Role.PRESIDENT, le=VEILLE, jusqua=LENDEMAIN).unwrap()
    refus = elire(gilbert, BROUILLY, Role.PRESIDENT, le=JOUR).failure()
    assert refus == PresidentEnPlace(immeuble=GILBERT, tiers=CLIQUOT, depuis=VEILLE, jusqua=LENDEMAIN)
    assert "un seul président" in conseil.libelle(refus)
    assert is_successful(elire(gilbert, BROUILLY, Role.PRESIDENT, le=LENDEMAIN))
    assert not is_successful(elire(gilbert, BROUILLY, Role.PRESIDENT, le=VEILLE - timedelta(days=9)))
    avant = elire(gilbert, BROUILLY, Role.PRESIDENT, le=VEILLE - timedelta(days=9), jusqua=VEILLE)
    assert is_successful(avant)


@pytest.mark.req("CORE-08", "I-32")
def test_a_mandate_is_given_once_and_ended() -> None:
    """Members are many, each once; whoever holds no mandate ends none."""
    gilbert = elire(le_gilbert(), ATRILLON, le=JOUR).unwrap()
    refus = elire(gilbert, ATRILLON, le=LENDEMAIN).failure()
    assert refus == MandatEnCours(immeuble=GILBERT, tiers=ATRILLON, role=Role.MEMBRE)
    assert conseil.libelle(refus) == "ATRILLON est déjà membre du conseil syndical de GILBERT."
    fini = finir_le_mandat(gilbert, ATRILLON, le=LENDEMAIN).unwrap()
    assert tient(fini, ATRILLON, Role.MEMBRE, JOUR)
    assert not tient(fini, ATRILLON, Role.MEMBRE, LENDEMAIN)
    sans = finir_le_mandat(fini, ATRILLON, le=LENDEMAIN).failure()
    assert sans == SansMandat(immeuble=GILBERT, tiers=ATRILLON, le=LENDEMAIN)
    assert conseil.libelle(sans)
    assert finir_le_mandat(gilbert, ATRILLON, le=JOUR).unwrap() == le_gilbert(), "it never began"
    with pytest.raises(InvalidValue, match="mandat"):
        elire(gilbert, ATRILLON, Role.COPROPRIETAIRE, le=JOUR)


# --- Leases ----------------------------------------------------------------------------------------------------


@pytest.mark.req("EXP-40", "I-32")
def test_a_tenant_gives_notice_then_leaves() -> None:
    """Under notice he is a tenant still; gone, he is not; and only a tenant does either."""
    saint_louis = donner_preavis(le_saint_louis(), APPARTEMENT_305, locataire=PAILLOUX, le=VEILLE).unwrap()
    assert tient(saint_louis, PAILLOUX, Role.LOCATAIRE, LENDEMAIN)
    encore = donner_preavis(saint_louis, APPARTEMENT_305, locataire=PAILLOUX, le=JOUR).failure()
    assert encore == PreavisDejaDonne(lot=APPARTEMENT_305, tiers=PAILLOUX, preavis_le=VEILLE)
    assert bail.libelle(encore) == "PAILLOUX a donné préavis du lot SAINTLOUIS/305 le 06/07/2020."
    parti = partir(saint_louis, APPARTEMENT_305, locataire=PAILLOUX, le=JOUR).unwrap()
    assert [tient(parti, PAILLOUX, Role.LOCATAIRE, jour) for jour in (VEILLE, JOUR)] == [True, False]
    for refus in (
        partir(parti, APPARTEMENT_305, locataire=PAILLOUX, le=JOUR),
        donner_preavis(parti, APPARTEMENT_305, locataire=PAILLOUX, le=JOUR),
    ):
        assert refus.failure() == PasLocataire(immeuble=SAINTLOUIS, lot=APPARTEMENT_305, tiers=PAILLOUX, le=JOUR)
        assert bail.libelle(refus.failure())


# --- The accounts that close -----------------------------------------------------------------------------------


def sortie(motif: MotifDeSortie, tiers: TiersId, ou: LotId) -> Sortie:
    return Sortie(
        motif=motif, tiers=tiers, immeuble=GILBERT if ou.startswith("GILBERT") else SAINTLOUIS, lot=ou, le=JOUR
    )


def fermes(parc: Parc, une: Sortie, options: Inactivations = INCH) -> list[str]:
    return [un.id for un in inactiver(parc, une, options)]


@pytest.mark.req("EXP-39", "EXP-40", "EXP-56", "X-35")
def test_the_values_of_the_screen() -> None:
    """A notice changes nothing; a departure closes the tenant's account; a sale the seller's, and not the buyer's."""
    preavis = donner_preavis(le_saint_louis(), APPARTEMENT_305, locataire=PAILLOUX, le=JOUR).unwrap()
    une = sortie(MotifDeSortie.PREAVIS, PAILLOUX, APPARTEMENT_305)
    assert fermes(le_parc(preavis), une) == []
    assert fermes(le_parc(preavis), une, Inactivations(au_preavis=True)) == ["411PAILLOUX"]
    parti = le_parc(partir(preavis, APPARTEMENT_305, locataire=PAILLOUX, le=JOUR).unwrap())
    une = sortie(MotifDeSortie.DEPART, PAILLOUX, APPARTEMENT_305)
    assert fermes(parti, une) == ["411PAILLOUX"]
    assert fermes(parti, une, Inactivations()) == []
    assert parti.a_un_compte_publie(PAILLOUX, LENDEMAIN), "with no option it is sent whatever its status"
    (ferme,) = inactiver(parti, une, INCH)
    assert [ferme.est_publie(jour) for jour in (VEILLE, JOUR)] == [True, False]
    vendu = muter(le_gilbert(), lot("142"), vendeur=CLIQUOT, acquereurs=[Acquereur(tiers=MORGON)], le=JOUR).unwrap()
    parc = le_parc(vendu)
    parc = Parc.de(
        parc.immeubles.values(), parc.tiers.values(), [*parc.comptes.values(), compte(CompteId("450M"), MORGON)]
    )
    assert fermes(parc, sortie(MotifDeSortie.MUTATION, CLIQUOT, lot("142"))) == ["450CLIQUOT"]


@pytest.mark.req("EXP-40")
def test_an_account_that_still_carries_something_is_not_closed() -> None:
    """BROUILLY sells his flat: its account closes, and not that of his cellars; CLATOUR's rents go on."""
    vend = muter(le_gilbert(), lot("122"), vendeur=BROUILLY, acquereurs=[Acquereur(tiers=MORGON)], le=JOUR).unwrap()
    assert fermes(le_parc(vend), sortie(MotifDeSortie.MUTATION, BROUILLY, lot("122"))) == [BROUILLY_1]
    cave = muter(le_gilbert(), lot("035"), vendeur=BROUILLY, acquereurs=[Acquereur(tiers=MORGON)], le=JOUR).unwrap()
    assert fermes(le_parc(cave), sortie(MotifDeSortie.MUTATION, BROUILLY, lot("035"))) == []
    assert BROUILLY_2 in le_parc(cave).comptes
    vend = le_gilbert()
    for numero in ("049", "251", "912"):
        vend = muter(vend, lot(numero), vendeur=CLATOUR, acquereurs=[Acquereur(tiers=MORGON)], le=JOUR).unwrap()
    parc = le_parc(vend, le_saint_louis())
    assert fermes(parc, sortie(MotifDeSortie.MUTATION, CLATOUR, lot("251"))) == ["450LATOUR"]


@pytest.mark.req("EXP-40")
def test_a_role_that_names_no_account_is_held_through_those_no_role_names() -> None:
    """BROUILLY owns 999 with no account named, and sells it: neither of the two that carry his other lots closes."""
    achat = RoleTenu(tiers=BROUILLY, role=Role.COPROPRIETAIRE, immeuble=GILBERT, lot=lot("999"))
    gilbert = evolve(le_gilbert(), roles=(achat, *le_gilbert().roles))
    vendu = muter(gilbert, lot("999"), vendeur=BROUILLY, acquereurs=[Acquereur(tiers=MORGON)], le=JOUR).unwrap()
    une = sortie(MotifDeSortie.MUTATION, BROUILLY, lot("999"))
    assert fermes(le_parc(vendu), une) == []
    parc = le_parc(vendu)
    parc = Parc.de(
        parc.immeubles.values(), parc.tiers.values(), [*parc.comptes.values(), compte(CompteId("450BROU-03"), BROUILLY)]
    )
    assert fermes(parc, une) == ["450BROU-03"]
    for numero in ("907", "035", "014"):
        vendu = muter(vendu, lot(numero), vendeur=BROUILLY, acquereurs=[Acquereur(tiers=MORGON)], le=JOUR).unwrap()
    assert fermes(le_parc(vendu), une) == [], "what its own lots did is not this sale's"


@given(parcs(), sorties(), inactivations())
@pytest.mark.req("EXP-39", "EXP-40")
def test_only_what_is_ticked_closes_and_only_his(parc: Parc, une: Sortie, options: Inactivations) -> None:
    """Whatever is recorded: only accounts of that person and trade, and none while the option is off."""
    trouves = inactiver(parc, une, options)
    voulu = {
        MotifDeSortie.PREAVIS: options.au_preavis,
        MotifDeSortie.DEPART: options.au_depart,
        MotifDeSortie.MUTATION: options.a_la_mutation,
    }
    assert voulu[une.motif] or not trouves
    for ferme in trouves:
        avant = parc.comptes[ferme.id]
        assert (avant.tiers, ferme) == (une.tiers, evolve(avant, inactif_depuis=une.le))
        assert avant.est_publie(une.le)
        assert not ferme.est_publie(une.le)
        assert not any(
            role.compte == ferme.id and role.role.metier is une.motif.role.metier and role.est_tenu(une.le)
            for role in parc.roles_par_tiers[une.tiers]
            if not (une.motif is MotifDeSortie.PREAVIS and role.preavis_le)
        )


@pytest.mark.req("EXP-51", "EXP-54", "EXP-55")
def test_a_selection_of_accounts_is_marked_or_deactivated_at_once() -> None:
    """Two are marked together; with 102001, which is nobody's, none is; unticked, each says what is withdrawn."""
    parc = le_parc()
    fermes_tous = Parc.de(
        parc.immeubles.values(),
        parc.tiers.values(),
        (evolve(un, service_client=False, inactif_depuis=JOUR) for un in parc.comptes.values()),
    )
    selection = [CompteId("411ALOXECO"), CompteId("411PAILLOUX"), CompteId("411ALOXECO")]
    marques = marquer_pour_publication(fermes_tous, selection, le=JOUR).unwrap()
    assert [(un.id, un.est_publie(LENDEMAIN)) for un in marques] == [("411ALOXECO", True), ("411PAILLOUX", True)]
    a_venir = marquer_pour_publication(fermes_tous, selection, le=VEILLE).unwrap()
    assert [un.inactif_depuis for un in a_venir] == [JOUR, JOUR], "it had not closed yet, and will"
    etrangers = [CompteId("102001"), CompteId("115-S038-GES-AD")]
    for refus in (
        marquer_pour_publication(parc, [*selection, *etrangers], le=JOUR),
        desactiver(parc, [*selection, *etrangers]),
    ):
        assert refus.failure() == ComptesSansClient(comptes=tuple(etrangers))
        assert service_client.libelle(refus.failure()).endswith("102001, 115-S038-GES-AD.")
    (retrait,) = desactiver(parc, selection[:1]).unwrap()
    assert not retrait.compte.est_publie(JOUR)
    assert service_client.libelle(retrait) == (
        "Ce qui a été publié pour le compte 411ALOXECO sera retiré à la prochaine publication."
    )
    assert parc.comptes[CompteId("411ALOXECO")].metier is Metier.GERANCE
    assert RoleTenu(tiers=YALOXE, role=Role.PROPRIETAIRE, immeuble=SAINTLOUIS, lot=APPARTEMENT_305) in [
        *parc.roles_de(YALOXE, JOUR)
    ]
