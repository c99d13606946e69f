"""Column widths of tables whose number of columns is only known when they are filled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docx.oxml.ns import qn
from docx.shared import Length

from danban.paper.forms.pagination import last_section

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.table import CT_Tbl

_ROWS_MEASURED = 200
_WEIGHTS = (5, 60)


def spread_columns(document: Document) -> None:
    """Gives the columns of every table of the last section widths that fit what they hold."""
    section = document.sections[-1]
    width = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    for table in last_section(document):
        if table.tag == qn("w:tbl"):
            _spread(table, int(Length(width).twips))


def _spread(table: CT_Tbl, twips: int) -> None:
    rows = table.findall(qn("w:tr"))
    weights = [
        _weight(column)
        for column in zip(
            *([_text(cell) for cell in row.findall(qn("w:tc"))] for row in rows[:_ROWS_MEASURED]),
            strict=False,
        )
    ]
    widths = [twips * weight // sum(weights) for weight in weights]
    for column, width in zip(table.iter(qn("w:gridCol")), widths, strict=False):
        column.set(qn("w:w"), str(width))
    for row in rows:
        for cell, width in zip(row.findall(qn("w:tc")), widths, strict=False):
            kept = cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}")
            if kept is not None:
                kept.set(qn("w:w"), str(width))
                kept.set(qn("w:type"), "dxa")


def _text(cell: Any) -> str:
    """The cell's words; itertext would give them thrice, since python-docx's lines have a text."""
    return " ".join(text.text or "" for text in cell.iter(qn("w:t")))


def _weight(texts: tuple[str, ...]) -> int:
    """Letters a column wants: its longest word at least, its usual length if there is room."""
    least, most = _WEIGHTS
    word = max((len(word) for text in texts for word in text.split()), default=least)
    lengths = sorted(len(text) for text in texts)
    usual = lengths[len(lengths) * 9 // 10] if lengths else least
    return min(max(word + 3, min(usual, most), least), most)
