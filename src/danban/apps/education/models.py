from __future__ import annotations

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from danban.apps.authorities.models import Authority
from danban.apps.drafts.models import Dossier


class OutreachActivity(models.Model):
    """One event of legal dissemination (hoạt động PBGDPL), by the forms of Điều 11 of
    Luật Phổ biến, giáo dục pháp luật số 14/2012/QH13."""

    class Form(models.IntegerChoices):
        PRESS = 1, _("Họp báo, thông cáo báo chí")
        DIRECT = 2, _("Phổ biến trực tiếp, tư vấn, cung cấp tài liệu")
        MEDIA = 3, _("Phương tiện thông tin đại chúng, loa truyền thanh, internet, pa-nô")
        CONTEST = 4, _("Thi tìm hiểu pháp luật")
        CASEWORK = 5, _("Qua xét xử, xử phạt, tiếp công dân, trợ giúp pháp lý, hòa giải")
        CULTURE = 6, _("Lồng ghép văn hóa, văn nghệ, câu lạc bộ, tủ sách pháp luật")
        SCHOOL = 7, _("Giáo dục trong nhà trường")
        OTHER = 8, _("Hình thức khác")

    class Audience(models.TextChoices):
        PEOPLE = "people", _("Nhân dân")
        OFFICIALS = "officials", _("Cán bộ, công chức, viên chức")
        PUPILS = "pupils", _("Học sinh, sinh viên")
        FIRMS = "firms", _("Doanh nghiệp, hộ kinh doanh")

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="outreach")
    form = models.PositiveSmallIntegerField(_("Hình thức (Điều 11)"), choices=Form)
    title = models.CharField(_("Nội dung"), max_length=200)
    held_on = models.DateField(_("Ngày thực hiện"))
    place = models.CharField(_("Địa điểm"), max_length=120, blank=True)
    audience = models.CharField(_("Đối tượng"), max_length=10, choices=Audience)
    people = models.PositiveIntegerField(_("Số lượt người tham dự"), default=0)
    materials = models.PositiveIntegerField(_("Số tài liệu phát"), default=0)
    cost = models.PositiveBigIntegerField(
        _("Kinh phí (đồng)"), default=0, validators=[MinValueValidator(0)]
    )
    dossier = models.ForeignKey(
        Dossier, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("Về dự thảo")
    )
    note = models.CharField(_("Ghi chú"), max_length=300, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()
    idempotency_key = models.CharField(max_length=64, unique=True, null=True, blank=True)

    class Meta:
        ordering = ["-held_on", "-pk"]

    def __str__(self) -> str:
        return self.title
