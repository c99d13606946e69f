"""The front of a document: issuer, number, place and date, type, title, grounds, enactment."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from danban.lawtext.lines import Line
from danban.lawtext.marks import ENACTMENT, GROUND, RULE, TYPES, collapse, is_upper
from danban.lawtext.numerals import repair
from danban.lawtext.tree import Part

_NUMBER = re.compile(
    r"(?:\bsố|\bSố|\bSỐ)\s*:*\s*(?P<number>\d{1,4}(?:\.\d{1,3})?\w{0,2}\s?[/\-]\s?[^\s,;:()]*[^\W\d_][^\s,;()]*"
    r"(?:(?<=QH)\s+\d{1,2}(?=\s|$))?)"
)
_NATION = re.compile(r"CỘNG\s+H(?:ÒA|OÀ)\s+XÃ\s+HỘI")
_MOTTO = re.compile(r"Độc lập\s*[-–—]\s*Tự do\s*[-–—]\s*Hạnh phúc", re.IGNORECASE)
_DATED = re.compile(
    r"(?P<place>[^\W\d][^\n\t,;:\d]{1,50}?)\s*,?\s*ngày\s+(?P<day>\d{1,2})\s+tháng\s+"
    r"(?P<month>\d{1,2})\s+năm\s+(?P<year>\d{4})"
)
_PLACE = re.compile(r"(?:[A-ZĐÀ-Ỹ][\w.’'-]*\s*){1,6}$")
_PASSED = re.compile(
    r"thông qua\s+(?:vào\s+)?ngày\s+(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})"
    r"\s+năm\s+(?P<year>\d{4})"
)
_CALLED = r"(?P<called>Bộ luật|Luật|Pháp lệnh|Nghị quyết|Nghị định|Thông tư|Quyết định)\s+"
_BEFORE_ISSUER_ENDS = re.compile(rf"[-–—_=*]{{2,}}|\t|(?:\b{_CALLED})?\b[Ss]ố\s*:")
_CALLED_NUMBER = re.compile(rf"{_CALLED}số\s*:")
_TYPE = re.compile(rf"(?:DỰ THẢO\s+)?(?P<type>{'|'.join(TYPES)})(?=\W|$)\s*")
# Titles of old databases carry issuer, number and day: "… CỦA QUỐC HỘI SỐ … NGÀY … VỀ …".
_OLD_STYLE = re.compile(
    r"(?:^|\s)CỦA\s+(?:QUỐC HỘI|[UỦ][ỶY] BAN THƯỜNG VỤ|HỘI ĐỒNG NHÀ NƯỚC)"
    r".{0,80}?\sSỐ\s+\S+\s+NGÀY\s+"
    r"(?:\d+\s+THÁNG\s+\d+\s+NĂM\s+\d+|[\d/-]+)(?:\s+VỀ\s)?"
)
_ISSUER_AGAIN = re.compile(
    r"(?:QUỐC HỘI|CHÍNH PHỦ|BỘ TRƯỞNG|THỦ TƯỚNG|HỘI ĐỒNG|ỦY BAN|UỶ BAN|CHỦ TỊCH|CHÁNH ÁN"
    r"|THỐNG ĐỐC|TỔNG|VIỆN TRƯỞNG|BỘ |LIÊN )"
)


@dataclass(slots=True)
class Front:
    """What the lines before the first provision say."""

    type: str | None = None
    number: str | None = None
    title: str | None = None
    issuer: str | None = None
    date: dt.date | None = None
    place: str | None = None
    grounds: list[str] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)


def read_front(text: str, lines: list[Line]) -> Front:
    """Read the lines before the first provision; every line lands in exactly one part."""
    front = Front()
    header = _sort_lines(text, lines, front)
    words = [collapse(text[line.start : line.end]) for line in header]
    front.issuer = _issuer(words)
    front.number = _number(words)
    _read_date(words, front)
    _read_title(words, front)
    return front


def date_of_passing(closing: str | None) -> dt.date | None:
    """Give the day on which the closing line says the text was passed."""
    match = _PASSED.search(closing or "")
    return _date(match) if match else None


def _sort_lines(text: str, lines: list[Line], front: Front) -> list[Line]:
    """Cut the lines into header, grounds and enactment; give the header's."""
    header: list[Line] = []
    name = "header"
    typed = False
    for line in lines:
        words = text[line.start : line.end]
        typed = typed or _TYPE.match(words) is not None
        name = _next_name(name, words, typed, bool(line.cells))
        if name == "grounds":
            if GROUND.match(words) or not front.grounds:
                front.grounds.append(words)
            else:
                front.grounds[-1] += " " + words
        elif name == "header":
            header.append(line)
        last = front.parts[-1] if front.parts else None
        if last is not None and last.name == name:
            front.parts[-1] = Part(name, last.start, line.end)
        else:
            front.parts.append(Part(name, line.start, line.end))
    return header


def _next_name(name: str, words: str, typed: bool, cells: bool) -> str:
    if cells:
        return name
    if GROUND.match(words) and (name != "enactment" or not is_upper(words)):
        return "grounds" if typed or words.endswith((";", ",", ".")) else name
    if name == "header":
        sentence = len(words) > 40 and words.endswith((".", ":")) and not is_upper(words)
        return "enactment" if typed and sentence and ENACTMENT.match(words) else name
    if name == "grounds" and ENACTMENT.match(words):
        return "enactment"
    # The enacting body's name in capitals stands between the grounds or before its decision.
    return "enactment" if is_upper(words) else name


def _issuer(words: list[str]) -> str | None:
    pieces: list[str] = []
    for line in words[:12]:
        line = line.split("\t")[0].strip()
        nation = _NATION.search(line)
        cut = _BEFORE_ISSUER_ENDS.search(line)
        ends = [match.start() for match in (nation, cut) if match]
        piece = line[: min(ends)].strip() if ends else line
        if piece and not _TYPE.match(piece):
            if not is_upper(piece) or len(piece) > 120:
                break
            pieces.append(piece)
        if ends or _TYPE.match(line):
            break
    return " ".join(" ".join(pieces).split()) or None


def _number(words: list[str]) -> str | None:
    for line in words[:25]:
        if _TYPE.match(line) and not _OLD_STYLE.search(line):
            # What stands below the type is the title; a number in it is another document's.
            break
        match = _NUMBER.search(line)
        if match:
            number = re.sub(r"\s+", "", match["number"]).strip(".-–_")
            return repair(number.replace("–", "-"))
    return None


def _read_date(words: list[str], front: Front) -> None:
    for line in words[:30]:
        for cell in line.split("\t"):
            match = _DATED.search(cell)
            if match is None:
                continue
            day = _date(match)
            if day is None:
                continue
            place = _PLACE.search(re.split(r"[-–—_=*]{2,}|Hạnh phúc", match["place"])[-1])
            if place is None:
                continue
            front.date, front.place = day, place[0].strip()
            return


def _read_title(words: list[str], front: Front) -> None:
    for at, line in enumerate(words):
        match = _TYPE.match(line)
        if match is None or "\t" in line:
            continue
        front.type = match["type"].lower()
        pieces = [line[match.end() :].strip()]
        for coming in words[at + 1 : at + 12]:
            if not _is_title(coming, bool(any(pieces))):
                break
            if not RULE.fullmatch(coming):
                pieces.append(coming)
        title = _OLD_STYLE.sub(" ", " ".join(pieces))
        front.title = " ".join(title.split()) or None
        return
    called = next((match for line in words if (match := _CALLED_NUMBER.search(line))), None)
    front.type = called["called"].lower() if called else None


def _is_title(words: str, begun: bool) -> bool:
    if "\t" in words or words[0] == "(" or (len(words) < 90 and _DATED.match(words)):
        return False
    if RULE.fullmatch(words):
        return not begun
    return not (begun and _ISSUER_AGAIN.match(words) and is_upper(words))


def _date(match: re.Match[str]) -> dt.date | None:
    try:
        return dt.date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def is_motto(words: str) -> bool:
    """Tell whether a line is the nation's name or motto, as a letterhead shows them."""
    return _NATION.search(words) is not None or _MOTTO.search(words) is not None
