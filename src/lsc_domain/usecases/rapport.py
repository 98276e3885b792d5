"""Telling the agency how a run went."""

from __future__ import annotations

from collections.abc import Iterable

from returns.pipeline import is_successful

from lsc_domain.ports.errors import PortError
from lsc_domain.ports.messaging import Messaging, Pli, PliRendering
from lsc_domain.publication.avis import RapportDePublication
from lsc_domain.publication.utilisateur import Utilisateur
from lsc_domain.socle.errors import InvalidValue


def envoyer_rapport(
    rapport: RapportDePublication,
    *,
    cle: str,
    utilisateurs: Iterable[Utilisateur],
    messaging: Messaging,
    plis: PliRendering,
) -> tuple[str, ...]:
    """
    Send the report to each user who receives the « système » messages, and to nobody else. PUB-05, MSG-01.

    Return a sentence for each one it could not be sent to: a report that is lost does not undo the run.
    """
    lecteurs = [un for un in utilisateurs if un.messages_systeme]
    sans_adresse = tuple(f"rapport à {un.nom} : pas de courriel" for un in lecteurs if not un.courriel)
    avec = [un for un in lecteurs if un.courriel]
    if not avec:
        return sans_adresse
    try:
        corps = plis.rapport(rapport)
        reponses = list(
            messaging.envoyer_tous(
                Pli(
                    cle=f"{cle}|{un.id}",
                    destinataire=un.courriel,
                    nom=un.nom,
                    objet=corps.objet,
                    texte=corps.texte,
                    html=corps.html,
                )
                for un in avec
            )
        )
    except (InvalidValue, PortError) as faute:
        return (*sans_adresse, f"rapport : {faute}")
    rates = [
        f"rapport à {un.nom} : {reponse.failure().raison.libelle}"
        for un, reponse in zip(avec, reponses, strict=True)
        if not is_successful(reponse)
    ]
    return (*sans_adresse, *rates)
