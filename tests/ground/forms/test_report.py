"""The printed report holds every figure, its events and the sample mark, whatever the words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document

from danban.paper.forms.report import Report, ReportEvent, ReportFigure, to_docx

REPORT = Report(
    issuer="Sở Tư pháp",
    superior="Ủy ban nhân dân thành phố",
    place="Thử Nghiệm",
    day=date(2026, 7, 3),
    period="6 tháng đầu năm 2026",
    first_day=date(2026, 1, 1),
    last_day=date(2026, 6, 30),
    scope="toàn thành phố",
    direction="Ban hành kế hoạch.\n\nTổ chức hội nghị.",
    figures=(
        ReportFigure(
            "Lượt gửi ý kiến",
            12345,
            "lượt",
            (
                ReportEvent("Đợt một", date(2026, 5, 1), 12000),
                ReportEvent("Đợt hai", date(2026, 6, 30), 345),
            ),
        ),
        ReportFigure("Bản tổng hợp đã công bố", 0, "bản", ()),
    ),
    difficulties="",
    proposals="Bổ sung kinh phí.",
    sample="DỮ LIỆU MẪU",
)


def words(path: Path) -> str:
    document = Document(str(path))
    cells = [c.text for t in document.tables for r in t.rows for c in r.cells]
    return "\n".join([p.text for p in document.paragraphs] + cells)


def test_everything_is_printed(tmp_path: Path) -> None:
    to_docx(REPORT, tmp_path / "a.docx")
    document = Document(str(tmp_path / "a.docx"))
    text = words(tmp_path / "a.docx")
    for part in (
        "SỞ TƯ PHÁP",
        "ngày 03 tháng 7 năm 2026",
        "Tổ chức hội nghị.",
        "12.345",
        "30/06/2026",
        "Đợt hai",
        "Không có nội dung báo cáo.",
        "Bổ sung kinh phí.",
    ):
        assert part in text
    assert "DỮ LIỆU MẪU" in document.sections[0].header.paragraphs[0].text
    results = document.tables[1]
    assert [c.text for c in results.rows[1].cells] == ["Lượt gửi ý kiến", "12.345", "lượt", "2"]
    assert [c.text for c in results.rows[2].cells] == ["Bản tổng hợp đã công bố", "0", "bản", "0"]


def test_a_real_city_prints_no_sample_line(tmp_path: Path) -> None:
    to_docx(replace(REPORT, sample=None), tmp_path / "a.docx")
    assert Document(str(tmp_path / "a.docx")).sections[0].header.paragraphs[0].text == ""


@pytest.mark.parametrize("hostile", ["{{ 7*7 }}", "a\x00\x0bb", "<w:p/> & \ud800", ""])
def test_hostile_words_stay_words(tmp_path: Path, hostile: str) -> None:
    to_docx(replace(REPORT, direction=hostile, scope=hostile), tmp_path / "a.docx")
    text = words(tmp_path / "a.docx")
    assert "49" not in text
    assert "PHỤ LỤC" in text


def test_the_same_report_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in "ab":
        to_docx(REPORT, tmp_path / f"{name}.docx")
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()
