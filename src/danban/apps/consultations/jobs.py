"""Reading and taking in files of opinions, in the worker."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from danban.apps.consultations.models import Batch
from danban.apps.jobs.registry import Cancelled, Progress, job, repeat

# Rows of one transaction: everybody else waits for at most a fraction of a second.
CHUNK = 500


@repeat("consultations.announce_closed", minutes=1)
def announce_closed(now: datetime) -> None:
    """A round closes by itself; the rooms above are told within a minute."""
    from danban.apps.consultations.actions import rounds

    rounds.announce_closed(now=now)


def _batch(batch_id: int) -> Batch:
    related = ("file", "job", "round__dossier__lead", "round__version__text")
    return Batch.objects.select_related(*related).get(pk=batch_id)


@job("consultations.read_batch", label=_("Đọc tệp ý kiến"), lane="long", retries=1)
def read_batch(progress: Progress, *, batch_id: int) -> dict[str, Any]:
    """Read the file; a bad one is refused whole, a good one waits to be checked."""
    from danban.apps.consultations import bridge
    from danban.apps.consultations.actions.batches import keep_reading, refuse_batch
    from danban.apps.consultations.queries.intake import is_late
    from danban.paper import Refused

    batch = _batch(batch_id)
    if batch.state != Batch.State.READING:
        return {}
    progress(0, 1, batch.file.name)
    try:
        found = bridge.read_file(batch)
    except Refused as refused:
        refuse_batch(batch, bridge.refusal(refused), now=timezone.now())
        return {"refused": refused.code}
    counts = bridge.counts(found.intake, batch_late=is_late(batch))
    doubtful = [bridge.doubtful(doubt, found.mapping) for doubt in found.intake.review]
    keep_reading(batch, counts=counts, mapping=found.mapping, doubtful=doubtful)
    progress(1, 1)
    return dict(counts)


@job("consultations.take_batch", label=_("Tiếp nhận tệp ý kiến"), lane="long", retries=1)
def take_batch(progress: Progress, *, batch_id: int) -> dict[str, Any]:
    """Write the good rows in chunks, then let them count. What a dead run wrote is removed
    first; a stopped one removes what it wrote."""
    from danban.apps.consultations import bridge
    from danban.apps.consultations.actions.batches import (
        finish_taking,
        remove_written,
        stop_taking,
    )
    from danban.apps.consultations.actions.rows import write_chunk

    batch = _batch(batch_id)
    if batch.state != Batch.State.TAKING or batch.job is None:
        return {}
    attempt = batch.job.attempts
    try:
        progress(0, batch.rows_good or 1, batch.file.name)
        remove_written(batch)
        rows = bridge.rows_of(batch)
        for at in range(0, len(rows), CHUNK):
            write_chunk(batch, rows[at : at + CHUNK], attempt=attempt, now=timezone.now())
            progress(at, len(rows), batch.file.name)
    except Cancelled:
        stop_taking(batch, now=timezone.now())
        raise
    finish_taking(batch, attempt=attempt, now=timezone.now())
    return {"rows": len(rows)}


@job("consultations.log_undo", label=_("Ghi nhật ký hoàn tác tệp ý kiến"), lane="long", retries=5)
def log_undo(progress: Progress, *, batch_id: int) -> dict[str, Any]:
    """Leaves of a whole file that was undone."""
    from danban.apps.consultations.actions.batches import log_undo as write_leaves

    return {"leaves": write_leaves(_batch(batch_id), now=timezone.now())}
