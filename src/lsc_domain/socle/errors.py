"""
What cannot exist.

    LscError
    └── InvalidValue (also a ValueError)

What the *law* refuses is not an error but a value: see the `refus` modules of the contexts.
"""


class LscError(Exception):
    """Base of every exception this library raises on purpose."""


class InvalidValue(LscError, ValueError):
    """A value that cannot exist was asked for: a negative voice, a proxy given to oneself."""
