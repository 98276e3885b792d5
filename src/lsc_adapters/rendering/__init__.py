"""
Papers out of acts: typst makes the PDF (extra `[pdf]`), Jinja2 the screen and the mail (extra `[html]`).

The models of a meeting, the correspondence form among them, are in `templates`: an agency copies what it wants to
keep of one into its own folder, at its own charge to check what it says (AG-08). Importing this package imports none.
"""
