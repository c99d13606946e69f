"""Which column of a spreadsheet holds what, whatever the officer called it and wherever it stands.

1. Each of the first rows is tried as the header: cells are compared, folded, with the names of
   interfaces.md and with the words officers use; the row with most columns recognised wins.
2. Without a header the text column is taken by its content, and only when no other column could
   be it; a wrong guess would print names as opinions.
3. Otherwise the sheet is refused (no-text-column).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from danban.opinion.normalise import fold
from danban.paper import Refused

FIELDS = (
    "id", "text", "provision", "stance", "proposal", "contributor", "kind", "area", "date",
    "letter", "tally", "reply", "outcome", "row_code",
)  # fmt: skip

HEADER_ROWS = 20
SAMPLE_ROWS = 5

# Folded header words, most exact first. A header matches a field when it equals one of its names
# or, without brackets and numbering, begins with one.
_NAMES: dict[str, tuple[str, ...]] = {
    "row_code": ("ma dong", "row code", "row_code", "rowcode"),
    "id": ("id", "ma y kien", "ma so y kien", "ma gop y", "ma tiep nhan", "opinion id"),
    "reply": (
        "tra loi", "reply", "noi dung tiep thu", "noi dung tra loi", "tiep thu", "giai trinh",
        "y kien tiep thu", "y kien giai trinh", "noi dung giai trinh", "phuong an tiep thu",
        "giai trinh tiep thu", "tiep thu giai trinh", "y kien cua co quan chu tri",
        "y kien cua co quan soan thao", "phan hoi",
    ),
    "outcome": ("ket qua", "outcome", "ket qua xu ly", "ket qua tiep thu", "huong xu ly"),
    "provision": (
        "dieu khoan diem", "dieu khoan", "dieu/khoan/diem", "dieu/khoan", "provision", "clause",
        "article", "eid", "dieu", "dieu khoan gop y", "noi dung du thao", "quy dinh gop y",
        "don vi van ban", "vi tri gop y", "nhom van de", "nhom van de/dieu/khoan",
        "dieu khoan cua du thao", "quy dinh cua du thao", "quy dinh tai du thao", "muc gop y",
    ),
    "proposal": (
        "de xuat", "proposal", "proposed wording", "phuong an de xuat", "noi dung de xuat",
        "de xuat sua doi", "kien nghi", "noi dung kien nghi", "de nghi sua thanh",
        "noi dung sua doi",
    ),
    "stance": ("quan diem", "stance", "thai do", "y kien dong y", "dong y khong dong y"),
    "kind": (
        "loai chu the", "contributor kind", "kind", "loai doi tuong", "doi tuong", "nhom doi tuong",
        "phan loai", "loai hinh", "thanh phan", "nhom chu the",
    ),
    "letter": (
        "so cong van", "letter", "letter number", "so cv", "cong van", "cong van so",
        "so van ban", "van ban so", "so hieu van ban", "so ky hieu", "so, ky hieu", "so hieu",
    ),
    "date": (
        "ngay", "date", "ngay thang", "ngay gui", "ngay gop y", "ngay nhan", "thoi gian",
        "thoi diem", "ngay cong van", "ngay van ban", "ngay tiep nhan", "dau thoi gian",
        "timestamp",
    ),
    "tally": (
        "so luong", "tally", "count", "so luot", "so nguoi", "so y kien", "so phieu",
        "so luong y kien", "tong so y kien",
    ),
    "area": (
        "dia ban", "area", "dia chi", "noi o", "xa/phuong", "phuong/xa", "xa phuong", "phuong xa",
        "quan huyen", "quan/huyen", "tinh thanh", "khu vuc", "noi cu tru",
    ),
    "contributor": (
        "chu the gop y", "contributor", "chu the", "co quan gop y", "don vi gop y", "to chuc gop y",
        "co quan don vi gop y", "co quan/don vi gop y", "co quan, don vi gop y", "co quan to chuc",
        "co quan", "don vi", "to chuc", "ho ten", "ho va ten", "ten", "nguoi gop y", "nguoi gui",
        "ten co quan", "ten don vi", "ca nhan", "to chuc ca nhan", "ten to chuc", "name", "author",
    ),
    "text": (
        "noi dung gop y", "text", "noi dung y kien", "y kien gop y", "noi dung y kien gop y",
        "y kien", "gop y", "noi dung", "noi dung tham gia", "noi dung tham gia y kien",
        "y kien tham gia", "noi dung phan bien", "y kien phan bien", "opinion", "comment",
        "noi dung tham gia gop y", "y kien cua nguoi dan", "binh luan", "comments",
    ),
}  # fmt: skip
_TRIM = re.compile(r"\([^)]*\)|^[\s\d.*:\-–]+|[*:]+$")
_SPLIT = re.compile(r"[\s,;/\\|_\-–]+")
_NUMBERING = re.compile(r"\(?\s*(\d{1,2})\s*\)?(?:\s*=.*)?")


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """Field → column of one sheet. `first` is the index of the first row of opinions.

    `header` holds the header cells (empty when there is none), `extra` the unrecognised columns
    that carry a name, `guessed` the fields taken by content, `samples` the first rows below, so
    that an officer can see and correct the mapping (`corrected`).
    """

    fields: Mapping[str, int]
    first: int
    header: tuple[str, ...] = ()
    extra: Mapping[str, int] | None = None
    guessed: tuple[str, ...] = ()
    samples: tuple[tuple[str, ...], ...] = ()

    def corrected(self, fields: Mapping[str, int]) -> ColumnMap:
        """The same sheet read with an officer's own choice of columns."""
        unknown = set(fields) - set(FIELDS)
        if unknown:
            raise ValueError(f"no such column: {', '.join(sorted(unknown))}")
        extra = _extra(self.header, fields)
        return ColumnMap(dict(fields), self.first, self.header, extra, (), self.samples)


def map_columns(rows: Sequence[Sequence[str]], *, where: str) -> ColumnMap:
    """Recognise the columns of one sheet. `where` names it in a refusal.

    Raises Refused (no-text-column) when no column can be the opinions' text or a tally.
    """
    at, fields = _best_header(rows)
    if fields and ("text" in fields or "tally" in fields):
        header = tuple(rows[at])
        first = _below_numbering(rows, at + 1)
        guessed: tuple[str, ...] = ()
        samples = _samples(rows, first)
        return ColumnMap(fields, first, header, _extra(header, fields), guessed, samples)
    if fields:
        first = _below_numbering(rows, at + 1)
        header = tuple(rows[at])
    else:
        first, header = _first_filled(rows), ()
    text = _text_column(rows[first:], taken=set(fields.values()))
    if text is None:
        raise Refused(
            "No column holds the text of the opinions",
            where,
            "Name the column “Nội dung góp ý” in the first row",
            code="no-text-column",
        )
    fields = {**fields, "text": text}
    return ColumnMap(
        fields, first, header, _extra(header, fields), ("text",), _samples(rows, first)
    )


def recognise(cell: str) -> tuple[str, float] | None:
    """The field a header cell names and how surely; None for none.

    3 and more: equal to a name, the more the earlier the name stands in its list, so that
    "Nội dung góp ý" beats "Ý kiến" in one sheet; 2: begins with a name.
    """
    folded = _plain(cell)
    if not folded or len(folded) > 90:
        return None
    exact = _EXACT.get(folded)
    if exact:
        return exact, 3 + _RANK[folded]
    best: tuple[int, str] | None = None
    for name, field in _EXACT.items():
        if len(name) > 4 and folded.startswith(name + " ") and (not best or len(name) > best[0]):
            best = (len(name), field)
    return (best[1], 2) if best else None


def _plain(cell: str) -> str:
    """A header folded, without brackets, numbering and marks: "1. Nội dung (*)" is "noi dung"."""
    return " ".join(_SPLIT.split(_TRIM.sub(" ", fold(cell)))).strip(" .*:")


_EXACT = {_plain(name): field for field, names in _NAMES.items() for name in reversed(names)}
_RANK = {
    _plain(name): 1 - at / len(names)
    for names in _NAMES.values()
    for at, name in reversed(list(enumerate(names)))
}


def _best_header(rows: Sequence[Sequence[str]]) -> tuple[int, dict[str, int]]:
    """The row that names most columns, the first among equals, and what it names."""
    best: tuple[float, int, dict[str, int]] = (0, 0, {})
    for at, row in enumerate(rows[:HEADER_ROWS]):
        fields, sure = _fields(row)
        filled = sum(1 for cell in row if cell.strip())
        if filled > 1 and len(fields) == 1 and sure < 3:
            continue  # one loose likeness in a row of opinions is chance
        score = sure + (5 if "text" in fields or "tally" in fields else 0)
        if fields and score > best[0]:
            best = (score, at, fields)
    return best[1], best[2]


def _fields(row: Sequence[str]) -> tuple[dict[str, int], float]:
    """Each field's surest, leftmost column of a row; the sum of sureness."""
    found: dict[str, tuple[float, int]] = {}
    for column, cell in enumerate(row):
        known = recognise(cell)
        if known and (known[0] not in found or found[known[0]][0] < known[1]):
            found[known[0]] = (known[1], column)
    return {field: column for field, (_, column) in found.items()}, sum(
        sure for sure, _ in found.values()
    )


def _below_numbering(rows: Sequence[Sequence[str]], first: int) -> int:
    """Past the line "(1) (2) (3)" that official tables put below the header."""
    if first < len(rows):
        filled = [cell.strip() for cell in rows[first] if cell.strip()]
        numbers = [_NUMBERING.fullmatch(cell) for cell in filled]
        counted = [int(number[1]) for number in numbers if number]
        if len(filled) > 1 and counted == list(range(1, len(filled) + 1)):
            return first + 1
    return first


def _first_filled(rows: Sequence[Sequence[str]]) -> int:
    return next((at for at, row in enumerate(rows) if any(c.strip() for c in row)), 0)


def _text_column(rows: Sequence[Sequence[str]], *, taken: set[int]) -> int | None:
    """The only column of running text: several words in most rows, no rival half as wordy."""
    sample = rows[:200]
    width = max((len(row) for row in sample), default=0)
    wordy: list[tuple[float, int]] = []
    for column in range(width):
        if column in taken:
            continue
        cells = [row[column].strip() for row in sample if column < len(row) and row[column].strip()]
        if not cells or len(cells) * 2 < sum(1 for row in sample if any(c.strip() for c in row)):
            continue
        wordy.append((median(len(cell.split()) for cell in cells), column))
    wordy.sort(reverse=True)
    if not wordy or wordy[0][0] < 4:
        return None
    if len(wordy) > 1 and wordy[1][0] * 2 > wordy[0][0]:
        return None
    return wordy[0][1]


def _extra(header: Sequence[str], fields: Mapping[str, int]) -> dict[str, int]:
    taken = set(fields.values())
    names: dict[str, int] = {}
    for column, cell in enumerate(header):
        name = " ".join(cell.split())
        if name and column not in taken:
            names.setdefault(name, column)
    return names


def _samples(rows: Sequence[Sequence[str]], first: int) -> tuple[tuple[str, ...], ...]:
    filled = (tuple(row) for row in rows[first:] if any(cell.strip() for cell in row))
    return tuple(row for row, _ in zip(filled, range(SAMPLE_ROWS), strict=False))
