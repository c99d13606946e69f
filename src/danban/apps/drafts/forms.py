from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from danban.apps.authorities.access import authorities_of
from danban.apps.authorities.models import Authority
from danban.apps.drafts.models import Dossier, DossierMember
from danban.apps.files.forms import UploadForm
from danban.apps.library.models import Text
from danban.duties.documents import shipped
from danban.paper.document import FORMATS

_LEVELS = {
    "province": _("Cấp tỉnh"),
    "commune": _("Cấp xã"),
    "district": _("Cấp huyện"),
    "central": _("Trung ương"),
}


def _types(today: date) -> list[tuple[str, list[tuple[str, str]]]]:
    """The types that can be made today, by level, the city's own first."""
    known = [one for one in shipped().values() if one.in_force(today)]
    groups = [
        (str(words), [(one.code, one.label_vi) for one in known if one.level == level])
        for level, words in _LEVELS.items()
    ]
    return [group for group in groups if group[1]]


class DossierForm(forms.ModelForm):  # type: ignore[type-arg]
    """A new dossier, for one of the agencies the officer works at."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    document_type = forms.ChoiceField(label=_("Loại văn bản"))

    class Meta:
        model = Dossier
        fields = (
            "kind",
            "title",
            "short_title",
            "document_type",
            "lead",
            "replaces",
            "contact_name",
            "contact_phone",
            "contact_mail",
        )
        widgets = {"title": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "title": _("Ghi đầy đủ như trên văn bản, ví dụ: Nghị quyết quy định về …"),
            "short_title": _("Vài từ để người dân dễ nhớ; tên này nằm trong địa chỉ trang."),
            "contact_name": _("Người hoặc phòng trả lời khi người dân hỏi về dự thảo."),
        }

    def __init__(self, *args: Any, user: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["document_type"].choices = _types(today)  # type: ignore[attr-defined]
        lead: Any = self.fields["lead"]
        lead.queryset = Authority.objects.valid_on(today).filter(pk__in=authorities_of(user))
        lead.empty_label = None
        replaces: Any = self.fields["replaces"]
        replaces.queryset = Text.objects.filter(status=Text.Status.IN_FORCE).defer("source")
        replaces.empty_label = _("Không thay thế văn bản nào")
        first: Authority | None = lead.queryset.first()
        if first is not None:
            self.initial.setdefault("lead", first.pk)
            self.initial.setdefault("contact_phone", first.phone)
            self.initial.setdefault("contact_mail", first.mail)

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if "key" in self.cleaned_data:
            self.instance.key = self.cleaned_data["key"]


class VersionForm(UploadForm):
    """A new text of the draft."""

    file = forms.FileField(
        label=_("Tệp dự thảo"),
        help_text=_("Tệp Word (.docx) hoặc văn bản thuần (.txt)."),
    )
    note = forms.CharField(
        label=_("Nội dung thay đổi chính"),
        help_text=_("So với bản trước; hiện trên trang công khai."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].widget.attrs |= {
            "accept": ",".join(f".{one}" for one in sorted(FORMATS)),
            "data-max-bytes": settings.UPLOAD_LIMIT_BYTES,
        }


class PublishForm(forms.Form):
    """Publishing is for good: it wants a tick."""

    checked = forms.BooleanField(
        label=_("Tôi đã kiểm tra văn bản; đăng tải công khai và không rút lại được.")
    )


class MemberForm(forms.Form):
    """Who works on the dossier."""

    member: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        label=_("Công chức"), queryset=None, empty_label=None
    )
    part = forms.ChoiceField(
        label=_("Vai trò"),
        choices=DossierMember.Part.choices,
        initial=DossierMember.Part.HELPER,
    )

    def __init__(self, *args: Any, dossier: Dossier, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        member: Any = self.fields["member"]
        people = get_user_model().objects.filter(is_active=True)
        member.queryset = people.filter(memberships__authority=dossier.lead_id).distinct()


class FilterForm(forms.Form):
    """Which dossiers the portal lists. A wrong value filters nothing."""

    giai_doan = forms.ChoiceField(
        label=_("Giai đoạn"),
        required=False,
        choices=[("", _("Tất cả giai đoạn")), *Dossier.Stage.choices],
    )
    co_quan = forms.ModelChoiceField(
        label=_("Cơ quan chủ trì"),
        required=False,
        queryset=Authority.objects.filter(dossiers__published_at__isnull=False).distinct(),
        to_field_name="slug",
        empty_label=_("Tất cả cơ quan"),
    )
