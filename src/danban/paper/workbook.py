"""Spreadsheets by python-calamine (inside the child process only)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

from danban.paper.gate import broken, locked, open_package
from danban.paper.limits import Limits
from danban.paper.refusal import Refused

Rows = list[list[str]]


def read_workbook(path: Path, name: str, kind: str, limits: Limits) -> list[tuple[str, Rows]]:
    """Read every sheet as (title, rows of texts). Raises Refused."""
    if kind != "xls":
        with open_package(path, name, kind, limits) as package:
            if kind == "ods" and b"encryption-data" in package.read("META-INF/manifest.xml"):
                raise locked(name)
    try:
        with CalamineWorkbook.from_path(path) as book:
            titles = [
                sheet.name for sheet in book.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet
            ]
            sheets = [
                (title, _texts(book.get_sheet_by_name(title).to_python(skip_empty_area=False)))
                for title in titles
            ]
    except PasswordError as error:
        raise locked(name) from error
    except (CalamineError, OSError, ValueError, KeyError) as error:
        raise broken(name, "it does not open as a spreadsheet") from error
    if not any(rows for _, rows in sheets):
        raise Refused("The sheets are empty", name, "Send the filled-in file", code="empty")
    return sheets


def _texts(cells: Sequence[Sequence[object]]) -> Rows:
    return trim([[text_of(cell) for cell in row] for row in cells])


def trim(rows: Rows) -> Rows:
    """Cut empty rows and columns after the last used one, and make all rows equally long."""
    while rows and not any(rows[-1]):
        rows.pop()
    width = 0
    for row in rows:
        while len(row) > width and not row[-1]:
            row.pop()
        width = max(width, len(row))
    return [row + [""] * (width - len(row)) for row in rows]


def text_of(cell: object) -> str:
    """Write one cell value the way a person would type it."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, dt.datetime):
        midnight = cell.time() == dt.time()
        return cell.date().isoformat() if midnight else cell.isoformat(" ", "seconds")
    if isinstance(cell, dt.date):
        return cell.isoformat()
    return "" if cell is None else str(cell).strip("\r\n\t ")
