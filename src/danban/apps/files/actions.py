"""Taking a file in."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from danban.apps.files import store
from danban.apps.files.models import StoredFile


def keep(name: str, chunks: Iterable[bytes], *, now: datetime) -> StoredFile:
    """Store a file under its hash and note how it was called. Readers judge its content."""
    sha256, size = store.put(chunks)
    clean = Path(name.replace("\\", "/")).name[:255] or "tep"
    kind = mimetypes.guess_type(clean)[0] or "application/octet-stream"
    return StoredFile.objects.create(sha256=sha256, name=clean, size=size, kind=kind, stored_at=now)


def keep_path(path: Path, *, name: str, now: datetime) -> StoredFile:
    """Store a file that we made ourselves."""
    with path.open("rb") as file:
        return keep(name, iter(lambda: file.read(1 << 20), b""), now=now)
