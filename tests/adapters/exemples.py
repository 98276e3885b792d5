"""One example of each fact, every field filled: what the golden file pins."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from lsc_domain.assemblee import fait as f
from lsc_domain.assemblee.choix import Choix
from lsc_domain.assemblee.convocation import Annexe, Consultation
from lsc_domain.assemblee.correspondance import Canal, Formulaire, Reponse
from lsc_domain.assemblee.fait import Fait
from lsc_domain.assemblee.fiche import FicheDAssemblee, TypeDAssemblee
from lsc_domain.assemblee.mouvement import Mouvement, Sens
from lsc_domain.assemblee.presence import Code, Presence
from lsc_domain.assemblee.proces_verbal import QualiteDeSignataire, ResultatConsigne
from lsc_domain.assemblee.resolution import Resolution
from lsc_domain.assemblee.seance import Amendement, Incident
from lsc_domain.assemblee.tenue import PouvoirEnBlancRemis, Reserve, TexteDeResolution
from lsc_domain.copropriete.cle import CleDeRepartition
from lsc_domain.copropriete.coproprietaire import Coproprietaire, Qualite, RoleAuConseil
from lsc_domain.copropriete.lot import Lot, Tantiemes
from lsc_domain.copropriete.personne import Empechement, Personne
from lsc_domain.copropriete.syndicat import Syndicat
from lsc_domain.loi.article_de_vote import ArticleDeVote
from lsc_domain.loi.decision import Resultat
from lsc_domain.loi.decompte import Decompte, Poids
from lsc_domain.loi.politique import Politique
from lsc_domain.socle.ids import CleId, CompteId, CoproprietaireId, ResolutionId

LE = dt.datetime(2020, 7, 7, 15, 4, 5, 123456, tzinfo=dt.UTC)
JOUR, HEURE = dt.date(2020, 7, 7), dt.time(17, 5)
QUI, QUOI = CoproprietaireId("450L'ŒIL"), ResolutionId("r-7f3a")
PERSONNE = Personne(nom='Maître "Ève" ÉTÉ', empechement=Empechement.PREPOSE_DU_SYNDIC)
PROPRIETAIRE = Coproprietaire(
    id=QUI,
    nom="D’ARC Jeanne",
    civilite="Madame",
    adresse="4, rue d'Œuf\n54000 NANCY",
    courriel="a@b.fr",
    comptes=(CompteId("450A"), CompteId("450B")),
    qualite=Qualite.INDIVISION,
    conseil_syndical=RoleAuConseil.PRESIDENT,
    bailleur_social=True,
    sans_voix=True,
    lots=(
        Lot(
            numero="001",
            type="Appartement",
            tantiemes=(
                Tantiemes(cle=CleId("010"), valeur=Fraction("66.01420")),
                Tantiemes(cle=CleId("ASC"), valeur=Fraction(1, 3)),
            ),
        ),
    ),
)
RESOLUTION = Resolution(
    id=QUOI,
    numero="5",
    titre="Travaux d'été",
    projet="« Sous réserve » 1 < 2 & 3 > 2",
    article=ArticleDeVote("25", "f"),
    cle=CleId("010"),
    exclus=frozenset({CoproprietaireId("450B"), CoproprietaireId("450A")}),
    concurrence="devis",
    emprunt=True,
    sous_resolutions=(Resolution(id=ResolutionId("r-7f3b"), numero="5.1", titre="Devis", article=None, cle=None),),
)
DECOMPTE = Decompte(
    pour=Poids(voix=Fraction("632.0142"), tetes=9),
    contre=Poids(voix=Fraction(1, 7), tetes=1),
    abstention=Poids(voix=Fraction(72), tetes=None),
    non_votant=Poids(voix=Fraction(0), tetes=0),
    participants=Poids(voix=Fraction("704.0142") + Fraction(1, 7), tetes=10),
)

EXEMPLES: tuple[Fait, ...] = (
    f.AssembleePreparee(
        fiche=FicheDAssemblee(
            reference="0-É'1",
            nom="Assemblée générale ordinaire",
            type=TypeDAssemblee.EXTRAORDINAIRE,
            date=JOUR,
            heure=HEURE,
            lieu="Salle des fêtes",
            note="Apporter l'urne",
            convocation_presentee_le=dt.date(2020, 6, 12),
            president=Personne(coproprietaire=QUI),
            secretaire=PERSONNE,
            scrutateurs=(Personne(coproprietaire=QUI), PERSONNE),
        ),
        syndicat=Syndicat(
            code="S007",
            nom="Résidence « L'Été »",
            immeuble="GILBERT",
            adresse="4, rue Gilbert 54000 NANCY",
            cles=(
                CleDeRepartition(code=CleId("010"), libelle="CHARGES", generale=True, total=Fraction("1000.91516")),
                CleDeRepartition(code=CleId("ASC")),
            ),
            coproprietaires=(PROPRIETAIRE,),
        ),
        syndic=PERSONNE,
        adresse_du_syndic="1, place Stanislas",
        courriel_du_syndic="syndic@exemple.fr",
        vote_par_correspondance=False,
        politique=Politique(sous_resolutions="independantes", emprunt_a_son_second_vote=False),
    ),
    f.OrdreDuJourArrete(resolutions=(RESOLUTION,)),
    f.AssembleeConvoquee(
        presentee_le=dt.date(2020, 6, 12),
        urgence="Toiture",
        consultation=Consultation(lieu="1, place Stanislas", jours="lundi", heures="9 h à 12 h"),
        annexes=(
            Annexe(titre="Comptes", article="décret 67-223, art. 11", pour_validite=False, fichier="comptes.pdf"),
        ),
        reprise=True,
    ),
    f.MutationConstatee(le=JOUR, coproprietaires=(PROPRIETAIRE,)),
    f.FormulaireRecu(
        formulaire=Formulaire(
            coproprietaire=QUI,
            recu_le=dt.date(2020, 7, 2),
            canal=Canal.COURRIEL,
            signe=False,
            reponses=(Reponse(resolution=QUOI, choix=Choix.NON_VOTANT, second=Choix.OUI),),
        )
    ),
    f.PresenceEnregistree(presence=Presence(coproprietaire=QUI, code=Code.REPRESENTE, mandataire=PERSONNE)),
    f.PouvoirEnBlancTransmis(remise=PouvoirEnBlancRemis(mandant=QUI, remis_par="Le syndic", mandataire="MARTIN Jean")),
    f.SeanceOuverte(heure=dt.time(17, 5, 30)),
    f.BureauElu(president=Personne(coproprietaire=QUI), secretaire=PERSONNE, scrutateurs=(PERSONNE,), resolution=QUOI),
    f.MouvementEnregistre(
        mouvement=Mouvement(
            sens=Sens.ARRIVEE,
            coproprietaire=QUI,
            resolution=QUOI,
            heure=HEURE,
            code=Code.REPRESENTE,
            mandataire=PERSONNE,
        )
    ),
    f.OrdreDuJourChange(resolutions=(RESOLUTION,), motif="Ordre des débats"),
    f.ResolutionAmendee(amendement=Amendement(resolution=QUOI, texte="Au plus 10 000 €", heure=HEURE)),
    f.IncidentSurvenu(incident=Incident(resolution=QUOI, coproprietaire=QUI, texte="Coupure", heure=HEURE)),
    f.VoteEnregistre(resolution=QUOI, coproprietaire=QUI, choix=Choix.ABSTENTION, second_vote=True),
    f.VotesEnregistres(resolution=QUOI, lettres="ona-.", second_vote=True),
    f.VotesAnnules(resolution=QUOI, second_vote=True),
    f.SecondVoteOuvert(resolution=QUOI),
    f.TexteAjoute(texte=TexteDeResolution(resolution=QUOI, texte="L'assemblée a procédé à un second vote.")),
    f.ReserveFormulee(reserve=Reserve(coproprietaire=QUI, resolution=QUOI, texte="Devis tardif")),
    f.EvenementDemande(resolution=QUOI, immeuble="GILBERT", texte="Toiture"),
    f.SeanceSuspendue(heure=HEURE, motif="Pause"),
    f.SeanceReprise(heure=HEURE),
    f.SeanceClose(heure=dt.time(19, 40)),
    f.ProcesVerbalEtabli(
        version=2,
        auteur="MARTIN Jean",
        motif="Erreur matérielle",
        resultats=(
            ResultatConsigne(
                resolution=QUOI,
                numero="5",
                article="25 f",
                resultat=Resultat.ADOPTEE,
                decompte=DECOMPTE,
                fondement="25-1",
                second=DECOMPTE,
            ),
        ),
    ),
    f.ProcesVerbalSigne(version=2, signataire=PERSONNE, qualite=QualiteDeSignataire.SCRUTATEUR, le=JOUR),
    f.RectificationOuverte(auteur="MARTIN Jean", motif="Erreur matérielle"),
    f.ProcesVerbalNotifie(version=2, coproprietaire=QUI, presentee_le=dt.date(2020, 7, 20), moyen="LRE"),
)
