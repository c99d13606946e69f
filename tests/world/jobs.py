"""Run what is queued, here and now, as a worker would."""

from __future__ import annotations

from danban.apps.jobs.models import Job
from danban.apps.jobs.run import run


def run_jobs() -> list[Job]:
    """Run queued jobs until none is left; returns them in the order they ran."""
    ran: list[Job] = []
    while job := Job.objects.filter(state=Job.State.QUEUED).order_by("created_at", "pk").first():
        run(str(job.pk))
        job.refresh_from_db()
        ran.append(job)
        if len(ran) > 500:
            raise AssertionError("jobs queue jobs without end")
    return ran
