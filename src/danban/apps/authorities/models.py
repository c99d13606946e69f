from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class City(models.Model):
    """The province-level unit this installation serves: exactly one row."""

    name = models.CharField(_("Tên"), max_length=120)
    # What every page and every printed document of a sample city says; empty for a real one.
    sample_note = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.name


class AuthorityQuerySet(models.QuerySet["Authority"]):
    def valid_on(self, day: date) -> AuthorityQuerySet:
        """Those that exist on that day."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_to__isnull=True) | Q(valid_to__gte=day),
        )


class Authority(models.Model):
    """An agency at any level, with its time of existence and its successor."""

    class Kind(models.TextChoices):
        COUNCIL = "council", _("Hội đồng nhân dân")
        COMMITTEE = "committee", _("Ủy ban nhân dân")
        DEPARTMENT = "department", _("Sở, ngành")
        JUSTICE = "justice", _("Sở Tư pháp")
        WARD = "ward", _("Xã, phường")
        OTHER = "other", _("Cơ quan, tổ chức khác")

    name = models.CharField(_("Tên cơ quan"), max_length=200)
    short_name = models.CharField(_("Tên ngắn"), max_length=60)
    slug = models.SlugField(unique=True)
    kind = models.CharField(max_length=12, choices=Kind)
    superior = models.CharField(_("Cơ quan chủ quản"), max_length=200, blank=True)
    place = models.CharField(_("Địa danh"), max_length=100, blank=True)
    mail = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    successor = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")

    objects = AuthorityQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """What somebody is at an agency, from when to when."""

    class Role(models.TextChoices):
        OFFICER = "officer", _("Công chức")
        HEAD = "head", _("Lãnh đạo")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships"
    )
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "authority", "role"], name="authorities_membership_once"
            )
        ]
