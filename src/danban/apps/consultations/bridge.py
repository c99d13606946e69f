"""Files of opinions ↔ rows: the only place here that knows `danban.opinion`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from danban.apps.consultations.actions.leaves import MOST_ITEMS
from danban.apps.consultations.actions.rows import Row
from danban.apps.consultations.actions.submissions import clean
from danban.apps.consultations.models import Batch, Opinion
from danban.apps.consultations.queries.intake import is_late as batch_is_late
from danban.apps.files import store
from danban.apps.library import queries as library
from danban.opinion.clauses import ClauseIndex
from danban.opinion.columns import ColumnMap, map_columns
from danban.opinion.intake import Doubt, Intake, OpinionRow, Table, take_in
from danban.paper import Refused
from danban.paper.sheets import read_sheets

_ORGANISATIONS = frozenset({"business", "association", "agency", "front"})
# How names of organisations begin. With accents: folded, "Đoàn" or "Hội" would be people's names.
_ORGANISATION_NAME = re.compile(
    r"(?P<front>mttq|mặt trận|ủy ban mttq|uỷ ban mttq|liên đoàn lao động|hội liên hiệp phụ nữ"
    r"|hội nông dân|hội cựu chiến binh|đoàn thanh niên|đoàn tncs)"
    r"|(?P<business>công ty|doanh nghiệp|hợp tác xã|htx\b|tập đoàn|ngân hàng|hộ kinh doanh"
    r"|tổng công ty)"
    r"|(?P<association>hiệp hội|liên hiệp|hội\s|câu lạc bộ)"
    r"|(?P<agency>ubnd|hđnd|ủy ban|uỷ ban|hội đồng nhân dân|sở\s|phòng\s|ban\s|bộ\s|cục\s|chi cục"
    r"|viện\s|trường\s|trung tâm|văn phòng|công an|thanh tra|tòa án|toà án|đảng ủy|kho bạc)"
)


@dataclass(frozen=True, slots=True)
class Read:
    """A file read against the round's text; `mapping` is what Batch.mapping stores."""

    intake: Intake
    mapping: dict[str, Any]


def read_file(batch: Batch) -> Read:
    """Read the batch's file with the columns an officer chose, or with guessed ones.

    Raises Refused for a bad file.
    """
    path = store.path_of(batch.file.sha256)
    sheets = read_sheets(path, name=batch.file.name)
    chosen = {one["sheet"]: one["fields"] for one in batch.mapping.get("chosen", [])}
    tables, shown = [], []
    for sheet in sheets:
        table = Table(batch.file.name, sheet.name, sheet.rows)
        columns = _columns(table, chosen.get(sheet.name))
        tables.append(Table(table.source, table.sheet, table.rows, columns))
        if columns is not None:
            shown.append(_shown(sheet.name, columns))
    intake = _sifted(take_in(tables, _clauses(batch), closing=batch.round.closes_on))
    mapping = {
        "chosen": batch.mapping.get("chosen", []),
        "sheets": shown,
        "left_out": [{"sheet": one.sheet, "why": one.why} for one in intake.left_out],
    }
    return Read(intake, mapping)


def _columns(table: Table, chosen: Mapping[str, int] | None) -> ColumnMap | None:
    """None where the sheet holds no column of opinions: `take_in` then leaves it out or refuses."""
    try:
        columns = map_columns(table.rows, where=table.source)
    except Refused:
        return None
    return columns.corrected(chosen) if chosen else columns


def _sifted(intake: Intake) -> Intake:
    """A row that names more clauses than one entry of the log can hold waits in the tray."""
    if all(len(row.eids) <= MOST_ITEMS for row in intake.rows):
        return intake
    many = [row for row in intake.rows if len(row.eids) > MOST_ITEMS]
    doubts = [
        Doubt(
            row.source,
            row.sheet,
            row.row,
            f"nêu {len(row.eids)} điều, khoản; mỗi dòng nhận tối đa {MOST_ITEMS}",
            (row.provision, row.text, row.proposal),
        )
        for row in many
    ]
    kept = tuple(row for row in intake.rows if len(row.eids) <= MOST_ITEMS)
    return replace(intake, rows=kept, review=(*intake.review, *doubts))


def _shown(sheet: str, columns: ColumnMap) -> dict[str, Any]:
    width = max((len(row) for row in (columns.header, *columns.samples)), default=0)
    return {
        "sheet": sheet,
        "width": width,
        "header": [clean(cell) for cell in columns.header],
        "fields": dict(columns.fields),
        "guessed": list(columns.guessed),
        "samples": [[clean(cell)[:200] for cell in row] for row in columns.samples],
    }


def _clauses(batch: Batch) -> ClauseIndex:
    text = batch.round.version.text
    assert text is not None  # a round opens on a published version only
    return ClauseIndex(library.eids(text.pk), (text.title, text.number))


def refusal(refused: Refused) -> str:
    """Why a whole file was refused and what to do, as an officer reads it."""
    sentences = {
        "empty": _("Tệp không có nội dung. Hãy kiểm tra lại tệp rồi gửi lại."),
        "not-what-it-says": _(
            "Nội dung tệp không đúng với phần mở rộng của tên tệp. "
            "Hãy mở bằng Excel, lưu lại thành .xlsx rồi gửi lại."
        ),
        "password": _("Tệp có mật khẩu. Hãy bỏ mật khẩu, lưu lại rồi gửi lại."),
        "too-large": _("Tệp quá lớn. Hãy chia thành nhiều tệp nhỏ hơn rồi gửi từng tệp."),
        "zip-bomb": _("Tệp giải nén ra lớn bất thường nên không được mở. Hãy lưu lại rồi gửi lại."),
        "unreadable": _("Tệp hỏng hoặc không đọc được. Hãy mở bằng Excel, lưu lại rồi gửi lại."),
        "no-text-column": _(
            "Không tìm thấy cột nội dung góp ý. "
            "Hãy đặt tên cột là “Nội dung góp ý” ở dòng đầu rồi gửi lại."
        ),
        "timeout": _("Đọc tệp quá lâu nên đã dừng. Hãy chia thành nhiều tệp nhỏ hơn."),
        "unsupported": _("Chỉ nhận bảng tính: .xlsx, .xls, .ods, .csv hoặc .tsv."),
    }
    sentence = sentences.get(refused.code, sentences["unreadable"])
    return f"{refused.where}: {sentence}" if refused.where else sentence


def rows_of(batch: Batch) -> list[Row]:
    """The good rows of the batch's file, ready to be written; the same on every run."""
    late = batch_is_late(batch)
    return [_row(row, batch_late=late) for row in read_file(batch).intake.rows]


def _row(row: OpinionRow, *, batch_late: bool) -> Row:
    kind, organisation, person = _contributor(row)
    return Row(
        source_row=source_row(row.sheet, row.row),
        text=row.text or row.proposal,
        proposal=row.proposal if row.text else "",
        stance=row.stance or "",
        provisions=tuple((eid, Opinion.How.CITED) for eid in row.eids)
        or (("", Opinion.How.WHOLE),),
        contributor=kind,
        organisation=organisation[:200],
        person=person[:120],
        area=row.area,
        letter_number=row.letter,
        day=row.date,
        late=is_late(row, batch_late=batch_late),
        tally=row.tally,
        bare_tally=is_bare_tally(row),
        given_reply=row.reply,
        note="; ".join(row.notes),
    )


def _contributor(row: OpinionRow) -> tuple[str, str, str]:
    """(kind, organisation, person). An unclear contributor is taken for a person: not named."""
    name = " ".join(row.contributor.split())
    kind: str = row.kind or ""
    if not kind:
        match = _ORGANISATION_NAME.match(unicodedata.normalize("NFC", name).lower())
        kind = match.lastgroup or "" if match else ""
    if kind in _ORGANISATIONS:
        return kind, name, ""
    return kind, "", name


def is_bare_tally(row: OpinionRow) -> bool:
    """A count without a word of text."""
    return row.tally is not None and not row.text and not row.proposal


def is_late(row: OpinionRow, *, batch_late: bool) -> bool:
    """By the row's own date, else by the letter's or the day the file came."""
    return row.late if row.date is not None else batch_late


def counts(intake: Intake, *, batch_late: bool) -> dict[str, int]:
    """The Batch's counts: read = good + doubtful + blank."""
    return {
        "rows_read": intake.read,
        "rows_good": len(intake.rows),
        "rows_doubtful": len(intake.review),
        "rows_blank": intake.blank,
        "rows_late": sum(1 for row in intake.rows if is_late(row, batch_late=batch_late)),
    }


def source_row(sheet: str, row: int | None) -> str:
    """ "Trang tính 1, dòng 12"."""
    where = f"{sheet[:90]}, " if sheet else ""
    return f"{where}dòng {row}" if row else where.rstrip(", ")


def doubtful(doubt: Doubt, mapping: Mapping[str, Any]) -> dict[str, Any]:
    """Fields of a TrayRow."""
    shown = next((one for one in mapping["sheets"] if one["sheet"] == doubt.sheet), None)
    return {
        "source_row": clean(source_row(doubt.sheet, doubt.row))[:120],
        "cells": _named(doubt.cells, shown),
        "why": doubt.why[:300],
    }


def _named(cells: Sequence[str], shown: Mapping[str, Any] | None) -> list[dict[str, str]]:
    """The filled cells in order, each with its column's name and, if recognised, its field."""
    header: Sequence[str] = shown["header"] if shown else ()
    fields = {column: field for field, column in shown["fields"].items()} if shown else {}
    return [
        {
            "name": " ".join(header[at].split()) if at < len(header) else "",
            "field": fields.get(at, ""),
            "value": clean(cell),
        }
        for at, cell in enumerate(cells)
        if cell.strip()
    ]
