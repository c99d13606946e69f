"""The one way a row enters the audit log."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models

from danban.apps.audit.actor import Actor
from danban.apps.audit.models import Entry


def record(
    what: str,
    subject: models.Model,
    *,
    actor: Actor,
    now: datetime,
    dossier_id: int | None = None,
    **detail: Any,
) -> Entry:
    """Add a row: `what` is one of danban.apps.audit.labels; call inside the write's transaction.

    `detail` holds no personal data: ids, counts, states.
    """
    return Entry.objects.create(
        at=now,
        actor_kind=actor.kind,
        actor_id=actor.id,
        actor_label=actor.label,
        what=what,
        subject_kind=subject._meta.label_lower,
        subject_id=str(subject.pk),
        subject_label=str(subject)[:300],
        dossier_id=dossier_id,
        detail=detail,
    )
