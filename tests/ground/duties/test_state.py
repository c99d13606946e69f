"""How a duty stands: a table of days, and that nobody is late under a rule nobody has read."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danban.duties import rules
from danban.duties.deadlines import agreed, due
from danban.duties.rules import Confirmation
from danban.duties.state import state

BY_ID = {rule.id: rule for rule in rules.shipped()}
SENT = date(2026, 3, 1)
REPLY = due(BY_ID["nd187-chair-reply"], SENT)  # binding, last day 8 March
INFORMING = due(BY_ID["nd78-province-reply"], SENT)  # unverified, last day 11 March
PERIOD = due(BY_ID["nd187-chair-posting"], SENT)  # binding, at least to 11 March
INFORMING_PERIOD = due(BY_ID["nd78-province-posting"], SENT)  # unverified, to 21 March
TERMLESS = due(BY_ID["l64-answering"], SENT)
INFORMING_TERMLESS = due(BY_ID["nd78-communicating"], SENT)
PLAN = agreed(
    "plan", date(2026, 3, 8), decided_on=SENT, title="Kế hoạch 5/KH-UBND", source="hồ sơ",
    label_vi="Họp báo", label_en="Press conference",
)  # fmt: skip
WORD = Confirmation("Sở Tư pháp", "Công văn 15/STP-XD", date(2026, 2, 3))


def march(day: int | None) -> date | None:
    return None if day is None else date(2026, 3, day)


@pytest.mark.parametrize(
    ("deadline", "done", "today", "expected"),
    [
        (REPLY, None, 1, "due"),
        (REPLY, None, 2, "due"),
        (REPLY, None, 3, "soon"),
        (REPLY, None, 8, "soon"),
        (REPLY, None, 9, "late"),
        (REPLY, 8, 20, "done"),
        (REPLY, 9, 20, "done-late"),
        (PLAN, None, 9, "late"),
        (PLAN, 9, 9, "done-late"),
        (INFORMING, None, 1, "informs"),
        (INFORMING, None, 30, "informs"),
        (INFORMING, 30, 30, "done"),
        (PERIOD, None, 1, "due"),
        (PERIOD, None, 11, "due"),
        (PERIOD, None, 12, "done"),
        (PERIOD, 10, 10, "late"),
        (PERIOD, 10, 30, "late"),
        (PERIOD, 11, 12, "done"),
        (INFORMING_PERIOD, 10, 30, "informs"),
        (INFORMING_PERIOD, None, 2, "informs"),
        (INFORMING_PERIOD, 21, 22, "done"),
        (TERMLESS, None, 30, "due"),
        (TERMLESS, 30, 30, "done"),
        (INFORMING_TERMLESS, None, 30, "informs"),
        (None, None, 30, "due"),
        (None, 30, 30, "done"),
    ],
)
def test_states(deadline, done, today, expected):
    assert state(deadline, march(done), march(today)) == expected


@pytest.mark.parametrize(
    ("deadline", "done", "today", "expected"),
    [
        (INFORMING, None, 12, "late"),
        (INFORMING, None, 7, "soon"),
        (INFORMING, 12, 12, "done-late"),
        (INFORMING_PERIOD, 20, 20, "late"),
        (INFORMING_TERMLESS, None, 30, "due"),
    ],
)
def test_a_confirmation_makes_a_rule_binding(deadline, done, today, expected):
    assert state(deadline, march(done), march(today), confirmed=WORD) == expected


@pytest.mark.parametrize(("warn", "expected"), [(0, "due"), (1, "due"), (2, "soon"), (9, "soon")])
def test_the_warning_begins_when_the_agency_wants_it(warn, expected):
    assert state(REPLY, None, date(2026, 3, 6), warn) == expected


unverified = st.sampled_from([r for r in BY_ID.values() if r.confidence == "unverified"])
nearby = st.dates(date(2026, 1, 1), date(2027, 1, 1))


@given(unverified, nearby, st.none() | nearby, nearby)
def test_nobody_is_ever_late_under_an_unverified_rule(rule, trigger, fulfilled, today):
    assert state(due(rule, trigger), fulfilled, today) in ("informs", "done")


@given(nearby, st.integers(0, 30))
def test_time_only_makes_it_worse(today, step):
    order = ["due", "soon", "late"]
    earlier = state(REPLY, None, today)
    later = state(REPLY, None, today + timedelta(days=step))
    assert order.index(earlier) <= order.index(later)
