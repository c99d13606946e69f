"""What of the explaining texts the portal and the officers' tab show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from danban.apps.communication.models import ContentItem
from danban.apps.drafts.models import Dossier, DraftVersion
from danban.apps.library.queries import provision_choices
from danban.lawtext import labels


@dataclass(frozen=True, slots=True)
class Shown:
    """An edition with what it explains; `stale` when a newer version is on the portal."""

    item: ContentItem
    stale: bool

    @property
    def version(self) -> int:
        return self.item.made_from.number


def published(dossier: Dossier) -> dict[str, Shown]:
    """Kind → what the portal shows of it."""
    return editions(dossier)[1]


def editions(dossier: Dossier) -> tuple[dict[str, Shown], dict[str, Shown]]:
    """Kind → the newest edition, and kind → the one the portal shows."""
    rows = dossier.versions.filter(state=DraftVersion.State.PUBLISHED)
    current = rows.aggregate(Max("number"))["number__max"]
    newest: dict[str, Shown] = {}
    public: dict[str, Shown] = {}
    for item in dossier.content.select_related("made_from"):  # the newest edition first
        stale = current is not None and item.made_from.number < current
        newest.setdefault(item.kind, Shown(item, stale))
        if item.state == ContentItem.State.PUBLISHED:
            public.setdefault(item.kind, Shown(item, stale))
    return newest, public


def block(dossier: Dossier) -> dict[str, Any] | None:
    """What the public dossier page shows, None if there is nothing yet."""
    found = published(dossier)
    return {"dossier": dossier, "shown": found} if found else None


def missing(dossier: Dossier, now: datetime) -> str:
    """What the content tab still misses."""
    summary = published(dossier).get(ContentItem.Kind.SUMMARY)
    if summary is None:
        return _("Chưa đăng tóm tắt dễ hiểu")
    return _("Tóm tắt soạn theo bản dự thảo cũ") if summary.stale else ""


def provision_words(dossier: Dossier) -> dict[str, str]:
    """Words in lower case → eId, of the newest version with a text: "khoản 2 điều 5" and
    "art_5__cl_2" alike."""
    version = dossier.versions.exclude(text=None).order_by("-number").first()
    if version is None or version.text_id is None:
        return {}
    eids = [eid for eid, _words in provision_choices(version.text_id)]
    return {labels.label(eid).lower(): eid for eid in eids} | {eid: eid for eid in eids}
