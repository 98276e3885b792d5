"""The syndicat Gilbert of the trade's own documentation: twelve owners at the table, thirteen in the minutes.

Account numbers are the identities; display names change between the two (CLATOUR, LATOUR), as in the source.
"""

from collections.abc import Iterable, Mapping
from datetime import date, time
from fractions import Fraction
from typing import Any

from lsc_domain.assemblee import (
    Bulletins,
    Choix,
    Code,
    FeuilleDePresence,
    FicheDAssemblee,
    Mouvement,
    OrdreDuJour,
    Presence,
    Resolution,
    Seance,
    Sens,
)
from lsc_domain.copropriete import (
    CleDeRepartition,
    Coproprietaire,
    Lot,
    Personne,
    Qualite,
    RoleAuConseil,
    Syndicat,
    Tantiemes,
)
from lsc_domain.loi import ArticleDeVote
from lsc_domain.socle.ids import CleId, CompteId, CoproprietaireId, ResolutionId

JOUR = date(2020, 7, 7)
"""The day of the meeting."""
RECU = date(2020, 7, 1)
"""The day the correspondence forms were received."""
CHARGES = CleId("010")
TOTAL = Fraction("1000.91516")

ATRILLON, PETRUS, BROUILLY, LATOUR, CLIQUOT, BOURNAC, LEPITRE, YQUEM, MEURSAULT, MORGON, PIERRE, ALOXE, LAFITTE = (
    CoproprietaireId(f"450{nom}")
    for nom in (
        *("TRILLON", "PETRUSP", "BROU-01", "LATOUR", "CLIQUOT", "BOURNAC", "LEPITRE", "YQUEMC", "MEURSEA"),
        *("MORGONC", "PIERREP", "ALOXECO", "LAFITTE"),
    )
)

# Owner, name on the attendance screen, lots of the feuille de présence (those of the second page are not shown).
_DOUZE = (
    (ATRILLON, "ATRILLON Bernard", {"012 Cave": "5", "248 Appartement": "62", "910 Parking": "7"}),
    (PETRUS, "BPETRUS Pierre", {"018 Cave": "5", "152 Appartement": "62", "909 Parking": "7"}),
    (
        BROUILLY,
        "BROUILLY Alfred",
        {"014 Cave": "5", "035 Cave": "5", "122 Appartement": "65", "907 Parking": "7.00010"},
    ),
    (LATOUR, "CLATOUR", {"049 Cave": "5", "251 Appartement": "62", "912 Parking": "7"}),
    (CLIQUOT, "CLIQUOT Mathilde", {"142 Appartement": "62"}),
    (BOURNAC, "INDIVISION BOURNAC", {"323 Appartement": "65", "917 Parking": "7"}),
    (LEPITRE, "LEPITRE Abel", {"011/112 Appartement": "66.01420"}),
    (
        YQUEM,
        "M. LE COPROPRIETAIRE",
        {"019 Cave": "5", "156 Appartement": "65", "312 Appartement": "65", "908 Parking": "7", "913 Parking": "7"},
    ),
    (MEURSAULT, "MEURSAULT Jeannine", {"241 Appartement": "65"}),
    (MORGON, "MORGON Charles", {"? Lots": "145"}),
    (PIERRE, "Pierre PROPRIETAIRE", {"? Lots": "65"}),
    (ALOXE, "YALOXE CORTON Denise", {"? Lots": "72.90086"}),
)
# The minutes: LAFITTE holds 73 tantièmes of MORGON and 7 of YQUEM; names lose their sort letter.
_TREIZE = {
    PETRUS: ("PETRUS Pierre", None),
    LATOUR: ("LATOUR", None),
    YQUEM: ("YQUEM Charles", {"? Lots": "142"}),
    MORGON: ("MORGON Charles", {"? Lots": "72"}),
    ALOXE: ("ALOXE CORTON Denise", None),
}

CASPER, GIRARDOT = Personne(nom="Casper"), Personne(nom="Girardot")


def lots(parts: Mapping[str, str], cle: CleId = CHARGES) -> tuple[Lot, ...]:
    """Lots written « number type »: tantièmes."""
    return tuple(
        Lot(
            numero=titre.split()[0],
            type=titre.split()[-1],
            tantiemes=(Tantiemes(cle=cle, valeur=Fraction(valeur)),),
        )
        for titre, valeur in parts.items()
    )


def _coproprietaire(id: CoproprietaireId, nom: str, parts: Mapping[str, str]) -> Coproprietaire:
    comptes = (CompteId(id), CompteId("450BROU-02")) if id == BROUILLY else (CompteId(id),)
    return Coproprietaire(
        id=id,
        nom=nom,
        comptes=comptes,
        qualite=Qualite.INDIVISION if id == BOURNAC else Qualite.PLEIN,
        conseil_syndical=RoleAuConseil.MEMBRE if id == BROUILLY else None,
        lots=lots(parts),
    )


def _syndicat(coproprietaires: Iterable[Coproprietaire]) -> Syndicat:
    return Syndicat(
        code="S001",
        nom="Syndicat Gilbert",
        immeuble="GILBERT",
        adresse="4, rue Gilbert-50, rue de la Colline 54000 NANCY",
        cles=(CleDeRepartition(code=CHARGES, libelle="CHARGES COMMUNES GENERALES", generale=True),),
        coproprietaires=tuple(coproprietaires),
    )


def syndicat_de_12() -> Syndicat:
    """The owners of the attendance screen."""
    return _syndicat(_coproprietaire(*ligne) for ligne in _DOUZE)


def syndicat_de_13() -> Syndicat:
    """The owners of the procès-verbal."""
    tous = []
    for id, nom, parts in _DOUZE:
        nouveau, autres_lots = _TREIZE.get(id, (nom, None))
        tous.append(_coproprietaire(id, nouveau, autres_lots or parts))
    return _syndicat([*tous, _coproprietaire(LAFITTE, "LAFITTE Alexis", {"? Lots": "80"})])


def presence(id: CoproprietaireId, code: str, mandataire: Personne | None = None) -> Presence:
    """How an owner starts, the forms being all received on `RECU`."""
    return Presence(
        coproprietaire=id,
        code=Code(code),
        mandataire=mandataire,
        recu_le=RECU if code == "C" else None,
    )


def feuille_de_12() -> FeuilleDePresence:
    """The attendance screen: four absent, three present, one remote, two represented, two by correspondence."""
    return FeuilleDePresence(
        coproprietaires=tuple(syndicat_de_12().rangs),
        presences=(
            presence(ATRILLON, "R", CASPER),
            presence(PETRUS, "O"),
            presence(LATOUR, "O"),
            presence(LEPITRE, "C"),
            presence(YQUEM, "R", GIRARDOT),
            presence(MEURSAULT, "D"),
            presence(MORGON, "O"),
            presence(PIERRE, "C"),
        ),
    )


def feuille_de_13() -> FeuilleDePresence:
    """The reconstructed procès-verbal: ALOXE and BROUILLY come at resolution 6, LAFITTE leaves and comes back."""
    mouvements = (
        (Sens.ARRIVEE, ALOXE, Code.PRESENT),
        (Sens.ARRIVEE, BROUILLY, Code.PRESENT),
        (Sens.DEPART, LAFITTE, Code.ABSENT),
        (Sens.ARRIVEE, LAFITTE, Code.PRESENT),
    )
    return FeuilleDePresence(
        coproprietaires=tuple(syndicat_de_13().rangs),
        presences=(
            *(presence(un, "O") for un in (ATRILLON, CLIQUOT, BOURNAC, LAFITTE)),
            presence(LEPITRE, "R", CASPER),
            presence(MEURSAULT, "R", GIRARDOT),
            *(presence(un, "D") for un in (LATOUR, PIERRE)),
            *(presence(un, "C") for un in (PETRUS, MORGON)),
        ),
        mouvements=tuple(
            Mouvement(
                sens=sens,
                coproprietaire=qui,
                resolution=ResolutionId("6"),
                heure=time(11, 51),
                code=code,
            )
            for sens, qui, code in mouvements
        ),
    )


def resolution(numero: str, article: str | None = "24", titre: str = "", **reste: Any) -> Resolution:
    """An item on the general key, whose number is its identity."""
    return Resolution(
        **{
            "id": ResolutionId(numero),
            "numero": numero,
            "titre": titre or f"Résolution {numero}",
            "article": ArticleDeVote.lire(article) if article else None,
            "cle": CHARGES,
            **reste,
        }
    )


def seance_de_12(*resolutions: Resolution, **faits: Any) -> Seance:
    """The meeting of the screens; resolution 1 is « Crédit Copropriété », art. 24, unless others are given."""
    return _seance(
        syndicat_de_12(),
        feuille_de_12(),
        resolutions or (resolution("1", titre="Crédit Copropriété"),),
        faits,
    )


def seance_de_13(*resolutions: Resolution, **faits: Any) -> Seance:
    """The meeting of the procès-verbal, seven resolutions at art. 24, vote n° 1 « Quitus au syndic » cast."""
    syndicat = syndicat_de_13()
    oui = (ATRILLON, BOURNAC, CLIQUOT, LAFITTE, LATOUR, LEPITRE, MEURSAULT, PETRUS, PIERRE)
    ordre_du_jour = resolutions or (
        resolution("1", titre="Quitus au syndic"),
        *(resolution(str(numero)) for numero in range(2, 8)),
    )
    votes = {ResolutionId("1"): bulletins(syndicat, oui=oui, abstention=(MORGON,))}
    return _seance(syndicat, feuille_de_13(), ordre_du_jour, {"votes": votes, **faits})


def _seance(
    syndicat: Syndicat,
    feuille: FeuilleDePresence,
    resolutions: tuple[Resolution, ...],
    faits: dict[str, Any],
) -> Seance:
    return Seance(
        **{
            "fiche": FicheDAssemblee(reference="3-S007", date=JOUR, heure=time(17)),
            "syndicat": syndicat,
            "ordre_du_jour": OrdreDuJour(resolutions),
            "feuille": feuille,
            **faits,
        }
    )


def bulletins(syndicat: Syndicat, **par_choix: Iterable[CoproprietaireId]) -> Bulletins:
    """Ballots from the owners of each choice: `oui=(…)`, `non=(…)`, `abstention=(…)`, `non_votant=(…)`."""
    return Bulletins.de(
        {syndicat.rangs[qui]: Choix(choix) for choix, lesquels in par_choix.items() for qui in lesquels}
    )


def qui(syndicat: Syndicat, membres: int) -> set[CoproprietaireId]:
    """The owners of a set of ranks."""
    return {un for un, rang in syndicat.rangs.items() if membres >> rang & 1}
