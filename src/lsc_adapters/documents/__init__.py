"""
Where the bytes of documents are: `memory`, or a `folder`.

A database keeps them too, `lsc_adapters.storage.sql.documents`, beside what it knows of them.
"""
