"""What the opinions' room needs to know of a draft: its name, its clauses and their words."""

from __future__ import annotations

from dataclasses import dataclass

from danban.lawtext import Document, Reading
from danban.lawtext.labels import label


@dataclass(frozen=True, slots=True)
class DraftText:
    """A draft as opinions see it: `provisions` are (eId, label, text) in document order.

    `names` are what people call it by: its title with and without the type, its number.
    """

    title: str
    names: tuple[str, ...]
    provisions: tuple[tuple[str, str, str], ...]


def draft_text(reading: Reading) -> DraftText:
    """The draft in a parsed file: its main document with everything attached to it."""
    main = reading.documents[0]
    title = " ".join((main.title or "").split())
    kind = (main.type or "").strip()
    spoken = f"{kind} {_in_sentence(title)}".strip()
    names = [spoken, title, main.number or ""]
    for attached in reading.documents[1:]:
        names.append(f"{attached.type or ''} {attached.title or ''}".strip())
    return DraftText(
        title=spoken[:1].upper() + spoken[1:] if spoken else reading.source_name,
        names=tuple(name for name in names if name),
        provisions=tuple(p for document in reading.documents for p in _provisions(document)),
    )


def _provisions(document: Document) -> list[tuple[str, str, str]]:
    found = [
        (one.eid, label(one.eid), "\n".join(t for t in (one.heading, one.text) if t))
        for one in document.provisions
    ]
    known = {eid for eid, _, _ in found}
    found.extend(
        (annex.eid, label(annex.eid), annex.title)
        for annex in document.annexes
        if annex.eid not in known
    )
    return found


def _in_sentence(title: str) -> str:
    """A title set in capitals, as a sentence has it; other titles stay as written."""
    return title[:1] + title[1:].lower() if title.isupper() else title
