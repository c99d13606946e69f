from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from danban.apps.authorities.models import Authority
from danban.apps.files.models import StoredFile


class ReportPeriod(models.Model):
    """Six months (half 1 or 2) or a year (half 0) of one agency's reporting; open or locked."""

    class Half(models.IntegerChoices):
        YEAR = 0, _("Cả năm")
        FIRST = 1, _("6 tháng đầu năm")
        SECOND = 2, _("6 tháng cuối năm")

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="reports")
    year = models.PositiveSmallIntegerField()
    half = models.PositiveSmallIntegerField(choices=Half)
    # What an officer writes beside the figures.
    direction = models.TextField(_("Công tác chỉ đạo, triển khai"), blank=True)
    difficulties = models.TextField(_("Khó khăn, vướng mắc và nguyên nhân"), blank=True)
    proposals = models.TextField(_("Đề xuất, kiến nghị"), blank=True)
    edition = models.PositiveIntegerField(default=1)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    edited_at = models.DateTimeField(null=True)
    # The newest print.
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    printed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "year", "half"], name="reports_period_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.authority}, {self.get_half_display()} {self.year}"
