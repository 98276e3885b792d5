"""
The doors of the engine: what reads, writes, renders, sends and listens.

Importing this package imports none of them: each has its own extra, and is imported by name.
"""
