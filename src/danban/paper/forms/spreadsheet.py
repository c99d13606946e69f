"""What every printed workbook shares: a face, safe text, A4 landscape, bytes without a clock."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from danban.paper.forms.rendering import clean
from danban.paper.forms.wording import clip

FACE = "Times New Roman"
# Excel holds 32,767 characters in a cell and 1,048,576 rows in a sheet.
LONGEST_CELL = 32_000
MOST_ROWS = 1_000_000
# Letters of the face that fit into one unit of column width, measured on Vietnamese text.
_LETTERS = 1.12
_NOTE_WIDTH = 120.0
_LINE_POINTS = 15.75
_TALLEST_ROW = 409.0
_FROZEN_ROW = re.compile(rb'(<row [^>]*) customHeight="1"')
_RISKY = ("=", "+", "-", "@", "\t", "\r")
_NO_CLOCK = datetime(2000, 1, 1, tzinfo=UTC)


class Workbook:
    """A workbook whose cells are text or whole numbers, never formulas.

    Text that a spreadsheet program could take for a formula keeps its characters and carries the
    quote prefix as well, so that it stays text when the file is saved as CSV and opened again.
    """

    def __init__(self, path: Path, *, title: str) -> None:
        self._path = path
        self._bytes = io.BytesIO()
        self._book: Any = xlsxwriter.Workbook(
            self._bytes,
            {
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "in_memory": True,
            },
        )
        self._book.set_properties({"title": clean(title)[:255], "created": _NO_CLOCK})
        base = {"font_name": FACE, "font_size": 12, "valign": "top", "text_wrap": True}
        framed = {**base, "border": 1}
        self._head = self._book.add_format(
            {**framed, "bold": True, "align": "center", "valign": "vcenter", "bg_color": "#E7E6E6"}
        )
        self._text = self._book.add_format(framed)
        self._quoted = self._book.add_format({**framed, "quote_prefix": True})
        self._count = self._book.add_format({**framed, "num_format": "#,##0"})
        self._plain = self._book.add_format(base)
        self._bold = self._book.add_format({**base, "bold": True, "font_size": 13})

    def sheet(
        self,
        name: str,
        columns: Sequence[tuple[str, float]],
        rows: Iterable[Sequence[str | int]],
        *,
        above: str = "",
        below: str = "",
    ) -> Any:
        """A sheet with one frozen, repeated heading row; columns are (heading, width).

        `above` and `below` are printed at the head and foot of each page. Rows beyond what a
        sheet can hold are counted in its last row, not dropped in silence.
        """
        sheet = self._page(name, above, below)
        widths = [width for _, width in columns]
        for index, (heading, width) in enumerate(columns):
            sheet.set_column(index, index, width)
            sheet.write_string(0, index, heading, self._head)
        sheet.set_row(0, _height([heading for heading, _ in columns], widths) + 6)
        written = 0
        for row in rows:
            written += 1
            if written <= MOST_ROWS:
                self._row(sheet, written, row)
                sheet.set_row(written, _height(row, widths))
        if written > MOST_ROWS:
            rest = f"Còn {written - MOST_ROWS} dòng không đủ chỗ trong trang tính này"
            sheet.write_string(MOST_ROWS + 1, 0, rest, self._bold)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        if written:
            sheet.autofilter(0, 0, min(written, MOST_ROWS), len(columns) - 1)
        return sheet

    def notes(self, name: str, title: str, lines: Iterable[str], *, above: str = "") -> None:
        """A sheet of sentences under a title."""
        sheet = self._page(name, above, "")
        sheet.set_column(0, 0, _NOTE_WIDTH)
        for index, text in enumerate((title, *lines)):
            shown = clip(clean(text), LONGEST_CELL)
            sheet.write_string(index, 0, shown, self._plain if index else self._bold)
            sheet.set_row(index, _height([text], [_NOTE_WIDTH * (1 if index else 0.75)]) + 4)

    def close(self) -> None:
        """Writes the file.

        Row heights are estimates for programs that trust what the file says (LibreOffice); the
        mark that would freeze them is taken out, so that a row grows when an officer types.
        """
        self._book.close()
        with zipfile.ZipFile(self._bytes) as made, zipfile.ZipFile(self._path, "w") as out:
            for member in made.infolist():
                content = made.read(member)
                if member.filename.startswith("xl/worksheets/sheet"):
                    content = _FROZEN_ROW.sub(rb"\1", content)
                out.writestr(member, content, zipfile.ZIP_DEFLATED)

    def _page(self, name: str, above: str, below: str) -> Any:
        sheet = self._book.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.6, right=0.6, top=0.8, bottom=0.7)
        sheet.hide_gridlines(2)
        sheet.set_header(_running("&C", above))
        sheet.set_footer(_running("&L", below) + _running("&R", "Trang") + " &P/&N")
        return sheet

    def _row(self, sheet: Any, at: int, row: Sequence[str | int]) -> None:
        for index, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(at, index, value, self._count)
                continue
            risky = value.startswith(_RISKY)
            text = clip(clean(value), LONGEST_CELL)
            sheet.write_string(at, index, text, self._quoted if risky else self._text)


def _height(row: Sequence[str | int], widths: Sequence[float]) -> float:
    """Points that the longest cell of a row takes, wrapped; Excel allows 409."""
    lines = max(
        (
            sum(int(len(part) / (width * _LETTERS)) + 1 for part in str(value)[:5_000].split("\n"))
            for value, width in zip(row, widths, strict=True)
        ),
        default=1,
    )
    return min(lines * _LINE_POINTS + 2, _TALLEST_ROW)


def _running(place: str, text: str) -> str:
    """A line for the head or foot of a page; Excel allows 255 characters, codes and all."""
    short = clean(text).replace("\n", " ")[:100].replace("&", "&&")
    # a digit right after the size would be read as part of it
    return f'{place}&"{FACE},Regular"&10 {short}' if short else ""
