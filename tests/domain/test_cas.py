"""The worked cases of `cas/*.toml`, one test each: numbers in, outcome out, as a lawyer reads them."""

import tomllib
from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any, get_args

import pytest
from attrs import fields_dict, frozen

from lsc_domain.assemblee.choix import Choix
from lsc_domain.assemblee.correspondance import lire_cases
from lsc_domain.assemblee.declaration import Declaration, etablir
from lsc_domain.assemblee.depouillement import depouiller
from lsc_domain.assemblee.fiche import FicheDAssemblee
from lsc_domain.assemblee.presence import Code, Presence
from lsc_domain.assemblee.resolution import Resolution
from lsc_domain.assemblee.seance import Amendement
from lsc_domain.copropriete.cle import CleDeRepartition
from lsc_domain.copropriete.coproprietaire import Coproprietaire
from lsc_domain.copropriete.lot import Lot, Tantiemes
from lsc_domain.copropriete.personne import Personne
from lsc_domain.copropriete.syndicat import Syndicat
from lsc_domain.loi import delai
from lsc_domain.loi.article_de_vote import ArticleDeVote
from lsc_domain.loi.decision import decider, decider_au_second_vote
from lsc_domain.loi.decompte import RIEN, Decompte, Poids
from lsc_domain.loi.majorite import Unite
from lsc_domain.loi.plafond import plafonner
from lsc_domain.loi.politique import Politique
from lsc_domain.socle.affichage import ecrire_decimal
from lsc_domain.socle.ensemble import rangs
from lsc_domain.socle.ids import CleId, CoproprietaireId, ResolutionId

Cas = dict[str, Any]
Obtenu = dict[str, object]

GENERALE, SPECIALE, LIGNE = CleId("générale"), CleId("spéciale"), ResolutionId("1")
ORIGINES = {"énoncé": "source", "dérivé": "source", "construit": "texte"}
COMMUNS = {"id", "titre", "genre", "origine", "note", "politique", "attendu", *ORIGINES.values()}


class CasMalForme(Exception):
    """A case nobody can be sure to have read right."""


# --- Reading ------------------------------------------------------------------------------------------------------


def nombre(valeur: object) -> Fraction:
    """An integer, or a decimal string: never a float."""
    if isinstance(valeur, bool) or not isinstance(valeur, int | str):
        raise CasMalForme(f"{valeur!r} : attendu un entier, ou une chaîne décimale")
    return Fraction(valeur)


def politique_de(cas: Cas) -> Politique:
    champs = fields_dict(Politique)
    for nom, valeur in cas.get("politique", {}).items():
        if nom not in champs:
            raise CasMalForme(f"politique : {nom} n'en est pas un champ")
        if valeur not in (get_args(champs[nom].type) or (True, False)):
            raise CasMalForme(f"politique : {nom} ne vaut jamais {valeur!r}")
    return Politique(**cas.get("politique", {}))


def contient(textes: tuple[str, ...], fragment: str) -> str:
    """The fragment itself when one of the texts holds it, else the texts; nothing is « » only if none is there."""
    return fragment if fragment and any(fragment in texte for texte in textes) else " / ".join(textes)


# --- One observer per kind of case --------------------------------------------------------------------------------


def majorite(cas: Cas) -> Obtenu:
    le, compte = cas["date"], decompte_de(cas)
    premier = decider(compte, article=ArticleDeVote.lire(cas["article"]), le=le, politique=politique_de(cas))
    passerelle, reconvocation = premier.second_vote, premier.nouvelle_assemblee
    second = passerelle and decider_au_second_vote(
        compte, passerelle=passerelle, article=ArticleDeVote.lire(passerelle.majorite.nom), le=le
    )
    voix = premier.constat(Unite.VOIX)
    assert voix is not None
    delai_mois = reconvocation and reconvocation.delai_mois
    return {
        "resultat": premier.resultat.value,
        "second_vote": passerelle.majorite.nom if passerelle else "non",
        "fondement": passerelle.fondement if passerelle else "",
        "obligatoire": passerelle.obligatoire if passerelle else None,
        "adoptee_au_second_vote": second.adoptee if second else "sans objet",
        "troisieme_vote": "oui" if second and second.second_vote else "non",
        "nouvelle_assemblee": (f"{delai_mois} mois" if delai_mois else "sans délai") if reconvocation else "non",
        "requis": ecrire_decimal(voix.requis),
        "manque": ecrire_decimal(voix.manque),
        "motif": contient(tuple(un.texte for un in premier.motifs), cas["attendu"].get("motif", "")),
    }


def decompte_de(cas: Cas) -> Decompte:
    connues = "membres_pour" in cas
    pour, contre, abstention = (
        Poids(voix=nombre(cas.get(cote, 0)), tetes=cas.get(f"membres_{cote}", 0) if connues else None)
        for cote in ("pour", "contre", "abstention")
    )
    votants = pour + contre + abstention
    reste = Poids(
        voix=nombre(cas["total"]) - votants.voix,
        tetes=cas["membres"] - votants.tetes if votants.tetes is not None else None,
    )
    participants = None
    if "membres_participants" in cas or "voix_participantes" in cas:
        voix = nombre(cas["voix_participantes"]) if "voix_participantes" in cas else votants.voix
        participants = Poids(voix=voix, tetes=cas.get("membres_participants"))
    return Decompte(pour=pour, contre=contre, abstention=abstention, non_votant=reste, participants=participants)


def assemblee(cas: Cas) -> Obtenu:
    seance = etablir(declaration_de(cas)).unwrap()
    scrutin = depouiller(seance).unwrap().scrutin(LIGNE)
    suffrages, second = scrutin.suffrages, scrutin.second
    assert scrutin.decision is not None
    compte, total = suffrages.decompte, suffrages.decompte.total
    tenu = second.suffrages.decompte if second and second.suffrages else None
    favorables = noms(seance.syndicat, suffrages.bulletins.oui)
    return {
        "premier": scrutin.decision.resultat.value,
        "resultat": scrutin.resultat.value,
        "pour": ecrire_decimal(compte.pour.voix),
        "contre": ecrire_decimal(compte.contre.voix),
        "abstention": ecrire_decimal(compte.abstention.voix),
        "non_votant": ecrire_decimal(compte.non_votant.voix),
        "exprimes": ecrire_decimal(compte.exprimes.voix),
        "total": ecrire_decimal(total.voix),
        "membres": total.tetes,
        "participants": compte.participants and compte.participants.tetes,
        "par": ", ".join(favorables) if scrutin.decision.adoptee else "",
        "second_vote": second.passerelle.majorite.nom if second else "non",
        "second_resultat": second.decision.resultat.value if second and second.decision else "non tenu",
        "second_pour": ecrire_decimal(tenu.pour.voix) if tenu else "",
        "second_contre": ecrire_decimal(tenu.contre.voix) if tenu else "",
        "defaillants": noms(seance.syndicat, suffrages.defaillants),
        "ecartes": [un.presence.coproprietaire for un in seance.ecartes],
        "alerte": contient(scrutin.alertes, cas["attendu"].get("alerte", "")),
    }


def declaration_de(cas: Cas) -> Declaration:
    qui = cas["coproprietaires"]
    seconds = {un["nom"]: un["second_vote"] for un in qui if "second_vote" in un}
    resolution = Resolution(
        id=LIGNE, numero=LIGNE, titre=cas["titre"], article=ArticleDeVote.lire(cas["article"]), cle=GENERALE
    )
    return Declaration(
        fiche=FicheDAssemblee(reference=cas["id"], date=cas["date"]),
        nom="Syndicat",
        cles=(CleDeRepartition(code=GENERALE, generale=True),),
        coproprietaires=tuple(
            coproprietaire(un["nom"], nombre(un["voix"]), sans_voix=un.get("sans_voix", False)) for un in qui
        ),
        presences=tuple(presence_de(un, cas["date"]) for un in qui if "code" in un),
        resolutions=(resolution,),
        votes={LIGNE: {un["nom"]: un["vote"] for un in qui if "vote" in un}},
        seconds_votes={LIGNE: seconds} if seconds else {},
        deroulement=(Amendement(resolution=LIGNE),) if cas.get("amendee") else (),
        politique=politique_de(cas),
    )


def presence_de(un: Cas, jour: date) -> Presence:
    code = Code(un["code"])
    recu_le = un.get("recu_le", jour - timedelta(days=10)) if code is Code.CORRESPONDANCE else None
    return Presence(
        coproprietaire=CoproprietaireId(un["nom"]),
        code=code,
        mandataire=Personne(nom=un["mandataire"]) if "mandataire" in un else None,
        recu_le=recu_le,
        signe=un.get("signe", True),
    )


def coproprietaire(nom: str, voix: Fraction, cle: CleId = GENERALE, **reste: bool) -> Coproprietaire:
    lot = Lot(numero=nom, tantiemes=(Tantiemes(cle=cle, valeur=voix),))
    return Coproprietaire(id=CoproprietaireId(nom), nom=nom, lots=(lot,), **reste)  # type: ignore[arg-type]


def noms(syndicat: Syndicat, qui: int) -> list[str]:
    return [syndicat.coproprietaires[rang].nom for rang in rangs(qui)]


def reduction(cas: Cas) -> Obtenu:
    cle = {"generale": GENERALE, "speciale": SPECIALE}[cas.get("cle", "generale")]
    syndicat = Syndicat(
        nom="Syndicat",
        cles=(CleDeRepartition(code=GENERALE, generale=True), CleDeRepartition(code=SPECIALE)),
        coproprietaires=tuple(
            coproprietaire(
                nom,
                nombre(part),
                cle,
                sans_voix=nom in cas.get("sans_voix", ()),
                bailleur_social=nom in cas.get("bailleurs_sociaux", ()),
            )
            for nom, part in cas["tantiemes"].items()
        ),
    )
    voix = syndicat.voix(cle, le=cas["date"], politique=politique_de(cas))
    rang = syndicat.rangs
    return {
        "voix": {nom: ecrire_decimal(voix.de(rang[CoproprietaireId(nom)])) for nom in cas["attendu"]["voix"]},
        "total": ecrire_decimal(voix.total.voix),
        "reduit": syndicat.coproprietaires[voix.reduit].nom if voix.reduit is not None else "",
        **(minimum_26(voix.total, cas["date"]) if "minimum_26_voix" in cas["attendu"] else {}),
    }


def minimum_26(total: Poids, le: date) -> Obtenu:
    """The least that carries art. 26: voices, everybody saying yes, then heads, with every voice."""
    assert total.tetes is not None

    def adopte(voix: Fraction, tetes: int) -> bool:
        pour, reste = (
            Poids(voix=voix, tetes=tetes),
            Poids(voix=total.voix - voix, tetes=total.tetes - tetes if total.tetes else 0),
        )
        compte = Decompte(pour=pour, contre=RIEN, non_votant=reste, participants=pour)
        return decider(compte, article=ArticleDeVote("26"), le=le).adoptee

    voix = next(n for n in range(int(total.voix) + 1) if adopte(Fraction(n), total.tetes))
    return {
        "minimum_26_voix": str(voix),
        "minimum_26_membres": next(n for n in range(total.tetes + 1) if adopte(total.voix, n)),
    }


def pouvoirs(cas: Cas) -> Obtenu:
    plafond = plafonner(
        [nombre(un) for un in cas["pouvoirs"]],
        voix_propres=nombre(cas["voix_propres"]),
        total=nombre(cas["total"]),
        le=cas["date"],
        meme_syndicat_secondaire=cas.get("meme_syndicat_secondaire", False),
        politique=politique_de(cas),
    )
    return {"autorise": plafond.autorise, "part": ecrire_decimal(plafond.part * 100)}


def jour_limite(cas: Cas) -> Obtenu:
    politique = politique_de(cas)
    regles: dict[str, Callable[[date], date]] = {
        "formulaire": lambda jour: delai.formulaire_au_plus_tard(jour, politique=politique),
        "visioconference": lambda jour: delai.visioconference_annoncee_au_plus_tard(jour, politique=politique),
        "convocation": delai.convocation_au_plus_tard,
        "assemblee_au_plus_tot": delai.assemblee_au_plus_tot,
        "assemblee_aux_frais": delai.assemblee_aux_frais_au_plus_tard,
        "signature": delai.proces_verbal_signe_au_plus_tard,
        "notification": delai.notification_au_plus_tard,
        "contestation": delai.contestation_jusqu_au,
    }
    return {"jour": regles[cas["regle"]](cas["date"])}


def cases(cas: Cas) -> Obtenu:
    return {"choix": lire_cases([Choix(une) for une in cas["cochees"]], politique=politique_de(cas)).value}


@frozen
class Genre:
    """A kind of case: what observes it, what it must say, what it may say, what goes without saying."""

    observer: Callable[[Cas], Obtenu]
    exiges: set[str]
    admis: set[str]
    sans_dire: Obtenu
    attendus: set[str]


COTES = {f"membres_{cote}" for cote in ("pour", "contre", "abstention", "participants")}
GENRES = {
    "majorite": Genre(
        majorite,
        {"date", "article", "total", "pour", "contre"},
        {"abstention", "membres", "voix_participantes", *COTES},
        {"second_vote": "non", "nouvelle_assemblee": "non", "adoptee_au_second_vote": "sans objet"},
        {"resultat", "fondement", "obligatoire", "troisieme_vote", "requis", "manque", "motif"},
    ),
    "assemblee": Genre(
        assemblee,
        {"date", "article", "coproprietaires"},
        {"amendee"},
        {"second_vote": "non", "second_resultat": "non tenu"},
        {
            *("premier", "resultat", "pour", "contre", "abstention", "non_votant", "exprimes", "total", "membres"),
            *("participants", "par", "second_pour", "second_contre", "defaillants", "ecartes", "alerte"),
        },
    ),
    "reduction": Genre(
        reduction,
        {"date", "tantiemes"},
        {"cle", "sans_voix", "bailleurs_sociaux"},
        {},
        {"voix", "total", "reduit", "minimum_26_voix", "minimum_26_membres"},
    ),
    "pouvoirs": Genre(
        pouvoirs,
        {"date", "voix_propres", "pouvoirs", "total"},
        {"meme_syndicat_secondaire"},
        {},
        {"autorise", "part"},
    ),
    "delai": Genre(jour_limite, {"date", "regle"}, set(), {}, {"jour"}),
    "cases": Genre(cases, {"cochees"}, set(), {}, {"choix"}),
}
DU_COPROPRIETAIRE = {"nom", "voix", "code", "vote", "second_vote", "mandataire", "recu_le", "signe", "sans_voix"}


def verifier(cas: Cas) -> Cas:
    """Return the case, or say what in it cannot be trusted."""
    qui = cas.get("id", f"cas sans id ({cas.get('titre', '')})")
    genre = GENRES.get(cas.get("genre", ""))
    if genre is None or cas.get("origine") not in ORIGINES:
        raise CasMalForme(f"{qui} : genre ou origine inconnus")
    exiges = {"id", "titre", "attendu", ORIGINES[cas["origine"]], *genre.exiges}
    manquants, en_trop = exiges - cas.keys(), cas.keys() - genre.exiges - genre.admis - COMMUNS
    inattendus = cas.get("attendu", {}).keys() - genre.attendus - genre.sans_dire.keys()
    for un in cas.get("coproprietaires", ()):
        en_trop |= un.keys() - DU_COPROPRIETAIRE
    if manquants or en_trop or inattendus or not cas["attendu"]:
        raise CasMalForme(f"{qui} : manque {manquants}, inconnu {en_trop | inattendus}")
    if "date" in genre.exiges and type(cas["date"]) is not date:
        raise CasMalForme(f"{qui} : date sans heure attendue, sans guillemets")
    if "membres_pour" in cas and "membres" not in cas:
        raise CasMalForme(f"{qui} : le nombre de membres manque")
    return cas


def charger() -> list[Cas]:
    """Read every case of the folder; a file with anything but cases is refused."""
    tous: dict[str, Cas] = {}
    for fichier in sorted((Path(__file__).parent / "cas").glob("*.toml")):
        contenu = tomllib.loads(fichier.read_text(encoding="utf-8"))
        if contenu.keys() != {"cas"}:
            raise CasMalForme(f"{fichier.name} : attendu des [[cas]] et rien d'autre")
        for cas in contenu["cas"]:
            if verifier(cas)["id"] in tous:
                raise CasMalForme(f"{fichier.name} : {cas['id']} existe déjà")
            tous[cas["id"]] = cas
    return list(tous.values())


@pytest.mark.parametrize("cas", [pytest.param(cas, id=cas["id"]) for cas in charger()])
def test_cas(cas: Cas) -> None:
    """What the law decides on these numbers is what the case says."""
    genre = GENRES[cas["genre"]]
    attendu = {**genre.sans_dire, **cas["attendu"]}
    obtenu = genre.observer(cas)
    assert {cle: obtenu[cle] for cle in attendu} == attendu


BON: Cas = {
    **{"id": "X", "titre": "x", "genre": "majorite", "origine": "construit", "texte": "loi", "article": "24"},
    **{"date": date(2023, 6, 15), "total": 10, "pour": 6, "contre": 4, "attendu": {"resultat": "adoptee"}},
}


@pytest.mark.parametrize(
    "defaut",
    [
        {"genre": "majorité"},
        {"origine": "inventé"},
        {"origine": "énoncé"},  # a stated case has a source
        {"pourr": 6},
        {"attendu": {}},
        {"attendu": {"resulat": "adoptee"}},
        {"date": "2023-06-15"},
        {"membres_pour": 3},
    ],
)
def test_a_malformed_case_is_refused(defaut: Cas) -> None:
    """A case with a key nobody reads, or without one it needs, never passes silently."""
    assert verifier(BON) == BON
    with pytest.raises(CasMalForme):
        verifier({**BON, **defaut})


@pytest.mark.parametrize(
    "defaut",
    [
        {"pour": 6.5},
        {"pour": True},
        {"politique": {"case_vidde": "abstention"}},
        {"politique": {"case_vide": "oui"}},
    ],
)
def test_a_malformed_value_is_refused(defaut: Cas) -> None:
    """A float, or a reading of the law that does not exist, never passes silently."""
    with pytest.raises(CasMalForme):
        majorite({**BON, **defaut})
