"""Office files in (paragraphs, tables) and out (DOCX, XLSX).

`read` gives a document as text with its tables, `read_sheets` a spreadsheet as rows; both work
in a limited child process and raise `Refused` for a file that cannot or may not be read.
"""

from __future__ import annotations

from danban.paper.document import Source, TableSpan, read
from danban.paper.limits import DEFAULT, Limits
from danban.paper.refusal import Refused
from danban.paper.sheets import Sheet, read_sheets

__all__ = ["DEFAULT", "Limits", "Refused", "Sheet", "Source", "TableSpan", "read", "read_sheets"]
