from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from danban.apps.authorities.access import authorities_of
from danban.apps.authorities.models import Authority
from danban.apps.drafts.access import visible
from danban.apps.education.models import OutreachActivity


class OutreachForm(forms.ModelForm):  # type: ignore[type-arg]
    """What was done, in a minute, on a phone: today, by one's own agency, for the people."""

    idempotency_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    class Meta:
        model = OutreachActivity
        fields = (
            "form",
            "title",
            "held_on",
            "people",
            "audience",
            "place",
            "materials",
            "cost",
            "dossier",
            "note",
            "authority",
        )
        labels = {"authority": _("Cơ quan thực hiện")}
        help_texts = {
            "title": _("Ví dụ: Tuyên truyền dự thảo nghị quyết về hè phố tại tổ dân phố 5."),
            "people": _("Để 0 nếu không đếm được, ví dụ khi phát loa."),
        }

    def __init__(self, *args: Any, user: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        fields: Any = self.fields
        # A date control accepts ISO days only, whatever the language of the page.
        fields["held_on"] = forms.DateField(
            label=_("Ngày thực hiện"),
            initial=today,
            widget=forms.DateInput(
                format="%Y-%m-%d", attrs={"type": "date", "max": today.isoformat()}
            ),
        )
        for name in ("people", "materials", "cost"):
            fields[name].required = False
            fields[name].widget.attrs |= {"inputmode": "numeric", "min": 0}
        fields["form"].initial = OutreachActivity.Form.DIRECT
        fields["audience"].initial = OutreachActivity.Audience.PEOPLE
        fields["dossier"].queryset = visible(user)
        fields["dossier"].empty_label = _("Không gắn với dự thảo nào")
        self._own_agency(authorities_of(user).valid_on(today))  # type: ignore[attr-defined]

    def _own_agency(self, agencies: Any) -> None:
        field: Any = self.fields["authority"]
        field.queryset, field.empty_label = agencies, None
        found: list[Authority] = list(agencies[:2])
        if found:
            field.initial = found[0].pk
        if len(found) == 1:
            field.widget = forms.HiddenInput()

    def clean_held_on(self) -> date:
        held_on: date = self.cleaned_data["held_on"]
        if held_on > self.today:
            raise forms.ValidationError(_("Ngày thực hiện không được sau hôm nay."))
        return held_on

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name in ("people", "materials", "cost"):
            if name not in self.errors:
                cleaned[name] = cleaned.get(name) or 0
        return cleaned

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        key = self.cleaned_data.get("idempotency_key")
        self.instance.idempotency_key = str(key) if key else None


class FilterForm(forms.Form):
    """Which events the list shows. A wrong value filters nothing."""

    hinh_thuc = forms.TypedChoiceField(
        label=_("Hình thức"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("Tất cả hình thức")), *OutreachActivity.Form.choices],
    )
    nam = forms.TypedChoiceField(label=_("Năm"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: Any, years: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Tất cả các năm")), *((year, str(year)) for year in years)]
        self.fields["nam"].choices = choices  # type: ignore[attr-defined]

    def chosen(self) -> tuple[int | None, int | None]:
        """(form of Điều 11, year), each None where nothing valid is chosen."""
        self.is_valid()
        return self.cleaned_data.get("hinh_thuc"), self.cleaned_data.get("nam")
