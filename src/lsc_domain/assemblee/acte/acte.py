"""Every paper of a meeting, as one closed union: what a `Rendering` must know how to make."""

from lsc_domain.assemblee.acte.convocation import ActeDeConvocation
from lsc_domain.assemblee.acte.feuille_de_presence import ActeDeFeuilleDePresence
from lsc_domain.assemblee.acte.feuille_de_signature import ActeDeFeuilleDeSignature
from lsc_domain.assemblee.acte.feuille_de_vote import ActeDeFeuilleDeVote
from lsc_domain.assemblee.acte.formulaire import ActeDeFormulaire
from lsc_domain.assemblee.acte.liasse import ActeDeLiasse
from lsc_domain.assemblee.acte.liste_de_presence import ActeDeListeDePresence
from lsc_domain.assemblee.acte.notification import ActeDeNotification
from lsc_domain.assemblee.acte.pouvoir import ActeDePouvoir
from lsc_domain.assemblee.acte.proces_verbal import ActeDeProcesVerbal

Acte = (
    ActeDeConvocation
    | ActeDeFormulaire
    | ActeDePouvoir
    | ActeDeFeuilleDeVote
    | ActeDeLiasse
    | ActeDeFeuilleDePresence
    | ActeDeFeuilleDeSignature
    | ActeDeListeDePresence
    | ActeDeProcesVerbal
    | ActeDeNotification
)
