"""What a worker does with a job's id."""

from __future__ import annotations

import logging
import traceback
from datetime import datetime

from django.db.models import F
from django.utils import timezone

from danban.apps.jobs import actions, registry
from danban.apps.jobs.models import Job

log = logging.getLogger(__name__)


class _Reporter:
    """Writes progress at most twice a second: a loop may call it for every row."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.told_at = 0.0

    def __call__(self, done: int, total: int, note: str = "") -> None:
        now = timezone.now()
        if done < total and now.timestamp() - self.told_at < 0.5:
            return
        self.told_at = now.timestamp()
        row = Job.objects.filter(pk=self.job.pk)
        row.update(done=done, total=total, note=note[:200], heartbeat_at=now)
        if row.filter(cancel_requested=True).exists():
            raise registry.Cancelled


def run(job_id: str) -> str:
    """Run one job to its end. Takes the row by a conditional update: a second delivery of the
    same package finds it taken and does nothing."""
    now = timezone.now()
    taken = Job.objects.filter(pk=job_id, state=Job.State.QUEUED).update(
        state=Job.State.RUNNING, started_at=now, heartbeat_at=now, attempts=F("attempts") + 1
    )
    if not taken:
        return "taken"
    job = Job.objects.get(pk=job_id)
    kind = registry.kind(job.kind)
    try:
        result = kind.run(_Reporter(job), **job.args) or {}
    except registry.Cancelled:
        return _end(job, Job.State.CANCELLED)
    except registry.Expected as error:
        return _end(job, Job.State.FAILED, error=str(error))
    except Exception:
        log.exception("job %s failed", job)
        if job.attempts <= kind.retries:
            actions.retry_later(job, now=timezone.now())
            return "retry"
        return _end(job, Job.State.FAILED, trace=traceback.format_exc())
    return _end(job, Job.State.DONE, result=result)


def drain() -> list[Job]:
    """Run what is queued here and now, until nothing is left; returns the runs in their order.

    For filling the sample city and for tests: no worker need be up. What the queue still holds
    of these runs finds them taken.
    """
    ran: list[Job] = []
    while job := Job.objects.filter(state=Job.State.QUEUED).order_by("created_at", "pk").first():
        run(str(job.pk))
        job.refresh_from_db()
        ran.append(job)
    return ran


def tick(name: str) -> None:
    """What the clock calls: one declared repeat, with the time it is."""
    _minutes, repeated = registry.repeats()[name]
    repeated(timezone.now())


@registry.repeat("jobs.redeliver_lost", minutes=1)
def _redeliver_lost(now: datetime) -> None:
    actions.redeliver_lost(now=now)


def _end(
    job: Job,
    state: str,
    *,
    error: str = "",
    trace: str = "",
    result: dict[str, object] | None = None,
) -> str:
    changes: dict[str, object] = {"state": state, "finished_at": timezone.now()}
    if state == Job.State.DONE:
        changes |= {"done": F("total"), "result": result or {}}
    if error or trace:
        changes |= {"error": error, "result": {"trace": trace}}
    Job.objects.filter(pk=job.pk).update(**changes)
    return state
