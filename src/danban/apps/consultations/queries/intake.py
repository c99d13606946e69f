"""Files of opinions as the intake tab shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, Sum
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from danban.apps.consultations.models import Batch, TrayRow
from danban.apps.drafts.models import Dossier

TRAY_PAGE = 30
_BATCHES = 100

# The fields of interfaces.md, "Opinions, as a table"; "" leaves a column out.
FIELD_CHOICES = [
    ("", _("Không dùng")),
    ("text", _("Nội dung góp ý")),
    ("provision", _("Điều, khoản, điểm")),
    ("stance", _("Quan điểm")),
    ("proposal", _("Đề xuất viết lại")),
    ("contributor", _("Chủ thể góp ý")),
    ("kind", _("Loại chủ thể")),
    ("area", _("Địa bàn")),
    ("date", _("Ngày")),
    ("letter", _("Số công văn")),
    ("tally", _("Số lượng")),
    ("reply", _("Trả lời")),
    ("outcome", _("Kết quả")),
    ("id", _("Mã ý kiến")),
    ("row_code", _("Mã dòng")),
]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet: its select's name, its header, the field it is read as."""

    name: str
    header: str
    field: str
    guessed: bool


@dataclass(frozen=True, slots=True)
class SheetShown:
    """A sheet with its columns and its first rows, one cell for each column."""

    name: str
    columns: tuple[Column, ...]
    samples: tuple[tuple[str, ...], ...]


def batches(dossier: Dossier) -> list[Batch]:
    """The newest files of all rounds, with the rows of their tray that still wait."""
    rows = Batch.objects.filter(round__dossier=dossier).select_related("file", "round")
    waiting = Count("tray", filter=Q(tray__state=TrayRow.State.OPEN))
    return list(rows.annotate(waiting=waiting).order_by("-pk")[:_BATCHES])


def sheets(batch: Batch) -> list[SheetShown]:
    """What the last reading found, column by column."""
    found = []
    for number, one in enumerate(batch.mapping.get("sheets", [])):
        field_of = {column: field for field, column in one["fields"].items()}
        columns = tuple(
            Column(
                name=f"s{number}-c{at}",
                header=one["header"][at] if at < len(one["header"]) else "",
                field=field_of.get(at, ""),
                guessed=field_of.get(at, "") in one["guessed"],
            )
            for at in range(one["width"])
        )
        samples = tuple(
            tuple(row[at] if at < len(row) else "" for at in range(one["width"]))
            for row in one["samples"]
        )
        found.append(SheetShown(one["sheet"], columns, samples))
    return found


def chosen_columns(batch: Batch, posted: QueryDict) -> list[dict[str, Any]] | None:
    """The officer's choice for every sheet; None if one names a field twice or has no opinions."""
    known = {field for field, _words in FIELD_CHOICES if field}
    chosen = []
    for sheet in sheets(batch):
        fields: dict[str, int] = {}
        for at, column in enumerate(sheet.columns):
            field = posted.get(column.name, "")
            if field not in known:
                continue
            if field in fields:
                return None
            fields[field] = at
        if not fields.keys() & {"text", "tally"}:
            return None
        chosen.append({"sheet": sheet.name, "fields": fields})
    return chosen or None


def tray(batch: Batch, *, after: int | None) -> tuple[list[TrayRow], int | None]:
    """A page of the tray: rows that wait first by their place in the file."""
    found = batch.tray.all()
    if after is not None:
        found = found.filter(pk__gt=after)
    rows = list(found.order_by("pk")[: TRAY_PAGE + 1])
    return rows[:TRAY_PAGE], rows[TRAY_PAGE - 1].pk if len(rows) > TRAY_PAGE else None


def tray_counts(batch: Batch) -> Mapping[str, int]:
    """State → rows of the tray."""
    rows = batch.tray.values_list("state").annotate(count=Count("pk")).order_by()
    return dict.fromkeys(TrayRow.State.values, 0) | dict(rows)


def tallies(batch: Batch) -> Mapping[str, int]:
    """Bare counts that came with the file: how many lines, and what they add up to."""
    found = batch.tallies.aggregate(lines=Count("pk"), total=Sum("count"))
    return {"lines": found["lines"], "total": found["total"] or 0}


def guess(row: TrayRow) -> dict[str, str]:
    """What the form of a doubtful row starts with."""
    cells = {cell["field"]: cell["value"] for cell in row.cells if cell["field"]}
    return {"text": cells.get("text") or cells.get("proposal", "")}


def is_late(batch: Batch) -> bool:
    """Was the letter, or else the file, later than the closing day?"""
    arrived = timezone.localtime(batch.added_at).date()
    return (batch.letter_day or arrived) > batch.round.closes_on
