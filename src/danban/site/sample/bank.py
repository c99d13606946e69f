"""What people say about the sample draft: topics, and in each the issues with their arguments.

The files in ``bank/`` are written for people: ``==`` opens a topic (key | name | pattern of the
article's heading), ``--`` an issue (name | stance | pattern of the clause's text | voices |
weight; ``&&`` adds what the article must say elsewhere), then lines by their mark: ``+`` what one
says, ``?`` why, ``@`` what happened to me, ``#`` the same in official language, ``>`` what should
be done.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Protocol

from danban.site.sample.wording import small

BANK = Path(__file__).parent / "bank"
ANY_DRAFT = Path(__file__).parent / "any-draft.txt"
WHOLE = "chung"
STANCES = ("agree", "disagree", "amend", "clarify")
_MARKS = {"+": "say", "?": "why", "@": "story", "#": "formal", ">": "propose"}


class Provision(Protocol):
    """What the generator needs of a provision; ``danban.lawtext.Provision`` fits."""

    @property
    def eid(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def number(self) -> str | None: ...
    @property
    def heading(self) -> str | None: ...
    @property
    def text(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing people say about a clause, with their arguments as patterns (see wording)."""

    topic: str
    name: str
    stance: str
    clause: str
    voices: tuple[str, ...]
    weight: int
    say: tuple[str, ...]
    why: tuple[str, ...]
    story: tuple[str, ...]
    formal: tuple[str, ...]
    propose: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """A matter of the draft; ``find`` is a pattern of the article's heading."""

    key: str
    name: str
    find: str
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class Aim:
    """An issue tied to the provision of a draft that it speaks of; ``eid`` None: the whole."""

    issue: Issue
    eid: str | None
    heading: str


@cache
def topics() -> tuple[Topic, ...]:
    """All topics of the bank, in the order of file names and lines."""
    return tuple(topic for path in sorted(BANK.glob("*.txt")) for topic in _topics_in(path))


@cache
def plain_topics() -> tuple[Topic, Topic]:
    """What can be said of any clause, and of any draft as a whole."""
    clause, whole = _topics_in(ANY_DRAFT)
    return clause, whole


def aims(provisions: Sequence[Provision]) -> tuple[Aim, ...]:
    """The issues that this draft gives occasion for; those on the whole need one other."""
    found: list[Aim] = []
    for topic in topics():
        if topic.key == WHOLE:
            continue
        found += _aims_in(topic, provisions)
    if found:
        whole = next(topic for topic in topics() if topic.key == WHOLE)
        found += [Aim(issue, None, "") for issue in whole.issues]
    return tuple(found)


def about(issue: Issue, provision: Provision, heading: str, rng: Random) -> Aim:
    """A plain issue tied to ``provision``, quoting some of its words."""
    words = {"$heading": small(heading) or "điều này", "$quote": _quote(provision.text, rng)}

    def fill(patterns: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(re.sub(r"\$(heading|quote)", lambda m: words[m[0]], p) for p in patterns)

    filled = replace(
        issue, say=fill(issue.say), why=fill(issue.why), story=fill(issue.story),
        formal=fill(issue.formal), propose=fill(issue.propose),
    )  # fmt: skip
    return Aim(filled, provision.eid, heading)


def _quote(text: str, rng: Random) -> str:
    """Some words in a row, ended where the sentence breathes."""
    pieces = [piece.strip(" .:") for piece in re.split(r"[,;.:()]", text)]
    fitting = [piece for piece in pieces if 5 <= len(piece.split()) <= 16]
    chosen = rng.choice(fitting) if fitting else " ".join(text.split()[:10])
    return chosen.replace("{", "").replace("}", "").replace("|", " ").strip(" .:;,")


def _topics_in(path: Path) -> list[Topic]:
    blocks = re.split(r"^== ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return [_topic(block) for block in blocks if block.strip()]


def _topic(block: str) -> Topic:
    head, *issues = re.split(r"^-- ", block, flags=re.MULTILINE)
    key, name, find = (part.strip() for part in head.strip().split(" | "))
    return Topic(key, name, find, tuple(_issue(key, text) for text in issues))


def _issue(topic: str, block: str) -> Issue:
    head, *lines = block.strip().splitlines()
    parts = [part.strip() for part in head.split("|")]
    name, stance, voices, weight = parts[0], parts[1], parts[-2], parts[-1]
    # A clause's pattern may itself hold "|", hence everything between stance and voices.
    clause = "|".join(head.split("|")[2:-2]).strip()
    said: dict[str, list[str]] = {part: [] for part in _MARKS.values()}
    for line in lines:
        if line.strip():
            said[_MARKS[line[0]]].append(line[2:].strip())
    if stance not in STANCES:
        raise ValueError(f"{topic}: {name}: no such stance {stance!r}")
    return Issue(
        topic, name, stance, clause, tuple(voices.split(",")), int(weight),
        tuple(said["say"]), tuple(said["why"]), tuple(said["story"]),
        tuple(said["formal"]), tuple(said["propose"]),
    )  # fmt: skip


def _within(eid: str, article: str) -> bool:
    return eid == article or eid.startswith(f"{article}__")


def _aims_in(topic: Topic, provisions: Sequence[Provision]) -> list[Aim]:
    """An issue whose clause says something else in this draft is left out."""
    found = []
    articles = [
        (each, [p for p in provisions if _within(p.eid, each.eid)])
        for each in provisions
        if each.kind == "article" and re.search(topic.find, each.heading or "")
    ]
    for issue in topic.issues:
        for article, below in articles:
            clause = _spoken_of(issue, below)
            if clause is not None:
                found.append(Aim(issue, clause.eid, article.heading or ""))
                break
    return found


def _spoken_of(issue: Issue, below: Sequence[Provision]) -> Provision | None:
    """The clause that fits; after ``&&`` stands what the article must say somewhere besides."""
    pattern, *besides = issue.clause.split(" && ")
    if all(any(re.search(each, p.text) for p in below) for each in besides):
        return next((p for p in below if re.search(pattern, p.text)), None)
    return None
