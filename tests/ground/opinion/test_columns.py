"""Columns found whatever they are called and wherever they stand."""

from __future__ import annotations

import random

import pytest

from danban.opinion.columns import FIELDS, map_columns, recognise
from danban.paper import Refused

HEADERS = [
    ("Nội dung góp ý", "text"),
    ("NỘI DUNG GÓP Ý", "text"),
    ("noi dung gop y", "text"),
    ("Nội dung ý kiến", "text"),
    ("Ý kiến góp ý", "text"),
    ("Nội dung ý kiến góp ý (*)", "text"),
    ("Ý kiến tham gia của cơ quan", "text"),
    ("text", "text"),
    ("Text ", "text"),
    ("Điều/khoản/điểm", "provision"),
    ("Điều, khoản, điểm", "provision"),
    ("Điều, khoản", "provision"),
    ("Nhóm vấn đề/điều/khoản", "provision"),
    ("Provision", "provision"),
    ("Điều khoản góp ý", "provision"),
    ("Quan điểm", "stance"),
    ("Đề xuất", "proposal"),
    ("Đề xuất sửa đổi thành", "proposal"),
    ("Chủ thể góp ý", "contributor"),
    ("Cơ quan/đơn vị góp ý", "contributor"),
    ("Cơ quan, đơn vị", "contributor"),
    ("Họ và tên", "contributor"),
    ("Loại chủ thể", "kind"),
    ("contributor kind", "kind"),
    ("Địa bàn", "area"),
    ("Ngày", "date"),
    ("Ngày gửi", "date"),
    ("Số CV", "letter"),
    ("Số công văn", "letter"),
    ("Số, ký hiệu văn bản", "letter"),
    ("Số lượng", "tally"),
    ("Trả lời", "reply"),
    ("Giải trình", "reply"),
    ("Tiếp thu, giải trình", "reply"),
    ("Nội dung tiếp thu, giải trình", "reply"),
    ("Ý kiến tiếp thu, giải trình", "reply"),
    ("Kết quả", "outcome"),
    ("Mã dòng", "row_code"),
    ("row_code", "row_code"),
    ("ID", "id"),
    ("Mã ý kiến", "id"),
    ("STT", None),
    ("Ghi chú", None),
    ("TT", None),
    ("", None),
]


@pytest.mark.parametrize(("cell", "field"), HEADERS)
def test_a_header_names_its_field(cell: str, field: str | None) -> None:
    found = recognise(cell)
    assert (found[0] if found else None) == field


def test_every_field_can_be_named() -> None:
    assert {field for _, field in HEADERS if field} == set(FIELDS)


def test_any_order_with_a_title_and_a_numbering_line_above() -> None:
    rows = [
        ("BẢNG TỔNG HỢP Ý KIẾN GÓP Ý", "", "", ""),
        ("Dự thảo Nghị quyết về vỉa hè", "", "", ""),
        ("", "", "", ""),
        ("STT", "Cơ quan góp ý", "Nội dung góp ý", "Điều/khoản"),
        ("(1)", "(2)", "(3)", "(4)"),
        ("1", "Sở A", "Đề nghị làm rõ", "Điều 5"),
    ]
    found = map_columns(rows, where="a.xlsx")
    assert dict(found.fields) == {"contributor": 1, "text": 2, "provision": 3}
    assert found.first == 5
    assert found.extra == {"STT": 0}
    assert found.samples == (rows[5],)
    assert found.guessed == ()


@pytest.mark.parametrize("seed", range(8))
def test_the_order_of_columns_does_not_matter(seed: int) -> None:
    names = ["ID", "Nội dung góp ý", "Điều", "Quan điểm", "Chủ thể góp ý", "Loại chủ thể", "Ngày"]
    fields = ["id", "text", "provision", "stance", "contributor", "kind", "date"]
    order = list(range(len(names)))
    random.Random(seed).shuffle(order)
    found = map_columns([[names[i] for i in order], ["x"] * len(names)], where="a.csv")
    assert {field: order[column] for field, column in found.fields.items()} == {
        field: i for i, field in enumerate(fields)
    }


def test_the_better_name_wins_where_two_columns_could_be_the_text() -> None:
    rows = [("Ý kiến", "Nội dung góp ý"), ("Đồng ý", "Giữ nguyên mức phạt")]
    found = map_columns(rows, where="a")
    assert dict(found.fields) == {"text": 1}
    assert found.extra == {"Ý kiến": 0}


def test_a_tally_alone_is_enough() -> None:
    rows = [("Đơn vị", "Số lượng ý kiến"), ("Phường X", "350")]
    assert dict(map_columns(rows, where="a").fields) == {"contributor": 0, "tally": 1}


def test_the_text_column_is_guessed_when_nothing_else_could_be_it() -> None:
    rows = [
        ("1", "Tôi đề nghị giảm mức phạt xuống", "Sở A"),
        ("2", "Cần làm rõ ai là người quản lý", "Sở B"),
    ]
    found = map_columns(rows, where="a.csv")
    assert dict(found.fields) == {"text": 1}
    assert found.guessed == ("text",)
    assert found.first == 0


REFUSED = [
    [],
    [("",)],
    [("1", "2"), ("3", "4")],
    [("Sở A", "ok"), ("Sở B", "ok")],
    [("tôi đề nghị giảm mức phạt", "cần làm rõ ai quản lý"), ("a b c d e", "e f g h i")],
]


@pytest.mark.parametrize("rows", REFUSED)
def test_no_clear_text_column_is_refused(rows: list[tuple[str, ...]]) -> None:
    with pytest.raises(Refused, match="No column") as refusal:
        map_columns(rows, where="a.csv")
    assert refusal.value.code == "no-text-column"
    assert refusal.value.where == "a.csv"


def test_an_officer_can_correct_the_mapping() -> None:
    rows = [("Nội dung", "Ghi chú"), ("ngắn", "Tôi đề nghị giảm mức phạt")]
    found = map_columns(rows, where="a").corrected({"text": 1})
    assert dict(found.fields) == {"text": 1}
    assert found.extra == {"Nội dung": 0}
    with pytest.raises(ValueError, match="no such column: words"):
        found.corrected({"words": 1})
