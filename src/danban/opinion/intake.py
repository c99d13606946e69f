"""Rows of spreadsheets become opinions; what is doubtful goes to the tray; nothing is dropped.

Of every table, `read == len(rows) + len(review) + blank`: a row is an opinion, or it waits in the
tray ("cần xem") with the reason, or it is empty (or the header once more).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from danban.opinion.cells import (
    Kind,
    Stance,
    read_count,
    read_day,
    read_kind,
    read_outcome,
    read_stance,
)
from danban.opinion.clauses import ClauseIndex
from danban.opinion.columns import ColumnMap, map_columns
from danban.opinion.normalise import fold
from danban.paper import Refused
from danban.paper.forms.synthesis_table import Outcome

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet as handed in. `rows[i]` is row i + 1; `columns` an officer's own mapping."""

    source: str
    sheet: str
    rows: Sequence[Sequence[str]]
    columns: ColumnMap | None = None


@dataclass(frozen=True, slots=True)
class OpinionRow:
    """One submission as a row gave it.

    `provision` keeps the writer's words, `eids` what they name in the draft (empty: the whole
    draft). `row` counts from 1 as the spreadsheet does. `extra` keeps every other named column.
    `notes` (Vietnamese) say what was read with a grain of salt.
    """

    id: str
    text: str
    provision: str = ""
    eids: tuple[str, ...] = ()
    stance: Stance | None = None
    proposal: str = ""
    contributor: str = ""
    kind: Kind | None = None
    area: str = ""
    date: date | None = None
    letter: str = ""
    tally: int | None = None
    reply: str = ""
    outcome: Outcome | None = None
    row_code: str = ""
    source: str = ""
    sheet: str = ""
    row: int = 0
    late: bool = False
    extra: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Doubt:
    """A row for the tray "cần xem": where it stands, why a person must look, what it says."""

    source: str
    sheet: str
    row: int | None
    why: str
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Intake:
    """What came of the tables: `read == len(rows) + len(review) + blank`.

    `left_out` names sheets without opinions beside sheets with them (notes, lists), by reason;
    their rows are not in `read`.
    """

    rows: tuple[OpinionRow, ...]
    review: tuple[Doubt, ...]
    blank: int
    read: int
    left_out: tuple[Doubt, ...] = ()


def take_in(
    tables: Iterable[Table], clauses: ClauseIndex, *, closing: date | None = None
) -> Intake:
    """Read the rows of all tables against one draft.

    A row dated after `closing` is taken in and marked late. Raises Refused (no-text-column) for
    a source none of whose sheets has a column of opinions.
    """
    mapped, left_out = _mapped(list(tables))
    rows: list[OpinionRow] = []
    review: list[Doubt] = []
    blank = read = 0
    for table, columns in mapped:
        reader = _Reader(table, columns, clauses, closing)
        header = tuple(fold(cell) for cell in columns.header)
        for at in range(columns.first, len(table.rows)):
            read += 1
            cells = table.rows[at]
            if not any(map(str.strip, cells)) or _is_header(cells, columns, header):
                blank += 1
                continue
            found = reader.row(at, cells)
            if isinstance(found, Doubt):
                review.append(found)
            else:
                rows.append(found)
    return Intake(tuple(_own_ids(rows)), tuple(review), blank, read, tuple(left_out))


def _is_header(cells: Sequence[str], columns: ColumnMap, header: tuple[str, ...]) -> bool:
    """The header printed once more, as on every page of a converted table."""
    if not header or cells[0].strip() != columns.header[0].strip():
        return False
    return tuple(fold(cell) for cell in cells) == header


def _mapped(tables: list[Table]) -> tuple[list[tuple[Table, ColumnMap]], list[Doubt]]:
    """Each table with its columns; sheets of a readable source that hold no opinions apart."""
    mapped: list[tuple[Table, ColumnMap]] = []
    refused: dict[str, list[tuple[Table, Refused]]] = {}
    for table in tables:
        try:
            where = f"{table.source}, {table.sheet}" if table.sheet else table.source
            mapped.append((table, table.columns or map_columns(table.rows, where=where)))
        except Refused as refusal:
            refused.setdefault(table.source, []).append((table, refusal))
    readable = {table.source for table, _ in mapped}
    left_out: list[Doubt] = []
    for source, sheets in refused.items():
        if source not in readable:
            raise sheets[0][1]
        for table, _ in sheets:
            filled = sum(1 for row in table.rows if any(map(str.strip, row)))
            if filled:
                why = f"trang tính không có cột nội dung góp ý: {filled} dòng chưa đưa vào"
                left_out.append(Doubt(source, table.sheet, None, why))
    return mapped, left_out


class _Reader:
    """Reads the rows of one table; the columns are looked up once."""

    def __init__(
        self, table: Table, columns: ColumnMap, clauses: ClauseIndex, closing: date | None
    ) -> None:
        self._table = table
        self._fields = columns.fields
        self._extra: Mapping[str, int] = columns.extra or {}
        self._clauses = clauses
        self._closing = closing

    def row(self, at: int, cells: Sequence[str]) -> OpinionRow | Doubt:
        """The opinion in row `at` (counted from 0), or why a person must look at it."""
        values = {
            field: cells[column].strip() if column < len(cells) else ""
            for field, column in self._fields.items()
        }
        get = values.get
        why: list[str] = []
        notes: list[str] = []
        text, tally_words, day_words = get("text", ""), get("tally", ""), get("date", "")
        tally = read_count(tally_words) if tally_words else None
        if tally_words and tally is None:
            why.append(f"không đọc được số lượng “{_short(tally_words)}”")
        if not text and not get("proposal", "") and tally is None:
            why.append("không có nội dung góp ý và không có số lượng")
        elif not text and any(fold(c).startswith(("tong cong", "tong so", "cong:")) for c in cells):
            why.append("dòng cộng, không phải ý kiến")
        day = read_day(day_words) if day_words else None
        if day_words and day is None:
            why.append(f"không đọc được ngày “{_short(day_words)}”")
        choice = self._clauses.choose(get("provision", ""))
        if choice.why:
            why.append(choice.why)
        if why:
            return Doubt(
                self._table.source, self._table.sheet, at + 1, "; ".join(why), tuple(cells)
            )
        notes.extend(choice.notes)
        extra = [(name, cells[c].strip()) for name, c in self._extra.items() if c < len(cells)]
        return OpinionRow(
            id=get("id", ""),
            text=text,
            provision=get("provision", ""),
            eids=choice.eids,
            stance=_word(read_stance(get("stance", "")), "quan điểm", get("stance", ""), notes),
            proposal=get("proposal", ""),
            contributor=get("contributor", ""),
            kind=_word(read_kind(get("kind", "")), "loại chủ thể", get("kind", ""), notes),
            area=get("area", ""),
            date=day,
            letter=get("letter", ""),
            tally=tally,
            reply=get("reply", ""),
            outcome=_word(read_outcome(get("outcome", "")), "kết quả", get("outcome", ""), notes),
            row_code=get("row_code", ""),
            source=self._table.source,
            sheet=self._table.sheet,
            row=at + 1,
            late=bool(self._closing and day and day > self._closing),
            extra=tuple((name, value) for name, value in extra if value),
            notes=tuple(notes),
        )


def _word(value: T | None, name: str, words: str, notes: list[str]) -> T | None:
    """Keeps the words of a cell that stand for nothing known, as a note."""
    if words and value is None:
        notes.append(f"{name}: “{_short(words)}”")
    return value


def _own_ids(rows: list[OpinionRow]) -> list[OpinionRow]:
    """Every row with an id of its own: file, sheet and row where the id is missing or not unique.

    All bearers of a shared id are renamed, so that ids do not depend on the order of the files.
    """
    used = Counter(row.id for row in rows)
    return [
        row
        if row.id and used[row.id] == 1
        else replace(row, id=f"{row.source}/{row.sheet}/{row.row}")
        for row in rows
    ]


def _short(words: str, limit: int = 60) -> str:
    words = " ".join(words.split())
    return words if len(words) <= limit else words[: limit - 1].rstrip() + "…"
