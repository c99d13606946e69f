from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """One thing that was done. Rows are only ever added."""

    at = models.DateTimeField(db_index=True)
    actor_kind = models.CharField(max_length=10)
    actor_id = models.CharField(max_length=40, blank=True)
    actor_label = models.CharField(max_length=200)
    what = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=60)
    subject_label = models.CharField(max_length=300, blank=True)
    # Rows of one dossier are read together on its log tab.
    dossier_id = models.BigIntegerField(null=True, db_index=True)
    detail = models.JSONField(default=dict)

    class Meta:
        ordering = ["-pk"]
