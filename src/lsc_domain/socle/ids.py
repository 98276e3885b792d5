"""
Identities: what a thing is called by the rest of the program, whatever its name on screen.

A display name changes between two screens of the trade (CLATOUR, LATOUR); an identity never does. AG-53.
"""

from typing import NewType

AssembleeId = NewType("AssembleeId", str)
ClasseurId = NewType("ClasseurId", str)
CleId = NewType("CleId", str)
CompteId = NewType("CompteId", str)
CoproprietaireId = NewType("CoproprietaireId", str)
DestinationId = NewType("DestinationId", str)
DocumentId = NewType("DocumentId", str)
EntiteId = NewType("EntiteId", str)
EvenementId = NewType("EvenementId", str)
ImmeubleId = NewType("ImmeubleId", str)
LotId = NewType("LotId", str)
ModeleId = NewType("ModeleId", str)
ResolutionId = NewType("ResolutionId", str)
TiersId = NewType("TiersId", str)
