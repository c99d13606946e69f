"""The layout of the statutory synthesis table: A4 landscape, four columns, heads on each page.

Five thousand rows in one table keep LibreOffice busy for minutes, so a long table is parted into
sheets of some dozen provisions, each a table with its own repeated heads on a new page.
"""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.enum.section import WD_SECTION
from docx.shared import Pt
from docx.table import _Cell

from danban.paper.forms.layouts.official import foot, head, sample_line, sign
from danban.paper.forms.layouts.typeset import (
    CENTRE,
    GREY,
    cell_lines,
    line,
    new_document,
    page,
    repeat_on_each_page,
    rule,
    seam,
    table,
    write,
)

MARGINS = (20.0, 18.0, 18.0, 25.0)
WIDTH = 297 - MARGINS[1] - MARGINS[3]
COLUMNS = (38.0, 46.0, 84.0, 86.0)
HEADS = (
    "NHÓM VẤN ĐỀ, ĐIỀU, KHOẢN",
    "CHỦ THỂ GÓP Ý",
    "NỘI DUNG GÓP Ý",
    "NỘI DUNG TIẾP THU, GIẢI TRÌNH",
)
FOOT_NOTE = "{{ print_kind }} · Phiên bản {{ version }}"


def synthesis() -> WordDocument:
    """The template of the statutory synthesis table."""
    document = new_document()
    section = document.sections[0]
    page(section, landscape=True, margins=MARGINS)
    section.header.is_linked_to_previous = False
    sample_line(section.header)
    seam(section.header)
    foot(section, WIDTH, FOOT_NOTE)
    head(document, (WIDTH * 0.42, WIDTH * 0.58))
    _opening(document)
    _sheets(document)
    sign(document, (WIDTH * 0.5, WIDTH * 0.5))
    _appendices(document)
    return document


def _opening(document: WordDocument) -> None:
    for text, style in (
        ("BẢN TỔNG HỢP", "ten-van-ban"),
        ("Ý KIẾN, TIẾP THU, GIẢI TRÌNH Ý KIẾN GÓP Ý, PHẢN BIỆN XÃ HỘI", "trich-yeu"),
        ("ĐỐI VỚI {{ draft_head }}", "trich-yeu"),
    ):
        line(document, text, style)
    rule(document, WIDTH / 2 - 35, gap=5)
    for text, style in (
        ("{%p if public %}", "ghi-chu-ten"),
        ("(Bản công khai, cá nhân góp ý được ẩn danh)", "ghi-chu-ten"),
        ("{%p endif %}", "ghi-chu-ten"),
        ("{{ basis }}", "than"),
        ("1. {{ total }}", "than"),
        ("{%p for count in counts %}", "gach"),
        ("- {{ count }}", "gach"),
        ("{%p endfor %}", "gach"),
    ):
        line(document, text, style)
    last = line(document, "{{ result }}", "than")
    last.paragraph_format.keep_with_next = True


def _sheets(document: WordDocument) -> None:
    line(document, "{%p for sheet in sheets %}", "ke")
    line(document, "{%p if not loop.first %}", "ke")
    seam(document).paragraph_format.page_break_before = True
    line(document, "{%p endif %}", "ke")
    made = table(document, 6, COLUMNS)
    for cell, text in zip(made.rows[0].cells, HEADS, strict=True):
        cell_lines(cell, (text, "dau-cot"))
    repeat_on_each_page(made)
    tags = ("{%tr for part in sheet %}", "{%tr for row in part.rows %}")
    for row, tag in zip(made.rows[1:3], tags, strict=True):
        write(row.cells[0].paragraphs[0], tag, "o")
    _group(made.rows[3].cells)
    for row in made.rows[4:]:
        write(row.cells[0].paragraphs[0], "{%tr endfor %}", "o")
    line(document, "{%p endfor %}", "ke")


def _group(cells: Sequence[_Cell]) -> None:
    cell_lines(cells[0], ("{% vm %}{{ part.provision }}", "o-don-vi"))
    cell_lines(cells[1], ("{{ row.contributors }}", "o"))
    cell_lines(
        cells[2],
        ("{%p if row.issue %}", "o-van-de"),
        ("{{ row.issue }}", "o-van-de"),
        ("{%p endif %}", "o-van-de"),
        ("{{ row.summary }}", "o"),
        ("{{ row.alike }}", "so-y-kien"),
    )
    code = cells[2].paragraphs[-1].add_run(" · Mã {{ row.code }}")
    code.font.size, code.font.italic, code.font.color.rgb = Pt(8), False, GREY
    cell_lines(
        cells[3],
        ("{%p if row.outcome %}", "o-van-de"),
        ("{{ row.outcome }}", "o-van-de"),
        ("{%p endif %}", "o-van-de"),
        ("{{ row.reply }}", "o"),
    )


def _appendices(document: WordDocument) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.different_first_page_header_footer = False
    section.header.is_linked_to_previous = False
    sample_line(section.header)
    line(section.header, "", "ke")
    foot(section, WIDTH, FOOT_NOTE)
    line(document, "{%p for list in lists %}", "ke")
    line(document, "{{ list.label }}", "phu-luc")
    line(document, "{{ list.title }}", "phu-luc")
    _listing(document, ("TT", "Tên cơ quan, tổ chức"), (14.0, WIDTH - 14), "list.rows")
    line(document, "", "o")
    line(document, "{%p endfor %}", "ke")
    line(document, "{%p if review %}", "ke")
    line(document, "{{ review_label }}", "phu-luc")
    line(document, "CÁC DÒNG CẦN XEM, CHƯA ĐƯA VÀO BẢNG TỔNG HỢP", "phu-luc")
    line(document, "{%p for piece in review %}", "ke")
    heads = ("TT", "Nguồn", "Dòng", "Lý do")
    _listing(document, heads, (14.0, 80.0, 22.0, WIDTH - 116), "piece")
    line(document, "{%p endfor %}", "ke")
    line(document, "{%p endif %}", "ke")


def _listing(
    document: WordDocument, heads: tuple[str, ...], widths: tuple[float, ...], rows: str
) -> None:
    made = table(document, 4, widths)
    for cell, text in zip(made.rows[0].cells, heads, strict=True):
        cell_lines(cell, (text, "dau-cot"))
    repeat_on_each_page(made)
    write(made.rows[1].cells[0].paragraphs[0], f"{{%tr for entry in {rows} %}}", "o")
    for index, cell in enumerate(made.rows[2].cells):
        text = f"{{{{ entry[{index}] }}}}"
        made_line = write(cell.paragraphs[0], text, "o" if index else "o-giua")
        if index == 0:
            made_line.alignment = CENTRE
    write(made.rows[3].cells[0].paragraphs[0], "{%tr endfor %}", "o")
