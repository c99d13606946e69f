"""Who contributed, as the table prints it: bodies by name and letter, persons by name or masked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from danban.opinion.cells import read_kind
from danban.opinion.intake import OpinionRow
from danban.opinion.normalise import fold

_UNNAMED = {
    "citizen": "công dân",
    "business": "doanh nghiệp",
    "association": "hiệp hội, hội",
    "agency": "cơ quan",
    "front": "tổ chức thuộc Mặt trận",
    "expert": "chuyên gia",
    None: "người góp ý",
}
_LETTER = re.compile(r"(?:cong van|cv|van ban)\b")
_AGREES = re.compile(
    r"(?:(?:toi|chung toi|co ban|hoan toan|ve co ban)\s+)*"
    r"(?:nhat tri|dong y|thong nhat|tan thanh|ung ho|khong co y kien)\b.*"
)
_BUT = re.compile(
    r"\b(?:nhung|tuy nhien|song|de nghi|kien nghi|can|nen|sua|bo sung|tru|ngoai|mot phan|neu)\b"
)
_AGREEMENT = 25  # words; a longer text says more than that its author agrees


def is_person(row: OpinionRow) -> bool:
    """Whether the contributor is a person: masked in a public print. In doubt, yes."""
    if row.kind is not None:
        return row.kind in ("citizen", "expert")
    return read_kind(row.contributor) in (None, "citizen", "expert")


def shown(rows: Iterable[OpinionRow], *, public: bool) -> tuple[str, ...]:
    """Contributors of one group: bodies, then persons, each once, then those without a name.

    A public print names no person.
    """
    bodies: dict[str, None] = {}
    persons: dict[str, None] = {}
    unnamed: Counter[str | None] = Counter()
    for row in rows:
        person = is_person(row)
        if not row.contributor or (public and person):
            unnamed[row.kind if row.kind or not row.contributor else "citizen"] += 1
        else:
            (persons if person else bodies)[_named(row)] = None
    counted = (f"{unnamed[k]} {word}" for k, word in _UNNAMED.items() if unnamed[k])
    masked = "" if public else " (không nêu tên)"
    return (*sorted(bodies), *sorted(persons), *(words + masked for words in counted))


def _named(row: OpinionRow) -> str:
    name = " ".join(row.contributor.split())
    if not row.letter:
        return name
    letter = " ".join(row.letter.split())
    if not _LETTER.match(fold(letter)):
        letter = f"Công văn số {letter}"
    if row.date and "ngày" not in letter.lower():
        letter += f" ngày {row.date.day}/{row.date.month}/{row.date.year}"
    return f"{name} ({letter})"


def submission_key(row: OpinionRow) -> tuple[str, ...]:
    """Rows with one contributor's one letter are one act of sending; else each row is its own."""
    if row.letter and row.contributor:
        return ("letter", fold(row.contributor), fold(row.letter))
    return ("row", row.id)


def only_agrees(row: OpinionRow) -> bool:
    """Whether a row says nothing but yes to the whole draft."""
    if row.eids or row.proposal or row.tally is not None:
        return False
    words = fold(row.text)
    if row.stance not in (None, "agree") or _BUT.search(words) or len(words.split()) > _AGREEMENT:
        return False
    return bool(_AGREES.fullmatch(words))


def agreeing(rows: Sequence[OpinionRow]) -> tuple[str, ...]:
    """Bodies that said yes to the draft and nothing else anywhere, by name."""
    said: dict[str, bool] = {}
    names: dict[str, str] = {}
    for row in rows:
        if not row.contributor or is_person(row):
            continue
        key = fold(row.contributor)
        names.setdefault(key, " ".join(row.contributor.split()))
        said[key] = said.get(key, True) and only_agrees(row)
    return tuple(sorted(names[key] for key, yes in said.items() if yes))
