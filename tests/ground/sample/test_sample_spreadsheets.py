"""Sample spreadsheets come in through the project's own intake, and the sample's people fit."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from danban.lawtext import Reading
from danban.opinion.clauses import ClauseIndex
from danban.opinion.intake import Intake, Table, take_in
from danban.paper import read_sheets
from danban.site.sample import SAMPLE_MARK
from danban.site.sample.opinions import DAYS, generate
from danban.site.sample.people import ACCOUNTS, AGENCIES, agency
from danban.site.sample.spreadsheets import (
    OPENED,
    sample_spreadsheet,
    write_opinions_csv,
    write_opinions_xlsx,
)


def _take_in(path: Path, reading: Reading) -> Intake:
    clauses = ClauseIndex([p.eid for p in reading.documents[0].provisions])
    tables = [Table(path.name, sheet.name, sheet.rows) for sheet in read_sheets(path)]
    return take_in(tables, clauses, closing=OPENED + timedelta(days=DAYS))


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_opinions_come_back_as_they_were_written(
    readings: dict[str, Reading], tmp_path: Path, ending: str
) -> None:
    reading = readings["du-thao-1"]
    opinions = generate(reading.documents[0].provisions, count=200, seed=2)
    path = tmp_path / f"y-kien.{ending}"
    write = write_opinions_xlsx if ending == "xlsx" else write_opinions_csv
    write(path, opinions)
    taken = _take_in(path, reading)
    assert taken.review == ()
    by_id = {row.id: row for row in taken.rows}
    for opinion in opinions:
        row = by_id[opinion.id]
        assert row.eids == ((opinion.provision,) if opinion.provision else ())
        assert (row.kind, row.stance) == (opinion.kind, opinion.stance)
        assert row.date == OPENED + timedelta(days=opinion.day)
        assert row.area == opinion.area


def test_ward_sheet_has_its_doubtful_rows(readings: dict[str, Reading], tmp_path: Path) -> None:
    reading = readings["du-thao-1"]
    path = tmp_path / "phuong.xlsx"
    sample_spreadsheet(path, reading.documents[0].provisions, 3)
    taken = _take_in(path, reading)
    reasons = " / ".join(doubt.why for doubt in taken.review)
    for word in ("Điều 99", "không có nội dung", "30/02/2026", "dòng cộng"):
        assert word in reasons
    assert len(taken.review) == 4
    assert [row.tally for row in taken.rows if row.tally] == [48]
    assert sum(row.late for row in taken.rows) == 1
    assert SAMPLE_MARK in read_sheets(path)[0].rows[0][0]


def test_the_same_seed_writes_the_same_bytes(readings: dict[str, Reading], tmp_path: Path) -> None:
    provisions = readings["du-thao-2"].documents[0].provisions
    first, second = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    sample_spreadsheet(first, provisions, 9)
    sample_spreadsheet(second, provisions, 9)
    assert first.read_bytes() == second.read_bytes()


def test_people_belong_to_agencies_and_say_that_they_are_samples() -> None:
    assert len({account.login for account in ACCOUNTS}) == len(ACCOUNTS)
    parts = {account.part: account for account in ACCOUNTS}
    assert {"owner", "helper", "approver", "justice", "ward", "outsider"} <= set(parts)
    for account in ACCOUNTS:
        assert agency(account.agency) in AGENCIES
        assert "(mẫu)" in account.name
        assert account.mail.endswith(".example")
    assert parts["owner"].agency == parts["helper"].agency == parts["approver"].agency
    assert parts["outsider"].agency not in {parts["owner"].agency, parts["justice"].agency}
