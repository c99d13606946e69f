"""What every test shares: where real documents lie, when they are at hand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# No timed assertions, and the same examples in every run.
settings.register_profile("danban", deadline=None, derandomize=True)
settings.load_profile("danban")


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real documents named by DANBAN_REAL_DATA; skips plainly without it."""
    folder = os.environ.get("DANBAN_REAL_DATA")
    if not folder:
        pytest.skip("DANBAN_REAL_DATA is not set: no real documents at hand")
    path = Path(folder)
    if not path.is_dir():
        pytest.fail(f"DANBAN_REAL_DATA names no folder: {folder}")
    return path
