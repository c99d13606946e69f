"""Bytes under their SHA-256, in a folder outside the web root. Written once, never changed."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings


def path_of(sha256: str) -> Path:
    """Where the bytes of that hash lie (or would lie)."""
    return Path(settings.FILE_STORE) / sha256[:2] / sha256


def put(chunks: Iterable[bytes]) -> tuple[str, int]:
    """Store bytes; returns their hash and length. The name appears only when they are whole."""
    root = Path(settings.FILE_STORE)
    root.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with tempfile.NamedTemporaryFile(dir=root, delete=False) as draft:
        for chunk in chunks:
            digest.update(chunk)
            size += len(chunk)
            draft.write(chunk)
        draft.flush()
        os.fsync(draft.fileno())
    target = path_of(digest.hexdigest())
    target.parent.mkdir(exist_ok=True)
    Path(draft.name).replace(target)
    return digest.hexdigest(), size
