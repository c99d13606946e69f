from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture(autouse=True)
def _static_from_source(settings: Any) -> None:
    """Static files are looked up where they lie: none are collected for a test."""
    settings.WHITENOISE_AUTOREFRESH = True
