"""Opening a round, extending it, and saying once that it has closed."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from danban.apps.audit.actions import record
from danban.apps.audit.actor import SYSTEM, Actor
from danban.apps.consultations.actions.refusals import (
    NotPublished,
    ReasonMissing,
    RoundClosed,
    RoundRunning,
    TooEarly,
)
from danban.apps.consultations.models import Round
from danban.apps.consultations.queries.terms import shortest_closing
from danban.apps.drafts.models import Dossier, DraftVersion
from danban.apps.jobs.events import emit


def need(user: Any, permission: str, dossier: Dossier) -> None:
    """Raise PermissionDenied unless `user` may."""
    if not user.has_perm(permission, dossier):
        raise PermissionDenied(permission)


def end_of(day: date) -> datetime:
    """24:00 local on that day: the first moment of the next."""
    return datetime.combine(day + timedelta(days=1), time(), timezone.get_default_timezone())


def open_round(
    version: DraftVersion,
    *,
    closes_on: date,
    publish: str = Round.Publish.BEFORE,
    user: Any,
    now: datetime,
) -> Round:
    """Open a round on a published version until 24:00 of `closes_on`.

    An earlier day than the law's shortest period is refused only where that rule binds; the
    deadline and its reason are stored either way. Raises NotPublished, RoundRunning, TooEarly.
    """
    dossier = version.dossier
    need(user, "consultations.manage", dossier)
    if version.state != DraftVersion.State.PUBLISHED:
        raise NotPublished
    today = timezone.localtime(now).date()
    if closes_on <= today:
        raise TooEarly(today + timedelta(days=1))
    shortest = shortest_closing(dossier, today)
    if shortest and shortest.binding and shortest.day and closes_on < shortest.day:
        raise TooEarly(shortest.day, shortest.reason.sentence_vi)
    with transaction.atomic():
        Dossier.objects.select_for_update().get(pk=dossier.pk)
        running = dossier.rounds.filter(closes_at__gt=now).first()
        if running:
            raise RoundRunning(running.closes_on)
        opened = Round.objects.create(
            dossier=dossier,
            version=version,
            opens_at=now,
            closes_on=closes_on,
            closes_at=end_of(closes_on),
            deadline=shortest.to_dict() if shortest else {},
            publish=publish,
            opened_by=user,
        )
        Dossier.objects.filter(pk=dossier.pk).update(stage=Dossier.Stage.CONSULTING)
        record(
            "consultations.open_round",
            opened,
            actor=Actor.of(user),
            now=now,
            dossier_id=dossier.pk,
            closes_on=closes_on.isoformat(),
            version=version.number,
        )
        emit("consultations.round_opened", now=now, round_id=opened.pk)
    dossier.stage = Dossier.Stage.CONSULTING
    return opened


def extend_round(
    round: Round,
    *,
    closes_on: date,
    reason: str,
    user: Any,
    now: datetime,
) -> Round:
    """Move the closing day of an open round forward; never back, and never without a reason.

    Raises RoundClosed, TooEarly, ReasonMissing.
    """
    need(user, "consultations.manage", round.dossier)
    reason = reason.strip()
    if not reason:
        raise ReasonMissing
    with transaction.atomic():
        kept = Round.objects.select_for_update().get(pk=round.pk)
        if now >= kept.closes_at:
            raise RoundClosed(kept.closes_on, kept.opens_at, now)
        if closes_on <= kept.closes_on:
            raise TooEarly(kept.closes_on + timedelta(days=1))
        step = {
            "from": kept.closes_on.isoformat(),
            "to": closes_on.isoformat(),
            "reason": reason[:300],
            "at": now.isoformat(),
        }
        kept.extensions = [*kept.extensions, step]
        kept.closes_on, kept.closes_at = closes_on, end_of(closes_on)
        kept.save(update_fields=["extensions", "closes_on", "closes_at"])
        record(
            "consultations.extend_round",
            kept,
            actor=Actor.of(user),
            now=now,
            dossier_id=kept.dossier_id,
            **step,
        )
    return kept


def announce_closed(*, now: datetime) -> int:
    """Say of every round that has closed since that it has, once. Returns how many there were."""
    over = Round.objects.filter(closes_at__lte=now, closed_announced=False)
    said = 0
    for round_ in over.select_related("dossier"):
        with transaction.atomic():
            mine = over.filter(pk=round_.pk).update(closed_announced=True)
            if not mine:
                continue
            said += 1
            Dossier.objects.filter(pk=round_.dossier_id, stage=Dossier.Stage.CONSULTING).exclude(
                rounds__closes_at__gt=now
            ).update(stage=Dossier.Stage.ANSWERING)
            record(
                "consultations.close_round",
                round_,
                actor=SYSTEM,
                now=now,
                dossier_id=round_.dossier_id,
            )
            emit("consultations.round_closed", now=now, round_id=round_.pk)
    return said
