"""What the pages of a dossier show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from danban.apps.accounts.work import WorkRow
from danban.apps.audit import labels as audit_labels
from danban.apps.audit.models import Entry
from danban.apps.drafts import frames, rendering
from danban.apps.drafts.access import enterable, workable
from danban.apps.drafts.models import Dossier, DraftVersion
from danban.apps.library.models import Text
from danban.apps.library.queries import tree

PAGE = 20
LOG_PAGE = 50
NEWEST = 5
_TEXTS_KEPT = 16  # rendered texts in process memory; a long law is about 1 MB


@dataclass(frozen=True, slots=True)
class TabShown:
    """A tab as the dossier's page shows it; `missing`: what the open tab still needs, or ""."""

    key: str
    label: str
    url: str
    current: bool
    missing: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A dossier of a list; `notes` are what upper apps say of it in a few words."""

    dossier: Dossier
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LogRow:
    """A row of the dossier's log."""

    pk: int
    at: datetime
    who: str
    what: str
    about: str


def dossier_frame(user: Any, dossier: Dossier, *, tab: str, now: datetime) -> dict[str, Any]:
    """Context of drafts/workspace_dossier.html; `tab` is the key of the tab that is open."""
    shown = [
        TabShown(
            key=entry.key,
            label=str(entry.label),
            url=reverse(entry.url_name, kwargs={"slug": dossier.slug}),
            current=entry.key == tab,
            # Asked of the open tab alone: of all of them it would be a query each, every page.
            missing=entry.missing(dossier, now) if entry.key == tab else "",
        )
        for entry in frames.tabs()
    ]
    return {
        "dossier": dossier,
        "tabs": shown,
        "tab": tab,
        "may_work": user.has_perm("drafts.work", dossier),
    }


# ── the portal ────────────────────────────────────────
def public_page(
    dossiers: QuerySet[Dossier], *, after: int | None, now: datetime
) -> tuple[list[Listed], int | None]:
    """A page of `dossiers`, the newest first, and the key of the next page if there is one."""
    rows = dossiers.select_related("lead").order_by("-pk")
    found, following = _paged(rows, after, PAGE)
    notes = frames.notes(found, now)
    return [Listed(one, tuple(notes.get(one.pk, ()))) for one in found], following


def newest_public(now: datetime) -> list[Listed]:
    """The newest drafts, for the portal's first page."""
    rows = Dossier.objects.public().select_related("lead").order_by("-published_at", "-pk")
    found = list(rows[:NEWEST])
    notes = frames.notes(found, now)
    return [Listed(one, tuple(notes.get(one.pk, ()))) for one in found]


def published_versions(dossier: Dossier) -> list[DraftVersion]:
    """What the portal shows of a dossier, the newest version first, with files."""
    rows = dossier.versions.filter(state=DraftVersion.State.PUBLISHED)
    return list(rows.select_related("file").order_by("-number"))


def timeline(
    dossier: Dossier, versions: Sequence[DraftVersion], now: datetime
) -> list[frames.Milestone]:
    """The dossier's public dates, past and coming, the earliest first."""
    address = reverse("drafts:text", args=[dossier.slug])
    own = [frames.Milestone(dossier.registered_at, _("Lập hồ sơ dự thảo"))]
    own += [
        frames.Milestone(
            version.published_at,
            _("Đăng tải bản dự thảo lần %(number)s") % {"number": version.number},
            version.note,
            f"{address}?lan={version.number}",
        )
        for version in versions
        if version.published_at is not None
    ]
    return sorted([*own, *frames.milestones(dossier, now)], key=lambda one: one.at)


def reading(version: DraftVersion, now: datetime) -> dict[str, Any]:
    """The whole text of a version with its contents and opinion buttons."""
    if version.text_id is None:
        return {"contents": "", "body": ""}
    key = Text.objects.values_list("key", flat=True).get(pk=version.text_id)
    page = _rendered(key, version.text_id)
    return {
        "contents": rendering.contents(page),
        "body": rendering.with_buttons(page, _speak(version, now)),
    }


@lru_cache(maxsize=_TEXTS_KEPT)
def _rendered(key: UUID, text_id: int) -> rendering.Rendered:
    """A text never changes, so its HTML is made once in a process; `key` tells texts apart."""
    return rendering.render(Text.objects.get(pk=text_id, key=key), tree(text_id))


def _speak(version: DraftVersion, now: datetime) -> rendering.Speak:
    address: str | None = None
    counts: dict[str, int] = {}
    for mark in frames.marks():
        for eid, count in mark.counts(version).items():
            counts[eid] = counts.get(eid, 0) + count
        if address is None and mark.open(version, now):
            address = mark.form_url(version, frames.PLACE)
    return rendering.Speak(address, counts, _("Góp ý"), _("ý kiến"))


# ── the officers' pages ───────────────────────────────
def work_page(user: Any, *, after: int | None) -> tuple[list[Dossier], int | None]:
    """A page of the dossiers whose officers' page `user` may open, with their newest version."""
    newest = DraftVersion.objects.filter(dossier=OuterRef("pk")).order_by("-number")
    rows = enterable(user).select_related("lead").order_by("-pk")
    rows = rows.annotate(
        newest_number=Subquery(newest.values("number")[:1]),
        newest_state=Subquery(newest.values("state")[:1]),
    )
    return _paged(rows, after, PAGE)


def log_page(dossier: Dossier, *, after: int | None) -> tuple[list[LogRow], int | None]:
    """A page of what was done to the dossier, the newest first."""
    entries, following = _paged(
        Entry.objects.filter(dossier_id=dossier.pk).order_by("-pk"), after, LOG_PAGE
    )
    known = audit_labels.declared()
    return [
        LogRow(
            entry.pk,
            entry.at,
            entry.actor_label,
            audit_labels.label(entry.what) if entry.what in known else entry.what,
            "" if entry.subject_label == str(dossier) else entry.subject_label,
        )
        for entry in entries
    ], following


def waiting(user: Any, now: datetime) -> Iterator[WorkRow]:
    """Rows of "my work": versions that wait to be checked, or could not be read."""
    if not user.is_authenticated:
        return
    states = DraftVersion.State
    reasons = {
        states.READY: _("Bản dự thảo đã đọc xong, chờ kiểm tra và đăng tải."),
        states.REFUSED: _("Tệp dự thảo không đọc được, cần tải lên tệp khác."),
    }
    # A newer version puts an older one out of question.
    newer = DraftVersion.objects.filter(dossier=OuterRef("dossier")).order_by("-number")
    rows = DraftVersion.objects.filter(
        dossier__in=workable(user).values("pk"),
        state__in=list(reasons),
        number=Subquery(newer.values("number")[:1]),
    )
    for version in rows.select_related("dossier").order_by("pk"):
        yield WorkRow(
            title=_("Bản dự thảo lần %(number)s") % {"number": version.number},
            url=reverse("drafts:version", args=[version.dossier.slug, version.number]),
            due_on=None,
            reason=str(reasons[states(version.state)]),
            state="due",
            dossier=str(version.dossier),
        )


def no_version(dossier: Dossier, now: datetime) -> str:
    """What the text tab still misses."""
    if dossier.published_at is not None:
        return ""
    return _("Chưa đăng tải bản dự thảo nào")


def _paged(rows: QuerySet[Any], after: int | None, size: int) -> tuple[list[Any], int | None]:
    """Rows in descending order of their key, from below `after`; and the key to go on from."""
    if after is not None:
        rows = rows.filter(pk__lt=after)
    found: Sequence[Any] = list(rows[: size + 1])
    following = found[size - 1].pk if len(found) > size else None
    return list(found[:size]), following
