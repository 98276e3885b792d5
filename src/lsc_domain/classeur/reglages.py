"""What the agency opens of its documents: the modules of « Mes documents »."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

from lsc_domain.parc.role import Metier


class LecteursDuSyndic(StrEnum):
    """
    Who reads « Documents du syndic ».

    Two statements of the trade say every council member of every building, one says every owner; décret 2019-502,
    art. 3, puts these papers in the council's space. X-05, EXA-21, EXC-12.
    """

    CONSEILS = "conseils"
    COPROPRIETAIRES = "coproprietaires"


@frozen(kw_only=True)
class Reglages:
    """
    The boxes of « Mes documents ».

    `module` is the master switch of the whole extranet (X-16, EXA-31); `gestion` and `syndic` open the documents of
    each trade (EXA-33); `vue_sur_les_locataires` lets an owner read what is his tenants' (EXA-35);
    `classeurs_vides` shows the binders with nothing in them, of those he may open (EXA-32, X-29).
    """

    module: bool = True
    gestion: bool = True
    syndic: bool = True
    vue_sur_les_locataires: bool = False
    classeurs_vides: bool = True
    lecteurs_du_syndic: LecteursDuSyndic = LecteursDuSyndic.CONSEILS

    def est_ouvert(self, metier: Metier) -> bool:
        """Tell whether the documents of a trade are shown at all. EXA-31, EXA-33."""
        return self.module and (self.gestion if metier is Metier.GERANCE else self.syndic)
