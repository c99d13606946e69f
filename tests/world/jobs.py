"""Run what is queued, here and now, as a worker would."""

from __future__ import annotations

from danban.apps.jobs.run import drain as run_jobs

__all__ = ["run_jobs"]
