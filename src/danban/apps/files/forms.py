"""The one field through which a file comes in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from danban.apps.files.uploads import TOO_LARGE


class UploadForm(forms.Form):
    """A form with files: construct it with the request, so that it can name an upload that was
    stopped for its size."""

    def __init__(self, *args: Any, request: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.request is not None and self.request.META.get(TOO_LARGE):
            self.errors.clear()
            limit = filesizeformat(settings.UPLOAD_LIMIT_BYTES)
            raise forms.ValidationError(
                _("Tệp lớn hơn giới hạn %(limit)s. Hãy chia nhỏ tệp hoặc nén lại rồi gửi."),
                params={"limit": limit},
            )
        return cleaned
