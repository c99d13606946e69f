"""Outgoing mail."""

from __future__ import annotations

from datetime import datetime

from django.core.mail import EmailMessage
from django.db import transaction

from danban.apps.audit.actor import SYSTEM
from danban.apps.deliveries.models import Mail
from danban.apps.jobs import actions as jobs


def post(*, to: str, subject: str, body: str, now: datetime) -> Mail:
    """Put a mail into the outbox, in the caller's transaction."""
    with transaction.atomic():
        mail = Mail.objects.create(to=to, subject=subject, body=body, created_at=now)
        jobs.enqueue("deliveries.send_mail", {"mail_id": mail.pk}, actor=SYSTEM, now=now)
    return mail


def send(mail: Mail, *, now: datetime) -> None:
    """Hand a mail to the server, once: the row is locked and marked in the same transaction, and
    a failure leaves it queued."""
    with transaction.atomic():
        row = Mail.objects.select_for_update().get(pk=mail.pk)
        if row.state == Mail.State.SENT:
            return
        EmailMessage(row.subject, row.body, to=[row.to]).send()
        row.state, row.sent_at = Mail.State.SENT, now
        row.save(update_fields=["state", "sent_at"])
