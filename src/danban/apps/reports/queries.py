"""Periods, and the figures of a period. No figure is typed in: each is the sum of its events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Min
from django.utils import timezone

from danban.apps.authorities.access import authorities_of
from danban.apps.authorities.models import Authority
from danban.apps.drafts.models import Dossier
from danban.apps.education.models import OutreachActivity
from danban.apps.reports.figures import Figure, Scope, all_figures
from danban.apps.reports.models import ReportPeriod

Half = ReportPeriod.Half
_MONTHS = {Half.YEAR: (1, 13), Half.FIRST: (1, 7), Half.SECOND: (7, 13)}


@dataclass(frozen=True, slots=True)
class Period:
    """Six months or a year, in local days: `last` is the last day of it."""

    year: int
    half: int

    @property
    def first(self) -> date:
        return date(self.year, _MONTHS[Half(self.half)][0], 1)

    @property
    def last(self) -> date:
        after = _MONTHS[Half(self.half)][1]
        return date(self.year + after // 13, (after - 1) % 12 + 1, 1) - timedelta(days=1)

    @property
    def span(self) -> tuple[datetime, datetime]:
        """Its first moment, and the first moment after it (24:00 local of the last day)."""
        zone = timezone.get_default_timezone()
        after = self.last + timedelta(days=1)
        return datetime.combine(self.first, time(), zone), datetime.combine(after, time(), zone)

    @property
    def name(self) -> str:
        """In official words: "6 tháng đầu năm 2026"."""
        return f"{Half(self.half).label} {self.year}"


def figures(period: Period, authority: Authority, *, today: date) -> list[Figure]:
    """Every figure of the period; the justice department's report is that of the whole city."""
    scope = Scope(
        None if authority.kind == Authority.Kind.JUSTICE else authority,
        period.first,
        period.last,
        *period.span,
    )
    return all_figures(scope, today=today)


def default_authority(user: Any) -> Authority | None:
    """The agency whose report opens first: for the justice department its own, that is the
    city's."""
    rows = authorities_of(user)
    justice = rows.filter(kind=Authority.Kind.JUSTICE).first()
    return justice or rows.first()


def report(period: Period, authority: Authority) -> ReportPeriod:
    """The stored report, or a blank one that nobody has written in yet."""
    key = {"authority": authority, "year": period.year, "half": period.half}
    stored = ReportPeriod.objects.select_related("authority", "edited_by").filter(**key).first()
    return stored or ReportPeriod(**key)


def periods(*, today: date) -> list[Period]:
    """Years and half-years with anything to tell, the newest first."""
    opened = Dossier.objects.aggregate(first=Min("registered_at"))["first"]
    held = OutreachActivity.objects.aggregate(first=Min("held_on"))["first"]
    begun = [held] if held else []
    if opened:
        begun.append(timezone.localdate(opened, timezone.get_default_timezone()))
    first = min([*begun, today])
    return list(_back(first, today))


def _back(first: date, today: date) -> Iterator[Period]:
    for year in range(today.year, first.year - 1, -1):
        for half in (Half.YEAR, Half.SECOND, Half.FIRST):
            period = Period(year, half)
            if period.first <= today and period.last >= first:
                yield period


def find(found: Iterable[Figure], slug: str) -> Figure | None:
    """The figure of that slug."""
    return next((one for one in found if one.slug == slug), None)
