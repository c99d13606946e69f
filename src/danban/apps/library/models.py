from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Text(models.Model):
    """A legal text that was read: its normalised source and its tree. Never changed afterwards."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Dự thảo")
        IN_FORCE = "in-force", _("Đang có hiệu lực")
        EXPIRED = "expired", _("Hết hiệu lực")

    # Names this reading for ever, also where row ids are used again: caches go by it.
    key = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    title = models.TextField()
    number = models.CharField(max_length=60, blank=True)
    type = models.CharField(max_length=60, blank=True)
    issuer = models.CharField(max_length=200, blank=True)
    day = models.DateField(null=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    source = models.TextField()  # the normalised text all offsets point into
    # What is said of each tree of the file: type, number, title, issuer, date, place.
    documents = models.JSONField(default=list)
    # Header, grounds, closing …, text outside the tree, annexes and warnings, as `danban read`,
    # each with "document", the tree it belongs to. Tables: every table of the file.
    parts = models.JSONField(default=list)
    annexes = models.JSONField(default=list)
    outside = models.JSONField(default=list)
    warnings = models.JSONField(default=list)
    tables = models.JSONField(default=list)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True)
    read_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.title or self.number


class Provision(models.Model):
    """A node of a text's tree."""

    text = models.ForeignKey(Text, on_delete=models.CASCADE, related_name="provisions")
    position = models.PositiveIntegerField()  # document order
    document = models.PositiveSmallIntegerField(default=0)  # which tree of the file
    eid = models.CharField(max_length=120)
    kind = models.CharField(max_length=12)
    number = models.CharField(max_length=20, blank=True)
    # The number as the source writes it ("Chương II", "Điều 5.", "a)"); empty if it cannot tell.
    written = models.CharField(max_length=60, blank=True)
    heading = models.TextField(blank=True)
    body = models.TextField(blank=True)  # own text, without its children
    parent_eid = models.CharField(max_length=120, blank=True)
    depth = models.PositiveSmallIntegerField(default=0)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    quoted = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["text", "eid"], name="library_eid_once_per_text"),
            models.UniqueConstraint(fields=["text", "position"], name="library_position_once"),
        ]

    def __str__(self) -> str:
        return self.eid
