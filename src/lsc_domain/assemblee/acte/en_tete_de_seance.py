"""What heads every paper of a meeting: which syndicat, which meeting, when and where."""

from __future__ import annotations

from attrs import frozen

from lsc_domain.assemblee.fiche import TypeDAssemblee
from lsc_domain.assemblee.seance import Seance
from lsc_domain.copropriete.personne import Personne
from lsc_domain.socle.affichage import ecrire_heure, ecrire_jour


@frozen(kw_only=True)
class EnTeteDeSeance:
    """
    The head of a paper made from a meeting, every part ready to be printed. AG-25.

    `date` is in words; `date_iso` is the one a machine reads: the stamp of the file.
    """

    syndicat: str
    immeuble: str
    adresse: str
    assemblee: str
    nature: str
    reference: str
    date: str
    date_iso: str
    heure: str
    lieu: str


def en_tete(seance: Seance) -> EnTeteDeSeance:
    """Write the head of the papers of a meeting."""
    fiche, syndicat = seance.fiche, seance.syndicat
    return EnTeteDeSeance(
        syndicat=" ".join(filter(None, (syndicat.code, syndicat.nom))),
        immeuble=syndicat.immeuble,
        adresse=syndicat.adresse,
        assemblee=fiche.nom,
        # « indifférent » is how the trade files old meetings, not something a paper says (AG-01).
        nature="" if fiche.type is TypeDAssemblee.INDIFFERENT else fiche.type.value,
        reference=fiche.reference,
        date=ecrire_jour(fiche.date),
        date_iso=fiche.date.isoformat(),
        heure=ecrire_heure(fiche.heure) if fiche.heure else "",
        lieu=fiche.lieu,
    )


def nommer(personne: Personne, seance: Seance) -> str:
    """Name somebody as the papers do: an owner by his name of today, found by identity. AG-53."""
    rang = seance.syndicat.rangs.get(personne.coproprietaire) if personne.coproprietaire is not None else None
    return str(personne) if rang is None else seance.syndicat.coproprietaires[rang].nom


def domicilier(personne: Personne, seance: Seance) -> str:
    """Return the domicile of somebody, empty for a person from outside: nobody recorded it. Décret 67-223, art. 14."""
    rang = seance.syndicat.rangs.get(personne.coproprietaire) if personne.coproprietaire is not None else None
    return "" if rang is None else seance.syndicat.coproprietaires[rang].adresse
