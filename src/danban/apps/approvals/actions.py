"""Ask for a decision and record it. Who may decide is the asking app's rule, checked before."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models, transaction

from danban.apps.approvals.models import Approval
from danban.apps.audit.actions import record
from danban.apps.audit.actor import Actor


class AlreadyDecided(Exception):
    """Somebody else has decided on it meanwhile."""


def ask(subject: models.Model, *, fingerprint: str, user: Any, now: datetime) -> Approval:
    """Put a thing before the approver; asking again replaces the pending question."""
    with transaction.atomic():
        approval, _created = Approval.objects.update_or_create(
            subject_kind=subject._meta.label_lower,
            subject_id=str(subject.pk),
            decision=Approval.Decision.PENDING,
            defaults={
                "subject_label": str(subject)[:300],
                "fingerprint": fingerprint,
                "requested_by": user,
                "requested_at": now,
            },
        )
        record("approvals.ask", approval, actor=Actor.of(user), now=now)
    return approval


def decide(
    approval: Approval, *, approve: bool, user: Any, now: datetime, note: str = ""
) -> Approval:
    """Record the decision, once: AlreadyDecided if the row is no longer pending."""
    decision = Approval.Decision.APPROVED if approve else Approval.Decision.RETURNED
    with transaction.atomic():
        taken = Approval.objects.filter(pk=approval.pk, decision=Approval.Decision.PENDING).update(
            decision=decision, decided_by=user, decided_at=now, note=note
        )
        if not taken:
            raise AlreadyDecided
        record("approvals.decide", approval, actor=Actor.of(user), now=now, decision=decision)
    approval.refresh_from_db()
    return approval
