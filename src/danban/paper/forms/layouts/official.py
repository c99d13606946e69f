"""The parts every official document shares: head, signature block, sample line, page foot."""

from __future__ import annotations

from typing import Any

from docx.document import Document as WordDocument
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.section import Section
from docx.shared import Mm, Pt

from danban.paper.forms.layouts.typeset import CENTRE, cell_lines, field, line, rule, table, write


def head(document: WordDocument, widths: tuple[float, float], *, subject: bool = False) -> None:
    """Issuer, number (and subject of a letter) left; Quốc hiệu, tiêu ngữ, place and day right."""
    made = table(document, 2, widths, borders=False)
    left, right = made.rows[0].cells
    cell_lines(
        left,
        ("{%p if superior %}", "co-quan-tren"),
        ("{{ superior }}", "co-quan-tren"),
        ("{%p endif %}", "co-quan-tren"),
        ("{{ issuer_head }}", "co-quan"),
    )
    rule(left, widths[0] * 0.36)
    cell_lines(
        right,
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "quoc-hieu"),
        ("Độc lập - Tự do - Hạnh phúc", "tieu-ngu"),
    )
    rule(right, (widths[1] - 61) / 2)
    left, right = made.rows[1].cells
    cell_lines(left, ("{{ number_line }}", "so-ky-hieu"))
    if subject:
        line(left, "{{ subject }}", "trich-yeu-cv")
    cell_lines(right, ("{{ place_and_day }}", "ngay-thang"))


def sign(document: WordDocument, widths: tuple[float, float]) -> None:
    """Nơi nhận left, the signing position right; the name is left for the officer."""
    spacer = line(document, "", "ke")
    spacer.paragraph_format.keep_with_next = True
    spacer.paragraph_format.space_before = Pt(6)
    made = table(document, 1, widths, borders=False)
    left, right = made.rows[0].cells
    cell_lines(
        left,
        ("Nơi nhận:", "noi-nhan"),
        ("{%p for recipient in recipients %}", "noi-nhan-dong"),
        ("- {{ recipient }}", "noi-nhan-dong"),
        ("{%p endfor %}", "noi-nhan-dong"),
    )
    cell_lines(right, ("{{ signer }}", "chuc-vu"), ("{{ signer_name }}", "nguoi-ky"))


def sample_line(container: Any) -> None:
    """The line that says on every page that the material is a sample, if it is one."""
    first = container.paragraphs[0]
    write(first, "{%p if sample %}", "mau")
    line(container, "{{ sample }}", "mau")
    line(container, "{%p endif %}", "mau")


def foot(section: Section, width: float, note: str) -> None:
    """`note` left, "Trang x/y" right."""
    section.footer.is_linked_to_previous = False
    _foot_line(section.footer.paragraphs[0], width, note)
    if section.different_first_page_header_footer:
        section.first_page_footer.is_linked_to_previous = False
        _foot_line(section.first_page_footer.paragraphs[0], width, note)


def _foot_line(paragraph: Any, width: float, note: str) -> None:
    write(paragraph, f"{note}\tTrang ", "chan-trang")
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(width), WD_TAB_ALIGNMENT.RIGHT)
    field(paragraph, "PAGE")
    paragraph.add_run("/")
    field(paragraph, "NUMPAGES")


def page_number_above(section: Section) -> None:
    """The page number centred at the head from the second page on, as letters have it."""
    section.different_first_page_header_footer = True
    section.header.is_linked_to_previous = False
    section.first_page_header.is_linked_to_previous = False
    sample_line(section.first_page_header)
    line(section.first_page_header, "", "ke")
    sample_line(section.header)
    number = line(section.header, "", "so-trang")
    number.alignment = CENTRE
    field(number, "PAGE")
