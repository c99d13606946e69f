"""Every write to a dossier and its versions."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from danban.apps.audit.actions import record
from danban.apps.audit.actor import SYSTEM, Actor
from danban.apps.authorities.access import works_at
from danban.apps.drafts.models import Dossier, DossierMember, DraftVersion
from danban.apps.files.actions import keep
from danban.apps.jobs import actions as jobs
from danban.apps.jobs.events import emit
from danban.apps.library.actions import store
from danban.lawtext.tree import Reading
from danban.paper import Source

READ = "drafts.read_version"
_SLUG_LENGTH = 70
_TAKEN_BY_ADDRESSES = frozenset({"moi"})  # /lam-viec/ho-so/moi/ is the form for a new one


class Refusal(Exception):
    """Something that may not be done to a dossier now; its text says why and what to do."""


def register_dossier(dossier: Dossier, *, user: Any, now: datetime) -> Dossier:
    """Register the unsaved `dossier`; whoever registers it owns it.

    The same form sent again (same `key`) gives the dossier registered first.
    """
    if not works_at(user, dossier.lead):
        raise PermissionDenied
    with transaction.atomic():
        earlier = Dossier.objects.filter(key=dossier.key).first()
        if earlier is not None:
            return earlier
        dossier.slug = _free_slug(dossier.short_title or dossier.title)
        dossier.registered_at = now
        dossier.stage = Dossier.Stage.REGISTERED
        dossier.save(force_insert=True)
        DossierMember.objects.create(dossier=dossier, user=user, part=DossierMember.Part.OWNER)
        record(
            "drafts.register_dossier",
            dossier,
            actor=Actor.of(user),
            now=now,
            dossier_id=dossier.pk,
        )
    return dossier


def assign(dossier: Dossier, member: Any, part: str, *, user: Any, now: datetime) -> DossierMember:
    """Give `member` a part in the dossier; the owner before becomes a helper."""
    _demand_work(user, dossier)
    if not works_at(member, dossier.lead):
        raise Refusal(_("Người này không công tác tại cơ quan chủ trì soạn thảo."))
    with transaction.atomic():
        row = DossierMember.objects.filter(dossier=dossier, user=member).first()
        if row is not None and row.part == part:
            return row
        if row is not None and row.part == DossierMember.Part.OWNER:
            raise Refusal(_("Hồ sơ phải có người phụ trách. Hãy giao cho người khác phụ trách."))
        if part == DossierMember.Part.OWNER:
            owners = DossierMember.objects.filter(dossier=dossier, part=DossierMember.Part.OWNER)
            owners.update(part=DossierMember.Part.HELPER)
        row, _made = DossierMember.objects.update_or_create(
            dossier=dossier, user=member, defaults={"part": part}
        )
        _record("drafts.assign", dossier, user, now, member=member.pk, part=part)
    return row


def add_version(
    dossier: Dossier, upload: UploadedFile[bytes], *, note: str = "", user: Any, now: datetime
) -> DraftVersion:
    """Keep a new text of the draft and queue its reading.

    Raises Refusal if it is the file of the newest version again.
    """
    _demand_work(user, dossier)
    with transaction.atomic():
        # Two uploads at once take their numbers one after the other.
        Dossier.objects.select_for_update().get(pk=dossier.pk)
        file = keep(upload.name or "", upload.chunks(), now=now)
        newest = dossier.versions.select_related("file").order_by("-number").first()
        if newest is not None and newest.file.sha256 == file.sha256:
            raise Refusal(
                _("Tệp này giống hệt tệp của bản dự thảo lần %(number)s. Hãy chọn tệp của bản mới.")
                % {"number": newest.number}
            )
        version = DraftVersion.objects.create(
            dossier=dossier,
            number=newest.number + 1 if newest else 1,
            file=file,
            note=note,
            added_at=now,
        )
        _queue_reading(version, user=user, now=now)
        _record("drafts.add_version", dossier, user, now, number=version.number, sha256=file.sha256)
    return version


def read_again(version: DraftVersion, *, user: Any, now: datetime) -> None:
    """Queue the reading of a version whose reading was stopped or failed."""
    _demand_work(user, version.dossier)
    if not version.stalled:
        raise Refusal(_("Bản dự thảo này đang được đọc hoặc đã đọc xong."))
    with transaction.atomic():
        _queue_reading(version, user=user, now=now)
        _record("drafts.read_again", version.dossier, user, now, number=version.number)


def keep_reading(version: DraftVersion, reading: Reading, source: Source, *, now: datetime) -> bool:
    """Keep what was found in a version's file. False if it was withdrawn or read meanwhile."""
    with transaction.atomic():
        waiting = _waiting(version)
        if waiting is None:
            return False
        text = store(reading, version.file, now=now, tables=source.tables)
        waiting.text, waiting.state = text, DraftVersion.State.READY
        waiting.save(update_fields=["text", "state"])
        _record("drafts.version_read", version.dossier, None, now, number=version.number)
    return True


def refuse_version(version: DraftVersion, why: str, *, now: datetime) -> None:
    """Note that a version's file could not be read, in words for its officers."""
    with transaction.atomic():
        waiting = _waiting(version)
        if waiting is None:
            return
        waiting.refusal, waiting.state = why[:500], DraftVersion.State.REFUSED
        waiting.save(update_fields=["refusal", "state"])
        _record("drafts.version_refused", version.dossier, None, now, number=version.number)


def publish_version(version: DraftVersion, *, user: Any, now: datetime) -> None:
    """Put a version on the portal, for good. The first one makes the dossier public."""
    dossier = version.dossier
    _demand_work(user, dossier)
    with transaction.atomic():
        current = DraftVersion.objects.select_for_update().get(pk=version.pk)
        if current.state == DraftVersion.State.PUBLISHED:
            return
        if current.state != DraftVersion.State.READY:
            raise Refusal(_("Chỉ đăng tải được bản dự thảo đã đọc xong."))
        newest = dossier.versions.exclude(published_at=None).aggregate(Max("number"))["number__max"]
        if newest is not None and newest > current.number:
            raise Refusal(
                _("Đã đăng tải bản dự thảo lần %(number)s mới hơn bản này.") % {"number": newest}
            )
        current.state, current.published_at = DraftVersion.State.PUBLISHED, now
        current.save(update_fields=["state", "published_at"])
        Dossier.objects.filter(pk=dossier.pk, published_at=None).update(published_at=now)
        _record("drafts.publish_version", dossier, user, now, number=current.number)
        emit("drafts.version_published", now=now, version_id=current.pk)
    version.refresh_from_db()


def withdraw_version(version: DraftVersion, *, user: Any, now: datetime) -> None:
    """Take back a version that nobody outside has seen: its row and its tree go, its file and
    the audit row stay."""
    _demand_work(user, version.dossier)
    with transaction.atomic():
        current = DraftVersion.objects.select_for_update().filter(pk=version.pk).first()
        if current is None:
            return
        if current.state == DraftVersion.State.PUBLISHED:
            raise Refusal(_("Bản dự thảo đã đăng tải thì không rút được."))
        if current.job is not None:
            jobs.cancel(current.job, now=now)
        text = current.text
        current.delete()
        if text is not None:
            text.delete()
        _record(
            "drafts.withdraw_version",
            version.dossier,
            user,
            now,
            number=version.number,
            file=version.file_id,
        )


def _queue_reading(version: DraftVersion, *, user: Any, now: datetime) -> None:
    address = {"slug": version.dossier.slug, "number": version.number}
    version.job = jobs.enqueue(
        READ,
        {"version_id": version.pk},
        actor=Actor.of(user),
        now=now,
        next_url=reverse("drafts:version", kwargs=address),
    )
    version.save(update_fields=["job"])


def _waiting(version: DraftVersion) -> DraftVersion | None:
    """The version's row, locked, while it still waits to be read."""
    rows = DraftVersion.objects.select_for_update()
    return rows.filter(pk=version.pk, state=DraftVersion.State.READING).first()


def _demand_work(user: Any, dossier: Dossier) -> None:
    if not user.has_perm("drafts.work", dossier):
        raise PermissionDenied


def _record(what: str, dossier: Dossier, user: Any, now: datetime, **detail: Any) -> None:
    actor = SYSTEM if user is None else Actor.of(user)
    record(what, dossier, actor=actor, now=now, dossier_id=dossier.pk, **detail)


def _free_slug(title: str) -> str:
    """An address of plain letters that no dossier has yet."""
    plain = slugify(title.replace("đ", "d").replace("Đ", "D"))[:_SLUG_LENGTH].strip("-") or "ho-so"
    taken = set(Dossier.objects.filter(slug__startswith=plain).values_list("slug", flat=True))
    taken |= _TAKEN_BY_ADDRESSES
    if plain not in taken:
        return plain
    number = 2
    while f"{plain}-{number}" in taken:
        number += 1
    return f"{plain}-{number}"
