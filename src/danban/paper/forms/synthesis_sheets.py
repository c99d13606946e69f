"""The synthesis table as an Excel workbook: table, counts, tray, and what stands behind a row."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from danban.paper.forms import synthesis_words as words
from danban.paper.forms.spreadsheet import Workbook
from danban.paper.forms.synthesis_table import OUTCOMES, SynthesisTable
from danban.paper.forms.wording import draft_name

TABLE_SHEET = "Bảng tổng hợp"
COUNT_SHEET = "Số liệu"
CHOICE_SHEET = "Danh mục"
TRAY_SHEET = "Cần xem"
OPINION_SHEET = "Ý kiến theo dòng"
CONTRIBUTOR_SHEET = "Chủ thể theo dòng"

COLUMNS = (
    ("Nhóm vấn đề, điều, khoản", 16.0),
    ("Chủ thể góp ý", 23.0),
    ("Nội dung góp ý", 42.0),
    ("Nội dung tiếp thu, giải trình", 42.0),
    ("Kết quả", 13.0),
    ("Vấn đề", 18.0),
    ("Số ý kiến", 8.0),
    ("Mã dòng", 20.0),
)
_OUTCOME_COLUMN = 4


def to_xlsx(table: SynthesisTable, path: Path) -> None:
    """Writes the workbook to `path`.

    One row for each group, the provision repeated so that sorting and filtering work; the row
    code in the last column brings an edited row back. The public print leaves out the tray and
    the ids of opinions, which can name a sender's file.
    """
    book = Workbook(path, title=f"Bản tổng hợp ý kiến đối với {draft_name(table.draft_title)}")
    kind = "Bản công khai" if table.public else "Bản nội bộ, có tên chủ thể góp ý"
    above, below = table.sample or "", f"{kind} · Phiên bản {table.version}"
    sheet = book.sheet(TABLE_SHEET, COLUMNS, _rows(table), above=above, below=below)
    if table.rows:
        # a range, because a list written in place parts "Giải trình, giữ nguyên" at its comma
        source = f"='{CHOICE_SHEET}'!$A$2:$A${len(OUTCOMES) + 1}"
        choices = {"validate": "list", "source": source, "ignore_blank": True}
        sheet.data_validation(1, _OUTCOME_COLUMN, len(table.rows), _OUTCOME_COLUMN, choices)
    title = f"{words.TITLE} {draft_name(table.draft_title).upper()}"
    book.notes(COUNT_SHEET, title, _counts(table, below), above=above)
    book.notes(CHOICE_SHEET, "Kết quả tiếp thu, giải trình", OUTCOMES.values(), above=above)
    if not table.public:
        tray = ((one.source, one.row, one.why) for one in table.review)
        heads = (("Nguồn", 50.0), ("Dòng", 14.0), ("Lý do", 80.0))
        book.sheet(TRAY_SHEET, heads, tray, above=above, below=below)
        ids = ((row.code, one) for row in table.rows for one in row.opinions)
        heads_of_ids = (("Mã dòng", 30.0), ("Ý kiến", 80.0))
        book.sheet(OPINION_SHEET, heads_of_ids, ids, above=above, below=below)
    if any(len(row.contributors) > words.CONTRIBUTORS_SHOWN for row in table.rows):
        names = ((row.code, one) for row in table.rows for one in row.contributors)
        heads_of_names = (("Mã dòng", 30.0), ("Chủ thể góp ý", 80.0))
        book.sheet(CONTRIBUTOR_SHEET, heads_of_names, names, above=above, below=below)
    book.close()


def _rows(table: SynthesisTable) -> Iterator[tuple[str | int, ...]]:
    for row in table.rows:
        yield (
            row.provision,
            words.contributors(row, where=f"trang “{CONTRIBUTOR_SHEET}”"),
            row.summary,
            row.reply or "",
            words.outcome_word(row),
            row.issue,
            row.count,
            row.code,
        )


def _counts(table: SynthesisTable, version: str) -> list[str]:
    lines = [table.sample or "", words.basis(table), f"1. {words.total(table)}"]
    lines.extend(f"- {one}" for one in words.counts(table, printed=False))
    for body_list in words.appended(table):
        lines.append(f"{body_list.title}:")
        lines.extend(f"  {at}. {name}" for at, name in enumerate(body_list.names, 1))
    return [line for line in (*lines, version) if line]
