"""Places on the pages of opinions where upper apps show themselves: the answer to an opinion,
blocks above the list of opinions; and the legal rules as the justice department confirmed them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from danban.apps.consultations.models import Round
from danban.duties.rules import Rule, shipped

# opinion id → (outcome in words, the answer, address of the page it stands on); published
# answers only.
Answer = tuple[str, str, str]
Answers = Callable[[Collection[int]], dict[int, Answer]]


@dataclass(frozen=True, slots=True)
class Block:
    """A block above the public list of opinions; `context` returns None to show nothing."""

    order: int
    template: str
    context: Callable[[HttpRequest, Round, datetime], dict[str, Any] | None]


_answers: list[Answers] = []
_blocks: list[Block] = []


def add_answer(answers: Answers) -> None:
    _answers.append(answers)


def answers(opinion_ids: Collection[int]) -> dict[int, Answer]:
    """The published answer to each of these opinions, where there is one."""
    found: dict[int, Answer] = {}
    for source in _answers:
        found |= source(opinion_ids)
    return found


def add_block(block: Block) -> None:
    _blocks.append(block)
    _blocks.sort(key=lambda entry: entry.order)


def blocks(request: HttpRequest, round_: Round, now: datetime) -> list[tuple[str, dict[str, Any]]]:
    """(template, context) of every block that has something to show."""
    found = ((block.template, block.context(request, round_, now)) for block in _blocks)
    return [(template, context) for template, context in found if context is not None]


_rules: list[Callable[[], Iterable[Rule]]] = []


def use_rules(source: Callable[[], Iterable[Rule]]) -> None:
    """Ask `source` for the rules in future: the app that keeps confirmations hands it in."""
    _rules[:] = [source]


def rules() -> Iterable[Rule]:
    """The legal rules, confirmed ones as confirmed."""
    return _rules[0]() if _rules else shipped()
