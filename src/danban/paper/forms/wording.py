"""Official Vietnamese wording shared by every printed form: numbers, dates, lists, dotted lines."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

DOTS = "…" * 8


def number(value: int) -> str:
    """12345 -> "12.345", the thousands mark of Vietnamese official documents."""
    return f"{value:,}".replace(",", ".")


def day_in_words(day: date | None) -> str:
    """ "ngày 05 tháng 01 năm 2026"; blanks to be filled by hand when there is no day.

    Days below 10 and months 1 and 2 take a leading zero (Phụ lục I, Nghị định 30/2020/NĐ-CP).
    """
    if day is None:
        return "ngày …… tháng …… năm ……"
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def place_and_day(place: str, day: date | None) -> str:
    """ "Hà Nội, ngày 05 tháng 01 năm 2026" """
    return f"{place.strip() or DOTS}, {day_in_words(day)}"


def draft_name(title: str) -> str:
    """The draft as it stands inside a sentence: always "dự thảo …"."""
    name = " ".join(title.split()) or DOTS
    if name.casefold().startswith("dự thảo"):
        return f"dự thảo{name[len('dự thảo') :]}"
    return f"dự thảo {name}"


def sentence_list(names: tuple[str, ...]) -> str:
    """Names in one line, parted by semicolons."""
    return "; ".join(" ".join(name.split()) for name in names)


def listed(names: Iterable[str]) -> list[str]:
    """Lines of a list as official documents end them: a semicolon each, a full stop at the last."""
    bare = [" ".join(name.split()).rstrip(";.") for name in names]
    return [f"{name}{'.' if at == len(bare) - 1 else ';'}" for at, name in enumerate(bare)]


def clip(text: str, limit: int) -> str:
    """`text`, cut at `limit` characters with a note of how much is missing; never silently."""
    if len(text) <= limit:
        return text
    return f"{text[:limit].rstrip()}… (còn {number(len(text) - limit)} ký tự, xem bản gốc)"
