"""
The engine of a French property manager's legal life, as a pure domain.

Nothing in this package reads a file, a clock or a network. Start with `lsc_domain.loi` (what the law
says at a date), `lsc_domain.copropriete` (who owns what) and `lsc_domain.assemblee` (the meeting).
"""
