"""Deadlines in words: one sentence with the count, one with the ground, one with the doubt."""

from __future__ import annotations

from datetime import date

from danban.duties.rules import Rule


def vietnamese(rule: Rule, trigger_day: date, day: date | None) -> str:
    """The reason as an officer or a citizen reads it."""
    parts = [
        f"{rule.label_vi}: {_term_vi(rule, trigger_day, day)}.",
        f"Căn cứ: {_ground(rule.article, rule.instrument.name_vi)}.",
    ]
    if rule.confidence == "unverified":
        parts.append("Quy định này chưa được kiểm chứng, chỉ để tham khảo.")
    if rule.note_vi:
        parts.append(rule.note_vi)
    return " ".join(parts)


def english(rule: Rule, trigger_day: date, day: date | None) -> str:
    """The same in English."""
    parts = [
        f"{rule.label_en}: {_term_en(rule, trigger_day, day)}.",
        f"Ground: {_ground(rule.article, rule.instrument.name_en)}.",
    ]
    if rule.confidence == "unverified":
        parts.append("This rule is unverified and only informs.")
    if rule.note_en:
        parts.append(rule.note_en)
    return " ".join(parts)


def agreed_vietnamese(label: str, title: str, decided_on: date, day: date) -> str:
    """The reason of a date set by a plan or a conclusion."""
    return f"{label}: chậm nhất 24 giờ ngày {_vi(day)}. Căn cứ: {title}, ngày {_vi(decided_on)}."


def agreed_english(label: str, title: str, decided_on: date, day: date) -> str:
    """The same in English."""
    return f"{label}: by 24:00 on {_en(day)}. Ground: {title}, {_en(decided_on)}."


def _term_vi(rule: Rule, trigger_day: date, day: date | None) -> str:
    if rule.days is None or day is None:
        return "chưa tìm thấy thời hạn bằng số ngày"
    unit = "ngày làm việc" if rule.unit == "working" else "ngày, kể cả ngày nghỉ"
    count = f"{rule.days} {unit}, tính từ ngày liền sau ngày {_vi(trigger_day)}"
    if rule.bound == "least":
        return f"ít nhất {count}; không kết thúc trước 24 giờ ngày {_vi(day)}"
    return f"trong {count}; chậm nhất 24 giờ ngày {_vi(day)}"


def _term_en(rule: Rule, trigger_day: date, day: date | None) -> str:
    if rule.days is None or day is None:
        return "no number of days was found"
    unit = "working days" if rule.unit == "working" else "days, holidays included"
    count = f"{rule.days} {unit}, counted from the day after {_en(trigger_day)}"
    if rule.bound == "least":
        return f"at least {count}; not to end before 24:00 on {_en(day)}"
    return f"within {count}; by 24:00 on {_en(day)}"


def _ground(article: str | None, instrument: str) -> str:
    return f"{article}, {instrument}" if article else instrument


def _vi(day: date) -> str:
    return day.strftime("%d/%m/%Y")


def _en(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


# Not strftime: month names must not depend on the machine's locale.
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
