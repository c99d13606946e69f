"""Working days: weekends, days off and days worked instead, for the years somebody has entered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

_SATURDAY = 5


class CalendarError(ValueError):
    """A working day is asked for in a year whose days off nobody has entered."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days off of whole years, as announced each year.

    `years` are those whose days off are complete; `days_off` are working weekdays that are free
    (Tết and other holidays, swapped days), `worked` are weekend days worked instead.
    """

    years: frozenset[int]
    days_off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        stray = sorted(day for day in self.days_off | self.worked if day.year not in self.years)
        if stray:
            raise CalendarError(f"{stray[0].isoformat()} lies outside the years of the calendar")
        both = sorted(self.days_off & self.worked)
        if both:
            raise CalendarError(f"{both[0].isoformat()} is both a day off and a day worked")

    def is_working(self, day: date) -> bool:
        """Whether offices work on that day; raises CalendarError outside the known years."""
        if day.year not in self.years:
            raise CalendarError(f"the days off of {day.year} have not been entered")
        if day in self.worked:
            return True
        return day.weekday() < _SATURDAY and day not in self.days_off

    def after(self, day: date, count: int) -> date:
        """The `count`-th working day after `day`; `count` is at least 1."""
        if count < 1:
            raise ValueError(f"cannot count {count} working days")
        while count:
            day += timedelta(days=1)
            count -= self.is_working(day)
        return day
