"""The events behind each figure of a report.

Submissions and opinions come as one event per round and day: a figure of a hundred thousand needs
a lineage that a person can read. Whatever is undone or withdrawn is no event.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from danban.apps.authorities.models import Authority
from danban.apps.consultations.models import Batch, BodyAsked, Opinion, Round, Submission, Tally
from danban.apps.drafts.models import Dossier
from danban.apps.education.models import OutreachActivity
from danban.apps.replies.models import PrintedTable, Reply
from danban.duties.deadlines import Deadline
from danban.duties.rules import Confirmation
from danban.duties.state import state


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose events count (None: everybody's), and from when to when; `last` is inclusive, `after`
    is not."""

    authority: Authority | None
    first: date
    last: date
    begin: datetime
    after: datetime

    def moments(self, field: str) -> Q:
        """The field, a moment, lies in the period."""
        return Q(**{f"{field}__gte": self.begin, f"{field}__lt": self.after})

    def days(self, field: str) -> Q:
        """The field, a day, lies in the period."""
        return Q(**{f"{field}__gte": self.first, f"{field}__lte": self.last})

    def of(self, field: str) -> Q:
        """The field is the agency in question."""
        return Q() if self.authority is None else Q(**{field: self.authority})


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened; `amount` is its share of the figure, `url` "" where no page
    shows it."""

    label: str
    day: date
    url: str
    amount: int = 1


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the report; it is what its events add up to."""

    slug: str
    label: str | Promise
    unit: str | Promise
    events: tuple[Event, ...]

    @property
    def value(self) -> int:
        return sum(event.amount for event in self.events)


def all_figures(scope: Scope, *, today: date) -> list[Figure]:
    """Every figure, in the order of the report."""
    return [
        *_drafts(scope),
        *_bodies(scope),
        *_received(scope),
        *_answers(scope),
        *_duties(scope, today),
        *_outreach(scope),
    ]


def _figure(
    slug: str, label: str | Promise, unit: str | Promise, events: Iterable[Event]
) -> Figure:
    return Figure(slug, label, unit, tuple(sorted(events, key=lambda e: (e.day, e.label))))


def _day(moment: datetime) -> date:
    return timezone.localtime(moment, timezone.get_default_timezone()).date()


def _page(dossier: Dossier) -> str:
    return reverse("drafts:dossier", args=[dossier.slug]) if dossier.published_at else ""


def _drafts(scope: Scope) -> list[Figure]:
    drafts = Dossier.objects.filter(scope.moments("published_at"), scope.of("lead"))
    rounds = Round.objects.filter(scope.moments("opens_at"), scope.of("dossier__lead"))
    return [
        _figure(
            "du-thao",
            _("Dự thảo đã đăng tải lấy ý kiến"),
            _("dự thảo"),
            (Event(d.title, _day(d.published_at), _page(d)) for d in drafts if d.published_at),
        ),
        _figure(
            "dot-lay-y-kien",
            _("Đợt lấy ý kiến đã mở"),
            _("đợt"),
            (
                Event(str(r), _day(r.opens_at), _page(r.dossier))
                for r in rounds.select_related("dossier")
            ),
        ),
    ]


def _bodies(scope: Scope) -> list[Figure]:
    rows = list(
        BodyAsked.objects.filter(
            scope.days("letter_day") | scope.days("answered_on"), scope.of("round__dossier__lead")
        ).select_related("round__dossier")
    )
    return [
        _figure(
            "co-quan-duoc-hoi",
            _("Cơ quan, tổ chức được gửi văn bản lấy ý kiến"),
            _("lượt cơ quan"),
            (
                Event(f"{b.name} – {b.round.dossier}", b.letter_day, _page(b.round.dossier))
                for b in rows
                if scope.first <= b.letter_day <= scope.last
            ),
        ),
        _figure(
            "co-quan-tra-loi",
            _("Cơ quan, tổ chức đã trả lời"),
            _("lượt cơ quan"),
            (
                Event(f"{b.name} – {b.round.dossier}", b.answered_on, _page(b.round.dossier))
                for b in rows
                if b.state == BodyAsked.State.ANSWERED
                and b.answered_on
                and scope.first <= b.answered_on <= scope.last
            ),
        ),
    ]


def _received(scope: Scope) -> list[Figure]:
    zone = timezone.get_default_timezone()
    lead = scope.of("round__dossier__lead")
    submissions = Submission.objects.counted().filter(scope.moments("at"), lead)
    opinions = Opinion.objects.counted().filter(scope.moments("submission__at"), lead)
    tallies = Tally.objects.filter(
        scope.moments("batch__taken_at"),
        scope.of("batch__round__dossier__lead"),
        batch__state=Batch.State.TAKEN,
    ).select_related("batch__round__dossier", "batch__file")
    return [
        _figure(
            "luot-gui",
            _("Lượt gửi ý kiến đã tiếp nhận"),
            _("lượt gửi"),
            _by_day(submissions.annotate(day=TruncDate("at", tzinfo=zone))),
        ),
        _figure(
            "y-kien",
            _("Ý kiến đã tiếp nhận"),
            _("ý kiến"),
            _by_day(opinions.annotate(day=TruncDate("submission__at", tzinfo=zone))),
        ),
        _figure(
            "so-lieu-gop",
            _("Lượt ý kiến chỉ có số liệu tổng hợp (không cộng vào số ý kiến)"),
            _("lượt"),
            (
                Event(
                    f"{t.batch.sender or t.batch.file.name} – {t.batch.round.dossier}",
                    _day(t.batch.taken_at),
                    _page(t.batch.round.dossier),
                    t.count,
                )
                for t in tallies
                if t.batch.taken_at
            ),
        ),
    ]


def _by_day(rows: QuerySet[Any]) -> list[Event]:
    """One event per dossier and local day."""
    counted = rows.order_by().values(
        "day", "round__dossier__short_title", "round__dossier__slug", "round__closes_on"
    )
    return [
        Event(
            f"{row['round__dossier__short_title']} – đợt đến {row['round__closes_on']:%d/%m/%Y}",
            row["day"],
            reverse("consultations:opinions", args=[row["round__dossier__slug"]]),
            row["amount"],
        )
        for row in counted.annotate(amount=Count("pk"))
    ]


def _answers(scope: Scope) -> list[Figure]:
    replies = Reply.objects.filter(
        scope.moments("published_at"),
        scope.of("group__round__dossier__lead"),
        state=Reply.State.PUBLISHED,
    ).select_related("group__round__dossier")
    tables = PrintedTable.objects.filter(
        scope.moments("published_at"), scope.of("round__dossier__lead")
    ).select_related("round__dossier")
    return [
        _figure(
            "nhom-duoc-tra-loi",
            _("Nhóm ý kiến đã công bố tiếp thu, giải trình"),
            _("nhóm"),
            (
                Event(str(r), _day(r.published_at), _answers_page(r.group.round.dossier))
                for r in replies
                if r.published_at
            ),
        ),
        _figure(
            "bang-tong-hop",
            _("Bản tổng hợp, tiếp thu, giải trình đã công bố"),
            _("bản"),
            (
                Event(str(t.round), _day(t.published_at), _answers_page(t.round.dossier))
                for t in tables
                if t.published_at
            ),
        ),
    ]


def _answers_page(dossier: Dossier) -> str:
    return reverse("replies:public", args=[dossier.slug]) if dossier.published_at else ""


def _duties(scope: Scope, today: date) -> list[Figure]:
    # Accountability is a neighbour on the same floor: its rows are read, its code is not.
    duties = (
        apps.get_model("accountability", "Duty")
        ._default_manager.filter(scope.days("due_on"), scope.of("authority"))
        .select_related("dossier", "authority")
    )
    states = [(duty, _state_of(duty, today)) for duty in duties]

    def chosen(*wanted: str) -> list[Event]:
        return [
            Event(f"{duty} ({duty.authority})", duty.due_on, _page(duty.dossier))
            for duty, found in states
            if found in wanted
        ]

    return [
        _figure("viec-dung-han", _("Việc đã thực hiện đúng hạn"), _("việc"), chosen("done")),
        _figure("viec-qua-han", _("Việc quá hạn"), _("việc"), chosen("late", "done-late")),
    ]


def _state_of(duty: Any, today: date) -> str:
    deadline = Deadline.from_dict(duty.deadline)
    # `binding` says that the rule stands in law or that somebody has confirmed it.
    confirmed = (
        Confirmation(str(duty.authority), duty.rule_id or str(duty), _day(duty.created_at))
        if duty.binding
        else None
    )
    return state(deadline, duty.fulfilled_on, today, confirmed=confirmed)


def _outreach(scope: Scope) -> list[Figure]:
    rows = list(OutreachActivity.objects.filter(scope.days("held_on"), scope.of("authority")))

    def of(
        chosen: Sequence[OutreachActivity],
        amount: Callable[[OutreachActivity], int] = lambda row: 1,
    ) -> list[Event]:
        return [
            Event(a.title, a.held_on, reverse("education:activity", args=[a.pk]), amount(a))
            for a in chosen
            if amount(a)
        ]

    event = _("hoạt động")
    return [
        _figure("pbgdpl", _("Hoạt động PBGDPL"), event, of(rows)),
        *(
            _figure(
                f"pbgdpl-{form}",
                format_lazy("{} – {}", _("Hoạt động PBGDPL"), label),
                event,
                of([a for a in rows if a.form == form]),
            )
            for form, label in OutreachActivity.Form.choices
        ),
        _figure("luot-nguoi", _("Lượt người tham dự"), _("lượt người"), of(rows, _people)),
        _figure("tai-lieu", _("Tài liệu đã phát"), _("tài liệu"), of(rows, _materials)),
        _figure("kinh-phi", _("Kinh phí PBGDPL"), _("đồng"), of(rows, _cost)),
    ]


def _people(row: OutreachActivity) -> int:
    return row.people


def _materials(row: OutreachActivity) -> int:
    return row.materials


def _cost(row: OutreachActivity) -> int:
    return row.cost
