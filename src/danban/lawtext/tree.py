"""What a parsed document is: plain values with offsets into the source text.

The span promise: every character that is not white space lies in exactly one span of
`provisions`, `parts` or `outside` over all documents of one reading.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from danban.paper import TableSpan


@dataclass(frozen=True, slots=True)
class Provision:
    """One node of the tree, without its children.

    `kind`: part, chapter, section, subsection, article, clause, point, paragraph. `number` as an
    eId writes it ("5", "5a", "đ", "2" for Chương II). `parent` is the eId of the provision above
    it in the tree (an article's parent is its chapter although its eId carries no chapter).
    `quoted` marks replacement text that an amendment quotes.
    """

    eid: str
    kind: str
    number: str | None
    heading: str | None
    text: str
    parent: str | None
    start: int
    end: int
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch outside the tree: header, grounds, enactment, closing, signature, recipients,
    annex or footnote."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex (Phụ lục, Mẫu số, Biểu …) with the tables in it."""

    eid: str
    title: str
    tables: tuple[TableSpan, ...] = ()


@dataclass(frozen=True, slots=True)
class Outside:
    """Text that belongs to no provision and no part, and why."""

    text: str
    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True)
class Warning:
    """Something an officer should look at. `code` e.g. number-gap, number-double."""

    eid: str | None
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Document:
    """One tree with what surrounds it; a field is None where the text does not say it."""

    type: str | None = None
    number: str | None = None
    title: str | None = None
    issuer: str | None = None
    date: dt.date | None = None
    place: str | None = None
    grounds: tuple[str, ...] = ()
    closing: str | None = None
    signature: str | None = None
    provisions: tuple[Provision, ...] = ()
    parts: tuple[Part, ...] = ()
    annexes: tuple[Annex, ...] = ()
    outside: tuple[Outside, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A parsed source: its normalised text, its trees (at least one), and the warnings."""

    source_name: str
    text: str
    documents: tuple[Document, ...]
    warnings: tuple[Warning, ...] = ()
