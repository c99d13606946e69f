"""How duties stand, and what the board and the officers' pages show of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from danban.apps.accountability import law
from danban.apps.accountability.access import on_board
from danban.apps.accountability.models import Duty, RuleConfirmation
from danban.apps.accounts.models import User
from danban.apps.accounts.work import WorkRow
from danban.apps.drafts.models import Dossier, DossierMember
from danban.duties.deadlines import Deadline, Reason
from danban.duties.rules import Rule, shipped

PAGE = 30  # dossiers of the board
WARN_DAYS = 5
COLUMNS = (Duty.Kind.POSTING, Duty.Kind.ANSWERING, Duty.Kind.PUBLISHING)


@dataclass(frozen=True, slots=True)
class Figures:
    """The board in numbers; `on_time` and `done_late` count only what binds."""

    total: int
    done: int
    on_time: int
    done_late: int
    late: int
    informs: int


@dataclass(frozen=True, slots=True)
class Badge:
    """A state in a word, with the colour the word has."""

    word: str
    look: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A duty with its state in a word."""

    duty: Duty
    badge: Badge


@dataclass(frozen=True, slots=True)
class Row:
    """A dossier of the board; a cell holds the duties of one kind, one for each round."""

    dossier: Dossier
    cells: tuple[tuple[Shown, ...], ...]


@dataclass(frozen=True, slots=True)
class RuleShown:
    """A shipped rule with its confirmation, if the justice department stands for it."""

    rule: Rule
    label: str
    confirmation: RuleConfirmation | None


def today_of(now: datetime) -> date:
    """The local legal day."""
    return timezone.localtime(now).date()


def standing(rows: QuerySet[Duty], today: date) -> QuerySet[Any]:
    """`rows` with `standing`: what danban.duties.state says of each, worked out in the database.

    A test holds the two to each other."""
    least, binds = Q(deadline__reason__bound="least"), Q(binding=True)
    fulfilled, open_ = Q(fulfilled_on__isnull=False), Q(fulfilled_on__isnull=True)
    in_time = Q(fulfilled_on__lte=F("due_on"))
    lasted = Q(fulfilled_on__gte=F("due_on")) | (open_ & Q(due_on__lt=today))
    soon = Q(due_on__lte=today + timedelta(days=WARN_DAYS))
    return rows.annotate(
        standing=Case(
            When(least & lasted, then=Value("done")),
            When(least & ~binds, then=Value("informs")),
            When(least & open_, then=Value("due")),
            When(least, then=Value("late")),
            When(fulfilled & (in_time | ~binds), then=Value("done")),
            When(fulfilled, then=Value("done-late")),
            When(~binds, then=Value("informs")),
            When(due_on__lt=today, then=Value("late")),
            When(soon, then=Value("soon")),
            default=Value("due"),
        )
    )


def badge(state: str, *, binding: bool, least: bool) -> Badge:
    """The word and the look of a state; only what binds is called in time or late."""
    if state == "done":
        return Badge(_("Đúng hạn"), "on-time") if binding else Badge(_("Đã xong"), "done")
    if state == "late" and least:
        return Badge(_("Không đủ thời hạn"), "late")
    words = {
        "done-late": (_("Đã xong, muộn"), "late"),
        "late": (_("Muộn"), "late"),
        "soon": (_("Sắp đến hạn"), "soon"),
        "due": (_("Chưa đến hạn"), "neutral"),
        "informs": (_("Tham khảo"), "informs"),
    }
    return Badge(*words[state])


def shown(duty: Duty) -> Shown:
    """`duty` must come out of `standing`."""
    least = duty.deadline["reason"]["bound"] == "least"
    state: str = getattr(duty, "standing")  # noqa: B009  (an annotation)
    return Shown(duty, badge(state, binding=duty.binding, least=least))


def figures(now: datetime) -> Figures:
    """The numbers above the board."""
    rows = standing(on_board(), today_of(now)).order_by()
    counted = rows.values("standing", "binding").annotate(count=Count("pk"))
    counts: dict[tuple[str, bool], int] = {
        (row["standing"], row["binding"]): row["count"] for row in counted
    }

    def of(*states: str) -> int:
        return sum(count for (state, _binding), count in counts.items() if state in states)

    return Figures(
        total=sum(counts.values()),
        done=of("done", "done-late"),
        on_time=counts.get(("done", True), 0),
        done_late=of("done-late"),
        late=of("late"),
        informs=of("informs"),
    )


def board(
    now: datetime, *, state: str = "", after: int | None = None
) -> tuple[list[Row], int | None]:
    """A page of dossiers by agency, the newest first within each; with `state` only those with
    such a duty. Also the key of the next page, if there is one."""
    duties = standing(on_board(), today_of(now))
    wanted = duties.filter(standing=state) if state else duties
    dossiers = Dossier.objects.public().filter(pk__in=wanted.order_by().values("dossier"))
    dossiers = dossiers.select_related("lead")
    last = Dossier.objects.select_related("lead").filter(pk=after).first() if after else None
    if last is not None:
        below = Q(lead__name=last.lead.name, pk__lt=last.pk)
        dossiers = dossiers.filter(Q(lead__name__gt=last.lead.name) | below)
    found = list(dossiers.order_by("lead__name", "-pk")[: PAGE + 1])
    following = found[PAGE - 1].pk if len(found) > PAGE else None
    page = found[:PAGE]
    cells: dict[tuple[int, str], list[Shown]] = {}
    for duty in duties.filter(dossier__in=page):
        cells.setdefault((duty.dossier_id, duty.kind), []).append(shown(duty))
    return [
        Row(dossier, tuple(tuple(cells.get((dossier.pk, kind), ())) for kind in COLUMNS))
        for dossier in page
    ], following


def sheet(now: datetime) -> Iterator[tuple[str, ...]]:
    """The whole board as rows of a sheet, headings first; no cell can be a formula."""
    yield (
        _("Cơ quan chủ trì"),
        _("Dự thảo"),
        _("Việc phải thực hiện"),
        _("Hạn thực hiện"),
        _("Tình trạng"),
        _("Ngày thực hiện"),
        _("Giải trình của cơ quan"),
    )
    rows = standing(on_board(), today_of(now)).select_related("dossier", "authority")
    for duty in rows.order_by("authority__name", "-dossier", "due_on", "pk"):
        cells = (
            duty.authority.name,
            duty.dossier.title,
            duty.get_kind_display(),
            duty.due_on.isoformat(),
            shown(duty).badge.word,
            duty.fulfilled_on.isoformat() if duty.fulfilled_on else "",
            duty.explanation,
        )
        yield tuple(_harmless(cell) for cell in cells)


def _harmless(cell: str) -> str:
    """Spreadsheets run a cell that begins like a formula; an apostrophe makes it text."""
    return f"'{cell}" if cell.lstrip().startswith(("=", "+", "-", "@")) else cell


def of_dossier(dossier: Dossier, now: datetime) -> list[Shown]:
    """The duties of one dossier, the earliest due first."""
    rows = standing(Duty.objects.filter(dossier=dossier), today_of(now))
    return [shown(duty) for duty in rows]


def owner(duty: Duty) -> User:
    """Who answers for the duty: as long as it is open, whoever owns the dossier now."""
    owners = DossierMember.objects.filter(part=DossierMember.Part.OWNER)
    now = owners.filter(dossier=duty.dossier_id).select_related("user").first()
    return duty.owner if duty.fulfilled_on or now is None else now.user


def reason(duty: Duty) -> Reason:
    """Why the duty is due then, as it was worked out."""
    return Deadline.from_dict(duty.deadline).reason


def sentence(found: Reason) -> str:
    """The reason in the language of the page."""
    return found.sentence_en if (get_language() or "").startswith("en") else found.sentence_vi


def confirmation(duty: Duty) -> RuleConfirmation | None:
    """What the justice department said of the duty's rule, if that makes it binding."""
    given = RuleConfirmation.objects.filter(rule_id=duty.rule_id).order_by("pk")
    rows = given.select_related("confirmed_by")
    return law.confirmation_of(Deadline.from_dict(duty.deadline), rows)


def rule_book() -> list[RuleShown]:
    """Every shipped rule with its newest confirmation."""
    newest = {one.rule_id: one for one in law.confirmations()}
    return [RuleShown(rule, rule_label(rule), newest.get(rule.id)) for rule in shipped()]


def rule_label(rule: Rule) -> str:
    """What the rule demands, in the language of the page."""
    return rule.label_en if (get_language() or "").startswith("en") else rule.label_vi


def missing(dossier: Dossier, now: datetime) -> str:
    """What the tab of duties says is owed."""
    rows = standing(Duty.objects.filter(dossier=dossier), today_of(now))
    return _("Có việc đã quá hạn") if rows.filter(standing="late").exists() else ""


def waiting(user: Any, now: datetime) -> Iterator[WorkRow]:
    """Rows of "my work": what the owner of a dossier has still to do.

    Keeping a round open is nothing to do, so shortest periods are left out."""
    if not user.is_authenticated:
        return
    owned = DossierMember.objects.filter(user=user, part=DossierMember.Part.OWNER)
    rows = standing(Duty.objects.filter(fulfilled_on__isnull=True), today_of(now))
    rows = rows.filter(dossier__in=owned.values("dossier"))
    rows = rows.exclude(deadline__reason__bound="least").select_related("dossier")
    for duty in rows:
        yield WorkRow(
            title=duty.get_kind_display(),
            url=reverse("accountability:duties", args=[duty.dossier.slug]),
            due_on=duty.due_on,
            reason=sentence(reason(duty)),
            state=getattr(duty, "standing"),  # noqa: B009
            dossier=str(duty.dossier),
        )
