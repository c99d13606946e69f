"""Review before publishing (duyệt đăng): publish, or hide with a reason that stays visible."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction

from danban.apps.audit.actions import record
from danban.apps.audit.actor import Actor
from danban.apps.consultations.access import reviewable
from danban.apps.consultations.actions.leaves import later_leaf
from danban.apps.consultations.actions.refusals import ReasonMissing
from danban.apps.consultations.actions.rounds import need
from danban.apps.consultations.models import Leaf, Opinion, Round


def publish(
    round: Round,
    *,
    opinion_ids: Collection[int],
    user: Any,
    now: datetime,
) -> int:
    """Let everybody read these opinions; returns how many were not published before."""
    need(user, "consultations.review", round.dossier)
    with transaction.atomic():
        chosen = reviewable(user).filter(round=round, pk__in=opinion_ids)
        ids = list(chosen.exclude(state=Opinion.State.PUBLISHED).values_list("pk", flat=True))
        count = Opinion.objects.filter(pk__in=ids).update(
            state=Opinion.State.PUBLISHED, hidden_reason=""
        )
        if count:
            _note("consultations.publish", round, user, now, ids)
    return count


def hide(
    round: Round,
    *,
    opinion_ids: Collection[int],
    reason: str,
    user: Any,
    now: datetime,
) -> int:
    """Keep these opinions from the public, with a reason; the log says so. They still count.

    Returns how many were not hidden before. Raises ReasonMissing.
    """
    need(user, "consultations.review", round.dossier)
    reason = reason.strip()[:200]
    if not reason:
        raise ReasonMissing
    with transaction.atomic():
        chosen = reviewable(user).filter(round=round, pk__in=opinion_ids)
        hidden = list(chosen.exclude(state=Opinion.State.HIDDEN))
        ids = [opinion.pk for opinion in hidden]
        Opinion.objects.filter(pk__in=ids).update(state=Opinion.State.HIDDEN, hidden_reason=reason)
        # Hidden, shown and hidden again within one second is one and the same entry.
        Leaf.objects.bulk_create(_hiding(hidden, reason, now), ignore_conflicts=True)
        if ids:
            _note("consultations.hide", round, user, now, ids, reason=reason)
    return len(ids)


def _hiding(hidden: list[Opinion], reason: str, now: datetime) -> list[Leaf]:
    """One leaf for each submission, naming the items that are hidden."""
    of = {opinion.submission_id for opinion in hidden}
    order: dict[int, list[int]] = defaultdict(list)
    for pk, submission in (
        Opinion.objects.filter(submission__in=of).order_by("pk").values_list("pk", "submission_id")
    ):
        order[submission].append(pk)
    concerned = {opinion.pk for opinion in hidden}
    first = Leaf.objects.filter(submission__in=of, kind="submit").select_related("submission")
    return [
        later_leaf(
            leaf,
            "hide",
            now=now,
            reason=reason,
            positions=[at for at, pk in enumerate(order[leaf.submission_id]) if pk in concerned],
        )
        for leaf in first
    ]


def _note(
    what: str, round_: Round, user: Any, now: datetime, ids: list[int], **detail: str
) -> None:
    record(
        what,
        round_,
        actor=Actor.of(user),
        now=now,
        dossier_id=round_.dossier_id,
        opinions=ids,
        **detail,
    )
