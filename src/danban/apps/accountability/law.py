"""The law as the justice department confirmed it: the shipped rules with confirmations laid on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from django.utils import timezone

from danban.apps.accountability.models import RuleConfirmation
from danban.duties.deadlines import Deadline
from danban.duties.rules import Confirmation, Rule, confirmed, shipped


def confirmations() -> list[RuleConfirmation]:
    """All confirmations, the oldest first."""
    return list(RuleConfirmation.objects.select_related("confirmed_by").order_by("pk"))


def rules() -> tuple[Rule, ...]:
    """The shipped rules; a confirmed one stands in pieces of time, confirmed from its day on."""
    return lay_on(shipped(), confirmations())


def lay_on(rules: Iterable[Rule], given: Iterable[RuleConfirmation]) -> tuple[Rule, ...]:
    """`rules` with the confirmations `given`, the oldest first.

    Each confirmation holds from its `valid_from` to the rule's end; what was confirmed before
    keeps the days before. So the law of any day stays what it was on that day.
    """
    by_rule: dict[str, list[RuleConfirmation]] = {}
    for one in given:
        by_rule.setdefault(one.rule_id, []).append(one)
    pieces = (_pieces(rule, by_rule.get(rule.id, [])) for rule in rules)
    return tuple(piece for found in pieces for piece in found)


def value(row: RuleConfirmation) -> Confirmation:
    """The stored confirmation as duties know it."""
    on = timezone.localtime(row.confirmed_at).date()
    return Confirmation(str(row.confirmed_by), row.source, on, row.days)


def confirmation_of(
    deadline: Deadline, given: Iterable[RuleConfirmation]
) -> RuleConfirmation | None:
    """The newest confirmation that stands behind a stored deadline, if any.

    It speaks of the same rule, from the day of the trigger at the latest, and of the same number
    of days: one that changed the number confirms another promise than the one that was made.
    """
    reason = deadline.reason
    found = [
        one
        for one in given
        if one.rule_id == reason.rule_id
        and one.valid_from <= reason.from_day
        and one.days in (None, reason.days)
    ]
    return found[-1] if found else None


def _pieces(rule: Rule, given: list[RuleConfirmation]) -> list[Rule]:
    pieces = [rule]
    for one in given:
        start = max(one.valid_from, rule.valid_from)
        if rule.valid_to is not None and start > rule.valid_to:
            continue
        kept = [_until(piece, start) for piece in pieces if piece.valid_from < start]
        pieces = [*kept, replace(confirmed(rule, value(one)), valid_from=start)]
    return pieces


def _until(piece: Rule, day: date) -> Rule:
    last = day - timedelta(days=1)
    return piece if piece.valid_to and piece.valid_to <= last else replace(piece, valid_to=last)
