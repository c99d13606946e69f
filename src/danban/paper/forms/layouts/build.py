"""Writes the Word templates that the forms fill.

The committed files in `templates/` are what this module builds; a test holds the two together.
Change a layout here, run `python -m danban.paper.forms.layouts`, commit both.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from docx.document import Document as WordDocument

from danban.paper.forms.layouts.letter import letter
from danban.paper.forms.layouts.six_month_report import six_month_report
from danban.paper.forms.layouts.synthesis import synthesis
from danban.paper.forms.rendering import save

LAYOUTS: dict[str, Callable[[], WordDocument]] = {
    "synthesis.docx": synthesis,
    "letter.docx": letter,
    "six_month_report.docx": six_month_report,
}


def build(folder: Path) -> None:
    """Writes every template into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, layout in LAYOUTS.items():
        save(layout(), folder / name)
