"""Spreadsheets of every kind, as a person sees their cells."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danban.paper import Sheet, read_sheets
from danban.paper.delimited import sniff
from danban.paper.workbook import text_of, trim


def test_workbook(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = "Góp ý"
    first.append(["id", "nội dung góp ý", "ngày", "số lượng"])
    first.append([])
    first.append([1, "  Đồng ý\nvới Điều 5 ", dt.date(2026, 1, 2), 3.0])
    moment = dt.datetime(2026, 1, 2, 3, 4)  # noqa: DTZ001 - a cell has no zone
    first.append([2.5, True, moment, None])
    book.create_sheet("Trống")
    second = book.create_sheet("Thêm")
    second["B3"] = "=1+1"
    second["C3"] = "bên phải"
    book.save(tmp_path / "a.xlsx")
    sheets = read_sheets(tmp_path / "a.xlsx")
    assert [sheet.name for sheet in sheets] == ["Góp ý", "Trống", "Thêm"]
    assert sheets[0].rows == (
        ("id", "nội dung góp ý", "ngày", "số lượng"),
        ("", "", "", ""),
        ("1", "Đồng ý\nvới Điều 5", "2026-01-02", "3"),
        ("2.5", "TRUE", "2026-01-02 03:04:00", ""),
    )
    assert sheets[1].rows == ()
    assert sheets[2].rows[2][2] == "bên phải", "rows and columns are counted from A1"


@pytest.mark.parametrize(
    ("raw", "rows"),
    [
        ("id,nội dung\n1,Đồng ý\n".encode(), (("id", "nội dung"), ("1", "Đồng ý"))),
        ("\ufeffid;nội dung\n1;a, b, c\n".encode(), (("id", "nội dung"), ("1", "a, b, c"))),
        ("id\tnội dung\r\n1\tx\r\n".encode("utf-16"), (("id", "nội dung"), ("1", "x"))),
        ("id|ý\n1|x".encode(), (("id", "ý"), ("1", "x"))),
        ("sep=;\nid;ý\n1;x".encode(), (("id", "ý"), ("1", "x"))),
        ('ý,số\n"một, ""hai""\nba",2\n'.encode(), (("ý", "số"), ('một, "hai"\nba', "2"))),
        ("nội dung\nđồng ý\n".encode(), (("nội dung",), ("đồng ý",))),
        (
            b"a,b\n1,2,3\n\n4",
            (("a", "b", ""), ("1", "2", "3"), ("", "", ""), ("4", "", "")),
        ),
    ],
)
def test_csv(tmp_path: Path, raw: bytes, rows: tuple[tuple[str, ...], ...]) -> None:
    (tmp_path / "góp ý.csv").write_bytes(raw)
    (sheet,) = read_sheets(tmp_path / "góp ý.csv")
    assert sheet.name == "góp ý"
    assert sheet.rows == rows


def test_csv_of_an_old_excel(tmp_path: Path) -> None:
    """Code page 1258: đ, ô and a grave accent of its own, y and an acute of its own."""
    (tmp_path / "a.csv").write_bytes(b"noi dung,so\n\xf0\xf4\xccng y\xec,1\n")
    (sheet,) = read_sheets(tmp_path / "a.csv")
    assert sheet.rows == (("noi dung", "so"), ("đồng ý", "1"))


def test_tsv_keeps_commas(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("a,b\tc;d\n", encoding="utf-8")
    assert read_sheets(tmp_path / "a.tsv") == (Sheet("a", (("a,b", "c;d"),)),)


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("một cột, có phẩy\nhai\n", ","),
        ("id;ý\n1;một, hai, ba\n2;bốn, năm\n", ";"),
        ("chỉ một dòng", ","),
        ("", ","),
    ],
)
def test_sniffing(text: str, delimiter: str) -> None:
    assert sniff(text) == delimiter


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (3.0, "3"), (0.1, "0.1"), (84912345678.0, "84912345678"), (True, "TRUE"), (None, ""),
        (-2.0, "-2"), (" x\n", "x"), (7, "7"), (dt.date(2026, 5, 4), "2026-05-04"),
        (dt.time(8, 30), "08:30:00"), (dt.datetime(2026, 5, 4), "2026-05-04"),  # noqa: DTZ001
    ],
)  # fmt: skip
def test_cells(value: object, shown: str) -> None:
    assert text_of(value) == shown


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(st.sampled_from(["", "x", "y"]), max_size=5), max_size=5))
def test_trimming_loses_only_empty_edges(rows: list[list[str]]) -> None:
    kept = trim([row[:] for row in rows])
    assert len({len(row) for row in kept}) <= 1
    assert not kept or any(kept[-1])
    filled = {(r, c): cell for r, row in enumerate(rows) for c, cell in enumerate(row) if cell}
    assert filled == {
        (r, c): cell for r, row in enumerate(kept) for c, cell in enumerate(row) if cell
    }
