"""What the room sees, live: counts and totals on a projector, and the same to every screen that types."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import aclosing
from typing import TYPE_CHECKING, Final

from itsdangerous import BadSignature, URLSafeTimedSerializer
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response, StreamingResponse

from lsc_adapters.web.chemin import Acces, Chemin
from lsc_adapters.web.seance.appel import recapitulatif
from lsc_adapters.web.seance.bulletin import compter
from lsc_adapters.web.seance.direct import Direct, directs
from lsc_adapters.web.seance.ecran import Ecran, chemin
from lsc_adapters.web.seance.etat import EtatDeSeance
from lsc_adapters.web.seance.presences import suivi as suivi_des_presences
from lsc_adapters.web.seance.suivi import suivi_de_seance
from lsc_adapters.web.seance.votes import suivi as suivi_des_votes
from lsc_adapters.web.visite import Visite, introuvable
from lsc_domain.ports.errors import PortError
from lsc_domain.socle.ids import AssembleeId, ResolutionId

if TYPE_CHECKING:
    from lsc_adapters.web.gabarits import Gabarits
    from lsc_adapters.web.seance.emission import Fragment

SALLE: Final = "/salle/{jeton}"
VALIDITE: Final = 12 * 3600
"""Seconds the address of a room is good for: the day of the meeting, and no other."""

_SEL: Final = "lsc.salle"


def routes() -> tuple[Chemin, ...]:
    """List the paths: those of the collaborators, and the two of whoever was given the address of the room."""
    return (
        chemin("/salle", salle, saisie=True),
        chemin("/direct/salle", direct_de_salle),
        chemin("/direct/seance", direct_de_seance),
        chemin("/direct/presences", direct_des_presences),
        chemin("/direct/votes/{resolution}", direct_des_votes),
        Chemin(chemin=SALLE, page=projection, acces=Acces.PUBLIC),
        Chemin(chemin=f"{SALLE}/direct", page=direct_de_projection, acces=Acces.PUBLIC),
    )


def tableau(gabarits: Gabarits, etat: EtatDeSeance) -> str:
    """Lay out what a room sees: figures, never who chose what."""
    courante = etat.courante
    compte = (
        compter(etat, courante, second_vote=courante in etat.seconds_votes, nommes=False)
        if courante is not None and etat.ligne(courante) is not None
        else None
    )
    ligne = etat.ligne(courante) if courante is not None else None
    presents = etat.seance.etats[ligne.rang] if ligne is not None else etat.maintenant
    return gabarits.rendre(
        "seance/tableau.html",
        {
            "compte": compte,
            "nommes": False,
            "ouverte": etat.ouverte,
            "close": etat.close or etat.figee,
            "suspendue": etat.suspendue,
            "depart": recapitulatif(presents, etat.voix),
            "maintenant": None,
        },
    )


def salle(visite: Visite) -> Response:
    """The room's screen for whoever holds the meeting, and the address to give the room. AG-40."""
    ecran = Ecran.ouvrir(visite)
    etat = ecran.etat
    adresse = visite.url_entiere(f"/salle/{signer(visite, ecran.direct.assemblee)}") if ecran.ecrit else ""
    return ecran.rendre(
        "salle.html",
        etat,
        "salle",
        tableau=tableau(visite.gabarits, etat),
        flux=visite.url(f"{ecran.ici}/direct/salle"),
        adresse=adresse,
        heures=VALIDITE // 3600,
    )


def projection(visite: Visite) -> Response:
    """The room's screen for whoever was given its address: counts, read only."""
    direct = _de_jeton(visite)
    etat = direct.lire()
    fiche = etat.seance.fiche
    return visite.rendre(
        "seance/projection.html",
        tableau=tableau(visite.gabarits, etat),
        flux=visite.url(f"/salle/{visite.de_chemin('jeton')}/direct"),
        fiche=fiche,
        syndicat=etat.seance.syndicat,
        marque=etat.marque,
    )


def signer(visite: Visite, assemblee: AssembleeId) -> str:
    """Make the token of a room."""
    return str(_serialiseur(visite).dumps(assemblee))


def _serialiseur(visite: Visite) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(visite.parametres.secret, salt=_SEL)


def _de_jeton(visite: Visite) -> Direct:
    try:
        assemblee = _serialiseur(visite).loads(visite.de_chemin("jeton"), max_age=VALIDITE)
    except BadSignature:
        raise introuvable() from None
    return directs(visite.requete, visite.engine).de(AssembleeId(str(assemblee)))


# -------------------------------------------------------------------------------------------------------- streams


def direct_de_salle(visite: Visite) -> Response:
    """Follow what the room sees."""
    return _flux(visite, Ecran.ouvrir(visite).direct, "salle", _de_salle(visite))


def direct_de_projection(visite: Visite) -> Response:
    """Follow the same with the address of the room."""
    return _flux(visite, _de_jeton(visite), "salle", _de_salle(visite))


def direct_de_seance(visite: Visite) -> Response:
    """Follow what the other screens show: the agenda, the movements, the proxies, the reserves, the meeting itself."""
    ecran = Ecran.ouvrir(visite)
    return _flux(visite, ecran.direct, "seance", lambda etat: suivi_de_seance(ecran, etat))


def direct_des_presences(visite: Visite) -> Response:
    """Follow the attendance sheet."""
    ecran = Ecran.ouvrir(visite)
    return _flux(visite, ecran.direct, "presences", lambda etat: suivi_des_presences(ecran, etat))


def direct_des_votes(visite: Visite) -> Response:
    """Follow the vote of one resolution: its first vote, or its second one with `tour=2`."""
    ecran = Ecran.ouvrir(visite)
    resolution, second = ResolutionId(visite.de_chemin("resolution")), visite.question("tour") == "2"
    if ecran.etat.ligne(resolution) is None:
        raise introuvable()
    sujet = f"votes {second:d} {resolution}"
    return _flux(visite, ecran.direct, sujet, lambda etat: suivi_des_votes(ecran, etat, resolution, second))


def _de_salle(visite: Visite) -> Fragment:
    gabarits = visite.gabarits

    def fragment(etat: EtatDeSeance) -> Mapping[str, object]:
        return {"compte": tableau(gabarits, etat)}

    return fragment


def _flux(visite: Visite, direct: Direct, sujet: str, fragment: Fragment) -> Response:
    requete = visite.requete
    if requete.method == "HEAD":  # nothing of it would be sent, for as long as a stream lasts
        return Response(media_type="text/event-stream")
    vu = requete.headers.get("last-event-id", "") or requete.query_params.get("vu", "")

    async def flux() -> AsyncIterator[bytes]:  # the voice is that of the loop that sends, not of this thread
        async with aclosing(direct.emission().suivre(sujet, fragment, vu=vu)) as suivi:
            async for octets in suivi:
                if visite.encore is not None and not await run_in_threadpool(_encore, visite.encore):
                    return  # he has left, or lost the right, since it began: before a word of what comes next
                yield octets

    return StreamingResponse(flux(), media_type="text/event-stream", headers={"x-accel-buffering": "no"})


def _encore(demander: Callable[[], bool]) -> bool:
    """Ask; a store that does not answer ends the stream, which the browser takes up again."""
    try:
        return demander()
    except PortError:
        return False
