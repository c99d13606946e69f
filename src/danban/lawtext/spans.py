"""The span promise: nothing lost, nothing counted twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from danban.lawtext.tree import Document, Outside, Reading

_WORDS = re.compile(r"\S(?:.*\S)?", re.DOTALL)


def spans(documents: Iterable[Document]) -> list[tuple[int, int]]:
    """Give all spans of provisions, parts and outside pieces, sorted."""
    return sorted(
        (span.start, span.end)
        for document in documents
        for group in (document.provisions, document.parts, document.outside)
        for span in group
    )


def cover(text: str, documents: Sequence[Document]) -> tuple[Document, ...]:
    """Give whatever no span holds to the document before it, as `outside`, with a reason."""
    found = list(documents)
    ends = [max((end for _, end in spans([one])), default=0) for one in found]
    at = 0
    for start, end in [*spans(found), (len(text), len(text))]:
        match = _WORDS.search(text, at, start) if at < start else None
        if match is not None:
            # A gap lies in the first document that reaches beyond it, else in the last one.
            owner = next((i for i, reach in enumerate(ends) if reach >= match.end()), -1)
            piece = Outside(match[0], match.start(), match.end(), "not understood")
            outside = sorted((*found[owner].outside, piece), key=lambda one: one.start)
            found[owner] = replace(found[owner], outside=tuple(outside))
        at = max(at, end)
    return tuple(found)


def broken_promises(reading: Reading) -> list[str]:
    """List where the span promise does not hold; empty when all is well."""
    faults: list[str] = []
    at = 0
    for start, end in spans(reading.documents):
        if start < at:
            faults.append(f"{start}–{end} overlaps what ends at {at}")
        if reading.text[at:start].strip():
            faults.append(f"{at}–{start} lies in no span: {reading.text[at:start].strip()[:60]!r}")
        if end <= start:
            faults.append(f"{start}–{end} is empty")
        at = max(at, end)
    if reading.text[at:].strip():
        faults.append(f"{at}–end lies in no span")
    return faults
