"""What the findings pages show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext as _

from danban.apps.consultations.models import Opinion, Round
from danban.apps.drafts.models import Dossier
from danban.apps.findings.models import Group, Run

PAGE = 50


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list of groups is narrowed to. `after` is the key of the last group shown."""

    provision: str = ""
    unanswered: bool = False
    state: str = ""  # of the answer
    after: str = ""


@dataclass(frozen=True, slots=True)
class GroupPage:
    """Groups in the order of the text, the largest of a provision first."""

    groups: list[Group]
    next_after: str
    total: int
    opinions: int


def newest_round(dossier: Dossier) -> Round | None:
    """The round the officers' pages speak of: the newest one."""
    return dossier.rounds.select_related("version", "dossier__lead").order_by("-opens_at").first()


def chosen_round(dossier: Dossier, wanted: str | None) -> Round | None:
    """The round whose id is `wanted`, if it is one of the dossier's; else the newest."""
    if wanted and wanted.isdigit():
        rounds = dossier.rounds.select_related("version", "dossier__lead")
        if (found := rounds.filter(pk=int(wanted)).first()) is not None:
            return found
    return newest_round(dossier)


def rounds_of(dossier: Dossier) -> list[Round]:
    """Every round of the dossier, the newest first, for the switch between them."""
    return list(dossier.rounds.select_related("version").order_by("-opens_at"))


def latest_run(round_: Round) -> Run | None:
    """The newest finished run."""
    return Run.objects.filter(round=round_, done_at__isnull=False).order_by("-pk").first()


def page(round_: Round, filters: Filters) -> GroupPage:
    """One page of the round's groups, paged by key."""
    rows = Group.objects.filter(round=round_)
    if filters.provision == "chung":
        rows = rows.filter(provision="")
    elif filters.provision:
        rows = rows.filter(provision=filters.provision)
    if filters.state:
        rows = rows.filter(reply__state=filters.state)
    elif filters.unanswered:
        rows = rows.exclude(reply__state="published")
    totals = rows.aggregate(opinions=Sum("opinions_count"))
    total = rows.count()
    found = list(_after(rows, filters.after).select_related("reply")[: PAGE + 1])
    last = found[PAGE - 1] if len(found) > PAGE else None
    return GroupPage(
        groups=found[:PAGE],
        next_after=f"{last.position}-{last.opinions_count}-{last.pk}" if last else "",
        total=total,
        opinions=totals["opinions"] or 0,
    )


def _after(rows: QuerySet[Group], after: str) -> QuerySet[Group]:
    """The groups behind the one whose sort key is `after` ("position-count-id")."""
    try:
        position, count, pk = (int(part) for part in after.split("-"))
    except ValueError:
        return rows
    same = rows.filter(position=position)
    return (
        rows.filter(position__gt=position)
        | same.filter(opinions_count__lt=count)
        | same.filter(opinions_count=count, pk__gt=pk)
    )


def provisions(round_: Round) -> list[str]:
    """eIds that have groups, in the order of the text; "" stands for the whole draft."""
    rows = Group.objects.filter(round=round_).order_by("position")
    return list(rows.values_list("provision", flat=True).distinct())


def members(group: Group, after: int | None) -> tuple[list[Opinion], int | None]:
    """Opinions of a group with their submissions, a page at a time."""
    rows = Opinion.objects.counted().filter(grouped__group=group).select_related("submission")
    if after is not None:
        rows = rows.filter(pk__gt=after)
    found = list(rows.order_by("pk")[: PAGE + 1])
    return found[:PAGE], found[PAGE - 1].pk if len(found) > PAGE else None


def missing(dossier: Dossier, now: datetime) -> str:
    """What the tab still lacks: opinions that no run has sorted yet."""
    round_ = newest_round(dossier)
    if round_ is None:
        return ""
    unsorted = Opinion.objects.counted().filter(round=round_, grouped__isnull=True).exists()
    return _("Có ý kiến chưa được phân nhóm") if unsorted else ""
