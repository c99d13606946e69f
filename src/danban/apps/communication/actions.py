"""Writing and publishing the texts that explain a draft."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from danban.apps.audit.actions import record
from danban.apps.audit.actor import Actor
from danban.apps.communication.models import ContentItem
from danban.apps.drafts.models import Dossier, DraftVersion


class Refusal(Exception):
    """Something that cannot be done to a text now; its words say why and what to do."""


class Overtaken(Refusal):
    """Somebody else saved a newer edition than the one this edit began with."""


def save_content(
    dossier: Dossier, kind: str, body: dict[str, Any], *, seen: int, user: Any, now: datetime
) -> ContentItem:
    """Add an edition. `seen` is the edition the edit began with, 0 for none.

    The same words again are not a new edition, so that a form sent twice changes nothing; but
    they are taken as checked against the newest version of the draft.
    """
    _demand(user, dossier)
    with transaction.atomic():
        Dossier.objects.select_for_update().get(pk=dossier.pk)
        made_from = _version_explained(dossier)
        newest = dossier.content.filter(kind=kind).first()
        if newest is not None:
            if newest.body == body and newest.made_from_id == made_from.pk:
                return newest
            if newest.edition != seen:
                raise Overtaken(
                    _(
                        "%(who)s đã lưu một lần sửa mới hơn. Hãy so với nội dung đang lưu ở dưới"
                        " rồi lưu lại."
                    )
                    % {"who": newest.written_by or _("Người khác")}
                )
        item = ContentItem.objects.create(
            dossier=dossier,
            kind=kind,
            edition=newest.edition + 1 if newest else 1,
            body=body,
            made_from=made_from,
            written_by=str(user),
            written_at=now,
        )
        _record("communication.save", item, user, now)
    return item


def publish_content(item: ContentItem, *, user: Any, now: datetime) -> None:
    """Put an edition on the portal in place of the one before."""
    _demand(user, item.dossier)
    with transaction.atomic():
        current = ContentItem.objects.select_for_update().get(pk=item.pk)
        if current.state == ContentItem.State.PUBLISHED:
            return
        if current.dossier.content.filter(kind=current.kind, edition__gt=current.edition).exists():
            raise Overtaken(_("Đã có lần sửa mới hơn. Hãy kiểm tra rồi đăng lần sửa mới nhất."))
        if not any(current.body.values()):
            raise Refusal(_("Chưa có nội dung để đăng."))
        current.state, current.published_at = ContentItem.State.PUBLISHED, now
        current.save(update_fields=["state", "published_at"])
        _record("communication.publish", current, user, now)
    item.refresh_from_db()


def _version_explained(dossier: Dossier) -> DraftVersion:
    """The newest version with a text: what a text written now explains."""
    found = dossier.versions.exclude(text=None).order_by("-number").first()
    if found is None:
        raise Refusal(_("Hãy tải lên bản dự thảo trước khi soạn nội dung truyền thông."))
    return found


def _demand(user: Any, dossier: Dossier) -> None:
    if not user.has_perm("communication.write", dossier):
        raise PermissionDenied


def _record(what: str, item: ContentItem, user: Any, now: datetime) -> None:
    record(
        what,
        item,
        actor=Actor.of(user),
        now=now,
        dossier_id=item.dossier_id,
        kind=item.kind,
        edition=item.edition,
    )
