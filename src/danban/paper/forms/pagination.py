"""Where pages may break in a filled document: what no template tag can say."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

if TYPE_CHECKING:
    from docx.document import Document

_ROW, _CELL, _TABLE, _TEXT = qn("w:tr"), qn("w:tc"), qn("w:tbl"), qn("w:t")
_LINE, _WHOLE = qn("w:p"), qn("w:cantSplit")
_SECTION = qn("w:sectPr")
# About twelve lines in the widest column: a third of a landscape page.
SHORT = 500


def keep_short_rows_whole(document: Document) -> None:
    """Rows whose longest cell is short move to the next page whole; long ones may break."""
    for row in document.element.body.iter(_ROW):
        if row.find(f".//{_WHOLE}") is None and _is_short(row):
            row.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))


def _is_short(row: Any) -> bool:
    return all(
        sum(len(text.text or "") for text in cell.iter(_TEXT)) <= SHORT
        for cell in row.iterchildren(_CELL)
    )


def keep_with_signature(document: Document) -> None:
    """Binds the last words before the signature block to it: no signature stands alone.

    The signature block is the last table of the main section. A paragraph with words before it,
    or the last row of a table if it is short, moves to the signature's page.
    """
    elements = _main_section(document)
    tables = [index for index, element in enumerate(elements) if element.tag == _TABLE]
    for element in reversed(elements[: tables[-1]] if tables else []):
        if element.tag == _TABLE:
            last = element.findall(_ROW)[-1]
            _bind(document, last.iter(_LINE) if _is_short(last) else ())
            return
        _bind(document, (element,))
        if any((text.text or "").strip() for text in element.iter(_TEXT)):
            return


def _bind(document: Document, lines: Iterable[Any]) -> None:
    for line in lines:
        Paragraph(line, document._body).paragraph_format.keep_with_next = True


def _main_section(document: Document) -> list[Any]:
    children = list(document.element.body)
    for index, child in enumerate(children):
        if child.tag == _LINE and child.find(f".//{_SECTION}") is not None:
            return children[:index]
    return children


def last_section(document: Document) -> list[Any]:
    """The paragraphs and tables after the last section break."""
    children = list(document.element.body)
    breaks = [
        index
        for index, child in enumerate(children)
        if child.tag == _LINE and child.find(f".//{_SECTION}") is not None
    ]
    return children[breaks[-1] + 1 :] if breaks else children


def drop_last_section(document: Document) -> None:
    """Takes away an empty last section, which would print an empty page."""
    body = document.element.body
    last = body.find(_SECTION)
    bearers = [p for p in body.findall(_LINE) if p.find(f".//{_SECTION}") is not None]
    if last is None or not bearers:
        return
    bearer = bearers[-1]
    body.replace(last, bearer.find(f".//{_SECTION}"))
    body.remove(bearer)
