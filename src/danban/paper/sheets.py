"""Read a spreadsheet as rows of cell texts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from danban.paper import cage, gate
from danban.paper.limits import DEFAULT, Limits

FORMATS = frozenset({"xlsx", "xls", "ods", "csv", "tsv"})


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. `rows[i]` is row i + 1 of the program that made it; all rows are equally long.

    Dates are ISO (yyyy-mm-dd), whole numbers have no decimal point, an empty cell is "".
    """

    name: str
    rows: tuple[tuple[str, ...], ...]


def read_sheets(
    path: Path, *, name: str | None = None, limits: Limits = DEFAULT
) -> tuple[Sheet, ...]:
    """Read all sheets of an .xlsx, .xls, .ods, .csv or .tsv file in a limited child process.

    A CSV gives one sheet, named like the file. `name` as in `document.read`. Raises Refused.
    """
    name = name or path.name
    kind = gate.admit(path, name, FORMATS, limits)
    found = cage.run("sheets", path, name, kind, limits)
    return tuple(Sheet(title, tuple(tuple(row) for row in rows)) for title, rows in found)
