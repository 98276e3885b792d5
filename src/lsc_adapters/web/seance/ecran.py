"""A screen of the meeting: which meeting it shows, what was typed on it, and how an entry is answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, time
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from attrs import frozen
from returns.pipeline import is_successful
from starlette.responses import JSONResponse, Response

from lsc_adapters.web.chemin import Acces, Chemin
from lsc_adapters.web.seance.direct import Decider, Direct, Ecarte, directs
from lsc_adapters.web.seance.etat import EtatDeSeance
from lsc_domain.copropriete.personne import Personne
from lsc_domain.extranet.habilitation import Habilitation
from lsc_domain.publication.planning import paris
from lsc_domain.socle.ids import AssembleeId, CoproprietaireId

if TYPE_CHECKING:
    from lsc_adapters.web.chemin import Page
    from lsc_adapters.web.visite import Visite

SEANCES: Final = "/agence/seances"
SEANCE: Final = SEANCES + "/{assemblee}"

PERIME: Final = (
    "Un autre poste vient de saisir {quoi}. Rien n'a été changé ici : voyez ce qui est gardé, puis recommencez."
)

LONGUEUR: Final = 4000
"""How long a text added to a meeting may be, in characters."""

Rendu = Callable[["Ecran", "Ecarte | None"], Response]
"""Lays a page out, with the entry that was refused if one was."""


def chemin(suite: str, page: Page, *, saisie: bool = False) -> Chemin:
    """Declare a path of a meeting: for who may hold one. I-55."""
    return Chemin(
        chemin=f"{SEANCE}{suite}",
        page=page,
        acces=Acces.AGENCE,
        methodes=("GET", "POST") if saisie else ("GET",),
        habilitation=Habilitation.SEANCES,
    )


@frozen(kw_only=True)
class Ecran:
    """One meeting on one screen."""

    visite: Visite
    direct: Direct

    @classmethod
    def ouvrir(cls, visite: Visite) -> Ecran:
        """Open the meeting the path names. Raises `NotFound`."""
        assemblee = AssembleeId(visite.de_chemin("assemblee"))
        return cls(visite=visite, direct=directs(visite.requete, visite.engine).de(assemblee))

    @property
    def etat(self) -> EtatDeSeance:
        """The meeting as it stands now."""
        return self.direct.lire()

    @property
    def ici(self) -> str:
        """The path of this meeting, without where the application is mounted."""
        return f"{SEANCES}/{quote(self.direct.assemblee, safe='')}"

    @property
    def ecrit(self) -> bool:
        """Whether something is being entered."""
        return self.visite.requete.method == "POST"

    @property
    def en_donnees(self) -> bool:
        """Whether a script asks, who changes what is shown in place."""
        return self.visite.requete.headers.get("accept", "").startswith("application/json")

    # ---------------------------------------------------------------------------------------------------- answers

    def rendre(
        self, gabarit: str, etat: EtatDeSeance, onglet: str, *, ecart: Ecarte | None = None, **donnees: object
    ) -> Response:
        """Lay out a page of the meeting, with the entry that was set aside if one was."""
        return self.visite.rendre(
            f"seance/{gabarit}",
            statut=200 if ecart is None else 409 if ecart.perime else 422,
            menu=(),
            ici=self.visite.url(self.ici),
            assemblee=self.direct.assemblee,
            onglet=onglet,
            etat=etat,
            fiche=etat.seance.fiche,
            syndicat=etat.seance.syndicat,
            refus=ecart.phrase if ecart is not None else "",
            **(
                {
                    "erreurs": {ecart.champ: ecart.phrase} if ecart is not None and ecart.champ else {},
                    "geste": self.visite.champ("geste"),
                    "champ": self.visite.champ,
                    "heure": self.maintenant.isoformat("minutes"),
                }
                | donnees
            ),
        )

    def saisir(
        self,
        decider: Decider,
        *,
        vers: str,
        page: Rendu,
        donnees: Callable[[EtatDeSeance], Mapping[str, object]] = lambda _: {},
        apres: Callable[[EtatDeSeance], None] | None = None,
    ) -> Response:
        """
        Enter something: kept, the browser is sent on; refused, the page says why and shows what is kept.

        A script is answered with the new state either way, and changes the page in place. `apres` is done once the
        entry is kept, and only then.
        """
        fait = self.direct.inscrire(decider)
        ecart = None if is_successful(fait) else fait.failure()
        if apres is not None and ecart is None:
            apres(fait.unwrap())
        if self.en_donnees:
            etat = fait.unwrap() if ecart is None else self.etat
            corps = {"marque": etat.marque, "refus": ecart.phrase if ecart is not None else "", **donnees(etat)}
            return JSONResponse(corps, 200 if ecart is None else 409 if ecart.perime else 422)
        return self.visite.aller(f"{self.ici}{vers}") if ecart is None else page(self, ecart)

    def fragment(self, gabarit: str, **donnees: object) -> str:
        """Lay out a part of a page, that knows nothing of who looks."""
        return self.visite.gabarits.rendre(f"seance/{gabarit}", {"ici": self.visite.url(self.ici)} | donnees)

    def texte(self, nom: str = "texte", *, requis: str = "") -> str:
        """Read a text of several lines; `requis` is what is said when it is empty, if it may not be."""
        lu = self.visite.champ(nom).replace("\r\n", "\n")
        if len(lu) > LONGUEUR:
            raise Ecarte(f"Le texte tient en {LONGUEUR} caractères.", champ=nom)
        if requis and not lu:
            raise Ecarte(requis, champ=nom)
        return lu

    # ---------------------------------------------------------------------------------------------------- entries

    @property
    def maintenant(self) -> time:
        """The present hour of Paris, to the minute: what an hour field opens with."""
        return self.visite.engine.clock.now().astimezone(paris()).time().replace(second=0, microsecond=0)

    @property
    def aujourd_hui(self) -> date:
        """The present day in Paris."""
        return self.visite.engine.clock.now().astimezone(paris()).date()

    def heure(self, nom: str = "heure") -> time | None:
        """Read an hour, none when the field is empty."""
        lue = self.visite.champ(nom)
        if not lue:
            return None
        try:
            heure = time.fromisoformat(lue)
        except ValueError:
            raise Ecarte("L'heure s'écrit HH:MM, comme 11:51.", champ=nom) from None
        return time(heure.hour, heure.minute)

    def jour(self, nom: str) -> date:
        """Read a day."""
        try:
            return date.fromisoformat(self.visite.champ(nom))
        except ValueError:
            raise Ecarte("La date est incomplète ou n'existe pas.", champ=nom) from None

    def personne(self, nom: str) -> Personne | None:
        """Read somebody: an owner chosen in a list, or a name typed beside it; none when both are empty."""
        qui, autre = self.visite.champ(nom), self.visite.champ(f"{nom}_nom")
        if qui:
            return Personne(coproprietaire=CoproprietaireId(qui))
        return Personne(nom=autre) if autre else None


def rang_de(etat: EtatDeSeance, qui: str) -> int:
    """Return the rank of an owner a form names; one that is not of the syndicat is set aside."""
    rang = etat.seance.syndicat.rangs.get(CoproprietaireId(qui))
    if rang is None:
        raise Ecarte("Ce copropriétaire n'est pas sur la feuille de présence.")
    return rang


def inchange(vu: str, actuel: str, rang: int, nouveau: str, *, quoi: str) -> None:
    """
    Set an entry aside when the row it was typed on is not what its author saw, nor what he wants.

    Two screens type at once: the second does not silently undo what the first has just done. AG-42.
    """
    if len(vu) == len(actuel) and vu[rang] != actuel[rang] != nouveau:
        raise Ecarte(PERIME.format(quoi=quoi), perime=True)
