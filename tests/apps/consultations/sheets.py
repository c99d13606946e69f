"""Spreadsheets as offices send them, written by us."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from danban.apps.consultations import actions
from danban.apps.consultations.models import Batch
from tests.world.cast import NOW, World
from tests.world.jobs import run_jobs

HEADER = ("STT", "Cơ quan góp ý", "Điều, khoản", "Nội dung góp ý", "Quan điểm", "Ngày", "Số lượng")
ROWS = (
    ("1", "Sở Tài chính", "Điều 1", "Nên nêu rõ phạm vi.", "Đề nghị sửa", "10/11/2026", ""),
    ("2", "Nguyễn Văn Mẫu", "khoản 1, 2 Điều 2", "Nên gộp hai khoản.", "", "", ""),
    ("3", "Hội Nông dân xã Mẫu", "", "Nhất trí với dự thảo.", "Nhất trí", "", ""),
    ("4", "Công ty Mẫu", "Điều 99", "Bỏ điều này.", "", "", ""),  # no such clause
    ("5", "Trần Thị Mẫu", "Điều 1", "", "", "", ""),  # no text
    ("", "", "", "", "", "", ""),
    ("6", "Phường Mẫu", "Điều 3", "", "Nhất trí", "", "1.200"),  # a bare tally
    ("7", "Lê Mẫu", "Điều 3", "Nên lùi ngày hiệu lực.", "", "05/12/2026", ""),  # after closing
    ("8", "Đoàn Văn Mẫu", "điểm đ khoản 2 Điều 2", "<script>alert(1)</script>", "", "", ""),
)


def as_csv(rows: Iterable[Sequence[str]] = ROWS, header: Sequence[str] = HEADER) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def add(
    world: World,
    content: bytes | None = None,
    *,
    name: str = "ý kiến.csv",
    now: datetime = NOW,
    user: Any = None,
    letter_day: date | None = None,
) -> Batch:
    """Hand a file in; its reading is queued."""
    return actions.add_batch(
        world.round,
        name=name,
        chunks=[as_csv() if content is None else content],
        sender="Phòng Mẫu",
        letter_number="45/CV",
        letter_day=letter_day,
        user=user or world.an,
        now=now,
    )


def read(world: World, content: bytes | None = None, **kwargs: Any) -> Batch:
    """Hand a file in and read it."""
    batch = add(world, content, **kwargs)
    run_jobs()
    batch.refresh_from_db()
    return batch


def taken(world: World, content: bytes | None = None, **kwargs: Any) -> Batch:
    """Hand a file in, read it, take it in."""
    batch = read(world, content, **kwargs)
    actions.start_taking(batch, user=world.an, now=NOW)
    run_jobs()
    batch.refresh_from_db()
    assert batch.state == Batch.State.TAKEN
    return batch
