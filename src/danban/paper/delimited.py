"""CSV and TSV: the encoding and the delimiter are found out, not assumed."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from danban.paper.gate import broken
from danban.paper.limits import Limits
from danban.paper.plain import decode
from danban.paper.refusal import Refused
from danban.paper.workbook import Rows, trim

_DELIMITERS = ",;\t|"


def read_delimited(path: Path, name: str, kind: str, limits: Limits) -> list[tuple[str, Rows]]:
    """Read a CSV or TSV file as one (title, rows) pair. Raises Refused."""
    # Excel on a Vietnamese Windows writes CSV in code page 1258 unless told otherwise.
    text = decode(path.read_bytes(), name, fallback="cp1258")
    delimiter = "\t" if kind == "tsv" else sniff(text)
    if text.startswith("sep=") and "\n" in text:
        text = text.split("\n", 1)[1]
    csv.field_size_limit(limits.file_bytes)
    try:
        rows = [
            [cell.strip("\r\n\t ") for cell in row]
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        ]
    except csv.Error as error:
        raise broken(name, str(error)) from error
    rows = trim(rows)
    if not rows:
        raise Refused("The file holds no rows", name, "Send the filled-in file", code="empty")
    return [(Path(name).stem, rows)]


def sniff(text: str) -> str:
    """Find the delimiter: the one that cuts most lines into the same number of fields.

    Judged on the first records with quotes respected, because free text is full of commas.
    """
    if text.startswith("sep=") and len(text) > 4 and text[4] in _DELIMITERS:
        return text[4]
    best, best_score = ",", 0.0
    for delimiter in _DELIMITERS:
        score = _score(text[:200_000], delimiter)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _score(text: str, delimiter: str) -> float:
    widths: list[int] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            if row:
                widths.append(len(row))
            if len(widths) == 50:
                break
    except csv.Error:
        return 0.0
    if not widths or widths[0] < 2:
        return 0.0
    same = sum(width == widths[0] for width in widths) / len(widths)
    return same + widths[0] / 1000
