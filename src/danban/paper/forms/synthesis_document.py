"""The synthesis table as a Word document."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from danban.paper.forms import synthesis_words as words
from danban.paper.forms.pagination import (
    drop_last_section,
    keep_short_rows_whole,
    keep_with_signature,
)
from danban.paper.forms.rendering import TEMPLATES, fill
from danban.paper.forms.synthesis_table import SynthesisRow, SynthesisTable
from danban.paper.forms.wording import clip, draft_name, listed, number, place_and_day

if TYPE_CHECKING:
    from docx.document import Document

LAYOUT = TEMPLATES / "synthesis.docx"
# LibreOffice lays a table out in time that grows with the square of its rows.
ROWS_IN_TABLE = 60
LONGEST_CELL = 20_000


def to_docx(table: SynthesisTable, path: Path, *, template: Path = LAYOUT) -> None:
    """Writes the statutory table to `path`; `template` may be an office's own Word file.

    Raises Refused when the template cannot be filled.
    """
    appendix = bool(words.appended(table) or (table.review and not table.public))
    fill(
        template,
        values(table),
        path,
        title=f"Bản tổng hợp ý kiến đối với {draft_name(table.draft_title)}",
        finish=partial(_finish, appendix=appendix),
    )


def _finish(document: Document, *, appendix: bool) -> None:
    keep_short_rows_whole(document)
    keep_with_signature(document)
    if not appendix:
        drop_last_section(document)


def values(table: SynthesisTable) -> dict[str, object]:
    """What the template's tags may name."""
    lists = words.appended(table)
    return {
        "superior": (table.superior or "").upper(),
        "issuer_head": (table.issuer or "Cơ quan chủ trì soạn thảo").upper(),
        "number_line": "Số: ……/BC-……",
        "place_and_day": place_and_day(table.place, table.day),
        "draft_head": draft_name(table.draft_title).upper(),
        "public": table.public,
        "print_kind": "Bản công khai" if table.public else "Bản nội bộ, có tên chủ thể góp ý",
        "basis": words.basis(table),
        "total": words.total(table),
        "counts": words.counts(table),
        "result": words.result(table),
        "sheets": [
            [{"provision": p.provision, "rows": [_row(row) for row in p.rows]} for p in sheet]
            for sheet in words.sheets(table.rows, ROWS_IN_TABLE)
        ],
        "signer": (table.signer or "Thủ trưởng cơ quan").upper(),
        "signer_name": "",
        "recipients": listed((*table.recipients, "Lưu: VT")),
        "version": table.version,
        "sample": table.sample or "",
        "lists": [
            {
                "label": words.appendix_label(index).upper(),
                "title": one.title,
                "rows": [(number(at), name) for at, name in enumerate(one.names, 1)],
            }
            for index, one in enumerate(lists)
        ],
        "review_label": words.review_label(table).upper(),
        "review": [] if table.public else _tray(table),
    }


def _row(row: SynthesisRow) -> dict[str, str]:
    return {
        "contributors": words.contributors(row),
        "issue": clip(row.issue, LONGEST_CELL),
        "summary": clip(row.summary, LONGEST_CELL),
        "outcome": words.outcome_word(row),
        "reply": clip(row.reply or "", LONGEST_CELL),
        "code": row.code,
        "alike": words.alike(row),
    }


def _tray(table: SynthesisTable) -> list[list[tuple[str, str, str, str]]]:
    entries = [
        (number(at), clip(one.source, 500), clip(one.row, 500), clip(one.why, 2_000))
        for at, one in enumerate(table.review, 1)
    ]
    return [entries[at : at + ROWS_IN_TABLE] for at in range(0, len(entries), ROWS_IN_TABLE)]
