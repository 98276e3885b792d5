"""
The general meeting, from its agenda to its notified minutes.

Modules follow the life of a meeting, and import only what comes before them: `resolution`, `bibliotheque`,
`convocation`, `mutation`, `pouvoir` and `correspondance`, `presence`, `mouvement`, `feuille`, `vote`, `scrutin`,
`seance`, `tenue`, `declaration`, `depouillement`, `texte_de_passage`, `contestation`, `acte`, `proces_verbal`, `suivi`,
`fait`, `salle`, `bureau_de_vote`, `greffe`, `recit`, `verification`.
"""

from typing import TYPE_CHECKING

from lsc_domain.socle.lazy import lazy_exports

if TYPE_CHECKING:
    from lsc_domain.assemblee.bibliotheque import BIBLIOTHEQUE, ResolutionType, rediger
    from lsc_domain.assemblee.choix import Choix
    from lsc_domain.assemblee.contestation import Contestataire, DecisionContestable, Motivation, contestataires
    from lsc_domain.assemblee.convocation import Annexe, Consultation, Convocation, convoquer
    from lsc_domain.assemblee.correspondance import (
        Canal,
        Formulaire,
        Reponse,
        formulaire_vierge,
        lire_cases,
        recevoir_formulaire,
    )
    from lsc_domain.assemblee.declaration import Declaration, Faute, etablir
    from lsc_domain.assemblee.depouillement import Depouillement, depouiller
    from lsc_domain.assemblee.fait import (
        AssembleeConvoquee,
        AssembleePreparee,
        BureauElu,
        EvenementDemande,
        Fait,
        FormulaireRecu,
        IncidentSurvenu,
        MouvementEnregistre,
        MutationConstatee,
        OrdreDuJourArrete,
        OrdreDuJourChange,
        PouvoirEnBlancTransmis,
        PresenceEnregistree,
        ProcesVerbalEtabli,
        ProcesVerbalNotifie,
        ProcesVerbalSigne,
        RectificationOuverte,
        ReserveFormulee,
        ResolutionAmendee,
        SeanceClose,
        SeanceOuverte,
        SeanceReprise,
        SeanceSuspendue,
        SecondVoteOuvert,
        TexteAjoute,
        VoteEnregistre,
        VotesAnnules,
        VotesEnregistres,
    )
    from lsc_domain.assemblee.feuille import (
        FeuilleDePresence,
        enregistrer_mouvement,
        representer,
        tous_absents,
        tous_presents,
    )
    from lsc_domain.assemblee.fiche import FicheDAssemblee, TypeDAssemblee, creer_fiche, proposer_reference
    from lsc_domain.assemblee.greffe import Greffe
    from lsc_domain.assemblee.irregularite import Irregularite, irregularites
    from lsc_domain.assemblee.mouvement import Mouvement, Sens, deplacer
    from lsc_domain.assemblee.mutation import Mutation, mutations
    from lsc_domain.assemblee.pouvoir import (
        EtatDuPouvoir,
        Porteur,
        Pouvoir,
        Pouvoirs,
        accepter_pouvoir,
        decliner_pouvoir,
        deleguer_pouvoir,
        donner_pouvoir,
        repartir_pouvoirs,
        retirer_pouvoir,
    )
    from lsc_domain.assemblee.presence import Code, EtatDesPresences, Presence
    from lsc_domain.assemblee.proces_verbal import (
        ProcesVerbal,
        QualiteDeSignataire,
        ResultatConsigne,
        Signature,
        clore,
        consigner,
    )
    from lsc_domain.assemblee.recit import raconter
    from lsc_domain.assemblee.refus import Refus, libelle
    from lsc_domain.assemblee.resolution import Ligne, OrdreDuJour, Resolution
    from lsc_domain.assemblee.scrutin import Scrutin, SecondScrutin, Suffrages, Tableau, compter
    from lsc_domain.assemblee.seance import (
        Amendement,
        FormulaireEcarte,
        Incident,
        Seance,
        ecarter_formulaires,
        formulaires_recus,
    )
    from lsc_domain.assemblee.suivi import Etape, Suivi
    from lsc_domain.assemblee.tenue import PouvoirEnBlancRemis, Reserve, Suspension, Tenue, TexteDeResolution
    from lsc_domain.assemblee.texte_de_passage import (
        TextesDePassage,
        passage_du_second_vote,
        texte_du_passage,
        texte_du_resultat,
    )
    from lsc_domain.assemblee.verification import Constatation, Severite, verifier
    from lsc_domain.assemblee.vote import Bulletins, Urne, amender, reporter

# fmt: off
__all__ = [
    "Amendement", "Annexe", "AssembleeConvoquee", "AssembleePreparee", "BIBLIOTHEQUE", "Bulletins", "BureauElu",
    "Canal", "Choix", "Code", "Constatation", "Consultation", "Contestataire", "Convocation", "DecisionContestable",
    "Declaration", "Depouillement", "Etape", "EtatDesPresences", "EtatDuPouvoir", "EvenementDemande", "Fait", "Faute",
    "FeuilleDePresence", "FicheDAssemblee", "Formulaire", "FormulaireEcarte", "FormulaireRecu", "Greffe", "Incident",
    "IncidentSurvenu", "Irregularite", "Ligne", "Motivation", "Mouvement", "MouvementEnregistre", "Mutation",
    "MutationConstatee", "OrdreDuJour", "OrdreDuJourArrete", "OrdreDuJourChange", "Porteur", "Pouvoir",
    "PouvoirEnBlancRemis", "PouvoirEnBlancTransmis", "Pouvoirs", "Presence", "PresenceEnregistree", "ProcesVerbal",
    "ProcesVerbalEtabli", "ProcesVerbalNotifie", "ProcesVerbalSigne", "QualiteDeSignataire", "RectificationOuverte",
    "Refus", "Reponse", "Reserve", "ReserveFormulee", "Resolution", "ResolutionAmendee", "ResolutionType",
    "ResultatConsigne", "Scrutin", "Seance", "SeanceClose", "SeanceOuverte", "SeanceReprise", "SeanceSuspendue",
    "SecondScrutin", "SecondVoteOuvert", "Sens", "Severite", "Signature", "Suffrages", "Suivi", "Suspension",
    "Tableau", "Tenue", "TexteAjoute", "TexteDeResolution", "TextesDePassage", "TypeDAssemblee", "Urne",
    "VoteEnregistre", "VotesAnnules", "VotesEnregistres", "accepter_pouvoir", "amender", "clore", "compter",
    "consigner", "contestataires", "convoquer", "creer_fiche", "decliner_pouvoir", "deleguer_pouvoir", "deplacer",
    "depouiller", "donner_pouvoir", "ecarter_formulaires", "enregistrer_mouvement", "etablir", "formulaire_vierge",
    "formulaires_recus", "irregularites", "libelle", "lire_cases", "mutations", "passage_du_second_vote",
    "proposer_reference", "raconter", "recevoir_formulaire", "rediger", "repartir_pouvoirs", "reporter",
    "representer", "retirer_pouvoir", "texte_du_passage", "texte_du_resultat", "tous_absents", "tous_presents",
    "verifier",
]

_EXPORTS = {
    "bibliotheque": ("BIBLIOTHEQUE", "ResolutionType", "rediger"),
    "choix": ("Choix",),
    "contestation": ("Contestataire", "DecisionContestable", "Motivation", "contestataires"),
    "convocation": ("Annexe", "Consultation", "Convocation", "convoquer"),
    "correspondance": ("Canal", "Formulaire", "Reponse", "formulaire_vierge", "lire_cases", "recevoir_formulaire"),
    "declaration": ("Declaration", "Faute", "etablir"),
    "depouillement": ("Depouillement", "depouiller"),
    "fait": (
        "AssembleeConvoquee", "AssembleePreparee", "BureauElu", "EvenementDemande", "Fait", "FormulaireRecu",
        "IncidentSurvenu", "MouvementEnregistre", "MutationConstatee", "OrdreDuJourArrete", "OrdreDuJourChange",
        "PouvoirEnBlancTransmis", "PresenceEnregistree", "ProcesVerbalEtabli", "ProcesVerbalNotifie",
        "ProcesVerbalSigne", "RectificationOuverte", "ReserveFormulee", "ResolutionAmendee", "SeanceClose",
        "SeanceOuverte", "SeanceReprise", "SeanceSuspendue", "SecondVoteOuvert", "TexteAjoute", "VoteEnregistre",
        "VotesAnnules", "VotesEnregistres",
    ),
    "feuille": ("FeuilleDePresence", "enregistrer_mouvement", "representer", "tous_absents", "tous_presents"),
    "fiche": ("FicheDAssemblee", "TypeDAssemblee", "creer_fiche", "proposer_reference"),
    "greffe": ("Greffe",),
    "irregularite": ("Irregularite", "irregularites"),
    "mouvement": ("Mouvement", "Sens", "deplacer"),
    "mutation": ("Mutation", "mutations"),
    "pouvoir": (
        "EtatDuPouvoir", "Porteur", "Pouvoir", "Pouvoirs", "accepter_pouvoir", "decliner_pouvoir", "deleguer_pouvoir",
        "donner_pouvoir", "repartir_pouvoirs", "retirer_pouvoir",
    ),
    "presence": ("Code", "EtatDesPresences", "Presence"),
    "proces_verbal": ("ProcesVerbal", "QualiteDeSignataire", "ResultatConsigne", "Signature", "clore", "consigner"),
    "recit": ("raconter",),
    "refus": ("Refus", "libelle"),
    "resolution": ("Ligne", "OrdreDuJour", "Resolution"),
    "scrutin": ("Scrutin", "SecondScrutin", "Suffrages", "Tableau", "compter"),
    "seance": ("Amendement", "FormulaireEcarte", "Incident", "Seance", "ecarter_formulaires", "formulaires_recus"),
    "suivi": ("Etape", "Suivi"),
    "tenue": ("PouvoirEnBlancRemis", "Reserve", "Suspension", "Tenue", "TexteDeResolution"),
    "texte_de_passage": ("TextesDePassage", "passage_du_second_vote", "texte_du_passage", "texte_du_resultat"),
    "verification": ("Constatation", "Severite", "verifier"),
    "vote": ("Bulletins", "Urne", "amender", "reporter"),
}
# fmt: on

if not TYPE_CHECKING:  # a checker that saw it would let any name through
    __getattr__ = lazy_exports(__name__, _EXPORTS)
