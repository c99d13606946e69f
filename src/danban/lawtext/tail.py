"""What follows the last provision: closing line, recipients, signature."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from danban.lawtext.lines import Line
from danban.lawtext.marks import (
    CLOSING,
    NAME,
    RECIPIENTS,
    RULE,
    SIGNATURE,
    collapse,
    is_upper,
)
from danban.lawtext.tree import Part

_CELL = re.compile(r"[^\t]+")
_SIGNED_BY = re.compile(rf"(?:{NAME.pattern})$")
_SIGNED = re.compile(r"\((?:đã ký|ký tên|chữ ký|ký)", re.IGNORECASE)


@dataclass(slots=True)
class Tail:
    """The parts after the last provision, in order, and whether the signer's name was seen."""

    parts: list[Part] = field(default_factory=list)
    closing: str | None = None
    named: bool = False

    def signature(self, text: str) -> str | None:
        """Give the signature's lines."""
        pieces = [text[p.start : p.end] for p in self.parts if p.name == "signature"]
        lines = [collapse(line).strip() for piece in pieces for line in piece.splitlines()]
        return "\n".join(line for line in lines if line and not RULE.fullmatch(line)) or None


def begins_tail(words: str) -> bool:
    """Tell whether a line shows that the provisions are over."""
    words = collapse(words)
    if CLOSING.match(words):
        return True
    if "\t" in words:
        return any(
            RECIPIENTS.match(cell.strip()) or SIGNATURE.match(cell.strip())
            for cell in words.split("\t")
        )
    return RECIPIENTS.match(words) is not None or is_signature(words)


def is_signature(words: str) -> bool:
    """Tell whether a line is a signer's office in capitals."""
    words = collapse(words)
    if len(words) >= 160 or SIGNATURE.match(words) is None:
        return False
    return is_upper(words[:40]) or _SIGNED_BY.search(words) is not None


def take(tail: Tail, text: str, line: Line) -> bool:
    """Sort one line into the tail; False when it belongs to none of its parts."""
    words = text[line.start : line.end]
    if "\t" in words:
        return _take_row(tail, text, line)
    name = _name_of(tail, collapse(words))
    if name is None:
        return False
    if name == "closing":
        tail.closing = f"{tail.closing}\n{words}" if tail.closing else words
    _add(tail, name, line.start, line.end)
    if name == "signature" and NAME.fullmatch(collapse(words)):
        tail.named = True
    return True


def _name_of(tail: Tail, words: str) -> str | None:
    before = tail.parts[-1].name if tail.parts else None
    if CLOSING.match(words):
        return "closing"
    if RECIPIENTS.match(words):
        return "recipients"
    if is_signature(words) or _SIGNED.match(words):
        return "signature"
    if before == "recipients":
        if words[0] in "-–+*•" or words.endswith((";", ".", ":", ",")):
            return "recipients"
        return "signature" if NAME.fullmatch(words) else None
    if NAME.fullmatch(words) and before:
        return "signature"
    if before == "closing":
        whole = (tail.closing or "").rstrip("./ ") != (tail.closing or "")
        return "closing" if not is_upper(words) and not whole else None
    if before == "signature" and not tail.named and len(words) < 100:
        return "signature"
    return "signature" if before and RULE.fullmatch(words) else None


def _take_row(tail: Tail, text: str, line: Line) -> bool:
    """A table of two columns holds recipients on the left and the signature on the right."""
    cells = [
        (line.start + cell.start(), line.start + cell.end(), collapse(cell[0]).strip())
        for cell in _CELL.finditer(text[line.start : line.end])
        if cell[0].strip()
    ]
    if len(cells) > 3 or not (tail.parts or any(begins_tail(words) for *_, words in cells)):
        return False
    for start, end, words in cells:
        if RECIPIENTS.match(words) or words[0] in "-–+":
            name = "recipients"
        elif CLOSING.match(words):
            name = "closing"
        else:
            name = "signature"
        _add(tail, name, start, end)
        if name == "signature" and re.search(rf"{NAME.pattern}$", words):
            tail.named = True
    return True


def _add(tail: Tail, name: str, start: int, end: int) -> None:
    last = tail.parts[-1] if tail.parts else None
    if last is not None and last.name == name:
        tail.parts[-1] = Part(name, last.start, end)
    else:
        tail.parts.append(Part(name, start, end))
