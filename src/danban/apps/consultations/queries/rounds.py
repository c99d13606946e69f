"""Rounds as pages show them: how long one still lasts, who was asked, what still waits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from danban.apps.accounts.work import WorkRow
from danban.apps.consultations.models import (
    Batch,
    BodyAsked,
    Opinion,
    Round,
    Submission,
    TrayRow,
)
from danban.apps.drafts.access import workable
from danban.apps.drafts.frames import Milestone
from danban.apps.drafts.models import Dossier, DraftVersion

_HOME = 8


@dataclass(frozen=True, slots=True)
class RoundShown:
    """A round at a moment; `left` says in words how long it still lasts, "" once it is over."""

    round: Round
    open: bool
    left: str
    submissions: int
    opinions: int


def left(round_: Round, now: datetime) -> str:
    """ "Còn 12 ngày"; "" when the round is not open."""
    if not round_.is_open(now):
        return ""
    days = round_.days_left(now)
    if days == 0:
        return _("Hạn cuối hôm nay, đến 24 giờ")
    return ngettext("Còn %(days)s ngày", "Còn %(days)s ngày", days) % {"days": days}


def open_round(dossier: Dossier, now: datetime) -> Round | None:
    """The dossier's round that takes opinions at this moment."""
    found = dossier.rounds.filter(opens_at__lte=now, closes_at__gt=now)
    return found.select_related("version").first()


def newest_round(dossier: Dossier) -> Round | None:
    """The round opened last, over or not."""
    return dossier.rounds.select_related("version").first()


def shown(round_: Round, now: datetime) -> RoundShown:
    """The round with its counts, in two queries."""
    return RoundShown(
        round=round_,
        open=round_.is_open(now),
        left=left(round_, now),
        submissions=Submission.objects.counted().filter(round=round_).count(),
        opinions=Opinion.objects.counted().filter(round=round_).count(),
    )


def open_rounds(now: datetime) -> list[tuple[Round, str]]:
    """Open rounds of public dossiers, those that close first on top, with the days left."""
    found = Round.objects.filter(
        opens_at__lte=now, closes_at__gt=now, dossier__published_at__isnull=False
    )
    rows = found.select_related("dossier__lead").order_by("closes_at", "pk")[:_HOME]
    return [(row, left(row, now)) for row in rows]


def home_block(now: datetime) -> dict[str, Any] | None:
    """The portal's first page: open rounds; None when there is none."""
    found = open_rounds(now)
    return {"rounds": found} if found else None


def dossier_block(dossier: Dossier, now: datetime) -> dict[str, Any] | None:
    """The dossier's page: its newest round, the reason of its closing day, what came in."""
    newest = newest_round(dossier)
    if newest is None or dossier.published_at is None:
        return None
    return {"shown": shown(newest, now), "reason": reason_of(newest.deadline)}


def list_notes(dossiers: Sequence[Dossier], now: datetime) -> Mapping[int, str]:
    """dossier id → the days left, for lists of drafts."""
    rows = Round.objects.filter(dossier__in=dossiers, opens_at__lte=now, closes_at__gt=now)
    return {row.dossier_id: left(row, now) for row in rows}


def milestones(dossier: Dossier, now: datetime) -> Iterator[Milestone]:
    """Opening, every extension, and closing of each round, with the reason of the closing day."""
    address = reverse("consultations:opinions", args=[dossier.slug])
    for round_ in dossier.rounds.all():
        yield Milestone(round_.opens_at, _("Mở đợt lấy ý kiến"), "", address)
        for step in round_.extensions:
            yield Milestone(
                datetime.fromisoformat(step["at"]),
                _("Kéo dài thời gian lấy ý kiến"),
                step["reason"],
            )
        yield Milestone(
            # The last moment of the closing day, so that the day shown is that day.
            round_.closes_at - timedelta(seconds=1),
            _("Kết thúc đợt lấy ý kiến, lúc 24 giờ"),
            reason_of(round_.deadline),
        )


def reason_of(deadline: Mapping[str, Any]) -> str:
    """The sentence of a stored deadline; "" where the law's data knew none."""
    reason = deadline.get("reason")
    return str(reason["sentence_vi"]) if reason else ""


def bodies(round_: Round) -> tuple[list[BodyAsked], dict[str, int]]:
    """Who was asked, and how many stand in each state."""
    found = list(round_.bodies.all())
    states = [body.state for body in found]
    return found, {
        "asked": len(found),
        "answered": states.count(BodyAsked.State.ANSWERED),
        "agrees": sum(body.agrees for body in found),
        "silent": states.count(BodyAsked.State.NO_ANSWER),
        "waiting": states.count(BodyAsked.State.ASKED),
    }


def no_round(dossier: Dossier, now: datetime) -> str:
    """What the rounds tab still misses."""
    if dossier.published_at is None or dossier.stage != Dossier.Stage.REGISTERED:
        return ""
    return _("Chưa mở đợt lấy ý kiến")


def tray_open(dossier: Dossier, now: datetime) -> str:
    """What the intake tab still misses."""
    waiting = Batch.objects.filter(round__dossier=dossier).aggregate(
        review=Count("pk", filter=Q(state=Batch.State.REVIEW), distinct=True),
        rows=Count("tray", filter=Q(state=Batch.State.TAKEN, tray__state=TrayRow.State.OPEN)),
    )
    if waiting["review"]:
        return _("Có tệp chờ kiểm tra, tiếp nhận")
    return _("Có dòng cần xem") if waiting["rows"] else ""


def published_versions(dossier: Dossier) -> list[DraftVersion]:
    """Versions a round may be opened on, the newest first."""
    rows = dossier.versions.filter(state=DraftVersion.State.PUBLISHED)
    return list(rows.order_by("-number"))


def waiting(user: Any, now: datetime) -> Iterable[WorkRow]:
    """Rows of "my work": answers of bodies that are due, files to check, opinions to review."""
    if not user.is_authenticated:
        return
    mine = workable(user).values("pk")
    today = timezone.localtime(now).date()
    bodies_ = BodyAsked.objects.filter(
        round__dossier__in=mine, state=BodyAsked.State.ASKED, due_on__lte=today + timedelta(days=3)
    )
    for body in bodies_.select_related("round__dossier")[:50]:
        yield WorkRow(
            title=_("%(body)s chưa trả lời văn bản lấy ý kiến") % {"body": body.name},
            url=reverse("consultations:rounds", args=[body.round.dossier.slug]),
            due_on=body.due_on,
            reason=reason_of(body.deadline) or _("Hạn ghi trong văn bản lấy ý kiến."),
            state="informs",
            dossier=str(body.round.dossier),
        )
    files = Batch.objects.filter(round__dossier__in=mine, state=Batch.State.REVIEW)
    for batch in files.select_related("round__dossier", "file")[:50]:
        yield WorkRow(
            title=_("Kiểm tra và tiếp nhận tệp %(name)s") % {"name": batch.file.name},
            url=reverse("consultations:batch", args=[batch.round.dossier.slug, batch.pk]),
            due_on=None,
            reason=_("Tệp đã đọc xong; các dòng chỉ được tính sau khi tiếp nhận."),
            state="due",
            dossier=str(batch.round.dossier),
        )
    queued = (
        Opinion.objects.counted()
        .filter(round__dossier__in=mine, state=Opinion.State.PENDING)
        .values("round__dossier__slug", "round__dossier__short_title")
        .annotate(count=Count("pk"))
        .order_by("round__dossier__slug")
    )
    for row in queued:
        yield WorkRow(
            title=ngettext(
                "%(count)s ý kiến chờ duyệt đăng", "%(count)s ý kiến chờ duyệt đăng", row["count"]
            )
            % {"count": row["count"]},
            url=reverse("consultations:review", args=[row["round__dossier__slug"]]),
            due_on=None,
            reason=_("Ý kiến chỉ hiện công khai sau khi được duyệt đăng."),
            state="due",
            dossier=row["round__dossier__short_title"],
        )
