"""eIds for people: how a lawyer says one, how they sort, and which stands above which."""

from __future__ import annotations

import re

_COMPONENT = re.compile(r"([a-z]+)_(.+)")
_DOUBLE = re.compile(r"(.+)_(\d+)")
_NUMBER = re.compile(r"\d+|\D")
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_WORDS = {
    "part": "Phần",
    "chp": "Chương",
    "sec": "Mục",
    "subsec": "Tiểu mục",
    "art": "Điều",
    "cl": "khoản",
    "pt": "điểm",
    "p": "đoạn",
    "annex": "Phụ lục",
}
_IN_ROMAN = frozenset({"part", "chp", "annex"})
# The order of siblings. A trailing paragraph follows the clauses and points it stands after;
# chapters cannot be sorted among articles by id, because an article's id names no chapter.
_RANKS = {
    name: rank
    for rank, name in enumerate(
        ("part", "chp", "sec", "subsec", "art", "cl", "pt", "qstr", "p", "annex", "att")
    )
}

SortKey = tuple[tuple[int, tuple[int, ...], int], ...]


def label(eid: str) -> str:
    """Say an eId as the law cites it: `art_5__cl_2__pt_a` is "điểm a khoản 2 Điều 5"."""
    own, quoting = eid, ""
    if "__qstr_" in eid:
        head, _, tail = eid.rpartition("__qstr_")
        own = tail.partition("__")[2]
        quoting = f" (trong đoạn sửa đổi tại {label(head)})" if own else ""
        if not own:
            return f"đoạn sửa đổi tại {label(head)}"
    attached = ""
    words = []
    for name, number, double in _components(own):
        if name == "att":
            attached = " văn bản kèm theo" + (f" {number}" if number != "1" else "")
            continue
        shown = _roman(number) if name in _IN_ROMAN else number
        again = f" (lần {double})" if double > 1 else ""
        words.append(f"{_WORDS.get(name, name)} {shown}{again}")
    return (" ".join(reversed(words)) + attached).strip() + quoting


def sort_key(eid: str) -> SortKey:
    """A key that sorts eIds in reading order: 5 < 5a < 6, d < đ < e, a < a1 < b."""
    return tuple(
        (_RANKS.get(name, len(_RANKS)), _ordinal(number), double)
        for name, number, double in _components(eid)
    )


def parent(eid: str) -> str | None:
    """Give the eId of the provision that an eId lies in, or None at the top of its tree.

    Steps over `qstr_n` and `att_n`, which are no provisions.
    """
    pieces = eid.split("__")[:-1]
    while pieces and pieces[-1].startswith("qstr_"):
        pieces.pop()
    if not pieces or pieces[-1].startswith("att_"):
        return None
    return "__".join(pieces)


def _components(eid: str) -> list[tuple[str, str, int]]:
    """Cut an eId into (prefix, number, how often it occurred)."""
    found = []
    for piece in eid.split("__"):
        match = _COMPONENT.fullmatch(piece)
        if match is None:
            found.append(("", piece, 1))
            continue
        name, number = match.groups()
        double = _DOUBLE.fullmatch(number)
        if double is None:
            found.append((name, number, 1))
        else:
            found.append((name, double[1], int(double[2])))
    return found


def _ordinal(number: str) -> tuple[int, ...]:
    """Turn "5a" into (5, letter) and "a1" into (letter, 1), letters in Vietnamese order."""
    key = []
    for piece in _NUMBER.findall(number):
        if piece.isdecimal():
            key.append(int(piece))
        else:
            place = _ALPHABET.find(piece)
            key.append(place + 1 if place >= 0 else 1000 + ord(piece))
    return tuple(key)


def _roman(number: str) -> str:
    match = re.fullmatch(r"(\d{1,4})(\D*)", number)
    if match is None or match[1] == "0":
        return number
    left, roman = int(match[1]), ""
    for size, sign in _ROMAN:
        roman += sign * (left // size)
        left %= size
    return roman + match[2]
