"""
Identities: what a thing is called by the rest of the program, whatever its name on screen.

A display name changes between two screens of the trade (CLATOUR, LATOUR); an identity never does. AG-53.
"""

from typing import NewType

AnalytiqueId = NewType("AnalytiqueId", str)
AssembleeId = NewType("AssembleeId", str)
ClasseurId = NewType("ClasseurId", str)
CleId = NewType("CleId", str)
CollaborateurId = NewType("CollaborateurId", str)
CompteId = NewType("CompteId", str)
CoproprietaireId = NewType("CoproprietaireId", str)
DemandeId = NewType("DemandeId", str)
DestinationId = NewType("DestinationId", str)
DocumentId = NewType("DocumentId", str)
EntiteId = NewType("EntiteId", str)
EvenementId = NewType("EvenementId", str)
ImmeubleId = NewType("ImmeubleId", str)
InformationId = NewType("InformationId", str)
LotId = NewType("LotId", str)
ModeleId = NewType("ModeleId", str)
PaiementId = NewType("PaiementId", str)
ResolutionId = NewType("ResolutionId", str)
TiersId = NewType("TiersId", str)
