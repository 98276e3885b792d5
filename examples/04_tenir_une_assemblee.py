"""A meeting held through the engine, from its agenda to its notified minutes: in memory, then on SQLite."""

from datetime import date, time
from fractions import Fraction
from tempfile import TemporaryDirectory

from lsc_adapters.bootstrap import memory_engine, sql_engine
from lsc_domain import Engine
from lsc_domain.assemblee import BIBLIOTHEQUE, Choix, Code, FicheDAssemblee, Formulaire, Presence, Reponse, libelle
from lsc_domain.assemblee import fait as f
from lsc_domain.copropriete import CleDeRepartition, Coproprietaire, Lot, Personne, Syndicat, Tantiemes
from lsc_domain.socle.affichage import ecrire_date
from lsc_domain.socle.ids import CleId, CoproprietaireId

GENERALE, TYPES = CleId("010"), {modele.code: modele for modele in BIBLIOTHEQUE}
ATRILLON, LATOUR, LEPITRE, YQUEM = (CoproprietaireId(f"450{nom}") for nom in ("TRILLON", "LATOUR", "LEPITRE", "YQUEM"))


PARTS = {ATRILLON: "374.5", LATOUR: "265.5", LEPITRE: "260", YQUEM: "100"}
LOTS = {qui: Lot(numero="1", tantiemes=(Tantiemes(cle=GENERALE, valeur=Fraction(un)),)) for qui, un in PARTS.items()}
SYNDICAT = Syndicat(
    nom="Syndicat Gilbert",
    cles=(CleDeRepartition(code=GENERALE, generale=True),),
    coproprietaires=tuple(Coproprietaire(id=qui, nom=qui[3:], lots=(lot,)) for qui, lot in LOTS.items()),
)


def tenir(engine: Engine) -> str:
    """Hold the meeting, and tell what was refused, decided and notified: nothing here knows where it is kept."""
    fiche = FicheDAssemblee(reference="0-S001", date=date(2020, 7, 7), heure=time(17))
    ag = engine.assemblees.preparer(fiche, SYNDICAT, syndic=Personne(nom="Agence Crypto")).unwrap()
    main = engine.assemblees.tenir(ag)  # what a screen keeps open: a fact costs the same all evening

    blancs = {"exercice": "2019", "début du mandat": "07/07/2020", "fin du mandat": "30/06/2021"}
    lignes = [libelle(engine.assemblees.rediger(ag, TYPES["quitus"], cle=GENERALE, valeurs=blancs).failure())]
    blancs["nom du syndic"] = "l'Agence Crypto"
    quitus = engine.assemblees.rediger(ag, TYPES["quitus"], cle=GENERALE, valeurs=blancs).unwrap().id
    syndic = engine.assemblees.rediger(ag, TYPES["syndic"], cle=GENERALE, valeurs=blancs).unwrap().id
    lignes.append(libelle(engine.assemblees.convoquer(ag, presentee_le=date(2020, 6, 16)).failure()))
    engine.assemblees.convoquer(ag, presentee_le=date(2020, 6, 12)).unwrap()

    oui = Reponse(resolution=quitus, choix=Choix.OUI)
    non = Reponse(resolution=syndic, choix=Choix.NON, second=Choix.OUI)
    formulaire = Formulaire(coproprietaire=LEPITRE, recu_le=date(2020, 7, 2), reponses=(oui, non))
    represente = Presence(coproprietaire=LATOUR, code=Code.REPRESENTE, mandataire=Personne(nom="Casper"))
    present = Presence(coproprietaire=ATRILLON, code=Code.PRESENT)
    main.inscrire(f.FormulaireRecu(formulaire=formulaire)).unwrap()
    main.inscrire(*(f.PresenceEnregistree(presence=une) for une in (present, represente))).unwrap()
    engine.assemblees.ouvrir(ag, heure=time(17, 5)).unwrap()

    for ligne, qui, choix in (quitus, ATRILLON, "oui"), (quitus, LATOUR, "oui"), (syndic, ATRILLON, "oui"):
        main.inscrire(f.VoteEnregistre(resolution=ligne, coproprietaire=qui, choix=Choix(choix))).unwrap()
    lignes.append(libelle(main.inscrire(f.SeanceClose()).failure()))
    main.inscrire(f.VoteEnregistre(resolution=syndic, coproprietaire=LATOUR, choix=Choix.ABSTENTION)).unwrap()
    lignes.append(engine.assemblees.depouiller(ag).scrutin(syndic).libelle)
    engine.assemblees.ouvrir_second_vote(ag, syndic).unwrap()
    lignes += [texte.texte for texte in main.greffe.tenue.textes]  # what the minutes say of it
    for qui, choix in (ATRILLON, "oui"), (LATOUR, "non"):
        vote = f.VoteEnregistre(resolution=syndic, coproprietaire=qui, choix=Choix(choix), second_vote=True)
        main.inscrire(vote).unwrap()
    main.inscrire(f.SeanceClose(heure=time(18, 30))).unwrap()

    proces_verbal = engine.assemblees.etablir_proces_verbal(ag, auteur="Agence Crypto").unwrap()
    lignes += [f"Résolution {un.numero} : {un.resultat.value}" for un in proces_verbal.resultats]
    a_notifier = {une.contestataire.coproprietaire: date(2020, 7, 21) for une in engine.assemblees.notifiees(ag)}
    engine.assemblees.notifier(ag, presentations=a_notifier, moyen="lettre recommandée").unwrap()
    for une in engine.assemblees.notifiees(ag):
        if (jusqu_au := une.contestation_jusqu_au) is not None:
            lignes.append(f"{une.contestataire.coproprietaire} peut contester jusqu'au {ecrire_date(jusqu_au)}.")
    return "\n".join(lignes)


def main() -> str:
    """Hold it in memory, then on SQLite: one line changes."""
    with memory_engine() as engine:
        en_memoire = tenir(engine)
    with TemporaryDirectory() as dossier, sql_engine(f"sqlite:///{dossier}/agence.db") as engine:
        sur_sqlite = tenir(engine)
    return f"{en_memoire}\nSur SQLite : {'le même récit' if sur_sqlite == en_memoire else sur_sqlite}"


if __name__ == "__main__":
    print(main())
