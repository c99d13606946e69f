from __future__ import annotations

from django.db import models

from danban.apps.approvals.models import Approval


def latest(subject: models.Model) -> Approval | None:
    """The newest question or decision about a thing."""
    return (
        Approval.objects.filter(subject_kind=subject._meta.label_lower, subject_id=str(subject.pk))
        .select_related("decided_by", "requested_by")
        .order_by("-pk")
        .first()
    )
