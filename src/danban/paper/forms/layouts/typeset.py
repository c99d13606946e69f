"""Building blocks of the Word templates: pages, paragraph styles, tables, the official head.

Layout follows the habits of Vietnamese administrative documents (thể thức văn bản, Nghị định
30/2020/NĐ-CP): A4, Times New Roman 13, issuer left and Quốc hiệu right, place and day in italics.
All text carries a named style, so that an office can restyle a template in Word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

FACE = "Times New Roman"
GREY = RGBColor(0x59, 0x59, 0x59)
LEFT, CENTRE, RIGHT, JUSTIFY = (
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)


@dataclass(frozen=True, slots=True)
class Style:
    """One paragraph style; sizes and spaces in points, indents in millimetres."""

    key: str
    name: str
    size: float
    align: WD_ALIGN_PARAGRAPH = LEFT
    bold: bool = False
    italic: bool = False
    grey: bool = False
    before: float = 0
    after: float = 0
    first: float = 0
    indent: float = 0
    keep: bool = False
    line: float = 1.0


STYLES = (
    Style("co-quan-tren", "Cơ quan chủ quản", 12, CENTRE),
    Style("co-quan", "Cơ quan ban hành", 12, CENTRE, bold=True),
    Style("quoc-hieu", "Quốc hiệu", 12, CENTRE, bold=True),
    Style("tieu-ngu", "Tiêu ngữ", 13, CENTRE, bold=True),
    Style("so-ky-hieu", "Số, ký hiệu", 13, CENTRE, before=4),
    Style("trich-yeu-cv", "Trích yếu công văn", 12, CENTRE, before=4),
    Style("ngay-thang", "Địa danh, ngày tháng", 13, CENTRE, italic=True, before=4),
    Style("ten-van-ban", "Tên văn bản", 14, CENTRE, bold=True, before=14, keep=True),
    Style("trich-yeu", "Trích yếu", 14, CENTRE, bold=True, keep=True),
    Style("ghi-chu-ten", "Ghi chú dưới tên", 13, CENTRE, italic=True, before=3, keep=True),
    Style("kinh-gui", "Kính gửi", 14, CENTRE, before=14, after=8, keep=True),
    Style("noi-gui", "Nơi gửi", 14, LEFT, indent=52, after=3),
    Style("than", "Thân văn bản", 13, JUSTIFY, before=3, after=3, first=10, line=1.1),
    Style("than-14", "Thân công văn", 14, JUSTIFY, before=3, after=3, first=10, line=1.1),
    Style("dia-chi", "Thân công văn, địa chỉ", 14, LEFT, before=3, after=3, first=10, line=1.1),
    Style("de-muc", "Đề mục", 13, LEFT, bold=True, before=6, after=3, first=10, keep=True),
    Style("gach", "Gạch đầu dòng", 13, JUSTIFY, after=2, first=10),
    Style("dau-cot", "Đầu cột", 12, CENTRE, bold=True, before=3, after=3, keep=True),
    Style("o", "Ô bảng", 12, LEFT, before=2, after=2),
    Style("o-don-vi", "Ô điều, khoản", 12, LEFT, bold=True, before=2, after=2),
    Style("o-van-de", "Ô vấn đề", 12, LEFT, bold=True, before=2, keep=True),
    Style("o-so", "Ô số liệu", 12, RIGHT, before=2, after=2),
    Style("o-giua", "Ô giữa", 12, CENTRE, before=2, after=2),
    Style("o-ghi-chu", "Ô ghi chú", 10, LEFT, grey=True, before=2, after=2),
    Style("so-y-kien", "Số ý kiến cùng nội dung", 10, LEFT, italic=True, after=2),
    Style("mau", "Dòng dữ liệu mẫu", 11, CENTRE, bold=True, after=3),
    Style("chan-trang", "Chân trang", 10, LEFT, grey=True),
    Style("so-trang", "Số trang", 13, CENTRE),
    Style("ke", "Nét kẻ", 1, CENTRE),
    Style("phu-luc", "Tên phụ lục", 13, CENTRE, bold=True, before=6, after=4, keep=True),
    Style("noi-nhan", "Nơi nhận", 12, LEFT, bold=True, italic=True, keep=True),
    Style("noi-nhan-dong", "Nơi nhận, dòng", 11, LEFT),
    Style("chuc-vu", "Chức vụ người ký", 13, CENTRE, bold=True, keep=True),
    Style("nguoi-ky", "Người ký", 13, CENTRE, bold=True, before=62),
)


def new_document() -> WordDocument:
    """An empty document with our styles and nothing that tells when or by whom it was made."""
    document = Document()
    properties = document.core_properties
    properties.author, properties.comments, properties.title = "", "", ""
    relations = document.part.package.rels
    for key in [key for key, one in relations.items() if one.reltype.endswith("/thumbnail")]:
        relations.pop(key)
    _face(document.styles["Normal"].element.get_or_add_rPr(), 13)
    for style in STYLES:
        _add_style(document, style)
    return document


def _face(run_properties: Any, size: float) -> None:
    fonts = OxmlElement("w:rFonts")
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FACE)
    for old in run_properties.findall(qn("w:rFonts")):
        run_properties.remove(old)
    run_properties.insert(0, fonts)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    run_properties.append(language)


def _add_style(document: WordDocument, style: Style) -> None:
    made: Any = document.styles.add_style(style.name, WD_STYLE_TYPE.PARAGRAPH)
    made.element.set(qn("w:styleId"), style.key)
    made.base_style = document.styles["Normal"]
    made.font.size = Pt(style.size)
    made.font.bold = style.bold
    made.font.italic = style.italic
    if style.grey:
        made.font.color.rgb = GREY
    form = made.paragraph_format
    form.alignment = style.align
    form.space_before, form.space_after = Pt(style.before), Pt(style.after)
    form.first_line_indent = Mm(style.first) if style.first else None
    form.left_indent = Mm(style.indent) if style.indent else None
    form.line_spacing = style.line
    form.keep_with_next = style.keep
    form.widow_control = True


def page(section: Section, *, landscape: bool, margins: tuple[float, float, float, float]) -> None:
    """A4 with margins (top, right, bottom, left) in millimetres."""
    width, height = (297, 210) if landscape else (210, 297)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.top_margin, section.right_margin = Mm(margins[0]), Mm(margins[1])
    section.bottom_margin, section.left_margin = Mm(margins[2]), Mm(margins[3])
    section.header_distance, section.footer_distance = Mm(10), Mm(9)


def line(container: Any, text: str, style: str) -> Paragraph:
    """One paragraph of `text`, in the style with key `style`, at the end of `container`."""
    paragraph: Paragraph = container.add_paragraph()
    return write(paragraph, text, style)


def write(paragraph: Paragraph, text: str, style: str) -> Paragraph:
    """Puts `text` in `style` into an empty paragraph."""
    properties = paragraph._p.get_or_add_pPr()
    properties.style = style
    if text:
        paragraph.add_run(text)
    return paragraph


def cell_lines(cell: _Cell, *lines: tuple[str, str]) -> None:
    """Fills an empty cell with paragraphs (text, style)."""
    for index, (text, style) in enumerate(lines):
        paragraph = cell.paragraphs[0] if index == 0 else cell.add_paragraph()
        write(paragraph, text, style)


def rule(container: Any, side_indent: float, *, gap: float = 3) -> Paragraph:
    """A thin line across `container`, drawn in by `side_indent` millimetres on each side.

    It stands `gap` points under the text above it.
    """
    paragraph = line(container, "", "ke")
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Mm(side_indent)
    form.space_before, form.line_spacing = Pt(gap), Pt(2)
    borders = OxmlElement("w:pBdr")
    borders.append(_border("top", 6))
    paragraph._p.get_or_add_pPr().append(borders)
    _order(paragraph._p.get_or_add_pPr())
    return paragraph


def seam(container: Any) -> Paragraph:
    """A paragraph too low to be seen, which keeps Word from melting two tables into one."""
    paragraph = line(container, "", "ke")
    paragraph.paragraph_format.line_spacing = Pt(0.7)
    return paragraph


def _order(properties: Any) -> None:
    """pBdr must stand before spacing, indents and alignment in w:pPr."""
    borders = properties.find(qn("w:pBdr"))
    properties.remove(borders)
    place = next(
        (i for i, child in enumerate(properties) if child.tag in _AFTER_BORDERS), len(properties)
    )
    properties.insert(place, borders)


_AFTER_BORDERS = frozenset(qn(f"w:{name}") for name in ("spacing", "ind", "jc", "rPr"))


def _border(side: str, eighths: int) -> Any:
    border = OxmlElement(f"w:{side}")
    border.set(qn("w:val"), "single" if eighths else "nil")
    if eighths:
        border.set(qn("w:sz"), str(eighths))
        border.set(qn("w:space"), "0")
        border.set(qn("w:color"), "000000")
    return border


def table(container: Any, rows: int, widths: Sequence[float], *, borders: bool = True) -> Table:
    """A table of fixed column widths (millimetres)."""
    total = Mm(sum(widths))
    made: Table = (
        container.add_table(rows, len(widths), total)
        if hasattr(container, "is_linked_to_previous")
        else container.add_table(rows, len(widths))
    )
    made.autofit = False
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    properties = made._tbl.tblPr
    for old in properties.findall(qn("w:tblStyle")):
        properties.remove(old)
    width = properties.find(qn("w:tblW"))
    if width is None:
        width = OxmlElement("w:tblW")
        properties.insert(0, width)
    width.set(qn("w:type"), "dxa")
    width.set(qn("w:w"), str(int(total.twips)))
    for tag, child in (
        ("w:tblBorders", _borders(borders)),
        ("w:tblCellMar", _margins(85 if borders else 0)),
    ):
        child.tag = qn(tag)
        properties.append(child)
    _sort(properties)
    for column, millimetres in zip(made.columns, widths, strict=True):
        column.width = Mm(millimetres)
        for cell in column.cells:
            cell.width = Mm(millimetres)
    return made


def _borders(shown: bool) -> Any:
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(_border(side, 4 if shown else 0))
    return borders


def _margins(twips: int) -> Any:
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(twips))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    return margins


_TABLE_ORDER = ("tblStyle", "tblW", "jc", "tblInd", "tblBorders", "tblLayout", "tblCellMar")


def _sort(properties: Any) -> None:
    rank = {qn(f"w:{name}"): index for index, name in enumerate(_TABLE_ORDER)}
    children = sorted(properties, key=lambda child: rank.get(child.tag, len(rank)))
    for child in children:
        properties.remove(child)
    properties.extend(children)


def repeat_on_each_page(made: Table) -> None:
    """Marks the first row as the heading of every page the table runs over."""
    for cell in made.rows[0].cells:
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    properties = made.rows[0]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    properties.append(OxmlElement("w:tblHeader"))


def field(paragraph: Paragraph, instruction: str) -> None:
    """A field such as PAGE, worked out by the program that shows the document."""
    simple = OxmlElement("w:fldSimple")
    simple.set(qn("w:instr"), instruction)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    simple.append(run)
    paragraph._p.append(simple)
