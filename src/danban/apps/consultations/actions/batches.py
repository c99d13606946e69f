"""A file of opinions: how it comes in, is corrected, taken in as a whole, stopped or undone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import models, transaction
from django.urls import reverse

from danban.apps.audit.actions import record
from danban.apps.audit.actor import SYSTEM, Actor
from danban.apps.consultations import frames
from danban.apps.consultations.actions.leaves import later_leaf
from danban.apps.consultations.actions.refusals import Answered, NotNow, RoundClosed, SameFile
from danban.apps.consultations.actions.rounds import need
from danban.apps.consultations.models import (
    Batch,
    Leaf,
    Opinion,
    Round,
    Submission,
    TrayRow,
)
from danban.apps.files.actions import keep
from danban.apps.jobs import actions as jobs
from danban.apps.jobs.events import emit

_CHUNK = 500
_GONE = (Batch.State.REFUSED, Batch.State.UNDONE)
# Reasons stand in the public log, which has one language.
UNDONE = "Hoàn tác việc tiếp nhận tệp"


def add_batch(
    round: Round,
    *,
    name: str,
    chunks: Iterable[bytes],
    sender: str = "",
    letter_number: str = "",
    letter_day: date | None = None,
    user: Any,
    now: datetime,
) -> Batch:
    """Keep a file and queue its reading. Also after the round has closed: late letters count.

    Raises SameFile when the round has the very same bytes, RoundClosed before it has opened.
    """
    need(user, "consultations.take_in", round.dossier)
    if now < round.opens_at:
        raise RoundClosed(round.closes_on, round.opens_at, now)
    file = keep(name, chunks, now=now)
    with transaction.atomic():
        Round.objects.select_for_update().get(pk=round.pk)
        same = round.batches.filter(file__sha256=file.sha256).exclude(state__in=_GONE).first()
        if same is None:
            batch = Batch.objects.create(
                round=round,
                file=file,
                sender=sender.strip(),
                letter_number=letter_number.strip(),
                letter_day=letter_day,
                added_by=user,
                added_at=now,
            )
            _read_later(batch, user, now)
            _note("consultations.add_batch", batch, user, now)
    if same is not None:
        file.delete()
        raise SameFile(same.pk, same.added_at)
    return batch


def read_again(
    batch: Batch, *, chosen: list[dict[str, Any]] | None = None, user: Any, now: datetime
) -> None:
    """Read the file again, with the columns an officer chose. Raises NotNow."""
    need(user, "consultations.take_in", batch.round.dossier)
    with transaction.atomic():
        _move(batch, (Batch.State.REVIEW, Batch.State.READING), Batch.State.READING)
        if chosen is not None:
            batch.mapping = {**batch.mapping, "chosen": chosen}
            batch.save(update_fields=["mapping"])
        _read_later(batch, user, now)
        _note("consultations.map_batch", batch, user, now)


def _read_later(batch: Batch, user: Any, now: datetime) -> None:
    _queue(batch, "consultations.read_batch", user, now)


def _queue(batch: Batch, kind: str, user: Any, now: datetime) -> None:
    batch.job = jobs.enqueue(
        kind,
        {"batch_id": batch.pk},
        actor=Actor.of(user),
        now=now,
        next_url=reverse("consultations:batch", args=[batch.round.dossier.slug, batch.pk]),
    )
    batch.save(update_fields=["job"])


def refuse_batch(batch: Batch, sentence: str, *, now: datetime) -> None:
    """The whole file is bad: nothing of it enters."""
    with transaction.atomic():
        if Batch.objects.filter(pk=batch.pk, state=Batch.State.READING).update(
            state=Batch.State.REFUSED, refusal=sentence[:500]
        ):
            _note("consultations.refuse_batch", batch, None, now)


def keep_reading(
    batch: Batch,
    *,
    counts: Mapping[str, int],
    mapping: dict[str, Any],
    doubtful: list[dict[str, Any]],
) -> None:
    """Store what a reading found; running it again replaces what an earlier one found."""
    while True:
        stale = batch.tray.values_list("pk", flat=True)[:_CHUNK]
        if not TrayRow.objects.filter(pk__in=list(stale)).delete()[0]:
            break
    for at in range(0, len(doubtful), _CHUNK):
        TrayRow.objects.bulk_create(
            TrayRow(batch=batch, **row) for row in doubtful[at : at + _CHUNK]
        )
    Batch.objects.filter(pk=batch.pk, state=Batch.State.READING).update(
        state=Batch.State.REVIEW, mapping=mapping, **counts
    )


def start_taking(batch: Batch, *, user: Any, now: datetime) -> None:
    """Take the good rows in, in the background. Raises NotNow."""
    need(user, "consultations.take_in", batch.round.dossier)
    with transaction.atomic():
        _move(batch, (Batch.State.REVIEW,), Batch.State.TAKING)
        _queue(batch, "consultations.take_batch", user, now)
        _note("consultations.start_taking", batch, user, now, rows=batch.rows_good)


def finish_taking(batch: Batch, *, attempt: int, now: datetime) -> None:
    """Everything is written: from here on the rows count. One short transaction."""
    with transaction.atomic():
        mine = Batch.objects.filter(pk=batch.pk, state=Batch.State.TAKING, job__attempts=attempt)
        if not mine.update(state=Batch.State.TAKEN, taken_at=now):
            raise NotNow
        _note("consultations.take_batch", batch, None, now, rows=batch.rows_good)
        emit("consultations.opinions_taken", now=now, round_id=batch.round_id)


def stop_taking(batch: Batch, *, now: datetime) -> None:
    """Remove what a stopped or dead run wrote, and go back to the check."""
    remove_written(batch)
    with transaction.atomic():
        if Batch.objects.filter(pk=batch.pk, state=Batch.State.TAKING).update(
            state=Batch.State.REVIEW
        ):
            _note("consultations.stop_taking", batch, None, now)


def release(batch: Batch, *, user: Any, now: datetime) -> None:
    """Bring a batch back whose run was cancelled before it began, or failed. Raises NotNow."""
    need(user, "consultations.take_in", batch.round.dossier)
    if batch.state != Batch.State.TAKING or (batch.job and not batch.job.ended):
        raise NotNow
    stop_taking(batch, now=now)


def remove_written(batch: Batch) -> None:
    """Delete the rows a run has written so far, in chunks. They never counted."""
    while True:
        with transaction.atomic():
            ids = list(
                Submission.objects.filter(batch=batch, batch__state=Batch.State.TAKING).values_list(
                    "pk", flat=True
                )[:_CHUNK]
            )
            if not ids:
                break
            Leaf.objects.filter(submission__in=ids).delete()
            Submission.objects.filter(pk__in=ids).delete()
    if Batch.objects.filter(pk=batch.pk, state=Batch.State.TAKING).exists():
        batch.tallies.all().delete()


def undo(batch: Batch, *, user: Any, now: datetime) -> None:
    """Take a whole file out of every count, while none of its opinions is answered in public.

    The rows stay, and so does the log: an undo leaf for each follows in the background.
    Raises Answered, NotNow.
    """
    need(user, "consultations.take_in", batch.round.dossier)
    with transaction.atomic():
        _move(batch, (Batch.State.TAKEN,), Batch.State.UNDONE)
        if _answered(batch):
            raise Answered
        jobs.enqueue(
            "consultations.log_undo", {"batch_id": batch.pk}, actor=Actor.of(user), now=now
        )
        _note("consultations.undo_batch", batch, user, now)


def _answered(batch: Batch) -> bool:
    ids = list(
        Opinion.objects.filter(submission__batch=batch).order_by("pk").values_list("pk", flat=True)
    )
    return any(frames.answers(ids[at : at + _CHUNK]) for at in range(0, len(ids), _CHUNK))


def log_undo(batch: Batch, *, now: datetime) -> int:
    """Write the undo leaves that are still missing; returns how many."""
    written = 0
    undone = Leaf.objects.filter(submission=models.OuterRef("pk"), kind="undo")
    while True:
        open_ = (
            Submission.objects.filter(batch=batch, batch__state=Batch.State.UNDONE)
            .filter(leaves__kind="submit")
            .exclude(models.Exists(undone))
            .values_list("pk", flat=True)[:_CHUNK]
        )
        with transaction.atomic():
            first = Leaf.objects.filter(submission__in=list(open_), kind="submit")
            leaves = [
                later_leaf(leaf, "undo", now=now, reason=UNDONE)
                for leaf in first.select_related("submission")
            ]
            Leaf.objects.bulk_create(leaves)
        if not leaves:
            return written
        written += len(leaves)


def _move(batch: Batch, from_: tuple[str, ...], to: str) -> None:
    if not Batch.objects.filter(pk=batch.pk, state__in=from_).update(state=to):
        raise NotNow
    batch.state = to


def _note(what: str, batch: Batch, user: Any, now: datetime, **detail: int) -> None:
    record(
        what,
        batch,
        actor=Actor.of(user) if user is not None else SYSTEM,
        now=now,
        dossier_id=batch.round.dossier_id,
        **detail,
    )
