"""
Where files are put: `memory`, a `folder`, `sftp`, `ftp` (FTPS too); and what is told of it: `journal`, `winscp`.

`sftp` asks for the extra of the same name; the others need nothing.
"""
