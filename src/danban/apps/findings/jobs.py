from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from danban.apps.consultations.models import Round
from danban.apps.findings import actions
from danban.apps.jobs.registry import Progress, job


@job("findings.run", label=_("Phân tích ý kiến"), lane="long", retries=1)
def run(progress: Progress, *, round_id: int) -> dict[str, Any]:
    # The engine is loaded by the worker alone.
    from danban.apps.findings import bridge

    round_ = Round.objects.select_related("version", "dossier").get(pk=round_id)
    progress(0, 3, "")
    found, run_record = bridge.find(round_, seed=actions.SEED)
    progress(2, 3, "")
    actions.take_over(round_, found, run_record, now=timezone.now())
    progress(3, 3, "")
    return {"groups": len(found)}
