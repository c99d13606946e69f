from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from danban.apps.authorities.access import authorities_of
from danban.apps.authorities.models import Authority
from danban.apps.files.models import StoredFile
from danban.apps.jobs.models import Job
from danban.apps.library.models import Text


class DossierQuerySet(models.QuerySet["Dossier"]):
    def public(self) -> DossierQuerySet:
        """Those a visitor may see: with a published version."""
        return self.filter(published_at__isnull=False)

    def of_authorities(self, user: Any) -> DossierQuerySet:
        """Those of the agencies that `user` works for."""
        return self.filter(lead__in=authorities_of(user))


class Dossier(models.Model):
    """Everything about one draft, from registration to adoption (hồ sơ dự thảo)."""

    class Kind(models.TextChoices):
        OWN = "own", _("Dự thảo của thành phố")
        OTHER_LEVEL = "other-level", _("Dự thảo của cấp khác")
        ADOPTED = "adopted", _("Văn bản đã ban hành")

    class Stage(models.TextChoices):
        REGISTERED = "registered", _("Đã đăng ký")
        CONSULTING = "consulting", _("Đang lấy ý kiến")
        ANSWERING = "answering", _("Đang tiếp thu, giải trình")
        ANSWERED = "answered", _("Đã công bố tiếp thu, giải trình")

    # Sent along with the form: the same form sent twice registers one dossier.
    key = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    kind = models.CharField(_("Loại hồ sơ"), max_length=12, choices=Kind, default=Kind.OWN)
    title = models.CharField(_("Tên dự thảo"), max_length=400)
    short_title = models.CharField(_("Tên ngắn"), max_length=120)
    slug = models.SlugField(unique=True, max_length=80)
    # Code of duties/documents.toml, e.g. province-council-resolution.
    document_type = models.CharField(_("Loại văn bản"), max_length=60)
    lead = models.ForeignKey(
        Authority,
        verbose_name=_("Cơ quan chủ trì soạn thảo"),
        on_delete=models.PROTECT,
        related_name="dossiers",
    )
    stage = models.CharField(max_length=12, choices=Stage, default=Stage.REGISTERED)
    replaces = models.ForeignKey(
        Text,
        verbose_name=_("Văn bản dự kiến thay thế"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced_in",
    )
    contact_name = models.CharField(_("Người liên hệ"), max_length=120)
    contact_phone = models.CharField(_("Điện thoại cơ quan"), max_length=40, blank=True)
    contact_mail = models.EmailField(_("Thư điện tử cơ quan"), blank=True)
    registered_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)

    objects = DossierQuerySet.as_manager()

    def __str__(self) -> str:
        return self.short_title or self.title


class DossierMember(models.Model):
    """Who works on the dossier by name: one owns it, others help."""

    class Part(models.TextChoices):
        OWNER = "owner", _("Phụ trách")
        HELPER = "helper", _("Phối hợp")

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT)
    part = models.CharField(max_length=10, choices=Part)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dossier", "user"], name="drafts_member_once"),
            models.UniqueConstraint(
                fields=["dossier"], condition=models.Q(part="owner"), name="drafts_one_owner"
            ),
        ]


class DraftVersion(models.Model):
    """One text of the draft: its file, and its tree once read (bản dự thảo lần n)."""

    class State(models.TextChoices):
        READING = "reading", _("Đang đọc")
        REFUSED = "refused", _("Không đọc được")
        READY = "ready", _("Chờ kiểm tra, đăng tải")
        PUBLISHED = "published", _("Đã đăng tải")

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT)
    text = models.OneToOneField(Text, on_delete=models.PROTECT, null=True, blank=True)
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True)
    state = models.CharField(max_length=10, choices=State, default=State.READING)
    refusal = models.CharField(max_length=500, blank=True)
    note = models.CharField(_("Nội dung thay đổi chính"), max_length=500, blank=True)
    added_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "number"], name="drafts_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.dossier} (lần {self.number})"

    @property
    def stalled(self) -> bool:
        """Its reading ended without a result: stopped by hand, or failed."""
        return self.state == self.State.READING and (self.job is None or self.job.ended)
