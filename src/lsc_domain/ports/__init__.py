"""
The doors: what the engine asks of the outside, each a `Protocol` with its records.

Adapters answer and do not inherit; `lsc_domain.testing.contracts` judges them.
"""
