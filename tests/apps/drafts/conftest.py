from __future__ import annotations

from typing import Any

import pytest

from danban.apps.drafts import queries


@pytest.fixture(autouse=True)
def _quick_passwords(settings: Any) -> None:
    """Nobody signs in by password here: a slow hash for each of the cast would only cost time."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    queries._rendered.cache_clear()
