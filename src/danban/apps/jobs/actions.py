"""Enqueue, cancel, and bring back what a killed worker left behind."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django_q.models import Schedule
from django_q.tasks import async_task, schedule

from danban.apps.audit.actor import Actor
from danban.apps.jobs import registry
from danban.apps.jobs.models import Job

RUN = "danban.apps.jobs.run.run"
TICK = "danban.apps.jobs.run.tick"
# A running job tells its progress at least this often, or it is taken for dead.
SILENCE = timedelta(minutes=10)


def enqueue(
    kind: str,
    args: dict[str, Any] | None = None,
    *,
    actor: Actor,
    now: datetime,
    next_url: str = "",
) -> Job:
    """Queue a run in the caller's transaction: it exists exactly if the cause exists."""
    spec = registry.kind(kind)
    with transaction.atomic():
        job = Job.objects.create(
            kind=kind,
            lane=spec.lane,
            args=args or {},
            next_url=next_url,
            actor_kind=actor.kind,
            actor_id=actor.id,
            actor_label=actor.label,
            created_at=now,
        )
        async_task(RUN, str(job.pk), cluster=spec.lane, task_name=kind)
    return job


def retry_later(job: Job, *, now: datetime) -> None:
    """Queue a failed run again, after 30 s, then 1, 2, 4 … minutes."""
    wait = timedelta(seconds=30 * 2 ** (job.attempts - 1))
    with transaction.atomic():
        Job.objects.filter(pk=job.pk).update(state=Job.State.QUEUED)
        schedule(RUN, str(job.pk), next_run=now + wait, cluster=job.lane)


def cancel(job: Job, *, now: datetime) -> bool:
    """Ask a run to stop; one that has not begun is cancelled at once. False if it has ended."""
    begun = Job.objects.filter(pk=job.pk, state=Job.State.RUNNING).update(cancel_requested=True)
    waiting = Job.objects.filter(pk=job.pk, state=Job.State.QUEUED).update(
        state=Job.State.CANCELLED, cancel_requested=True, finished_at=now
    )
    return bool(begun or waiting)


def redeliver_lost(*, now: datetime) -> int:
    """Queue again the runs whose worker fell silent (kill -9, power cut). Returns how many.

    The conditional update makes sure that two callers never hand out the same run twice.
    """
    lost = Job.objects.filter(state=Job.State.RUNNING, heartbeat_at__lt=now - SILENCE)
    count = 0
    for job in lost:
        with transaction.atomic():
            taken = lost.filter(pk=job.pk, attempts=F("attempts")).update(state=Job.State.QUEUED)
            if taken:
                async_task(RUN, str(job.pk), cluster=job.lane, task_name=job.kind)
                count += 1
    return count


def enter_schedule() -> None:
    """Make the clock's rows those that the apps declare, and no others of ours."""
    declared = registry.repeats()
    with transaction.atomic():
        Schedule.objects.filter(func=TICK).exclude(name__in=declared).delete()
        for name, (minutes, _run) in declared.items():
            Schedule.objects.update_or_create(
                name=name,
                defaults={
                    "func": TICK,
                    "args": repr((name,)),
                    "schedule_type": Schedule.MINUTES,
                    "minutes": minutes,
                    "cluster": "short",
                },
            )
