"""Walk the body of a Word document and give its paragraphs and tables as text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from danban.paper.word_numbers import Numbering
from danban.paper.word_package import W, is_on, value

_COMPAT = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_ALTERNATE, _CHOICE = f"{_COMPAT}AlternateContent", f"{_COMPAT}Choice"
_GONE = frozenset(W + tag for tag in ("del", "moveFrom", "delText", "instrText", "delInstrText"))
_NEW = frozenset(W + tag for tag in ("ins", "moveTo"))
_SKIPPED = frozenset(W + tag for tag in ("pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid"))
_SIGNS = {
    W + "tab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
}
_SYMBOL = W + "sym"
_REFERENCES = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph (`rows` is None) or a table."""

    text: str
    rows: list[list[str]] | None = None


@dataclass(slots=True)
class _Line:
    """The text of one paragraph while it is gathered, and the text boxes anchored in it."""

    pieces: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)


class Body:
    """Reads blocks in order; remembers notes and what a reader should be told."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._notes: dict[tuple[str, str], int] = {}
        self._inserted = self._deleted = self._hidden = self._comments = 0

    def blocks(self, document: etree._Element) -> list[Block]:
        """Give all blocks of the document part in reading order."""
        found: list[Block] = []
        for body in document.iterchildren(f"{W}body"):
            self._gather(body, found)
        return found

    def notes(self, part: etree._Element | None, tag: str) -> list[Block]:
        """Give the footnotes (or endnotes) that the body refers to, one block each."""
        if part is None:
            return []
        found: list[tuple[int, Block]] = []
        for note in part.iterchildren(W + tag):
            number = self._notes.get((tag, value(note, "id") or ""))
            if number is not None:
                text = self._flat(note).lstrip()
                found.append((number, Block(f"[{number}] {text}".rstrip())))
        return [block for _, block in sorted(found, key=lambda pair: pair[0])]

    def notices(self) -> list[str]:
        """Say what differs between the file and the text that was read."""
        said = []
        if self._inserted or self._deleted:
            said.append(
                f"tracked changes: accepted view ({self._inserted} insertions kept,"
                f" {self._deleted} deletions left out)"
            )
        if self._hidden:
            said.append(f"hidden text left out ({self._hidden} pieces)")
        if self._comments:
            said.append(f"comments left out ({self._comments})")
        return said

    def _gather(self, parent: etree._Element, found: list[Block]) -> None:
        carried = ""
        for child in self._shown(parent):
            if child.tag == W + "p":
                line = self._line(child)
                text = carried + "".join(line.pieces)
                if self._mark_deleted(child):
                    # The paragraph mark was deleted: what follows joins this paragraph.
                    carried = text
                    continue
                carried = ""
                found.append(Block(text))
                for box in line.boxes:
                    self._gather(box, found)
            elif child.tag == W + "tbl":
                rows = self._rows(child)
                if rows:
                    found.append(Block("", rows))
        if carried:
            found.append(Block(carried))

    def _shown(self, parent: etree._Element) -> Iterator[etree._Element]:
        """Give paragraphs and tables, looking through content controls and tracked insertions."""
        for child in parent.iterchildren(etree.Element):
            if child.tag in (W + "p", W + "tbl"):
                yield child
            elif child.tag in _GONE:
                self._deleted += 1
            elif child.tag == _ALTERNATE:
                yield from self._shown(_alternative(child))
            elif child.tag not in _SKIPPED:
                self._inserted += child.tag in _NEW
                yield from self._shown(child)

    def _line(self, paragraph: etree._Element) -> _Line:
        line = _Line()
        properties = paragraph.find(f"{W}pPr")
        self._collect(paragraph, line)
        if any(piece.strip() for piece in line.pieces):
            # Word counts empty numbered paragraphs too, but nobody means them.
            line.pieces.insert(0, self._numbering.prefix(properties))
        return line

    def _collect(self, parent: etree._Element, line: _Line) -> None:
        for child in parent.iterchildren(etree.Element):
            tag = child.tag
            if tag == W + "t":
                line.pieces.append(child.text or "")
            elif tag in _SIGNS:
                line.pieces.append(_SIGNS[tag])
            elif tag == W + "r":
                self._run(child, line)
            elif tag in _GONE:
                self._deleted += tag in (W + "del", W + "moveFrom")
            elif tag in _REFERENCES:
                line.pieces.append(self._refer(_REFERENCES[tag], child))
            else:
                self._collect_other(child, line)

    def _collect_other(self, child: etree._Element, line: _Line) -> None:
        tag = child.tag
        if tag == W + "txbxContent":
            line.boxes.append(child)
        elif tag == _SYMBOL:
            line.pieces.append(_symbol(child))
        elif tag == W + "commentReference":
            self._comments += 1
        elif tag == _ALTERNATE:
            self._collect(_alternative(child), line)
        elif tag not in _SKIPPED:
            self._inserted += tag in _NEW
            self._collect(child, line)

    def _run(self, run: etree._Element, line: _Line) -> None:
        properties = run.find(f"{W}rPr")
        if properties is not None and is_on(properties.find(f"{W}vanish")):
            self._hidden += 1
            return
        self._collect(run, line)

    def _refer(self, tag: str, reference: etree._Element) -> str:
        key = (tag, value(reference, "id") or "")
        number = self._notes.setdefault(key, len(self._notes) + 1)
        return f"[{number}]"

    def _mark_deleted(self, paragraph: etree._Element) -> bool:
        mark = paragraph.find(f"{W}pPr/{W}rPr")
        return mark is not None and mark.find(f"{W}del") is not None

    def _rows(self, table: etree._Element) -> list[list[str]]:
        rows: list[list[str]] = []
        for row in _within(table, "tr"):
            if row.find(f"{W}trPr/{W}del") is not None:
                self._deleted += 1
                continue
            cells = [self._cell(cell) for cell in _within(row, "tc")]
            rows.append([text for group in cells for text in group])
        alone = all(len(row) == 1 for row in rows)
        # Inside a row of several cells a line end would read as the next row.
        return [[cell if alone else " ".join(cell.split()) for cell in row] for row in rows]

    def _cell(self, cell: etree._Element) -> list[str]:
        properties = cell.find(f"{W}tcPr")
        span, text = 1, ""
        if properties is not None:
            width = value(properties.find(f"{W}gridSpan")) or "1"
            span = min(int(width), 200) if width.isdecimal() else 1
            merged = properties.find(f"{W}vMerge")
            if merged is not None and value(merged) != "restart":
                return [""] * max(1, span)
        text = self._flat(cell)
        return [text, *[""] * (max(1, span) - 1)]

    def _flat(self, parent: etree._Element) -> str:
        """Give everything inside a cell or note as lines; an inner table's cells as words."""
        inner: list[Block] = []
        self._gather(parent, inner)
        lines = []
        for block in inner:
            if block.rows is None:
                lines.append(block.text.replace("\t", " "))
            else:
                lines.extend(" ".join(row) for row in block.rows)
        return "\n".join(line for line in lines if line.strip())


def _within(parent: etree._Element, wanted: str) -> Iterator[etree._Element]:
    """Give rows of a table or cells of a row, looking through content controls."""
    for child in parent.iterchildren(etree.Element):
        if child.tag == W + wanted:
            yield child
        elif child.tag not in _SKIPPED and child.tag not in (W + "trPr", W + "tcPr"):
            yield from _within(child, wanted)


def _alternative(alternate: etree._Element) -> etree._Element:
    """Of the same thing written for newer and older programs, take one."""
    choice = alternate.find(_CHOICE)
    return alternate if choice is None else choice


def _symbol(symbol: etree._Element) -> str:
    try:
        code = int(value(symbol, "char") or "", 16)
    except ValueError:
        return ""
    return chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code <= 0xFFFD else ""
