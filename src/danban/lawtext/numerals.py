"""Numbers as legal texts write them: Roman, ordinal words, inserted letters, look-alikes."""

from __future__ import annotations

import re

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_ORDINALS = {
    "nhất": 1, "một": 1, "hai": 2, "nhì": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6,
    "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9, "mười": 10, "mười một": 11, "mười hai": 12,
}  # fmt: skip
ORDINAL_WORDS = "|".join(sorted(_ORDINALS, key=len, reverse=True))

# Điểm letters by law (no f j w z); Word's own counting uses the Latin alphabet.
POINTS = "abcdđeghiklmnopqrstuvxy"
LATIN = "abcdefghijklmnopqrstuvwxyz"

_LOOK_ALIKES = str.maketrans("АВЕЅІЈКМНОРСТУХаеорсух", "ABESIJKMHOPCTYXaeopcyx")
_PIECES = re.compile(r"0*(\d+)(\D*)")


def from_roman(text: str) -> int | None:
    """Read a Roman numeral; None if it is none."""
    total = 0
    before = 0
    for sign in reversed(text.lower()):
        size = _ROMAN.get(sign)
        if size is None:
            return None
        total += size if size >= before else -size
        before = max(before, size)
    return total or None


def arabic(text: str, letter: str = "") -> str | None:
    """Give "II" or "02" or "thứ hai" as an eId writes it ("2"), with an inserted letter ("2a")."""
    words = " ".join(text.lower().split()).removeprefix("thứ ")
    if words.isdecimal():
        number: int | None = int(words)
    else:
        number = _ORDINALS.get(words) or from_roman(words)
    if number is not None:
        return f"{number}{letter.lower()}"
    return words if len(words) == 1 else None


def follows(before: str | None, number: str, kind: str) -> bool:
    """Tell whether `number` may come right after `before` (None: may be the first one)."""
    if kind == "point":
        return _point_follows(before, number)
    new = _PIECES.fullmatch(number)
    if before is None:
        return number == "1"
    old = _PIECES.fullmatch(before)
    if old is None or new is None:
        return False
    step = int(new[1]) - int(old[1])
    if step == 1:
        return not new[2] or new[2] == "a"
    return step == 0 and bool(new[2]) and _letter_follows(old[2], new[2])


def distance(before: str | None, number: str, kind: str) -> int:
    """How far ahead `number` is of `before`: 1 is the next, 0 the same, negative goes back."""
    if kind == "point":
        known = POINTS + "fjwz"
        old, new = (before or "")[:1], number[:1]
        return known.find(new) - (known.find(old) if old else -1)
    old_match = _PIECES.fullmatch(before or "0")
    new_match = _PIECES.fullmatch(number)
    if old_match is None or new_match is None:
        return 1
    return int(new_match[1]) - int(old_match[1])


def repair(number: str) -> str:
    """Replace Cyrillic look-alikes in an official number ("07/2025/NĐ-СР") by Latin letters."""
    return number.translate(_LOOK_ALIKES)


def _letter_follows(old: str, new: str) -> bool:
    if not old:
        return new == "a"
    return _next_in(POINTS, old) == new or _next_in(LATIN, old) == new


def _point_follows(before: str | None, number: str) -> bool:
    if before is None:
        return number == "a"
    letter, order = before[:1], before[1:]
    if number[1:].isdecimal():
        return number[0] == letter and int(number[1:]) == (int(order) if order else 0) + 1
    return number in (_next_in(POINTS, letter), _next_in(LATIN, letter))


def _next_in(alphabet: str, letter: str) -> str | None:
    place = alphabet.find(letter)
    return alphabet[place + 1] if 0 <= place < len(alphabet) - 1 else None
