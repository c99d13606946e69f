"""How a duty stands on a given day."""

from __future__ import annotations

from datetime import date
from typing import Literal

from danban.duties.deadlines import Deadline
from danban.duties.rules import Confirmation

State = Literal["done", "done-late", "due", "soon", "late", "informs"]


def state(
    deadline: Deadline | None,
    fulfilled_on: date | None,
    today: date,
    warn_days: int = 5,
    *,
    confirmed: Confirmation | None = None,
) -> State:
    """Where a duty stands: done or done late, due, due soon, late, or only informing.

    A rule that nobody has read binds nobody: unfulfilled it "informs" (its day may still be
    shown), fulfilled it is simply "done". A confirmation by the justice department makes it
    binding, as a plan's or a conclusion's date is from the start; where the confirmation changes
    the number of days, work the deadline out again from `rules.confirmed`.

    For a shortest period (bound "least") `fulfilled_on` is the last day the period lasted: ended
    early it is "late" for ever, and a period still open past its day is "done".
    """
    if deadline is None or deadline.day is None:
        if fulfilled_on is not None:
            return "done"
        return "due" if deadline is None or _binds(deadline, confirmed) else "informs"
    if deadline.reason.bound == "least":
        return _period(deadline.day, fulfilled_on, today, _binds(deadline, confirmed))
    if fulfilled_on is not None:
        in_time = fulfilled_on <= deadline.day or not _binds(deadline, confirmed)
        return "done" if in_time else "done-late"
    if not _binds(deadline, confirmed):
        return "informs"
    if today > deadline.day:
        return "late"
    return "soon" if (deadline.day - today).days <= warn_days else "due"


def _binds(deadline: Deadline, confirmed: Confirmation | None) -> bool:
    return deadline.binding or confirmed is not None


def _period(day: date, ended_on: date | None, today: date, binds: bool) -> State:
    if (ended_on is not None and ended_on >= day) or (ended_on is None and today > day):
        return "done"
    if not binds:
        return "informs"
    return "due" if ended_on is None else "late"
