"""Every write to duties: made from the law, fulfilled by facts, explained by the agency."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from danban.apps.accountability import law
from danban.apps.accountability.models import Duty, RuleConfirmation
from danban.apps.audit.actions import record
from danban.apps.audit.actor import SYSTEM, Actor
from danban.apps.consultations.models import Round
from danban.apps.drafts.models import DossierMember
from danban.duties.deadlines import Deadline, due
from danban.duties.rules import Rule, rules_in_force, shipped
from danban.duties.sources import RuleError

# What sets each kind of duty going. Whether a draft is in the scope of the communication scheme
# is not known here, so rules on that condition make no duty.
_OPENED = frozenset({"posted", "round-opened"})
_CLOSED = frozenset({"round-closed"})
_MADE = {
    Duty.Kind.POSTING: _OPENED,
    Duty.Kind.ANSWERING: _CLOSED,
    Duty.Kind.PUBLISHING: _CLOSED,
}
_UNKNOWN_CONDITION = "in-scope"
_LONGEST = 500  # characters of an explanation


class Refusal(Exception):
    """Something that may not be done now; its text says why and what to do."""


# ── duties of a round ─────────────────────────────────
def make_duties(round_id: int, *, now: datetime) -> list[Duty]:
    """The duties that the law of its opening day ties to a round; those that stand are kept.

    Returns what was added. A rule without a term makes none: nobody could say by when.
    """
    with transaction.atomic():
        round_ = _locked(round_id)
        opened_on, given = _day(round_.opens_at), law.confirmations()
        book = law.lay_on(shipped(), given)
        standing = set(Duty.objects.filter(round_id=round_id).values_list("kind", flat=True))
        added = []
        for kind, triggers in _MADE.items():
            if kind in standing:
                continue
            trigger_day = opened_on if triggers is _OPENED else round_.closes_on
            rules = _rules(book, opened_on, round_.dossier.document_type, kind, triggers)
            deadline = _strictest([due(rule, trigger_day) for rule in rules])
            if deadline is not None and deadline.day is not None:
                added.append(_add(kind, round_, deadline, deadline.day, given, now))
    return added


def follow_closing(round_id: int, *, now: datetime) -> int:
    """Count the duties that begin at closing from the day on which the round really closed.

    Only an extension moves that day; rule and number of days stay those of the promise.
    Returns how many duties were moved.
    """
    moved = 0
    with transaction.atomic():
        round_ = _locked(round_id)
        begun = [kind for kind, triggers in _MADE.items() if triggers is _CLOSED]
        for duty in Duty.objects.filter(round_id=round_id, kind__in=begun):
            stored = Deadline.from_dict(duty.deadline)
            moving = _recounted(stored, round_.closes_on)
            if moving is None or moving.day is None:
                continue
            duty.deadline, duty.due_on = moving.to_dict(), moving.day
            duty.save(update_fields=["deadline", "due_on"])
            record(
                "accountability.follow_closing",
                duty,
                actor=SYSTEM,
                now=now,
                dossier_id=duty.dossier_id,
                due_on=moving.day.isoformat(),
            )
            moved += 1
    return moved


def fulfil(
    round_id: int, kind: str, *, day: date, evidence: str, url: str, now: datetime
) -> Duty | None:
    """Note the fact that fulfils a round's duty; a duty that is fulfilled already stays as it is.

    For a shortest period `day` is the last day it lasted (see duties.state).
    """
    with transaction.atomic():
        rows = Duty.objects.select_for_update().select_related("dossier")
        duty = rows.filter(round_id=round_id, kind=kind, fulfilled_on__isnull=True).first()
        if duty is None:
            return None
        duty.fulfilled_on, duty.evidence, duty.evidence_url = day, evidence, url
        duty.save(update_fields=["fulfilled_on", "evidence", "evidence_url"])
        record(
            "accountability.fulfil",
            duty,
            actor=SYSTEM,
            now=now,
            dossier_id=duty.dossier_id,
            on=day.isoformat(),
        )
    return duty


def explain(duty: Duty, text: str, *, user: Any, now: datetime) -> Duty:
    """Put the agency's own words beside its duty."""
    if not user.has_perm("accountability.explain", duty):
        raise PermissionDenied
    text = " ".join(text.split())
    if not text:
        raise Refusal(_("Hãy viết nội dung giải trình."))
    if len(text) > _LONGEST:
        raise Refusal(_("Nội dung giải trình dài quá %(limit)s ký tự.") % {"limit": _LONGEST})
    if text == duty.explanation:
        return duty
    with transaction.atomic():
        duty.explanation = text
        duty.save(update_fields=["explanation"])
        record(
            "accountability.explain",
            duty,
            actor=Actor.of(user),
            now=now,
            dossier_id=duty.dossier_id,
            text=text,
        )
    return duty


# ── rules of law ──────────────────────────────────────
def confirm_rule(
    rule_id: str, *, days: int | None, source: str, valid_from: date, user: Any, now: datetime
) -> RuleConfirmation:
    """Stand for a rule with a source; `days` None leaves its number of days as it is.

    Rounds opened from `valid_from` on follow it. Promises already made keep their day; those
    that counted the same number of days become binding.
    """
    if not user.has_perm("accountability.confirm_rule"):
        raise PermissionDenied
    rule = next((one for one in shipped() if one.id == rule_id), None)
    if rule is None:
        raise Refusal(_("Không có quy tắc này."))
    source = source.strip()
    _check(rule, days, source, valid_from)
    with transaction.atomic():
        newest = RuleConfirmation.objects.filter(rule_id=rule_id).order_by("-pk").first()
        same = {"days": days, "source": source, "valid_from": valid_from}
        if newest is not None and all(getattr(newest, name) == same[name] for name in same):
            return newest
        made = RuleConfirmation.objects.create(
            rule_id=rule_id, confirmed_by=user, confirmed_at=now, **same
        )
        bound = _bind(made)
        record(
            "accountability.confirm_rule",
            made,
            actor=Actor.of(user),
            now=now,
            days=days,
            source=source,
            valid_from=valid_from.isoformat(),
            duties_bound=bound,
        )
    return made


def _check(rule: Rule, days: int | None, source: str, valid_from: date) -> None:
    if not source:
        raise Refusal(_("Hãy ghi căn cứ xác nhận: văn bản, điều, khoản."))
    if days is not None and not 1 <= days <= 3660:
        raise Refusal(_("Số ngày phải từ 1 đến 3660."))
    if valid_from < rule.valid_from:
        raise Refusal(_("Quy tắc chỉ có hiệu lực từ ngày %(day)s.") % {"day": _words(rule, "from")})
    if rule.valid_to is not None and valid_from > rule.valid_to:
        raise Refusal(_("Quy tắc đã hết hiệu lực từ ngày %(day)s.") % {"day": _words(rule, "to")})


def _words(rule: Rule, end: str) -> str:
    day = rule.valid_from if end == "from" else rule.valid_to
    return f"{day:%d/%m/%Y}"


def _bind(made: RuleConfirmation) -> int:
    """Make binding what was promised under the rule; no day moves."""
    rows = Duty.objects.filter(rule_id=made.rule_id, binding=False)
    bound = [
        duty.pk for duty in rows if law.confirmation_of(Deadline.from_dict(duty.deadline), [made])
    ]
    return Duty.objects.filter(pk__in=bound).update(binding=True)


# ── parts of the above ────────────────────────────────
def _locked(round_id: int) -> Round:
    rows = Round.objects.select_for_update(of=("self",))
    return rows.select_related("dossier__lead").get(pk=round_id)


def _rules(
    book: tuple[Rule, ...], on: date, document_type: str, kind: str, triggers: frozenset[str]
) -> list[Rule]:
    try:
        found = rules_in_force(book, on, document_type, duty=kind)
    except RuleError:
        return []  # a type of document of which the data of duties knows nothing
    return [
        rule
        for rule in found
        if rule.trigger in triggers
        and rule.condition != _UNKNOWN_CONDITION
        and rule.unit == "calendar"
    ]


def _strictest(deadlines: list[Deadline]) -> Deadline | None:
    """A binding one before one that informs; the longest least, the shortest most."""

    def weight(one: Deadline) -> tuple[bool, int]:
        day = one.day.toordinal() if one.day else 0
        return one.binding, day if one.reason.bound == "least" else -day

    return max(deadlines, key=weight, default=None)


def _recounted(stored: Deadline, trigger_day: date) -> Deadline | None:
    reason = stored.reason
    rule = next((one for one in shipped() if one.id == reason.rule_id), None)
    if rule is None or reason.from_day == trigger_day:
        return None
    kept = replace(rule, days=reason.days, unit=reason.unit, confidence=reason.confidence)
    fresh = due(kept, trigger_day)
    return replace(fresh, reason=replace(fresh.reason, source=reason.source))


def _add(
    kind: Duty.Kind,
    round_: Round,
    deadline: Deadline,
    due_on: date,
    given: list[RuleConfirmation],
    now: datetime,
) -> Duty:
    members = DossierMember.objects.filter(dossier=round_.dossier_id)
    owner = members.filter(part=DossierMember.Part.OWNER).values_list("user", flat=True).first()
    duty = Duty.objects.create(
        kind=kind,
        dossier=round_.dossier,
        round_id=round_.pk,
        authority=round_.dossier.lead,
        owner_id=owner or round_.opened_by_id,
        rule_id=deadline.reason.rule_id or "",
        deadline=deadline.to_dict(),
        due_on=due_on,
        binding=deadline.binding or law.confirmation_of(deadline, given) is not None,
        created_at=now,
    )
    record(
        "accountability.make_duty",
        duty,
        actor=SYSTEM,
        now=now,
        dossier_id=round_.dossier_id,
        rule=duty.rule_id,
        due_on=due_on.isoformat(),
        binding=duty.binding,
    )
    return duty


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()
