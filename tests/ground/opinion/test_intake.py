"""Rows in, opinions and doubtful rows out: every row is accounted for."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danban.opinion.clauses import ClauseIndex
from danban.opinion.intake import Table, take_in
from danban.paper import Refused

CLAUSES = ClauseIndex(["art_1", "art_2", "art_2__cl_1"])
HEADER = ("ID", "Điều", "Nội dung góp ý", "Quan điểm", "Số lượng", "Ngày", "Ghi chú")


def _table(
    *rows: tuple[str, ...], source: str = "a.xlsx", header: tuple[str, ...] = HEADER
) -> Table:
    return Table(source, "Sheet1", (header, *rows))


def test_a_full_row_is_read_cell_by_cell() -> None:
    header = (
        "Mã dòng", "Nội dung góp ý", "Điều/khoản/điểm", "Quan điểm", "Đề xuất", "Chủ thể góp ý",
        "Loại chủ thể", "Địa bàn", "Ngày", "Số công văn", "Trả lời", "Kết quả", "STT",
    )  # fmt: skip
    row = (
        "art_2/ab12", "Mức phạt cao", "k1 đ2", "đề nghị sửa", "giảm một nửa", "Công ty A",
        "doanh nghiệp", "Phường X", "12/3/2025", "15/CV", "Sẽ giảm", "Tiếp thu", "7",
    )  # fmt: skip
    found = take_in([_table(row, header=header)], CLAUSES, closing=date(2025, 3, 11))
    (opinion,) = found.rows
    assert opinion.id == "a.xlsx/Sheet1/2"
    assert opinion.eids == ("art_2__cl_1",)
    assert opinion.provision == "k1 đ2"
    assert (opinion.stance, opinion.kind, opinion.outcome) == ("amend", "business", "accepted")
    assert (opinion.text, opinion.proposal) == ("Mức phạt cao", "giảm một nửa")
    assert (opinion.contributor, opinion.area) == ("Công ty A", "Phường X")
    assert (opinion.letter, opinion.reply, opinion.row_code) == ("15/CV", "Sẽ giảm", "art_2/ab12")
    assert opinion.date == date(2025, 3, 12)
    assert opinion.late
    assert opinion.extra == (("STT", "7"),)
    assert opinion.row == 2


DOUBTFUL = [
    (("1", "Điều 9", "chữ", "", "", "", ""), "dự thảo không có Điều 9"),
    (("1", "khoản 1", "chữ", "", "", "", ""), "không nêu số điều"),
    (("1", "Điều 1 Luật Đất đai", "chữ", "", "", "", ""), "văn bản khác"),
    (("1", "Điều 1", "", "", "", "", ""), "không có nội dung góp ý"),
    (("1", "", "", "nhất trí", "", "", ""), "không có nội dung góp ý"),
    (("1", "Điều 1", "chữ", "", "nhiều", "", ""), "không đọc được số lượng “nhiều”"),
    (("1", "Điều 1", "chữ", "", "", "mai", ""), "không đọc được ngày “mai”"),
    (("Tổng cộng", "", "", "", "350", "", ""), "dòng cộng"),
]


@pytest.mark.parametrize(("row", "why"), DOUBTFUL)
def test_a_doubtful_row_waits_in_the_tray_with_its_reason(row: tuple[str, ...], why: str) -> None:
    found = take_in([_table(row)], CLAUSES)
    assert found.rows == ()
    (doubt,) = found.review
    assert why in doubt.why
    assert (doubt.source, doubt.sheet, doubt.row, doubt.cells) == ("a.xlsx", "Sheet1", 2, row)


def test_two_reasons_stand_side_by_side() -> None:
    (doubt,) = take_in([_table(("", "Điều 9", "chữ", "", "", "mai", ""))], CLAUSES).review
    assert doubt.why == "không đọc được ngày “mai”; dự thảo không có Điều 9"


def test_a_clause_the_draft_lacks_enters_above_with_a_note() -> None:
    (row,) = take_in([_table(("1", "khoản 7 Điều 2", "chữ", "", "", "", ""))], CLAUSES).rows
    assert row.eids == ("art_2",)
    assert "dự thảo không có khoản 7 Điều 2" in row.notes[0]


def test_a_bare_tally_enters_without_a_text() -> None:
    (row,) = take_in([_table(("1", "Điều 1", "", "nhất trí", "1.200", "", ""))], CLAUSES).rows
    assert (row.tally, row.text, row.stance) == (1200, "", "agree")


def test_words_for_nothing_known_are_kept_as_notes() -> None:
    (row,) = take_in([_table(("1", "", "chữ", "tuỳ", "", "", "gấp"))], CLAUSES).rows
    assert row.stance is None
    assert row.notes == ("quan điểm: “tuỳ”",)
    assert row.extra == (("Ghi chú", "gấp"),)


def test_only_a_day_after_the_closing_day_is_late() -> None:
    days = ["11/3/2025", "12/3/2025", "13/3/2025", ""]
    table = _table(*((str(n), "", "chữ", "", "", day, "") for n, day in enumerate(days)))
    found = take_in([table], CLAUSES, closing=date(2025, 3, 12))
    assert [row.late for row in found.rows] == [False, False, True, False]


def test_a_shared_id_gives_way_to_file_sheet_and_row() -> None:
    row = ("1", "", "chữ", "", "", "", "")
    other = ("2", "", "chữ", "", "", "", "")
    found = take_in([_table(row, other), _table(row, source="b.xlsx")], CLAUSES)
    assert [r.id for r in found.rows] == ["a.xlsx/Sheet1/2", "2", "b.xlsx/Sheet1/2"]


def test_the_header_printed_again_is_no_opinion() -> None:
    found = take_in([_table(("1", "", "chữ", "", "", "", ""), HEADER)], CLAUSES)
    assert (len(found.rows), found.blank, found.read) == (1, 1, 2)


def test_a_sheet_of_notes_beside_the_opinions_is_named_not_lost() -> None:
    notes = Table("a.xlsx", "Hướng dẫn", (("x", "y"), ("1", "2")))
    found = take_in([_table(("1", "", "chữ", "", "", "", "")), notes], CLAUSES)
    assert len(found.rows) == 1
    (left,) = found.left_out
    assert left.sheet == "Hướng dẫn"
    assert "2 dòng" in left.why


def test_a_source_without_opinions_is_refused_whole() -> None:
    good = _table(("1", "", "chữ", "", "", "", ""))
    bad = Table("b.xlsx", "Sheet1", (("1", "2"),))
    with pytest.raises(Refused) as refusal:
        take_in([good, bad], CLAUSES)
    assert refusal.value.code == "no-text-column"
    assert refusal.value.where == "b.xlsx, Sheet1"


CELL = st.sampled_from(
    ["", " ", "1", "x", "Điều 1", "k1 đ2", "Điều 9", "12/3/2025", "350", "nhất trí"]
)


@given(st.lists(st.lists(CELL, max_size=8).map(tuple), max_size=12))
def test_every_row_is_an_opinion_or_a_doubt_or_blank(rows: list[tuple[str, ...]]) -> None:
    found = take_in([_table(*rows)], CLAUSES)
    assert found.read == len(rows)
    assert found.read == len(found.rows) + len(found.review) + found.blank
    assert len({row.id for row in found.rows}) == len(found.rows)
