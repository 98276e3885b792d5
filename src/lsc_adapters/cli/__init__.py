"""
The `lsc` command: the engine on files, from a terminal. Extra `[cli]`.

Results on standard output, messages on standard error. Exit 0 done, 1 done with findings or refused by the
law, 2 bad input, 3 a port failed.
"""

from lsc_adapters.cli.app import main, run

__all__ = ["main", "run"]
