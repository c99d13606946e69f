"""Word's automatic numbering, written out as the text that Word shows."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from danban.paper.word_package import W, value

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_DEPTH = 9


@dataclass(slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    after: str = "tab"


@dataclass(slots=True)
class _List:
    levels: dict[int, _Level] = field(default_factory=dict)
    counters: list[int | None] = field(default_factory=lambda: [None] * _DEPTH)


class Numbering:
    """Counts the numbered paragraphs in reading order and gives each its number as text."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._abstract: dict[str, _List] = {}
        self._lists: dict[str, _List] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        self._styles: dict[str, tuple[str | None, str | None, str | None]] = {}
        if numbering is not None:
            self._load_numbering(numbering)
        if styles is not None:
            self._load_styles(styles)

    def prefix(self, properties: etree._Element | None) -> str:
        """Give the number (with a space after it) that Word shows before a paragraph, or ""."""
        number, level = self._place(properties)
        found = self._lists.get(number or "")
        if found is None or number is None or level not in found.levels:
            return ""
        self._count(found, number, level)
        shape = found.levels[level]
        if shape.form == "none" and not shape.text:
            return ""
        if shape.form == "bullet":
            # Bullets are mostly private-use characters of a symbol font.
            return ("-" if not shape.text.isascii() or not shape.text.strip() else shape.text) + " "
        text = shape.text
        for other in range(_DEPTH):
            mark = f"%{other + 1}"
            if mark in text:
                text = text.replace(mark, self._shown(found, other, level))
        return text + ("" if shape.after == "nothing" or not text else " ")

    def _count(self, found: _List, number: str, level: int) -> None:
        restarts = self._restarts.get(number, {})
        if level in restarts:
            found.counters[level] = restarts.pop(level)
        else:
            before = found.counters[level]
            found.counters[level] = found.levels[level].start if before is None else before + 1
        for deeper in range(level + 1, _DEPTH):
            found.counters[deeper] = None
        for upper in range(level):
            if found.counters[upper] is None and upper in found.levels:
                found.counters[upper] = found.levels[upper].start

    def _shown(self, found: _List, other: int, level: int) -> str:
        shape = found.levels.get(other)
        if shape is None or other > level:
            return ""
        return write(found.counters[other] or 0, shape.form)

    def _place(self, properties: etree._Element | None) -> tuple[str | None, int]:
        if properties is None:
            return self._of_style(None)
        number, level = _pair(properties.find(f"{W}numPr"))
        style = value(properties.find(f"{W}pStyle"))
        if number is None:
            number, inherited = self._of_style(style)
            level = str(inherited) if level is None else level
        return number, min(_DEPTH - 1, _whole(level, 0))

    def _of_style(self, style: str | None) -> tuple[str | None, int]:
        seen: set[str] = set()
        level: str | None = None
        while style and style in self._styles and style not in seen:
            seen.add(style)
            number, own, parent = self._styles[style]
            level = own if level is None else level
            if number is not None:
                return number, _whole(level, self._level_of_style(number, style))
            style = parent
        return None, 0

    def _level_of_style(self, number: str, style: str) -> int:
        # A list level may name the style it belongs to instead of the style naming the level.
        return self._linked.get((number, style), 0)

    def _load_numbering(self, numbering: etree._Element) -> None:
        links: dict[str, dict[str, int]] = {}
        for abstract in numbering.iterfind(f"{W}abstractNum"):
            key = value(abstract, "abstractNumId") or ""
            made = self._abstract.setdefault(key, _List())
            links[key] = {}
            for level in abstract.iterfind(f"{W}lvl"):
                depth = _whole(value(level, "ilvl"), 0)
                if depth < _DEPTH:
                    made.levels[depth] = _level(level)
                    linked = value(level.find(f"{W}pStyle"))
                    if linked:
                        links[key][linked] = depth
        self._linked: dict[tuple[str, str], int] = {}
        for num in numbering.iterfind(f"{W}num"):
            number = value(num, "numId") or ""
            key = value(num.find(f"{W}abstractNumId")) or ""
            if key not in self._abstract:
                continue
            self._lists[number] = self._abstract[key]
            self._linked.update({(number, style): d for style, d in links[key].items()})
            for override in num.iterfind(f"{W}lvlOverride"):
                start = value(override.find(f"{W}startOverride"))
                if start is not None:
                    depth = _whole(value(override, "ilvl"), 0)
                    self._restarts.setdefault(number, {})[depth] = _whole(start, 1)

    def _load_styles(self, styles: etree._Element) -> None:
        for style in styles.iterfind(f"{W}style"):
            number, level = _pair(style.find(f"{W}pPr/{W}numPr"))
            parent = value(style.find(f"{W}basedOn"))
            self._styles[value(style, "styleId") or ""] = (number, level, parent)


def write(number: int, form: str) -> str:
    """Write a count in one of Word's number formats; unknown formats are written as decimals."""
    if form in ("lowerLetter", "upperLetter"):
        # Word goes a … z, aa, bb …
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else ""
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman"):
        roman = ""
        left = min(number, 4000)
        for size, sign in _ROMAN:
            roman += sign * (left // size)
            left %= size
        return roman.upper() if form == "upperRoman" else roman
    if form == "decimalZero":
        return f"{number:02d}"
    return "" if form == "none" else str(number)


def _level(level: etree._Element) -> _Level:
    return _Level(
        start=_whole(value(level.find(f"{W}start")), 1),
        form=value(level.find(f"{W}numFmt")) or "decimal",
        text=value(level.find(f"{W}lvlText")) or "",
        after=value(level.find(f"{W}suff")) or "tab",
    )


def _pair(place: etree._Element | None) -> tuple[str | None, str | None]:
    if place is None:
        return None, None
    return value(place.find(f"{W}numId")), value(place.find(f"{W}ilvl"))


def _whole(text: str | None, default: int) -> int:
    try:
        return max(0, int(text)) if text is not None else default
    except ValueError:
        return default
