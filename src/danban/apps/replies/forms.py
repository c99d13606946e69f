from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from danban.apps.replies.models import Reply


class AnswerForm(forms.Form):
    """One answer for a group. `edition` is the one the page showed."""

    outcome = forms.ChoiceField(
        label=_("Kết quả"), choices=Reply.Outcome.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("Nội dung tiếp thu, giải trình"),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=20_000,
    )
    changed_provision = forms.ChoiceField(
        label=_("Điều, khoản được chỉnh lý ở bản dự thảo mới nhất"),
        required=False,
        help_text=_("Chọn khi tiếp thu làm thay đổi nội dung dự thảo."),
    )
    edition = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def __init__(self, *args: Any, provisions: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["changed_provision"].choices = [("", "—"), *provisions]  # type: ignore[attr-defined]


class PaperForm(forms.Form):
    """The number of the signed phiếu trình."""

    document_number = forms.CharField(label=_("Số phiếu trình đã ký"), max_length=60)


class ReturnForm(forms.Form):
    """Why the head sends an answer back."""

    note = forms.CharField(label=_("Ý kiến của lãnh đạo"), max_length=500)
