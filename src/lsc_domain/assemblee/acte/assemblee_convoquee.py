"""What every paper of a convocation repeats: which meeting, called by whom, sent to whom."""

from __future__ import annotations

import re
from typing import Final

from attrs import frozen

from lsc_domain.assemblee.convocation import Convocation
from lsc_domain.assemblee.fiche import TypeDAssemblee
from lsc_domain.copropriete.coproprietaire import Coproprietaire
from lsc_domain.copropriete.personne import Personne
from lsc_domain.copropriete.syndicat import Syndicat
from lsc_domain.socle.affichage import ecrire_horaire, ecrire_jour
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import CoproprietaireId

_COUPURE: Final = re.compile(r"\s*\n\s*|\s+/\s+|,?\s+(?=\d{5}(?:\s+\S|$))")
"""Where an address kept on one line is cut for an envelope: at a slash, and before the postcode."""


@frozen(kw_only=True)
class AssembleeConvoquee:
    """The meeting: which syndicat, what kind, when, where. Décret 67-223, art. 9, al. 1."""

    syndicat: str
    immeuble: str
    adresse: str
    nature: str
    reference: str
    jour: str
    heure: str
    lieu: str

    @property
    def le(self) -> str:
        """The day and the hour in one piece, as a sentence says them."""
        return f"{self.jour} à {self.heure}" if self.heure else self.jour


@frozen(kw_only=True)
class Correspondant:
    """Somebody one writes to: a name, the lines of the address, an e-mail address."""

    nom: str
    adresse: tuple[str, ...] = ()
    courriel: str = ""


@frozen(kw_only=True)
class TexteDeLoi:
    """An article reproduced: its reference in full, and its wording, one paragraph a line."""

    reference: str
    texte: str


def assemblee_convoquee(convocation: Convocation) -> AssembleeConvoquee:
    """Write the head of the papers of a convocation."""
    fiche, syndicat = convocation.fiche, convocation.syndicat
    return AssembleeConvoquee(
        syndicat=syndicat.nom,
        immeuble=syndicat.immeuble,
        adresse=syndicat.adresse,
        nature=nature(convocation),
        reference=fiche.reference,
        jour=ecrire_jour(fiche.date),
        heure=ecrire_horaire(fiche.heure) if fiche.heure else "",
        lieu=fiche.lieu,
    )


def nature(convocation: Convocation) -> str:
    """
    Name the meeting: its name, and its type unless the name says it or nobody knows it any more. AG-01.

    « Assemblée générale ordinaire ».
    """
    fiche = convocation.fiche
    if fiche.type is TypeDAssemblee.INDIFFERENT or fiche.type.value in fiche.nom.casefold():
        return fiche.nom
    return f"{fiche.nom} {fiche.type.value}"


def syndic(convocation: Convocation) -> Correspondant:
    """Write who calls the meeting, and gets what is sent back."""
    return Correspondant(
        nom=_nommer(convocation.syndic, convocation.syndicat) if convocation.syndic else "Le syndic",
        adresse=lignes_d_adresse(convocation.adresse_du_syndic),
        courriel=convocation.courriel_du_syndic,
    )


def destinataire(convocation: Convocation, coproprietaire: CoproprietaireId | None) -> Correspondant | None:
    """Write the owner a paper is for; `None` for one that is for any of them, left blank."""
    un = trouver(convocation, coproprietaire)
    if un is None:
        return None
    return Correspondant(
        nom=" ".join(filter(None, (un.civilite, un.nom))),
        adresse=lignes_d_adresse(un.adresse),
        courriel=un.courriel or "",
    )


def trouver(convocation: Convocation, coproprietaire: CoproprietaireId | None) -> Coproprietaire | None:
    """Return the owner of that identity. Raises `InvalidValue` when the syndicat has none."""
    if coproprietaire is None:
        return None
    rang = convocation.syndicat.rangs.get(coproprietaire)
    if rang is None:
        raise InvalidValue(f"copropriétaire {coproprietaire} : absent du syndicat {convocation.syndicat.nom}")
    return convocation.syndicat.coproprietaires[rang]


def lignes_d_adresse(adresse: str) -> tuple[str, ...]:
    """
    Cut an address kept on one line as an envelope wants it.

    >>> lignes_d_adresse("15, rue des Issambres / Résidence des Arcades 83510 SAINT RAPHAEL")
    ('15, rue des Issambres', 'Résidence des Arcades', '83510 SAINT RAPHAEL')
    """
    return tuple(ligne for ligne in _COUPURE.split(adresse.strip()) if ligne)


def date_de_l_acte(convocation: Convocation) -> str:
    """Return the one date a machine reads: that of the notice, or of the meeting while nobody posted it."""
    return (convocation.presentee_le or convocation.fiche.date).isoformat()


def _nommer(personne: Personne, syndicat: Syndicat) -> str:
    rang = syndicat.rangs.get(personne.coproprietaire) if personne.coproprietaire is not None else None
    return str(personne) if rang is None else syndicat.coproprietaires[rang].nom
