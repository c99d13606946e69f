"""Facts travel upward: one run per listener, queued with their cause."""

from __future__ import annotations

import logging

import pytest
from django.db import transaction

from danban.apps.jobs.events import emit, listen
from danban.apps.jobs.models import Job
from tests.world.cast import NOW
from tests.world.jobs import run_jobs

pytestmark = pytest.mark.django_db


def test_an_event_becomes_one_run_per_listener_with_its_payload() -> None:
    heard: list[tuple[str, int]] = []

    @listen("test.happened")
    def first(number: int) -> None:
        heard.append(("first", number))

    @listen("test.happened")
    def second(number: int) -> None:
        heard.append(("second", number))

    emit("test.happened", now=NOW, number=7)
    jobs = Job.objects.filter(kind="jobs.listen")
    assert {job.args["listener"].rpartition(".")[2] for job in jobs} == {"first", "second"}
    assert heard == []  # nothing runs inside the cause's transaction
    assert {job.state for job in run_jobs()} == {Job.State.DONE}
    assert sorted(heard) == [("first", 7), ("second", 7)]


def test_an_event_that_nobody_hears_leaves_nothing() -> None:
    emit("test.unheard", now=NOW, number=1)
    assert not Job.objects.exists()


def test_an_event_of_a_cause_that_fails_is_not_heard() -> None:
    heard: list[int] = []

    @listen("test.rolled_back")
    def first(number: int) -> None:
        heard.append(number)

    def cause() -> None:
        with transaction.atomic():
            emit("test.rolled_back", now=NOW, number=1)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        cause()
    assert run_jobs() == []
    assert heard == []


def test_a_listener_declared_again_is_still_one_listener() -> None:
    heard: list[int] = []

    def once(number: int) -> None:
        heard.append(number)

    listen("test.again")(once)
    listen("test.again")(once)
    emit("test.again", now=NOW, number=1)
    run_jobs()
    assert heard == [1]


def test_a_listener_that_fails_is_heard_again_and_the_others_are_not_held_up(
    caplog: pytest.LogCaptureFixture,
) -> None:
    tries: list[str] = []

    @listen("test.stumble")
    def stumbling(number: int) -> None:
        tries.append("stumbling")
        if tries.count("stumbling") == 1:
            raise OSError

    @listen("test.stumble")
    def steady(number: int) -> None:
        tries.append("steady")

    emit("test.stumble", now=NOW, number=1)
    with caplog.at_level(logging.CRITICAL):
        run_jobs()
    assert sorted(tries) == ["steady", "stumbling", "stumbling"]
    assert set(Job.objects.values_list("state", flat=True)) == {Job.State.DONE}
