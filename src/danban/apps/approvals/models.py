from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Approval(models.Model):
    """One decision on one thing that is to go out under the agency's name."""

    class Way(models.TextChoices):
        WORKSPACE = "workspace", _("Duyệt trên hệ thống")
        OUTSIDE = "outside", _("Phiếu trình giấy đã ký")

    class Decision(models.TextChoices):
        PENDING = "pending", _("Chờ duyệt")
        APPROVED = "approved", _("Đã duyệt")
        RETURNED = "returned", _("Trả lại")

    subject_kind = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=60)
    subject_label = models.CharField(max_length=300)
    # The text that was decided upon: a later change is not covered by this decision.
    fingerprint = models.CharField(max_length=64)
    way = models.CharField(max_length=10, choices=Way, default=Way.WORKSPACE)
    decision = models.CharField(max_length=10, choices=Decision, default=Decision.PENDING)
    note = models.CharField(max_length=500, blank=True)
    document_number = models.CharField(max_length=60, blank=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    requested_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["subject_kind", "subject_id"])]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id"],
                condition=models.Q(decision="pending"),
                name="approvals_one_pending_per_subject",
            )
        ]
