"""Plain text files: UTF-8 and UTF-16, with or without a byte order mark."""

from __future__ import annotations

import codecs
import unicodedata
from pathlib import Path
from typing import Any

from danban.paper.limits import Limits
from danban.paper.normal import normalise
from danban.paper.refusal import Refused


def read_plain(path: Path, name: str, kind: str, limits: Limits) -> dict[str, Any]:
    """Read a text file as {"text", "tables", "notices"}. Raises Refused."""
    text = decode(path.read_bytes(), name)
    if not text.strip():
        raise Refused("The file holds no text", name, "Send the file with the text", code="empty")
    return {"text": normalise(text), "tables": [], "notices": []}


def decode(raw: bytes, name: str, *, fallback: str | None = None) -> str:
    """Decode bytes as UTF-8 or UTF-16, else with `fallback`. Raises Refused."""
    for encoding in (*_guesses(raw), *([fallback] if fallback else [])):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            # Code page 1258 writes tone marks apart from their letters.
            return unicodedata.normalize("NFC", text) if encoding == fallback else text
    raise Refused(
        "The text is in an encoding that is not known here",
        name,
        "Save it as “UTF-8” (in Notepad or Excel: Save as, Encoding UTF-8)",
    )


def _guesses(raw: bytes) -> tuple[str, ...]:
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ("utf-16",)
    sample = raw[:4000]
    if sample[1::2].count(0) > len(sample) // 8:
        return ("utf-16-le",)
    if sample[0::2].count(0) > len(sample) // 8:
        return ("utf-16-be",)
    return ("utf-8-sig",)
