from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from danban.apps.authorities.models import Authority
from danban.apps.drafts.models import Dossier


class RuleConfirmation(models.Model):
    """The justice department stands for a rule of law: dated, with source and name.

    A rule that law.md marks unverified colours nothing until it is confirmed."""

    rule_id = models.CharField(max_length=80)
    days = models.PositiveSmallIntegerField(null=True)
    source = models.CharField(_("Căn cứ xác nhận"), max_length=300)
    valid_from = models.DateField()
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    confirmed_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.rule_id


class Duty(models.Model):
    """What law, a plan or a conclusion demands of a named person by a date."""

    class Kind(models.TextChoices):
        POSTING = "posting", _("Đăng tải hồ sơ lấy ý kiến")
        ASKING = "asking", _("Lấy ý kiến cơ quan, tổ chức")
        ANSWERING = "answering", _("Tiếp thu, giải trình ý kiến")
        PUBLISHING = "publishing-table", _("Công bố bản tổng hợp tiếp thu, giải trình")

    kind = models.CharField(max_length=20, choices=Kind)
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="duties")
    # The round it comes from, as an id: rounds live in a room below and know no duties.
    round_id = models.BigIntegerField(null=True)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="duties")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="duties"
    )
    rule_id = models.CharField(max_length=80)
    # The promise as it was worked out: it does not move when the rule's data changes.
    deadline = models.JSONField()
    due_on = models.DateField()
    binding = models.BooleanField(default=False)  # found in law, or confirmed
    fulfilled_on = models.DateField(null=True)
    evidence = models.CharField(max_length=300, blank=True)
    evidence_url = models.CharField(max_length=300, blank=True)
    # The agency's own words, shown beside the cell.
    explanation = models.CharField(_("Giải trình của cơ quan"), max_length=500, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "kind", "round_id"], name="accountability_duty_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} – {self.dossier}"
