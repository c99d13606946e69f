from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from danban.apps.drafts.models import Dossier, DraftVersion


class ContentItem(models.Model):
    """One edition of a text that explains the draft to somebody (sản phẩm truyền thông).

    Saving adds an edition; the newest published one is what the portal shows.
    """

    class Kind(models.TextChoices):
        SUMMARY = "summary", _("Tóm tắt dễ hiểu")
        CHANGES = "changes", _("Thay đổi gì, với ai")
        QUESTIONS = "questions", _("Hỏi – đáp")

    class State(models.TextChoices):
        DRAFT = "draft", _("Đang soạn")
        PUBLISHED = "published", _("Đã đăng")

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="content")
    kind = models.CharField(max_length=12, choices=Kind)
    edition = models.PositiveIntegerField(default=1)
    # SUMMARY: {"paragraphs": [str]}; CHANGES: {"rows": [{"addressee", "change", "provision"}]};
    # QUESTIONS: {"items": [{"question", "answer"}]}
    body = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    # The version it was written from: an older one than the newest makes it stale.
    made_from = models.ForeignKey(DraftVersion, on_delete=models.PROTECT)
    written_by = models.CharField(max_length=200, blank=True)
    written_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-edition"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "kind", "edition"], name="communication_edition_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} – {self.dossier}"
