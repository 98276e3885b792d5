"""
Papers out of acts: typst makes the PDF (extra `[pdf]`), Jinja2 the screen and the mail (extra `[html]`).

Importing this package imports none of them.
"""
