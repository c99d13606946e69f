"""The clock's rows are what the apps declare."""

from __future__ import annotations

import pytest
from django_q.models import Schedule

from danban.apps.jobs import actions
from danban.apps.jobs.registry import repeats
from danban.apps.jobs.run import tick
from tests.world.cast import World


@pytest.mark.django_db
def test_the_schedule_holds_each_repeat_once_and_nothing_else_of_ours() -> None:
    Schedule.objects.create(name="gone", func=actions.TICK, schedule_type=Schedule.MINUTES)
    actions.enter_schedule()
    actions.enter_schedule()
    names = sorted(Schedule.objects.filter(func=actions.TICK).values_list("name", flat=True))
    assert names == sorted(repeats())
    assert "consultations.announce_closed" in names


def test_the_clock_closes_a_round_that_is_over(world: World) -> None:
    world.round.closes_at = world.round.opens_at
    world.round.save()
    tick("consultations.announce_closed")
    world.round.refresh_from_db()
    assert world.round.closed_announced
