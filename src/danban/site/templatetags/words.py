"""Small words for templates, loaded everywhere."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone

from danban.lawtext import labels

register = template.Library()


@register.filter
def provision_label(eid: str) -> str:
    """`art_5__cl_2` → "khoản 2 Điều 5"."""
    return labels.label(eid) if eid else ""


@register.filter
def day(value: date | datetime | None) -> str:
    """A date as Vietnamese offices write it: 05/11/2026."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date()
    return f"{value:%d/%m/%Y}"


@register.filter
def lookup(mapping: dict[Any, Any], key: Any) -> Any:
    """`mapping[key]`, or None."""
    return mapping.get(key)


@register.filter
def thousands(value: int | None) -> str:
    """12107457 → 12.107.457, the Vietnamese way."""
    return "" if value is None else f"{value:,}".replace(",", ".")
