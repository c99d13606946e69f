"""A mail is a row first, goes out once, and waits when the server does not answer."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.db import transaction

from danban.apps.deliveries import actions
from danban.apps.deliveries.models import Mail
from danban.apps.jobs.models import Job
from tests.world.cast import NOW
from tests.world.jobs import run_jobs

pytestmark = pytest.mark.django_db


def post() -> Mail:
    return actions.post(to="an@mau.example", subject="Thông báo", body="Nội dung.", now=NOW)


def test_a_mail_goes_out_when_its_job_runs_not_before() -> None:
    row = post()
    assert mail.outbox == []
    run_jobs()
    row.refresh_from_db()
    assert row.state == Mail.State.SENT
    (sent,) = mail.outbox
    assert (sent.to, sent.subject, sent.body) == (["an@mau.example"], "Thông báo", "Nội dung.")


def test_a_mail_is_sent_once() -> None:
    row = post()
    for _time in range(2):
        actions.send(row, now=NOW)
    run_jobs()
    assert len(mail.outbox) == 1


def test_a_server_that_fails_leaves_the_mail_queued(settings: Any) -> None:
    row = post()
    settings.EMAIL_BACKEND = "no.such.Backend"
    with pytest.raises(ImportError):
        actions.send(row, now=NOW)
    row.refresh_from_db()
    assert (row.state, row.sent_at) == (Mail.State.QUEUED, None)


def test_a_mail_of_a_cause_that_fails_is_never_sent() -> None:
    def cause() -> None:
        with transaction.atomic():
            post()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        cause()
    assert not Mail.objects.exists()
    assert not Job.objects.exists()
