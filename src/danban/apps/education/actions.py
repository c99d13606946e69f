"""Recording an event of legal dissemination."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from danban.apps.audit.actions import record
from danban.apps.audit.actor import Actor
from danban.apps.education.models import OutreachActivity


class NotYetHeld(Exception):
    """The event lies in the future: a plan is no result."""


def record_outreach(activity: OutreachActivity, *, user: Any, now: datetime) -> OutreachActivity:
    """Record the unsaved `activity` for an agency that `user` works at.

    The same form sent again (same `idempotency_key`) gives the event recorded first.
    Raises NotYetHeld for a day that has not come.
    """
    if not user.has_perm("education.record", activity.authority):
        raise PermissionDenied
    if activity.held_on > timezone.localdate(now):
        raise NotYetHeld(_("Chỉ ghi nhận hoạt động đã thực hiện; ngày này chưa đến."))
    activity.recorded_by, activity.recorded_at = user, now
    with transaction.atomic():
        earlier = _sent_before(activity)
        if earlier is not None:
            return earlier
        activity.save(force_insert=True)
        record(
            "education.record_outreach",
            activity,
            actor=Actor.of(user),
            now=now,
            dossier_id=activity.dossier_id,
            authority=activity.authority_id,
            form=activity.form,
            people=activity.people,
        )
    return activity


def _sent_before(activity: OutreachActivity) -> OutreachActivity | None:
    """What the same person already recorded with this key."""
    if not activity.idempotency_key:
        return None
    return OutreachActivity.objects.filter(
        idempotency_key=activity.idempotency_key, recorded_by=activity.recorded_by
    ).first()
