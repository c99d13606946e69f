"""Days, counts and words as they stand in cells."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danban.opinion.cells import read_count, read_day, read_kind, read_outcome, read_stance

DAY = date(2025, 3, 12)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2025-03-12", DAY),
        ("2025-03-12 10:30:00", DAY),
        ("2025-03-12T10:30:00", DAY),
        ("12/3/2025", DAY),
        ("12/03/2025 08:15", DAY),
        ("08:15 12/03/2025", DAY),
        ("12-3-2025", DAY),
        ("12.3.2025", DAY),
        ("12/3/25", DAY),
        ("ngày 12/3/2025", DAY),
        ("ngày 12 tháng 3 năm 2025", DAY),
        ("Hà Nội, ngày 12 tháng 03 năm 2025", DAY),
        ("31/2/2025", None),
        ("13/13/2025", None),
        ("tháng 3", None),
        ("hôm qua", None),
        ("45000", None),
        ("", None),
    ],
)
def test_days(words: str, day: date | None) -> None:
    assert read_day(words) == day


@given(st.dates(date(1945, 1, 1), date(2199, 12, 31)))
def test_a_day_is_read_back_from_every_writing(day: date) -> None:
    assert read_day(day.isoformat()) == day
    assert read_day(f"{day.day}/{day.month}/{day.year}") == day
    assert read_day(f"ngày {day.day} tháng {day.month} năm {day.year}") == day


@pytest.mark.parametrize(
    ("words", "count"),
    [("350", 350), ("1.200", 1200), ("1,200", 1200), ("1 200", 1200), ("350 phiếu", 350),
     ("0", 0), ("3.5", None), ("-3", None), ("nhiều", None), ("350/400", None), ("", None)],
)  # fmt: skip
def test_counts(words: str, count: int | None) -> None:
    assert read_count(words) == count


@pytest.mark.parametrize(
    ("words", "stance"),
    [
        ("nhất trí", "agree"),
        ("Đồng ý", "agree"),
        ("dong y", "agree"),
        ("Thống nhất với dự thảo", "agree"),
        ("Không có ý kiến khác", "agree"),
        ("không nhất trí", "disagree"),
        ("Không đồng ý", "disagree"),
        ("phản đối", "disagree"),
        ("đề nghị bỏ", "disagree"),
        ("đề nghị sửa", "amend"),
        ("đề nghị bổ sung", "amend"),
        ("nhất trí, đề nghị sửa câu chữ", "amend"),
        ("đề nghị làm rõ", "clarify"),
        ("agree", "agree"),
        ("disagree", "disagree"),
        ("amend", "amend"),
        ("clarify", "clarify"),
        ("khác", None),
        ("", None),
    ],
)
def test_stances(words: str, stance: str | None) -> None:
    assert read_stance(words) == stance


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("công dân", "citizen"),
        ("Cá nhân", "citizen"),
        ("doanh nghiệp", "business"),
        ("hộ kinh doanh", "business"),
        ("Công ty cổ phần X", "business"),
        ("hiệp hội", "association"),
        ("Hiệp hội doanh nghiệp", "association"),
        ("Hội Luật gia", "association"),
        ("cơ quan", "agency"),
        ("UBND phường X", "agency"),
        ("Hội đồng nhân dân xã", "agency"),
        ("Sở Tài chính", "agency"),
        ("MTTQ", "front"),
        ("Mặt trận Tổ quốc", "front"),
        ("Hội Liên hiệp Phụ nữ", "front"),
        ("tổ chức chính trị - xã hội", "front"),
        ("chuyên gia, nhà khoa học", "expert"),
        ("citizen", "citizen"),
        ("front", "front"),
        ("Nguyễn X", None),
        ("", None),
    ],
)
def test_kinds(words: str, kind: str | None) -> None:
    assert read_kind(words) == kind


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("Tiếp thu", "accepted"),
        ("Tiếp thu một phần", "partly"),
        ("Giải trình, giữ nguyên", "explained"),
        ("không tiếp thu", "explained"),
        ("Chuyển cơ quan khác", "forwarded"),
        ("accepted", "accepted"),
        ("đang xem", None),
    ],
)
def test_outcomes(words: str, outcome: str | None) -> None:
    assert read_outcome(words) == outcome
