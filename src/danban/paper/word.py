"""Word documents (.docx): body text in reading order with its tables (in the child only).

Tracked changes are read in their accepted view, automatic numbers are written out, footnotes
follow at the end as "[n] text"; page headers and footers, comments and hidden text are left out.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from danban.paper.gate import open_package
from danban.paper.limits import Limits
from danban.paper.normal import normalise
from danban.paper.refusal import Refused
from danban.paper.word_body import Block, Body
from danban.paper.word_numbers import Numbering
from danban.paper.word_package import WordPackage


def read_word(path: Path, name: str, kind: str, limits: Limits) -> dict[str, Any]:
    """Read a .docx as {"text", "tables": [[start, end, rows]], "notices"}. Raises Refused."""
    with open_package(path, name, kind, limits) as zipped:
        package = WordPackage(zipped, name)
        numbering = Numbering(package.beside("numbering.xml"), package.beside("styles.xml"))
        body = Body(numbering)
        blocks = body.blocks(package.main())
        for part, tag in (("footnotes.xml", "footnote"), ("endnotes.xml", "endnote")):
            blocks += body.notes(package.beside(part), tag)
    text, tables = _lay_out(blocks)
    if not text.strip():
        raise Refused(
            "The document holds no text",
            name,
            "If it is a scan, send a version with text",
            code="empty",
        )
    return {"text": text, "tables": tables, "notices": body.notices()}


def _lay_out(blocks: list[Block]) -> tuple[str, list[tuple[int, int, list[list[str]]]]]:
    """Join the blocks by newlines and note where each table came to lie."""
    pieces: list[str] = []
    tables: list[tuple[int, int, list[list[str]]]] = []
    at = 0
    for block in blocks:
        if block.rows is None:
            piece = normalise(block.text)
        else:
            rows = [[normalise(cell) for cell in row] for row in block.rows]
            piece = "\n".join("\t".join(row) for row in rows)
            tables.append((at, at + len(piece), rows))
        pieces.append(piece)
        at += len(piece) + 1
    return "\n".join(pieces), tables
