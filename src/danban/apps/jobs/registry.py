"""The kinds of job there are. An app's jobs.py declares them; it is loaded at start-up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol

from django.utils.functional import Promise

Lane = Literal["short", "long"]


class Progress(Protocol):
    def __call__(self, done: int, total: int, note: str = "") -> None:
        """Tell how far the run is; raises Cancelled when somebody has asked to stop."""


class Cancelled(Exception):
    """The run stops here because somebody asked for it."""


class Expected(Exception):
    """A failure that the reader of the job page can act upon: its text is shown as it is."""


Run = Callable[..., dict[str, Any] | None]
Tick = Callable[[datetime], None]


@dataclass(frozen=True, slots=True)
class Kind:
    """`run(progress, **args)` returns what the job page may need; args are plain JSON values."""

    name: str
    label: str | Promise
    lane: Lane
    retries: int
    run: Run


_kinds: dict[str, Kind] = {}
_repeats: dict[str, tuple[int, Tick]] = {}


def job(
    name: str, *, label: str | Promise, lane: Lane = "short", retries: int = 0
) -> Callable[[Run], Run]:
    """Declare a kind of job. `retries`: further attempts after an unexpected failure."""

    def declare(run: Run) -> Run:
        if name in _kinds:
            raise ValueError(f"job kind declared twice: {name}")
        _kinds[name] = Kind(name, label, lane, retries, run)
        return run

    return declare


def repeat(name: str, *, minutes: int) -> Callable[[Tick], Tick]:
    """Declare what the clock does every `minutes`: `run(now)`, which must be idempotent."""

    def declare(run: Tick) -> Tick:
        if name in _repeats:
            raise ValueError(f"repeat declared twice: {name}")
        _repeats[name] = (minutes, run)
        return run

    return declare


def repeats() -> dict[str, tuple[int, Tick]]:
    """Every repeat by name: its minutes and what it runs."""
    return dict(_repeats)


def kind(name: str) -> Kind:
    """The kind of that name; KeyError if no app declares it."""
    return _kinds[name]


def kinds() -> tuple[Kind, ...]:
    """Every declared kind."""
    return tuple(_kinds.values())
