"""The six-month report: sections, figures with what stands behind them, lists of events."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from danban.paper.forms.six_month_report import (
    DIFFICULTIES,
    DIRECTION,
    PROPOSALS,
    RESULTS,
    AppendixTable,
    Figure,
    Section,
    SixMonthReport,
    to_docx,
)
from tests.ground.forms.samples import SAMPLE, opened, words

EVENTS = AppendixTable(
    "DANH SÁCH HOẠT ĐỘNG",
    ("TT", "Ngày", "Nội dung"),
    tuple((str(at), "12/3/2026", f"Buổi nói chuyện số {at} về dự thảo") for at in range(1, 41)),
)
REPORT = SixMonthReport(
    title="Công tác phổ biến, giáo dục pháp luật",
    period="6 tháng đầu năm 2026",
    issuer="Sở Tư pháp",
    superior=None,
    place="Sông Trong",
    day=date(2026, 7, 3),
    sections=(
        Section(DIRECTION, ("Đã ban hành kế hoạch.",)),
        Section(RESULTS, (), (Figure("Lượt gửi", "18.240", "lượt gửi", "18.240 bản ghi"),)),
        Section(DIFFICULTIES),
        Section(PROPOSALS),
    ),
    appendices=(EVENTS,),
    version="bc-r1",
    sample=SAMPLE,
)


def test_sections_stand_in_order_with_their_words(tmp_path: Path) -> None:
    to_docx(REPORT, tmp_path / "r.docx")
    text = words(opened(tmp_path / "r.docx"))
    at = [text.index(one) for one in ("BÁO CÁO", DIRECTION, RESULTS, DIFFICULTIES, PROPOSALS)]
    assert at == sorted(at)
    assert "Đã ban hành kế hoạch." in text
    assert "SỞ TƯ PHÁP" in text


def test_a_figure_has_its_unit_and_what_stands_behind_it(tmp_path: Path) -> None:
    to_docx(REPORT, tmp_path / "r.docx")
    rows = [
        [cell.text for cell in row.cells]
        for table in opened(tmp_path / "r.docx").tables
        for row in table.rows
        if len(row.cells) == 5
    ]
    assert rows == [
        ["TT", "Chỉ tiêu", "Số liệu", "Đơn vị", "Nguồn số liệu"],
        ["1", "Lượt gửi", "18.240", "lượt gửi", "18.240 bản ghi"],
    ]


def test_only_empty_sections_get_dotted_lines(tmp_path: Path) -> None:
    to_docx(REPORT, tmp_path / "r.docx")
    document = opened(tmp_path / "r.docx")
    dotted = [one for one in document.element.body.iter(qn("w:tab")) if one.get(qn("w:leader"))]
    assert len(dotted) == 4  # two sections, two lines each


def test_the_list_of_events_is_landscape_and_fits_the_page(tmp_path: Path) -> None:
    to_docx(REPORT, tmp_path / "r.docx")
    document = opened(tmp_path / "r.docx")
    first, last = document.sections
    assert (first.orientation, last.orientation) == (WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE)
    table = document.tables[-1]
    assert [row.cells[2].text for row in table.rows[1:]] == [row[2] for row in EVENTS.rows]
    widths = [int(one.get(qn("w:w"))) for one in table._tbl.iter(qn("w:gridCol"))]
    room = last.page_width.twips - last.left_margin.twips - last.right_margin.twips
    assert 0 <= room - sum(widths) <= len(widths)
    assert widths[2] > widths[1] > widths[0]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_no_appendix_no_empty_last_page(tmp_path: Path) -> None:
    to_docx(replace(REPORT, appendices=()), tmp_path / "r.docx")
    (section,) = opened(tmp_path / "r.docx").sections
    assert section.orientation == WD_ORIENT.PORTRAIT


def test_an_empty_list_says_so_and_several_are_numbered(tmp_path: Path) -> None:
    empty = AppendixTable("DANH SÁCH RỖNG", ("A",), ())
    to_docx(replace(REPORT, appendices=(EVENTS, empty)), tmp_path / "r.docx")
    text = words(opened(tmp_path / "r.docx"))
    assert "PHỤ LỤC 1" in text
    assert "PHỤ LỤC 2\nDANH SÁCH RỖNG\nKhông có trong kỳ." in text


def test_the_sample_line_is_on_every_page(tmp_path: Path) -> None:
    to_docx(REPORT, tmp_path / "r.docx")
    for section in opened(tmp_path / "r.docx").sections:
        assert section.header.paragraphs[0].text == SAMPLE
        assert "Phiên bản bc-r1" in section.footer.paragraphs[0].text


def test_a_row_that_does_not_fit_its_headings_is_refused() -> None:
    with pytest.raises(ValueError, match="2 headings but 1 cells"):
        AppendixTable("x", ("A", "B"), (("một",),))
