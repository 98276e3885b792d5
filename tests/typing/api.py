"""What a checker sees of the public names: never run, read by mypy alone."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import assert_never, assert_type

from returns.pipeline import is_successful
from returns.result import Result

from lsc_adapters.codec.assemblee import declarer, read_declaration, read_seance
from lsc_adapters.codec.depouillement import DepouillementEcrit, write_depouillement
from lsc_adapters.codec.schema import FORMATS
from lsc_domain import Engine
from lsc_domain.assemblee import (
    Bulletins,
    Choix,
    Constatation,
    Declaration,
    Depouillement,
    EtatDesPresences,
    Faute,
    FeuilleDePresence,
    FicheDAssemblee,
    Formulaire,
    Mouvement,
    OrdreDuJour,
    Pouvoirs,
    Resolution,
    Scrutin,
    Seance,
    SecondScrutin,
    Suffrages,
    Urne,
    accepter_pouvoir,
    creer_fiche,
    depouiller,
    enregistrer_mouvement,
    etablir,
    formulaires_recus,
    libelle,
    recevoir_formulaire,
    repartir_pouvoirs,
    representer,
    verifier,
)
from lsc_domain.assemblee.fait import Fait, VoteEnregistre
from lsc_domain.assemblee.proces_verbal import ProcesVerbal
from lsc_domain.assemblee.refus import (
    FormulaireNonSigne,
    FormulaireTardif,
    Refus,
    RefusFiche,
    RefusFormulaire,
    RefusMouvement,
    RefusPouvoir,
    RefusSeance,
    RefusVote,
    SecondVoteFerme,
)
from lsc_domain.assemblee.suivi import Suivi
from lsc_domain.classeur import Document, RefusDAcces
from lsc_domain.copropriete import CleDeRepartition, Coproprietaire, Personne, Syndicat, Voix, etablir_voix
from lsc_domain.extranet import (
    Collaborateur,
    Entree,
    Espace,
    FonctionManquante,
    Habilitation,
    Parametrage,
    RefusDeConnexion,
    RefusDEspace,
    Rubrique,
    SessionFinie,
    Visiteur,
    Vitrine,
    exiger_habilitation,
    politique_de,
)
from lsc_domain.extranet.refus_de_mot_de_passe import Manque
from lsc_domain.gerance import Affectation, RefusDeTropPercu, RegistreDesLocataires, affecter, proposer
from lsc_domain.loi import (
    Article,
    ArticleDeVote,
    Constat,
    Decision,
    DecisionNommee,
    Decompte,
    DelaisDeLAssemblee,
    LectureDuFormulaire,
    Majorite,
    Motif,
    NouvelleAssemblee,
    Passerelle,
    Plafond,
    Poids,
    Politique,
    Regime,
    Resultat,
    Unite,
    Version,
    a_la_date,
    decider,
    decider_au_second_vote,
    decision_nommee,
    decisions_a_la_date,
    delais_de_l_assemblee,
    lecture_du_formulaire,
    majorite_insuffisante,
    plafonner,
    reconnaitre,
    regime_du_vote,
)
from lsc_domain.loi.loi_1965 import MAJORITE_26
from lsc_domain.paiement import EvenementDePaiement, MandatUnique, Paiement, appliquer
from lsc_domain.paiement.refus import RefusDePaiement, RefusDEvenementDePaiement
from lsc_domain.ports.journal import Tete
from lsc_domain.ports.payment import Redirection
from lsc_domain.socle.ids import AssembleeId, CleId, CompteId, CoproprietaireId, DocumentId, ResolutionId, TiersId

JOUR = date(2023, 6, 15)


def the_law(compte: Decompte, article: ArticleDeVote) -> None:
    decision = decider(compte, article=article, le=JOUR, politique=Politique(sous_resolutions="independantes"))
    assert_type(decision, Decision)
    assert_type(decision.resultat, Resultat)
    assert_type(decision.adoptee, bool)
    assert_type(decision.constats, tuple[Constat, ...])
    assert_type(decision.constat(Unite.TETES), Constat | None)
    assert_type(decision.nouvelle_assemblee, NouvelleAssemblee | None)
    assert_type(decision.motifs, tuple[Motif, ...])
    assert_type(decision.motifs[0].article, Article)
    assert_type(decision.second_vote, Passerelle | None)
    if decision.second_vote is not None:
        second = decider_au_second_vote(compte, passerelle=decision.second_vote, article=article, le=JOUR)
        assert_type(second, Decision)
    assert_type(compte.total, Poids)
    assert_type(compte.participants, Poids | None)
    assert_type(compte.pour.voix, Fraction)
    assert_type(compte.pour.tetes, int | None)
    assert_type(regime_du_vote(article, JOUR), Regime)
    assert_type(a_la_date(MAJORITE_26, JOUR), Version[Majorite] | None)
    assert_type(lecture_du_formulaire(JOUR), Version[LectureDuFormulaire])
    assert_type(delais_de_l_assemblee(JOUR), DelaisDeLAssemblee)
    assert_type(plafonner([Fraction(1)], voix_propres=Fraction(), total=Fraction(10), le=JOUR), Plafond)
    assert_type(decision_nommee("26 d", JOUR), DecisionNommee | None)
    assert_type(decisions_a_la_date(JOUR), tuple[DecisionNommee, ...])
    assert_type(reconnaitre("Ravalement", JOUR), tuple[DecisionNommee, ...])
    assert_type(majorite_insuffisante("Ravalement", article, JOUR), DecisionNommee | None)
    Politique(sous_resolutions="libres")  # type: ignore[arg-type]  # not one of the two


def the_owners(syndicat: Syndicat) -> None:
    assert_type(syndicat.rangs, dict[CoproprietaireId, int])
    assert_type(syndicat.coproprietaires, tuple[Coproprietaire, ...])
    assert_type(syndicat.cle_generale, CleDeRepartition | None)
    assert_type(syndicat.voix(CleId("010"), le=JOUR), Voix)
    assert_type(etablir_voix([Fraction(1)], le=JOUR).peser(1), Poids)
    syndicat.cle(ResolutionId("1"))  # type: ignore[arg-type]  # an identity of something else


def the_meeting(seance: Seance, formulaire: Formulaire) -> None:
    depouille = depouiller(seance)
    assert_type(depouille, Result[Depouillement, SecondVoteFerme])
    if not is_successful(depouille):
        assert_type(depouille.failure(), SecondVoteFerme)
        assert_type(libelle(depouille.failure()), str)
        return
    scrutin = depouille.unwrap().scrutin(ResolutionId("1"))
    assert_type(scrutin, Scrutin)
    assert_type(scrutin.suffrages, Suffrages)
    assert_type(scrutin.decision, Decision | None)
    assert_type(scrutin.second, SecondScrutin | None)
    assert_type(scrutin.alertes, tuple[str, ...])
    assert_type(seance.etats, tuple[EtatDesPresences, ...])
    assert_type(seance.changer_ordre_du_jour(OrdreDuJour(())), Result[Seance, RefusSeance])

    urne = seance.ouvrir_urne(ResolutionId("1"))
    assert_type(urne, Urne)
    assert_type(urne.voter(0, Choix.OUI, id=CoproprietaireId("A")), Result[Choix | None, RefusVote])
    assert_type(urne.totaux(), dict[Choix, Poids])
    assert_type(urne.bulletins(), Bulletins)
    assert_type(formulaires_recus({formulaire.coproprietaire: formulaire}, seance, ResolutionId("1")), Bulletins)
    assert_type(seance.enregistrer(ResolutionId("1"), urne.bulletins()), Seance)


def what_is_refused(
    fiche: FicheDAssemblee, formulaire: Formulaire, feuille: FeuilleDePresence, mouvement: Mouvement, qui: Personne
) -> None:
    mandant = CoproprietaireId("450LATOUR")
    voix: Mapping[CoproprietaireId, Fraction] = {mandant: Fraction(1)}
    assert_type(creer_fiche(fiche, references_prises=()), Result[FicheDAssemblee, RefusFiche])
    assert_type(recevoir_formulaire(formulaire, assemblee=JOUR), Result[Formulaire, RefusFormulaire])
    assert_type(enregistrer_mouvement(feuille, mouvement, lignes=()), Result[FeuilleDePresence, RefusMouvement])
    assert_type(representer(feuille, mandant, mandataire=qui), Result[FeuilleDePresence, RefusPouvoir])
    assert_type(accepter_pouvoir(Pouvoirs(), mandant, voix=voix, le=JOUR), Result[Pouvoirs, RefusPouvoir])
    assert_type(
        repartir_pouvoirs(voix, [], total=Fraction(1), le=JOUR),
        dict[CoproprietaireId, Personne] | None,
    )


def a_refusal_is_matched_to_the_end(refus: RefusFormulaire) -> date:
    match refus:
        case FormulaireTardif(au_plus_tard=limite):
            return limite
        case FormulaireNonSigne(recu_le=recu_le):
            return recu_le
        case _ as impossible:
            assert_never(impossible)


def files(chemin: Path, depouillement: Depouillement) -> None:
    declaration = read_declaration(chemin)
    assert_type(declaration, Declaration)
    assert_type(declarer({}), Declaration)
    assert_type(etablir(declaration), Result[Seance, Faute])
    assert_type(verifier(declaration, au=JOUR), tuple[Constatation, ...])
    assert_type(read_seance(chemin), Seance)
    assert_type(write_depouillement(depouillement), DepouillementEcrit)
    assert_type(FORMATS, Mapping[str, type])


def nouns_are_frozen(resolution: Resolution) -> None:
    resolution.numero = "2"  # type: ignore[misc]  # a changed resolution is another value


def the_engine(engine: Engine, syndicat: Syndicat, fiche: FicheDAssemblee) -> None:
    preparee = engine.assemblees.preparer(fiche, syndicat)
    assert_type(preparee, Result[AssembleeId, Refus])
    reference = preparee.unwrap()
    main_courante = engine.assemblees.tenir(reference)
    vote = VoteEnregistre(resolution=ResolutionId("1"), coproprietaire=CoproprietaireId("a"), choix=Choix.OUI)
    assert_type(main_courante.inscrire(vote), Result[Tete, Refus])
    assert_type(main_courante.greffe.depouiller(), Depouillement)
    assert_type(engine.assemblees.etablir_proces_verbal(reference, auteur="x"), Result[ProcesVerbal, Refus])
    main_courante.inscrire("vote")  # type: ignore[arg-type]  # not a fact
    with engine.storage.transaction() as transaction:
        assert_type(transaction.suivis.get("x").state, Suivi)
        assert_type(next(transaction.journal.read("x")).fait, Fait)


def who_comes_in(engine: Engine, parametrage: Parametrage, agent: Collaborateur) -> None:
    entree = engine.identifiants.connecter("ATRILLON", "…")
    assert_type(entree, Result[Entree, RefusDeConnexion])
    assert_type(entree.unwrap().visiteur.tiers, TiersId | None)
    assert_type(engine.identifiants.visiteur("jeton"), Result[Visiteur, SessionFinie])
    assert_type(exiger_habilitation(agent, Habilitation.AUDIT), Result[Collaborateur, FonctionManquante])
    assert_type(politique_de(parametrage.profil).manques("secret"), tuple[Manque, ...])


def what_each_one_sees(vitrine: Vitrine, qui: TiersId) -> None:
    assert_type(vitrine.espaces(qui), tuple[Espace, ...])
    assert_type(vitrine.exiger(qui, Rubrique.COMPTE, Espace.COPROPRIETAIRE), Result[Espace, RefusDEspace])
    assert_type(vitrine.autoriser(qui, DocumentId("1")), Result[Document, RefusDAcces | RefusDEspace])
    vitrine.espaces(CompteId("1"))  # type: ignore[arg-type]  # an account is nobody


def what_is_paid(
    engine: Engine, paiement: Paiement, evenement: EvenementDePaiement, registre: RegistreDesLocataires
) -> None:
    assert_type(appliquer(paiement, evenement), Result[Paiement, RefusDEvenementDePaiement])
    assert_type(paiement.mandat, MandatUnique | None)
    assert_type(
        engine.paiements.payer_par_carte(
            paiement.tiers, paiement.compte, paiement.montant, retour="https://…", notification="https://…"
        ),
        Result[Redirection, RefusDePaiement],
    )
    for un in proposer(registre).trop_percus:
        assert_type(affecter(un, registre), Result[Affectation, RefusDeTropPercu])
