"""Every figure is what its events add up to, and equals a world counted by hand."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from danban.apps.accountability.models import Duty
from danban.apps.authorities.models import Authority
from danban.apps.consultations.models import Batch, BodyAsked, Opinion, Submission, Tally
from danban.apps.education.models import OutreachActivity
from danban.apps.files.models import StoredFile
from danban.apps.findings.models import Group
from danban.apps.replies.models import PrintedTable, Reply
from danban.apps.reports import queries
from danban.apps.reports.figures import Figure
from danban.duties.deadlines import agreed
from tests.world.cast import NOW, World

TODAY = date(2026, 11, 9)
SECOND = queries.Period(2026, 2)


def submission(world: World, *, opinions: int, at: datetime = NOW, **over: Any) -> Submission:
    made = Submission.objects.create(
        round=world.round, channel=Submission.Channel.WEB, at=at, **over
    )
    for _ in range(opinions):
        Opinion.objects.create(
            round=world.round, submission=made, how=Opinion.How.WHOLE, text="Đồng ý."
        )
    return made


def batch(world: World, state: str) -> Batch:
    file = StoredFile.objects.create(sha256="1" * 64, name="b.xlsx", size=1, kind="", stored_at=NOW)
    return Batch.objects.create(
        round=world.round, file=file, state=state, added_by=world.an, added_at=NOW, taken_at=NOW
    )


def duty(world: World, kind: str, due: date, done: date | None) -> Duty:
    deadline = agreed(
        "plan",
        due,
        decided_on=date(2026, 9, 1),
        title="Kế hoạch 1",
        source="văn thư",
        label_vi="Việc",
        label_en="Duty",
    )
    return Duty.objects.create(
        kind=kind,
        dossier=world.dossier,
        authority=world.department,
        owner=world.an,
        rule_id="",
        deadline=deadline.to_dict(),
        due_on=due,
        binding=True,
        fulfilled_on=done,
        created_at=NOW,
    )


def outreach(authority: Authority, user: Any, **over: Any) -> OutreachActivity:
    fields = {
        "authority": authority,
        "form": OutreachActivity.Form.DIRECT,
        "title": "Phổ biến",
        "held_on": TODAY,
        "audience": OutreachActivity.Audience.PEOPLE,
        "recorded_by": user,
        "recorded_at": NOW,
    }
    return OutreachActivity.objects.create(**{**fields, **over})


@pytest.fixture
def small(world: World) -> World:
    """A half-year small enough to count by hand."""
    submission(world, opinions=2)
    submission(world, opinions=1)
    submission(world, opinions=4, state=Submission.State.WITHDRAWN)
    taken, undone = batch(world, Batch.State.TAKEN), batch(world, Batch.State.UNDONE)
    submission(world, opinions=3, batch=taken)
    submission(world, opinions=5, batch=undone)
    submission(world, opinions=7, batch=batch(world, Batch.State.TAKING))
    Tally.objects.create(batch=taken, count=120)
    Tally.objects.create(batch=undone, count=999)
    body = {"round": world.round, "letter_number": "1/CV", "due_on": date(2026, 11, 20)}
    BodyAsked.objects.create(name="A", letter_day=date(2026, 11, 2), **body)
    BodyAsked.objects.create(
        name="B",
        letter_day=date(2026, 6, 30),
        state=BodyAsked.State.ANSWERED,
        answered_on=date(2026, 11, 5),
        **body,
    )
    for key, state in (("g1", Reply.State.PUBLISHED), ("g2", Reply.State.DRAFT)):
        group = Group.objects.create(round=world.round, key=key, label=key, representative=key)
        Reply.objects.create(
            group=group,
            outcome=Reply.Outcome.ACCEPTED,
            state=state,
            written_by=world.an,
            written_at=NOW,
            published_at=NOW if state == Reply.State.PUBLISHED else None,
        )
    for published in (NOW, None):
        PrintedTable.objects.create(
            round=world.round, version="1", made_at=NOW, published_at=published
        )
    duty(world, "posting", date(2026, 10, 1), date(2026, 10, 1))
    duty(world, "asking", date(2026, 10, 1), date(2026, 10, 2))
    duty(world, "answering", date(2026, 11, 8), None)
    duty(world, "publishing-table", date(2026, 11, 9), None)
    outreach(world.ward, world.phuong, people=40, materials=100, cost=2_000_000)
    outreach(world.ward, world.phuong, people=5, form=3)
    outreach(world.other, world.chi, people=7)
    return world


WHOLE = {
    "du-thao": 1,
    "dot-lay-y-kien": 1,
    "co-quan-duoc-hoi": 1,
    "co-quan-tra-loi": 1,
    "luot-gui": 3,
    "y-kien": 6,
    "so-lieu-gop": 120,
    "nhom-duoc-tra-loi": 1,
    "bang-tong-hop": 1,
    "viec-dung-han": 1,
    "viec-qua-han": 2,
    "pbgdpl": 3,
    "pbgdpl-2": 2,
    "pbgdpl-3": 1,
    "luot-nguoi": 52,
    "tai-lieu": 100,
    "kinh-phi": 2_000_000,
}


def values(figures: list[Figure]) -> dict[str, int]:
    return {one.slug: one.value for one in figures if one.value}


def test_the_city_counted_by_hand(small: World) -> None:
    figures = queries.figures(SECOND, small.justice, today=TODAY)
    assert values(figures) == WHOLE
    assert len({one.slug for one in figures}) == len(figures)


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("other", {"pbgdpl": 1, "pbgdpl-2": 1, "luot-nguoi": 7}),
        (
            "department",
            {k: v for k, v in WHOLE.items() if not k.startswith(("pbgdpl", "luot-nguoi"))}
            | {"tai-lieu": 0, "kinh-phi": 0},
        ),
    ],
)
def test_an_agency_counts_its_own(small: World, who: str, expected: dict[str, int]) -> None:
    figures = queries.figures(SECOND, getattr(small, who), today=TODAY)
    assert values(figures) == {k: v for k, v in expected.items() if v}


def test_figures_are_the_sum_of_their_events(small: World) -> None:
    for one in queries.figures(SECOND, small.justice, today=TODAY):
        assert one.value == sum(event.amount for event in one.events)
        assert all(SECOND.first <= event.day <= SECOND.last for event in one.events)


@pytest.mark.parametrize(
    ("at", "half"),
    [
        ("2026-06-30T23:59:59.999999+07:00", 1),
        ("2026-07-01T00:00:00+07:00", 2),
        ("2026-12-31T23:59:59+07:00", 2),
        ("2026-01-01T00:00:00+07:00", 1),
    ],
)
def test_a_half_ends_at_midnight_local_time(world: World, at: str, half: int) -> None:
    submission(world, opinions=1, at=datetime.fromisoformat(at))
    for tried in (1, 2):
        figures = values(queries.figures(queries.Period(2026, tried), world.justice, today=TODAY))
        assert figures.get("luot-gui", 0) == (1 if tried == half else 0)
        assert figures.get("y-kien", 0) == (1 if tried == half else 0)


@pytest.mark.parametrize("day", [date(2026, 6, 30), date(2026, 7, 1)])
def test_days_fall_into_exactly_one_half(world: World, day: date) -> None:
    outreach(world.ward, world.phuong, held_on=day)
    found = [
        values(queries.figures(queries.Period(2026, h), world.justice, today=TODAY)).get("pbgdpl")
        for h in (0, 1, 2)
    ]
    assert found == [1, 1 if day.month == 6 else None, 1 if day.month == 7 else None]


def test_an_event_carries_the_local_day(world: World) -> None:
    submission(world, opinions=1, at=datetime.fromisoformat("2026-06-30T18:00:00+00:00"))
    figures = queries.figures(SECOND, world.justice, today=TODAY)
    sent = queries.find(figures, "luot-gui")
    assert sent is not None
    assert [event.day for event in sent.events] == [date(2026, 7, 1)]


def test_periods_go_back_to_the_first_event(world: World) -> None:
    outreach(world.ward, world.phuong, held_on=date(2025, 8, 1))
    found = [(p.year, p.half) for p in queries.periods(today=TODAY)]
    assert found == [(2026, 0), (2026, 2), (2026, 1), (2025, 0), (2025, 2)]


def test_periods_join_without_a_gap() -> None:
    first, second = queries.Period(2026, 1), queries.Period(2026, 2)
    assert first.last + timedelta(days=1) == second.first
    assert second.last == queries.Period(2026, 0).last == date(2026, 12, 31)
    assert first.span[1] == second.span[0]


def test_a_rule_that_nobody_confirmed_makes_nobody_late(world: World) -> None:
    late = duty(world, "posting", date(2026, 10, 1), None)
    reason = {**late.deadline["reason"], "basis": "law", "confidence": "unverified"}
    Duty.objects.update(binding=False, deadline={**late.deadline, "reason": reason})
    assert "viec-qua-han" not in values(queries.figures(SECOND, world.justice, today=TODAY))
    Duty.objects.update(binding=True)
    assert values(queries.figures(SECOND, world.justice, today=TODAY))["viec-qua-han"] == 1
