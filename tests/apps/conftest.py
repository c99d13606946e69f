from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.world import cast


@pytest.fixture
def world(db: Any, settings: Any, tmp_path: Path) -> cast.World:
    """The cast in a database of its own, with a file store of its own."""
    settings.FILE_STORE = tmp_path / "files"
    return cast.build()


@pytest.fixture(autouse=True)
def _plain_static(settings: Any) -> None:
    """No collected files in tests: static addresses are not hashed."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.WHITENOISE_AUTOREFRESH = True
    # Real password hashing takes a second per account of the cast.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
