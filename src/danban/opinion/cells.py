"""What single cells of a spreadsheet mean: days, counts, and the words for stance and kind."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Literal, get_args

from danban.opinion.normalise import fold
from danban.paper.forms.synthesis_table import Outcome

Stance = Literal["agree", "disagree", "amend", "clarify"]
Kind = Literal["citizen", "business", "association", "agency", "front", "expert"]

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ t].*)?")
_LOCAL = re.compile(r"(?:ngay\s*)?(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4}|\d{2})(?:\s.*)?")
_SPOKEN = re.compile(r"(?:.*\bngay\s+)?(\d{1,2})\s+thang\s+(\d{1,2})\s+nam\s+(\d{4})")
_TIME_FIRST = re.compile(r"^\d{1,2}[:h]\d{2}(?::\d{2})?\s*(?:am|pm)?\s*,?\s*")
_COUNT = re.compile(r"(\d{1,3}(?:[., ]\d{3})+|\d+)\s*(?:luot|nguoi|phieu|y kien|ho|don|ban)?")


def read_day(words: str) -> date | None:
    """A day as officers write it (12/3/2025, 2025-03-12, ngày 12 tháng 3 năm 2025), else None."""
    folded = _TIME_FIRST.sub("", fold(words))
    iso = _ISO.fullmatch(folded)
    if iso:
        return _day(iso[1], iso[2], iso[3])
    local = _LOCAL.fullmatch(folded) or _SPOKEN.fullmatch(folded)
    if local:
        year = local[3] if len(local[3]) == 4 else f"20{local[3]}"
        return _day(year, local[2], local[1])
    return None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if 1945 <= found.year < 2200 else None


def read_count(words: str) -> int | None:
    """A bare count ("1.200 phiếu"), else None; a fraction or a negative number is none."""
    match = None if words.lstrip().startswith(("-", "−")) else _COUNT.fullmatch(fold(words))
    return int(re.sub(r"\D", "", match[1])) if match else None


# The first line that fits wins: "không nhất trí" before "nhất trí", "nhất trí, đề nghị sửa" is
# a wish to amend.
_STANCES: tuple[tuple[Stance, str], ...] = (
    (
        "disagree",
        r"disagree|\b(?:khong|chua|ko|k) (?:nhat tri|dong y|tan thanh|ung ho|thong nhat)"
        r"|phan doi|bac bo|\b(?:de nghi|nen) bo\b(?! sung)",
    ),
    ("amend", r"amend|\bsua\b|chinh sua|bo sung|dieu chinh|thay the|mot phan"),
    ("clarify", r"clarify|lam ro|giai thich|\bhoi\b|chua ro|y kien khac can ro"),
    ("agree", r"\bagree|nhat tri|dong y|tan thanh|ung ho|thong nhat|khong co y kien"),
)
_KINDS: tuple[tuple[Kind, str], ...] = (
    (
        "front",
        r"\bfront\b|mat tran|\bmttq|chinh tri\W*xa hoi|(?:hoi|hlh) (?:lien hiep )?phu nu"
        r"|hoi nong dan|cuu chien binh|doan thanh nien|doan tncs|lien doan lao dong|cong doan",
    ),
    ("expert", r"expert|chuyen gia|nha khoa hoc|luat su|giang vien|nha nghien cuu"),
    (
        "association",
        r"association|hiep hoi|\bhoi\b(?! dong)|lien hiep|to chuc xa hoi|to chuc nghe nghiep",
    ),
    (
        "business",
        r"business|doanh nghiep|cong ty|ho kinh doanh|hop tac xa|\bdn\b|tap doan|ngan hang",
    ),
    (
        "agency",
        r"agency|co quan|\bubnd\b|\bhdnd\b|uy ban nhan dan|hoi dong nhan dan"
        r"|^(?:so|bo|phong|ban|cuc|chi cuc|tong cuc|vien|toa an|cong an|thanh tra|truong"
        r"|trung tam|van phong|thue|kho bac)\b",
    ),
    ("citizen", r"citizen|cong dan|ca nhan|nguoi dan|ho gia dinh|nhan dan|cu tri|\bdan\b"),
)
_OUTCOMES: tuple[tuple[Outcome, str], ...] = (
    ("partly", r"partly|mot phan"),
    ("explained", r"explained|giai trinh|giu nguyen|khong tiep thu|bao luu"),
    ("forwarded", r"forwarded|chuyen"),
    ("accepted", r"accepted|tiep thu"),
)
_PATTERNS = {
    name: tuple((value, re.compile(pattern)) for value, pattern in table)
    for name, table in (("stance", _STANCES), ("kind", _KINDS), ("outcome", _OUTCOMES))
}


@lru_cache(maxsize=4096)
def read_word(field: str, words: str) -> str | None:
    """The value that the words of a `stance`, `kind` or `outcome` cell stand for, else None."""
    folded = fold(words)
    return next((str(v) for v, pattern in _PATTERNS[field] if pattern.search(folded)), None)


def read_stance(words: str) -> Stance | None:
    """nhất trí → agree, không nhất trí → disagree, đề nghị sửa → amend, làm rõ → clarify."""
    found = read_word("stance", words)
    return next((stance for stance in get_args(Stance) if stance == found), None)


def read_kind(words: str) -> Kind | None:
    """công dân → citizen, doanh nghiệp → business, Mặt trận → front, and so on."""
    found = read_word("kind", words)
    return next((kind for kind in get_args(Kind) if kind == found), None)


def read_outcome(words: str) -> Outcome | None:
    """tiếp thu → accepted, một phần → partly, giải trình → explained, chuyển → forwarded."""
    found = read_word("outcome", words)
    return next((outcome for outcome in get_args(Outcome) if outcome == found), None)
