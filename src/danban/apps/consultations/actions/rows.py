"""Rows of a file become submissions: in bulk while a file is taken in, singly from the tray."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils import timezone

from danban.apps.audit.actions import record
from danban.apps.audit.actor import Actor
from danban.apps.consultations.actions.leaves import MOST_ITEMS, Random, submit_leaf
from danban.apps.consultations.actions.refusals import (
    NothingSaid,
    NotNow,
    ReasonMissing,
    TooMany,
    UnknownProvision,
)
from danban.apps.consultations.actions.rounds import need
from danban.apps.consultations.actions.submissions import clean
from danban.apps.consultations.models import (
    Batch,
    Contact,
    Leaf,
    Opinion,
    Round,
    Submission,
    Tally,
    TrayRow,
)
from danban.apps.consultations.queries.opinions import unknown


@dataclass(frozen=True, slots=True)
class Row:
    """One row on its way in, with nothing left to decide.

    `provisions`: (eId or "" for the whole, how it was tied); empty for a bare tally.
    """

    source_row: str
    text: str = ""
    proposal: str = ""
    stance: str = ""
    provisions: tuple[tuple[str, str], ...] = (("", "whole"),)
    contributor: str = ""
    organisation: str = ""
    person: str = ""
    area: str = ""
    letter_number: str = ""
    day: date | None = None
    late: bool = False
    tally: int | None = None
    bare_tally: bool = False
    given_reply: str = ""
    note: str = ""


def write_chunk(
    batch: Batch,
    rows: Sequence[Row],
    *,
    attempt: int,
    now: datetime,
    rng: Random = secrets.token_bytes,
) -> None:
    """Write rows in one transaction. They count only once the whole batch is taken.

    `attempt` is the run's number: a worker that was taken for dead and wakes up writes nothing.
    Raises NotNow.
    """
    with transaction.atomic():
        kept = Batch.objects.select_for_update(of=("self",)).filter(
            pk=batch.pk, state=Batch.State.TAKING, job__attempts=attempt
        )
        if not kept.exists():
            raise NotNow
        _write(batch, [row for row in rows if not row.bare_tally], now, rng)
        Tally.objects.bulk_create(
            Tally(
                batch=batch,
                provision=eid,
                stance=row.stance,
                count=row.tally,
                source_row=clean(row.source_row)[:120],
            )
            for row in rows
            if row.tally is not None
            for eid, _how in row.provisions
        )


def _write(batch: Batch, rows: Sequence[Row], now: datetime, rng: Random) -> list[Submission]:
    at_once = batch.round.publish == Round.Publish.AT_ONCE
    state = Opinion.State.PUBLISHED if at_once else Opinion.State.PENDING
    submissions = Submission.objects.bulk_create(_submission(batch, row, now) for row in rows)
    opinions = Opinion.objects.bulk_create(
        Opinion(
            round_id=batch.round_id,
            submission=submission,
            provision=eid,
            how=how,
            stance=row.stance,
            text=clean(row.text),
            proposal=clean(row.proposal),
            state=state,
            given_reply=clean(row.given_reply),
        )
        for submission, row in zip(submissions, rows, strict=True)
        for eid, how in row.provisions
    )
    Contact.objects.bulk_create(
        Contact(submission=submission, name=clean(row.person))
        for submission, row in zip(submissions, rows, strict=True)
        if row.person
    )
    said = iter(opinions)
    Leaf.objects.bulk_create(
        submit_leaf(submission, [next(said) for _ in row.provisions], now=now, rng=rng)
        for submission, row in zip(submissions, rows, strict=True)
    )
    return submissions


def _submission(batch: Batch, row: Row, now: datetime) -> Submission:
    return Submission(
        round_id=batch.round_id,
        batch=batch,
        channel=Submission.Channel.FILE,
        contributor=row.contributor,
        organisation=clean(row.organisation)[:200],
        area=clean(row.area)[:120],
        late=row.late,
        at=_moment(row.day, batch, now),
        source_row=clean(row.source_row)[:120],
        source_note=clean(row.note)[:300],
        letter_number=clean(row.letter_number or batch.letter_number)[:60],
        letter_day=batch.letter_day,
    )


def _moment(day: date | None, batch: Batch, now: datetime) -> datetime:
    """The row's own day; without one, or with one that lies ahead, the file's arrival."""
    if day is None:
        return batch.added_at
    begun = datetime.combine(day, time(), timezone.get_default_timezone())
    return begun if begun <= now else batch.added_at


def take_tray_row(
    tray: TrayRow,
    *,
    provisions: Sequence[str],
    text: str,
    stance: str = "",
    proposal: str = "",
    user: Any,
    now: datetime,
    late: bool = False,
    rng: Random = secrets.token_bytes,
) -> Submission:
    """Take a doubtful row in, as the officer corrected it. `provisions`: eIds, none = the whole.

    Raises NothingSaid, UnknownProvision, TooMany, NotNow (decided before, or the file is not in).
    """
    batch = tray.batch
    need(user, "consultations.take_in", batch.round.dossier)
    wanted = tuple(dict.fromkeys(eid for eid in provisions if eid))
    if not text.strip():
        raise NothingSaid
    if len(wanted) > MOST_ITEMS:
        raise TooMany(MOST_ITEMS)
    if unknown(batch.round.version.text_id, set(wanted)):
        raise UnknownProvision
    cells = {cell["field"]: cell["value"] for cell in tray.cells if cell["field"]}
    row = Row(
        source_row=tray.source_row,
        text=text,
        proposal=proposal,
        stance=stance,
        provisions=tuple((eid, Opinion.How.CITED) for eid in wanted) or (("", Opinion.How.WHOLE),),
        late=late,
        # An unclear name is a person's and is not shown.
        person=cells.get("contributor", "")[:120],
        area=cells.get("area", ""),
        letter_number=cells.get("letter", ""),
        given_reply=cells.get("reply", ""),
    )
    with transaction.atomic():
        _decide(tray, TrayRow.State.TAKEN, "")
        (submission,) = _write(batch, [row], now, rng)
        TrayRow.objects.filter(pk=tray.pk).update(submission=submission)
        _note("consultations.take_tray_row", tray, user, now)
    return submission


def set_aside(tray: TrayRow, *, reason: str, user: Any, now: datetime) -> None:
    """Say that a row is no opinion, and why. It stays counted. Raises ReasonMissing, NotNow."""
    need(user, "consultations.take_in", tray.batch.round.dossier)
    if not reason.strip():
        raise ReasonMissing
    with transaction.atomic():
        _decide(tray, TrayRow.State.SET_ASIDE, reason.strip()[:300])
        _note("consultations.set_aside", tray, user, now)


def _decide(tray: TrayRow, state: str, reason: str) -> None:
    open_ = TrayRow.objects.filter(
        pk=tray.pk, state=TrayRow.State.OPEN, batch__state=Batch.State.TAKEN
    )
    if not open_.update(state=state, reason=reason):
        raise NotNow


def _note(what: str, tray: TrayRow, user: Any, now: datetime) -> None:
    record(what, tray, actor=Actor.of(user), now=now, dossier_id=tray.batch.round.dossier_id)
