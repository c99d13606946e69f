"""Wording, sheets of rows and the JSON form of the statutory table."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danban.paper.forms.synthesis import to_json
from danban.paper.forms.synthesis_words import sheets
from danban.paper.forms.wording import DOTS, clip, day_in_words, draft_name, listed, number
from tests.ground.forms.samples import TABLE, with_rows


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 1, 5), "ngày 05 tháng 01 năm 2026"),
        (date(2026, 2, 28), "ngày 28 tháng 02 năm 2026"),
        (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
        (date(2026, 12, 31), "ngày 31 tháng 12 năm 2026"),
        (None, "ngày …… tháng …… năm ……"),
    ],
)
def test_days_in_words(day: date | None, expected: str) -> None:
    assert day_in_words(day) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Luật Đất đai", "dự thảo Luật Đất đai"),
        ("Dự thảo  Luật\nĐất đai", "dự thảo Luật Đất đai"),
        ("DỰ THẢO Nghị định", "dự thảo Nghị định"),
        ("", f"dự thảo {DOTS}"),
    ],
)
def test_a_draft_is_always_called_a_draft(title: str, expected: str) -> None:
    assert draft_name(title) == expected


def test_numbers_and_lists() -> None:
    assert [number(n) for n in (0, 999, 1000, 1234567)] == ["0", "999", "1.000", "1.234.567"]
    assert listed(["Như trên;", "Sở Tư pháp", "Lưu: VT."]) == [
        "Như trên;",
        "Sở Tư pháp;",
        "Lưu: VT.",
    ]
    assert listed([]) == []
    assert clip("abc", 3) == "abc"
    assert clip("abcd", 3) == "abc… (còn 1 ký tự, xem bản gốc)"


@given(st.integers(0, 200), st.integers(1, 70))
def test_sheets_hold_every_row_once_in_order_and_no_more_than_allowed(
    count: int, most: int
) -> None:
    rows = with_rows(count).rows
    made = sheets(rows, most)
    assert [row for sheet in made for part in sheet for row in part.rows] == list(rows)
    assert all(0 < sum(len(part.rows) for part in sheet) <= most for sheet in made)


def test_json_is_the_published_shape() -> None:
    made = to_json(TABLE)
    assert json.loads(json.dumps(made)) == made
    assert list(made) == ["version", "asked", "received", "rows", "review"]
    assert made["received"] == {"submissions": 1200, "opinions": 3456, "persons": 801}
    assert made["rows"][1] == {  # type: ignore[index]
        "code": "art_5__cl_2/m3x9",
        "eid": "art_5__cl_2",
        "issue": "",
        "contributors": ["Hội Luật gia"],
        "opinions": ["cv12"],
        "summary": "Đề nghị bỏ cụm từ “trở lên”.",
        "reply": None,
        "outcome": None,
    }
    assert made["review"] == [
        {"source": "thu_gop_y.docx", "row": "đoạn 4", "why": "Không rõ điều, khoản"}
    ]
