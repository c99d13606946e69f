from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class StateForm(forms.Form):
    """What the board shows."""

    tinh_trang = forms.ChoiceField(
        label=_("Tình trạng"),
        required=False,
        choices=[
            ("", _("Tất cả")),
            ("late", _("Muộn")),
            ("soon", _("Sắp đến hạn")),
            ("due", _("Chưa đến hạn")),
            ("done", _("Đã xong")),
            ("done-late", _("Đã xong, muộn")),
            ("informs", _("Tham khảo")),
        ],
    )

    @property
    def state(self) -> str:
        """The chosen state; "" for all, and for anything that is no state."""
        return str(self.cleaned_data.get("tinh_trang", "")) if self.is_valid() else ""


class ExplanationForm(forms.Form):
    """The agency's own words beside a duty."""

    duty = forms.IntegerField(widget=forms.HiddenInput)
    explanation = forms.CharField(
        label=_("Giải trình của cơ quan"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Nội dung này hiện công khai cạnh việc phải thực hiện."),
    )


class ConfirmationForm(forms.Form):
    """The justice department stands for a rule."""

    days = forms.IntegerField(
        label=_("Số ngày"),
        required=False,
        min_value=1,
        max_value=3660,
        help_text=_("Để trống nếu xác nhận quy tắc đúng như đang ghi."),
    )
    source = forms.CharField(
        label=_("Căn cứ xác nhận"),
        max_length=300,
        help_text=_("Ghi số, ký hiệu văn bản và điều, khoản đã đối chiếu."),
    )
    valid_from = forms.DateField(
        label=_("Áp dụng từ ngày"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def given(self) -> dict[str, Any]:
        """What actions.confirm_rule takes."""
        return {name: self.cleaned_data[name] for name in ("days", "source", "valid_from")}
