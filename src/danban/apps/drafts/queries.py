"""What the pages of a dossier show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from danban.apps.drafts import frames
from danban.apps.drafts.models import Dossier


@dataclass(frozen=True, slots=True)
class TabShown:
    """A tab as the dossier's page shows it; `missing` is "" where nothing is owed."""

    key: str
    label: str
    url: str
    current: bool
    missing: str


def dossier_frame(user: Any, dossier: Dossier, *, tab: str, now: datetime) -> dict[str, Any]:
    """Context of drafts/workspace_dossier.html; `tab` is the key of the tab that is open."""
    shown = [
        TabShown(
            key=entry.key,
            label=str(entry.label),
            url=reverse(entry.url_name, kwargs={"slug": dossier.slug}),
            current=entry.key == tab,
            missing=entry.missing(dossier, now),
        )
        for entry in frames.tabs()
    ]
    return {
        "dossier": dossier,
        "tabs": shown,
        "tab": tab,
        "may_work": user.has_perm("drafts.work", dossier),
    }
