"""Read an office document as normalised text with its tables."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from danban.paper import cage, gate
from danban.paper.limits import DEFAULT, Limits

FORMATS = frozenset({"docx", "txt"})


@dataclass(frozen=True, slots=True)
class TableSpan:
    """A table: its offsets into the source text and its rows of cell texts.

    `text[start:end]` is the rows joined by newlines, their cells joined by tabs.
    """

    start: int
    end: int
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A document as normalised text; `notices` say what a reader should know about the reading."""

    name: str
    text: str
    tables: tuple[TableSpan, ...] = ()
    notices: tuple[str, ...] = ()


def read(path: Path, *, name: str | None = None, limits: Limits = DEFAULT) -> Source:
    """Read a .docx or .txt file in a limited child process.

    `name` is what the file is called for people (an upload is often stored under another name);
    its extension names the format. Raises Refused.
    """
    name = name or path.name
    kind = gate.admit(path, name, FORMATS, limits)
    found = cage.run("document", path, name, kind, limits)
    tables = tuple(
        TableSpan(start, end, tuple(tuple(row) for row in rows))
        for start, end, rows in found["tables"]
    )
    return Source(name, found["text"], tables, tuple(found["notices"]))
