"""
The clerk of a meeting: takes its facts one by one, refuses those that cannot be, and says where it stands.

`registre` is what it knows, `avant`, `pendant` and `apres` what each fact does to it, in the order of a meeting's
life.
"""

from lsc_domain.assemblee.greffe.greffe import Greffe

__all__ = ["Greffe"]
