from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from danban.apps.consultations.models import Opinion
from danban.apps.files.actions import keep_path
from danban.apps.findings import jobs as findings
from danban.apps.jobs.registry import Progress, job
from danban.apps.replies.models import PrintedTable


@job("replies.print_table", label=_("Lập bản tổng hợp, tiếp thu, giải trình"), lane="long")
def print_table(progress: Progress, *, table_id: int) -> dict[str, Any]:
    from danban.apps.replies import bridge
    from danban.paper.forms import synthesis

    printed = PrintedTable.objects.select_related("round__dossier__lead").get(pk=table_id)
    now = timezone.now()
    progress(0, 3, "")
    if Opinion.objects.counted().filter(round=printed.round, grouped=None).exists():
        # Opinions came since the last run: the table must hold every one of them.
        findings.run(progress, round_id=printed.round_id)
    table = bridge.synthesis_table(printed.round, public=printed.public, now=now)
    progress(1, 3, "")
    stem = f"tong-hop-{printed.round.dossier.slug}-{table.version}"
    with tempfile.TemporaryDirectory() as folder:
        docx, xlsx = Path(folder, "t.docx"), Path(folder, "t.xlsx")
        synthesis.to_docx(table, docx)
        progress(2, 3, "")
        synthesis.to_xlsx(table, xlsx)
        printed.docx = keep_path(docx, name=f"{stem}.docx", now=now)
        printed.xlsx = keep_path(xlsx, name=f"{stem}.xlsx", now=now)
    printed.version, printed.rows = table.version, len(table.rows)
    printed.save(update_fields=["docx", "xlsx", "version", "rows"])
    progress(3, 3, "")
    return {"rows": len(table.rows)}
