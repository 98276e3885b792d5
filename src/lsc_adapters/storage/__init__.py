"""
Where meetings are kept: `memory`, the reference, and `sql`, on SQLite or PostgreSQL.

All keep the same texts in the same order, and are judged by the same contracts, `lsc_domain.testing.contracts`.
"""
