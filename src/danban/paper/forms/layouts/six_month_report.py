"""The layout of the six-month report: A4 portrait, its lists of events landscape behind it."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Mm
from docx.table import _Cell

from danban.paper.forms.layouts.official import foot, head, sample_line, sign
from danban.paper.forms.layouts.typeset import (
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

MARGINS = (20.0, 18.0, 20.0, 30.0)
WIDTH = 210 - MARGINS[1] - MARGINS[3]
APPENDIX_MARGINS = (20.0, 18.0, 18.0, 25.0)
APPENDIX_WIDTH = 297 - APPENDIX_MARGINS[1] - APPENDIX_MARGINS[3]
FIGURES = (
    ("TT", "figure.at", "o-giua", 11.0),
    ("Chỉ tiêu", "figure.label", "o", 62.0),
    ("Số liệu", "figure.value", "o-so", 31.0),
    ("Đơn vị", "figure.unit", "o-giua", 23.0),
    ("Nguồn số liệu", "figure.note", "o-ghi-chu", WIDTH - 127),
)


def six_month_report() -> WordDocument:
    """The template of the six-month report."""
    document = new_document()
    section = document.sections[0]
    page(section, landscape=False, margins=MARGINS)
    section.header.is_linked_to_previous = False
    sample_line(section.header)
    line(section.header, "", "ke")
    foot(section, WIDTH, "{{ foot_note }}")
    head(document, (WIDTH * 0.41, WIDTH * 0.59))
    _opening(document)
    _sections(document)
    sign(document, (WIDTH * 0.5, WIDTH * 0.5))
    _appendices(document)
    return document


def _opening(document: WordDocument) -> None:
    for text, style in (
        ("BÁO CÁO", "ten-van-ban"),
        ("{{ title }}", "trich-yeu"),
        ("{{ period }}", "trich-yeu"),
    ):
        line(document, text, style)
    rule(document, WIDTH / 2 - 22, gap=5)
    for text, style in (
        ("{%p if addressed %}", "kinh-gui"),
        ("Kính gửi: {{ addressed }}", "kinh-gui"),
        ("{%p endif %}", "kinh-gui"),
        ("{%p if opening %}", "than"),
        ("{{ opening }}", "than"),
        ("{%p endif %}", "than"),
    ):
        line(document, text, style)


def _sections(document: WordDocument) -> None:
    for text, style in (
        ("{%p for section in sections %}", "de-muc"),
        ("{{ section.heading }}", "de-muc"),
        ("{%p for paragraph in section.paragraphs %}", "than"),
        ("{{ paragraph }}", "than"),
        ("{%p endfor %}", "than"),
        ("{%p if not section.paragraphs and not section.figures %}", "than"),
    ):
        line(document, text, style)
    for _ in range(2):
        _dotted(document)
    line(document, "{%p endif %}", "than")
    line(document, "{%p if section.figures %}", "than")
    seam(document)
    made = table(document, 4, [width for *_, width in FIGURES])
    for cell, (heading, *_) in zip(made.rows[0].cells, FIGURES, strict=True):
        cell_lines(cell, (heading, "dau-cot"))
    repeat_on_each_page(made)
    write(made.rows[1].cells[0].paragraphs[0], "{%tr for figure in section.figures %}", "o")
    for cell, (_, value, style, _) in zip(made.rows[2].cells, FIGURES, strict=True):
        cell_lines(cell, (f"{{{{ {value} }}}}", style))
    write(made.rows[3].cells[0].paragraphs[0], "{%tr endfor %}", "o")
    line(document, "", "ke")
    line(document, "{%p endif %}", "than")
    line(document, "{%p endfor %}", "than")


def _dotted(document: WordDocument) -> None:
    """A dotted line across the page, for words that the officer writes."""
    paragraph = line(document, "\t", "gach")
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(Mm(WIDTH), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)


def _appendices(document: WordDocument) -> None:
    section = document.add_section(WD_SECTION.NEW_PAGE)
    page(section, landscape=True, margins=APPENDIX_MARGINS)
    section.header.is_linked_to_previous = False
    sample_line(section.header)
    line(section.header, "", "ke")
    foot(section, APPENDIX_WIDTH, "{{ foot_note }}")
    line(document, "{%p for appendix in appendices %}", "ke")
    line(document, "{{ appendix.label }}", "phu-luc")
    line(document, "{{ appendix.title }}", "phu-luc")
    line(document, "{%p if not appendix.sheets %}", "than")
    line(document, "Không có trong kỳ.", "than")
    line(document, "{%p endif %}", "than")
    line(document, "{%p for sheet in appendix.sheets %}", "ke")
    made = table(document, 4, (APPENDIX_WIDTH / 3,) * 3)
    _across(made.rows[0].cells, "heading in appendix.headings", "heading", "dau-cot")
    repeat_on_each_page(made)
    write(made.rows[1].cells[0].paragraphs[0], "{%tr for row in sheet %}", "o")
    _across(made.rows[2].cells, "cell in row", "cell", "o")
    write(made.rows[3].cells[0].paragraphs[0], "{%tr endfor %}", "o")
    seam(document)
    line(document, "{%p endfor %}", "ke")
    line(document, "{%p endfor %}", "ke")


def _across(cells: Sequence[_Cell], loop: str, value: str, style: str) -> None:
    """A row whose cells are made one for each value."""
    first, middle, last = cells
    cell_lines(first, (f"{{%tc for {loop} %}}", style))
    cell_lines(middle, (f"{{{{ {value} }}}}", style))
    cell_lines(last, ("{%tc endfor %}", style))
