"""The statutory synthesis table: values in, DOCX, XLSX and JSON out."""

from __future__ import annotations

from danban.paper.forms.synthesis_document import to_docx
from danban.paper.forms.synthesis_sheets import to_xlsx
from danban.paper.forms.synthesis_table import (
    OUTCOMES,
    Outcome,
    Received,
    ReviewRow,
    SynthesisRow,
    SynthesisTable,
    Tally,
)

__all__ = [
    "OUTCOMES",
    "Outcome",
    "Received",
    "ReviewRow",
    "SynthesisRow",
    "SynthesisTable",
    "Tally",
    "to_docx",
    "to_json",
    "to_xlsx",
]


def to_json(table: SynthesisTable) -> dict[str, object]:
    """The table as plain values for a JSON file; unset replies and outcomes stay null."""
    received = table.received
    return {
        "version": table.version,
        "asked": table.asked,
        "received": {
            "submissions": received.submissions,
            "opinions": received.opinions,
            "persons": received.persons,
        },
        "rows": [_row(row) for row in table.rows],
        "review": [{"source": r.source, "row": r.row, "why": r.why} for r in table.review],
    }


def _row(row: SynthesisRow) -> dict[str, object]:
    return {
        "code": row.code,
        "eid": row.eid,
        "issue": row.issue,
        "contributors": list(row.contributors),
        "opinions": list(row.opinions),
        "summary": row.summary,
        "reply": row.reply,
        "outcome": row.outcome,
    }
