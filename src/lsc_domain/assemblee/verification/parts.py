"""The keys, the owners and their tantièmes: what is said twice, what does not add up, who has nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from lsc_domain.assemblee.verification.constatation import Constatation, avertissement, erreur, information
from lsc_domain.assemblee.verification.lecture import Lecture, nommer
from lsc_domain.copropriete.voix import REDUCTION
from lsc_domain.socle.affichage import ecrire_voix
from lsc_domain.socle.ids import CleId


def verifier_les_parts(lecture: Lecture) -> Iterator[Constatation]:
    """
    Find keys and owners named twice, totals that are not reached, lots of two owners, owners of nothing.

    Voices are the quote-part of common parts: loi 65-557, art. 22, I, al. 2. AG-14, AG-27, AG-28, AG-53, I-09.
    """
    yield from _cles(lecture)
    yield from _cle_generale(lecture)
    yield from _coproprietaires(lecture)
    yield from _lots(lecture)
    yield from _reduction(lecture)


def _cles(lecture: Lecture) -> Iterator[Constatation]:
    """A key is declared once, and its total is the sum of the lots. AG-14."""
    if not lecture.declaration.cles:
        yield erreur(
            code="aucune_cle",
            lieu=("cles",),
            texte="Aucune clé de répartition n'est déclarée : personne n'a de voix.",
            article=REDUCTION,
        )
    vues: set[CleId] = set()
    reunis = _sommes(lecture)
    for place, cle in enumerate(lecture.declaration.cles):
        if cle.code in vues:
            yield erreur(
                code="identifiant_double",
                lieu=("cles", place, "code"),
                texte=f"La clé {cle.code} est déclarée deux fois : seule la première est lue.",
            )
        vues.add(cle.code)
        if cle.total is not None and reunis[cle.code] != cle.total:
            ecart = reunis[cle.code] - cle.total
            difference = f"{ecrire_voix(ecart)} de trop" if ecart > 0 else f"il en manque {ecrire_voix(-ecart)}"
            yield erreur(
                code="tantiemes_incoherents",
                lieu=("cles", place, "total"),
                texte=f"La clé {cle} annonce {ecrire_voix(cle.total)} tantièmes et les lots en réunissent "
                f"{ecrire_voix(reunis[cle.code])} : {difference}.",
                article=REDUCTION,
            )


def _sommes(lecture: Lecture) -> dict[CleId, Fraction]:
    """Add the tantièmes of every owner as declared, those without voice included."""
    sommes = dict.fromkeys(lecture.codes, Fraction())
    for un in lecture.declaration.coproprietaires:
        for lot in un.lots:
            for part in lot.tantiemes:
                if part.cle in sommes:
                    sommes[part.cle] += part.valeur
    return sommes


def _cle_generale(lecture: Lecture) -> Iterator[Constatation]:
    """One key is general: it is the base of the reduction and of the proxy cap. AG-28, I-09."""
    generales = [place for place, cle in enumerate(lecture.declaration.cles) if cle.generale]
    if not generales and lecture.declaration.cles:
        yield avertissement(
            code="aucune_cle_generale",
            lieu=("cles",),
            texte="Aucune clé n'est générale : ni la réduction de voix ni le plafond des pouvoirs ne s'appliquent.",
            article=REDUCTION,
        )
    for place in generales[1:]:
        premiere, autre = lecture.declaration.cles[generales[0]], lecture.declaration.cles[place]
        yield erreur(
            code="plusieurs_cles_generales",
            lieu=("cles", place, "generale"),
            texte=f"La clé {autre} est déclarée générale, comme la clé {premiere} : une seule peut l'être.",
            article=REDUCTION,
        )


def _coproprietaires(lecture: Lecture) -> Iterator[Constatation]:
    """One owner is one entry, whatever his accounts and lots, and has tantièmes. AG-27, AG-53."""
    fois = Counter(un.id for un in lecture.declaration.coproprietaires)
    vus: set[str] = set()
    for place, un in enumerate(lecture.declaration.coproprietaires):
        if un.id in vus:
            yield erreur(
                code="identifiant_double",
                lieu=("coproprietaires", place, "id"),
                texte=f"{nommer(un)} porte l'identifiant d'un autre : {un.id} est déclaré {fois[un.id]} fois et "
                "seul le premier est lu.",
                coproprietaire=un.id,
            )
        vus.add(un.id)
        if not un.sans_voix and not any(part.valeur for lot in un.lots for part in lot.tantiemes):
            yield avertissement(
                code="coproprietaire_sans_tantiemes",
                lieu=("coproprietaires", place, "lots"),
                texte=f"{nommer(un)} n'a de tantièmes dans aucune clé : il ne vote rien et n'est pas compté.",
                article=REDUCTION,
                coproprietaire=un.id,
            )


def _lots(lecture: Lecture) -> Iterator[Constatation]:
    """A lot has one owner, and tantièmes in declared keys only. AG-28."""
    proprietaires: dict[str, str] = {}
    for rang, un in enumerate(lecture.declaration.coproprietaires):
        for place, lot in enumerate(un.lots):
            numero = lot.numero.strip()
            if numero in proprietaires:
                yield erreur(
                    code="lot_double",
                    lieu=("coproprietaires", rang, "lots", place, "numero"),
                    texte=f"Le lot {numero} que déclare {nommer(un)} est déjà celui de {proprietaires[numero]} : "
                    "ses tantièmes comptent deux fois.",
                    coproprietaire=un.id,
                )
            elif numero:
                proprietaires[numero] = nommer(un)
            for part in lot.tantiemes:
                if part.cle not in lecture.codes:
                    yield erreur(
                        code="cle_inconnue",
                        lieu=("coproprietaires", rang, "lots", place, "tantiemes", part.cle),
                        texte=f"{nommer(un)}, lot {numero} : la clé {part.cle} de ses tantièmes n'est pas "
                        "déclarée, ils ne comptent pas.",
                        coproprietaire=un.id,
                    )


def _reduction(lecture: Lecture) -> Iterator[Constatation]:
    """An owner of more than half has his voices cut to the sum of the others'. I-09."""
    cle, voix = lecture.syndicat.cle_generale, lecture.voix_generales
    if cle is None or voix is None or voix.reduit is None:
        return
    un = lecture.syndicat.coproprietaires[voix.reduit]
    places = [place for place, autre in enumerate(lecture.declaration.coproprietaires) if autre.id == un.id]
    yield information(
        code="reduction_applicable",
        lieu=("coproprietaires", places[0]),
        texte=f"{nommer(un)} détient {ecrire_voix(un.tantiemes(cle.code))} voix, plus de la moitié : elles sont "
        f"réduites à {ecrire_voix(voix.de(voix.reduit))}, la somme de celles des autres, et les majorités se calculent "
        f"sur {ecrire_voix(voix.total.voix)}.",
        article=REDUCTION,
        coproprietaire=un.id,
    )
