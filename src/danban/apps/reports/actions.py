"""What is written beside the figures, and the printed report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from danban.apps.audit.actions import record
from danban.apps.audit.actor import SYSTEM, Actor
from danban.apps.files.actions import keep_path
from danban.apps.jobs import actions as jobs
from danban.apps.jobs.models import Job
from danban.apps.reports.models import ReportPeriod

PRINT = "reports.print"


class EditedMeanwhile(Exception):
    """Somebody else saved since this officer opened the page."""


@dataclass(frozen=True, slots=True)
class Narrative:
    """The officer's words."""

    direction: str
    difficulties: str
    proposals: str


def write(
    report: ReportPeriod, words: Narrative, *, edition: int, user: Any, now: datetime
) -> ReportPeriod:
    """Save the words; `edition` is the one the officer saw. Raises EditedMeanwhile."""
    if not user.has_perm("reports.edit", report.authority):
        raise PermissionDenied
    with transaction.atomic():
        stored = _stored(report)
        changed = ReportPeriod.objects.filter(pk=stored.pk, edition=edition).update(
            direction=words.direction,
            difficulties=words.difficulties,
            proposals=words.proposals,
            edition=F("edition") + 1,
            edited_by=user,
            edited_at=now,
        )
        if not changed:
            raise EditedMeanwhile(
                _(
                    "Người khác đã lưu nội dung báo cáo trong lúc bạn soạn. Nội dung của bạn còn "
                    "nguyên bên dưới: hãy đối chiếu với nội dung đang lưu rồi lưu lại."
                )
            )
        stored.refresh_from_db()
        record("reports.write", stored, actor=Actor.of(user), now=now, edition=stored.edition)
    return stored


def ask_print(report: ReportPeriod, *, user: Any, now: datetime, next_url: str) -> Job:
    """Queue the printing of the report."""
    if not user.has_perm("reports.see", report.authority):
        raise PermissionDenied
    with transaction.atomic():
        stored = _stored(report)
        return jobs.enqueue(
            PRINT, {"report_id": stored.pk}, actor=Actor.of(user), now=now, next_url=next_url
        )


def keep_print(report: ReportPeriod, path: Path, *, now: datetime) -> ReportPeriod:
    """Make the document at `path` the newest print of the report."""
    name = f"bao-cao-{report.authority.slug}-{report.year}-{report.half}.docx"
    with transaction.atomic():
        report.file = keep_path(path, name=name, now=now)
        report.printed_at = now
        report.save(update_fields=["file", "printed_at"])
        record("reports.print", report, actor=SYSTEM, now=now, file_id=report.file.pk)
    return report


def _stored(report: ReportPeriod) -> ReportPeriod:
    """The row of the report; opened on first need."""
    return ReportPeriod.objects.get_or_create(
        authority=report.authority, year=report.year, half=report.half
    )[0]
