"""When something is due, and why: a day with the law, plan or conclusion behind it.

Days count from the day after the trigger and end at 24:00 local time. Calendar days include
holidays: a posting over Tết is not longer. Only a term in working days looks at a calendar.

A deadline is a value. Once stored it does not move, whatever becomes of the data it came from
(`promise`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Literal

from danban.duties import sentences
from danban.duties.calendars import Calendar
from danban.duties.rules import Bound, Confidence, Rule, Stage, Unit, rules_in_force

Basis = Literal["law", "plan", "conclusion"]


class DeadlineError(ValueError):
    """A deadline cannot be worked out or read back; the message says why."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a day is what it is, in full: it must still explain itself when the data has changed.

    `rule_id`, `article`, `days` and `unit` are None where there is none: a plan or a conclusion
    has no rule, and some laws name no number of days. `instrument` is the act, plan or conclusion
    by its Vietnamese name.
    """

    basis: Basis
    rule_id: str | None
    instrument: str
    article: str | None
    from_day: date
    days: int | None
    unit: Unit | None
    bound: Bound
    source: str
    confidence: Confidence
    sentence_vi: str
    sentence_en: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day and its reason; `day` is None where something is owed but no day is named.

    For a bound of "most" it is the last day on which the duty can be done in time; for "least"
    the last day of the shortest period.
    """

    day: date | None
    reason: Reason

    @property
    def binding(self) -> bool:
        """Whether it may make anybody late: plans, conclusions and rules somebody has read."""
        return self.reason.basis != "law" or self.reason.confidence != "unverified"

    def ends_at(self, zone: tzinfo) -> datetime | None:
        """24:00 local on the day, as the first moment of the next; None without a day."""
        if self.day is None:
            return None
        return datetime.combine(self.day + timedelta(days=1), time(), zone)

    def to_dict(self) -> dict[str, object]:
        """Plain values for a JSON column; days as ISO texts."""
        reason = {one.name: _plain(getattr(self.reason, one.name)) for one in fields(Reason)}
        return {"day": _plain(self.day), "reason": reason}

    @classmethod
    def from_dict(cls, stored: Mapping[str, object]) -> Deadline:
        """Exactly the deadline that `to_dict` wrote; raises DeadlineError for anything else."""
        reason = stored.get("reason")
        if set(stored) != {"day", "reason"} or not isinstance(reason, Mapping):
            raise DeadlineError("a stored deadline has a day and a reason")
        names = {one.name for one in fields(Reason)}
        if set(reason) != names:
            odd = ", ".join(sorted(set(map(str, reason)) ^ names))
            raise DeadlineError(f"a stored reason has not exactly the members it should: {odd}")
        day = stored["day"]
        return cls(
            None if day is None else _day(day),
            Reason(**{**reason, "from_day": _day(reason["from_day"])}),
        )


def due(rule: Rule, trigger_day: date, calendar: Calendar | None = None) -> Deadline:
    """When a rule is due if its trigger happened on that day.

    A term in working days needs a calendar (DeadlineError without one, CalendarError where the
    calendar ends). A rule without a term gives a deadline without a day.
    """
    day = _last_day(rule, trigger_day, calendar)
    return Deadline(
        day,
        Reason(
            basis="law",
            rule_id=rule.id,
            instrument=rule.instrument.name_vi,
            article=rule.article,
            from_day=trigger_day,
            days=rule.days,
            unit=rule.unit,
            bound=rule.bound,
            source=rule.source,
            confidence=rule.confidence,
            sentence_vi=sentences.vietnamese(rule, trigger_day, day),
            sentence_en=sentences.english(rule, trigger_day, day),
        ),
    )


def _last_day(rule: Rule, trigger_day: date, calendar: Calendar | None) -> date | None:
    if rule.days is None:
        return None
    if rule.unit != "working":
        return trigger_day + timedelta(days=rule.days)
    if calendar is None:
        raise DeadlineError(f"rule {rule.id} counts working days: hand in a calendar")
    return calendar.after(trigger_day, rule.days)


def shortest_closing(
    document_type: str,
    opened_on: date,
    rules: Iterable[Rule],
    fast_track: bool = False,
    *,
    stage: Stage = "draft",
    calendar: Calendar | None = None,
) -> Deadline | None:
    """The earliest last day of a round opened on that day, under the law of that day.

    The longest term among the posting rules counts, and rules that bind come before those that
    only inform. Without any number of days the deadline has no day; without any posting rule the
    answer is None: the data knows no shortest period.
    """
    found = [
        due(rule, opened_on, calendar)
        for rule in rules_in_force(
            rules, opened_on, document_type, fast_track, stage=stage, duty="posting"
        )
    ]
    if not found:
        return None
    return max(found, key=lambda one: (one.day is not None, one.binding, one.day or date.min))


def agreed(
    basis: Literal["plan", "conclusion"],
    day: date,
    *,
    decided_on: date,
    title: str,
    source: str,
    label_vi: str,
    label_en: str,
) -> Deadline:
    """A deadline that an approved plan or the conclusion of a working session sets.

    `title` names the paper (*Kết luận số 12/TB-UBND*), `source` says where it is kept.
    """
    if not title.strip() or not source.strip():
        raise DeadlineError(f"a {basis} has a title and a source")
    return Deadline(
        day,
        Reason(
            basis=basis,
            rule_id=None,
            instrument=title,
            article=None,
            from_day=decided_on,
            days=None,
            unit=None,
            bound="most",
            source=source,
            confidence="verified",
            sentence_vi=sentences.agreed_vietnamese(label_vi, title, decided_on, day),
            sentence_en=sentences.agreed_english(label_en, title, decided_on, day),
        ),
    )


def promise(stored: Mapping[str, object] | None, fresh: Deadline) -> Deadline:
    """The deadline that holds: the stored one if there is one, however the data has changed."""
    return fresh if stored is None else Deadline.from_dict(stored)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _day(value: object) -> date:
    try:
        return date.fromisoformat(value)  # type: ignore[arg-type]  # checked by the call itself
    except (TypeError, ValueError) as error:
        raise DeadlineError(f"{value!r} is no day") from error
