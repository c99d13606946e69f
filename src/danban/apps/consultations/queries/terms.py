"""Days the law gives a round and a body asked, with the reason."""

from __future__ import annotations

from datetime import date

from danban.apps.consultations import frames
from danban.apps.drafts.models import Dossier
from danban.duties import deadlines
from danban.duties.deadlines import Deadline
from danban.duties.rules import rules_in_force
from danban.duties.sources import RuleError


def shortest_closing(dossier: Dossier, opened_on: date) -> Deadline | None:
    """The earliest lawful closing day of a round opened that day; None where no rule is known."""
    try:
        return deadlines.shortest_closing(dossier.document_type, opened_on, frames.rules())
    except RuleError:
        return None  # a document type that the data of duties does not know


def reply_due(dossier: Dossier, asked_on: date) -> Deadline | None:
    """When a body asked on that day owes its answer; None where the data names no such rule."""
    try:
        found = rules_in_force(frames.rules(), asked_on, dossier.document_type, duty="body-reply")
    except RuleError:
        return None
    terms = [deadlines.due(rule, asked_on) for rule in found if rule.unit != "working"]
    if not terms:
        return None
    return max(terms, key=lambda one: (one.day is not None, one.binding, one.day or date.min))
