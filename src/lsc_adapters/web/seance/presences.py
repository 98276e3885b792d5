"""The attendance sheet being filled: five codes, proxies, bulk entries, correspondence forms. AG-09 to AG-18, AG-30."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from urllib.parse import quote

from starlette.responses import Response

from lsc_adapters.web.chemin import Chemin
from lsc_adapters.web.seance.appel import NOMS, TITRES, codes, lignes_d_appel, recapitulatif
from lsc_adapters.web.seance.direct import Ecarte
from lsc_adapters.web.seance.ecran import PERIME, Ecran, chemin, inchange, rang_de
from lsc_adapters.web.seance.etat import EtatDeSeance
from lsc_adapters.web.seance.faits import etape
from lsc_adapters.web.visite import Visite
from lsc_domain.assemblee import fait as f
from lsc_domain.assemblee.choix import Choix
from lsc_domain.assemblee.correspondance import Canal, Formulaire, Reponse, formulaire_vierge
from lsc_domain.assemblee.fait import Fait
from lsc_domain.assemblee.feuille import FeuilleDePresence, tous_absents, tous_presents
from lsc_domain.assemblee.presence import Code, Presence
from lsc_domain.socle.ids import CoproprietaireId

TOUS: Final = {
    "O-garder": "Tous présents, sauf votes par correspondance",
    "O": "Tous présents",
    "D-garder": "Tous à distance, sauf votes par correspondance",
    "D": "Tous à distance",
    "N-garder": "Tous absents, sauf votes par correspondance",
    "N": "Tous absents",
}
"""The bulk buttons: four to bring everybody in, two to send everybody out. AG-30, AG-31."""

_MANDATAIRE: Final = "Indiquez qui représente {nom}."


def routes() -> tuple[Chemin, ...]:
    """List the paths."""
    return (
        chemin("/presences", presences, saisie=True),
        chemin("/presences/{qui}/correspondance", correspondance, saisie=True),
    )


def presences(visite: Visite) -> Response:
    """The sheet: type a letter on a row, or click on it in the mode that is chosen. AG-09, AG-12, AG-13."""
    ecran = Ecran.ouvrir(visite)
    if not ecran.ecrit:
        return _feuille(ecran, None)
    qui, tous = visite.champ("qui"), visite.champ("tous")
    correspondant = (visite.champ("code") or visite.champ("mode")) == Code.CORRESPONDANCE.value and not tous
    if correspondant and qui and not ecran.en_donnees:  # the code comes with its form: it is opened
        return visite.aller(f"{ecran.ici}/presences/{quote(qui, safe='')}/correspondance")
    vu, vers = visite.champ("vu"), f"/presences?mode={visite.champ('mode')}"

    def decider(etat: EtatDeSeance) -> tuple[Fait, ...]:
        return _tous(etat, tous, vu) if tous else _un(ecran, etat, qui, vu)

    ancre = f"#c{ecran.etat.seance.syndicat.rangs.get(CoproprietaireId(qui), 0)}" if qui else ""
    return ecran.saisir(decider, vers=vers + ancre, page=_feuille, donnees=lambda etat: suivi(ecran, etat))


def _un(ecran: Ecran, etat: EtatDeSeance, qui: str, vu: str) -> tuple[Fait, ...]:
    visite = ecran.visite
    rang = rang_de(etat, qui)
    un = etat.seance.syndicat.coproprietaires[rang]
    try:
        code = Code(visite.champ("code") or visite.champ("mode"))
    except ValueError:
        raise Ecarte("Choisissez un code : N, O, R, D ou C.") from None
    inchange(vu, codes(etat), rang, code.value, quoi=f"la présence de {un.nom}")
    if code is Code.CORRESPONDANCE:
        raise Ecarte(f"Un vote par correspondance s'enregistre avec son formulaire : ouvrez celui de {un.nom}.")
    mandataire = ecran.personne("mandataire") if code is Code.REPRESENTE else None
    if code is Code.REPRESENTE and mandataire is None:
        raise Ecarte(_MANDATAIRE.format(nom=un.nom))
    presence = Presence(coproprietaire=un.id, code=code, mandataire=mandataire)
    avant = etat.presences.get(un.id)
    if presence == avant or (avant is None and code is Code.ABSENT):
        return ()
    return (f.PresenceEnregistree(presence=presence),)


def _tous(etat: EtatDeSeance, tous: str, vu: str) -> tuple[Fait, ...]:
    if tous not in TOUS:
        raise Ecarte("Cette saisie groupée n'existe pas.")
    if vu and vu != codes(etat):
        raise Ecarte(PERIME.format(quoi="des présences"), perime=True)
    code, garder = Code(tous[0]), tous.endswith("-garder")
    avant = FeuilleDePresence(
        coproprietaires=tuple(etat.seance.syndicat.rangs), presences=tuple(etat.presences.values())
    )
    apres = (
        tous_absents(avant, conserver_correspondance=garder)
        if code is Code.ABSENT
        else tous_presents(avant, code, conserver_correspondance=garder)
    )
    absent = Code.ABSENT
    return tuple(
        f.PresenceEnregistree(presence=une)
        for une in apres.presences
        if une != etat.presences.get(une.coproprietaire)
        and not (une.code is absent and une.coproprietaire not in etat.presences)
    )


def suivi(ecran: Ecran, etat: EtatDeSeance) -> Mapping[str, object]:
    """Return what the screens of the sheet follow: the codes of the rows, what is noted there, the totals laid out."""
    return {
        "lettres": codes(etat),
        "notes": {un.rang: un.remarque for un in lignes_d_appel(etat) if un.remarque},
        "compte": ecran.fragment("recapitulatif.html", **totaux(etat)),
        "vivants": {"etape": etape(ecran, etat)},
    }


def totaux(etat: EtatDeSeance) -> dict[str, object]:
    """Return the totals of the sheet: as the meeting starts, and as it stands once somebody has moved."""
    bouge = bool(etat.seance.feuille.mouvements)
    return {
        "depart": recapitulatif(etat.seance.feuille.depart(), etat.voix),
        "maintenant": recapitulatif(etat.maintenant, etat.voix) if bouge else None,
    }


def _feuille(ecran: Ecran, ecart: Ecarte | None) -> Response:
    visite, etat = ecran.visite, ecran.etat
    lignes = lignes_d_appel(etat)
    qui = visite.champ("qui")
    return ecran.rendre(
        "presences.html",
        etat,
        "presences",
        ecart=ecart,
        lignes=lignes,
        vu=codes(etat),
        titres={code.value: titre for code, titre in TITRES.items()},
        noms={code.value: nom for code, nom in NOMS.items()},
        codes=_codes_permis(etat),
        colonnes=[code.value for code in TITRES if code.value in _codes_permis(etat)],
        mode=_mode(visite, etat),
        tous={cle: nom for cle, nom in TOUS.items() if etat.par_correspondance or (cle[0] != "D" and "-" not in cle)},
        # The row that was refused, where the refusal is written; a proxy wants its holder there too.
        fautif=next((ligne for ligne in lignes if ligne.id == qui), None) if ecart is not None else None,
        mandataires=[(ligne.id, ligne.nom) for ligne in lignes if ligne.code in "OD"],
        **totaux(etat),
    )


def _mode(visite: Visite, etat: EtatDeSeance) -> str:
    voulu = visite.champ("mode") or visite.question("mode")
    return voulu if voulu and voulu in _codes_permis(etat) else Code.PRESENT.value


def _codes_permis(etat: EtatDeSeance) -> str:
    """The letters that may be typed: three of them without correspondence votes. AG-17."""
    return "NORDC" if etat.par_correspondance else "NOR"


def correspondance(visite: Visite) -> Response:
    """The correspondence form of an owner: when it came, how, and an answer a line. AG-11, AG-18, AG-19, AG-20."""
    ecran = Ecran.ouvrir(visite)
    if not ecran.ecrit:
        return _formulaire(ecran, None)
    return ecran.saisir(
        lambda etat: (_formulaire_recu(ecran, etat),),
        vers=f"/presences#c{ecran.etat.seance.syndicat.rangs.get(CoproprietaireId(visite.de_chemin('qui')), 0)}",
        page=_formulaire,
        donnees=lambda etat: suivi(ecran, etat),
    )


def _formulaire_recu(ecran: Ecran, etat: EtatDeSeance) -> f.FormulaireRecu:
    visite = ecran.visite
    un = etat.seance.syndicat.coproprietaires[rang_de(etat, visite.de_chemin("qui"))]
    reponses: list[Reponse] = []
    for ligne in etat.lignes:
        id = ligne.resolution.id
        premier, second = visite.champ(f"r:{id}"), visite.champ(f"s:{id}")
        if ligne.resolution.se_vote and premier:
            reponses.append(Reponse(resolution=id, choix=_choix(premier), second=_choix(second) if second else None))
    try:
        canal = Canal(visite.champ("canal") or Canal.COURRIER)
    except ValueError:
        raise Ecarte("Choisissez comment le formulaire est arrivé.") from None
    return f.FormulaireRecu(
        formulaire=Formulaire(
            coproprietaire=un.id,
            recu_le=ecran.jour("recu_le"),
            canal=canal,
            signe=visite.champ("signe") == "oui",
            reponses=tuple(reponses),
        )
    )


def _choix(lu: str) -> Choix:
    try:
        return Choix(lu)
    except ValueError:
        raise Ecarte("Une réponse n'est ni oui, ni non, ni abstention, ni non votant.") from None


def _formulaire(ecran: Ecran, ecart: Ecarte | None) -> Response:
    visite, etat = ecran.visite, ecran.etat
    try:
        un = etat.seance.syndicat.coproprietaires[rang_de(etat, visite.de_chemin("qui"))]
    except Ecarte:
        return _feuille(ecran, Ecarte("Ce copropriétaire n'est pas sur la feuille de présence."))
    lignes = [ligne for ligne in etat.lignes if ligne.resolution.se_vote]
    recu = etat.formulaires.get(un.id)
    vierge = formulaire_vierge(un.id, [ligne.resolution.id for ligne in lignes], le=ecran.aujourd_hui)
    montre = recu or vierge
    saisi = ecran.ecrit
    return ecran.rendre(
        "correspondance.html",
        etat,
        "presences",
        ecart=ecart,
        un=un,
        recu=recu is not None,
        questions=[
            {
                "id": ligne.resolution.id,
                "numero": ligne.resolution.numero,
                "titre": ligne.resolution.titre,
                "premier": visite.champ(f"r:{ligne.resolution.id}") if saisi else _ecrit(montre, ligne.resolution.id),
                "second": visite.champ(f"s:{ligne.resolution.id}")
                if saisi
                else _ecrit(montre, ligne.resolution.id, second=True),
            }
            for ligne in lignes
        ],
        recu_le=visite.champ("recu_le") if saisi else montre.recu_le.isoformat(),
        canal=visite.champ("canal") if saisi else montre.canal.value,
        signe=visite.champ("signe") == "oui" if saisi else montre.signe,
    )


def _ecrit(formulaire: Formulaire, resolution: str, *, second: bool = False) -> str:
    for reponse in formulaire.reponses:
        if reponse.resolution == resolution:
            choix = reponse.second if second else reponse.choix
            return choix.value if choix is not None else ""
    return ""
