"""What the law leaves open: each dispute is a named field, with its camps and a default."""

from typing import Literal

from attrs import frozen

Report = Literal["reporter", "defaillant"]
Lien = Literal["liees", "independantes"]
Cases = Literal["abstention", "non_votant"]
DernierJour = Literal["calendaire", "avance", "jours_ouvrables"]
Derogation = Literal["stricte", "large"]
BaseDesPouvoirs = Literal["apres_reduction", "avant_reduction"]
Incident = Literal["mention", "defaillant"]


@frozen(kw_only=True)
class Politique:
    """
    The readings an agency, or its lawyer, chose where the texts do not settle the point.

    Two meetings counted with the same facts and the same `Politique` give the same decisions. The
    defaults are the readings this library argues for; each field quotes the other camp. I-08, I-18.
    """

    majorite_non_ferme_la_passerelle: bool = True
    """
    Does a no that reaches the majority close the second vote? True: the assembly has decided, against
    (the trade's practice: « si pas de majorité oui ou non »). False: art. 25-1 asks only that the first
    vote failed and that a third said yes, whatever the no. MAJ-05.
    """

    correspondance_au_second_vote: Report = "reporter"
    """
    What of a correspondence voter who answered once, at the second vote? `reporter`: one question, so the
    answer serves both votes (GRECCO, recommandation n° 11). `defaillant`: he did not vote on the second
    question (TJ Orléans, 5 May 2021); only a separate answer counts. I-08.
    """

    sous_resolutions: Lien = "liees"
    """
    Does a sub-resolution follow its parent? `liees`: a parent not adopted takes its sub-resolutions with
    it (the publisher's own rule). `independantes`: each line stands on its ballots alone. AG-21.
    """

    plusieurs_cases: Cases = "abstention"
    """
    Several boxes ticked for one question on a form: `abstention` (information of the trade press), or
    `non_votant`: a ballot nobody can read is no ballot. The arrêté of 2 July 2020 is silent.
    """

    case_vide: Cases = "non_votant"
    """
    No box ticked for one question on a form: `non_votant` (he did not take part in that item, and may
    contest it), or `abstention`. It matters for the heads of art. 26-1 only.
    """

    reduction_sur_cle_speciale: bool = False
    """
    Is an owner of more than half of a **special** key reduced for the votes on that key? False: art. 22
    speaks of the common parts of the syndicat. True: décret art. 14 lists the reduction beside art. 10.
    """

    reduction_calculee_sur: Literal["voix", "quotes_parts"] = "voix"
    """
    Are lots held by the syndicat itself (art. 16, no voice) part of the whole whose half triggers the
    reduction? `voix`: no, so that nobody outweighs all the others. `quotes_parts`: yes, to the letter.
    """

    base_des_pouvoirs: BaseDesPouvoirs = "apres_reduction"
    """Are the « voix du syndicat » of the proxy cap counted after or before the reduction of art. 22?"""

    derogation_des_pouvoirs: Derogation = "stricte"
    """
    When did the 15 % cap of the Covid orders start? `stricte`: 22 May 2020 and 24 January 2022 (entry
    into force of the texts). `large`: 20 May 2020 and 1 January 2022. Both ends are certain.
    """

    dernier_jour_du_formulaire: DernierJour = "calendaire"
    """
    The three clear days of décret art. 9 bis. `calendaire`: any days, the text makes no distinction.
    `avance`: a last day that is a Saturday, Sunday or holiday is put back to the working day before.
    `jours_ouvrables`: Sundays and holidays are not counted among the three. I-18.
    """

    incident_technique: Incident = "mention"
    """
    A remote owner cut off during a vote: `mention` in the minutes only (décret art. 17), or `defaillant`
    for that item, so that he may contest it.
    """

    second_vote_entre_deux: Literal["deux_tiers", "moitie"] = "deux_tiers"
    """
    A syndicat of two owners at the second vote of art. 26-1. `deux_tiers`: art. 41-16, 2° replaces the
    majority of art. 25 wherever it is used, else 60 % could decide by a detour what they cannot decide
    straight. `moitie`: art. 26-1 says « la majorité des voix de tous les copropriétaires », to the letter.
    """

    opposition_a_l_accessibilite: Literal["24", "25"] = "25"
    """Art. 25-2, last al., says « majorité des voix des copropriétaires »: all of them (25), or 24?"""

    emprunt_a_son_second_vote: bool = True
    """Does a loan voted « à la même majorité » as the works (art. 26-4) inherit their second vote too?"""


POLITIQUE_PAR_DEFAUT = Politique()
