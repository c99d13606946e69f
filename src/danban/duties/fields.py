"""Reading one table of legal data: every field checked, none forgotten, none left over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TypeVar

from danban.duties.sources import RuleError, Source

Word = TypeVar("Word", bound=str)


class Fields:
    """A table being read; `where` begins every complaint, `done` complains of what nobody took."""

    def __init__(
        self, where: str, table: Mapping[str, object], sources: Mapping[str, Source]
    ) -> None:
        self.where = where
        self._left = dict(table)
        self._sources = sources

    def wrong(self, what: str) -> RuleError:
        """The complaint, to be raised."""
        return RuleError(f"{self.where}: {what}")

    def text(self, name: str) -> str:
        """A string that is not empty."""
        value = self._left.pop(name, None)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(f"{name} must be a text, not {value!r}")
        return value

    def text_or_none(self, name: str) -> str | None:
        """The same, where it may be absent."""
        return self.text(name) if name in self._left else None

    def one_of(self, name: str, words: Iterable[Word]) -> Word:
        """One word of a list."""
        value, known = self._left.pop(name, None), sorted(words)
        for word in known:
            if word == value:
                return word
        raise self.wrong(f"{name} must be one of {', '.join(known)}, not {value!r}")

    def one_of_or_none(self, name: str, words: Iterable[Word]) -> Word | None:
        """The same, where it may be absent."""
        return self.one_of(name, words) if name in self._left else None

    def words(self, name: str) -> frozenset[str]:
        """A list of different texts, at least one."""
        value = self._left.pop(name, None)
        if not isinstance(value, list) or not value:
            raise self.wrong(f"{name} must be a list, not {value!r}")
        found = [one for one in value if isinstance(one, str) and one]
        if len(found) != len(value) or len(set(found)) != len(found):
            raise self.wrong(f"{name} must hold different texts: {value!r}")
        return frozenset(found)

    def number_or_none(self, name: str, lowest: int, highest: int) -> int | None:
        """A whole number in these bounds, where it may be absent."""
        if name not in self._left:
            return None
        value = self._left.pop(name)
        if not isinstance(value, int) or isinstance(value, bool) or not lowest <= value <= highest:
            raise self.wrong(f"{name} must be a number from {lowest} to {highest}, not {value!r}")
        return value

    def day(self, name: str) -> date:
        """A date without a time."""
        value = self._left.pop(name, None)
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self.wrong(f"{name} must be a date, not {value!r}")
        return value

    def day_or_none(self, name: str) -> date | None:
        """The same, where it may be absent."""
        return self.day(name) if name in self._left else None

    def cited(self) -> tuple[Source, ...]:
        """The field `sources`: keys of sources that exist, at least one."""
        keys = sorted(self.words("sources"))
        unknown = [key for key in keys if key not in self._sources]
        if unknown:
            raise self.wrong(f"unknown sources {', '.join(unknown)}")
        return tuple(self._sources[key] for key in keys)

    def done(self) -> None:
        """Nothing may be left."""
        if self._left:
            raise self.wrong(f"unknown fields {', '.join(sorted(self._left))}")


def tables(where: str, value: object) -> list[Mapping[str, object]]:
    """A list of tables, at least one; raises RuleError."""
    if not isinstance(value, list) or not value or not all(isinstance(v, dict) for v in value):
        raise RuleError(f"{where} must be a list of tables")
    return value
