"""
What the words of an item give away: several choices in one vote, a decision under a heading.

The expressions prefer to miss a case than to name a wrong one: they read the turns of the trade, never a
lone word. AG-02, I-10.
"""

from __future__ import annotations

import re
from typing import Final

from lsc_domain.loi.catalogue import plier

_OBJET: Final = r"(?:devis|offre|option|proposition|variante|solution|scenario|hypothese|formule|candidat(?:e|ure)?)"
_RANG: Final = r"(?:n ?[°o] ?)?"
_ETIQUETTE: Final = r"(?:[a-z]|\d{1,2})\b(?!'| \d{3})"
_QUI: Final = r"(?:l'entreprise|la societe|le cabinet|le candidat|la candidate|le devis|l'offre|la proposition)"
_ARTICLE: Final = r"(?:l'|le |la |les |un |une |au |aux |a |de |du |des |d'|pour |avec |sans )"
_CHOISIT: Final = r"(?:decide|choisit|retient|approuve|autorise|adopte|designe|nomme|elit|confie|opte|opter)"

_PLUSIEURS: Final = tuple(
    re.compile(motif)
    for motif in (
        r"\bchoix entre\b",
        # « au choix du syndic » délègue, « au choix : A, B » propose.
        r"\bau choix\b(?! (?:du |des |d'|de (?!l'assemblee)))",
        r"\bou bien\b(?! (?:par|en|sur|represente))",
        # candidat A ou B ; devis n° 1 ou devis n° 2
        rf"\b{_OBJET}s? {_RANG}(?P<un>{_ETIQUETTE}) ou (?:{_ARTICLE}?{_OBJET} )?{_RANG}(?!(?P=un)\b){_ETIQUETTE}",
        # le devis Dupont ou le devis Martin ; l'entreprise X ou à l'entreprise Y
        rf"\b(?P<qui>{_QUI}) [^.;,]{{1,60}} ou {_ARTICLE}?(?P=qui) (?!qui\b|que\b|dont\b|de son choix)",
        # décide soit de refaire la toiture, soit de la réparer
        rf"\b{_CHOISIT}\b(?: [^.;]{{0,60}})?? soit {_ARTICLE}[^.;]{{1,150}}\bsoit {_ARTICLE}",
    )
)
_TITRE_ALTERNATIF: Final = re.compile(r"(?<!que )(?<!qu'il )\bsoit (?!\d).{1,120}\bsoit (?!\d)")
_JUMEAUX: Final = re.compile(
    rf"\b(?P<objet>{_OBJET}) {_RANG}(?P<un>{_ETIQUETTE})(?P<entre>.{{1,200}}?)"
    rf"\b(?P=objet) {_RANG}(?!(?P=un)\b){_ETIQUETTE}"
)
"""Devis A … devis B: alternatives, unless they are joined by « et », « puis » or a plus sign."""
_JOINTS: Final = re.compile(r"(?:\bet\b|\bpuis\b|\bainsi que\b|\+)(?: (?:a|de|avec))? ?(?:l'|le |la |du )?$")
_NOM_PROPRE: Final = r"(?:M\. |Mme )?[A-Z][\w&.-]+(?: [A-Z][\w&.-]+){0,3}"
_NOMS_PROPRES: Final = re.compile(
    r"\b(?i:devis|offre|entreprise|société|cabinet|prestataire|candidate?|syndic)s?(?: :| de| du| de l'entreprise)? "
    rf"{_NOM_PROPRE} ou (?:de |du |à )?{_NOM_PROPRE}"
)
"""Devis DUPONT ou MARTIN: read in the case it is written in."""

_AUTEUR: Final = r"\bl'assembl[ée]e(?: g[ée]n[ée]rale)?(?: ordinaire| extraordinaire)?(?: des copropri[ée]taires)?"
_DECIDE: Final = (
    r"(?:d[ée]cide|approuve|autorise|vote|[ée]lit|d[ée]signe|nomme|adopte|ratifie|mandate"
    r"|donne (?:quitus|mandat|pouvoir)|fixe|renouvelle|r[ée]voque|confie|refuse|rejette|accepte)"
)
_SE_VOTE: Final = re.compile(
    rf"(?<!si )(?<!que )(?<!dont ){_AUTEUR}(?:,[^.;]{{1,160}},| en cons[ée]quence)? {_DECIDE}\b"
)
"""« L'assemblée générale, après en avoir délibéré, décide »: the present tense, so with its accents."""
_TITRE_QUI_DECIDE: Final = re.compile(
    r"(?:approbation|adoption|ratification|election|designation|nomination|renouvellement|revocation|quitus"
    r"|autorisation (?:donnee|accordee|de|d'))\b"
)
_SANS_DECISION: Final = re.compile(r"\b(?:information|rappel|compte[- ]rendu|bilan|point sur|sans vote|pour memoire)")


def propose_plusieurs_choix(texte: str, *, titre: bool = False) -> bool:
    """
    Tell whether a text asks to choose: a yes to it would not say to what.

    >>> propose_plusieurs_choix("Élection du syndic : candidat A ou B")
    True
    >>> propose_plusieurs_choix("Travaux d'un montant de 10 000 €, soit 100 € par lot, soit 1 % du budget", titre=True)
    False
    """
    plie = plier(texte)
    if any(motif.search(plie) for motif in _PLUSIEURS) or (titre and _TITRE_ALTERNATIF.search(plie)):
        return True
    jumeaux = _JUMEAUX.search(plie)
    if jumeaux and not _JOINTS.search(jumeaux["entre"]):
        return True
    return bool(_NOMS_PROPRES.search(texte.replace("’", "'")))


def annonce_une_decision(titre: str, projet: str, *, seul: bool) -> bool:
    """
    Tell whether an item that is not put to the vote says that the assembly decides.

    `seul` items have no sub-resolution: the title of a decision is then enough, whereas a heading may announce
    those that follow.

    >>> annonce_une_decision("Façade", "L'assemblée générale, après débat, décide le ravalement.", seul=True)
    True
    >>> annonce_une_decision("Façade", "Rappel : l'assemblée a décidé le ravalement en 2019.", seul=True)
    False
    """
    if any(_SE_VOTE.search(" ".join(texte.lower().replace("’", "'").split())) for texte in (titre, projet)):
        return True
    plie = plier(titre)
    return seul and bool(_TITRE_QUI_DECIDE.match(plie)) and not _SANS_DECISION.search(f"{plie} {plier(projet)}")
