"""
A store that is a few dictionaries: the reference, for tests, examples and whoever keeps nothing.

Nothing is locked while a transaction is open: it writes drafts of its own, and on leaving they are kept all together
if nobody wrote over what it had read, else not at all.
"""

from lsc_adapters.storage.memory.storage import MemoryStorage, MemoryTransaction

__all__ = ["MemoryStorage", "MemoryTransaction"]
