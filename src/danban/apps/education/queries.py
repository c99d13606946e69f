"""What the outreach pages show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from danban.apps.education import access
from danban.apps.education.models import OutreachActivity

PAGE = 30


@dataclass(frozen=True, slots=True)
class ActivityPage:
    """Events, the newest first; `following` is the key of the next page, "" if there is none."""

    activities: list[OutreachActivity]
    following: str


def page(user: Any, *, form: int | None, year: int | None, after: str) -> ActivityPage:
    """One page of the events that `user` may read; `after` is "yyyy-mm-dd_id"."""
    rows = access.activities(user)
    if form is not None:
        rows = rows.filter(form=form)
    if year is not None:
        rows = rows.filter(held_on__year=year)
    day, _sep, pk = after.partition("_")
    try:
        last_day, last_pk = date.fromisoformat(day), int(pk)
    except ValueError:
        pass
    else:
        rows = rows.filter(held_on__lt=last_day) | rows.filter(held_on=last_day, pk__lt=last_pk)
    found = list(rows.order_by("-held_on", "-pk")[: PAGE + 1])
    last = found[PAGE - 1] if len(found) > PAGE else None
    return ActivityPage(found[:PAGE], f"{last.held_on.isoformat()}_{last.pk}" if last else "")


def years(user: Any) -> list[int]:
    """Years in which there are events, the newest first."""
    days = access.activities(user).order_by().dates("held_on", "year", order="DESC")
    return [day.year for day in days]
