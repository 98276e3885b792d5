"""What is put to the vote: resolutions, their sub-resolutions, and the agenda that orders them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from attrs import evolve, field, frozen, validators

from lsc_domain.loi.article_de_vote import ArticleDeVote
from lsc_domain.socle.errors import InvalidValue
from lsc_domain.socle.ids import CleId, CoproprietaireId, ResolutionId


@frozen(kw_only=True)
class Resolution:
    """
    One item of the agenda. AG-02, AG-21.

    `id` never changes; `numero` is where the item stands today, and changes when items move. `article`
    and `cle` are `None` while the agenda is being prepared; `ArticleDeVote("aucun")` is a heading, not
    voted. The article is data, freely set (MAJ-12). `exclus` are owners whose voices are left out of
    this count (loi 65-557, art. 19-2). `concurrence` names a set of rival candidates or quotes (décret
    67-223, art. 19): items of one name compete. `emprunt` marks a loan voted at the majority of its works (art. 26-4).
    """

    id: ResolutionId = field(validator=validators.min_len(1))
    numero: str
    titre: str
    projet: str = ""
    article: ArticleDeVote | None = None
    cle: CleId | None = None
    exclus: frozenset[CoproprietaireId] = frozenset()
    concurrence: str = ""
    emprunt: bool = False
    sous_resolutions: tuple[Resolution, ...] = ()

    def __attrs_post_init__(self) -> None:
        for enfant in self.sous_resolutions:
            if enfant.sous_resolutions:
                raise InvalidValue(f"résolution {enfant.numero} : une sous-résolution n'en a pas elle-même")

    @property
    def se_vote(self) -> bool:
        """Tell whether the item is put to the vote; one whose article is still unknown is."""
        return self.article is None or self.article.se_vote

    @property
    def intitule_du_vote(self) -> str:
        """
        What the votes screen of the trade shows above the text of the resolution. AG-33.

        >>> Resolution(id=ResolutionId("1"), numero="1", titre="Quitus", article=ArticleDeVote("24")).intitule_du_vote
        'VOTE DE LA RESOLUTION N°1 Quitus - article 24'
        """
        article = f" - article {self.article}" if self.article is not None and self.article.se_vote else ""
        return f"VOTE DE LA RESOLUTION N°{self.numero} {self.titre}{article}"


@frozen(kw_only=True)
class Ligne:
    """One line of the ballot: a resolution or a sub-resolution, at its rank in agenda order."""

    rang: int
    resolution: Resolution
    parent: Resolution | None = None


@frozen
class OrdreDuJour:
    """
    The agenda: resolutions in order, each followed by its sub-resolutions (5, 5.1, 5.2, 6). AG-02.

    Ballots follow the identity of an item, so that moving, inserting or amending never loses one.
    Raises `InvalidValue` when two lines bear one identity or one number.
    """

    resolutions: tuple[Resolution, ...]

    def __attrs_post_init__(self) -> None:
        identifiants: list[str] = [ligne.resolution.id for ligne in self.lignes]
        numeros = [ligne.resolution.numero for ligne in self.lignes]
        for nom, valeurs in (("identifiant", identifiants), ("numéro", numeros)):
            if len(set(valeurs)) < len(valeurs):
                double = next(valeur for rang, valeur in enumerate(valeurs) if valeur in valeurs[:rang])
                raise InvalidValue(f"résolution {double} : deux fois le même {nom}")

    @cached_property
    def lignes(self) -> tuple[Ligne, ...]:
        """Every line of the ballot, in agenda order."""
        return tuple(
            Ligne(rang=rang, resolution=resolution, parent=parent)
            for rang, (resolution, parent) in enumerate(_a_plat(self.resolutions))
        )

    @cached_property
    def rangs(self) -> dict[ResolutionId, int]:
        """The rank of each line."""
        return {ligne.resolution.id: ligne.rang for ligne in self.lignes}

    def resolution(self, id: ResolutionId) -> Resolution:
        """Return a line of the agenda. Raises `InvalidValue` when there is none of that identity."""
        if id not in self.rangs:
            raise InvalidValue(f"résolution {id} : absente de l'ordre du jour")
        return self.lignes[self.rangs[id]].resolution

    def inserer(self, resolution: Resolution, *, place: int) -> OrdreDuJour:
        """
        Put a resolution at a place (1 is the first); those after it shift, numbers follow places.

        >>> un = Resolution(id=ResolutionId("a"), numero="1", titre="Budget")
        >>> deux = Resolution(id=ResolutionId("b"), numero="?", titre="Quitus")
        >>> tuple(r.numero + r.titre for r in OrdreDuJour((un,)).inserer(deux, place=1).resolutions)
        ('1Quitus', '2Budget')
        """
        if not 1 <= place <= len(self.resolutions) + 1:
            raise InvalidValue(f"place {place} : l'ordre du jour a {len(self.resolutions)} résolutions")
        liste = list(self.resolutions)
        liste.insert(place - 1, resolution)
        return _numeroter(liste)

    def deplacer(self, id: ResolutionId, *, place: int) -> OrdreDuJour:
        """
        Move a resolution: it takes the number of its new place and the others shift. AG-21.

        A sub-resolution moves among those of its parent, and never leaves it. Raises `InvalidValue` for a place that
        is not there.
        """
        ligne = self._ligne(id)
        if ligne.parent is None:
            reste = OrdreDuJour(tuple(autre for autre in self.resolutions if autre.id != id))
            return reste.inserer(ligne.resolution, place=place)
        soeurs = [autre for autre in ligne.parent.sous_resolutions if autre.id != id]
        if not 1 <= place <= len(soeurs) + 1:
            raise InvalidValue(
                f"place {place} : la résolution {ligne.parent.numero} a {len(soeurs) + 1} sous-résolutions"
            )
        soeurs.insert(place - 1, ligne.resolution)
        return self._avec_enfants(ligne.parent, tuple(soeurs))

    def retirer(self, id: ResolutionId) -> OrdreDuJour:
        """
        Take a resolution off, its sub-resolutions with it; those after it shift, numbers follow places. I-24.

        Raises `InvalidValue` when there is none of that identity.

        >>> un = Resolution(id=ResolutionId("a"), numero="1", titre="Budget")
        >>> deux = Resolution(id=ResolutionId("b"), numero="2", titre="Quitus")
        >>> tuple(r.numero + r.titre for r in OrdreDuJour((un, deux)).retirer(ResolutionId("a")).resolutions)
        ('1Quitus',)
        """
        ligne = self._ligne(id)
        if ligne.parent is None:
            return _numeroter([autre for autre in self.resolutions if autre.id != id])
        return self._avec_enfants(
            ligne.parent, tuple(autre for autre in ligne.parent.sous_resolutions if autre.id != id)
        )

    def remplacer(self, resolution: Resolution) -> OrdreDuJour:
        """Put a changed resolution in the place of the one of the same identity, sub-resolution or not."""
        self.resolution(resolution.id)
        return OrdreDuJour(tuple(_remplacee(actuelle, resolution) for actuelle in self.resolutions))

    def completer(self, parent: ResolutionId, enfant: Resolution) -> OrdreDuJour:
        """Add a sub-resolution after the others of its parent, and number it."""
        actuelle = self.resolution(parent)
        numerotee = evolve(enfant, numero=f"{actuelle.numero}.{len(actuelle.sous_resolutions) + 1}")
        return self.remplacer(evolve(actuelle, sous_resolutions=(*actuelle.sous_resolutions, numerotee)))

    def _ligne(self, id: ResolutionId) -> Ligne:
        self.resolution(id)
        return self.lignes[self.rangs[id]]

    def _avec_enfants(self, parent: Resolution, enfants: tuple[Resolution, ...]) -> OrdreDuJour:
        numerotes = tuple(evolve(un, numero=f"{parent.numero}.{place}") for place, un in enumerate(enfants, 1))
        return self.remplacer(evolve(parent, sous_resolutions=numerotes))


def _a_plat(resolutions: tuple[Resolution, ...]) -> Iterator[tuple[Resolution, Resolution | None]]:
    for resolution in resolutions:
        yield resolution, None
        for enfant in resolution.sous_resolutions:
            yield enfant, resolution


def _remplacee(actuelle: Resolution, nouvelle: Resolution) -> Resolution:
    if actuelle.id == nouvelle.id:
        return nouvelle
    enfants = tuple(nouvelle if enfant.id == nouvelle.id else enfant for enfant in actuelle.sous_resolutions)
    return evolve(actuelle, sous_resolutions=enfants)


def _numeroter(resolutions: list[Resolution]) -> OrdreDuJour:
    return OrdreDuJour(
        tuple(
            evolve(
                resolution,
                numero=str(rang),
                sous_resolutions=tuple(
                    evolve(enfant, numero=f"{rang}.{place}")
                    for place, enfant in enumerate(resolution.sous_resolutions, 1)
                ),
            )
            for rang, resolution in enumerate(resolutions, 1)
        )
    )
