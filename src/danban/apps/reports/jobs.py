from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from danban.apps.jobs.registry import Progress, job
from danban.apps.reports import actions
from danban.apps.reports.models import ReportPeriod


@job(actions.PRINT, label=_("In báo cáo"), lane="long", retries=1)
def print_report(progress: Progress, *, report_id: int) -> dict[str, Any]:
    # Word files are made by the worker alone.
    from danban.apps.reports import bridge

    report = ReportPeriod.objects.select_related("authority").get(pk=report_id)
    now = timezone.now()
    today = timezone.localdate(now, timezone.get_default_timezone())
    progress(0, 2)
    with tempfile.TemporaryDirectory() as folder, translation.override("vi"):
        path = Path(folder) / "bao-cao.docx"
        bridge.print_report(report, path, today=today)
        progress(1, 2)
        actions.keep_print(report, path, now=now)
    progress(2, 2)
    return {"report_id": report_id}
