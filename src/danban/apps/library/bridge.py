"""A reading of danban.lawtext as rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import datetime
from typing import Any

from danban.apps.files.models import StoredFile
from danban.apps.library.models import Provision, Text
from danban.lawtext import tree
from danban.paper import TableSpan

_NAMED = ("part", "chapter", "section", "subsection", "article")
_NUMBER_ENDS = ".)-–/:"


def text_row(
    reading: tree.Reading,
    *,
    file: StoredFile | None,
    tables: Iterable[TableSpan],
    status: str,
    now: datetime,
) -> Text:
    """The unsaved row of a reading; what its first tree says of itself describes the whole."""
    first = reading.documents[0]
    numbered = list(enumerate(reading.documents))
    return Text(
        title=first.title or reading.source_name,
        number=(first.number or "")[:60],
        type=(first.type or "")[:60],
        issuer=(first.issuer or "")[:200],
        day=first.date,
        status=status,
        source=reading.text,
        documents=[_described(document) for document in reading.documents],
        parts=[asdict(part) | {"document": n} for n, doc in numbered for part in doc.parts],
        annexes=[asdict(annex) | {"document": n} for n, doc in numbered for annex in doc.annexes],
        outside=[asdict(one) | {"document": n} for n, doc in numbered for one in doc.outside],
        warnings=[asdict(warning) for warning in reading.warnings],
        tables=[asdict(table) for table in tables],
        file=file,
        read_at=now,
    )


def provision_rows(reading: tree.Reading, text: Text) -> Iterator[Provision]:
    """The unsaved rows of every tree of the file, in document order."""
    found = [
        (provision, number)
        for number, document in enumerate(reading.documents)
        for provision in document.provisions
    ]
    found.sort(key=lambda pair: pair[0].start)
    depths: dict[str | None, int] = {None: -1}
    for position, (provision, number) in enumerate(found):
        depths[provision.eid] = depths.get(provision.parent, -1) + 1
        yield Provision(
            text=text,
            position=position,
            document=number,
            eid=provision.eid,
            kind=provision.kind,
            number=provision.number or "",
            written=written_number(provision, reading.text),
            heading=provision.heading or "",
            body=provision.text,
            parent_eid=provision.parent or "",
            depth=depths[provision.eid],
            start=provision.start,
            end=provision.end,
            quoted=provision.quoted,
        )


def written_number(provision: tree.Provision, source: str) -> str:
    """The number as it stands in the source, "" where the source does not show it plainly."""
    if not provision.number:
        return ""
    own = source[provision.start : provision.end]
    rest = provision.heading or provision.text
    cut = own.find(rest) if rest else len(own)
    before = " ".join(own[:cut].split()).lstrip("“”\"'")
    if not before or len(before) > 60:
        return ""
    if provision.kind in _NAMED:
        return before if before[0].isalpha() and " " in before else ""
    return before if before[-1] in _NUMBER_ENDS and len(before) <= 8 else ""


def _described(document: tree.Document) -> dict[str, Any]:
    return {
        "type": document.type,
        "number": document.number,
        "title": document.title,
        "issuer": document.issuer,
        "date": document.date.isoformat() if document.date else None,
        "place": document.place,
    }
