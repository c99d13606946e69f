from __future__ import annotations

from django.db import models


class StoredFile(models.Model):
    """A file as it came in. The bytes lie in the store under their hash; a row per arrival."""

    sha256 = models.CharField(max_length=64, db_index=True)
    name = models.CharField(max_length=255)
    size = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=100)  # media type, from the content
    stored_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
