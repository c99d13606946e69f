from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.utils.translation import gettext_lazy as _

from danban.apps.consultations.models import BodyAsked, Opinion, Round, Submission
from danban.apps.drafts.models import DraftVersion
from danban.apps.files.forms import UploadForm

LONGEST_TEXT = 20_000
# Nobody reads the clause and writes in less; such a sending waits for review.
_HASTE_SECONDS = 3
_CLOCK = Signer(salt="consultations.form-opened")
ORGANISATIONS = frozenset({"business", "association", "agency", "front"})
_DATE = {"type": "date"}


def day_input() -> forms.DateInput:
    """The browser's own date field."""
    return forms.DateInput(attrs=_DATE, format="%Y-%m-%d")


class SpeakForm(forms.Form):
    """The public form: one box, and everything else as the writer likes."""

    provision = forms.ChoiceField(label=_("Góp ý về"), required=False)
    stance = forms.ChoiceField(
        label=_("Quan điểm"),
        required=False,
        choices=[("", _("Chưa nêu")), *Opinion.Stance.choices],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("Nội dung góp ý"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 7}),
        error_messages={"required": _("Hãy viết nội dung góp ý.")},
    )
    proposal = forms.CharField(
        label=_("Đề xuất viết lại"),
        help_text=_("Nếu muốn, viết câu chữ mà bạn đề nghị đưa vào văn bản."),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    contributor = forms.ChoiceField(
        label=_("Bạn góp ý với tư cách"),
        required=False,
        choices=[("", _("Không nêu")), *Submission.Contributor.choices],
    )
    area = forms.CharField(
        label=_("Địa bàn"),
        help_text=_("Tên xã, phường; không cần số nhà. Được đăng cùng ý kiến."),
        required=False,
        max_length=120,
    )
    name = forms.CharField(
        label=_("Tên"),
        help_text=_("Tên cá nhân không bao giờ được đăng. Tên tổ chức được đăng cùng ý kiến."),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Thư điện tử"),
        help_text=_("Để nhận trả lời; không được đăng."),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    consent = forms.BooleanField(
        label=_(
            "Tôi đồng ý để cơ quan chủ trì lưu tên, thư điện tử đã ghi ở trên "
            "chỉ để xem xét và trả lời góp ý này."
        ),
        help_text=_("Chỉ cần khi bạn ghi tên hoặc thư điện tử."),
        required=False,
    )
    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    opened = forms.CharField(widget=forms.HiddenInput, required=False)
    # A trap for bots: hidden from people, who therefore leave it empty.
    website = forms.CharField(required=False)

    def __init__(
        self, *args: Any, choices: list[tuple[str, str]], now_stamp: int, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.now_stamp = now_stamp
        provision: Any = self.fields["provision"]
        provision.choices = [("", _("Toàn bộ dự thảo")), *choices]
        self.fields["key"].initial = uuid.uuid4
        self.fields["opened"].initial = _CLOCK.sign(str(now_stamp))

    def clean_website(self) -> str:
        if self.cleaned_data["website"]:
            raise forms.ValidationError(_("Không gửi được. Hãy tải lại trang rồi gửi lại."))
        return ""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if (cleaned.get("name") or cleaned.get("email")) and not cleaned.get("consent"):
            self.add_error(
                "consent",
                _("Hãy đánh dấu đồng ý, hoặc xóa tên và thư điện tử rồi gửi không nêu tên."),
            )
        return cleaned

    @property
    def hasty(self) -> bool:
        """Sent faster than a person can, or without our stamp: it waits for review."""
        try:
            opened = int(_CLOCK.unsign(self.cleaned_data["opened"]))
        except (BadSignature, ValueError):
            return True
        return self.now_stamp - opened < _HASTE_SECONDS

    @property
    def organisation(self) -> str:
        """The name, where it is an organisation's."""
        given = self.cleaned_data
        return str(given["name"]) if given["contributor"] in ORGANISATIONS else ""

    @property
    def person(self) -> str:
        """The name, where it is a person's."""
        return "" if self.organisation else str(self.cleaned_data["name"])


class LookupForm(forms.Form):
    """Look a receipt up by its code."""

    ma = forms.CharField(
        label=_("Mã tiếp nhận"),
        help_text=_("8 ký tự, ví dụ 4F7K-2MPX; không phân biệt chữ hoa, chữ thường."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class FilterForm(forms.Form):
    """Filters of the public list."""

    dieu = forms.ChoiceField(label=_("Điều"), required=False)
    quan_diem = forms.ChoiceField(
        label=_("Quan điểm"), required=False, choices=[("", _("Tất cả")), *Opinion.Stance.choices]
    )
    chu_the = forms.ChoiceField(
        label=_("Chủ thể góp ý"),
        required=False,
        choices=[("", _("Tất cả")), *Submission.Contributor.choices],
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        clause: Any = self.fields["dieu"]
        clause.choices = [("", _("Tất cả")), ("whole", _("Toàn bộ dự thảo")), *choices]


class OpenForm(forms.Form):
    """Open a round."""

    version = forms.ModelChoiceField(
        label=_("Bản dự thảo"), queryset=DraftVersion.objects.none(), empty_label=None
    )
    closes_on = forms.DateField(label=_("Ngày kết thúc (đến 24 giờ)"), widget=day_input())
    publish = forms.ChoiceField(
        label=_("Đăng ý kiến"), choices=Round.Publish.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, versions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        version: Any = self.fields["version"]
        version.queryset = versions


class ExtendForm(forms.Form):
    """Move the closing day forward."""

    closes_on = forms.DateField(label=_("Kết thúc mới (đến 24 giờ ngày)"), widget=day_input())
    reason = forms.CharField(
        label=_("Lý do"), max_length=300, help_text=_("Được đăng công khai cùng ngày mới.")
    )


class BodyForm(forms.ModelForm):  # type: ignore[type-arg]
    """A body to be asked by letter."""

    class Meta:
        model = BodyAsked
        fields = ("name", "mail", "letter_number", "letter_day", "due_on")
        widgets = {"letter_day": day_input(), "due_on": day_input()}
        help_texts = {
            "mail": _("Có địa chỉ thì hệ thống gửi đường dẫn trả lời, dùng được một lần."),
        }


class AnswerForm(forms.Form):
    """The letter a body answered with."""

    number = forms.CharField(label=_("Số văn bản trả lời"), max_length=60, required=False)
    day = forms.DateField(label=_("Ngày văn bản trả lời"), widget=day_input())
    agrees = forms.BooleanField(label=_("Nhất trí, không có ý kiến khác"), required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day > self.today:
            raise forms.ValidationError(_("Ngày văn bản trả lời không thể ở sau hôm nay."))
        return day


class BodySpeakForm(AnswerForm):
    """The answer of a body by its own link."""

    text = forms.CharField(
        label=_("Ý kiến tham gia"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 10}),
    )


class BatchForm(UploadForm):
    """A file of opinions."""

    file = forms.FileField(
        label=_("Tệp bảng tính"),
        help_text=_("Nhận .xlsx, .xls, .ods, .csv; tên cột và thứ tự cột tùy ý."),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv,.tsv"}),
    )
    sender = forms.CharField(label=_("Cơ quan gửi"), max_length=200, required=False)
    letter_number = forms.CharField(label=_("Số công văn"), max_length=60, required=False)
    letter_day = forms.DateField(
        label=_("Ngày công văn"),
        required=False,
        widget=day_input(),
        help_text=_("Ngày sau hạn của đợt thì các dòng không ghi ngày được đánh dấu nhận sau hạn."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].widget.attrs["data-max-bytes"] = settings.UPLOAD_LIMIT_BYTES


class TrayForm(forms.Form):
    """A doubtful row, corrected."""

    provision = forms.ChoiceField(label=_("Điều, khoản"), required=False)
    stance = forms.ChoiceField(
        label=_("Quan điểm"),
        required=False,
        choices=[("", _("Chưa nêu")), *Opinion.Stance.choices],
    )
    text = forms.CharField(
        label=_("Nội dung góp ý"), required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    reason = forms.CharField(
        label=_("Lý do, nếu không phải ý kiến"), required=False, max_length=300
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        provision: Any = self.fields["provision"]
        provision.choices = [("", _("Toàn bộ dự thảo")), *choices]


HIDE_REASONS = [
    ("Có dữ liệu cá nhân", _("Có dữ liệu cá nhân")),
    ("Xúc phạm, vu khống", _("Xúc phạm, vu khống")),
    ("Có bí mật nhà nước", _("Có bí mật nhà nước")),
    ("Quảng cáo, thư rác", _("Quảng cáo, thư rác")),
    ("Không liên quan đến dự thảo", _("Không liên quan đến dự thảo")),
]


class HideForm(forms.Form):
    """Why an opinion is not published. The stored words are those of the public log."""

    reason = forms.ChoiceField(
        label=_("Lý do không đăng"),
        required=False,
        choices=[("", _("Chọn lý do")), *HIDE_REASONS],
    )
