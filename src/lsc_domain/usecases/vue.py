"""Keeping in memory what the extranet shows, for as long as it is true: what makes a page cost a few statements."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from operator import itemgetter
from typing import Final, TypeVar

from attrs import field, frozen

from lsc_domain.classeur.classeur import Classeur
from lsc_domain.classeur.consultation import Consultation
from lsc_domain.classeur.document import Document
from lsc_domain.evenement.evenement import Evenement
from lsc_domain.evenement.modele import Modele
from lsc_domain.extranet.agence import FicheDAgence
from lsc_domain.extranet.espace import metiers_ouverts, tickets_ouverts
from lsc_domain.extranet.fournisseur import Fournisseur
from lsc_domain.extranet.information import Information, plus_recentes
from lsc_domain.extranet.parametrage import Parametrage
from lsc_domain.extranet.vitrine import Vitrine
from lsc_domain.parc.compte_client import CompteClient
from lsc_domain.parc.fiche_de_lot import FicheDeLot
from lsc_domain.parc.immeuble import Immeuble
from lsc_domain.parc.parc import Parc
from lsc_domain.parc.tiers import Tiers
from lsc_domain.ports.storage import Repository, Stored, Transaction
from lsc_domain.publication.classement import Classement
from lsc_domain.publication.etat import Etat
from lsc_domain.publication.parametres import Parametres
from lsc_domain.socle.ids import ClasseurId, CompteId, EvenementId, ImmeubleId, LotId, ModeleId, TiersId
from lsc_domain.socle.licence import Licence
from lsc_domain.usecases.etat import AGENCE

A = TypeVar("A")

_des_lus: Final = itemgetter(
    "immeubles",
    "tiers",
    "comptes",
    "classeurs",
    "modeles",
    "evenements",
    "documents",
    "parametres",
    "parametrages",
    "informations",
    "fiches_d_agence",
    "fournisseurs",
    "fiches_de_lot",
)
"""The numbers of what a view is worked out of: somebody's request, which is in none, changes no view."""

_LECTURES: Final = 3
"""Times everything is read again, at most, when somebody writes meanwhile."""


@frozen(eq=False, kw_only=True)
class _Lus:
    """The states a view is worked out of, as they were read, and the revision of each kind just before."""

    revisions: Mapping[str, int]
    immeubles: Mapping[str, Stored[Immeuble]]
    tiers: Mapping[str, Stored[Tiers]]
    comptes: Mapping[str, Stored[CompteClient]]
    classeurs: Mapping[str, Stored[Classeur]]
    modeles: Mapping[str, Stored[Modele]]
    evenements: Mapping[str, Stored[Evenement]]
    a_la_main: Mapping[str, Stored[Document]]
    parametres: Mapping[str, Stored[Parametres]]
    parametrages: Mapping[str, Stored[Parametrage]]
    informations: Mapping[str, Stored[Information]]
    fiches: Mapping[str, Stored[FicheDAgence]]
    fournisseurs: Mapping[str, Stored[Fournisseur]]
    fiches_de_lot: Mapping[str, Stored[FicheDeLot]]

    @classmethod
    def rien(cls) -> _Lus:
        return cls(
            revisions={},
            immeubles={},
            tiers={},
            comptes={},
            classeurs={},
            modeles={},
            evenements={},
            a_la_main={},
            parametres={},
            parametrages={},
            informations={},
            fiches={},
            fournisseurs={},
            fiches_de_lot={},
        )

    def relus(self, transaction: Transaction, revisions: Mapping[str, int]) -> _Lus:
        """Read again the kinds whose revision has changed; the mapping of any other is the same one."""

        def lire(nom: str, connus: Mapping[str, Stored[A]], depot: Repository[A]) -> Mapping[str, Stored[A]]:
            return connus if self.revisions.get(nom) == revisions[nom] else depot.refresh(connus)

        t = transaction
        return _Lus(
            revisions=revisions,
            immeubles=lire("immeubles", self.immeubles, t.immeubles),
            tiers=lire("tiers", self.tiers, t.tiers),
            comptes=lire("comptes", self.comptes, t.comptes),
            classeurs=lire("classeurs", self.classeurs, t.classeurs),
            modeles=lire("modeles", self.modeles, t.modeles),
            evenements=lire("evenements", self.evenements, t.evenements),
            a_la_main=lire("documents", self.a_la_main, t.documents),
            parametres=lire("parametres", self.parametres, t.parametres),
            parametrages=lire("parametrages", self.parametrages, t.parametrages),
            informations=lire("informations", self.informations, t.informations),
            fiches=lire("fiches_d_agence", self.fiches, t.fiches_d_agence),
            fournisseurs=lire("fournisseurs", self.fournisseurs, t.fournisseurs),
            fiches_de_lot=lire("fiches_de_lot", self.fiches_de_lot, t.fiches_de_lot),
        )

    def meme_parc(self, autre: _Lus) -> bool:
        """Tell whether nobody, no building and no account has changed."""
        return self.immeubles is autre.immeubles and self.tiers is autre.tiers and self.comptes is autre.comptes

    def meme_classement(self, autre: _Lus) -> bool:
        """Tell whether the same documents come out, the options set aside: where they are filed has not changed."""
        return self.memes_cases(autre) and self.a_la_main is autre.a_la_main and self.evenements is autre.evenements

    def memes_cases(self, autre: _Lus) -> bool:
        """Tell whether an event that has not changed is filed where it was, the options set aside."""
        return self.classeurs is autre.classeurs and self.modeles is autre.modeles

    def evenements_touches(self, autre: _Lus) -> frozenset[EvenementId]:
        """Return the events that one has and the other has not, or not the same: what was kept is the same object."""
        ecrits = {id_ for id_, un in self.evenements.items() if autre.evenements.get(id_) is not un}
        return frozenset(EvenementId(id_) for id_ in ecrits | (autre.evenements.keys() - self.evenements.keys()))

    def memes_lecteurs(self, autre: _Lus) -> bool:
        """Tell whether the same people read: what somebody is called, or wants to be told, is no right."""
        return (
            self.comptes is autre.comptes
            and self.immeubles is autre.immeubles
            and (self.tiers is autre.tiers or self.tiers.keys() == autre.tiers.keys())
        )


@frozen(eq=False)
class _Gardee:
    agence: str
    licence: Licence | None
    lus: _Lus
    classement: Classement
    vitrine: Vitrine

    def vaut(self, agence: str, jour: date, licence: Licence | None, revisions: Mapping[str, int]) -> bool:
        """Tell whether it is still what would be worked out."""
        connue = (_des_lus(self.lus.revisions), self.vitrine.jour, self.agence, self.licence)
        return connue == (_des_lus(revisions), jour, agence, licence)


@frozen(eq=False)
class Vues:
    """
    The view of the day of an agency, kept as long as the revisions and the day are the same. I-31, I-32.

    Whoever asks pays one statement, which is what tells him that nothing has changed; the first to ask after a change
    works the view out again while the others wait. What the change does not touch is kept: an e-mail that is
    corrected reads no event and files no document again. An engine has one of its own.

    `verrou` is held while a view is worked out: a lock of the host's threads, so that one of them does it for all.
    Without one, each of several threads may do it at once, for nothing but their time.
    """

    verrou: AbstractContextManager[object] = field(factory=nullcontext)
    _derniere: list[_Gardee] = field(factory=list[_Gardee], init=False)

    def connue(
        self, revisions: Mapping[str, int], *, jour: date, licence: Licence | None, agence: str = AGENCE
    ) -> Vitrine | None:
        """Return the view of these numbers, none when it is not the one that is kept: nothing is asked of the store."""
        return next((une.vitrine for une in self._derniere if une.vaut(agence, jour, licence, revisions)), None)

    def vitrine(
        self, transaction: Transaction, *, jour: date, licence: Licence | None, agence: str = AGENCE
    ) -> Vitrine:
        """
        Return what the extranet shows that day, as the store of this transaction has it.

        Asked of a transaction that has written nothing: what it would write and not keep must not be remembered.
        """
        for gardee in self._derniere:
            if gardee.vaut(agence, jour, licence, transaction.revisions):
                return gardee.vitrine
        with self.verrou:
            revisions = transaction.revisions
            avant = self._derniere[0] if self._derniere else None
            if avant is not None and avant.vaut(agence, jour, licence, revisions):
                return avant.vitrine
            lus = avant.lus if avant is not None else _Lus.rien()
            restent = _LECTURES
            while True:
                lus = lus.relus(transaction, revisions)
                neuve = _etablir(lus, jour, licence, agence, avant)
                revisions = transaction.revisions
                if _des_lus(revisions) == _des_lus(lus.revisions):
                    self._derniere[:] = [neuve]
                    return neuve.vitrine
                restent -= 1  # written while we read: of what has changed, what was read may be half of each
                if not restent:
                    return neuve.vitrine


def _etablir(lus: _Lus, jour: date, licence: Licence | None, agence: str, avant: _Gardee | None) -> _Gardee:
    parametres = _de(agence, lus.parametres) or Parametres()
    if avant is not None and lus.meme_parc(avant.lus):
        parc = avant.vitrine.parc
    else:
        parc = Parc(
            immeubles={ImmeubleId(id_): un.state for id_, un in lus.immeubles.items()},
            tiers={TiersId(id_): un.state for id_, un in lus.tiers.items()},
            comptes={CompteId(id_): un.state for id_, un in lus.comptes.items()},
        )
    classement = _classer(lus, parc, parametres, avant)
    return _Gardee(
        agence=agence,
        licence=licence,
        lus=lus,
        classement=classement,
        vitrine=Vitrine(
            jour=jour,
            metiers=metiers_ouverts(licence, jour),
            tickets=tickets_ouverts(licence, jour),
            parc=parc,
            classeurs=classement.etat.classeurs,
            documents=classement.documents,
            consultation=_consulter(lus, jour, parc, classement, parametres, avant),
            evenements=classement.etat.par_evenement,
            parametres=parametres,
            parametrage=_de(agence, lus.parametrages) or Parametrage(),
            informations=plus_recentes(un.state for un in lus.informations.values()),
            fiche=_de(agence, lus.fiches) or FicheDAgence(),
            fournisseurs=tuple(un.state for un in lus.fournisseurs.values()),
            fiches_de_lot=avant.vitrine.fiches_de_lot
            if avant is not None and avant.lus.fiches_de_lot is lus.fiches_de_lot
            else {LotId(id_): un.state for id_, un in lus.fiches_de_lot.items()},
        ),
    )


def _classer(lus: _Lus, parc: Parc, parametres: Parametres, avant: _Gardee | None) -> Classement:
    """File what there is to read: the events that were written since, when nothing else says where they go."""
    memes_noms = avant is not None and parametres.garder_les_noms == avant.vitrine.parametres.garder_les_noms
    if avant is not None and memes_noms and lus.meme_classement(avant.lus):
        return avant.classement
    memes_cases = avant is not None and memes_noms and lus.memes_cases(avant.lus)
    etat = Etat(
        parc=parc,
        classeurs=avant.classement.etat.classeurs
        if avant is not None and memes_cases
        else {ClasseurId(id_): un.state for id_, un in lus.classeurs.items()},
        modeles={ModeleId(id_): un.state for id_, un in lus.modeles.items()},
        evenements=tuple(un.state for un in lus.evenements.values()),
        a_la_main=tuple(un.state for un in lus.a_la_main.values()),
        parametres=parametres,
    )
    if avant is None or not memes_cases:
        return Classement.de(etat)
    return avant.classement.apres(etat, lus.evenements_touches(avant.lus))


def _consulter(
    lus: _Lus, jour: date, parc: Parc, classement: Classement, parametres: Parametres, avant: _Gardee | None
) -> Consultation:
    """Make the index of the day, out of the former one when the same people read in the same binders."""
    memes_droits = (
        avant is not None
        and avant.vitrine.jour == jour
        and avant.vitrine.parametres.reglages == parametres.reglages
        and avant.vitrine.classeurs is classement.etat.classeurs
        and lus.memes_lecteurs(avant.lus)
    )
    if avant is None or not memes_droits:
        return Consultation.du(
            jour,
            parc=parc,
            classeurs=classement.etat.classeurs.values(),
            documents=classement.documents.values(),
            reglages=parametres.reglages,
        )
    if avant.classement is classement:
        return avant.vitrine.consultation
    return avant.vitrine.consultation.apres(classement.documents)


def _de(agence: str, etats: Mapping[str, Stored[A]]) -> A | None:
    garde = etats.get(agence)
    return None if garde is None else garde.state
