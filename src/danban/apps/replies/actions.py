"""Answering a group: write, put before the head, release; and printing the statutory table."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _

from danban.apps.approvals import actions as approvals
from danban.apps.approvals.models import Approval
from danban.apps.approvals.queries import latest
from danban.apps.audit.actions import record
from danban.apps.audit.actor import Actor
from danban.apps.consultations.models import Round
from danban.apps.drafts.models import Dossier
from danban.apps.findings.models import Group
from danban.apps.jobs import actions as jobs
from danban.apps.jobs.events import emit
from danban.apps.jobs.models import Job
from danban.apps.replies.models import PrintedTable, Reply


class RefusedReply(Exception):
    """The answer can't be taken as it is; the text says why and what to do."""


def _need(user: Any, permission: str, dossier: Dossier) -> None:
    if not user.has_perm(permission, dossier):
        raise PermissionDenied


def fingerprint(reply: Reply) -> str:
    """Of what is decided upon: outcome, text and the changed provision."""
    words = "\n".join((reply.outcome, reply.text, reply.changed_provision))
    return sha256(words.encode()).hexdigest()


def write(
    group: Group,
    *,
    outcome: str,
    text: str,
    changed_provision: str,
    edition: int,
    user: Any,
    now: datetime,
) -> Reply:
    """Write or change the answer to a group.

    `edition` is the one the writer saw (0: none yet). RefusedReply when somebody else saved
    meanwhile, or when the answer is out already.
    """
    dossier = group.round.dossier
    _need(user, "replies.write", dossier)
    words: dict[str, Any] = {
        "outcome": outcome,
        "text": text.strip(),
        "changed_provision": changed_provision,
        "state": Reply.State.DRAFT,
        "written_by": user,
        "written_at": now,
    }
    if not words["text"]:
        raise RefusedReply(_("Chưa nhập nội dung tiếp thu, giải trình."))
    with transaction.atomic():
        if edition == 0:
            reply, created = Reply.objects.get_or_create(group=group, defaults=words)
            if not created:
                raise RefusedReply(_overtaken(reply))
        else:
            changed = (
                Reply.objects.filter(group=group, edition=edition)
                .exclude(state=Reply.State.PUBLISHED)
                .update(**words, edition=F("edition") + 1)
            )
            reply = Reply.objects.select_related("written_by").get(group=group)
            if not changed:
                raise RefusedReply(_overtaken(reply))
        record(
            "replies.write",
            reply,
            actor=Actor.of(user),
            now=now,
            dossier_id=dossier.pk,
            group=group.key,
            outcome=outcome,
        )
    return reply


def _overtaken(reply: Reply) -> str:
    if reply.state == Reply.State.PUBLISHED:
        return _("Trả lời này đã công bố, không sửa được nữa.")
    return _(
        "%(name)s vừa lưu một nội dung khác cho nhóm này. Nội dung của bạn chưa được lưu; "
        "hãy đối chiếu với bản mới rồi lưu lại."
    ) % {"name": reply.written_by}


def ask(reply: Reply, *, user: Any, now: datetime) -> Approval:
    """Put the answer before the head of the lead agency."""
    dossier = reply.group.round.dossier
    _need(user, "replies.write", dossier)
    with transaction.atomic():
        if not _move(reply, Reply.State.DRAFT, Reply.State.ASKED):
            raise RefusedReply(_("Trả lời này không còn ở trạng thái đang soạn."))
        approval = approvals.ask(reply, fingerprint=fingerprint(reply), user=user, now=now)
        record("replies.ask", reply, actor=Actor.of(user), now=now, dossier_id=dossier.pk)
    return approval


def give_back(reply: Reply, *, note: str, user: Any, now: datetime) -> None:
    """The head sends the answer back with a note."""
    dossier = reply.group.round.dossier
    _need(user, "replies.release", dossier)
    approval = latest(reply)
    with transaction.atomic():
        if not _move(reply, Reply.State.ASKED, Reply.State.DRAFT) or approval is None:
            raise RefusedReply(_("Trả lời này không còn chờ duyệt."))
        approvals.decide(approval, approve=False, user=user, now=now, note=note)
        record("replies.give_back", reply, actor=Actor.of(user), now=now, dossier_id=dossier.pk)


def release(reply: Reply, *, user: Any, now: datetime) -> None:
    """The head approves the answer and it goes out. What goes out is what was asked for: an
    answer changed since then is refused."""
    dossier = reply.group.round.dossier
    _need(user, "replies.release", dossier)
    approval = latest(reply)
    with transaction.atomic():
        if not _move(reply, Reply.State.ASKED, Reply.State.PUBLISHED, published_at=now):
            raise RefusedReply(_("Trả lời này không còn chờ duyệt."))
        if approval is None or approval.fingerprint != fingerprint(reply):
            raise RefusedReply(_("Nội dung đã thay đổi sau khi trình. Hãy trình lại."))
        approvals.decide(approval, approve=True, user=user, now=now)
        _out(reply, user=user, now=now, way=Approval.Way.WORKSPACE)


def release_on_paper(reply: Reply, *, document_number: str, user: Any, now: datetime) -> None:
    """The answer goes out on a signed phiếu trình, whose number the officer records."""
    dossier = reply.group.round.dossier
    _need(user, "replies.write", dossier)
    number = document_number.strip()
    if not number:
        raise RefusedReply(_("Chưa nhập số phiếu trình đã được lãnh đạo ký duyệt."))
    with transaction.atomic():
        moved = Reply.objects.filter(pk=reply.pk, edition=reply.edition).exclude(
            state=Reply.State.PUBLISHED
        )
        if not moved.update(state=Reply.State.PUBLISHED, published_at=now):
            raise RefusedReply(_overtaken(Reply.objects.get(pk=reply.pk)))
        approval = approvals.ask(reply, fingerprint=fingerprint(reply), user=user, now=now)
        Approval.objects.filter(pk=approval.pk).update(
            way=Approval.Way.OUTSIDE, document_number=number
        )
        approvals.decide(approval, approve=True, user=user, now=now)
        _out(reply, user=user, now=now, way=Approval.Way.OUTSIDE)


def _move(reply: Reply, old: str, new: str, **changes: Any) -> bool:
    """Change the state, once: only from `old` and only the edition that was seen."""
    rows = Reply.objects.filter(pk=reply.pk, state=old, edition=reply.edition)
    return bool(rows.update(state=new, **changes))


def _out(reply: Reply, *, user: Any, now: datetime, way: str) -> None:
    dossier = reply.group.round.dossier
    record("replies.publish", reply, actor=Actor.of(user), now=now, dossier_id=dossier.pk, way=way)
    Dossier.objects.filter(pk=dossier.pk, stage=Dossier.Stage.CONSULTING).exclude(
        rounds__closes_at__gt=now
    ).update(stage=Dossier.Stage.ANSWERING)
    emit("replies.published", now=now, reply_id=reply.pk)


def print_table(round_: Round, *, public: bool, user: Any, now: datetime) -> Job:
    """Queue the making of the statutory table, internal or public."""
    _need(user, "replies.write", round_.dossier)
    with transaction.atomic():
        table = PrintedTable.objects.create(round=round_, public=public, made_at=now)
        job = jobs.enqueue(
            "replies.print_table",
            {"table_id": table.pk},
            actor=Actor.of(user),
            now=now,
            next_url=f"{reverse('replies:tables', args=[round_.dossier.slug])}?dot={round_.pk}",
        )
        PrintedTable.objects.filter(pk=table.pk).update(job=job)
        record(
            "replies.print_table",
            table,
            actor=Actor.of(user),
            now=now,
            dossier_id=round_.dossier_id,
            public=public,
        )
    return job


def publish_table(table: PrintedTable, *, user: Any, now: datetime) -> None:
    """Put the public print on the portal, once. The internal print never goes out."""
    dossier = table.round.dossier
    _need(user, "replies.release", dossier)
    if not table.public or table.docx_id is None:
        raise RefusedReply(_("Chỉ công bố được bản công khai đã lập xong."))
    with transaction.atomic():
        rows = PrintedTable.objects.filter(pk=table.pk, published_at__isnull=True)
        if not rows.update(published_at=now):
            return
        Dossier.objects.filter(pk=dossier.pk).update(stage=Dossier.Stage.ANSWERED)
        record(
            "replies.publish_table",
            table,
            actor=Actor.of(user),
            now=now,
            dossier_id=dossier.pk,
            version=table.version,
        )
        emit("replies.table_published", now=now, table_id=table.pk)
