"""Legal text: parse, number, label, export."""

from __future__ import annotations

from danban.lawtext.parse import parse
from danban.lawtext.tree import Annex, Document, Outside, Part, Provision, Reading, Warning

__all__ = [
    "Annex", "Document", "Outside", "Part", "Provision", "Reading", "Warning", "parse",
]  # fmt: skip
