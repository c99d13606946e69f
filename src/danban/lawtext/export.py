"""A reading as the JSON and the plain text that other programs build on (interfaces.md)."""

from __future__ import annotations

from typing import Any

from danban.lawtext.tree import Annex, Document, Outside, Part, Provision, Reading, Warning
from danban.paper import TableSpan


def to_json(reading: Reading) -> dict[str, Any]:
    """Give the reading in the shape of `danban read -o x.json`."""
    return {
        "source": reading.source_name,
        "documents": [_document(document) for document in reading.documents],
        "warnings": [_warning(warning) for warning in reading.warnings],
    }


def to_text(reading: Reading) -> str:
    """Give the normalised text in which every offset of the JSON counts."""
    return reading.text


def _document(document: Document) -> dict[str, Any]:
    return {
        "type": document.type,
        "number": document.number,
        "title": document.title,
        "issuer": document.issuer,
        "date": document.date.isoformat() if document.date else None,
        "place": document.place,
        "grounds": list(document.grounds),
        "closing": document.closing,
        "signature": document.signature,
        "provisions": [_provision(provision) for provision in document.provisions],
        "parts": [_part(part) for part in document.parts],
        "annexes": [_annex(annex) for annex in document.annexes],
        "outside": [_outside(piece) for piece in document.outside],
    }


def _provision(provision: Provision) -> dict[str, Any]:
    return {
        "eid": provision.eid,
        "kind": provision.kind,
        "number": provision.number,
        "heading": provision.heading,
        "text": provision.text,
        "parent": provision.parent,
        "start": provision.start,
        "end": provision.end,
        "quoted": provision.quoted,
    }


def _part(part: Part) -> dict[str, Any]:
    return {"name": part.name, "start": part.start, "end": part.end}


def _annex(annex: Annex) -> dict[str, Any]:
    return {
        "eid": annex.eid,
        "title": annex.title,
        "tables": [_table(table) for table in annex.tables],
    }


def _table(table: TableSpan) -> dict[str, Any]:
    rows = [list(row) for row in table.rows]
    return {"start": table.start, "end": table.end, "rows": rows}


def _outside(piece: Outside) -> dict[str, Any]:
    return {"text": piece.text, "start": piece.start, "end": piece.end, "why": piece.why}


def _warning(warning: Warning) -> dict[str, Any]:
    return {"eid": warning.eid, "code": warning.code, "message": warning.message}
