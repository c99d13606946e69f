"""The law's demands as dated, cited data: read from TOML, checked loudly, asked by day.

One file per instrument under ``rules/``; what a file may say is what `Rule` holds. A rule is
*found* (a page was read, see ``sources.toml``), *unverified* (remembered or inferred) or
*verified* (confirmed by the justice department, see `confirmed`). An unverified rule informs and
binds nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from danban.duties import documents
from danban.duties.fields import Fields, tables
from danban.duties.sources import FILE as SOURCES
from danban.duties.sources import RuleError, Source, load_sources, read_toml

FOLDER = Path(__file__).parent / "rules"

Confidence = Literal["verified", "found", "unverified"]
Unit = Literal["calendar", "working"]
Bound = Literal["least", "most"]
Track = Literal["any", "ordinary", "fast"]
Stage = Literal["draft", "policy"]

CONFIDENCES: tuple[Confidence, ...] = ("found", "unverified")
"""What a file may claim; only a `Confirmation` makes a rule verified."""
UNITS: tuple[Unit, ...] = ("calendar", "working")
BOUNDS: tuple[Bound, ...] = ("least", "most")
TRACKS: tuple[Track, ...] = ("any", "ordinary", "fast")
STAGES: tuple[Stage, ...] = ("draft", "policy")

DUTIES = frozenset(
    {"posting", "asking", "body-reply", "answering", "publishing-table", "communicating"}
    | {"deciding-scope", "planning", "reporting", "answering-data-request"}
)
ACTORS = frozenset({"lead-agency", "consulted-body", "agency"})
TRIGGERS = frozenset(
    {"dossier-registered", "draft-ready", "posted", "round-opened", "round-closed"}
    | {"letter-sent", "year-began", "year-ended", "data-request-received"}
)
FACTS = frozenset(
    {"draft-posted", "round-kept-open", "letter-sent", "body-replied", "replies-published"}
    | {"table-published", "content-delivered", "scope-decided", "plan-approved", "report-sent"}
    | {"data-request-answered"}
)
CONDITIONS = frozenset({"in-scope", "no-state-secret"})
ANY_DOCUMENT = "*"


@dataclass(frozen=True, slots=True)
class Instrument:
    """The act a rule stands in."""

    code: str
    number: str
    name_vi: str
    name_en: str
    valid_from: date
    valid_to: date | None
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One demand: who must do what, when what has happened, within which days.

    `bound` "least" is a time that must pass (posting), "most" a time that may not (an answer).
    Days count from the day after the trigger and end at 24:00 local; `days` is None where the
    law names no term, and so is `unit`. `valid_to` is the last day in force. `condition` and
    `target_percent` are for the caller to weigh; the rule only names them.
    """

    id: str
    duty: str
    label_vi: str
    label_en: str
    who: str
    documents: frozenset[str]
    stage: Stage
    track: Track
    condition: str | None
    trigger: str
    bound: Bound
    days: int | None
    unit: Unit | None
    instrument: Instrument
    article: str | None
    valid_from: date
    valid_to: date | None
    fulfilled_by: str
    target_percent: int | None
    sources: tuple[Source, ...]
    confidence: Confidence
    note_vi: str | None = None
    note_en: str | None = None

    def in_force(self, on: date) -> bool:
        """Whether the rule stands on that day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)

    def applies_to(self, document_type: str) -> bool:
        """Whether it speaks of that type of document."""
        return ANY_DOCUMENT in self.documents or document_type in self.documents

    @property
    def source(self) -> str:
        """The sources as one line, ``S22 · address; …``."""
        return "; ".join(str(one) for one in self.sources)


@dataclass(frozen=True, slots=True)
class Confirmation:
    """The justice department's word on a rule: who, on what paper, when, and which days.

    `days` None confirms the rule as it stands; a number replaces its days.
    """

    by: str
    source: str
    on: date
    days: int | None = None

    def __post_init__(self) -> None:
        if not self.by.strip() or not self.source.strip():
            raise RuleError("a confirmation names who gives it and its source")
        if self.days is not None and self.days < 1:
            raise RuleError(f"a confirmation cannot give {self.days} days")


def confirmed(rule: Rule, confirmation: Confirmation) -> Rule:
    """The rule as the justice department confirmed or changed it: verified, and citing that."""
    paper = Source(f"{confirmation.by}, {confirmation.on.isoformat()}", confirmation.source)
    return replace(
        rule,
        days=rule.days if confirmation.days is None else confirmation.days,
        unit=rule.unit if confirmation.days is None else rule.unit or "calendar",
        sources=(*rule.sources, paper),
        confidence="verified",
    )


def rules_in_force(
    rules: Iterable[Rule],
    on: date,
    document_type: str,
    fast_track: bool = False,
    *,
    stage: Stage = "draft",
    duty: str | None = None,
) -> tuple[Rule, ...]:
    """The rules that speak of this type of document on this day, in the data's order.

    A rule for the ordinary track says nothing about the fast one, and the other way round.
    Raises RuleError for a document type or duty that the data does not know.
    """
    if document_type not in documents.shipped():
        raise RuleError(f"unknown document type {document_type!r}")
    if duty is not None and duty not in DUTIES:
        raise RuleError(f"unknown duty {duty!r}")
    tracks = ("any", "fast" if fast_track else "ordinary")
    return tuple(
        rule
        for rule in rules
        if rule.in_force(on)
        and rule.applies_to(document_type)
        and rule.track in tracks
        and rule.stage == stage
        and duty in (None, rule.duty)
    )


def load(folder: Path = FOLDER, sources: Path = SOURCES) -> tuple[Rule, ...]:
    """All rules of a folder, by file name and place in the file; raises RuleError."""
    known = load_sources(sources)
    found: dict[str, Rule] = {}
    for path in sorted(folder.glob("*.toml")):
        for rule in _file(path, known):
            if rule.id in found:
                raise RuleError(f"{path.name}: rule {rule.id} exists already")
            found[rule.id] = rule
    if not found:
        raise RuleError(f"{folder.name}: no rules")
    return tuple(found.values())


@cache
def shipped() -> tuple[Rule, ...]:
    """The rules that come with the package."""
    return load()


def _file(path: Path, known: Mapping[str, Source]) -> list[Rule]:
    table = read_toml(path)
    if set(table) != {"instrument", "rule"}:
        raise RuleError(f"{path.name}: holds [instrument] and [[rule]] and nothing else")
    head = tables(f"{path.name}, instrument", [table["instrument"]])[0]
    instrument = _instrument(Fields(f"{path.name}, instrument", head, known), path.stem)
    return [
        _rule(Fields(f"{path.name}, rule {one.get('id', number)}", one, known), instrument)
        for number, one in enumerate(tables(f"{path.name}, rule", table["rule"]), 1)
    ]


def _instrument(fields: Fields, code: str) -> Instrument:
    instrument = Instrument(
        code=code,
        number=fields.text("number"),
        name_vi=fields.text("name_vi"),
        name_en=fields.text("name_en"),
        valid_from=fields.day("valid_from"),
        valid_to=fields.day_or_none("valid_to"),
        sources=fields.cited(),
    )
    fields.done()
    return instrument


def _rule(fields: Fields, instrument: Instrument) -> Rule:
    rule = Rule(
        id=fields.text("id"),
        duty=fields.one_of("duty", DUTIES),
        label_vi=fields.text("label_vi"),
        label_en=fields.text("label_en"),
        who=fields.one_of("who", ACTORS),
        documents=_document_types(fields),
        stage=fields.one_of_or_none("stage", STAGES) or "draft",
        track=fields.one_of("track", TRACKS),
        condition=fields.one_of_or_none("condition", CONDITIONS),
        trigger=fields.one_of("trigger", TRIGGERS),
        bound=fields.one_of("bound", BOUNDS),
        days=fields.number_or_none("days", 1, 3660),
        unit=fields.one_of_or_none("unit", UNITS),
        instrument=instrument,
        article=fields.text_or_none("article"),
        valid_from=fields.day("valid_from"),
        valid_to=fields.day_or_none("valid_to"),
        fulfilled_by=fields.one_of("fulfilled_by", FACTS),
        target_percent=fields.number_or_none("target_percent", 1, 100),
        sources=fields.cited(),
        confidence=fields.one_of("confidence", CONFIDENCES),
        note_vi=fields.text_or_none("note_vi"),
        note_en=fields.text_or_none("note_en"),
    )
    fields.done()
    _check_dates(rule, fields)
    if (rule.days is None) != (rule.unit is None):
        raise fields.wrong("days and unit stand together or not at all")
    if rule.confidence == "found" and any(one.remembered for one in rule.sources):
        raise fields.wrong("found, but rests on memory")
    if (rule.note_vi is None) != (rule.note_en is None):
        raise fields.wrong("a note stands in both languages or in none")
    return rule


def _document_types(fields: Fields) -> frozenset[str]:
    named = fields.words("documents")
    if named == {ANY_DOCUMENT}:
        return named
    unknown = named - documents.shipped().keys()
    if unknown:
        raise fields.wrong(f"unknown document types {', '.join(sorted(unknown))}")
    return named


def _check_dates(rule: Rule, fields: Fields) -> None:
    whole = rule.instrument
    if rule.valid_to is not None and rule.valid_to < rule.valid_from:
        raise fields.wrong("ends before it begins")
    if rule.valid_from < whole.valid_from:
        raise fields.wrong("is older than its instrument")
    if whole.valid_to is not None and (rule.valid_to is None or rule.valid_to > whole.valid_to):
        raise fields.wrong("outlives its instrument")
