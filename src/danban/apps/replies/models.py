from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from danban.apps.consultations.models import Round
from danban.apps.files.models import StoredFile
from danban.apps.findings.models import Group
from danban.apps.jobs.models import Job


class Reply(models.Model):
    """The agency's answer to a group (tiếp thu, giải trình)."""

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", _("Tiếp thu")
        PARTLY = "partly", _("Tiếp thu một phần")
        EXPLAINED = "explained", _("Giải trình, giữ nguyên")
        FORWARDED = "forwarded", _("Chuyển cơ quan khác")

    class State(models.TextChoices):
        DRAFT = "draft", _("Đang soạn")
        ASKED = "asked", _("Chờ duyệt")
        PUBLISHED = "published", _("Đã công bố")

    group = models.OneToOneField(Group, on_delete=models.PROTECT, related_name="reply")
    outcome = models.CharField(max_length=10, choices=Outcome)
    text = models.TextField(_("Nội dung tiếp thu, giải trình"))
    # The provision of the next version that carries the change.
    changed_provision = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    # An edit carries the number it saw: a second officer's save does not overwrite the first.
    edition = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}: {self.group.label}"


class PrintedTable(models.Model):
    """A statutory table made at a moment, with its files."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="tables")
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True)
    version = models.CharField(max_length=20)
    public = models.BooleanField(default=False)
    docx = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    xlsx = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    rows = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()
    # Set when the public print is put on the portal: it fulfils the publishing duty.
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
