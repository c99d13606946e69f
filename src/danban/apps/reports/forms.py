from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from danban.apps.authorities.models import Authority
from danban.apps.reports.actions import Narrative
from danban.apps.reports.models import ReportPeriod


class NarrativeForm(forms.ModelForm):  # type: ignore[type-arg]
    """What the justice department writes beside the figures."""

    edition = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = ReportPeriod
        fields = ("direction", "difficulties", "proposals", "edition")

    def words(self) -> Narrative:
        """The words as they were sent."""
        texts = self.cleaned_data
        return Narrative(texts["direction"], texts["difficulties"], texts["proposals"])


class AgencyForm(forms.Form):
    """Whose report is shown. A wrong value shows one's own."""

    co_quan = forms.ModelChoiceField(
        label=_("Cơ quan"),
        required=False,
        queryset=Authority.objects.none(),
        to_field_name="slug",
        empty_label=None,
    )

    def __init__(self, *args: Any, agencies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["co_quan"].queryset = agencies  # type: ignore[attr-defined]
