"""A run is taken once, tells how far it is, can be stopped, and is never lost."""

from __future__ import annotations

import logging
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from django_q.models import OrmQ, Schedule

from danban.apps.audit.actor import SYSTEM
from danban.apps.jobs import actions, registry
from danban.apps.jobs.models import Job
from danban.apps.jobs.registry import Expected, Progress
from danban.apps.jobs.run import run, tick
from tests.world.cast import NOW
from tests.world.jobs import run_jobs

pytestmark = pytest.mark.django_db


def queued(body: Any, *, lane: registry.Lane = "short", retries: int = 0, **args: Any) -> Job:
    """Declare a kind that does `body` and queue it once."""
    name = f"test.{uuid.uuid4().hex[:8]}"
    registry.job(name, label=name, lane=lane, retries=retries)(body)
    return actions.enqueue(name, args, actor=SYSTEM, now=NOW)


def test_a_run_is_queued_with_its_package_in_its_lane() -> None:
    job = queued(lambda progress: None, lane="long")
    assert job.state == Job.State.QUEUED
    (package,) = OrmQ.objects.all()
    assert package.key == "long"
    assert package.task["args"] == (str(job.pk),)


def test_what_a_run_returns_is_its_result() -> None:
    job = queued(lambda progress, words: {"said": words}, words="xin chào")
    run(str(job.pk))
    job.refresh_from_db()
    assert (job.state, job.result, job.attempts) == (Job.State.DONE, {"said": "xin chào"}, 1)
    assert job.started_at is not None
    assert job.finished_at is not None
    assert job.ended


def test_a_second_delivery_of_the_same_package_does_nothing() -> None:
    calls: list[int] = []
    job = queued(lambda progress: calls.append(1))
    assert run(str(job.pk)) == Job.State.DONE
    assert run(str(job.pk)) == "taken"
    assert calls == [1]


def test_a_delivery_during_the_run_does_nothing() -> None:
    answers: list[str] = []

    def body(progress: Progress, *, again: bool) -> None:
        answers.append(run(str(Job.objects.get().pk)))

    job = queued(body, again=True)
    assert run(str(job.pk)) == Job.State.DONE
    assert answers == ["taken"]


def test_progress_is_written_and_ends_full() -> None:
    seen: list[tuple[int, int, str, int]] = []

    def body(progress: Progress) -> None:
        progress(1, 4, "dòng 1")
        row = Job.objects.get()
        seen.append((row.done, row.total, row.note, row.percent))

    job = queued(body)
    run(str(job.pk))
    job.refresh_from_db()
    assert seen == [(1, 4, "dòng 1", 25)]
    assert (job.done, job.total, job.percent) == (4, 4, 100)


def test_progress_of_every_row_is_not_written_for_every_row(
    django_assert_max_num_queries: Any,
) -> None:
    def body(progress: Progress) -> None:
        with django_assert_max_num_queries(100):
            for row in range(10_000):
                progress(row, 10_001)

    job = queued(body)
    assert run(str(job.pk)) == Job.State.DONE


def test_a_queued_run_is_cancelled_at_once_and_never_begins() -> None:
    calls: list[int] = []
    job = queued(lambda progress: calls.append(1))
    assert actions.cancel(job, now=NOW)
    assert run(str(job.pk)) == "taken"
    job.refresh_from_db()
    assert (job.state, job.finished_at, calls) == (Job.State.CANCELLED, NOW, [])


def test_a_running_run_stops_at_its_next_progress() -> None:
    reached: list[str] = []

    def body(progress: Progress) -> None:
        progress(0, 2)
        reached.append("begun")
        assert actions.cancel(Job.objects.get(), now=NOW)
        progress(2, 2)
        reached.append("never")

    job = queued(body)
    assert run(str(job.pk)) == Job.State.CANCELLED
    job.refresh_from_db()
    assert (job.state, job.cancel_requested, reached) == (Job.State.CANCELLED, True, ["begun"])


@pytest.mark.parametrize("state", [Job.State.DONE, Job.State.FAILED, Job.State.CANCELLED])
def test_what_has_ended_cannot_be_cancelled(state: str) -> None:
    job = queued(lambda progress: None)
    Job.objects.update(state=state)
    assert not actions.cancel(job, now=NOW)
    job.refresh_from_db()
    assert (job.state, job.cancel_requested) == (state, False)


def test_an_expected_failure_shows_its_sentence_and_is_not_tried_again() -> None:
    def body(progress: Progress) -> None:
        raise Expected("Tệp trống. Hãy gửi tệp khác.")

    job = queued(body, retries=3)
    assert run(str(job.pk)) == Job.State.FAILED
    job.refresh_from_db()
    assert job.error == "Tệp trống. Hãy gửi tệp khác."
    assert job.result["trace"] == ""
    assert not Schedule.objects.exists()


def test_an_unexpected_failure_is_tried_again_later_and_later_then_fails(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def body(progress: Progress) -> None:
        raise ZeroDivisionError("bên trong")

    job = queued(body, retries=2, lane="long")
    waits = []
    with caplog.at_level(logging.CRITICAL):
        for _attempt in range(2):
            before = timezone.now()
            assert run(str(job.pk)) == "retry"
            job.refresh_from_db()
            assert job.state == Job.State.QUEUED
            (planned,) = Schedule.objects.all()
            assert planned.cluster == "long"
            assert str(job.pk) in planned.args
            waits.append(round((planned.next_run - before).total_seconds() / 10) * 10)
            planned.delete()
        assert run(str(job.pk)) == Job.State.FAILED
    job.refresh_from_db()
    assert waits == [30, 60]
    assert (job.state, job.attempts) == (Job.State.FAILED, 3)
    # the reader of the page gets no traceback, the log of the run keeps it
    assert job.error == ""
    assert "ZeroDivisionError: bên trong" in job.result["trace"]
    assert not Schedule.objects.exists()


@pytest.mark.parametrize(
    ("state", "silent", "given_out"),
    [
        (Job.State.RUNNING, actions.SILENCE + timedelta(seconds=1), 1),
        (Job.State.RUNNING, actions.SILENCE - timedelta(seconds=1), 0),
        (Job.State.QUEUED, 2 * actions.SILENCE, 0),
        (Job.State.DONE, 2 * actions.SILENCE, 0),
        (Job.State.CANCELLED, 2 * actions.SILENCE, 0),
    ],
)
def test_only_a_run_that_fell_silent_is_handed_out_again(
    state: str, silent: timedelta, given_out: int
) -> None:
    job = queued(lambda progress: None)
    OrmQ.objects.all().delete()
    Job.objects.update(state=state, attempts=1, heartbeat_at=NOW - silent)
    assert actions.redeliver_lost(now=NOW) == given_out
    assert OrmQ.objects.count() == given_out
    job.refresh_from_db()
    assert job.state == (Job.State.QUEUED if given_out else state)


def test_a_lost_run_is_handed_out_once_and_runs_to_its_end() -> None:
    calls: list[int] = []
    job = queued(lambda progress: calls.append(1))
    Job.objects.update(state=Job.State.RUNNING, attempts=1, heartbeat_at=NOW - 2 * actions.SILENCE)
    assert actions.redeliver_lost(now=NOW) == 1
    assert actions.redeliver_lost(now=NOW) == 0
    run_jobs()
    job.refresh_from_db()
    assert (job.state, job.attempts, calls) == (Job.State.DONE, 2, [1])


def test_a_run_queued_in_a_transaction_that_fails_leaves_nothing() -> None:
    registry.job("test.rolled_back", label="x")(lambda progress: None)

    def cause() -> None:
        with transaction.atomic():
            actions.enqueue("test.rolled_back", {}, actor=SYSTEM, now=NOW)
            assert OrmQ.objects.count() == 1
            raise RuntimeError

    with pytest.raises(RuntimeError):
        cause()
    assert not Job.objects.exists()
    assert not OrmQ.objects.exists()


def test_an_undeclared_kind_is_refused_when_it_is_queued() -> None:
    with pytest.raises(KeyError):
        actions.enqueue("no.such", {}, actor=SYSTEM, now=NOW)
    assert not Job.objects.exists()


def test_a_kind_is_declared_once() -> None:
    registry.job("test.twice", label="x")(lambda progress: None)
    with pytest.raises(ValueError, match=r"test\.twice"):
        registry.job("test.twice", label="x")(lambda progress: None)


def test_the_clock_holds_what_is_declared_and_nothing_else() -> None:
    told: list[Any] = []
    registry.repeat("test.tick", minutes=7)(told.append)
    Schedule.objects.create(name="gone", func=actions.TICK, args="('gone',)")
    Schedule.objects.create(name="retry", func=actions.RUN, args="('x',)")
    for _time in range(2):
        actions.enter_schedule()
    rows = Schedule.objects.filter(func=actions.TICK)
    assert set(rows.values_list("name", flat=True)) == set(registry.repeats())
    assert rows.get(name="test.tick").minutes == 7
    assert Schedule.objects.filter(name="retry").exists()
    tick("test.tick")
    assert len(told) == 1
    assert told[0].tzinfo is not None
