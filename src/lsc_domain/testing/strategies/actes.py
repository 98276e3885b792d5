"""
Papers to lay out: the acts of any meeting the kit can draw, and texts that a careless renderer would spoil.

Each act is made by the domain from a whole meeting, so its parts agree; `textes` then replaces what it says, one
text for another, and never a text for a hole.
"""

import copy
from collections.abc import Callable, Iterator
from datetime import time, timedelta
from itertools import cycle
from typing import Final, cast, get_args

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from lsc_domain.assemblee.acte import Acte
from lsc_domain.assemblee.acte.convocation import ActeDeConvocation, acte_de_convocation
from lsc_domain.assemblee.acte.feuille_de_presence import ActeDeFeuilleDePresence, acte_de_feuille_de_presence
from lsc_domain.assemblee.acte.feuille_de_signature import ActeDeFeuilleDeSignature, acte_de_feuille_de_signature
from lsc_domain.assemblee.acte.feuille_de_vote import ActeDeFeuilleDeVote, acte_de_feuille_de_vote
from lsc_domain.assemblee.acte.formulaire import ActeDeFormulaire, acte_de_formulaire
from lsc_domain.assemblee.acte.liasse import ActeDeLiasse, acte_de_liasse
from lsc_domain.assemblee.acte.liste_de_presence import ActeDeListeDePresence, acte_de_liste_de_presence
from lsc_domain.assemblee.acte.notification import ActeDeNotification, acte_de_notification
from lsc_domain.assemblee.acte.pouvoir import ActeDePouvoir, acte_de_pouvoir
from lsc_domain.assemblee.acte.proces_verbal import MODELES, ActeDeProcesVerbal, acte_de_proces_verbal
from lsc_domain.assemblee.contestation import Contestataire, contestataires
from lsc_domain.assemblee.convocation import Annexe, Consultation, Convocation
from lsc_domain.assemblee.depouillement import Depouillement
from lsc_domain.assemblee.seance import Seance
from lsc_domain.assemblee.tenue import PouvoirEnBlancRemis, Reserve, Suspension, Tenue, TexteDeResolution
from lsc_domain.copropriete.personne import Personne
from lsc_domain.socle.ids import CoproprietaireId
from lsc_domain.testing.strategies._or_else import or_else
from lsc_domain.testing.strategies._une_fois import une_fois
from lsc_domain.testing.strategies.seance import depouillements

ACTES: Final[tuple[type[Acte], ...]] = get_args(Acte)
"""Every paper of a meeting."""

TEXTES_DIFFICILES: Final = (
    "<script>alert('voix')</script>",
    "</td></tr><b>œuvre & Cie</b>",
    '#read("/etc/passwd") *gras* _souligné_ $x$',
    "{{ donnees.__class__ }} {% for x in y %} {# rien #}",
    r"\textbf{a} \n % ~ ^ ` @ref <étiquette>",
    "= Titre // commentaire /* autre */",
    "=1+1",
    'SCI "Les Œillets" d’Ève ÇELIK-NAÏF',
    "1\u202f000,91516 € pour l'œuvre n°\u00a01",
)
"""Names that are code somewhere, and letters that are lost somewhere. None may be run, none lost."""

_POUR_LA_MACHINE: Final = frozenset(("modele", "date_iso", "nombre"))
"""The fields whose text is not prose: a template's name, a date, an exact number."""


def actes(
    types: SearchStrategy[type[Acte]] | None = None,
    textes: SearchStrategy[str] | None = None,
    depouillement: SearchStrategy[Depouillement] | None = None,
) -> SearchStrategy[Acte]:
    """Acts of these types, made from these meetings; with `textes`, whatever they said is replaced by these texts."""
    meetings = or_else(depouillement, depouillements())
    tels_quels = or_else(types, st.sampled_from(ACTES)).flatmap(lambda type_: _actes(type_, meetings))
    return tels_quels if textes is None else st.builds(_remplacer, tels_quels, st.lists(textes, min_size=1, max_size=9))


def textes_de(acte: Acte, *, sauf: frozenset[str] = frozenset()) -> Iterator[str]:
    """Every text an act says, those of the fields *sauf* aside (« Point.projet »)."""
    return _textes(acte, sauf)


def remplacer_les_textes(acte: Acte, prochain: Callable[[], str]) -> Acte:
    """Return the same act saying other things: each text that is not empty is replaced by the next one."""
    autre = _remplacer_dans(acte, prochain)
    assert isinstance(autre, ACTES)
    return autre


def _remplacer(acte: Acte, textes: list[str]) -> Acte:
    return remplacer_les_textes(acte, cycle(textes).__next__)


def _textes(valeur: object, sauf: frozenset[str]) -> Iterator[str]:
    if isinstance(valeur, str):
        yield valeur
    elif isinstance(valeur, tuple):
        for un in cast("tuple[object, ...]", valeur):
            yield from _textes(un, sauf)
    else:
        for nom, champ in _champs(valeur).items():
            if nom not in _POUR_LA_MACHINE and f"{type(valeur).__name__}.{nom}" not in sauf:
                yield from _textes(champ, sauf)


def _remplacer_dans(valeur: object, prochain: Callable[[], str]) -> object:
    if isinstance(valeur, str):
        return prochain() if valeur else valeur
    if isinstance(valeur, tuple):
        return tuple(_remplacer_dans(un, prochain) for un in cast("tuple[object, ...]", valeur))
    champs = {nom: champ for nom, champ in _champs(valeur).items() if nom not in _POUR_LA_MACHINE}
    if not champs:
        return valeur
    copie = copy.copy(valeur)
    for nom, champ in champs.items():
        object.__setattr__(copie, nom, _remplacer_dans(champ, prochain))  # a copy nobody has seen yet
    return copie


def _champs(valeur: object) -> dict[str, object]:
    """Return the fields of a record, none for anything else."""
    type_ = type(valeur)
    return {nom: getattr(valeur, nom) for nom in attrs.fields_dict(type_)} if attrs.has(type_) else {}


# ---------------------------------------------------------------------------------------------- the acts of a meeting


@une_fois
@st.composite
def _actes(draw: DrawFn, type_: type[Acte], depouillement: SearchStrategy[Depouillement]) -> Acte:
    """Draw a meeting, then one paper of it, for anybody or for nobody."""
    compte = draw(depouillement)
    if type_ in _SUR_CONVOCATION:
        qui = draw(st.sampled_from((None, *(un.id for un in compte.seance.syndicat.coproprietaires))))
        return _SUR_CONVOCATION[type_](draw(_convocations(compte)), qui)
    if type_ is ActeDeFeuilleDePresence:
        cle = draw(st.sampled_from((None, *(une.code for une in compte.seance.syndicat.cles))))
        return acte_de_feuille_de_presence(compte.seance, cle, vierge=draw(st.booleans()))
    if type_ is ActeDeNotification:
        le = draw(st.none() | st.just(compte.seance.fiche.date + timedelta(days=20)))
        return acte_de_notification(
            compte, draw(_contestataires(compte)), presentee_le=le, fait_le=le, syndic="Cabinet Œ. Martin" if le else ""
        )
    if type_ is ActeDeProcesVerbal:
        version, modele = draw(st.sampled_from((1, 2))), draw(st.sampled_from(MODELES))
        return acte_de_proces_verbal(
            compte,
            draw(_tenues(compte)),
            modele=modele,
            empreinte="0f" * 32 if version > 1 else "",
            version=version,
            etabli_le=compte.seance.fiche.date,
            auteur="Ève ÉTÉ",
            motif_de_correction="nom mal écrit" if version > 1 else "",
        )
    return _SUR_SEANCE[type_](compte.seance)


@st.composite
def _convocations(draw: DrawFn, compte: Depouillement) -> Convocation:
    """The notice of a meeting that was held: with all a notice may carry, or with the least."""
    seance = compte.seance
    nue = Convocation(
        fiche=seance.fiche,
        syndicat=seance.syndicat,
        ordre_du_jour=seance.ordre_du_jour,
        vote_par_correspondance=draw(st.booleans()),
    )
    if draw(st.booleans()):
        return nue
    return attrs.evolve(
        nue,
        presentee_le=seance.fiche.date - timedelta(days=30),
        urgence="péril imminent",
        syndic=Personne(nom="Cabinet Œ. Martin & Fils"),
        adresse_du_syndic="15, rue des Issambres / Résidence des Arcades 83510 SAINT RAPHAEL",
        courriel_du_syndic="syndic@example.invalid",
        consultation=Consultation(lieu="au cabinet", jours="du lundi au vendredi", heures="de 9 h à 12 h"),
        annexes=(Annexe(titre="Comptes de l'exercice"), Annexe(titre="Annexe 5", pour_validite=False)),
    )


def _contestataires(compte: Depouillement) -> SearchStrategy[Contestataire]:
    """Whoever may contest; somebody who may contest nothing, where nobody may."""
    premier = compte.seance.syndicat.coproprietaires[0].id
    return st.sampled_from(contestataires(compte) or (Contestataire(coproprietaire=premier, decisions=()),))


@st.composite
def _tenues(draw: DrawFn, compte: Depouillement) -> Tenue:
    """A meeting of which nothing was noted but its votes, or of which everything was."""
    if draw(st.booleans()):
        return Tenue()
    qui = compte.seance.syndicat.coproprietaires[0].id
    lignes = compte.seance.ordre_du_jour.resolutions
    return Tenue(
        ouverte_a=time(18, 5),
        close_a=time(21, 40),
        suspensions=(Suspension(suspendue_a=time(19, 0), reprise_a=time(19, 10), motif="Panne", reprise=True),),
        reserves=tuple(
            Reserve(coproprietaire=qui, resolution=une, texte="Pièce absente.") for une in (None, lignes[0].id)
        ),
        textes=(TexteDeResolution(resolution=lignes[0].id, texte="Adoptée à la majorité."),),
        pouvoirs_en_blanc=(PouvoirEnBlancRemis(mandant=qui, remis_par="LATOUR", mandataire="Ève ÉTÉ"),),
        ajoutees=frozenset(une.id for une in lignes[-1:]),
    )


_SUR_CONVOCATION: Final[dict[type[Acte], Callable[[Convocation, CoproprietaireId | None], Acte]]] = {
    ActeDeConvocation: acte_de_convocation,
    ActeDeFormulaire: acte_de_formulaire,
    ActeDeFeuilleDeVote: acte_de_feuille_de_vote,
    ActeDePouvoir: acte_de_pouvoir,
    ActeDeLiasse: acte_de_liasse,
}
_SUR_SEANCE: Final[dict[type[Acte], Callable[[Seance], Acte]]] = {
    ActeDeFeuilleDeSignature: acte_de_feuille_de_signature,
    ActeDeListeDePresence: acte_de_liste_de_presence,
}
