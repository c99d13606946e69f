"""Single units of a clause reference: "khoản 1, 2", "đ5", "Chương II", with their offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMBER = r"\d{1,3}[a-z]?(?=[kd]\.?\s?\d|\W|$)"
_DOTTED = r"\d{1,3}[a-z]?(?:\.\d{1,2}[a-z]?(?:\.[a-z]\d?)?)?(?=k\.?\s?\d|\W|$)(?!\.\d)(?!/\d)"
_LETTER = r"[a-z]\d{0,2}(?!\w)"
_ROMAN = r"(?:\d{1,2}|[ivxl]{1,6})(?!\w)"
_SEP = r"\s*(?:,\s*va|,|;|va|&|hoac|-|–|den|toi)\s*"
# In free text a further number belongs to the list only when the list or the sentence goes on.
_GOES_ON = (
    r"(?=\s*(?:[,;.):&\n–-]|$"
    r"|(?:va|hoac|den|dieu|khoan|diem|cua|thuoc|du thao|luat|nay|quy dinh"
    r"|cho|can|nen|phai|co|chua|khong|duoc|la|thi|de|theo|ve|trong|tai|bi|deu|con|bo sung|sua)\b))"
)
# "điều 2 bên thoả thuận" counts people, it names no article.
_COUNTED = r"(?!\s*(?:nguoi|ben|trieu|ty|dong|nam|thang|ngay|lan|chieu|%))"
_UNIT = r"(?P<{kind}>(?P<{kind}_word>{word})(?P<{kind}_ids>{item}(?:{sep}{item}{on})*))"

_WORDS: dict[str, tuple[str, str]] = {
    "art": (r"(?:dieu|d\.?(?=\s?\d))\s*(?:so\s*)?", _DOTTED),
    "cl": (r"(?:khoan|kh\.?(?=\s?\d)|k\.?(?=\s?\d))\s*(?:so\s*)?", _NUMBER),
    "pt": (r"(?:diem\s*|d[.\s](?=\s?[a-z]\d?[\s,/]+k))", _LETTER),
    "chp": (r"(?:chuong|ch\.)\s*", _ROMAN),
    "sec": (r"muc\s*", r"\d{1,2}(?!\w)"),
    "part": (r"phan\s*(?:thu\s*)?", _ROMAN),
    "annex": (r"(?:phu luc|pl)\s*(?:so\s*)?", _ROMAN),
}


def _pattern(*, column: bool) -> re.Pattern[str]:
    on = "" if column else _GOES_ON
    counted = "" if column else _COUNTED
    return re.compile(
        r"(?<![a-z])(?:"
        + "|".join(
            _UNIT.format(kind=kind, word=word, item=item, sep=_SEP, on=on)
            for kind, (word, item) in _WORDS.items()
        )
        + ")"
        + counted
    )


_COLUMN = _pattern(column=True)
_FREE = _pattern(column=False)
_ITEM = re.compile(r"\d{1,3}[a-z]?(?:\.\d{1,2}[a-z]?(?:\.[a-z]\d?)?)?|[a-z]+\d{0,2}")
_BARE_LIST = re.compile(rf"\s*(?:{_DOTTED})(?:{_SEP}(?:{_DOTTED}))*\s*[.;]?\s*")
_ROMANS = {"i": 1, "v": 5, "x": 10, "l": 50}


@dataclass(frozen=True, slots=True)
class Unit:
    """One word with its numbers: kind as in an eId ("art"), the numbers, offsets.

    `short` marks an abbreviation ("k2"), which free text gives only together with its article.
    """

    kind: str
    ids: tuple[str, ...]
    start: int
    end: int
    short: bool = False


def units(text: str, plain: str, *, column: bool) -> list[Unit]:
    """The units of a text (NFC), given as written and, at the same length, bare of accents."""
    if column and _BARE_LIST.fullmatch(plain):
        return [Unit("art", _ids("art", text, plain, 0, len(plain)), 0, len(plain))]
    found: list[Unit] = []
    for match in (_COLUMN if column else _FREE).finditer(plain):
        kind = next(kind for kind in _WORDS if match[kind])
        word = match[f"{kind}_word"].strip(". ")
        ids = _ids(kind, text, plain, *match.span(f"{kind}_ids"))
        if ids:
            found.append(Unit(kind, ids, match.start(), match.end(), word in ("d", "k", "kh")))
    return found


def _ids(kind: str, text: str, plain: str, start: int, end: int) -> tuple[str, ...]:
    """The numbers of a list, ranges filled in; letters as written, so that đ is not d."""
    ids: list[str] = []
    last_end = start
    for item in _ITEM.finditer(plain, start, end):
        if item.group() in _JOINING:
            continue
        number = _number(kind, text[item.start() : item.end()], item.group())
        if number is None:
            return ()
        between = plain[last_end : item.start()].strip()
        if ids and between in _RANGES and "." not in number:
            ids[-1:] = span(ids[-1], number)
        else:
            ids.append(number)
        last_end = item.end()
    return tuple(ids)


_JOINING = frozenset(("va", "hoac", "den", "toi"))
_RANGES = frozenset(("den", "toi", "-", "–"))


def _number(kind: str, written: str, plain: str) -> str | None:
    """A number as an eId has it: Arabic, no leading zeros, đ kept."""
    if kind in ("chp", "part", "annex"):
        if plain.isdecimal():
            return str(int(plain))
        # "phần vi phạm" is no sixth part: two Roman numbers are words too, unless in capitals.
        return None if plain in ("vi", "xi") and not written.isupper() else roman(plain)
    letters = "".join("đ" if w in "đĐ" else p for w, p in zip(written, plain, strict=True))
    return letters.lstrip("0") if kind != "pt" else letters


_LETTERS = "abcdđeghiklmnopqrstuvxy"


def span(first: str, last: str) -> list[str]:
    """ "1", "3" → 1 2 3; "a", "d" → a b c d. What is no short rising range gives both ends."""
    if first.isdecimal() and last.isdecimal() and 0 < int(last) - int(first) < 60:
        return [str(n) for n in range(int(first), int(last) + 1)]
    if first in _LETTERS and last in _LETTERS and len(first) == len(last) == 1:
        inside = _LETTERS[_LETTERS.index(first) : _LETTERS.index(last) + 1]
        if inside:
            return list(inside)
    return [first, last]


def roman(written: str) -> str | None:
    """ "iv" → "4"; None for what is no Roman number ("vi" is 6, "il" is none)."""
    total = 0
    values = [_ROMANS[c] for c in written]
    for at, value in enumerate(values):
        total += -value if at + 1 < len(values) and values[at + 1] > value else value
    return str(total) if written and _to_roman(total) == written else None


def _to_roman(number: int) -> str:
    out = ""
    for value, sign in ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        while number >= value:
            out += sign
            number -= value
    return out
