"""
What is wrong or risky in a meeting as it is declared: one finding a fact, each with its place and its article.

`lecture` reads the declaration, contradictions set aside; each of the other modules looks at one part of it;
`verification` puts the findings in the order of the declaration.
"""

from lsc_domain.assemblee.verification.constatation import Constatation, Severite
from lsc_domain.assemblee.verification.verification import verifier

__all__ = ["Constatation", "Severite", "verifier"]
