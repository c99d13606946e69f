"""Deadlines: counted by the calendar, with a reason that outlives the data."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danban.duties import documents, rules
from danban.duties.calendars import Calendar, CalendarError
from danban.duties.deadlines import (
    Deadline,
    DeadlineError,
    agreed,
    due,
    promise,
    shortest_closing,
)
from danban.duties.rules import Confirmation, confirmed

RULES = rules.shipped()
BY_ID = {rule.id: rule for rule in RULES}
POSTING = BY_ID["nd187-chair-posting"]
REQUEST = BY_ID["nd356-data-request"]

days = st.dates(date(2000, 1, 1), date(2100, 1, 1))
terms = st.integers(1, 400)

# A calendar of our own making: a week off in February and a Saturday worked for it.
CALENDAR = Calendar(
    years=frozenset({2026, 2027}),
    days_off=frozenset(date(2026, 2, day) for day in range(16, 21)) | {date(2027, 1, 1)},
    worked=frozenset({date(2026, 2, 28)}),
)


# (trigger, days, last day): leap days and year ends.
@pytest.mark.parametrize(
    ("trigger", "count", "expected"),
    [
        ("2026-03-01", 20, "2026-03-21"),
        ("2028-02-27", 2, "2028-02-29"),
        ("2027-02-27", 2, "2027-03-01"),
        ("2028-02-28", 366, "2029-02-28"),
        ("2025-12-31", 1, "2026-01-01"),
        ("2025-12-15", 20, "2026-01-04"),
        ("2100-02-28", 1, "2100-03-01"),
    ],
)
def test_calendar_days_count_from_the_day_after(trigger, count, expected):
    made = due(replace(POSTING, days=count), date.fromisoformat(trigger))
    assert made.day == date.fromisoformat(expected)


@given(days, terms, terms)
def test_more_days_never_end_earlier_and_a_later_trigger_neither(day, one, other):
    first, second = (due(replace(POSTING, days=n), day).day for n in sorted((one, other)))
    assert first <= second
    assert due(POSTING, day).day < due(POSTING, day + timedelta(days=1)).day


@given(days, terms)
def test_holidays_do_not_move_calendar_days(day, count):
    rule = replace(POSTING, days=count)
    everything_off = Calendar(
        frozenset(range(1999, 2103)), frozenset(day + timedelta(days=n) for n in range(60))
    )
    made = due(rule, day, everything_off)
    assert made == due(rule, day)
    assert (made.day - day).days == count


@pytest.mark.parametrize("kind", ["province-chair-decision", "decree", "president-decision"])
def test_posting_over_tet_is_not_longer(kind):
    over_tet = shortest_closing(kind, date(2026, 2, 10), RULES, calendar=CALENDAR)
    in_summer = shortest_closing(kind, date(2026, 6, 10), RULES)
    assert over_tet.day - date(2026, 2, 10) == in_summer.day - date(2026, 6, 10)


# (received, answer due): two working days.
@pytest.mark.parametrize(
    ("received", "expected"),
    [
        ("2026-03-02", "2026-03-04"),  # Monday to Wednesday
        ("2026-03-05", "2026-03-09"),  # over a weekend
        ("2026-02-13", "2026-02-24"),  # over the week off
        ("2026-02-26", "2026-02-28"),  # into the Saturday worked
        ("2026-12-31", "2027-01-05"),  # over the new year
        ("2026-03-07", "2026-03-10"),  # received on a Saturday
    ],
)
def test_working_days_look_at_the_calendar(received, expected):
    made = due(REQUEST, date.fromisoformat(received), CALENDAR)
    assert made.day == date.fromisoformat(expected)
    assert "2 ngày làm việc" in made.reason.sentence_vi


def test_working_days_without_a_calendar_or_beyond_it_are_refused():
    with pytest.raises(DeadlineError, match="nd356-data-request"):
        due(REQUEST, date(2026, 3, 2))
    with pytest.raises(CalendarError, match="2028"):
        due(REQUEST, date(2027, 12, 30), CALENDAR)


@given(st.dates(date(2026, 1, 1), date(2026, 12, 1)), st.integers(1, 20))
def test_working_days_agree_with_counting_by_hand(day, count):
    end = CALENDAR.after(day, count)
    between = [day + timedelta(days=n) for n in range(1, (end - day).days + 1)]
    assert sum(CALENDAR.is_working(one) for one in between) == count
    assert CALENDAR.is_working(end)


def test_a_calendar_that_contradicts_itself_is_refused():
    day = date(2026, 2, 28)
    with pytest.raises(CalendarError, match="both"):
        Calendar(frozenset({2026}), frozenset({day}), frozenset({day}))
    with pytest.raises(CalendarError, match="outside"):
        Calendar(frozenset({2025}), frozenset({day}))
    with pytest.raises(ValueError, match="0 working days"):
        CALENDAR.after(day, 0)


# (document type, opened, fast track, last day, rule): the law of that day.
@pytest.mark.parametrize(
    ("kind", "opened", "fast", "last", "rule_id"),
    [
        ("decree", "2025-03-31", False, "2025-05-30", "l80-central-posting"),
        ("decree", "2025-04-01", False, "2025-04-21", "nd78-central-posting"),
        ("law", "2026-03-01", False, "2026-03-21", "l64-law-posting"),
        ("president-order", "2026-03-01", False, "2026-03-21", "l64-president-posting"),
        ("province-council-resolution", "2025-03-31", False, "2025-04-30", "l80-province-posting"),
        ("province-council-resolution", "2026-03-01", False, "2026-03-21", "nd78-province-posting"),
        ("province-chair-decision", "2026-03-01", False, "2026-03-11", "nd187-chair-posting"),
        ("province-chair-decision", "2026-03-01", True, None, "nd78-posting"),
        ("commune-committee-decision", "2026-03-01", False, None, "nd78-posting"),
    ],
)
def test_shortest_closing_under_the_law_of_the_day(kind, opened, fast, last, rule_id):
    made = shortest_closing(kind, date.fromisoformat(opened), RULES, fast)
    assert made.reason.rule_id == rule_id
    assert made.day == (None if last is None else date.fromisoformat(last))


def test_without_any_posting_rule_no_shortest_period_is_known():
    assert shortest_closing("law", date(2010, 1, 1), RULES) is None


def test_a_rule_that_binds_comes_before_a_longer_one_that_only_informs():
    longer = replace(POSTING, id="longer", days=60, confidence="unverified")
    assert (
        shortest_closing("province-chair-decision", date(2026, 3, 1), (longer, POSTING)).reason.days
        == 10
    )
    stricter = replace(POSTING, id="stricter", days=25)
    assert (
        shortest_closing(
            "province-chair-decision", date(2026, 3, 1), (POSTING, stricter, longer)
        ).reason.rule_id
        == "stricter"
    )


def test_a_confirmed_rule_moves_the_closing_and_binds():
    rule = BY_ID["nd78-province-posting"]
    word = Confirmation("Sở Tư pháp", "Công văn 15/STP-XD", date(2026, 2, 3), 15)
    made = shortest_closing(
        "province-council-resolution", date(2026, 3, 1), (confirmed(rule, word),)
    )
    assert made.day == date(2026, 3, 16)
    assert made.binding
    assert not due(rule, date(2026, 3, 1)).binding


def test_a_deadline_ends_at_midnight_in_the_city():
    zone = ZoneInfo("Asia/Ho_Chi_Minh")
    ends = due(POSTING, date(2026, 3, 1)).ends_at(zone)
    assert ends == datetime(2026, 3, 11, 17, tzinfo=UTC)
    assert ends.isoformat() == "2026-03-12T00:00:00+07:00"
    assert due(BY_ID["nd78-posting"], date(2026, 3, 1)).ends_at(zone) is None


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_each_rule_explains_itself_in_both_languages(rule):
    made = due(rule, date(2026, 3, 2), CALENDAR)
    vietnamese, english = made.reason.sentence_vi, made.reason.sentence_en
    assert vietnamese.startswith(rule.label_vi)
    assert english.startswith(rule.label_en)
    assert rule.instrument.name_vi in vietnamese
    assert rule.instrument.name_en in english
    assert (rule.article or "") in vietnamese
    assert ("chưa được kiểm chứng" in vietnamese) == (rule.confidence == "unverified")
    assert ("unverified" in english) == (rule.confidence == "unverified")
    assert made.reason.source == rule.source
    if made.day is not None:
        assert made.day.strftime("%d/%m/%Y") in vietnamese
        assert str(rule.days) in vietnamese


def test_the_sentence_reads_well():
    assert due(POSTING, date(2026, 3, 1)).reason.sentence_vi == (
        "Đăng tải dự thảo để lấy ý kiến: ít nhất 10 ngày, kể cả ngày nghỉ, tính từ ngày liền sau "
        "ngày 01/03/2026; không kết thúc trước 24 giờ ngày 11/03/2026. Căn cứ: Điều 51a, Nghị định "
        "số 78/2025/NĐ-CP được sửa đổi, bổ sung bởi Nghị định số 187/2025/NĐ-CP."
    )


PLAN = agreed(
    "conclusion",
    date(2026, 4, 30),
    decided_on=date(2026, 4, 2),
    title="Kết luận số 12/TB-UBND",
    source="hồ sơ buổi làm việc ngày 02/4/2026",
    label_vi="Hoàn thành bản tổng hợp",
    label_en="Finish the synthesis table",
)


def test_a_conclusion_sets_a_date_and_binds():
    assert PLAN.binding
    assert PLAN.reason.sentence_vi == (
        "Hoàn thành bản tổng hợp: chậm nhất 24 giờ ngày 30/04/2026. "
        "Căn cứ: Kết luận số 12/TB-UBND, ngày 02/04/2026."
    )
    with pytest.raises(DeadlineError, match="title and a source"):
        agreed("plan", date(2026, 4, 30), decided_on=date(2026, 4, 2), title=" ", source="x",
               label_vi="x", label_en="x")  # fmt: skip


@given(st.sampled_from(RULES), st.dates(date(2026, 1, 1), date(2027, 11, 1)))
def test_a_stored_deadline_comes_back_whole(rule, day):
    made = due(rule, day, CALENDAR)
    assert Deadline.from_dict(json.loads(json.dumps(made.to_dict()))) == made


def test_a_plan_comes_back_whole():
    assert Deadline.from_dict(json.loads(json.dumps(PLAN.to_dict()))) == PLAN


def test_a_promised_deadline_does_not_move_when_the_data_does():
    first = due(POSTING, date(2026, 3, 1))
    stored = json.loads(json.dumps(first.to_dict()))
    changed = due(replace(POSTING, days=30, article="Điều 99"), date(2026, 3, 1))
    assert promise(stored, changed) == first
    assert promise(None, changed) == changed


STORED = due(POSTING, date(2026, 3, 1)).to_dict()


@pytest.mark.parametrize(
    "bent",
    [
        {},
        STORED | {"more": 1},
        STORED | {"day": "gestern"},
        STORED | {"day": 5},
        STORED | {"reason": None},
        STORED | {"reason": {**STORED["reason"], "more": 1}},
        STORED | {"reason": {k: v for k, v in STORED["reason"].items() if k != "source"}},
        STORED | {"reason": {**STORED["reason"], "from_day": None}},
    ],
)
def test_what_is_no_stored_deadline_is_refused(bent):
    with pytest.raises(DeadlineError):
        Deadline.from_dict(bent)


@given(days, st.sampled_from(sorted(documents.shipped())), st.booleans())
def test_a_closing_is_never_before_the_opening(day, kind, fast):
    made = shortest_closing(kind, day, RULES, fast)
    assert made is None or made.day is None or made.day > day
