"""What the answer desk and the public page of answers show."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Sum
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from danban.apps.accounts.work import WorkRow
from danban.apps.consultations.models import Opinion, Round
from danban.apps.drafts.access import workable
from danban.apps.drafts.models import Dossier, DraftVersion
from danban.apps.findings.models import Group
from danban.apps.findings.queries import newest_round
from danban.apps.library.models import Provision
from danban.apps.replies.models import PrintedTable, Reply
from danban.lawtext.labels import label

Answer = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a round is answered, in groups and in opinions."""

    groups: int
    answered: int
    opinions: int
    opinions_answered: int

    @property
    def unanswered(self) -> int:
        return self.groups - self.answered


def coverage(round_: Round) -> Coverage:
    """Counted over groups that still have opinions."""
    out = Q(reply__state=Reply.State.PUBLISHED)
    counts = Group.objects.filter(round=round_, opinions_count__gt=0).aggregate(
        groups=Count("pk"),
        answered=Count("pk", filter=out),
        opinions=Sum("opinions_count"),
        opinions_answered=Sum("opinions_count", filter=out),
    )
    return Coverage(**{name: value or 0 for name, value in counts.items()})


def changed_choices(dossier: Dossier) -> list[tuple[str, str]]:
    """Articles and clauses of the newest published version, for the link to the change."""
    newest = (
        DraftVersion.objects.filter(dossier=dossier, state=DraftVersion.State.PUBLISHED)
        .order_by("-number")
        .first()
    )
    if newest is None:
        return []
    rows = Provision.objects.filter(
        text__draftversion=newest, kind__in=("article", "clause"), quoted=False
    )
    return [(eid, label(eid)) for eid in rows.values_list("eid", flat=True)]


def words_are_published(group: str = "pk") -> Exists:
    """Whether everybody may read the words a group is quoted with; `group` leads to its id."""
    quoted = "representative" if group == "pk" else "group__representative"
    members = Opinion.objects.published().filter(grouped__group=OuterRef(group))
    return Exists(members.filter(text=OuterRef(quoted)))


def published(round_: Round, after: int | None, size: int = 30) -> tuple[list[Reply], int | None]:
    """Published answers in the order of the text, paged by key (position of the group's row)."""
    rows = (
        Reply.objects.filter(group__round=round_, state=Reply.State.PUBLISHED)
        .select_related("group")
        .annotate(open_to_all=words_are_published("group"))
        .order_by("group__position", "pk")
    )
    if after is not None and (last := rows.filter(pk=after).first()):
        here = Q(group__position=last.group.position, pk__gt=last.pk)
        rows = rows.filter(Q(group__position__gt=last.group.position) | here)
    found: list[Reply] = [*rows[: size + 1]]
    return found[:size], found[size - 1].pk if len(found) > size else None


def public_table(round_: Round) -> PrintedTable | None:
    """The newest public print that is out."""
    return (
        PrintedTable.objects.filter(round=round_, public=True, published_at__isnull=False)
        .select_related("docx", "xlsx")
        .order_by("-published_at")
        .first()
    )


def block(request: HttpRequest, dossier: Dossier, now: datetime) -> dict[str, Any] | None:
    """For the public dossier page: how much is answered, once anything is."""
    round_ = newest_round(dossier)
    if round_ is None:
        return None
    counts = coverage(round_)
    return {"dossier": dossier, "coverage": counts} if counts.answered else None


def answers(opinion_ids: Collection[int]) -> dict[int, Answer]:
    """The published answer to each opinion: outcome, text, address."""
    rows = Reply.objects.filter(
        state=Reply.State.PUBLISHED, group__members__opinion__in=opinion_ids
    ).values_list("group__members__opinion", "outcome", "text", "pk", "group__round__dossier__slug")
    wanted = set(opinion_ids)
    return {
        opinion: (
            str(Reply.Outcome(outcome).label),
            text,
            f"{reverse('replies:public', args=[slug])}#tra-loi-{pk}",
        )
        for opinion, outcome, text, pk, slug in rows
        if opinion in wanted
    }


def waiting(user: Any, now: datetime) -> Iterator[WorkRow]:
    """Answers that wait for the head's decision."""
    asked = (
        Dossier.objects.filter(pk__in=workable(user).values("pk"))
        .annotate(
            waiting=Count(
                "rounds__groups__reply",
                filter=Q(rounds__groups__reply__state=Reply.State.ASKED),
            )
        )
        .filter(waiting__gt=0)
        .select_related("lead")
    )
    for dossier in asked:
        if user.has_perm("replies.release", dossier):
            yield WorkRow(
                title=_("Duyệt %(count)d nội dung tiếp thu, giải trình")
                % {"count": dossier.waiting},  # type: ignore[attr-defined]
                url=reverse("replies:desk", args=[dossier.slug]) + "?trang-thai=asked",
                due_on=None,
                reason=_("Cán bộ soạn thảo đã trình"),
                state="due",
                dossier=str(dossier),
            )


def missing(dossier: Dossier, now: datetime) -> str:
    """What the tab still lacks once the round is over."""
    round_ = newest_round(dossier)
    if round_ is None or round_.is_open(now):
        return ""
    open_ = coverage(round_).unanswered
    return _("Còn %(count)d nhóm chưa công bố trả lời") % {"count": open_} if open_ else ""
