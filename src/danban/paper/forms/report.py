"""The six-month or yearly report of an agency, as Word prints it (A4 portrait, thể thức báo cáo).

Every figure says how many events stand behind it; the appendix lists them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from danban.paper.forms.layouts import typeset
from danban.paper.forms.rendering import clean, save

if TYPE_CHECKING:
    from docx.document import Document

_WIDTH = 165.0  # between the margins, millimetres
_NOTHING = "Không có nội dung báo cáo."


@dataclass(frozen=True, slots=True)
class ReportEvent:
    """What a figure counts; `amount` is its share of the figure."""

    label: str
    day: date
    amount: int


@dataclass(frozen=True, slots=True)
class ReportFigure:
    """One line of the table of results; `value` is the sum of the events' amounts."""

    label: str
    value: int
    unit: str
    events: tuple[ReportEvent, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What is printed. `period` in words (6 tháng đầu năm 2026); the last day is inclusive."""

    issuer: str
    superior: str | None
    place: str
    day: date
    period: str
    first_day: date
    last_day: date
    scope: str
    direction: str
    figures: tuple[ReportFigure, ...]
    difficulties: str
    proposals: str
    sample: str | None


def to_docx(report: Report, path: Path) -> None:
    """Write the report to `path`."""
    document = typeset.new_document()
    section = document.sections[0]
    typeset.page(section, landscape=False, margins=(20, 15, 20, 30))
    if report.sample:
        typeset.write(section.header.paragraphs[0], clean(report.sample), "mau")
    number = typeset.write(section.footer.paragraphs[0], "", "so-trang")
    typeset.field(number, "PAGE")
    document.core_properties.title = clean(f"Báo cáo {report.period}")[:255]
    _head(document, report)
    _title(document, report)
    _section(document, "I. CÔNG TÁC CHỈ ĐẠO, TRIỂN KHAI", report.direction)
    _results(document, report)
    _section(document, "III. KHÓ KHĂN, VƯỚNG MẮC VÀ NGUYÊN NHÂN", report.difficulties)
    _section(document, "IV. ĐỀ XUẤT, KIẾN NGHỊ", report.proposals)
    _signature(document, report)
    _appendix(document, report)
    save(document, path)


def _head(document: Document, report: Report) -> None:
    widths = (67.0, 98.0)
    made = typeset.table(document, 2, widths, borders=False)
    left, right = made.rows[0].cells
    above = [(clean(report.superior).upper(), "co-quan-tren")] if report.superior else []
    typeset.cell_lines(left, *above, (clean(report.issuer).upper(), "co-quan"))
    typeset.rule(left, widths[0] * 0.36)
    typeset.cell_lines(
        right,
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "quoc-hieu"),
        ("Độc lập - Tự do - Hạnh phúc", "tieu-ngu"),
    )
    typeset.rule(right, 17)
    left, right = made.rows[1].cells
    typeset.cell_lines(left, ("Số:       /BC-", "so-ky-hieu"))
    typeset.cell_lines(right, (_place_and_day(report), "ngay-thang"))


def _place_and_day(report: Report) -> str:
    day, month = report.day.day, report.day.month
    month_text = f"{month:02d}" if month < 3 else str(month)
    when = f"ngày {day:02d} tháng {month_text} năm {report.day.year}"
    return f"{clean(report.place)}, {when}" if report.place else when.capitalize()


def _title(document: Document, report: Report) -> None:
    typeset.line(document, "BÁO CÁO", "ten-van-ban")
    typeset.line(
        document,
        "Kết quả truyền thông, lấy ý kiến dự thảo chính sách và phổ biến, giáo dục pháp luật "
        + clean(report.period),
        "trich-yeu",
    )
    span = f"Số liệu từ ngày {report.first_day:%d/%m/%Y} đến hết ngày {report.last_day:%d/%m/%Y}"
    typeset.line(document, f"({span}; phạm vi: {clean(report.scope)})", "ghi-chu-ten")


def _section(document: Document, heading: str, text: str) -> None:
    typeset.line(document, heading, "de-muc")
    lines = [one.strip() for one in clean(text).splitlines() if one.strip()]
    for one in lines or [_NOTHING]:
        typeset.line(document, one, "than")


def _results(document: Document, report: Report) -> None:
    typeset.line(document, "II. KẾT QUẢ", "de-muc")
    typeset.line(
        document,
        "Các số liệu dưới đây được tổng hợp từ sự kiện đã ghi nhận trên hệ thống; "
        "danh mục sự kiện nêu tại Phụ lục.",
        "than",
    )
    rows = [
        (clean(one.label), _number(one.value), clean(one.unit), _number(len(one.events)))
        for one in report.figures
    ]
    _grid(
        document,
        (("Chỉ tiêu", 84.0), ("Kết quả", 29.0), ("Đơn vị", 26.0), ("Số sự kiện phía sau", 26.0)),
        ("o", "o-so", "o-giua", "o-so"),
        rows,
    )


def _grid(
    document: Document,
    columns: Sequence[tuple[str, float]],
    styles: Sequence[str],
    rows: Sequence[Sequence[str]],
) -> None:
    made: Any = typeset.table(document, 1, [width for _title, width in columns])
    for cell, (title, _width) in zip(made.rows[0].cells, columns, strict=True):
        typeset.cell_lines(cell, (title, "dau-cot"))
    typeset.repeat_on_each_page(made)
    for row in rows:
        for cell, text, style in zip(made.add_row().cells, row, styles, strict=True):
            typeset.cell_lines(cell, (text, style))


def _signature(document: Document, report: Report) -> None:
    spacer = typeset.line(document, "", "ke")
    spacer.paragraph_format.keep_with_next = True
    made = typeset.table(document, 1, (80.0, _WIDTH - 80.0), borders=False)
    left, right = made.rows[0].cells
    above = (f"{clean(report.superior)};",) if report.superior else ()
    typeset.cell_lines(
        left,
        ("Nơi nhận:", "noi-nhan"),
        *((f"- {one}", "noi-nhan-dong") for one in (*above, "Lưu: VT.")),
    )
    typeset.cell_lines(right, ("THỦ TRƯỞNG CƠ QUAN", "chuc-vu"), ("", "nguoi-ky"))


def _appendix(document: Document, report: Report) -> None:
    title = typeset.line(document, "PHỤ LỤC", "phu-luc")
    title.paragraph_format.page_break_before = True
    typeset.line(document, "Danh mục sự kiện làm căn cứ tổng hợp số liệu", "trich-yeu")
    counted = [one for one in report.figures if one.events]
    if not counted:
        typeset.line(document, "Trong kỳ không có sự kiện nào được ghi nhận.", "than")
    for index, figure in enumerate(counted, start=1):
        heading = f"{index}. {clean(figure.label)}: {_number(figure.value)} {clean(figure.unit)}"
        typeset.line(document, heading, "de-muc")
        _grid(
            document,
            (("Ngày", 27.0), ("Sự kiện", 109.0), ("Số lượng", 29.0)),
            ("o-giua", "o", "o-so"),
            [(f"{e.day:%d/%m/%Y}", clean(e.label), _number(e.amount)) for e in figure.events],
        )


def _number(value: int) -> str:
    return f"{value:,}".replace(",", ".")
