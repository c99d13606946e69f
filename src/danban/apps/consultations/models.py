"""Rounds and what came in. What identifies a person stands apart, in Contact."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from danban.apps.drafts.models import Dossier, DraftVersion
from danban.apps.files.models import StoredFile
from danban.apps.jobs.models import Job


class Round(models.Model):
    """A period in which opinions on one version are taken (đợt lấy ý kiến)."""

    class Publish(models.TextChoices):
        BEFORE = "before", _("Duyệt trước khi đăng")
        AT_ONCE = "at-once", _("Đăng ngay, duyệt sau")

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="rounds")
    version = models.ForeignKey(DraftVersion, on_delete=models.PROTECT, related_name="rounds")
    opens_at = models.DateTimeField()
    # Closes at 24:00 local of `closes_on`; the instant is stored so that it never shifts.
    closes_on = models.DateField()
    closes_at = models.DateTimeField()
    # The shortest lawful closing day and why, as duties gave it on the day of opening.
    deadline = models.JSONField(default=dict)
    publish = models.CharField(max_length=10, choices=Publish, default=Publish.BEFORE)
    closed_announced = models.BooleanField(default=False)
    # Each: {"from", "to" (ISO days), "reason", "at"}; shown in public.
    extensions = models.JSONField(default=list)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-opens_at"]

    def __str__(self) -> str:
        return f"{self.dossier} – đợt đến {self.closes_on:%d/%m/%Y}"

    def is_open(self, now: datetime) -> bool:
        """Are opinions taken at this moment?"""
        return self.opens_at <= now < self.closes_at

    def days_left(self, now: datetime) -> int:
        """Whole local days until the closing day; 0 on that day itself, never negative."""
        return max(0, (self.closes_on - timezone.localtime(now).date()).days)


class Batch(models.Model):
    """A file of opinions on its way in. Its rows count only once `state` is TAKEN."""

    class State(models.TextChoices):
        READING = "reading", _("Đang đọc")
        REFUSED = "refused", _("Từ chối cả tệp")
        REVIEW = "review", _("Chờ kiểm tra")
        TAKING = "taking", _("Đang tiếp nhận")
        TAKEN = "taken", _("Đã tiếp nhận")
        UNDONE = "undone", _("Đã hoàn tác")

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="batches")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT)
    sender = models.CharField(_("Cơ quan gửi"), max_length=200, blank=True)
    letter_number = models.CharField(_("Số công văn"), max_length=60, blank=True)
    letter_day = models.DateField(_("Ngày công văn"), null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.READING)
    refusal = models.CharField(max_length=500, blank=True)
    # {"columns": {"text": 3, …}, "sample": [[…]], "header_row": 2, …}, correctable by hand
    mapping = models.JSONField(default=dict)
    # Every row that was read is exactly one of good, doubtful, blank.
    rows_read = models.PositiveIntegerField(default=0)
    rows_good = models.PositiveIntegerField(default=0)
    rows_doubtful = models.PositiveIntegerField(default=0)
    rows_late = models.PositiveIntegerField(default=0)
    rows_blank = models.PositiveIntegerField(default=0)
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.file.name


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def counted(self) -> SubmissionQuerySet:
        """Those that count: not withdrawn, and not of a batch that is under way or undone."""
        return self.filter(state=Submission.State.TAKEN).filter(
            models.Q(batch__isnull=True) | models.Q(batch__state=Batch.State.TAKEN)
        )


class Submission(models.Model):
    """One act of sending: a form, a letter, a row (lượt gửi)."""

    class State(models.TextChoices):
        TAKEN = "taken", _("Đã tiếp nhận")
        WITHDRAWN = "withdrawn", _("Đã rút")

    class Channel(models.TextChoices):
        WEB = "web", _("Trang góp ý")
        COUNTER = "counter", _("Nhập hộ tại cơ quan")
        FILE = "file", _("Bảng tổng hợp")
        LETTER = "letter", _("Văn bản góp ý")

    class Contributor(models.TextChoices):
        CITIZEN = "citizen", _("Người dân")
        BUSINESS = "business", _("Doanh nghiệp, hộ kinh doanh")
        ASSOCIATION = "association", _("Hiệp hội, hội")
        AGENCY = "agency", _("Cơ quan nhà nước")
        FRONT = "front", _("MTTQ, tổ chức chính trị - xã hội")
        EXPERT = "expert", _("Chuyên gia, nhà khoa học")

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="submissions")
    state = models.CharField(max_length=10, choices=State, default=State.TAKEN)
    channel = models.CharField(max_length=10, choices=Channel)
    # "" where nobody said so: a spreadsheet without that column must not turn into citizens.
    contributor = models.CharField(max_length=12, choices=Contributor, blank=True)
    # Name of an organisation, shown as it is; a person's name stands in Contact.
    organisation = models.CharField(max_length=200, blank=True)
    area = models.CharField(max_length=120, blank=True)
    late = models.BooleanField(default=False)  # nhận sau hạn
    at = models.DateTimeField()
    code = models.CharField(max_length=8, unique=True, null=True, blank=True)
    secret_hash = models.CharField(max_length=64, blank=True, db_index=True)
    # A repeated POST (double tap, reload) carries the same key and is taken once.
    idempotency_key = models.CharField(max_length=64, unique=True, null=True, blank=True)
    batch = models.ForeignKey(
        Batch, on_delete=models.CASCADE, null=True, related_name="submissions"
    )
    source_row = models.CharField(max_length=120, blank=True)  # "Sheet1, dòng 12"
    # What was read with a grain of salt: a clause tied to the unit above, an unknown word.
    source_note = models.CharField(max_length=300, blank=True)
    letter_number = models.CharField(max_length=60, blank=True)
    letter_day = models.DateField(null=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["round", "state", "-id"])]

    def __str__(self) -> str:
        return f"Lượt gửi {self.pk}"


class Contact(models.Model):
    """Who wrote it, if they said so; erased by itself without touching the opinion."""

    submission = models.OneToOneField(Submission, on_delete=models.CASCADE, related_name="contact")
    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)


class OpinionQuerySet(models.QuerySet["Opinion"]):
    def counted(self) -> OpinionQuerySet:
        """Opinions of submissions that count."""
        return self.filter(submission__in=Submission.objects.counted())

    def published(self) -> OpinionQuerySet:
        """Those everybody may read."""
        return self.counted().filter(state=Opinion.State.PUBLISHED)


class Opinion(models.Model):
    """One submission's say about one provision, or about the whole (ý kiến)."""

    class State(models.TextChoices):
        PENDING = "pending", _("Chờ duyệt đăng")
        PUBLISHED = "published", _("Đã đăng")
        HIDDEN = "hidden", _("Không đăng")

    class Stance(models.TextChoices):
        AGREE = "agree", _("Nhất trí")
        DISAGREE = "disagree", _("Không nhất trí")
        AMEND = "amend", _("Đề nghị sửa")
        CLARIFY = "clarify", _("Đề nghị làm rõ")

    class How(models.TextChoices):
        CHOSEN = "chosen", _("người góp ý chọn")
        CITED = "cited", _("nêu trong ý kiến")
        WHOLE = "whole", _("ý kiến chung")

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="opinions")
    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="opinions")
    provision = models.CharField(
        max_length=120, blank=True
    )  # eId in the round's version; "" = whole
    how = models.CharField(max_length=8, choices=How)
    stance = models.CharField(max_length=10, choices=Stance, blank=True)
    text = models.TextField()
    proposal = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.PENDING)
    hidden_reason = models.CharField(max_length=200, blank=True)
    # Carried in from a spreadsheet that already had an answer column.
    given_reply = models.TextField(blank=True)

    objects = OpinionQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["round", "provision", "state"]),
            models.Index(fields=["round", "state", "-id"]),
        ]

    def __str__(self) -> str:
        return f"Ý kiến {self.pk}"


class Tally(models.Model):
    """A bare count sent in without texts: a unit of its own, never added to opinions."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="tallies")
    provision = models.CharField(max_length=120, blank=True)
    stance = models.CharField(max_length=10, blank=True)
    count = models.PositiveIntegerField()
    source_row = models.CharField(max_length=120, blank=True)


class TrayRow(models.Model):
    """A row somebody must look at (cần xem): counted, never dropped."""

    class State(models.TextChoices):
        OPEN = "open", _("Cần xem")
        TAKEN = "taken", _("Đã tiếp nhận sau khi xem")
        SET_ASIDE = "set-aside", _("Không phải ý kiến")

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="tray")
    source_row = models.CharField(max_length=120)
    cells = models.JSONField()  # the row by column name, as it stood in the file
    why = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    reason = models.CharField(max_length=300, blank=True)  # why it was set aside
    submission = models.OneToOneField(Submission, on_delete=models.SET_NULL, null=True)


class BodyAsked(models.Model):
    """A body asked for its opinion by letter (cơ quan, tổ chức được lấy ý kiến)."""

    class State(models.TextChoices):
        ASKED = "asked", _("Đã gửi văn bản")
        ANSWERED = "answered", _("Đã trả lời")
        NO_ANSWER = "no-answer", _("Không trả lời")

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="bodies")
    name = models.CharField(_("Cơ quan, tổ chức"), max_length=200)
    mail = models.EmailField(_("Thư điện tử"), blank=True)
    letter_number = models.CharField(_("Số công văn"), max_length=60)
    letter_day = models.DateField(_("Ngày công văn"))
    due_on = models.DateField(_("Hạn trả lời"))
    deadline = models.JSONField(default=dict)  # as duties gave it
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    answered_on = models.DateField(null=True, blank=True)
    answer_number = models.CharField(_("Số văn bản trả lời"), max_length=60, blank=True)
    agrees = models.BooleanField(_("Nhất trí, không có ý kiến khác"), default=False)
    token_hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["round", "name"], name="consultations_body_once")
        ]

    def __str__(self) -> str:
        return self.name


class LeafQuerySet(models.QuerySet["Leaf"]):
    def to_number(self) -> LeafQuerySet:
        """Those that may enter the log: not yet numbered, and their file is not still on its way
        in (a cancelled intake removes its leaves again)."""
        on_the_way = (Batch.State.REVIEW, Batch.State.TAKING)
        return self.filter(number__isnull=True).exclude(submission__batch__state__in=on_the_way)


class Leaf(models.Model):
    """A leaf of the public log, written with its cause; the sequencer numbers it later."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="leaves")
    kind = models.CharField(max_length=10)
    entry = models.JSONField()
    salts = models.JSONField(default=list)  # hex, one per item; opens the commitments
    hash = models.CharField(max_length=64, unique=True)
    number = models.PositiveBigIntegerField(null=True, unique=True)

    objects = LeafQuerySet.as_manager()
