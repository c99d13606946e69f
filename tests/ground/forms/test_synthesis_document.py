"""The statutory table in Word: what an officer, a citizen and LibreOffice find in it."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from danban.paper.forms.rendering import clean
from danban.paper.forms.synthesis import (
    OUTCOMES,
    Received,
    ReviewRow,
    SynthesisTable,
    Tally,
    to_docx,
)
from tests.ground.forms.samples import SAMPLE, TABLE, opened, sheets, with_rows, words


def printed(table: SynthesisTable, folder: Path) -> str:
    to_docx(table, folder / "t.docx")
    return words(opened(folder / "t.docx"))


def test_the_page_is_a4_landscape_with_the_official_head(tmp_path: Path) -> None:
    to_docx(TABLE, tmp_path / "t.docx")
    document = opened(tmp_path / "t.docx")
    for section in document.sections:
        assert section.orientation == WD_ORIENT.LANDSCAPE
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    text = words(document)
    for expected in (
        "ỦY BAN NHÂN DÂN THÀNH PHỐ SÔNG TRONG",
        "SỞ MÔI TRƯỜNG",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Sông Trong, ngày 05 tháng 02 năm 2026",
        "ĐỐI VỚI DỰ THẢO NGHỊ QUYẾT VỀ VÙNG PHÁT THẢI THẤP",
        "GIÁM ĐỐC",
        "- Như trên;",
        "- Lưu: VT.",
    ):
        assert expected in text.split("\n"), expected
    assert document.styles["Normal"].element.rPr.rFonts.get(qn("w:ascii")) == "Times New Roman"


def test_every_count_stands_in_its_own_unit(tmp_path: Path) -> None:
    text = printed(TABLE, tmp_path)
    for expected in (
        "1. Tổng số 45 cơ quan, tổ chức, cá nhân đã gửi xin ý kiến và tổng số 3.456 ý kiến nhận",
        "1.200 lượt gửi; 3.456 ý kiến",
        "801 cá nhân, tổ chức xác định được danh tính",
        "1.206 ý kiến thành 3 nhóm cùng nội dung, theo 2 điều",
        "tiếp thu 1 nhóm (1 ý kiến); tiếp thu một phần 1 nhóm (1.204 ý kiến); "
        "chưa trả lời 1 nhóm (1 ý kiến)",
        "Nhận sau hạn: 17 ý kiến",
        "không tính vào tổng số nêu trên: Tổ dân phố 3, lượt nhất trí: 1.250.",
        "Cần xem: 1 dòng chưa đưa vào bảng, chờ cán bộ xem xét, liệt kê tại Phụ lục 1.",
        "Có 2 cơ quan, tổ chức nhất trí với dự thảo: Sở Tư pháp; Sở Tài chính.",
        "Có 1 cơ quan, tổ chức không trả lời bằng văn bản: Hội Làm vườn.",
    ):
        assert expected in text, expected


def test_what_is_not_known_is_not_said(tmp_path: Path) -> None:
    bare = replace(
        TABLE,
        asked=None,
        received=Received(2, 2),
        late=0,
        tallies=(),
        review=(),
        agreeing=(),
        not_answered=(),
    )
    text = printed(bare, tmp_path)
    assert "1. Tổng số ý kiến nhận được: 2 ý kiến." in text
    for absent in ("xin ý kiến", "danh tính", "sau hạn", "Cần xem", "PHỤ LỤC", "không trả lời"):
        assert absent not in text


def test_rows_carry_their_words_counts_and_codes(tmp_path: Path) -> None:
    to_docx(TABLE, tmp_path / "t.docx")
    ((_, first, second, third),) = sheets(opened(tmp_path / "t.docx"))
    assert first == [
        "Khoản 2 Điều 5",
        "Sở Tài chính\nCông dân (12 người)",
        "Mức hỗ trợ\nĐề nghị nêu rõ mức hỗ trợ.\n1.204 ý kiến cùng nội dung · Mã art_5__cl_2/k7q2",
        "Tiếp thu một phần\nĐã bổ sung tại khoản 2a.",
    ]
    assert second[0] == "Khoản 2 Điều 5"  # merged downwards
    assert second[2].endswith("1 ý kiến · Mã art_5__cl_2/m3x9")
    assert second[3] == ""  # left for the officer
    assert third[0] == "Chung"
    assert third[3].startswith("Tiếp thu\n")


def test_a_provision_is_merged_over_its_rows_only(tmp_path: Path) -> None:
    to_docx(TABLE, tmp_path / "t.docx")
    merges = [one.val for one in opened(tmp_path / "t.docx").element.body.iter(qn("w:vMerge"))]
    assert merges == ["restart", "continue", "restart"]


@pytest.mark.parametrize(("code", "word"), OUTCOMES.items())
def test_outcomes_in_official_words(code: str, word: str, tmp_path: Path) -> None:
    row = replace(TABLE.rows[0], outcome=code)  # type: ignore[arg-type]
    to_docx(replace(TABLE, rows=(row,)), tmp_path / "t.docx")
    ((_, printed_row),) = sheets(opened(tmp_path / "t.docx"))
    assert printed_row[3].split("\n")[0] == word


@pytest.mark.parametrize(("count", "tables"), [(0, 0), (1, 1), (4, 1), (60, 1), (61, 2), (300, 5)])
def test_all_rows_are_printed_once_under_heads_that_repeat(
    count: int, tables: int, tmp_path: Path
) -> None:
    to_docx(with_rows(count), tmp_path / "t.docx")
    document = opened(tmp_path / "t.docx")
    found = sheets(document)
    assert len(found) == tables
    seen = [row[2].split("\n")[0] for table in found for row in table[1:]]
    assert seen == [f"Ý kiến thứ {at}" for at in range(count)]
    for table in document.tables:
        if table.rows[0].cells[0].text.startswith("NHÓM VẤN ĐỀ"):
            assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    if not count:
        assert "2. Kết quả cụ thể: chưa có ý kiến góp ý nào" in words(document)


def test_a_provision_longer_than_a_sheet_says_that_it_goes_on(tmp_path: Path) -> None:
    rows = tuple(replace(row, provision="Chung") for row in with_rows(61).rows)
    to_docx(replace(TABLE, rows=rows), tmp_path / "t.docx")
    first, second = sheets(opened(tmp_path / "t.docx"))
    assert (first[1][0], second[1][0]) == ("Chung", "Chung (tiếp theo)")


def test_the_sample_line_and_the_version_stand_on_every_page(tmp_path: Path) -> None:
    to_docx(TABLE, tmp_path / "t.docx")
    for section in opened(tmp_path / "t.docx").sections:
        assert not section.different_first_page_header_footer
        assert SAMPLE in [line.text for line in section.header.paragraphs]
        foot = section.footer.paragraphs[0]
        assert "Phiên bản dt2-r1" in foot.text
        fields = [one.get(qn("w:instr")) for one in foot._p.iter(qn("w:fldSimple"))]
        assert fields == ["PAGE", "NUMPAGES"]


def test_real_material_has_no_sample_line(tmp_path: Path) -> None:
    to_docx(replace(TABLE, sample=None), tmp_path / "t.docx")
    for section in opened(tmp_path / "t.docx").sections:
        assert all(not line.text.strip() for line in section.header.paragraphs)


def test_the_public_print_says_so_and_keeps_the_tray_inside(tmp_path: Path) -> None:
    text = printed(replace(TABLE, public=True), tmp_path)
    assert "(Bản công khai, cá nhân góp ý được ẩn danh)" in text
    assert "Cần xem: 1 dòng chưa đưa vào bảng, chờ cán bộ xem xét." in text
    assert "thu_gop_y.docx" not in text
    assert "thu_gop_y.docx" in printed(TABLE, tmp_path)


def test_long_lists_move_to_appendices_in_the_order_they_are_named(tmp_path: Path) -> None:
    many = tuple(f"Phường {at}" for at in range(20))
    tallies = tuple(Tally(f"Tổ {at}", at) for at in range(9))
    text = printed(replace(TABLE, not_answered=many, tallies=tallies), tmp_path)
    assert "36 lượt, danh sách tại Phụ lục 1." in text
    assert "20 cơ quan, tổ chức không trả lời bằng văn bản, danh sách tại Phụ lục 2." in text
    assert "liệt kê tại Phụ lục 3." in text
    labels = [line for line in text.split("\n") if line.startswith("PHỤ LỤC")]
    assert labels == ["PHỤ LỤC 1", "PHỤ LỤC 2", "PHỤ LỤC 3"]
    assert all(f"\n{name}\n" in text for name in many)


def test_no_appendix_no_empty_last_page(tmp_path: Path) -> None:
    to_docx(replace(TABLE, review=()), tmp_path / "t.docx")
    document = opened(tmp_path / "t.docx")
    assert len(document.sections) == 1
    assert SAMPLE in document.sections[0].header.paragraphs[0].text


def test_the_tray_is_printed_whole_however_long(tmp_path: Path) -> None:
    tray = tuple(ReviewRow("a.xlsx", str(at), f"lý do {at}") for at in range(150))
    text = printed(replace(TABLE, review=tray), tmp_path)
    assert [line for line in text.split("\n") if line.startswith("lý do")] == [
        one.why for one in tray
    ]


def test_more_contributors_than_a_cell_holds_are_counted(tmp_path: Path) -> None:
    row = replace(TABLE.rows[0], contributors=tuple(f"Ông {at}" for at in range(7_500)))
    to_docx(replace(TABLE, rows=(row,)), tmp_path / "t.docx")
    ((_, first),) = sheets(opened(tmp_path / "t.docx"))
    assert first[1].startswith("Ông 0; Ông 1;")
    assert first[1].endswith("và 7.470 chủ thể khác (danh sách đủ trong bản Excel)")


def test_an_overlong_text_is_cut_with_a_note(tmp_path: Path) -> None:
    row = replace(TABLE.rows[0], summary="a" * 30_000)
    text = printed(replace(TABLE, rows=(row,)), tmp_path)
    assert "… (còn 10.000 ký tự, xem bản gốc)" in text


HOSTILE = (
    "</w:t></w:r><w:r><w:t>chèn",
    "{{ 7*7 }} {% for x in y %} {_{ }_} {%_ {#",
    "&lt;b&gt; & < > \" '",
    "chuông \x07, trang \x0c, null \x00, nửa \ud800, cuối \uffff",
    "dòng 1\r\ndòng 2\rdòng 3\n\tthụt",
    "]]><!-- <?xml ?>",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_stay_words(text: str, tmp_path: Path) -> None:
    row = replace(
        TABLE.rows[0],
        provision=text,
        issue=text,
        contributors=(text,),
        summary=text,
        reply=text,
        code="x/y",
    )
    table = replace(
        TABLE,
        rows=(row,),
        draft_title=f"Luật {text}",
        agreeing=(text,),
        review=(ReviewRow(text, text, text),),
        sample=text,
        version=text,
    )
    to_docx(table, tmp_path / "t.docx")
    document = opened(tmp_path / "t.docx")
    ((_, first),) = sheets(document)
    assert first[0] == clean(text)
    assert first[2] == f"{clean(text)}\n{clean(text)}\n1.204 ý kiến cùng nội dung · Mã x/y"
    assert first[3] == f"Tiếp thu một phần\n{clean(text)}"
    assert len(document.sections) == 2


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=60), min_size=1, max_size=5))
def test_any_words_come_out_as_they_went_in(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    path = tmp_path_factory.mktemp("any") / "t.docx"
    rows = tuple(
        replace(TABLE.rows[1], summary=text, issue="", code=f"c/{at}", provision=f"Điều {at}")
        for at, text in enumerate(texts)
    )
    to_docx(replace(TABLE, rows=rows), path)
    found = [row[2] for table in sheets(opened(path)) for row in table[1:]]
    assert found == [f"{clean(t)}\n1 ý kiến · Mã c/{at}" for at, t in enumerate(texts)]


def test_the_same_table_gives_the_same_bytes(tmp_path: Path) -> None:
    to_docx(TABLE, tmp_path / "a.docx")
    to_docx(TABLE, tmp_path / "b.docx")
    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.docx") as package:
        assert {member.date_time for member in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_short_rows_stay_whole_and_long_ones_may_break(tmp_path: Path) -> None:
    long = replace(TABLE.rows[0], summary="dài " * 400, provision="Điều 1")
    to_docx(replace(TABLE, rows=(long, TABLE.rows[1])), tmp_path / "t.docx")
    table = next(
        one
        for one in opened(tmp_path / "t.docx").tables
        if one.rows[0].cells[0].text.startswith("NHÓM")
    )
    whole = [
        row._tr.trPr is not None and row._tr.trPr.find(qn("w:cantSplit")) is not None
        for row in table.rows
    ]
    assert whole == [True, False, True]


def test_the_last_row_goes_with_the_signature(tmp_path: Path) -> None:
    to_docx(with_rows(3), tmp_path / "t.docx")
    table = next(
        one
        for one in opened(tmp_path / "t.docx").tables
        if one.rows[0].cells[0].text.startswith("NHÓM")
    )
    kept = [
        all(line.paragraph_format.keep_with_next for line in row.cells[3].paragraphs)
        for row in table.rows[1:]
    ]
    assert kept == [False, False, True]
