"""Where annexes and attached regulations begin, and what an annex is called."""

from __future__ import annotations

import re
from dataclasses import dataclass

from danban.lawtext.front import is_motto
from danban.lawtext.lines import Line
from danban.lawtext.marks import ANNEX, ATTACHED, ENCLOSED, FORM, RULE, is_upper
from danban.lawtext.numerals import arabic

_REACH = 12
_TITLE_LINES = 6


@dataclass(frozen=True, slots=True)
class AnnexHead:
    """An annex's first line: its number as an eId writes it (None if it has none)."""

    number: str | None
    rest: str
    main: bool = True
    """Whether it is called Phụ lục; forms and lists inside a Phụ lục are no annexes beside it."""
    numbered: bool = True
    """Whether a form carries a number; a standard (QCVN) repeats its name inside itself."""


def annex_head(words: str, *, any_word: bool = True) -> AnnexHead | None:
    """See whether a line heads an annex (Phụ lục …). A bare "Phụ lục" counts by `any_word`."""
    if len(words) > 400:
        return None
    match = ANNEX.match(words)
    if match is None:
        return None
    rest = match["rest"].strip()
    number = arabic(match["number"], match["letter"] or "") if match["number"] else None
    plain = match["word"] != "PHỤ LỤC" and number is None
    if plain and (not any_word or (rest and not ENCLOSED.search(rest, 0, 40))):
        return None
    if number is None and re.match(r"[\w]", match["rest"]):
        return None
    titled = not rest or rest[0] in ".:-–(/[" or is_upper(rest)
    if titled or re.match(r"(?:ban hành|kèm theo)", rest, re.IGNORECASE):
        return AnnexHead(number, rest.strip(".:-–/ "))
    # "Phụ lục 1 Danh mục …" is a heading; "Phụ lục 1 của Nghị định này …" is a sentence.
    return AnnexHead(number, rest) if number and rest[0].isupper() else None


def form_head(words: str) -> AnnexHead | None:
    """See whether a line heads a form or list that stands for an annex (Mẫu số, Biểu, QCVN …)."""
    if len(words) > 300 or "\t" in words:
        return None
    match = FORM.match(words)
    if match is None or (match["number"] is None and not is_upper(words)):
        return None
    return AnnexHead(None, words, main=False, numbered=match["number"] is not None)


def begins_attached(text: str, lines: list[Line], at: int) -> bool:
    """Tell whether a regulation of its own begins here: QUY CHẾ … (ban hành kèm theo …)."""
    words = text[lines[at].start : lines[at].end]
    if len(words) > 300 or not ATTACHED.match(words) or not is_upper(words.split("\n")[0]):
        return False
    for line in lines[at : at + _REACH]:
        if line.token is not None and line.token.kind in ("article", "clause"):
            return False
        if ENCLOSED.search(text, line.start, line.end):
            return True
    return False


def title_of(text: str, lines: list[Line], head: AnnexHead | None) -> str:
    """Give an annex's title from its head and the lines below it."""
    pieces = [head.rest] if head and head.rest and not _is_note(head.rest) else []
    for line in lines[1 : 1 + _TITLE_LINES]:
        words = text[line.start : line.end]
        if line.cells or line.token is not None or len(words) > 300:
            break
        if is_motto(words):
            break
        if _is_note(words) or RULE.fullmatch(words):
            if pieces:
                break
            continue
        if pieces and not is_upper(words):
            break
        pieces.append(words)
    first = text[lines[0].start : lines[0].end].split("\t")[0]
    return " ".join((" ".join(pieces) or first).split())


def _is_note(words: str) -> bool:
    return words[:1] == "(" or bool(re.match(r"(?:ban hành|kèm theo)", words, re.IGNORECASE))
