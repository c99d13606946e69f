"""Duties come from the law of the opening day, are fulfilled by facts, and do not move."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from danban.apps.accountability import actions, law
from danban.apps.accountability.models import Duty, RuleConfirmation
from danban.apps.audit import labels
from danban.apps.audit.models import Entry
from danban.apps.consultations import frames
from danban.apps.consultations.models import Round
from danban.apps.findings.models import Group
from danban.apps.jobs.events import emit
from danban.apps.replies.models import PrintedTable, Reply
from danban.duties.rules import rules_in_force
from tests.world.cast import NOW, World
from tests.world.jobs import run_jobs

TABLE_RULE = "l64-publishing-table"
ANSWER_RULE = "l64-answering"
OPENED = date(2026, 10, 31)
CLOSES = date(2026, 11, 30)


def confirm(world: World, rule: str = TABLE_RULE, **changed: Any) -> RuleConfirmation:
    given = {
        "days": None,
        "source": "Công văn số 12/STP",
        "valid_from": date(2026, 1, 1),
        "user": world.tuphap,
        "now": NOW,
    } | changed
    return actions.confirm_rule(rule, **given)


def duty_of(world: World, kind: str) -> Duty:
    return Duty.objects.get(round_id=world.round.pk, kind=kind)


def local(day: date) -> datetime:
    return datetime.combine(day, time(9), timezone.get_default_timezone())


def test_a_round_makes_the_duties_that_have_a_term(world: World) -> None:
    actions.make_duties(world.round.pk, now=NOW)
    found = {duty.kind: duty for duty in Duty.objects.all()}
    assert set(found) == {Duty.Kind.POSTING, Duty.Kind.PUBLISHING}  # answering names no term
    assert found[Duty.Kind.POSTING].due_on == OPENED + timedelta(days=20)
    assert found[Duty.Kind.PUBLISHING].due_on == CLOSES + timedelta(days=30)
    assert {duty.owner for duty in found.values()} == {world.an}
    assert {duty.authority for duty in found.values()} == {world.department}
    assert not any(duty.binding for duty in found.values())  # nobody has confirmed these rules


def test_an_event_told_twice_makes_the_duties_once(world: World) -> None:
    for _ in range(2):
        emit("consultations.round_opened", now=NOW, round_id=world.round.pk)
        run_jobs()
    assert Duty.objects.count() == 2
    assert Entry.objects.filter(what="accountability.make_duty").count() == 2


def test_a_document_type_nobody_knows_makes_no_duty(world: World) -> None:
    world.dossier.document_type = "no-such-type"
    world.dossier.save()
    assert actions.make_duties(world.round.pk, now=NOW) == []


def test_a_rule_without_a_term_makes_a_duty_once_its_days_are_confirmed(world: World) -> None:
    confirm(world, ANSWER_RULE, days=45)
    actions.make_duties(world.round.pk, now=NOW)
    duty = duty_of(world, Duty.Kind.ANSWERING)
    assert duty.due_on == CLOSES + timedelta(days=45)
    assert duty.binding


def test_a_promise_does_not_move_when_its_rule_is_confirmed_with_other_days(world: World) -> None:
    actions.make_duties(world.round.pk, now=NOW)
    before = duty_of(world, Duty.Kind.PUBLISHING)
    confirm(world, days=15)
    actions.make_duties(world.round.pk, now=NOW)
    after = duty_of(world, Duty.Kind.PUBLISHING)
    assert (after.due_on, after.deadline) == (before.due_on, before.deadline)
    assert not after.binding  # 15 days are not what was promised: nobody is bound to 30


@pytest.mark.parametrize("days", [None, 30])
def test_confirming_the_days_of_a_promise_makes_it_binding(world: World, days: int | None) -> None:
    actions.make_duties(world.round.pk, now=NOW)
    before = duty_of(world, Duty.Kind.PUBLISHING)
    confirm(world, days=days)
    after = duty_of(world, Duty.Kind.PUBLISHING)
    assert after.binding
    assert (after.due_on, after.deadline) == (before.due_on, before.deadline)
    assert not duty_of(world, Duty.Kind.POSTING).binding  # another rule


def test_a_confirmation_for_later_days_binds_nothing_earlier(world: World) -> None:
    actions.make_duties(world.round.pk, now=NOW)
    confirm(world, valid_from=CLOSES + timedelta(days=1))
    assert not duty_of(world, Duty.Kind.PUBLISHING).binding


def test_the_law_of_a_day_stays_what_it_was(world: World) -> None:
    confirm(world, days=10, valid_from=date(2026, 3, 1))
    confirm(world, days=12, valid_from=date(2026, 6, 1))

    def days(on: date) -> list[int | None]:
        kind = "province-council-resolution"
        found = rules_in_force(frames.rules(), on, kind, duty="publishing-table")
        return [rule.days for rule in found]

    assert days(date(2026, 2, 28)) == [30]
    assert days(date(2026, 3, 1)) == days(date(2026, 5, 31)) == [10]
    assert days(date(2026, 6, 1)) == [12]


def test_the_same_confirmation_sent_twice_stands_once(world: World) -> None:
    assert confirm(world) == confirm(world)
    assert RuleConfirmation.objects.count() == 1


@pytest.mark.parametrize(
    ("rule", "changed"),
    [
        ("no-such-rule", {}),
        (TABLE_RULE, {"source": "  "}),
        (TABLE_RULE, {"days": 0}),
        (TABLE_RULE, {"valid_from": date(2020, 1, 1)}),
        ("l80-province-posting", {"valid_from": date(2026, 1, 1)}),
    ],
)
def test_a_confirmation_that_cannot_hold_is_refused(
    world: World, rule: str, changed: dict[str, Any]
) -> None:
    with pytest.raises(actions.Refusal):
        confirm(world, rule, **changed)
    assert not RuleConfirmation.objects.exists()


@pytest.mark.parametrize("name", ["an", "binh", "head", "chi", "phuong"])
def test_only_the_justice_department_confirms(world: World, name: str) -> None:
    with pytest.raises(PermissionDenied):
        confirm(world, user=getattr(world, name))
    assert confirm(world).confirmed_by == world.tuphap


@pytest.mark.parametrize(
    ("name", "may"),
    [
        ("an", True),
        ("binh", True),
        ("head", True),
        ("chi", False),
        ("tuphap", False),
        ("phuong", False),
    ],
)
def test_only_the_leading_agency_explains(world: World, name: str, may: bool) -> None:
    actions.make_duties(world.round.pk, now=NOW)
    duty = duty_of(world, Duty.Kind.PUBLISHING)
    user = getattr(world, name)
    if may:
        actions.explain(duty, "Đang chờ ý kiến.", user=user, now=NOW)
    else:
        with pytest.raises(PermissionDenied):
            actions.explain(duty, "Đang chờ ý kiến.", user=user, now=NOW)
    duty.refresh_from_db()
    assert bool(duty.explanation) is may
    assert Entry.objects.filter(what="accountability.explain").exists() is may


@pytest.mark.parametrize("text", ["", "   ", "x" * 501])
def test_an_explanation_says_something_and_fits(world: World, text: str) -> None:
    actions.make_duties(world.round.pk, now=NOW)
    with pytest.raises(actions.Refusal):
        actions.explain(duty_of(world, Duty.Kind.POSTING), text, user=world.an, now=NOW)


def test_the_posting_is_fulfilled_by_the_day_the_round_closed(world: World) -> None:
    actions.make_duties(world.round.pk, now=NOW)
    for _ in range(2):
        emit("consultations.round_closed", now=NOW, round_id=world.round.pk)
        run_jobs()
    duty = duty_of(world, Duty.Kind.POSTING)
    assert duty.fulfilled_on == CLOSES
    assert duty.evidence
    assert duty.evidence_url
    assert Entry.objects.filter(what="accountability.fulfil").count() == 1


def test_an_extension_moves_what_begins_at_closing_and_nothing_else(world: World) -> None:
    confirm(world)
    actions.make_duties(world.round.pk, now=NOW)
    posting = duty_of(world, Duty.Kind.POSTING).due_on
    Round.objects.filter(pk=world.round.pk).update(closes_on=CLOSES + timedelta(days=7))
    confirm(world, days=5)  # the rule changes, the promised number of days does not
    for _ in range(2):
        emit("consultations.round_closed", now=NOW, round_id=world.round.pk)
        run_jobs()
    assert duty_of(world, Duty.Kind.PUBLISHING).due_on == CLOSES + timedelta(days=37)
    assert duty_of(world, Duty.Kind.POSTING).due_on == posting


def test_the_published_table_fulfils_the_publishing(world: World) -> None:
    actions.make_duties(world.round.pk, now=NOW)
    day = CLOSES + timedelta(days=10)
    table = PrintedTable.objects.create(round=world.round, made_at=NOW, published_at=local(day))
    for _ in range(2):
        emit("replies.table_published", now=NOW, table_id=table.pk)
        run_jobs()
    assert duty_of(world, Duty.Kind.PUBLISHING).fulfilled_on == day


def replied(world: World, key: str, at: datetime | None) -> Reply:
    group = Group.objects.create(round=world.round, key=key, label=key, representative=key)
    return Reply.objects.create(
        group=group,
        outcome=Reply.Outcome.ACCEPTED,
        text="Tiếp thu.",
        state=Reply.State.PUBLISHED if at else Reply.State.DRAFT,
        written_by=world.an,
        written_at=NOW,
        published_at=at,
    )


def test_the_answering_is_fulfilled_when_the_last_group_is_answered(world: World) -> None:
    confirm(world, ANSWER_RULE, days=45)
    actions.make_duties(world.round.pk, now=NOW)
    last = local(CLOSES + timedelta(days=9))
    first, second = replied(world, "g1", last - timedelta(days=2)), replied(world, "g2", None)
    emit("replies.published", now=NOW, reply_id=first.pk)
    run_jobs()
    assert duty_of(world, Duty.Kind.ANSWERING).fulfilled_on is None
    Reply.objects.filter(pk=second.pk).update(state=Reply.State.PUBLISHED, published_at=last)
    for _ in range(2):
        emit("replies.published", now=NOW, reply_id=second.pk)
        run_jobs()
    assert duty_of(world, Duty.Kind.ANSWERING).fulfilled_on == CLOSES + timedelta(days=9)


def test_answers_given_while_people_may_still_speak_fulfil_nothing(world: World) -> None:
    confirm(world, ANSWER_RULE, days=45)
    actions.make_duties(world.round.pk, now=NOW)
    reply = replied(world, "g1", NOW)
    emit("replies.published", now=NOW, reply_id=reply.pk)
    run_jobs()
    assert duty_of(world, Duty.Kind.ANSWERING).fulfilled_on is None


def test_every_row_of_the_log_has_words(world: World) -> None:
    confirm(world)
    actions.make_duties(world.round.pk, now=NOW)
    duty = duty_of(world, Duty.Kind.PUBLISHING)
    actions.explain(duty, "Đang chờ ý kiến.", user=world.an, now=NOW)
    assert set(Entry.objects.values_list("what", flat=True)) <= labels.declared()


def test_rules_without_confirmations_are_those_of_the_package(db: Any) -> None:
    assert all(rule.confidence != "verified" for rule in law.rules())
