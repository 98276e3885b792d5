"""Who holds proxies he may not hold, or cannot: too many, forbidden to him, or given to somebody who is not there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final, assert_never

from attrs import evolve

from lsc_domain.assemblee.declaration import Lieu
from lsc_domain.assemblee.irregularite import Irregularite, irregularites
from lsc_domain.assemblee.pouvoir import Porteur
from lsc_domain.assemblee.presence import EtatDesPresences
from lsc_domain.assemblee.refus import MandataireAbsent, MandataireEmpeche, PouvoirsEnSurnombre
from lsc_domain.assemblee.verification.constatation import Constatation, avertissement, erreur
from lsc_domain.assemblee.verification.lecture import Lecture, Moment
from lsc_domain.assemblee.verification.repartition import Base, Repartition, base_du_plafond, charge, repartir
from lsc_domain.copropriete.personne import Empechement, Personne
from lsc_domain.loi.article import Article, decret, loi
from lsc_domain.loi.plafond import Plafond
from lsc_domain.socle.ensemble import ensemble, rangs
from lsc_domain.socle.ids import CoproprietaireId

_EMPECHEMENT: Final = loi("22", "I, al. 4")
_DEBITEUR: Final = loi("19-2", "dernier al.")
_MANDATAIRE: Final = loi("22", "I, al. 3")
_SECRETAIRE: Final = decret("15")


def verifier_les_mandataires(lecture: Lecture) -> Iterator[Constatation]:
    """
    Find the proxies the law forbids at any line of the meeting, and propose holders for those in excess.

    Loi 65-557, art. 22, I, al. 3 and 4, and art. 19-2; décret 67-223, art. 15. POUV-01, POUV-03, AG-15, AG-16,
    I-12, I-13, I-28, X-11.
    """
    yield from _president(lecture)
    yield from _abandons(lecture)
    examen = _Examen(lecture)
    for rang, moment in enumerate(lecture.deroulement.moments):
        yield from examen.examiner(rang, moment)


def _president(lecture: Lecture) -> Iterator[Constatation]:
    """The syndic and his circle do not chair. I-13."""
    president, syndic = lecture.declaration.fiche.president, lecture.declaration.syndic
    if president is None:
        return
    cause = president.empechement
    if cause is None and syndic is not None and lecture.est(president, syndic):
        cause = Empechement.SYNDIC
    if cause is not None:
        yield erreur(
            code="president_empeche",
            lieu=("assemblee", "president"),
            texte=f"{lecture.designer(president)} ne peut présider : il est {cause.libelle}.",
            article=_EMPECHEMENT,
            coproprietaire=president.coproprietaire,
        )


def _abandons(lecture: Lecture) -> Iterator[Constatation]:
    """A holder who leaves takes his mandants with him, unless he leaves somebody in charge. I-28."""
    for place, (depart, mandants) in lecture.deroulement.abandons.items():
        numero = lecture.par_id[depart.resolution].resolution.numero
        yield erreur(
            code="mandataire_absent",
            lieu=("deroulement", place),
            texte=f"{lecture.nom(depart.coproprietaire)} part à la résolution {numero} sans laisser de mandataire à "
            f"ceux qu'il représente, qui sont absents à partir de là : {lecture.noms(mandants)}.",
            article=_MANDATAIRE,
            coproprietaire=depart.coproprietaire,
            resolution=numero,
        )


class _Examen:
    """The proxies of a meeting, moment by moment: what was found once is not said again."""

    def __init__(self, lecture: Lecture) -> None:
        self.lecture = lecture
        self.vus: set[int] = set()
        self.dits: dict[tuple[str, ...], set[int]] = {}

    def examiner(self, rang: int, moment: Moment) -> Iterator[Constatation]:
        """Examine one line; a moment that lasts is examined once, unless somebody is left out of the vote."""
        exclus = self._exclus(rang)
        debiteurs = ensemble(place for qui, place in self.lecture.syndicat.rangs.items() if qui in exclus)
        if not moment.etat.mandataires or (id(moment) in self.vus and not debiteurs):
            return
        self.vus.add(id(moment))
        etat = self._connus(moment.etat)
        trouvees = self._irregularites(etat, debiteurs)
        partage = _Partage(self.lecture, etat, trouvees, debiteurs)
        for trouvee in trouvees:
            nouveaux = self._nouveaux(trouvee, rang)
            if nouveaux:
                yield self._constater(trouvee, nouveaux, rang, moment, partage)
        yield from self._secretaire(etat, moment, rang)

    def _exclus(self, rang: int) -> frozenset[CoproprietaireId]:
        points = self.lecture.points
        return points[rang].resolution.exclus if points else frozenset()

    def _connus(self, etat: EtatDesPresences) -> EtatDesPresences:
        """Leave out the holders who are nobody: they are found elsewhere."""
        connus = self.lecture.syndicat.rangs
        mandataires = {
            mandant: qui
            for mandant, qui in etat.mandataires.items()
            if qui.coproprietaire is None or qui.coproprietaire in connus
        }
        return evolve(etat, mandataires=mandataires)

    def _irregularites(self, etat: EtatDesPresences, debiteurs: int) -> list[Irregularite]:
        lecture, syndic = self.lecture, self.lecture.declaration.syndic
        trouvees = irregularites(
            etat,
            lecture.syndicat,
            voix=lecture.voix_generales,
            le=lecture.le,
            debiteurs=debiteurs,
            politique=lecture.declaration.politique,
        )
        cause = f"il est {Empechement.SYNDIC.libelle}"
        return [
            *trouvees,
            *(
                Irregularite(
                    mandataire=qui,
                    mandants=mandants,
                    refus=MandataireEmpeche(mandataire=lecture.designer(qui), cause=cause),
                )
                for qui, mandants in etat.par_mandataire()
                if syndic is not None and lecture.est(qui, syndic)
            ),
        ]

    def _est_exclu(self, trouvee: Irregularite, rang: int) -> bool:
        """Tell whether a holder is barred from this vote only: the sale of his own lot is at stake. Art. 19-2."""
        cause = f"il est {Empechement.DEBITEUR.libelle}"
        barre = isinstance(trouvee.refus, MandataireEmpeche) and trouvee.refus.cause == cause
        return barre and trouvee.mandataire.coproprietaire in self._exclus(rang)

    def _nouveaux(self, trouvee: Irregularite, rang: int) -> list[int]:
        """Return the mandants for whom this was not said yet; a debtor's bar is that of one vote."""
        cause = trouvee.refus.cause if isinstance(trouvee.refus, MandataireEmpeche) else ""
        vote = str(rang) if self._est_exclu(trouvee, rang) else ""
        dits = self.dits.setdefault((type(trouvee.refus).__name__, cause, vote, *trouvee.mandataire.identite), set())
        nouveaux = [un for un in trouvee.mandants if un not in dits]
        dits.update(nouveaux)
        return nouveaux

    def _constater(
        self, trouvee: Irregularite, nouveaux: list[int], rang: int, moment: Moment, partage: _Partage
    ) -> Constatation:
        code, article, texte, lieu = self._dire(trouvee, rang, moment.origines, partage)
        ici = lieu or moment.origines[nouveaux[0]]
        return erreur(
            code=code,
            lieu=ici,
            texte=texte,
            article=article,
            coproprietaire=trouvee.mandataire.coproprietaire or self.lecture.syndicat.coproprietaires[nouveaux[0]].id,
            resolution=self._numero(ici, rang),
        )

    def _dire(
        self, trouvee: Irregularite, rang: int, origines: Mapping[int, Lieu], partage: _Partage
    ) -> tuple[str, Article, str, Lieu | None]:
        """Say what is found: its code, its article, the sentence, and its place when it is not the first proxy's."""
        nom, mandants = self.lecture.designer(trouvee.mandataire), self.lecture.noms(trouvee.mandants)
        refus = trouvee.refus
        match refus:
            case MandataireEmpeche(cause=cause):
                texte = f"{nom} ne peut recevoir de pouvoir, car {cause} ; pouvoirs donnés par : {mandants}."
                if self._est_exclu(trouvee, rang):
                    return "mandataire_empeche", _DEBITEUR, texte, (*self.lecture.points[rang].lieu, "exclus")
                return "mandataire_empeche", _EMPECHEMENT, texte, None
            case MandataireAbsent(code=etat):
                texte = (
                    f"{nom} est codé {etat}, alors qu'un mandataire copropriétaire est présent, sur place (O) ou à "
                    f"distance (D) ; pouvoirs donnés par : {mandants}."
                )
                return "mandataire_absent", _MANDATAIRE, texte, None
            case PouvoirsEnSurnombre(plafond=plafond):
                repartition = partage.repartir(trouvee, plafond)
                motif = plafond.motifs[0]
                texte = f"{nom} tient {motif.texte.rstrip('.')} ; {self._proposition(repartition)}."
                premier = min(mandant for mandant, _ in repartition.cessions)
                return "pouvoirs_en_surnombre", motif.article, texte, origines[premier]
            case _ as impossible:
                assert_never(impossible)

    def _numero(self, lieu: Lieu, rang: int) -> str | None:
        """Name the line when what is found is not so from the opening."""
        return None if lieu[0] == "presences" and rang == 0 else self.lecture.points[rang].resolution.numero

    def _proposition(self, repartition: Repartition) -> str:
        noms = self.lecture.noms
        cedes = [f"{noms([mandant])} à {self.lecture.designer(a)}" for mandant, a in repartition.cessions if a]
        restes = [mandant for mandant, a in repartition.cessions if a is None]
        phrases = [f"il peut garder les pouvoirs de : {noms(repartition.gardes)}"]
        if cedes:
            phrases.append(f"les autres peuvent être donnés ainsi, si les mandants le veulent : {', '.join(cedes)}")
        if restes:
            phrases.append(f"aucun autre copropriétaire présent (O ou D) ne peut recevoir ceux de : {noms(restes)}")
        return " ; ".join(phrases)

    def _secretaire(self, etat: EtatDesPresences, moment: Moment, rang: int) -> Iterator[Constatation]:
        """The syndic is the secretary unless decided otherwise, and a file often names him nowhere else."""
        secretaire = self.lecture.declaration.fiche.secretaire
        if secretaire is None or self.lecture.declaration.syndic is not None:
            return
        for qui, mandants in etat.par_mandataire():
            dits = self.dits.setdefault(("secretaire", *qui.identite), set())
            nouveaux = [un for un in mandants if un not in dits]
            dits.update(mandants)
            if nouveaux and self.lecture.est(qui, secretaire):
                lieu = moment.origines[nouveaux[0]]
                yield avertissement(
                    code="mandataire_secretaire",
                    lieu=lieu,
                    texte=f"{self.lecture.designer(qui)} est secrétaire de séance et reçoit des pouvoirs, ce qu'il ne "
                    "peut s'il est le syndic, secrétaire sauf décision contraire ; pouvoirs donnés par : "
                    f"{self.lecture.noms(mandants)}.",
                    article=_SECRETAIRE,
                    coproprietaire=qui.coproprietaire or self.lecture.syndicat.coproprietaires[nouveaux[0]].id,
                    resolution=self._numero(lieu, rang),
                )


class _Partage:
    """The owners present who may take more proxies at one moment, established at the first need."""

    def __init__(
        self, lecture: Lecture, etat: EtatDesPresences, trouvees: Sequence[Irregularite], debiteurs: int
    ) -> None:
        self.lecture = lecture
        self.etat = etat
        self.irreguliers = {trouvee.mandataire.identite for trouvee in trouvees}
        self.debiteurs = debiteurs
        self._porteurs: list[Porteur] | None = None

    def repartir(self, trouvee: Irregularite, plafond: Plafond) -> Repartition:
        """Share out one holder's proxies; those already proposed to somebody weigh on him."""
        base = self._base()
        if self._porteurs is None:
            self._porteurs = sorted(self._recenser(base), key=charge)
        qui = trouvee.mandataire.coproprietaire
        return repartir(
            trouvee.mandants,
            voix_propres=base.voix.de(base.syndicat.rangs[qui]) if qui is not None else Fraction(),
            plafond=plafond,
            porteurs=self._porteurs,
            base=base,
        )

    def _base(self) -> Base:
        syndicat = self.lecture.syndicat
        cle = syndicat.cle_generale or syndicat.cles[0]
        return base_du_plafond(
            syndicat, self.lecture.voix(cle.code), le=self.lecture.le, politique=self.lecture.declaration.politique
        )

    def _recenser(self, base: Base) -> Iterator[Porteur]:
        tenus = {qui.identite: mandants for qui, mandants in self.etat.par_mandataire()}
        presents = self.etat.presents | self.etat.distance
        for rang in rangs(presents & ~self.lecture.syndicat.sans_voix & ~self.debiteurs):
            un = self.lecture.syndicat.coproprietaires[rang]
            personne = Personne(coproprietaire=un.id)
            if personne.identite not in self.irreguliers and not self._est_ecarte(personne):
                yield Porteur(
                    personne=personne,
                    voix_propres=base.voix.de(rang),
                    pouvoirs=tuple(base.voix.de(mandant) for mandant in tenus.get(personne.identite, ())),
                )

    def _est_ecarte(self, personne: Personne) -> bool:
        """Tell whether he may be the syndic, or is known to be of his circle."""
        fiche = self.lecture.declaration.fiche
        syndic = self.lecture.declaration.syndic or fiche.secretaire
        bureau = (fiche.president, fiche.secretaire, *fiche.scrutateurs)
        empeches = (un for un in bureau if un is not None and un.empechement is not None)
        return (syndic is not None and self.lecture.est(personne, syndic)) or any(
            un.identite == personne.identite for un in empeches
        )
