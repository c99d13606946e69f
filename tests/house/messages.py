"""The interface's words: found in the source, kept in one English catalogue, compiled.

`make words` (python -m tests.house.messages) brings the catalogue up to date and says what is
still untranslated. The source words are Vietnamese, so the Vietnamese interface is complete by
construction.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "danban"
PO = PACKAGE / "site/locale/en/LC_MESSAGES/django.po"
MO = PO.with_suffix(".mo")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}

Message = tuple[str, int, str | tuple[str, ...], str | None]


def found() -> Iterator[Message]:
    """(file, line, message id, context) of every translatable string."""
    for path in sorted(PACKAGE.rglob("*")):
        if "migrations" in path.parts or path.suffix not in {".py", ".html", ".txt"}:
            continue
        if path.suffix != ".py" and "templates" not in path.parts:
            continue
        source = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            source = templatize(source, origin=str(path))
        stream = io.BytesIO(source.encode())
        for line, message, _comments, context in extract(
            "python", stream, keywords=KEYWORDS, options={"encoding": "utf-8"}
        ):
            if message:
                yield str(path.relative_to(PACKAGE)), line, message, context


def catalogue() -> Catalog:
    """The English catalogue as it lies on disk."""
    if not PO.exists():
        return Catalog(locale="en", charset="utf-8")
    with PO.open("rb") as file:
        return read_po(file, locale="en")


def fresh() -> Catalog:
    """Every message of the source, untranslated."""
    new = Catalog(locale="en", project="Danban", charset="utf-8")
    for file, _line, message, context in found():
        # No line numbers: they would change with every edit elsewhere in the file.
        new.add(message, None, locations=[(file, None)], context=context)
    return new


def untranslated(book: Catalog) -> list[str]:
    """Message ids of the source that `book` has no English for."""
    missing = []
    for message in fresh():
        if not message.id:
            continue
        ident = message.id[0] if isinstance(message.id, tuple) else message.id
        known = book.get(ident, message.context)
        words = known.string if known else ""
        complete = all(words) if isinstance(words, tuple) else bool(words)
        if not complete or (known is not None and known.fuzzy):
            missing.append(ident)
    return missing


def compiled(book: Catalog) -> bytes:
    """The catalogue as gettext reads it."""
    stream = io.BytesIO()
    write_mo(stream, book)
    return stream.getvalue()


def main() -> int:
    book = catalogue()
    book.update(fresh(), no_fuzzy_matching=True)
    book.obsolete.clear()
    book.header_comment = "# English for Danban. The ids are the Vietnamese interface itself."
    # A fixed date: the file changes only when its words do.
    book.creation_date = book.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
    book.fuzzy = False
    PO.parent.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as file:
        write_po(file, book, width=100, sort_by_file=False, include_lineno=False, sort_output=True)
    MO.write_bytes(compiled(book))
    missing = untranslated(book)
    print("\n".join(missing))
    print(f"{len(missing)} untranslated")
    return bool(missing)


if __name__ == "__main__":
    sys.exit(main())
