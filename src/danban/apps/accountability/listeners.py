"""Facts of the rooms below become duties and their fulfilment. Each listener may run twice."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from danban.apps.accountability import actions
from danban.apps.accountability.models import Duty
from danban.apps.consultations.models import Round
from danban.apps.findings.models import Group
from danban.apps.jobs.events import listen
from danban.apps.replies.models import PrintedTable, Reply


@listen("consultations.round_opened")
def round_opened(round_id: int) -> None:
    """The law of the day ties duties to the round."""
    actions.make_duties(round_id, now=timezone.now())


@listen("consultations.round_closed")
def round_closed(round_id: int) -> None:
    """The posting has lasted until its closing day; what begins at closing is counted from it."""
    now = timezone.now()
    round_ = Round.objects.select_related("dossier").get(pk=round_id)
    actions.make_duties(round_id, now=now)
    actions.follow_closing(round_id, now=now)
    actions.fulfil(
        round_id,
        Duty.Kind.POSTING,
        day=round_.closes_on,
        evidence=_("Đợt lấy ý kiến mở đến hết ngày %(day)s")
        % {"day": f"{round_.closes_on:%d/%m/%Y}"},
        url=_address(round_),
        now=now,
    )


@listen("replies.table_published")
def table_published(table_id: int) -> None:
    """The public table stands on the portal."""
    table = PrintedTable.objects.select_related("round__dossier").get(pk=table_id)
    if table.published_at is None:
        return
    now = timezone.now()
    actions.fulfil(
        table.round_id,
        Duty.Kind.PUBLISHING,
        day=_day(table.published_at),
        evidence=_("Bản tổng hợp tiếp thu, giải trình đã công bố"),
        url=_answers(table.round),
        now=now,
    )
    _answered(table.round, table.published_at, now)


@listen("replies.published")
def reply_published(reply_id: int) -> None:
    """The last group of the round may have got its answer."""
    reply = Reply.objects.select_related("group__round__dossier").get(pk=reply_id)
    if reply.published_at is not None:
        _answered(reply.group.round, reply.published_at, timezone.now())


def _answered(round_: Round, at: datetime, now: datetime) -> None:
    """Fulfil the answering if, at the moment `at`, nothing of the closed round was left."""
    if at < round_.closes_at:
        return  # more may still be said
    groups = Group.objects.filter(round=round_)
    if not groups.exists() or groups.exclude(reply__state=Reply.State.PUBLISHED).exists():
        return
    last = groups.aggregate(last=Max("reply__published_at"))["last"]
    actions.fulfil(
        round_.pk,
        Duty.Kind.ANSWERING,
        day=_day(last),
        evidence=_("Mọi nhóm ý kiến của đợt đã được trả lời công khai"),
        url=_answers(round_),
        now=now,
    )


def _address(round_: Round) -> str:
    return reverse("drafts:dossier", args=[round_.dossier.slug])


def _answers(round_: Round) -> str:
    return reverse("replies:public", args=[round_.dossier.slug])


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()
