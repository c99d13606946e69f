"""The sample draft, built as a Word file, read and parsed once."""

from __future__ import annotations

from pathlib import Path

import pytest

from danban.lawtext import Reading, parse
from danban.paper import read
from danban.site.sample.documents import NAMES, build_docx


@pytest.fixture(scope="session")
def readings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Reading]:
    """Every sample document by name, through Word and back."""
    folder: Path = tmp_path_factory.mktemp("sample")
    found = {}
    for name in NAMES:
        path = folder / f"{name}.docx"
        build_docx(name, path)
        found[name] = parse(read(path))
    return found
