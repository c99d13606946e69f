"""The layout of the request letter: A4 portrait, an administrative công văn."""

from __future__ import annotations

from docx.document import Document as WordDocument

from danban.paper.forms.layouts.official import head, page_number_above, sign
from danban.paper.forms.layouts.typeset import line, new_document, page

MARGINS = (20.0, 18.0, 20.0, 30.0)
WIDTH = 210 - MARGINS[1] - MARGINS[3]


def letter() -> WordDocument:
    """The template of the letter that asks a body for its opinion."""
    document = new_document()
    section = document.sections[0]
    page(section, landscape=False, margins=MARGINS)
    page_number_above(section)
    head(document, (WIDTH * 0.41, WIDTH * 0.59), subject=True)
    for text, style in (
        ("{{ addressed }}", "kinh-gui"),
        ("{%p for body in bodies %}", "noi-gui"),
        ("- {{ body }}", "noi-gui"),
        ("{%p endfor %}", "noi-gui"),
        ("{%p for paragraph in paragraphs %}", "than-14"),
        ("{%p if paragraph.address %}", "than-14"),
        ("{{ paragraph.text }} {{ paragraph.address }}", "dia-chi"),
        ("{%p else %}", "than-14"),
        ("{{ paragraph.text }}", "than-14"),
        ("{%p endif %}", "than-14"),
        ("{%p endfor %}", "than-14"),
    ):
        line(document, text, style)
    sign(document, (WIDTH * 0.5, WIDTH * 0.5))
    return document
