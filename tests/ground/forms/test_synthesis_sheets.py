"""The statutory table in Excel: columns, counts, tray, sources; and never a formula."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook.workbook import Workbook

from danban.paper.forms.synthesis import OUTCOMES, ReviewRow, SynthesisTable, to_xlsx
from tests.ground.forms.samples import SAMPLE, TABLE, with_rows


def printed(table: SynthesisTable, folder: Path) -> Workbook:
    to_xlsx(table, folder / "t.xlsx")
    return openpyxl.load_workbook(folder / "t.xlsx")


def column(book: Workbook, sheet: str, at: int = 1) -> list[object]:
    return [row[at - 1].value for row in book[sheet].iter_rows()]


def test_one_row_for_each_group_with_its_code(tmp_path: Path) -> None:
    rows = list(printed(TABLE, tmp_path)["Bảng tổng hợp"].iter_rows(values_only=True))
    assert rows[0] == (
        "Nhóm vấn đề, điều, khoản",
        "Chủ thể góp ý",
        "Nội dung góp ý",
        "Nội dung tiếp thu, giải trình",
        "Kết quả",
        "Vấn đề",
        "Số ý kiến",
        "Mã dòng",
    )
    assert rows[1] == (
        "Khoản 2 Điều 5",
        "Sở Tài chính\nCông dân (12 người)",
        "Đề nghị nêu rõ mức hỗ trợ.",
        "Đã bổ sung tại khoản 2a.",
        "Tiếp thu một phần",
        "Mức hỗ trợ",
        1204,
        "art_5__cl_2/k7q2",
    )
    assert [row[7] for row in rows[1:]] == [row.code for row in TABLE.rows]
    assert rows[2][3] in (None, "")  # left for the officer


def test_heads_are_frozen_and_repeat_on_a4_landscape(tmp_path: Path) -> None:
    for sheet in printed(TABLE, tmp_path).worksheets:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToWidth in (None, 1)  # one page is the format's own default
        assert sheet.page_setup.fitToHeight == 0
        assert SAMPLE in sheet.oddHeader.center.text
        if sheet.title not in ("Số liệu", "Danh mục"):
            assert sheet.freeze_panes == "A2"
            assert sheet.print_title_rows == "$1:$1"


def test_the_outcome_is_picked_from_the_official_words(tmp_path: Path) -> None:
    book = printed(TABLE, tmp_path)
    (rule,) = book["Bảng tổng hợp"].data_validations.dataValidation
    assert str(rule.sqref) == "E2:E4"
    assert rule.formula1 == "'Danh mục'!$A$2:$A$5"
    assert column(book, "Danh mục")[1:] == list(OUTCOMES.values())


def test_counts_tray_and_sources_have_sheets_of_their_own(tmp_path: Path) -> None:
    book = printed(TABLE, tmp_path)
    assert book.sheetnames == [
        "Bảng tổng hợp",
        "Số liệu",
        "Danh mục",
        "Cần xem",
        "Ý kiến theo dòng",
    ]
    text = "\n".join(str(value) for value in column(book, "Số liệu"))
    for expected in ("3.456 ý kiến nhận được", "Nhận sau hạn: 17", "liệt kê tại trang Cần xem"):
        assert expected in text
    assert "dt2-r1" in text
    assert column(book, "Cần xem") == ["Nguồn", "thu_gop_y.docx"]
    assert column(book, "Ý kiến theo dòng", 2)[1:] == [
        one for row in TABLE.rows for one in row.opinions
    ]


def test_the_public_print_holds_no_source(tmp_path: Path) -> None:
    book = printed(replace(TABLE, public=True), tmp_path)
    assert book.sheetnames == ["Bảng tổng hợp", "Số liệu", "Danh mục"]
    assert "Bản công khai" in book["Bảng tổng hợp"].oddFooter.left.text


def test_contributors_beyond_a_cell_are_listed_whole(tmp_path: Path) -> None:
    names = tuple(f"Ông {at}" for at in range(40))
    row = replace(TABLE.rows[0], contributors=names)
    book = printed(replace(TABLE, rows=(row,)), tmp_path)
    shown = book["Bảng tổng hợp"]["B2"].value
    assert "và 10 chủ thể khác (danh sách đủ trong trang “Chủ thể theo dòng”)" in str(shown)
    assert column(book, "Chủ thể theo dòng", 2)[1:] == list(names)


@pytest.mark.parametrize(
    "text",
    [
        "=cmd|'/c calc'!A1",
        "+1+1",
        "-2+3",
        "@SUM(A1)",
        "\t=1+1",
        "\r=1+1",
        "{=1+1}",
        "http://example.vn/?q=1",
        "'=1",
    ],
)
def test_no_cell_is_a_formula(text: str, tmp_path: Path) -> None:
    row = replace(
        TABLE.rows[0],
        provision=text,
        issue=text,
        contributors=(text,),
        opinions=(text,),
        summary=text,
        reply=text,
        code=text,
    )
    table = replace(
        TABLE,
        rows=(row,),
        review=(ReviewRow(text, text, text),),
        agreeing=(text,),
        draft_title=text,
        sample=text,
        version=text,
    )
    book = printed(table, tmp_path)
    kinds = {
        cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row if cell.value
    }
    assert kinds <= {"s", "n", "inlineStr"}
    cell = book["Bảng tổng hợp"]["C2"]
    assert str(cell.value).lstrip() == text.lstrip()
    assert cell.quotePrefix == text.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert not any(cell.hyperlink for sheet in book for row in sheet.iter_rows() for cell in row)


def test_rows_have_a_height_but_may_grow_when_an_officer_types(tmp_path: Path) -> None:
    to_xlsx(with_rows(3), tmp_path / "t.xlsx")
    with zipfile.ZipFile(tmp_path / "t.xlsx") as package:
        xml = package.read("xl/worksheets/sheet1.xml").decode()
    rows = re.findall(r"<row [^>]*>", xml)
    assert len(rows) == 4
    assert all(" ht=" in row and "customHeight" not in row for row in rows)


@pytest.mark.parametrize("count", [0, 1, 300])
def test_any_number_of_rows(count: int, tmp_path: Path) -> None:
    book = printed(with_rows(count), tmp_path)
    assert column(book, "Bảng tổng hợp", 3)[1:] == [f"Ý kiến thứ {at}" for at in range(count)]


def test_control_characters_and_overlong_words(tmp_path: Path) -> None:
    row = replace(TABLE.rows[0], summary="a\x00\x07_x000D_b\ud800", reply="đ" * 40_000)
    sheet = printed(replace(TABLE, rows=(row,)), tmp_path)["Bảng tổng hợp"]
    assert sheet["C2"].value == "a_x000D_b"
    assert str(sheet["D2"].value).endswith("… (còn 8.000 ký tự, xem bản gốc)")


def test_the_same_table_gives_the_same_bytes(tmp_path: Path) -> None:
    to_xlsx(TABLE, tmp_path / "a.xlsx")
    to_xlsx(TABLE, tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
