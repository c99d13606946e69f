"""What every page's frame shows."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from danban.apps.accounts import frames
from danban.apps.authorities.access import is_justice, is_officer
from danban.apps.authorities.models import City


def frame(request: HttpRequest) -> dict[str, Any]:
    """The city (lazily, one query), and what the visitor's navigation offers."""
    return {
        "city": SimpleLazyObject(lambda: City.objects.first() or City()),
        "portal_links": SimpleLazyObject(lambda: frames.links("portal", request.user)),
        "workspace_links": SimpleLazyObject(lambda: frames.links("workspace", request.user)),
        "is_officer": SimpleLazyObject(lambda: is_officer.test(request.user)),
        "is_justice": SimpleLazyObject(lambda: is_justice.test(request.user)),
    }
