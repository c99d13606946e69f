"""The sample texts as Word files laid out as an official document (Decree 30/2020, Decree 78/2025).

The plain text files carry no markup; what a line is follows from its words, as for a reader:
lines with a tab before the type of the document are the two columns of its head, lines with
tabs after ``PHỤ LỤC`` are rows of a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from danban.site.sample import SAMPLE_MARK, TEXTS

NAMES = ("quy-dinh-cu", "du-thao-1", "du-thao-2")
TYPES = ("NGHỊ QUYẾT", "QUYẾT ĐỊNH")
FONT = "Times New Roman"
_SIGNER = re.compile(r"^(TM\.|KT\.|Q\.|CHỦ TỊCH|PHÓ CHỦ TỊCH)")
_ARTICLE = re.compile(r"^Điều \d+[a-zđ]?\. ")
_DIVISION = re.compile(r"^(Chương [IVXLC]+|Mục \d+)$")


@dataclass(frozen=True, slots=True)
class Pieces:
    """A sample text cut into the pieces that are laid out differently."""

    head: tuple[tuple[str, str], ...]
    kind: str
    title: str
    grounds: tuple[str, ...]
    body: tuple[str, ...]
    recipients: tuple[str, ...]
    signature: tuple[str, ...]
    annex: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def sample_text(name: str) -> str:
    """The plain text of the sample document ``name`` (one of :data:`NAMES`)."""
    if name not in NAMES:
        raise ValueError(f"no sample document is called {name!r}; there are {', '.join(NAMES)}")
    return (TEXTS / f"{name}.txt").read_text(encoding="utf-8")


def cut(text: str) -> Pieces:
    """Cut a sample text into its pieces; raises ValueError where a piece is missing."""
    lines = [line.rstrip() for line in text.splitlines() if line.strip() and line != SAMPLE_MARK]
    start = next(i for i, line in enumerate(lines) if line in TYPES)
    first = next(i for i, line in enumerate(lines) if line.startswith("Chương "))
    to = lines.index("Nơi nhận:")
    end = lines.index("PHỤ LỤC") if "PHỤ LỤC" in lines else len(lines)
    signer = next(i for i in range(to, end) if _SIGNER.match(lines[i]))
    annex = [line for line in lines[end:] if "\t" not in line]
    return Pieces(
        head=tuple(_columns(line) for line in lines[:start]),
        kind=lines[start],
        title=lines[start + 1],
        grounds=tuple(lines[start + 2 : first]),
        body=tuple(lines[first:to]),
        recipients=tuple(lines[to:signer]),
        signature=tuple(lines[signer:end]),
        annex=tuple(annex),
        rows=tuple(tuple(line.split("\t")) for line in lines[end:] if "\t" in line),
    )


def _columns(line: str) -> tuple[str, str]:
    left, _, right = line.partition("\t")
    return left, right


def build_docx(name: str, path: Path) -> None:
    """Write the sample document ``name`` as DOCX to ``path``; ValueError for an unknown name."""
    pieces = cut(sample_text(name))
    document = Document()
    _page(document)
    document.core_properties.author = "Danban"
    document.core_properties.title = f"{pieces.title} ({SAMPLE_MARK})"
    _head(document, pieces.head)
    _centred(document, pieces.kind, bold=True, before=12)
    _centred(document, pieces.title, bold=True, after=4)
    _rule(document.add_paragraph(), Cm(5.5))
    for line in pieces.grounds:
        _justified(document, line, italic=line.startswith(("Căn cứ ", "Xét ", "Theo ")))
    _body(document, pieces.body)
    _foot(document, pieces.recipients, pieces.signature)
    if pieces.annex:
        _annex(document, pieces.annex, pieces.rows)
    document.save(str(path))


def _page(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin = section.bottom_margin = Cm(2)
    section.left_margin, section.right_margin = Cm(3), Cm(1.8)
    section.header_distance = Cm(0.9)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(14)
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:eastAsia", "w:cs", "w:hAnsi"):
        fonts.set(qn(script), FONT)
    header = section.header.paragraphs[0]
    header.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = header.add_run(f"{SAMPLE_MARK} · trang ")
    run.italic, run.font.size = True, Pt(10)
    _page_number(header)


def _page_number(paragraph: Paragraph) -> None:
    for kind, text in (("begin", None), (None, " PAGE "), ("end", None)):
        run = paragraph.add_run()
        run.italic, run.font.size = True, Pt(10)
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.set(qn("xml:space"), "preserve")
            mark.text = text
        run._r.append(mark)


def _head(document: WordDocument, rows: Sequence[tuple[str, str]]) -> None:
    """Issuer and number on the left, state name, motto, place and date on the right."""
    table = _bare_table(document, Cm(6), Cm(10.4))
    left, right = table.rows[0].cells
    for index, (issuer, state) in enumerate(rows):
        number = issuer.startswith("Số:")
        if issuer:
            _cell_line(left, issuer, bold=not number, size=13)
            if index == 1:
                _rule(left.add_paragraph(), Cm(2))
        if state:
            date = index > 1
            _cell_line(right, state, bold=not date, italic=date, size=13)
            if index == 1:
                _rule(right.add_paragraph(), Cm(2.2))
    for cell in (left, right):
        _drop_empty_first(cell)


def _body(document: WordDocument, lines: Iterable[str]) -> None:
    title_next = False
    for line in lines:
        if _DIVISION.match(line):
            paragraph = _centred(document, line, bold=True, before=10, after=0)
            paragraph.paragraph_format.keep_with_next = True
            title_next = True
        elif title_next:
            _centred(document, line, bold=True, after=4).paragraph_format.keep_with_next = True
            title_next = False
        else:
            heading = bool(_ARTICLE.match(line))
            closing = line.startswith("Nghị quyết này đã được")
            paragraph = _justified(document, line, bold=heading, italic=closing)
            paragraph.paragraph_format.keep_with_next = heading


def _foot(document: WordDocument, recipients: Sequence[str], signature: Sequence[str]) -> None:
    document.add_paragraph().paragraph_format.space_after = Pt(0)
    table = _bare_table(document, Cm(9), Cm(7.2))
    left, right = table.rows[0].cells
    for index, line in enumerate(recipients):
        paragraph = _cell_line(left, line, bold=index == 0, italic=index == 0, size=11)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
    for line in signature:
        note = line.startswith("(")
        paragraph = _cell_line(right, line, bold=not note, italic=note, size=14)
        if note:
            paragraph.paragraph_format.space_before = Pt(36)
    for cell in (left, right):
        _drop_empty_first(cell)


def _annex(document: WordDocument, lines: Sequence[str], rows: Sequence[tuple[str, ...]]) -> None:
    for index, line in enumerate(lines):
        note = line.startswith("(")
        paragraph = _centred(document, "", bold=not note, after=10 if note else 2)
        run = paragraph.add_run()
        if index == 0:
            run.add_break(WD_BREAK.PAGE)
        text = paragraph.add_run(line)
        text.bold, text.italic = not note, note
    table = document.add_table(rows=0, cols=len(rows[0]))
    table.style = document.styles["Table Grid"]
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    widths = (Cm(1.2), Cm(5.6), Cm(2.9), Cm(2.2), Cm(2.2), Cm(2.2))
    for number, row in enumerate(rows):
        cells = table.add_row().cells
        for column, (cell, value) in enumerate(zip(cells, row, strict=True)):
            paragraph = _cell_line(cell, value, bold=number == 0, size=12)
            if number and column == 1:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
            _drop_empty_first(cell)
    _set_widths(table, widths)
    _repeat_head(table)


def _repeat_head(table: Table) -> None:
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:tblHeader"))


def _bare_table(document: WordDocument, *widths: Cm) -> Table:
    table: Table = document.add_table(rows=1, cols=len(widths))
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    _set_widths(table, widths)
    return table


def _set_widths(table: Table, widths: Sequence[Cm]) -> None:
    """Word reads the cells' widths, LibreOffice the grid's: both must say the same."""
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width


def _cell_line(
    cell: _Cell, text: str, *, bold: bool = False, italic: bool = False, size: int
) -> Paragraph:
    paragraph: Paragraph = cell.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(0)
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    return paragraph


def _drop_empty_first(cell: _Cell) -> None:
    first = cell.paragraphs[0]
    if not first.text and len(cell.paragraphs) > 1:
        first._p.getparent().remove(first._p)


def _rule(paragraph: Paragraph, indent: Cm) -> None:
    """A short line under a heading: the top border of an empty, indented paragraph."""
    paragraph.paragraph_format.left_indent = indent
    paragraph.paragraph_format.right_indent = indent
    paragraph.paragraph_format.space_before = Pt(2)
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = Pt(8)
    borders = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for key, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{key}"), value)
    borders.append(top)
    # Word wants the border before spacing and indentation inside the paragraph's properties.
    paragraph._p.get_or_add_pPr().insert(0, borders)


def _centred(
    document: WordDocument, text: str, *, bold: bool, before: int = 0, after: int = 2
) -> Paragraph:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_before = Pt(before)
    paragraph.paragraph_format.space_after = Pt(after)
    if text:
        paragraph.add_run(text).bold = bold
    return paragraph


def _justified(
    document: WordDocument, text: str, *, bold: bool = False, italic: bool = False
) -> Paragraph:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.first_line_indent = Cm(1.27)
    paragraph.paragraph_format.space_after = Pt(4)
    run = paragraph.add_run(text)
    run.bold, run.italic = bold, italic
    return paragraph
