""" "My work": a frame owned here; upper apps hand in their rows (house.md, "How an upper room
shows itself below")."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One thing that waits for somebody: what, where to act, by when and why then."""

    title: str
    url: str
    due_on: date | None
    reason: str
    state: str  # late | soon | due | informs
    dossier: str = ""


Source = Callable[[Any, datetime], Iterable[WorkRow]]
_sources: list[Source] = []


def offer(source: Source) -> Source:
    """Register a source of rows: `source(user, now)`."""
    _sources.append(source)
    return source


def rows(user: Any, *, now: datetime) -> list[WorkRow]:
    """Everything that waits for `user`, the most urgent first, undated last."""
    found = [row for source in _sources for row in source(user, now)]
    return sorted(found, key=lambda row: (row.due_on is None, row.due_on or date.max, row.title))
