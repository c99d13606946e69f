"""Cut a source into lines and see which ones look like the head of a provision."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from danban.lawtext.numerals import ORDINAL_WORDS, arabic
from danban.paper import Source

RANK = {
    "part": 0, "chapter": 1, "section": 2, "subsection": 3, "article": 4, "clause": 5, "point": 6,
}  # fmt: skip
OPENING = '“"«‘”„'
# Decoration that Markdown or old web pages put before a heading.
_LEAD = rf"[#*_>\s]*(?P<quote>[{OPENING}'])?[#*_\s]*"
_NUMERAL = r"(?P<number>[IVXLC]+|\d{1,3})(?P<letter>[a-zđ]?)"
_NOTE = r"(?:\s*\[\d+\])?"
# What may follow the number of an upper heading: a mark, the line's end, or a capital letter.
_AFTER = rf"{_NOTE}(?:\s*[.:)\-–]+\s*|\s*$|\s+(?=[^\W\da-zđăâêôơư]))"

_PATTERNS = (
    (
        "article",
        re.compile(
            _LEAD + r"(?:Đi[ềêe][unư]|ĐI[ỀÊE][UN]|điều)\s*(?P<number>\d{1,4})\s?"
            r"(?P<letter>[a-zđ]{1,2}(?=[\s.:]|$))?"
            rf"{_NOTE}(?P<mark>\s*[.:]+(?!\d)|\s*[\-–)]+\s|\s*$|\s+(?=[^\W\d]))\s*"
        ),
    ),
    (
        "clause",
        re.compile(
            _LEAD + r"(?:Khoản\s+)?(?P<number>\d{1,3})(?P<letter>[a-zđ]{0,2})"
            rf"{_NOTE}(?P<mark>\s*[.:)/]|\s*[\-–](?=\D))(?!\s*\d)\s*"
        ),
    ),
    (
        "point",
        re.compile(
            _LEAD + r"(?:Điểm\s+)?(?P<number>[a-zđăâêôơư])(?P<letter>\d{0,2})"
            rf"{_NOTE}(?P<mark>\s?[)]|[./](?=\s)|[./]$)\s*"
        ),
    ),
    ("chapter", re.compile(_LEAD + r"(?:Ch[ưu][ơo]ng|CH[ƯU][ƠO]NG)\s+" + _NUMERAL + _AFTER)),
    ("section", re.compile(_LEAD + r"(?:Mục|MỤC)\s+" + _NUMERAL + _AFTER)),
    ("subsection", re.compile(_LEAD + r"(?:Tiểu [Mm]ục|TIỂU MỤC)\s+" + _NUMERAL + _AFTER)),
    (
        "part",
        re.compile(
            _LEAD + rf"(?:Phần|PHẦN)\s+(?P<number>(?i:thứ\s+)?(?i:{ORDINAL_WORDS})(?!\w)"
            r"|[IVXLC]+|\d{1,2}|[A-Z](?=\W|$))(?P<letter>[a-zđ]?)" + _AFTER
        ),
    ),
)
_FIRST = {
    "đ": ("article", "point"), "Đ": ("article", "point"), "C": ("chapter",), "M": ("section",),
    "T": ("subsection",), "P": ("part",), "K": ("clause",),
}  # fmt: skip
_BY_KIND = dict(_PATTERNS)
# "Mục 3 Chương II …" and "Chương II Luật …" cite; they head nothing.
_CITED = re.compile(r"(?:Chương|Phần|Mục|Điều)\s+[\dIVXLC]|(?:Luật|Bộ luật|Nghị định)\s")
_LINE = re.compile(r"[^\n\x0b\x0c]+")
_INLINE_QUOTE = re.compile(
    r"(?:như sau|sau đây)\s*:\s*(?=[“\"](?:Điều\s+\d|\d{1,3}[a-zđ]?\.\s|[a-zđ]\d?\)\s))"
)


@dataclass(frozen=True, slots=True)
class Token:
    """The head of a provision as a line shows it. `end` is where its heading or text begins.

    `sure` is False for shapes that running text takes too ("Điều 5 Luật …" without a mark).
    """

    kind: str
    number: str
    end: int
    quoted: bool
    sure: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: offsets without the white space around it.

    `cells` is True inside a table of several columns, where nothing is a heading.
    """

    start: int
    end: int
    token: Token | None
    cells: bool


def split(source: Source) -> list[Line]:
    """Cut the text into its lines that are not blank."""
    text = source.text
    wide = [table for table in source.tables if any(len(row) > 1 for row in table.rows)]
    starts = [table.start for table in wide]
    found: list[Line] = []
    for match in _LINE.finditer(text):
        start, end = _strip(text, match.start(), match.end())
        if start == end:
            continue
        at = bisect_right(starts, match.start()) - 1
        if at >= 0 and match.start() < wide[at].end:
            found.append(Line(start, end, None, True))
            continue
        # An instruction and the text it quotes sometimes share a line; they are two things.
        cut = _INLINE_QUOTE.search(text, start, end)
        if cut is not None and cut.end() < end:
            _, first_end = _strip(text, start, cut.end())
            found.append(Line(start, first_end, token_of(text, start, first_end), False))
            start = cut.end()
        found.append(Line(start, end, token_of(text, start, end), False))
    return found


def token_of(text: str, start: int, end: int) -> Token | None:
    """See whether `text[start:end]` begins like a provision."""
    at = start
    while at < end and (text[at] in OPENING or text[at] in "#*_>'" or text[at].isspace()):
        at += 1
    if at == end or at - start > 12:
        return None
    first = text[at]
    kinds = _FIRST.get(first) or (("clause",) if first.isdecimal() else ("point",))
    for kind in kinds:
        match = _BY_KIND[kind].match(text, start, end)
        if match is not None:
            return _token(kind, match, text, end)
    return None


def _token(kind: str, match: re.Match[str], text: str, end: int) -> Token | None:
    letter = match["letter"] or ""
    if kind == "point":
        number: str | None = match["number"] + letter
    else:
        number = arabic(match["number"], letter)
    if number is None:
        return None
    if RANK[kind] < RANK["article"] and _CITED.match(text, match.end(), end):
        return None
    sure = True
    if kind in ("article", "clause", "point"):
        mark = match["mark"].strip()
        if kind == "article":
            sure = mark in (".", ":") or match.end() == end
            if not sure and text[match.end()].islower():
                return None
        else:
            sure = mark in ((".",) if kind == "clause" else (")",))
    return Token(kind, number, match.end(), match["quote"] is not None, sure)


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
