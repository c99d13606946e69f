"""The six-month report on legal dissemination and the communication of draft policies, as Word."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from danban.paper.forms.pagination import (
    drop_last_section,
    keep_short_rows_whole,
    keep_with_signature,
)
from danban.paper.forms.rendering import TEMPLATES, fill
from danban.paper.forms.tables import spread_columns
from danban.paper.forms.wording import clip, listed, number, place_and_day

if TYPE_CHECKING:
    from docx.document import Document

LAYOUT = TEMPLATES / "six_month_report.docx"
ROWS_IN_TABLE = 200
LONGEST_CELL = 2_000

DIRECTION = "I. CÔNG TÁC CHỈ ĐẠO, TRIỂN KHAI THỰC HIỆN"
RESULTS = "II. KẾT QUẢ THỰC HIỆN"
DIFFICULTIES = "III. KHÓ KHĂN, VƯỚNG MẮC VÀ NGUYÊN NHÂN"
PROPOSALS = "IV. ĐỀ XUẤT, KIẾN NGHỊ"


@dataclass(frozen=True, slots=True)
class Figure:
    """One printed number: `value` as text, its unit, and what stands behind it (`note`)."""

    label: str
    value: str
    unit: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report. Without text and figures it gets dotted lines for the officer."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, slots=True)
class AppendixTable:
    """A list behind the figures, such as the events counted; each row has a cell per heading."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        wrong = next((row for row in self.rows if len(row) != len(self.headings)), None)
        if wrong is not None:
            raise ValueError(f"{len(self.headings)} headings but {len(wrong)} cells: {wrong!r}")


@dataclass(frozen=True, slots=True)
class SixMonthReport:
    """A report for one period; `period` reads "6 tháng đầu năm 2026 (từ ngày … đến ngày …)".

    `number` is the registered number, blank until then; `addressed` the body it goes to, if one.
    """

    title: str
    period: str
    issuer: str
    superior: str | None
    place: str
    day: date | None
    sections: tuple[Section, ...]
    appendices: tuple[AppendixTable, ...] = ()
    opening: str = ""
    number: str = ""
    addressed: str = ""
    signer: str = ""
    signer_name: str = ""
    recipients: tuple[str, ...] = ()
    version: str = ""
    sample: str | None = None


def to_docx(report: SixMonthReport, path: Path, *, template: Path = LAYOUT) -> None:
    """Writes the report to `path`; `template` may be an office's own Word file.

    Raises Refused when the template cannot be filled.
    """
    fill(
        template,
        values(report),
        path,
        title=f"{report.title} {report.period}",
        finish=partial(_finish, appendix=bool(report.appendices)),
    )


def _finish(document: Document, *, appendix: bool) -> None:
    keep_short_rows_whole(document)
    keep_with_signature(document)
    if appendix:
        spread_columns(document)
    else:
        drop_last_section(document)


def values(report: SixMonthReport) -> dict[str, object]:
    """What the template's tags may name."""
    several = len(report.appendices) > 1
    return {
        "superior": (report.superior or "").upper(),
        "issuer_head": (report.issuer or "Cơ quan báo cáo").upper(),
        "number_line": f"Số: {report.number or '……/BC-……'}",
        "place_and_day": place_and_day(report.place, report.day),
        "title": report.title,
        "period": report.period,
        "addressed": report.addressed,
        "opening": report.opening,
        "sections": [_section(section) for section in report.sections],
        "appendices": [
            _appendix(one, f"PHỤ LỤC {at}" if several else "PHỤ LỤC")
            for at, one in enumerate(report.appendices, 1)
        ],
        "signer": (report.signer or "Thủ trưởng cơ quan").upper(),
        "signer_name": report.signer_name,
        "recipients": listed((*report.recipients, "Lưu: VT")),
        "foot_note": f"Phiên bản {report.version}" if report.version else "",
        "sample": report.sample or "",
    }


def _section(section: Section) -> dict[str, object]:
    return {
        "heading": section.heading,
        "paragraphs": list(section.paragraphs),
        "figures": [
            {"at": number(at), "label": f.label, "value": f.value, "unit": f.unit, "note": f.note}
            for at, f in enumerate(section.figures, 1)
        ],
    }


def _appendix(table: AppendixTable, label: str) -> dict[str, object]:
    rows = [[clip(cell, LONGEST_CELL) for cell in row] for row in table.rows]
    return {
        "label": label,
        "title": table.title,
        "headings": list(table.headings),
        "sheets": [rows[at : at + ROWS_IN_TABLE] for at in range(0, len(rows), ROWS_IN_TABLE)],
    }
