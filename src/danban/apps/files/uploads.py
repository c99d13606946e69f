"""The upload limit: a larger file is read to its end and thrown away, so that the browser gets
our answer instead of a broken connection, and never touches the disk."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, StopUpload

TOO_LARGE = "danban.upload_too_large"


class LimitedUpload(FileUploadHandler):
    """Stops a request whose body is over the limit and marks it with TOO_LARGE."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, Any],  # noqa: N803  (Django names it so)
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        self.left = settings.UPLOAD_LIMIT_BYTES

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.left -= len(raw_data)
        if self.left < 0:
            if self.request is not None:
                self.request.META[TOO_LARGE] = True
            raise StopUpload(connection_reset=False)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
