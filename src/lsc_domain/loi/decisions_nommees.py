"""
The catalogue: every decision the law names at a majority, row by row, in the order of the majorities.

Four rooms hold the rows: `decisions_24`, `decisions_25`, `decisions_toutes_voix` (the majority of art. 25
in other articles), and `decisions_26` with unanimity and what goes with works. Their questions are in
`catalogue.py`.

A row says `depuis` and whether that day is certain. Where it is, a source gives the day the rule began.
Where it is not, read « attested since », never « created on »: 25 c, f and k are named by sources that
speak of the law of 27 March 2014, 26 a and b by the version of 14 July 2010, and most other rows are
given from 1 June 2020, when ordonnance 2019-1101 recast the law. These last were read in the consolidated
text of 8 September 2026: the decision may be older than its row, and a change since 2020 that no source
dates would be missed. A day without a row is a day this catalogue does not answer for, and never a day
the law was silent: art. 24, I, always applied by default.
"""

from typing import Final

from lsc_domain.loi.decisions_24 import DECISIONS_24
from lsc_domain.loi.decisions_25 import DECISIONS_25
from lsc_domain.loi.decisions_26 import DECISIONS_26, DECISIONS_ACCESSOIRES, DECISIONS_UNANIMES
from lsc_domain.loi.decisions_toutes_voix import DECISIONS_TOUTES_VOIX
from lsc_domain.loi.ligne import DecisionNommee

DECISIONS: Final[tuple[DecisionNommee, ...]] = (
    *DECISIONS_24,
    *DECISIONS_25,
    *DECISIONS_TOUTES_VOIX,
    *DECISIONS_26,
    *DECISIONS_UNANIMES,
    *DECISIONS_ACCESSOIRES,
)
