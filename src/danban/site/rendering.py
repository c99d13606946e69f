from __future__ import annotations

from django.forms.renderers import TemplatesSetting


class Fields(TemplatesSetting):
    """Every form of the site looks the same: label, help, error, control."""

    form_template_name = "site/form.html"
    field_template_name = "site/field.html"
