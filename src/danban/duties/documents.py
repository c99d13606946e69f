"""The types of normative documents, with the days on which they may be made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from danban.duties.fields import Fields, tables
from danban.duties.sources import FILE as SOURCES
from danban.duties.sources import RuleError, Source, load_sources, read_toml

FILE = Path(__file__).parent / "documents.toml"

Level = Literal["central", "province", "district", "commune"]
LEVELS: tuple[Level, ...] = ("central", "province", "district", "commune")


@dataclass(frozen=True, slots=True)
class DocumentType:
    """One type; `valid_to` is the last day on which it can be made, None while it still can."""

    code: str
    label_vi: str
    label_en: str
    level: Level
    valid_from: date | None
    valid_to: date | None
    sources: tuple[Source, ...]

    def in_force(self, on: date) -> bool:
        """Whether such a document can be made on that day."""
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_to is None or on <= self.valid_to
        )


def load(path: Path = FILE, sources: Path = SOURCES) -> dict[str, DocumentType]:
    """All types by code, in the file's order; raises RuleError."""
    known = load_sources(sources)
    found: dict[str, DocumentType] = {}
    for number, table in enumerate(tables(f"{path.name}, document", _only(path)), 1):
        fields = Fields(f"{path.name}, document {table.get('code', number)}", table, known)
        one = DocumentType(
            code=fields.text("code"),
            label_vi=fields.text("label_vi"),
            label_en=fields.text("label_en"),
            level=fields.one_of("level", LEVELS),
            valid_from=fields.day_or_none("valid_from"),
            valid_to=fields.day_or_none("valid_to"),
            sources=fields.cited(),
        )
        fields.done()
        if one.code in found:
            raise fields.wrong("exists already")
        if one.valid_from and one.valid_to and one.valid_to < one.valid_from:
            raise fields.wrong("ends before it begins")
        found[one.code] = one
    return found


def _only(path: Path) -> object:
    table = read_toml(path)
    if set(table) != {"document"}:
        raise RuleError(f"{path.name}: holds [[document]] and nothing else")
    return table["document"]


@cache
def shipped() -> Mapping[str, DocumentType]:
    """The types that come with the package."""
    return load()
