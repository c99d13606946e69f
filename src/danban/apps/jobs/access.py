"""Who may see and stop a run: the person who started it."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from danban.apps.jobs.models import Job


def visible_to(user: Any) -> QuerySet[Job]:
    """The runs that `user` started; none for a visitor."""
    if not user.is_authenticated:
        return Job.objects.none()
    return Job.objects.filter(actor_kind="officer", actor_id=str(user.pk))
