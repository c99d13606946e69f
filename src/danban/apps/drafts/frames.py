"""Places on the dossier pages where upper apps show themselves: tabs of the officers' page,
blocks of the public page, dates of its timeline, marks beside a provision of the reading view."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest
from django.utils.functional import Promise

from danban.apps.drafts.models import Dossier, DraftVersion

Context = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab of /lam-viec/ho-so/<slug>/; its address takes the dossier's slug as `slug`.

    `missing(dossier, now)` says what is still needed there, "" if nothing. It is asked on
    every page of that tab: one cheap query at most.
    """

    key: str
    label: str | Promise
    url_name: str
    order: int
    missing: Callable[[Dossier, datetime], str] = lambda dossier, now: ""


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a public page of the dossier; `context` returns None to show nothing.

    `place`: the main or the side column of the public dossier page.
    The template is included with what `context` returned under the name `block`, beside all
    that the page itself has (dossier, request, user, city, csrf_token). It is a `<section>`
    that begins with an h2: the page holds the only h1.
    """

    place: Literal["dossier-main", "dossier-side"]
    order: int
    template: str
    context: Callable[[HttpRequest, Dossier, datetime], Context | None]


@dataclass(frozen=True, slots=True)
class Mark:
    """What an upper app knows of provisions.

    `counts` gives eId → number of opinions, `open` whether one may speak now, `form_url` the
    address of the form for an eId. A page with thousands of provisions asks `form_url` once,
    with PLACE, and puts each eId (percent-encoded) where PLACE stands in the answer.
    """

    counts: Callable[[DraftVersion], dict[str, int]]
    open: Callable[[DraftVersion, datetime], bool]
    form_url: Callable[[DraftVersion, str], str]


PLACE = "EID"


@dataclass(frozen=True, slots=True)
class Milestone:
    """A date of the public timeline, past or coming, with the reason why then ("" if none)."""

    at: datetime
    label: str
    reason: str = ""
    url: str = ""


Milestones = Callable[[Dossier, datetime], Iterable[Milestone]]
# dossier id → a few words for lists ("còn 12 ngày"), asked once for a whole page of a list.
Notes = Callable[[Sequence[Dossier], datetime], Mapping[int, str]]


_tabs: list[Tab] = []
_blocks: list[Block] = []
_marks: list[Mark] = []
_milestones: list[Milestones] = []
_notes: list[Notes] = []


def add_tab(tab: Tab) -> None:
    _tabs.append(tab)
    _tabs.sort(key=lambda t: t.order)


def add_block(block: Block) -> None:
    _blocks.append(block)
    _blocks.sort(key=lambda b: b.order)


def add_mark(mark: Mark) -> None:
    _marks.append(mark)


def add_milestones(source: Milestones) -> None:
    _milestones.append(source)


def milestones(dossier: Dossier, now: datetime) -> list[Milestone]:
    """What every app knows of the dossier's dates, the earliest first."""
    found = [one for source in _milestones for one in source(dossier, now)]
    return sorted(found, key=lambda one: one.at)


def add_notes(source: Notes) -> None:
    _notes.append(source)


def notes(dossiers: Sequence[Dossier], now: datetime) -> dict[int, list[str]]:
    """dossier id → what upper apps say of it in lists, in a few words each."""
    found: dict[int, list[str]] = {}
    for source in _notes:
        for dossier_id, words in source(dossiers, now).items():
            found.setdefault(dossier_id, []).append(words)
    return found


def tabs() -> tuple[Tab, ...]:
    return tuple(_tabs)


def marks() -> tuple[Mark, ...]:
    return tuple(_marks)


def blocks(
    place: str, request: HttpRequest, dossier: Dossier, now: datetime
) -> list[tuple[str, Context]]:
    """(template, context) of every block that has something to show at `place`."""
    found = []
    for block in _blocks:
        if block.place == place:
            context = block.context(request, dossier, now)
            if context is not None:
                found.append((block.template, context))
    return found
